"""Small questions about tokens of a parse; whatever has ``doc`` and ``place`` is a parse."""

from __future__ import annotations

from typing import Any, Protocol

from detente.actors.lexicon import actor_words
from detente.evidence import Span

#: Pronouns of a third party and the kind of actor that they mean.
PRONOUNS = {
    "he": "person",
    "she": "person",
    "him": "person",
    "her": "person",
    "it": "body",
    "they": "they",
    "them": "they",
    "who": "",
}
POSSESSIVES = {"its": "it", "his": "he", "her": "she", "their": "they"}
#: Pronouns that mean nobody who could be looked up.
OPEN = frozenset(["i", "we", "you", "there", "that", "this", "which", "what", "who"])
APOSTROPHES = frozenset(("'s", "’s", "'", "’"))
#: What hangs on a noun and is no part of the name; a hyphen inside a name is.
_APART = frozenset(["relcl", "advcl", "acl", "cc", "conj", "punct", "preconj", "parataxis", "dep"])


class Parse(Protocol):
    """A parsed stretch of a document."""

    @property
    def doc(self) -> Any:
        """The tokens."""

    def place(self, first: int, last: int) -> tuple[int, int]:
        """Return the document's offsets of the tokens from ``first`` to ``last``."""


def child(token: Any, *deps: str) -> Any | None:
    """Return the first child with one of the dependencies."""
    for c in token.children:
        if c.dep_ in deps:
            return c
    return None


def is_inner_comma(token: Any) -> bool:
    """Whether a comma stands within a name, where the parse was put right: "the Rail, Maritime and Transport Union"."""
    return bool(token.text == "," and token.dep_ == "compound")


def mention_edges(source: Any) -> tuple[int, int]:
    """Return the first and last token of the noun phrase that names a source."""
    if source.pos_ == "PRON":
        return source.i, source.i
    first, last = source.left_edge.i, source.right_edge.i
    for c in source.children:
        hyphen = c.text in ("-", "‑") and not c.whitespace_
        glossed = c.text == ")" and source.doc[first].text == "("  # "(Lesova's) government"
        apart = c.dep_ in _APART and not hyphen and not glossed
        post = c.dep_ == "prep" and (c.lower_ not in ("of", "for", "in", "to") or _in_paper(c))
        # "the delegation | loyal to the general"
        post |= c.dep_ == "amod" and c.i > source.i and child(c, "prep") is not None
        if apart or post or (c.dep_ == "appos" and c.i > source.i):
            if c.i > source.i:
                last = min(last, c.left_edge.i - 1)
            else:
                first = max(first, c.right_edge.i + 1)
    doc = source.doc
    if doc[last].text in APOSTROPHES and last > first:
        last -= 1
    while first < source.i and _only_leads(doc[first]) and doc[first + 1].text not in APOSTROPHES:
        first += 1
    return first, last


def _in_paper(prep: Any) -> bool:
    """Whether what follows a name is where it spoke: "Harl | in a statement"."""
    paper = child(prep, "pobj")
    papers = actor_words()["spoken_papers"] | {"interview", "speech", "broadcast"}
    return prep.lower_ == "in" and paper is not None and paper.lemma_.lower() in papers


def _only_leads(token: Any) -> bool:
    """Whether a word before a name stresses, counts or dates and is no part of it: "Even China"."""
    stresses = token.tag_ in ("RB", "CC", "PDT") or token.lower_ in ("both", "even", "only", "(")
    return stresses or token.ent_type_ in ("DATE", "TIME")


def span_of(text: str, start: int, end: int) -> Span:
    """Return the verbatim span of a stretch, blanks and commas cut off its edges."""
    edges = " \t\n\r\f\v\u00a0,;:"
    while start < end and text[start] in edges:
        start += 1
    while end > start and text[end - 1] in edges:
        end -= 1
    return Span(start, end, text[start:end])


def says(token: Any) -> bool:
    """Whether a word is the subject of a verb of speech or the source after "according to"."""
    head = token.head
    if token.dep_ in ("nsubj", "nsubjpass"):
        return head.lemma_.lower() in (
            "say",
            "add",
            "tell",
            "warn",
            "announce",
            "state",
            "report",
            "note",
            "claim",
            "insist",
            "argue",
            "write",
            "post",
            "declare",
            "urge",
            "demand",
            "reply",
            "accuse",
            "deny",
        )
    return bool(
        token.dep_ == "pobj"
        and head.lower_ == "to"
        and head.i > 0
        and token.doc[head.i - 1].lower_ == "according"
    )
