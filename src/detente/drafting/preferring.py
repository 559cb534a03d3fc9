"""From positions to ordered preference statements, by a documented rule (docs/reference/drafting.md).

A statement's place is decided by, in this order: words of priority; what it is about (the party's own
conduct promised or refused outright, then its threats, then what it asks of others, then its
conditional offers, then what it merely offers or does); intensity; repetition; recency. Own conduct
stands before wishes about others, so that a move that breaks one's word is not made good by another;
what an offer asks for stands before the offer itself, so that being granted one's condition is never
made worse by the material reading of "if".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import reduce
from itertools import permutations

from detente.drafting.conduct import Conduct, Link, Position, Positions
from detente.drafting.options import Group, Options
from detente.evidence import Document, Statement
from detente.model.expression import Expression

#: What a statement is about, most important first.
OWN_WORD, THREAT, DEMAND, KEEPS, OFFER, LOOSE, WELCOME, LAST = range(8)
NOT_FOR_NOTHING = (
    "Nobody says that it would do so without its condition; taken not to do it for nothing."
)
OTHERWISE = "The words say when it will not; that it otherwise would is the reader’s inference."
_KINDS = {
    "commitment": OWN_WORD, "refusal": OWN_WORD, "threat": THREAT, "demand": DEMAND,
    "offer": LOOSE, "deed": LOOSE,
}  # fmt: skip


@dataclass(slots=True)
class Wish:
    """A preference statement in the making."""

    that: Expression
    about: int
    sources: list[tuple[Document, Statement]] = field(default_factory=list)
    assumption: str | None = None
    intensity: int = 0
    last: int = 0
    follows: Wish | None = None

    def repetition(self) -> int:
        """Count the utterances behind it; variants of one utterance count once."""
        return len({(d.id, s.cluster or s.id) for d, s in self.sources})


@dataclass(frozen=True, slots=True)
class Offered:
    """A conditional that made it into the model: for scenarios and for what others may want."""

    link: Link
    promised: Expression
    condition: Expression
    wish: Wish


def literal(group: Group, *, positive: bool) -> Expression:
    """Return an option or its negation."""
    option = Expression("option", name=group.id)
    return option if positive else Expression("!", (option,))


def negation(expression: Expression) -> Expression:
    """Return the negation of an expression, without doubling it."""
    if expression.operator == "!":
        return expression.operands[0]
    return Expression("!", (expression,))


def conjunction(parts: list[Expression]) -> Expression:
    """Join expressions by "and", each once."""
    distinct = list({str(part): part for part in parts}.values())
    return reduce(lambda one, two: Expression("&", (one, two)), distinct)


class Wishes:
    """The preference statements of every party, gathered and ordered."""

    def __init__(self, found: Positions, options: Options) -> None:
        self.found = found
        self.options = options
        self.offered: list[Offered] = []
        self.hinted: list[Position] = []
        self.warnings: list[str] = []
        self._by_party: dict[str, dict[str, Wish]] = {}
        self._clock = _Clock(found)
        for link in found.links:
            self._link(link)
        for position in found.positions:
            self._position(position)
        self._refusals_of_asks()
        self._same_offer()
        self._contradictions()

    def of(self, party: str) -> list[Wish]:
        """Return a party's statements that rest on words, most important first."""
        return ordered(self._by_party.get(party, {}).values())

    # --- gathering ------------------------------------------------------------------------------

    def _literal(self, conduct: Conduct, *, holds: bool) -> Expression | None:
        place = self.options.of(conduct)
        if place is None:
            return None
        group, opposite = place
        return literal(group, positive=holds ^ opposite)

    def _add(
        self, party: str, that: Expression, about: int, *,
        source: tuple[Document, Statement], intensity: int = 0,
    ) -> Wish:  # fmt: skip
        wishes = self._by_party.setdefault(party, {})
        wish = wishes.setdefault(str(that), Wish(that, about))
        wish.about = min(wish.about, about)
        wish.intensity = max(wish.intensity, intensity)
        wish.assumption = None
        if source not in wish.sources:
            wish.sources.append(source)
        wish.last = max(wish.last, self._clock.at(*source))
        return wish

    def _link(self, link: Link) -> None:
        source = (link.promised.document, link.promised.statement)
        promised = self._literal(link.promised, holds=not link.promised.negated)
        conditions = [
            part for c in link.conditions
            if (part := self._literal(c, holds=not c.negated)) is not None
        ]  # fmt: skip
        if promised is None or not conditions:
            for c in link.conditions:
                self._asked(link, c, source)
            return
        condition = conjunction(conditions)
        if set(promised.options()) & set(condition.options()):
            return
        if link.sense in ("unless", "until", "either-or"):
            condition = negation(condition)
        if link.sense == "only-if":
            that = Expression("IF", (negation(promised), negation(condition)))
        else:
            that = Expression("IFF" if link.sense == "iff" else "IF", (promised, condition))
        about = OFFER if link.good else THREAT
        wish = self._add(link.holder, that, about, source=source, intensity=link.intensity)
        self.offered.append(Offered(link, promised, condition, wish))
        for c in link.conditions:
            self._asked(link, c, source)
        if link.sense != "iff":
            self._restraint(link, negation(that.operands[0]), wish)

    def _restraint(self, link: Link, held: Expression, wish: Wish) -> None:
        """Add that what is promised or threatened on a condition is not done for nothing."""
        mine = self._by_party.setdefault(link.holder, {})
        if str(held) in mine or str(negation(held)) in mine:
            return
        if held.operator != "!":
            mine[str(held)] = Wish(held, LAST, assumption=OTHERWISE)
        elif link.good:
            mine[str(held)] = Wish(held, LAST, assumption=NOT_FOR_NOTHING)
        else:
            why = "Nobody says that it would do so unprovoked; taken to be something it would rather not do."
            mine[str(held)] = Wish(held, THREAT, assumption=why, follows=wish)

    def _asked(self, link: Link, conduct: Conduct, source: tuple[Document, Statement]) -> None:
        """Add what a conditional asks for: the condition of an offer, the opposite of a threat's."""
        if conduct.owner == link.holder:
            return
        turned = link.sense in ("unless", "until", "either-or")
        that = self._literal(conduct, holds=(not conduct.negated) ^ (not link.good) ^ turned)
        if that is not None:
            self._add(link.holder, that, DEMAND, source=source, intensity=link.intensity)

    def _position(self, position: Position) -> None:
        if position.kind == "hinted":
            self.hinted.append(position)
        about, place = _KINDS.get(position.kind), self.options.of(position.conduct)
        if about is None or place is None:
            return
        group, opposite = place
        self._add(
            position.holder, literal(group, positive=position.wanted ^ opposite),
            about if group.owner == position.holder else DEMAND, intensity=position.intensity,
            source=(position.conduct.document, position.conduct.statement),
        )  # fmt: skip

    def _refusals_of_asks(self) -> None:
        """Turn "rejected the demand" into a refusal of what was last asked of the speaker."""
        for speaker, target, document, statement in self.found.back:
            asked = list(self._asks_of(speaker, target)) or list(self._asks_of(speaker, None))
            before = [a for a in asked if a[0] <= self._clock.at(document, statement)] or asked
            if before:
                that = max(before, key=lambda item: item[0])[1]
                self._add(speaker, negation(that), OWN_WORD, source=(document, statement))

    def _asks_of(self, party: str, by: str | None) -> Iterator[tuple[int, Expression]]:
        own = {group.id for group in self.options.owned_by(party)}
        for holder, wishes in self._by_party.items():
            if holder == party or (by is not None and holder != by):
                continue
            for wish in wishes.values():
                if wish.about == DEMAND and set(wish.that.options()) <= own:
                    yield wish.last, wish.that

    def _same_offer(self) -> None:
        """Keep one of two conditionals that differ only in how fully the condition is told."""
        alike: dict[tuple[str, str, str], list[tuple[Offered, frozenset[str]]]] = {}
        for offer in self.offered:
            key = (offer.link.holder, str(offer.promised), offer.wish.that.operator)
            told = frozenset(offer.condition.options())
            alike.setdefault(key, []).append((offer, told))
        for group in alike.values():
            fullness = {told for _, told in group}
            if not any(parts < more for parts, more in permutations(fullness, 2)):
                continue  # so it is with almost all, however many they are
            left = {id(offer) for offer, _ in group}
            for (one, parts), (two, more) in permutations(group, 2):
                if not (parts < more and {id(one), id(two)} <= left):
                    continue
                quoted = any(s.layer == "quoted" for _, s in one.wish.sources)
                fuller = any(s.layer == "quoted" for _, s in two.wish.sources)
                kept, gone = (one, two) if quoted and not fuller else (two, one)
                kept.wish.sources += [s for s in gone.wish.sources if s not in kept.wish.sources]
                self.offered.remove(gone)
                left.remove(id(gone))
                mine = self._by_party[gone.link.holder]
                mine.pop(str(gone.wish.that), None)
                for wish in mine.values():
                    if wish.follows is gone.wish:
                        wish.follows = kept.wish

    def _contradictions(self) -> None:
        """Of a party's "yes" and "no" on the same thing keep the later, or the stronger, word."""
        for party, wishes in self._by_party.items():
            for text in list(wishes):
                wish = wishes.get(text)
                other = None if wish is None else wishes.get(str(negation(wish.that)))
                if wish is None or other is None or wish.that.operator == "!":
                    continue
                if wish.assumption or other.assumption:
                    loser = wish if wish.assumption else other
                elif (wish.about == LOOSE) != (other.about == LOOSE):
                    loser = wish if wish.about == LOOSE else other  # a word outlasts a deed
                else:
                    loser = min((wish, other), key=lambda w: (w.last, w.intensity, w.repetition()))
                    winner = other if loser is wish else wish
                    self.warnings.append(
                        f"{self.found.names.name(party)} is on record for and against “{wish.that}”; "
                        f"the later word counts here ({winner.that}); the other stands in "
                        f"“{_short(loser)}”."
                    )
                del wishes[str(loser.that)]


class _Clock:
    """Tells which of two statements is later: by date when both are dated, then by place."""

    def __init__(self, found: Positions) -> None:
        documents = list({id(d): d for d in _documents(found)}.values())
        dated = sorted(documents, key=lambda d: d.date or "")
        self._order = {id(document): number for number, document in enumerate(dated)}

    def at(self, document: Document, statement: Statement) -> int:
        return self._order[id(document)] * 10_000_000 + statement.span.start + 1


def _documents(found: Positions) -> Iterator[Document]:
    for conduct in found.conducts():
        yield conduct.document
    for _, _, document, _ in found.back:
        yield document


def _short(wish: Wish) -> str:
    if not wish.sources:
        return ""
    document, statement = wish.sources[-1]
    text = " ".join(statement.span.text.split())
    dated = f" ({document.date})" if document.date else ""
    return (text if len(text) <= 120 else text[:119] + "…") + dated


def ordered(wishes: object) -> list[Wish]:
    """Order a party's statements by the documented rule."""
    items: list[Wish] = list(wishes)  # type: ignore[call-overload]

    def key(wish: Wish) -> tuple[object, ...]:
        return (
            wish.intensity < 2, wish.about, -wish.intensity, -wish.repetition(), -wish.last,
        )  # fmt: skip

    result: list[Wish] = []
    for wish in sorted((w for w in items if w.follows is None), key=key):
        result.append(wish)
        result += [w for w in items if w.follows is wish]
    return result
