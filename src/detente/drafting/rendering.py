"""Phrases for readers who do not know who speaks."""

from __future__ import annotations

import re

from detente.drafting.actions import Action
from detente.drafting.anaphora import possessive
from detente.drafting.lexicon import words
from detente.drafting.names import Names
from detente.drafting.phrasing import readable


def rendered(
    action: Action,
    names: Names,
    *,
    owner: str,
    toward: str | None,
    speaker: str,
    target: str | None,
) -> str:
    """Say a phrase for readers who do not know who speaks: "our" becomes the speaker's name."""
    mine = "its" if owner == speaker else possessive(names.spoken(speaker))
    me = "itself" if owner == speaker else names.spoken(speaker)
    text = re.sub(
        r"\b(our|my) (own )?(country|nation|people|side|company|movement|party)['’]s\b",
        mine, action.phrase, flags=re.IGNORECASE,
    )  # fmt: skip
    text = re.sub(r"\b(our|my)( own)?\b", mine, text, flags=re.IGNORECASE)
    text = re.sub(r"\b(us|me)\b", me, text)
    if target is not None:
        yours = "its" if owner == target else possessive(names.spoken(target))
        text = re.sub(r"\byour\b", yours, text, flags=re.IGNORECASE)
        text = re.sub(r"\byou\b", names.spoken(target), text, flags=re.IGNORECASE)
    text = re.sub(r"\b(?:their|his|her)\b(?! own side)", "its", text)
    together = action.verb in words("together", "verbs") or any(
        text.split()[-1] == noun or text.split()[-1] == f"{noun}s"
        for noun in words("together", "nouns")
    )
    text = readable(text)
    named = names.find_all(text)
    if together and toward is not None and " with " not in f"{text} " and not named:
        text = f"{text} with {names.spoken(toward)}"
    return text
