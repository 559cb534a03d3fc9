"""From statements to positions: who would do, does, refuses or demands what, on which condition."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from detente.drafting.actions import Action, is_done_to_a_body, is_mutual
from detente.drafting.anaphora import SENTENCE_END, has_noun, noun_before, sentence_around
from detente.drafting.clauses import action_at, actions_in
from detente.drafting.lexicon import mentions, normal, words
from detente.drafting.names import Names
from detente.drafting.owners import Owners
from detente.drafting.parsing import cleaned
from detente.drafting.phrasing import is_option
from detente.drafting.positions import Conduct, Link, Position, Positions
from detente.drafting.rendering import rendered
from detente.drafting.rivals import Rivals
from detente.drafting.toning import tone
from detente.evidence import INFERRED, Condition, Document, Statement

#: Acts grouped by what a statement without a condition says about conduct.
_OWN_OFFER = frozenset({"OFFER", "CONCEDE", "AID", "COOPERATE", "CONSULT", "RETREAT", "AGREE"})
_OWN_HARM = frozenset({"SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "PROTEST"})
#: Deeds that last once done; other past deeds are history.
_LASTING = frozenset({"SANCTION", "COERCE", "MOBILIZE", "PROTEST"})
_PRONOUNS = frozenset({"it", "he", "she", "they"})
_FORCED = re.compile(r"\b(?:would|will|might|could) have to\b")
_FUTURE = re.compile(r"\b(?:would|will)\b")
_ATTRIBUTION = re.compile(
    r"(?:\w+ ){1,3}(?:said|says|warned|added|told|vowed|insisted|stressed|argued|explained)",
    re.IGNORECASE,
)
_ELLIPSIS = re.compile(
    r"(?:\w+ ){1,3}(?:do|does|did|will|would|is|are)(?: not|n['’]t)", re.IGNORECASE
)


def read_positions(documents: Sequence[Document]) -> Positions:
    """Read the statements of documents as positions on conduct.

    What is no conduct of a party is kept as context, with the reason.
    """
    found = Positions(Names(documents))
    rivals = Rivals(documents, found.names)
    for document in documents:
        for statement in document.statements:
            _Reader(found, rivals, document, statement).read()
    return found


class _Reader:
    """Reads one statement."""

    def __init__(
        self, found: Positions, rivals: Rivals, document: Document, statement: Statement
    ) -> None:
        self.found = found
        self.rivals = rivals
        self.names = found.names
        self.document = document
        self.statement = statement
        self.speaker = statement.speaker.id if statement.speaker else ""
        others = [t for t in statement.targets if t != self.speaker and self.names.is_party(t)]
        self.addressed = bool(others) and INFERRED not in statement.notes
        self.target = rivals.among(self.speaker, others) if self.speaker else None
        self.owners = Owners(self.names, self.speaker, self.target, addressed=self.addressed)
        self._asked: list[Conduct] = []
        self.founds = not self._is_fragment()

    def read(self) -> None:
        """Add the statement's positions, or say why it is not modelled."""
        statement = self.statement
        if statement.layer == "interpreted":
            self._leave("what others take it to mean, not what a party said")
        elif statement.layer == "author" and not self.speaker:
            self._leave("the author's own account")
        elif not self.speaker:
            self._leave("nobody is named as the speaker")
        elif not self.names.is_party(self.speaker):
            self._leave("said by somebody who is no party to the conflict")
        elif not self._conditions() and not self._plain():
            self._leave(self._why_not())

    def _is_fragment(self) -> bool:
        quote, cluster = self.statement.quote, self.statement.cluster
        if quote is None or self.statement.conditions:
            return False
        earlier = next(
            (s for s in self.document.statements if s.cluster == cluster), self.statement
        )
        repeats = cluster is not None and earlier is not self.statement
        return repeats or len(quote.text.split()) <= 3

    def _leave(self, reason: str) -> None:
        text = " ".join(self.statement.span.text.split())
        self.found.context.append((text if len(text) <= 240 else text[:239] + "…", reason))

    def _why_not(self) -> str:
        if any(
            c.kind == "dependence" or c.sense == "dependence" for c in self.statement.conditions
        ):
            return "a claim about what the outcome depends on; tested, not modelled"
        if self.statement.modality == "done":
            return "a past event"
        if self.statement.act in ("ACCUSE", "REJECT", "STATE", "SUPPORT"):
            return "a judgement; no conduct that could be chosen"
        return "no conduct that could be chosen was recognised in it"

    def _intensity(self, text: str) -> int:
        strong = mentions("intensity", "absolute", text) + mentions("intensity", "priority", text)
        return int(strong)

    # --- conditionals -------------------------------------------------------------------------

    def _conditions(self) -> bool:
        done = False
        for condition in self.statement.conditions:
            if condition.kind == "dependence" or condition.sense == "dependence":
                continue
            done |= self._conditional(condition)
        return done

    def _conditional(self, condition: Condition) -> bool:
        promised = self._first(self._consequence(condition), self.speaker, "consequence", condition)
        asked = self._all(condition.condition.text, self.target, "condition", condition)
        asked = asked or self._elliptical(condition)
        self._asked = asked or self._asked
        text = self.statement.span.text
        good = self._is_good(condition, promised, asked)
        if promised is not None and asked and promised.owner == self.speaker == asked[0].owner:
            other = self.rivals.other(self.speaker)
            if other is not None and asked[0].assumed_owner:
                asked = [replace(c, owner=other) for c in asked]
        if promised is not None and asked and promised.owner != asked[0].owner:
            self.found.links.append(
                Link(
                    holder=self.speaker, promised=promised, conditions=tuple(asked),
                    sense="unless" if condition.kind == "either-or" else condition.sense,
                    good=good, intensity=self._intensity(text),
                )
            )  # fmt: skip
            return True
        if promised is not None and not asked and promised.owner != self.speaker:
            # "If they want peace, they have to leave": what follows is the demand.
            return self._add("demand", promised, wanted=not promised.action.negated)
        if promised is None and not self._is_plain_wish(condition, asked):
            return False  # without a consequence that reads as conduct, what is wished is a guess
        for conduct in asked:
            if conduct.owner == self.speaker:
                continue
            literal = not conduct.action.negated
            turned = (
                condition.sense in ("unless", "until", "either-or") or condition.kind == "either-or"
            )
            wanted = literal ^ (not good) ^ turned
            self._add("demand", conduct, wanted=wanted)
        return any(conduct.owner != self.speaker for conduct in asked)

    def _is_good(
        self, condition: Condition, promised: Conduct | None, asked: Sequence[Conduct]
    ) -> bool:
        """Say whether the consequence is meant to please whoever holds the condition.

        What is promised decides where its words tell; then what is asked for, since who asks for an
        end offers and who warns of a harm threatens; then the kind that reading found.
        """
        if promised is not None and asked and is_mutual(promised.action, asked[0].action):
            return True
        told = tone(promised.action, sure=True) if promised is not None else 0
        if told:
            return told > 0
        turned = condition.sense in ("unless", "until", "either-or")
        if asked and not turned and (wished := tone(asked[0].action)):
            return wished > 0
        if condition.kind in ("offer", "promise"):
            return True
        if condition.kind in ("threat", "warning", "either-or"):
            return False
        if turned or promised is None:
            return False
        return not promised.action.negated

    def _is_object(self, party: str, action: Action) -> bool:
        named = {word.removesuffix("s") for word in self.names.words_of(party)}
        done_to = {o.removesuffix("s") for o in action.objects} & named
        theirs = " its " in f" {action.phrase} " and tone(action) < 0
        return action.passive and (bool(done_to) or theirs)

    def _is_plain_wish(self, condition: Condition, asked: Sequence[Conduct]) -> bool:
        """Say whether what is asked for tells by itself that it is wished, or not."""
        if not asked or normal(asked[0].action.verb) == "give":
            return False
        wished = tone(asked[0].action)
        kinds = ("offer", "promise") if wished > 0 else ("threat", "warning")
        return wished != 0 and condition.kind in kinds and condition.sense in ("if", "while")

    def _consequence(self, condition: Condition) -> str:
        """Return a consequence's words; after a mere "he warned" it stands in the rest of the sentence."""
        text = condition.consequence.text
        if _ATTRIBUTION.fullmatch(cleaned(text)) is None:
            return text
        end = condition.consequence.end
        _, stop = sentence_around(self.document.text, end, end)
        return self.document.text[end:stop]

    def _elliptical(self, condition: Condition) -> list[Conduct]:
        """Read "if they do not" as the opposite of the condition before it."""
        if _ELLIPSIS.fullmatch(cleaned(condition.condition.text)) is None:
            return []
        return [
            replace(c, action=replace(c.action, negated=not c.action.negated)) for c in self._asked
        ]

    def _first(
        self, text: str, default: str | None, role: str, condition: Condition
    ) -> Conduct | None:
        found = self._all(text, default, role, condition)
        return found[0] if found else None

    def _all(
        self, text: str, default: str | None, role: str, condition: Condition
    ) -> list[Conduct]:
        actions = list(actions_in(text, self.names.knows))
        if not actions:
            return []
        conducts: list[Conduct] = []
        for action in actions[:2] if role == "condition" else actions[:1]:
            if role == "condition" and action.lead == "request":
                continue  # "if they want lower tariffs" is a wish, not conduct
            parts = [action, *action.means[:1]] if role == "condition" else [action]
            owner, assumed = self._owner(action.subject, default, role)
            if action.subject is None and owner is not None and self._is_object(owner, action):
                # "if any student is expelled": the students are not who expels.
                owner, assumed = self.rivals.other(self.speaker, owner), True
            if owner is None:
                continue
            for part in parts:
                conduct = self._conduct(
                    self._resolved(part, condition), owner, role, assumed=assumed
                )
                if is_option(conduct.phrase):
                    conducts.append(conduct)
        return conducts

    def _resolved(self, action: Action, condition: Condition | None) -> Action:
        """Say what a bare "it" stands for when the statement's own words tell."""
        tokens = action.phrase.split()
        if action.objects or len(tokens) < 2 or tokens[-1].lower() not in ("it", "them"):
            return action
        start = condition.condition.start if condition else self.statement.span.start
        before = self.document.text[max(0, start - 200) : start]
        sentences = [p for p in SENTENCE_END.split(before) if p and len(p.split()) > 2]
        them = tokens[-1].lower() == "them"
        named = noun_before(sentences[-1], plural=them) if sentences else None
        if named is None:
            return action
        phrase, content = named
        return Action(
            subject=action.subject, phrase=" ".join([*tokens[:-1], phrase]), verb=action.verb,
            objects=content, negated=action.negated, lead=action.lead, ongoing=action.ongoing,
            means=action.means,
        )  # fmt: skip

    # --- plain statements -----------------------------------------------------------------------

    def _plain(self) -> bool:
        statement = self.statement
        act, modality = statement.act, statement.modality
        action = self._said()
        if _FORCED.search(statement.span.text):
            return False
        if act == "REJECT" or modality == "denied":
            return self._refusal(action)
        if action is None:
            return False
        own = (action.subject or "").lower() in _PRONOUNS and action.lead != "request"
        if own and statement.layer == "reported" and _FUTURE.search(statement.span.text):
            return self._own("commitment", action)
        if act == "REQUEST" or modality == "asked" or action.lead == "request":
            owner, assumed = self._owner(action.subject, self.target, "demand")
            if owner is None or owner == self.speaker:
                return self._own("offer", action) if owner else False
            conduct = self._conduct(action, owner, "demand", assumed=assumed)
            return self._add("demand", conduct, wanted=not action.negated)
        if action.lead == "refuse":
            return self._refusal(action)
        if act == "THREATEN":
            return self._own("threat", action)
        if act == "COMMIT" or modality == "planned":
            return self._own("commitment", action)
        if act in _OWN_OFFER and modality in ("conditional",):
            return self._own("offer", action)
        if act == "OFFER":
            return self._own("offer", action)
        if act in _OWN_OFFER | _OWN_HARM:
            if modality == "ongoing" or (modality == "done" and act in _LASTING):
                return self._own("deed", action)
            return False
        if modality == "conditional" or action.ongoing:
            return self._own("commitment", action)
        return False

    def _said(self) -> Action | None:
        """Return the conduct that the statement's words tell of, completed by its sentence."""
        statement = self.statement
        actions = actions_in(statement.span.text, self.names.knows)
        own = next(iter(actions), None)
        if statement.act == "REJECT" or statement.modality == "denied":
            own = next((a for a in actions if a.negated or a.lead == "refuse"), own)
        if statement.layer != "quoted" or (own is not None and own.subject is not None):
            return self._complete(own)
        start, end = sentence_around(self.document.text, statement.span.start, statement.span.end)
        within = action_at(
            self.document.text[start:end],
            statement.span.start - start,
            statement.span.end - start,
            self.names.knows,
        )
        if within is None or (own is not None and len(own.objects) >= len(within.objects)):
            return self._complete(own)
        return self._complete(within)

    def _complete(self, action: Action | None) -> Action | None:
        return None if action is None else self._resolved(action, None)

    def _own(self, kind: str, action: Action) -> bool:
        owner, assumed = self._owner(action.subject, self.speaker, kind)
        if owner is None or (action.passive and owner in self.names.find_all(action.phrase)):
            return False
        if owner != self.speaker and kind in ("threat", "offer", "deed"):
            return False
        conduct = self._conduct(action, owner, kind, assumed=assumed)
        if owner != self.speaker:
            kind = "report"
        elif any(c.kind != "dependence" for c in self.statement.conditions):
            # Its condition is nobody's conduct: what it would do is known, that it wants to is not.
            kind = "hinted"
        return self._add(kind, conduct, wanted=not action.negated)

    def _refusal(self, action: Action | None) -> bool:
        start, end = sentence_around(
            self.document.text, self.statement.span.start, self.statement.span.end
        )
        sentence = self.document.text[start:end]
        pointing = action is None or (
            action.lead == "refuse" and bool(action.objects & words("anaphora", "asks"))
        )
        if pointing:
            if not any(has_noun(sentence, noun) for noun in words("anaphora", "asks")):
                return False
            self.found.back.append((self.speaker, self.target, self.document, self.statement))
            return True
        if (
            action is None
            or action.lead == "say"
            or not (action.negated or action.lead == "refuse")
        ):
            return False
        owner, assumed = self._owner(action.subject, self.speaker, "refusal")
        if owner is None or (action.passive and owner in self.names.find_all(action.phrase)):
            return False  # "we would not be blackmailed": what is done to one is not one's conduct
        if action.subject is None and is_done_to_a_body(action):
            return False
        conduct = self._conduct(action, owner, "refusal", assumed=assumed)
        return self._add(
            "refusal" if owner == self.speaker else "demand", conduct, wanted=not action.negated
        )

    def _add(self, kind: str, conduct: Conduct, *, wanted: bool) -> bool:
        if not is_option(conduct.phrase):
            return False
        intensity = self._intensity(self.statement.span.text)
        self.found.positions.append(
            Position(
                holder=self.speaker, kind=kind, conduct=conduct, wanted=wanted, intensity=intensity
            )
        )
        return True

    # --- owners ----------------------------------------------------------------------------------

    def _owner(
        self, subject: str | None, default: str | None, role: str
    ) -> tuple[str | None, bool]:
        """Return who acts, and whether that had to be assumed."""
        return self.owners.of(subject, default, role, quoted=self.statement.layer == "quoted")

    def _conduct(self, action: Action, owner: str, role: str, *, assumed: bool) -> Conduct:
        toward = self.target if owner == self.speaker else self.speaker
        return Conduct(
            owner=owner, action=action, phrase=rendered(
                action, self.names, owner=owner, toward=toward, speaker=self.speaker, target=self.target
            ), role=role,
            document=self.document, statement=self.statement, toward=toward, assumed_owner=assumed,
            founds=self.founds or role in ("condition", "consequence"),
        )  # fmt: skip
