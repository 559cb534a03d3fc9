"""What both models know of a parsed paragraph: verbs of saying, nouns that can speak, roles."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Protocol

SUBJECTS = frozenset(["nsubj", "nsubjpass"])
VERBS = frozenset(["VERB", "AUX"])
NOUNS = frozenset(["NOUN", "PROPN"])
#: Personal pronouns and the class in which they behave alike.
PRONOUNS = {
    "he": "he", "she": "he", "him": "he", "her": "he", "his": "he", "hers": "he",
    "they": "they", "them": "they", "their": "they", "who": "who", "i": "I", "we": "I",
    "me": "I", "us": "I", "my": "I", "our": "I", "it": "it", "its": "it", "you": "you",
    "your": "you",
}  # fmt: skip
_FIRST = frozenset(["i", "we", "my", "our", "me", "us", "i'm", "i’m", "we're", "we’re"])
_NO_ONE = frozenset(["DATE", "TIME", "MONEY", "ORDINAL", "QUANTITY"])
_COUNTED = frozenset(["PERCENT", "CARDINAL"])
_NAMES = frozenset(["PERSON", "ORG", "GPE", "NORP"])
_HUMAN_ENDINGS = ("er", "or", "ist", "man", "woman", "ian", "ant")


class Parse(Protocol):
    """A parsed paragraph: its document of tokens, and the way from tokens to the text."""

    @property
    def doc(self) -> Any:
        """Return spaCy's document."""

    def place(self, first: int, last: int) -> tuple[int, int]:
        """Return the text's offsets of the tokens from ``first`` to ``last``, both included."""


@dataclass(frozen=True, slots=True)
class Words:
    """Lemmas by what they do in telling who said what.

    Attributes
    ----------
    saying, acting, believing : frozenset of str
        Verbs that only tell that something is said, those that also name the act, and those that
        tell what somebody thinks.
    speech : frozenset of str
        Nouns of something said ("threat", "pledge").
    papers, media, people : frozenset of str
        Nouns of texts, of outlets, and of people and bodies.
    """

    saying: frozenset[str]
    acting: frozenset[str]
    believing: frozenset[str] = frozenset()
    speech: frozenset[str] = frozenset()
    papers: frozenset[str] = frozenset()
    media: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation: in which paragraph, which tokens stand for it, and the words between the marks."""

    frame: int
    first: int
    last: int
    words: str
    clause: bool


@dataclass(slots=True)
class Sheet:
    """What has been worked out about one paragraph, once for all its quotations and verbs."""

    parse: Parse
    words: Words
    quoted: dict[int, Quoted]
    verbs: dict[int, str] = field(default_factory=dict)
    sentence: list[int] = field(default_factory=list)
    depth: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        doc = self.parse.doc
        for number, sentence in enumerate(doc.sents):
            self.sentence += [number] * (sentence.end - sentence.start)
        for token in doc:
            if token.pos_ in VERBS or token.lower_ == "according":
                self.verbs[token.i] = verb_class(token, self.words)


def verb_class(token: Any, words: Words) -> str:
    """Return what kind of verb a token is: saying, acting, believing, according, copula, other."""
    lemma = token.lemma_.lower()
    if token.lower_ == "according":
        return "A"
    if lemma in words.believing:
        return "b"
    if lemma in words.saying:
        return "s"
    if lemma in words.acting:
        return "a"
    for c in token.children:
        if c.dep_ in ("prt", "prep", "advmod", "acomp") and c.i > token.i:
            pair = f"{lemma}_{c.lower_}"
            if pair in words.saying:
                return "s"
            if pair in words.acting:
                return "a"
    return "c" if lemma == "be" else "o"


def noun_class(token: Any, words: Words) -> str:
    """Return what kind of noun or pronoun a token is."""
    lower = token.lower_
    if lower in PRONOUNS:
        return "=" + PRONOUNS[lower]
    if token.ent_type_ in _NAMES:
        return str(token.ent_type_)
    lemma = token.lemma_.lower()
    if lemma in words.media:
        return "media"
    if token.pos_ == "PROPN":
        return "proper"
    if token.pos_ != "NOUN":
        return "other"
    if lemma in words.people or (lemma.endswith(_HUMAN_ENDINGS) and len(lemma) > 4):
        return "people"
    if lemma in words.papers:
        return "paper"
    if lemma in words.speech:
        return "speech"
    return "noun"


def can_be_source(token: Any) -> bool:
    """Whether a token can head the phrase that names a source."""
    entity = token.ent_type_
    if entity in _NO_ONE:
        return False
    if entity in _COUNTED and token.dep_ not in SUBJECTS:
        return False
    if token.pos_ in NOUNS:
        return bool(token.dep_ != "compound")
    if token.lower_ in PRONOUNS:
        return True
    return bool(token.dep_ in SUBJECTS and token.pos_ in ("DET", "NUM", "ADJ", "PRON"))


def role_of(token: Any, verbs: dict[int, str]) -> str:
    """Return the part a noun plays: its dependency and the kind of verb that governs it."""
    head, dep = token.head, token.dep_
    if dep == "pobj":
        over = head.head
        if over.lower_ == "according":
            return "pobj/A"
        if head.lower_ == "by":
            return "by/" + verbs.get(over.i, "n")
        return "pobj/" + verbs.get(over.i, "n")
    if dep == "conj" and head.dep_ in SUBJECTS:
        return "conj-" + verbs.get(head.head.i, "n")
    if dep == "appos" and head.dep_ in SUBJECTS:
        return "appos-" + verbs.get(head.head.i, "n")
    side = "<" if token.i > head.i else ""
    return f"{dep}{side}/{verbs.get(head.i, 'n')}"


def is_first_person(words: str) -> bool:
    """Whether the speaker speaks of himself, herself or themselves."""
    return any(word.strip('.,!?;:"“”()[]') in _FIRST for word in words.lower().split())


@lru_cache(maxsize=4096)
def bucket(number: int, limits: tuple[int, ...]) -> str:
    """Return the first limit that a number does not pass, or "+"."""
    return next((str(limit) for limit in limits if number <= limit), "+")
