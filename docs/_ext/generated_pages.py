"""Pages written from the program itself, so that they cannot fall behind it.

The command line from its commands, errors from the source, concepts from ``detente help``, the HTTP
interface from its OpenAPI description, and one page for every published and teaching conflict. They go
into ``docs/generated`` (not under version control) before Sphinx looks for pages.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import conflict_pages
import program_pages

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> dict[str, Any]:
    """Register with Sphinx."""
    app.connect("builder-inited", _write)
    return {"parallel_read_safe": True}


def _write(app: Sphinx) -> None:
    folder = Path(app.srcdir) / "generated"
    folder.mkdir(exist_ok=True)
    pages = {**program_pages.pages(), **conflict_pages.pages()}
    for old in folder.glob("*.md"):
        if old.name not in pages:
            old.unlink()
    for name, text in pages.items():
        path = folder / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
