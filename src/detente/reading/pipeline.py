"""The parser's pipeline, loaded once, and how it is run with less work for the same parse.

Numpy's way to multiply matrices takes a third of the time of the models' own on newer processors. A word
that comes again is not embedded again. Words go through the convolutions in matrices that are kept
(:mod:`detente.reading.convolving`). The rules for parts of speech and forms are asked once for each word
with its tag and relation, and names are found for a whole batch (:mod:`detente.reading.naming`). All are the
models' own layers and rules. Python looks for garbage seldom while nothing of a document can be garbage yet. The one
thing told otherwise: "re-open" is a word, a form of "reopen", where the tokenizer would make three.
"""

from __future__ import annotations

import gc
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from itertools import chain, islice
from threading import Lock
from typing import Any

from detente.reading.convolving import can_convolve, convolving
from detente.reading.naming import Namer, can_name
from detente.reading.parser_model import load_named, load_parser

#: Names another pipeline of spaCy, such as ``en_core_web_md``: a package, or a folder that holds one.
PARSER = "DETENTE_PARSER"
#: Texts that the parser takes at once: more of them would only take memory.
_BATCH = 128
#: A rule for one word that asks nothing else can be asked once for all words that are alike in these.
_KEYS = ("TAG", "LOWER", "DEP")
_ASKED = frozenset((*_KEYS, "IS_SPACE"))
#: Words whose answers are kept; a long archive would keep ever more.
_KNOWN = 100_000
#: Words whose vectors are kept, some 400 bytes each, and how many new ones are embedded at once.
_EMBEDDED, _PIECE = 20_000, 256
_SET = ("POS", "MORPH", "LEMMA", "TAG", "DEP")
#: Verbs written with a hyphen, and nouns of them, which the tokenizer would cut in three: "re-open", "co-operation".
_HYPHENED = re.compile(
    r"(re|co|pre)-((?<=re-)[a-z]{3,}|(?<=co-)(?:oper|ordin)[a-z]+|empt[a-z]*)", re.I
)
#: A verb glued to a noun, which the tokenizer cuts off pronouns only: "Velia're", "the drivers'll".
_CLITIC = re.compile(r"(?<=[A-Za-z]{2})'(?:re|ve|ll|d)$", re.I)
#: New objects after which Python may look for garbage while a document is read.
_SELDOM = 50_000


def pipeline() -> Any:
    """Return the English pipeline, loaded once: the tested model, or what ``DETENTE_PARSER`` names.

    Raises
    ------
    InputError
        When the one that is named is not installed, or does not parse.
    AnalysisError
        When the tested model is missing or is another; see :mod:`detente.reading.parser_model`.
    """
    return _loaded(os.environ.get(PARSER, ""))


def parsed(texts: Iterable[Any]) -> Iterator[Any]:
    """Parse texts, or words that :func:`pipeline` has made of them, on one thread.

    On several threads these small matrices would cost more in waiting than they are worth.
    """
    nlp = pipeline()
    stages, threads = _stages(nlp)
    waiting = iter(texts)
    while batch := list(islice(waiting, _BATCH)):
        docs = [nlp.make_doc(text) if isinstance(text, str) else text for text in batch]
        with threads.limit(limits=1, user_api="blas"):
            for stage in stages:
                docs = list(stage.pipe(docs, batch_size=_BATCH))
        for doc in docs:
            _join_hyphened(nlp, doc)
        yield from docs


class _Collecting:
    """How often Python looks for garbage: as before, once nobody reads any more."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._reading = 0
        self._before = gc.get_threshold()

    @contextmanager
    def seldom(self) -> Iterator[None]:
        """Look for garbage seldom: the words of a parse all live until their document is read."""
        with self._lock:
            if not self._reading:
                self._before = gc.get_threshold()
                if 0 < self._before[0] < _SELDOM:
                    gc.set_threshold(_SELDOM, *self._before[1:])
            self._reading += 1
        try:
            yield
        finally:
            with self._lock:
                self._reading -= 1
                if not self._reading:
                    gc.set_threshold(*self._before)


collecting = _Collecting()


@lru_cache(maxsize=1)
def _loaded(name: str) -> Any:
    nlp = load_named(name) if name else load_parser()
    _spare(nlp)
    nlp.tokenizer.token_match = _HYPHENED.fullmatch
    ends = nlp.tokenizer.suffix_search
    nlp.tokenizer.suffix_search = lambda word: ends(word) or _CLITIC.search(word)
    return nlp


def _join_hyphened(nlp: Any, doc: Any) -> None:
    """Let "re-opened" be a form of "reopen": its own part is looked up without the hyphen's."""
    for token in doc if "-" in doc.text else ():
        cut = _HYPHENED.fullmatch(token.text) if "-" in token.text else None
        if cut is not None:
            token.lemma_ = cut[1].lower() + _lemma(nlp, cut[2].lower(), token.pos_)


@lru_cache(maxsize=4096)
def _lemma(nlp: Any, word: str, pos: str) -> str:
    """Return the form of a word in dictionaries, by the pipeline's own rules where it has some."""
    from spacy.pipeline import Lemmatizer
    from spacy.tokens import Doc

    rules = next((part for _, part in nlp.pipeline if isinstance(part, Lemmatizer)), None)
    if rules is None:
        return word
    return str(rules(Doc(nlp.vocab, words=[word], pos=[pos]))[0].lemma_)


@lru_cache(maxsize=1)
def _stages(nlp: Any) -> tuple[list[Any], Any]:
    """Return the parts of the pipeline in their order, and what holds the threads of numpy's matrices."""
    from spacy.pipeline import AttributeRuler
    from threadpoolctl import ThreadpoolController

    parts = [part for _, part in nlp.pipeline]
    for i, part in enumerate(parts):
        if isinstance(part, AttributeRuler):
            parts[i] = _Ruled(part)
        elif can_name(part):
            parts[i] = Namer(part)
    return parts, ThreadpoolController()


def _spare(nlp: Any) -> None:
    """Let the models of a pipeline compute nothing twice; what is not known is left as it is."""
    from thinc.api import NumpyOps

    numpys = NumpyOps(use_blis=False)
    for _, part in nlp.pipeline:
        model: Any = getattr(part, "model", None)
        for node in list(model.walk()) if model else ():
            node.ops = numpys
            names = [layer.name for layer in node.layers]
            if names[:2] == ["extract_features", "list2ragged"] and names[-1] == "ragged2list":
                model.replace_node(node, _embedding_once(node))
            elif can_convolve(node):
                model.replace_node(node, convolving(node))


def _embedding_once(chain: Any) -> Any:
    """Return layers that embed each word once, however often it stands in the texts that are read."""
    import numpy as np
    from thinc.api import Model

    features, _, *layers, _ = chain.layers
    kept: dict[bytes, Any] = {}

    def embedded(words: Sequence[bytes]) -> Iterator[Any]:
        rows = np.frombuffer(b"".join(words), dtype="uint64").reshape(len(words), -1)
        # Always as many at once: a few alone would be multiplied in another way, to other last digits.
        for start in range(0, len(rows), _PIECE):
            piece = np.zeros((_PIECE, rows.shape[1]), dtype="uint64")
            count = len(rows[start : start + _PIECE])
            piece[:count] = rows[start : start + _PIECE]
            for layer in layers:
                piece = layer.predict(piece)
            yield from piece[:count]

    def forward(_: Any, docs: Sequence[Any], **_training: bool) -> tuple[list[Any], Any]:
        nonlocal kept
        asked = features.predict(docs)
        rows = np.concatenate(asked)
        words = rows.view(f"V{rows.itemsize * rows.shape[1]}").ravel().tolist()
        places = {word: place for place, word in enumerate(dict.fromkeys(words))}
        if len(kept) > _EMBEDDED:
            kept = {}  # another one: who reads beside still asks the old one
        known = kept
        if new := [word for word in places if word not in known]:
            known.update(zip(new, embedded(new), strict=True))
        vectors = np.array([known[word] for word in places])
        found = vectors[[places[word] for word in words]]
        ends = np.cumsum([len(text) for text in asked])
        return np.split(found, ends[:-1]), None

    return Model(f"once({chain.name})", forward, layers=[chain])


def _marks_of(ruler: Any) -> frozenset[int] | None:
    """Return words and relations one of which every match of a ruler's rules holds; None where one needs none."""
    found = []
    for rule in ruler.patterns:
        for pattern in rule["patterns"]:
            asked = (word.get(key) for key in ("DEP", "LOWER") for word in pattern)
            mark = next((value for value in asked if isinstance(value, str)), None)
            if mark is None or any("OP" in word for word in pattern):
                return None
            found.append(ruler.vocab.strings.add(mark))
    return frozenset(found)


class _Ruled:
    """An attribute ruler whose rules for one word are asked once for each word, tag and relation."""

    def __init__(self, ruler: Any) -> None:
        from spacy import attrs
        from spacy.pipeline import AttributeRuler

        self._alone, self._together = AttributeRuler(ruler.vocab), AttributeRuler(ruler.vocab)
        for rule in ruler.patterns:
            alone = all(len(p) == 1 and _ASKED.issuperset(p[0]) for p in rule["patterns"])
            (self._alone if alone else self._together).add(**rule)
        self._marks = _marks_of(self._together)
        self._keys = [getattr(attrs, name) for name in _KEYS]
        self._set = [getattr(attrs, name) for name in _SET]
        self._known: dict[tuple[int, ...], tuple[int, ...]] = {}

    def pipe(self, docs: Iterable[Any], **_sizes: int) -> Iterator[Any]:
        """Set what the rules say of the words of parsed texts."""
        import numpy as np

        for doc in docs:
            keys = list(map(tuple, doc.to_array(self._keys).tolist()))
            if len(self._known) > _KNOWN:
                self._known = {}  # another one: who reads beside still asks the old one
            known = self._known
            if new := [key for key in dict.fromkeys(keys) if key not in known]:
                known.update(zip(new, self._answers(doc.vocab, new), strict=True))
            if keys:
                doc.from_array(self._set, np.array([known[k] for k in keys], dtype=np.uint64))
            marked = self._marks is None or not self._marks.isdisjoint(chain.from_iterable(keys))
            yield self._together(doc) if marked else doc

    def _answers(self, vocab: Any, keys: Sequence[tuple[int, ...]]) -> list[tuple[int, ...]]:
        from spacy.tokens import Doc

        tags, words, deps = (
            [vocab.strings[value] for value in column] for column in zip(*keys, strict=True)
        )
        doc = self._alone(Doc(vocab, words=words, tags=tags, deps=deps))
        return list(map(tuple, doc.to_array(self._set).tolist()))
