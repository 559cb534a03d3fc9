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

from detente.drafting.common_nouns import Change, by_common_noun
from detente.drafting.descriptions import (
    KINDS,
    NAME,
    is_body,
    is_common,
    is_office,
    is_short_for,
    is_titled,
    slug_of,
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
    steps = (_by_office, _by_first_mention, _by_commitment, _by_short_name, by_common_noun)
    for step in steps:
        current = [_applied(document, step(document, notes)) for document in current]
    return Folded(tuple(current), tuple(dict.fromkeys(notes)))


def _applied(document: Document, change: Change) -> Document:
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


def _by_office(document: Document, notes: list[str]) -> Change:  # noqa: ARG001
    """Give people to the body that the text says they lead: "Ann Bell, who heads the Union"."""
    change = Change({}, {}, [])
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


def _by_first_mention(document: Document, notes: list[str]) -> Change:  # noqa: ARG001
    """Join a person to whoever spoke just before: an office, or the body that the paragraph tells of.

    "The bloc's policy chief said … . Kessel told"; "The Republic said … . “We do not ask,” President
    Kord said."
    """
    change = Change({}, {}, [])
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


def _by_commitment(document: Document, notes: list[str]) -> Change:
    """Give people to the party that their words bind: "the city would cut power, Ferrer said"."""
    change = Change({}, {}, [])
    from detente.actors import Registry

    names = Names([document])
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    party: dict[str, str] = {}
    for statement in document.statements:
        speaker = statement.speaker
        if speaker is None or statement.layer not in ("quoted", "reported"):
            continue
        if not (NAME.fullmatch(untitled(speaker.name)) or names.kind(speaker.id) == "person"):
            continue
        if Registry.default().person(speaker.name) == speaker.id:
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


def _by_short_name(document: Document, notes: list[str]) -> Change:  # noqa: ARG001
    """Join a short name to the full one: "the Front" after "the Northern Front"."""
    change = Change({}, {}, [])
    parties = [a for a in document.actors if a.kind != "outlet"]
    bodies = {a.id: a.name for a in parties}
    surnames: dict[str, set[str]] = defaultdict(set)
    for speaker in (s.speaker for s in document.statements if s.speaker):
        if " " in speaker.name and bodies.get(speaker.id, speaker.name) != speaker.name:
            surnames[speaker.name.split()[-1]].add(speaker.id)
    for actor in parties:
        if len(full := surnames[actor.name] - {actor.id}) == 1:
            change.actors[actor.id] = full.pop()  # "Lund" after "the president, Mia Lund"
            continue
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


# --- helpers --------------------------------------------------------------------------------------
