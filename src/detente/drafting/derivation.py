"""Nouns that name what a verb does: "subsidy" and *subsidise*, "filling" and *fill*."""

from __future__ import annotations

from functools import lru_cache

from detente.drafting.lexicon import members

#: Endings of nouns of action and the endings of the verb that each may stand for (Quirk et al. 1985,
#: *A Comprehensive Grammar of the English Language*, appendix I, on deverbal nouns).
_ENDINGS = (
    ("ing", ("", "e")), ("al", ("", "e")), ("ment", ("",)), ("ation", ("", "e", "ate")),
    ("ication", ("y",)), ("ion", ("", "e")), ("sion", ("d", "de", "t")), ("ssion", ("t",)),
    ("uction", ("uce",)), ("ure", ("", "e")), ("y", ("ise", "ize")), ("ery", ("er",)), ("ance", ("", "e")),
    ("age", ("",)), ("ization", ("ise",)), ("isation", ("ize",)),
)  # fmt: skip
_SHORTEST = 3


@lru_cache(maxsize=1 << 16)  # a long text compares every noun with a few verbs
def names_conduct(noun: str, verb: str) -> bool:
    """Say whether a noun names the conduct of a verb, or of one that means the same.

    Parameters
    ----------
    noun, verb : str
        A lemma, and a verb or the head of its group of synonyms.

    Examples
    --------
    >>> names_conduct("subsidy", "subsidise"), names_conduct("filling", "fill")
    (True, True)
    >>> names_conduct("shipment", "ship"), names_conduct("party", "part"), names_conduct("steel", "fill")
    (True, False, False)
    """
    return any(_derives(noun, candidate) for candidate in (verb, *members(verb)))


def _derives(noun: str, verb: str) -> bool:
    if noun in (verb, verb.replace(" ", ""), verb.replace(" ", "-")):
        return True
    for ending, replaced in _ENDINGS:
        stem = noun.removesuffix(ending)
        if stem == noun or len(stem) < _SHORTEST or (ending == "y" and len(stem) <= _SHORTEST + 1):
            continue
        doubled = stem[:-1] if stem[-1] == stem[-2] else stem
        if any(verb in (stem + end, doubled + end) for end in replaced):
            return True
    return False
