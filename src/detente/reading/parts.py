"""Quotations of several sentences that do several things: each part is a statement of its own.

“We will not open the port. We will seize the ships if Somalia keeps the crew” refuses and then
threatens. Only a change of act cuts; what merely states stays with its neighbour.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from detente.reading.acts import proposed_act
from detente.reading.drafts import Draft, Reading
from detente.reading.targets import Addressees
from detente.reading.telling import tell

#: Acts that answer each other: a quotation is cut before and after one, not between blame and praise.
_MOVES = frozenset(("THREATEN", "OFFER"))
_ENDS = (".", "!", "?", ";", "…")


def in_parts(reading: Reading, drafts: list[Draft]) -> list[Draft]:
    """Return the drafts, each quotation that does several things cut where its act changes.

    Parameters
    ----------
    reading : Reading
    drafts : list of Draft
        In the order of the text.
    """
    several = {id(d): parts for d in drafts if len(parts := _sentences(d)) > 1}
    if not several:
        return drafts
    addressees = Addressees(reading)
    found: list[Draft] = []
    for draft in drafts:
        parts = several.get(id(draft), [])
        found += _cut(reading, draft, parts, addressees.addressed(draft)) if parts else [draft]
    return found


def _sentences(draft: Draft) -> list[list[Any]]:
    """Return the sentences of a quotation, those that a condition spans taken as one."""
    if draft.layer != "quoted" or draft.rule == "label" or draft.act is not None:
        return []
    found: list[list[Any]] = []
    for token in draft.tokens:
        closed = not found or (found[-1][-1].text in _ENDS and token.is_sent_start)
        if closed:
            found.append([])
        found[-1].append(token)
    if len(found) < 2:
        return found
    joined = [found[0]]
    for sentence in found[1:]:
        at = draft.parsed.place(sentence[0].i, sentence[0].i)[0]
        if any(_spans(c.condition, c.consequence, at) for c in draft.conditions):
            joined[-1] = [*joined[-1], *sentence]
        else:
            joined.append(sentence)
    return joined


def _spans(one: Any, other: Any, at: int) -> bool:
    """Whether a place parts two spans."""
    return bool(min(one.start, other.start) < at < max(one.end, other.end))


def _cut(
    reading: Reading, draft: Draft, sentences: list[list[Any]], addressed: str | None
) -> list[Draft]:
    groups: list[tuple[list[Any], str]] = []
    for tokens in sentences:
        part = _part(draft, tokens)
        asked = tokens[-1].text == "?"
        act = "STATE" if asked else proposed_act(part, tell(reading, part, addressed))
        known = groups[-1][1] if groups else None
        if known is not None and (act in (known, "STATE") or known == "STATE"):
            groups[-1] = ([*groups[-1][0], *tokens], known if act == "STATE" else act)
        elif known is not None and not {known, act} & _MOVES:
            groups[-1] = ([*groups[-1][0], *tokens], known)
        else:
            groups.append((tokens, act))
    if len(groups) < 2:
        return [draft]
    assert draft.quote is not None  # noqa: S101  the layer is "quoted"
    parts = [_part(draft, tokens) for tokens, _ in groups]
    first, last = parts[0], parts[-1]
    first.start, first.quote = draft.start, (draft.quote[0], _end(first))
    last.end, last.quote = draft.end, (last.start, draft.quote[1])
    return parts


def _end(part: Draft) -> int:
    assert part.quote is not None  # noqa: S101  as above
    return part.quote[1]


def _part(draft: Draft, tokens: list[Any]) -> Draft:
    """Return a part of a quotation with the conditions that stand in it."""
    start = draft.parsed.place(tokens[0].i, tokens[0].i)[0]
    end = draft.parsed.place(tokens[-1].i, tokens[-1].i)[1]
    own = [c for c in draft.conditions if start < c.condition.end and c.condition.start < end]
    return replace(
        draft, start=start, end=end, tokens=tokens, quote=(start, end), conditions=own,
        notes=list(draft.notes),
    )  # fmt: skip
