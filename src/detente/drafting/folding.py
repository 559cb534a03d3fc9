"""One party, one id: "the airline", its chief executive and Norsk Luft decide as one.

Reading keeps apart what it cannot be sure of; a model must not. The rules are general English: who
leads whom, whom a speaker binds ("the city would …"), a common noun that stands for a named party.
Each fold that the words do not say outright is reported.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from detente.drafting.descriptions import (
    KINDS,
    NAME,
    before_place,
    is_bare,
    is_body,
    is_common,
    is_office,
    is_short_for,
    is_titled,
    kind_of,
    slug_of,
    stems_of,
    untitled,
)
from detente.drafting.lexicon import words
from detente.drafting.names import Names
from detente.evidence import Actor, Document, Mention, Statement

_PROPER = r"(?:[A-ZÀ-Þ][\w’'&-]+)(?:(?: of| for| and| the)* [A-ZÀ-Þ][\w’'&-]+)*"
_MODAL = re.compile(r"\b(would|will|could|can|(?:was|is|were|are) (?:ready|willing|prepared))\b")


@dataclass(frozen=True, slots=True)
class Folded:
    """Documents in which every party goes by one id, and sentences on what was taken for the same."""

    documents: tuple[Document, ...]
    notes: tuple[str, ...]


def fold(documents: Sequence[Document]) -> Folded:
    """Give every party one id throughout some documents.

    Parameters
    ----------
    documents : sequence of Document
        As read; their texts and spans stay what they are.
    """
    notes: list[str] = []
    current = list(documents)
    steps = (_by_office, _by_first_mention, _by_commitment, _by_short_name, _by_common_noun)
    for step in steps:
        current = [_applied(document, step(document, notes)) for document in current]
    return Folded(tuple(current), tuple(dict.fromkeys(notes)))


@dataclass(slots=True)
class _Change:
    """What a step changes: parties as a whole, or one person's party; and new parties."""

    actors: dict[str, str]
    people: dict[str, str]
    new: list[Actor]


def _applied(document: Document, change: _Change) -> Document:
    if not change.actors and not change.people:
        return document

    def party(actor: str) -> str:
        seen = {actor}
        while actor in change.actors and change.actors[actor] not in seen:
            actor = change.actors[actor]
            seen.add(actor)
        return actor

    def moved(mention: Mention | None) -> Mention | None:
        if mention is None:
            return None
        return replace(mention, id=party(change.people.get(mention.name, mention.id)))

    statements = []
    for statement in document.statements:
        speaker = moved(statement.speaker)
        targets = tuple(
            dict.fromkeys(
                t for t in map(party, statement.targets) if speaker is None or t != speaker.id
            )
        )
        statements.append(replace(statement, speaker=speaker, targets=targets))
    used = {s.speaker.id for s in statements if s.speaker} | {
        t for s in statements for t in s.targets
    }
    actors = [a for a in [*document.actors, *change.new] if a.id in used or a.kind == "outlet"]
    return replace(document, statements=tuple(statements), actors=tuple(actors))


# --- the steps ------------------------------------------------------------------------------------


def _by_office(document: Document, notes: list[str]) -> _Change:  # noqa: ARG001
    """Give people to the body that the text says they lead: "Ann Bell, who heads the Union"."""
    change = _Change({}, {}, [])
    bodies = {a.name.lower(): a for a in document.actors if is_body(a)}
    people = {a.name: a.id for a in document.actors if a.kind == "person" or is_titled(a.name)}
    for name, actor in people.items():
        if name.lower() in bodies and not is_titled(name):
            continue
        found = _body_of(document.text, untitled(name)) or _body_of_office(document.text, name)
        if found is None:
            continue
        match = next(
            (
                a for text, a in bodies.items()
                if text == found.lower() or found.lower() in text
                or (text in found.lower() and " " in text)
            ),
            None,
        )  # fmt: skip
        if match is None:
            match = Actor(slug_of(found), found[:1].upper() + found[1:], "group")
            change.new.append(match)
        if match.id != actor:
            change.actors[actor] = match.id
    return change


def _body_of(text: str, person: str) -> str | None:
    heads = "|".join(sorted(words("offices", "heads"), key=len, reverse=True))
    leading = "|".join(words("offices", "leading"))
    nouns = "|".join(noun for kind in KINDS for noun in words("kinds", kind) if noun not in heads)
    common = rf"(?:[a-z]+(?:['’]s|s['’])? )?(?:{nouns}|association|committee|league)"
    body = rf"(?P<body>{_PROPER}|{common})"
    name = re.escape(person)
    title = r"(?:(?:[A-Z][a-z]+\.?|of) ){0,2}"
    patterns = (
        rf"{name},? (?:who|which) (?:{leading}) (?:the )?{body}",
        rf"{name}, (?:the |an? )?(?:[\w-]+ ){{0,3}}(?:{heads}) (?:of|at|for) (?:the )?{body}",
        rf"\b{body}(?:['’]s|['’]) (?:[\w-]+ ){{0,3}}(?:{heads}),? {title}{name}",
        rf"{name} of (?:the )?{body}",
        rf"(?:{heads}) (?:of|at|for) (?:the )?{body},? {title}{name}",
    )
    for pattern in patterns:
        match = re.search(pattern, text)
        if match is not None:
            found = match.group("body").replace("’", "'")
            return found.removesuffix("'s").removesuffix("'")
    return None


def _body_of_office(text: str, name: str) -> str | None:
    """Return the body that an office stands for, when the text speaks of one: a mayor's city."""
    for office, body in (("mayor", "city"), ("rector", "university")):
        if name.lower().startswith((office, f"vice-{office}", f"deputy {office}")) and re.search(
            rf"\b(?:the|her|his) {body}\b", text
        ):
            return body
    return None


def _by_first_mention(document: Document, notes: list[str]) -> _Change:  # noqa: ARG001
    """Join a person to whoever spoke just before: an office, or the body that the paragraph tells of.

    "The bloc's policy chief said … . Kessel told"; "The Republic said … . “We do not ask,” President
    Kord said."
    """
    change = _Change({}, {}, [])
    actors = {a.id: a for a in document.actors}
    seen: set[str] = set()
    before: Statement | None = None
    for statement in document.statements:
        speaker = statement.speaker
        if speaker is None or statement.layer == "interpreted":
            continue
        first = speaker.id not in seen
        seen.add(speaker.id)
        alone = _is_alone(actors.get(speaker.id))
        if first and alone and before is not None and before.speaker is not None:
            role = before.speaker
            between = document.text[before.span.end : statement.span.start]
            office = len(between) < 700 and is_office(role.name)
            goes_on = "\n" not in between and speaker.id not in before.targets
            if role.id != speaker.id and not _is_alone(actors.get(role.id)) and (office or goes_on):
                change.actors[speaker.id] = role.id
        before = statement
    return change


def _is_alone(actor: Actor | None) -> bool:
    """Say whether an actor is a person whose body is not known."""
    return actor is not None and (actor.kind == "person" or is_titled(actor.name))


def _by_commitment(document: Document, notes: list[str]) -> _Change:
    """Give people to the party that their words bind: "the city would cut power, Ferrer said"."""
    change = _Change({}, {}, [])
    from detente.reading.parties import party_of_person

    names = Names([document])
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    party: dict[str, str] = {}
    for statement in document.statements:
        speaker = statement.speaker
        if speaker is None or statement.layer not in ("quoted", "reported"):
            continue
        if not (NAME.fullmatch(untitled(speaker.name)) or names.kind(speaker.id) == "person"):
            continue
        if party_of_person(speaker.name) == speaker.id:
            continue
        party[speaker.name] = speaker.id
        for bound in _bound(statement, names):
            votes[speaker.name][bound] += 1
    for person, count in votes.items():
        mine = party[person]
        best, size = count.most_common(1)[0]
        if best != mine and not count[mine] and size >= 1 and names.is_party(best):
            described = next((a for a in document.actors if a.id == mine), None)
            common = described is not None and is_common(document, described)
            if names.kind(mine) == "person" or common:
                change.actors[mine] = best
            else:
                change.people[person] = best
            notes.append(
                f"{person} is taken to speak for {names.name(best)}, whose conduct the words promise."
            )
    return change


def _bound(statement: Statement, names: Names) -> Iterator[str]:
    """Yield the parties whose own future conduct a statement promises or refuses."""
    if statement.layer != "reported" or statement.act == "REQUEST":
        return
    texts = [c.consequence.text for c in statement.conditions if c.kind != "dependence"]
    texts.append(statement.span.text)
    for text in texts:
        modal = _MODAL.search(text)
        if modal is None:
            continue
        subject = text[: modal.start()].split(",")[-1].strip()
        if 1 <= len(subject.split()) <= 4 and not subject.split()[0].endswith("ing"):
            bound = names.find_all(subject)
            if len(bound) == 1:
                yield bound[0]


def _by_short_name(document: Document, notes: list[str]) -> _Change:  # noqa: ARG001
    """Join a short name to the full one: "the Front" after "the Northern Front"."""
    change = _Change({}, {}, [])
    parties = [a for a in document.actors if a.kind != "outlet"]
    for actor in parties:
        if actor.kind in ("state", "organisation") or len(actor.name.split()) != 1:
            continue
        for other in parties:
            # A "person" whose first name is a company's name is the company in full.
            if other.kind == "person" and other.name.split()[0] == actor.name != other.name:
                change.actors[other.id] = actor.id
        longer = [
            a for a in parties
            if is_short_for(actor.name, a.name) and not is_titled(a.name)
            and not is_common(document, a)
        ]  # fmt: skip
        if len(longer) == 1:
            change.actors[actor.id] = longer[0].id
    return change


def _by_common_noun(document: Document, notes: list[str]) -> _Change:
    """Find the named party that a common noun stands for.

    It is the only party of its kind; or whoever spoke last in the sentence; or a party of no known
    kind with which it does not deal, when only one is left.
    """
    change = _Change({}, {}, [])
    names = Names([document])
    parties = [
        _fullest(document, a)
        for a in document.actors
        if names.is_party(a.id) and not is_office(a.name)
    ]
    common = [a for a in parties if is_common(document, a)]
    named = [a for a in parties if a not in common and a.kind != "person"]
    facing = _facing(document)
    for actor in common:
        kind, plain = kind_of(actor), stems_of(before_place(actor.name))
        holding = [
            n for n in parties
            if n is not actor and plain and plain < stems_of(n.name) | {"the"} and plain <= stems_of(n.name)
            and (n in named or len(n.name.split()) > len(plain))
        ]  # fmt: skip
        whose = [n for n in named if _possessed(document, n, actor)]
        if len(whose) == 1 or len(holding) == 1:
            change.actors[actor.id] = (whose or holding)[0].id
            continue
        if actor.name.lower() == "government":
            owner = _whose_government(document)
            if owner is not None:
                same_name = next((n for n in named if n.name == owner), None)
                if same_name is None:
                    same_name = Actor(slug_of(owner), owner, "group")
                    change.new.append(same_name)
                change.actors[actor.id] = same_name.id
            continue
        if kind is None or not is_bare(actor.name):
            continue
        if kind == "people" and (spokes := _spokes_body(document, actor, named)) is not None:
            change.actors[actor.id] = spokes.id
            notes.append(f"“{actor.name}” are taken to be spoken for by {names.name(spokes.id)}.")
            continue
        same = [n for n in named if kind_of(n) == kind and n.kind != "state"]
        open_ones = [] if kind in ("city", "labour", "school") else [
            n for n in named if kind_of(n) is None and n.id not in facing[actor.id]
        ]  # fmt: skip
        last = _last_speaker_before(document, actor.id)
        chosen = next((n for n in [*same, *open_ones] if n.id == last), None)
        near = _in_the_same_sentence(document, actor.id)
        if chosen is None:
            chosen = next(
                (
                    n for n in named
                    if n.id == last and kind_of(n) in (None, kind)
                    and _same_paragraph(document, n.id, actor.id)
                    and not _speak_of_each_other(document, n, actor)
                ),
                None,
            )  # fmt: skip
        if chosen is None and near is not None:
            chosen = next((n for n in named if n.id == near and kind_of(n) in (None, kind)), None)
        if chosen is None and len(same) == 1:
            chosen = same[0]
        if chosen is None and not same:
            first = open_ones if len(open_ones) == 1 else _opening(document, actor, open_ones)
            chosen = first[0] if first else None
        if chosen is not None:
            change.actors[actor.id] = chosen.id
            notes.append(f"“{actor.name.lower()}” is taken to be {names.name(chosen.id)}.")
    return change


def _fullest(document: Document, actor: Actor) -> Actor:
    """Return an actor under the fullest common name that the text gives it: "lecturers' union"."""
    heard = [s.speaker.name for s in document.statements if s.speaker and s.speaker.id == actor.id]
    fitting = [n for n in heard if len(n.split()) > 1 and n.lower().endswith(actor.name.lower())]
    name = max(fitting, key=len, default=actor.name)
    return replace(actor, name=name) if len(set(fitting)) == 1 else actor


# --- helpers --------------------------------------------------------------------------------------


def _whose_government(document: Document) -> str | None:
    """Return the only name that the text gives a government to."""
    found = set(re.findall(r"\b([A-ZÀ-Þ][\w-]+)['’]s? government\b", document.text))
    return next(iter(found)) if len(found) == 1 else None


def _possessed(document: Document, named: Actor, common: Actor) -> bool:
    pattern = rf"\b{re.escape(named.name)}['’]s? {re.escape(common.name.lower())}\b"
    return re.search(pattern, document.text) is not None


def _spokes_body(document: Document, people: Actor, named: list[Actor]) -> Actor | None:
    """Return the body quoted right after what people are reported to say, if it is of that sort."""
    spoke = False
    for statement in document.statements:
        if statement.speaker is None:
            continue
        if statement.speaker.id == people.id:
            spoke = True
        elif spoke:
            body = next((n for n in named if n.id == statement.speaker.id), None)
            sort = (
                r"(?:League|Union|Association|Federation|Council|Movement|Network|Committee|Guild)"
            )
            if body is not None and re.search(
                rf"\b{re.escape(body.name)}\b(?:['’]s?)? ?{sort}|{sort}$",
                f"{document.text} {body.name}",
            ):
                return body
            return None
    return None


def _facing(document: Document) -> dict[str, set[str]]:
    """Return whom each party speaks to or is spoken to by: those are not the party itself."""
    facing: dict[str, set[str]] = defaultdict(set)
    for statement in document.statements:
        if statement.speaker is None or statement.layer == "interpreted":
            continue
        for target in statement.targets[:1]:
            facing[statement.speaker.id].add(target)
            facing[target].add(statement.speaker.id)
    return facing


def _last_speaker_before(document: Document, actor: str) -> str | None:
    last: str | None = None
    for statement in document.statements:
        if statement.speaker is None or statement.layer == "interpreted":
            continue
        if statement.speaker.id == actor:
            return last
        last = statement.speaker.id
    return last


def _same_paragraph(document: Document, before: str, actor: str) -> bool:
    """Say whether an actor first speaks in the paragraph in which another spoke just before."""
    place: int | None = None
    for statement in document.statements:
        speaker = statement.speaker.id if statement.speaker else None
        if speaker == before:
            place = statement.span.end
        elif speaker == actor:
            return place is not None and "\n" not in document.text[place : statement.span.start]
    return False


def _speak_of_each_other(document: Document, named: Actor, common: Actor) -> bool:
    """Say whether one of two is a third person in the other's statements."""
    for statement in document.statements:
        speaker = statement.speaker.id if statement.speaker else None
        words_used = statement.span.text
        if speaker == named.id and re.search(rf"\b{re.escape(common.name.lower())}\b", words_used):
            return True
        if speaker == common.id and named.name in words_used:
            return True
    return False


def _in_the_same_sentence(document: Document, actor: str) -> str | None:
    """Return who spoke just before in the sentence in which an actor first speaks."""
    before: Statement | None = None
    for statement in document.statements:
        if statement.speaker is None or statement.layer == "interpreted":
            continue
        if statement.speaker.id == actor:
            if before is None or before.speaker is None:
                return None
            between = document.text[before.span.end : statement.span.start]
            return None if re.search(r"[.!?\n]", between) else before.speaker.id
        before = statement
    return None


def _opening(document: Document, common: Actor, named: list[Actor]) -> list[Actor]:
    """Return the party that opens the sentence in which a common noun first stands."""
    match = re.search(rf"\b[Tt]he {re.escape(common.name.lower())}\b", document.text)
    if match is None:
        return []
    start = max(document.text.rfind(mark, 0, match.start()) for mark in (". ", "\n", "? ", "! "))
    sentence = document.text[start + 1 : match.start()]
    places = {n.id: sentence.find(n.name) for n in named if n.name in sentence}
    first = min(places, key=lambda n: places[n], default=None)
    return [n for n in named if n.id == first]
