"""Feeds, JSON, mail and mailboxes: entries known by what they are, forms of a message weighed."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from detente.documents import expand_sources, load_document, load_documents
from detente.documents.mail import parse_mail
from detente.errors import InputError
from detente.evidence import Document

ONE = "Orland said it would sign if Velia paid the whole of its debt."
TWO = "Velia said it would open the port if Orland freed the crew of the ship."


def loaded(data: bytes | str) -> list[Document]:
    return load_documents("-", stdin=io.BytesIO(data.encode() if isinstance(data, str) else data))


def mail(*parts: tuple[str, str], kind: str = "alternative", head: str = "") -> str:
    text = f'From: a@b.example\nSubject: Talks\nMIME-Version: 1.0\n{head}Content-Type: multipart/{kind}; boundary="B"\n\n'
    for type_, content in parts:
        text += f"--B\nContent-Type: {type_}\n\n{content}\n"
    return text + "--B--\n"


@pytest.mark.parametrize("version", ["https://jsonfeed.org/version/1", "https://jsonfeed.org/version/1.1"])  # fmt: skip
def test_a_json_feed_gives_its_items(version: str) -> None:
    feed = {
        "version": version,
        "title": "Velia ministry",
        "items": [
            {"id": 1, "title": "One", "content_html": f"<p>{ONE}</p><p><q>No.</q></p>", "date_published": "2025-03-01T10:00:00Z"},
            {"id": "2", "url": "https://v.example/2", "content_text": TWO, "authors": [{"name": "Jane Roe"}]},
            {"id": "3", "url": "https://v.example/3"},
        ],
    }  # fmt: skip
    one, two = loaded(json.dumps(feed))
    assert (one.title, one.date, one.outlet) == ("One", "2025-03-01", "Velia ministry")
    assert one.text == f"One\n\n{ONE}\n\n“No.”"
    assert (one.source, two.source, two.author) == ("-#1", "-#2", "Jane Roe")


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.json", '{"text": "He said: no."}', "JSON files are not read"),
        ("a.txt", '[{"text": "He said: no."}]', "JSON files are not read"),
        ("a.json", "{broken", "JSON files are not read"),
        ("a.jsonl", '{"text": "no"}\n{"text": "yes"}\n', "JSON Lines files are not read"),
        ("a.txt", '{"text": "no"}\n{"text": "yes"}\n', "JSON files are not read"),
        ("a.csv", "speaker,text\nRoe,No\n", "CSV and spreadsheet files are not read"),
        ("a.yaml", "title: x\n", "YAML"),
    ],
)
def test_structured_text_is_refused_in_one_line(
    tmp_path: Path, name: str, content: str, words: str
) -> None:
    (tmp_path / name).write_text(content)
    with pytest.raises(InputError, match=words):
        load_document(str(tmp_path / name))


def test_brackets_and_quotations_do_not_make_json() -> None:
    for text in ("[Editor’s note] He will go.", '["We will go," he said.]', '{"We" are they}'):
        assert loaded(text)[0].text == text


def test_of_json_only_feeds_are_found_in_folders(tmp_path: Path) -> None:
    (tmp_path / "feed.json").write_text('{"version": "https://jsonfeed.org/version/1.1"}')
    (tmp_path / "corpus.json").write_text('{"text": "no"}')
    assert [Path(s).name for s in expand_sources([str(tmp_path)])] == ["feed.json"]


LONG = f"{ONE} {TWO} Nobody in the ministry would say more about it on Monday."


@pytest.mark.parametrize(
    ("parts", "text"),
    [
        ((("text/plain", LONG), ("text/html", f"<p>{LONG}</p>")), LONG),
        ((("text/plain", LONG), ("text/html", "<p>Your program cannot show this message.</p>")), LONG),
        ((("text/plain", "See the page."), ("text/html", f"<p>{LONG}</p>")), LONG),
        ((("text/plain", LONG), ("text/html", "<html><body></body></html>")), LONG),
        ((("text/plain", LONG), ("text/html", "")), LONG),
    ],
)  # fmt: skip
def test_the_fuller_form_of_a_message_is_taken(
    parts: tuple[tuple[str, str], ...], text: str
) -> None:
    assert loaded(mail(*parts))[0].text.strip() == text


def test_every_part_of_the_text_arrives_and_attachments_are_named() -> None:
    raw = mail(
        ("text/plain", ONE),
        ("text/plain; charset=us-ascii", TWO),
        ('application/pdf; name="annex.pdf"', "x"),
        ("message/rfc822", f"Subject: Inner\nDate: Mon, 3 Feb 2025 10:00:00 +0000\n\n{TWO}"),
        kind="mixed",
    )
    outer, inner = loaded(raw)
    assert ONE in outer.text
    assert TWO in outer.text
    assert "attachments not read: annex.pdf" in outer.notes
    assert (inner.title, inner.date, inner.text.strip()) == ("Inner", "2025-02-03", TWO)
    assert inner.source != outer.source


@pytest.mark.parametrize(
    "charset", ["iso-8859-1", "us-ascii", "latin1", "windows-1252", "x-unknown"]
)
@pytest.mark.parametrize("kind", ["plain", "html"])
def test_mail_means_windows_1252(charset: str, kind: str) -> None:
    body = f"Velia’s minister said: “We will sign if Orland pays.” {ONE}"
    shown = f"<p>{body}</p>" if kind == "html" else body
    head = f"Subject: S\nMIME-Version: 1.0\nContent-Type: text/{kind}; charset={charset}\nContent-Transfer-Encoding: 8bit\n\n"
    document = loaded(head.encode() + shown.encode("cp1252"))[0]
    assert document.text.strip() == body


def test_flowed_lines_go_on() -> None:
    raw = (
        "Subject: S\nMIME-Version: 1.0\nContent-Type: text/plain; format=flowed\n\n"
        "Orland said it would \nsign if Velia paid.\n\n> Velia said it would \n> not pay.\n From here on, no.\n-- \nJane\n"
    )
    text = parse_mail(raw.encode())[0].text
    assert text == (
        "Orland said it would sign if Velia paid.\n\n> Velia said it would not pay.\nFrom here on, no.\n--\nJane\n"
    )


def message(subject: str, body: str, number: int = 0) -> str:
    head = f"From: a@b.example\nSubject: {subject}\nDate: Mon, 3 Feb 2025 10:00:00 +0000\n"
    return head + (f"Message-ID: <{number}@b.example>\n" if number else "") + f"\n{body}\n"


@pytest.mark.parametrize(
    ("separator", "parts"),
    [
        ("From c@d.example Tue Feb  4 10:00:00 2025\n", 2),
        ("From - Tue Feb  4 10:00:00 2025\n", 2),
        ("From c at d.example  Tue Feb  4 10:00:00 2025\n", 2),
        ("From 17@xxx Tue Feb 04 10:00:00 +0000 2025\n", 2),
        ("From Velia came a warning.\n", 1),
        ("From Tue Feb on, no ferry sailed.\n", 1),
        ("From Monday: no ferry.\n", 1),
    ],
)
def test_a_mailbox_is_split_at_separators_alone(separator: str, parts: int) -> None:
    start = "From a@b.example Mon Feb  3 10:00:00 2025\n"
    box = start + message("One", ONE) + "\n" + separator + message("Two", TWO)
    assert len(loaded(box)) == parts


def test_quoted_lines_of_a_mailbox_are_unquoted_once() -> None:
    body = ">From there it would go on.\n>>From here too.\n> From me, no."
    box = "From a@b.example Mon Feb  3 10:00:00 2025\n" + message("One", body)
    assert (
        loaded(box)[0].text.strip() == "From there it would go on.\n>From here too.\n> From me, no."
    )


def test_messages_are_known_by_what_they_are() -> None:
    start = "From a@b.example Mon Feb  3 10:00:00 2025\n"
    one, two = message("One", ONE), message("Two", TWO)
    first = {d.title: d.source for d in loaded(start + one + "\n" + start + two)}
    second = {d.title: d.source for d in loaded(start + two + "\n" + start + one)}
    assert first == second
    same = loaded(start + message("One", ONE, 7) + "\n" + start + message("Two", TWO, 7))
    assert len({d.source for d in same}) == 2
