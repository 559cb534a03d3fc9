"""The convolutions of the parser's models: the same numbers as thinc's layers in two thirds of the time.

Each layer takes a word's vector with its neighbours' (a window), the largest of some pieces (maxout, Goodfellow
and others, 2013), scales it (layer normalisation, Ba and others, 2016) and adds it to the vector (a residual).
Thinc makes new matrices at each step; here some are kept for all, and hold what fits into the processor's
memory at hand. Every sum is taken in the order of thinc's, so not a digit is another.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

#: Words that go through a layer together, about.
_TILE = 512
_LAYER = "residual(expand_window>>maxout>>layernorm>>dropout)"


def can_convolve(node: Any) -> bool:
    """Whether a node of a model is made of convolutions of the kind that is known here."""
    if not node.name.startswith(f"with_array({_LAYER}") or not node.attrs["pad"]:
        return False
    return all(
        layer.name == _LAYER and _one(layer, "expand_window").attrs["window_size"] == 1
        for layer in node.layers[0].layers
    )


def convolving(node: Any) -> Any:
    """Return a layer that answers as a node does of which :func:`can_convolve` holds."""
    import numpy as np
    from thinc.api import Model

    pad = node.attrs["pad"]
    layers = [_weights(layer) for layer in node.layers[0].layers]

    def forward(_: Any, texts: Sequence[Any], **_training: bool) -> tuple[list[Any], Any]:
        places, size = [], pad
        for text in texts:
            places.append(slice(size, size + len(text)))
            size += len(text) + pad
        rows = np.zeros((size + 2, texts[0].shape[1]), dtype="float32")
        inner = rows[1:-1]
        for place, text in zip(places, texts, strict=True):
            inner[place] = text
        done = _convolved(rows, layers)
        return [done[place] for place in places], None

    return Model(f"convolving({node.name})", forward, layers=[node])


def _one(layer: Any, name: str) -> Any:
    return next(node for node in layer.walk() if node.name == name)


def _weights(layer: Any) -> tuple[Any, ...]:
    """Return what a layer multiplies by and adds, the pieces of all places side by side."""
    import numpy as np

    maxout, norm = _one(layer, "maxout"), _one(layer, "layernorm")
    pieces = np.moveaxis(maxout.get_param("W"), 0, 1)
    weights = np.ascontiguousarray(pieces.reshape(-1, pieces.shape[-1]).T)
    bias = np.ascontiguousarray(maxout.get_param("b").T).reshape(-1)
    return weights, bias, norm.get_param("G"), norm.get_param("b")


def _convolved(rows: Any, layers: Sequence[tuple[Any, ...]]) -> Any:
    """Return rows that went through layers; the first and the last row are no words and stay zero."""
    import numpy as np

    size, width = len(rows) - 2, rows.shape[1]
    # Of one size, about: a few rows alone would be multiplied in another way, to other last digits.
    ends = np.linspace(0, size, -(-size // _TILE) + 1).astype(int).tolist()
    most = -(-size // (len(ends) - 1))
    into = np.zeros_like(rows)
    windows, squares = np.empty((most, 3 * width), "f"), np.empty((most, width), "f")
    largest, multiplied = np.empty((most, width), "f"), np.empty((most, len(layers[0][1])), "f")
    for weights, bias, scale, shift in layers:
        around = np.lib.stride_tricks.as_strided(rows, (size, 3 * width), rows.strides)
        for start, end in pairwise(ends):
            count = end - start
            window, pieces = windows[:count], multiplied[:count]
            best, square = largest[:count], squares[:count]
            np.copyto(window, around[start:end])
            np.dot(window, weights, out=pieces)
            pieces += bias
            np.maximum(pieces[:, :width], pieces[:, width : 2 * width], out=best)
            for piece in range(2 * width, pieces.shape[1], width):
                np.maximum(best, pieces[:, piece : piece + width], out=best)
            mean = np.add.reduce(best, axis=1, keepdims=True)
            mean /= np.float32(width)
            best -= mean
            np.multiply(best, best, out=square)
            variance = np.add.reduce(square, axis=1, keepdims=True)
            variance /= np.float32(width)
            variance += np.float32(1e-8)
            best *= variance**-0.5
            best *= scale
            best += shift
            np.add(rows[1 + start : 1 + end], best, out=into[1 + start : 1 + end])
        rows, into = into, rows
    return rows[1:-1]
