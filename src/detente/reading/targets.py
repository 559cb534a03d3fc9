"""Whom a statement addresses or acts upon.

Two passes. First, whom the words themselves name: the addressee, then actors named in them. Then,
for what is said to somebody whom its own words do not name ("They signed with one hand and fired
with the other"), the speaker's counterpart: the party with which the document shows the most
exchange, explicit targets counted both ways, the nearest one in doubt.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from detente.actors import is_actor_noun, slug
from detente.actors.merging import of_kind
from detente.evidence import INFERRED
from detente.reading.drafts import Draft, Reading
from detente.reading.lexicon import lexicon
from detente.reading.syntax import child

_WORD = re.compile(r"[^\W_]+(?:[-&][^\W_]+)*")
#: How far back the other side is looked for: statements, characters.
_MEMORY, _REACH = 60, 4000
#: Up to how many others the other side of somebody who names nobody can be told.
_SIDES = 2
#: Acts that have an addressee, so the other side of the exchange is meant if none is named.
_ADDRESSED = frozenset(
    ("OFFER", "THREATEN", "REJECT", "ACCUSE", "CONSULT", "CONCEDE", "REQUEST", "AGREE", "PROTEST")
)
#: What two do together, so that each is the other's target: "France and Italy signed a treaty".
_JOINT = frozenset(("AGREE", "CONSULT", "COOPERATE", "RETREAT"))
#: Words before a name that is a place: "the road through Meghri".
_WHERE = frozenset(("in", "at", "near", "around", "through"))
_BOTH = re.compile(r"\b(?:both|all|the two|two) (?:sides|parties|governments|countries|camps)\b")
_EACH_OTHER = re.compile(r"\b(?:each other|one another)\b")


def assign_targets(reading: Reading, drafts: list[Draft], acts: list[str]) -> list[tuple[str, ...]]:
    """Return the ids of whom each statement is aimed at; ``drafts`` stand in text order.

    A statement whose own words name nobody gets the note `INFERRED` with its target.
    """
    own = [_own(drafts, number) for number in range(len(drafts))]
    named = [_named(reading, draft, mine) for draft, mine in zip(drafts, own, strict=True)]
    exchange = _exchange(drafts, named)
    found = []
    for number, (draft, act) in enumerate(zip(drafts, acts, strict=True)):
        targets = named[number]
        if act in _JOINT and " with " not in reading.text[draft.start : draft.end]:
            targets = sorted(_beside(reading, draft)) or targets
        asked = any(condition.kind != "dependence" for condition in draft.conditions)
        addressed = act in _ADDRESSED or asked
        if draft.layer in ("quoted", "reported") and draft.speaker is not None:
            both = _both(reading, draft, exchange, own[number])
            if both:
                targets = both
            elif (
                not targets
                and not _asks_others(draft)
                and (addressed or _answers(drafts, number, exchange))
            ):
                other = _counterpart(reading, drafts, number, named, exchange, own[number])
                targets = [other] if other is not None else []
                draft.notes += [INFERRED] if targets else []
        if draft.speaker is not None and draft.layer in ("quoted", "reported"):
            for target in targets[:1]:
                exchange[frozenset((draft.speaker.id, target))] += 1
        found.append(tuple(targets[:3]))
    return found


def _answers(drafts: list[Draft], number: int, exchange: Counter[frozenset[str]]) -> bool:
    """Whether words without an act of their own are said in an exchange between two."""
    draft = drafts[number]
    if draft.quote is None or draft.speaker is None:
        return False
    mine = [pair for pair in exchange if draft.speaker.id in pair]
    return len(mine) == 1


def _asks_others(draft: Draft) -> bool:
    """Whether somebody outside the exchange is asked: "urged households to save energy"."""
    cue = draft.cue
    if cue is None or cue.act != "REQUEST" or cue.addressee is None or draft.quote is not None:
        return False
    asked = cue.addressee
    if asked.tag_ != "NNS" or asked.head != cue.token or child(asked, "det") is not None:
        return False
    return child(cue.token, "xcomp") is not None


def _own(drafts: list[Draft], number: int) -> set[str]:
    """Return who cannot be aimed at: the speaker, those who speak beside it, the outlet."""
    draft = drafts[number]
    own = {draft.speaker.id} if draft.speaker is not None else set()
    if draft.layer == "interpreted":
        before = (d.speaker.id for d in reversed(drafts[:number]) if d.speaker is not None)
        own |= set(list(before)[:1])
    if draft.via is not None:
        own.add(draft.via.id)
    return own


def _named(reading: Reading, draft: Draft, own: set[str]) -> list[str]:
    """Return whom a statement's own words name, the addressee first."""
    beside = _beside(reading, draft)
    own |= beside
    if draft.rule == "perception" and draft.cue is not None:
        start, _ = draft.parsed.place(draft.cue.token.i, draft.cue.token.i)
        own |= {s.actor.id for s in reading.cast.between(draft.start, start)}
    found: list[str] = []
    if draft.cue is not None and draft.cue.addressee is not None and draft.layer != "interpreted":
        found += _addressee(reading, draft, draft.cue.addressee)
    for start, end in _stretches(draft):
        found += named_in(reading, start, end, own)
    if not [party for party in found if party not in own]:
        found += [body for must, _ in draft.agents if (body := acting_body(reading, must, draft))]
    if beside and _EACH_OTHER.search(reading.text, draft.start, draft.end):
        found = [*beside, *found]
        own -= beside
    return [
        p for p in dict.fromkeys(found) if p not in own and not _BOTH.fullmatch(p.replace("-", " "))
    ]


def acting_body(reading: Reading, subject: Any | None, draft: Draft) -> str | None:
    """Return the party that a subject names by its kind or by a name that only this text knows.

    "If the army withdraws", "as soon as Marland removes its boats".
    """
    if subject is None:
        return None
    if subject.pos_ == "PROPN":
        return _unknown_name(reading, subject, draft)
    if subject.pos_ != "NOUN" or subject.left_edge.lower_ != "the":
        return None
    word = str(subject.lower_)
    if word not in lexicon().layers["bare_bodies"] or subject.left_edge.i != subject.i - 1:
        return None
    return reading.same.get(word, word)


def _unknown_name(reading: Reading, subject: Any, draft: Draft) -> str | None:
    """Return a name that acts in a condition and is no person's: a country nobody has heard of."""
    words = [t for t in subject.subtree if t.i <= subject.i and t.dep_ in ("compound", "nsubj")]
    person = subject.ent_type_ == "PERSON" and len(words) > 1
    name = " ".join(t.text for t in words)
    if person or not name.istitle() or name in reading.cast.people:
        return None
    parsed = reading.parsed_of(subject, draft)
    if reading.cast.between(*parsed.place(subject.left_edge.i, subject.i)):
        return None  # known, and who is meant has been told
    party = slug(name)
    return reading.same.get(party, party)


def _beside(reading: Reading, draft: Draft) -> set[str]:
    """Return who speaks beside the speaker: "France and Italy appealed for calm"."""
    source = draft.cue.source if draft.cue is not None else None
    if source is None or source.doc is not draft.parsed.doc:
        return set()
    parsed, found = draft.parsed, set()
    for c in source.children:
        if c.dep_ == "conj" and c.i > source.i and c.pos_ in ("NOUN", "PROPN"):
            other = reading.cast.resolve(parsed, c)
            found |= {other.id} if other is not None else set()
    return found - ({draft.speaker.id} if draft.speaker is not None else set())


def _exchange(drafts: list[Draft], named: list[list[str]]) -> Counter[frozenset[str]]:
    """Count how often two parties aim at each other."""
    pairs: Counter[frozenset[str]] = Counter()
    for draft, targets in zip(drafts, named, strict=True):
        if draft.speaker is None or draft.layer not in ("quoted", "reported"):
            continue
        for target in targets:
            pairs[frozenset((draft.speaker.id, target))] += 1
    return pairs


def _both(
    reading: Reading, draft: Draft, exchange: Counter[frozenset[str]], own: set[str]
) -> list[str]:
    """Return the two sides that "both sides" means, when somebody else speaks to them."""
    if not _BOTH.search(reading.text, draft.start, draft.end):
        return []
    for pair, _ in exchange.most_common():
        if not pair & own and len(pair) == 2:
            return sorted(pair)
    return []


def _counterpart(
    reading: Reading,
    drafts: list[Draft],
    number: int,
    named: list[list[str]],
    exchange: Counter[frozenset[str]],
    own: set[str],
) -> str | None:
    """Return the other party of the exchange in which a speaker stands."""
    draft = drafts[number]
    assert draft.speaker is not None  # noqa: S101  asked by the caller
    me = draft.speaker.id
    partners: Counter[str] = Counter()
    for pair, count in exchange.items():
        if me in pair and len(pair) == 2:
            (party,) = pair - {me}
            if party not in own:
                partners[party] += count
    for earlier in range(number - 1, max(-1, number - _MEMORY), -1):
        other = drafts[earlier]
        if other.speaker is None or other.layer == "interpreted":
            continue
        if other.speaker.id in partners:
            return other.speaker.id  # whom the speaker answers
        aimed = [party for party in named[earlier] if party in partners]
        if other.speaker.id == me and aimed:
            return aimed[0]  # whom the speaker spoke of before
    if partners:
        return partners.most_common(1)[0][0]
    return _other_side(reading, drafts, number, own)


def _stretches(draft: Draft) -> list[tuple[int, int]]:
    stretches = [(draft.start, draft.end)]
    stretches += [(c.condition.start, c.condition.end) for c in draft.conditions]
    stretches += [(c.consequence.start, c.consequence.end) for c in draft.conditions]
    if draft.quote is not None and draft.cue is not None and not draft.conditions:
        # A part of a sentence takes its target from the clause around it.
        whole = draft.parsed.frame.quotes and draft.quote[1] - draft.quote[0] < 80
        token = draft.cue.token
        if whole and token.doc is draft.parsed.doc:
            stretches.append(draft.parsed.place(token.i, token.right_edge.i))
    return stretches


def _addressee(reading: Reading, draft: Draft, noun: Any) -> list[str]:
    if noun.lemma_.lower() in lexicon().layers["audience"] or noun.pos_ not in (
        "NOUN",
        "PROPN",
        "PRON",
    ):
        return []
    parsed = draft.parsed
    if noun.doc is not parsed.doc or reading.is_outlet(parsed, noun):
        return []
    if noun.pos_ == "PRON":
        known = reading.cast.pronoun(noun.lower_, parsed.place(noun.i, noun.i)[0])
        return [known.id] if known is not None else []
    named = named_in(reading, *parsed.place(noun.left_edge.i, noun.right_edge.i), set())
    words = lexicon().layers
    somebody = is_actor_noun(noun) or noun.lemma_.lower() in words["people"]
    told = noun.pos_ == "PROPN" and noun.ent_type_ == "GPE"  # "warned Borduria that …"
    if not named and (told or (noun.pos_ == "NOUN" and somebody)):
        known = reading.cast.resolve(parsed, noun)
        named = [reading.same.get(known.id, known.id)] if known is not None else []
    return named


def named_in(reading: Reading, start: int, end: int, own: set[str]) -> list[str]:
    """Return the ids of the actors named in a stretch of the text, in order."""
    found: list[tuple[int, str]] = []
    taken: list[tuple[int, int]] = []
    for sighting in reading.cast.between(start, end):
        taken.append((sighting.start, sighting.end))
        if sighting.is_place:
            continue
        venue = reading.text[max(start, sighting.start - 8) : sighting.start].lower().split()[-2:]
        if sighting.actor.kind != "outlet" and not (
            sighting.actor.kind != "state" and "at" in venue
        ):
            found.append((sighting.start, sighting.actor.id))
    apart = any(
        part in lexicon().layers["stand_alone"] for party in own for part in party.split("-")
    )
    of_state = any(len(party) == 3 and party.isupper() for party in own)
    ahead, covered = sorted(taken, reverse=True), 0
    for match in _WORD.finditer(reading.text, start, end):
        while ahead and ahead[-1][0] <= match.start():
            covered = max(covered, ahead.pop()[1])
        if match.start() < covered:
            continue
        if match.group()[:1].isupper():
            before = reading.text[max(0, match.start() - 10) : match.start()].split()
            if before and before[-1] in _WHERE:
                continue
        known = _meant(reading, match, apart=apart, of_state=of_state)
        others = [p for p in of_kind(match.group().lower(), reading.acted()) if p not in own]
        if len(others) == 1 and (known is None or known == match.group().lower()):
            known = others[0]
        if known is not None:
            found.append((match.start(), known))
    parties = [reading.same.get(party, party) for _, party in sorted(found)]
    return [party for party in parties if party not in own]


def _meant(reading: Reading, match: re.Match[str], *, apart: bool, of_state: bool) -> str | None:
    """Return the party that a word of a statement means: a name, or "the company"."""
    cast, acted = reading.cast, reading.acted()
    word = match.group()
    lower = word.lower()
    if word[:1].isupper():
        known = cast.bodies.get(word)
        if known in acted:
            return known
        if word in cast.people:
            return cast.people[word].id
    collectives = lexicon().layers["collectives"]
    if lower in collectives and lower in acted and apart and lower != "alliance":
        return lower
    before = reading.text[max(0, match.start() - 14) : match.start()].lower().split()[-1:]
    if lower in collectives and before in (["the"], ["this"]):
        kin = [party for party in acted if lower in party.split("-")]
        if len(kin) == 1 and kin[0] not in (lower,):
            return kin[0]
        if lower in reading.same:
            return reading.same[lower]
    if lower in reading.same:
        return reading.same[lower]
    if lower not in lexicon().layers["stand_alone"]:
        return None
    if before[:1] in (["our"], ["its"], ["his"], ["her"], ["my"]) and lower[:8] != "neighbou"[:8]:
        return None
    named = cast.bodies.get(lower) or next(
        (p for name, p in cast.bodies.items() if lower in name.lower().split()), None
    )
    if named is None and not of_state:
        named = "rebels" if lower == "rebel" else lower
    return named


def _other_side(reading: Reading, drafts: list[Draft], number: int, own: set[str]) -> str | None:
    """Return the other party from who spoke, and who was named, before and after."""
    words = lexicon().layers
    singular = words["people"] | words["holders"] | words["insiders"]
    bystanders = singular | {f"{word}s" for word in singular}
    mediators = {
        d.speaker.id
        for d in drafts
        if d.speaker is not None and _BOTH.search(reading.text, d.start, d.end)
    }

    def is_side(earlier: Draft) -> bool:
        speaker = earlier.speaker
        if speaker is None or speaker.id in own or earlier.layer == "interpreted":
            return False
        if speaker.id in mediators:
            return False
        return not set(speaker.id.split("-")) & bystanders

    draft, before = drafts[number], drafts[:number]
    sides = {d.speaker.id for d in drafts if is_side(d) and d.speaker is not None}
    if len(sides) > _SIDES:
        return None  # among many, whom words without an addressee mean is a guess
    for earlier in reversed(before[-_MEMORY:]):
        if is_side(earlier) and earlier.speaker is not None:
            return earlier.speaker.id
    named = named_in(reading, max(0, draft.start - _REACH), draft.start, own)
    if named:
        return named[-1]
    later = [d.speaker.id for d in drafts[number + 1 :] if is_side(d) and d.speaker is not None]
    return later[0] if later else None
