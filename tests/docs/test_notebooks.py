"""The tutorials' notebooks run, and say what they said when they were kept."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

FOLDER = Path(__file__).parents[2] / "docs" / "tutorials"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))


def said(notebook: Any) -> list[list[str]]:
    """Return what each cell of code printed or showed as text.

    Pictures and tables are not compared, nor cells with the tag ``reading``, which show what was read in
    a text: ``scripts/notebooks`` brings these up to date when reading learns something.
    """
    found = []
    for cell in notebook.cells:
        if cell.cell_type == "code" and "reading" not in cell.metadata.get("tags", ()):
            texts = [
                each.text if each.output_type == "stream" else each.data.get("text/plain", "")
                for each in cell.outputs
            ]
            found.append([re.sub(r"\s+", " ", text).strip() for text in texts])
    return found


def test_there_are_four() -> None:
    assert len(NOTEBOOKS) == 4
    for path in NOTEBOOKS:
        assert path.stat().st_size < 200_000, path
        assert not re.search(r"/(tmp|home|work|root)/", path.read_text("utf-8")), path


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::RuntimeWarning")
def test_a_notebook_runs_as_it_was_kept(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[2] / "src"))
    kept = nbformat.read(path, as_version=4)
    fresh = nbformat.read(path, as_version=4)
    client = NotebookClient(
        fresh, timeout=600, kernel_name="python3", resources={"metadata": {"path": str(tmp_path)}}
    )
    client.execute()
    assert said(fresh) == said(kept)
