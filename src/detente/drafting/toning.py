"""Whether conduct helps or hurts whoever it is aimed at."""

from __future__ import annotations

from detente.drafting.actions import Action
from detente.drafting.lexicon import normal, words

DISARMING = ("hand over", "lay down", "give up", "turn in", "surrender", "dismantle", "pull back")
DISARMING = ("hand over", "lay down", "give up", "turn in", "surrender", "dismantle", "pull back")
CEASING = frozenset({"hold", "cease", "halt", "stop", "suspend", "end", "silence", "pause"})


def tone(action: Action, *, sure: bool = False) -> int:
    """Say whether conduct helps (1) or hurts (-1) whoever it is aimed at; 0 when its words do not tell.

    The end of something pleases, unless that something is known to be good; with ``sure`` the end of
    something unknown does not tell.
    """
    verb = normal(action.verb)
    tokens = {t.strip(",.’'").lower() for t in action.phrase.split()[1:]}
    objects = action.objects | tokens | {t.removesuffix("s") for t in tokens}
    stem = action.verb.split(" ", maxsplit=1)[0]
    harmed = bool(objects & words("harm", "nouns"))
    helped = bool(objects & words("help", "nouns"))
    first = action.phrase.split(" ", maxsplit=1)[0]
    if (
        (harmed and first in ("guarantee", "ensure", "promise") and " no " in f" {action.phrase} ")
        or action.phrase.startswith(DISARMING)
        or (first in CEASING and (harmed or verb in words("harm", "verbs")))
    ):
        value = 1
    elif verb == "leave":
        value = -1 if helped else 0
    elif verb in ("end", "cut", "withhold"):
        unknown = 0 if sure else 1
        value = -1 if helped and not harmed else 1 if harmed else unknown if verb == "end" else -1
    elif verb == "keep" and objects & {"open", "closed"}:
        value = 1 if "open" in objects else -1
    elif verb == "keep":
        value = -1 if harmed else 1 if helped else 0
    elif {verb, stem, first, action.verb} & words("harm", "verbs") or harmed:
        value = -1
    elif {verb, stem, first} & words("help", "verbs"):
        value = 1
    else:
        value = 0
    return -value if action.negated else value
