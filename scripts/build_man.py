"""Puts pages for ``man`` into the wheel, written from the commands at build time."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ManPages(BuildHookInterface):
    """Writes share/man/man1/detente*.1; an editable install needs none."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write the pages and name them as data of the wheel."""
        if version == "editable":
            return
        sys.path.insert(0, str(Path(self.root) / "src"))
        from detente.cli.manual import man_pages

        # Not beside the wheel: whoever uploads that folder would send these too.
        self._written = TemporaryDirectory()
        folder = Path(self._written.name)
        for name, text in man_pages().items():
            (folder / name).write_text(text, encoding="utf-8")
            build_data["shared_data"][str(folder / name)] = f"share/man/man1/{name}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002
        """Remove the pages: the wheel holds them."""
        if version != "editable":
            self._written.cleanup()
