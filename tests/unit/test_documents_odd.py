"""Odd but possible documents: scripts that two languages share, feeds of strangers, mail in mail, marks of byte order."""

from __future__ import annotations

import io
import json
from email.message import EmailMessage

import pytest

from detente.documents import load_documents
from detente.documents.dates import dateline_in
from detente.documents.feeds import parse_json
from detente.documents.language import guess_language
from detente.documents.mail import parse_mail
from detente.documents.parts import Refused
from detente.evidence import Document

TEXT = "Orland said it would sign if Velia paid the whole of its debt."


def loaded(data: bytes) -> list[Document]:
    return load_documents("-", stdin=io.BytesIO(data))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("外交部发言人周一表示,如果对方撤军,政府将签署协议。", "zh"),
        ("外務省の報道官は月曜日、相手が撤退すれば政府は合意に署名すると述べた。", "ja"),
        ("قال الوزير إن الحكومة ستوقع الاتفاق إذا انسحب الطرف الآخر", "ar"),
        ("سخنگوی وزارت خارجه گفت که دولت پیمان را امضا می‌کند، اگر طرف دیگر چه کند و پژوهش", "fa"),
    ],
)
def test_scripts_that_two_languages_share(text: str, language: str) -> None:
    assert guess_language(text) == language


def test_a_line_without_a_place_in_capitals_is_no_dateline() -> None:
    assert dateline_in("CAIRO, March 3, 2026 (Xinhua) -- Egypt said")[0] == "2026-03-03"
    assert dateline_in("On March 3, 2026 -- Egypt said") == (None, None)
    assert dateline_in("Nothing of the kind") == (None, None)


def test_a_mark_of_byte_order_is_no_word() -> None:
    for coding in ("utf-8-sig", "utf-16"):
        (document,) = loaded(TEXT.encode(coding))
        assert document.text.startswith("Orland")


@pytest.mark.parametrize("items", [[], None, "x", ["x", 1, {"id": "a"}]])
def test_a_feed_without_an_entry_is_refused(items: object) -> None:
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": items}
    with pytest.raises(Refused, match="no entry with text"):
        parse_json(json.dumps(feed).encode())


def test_what_is_no_item_costs_the_others_nothing() -> None:
    items = ["x", {"id": "a", "content_text": TEXT, "author": {"name": "Ann"}}, 3]
    feed = {"version": "https://jsonfeed.org/version/1", "title": "T", "items": items}
    (part,) = parse_json(json.dumps(feed).encode())
    assert (part.text, part.author) == (TEXT, "Ann")


def test_json_that_is_no_feed_is_no_text() -> None:
    for data in (b'{"version": "https://jsonfeed.org/version/1", ', b'{"version": 3}'):
        with pytest.raises(Refused):
            parse_json(data)


def _mail(text: str, subject: str) -> EmailMessage:
    made = EmailMessage()
    made["From"], made["Subject"] = "Ann <ann@velia.example>", subject
    made["Date"], made["Message-ID"] = "Tue, 03 Mar 2026 10:00:00 +0000", f"<{subject}@v.example>"
    made.set_content(text)
    return made


def test_a_message_in_a_message_is_a_document_and_what_is_attached_is_named() -> None:
    outer = _mail("See below.", "Outer")
    outer.add_attachment(_mail(TEXT, "Inner"))
    outer.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="plan.pdf")
    found = parse_mail(bytes(outer))
    assert [part.title for part in found] == ["Outer", "Inner"]
    assert TEXT in (found[1].text or "")
    assert any("plan.pdf" in note for note in found[0].notes)


def test_a_page_with_its_pictures_is_the_page() -> None:
    outer = _mail("", "Page")
    outer.set_content(f"<p>{TEXT}</p>", subtype="html")
    outer.add_related(b"\x89PNG", maintype="image", subtype="png", cid="<one>")
    (part,) = parse_mail(bytes(outer))
    assert TEXT in (part.html or "")
    assert part.notes == []


def test_a_mailbox_without_words_is_refused() -> None:
    with pytest.raises(Refused, match="no message with text"):
        parse_mail(bytes(_mail("", "Empty")))
