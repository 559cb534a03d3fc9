"""What passes between each two parties: threats, demands, refusals, offers, deeds; and who is only asked to help."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from detente.drafting.conduct import Conduct
from detente.drafting.history import is_history
from detente.drafting.lexicon import normal, words
from detente.drafting.parties import Parties, aimed_at
from detente.evidence import Document, Event, Statement
from detente.reading.lexicon import lexicon as reading_words

#: Acts that set two at odds, by weight; what is conditional counts twice.
_AT_ODDS = {
    "THREATEN": 3, "REJECT": 2, "REQUEST": 2, "ACCUSE": 2, "SANCTION": 3, "COERCE": 3, "ASSAULT": 3,
    "MOBILIZE": 2, "PROTEST": 2, "OFFER": 1, "COMMIT": 1, "RETREAT": 1, "CONCEDE": 1, "AGREE": 1,
}  # fmt: skip
#: What a condition that only states something weighs.
_TIED = 1
#: Acts whose deed meets whom it names.
_HOSTILE = frozenset(
    ("THREATEN", "REJECT", "ACCUSE", "SANCTION", "COERCE", "ASSAULT", "MOBILIZE", "PROTEST")
)
_TWO = 2
#: Several subjects up to the verb that they share.
_NAMED = r"(?:[Tt]he )?[A-Z][\w&'’-]*(?: (?:of|the|for|union|party|government|[A-Z][\w&'’-]*))*"
_JOINED = re.compile(rf"{_NAMED}(?:, {_NAMED})*,? and {_NAMED}(?= [a-z])")
#: What two do together.
_JOINT = re.compile(r"\b(?:joint|jointly|together|side by side|alongside)\b", re.I)


def exchanges(documents: Iterable[Document], parties: Parties) -> Counter[frozenset[str]]:
    """Weigh what passes between each two parties: threats, demands, refusals, offers, deeds.

    Only whom words name counts; what is said both ways weighs half as much again.
    """
    ways: Counter[tuple[str, str]] = Counter()
    for document in documents:
        for statement in document.statements:
            speaker = statement.speaker.id if statement.speaker is not None else None
            weight = _AT_ODDS.get(statement.act, _TIED if _ties_another(statement) else 0)
            if speaker is None or not weight or not parties.is_party(speaker):
                continue
            if statement.layer not in ("quoted", "reported"):
                continue
            if is_history(document, statement):
                continue
            if _asks_for_help(statement):
                weight = 1
            aimed = parties.meant_by(statement) or _met_by_deeds(parties, statement)
            stood_by = _stood_by(statement)
            aimed = [other for other in aimed if other not in stood_by]
            if statement.act == "REQUEST" and len(aimed) == _TWO and not statement.conditions:
                ways[aimed[0], aimed[1]] += 1  # who asks two to yield is at odds with neither
                ways[aimed[1], aimed[0]] += 1
                continue
            for other in aimed:
                ways[speaker, other] += weight * (2 if statement.conditions else 1)
    found: Counter[frozenset[str]] = Counter()
    for (one, two), weight in ways.items():
        answered = ways.get((two, one), 0) > 0
        found[frozenset((one, two))] += (3 if answered else 2) * weight
    return found


def _stood_by(statement: Statement) -> set[str]:
    """Return whom the speaker's own deeds stand by: "would defend Velia if it is attacked", "drills with Velia"."""
    speaker = statement.speaker.id if statement.speaker is not None else None
    return {
        event.patient
        for event in statement.events
        if event.agent == speaker and event.patient is not None and event.polarity
        and (event.predicate in words("allies", "standing_by") or _JOINT.search(event.deed))
    }  # fmt: skip


def _met_by_deeds(parties: Parties, statement: Statement) -> list[str]:
    """Return the only other party that the speaker's own deed names: "cut ties with Velia", "rejected terms set by the rebels"."""
    speaker = statement.speaker.id if statement.speaker is not None else None
    hostile = statement.act in _HOSTILE
    own = [
        e for e in statement.events
        if e.agent == speaker and (hostile or (" against " in e.deed and e.modality == "planned"))
    ]  # fmt: skip
    told = [*(event.deed for event in own), *(event.phrase.text for event in own)]
    if own and not statement.conditions:  # a condition may name whom the speaker would defend
        told.append(statement.span.text)
    if any(_JOINT.search(event.deed) for event in own):
        return []  # "launched joint drills in Velia": with it, and not against it
    beside = {speaker, *_acting_beside(parties, statement)}
    for said in told:
        named = [p for p in parties.called_in(said) if p not in beside and not parties.is_both(p)]
        if named:
            return named if len(named) == 1 else []
    return []


def _acting_beside(parties: Parties, statement: Statement) -> tuple[str, ...]:
    """Return who does the same in the same breath: "Labour, the Greens and the Farm Party threatened to …"."""
    joined = _JOINED.match(statement.span.text)
    return parties.called_in(joined.group()) if joined is not None else ()


def _ties_another(statement: Statement) -> bool:
    """Say whether words that only state hang something on what another does: "a strike looms unless they yield"."""
    speaker = statement.speaker.id if statement.speaker is not None else None
    return any(
        c.kind in ("threat", "demand", "offer") and c.condition_by not in (None, speaker)
        for c in statement.conditions
    )


def stands_by(conduct: Conduct) -> bool:
    """Say whether conduct helps whomever it meets: "train Velian troops", "go on supporting Velia"."""
    return not conduct.negated and conduct.verb in {
        normal(word) for word in words("allies", "standing_by")
    }


def touches_another(conduct: Conduct, parties: Parties) -> bool:
    """Say whether conduct has to do with another party, or is only what a state sets out to do.

    "We will promote an open internet" may be true, and is no move against or toward anybody, unless it
    does harm, builds up arms, or the words that tell it name another party. What is asked, offered, refused or hangs on a
    condition answers somebody; what others than states do meets whoever deals with them.
    """
    owner = conduct.owner
    if conduct.role != "commitment" or conduct.tone < 0 or parties.kind(owner) != "state":
        return True
    if conduct.objects & reading_words().arms:
        return True
    aimed = (conduct.toward, conduct.met)
    if any(other not in (None, owner) and parties.is_party(other) for other in aimed):
        return True
    told = conduct.statement.span.text
    return bool({*parties.called_in(conduct.phrase)} - {owner}) or bool(
        {*parties.named_in(told)} - {owner}
    )


def helps(event: Event) -> bool:
    """Say whether somebody outside a conflict is asked for this: to mediate, to take part."""
    help_words = words("third", "help")
    return event.predicate in help_words or " ".join(event.deed.split()[:2]) in help_words


def _asks_for_help(statement: Statement) -> bool:
    """Say whether a third is asked to help with the conflict, and not to yield in it."""
    asked = {c.antecedent for c in statement.conditions}
    return any(
        helps(event)
        for number, event in enumerate(statement.events)
        if event.force == "demand" or number in asked
    )


def helpers(documents: Iterable[Document]) -> frozenset[str]:
    """Return who is spoken to only to help: a mediator, a third that is asked to take part."""
    asked: set[str] = set()
    at_odds: set[str] = set()
    for statement in (s for document in documents for s in document.statements):
        whom = set(aimed_at(statement))
        if _asks_for_help(statement):
            asked |= whom
        elif statement.act in _AT_ODDS:
            at_odds |= whom
    return frozenset(asked - at_odds)
