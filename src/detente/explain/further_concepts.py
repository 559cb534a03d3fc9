"""Explanations of concepts beyond the usual: foresight, coalitions, uncertainty, misperception."""

from __future__ import annotations

import re

_SIM = (
    "Simultaneous stability: every improvement can be met by the others improving from the same "
    "state at the same time, so that the combination is no better for the party. Option form only.",
    "Fraser & Hipel 1979",
)
_LIMITED = (
    "Limited-move stability of horizon h (L2, L3 and so on): the party foresees h moves, each mover "
    "taking what is best for it then, and stays when nothing better comes of moving. Standard for "
    "two parties without ties; limited=pessimistic covers others.",
    "Kilgour 1985; Kilgour, Hipel & Fang 1987",
)
_NM = (
    "Non-myopic stability: limited-move stability for every horizon from some horizon on.",
    "Brams & Wittman 1981; Kilgour 1985",
)
_COALITIONS = {
    "CNASH": "no sequence of its members' moves leads to a state that all of them prefer",
    "CGMR": "every joint improvement can be answered by moves of the outsiders that leave some "
    "member no better off",
    "CSMR": "as under CGMR, and the coalition cannot escape that answer",
    "CSEQ": "every joint improvement can be answered by improvements of the outsiders, alone or "
    "together, that leave some member no better off",
}
_EXTENSIONS = {
    "A": "the party leaves for what may be better, and only known facts deter it",
    "B": "the party leaves for what is known to be better, and only known facts deter it",
    "C": "the party leaves for what may be better, and what may be no better deters it",
    "D": "the party leaves for what is known to be better, and what may be no better deters it",
}
_WORDS = {
    "HYPERGAME": (
        "Each party analyses the conflict as it sees it: some options or states unseen, some "
        "preferences seen wrongly. Equilibria are stable for everyone, each in its own view; those "
        "that not everyone expects are surprises, expected states that are none disappointments.",
        "Bennett 1977; Wang, Hipel & Fraser 1988",
    ),
    "NECESSARY": (
        "A necessary equilibrium is one however the unknown preferences turn out.",
        "this program",
    ),
    "POSSIBLE": (
        "A possible equilibrium is one for some way in which the unknown preferences turn out.",
        "this program",
    ),
    "COALITION": (
        "Parties that act together: a joint improvement is a sequence of their moves to a state "
        "that every one of them prefers.",
        "Kilgour, Hipel, Fang & Peng 2001",
    ),
    "SIM": _SIM,
    "NM": _NM,
}
_HORIZON = re.compile(r"L[_-]?[0-9]+")
_UNKNOWN = re.compile(r"(NASH|GMR|SMR|SEQ)[_-]([ABCD])")
_STRENGTH = re.compile(r"(STRONG|WEAK)[_-](GMR|SMR|SEQ)")
_PROBABLE = re.compile(r"P(NASH|GMR|SMR|SEQ)")

#: Names to list; the others follow their patterns.
NAMES = (*_WORDS, "L2", *_COALITIONS, "NASH_A", "STRONG_GMR", "PSEQ")


def explain_further(key: str) -> tuple[str, str, str] | None:
    """Return a concept by its name in capitals with its explanation and source, or None."""
    if key in _WORDS:
        return (key, *_WORDS[key])
    if _HORIZON.fullmatch(key):
        return (key.replace("_", "").replace("-", ""), *_LIMITED)
    if key in _COALITIONS:
        text = f"Coalitional {key[1:]}: a state is stable for a coalition when {_COALITIONS[key]}."
        source = "Kilgour, Hipel, Fang & Peng 2001; Inohara & Hipel 2008"
        return key, f"{text} Coalitionally stable means stable for every coalition.", source
    if match := _UNKNOWN.fullmatch(key):
        concept, extension = match.groups()
        text = f"{concept} when preferences are partly unknown: {_EXTENSIONS[extension]}."
        if concept == "SEQ":
            text += " Others may answer by moves that may be improvements."
        return f"{concept}_{extension}", text, "Li, Hipel, Kilgour & Fang 2004"
    if match := _STRENGTH.fullmatch(key):
        strength, concept = match.groups()
        answered = "every improvement can be answered by something much worse for the party"
        text = f"A state is strongly {concept}-stable when {answered}."
        if strength == "WEAK":
            text = f"Weakly {concept}-stable is {concept}-stable and not strongly so. {text}"
        return f"{strength}_{concept}", text, "Hamouda, Kilgour & Hipel 2004, 2006"
    if match := _PROBABLE.fullmatch(key):
        return (
            key,
            f"{match.group(1)} under probable preferences: the party leaves for what is better with "
            "a probability above 1 - alpha, is deterred by what is better with at most 1 - beta, and "
            "others answer by what they prefer with more than gamma.",
            "Rêgo & dos Santos 2015",
        )
    return None
