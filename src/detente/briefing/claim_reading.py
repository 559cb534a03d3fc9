"""From the words of a claim to the test that it asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from detente.analysis.claims import Asked
from detente.drafting.lexicon import normal
from detente.errors import InputError
from detente.model.conflict import Conflict, Option, Statements

_DEPENDS = re.compile(
    r"\b(?:depend|hinge|hang|rest|turn|ride)(?:s|ed|ing|ent)?\b.{0,30}?\b(?:on|upon)\b|"
    r"\b(?:decided|determined|shaped|settled) by\b|\bin the hands of\b|\bfunction of\b|\bcontingent on\b",
    re.IGNORECASE,
)
_OURS = re.compile(r"\bnot (?:ours|mine|up to us|for us|in our hands)\b", re.IGNORECASE)
_MOVE = re.compile(
    r"\b(?:choice|decision|ball|move|turn|step|initiative|onus|responsibility)\b|\bup to\b",
    re.IGNORECASE,
)
_NOT = re.compile(r"\b(?:not|isn['’]t|is no|no longer)\b", re.IGNORECASE)
_NEVER = re.compile(
    r"\b(?:never|will not|won['’]t|would not|wouldn['’]t|cannot|can['’]t|can not|does not|doesn['’]t|"
    r"refuses? to|rules? out|ruled out)\b",
    re.IGNORECASE,
)
_WILL = re.compile(
    r"\b(?:will|would|is going to|is bound to|is ready to|can|is certain to)\b", re.IGNORECASE
)
_LASTS = re.compile(
    r"\bnothing (?:will|can|is going to) change|\b(?:status quo|today['’]s situation|stalemate|deadlock)\b.*"
    r"\b(?:last|continue|persist|remain|stay|hold|stable|endure)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[\w'’-]+")
_SMALL = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "to",
        "in",
        "on",
        "at",
        "for",
        "by",
        "with",
        "and",
        "or",
        "its",
        "it",
        "his",
        "her",
        "their",
        "our",
        "any",
        "all",
        "no",
        "not",
        "never",
        "be",
        "is",
        "are",
        "will",
        "would",
        "ever",
        "again",
        "than",
        "that",
        "this",
        "do",
        "does",
        "did",
        "has",
        "have",
        "from",
        "about",
        "as",
        "into",
        "out",
        "up",
        "such",
        "same",
        "north",
        "south",
        "east",
        "west",
        "united",
        "states",
    ]
)
_FIRST_PERSON = re.compile(r"\b(?:we|us|our|ours|i|my|mine)\b", re.IGNORECASE)


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
        When the claim names no party, or is of no kind that a model can answer.
    """
    claim = " ".join(text.split())
    if not claim:
        raise InputError("The claim is empty.", fix=_KINDS)
    speaker = _speaker(conflict, claim, speaker)
    depends = _DEPENDS.search(claim)
    if depends is not None:
        after = list(_parties(conflict, claim[depends.end() :], speaker))
        before = list(_parties(conflict, claim[: depends.start()], speaker))
        party = _first(after, conflict, claim)
        other = next((p for p in [*after[1:], *before] if p != party), None)
        return Asked(kind="depends", party=party, toward=other)
    if _LASTS.search(claim):
        if conflict.status_quo is None:
            raise InputError("The model has no status quo.", fix="Add status_quo to the model.")
        return Asked(kind="lasts", party=conflict.decision_makers[0].id)
    never = _NEVER.search(claim)
    ours = _OURS.search(claim)
    if ours is not None or (_MOVE.search(claim) and never is None and not _WILL.search(claim)):
        if conflict.status_quo is None:
            raise InputError("The model has no status quo.", fix="Add status_quo to the model.")
        party = _first(list(_parties(conflict, claim, speaker)), conflict, claim)
        negated = ours is not None or _NOT.search(claim) is not None
        return Asked(kind="not-theirs" if negated else "theirs", party=party)
    modal = never or _WILL.search(claim)
    if modal is not None:
        party = _first(list(_parties(conflict, claim[: modal.start()], speaker)), conflict, claim)
        wanted = _conduct(conflict, party, claim[modal.end() :])
        return Asked(kind="never" if never else "will", party=party, wanted=wanted)
    raise InputError(f"No test for the claim {claim[:80]!r}.", fix=_KINDS)


_KINDS = (
    "Claims that can be tested: “… depends on X's attitude”, “the next move is X's”, “the choice is not "
    "ours”, “X will never …”, “X will …”, “nothing will change”."
)


def _speaker(conflict: Conflict, claim: str, given: str | None) -> str | None:
    ids = [dm.id for dm in conflict.decision_makers]
    if given is not None:
        named = next(_parties(conflict, given, None), None)
        if named is None:
            raise InputError(f"No decision maker {given[:80]!r}.", fix=f"Known: {', '.join(ids)}.")
        return named
    bare = _plain(claim)
    for item in conflict.evidence.values():
        if item.speaker in ids and bare in _plain(item.quote):
            return item.speaker
    return None


def _plain(text: str) -> str:
    return " ".join(_WORD.findall(text.lower()))


def _first(found: list[str], conflict: Conflict, claim: str) -> str:
    if found:
        return found[0]
    names = ", ".join(dm.name for dm in conflict.decision_makers)
    if _FIRST_PERSON.search(claim):
        raise InputError(
            "The claim does not say who “we” are.", fix=f"Add --speaker, one of: {names}."
        )
    raise InputError(
        f"The claim names no party of the model: {claim[:80]!r}.", fix=f"Known: {names}."
    )


def _parties(conflict: Conflict, text: str, speaker: str | None) -> Iterator[str]:
    """Yield the parties named in a text in order: by id, by name, by seat or people, or as "we"."""
    found: list[tuple[int, str]] = []
    by_id = {dm.id.lower(): dm.id for dm in conflict.decision_makers}
    by_name = {dm.name.lower(): dm.id for dm in conflict.decision_makers}
    for name, party in (by_name | by_id).items():
        match = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE)
        if match is not None and (len(name) > 2 or text[match.start() : match.end()].isupper()):
            found.append((match.start(), party))
    found += _sighted(text, by_id, by_name)
    if speaker is not None:
        match = _FIRST_PERSON.search(text)
        if match is not None:
            found.append((match.start(), speaker))
    yield from dict.fromkeys(party for _, party in sorted(found))


def _sighted(
    text: str, by_id: dict[str, str], by_name: dict[str, str]
) -> Iterator[tuple[int, str]]:
    from detente.actors import Registry

    sightings, _ = Registry.default().scan(text)
    for sighting in sightings:
        actor = sighting.actor
        party = by_id.get(actor.id.lower()) or by_name.get(actor.name.lower())
        if party is not None:
            yield sighting.start, party


def _conduct(conflict: Conflict, party: str, text: str) -> tuple[tuple[str, bool], ...]:
    """Find the options of a party that the words mean; "agree" means whatever others ask of it."""
    own = [option for option in conflict.options if option.owner == party]
    words = _content(text)
    scores = {option.id: len(words & _content(option.name)) for option in own}
    best = max(scores.values(), default=0)
    if best and best * 3 >= len(words):
        return tuple((name, True) for name, score in scores.items() if score == best)
    asked = _asked_of(conflict, own)
    if asked and words & {"accept", "talk", "give", "move", "compromise", "yield", "concede"}:
        return tuple((name, True) for name in asked)
    names = ", ".join(option.name for option in own) or "nothing"
    raise InputError(
        f"The words {text.strip()[:60]!r} fit none of its options in the model.",
        fix=f"It can: {names}.",
    )


def _content(text: str) -> set[str]:
    return {
        normal(_stem(word))
        for word in _WORD.findall(text.lower().replace("’s", "").replace("'s", ""))
        if word not in _SMALL
    }


def _stem(word: str) -> str:
    """Take an ending off a word, so that "withdraws" and "expanding" meet their dictionary forms."""
    for ending, least in (("ing", 5), ("ed", 5), ("es", 5), ("s", 4)):
        if word.endswith(ending) and len(word) - len(ending) >= least - 1:
            bare = word[: -len(ending)]
            return bare[:-1] if len(bare) > 3 and bare[-1] == bare[-2] and ending != "s" else bare
    return word


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
