"""The page: self-contained, both-way links, inert whatever an article or a model holds."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from building import conflict_of
from detente.briefing.building import build_answer
from detente.briefing.composing import compose
from detente.briefing.making import brief_of_answer
from detente.briefing.result import Brief
from detente.briefing.text import clean
from detente.claims.types import Claim
from detente.drafting import LeftOut
from detente.evidence import Actor, Document, Mention, Span, Statement
from detente.model.conflict import Evidence, Option
from detente.model.files import load
from detente.render.html import render_html

KOREA = Path(__file__).parents[2] / "examples" / "korea"
PAYLOADS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "' onmouseover='alert(1)",
    "{{ 1111*1111 }}{% for x in y %}",
    "</style><script>alert(1)</script>",
    "javascript:alert(1)",
    "\u202egnp.exe\x1b[31m",
    "&lt;b&gt;",
]


class Page(HTMLParser):
    """Collects what a browser would act on."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.text.append(data)

    @property
    def ids(self) -> list[str]:
        return [a["id"] for _, a in self.tags if a.get("id")]

    @property
    def targets(self) -> list[str]:
        return [a["href"] for tag, a in self.tags if tag == "a"]


def hostile(payload: str, verdict: str) -> str:
    """Render a brief in which every text field holds the payload."""
    text = f"{payload} “{payload},” said {payload}."
    quote = Span(start=len(payload) + 2, end=2 * len(payload) + 3, text=payload + ",")
    quote = Span(start=quote.start, end=quote.end, text=text[quote.start : quote.end])
    whole = Span(start=0, end=len(text), text=text)
    document = Document(
        id=payload,
        source=payload,
        text=text,
        title=payload,
        author=payload,
        outlet=payload,
        date=payload,
        notes=(payload,),
        actors=(
            Actor(id="A", name=payload, kind="state"),
            Actor(id="B", name=payload, kind="state"),
        ),
        statements=(
            Statement(
                id=payload,
                layer="quoted",
                span=whole,
                quote=quote,
                act="OFFER",
                speaker=Mention(id="A", name=payload),
                via=Mention(id="x", name=payload),
                targets=("B", payload),
                hedge=payload,
                notes=(payload,),
            ),
        ),
    )
    conflict = conflict_of(
        {"give": "A", "answer": "B"},
        {"A": ["!give", "answer"], "B": ["give", "answer IFF give"]},
        status_quo="NN",
    )
    evidence = Evidence(id=payload, document=payload, start=0, end=len(text), quote=text)
    conflict = replace(
        conflict,
        title=payload,
        evidence={payload: evidence},
        decision_makers=tuple(replace(dm, name=payload) for dm in conflict.decision_makers),
        options=tuple(
            Option(id=o.id, name=payload, owner=o.owner, evidence=(payload,), assumption=payload)
            for o in conflict.options
        ),
        source=payload,
    )
    claim = Claim(party="A", toward="B", document=payload, span=whole)
    answer = build_answer(conflict, [document], drafted=True, claim=claim, cautions=[payload])
    left_out = (LeftOut(kind="option", what=payload, rule=payload, span=whole, document=payload),)
    brief = replace(
        brief_of_answer(answer), left_out=left_out, why=payload,
        verdict=verdict,
    )  # fmt: skip
    return page(brief, title=payload, analyst=payload, marking=payload)


def page(brief: Brief, **heading: str) -> str:
    return render_html(compose(brief, **heading), articles=True)


@pytest.mark.parametrize("verdict", ["model", "thin"])
@pytest.mark.parametrize("payload", PAYLOADS)
def test_hostile_text_stays_text(payload, verdict):
    page = Page(hostile(payload, verdict))
    plain = Page(hostile(re.sub(r"[^\w\s]", "x", clean(payload)), verdict))
    assert [tag for tag, _ in page.tags] == [tag for tag, _ in plain.tags]
    for _, attributes in page.tags:
        assert not [name for name in attributes if name.startswith("on")]
        assert not (attributes.get("href") or "#").lower().startswith("javascript")
    assert "1234321" not in "".join(page.text)


@pytest.fixture(scope="module")
def korea() -> str:
    conflict = load(str(KOREA / "korea.yaml"))
    text = (KOREA / "report.txt").read_text(encoding="utf-8")
    document = Document(id="report", source="/somewhere/secret/report.txt", text=text)
    claim = Claim(party="USA", toward="PRK")
    answer = build_answer(conflict, [document], drafted=False, claim=claim)
    return page(brief_of_answer(answer))


def test_nothing_is_requested_from_outside(korea):
    page = Page(korea)
    assert {tag for tag, _ in page.tags}.isdisjoint(
        {"script", "img", "iframe", "object", "embed", "form", "base", "audio", "video"}
    )
    (policy,) = [
        a["content"] for _, a in page.tags if a.get("http-equiv") == "Content-Security-Policy"
    ]
    assert policy.startswith("default-src 'none'")
    assert "script-src" not in policy
    assert all(target.startswith("#") for target in page.targets)
    assert all(
        (a.get("href") or "").startswith(("#", "data:,")) for tag, a in page.tags if "href" in a
    )
    assert not re.search(r"url\(|@import", korea)


def test_the_folder_of_a_source_stays_private(korea):
    assert "secret" not in korea
    assert "report.txt" in korea


def test_links_lead_both_ways(korea):
    page = Page(korea)
    assert len(page.ids) == len(set(page.ids))
    for target in page.targets:
        assert target[1:] in page.ids
    words = {t[1:] for t in page.targets if t.startswith("#w")}
    back = {
        a["href"][1:]
        for tag, a in page.tags
        if tag == "a" and a["href"].startswith("#l") and a.get("class") != "term"
    }  # a term leads to the glossary
    assert words
    assert back
    lines = re.findall(r'id="(l\d+)"[^>]*>.*?(?=<li|</ul|</p|$)', korea, re.DOTALL)
    linked = {
        line
        for line in lines
        if re.search(rf'id="{line}"[^>]*>(?:(?!</li>|</p>).)*class="cite"', korea, re.DOTALL)
    }
    assert linked == back


def test_every_highlight_is_verbatim(korea):
    article = korea[korea.index('id="sources"') :]
    text = (KOREA / "report.txt").read_text(encoding="utf-8")
    shown = re.findall(
        r"<mark class=\"(?:quoted|reported|author|interpreted|cited)\">([^<]+)</mark>", article
    )
    body = [html.unescape(part) for part in shown[5:]]
    assert len(body) > 10
    assert all(part in text for part in body)


def test_structure_for_assistive_technology(korea):
    page = Page(korea)
    tags = [tag for tag, _ in page.tags]
    assert tags.count("h1") == 1
    assert tags.count("main") == 1
    assert dict(page.tags[0][1]).get("lang") == "en"
    assert "title" in tags
    assert all(a.get("scope") for tag, a in page.tags if tag == "th")
    for tag, attributes in page.tags:
        if "aria-labelledby" in attributes:
            assert attributes["aria-labelledby"] in page.ids, tag
