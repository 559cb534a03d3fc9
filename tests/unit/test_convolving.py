"""The parser's convolutions: every number is the one that the model's own layers give."""

from __future__ import annotations

from typing import Any

import pytest

from detente.reading.convolving import can_convolve, convolving
from detente.reading.parser_model import load_parser


def layers_of(part: str) -> Any:
    from thinc.api import NumpyOps

    nodes = list(load_parser().get_pipe(part).model.walk())
    for node in nodes:
        node.ops = NumpyOps(use_blis=False)
    (found,) = (node for node in nodes if can_convolve(node))
    return found


@pytest.mark.parametrize("part", ["tok2vec", "ner"])
@pytest.mark.parametrize("lengths", [[1], [3, 0, 1], [40, 500, 2], [700, 700, 30, 900]])
def test_every_number_is_that_of_the_models_own_layers(part: str, lengths: list[int]) -> None:
    import numpy as np

    own, rng = layers_of(part), np.random.default_rng(sum(lengths))
    texts = [rng.standard_normal((length, 96)).astype("float32") for length in lengths]
    for right, found in zip(own.predict(texts), convolving(own).predict(texts), strict=True):
        assert right.shape == found.shape
        assert (right == found).all()


def test_layers_of_another_kind_are_left_as_they_are() -> None:
    wider = layers_of("tok2vec")
    wider.layers[0].layers[0].layers[0].layers[0].attrs["window_size"] = 2
    assert not can_convolve(wider)
    assert not any(map(can_convolve, load_parser().get_pipe("tagger").model.walk()))
