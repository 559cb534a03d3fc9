"""Whom a statement addresses or acts upon: those whom its words name, and nobody else.

The verb of speech names an addressee ("told Orland"); the act names one through its events: whoever is
asked to act, is accused of a deed, must meet a condition, or is met by what is threatened, promised or
done. A plain statement is addressed to nobody. A guess from the exchange around stands apart and
nothing rests on it.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from detente.actors import is_actor_noun
from detente.reading.deed_grammar import can_act
from detente.reading.drafts import Draft, Reading, is_human
from detente.reading.language import Parsed
from detente.reading.lexicon import lexicon
from detente.reading.spurning import asks
from detente.reading.syntax import child, means_both
from detente.reading.telling import Told

_MOST = 3
#: Prepositions after a stance that name at what it is taken.
_TAKEN_AT = ("over", "at", "about", "against", "to", "with", "for")
#: Acts that are aimed at whoever is to do or did what they name.
_AT_DOER = frozenset(("REQUEST", "ACCUSE"))
#: Acts done to whom their verb names, whatever else is told: "accused Orland of being led by Marn".
_ON_NAMED = ("ACCUSE", "CONCEDE", "SUPPORT")
#: Acts that are not aimed at whoever only tells of them: "Velia noted that Orland had asked for time".
_APART = ("SUPPORT", "REQUEST")
#: Who is no side of a conflict: "if observers take its place" asks nothing of the observers.
_NO_SIDE = ("expert", "outlet")
_BOTH = re.compile(
    r"\b(?:both|all|the two|two) (?:sides|parties|governments|countries|camps)\b(?! of)"
)


class Addressees:
    """The addressees of a document's statements."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self._apart = {e.mention.id for e in reading.cast.subjects if e.actor_kind in _NO_SIDE}
        self._together: list[tuple[str, ...]] = []
        self._exchange: Counter[frozenset[str]] = Counter()

    def addressed(self, draft: Draft) -> str | None:
        """Return the one to whom words are said, where their verb names exactly one."""
        named = self._spoken_to(draft) or self._written_to(draft) or self._spoken_of(draft)
        return named[0] if len(named) == 1 else None

    def of(self, draft: Draft, told: Told, act: str) -> tuple[str, ...]:
        """Return the ids of whom a statement is aimed at, as its words name them."""
        if draft.layer == "author":
            return ()
        own = self._own(draft)
        spoken_to = self._spoken_to(draft) or self._written_to(draft)
        found = list(spoken_to)
        if act != "STATE":
            found += self._both(draft, own)
            aimed = self._by_events(told, act) if act not in _ON_NAMED or not spoken_to else []
            found += [p for p in aimed if p not in self._apart]
            found += [*self._spoken_of(draft), *self._owners(draft)]
            if draft.nested and draft.via is not None and not spoken_to and act not in _APART:
                found.append(draft.via.id)  # "said Orland had threatened to …"
        named = [party for party in dict.fromkeys(found) if party not in own]
        if len(named) > 1:
            self._together.append(tuple(named[:2]))
        if draft.speaker is not None and draft.layer in ("quoted", "reported"):
            for party in named[:1]:
                self._exchange[frozenset((draft.speaker.id, party))] += 1
        return tuple(named[:_MOST])

    def inferred(self, draft: Draft) -> tuple[str, ...]:
        """Return the only party with which the speaker has exchanged words by name, if one."""
        if draft.speaker is None or draft.layer not in ("quoted", "reported"):
            return ()
        me = draft.speaker.id
        others = {party for pair in self._exchange if me in pair for party in pair - {me}}
        return tuple(others) if len(others) == 1 else ()

    def _by_events(self, told: Told, act: str) -> list[str]:
        found: list[str | None] = [
            c.condition_by for c in told.conditions if c.kind != "dependence"
        ]
        for event in told.events[: told.main]:
            if act in _AT_DOER:
                doers = event.force in ("demand", "accuse") or act == "ACCUSE"
                says = event.predicate not in lexicon().deeds  # not "attacked the port of Velia"
                own = act == "ACCUSE" and says and event.agent == told.speaker
                # "levelled charges against Velia": who charges does what is told
                found.append((event.patient if own else event.agent) if doers else None)
            else:
                found.append(event.patient)
        if act in _AT_DOER:
            found += told.joined
        if not any(found):
            for event in told.events:
                found += [event.patient, event.agent if act in _AT_DOER else None]
        return [party for party in found if party is not None]

    def _owners(self, draft: Draft) -> list[str]:
        """Return whose offer or charge is rejected, accepted, welcomed: "the charge by Egypt".

        Of a stance, at whom it is taken, or at whose deed: "voiced anger over the raid by Egypt".
        """
        cue = draft.cue
        thing = child(cue.token, "dobj") if cue is not None and cue.act is not None else None
        if cue is None or thing is None or thing.pos_ != "NOUN":
            return []
        lemma, words = thing.lemma_.lower(), lexicon()
        if not (lemma in words.nouns or lemma in words.stances or asks(thing)):
            return []
        whom = self._whom(self.reading.parsed_of(thing))
        held = [thing]
        if lemma in words.stances:
            beside = [*thing.children, *(c for c in cue.token.children if c.i > thing.i)]
            posts = (c for c in beside if c.dep_ == "prep" and c.lower_ in _TAKEN_AT)
            held += [of for c in posts if (of := child(c, "pobj")) is not None]
            if cue.lemma in words.voicing and child(thing, "poss") is not None:
                # "reiterated Velia's opposition to …": who takes a stance is no target of it
                held = held[1:]
        for noun in held:
            owner = child(noun, "poss") or next(
                (child(c, "pobj") for c in noun.children if c.lower_ in ("by", "from", "of")), None
            )
            acts = noun is not thing and (noun.pos_ == "PROPN" or is_human(noun) or can_act(noun))
            for party in (owner, noun if acts else None):  # not "support for Velia independence"
                named = whom(party) if party is not None else None
                if named is not None and named != (
                    draft.speaker.id if draft.speaker is not None else None
                ):
                    return [named]
        return []

    def _own(self, draft: Draft) -> set[str]:
        """Return who cannot be aimed at: the speaker, those who speak beside it, the outlet."""
        own = {draft.speaker.id} if draft.speaker is not None else set()
        if draft.via is not None and not draft.nested:
            own.add(draft.via.id)
        return own | self._beside(draft)

    def _beside(self, draft: Draft) -> set[str]:
        """Return who speaks beside the speaker: "France and Italy appealed for calm"."""
        source = draft.cue.source if draft.cue is not None else None
        if source is None or source.doc is not draft.parsed.doc:
            return set()
        found = set()
        for c in source.children:
            if c.dep_ == "conj" and c.i > source.i and c.pos_ in ("NOUN", "PROPN"):
                other = self.reading.cast.resolve(draft.parsed, c)
                found |= {other.id} if other is not None else set()
        return found

    def _both(self, draft: Draft, own: set[str]) -> list[str]:
        """Return the two sides that "both sides" means, when somebody else speaks to them."""
        if not _BOTH.search(self.reading.text, draft.start, draft.end):
            return []
        pairs = [pair for pair, _ in self._exchange.most_common() if not pair & own]
        last = [list(two) for two in self._together[-1:] if not set(two) & own]
        return last[0] if last else sorted(pairs[0]) if pairs else []

    def _spoken_to(self, draft: Draft) -> list[str]:
        """Return whom the verb of speech names: "told Orland", "warned the union"."""
        cue = draft.cue
        if cue is None or cue.addressee is None or draft.layer == "interpreted":
            return []
        noun = cue.addressee
        parsed = self.reading.parsed_of(noun)
        if (
            means_both(noun)
            or noun.lemma_.lower() in lexicon().layers["audience"]
            or noun.pos_
            not in (
                "NOUN",
                "PROPN",
                "PRON",
            )
        ):
            return []
        if self.reading.is_outlet(parsed, noun):
            return []
        whose = child(noun, "poss")
        people = can_act(noun) or noun.lower_ in lexicon().layers["others"] or child(noun, "appos")
        if whose is not None and not people and not self._is_held(noun):
            return []  # "reiterated Orland's firm stance": nobody speaks to a stance
        if self._is_held(noun):
            if whose is None:  # "dismissed Somalia's proposal": nobody speaks to a proposal
                return []
            noun, whose = whose, None
        named = child(noun, "appos") is not None  # "its neighbour Talvia"
        if noun.lower_ in lexicon().layers["others"] and whose is not None and not named:
            return self._other(draft)
        whom = self._whom(parsed, spoken_to=True)
        return [party for party in map(whom, _with_joined(noun)) if party is not None]

    def _is_held(self, noun: Any) -> bool:
        """Whether a noun is what somebody says, offers or does: "Somalia's proposal"."""
        lemma = noun.lemma_.lower()
        return lemma in lexicon().nouns or lemma in lexicon().events.held or asks(noun)

    def _written_to(self, draft: Draft) -> list[str]:
        """Return to whom the letter goes in which words stand: "in a letter to X, Y said"."""
        cue = draft.cue
        if cue is None or cue.kind != "verb" or draft.layer == "interpreted":
            return []
        layers, parsed, found = lexicon().layers, self.reading.parsed_of(cue.token), []
        for post in cue.token.children:
            paper = child(post, "pobj") if post.dep_ == "prep" and post.lower_ == "in" else None
            if paper is None or paper.lemma_.lower() not in layers["papers"] | layers["letters"]:
                continue
            right = (c for c in cue.token.children if c.i == paper.i + 1)
            sent = child(paper, "acl")  # "in a letter sent to Velia"
            beside = (*paper.children, *right, *(sent.children if sent is not None else ()))
            to = next((c for c in beside if c.lower_ == "to"), None)
            reader = child(to, "pobj") if to is not None else None
            if reader is not None and not self._is_audience(parsed, reader):
                found.append(reader)
        return [party for party in map(self._whom(parsed), found) if party is not None][:1]

    def _is_audience(self, parsed: Parsed, reader: Any) -> bool:
        """Whether a letter goes to whoever reads it: "a note to clients", "an email to the Courier"."""
        crowd = reader.tag_ == "NNS" and not list(reader.children)
        known = reader.lemma_.lower() in lexicon().layers["audience"]
        return crowd or known or self.reading.is_outlet(parsed, reader)

    def _other(self, draft: Draft) -> list[str]:
        """Return whom "its neighbour" means: the only other state or country that the text knows."""
        states = [self.reading.same.get(s, s) for s in self.reading.cast.states()]
        own = draft.speaker.id if draft.speaker is not None else None
        others = [state for state in dict.fromkeys(states) if state != own]
        return others if own in states and len(others) == 1 else []

    def _spoken_of(self, draft: Draft) -> list[str]:
        """Return of whom words are said: "said of the ships of X", "said, calling on X to …"."""
        cue = draft.cue
        if cue is None or cue.kind != "verb" or cue.act is not None or draft.layer == "interpreted":
            return []
        parsed = self.reading.parsed_of(cue.token)
        found = []
        for c in cue.token.children:
            thing = child(c, "pobj") if c.dep_ == "prep" else None
            if c.lower_ in ("of", "about") and thing is not None:
                found.append(thing)
                of = next((x for x in thing.children if x.lower_ == "of"), None)
                found += (
                    [whose] if of is not None and (whose := child(of, "pobj")) is not None else []
                )
        for t in cue.token.sent:
            asks = lexicon().cue_acts.get(t.lemma_) == "REQUEST" or t.lemma_ == "call"
            if t.tag_ == "VBG" and t.dep_ == "advcl" and asks:
                on = next((x for x in t.children if x.lower_ in ("on", "upon", "to")), None)
                whom = child(on, "pobj") if on is not None else child(t, "dobj")
                found += [whom] if whom is not None else []
        named = [party for party in map(self._whom(parsed), found) if party is not None]
        return named[:1]

    def _whom(self, parsed: Parsed, *, spoken_to: bool = False) -> Any:
        """Return what tells the party that a noun names; whoever is spoken to is one, whatever the name."""
        reading = self.reading

        def whom(noun: Any) -> str | None:
            title = child(noun, "appos")
            if noun.pos_ == "NOUN" and title is not None and title.pos_ == "PROPN":
                noun = title  # "in a letter to the owner, Maple Foods"
            if noun.pos_ == "PRON":
                known = reading.cast.pronoun(noun.lower_, parsed.place(noun.i, noun.i)[0])
                return reading.same.get(known.id, known.id) if known is not None else None
            start, end = parsed.place(noun.left_edge.i, noun.i)
            sightings = [s for s in reading.cast.between(start, end) if s.actor.kind != "outlet"]
            people = lexicon().layers["people"]
            crowd = noun.tag_ == "NNS" and is_human(noun) and noun.lemma_ not in lexicon().nouns
            somebody = is_actor_noun(noun) or noun.lemma_.lower() in people or crowd
            bears = spoken_to or noun.ent_type_ in ("GPE", "ORG", "NORP", "PERSON")
            told = noun.pos_ == "PROPN" and bears
            if not (sightings or told or (noun.pos_ == "NOUN" and somebody)):
                return None
            known = reading.cast.resolve(parsed, noun)
            if known is None:
                return None
            return reading.same.get(known.id, known.id)

        return whom


def _with_joined(noun: Any) -> list[Any]:
    """Return a noun and those joined to it: "told Orland and Velia"."""
    found = [noun]
    for c in noun.children:
        if c.dep_ == "conj" and c.pos_ in ("NOUN", "PROPN"):
            found += _with_joined(c)
    return found
