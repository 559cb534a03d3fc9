"""From a noun phrase to the actor it names, by rules that are tried in order.

A person speaks for whoever the office belongs to: the possessor before it ("Poland's prime minister"),
what follows "of" or "for" ("president of the Shipyard Workers of America"), what stands before it
("Velian President", "union president"). Only when nothing names the owner does the text around decide.
Experts, former office-holders, lawmakers and passers-by speak for themselves, judges for their court.
"""

from __future__ import annotations

from typing import Any

from detente.actors.bodies import is_body_noun, kind_of_body, kind_of_noun
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
from detente.actors.known import Known
from detente.actors.lexicon import actor_words, given_names
from detente.actors.mentions import Found, Holding
from detente.actors.offices import holding_of
from detente.actors.organs import body_phrase, is_one_of
from detente.actors.phrases import (
    Phrase,
    is_office,
    name_at,
    office_in,
    possessor_of,
    take_apart,
)
from detente.actors.pronouns import antecedent
from detente.actors.registry import Registry, slug
from detente.actors.salience import body_around, firm_just_before, state_around
from detente.actors.words import CALENDAR
from detente.evidence import Mention, Span

#: How far behind those whom a number counts it can stand.
_NEAR = 400
_SHARES = ("%", "percent", "cent")
#: Kinds that speak for nobody but themselves.
_OWN = frozenset(("expert", "public", "person"))


def resolve(cast: Known, parsed: Parse, source: Any) -> Found | None:
    """Return whom a noun phrase or pronoun means, if it can be told."""
    if source.pos_ == "PRON" or source.lower_ in PRONOUNS:
        return _pronoun(cast, parsed, source)
    if is_thing(cast, source):
        return None
    if (whole := _whole(cast, parsed, source)) is not None:
        return whole
    if _is_count(source):
        return _counted(cast, parsed, source)
    if (state := _formal(cast, parsed, source)) is not None:
        return state
    if source.lower_ in actor_words()["unnamed_many"] and child(source, "prep") is None:
        span = span_of(cast.text, *parsed.place(*mention_edges(source)))
        return Found(Mention(slug(span.text), span.text, span), "public", "nobody in particular")
    if (behind := _behind_whose(cast, parsed, source)) is not None:
        return behind
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


def _whole(cast: Known, parsed: Parse, source: Any) -> Found | None:
    """Return those of whom somebody is a part, or who were named together: "one of them", "the three states"."""
    of = next((c for c in source.children if c.dep_ == "prep" and c.lower_ == "of"), None)
    them = child(of, "pobj") if of is not None else None
    before = {c.lower_ for c in source.children if c.i < source.i}
    if them is not None and them.lower_ == "them" and _is_count(source):
        return _counted(cast, parsed, source)
    if them is not None and them.lower_ == "them":
        meant = antecedent(cast, parsed, them, "them")
    elif source.lemma_.lower() in actor_words()["joined"] and before & actor_words()["together"]:
        start = parsed.place(source.i, source.i)[0]
        joint = (e for e in reversed(cast.before(start)) if e.many)
        meant = next((e for e in joint if cast.is_state(e.mention.id)), None)
    else:
        return None
    if meant is None:
        return None
    span = span_of(cast.text, *parsed.place(*mention_edges(source)))
    mention = Mention(meant.mention.id, meant.mention.name, span)
    return Found(mention, meant.actor_kind, "part of", is_person=meant.kind in ("person", "they"))


def _is_count(source: Any) -> bool:
    """Whether a phrase only tells how many speak: "14", "more than 400", "34%", "two of them"; not "Kestrel 9"."""
    if any(c.pos_ == "PROPN" for c in source.children) or source.ent_type_ in ("ORG", "PRODUCT"):
        return False
    share = source.lower_ in _SHARES
    if not share and any(c.dep_ == "det" and c.lower_ == "the" for c in source.children):
        return False  # "the two"
    return share or (source.like_num and source.pos_ in ("NUM", "NOUN"))


def _counted(cast: Known, parsed: Parse, source: Any) -> Found | None:
    """Return of whom those are who are only counted: of the many named last; a share is nobody in particular.

    "Of the 20 members, 14 said", "three of the drivers said", "the drivers voted, and 14 said".
    """
    span = span_of(cast.text, *parsed.place(*mention_edges(source)))
    rate = any(c.lower_ == "in" and child(c, "pobj") is not None for c in source.children)
    share = rate or source.lower_ in _SHARES  # "one in four voters"
    inside = next((c for c in source.children if c.lower_ == "of"), None)
    before = (t for t in source.sent if t.lower_ == "of" and t.is_sent_start)
    of = inside if inside is not None else next(before, None)
    whole = child(of, "pobj") if of is not None else None
    told: tuple[str, str, str] | None = None
    if whole is not None and whole.tag_ in ("NNS", "NNPS") and not share:
        found = resolve(cast, parsed, whole)
        if found is not None:
            told = found.mention.id, found.mention.name, found.kind
    elif not share:
        told = _many_before(cast, parsed, source)
    if told is None and not share:
        return None  # no number is anybody
    if told is None:
        return Found(Mention(slug(span.text), span.text, span), "public", "nobody in particular")
    return Found(Mention(told[0], told[1], span), told[2], "part of", is_person=True)


def _many_before(cast: Known, parsed: Parse, source: Any) -> tuple[str, str, str] | None:
    """Return the many who are named last before a number: those who act, or are only met: "spoke to five witnesses"."""
    at = parsed.place(source.i, source.i)[0]
    many = (
        e for e in reversed(cast.before(at)) if e.many and "person" not in (e.kind, e.actor_kind)
    )
    entry = next(many, None)
    start = entry.position if entry is not None and at - entry.position < _NEAR else -1
    people = actor_words()["public"] | actor_words()["crowds"] | actor_words()["organised"]
    for token in reversed(parsed.doc[: source.i]):
        if token.tag_ == "NNS" and token.lower_ in people and token.dep_ in ("pobj", "dobj"):
            if parsed.place(token.i, token.i)[0] > start:
                return slug(token.text), token.text, "public"
            break
    if entry is None or start < 0:
        return None
    return entry.mention.id, entry.mention.name, entry.actor_kind


def _formal(cast: Known, parsed: Parse, source: Any) -> Found | None:
    """Return the state of a full name, of which a parser sees the first word alone: "the State of Israel"."""
    of = child(source, "prep") if source.pos_ == "PROPN" else None
    country = child(of, "pobj") if of is not None and of.lower_ == "of" else None
    if country is None or country.right_edge.i != source.right_edge.i:
        return None
    start, end = parsed.place(source.i, country.i)
    for told in cast.between(*parsed.place(*mention_edges(source))):
        if told.actor.kind == "state" and told.start <= start and told.end >= end:
            name = cast.text[told.start : told.end]
            return Found(
                Mention(told.actor.id, name, Span(told.start, told.end, name)), "state", "own name"
            )
    return None


def _behind_whose(cast: Known, parsed: Parse, source: Any) -> Found | None:
    """Return for whom an office speaks that belongs to whoever stands before it: "Velia, whose envoy vowed to …"."""
    whose = child(source, "poss")
    if whose is None or whose.lower_ != "whose" or source.head.dep_ != "relcl":
        return None
    owner = resolve(cast, parsed, source.head.head)
    if owner is None or owner.is_person or not is_office(source):
        return None
    span = span_of(cast.text, *parsed.place(source.i, source.i))
    mention = Mention(owner.mention.id, cast.text[span.start : span.end], span)
    return Found(mention, owner.kind, "office", is_person=True)


def _pronoun(cast: Known, parsed: Parse, source: Any) -> Found | None:
    if source.lower_ in OPEN:
        return None
    start, end = parsed.place(source.i, source.i)
    meant = antecedent(cast, parsed, source, source.lower_)
    if (teller := _many_who_tell(source)) is not None:
        told = resolve(cast, parsed, teller)
        if told is not None and (
            meant is None or meant.position < parsed.place(teller.i, teller.i)[0]
        ):
            mention = Mention(told.mention.id, told.mention.name, span_of(cast.text, start, end))
            return Found(mention, told.kind, "pronoun", is_person=told.is_person)
    if meant is None:
        return None
    mention = Mention(meant.mention.id, meant.mention.name, span_of(cast.text, start, end))
    return Found(mention, meant.actor_kind, "pronoun", is_person=meant.kind == "person")


def _many_who_tell(pronoun: Any) -> Any | None:
    """Return the many who tell of themselves: "most of the candidates said they back it", "voters say they think so"."""
    verb = pronoun.head
    if pronoun.lower_ != "they" or pronoun.dep_ != "nsubj" or verb.dep_ != "ccomp":
        return None
    teller = child(verb.head, "nsubj")
    if teller is None or not says(teller) or not teller.i < verb.head.i < pronoun.i:
        return None
    if teller.pos_ == "PRON" or child(verb.head, "dobj", "dative") is not None:
        return None  # "they told the drivers they must leave"
    many = teller.tag_ in ("NNS", "NNPS") or teller.lower_ in ("most", "many", "some", "others")
    return teller if many or _is_count(teller) else None


def _informing(cast: Known, phrase: Phrase, span: Span) -> Found:
    """Return the medium that a poll or report is: whoever made it where that is a medium, else itself."""
    low, high = phrase.parsed.place(phrase.first, phrase.last)
    label = cast.label(phrase.parsed, phrase.first, phrase.last)
    made = next((s.actor for s in cast.between(low, high) if s.actor.kind == "outlet"), None)
    return Found(Mention(made.id if made else slug(label), label, span), "outlet", "paper")


def is_thing(cast: Known, source: Any) -> bool:
    """Whether a phrase names a document, a pact, an exercise, a weapon: nothing that speaks.

    A statement, text or letter with an owner speaks for the owner; see :func:`_paper`.
    """
    noun = source.lemma_.lower()
    words = actor_words()
    if source.text in cast.things:
        return True
    if noun == "opposition" and any(c.lower_ == "to" for c in source.children):
        return True  # "Velia's opposition to the plan" is no party
    if noun in words["spoken_papers"] or _is_surname(cast, source):
        return False
    aside = child(source, "appos")
    if aside is not None and aside.pos_ == "PROPN" and is_body_noun(noun):
        return any(c.lower_ in ("aircraft", "naval") for c in source.children)  # "the carrier Aera"
    if _is_site(source):
        return True
    _, last = mention_edges(source)
    return (noun in words["things"] and source.i == last) or (
        noun in words["things"] and source.pos_ == "NOUN" and noun not in words["state_organs"]
    )


def _is_surname(cast: Known, word: Any) -> bool:
    """Whether a word that names a thing is a person's name here: "Carl Day", "Sen. Bill", not "Labour Day"."""
    if not word.is_title or word.pos_ != "PROPN":
        return False
    before = word.doc[word.i - 1] if word.i > word.sent.start else word
    if before.dep_ in ("compound", "nmod") and before.head is word:
        named = word.ent_type_ == before.ent_type_ == "PERSON"
        titled = before.lower_ in actor_words()["honorifics"] | actor_words()["short_posts"]
        return titled or (named and before.lower_ in given_names())
    return word.text in cast.people


def _is_site(source: Any) -> bool:
    """Whether a phrase names a place by whose it is, and lets it do nothing: "closed Harl's airport"."""
    if source.lower_ not in actor_words()["sites"] or source.dep_ in ("nsubj", "conj"):
        return False
    if source.dep_ == "dobj" and source.head.lemma_ in actor_words()["addressing"]:
        return False  # "told Harl's port"
    if says(source) or (source.dep_ == "pobj" and source.head.lower_ in ("by", "with")):
        return False  # "according to the port of Harl", "talks with the port of Harl"
    of = next((c for c in source.children if c.dep_ == "prep" and c.lower_ in ("of", "in")), None)
    return of is not None or child(source, "poss") is not None


def _paper(cast: Known, phrase: Phrase, span: Span) -> Found | None:
    """Return whose words a statement, a text or a letter holds: its owner's, else who acted last."""
    doc = phrase.doc
    head = phrase.source
    issuer = issuer_of(head)
    of = next(
        (i for i in range(head.i + 1, phrase.last) if doc[i].lower_ in ("of", "from", "by")), None
    )
    possessor = possessor_of(doc, phrase.first, head.i)
    if possessor is not None and doc[possessor[1]].text in CALENDAR:
        possessor = None  # "Friday's lawsuit"
    label = cast.label(phrase.parsed, phrase.first, phrase.last)
    party = None
    if of is not None:
        party = party_of(cast, phrase.parsed, of + 1, phrase.last)
    elif possessor is not None:
        party = party_of(cast, phrase.parsed, *possessor)
    elif head.i > phrase.first and _names_issuer(doc[head.i - 1], head):
        party = party_of(cast, phrase.parsed, phrase.first, head.i - 1)
    elif issuer is not None:
        found = resolve(cast, phrase.parsed, issuer)
        party = found.mention.id if found is not None else None
    elif doc[phrase.first].lower_ in ("the", "this"):
        party = cast.paper_before(span.start)
    return None if party is None else Found(Mention(party, label, span), "body", "words of a paper")


def _names_issuer(word: Any, paper: Any) -> bool:
    """Whether the word before a paper ends its issuer's name: "the Velian Foreign Ministry statement"."""
    return bool(word.pos_ == "PROPN" and word.dep_ == "compound" and word.head == paper)


def issuer_of(paper: Any) -> Any | None:
    """Return who issues a statement, where the words beside it tell and not those inside its phrase.

    "A statement issued by the ministry", "a statement posted on the firm's page", "the union said in a
    statement", "the union issued a statement".
    """
    clause = child(paper, "acl")
    if clause is not None and clause.lemma_ in actor_words()["issuing"]:
        agent, place = child(clause, "agent"), child(clause, "prep")
        agent = agent or next((c for c in clause.children if c.lower_ == "by"), None)
        if agent is not None:
            return child(agent, "pobj")
        page = child(place, "pobj") if place is not None else None
        return child(page, "poss") if page is not None else None
    by = next((c for c in paper.children if c.dep_ == "prep" and c.lower_ in ("by", "from")), None)
    if by is not None:
        return child(by, "pobj")
    verb = paper.head.head if paper.dep_ == "pobj" and paper.head.lower_ == "in" else None
    if paper.dep_ == "dobj" and paper.head.lemma_ in actor_words()["issuing"]:
        verb = paper.head
    return child(verb, "nsubj") if verb is not None and verb.pos_ == "VERB" else None


def _office_beside(cast: Known, parsed: Parse, source: Any) -> Any | None:
    """Return the office that a parser hung on a country before it.

    "… if Iran attacks Kuwait, the foreign minister of X said": no country is a minister.
    """
    doc = parsed.doc
    at = source.i + 1
    if (
        source.dep_ == "pobj"
        or at + 1 >= len(doc)
        or doc[at].text != ","
        or not _is_country(cast, parsed, source)
    ):
        return None
    for i in range(at + 1, min(at + 9, len(doc))):
        if doc[i].text == "," or doc[i].tag_ in ("VBD", "VBZ"):
            return None
        if is_office(doc[i]) and not (i + 1 < len(doc) and doc[i + 1].text in APOSTROPHES):
            return doc[i]
    return None


def _is_country(cast: Known, parsed: Parse, token: Any) -> bool:
    return cast.places.of(token.text) is not None or any(
        s.actor.kind == "state" and s.sense != "people"
        for s in cast.between(*parsed.place(token.i, token.i))
    )


def _person(cast: Known, phrase: Phrase, span: Span) -> Found:
    assert phrase.name is not None  # noqa: S101
    doc = phrase.doc
    name = cast.text[slice(*phrase.parsed.place(*phrase.name))]
    known = cast.person(name)
    holding: Holding | None = None
    for segment in phrase.segments:
        elected = holding is not None and holding.kind == "person" and segment[0] > phrase.name[1]
        if elected and doc[segment[1]].ent_type_ == "GPE" and doc[segment[0]].lower_ == "of":
            continue  # "Senator Ann Day of Harl" does not speak for Harl
        told = holding_of(cast, phrase.parsed, segment, party_of, phrase.name[0])
        if told is not None and (holding is None or (holding.party is None and told.party)):
            holding = told
        if told is not None and told.kind in ("expert", "public"):
            holding = told
            break
    untold = holding is None or (holding.kind not in _OWN and holding.party is None)
    if known is not None and cast.kind_of_person(known.name) == "expert":
        behind = (segment for segment in phrase.segments if segment[0] > phrase.name[1])
        placed = all(office_in(doc, *segment) is None for segment in behind)
        untold = untold or placed  # "Mr. Lund, of Harl Bank", an analyst
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
    office_words = " ".join(doc[first : last + 1].text for first, last in phrase.segments)
    if party is None and holding is not None and holding.kind == "body":
        party = cast.same_office(office_words, span.start)
    if party is None and holding is not None:
        party = _implied(cast, phrase, holding.kind, span.start)
    if party is None and holding is not None and holding.kind == "court":
        party = cast.court()
    if party is None:
        office = _title_before(doc, phrase)
        leader = Registry.default().person(name.split()[-1]) if office else None
        if leader is not None and holding is not None and holding.kind == "state":
            return Found(Mention(leader, name, span), "state", "known surname", is_person=True)
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
    mention = Mention(party, name, span)
    return Found(mention, kind, "office", is_person=True, is_telling=telling, office=office_words)


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


def party_of(cast: Known, parsed: Parse, first: int, last: int) -> str | None:
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
        meant = antecedent(cast, parsed, doc[first], POSSESSIVES[doc[first].lower_])
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
    return body_phrase(cast, parsed, head, first, last, party_of).mention.id


def _head(doc: Any, first: int, last: int) -> Any:
    """Return the word that heads a stretch: the one before "of", else the last."""
    for i in range(first + 1, last + 1):
        if doc[i].lower_ in ("of", "for", "in", "at", "representing", "on"):
            return doc[i - 1]
    return doc[last]


def _unnamed(cast: Known, phrase: Phrase, span: Span) -> Found:
    doc = phrase.doc
    first, last = phrase.first, phrase.last
    low, high = phrase.parsed.place(first, last)
    exact = next(
        (s for s in cast.between(low, high) if s.end - s.start >= len(span.text) - 4), None
    )
    label = cast.label(phrase.parsed, first, last)
    if exact is not None and not is_one_of(doc[last], exact):
        actor = exact.actor
        party = exact.owner or actor.id if actor.kind == "outlet" else actor.id
        name = cast.text[exact.start : exact.end]
        return Found(Mention(party, name, span), actor.kind, "known name")
    holding = None
    if office_in(doc, first, last) is not None and _headed_by_office(doc, phrase):
        holding = holding_of(cast, phrase.parsed, (first, last), party_of)
    if holding is None:
        return body_phrase(cast, phrase.parsed, phrase.source, first, last, party_of)
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
        bare = doc[first].lower_ == "the" and set(label.lower().split()) <= actor_words()["titles"]
        whom = (
            (cast.presides if bare and label == "President" else None)
            or cast.same_office(span.text, span.start)
            or (cast.titled(label, span.start) if bare else None)
            or _implied(cast, phrase, holding.kind, span.start)
        )
    if whom is None:
        return Found(Mention(slug(span.text), label, span), "person", "own words", is_person=True)
    return Found(Mention(whom, label, span), holding.kind, "office", is_person=True)


def _headed_by_office(doc: Any, phrase: Phrase) -> bool:
    """Whether the phrase is about the office-holder, not about a body that the office helps name."""
    office = office_in(doc, phrase.first, phrase.last)
    source = phrase.source
    return office is not None and (office[0] <= source.i <= office[1] or is_office(source))


def _implied(cast: Known, phrase: Phrase, kind: str, position: int) -> str | None:
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
    if cast.host is not None and kind == "state" and "administration" in low:
        return cast.host  # "as my colleague, the senior administration official, said"
    if kind == "state" or kind == "rank":
        if kind == "rank" and (forces := cast.forces_before(position)) is not None:
            return forces
        if kind == "rank" and cast.is_divided():
            return body_around(cast, phrase, position)
        return state_around(cast, phrase, position) or (
            "government"
            if "government" in cast.words
            and kind == "state"
            and (phrase.name is None or (low & {"minister", "premier"} and not cast.states()))
            else None
        )
    if kind == "court":
        return cast.court()
    voice = low & (actor_words()["spoken_for"] | actor_words()["titles"])
    if voice and not low & actor_words()["place_posts"]:  # a mayor is no body's that acts nearby
        return body_around(cast, phrase, position)
    return None
