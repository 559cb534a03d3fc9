"""Named variants of the definitions, where sources differ; each has a documented default."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from detente.engine import individual
from detente.errors import InputError, did_you_mean

#: Per variant its values, the default first.
CHOICES: dict[str, tuple[str, ...]] = {
    "ties": ("strict", "weak"),
    "answers": individual.ANSWERS,
    "deterring": individual.DETERRING,
    "returning": individual.RETURNING,
    "escapes": individual.ESCAPES,
    "simultaneous": ("any", "all", "correction"),
    "limited": ("standard", "pessimistic"),
    "response": ("class", "individual"),
    "deterrence": ("any", "all"),
    "joint": ("strict", "pareto"),
    "unseen": ("stable", "unstable"),
    "sanctions": ("seen", "any"),
}
#: Per threshold of probable preference its default, an exact fraction as text.
THRESHOLDS: dict[str, str] = dict.fromkeys(("alpha", "beta", "gamma"), "1/2")


@dataclass(frozen=True, slots=True)
class Variants:
    """The named variants in force.

    Attributes
    ----------
    ties : {"strict", "weak"}
        Attitudes: "good" means strictly better (default; ordinary stability is then a special case
        with ties too), or not worse (Inohara, Hipel & Walker 2007).
    answers, deterring, returning, escapes : str
        GMR, SMR, SEQ, SSEQ: see `detente.engine.individual.Rules`.
    simultaneous : {"any", "all", "correction"}
        SIM: any of the others may stay, or all that have an improvement must move, or the early
        procedure (Fraser & Hipel 1979): SEQ first, and only states unstable for two or more
        decision makers are looked at again.
    limited : {"standard", "pessimistic"}
        L_h and NM: two decision makers without ties (Kilgour 1985), or any number with ties, each
        counting on the worst.
    response : {"class", "individual"}
        CSEQ: the outsiders answer by joint improvements of any of their sub-coalitions (Inohara &
        Hipel 2008), or each by its own improvements.
    deterrence : {"any", "all"}
        A coalition is deterred by what is no better for at least one member, or for all.
    joint : {"strict", "pareto"}
        A joint improvement is better for every member, or no worse for any and better for some.
    unseen : {"stable", "unstable"}
        Hypergames: whether a state that one does not see counts as stable for one.
    sanctions : {"seen", "any"}
        Hypergames: nobody moves through what the viewer does not see; or each decision maker is kept
        from what it does not see itself, whoever judges, as in GMCR+.
    alpha, beta, gamma : str
        Thresholds of probable preference (Rêgo & dos Santos 2015), exact fractions as text.
    """

    ties: str = "strict"
    answers: str = "legal"
    deterring: str = "not_better"
    returning: str = "deters"
    escapes: str = "moves"
    simultaneous: str = "any"
    limited: str = "standard"
    response: str = "class"
    deterrence: str = "any"
    joint: str = "strict"
    unseen: str = "stable"
    sanctions: str = "seen"
    alpha: str = THRESHOLDS["alpha"]
    beta: str = THRESHOLDS["beta"]
    gamma: str = THRESHOLDS["gamma"]

    @classmethod
    def of(cls, named: Mapping[str, Any]) -> Variants:
        """Check named variants and fill in the defaults.

        Raises
        ------
        InputError
            For an unknown name or value.
        """
        values: dict[str, Any] = {}
        for name, value in named.items():
            if name in THRESHOLDS:
                values[name] = _threshold(name, value)
            elif name not in CHOICES:
                raise InputError(
                    f"No option {name!r}.", fix=did_you_mean(name, [*CHOICES, *THRESHOLDS])
                )
            elif value not in CHOICES[name]:
                raise InputError(
                    f"The option {name} is {value!r}.", fix=did_you_mean(str(value), CHOICES[name])
                )
            else:
                values[name] = value
        return cls(**values)

    @property
    def rules(self) -> individual.Rules:
        """The variants of individual concepts."""
        return individual.Rules(self.answers, self.deterring, self.returning, self.escapes)

    def to_json(self) -> dict[str, str]:
        """Return every variant with its value in force."""
        return {name: str(getattr(self, name)) for name in (*CHOICES, *THRESHOLDS)}


def _threshold(name: str, value: Any) -> str:
    from fractions import Fraction

    try:
        number = Fraction(str(value))
    except (ValueError, ZeroDivisionError):
        number = Fraction(-1)
    if not 0 <= number <= 1:
        raise InputError(
            f"The threshold {name} is {str(value)[:40]!r}.",
            fix="Write a number from 0 to 1, such as 0.5.",
        )
    return str(number)
