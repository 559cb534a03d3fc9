"""Whether two phrases of one party speak of the same conduct, or of its opposite."""

from __future__ import annotations

import re

from detente.drafting.conduct import Conduct
from detente.drafting.derivation import names_conduct
from detente.drafting.lexicon import is_event, is_general, normal, opposite, words
from detente.drafting.parties import Parties
from detente.drafting.standing_acts import is_resting

#: Overlap of content words (Jaccard) from which two phrases with the same verb are one option.
_SAME = 0.5
#: Verbs that end or go on with what another word names.
PHASES = frozenset(("end", "keep"))
_WORK = frozenset({"work"})
_OFFER = re.compile(
    r"^accept (?:[\w%$£€.,’'-]+ ){0,6}?(?:counter-?)?(?:offer|proposal|bid)s?\b", re.IGNORECASE
)
_STOPPAGE = re.compile(
    r"\b(?:strikes?|walk-?outs?|stoppages?|(?:job|industrial|the|planned) actions?)\b",
    re.IGNORECASE,
)
_RETURN = re.compile(
    r"(?:return|come back|go back|get back) to (?:\w+ ){0,3}?"
    r"(?:compliance|obligations?|commitments?|deal|agreement|accord|pact|treaty|(?-i:[A-Z]{3,}))\b"
    r"|(?:rejoin|resume) (?:\w+ ){0,3}?(?:compliance|obligations?|commitments?|deal|agreement|accord|pact|treaty)\b",
    re.IGNORECASE,
)
_HELD_FIRE = re.compile(r"(?:hold|keep holding) (?:\w+ )?fire\b", re.IGNORECASE)


class Key:
    """What a phrase is compared by."""

    def __init__(self, conduct: Conduct, names: Parties) -> None:
        self.owner = conduct.owner
        self.role = conduct.role
        content = set(conduct.objects)
        parties = {p for p in (conduct.owner, conduct.toward) if p}
        named = {p for p in names.named_in(conduct.phrase) if p != conduct.owner}
        for party in parties | named:
            content -= names.words_of(party)
        self.verb, content = _canonical(normal(conduct.verb), content)
        # Talks are with somebody, said or not; a walkout is the same whoever it is meant to press.
        meant = conduct.toward if self.verb == "talk" else None
        self.counterpart = next(iter(sorted(named)), meant)
        if conduct.verb == "accept" and _OFFER.search(conduct.phrase):
            # Whatever is told of an offer, it is one: "the revised 3% pay offer", "the latest offer".
            content = content & (words("pacts", "nouns") - {"proposal", "plan"}) or {"offer"}
        if _RETURN.match(conduct.phrase):
            self.verb, content = (
                "join",
                {"pact"},
            )  # "return to full compliance", "return to the accord"
        if self.verb == "talk":
            content = content - words("pacts", "talked")
        if conduct.phrase.startswith("stand by its "):
            content = {"offer"}
        if _STOPPAGE.search(conduct.phrase) and is_resting(conduct.phrase):
            self.verb, content = "end", {"strike"}  # "call off the walkouts", "suspend the action"
        if self.verb == "keep" and _HELD_FIRE.match(conduct.phrase):
            self.verb = "end"  # who holds fire does not go on firing
        if not content and conduct.verb in ("withdraw", "end", "pull out", "leave", "go"):
            self.verb = (
                "leave" if conduct.phrase.split()[0] in ("withdraw", "leave", "pull") else self.verb
            )
        self.objects = frozenset(content)

    def may_be(self, verb: str) -> bool:
        """Say whether a verb lets an option be like this phrase, whatever else it names."""
        if self.verb == verb or verb in PHASES or self.verb in PHASES:
            return True
        return (
            names_conduct(self.verb, verb)
            or names_conduct(verb, self.verb)
            or opposite(self.verb) == verb
        )

    def likeness(
        self, verb: str, objects: frozenset[str], counterpart: str | None, roles: set[str]
    ) -> tuple[float, bool] | None:
        """Compare with an option's verb, content, counterpart and the roles in which it was named.

        Returns
        -------
        tuple of (likeness, whether they are opposites), or None
        """
        if (event := self._event(verb, objects)) is not None:
            return event
        if _withdraws(self.verb, self.objects, verb, objects):
            return _SAME, False
        negated = self._turned(verb, objects)
        if negated is None:
            return None
        if self.verb == "talk":
            topics = bool(self.objects) and bool(objects) and not self.objects & objects
            both = {self.role, *roles}
            if "refusal" in both and len(both) > 1 and bool(self.objects) != bool(objects):
                topics = True  # who will not talk of one thing may talk of others
            if "refusal" in both and len(both) > 1 and None in (self.counterpart, counterpart):
                topics |= (
                    self.counterpart != counterpart
                )  # nor does the one refusal undo an offer to another
            if topics or not self._meets(counterpart):
                return None
            return 1.0, negated
        mine, theirs = self.objects, objects
        if not mine and not theirs:
            return (0.6, negated) if self._meets(counterpart) else None
        if not mine or not theirs:
            if self.verb == "leave":
                return 0.4, negated
            specific = bool(self.verb) and opposite(self.verb) is None and not is_general(self.verb)
            return (0.4, negated) if specific else None
        overlap = len(mine & theirs) / len(mine | theirs)
        if mine <= theirs or theirs <= mine or overlap >= _SAME:
            return max(overlap, _SAME), negated
        return None

    def _meets(self, counterpart: str | None) -> bool:
        """Say whether both may meet the same party; words often leave open whom conduct meets."""
        return None in (self.counterpart, counterpart) or self.counterpart == counterpart

    def _turned(self, verb: str, objects: frozenset[str]) -> bool | None:
        """Say whether the verbs are opposites; None when they have nothing to do with each other."""
        if self.verb == verb or names_conduct(self.verb, verb) or names_conduct(verb, self.verb):
            return False
        if opposite(self.verb) == verb:
            return True
        pair = {self.verb, verb}
        if "end" in pair and pair & {"close", "open"} and self.objects and self.objects == objects:
            return "open" in pair  # what runs is stopped or shut down, or opened again
        return None

    def _event(self, verb: str, objects: frozenset[str]) -> tuple[float, bool] | None:
        """Compare "call off the strike" with "strike", "extend the subsidy" with "subsidise"."""
        return _of_event(self.verb, self.objects, verb, objects) or _of_event(
            verb, objects, self.verb, self.objects
        )


def _withdraws(one: str, mine: frozenset[str], other: str, theirs: frozenset[str]) -> bool:
    """Compare "withdraw from the valley" with "pull back the troops": where nothing else is withdrawn."""
    if {one, other} != {"leave", "end"}:
        return False
    bare, named = (mine, theirs) if one == "leave" else (theirs, mine)
    return not bare and bool(named) and named <= words("fighting", "withdrawn")


def _of_event(
    phase: str, named: frozenset[str], verb: str, objects: frozenset[str]
) -> tuple[float, bool] | None:
    """Compare the end or the going on of an event with the conduct that is the event."""
    if phase not in PHASES or verb in PHASES:
        return None
    events = {
        noun for noun in named
        if names_conduct(noun, verb) and (noun != verb or is_event(noun) or verb not in _VAGUE)
    }  # fmt: skip
    if not events:
        return None
    rest = named - events
    alike = bool(rest & objects) or (verb not in _VAGUE and not (rest and objects))
    return (0.7, phase == "end") if alike else None


#: Verbs so general that an event noun alone ("withdraw the offer") does not tell which conduct ends.
_VAGUE = frozenset({"give", "accept", "refuse", "build", "join", "leave", "withhold"})


def _canonical(verb: str, content: set[str]) -> tuple[str, set[str]]:
    """Return verb and content of a phrase in the form in which its variants agree."""
    if verb in words("retaliation", "verbs") or content & words("retaliation", "nouns"):
        return (
            "retaliate",
            set(),
        )  # "impose countermeasures", "take retaliatory action over the duties"
    if verb in words("pacts", "verbs") and (pacts := content & words("pacts", "nouns")):
        # "make a truce", "sign the truce" and "accept a truce offer" are one.
        return "agree", pacts | (content - words("pacts", "also"))
    if verb in words("pacts", "nouns") and not content:
        return "agree", {verb}
    if verb in words("starting", "verbs") and content & words("starting", "nouns"):
        return "start", content  # "take legal action", "initiate legal action"
    if verb in words("fighting", "sent") and content & words("fighting", "withdrawn"):
        named = content - words("fighting", "withdrawn")
        return "deploy", {"troop"} | (set() if named & words("fighting", "crossed") else named)
    if verb == "keep" and (state := content & {"open", "close"}) and len(state) == 1:
        return state.pop(), content - {"open", "close"}  # "keep the port closed"
    if verb == "open" and content == {"attack"}:
        return "attack", set()  # "open fire"
    if verb == "strike" and "talk" in content:
        return "leave", content  # "walk out of the talks"
    if content <= _WORK and (verb == "work" or (content and verb == "join")):
        return "end", {"strike"}  # who returns to work strikes no longer
    if content == _WORK and verb == "end":
        return "strike", set()
    return verb, content
