"""What identifies private people is not sent to a language model; dates and amounts are."""

from __future__ import annotations

import pytest

from detente.reading.redacting import redacted

PHONE, MAIL = "[telephone number]", "[e-mail address]"


@pytest.mark.parametrize(
    "number",
    [
        "555-0134",
        "555 0134",
        "(202) 555-0134",
        "(202)555-0134",
        "202.555.0134",
        "+1 (202) 555-0134 ext. 12",
        "202-555-0134 x7",
        "+44 (0)20 7946 0958",
        "+44 (0) 161 496 0000",
        "0044 20 7946 0958",
        "07700900123",
        "07700 900123",
        "+442079460958",
        "01 23 45 67 89",
        "01.23.45.67.89",
        "030/12345678",
        "030 123456-78",
        "6123 4567",
        "2525-3456",
        "98765 43210",
        "020\N{NO-BREAK SPACE}7946\N{NO-BREAK SPACE}0958",
        "020 7946\N{EN DASH}0958",
        "555\N{NON-BREAKING HYPHEN}0134",
        "1-800-FLOWERS",
        "+33 1.23.45.67.89",
        "+९१ ९८७६५ ४३२१०",
    ],
)
def test_telephone_numbers_are_left_out_wherever_they_stand(number: str) -> None:
    for frame in ("Ask {}.", "Ask {}, or write.", "Ask ({})", "{}", "Tel.: {}; fax", "Tel.{}\n"):
        said = redacted(frame.format(number))
        assert said == frame.format(PHONE), (frame, said)


@pytest.mark.parametrize(
    "said",
    ["call {}", "Tel. {}", "Tel.: {}", "the hotline, {}", "Fax {}", "Telefon {}", "dial {} now"],
)
@pytest.mark.parametrize("number", ["5550134", "34-56-78", "600 123 456", "12345", "555.0134"])
def test_after_a_word_for_calling_any_number_may_be_one(said: str, number: str) -> None:
    assert redacted(said.format(number)) == said.format(PHONE)


@pytest.mark.parametrize(
    "kept",
    [
        "2026-03-14", "14.03.2026", "14/03/2026", "2026-03-14 10:30", "2026-03-14 10.30", "1914-1918",
        "2010\N{EN DASH}2020", "1,250,000", "1.250.000", "1 250 000", "12 500 000 tonnes", "$1200000000",
        "€ 120 000 000", "500-1000 men", "1500-3000 men", "1200000000", "20260314", "Resolution 2758",
        "S/2026/1234567", "3.14159265", "911", "call 112", "10:30-11:45", "call on 14.03.2026",
        "Article 5, 2024 to 2026", "9 000", "1945", "in 1990 1991 and 1992", "48.856614, 2.352222",
        "called 1,200,000 voters", "called 1 250 000 voters", "recall 2010-2020",
    ],
)  # fmt: skip
def test_dates_years_and_amounts_are_sent(kept: str) -> None:
    assert redacted(f"It was {kept}.") == f"It was {kept}."


@pytest.mark.parametrize(
    "address",
    ["a.berg@example.org", "o'brien+x@mail.example.co.uk", "ann@localhost", "müller@exämple.de",
     "a.berg (at) example.org", "a.berg[at]example[dot]org", "a.berg at example dot org"],
)  # fmt: skip
def test_addresses_are_left_out(address: str) -> None:
    assert redacted(f"Write to {address}, or <{address}>.") == f"Write to {MAIL}, or <{MAIL}>."


@pytest.mark.parametrize("kept", ["@minister said", "look at example.org", "3 @ 5"])
def test_what_only_looks_like_an_address_is_sent(kept: str) -> None:
    assert redacted(kept) == kept
