"""Acts that stand once they are done, and things asked for that only another can grant."""

from __future__ import annotations

import re
from dataclasses import replace

from detente.drafting.lexicon import normal, words
from detente.evidence import Document, Event, Statement

#: Acts whose deeds last once they are done: what is reported of them is still so.
_LASTING = frozenset(("SANCTION", "COERCE", "MOBILIZE", "PROTEST"))
#: Words of pledging before what is pledged, and how near they stand.
_PLEDGE = re.compile(r"\b(?:pledg|promis|vow|guarante|undert|commit|swor|assur)", re.IGNORECASE)
_NEAR = 40
_WILL = re.compile(r" (?:would|will|shall)(?: (?:then|soon|also))?\s*$")
#: Words that the subject of a pledge has at most.
_SUBJECT = 6


def stands(statement: Statement, event: Event) -> bool:
    """Say whether a speaker's own deed still holds once it is done.

    Sanctions, sieges, call-ups and stoppages go on until they are ended; a suit stands until it is
    withdrawn or judged, an offer until it is withdrawn or answered. What was attacked, said or
    signed is over.
    """
    if not event.polarity or event.time == "ahead":
        return False
    if statement.act in _LASTING:
        return True
    if (
        event.predicate in words("standing", "lasting")
        and event.tone < 0
        and event.modality == "done"
    ):
        return True
    if event.force != "state":
        return False
    if event.predicate in words("standing", "allowing"):
        return event.modality == "done" and allows(event.deed)
    if event.modality == "done" and is_resting(event.deed):
        return True
    offered = statement.act == "OFFER" and event.predicate in words("standing", "offering")
    return is_suit(event) or (offered and not set(event.topics) & words("standing", "wares"))


def is_resting(phrase: str) -> bool:
    """Say whether pressure is taken back or put off: "suspend the strikes", "postpone the boycott"."""
    first, _, rest = phrase.lower().replace("walk out", "walkout").partition(" ")
    particle = rest.partition(" ")[0]
    named = any(
        normal(verb) == "end" or verb in ("postpone", "defer", "put off")
        for verb in (first, f"{first} {particle}")
    )
    things = {word.strip(",.").removesuffix("s") for word in rest.split()}
    return named and bool(things & words("standing", "resting"))


def allows(phrase: str) -> bool:
    """Say whether an authority lets something be done: "grant planning permission", "approve the scheme"."""
    first, *rest = phrase.lower().split()
    things = {word.strip(",.").removesuffix("s") for word in rest}
    return first in words("standing", "allowing") and bool(things & words("standing", "allowed"))


def goes_to_law(phrase: str) -> bool:
    """Say whether a phrase names a suit: "file a lawsuit against the city"."""
    first, *rest = phrase.lower().split()
    suits = {word.strip(",.") for word in rest} & (words("standing", "suits") | {"review"})
    return first == "sue" or (first in words("standing", "suing") and bool(suits))


def of_the_union(event: Event, union: str) -> Event:
    """Return a stoppage that a union tells without saying whose: it is its own.

    "The strike has been suspended", "strike action will take place in June".
    """
    if event.modality == "done" and is_resting(event.deed):
        return replace(event, agent=union)
    stoppage = set(event.topics) & words("standing", "stoppages")
    if event.time == "ahead" and event.modality == "planned" and event.tone < 0 and stoppage:
        return replace(event, agent=union, force="threaten" if event.polarity else "promise")
    return event


_ACTION = re.compile(r"^(take|stage|launch) ((?:(?:more|further|fresh) )?)action$")


def at_work(event: Event) -> Event:
    """Return "take further action" as what it is in the mouth of a union: "take further industrial action".

    A rise that workers turn down is one that they do not accept: nobody else can allow it.
    """
    if event.force == "refuse" and event.deed.startswith("allow "):
        topics = ("accept", *event.topics[1:])
        accepted = event.deed.replace("allow", "accept", 1)
        return replace(event, deed=accepted, predicate="accept", topics=topics)
    return replace(event, deed=_ACTION.sub(r"\1 \2industrial action", event.deed))


#: "give it an opportunity to improve the offer": who is given one is to use it.
_CHANCE = re.compile(
    r"^(?:give|allow|leave) .+? (?:an?|another|the|one last|a final|a last|more|enough|some) (?:\w+ )?"
    r"(?:opportunity|chance|time) to (?P<verb>\w+)(?P<rest>.*)"
)


def chance_given(event: Event) -> Event | None:
    """Return "give the firm a chance to raise its offer" as what the other is asked: "raise its offer".

    None where a deed gives no chance. Who has the chance stays open where the words name nobody.
    """
    match = _CHANCE.match(event.deed)
    if match is None or not event.polarity or event.force not in ("promise", "offer", "state"):
        return None
    verb = match["verb"]
    topics = [t for t in event.topics if re.search(rf"\b{re.escape(t)}", match["rest"])]
    return replace(
        event, agent=event.patient, predicate=verb, deed=f"{verb}{match['rest']}", patient=None,
        force="demand", modality="asked", time="ahead", topics=(verb, *topics),
    )  # fmt: skip


#: Prepositions before which a deed lacks what it is done to.
_POSTS = ("to", "by", "in", "from", "at", "on", "for", "with", "as")


def of_the_powerful(event: Event, speaker: str) -> Event:
    """Return what those with the say tell will be done, without saying by whom: it is their own deed.

    "The firm said 500 jobs would be cut", "the council said the road would be reopened".
    """
    open_deed = event.agent is None and event.force == "state" and event.patient != speaker
    coming = event.time == "ahead" and event.modality in ("planned", "denied")
    if not (open_deed and coming) or event.predicate not in words("standing", "powers"):
        return event
    resting = words("standing", "stoppages") | words("standing", "resting")
    named = event.deed.split()[1:2]  # "increase to 25 percent" does not say what
    if set(event.topics) & resting or not named or named[0] in _POSTS:
        return event
    return replace(event, agent=speaker, force="promise" if event.polarity else "refuse")


def goes_on(event: Event) -> bool:
    """Say whether a deed is told as going on: "is wasting money"."""
    return event.time == "now" and event.phrase.text.partition(" ")[0].endswith("ing")


def is_suit(event: Event) -> bool:
    """Say whether a deed goes to law: "file a lawsuit", "take the company to court", "apply for a judicial review"."""
    if event.predicate == "sue":
        return True
    suing = event.predicate in words("standing", "suing")
    suits = words("standing", "suits") | ({"review"} if "judicial" in event.topics else set())
    return suing and bool(set(event.topics[1:]) & suits)


def pledged(document: Document, statement: Statement, event: Event) -> Event:
    """Return what a speaker pledges will be so as the speaker's own deed.

    "Pledged that the road would be opened" is to open the road; "pledged that the game would appear
    elsewhere" is to make it appear there.
    """
    open_promise = event.agent is None and event.force == "promise" and event.polarity
    if statement.act != "COMMIT" or statement.speaker is None or not open_promise:
        return event
    before = document.text[max(0, statement.span.start - _NEAR) : event.phrase.start]
    if not _PLEDGE.search(before):
        return event
    subject = _WILL.sub("", document.text[statement.span.start : event.phrase.start]).strip()
    subject = subject.removeprefix("that ").strip()
    if not subject or len(subject.split()) > _SUBJECT or "," in subject:
        return event
    own = replace(event, agent=statement.speaker.id)
    if subject.split()[-1].lower() in event.deed.lower():
        return own
    return replace(own, predicate="make", deed=f"make {subject} {event.deed}",
                   topics=(*event.topics, *subject.lower().split()))  # fmt: skip


def with_penalties(event: Event) -> Event:
    """Return "threaten the firm with penalties" as what would be done: "impose penalties on the firm"."""
    if event.predicate != "threaten" or " with " not in event.deed:
        return event
    whom, _, what = event.deed.partition(" ")[2].rpartition(" with ")
    return replace(
        event, predicate="impose", deed=f"impose {what} on {whom}", force="threaten", tone=-1,
        time="ahead", topics=("impose", *event.topics[1:]),
    )  # fmt: skip


#: "hold out for", "ask for": what stands before the thing that is asked.
_ASKED_FOR = re.compile(r"^(?:out )?for ")


def grant_of(event: Event, owner: str) -> Event | None:
    """Return "demand a pay rise" as what the one who is asked would do: "grant a pay rise"."""
    if event.predicate not in words("sought", "verbs"):
        return None
    if not set(event.topics[1:]) & words("sought", "nouns"):
        return None
    thing = event.deed.partition(" ")[2].partition(" from ")[0]
    thing = _ASKED_FOR.sub("", thing)
    if not thing or thing.startswith("to "):
        return None
    return replace(
        event, agent=owner, predicate="grant", deed=f"grant {thing}", force="demand",
        topics=("grant", *event.topics[1:]), time="ahead", tone=1,
    )  # fmt: skip
