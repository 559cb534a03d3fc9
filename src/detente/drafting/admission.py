"""Admission of deeds: by which rules an event is conduct that a model may rest on, or is left out."""

from __future__ import annotations

import re
from dataclasses import replace

from detente.drafting.conduct import Conduct, Position, Positions, conduct_of
from detente.drafting.deed_questions import (
    carries_out_somebody,
    demands_met,
    intensity_of,
    is_talk,
    is_telling,
    talked_of,
)
from detente.drafting.doers import Doers
from detente.drafting.exchanges import helps
from detente.drafting.lexicon import is_event, is_stative, normal, words
from detente.drafting.phrasing import as_own, is_option
from detente.drafting.rivals import Opponents
from detente.drafting.standing_acts import at_work
from detente.drafting.types import LeftOut
from detente.evidence import Document, Event, Statement

#: Why something is left out, by the rule's name.
RULES = {
    "no doer": "the words do not say who would do it",
    "no party": "whoever would do it is no party of a conflict",
    "another's forecast": "somebody tells what another will do; that is no choice of the speaker",
    "past": "it is told as over and done",
    "never was": "it is what somebody would have done, and did not",
    "not a choice": "it tells a state, a saying or an effect, and nothing that can be done or left",
    "unreadable": "the words do not tell a stranger what would be done",
    "only possible": "it is said to be possible, not offered, threatened or asked",
    "accusation": "it is what somebody blames another for, told as over",
    "view of others": "it is what observers or the writer think, not what a party says",
    "no exchange": "it lies outside the exchange of the two who are at odds",
    "less said": "an option about which less is said; see --max-options",
}
#: "is elected", "once elected": a deed told without its doer.
_PASSIVE = re.compile(
    r"\b(?:is|are|was|were|be|been|being|gets?|got|if|when|once|until|unless)(?: (?:not|ever|then|again))? [\w-]+ed\b",
    re.I,
)
#: How far before a deed's words its helping verb stands.
_NEAR = 12
#: Under which kind what somebody says of its own deeds is kept, by its force.
OWN_KINDS = {"promise": "commitment", "offer": "offer", "threaten": "threat", "refuse": "refusal"}


class Admission:
    """What the gate asks of each deed of one statement.

    Parameters
    ----------
    found : Positions
        What is admitted and what is left out; it grows.
    doers : Doers
    opponents : Opponents
    document : Document
    statement : Statement
    """

    def __init__(
        self,
        found: Positions,
        doers: Doers,
        opponents: Opponents,
        document: Document,
        statement: Statement,
    ) -> None:
        self.found = found
        self.doers = doers
        self.opponents = opponents
        self.parties = found.names
        self.document = document
        self.statement = statement
        #: Whose words they are; empty where nobody's, which no party's id is.
        self.speaker = statement.speaker.id if statement.speaker is not None else ""
        self.intensity = intensity_of(statement.span.text)

    def _conduct(self, event: Event | None, owner: str | None, role: str) -> Conduct | None:
        """Return an event as conduct where every rule admits it."""
        if event is None:
            return None
        event = demands_met(talked_of(event))
        if owner is not None and self.parties.bargains(owner):
            event = at_work(event)
        rule = self._barred(event, owner, role)
        if rule is not None:
            self._leave(event, rule)
            return None
        met = [*self.statement.targets, *self.parties.meant_by(self.statement)]
        if role == "refusal" and not met:
            met = self._in_one_breath()
            if len(met) == 1 and met[0] != owner and is_talk(event):
                name = self.parties.spoken(met[0])
                event = replace(event, deed=f"{event.deed} with {name}")
        other = next((t for t in met if t != owner), None)
        toward = other if owner == self.speaker else self.speaker
        state = owner if self.parties.kind(str(owner)) == "state" else None
        event = replace(event, deed=as_own(event.deed, self.parties.name(str(owner)), state))
        return conduct_of(event, str(owner), role, self.document, self.statement, toward)

    @property
    def _at_work(self) -> bool:
        """Whether somebody who works is a party of the documents."""
        return any(self.parties.bargains(party) for party in self.parties.ids())

    def _in_one_breath(self) -> list[str]:
        """Return whom the speaker judges or addresses earlier in the sentence: "calls them foes and ruled out talks"."""
        start = self.document.text.rfind(". ", 0, self.statement.span.start)
        before = [
            other.targets
            for other in self.document.statements
            if other.speaker is not None
            and other.speaker.id == self.speaker
            and start <= other.span.start < self.statement.span.start
            and len(other.targets) == 1
        ]
        return [party for party in before[-1] if self.parties.is_party(party)] if before else []

    def _barred(self, event: Event, owner: str | None, role: str) -> str | None:
        """Return the name of the rule that keeps an event out, None when it is admitted."""
        if owner is None:
            return "no doer"
        if not self.parties.is_party(owner):
            return "no party"
        helping = helps(event) and role == "condition"
        if helping and owner != self.speaker:
            return "no exchange"  # a third asked to take part is not the other side
        if event.predicate in words("third", "mediating") and owner == self.speaker:
            return "no exchange"  # nor is one that offers to mediate
        if event.time == "past" and role not in ("condition", "consequence", "deed"):
            return "past"
        if is_telling(event) and role not in ("demand", "condition"):
            return "not a choice"
        weighs = event.predicate == "consider" and set(event.topics) & words("anaphora", "asks")
        stative = is_stative(event.predicate)
        held = words("pacts", "nouns")
        called = event.predicate == "call" and any(
            is_event(t) or normal(t) in held for t in event.topics[1:]
        )
        if stative and not (weighs or called):
            return "not a choice"
        if event.predicate == "declare" and "war" in event.topics and self._at_work:
            return "not a choice"  # "we are not declaring war on the nurses"
        if event.predicate in ("respond", "react") and set(event.topics) & words(
            "phrases", "uttered"
        ):
            return "not a choice"  # "would not respond to broad announcements"
        if event.predicate == "make" and set(event.topics[1:]) & words("phrases", "judged"):
            return "not a choice"  # "it would make most sense to wait"
        aims = set(event.topics[1:])
        vague = event.predicate in words("efforts", "verbs") and aims & words("efforts", "aims")
        guards = event.predicate in words("efforts", "guarding")
        if vague or (guards and aims & words("efforts", "guarded")):
            return "not a choice"  # "we will all work to a final resolution", "will defend its interests"
        if event.predicate in words("efforts", "settling") and aims & words("efforts", "between"):
            return "not a choice"  # "settle all outstanding issues": by what, is left open
        if set(event.topics) & words("phrases", "to_reporters"):
            return "not a choice"  # "declined an interview"
        if event.predicate in words("phrases", "voted") and self._is_passive(event):
            return "no doer"  # "if she is elected": by voters, who are no party
        voiced = set(event.topics[1:]) & words("phrases", "voiced")
        if voiced and event.predicate in words("phrases", "voicing"):
            return "not a choice"  # "lodged a protest"
        given = words("converse", "things") - words("phrases", "said")
        if not set(event.topics[1:]) & given:  # "an explanation and apology" is given, or is not
            if set(event.topics) & words("phrases", "information") and role in (
                "refusal",
                "demand",
            ):
                return "not a choice"  # "declined to offer a figure", "would give no details"
            if event.predicate in ("offer", "give") and set(event.topics) & words(
                "phrases", "said"
            ):
                return "not a choice"  # "offered a clear reply"
        if not weighs and (not is_option(event.deed) or carries_out_somebody(event.deed)):
            return "unreadable"
        if event.deed.partition(" ")[2].removeprefix("the ") == self.parties.name(owner):
            return "no doer"  # "suspend Velia", said of Velia's measures: it suspends not itself
        if event.tone < 0 and event.predicate != "end" and self._meets_itself(event, owner):
            return "no doer"
        return None

    def _is_passive(self, event: Event) -> bool:
        """Say whether a deed is told without its doer: "if she is elected", "once elected"."""
        before = self.document.text[max(0, event.phrase.start - _NEAR) : event.phrase.end]
        return event.agent is None or _PASSIVE.search(before) is not None

    def _meets_itself(self, event: Event, owner: str) -> bool:
        """Say whether a deed that harms would hit its own doer: "attack Orlandese forces"."""
        object_ = event.deed.split()[1:2]
        stem = self.parties.name(owner)[:5]
        return bool(object_) and object_[0].startswith(stem)

    def _employer_for(self, event: Event) -> str | None:
        """Return the one employer where a union waits for what employers grant: "a better offer"."""
        if not self.parties.bargains(self.speaker) or event.patient is not None:
            return None
        granted = set(event.topics[1:]) & words("standing", "granted")
        return next(iter(self.parties.employers()), None) if granted else None

    def _leave(self, event: Event, rule: str) -> None:
        self.found.left_out.append(
            LeftOut(kind="option", what=event.deed or event.phrase.text, rule=rule, span=event.phrase,
                    document=self.document.id, statement=self.statement.id)
        )  # fmt: skip

    def _add(self, kind: str, conduct: Conduct, *, wanted: bool, holder: str | None = None) -> None:
        self.found.positions.append(
            Position(
                holder=holder or self.speaker, kind=kind, conduct=conduct, wanted=wanted,
                intensity=self.intensity,
            )
        )  # fmt: skip

    def _event(self, number: int | None) -> Event | None:
        return None if number is None else self.statement.events[number]
