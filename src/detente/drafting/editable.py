"""A draft as a model file that is meant to be edited."""

from __future__ import annotations

from detente.drafting.types import Draft
from detente.model import writing

_WIDTH = 96


def to_yaml(drafted: Draft) -> str:
    """Return a draft as a model file, with what it stands on in comments on top.

    The text loads with :func:`detente.model.files.loads` and is the same conflict.
    """
    share = drafted.evidence_share
    total = sum(share.values())
    assumed = share.get("an assumption", 0)
    lines = [
        "Drafted by detente from documents; meant to be edited.",
        f"{total - assumed} of {total} elements rest on words of the documents, {assumed} on assumptions: "
        + ", ".join(f"{words} {count}" for words, count in share.items()) + ".",
        "An element with an assumption counts as one, whatever it also cites.",
        "A state string has one letter per option, in the order of the options below.",
    ]  # fmt: skip
    if drafted.status_quo_why:
        lines.append(f"Status quo. {drafted.status_quo_why}")
    lines += [f"Look at: {warning}" for warning in drafted.warnings]
    head = "".join(f"# {part}\n" for line in lines for part in _wrapped(line))
    return f"{head}\n{writing.to_yaml(drafted.conflict)}"


def _wrapped(text: str) -> list[str]:
    from textwrap import wrap

    return wrap(" ".join(text.split()), _WIDTH) or [""]
