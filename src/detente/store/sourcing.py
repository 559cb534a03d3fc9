"""The sources of a dossier: what was read from where, so that a second run costs only a hash."""

from __future__ import annotations

from pathlib import Path

from detente.filenames import file_name, shown_name
from detente.store.rebuilding import Rebuilding


class Sourcing(Rebuilding):
    """What a dossier knows about its sources; see :class:`detente.store.Dossier`."""

    def source_name(self, source: str) -> str:
        """Return the name under which a dossier keeps a source, the same wherever one stands.

        Files below the dossier's folder are named from there, so that both can be moved together;
        other files by their full path, addresses as they are.
        """
        from detente.documents.sources import STDIN, is_address

        if source == STDIN or is_address(source):
            return shown_name(source)
        try:
            path = Path(source).resolve()
            base = self.database.path.resolve().parent
        except (OSError, ValueError):
            return shown_name(source)
        inside = path.is_relative_to(base)
        return shown_name((path.relative_to(base) if inside else path).as_posix())

    def is_current(self, source: str, file_hash: str, reader: str) -> bool:
        """Whether a source with these bytes has been read by this reader already."""
        row = self.database.one("SELECT file_hash, reader FROM sources WHERE source = ?", source)
        return row is not None and (row["file_hash"], row["reader"]) == (file_hash, reader)

    def has_other(self, source: str, file_hash: str) -> bool:
        """Whether a source of this name, with other bytes, has been read already."""
        row = self.database.one("SELECT file_hash FROM sources WHERE source = ?", source)
        return row is not None and row["file_hash"] != file_hash

    def mark_source(
        self, source: str, file_hash: str, reader: str, *, error: str | None = None
    ) -> None:
        """Note that a source with these bytes has been read, or why it cannot be."""
        with self.database.write():
            self.database.run(
                "INSERT INTO sources VALUES (?, ?, ?, ?, ?) ON CONFLICT (source) DO UPDATE SET"
                " file_hash = excluded.file_hash, reader = excluded.reader, at = excluded.at,"
                " error = excluded.error",
                source,
                file_hash,
                reader,
                self.clock(),
                error,
            )

    def adopt(self, source: str, file_hash: str) -> None:
        """Take a file that is new here for one that was pasted, uploaded or moved, by its bytes.

        Its documents keep their ids and decisions and have this source from now on. A file that
        still stands where it was read is another one: its copy is marked as a copy.
        """
        from detente.documents.sources import STDIN, is_address

        for table in ("sources", "documents", "removed"):
            if self.database.one(f"SELECT 1 FROM {table} WHERE source = ?", source) is not None:  # noqa: S608
                return
        base = self.database.path.resolve().parent
        for row in self.database.all(
            "SELECT source FROM sources WHERE file_hash = ? AND error IS NULL ORDER BY source",
            file_hash,
        ):
            old = row["source"]
            if old == STDIN or is_address(old):
                continue
            if (base / old).exists() or (base / file_name(old)).exists():
                continue
            with self.database.write():
                self.database.run("UPDATE sources SET source = ? WHERE source = ?", source, old)
                for table in ("documents", "removed"):
                    self.database.run(
                        f"UPDATE {table} SET source = ? || substr(source, length(?) + 1)"  # noqa: S608
                        " WHERE source = ? OR source >= ? AND source < ?",
                        *(source, old, old, f"{old}#", f"{old}$"),
                    )
                self.touch()
            return

    def error_of(self, source: str) -> str | None:
        """Return why a source could not be read when it was tried last, or None."""
        row = self.database.one("SELECT error FROM sources WHERE source = ?", source)
        return None if row is None else row["error"]

    def texts_of(self, source: str, reader: str) -> dict[str, str]:
        """Return the text hashes of a source's documents that this reader has read."""
        rows = self.database.all(
            "SELECT source, text_hash FROM documents WHERE reader = ? AND source >= ? AND source < ?",
            reader,
            source,
            f"{source}$",  # '#', which stands before the name of a part, sorts before '$'
        )
        texts = {row["source"]: row["text_hash"] for row in rows}
        return {s: h for s, h in texts.items() if s == source or s.startswith(f"{source}#")}

    def failed_sources(self) -> list[tuple[str, str]]:
        """Return the sources that could not be read, each with the reason."""
        rows = self.database.all(
            "SELECT source, error FROM sources WHERE error IS NOT NULL ORDER BY source"
        )
        return [(row["source"], row["error"]) for row in rows]
