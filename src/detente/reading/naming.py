"""The parser's names, found by its own model and taken for a whole batch at once.

spaCy's recogniser (Honnibal and Montani, 2017; transitions after Ratinov and Roth, 2009) goes from word to
word: outside a name, a word stays outside, is a name by itself or begins one; inside, the name goes on or
ends. Outside, nothing depends on what came before, so all words can be asked together; inside, all names
that begin can be followed together. What is chosen is the same, in a tenth of the time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

#: What the state of a name is told by: this word, the name's first word, and the word before this one.
_STATE = 3


def can_name(part: Any) -> bool:
    """Whether a part of a pipeline is a recogniser of the kind that is known here."""
    from spacy.pipeline import EntityRecognizer

    if not isinstance(part, EntityRecognizer) or part.cfg["beam_width"] != 1:
        return False
    attrs = part.model.attrs
    shape = part.model.get_ref("lower").get_dim("nF")
    return bool(shape == _STATE and attrs["has_upper"] and not attrs["unseen_classes"])


class Namer:
    """Sets the names of parsed texts as the recogniser would."""

    def __init__(self, recogniser: Any) -> None:
        import numpy as np

        self._model = recogniser.model
        moves = recogniser.moves
        actions = [moves.get_class_name(i).partition("-")[::2] for i in range(moves.n_moves)]
        place = {action: i for i, action in enumerate(actions)}
        kinds = np.array([kind if label or kind == "O" else "" for kind, label in actions])
        self._labels = [label for _, label in actions]
        self._begins, self._alone = kinds == "B", kinds == "U"
        self._outside = kinds == "O"
        #: For each action that begins a name, the two that may follow it.
        self._on = np.array([place.get(("I", label), 0) for label in self._labels])
        self._ends = np.array([place.get(("L", label), 0) for label in self._labels])

    def pipe(self, docs: Iterable[Any], **_sizes: int) -> Iterator[Any]:
        """Set the names in texts whose sentences are known."""
        from spacy.tokens import Span

        docs = list(docs)
        for doc, names in zip(docs, self._names(docs), strict=True):
            doc.set_ents([Span(doc, a, b, label=label) for a, b, label in names])
            yield doc

    def _names(self, docs: list[Any]) -> list[list[tuple[int, int, str]]]:
        """Return the names of each text: first word, the word after the last one, and label."""
        import numpy as np
        from spacy import attrs

        found: list[list[tuple[int, int, str]]] = [[] for _ in docs]
        if not any(len(doc) for doc in docs):
            return found
        rows = [doc.to_array([attrs.SENT_START, attrs.IS_SPACE]) for doc in docs]
        opens, blank = (np.concatenate([r[:, k] for r in rows]) == 1 for k in (0, 1))
        starts = np.cumsum([0, *map(len, docs)])
        last = np.zeros(len(blank), dtype=bool)
        last[starts[1:][np.diff(starts) > 0] - 1] = True
        closes = last | np.append(opens[1:], False)

        lower, upper = self._model.get_ref("lower"), self._model.get_ref("upper")
        told = lower.predict(self._model.get_ref("tok2vec").predict(docs))
        pad, told, bias = told[0], told[1:], lower.get_param("b")

        scores = upper.predict(_largest(told[:, 0] + (pad[1] + pad[2] + bias)))
        valid = self._outside | (
            ~blank[:, None] & (self._alone | (self._begins & ~closes[:, None]))
        )
        chosen = np.where(valid, scores, -np.inf).argmax(1)

        heads = np.flatnonzero(self._begins[chosen])
        ends = heads + 1
        going = np.arange(len(heads))
        while len(going):
            here = ends[going]
            state = told[here, 0] + told[heads[going], 1] + told[here - 1, 2] + bias
            scores = upper.predict(_largest(state))
            on, end = self._on[chosen[heads[going]]], self._ends[chosen[heads[going]]]
            each = np.arange(len(going))
            goes, stops = scores[each, on], scores[each, end]
            going = going[~closes[here] & ((goes > stops) | ((goes == stops) & (on < end)))]
            ends[going] += 1

        whole = np.flatnonzero(self._alone[chosen] | self._begins[chosen])
        until = whole + 1
        until[self._begins[chosen[whole]]] = ends + 1
        free = text = 0
        for first, after in zip(whole.tolist(), until.tolist(), strict=True):
            if first < free:
                continue  # inside the name before
            free = after
            while first >= starts[text + 1]:
                text += 1
            begin = int(starts[text])
            found[text].append((first - begin, after - begin, self._labels[chosen[first]]))
        return found


def _largest(pieces: Any) -> Any:
    """Return the largest of the pieces of each number: numpy is much faster at whole columns than at pairs."""
    import numpy as np

    largest = pieces[..., 0]
    for piece in range(1, pieces.shape[-1]):
        largest = np.maximum(largest, pieces[..., piece])
    return largest
