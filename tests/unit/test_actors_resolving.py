"""Whom a mention stands for, given the document it stands in."""

from __future__ import annotations

import pytest

from detente.evidence import Actor
from detente.reading.actors import ActorContext, Registry

REGISTRY = Registry.default()


def resolved(mention: str, text: str | None = None) -> Actor | None:
    if text is None:
        return REGISTRY.resolve(mention)
    return REGISTRY.resolve(mention, ActorContext(text), at=text.rindex(mention))


@pytest.mark.parametrize(
    ("mention", "actor", "name"),
    [
        ("North Korean leader Kim Jong Un", "PRK", "Kim Jong Un"),
        ("Russia's foreign minister Sergei Lavrov", "RUS", "Sergei Lavrov"),
        ("Iran’s foreign minister", "IRN", "foreign minister"),
        ("Iran's foreign minister, Abbas Araqchi", "IRN", "Abbas Araqchi"),
        ("the Foreign Ministry in Cairo", "EGY", "Foreign Ministry in Cairo"),
        ("the president of France", "FRA", "president of France"),
        ("the U.S. ambassador to Russia", "USA", "U.S. ambassador to Russia"),
        ("US", "USA", "US"),
        ("the Kremlin", "RUS", "Kremlin"),
        ("Kremlin spokesman Dmitry Peskov", "RUS", "Dmitry Peskov"),
        ("NATO Secretary General Mark Rutte", "nato", "Mark Rutte"),
        ("a spokesman for the Israeli army", "ISR", "spokesman for the Israeli army"),
        ("Vladimir Putin", "RUS", "Vladimir Putin"),
        ("President Reagan", "USA", "Reagan"),
        ("KCNA", "kcna", "KCNA"),
        ("state television", "state-television", "state television"),
        ("the rebel commander", "rebels", "rebel commander"),
        ("the army spokesman", "army", "army spokesman"),
        ("opposition leader Per Dahl", "opposition", "Per Dahl"),
        ("President Lund", "president-lund", "Lund"),
        ("Prime Minister Ingrid Falk", "prime-minister-falk", "Ingrid Falk"),
        ("Selm’s foreign ministry", "selm", "foreign ministry"),
        ("some analysts", "analysts", "some analysts"),
        ("two Western diplomats", "diplomats", "two Western diplomats"),
        ("Some hydrologists", "hydrologists", "Some hydrologists"),
        ("the former minister", "former-minister", "former minister"),
        ("our neighbours", None, None),
        ("Nigerian Union of Teachers", "nigerian-union-of-teachers", "Nigerian Union of Teachers"),
        ("he", None, None),
        ("us", None, None),
        ("", None, None),
        ("—", None, None),
        ("the weather", None, None),
    ],
)
def test_mentions_on_their_own(mention: str, actor: str | None, name: str | None) -> None:
    found = resolved(mention)
    assert (found and found.id, found and found.name) == (actor, name)


LABOUR = (
    'Talks between Northgate Rail and the Locomotive Union broke off. "We will strike," union president '
    "Marta Olsen said. Northgate chief executive Tom Gray said the company was open. Olsen said the union waits."
)
MERGER = (
    'Halden Foods raised its bid for Brant & Co on Wednesday. "This is final," chief executive Lisa Brandt '
    "wrote. Brant’s chairman replied. The company of Brandt stayed calm, Brandt said."
)
KOREA = (
    "North Korean leader Kim Jong Un spoke in Pyongyang. Kim said talks with the South were over. Mr Kim "
    "added that Seoul had been warned. Kim Jong Un left."
)


@pytest.mark.parametrize(
    ("mention", "text", "actor"),
    [
        ("union president Marta Olsen", LABOUR, "locomotive-union"),
        ("Olsen", LABOUR, "locomotive-union"),
        ("the union", LABOUR, "locomotive-union"),
        ("the company", LABOUR, "northgate-rail"),
        ("Northgate", LABOUR, "northgate-rail"),
        ("Northgate chief executive Tom Gray", LABOUR, "northgate-rail"),
        ("chief executive Lisa Brandt", MERGER, "halden-foods"),
        ("Brant’s chairman", MERGER, "brant-co"),
        ("Brandt", MERGER, "halden-foods"),
        ("Kim", KOREA, "PRK"),
        ("Mr Kim", KOREA, "PRK"),
        ("Kim Jong Un", KOREA, "PRK"),
        (
            "Trade Minister Don Fry",
            "Beijing may lift its ban once Canberra agrees. Trade Minister Don Fry",
            "AUS",
        ),
        ("Prime Minister Jo Berg", "Norway will pay. Prime Minister Jo Berg", "NOR"),
        (
            "Water Minister Tomas Reyl",
            "Karvia will fill it, Water Minister Tomas Reyl told a Karvian paper",
            "karvia",
        ),
        (
            "spokesperson Ana Duro",
            "Selm’s foreign ministry refused. No, spokesperson Ana Duro",
            "selm",
        ),
        ("the government", "Peru has a plan. Lima waits. But the government", "PER"),
        ("the government", "Peru and Chile have plans. But the government", "government"),
        ("the alliance", "NATO met in Oslo. A spokesman for the alliance", "nato"),
        ("Georgia", "Tbilisi protested. So Georgia", "GEO"),
        ("Georgia", "Voters met. So Georgia", "georgia"),
    ],
)
def test_mentions_in_a_document(mention: str, text: str, actor: str) -> None:
    found = resolved(mention, text)
    assert found is not None
    assert found.id == actor


def test_a_person_keeps_the_full_name() -> None:
    found = resolved("Mr Kim", KOREA)
    assert found is not None
    assert found.name == "Kim Jong Un"


def test_a_parse_adds_unknown_names() -> None:
    from types import SimpleNamespace

    text = "Marta Olsen met NATO at Veld Works."
    entities = [
        SimpleNamespace(label_=label, text=name, start_char=text.index(name))
        for label, name in (
            ("PERSON", "Marta Olsen"),
            ("ORG", "NATO"),
            ("ORG", "Veld Works"),
            ("DATE", "at"),
        )
    ]
    found = REGISTRY.find_mentions(text, SimpleNamespace(ents=entities))
    assert [(s.actor.id, s.actor.kind) for s in found] == [
        ("marta-olsen", "person"),
        ("nato", "organisation"),
        ("veld-works", "group"),
    ]
