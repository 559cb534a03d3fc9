"""What stands around an article, what weakens it, and which language it is in."""

from __future__ import annotations

import pytest

from detente.documents import boilerplate_ranges, stuffed_phrase
from detente.documents.dates import date_in, dateline_in
from detente.documents.heading import Heading, heading_of
from detente.documents.language import guess_language
from detente.documents.quality import quality_notes

BODY = (
    "The minister said on Monday that talks would go on. “We are ready,” she added, “if they are.”\n\n"
    "Her counterpart refused to comment. Officials expect an answer within days, according to two diplomats.\n\n"
) * 4


def skipped(text: str) -> list[str]:
    return [text[start:end] for start, end in boilerplate_ranges(text)]


@pytest.mark.parametrize(
    "line",
    [
        "← Back to Home",
        "Share",
        "Advertisement",
        "Read also: Another story about the dam",
        "Follow us on Telegram",
        "5 min read",
        "Photo: The minister arrives. AP",
        "The minister arrives at the hall (Getty Images)",
        "© 2026 The Daily",
        "Skip to main content",
    ],
)
def test_furniture_lines_are_skipped(line: str) -> None:
    assert skipped(f"A title\n\n{line}\n\n{BODY}") == [line]


def test_ordinary_text_is_not_skipped() -> None:
    text = BODY + "Share prices fell.\n\nHome owners protested.\n\nRelated companies denied this.\n"
    assert skipped(text) == []


def test_repeated_titles_author_boxes_and_links_are_skipped() -> None:
    text = (
        "Talks go on\n\nTalks go on\n\n"
        + BODY
        + "Related articles\n\nA dam is built\nThe river is low\n\nThe talks ended late on Monday.\n\n"
        + "B\n\nAbout the Author\n\nBo Holm writes about rivers."
    )
    assert skipped(text) == [
        "Talks go on",
        "Related articles",
        "A dam is built",
        "The river is low",
        "B\n\nAbout the Author\n\nBo Holm writes about rivers.",
    ]


def test_an_early_author_box_does_not_end_the_article() -> None:
    text = "About the author\n\n" + BODY
    assert BODY.split("\n")[0] not in "".join(skipped(text))


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("A title\n\n" + BODY, Heading(title="A title")),
        (
            "# A title\n\nBy Jane Roe\n\nMarch 3, 2026\n\n" + BODY,
            Heading("A title", "2026-03-03", "Jane Roe"),
        ),
        (
            "Will they talk?\nPublished: 3 March 2026, 10:40 GMT\n" + BODY,
            Heading("Will they talk?", "2026-03-03"),
        ),
        (
            "---\ntitle: A title\ndate: 2026-03-03\nauthor: Jane Roe\n---\n" + BODY,
            Heading("A title", "2026-03-03", "Jane Roe"),
        ),
        (
            "CAIRO, March 3, 2026 (Xinhua) -- Egypt said it would wait.\n" + BODY,
            Heading(date="2026-03-03", outlet="Xinhua"),
        ),
        ("SEOUL, Feb. 26 (Yonhap) -- Seoul said it would wait.\n" + BODY, Heading(outlet="Yonhap")),
        (
            "A title\n\nOn 3 March 1991 the council met for the first time.\n\n" + BODY,
            Heading(title="A title"),
        ),
        ("03/04/2026\n" + BODY, Heading(title=None)),
        (BODY, Heading()),
    ],
)
def test_headings_are_read_and_never_invented(text: str, heading: Heading) -> None:
    found = heading_of(text)
    assert found == (heading if not text.startswith("03/04") else Heading(title=found.title))


@pytest.mark.parametrize(
    "words", ["31 February 2026", "March 2026", "2026", "3 March", "13/13/2026"]
)
def test_what_is_no_full_date(words: str) -> None:
    assert date_in(words) is None


def test_a_dash_makes_no_dateline() -> None:
    assert dateline_in("The minister — who arrived on March 3, 2026 — said") == (None, None)


STUFFED = (
    "North Korea announced a congress. The north korea us attitude matters here. Officials in North Korea agree. "
    "Observers of North Korea ask about the north korea us attitude. Much of it is about north korea us attitude now. "
    "The US answered North Korea, and the US waited."
)


def test_search_phrases_are_noticed() -> None:
    assert stuffed_phrase(STUFFED) == "north korea us attitude"
    assert (
        stuffed_phrase("The best cheap travel insurance online helps many people. " * 8) is not None
    )


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        "The prime minister met the prime minister of Norway. The Prime Minister of Norway and the prime minister left. "
        * 3,
        "The US told us that US forces would help us. It told us that the US waits. The US told us that. US US US. "
        * 3,
        "The Security Council met. The council of ministers met. The Council met the security council of Russia. "
        * 4,
        "North Korea and South Korea met; North Korean officials told South Korean officials about nuclear weapons. "
        * 6,
        "In March the march began. They may march in May. The march of May and March was a march. "
        * 4,
        "",
    ],
)
def test_ordinary_news_is_not_stuffed(text: str) -> None:
    assert stuffed_phrase(text) is None


def test_notes_say_what_weakens_a_source() -> None:
    assert quality_notes(BODY, Heading(date="2026-03-03", author="Jane Roe")) == []
    notes = quality_notes(STUFFED, Heading())
    assert notes[:2] == ["no date given", "no author or outlet given"]
    assert "north korea us attitude" in notes[2]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (BODY, "en"),
        (
            "Le ministre a déclaré que les discussions se poursuivront dans la capitale si les autres sont prêts.",
            "fr",
        ),
        (
            "Der Minister sagte, dass die Gespräche in der Hauptstadt nicht mit dem Nachbarn geführt werden.",
            "de",
        ),
        (
            "El ministro dijo que las conversaciones con los vecinos se celebrarán en la capital por la noche.",
            "es",
        ),
        (
            "Министр заявил, что переговоры в столице не будут прекращены, и что он готов к встрече.",
            "ru",
        ),
        (
            "Міністр заявив, що переговори у столиці не будуть припинені, але він готовий до зустрічі та діалогу.",
            "uk",
        ),
        ("김정은 국무위원장은 미국이 적대시 정책을 철회하면 잘 지낼 수 있다고 말했다.", "ko"),
        ("外務大臣は、話し合いを続けると述べた。", "ja"),
        ("外交部长表示谈判将继续进行。", "zh"),
        ("وقال الوزير إن المحادثات ستستمر", "ar"),
        ("Ok.", None),
        ("123 456", None),
    ],
)
def test_languages(text: str, language: str | None) -> None:
    assert guess_language(text) == language
