"""Whom the labels of turns name: "PRESIDENT KOVAC:", "Q", who answers an interview, who signs together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from detente.actors import Registry, slug
from detente.actors.bodies import kind_of_body
from detente.evidence import Mention
from detente.reading.drafts import Reading
from detente.reading.forms import asks
from detente.reading.language import Parsed
from detente.reading.lexicon import lexicon
from detente.reading.modality import FUTURE
from detente.reading.opening import SMALL, Turn, words
from detente.reading.spans import make_span

if TYPE_CHECKING:
    from detente.actors import Cast

#: Who signs a joint text, together.
TOGETHER = "signatories"


def speakers_of(
    reading: Reading, turns: list[Turn], parsed: list[list[Parsed]]
) -> dict[str, tuple[Mention, bool]]:
    """Return whom each label names, and whether that had to be inferred."""
    text, cast = reading.text, reading.cast
    labels: dict[str, tuple[Turn, Parsed]] = {}
    for turn, parts in zip(turns, parsed, strict=True):
        labels.setdefault(text[slice(*turn.label)], (turn, parts[0]))
    own: dict[str, Counter[str]] = {label: Counter() for label in labels}
    asked: dict[str, Counter[str]] = {label: Counter() for label in labels}
    for turn, (_, *parts) in zip(turns, parsed, strict=True):
        for part in parts:
            for name, intends in _named_subjects(cast, part):
                (own if intends else asked)[text[slice(*turn.label)]][name] += 1
    briefed = any(asks(label) for label in labels)
    parties: dict[str, str] = {}
    for label, (turn, named) in labels.items():
        guest = turn.form == "label" and not _is_host(label, briefed=briefed)
        name = _name(label)
        known = (
            None
            if turn.form == "joint"
            else _party(cast, name, turn.label)
            or (_resolved(cast, name, named) if guest or turn.form != "label" else None)
        )
        if known is not None:
            parties[label] = known
    briefed = briefed or len(set(parties.values())) == 1  # none of them is another state's guest
    hosts = [label for label in labels if _is_host(label, briefed=briefed)]
    home = Counter(parties[label] for label in hosts if label in parties).most_common(1)
    host = home[0][0] if home else _home(cast)
    found: dict[str, tuple[Mention, bool]] = {}
    for label, (turn, _) in labels.items():
        span = make_span(text, *turn.label)
        if turn.form == "joint":
            found[label] = Mention(TOGETHER, cased(label), span), False
            continue
        if asks(label) or _is_outlet(cast, turn.label) or _only_asks(text, label, turns):
            continue
        if label.lower() in ("a", "answer"):
            answers = _who_answers(cast, text, turns)
            if answers is not None:
                found[label] = answers, False
            if answers is not None or not own[label]:
                continue
        party = parties.get(label) or (host if label in hosts and turn.form == "label" else None)
        name = _name(label)
        office = turn.form == "label" or (_holds_office(label) and len(own[label]) == 1)
        if party in (None, slug(name)) and office:
            party = _clearly_most(own[label]) or party  # "Borduria will not withdraw"
        found[label] = Mention(party or slug(name), name, span), False
        _takes_its_names(cast, found[label][0])
    return _against(found, asked)


def host_of(cast: Cast, turns: list[Turn]) -> str | None:
    """Return the state at whose lectern turns are spoken, None where no label is of its government."""
    labels = {cast.text[slice(*turn.label)] for turn in turns if turn.form == "label"}
    return _home(cast) if any(_is_host(label, briefed=False) for label in labels) else None


def _against(
    found: dict[str, tuple[Mention, bool]], asked: dict[str, Counter[str]]
) -> dict[str, tuple[Mention, bool]]:
    """Give the second of two speakers the party of which the first speaks, where there is but one."""
    if len(found) != 2:
        return found
    (one, (first, _)), (two, (second, _)) = found.items()
    for label, mention, other in ((one, first, second), (two, second, first)):
        opposite = two if label == one else one
        named = [n for n in asked[opposite] if n not in (other.id, mention.id)]
        unknown = mention.id == slug(mention.name) and other.id != slug(other.name)
        if unknown and len(named) == 1:
            found[label] = replace(mention, id=named[0]), True
    return found


def _only_asks(text: str, label: str, turns: list[Turn]) -> bool:
    """Whether somebody's turns all end in a question, and are no minister's: who interviews."""
    own = [turn for turn in turns if text[slice(*turn.label)] == label and turn.form == "label"]
    if not own or _holds_office(label) or len({text[slice(*t.label)] for t in turns}) < 2:
        return False
    return all(
        turn.words and text[turn.words[-1].start : turn.words[-1].end].rstrip("*_ \n").endswith("?")
        for turn in own
    )


def _who_answers(cast: Cast, text: str, turns: list[Turn]) -> Mention | None:
    """Return who stands behind a bare "A": the last person named before the first question."""
    before = turns[0].label[0]
    named = [
        (text.rfind(name, 0, before), person)
        for name, person in cast.people.items()
        if text.rfind(name, 0, before) >= 0
    ]
    if named:
        return max(named, key=lambda entry: entry[0])[1]
    heads = [m for m in _FULL_NAME.finditer(text, 0, before) if not kind_of_body(m.group())]
    titled = _INTERVIEW.search(text, 0, before)
    if titled is None or not heads:
        return None
    name = heads[-1].group()  # "Interview with the head of the union, Bea Lorn"
    return Mention(slug(name), name, make_span(text, *heads[-1].span()))


#: A title that says that somebody answers, and a name of two words or more.
_INTERVIEW = re.compile(
    r"\b(?:interview|conversation|q&a|questions (?:to|for)|talks to|speaks to)\b", re.I
)
_FULL_NAME = re.compile(r"[A-Z][\w'’-]+(?: [A-Z][\w'’.-]+){1,3}")


def _holds_office(label: str) -> bool:
    """Whether a label is that of somebody who holds an office of a state, or is addressed so."""
    layers = lexicon().layers
    offices = layers["state_offices"] | {"secretary", "spokesman", "spokeswoman", "spokesperson"}
    own = [word.strip(".,'’").lower() for word in label.split()]
    return any(word in offices for word in own)


def _is_host(label: str, *, briefed: bool) -> bool:
    """Whether a label is of the government at whose lectern it stands, not of a guest's head of state.

    "THE PRESIDENT", "PRESS SECRETARY LANE"; "MR. REEVE" where reporters ask; not "PRESIDENT YOON".
    """
    titles = lexicon().layers["titles"] | frozenset(SMALL)
    own = [word.strip(".,'’").lower() for word in label.split()]
    if all(word in titles for word in own) and _holds_office(label):
        return True
    if any(word in ("president", "prime", "premier", "chancellor", "king", "emir") for word in own):
        return "vice" in own
    addressed = own[0] in ("mr", "mrs", "ms", "miss") or "administration" in own
    return _holds_office(label) or (briefed and addressed)


#: "my fellow Americans", "every single Velian": whose people a speaker counts itself to.
_OWN_PEOPLE = re.compile(r"\b(?:fellow|every|each|as|all|my|our|us) (?:single )?([A-Z]\w+)")
_HEAD_OF_STATE = re.compile(
    r"\b(?:President|Prime Minister|Premier|Chancellor) (?:[A-Z][\w.]* ){0,2}?([A-Z]\w+)"
)


#: How far into a text its place and hour stand.
_HEAD = 1000


def _home(cast: Cast) -> str | None:
    """Return the one state at whose lectern a text is spoken.

    It is the one whose organs the text names ("the White House"), else whose clock it is written by
    ("3:34 P.M. EST"), else the one whose head it names more than all others, else whose people the
    speaker counts itself to.
    """
    organs = lexicon().layers["organs"] | {"house", "palace", "street"}
    seats = [
        s.actor.id
        for s in cast.sightings
        if s.sense == "seat"
        and not s.is_place
        and cast.text[s.start : s.end].lower().split()[-1] in organs
    ]
    heads = [
        Registry.default().person(match.group(1)) for match in _HEAD_OF_STATE.finditer(cast.text)
    ]
    people = [s.actor.id for m in _OWN_PEOPLE.finditer(cast.text) for s in cast.between(*m.span(1))]
    clocks = [
        state
        for entry in words()["clocks"]
        for zone, state in [entry.split()]
        if re.search(rf"\d ?[ap]\.?m\.? {zone}\b", cast.text[:_HEAD], re.I)
    ]
    for votes in (seats, clocks, heads, people):
        most = _clearly_most(Counter(vote for vote in votes if vote is not None))
        if most is not None:
            return most
    return None


def _clearly_most(votes: Counter[str]) -> str | None:
    """Return who has more votes than all others together."""
    most = votes.most_common(1)
    return most[0][0] if most and 2 * most[0][1] > votes.total() else None


def _takes_its_names(cast: Cast, speaker: Mention) -> None:
    """Let parts of a speaker's name mean the speaker: "the Ministry" under its own statement."""
    whole = speaker.name.lower()
    for body in [name for name in cast.bodies if name.lower() in whole]:
        cast.bodies[body] = speaker.id
    for name, person in list(cast.people.items()):
        if person.name.lower() in whole:
            cast.people[name] = replace(person, id=speaker.id)
    for entry in cast.subjects:
        if entry.kind == "body" and entry.mention.name.lower() in whole:
            entry.mention = replace(entry.mention, id=speaker.id)


def _named_subjects(cast: Cast, parsed: Parsed) -> Iterator[tuple[str, bool]]:
    """Yield the bodies that act in a turn, and whether the speaker tells what they intend."""
    for token in parsed.doc:
        if token.dep_ != "nsubj" or token.pos_ != "PROPN":
            continue
        start, end = parsed.place(token.left_edge.i, token.i)
        known = [s.actor.id for s in cast.between(start, end)]
        named = cast.text[start:end].removeprefix("the ").removeprefix("The ")
        if not known and {w.lower() for w in named.split()} & _not_a_name():
            continue  # "the Vice President will", "this EO will": nobody's own name
        party = known[0] if known else cast.bodies.get(named, slug(named))
        verb = token.head
        main = verb.dep_ == "ROOT" or (verb.dep_ == "conj" and verb.head.dep_ == "ROOT")
        yield party, main and any(c.lower_ in FUTURE for c in verb.children)


@lru_cache(maxsize=1)
def _not_a_name() -> frozenset[str]:
    layers = lexicon().layers
    return layers["titles"] | layers["organs"] | layers["collectives"] | layers["anonymous"]


def _is_outlet(cast: Cast, place: tuple[int, int]) -> bool:
    return any(s.actor.kind == "outlet" for s in cast.between(*place))


def cased(label: str) -> str:
    """Return a label in the case of names, letter for letter: "PRESIDENT KOVAC" is President Kovac."""
    if not label.isupper():
        return label
    return re.sub(
        r"[^\W\d_][\w.'’-]*",
        lambda m: m[0].lower() if m[0].lower() in SMALL else m[0].title().replace("’S", "’s"),
        label,
    )


def _name(label: str) -> str:
    """Return who a label names, without article and with what follows a comma left out."""
    bare = re.sub(r"^[Tt]he ", "", " ".join(cased(label).split()))
    first = bare.split(",")[0]
    return first if len(first.split()) > 1 else bare


def _party(cast: Cast, name: str, place: tuple[int, int]) -> str | None:
    """Return the party of a label: a body it names, a known person, or what the text says of one."""
    titles = lexicon().layers["titles"] | words()["answering"]
    person = " ".join(w for w in name.split() if w.lower().strip(".") not in titles)
    known = Registry.default().person(person) if person else None
    if known is not None:
        return known
    sighted = [s for s in cast.between(*place) if s.actor.kind != "outlet"]
    if sighted:
        return sighted[0].actor.principal or sighted[0].actor.id
    own = cast.people.get(person)
    titled = own is not None and set(own.id.split("-")) & (titles - {"general", "state"})
    if own is not None and not titled and not _is_slug_of(own.id, f"{own.name} {name}"):
        return own.id
    last = re.escape(person.split()[-1]) if person else ""
    if last and place[1] - place[0] < 60:
        party = _said_of(cast, last, place)
        if party is not None:
            return party
    return _state_served(cast.text[slice(*place)]) or _state_of_agency(cast, place)


def _resolved(cast: Cast, name: str, parsed: Parsed) -> str | None:
    """Return the party that the parse of a label leads to, None where that is only its own words."""
    titles = lexicon().layers["titles"]
    root = next((t for t in parsed.doc if t.dep_ == "ROOT"), None)
    mention = cast.resolve(parsed, root) if root is not None and root.pos_ != "VERB" else None
    if mention is None or mention.id in {slug(known) for known in cast.people}:
        return None
    office = set(mention.id.split("-")) & (titles - {"general", "state"})
    own = name.split(",")[0]  # "Ada Dahl, chief executive of Norr Power" speaks for Norr Power
    if office or (mention.id not in cast.bodies.values() and _is_slug_of(mention.id, own)):
        return None
    return mention.id


def party_of_name(cast: Cast, name: str, place: tuple[int, int], parsed: Parsed) -> str:
    """Return the party for whom somebody speaks whose name and office stand alone in a line."""
    party = _party(cast, name, place) or _resolved(cast, name, parsed)
    return party or slug(name.split(",")[0])


def _is_slug_of(party: str, name: str) -> bool:
    """Whether an id is only words of the name: nobody knows whom that person speaks for."""
    return set(party.split("-")) <= set(slug(name).split("-"))


def _said_of(cast: Cast, last: str, place: tuple[int, int]) -> str | None:
    """Return the party that the text gives somebody: "Kolar of Velia", "White House Spokesman Al Reeve"."""
    for pattern in (
        rf"\b(?i:{last}) of (?:the )?([A-Z][\w-]+(?: of [A-Z][\w-]+)?)",
        rf"\b([A-Z][\w-]+)['’]s (?:\w+ ){{1,4}}(?:[A-Z][\w-]+ )?(?i:{last})\b",
        rf"\b([A-Z][\w-]+ [A-Z][\w-]+|[A-Z][\w-]+) (?:[A-Z][\w-]+ ){{1,5}}(?i:{last})\b",
        rf"\b(?:Ministry|Department|Government|Embassy|President|Minister|Parliament)\b[^.\n]{{0,40}}? of (?:the )?([A-Z][\w-]+) (?:[A-Z][\w-]+ )?(?i:{last})\b",
        rf"\b(?i:{last}), [^.\n]{{0,60}}?\b(?:of|for|at) (?:the )?([A-Z][\w-]+(?: [A-Z][\w-]+)?)",
    ):
        for said in re.finditer(pattern, cast.text):
            if place[0] <= said.start() < place[1]:
                continue
            named = cast.between(*said.span(1))
            if named:
                return named[0].actor.id
            if " of " in said.group() or "’s" in said.group() or "'s" in said.group():
                return slug(said.group(1))
    return None


def _state_of_agency(cast: Cast, place: tuple[int, int]) -> str | None:
    """Return the state whose news agency stands in the dateline of an official's statement."""
    line = cast.text.rfind("\n", 0, place[0]) + 1
    return next((s.owner for s in cast.between(line, place[0]) if s.owner), None)


def _state_served(label: str) -> str | None:
    """Return the state at the end of an office: "…, deputy director of the Central Bureau of Velia"."""
    layers = lexicon().layers
    offices = (
        layers["titles"]
        | layers["organs"]
        | layers["offices"]
        | layers["state_offices"]
        | {"bureau"}
    )
    served = re.search(r"\bof (?:the )?([A-Z][\w-]+)$", label)
    if served is None or served.group(1).lower() in layers["portfolios"] | layers["organs"]:
        return None
    own = {word.strip(".,").lower() for word in label[: served.start()].split()}
    return slug(served.group(1)) if own & offices else None
