"""What a statement tells: its events, with their actors, and what its conditions come to."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from detente.actors import is_actor_noun
from detente.actors.grammar import POSSESSIVES
from detente.evidence import Condition, Event, Span
from detente.model.wording import possessive, with_article
from detente.reading.deed_grammar import can_act, particle_lemma
from detente.reading.deed_words import deed_of, is_response, topics_of, words_of
from detente.reading.drafts import Draft, Reading
from detente.reading.events import Clause, clauses_in
from detente.reading.kinds import Halves, kind_of
from detente.reading.language import Parsed
from detente.reading.lexicon import lexicon
from detente.reading.spans import make_span
from detente.reading.syntax import child, first_subject, is_negated, means_both
from detente.reading.tones import harms, tone_of_clause

_OWN = ("we", "i", "us", "our", "my", "ours", "ourselves", "me")
_YOURS = ("you", "your", "yours")
_THIRD = ("it", "they", "he", "she", "them", "him", "her", "its", "their", "his")
#: What a third-person pronoun in reported words means first: whoever is reported.
_SELF = ("it", "he", "she", "they")
#: Deeds that only point to one named before.
_THE_SAME = ("do the same", "do so", "do likewise", "do that", "do as much", "follow suit")
#: Prepositions that name whom a deed meets.
_TOWARD = ("on", "against", "to", "with", "toward", "towards", "at", "from", "for", "of")
_MET = ("to", "with", "against", "from", "toward", "towards")
_DEEP = 6
#: Letters by which a minister belongs to a ministry and a nurse to the nurses' union.
_STEM = 6
#: How far back in a speaker's own turn "they" may lead.
_TURN = 400
#: Quoted words up to this number are a part of a sentence.
_FRAGMENT = 12
#: Kinds of conditions in which the one addressed controls the condition and the speaker acts.
_BETWEEN_TWO = ("offer", "threat", "demand")


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
        self.addressed = addressed
        self.speaker = draft.speaker.id if draft.speaker is not None else None
        self.told = Told(speaker=self.speaker)
        self.in_condition = False  # what a condition names is not what the verb of speech performs

    def tell(self) -> Told:
        draft, told = self.draft, self.told
        halves = [
            (self._tokens(c.condition), self._tokens(c.consequence)) for c in draft.conditions
        ]
        apart = {(t.doc, t.i) for first, _ in halves for t in first}
        content = [t for t in draft.tokens if (t.doc, t.i) not in apart]
        for clause in clauses_in(content):
            self._add(clause)
        for clause in clauses_in(self._refused_around()):
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
        moved = clause.moved
        passive = child(clause.verb, "auxpass", "nsubjpass") is not None
        own = moved is not None and moved.lower_ in _SELF and self.actor(moved) == self.speaker
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
        agent = self._doer(clause)
        goal = clause.moved if clause.moved is not None else clause.goal
        if (
            agent is None
            and clause.subject is None
            and clause.time == "ahead"
            and is_response(clause)
        ):
            agent = self.speaker  # "such boardings would be answered": by whoever says so
        cue = self.draft.cue
        if agent is None and cue is not None and cue.kind == "deed" and clause.moved is not None:
            agent = (
                self.speaker if cue.token == clause.verb else None
            )  # "the teacher strike goes on"
        force = self._force(clause, agent)
        if agent is None and clause.subject is None and clause.moved is None:
            if force in ("promise", "offer", "refuse", "threaten") or clause.force == "hope":
                agent = self.speaker
            elif force == "demand":
                agent = self.addressed
        asked = force == "demand" and not self.in_condition  # "demanded that they shut the gates"
        words = words_of(clause)
        parsed = self._parsed(clause.verb)
        places = [parsed.place(t.i, t.i) for t in words if t.doc is parsed.doc]
        start, end = min(p[0] for p in places), max(p[1] for p in places)
        topics = topics_of(clause)
        return Event(
            predicate=topics[0] if topics else clause.verb.lemma_.lower(),
            phrase=make_span(self.reading.text, start, end, loose=True),
            agent=agent,
            patient=self._patient(clause, goal, agent) or self._other_side(clause, force, agent),
            polarity=not clause.denied,
            modality="asked"
            if asked
            else "denied"
            if clause.denied and clause.modality == "planned"
            else clause.modality,
            time="ahead" if asked else clause.time,
            force=force,
            nested_in=self.actor(clause.told_by) if clause.told_by is not None else None,
            deed=deed_of(clause, lambda token: self._spelt(token, agent)),
            topics=topics,
            tone=tone_of_clause(clause),
        )

    def _doer(self, clause: Clause) -> str | None:
        """Return who does a deed; who speaks beside others acts beside them."""
        subject = clause.subject
        if subject is None:
            return None
        source = self.draft.cue.source if self.draft.cue is not None else None
        if source is not None and subject == source:
            return self.speaker
        if clause.told_by is not None and subject.lower_ in _SELF:
            subject = clause.told_by  # "had been told by Orland that it would pay"
        agent = self.speaker if self._stands_for(subject) else self.actor(subject)
        joined = [self.actor(c) for c in subject.conjuncts if c.i > subject.i]
        if clause.force in ("demand", "accuse"):
            self.told.joined += [party for party in joined if party is not None]
        return self.speaker if self.speaker in joined else agent

    def _stands_for(self, subject: Any) -> bool:
        """Whether whoever speaks is the voice of those who act: "the pilots will fly, their union said".

        Also the nurses of the nurses' union, the ministry of its minister.
        """
        source = self.draft.cue.source if self.draft.cue is not None else None
        speaker = self.draft.speaker
        if speaker is None or subject.pos_ != "NOUN" or child(subject, "poss") is not None:
            return False
        first = next((t for t in self.draft.tokens if t.dep_ in ("nsubj", "nsubjpass")), None)
        whose = child(source, "poss") if source is not None else None
        many = subject.tag_ == "NNS"
        if whose is not None and whose.tag_ == "PRP$" and subject == first:
            meant = "their" if many else "its" if self.draft.quote is None else ""
            if whose.lower_ == meant and self._place(subject) < self._place(whose):
                return True
        if many and subject.lemma_ == "member" and child(subject, "prep") is None:
            return True  # "said members would walk out": its own
        arms = subject.lemma_.lower() in lexicon().arms | {"force", "troop"}
        if arms and any(c.lower_ in ("government", "regime", "state") for c in subject.children):
            full = f" {speaker.name.lower()} "  # "government troops would not leave, it said"
            return any(f" {w} " in full for w in ("government", "regime")) or speaker.id.isupper()
        if self._is_union(source) and subject.lemma_.lower() in lexicon().layers["workers"]:
            return True  # "cabin crew have called off the strike, the union said"
        stem = subject.lemma_.lower()[:_STEM]
        named = speaker.name.lower().replace("-", " ").split()
        known = many or subject.lemma_.lower() in lexicon().layers["organs"]
        return known and len(stem) > 3 and any(word.startswith(stem) for word in named)

    def _is_union(self, source: Any | None) -> bool:
        """Whether a union speaks: by its kind, or as it is called here: "trade union Unite"."""
        called = source is not None and any(t.lemma_.lower() == "union" for t in source.subtree)
        speaker, cast = self.draft.speaker, self.reading.cast
        kind = (s.actor.kind for s in cast.sightings if speaker and s.actor.id == speaker.id)
        return called or next(kind, None) == "union"

    def _place(self, token: Any) -> int:
        """Return where a token begins in the document."""
        return self._parsed(token).place(token.i, token.i)[0]

    def _force(self, clause: Clause, agent: str | None) -> str:
        """Return what is done with an event by telling it."""
        force = clause.force
        own = agent is not None and agent == self.speaker
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
            return "demand" if asked and not clause.denied else "state"
        if force == "offer" and tone_of_clause(clause) < 0 and not clause.denied:
            return "threaten"  # "we do not rule out striking the port"
        if force == "demand" and self.in_condition:
            return "state" if clause.by is None else "ask"  # they must go; they want us to go
        if force == "demand" and own:
            # "ordered its army to retaliate"; "we must think" asks nobody
            return "state" if clause.asked_by_modal else "promise"
        if force == "state" and not self.in_condition and clause.verb != self._cue_token():
            force = self._force_of_cue(own=own, open_agent=agent is None)
        if force == "state" and own and clause.modality == "planned":
            return "refuse" if clause.denied else "promise"
        if force in ("promise", "offer", "threaten", "refuse") and agent is not None and not own:
            return "state"  # what another is going to do
        return force

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

    def _cue_token(self) -> Any | None:
        return self.draft.cue.token if self.draft.cue is not None else None

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
            posts = (c for c in holder.children if c.dep_ == "prep" and c.lower_ in _TOWARD)
            things = [thing for c in posts if (thing := child(c, "pobj")) is not None]
            tokens += things
            holders += things[: max(0, _DEEP - len(holders))]
        owned = [*tokens, clause.verb] if clause.noun else list(tokens)  # "spurned Microsoft's bid"
        for thing in owned:
            owner = child(thing, "poss")
            tokens += [owner] if owner is not None else []
        for token in tokens:
            actor = self.actor(token, acting=False)
            if actor is not None and actor != agent and self._is_known(token, actor):
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
            known = self.reading.cast.resolve(self._parsed(token), token)
            party = self.reading.same.get(known.id, known.id) if known is not None else None
            if party not in (None, agent, self.speaker):
                return party
        return None

    def _is_known(self, token: Any, actor: str) -> bool:
        """Whether an actor is more than a noun of this sentence: it acts or is a known name."""
        if token.pos_ == "PRON" or actor in self.reading.acted():
            return True
        place = self._parsed(token).place(token.left_edge.i, token.i)
        named = token.pos_ == "PROPN" and (token.ent_type_ in ("GPE", "NORP") or _is_agreed(token))
        return named or bool(self.reading.cast.between(*place))

    # --- actors ---------------------------------------------------------------------------------

    def actor(self, token: Any | None, *, acting: bool = True) -> str | None:
        """Return the id of whom a noun phrase or pronoun means, None where that stays open."""
        if token is None:
            return None
        if token.pos_ == "PRON" or token.tag_ in ("PRP", "PRP$"):
            word = token.lower_
            if word in _OWN:
                return self.speaker
            if acting and word in ("them", "him") and self._is_told_by_speaker(token):
                return None  # "ordered them to leave": others than who orders
            if word == "it" and token.dep_ == "dobj" and not acting and not harms([token.head]):
                return None  # "open it", "sell it": a thing more often than a party
            return self.addressed if word in _YOURS else self._pronoun(token)
        own = child(token, "poss")
        if own is not None and own.tag_ == "PRP$" and token.pos_ in ("NOUN", "PROPN"):
            return self.actor(own) if acting and _acts_for_owner(token) else None
        return self._named(token, acting=acting)

    def _is_told_by_speaker(self, token: Any) -> bool:
        """Whether a pronoun is whom the speaker speaks to, where that would be the speaker itself."""
        source = self.draft.cue.source if self.draft.cue is not None else None
        subject = child(token.head, "nsubj")
        told = token.dep_ in ("dobj", "dative") and source is not None and source in (subject, None)
        cue = token.head == self._cue_token()
        return (told or cue) and self._pronoun(token) == self.speaker

    def _pronoun(self, token: Any) -> str | None:
        word = token.lower_
        if word not in _THIRD:
            return None
        quoted = self.draft.quote is not None
        if quoted and word in _SELF and token.dep_ == "nsubj" and self._stands_before(token):
            return self.speaker  # "Orland said it would “burn the port”"
        if not quoted and word in _SELF and self._fits(word) and self._is_reported_self(token):
            return self.speaker
        if not quoted and token.tag_ == "PRP$" and self._owner_is_self(token):
            return self.speaker
        if quoted and (before := _subject_before(token)) is not None:
            return self.actor(before)
        parsed = self._parsed(token)
        position = parsed.place(token.i, token.i)[0]
        meant = self.reading.cast.pronoun(POSSESSIVES.get(word, word), position)
        if meant is None:
            return None
        reach = self.draft.start - (_TURN if self.draft.rule == "label" else 0)
        if quoted and (meant.span is None or meant.span.start < reach):
            return None  # outside the words themselves: a guess
        return self.reading.same.get(meant.id, meant.id)

    def _stands_before(self, token: Any) -> bool:
        """Whether a pronoun is the subject of quoted words and stands right before their marks."""
        first = self.draft.tokens[0]
        cue = self._cue_token()
        own = cue is not None and cue.doc is token.doc and cue.i < token.i
        return own and token.doc is first.doc and token.i < first.i

    def _fits(self, word: str) -> bool:
        """Whether a pronoun can mean whoever is reported: many people are not "it"."""
        source = self.draft.cue.source if self.draft.cue is not None else None
        many = source is not None and source.tag_ in ("NNS", "NNPS") and source.pos_ == "NOUN"
        if word == "they" and first_subject(self.draft.tokens) == "it":
            return False  # "said it could lift the ban only if they apologised"
        return word != "it" or not many

    def _is_reported_self(self, token: Any) -> bool:
        """Whether a pronoun is the subject of the reported clause: "said it would leave"."""
        verb = token.head
        first = next((t for t in self.draft.tokens if t.dep_ in ("nsubj", "nsubjpass")), None)
        return token == first or (
            first is not None and first.lower_ == token.lower_ and verb.i > first.i
        )

    def _owner_is_self(self, token: Any) -> bool:
        """Whether "its" follows a subject that is whoever is reported, or no other actor at all."""
        first = next((t for t in self.draft.tokens if t.dep_ in ("nsubj", "nsubjpass")), None)
        if first is None or first.i >= token.i or token.head == first:
            return first is None or token.head == first
        verb = next((t for t in token.ancestors if t.pos_ in ("VERB", "AUX")), None)
        nearest = child(verb, "nsubj", "nsubjpass") if verb is not None else None
        apart = nearest is not None and nearest not in token.ancestors  # not "its envoy will stay"
        if nearest is not None and apart and nearest.pos_ == "NOUN" and can_act(nearest):
            first = nearest  # "he will wait while the republic breaks its word"
        return first.lower_ in _SELF or self.actor(first) == self.speaker

    def _named(self, token: Any, *, acting: bool = True) -> str | None:
        if token.pos_ not in ("NOUN", "PROPN", "ADJ", "NUM"):
            return None
        if token.lower_ == "force" and not token.n_lefts:
            return None  # "met with force"
        if means_both(token):
            return None
        reading = self.reading
        parsed = self._parsed(token)
        start, end = parsed.place(token.left_edge.i, token.i)
        low, high = parsed.place(token.i, token.i)
        sightings = [s for s in reading.cast.between(start, end) if s.actor.kind != "outlet"]
        on_head = next((s for s in sightings if s.start <= low and s.end >= high), None)
        if on_head is not None:
            return reading.same.get(on_head.actor.id, on_head.actor.id)
        title = child(token, "appos")
        if (
            title is not None
            and title.pos_ == "PROPN"
            and title.i > token.i
            and token.pos_ == "NOUN"
        ):
            return self._named(title)
        if token.pos_ == "ADJ":
            return None
        if token.left_edge.lower_ == "the" and token.i == token.left_edge.i + 1:
            uniting = reading.cast.uniting(token)
            if uniting is not None:
                return reading.same.get(uniting, uniting)
        if not (token.pos_ == "PROPN" or is_actor_noun(token) or sightings):
            return None
        if token.pos_ == "NOUN" and not is_actor_noun(token):
            owned = child(token, "poss", "amod", "compound")
            near = [s for s in sightings if owned is not None and s.end <= low]
            people = lexicon().layers["people"] | lexicon().events.nouns["companies"]
            if near and not acting and token.lemma_.lower() not in people:  # "on key Russian banks"
                return reading.same.get(near[-1].actor.id, near[-1].actor.id)
            if near and token.lemma_.lower() in lexicon().arms | {"ship", "boat", "jet", "citizen"}:
                return reading.same.get(near[-1].actor.id, near[-1].actor.id)
            return None
        meant = reading.cast.resolve(parsed, token)
        if meant is None:
            return None
        plural = token.tag_ == "NNS" and token.left_edge == token and not sightings
        if token.pos_ == "NOUN" and plural and meant.id not in reading.acted():
            return None  # "workers", whoever they are
        return reading.same.get(meant.id, meant.id)

    def _spelt(self, token: Any, agent: str | None) -> str | None:
        """Return the words for a pronoun inside a deed that somebody does."""
        owning = token.tag_ == "PRP$"
        actor = self.actor(token, acting=False) if not owning else self._owning(token, agent)
        third = not owning and token.lower_ in _THIRD
        if third and (actor == agent or (actor is None and token.head.lower_ in _MET)):
            actor = self._other(token, agent)  # who acts upon itself would be named by "itself"
        if actor is None and token.lower_ == "it" and agent not in (None, self.speaker):
            actor = self._speaker_told_of(token)
        if actor is None:
            return None
        if actor == agent:
            return "its" if owning else "itself"
        name = with_article(self.reading.name_of(actor))
        return possessive(name) if owning else name

    def _other(self, token: Any, agent: str | None) -> str | None:
        """Return whom the statement names last before a pronoun that cannot mean the doer."""
        before = [t for t in self.draft.tokens if t.doc is token.doc and t.i < token.i]
        named = (self.actor(t, acting=False) for t in reversed(before) if t.pos_ == "PROPN")
        return next((party for party in named if party not in (None, agent)), None)

    def _speaker_told_of(self, token: Any) -> str | None:
        """Return the speaker for "it" behind another's deed: "will not talk unless they lift the siege against it"."""
        first = next((t for t in self.draft.tokens if t.dep_ in ("nsubj", "nsubjpass")), None)
        met = token.dep_ == "pobj" and token.head.lower_ in _MET
        if self.draft.quote is not None or not met or first is None or first.i >= token.i:
            return None
        return self.speaker if self.actor(first) == self.speaker else None

    def _owning(self, token: Any, agent: str | None) -> str | None:
        word = token.lower_
        if word in _OWN:
            return self.speaker
        if word in _YOURS:
            return self.addressed
        return agent if agent is not None else self._pronoun(token)

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
        must = before.agent if before is not None else self.actor(_by_phrase(first))
        if before is None and must is None:
            # Its words stand in another quotation: “If Velia attacks,” he said, “we will answer.”
            must = self.actor(
                next((t for t in first if t.dep_ == "nsubj" and t.head in first), None)
            )
        then = after.agent if after is not None else None
        if must is None and between and self._open_agent(antecedent):
            # "would share its data with Egypt once the complaint was withdrawn"
            met = after.patient if after is not None and then == self.speaker else None
            must = self.addressed or met
        if then is None and (between or kind == "promise") and self._open_agent(consequent):
            borne = after is not None and after.predicate == "face"  # "there will be consequences"
            then = must if borne else self.speaker
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
                named, deed = events[pointing], events[meant]
                events[pointing] = replace(
                    named, deed=deed.deed, predicate=deed.predicate, topics=deed.topics,
                    tone=deed.tone, polarity=named.polarity == deed.polarity,
                )  # fmt: skip

    def _take_up_asked(self, antecedent: int | None) -> None:
        """Let "if they did not" be what was asked before it: "urged them to leave, … if they did not"."""
        events = self.told.events
        if antecedent is None or events[antecedent].deed != "do":
            return
        asked = [e for e in events[: self.told.main] if e.force == "demand" and e.polarity]
        if asked:
            named = events[antecedent]
            events[antecedent] = replace(
                named, deed=asked[-1].deed, predicate=asked[-1].predicate, topics=asked[-1].topics,
                tone=asked[-1].tone, agent=asked[-1].agent,
            )  # fmt: skip

    def _open_agent(self, place: int | None) -> bool:
        """Whether a clause names nobody who acts, so that the exchange decides."""
        if place is None:
            return True
        subject = self.told.clauses[place].subject
        return subject is None

    # --- tokens ---------------------------------------------------------------------------------

    def _parsed(self, token: Any) -> Parsed:
        return self.reading.parsed_of(token)

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


def _is_agreed(name: Any) -> bool:
    """Whether a name is the other side of something agreed: "sign the treaty with Velia"."""
    post = name.head
    if name.dep_ != "pobj" or post.lower_ != "with":
        return False
    papers = [post.head, *(c for c in post.head.children if c.dep_ == "dobj")]
    return any(lexicon().light_nouns.get(paper.lemma_.lower()) == "AGREE" for paper in papers)


def _subject_before(pronoun: Any) -> Any | None:
    """Return the name that a subject takes up: "if Orland wants gas, it has to pay"."""
    if pronoun.dep_ not in ("nsubj", "nsubjpass"):
        return None
    for c in pronoun.head.children:
        if c.dep_ == "advcl" and c.i < pronoun.i:
            name = child(c, "nsubj", "nsubjpass")
            plural = pronoun.lower_ in ("they", "them")
            if name is not None and name.pos_ == "PROPN" and plural == (name.tag_ == "NNPS"):
                return name
    return None


def _acts_for_owner(noun: Any) -> bool:
    """Whether what a noun names acts for its owner: "our government", "its forces", not "our merger"."""
    words = lexicon()
    lemma = noun.lemma_.lower()
    if lemma in (
        "enemy",
        "neighbour",
        "neighbor",
        "adversary",
        "rival",
        "opponent",
        "ally",
        "partner",
    ):
        return False
    return is_actor_noun(noun) or lemma in words.arms or lemma in words.layers["owned"]


def _by_phrase(tokens: list[Any]) -> Any | None:
    """Return whom "any attack by X" names."""
    for t in tokens:
        if t.lower_ in ("by", "from") and t.dep_ in ("prep", "agent"):
            return child(t, "pobj")
    return None
