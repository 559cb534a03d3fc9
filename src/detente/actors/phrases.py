"""A noun phrase taken apart: the personal name, and the stretches that say who that is.

"Kestrel's chairwoman, Dana Oster", "Ann Lee, 43, who leads the pilots' union", "Gov. Jed Pollard": the name
stands in one place, and offices stand before it, after it, or in both places.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from detente.actors.bodies import full_names, is_body_noun, kind_of_noun
from detente.actors.grammar import (
    APOSTROPHES,
    POSSESSIVES,
    Parse,
    child,
    is_inner_comma,
    mention_edges,
)
from detente.actors.known import Known
from detente.actors.lexicon import actor_words, body_heads, given_names
from detente.actors.words import CALENDAR, DETERMINERS

_ENDS = frozenset((";", ".", "!", "?", "“", "”", '"', ":", "—", "–"))
_LONGEST = 18


@dataclass(slots=True)
class Phrase:
    """A mention taken apart; stretches are first and last token, both included."""

    parsed: Parse
    source: Any
    first: int
    last: int
    name: tuple[int, int] | None
    segments: list[tuple[int, int]]
    body_noun: str | None = None

    @property
    def doc(self) -> Any:
        """The tokens."""
        return self.parsed.doc


@lru_cache(maxsize=1)
def office_words() -> frozenset[str]:
    """Return the words that name an office or a calling, singular and plural."""
    words = actor_words()
    vague = {
        "state",
        "supreme",
        "opposition",
        "acting",
        "interim",
        "prime",
        "deputy",
        "vice",
        "home",
        "health",
        "then-president",
        "then-us",
        "now",
        "education",
        "transport",
        "minister-designate",
    }
    found = words["titles"] - words["portfolios"] - words["former"] - vague - {"development"}
    for key in (
        "state_posts",
        "place_posts",
        "own_posts",
        "bench",
        "short_posts",
        "spoken_for",
        "experts",
        "insiders",
        "acting_for",
    ):
        found |= words[key]
    found |= {
        "vp",
        "lawyer",
        "attorney",
        "prosecutor",
        "founder",
        "owner",
        "publicist",
        "organizer",
    }
    return found | {f"{word}s" for word in found if word.isalpha()} - {"heads", "leads"}


def is_office(token: Any) -> bool:
    """Whether a word names an office here."""
    if token.lower_ not in office_words():
        return False
    after = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else token
    if token.text == "major" and after.ent_type_ == "ORG":
        return False  # "the oil major Corvane"
    return token.pos_ not in ("VERB", "AUX") or token.is_title


def office_in(doc: Any, first: int, last: int) -> tuple[int, int] | None:
    """Return the first and last word of the office that a stretch names.

    The first one that no possessive follows: "the prime minister's spokesman" is a spokesman.
    """
    for i in range(first, last + 1):
        if not is_office(doc[i]) or (i < last and doc[i + 1].text in APOSTROPHES):
            continue
        joined = doc[i].is_title and i + 1 < last and doc[i + 1].lower_ == "and"
        if joined and doc[i + 2].is_title and not is_office(doc[i + 2]):
            continue  # "Justice and Equality Movement"
        if _ranks_another(doc, i, last):
            continue  # "chief rebel negotiator"
        end = i
        while end < last and (
            is_office(doc[end + 1]) or doc[end + 1].lower_ in ("general", "officer")
        ):
            end += 1
        if end < last and doc[end + 1].text in APOSTROPHES:
            continue
        return i, end
    return None


def _ranks_another(doc: Any, i: int, last: int) -> bool:
    """Say whether "chief" only tells the rank of an office behind it: "chief union negotiator"."""
    if doc[i].lower_ != "chief" or i + 1 >= last or is_office(doc[i + 1]):
        return False
    behind = next((j for j in range(i + 1, last + 1) if is_office(doc[j])), None)
    return behind is not None and all(
        t.pos_ in ("NOUN", "PROPN", "ADJ") for t in doc[i + 1 : behind]
    )


def take_apart(cast: Known, parsed: Parse, source: Any) -> Phrase:
    """Take apart the noun phrase that a token heads, with its appositions on both sides."""
    doc = parsed.doc
    first, last = mention_edges(source)
    name = name_at(cast, parsed, source.i, first)
    segments: list[tuple[int, int]] = []
    end = last
    if name is None and (inner := _behind_organ(cast, parsed, source, first)) is not None:
        name = inner
    if name is not None:
        start, end = name
        first = _past_another(doc, first, start)
        before = _before_comma(doc, start) if start == first else None
        if start == first and before is None:
            before = _right_before(doc, start)
        if before is not None:
            segments.append(before)
            first = before[0]
        elif start > first:
            segments.append((first, start - 1))
        if last > end and doc[end + 1].lower_ in ("of", "for", "at", "from", "with"):
            segments.append((end + 1, last))
            end = last
        elif (behind := _with_behind(cast, parsed, end)) is not None:
            segments.append(behind)
            last = end = behind[1]
    else:
        last = _with_body(source, last)
        segments.append((first, last))
    if name is None and (held := _holder_behind(source)) is not None:
        segments = [(first, held.left_edge.i - 1)]
        name = name_at(cast, parsed, held.i, held.left_edge.i)
        last = end = held.i if name is not None else last
    elif name is None and is_office(doc[last]) and last + 1 < len(doc) and _may_name(doc[last + 1]):
        end = last + 1
        while end + 1 < len(doc) and (
            _may_name(doc[end + 1]) or doc[end + 1].lower_ in actor_words()["particles"]
        ):
            end += 1
        name = name_at(cast, parsed, end, last + 1)  # "Opposition leader Per Dahl", torn apart
        end = end if name is not None else last
        last = end
    body_noun = _kind_before(doc, first, name[0]) if name is not None else None
    for stretch in _after(doc, end):
        body_noun = body_noun or _kind_beside(doc, stretch)
        related = doc[last].lower_ in actor_words()["relations"] | actor_words()["kin"]
        presented = related or _presents(source, doc[slice(stretch[0], stretch[1] + 1)])
        if name is None and (presented or office_in(doc, first, last) is not None):
            name = _name_in(cast, parsed, stretch)
            if name is not None:
                continue
        whole = doc[stretch[0] : stretch[1] + 1].text.removeprefix("the ")
        full = name is not None and name[1] > name[0]  # not "Velia, Sudria and Norland"
        told = _describes(doc, stretch) or (name is not None and is_of_body(cast, parsed, stretch))
        if told or (full and whole in cast.bodies):
            segments.append(stretch)
    return Phrase(parsed, source, first, last, name, segments, body_noun)


def _holder_behind(source: Any) -> Any | None:
    """Return a person's name right behind an office and its place: "former envoy to Velia | Ann Day"."""
    name = child(source, "appos")
    if name is None or not is_office(source) or name.ent_type_ != "PERSON":
        return None
    start = name.left_edge.i
    placed = start > source.i + 1 and source.doc[start - 1].pos_ == "PROPN"
    return name if placed else None


def _behind_organ(cast: Known, parsed: Parse, source: Any, first: int) -> tuple[int, int] | None:
    """Return the full name behind an office in an organ: "state minister at Lesova's Foreign Ministry | Ann Day"."""
    doc, organs, last = parsed.doc, actor_words()["state_organs"], source.right_edge.i
    held = child(source, "prep")
    if (
        held is None
        or held.lower_ not in ("at", "of", "in")
        or office_in(doc, first, held.i - 1) is None
    ):
        return None
    inside = range(held.i + 1, last - 1)
    organ = next((i for i in inside if doc[i].lower_ in organs and doc[i].is_title), None)
    if organ is None:
        return None
    name = name_at(cast, parsed, last, organ + 1)
    return name if name is not None and name[0] == organ + 1 < name[1] else None


def _with_behind(cast: Known, parsed: Parse, end: int) -> tuple[int, int] | None:
    """Return the body with which somebody is, right behind the name: "Ann Day | with the Harl Teachers Association"."""
    doc = parsed.doc
    post = doc[end + 1] if end + 1 < len(doc) else doc[end]
    if post.lower_ != "with" or post.head.i != end or post.n_rights != 1:
        return None
    body = child(post, "pobj")
    stretch = (post.i, mention_edges(body)[1]) if body is not None else (post.i, post.i)
    return stretch if is_of_body(cast, parsed, stretch) else None


def _with_body(source: Any, last: int) -> int:
    """Return where an office ends that names its body behind "with": "officials with the Harl Teachers Association"."""
    post = source.doc[last + 1] if last + 1 < len(source.doc) else source
    body = child(post, "pobj") if post.head == source and post.lower_ in ("with", "from") else None
    named = body is not None and body.pos_ == "PROPN" and body.ent_type_ == "ORG"
    armed = body is not None and body.lemma_.lower() in actor_words()["armed"]
    named = named or armed  # "leaders from the Harl rebels"
    return body.i if body is not None and named and is_office(source) else last


def _past_another(doc: Any, first: int, start: int) -> int:
    """Return where somebody's own words begin behind another's: "Velian President Per Dahl and | Lesovan premier"."""
    joins = (i for i in range(start - 1, first + 1, -1) if doc[i].lower_ == "and")
    at = next(
        (i for i in joins if doc[i - 1].ent_type_ == "PERSON" and not is_office(doc[i - 1])), None
    )
    return first if at is None or office_in(doc, at + 1, start - 1) is None else at + 1


def name_at(cast: Known, parsed: Parse, at: int, first: int) -> tuple[int, int] | None:
    """Return the personal name that ends with a token, if one does."""
    doc = parsed.doc
    hyphened = at - 2 >= first and doc[at - 1].text in ("-", "‑") and doc[at - 2].is_title
    if not (_may_name(doc[at]) or hyphened) or (
        doc[at].lower_ in body_heads() - {"group"} and at == first
    ):
        return None
    if at == doc[at].sent.start and doc[at].pos_ == "NOUN" and not doc[at].ent_type_:
        return None  # "Residents of Harrow"
    whole = cast.text[slice(*parsed.place(first, at))]
    if "," in whole and re.sub("^[Tt]he ", "", whole) in cast.bodies:
        return None  # "Harker, Dole & Pym"
    start = at
    while start > first:
        before = doc[start - 1]
        if before.text in ("-", "‑") and not before.whitespace_ and start - 2 >= first:
            start -= 2
        elif _may_name(before) or before.lower_ in actor_words()["particles"]:
            start -= 1
        else:
            break
    while start < at and doc[start].lower_ in actor_words()["particles"] - {"al", "el", "bin"}:
        start += 1
    start = _past_portfolio(doc, start, at)
    opens = doc[start]
    if opens.is_sent_start and not opens.ent_type_ and at - start > 1:
        named = doc[start + 1].ent_type_ == "PERSON"
        start += named or opens.tag_ in ("NN", "JJ")  # "Rival Hanna Berg said"
    low, high = parsed.place(start, at)
    for sighting in cast.between(low, high):
        surname = sighting.start > low and doc[start].lower_ in given_names()
        if sighting.end >= high and surname:
            continue  # "Ron Dane", "Michael Jordan"
        if sighting.end >= high:  # the whole is a known name
            return None
        start = max(start, _token_after(parsed, sighting.end, start, at))
    while start < at and doc[start].text in cast.places.adjectives:
        start += 1
    if start < at and doc[start].lower_ in actor_words()["sides"]:
        return None  # "Upstream Karvia"
    text = doc[start : at + 1].text
    if text == "Opposition" or doc[start].text == "United":
        return None  # a chamber's other side, "United Educators of Harl": nobody's name
    if (
        (text.rstrip(".") in cast.bodies and text not in cast.people)
        or cast.places.of(text)
        or doc[at].lower_ in cast.organ_words
    ):
        return None
    if doc[at].lower_ in body_heads() and text not in cast.people:
        return None
    return start, at


def _past_portfolio(doc: Any, start: int, at: int) -> int:
    """Return where a name begins after what its bearer is minister of: "Secretary of State John Kerry"."""
    if start < 2 or doc[start - 1].lower_ not in ("of", "for", "and"):
        return start
    if not any(is_office(t) for t in doc[max(0, start - 6) : start - 1]):
        return start
    if doc[start].lower_ in ("state", "opposition", "house"):
        return min(
            start + 1, at
        )  # "Secretary of State John Kerry", "Leader of Opposition Ravi Sen"
    if doc[start].ent_type_ == "PERSON":
        return start
    return next((i for i in range(start, at + 1) if doc[i].ent_type_ == "PERSON"), start)


def _token_after(parsed: Parse, offset: int, first: int, last: int) -> int:
    for i in range(first, last + 1):
        if parsed.place(i, i)[0] >= offset:
            return i
    return last


def _may_name(token: Any) -> bool:
    text = token.text
    if not text[:1].isupper() or token.lower_ in DETERMINERS or text in CALENDAR:
        return False
    words = actor_words()
    low = token.lower_
    if is_office(token) or low in words["state_organs"] | words["portfolios"] - {
        "works",
        "planning",
    }:
        return False
    return low not in words["former"] and low not in (
        "deputy",
        "vice",
        "prime",
        "acting",
        "interim",
        "he",
        "she",
        "it",
        "they",
        "i",
        "we",
    )


def _right_before(doc: Any, start: int) -> tuple[int, int] | None:
    """Return the office on which a name was hung: "Kenya's Foreign Minister | Ann Wafula"."""
    hung = (t.head for t in doc[start : start + 4] if t.dep_ in ("appos", "npadvmod"))
    office = next((head for head in hung if head.i < start and is_office(head)), None)
    if office is None or office.tag_ in ("NNS", "NNPS") or start - office.i > 12:
        return None
    between = doc[office.i + 1 : start]
    if any(t.is_punct or t.pos_ in ("VERB", "AUX") for t in between):
        return None
    return office.left_edge.i, start - 1


def _before_comma(doc: Any, start: int) -> tuple[int, int] | None:
    """Return the office before a name after a comma: "the operator's chief, Max Weller"."""
    if start < 2 or doc[start - 1].text != ",":
        return None
    if doc[start - 2].tag_ in ("NNS", "NNPS"):
        return None  # "… met union representatives, Ann Day said"
    if not is_office(doc[start - 2]):
        own = doc[start : start + 4]
        head = next((t.head for t in own if t.dep_ == "appos"), None)
        if head is None or not is_office(head) or not head.i < start - 1:
            return None
        return head.left_edge.i, start - 2
    office = doc[start - 2]
    fronted = office.dep_ == "pobj" and _opens_adverbial(office)
    end = next((i for i in range(start, len(doc)) if not _may_name(doc[i])), len(doc) - 1)
    if fronted and doc[end].text != "," and doc[end].tag_ in ("VBD", "VBZ", "VBP", "MD"):
        return None  # "According to Velia's minister, Norland threatened …": another acts
    low = doc[start - 2].left_edge.i
    for i in range(start - 3, max(start - 12, -1), -1):
        if doc[i].text in _ENDS or doc[i].text == "," or doc[i].tag_ in ("VBD", "VBZ", "VBP"):
            break
        if doc[i].tag_ == "TO" or (doc[i].pos_ == "ADP" and doc[i].lower_ not in ("of", "for")):
            break
        low = (
            min(low, i)
            if doc[i].pos_ in ("NOUN", "PROPN", "ADJ", "DET", "PART", "PRON", "ADP", "CCONJ")
            else low
        )
    while low < start - 2 and doc[low].pos_ in ("ADP", "SCONJ"):
        low += 1  # "The remarks came after | the rebels' leader, Ben Dura, said …"
    return max(low, 0), start - 2


def _opens_adverbial(noun: Any) -> bool:
    """Whether a noun ends what stands before a clause: "According to the minister, …", "After talks with him, …"."""
    post = noun.head
    while (
        post.head is not post and not post.is_sent_start and post.dep_ in ("prep", "pobj", "pcomp")
    ):
        post = post.head
    return bool(post.is_sent_start)


def _after(doc: Any, end: int) -> list[tuple[int, int]]:
    """Return the stretches between commas after a name, an age and a place in brackets left out."""
    found: list[tuple[int, int]] = []
    i = end + 1
    if i < len(doc) and doc[i].text == "(":
        while i < len(doc) - 1 and i - end < 8 and doc[i].text != ")":
            i += 1
        i += 1
    while i + 1 < len(doc) and doc[i].text == "," and len(found) < 2:
        start = i + 1
        stop = start
        while stop < len(doc) and stop - start < _LONGEST:
            token = doc[stop]
            pause = token.text == "," and not is_inner_comma(token)
            if token.text in _ENDS or pause or token.is_space:
                break
            finite = token.tag_ in ("VBD", "VBZ", "VBP", "MD") and stop > start
            if finite and doc[start].lower_ != "who":
                break
            stop += 1
        acts = stop < len(doc) and doc[stop].pos_ in ("VERB", "AUX")
        if stop == start or (acts and doc[start].lower_ in POSSESSIVES):
            break  # "… in Harl, his spokeswoman said"
        if not (doc[start].like_num and stop - start <= 2):
            found.append((start, stop - 1))
        if stop >= len(doc) or doc[stop].text != ",":
            break
        i = stop
    return found


def _presents(source: Any, aside: Any) -> bool:
    """Whether a person's name stands beside what the person is: "the harbour master, Tove Lind"."""
    if source.pos_ not in ("NOUN", "NUM") or source.tag_ == "NNS" or len(aside) < 2:
        return False
    if is_body_noun(source.lower_) or is_body_noun(source.lemma_.lower()):
        return False  # "the developer, Northcloud", "the carrier Aera"
    return all(t.ent_type_ == "PERSON" and t.text[:1].isupper() for t in aside)


def _describes(doc: Any, stretch: tuple[int, int]) -> bool:
    """Whether a stretch says who somebody is, rather than what is told next."""
    first, last = stretch
    if doc[first].lower_ == "who":
        verb = next((t for t in doc[first + 1 : last + 1] if t.pos_ == "VERB"), None)
        return (
            verb is not None
            and verb.lemma_.lower() in actor_words()["leading"]
            and verb.i - first < 3
        )
    if doc[first].lower_ in ("himself", "herself", "themselves"):
        return False  # "herself a nominee of the president"
    office = office_in(doc, first, last)
    if office is None:
        words = actor_words()
        telling = words["public"] | words["experts"] | words["belonging"]
        return any(t.lower_ in telling for t in called(doc, first, last))
    lead = doc[first : office[0]]
    return all(t.pos_ != "VERB" or t.tag_ in ("VBN", "VBG") for t in lead) and doc[
        first
    ].lower_ not in ("when", "after", "if", "but", "and", "while", "as")


def is_of_body(cast: Known, parsed: Parse, stretch: tuple[int, int]) -> bool:
    """Whether a stretch behind a name says of what body somebody is: "with CUPE", "of the Harl teachers' union".

    Not of what place ("of Harl") or with whom ("with her husband"). "From" says it of a body's full name alone.
    """
    doc, (first, last) = parsed.doc, stretch
    if doc[first].lower_ not in ("of", "with", "from") or first == last:
        return False
    start = first + 1 + (doc[first + 1].lower_ in DETERMINERS and first + 1 < last)
    name, head = cast.text[slice(*parsed.place(start, last))], doc[last]
    if cast.places.of(name) or any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") for t in doc[start:last]):
        return False
    if name in cast.bodies or full_names(name) == [name]:
        return cast.bodies.get(name) not in cast.places.names.values()
    known = cast.between(*parsed.place(start, last))
    if any(s.actor.kind == "state" for s in known):
        return False
    if known or (head.pos_ == "NOUN" and is_body_noun(head.lower_)):
        return True
    lettered = name.isupper() and name.isalpha() and len(name) > 2
    return lettered and head.ent_type_ in ("ORG", "PRODUCT", "")


def called(doc: Any, first: int, last: int) -> Any:
    """Return the words of a stretch that say what somebody is: none behind a verb, "a farmer | attacked by …"."""
    end = next(
        (i for i in range(first, last + 1) if doc[i].tag_[:1] == "V" or doc[i].lower_ == "by"),
        last + 1,
    )
    return doc[first:end]


def _kind_before(doc: Any, first: int, start: int) -> str | None:
    """Return the kind of body that stands right before a name: "Japanese carmaker Hondo"."""
    noun = str(doc[start - 1].lower_) if start > first else ""
    people = noun in ("workers", "members", "staff", "management", "owner", "target")
    return noun if kind_of_noun(noun) in ("firm", "body", "community") and not people else None


def _kind_beside(doc: Any, stretch: tuple[int, int]) -> str | None:
    """Return the kind of body that follows a name: "Green Harbour, a campaign group"."""
    first, last = stretch
    if doc[first].lower_ not in ("a", "an", "the") or office_in(doc, first, last) is not None:
        return None
    end = next(
        (
            i - 1
            for i in range(first + 1, last + 1)
            if doc[i].lower_ in ("of", "in", "for", "that", "which", "based", "with")
        ),
        last,
    )
    noun = str(doc[end].lower_)
    words = actor_words()
    bodies = (
        words["collectives"]
        | words["bodies"]
        | words["firms"]
        | words["own_bodies"]
        | {"organization", "organisation", "charity", "nonprofit", "startup", "start-up"}
    )
    return noun if noun in bodies - words["crowds"] and doc[end].tag_ == "NN" else None


def _name_in(cast: Known, parsed: Parse, stretch: tuple[int, int]) -> tuple[int, int] | None:
    """Return the personal name that fills a stretch between commas, a title before it aside."""
    first, last = stretch
    doc = parsed.doc
    while first < last and (
        doc[first].lower_ in actor_words()["honorifics"] or is_office(doc[first])
    ):
        first += 1
    found = name_at(cast, parsed, last, first)
    return found if found is not None and found[0] == first and found[1] == last else None


def possessor_of(doc: Any, first: int, last: int) -> tuple[int, int] | None:
    """Return the stretch before the last possessive mark or pronoun of a phrase."""
    for i in range(last, first, -1):
        if doc[i].text in APOSTROPHES:
            return first, i - 1
    return (first, first) if doc[first].lower_ in POSSESSIVES else None
