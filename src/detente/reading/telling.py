"""What a statement tells: its events, with their actors, and what its conditions come to."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from detente.evidence import Condition, Event, Span
from detente.reading.attribution import stance_of
from detente.reading.deed_grammar import can_act, particle_lemma, told_by_when
from detente.reading.deed_words import answering, deed_of, is_response
from detente.reading.deeds import deed_act
from detente.reading.drafts import Draft, Reading
from detente.reading.events import Clause, clauses_in
from detente.reading.kinds import Halves, kind_of
from detente.reading.language import Parsed
from detente.reading.lexicon import lexicon
from detente.reading.referents import SELF, Referents
from detente.reading.spans import make_span
from detente.reading.syntax import OWN, child, clause_around, is_impersonal, is_negated
from detente.reading.tones import tone_of_deed

#: Deeds that only point to one named before.
_THE_SAME = ("do the same", "do so", "do likewise", "do that", "do as much", "follow suit")
#: Prepositions that name whom a deed meets.
_TOWARD = ("on", "against", "to", "with", "toward", "towards", "at", "from", "for", "of")
_DEEP = 6
#: What "we cannot accept the offer" is read as before it is told as a refusal.
_CANNOT = ("conditional", "refuse")
#: Quoted words up to this number are a part of a sentence.
_FRAGMENT = 12
#: Kinds of conditions in which the one addressed controls the condition and the speaker acts.
_BETWEEN_TWO = ("offer", "threat", "demand", "either-or")


def _works() -> frozenset[str]:
    """Return the works and places that can be opened and closed by others."""
    return lexicon().layers["institutions"] - lexicon().layers["people"]


@dataclass(slots=True)
class Told:
    """A statement's events; ``clauses`` stand beside ``events``, ``conditions`` point into them.

    ``joined`` are those who are asked or accused beside the one whom an event names as its agent.
    """

    events: list[Event] = field(default_factory=list)
    clauses: list[Clause] = field(default_factory=list)
    main: int = 0
    speaker: str | None = None
    joined: list[str] = field(default_factory=list)
    conditions: tuple[Condition, ...] = ()


def tell(reading: Reading, draft: Draft, addressed: str | None) -> Told:
    """Return what a statement tells.

    Parameters
    ----------
    reading : Reading
    draft : Draft
    addressed : str or None
        The one to whom the words are said, where they name exactly one.
    """
    return _Teller(reading, draft, addressed).tell()


class _Teller:
    def __init__(self, reading: Reading, draft: Draft, addressed: str | None) -> None:
        self.reading = reading
        self.draft = draft
        self.who = Referents(reading, draft, addressed)
        self.speaker = self.who.speaker
        self.told = Told(speaker=self.speaker)
        self.in_condition = False  # what a condition names is not what the verb of speech performs

    def tell(self) -> Told:
        draft, told = self.draft, self.told
        halves = [
            (self._tokens(c.condition), self._tokens(c.consequence)) for c in draft.conditions
        ]
        if draft.asks:
            return told  # who asks whether somebody pays tells no payment
        apart = {(t.doc, t.i) for first, _ in halves for t in first}
        content = [t for t in draft.tokens if (t.doc, t.i) not in apart]
        refused = self._refused_around()
        own = {(t.doc, t.i) for t in content if not t.is_punct}
        if not own or own - {(t.doc, t.i) for t in refused}:  # not "rejected “all offers to …”"
            for clause in clauses_in(content) or clauses_in(self._around(apart)):
                self._add(clause)
        for clause in clauses_in(refused):
            self._add(clause)
        told.main = len(told.events)
        found = []
        for condition, (first, then) in zip(draft.conditions, halves, strict=True):
            self.in_condition = True
            antecedent = self._half(first)
            self.in_condition = False
            consequent = self._half(then)
            found.append(self._bound(condition, antecedent, consequent, first, then))
        told.conditions = tuple(found)
        return told

    def _around(self, apart: set[tuple[Any, int]]) -> list[Any]:
        """Return the reported clause of which a quotation is only a word or two.

        "Said it would withdraw its “last and final” offer": the deed stands around the quoted words.
        """
        cue, draft = self.draft.cue, self.draft
        if cue is None or draft.quote is None or cue.kind != "verb":
            return []
        words = self.reading.parsed_of(cue.token).inside(*draft.quote)
        if not 0 < len(words) < _FRAGMENT or cue.token not in words[0].ancestors:
            return []
        around = [t for t in clause_around(cue.token, words) if (t.doc, t.i) not in apart]
        return around if any(t.pos_ == "VERB" for t in around) else []

    def _refused_around(self) -> list[Any]:
        """Return the words by which somebody refuses a thing that it calls names in a quotation.

        "Dismissed the proposal of Velia as “an insult”": the refusal stands around the quoted words.
        """
        cue, draft = self.draft.cue, self.draft
        if cue is None or draft.quote is None or cue.kind != "verb" or cue.act != "REJECT":
            return []
        thing = child(cue.token, "dobj", "nsubjpass")
        inside = any(t.doc is cue.token.doc and t.i == cue.token.i for t in draft.tokens)
        asked = lexicon().events.nouns["asked"]
        if inside or thing is None or is_negated(cue.token) or thing.lemma_.lower() not in asked:
            return []
        around = any(t.dep_ == "prep" and t.lower_ == "as" for t in cue.token.children)
        if not (around or len(draft.tokens) < _FRAGMENT):
            return []
        small = [t for t in cue.token.children if t.dep_ in ("prt", "auxpass", "aux", "agent")]
        return sorted([cue.token, *small, *thing.subtree], key=lambda t: t.i)

    # --- events ---------------------------------------------------------------------------------

    def _add(self, clause: Clause) -> int:
        told = self.told
        for number, known in enumerate(told.clauses):
            if known.verb == clause.verb:
                return number
        if clause.subject is None and (asked := told_by_when(clause.verb)) is not None:
            clause = replace(clause, subject=asked)
        moved = clause.moved
        passive = child(clause.verb, "auxpass", "nsubjpass") is not None
        own = moved is not None and moved.lower_ in SELF and self.who.actor(moved) == self.speaker
        if own and self.speaker is not None and not passive:
            clause = replace(clause, subject=moved, moved=None)  # "said it would stay"
        told.clauses.append(clause)
        told.events.append(self._event(clause))
        return len(told.events) - 1

    def _half(self, tokens: list[Any]) -> int | None:
        """Return the place of the event that half a condition tells, added where it is new."""
        found = clauses_in(tokens)
        places = [self._add(clause) for clause in found]
        return places[0] if places else None

    def _event(self, clause: Clause) -> Event:
        by = answering(clause) if is_response(clause) else None
        agent = self._doer(clause) if by is None else self._owner(by)
        goal = clause.moved if clause.moved is not None else clause.goal
        if (
            agent is None
            and (clause.subject is None or by is not None)
            and clause.time == "ahead"
            and is_response(clause)
        ):
            agent = self.speaker  # "such boardings would be answered": by whoever says so
        cue = self.draft.cue
        if agent is None and cue is not None and cue.kind == "deed" and clause.moved is not None:
            agent = (
                self.speaker if cue.token == clause.verb else None
            )  # "the teacher strike goes on"
        deed = deed_of(clause)
        tone = tone_of_deed(deed)
        force = self._force(clause, agent, tone)
        if agent is None and clause.subject is None and clause.moved is None:
            if is_impersonal(clause.verb.head):
                agent = None
            elif force in ("promise", "offer", "refuse", "threaten") or clause.force == "hope":
                agent = self.speaker
            elif force == "demand":
                agent = self.who.addressed
        asked = force == "demand" and not self.in_condition  # "demanded that they shut the gates"
        words = deed.words()
        parsed = self.reading.parsed_of(clause.verb)
        places = [parsed.place(t.i, t.i) for t in words if t.doc is parsed.doc]
        start, end = min(p[0] for p in places), max(p[1] for p in places)
        topics = deed.topics()
        event = Event(
            predicate=topics[0] if topics else clause.verb.lemma_.lower(),
            phrase=make_span(self.reading.text, start, end, loose=True),
            agent=agent,
            patient=self._patient(clause, goal, agent) or self._other_side(clause, force, agent),
            polarity=not clause.denied,
            modality="asked"
            if asked
            else "denied"
            if clause.denied
            and (clause.modality == "planned" or (clause.modality, force) == _CANNOT)
            else clause.modality,
            time="ahead" if asked else clause.time,
            force=force,
            nested_in=self.who.actor(clause.told_by) if clause.told_by is not None else None,
            deed=deed.told(lambda token: self.who.spelt(token, agent)),
            topics=topics,
            tone=tone,
        )
        meant = "offer" if clause.force == "offer" else force
        own = agent is not None and agent == self.speaker
        ahead = own and event.tone < 0 and meant in ("promise", "offer", "refuse")
        if ahead and lexicon().events.is_suffered(event):
            # what one takes upon oneself harms nobody else: "it would pay the toll"
            return replace(event, force=meant, tone=int(event.predicate == "pay"))
        return event

    def _doer(self, clause: Clause) -> str | None:
        """Return who does a deed; who speaks beside others acts beside them."""
        subject = clause.subject
        if subject is None:
            return None
        source = self.draft.cue.source if self.draft.cue is not None else None
        if source is not None and subject == source:
            return self.speaker
        if clause.told_by is not None and subject.lower_ in SELF:
            subject = clause.told_by  # "had been told by Orland that it would pay"
        agent = self.speaker if self.who.stands_for(subject) else self.who.actor(subject)
        joined = [self.who.actor(c) for c in subject.conjuncts if c.i > subject.i]
        if clause.force in ("demand", "accuse"):
            self.told.joined += [party for party in joined if party is not None]
        return self.speaker if self.speaker in joined else agent

    def _owner(self, deed: Any) -> str | None:
        """Return whose a deed is that a noun tells: "firm steps from Velia", "Velia's answer"."""
        of = (child(c, "pobj") for c in deed.children if c.lower_ in ("from", "of", "by"))
        owner = child(deed, "poss") or next(of, None)
        return self.who.actor(owner) if owner is not None else None

    def _force(self, clause: Clause, agent: str | None, tone: int) -> str:
        """Return what is done with an event by telling it."""
        force = clause.force
        own = agent is not None and agent == self.speaker
        if clause.imperative and self._goes_on(clause):
            return "state"
        if _is_question(clause.verb) and not self.in_condition:
            return "state"  # "Would I want that next door?"
        if agent is None and self._is_asked_in_quotation(clause):
            return "demand"
        if force == "hope" and self.in_condition:
            return "ask"  # "if they want us to return"
        if force == "hope":
            stative = clause.verb.lemma_.lower() in lexicon().events.stative
            both = clause.subject is not None and clause.subject.lower_ in ("parties", "sides")
            asked = (
                (both or agent is not None) and not own and clause.by is not None and not stative
            )
            # "we expect them to attack"; what is hoped for harms nobody who hopes
            hoped = clause.by is not None and clause.by.head.lemma_ == "hope"
            harmed = tone < 0 and not hoped
            return "demand" if asked and not clause.denied and not harmed else "state"
        if force == "offer" and not clause.denied:
            presses = tone < 0 or deed_act(clause.verb) in ("COERCE", "ASSAULT")
            if presses:
                return "threaten"  # "we do not rule out striking the port"
        if (
            force == "demand"
            and _is_adjectival(clause)
            and self.who.actor(clause.moved) == self.speaker
        ):
            return "state"  # "we must be prepared"
        asked_by = self.who.actor(clause.by) if self.draft.layer == "quoted" else None
        others = clause.noun and clause.by is not None and clause.by.lower_ == "they"
        others = others and asked_by is None  # "they came up with a demand for a rise"
        if force == "demand" and (others or asked_by not in (None, self.speaker)):
            return "state"  # "Velia has asked for talks," said Orland: another asks
        if force == "demand" and self.in_condition:
            return "state" if clause.by is None else "ask"  # they must go; they want us to go
        if force == "demand" and own:
            # "ordered its army to retaliate"; "we must think" asks nobody
            return "state" if clause.asked_by_modal else "promise"
        if force == "state" and not self.in_condition and clause.verb != self.who.cue_token():
            force = self._force_of_cue(own=own, open_agent=agent is None)
        cannot = force == "state" and own and clause.denied and clause.modality == "conditional"
        if (
            cannot
            and clause.time == "ahead"
            and particle_lemma(clause.verb) in lexicon().events.granting
        ):
            return "refuse"  # "we cannot accept this offer"
        open_ahead = force == "state" and own and clause.modality == "planned"
        if open_ahead and not (self._is_their_view(clause) or _is_modest(clause.verb)):
            return "refuse" if clause.denied else "promise"
        other = agent is not None and not own
        if force in ("promise", "offer", "threaten", "refuse") and (
            other or (agent is None and clause.force == force and self._is_others(clause))
        ):
            return "state"  # what another is going to do, or what will come about
        return force

    def _is_others(self, clause: Clause) -> bool:
        """Whether a deed is a thing's or somebody else's, known or not: "the price is set to rise", “he is going to go”."""
        subject = clause.subject
        if subject is None:
            return clause.by is not None and self._is_their_view(clause)
        if subject.pos_ == "PRON" and self.draft.layer == "quoted":
            return subject.lower_ not in OWN
        return not can_act(subject)

    def _goes_on(self, clause: Clause) -> bool:
        """Whether a bare verb goes on a sentence begun outside the marks: "it would “widen the gap”"."""
        draft = self.draft
        if draft.quote is None or (draft.cue is not None and draft.cue.act == "REQUEST"):
            return False
        words = [t for t in draft.tokens if t.is_alpha][:3]
        before = self.reading.text[: draft.quote[0]].rstrip("\"'“‘«„` ")[-1:]
        return clause.verb in words and words[0].text.islower() and before.isalnum()

    def _is_their_view(self, clause: Clause) -> bool:
        """Whether what somebody will do is only what others think: "they know that we will find them"."""
        return clause.by is not None and self.who.actor(clause.by) != self.speaker

    def _is_asked_in_quotation(self, clause: Clause) -> bool:
        """Whether quoted words go on what somebody is asked: "called on Velia to “refrain from filling it”"."""
        cue = self.draft.cue
        if (
            cue is None
            or self.draft.quote is None
            or self.in_condition
            or clause.subject is not None
        ):
            return False
        if cue.act != "REQUEST" or cue.kind != "verb" or is_negated(cue.token):
            return False
        first = self.draft.tokens[0]
        before = first.doc[first.i - 1] if first.doc is cue.token.doc and first.i else None
        bare = first.tag_ in ("VB", "VBP") or first.head.tag_ == "VB"
        to = before is not None and (before.lower_ == "to" or before.text in "“\"‘'«")
        return bare and (to or first.tag_ == "VB")

    def _force_of_cue(self, *, own: bool, open_agent: bool) -> str:
        """Return the force that the verb of speech gives to what it reports."""
        cue = self.draft.cue
        act = cue.act if cue is not None and not is_negated(cue.token) else None
        if act == "REQUEST" and not own:
            return "demand"
        if own or open_agent:
            return {"THREATEN": "threaten", "COMMIT": "promise", "OFFER": "offer"}.get(
                act or "", "state"
            )
        return "state"

    def _patient(self, clause: Clause, goal: Any | None, agent: str | None) -> str | None:
        """Return whom a deed meets: its object, the owner of that, or whom a preposition names."""
        run = clause.moved is not None and clause.moved.lemma_.lower() in _works()
        tokens = [goal] if goal is not None and not run else []
        events = lexicon().events
        if goal is not None and goal.lemma_.lower() in events.nouns["contests"]:
            return None  # "boycott the match against Velia" is aimed at whoever holds it
        going = clause.verb.lemma_.lower() in events.nouns["going"] and goal is None
        holders = tokens if going else [clause.verb, *tokens]  # "go to Lagos": a place
        for holder in holders:  # "its duty on articles of Brazil": down the prepositions
            posts = (
                c
                for c in holder.children
                if c.dep_ == "prep"
                and c.lower_ in _TOWARD
                and c.i > holder.i  # not a frame before it
            )
            things = [thing for c in posts if (thing := child(c, "pobj")) is not None]
            tokens += things
            holders += things[: max(0, _DEEP - len(holders))]
        owned = [*tokens, clause.verb] if clause.noun else list(tokens)  # "spurned Microsoft's bid"
        for thing in owned:
            if thing is goal and clause.verb.lemma_ in lexicon().voicing and stance_of(clause.verb):
                continue  # "voiced Velia's opposition to …": who takes a stance is not met by it
            owner = child(thing, "poss")
            tokens += [owner] if owner is not None else []
        for token in tokens:
            actor = self.who.actor(token, acting=False)
            if actor is not None and actor != agent and self.who.is_known(token, actor):
                return actor
        return None

    def _other_side(self, clause: Clause, force: str, agent: str | None) -> str | None:
        """Return who made the offer after which, or for whom, those work who refuse or stop striking.

        "Suspended the strikes after new proposals by Halden Rail", "workers at Halden Steel rejected …".
        """
        lemma = particle_lemma(clause.verb)
        if force != "refuse" and lemma not in lexicon().ending | {"call_off", "postpone"}:
            return None
        named = [*_makers(clause.verb.subtree), *_employers(clause.subject)]
        if clause.verb.head.lemma_.lower() in lexicon().events.carriers["refuse"]:
            named += _employers(child(clause.verb.head, "nsubj"))
        for token in named:
            known = self.reading.cast.resolve(self.reading.parsed_of(token), token)
            party = self.reading.same.get(known.id, known.id) if known is not None else None
            if party not in (None, agent, self.speaker):
                return party
        return None

    # --- conditions -----------------------------------------------------------------------------

    def _bound(
        self,
        condition: Condition,
        antecedent: int | None,
        consequent: int | None,
        first: list[Any],
        then_words: list[Any],
    ) -> Condition:
        """Return a condition with its events, the parties that must act and then act, and its kind."""
        events = self.told.events
        if antecedent is not None and antecedent == consequent:
            consequent = None
        self._take_up(antecedent, consequent)
        self._take_up_asked(antecedent)
        before = events[antecedent] if antecedent is not None else None
        after = events[consequent] if consequent is not None else None
        kind = kind_of(
            Halves(
                sense=condition.sense, cue=condition.cue, first=first, then=then_words,
                before=before, after=after, speaker=self.speaker, said=self.draft.cue,
                promised=consequent is not None and self.told.clauses[consequent].by is not None,
            )
        )  # fmt: skip
        between = kind in _BETWEEN_TWO
        must = before.agent if before is not None else self.who.actor(_by_phrase(first))
        if before is None and must is None:
            # Its words stand in another quotation: “If Velia attacks,” he said, “we will answer.”
            must = self.who.actor(
                next((t for t in first if t.dep_ == "nsubj" and t.head in first), None)
            )
        then = after.agent if after is not None else None
        asked = kind == "demand" and condition.sense == "if"
        if then is None and asked and self._points_back(consequent):
            then = must  # "if the union is serious, it should call off the strike"
        if must is None and between and self._open_agent(antecedent):
            # "would share its data with Egypt once the complaint was withdrawn"
            met = after.patient if after is not None and then == self.speaker else None
            must = self.who.addressed or met
        if then is None and (between or kind == "promise") and self._open_agent(consequent):
            borne = after is not None and after.predicate == "face"  # "there will be consequences"
            # "if you want gas, pay for it": it is not the speaker who is to pay
            asked = consequent is not None and self.told.clauses[consequent].imperative
            asked = asked and kind == "demand"
            then = must if borne else self.who.addressed if asked else self.speaker
        if before is not None and must is not None and before.agent is None:
            events[antecedent] = replace(before, agent=must)  # type: ignore[index]
        if after is not None and then is not None and after.agent is None:
            events[consequent] = replace(after, agent=then)  # type: ignore[index]
        return replace(
            condition, kind=kind, condition_by=must, consequence_by=then,
            antecedent=antecedent, consequent=consequent,
        )  # fmt: skip

    def _take_up(self, antecedent: int | None, consequent: int | None) -> None:
        """Let "does the same" in one half of a condition be the deed that the other half names."""
        if antecedent is None or consequent is None:
            return
        events = self.told.events
        for pointing, meant in ((antecedent, consequent), (consequent, antecedent)):
            if events[pointing].deed in _THE_SAME and events[meant].deed not in _THE_SAME:
                events[pointing] = events[pointing].doing(events[meant])

    def _take_up_asked(self, antecedent: int | None) -> None:
        """Let "if they did not" be what was asked before it: "urged them to leave, … if they did not"."""
        events = self.told.events
        if antecedent is None or events[antecedent].deed != "do":
            return
        asked = [e for e in events[: self.told.main] if e.force == "demand" and e.polarity]
        if asked:
            events[antecedent] = replace(events[antecedent].doing(asked[-1]), agent=asked[-1].agent)

    def _points_back(self, place: int | None) -> bool:
        """Whether who should act in a clause is a pronoun that nothing but the other half can explain."""
        clause = self.told.clauses[place] if place is not None else None
        if clause is None or clause.subject is None or not clause.asked_by_modal:
            return False
        return clause.subject.lower_ in SELF

    def _open_agent(self, place: int | None) -> bool:
        """Whether a clause names nobody who acts, so that the exchange decides."""
        if place is None:
            return True
        subject = self.told.clauses[place].subject
        return subject is None

    def _tokens(self, span: Span) -> list[Any]:
        """Return the tokens of a span: it may stand in the other half of a split quotation."""
        for parsed in self._parses(span):
            found = parsed.inside(span.start, span.end)
            if found:
                return found
        return []

    def _parses(self, span: Span) -> list[Parsed]:
        own = self.draft.parsed
        others = [
            d.parsed for d in self.reading.drafts
            if d.parsed is not own and d.start < span.end and d.end > span.start
        ]  # fmt: skip
        return [own, *others]


def _is_question(verb: Any) -> bool:
    """Whether a clause stands in a question without a word that asks: "would we sign?", not "should they go"."""
    root = next((t for t in (verb, *verb.ancestors) if t.dep_ in ("ROOT", "ccomp")), verb)
    subject = child(root, "nsubj", "nsubjpass")
    turned = [c for c in root.children if c.tag_ == "MD" and c.lower_ != "should"]
    first = turned[0] if turned else None
    if subject is None or first is None or first.i > subject.left_edge.i:
        return False
    return bool(first == root.left_edge or first.nbor(-1).is_punct)


def _is_modest(verb: Any) -> bool:
    """Whether nothing is undertaken: "I would suggest", "we would rather wait", "we will win"."""
    layers, lemma = lexicon().layers, verb.lemma_.lower()
    softened = any(c.lower_ in ("would", "'d", "’d") and c.dep_ == "aux" for c in verb.children)
    rather = any(c.lower_ in ("rather", "sooner") for c in verb.children)
    return lemma in layers["outcomes"] or (softened and (rather or lemma in layers["modest"]))


def _is_adjectival(clause: Clause) -> bool:
    """Whether a passive only says how somebody is: "we must be prepared", "be united"."""
    plain = clause.moved is not None and clause.subject is None
    return plain and lexicon().events.adjective(clause.verb.lower_) is not None


def _makers(tokens: Any) -> list[Any]:
    """Return the names of those from whom an offer comes: "new proposals by track operator Halden Rail"."""
    offers = lexicon().events.nouns["offered"] | {"proposal"}
    found = []
    for noun in (t for t in tokens if t.lemma_.lower() in offers and t.pos_ == "NOUN"):
        posts = (
            c for c in noun.children if c.dep_ in ("prep", "agent") and c.lower_ in ("by", "from")
        )
        found += [thing for c in posts if (thing := child(c, "pobj")) is not None]
        found += [c for c in noun.children if c.dep_ == "poss"]
    return [t for t in found if t.pos_ == "PROPN"]


def _employers(workers: Any | None) -> list[Any]:
    """Return for whom those work who act: "workers at Halden Steel", "Halden Steel staff"."""
    if workers is None or workers.lemma_.lower() not in lexicon().layers["workers"]:
        return []
    found = [
        c
        for c in workers.children
        if c.dep_ in ("compound", "nmod") and c.ent_type_ == "ORG" and not c.is_sent_start
    ]
    posts = (c for c in workers.children if c.dep_ == "prep" and c.lower_ in ("at", "with"))
    found += [thing for c in posts if (thing := child(c, "pobj")) is not None]
    return [
        t
        for t in found
        if t.pos_ == "PROPN" and t.ent_type_ not in ("GPE", "LOC", "NORP", "PERSON", "DATE")
    ]


def _by_phrase(tokens: list[Any]) -> Any | None:
    """Return whom "any attack by X" names."""
    for t in tokens:
        if t.lower_ in ("by", "from") and t.dep_ in ("prep", "agent"):
            return child(t, "pobj")
    return None
