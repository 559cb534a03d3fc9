"""Ordering variables: coupled options near each other, so that diagrams stay small."""

from __future__ import annotations

from detente.engine.large.cube import CubeGame, support


def coupled_order(game: CubeGame) -> tuple[int, ...]:
    """Return the options so that those coupled by a statement, rule or owner lie near each other.

    Each option moves to the mean place of its statements, round after round; the order with the
    least total span is kept (the FORCE heuristic; Aloul, Markov & Sakallah 2003).
    """
    edges = [game.own(player) for player in game.players]
    edges += [support([gate]) for player in game.players for gate in game.statements(player)]
    edges += [support([rule]) for rule in game.infeasible]
    edges = [edge for edge in edges if len(edge) > 1]
    order = sorted(range(game.options), key=lambda o: (game.owner[o], o))
    best, least = order, None
    for _ in range(60):
        place = {option: n for n, option in enumerate(order)}
        spans = [[place[option] for option in edge] for edge in edges]
        total = sum(max(span) - min(span) for span in spans)
        if least is not None and total >= least:
            break
        best, least = order, total
        pulls: dict[int, list[float]] = {option: [] for option in order}
        for edge, span in zip(edges, spans, strict=True):
            centre = sum(span) / len(span)
            for option in edge:
                pulls[option].append(centre)
        order = sorted(
            order, key=lambda o: (sum(pulls[o]) / len(pulls[o]) if pulls[o] else place[o], o)
        )
    return tuple(best)
