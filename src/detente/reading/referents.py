"""Whom the words of a statement mean: names, nouns and pronouns, seen from whoever speaks."""

from __future__ import annotations

from typing import Any

from detente.actors import is_actor_noun
from detente.actors.grammar import POSSESSIVES
from detente.actors.lexicon import actor_words
from detente.actors.registry import slug
from detente.model.wording import possessive, with_article
from detente.reading.deed_grammar import can_act
from detente.reading.deed_words import glossed, is_about, thing_before
from detente.reading.drafts import Draft, Reading
from detente.reading.lexicon import lexicon
from detente.reading.syntax import child, first_subject, means_both
from detente.reading.tones import harms

_OWN = ("we", "i", "us", "our", "my", "ours", "ourselves", "me")
_YOURS = ("you", "your", "yours")
_THIRD = ("it", "they", "he", "she", "them", "him", "her", "its", "their", "his")
#: What a third-person pronoun in reported words means first: whoever is reported.
SELF = ("it", "he", "she", "they")
_MET = ("to", "with", "against", "from", "toward", "towards")
#: Letters by which a minister belongs to a ministry and a nurse to the nurses' union.
_STEM = 6
#: How far back in a speaker's own turn "they" may lead.
_TURN = 400
#: Words kept behind a thing that is named again.
_FEW = 4


class Referents:
    """Whom the tokens of a statement mean.

    Parameters
    ----------
    reading : Reading
    draft : Draft
    addressed : str or None
        The one to whom the words are said, where they name exactly one.
    """

    def __init__(self, reading: Reading, draft: Draft, addressed: str | None) -> None:
        self.reading = reading
        self.draft = draft
        self.addressed = addressed
        self.speaker = draft.speaker.id if draft.speaker is not None else None

    def stands_for(self, subject: Any) -> bool:
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
        if self._is_own_body(subject):
            return True
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

    def _is_own_body(self, subject: Any) -> bool:
        """Whether "the group" is that of the person who speaks: no other is known by that noun."""
        speaker, noun = self.draft.speaker, subject.lower_
        bare = subject.n_lefts == 1 and subject.left_edge.lower_ == "the"
        if speaker is None or self.draft.quote is not None or not bare:
            return False
        cast, parsed = self.reading.cast, self.reading.parsed_of(subject)
        speaks = any(d.speaker is not None and d.speaker.id == noun for d in self.reading.drafts)
        titled = all(word[:1].isupper() for word in speaker.name.split())
        person = titled and speaker.name not in cast.bodies
        if noun not in actor_words()["own_sides"] or speaks or not person:
            return False
        if noun in actor_words()["stand_alone"] and speaker.id == slug(speaker.name):
            return False  # a farmer of whom nothing more is told is not "the opposition"
        if cast.is_state(speaker.id):
            return False
        meant = cast.resolve(parsed, subject)
        return meant is None or meant.id == noun

    def _is_union(self, source: Any | None) -> bool:
        """Whether a union speaks: by its kind, or as it is called here: "trade union Unite"."""
        called = source is not None and any(t.lemma_.lower() == "union" for t in source.subtree)
        speaker, cast = self.draft.speaker, self.reading.cast
        kind = (s.actor.kind for s in cast.sightings if speaker and s.actor.id == speaker.id)
        return called or next(kind, None) == "union"

    def _place(self, token: Any) -> int:
        """Return where a token begins in the document."""
        return self.reading.parsed_of(token).place(token.i, token.i)[0]

    def cue_token(self) -> Any | None:
        """Return the word by which the statement is told, if there is one."""
        return self.draft.cue.token if self.draft.cue is not None else None

    def is_known(self, token: Any, actor: str) -> bool:
        """Whether an actor is more than a noun of this sentence: it acts or is a known name."""
        if token.pos_ == "PRON" or actor in self.reading.acted():
            return True
        place = self.reading.parsed_of(token).place(token.left_edge.i, token.i)
        named = token.pos_ == "PROPN" and (token.ent_type_ in ("GPE", "NORP") or _is_agreed(token))
        return named or bool(self.reading.cast.between(*place))

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
        cue = token.head == self.cue_token()
        return (told or cue) and self._pronoun(token) == self.speaker

    def _pronoun(self, token: Any) -> str | None:
        word = token.lower_
        if word not in _THIRD:
            return None
        quoted = self.draft.quote is not None
        if quoted and self._stands_around(token) and self._fits(word):
            return self.speaker  # "said its troops would leave the “buffer zone”"
        if quoted and word in SELF and token.dep_ == "nsubj" and self._stands_before(token):
            return self.speaker  # "Orland said it would “burn the port”"
        if not quoted and word in SELF and self._fits(word) and self._is_reported_self(token):
            return self.speaker
        if not quoted and token.tag_ == "PRP$" and self._owner_is_self(token):
            return self.speaker
        if quoted and (before := _subject_before(token)) is not None:
            return self.actor(before)
        if (above := _subject_above(token)) is not None:
            return self.actor(above)
        if (met := self._met_by_own_deed(token)) is not None:
            return met
        parsed = self.reading.parsed_of(token)
        position = parsed.place(token.i, token.i)[0]
        meant = self.reading.cast.pronoun(POSSESSIVES.get(word, word), position)
        if meant is None:
            return None
        reach = self.draft.start - (_TURN if self.draft.rule == "label" else 0)
        if quoted and (meant.span is None or meant.span.start < reach):
            return None  # outside the words themselves: a guess
        return self.reading.same.get(meant.id, meant.id)

    def _met_by_own_deed(self, token: Any) -> str | None:
        """Return who "it" is in "we will act against Velia if it attacks": the only one named before it there."""
        clause = token.head
        own = child(clause.head, "nsubj")
        hangs = clause.dep_ == "advcl" and any(c.dep_ == "mark" for c in clause.children)
        if not hangs or token.dep_ != "nsubj" or own is None or own.lower_ not in _OWN:
            return None
        named = (t for t in self.draft.tokens if own.i < t.i < token.i and t.doc is token.doc)
        met = {self.actor(t, acting=False) for t in named if t.pos_ == "PROPN"} - {None}
        return met.pop() if len(met) == 1 else None

    def _stands_around(self, token: Any) -> bool:
        """Whether a pronoun begins the subject of the reported clause of which a few words are quoted."""
        cue = self.draft.cue
        if cue is None or cue.token.doc is not token.doc or not cue.token.i < token.i:
            return False
        subject = token if token.dep_ == "nsubj" else token.head
        own = token == subject or token.tag_ == "PRP$"
        return bool(own and subject.dep_ == "nsubj" and subject.head.head == cue.token)

    def _stands_before(self, token: Any) -> bool:
        """Whether a pronoun is the subject of quoted words and stands right before their marks."""
        first = self.draft.tokens[0]
        cue = self.cue_token()
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
        if first is None or token == first:
            return first is not None
        same = first.lower_ == token.lower_ and verb.i > first.i
        return bool(same or self._is_set_apart(token, first))

    def _is_set_apart(self, token: Any, first: Any) -> bool:
        """Whether a pronoun is not the subject of the condition before it by its number, but whoever is reported.

        "The nurses warned that if the board fails to pay, they would strike".
        """
        source = self.draft.cue.source if self.draft.cue is not None else None
        if source is None or first.head.dep_ != "advcl" or token.head.dep_ == "advcl":
            return False
        many = ("NNS", "NNPS")
        plural = token.lower_ == "they"
        return bool(plural == (source.tag_ in many) and plural != (first.tag_ in many))

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
        return first.lower_ in SELF or self.actor(first) == self.speaker

    def _named(self, token: Any, *, acting: bool = True) -> str | None:
        if token.pos_ not in ("NOUN", "PROPN", "ADJ", "NUM"):
            return None
        if token.lower_ == "force" and not token.n_lefts:
            return None  # "met with force"
        if means_both(token):
            return None
        reading = self.reading
        parsed = self.reading.parsed_of(token)
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
        if token.lower_ in actor_words()["rank_and_file"]:
            whole = reading.cast.resolve(parsed, token)
            if whole is not None and whole.id in reading.cast.body_ids():
                return reading.same.get(whole.id, whole.id)
        owned = child(token, "poss", "amod", "compound")
        near = [s.actor.id for s in sightings if owned is not None and s.end <= low]
        if owned is not None and not sightings and token.pos_ == "NOUN":
            party = reading.cast.party_at(parsed, owned.i)  # a country that only this text knows
            near = [party] if party is not None else []
        if not (token.pos_ == "PROPN" or is_actor_noun(token) or sightings or near):
            return None
        if token.pos_ == "NOUN" and not is_actor_noun(token):
            people = lexicon().layers["people"] | lexicon().events.nouns["companies"]
            if near and not acting and token.lemma_.lower() not in people:  # "on key Russian banks"
                return reading.same.get(near[-1], near[-1])
            if near and token.lemma_.lower() in lexicon().arms | {
                "ship",
                "boat",
                "jet",
                "vessel",
                "citizen",
            }:
                return reading.same.get(near[-1], near[-1])
            return None
        meant = reading.cast.resolve(parsed, token)
        if meant is None:
            return None
        plural = token.tag_ == "NNS" and token.left_edge == token and not sightings
        if token.pos_ == "NOUN" and plural and meant.id not in reading.acted():
            return None  # "workers", whoever they are
        return reading.same.get(meant.id, meant.id)

    def spelt(self, token: Any, agent: str | None) -> str | None:
        """Return the words for a pronoun inside a deed that somebody does."""
        owning = token.tag_ == "PRP$"
        if gloss := glossed(token):
            return " ".join(t.text for t in gloss)
        if not owning and (about := _about(token)) is not None:
            return about
        actor = self.actor(token, acting=False) if not owning else self._owning(token, agent)
        third = not owning and token.lower_ in _THIRD
        moved = token.dep_ == "nsubjpass" and token.head.lemma_.lower() in lexicon().ending
        if third and moved and actor == self.speaker and (thing := thing_before(token)):
            return _the(thing)  # "announced duties and said they could be suspended"
        if third and (actor == agent or (actor is None and token.head.lower_ in _MET)):
            actor = self._other(token, agent)  # who acts upon itself would be named by "itself"
        if actor is None and token.lower_ == "it" and agent not in (None, self.speaker):
            actor = self._speaker_told_of(token)
        if actor is None:
            thing = thing_before(token)
            return None if thing is None else _the(thing)
        if actor == agent:
            return "its" if owning else "itself"
        name = with_article(self.reading.name_of(actor))
        name = f"the {name}" if name[:1].islower() and not name.startswith("the ") else name
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
        if agent is not None and agent != self.speaker and _is_asked_for(token.head):
            return self.speaker  # "if the council does not meet their demands"
        if word in ("his", "her") and _acts_as_many(token):
            return self._pronoun(token)  # "they would back a motion against his government"
        return agent if agent is not None else self._pronoun(token)


def _is_asked_for(thing: Any) -> bool:
    """Whether a thing is what another asks: nobody meets, heeds or accepts demands of its own."""
    words = lexicon().events.nouns
    verb = thing.head.head if thing.dep_ == "pobj" else thing.head
    return thing.lemma_.lower() in words["asks"] and verb.lemma_.lower() in words["heeding"]


def _acts_as_many(pronoun: Any) -> bool:
    """Whether those who act beside "his" or "her" are many, or a body: no one man or woman."""
    verb = next((t for t in pronoun.ancestors if t.pos_ == "VERB"), None)
    acts = child(verb, "nsubj") if verb is not None else None
    if acts is None:
        return False
    layers = lexicon().layers
    body = acts.lemma_.lower() in layers["collectives"] | layers["bodies"]
    # "if a hostile Senate thwarts his cuts"
    body = body or acts.ent_type_ in ("ORG", "GPE", "NORP")
    return body or acts.lower_ in ("they", "it", "we") or acts.tag_ in ("NNS", "NNPS")


def _about(pronoun: Any) -> str | None:
    """Return the thing that a deed is about: the plan of "scrap the plan or hold a referendum on it"."""
    thing = thing_before(pronoun) if is_about(pronoun) else None
    return None if thing is None else _the(thing)


def _the(thing: Any) -> str:
    """Return a thing named before as it is taken up: "the gate at the border"."""
    words = [t for t in thing.subtree if t.i >= thing.left_edge.i]
    ends = next((t.i for t in words if t.i > thing.i and t.dep_ in ("relcl", "acl", "punct")), None)
    kept = [t.text for t in words if (ends is None or t.i < ends) and t.i <= thing.i + _FEW]
    if kept[0].lower() in ("a", "an", "some", "another", "the"):
        kept[0] = "the"
    return " ".join(kept)


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


def _subject_above(pronoun: Any) -> Any | None:
    """Return the name that is subject of the main clause: "Orland would lose the port if it raised the toll"."""
    clause = pronoun.head
    if pronoun.dep_ not in ("nsubj", "nsubjpass") or clause.dep_ != "advcl":
        return None
    name = child(clause.head, "nsubj", "nsubjpass")
    if name is None or name.i > pronoun.i or pronoun.lower_ not in ("it", "they"):
        return None
    many = name.tag_ in ("NNS", "NNPS")
    acts = name.pos_ == "PROPN" or (name.pos_ == "NOUN" and can_act(name))
    acts = acts or (many and child(name, "poss") is not None)  # "Orland's boats"
    return name if acts and many == (pronoun.lower_ == "they") else None


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
