"""Warnings and findings that hold of any conflict: what a reader should know before relying on it.

Each rule looks at the model, its solution and the documents; none knows a particular conflict. The
rules on how a model can mislead are in `detente.analysis.lints`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from detente.analysis.basis import rests_on
from detente.analysis.conditionals import Conditional, conditionals
from detente.analysis.dependence import Dependence
from detente.analysis.lints import Lint
from detente.analysis.misreading import front_map, misreadings
from detente.analysis.outcomes import Landscape
from detente.analysis.paths import shortest_paths
from detente.analysis.windows import closing_windows
from detente.drafting.lexicon import mentions
from detente.engine.game import bits
from detente.evidence import Document
from detente.explain.words import (
    describe_change,
    describe_expression,
    join_words,
    party_name,
    plain,
    possessive,
    sentence_case,
    with_article,
)
from detente.model.conflict import Attitude, Conflict, Preference, Statements
from detente.model.expression import Expression
from detente.report.outcomes import OutcomeNames, with_lower
from detente.report.text import clean, quoted, shorten
from detente.solving.solution import Solution

#: How many findings of one kind are worth a reader's time.
OF_A_KIND = 3
#: Feasible states up to which every pair of allies is tried.
MOST_STATES = 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What the rules look at: the prepared model, its solution, the lasting outcomes, the test."""

    landscape: Landscape
    solution: Solution
    lasting: tuple[str, ...]
    dependence: Dependence | None
    documents: tuple[Document, ...]

    @property
    def conflict(self) -> Conflict:
        """The model."""
        return self.landscape.conflict

    def name(self, party: str) -> str:
        """Return a party's name with its article."""
        return with_article(party_name(self.conflict, party))


def notices(findings: Findings) -> tuple[Lint, ...]:
    """List the findings, most useful first.

    Codes: ``next-move`` (who gains by moving first), ``first-step-costs``, ``unstopped``
    (a commitment that stands in every lasting outcome), ``refused`` (a refusal that does), ``threat``
    and ``offer`` (whether carrying it out would pay), ``window`` (what a
    next one-way move closes), ``misreading`` (a threat taken for a bluff),
    ``front`` (what solidarity blocks), ``only-if`` (the stronger reading of a
    condition, and whose it is), ``thin-evidence``, ``single-source``, ``check-original``.
    """
    found = [
        *_next_move(findings),
        *_first_step(findings),
        *_commitments(findings),
        *_windows(findings),
        *_only_if(findings),
        *_misreadings(findings),
        *_conditionals(findings),
        *_fronts(findings),
        *_thin(findings),
        *_single_source(findings),
        *_check_original(findings),
    ]
    return tuple(found)


def _next_move(at: Findings) -> Iterator[Lint]:
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
            f"{_passed_on(at, party)}n these preferences the next move is {possessive(at.name(party))}: no other party gains "
            f"by moving first. Its best step: {step}.",
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
                said = quoted(text, 100) if statement.quote else shorten(text, 100)
                return f"{sentence_case(at.name(party))} says that the choice is the other side's ({said}); but o"
    return "O"


def _best(landscape: Landscape, player: int, start: int) -> int:
    game = landscape.compiled.game
    targets = list(bits(game.improvements(player)[start]))
    return min(targets, key=lambda q: (game.better[player][q].bit_count(), q))


def _first_step(at: Findings) -> Iterator[Lint]:
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
                    yield Lint(
                        "first-step-costs",
                        test.party,
                        f"What starts only when {at.name(test.party)} sets its own interest aside begins at "
                        "its cost: by its own preferences its first step leaves it worse off until the other "
                        "side answers.",
                        first,
                    )
                    return


def _own(at: Findings, party: str) -> Iterator[Preference]:
    preferences = at.conflict.preferences.get(party)
    if isinstance(preferences, Statements):
        yield from preferences.items


def _literal(expression: Expression) -> tuple[str, bool] | None:
    if expression.operator == "option":
        return expression.name, True
    if expression.operator == "!" and expression.operands[0].operator == "option":
        return expression.operands[0].name, False
    return None


def _commitments(at: Findings) -> Iterator[Lint]:
    """Say which unconditional commitments and refusals stand in every lasting outcome."""
    place = {option.id: number for number, option in enumerate(at.conflict.options)}
    if len(at.lasting) < 1:
        return
    found = 0
    for party in at.landscape.compiled.players:
        for item in _own(at, party):
            literal = _literal(item.that)
            if literal is None or item.assumption or not item.evidence or found >= OF_A_KIND:
                continue
            name, wanted = literal
            option = at.conflict.options[place[name]]
            mark = "Y" if wanted else "N"
            if option.owner != party or any(state[place[name]] != mark for state in at.lasting):
                continue
            if wanted and (at.conflict.status_quo or "")[place[name] :][:1] != "Y":
                found += 1
                yield Lint(
                    "unstopped",
                    party,
                    f"Nothing here stops {at.name(party)} from its commitment to {plain(option)}: it "
                    f"stands in every outcome that lasts, whatever the attitude.",
                    f"{party}: {item.that}",
                    item.evidence,
                )
            elif not wanted and _wished_by_others(at, party, name):
                found += 1
                held = {
                    concept: sum(s[place[name]] == "Y" for s in at.solution[concept].equilibria)
                    for concept in ("SMR", "GMR")
                }
                counted = join_words(f"{n} under {c}" for c, n in held.items() if n)
                weak = f" (states with it are held by fear of any reaction only: {counted})"
                weak = weak if counted else ""
                yield Lint(
                    "refused",
                    party,
                    f"{sentence_case(possessive(at.name(party)))} refusal to {plain(option)} stands in "
                    f"every outcome that lasts{weak}.",
                    f"{party}: {item.that}",
                    item.evidence,
                )


def _wished_by_others(at: Findings, party: str, name: str) -> bool:
    return any(
        _literal(item.that) == (name, True)
        for other in at.landscape.compiled.players
        if other != party
        for item in _own(at, other)
    )


def _conditionals(at: Findings) -> Iterator[Lint]:
    """Say of conditional threats and offers whether carrying them out would pay, and what follows."""
    space = at.landscape.compiled.space
    shown: set[str] = set()
    for found in conditionals(at.landscape):
        if not found.item.evidence or not found.waiting or found.deed in shown:
            continue
        shown.add(found.deed)
        granted = space.holds(found.item.that.operands[1])
        met = any(granted >> space.index(state) & 1 for state in at.lasting)
        yield Lint(
            found.kind,
            found.party,
            _conditional_sentence(at, found, met=met),
            f"{found.party}: {found.item.that}",
            found.item.evidence,
        )
        if len(shown) >= OF_A_KIND:
            return


def _conditional_sentence(at: Findings, found: Conditional, *, met: bool) -> str:
    name = sentence_case(possessive(at.name(found.party)))
    wish = describe_expression(at.conflict, found.item.that, of=found.party)
    lead = f"{name} {found.kind} ({wish})"
    if found.paying == found.waiting:
        credible = "is credible (once its condition is met, acting always pays)"
    elif found.paying:
        credible = f"pays to carry out in {found.paying} of the {found.waiting} states that meet its condition"
    else:
        credible = "is not credible (even when its condition is met, acting never pays)"
    after = f"{'an' if met else 'no'} outcome that lasts meets it"
    return f"{lead} {credible}; {after}."


def _windows(at: Findings) -> Iterator[Lint]:
    """Say which outcomes, or joint gains, are gone after somebody's next one-way move."""
    if at.landscape.start is None or at.landscape.compiled.game.size > MOST_STATES:
        return
    whole = OutcomeNames(at.conflict, ())
    for window in closing_windows(at.landscape):
        if not window.vanishing:
            continue
        gone = window.vanishing[0]
        deed = next(plain(o) for o in at.conflict.options if o.id == window.option)
        course = with_lower(at.conflict, whole.describe(gone.state))
        more = len(window.vanishing) - 1
        extra = f" (and {more} more)" if more else ""
        first = ""
        if gone.first_movers:
            group = join_words(at.name(party) for party in gone.first_movers[0])
            first = f"; {group} would gain by bringing it about first"
        yield Lint(
            "window",
            window.party,
            f"A window closes when {at.name(window.party)} moves to {deed}, which cannot be taken back: gone is "
            f"then “{course}”{extra}{first}.",
            window.option,
        )


def _misreadings(at: Findings) -> Iterator[Lint]:
    """Say what comes of it when the others take a threat for a bluff."""
    whole = OutcomeNames(at.conflict, ())
    told: set[str] = set()
    for found in misreadings(at.landscape):
        if not found.surprises or found.surprises[0] in told:
            continue
        told.add(found.surprises[0])
        deed = next(plain(o) for o in at.conflict.options if o.id == found.threat.deed)
        course = with_lower(at.conflict, whole.describe(found.surprises[0]))
        yield Lint(
            "misreading",
            found.threat.party,
            f"If the others take {possessive(at.name(found.threat.party))} threat to {deed} for a bluff, "
            f"they are in for a surprise ({found.severity}): {course}.",
            f"{found.threat.party}: {found.threat.item.that}",
            found.threat.item.evidence,
        )


def _fronts(at: Findings) -> Iterator[Lint]:
    """Say which outcomes a party's solidarity with another blocks, to a third's loss."""
    if at.landscape.compiled.game.size > MOST_STATES:
        return
    whole = OutcomeNames(at.conflict, ())
    told: set[tuple[str, str, str]] = set()
    for front in front_map(at.landscape):
        key = (front.party, front.ally, front.third)
        if not front.third_gains or key in told or len(told) >= OF_A_KIND:
            continue
        told.add(key)
        course = with_lower(at.conflict, whole.describe(front.blocks[0]))
        when = f", accommodating {at.name(front.third)}," if front.accommodating else ""
        yield Lint(
            "front",
            front.party,
            f"{sentence_case(at.name(front.third))} would gain by splitting {at.name(front.party)} from "
            f"{at.name(front.ally)}: when {at.name(front.party)}{when} also takes over the wishes of "
            f"{at.name(front.ally)}, this no longer starts: {course}.",
            f"{front.party}>{front.ally}",
        )


def _only_if(at: Findings) -> Iterator[Lint]:
    """Say where the model reads "only if" into an "if", and whose reading that is."""
    for party in at.landscape.compiled.players:
        items = list(_own(at, party))
        said = {
            (str(item.that.operands[0]), part)
            for item in items
            if item.that.operator == "IF" and not item.assumption
            for part in item.that.operands[1].options()
        }
        stronger = [
            item
            for item in items
            if _is_stronger(item.that, said)
            and rests_on(item, at.conflict.evidence)
            not in ("quoted words", "reported words", "cited words")
        ]
        if stronger:
            bases = dict.fromkeys(rests_on(item, at.conflict.evidence) for item in stronger)
            options = {option.id: option for option in at.conflict.options}
            deeds = join_words(
                dict.fromkeys(
                    f"“{plain(options[name])}”"
                    for item in stronger
                    for name in item.that.operands[0].options()
                )
            )
            yield Lint(
                "only-if",
                party,
                f"{sentence_case(possessive(at.name(party)))} words say “if”: that it would {deeds} only if "
                f"its condition is met rests on {join_words(bases)}.",
                f"{party}: {stronger[0].that}",
                tuple(dict.fromkeys(e for item in stronger for e in item.evidence)),
            )


def _is_stronger(that: Expression, said: set[tuple[str, str]]) -> bool:
    """Whether a wish says "only if": IFF, or the converse of an IF that was said."""
    if that.operator == "IFF":
        return True
    if that.operator != "IF" or that.operands[0].operator != "!":
        return False
    deed = str(that.operands[0].operands[0])
    return any((deed, part) in said for part in that.operands[1].options())


def _thin(at: Findings) -> Iterator[Lint]:
    """Say of which parties the documents hardly tell what they want."""
    thin = []
    for party in at.landscape.compiled.players:
        items = list(_own(at, party))
        weak = sum(
            rests_on(item, at.conflict.evidence) in ("an assumption", "nothing cited")
            for item in items
        )
        if items and weak * 2 > len(items):
            thin.append(f"{at.name(party)} ({weak} of {len(items)} wishes assumed or not sourced)")
    if thin:
        yield Lint(
            "thin-evidence",
            None,
            f"The sources tell little of what matters most to {join_words(thin)}.",
            "",
        )


def _single_source(at: Findings) -> Iterator[Lint]:
    if len(at.documents) != 1:
        return
    (document,) = at.documents
    relays = list(
        dict.fromkeys(clean(s.via.name) for s in document.statements if s.via is not None)
    )
    via = f", partly by way of {join_words(relays)}" if relays else ""
    yield Lint(
        "single-source",
        None,
        f"Single source: everything attributed to anybody reaches us through one document{via}.",
        document.id,
    )


def _check_original(at: Findings) -> Iterator[Lint]:
    kinds: dict[str, int] = {}
    for document in at.documents:
        for statement in document.statements:
            for note in statement.notes:
                kind = note.split(":", 1)[0]
                if statement.quote is not None and kind != "speaker not named nearby":
                    kinds[kind] = kinds.get(kind, 0) + 1
    if kinds:
        listed = join_words(f"{number} with {clean(kind)}" for kind, number in kinds.items())
        yield Lint("check-original", None, f"Check quotations against the original: {listed}.", "")
