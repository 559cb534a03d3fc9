"""Questions to a data set, answered by DuckDB from its Parquet files; near-copies count once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from detente.archive.making import MANIFEST
from detente.errors import AnalysisError, InputError
from detente.reading.attitudes import THRESHOLD
from detente.showing import Listing


@dataclass(frozen=True, slots=True)
class Month:
    """The attitude of one party toward another in a month; ``score`` as in `detente.reading.attitudes`."""

    month: str | None
    source: str
    target: str
    score: float
    statements: int

    @property
    def sign(self) -> str:
        """The sign of the score."""
        return "+" if self.score >= THRESHOLD else "-" if self.score <= -THRESHOLD else "0"

    def to_json(self) -> dict[str, Any]:
        """Return it as JSON data."""
        return {
            "month": self.month,
            "source": self.source,
            "target": self.target,
            "sign": self.sign,
            "score": round(self.score, 3),
            "statements": self.statements,
        }


@dataclass(frozen=True, slots=True)
class Act:
    """How often a party did something to another in words, the first and the last day."""

    source: str
    target: str | None
    act: str
    first: str | None
    last: str | None
    statements: int

    def to_json(self) -> dict[str, Any]:
        """Return it as JSON data."""
        return {name: getattr(self, name) for name in self.__slots__}


class Dataset:
    """A data set that `detente archive` made.

    Raises
    ------
    InputError
        When the folder is none.
    AnalysisError
        When DuckDB is not installed.
    """

    def __init__(self, folder: str | Path) -> None:
        self.folder = Path(folder)
        if not (self.folder / MANIFEST).is_file():
            raise InputError(
                "The folder is no finished data set.",
                source=str(folder),
                fix="Make it with detente archive.",
            )
        try:
            duckdb = import_module("duckdb")
        except ImportError:
            raise AnalysisError(
                "DuckDB is not installed.", fix="Install detente[cluster]."
            ) from None
        self._error: type[Exception] = duckdb.Error
        self._db = duckdb.connect()

    def attitudes(self, source: str | None = None, target: str | None = None) -> Listing[Month]:
        """Return attitudes by month, of one party, toward one, or between all."""
        rows = self._ask(
            "attitudes",
            "SELECT substr(day, 1, 7) AS month, source, target,"
            " sum(value * weight) / (sum(weight) + 0.5), count(*) FROM {files}"
            " WHERE {where} GROUP BY ALL ORDER BY source, target, month NULLS LAST",
            {"source": source, "target": target},
        )
        return Listing(
            (Month(*row) for row in rows), caption="attitudes by month", row=Month.to_json
        )

    def acts(
        self, source: str | None = None, target: str | None = None, act: str | None = None
    ) -> Listing[Act]:
        """Return the first and last day of what parties did in words: demands, offers, threats."""
        rows = self._ask(
            "statements",
            "SELECT speaker, target, act, min(day), max(day), count(*) FROM {files}"
            " WHERE {where} AND speaker IS NOT NULL AND layer IN ('quoted', 'reported')"
            " GROUP BY ALL ORDER BY speaker, target NULLS FIRST, act",
            {"speaker": source, "target": target, "act": act},
        )
        return Listing((Act(*row) for row in rows), caption="acts", row=Act.to_json)

    def _ask(self, table: str, question: str, given: dict[str, str | None]) -> Sequence[Any]:
        if not any((self.folder / table).glob("year=*/*.parquet")):
            return []
        asked = {name: value for name, value in given.items() if value is not None}
        where = " AND ".join(["copy_of IS NULL", *(f"{name} = ?" for name in asked)])
        files = "read_parquet(?, hive_partitioning = false)"
        place = str(self.folder / table / "year=*" / "*.parquet")
        try:
            found = self._db.execute(
                question.format(files=files, where=where), [place, *asked.values()]
            )
            rows: Sequence[Any] = found.fetchall()
        except self._error as error:
            raise InputError(
                f"The data set cannot be asked: {str(error).splitlines()[0]}",
                source=str(self.folder),
                fix="Remove what is damaged and read it again.",
            ) from error
        return rows
