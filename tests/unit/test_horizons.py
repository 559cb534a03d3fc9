"""Until when words hold, and articles that are only mentioned."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.briefing.horizons import horizons, planned_horizons, sentence_around
from detente.documents.mentioned import mentioned_articles


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We will keep the fleet at sea for the next five years.", ["for the next five years"]),
        ("The union will not strike until 2028.", ["until 2028"]),
        ("Spain will open the dam by spring.", ["by spring"]),
        ("The ban stays until the end of March 2027.", ["until the end of March 2027"]),
        ("Talks start within 30 days, or by Friday.", ["within 30 days", "by Friday"]),
        ("They will pay for another three months.", ["for another three months"]),
        ("He may march by the river until the guards leave.", []),
        ("She ruled for five years. By falling prices they were ruined.", []),
        ("It was signed by May, the minister.", ["by May"]),
    ],
)
def test_horizons(text: str, expected: list[str]) -> None:
    assert [span.text for span in horizons(text)] == expected


def test_a_sentence_ends_with_its_own_marks() -> None:
    text = 'She said: "We will stay until 2027." France left by spring.'
    start = text.index("We")
    for end in (text.index('."'), text.index(" France")):
        assert sentence_around(text, start, end).text == text[: text.index(" France")]


@given(st.text(alphabet="ab .!?\n”Until2028", max_size=60), st.data())
def test_spans_are_verbatim(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    spans = [sentence_around(text, start, end), *horizons(text), *planned_horizons(text)]
    for span in [*spans, *mentioned_articles(f"Read more: {text}")]:
        source = text if span in spans else f"Read more: {text}"
        assert source[span.start : span.end] == span.text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "You can read more about The River Deal: What Upstream Owes. It rained.",
            ["The River Deal: What Upstream Owes"],
        ),
        ("Read also: why the port is shut\nMore text.", ["why the port is shut"]),
        ("You can refer to the treaty of 1960. Please refer to Annex B.", []),
        ("You may see Spain and France at the table.", []),
        (
            "It rained.\n\nRelated articles\nThe Harbour Question\nWho owns the road?\n\nThe end",
            ["The Harbour Question", "Who owns the road?"],
        ),
        ("Read more: A Strike\n\nRead more: A strike", ["A Strike"]),
    ],
)
def test_mentioned_articles(text: str, expected: list[str]) -> None:
    assert [span.text for span in mentioned_articles(text)] == expected


ARTICLE = """Strike at the port of Vell

The dockers' union said on Tuesday that it would boycott the port until 2028. "If the company reopens the canteen, we will \
return to work," Ana Ruiz, the leader of Spain's opposition, said. France threatened to close the border by spring unless Spain lifts its ban.

You can read more about The Port Of Vell: How The Strike Began.
"""


def found(path: Path) -> dict[str, dict[str, object]]:
    call = [sys.executable, "-m", "detente", "brief", str(path), "--json"]
    done = subprocess.run(call, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    return {item["code"]: item for item in json.loads(done.stdout)["warnings"]}


def test_the_brief_says_until_when_and_what_was_not_read(tmp_path: Path) -> None:
    path = tmp_path / "port.txt"
    path.write_text(ARTICLE)
    codes = found(path)
    sentence = str(codes["horizon"]["sentence"])
    assert "“by spring”" in sentence or "“until 2028”" in sentence
    assert sentence.startswith("France's") == ("“by spring”" in sentence)
    assert "gives no date" in sentence
    assert codes["horizon"]["evidence"]
    listed = str(codes["mentioned-not-read"]["sentence"])
    assert "“The Port Of Vell: How The Strike Began”" in listed
    assert "Nothing is quoted from it." in listed


@given(st.lists(st.sampled_from(["a. ", "b", ".” ", "\n", " c ", "? ", "x" * 700])), st.data())
def test_a_sentence_begins_after_the_last_end_before_it(
    parts: list[str], data: st.DataObject
) -> None:
    text = "".join(parts) + "z"
    start = data.draw(st.integers(0, len(text) - 1))
    ends = [m.end() for m in re.finditer(r"[.!?…][\"”’')\]]*\s|\n", text[:start])]
    found = sentence_around(text, start, start + 1)
    assert found.text == text[found.start : found.end]
    assert text[max(ends, default=0) : found.start].strip() == ""
