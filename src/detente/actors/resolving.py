"""From a noun phrase to the actor it names, by rules that are tried in order.

A person speaks for whoever the office belongs to: the possessor before it ("Poland's prime minister"),
what follows "of" or "for" ("president of the Shipyard Workers of America"), what stands before it
("Velian President", "union president"). Only when nothing names the owner does the text around decide.
Experts, former office-holders, lawmakers and passers-by speak for themselves, judges for their court.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from detente.actors.bodies import kind_of_body, kind_of_noun
from detente.actors.grammar import (
    APOSTROPHES,
    OPEN,
    POSSESSIVES,
    PRONOUNS,
    Parse,
    child,
    mention_edges,
    says,
    span_of,
)
from detente.actors.lexicon import actor_words, body_heads
from detente.actors.phrases import (
    Phrase,
    is_office,
    name_at,
    office_in,
    possessor_of,
    take_apart,
)
from detente.actors.registry import slug
from detente.actors.salience import (
    acting_in_sentence,
    body_around,
    firm_just_before,
    state_around,
)
from detente.evidence import Mention, Span

if TYPE_CHECKING:
    from detente.actors.cast import Cast, Entry

#: Kinds that speak for nobody but themselves.
_OWN = frozenset(("expert", "public", "person"))
#: How adjectives of countries end; what else stands before "Minister" is what it is minister of.
_ADJECTIVAL = ("an", "ese", "ish", "i", "er", "ic", "ean")
_OF = frozenset(("of", "for", "at", "with", "from"))


@dataclass(frozen=True, slots=True)
class Found:
    """Whom a mention means: the mention, the kind of actor, and the rule that told it.

    ``is_person`` tells a human being from a body: pronouns ask for it.
    """

    mention: Mention
    kind: str
    rule: str
    is_person: bool = False
    is_telling: bool = False


@dataclass(frozen=True, slots=True)
class Holding:
    """Whom an office speaks for: ``party`` is None where nothing names it."""

    kind: str
    party: str | None = None


def resolve(cast: Cast, parsed: Parse, source: Any) -> Found | None:
    """Return whom a noun phrase or pronoun means, if it can be told."""
    if source.pos_ == "PRON" or source.lower_ in PRONOUNS:
        return _pronoun(cast, parsed, source)
    if is_thing(cast, source):
        return None
    office = _office_beside(cast, parsed, source)
    phrase = take_apart(cast, parsed, office if office is not None else source)
    span = span_of(cast.text, *parsed.place(phrase.first, phrase.last))
    if phrase.name is not None and phrase.body_noun is not None:
        name = cast.text[slice(*parsed.place(*phrase.name))]
        kind = kind_of_noun(phrase.body_noun) or kind_of_body(name) or "body"
        party = cast.bodies.get(name) or slug(name)
        return Found(Mention(party, name, span), kind, "its kind beside the name")
    if phrase.name is not None:
        return _person(cast, phrase, span)
    if source.pos_ == "NOUN" and source.lemma_.lower() in actor_words()["spoken_papers"]:
        return _paper(cast, phrase, span)
    if source.pos_ == "NOUN" and source.lower_ in actor_words()["informing"]:
        return _informing(cast, phrase, span)
    return _unnamed(cast, phrase, span)


def _pronoun(cast: Cast, parsed: Parse, source: Any) -> Found | None:
    if source.lower_ in OPEN:
        return None
    start, end = parsed.place(source.i, source.i)
    meant = _antecedent(cast, parsed, source, source.lower_)
    if meant is None:
        return None
    mention = Mention(meant.mention.id, meant.mention.name, span_of(cast.text, start, end))
    return Found(mention, meant.actor_kind, "pronoun", is_person=meant.kind == "person")


def _informing(cast: Cast, phrase: Phrase, span: Span) -> Found:
    """Return the medium that a poll or report is: whoever made it where that is a medium, else itself."""
    low, high = phrase.parsed.place(phrase.first, phrase.last)
    label = cast.label(phrase.parsed, phrase.first, phrase.last)
    made = next((s.actor for s in cast.between(low, high) if s.actor.kind == "outlet"), None)
    return Found(Mention(made.id if made else slug(label), label, span), "outlet", "paper")


def _antecedent(cast: Cast, parsed: Parse, token: Any, word: str) -> Entry | None:
    """Return whom a pronoun means where it stands."""
    begin = token.sent.start
    return cast.entry_of(
        word,
        parsed.place(token.i, token.i)[0],
        sentence=parsed.place(begin, begin)[0],
        speaks=says(token),
    )


def is_thing(cast: Cast, source: Any) -> bool:
    """Whether a phrase names a document, a pact, an exercise, a weapon: nothing that speaks.

    A statement, text or letter with an owner speaks for the owner; see :func:`_paper`.
    """
    noun = source.lemma_.lower()
    words = actor_words()
    if source.text in cast.things:
        return True
    if noun in words["spoken_papers"]:
        return False
    _, last = mention_edges(source)
    return (noun in words["things"] and source.i == last) or (
        noun in words["things"] and source.pos_ == "NOUN" and noun not in words["state_organs"]
    )


def _paper(cast: Cast, phrase: Phrase, span: Span) -> Found | None:
    """Return whose words a statement, a text or a letter holds: its owner's, else who acted last."""
    doc = phrase.doc
    head = phrase.source
    of = next(
        (i for i in range(head.i + 1, phrase.last) if doc[i].lower_ in ("of", "from", "by")), None
    )
    possessor = possessor_of(doc, phrase.first, head.i)
    label = cast.label(phrase.parsed, phrase.first, phrase.last)
    party = None
    if of is not None:
        party = party_of(cast, phrase.parsed, of + 1, phrase.last)
    elif possessor is not None:
        party = party_of(cast, phrase.parsed, *possessor)
    elif doc[phrase.first].lower_ in ("the", "this"):
        for entry in reversed(cast.before(span.start)):
            if span.start - entry.position > 1200:
                break
            if entry.is_main and entry.actor_kind not in ("expert", "public", "outlet"):
                party = entry.mention.id
                break
    return None if party is None else Found(Mention(party, label, span), "body", "words of a paper")


def _office_beside(cast: Cast, parsed: Parse, source: Any) -> Any | None:
    """Return the office that a parser hung on a country before it.

    "… if Iran attacks Kuwait, the foreign minister of X said": no country is a minister.
    """
    doc = parsed.doc
    at = source.i + 1
    if at + 1 >= len(doc) or doc[at].text != "," or not _is_country(cast, parsed, source):
        return None
    for i in range(at + 1, min(at + 9, len(doc))):
        if doc[i].text == "," or doc[i].tag_ in ("VBD", "VBZ"):
            return None
        if is_office(doc[i]) and not (i + 1 < len(doc) and doc[i + 1].text in APOSTROPHES):
            return doc[i]
    return None


def _is_country(cast: Cast, parsed: Parse, token: Any) -> bool:
    return cast.places.of(token.text) is not None or any(
        s.actor.kind == "state" and s.sense != "people"
        for s in cast.between(*parsed.place(token.i, token.i))
    )


# -- people ----------------------------------------------------------------------------------------


def _person(cast: Cast, phrase: Phrase, span: Span) -> Found:
    assert phrase.name is not None  # noqa: S101
    doc = phrase.doc
    name = cast.text[slice(*phrase.parsed.place(*phrase.name))]
    known = cast.person(name)
    holding: Holding | None = None
    for segment in phrase.segments:
        told = holding_of(cast, phrase.parsed, segment, phrase.name[0])
        if told is not None and (holding is None or (holding.party is None and told.party)):
            holding = told
        if told is not None and told.kind in ("expert", "public"):
            holding = told
            break
    untold = holding is None or (holding.kind not in _OWN and holding.party is None)
    if untold and known is not None:
        return Found(
            Mention(known.id, known.name, span),
            cast.kind_of_person(known.name),
            "known person",
            is_person=True,
        )
    if holding is not None and holding.kind in _OWN:
        return Found(
            Mention(slug(name), name, span),
            holding.kind,
            "speaks for no one else",
            is_person=True,
            is_telling=True,
        )
    party = holding.party if holding is not None else None
    kind = holding.kind if holding is not None else "person"
    telling = party is not None
    if party is None and holding is not None:
        party = _implied(cast, phrase, holding.kind, span.start)
    if party is None and holding is not None and holding.kind == "court":
        party = cast.court()
    if party is None:
        office = _title_before(doc, phrase)
        words = f"{office} {name}" if office else name
        person = bool(office) or phrase.source.ent_type_ == "PERSON"
        person = (person and cast.may_be_person(name)) or (
            " " in name and phrase.source.ent_type_ not in ("GPE", "ORG")
        )
        return Found(
            Mention(slug(words), name, span),
            "person" if person else "body",
            "own name",
            is_person=person,
        )
    return Found(Mention(party, name, span), kind, "office", is_person=True, is_telling=telling)


def _title_before(doc: Any, phrase: Phrase) -> str:
    """Return the capitalised state office before a name, which keeps namesakes apart."""
    assert phrase.name is not None  # noqa: S101
    start = phrase.name[0]
    office = office_in(doc, phrase.first, start - 1) if start > phrase.first else None
    if office is None or not doc[office[0]].is_title or office[1] != start - 1:
        return ""
    low = office[0]
    while low > phrase.first and doc[low - 1].lower_ in ("prime", "vice", "deputy"):
        low -= 1
    words = str(doc[low : office[1] + 1].text)
    return "" if words.lower() in actor_words()["honorifics"] else words


def holding_of(
    cast: Cast, parsed: Parse, segment: tuple[int, int], name: int | None = None
) -> Holding | None:
    """Return whom the office in a stretch speaks for, None where it holds no office.

    Parameters
    ----------
    cast : Cast
    parsed : Parse
    segment : tuple of int
        First and last token.
    name : int, optional
        Where the person's name begins; a stretch after it may only say of what body the person is.
    """
    first, last = segment
    doc, words = parsed.doc, actor_words()
    if doc[first].lower_ == "who":
        verb = next((i for i in range(first + 1, last) if doc[i].pos_ == "VERB"), first)
        start = verb + 1 if doc[verb + 1].lower_ not in _OF else verb + 2
        last = _stop(doc, start, last)
        return Holding("body", party_of(cast, parsed, start, last)) if start <= last else None
    low = [t.lower_ for t in doc[first : last + 1]]
    office = office_in(doc, first, last)
    if office is None:
        if set(low) & words["public"]:
            return Holding("public")
        if low[0] in _OF and name is not None and first > name:  # "Ruth Adeyemi of the Federation"
            party = party_of(cast, parsed, first + 1, last) if low[0] != "from" else None
            return None if party is None else Holding("body", party)
        if name is not None and first < name:  # "Hamas' Ali", "Japanese Kato"
            return Holding("body", cast.bodies.get(doc[first : last + 1].text.removeprefix("the ")))
        return None
    start, end = office
    before, cluster = low[: start - first], low[start - first : end - first + 1]
    if set(before) & words["former"] or cluster[0] in words["former"]:
        return Holding("expert")
    if set(cluster) & words["experts"]:
        return Holding("expert")
    if set(cluster) <= words["honorifics"]:
        return None
    if set(cluster) & words["public"] and not set(cluster) & words["spoken_for"]:
        return Holding("public")
    if set(cluster) & words["bench"]:
        owner = _owner(cast, parsed, first, last, office)
        return Holding("court", owner if owner in cast.body_ids() else None)
    owner = _owner(cast, parsed, first, last, office)
    if set(cluster) & words["own_posts"] and not set(cluster) & words["state_posts"]:
        if (
            set(cluster) & {"campaigner", "activist"}
            and owner is not None
            and not cast.is_state(owner)
        ):
            return Holding("body", owner)
        abroad = owner is not None and cast.is_state(owner) and not cast.is_domestic
        return Holding("state", owner) if abroad else Holding("person")
    of_place = set(cluster) & words["place_posts"] and not set(before) & words["portfolios"]
    if of_place and "prime" not in before and (owner is None or cluster != ["premier"]):
        return Holding("body", owner or _own_place(parsed.doc, first, start))
    if is_state_office(before, cluster, low[end - first + 1 :]):
        return Holding("state", owner)
    if set(cluster) & words["ranks"]:
        return Holding("rank", owner)
    return Holding("body", owner)


def is_state_office(before: list[str], cluster: list[str], after: list[str]) -> bool:
    """Whether an office is one of a state's when no other body is named.

    Examples
    --------
    >>> is_state_office(["foreign"], ["minister"], []), is_state_office(["interior"], ["secretary"], [])
    (True, True)
    >>> is_state_office(["union"], ["secretary"], []), is_state_office([], ["chief", "executive"], [])
    (False, False)
    """
    words = actor_words()
    if set(cluster) & words["state_posts"]:
        return True
    portfolio = bool(before) and before[-1] in words["portfolios"] | {
        "security",
        "press",
        "army",
        "navy",
    }
    armed = bool(before) and before[-1] in (
        "army",
        "navy",
        "defence",
        "defense",
        "security",
        "intelligence",
    )
    if "chief" in cluster and "executive" not in cluster:
        return armed or cluster[-2:] == ["chief", "of"] or after[:2] == ["of", "staff"]
    if set(cluster) & {"secretary", "secretaries", "sec", "sec.", "attorney", "adviser", "advisor"}:
        general = cluster[:2] == ["attorney", "general"]
        of_state = after[:2] in (["of", "state"], ["of", "defense"], ["of", "defence"])
        return general or of_state or (portfolio and "general" not in cluster)
    return False


def _owner(cast: Cast, parsed: Parse, first: int, last: int, office: tuple[int, int]) -> str | None:
    """Return the party that an office belongs to, by the words around it."""
    doc, words = parsed.doc, actor_words()
    start, end = office
    i = end + 1
    while i < last and doc[i].lower_ in _OF:
        head = i + 1
        while head < last and doc[head].lower_ in ("the", "a", "an"):
            head += 1
        portfolio = doc[head].lower_ in words["portfolios"] | {"state", "staff", "treasury"}
        if not portfolio and _is_task(doc, head, first, start):
            break  # "the refinery's head of operations"
        if not portfolio:
            return party_of(cast, parsed, head, _stop(doc, head, last))
        i = next((j for j in range(head + 1, last) if doc[j].lower_ in ("of", "for")), last)
    before = start - 1
    while before >= first and (
        doc[before].lower_
        in words["portfolios"]
        | words["titles"]
        | words["benches"]
        | {"top", "senior", "national", "executive", "chief", "press", "co", "-"}
        and not _names_somebody(cast, parsed, before)
        and doc[before].text not in APOSTROPHES
    ):
        before -= 1
    possessor = possessor_of(doc, first, start)
    if possessor is not None and doc[possessor[0]].lower_ in POSSESSIVES and possessor[0] == first:
        between = range(first + 1, before + 1)
        named = next(
            (cast.party_at(parsed, i) for i in between if _names_somebody(cast, parsed, i)), None
        )
        meant = _antecedent(cast, parsed, doc[first], POSSESSIVES[doc[first].lower_])
        if named is not None or doc[start].lemma_.lower() == "counterpart":
            return named  # "its Paris office", "his American counterpart"
        if meant is not None:
            return meant.mention.id
        return acting_in_sentence(cast, Phrase(parsed, doc[start], first, last, None, []))
    if possessor is not None and possessor[1] < start:
        inner = range(possessor[1] + 2, before + 1)
        nested = next((i for i in inner if doc[i].lower_ in body_heads()), None)
        if nested is not None and nested == before and doc[nested].lower_ in words["own_bodies"]:
            return party_of(cast, parsed, first, nested)
        return party_of(cast, parsed, *possessor)
    if before < first:
        return _seat_after(cast, parsed, end, last)
    own = party_before(cast, parsed, first, before)
    return own if own is not None else _seat_after(cast, parsed, end, last)


def _is_task(doc: Any, head: int, first: int, start: int) -> bool:
    """Whether what follows "head of" is what an office is for, its body standing before it."""
    plain = doc[head].pos_ == "NOUN" and doc[head].lower_ not in body_heads()
    known = actor_words()["collectives"] | actor_words()["institutions"]
    owned = possessor_of(doc, first, start) is not None
    return plain and owned and doc[head].lemma_.lower() not in known


def _stop(doc: Any, first: int, last: int) -> int:
    """Return where the name of an owner ends in a stretch: before "in", "who", "and whose", a verb."""
    for i in range(first + 1, last + 1):
        token = doc[i]
        joins = token.lower_ == "and" and not (i < last and doc[i + 1].text[:1].isupper())
        if (
            joins
            or token.lower_ in actor_words()["stops"]
            or token.tag_ in ("VBD", "VBZ", "VBP", "MD")
        ):
            return i - 1
    return last


def _seat_after(cast: Cast, parsed: Parse, end: int, last: int) -> str | None:
    """Return the state of "the Foreign Ministry in Cairo"; "to" and "on" name another."""
    doc = parsed.doc
    if end + 2 <= last and doc[end + 1].lower_ == "in":
        for s in cast.between(*parsed.place(end + 2, last)):
            if s.actor.kind == "state":
                return s.actor.id
    return None


def _names_somebody(cast: Cast, parsed: Parse, i: int) -> bool:
    return cast.party_at(parsed, i) is not None


def _own_place(doc: Any, first: int, start: int) -> str | None:
    names = [t.text for t in doc[first:start] if t.is_title and t.lower_ not in ("the", "a")]
    return slug(" ".join(names)) if names else None


def party_before(cast: Cast, parsed: Parse, first: int, last: int) -> str | None:
    """Return the party that the words before an office name: "Velian", "union", "Kestrel"."""
    doc, words = parsed.doc, actor_words()
    for sighting in reversed(cast.between(*parsed.place(first, last))):
        if sighting.actor.kind != "outlet":
            return sighting.actor.id
        return sighting.owner or sighting.actor.id
    for start in range(first, last + 1):
        text = doc[start : last + 1].text
        if text in cast.bodies:
            return cast.bodies[text]
    for i in range(last, first - 1, -1):
        place = cast.places.of(doc[i].text)
        if place is not None:
            return place
        if doc[i].text in cast.bodies and doc[i].is_title:
            return cast.bodies[doc[i].text]
    low = doc[last].lower_
    if low in body_heads() | words["collectives"] | words["stand_alone"] | words["apart"] and doc[
        last
    ].pos_ in ("NOUN", "PROPN", "ADJ"):
        return party_of(cast, parsed, first, last)
    if doc[last + 1].lower_ in ("minister", "secretary", "ministers") and not doc[
        last
    ].text.endswith(_ADJECTIVAL):
        return None  # "Mines Minister"
    if doc[last].lower_ in actor_words()["regions"]:
        return None  # "a Western diplomat"
    run = last
    while (
        run >= first and doc[run].text[:1].isupper() and doc[run].lower_ not in ("the", "a", "an")
    ):
        run -= 1
    offices = words["portfolios"] | words["titles"] | words["honorifics"] | words["former"]
    if run < last and not {t.lower_ for t in doc[run + 1 : last + 1]} <= offices:
        return slug(doc[run + 1 : last + 1].text)
    return None


def party_of(cast: Cast, parsed: Parse, first: int, last: int) -> str | None:
    """Return the party that a noun phrase within another names."""
    doc = parsed.doc
    while first < last and doc[first].lower_ in ("the", "a", "an"):
        first += 1
    while last > first and (
        doc[last].is_punct or doc[last].is_space or doc[last].text in APOSTROPHES
    ):
        last -= 1
    text = cast.text[slice(*parsed.place(first, last))]
    if text in cast.bodies:
        return cast.bodies[text]
    if doc[first].lower_ in POSSESSIVES and first == last:
        meant = _antecedent(cast, parsed, doc[first], POSSESSIVES[doc[first].lower_])
        return meant.mention.id if meant is not None else None
    head = _head(doc, first, last)
    known = cast.person(text)
    if known is not None:
        return known.id
    if doc[first : last + 1].text in cast.places.names:
        return cast.places.names[text]
    span = span_of(cast.text, *parsed.place(first, last))
    name = name_at(cast, parsed, last, first) if head.i == last else None
    office = office_in(doc, first, last)
    if name is not None and office is not None and office[1] == name[0] - 1:
        return _person(
            cast, Phrase(parsed, head, first, last, name, [(first, name[0] - 1)]), span
        ).mention.id
    if office is not None and office[0] <= head.i <= office[1]:
        return _unnamed(
            cast, Phrase(parsed, head, first, last, None, [(first, last)]), span
        ).mention.id
    return _body_phrase(cast, parsed, head, first, last).mention.id


def _head(doc: Any, first: int, last: int) -> Any:
    """Return the word that heads a stretch: the one before "of", else the last."""
    for i in range(first + 1, last + 1):
        if doc[i].lower_ in ("of", "for", "in", "at", "representing", "on"):
            return doc[i - 1]
    return doc[last]


# -- offices without a name, bodies, peoples -------------------------------------------------------


def _unnamed(cast: Cast, phrase: Phrase, span: Span) -> Found:
    doc = phrase.doc
    first, last = phrase.first, phrase.last
    low, high = phrase.parsed.place(first, last)
    exact = next(
        (s for s in cast.between(low, high) if s.end - s.start >= len(span.text) - 4), None
    )
    label = cast.label(phrase.parsed, first, last)
    if exact is not None:
        actor = exact.actor
        party = exact.owner or actor.id if actor.kind == "outlet" else actor.id
        name = cast.text[exact.start : exact.end]
        return Found(Mention(party, name, span), actor.kind, "known name")
    holding = None
    if office_in(doc, first, last) is not None and _headed_by_office(doc, phrase):
        holding = holding_of(cast, phrase.parsed, (first, last))
    if holding is None:
        return _body_phrase(cast, phrase.parsed, phrase.source, first, last)
    named = next(
        (
            cast.registry_office(doc[i : last + 1].text)
            for i in (first, first + 1)
            if i <= last and cast.registry_office(doc[i : last + 1].text)
        ),
        None,
    )
    if named is not None:
        return Found(Mention(named, label, span), "body", "office of the user's", is_person=True)
    if holding.kind in _OWN:
        return Found(
            Mention(slug(span.text), label, span),
            holding.kind,
            "speaks for no one else",
            is_person=True,
        )
    whom = holding.party
    if whom is None and holding.kind == "court":
        whom = cast.court() or slug(label)
    if whom is None:
        earlier = cast.same_office(span.text, span.start)
        whom = earlier or _implied(cast, phrase, holding.kind, span.start)
    if whom is None:
        return Found(Mention(slug(span.text), label, span), "person", "own words", is_person=True)
    return Found(Mention(whom, label, span), holding.kind, "office", is_person=True)


def _headed_by_office(doc: Any, phrase: Phrase) -> bool:
    """Whether the phrase is about the office-holder, not about a body that the office helps name."""
    office = office_in(doc, phrase.first, phrase.last)
    source = phrase.source
    return office is not None and (office[0] <= source.i <= office[1] or is_office(source))


def _implied(cast: Cast, phrase: Phrase, kind: str, position: int) -> str | None:
    """Return whom an office named without an owner speaks for, from the text around."""
    doc = phrase.doc
    low = {t.lower_.rstrip(".") for t in doc[phrase.first : phrase.last + 1]}
    following = doc[phrase.last + 1 : phrase.last + 4]
    if any(t.lower_ == "whose" and t.head.lower_ in actor_words()["realms"] for t in following):
        return None  # "President Dahl, whose government …" is set apart from the one named
    insiders = low & actor_words()["insiders"]
    determined = doc[phrase.first].lower_ in ("the", "his", "her", "its", "their")
    if insiders and not determined:
        return None  # "one Western diplomat": nobody knows whose
    if kind == "state" and "president" in low and not low & actor_words()["portfolios"]:
        firm = firm_just_before(cast, position)
        if firm is not None:
            return firm
    if kind == "state" or kind == "rank":
        if kind == "rank" and cast.is_divided():
            return body_around(cast, phrase, position)
        return state_around(cast, phrase, position) or (
            "government"
            if "government" in cast.words and kind == "state" and phrase.name is None
            else None
        )
    if kind == "court":
        return cast.court()
    if low & (actor_words()["spoken_for"] | actor_words()["titles"]):
        return body_around(cast, phrase, position)
    return None


def _body_phrase(cast: Cast, parsed: Parse, head: Any, first: int, last: int) -> Found:
    """Return whom a phrase without a personal name means: a body, a state's organ, a people."""
    doc, words = parsed.doc, actor_words()
    start, end = parsed.place(first, last)
    span = span_of(cast.text, start, end)
    label = cast.label(parsed, first, last)
    noun, lemma = head.lower_, head.lemma_.lower()

    def found(party: str, kind: str, rule: str, name: str = label) -> Found:
        return Found(Mention(party, name, span), kind, rule)

    sightings = [s for s in cast.between(start, end) if s.actor.kind != "outlet"]
    organ = _is_organ(doc, head, first)
    owner_of_it = _possessor_party(cast, parsed, head, first, last)
    of_state = owner_of_it is not None and cast.is_state(owner_of_it)
    governs = (
        organ
        or noun in ("council", "directorate", "secretariat", "mission")
        or (
            not head.is_title
            and noun in ("agency", "department", "authority", "service", "commission", "regulator")
        )
    )
    if of_state and owner_of_it is not None and governs and not chamber_apart(cast, noun):
        return found(owner_of_it, "state", "organ of a state")
    own_place = next(
        (cast.places.of(t.text) for t in doc[first : head.i] if cast.places.of(t.text)), None
    )
    if own_place is not None and organ and not chamber_apart(cast, noun):
        return found(own_place, "state", "organ of a country of the text")
    if label in cast.bodies and not (label.islower() and noun in words["apart"]):
        return found(cast.bodies[label], "body", "named body")
    if any(t.lower_ in words["media"] for t in doc[first : head.i]) and (
        medium := _proper(doc, first, last)
    ):
        return found(cast.bodies.get(medium) or slug(medium), "outlet", "medium", medium)
    aside = child(head, "appos")
    beside = _name_beside(cast, parsed, head, last, aside)
    if beside is not None:
        return found(beside[0], "body", "name beside its kind", beside[1])
    if lemma in words["experts"] | words["scholars"] and noun not in words["state_people"]:
        owner = next(
            (s for s in cast.between(start, end) if s.actor.kind not in ("state", "outlet")), None
        )
        if owner is not None and head.tag_ == "NNS" and owner.sense != "people":
            return found(owner.actor.id, owner.actor.kind, "experts of a body")
        return found(slug(span.text), "expert", "expert")
    people = noun in words["state_people"] | words["insiders"]
    apart = noun in words["own_bodies"] or lemma in words["own_bodies"]
    crowd = (words["public"] | words["crowds"]) & {noun, lemma}
    if noun in words["organised"] and _is_bare(doc, first, head.i):
        crowd = frozenset()
    own_kind = "public" if crowd else kind_of_body(label) or "body"
    serving = not chamber_apart(cast, noun) and (
        people or organ or noun in words["serving"] or lemma in words["titles"]
    )
    if owner_of_it is not None and serving and not apart and lemma not in words["apart"]:
        return found(owner_of_it, "state" if of_state else "body", "belongs to whom it is of")
    if owner_of_it is not None and (apart or noun in body_heads() or noun in words["collectives"]):
        return found(_own_body(cast, parsed, noun, first, last, span), own_kind, "body of its own")
    sightings.sort(key=lambda s: s.is_place or _follows(doc, parsed, s.start, ("in",), first))
    for sighting in sightings:
        at_head = sighting.end >= parsed.place(head.i, head.i)[1]
        proper = head.is_title and not (organ or people)
        placed = sighting.is_place or _follows(
            doc, parsed, sighting.start, ("in", "to", "on", "with", "from", "against"), first
        )
        if sighting.actor.kind != "state":
            if not placed and not apart:
                return found(sighting.actor.id, sighting.actor.kind, "known body")
            continue
        if at_head and sighting.end - sighting.start >= end - start - 4:
            return found(sighting.actor.id, "state", "known state")
        if placed and not organ:
            continue
        if chamber_apart(cast, noun):
            return found(slug(label), "body", "chamber of a state with itself at odds")
        if (organ or people) and not (apart and not organ):
            return found(sighting.actor.id, "state", "organ of a state")
        if (
            not proper
            and not apart
            and sighting.sense == "people"
            and head.i > _last_token(parsed, sighting.end, first, last)
        ):
            return (
                found(sighting.actor.id, "state", "of a state")
                if lemma in ("plan", "team")
                else found(slug(span.text), "body", "of a country, not its state")
            )
    for i in range(first, last + 1):
        place = cast.places.of(doc[i].text)
        if place is None:
            continue
        if i == head.i and (i == last or doc[i + 1].text in APOSTROPHES):
            return found(place, "state", "country of the text")
        if (organ or people) and not apart:
            return found(place, "state", "organ of a country of the text")
    if apart and lemma in words["apart"]:
        return found(_own_body(cast, parsed, noun, first, last, span), own_kind, "body of its own")
    if organ and not sightings:
        return found(*_organ(cast, parsed, head, first, last, span))
    again = cast.body_again(noun, span.start)
    if again is not None and _is_bare(doc, first, head.i):
        return found(again, "body", "the one of its kind")
    if first == head.i - 1 and doc[first].lower_ == "the" and (party := cast.uniting(head)):
        return found(party, "body", "those whom a body of the text unites")
    for word in (noun, lemma):
        if word in words["collectives"] and not (head.is_title and head.i != head.sent.start):
            return found(cast.bodies.get(word) or _plain_group(doc, first, head), "body", "group")
    name = _proper(doc, first, last) if head.text[:1].isupper() and head.i != first else None
    beside_kind = next(
        (kind_of_noun(t.lower_) for t in doc[first : head.i + 1] if kind_of_noun(t.lower_)), None
    )
    kind = kind_of_body(label) or beside_kind or ("public" if crowd else "body")
    if name and name in cast.bodies:
        return found(cast.bodies[name], kind, "named body", name)
    if name and beside_kind is not None and name != label:
        return found(slug(name), kind, "name after its kind", name)
    return found(slug(label if name else span.text), kind, "own words", label)


def _is_organ(doc: Any, head: Any, first: int) -> bool:
    """Whether a noun names an organ by which a state governs: "the Air Force", "the ministry"."""
    noun = head.lower_
    if noun in ("office", "agency", "service", "department", "command", "guard"):
        return any(t.lower_ in actor_words()["organ_marks"] for t in doc[first : head.i])
    return noun in actor_words()["state_organs"]


def chamber_apart(cast: Cast, noun: str) -> bool:
    """Whether a chamber holds a position of its own: only where one state is spoken of."""
    return cast.is_domestic and noun in actor_words()["chambers"] | {"opposition", "court"}


def _organ(
    cast: Cast, parsed: Parse, head: Any, first: int, last: int, span: Span
) -> tuple[str, str, str]:
    """Return whose "the ministry", "the Air Force" or "local authorities" are."""
    noun = head.lower_
    label = cast.label(parsed, first, last)
    if noun in cast.bodies and cast.bodies[noun] != noun:
        return cast.bodies[noun], "body", "named before"
    owners = {
        cast.places.of(name) or cast.bodies.get(name) or slug(name)
        for name in re.findall(rf"\b{noun} of (?:the )?([A-Z]\w+(?: [A-Z]\w+)*)", cast.text)
    }
    governs = noun in ("government", "army", "military", "junta", "regime")
    if governs and len(owners) == 1:  # "the government of Lesova", then "the government"
        return owners.pop(), "state", "organ of the only owner named"
    if cast.is_divided() and noun in (
        "army",
        "military",
        "government",
        "police",
        "junta",
        "regime",
        "command",
    ):
        return noun, "body", "one of two in a divided country"
    if cast.is_domestic and chamber_apart(cast, noun):
        return noun, "body", "chamber"
    if doc_has(parsed.doc, first, head.i, ("local", "regional", "provincial", "city", "town")):
        sentence = parsed.doc[first].sent.start
        near = [
            s
            for s in cast.between(parsed.place(sentence, sentence)[0], span.start)
            if s.actor.kind == "state"
        ]
        placed = [
            s
            for s in near
            if s.is_place
            or re.match(
                r" (?:town|city|region|province|village|port|capital|border|side)\b",
                cast.text[s.end : s.end + 12],
            )
        ]
        near = placed or near
        if near:
            return near[-1].actor.id, "state", "local organ of the place just named"
    unknown = actor_words()["organ_marks"] | actor_words()["portfolios"] | actor_words()["regions"]
    for token in parsed.doc[first : head.i]:
        adjective = token.i != token.sent.start or token.text.endswith(_ADJECTIVAL)
        if token.is_title and adjective and token.lower_ not in unknown | {"the"}:
            return slug(label), "body", "organ of somebody else"  # "Kurdish forces"
    phrase = Phrase(parsed, head, first, last, None, [])
    state = state_around(cast, phrase, span.start, aloud=True)
    if state is not None:
        return state, "state", "organ of the state spoken of"
    plain = (
        noun if noun in ("government", "army", "police", "military", "parliament") else slug(label)
    )
    return plain, "body", "organ of no known state"


def doc_has(doc: Any, first: int, last: int, words: tuple[str, ...]) -> bool:
    """Whether one of some words stands in a stretch."""
    return any(t.lower_ in words for t in doc[first:last])


def _plain_group(doc: Any, first: int, head: Any) -> str:
    own = doc[first : head.i + 1]
    if len(own) > 1 and own[-2].dep_ in ("compound", "poss") and own[-2].pos_ == "NOUN":
        return slug(own.text)
    return {"rebel": "rebels", "neighbor": "neighbour", "neighbors": "neighbours"}.get(
        head.lower_, str(head.lower_)
    )


def _own_body(cast: Cast, parsed: Parse, noun: str, first: int, last: int, span: Span) -> str:
    """Return a body that stands apart from whoever owns it: "the firm's union"."""
    text = cast.label(parsed, first, last, owner=True)
    if text in cast.bodies:
        return cast.bodies[text]
    again = cast.body_again(noun, span.start)
    if again is not None:
        return again
    return f"{text.lower()}s" if text.lower() in actor_words()["armed"] else slug(text)


def _possessor_party(cast: Cast, parsed: Parse, head: Any, first: int, last: int) -> str | None:
    """Return the party that owns what a phrase names: "the firm's lawyers", "its army"."""
    doc = parsed.doc
    possessor = possessor_of(doc, first, min(head.i, last))
    if possessor is None or possessor[1] >= head.i:
        return None
    plural = doc[possessor[1]].tag_ in ("NNS", "NNPS") and head.lower_ in body_heads()
    if plural and possessor[0] == possessor[1]:
        return None  # "drivers' union", "Workers' Party"
    if doc[possessor[1]].tag_ in ("NNS", "NNPS") and head.lower_ in actor_words()["bodies"]:
        return None  # "the bus drivers' union"
    return party_of(cast, parsed, *possessor)


def _name_beside(
    cast: Cast, parsed: Parse, head: Any, last: int, aside: Any | None
) -> tuple[str, str] | None:
    """Return the name that stands beside a body's kind: "The developer, Northcloud, …"."""
    doc = parsed.doc
    noun = head.lower_
    if (
        head.pos_ != "NOUN"
        or noun not in actor_words()["collectives"] | body_heads() | actor_words()["stand_alone"]
    ):
        return None
    if aside is None or aside.i < head.i:
        at = last + 1
        if (
            at + 2 < len(doc)
            and doc[at].text == ","
            and doc[at + 2].text == ","
            and doc[at + 1].is_title
        ):
            aside = doc[at + 1]
    if aside is None or not aside.text[:1].isupper() or is_office(aside):
        return None
    low = mention_edges(aside)[0]
    name = doc[max(low, last + 1) : aside.i + 1].text.removeprefix("the ").strip(", ")
    apart = head.i + 1 != low  # "the company Norr Metall", not "the group, Ann Day's"
    if not name or (aside.ent_type_ == "PERSON" and " " in name and apart):
        return None
    known = next((s.actor.id for s in cast.between(*parsed.place(aside.i, aside.i))), None)
    return known or cast.bodies.get(name) or slug(name), name


def _is_bare(doc: Any, first: int, at: int) -> bool:
    """Whether nothing but an article stands before a noun: "the union"."""
    return all(t.lower_ in ("the", "this", "that", "its", "their") for t in doc[first:at])


def _follows(doc: Any, parsed: Parse, start: int, preps: tuple[str, ...], first: int) -> bool:
    for i in range(first, min(first + 30, len(doc))):
        if parsed.place(i, i)[0] >= start:
            j = i - 1
            while j > first and doc[j].lower_ in ("the", "a"):
                j -= 1
            return j >= first and doc[j].lower_ in preps
    return False


def _last_token(parsed: Parse, offset: int, first: int, last: int) -> int:
    return max(
        (i for i in range(first, last + 1) if parsed.place(i, i)[1] <= offset), default=first
    )


def _proper(doc: Any, first: int, last: int) -> str | None:
    """Return the capitalised words that end a phrase."""
    start = last
    while start >= first and (doc[start].text[:1].isupper() or doc[start].text in ("-", "‑", "&")):
        start -= 1
    text = str(doc[start + 1 : last + 1].text)
    return text.removeprefix("The ") or None
