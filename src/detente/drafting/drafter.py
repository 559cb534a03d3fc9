"""Drafting a conflict model from documents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from detente.drafting.citing import EvidenceBook
from detente.drafting.claims import find_claim
from detente.drafting.conducts import read_positions
from detente.drafting.folding import fold
from detente.drafting.lexicon import words
from detente.drafting.options import Group, Options, choose_options, choose_parties, group_conducts
from detente.drafting.positions import Conduct, Positions
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
from detente.drafting.scenarios import pair_scenarios
from detente.drafting.standing import status_quo
from detente.drafting.types import LESS_SAID, Draft, Merge
from detente.errors import InputError
from detente.evidence import Document
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
_GIVE_WAY = "Needed to have a conflict at all: the documents name nothing that this party could do or leave."


def draft(
    documents: Sequence[Document], *, max_options: int = 12, apart: Sequence[str] = ()
) -> Draft:
    """Draft a conflict model from the statements of documents.

    Actors that own conduct become decision makers; what they do, threaten, offer, refuse or are asked
    to do becomes options; conditions become ``y IF x``. Every element cites its words or says that it
    is an assumption. The order of preferences follows the rule of docs/drafting.md.

    Parameters
    ----------
    documents : sequence of Document
        Documents with their statements, as :func:`detente.reading.read` returns them.
    max_options : int
        At most this many options; those about which least is said are left out and reported.
    apart : sequence of str
        Phrases, as `Draft.merges` shows them, that are to be options of their own: undoes a merge.

    Raises
    ------
    InputError
        When the documents tell of no conduct of any party, or none is in English: phrases of other
        languages are read and listed, but not turned into options.
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
    drafted = _Drafter(english, max_options, apart).draft()
    if not foreign:
        return drafted
    left = f"Not modelled, because not in English: {', '.join(d.source for d in foreign)}."
    return replace(drafted, warnings=(*drafted.warnings, left))


class _Drafter:
    def __init__(
        self, documents: Sequence[Document], max_options: int, apart: Sequence[str]
    ) -> None:
        folded = fold(documents)
        documents = folded.documents
        self.documents = documents
        self.found: Positions = read_positions(documents)
        self.names = self.found.names
        self.book = EvidenceBook()
        groups = group_conducts(self.found, apart=apart)
        if not groups:
            raise InputError(
                "The documents tell of nothing that a party offers, threatens, demands or refuses.",
                source=documents[0].source if documents else None,
                fix="Name a text with attributed statements, or write a model by hand.",
            )
        groups, outside = choose_parties(groups, self.found)
        self.options: Options = choose_options(
            groups, self.names, max_options=max_options, outside=outside
        )
        self.wishes = Wishes(self.found, self.options)
        self.warnings: list[str] = list(folded.notes)

    def draft(self) -> Draft:
        parties = self._parties()
        options = [self._option(group) for group in self.options.groups]
        quo, why = status_quo(self.options.groups)
        preferences = {dm: self._preferences(dm, quo) for dm in parties}
        for dm in parties:
            if not self.options.owned_by(dm):
                option, wish = self._assumed_option(dm, {o.id for o in options})
                options.append(option)
                quo[option.id] = False
                preferences[dm].append(wish)
        conflict = Conflict(
            title=self._title(parties),
            decision_makers=tuple(self._decision_maker(dm) for dm in parties),
            options=tuple(options),
            preferences={dm: Statements(tuple(self._stated(w) for w in preferences[dm])) for dm in parties},
            infeasible=tuple(exclusive_rules(self.options.groups, quo, self.book)),
            status_quo="".join("Y" if quo[o.id] else "N" for o in options),
        )  # fmt: skip
        conflict = replace(conflict, evidence=self.book.items(_used(conflict)))
        owners = set(parties)
        for group in self.options.dropped:
            reason = (
                LESS_SAID
                if group.owner in owners
                else f"the only say of {self.names.spoken(group.owner)}, which no condition ties in"
            )
            self.found.context.append((group.name, reason))
        from detente.analysis.basis import basis_counts

        return Draft(
            conflict=conflict,
            merges=tuple(self._merges()),
            evidence_share=basis_counts(conflict),
            claim=find_claim(self.documents, conflict),
            context=tuple(self.found.context),
            warnings=tuple(self.warnings + self.wishes.warnings),
            scenarios=pair_scenarios(conflict, self.wishes.offered, self.documents),
            status_quo_why=why,
        )

    # --- parties --------------------------------------------------------------------------------

    def _parties(self) -> list[str]:
        """Return the decision makers: who owns options, completed to two."""
        owners = {group.owner for group in self.options.groups}
        order = self.names.parties()
        parties = sorted(owners, key=lambda p: order.index(p) if p in order else len(order))
        if len(parties) < 2:
            for group in self.options.groups:
                for conduct, _ in group.members:
                    for other in (
                        conduct.toward,
                        conduct.statement.speaker and conduct.statement.speaker.id,
                    ):
                        if other and other not in parties and self.names.is_party(other):
                            return [*parties, other]
            other = next((p for p in order if p not in parties), "other-side")
            parties.append(other)
        return parties

    def _decision_maker(self, party: str) -> DecisionMaker:
        for group in self.options.owned_by(party):
            conduct = group.members[0][0]
            for member, _ in group.members:
                if member.statement.speaker and member.statement.speaker.id == party:
                    conduct = member
                    break
            return DecisionMaker(
                id=party, name=self.names.name(party),
                evidence=(self.book.cite(conduct.document, conduct.statement),),
            )  # fmt: skip
        name = "The other side" if party == "other-side" else self.names.name(party)
        return DecisionMaker(id=party, name=name, assumption=_GIVE_WAY)

    def _assumed_option(self, party: str, taken: set[str]) -> tuple[Option, Wish]:
        name = "give_way" if "give_way" not in taken else "give_way_2"
        option = Option(id=name, name="Change its course", owner=party, assumption=_GIVE_WAY)
        group = Group(party, "change", frozenset(), None, id=name)
        return option, Wish(
            literal(group, positive=False), KEEPS,
            assumption="Says nothing about it in these documents; taken to keep doing what it does.",
        )  # fmt: skip

    # --- options --------------------------------------------------------------------------------

    def _option(self, group: Group) -> Option:
        cited = dict.fromkeys(
            self.book.cite(conduct.document, conduct.statement) for conduct, _ in group.members
        )
        direction, reason = _direction(group)
        assumption = reason
        if all(conduct.assumed_owner for conduct, _ in group.members):
            assumption = (
                "Whose conduct this is had to be assumed: the words do not name who would do it."
            )
        return Option(
            id=group.id, name=group.name, owner=group.owner, direction=direction,
            evidence=tuple(cited), assumption=assumption,
        )  # fmt: skip

    def _merges(self) -> list[Merge]:
        return [
            Merge(
                option=group.id, phrase=conduct.phrase, negated=negated ^ conduct.action.negated,
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
            if not settled and group.id in governed:
                assume(literal(group, positive=quo[group.id]), LAST, NOT_FOR_NOTHING, None)
            elif not settled:
                assume(
                    literal(group, positive=quo[group.id]), KEEPS,
                    "Says nothing about it in these documents; taken to keep doing what it does.",
                    None,
                )  # fmt: skip
        return ordered([*said, *assumed])

    def _stated(self, wish: Wish) -> Preference:
        return Preference(
            that=wish.that,
            evidence=tuple(dict.fromkeys(self.book.cite(d, s) for d, s in wish.sources)),
            assumption=wish.assumption,
        )

    def _title(self, parties: list[str]) -> str:
        titles = [d.title for d in self.documents if d.title]
        return titles[0] if titles else " and ".join(self.names.name(p) for p in parties[:3])


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
    verb = group.members[0][0].action.verb
    tokens = {t.strip(",.").lower().removesuffix("s") for t in group.name.split()}
    first = group.name.split()[0].lower()
    arms = bool(tokens & words("one_way", "arms"))
    if first in words("one_way", "verbs") or (
        arms and {first, verb} & (words("one_way", "growth") | {"build"})
    ):
        return Direction.FORWARD, "Hard to take back once done; the documents do not say so."
    return Direction.BOTH, None
