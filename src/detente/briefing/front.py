"""The front page: at most 120 plain words on what comes, what would change it, and how sure that is.

No codes, no names of concepts, no state strings. Every sentence is made anew from shorter parts until
the page fits.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from detente.analysis.dependence import FAILS, HOLDS, Dependence
from detente.analysis.hinges import Hinge
from detente.briefing.front_reading import reading_page, with_words
from detente.briefing.hinge_words import hinges_shown, ways
from detente.briefing.outcome_names import cut_phrase, outcome_names
from detente.briefing.page import MANY, WIDTHS, WORDS, Sentence, fitting, words_of
from detente.briefing.result import Answer, Brief
from detente.briefing.text import clean, shorten
from detente.explain.words import (
    describe_change,
    describe_state,
    join_words,
    named,
    plain,
    possessive,
    wish,
    with_article,
    with_lower,
)
from detente.model.conflict import Conflict, Option, Statements
from detente.model.wording import agreeing, sets_aside

#: Longest name of an option, in characters: beyond, it is cut whatever the width of the page.
_LONGEST = 90
#: Width from which reasons are said in short.
_BRIEF = 80
#: Words of an option's name that a page of a width prints.
_PHRASES = dict(zip(WIDTHS, (99, 12, 9, 7, 5, 4), strict=True))
#: Share of a model's parts that rest on cited words, above which the page calls it so.
_SURE = ((0.75, "fairly"), (0.5, "moderately"), (0.0, "not very"))
_CITED = frozenset({"quoted words", "reported words", "cited words"})


def front_of(brief: Brief) -> tuple[Sentence, ...]:
    """Return the front page of a brief.

    With a model, what comes, what would change it, and how sure that is; without one, or with a thin
    one, what can be said and what is missing.
    """
    answer = brief.answer
    if answer is not None and brief.verdict == "model":
        if answer.drafted:  # the weightiest words go before the length of the other sentences
            for width in WIDTHS[: MANY + 1]:
                short = tuple(s for s in _answer(answer, width) if s.text)
                page = with_words(brief, short)
                if len(page) > len(short) and words_of(page) <= WORDS:
                    return page
        return fitting(lambda width: _answer(answer, width))
    return fitting(lambda width: reading_page(brief, width))


# --- with a model ------------------------------------------------------------------------------------


def _answer(answer: Answer, width: int) -> Iterator[Sentence]:
    answer = replace(answer, conflict=_compact(answer.conflict, _PHRASES[width]))
    conflict = answer.conflict
    if answer.dependence is not None:
        yield Sentence(text=_claim_sentence(conflict, answer.dependence, width))
    else:
        yield Sentence(text=_matter(answer))
    yield _today_sentence(answer, width)
    yield _change_sentence(answer, width)
    yield Sentence(text=_sureness(answer, brief=width <= _BRIEF))


def _compact(conflict: Conflict, longest: int) -> Conflict:
    """Return a model whose options have shorter names, all different still."""
    names = [cut_phrase(option.name, longest) for option in conflict.options]
    counts = Counter(name.casefold() for name in names)
    return replace(
        conflict,
        options=tuple(
            option if counts[name.casefold()] > 1 else replace(option, name=name)
            for option, name in zip(conflict.options, names, strict=True)
        ),
    )


def _course(
    conflict: Conflict,
    state: str,
    width: int,
    before: str | None = None,
    known: Mapping[str, str] | None = None,
) -> str:
    """Say inside a sentence how an outcome differs from today, or from another: first steps, others counted."""
    today = before or conflict.status_quo
    if today is None or conflict.states or "-" in state:
        short = known or {}
        name = short.get(state) or outcome_names(conflict, [state])[state]
        if state not in short and name in short.values():  # another outcome has that name here
            name = describe_state(conflict, state)
        return f"“{name}”"
    if state == conflict.status_quo:
        return "today's situation"
    changed = [place for place, pair in enumerate(zip(today, state, strict=True)) if len({*pair}) > 1]  # fmt: skip
    most = MANY + 2 if width > _BRIEF else MANY if width > _BRIEF // 2 else MANY - 1
    # One step of each party goes before the second of any.
    owners = [conflict.options[place].owner for place in changed]
    rank = {place: owners[:n].count(owners[n]) for n, place in enumerate(changed)}
    changed.sort(key=lambda place: (rank[place], place))
    told = set(changed[:most] if len(changed) > most + (width > WIDTHS[-1]) else changed)
    told_state = "".join(
        new if place in told else old
        for place, (old, new) in enumerate(zip(today, state, strict=True))
    )
    text = with_lower(
        conflict, describe_change(conflict, today, told_state, today=conflict.status_quo)
    )
    more = len(changed) - len(told)
    return f"{text}, and {more} more such step{'s' * (more > 1)}" if more else text


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
    also = f"if {party} also {sets_aside(party)}"
    if not tested.sustains_alone or (brief and tested.starts_with_self):
        return f"what comes about changes only {also}"
    if tested.starts_with_self:
        return f"that alone changes what could last, but what comes about changes only {also}"
    return "that changes what could last, but not what comes about"


def _matter(answer: Answer) -> str:
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
                f"whether {with_article(clean(dm.name))} will {shorten(plain(own[0]), _LONGEST)}"
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
        course = _course(conflict, starting[0].state, width)
        cited = _steps(conflict, starting[0].state)
        others = len(starting) - 1
        if len(starting) > MANY:
            lead = (
                f"As things stand {len(starting)} outcomes could come about; one is that {course}"
            )
        else:
            if others == 1 and width > _BRIEF:
                more = f"; or else {_course(conflict, starting[1].state, width)}"
            else:
                rest = "another course" if others == 1 else f"{others} other courses"
                more = f"; {rest} could come about too" if others else ""
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
        scope = ", whatever that attitude" if answer.dependence and width > _BRIEF else ""
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
    # What brings something new first, then what somebody said (of more use than what a draft assumed),
    # then what others would welcome, and what changes more than the party's own deed.
    hinge = min(
        shown,
        key=lambda h: (
            h.kind == "direction",
            _brought(h) is None,
            h.kind == "attitude",
            h.change == "flip",
            _for_nothing(conflict, h),
            not any(h.weight[:2]),  # more by foresight only, which is little
            not set(h.starts_after) - {*h.starts_before, conflict.status_quo},
            -_welcome(conflict, h),
            _own_mind(conflict, h),
            not h.evidence,
            bool(h.assumption),
            not h.weight[0],
            shown.index(h),
        ),
    )
    if hinge.kind == "direction":
        return Sentence(text="No single change of what a party wants would change that.")
    if hinge.kind == "attitude" and _brought(hinge) is None and not hinge.weight[0]:
        return Sentence(text="")  # which outcomes an attitude takes away helps nobody to decide
    known = answer.names().short
    first = next((o.state for o in answer.outcomes if o.state in hinge.starts_before), None)
    brought, before = _brought(hinge), _given(conflict, hinge, first)
    lead, effect = "It would change", ""
    if brought in hinge.starts_after and brought not in hinge.starts_before:
        today = brought == conflict.status_quo
        effect = (
            ": today's situation would last"
            if today
            else f": {_course(conflict, brought, width, before, known)}"
        )
    elif brought is not None:
        lead, effect = (
            "Another outcome could last",
            f": {_course(conflict, brought, width, before, known)}",
        )
    elif any(s not in hinge.starts_after for s in hinge.starts_before):
        effect = ": this would no longer come about"
    else:
        lead = "Less could last"
    if _own_mind(conflict, hinge) and brought != conflict.status_quo:
        effect = ""  # that it then does what it no longer refuses goes without saying
    basis = _basis(conflict, hinge)
    supposed = _if(conflict, hinge, width)
    if ": " in supposed:  # no second colon
        effect = effect.replace(": ", "; then ", 1)
    return Sentence(
        text=f"{lead} {supposed}{effect}.{basis}",
        evidence=hinge.evidence[:2],
    )


def _assumed(hinge: Hinge) -> bool:
    """Whether nobody is cited as saying what a hinge changes."""
    return not hinge.evidence or bool(hinge.assumption)


def _for_nothing(conflict: Conflict, hinge: Hinge) -> bool:
    """Whether a hinge makes a party do without its condition what it offers, or threatens, on one."""
    party, _, that = hinge.element.partition(": !")
    stated = conflict.preferences.get(party)
    return (
        hinge.kind == "preference"
        and isinstance(stated, Statements)
        and any(
            item.that.operator == "IF" and str(item.that.operands[0]) == that
            for item in stated.items
        )
    )


def _given(conflict: Conflict, hinge: Hinge, first: str | None) -> str | None:
    """Return the outcome to which one that a hinge brings is compared, what goes without saying done.

    That is the ``first`` of those that come about now, which the page tells. "If it were willing to lift
    the ban" need not be followed by "it would lift the ban".
    """
    before, brought = first or conflict.status_quo, _brought(hinge)
    if (
        hinge.kind != "preference"
        or not hinge.change.startswith(("drop", "swap"))
        or before is None
        or brought is None
        or conflict.states
    ):
        return first
    party, _, that = hinge.element.partition(": ")
    told = {o.id for o in conflict.options if o.owner == party and that in (o.id, f"!{o.id}")}
    return "".join(
        new if option.id in told else old
        for option, old, new in zip(conflict.options, before, brought, strict=True)
    )


def _brought(hinge: Hinge) -> str | None:
    """Return the outcome that a hinge brings: one that comes about, else one that could last."""
    began = [s for s in hinge.starts_after if s not in hinge.starts_before]
    gained = [s for change in hinge.changes.values() for s in change.gained]
    return next(iter([*began, *gained]), None)


def _own_mind(conflict: Conflict, hinge: Hinge) -> bool:
    """Whether a hinge only makes a party do, or leave, what it wants, and nobody else anything."""
    brought, today = _brought(hinge), conflict.status_quo
    if hinge.kind != "preference" or brought is None or today is None or conflict.states:
        return False
    party = hinge.element.partition(": ")[0]
    before = next(iter(hinge.starts_before), today)
    changed = zip(conflict.options, before, brought, strict=True)
    return all(option.owner == party for option, old, new in changed if old != new)


def _welcome(conflict: Conflict, hinge: Hinge) -> int:
    """Count the other parties that what a hinge brings suits by their stated wishes, less those it does not."""
    brought, today = _brought(hinge), conflict.status_quo
    if hinge.kind != "preference" or brought is None or today is None or conflict.states:
        return 0
    own = hinge.element.partition(": ")[0]
    states = [
        {option.id for option, sign in zip(conflict.options, state, strict=True) if sign == "Y"}
        for state in (next(iter(hinge.starts_before), today), brought)
    ]
    count = 0
    for party, stated in conflict.preferences.items():
        if party != own and isinstance(stated, Statements):
            judged = ([item.that.holds(state) for state in states] for item in stated.items)
            before, after = next((pair for pair in judged if len({*pair}) > 1), (False, False))
            count += after - before
    return count


def _unmet(conflict: Conflict, hinge: Hinge) -> Option | None:
    """Return the other's deed on which a party makes its own depend: "not this unless you do that"."""
    party = hinge.element.partition(": ")[0]
    stated = conflict.preferences.get(party)
    if hinge.change != "drop" or not isinstance(stated, Statements):
        return None
    that = next((i.that for i in stated.items if f"{party}: {i.that}" == hinge.element), None)
    if that is None or that.operator != "IF" or {o.operator for o in that.operands} != {"!"}:
        return None
    own, other = (operand.operands[0] for operand in that.operands)
    options = {option.id: option for option in conflict.options}
    if own.operator != "option" or other.operator != "option" or options[own.name].owner != party:
        return None
    return options[other.name] if options[other.name].owner != party else None


def _if(conflict: Conflict, hinge: Hinge, width: int) -> str:
    match hinge.kind:
        case "attitude":
            of, _, to = hinge.element.partition(">")
            name = named(conflict, of)
            if of == to:
                harmed = f"acted to {agreeing(name, 'its', 'their')} own harm"
                verb = sets_aside(name, "set") if hinge.change == "0" else harmed
                return f"if {name} {verb}"
            how = {"+": "came to care for", "-": "turned against", "0": "stopped minding"}
            return f"if {name} {how[hinge.change]} {named(conflict, to)}"
        case "preference":
            party, _, text = hinge.element.partition(": ")
            said = shorten(wish(conflict, party, text), width)
            name = named(conflict, party)
            unmet = _unmet(conflict, hinge)
            if unmet is not None:
                deed = shorten(plain(unmet), _LONGEST)
                whose = named(conflict, unmet.owner)
                return f"if {name} no longer made it a condition that {whose} {deed}"
            if hinge.change == "drop" and said.startswith("not to ") and _assumed(hinge):
                return f"if {name} were willing {said.removeprefix('not ')}"
            if hinge.change == "drop" and said.startswith("not to "):
                return f"if {name} no longer refused {said.removeprefix('not ')}"
            if hinge.change == "drop":
                return f"if {name} no longer wanted {_one_thing(said)}"
            if hinge.change == "flip":
                return f"if {name} wanted the opposite of this (“{said}”)"
            if said.startswith("not to ") and _assumed(hinge):
                return f"if {name} were readier {said.removeprefix('not ')}"
            return f"if this mattered less to {name}: “{said}”"
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
            return f"if {ways(conflict, option, hinge.change)}"


def _basis(conflict: Conflict, hinge: Hinge) -> str:
    """Say what the element rests on that a hinge changes."""
    if hinge.kind == "attitude":
        return ""
    refusal = ": !" in hinge.element and hinge.change == "drop" and not _assumed(hinge)
    unmet = _unmet(conflict, hinge) is not None
    what = (
        "This condition"
        if unmet
        else "This refusal"
        if refusal
        else "This wish"
        if hinge.kind == "preference"
        else "That"
    )
    speakers = dict.fromkeys(
        conflict.evidence[item].speaker for item in hinge.evidence if item in conflict.evidence
    )
    known = {dm.id: dm.name for dm in conflict.decision_makers}
    whose = [possessive(with_article(clean(known[s]))) for s in speakers if s in known]
    layer, _, more = hinge.rests_on.partition(" and ")
    if not hinge.evidence or layer == "an assumption":
        willing = hinge.change in ("drop", "swap") and ": !" in hinge.element and not unmet
        what = "That it is not so now" if willing else what
        return f" {what} is an assumption of the model."
    own = f"{join_words(whose[:2])} {layer}" if whose and layer.endswith("words") else layer
    return f" {what} rests on {own}{f' and {more}' if more else ''}."


def _one_thing(wish: str) -> str:
    """Put a wish with a condition between marks, so that its "if" is not taken for the sentence's."""
    return f"“{wish}”" if ", if" in wish else wish


def _sureness(answer: Answer, *, brief: bool) -> str:
    total = sum(answer.basis.values())
    said = sum(number for words, number in answer.basis.items() if words in _CITED)
    if not total or not answer.conflict.evidence:
        return "How sure: the model cites no text; it is as good as its author's judgement."
    word = next(word for share, word in _SURE if said / total >= share)
    sources = len(answer.documents) + len(answer.evidence_documents)
    one = sources == 1
    draft = {
        "none": "an unreviewed draft",
        "part": "a partly reviewed draft",
        "whole": "a reviewed draft",
    }[answer.reviewed]
    parts = f"All {total} parts of the model" if said == total else f"{said} of the model's {total} parts"  # fmt: skip
    if brief:
        whose = draft if answer.drafted else "an analyst's model"
        return (
            f"How sure: {word}. {parts} rest on what was said; it is {whose}"
            f"{' of one text' if one else ''}."
        )
    kind = draft if answer.drafted else "a model that an analyst made"
    others = "" if said == total else ", the others on inference or assumption"
    return (
        f"How sure: {word}. {parts} rest on what somebody said{others}; it is {kind}"
        f"{' from one text' if one else ''}."
    )
