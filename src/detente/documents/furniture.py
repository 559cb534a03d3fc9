"""What on a web page is not the article, by the names that pages give to their parts.

Names of classes are words of a few languages of fashion: they are compared word by word, never by
parts of words, and what holds much of the page's text is never furniture whatever its name.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

#: Elements that are furniture by their kind.
_TAGS = frozenset(
    ("nav", "aside", "footer", "form", "address", "dialog", "figcaption", "caption", "menu")
)
_ROLES = frozenset(
    (
        "navigation",
        "complementary",
        "contentinfo",
        "banner",
        "search",
        "dialog",
        "alert",
        "alertdialog",
        "menu",
        "toolbar",
        "tablist",
    )
)
#: Words that name furniture wherever they stand in a name.
_WORDS_LISTED = (
    "related recommended recommendation recommendations recirc recirculation newsletter newsletters promo promos promotion "
    "teaser teasers share shares sharing sharebar sharetools social socials socialmedia byline bylines bio caption captions "
    "thumbcaption imagecaption photocaption captiontext editsection credit credits copyright comment comments breadcrumb breadcrumbs sidebar advert adverts advertisement "
    "advertising ad ads adslot adunit sponsored sponsor trending popular readmore subscribe signup "
    "popup modal tooltip toolbar timestamp kicker eyebrow carousel cta toast whatsapp legal player videoplayer nav navbar navigation menu "
    "footer masthead rating poll donate donation ribbon pagination pager skiplink tags taglist topics "
    "authors authorbox authorbio outlink zergnet mostread morefrom morestories jumplink watchlive livestream puff followus "
    "dropdown upsell paywallprompt syndication disclaimer"
)
_WORDS = frozenset(_WORDS_LISTED.split())
#: Words that name it surely: however much they say, it is not the article.
_SURE_LISTED = (
    "cookie cookies consent gdpr ccpa onetrust disqus taboola outbrain comments commentlist respond"
)
_SURE = frozenset(_SURE_LISTED.split())
#: Words that name furniture only side by side.
_PAIRS = frozenset(
    tuple(pair.split())
    for pair in (
        "read more",
        "read next",
        "read also",
        "also read",
        "more on",
        "more from",
        "more stories",
        "more news",
        "most read",
        "most viewed",
        "up next",
        "see also",
        "you might",
        "author info",
        "author box",
        "author bio",
        "author card",
        "author name",
        "author details",
        "author meta",
        "author image",
        "article meta",
        "post meta",
        "entry meta",
        "article tags",
        "post tags",
        "entry footer",
        "post footer",
        "story footer",
        "article footer",
        "published date",
        "publish date",
        "date published",
        "post date",
        "article date",
        "entry date",
        "sign up",
        "call out",
        "inline link",
        "link list",
        "inline related",
        "related links",
        "read time",
        "reading time",
        "follow us",
        "image source",
        "photo by",
        "media caption",
        "story links",
        "article links",
        "print only",
    )
)
_SPLIT = re.compile(r"[^A-Za-z0-9]+|(?<=[a-z])(?=[A-Z])")
#: Longest share of a page's prose that a piece of furniture may hold.
MOST = 0.25


def is_surely_furniture(item: Any) -> bool:
    """Whether an element is a banner for consent, a box of comments, or a box of bought links."""
    tag = item.tag not in ("html", "body", "main", "article", "h1")
    return tag and _is_named(item, _SURE, frozenset())


def is_named_furniture(item: Any) -> bool:
    """Whether an element's kind, role or names say that it is not the article."""
    tag = item.tag
    if tag in (
        "html",
        "body",
        "main",
        "h1",
        "p",
        "a",
        "b",
        "i",
        "em",
        "strong",
        "q",
        "blockquote",
        "li",
        "td",
    ):
        named_only = tag in ("p", "li", "blockquote")
        return named_only and _is_named(item, _WORDS, _PAIRS)
    if tag in _TAGS:
        return True
    if (item.get("role") or "").lower() in _ROLES:
        return True
    return _is_named(item, _WORDS, _PAIRS)


def _is_named(item: Any, single: frozenset[str], pairs: frozenset[tuple[str, ...]]) -> bool:
    for attribute in ("class", "id", "data-component", "data-testid", "data-module"):
        value = item.get(attribute)
        if not value or len(value) > 300:
            continue
        for name in value.split():
            words = [word.lower() for word in _SPLIT.split(name) if word]
            # A state or a layout is no part: "no-sidebar", "has-comments", "with-share".
            if not words or words[0] in (
                "no",
                "has",
                "with",
                "is",
                "js",
                "not",
                "hide",
                "show",
                "without",
            ):
                continue
            if not single.isdisjoint(words):
                return True
            if any(pair in pairs for pair in pairwise(words)):
                return True
    return False
