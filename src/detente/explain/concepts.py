"""Offline explanations of the field's words, for ``detente help``."""

from __future__ import annotations

from detente.errors import InputError, did_you_mean
from detente.explain.further_concepts import NAMES, explain_further

#: Word → (one plain paragraph, source). Every concept that can be solved has an entry.
TEXTS: dict[str, tuple[str, str]] = {
    "NASH": (
        "A state is Nash-stable for a party that cannot improve on it by a move of its own. The "
        "party looks one move ahead and expects no answer.",
        "Nash 1950",
    ),
    "GMR": (
        "General metarationality: every improvement the party could make can be answered by some "
        "move of the others, whatever it costs them, that leaves the party no better off. It is "
        "cautious in the extreme and holds very many states, so it never leads a brief.",
        "Howard 1971",
    ),
    "SMR": (
        "Symmetric metarationality: like GMR, and the party cannot escape that answer by a further "
        "move of its own.",
        "Howard 1971",
    ),
    "SEQ": (
        "Sequential stability: every improvement can be answered by improvements of the others, "
        "moves that they would want to make, that leave the party no better off. Foresight with "
        "credible answers only.",
        "Fraser & Hipel 1979",
    ),
    "SSEQ": (
        "Symmetric sequential stability: like SEQ, and the party cannot escape the answer by a "
        "further move of its own.",
        "Rêgo & Vieira 2017",
    ),
    "RNASH": (
        "Nash stability under attitudes: the party has no move that its attitudes accept (good for "
        "those it is positive to, bad for those it is negative to).",
        "Inohara, Hipel & Walker 2007",
    ),
    "RGMR": (
        "General metarationality under attitudes: every move that the party's attitudes accept can "
        "be answered by some move of the others that they do not accept.",
        "Inohara, Hipel & Walker 2007",
    ),
    "RSMR": (
        "Symmetric metarationality under attitudes: like RGMR, and the party cannot escape.",
        "Inohara, Hipel & Walker 2007",
    ),
    "RSEQ": (
        "Sequential stability under attitudes: the answers that deter are those that the others' "
        "own attitudes accept.",
        "Inohara, Hipel & Walker 2007",
    ),
    "EQUILIBRIUM": (
        "A state that is stable for every party under the same concept.",
        "Fang, Hipel & Kilgour 1993",
    ),
    "STATE": (
        "A combination of options taken and not taken, written with one Y or N per option in the "
        "model's option order.",
        "Howard 1971",
    ),
    "ATTITUDE": (
        "How a party takes another's interest in its own moves: + it accepts only moves good for the "
        "other, - only moves bad for it, 0 it does not ask. By default + to oneself and 0 to others. "
        "While a party keeps + to itself, its other attitudes only filter its moves: they can keep "
        "an outcome standing but add no way to it.",
        "Inohara, Hipel & Walker 2007",
    ),
    "IF": (
        "'A IF B' is material: it holds wherever B is false. A state in which the condition is not "
        "met satisfies the statement. 'if' is never read as 'only if'.",
        "Fang, Hipel, Kilgour & Peng 2003",
    ),
    "HOLDS": ("An outcome that is an equilibrium.", "this program"),
    "STARTS": (
        "An outcome that is an equilibrium and that improvements reach from the status quo, each "
        "mover improving on the state that it leaves.",
        "Li, Kilgour & Hipel 2005",
    ),
    "LOCKED-IN": (
        "An outcome that holds only because a one-way option cannot be taken back.",
        "this program",
    ),
    "TRAP": (
        "An equilibrium behind a one-way option that no improvement path from the status quo takes: "
        "stable, but nothing leads there. Traps are labelled and kept out of counts.",
        "this program",
    ),
    "HINGE": (
        "A single change of an attitude, a preference statement or a rule that alters the "
        "equilibria. Hinges are ranked: first those that change which outcomes start, then by the "
        "number of NASH and SEQ equilibria gained and lost.",
        "this program",
    ),
    "WITNESS": (
        "What makes a verdict checkable by hand: when a state is stable, every improvement with the "
        "answer that deters it; when it is not, one improvement with everything the others could "
        "answer. detente explain gives it for every verdict.",
        "this program",
    ),
    "WINDOW": (
        "An outcome, or a joint gain, that is out of everybody's reach once a party has made a "
        "one-way move that it has reason to make next. Whoever gains by it must act first.",
        "this program",
    ),
    "SHARE": (
        "How much each attitude cell accounts for an outcome when every cell takes its three values "
        "equally often: the Shapley value of the variance that cells explain. Shares sum to 1 and "
        "say nothing about direction.",
        "Shapley 1953; Owen 2014",
    ),
    "STATUS-QUO-TABLE": (
        "Which states legal moves (or improvements) can bring about, after how many at the earliest, "
        "and who can make the last one.",
        "Li, Kilgour & Hipel 2005",
    ),
    "LAYER": (
        "Where words stand: quoted (in quotation marks), reported (indirect speech or deeds), "
        "interpreted (what others take them to mean), author (the writer's own claim).",
        "this program",
    ),
}


def explain_word(word: str) -> tuple[str, str, str]:
    """Return a word of the field with its explanation and source.

    Raises
    ------
    InputError
        When there is no entry; the closest are suggested.
    """
    key = word.strip().upper().replace(" ", "-")
    if key not in TEXTS:
        further = explain_further(key)
        if further is not None:
            return further
        known = [*TEXTS, *NAMES]
        raise InputError(f"No explanation of {word!r}.", fix=did_you_mean(key, known))
    text, source = TEXTS[key]
    return key, text, source
