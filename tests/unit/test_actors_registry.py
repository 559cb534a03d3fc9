"""Who a name stands for: the registry, ambiguous names, and what users add."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from detente.actors import Registry, slug
from detente.errors import InputError
from detente.evidence import Document
from detente.reading import read_statements

REGISTRY = Registry.default()


def found(text: str) -> list[tuple[str, str]]:
    sightings = REGISTRY.find_mentions(text)
    assert all(text[s.start : s.end] for s in sightings)
    return [(text[s.start : s.end], s.actor.id) for s in sightings]


def ids(text: str) -> list[str]:
    return [actor for _, actor in found(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The White House, the Kremlin and Downing Street agreed.", ["USA", "RUS", "GBR"]),
        ("Washington and Seoul", ["USA", "KOR"]),
        ("The U.S. and the U.K. met the UAE.", ["USA", "GBR", "ARE"]),
        ("US-North Korea relations", ["USA", "PRK"]),
        ("US–South Korea drills", ["USA", "KOR"]),
        ("North Koreans and South Sudanese", ["PRK", "SSD"]),
        ("Iran’s and Israel's ministers", ["IRN", "ISR"]),
        ("Ankara, Tehran, Islamabad, Beijing, Canberra", ["TUR", "IRN", "PAK", "CHN", "AUS"]),
        (
            "Guinea-Bissau, Papua New Guinea, Equatorial Guinea, Guinea",
            ["GNB", "PNG", "GNQ", "GIN"],
        ),
        (
            "Niger is not Nigeria; Dominica is not the Dominican Republic.",
            ["NER", "NGA", "DMA", "DOM"],
        ),
        ("Côte d'Ivoire, Côte d’Ivoire, Ivory Coast", ["CIV", "CIV", "CIV"]),
        ("Kosovo, Taiwan and the Palestinians", ["XKX", "TWN", "PSE"]),
        (
            "the UN Security Council, the IAEA, OPEC and ECOWAS",
            ["united-nations", "iaea", "opec", "ecowas"],
        ),
        ("the World Trade Organization and the IMF", ["wto", "imf"]),
        (
            "KCNA, Yonhap, TASS, RIA Novosti, Xinhua",
            ["kcna", "yonhap", "tass", "ria-novosti", "xinhua"],
        ),
        ("the Korean Central News Agency", ["kcna"]),
        ("North\nKorea", ["PRK"]),
    ],
)
def test_names(text: str, expected: list[str]) -> None:
    assert ids(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Latin America and the South China Sea",
        "the Korean Peninsula and the Persian Gulf",
        "Paris Hilton met Denzel Washington and Michael Jordan.",
        "the Paris Agreement and the Geneva Conventions",
        "Iran-backed militias and anti-American slogans",
        "Washington Post columns aside, the London Stock Exchange fell",
        "in New Jersey and New Mexico",
        "Come and tell us what may turn polish into china.",
        "Talks at Air Canada went on, and Air Canada said so.",
        "a bid from the group Melmax Nigeria, which Melmax Nigeria denied",
    ],
)
def test_what_only_holds_a_name_is_no_party(text: str) -> None:
    assert [i for i in ids(text) if i != "washington-post"] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("On Monday Canada said that Communist Cuba would pay.", ["CAN", "CUB"]),
        ("Meanwhile Nigeria waited for Mainland China.", ["NGA", "CHN"]),
        ("Ada Fenn\nNigeria\nCanada", ["NGA", "CAN"]),
        ("Air strikes hit Prime Minister Orbel. Canada said so.", ["CAN"]),
    ],
)
def test_what_only_stands_before_a_state_makes_no_other_name_of_it(
    text: str, expected: list[str]
) -> None:
    assert ids(text) == expected


def test_every_state_and_its_capital_is_known() -> None:
    from babel.core import get_global

    from detente.reading.languages.pack import _states

    # Codes of three letters are aliases of those of two; former states are aliases of today's.
    current = {t for zone, t in get_global("zone_territories").items() if len(t) == 2}
    assert current - set(_states()) <= {"AQ", "BV", "HM", "TF", "GS", "UM", "IO", "JE", "GG", "ZZ"}
    assert {"US": "USA", "DE": "DEU", "KP": "PRK"}.items() <= _states().items()
    seats = {
        sense.actor
        for group in REGISTRY.names.entries.values()
        for entry in group
        for sense in entry.senses
        if sense.kind == "seat"
    }
    assert len(seats) >= 190


def test_generated_data_are_up_to_date() -> None:
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, root / "scripts" / "build_registry", "--check"], check=False
    )
    assert done.returncode == 0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Georgia accused Russia of moving the border near South Ossetia.",
            ["GEO", "RUS", "south-ossetia"],
        ),
        ("Voters in Georgia went to the polls in Atlanta.", []),
        ("Tbilisi said Georgia would not join.", ["GEO", "GEO"]),
        ("Korea fired a missile, Pyongyang said.", ["PRK", "PRK"]),
        ("Fighting with the M23 went on in Congo.", ["m23", "COD"]),
        ("Brussels said the bloc would impose tariffs.", ["european-union"]),
        ("Belgian police closed streets in Brussels near Antwerp. Flemish leaders", ["BEL", "BEL"]),
        ("Senators in Congress passed the bill.", ["USA"]),
        ("The BJP and Congress traded blows in the Lok Sabha.", ["bjp", "IND", "IND"]),
    ],
)
def test_ambiguous_names_are_decided_by_context(text: str, expected: list[str]) -> None:
    assert ids(text) == expected


@pytest.mark.parametrize(
    "text", ["Georgia will vote.", "Korea is divided.", "Congo and its rivers"]
)
def test_ambiguous_names_stay_open_without_context(text: str) -> None:
    sightings, opened = REGISTRY.scan(text)
    assert sightings == []
    (name,) = opened
    assert text[name.start : name.end] == name.name
    assert name.candidates


def test_a_decision_about_an_ambiguous_name_is_noted() -> None:
    sighting, other = REGISTRY.find_mentions("In Georgia, Abkhazia is an issue.")
    assert other.actor.id == "abkhazia"
    assert sighting.note == "“Georgia” read as Georgia"
    assert sighting.is_place


def test_the_north_and_the_south_need_one_state_of_that_name() -> None:
    text = "South Korea and North Korea met. The South left, the North stayed in the north."
    assert found(text)[2:] == [("South", "KOR"), ("North", "PRK")]
    assert "South" not in [name for name, _ in found("South Korea, South Africa and the South")]


def test_weak_capitals_need_their_state() -> None:
    assert ids("Santiago scored twice.") == []
    assert ids("Chile protested; Santiago recalled its envoy.") == ["CHL", "CHL"]


def test_places_are_told_apart_and_outlets_have_owners() -> None:
    text = "Iran’s minister said in Muscat that KCNA and Reuters were wrong."
    iran, muscat, kcna, reuters = REGISTRY.find_mentions(text)
    assert (iran.is_place, muscat.is_place) == (False, True)
    assert (kcna.owner, reuters.owner) == ("PRK", None)
    assert kcna.actor.kind == "outlet"


def test_slugs() -> None:
    assert slug("The Médecins’ Union") == "medecins-union"
    assert slug("“…”") == "unknown"


ADDED = """
- id: locomotive-union
  name: Locomotive Union
  aliases: [LU, the drivers' union]
  titles: [union president]
- name: Marta Olsen
  kind: person
  belongs_to: locomotive-union
- {id: paris-fc, name: Paris, kind: group}
- {name: Daily Karv, kind: outlet, belongs_to: RUS}
"""


def test_users_add_actors(tmp_path: Path) -> None:
    path = tmp_path / "actors.yaml"
    path.write_text(ADDED, encoding="utf-8")
    registry = REGISTRY.with_file(str(path))
    text = "LU met Paris in France, the Daily Karv said."
    assert [s.actor.id for s in registry.find_mentions(text)] == [
        "locomotive-union",
        "paris-fc",
        "FRA",
        "daily-karv",
    ]
    assert registry.person("Marta Olsen") == "locomotive-union"
    assert registry.office("union president") == "locomotive-union"
    assert registry.owner("daily-karv") == "RUS"
    assert REGISTRY.actor("locomotive-union") is None


@pytest.mark.parametrize(
    ("content", "line", "words"),
    [
        ("name: X", 1, "not a list"),
        ("- X", 1, "mapping"),
        ("- {nam: X}", 1, "Unknown key 'nam'"),
        ("- {id: x}", 1, "no name"),
        ("- {name: X}\n- {name: Y, kind: planet}", 2, "Unknown kind 'planet'"),
        ("- {name: [X]}", 1, "not text"),
        ("- {name: X, aliases: Y}", 1, "not a list of names"),
        ("- {name: X, belongs_to: nowhere}", 1, "no known actor"),
        ("- {name: X, aliases: [Z]}\n- {name: Y, aliases: [Z]}", 2, "two actors"),
        ("- {name: X", None, ""),
    ],
)
def test_wrong_files_name_the_place(
    tmp_path: Path, content: str, line: int | None, words: str
) -> None:
    path = tmp_path / "actors.yaml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        REGISTRY.with_file(str(path))
    assert caught.value.source == str(path)
    assert words in caught.value.message
    assert line in (None, caught.value.line)
    assert caught.value.fix


def test_a_missing_file_of_actors_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        REGISTRY.with_file(str(tmp_path / "absent.yaml"))


def test_the_reader_knows_the_users_own_actors(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "actors.yaml"
    path.write_text(ADDED, encoding="utf-8")
    monkeypatch.setenv("DETENTE_ACTORS", str(path))
    text = 'Marta Olsen called the plan "a joke". "We will strike," the union president said.'
    read = read_statements(Document(id="d", source="d", text=text))
    assert [s.speaker.id for s in read.statements if s.speaker] == ["locomotive-union"] * 2
