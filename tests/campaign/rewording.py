"""Rewordings that must not change what is read, or must change it in one known way.

Every pattern is a short text on two parties, A and B. What is read of it (layer, act, speaker, addressee,
conditions) is compared with what is read of the same pattern with other names, other marks, another place of the
attribution and so on; whatever changes more than the rewording says is a failure.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from campaign.running import Step
from detente.evidence import Document, Statement
from detente.reading import read_statements

#: Names that no state bears.
_NAMES = """
Orland Velia Karst Ruritania Brask Kessen Talvia Sorland Merova Dravia Oskania Belmark
Norvia Taslan Urdovia Halmark Zembla Kordan Lutania Pelona Marvia Ostrava Quorland Valdoria
Yelland Arvania Bordavia Cestria Drennia Elvoria Fennmark Gorvia Harland Istoria Jorvia
Kalmark Lorvania Mordia Nestria Olvania Parnia Rastova Selmark Torvia Ulmaria Vostria
Westmark Zarnia Ambria Brelland Corvania Delmora Estmark Falland Garnia Hestria Ilmark
Kronia Lestova Morland
"""
INVENTED = tuple(_NAMES.split())


@lru_cache(maxsize=1)
def states() -> tuple[str, ...]:
    """Return sixty states whose name is one word."""
    from babel import Locale

    named = Locale("en").territories.items()
    plain = [n for code, n in named if code.isalpha() and re.fullmatch(r"[A-Z][a-z]{3,}", n)]
    return tuple(sorted(plain, key=lambda name: (hash_of(name), name))[:60])


def hash_of(name: str) -> int:
    """Return a number by which names are mixed, the same everywhere."""
    return sum(ord(c) * 31**k for k, c in enumerate(name)) % 1009


#: Texts on A and B in which somebody of A says something; the speaker must be A, whatever the names.
PATTERNS = (
    "“We will open the port if {B} pays the debt,” the foreign minister of {A} said.",
    "“We will seize the ships unless {B} withdraws its troops,” {A}’s minister said.",
    "“We will never accept the blockade,” said the foreign minister of {A}, after {B} closed the strait.",
    "After {B} attacked the port, “we will answer,” the foreign minister of {A} said.",
    "{A} said it would free the crew if {B} opened the border.",
    "{A} warned {B} that it would close the pipeline unless the tolls were cut.",
    "{A} told {B} it would return to the talks only if the strikes stopped.",
    "{A} threatened to leave the pact if {B} built the dam.",
    "{A} offered {B} a truce on condition that the prisoners were freed.",
    "{A} accused {B} of shelling the town.",
    "{A} demanded that {B} withdraw its troops.",
    "{A} called on {B} to reopen the border.",
    "{A} refused to sign the treaty with {B}.",
    "According to {A}’s government, its army would not leave before {B} stopped the attacks.",
    "The president of {A} said his country would lift the embargo as long as {B} kept the truce.",
    "“If {B} attacks, we will strike back,” {A}’s president warned.",
)
#: What the other party is told to have done beside that is no saying.
_DONE = (("reported", "SANCTION"),)
_NEUTRAL = ("It rained in the capital on Monday.", "The hall had been painted over the summer.")


@dataclass(frozen=True)
class Rewording:
    """A change of a text, and what it does to the parties' places."""

    name: str
    pairs: tuple[tuple[str, str], ...]


#: The same thing said in two ways; act, speaker, addressee and conditions must be the same.
PAIRS = (
    Rewording(
        "attribution moved",
        (
            ("“We will open the port if {B} pays the debt,” {A}’s minister said.", "{A}’s minister said: “We will open the port if {B} pays the debt.”"),
            ("“We will seize the ships unless {B} pays,” {A}’s envoy said.", "{A}’s envoy said: “We will seize the ships unless {B} pays.”"),
            ("{A} said it would free the crew if {B} opened the border.", "If {B} opened the border, {A} said, it would free the crew."),
            ("{A} said it would free the crew if {B} opened the border.", "It would free the crew if {B} opened the border, {A} said."),
        ),
    ),
    Rewording(
        "quotation split",
        (
            ("“If {B} attacks, we will strike back,” {A}’s president warned.", "“If {B} attacks,” {A}’s president warned, “we will strike back.”"),
            ("“We will open the port if {B} pays the debt,” {A}’s minister said.", "“We will open the port,” {A}’s minister said, “if {B} pays the debt.”"),
            ("“We will sign the treaty if {B} frees the crew,” {A}’s envoy said.", "“We will sign the treaty,” {A}’s envoy said, “if {B} frees the crew.”"),
        ),
    ),
    Rewording(
        "bracketed gloss",
        (
            ("“We will open the port if {B} pays the debt,” {A}’s minister said.", "“We will open the port if {B} [the neighbour in the south] pays the debt,” {A}’s minister said."),
            ("“We will open the port if {B} pays the debt,” {A}’s minister said.", "“We [in the north] will open the port if {B} pays the debt,” {A}’s minister said."),
            ("“We will strike back if {B} attacks,” {A}’s president warned.", "“[W]e will strike back if {B} attacks,” {A}’s president warned."),
        ),
    ),
    Rewording(
        "active and passive",
        (
            ("{A} said it would lift the embargo if {B} paid the debt.", "{A} said the embargo would be lifted if {B} paid the debt."),
            ("{A} said it would free the prisoners if {B} opened the border.", "{A} said the prisoners would be freed if {B} opened the border."),
            ("“We will call off the strike if {B} keeps the truce,” {A}’s minister said.", "“The strike will be called off if {B} keeps the truce,” {A}’s minister said."),
            ("{A} said it would seize the ships if {B} closed the strait.", "{A} said the ships would be seized if {B} closed the strait."),
        ),
    ),
    Rewording(
        "spelling",
        (
            ("{A} told its neighbour {B} it would close the harbour unless the labour law was cancelled.", "{A} told its neighbor {B} it would close the harbor unless the labor law was canceled."),
            ("“We will defend our neighbours if {B} attacks,” {A}’s minister said.", "“We will defend our neighbors if {B} attacks,” {A}’s minister said."),
        ),
    ),
)  # fmt: skip
_MARKS = (("“", "”"), ('"', '"'), ("„", "“"), ("«", "»"), ("‘", "’"), ("''", "''"), ("``", "''"))

Seen = tuple[tuple[object, ...], ...]


def seen(text: str, names: dict[str, str]) -> Seen:
    """Return what is read of a text, with the names of parties replaced by their letters."""
    document = read_statements(Document(id="d", source="d", text=text))
    parties = {
        actor.id: letter
        for actor in document.actors
        for letter, name in names.items()
        if _is(actor.name, actor.aliases, name)
    }
    return tuple(_one(statement, parties) for statement in document.statements)


def _is(name: str, aliases: tuple[str, ...], wanted: str) -> bool:
    return any(
        wanted.lower() == each.lower().replace("’s", "").strip() for each in (name, *aliases)
    )


def _one(statement: Statement, parties: dict[str, str]) -> tuple[object, ...]:
    def letter(actor: str) -> str:
        return parties.get(actor, actor)

    aimed = sorted(letter(t) for t in (*statement.targets, *statement.inferred_targets))
    return (
        statement.layer,
        statement.act,
        statement.negated,
        letter(statement.speaker.id) if statement.speaker else None,
        tuple(aimed),
        tuple(sorted((c.sense, c.kind) for c in statement.conditions)),
    )


def step(seed: int, work: Path) -> Step:
    """Sentences are made from patterns with 60 states and 60 invented names; parties change names and sides, marks, the place of the attribution, voice and spelling change, quotations are split, glosses and neutral sentences put in: what is read changes as it should and no further. The speaker never hangs on the name of a country."""
    del work
    luck = random.Random(seed)  # noqa: S311 - which names, not secrets
    done = Step()
    for _ in range(12):
        first, second = two(luck)
        pattern = luck.choice(PATTERNS)
        check_pattern(done, pattern, luck, first, second)
        for rewording in PAIRS:
            one, other = luck.choice(rewording.pairs)
            check_pair(done, rewording.name, one, other, first, second)
    _capitals(done, luck)
    return done


def two(luck: random.Random) -> tuple[str, str]:
    pool = luck.choice((states(), INVENTED))
    other = luck.choice((states(), INVENTED))
    first = luck.choice(pool)
    return first, luck.choice([name for name in other if name != first])


def check_pattern(done: Step, pattern: str, luck: random.Random, first: str, second: str) -> None:
    """Give a pattern's parties other names, change their sides, its marks, put a neutral sentence in."""
    _names(done, pattern, first, second)
    _swapped(done, pattern, first, second)
    _marks(done, pattern, luck, first, second)
    _neutral(done, pattern, luck, first, second)


def _filled(pattern: str, first: str, second: str) -> str:
    return pattern.format(A=first, B=second)


def _read(done: Step, text: str, first: str, second: str) -> Seen:
    done.counts["sentences read"] += 1
    return seen(text, {"A": first, "B": second})


@lru_cache(maxsize=256)
def _reference(pattern: str) -> Seen:
    return seen(_filled(pattern, "Orland", "Velia"), {"A": "Orland", "B": "Velia"})


def _names(done: Step, pattern: str, first: str, second: str) -> None:
    text = _filled(pattern, first, second)
    found = _read(done, text, first, second)
    done.counts["names: compared"] += 1
    if _all_said_by_first(done, found, text) and found != _reference(pattern):
        done.fail(f"names: {found} for {text}; with Orland and Velia {_reference(pattern)}")


def speaker_is_first(done: Step, pattern: str, first: str, second: str) -> None:
    """What a pattern says is said by its first party, whatever the parties are called."""
    text = _filled(pattern, first, second)
    _all_said_by_first(done, _read(done, text, first, second), text)


def _all_said_by_first(done: Step, found: Seen, text: str) -> bool:
    speakers = {row[3] for row in found if row[:2] not in _DONE}
    if speakers != {"A"}:
        done.fail(f"names: the speaker is {sorted(map(str, speakers))}: {text}")
    return speakers == {"A"}


def _swapped(done: Step, pattern: str, first: str, second: str) -> None:
    done.counts["sides swapped: compared"] += 1
    one = _read(done, _filled(pattern, first, second), first, second)
    other = _read(done, _filled(pattern, second, first), second, first)
    if one != other:
        done.fail(f"sides: {one} and, swapped, {other}: {_filled(pattern, first, second)}")


def _marks(done: Step, pattern: str, luck: random.Random, first: str, second: str) -> None:
    if "“" not in pattern:
        return
    begin, end = luck.choice(_MARKS)
    done.counts["marks: compared"] += 1
    text = _filled(pattern, first, second)
    other = text.replace("“", "\0").replace("”", end).replace("\0", begin)
    one, two = _read(done, text, first, second), _read(done, other, first, second)
    if one != two:
        done.fail(f"marks: {one} and {two}: {other}")


def _neutral(done: Step, pattern: str, luck: random.Random, first: str, second: str) -> None:
    done.counts["neutral sentence: compared"] += 1
    text = _filled(pattern, first, second)
    extra = luck.choice(_NEUTRAL)
    other = f"{extra} {text}" if luck.random() < 0.5 else f"{text} {extra}"
    one, two = _read(done, text, first, second), _read(done, other, first, second)
    if one != two:
        done.fail(f"neutral sentence: {one} and {two}: {other}")


def check_pair(done: Step, name: str, one: str, other: str, first: str, second: str) -> None:
    done.counts[f"{name}: compared"] += 1
    texts = [_filled(pattern, first, second) for pattern in (one, other)]
    rows = [_read(done, text, first, second) for text in texts]
    if name == "quotation split":
        # Each part is a statement of its own; the condition, and whose words they are, stay.
        rows = [tuple(row for row in found if row[5]) or found for found in rows]
    if rows[0] != rows[1]:
        done.fail(f"{name}: {rows[0]} for {texts[0]} and {rows[1]} for {texts[1]}")


def _capitals(done: Step, luck: random.Random) -> None:
    """A state by its name and by its capital is one party."""
    pattern = luck.choice([p for p in PATTERNS if p.startswith("{A} ")])
    other = luck.choice(INVENTED)
    for name, capital, code in (
        ("The United States", "Washington", "USA"),
        ("The United Kingdom", "London", "GBR"),
        ("China", "Beijing", "CHN"),
        ("Iran", "Tehran", "IRN"),
    ):
        done.counts["capitals: compared"] += 1
        rows = []
        for each in (name, capital):
            done.counts["sentences read"] += 1
            document = read_statements(
                Document(id="d", source="d", text=_filled(pattern, each, other))
            )
            rows.append([(s.act, s.speaker and s.speaker.id) for s in document.statements])
        if rows[0] != rows[1] or any(speaker != code for _, speaker in rows[0]):
            done.fail(f"capitals: {rows}: {_filled(pattern, capital, other)}")
