"""Analyses that were run on a dossier's models, with their results."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from detente.store.database import Database
from detente.store.records import Run
from detente.store.schema import program


class Runs:
    """The log of runs."""

    def __init__(self, database: Database, *, clock: Callable[[], str]) -> None:
        self._db = database
        self._clock = clock

    def record(
        self,
        kind: str,
        result: Any,
        *,
        model: str | None = None,
        model_hash: str | None = None,
        parameters: Mapping[str, Any] | None = None,
    ) -> Run:
        """Record a run: its kind (``solve``, ``hinges``, …), JSON result, parameters and model."""
        with self._db.write():
            number = self._db.run(
                "INSERT INTO runs (at, kind, model, model_hash, parameters, result, program)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                self._clock(),
                kind,
                model,
                model_hash,
                json.dumps(dict(parameters or {}), ensure_ascii=False, sort_keys=True),
                json.dumps(result, ensure_ascii=False),
                program(),
            )
            return _run(self._db.one("SELECT * FROM runs WHERE id = ?", number))

    def find(
        self,
        *,
        kind: str | None = None,
        model: str | None = None,
        model_hash: str | None = None,
        limit: int = 1000,
    ) -> list[Run]:
        """Return runs, the newest first."""
        where, values = ["1"], []
        for column, value in (("kind", kind), ("model", model), ("model_hash", model_hash)):
            if value is not None:
                where.append(f"{column} = ?")
                values.append(value)
        sql = f"SELECT * FROM runs WHERE {' AND '.join(where)} ORDER BY id DESC LIMIT ?"  # noqa: S608
        return [_run(row) for row in self._db.all(sql, *values, limit)]


def _run(row: Any) -> Run:
    return Run(
        id=row["id"],
        at=row["at"],
        kind=row["kind"],
        model=row["model"],
        model_hash=row["model_hash"],
        parameters=json.loads(row["parameters"]),
        result=json.loads(row["result"]),
    )
