"""The bundled dossier: a sample report, read, with a curated model that cites it."""

from __future__ import annotations

import os
from pathlib import Path

from detente.errors import InputError


def sample_dossier() -> str:
    """Return the path of the user's copy of the bundled dossier, made at first use."""
    root = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    path = Path(root) / "detente" / "sample.dossier"
    if not path.exists():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise InputError(
                f"The sample dossier cannot be kept: {(error.strerror or 'no folder').lower()}.",
                source=str(path.parent),
                fix="Name a dossier: detente serve my.dossier",
            ) from error
        make_sample(path)
    return str(path)


def make_sample(path: Path) -> None:
    """Write the bundled dossier; read and whole, or not at all."""
    from detente.api import example
    from detente.store import Dossier
    from detente.store.ingesting import ingest_bytes

    report, model = Path(example("korea/report.txt")), Path(example("korea/korea.yaml"))
    partial = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with Dossier.create(partial, title=_title(model)) as dossier:
            ingest_bytes(dossier, report.read_bytes(), report.name)
            dossier.models.save(model.read_text(encoding="utf-8"), note="the bundled model")
        partial.replace(path)
    finally:
        for left in path.parent.glob(f"{partial.name}*"):
            left.unlink(missing_ok=True)


def _title(model: Path) -> str:
    from detente.model.files import load

    return load(model).title
