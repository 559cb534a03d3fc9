"""From phrases of conduct to options: what means the same becomes one, and each merge is kept."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from detente.drafting.answering import STANDING
from detente.drafting.conduct import Conduct, Positions
from detente.drafting.grouping import Shelf
from detente.drafting.lexicon import words
from detente.drafting.likeness import Key
from detente.drafting.parties import Parties
from detente.drafting.verdicts import Verdict, how_much

_ROLE_WEIGHT = {
    "condition": 3, "consequence": 3, "demand": 2, "refusal": 2, "threat": 2, "offer": 2,
    "commitment": 2, "deed": 1, "report": 1,
}  # fmt: skip
_LAYER_WEIGHT = {"quoted": 2, "reported": 2, "author": 1, "interpreted": 0}
#: How what goes on already is not told where it can be told otherwise: "continue the strike".
_BEGINNING = frozenset(("begin", "start"))
_RESERVED = frozenset({"if", "iff", "and", "or", "not"})


@dataclass(slots=True)
class Group:
    """Phrases that speak of one option, with whether each speaks of its opposite.

    ``apart`` is the phrase that the analyst wants kept out of all merges, if it founds the option.
    """

    owner: str
    verb: str
    objects: frozenset[str]
    counterpart: str | None
    members: list[tuple[Conduct, bool]] = field(default_factory=list)
    apart: str = ""
    id: str = ""
    name: str = ""
    place: int = 0
    roles: set[str] = field(default_factory=set)

    def take(self, conduct: Conduct, *, negated: bool) -> None:
        """Add a phrase."""
        self.members.append((conduct, negated))
        self.roles.add(conduct.role)

    def weight(self) -> int:
        """Say how much is said about the option; each statement counts once per role."""
        seen: dict[tuple[str, str, str], int] = {}
        for conduct, _ in self.members:
            key = (
                conduct.document.id,
                conduct.statement.cluster or conduct.statement.id,
                conduct.role,
            )
            weight = _ROLE_WEIGHT.get(conduct.role, 1) * _LAYER_WEIGHT[conduct.statement.layer]
            seen[key] = max(seen.get(key, 0), weight)
        return sum(seen.values())


class Options:
    """The options of a draft and the way from a phrase to its option."""

    def __init__(self, groups: list[Group], dropped: list[Group]) -> None:
        self.groups = groups
        self.dropped = dropped
        self._of = {
            id(conduct): (group, negated) for group in groups for conduct, negated in group.members
        }

    def of(self, conduct: Conduct) -> tuple[Group, bool] | None:
        """Return the option that a phrase belongs to and whether it means its opposite."""
        return self._of.get(id(conduct))

    def owned_by(self, party: str) -> list[Group]:
        """Return a party's options in order."""
        return [group for group in self.groups if group.owner == party]


def group_conducts(found: Positions, *, apart: Iterable[str] = ()) -> list[Group]:
    """Merge conduct with the same owner that names the same thing, said directly or as its opposite.

    Two phrases are one option when their verbs share a normal form (or are opposites: "end" and
    "keep"; "subsidise" and "end the subsidy") and the rest of their content words is the same, one
    contains the other, or they overlap by half. Talks are one option per counterpart, whatever they are called. The phrases in ``apart``
    are merged with nothing.
    """
    lone = {" ".join(phrase.lower().split()) for phrase in apart}
    groups: list[Group] = []
    shelves: dict[tuple[str, str], Shelf] = defaultdict(Shelf)
    conducts = sorted(_unique(found.conducts()), key=lambda conduct: not conduct.founds)
    for conduct in conducts:
        key = Key(conduct, found.names)
        own = conduct.phrase.lower() if conduct.phrase.lower() in lone else ""
        shelf = shelves[conduct.owner, own]
        best = _most_alike(key, shelf.candidates(key))
        if best is None and conduct.founds:
            group = Group(
                conduct.owner, key.verb, key.objects, key.counterpart, apart=own, place=len(groups)
            )
            group.take(conduct, negated=False)
            groups.append(group)
            shelf.add(group)
        elif best is not None:
            group, negated = best
            group.take(conduct, negated=negated)
            if not negated:
                shelf.learn(group, key.objects - group.objects)
                group.objects |= key.objects
    return _refusals_of_others(groups, found.names)


def _most_alike(key: Key, groups: Iterable[Group]) -> tuple[Group, bool] | None:
    best: tuple[float, Group, bool] | None = None
    for group in groups:
        likeness = key.likeness(group.verb, group.objects, group.counterpart, group.roles)
        if likeness is not None and (best is None or likeness[0] > best[0]):
            best = (likeness[0], group, likeness[1])
    return None if best is None else (best[1], best[2])


def _refusals_of_others(groups: list[Group], names: Parties) -> list[Group]:
    """Join "ruled out a referendum" to the referendum that another party says it will hold."""
    kept = dict.fromkeys(group.place for group in groups)
    own = [group for group in groups if not _is_mutual(group)]
    shelves = {o: Shelf(g for g in own if g.owner == o) for o in {g.owner for g in own}}
    for group in own:
        if group.roles != {"refusal"}:
            continue
        key = Key(group.members[0][0], names)
        others = [
            g for owner in shelves if owner != group.owner for g in shelves[owner].candidates(key)
        ]
        key.counterpart = None  # it is said to whoever would do it
        best = _most_alike(key, sorted(others, key=lambda other: other.place))
        if best is not None:
            for conduct, negated in group.members:
                best[0].take(conduct, negated=negated ^ best[1])
            shelves[group.owner].remove(group)
            del kept[group.place]
    return [groups[place] for place in kept]


def _is_mutual(group: Group) -> bool:
    """Say whether conduct takes two, so that each side decides on its own part of it."""
    return group.verb in ("talk", "accept", "deal", "make", "agree")


#: The limit of options that a draft has unless asked, and how many suffice when no condition ties more.
_USUAL, _ENOUGH = 12, 8
#: Roles of conduct that a condition ties in, or a part of what one names.
_TIED_ROLES = ("condition", "consequence", "part")
#: More parties than these are more than a conflict usually has; the others stay outside.
_MAX_PARTIES = 5
#: A place behind all parties, for whoever has none.
_UNSEEN = 10_000
_TWO = 2
#: What a pair weighs of which one judges between others.
_JUDGED = 0.2
#: What a pair weighs of which one is never named.
_NAMELESS = 0.5
#: How much more a pair weighs of whom both can do something.
_BOTH_ACT = 1.5
#: Acts that set somebody against another, even where nobody is named.
_AGAINST = frozenset(("THREATEN", "REJECT", "REQUEST", "ACCUSE", "SANCTION", "COERCE", "PROTEST"))
#: What passes between two from which a third is at odds with one of the sides, and no mediator.
_AT_ODDS = 4
#: What a condition between two weighs beside their exchange of statements.
_TIED = 4


@dataclass(frozen=True, slots=True)
class Sides:
    """The two who are at odds, all parties of the model, and how much the text holds.

    ``verdict`` is ``yes`` where the text holds a model (:func:`detente.drafting.verdicts.how_much`),
    ``thin`` where the two are at odds with less, ``no`` where nobody is at odds or nothing can be done.
    """

    pair: tuple[str, str] | None
    parties: tuple[str, ...]
    verdict: Verdict


def choose_sides(
    groups: list[Group],
    found: Positions,
    exchange: Counter[frozenset[str]],
    helping: frozenset[str] = frozenset(),
) -> Sides:
    """Return the pair with most between them, and who belongs to the model beside the two.

    Another party belongs to it when a condition ties its conduct to that of one of the two, or when it
    has two options and deals with one of them; whoever is only asked to help (``helping``) does not.
    """
    owned = Counter(group.owner for group in groups)
    ties: Counter[frozenset[str]] = Counter()
    for link in found.links:
        for owner in {c.owner for c in link.conditions} - {link.holder}:
            ties[frozenset((link.holder, owner))] += 1
    weight: dict[frozenset[str], float] = {}
    for two in {*exchange, *ties, *found.answered}:
        acting = sum(owned[party] > 0 for party in two)
        if acting:
            both = _BOTH_ACT if acting == _TWO else 1.0
            if any(found.names.is_court(party) for party in two):
                both *= _JUDGED  # who judges between others is a side only where nobody else is
            if any(found.names.is_nameless(party) for party in two):
                both *= _NAMELESS  # "a small group of shareholders" beside two firms by name
            if any(found.names.is_spoken_of_only(party) for party in two):
                both *= _NAMELESS  # an alliance that somebody wants to join, the Red Cross
            passed = exchange[two] + _TIED * ties[two] + _TWO * (two in found.answered)
            weight[two] = passed * both
    order = {party: number for number, party in enumerate(found.names.ids())}
    against = {p.holder for p in found.positions if p.conduct.statement.act in _AGAINST}
    against |= {party for party in owned if found.names.objects(party)}
    if not weight and len(owned) == _TWO and against & set(owned):
        weight[frozenset(owned)] = 1  # the text has only these two, and one of them objects
    if not weight:
        return Sides(None, (), "no")
    ranked = sorted(
        weight,
        key=lambda two: (weight[two], sorted(-order.get(p, _UNSEEN) for p in two)[::-1]),
        reverse=True,
    )
    asking = {p.holder for p in found.positions if p.kind == "demand"} - {
        p.conduct.toward for p in found.positions if p.kind != "demand"
    }
    apart = {two: w for two, w in weight.items() if exchange[two] and not two & helping}
    dealings = _Dealings(found, owned, exchange, ties, helping)
    first = Sides(None, (), "no")
    for place, two in enumerate(ranked):
        if (place and not dealings.stand_alone(two)) or dealings.say_nothing(two):
            continue
        asked = _those_asked(two, owned, asking, apart) or two
        one, other = sorted(asked, key=lambda p: order.get(p, 99))
        # To accept an offer and to stand by it is one choice; to take it to others instead is another.
        stand = any(
            g.owner in asked and g.members[0][0].phrase.startswith(STANDING) for g in groups
        )
        refused = asked in found.answered and (owned[one] + owned[other] > _TWO or not stand)
        verdict = how_much(found, one, other, owned, tied=ties[asked] > 0, refused=refused)
        if verdict == "yes" or (verdict == "thin" and not place):
            sides = (one, other, *dealings.beside(asked))
            first = Sides((one, other), sides[:_MAX_PARTIES], verdict)
        if verdict == "yes":
            break
    return first


@dataclass(frozen=True)
class _Dealings:
    """What the parties have to do with one another: options, exchanges, ties, and who only helps."""

    found: Positions
    owned: Counter[str]
    exchange: Counter[frozenset[str]]
    ties: Counter[frozenset[str]]
    helping: frozenset[str]

    def stand_alone(self, two: frozenset[str]) -> bool:
        """Say whether two may be the pair although others have more between them: each acts, and they meet.

        A person is one of the two only where it deals with nobody more.
        """
        meet = self.ties[two] > 0 or self.exchange[two] >= _AT_ODDS
        act = all(self.owned[p] and self.found.names.kind(p) != "person" for p in two)
        return meet and act and not two & self.helping

    def say_nothing(self, two: frozenset[str]) -> bool:
        """Say whether one of the two neither says nor can do anything."""
        names, apart = self.found.names, two - self._taking_part
        silent = {names.kind(p) for p in apart} & {"body", "intergovernmental"}
        mute = {names.kind(p) for p in apart if not names.objects(p)}
        return "intergovernmental" in mute or (bool(silent) and self.exchange[two] <= _AT_ODDS)

    @cached_property
    def _taking_part(self) -> set[str]:
        holders = {p.holder for p in self.found.positions} | {k.holder for k in self.found.links}
        return holders | set(self.owned)

    def beside(self, two: frozenset[str]) -> list[str]:
        """Return who belongs to the model beside the two, who has most options first."""
        acting_itself = {
            p.holder for p in self.found.positions
            if p.kind in ("deed", "threat") or (p.kind == "commitment" and p.conduct.statement.act == "THREATEN")
        }  # fmt: skip
        return [
            party
            for party in sorted(self.owned, key=lambda p: -self.owned[p])
            if party not in two
            and party not in self.helping
            and (
                any(self.ties[frozenset((party, p))] for p in two)
                or (
                    (self.owned[party] > 1 or party in acting_itself)
                    and not self.found.names.is_nameless(party)
                    and any(self.exchange[frozenset((party, p))] >= _AT_ODDS for p in two)
                )
            )
        ]


def _those_asked(
    best: frozenset[str],
    owned: Counter[str],
    asking: set[str],
    weight: dict[frozenset[str], float],
) -> frozenset[str] | None:
    """Return the two whom a third speaks to, where the third itself can do nothing.

    A president who asks a union and a firm to settle is no side of their conflict.
    """
    idle = [party for party in best if not owned[party]]
    if len(idle) != 1 or idle[0] not in asking:
        return None
    others = [two for two in weight if idle[0] not in two and best & two]
    others = [two for two in others if all(owned[party] for party in two)]
    return max(others, key=lambda two: weight[two], default=None)


def choose_options(
    groups: list[Group], names: Parties, *, max_options: int, outside: Sequence[Group] = ()
) -> Options:
    """Keep the options about which most is said, in order of appearance, and name them.

    Up to the usual limit, options that no condition ties in are kept only while there are few: a
    model that can be read tells more. ``outside`` are options that were left out before; they are named and counted as dropped.
    """
    order = {id(group): number for number, group in enumerate(groups)}
    ranked = sorted(
        groups, key=lambda g: (-g.weight(), order[id(g)])
    )  # fmt: skip
    room = max_options if max_options > _USUAL else min(_ENOUGH, max_options)
    chosen = {
        id(group)
        for place, group in enumerate(ranked[: max(max_options, 1)])
        if place < room or any(c.role in _TIED_ROLES for c, _ in group.members)
    }
    kept = [group for group in groups if id(group) in chosen]
    for group in (*groups, *outside):
        group.name = _name(group)
    taken: set[str] = set()
    for group in kept:
        group.id = _id(group, names, taken)
        taken.add(group.id)
    return Options(kept, [*outside, *(g for g in groups if id(g) not in chosen)])


def _unique(conducts: Iterator[Conduct]) -> Iterator[Conduct]:
    seen: set[int] = set()
    for conduct in conducts:
        if id(conduct) not in seen:
            seen.add(id(conduct))
            yield conduct


def _name(group: Group) -> str:
    """Return the phrase that names an option best: said straight, full, but not long."""

    def key(item: tuple[Conduct, bool]) -> tuple[bool, bool, bool, bool, int]:
        conduct, negated = item
        size = len(conduct.phrase.split())
        begun = conduct.ongoing and conduct.phrase.split()[0] in _BEGINNING
        return (negated, begun, size > 10, size < 2, -min(size, 9))

    conduct = min(group.members, key=key)[0]
    text = conduct.phrase
    text = re.sub(r"\bwhat (?:he|she|it|they) (?:calls?|called|describes? as) ", "", text)
    text = " ".join(text.split()).strip(" ,;:.-")
    return text[:1].upper() + text[1:]


def _id(group: Group, names: Parties, taken: set[str]) -> str:
    """Return a short readable id that no other option has."""
    plain = re.sub(r"['’]s?\b", "", group.name.lower())
    tokens = re.findall(r"[a-z]+", _ascii(plain))
    parties = names.words_of(group.owner) | names.words_of(group.counterpart or group.owner)
    kept = [t for t in tokens if t not in words("ids", "small") and len(t) > 1]
    telling = [t for n, t in enumerate(kept) if n == 0 or t not in parties]
    kept = telling if len(telling) > 1 else kept
    base = "_".join(kept[:3]) or "option"
    if base in _RESERVED or not base[0].isalpha():
        base = f"do_{base}"
    if base in taken and len(kept) > 3:
        base = "_".join(kept[:4])
    name, number = base, 2
    while name in taken:
        name, number = f"{base}_{number}", number + 1
    return name


def _ascii(text: str) -> str:
    import unicodedata

    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
