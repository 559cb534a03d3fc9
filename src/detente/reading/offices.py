"""Whose an office is: "the foreign minister", "the spokesman", "Admiral …"."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from detente.evidence import Span
from detente.reading.lexicon import lexicon
from detente.reading.nouns import slug
from detente.reading.syntax import child

if TYPE_CHECKING:
    from detente.reading.cast import Cast

_REALMS = frozenset(("government", "country", "army", "administration", "cabinet", "party"))


def by_title(
    cast: Cast, doc: Any, first: int, last: int, span: Span, name: str | None
) -> str | None:
    """Return the party of an office that is named without one, from what stands before."""
    words = lexicon().layers
    lower = [t.lower_ for t in doc[first : last + 1]]
    if name is None:
        same = _mentioned_before(cast, lower, span.start)
        if same is not None:
            return same
    for word in lower:
        if word in words["collectives"]:
            for body, party in cast.bodies.items():
                if word in body.lower().split():
                    return party
            if word in words["state_offices"]:
                continue
            return "rebels" if word == "rebel" else str(word)
    office = any(word in words["state_offices"] for word in lower)
    for before, word in pairwise(lower):
        office = office or (
            word == "secretary"
            and before in words["titles"]
            and before not in ("general", "deputy")
        )
    if office:
        held_by = _state_of_office(cast, doc, first, span)
        named_by = next((w for w in lower if w in words["collectives"] - {"ministry"}), None)
        if held_by or named_by or _states_named(cast):
            return held_by or named_by
        if "minister" in lower and re.search(r"\bgovernment\b", cast.text):
            return "government"  # the only one that the text speaks of
    of = next((t for t in doc[first : last + 1] if t.lower_ == "of"), None)
    owner = child(of, "pobj") if of is not None else None
    if owner is not None and any(word in words["titles"] for word in lower):
        return slug(doc[owner.left_edge.i : owner.i + 1].text)
    if doc[last].lower_ in words["organs"] | {"ministry"}:
        return None  # a body of its own
    if any(word.rstrip("s") in words["insiders"] for word in lower) and lower[0] not in (
        "the",
        "his",
        "her",
        "its",
    ):
        return None  # "one Western diplomat": nobody knows whose
    ranks = {
        "admiral",
        "general",
        "colonel",
        "major",
        "brigadier",
        "marshal",
        "commander",
        "captain",
    }
    posts = {"secretary", "manager", "counsel", "director", "partner", "executive", "of"}
    ranked = len(lower) > 1 and lower[1] not in posts
    if name is not None and ranked and lower[0].rstrip(".") in ranks | {"gen", "col", "adm", "lt"}:
        if cast.is_divided():
            return _nameless_officer(cast, lower[0], span.start)
        return _state_of_office(cast, doc, first, span)
    heads = {"president", "premier", "chancellor", "king", "queen", "minister", "ambassador"}
    if name is not None and any(w in heads for w in lower) and doc[first].is_title:
        if _of_another(doc, last):
            return None
        return _intending(cast, doc, first) or cast.government(span.start)
    if any(word in words["spoken_for"] for word in lower):
        acting = _intending(cast, doc, first)
        if acting is not None:
            return acting
        held = [e for e in cast.before(span.start) if e.kind == "body"]
        held = [e for e in held if not set(e.mention.id.split("-")) & words["holders"]]
        if held and held[-1].mention.name not in (name or ""):
            return held[-1].mention.id
    return None


def _of_another(doc: Any, last: int) -> bool:
    """Whether somebody is set apart from the governments named: "President Day, whose country …"."""
    following = doc[last + 1 : last + 4]
    return any(t.lower_ == "whose" and t.head.lower_ in _REALMS for t in following)


def _mentioned_before(cast: Cast, words: list[str], position: int) -> str | None:
    """Return the party of an earlier mention of the same office: "the spokesman"."""
    titles = lexicon().layers
    wanted = {w for w in words if w in titles["titles"] or w in titles["collectives"]}
    for entry in reversed(cast.before(position)):
        earlier = entry.mention.span.text.lower().split() if entry.mention.span else []
        if wanted & set(earlier) and wanted <= {
            "state",
            "official",
            *earlier,
            *titles["titles"],
        }:
            return entry.mention.id
    return None


def _nameless_officer(cast: Cast, rank: str, position: int) -> str | None:
    """Return the party of "a commander" who spoke just before and is named only now."""
    for entry in reversed(cast.before(position)):
        if position - entry.position > 600:
            return None
        name = entry.mention.name
        if name.islower() and rank in name.split() and entry.mention.id != name:
            return entry.mention.id
    return None


def _state_of_office(cast: Cast, doc: Any, first: int, span: Span) -> str | None:
    """Return the state that an office named without one belongs to.

    A state that acts in the reported clause comes first, then the last one named.
    """
    own = _of_own_intent(cast, doc, first)
    if own is not None:
        return own
    sentence = doc[first].sent
    for token in doc[sentence.start : first]:
        if token.dep_ in ("nsubj", "nsubjpass") and token.ent_type_ in ("GPE", "NORP", "ORG"):
            acting = [
                e
                for e in cast.subjects
                if e.kind == "body" and e.mention.span and e.mention.span.text.endswith(token.text)
            ]
            if acting:
                return acting[-1].mention.id
    for entry in reversed(cast.before(span.start)):
        main = cast.main_subject(entry) if not entry.clause[1] else entry
        for actor in (main, entry):
            party = actor.mention.id
            if actor.kind == "body" and len(party) == 3 and party.isupper():
                return party
    states = [s.actor.id for s in cast.sighted_before(span.start) if s.actor.kind == "state"]
    return states[-1] if states else None


def _intending(cast: Cast, doc: Any, first: int) -> str | None:
    """Return the country, known or not, that an office-holder says will act.

    "Ruritania will withdraw its troops if Borduria frees the crew, President Kovac said": the subject
    of the main clause, never that of the condition.
    """
    verb = next((t for t in doc[first].ancestors if t.pos_ == "VERB"), None)
    content = child(verb, "ccomp") if verb is not None else None
    subject = child(content, "nsubj") if content is not None else None
    if (
        subject is None
        or content is None
        or subject.pos_ != "PROPN"
        or subject.ent_type_ == "PERSON"
    ):
        return None
    if not any(c.lower_ in ("will", "would") for c in content.children):
        return None
    name = doc[subject.left_edge.i : subject.i + 1].text
    known = (s.actor.id for s in cast.sightings if cast.text[s.start : s.end] == name)
    return next(known, None) or cast.bodies.get(name) or slug(name)


def _states_named(cast: Cast) -> bool:
    return any(s.actor.kind == "state" for s in cast.sightings)


def _of_own_intent(cast: Cast, doc: Any, first: int) -> str | None:
    """Return the state whose intentions an official tells: "the president said Peru would sign"."""
    verb = next((t for t in doc[first].ancestors if t.pos_ == "VERB"), None)
    content = child(verb, "ccomp") if verb is not None else None
    subject = child(content, "nsubj") if content is not None else None
    if subject is None or content is None or subject.ent_type_ not in ("GPE", "NORP"):
        return None
    intends = any(c.lower_ in ("would", "will") for c in content.children) or content.lemma_ in (
        "seek",
        "want",
        "intend",
        "plan",
        "hope",
    )
    states = {
        s.actor.id: s.actor.name
        for s in cast.sightings
        if s.actor.kind == "state" and not s.is_place
    }
    named = [party for party, name in states.items() if name == subject.text]
    return named[0] if intends and len(named) == 1 else None


def nameless_before(cast: Cast, position: int, doc: Any, first: int) -> str | None:
    """Return the party of an official who spoke just before and is named only now."""
    titles = lexicon().layers["titles"]
    if any(t.lower_ in titles for t in doc[first].sent if t.i >= first and t.i < first + 3):
        return None
    before = cast.before(position)
    for entry in reversed(before[-3:]):
        near = entry.kind == "person" and position - entry.position < 300
        last = entry.mention
        if near and last.name.islower() and set(last.name.split()) & titles:
            return last.id
    return None


def of_same_kind(cast: Cast, word: str, words: str) -> str:
    """Return a body that stands apart from whoever owns it: "the firm's union"."""
    for body, party in cast.bodies.items():
        if word in body.lower().split():
            return party
    if "'s " in words or "’s " in words:
        return slug(words)
    plural = next((w for w in words.lower().split() if w.startswith(word)), word)
    return {"rebel": "rebels"}.get(plural, plural)
