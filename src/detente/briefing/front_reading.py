"""The front page where the text carries no model, or a thin one: who takes which position, what is missing."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from detente.briefing.page import MANY, WIDTHS, Sentence
from detente.briefing.positions import NOBODY, WITHOUT_POSITION, Issue, Positions
from detente.briefing.result import Brief
from detente.briefing.stances import Entry
from detente.briefing.statements import extent, party_of
from detente.briefing.text import clean, full_stop, quoted, shorten
from detente.evidence import Document, Statement
from detente.explain.words import agreeing, join_words, sentence_case, with_article

#: What tells most about a party, first.
_WEIGHTIEST = (
    "threatens", "demands", "refuses", "offers", "offers not to", "promises", "announces", "opposes", "does",
    "agrees", "accuses", "supports",
)  # fmt: skip
#: Words from which a quotation tells something by itself.
_TELLING = 4
#: Words that end by pointing elsewhere: "help us with that".
_VAGUE = re.compile(r"\b(?:it|this|that|them|these|those|so|the same)\W*$", re.IGNORECASE)
#: Characters that a remark has at least on a page.
_READABLE = 110
#: What follows a verb before words that tell the deed alone, and the verb before a whole statement.
_AFTER = {"does": " this", "opposes": " this", "offers not to": " do this", "refuses": " this"}
_WHOLE = dict.fromkeys(("demands", "opposes", "refuses", "promises", "announces"), "says") | {
    "offers not to": "promises"
}
#: Plural forms of what parties do.
_PLURALS = {
    "refuses": "refuse",
    "promises": "promise",
    "accuses": "accuse",
    "announces": "announce",
    "opposes": "oppose",
    "does": "do",
    "offers not to": "offer not to",
}


def reading_page(brief: Brief, width: int) -> Iterator[Sentence]:
    """Yield the sentences of the page: what the parties want and do, what is feared, and why no model.

    Parameters
    ----------
    brief : Brief
        Without a model, or with a thin one.
    width : int
        Characters of one part at most.
    """
    documents, table = brief.documents, brief.positions
    told = tuple(_positions(table, width))
    holders = {e.party for i in table.issues for e in i.entries if e.kind != "says"}
    lone = len(holders - {NOBODY}) == 1
    room = MANY if width >= WIDTHS[1] else MANY - 1
    heard = tuple(_heard(brief, holders, room - (1 if lone else len(told)), width))
    yield from told[:1] if lone and heard else told
    yield from heard
    if not told and brief.statements:
        yield Sentence(text="The text reports no demand, offer, threat or refusal.")
    for status, lead in (("contested", "Contested"), ("agreed", "Agreed")):
        found = [issue for issue in table.issues if issue.status == status]
        if found:
            yield Sentence(text=f"{lead}: {_issues(found, width)}.")
    yield from _beside(brief, width, few=len(told) > 1, most=sum(width >= w for w in WIDTHS[:MANY]))
    one = len(documents) == 1
    which = "This text carries" if one else "These texts carry"
    because = f": {_reason(brief.why, width)}" if brief.why and width > WIDTHS[1] // 2 else ""
    if brief.answer is not None:
        yield Sentence(text=f"{which} only a thin model of a conflict (in the annex){because}.")
    else:
        yield Sentence(text=f"{which} no model of a conflict{because}.")
    if brief.missing and brief.answer is None:
        gap = with_small(shorten(brief.missing[0].what, 2 * width)).rstrip(".")
        gap += "”" * (gap.count("“") > gap.count("”"))
        yield Sentence(text=f"What is missing first: {gap}.")
    if one:
        yield Sentence(text="Everything here comes from one text.")


def _reason(why: str, width: int) -> str:
    """Say why there is no model; where there is little room, only what matters most."""
    text = clean(why).rstrip(".").split(": ")[-1].split("; ")[0]
    return with_small(text if len(text) <= 2 * width else shorten(text, width))


def _heard(brief: Brief, told: Collection[str], room: int, width: int) -> Iterator[Sentence]:
    """Give a sentence of who speaks and takes no position that could be told, their own words first."""
    names = {a.id: clean(a.name) for d in brief.documents for a in d.actors}
    known = {names.get(party, "").casefold() for party in told}
    chosen: dict[str, tuple[Document, Statement]] = {}
    for document, statement in brief.statements:
        party = party_of(document, statement)
        kind = next((actor.kind for actor in document.actors if actor.id == party), "")
        bystander = bool(told) and kind in WITHOUT_POSITION
        name = names.get(party or "", "").casefold()
        if (
            party is None
            or not name
            or name in known
            or bystander
            or not _says_something(statement)
        ):
            continue
        held = chosen.get(party)
        if held is None or (held[1].layer, statement.layer) == ("reported", "quoted"):
            chosen[party] = (document, statement)
    # Whoever has a name before "officials" and "the union".
    by_name = sorted(chosen.items(), key=lambda item: names[item[0]].islower())
    for party, (document, statement) in by_name[: max(room, 0)]:
        name = names[party]
        yield Sentence(
            text=f"{sentence_case(with_article(name))} {agreeing(name, 'says', 'say')}: "
            f"{full_stop(quoted((statement.quote or statement.span).text, max(width, _READABLE)))}",
            statements=((document, statement),),
        )


def _says_something(statement: Statement) -> bool:
    """Whether the words of a statement are a whole sentence, or near to one."""
    words = (statement.quote or statement.span).text
    whole = words[:1].isupper() or statement.layer == "reported"
    told = statement.layer in ("quoted", "reported") and statement.via is None
    return told and whole and len(words.split()) > _TELLING + 1


#: Remarks that a page gives, and how they begin.
_BESIDE = {
    "consequence": "What could follow, as the text says",
    "attempt": "Tried before, and failed",
    "motive": "Why, as others read it",
}


def _beside(brief: Brief, width: int, *, few: bool, most: int) -> Iterator[Sentence]:
    """Give what the text fears, what failed before, and motives; beside several positions the fear only.

    On a page with little room there are fewer, rather than shorter ones.
    """
    found = [kind for kind in _BESIDE if any(remark.kind == kind for remark in brief.beyond)]
    for kind in found[: max(most, 1)]:
        lead = _BESIDE[kind]
        remark = next((item for item in brief.beyond if item.kind == kind), None)
        if remark is not None and not (few and kind != "consequence"):
            yield Sentence(
                text=f"{lead}: {full_stop(quoted(remark.span.text, max(width, _READABLE)))}",
                remarks=(remark,),
            )


def _positions(table: Positions, width: int) -> Iterator[Sentence]:
    """Yield the weightiest position of each of the first parties, in its words; of a lone one, two."""
    held: dict[str, list[Entry]] = {}
    for issue in table.issues:
        for entry in issue.entries:
            if entry.kind != "says" and entry.party != NOBODY:
                held.setdefault(entry.party, []).append(entry)
    told = [party for party in table.parties if party in held]
    for party in told[:MANY]:
        by_weight = {
            entry.statement.id: entry for entry in sorted(held[party], key=_weight, reverse=True)
        }
        for entry in list(reversed(by_weight.values()))[: 1 if len(told) > 1 else 2]:
            yield _position(entry, table.parties[party], width)
    others = [with_article(table.parties[party]) for party in told[MANY:]]
    if others:
        more = [f"{len(others) - MANY} more"] if len(others) > MANY else []
        few = others[:MANY] if more else others
        yield Sentence(text=f"Positions are also taken by {join_words([*few, *more])}.")


def _position(entry: Entry, name: str, width: int) -> Sentence:
    """Say what position an entry takes, in its words: the deed alone, or the whole of a short statement."""
    verb = agreeing(name, entry.kind, _PLURALS.get(entry.kind, entry.kind[:-1]))
    said, verb = entry.words.text, f"{verb}{_AFTER.get(entry.kind, '')}"
    whole = extent(entry.document, entry.statement).text
    if len(whole) <= width and (len(said.split()) < _TELLING or entry.statement.conditions):
        said, verb = whole, _WHOLE.get(entry.kind, verb)  # "strike": with what stands around it
    elif not entry.deed:
        verb = _WHOLE.get(entry.kind, verb)
    return Sentence(
        text=f"{sentence_case(with_article(name))} {verb}: {full_stop(quoted(said, width))}",
        statements=((entry.document, entry.statement),),
    )


def _weight(entry: Entry) -> tuple[bool, bool, int, int]:
    kind = _WEIGHTIEST.index(entry.kind) if entry.kind in _WEIGHTIEST else 99
    tied = bool(entry.statement.conditions)
    vague = _VAGUE.search(entry.words.text) is not None and not tied
    return vague, not tied, kind, -len(entry.words.text) // 40


def _issues(found: Sequence[Issue], width: int) -> str:
    whole_first = sorted(found, key=lambda issue: "[…]" in issue.title)
    told = [f"“{with_small(shorten(i.title, min(width, 60)))}”" for i in whole_first[:MANY]]
    more = len(found) - len(told)
    return join_words([*told, *([f"{more} more"] if more else [])])


def with_small(text: str) -> str:
    """Lower the first letter of a text unless its first word is a name or an acronym."""
    head = text.split(" ", 1)[0]
    small = {"The", "No", "Only", "By", "A", "It", "Nobody", "Nothing", "This", "What", "An"}
    return text[:1].lower() + text[1:] if head in small else text
