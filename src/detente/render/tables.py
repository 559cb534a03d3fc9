"""How wide the columns of a table are."""

from __future__ import annotations

from detente.briefing.content import Table

#: Characters that a column asks for at least, and at most.
LEAST, MOST = 8, 60


def shares(table: Table) -> list[float]:
    """Share the width by what the columns hold; no column is narrower than its longest word."""
    columns = [
        (head, *(line.text for row in table.rows for line in row[n].lines))
        for n, head in enumerate(table.heads)
    ]
    longest = [
        max(len(word) for text in column for word in [*text.split(), ""]) for column in columns
    ]
    wanted = [
        max(min(max(map(len, column)), MOST), word, LEAST)
        for column, word in zip(columns, longest, strict=True)
    ]
    return [part / sum(wanted) for part in wanted]
