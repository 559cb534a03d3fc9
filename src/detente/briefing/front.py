"""The front page: at most 120 plain words on what comes, what would change it, and how sure that is.

No codes, no names of concepts, no state strings. Every sentence is made anew from shorter parts until
the page fits.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from detente.analysis.dependence import FAILS, HOLDS, Dependence
from detente.analysis.hinges import Hinge
from detente.briefing.hinge_words import WAYS, hinges_shown
from detente.briefing.outcomes import OutcomeNames
from detente.briefing.positions import Issue
from detente.briefing.result import Answer, Brief
from detente.briefing.text import clean, shorten
from detente.explain.words import (
    join_words,
    named,
    plain,
    possessive,
    wish,
    with_article,
    with_lower,
)
from detente.model.conflict import Conflict, Statements

#: Words that the front page holds at most.
WORDS = 120
#: Characters of one course of events, longest first; the first that fits the page is taken.
_WIDTHS = (160, 110, 80, 56, 40, 28)
#: Width from which reasons are said in short.
_BRIEF = 80
#: Beyond so many courses the page says how many there are rather than which.
MANY = 3
#: Share of a model's parts that rest on cited words, above which the page calls it so.
_SURE = ((0.75, "fairly"), (0.5, "moderately"), (0.0, "not very"))
_CITED = frozenset({"quoted words", "reported words", "cited words"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence of the front page, and the evidence of the model that it rests on."""

    text: str
    evidence: tuple[str, ...] = ()


def front_of(brief: Brief) -> tuple[Sentence, ...]:
    """Return the front page of a brief.

    With a model, what comes, what would change it, and how sure that is; without one, or with a thin
    one, what can be said and what is missing.
    """
    answer = brief.answer
    if answer is not None and brief.verdict == "model":
        return _fitting(lambda width: [s for s in _answer(answer, width) if s.text])
    return _fitting(lambda width: list(_reading(brief, width)))


def _fitting(make: Callable[[int], list[Sentence]]) -> tuple[Sentence, ...]:
    """Return the longest page that fits; the last sentences go where even the shortest does not."""
    page: list[Sentence] = []
    for width in _WIDTHS:
        page = make(width)
        if _words(page) <= WORDS:
            return tuple(page)
    while len(page) > 1 and _words(page) > WORDS:
        page.pop(-2)
    return tuple(page) if _words(page) <= WORDS else (Sentence(text=_cut(page[0].text)),)


def _words(page: Sequence[Sentence]) -> int:
    return sum(len(sentence.text.split()) for sentence in page)


def _cut(text: str) -> str:
    return " ".join(text.split()[: WORDS - 1]) + " […]"


# --- with a model ------------------------------------------------------------------------------------


def _answer(answer: Answer, width: int) -> Iterator[Sentence]:
    conflict = answer.conflict
    if answer.dependence is not None:
        yield Sentence(text=_claim_sentence(conflict, answer.dependence, width))
    else:
        yield Sentence(text=_matter(answer, width))
    yield _today_sentence(answer, width)
    yield _change_sentence(answer, width)
    yield Sentence(text=_sureness(answer))


def _claim_sentence(conflict: Conflict, tested: Dependence, width: int) -> str:
    party, toward = named(conflict, tested.party), named(conflict, tested.toward)
    amount = {HOLDS: "does depend", FAILS: "does not depend"}.get(
        tested.verdict, "depends only in part"
    )
    lead = f"The outcome {amount} on {possessive(party)} attitude toward {toward}"
    return f"{lead}: {_why(tested, party, brief=width <= _BRIEF)}."


def _why(tested: Dependence, party: str, *, brief: bool) -> str:
    if tested.verdict == HOLDS:
        return "what comes about from today changes with that attitude alone"
    if tested.verdict == FAILS:
        return "whatever that attitude, the same outcomes can last and the same ones come about"
    aside = f"if {party} also sets its own interest aside"
    if not tested.sustains_alone or (brief and tested.starts_with_self):
        return f"what comes about changes only {aside}"
    if tested.starts_with_self:
        return f"that alone changes what could last, but what comes about changes only {aside}"
    return "that changes what could last, but not what comes about"


def _matter(answer: Answer, width: int) -> str:
    """State the matter: whether two parties do what others ask of them, or what sets outcomes apart."""
    conflict = answer.conflict
    asked = _asked(conflict)
    apart = {o.id for o in conflict.options} - answer.names().common_options()
    parts: list[str] = []
    for dm in conflict.decision_makers:
        own = [o for o in conflict.options if o.owner == dm.id]
        own.sort(key=lambda o: (-(o.id in asked) - (o.id in apart), conflict.options.index(o)))
        if own and len(parts) < MANY - 1:
            parts.append(
                f"whether {with_article(clean(dm.name))} will {shorten(plain(own[0]), width)}"
            )
    return f"At issue: {join_words(parts)}." if parts else ""


def _asked(conflict: Conflict) -> set[str]:
    """Return the options on which somebody makes its own doing depend, or which others want."""
    owner = {option.id: option.owner for option in conflict.options}
    return {
        name
        for party, stated in conflict.preferences.items()
        if isinstance(stated, Statements)
        for item in stated.items
        if item.evidence
        for name in item.that.options()
        if owner[name] != party
    }


def _today_sentence(answer: Answer, width: int) -> Sentence:
    conflict, outcomes = answer.conflict, answer.outcomes
    whole = OutcomeNames(conflict, ())
    starting = [outcome for outcome in outcomes if outcome.starts]
    standing = [outcome for outcome in outcomes if not outcome.trap]
    cited: tuple[str, ...] = ()
    if conflict.status_quo is None:
        names = answer.names()
        told = join_words(f"“{names.short[o.state]}”" for o in standing[:MANY])
        lead = f"{len(standing)} outcome{'s' * (len(standing) != 1)} could last"
        lead += f", among them {told}" if len(standing) > MANY else f": {told}" if told else ""
    elif starting and starting[0].state == conflict.status_quo and len(starting) == 1:
        lead = "As things stand nobody gains by moving first, so today's situation lasts"
    elif starting:
        course = shorten(with_lower(conflict, whole.describe(starting[0].state)), 2 * width)
        cited = _steps(conflict, starting[0].state)
        others = len(starting) - 1
        if len(starting) > MANY:
            lead = (
                f"As things stand {len(starting)} outcomes could come about; one is that {course}"
            )
        else:
            more = f" (or {others} other course{'s' * (others > 1)})" if others else ""
            lead = f"As things stand {course}{more}"
    elif standing:
        lead = (
            f"{len(standing)} outcome{'s' * (len(standing) > 1)} could last, but nothing leads there from "
            "today's situation"
        )
    else:
        lead = "As things stand no outcome is stable for everybody: somebody would always move on"
    unstopped = _unstopped(conflict, answer.lasting())
    if unstopped and starting:
        scope = ", whatever that attitude" if answer.dependence is not None else ""
        if len(starting) == 1 and len(unstopped) == _changes(conflict, starting[0].state):
            lead += f", and nothing here stops that{scope}"
        elif width > _BRIEF:
            kept = (
                f"{possessive(w)} commitment to {shorten(what, width)}" for w, what in unstopped
            )
            lead += f"; nothing here stops {join_words(kept)}{scope}"
    return Sentence(text=f"{lead}.", evidence=cited)


def _steps(conflict: Conflict, state: str) -> tuple[str, ...]:
    """Return the evidence of the options in which an outcome differs from today."""
    today = conflict.status_quo or state
    changed = zip(conflict.options, today, state, strict=not conflict.states)
    return tuple(
        dict.fromkeys(
            item for option, old, new in changed if old != new for item in option.evidence
        )
    )


def _changes(conflict: Conflict, state: str) -> int:
    today = conflict.status_quo or state
    return sum(a != b for a, b in zip(today, state, strict=True))


def _unstopped(conflict: Conflict, lasting: Sequence[str]) -> list[tuple[str, str]]:
    """Name what parties are committed to, have not done yet, and do in every lasting outcome."""
    today = conflict.status_quo
    if today is None or not lasting:
        return []
    found = []
    for place, option in enumerate(conflict.options):
        preferences = conflict.preferences.get(option.owner)
        committed = isinstance(preferences, Statements) and any(
            str(item.that) == option.id and item.evidence and not item.assumption
            for item in preferences.items
        )
        if committed and today[place] == "N" and all(s[place] == "Y" for s in lasting):
            found.append((named(conflict, option.owner), plain(option)))
    return found


def _change_sentence(answer: Answer, width: int) -> Sentence:
    """Say the weightiest single change, what it would bring, and on whose words it rests."""
    conflict = answer.conflict
    shown = hinges_shown(answer)
    if not answer.hinges:
        return Sentence(text="")
    if not shown:
        return Sentence(text="No single change of what a party wants would change that.")
    # What brings something new first, then what somebody said: of more use than what a draft assumed.
    hinge = min(
        shown,
        key=lambda h: (
            not set(h.starts_after) - {*h.starts_before, conflict.status_quo},
            not h.evidence,
            bool(h.assumption),
            h.kind == "direction",
            not h.weight[0],
            shown.index(h),
        ),
    )
    whole = OutcomeNames(conflict, ())
    began = [s for s in hinge.starts_after if s not in hinge.starts_before]
    gained = [s for change in hinge.changes.values() for s in change.gained]
    if began:
        course = shorten(with_lower(conflict, whole.describe(began[0])), 2 * width)
        today = course == "today's situation"
        effect = ": today's situation would last" if today else f": {course}"
    elif gained:
        course = shorten(with_lower(conflict, whole.describe(gained[0])), 2 * width)
        effect = f"; then this could last: {course}"
    elif any(s not in hinge.starts_after for s in hinge.starts_before):
        effect = ": this would no longer come about"
    else:
        effect = ": less could last"
    basis = _basis(conflict, hinge)
    return Sentence(
        text=f"It would change {_if(conflict, hinge, width)}{effect}.{basis}",
        evidence=hinge.evidence[:2],
    )


def _if(conflict: Conflict, hinge: Hinge, width: int) -> str:
    match hinge.kind:
        case "attitude":
            of, _, to = hinge.element.partition(">")
            name = named(conflict, of)
            if of == to:
                verb = (
                    "set its own interest aside" if hinge.change == "0" else "acted to its own harm"
                )
                return f"if {name} {verb}"
            how = {"+": "came to care for", "-": "turned against", "0": "stopped minding"}
            return f"if {name} {how[hinge.change]} {named(conflict, to)}"
        case "preference":
            party, _, text = hinge.element.partition(": ")
            said = shorten(wish(conflict, party, text), width)
            name = named(conflict, party)
            if hinge.change == "drop" and said.startswith("not to "):
                return f"if {name} no longer refused {said.removeprefix('not ')}"
            if hinge.change == "drop":
                return f"if {name} no longer wanted {said}"
            if hinge.change == "flip":
                return f"if {name} wanted the opposite of this (“{said}”)"
            return f"if {name} cared less about this (“{said}”)"
        case "infeasible":
            rule = next(
                (
                    r
                    for r in conflict.infeasible
                    if r.why and str(r.when or r.pattern) == hinge.element
                ),
                None,
            )
            return (
                f"if this were no longer so: {shorten(rule.why or '', width)}"
                if rule
                else "if what the model rules out were possible"
            )
        case _:
            option = next(o for o in conflict.options if o.id == hinge.element)
            return f"if “{shorten(plain(option), width)}” {WAYS[hinge.change]}"


def _basis(conflict: Conflict, hinge: Hinge) -> str:
    if hinge.kind == "attitude":
        return ""
    speakers = dict.fromkeys(
        conflict.evidence[item].speaker for item in hinge.evidence if item in conflict.evidence
    )
    known = {dm.id: dm.name for dm in conflict.decision_makers}
    whose = [possessive(with_article(clean(known[s]))) for s in speakers if s in known]
    if hinge.assumption or not hinge.evidence:
        return " That is an assumption of the model."
    layer = hinge.rests_on.split(" and ")[0]
    own = f"{join_words(whose[:2])} {layer}" if whose and layer.endswith("words") else layer
    return f" That rests on {own}."


def _sureness(answer: Answer) -> str:
    total = sum(answer.basis.values())
    said = sum(number for words, number in answer.basis.items() if words in _CITED)
    if not total or not answer.conflict.evidence:
        return "How sure: the model cites no text; it is as good as its author's judgement."
    word = next(word for share, word in _SURE if said / total >= share)
    sources = len(answer.documents) + len(answer.evidence_documents)
    kind = "an unreviewed draft" if answer.drafted else "a model that an analyst made"
    return (
        f"How sure: {word}. {said} of the model's {total} parts rest on what somebody said, the others on "
        f"inference or assumption; it is {kind}{' from one text' if sources == 1 else ''}."
    )


# --- without a model -----------------------------------------------------------------------------------


def _reading(brief: Brief, width: int) -> Iterator[Sentence]:
    documents, table = brief.documents, brief.positions
    which = "This text carries" if len(documents) == 1 else "These texts carry"
    reason = shorten(clean(brief.why).rstrip("."), 2 * width)
    model = "no model of a conflict that could be worked out"
    if brief.answer is not None:
        model = "only a thin model of a conflict (in the annex)"
    because = f": {with_small(reason)}" if reason else ""
    yield Sentence(text=f"{which} {model}{because}.")
    if table.parties:
        speaking = [
            with_article(name) if party else "somebody whom the text does not name"
            for party, name in table.parties.items()
        ]
        more = f" and {len(speaking) - MANY} more" if len(speaking) > MANY else ""
        heads = speaking[:MANY] if more else speaking
        told = f"{', '.join(heads)}{more}" if more else join_words(heads)
        yield Sentence(text=f"Positions are taken by {told}.")
    for status, lead in (
        ("contested", "They differ on"),
        ("agreed", "They agree on"),
        ("silent", "Only one side speaks of"),
    ):
        found = [issue for issue in table.issues if issue.status == status]
        if found:
            yield Sentence(text=f"{lead} {_issues(found, width)}.")
    if brief.missing:
        gap = with_small(shorten(brief.missing[0].what, 2 * width))
        yield Sentence(text=f"What is missing first: {gap}")
    if len(documents) == 1:
        yield Sentence(text="Everything here comes from one text.")


def _issues(found: Sequence[Issue], width: int) -> str:
    told = [f"“{with_small(shorten(issue.title, min(width, 60)))}”" for issue in found[:MANY]]
    more = len(found) - len(told)
    return join_words([*told, *([f"{more} more"] if more else [])])


def with_small(text: str) -> str:
    """Lower the first letter of a text unless its first word is a name or an acronym."""
    head = text.split(" ", 1)[0]
    small = {"The", "No", "Only", "By", "A", "It", "Nobody", "This", "What", "An"}
    return text[:1].lower() + text[1:] if head in small else text
