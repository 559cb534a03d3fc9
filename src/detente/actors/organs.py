"""Whom a phrase without a personal name means: a body, a state's organ, a people, a group."""

from __future__ import annotations

import re
from typing import Any

from detente.actors.bodies import behind_kind, is_body_noun, kind_of_body, kind_of_noun
from detente.actors.grammar import APOSTROPHES, Parse, child, mention_edges, says, span_of
from detente.actors.known import Known, PartyOf
from detente.actors.lexicon import actor_words, body_heads
from detente.actors.mentions import Found
from detente.actors.phrases import Phrase, is_office, possessor_of
from detente.actors.pronouns import antecedent
from detente.actors.registry import Registry, slug
from detente.actors.salience import state_around
from detente.actors.scanning import Sighting
from detente.actors.words import ADJECTIVAL
from detente.evidence import Mention, Span

#: Articles that single out one of a people, who does not stand for its state.
_ONE = ("a", "an", "another")
#: A part of a union by its number, or its kind and letters: "Aerospace Workers District 751", "… Workers union (IAW)".
_BRANCH = re.compile(
    r"(?: (?:District|Lodge|Branch|Chapter|Section|Region) \d+| union)?(?: \([A-Z&.]{2,8}\))?$"
)
#: Characters that the name of a body takes at most.
_NAME = 120


def body_phrase(
    cast: Known, parsed: Parse, head: Any, first: int, last: int, party_of: PartyOf
) -> Found:
    """Return whom a phrase without a personal name means: a body, a state's organ, a people."""
    doc, words = parsed.doc, actor_words()
    start, end = parsed.place(first, last)
    span = span_of(cast.text, start, end)
    label = cast.label(parsed, first, last)
    noun, lemma = head.lower_, head.lemma_.lower()

    def found(party: str, kind: str, rule: str, name: str = label) -> Found:
        return Found(Mention(party, name, span), kind, rule)

    sightings = [s for s in cast.between(start, end) if s.actor.kind != "outlet"]
    organ = _is_organ(doc, head, first) or _is_of_government(doc, head, first)
    owner_of_it = _possessor_party(cast, parsed, head, first, last, party_of)
    if organ and owner_of_it is not None and cast.is_domestic and cast.is_person_only(owner_of_it):
        owner_of_it = next(iter(cast.states()), owner_of_it)  # "President Dahl's government"
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
    if of_state and owner_of_it is not None and noun in words["lands"] and head.i == last:
        return found(owner_of_it, "state", "country of a state's own")  # "he said his country …"
    own_place = next(
        (cast.places.of(t.text) for t in doc[first : head.i] if cast.places.of(t.text)), None
    )
    if own_place is not None and organ and not chamber_apart(cast, noun):
        return found(own_place, "state", "organ of a country of the text")
    behind = _body_behind(cast, parsed, head, last)
    if behind is not None:
        return found(behind, "body", "part that acts for the body behind it")
    if label in cast.bodies and not (label.islower() and noun in words["apart"]):
        return found(cast.bodies[label], "body", "named body")
    branch = _BRANCH.sub("", label)
    if branch != label and branch in cast.bodies:
        return found(cast.bodies[branch], kind_of_body(branch) or "body", "branch of a body")
    tail = behind_kind(label)
    if tail != label and tail in cast.bodies:
        return found(cast.bodies[tail], kind_of_body(tail) or "body", "name behind its kind", tail)
    firm = label.partition(" of ")[0]
    bare = firm.rstrip(".")
    if bare in cast.bodies and bare.split()[-1].lower() in words["legal_forms"]:
        return found(cast.bodies[bare], "firm", "firm by its form in law", firm)
    if (letters := _letters_before(cast, head) or _letters_before(cast, doc[last])) is not None:
        party = cast.bodies[letters]
        name = next(name for name, known in cast.bodies.items() if known == party)
        return found(party, kind_of_noun(noun) or kind_of_body(noun) or "body", "letters", name)
    if (town := _town_named(doc, head, last)) is not None:
        return found(cast.bodies.get(town) or slug(town), "body", "town by its name", town)
    if any(t.lower_ in words["media"] for t in doc[first : head.i]) and (
        medium := _proper(doc, first, last)
    ):
        return found(cast.bodies.get(medium) or slug(medium), "outlet", "medium", medium)
    if head.i > first and doc[head.i - 1].lower_ == "news" and lemma in words["media"]:
        return found(slug(label), "outlet", "medium")  # "Russian news agencies"
    named = name_before(cast, parsed, head, first)
    if named is not None:
        return found(
            cast.bodies.get(named) or slug(named),
            kind_of_noun(noun) or "union",
            "name before its kind",
            named,
        )
    aside = child(head, "appos")
    beside = _name_beside(cast, parsed, head, last, aside)
    if beside is not None:
        kind = "firm" if kind_of_noun(noun) == "firm" else "body"
        return found(beside[0], kind, "name beside its kind", beside[1])
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
    inner = noun in words["inner_bodies"] and doc[head.i - 1].lower_ in words["wings"]
    if owner_of_it is not None and inner and not of_state:
        return found(owner_of_it, "body", "part that acts for its body")
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
        whole = sighting.end - sighting.start >= end - start - 4
        if at_head and is_one_of(head, sighting):
            return found(slug(label), "person", "one of a people")  # "an American's lawyer"
        if at_head and (whole or _is_only_described(parsed, sighting, first, head)):
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
        return found(*_organ(cast, parsed, head, first, last, span, party_of))
    bare = head.i == last == first + 1 and doc[first].lower_ == "the"
    if bare and noun in words["mediums"] and (medium := cast.medium_before(span.start)):
        return found(medium, "outlet", "the medium named before")
    again = cast.body_again(noun, span.start)
    alone = head.i == last  # not "the developer of the project"
    if again is not None and alone and _is_bare(doc, first, head.i):
        return found(again, "body", "the one of its kind")
    if first == head.i - 1 and doc[first].lower_ == "the" and (united := cast.uniting(head)):
        return found(united, "body", "those whom a body of the text unites")
    for word in (noun, lemma):
        if word in words["collectives"] and not (head.is_title and head.i != head.sent.start):
            return found(cast.bodies.get(word) or _plain_group(doc, first, head), "body", "group")
    called = _proper(doc, first, last) if head.text[:1].isupper() and head.i != first else None
    beside_kind = next(
        (kind_of_noun(t.lower_) for t in doc[first : head.i + 1] if kind_of_noun(t.lower_)), None
    )
    kind = kind_of_body(label) or beside_kind or ("public" if crowd else "body")
    if called and called in cast.bodies:
        return found(cast.bodies[called], kind, "named body", called)
    if called and beside_kind is not None and called != label:
        return found(slug(called), kind, "name after its kind", called)
    return found(slug(label if called else span.text), kind, "own words", label)


def is_one_of(head: Any, sighting: Sighting) -> bool:
    """Whether a people's name singles out one of it: "a Russian", not "the Russians"."""
    article = child(head, "det")
    return sighting.sense == "people" and article is not None and article.lower_ in _ONE


def _is_only_described(parsed: Parse, sighting: Sighting, first: int, head: Any) -> bool:
    """Whether nothing but describing words stands before a state's name: "oil-rich Kuwait", "Sanctions-hit Velia"."""
    doc = parsed.doc
    if sighting.sense == "people" or parsed.place(head.i, head.i)[1] != sighting.end:
        return False
    start = next(
        (i for i in range(first, head.i) if parsed.place(i, i)[0] >= sighting.start), head.i
    )
    before = doc[first:start]
    joined = [t for t in before if t.tag_ == "HYPH" or "-" in t.text]
    if any(t.text in APOSTROPHES or t.lower_ in actor_words()["sides"] for t in before):
        return False
    small = all(not t.text[:1].isupper() or t.is_sent_start or t.lower_ == "the" for t in before)
    plain = all(t.tag_ in ("JJ", "VBN", "VBG", "RB", "DT", "PRP$") for t in before)
    return small and (plain or bool(joined))


def _body_behind(cast: Known, parsed: Parse, head: Any, last: int) -> str | None:
    """Return the body of which a part acts: "the board of directors of Brant Foods", "members of the Harl Front"."""
    doc, words = parsed.doc, actor_words()
    noun, at = head.lower_, head.i + 1
    if noun not in words["parts"] | words["rank_and_file"]:
        return None
    if [t.lower_ for t in doc[at : at + 2]] == ["of", "directors"]:
        at += 2
    if at + 1 > last or doc[at].lower_ not in ("of", "for", "from"):
        if noun not in words["rank_and_file"]:
            return None
        place = parsed.place(head.i, head.i)[0]
        before = cast.text[max(0, place - _NAME) : place].rstrip()  # "Harl Front fighters"
        kinds = ("armed-group", "union") if noun == "members" else ("armed-group",)
        names = (n for n in cast.bodies if before.endswith(n) and kind_of_body(n) in kinds)
        return next((cast.bodies[n] for n in sorted(names, key=len, reverse=True)), None)
    low = at + 2 if doc[at + 1].lower_ == "the" and at + 2 <= last else at + 1
    end = last - (last > low and doc[last].lower_ in words["armed"])  # "the MNF rebels"
    name = doc[low : end + 1].text
    party = cast.bodies.get(name) or next(
        (s.actor.id for s in cast.between(*parsed.place(low, end)) if s.actor.kind not in ("state", "outlet")
         and s.end == parsed.place(end, end)[1]), None
    )  # fmt: skip
    kind = kind_of_body(name)
    if noun in words["rank_and_file"] and kind not in ("union", "community", "armed-group"):
        # "members of the Harl Council" are not of one mind; those of the Security Council say so together
        known = Registry.default().actor(party) if party is not None else None
        all_of_them = all(c.lower_ == "the" for c in head.children if c.i < head.i)
        of_one_mind = known is not None and known.kind == "intergovernmental"
        if not (of_one_mind or "Party" in name.split()) or not all_of_them:
            return None
    return party if name[:1].isupper() and kind != "court" else None


def _letters_before(cast: Known, head: Any) -> str | None:
    """Return the letters in brackets before a kind: "Rail, Maritime and Transport (RMT) union"."""
    before = head.doc[max(0, head.i - 3) : head.i]
    brackets = len(before) == 3 and (before[0].text, before[2].text) == ("(", ")")
    letters = str(before[1].text) if brackets and is_body_noun(head.lower_) else ""
    return letters if letters in cast.bodies else None


def _town_named(doc: Any, head: Any, last: int) -> str | None:
    """Return the name of "the city of Harl", which acts as a body."""
    if (
        head.lemma_.lower() not in actor_words()["towns"]
        or doc[head.i + 1 : head.i + 2].text != "of"
    ):
        return None
    end = head.i + 1
    while end < last and doc[end + 1].pos_ == "PROPN":
        end += 1
    return str(doc[head.i + 2 : end + 1].text) if end > head.i + 1 else None


def _is_organ(doc: Any, head: Any, first: int) -> bool:
    """Whether a noun names an organ by which a state governs: "the Air Force", "the ministry"."""
    noun = head.lower_
    if noun == "committee":
        return bool(head.i > first and doc[head.i - 1].lower_ == "state")
    if noun in ("office", "agency", "service", "department", "command", "guard"):
        return any(t.lower_ in actor_words()["organ_marks"] for t in doc[first : head.i])
    return noun in actor_words()["state_organs"]


def _is_of_government(doc: Any, head: Any, first: int) -> bool:
    """Whether people are a government's: "the large government delegation"."""
    sent = head.lower_ in actor_words()["state_people"] | actor_words()["insiders"]
    return sent and any(t.lower_ == "government" for t in doc[first : head.i])


def chamber_apart(cast: Known, noun: str) -> bool:
    """Whether a chamber holds a position of its own: only where one state is spoken of."""
    return cast.is_domestic and noun in actor_words()["chambers"] | {"opposition", "court"}


def _organ(
    cast: Known, parsed: Parse, head: Any, first: int, last: int, span: Span, party_of: PartyOf
) -> tuple[str, str, str]:
    """Return whose "the ministry", "the Air Force" or "local authorities" are."""
    noun = "government" if _is_of_government(parsed.doc, head, first) else head.lower_
    label = cast.label(parsed, first, last)
    if noun in cast.bodies and cast.bodies[noun] != noun:
        return cast.bodies[noun], "body", "named before"
    if noun == "ministry" and (seat := _seat_of_saying(cast, parsed, head)) is not None:
        return seat, "state", "organ that speaks in its capital"
    province = " ".join(label.lower().split()).removeprefix("the ") == "state government"
    if province and head.dep_ != "compound":  # not "State Government Affairs Director"
        return "state-government", "body", "government of a province, and of no country"
    if noun == "government" and _is_bare(parsed.doc, first, head.i):
        told_by = _state_telling(cast, parsed, head, party_of)
        if told_by is not None:
            return told_by, "state", "government of the minister who speaks of it"
    if noun in ("government", "army", "military", "junta", "regime"):
        owners = _owners_named(cast, noun)
        if len(owners) == 1:  # "the government of Lesova", then "the government"
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
        adjective = token.i != token.sent.start or token.text.endswith(ADJECTIVAL)
        if token.is_title and adjective and token.lower_ not in unknown | {"the"}:
            return slug(label), "body", "organ of somebody else"  # "Kurdish forces"
    kind = head.i
    while kind > first and parsed.doc[kind - 1].lower_ in actor_words()["portfolios"]:
        kind -= 1  # "the Trade Ministry", after "Velia's trade ministry"
    organ = " ".join([*(t.lower_ for t in parsed.doc[kind : head.i]), noun])
    if _is_bare(parsed.doc, first, kind) and (named := cast.organ_before(organ, span.start)):
        return named, "state", "organ named before"
    phrase = Phrase(parsed, head, first, last, None, [])
    state = state_around(cast, phrase, span.start, aloud=True)
    if state is not None:
        return state, "state", "organ of the state spoken of"
    plain = (
        noun if noun in ("government", "army", "police", "military", "parliament") else slug(label)
    )
    return plain, "body", "organ of no known state"


def _seat_of_saying(cast: Known, parsed: Parse, head: Any) -> str | None:
    """Return the state in whose capital an organ says something: "the Foreign Ministry said in Nairobi"."""
    places = [c for c in head.head.children if c.lower_ == "in"] if says(head) else []
    named = (child(c, "pobj") for c in places)
    seats = (s for t in named if t is not None for s in cast.between(*parsed.place(t.i, t.i)))
    return next((s.actor.id for s in seats if s.actor.kind == "state" and s.sense == "seat"), None)


def _state_telling(cast: Known, parsed: Parse, head: Any, party_of: PartyOf) -> str | None:
    """Return the state of whoever tells what "the government" does: "the minister said the government would …".

    What it must do others say too, and an envoy speaks of the government that he is sent to.
    """
    deed = head.head if head.dep_ in ("nsubj", "nsubjpass") else None
    teller = deed.head if deed is not None and deed.dep_ == "ccomp" else None
    source = child(teller, "nsubj") if teller is not None else None
    if (
        deed is None
        or source is None
        or not says(source)
        or any(c.lower_ in ("must", "should") for c in deed.children)
    ):
        return None
    if source.pos_ == "PRON":
        meant = antecedent(cast, parsed, source, source.lower_)
        party = meant.mention.id if meant is not None and meant.kind == "person" else None
    else:
        edges = mention_edges(source)
        words = {t.lower_ for t in parsed.doc[edges[0] : edges[1] + 1]}
        if not words & actor_words()["titles"] or words & (actor_words()["sent"] | {"ambassador"}):
            return None
        party = party_of(cast, parsed, *edges)
    return party if party is not None and cast.is_state(party) else None


def _owners_named(cast: Known, noun: str) -> set[str]:
    """Return the parties whose organ of a kind the text names."""
    found = set()
    for start, end in cast.owners_of(noun):
        name = cast.text[start:end]
        known = cast.between(start, end)
        if name.split()[0].lower() in actor_words()["titles"]:
            continue  # "President Dahl's government" is his country's
        party = cast.places.of(name) or cast.bodies.get(name)
        found.add(party or (known[0].actor.id if known else slug(name)))
    behind = f" {noun}"
    found |= {  # "the Lesovan government"
        s.actor.id
        for s in cast.sightings
        if s.actor.kind == "state" and cast.text.startswith(behind, s.end)
    }
    return found


def doc_has(doc: Any, first: int, last: int, words: tuple[str, ...]) -> bool:
    """Whether one of some words stands in a stretch."""
    return any(t.lower_ in words for t in doc[first:last])


def _plain_group(doc: Any, first: int, head: Any) -> str:
    own = doc[first : head.i + 1]
    called = (
        own[-3]
        if len(own) > 2 and own[-2].text in APOSTROPHES
        else own[-2]
        if len(own) > 1
        else head
    )
    firms = head.tag_ == "NNS" and head.lemma_ in ("company", "firm", "worker")
    held = called.dep_ == "poss" or not firms  # "the car companies" are "the companies"
    if called.dep_ in ("compound", "poss") and called.pos_ == "NOUN" and held:
        return slug(own.text)  # "the residents' group"
    return {"rebel": "rebels", "neighbor": "neighbour", "neighbors": "neighbours"}.get(
        head.lower_, str(head.lower_)
    )


def _own_body(cast: Known, parsed: Parse, noun: str, first: int, last: int, span: Span) -> str:
    """Return a body that stands apart from whoever owns it: "the firm's union"."""
    text = cast.label(parsed, first, last, owner=True)
    if text in cast.bodies:
        return cast.bodies[text]
    again = cast.body_again(noun, span.start)
    if again is not None:
        return again
    return f"{text.lower()}s" if text.lower() in actor_words()["armed"] else slug(text)


def _possessor_party(
    cast: Known, parsed: Parse, head: Any, first: int, last: int, party_of: PartyOf
) -> str | None:
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
    cast: Known, parsed: Parse, head: Any, last: int, aside: Any | None
) -> tuple[str, str] | None:
    """Return the name that stands beside a body's kind: "The developer, Northcloud, …"."""
    doc = parsed.doc
    noun = head.lower_
    if head.pos_ != "NOUN" or not is_body_noun(noun):
        return None
    if aside is None or aside.i < head.i:
        at = last + 1
        if kind_of_noun(noun) == "firm" and at < len(doc) and doc[at].ent_type_ == "ORG":
            while at + 1 < len(doc) and doc[at + 1].ent_type_ == "ORG":
                at += 1
            aside = doc[at]  # "the largest supplier of cards Corvane Labs said"
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
    while low > last + 1 and doc[low].ent_type_ == doc[low - 1].ent_type_ == "ORG":
        low -= 1
    name = doc[max(low, last + 1) : aside.i + 1].text.removeprefix("the ").strip(", ")
    apart = head.i + 1 != low  # "the company Norr Metall", not "the group, Ann Day's"
    if not name or (aside.ent_type_ == "PERSON" and " " in name and apart):
        return None
    known = next((s.actor.id for s in cast.between(*parsed.place(aside.i, aside.i))), None)
    return known or cast.bodies.get(name) or slug(name), name


def name_before(cast: Known, parsed: Parse, head: Any, first: int) -> str | None:
    """Return the name that "the Unite union" and "the Aera airline" give, where it stands elsewhere alone."""
    doc, noun = parsed.doc, head.lower_
    if head.text != noun or not (noun == "union" or kind_of_noun(noun) == "firm"):
        return None
    start = first + 1 if doc[first].lower_ in ("the", "a", "an") else first
    name = str(doc[start : head.i].text)
    own = doc[start : head.i]
    if not len(own) or not all(t.is_title or t.text.isupper() for t in own):
        return None
    low, high = parsed.place(start, head.i - 1)
    known = any(s.actor.kind == "state" for s in cast.between(low, high))
    if known or cast.places.of(name) or doc[start].text in cast.places.adjectives:
        return None
    return name if cast.text.count(name) > cast.text.count(f"{name} {noun}") else None


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
