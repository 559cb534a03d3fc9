"""Whether documents carry a model: the one door to drafting."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from detente.drafting import Draft, LeftOut, NoModelError, draft
from detente.errors import InputError
from detente.evidence import Document
from detente.explain.words import with_article
from detente.model.conflict import Conflict


def why_thin(verdict: str, conflict: Conflict) -> str | None:
    """Say what a thin draft lacks, of the party of which the text tells least; None of a draft that is not thin."""
    if verdict == "yes":
        return None
    owned = Counter(option.owner for option in conflict.options)
    least = min(conflict.decision_makers[:2], key=lambda dm: owned[dm.id])
    if owned[least.id] > 1:
        return "nothing was found that ties what the one side could do to the other"
    number = "only one thing" if owned[least.id] else "nothing"
    return (
        f"{number} was found that {with_article(least.name)} could do, and no condition that ties the two "
        "sides together"
    )


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
        return decided(draft(documents, max_options=max_options))
    except (
        NoModelError,
        InputError,
    ) as error:  # or no document is in a language that is drafted from
        return decided(error)


def decided(drafted: Draft | NoModelError | InputError) -> Decision:
    """Say whether a draft carries a brief, or why there is no draft."""
    if not isinstance(drafted, Draft):
        left_out = drafted.left_out if isinstance(drafted, NoModelError) else ()
        return Decision(verdict="reading", why=drafted.message, left_out=left_out)
    thin = why_thin(drafted.verdict, drafted.conflict)
    return Decision(
        verdict="thin" if thin else "model",
        why=thin or "",
        draft=drafted,
        left_out=drafted.left_out,
    )
