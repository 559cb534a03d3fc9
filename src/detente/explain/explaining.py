"""Why a state is or is not stable: a checkable witness and one plain sentence for every verdict."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import combinations

from detente.engine import coalitional, individual, relational
from detente.engine.game import bits
from detente.errors import InputError, did_you_mean
from detente.explain.at_scale import explain_at_scale, is_beyond_lists
from detente.explain.foresight import foresee
from detente.explain.sentences import sentence_for
from detente.explain.verdicts import Judge, Viewer, iter_simultaneous
from detente.explain.witnesses import Answer, Explanation, Foreseen, Improvement, Step
from detente.model.conflict import Conflict
from detente.model.expression import composed
from detente.model.naming import state_named
from detente.solving.compiling import compile_conflict
from detente.solving.concepts import CORE, asks_for_all
from detente.solving.judging import attitude_signs

#: Concepts with witnesses; limited move is written L1, L2, …
EXPLAINED = (*individual.CONCEPTS, "SIM", *relational.CONCEPTS, *coalitional.CONCEPTS)
_LIMITED = re.compile(r"L([1-9]\d?)")
#: With more decision makers coalitions are only explained when named.
_MAX_DMS_FOR_ALL_COALITIONS = 6


def explained_concepts(concepts: str | Iterable[str]) -> tuple[str, ...]:
    """Read concept names in any case; ``core`` and ``all`` stand for lists.

    Raises
    ------
    InputError
        For a concept without witnesses, with a suggestion.
    """
    if isinstance(concepts, str):
        concepts = concepts.replace(",", " ").split()
    names: dict[str, None] = {}
    for given in concepts:
        name = given.strip().upper()
        if name in ("CORE", "ALL"):
            names.update(dict.fromkeys(CORE if name == "CORE" else EXPLAINED))
        elif name in EXPLAINED or _LIMITED.fullmatch(name):
            names[name] = None
        else:
            known = (*EXPLAINED, "L1", "L2")
            raise InputError(
                f"There are no explanations for {given[:40]!r}.", fix=did_you_mean(name, known)
            )
    if not names:
        raise InputError("No concept is named.", fix=f"Known: {', '.join(EXPLAINED)}, L1, L2, ….")
    return tuple(names)


class Explainer:
    """Explains verdicts of one conflict, remembering work between them.

    Parameters
    ----------
    conflict : Conflict
        The model; its attitudes count for the relational concepts.
    ties : {"strict", "weak"}
        The reading of relational preference.
    """

    def __init__(self, conflict: Conflict, *, ties: str = "strict") -> None:
        self.conflict = conflict
        self.compiled = compile_conflict(conflict)
        self._viewer = Viewer(self.compiled, attitude_signs(conflict), ties=ties)
        self._judges: dict[tuple[tuple[int, ...], str], Judge] = {}

    def explain(self, state: str, focal: tuple[str, ...], concept: str) -> Explanation:
        """Explain one verdict: whether a state is stable for a decision maker or coalition.

        Raises
        ------
        InputError
            For an infeasible state, an unknown decision maker or concept, or several decision
            makers under a concept for one.
        """
        (name,) = explained_concepts([concept])
        number = self.compiled.space.index(state)
        state = self.compiled.space.names[number]
        players = tuple(sorted(self._player(dm) for dm in dict.fromkeys(focal)))
        if len(players) != 1 and name not in coalitional.CONCEPTS:
            raise InputError(
                f"{name} judges one decision maker, not {len(players)}.",
                fix=f"Name one, or use {', '.join(coalitional.CONCEPTS)}.",
            )
        limited = _LIMITED.fullmatch(name)
        self._check_form(name, limited=limited is not None)
        foresight: tuple[Foreseen, ...] = ()
        improvements: tuple[Improvement, ...] = ()
        if limited:
            stable, foresight = self._limited(players[0], number, int(limited.group(1)))
        elif name == "SIM":
            stable, improvements = self._simultaneous(players[0], number)
        else:
            stable, improvements = self._judge(players, name).judge(number)
        ids = tuple(self.compiled.players[player] for player in players)
        bare = Explanation(state, ids, name, stable, improvements, foresight)
        has_moves = any(self.compiled.game.moves[player][number] for player in players)
        return Explanation(
            *(state, ids, name, stable, improvements, foresight),
            sentence=sentence_for(self.conflict, bare, has_moves=has_moves),
        )

    def _check_form(self, name: str, *, limited: bool) -> None:
        reason = None
        if limited and not self.compiled.complete:
            reason = "it needs complete rankings"
        elif name == "SIM" and self.compiled.parts is None:
            reason = "it combines the options of several decision makers, each changing its own"
        if reason is not None:
            raise InputError(
                f"{name} does not apply here: {reason}.",
                source=self.conflict.source,
                fix="Ask for another concept, such as SEQ.",
            )

    def _player(self, dm: str) -> int:
        dm = composed(dm)
        if dm not in self.compiled.players:
            raise InputError(
                f"No decision maker {dm[:80]!r}.", fix=did_you_mean(dm, self.compiled.players)
            )
        return self.compiled.players.index(dm)

    def _judge(self, players: tuple[int, ...], concept: str) -> Judge:
        key = (players, concept)
        if key not in self._judges:
            if concept in coalitional.CONCEPTS:
                view = self._viewer.coalitional(players, concept)
            elif concept in relational.CONCEPTS:
                view = self._viewer.relational(players[0], concept)
            else:
                view = self._viewer.individual(players[0], concept)
            self._judges[key] = Judge(self._viewer, view)
        return self._judges[key]

    def _limited(self, player: int, state: int, moves: int) -> tuple[bool, tuple[Foreseen, ...]]:
        found = foresee(self.compiled.game, player, state, moves)
        names, ids = self.compiled.space.names, self.compiled.players
        foresight = tuple(
            Foreseen(
                moves=ahead,
                dm=ids[mover],
                state=names[at],
                to=None if chosen is None else names[chosen],
                final=self.compiled.names(final),
            )
            for (ahead, mover, at), (chosen, final) in found.items()
        )
        return foresight[0].to is None, foresight

    def _simultaneous(self, player: int, state: int) -> tuple[bool, tuple[Improvement, ...]]:
        game, names, ids = self.compiled.game, self.compiled.space.names, self.compiled.players
        better = game.better[player][state]
        answered, free = [], []
        for target in bits(game.improvements(player)[state]):
            move = (Step((ids[player],), names[target]),)
            reached = []
            for end, moved in iter_simultaneous(self._viewer, player, state, target):
                reached.append(names[end])
                if not better >> end & 1:
                    steps = tuple(Step((ids[other],), names[to]) for other, to in moved)
                    answer = Answer(steps, names[end])
                    answered.append(Improvement(move, names[target], answer))
                    break
            else:
                place = game.better[player][target].bit_count()
                found = Improvement(move, names[target], reached=tuple(sorted(reached)))
                free.append((place, target, found))
        if free:
            return False, (min(free, key=lambda item: item[:2])[2],)
        return True, tuple(answered)


def explain(
    conflict: Conflict,
    /,
    state: str,
    *,
    dm: str | None = None,
    concepts: str | Iterable[str] = CORE,
    ties: str = "strict",
) -> tuple[Explanation, ...]:
    """Explain why a state is, or is not, stable.

    Parameters
    ----------
    conflict : Conflict
        The model.
    state : str
        A state string, option ids joined with ``+``, ``none`` or ``status-quo``.
    dm : str, optional
        A decision maker, or members of a coalition joined with ``+``; everybody when not given
        (for coalitional concepts: every coalition).
    concepts : str or iterable of str
        Concepts as :func:`explained_concepts` reads them.
    ties : {"strict", "weak"}
        The reading of relational preference.

    Returns
    -------
    tuple of Explanation
        In the order of the concepts, then of the decision makers.

    Raises
    ------
    InputError
        For an infeasible state, an unknown decision maker or concept.
    AnalysisError
        When the model is too large for explicit solution.
    """
    names = explained_concepts(concepts)
    if is_beyond_lists(conflict):
        if asks_for_all(concepts):
            names = individual.CONCEPTS
        dms = [dm] if dm is not None else [each.id for each in conflict.decision_makers]
        return explain_at_scale(conflict, state_named(conflict, state), dms, names)
    explainer = Explainer(conflict, ties=ties)
    if asks_for_all(concepts) and explainer.compiled.parts is None:
        names = tuple(name for name in names if name != "SIM")
    place = state_named(conflict, state)
    ids = explainer.compiled.players
    found = []
    for concept in names:
        if dm is not None:
            groups = [tuple(part.strip() for part in dm.split("+"))]
        elif concept in coalitional.CONCEPTS:
            if len(ids) > _MAX_DMS_FOR_ALL_COALITIONS:
                raise InputError(
                    f"{len(ids)} decision makers make {2 ** len(ids) - 1} coalitions.",
                    fix=f"Name one, such as --for {ids[0]}+{ids[1]}.",
                )
            groups = [c for size in range(1, len(ids) + 1) for c in combinations(ids, size)]
        else:
            groups = [(one,) for one in ids]
        found += [explainer.explain(place, group, concept) for group in groups]
    return tuple(found)
