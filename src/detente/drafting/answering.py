"""Acts that answer acts: an offer that is refused or taken up, a blow that is returned.

What somebody refuses stands until it is withdrawn or bettered, and it is up to whoever made it; what is
done in return for another's deed is done because of that deed. Both tie two parties without an "if".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from detente.drafting.conduct import Conduct, Link, Position, Positions
from detente.drafting.lexicon import normal, words
from detente.drafting.parties import Parties
from detente.drafting.phrasing import is_option
from detente.drafting.standing_acts import allows, goes_to_law, is_resting
from detente.evidence import Document, Event, Statement

#: Acts by which somebody presses another.
PRESSURE = frozenset(("SANCTION", "COERCE", "PROTEST", "MOBILIZE", "ACCUSE"))
#: How an offer that stands is told.
STANDING = "stand by its "
_PRESSING = PRESSURE | {"THREATEN"}
_OFFERED = r"(?:(?:counter-?)?offers?|proposals?|bids?|overtures?|ultimatums?|terms|conditions)"
#: "a revised pay offer", "new proposals": an offer with the words before it.
_OFFER = re.compile(
    rf"((?:(?!of\b|in\b|to\b|on\b|for\b|from\b)[\w%$£€.,’'-]+ ){{0,6}}?{_OFFERED})\b", re.I
)
#: What is no part of an offer's name: articles, whose it is, what is done with it.
_NO_PART = frozenset(
    [
        "accept",
        "make",
        "consider",
        "a",
        "an",
        "the",
        "this",
        "that",
        "its",
        "their",
        "his",
        "her",
        "any",
        "another",
        "one",
        "some",
        "all",
        "these",
        "those",
        "such",
        "after",
        "before",
        "until",
        "had",
        "has",
        "have",
        "was",
        "were",
        "not",
        "it",
        "they",
        "made",
        "given",
        "gave",
        "received",
        "and",
        "or",
        "than",
        "put",
    ]
)
_ADJECTIVES = (
    "revised",
    "improved",
    "proposed",
    "amended",
    "renewed",
    "enhanced",
    "reduced",
    "detailed",
    "so-called",
)
_FROM = re.compile(
    r"(?:,? (?:which (?:was|had been) )?(?:made|tabled|put forward|received|set out|set|laid down|presented))?,? (?:from|by) (?:the )?",
    re.I,
)
_STOPPAGE = re.compile(
    r"\b(?:strik\w+|strikes?|walk(?:ing)?[ -]?outs?|stoppages?|actions?)\b", re.I
)
_TWO = 2
#: How far behind the beginning of what rests the offer is told after which it does.
_AFTER = 420
#: How far behind "from" the name of whoever makes an offer begins, past what it is: "by track operator X".
_NEAR = 40
_RETURNED = re.compile(
    r"\b(?:retaliat\w*|reprisals?|counter[- ]?measures?|counter-?(?:tariffs?|sanctions?|duties)|tit-for-tat|reciprocal"
    r"|(?:hit|strike|fight)(?:s|ing)? back|in (?:response|answer) to|respond(?:s|ed|ing)?)\b",
    re.I,
)


#: The offer of a sum.
_SUM_OFFERED = re.compile(r"(?:offer|propose|bid|tender|table)\b.*\d", re.I)
#: Ways of announcing an answer without saying which.
_ANSWERS = {
    "react": ("react", "carry out a reaction"),
    "respond": ("respond", "carry out a response", "give a response", "give response"),
}
#: "lead to the collapse of the talks": what would end.
_LEADS = re.compile(
    r"\blead to (?:the |a )?(?:collapse|end|break-?down|failure|suspension)(?: not only)? of (.+?)(?: but |,|$)", re.I
)  # fmt: skip
_MODAL = re.compile(r",? (?:will|would|could|can|may|might|shall|is|are)\b")
_WITH = re.compile(r" with (?:the )?[A-Z]\w+")


def offer_refused(event: Event) -> str | None:
    """Return the words of the offer that an event refuses: "revised 3% pay offer"; None where it is none."""
    offered = set(event.topics) & words("standing", "offers")
    if event.force != "refuse" or event.predicate != "accept" or not offered:
        return None
    return _named_offer(event.deed)


def _named_offer(text: str) -> str | None:
    """Return an offer by its noun and the adjectives right before it: "revised 3% pay offer"."""
    found = _OFFER.search(text)
    if found is None:
        return None
    *before, noun = found.group(1).split()
    kept: list[str] = []
    for word in reversed(before):
        done = word.lower().endswith("ed") and word.lower() not in _ADJECTIVES
        if done or word in _NO_PART or re.search(r"['’]s?$", word) or word[:1].isupper():
            break
        kept.append(word)
    return " ".join([*reversed(kept), noun])


def standing_offer(
    found: Positions,
    maker: str,
    offer: str,
    document: Document,
    statement: Statement,
    toward: str | None,
) -> Conduct | None:
    """Return the offer that somebody made as its own deed: to stand by it, until it is bettered or withdrawn."""  # fmt: skip
    phrase = f"{STANDING}{offer}"
    if not found.names.is_party(maker) or maker == toward or not is_option(phrase):
        return None
    content = {normal(t) for t in re.findall(r"[a-z]+", offer.lower())}
    return Conduct(
        owner=maker, phrase=phrase, verb="keep", objects=frozenset(content), negated=False,
        ongoing=True, tone=0, role="deed", document=document, statement=statement, toward=toward,
        around=True,
    )  # fmt: skip


def tie_answers(found: Positions) -> None:
    """Add what follows from answers: offers that stand, and what is done in return for what.

    Parameters
    ----------
    found : Positions
        Everything said about conduct; its positions and links are added to.
    """
    _supersede_offers(found)
    _stand_offers(found)
    _take_offers(found)
    _return_blows(found)


def _supersede_offers(found: Positions) -> None:
    """Leave out an offer of a sum that its maker has bettered since: "offered $31 in May … now offers $35"."""
    sums: dict[str, list[Position]] = {}
    for position in found.positions:
        if position.kind == "deed" and _SUM_OFFERED.match(position.conduct.phrase):
            sums.setdefault(position.holder, []).append(position)
    for told in sums.values():
        past = [p for p in told if all(e.time == "past" for e in p.conduct.statement.events)]
        if len(past) < len(told):
            found.positions[:] = [p for p in found.positions if p not in past]


def _stand_offers(found: Positions) -> None:
    """Let who made an offer that is refused stand by it, where nothing else is said of bettering it."""
    if not found.refused:
        return
    spoken = {
        c.owner for c in found.conducts()
        if _OFFER.search(c.phrase) and c.verb not in ("accept", "agree")
    }  # fmt: skip
    done: dict[str, Conduct] = {}
    for refused in found.refused:
        if refused.maker in spoken:
            found.answered.add(frozenset((refused.maker, refused.holder)))
            continue
        conduct = done.get(refused.maker) or standing_offer(
            found, refused.maker, refused.offer, refused.document, refused.statement, refused.holder
        )
        if conduct is None:
            continue
        if refused.maker not in done:
            done[refused.maker] = conduct
            found.positions.append(
                Position(holder=refused.maker, kind="deed", conduct=conduct, wanted=True)
            )
        found.answered.add(frozenset((refused.maker, refused.holder)))
        found.positions.append(
            Position(holder=refused.holder, kind="demand", conduct=conduct, wanted=False)
        )


def maker_in(names: Parties, text: str, holder: str | None) -> tuple[str, str] | None:
    """Return who made the offer that some words name, and its name: "a revised offer from the airline"."""
    for found in _OFFER.finditer(text):
        offer = _named_offer(found.group())
        before = text[max(0, found.start() - _NEAR) : found.end()]
        after = _FROM.match(text, found.end())
        stretch = text[after.end() : after.end() + _NEAR] if after is not None else ""
        gave = re.search(
            r"([A-Z][^,;.]*?) (?:has |have |had )?(?:tabled|made|submitted|put forward|put|presented)\b",
            before,
        )
        owner = gave or re.search(
            r"([A-Z][^,;.]*)['’]s? (?:[\w%.-]+ ){0,5}" + _OFFERED + "$", before
        )
        for where in (stretch, owner.group(1) if owner is not None else ""):
            named = [p for p in names.named_in(where) if p != holder]
            if named and offer is not None:
                return named[0], offer
    return None


def _take_offers(found: Positions) -> None:
    """Tie pressure that rests to the offer after which it rests: "suspended the strike after a new offer from X"."""
    for position in list(_own(found)):
        conduct = position.conduct
        if position.kind != "deed" or not is_resting(conduct.phrase):
            continue
        text, start = conduct.document.text, conduct.statement.span.start
        told = text[start : start + _AFTER]
        made = maker_in(found.names, told, position.holder)
        if made is None and conduct.met is not None and (named := _OFFER.search(told)) is not None:
            made = conduct.met, _named_offer(named.group()) or "offer"
        near = text[max(0, start - _AFTER) : start + _AFTER]
        made = made or _only_maker(found, near, position.holder)
        offer = None if made is None else standing_offer(
            found, *made, conduct.document, conduct.statement, position.holder
        )  # fmt: skip
        if offer is None:
            continue
        found.positions.append(
            Position(holder=offer.owner, kind="deed", conduct=offer, wanted=True)
        )
        found.links.append(
            Link(
                holder=position.holder, promised=replace(conduct, toward=offer.owner),
                conditions=(offer,), sense="if", good=True, intensity=position.intensity,
            )
        )  # fmt: skip
        found.positions.remove(position)
        found.positions[:] = [p for p in found.positions if not _is_called_off(p, position)]


def _is_called_off(position: Position, rest: Position) -> bool:
    """Say whether somebody announced before what it then called off: "were to walk out on Monday"."""
    announced = position.kind in ("commitment", "threat") and position.holder == rest.holder
    stoppages = (_STOPPAGE.search(p.conduct.phrase) for p in (position, rest))
    return announced and not is_resting(position.conduct.phrase) and all(stoppages)


def _only_maker(found: Positions, text: str, holder: str) -> tuple[str, str] | None:
    """Return the one employer where an offer is told whose maker is not: "after an improved offer"."""
    employers = found.names.employers() if found.names.bargains(holder) else []
    told = re.search(
        rf"\b(?:revised|improved|new|better|fresh|amended) (?:[\w-]+ ){{0,2}}{_OFFERED}\b", text
    )
    return (employers[0], told.group()) if employers and told is not None else None


def _return_blows(found: Positions) -> None:
    """Tie what is done in return to what it returns: "will impose duties in retaliation for the tariffs"."""
    for position in list(_own(found)):
        conduct = position.conduct
        sues = conduct.met is not None and goes_to_law(conduct.phrase)
        if not (sues or _RETURNED.search(f"{conduct.phrase} {conduct.statement.span.text}")):
            continue
        blows = [
            p for p in _own(found)
            if p.holder != position.holder
            and (_is_blow(p) or (sues and p.kind == "deed" and p.holder == conduct.met and allows(p.conduct.phrase)))
            and conduct.toward in (None, p.holder)
            and not _RETURNED.search(p.conduct.phrase)
        ]  # fmt: skip
        met = [p for p in blows if p.conduct.toward == position.holder]
        if not met and conduct.toward is None and len(found.names.ids()) > _TWO:
            continue  # whose blow it returns is not told
        blows = met or blows
        if len({p.holder for p in blows}) != 1:
            continue
        first = min(blows, key=lambda p: p.kind != "deed")
        found.links.append(
            Link(
                holder=position.holder, promised=replace(conduct, toward=first.holder),
                conditions=(first.conduct,), sense="if", good=False, intensity=position.intensity,
            )
        )  # fmt: skip
        found.positions.remove(position)


def _own(found: Positions) -> Iterator[Position]:
    for position in found.positions:
        own = position.conduct.owner == position.holder and not position.conduct.negated
        if own and position.kind in ("threat", "deed", "commitment"):
            yield position


def _is_blow(position: Position) -> bool:
    """Say whether somebody's own deed presses another: sanctions imposed, a threat, what will harm."""
    conduct = position.conduct
    meant = position.kind == "commitment" and conduct.toward is not None
    return conduct.tone < 0 and (meant or conduct.statement.act in _PRESSING)


def press_each_other(found: Positions, one: str, other: str) -> bool:
    """Say whether each of two presses or threatens the other by a deed of its own.

    What names nobody counts where the answer of the other names it.
    """
    ways = {
        (p.holder, p.conduct.toward)
        for p in _own(found)
        if p.holder in (one, other) and _is_blow(p)
    }
    both = {one, other} <= {holder for holder, _ in ways}
    return both and bool(ways & {(one, other), (other, one)})


def imposed(borne: Event, doer: str, whom: str) -> Event:
    """Return what somebody would bear, or get, as what another would do: "it will face severe consequences".

    Parameters
    ----------
    borne : Event
    doer : str
        Who would do it.
    whom : str
        How the one who would bear it reads in a sentence.
    """
    dear = " ".join(borne.deed.split()[1:]) or "consequences"
    dear = re.sub(r"^(?:the |an? )?(?:risk|threat|prospect|possibility)s? of ", "", dear)
    if borne.predicate in words("answers", "losing") | words("answers", "getting"):
        lost = borne.predicate in words("answers", "losing")
        dear = re.sub(r"^(?:no|any|its|their) (?=(more)?)", lambda m: "" if m[1] else "the ", dear)
        verb, post = ("withdraw", "from") if lost else ("give", "to")
        return replace(borne, agent=doer, deed=f"{verb} {dear} {post} {whom}", predicate=verb,
                       force="threaten" if lost else "promise" if borne.polarity else "refuse",
                       topics=(verb, *borne.topics[1:]), tone=-1 if lost else 1)  # fmt: skip
    done = next(
        (v for v in ("call", "take", "wage", "launch") if set(borne.topics) & words("answers", v)),
        "impose",
    )
    deed = {"call": f"call {dear}", "impose": f"impose {dear} on {whom}"}.get(
        done, f"{done} {dear} against {whom}"
    )
    if set(borne.topics) & {"price", "cost"} and borne.predicate == "pay":
        deed = f"make {whom} {borne.deed}"
    return replace(borne, agent=doer, deed=deed, predicate=done, force="threaten",
                   topics=(done, *borne.topics[1:]), tone=-1, polarity=True)  # fmt: skip


def answer_to(after: Event, before: Event | None) -> Event:
    """Return "will react" as what it answers, where the condition names a thing: "react to new sanctions".

    Parameters
    ----------
    after : Event
        What follows from a condition.
    before : Event or None
        What the condition tells: "impose new sanctions" tells a thing, "cut pay" only a deed.
    """
    verb = next((v for v in ("react", "respond") if after.deed in _ANSWERS[v]), None)
    what = "" if before is None else before.deed.partition(" ")[2]
    if verb is None or before is None or not what or not before.polarity:
        return after
    if before.predicate not in words("light", "verbs") | words("answers", "imposing"):
        return after
    return replace(after, deed=f"{verb} to {what}", predicate=verb,
                   topics=(verb, *before.topics[1:]))  # fmt: skip


def broken_off(after: Event, consequence: str, speaker: str) -> Event:
    """Return what would end by itself as what whoever warns of it would end: "the truce will collapse".

    Parameters
    ----------
    after : Event
    consequence : str
        The words of the consequence.
    speaker : str
        Who warns.
    """
    if after.agent not in (None, speaker) or after.predicate not in words("ending", "verbs"):
        return after
    told = _LEADS.search(consequence)
    if told is None and len(after.deed.split()) > 1:
        return after
    stretch = told.group(1) if told is not None else _MODAL.split(consequence)[0]
    noun = next((w for w in re.findall(r"[\w-]+", stretch) if _is_shared(w)), None)
    if noun is None:
        return after
    thing, behind = re.split(rf"(?<=\b{re.escape(noun)})\b", stretch, maxsplit=1)
    thing = re.sub(r"^(?:an?|any|the) ", "the ", thing.strip()[:1].lower() + thing.strip()[1:])
    other = _WITH.match(behind)
    deed = f"end {thing}{other.group() if other is not None else ''}"
    return replace(after, agent=speaker, predicate="end", deed=deed, force="threaten", tone=-1,
                   topics=("end", *_nouns(thing)), polarity=True)  # fmt: skip


def _nouns(thing: str) -> list[str]:
    """Return the words that tell one thing from another: "the peace talks" is about peace and talk."""
    found = re.findall(r"[a-z]+", thing.lower())
    return [word.removesuffix("s") for word in found if word not in words("ids", "small")]


def _is_shared(word: str) -> bool:
    """Say whether a noun names what two sides have together: a truce, talks, a treaty."""
    plain = normal(word.lower())
    return plain in words("phrases", "shared") | words("pacts", "nouns")


def asked_before(document: Document, statement: Statement, event: Event | None) -> Event | None:
    """Return "if they did not" as what the speaker asked right before, in the same breath.

    Parameters
    ----------
    document : Document
    statement : Statement
        Whose condition it is.
    event : Event or None
        What the condition tells; any other deed is left as it is.
    """
    if event is None or event.deed != "do" or statement.speaker is None:
        return event
    start = max(
        document.text.rfind(". ", 0, statement.span.start),
        document.text.rfind("\n", 0, statement.span.start),
    )
    said = (s for s in document.statements if start < s.span.start < statement.span.start)
    own = (s for s in said if s.speaker is not None and s.speaker.id == statement.speaker.id)
    asked = [e for s in own for e in s.events if e.force == "demand" and e.agent is not None]
    if not asked:
        return event
    return replace(event.doing(asked[-1]), agent=asked[-1].agent)
