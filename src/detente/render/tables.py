"""How wide the columns of a table are."""

from __future__ import annotations

from detente.briefing.content import Table

#: Characters on a line of a table, and at most asked for by one column.
LINE, MOST = 100, 60


def shares(table: Table) -> list[float]:
    """Share the width by what the columns hold; no column is narrower than its longest word."""
    columns = [
        (head, *(line.text for row in table.rows for line in row[n].lines))
        for n, head in enumerate(table.heads)
    ]
    least = [
        2 + max(len(word) for text in column for word in [*text.split(), ""]) for column in columns
    ]
    wishes = [min(max(map(len, column)), MOST) for column in columns]
    left = max(LINE - sum(least), 0)
    widths = [low + left * wish / sum(wishes) for low, wish in zip(least, wishes, strict=True)]
    return [width / sum(widths) for width in widths]
