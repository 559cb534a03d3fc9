"""``detente solve``: stability and equilibria."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from detente.cli.output import each, echo, load_model, pairs, print_json, say, unsaid_option

if TYPE_CHECKING:
    from detente.engine.large.budget import Budget
    from detente.model.conflict import Conflict
    from detente.solving.coalitions import CoalitionReport
    from detente.solving.completing import Completions
    from detente.solving.misperceiving import Misperceptions
    from detente.solving.solution import Solution


@click.command("solve", epilog="Example: detente solve model.yaml --concepts NASH,SEQ --json")
@click.argument("models", nargs=-1, required=True, metavar="MODEL...")
@click.option(
    "--concepts",
    default="core",
    show_default=True,
    help="Concept names, all, or one per decision maker (UP=SEQ,DOWN=NASH).",
)
@click.option("--attitudes", default=None, help="Cells to set, such as USA>PRK=+,USA>USA=0.")
@click.option("--coalitions", is_flag=True, help="Also solve CNASH, CGMR, CSMR and CSEQ.")
@click.option("--coalition", metavar="A+B", help="Coalitional concepts for this coalition only.")
@click.option("--structure", metavar="A+B,C", help="… or for the blocks of this structure.")
@click.option("--completions", is_flag=True, help="Necessary and possible equilibria, shares.")
@unsaid_option
@click.option(
    "--samples",
    type=click.IntRange(1),
    default=1_000,
    show_default=True,
    help="Completions sampled.",
)
@click.option("--seed", type=int, default=0, help="Where the samples start.")
@click.option(
    "--search-limit",
    type=click.IntRange(1),
    default=1_000,
    help="Steps per state after which an answer on completions is undecided.",
)
@click.option("--hypergame", is_flag=True, help="Solve the views of decision makers.")
@click.option("--ties", type=click.Choice(["strict", "weak"]), default="strict", show_default=True)
@click.option(
    "--option",
    "options",
    multiple=True,
    metavar="NAME=VALUE",
    help="A named variant of the definitions, such as limited=pessimistic (see docs/reference/engine.md).",
)
@click.option(
    "--engine",
    default="auto",
    show_default=True,
    help="auto, bitsets, folds, bitsliced, slices or symbolic (see docs/reference/engines.md).",
)
@click.option("--count", is_flag=True, help="Only count equilibria, with decision diagrams.")
@click.option("--sample", type=click.IntRange(1), help="Draw so many equilibria.")
@click.option("--where", metavar="EXPR", help="Only equilibria in which EXPR holds.")
@click.option("--budget-nodes", type=int, help="Nodes of decision diagrams, in all.")
@click.option("--budget-seconds", type=float, help="Their seconds for one concept.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document per model.")
@click.option("--all-states", is_flag=True, help="Print long lists of states whole.")
@click.pass_context
def command(
    ctx: click.Context,
    /,
    models: tuple[str, ...],
    concepts: str,
    attitudes: str | None,
    coalitions: bool,  # noqa: FBT001
    coalition: str | None,
    structure: str | None,
    completions: bool,  # noqa: FBT001
    unsaid: str,
    samples: int,
    seed: int,
    search_limit: int,
    hypergame: bool,  # noqa: FBT001
    ties: str,
    options: tuple[str, ...],
    engine: str,
    count: bool,  # noqa: FBT001
    sample: int | None,
    where: str | None,
    budget_nodes: int | None,
    budget_seconds: float | None,
    as_json: bool,  # noqa: FBT001
    all_states: bool,  # noqa: FBT001
) -> None:
    """Find which states are stable for whom, and the equilibria, under each concept."""
    from detente.solving.concepts import parse_concepts
    from detente.solving.listing import count_of
    from detente.solving.solution import solve

    budget = None
    if budget_nodes is not None or budget_seconds is not None:
        from detente.engine.large.budget import NODES, SECONDS, Budget
        from detente.errors import InputError

        seconds = SECONDS if budget_seconds is None else budget_seconds
        try:
            budget = Budget(NODES if budget_nodes is None else budget_nodes, seconds)
        except ValueError as wrong:
            raise InputError(f"No such budget: {wrong}.") from wrong
    variants = {"ties": ties, **pairs(options)}
    asked = any(each.family == "coalitional" for each in parse_concepts(concepts))
    if coalitions or ((coalition or structure) and not asked):
        concepts += ",CNASH,CGMR,CSMR,CSEQ"

    def work(source: str) -> None:
        conflict = load_model(source)
        if attitudes:
            from detente.model.editing import with_attitudes

            conflict = with_attitudes(conflict, attitudes)
        if count or sample or where:
            _answer(conflict, concepts, where, sample or 0, budget, as_json=as_json)
            return
        solution = solve(
            conflict,
            concepts,
            coalition=coalition,
            structure=structure,
            engine=engine,
            budget=budget,
            **variants,
        )
        completed = perceived = None
        if completions:
            from detente.solving.completing import completions as complete

            completed = complete(
                conflict,
                among(concepts, {"individual"}),
                unsaid=unsaid,
                samples=samples,
                seed=seed,
                limit=search_limit,
            )
        if hypergame:
            from detente.solving.misperceiving import hypergame as perceive

            perceived = perceive(
                conflict, among(concepts, {"individual", "relational"}), **variants
            )
        if as_json:
            data = solution.to_json(all_states=all_states)
            if completed is not None:
                data["completions"] = completed.to_json()
            if perceived is not None:
                data["hypergame"] = perceived.to_json()
            print_json(data)
            return
        from detente.explain.words import describe_state

        names = list(solution.results)
        many = solution.feasible_states != 1
        echo(
            f"{conflict.title}: {solution.feasible_states} feasible state{'s' * many}{_by(solution)}"
        )
        for note in solution.notes:
            say(note)
        for name, states in solution.equilibria.items():
            total = count_of(states)
            shown = " ".join(map(_named, states[:12])) + (f" … ({total})" if total > 12 else "")
            echo(f"  {name:5} {shown or 'no equilibrium'}")
        if solution.coalitions is not None:
            for line in _upsets(solution.coalitions):
                echo(f"  {line}")
        for line in (*_completed(completed), *_perceived(perceived)):
            echo(f"  {line}")
        leading = [name for name in names if "GMR" not in name and "SMR" not in name] or names
        rows = sorted({state for name in leading for state in solution[name].equilibria[:12]})
        for state in rows[:12]:
            echo(
                f"  {_named(state)}  {describe_state(conflict, state) or 'nobody can do anything'}"
            )

    def among(names: str, families: set[str]) -> list[str]:
        kept = [c.name for c in parse_concepts(names) if c.family in (*families, "mixed")]
        return kept or ["NASH", "SEQ"]

    ctx.exit(each(models, work, as_json=as_json))


def _answer(
    conflict: Conflict,
    concepts: str,
    where: str | None,
    sample: int,
    budget: Budget | None,
    *,
    as_json: bool,
) -> None:
    """Answer questions about the equilibria of each concept without listing them."""
    from detente.solving.concepts import parse_concepts
    from detente.solving.questions import Questions

    questions = Questions(conflict, budget)
    answers = [
        questions.equilibria(concept.name, where=where, sample=sample)
        for concept in parse_concepts(concepts)
    ]
    feasible = questions.feasible_states()
    notes = [answer.note for answer in answers if answer.note]
    by = "symbolic+answers" if notes else "symbolic"
    if as_json:
        equilibria: dict[str, dict[str, object]] = {
            a.concept: {"count" if a.complete else "at_least": a.count}
            | ({"sample": list(a.sample)} if sample else {})
            for a in answers
        }
        document: dict[str, object] = {"source": conflict.source, "title": conflict.title}
        document["engine"] = by
        if notes:
            document["notes"] = notes
        print_json(
            document | {"feasible_states": feasible, "where": where, "equilibria": equilibria}
        )
        return
    echo(f"{conflict.title}: {feasible} feasible states (engine: {by})")
    for note in notes:
        say(note)
    for answer in answers:
        suffix = f" where {where}" if where else ""
        count = f"{answer.count}" if answer.complete else f"at least {answer.count}"
        echo(f"  {answer.concept:5} {count} equilibria{suffix}")
        for state in answer.sample:
            echo(f"        {state}")


def _by(solution: Solution) -> str:
    """Say which engine answered, unless it is the usual one."""
    return "" if solution.engine == "bitsets" else f" (engine: {solution.engine})"


def _upsets(report: CoalitionReport) -> Iterator[str]:
    """Say which coalitions upset which equilibria, every pair once."""
    said: dict[tuple[str, str, str], list[str]] = {}
    for concept, by_state in report.upsets.items():
        for state, upsets in by_state.items():
            for upset in upsets:
                goal = " ".join(upset.improvements[:6]) + " …" * (len(upset.improvements) > 6)
                said.setdefault((state, "+".join(upset.coalition), goal), []).append(concept)
    for (state, coalition, goal), concepts in list(said.items())[:20]:
        yield f"{state} is upset by {coalition} → {goal} ({', '.join(concepts)})"
    if len(said) > 20:
        yield f"… {len(said) - 20} more; --json lists all"


def _completed(report: Completions | None) -> Iterator[str]:
    """Say what holds in all, in some, and in what share of the completions."""
    if report is None:
        return
    yield f"Completions ({report.samples:,} sampled, seed {report.seed}):"
    for row in report.table()[:30]:
        share = "" if row["share"] is None else f", in {row['share']:.0%} of the samples"
        span = "" if row["share"] is None else f" ({row['low']:.0%}–{row['high']:.0%})"
        sure = "necessary" if row["necessary"] == "yes" else "possible"
        if row["possible"] == "undecided":
            sure = f"undecided within {report.limit:,} steps"
        elif row["necessary"] == "undecided":
            sure = f"possible; necessity undecided within {report.limit:,} steps"
        yield f"  {row['concept']:5} {row['state']}  {sure}{share}{span}"


def _perceived(report: Misperceptions | None) -> Iterator[str]:
    """Say what a hypergame comes to."""
    if report is None:
        return
    yield f"Hypergame, level {report.level}:"
    for dm, states in report.unseen.items():
        if states:
            yield f"  unseen by {dm}: {_few(states)}"
    for name, result in report.results.items():
        yield f"  {name:5} {_few(result.equilibria) or 'no equilibrium'}"
        for dm, states in result.expected.items():
            yield f"        {dm} expects {_few(states) or 'no equilibrium'}"
        if result.surprises:
            yield f"        surprises: {_few(result.surprises)}"
        if result.disappointments:
            yield f"        disappointments: {_few(result.disappointments)}"
        made = {state: aware for state, _, aware in result.compositions}
        for state, aware in list(made.items())[:6]:
            who = "expected by nobody" if not aware else f"expected by {', '.join(aware)}"
            yield f"        each playing for its best: {state}, {who}"


def _named(state: str) -> str:
    """Return a state's letters; without options it has none."""
    return state or "(the only state)"


def _few(states: tuple[str, ...]) -> str:
    return " ".join(states[:12]) + (f" … ({len(states)})" if len(states) > 12 else "")
