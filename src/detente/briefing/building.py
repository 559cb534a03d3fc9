"""From documents and a model to the answer: outcomes, the test of the claim, hinges, findings."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from detente.analysis.basis import basis_counts
from detente.analysis.dependence import Dependence, Leaning, dependence, leaning
from detente.analysis.hinge_variants import iter_variants
from detente.analysis.hinges import Hinge, hinges
from detente.analysis.known import Known, only_what_was_said
from detente.analysis.lints import lint
from detente.analysis.outcomes import Landscape
from detente.analysis.paths import shortest_paths
from detente.analysis.together import reached_together
from detente.analysis.words_alone import WordsAlone, on_words_alone
from detente.briefing.findings import Findings
from detente.briefing.notices import notices
from detente.briefing.outcomes import OutcomeNames
from detente.briefing.readings import readings
from detente.briefing.result import LEADING, SHOWN, Answer, StandingOutcome, names_of
from detente.briefing.sources import locate
from detente.briefing.statements import named_targets
from detente.claims.testing import attitude_shares
from detente.claims.types import Claim
from detente.drafting import Scenario
from detente.errors import AnalysisError
from detente.evidence import Document
from detente.explain.words import describe_state, party_name
from detente.model.conflict import Attitude, Conflict, Statements
from detente.solving.solution import Solution, solve

#: Single changes times feasible states that a brief tries: some seconds of work.
MAX_HINGES = 120_000
MAX_LEANING = 15_000
#: Feasible states up to which a brief asks what lasts whatever the unsaid is.
MAX_KNOWN = 512


def build_answer(
    conflict: Conflict,
    documents: Sequence[Document],
    *,
    drafted: bool,
    claim: Claim | None = None,
    cautions: Sequence[str] = (),
    evidence_documents: Sequence[Document] = (),
    scenarios: Sequence[Scenario] = (),
    progress: Callable[[int, int], None] | None = None,
) -> Answer:
    """Analyse a conflict and gather what a brief says about it.

    Parameters
    ----------
    conflict : Conflict
        The model, drafted or curated.
    documents : sequence of Document
        The documents read, with their statements.
    drafted : bool
        Whether the model was drafted from the documents.
    claim : Claim, optional
        The dependence claim found in the documents; one that nobody makes is not tested.
    cautions : sequence of str
        Warnings of the reader and the drafter.
    evidence_documents : sequence of Document
        Further documents that the model's evidence cites.
    scenarios : sequence of Scenario
        Paired readings of the draft, such as "only if" for "if".
    progress : callable, optional
        Called with (done, total) while hinges are tried.
    """
    landscape = Landscape(conflict)
    solution = solve(conflict, SHOWN)
    outcomes, weaker = _standing(conflict, landscape, solution)
    if claim is not None and not says_so(claim, documents, conflict):
        claim = None
    tested = _tested(conflict, landscape, claim)
    notes = list(cautions)
    turned, remark = _turning(conflict, landscape, progress)
    notes += remark
    leans: tuple[Leaning, ...] | None = None
    if tested is not None and _work(landscape, _statements(conflict)) <= MAX_LEANING:
        leans = leaning(conflict, tested.party, tested.toward)
    everything = (*documents, *evidence_documents)
    lasting = [outcome.state for outcome in outcomes if not outcome.trap]
    if tested is not None:
        lasting += [s for row in tested.rows if not row.restless for s in sorted(row.sustained)]
    findings = Findings(
        landscape=landscape,
        solution=solution,
        lasting=tuple(dict.fromkeys(lasting)),
        dependence=tested,
        documents=tuple(documents),
    )
    return Answer(
        documents=tuple(documents),
        evidence_documents=tuple(evidence_documents),
        conflict=conflict,
        drafted=drafted,
        solution=solution,
        outcomes=outcomes,
        agreed=_agreed(landscape, findings.lasting),
        weaker=weaker,
        claim=claim,
        dependence=tested,
        leaning=leans,
        shares=attitude_shares(landscape, tested) if tested is not None else (),
        hinges=turned,
        words_alone=_words_alone(conflict),
        known=_known(conflict, landscape.compiled.game.size),
        readings=readings(conflict, scenarios),
        lints=(*notices(findings), *lint(landscape)),
        basis=basis_counts(conflict),
        cautions=tuple(notes),
        links={
            item.id: place
            for item in conflict.evidence.values()
            if (place := locate(item, everything)) is not None
        },
    )


def says_so(claim: Claim, documents: Sequence[Document], conflict: Conflict) -> bool:
    """Whether the text makes a claim in words, about a party that is no mere guess.

    A claim that was assumed is none, nor is "the choice is theirs" said to nobody who is named.
    """
    if claim.assumed:
        return False
    statement = next(
        (
            statement
            for document in documents
            if document.id == claim.document
            for statement in document.statements
            if statement.id == claim.statement
        ),
        None,
    )
    if statement is None or claim.span is None:
        return True
    guessed = {*statement.targets, *statement.inferred_targets} - {*named_targets(statement)}
    name = party_name(conflict, claim.party) if _has(conflict, claim.party) else claim.party
    return claim.party not in guessed or name.casefold() in claim.span.text.casefold()


def _has(conflict: Conflict, party: str) -> bool:
    return any(dm.id == party for dm in conflict.decision_makers)


def _agreed(landscape: Landscape, lasting: Sequence[str]) -> frozenset[str]:
    """Return the lasting outcomes in which several parties move from today and each gains by it."""
    start, conflict, compiled = landscape.start, landscape.conflict, landscape.compiled
    if start is None or conflict.states or conflict.status_quo is None:
        return frozenset()
    today = conflict.status_quo
    found = []
    for state in lasting:
        movers = {
            option.owner
            for option, old, new in zip(conflict.options, today, state, strict=True)
            if old != new
        }
        place = compiled.space.index(state)
        gains = [
            compiled.game.better[player][start] >> place & 1
            for player, party in enumerate(compiled.players)
            if party in movers
        ]
        if len(movers) > 1 and all(gains) and not _imposed(conflict, state):
            found.append(state)
    return frozenset(found)


def _imposed(conflict: Conflict, state: str) -> bool:
    """Whether somebody does, or has begun, what another says that it does not want: no deal holds that."""
    today = conflict.status_quo or ""
    new = {
        o.id: o.owner
        for o, old, now in zip(conflict.options, today, state, strict=True)
        if (old, now) == ("N", "Y")
    }
    return any(
        str(item.that) == f"!{name}"
        for party, stated in conflict.preferences.items()
        if isinstance(stated, Statements)
        for item in stated.items
        for name, owner in new.items()
        if owner != party
    )


def _turning(
    conflict: Conflict, landscape: Landscape, progress: Callable[[int, int], None] | None
) -> tuple[tuple[Hinge, ...], list[str]]:
    """Return the hinges, fewer kinds of them for large models, and a remark where some were left out."""
    changes = sum(1 for _ in iter_variants(conflict))
    if _work(landscape, changes) <= MAX_HINGES:
        return hinges(conflict, progress=progress), []
    if _work(landscape, _statements(conflict)) <= MAX_HINGES:
        return hinges(conflict, changes={"drop"}, progress=progress), [
            "The model is large: only dropping its wishes and rules was tried, one at a time; detente hinge "
            "tries every change."
        ]
    return (), [
        "The model is too large for trying single changes within a brief: detente hinge does."
    ]


def _statements(conflict: Conflict) -> int:
    """Count the wishes and rules, each of which can be dropped."""
    stated = [p for p in conflict.preferences.values() if isinstance(p, Statements)]
    return sum(len(statements.items) for statements in stated) + len(conflict.infeasible)


def _work(landscape: Landscape, changes: int) -> int:
    return landscape.compiled.game.size * changes


def _words_alone(conflict: Conflict) -> tuple[WordsAlone, ...]:
    """Throw the switch for every party, when the model cites anything at all."""
    if not conflict.evidence:
        return ()
    return tuple(on_words_alone(conflict, dm.id) for dm in conflict.decision_makers)


def _known(conflict: Conflict, states: int) -> Known | None:
    if not conflict.evidence or states > MAX_KNOWN:
        return None
    try:
        return only_what_was_said(conflict, concepts=("NASH",))
    except AnalysisError:  # too many states for leaving every unsaid comparison open
        return None


def names_before_brief(landscape: Landscape) -> dict[str, str]:
    """Name what could last as the brief of a model will, where its text makes no claim; none of large ones."""
    conflict = landscape.conflict
    if landscape.compiled.game.size > MAX_KNOWN:
        return {}
    outcomes, _ = _standing(conflict, landscape, solve(conflict, SHOWN), ways=False)
    lasting = [outcome.state for outcome in outcomes if not outcome.trap]
    return names_of(conflict, outcomes, _agreed(landscape, lasting)).short


def _standing(
    conflict: Conflict, landscape: Landscape, solution: Solution, *, ways: bool = True
) -> tuple[tuple[StandingOutcome, ...], dict[str, int]]:
    """Return the outcomes that lead, with their ways from today, and how many more the weaker concepts hold."""
    ordinary = {
        (of, to): Attitude.POSITIVE if of == to else Attitude.NEUTRAL
        for of in landscape.compiled.players
        for to in landscape.compiled.players
    }
    judged = {o.state: o for o in landscape.outcomes(ordinary)}
    equilibria = {name: frozenset(solution[name].equilibria) for name in (*SHOWN, *LEADING)}
    leading = {state for name in LEADING for state in equilibria[name]}
    whole = OutcomeNames(conflict, ())
    together = reached_together(landscape, ordinary)
    found = []
    for state in leading:
        outcome = judged[state]
        path = None
        if ways and outcome.starts and conflict.status_quo is not None:
            paths = shortest_paths(landscape, state, changed=ordinary, limit=1)
            path = paths[0] if paths else None
        found.append(
            StandingOutcome(
                state=state,
                words=describe_state(conflict, state),
                change=(whole.describe(state) if conflict.status_quo is not None else ""),
                concepts=tuple(c for c in SHOWN if state in equilibria[c]),
                starts=outcome.starts,
                locked=outcome.locked,
                trap=outcome.trap and state not in together,
                path=path,
                together=next(iter(together.get(state, ())), ()),
            )
        )
    found.sort(key=lambda o: (o.trap, not o.starts, -len(o.concepts), o.state))
    weaker = {name: len(equilibria[name] - leading) for name in SHOWN if name not in LEADING}
    return tuple(found), weaker


def _tested(conflict: Conflict, landscape: Landscape, claim: Claim | None) -> Dependence | None:
    ids = [dm.id for dm in conflict.decision_makers]
    if claim is not None and claim.party in ids and claim.toward in ids:
        return dependence(landscape, claim.party, claim.toward)
    return None
