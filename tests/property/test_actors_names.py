"""Who speaks never hangs on the name of a country: sixty states and sixty invented names, each form."""

from __future__ import annotations

import pytest

from detente.actors import Registry, slug
from detente.evidence import Document
from detente.reading import read_statements

STATES = """Poland Bolivia Syria Iran Kenya Somalia Egypt Ethiopia Sudan Norway Sweden Denmark Finland Latvia Estonia
Lithuania Russia Ukraine Belarus Germany France Italy Spain Portugal Greece Turkey Cyprus Lebanon Jordan Israel Iraq
Kuwait Qatar Oman Yemen Pakistan India China Japan Taiwan Vietnam Thailand Cambodia Laos Myanmar Indonesia Malaysia
Australia Canada Mexico Cuba Haiti Colombia Venezuela Guyana Peru Chile Argentina Brazil Uruguay""".split()  # noqa: SIM905
INVENTED = """Velia Orland Karst Borduria Ruritania Selm Marovia Norland Tarkesh Zubrowka Kestria Almeria Dravia Ostrova
Pelonia Quorland Ravenna Sordia Tavria Ulmark Vostoria Westmark Xandria Yelland Zandia Arvenia Belmark Corvia Dunland
Elsevia Freedonia Grenmark Hallonia Istria Jorvia Kolmar Lusatia Mirland Novania Oskaria Pravia Qumar Rhonia Suvaria
Trellia Urania Veskia Wallonia Yastria Zorland Andoria Brevia Caldonia Delvia Estoria Farland Gormia Halmark Inveria
Jutia""".split()  # noqa: SIM905
FORMS = [
    ("{a} will leave the treaty if {b} attacks {c}, the foreign minister of {a} said.", "{a} will"),
    ("{a} will leave the treaty if {b} attacks {c}, the foreign minister of {a} said on Monday.", "{a} will"),
    ("{a} will close the border if {b} attacks {c}, {a}'s prime minister warned.", "{a} will"),
    ("{a} will close the border if {b} bombs {c}, the president of {a} warned.", "{a} will"),
    ("\"We will close the border if {b} bombs {c},\" {a}'s foreign minister said.", "We will"),
    ("{a} will leave the treaty if {b} attacks {c}, the foreign minister said on Monday.", "{a} will"),
    ("{a}'s ministry said it would close the port if {b} attacked {c}.", "it would"),
    ("\"We will not yield to {b},\" said {a}'s president, Arno Deen.", "We will"),
]  # fmt: skip


@pytest.mark.parametrize("names", [STATES, INVENTED], ids=["states", "invented"])
@pytest.mark.parametrize(("form", "words"), FORMS)
def test_the_speaker_does_not_hang_on_the_name(form: str, words: str, names: list[str]) -> None:
    assert len(names) == 60
    wrong = []
    for number, name in enumerate(names):
        text = form.format(a=name, b=names[(number + 7) % 60], c=names[(number + 19) % 60])
        statements = read_statements(Document(id="d", source="d", text=text)).statements
        said = [s for s in statements if words.format(a=name) in s.span.text]
        sighted = Registry.default().find_mentions(f"{name} said so.")
        party = sighted[0].actor.id if sighted else slug(name)
        if [s.speaker.id for s in said if s.speaker is not None][:1] != [party]:
            wrong.append((name, text))
    assert not wrong
