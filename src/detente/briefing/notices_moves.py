"""Findings on who moves: the next move, its cost, the commitments and refusals that stand."""

from __future__ import annotations

from collections.abc import Iterator

from detente.analysis.lints import Lint
from detente.analysis.outcomes import Landscape
from detente.analysis.paths import shortest_paths
from detente.briefing.findings import OF_A_KIND, Findings, literal, own
from detente.briefing.text import quoted, shorten
from detente.drafting.lexicon import mentions
from detente.engine.game import bits
from detente.explain.words import (
    describe_change,
    join_words,
    party_name,
    plain,
    possessive,
    sentence_case,
)
from detente.model.conflict import Attitude, Preference
from detente.model.wording import agreeing, sets_aside

#: Commitments of a party that are told one by one.
_TOLD = 4


def next_move(at: Findings) -> Iterator[Lint]:
    """Say who gains by moving first: the claim "the choice is not ours" is about this."""
    start = at.landscape.start
    if start is None:
        return
    compiled, today = at.landscape.compiled, at.conflict.status_quo
    assert today is not None  # noqa: S101 (start is its number)
    gainers = {
        party: compiled.game.improvements(player)[start]
        for player, party in enumerate(compiled.players)
    }
    able = {party: targets for party, targets in gainers.items() if targets}
    if not able:
        yield Lint("next-move", None, "On these preferences nobody gains by moving first.", today)
    elif len(able) == 1:
        ((party, _),) = able.items()
        player = compiled.players.index(party)
        best = _best(at.landscape, player, start)
        step = describe_change(at.conflict, today, compiled.space.names[best])
        yield Lint(
            "next-move",
            party,
            f"{_passed_on(at, party)}n these preferences the next move is {possessive(at.name(party))} "
            f"(no other party gains by moving first): {step}.",
            compiled.space.names[best],
        )
    else:
        names = join_words(at.name(party) for party in able)
        yield Lint("next-move", None, f"Each of {names} gains by moving first.", today)


def _passed_on(at: Findings, party: str) -> str:
    """Begin the sentence with the words by which a party says that the choice is not its own."""
    name = party_name(at.conflict, party)
    for document in at.documents:
        names = {actor.id: actor.name for actor in document.actors}
        for statement in document.statements:
            speaker = statement.speaker
            if speaker is None:
                continue
            if speaker.id != party and name not in (names.get(speaker.id), speaker.name):
                continue
            text = statement.quote.text if statement.quote else statement.span.text
            if mentions("claim", "theirs", text):
                said = quoted(text, 70) if statement.quote else shorten(text, 70)
                return f"{sentence_case(at.name(party))} says that the choice is the other side's ({said}); but o"
    return "O"


def _best(landscape: Landscape, player: int, start: int) -> int:
    game = landscape.compiled.game
    targets = list(bits(game.improvements(player)[start]))
    return min(targets, key=lambda q: (game.better[player][q].bit_count(), q))


def first_step(at: Findings) -> Iterator[Lint]:
    """Say whether the party of the claim must first lose before an outcome it could start pays."""
    test, today = at.dependence, at.conflict.status_quo
    if test is None or today is None:
        return
    now = {
        outcome.state
        for row in test.rows
        if row.as_in_model
        for outcome in row.outcomes
        if outcome.starts
    }
    player = at.landscape.compiled.players.index(test.party)
    better = at.landscape.compiled.game.better[player]
    index = at.landscape.compiled.space.index
    for row in test.rows:
        for outcome in row.outcomes:
            if not outcome.starts or outcome.state in now or row.cells[0][1] is Attitude.POSITIVE:
                continue
            for path in shortest_paths(
                at.landscape, outcome.state, changed=dict(row.cells), limit=1
            ):
                if not path.steps or path.steps[0][0] != test.party:
                    continue
                first = path.steps[0][1]
                if better[index(first)] >> index(today) & 1:
                    name = at.name(test.party)
                    its, it = agreeing(name, "its", "their"), agreeing(name, "it", "them")
                    yield Lint(
                        "first-step-costs",
                        test.party,
                        f"What starts only when {name} {sets_aside(name)} begins at {its} cost: by {its} own "
                        f"preferences {its} first step leaves {it} worse off until the other side answers.",
                        first,
                    )
                    return


def commitments(at: Findings) -> Iterator[Lint]:
    """Say which unconditional commitments and refusals stand in every lasting outcome."""
    place = {option.id: number for number, option in enumerate(at.conflict.options)}
    if len(at.lasting) < 1:
        return
    found = 0
    whatever = ", whatever the attitude" if at.dependence is not None else ""
    for party in at.landscape.compiled.players:
        stand: list[tuple[str, Preference]] = []
        for item in own(at, party):
            stated = literal(item.that)
            if stated is None or item.assumption or not item.evidence or found >= OF_A_KIND:
                continue
            name, wanted = stated
            option = at.conflict.options[place[name]]
            mark = "Y" if wanted else "N"
            if option.owner != party or any(state[place[name]] != mark for state in at.lasting):
                continue
            if wanted and (at.conflict.status_quo or "")[place[name] :][:1] != "Y":
                stand.append((plain(option), item))
            elif not wanted and _wished_by_others(at, party, name):
                found += 1
                held = {
                    concept: sum(s[place[name]] == "Y" for s in at.solution[concept].equilibria)
                    for concept in ("SMR", "GMR")
                }
                counted = join_words(f"{n} under {c}" for c, n in held.items() if n)
                weak = f" (situations with it last only where any reaction at all is feared: {counted})"
                weak = weak if counted else ""
                yield Lint(
                    "refused",
                    party,
                    f"{sentence_case(possessive(at.name(party)))} refusal to {plain(option)} stands in "
                    f"every outcome that lasts{weak}.",
                    f"{party}: {item.that}",
                    item.evidence,
                )
        if stand:
            found += 1
            deeds = join_words(deed for deed, _ in stand[:_TOLD])
            more = f" and to {len(stand) - _TOLD} more such steps" if len(stand) > _TOLD else ""
            yield Lint(
                "unstopped",
                party,
                f"Nothing here stops {at.name(party)} from its commitment to {deeds}{more}: this stands in "
                f"every outcome that lasts{whatever}.",
                f"{party}: {stand[0][1].that}",
                tuple(dict.fromkeys(cited for _, item in stand for cited in item.evidence)),
            )


def _wished_by_others(at: Findings, party: str, name: str) -> bool:
    return any(
        literal(item.that) == (name, True)
        for other in at.landscape.compiled.players
        if other != party
        for item in own(at, other)
    )
