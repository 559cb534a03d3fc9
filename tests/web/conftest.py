"""A workspace on the bundled sample, made once; copies for tests that change it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from detente.web.sample import make_sample
from detente.web.workspace import Workspace


@pytest.fixture(scope="session")
def sample_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "sample.dossier"
    make_sample(path)
    return path


@pytest.fixture
def workspace(sample_path: Path, tmp_path: Path) -> Iterator[Workspace]:
    copy = tmp_path / "copy.dossier"
    shutil.copy(sample_path, copy)
    made = Workspace.open(copy)
    yield made
    made.close()


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Workspace]:
    made = Workspace.open(tmp_path / "empty.dossier")
    yield made
    made.close()
