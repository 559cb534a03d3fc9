"""Pages of many layouts: every paragraph of the article arrives, what the page puts around it does not."""

from __future__ import annotations

import pytest

from detente.documents.html import page_content
from detente.documents.markup import html_text
from detente.errors import InputError

BODY = [
    "The minister said the talks would go on if the other side agreed to the terms that were set in May.",
    "“We will sign when the ships are free,” the envoy told reporters in the capital on Tuesday.",
    "Orland warned that it would leave the pact unless Velia paid the debt by the end of the month.",
    "The union said it would strike if the ferries stopped, and that no date had been set for the vote.",
    "Nobody in the ministry would say whether the offer still stood after the events of the weekend.",
]
TEASERS = [
    "Why the levy rose twice in one year and what it means for you.",
    "A look back at the crisis of the strait, in ten pictures.",
    "The port has been closed for a week and nobody knows why.",
]


def p(text: str) -> str:
    return f"<p>{text}</p>"


def cards(tag: str = "div") -> str:
    return "".join(
        f'<{tag}><a href="/{n}"><h3>{text[:30]}</h3></a><p>{text}</p></{tag}>'
        for n, text in enumerate(TEASERS)
    )


FIRST, *_, LAST = map(p, BODY)
MIDDLE = "".join(map(p, BODY[1:-1]))
ALL = "".join(map(p, BODY))
MORE = f"<section><h2>Related stories</h2>{cards()}</section>"
LAYOUTS = {
    "news": f"""<header><nav><a href=/>Home</a></nav></header><main><article><h1>Ferry talks</h1>
        <div class="byline">By <a href=/j>Jane Roe</a></div><time>4 February 2025</time><div class="share-bar"><a href=x>Share</a></div>
        <figure><img><figcaption>A ferry in the strait last year, when fares rose.</figcaption></figure>{FIRST}
        <p><strong>READ MORE: <a href=/q>Ferries stop for a day as union votes</a></strong></p>{MIDDLE}
        <div class="newsletter"><h3>Sign up</h3><p>Get the news of the strait every morning in your inbox, free.</p></div>{LAST}
        <p>Reporting by Jane Roe and John Doe; Editing by Jim Poe</p>
        <div class="author-bio"><p>Jane Roe is our correspondent for the strait. She has written two books.</p></div>
        </article>{MORE}</main><footer><p>© 2025 The Daily. The Daily is not responsible for other sites.</p></footer>""",
    "line breaks": f"""<div><a href=/>Home</a> | <a href=/w>World</a></div><div><font size=5>Ferry talks</font><br><br>
        {"<br><br>".join(BODY)}</div><div><a href=/1>{TEASERS[0]}</a><br><a href=/2>{TEASERS[1]}</a></div>""",
    "several blocks": f"""<div class=page><h1>Ferry talks</h1><div class=par>{FIRST}</div><div class="ad-slot">Advertisement</div>
        <div class=par>{MIDDLE}</div><div><p class="caption">The port of Velia at night, from the bridge.</p></div><div class=par>{LAST}</div></div>""",
    "live page": "<main><h1>Strait crisis live</h1>"
    + "".join(
        f'<article class="live-post"><time>1{n}:05</time><h2><a href="/live/strait#p{n}">{text[:25]}</a></h2>{p(text)}'
        '<div class="share">Share this post</div></article>'
        for n, text in enumerate(BODY)
    )
    + f"</main><aside><h2>Most read</h2>{cards()}</aside>",
    "layout table": f"<table><tr><td><a href=/>Home</a><br><a href=/n>News</a></td><td><h1>Statement</h1>{ALL}</td></tr></table>",
    "hashed names": f"""<div id=__next><div class=css-1><h1>Ferry</h1><p class=css-9>By Jane Roe</p><p class=css-9>Published 4 February 2025</p>
        {"".join(f"<div class=css-p>{p(text)}</div>" for text in BODY)}</div><div class=css-7><h2>More from The Daily</h2>{cards()}</div></div>""",
    "many teasers": f"<div><article><h1>Ferry talks</h1>{ALL}</article></div><div>{cards('article') * 3}</div>",
    "comments": f"<div class=post><h1>Ferry</h1>{ALL}</div><section id=comments><ol>"
    + f"<li>{p(TEASERS[0] + ' I think that it always goes so with these people.')}</li>" * 20
    + "</ol></section>",
    "a wall for guests": f"<article><h1>Ferry</h1>{FIRST}<div class='wall hidden'>{p(TEASERS[0])}</div>{MIDDLE}{LAST}</article>",
    "consent": f"<article><h1>Ferry</h1>{ALL}</article><div id='onetrust-consent-sdk'>{p(TEASERS[0]) * 20}</div>",
    "list": f"<main><h1>Positions</h1><ul>{''.join(f'<li>{text}</li>' for text in BODY)}</ul></main>{MORE}",
    "named teaser that holds the article": f"<div class=teaser-content><div class=article-body>{FIRST}</div></div><div>{MIDDLE}{LAST}</div>",
    "nothing but paragraphs": ALL,
}  # fmt: skip


@pytest.mark.parametrize("name", LAYOUTS)
def test_the_article_arrives_whole_and_alone(name: str) -> None:
    html = f"<html><head><title>T</title></head><body>{LAYOUTS[name]}</body></html>"
    text, _, _ = page_content(html, "page.html")
    places = [text.find(paragraph) for paragraph in BODY]
    assert -1 not in places
    assert places == sorted(places)
    around = [*TEASERS, "Ferries stop", "ferry in the strait", "in your inbox", "correspondent", "Reporting by", "Advertisement",
              "at night", "By Jane", "Published", "Home", "Share", "©", "Related", "More from", "Most read"]  # fmt: skip
    assert [words for words in around if words in text] == []


def test_short_texts_and_turns_stay() -> None:
    lines = ["MS ROE: Good afternoon.", "Q", "Will you sign?", "A", "Not before May.", "MS ROE: They stay."]  # fmt: skip
    text, _, note = page_content(
        f"<article><h1>Briefing</h1>{''.join(map(p, lines))}</article>", "x"
    )
    assert text.split("\n\n") == ["Briefing", *lines]
    assert note is None


def test_a_name_under_a_quotation_and_a_list_stay() -> None:
    page = f"<article>{ALL}<blockquote><p>We will never leave.</p></blockquote><p>— Jane Roe, minister</p><ul><li>Velia pays.</li></ul>{p(BODY[0] + ' So it is.')}</article>"
    text, _, _ = page_content(page, "x")
    assert "We will never leave.\n\n— Jane Roe, minister\n\n- Velia pays." in text


def test_a_lead_in_line_and_a_signature_stay() -> None:
    around = ("Statement of the Ministry", "Velia, 4 February 2025", "Jane Roe<br>Minister")
    page = f"<div class='entry-content'>{p(around[0])}{ALL}{p(around[1])}{p(around[2])}</div>"
    text, heading, note = page_content(page, "x")
    assert text.split("\n\n") == [around[0], *BODY, around[1], "Jane Roe\nMinister"]
    assert (heading.title, heading.date, note) == (around[0], "2025-02-04", None)


def test_the_sentence_that_sums_up_stays() -> None:
    page = f"<header><h1>Ferry talks</h1><p>Orland and Velia meet again after a week of silence in the strait</p></header><div class='article-body'>{ALL}</div>"
    assert page_content(page, "x")[0].startswith("Orland and Velia meet again")


def test_a_page_of_links_has_no_article() -> None:
    with pytest.raises(InputError, match="no article text"):
        page_content("<nav><a href=x>Home</a></nav>", "x")


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>It said: <q>We <q>never</q> go.</q></p>", "It said: “We ‘never’ go.”"),
        ("<p><q>“Ours,”</q> it said.</p>", "“Ours,” it said."),
        ("<p>It will <del>cut</del><ins>raise</ins> it, <s>never</s><strike> no</strike> more.</p>", "It will raise it, more."),
        ('<p>It <span style="text-decoration: line-through">never</span> went.</p>', "It went."),
        ("<p>One line<br>and more.<br><br>Two.</p>", "One line\nand more.\n\nTwo."),
        ("<p>The debt.<sup>1</sup> Five km<sup>2</sup>, the 1<sup>st</sup><sup><a href='#n2'>[2]</a></sup>.</p>", "The debt. Five km2, the 1st."),
        ("<table><tr><th>State</th><th>Says</th></tr><tr><td>Finland</td><td>It <s>never</s> signs.</td></tr></table>", "State\tSays\n\nFinland\tIt signs."),
        ("<table><tr><td><p>One.</p><p>Two.</p><p>Three.</p></td></tr></table>", "One.\n\nTwo.\n\nThree."),
        ("<dl><dt>Iceland</dt><dd>It stays.</dd></dl>", "Iceland\n\nIt stays."),
        ("<p>See<a href=/x>the text<span>, opens new tab</span></a>.</p>", "Seethe text."),
        ("<p>a<span hidden>b</span><span style='display:none'>c</span><span class='sr-only'>d</span>e</p>", "ae"),
        ("<p class='hidden md:block'>shown</p>", "shown"),
        ("<div>One.<p>Two.</p>Three.</div>", "One.\n\nTwo.\n\nThree."),
        ("<p>Un<wbr>broken and a&shy;b &#147;c&#148;</p>", "Unbroken and a\u00adb “c”"),
        ("<pre>One\nline\n\nTwo</pre>", "One\nline\n\nTwo"),
        ("AT&amp;T said no.", "AT&T said no."),
    ],
)  # fmt: skip
def test_what_the_markup_says(html: str, text: str) -> None:
    assert html_text(html) == text
