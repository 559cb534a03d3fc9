"""Quotation marks: what stands between them, in every style, balanced or not."""

from __future__ import annotations

import pytest

from detente.reading.marks import find_quotations
from detente.reading.paragraphs import paragraphs


def inner(text: str) -> list[str]:
    return [text[q.inner_start : q.inner_end] for q in find_quotations(text, paragraphs(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"We are ready," she said.', ["We are ready,"]),
        ("“We are ready,” she said.", ["We are ready,"]),
        ("„Wir sind bereit“, sagte sie.", ["Wir sind bereit"]),
        ("«Nous sommes prêts», a-t-elle dit.", ["Nous sommes prêts"]),
        ("« Nous sommes prêts », a-t-elle dit.", ["Nous sommes prêts"]),
        ("The envoy said 「准备好了」 in reply.", ["准备好了"]),
        ("``We are ready,'' she said.", ["We are ready,"]),
        ("''We are ready,'' she said.", ["We are ready,"]),
        (
            "She said, ''We won't yield on the workers' rights.''",
            ["We won't yield on the workers' rights."],
        ),
        ("''He said 'never','' she told us.", ["He said 'never',"]),
        ("''They answered 'never''' and left.", ["They answered 'never'"]),
        ("‘‘We are ready,’’ she said.", ["We are ready,"]),
        ("It isn''t the workers'' party, she said.", []),
        ("The wall is 6' 2'' high, and 9'' thick.", []),
        ("'We are ready,' she said.", ["We are ready,"]),
        ("‘We are ready,’ she said.", ["We are ready,"]),
        ("The workers' party said it wouldn't yield to the '90s elite.", []),
        ("Iran’s minister and the workers’ union didn’t meet.", []),
        ("‘The workers’ party will not yield,’ she said.", ["The workers’ party will not yield,"]),
        ('The wall is 6\' 2" high and 9" thick.', []),
        (
            "\"She told me 'never again' and left,\" he said.",
            ["She told me 'never again' and left,"],
        ),
        ("“He called it “a farce” twice,” she said.", ["He called it “a farce” twice,"]),
        ('He called it "a farce" and "a lie".', ["a farce", "a lie"]),
    ],
)
def test_marks_of_every_style(text: str, expected: list[str]) -> None:
    assert inner(text) == expected


def test_a_speech_over_paragraphs_opens_its_marks_again() -> None:
    text = (
        'She spoke for an hour.\n\n"First point.\n\n"Second point."\n\nThe hall was quiet by then.'
    )
    found = find_quotations(text, paragraphs(text))
    assert [text[q.inner_start : q.inner_end] for q in found] == ["First point.", "Second point."]
    assert [(q.continues, q.continued) for q in found] == [(True, False), (False, True)]


def test_doubled_single_marks_run_over_paragraphs_and_are_repaired() -> None:
    text = "She spoke.\n\n''First point.\n\n''Second point.''\n\nHe said ''no end. She left."
    found = find_quotations(text, paragraphs(text))
    assert [text[q.inner_start : q.inner_end] for q in found] == [
        "First point.",
        "Second point.",
        "no end.",
    ]
    assert [(q.continues, q.continued, q.balanced) for q in found] == [
        (True, False, True),
        (False, True, True),
        (False, False, False),
    ]


def test_a_stray_mark_ends_with_its_sentence() -> None:
    text = 'He said "this has no end. She left the room.\n\n"We stay," they said.'
    first, second = find_quotations(text, paragraphs(text))
    assert not first.balanced
    assert text[first.inner_start : first.inner_end] == "this has no end."
    assert text[second.inner_start : second.inner_end] == "We stay,"


def test_headings_boilerplate_and_datelines_are_no_running_text() -> None:
    text = 'Talks "fail" again\n\nCAIRO (Agency) — The talks failed on Monday.\n\nShare'
    blocks = paragraphs(text, ((len(text) - 5, len(text)),))
    assert [text[b.start : b.end] for b in blocks] == ["The talks failed on Monday."]
