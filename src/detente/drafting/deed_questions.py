"""Small questions about a deed that the gate asks: does it take two, harm, last, wait for another."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from detente.drafting.lexicon import mentions, normal, words
from detente.drafting.parties import is_people_noun
from detente.evidence import Condition, Event, Span

#: Words by which something goes on that has begun.
_GOES_ON = re.compile(r"\b(?:remain|stay|continu|still|go(?:es|ing)? on|keep|hold)", re.I)
#: Where what stands behind a noun begins.
_AFTER_HEAD = re.compile(r" (?:of|in|on|at|by|for|to|from|with|against|over|near) ")
#: Topics of "hold discussions" at most.
_FEW_TOPICS = 2


def lies_in(inner: Span, outer: Span) -> bool:
    """Say whether one stretch of words lies in another."""
    return outer.start <= inner.start and inner.end <= outer.end


def carries_out_somebody(deed: str) -> bool:
    """Say whether a deed was made of a noun that names people and no deed.

    "carry out the administration" was, "carry out a strike on its plants" was not.
    """
    verb, _, thing = deed.partition("carry out ")
    head = _AFTER_HEAD.split(thing)[0].split()
    return not verb and bool(head) and is_people_noun(head[-1])


#: "in a second", "in a moment": how somebody puts off what it will tell.
_SHORTLY = re.compile(r"\b(?:in|for) (?:just )?(?:a|one) (?:second|moment|minute|bit)\b")
#: "let him speak to it", "leave it to the ministry to describe".
_LETS_TELL = re.compile(
    r"^(?:let|leave|allow)\b.* (?:to )?(?:speak|talk|describe|say|answer|address|explain|tell|comment|characteri[sz]e)\b"
)


def is_telling(event: Event) -> bool:
    """Say whether a deed is only to tell, or not to tell, something at a lectern or to a reporter.

    "Get into the details", "take a few questions", "get to the corridor in a second", "let them speak to
    it"; not "go into the city", "give a guarantee", nor talks with somebody.
    """
    things = set(event.topics[1:])
    if event.predicate in words("phrases", "telling"):
        return " with " not in event.deed and not is_talk(event)
    enters = event.predicate in words("phrases", "entering")
    told = {topic.removesuffix("s") for topic in things} | things
    if enters and told & words("phrases", "entered"):
        return " with " not in event.deed
    return bool(_SHORTLY.search(event.deed)) or bool(_LETS_TELL.match(event.deed))


def takes_two(event: Event) -> bool:
    """Say whether a deed is one that nobody does alone: to reach an agreement, to hold talks."""
    return any(normal(topic) in words("pacts", "mutual") for topic in event.topics)


def is_harm(event: Event) -> bool:
    """Say whether a condition is harm done, as in "if they attack": not "if they give up the arms"."""
    yields = ("end", "cut", "leave", "give", "accept")
    return (
        event.polarity
        and event.tone < 0
        and normal(event.predicate.replace("_", " ")) not in yields
    )


def is_talk(event: Event) -> bool:
    """Say whether a deed is to talk, with nobody named: "hold discussions"."""
    talks = any(normal(topic) == "talk" for topic in event.topics)
    return talks and len(event.topics) <= _FEW_TOPICS and " with " not in event.deed


def talked_of(event: Event) -> Event:
    """Return "consider dialogue" as what it is to do so: "hold dialogue"."""
    weighed = event.predicate == "consider" and [normal(t) for t in event.topics[1:2]] == ["talk"]
    if not weighed:
        return event
    held = f"hold {event.deed.partition(' ')[2]}"
    return replace(event, predicate="hold", deed=held, topics=("hold", *event.topics[1:]))


def demands_met(event: Event) -> Event:
    """Return "could not agree to pay demands", which a parser reads as paying, as accepting them."""
    if event.predicate != "pay" or not set(event.topics[1:2]) & words("phrases", "asked_for"):
        return event
    return replace(
        event, predicate="accept", deed=f"accept {event.deed}", topics=("accept", *event.topics[::-1])
    )  # fmt: skip


def lasts(condition: Condition, event: Event) -> bool:
    """Say whether what goes on until another yields goes on already: "has suspended the treaty until …"."""
    if condition.sense != "until" or not event.polarity:
        return False
    begun = event.time in ("past", "now") and event.modality in ("done", "ongoing")
    return begun or _GOES_ON.search(condition.consequence.text) is not None


def waits(event: Event) -> bool:
    """Say whether a deed only answers another one: "respond to any attack by Orland"."""
    deed = event.deed.split()
    return deed[:1] in (["respond"], ["react"], ["retaliate"]) and deed[1:2] in (
        ["to"],
        ["for"],
        ["against"],
    )


def answers(event: Event) -> bool:
    """Say whether a consequence is what another would have to bear, or get: "will pay a heavy price".

    Also "will lose the licence", "would get no more money".
    """
    topics = set(event.topics)
    if event.predicate in words("answers", "losing") | words("answers", "getting"):
        return bool(topics & words("sought", "nouns"))
    return event.predicate in words("answers", "verbs") and bool(topics & words("answers", "nouns"))


@lru_cache(maxsize=4096)
def intensity_of(text: str) -> int:
    """Return 2 for words of priority, 1 for words without "if" or "but", 0 otherwise."""
    if mentions("intensity", "priority", text):
        return 2
    return 1 if mentions("intensity", "absolute", text) else 0
