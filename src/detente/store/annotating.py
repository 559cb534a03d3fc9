"""A dossier's statements to annotation tools, and what annotators made of them back as decisions."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from detente.errors import InputError
from detente.interchange.annotating import (
    Marked,
    MarkedText,
    read_label_studio,
    read_xmi,
    type_system,
    write_label_studio,
    write_xmi,
)
from detente.store.dossier import Dossier
from detente.store.records import Entry

#: An archive of annotations may unpack to so many bytes.
_LARGEST = 200_000_000


@dataclass(frozen=True, slots=True)
class Taken:
    """How many statements an import corrected, added, rejected, and found as they were."""

    corrected: int = 0
    added: int = 0
    rejected: int = 0
    same: int = 0


def marked_texts(dossier: Dossier, *, status: str = "active") -> Iterator[MarkedText]:
    """Give every document with its statements as marks."""
    for info in dossier.list_documents():
        document = dossier.document(info.id)
        entries = dossier.statements(document=info.id, status=status)
        yield MarkedText(document.id, document.text, tuple(map(_marked, entries)))


def _marked(entry: Entry) -> Marked:
    said = entry.statement
    return Marked(
        id=said.id,
        start=said.span.start,
        end=said.span.end,
        act=said.act,
        layer=said.layer,
        speaker=said.speaker.id if said.speaker else "",
        targets=tuple(said.targets),
    )


def label_studio_lines(dossier: Dossier, *, status: str = "active") -> Iterator[str]:
    """Give the statements as tasks of Label Studio."""
    yield write_label_studio(marked_texts(dossier, status=status))


def xmi_archive(dossier: Dossier, *, status: str = "active") -> bytes:
    """Return a zip archive: the type system, and one CAS in XMI for each document."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("TypeSystem.xml"), type_system())
        for item in marked_texts(dossier, status=status):
            archive.writestr(zipfile.ZipInfo(f"{item.document}.xmi"), write_xmi(item))
    return out.getvalue()


def read_annotations(path: str) -> list[MarkedText]:
    """Read a file of annotations: Label Studio's ``.json``, one ``.xmi``, or a ``.zip`` of these.

    Raises
    ------
    InputError
        When it cannot be read.
    """
    try:
        data = Path(path).read_bytes()
        if path.lower().endswith(".zip"):
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                if sum(each.file_size for each in archive.infolist()) > _LARGEST:
                    raise InputError("The archive is too large.", source=path, fix="Split it.")
                return [
                    read_xmi(archive.read(name).decode("utf-8"), Path(name).stem, path)
                    for name in archive.namelist()
                    if name.lower().endswith(".xmi")
                ]
        text = data.decode("utf-8")
    except (OSError, UnicodeDecodeError, zipfile.BadZipFile) as error:
        raise InputError(
            "The annotations cannot be read.", source=path, fix="Name a .json, .xmi or .zip file."
        ) from error
    if path.lower().endswith(".xmi"):
        return [read_xmi(text, Path(path).stem, path)]
    return read_label_studio(text, path)


def take_annotations(
    dossier: Dossier, texts: list[MarkedText], *, who: str | None = None, reason: str | None = None
) -> Taken:
    """Turn what annotators changed into decisions: corrections, additions, rejections.

    Raises
    ------
    InputError
        When a document is not in the dossier, or its text is another one. Nothing is changed then.
    """
    known = {info.id for info in dossier.list_documents()}
    for item in texts:
        if item.document not in known or dossier.document(item.document).text != item.text:
            raise InputError(
                f"The text of {item.document[:60]!r} is not the dossier's.",
                fix="Import into the dossier from which it was exported.",
            )
    counts = {"corrected": 0, "added": 0, "rejected": 0, "same": 0}
    because: dict[str, Any] = {"who": who, "reason": reason}
    for item in texts:
        before = {
            entry.statement.id: _marked(entry)
            for entry in dossier.statements(document=item.document, status="active")
        }
        after = {mark.id: mark for mark in item.marks}
        for name in before.keys() - after.keys():
            dossier.reject(name, **because)
            counts["rejected"] += 1
        for name, mark in after.items():
            old = before.get(name)
            if old == mark:
                counts["same"] += 1
            elif old is None:
                dossier.add(
                    item.document, {"start": mark.start, "end": mark.end}, **_new(mark), **because
                )
                counts["added"] += 1
            else:
                dossier.correct(name, **_changes(old, mark), **because)
                counts["corrected"] += 1
    return Taken(**counts)


def _changes(old: Marked, new: Marked) -> dict[str, Any]:
    changes: dict[str, Any] = {}
    if (old.start, old.end) != (new.start, new.end):
        changes["span"] = {"start": new.start, "end": new.end}
    for field in ("act", "layer"):
        if getattr(old, field) != getattr(new, field):
            changes[field] = getattr(new, field)
    if old.speaker != new.speaker:
        changes["speaker"] = new.speaker or None
    if old.targets != new.targets:
        changes["targets"] = list(new.targets)
    return changes


def _new(mark: Marked) -> dict[str, Any]:
    # Words between marks need the place of the marks too, which annotation tools do not hold.
    layer = mark.layer if mark.layer not in ("", "quoted") else "reported"
    found: dict[str, Any] = {"act": mark.act, "layer": layer, "targets": list(mark.targets)}
    return found | ({"speaker": mark.speaker} if mark.speaker else {})
