"""How much of a model a text holds for the two who are at odds: enough, or too little to rest an answer on.

Most articles in which somebody asks something of somebody hold no conflict: a candidate says what the
country must do, a campaigner what a party should. A model needs two who can each do something, and words
in which the conduct of one meets the other.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from detente.drafting.answering import PRESSURE, STANDING, press_each_other
from detente.drafting.conduct import Positions
from detente.drafting.exchanges import stands_by

Verdict = Literal["yes", "thin", "no"]
#: Two sides; also options of each side from which any conduct aimed at the other suffices.
_TWO = 2


def how_much(
    found: Positions, one: str, other: str, owned: Mapping[str, int], *, tied: bool, refused: bool
) -> Verdict:
    """Say how much of a model a text holds for the two sides.

    Enough is where both have options and one of these ties them: a condition (``tied``) or an offer
    refused (``refused``); pressure for what is asked; pressure both ways; a demand of each; conduct of
    each that meets the other; where each has a voice in the text, or the two bargain, also a demand by
    one that does something to the other, and two options each, of which one meets the other.

    A person is a side only where a condition ties it to others who act together, or each of the two
    acts on the other, and none where neither does: what a candidate would do in office, or asks of the
    country, is no conflict with it.

    Parameters
    ----------
    found : Positions
    one, other : str
        The two sides.
    owned : mapping of str to int
        How many options each party has.
    tied, refused : bool
        Whether a condition of one names conduct of the other; whether one refuses the other's offer.
    """
    each = min(owned[one], owned[other])
    ways = ((one, other), (other, one))
    acts = [_acts(found, *way) for way in ways]
    press = press_each_other(found, one, other)
    persons = [found.names.kind(party) for party in (one, other)].count("person")
    if persons and not press:
        if not any(acts):
            return "no"
        return "yes" if each and (all(acts) or (tied and persons < _TWO)) else "thin"
    asks = [_asks(found, *way) for way in ways]
    pressing = press or any(_presses(found, *way) for way in ways)
    asking = any(asked and acted for asked, acted in zip(asks, acts, strict=True))
    meeting = all(asks) or all(acts)
    at_work = found.names.bargains(one) != found.names.bargains(other)
    if at_work or all(found.names.speaks(party) for party in (one, other)):
        meeting = meeting or asking or (each >= _TWO and any(acts))
    return "yes" if each and (tied or refused or pressing or meeting) else "thin"


def _acts(found: Positions, one: str, other: str) -> bool:
    """Say whether one tells of conduct of its own that meets the other, or hangs on it.

    A strike or a lockout that names nobody meets whoever bargains with its doer. That an offer stands
    is nobody's word: whoever refuses it is answered, and says so itself. Who helps another is not at
    odds with it for that.
    """
    waits = any(
        k.holder == one and any(c.owner == other for c in k.conditions) for k in found.links
    )
    at_work = found.names.bargains(one) != found.names.bargains(other)
    return waits or any(
        p.holder == p.conduct.owner == one
        and (
            p.conduct.toward == other
            or (at_work and p.conduct.toward is None and p.conduct.tone < 0)
        )
        and not p.conduct.phrase.startswith(STANDING)
        and not stands_by(p.conduct)
        for p in found.positions
    )


def _asks(found: Positions, one: str, other: str) -> bool:
    """Say whether one asks something of the other that is the other's to do."""
    return any(
        p.holder == one and p.kind == "demand" and p.conduct.owner == other and p.conduct.founds
        and p.conduct.role != "deed"  # an offer that is refused is asked by nobody
        for p in found.positions
    )  # fmt: skip


def _presses(found: Positions, one: str, other: str) -> bool:
    """Say whether one does or threatens something for what it asks: a strike for a rise in pay.

    What names nobody whom it is meant for counts where all that is asked is asked of the other.
    """
    asked = {p.conduct.owner for p in found.positions if p.holder == one and p.kind == "demand"}
    meant = (other, None) if asked == {other} else (other,)
    acts = any(
        p.holder == one
        and (
            p.kind == "threat"
            or (p.kind == "commitment" and p.conduct.statement.act == "THREATEN")
            or (p.kind == "deed" and p.conduct.statement.act in PRESSURE)
        )
        and p.conduct.owner == one
        and p.conduct.toward in meant
        for p in found.positions
    )
    return acts and _asks(found, one, other)
