"""Building the brief: from documents and a model to everything that is printed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from detente.analysis.basis import ASSUMPTION, UNSOURCED, basis_counts
from detente.analysis.dependence import FAILS, HOLDS, Dependence, dependence
from detente.analysis.hinges import Hinge, hinges, smallest_changes
from detente.analysis.lints import lint
from detente.analysis.outcomes import Landscape
from detente.analysis.paths import shortest_paths
from detente.drafting import Claim
from detente.errors import AnalysisError
from detente.evidence import Document, Statement
from detente.explain.words import (
    describe_change,
    describe_state,
    join_words,
    party_name,
    possessive,
)
from detente.model.conflict import Attitude, Conflict, Evidence
from detente.report.brief import LEADING, SHOWN, Brief, StandingOutcome
from detente.report.wording import hinge_element
from detente.solving.solution import Solution, solve

#: Statements printed at the top of a brief.
STATEMENTS_SHOWN = 7


def build_brief(
    conflict: Conflict,
    documents: Sequence[Document],
    *,
    drafted: bool,
    claim: Claim | None = None,
    context: Sequence[tuple[str, str]] = (),
    cautions: Sequence[str] = (),
    evidence_documents: Sequence[Document] = (),
    progress: Callable[[int, int], None] | None = None,
) -> Brief:
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
        The dependence claim found in the documents.
    context : sequence of (text, reason)
        Statements that are not modelled.
    cautions : sequence of str
        Warnings of the reader and the drafter.
    evidence_documents : sequence of Document
        Further documents that the model's evidence cites.
    progress : callable, optional
        Called with (done, total) while hinges are tried.
    """
    landscape = Landscape(conflict)
    solution = solve(conflict, SHOWN)
    outcomes, weaker = _standing(conflict, landscape, solution)
    tested = _tested(conflict, landscape, claim)
    notes = list(cautions)
    try:
        turned = hinges(conflict, progress=progress)
    except AnalysisError as error:
        turned = ()
        notes.append(f"Hinges were not computed: {error}")
    everything = (*documents, *evidence_documents)
    basis = basis_counts(conflict)
    return Brief(
        documents=tuple(documents),
        evidence_documents=tuple(evidence_documents),
        conflict=conflict,
        drafted=drafted,
        headline=_headline(conflict, outcomes, tested, claim, turned, basis),
        statements=_carrying(documents, conflict, turned),
        solution=solution,
        outcomes=outcomes,
        weaker=weaker,
        claim=claim,
        dependence=tested,
        hinges=turned,
        lints=lint(landscape),
        basis=basis,
        cautions=tuple(notes),
        context=tuple(context),
        links={
            item.id: place
            for item in conflict.evidence.values()
            if (place := locate(item, everything)) is not None
        },
    )


def locate(evidence: Evidence, documents: Sequence[Document]) -> tuple[str, int, int] | None:
    """Find where a piece of evidence stands in the documents at hand.

    Returns
    -------
    tuple of (document id, start, end), or None
        The cited place when the words stand there; else their only occurrence in a document.
    """
    for document in documents:
        stands = document.text[evidence.start : evidence.end] == evidence.quote
        if stands and _same_document(evidence.document, document):
            return document.id, evidence.start, evidence.end
    for document in documents:
        if document.text.count(evidence.quote) == 1:
            start = document.text.index(evidence.quote)
            return document.id, start, start + len(evidence.quote)
    return None


def _same_document(cited: str, document: Document) -> bool:
    names = {document.id, document.source, document.source.rsplit("/", 1)[-1]}
    return cited in names or cited.rsplit("/", 1)[-1] in names


def _standing(
    conflict: Conflict, landscape: Landscape, solution: Solution
) -> tuple[tuple[StandingOutcome, ...], dict[str, int]]:
    """Return the outcomes that lead, and how many more the weaker concepts hold."""
    ordinary = {
        (of, to): Attitude.POSITIVE if of == to else Attitude.NEUTRAL
        for of in landscape.compiled.players
        for to in landscape.compiled.players
    }
    judged = {o.state: o for o in landscape.outcomes(ordinary)}
    leading = {state for name in LEADING for state in solution[name].equilibria}
    found = []
    for state in leading:
        outcome = judged[state]
        path = None
        if outcome.starts and conflict.status_quo is not None:
            paths = shortest_paths(landscape, state, changed=ordinary, limit=1)
            path = paths[0] if paths else None
        found.append(
            StandingOutcome(
                state=state,
                words=describe_state(conflict, state),
                change=(
                    describe_change(conflict, conflict.status_quo, state)
                    if conflict.status_quo is not None
                    else ""
                ),
                concepts=tuple(c for c in SHOWN if state in solution[c].equilibria),
                starts=outcome.starts,
                locked=outcome.locked,
                trap=outcome.trap,
                path=path,
            )
        )
    found.sort(key=lambda o: (o.trap, not o.starts, -len(o.concepts), o.state))
    weaker = {
        name: len(set(solution[name].equilibria) - leading) for name in SHOWN if name not in LEADING
    }
    return tuple(found), weaker


def _tested(conflict: Conflict, landscape: Landscape, claim: Claim | None) -> Dependence | None:
    ids = [dm.id for dm in conflict.decision_makers]
    if claim is not None and claim.party in ids and claim.toward in ids:
        return dependence(landscape, claim.party, claim.toward)
    return None


def _carrying(
    documents: Sequence[Document], conflict: Conflict, turned: Sequence[Hinge]
) -> tuple[tuple[Document, Statement], ...]:
    """Choose the statements that carry the headline: cited, conditional, quoted, one per cluster."""
    on_hinges = {item for hinge in turned for item in hinge.evidence}
    weight: dict[tuple[str, str], int] = {}
    for document in documents:
        cited = [
            (item, 3 if item.id in on_hinges else 2)
            for item in conflict.evidence.values()
            if _same_document(item.document, document)
        ]
        for statement in document.statements:
            if statement.layer == "author" or statement.speaker is None:
                continue
            score = 2 * (statement.layer == "quoted") + 3 * bool(statement.conditions)
            score += 2 * (statement.act in ("OFFER", "THREATEN", "COMMIT", "REJECT"))
            score += max(
                (
                    bonus
                    for item, bonus in cited
                    if item.start < statement.span.end and statement.span.start < item.end
                ),
                default=0,
            )
            weight[document.id, statement.id] = score
    order = sorted(
        (
            (document, statement)
            for document in documents
            for statement in document.statements
            if (document.id, statement.id) in weight
        ),
        key=lambda pair: (-weight[pair[0].id, pair[1].id], pair[1].span.start),
    )
    chosen: list[tuple[Document, Statement]] = []
    seen: set[str] = set()
    for document, statement in order:
        if statement.cluster is not None and statement.cluster in seen:
            continue
        if statement.cluster is not None:
            seen.add(statement.cluster)
        chosen.append((document, statement))
        if len(chosen) == STATEMENTS_SHOWN:
            break
    position = {document.id: number for number, document in enumerate(documents)}
    return tuple(sorted(chosen, key=lambda pair: (position[pair[0].id], pair[1].span.start)))


def _headline(
    conflict: Conflict,
    outcomes: Sequence[StandingOutcome],
    tested: Dependence | None,
    claim: Claim | None,
    turned: Sequence[Hinge],
    basis: Mapping[str, int],
) -> tuple[str, ...]:
    sentences = []
    if tested is not None and claim is not None:
        sentences.append(_claim_sentence(conflict, tested, claim))
    sentences.append(_today_sentence(conflict, outcomes, turned, basis))
    return tuple(sentences)


def _claim_sentence(conflict: Conflict, tested: Dependence, claim: Claim) -> str:
    party = party_name(conflict, tested.party)
    toward = party_name(conflict, tested.toward)
    subject = f"The claim that the outcome depends on {possessive(party)} attitude toward {toward}"
    if claim.assumed:
        subject += " (nobody makes it in the text; it is tested as the likeliest)"
    if tested.verdict == HOLDS:
        why = "what happens from today changes with that attitude alone"
    elif tested.verdict == FAILS:
        why = "whatever that attitude, the same outcomes can last and the same ones come about"
    elif tested.sustains_alone and tested.starts_with_self:
        why = (
            "that attitude alone decides what can last, but it changes what comes about only if "
            f"{party} also sets its own interest aside"
        )
    elif tested.sustains_alone:
        why = "that attitude decides what can last, but not what comes about from today"
    else:
        why = f"it changes what comes about only if {party} also sets its own interest aside"
    if tested.third_parties and tested.verdict != FAILS:
        names = join_words((party_name(conflict, third) for third in tested.third_parties), "or")
        why += f", and not if it also takes over the wishes of {names}"
    return f"{subject} {tested.verdict} in this model: {why}."


def _today_sentence(
    conflict: Conflict,
    outcomes: Sequence[StandingOutcome],
    turned: Sequence[Hinge],
    basis: Mapping[str, int],
) -> str:
    starting = [outcome for outcome in outcomes if outcome.starts]
    standing = [outcome for outcome in outcomes if not outcome.trap]
    if conflict.status_quo is None:
        lead = f"{len(standing)} outcomes are stable"
    elif starting and starting[0].state == conflict.status_quo and len(starting) == 1:
        lead = "As things stand nobody gains by moving first, so today's situation lasts"
    elif starting:
        changes = join_words((f"“{outcome.change}”" for outcome in starting[:2]), "or")
        more = f" ({len(starting) - 2} more)" if len(starting) > 2 else ""
        lead = f"On these preferences today's situation leads to: {changes}{more}"
    elif standing:
        lead = (
            f"{len(standing)} outcome{'s' * (len(standing) > 1)} could last, but nothing leads "
            "there from today's situation"
        )
    else:
        lead = "No outcome is stable for everybody under the concepts that inform most"
    weak = basis.get(ASSUMPTION, 0) + basis.get(UNSOURCED, 0)
    total = sum(basis.values())
    lean = f"{weak} of the model's {total} elements are assumptions"
    if turned:
        first = smallest_changes(turned)[0]
        lean += f", and the first hinge is {hinge_element(conflict, first)}"
        lean += f", which rests on {first.rests_on}"
    return f"{lead}; {lean}."
