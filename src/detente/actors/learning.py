"""What parsed stretches teach about a document's actors, in two rounds.

Offices that a person is given anywhere in the text come first, then who acts, in order. So "Mr. Deen"
is the president whom a later sentence presents.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile
from typing import Any

from detente.actors.bodies import behind_kind, short_forms
from detente.actors.grammar import Parse, child, says
from detente.actors.known import Known
from detente.actors.lexicon import actor_words, body_heads, given_names
from detente.actors.mentions import Entry, Found
from detente.actors.nouns import (
    ends_name,
    is_actor_noun,
    is_beside_office,
    is_main,
    is_product,
    is_source,
    is_titled,
    is_whom_a_subject_is,
)
from detente.actors.organs import name_before
from detente.actors.phrases import is_office, office_in
from detente.actors.registry import slug
from detente.actors.resolving import issuer_of, resolve
from detente.evidence import Mention, Span

_MARKS = {"person", "expert", "public"}
#: How near before a bare name its office stands, and within how much of a text its first words tell of one.
_CLOSE, _OPENING = 300, 600
#: Where a sentence ends.
_ENDS = re.compile(r"[.!?;][\"”’]?\s|\n")
#: How many paragraphs may lie between an office in a text's first words and the name of who holds it.
_PARAGRAPHS = 4


def learn(cast: Known, stretches: Sequence[Parse], quoted: Sequence[Parse] = ()) -> None:
    """Work out what parsed stretches teach: people first, then who acts.

    Parameters
    ----------
    cast : Known
        What is known so far; it is added to.
    stretches : sequence of Parse
        In the order of the text.
    quoted : sequence of Parse
        What stands in marks, for the people whom it presents: "“Kenya's envoy Ann Wafula vowed …”, he said".
    """
    for parsed in stretches:
        _learn_offices(cast, parsed)
    for parsed in stretches:
        _learn_bodies(cast, parsed)
    for parsed in stretches:
        _learn_offices(cast, parsed)
    for parsed in quoted:
        _learn_offices(cast, parsed, quoted=True)
    for parsed in stretches:
        _learn_actors(cast, parsed)
    cast.subjects.sort(key=lambda entry: entry.position)


def _learn_bodies(cast: Known, parsed: Parse) -> None:
    for entity in parsed.doc.ents:
        proper = entity.label_ == "ORG" and entity.root.pos_ == "PROPN"
        if proper and not is_titled(entity) and not is_product(entity.root):
            start, end = parsed.place(entity.start, entity.end - 1)
            name = re.sub(r"['’]s?$", "", cast.text[start:end].strip())
            name = name.partition(" (")[0]  # "the Dockers union (UDW"
            bare = behind_kind(name.removeprefix("the ").removeprefix("The "))
            last = bare.split()[-1].lower() if bare else ""
            if len(bare.split()) > 4 and last not in body_heads():
                continue  # a headline
            offices = office_in(parsed.doc, entity.start, entity.end - 1)
            start += len(name) - len(bare)
            words = (
                actor_words()["things"]
                | actor_words()["state_organs"]
                | actor_words()["portfolios"]
            )
            held = any(map(cast.presented, (bare, *bare.split()[-1:])))
            joined = bare.split(" and ")
            if len(joined) > 1 and all(cast.text.count(part) > 1 for part in joined):
                continue  # "Velia and Orland are at odds": two, each named again
            if (
                bare
                and not held
                and not offices
                and last not in words
                and not cast.between(start, end)
                and cast.places.of(bare.split()[0]) is None
            ):
                cast.name_body(bare, _whole(cast, bare))
                for short in short_forms(cast.text, [bare]):
                    cast.bodies.setdefault(short, cast.bodies[bare])
    for token in parsed.doc:
        _learn_common(cast, parsed, token)


def _whole(cast: Known, tail: str) -> str | None:
    """Return the body of which a text only ever names the tail: "Transport Union" in a longer name."""
    for name, party in cast.bodies.items():
        if name.endswith(f" {tail}") and cast.text.count(name) == cast.text.count(tail):
            return party
    return None


def _learn_common(cast: Known, parsed: Parse, token: Any) -> None:
    """Learn "the pilots' union" and "the rebel Karan Front", to which "the union" returns."""
    words = actor_words()
    if token.pos_ == "PROPN":
        kind = next((c for c in token.children if c.lower_ in words["armed"]), None)
        if kind is not None and kind.i < token.i:
            name = parsed.doc[kind.i + 1 : token.i + 1].text
            cast.bodies.setdefault(f"{kind.lower_}s", cast.bodies.get(name) or slug(name))
        return
    if token.lower_ not in words["bodies"]:
        return
    first = next(
        (c for c in token.children if c.dep_ in ("poss", "compound") and c.i < token.i), None
    )
    plural = first is not None and first.dep_ == "poss" and first.tag_ == "NNS"
    if name_before(cast, parsed, token, token.left_edge.i) is not None:
        return  # "the Unite union" is Unite
    if first is None or (first.dep_ == "poss" and not plural) or first.pos_ != "NOUN":
        return
    if not first.is_title:
        start, end = parsed.place(first.left_edge.i if plural else first.i, token.i)
        name = cast.text[start:end].removeprefix("the ").removeprefix("a ").removeprefix("its ")
        if len(name) < 50 and "\n" not in name:
            cast.bodies.setdefault(name, slug(name))


def _learn_offices(cast: Known, parsed: Parse, *, quoted: bool = False) -> None:
    """Learn whom each person speaks for, wherever the text says it; of whom others call former, nothing."""
    doc = parsed.doc
    for token in doc:
        if not ends_name(token):
            continue
        telling = token.ent_type_ == "PERSON" or is_beside_office(doc, token)
        if not telling:
            continue
        found = resolve(cast, parsed, token)
        own = found is not None and found.kind in _MARKS
        if found is not None and found.is_telling and found.is_person and not (quoted and own):
            _introduce(cast, found)


def _introduce(cast: Known, found: Found) -> None:
    name = found.mention.name
    if name.lower() in actor_words()["collectives"]:
        return  # "the government and Opposition" are two bodies
    mention = Mention(found.mention.id, name)
    cast.people[name] = mention
    cast.roles[name] = found.kind
    parts = name.split()
    for part in _alone(parts):
        if len(part) > 1 and part[:1].isupper():
            held = cast.people.get(part)
            if held is None or held.id == slug(held.name):
                cast.people[part] = mention
            if cast.bodies.get(part, part) != part:
                cast.bodies.pop(part, None)  # "Vance", for "Vance Holdings", is a man


def _alone(parts: list[str]) -> set[str]:
    """Return by what single words a person may be named again: "al-Rifai" and "Rifai"."""
    if len(parts) > 2 and parts[-1].strip(".").lower() in actor_words()["generations"]:
        parts = parts[:-1]
    if len(parts) < 2:
        return set()
    stem = re.sub(r"^(?:[Aa]l|[Ee]l)-", "", parts[-1])
    return {parts[0], parts[-1], stem}


def _learn_actors(cast: Known, parsed: Parse) -> None:
    for token in parsed.doc:
        acts = token.dep_ in ("nsubj", "nsubjpass") or is_source(token) or says(token)
        acts = acts or is_whom_a_subject_is(token)
        if token.lower_ in ("he", "she") and says(token):
            _learn_by_pronoun(cast, parsed, token)
        if token.pos_ not in ("NOUN", "PROPN") or token.dep_ == "compound":
            continue
        if any(c.lower_ == "whose" for c in token.children):
            continue
        paper = token.lemma_.lower() in actor_words()["spoken_papers"]
        if paper:
            _learn_paper(cast, parsed, token)
        person = token.ent_type_ == "PERSON" and not is_product(token)
        if not person and not (
            acts
            and (paper or is_actor_noun(token) or token.lemma_.lower() in actor_words()["people"])
        ):
            continue
        if token.ent_type_ == "PERSON" and not acts and not ends_name(token):
            continue
        found = resolve(cast, parsed, token)
        if found is None or found.mention.span is None:
            continue
        name = found.mention.name
        implied = found.is_person and found.rule == "office" and name not in cast.people
        if implied and name[:1].isupper() and (found.is_telling or not is_office(token)):
            _introduce(cast, found)
        if found.is_person and found.rule == "own name":
            if token.dep_ != "appos" or token.head.pos_ == "PROPN":
                found = _named_only_now(cast, found)  # no "harbour master, Tove Lind"
            if " " in found.mention.name or found.rule == "office before":
                _introduce(cast, found)
        if not acts and found.is_person:
            _learn_gender(cast, parsed, token, name)
            cast.mentioned.append(found)
        if acts and found.mention.span is not None and not _relays(cast, found.mention.span):
            _note(cast, parsed, token, found)


def _learn_paper(cast: Known, parsed: Parse, token: Any) -> None:
    """Learn whose a statement is where it is first spoken of, for "the statement" after it."""
    if token.tag_ != "NN":
        return
    issuer = issuer_of(token)
    bare = token.left_edge.lower_ in ("the", "this") and child(token, "acl", "prep") is None
    if bare and issuer is None:
        return
    found = resolve(cast, parsed, issuer if issuer is not None else token)
    if found is not None and found.kind not in ("expert", "public", "outlet"):
        cast.papers.append((parsed.place(token.i, token.i)[0], found.mention.id))


def _named_only_now(cast: Known, found: Found) -> Found:
    """Give a bare name to the office-holder whom the text has left without one.

    "The policy chief said … Kessel told": who spoke just before; also the one of whom the text's first words
    tell ("Germany's foreign minister says …"), where a full name speaks first without any office.
    """
    span = found.mention.span
    assert span is not None  # noqa: S101
    near = [
        e
        for e in cast.subjects[-3:]
        if 0 < span.start - e.position < _CLOSE
        and _is_nameless_holder(e)
        and _ENDS.search(cast.text, e.position, span.start)  # not "the minister told Velia"
    ]
    opening = takewhile(lambda e: e.position < min(_OPENING, span.start), cast.subjects)
    first = next((e for e in opening if _is_nameless_holder(e)), None)
    if not near and first is not None and _is_first_name(cast, found, first):
        near = [first]
    if not near:
        return found
    mention = Mention(near[-1].mention.id, found.mention.name, span)
    return Found(mention, near[-1].actor_kind, "office before", is_person=True)


def _is_nameless_holder(entry: Entry) -> bool:
    """Whether somebody is told by an office and not by a name: "the policy chief"."""
    words = entry.mention.name.split()
    plain = words[-1].islower() or (words[0].islower() and bool({"to", "of"} & set(words)))
    told = entry.kind == "person" and plain and entry.actor_kind not in _MARKS
    return told and bool(set(words) & actor_words()["titles"])


def _is_first_name(cast: Known, found: Found, holder: Entry) -> bool:
    """Whether a full name is the first to speak behind an office-holder told in a text's first words."""
    name, span, told = found.mention.name, found.mention.span, holder.mention.span
    assert span is not None  # noqa: S101
    assert told is not None  # noqa: S101
    open_ = told.text.lower().startswith(("a ", "an ", "one "))
    if open_ and set(holder.mention.name.split()) & actor_words()["insiders"]:
        return False  # "a union official": any of many
    aged = re.match(r", \d\d\b", cast.text[span.end : span.end + 4])
    if " " not in name or aged is not None or name in cast.text[: holder.position]:
        return False
    between = cast.text[holder.position : span.start]
    if len(re.findall(r"\n\s*\n|\n", between)) > _PARAGRAPHS:
        return False
    people = (e for e in cast.subjects if holder.position < e.position < span.start)
    return not any(e.kind == "person" and e.mention.name[:1].isupper() for e in people)


def _note(cast: Known, parsed: Parse, token: Any, found: Found) -> None:
    span = found.mention.span
    assert span is not None  # noqa: S101
    kind = "person" if found.is_person else "public" if found.kind == "public" else "body"
    plain = token.pos_ == "NOUN" and not token.text[:1].isupper()
    plain = plain or token.i == token.sent.start  # "Critics of the mayor"
    named = (
        found.is_person and not plain and token.text in found.mention.name.split()
    )  # "Ann Slesers"
    if (
        token.tag_ in ("NNS", "NNPS")
        and not named
        and (found.is_person or found.kind in ("public", "expert"))
    ):
        kind = "they"
    elif kind == "public":
        kind = "person"
    _learn_gender(cast, parsed, token, found.mention.name)
    subject = token.head if is_whom_a_subject_is(token) else token
    clause = (parsed.place(token.sent.start, token.sent.start)[0], is_main(subject))
    many = (token.tag_ == "NNS" and token.pos_ == "NOUN") or child(token, "conj") is not None
    cast.subjects.append(
        Entry(
            span.start, kind, found.mention, clause, found.kind, says(subject), found.office, many
        )
    )


def _learn_by_pronoun(cast: Known, parsed: Parse, token: Any) -> None:
    """Learn that the only person named so far is "she" or "he": "“…,” said Aroha. She said …"."""
    before = cast.before(parsed.place(token.i, token.i)[0])
    people = {e.mention.name for e in before if e.kind == "person"}
    if len(people) == 1 and not cast.mentioned:
        cast.genders.setdefault(people.pop(), "f" if token.lower_ == "she" else "m")


def _learn_gender(cast: Known, parsed: Parse, token: Any, name: str) -> None:
    """Learn from "Dame", "Mr", "spokeswoman" and given names whom "she" and "he" can mean."""
    words = actor_words()
    named = child(token, "appos") or token
    low = min(token.left_edge.i, named.left_edge.i)
    around = {t.lower_.rstrip(".") for t in parsed.doc[low : max(token.i, named.i) + 1]}
    for gender, telling in (("f", words["women"]), ("m", words["men"])):
        if around & telling:
            cast.genders.setdefault(name, gender)
    given = name.split()[0].lower()
    if " " in name and given in given_names():
        cast.genders.setdefault(name, given_names()[given])


def _relays(cast: Known, span: Span) -> bool:
    """Whether a mention names a medium, which tells and does not act."""
    return any(s.actor.kind == "outlet" for s in cast.between(span.start, span.end))
