"""The status quo of a draft: what is going on now, by stated reasons."""

from __future__ import annotations

from detente.drafting.options import Group


def status_quo(groups: list[Group]) -> tuple[dict[str, bool], str]:
    """Return which options are taken now, and why, one sentence per option.

    Reported deeds that last decide first; then wording that presupposes that something goes on
    ("stop firing", "keep the duties"); what is only promised, threatened, demanded or made a
    condition is not done yet.
    """
    taken: dict[str, bool] = {}
    reasons: dict[str, list[str]] = {}
    for group in groups:
        value, reason = _standing(group)
        taken[group.id] = value
        reasons.setdefault(reason, []).append(f"{group.id} ({'Y' if value else 'N'})")
    told = (
        f"{reason[:1].upper()}{reason[1:]}: {', '.join(ids)}." for reason, ids in reasons.items()
    )
    return taken, " ".join(told)


def _standing(group: Group) -> tuple[bool, str]:
    for conduct, opposite in group.members:
        if conduct.role == "deed":
            value = not conduct.negated ^ opposite
            return value, "reported as going on" if value else "reported as not being done"
    for conduct, opposite in group.members:
        if conduct.ongoing:
            return (
                not opposite,
                "the wording presupposes that it is going on"
                if not opposite
                else ("the wording presupposes that the opposite is going on"),
            )
    return False, "only spoken of, not reported as done"
