"""What a statement puts into the table of positions: for each deed that it tells, who takes which stance.

Whoever says "if you do this, we will do that" takes two: one on each half.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from detente.briefing.lexicon import words
from detente.briefing.statements import named_targets
from detente.drafting.conduct import conduct_of
from detente.drafting.deed_questions import carries_out_somebody
from detente.drafting.lexicon import is_event, is_stative, normal
from detente.drafting.phrasing import is_option
from detente.drafting.standing_acts import goes_on
from detente.evidence import Condition, Document, Event, Span, Statement

#: What a party does by saying something, by the force of the event that it tells.
_BY_FORCE = {
    "offer": "offers",
    "threaten": "threatens",
    "demand": "demands",
    "ask": "demands",
    "refuse": "refuses",
    "promise": "promises",
    "accuse": "accuses",
}
#: The same by the act of the statement, where it tells no event.
BY_ACT = {
    "OFFER": "offers",
    "THREATEN": "threatens",
    "REQUEST": "demands",
    "REJECT": "refuses",
    "COMMIT": "promises",
    "AGREE": "agrees",
    "CONCEDE": "agrees",
    "ACCUSE": "accuses",
    "SUPPORT": "supports",
} | dict.fromkeys(
    ("SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "AID", "COOPERATE", "PROTEST", "RETREAT"),
    "does",
)
#: Positions that words alone can show; what somebody does is told by an event.
_CUED = frozenset(("offers", "demands", "refuses", "promises", "threatens", "agrees", "supports"))
#: What is said of an own deed.
_OWN = frozenset(("promises", "announces", "threatens", "offers"))
#: Characters before words among which the verb stands that reports them.
_BEFORE = 30
#: Words up to this number are no statement of a position by themselves.
_FEW = 3
#: In which order a cell lists them, and whether the party is for the matter (1) or against it (-1).
STANCES = {
    "demands": 1,
    "offers": 1,
    "promises": 1,
    "agrees": 1,
    "supports": 1,
    "refuses": -1,
    "opposes": -1,
    "offers not to": -1,
    "threatens": 0,
    "announces": 0,
    "does": 0,
    "accuses": -1,
    "says": 0,
}
#: What is done by another than who speaks.
ASKED = frozenset({"demands", "opposes"})
#: What alone makes no matter: nobody wants, offers or does anything.
OPINIONS = frozenset({"accuses", "supports", "says"})
#: What tells no position.
_NONE = ("", 0)
#: Somebody will do something: "we would pay", "Velia will lift the ban".
_WILL = re.compile(
    r"\b(?:[Ww]e|I|[Tt]hey|[Hh]e|[Ss]he|[Ii]t|[A-Z]\w+) (?:also |never |not )?(?:will|would|shall) (?!tell|say|have|be )"
)
_MAYBE = re.compile(r"\b(?:could|may|might|can)\b", re.IGNORECASE)
#: Words that turn a phrase round: quoted with them it reads as what is not done.
_NOT = re.compile(r"\b(?:not|no|never|nobody|nothing|none|cannot)\b|n['’]t\b", re.IGNORECASE)
_IT = re.compile(r"it (?:would|will|does|did|could|can)(?: not|n['’]t)\b", re.IGNORECASE)
_THING = re.compile(r"\W*(?:the|an?|this|that|these|those|there|such)\b", re.IGNORECASE)
#: Of whom something is asked, before what is asked: "asked | Judge Orlan to | deny the request".
_OF_WHOM = re.compile(r"^(?:(?:the|[A-Z][\w.’'-]*|of)\s+){1,8}to (?=[a-z])")
#: A thing that is spoken of as known already, alone: "the talks".
_KNOWN = re.compile(r"^(?:the|these|those|their|its|his|her|our) [\w’'-]+$", re.IGNORECASE)
_POINTS = re.compile(r"(?:it|this|that|them|him|her|so)\b", re.IGNORECASE)
_PREPOSITION = re.compile(r"(?:by|from|since|as|at|on)\b", re.IGNORECASE)
#: Words that end by pointing elsewhere: "help us with that".
VAGUE = re.compile(r"\b(?:it|this|that|them|these|those|so|the same)\W*$", re.IGNORECASE)
#: A question that is reported, and asks for nothing but an answer.
ASKS = re.compile(r"^(?:whether|how|why|when|where|who|what)\b", re.IGNORECASE)
#: Words up to which what points elsewhere says on what only to those who know the matter.
_SHORT = 6
#: What it is to be against doing what the quoted words tell.
_TURNED = {
    "demands": "opposes", "opposes": "demands", "offers": "offers not to", "promises": "refuses",
    "threatens": "refuses", "announces": "refuses",
}  # fmt: skip
#: Words of plain speech below which it says nothing on a matter, and topics that it must share.
_SPEECH = 5
WORD = re.compile(r"[^\W\d_]{4,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What one party does about a matter in one statement, with its words.

    ``verb`` is the topic that tells what is done, among those that tell to what.
    """

    party: str
    kind: str
    document: Document
    statement: Statement
    words: Span
    deed: str
    topics: frozenset[str]
    stance: int
    toward: tuple[str, ...]
    verb: str = ""


def entries_of(
    document: Document, statement: Statement, party: str, names: set[str]
) -> Iterator[Entry]:
    """Yield what a statement puts into the table.

    Parameters
    ----------
    document, statement
        What is said, and where.
    party : str
        Whose statement it is.
    names : set of str
        Words of the parties' names, which are no topics.
    """
    said = statement.quote or statement.span
    if ASKS.search(said.text) or to_everybody(said.text):
        return
    entries = list(_from_events(document, statement, party, names))
    yield from entries
    kind = BY_ACT.get(statement.act)
    unread = not any(event.deed for event in statement.events) or kind not in OPINIONS
    halves = any(
        place is not None for c in statement.conditions for place in (c.antecedent, c.consequent)
    )
    if entries or halves:
        return
    states = kind in ("promises", "refuses") and any(_is_state(e, kind) for e in statement.events)
    if kind is None or not unread or states or not _takes(kind, document, statement):
        kind = "says"  # what bears on a matter where another takes a position
        if statement.conditions or "?" in said.text or len(said.text.split()) < _SPEECH:
            return
    told = {topic for event in statement.events for topic in event.topics}
    for event in statement.events if kind == "says" else ():  # as a position on it would be put
        known = conduct_of(event, party, kind, document, statement, None)
        told |= {known.verb, *known.objects}
    topics = (
        (told or {word.lower() for word in WORD.findall(said.text)})
        - words("matter", "empty")
        - names
    )
    yield Entry(
        party=party, kind=kind, document=document, statement=statement, words=said, deed="",
        topics=frozenset(filter(_tells, topics)), stance=STANCES[kind],
        toward=named_targets(statement),
    )  # fmt: skip


def to_everybody(said: str) -> bool:
    """Whether words advise whoever reads them, and ask nothing of a party: "anyone who is ill should …".

    Examples
    --------
    >>> to_everybody("Passengers should check before they travel"), to_everybody("Velia should pay")
    (True, False)
    """
    return _everybody().match(said.strip(' "“')) is not None


@cache
def _everybody() -> re.Pattern[str]:
    begin, must = (
        "|".join(sorted(words("position", key), key=len)) for key in ("everybody", "modals")
    )
    return re.compile(rf"(?:{begin})\b[^.;:]*?\b(?:{must})\b", re.IGNORECASE)


def what_of(kind: str, said: str) -> str:
    """Return what follows the word by which words take a position: "is willing to resume talks".

    What must or should be is told by the whole.
    """
    found = None if kind in ("demands", "supports") else _WILL.search(said)
    if kind in _CUED:
        found = _cues(kind).search(said) or found
    if found is None or found.group().lower() in words("position", "modals"):
        return said
    rest = re.sub(r"^\W*(?:(?:to|that|of|for|in|with)\s+)?", "", said[found.end() :])
    # "made this offer to Linde": the cue is a noun, and what follows no deed
    rest = _OF_WHOM.sub("", rest) if kind == "demands" else rest
    noun = rest[:1].isupper() or _PREPOSITION.match(rest)
    return said if not rest or noun or _POINTS.match(rest) else rest


def _takes(kind: str, document: Document, statement: Statement) -> bool:
    """Whether the words of a statement that tells no deed show by themselves that it takes a position.

    The verb of reported words may stand right before them ("refused | a demand for …"). A few words ("unacceptable", "a stern warning") say on what only to those who know the matter.
    """
    said = statement.quote or statement.span
    if "?" in said.text or VAGUE.search(said.text):
        return False
    if (
        kind == "refuses"
        and _IT.match(said.text)
        and all(len(e.topics) < 2 for e in statement.events)
    ):
        return False  # "it would not kick in": a thing, as far as the words tell
    if kind == "accuses":
        return len(said.text.split()) >= _FEW
    if kind not in _CUED or len(said.text.split()) <= _FEW:
        return False
    if kind == "threatens" and _MAYBE.search(said.text):
        return False  # what could happen is feared, not threatened
    text = statement.span.text.replace("’", "'").replace("'ll ", " will ")
    will = _WILL.search(text)
    # Who "would" do something without a condition promises nothing.
    own = will is not None and (
        kind in ("offers", "threatens") or (kind == "promises" and " would " not in will.group())
    )
    return own or _cues(kind).search(text) is not None or _led(kind, document, statement)


def _led(kind: str, document: Document, statement: Statement) -> bool:
    """Whether the verb that takes a position stands right before reported words."""
    start = statement.span.start
    before = document.text[max(0, start - _BEFORE) : start]
    return statement.quote is None and any(
        not before[cue.end() :].strip() for cue in _cues(kind).finditer(before)
    )


def shows(kind: str, said: str) -> bool:
    """Whether words show by themselves that they threaten, demand, offer …: a bare claim does not."""
    if kind not in _CUED:
        return False
    text = said.replace("’", "'").replace("'ll ", " will ")
    own = kind in ("offers", "threatens", "promises") and not _NOT.search(text)
    return (own and _WILL.search(text) is not None) or _cues(kind).search(text) is not None


def begins_with_cue(said: str) -> bool:
    """Whether words begin with the verb that takes a position: "urged them to yield"."""
    return any(_cues(kind).match(said) for kind in sorted(_CUED))


@cache
def _cues(kind: str) -> re.Pattern[str]:
    phrases = (re.escape(phrase).replace(r"\*", r"\w*") for phrase in words("position", kind))
    return re.compile(rf"(?<!\w)(?:{'|'.join(sorted(phrases))})(?!\w)", re.IGNORECASE)


def _from_events(
    document: Document, statement: Statement, party: str, names: set[str]
) -> Iterator[Entry]:
    """Yield what the events of a statement put into the table, those of its conditions first.

    Whoever says "if you do this, we will do that" takes two positions: one on each half.
    """
    roles: dict[int, tuple[str, int]] = {}
    for condition in statement.conditions:
        roles |= _of_condition(statement, condition, party)
    for number, event in enumerate(statement.events):
        kind, stance = roles.get(number) or _of_event(statement, event, number, party)
        if kind in _OWN and _KNOWN.match(event.phrase.text):
            continue  # "before the talks": what is only spoken of is no offer and no threat
        if not kind or not _tells_deed(event) or _is_state(event, kind) or _is_vague(event.phrase):
            continue
        known = conduct_of(event, party, kind, document, statement, None)
        topics = {known.verb, *known.objects} - names - words("matter", "empty")
        yield Entry(
            party=party, kind=kind, document=document, statement=statement, words=event.phrase,
            deed=event.deed, topics=frozenset(filter(_tells, topics)), stance=stance,
            toward=_toward(event, kind, party) or named_targets(statement), verb=known.verb,
        )  # fmt: skip


def _tells(topic: str) -> bool:
    """Whether a topic is a word, and not a mark or a single letter."""
    return len(topic) > 1 and topic[0].isalpha()


def _of_condition(
    statement: Statement, condition: Condition, party: str
) -> dict[int, tuple[str, int]]:
    """Return what the halves of a condition are to its speaker, by the number of their event.

    The kind goes by the words that are quoted ("demands: pay damages", where "if you do not" is left
    out; "opposes: the deal does not close"), the stance by the matter itself.
    """
    if condition.kind == "dependence" or statement.act == "STATE":
        return {}  # who tells what would happen takes no position on it
    before, after = condition.antecedent, condition.consequent
    roles: dict[int, tuple[str, int]] = {}
    good = condition.kind in ("offer", "promise")
    if after is not None:
        told = statement.events[after]
        cue = condition.cue.lower()
        if told.agent is None and cue != "any" and cue in words("position", "things"):
            return {place: _NONE for place in (before, after) if place is not None}
        good |= (
            told.polarity
            and told.tone >= 0
            and told.topics[:1] != ()
            and told.topics[0] in words("position", "reopens")
        )
        if condition.kind in ("demand", "either-or"):
            good = (told.tone if told.polarity else -told.tone) > 0
        own = told.agent in (party, statement.speaker and statement.speaker.id)
        if told.agent is None:  # "the store would eat up the shops": nobody's offer
            own = not (good and _THING.match(condition.consequence.text))
        kind = _as_worded("offers" if good else "threatens", told)
        roles[after] = (kind, STANCES[kind]) if own else _NONE
        if good and not own:  # what another would do is no offer, and nothing is asked for it
            before = None
    if before is not None:
        asked = statement.events[before]
        wanted = good ^ (condition.sense in ("unless", "until", "either-or"))
        # What happens by itself, or by nobody who is named, is asked of nobody.
        unnamed = asked.agent is None and condition.sense in ("unless", "until", "only-if")
        another = asked.agent not in (None, party) or (unnamed and bool(named_targets(statement)))
        kind = _as_worded("demands" if wanted else "opposes", asked)
        roles[before] = (kind, 1 if wanted is asked.polarity else -1) if another else _NONE
    elif condition.antecedent is not None:
        roles[condition.antecedent] = _NONE
    return roles


def _of_event(statement: Statement, event: Event, number: int, party: str) -> tuple[str, int]:
    """Return what an event outside conditions is to its speaker, and the stance on the matter."""
    own = event.agent in (party, statement.speaker and statement.speaker.id)
    kind = _BY_FORCE.get(event.force, "")
    if kind == "promises" and (event.tone < 0 or statement.act == "THREATEN"):
        kind = "threatens"
    if kind == "threatens" and goes_on(event):
        return _NONE  # "warned that it is wasting money": nobody threatens what goes on
    if kind == "threatens":
        kind = _threat(event, statement)
    if kind in ("promises", "offers", "threatens", "announces"):
        kind = kind if event.polarity else "refuses"
        return (kind, STANCES[kind]) if own else _NONE
    if (
        not kind
        and statement.act == "REJECT"
        and own
        and not event.polarity
        and event.time == "ahead"
    ):
        return _as_worded("promises", event), -1  # "would not accept": a refusal without the word
    if kind == "demands":
        return _as_worded(kind, event), 1 if event.polarity else -1
    if kind:
        return kind, STANCES[kind]
    if statement.act == "ACCUSE":
        return ("accuses", -1) if event.agent is not None and not own else _NONE
    if number or event.time == "ahead" or not event.polarity or not own:
        return _NONE
    said = BY_ACT.get(statement.act, "")
    if said == "does":
        return said, max(event.tone, 0)
    return (said, STANCES[said]) if said in ("refuses", "agrees") else _NONE


def _as_worded(kind: str, event: Event) -> str:
    """Return the kind that fits the quoted words: who demands that nobody "strike" opposes that."""
    whole = event.polarity or _NOT.search(event.phrase.text) is not None
    return kind if whole else _TURNED[kind]


def _threat(event: Event, statement: Statement) -> str:
    """Call a threat one only where it has a condition or meets somebody; a hard step is announced."""
    if _relieves(event):
        return "promises"
    meets = event.patient is not None or bool(named_targets(statement))
    return "threatens" if statement.conditions or meets else "announces"


def _relieves(event: Event) -> bool:
    """Whether a deed brings relief, whatever it is done to."""
    return event.topics[:1] != () and event.topics[0] in words("position", "relief")


def _tells_deed(event: Event) -> bool:
    """Whether an event has a deed; of bare nouns only those that name one ("a strike", "talks")."""
    first, _, rest = event.phrase.text.partition(" ")
    if not rest and first[:1].isupper():
        return False  # a name alone
    whose = first.endswith(("’s", "'s")) and event.predicate[:4] not in event.phrase.text.lower()
    noun = whose or first.lower() in words("position", "determiners")
    if carries_out_somebody(event.deed):
        return False
    return is_option(event.deed) and (not noun or any(map(_names_deed, event.topics)))


def _is_vague(words: Span) -> bool:
    """Whether a few words point elsewhere: "we do not accept that", "turned it down"."""
    few = len(words.text.split()) <= _SHORT
    return few and VAGUE.search(words.text) is not None


def _is_state(event: Event, kind: str) -> bool:
    """Whether what somebody says will be is a state or an effect, and nothing that it could do or leave."""
    return kind in (*_OWN, "refuses") and is_stative(event.predicate)


def _names_deed(topic: str) -> bool:
    return is_event(topic) or normal(topic) == "talk"


def _toward(event: Event, kind: str, party: str) -> tuple[str, ...]:
    """Return to whom an entry speaks: who is to act, else whom the act meets."""
    other = event.agent if kind in ("demands", "opposes", "accuses") else event.patient
    return (other,) if other is not None and other != party else ()
