"""From the words of a claim to the test that it asks for.

A claim is parsed once, and the rules look at lemmas: "hinged on", "hinges upon" and "will hinge on" are
one rule. Polarity is counted, never guessed from one word: "will not fail to sign" is a claim that it
signs, "nothing depends on them" one that the outcome does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace

from detente.claims.conditions import (
    Split,
    brings,
    firm,
    fronted_denial,
    goes_both_ways,
    split_condition,
)
from detente.claims.lemmas import Words
from detente.claims.naming import FIRST_PERSON, parties_in, places_of, speaker_of
from detente.claims.patterns import (
    ABOUT_IT,
    ALONE,
    AS_IS,
    BUT,
    DECIDES,
    DENIED,
    DEPENDS,
    INVERTED,
    LASTS,
    MAY_TURN,
    MAYBE,
    MUST,
    ONLY,
    PLAIN_MOVE,
    SMALL,
    SURE,
    THEIRS,
    THERE,
    TURNS,
    WEIGHED,
    WILL,
)
from detente.claims.testing import Asked
from detente.drafting.lexicon import normal, opposite
from detente.errors import InputError
from detente.explain.words import plain
from detente.model.conflict import Conflict, Option, Statements
from detente.model.wording import possessive, with_article

_ONE_AT_A_TIME = "It has more than one condition; test one at a time."
_YIELDING = frozenset(("accept", "talk", "give", "move", "compromise", "yield", "concede", "agree"))


def read_claim(conflict: Conflict, text: str, *, speaker: str | None = None) -> Asked:
    """Turn a claim into the test that it asks for.

    Parameters
    ----------
    conflict : Conflict
        The model whose parties and options the claim is about.
    text : str
        Such as ``"relations depend on Washington's attitude"``, ``"the choice is not ours"``,
        ``"Seoul will never agree"``.
    speaker : str, optional
        The decision maker that says "we"; when not given, the one whose quoted words in the model's
        evidence contain the claim.

    Raises
    ------
    InputError
        When the claim names no party, or is of no kind that a model can answer: the message says why,
        the fix lists claims that this model can test.
    """
    claim = " ".join(text.split())
    if not claim:
        raise InputError("The claim is empty.", fix=testable(conflict))
    speaker = speaker_of(conflict, claim, speaker)
    return _Reading(conflict, speaker).read(Words.of(firm(claim)))


def testable(conflict: Conflict) -> str:
    """Return claims that can be tested, in words of this model."""
    first, *others = conflict.decision_makers
    owned = next((option for option in conflict.options if option.owner), None)
    name = possessive(with_article(first.name))
    toward = f" toward {with_article(others[0].name)}" if others else ""
    examples = [f"the outcome depends on {name} attitude{toward}"]
    if conflict.status_quo is not None:
        examples += [f"the next move is {name}", f"the choice is not {name}"]
    if owned is not None:
        owner = next(
            with_article(dm.name) for dm in conflict.decision_makers if dm.id == owned.owner
        )
        deed = plain(owned, conflict)
        examples += [f"{owner} will {deed}", f"{owner} will never {deed}"]
        answer = next((o for o in conflict.options if o.owner not in ("", owned.owner)), None)
        if answer is not None:
            other = next(
                with_article(dm.name) for dm in conflict.decision_makers if dm.id == answer.owner
            )
            back = plain(answer, conflict)
            examples.append(f"if {owner} decides to {deed}, {other} will {back}")
    if conflict.status_quo is not None:
        examples += ["nothing will change", "the status quo will not last"]
    return f"Claims that can be tested: {', '.join(f'“{example}”' for example in examples)}."


def is_denied(text: str) -> bool:
    """Say whether a dependence clause denies the dependence that it speaks of.

    Examples
    --------
    >>> is_denied("Peace no longer depends on Velia"), is_denied("Peace hinges on Velia, not on us")
    (True, False)
    """
    if not MAY_TURN.search(text):  # a parse costs more than the words that could turn it
        return False
    words = Words.of(text)
    found = DEPENDS.search(words.lemmas) or THEIRS.search(words.lemmas)
    return found is not None and _denied(words.lemmas, found)


def _denied(lemmas: str, found: re.Match[str]) -> bool:
    """Count what turns a clause round: before and inside its verb, and right after it."""
    sure = SURE.match(lemmas)
    lead = DENIED.match(lemmas)
    begin = (sure or lead).end() if sure or lead else 0  # type: ignore[union-attr]
    head = lemmas[begin : found.end()]
    clause = max(
        (m.end() for m in re.finditer(r" (?:because|though|although|while|since)(?= )", head)),
        default=0,
    )
    head = ONLY.sub("", f"{head[clause:]} ")
    after = lemmas[found.end() :]
    turned = len(TURNS.findall(head)) + (lead is not None)
    turned += bool(re.match(r" (?:not|nothing|no)(?= )(?! only)", after))
    return turned % 2 == 1


class _Reading:
    """The reading of one claim for one model."""

    def __init__(self, conflict: Conflict, speaker: str | None) -> None:
        self.conflict = conflict
        self.speaker = speaker

    def read(self, words: Words, *, supposed: bool = False) -> Asked:
        """Read a claim; what is ``supposed`` to follow from a condition may stand in the present tense."""
        lemmas = words.lemmas
        if words.text.rstrip().endswith("?"):
            raise self._untestable(words, "It asks and does not claim.")
        if goes_both_ways(words.text):
            raise self._untestable(words, "It says two things at once; test each by itself.")
        fronted = fronted_denial(words.text)
        if fronted is not None:  # "never again will Ben pay" is "Ben will not pay"
            will, rest = fronted
            place = self._after_first(rest)
            return self.read(Words.of(f"{rest[:place]} {will} not {rest[place:]}"))
        halves = split_condition(words.text)
        if halves is not None:
            return self._supposing(words, halves)
        one_other = brings(words.text)
        if one_other is not None:
            return self._bringing(words, *one_other)
        there = THERE.match(lemmas)
        if there is not None:
            return self._happens(words.text[words.at(there.end()) :], lemmas)
        as_is = AS_IS.search(lemmas)
        if as_is is not None:
            self._today()
            negated = len(TURNS.findall(f"{lemmas[: as_is.end()]} ")) % 2 == 1
            return Asked(kind="lasts", party=self.conflict.decision_makers[0].id, negated=negated)
        lasts = LASTS.search(lemmas)
        if lasts is not None:
            self._today()
            turned = len(TURNS.findall(f"{lemmas[: lasts.end()]} ")) % 2 == 1
            # "Nothing will change" turns a change round; "everything will change" does not.
            negated = turned ^ (lasts.group("last") is None)
            return Asked(kind="lasts", party=self.conflict.decision_makers[0].id, negated=negated)
        alone = ALONE.match(lemmas)
        if alone is not None:
            self._today()
            subject = words.text[: words.at(alone.start("modal"))]
            return Asked(kind="theirs", party=self._first(list(self._parties(subject)), words))
        if WEIGHED.search(lemmas):
            raise self._untestable(
                words,
                "It weighs two against each other; the shares in the answer on one of them do that.",
            )
        must = MUST.search(lemmas)
        if must is not None:
            return self._conduct(words, must, bound=True)
        depends, theirs = DEPENDS.search(lemmas), THEIRS.search(lemmas)
        maybe = MAYBE.search(lemmas)
        if depends is not None and (theirs is None or depends.start() <= theirs.start()):
            if maybe is not None and maybe.start() < depends.start():
                raise self._only_maybe(words)
            return self._depends(words, depends)
        decides = DECIDES.search(lemmas)
        if decides is not None and maybe is None and theirs is None:
            named = list(self._parties(words.text[: words.at(decides.start())]))
            if named:
                negated = _denied(lemmas, decides)
                return Asked(kind="depends", party=named[0], toward=next(iter(named[1:]), None), negated=negated)  # fmt: skip
        modal = WILL.search(lemmas)
        plain = theirs or (None if modal else PLAIN_MOVE.search(lemmas))
        if plain is not None:
            return self._theirs(words, plain)
        if maybe or re.search(r" not rule out(?= )", lemmas):
            raise self._only_maybe(words)
        if modal is not None:
            return self._conduct(words, modal)
        lead = DENIED.match(lemmas)
        if lead is not None:  # "there is no way that they open the gates"
            party, deed = self._doer(words.text[words.at(lead.end()) :])
            return Asked(kind="never", party=party, wanted=self._wanted(party, deed))
        if supposed and not words.past and list(self._parties(words.text)):
            party, deed = self._doer(words.text)  # "…, Ben pays"
            return self._happens(deed, lemmas, party)
        if words.past:
            raise self._untestable(words, "It tells what was; a model tells what follows.")
        raise self._untestable(
            words,
            "It says neither on whose attitude the outcome depends, nor whose move it is, nor what somebody "
            "will or will never do, nor whether today's situation lasts.",
        )

    def _happens(self, deed: str, lemmas: str, party: str | None = None) -> Asked:
        """Read a deed that is told by its noun, or in the present tense: "no strike", "Ben pays"."""
        turned = len(TURNS.findall(lemmas)) % 2 == 1
        if party is None:
            party, deed = self._deed_of(deed)
        within = Words.of(deed)
        last = max((m.end() for m in TURNS.finditer(within.lemmas)), default=0)
        wanted = self._wanted(party, deed[within.at(last) :] if last else deed)
        return Asked(kind="never" if turned else "will", party=party, wanted=wanted)

    def _deed_of(self, text: str) -> tuple[str, str]:
        """Return whose deed a noun tells, and the words without whose it is: "a raid by Velia"."""
        found = sorted(places_of(self.conflict, text, self.speaker))
        if not found:
            return self._doer(text)
        start, end, party = found[0]
        return party, f"{text[:start]} {text[end:]}"

    def _bringing(self, words: Words, one: str, other: str, denied: bool) -> Asked:  # noqa: FBT001
        """Read a claim that one deed brings another."""
        doer, deed = self._deed_of(one)
        given = self._wanted(doer, deed)
        asked = self._happens(other, Words.of(other).lemmas)
        if any(option in dict(given) for option, _ in asked.wanted):
            raise self._untestable(words, "Its condition and what follows from it are one deed.")
        return replace(asked.denied() if denied else asked, given=given)

    def _supposing(self, words: Words, halves: Split) -> Asked:
        """Read a claim with a condition: what it supposes, then what it says of that case."""
        if self._is_twofold(halves.supposed):
            raise self._untestable(words, _ONE_AT_A_TIME)
        supposed, others = halves.supposed, list(dict.fromkeys(self._parties(halves.said)))
        pointing = ABOUT_IT.match(supposed)
        if pointing is not None and len(others) == 2:
            # "Ana will pay Ben only if it opens the gates": of the other of the two
            name = next(dm.name for dm in self.conflict.decision_makers if dm.id == others[1])
            supposed = f"{name} {supposed[pointing.end() :]}"
        party, deed = self._doer(supposed)
        turned = len(TURNS.findall(Words.of(deed).lemmas)) % 2 == 1
        last = max((m.end() for m in TURNS.finditer(Words.of(deed).lemmas)), default=0)
        bare = deed[Words.of(deed).at(last) :] if last else deed
        wanted = self._wanted(party, bare)
        given = tuple((option, taken ^ turned ^ halves.unmet) for option, taken in wanted)
        said = halves.said
        subject = ABOUT_IT.match(said)
        if subject is not None and not list(self._parties(said)):
            name = next(dm.name for dm in self.conflict.decision_makers if dm.id == party)
            said = f"{name} {said[subject.end() :]}"
        inverted = INVERTED.match(said)
        if inverted is not None:  # "will Ben pay" after "only if …"
            place = self._after_first(inverted["rest"])
            said = f"{inverted['rest'][:place]} {inverted['modal']} {inverted['rest'][place:]}"
        followed = self.read(Words.of(said), supposed=True)
        if followed.given:
            raise self._untestable(words, _ONE_AT_A_TIME)
        asked = followed.denied() if halves.reversed else followed
        if any(option in dict(given) for option, _ in asked.wanted):
            raise self._untestable(words, "Its condition and what follows from it are one deed.")
        return replace(asked, given=given)

    def _is_twofold(self, supposed: str) -> bool:
        """Whether a condition holds another one: "she pays and unless he goes", "she pays or he goes"."""
        if split_condition(supposed) is not None:
            return True
        for joint in re.finditer(r"\b(?:and|or|but)\s", supposed):
            behind = supposed[joint.end() :]
            for _, end, party in sorted(places_of(self.conflict, behind, self.speaker))[:1]:
                with suppress(InputError):
                    return bool(self._wanted(party, behind[end:]))
        return False

    def _doer(self, text: str) -> tuple[str, str]:
        """Return whose deed a clause tells, and the words of the deed."""
        found = sorted(places_of(self.conflict, text, self.speaker))
        if found:
            _, end, party = found[0]
            return party, text[end:]
        # "If the gates are opened": whoever alone can do it.
        able = []
        for dm in self.conflict.decision_makers:
            try:
                self._wanted(dm.id, text)
            except InputError:
                continue
            able.append(dm.id)
        if len(able) == 1:
            return able[0], text
        return self._first([], Words.of(text)), text

    def _after_first(self, text: str) -> int:
        return min(
            (end for _, end, _ in sorted(places_of(self.conflict, text, self.speaker))[:1]),
            default=0,
        )

    def _depends(self, words: Words, found: re.Match[str]) -> Asked:
        denied = _denied(words.lemmas, found)
        end, until = found.end(), len(words.lemmas)
        but = BUT.search(words.lemmas, end)
        rest = words.lemmas[end:]
        if (
            but is not None
            and (denied or re.match(r" not(?= )", rest))
            and not ONLY.search(words.lemmas)
        ):
            # "not on X but on Y" is a claim about Y
            named = list(self._parties(words.text[words.at(but.end()) :]))
            if named:
                end, denied = but.end(), False
        else:
            contrast = re.search(r" (?:rather than|and not|not|instead of)(?= )", rest)
            if contrast is not None and contrast.start() > 0:
                until = end + contrast.start()
        after = list(self._parties(words.text[words.at(end) : words.at(until)]))
        before = list(self._parties(words.text[: words.at(found.start())]))
        party = self._first(after or before, words)
        other = next((p for p in [*after[1:], *before] if p != party), None)
        return Asked(kind="depends", party=party, toward=other, negated=denied)

    def _theirs(self, words: Words, found: re.Match[str]) -> Asked:
        self._today()
        denied = _denied(words.lemmas, found)
        begin, end = words.at(found.end()), len(words.text)
        but = BUT.search(words.lemmas, found.end())
        contrast = re.search(r" (?:rather than|and not|not)(?= )", words.lemmas[found.end() + 1 :])
        if but is not None and denied and list(self._parties(words.text[words.at(but.end()) :])):
            begin, denied = words.at(but.end()), False
        elif contrast is not None:
            end = words.at(found.end() + 1 + contrast.start())
        named = list(self._parties(words.text[begin:end])) or list(self._parties(words.text))
        party = self._first(named, words)
        return Asked(kind="not-theirs" if denied else "theirs", party=party)

    def _conduct(self, words: Words, found: re.Match[str], *, bound: bool = False) -> Asked:
        lemmas = words.lemmas
        lead = SURE.match(lemmas) or DENIED.match(lemmas)
        subject = words.text[words.at(lead.end() if lead else 0) : words.at(found.start())]
        if re.search(r"\b(?:nobody|no one|neither|none)\b", subject, re.IGNORECASE):
            raise self._untestable(
                words, "It is about nobody in particular; one party at a time is tested."
            )
        party = self._first(list(self._parties(subject)), words)
        if bound:  # "cannot but sign": what is denied of it is in the two words themselves
            lemmas = " " * found.end() + lemmas[found.end() :]
        turned = len(TURNS.findall(lemmas)) + (DENIED.match(lemmas) is not None)
        turned -= len(TURNS.findall(lead.group() + " ")) if lead else 0
        # What is said after the words that turn: "will not fail to |open the gates".
        last = max((m.end() for m in TURNS.finditer(lemmas)), default=0)
        deed = words.text[words.at(max(last, found.end())) :]
        wanted = self._wanted(party, deed)
        return Asked(kind="never" if turned % 2 else "will", party=party, wanted=wanted)

    def _today(self) -> None:
        if self.conflict.status_quo is None:
            raise InputError("The model has no status quo.", fix="Add status_quo to the model.")

    def _only_maybe(self, words: Words) -> InputError:
        return self._untestable(
            words, "It says only what may be; a model tells what lasts and what comes about."
        )

    def _untestable(self, words: Words, why: str) -> InputError:
        return InputError(
            f"No test for the claim {words.text[:80]!r}. {why}", fix=testable(self.conflict)
        )

    def _first(self, found: list[str], words: Words) -> str:
        if found:
            return found[0]
        names = ", ".join(dm.name for dm in self.conflict.decision_makers)
        if FIRST_PERSON.search(words.text):
            raise InputError(
                "The claim does not say who “we” are.", fix=f"Add --speaker, one of: {names}."
            )
        raise InputError(
            f"The claim names no party of the model: {words.text[:80]!r}.",
            fix=f"Known: {names}. {testable(self.conflict)}",
        )

    def _parties(self, text: str) -> Iterator[str]:
        return parties_in(self.conflict, text, self.speaker)

    def _wanted(self, party: str, text: str) -> tuple[tuple[str, bool], ...]:
        """Find the options of a party that the words mean; "agree" means whatever others ask of it."""
        own = [option for option in self.conflict.options if option.owner == party]
        said = _content(text)
        shared = {option.id: set(said) & set(_content(option.name)) for option in own}
        best = max(map(len, shared.values()), default=0)
        if best and best * 3 >= len(set(said)):
            options = [option for option in own if len(shared[option.id]) == best]
            # What is done, of several that share as much: "end the drills" is about drills.
            things = {*said[1:]}
            options = [o for o in options if shared[o.id] & things] or options
            return tuple(
                (option.id, not _opposed(said, _content(option.name))) for option in options
            )
        asked = _asked_of(self.conflict, own)
        anothers = {
            word for o in self.conflict.options if o.owner != party for word in _content(o.name)
        }
        # "accept a mediator" is about what another does, and no yielding
        if asked and set(said) & _YIELDING and not (set(said) - _YIELDING) & anothers:
            return tuple((name, True) for name in asked)
        names = ", ".join(option.name for option in own) or "nothing"
        raise InputError(
            f"The words {text.strip()[:60]!r} fit none of its options in the model.",
            fix=f"It can: {names}. {testable(self.conflict)}",
        )


def _opposed(said: Sequence[str], option: Sequence[str]) -> bool:
    """Say whether words speak of leaving what an option does: "lift" the siege for "keep" it."""
    return bool(said and option) and opposite(said[0]) == option[0]


def _content(text: str) -> list[str]:
    """Return the lemmas that carry meaning, each as the head of its group of synonyms, in order.

    A verb with its particle ("walk out") and the noun of a verb ("withdrawal") are the verb.
    """
    from detente.reading.lexicon import lexicon

    nouns = lexicon().events.deverbal
    lemmas = Words.of(text[:1].lower() + text[1:]).lemmas.split()
    found, taken = [], -1
    for n, lemma in enumerate(lemmas):
        pair = " ".join(lemmas[n : n + 2])
        if n == taken or (lemma in SMALL and normal(pair) == pair):
            continue
        if normal(pair) != pair:
            taken = n + 1
        found.append(normal(nouns.get(lemma, lemma)) if normal(pair) == pair else normal(pair))
    return list(dict.fromkeys(found))


def _asked_of(conflict: Conflict, own: Sequence[Option]) -> list[str]:
    """Return the options that some other party wishes taken."""
    owners = {option.owner for option in own}
    wished = {
        str(item.that)
        for party, preferences in conflict.preferences.items()
        if isinstance(preferences, Statements) and party not in owners
        for item in preferences.items
    }
    return [option.id for option in own if option.id in wished]
