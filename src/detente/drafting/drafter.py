"""Drafting a conflict model from documents."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import count

from detente.drafting.citing import EvidenceBook
from detente.drafting.conduct import Conduct, Positions
from detente.drafting.elaborating import elaborated
from detente.drafting.exchanges import helpers, touches_another
from detente.drafting.folding import as_sides
from detente.drafting.gate import read_positions
from detente.drafting.lexicon import words
from detente.drafting.options import (
    Group,
    Options,
    Sides,
    choose_options,
    choose_sides,
    group_conducts,
)
from detente.drafting.parties import Parties
from detente.drafting.postures import exclusive_rules
from detente.drafting.preferring import (
    KEEPS,
    LAST,
    NOT_FOR_NOTHING,
    THREAT,
    WELCOME,
    Wish,
    Wishes,
    literal,
    negation,
    ordered,
)
from detente.drafting.rivals import Opponents
from detente.drafting.scenarios import pair_scenarios
from detente.drafting.standing import status_quo
from detente.drafting.types import Draft, LeftOut, Merge, NoModelError
from detente.errors import InputError
from detente.evidence import Document
from detente.explain.words import join_words
from detente.model.conflict import (
    Conflict,
    DecisionMaker,
    Direction,
    Option,
    Preference,
    Statements,
)
from detente.model.expression import Expression

HINTED = (
    "Said only on a condition that is no conduct of a party; taken not to do it as things stand."
)

OPPOSED = "Another stands against it; taken to be what this party means to do, which does not say so itself."

ASKED_FOR = "A third asks it on behalf of this party, which does not say so itself."


#: Steps of a draft that are reported, each about as long as the others.
_STEPS = 5
Progress = Callable[[int, int], None]


def draft(
    documents: Sequence[Document],
    *,
    max_options: int = 12,
    apart: Sequence[str] = (),
    progress: Progress | None = None,
) -> Draft:
    """Draft a conflict model from the statements of documents.

    What parties do, threaten, offer, refuse or are asked to do becomes options, where the gate admits
    it (:mod:`detente.drafting.gate`); the two who are at odds and whoever is tied to them become decision
    makers; conditions become ``y IF x``. Every element cites its words or says that it is an
    assumption. The order of preferences follows the rule of docs/reference/drafting.md.

    Parameters
    ----------
    documents : sequence of Document
        Documents with their statements, as :func:`detente.reading.read` returns them.
    max_options : int
        At most this many options; those about which least is said are left out and reported.
    apart : sequence of str
        Phrases, as `Draft.merges` shows them, that are to be options of their own: undoes a merge.
    progress : callable, optional
        Called with (done, total) after each step.

    Raises
    ------
    NoModelError
        When the documents set no two parties at odds, or tell of nothing that either can do.
    InputError
        When none is in English: phrases of other languages are read and listed, but not turned into
        options.
    """
    if max_options < 1:
        raise InputError("A model needs at least one option.", fix="Give a larger --max-options.")
    english = [document for document in documents if document.language in (None, "en")]
    foreign = [document for document in documents if document.language not in (None, "en")]
    if foreign and not english:
        raise InputError(
            "Models are drafted from English documents only.",
            source=foreign[0].source,
            fix="List its statements with `detente read`, and write the model by hand.",
        )
    steps = count(1)
    report = progress or (lambda _done, _total: None)
    drafted = _Drafter(english, max_options, apart, lambda: report(next(steps), _STEPS)).draft()
    if not foreign:
        return drafted
    left = f"Not modelled, because not in English: {', '.join(d.source for d in foreign)}."
    return replace(drafted, warnings=(*drafted.warnings, left))


class _Drafter:
    def __init__(
        self,
        documents: Sequence[Document],
        max_options: int,
        apart: Sequence[str],
        step: Callable[[], None],
    ) -> None:
        self.documents = documents = as_sides(documents)
        step()
        self.names = Parties(documents)
        opponents = Opponents(documents, self.names)
        step()
        self.found: Positions = read_positions(documents, self.names, opponents)
        self.found.positions += elaborated(documents, self.found)
        step()
        self.book = EvidenceBook()
        every = group_conducts(self.found, apart=apart)
        groups = self._between_parties(every)
        step()
        self.sides: Sides = choose_sides(
            groups, self.found, opponents.between_now(), helpers(documents)
        )
        step()
        if self.sides.pair is None:
            raise NoModelError(_missing(groups, self.found), left_out=tuple(self.found.left_out))
        kept = [group for group in groups if group.owner in self.sides.parties]
        #: The places of the options of the model's parties; all others lie outside their exchange.
        self.inside = {group.place for group in kept}
        outside = [group for group in groups if group.place not in self.inside]
        shown = {group.place for group in groups}
        outside += [group for group in every if group.place not in shown]
        self.options: Options = choose_options(
            kept, self.names, max_options=max_options, outside=outside
        )
        self.wishes = Wishes(self.found, self.options)
        self.warnings: list[str] = []

    def _between_parties(self, groups: list[Group]) -> list[Group]:
        """Return the options that have to do with another party, and all of whoever has none such."""
        met = {
            group.place
            for group in groups
            if any(touches_another(conduct, self.names) for conduct, _ in group.members)
        }
        dealing = {group.owner for group in groups if group.place in met}
        return [group for group in groups if group.place in met or group.owner not in dealing]

    def draft(self) -> Draft:
        parties = self.sides.parties
        options = [self._option(group) for group in self.options.groups]
        quo, why = status_quo(self.options.groups)
        preferences = {dm: self._preferences(dm, quo) for dm in parties}
        conflict = Conflict(
            title=self._title(parties),
            decision_makers=tuple(self._decision_maker(dm) for dm in parties),
            options=tuple(options),
            preferences={dm: Statements(tuple(self._stated(w) for w in preferences[dm])) for dm in parties},
            infeasible=tuple(exclusive_rules(self.options.groups, quo, self.book)),
            status_quo="".join("Y" if quo[o.id] else "N" for o in options),
        )  # fmt: skip
        conflict = replace(conflict, evidence=self.book.items(_used(conflict)))
        for group in self.options.dropped:
            rule = "less said" if group.place in self.inside else "no exchange"
            conduct = group.members[0][0]
            self.found.left_out.append(
                LeftOut(kind="option", what=group.name, rule=rule, span=conduct.statement.span,
                        document=conduct.document.id, statement=conduct.statement.id)
            )  # fmt: skip
        from detente.analysis.basis import basis_counts

        idle = [self.names.spoken(p) for p in parties if not self.options.owned_by(p)]
        if idle:
            self.warnings.append(
                f"The documents name nothing that {' or '.join(idle)} could do or leave."
            )
        return Draft(
            conflict=conflict,
            merges=tuple(self._merges()),
            evidence_share=basis_counts(conflict),
            left_out=tuple(self.found.left_out),
            verdict=self.sides.verdict,
            warnings=tuple(self.warnings + self.wishes.warnings),
            scenarios=pair_scenarios(conflict, self.wishes.offered, self.documents),
            status_quo_why=why,
        )

    # --- parties --------------------------------------------------------------------------------

    def _decision_maker(self, party: str) -> DecisionMaker:
        for group in self.options.owned_by(party):
            members = [conduct for conduct, _ in group.members]
            own = [c for c in members if c.statement.speaker and c.statement.speaker.id == party]
            conduct = (own or members)[0]
            return DecisionMaker(
                id=party, name=self.names.name(party),
                evidence=(self.book.cite(conduct.document, conduct.statement),),
            )  # fmt: skip
        for document in self.documents:
            for statement in document.statements:
                speaks = statement.speaker is not None and statement.speaker.id == party
                if speaks or party in statement.targets:
                    cited = (self.book.cite(document, statement),)
                    return DecisionMaker(id=party, name=self.names.name(party), evidence=cited)
        return DecisionMaker(id=party, name=self.names.name(party))

    # --- options --------------------------------------------------------------------------------

    def _option(self, group: Group) -> Option:
        cited = dict.fromkeys(
            self.book.cite(conduct.document, conduct.statement) for conduct, _ in group.members
        )
        direction, reason = _direction(group)
        return Option(
            id=group.id, name=group.name, owner=group.owner, direction=direction,
            evidence=tuple(cited), assumption=reason,
        )  # fmt: skip

    def _merges(self) -> list[Merge]:
        return [
            Merge(
                option=group.id, phrase=conduct.phrase, negated=negated ^ conduct.negated,
                role=conduct.role, document=conduct.document.id, statement=conduct.statement.id,
            )
            for group in self.options.groups
            for conduct, negated in group.members
        ]  # fmt: skip

    # --- preferences ----------------------------------------------------------------------------

    def _preferences(self, party: str, quo: dict[str, bool]) -> list[Wish]:
        said = self.wishes.of(party)
        assumed: list[Wish] = []
        spoken = {str(w.that) for w in said}

        def assume(that: Expression, about: int, why: str, source: Conduct | None) -> None:
            if str(that) in spoken or str(negation(that)) in spoken:
                return
            spoken.add(str(that))
            sources = [] if source is None else [(source.document, source.statement)]
            assumed.append(Wish(that, about, sources=sources, assumption=why))

        for offer in self.wishes.offered:
            link = offer.link
            if link.promised.toward != party:
                continue
            about, that = (
                (WELCOME, offer.promised) if link.good else (THREAT, negation(offer.promised))
            )
            assume(that, about, "The other side " + ("offers" if link.good else "threatens") +
                   " it as something that matters to this party; it does not say so itself.",
                   link.promised)  # fmt: skip
        for position in self.found.positions:
            place = self.options.of(position.conduct)
            if place is None or position.kind != "demand" or position.holder in self.sides.parties:
                continue
            group, opposite = place
            if group.owner != party and party in self.names.named_in(position.conduct.phrase):
                assume(
                    literal(group, positive=position.wanted ^ opposite), WELCOME, ASKED_FOR,
                    position.conduct,
                )  # fmt: skip
        for position in self.wishes.hinted:
            place = self.options.of(position.conduct)
            if position.holder == party and place is not None and place[0].owner == party:
                group, opposite = place
                assume(
                    literal(group, positive=opposite), KEEPS, HINTED,
                    position.conduct,
                )  # fmt: skip
        governed = {name for w in said for name in _governed(w.that)}
        for group in self.options.owned_by(party):
            settled = any(
                w.that.operator in ("option", "!", "IFF") and group.id in _governed(w.that)
                for w in (*said, *assumed)
            )
            if not settled and self._is_opposed(group):
                assume(literal(group, positive=True), KEEPS, OPPOSED, None)
            elif not settled and group.id in governed:
                assume(literal(group, positive=quo[group.id]), LAST, NOT_FOR_NOTHING, None)
            elif not settled:
                assume(
                    literal(group, positive=quo[group.id]), KEEPS,
                    "Says nothing about it in these documents; taken to keep doing what it does.",
                    None,
                )  # fmt: skip
        return ordered([*said, *assumed])

    def _is_opposed(self, group: Group) -> bool:
        """Say whether all that is told of an option is that another would not have it."""
        told = [c for c, _ in group.members]
        against = [
            p.conduct for p in self.found.positions
            if p.kind == "demand" and not p.wanted and p.conduct.statement.act == "REJECT"
        ]  # fmt: skip
        return bool(told) and all(any(c is other for other in against) for c in told)

    def _stated(self, wish: Wish) -> Preference:
        return Preference(
            that=wish.that,
            evidence=tuple(dict.fromkeys(self.book.cite(d, s) for d, s in wish.sources)),
            assumption=wish.assumption,
        )

    def _title(self, parties: Sequence[str]) -> str:
        titles = [d.title for d in self.documents if d.title]
        return titles[0] if titles else join_words([self.names.name(p) for p in parties[:3]])


def _governed(expression: Expression) -> set[str]:
    """Return the options whose value a statement judges, conditions aside."""
    if expression.operator in ("IF", "IFF"):
        return set(expression.operands[0].options())
    return set(expression.options())


def _used(conflict: Conflict) -> frozenset[str]:
    from detente.analysis.basis import elements

    return frozenset(item for _, _, element in elements(conflict) for item in element.evidence)


def _direction(group: Group) -> tuple[Direction, str | None]:
    """Return the direction of an option and, when no words say so, the assumption behind it."""
    from detente.drafting.lexicon import mentions

    for conduct, negated in group.members:
        if not negated and mentions("one_way", "words", conduct.phrase):
            return Direction.FORWARD, None
    verb = group.members[0][0].verb
    tokens = {t.strip(",.").lower().removesuffix("s") for t in group.name.split()}
    first = group.name.split()[0].lower()
    arms = bool(tokens & words("one_way", "arms"))
    if first in words("one_way", "verbs") or (
        arms and {first, verb} & (words("one_way", "growth") | {"build"})
    ):
        return Direction.FORWARD, "Hard to take back once done; the documents do not say so."
    return Direction.BOTH, None


def _missing(groups: list[Group], found: Positions) -> str:
    """Say in a sentence what the documents lack for a model."""
    if not groups:
        return "No step was found that a named party would take or leave."
    owners = list(dict.fromkeys(found.names.spoken(group.owner) for group in groups))
    return (
        "No two parties were found at odds: no demand, threat, offer or refusal is aimed at another "
        f"party by name; what is told is only what {' and '.join(owners[:3])} could do."
    )
