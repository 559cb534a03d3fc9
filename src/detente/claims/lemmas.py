"""A claim and its lemmas: "hinged on", "hinges upon" and "will hinge on" are one."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """A claim and its lemmas; ``at`` leads from a place in ``lemmas`` back to the claim."""

    text: str
    lemmas: str
    starts: tuple[tuple[int, int], ...]
    past: bool = False

    @classmethod
    def of(cls, text: str) -> Words:
        """Return the lemmas of a claim, contractions written out."""
        from detente.reading.pipeline import pipeline

        plain = text.replace("’", "'").replace("‘", "'")
        lemmas, starts, past = " ", [], False
        for token in pipeline()(plain):
            past = past or token.tag_ == "VBD"
            if token.is_punct or token.is_space:
                continue
            starts.append((len(lemmas) - 1, token.idx))
            lemma = (
                token.lower_ if token.lower_ in ("longer", "us", "our", "ours") else token.lemma_
            )
            if token.lower_ in CONTRACTED:
                lemma = CONTRACTED[token.lower_]
            lemmas += f"{lemma.lower()} "
        return cls(text, lemmas, tuple(starts), past=past)

    def at(self, place: int) -> int:
        """Return where in the claim the lemma begins that stands at a place, or the claim's end."""
        return next((origin for start, origin in self.starts if start >= place), len(self.text))


CONTRACTED = {"n't": "not", "wo": "will", "ca": "can", "'ll": "will", "'d": "would", "'re": "be"}
