"""From a noun phrase to the actor it names: known names, people presented, offices, bodies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from detente.evidence import Mention, Span
from detente.reading.attribution import mention_edges
from detente.reading.language import Parsed
from detente.reading.lexicon import lexicon
from detente.reading.nouns import is_actor_noun, label_of, proper_tail, slug
from detente.reading.offices import by_title, nameless_before, of_same_kind
from detente.reading.parties import Sighting, party_of_office, party_of_person
from detente.reading.spans import make_span
from detente.reading.syntax import POSSESSIVES, PRONOUNS, child

if TYPE_CHECKING:
    from detente.reading.cast import Cast


def resolve(cast: Cast, parsed: Parsed, source: Any) -> Mention | None:
    """Return the actor that a noun phrase or pronoun names, if it can be told."""
    first, last = mention_edges(source)
    span = make_span(cast.text, *parsed.place(first, last), loose=True)
    if source.pos_ == "PRON" or source.lower_ in PRONOUNS:
        if source.lower_ in ("i", "we", "you", "there", "that", "this", "which", "what", "who"):
            return None
        known = cast.pronoun(source.lower_, span.start)
        return None if known is None else Mention(known.id, known.name, span)
    return _named(cast, parsed, source, span, first, last)


def _named(cast: Cast, parsed: Parsed, source: Any, span: Span, first: int, last: int) -> Mention:
    doc = parsed.doc
    name = proper_tail(source, first)
    appos = child(source, "appos") or _between_commas(source)
    around = (first, last)
    if appos is not None and appos.i > source.i:
        around = (first, appos.right_edge.i)
        if name is None and (appos.pos_ == "PROPN" or appos.ent_type_):
            name = doc[appos.left_edge.i : appos.i + 1].text
    known = _person(cast, name)
    party = _party(cast, parsed, source, span, name, around)
    label = name or label_of(source, first, last)
    if name is None and ", " in label and label.rsplit(", ", 1)[1].istitle():
        name = label = label.rsplit(", ", 1)[1]
    covering = next((s for s in cast.between(span.start, span.end) if cast.is_covered(span)), None)
    if covering is not None:
        label = cast.text[covering.start : covering.end]
    if known is not None and (party in (None, known.id) or party_of_person(known.name)):
        return Mention(known.id, known.name, span)
    if party is None and party_of_office(_office(doc, source, first, name)) is not None:
        party = party_of_office(_office(doc, source, first, name))
    if party is None and name is not None:
        party = _by_apposition(cast, parsed, source)
    if party is None and name is not None and source.ent_type_ == "PERSON" and known is None:
        party = nameless_before(cast, span.start, doc, first)
    if party is None:
        party = cast.bodies.get(label) or by_title(cast, doc, first, last, span, name)
    firm = source.pos_ == "NOUN" and source.lower_ in lexicon().layers["collectives"]
    one_word = name is not None and " " not in name
    if appos is not None and name and firm and (one_word or appos.ent_type_ != "PERSON"):
        party = cast.bodies.get(name) or slug(name)  # "The developer, Northcloud, …"
        cast.bodies.setdefault(source.lower_, party)
    if (
        appos is not None
        and name
        and source.pos_ == "NOUN"
        and source.lower_ in lexicon().layers["stand_alone"]
    ):
        cast.bodies[source.lower_] = party or slug(name)
    titled = name is not None and _titled(doc, first, source)
    mention = Mention(party or slug(span.text if titled else label), label, span)
    if name and _may_be_person(cast, source, name) and not cast.is_covered(span):
        cast.people[name] = mention
        parts = name.split()
        for part in parts:
            if part[:1].isupper() and len(part) > 1:
                cast.people.setdefault(part, mention)
    return mention


def _between_commas(source: Any) -> Any | None:
    """Return a name between commas that the parser took for something else: "the firm, Acme, …"."""
    doc, at = source.doc, source.i + 1
    if at + 2 >= len(doc) or doc[at].text != "," or doc[at + 2].text != ",":
        return None
    return doc[at + 1] if doc[at + 1].is_title and doc[at + 1].ent_type_ else None


def _office(doc: Any, source: Any, first: int, name: str | None) -> str:
    """Return the words of an office, without the name that follows and the article before."""
    size = len(name.split()) if name else 0
    words = [t.lower_ for t in doc[first : source.i + 1 - size]]
    return " ".join(word for word in words if word not in ("the", "a", "an"))


def _titled(doc: Any, first: int, source: Any) -> bool:
    """Whether a capitalised title stands before a name and belongs to it: "President Lund"."""
    tail = proper_tail(source, first)
    before = source.i - len(str(tail or "").replace("-", " - ").split())
    return before >= first and bool(doc[before].is_title) and doc[before].pos_ == "PROPN"


def _by_apposition(cast: Cast, parsed: Parsed, source: Any) -> str | None:
    """Return whom somebody speaks for by what follows the name.

    "…, chair of the pilots' union", "…, a spokesperson for the network", "…, who leads the guild".
    """
    words = lexicon().layers
    for c in source.children:
        if c.i < source.i:
            continue
        owner = None
        if c.dep_ == "appos" and c.lemma_.lower() in words["titles"] | words["people"]:
            post = next(
                (x for x in c.children if x.dep_ == "prep" and x.lower_ in ("of", "for", "at")),
                None,
            )
            owner = child(post, "pobj") if post is not None else None
        elif c.dep_ == "relcl" and c.lemma_.lower() in words["leading"]:
            post = next((x for x in c.children if x.dep_ == "prep" and x.lower_ == "for"), None)
            owner = child(c, "dobj") or (child(post, "pobj") if post is not None else None)
        if owner is not None and (owner.pos_ == "PROPN" or is_actor_noun(owner)):
            led = resolve(cast, parsed, owner)
            return led.id if led is not None else None
    return None


def _may_be_person(cast: Cast, source: Any, name: str) -> bool:
    if name in cast.bodies or source.ent_type_ in ("ORG", "GPE", "NORP", "FAC", "LOC"):
        return False
    return not set(name.lower().split()) & lexicon().layers["collectives"]


def outlet(cast: Cast, parsed: Parsed, token: Any) -> Mention | None:
    """Return the medium that a noun phrase names; a bare "the newspaper" names none."""
    first, last = mention_edges(token)
    right = max(last, token.right_edge.i)
    if right + 1 < len(parsed.doc) and parsed.doc[right + 1].pos_ == "PROPN":
        right += 1  # "state news agency" IRNA, taken apart by the parser
    around = parsed.place(first, right)
    outlets = [s for s in cast.between(*around) if s.actor.kind == "outlet"]
    # "state news agency KCNA": the proper name is the outlet.
    for sighting in sorted(outlets, key=lambda s: cast.text[s.start : s.end].islower()):
        if not cast.text[sighting.start : sighting.end].islower():
            words = cast.text[sighting.start : sighting.end]
            return Mention(sighting.actor.id, words, Span(sighting.start, sighting.end, words))
    own = [t for t in parsed.doc[first : last + 1] if t.dep_ != "det" and not t.is_punct]
    if len(own) < 2 or own[0].dep_ == "poss":
        return None
    start, end = parsed.place(own[0].i, last)
    span = make_span(cast.text, start, end)
    return Mention(slug(span.text), span.text, span)


def _person(cast: Cast, name: str | None) -> Mention | None:
    """Return whom a name means: somebody named before, or well known."""
    if not name:
        return None
    words = name.replace("’s", "").replace("'s", "").split()
    party = party_of_person(" ".join(words))
    if party is not None and name not in cast.people:
        cast.people[name] = Mention(party, name)
        for part in words:
            cast.people.setdefault(part, cast.people[name])
    same = cast.people.get(name) or cast.people.get(words[-1])
    return same or (cast.people.get(words[0]) if len(words) == 1 else None)


def _party(
    cast: Cast, parsed: Parsed, source: Any, span: Span, name: str | None, around: tuple[int, int]
) -> str | None:
    """Return the party that a noun phrase or its apposition names."""
    doc, words = parsed.doc, lexicon().layers
    if source.lemma_.lower() in words["apart"]:
        return cast.bodies.get(span.text) or of_same_kind(cast, source.lemma_.lower(), span.text)
    low, high = parsed.place(*around)
    first = around[0]
    tail = (
        span.end - len(name)
        if name and span.text.endswith(name) and source.ent_type_ == "PERSON"
        else None
    )
    if any(
        t.lemma_.lower() in lexicon().layers["scholars"] for t in doc[around[0] : around[1] + 1]
    ):
        return slug(name) if name is not None else None  # at an institute, in a capital
    for sighting in sorted(cast.between(low, high), key=lambda s: s.is_place):
        if tail is not None and tail < sighting.start < span.end:
            continue  # "Michael Jordan"
        if _is_own_name(cast, source, sighting, parsed):
            continue  # "Canada Post" is no state
        return (
            sighting.owner or sighting.actor.id
            if sighting.actor.kind == "outlet"
            else sighting.actor.id
        )
    if name and any(
        t.lemma_.lower() in lexicon().layers["media"] for t in doc[first : source.i + 1]
    ):
        return cast.bodies.get(name) or slug(name)  # "the opposition daily La Voz"
    for token in doc[around[0] : around[1] + 1]:
        if token.lower_ in POSSESSIVES and token.dep_ == "poss":
            known = cast.pronoun(POSSESSIVES[token.lower_], span.start)
            return known.id if known else None
    for token in doc[around[0] : around[1] + 1]:
        united = any(
            t.lower_ in words["collectives"] and not (t == token and t.lower_ in words["bodies"])
            for t in doc[first : around[1] + 1]
        )
        owns = token.pos_ == "NOUN" and token.dep_ == "poss" and token != source
        if owns and token.i >= first and not united:
            if token.lower_ in words["titles"] | words["bodies"] and token.head == source:
                # "the prime minister's office", "the union's president"
                holder = resolve(cast, parsed, token)
                return holder.id if holder is not None else None
            phrase = doc[token.left_edge.i : token.i + 1].text
            return cast.bodies.get(token.text) or cast.bodies.get(phrase) or slug(token.text)
        if token.lower_ in lexicon().layers["titles"]:
            continue
        if token.pos_ == "PROPN" and (name is None or token.text not in name):
            body = cast.bodies.get(token.text)
            if body is not None:
                return body
            following = doc[token.i + 1].lower_ if token.i < around[1] else ""
            if following in ("minister", "secretary", "ministry", "department"):
                continue
            if token.lower_ in words["portfolios"]:
                continue  # "Foreign Affairs spokesperson"
            before_title = (
                token.i < around[1] and doc[token.i + 1].lower_ in lexicon().layers["titles"]
            )
            if before_title and token.lower_ not in lexicon().layers["titles"] and token.i >= first:
                return slug(token.text)
            if token.dep_ == "poss" and token.head == source:
                owner = resolve(cast, parsed, token) if token.ent_type_ == "PERSON" else None
                return owner.id if owner else slug(doc[token.left_edge.i : token.i + 1].text)
    return None


def _is_own_name(cast: Cast, source: Any, sighting: Sighting, parsed: Parsed) -> bool:
    """Whether a known name only begins the name of a firm or union."""
    words = lexicon().layers
    offices = words["titles"] | words["state_offices"] | words["organs"]
    if source.pos_ != "PROPN" or source.ent_type_ != "ORG" or source.lower_ in offices:
        return False
    start, end = parsed.place(source.i, source.i)
    after = cast.text[sighting.end : sighting.end + 2]
    return sighting.end < end and sighting.start < start and after[:1] == " "
