"""The gate: which events of a text are conduct that a model may rest on, and why the others are not.

A deed is admitted when an offer, threat, demand, refusal, promise or announced act names it, its doer
is a party, and it lies now or ahead. Everything else is left out by a named rule (`admission.RULES`), and
the rule is kept with the words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from detente.drafting.admission import OWN_KINDS
from detente.drafting.answering import maker_in, offer_refused, tie_answers
from detente.drafting.conditions import Conditions
from detente.drafting.conduct import Conduct, Link, Positions, Refused, conduct_of
from detente.drafting.deed_questions import (
    takes_two,
    waits,
)
from detente.drafting.doers import Doers
from detente.drafting.history import is_history
from detente.drafting.lexicon import normal, words
from detente.drafting.parties import Parties
from detente.drafting.phrasing import is_option
from detente.drafting.rivals import Opponents
from detente.drafting.standing_acts import (
    chance_given,
    goes_on,
    grant_of,
    of_the_powerful,
    of_the_union,
    pledged,
    stands,
)
from detente.evidence import Document, Event

#: Words by which a text points to somebody named before.
_POINTS = re.compile(r"\b(?:it|they|he|she|its|their|his|her|you|your|them|him|who)\b", re.I)
_BOTH = re.compile(r"\b(?:the|both|two|all) (?:parties|sides)\b", re.I)
#: An offer that says of itself that it has a condition.
_CONDITIONAL = re.compile(r"\bconditional(?:ly)?\b", re.I)
#: Words of demanding right before what is demanded of nobody by name.
_DEMANDS = re.compile(
    r"\b(?:(?:demands?|conditions) (?:includ|compris)\w+|demand\w*|(?:call|push|press)(?:s|es|ed|ing)? for|insist\w* on|(?:ultimatum|demand|call) (?:to|for)|and)"
    r"(?: (?:the|an?|its|complete|full|immediate|total|unconditional))*\s*$",
    re.I,
)
#: "They have to …", "asked for them to …": of a side named before.
_ASKED_THEM = re.compile(
    r"(?:\b(?:they|you) (?:must|should|have to|need to|had to|ought to)|\b(?:want|ask|expect|need)\w* (?:for )?(?:them|you) to) $", re.I
)  # fmt: skip
#: "call upon the regime to …": of those who govern.
#: "opposes the closure of …": of whom one is at odds with.
_OPPOSES = re.compile(
    r"\b(?:oppos|resist|protest|fight|fought)\w*(?: (?:the|any|its|this|that))*\s*$", re.I
)
_ASKED_NOUN = re.compile(
    r"\bthe (government|regime|authorities|administration) (?:must|should|to) $"
)
#: Nouns for what somebody means to do, or not to do, right before it.
_PLANNED = re.compile(
    r"\b(?:decision|plan|proposal|move|bid|intention|threat|attempt|refusal|unwillingness)s? to $",
    re.I,
)
#: What is left open is not refused: "has not yet decided to invoke the Act".
_UNDECIDED = re.compile(r"\b(?:not|n't|n’t) (?:yet )?(?:decided|made up|said|sure)\b[^.;]*$", re.I)
#: Words by which something is given to whom they name.
_OFFERED_TO = re.compile(
    r"\b(?:be|been|being|is|are|was|were)(?: \w+ly)? (?:offered|promised|guaranteed)(?: (?:an?|the))?\s*$"
)
_ONLY_THEN = re.compile(r"[“\"‘']?only then\b", re.I)
_NEAR = 40
#: What is refused because another demands it: "dismissed demands by Orland that it …".
_PRESSED = re.compile(
    r"\b(?:demands?|calls?|requests?|appeals?|pleas?|ultimatums?|insistence|pressure|petitions?)\b",
    re.I,
)
_ASKING = re.compile(
    r"\b(?:call(?:s|ed|ing)? (?:up)?on|urg(?:es?|ed|ing)|implor\w+|appeal\w*) ", re.I
)


def read_positions(
    documents: Sequence[Document], parties: Parties, opponents: Opponents
) -> Positions:
    """Return what the statements of documents say about conduct."""
    found = Positions(parties)
    doers = Doers(documents, parties)
    for document in documents:
        for statement in document.statements:
            _Gate(found, doers, opponents, document, statement).read()
    tie_answers(found)
    return found


class _Gate(Conditions):
    def read(self) -> None:
        statement = self.statement
        if statement.layer == "author" and (holder := self._holder_told()) is not None:
            self.speaker = holder
            for condition in statement.conditions:
                self._condition(condition)
            return
        if statement.layer not in ("quoted", "reported"):
            for event in statement.events[:1]:
                if event.time == "ahead" or event.force != "state":
                    self._leave(event, "view of others")
            return
        if not self.parties.is_party(self.speaker):
            for event in statement.events[:1]:
                if event.force not in ("state",):
                    self._leave(event, "no party")
            return
        if is_history(self.document, statement):
            for event in statement.events[:1]:
                self._leave(event, "past")
            return
        taken: set[int] = set()
        for condition in statement.conditions:
            taken |= self._condition(condition)
        for number, event in enumerate(statement.events):
            if number not in taken:
                self._plain(event)
        self._points_back()

    def _holder_told(self) -> str | None:
        """Return who holds a condition that the author tells: "it will strike until they withdraw".

        Only where one party's deed lasts until, or stays away unless, another one yields; "if they do not"
        is unless they do.
        """
        for condition in self.statement.conditions:
            must, then = condition.condition_by, condition.consequence_by
            before = self._event(condition.antecedent)
            unless = condition.sense == "if" and before is not None and not before.polarity
            tied = unless or condition.sense in ("until", "unless")
            tied = tied and condition.kind in ("demand", "threat")
            if not tied or condition.consequent is None or not self.parties.is_party(must):
                continue
            for text in (condition.condition.text, self.statement.span.text):
                others = [party for party in self.parties.named_in(text) if party != must]
                if then is None and len(others) == 1:
                    then = others[0]
            if then is not None and then != must and self.parties.is_party(then):
                return then
        return None

    def _plain(self, event: Event) -> None:
        statement = self.statement
        event = pledged(self.document, statement, event)
        if (chance := chance_given(event)) is not None:
            event = chance
        if event.agent is None and self.parties.bargains(self.speaker):
            event = of_the_union(event, self.speaker)
        if self.parties.governs(self.speaker):
            event = of_the_powerful(event, self.speaker)
        own = event.agent == self.speaker
        if event.modality == "conditional" and event.time == "past":
            self._leave(event, "never was")
            return
        if event.force == "demand":
            if own:
                return
            if self.parties.is_court(event.agent) or self.parties.is_forum(statement, event):
                self._plea(event)
                return
            both = event.agent is None and _BOTH.search(statement.span.text)
            if both or self.parties.is_both(event.agent):
                self._asked_both(event)
                return
            doer = event.agent or self.doers.of(event, besides=self.speaker)
            conduct = self._conduct(event, doer or self._asked_of(event), "demand")
            if conduct is not None:
                self._add("demand", conduct, wanted=event.polarity)
        elif own and event.modality == "asked" and _ASKING.search(statement.span.text):
            self._leave(event, "no exchange")  # a president who calls on his parliament
        elif own and event.force == "threaten" and goes_on(event):
            self._leave(
                event, "accusation"
            )  # "warned that it is wasting money": nobody threatens what goes on
        elif own and event.force == "refuse" and _UNDECIDED.search(self._before(event)):
            self._leave(event, "only possible")
        elif own and _OFFERED_TO.search(self._before(event)):
            self._leave(event, "no doer")  # "nurses had been offered a deal": by somebody else
        elif own and event.force in OWN_KINDS:
            kind = OWN_KINDS[event.force]
            conduct = self._conduct(event, event.agent, kind)
            if conduct is not None and (asked := self._only_then()):
                self._link(conduct, asked)
                return
            open_ = kind == "offer" and _CONDITIONAL.search(statement.span.text)
            if conduct is not None and (open_ or waits(event)):
                self._add("hinted", conduct, wanted=False)  # only when the other acts first
            elif conduct is not None:
                self._add(kind, conduct, wanted=event.polarity)
                self._refused(event)
                self._demanded(event, conduct)
        elif own and stands(statement, event):
            conduct = self._conduct(event, event.agent, "deed")
            if conduct is not None:
                self._add("deed", conduct, wanted=True)
        elif (own and statement.act == "REQUEST" and self._seeks(event)) or (
            not own and self._opposed(event)
        ):
            return
        elif event.force == "accuse" or statement.act == "ACCUSE":
            self._accused(event)
        elif event.time == "ahead" and not own and event.agent is not None:
            if not self._relayed(event):
                self._leave(event, "another's forecast")
        elif event.modality == "conditional":
            self._leave(event, "only possible")

    def _only_then(self) -> tuple[Conduct, ...]:
        """Return what the speaker has just asked, where it says that "only then" it does something itself."""
        if _ONLY_THEN.match(self.statement.span.text) is None:
            return ()
        earlier = [
            p.conduct
            for p in self.found.positions
            if p.kind == "demand"
            and p.holder == self.speaker
            and p.conduct.document is self.document
            and 0 <= self.statement.span.start - p.conduct.statement.span.end <= _NEAR
        ]
        return tuple(c for c in earlier if c.statement is earlier[-1].statement)

    def _link(self, promised: Conduct, asked: tuple[Conduct, ...]) -> None:
        """Tie what the speaker would do to what it has asked before."""
        promised = replace(promised, role="consequence")
        conditions = tuple(replace(c, role="condition") for c in asked)
        self.found.links.append(
            Link(holder=self.speaker, promised=promised, conditions=conditions,
                 sense="only-if", good=True, intensity=self.intensity)
        )  # fmt: skip

    def _before(self, event: Event) -> str:
        """Return the words right before a deed."""
        return self.document.text[max(0, event.phrase.start - _NEAR) : event.phrase.start]

    def _opposed(self, event: Event) -> bool:
        """Read "condemned Velia's plan to fill the lake" as the wish that it does not: it still lies ahead."""
        ahead = event.time == "ahead" and event.modality in ("planned", "denied")
        if not ahead or event.agent is None or self.statement.act not in ("REJECT", "ACCUSE"):
            return False
        outside = event.phrase.start < self.statement.span.start
        if outside or _PLANNED.search(self._before(event)) is None:
            return False
        conduct = self._conduct(replace(event, polarity=True), event.agent, "demand")
        if conduct is not None:
            self._add("demand", conduct, wanted=not event.polarity)
        return True

    def _relayed(self, event: Event) -> bool:
        """Read "the firm has told us that it will pay" as the firm's own word, told on."""
        if event.nested_in != event.agent or event.modality not in ("planned", "denied"):
            return False
        kind = "commitment" if event.polarity else "refusal"
        conduct = self._conduct(event, event.agent, kind)
        if conduct is not None:
            self._add(kind, conduct, wanted=event.polarity, holder=event.agent)
        return True

    def _refused(self, event: Event) -> None:
        """Keep whose offer it is that the speaker refuses."""
        offer = offer_refused(event)
        if offer is None:
            return
        text = self.statement.span.text
        named = maker_in(self.parties, text, self.speaker)
        aimed = [named[0]] if named is not None else [event.patient or ""]
        if not self.parties.is_party(aimed[0]):
            aimed = self.parties.meant_by(self.statement)
        if not aimed and (opponent := self.opponents.of(self.speaker)) is not None:
            aimed = [opponent]
        if len(aimed) == 1 and aimed[0] != self.speaker:
            self.found.refused.append(
                Refused(maker=aimed[0], holder=self.speaker, offer=offer,
                        document=self.document, statement=self.statement)
            )  # fmt: skip

    def _demanded(self, event: Event, conduct: Conduct) -> None:
        """Read what somebody will not do as asked by whose demand it turns down: "Orland's call to leave"."""
        before = self.document.text[self.statement.span.start : event.phrase.start]
        askers = self.parties.meant_by(self.statement)
        if event.force == "refuse" and len(askers) == 1 and _PRESSED.search(before):
            self._add("demand", conduct, wanted=True, holder=askers[0])

    def _seeks(self, event: Event) -> bool:
        """Read "demanded a pay rise" as asked of the only one at whom it is aimed."""
        aimed = self.parties.meant_by(self.statement)
        granted = grant_of(event, aimed[0]) if len(aimed) == 1 else None
        if granted is None:
            return False
        conduct = self._conduct(granted, aimed[0], "demand")
        if conduct is not None:
            self._add("demand", conduct, wanted=event.polarity)
        return True

    def _plea(self, event: Event) -> None:
        """Read what a court is asked as the asker's own deed: a court is no side."""
        if not event.polarity and re.search(r"\bnot to\b", self.statement.span.text):
            self.parties.admit(str(event.agent))
            conduct = self._conduct(event, event.agent, "demand")
            if conduct is not None:
                self._add("demand", conduct, wanted=False)
            return
        if not event.polarity or not is_option(event.deed):
            self._leave(event, "no party")
            return
        asked = (e for e in self.statement.events if e.force == "demand")
        if any(self.parties.named_in(e.phrase.text) == (self.speaker,) for e in asked):
            self._leave(event, "no doer")  # nobody asks a court to act against itself
            return
        judge = self.parties.spoken(str(event.agent))
        judge = "the court" if self.parties.is_court(event.agent) else judge
        plea = replace(event, agent=self.speaker, deed=f"ask {judge} to {event.deed}",
                       predicate="ask", topics=("ask", *event.topics))  # fmt: skip
        against = [p for p in self.parties.named_in(event.phrase.text) if p != self.speaker]
        conduct = conduct_of(
            plea,
            self.speaker,
            "deed",
            self.document,
            self.statement,
            next(iter(against), None),
        )
        self._add("deed", conduct, wanted=True)

    def _asked_both(self, event: Event) -> None:
        """Read what "both sides" are asked as asked of each whom the words before name."""
        for party in self.parties.sides(self.speaker):
            conduct = self._conduct(replace(event, agent=party), party, "demand")
            if conduct is not None:
                self._add("demand", conduct, wanted=event.polarity)

    def _accused(self, event: Event) -> None:
        """Read blame for what goes on as the wish that it stop; blame for what is over makes no option."""
        if event.agent is None or event.agent == self.speaker:
            return
        if not event.polarity:
            self._left_undone(event)
            return
        named = self.parties.named_in(statement_text := self.statement.span.text)
        if event.agent not in named and not _POINTS.search(statement_text):
            self._leave(event, "no doer")
            return
        if event.time != "now" or (event.force != "accuse" and event.tone >= 0):
            self._leave(event, "accusation")
            return
        conduct = self._conduct(event, event.agent, "accusation")
        if conduct is not None:
            self._add("demand", conduct, wanted=True)

    def _left_undone(self, event: Event) -> None:
        """Read blame for what another will not do as the wish that it does: "they refuse to pay us"."""
        if event.force == "accuse" or event.time == "past" or event.modality == "conditional":
            return
        if event.tone < 0:
            self._leave(event, "accusation")
            return
        conduct = self._conduct(replace(event, polarity=True), event.agent, "demand")
        if conduct is not None:
            self._add("demand", conduct, wanted=True)

    def _points_back(self) -> None:
        """Keep "rejected the offer" as the answer to what was asked before."""
        statement = self.statement
        if statement.act != "REJECT":
            return
        for event in statement.events[:1]:
            asks = set(event.topics) & words("anaphora", "asks")
            if asks and event.force == "refuse":
                target = statement.targets[0] if statement.targets else None
                self.found.back.append((self.speaker, target, self.document, statement))

    def _asked_of(self, event: Event) -> str | None:
        """Return of whom something is asked, where only the opponent is meant.

        "Demanded an end to Saudi-led raids", "they have to lift it", "we call upon the regime to lift it".
        """
        if event.deed.startswith("carry out "):
            return None
        if (employer := self._employer_for(event)) is not None:
            return employer
        before = re.sub(r"[“\"‘]$", "", self._before(event))
        noun = _ASKED_NOUN.search(before)
        pointed = any(cue.search(before) for cue in (_ASKED_THEM, _OPPOSES))
        if not pointed and noun is None and not self._asks_to_end(event, before):
            return None  # "allies should send grain": somebody is asked whom the words do not know
        opponent = self.opponents.of(self.speaker, noun.group(1) if noun is not None else "")
        named = [p for p in self.parties.called_in(event.deed) if p != self.speaker]
        return opponent if opponent != event.patient and named in ([], [opponent]) else None

    def _asks_to_end(self, event: Event, before: str) -> bool:
        """Say whether a harm, or the end of one, is asked of nobody: "demanded an end to the raids"."""
        sought = event.predicate == "give" and set(event.topics) & words("converse", "things")
        if (
            not (event.tone or sought)
            or takes_two(event)
            or any(normal(t) == "talk" for t in event.topics)
        ):
            return False  # who asks for talks may ask anybody
        return _DEMANDS.search(before) is not None
