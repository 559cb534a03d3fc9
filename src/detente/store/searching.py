"""Finding statements by who, to whom, what, when, and by words."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from sqlite3 import Row
from typing import TYPE_CHECKING, Any, NamedTuple

from detente.errors import InputError, did_you_mean
from detente.evidence import ACTS, LAYERS, Span, Statement, statement_from_json
from detente.store.database import Database
from detente.store.records import ACTIVE, ORIGINS, STATUSES, Entry, compact_json

if TYPE_CHECKING:
    from detente.reading.attitudes import Heard

_ORDERS = {
    "document": "d.position, s.position",
    "date": "s.date IS NULL, s.date, d.position, s.position",
    "newest": "s.date IS NULL, s.date DESC, d.position DESC, s.position DESC",
}


class Outlines(NamedTuple):
    """What tells statements among many, a column each; all else about one is asked for by its id."""

    id: Sequence[str]
    document: Sequence[str]
    start: Sequence[int]
    end: Sequence[int]
    text: Sequence[str]
    speaker: Sequence[str | None]
    act: Sequence[str]
    layer: Sequence[str]
    negated: Sequence[int]
    status: Sequence[str]
    confidence: Sequence[float]
    targets: Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """What statements are looked for; see :meth:`detente.store.Dossier.statements`."""

    id: str | None = None
    ids: tuple[str, ...] | None = None
    document: str | None = None
    speaker: str | None = None
    target: str | None = None
    via: str | None = None
    act: str | None = None
    layer: str | None = None
    since: str | None = None
    until: str | None = None
    text: str | None = None
    status: str = "active"
    origin: str | None = None
    order: str = "document"
    limit: int | None = None
    offset: int = 0

    @classmethod
    def of(cls, filters: Mapping[str, Any]) -> Search:
        """Return a search from named filters, checked."""
        known = [field.name for field in fields(cls)]
        for name in filters:
            if name not in known:
                raise InputError(f"There is no filter {name!r}.", fix=did_you_mean(name, known))
        search = cls(**{name: value for name, value in filters.items() if value is not None})
        choices: tuple[tuple[str, str | None, tuple[str, ...]], ...] = (
            ("act", search.act and search.act.upper(), ACTS),
            ("layer", search.layer, LAYERS),
            ("status", search.status, ("active", "all", *STATUSES)),
            ("origin", search.origin, ORIGINS),
            ("order", search.order, ("document", "date", "newest")),
        )
        for name, value, allowed in choices:
            if value is not None and value not in allowed:
                raise InputError(f"{value!r} is no {name}.", fix=did_you_mean(value, allowed))
        return search


def matches(database: Database, search: Search) -> Iterator[Entry]:
    """Give the statements that a search finds."""
    yield from map(_entry, _rows(database, search))


def written(database: Database, search: Search) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Give the statements that a search finds as JSON text, each with the decisions about it.

    The text is what ``Entry.to_json`` writes; for many statements it is not taken apart for that.
    """
    for row in _rows(database, search):
        kept = json.loads(row["decisions"])
        text: str = row["data"]
        # An earlier version of this program wrote fewer fields.
        if not all(field in text for field in _FIELDS):
            text = compact_json(statement_from_json(json.loads(text)).to_json())
        beside = {
            name: row[name] for name in ("document", "date", "status", "origin", "merged_into")
        }
        yield f"{text[:-1]},{compact_json({**beside, **kept})[1:]}", tuple(kept["decisions"])


def outlined(database: Database, search: Search) -> Outlines:
    """Return the outlines of the statements that a search finds."""
    addressed: dict[int, list[str]] = {}
    beside = "JOIN targets t ON t.statement = s.number"
    for number, actor in _rows(database, search, columns="s.number, t.actor", beside=beside):
        addressed.setdefault(number, []).append(actor)
    rows = _rows(database, search, columns=_OUTLINE)
    numbers, *columns = zip(*rows, strict=True) if rows else [()] * len(Outlines._fields)
    return Outlines._make([*columns, [addressed.get(number, ()) for number in numbers]])


def heard(database: Database, search: Search, *, words: bool = False) -> Iterator[Heard]:
    """Give what parties say of each other, once for each who is spoken of; ``words`` with the words.

    Told by the database: for many statements they are not taken apart for that.
    """
    from detente.reading.attitudes import Heard

    columns = f"{_HEARD}, {_WORDS}" if words else _HEARD
    rows = _rows(
        database, search, columns=columns, beside="JOIN targets t ON t.statement = s.number"
    )
    for row in rows:
        if row["speaker"] not in (None, row["target"]):
            yield Heard(*row)


#: A statement's number and the columns of outlines but whom it addresses, in order.
_OUTLINE = (
    's.number, s.id, s.document, s.start, s."end", s.text, s.speaker, s.act, s.layer,'
    " json_extract(s.data, '$.negated'), s.status, s.confidence"
)
#: The columns of what is heard, in order.
_HEARD = (
    "s.document, s.id, s.speaker, t.actor AS target, s.act, s.layer,"
    " json_array_length(s.data, '$.conditions') > 0, json_extract(s.data, '$.cluster'), s.confidence, s.date"
)
_WORDS = "coalesce(json_extract(s.data, '$.quote.text'), json_extract(s.data, '$.span.text'))"
#: How the fields of a statement stand in its text; within a string every mark is escaped.
_FIELDS = [
    f'"{name}":'
    for name in Statement(id="", layer="author", span=Span(0, 0, ""), act="STATE").to_json()
]


def _rows(
    database: Database, search: Search, *, columns: str = "s.*", beside: str = ""
) -> list[Row]:
    where: list[str] = ["1"]
    values: list[Any] = []

    def require(condition: str, *given: Any) -> None:
        where.append(condition)
        values.extend(given)

    for column in ("id", "document", "speaker", "via", "layer", "origin"):
        wanted = getattr(search, column)
        if wanted is not None:
            require(f"s.{column} = ?", wanted)
    if search.ids is not None:
        require(f"s.id IN ({', '.join('?' * len(search.ids))})", *search.ids)
    if search.act is not None:
        require("s.act = ?", search.act.upper())
    if search.target is not None:
        require("s.number IN (SELECT statement FROM targets WHERE actor = ?)", search.target)
    if search.since is not None:
        # A year or a month is any day of it, on either side.
        require("s.date >= substr(?, 1, length(s.date))", search.since)
    if search.until is not None:
        require("substr(s.date, 1, length(?)) <= ?", search.until, search.until)
    if search.status == "active":
        require(f"s.status IN ({', '.join('?' * len(ACTIVE))})", *ACTIVE)
    elif search.status != "all":
        require("s.status = ?", search.status)
    if search.text is not None and search.text.strip():
        _words(search.text, require)
    join = f"statements s JOIN documents d ON d.id = s.document {beside}"
    order = _ORDERS[search.order]
    sql = f"SELECT {columns} FROM {join} WHERE {' AND '.join(where)} ORDER BY {order} LIMIT ? OFFSET ?"  # noqa: S608
    limit = -1 if search.limit is None else search.limit
    return database.all(sql, *values, limit, search.offset)


def _entry(row: Row) -> Entry:
    kept = json.loads(row["decisions"])
    return Entry(
        statement=statement_from_json(json.loads(row["data"])),
        document=row["document"],
        date=row["date"],
        status=row["status"],
        origin=row["origin"],
        merged_into=row["merged_into"],
        reports=tuple(kept["reports"]),
        decisions=tuple(kept["decisions"]),
    )


def _words(text: str, require: Any) -> None:
    if any(ord(character) >= 0x2E80 for character in text):
        # Scripts without spaces: the index knows no single words there.
        require("instr(s.text, ?) > 0", text.strip())
        return
    require(
        "s.number IN (SELECT rowid FROM statement_words WHERE statement_words MATCH ?)",
        phrase(text),
    )


def phrase(text: str) -> str:
    """Return words as a full-text query that finds all of them; nothing in it is an operator.

    Examples
    --------
    >>> phrase('water "AND" dam*')
    '"water" "AND" "dam"*'
    """
    words = re.findall(r"\w+\*?", text)
    if not words:
        raise InputError("The search holds no word.", fix="Give words to look for.")
    return " ".join(f'"{word.rstrip("*")}"' + "*" * word.endswith("*") for word in words)
