"""One party under several names: "the union", "the federation", "the Transport Workers' Federation".

A document names a party in full and returns to it by a part of its name ("Orbell" for "Orbell
Pharma") or by its kind ("the company"). Both are one party where the document leaves no choice: the
part must fit one full name alone, the kind one named party alone. Everything else stays apart; two
parties taken for one would be worse.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from detente.actors.bodies import full_names
from detente.actors.cast import Cast
from detente.actors.lexicon import actor_words, kinds
from detente.actors.registry import Registry, slug

_LED = re.compile(
    r"\b((?:[A-Z][\w&-]{1,40} ){0,2}[A-Z][\w&-]{1,40})['’]s (?:chief executive|CEO|managing director|shareholders|chairman)"
)
_DEFENCE = re.compile(r"(?:ministry-of-)?defen[cs]e(?:-ministry)?")
#: An army may stand against its government.
_COUP = re.compile(r"\b(?:coup|junta|mutin(?:y|eers?)|putsch|seized power)\b", re.I)
_MAYOR = re.compile(
    r"\b[Mm]ayor of ([A-Z]\w+(?: [A-Z]\w+){0,2})"
    r"|\b((?!The |When |But )[A-Z]\w+(?: [A-Z]\w+)?) Mayor [A-Z]"
)
_FORCES = re.compile(r"\b[Tt]he (army|military)\b")
_WORD = re.compile(r"\b[a-z]{4,}\b")


def of_kind(noun: str, parties: Iterable[str]) -> list[str]:
    """Return the parties, by their full names, of the kind that a bare noun tells."""
    found = []
    for kind in kinds().values():
        heads = kind.meant_by(noun)
        found += [p for p in parties if "-" in p and p.split("-")[-1] in heads]
    return list(dict.fromkeys(found))


def aliases(cast: Cast, used: Iterable[str]) -> dict[str, str]:
    """Return which of the used ids stand for which party named in full.

    Parameters
    ----------
    cast : Cast
        What has been learnt about the document's actors.
    used : iterable of str
        The ids of speakers and targets.
    """
    nouns = frozenset().union(*(kind.again for kind in kinds().values()))
    returned = [m.group() for m in _WORD.finditer(cast.text) if m.group() in nouns]
    returned += [m.group(1) for m in _FORCES.finditer(cast.text)]
    used = list(dict.fromkeys([*used, *returned]))
    known = {sighting.actor.id for sighting in cast.sightings}
    states = set(cast.places.names.values())
    bodies = {
        noun: actor
        for actor, nouns in Registry.default().names.nouns.items()
        for noun in nouns
        if actor in known
    }
    people = {mention.name for mention in cast.people.values()}
    persons = {slug(name) for name in cast.people}
    full: dict[str, str] = {}
    names = full_names(cast.text)
    names += [name for name in cast.bodies if " " in name and name not in people]
    for name in names:
        words = re.sub(r"^(?:The|A|An) ", "", name)
        alone = re.search(rf"{re.escape(words)}(?! [A-Z]\w)", cast.text)  # not "of Velia Mira Tad"
        if alone is not None and all(
            w[:1].isupper() or w in ("of", "and", "for", "&") for w in words.split()
        ):
            full.setdefault(slug(words), words)
    firms = {slug(match.group(1)) for match in _LED.finditer(cast.text)}
    firms |= {
        entry.mention.id
        for entry in cast.subjects
        if entry.actor_kind == "firm" and entry.mention.name[:1].isupper()
    }  # "Metrovar, the private firm which runs the lines"
    found = {
        slug(name): party
        for name, party in cast.bodies.items()
        if name[:1].isupper() and slug(name) not in (party, *full) and slug(name) not in persons
    }
    for party in dict.fromkeys(used):
        if party in known or party in full or party in found:
            continue
        if party in bodies:
            found[party] = bodies[party]  # "the bloc"
            continue
        if party in states:
            continue
        organ = party == "government" or re.match(r"(?:ministry|department)-of-", party)
        if organ and len(states) == 1 and not any(len(k) == 3 and k.isupper() for k in known):
            found[party] = next(iter(states))
            continue
        if party in ("army", "military") and not states and not _COUP.search(cast.text):
            civil = [p for p in used if p == "government" or _DEFENCE.fullmatch(p)]
            if len(civil) == 1 and not any(len(k) == 3 and k.isupper() for k in known):
                found[party] = civil[0]  # the one government's army, as its ministry tells
                continue
        if party in persons:
            continue
        longer = [
            name
            for name in full
            if _is_part(party, name) and party not in known and not _is_within(full[name])
        ]
        longer = [name for name in longer if not name.startswith(party) or name[-8:] != "-workers"]
        if party in actor_words()["institutions"]:  # no quarry is the Quarry Workers' Union
            longer = [name for name in longer if name.endswith(f"-{party}")]
        if len(longer) == 1 and not _is_place(cast.text, party):
            found[party] = longer[0]
    # "the Aerospace Workers" of the Association of Machinists and Aerospace Workers
    for name in full:
        whole = [longer for longer in full if longer.endswith(f"-and-{name}")]
        if len(whole) == 1 and name.endswith("-workers"):
            found.setdefault(name, whole[0])
    for name in full:  # "St. Rose" is St. Rose Hospital, "Harl" is not its hospital
        short, _, kind = name.rpartition("-")
        if (
            "-" in short
            and kind in actor_words()["institutions"] | {"hospital"}
            and short not in known
        ):
            found.setdefault(short, name)
    if towns := actor_words()["towns"] & set(used):  # "the city" is Harl, whose mayor speaks
        mayors = {slug(m[1] or m[2]) for m in _MAYOR.finditer(cast.text)}
        if len(mayors) == 1 and mayors <= set(used) - known:
            for noun in towns:
                found.setdefault(noun, *mayors)
    districts = [name for name in full if name.endswith("-school-district")]
    if len(districts) == 1:
        found.setdefault("district", districts[0])
    unions = [name for name in full if name not in found and _unites_a_trade(name)]
    if len(unions) == 1:  # "the Harl teachers union" is the Harl Education Association
        place = unions[0].partition("-")[0]
        for party in dict.fromkeys(used):
            own = (
                party.endswith("-union") and party not in full and party.partition("-")[0] == place
            )
            if own or party in ("union", "teachers-union"):
                found.setdefault(party, unions[0])
    ids = {found.get(party, party) for party in used} | set(full)
    ids = {i for i in ids if not i.endswith("-press") or i in full}  # no "local press" is a firm
    for party in dict.fromkeys(used):
        if party in known or party in found or party in full:
            continue
        meant = _by_kind(party, ids - known, firms, found)
        if meant is not None:
            found[party] = meant
    return found


def _unites_a_trade(name: str) -> bool:
    """Whether a name is that of a body which unites those who do some work: "harl-education-association"."""
    words, own = actor_words(), set(name.split("-"))
    return bool(own & words["trades"] and own & words["uniting"])


def _is_part(short: str, long: str) -> bool:
    """Whether a name begins or ends a longer one."""
    owner = long.endswith(
        (f"-of-{short}", f"-of-the-{short}", f"-for-{short}")
    )  # the Bureau of Velia is not Velia
    return (
        short != long and not owner and (long.startswith(f"{short}-") or long.endswith(f"-{short}"))
    )


def _is_within(name: str) -> bool:
    """Whether a name is that of a body within the one whose letters it begins with: "FIFA Council"."""
    return name.split()[0].isupper() and name.split()[-1].lower() in actor_words()["inner_bodies"]


def _is_place(text: str, party: str) -> bool:
    """Whether the text speaks of a place of that name, which is no party's short name."""
    name = party.replace("-", " ").title()
    return (
        re.search(rf"\b(?:in|across|near|from|city of|town of) {re.escape(name)}\b", text)
        is not None
    )


def _by_kind(party: str, ids: set[str], firms: set[str], found: dict[str, str]) -> str | None:
    """Return the one named party of the kind that a bare noun tells: "the landlord"."""
    for kind in kinds().values():
        if party not in kind.again:
            continue
        heads = kind.meant_by(party)
        of_kind = {name for name in ids if name.split("-")[-1] in heads and "-" in name}
        if kind.kind == "firm":
            of_kind |= {found.get(firm, firm) for firm in firms if firm in ids or firm in found}
        whole = {name for name in of_kind if not any(_is_part(name, other) for other in of_kind)}
        if len(whole) == 1:  # "PT Harl Mining" and "Harl Mining" are one
            return whole.pop()
    return None
