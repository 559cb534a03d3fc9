"""Names of parties: what a title, a form in law, letters in brackets or a count make of them."""

from __future__ import annotations

import pytest

from detente.evidence import Document, Statement
from detente.reading import read_statements


def read(text: str) -> list[Statement]:
    return list(read_statements(Document(id="d", source="d", text=text)).statements)


def speakers(text: str) -> list[str]:
    return [s.speaker.id for s in read(text) if s.speaker is not None]


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("Federal prosecutors said they would charge the firm.", "federal-prosecutors"),
        ("State regulators said they would fine the firm.", "state-regulators"),
        ("Assistant City Attorney Mark Reyes said the deal was dead.", "city"),
        ("The pay is fair, according to the port of Harl.", "port-of-harl"),
        ("Marin County prosecutors said they would charge the firm.", "marin-county"),
        ("Finance chief Oda Lien of Nordvik Shipping said the ships would stay in port.", "nordvik-shipping"),
        ("The Harbour Union met. The union's Tom Pell said the talks had failed.", "harbour-union"),
        ("Kestrel Foods met. “We will not pay,” Kestrel's Tom Pell said.", "kestrel-foods"),
        ("The Fishermen's League of Tarra said it would sail. The government of Tarra met.", "fishermen-league-of-tarra"),
        ("The Rail, Maritime and Transport (RMT) union said it would strike. The RMT said it was ready.", "rail-maritime-and-transport"),
        ("The Rail Maritime and Transport (RMT) Union said it would strike.", "rail-maritime-and-transport"),
        ("The Public and Commercial Services (PCS) union said it would strike. PCS said it was ready.", "public-and-commercial-services"),
        ("The Confederation of Labour (CGT) union said it would strike. The CGT said it was ready.", "confederation-of-labour"),
        ("Sales manager Ann Boe of Kestrel Foods Ltd. said the price was final.", "kestrel-foods-ltd"),
        ("Harbor Foods Inc. of Sacramento said it would sell. Harbor Foods said it was ready.", "harbor-foods-inc"),
        ("Harbor Foods said it would sell. Harbor Foods Inc. said it was ready.", "harbor-foods"),
    ],
)  # fmt: skip
def test_a_party_is_called_by_its_own_name(text: str, party: str) -> None:
    assert set(speakers(text)) == {party}


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("The last offer was a two-year deal, worth 9.5 per cent. The drivers rejected it.", "drivers"),
        ("The union rejected a one per cent wage increase.", "union"),
        ("The council said pay is $20 per hour.", "council"),
    ],
)  # fmt: skip
def test_a_rate_is_no_speaker(text: str, party: str) -> None:
    assert set(speakers(text)) == {party}


def test_a_source_after_per_still_speaks() -> None:
    assert speakers("Per the ministry, the talks are over.") == ["ministry"]


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("The rebels dismissed the offer over the closure of Sanaa's airport.", ()),
        ("Orland attacked the port of Velia's capital. Orland's government met.", ()),
        ("The dockers demanded that the port pay more.", ("port",)),
        ("The dockers told Harl's port they would strike.", ("harl-port",)),
    ],
)
def test_a_place_with_an_owner_is_nobody(text: str, targets: tuple[str, ...]) -> None:
    assert read(text)[0].targets == targets
