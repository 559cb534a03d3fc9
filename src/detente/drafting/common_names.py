"""Sides that a text calls by a common noun: "the rebels", "the group", "the government" of one state among several."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from detente.actors.lexicon import actor_words
from detente.actors.registry import Registry
from detente.drafting.finding import lines_with
from detente.drafting.lexicon import words
from detente.evidence import Actor, Document, Event

_GOVERNMENT = re.compile(
    r"(?:the )?(?:government|regime)(?: (?:forces|troops|army|soldiers))?", re.I
)
#: What stands behind the word that says what a name names: "rebels in the east".
_BEHIND = re.compile(r" (?:of|in|for|from|on|at|who|with) .*")
#: "the Orlandese government", "Velia's military regime": the words right behind a state's name.
_GOVERNS = re.compile(r"(?:['’]s?)? (?:[\w-]+ )?(?:government|regime|administration)\b")
#: "the Harl state government": of a province, which is no state of its own.
_PROVINCIAL = re.compile(
    r"\b(?!The\b)(?P<base>[A-Z][\w-]+(?: [A-Z][\w-]+)?)(?:['’]s?)? (?:(?:state|provincial|regional) )?government\b"
)
#: A person's name behind an office.
_NAMED = r"[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)*"
#: Who governs what a text calls by a common noun.
_GOVERNED_BY = {
    "state": r"(?:[Gg]overnor|Gov\.)",
    "city": "(?:[Mm]ayor)",
    "town": "(?:[Mm]ayor)",
}
_WORD = re.compile(r"\w+")


#: Kinds of those who stand together by what they are.
_GROUPED = frozenset(("union", "body", "public", "community", "firm", "person"))
#: Kinds of those who may fight although their name does not say so.
_ARMED_TOO = frozenset((None, "body", "community"))
#: A group's name of more words than this says less than its bare noun.
_SHORT_NAME = 4
#: What a name is called stands in so many characters before it.
_NEAR = 80


def of_groups(actors: Mapping[str, Actor]) -> dict[str, str]:
    """Fold those who stand together by what they are: "creditors of X", "X's creditors", "the creditors".

    Only where the documents speak of them without whose they are, too: then there is but one such group.
    A single one of them, "a player", speaks for the group.
    """
    groups: dict[str, list[Actor]] = {}
    for actor in actors.values():
        head = _BEHIND.sub("", " ".join(actor.name.lower().split())).split(" ")[-1]
        head = head if head.endswith("ss") else head.removesuffix("s")
        if (
            actor.principal is None
            and actor.kind in _GROUPED
            and head in words("parties", "groups")
        ):
            groups.setdefault(head, []).append(actor)
    same: dict[str, str] = {}
    for members in groups.values():
        bare = [a for a in members if " " not in a.name and a.name.lower().endswith("s")]
        whose = [a for a in members if " " in a.name and len(a.name.split()) <= _SHORT_NAME]
        if bare and len(members) > 1:
            whole = (whose or bare)[0].id
            same |= {a.id: whole for a in members if a.id != whole}
    return same


def of_armed_groups(actors: Mapping[str, Actor], text: str) -> dict[str, str]:
    """Fold those who fight and are called by a common noun into the one group that the documents name.

    "The rebels", "insurgent groups", "the group" and "M23 rebels" are M23 where no other group fights;
    where two groups are named each keeps what bears its name, and nobody else is folded.
    """
    small = text.lower()
    fighting = [a for a in actors.values() if a.principal is None and _is_armed(a, text, small)]
    named = [a for a in fighting if _label(a) is None]
    same: dict[str, str] = {}
    open_: list[Actor] = []
    for actor in fighting:
        label = _label(actor)
        if label is None:
            continue
        owners = [n for n in named if any(_words(name) & label for name in (n.name, *n.aliases))]
        if len(owners) == 1:
            same[actor.id] = owners[0].id
        else:
            open_.append(actor)
    heads = named or sorted(open_, key=lambda a: not _label(a))[:1]
    labels = {frozenset(label) for a in open_ if (label := _label(a))}
    if len(heads) != 1 or (not named and len(labels) > 1):
        return same
    called = [a for a in actors.values() if a.name.lower() in words("sides", "bands")]
    others = [*open_, *(a for a in called if a.principal is None)]
    return same | {a.id: heads[0].id for a in others if a.id != heads[0].id}


def _is_armed(actor: Actor, text: str, small: str) -> bool:
    if actor.kind == "armed-group" or _label(actor) is not None:
        return True
    named = (name for name in (actor.name, *actor.aliases) if name[:1].isupper() and name in text)
    return actor.kind in _ARMED_TOO and any(_fights(name.lower(), small) for name in named)


@lru_cache(maxsize=1024)  # drafts with less said in a text ask again
def _fights(name: str, text: str) -> bool:
    """Say whether a text in small letters calls a name one that fights: "the rebel front", "kf, an armed group"."""
    before, behind = _calling()
    at = text.find(name)
    while at >= 0:
        end = at + len(name)
        alone = not (at and (text[at - 1].isalnum() or text[at - 1] == "_"))
        if alone and (before.search(text[max(0, at - _NEAR) : at]) or behind.match(text, end)):
            return True
        at = text.find(name, end)
    return False


@cache
def _calling() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what stands right before a name that fights, and right behind it, in small letters."""
    who, bands = _either("fighters"), _either("bands")
    before = rf"\b(?:{who})(?: (?:{bands}))?,? (?:the )?$"
    behind = rf"(?:['’]s?)?(?: [a-z]+)? (?:{who}|{_either('commanding')})\b"
    behind += r"| (?:spokes\w+|leader|chief)\b[^.]{0,60}? (?:his|her|its) (?:movement|faction|front|fighters)\b"
    called = rf", (?:an?|the|one of) [^,.;]{{0,60}}\b(?:{who}|armed)(?: (?:{bands}))?\b"
    return re.compile(before), re.compile(rf"(?: \([\w-]+\))?(?:{behind}|{called})")


def _either(key: str) -> str:
    return "|".join(sorted(map(re.escape, words("sides", key)), key=len, reverse=True))


def _label(actor: Actor) -> set[str] | None:
    """Return the words by which a common name tells its group from others, None for a proper name.

    "rebels in the east" has none, "M23 rebels" has "m23".
    """
    plain = _BEHIND.sub("", " ".join(actor.name.lower().split()))
    fighters = words("sides", "fighters")
    found = _WORD.findall(plain)
    while found and found[-1] in words("sides", "bands") | words("sides", "leading"):
        found.pop()
    if not found or found[-1] not in fighters:
        return None
    return {w.rstrip("s") for w in found if w not in fighters | words("sides", "telling_nothing")}


def _words(name: str) -> set[str]:
    return {word.rstrip("s") for word in _WORD.findall(name.lower())}


def of_governments(actors: Mapping[str, Actor], text: str) -> dict[str, str]:
    """Fold "the government" and its forces into its state, or into the one province whose government is named.

    That is the one state that is named, or among several the one whose government the text speaks of;
    where there is none, the forces are the government's.
    """
    common = [a for a in actors.values() if a.principal is None and _GOVERNMENT.fullmatch(a.name)]
    provincial = actors.get("state-government")
    states = [a for a in actors.values() if a.kind == "state"]
    provinces = _provinces(actors, text)
    if provincial is not None:  # of a country nobody says so
        head, *others = *provinces, provincial
        return {a.id: head.id for a in (*others, *common)}
    if not common and not provinces:
        return {}
    governed = {
        s.actor.id
        for s in (Registry.default().find_mentions(text) if states or provinces else ())
        if s.actor.kind == "state" and _GOVERNS.match(text, s.end)
    }
    governed |= {  # a state or a province that the registry does not know
        a.id for a in states if re.search(rf"\b{re.escape(a.name)}{_GOVERNS.pattern}", text)
    }
    if provinces and not governed:
        return {a.id: provinces[0].id for a in (*provinces[1:], *common)}
    if common and len(states) > 1:
        states = [a for a in states if a.id in governed]
        if len(states) != 1:
            return {}
    whole = [a for a in common if " " not in a.name]
    heads = [*states, *whole, *common][:1]
    rulers = [a for a in actors.values() if common and a.principal is None and _rules(a, text)]
    return {
        a.id: head.id
        for head in heads
        for a in (*common, *(rulers if len(rulers) == 1 else ()))
        if a.id != head.id
    }


def _provinces(actors: Mapping[str, Actor], text: str) -> list[Actor]:
    """Return a province and its government, where the text names but one: "Harl", "the Harl government"."""
    named = _provincial(text)
    if len(named) != 1:
        return []
    (base,) = named
    called = [
        a for a in actors.values()
        if a.principal is None and a.kind in ("body", "place", None)
        and re.sub(r"^(?:the )| (?:(?:state|provincial|regional) )?government$", "", a.name) == base
    ]  # fmt: skip
    return sorted(called, key=lambda a: a.name == base)


@lru_cache(maxsize=4)
def _provincial(text: str) -> frozenset[str]:
    """Return the provinces whose government a text names."""
    return frozenset(match["base"] for match in _PROVINCIAL.finditer(text))


def _rules(actor: Actor, text: str) -> bool:
    """Say whether a government is called after somebody: "Mr. Dahl's regime"."""
    if actor.kind != "person":
        return False
    name, told = actor.name.split()[-1], lines_with("regime|government", text)
    called = rf"\b{re.escape(name)}['’]s? (?:regime|government)\b"
    return name in told and re.search(called, told) is not None


def of_towns(actors: Mapping[str, Actor], text: str) -> dict[str, str]:
    """Fold "the city" and "the county" into the only one of its kind that is an actor by name.

    Parameters
    ----------
    actors : mapping of str to Actor
    text : str
    """
    same: dict[str, str] = {}
    for actor in actors.values():
        noun = actor.name.lower()
        if actor.principal is not None or noun not in actor_words()["towns"]:
            continue
        named = [a for a in actors.values() if a.principal is None and _is_town(a, noun, text)]
        same |= _into_only(actor, named, noun, text)
    return same


def of_employing_bodies(actors: Mapping[str, Actor], text: str) -> dict[str, str]:
    """Fold "the district" into the only one of its kind: "the school district", "Harl School District", "HUSD".

    Parameters
    ----------
    actors : mapping of str to Actor
    text : str
    """
    same: dict[str, str] = {}
    free = [a for a in actors.values() if a.principal is None and a.kind in ("body", "firm", None)]
    for actor in free:
        noun = actor.name.lower()
        if noun not in words("parties", "employers"):
            continue
        full = [a for a in free if a.id != actor.id and _ends_on(a.name, noun)]
        same |= _into_only(actor, full, noun, text)
    return same


def _into_only(actor: Actor, named: Sequence[Actor], noun: str, text: str) -> dict[str, str]:
    """Fold who is called by a noun into the only one named of that kind, where the text speaks of no others."""
    if len(named) != 1 or re.search(rf"\b{_plural(noun)}\b", text, re.IGNORECASE):
        return {}
    return {actor.id: named[0].id}


def _ends_on(name: str, noun: str) -> bool:
    """Say whether a name ends on a noun, or is short for one that does: "HUSD" is a school district."""
    *before, last = name.split()
    short = noun == "district" and not before and re.fullmatch(r"[A-Z]{2,4}SD", last)
    return bool(short) or (bool(before) and last.lower() == noun)


def of_state_firms(actors: Mapping[str, Actor], documents: Sequence[Document]) -> dict[str, str]:
    """Fold a state's own firm into the state where both are told to do one thing to one other.

    "Velia's Harl Gas has threatened to halve supplies to Orland; Velia said it would cut supplies …": one choice.
    Not where the two speak to or of each other.

    Parameters
    ----------
    actors : mapping of str to Actor
    documents : sequence of Document
    """
    events = [e for d in documents for s in d.statements for e in s.events if e.agent is not None]
    meeting = {(e.agent, e.patient) for e in events}
    meant: dict[str | None, list[Event]] = {}
    for event in events:
        if event.time == "ahead" and event.force not in ("state", "demand"):
            meant.setdefault(event.agent, []).append(event)
    text = "\n".join(document.text for document in documents)
    acting = [actor for actor in actors.values() if actor.id in meant]
    states = [actor for actor in acting if actor.kind == "state"]
    same: dict[str, str] = {}
    for firm in acting:
        if firm.principal is not None or firm.kind not in ("firm", "body"):
            continue
        for state in states:
            apart = not {(firm.id, state.id), (state.id, firm.id)} & meeting
            one = apart and _is_one_thing(meant[firm.id], meant[state.id])
            if one and _is_states_own(firm, state, text):
                same[firm.id] = state.id
    return same


def _is_states_own(firm: Actor, state: Actor, text: str) -> bool:
    """Say whether a text calls a firm a state's: "Velia's Harl Gas", "the state-owned gas company Harl"."""
    called = [state.name, *state.aliases]
    if any(firm.name.startswith(f"{name}{mark}s ") for name in called for mark in "'’"):
        return True
    names = [re.escape(name) for name in (firm.name, *firm.aliases) if name[:1].isupper()]
    whose = "|".join(re.escape(name) for name in called)
    kinds = r"(?:[a-z-]+ ){0,4}"
    own = rf"\b(?:(?:{whose})['’]s|state-(?:owned|run|controlled)) {kinds}(?:{'|'.join(names)})\b"
    return bool(names) and re.search(own, text) is not None


def _is_one_thing(of_firm: Sequence[Event], of_state: Sequence[Event]) -> bool:
    """Say whether two mean to do one thing: what they act on has a word in common."""
    return any(
        one.polarity == other.polarity
        and (one.patient == other.patient or None in (one.patient, other.patient))
        and _things(one) & _things(other)
        for one in of_firm
        for other in of_state
    )


def _things(event: Event) -> set[str]:
    """Return on what a deed acts, and not whom it meets: the supplies of "halve supplies to Velia"."""
    return {t for t in event.topics[1:] if t not in event.deed.lower().partition(" to ")[2]}


def of_governed(actors: Mapping[str, Actor], text: str) -> dict[str, str]:
    """Fold "the state" into the only one whose governor the text names, "the city" into the only mayor's.

    Parameters
    ----------
    actors : mapping of str to Actor
    text : str
    """
    same: dict[str, str] = {}
    for actor in actors.values():
        office = _GOVERNED_BY.get(actor.name.lower())
        if actor.principal is not None or office is None:
            continue
        heads = [a for a in actors.values() if _is_governed(a, office, text)]
        holders = {name.split()[-1] for name in re.findall(rf"\b{office} ({_NAMED})", text)}
        if len(heads) == 1 and len(holders) <= 1:
            same[actor.id] = heads[0].id
    return same


def _is_governed(actor: Actor, office: str, text: str) -> bool:
    """Say whether somebody holds an office, or is where it is held: "Gov. Day", Harl of "the Harl mayor"."""
    if actor.principal is not None or actor.kind in ("court", "outlet", "state"):
        return False
    name = re.escape(actor.name)
    if actor.kind == "person":
        return re.match(rf"{office} ", actor.name) is not None
    told = lines_with(office, text)
    held = rf"\b{name}(?:['’]s?)? {office}(?!\w)|\b{office} of (?:the )?{name}\b"
    return actor.name in told and re.search(held, told) is not None


def _is_town(actor: Actor, noun: str, text: str) -> bool:
    """Say whether an actor is a place of a kind by its name: "Harl County", Harl of "the city of Harl"."""
    if actor.kind in ("court", "outlet", "person") or not actor.name[:1].isupper():
        return False
    if noun in actor.name.lower().split()[1:]:
        return True
    name = re.escape(actor.name)
    return (
        re.search(
            rf"\b{noun} of {name}\b|\b{name}, (?:a|the) (?:\w+ )?{noun}\b",
            lines_with(noun, text),
            re.IGNORECASE,
        )
        is not None
    )


def _plural(noun: str) -> str:
    return f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"
