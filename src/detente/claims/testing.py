"""Testing claims on a model: dependence, whose move it is, what a party will or will never do.

A claim is answered with ``holds``, ``holds partly`` or ``does not hold`` in this model, with the
attitude profiles or states that decide it, and with what the answer leans on: the statements and
rules without which it would be another.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product
from typing import Any

from detente.analysis.dependence import (
    FAILS,
    HOLDS,
    PARTLY,
    Dependence,
    Leaning,
    dependence,
    dependence_verdict,
    leanings,
    say_testing,
)
from detente.analysis.outcomes import Landscape
from detente.analysis.shapley import FairShares, fair_shares
from detente.claims.supposing import supposing
from detente.engine.game import bits
from detente.errors import AnalysisError, DetenteError, InputError
from detente.model.conflict import Attitude, Conflict

#: Cells of one row that are varied together: 3 to this power profiles.
MAX_CELLS = 4
#: The verdict on a claim that denies what has the first verdict.
DENIED = {HOLDS: FAILS, PARTLY: PARTLY, FAILS: HOLDS}
#: Tests that look at what follows from today's situation.
_FROM_TODAY = frozenset({"theirs", "not-theirs", "lasts"})
_STRENGTH = {HOLDS: 2, PARTLY: 1, FAILS: 0}
_SIGNS = (Attitude.POSITIVE, Attitude.NEUTRAL, Attitude.NEGATIVE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A claim in the form of a test.

    Attributes
    ----------
    kind : str
        ``depends`` (the outcome depends on the party's attitude), ``theirs`` (the next move is the
        party's), ``not-theirs``, ``never`` (the party never does any of ``wanted``), ``will`` (it
        does one of them), ``lasts`` (today's situation lasts).
    party : str
        A decision maker; for ``lasts`` the first one, and without meaning.
    toward : str or None
        For ``depends``: toward whom; when not given, the one for whom the claim holds best.
    wanted : tuple of (option id, taken)
        For ``never`` and ``will``: the conduct, any one of which counts.
    negated : bool
        For ``depends`` and ``lasts``: the claim denies it ("does not depend", "will not last").
    given : tuple of (option id, taken)
        What the claim supposes ("if X …"): it is tested where these options are settled.
    """

    kind: str
    party: str
    toward: str | None = None
    wanted: tuple[tuple[str, bool], ...] = ()
    negated: bool = False
    given: tuple[tuple[str, bool], ...] = ()

    def denied(self) -> Asked:
        """Return the test of the opposite: "will" for "never", "does not depend" for "depends"."""
        if self.kind in ("depends", "lasts"):
            return replace(self, negated=not self.negated)
        return replace(self, kind=_OPPOSITE[self.kind])


_OPPOSITE = {"will": "never", "never": "will", "theirs": "not-theirs", "not-theirs": "theirs"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Deciding:
    """What decides a claim: an attitude profile (cells set) and the outcomes in question under it."""

    cells: tuple[tuple[tuple[str, str], Attitude], ...]
    states: tuple[str, ...]
    starts: bool

    def to_json(self) -> dict[str, Any]:
        """Return it as JSON data."""
        return {
            "attitudes": {f"{of}>{to}": sign.value for (of, to), sign in self.cells},
            "states": list(self.states),
            "starts": self.starts,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Tested:
    """The answer to a claim.

    Attributes
    ----------
    asked : Asked
        The test, ``toward`` filled in.
    verdict : str
        ``holds``, ``holds partly`` or ``does not hold``.
    deciding : tuple of Deciding
        The profiles that decide; empty when it is the same under all.
    movers : tuple of str
        Parties that gain by moving first from the status quo.
    dependence : Dependence or None
        The attitude table, for ``depends``.
    shares : tuple of FairShares
        For ``depends``: how much each party's attitudes account for the outcomes in question.
    leans_on : tuple of Leaning
        Elements without which the verdict would be another.
    otherwise : str or None
        For a claim that supposes something: the verdict where the opposite is so; None where the
        model has no such state.
    lines : tuple of str
        The answer in words.
    """

    asked: Asked
    verdict: str
    deciding: tuple[Deciding, ...] = ()
    movers: tuple[str, ...] = ()
    dependence: Dependence | None = None
    shares: tuple[FairShares, ...] = ()
    leans_on: tuple[Leaning, ...] = ()
    otherwise: str | None = None
    lines: tuple[str, ...] = ()

    def __repr__(self) -> str:
        """Say what it is in one line."""
        return f"<Tested: {self.verdict}>"

    def _repr_html_(self) -> str:
        from html import escape

        rest = "".join(f"<li>{escape(line)}</li>" for line in self.lines[1:])
        first = escape(self.lines[0]) if self.lines else escape(self.verdict)
        return f"<p><strong>{first}</strong></p><ul>{rest}</ul>"

    def to_json(self) -> dict[str, Any]:
        """Return the answer as JSON data."""
        return {
            "kind": self.asked.kind,
            "party": self.asked.party,
            "toward": self.asked.toward,
            "negated": self.asked.negated,
            "conduct": [{"option": option, "taken": taken} for option, taken in self.asked.wanted],
            "given": [{"option": option, "taken": taken} for option, taken in self.asked.given],
            "otherwise": self.otherwise,
            "verdict": self.verdict,
            "deciding": [item.to_json() for item in self.deciding],
            "movers": list(self.movers),
            "attitudes": self.dependence.to_json() if self.dependence else None,
            "shares": [item.to_json() for item in self.shares],
            "leans_on": [item.to_json() for item in self.leans_on],
        }


def check_claim(conflict: Conflict, asked: Asked) -> Tested:
    """Test a claim on a model.

    Parameters
    ----------
    conflict : Conflict
        The model.
    asked : Asked
        The claim as a test.
    """
    whole, conflict = conflict, supposing(conflict, asked.given)
    if asked.given and conflict.status_quo is None and asked.kind in _FROM_TODAY:
        raise InputError(
            "Today's situation cannot go together with what the claim supposes.",
            fix="Suppose something that could be so without another's step.",
        )
    # What is supposed is a rule of the model too, and nothing that a verdict leans on unsaid.
    supposed = {str(rule.when) for rule in conflict.infeasible[len(whole.infeasible) :]}
    landscape = Landscape(conflict)
    say_testing(landscape)
    if asked.kind == "depends" and asked.toward is None:
        asked = replace(asked, toward=_best_toward(landscape, asked.party))
    verdict = _verdict(landscape, asked)
    tested = None
    shares: tuple[FairShares, ...] = ()
    deciding: tuple[Deciding, ...] = ()
    if asked.kind == "depends":
        assert asked.toward is not None  # noqa: S101 (filled in above)
        tested = dependence(landscape, asked.party, asked.toward)
        shares = attitude_shares(landscape, tested)
        deciding = tuple(
            Deciding(
                cells=row.cells,
                states=tuple(sorted(row.started or row.sustained)),
                starts=bool(row.started),
            )
            for row in tested.rows
            if not row.restless
        )
    elif asked.kind in ("never", "will"):
        deciding = tuple(_doing(landscape, asked))
    return Tested(
        asked=asked,
        verdict=verdict,
        deciding=deciding,
        movers=_movers(landscape),
        dependence=tested,
        shares=shares,
        leans_on=tuple(
            item
            for item in leanings(conflict, verdict, lambda changed: _verdict(changed, asked))
            if item.kind == "preference" or item.element not in supposed
        ),
        otherwise=_otherwise(whole, asked),
    )


def _otherwise(conflict: Conflict, asked: Asked) -> str | None:
    """Return the verdict where the opposite is so of what a claim supposes; None where none is."""
    if not asked.given:
        return None
    opposite = tuple((option, not taken) for option, taken in asked.given)
    try:
        return _verdict(Landscape(supposing(conflict, opposite)), asked)
    except DetenteError:  # nothing of the kind exists in the model
        return None


def _verdict(landscape: Landscape, asked: Asked) -> str:
    found = _affirmed(landscape, asked)
    return DENIED[found] if asked.negated else found


def _affirmed(landscape: Landscape, asked: Asked) -> str:
    """Return the verdict on what a claim speaks of, whether it asserts or denies it."""
    match asked.kind:
        case "depends":
            toward = asked.toward or _best_toward(landscape, asked.party)
            return dependence_verdict(landscape, asked.party, toward)
        case "theirs" | "not-theirs":
            return _whose(landscape, asked)
        case "lasts":
            return _lasts(landscape)
        case _:
            return _conduct(landscape, asked)


def _best_toward(landscape: Landscape, party: str) -> str:
    others = [other for other in landscape.compiled.players if other != party]
    return max(others, key=lambda other: _STRENGTH[dependence_verdict(landscape, party, other)])


def _movers(landscape: Landscape) -> tuple[str, ...]:
    start = landscape.start
    if start is None:
        return ()
    game = landscape.compiled.game
    return tuple(
        party
        for player, party in enumerate(landscape.compiled.players)
        if game.improvements(player)[start]
    )


def _whose(landscape: Landscape, asked: Asked) -> str:
    movers = _movers(landscape)
    own, others = asked.party in movers, any(party != asked.party for party in movers)
    if asked.kind == "not-theirs":
        own, others = others, own
    if own:
        return PARTLY if others else HOLDS
    return FAILS


def _lasts(landscape: Landscape) -> str:
    today = landscape.conflict.status_quo
    found = {outcome.state: outcome for outcome in landscape.outcomes(locks=False)}
    if today not in found:
        return FAILS
    return HOLDS if "RNASH" in found[today].concepts else PARTLY


def _rows(landscape: Landscape, party: str) -> Iterator[dict[tuple[str, str], Attitude]]:
    """Yield the attitude rows of a party that are tried.

    All of them; with many parties, its regard for itself and for one other varied at a time.
    """
    ids = landscape.compiled.players
    cells = [(party, to) for to in sorted(ids, key=lambda to: to != party)]
    varied = [cells] if len(cells) <= MAX_CELLS else [[cells[0], cell] for cell in cells[1:]]
    for group in varied:
        for signs in product(_SIGNS, repeat=len(group)):
            row = dict(zip(group, signs, strict=True))
            if any(sign is not Attitude.NEUTRAL for sign in row.values()):
                yield row


def _does(landscape: Landscape, asked: Asked, state: str) -> bool:
    place = {option.id: number for number, option in enumerate(landscape.conflict.options)}
    return any((state[place[name]] == "Y") is taken for name, taken in asked.wanted)


def _doing(landscape: Landscape, asked: Asked) -> Iterator[Deciding]:
    """Yield the attitudes of the party under which some lasting outcome has the conduct."""
    for row in _rows(landscape, asked.party):
        found = [o for o in landscape.outcomes(row, locks=False) if not o.trap]
        doing = [outcome for outcome in found if _does(landscape, asked, outcome.state)]
        if doing:
            yield Deciding(
                cells=tuple(row.items()),
                states=tuple(outcome.state for outcome in doing),
                starts=any(outcome.starts for outcome in doing),
            )


def _conduct(landscape: Landscape, asked: Asked) -> str:
    now = [o.state for o in landscape.outcomes(locks=False) if not o.trap]
    doing = [state for state in now if _does(landscape, asked, state)]
    if asked.kind == "will":
        if now and len(doing) == len(now):
            return HOLDS
        return PARTLY if doing or any(_doing(landscape, asked)) else FAILS
    if doing:
        return FAILS if len(doing) == len(now) else PARTLY
    return PARTLY if any(_doing(landscape, asked)) else HOLDS


def attitude_shares(landscape: Landscape, tested: Dependence) -> tuple[FairShares, ...]:
    """Divide fairly whose attitudes account for the outcomes that one attitude makes or unmakes.

    At most two outcomes are looked at, those first that start under some row and not as modelled.
    """
    rows = [row for row in tested.rows if not row.restless]
    always = frozenset.intersection(*(row.sustained for row in rows))
    started = {state for row in rows for state in row.started} - always
    now = {state for row in rows if row.as_in_model for state in row.started}
    wanted = sorted(started, key=lambda state: (state in now, state)) or sorted(
        {s for row in rows for s in row.sustained} - always
    )
    found = []
    for state in wanted[:2]:
        try:
            found.append(fair_shares(landscape, state))
        except AnalysisError:  # too many parties for exact shares: the verdict stands without
            return ()
    return tuple(found)


def first_improvement(landscape: Landscape, party: str) -> str | None:
    """Return the best state a party can move to from the status quo; None when it gains by none."""
    start = landscape.start
    if start is None:
        return None
    game, player = landscape.compiled.game, landscape.compiled.players.index(party)
    targets = list(bits(game.improvements(player)[start]))
    if not targets:
        return None
    best = min(targets, key=lambda q: (game.better[player][q].bit_count(), q))
    return landscape.compiled.space.names[best]
