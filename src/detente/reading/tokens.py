"""A parse as plain objects: what the rules ask of a token is worked out once and then only looked up.

The parser's own tokens work out every answer anew, and the rules ask some hundreds of thousands of times
a document. The names are the parser's, so a rule reads the same on either.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any


class Token:
    """A word of a parse; ``head`` of a root is the root itself."""

    __slots__ = (
        "children",
        "dep_",
        "doc",
        "ent_type_",
        "head",
        "i",
        "idx",
        "is_alpha",
        "is_punct",
        "is_space",
        "is_title",
        "left_edge",
        "lemma_",
        "like_num",
        "lower_",
        "pos_",
        "right_edge",
        "sent",
        "tag_",
        "text",
        "whitespace_",
    )
    children: list[Token]
    dep_: str
    doc: Tokens
    ent_type_: str
    head: Token
    i: int
    idx: int
    is_alpha: bool
    is_punct: bool
    is_space: bool
    is_title: bool
    left_edge: Token
    lemma_: str
    like_num: bool
    lower_: str
    pos_: str
    right_edge: Token
    sent: Stretch
    tag_: str
    text: str
    whitespace_: str

    def __len__(self) -> int:
        return len(self.text)

    def __bool__(self) -> bool:
        return True

    def __repr__(self) -> str:
        return self.text

    @property
    def is_sent_start(self) -> bool:
        """Whether the word opens its sentence."""
        return self.i == self.sent.start

    @property
    def n_lefts(self) -> int:
        """How many children stand before the word."""
        return sum(c.i < self.i for c in self.children)

    @property
    def n_rights(self) -> int:
        """How many children stand after the word."""
        return sum(c.i > self.i for c in self.children)

    @property
    def ancestors(self) -> Iterator[Token]:
        """The heads above the word, the nearest first."""
        token = self
        while token.head is not token:
            token = token.head
            yield token

    @property
    def subtree(self) -> Iterator[Token]:
        """The word and all that hangs on it, in order."""
        shown = False
        for c in self.children:
            if not shown and c.i > self.i:
                shown = True
                yield self
            yield from c.subtree
        if not shown:
            yield self

    @property
    def conjuncts(self) -> list[Token]:
        """Those that are coordinated with the word."""
        first = self
        while first.dep_ == "conj" and first.head is not first:
            first = first.head
        found = [first]
        for token in found:  # grows while it is walked
            found += [c for c in token.children if c.i > token.i and c.dep_ == "conj"]
        return [token for token in found if token is not self]

    def nbor(self, step: int = 1) -> Token:
        """Return the word ``step`` places on."""
        return self.doc.words[self.i + step]


class Stretch:
    """Consecutive words of a parse, from ``start`` up to and without ``end``."""

    __slots__ = ("doc", "end", "label_", "start")

    def __init__(self, doc: Tokens, start: int, end: int, label: str = "") -> None:
        self.doc, self.start, self.end, self.label_ = doc, start, end, label

    def __len__(self) -> int:
        return self.end - self.start

    def __iter__(self) -> Iterator[Token]:
        return iter(self.doc.words[self.start : self.end])

    def __getitem__(self, at: int | slice) -> Any:
        if isinstance(at, slice):
            start, end, _ = at.indices(len(self))
            return Stretch(self.doc, self.start + start, self.start + max(start, end))
        return self.doc.words[range(self.start, self.end)[at]]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Stretch):
            return NotImplemented
        return (self.doc is other.doc) and (self.start, self.end) == (other.start, other.end)

    def __hash__(self) -> int:
        return hash((id(self.doc), self.start, self.end))

    @property
    def start_char(self) -> int:
        """Where the words begin in the text that was parsed."""
        return self.doc.words[self.start].idx

    @property
    def end_char(self) -> int:
        """Where the words end in the text that was parsed."""
        last = self.doc.words[self.end - 1]
        return last.idx + len(last.text)

    @property
    def text(self) -> str:
        """The words as they stand in the text."""
        return self.doc.text[self.start_char : self.end_char] if self.end > self.start else ""

    @property
    def sent(self) -> Stretch:
        """The sentence of the first word."""
        return self.doc.words[self.start].sent

    @property
    def root(self) -> Token:
        """The word on which the others hang: the highest of those whose head stands outside, no mark."""
        words = self.doc.words[self.start : self.end]
        outside = []
        for word in words:
            if word.head is word:
                return word
            if not self.start <= word.head.i < self.end:
                outside.append(word)
        heavy = [word for word in outside if word.children or not (word.is_punct or word.is_space)]
        return min(heavy or words[:1], key=lambda word: sum(1 for _ in word.ancestors))


class Tokens:
    """The words of a parsed text, its sentences and the names in it."""

    __slots__ = ("ents", "sents", "text", "words")
    words: list[Token]

    def __init__(self, text: str) -> None:
        self.text = text
        self.words = []
        self.sents: list[Stretch] = []
        self.ents: list[Stretch] = []

    def __len__(self) -> int:
        return len(self.words)

    def __iter__(self) -> Iterator[Token]:
        return iter(self.words)

    def __getitem__(self, at: int | slice) -> Any:
        if isinstance(at, slice):
            start, end, _ = at.indices(len(self.words))
            return Stretch(self, start, max(start, end))
        return self.words[at]

    def hang(self, token: Token, head: Token, dep: str) -> None:
        """Hang a word on another one, by another relation.

        A head that stands beneath the word takes the word's place first: no word hangs on itself.
        """
        token.dep_ = dep
        if token.head is not head:
            if token is not head and token in head.ancestors:
                head.head = head if token.head is token else token.head
            token.head = head
            self._grow(self.words)

    def _grow(self, words: list[Token]) -> None:
        """Work out from the heads what hangs on each word and how far it reaches."""
        for word in words:
            word.children = []
            word.left_edge = word.right_edge = word
        for word in words:
            head = word.head
            if head is not word:
                head.children.append(word)
        for word in words:
            at, above = word, word.head
            while at is not above:
                if word.i < above.left_edge.i:
                    above.left_edge = word
                elif word.i > above.right_edge.i:
                    above.right_edge = word
                at, above = above, above.head


@lru_cache(maxsize=1)
def _columns() -> list[Any]:
    from spacy import attrs

    names = ["ORTH", "LEMMA", "POS", "TAG", "DEP", "ENT_TYPE", "HEAD", "SPACY", "IDX"]
    return [getattr(attrs, name) for name in names]


@lru_cache(maxsize=50_000)
def _form(lexeme: Any) -> tuple[str, str, bool, bool, bool, bool, bool]:
    return (
        lexeme.text,
        lexeme.lower_,
        lexeme.is_title,
        lexeme.is_punct,
        lexeme.is_space,
        lexeme.is_alpha,
        lexeme.like_num,
    )


def tokens_of(doc: Any) -> Tokens:
    """Return the words of the parser's document as plain objects."""
    found = Tokens(doc.text)
    if not len(doc):
        return found
    strings, vocab = doc.vocab.strings, doc.vocab
    forms: dict[int, Any] = {}
    names: dict[int, str] = {0: ""}
    rows = doc.to_array(_columns()).astype("int64")
    words = found.words = [Token() for _ in range(len(doc))]
    keys = doc.to_array(_columns()[0]).tolist()
    for i, (word, key, row) in enumerate(zip(words, keys, rows.tolist(), strict=True)):
        form = forms.get(key)
        if form is None:
            form = forms[key] = _form(vocab[key])
        (
            word.text,
            word.lower_,
            word.is_title,
            word.is_punct,
            word.is_space,
            word.is_alpha,
            word.like_num,
        ) = form
        for value in row[1:6]:
            if value not in names:
                names[value] = strings[value & 0xFFFFFFFFFFFFFFFF]
        word.lemma_, word.pos_, word.tag_ = names[row[1]], names[row[2]], names[row[3]]
        word.dep_, word.ent_type_ = names[row[4]], names[row[5]]
        word.head, word.whitespace_ = words[i + row[6]], " " if row[7] else ""
        word.doc, word.i, word.idx = found, i, row[8]
    found._grow(words)
    for sentence in doc.sents:
        stretch = Stretch(found, sentence.start, sentence.end)
        found.sents.append(stretch)
        for word in words[sentence.start : sentence.end]:
            word.sent = stretch
    found.ents = [Stretch(found, e.start, e.end, e.label_) for e in doc.ents]
    return found
