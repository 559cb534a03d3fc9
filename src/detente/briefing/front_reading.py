"""The front page where the text carries no model, or a thin one: who takes which position, what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from detente.briefing.page import MANY, WIDTHS, WORDS, Sentence, words_of
from detente.briefing.positions import NOBODY, Issue, Positions
from detente.briefing.result import Brief
from detente.briefing.statements import BINDING, statement_words, stretch
from detente.briefing.text import clean, full_stop, quoted, shorten
from detente.briefing.weighing import NO_NAME, TELLING, Told, meets, weightiest
from detente.explain.words import agreeing, join_words, sentence_case, with_article

#: Characters that a remark has at least on a page.
_READABLE = 110
#: Plural forms of what parties do.
_PLURALS = {"refuses": "refuse", "promises": "promise"}


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
    told = weightiest(brief.statements, table, MANY)
    yield from (_line(item, width) for item in told)
    if not told and brief.statements:
        yield Sentence(text="The text reports no demand, offer, threat or refusal.")
    yield from _others(table, told)
    for status, lead in (("contested", "Contested"), ("agreed", "Agreed")):
        found = [issue for issue in table.issues if issue.status == status]
        if found:
            yield Sentence(text=f"{lead}: {_issues(found, width)}.")
    most = sum(width >= w for w in WIDTHS[:MANY])
    yield from _beside(brief, told, width, most=most)
    one = len(documents) == 1
    which = "this text" if one else "these texts"
    because = f": {_reason(brief.why, width)}" if brief.why and width > WIDTHS[1] // 2 else ""
    begun = " (the annex has what a model could begin with)" if brief.answer and not because else ""
    yield Sentence(text=f"What will happen could not be worked out from {which}{because}{begun}.")
    if brief.missing and brief.answer is None and len(told) < MANY - 1:
        gap = with_small(shorten(brief.missing[0].what, 2 * width)).rstrip(".")
        gap += "”" * (gap.count("“") > gap.count("”"))
        yield Sentence(text=f"What is missing first: {gap}.")
    if one:
        yield Sentence(text="Everything here comes from one text.")


def with_words(brief: Brief, page: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """Put the words that weigh most after the first sentence of a page, as far as there is room.

    What weighs less never takes the room of what weighs more.
    """
    added: list[Sentence] = []
    for told in weightiest(brief.statements, brief.positions, MANY - 1):
        line = _line(told, WIDTHS[1])
        if told.kind == "says" and told.statement.act not in BINDING:
            continue
        if words_of([*page, *added, line]) > WORDS:
            break
        added.append(line)
    return (*page[:1], *added, *page[1:])


def _reason(why: str, width: int) -> str:
    """Say why there is no model; where there is little room, only what matters most."""
    text = clean(why).rstrip(".").split(": ")[-1].split("; ")[0].split(", and ")[0]
    return with_small(text if len(text) <= 2 * width else shorten(text, width))


#: Remarks that a page gives, and how they begin.
_BESIDE = {
    "consequence": "What could follow, as the text says",
    "attempt": "Tried before, and failed",
    "motive": "Why, as others read it",
}


def _beside(brief: Brief, heard: Sequence[Told], width: int, *, most: int) -> Iterator[Sentence]:
    """Give what the text fears, what failed before, and motives; beside several positions the fear only.

    What is heard already is not told again. On a page with little room there are fewer, rather than shorter ones.
    """
    left = [
        remark
        for remark in brief.beyond
        if not any(
            told.document.id == remark.document.id and meets(told.words, remark.span)
            for told in heard
        )
    ]
    found = [kind for kind in _BESIDE if any(remark.kind == kind for remark in left)]
    for kind in found[: max(most, 1)]:
        lead = _BESIDE[kind]
        remark = next((item for item in left if item.kind == kind), None)
        if remark is not None and not (len(heard) > 1 and kind != "consequence"):
            said = remark.span.text
            told = remark.statement.quote if remark.statement is not None else None
            if told is not None and len(told.text.split()) >= TELLING:
                said = told.text  # who said so, and to whom, stands in the evidence
            yield Sentence(
                text=f"{lead}: {full_stop(quoted(said, max(width, _READABLE)))}",
                remarks=(remark,),
            )


def _line(told: Told, width: int) -> Sentence:
    """Say who says, demands or refuses something, in its words; a whole sentence says itself who."""
    wide = max(width, _READABLE)
    if told.lead == "full":
        said = quoted(told.words.text, wide)
    else:
        said = stretch(told.document, told.statement, wide + wide // 2)
    lead = told.lead
    halves = statement_words(told.statement, 2 * wide // 3) if told.statement.conditions else ""
    if "[…]" in said and halves.count("“") > 1:  # both halves rather than one of them whole
        said, lead = halves, "full"
    elif lead == "none" and said.startswith("“[…]"):
        lead = "name"
    actor = next(actor for actor in told.document.actors if actor.id == told.party)
    name = clean(actor.name)
    verb = agreeing(name, told.kind, _PLURALS.get(told.kind, told.kind[:-1]))
    who = {"full": f"{with_article(name)} {verb}: ", "name": f"{with_article(name)}: ", "none": ""}
    return Sentence(
        text=f"{sentence_case(who[lead])}{full_stop(said)}",
        statements=((told.document, told.statement),),
    )


def _others(table: Positions, told: Sequence[Told]) -> Iterator[Sentence]:
    """Name who else takes a position."""
    heard = {item.party for item in told}
    holders = {
        e.party for i in table.issues if i.status != "said" for e in i.entries if e.kind != "says"
    }
    others = [
        with_article(name)
        for party, name in table.parties.items()
        if party in holders - heard - {NOBODY} and not NO_NAME.search(name)
    ]
    if others:
        more = [f"{len(others) - MANY} more"] if len(others) > MANY else []
        few = others[:MANY] if more else others
        yield Sentence(text=f"Positions are also taken by {join_words([*few, *more])}.")


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
