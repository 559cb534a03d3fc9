"""Whether documents carry a model: the one door to drafting."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from detente.briefing.result import LeftOut
from detente.drafting import Draft, draft
from detente.errors import AnalysisError, InputError
from detente.evidence import Document, Span

#: Real options that each of two parties needs for a model, and for a thin one.
ENOUGH, FEW = 2, 1
_THIN = "A side has but one thing that it could do by the words of the text."
_ONE_SIDE = "By its words only one side has anything that it could do."


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """``model``, ``thin`` or ``reading``, why, the draft (None for ``reading``), what was left out."""

    verdict: str
    why: str = ""
    draft: Draft | None = None
    left_out: tuple[LeftOut, ...] = ()


def decide(documents: Sequence[Document], *, max_options: int = 12) -> Decision:
    """Draft a model where the documents carry one, and say why where they do not.

    Raises
    ------
    InputError
        When ``max_options`` is none.
    """
    if max_options < 1:
        raise InputError("A model needs at least one option.", fix="Give a larger --max-options.")
    try:
        drafted = draft(documents, max_options=max_options)
    except (AnalysisError, InputError) as error:
        return Decision(verdict="reading", why=error.message)
    left_out = tuple(
        LeftOut(kind="option", what=text, rule=rule, span=_found(documents, text))
        for text, rule in drafted.context
    )
    sides = Counter(option.owner for option in drafted.conflict.options if option.evidence)
    for verdict, least in (("model", ENOUGH), ("thin", FEW)):
        if sum(number >= least for number in sides.values()) > 1:
            why = "" if verdict == "model" else _THIN
            return Decision(verdict=verdict, why=why, draft=drafted, left_out=left_out)
    return Decision(verdict="reading", why=_ONE_SIDE, left_out=left_out)


def _found(documents: Sequence[Document], text: str) -> Span | None:
    for document in documents:
        place = document.text.find(text)
        if place >= 0:
            return Span(place, place + len(text), text)
    return None
