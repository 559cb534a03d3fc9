"""Whose an office or organ is when its words do not say: the text around decides.

Who acts in the main clause of the same sentence comes first ("Velia will leave the treaty if Orland attacks
Karst, the foreign minister said": Velia), then who acted last, then the only state spoken of before. A party
that is only named in a condition, or in what the office-holder says, never counts; where several could be
meant, nobody is.
"""

from __future__ import annotations

import re
from typing import Any

from detente.actors.bodies import kind_of_body
from detente.actors.grammar import Parse, child
from detente.actors.known import Known
from detente.actors.lexicon import actor_words, body_heads
from detente.actors.mentions import Entry
from detente.actors.phrases import Phrase
from detente.actors.registry import slug


def state_around(cast: Known, phrase: Phrase, position: int, *, aloud: bool = False) -> str | None:
    """Return the state that an office or organ named without one belongs to.

    Parameters
    ----------
    cast : Cast
    phrase : Phrase
    position : int
        Where the office stands in the text.
    aloud : bool
        Whether only states that act or speak before count, not any that are named.
    """
    acting = acting_in_sentence(cast, phrase)
    if acting is not None and cast.is_state(acting):
        return acting
    told = _told_from(phrase)
    for entry in reversed(cast.before(told)):
        if position - entry.position > 3000:
            break
        if entry.is_main and entry.kind != "public" and cast.is_state(entry.mention.id):
            return entry.mention.id
    if cast.dateline is not None and not aloud:
        return cast.dateline
    named = [
        s.actor.id
        for s in cast.sighted_before(told)  # not of whom the office-holder speaks
        if s.actor.kind == "state" and not s.is_place and not cast.is_attribute(s)
    ]
    if named and (aloud or len(set(named)) == 1):
        return named[-1]
    return acting if acting is None or not _governs_nobody(cast, acting) else None


#: Kinds of parties that have no government: "the union says the government has rejected its offer".
_PRIVATE = frozenset(("union", "firm", "court", "community"))


def _governs_nobody(cast: Known, party: str) -> bool:
    name = next((name for name, of in cast.bodies.items() if of == party), party.replace("-", " "))
    return kind_of_body(name) in _PRIVATE


def _told_from(phrase: Phrase) -> int:
    """Return where the sentence of an office-holder begins: whom it names may be whom the words are about."""
    return phrase.parsed.place(phrase.doc[phrase.first].sent.start, phrase.last)[0]


def body_around(cast: Known, phrase: Phrase, position: int) -> str | None:
    """Return the body or state that a spokesman or chief named without one speaks for."""
    acting = acting_in_sentence(cast, phrase)
    if acting is not None:
        return acting
    name = phrase.doc[phrase.name[0] : phrase.name[1] + 1].text if phrase.name else ""
    for entry in reversed(cast.before(_told_from(phrase))):
        if position - entry.position > 3000:
            break
        commenting = entry.actor_kind in ("expert", "public", "person", "outlet", "court")
        commenting = commenting or entry.mention.id in ("court", "judge")
        commenting = commenting or _is_several(entry)
        if (
            entry.kind == "body"
            and entry.is_main
            and not commenting
            and entry.mention.name not in name
        ):
            return entry.mention.id
    return None


def _is_several(entry: Entry) -> bool:
    """Whether a plural stands for several bodies, for which no one speaks: "teams", not "the rebels"."""
    noun, words = entry.mention.name.split()[-1].lower(), actor_words()
    one = re.sub(r"ies$", "y", noun).removesuffix("s")
    bodies = words["own_bodies"] | body_heads() | {"side"}
    return entry.many and noun not in words["collectives"] and one != noun and one in bodies


def acting_in_sentence(cast: Known, phrase: Phrase) -> str | None:
    """Return who acts in the main clause that an office-holder's words make, in the same sentence."""
    doc, parsed = phrase.doc, phrase.parsed
    sentence = doc[phrase.first].sent
    begin = max(sentence.start, phrase.first - 80)
    opening = _leading_subject(cast, parsed, begin, phrase.first)
    if opening is not None:
        return opening
    verb = next((t for t in doc[phrase.first].ancestors if t.pos_ in ("VERB", "AUX")), None)
    content = child(verb, "ccomp") if verb is not None else None
    subject = child(content, "nsubj") if content is not None else None
    if subject is None or content is None or subject.i < phrase.last or subject.pos_ == "PRON":
        return None
    if child(subject, "conj") is not None:
        return None
    intends = (
        any(c.lower_ in actor_words()["intending"] for c in content.children)
        or content.lemma_ in actor_words()["intent_verbs"]
    )
    return party_named(cast, parsed, subject) if intends else None


def _leading_subject(cast: Known, parsed: Parse, begin: int, end: int) -> str | None:
    """Return the first named actor before a verb in a stretch, conditions left out."""
    doc = parsed.doc
    i = opening = begin
    while i < end:
        token = doc[i]
        if token.lower_ in actor_words()["conditional"]:
            comma = next((j for j in range(i, end) if doc[j].text == ","), end)
            if i > begin and doc[i - 1].text != ",":
                return None  # whoever acts in the main clause is no name
            i = opening = comma + 1
            continue
        subject = token.dep_ in ("nsubj", "nsubjpass") and token.pos_ in ("PROPN", "NOUN")
        if subject and any(c.dep_ == "conj" for c in token.children):
            return None  # "Velia and Orland will …": no office-holder speaks for both
        if subject or (i == opening and token.text[:1].isupper()):
            party = party_named(cast, parsed, token, leads=i == opening)
            if party is not None:
                return party
        i += 1
    return None


def party_named(cast: Known, parsed: Parse, token: Any, *, leads: bool = False) -> str | None:
    """Return the party that a subject names outright: a known name, a country of the text, a body."""
    first = token.left_edge.i if token.left_edge.i > token.i - 6 else token.i
    for sighting in cast.between(*parsed.place(first, token.i)):
        if sighting.end >= parsed.place(token.i, token.i)[1]:
            # A medium only relays: nobody's office is its.
            return sighting.actor.id if sighting.actor.kind != "outlet" else None
    for start in range(first, token.i + 1):
        text = parsed.doc[start : token.i + 1].text.removeprefix("The ").removeprefix("the ")
        found = cast.places.names.get(text) or cast.bodies.get(text)
        if found is not None:
            return found
    organ = token.lower_ in actor_words()["state_organs"]
    adjective = next((cast.places.of(t.text) for t in parsed.doc[first : token.i]), None)
    if organ and adjective:
        return adjective
    plain = parsed.doc[first : token.i + 1]
    proper = all(t.text[:1].isupper() for t in plain) and not cast.may_be_person(plain.text)
    acts = token.dep_ in ("nsubj", "nsubjpass") and any(
        c.lower_ in actor_words()["intending"] for c in token.head.children
    )
    following = parsed.doc[token.i + 1] if token.i + 1 < len(parsed.doc) else token
    acts = acts or (leads and following.tag_ in ("MD", "VBZ", "VBD", "VBP"))
    return slug(plain.text) if proper and acts and token.pos_ in ("PROPN", "NOUN") else None


def firm_just_before(cast: Known, position: int) -> str | None:
    """Return the firm or union that acted last and close by, whose president may be meant.

    "Norvex said it would sell. … President Ana Ruiz said": hers, where the text speaks of a company.
    """
    for entry in reversed(cast.before(position)):
        if position - entry.position > 600:
            return None
        if entry.kind != "body" or not entry.is_main or entry.actor_kind in ("public", "expert"):
            continue
        party = entry.mention.id
        if cast.is_state(party):
            return None
        firm = kind_of_body(entry.mention.name) in ("firm", "union") or entry.actor_kind == "firm"
        return party if firm or (cast.is_open_kind(party) and "company" in cast.words) else None
    return None
