"""How results show themselves: as a table in a notebook, in one line elsewhere, as a data frame on request."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape
from typing import Any, TypeVar

from detente.errors import InputError

Item = TypeVar("Item")
Row = dict[str, Any]

#: Rows that a notebook shows; ``to_frame()`` has all.
SHOWN = 200


class Tabular(ABC):
    """A result that is a table: ``table()`` gives its rows, all else follows."""

    __slots__ = ()

    @abstractmethod
    def table(self) -> list[Row]:
        """Return the rows of the table, each a mapping from column to value."""

    @property
    def caption(self) -> str:
        """What the table is of."""
        return ""

    def to_frame(self) -> Any:
        """Return the table as a data frame: of pandas where it is installed, else of polars.

        Raises
        ------
        InputError
            When neither is installed.
        """
        return frame(self.table())

    def _repr_html_(self) -> str:
        return html_table(self.caption, self.table())


class Listing(tuple[Item, ...], Tabular):  # noqa: SLOT001 - it keeps a caption
    """A tuple of results that shows itself as a table.

    Parameters
    ----------
    items : iterable
        The results.
    caption : str
        What they are.
    row : callable
        Makes the row of one result.
    """

    _caption: str
    _row: Callable[[Item], Row]

    def __new__(
        cls, items: Iterable[Item], *, caption: str, row: Callable[[Item], Row]
    ) -> Listing[Item]:
        """Keep the items, and how to show them."""
        made = super().__new__(cls, items)
        made._caption = caption
        made._row = row
        return made

    def __getnewargs_ex__(self) -> tuple[tuple[tuple[Item, ...]], dict[str, Any]]:
        """Say how to make it again, for copies."""
        return (tuple(self),), {"caption": self._caption, "row": self._row}

    def __repr__(self) -> str:
        """Say what it is in one line."""
        return f"<{len(self)} {self._caption}>"

    @property
    def caption(self) -> str:
        """What they are."""
        return self._caption

    def table(self) -> list[Row]:
        """Return one row per result."""
        return [self._row(item) for item in self]


def frame(rows: Sequence[Mapping[str, Any]]) -> Any:
    """Return rows as a data frame: of pandas where it is installed, else of polars.

    Raises
    ------
    InputError
        When neither is installed.
    """
    try:
        import pandas as pd
    except ImportError:
        pass
    else:
        return pd.DataFrame(list(rows))
    try:
        import polars as pl
    except ImportError as missing:
        raise InputError(
            "Neither pandas nor polars is installed.", fix="pip install 'detente[notebook]'"
        ) from missing
    return pl.DataFrame(list(rows))


def html_table(caption: str, rows: Sequence[Mapping[str, Any]]) -> str:
    """Return rows as a table of HTML, every text escaped.

    Examples
    --------
    >>> html_table("Verdicts", [{"state": "NY", "stable": True}])[:40]
    '<table><caption>Verdicts</caption><thead'
    """
    more = f" (the first {SHOWN} of {len(rows):,})" if len(rows) > SHOWN else ""
    columns = list(dict.fromkeys(name for row in rows[:SHOWN] for name in row))
    head = "".join(f"<th>{escape(name)}</th>" for name in columns)
    body = "".join(
        "<tr>" + "".join(f"<td>{_cell(row.get(name))}</td>" for name in columns) + "</tr>"
        for row in rows[:SHOWN]
    )
    return (
        f"<table><caption>{escape(caption)}{more}</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{body or '<tr><td>none</td></tr>'}</tbody></table>"
    )


def _cell(value: Any) -> str:
    match value:
        case None | False:
            return ""
        case True:
            return "✓"
        case float():
            return f"{value:.3g}"
        case str() if value and set(value) <= set("YN -=>"):
            return f"<code>{escape(value)}</code>"
        case _:
            return escape(str(value))
