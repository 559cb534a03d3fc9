"""The glossary of a brief: the words that occur in it, in every output, linked on the page."""

from __future__ import annotations

import re

import pytest

import detente
from detente.briefing.composing import compose
from detente.briefing.glossary import GLOSSARY, parts, terms
from detente.briefing.making import brief_of, brief_of_model
from detente.render.html import render_html
from detente.render.markdown import render_markdown
from detente.render.terminal import as_text


@pytest.fixture(scope="module")
def report():
    return compose(brief_of_model(detente.load(detente.example("classic/elmira.yaml"))))


def words(report):
    section = next(s for s in report.sections if s.id == GLOSSARY)
    return [line.text.partition(": ")[0] for line in section.lines]


def test_every_code_of_a_brief_is_explained_and_nothing_else(report):
    shown = "\n".join(line.text for line in report.lines())
    codes = {term.word for term in terms() if term.code and term.seen.search(shown)}
    assert codes
    assert codes <= set(words(report))
    assert {word for word in words(report) if word == "rejection"} == set()


def test_the_glossary_stands_in_every_output(report):
    for text in (as_text(report), render_html(report), render_markdown(report)):
        plain = re.sub(r"<[^>]+>", "", text).casefold()
        assert "what the words mean" in plain
        assert "nobody gains by a step of its own" in " ".join(plain.split())


def test_a_code_on_the_page_leads_to_its_meaning(report):
    page = render_html(report)
    href = re.search(r'<a class="term" href="#(l\d+)" title="[^"]+">NASH</a>', page)
    assert href
    line = page.split(f'id="{href.group(1)}"')[1].split("</li>")[0]
    assert ">NASH: the test" in line


def test_the_front_page_has_no_code(report):
    assert not any(term for line in report.summary for _, term in parts(line.text))


def test_a_brief_without_a_model_explains_only_its_words():
    document = detente.read(detente.example("korea/report.txt"))
    told = words(compose(brief_of([document])))
    assert "reported" in told or "quoted" in told
