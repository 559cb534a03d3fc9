"""What conditions say about conduct: who would do what, on what another does, and whether that is meant to please."""

from __future__ import annotations

import re
from dataclasses import replace

from detente.drafting.admission import OWN_KINDS, Admission
from detente.drafting.answering import answer_to, asked_before, broken_off, imposed
from detente.drafting.conduct import Link
from detente.drafting.deed_questions import (
    answers,
    is_harm,
    lasts,
    lies_in,
    takes_two,
)
from detente.drafting.lexicon import words
from detente.drafting.standing_acts import (
    with_penalties,
)
from detente.evidence import Condition, Event, Span

#: "would not have attacked": what never came about.
_NEVER_WAS = re.compile(r"\b(?:would|could|might)(?: not|n[’']t)? have \w+(?:ed|en|one|ad|ne|t)\b")
#: "if they enter": a condition that opens with a pronoun.
_PRONOUN = re.compile(r"(?:(?:if|when|should|unless|until|once) )?(?:they|it|he|she)\b", re.I)
#: "until they lift it".
_THEY = re.compile(r"(?:(?:if|when|unless|until|once) )?they\b", re.I)
#: What stands between two deeds told in one breath.
_JOINED = re.compile(r",? (?:and|or|and then)(?: (?:will|would|to|also))? ?|\s*")
#: What somebody does without is a condition of any kind.
_NO_STRINGS = re.compile(
    r"^(?:(?:without )?(?:any |further )?(?:pre-?)?conditions?|(?:as )?(?:it takes|(?:is )?(?:necessary|needed|possible))"
    r"|(?:when |if )?(?:(?:it|this|that)(?: is|['’]s) )?(?:required|necessary|needed|called for))$",
    re.I,
)
#: Terms on which somebody speaks to reporters: "on the condition that her name not be used".
_UNNAMED = re.compile(
    r"\b(?:anonym\w+|not (?:to )?be (?:named|identified|quoted)|names? not (?:to )?be (?:used|published|printed))\b",
    re.I,
)
#: Kinds of conditions by which one presses or tempts another.
_BETWEEN_TWO = ("offer", "threat", "demand")


class Conditions(Admission):
    """What the conditions of one statement say about conduct."""

    def _condition(self, condition: Condition) -> set[int]:
        taken = {n for n in (condition.antecedent, condition.consequent) if n is not None}
        if condition.kind == "dependence" or _NO_STRINGS.search(condition.condition.text):
            return set()  # "ready for talks without preconditions": without any
        if _UNNAMED.search(condition.condition.text):
            return set(range(len(self.statement.events)))
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
        if after is not None and after.agent is None and self._of_own_fighters(condition):
            after, then = replace(after, agent=self.speaker), self.speaker
        if before is not None and before.force == "ask":
            self._wanted(before, after, then)
            return taken
        if after is None and condition.consequent is None:
            after, number = self._around(condition.consequence)
            then = then if after is None else after.agent
            taken |= {number} if number is not None else set()
        if must is None and before is not None:
            must = self._whose(condition, before) if before.agent is None else before.agent
        if before is not None and after is not None and must is not None and must == then:
            must = self._other_than(must, condition, before, after)
        if self.statement.layer == "author" and after is not None and after.agent is None:
            after, then = replace(after, agent=self.speaker, force="threaten"), self.speaker
        after = answer_to(with_penalties(after), before) if after is not None else None
        at_odds = must not in (None, self.speaker) and self.parties.is_party(must)
        sides = at_odds and self.parties.kind(self.speaker) != "intergovernmental"
        if after is not None and condition.kind == "threat" and sides:
            after = broken_off(after, condition.consequence.text, self.speaker)
            then = after.agent
        # "warned of consequences": nobody threatens with what it would have to bear
        warned = self.speaker if after is not None and after.force == "threaten" else None
        bearers = (must, warned, None)
        borne = after is not None and answers(after) and then in bearers
        if after is not None and borne and must not in (None, self.speaker):
            then = self.speaker
            after = imposed(after, self.speaker, self.parties.spoken(str(must)))
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
                    holder=self.speaker, promised=done, conditions=tuple(told),
                    sense=condition.sense, good=good, intensity=self.intensity,
                )
                for done in each if done is not None
            ]  # fmt: skip
        elif asked is not None and asked.owner != self.speaker:
            wanted = good ^ (condition.sense in ("unless", "until", "either-or"))
            self._add("demand", asked, wanted=wanted ^ asked.negated)
        else:
            if at_odds and before is not None and promised is not None:
                # on what it is, the words do not say well enough; that it hangs on the other, they do
                self.found.answered.add(frozenset((self.speaker, str(must))))
            # what goes on "until our aims are reached" is done as things stand
            own = condition.sense == "until" and condition.condition_by == self.speaker
            stands = own and after is not None and after.force == "promise"
            for done in filter(None, each):
                self._add("commitment" if stands else "hinted", done, wanted=not done.negated)
        return taken

    def _of_own_fighters(self, condition: Condition) -> bool:
        """Say whether those who fight for the speaker would act: "the militants will fire unless …", a rebel spokesman said."""
        noun = re.match(r"(?:the |its |their |our )?([a-z]+)\b", condition.consequence.text, re.I)
        fights = noun is not None and noun.group(1).lower() in words("sides", "fighters")
        return fights and self.parties.kind(self.speaker) == "armed-group"

    def _other_than(
        self, doer: str, condition: Condition, before: Event, after: Event
    ) -> str | None:
        """Return who must act first, where the words give a condition and what follows to the same one."""
        threatens = condition.kind == "threat" and doer == self.speaker
        if threatens and _PRONOUN.match(condition.condition.text):
            # nobody threatens what it does itself: "they" are those whom the threat would meet
            met = after.patient if after.patient is not None else self._met()
            return met if met != doer else None
        own = _THEY.match(condition.condition.text) and self.parties.is_plural(self.speaker)
        if takes_two(before) and not own:  # the teachers wait until they have ratified the deal
            # "unless we have entered into an agreement": the speaker waits for the other's part
            return self._met() or doer
        # nobody waits for its own deed: "they" are those for whom it waits
        return self._yielding(condition, before) if doer == self.speaker else doer

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
        granted = before is not None and before.tone > 0
        if condition.kind == "threat" and after.polarity and granted:
            return False  # "will review its aid unless you grant the licences"
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
                Link(holder=self.speaker, promised=given, conditions=(owed,), sense="if",
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
        if before is None or before.agent != self.speaker:
            return None
        things = set(before.topics[1:]) & words("converse", "things")
        if before.predicate not in words("converse", "verbs") or not things:
            return None
        aimed = [before.patient] if before.patient and self.parties.is_party(before.patient) else []
        aimed = aimed or self.parties.meant_by(self.statement)
        aimed = aimed or self.parties.counterparts(self.speaker)
        if len(aimed) != 1:
            return None
        what = before.deed.partition(" ")[2].partition(" from ")[0]
        what = re.sub(r" of (?:its|their) own$", "", what)
        own = self.parties.spoken(self.speaker)
        what = re.sub(r"\bits\b", f"{own}’s", what)  # what the other gives is for the speaker's
        return replace(before, agent=aimed[0], predicate="provide", deed=f"provide {what}",
                       topics=("provide", *before.topics[1:]), tone=1, patient=self.speaker)  # fmt: skip

    def _around(self, consequence: Span) -> tuple[Event | None, int | None]:
        """Return the speaker's own deed whose words hold those of a consequence cut too short."""
        for number, event in enumerate(self.statement.events):
            own = event.agent == self.speaker and event.force in OWN_KINDS
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
        if (employer := self._employer_for(before)) is not None:
            return employer  # "unless a better offer is made"
        # talks and bargains are nobody's alone: who else is told to hold some is not who would
        known = None if takes_two(before) else self.doers.of(before, besides=self.speaker)
        others = [party for party in self.parties.ids() if party != self.speaker]
        alone = len(others) == 1 and self.parties.takes_part(others[0])
        if known is None and condition.kind == "threat" and alone and before.tone < 0:
            return others[0]  # "any attack will be met with force", where there is but one other
        if known is None and condition.kind in _BETWEEN_TWO:
            return self._opponent(condition, before)
        return known

    def _yielding(self, condition: Condition, before: Event) -> str | None:
        """Return who "they" are in "will not talk until they lift it", said by one who is no "they"."""
        if before.tone <= 0 or not _THEY.match(condition.condition.text):
            return None
        if self.parties.is_plural(self.speaker):
            return None
        aimed = [t for t in self.statement.targets if self.parties.is_party(t)]
        known = aimed[0] if len(aimed) == 1 else self.doers.of(before, besides=self.speaker)
        return known or self._opponent(condition, before, misread=True)

    def _opponent(
        self, condition: Condition, before: Event, *, misread: bool = False
    ) -> str | None:
        """Return with whom the speaker is at odds, where a condition can only mean that one.

        "Will release them if the insurgents reduce violence", "until the siege is lifted": not where
        the words name somebody else, or only a noun tells what would be done, or the speaker does it
        elsewhere (but where ``misread`` says that these very words were taken for the speaker's).
        """
        told = condition.condition.text
        subject = self.document.text[
            condition.condition.start : max(condition.condition.start, before.phrase.start)
        ]
        if set(re.findall(r"[a-z]+", subject.lower())) & set(before.topics[1:]):
            subject = ""  # "the blockade is not lifted": what it is done to, and nobody's name
        bare = before.deed.startswith("carry out ") or told.lower().startswith("there ")
        if not subject and bare:
            return None
        if not misread and self.doers.of(before, besides=None) == self.speaker:
            return None  # the speaker itself is known for it
        opponent = self.opponents.of(self.speaker, subject)
        if opponent is not None and self.parties.holds_forth(self.speaker, opponent):
            return None  # a briefing tells of much that the one at odds has no part in
        named = [p for p in self.parties.called_in(told) if p != self.speaker]
        return opponent if opponent != before.patient and named in ([], [opponent]) else None

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
