"""JSON of strangers costs a line, wherever it comes in: nested deeply, with infinite numbers, with halves of letters."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from detente import strict_json
from detente.archive.listing import Item
from detente.archive.work import read_parcel
from detente.documents.loading import documents_of
from detente.drafting.reviewing import answers_from
from detente.errors import InputError
from detente.interchange.annotating import read_label_studio
from detente.interchange.gmcr import read_gmcr
from detente.model import files

SENTENCE = "Norway said that it would sign the treaty if Denmark signed it too."
ODD = {
    "lists in lists": "[" * 100_000,
    "mappings in mappings": '{"a":' * 100_000,
    "closed lists in lists": "[" * 20_000 + "]" * 20_000,
    "a number of 5,000 digits": "9" * 5_000,
    "an infinite number": "1e999",
    "a constant of another language": "-Infinity",
}
FEED = (
    '{"version": "https://jsonfeed.org/version/1.1", "items": [{"content_text": "Yes.", "x": %s}]}'
)
REGION = '{"id": "r", "type": "labels", "from_name": "act", "value": {"start": %s, "end": 2, "labels": ["OFFER"]}}'
TASK = '[{"data": {"document": "d", "text": "one"}, "annotations": [{"result": [' + REGION + "]}]}]"


def line(text: str) -> None:
    """Read a line of JSON as the archive does: it keeps failures beside what it could read."""
    made = read_parcel(0, [Item("lines.jsonl", f'{{"text": {text}}}'.encode(), is_line=True)])
    for _, message in made.failures:
        raise InputError(message)


#: Doors by which JSON of others comes in.
DOORS: dict[str, Callable[[str], object]] = {
    "GMCR+": lambda text: read_gmcr(f'{{"options": {text}}}', "a.gmcr"),
    "Label Studio": lambda text: read_label_studio(TASK % text, "a.json"),
    "JSON Feed": lambda text: documents_of((FEED % text).encode(), "a.json"),
    "a file of review decisions": lambda text: answers_from(f'{{"answers": {text}}}', "a.json"),
    "a line of an archive": line,
    "a model": lambda text: files.loads(f'{{"detente": {text}}}', "a.json"),
}  # fmt: skip


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("door", DOORS)
def test_odd_json_is_one_line(door: str, odd: str) -> None:
    with pytest.raises(InputError) as caught:
        DOORS[door](ODD[odd])
    assert len(str(caught.value)) < 1000


@pytest.mark.parametrize("odd", ODD)
def test_odd_data_in_a_page_cost_nothing_of_its_article(odd: str) -> None:
    page = (
        f'<!doctype html><html><head><script type="application/ld+json">{{"articleBody": {ODD[odd]}}}'
        f"</script></head><body><article><p>{SENTENCE}</p></article></body></html>"
    )
    (document,) = documents_of(page.encode(), "page.html")
    assert document.text == SENTENCE


def test_half_a_letter_is_shown_as_lost_and_a_whole_one_kept() -> None:
    assert strict_json.loads(r'["\ud83d\ude00", "a\ud83d b", "\u00e9"]') == ["😀", "a\ufffd b", "é"]
    body = r'{"version": "https://jsonfeed.org/version/1", "items": [{"content_text": "He agreed \ud83d"}]}'
    (document,) = documents_of(body.encode(), "a.json")
    assert document.text == "He agreed \ufffd"
