"""The gate: which events of a text are conduct that a model may rest on, and why the others are not.

A deed is admitted when an offer, threat, demand, refusal, promise or announced act names it, its doer
is a party, and it lies now or ahead. Everything else is left out by a named rule (`RULES`), and the rule
is kept with the words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from detente.drafting.answering import asked_before, imposed, maker_in, offer_refused, tie_answers
from detente.drafting.conduct import Conduct, Link, Position, Positions, Refused, conduct_of
from detente.drafting.deed_questions import (
    answers,
    carries_out_somebody,
    intensity_of,
    is_harm,
    is_talk,
    lasts,
    lies_in,
    takes_two,
    waits,
)
from detente.drafting.doers import Doers
from detente.drafting.lexicon import is_event, is_stative, normal, words
from detente.drafting.parties import Parties, helps, is_history
from detente.drafting.phrasing import as_own, is_option
from detente.drafting.rivals import Opponents
from detente.drafting.standing_acts import (
    goes_on,
    grant_of,
    of_the_powerful,
    of_the_union,
    pledged,
    stands,
    with_penalties,
)
from detente.drafting.types import LeftOut
from detente.evidence import Condition, Document, Event, Span, Statement

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
_OWN_KINDS = {"promise": "commitment", "offer": "offer", "threaten": "threat", "refuse": "refusal"}
#: "would not have attacked": what never came about.
_NEVER_WAS = re.compile(r"\b(?:would|could|might)(?: not|n[’']t)? have \w+(?:ed|en|one|ad|ne|t)\b")
#: "if they enter": a condition that opens with a pronoun.
_PRONOUN = re.compile(r"(?:(?:if|when|should|unless|until|once) )?(?:they|it|he|she)\b", re.I)
#: Words by which a text points to somebody named before.
_POINTS = re.compile(r"\b(?:it|they|he|she|its|their|his|her|you|your|them|him|who)\b", re.I)
#: What stands between two deeds told in one breath.
_JOINED = re.compile(r",? (?:and|or|and then)(?: (?:will|would|to|also))? ?|\s*")
#: What somebody does without is a condition of any kind.
_NO_STRINGS = re.compile(
    r"^(?:(?:without )?(?:any |further )?(?:pre-?)?conditions?|(?:as )?(?:it takes|(?:is )?(?:necessary|needed|possible)))$",
    re.I,
)
_BOTH = re.compile(r"\b(?:the|both|two|all) (?:parties|sides)\b", re.I)
#: An offer that says of itself that it has a condition.
_CONDITIONAL = re.compile(r"\bconditional(?:ly)?\b", re.I)
#: Words of demanding right before what is demanded of nobody by name.
_DEMANDS = re.compile(
    r"\b(?:(?:demands?|conditions) (?:includ|compris)\w+|demand\w*|(?:call|push|press)(?:s|es|ed|ing)? for|insist\w* on|(?:ultimatum|demand|call) (?:to|for)|and)"
    r"(?: (?:the|an?|its|complete|full|immediate|total|unconditional))*\s*$",
    re.I,
)
_NEAR = 40
#: Kinds of conditions by which one presses or tempts another.
_BETWEEN_TWO = ("offer", "threat", "demand")
_ASKING = re.compile(
    r"\b(?:call(?:s|ed|ing)? (?:up)?on|urg(?:es?|ed|ing)|implor\w+|appeal\w*) ", re.I
)


def read_positions(documents: Sequence[Document], parties: Parties) -> Positions:
    """Return what the statements of documents say about conduct."""
    found = Positions(parties)
    doers = Doers(documents, parties)
    opponents = Opponents(documents, parties)
    for document in documents:
        for statement in document.statements:
            _Gate(found, doers, opponents, document, statement).read()
    tie_answers(found)
    return found


class _Gate:
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
        self.speaker = statement.speaker.id if statement.speaker is not None else None
        self.intensity = intensity_of(statement.span.text)

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
        if self.speaker is None or not self.parties.is_party(self.speaker):
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

        Only where one party's deed lasts until, or stays away unless, another one yields.
        """
        for condition in self.statement.conditions:
            must, then = condition.condition_by, condition.consequence_by
            tied = condition.sense in ("until", "unless") and condition.kind in ("demand", "threat")
            if not tied or condition.consequent is None or not self.parties.is_party(must):
                continue
            for text in (condition.condition.text, self.statement.span.text):
                others = [party for party in self.parties.named_in(text) if party != must]
                if then is None and len(others) == 1:
                    then = others[0]
            if then is not None and then != must and self.parties.is_party(then):
                return then
        return None

    # --- conditions -----------------------------------------------------------------------------

    def _condition(self, condition: Condition) -> set[int]:
        taken = {n for n in (condition.antecedent, condition.consequent) if n is not None}
        if condition.kind == "dependence" or _NO_STRINGS.search(condition.condition.text):
            return set()  # "ready for talks without preconditions": without any
        if _NEVER_WAS.search(condition.consequence.text):
            for event in filter(None, (self._event(condition.consequent),)):
                self._leave(event, "never was")
            return taken
        before = asked_before(self.document, self.statement, self._event(condition.antecedent))
        after = self._event(condition.consequent)
        given = self._given(before)
        if after is not None and lies_in(after.phrase, condition.condition):
            after = None  # told in the same breath as the condition, and no answer to it
        must, then = condition.condition_by, condition.consequence_by
        if given is not None:
            before, must = given, given.agent
        if before is not None and before.force == "ask":
            self._wanted(before, after, then)
            return taken
        if after is None and condition.consequent is None:
            after, number = self._around(condition.consequence)
            then = then if after is None else after.agent
            taken |= {number} if number is not None else set()
        if must is None and before is not None:
            must = self._whose(condition, before) if before.agent is None else before.agent
        one = before is not None and after is not None and must is not None and must == then
        own_threat = condition.kind == "threat" and then == self.speaker
        pointing = own_threat and _PRONOUN.match(condition.condition.text)
        if one and pointing and before is not None and after is not None:
            # nobody threatens what it does itself: "they" are those whom the threat would meet
            met = after.patient if after.patient is not None else self._met()
            met = met if met != then else None
            before, must = replace(before, agent=met), met
        if one and before is not None and takes_two(before):
            # "unless we have entered into an agreement": the speaker waits for the other's part
            aimed = self.parties.meant_by(self.statement)
            must = aimed[0] if len(aimed) == 1 else must
            before = replace(before, agent=must)
        elif one and must == self.speaker and before is not None and before.agent == must:
            before, must = replace(before, agent=None), None  # nobody waits for its own deed
        if self.statement.layer == "author" and after is not None and after.agent is None:
            after, then = replace(after, agent=self.speaker, force="threaten"), self.speaker
        after = with_penalties(after) if after is not None else None
        # "warned of consequences": nobody threatens with what it would have to bear
        warned = self.speaker if after is not None and after.force == "threaten" else None
        bearers = (must, warned, None)
        borne = after is not None and answers(after) and then in bearers
        if after is not None and borne and must not in (None, self.speaker):
            then = self.speaker
            after = imposed(after, str(self.speaker), self.parties.spoken(str(must)))
        asked = self._conduct(before, must, "condition")
        if after is not None and after.force == "demand":
            if then is not None and then != self.speaker:  # "if they want gas, they have to pay"
                owed = self._conduct(after, then, "demand")
                if owed is not None:
                    self._add("demand", owed, wanted=after.polarity)
                if before is not None and not is_harm(before):
                    asked = None  # "if it keeps the base, it must pay": it may keep it
            after = None  # "would not stand for any works that …": only what is asked counts
        if after is not None and then is not None and then != self.speaker:
            self._leave(after, "another's forecast")
            promised = None
        else:
            promised = self._conduct(after, then, "consequence")
            if promised is not None and after is not None and lasts(condition, after):
                promised = replace(promised, ongoing=True)
        good = self._pleases(condition, before, after, must)
        beside = self._beside(condition, taken)
        taken |= set(beside)
        along = self._along(condition, taken)
        taken |= set(along)
        each = [promised, *(self._conduct(self._event(n), then, "consequence") for n in along)]
        more = [self._conduct(self.statement.events[n], must, "condition") for n in beside]
        told = [c for c in (asked, *more) if c is not None]  # "any attempt to divert or stop it"
        if told and any(each):
            self.found.links += [
                Link(
                    holder=str(self.speaker), promised=done, conditions=tuple(told),
                    sense=condition.sense, good=good, intensity=self.intensity,
                )
                for done in each if done is not None
            ]  # fmt: skip
        elif asked is not None and asked.owner != self.speaker:
            wanted = good ^ (condition.sense in ("unless", "until", "either-or"))
            self._add("demand", asked, wanted=wanted ^ asked.negated)
        else:
            for done in each:
                if done is not None:
                    self._add("hinted", done, wanted=not done.negated)
        return taken

    def _pleases(
        self, condition: Condition, before: Event | None, after: Event | None, must: str | None
    ) -> bool:
        """Say whether a consequence is meant to please whoever must do what the condition says."""
        pleasing = after is not None and (after.tone if after.polarity else -after.tone) > 0
        if condition.kind in ("demand", "either-or") and after is not None:
            return pleasing
        good = condition.kind in ("offer", "promise")
        harm = before is not None and must != self.speaker and is_harm(before)
        if condition.sense not in ("unless", "until") or after is None:
            # nobody rewards an attack, and "could refuse to ratify it" rewards nothing
            spiteful = after is not None and after.force == "refuse" and not pleasing and after.tone
            return good and not harm and not spiteful
        # "will lift the ban unless you attack" pleases; "will not lift it unless you yield" presses
        return pleasing if after.tone else after.polarity and (good or harm)

    def _wanted(self, wish: Event, price: Event | None, then: str | None) -> None:
        """Read "if they want us to return, they must lift the ban" as a return for the lifting.

        What another wants for itself is no deed of anybody; what it has to do for it is asked.
        """
        owed = self._conduct(price, then, "condition") if then != self.speaker else None
        ours = wish.agent == self.speaker or set(wish.topics) & words("phrases", "shared")
        given = self._conduct(wish, self.speaker, "consequence") if ours else None
        if not ours:
            self._leave(wish, "not a choice")
        if owed is not None and given is not None:
            self.found.links.append(
                Link(holder=str(self.speaker), promised=given, conditions=(owed,), sense="if",
                     good=True, intensity=self.intensity)
            )  # fmt: skip
        elif owed is not None:
            self._add("demand", owed, wanted=not owed.negated)

    def _met(self) -> str | None:
        """Return the only one at whom the statement is aimed."""
        aimed = self.parties.meant_by(self.statement)
        return aimed[0] if len(aimed) == 1 else None

    def _given(self, before: Event | None) -> Event | None:
        """Return "once we receive a proposal" as what the other gives: "provide a proposal"."""
        if before is None or before.agent != self.speaker or not before.polarity:
            return None
        things = set(before.topics[1:]) & words("converse", "things")
        if before.predicate not in words("converse", "verbs") or not things:
            return None
        aimed = self.parties.meant_by(self.statement)
        aimed = aimed or self.parties.counterparts(str(self.speaker))
        if len(aimed) != 1:
            return None
        what = before.deed.partition(" ")[2].partition(" from ")[0]
        what = re.sub(r" of (?:its|their) own$", "", what)
        return replace(before, agent=aimed[0], predicate="provide", deed=f"provide {what}",
                       topics=("provide", *before.topics[1:]), tone=1, patient=self.speaker)  # fmt: skip

    def _around(self, consequence: Span) -> tuple[Event | None, int | None]:
        """Return the speaker's own deed whose words hold those of a consequence cut too short."""
        for number, event in enumerate(self.statement.events):
            own = event.agent == self.speaker and event.force in _OWN_KINDS
            if own and lies_in(consequence, event.phrase):
                return event, number
        return None, None

    def _whose(self, condition: Condition, before: Event) -> str | None:
        """Return whose deed a condition without a doer is: of the one addressed, or of whom its like is."""
        aimed = [t for t in self.statement.targets if self.parties.is_party(t)]
        active = len(aimed) == 1 and before.patient != aimed[0]
        if active and _PRONOUN.match(condition.condition.text):
            return aimed[0]  # "threatened to sue the council unless it withdraws the plan"
        first = self.parties.opening(condition.condition.text)
        if first is not None and before.patient != first:
            return first  # "only after the separatists open the crossing"
        if self.parties.bargains(self.speaker or "") and before.patient is None:
            employers = self.parties.employers()  # "unless a better offer is made"
            if employers and set(before.topics) & words("standing", "granted"):
                return employers[0]
        known = self.doers.of(before, besides=self.speaker)
        others = [party for party in self.parties.ids() if party != self.speaker]
        if known is None and condition.kind == "threat" and len(others) == 1 and before.tone < 0:
            return others[0]  # "any attack will be met with force", where there is but one other
        if known is None and condition.kind in _BETWEEN_TWO:
            return self._opponent(condition, before)
        return known

    def _opponent(self, condition: Condition, before: Event) -> str | None:
        """Return with whom the speaker is at odds, where a condition can only mean that one.

        "Will release them if the insurgents reduce violence", "until the siege is lifted": not where
        the words name somebody else, or only a noun tells what would be done.
        """
        told = condition.condition.text
        subject = self.document.text[
            condition.condition.start : max(condition.condition.start, before.phrase.start)
        ]
        bare = before.deed.startswith("carry out ") or told.lower().startswith("there ")
        if self.speaker is None or (not subject and bare):
            return None
        if self.doers.of(before, besides=None) == self.speaker:
            return None  # the speaker itself is known for it
        opponent = self.opponents.of(self.speaker, subject)
        named = [p for p in self.parties.called_in(told) if p != self.speaker]
        return opponent if opponent != before.patient and named in ([], [opponent]) else None

    def _asked_of(self, event: Event) -> str | None:
        """Return of whom something is asked that hurts or helps, where only the opponent can do it.

        "Demanded an end to Saudi-led raids", "called for the lifting of sanctions".
        """
        if self.speaker is None or not event.tone or event.deed.startswith("carry out "):
            return None
        if takes_two(event) or any(normal(topic) == "talk" for topic in event.topics):
            return None  # who asks for talks may ask anybody
        before = self.document.text[max(0, event.phrase.start - _NEAR) : event.phrase.start]
        if _DEMANDS.search(before) is None:
            return None  # "allies should send grain": somebody is asked whom the words do not know
        opponent = self.opponents.of(self.speaker)
        named = [p for p in self.parties.called_in(event.deed) if p != self.speaker]
        return opponent if opponent != event.patient and named in ([], [opponent]) else None

    def _along(self, condition: Condition, taken: set[int]) -> list[int]:
        """Return what else is done on the condition: "we will lift the duties and reopen the port"."""
        first = self._event(condition.consequent)
        if first is None or first.agent is None or first.agent != self.speaker:
            return []
        span, found = condition.consequence, []
        for number, event in enumerate(self.statement.events):
            same = event.agent == first.agent and event.force == first.force
            between = self.document.text[event.phrase.end : span.start]
            before = event.phrase.end <= span.start and _JOINED.fullmatch(between) is not None
            if number not in taken and same and (before or lies_in(event.phrase, span)):
                found.append(number)
        return found

    def _beside(self, condition: Condition, taken: set[int]) -> list[int]:
        """Return the other events that a condition's words tell: "withdraws … by respecting …"."""
        if condition.antecedent is None:
            return []
        span = condition.condition
        return [
            number
            for number, event in enumerate(self.statement.events)
            if number not in taken and lies_in(event.phrase, span)
        ]

    def _event(self, number: int | None) -> Event | None:
        return None if number is None else self.statement.events[number]

    # --- plain statements -----------------------------------------------------------------------

    def _plain(self, event: Event) -> None:
        statement = self.statement
        event = pledged(self.document, statement, event)
        if event.agent is None and self.parties.bargains(str(self.speaker)):
            event = of_the_union(event, str(self.speaker))
        if self.parties.governs(str(self.speaker)):
            event = of_the_powerful(event, str(self.speaker))
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
        elif own and event.force in _OWN_KINDS:
            kind = _OWN_KINDS[event.force]
            conduct = self._conduct(event, event.agent, kind)
            open_ = kind == "offer" and _CONDITIONAL.search(statement.span.text)
            if conduct is not None and (open_ or waits(event)):
                self._add("hinted", conduct, wanted=False)  # only when the other acts first
            elif conduct is not None:
                self._add(kind, conduct, wanted=event.polarity)
                self._refused(event)
        elif own and stands(statement, event):
            conduct = self._conduct(event, event.agent, "deed")
            if conduct is not None:
                self._add("deed", conduct, wanted=True)
        elif own and statement.act == "REQUEST" and self._seeks(event):
            return
        elif event.force == "accuse" or statement.act == "ACCUSE":
            self._accused(event)
        elif event.time == "ahead" and not own and event.agent is not None:
            if not self._relayed(event):
                self._leave(event, "another's forecast")
        elif event.modality == "conditional":
            self._leave(event, "only possible")

    def _relayed(self, event: Event) -> bool:
        """Read "the firm has told us that it will pay" as the firm's own word, told on."""
        if event.nested_in != event.agent or event.modality not in ("planned", "denied"):
            return False
        kind = "commitment" if event.polarity else "refusal"
        conduct = self._conduct(event, event.agent, kind)
        if conduct is not None:
            self.found.positions.append(
                Position(holder=str(event.agent), kind=kind, conduct=conduct, wanted=event.polarity,
                         intensity=self.intensity)
            )  # fmt: skip
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
        if len(aimed) == 1 and aimed[0] != self.speaker:
            self.found.refused.append(
                Refused(maker=aimed[0], holder=str(self.speaker), offer=offer,
                        document=self.document, statement=self.statement)
            )  # fmt: skip

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
            str(self.speaker),
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
                self.found.back.append((str(self.speaker), target, self.document, statement))

    # --- admission ------------------------------------------------------------------------------

    def _conduct(self, event: Event | None, owner: str | None, role: str) -> Conduct | None:
        """Return an event as conduct where every rule admits it."""
        if event is None:
            return None
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

    def _in_one_breath(self) -> list[str]:
        """Return whom the speaker judges or addresses earlier in the sentence: "calls them foes and ruled out talks"."""
        start = self.document.text.rfind(". ", 0, self.statement.span.start) + 1
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
        if event.time == "past" and role not in ("condition", "consequence", "deed"):
            return "past"
        weighs = event.predicate == "consider" and set(event.topics) & words("anaphora", "asks")
        stative = is_stative(event.predicate)
        called = event.predicate == "call" and any(is_event(t) for t in event.topics[1:])
        heeds = event.predicate == "address" and set(event.topics) & words("phrases", "grievances")
        if stative and not (weighs or called or heeds):
            return "not a choice"
        if event.predicate in words("phrases", "disclosing") and role in ("refusal", "consequence"):
            return "not a choice"  # "will not reveal the terms of the offer"
        if set(event.topics) & words("phrases", "information") and role in ("refusal", "demand"):
            return "not a choice"  # "declined to offer a figure", "would give no details"
        if event.predicate in ("offer", "give") and set(event.topics) & words("phrases", "said"):
            return "not a choice"  # "offered a clear reply"
        if not weighs and (not is_option(event.deed) or carries_out_somebody(event.deed)):
            return "unreadable"
        if event.tone < 0 and event.predicate != "end" and self._meets_itself(event, owner):
            return "no doer"
        return None

    def _meets_itself(self, event: Event, owner: str) -> bool:
        """Say whether a deed that harms would hit its own doer: "attack Orlandese forces"."""
        object_ = event.deed.split()[1:2]
        stem = self.parties.name(owner)[:5]
        return bool(object_) and len(stem) > 4 and object_[0].startswith(stem)

    def _leave(self, event: Event, rule: str) -> None:
        self.found.left_out.append(
            LeftOut(kind="option", what=event.deed or event.phrase.text, rule=rule, span=event.phrase,
                    document=self.document.id, statement=self.statement.id)
        )  # fmt: skip

    def _add(self, kind: str, conduct: Conduct, *, wanted: bool) -> None:
        self.found.positions.append(
            Position(
                holder=str(self.speaker), kind=kind, conduct=conduct, wanted=wanted,
                intensity=self.intensity,
            )
        )  # fmt: skip
