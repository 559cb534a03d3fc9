"""Whom an office speaks for: the possessor before it, what follows "of", what stands before it."""

from __future__ import annotations

import re
from typing import Any

from detente.actors.bodies import is_body_noun, kind_of_body
from detente.actors.grammar import APOSTROPHES, POSSESSIVES, Parse, is_inner_comma
from detente.actors.known import Known, PartyOf
from detente.actors.lexicon import actor_words, body_heads
from detente.actors.mentions import Holding
from detente.actors.phrases import Phrase, called, is_of_body, office_in, possessor_of
from detente.actors.pronouns import antecedent
from detente.actors.registry import slug
from detente.actors.salience import acting_in_sentence
from detente.actors.words import ADJECTIVAL

_OF = frozenset(("of", "for", "at", "with", "from"))
#: How the parser calls names of places.
_PLACES = frozenset(("GPE", "LOC", "FAC"))


def holding_of(
    cast: Known,
    parsed: Parse,
    segment: tuple[int, int],
    party_of: PartyOf,
    name: int | None = None,
) -> Holding | None:
    """Return whom the office in a stretch speaks for, None where it holds no office.

    Parameters
    ----------
    cast : Cast
    parsed : Parse
    segment : tuple of int
        First and last token.
    party_of : callable
        Finds the party that a stretch names.
    name : int, optional
        Where the person's name begins; a stretch after it may only say of what body the person is.
    """
    first, last = segment
    doc, words = parsed.doc, actor_words()
    opener = first < last and doc[first].is_sent_start and doc[first].text in words["when"]
    opener = opener and doc[first].ent_type_ not in _PLACES  # "New York Governor Ann Day"
    if opener and not cast.between(*parsed.place(first, first + 1)):
        first += 1  # "Earlier Foreign Secretary Jack Lowe said …"
    if doc[first].lower_ == "who":
        verb = next((i for i in range(first + 1, last) if doc[i].pos_ == "VERB"), first)
        if doc[verb].lemma_ not in words["heading"]:
            return None  # "who has managed to rally support" heads nothing
        start = verb + 1 if doc[verb + 1].lower_ not in _OF else verb + 2
        desk = next((t.i for t in doc[start:last] if t.lower_ in words["desks"]), last)
        if desk < last and doc[desk + 1].lower_ in ("at", "of"):
            return Holding("expert")  # "who heads the Iran programme at the Rhine Institute"
        last = _stop(doc, start, last)
        return Holding("body", party_of(cast, parsed, start, last)) if start <= last else None
    low = [t.lower_ for t in doc[first : last + 1]]
    office = office_in(doc, first, last)
    if office is None:
        if (body := _belongs_to(cast, parsed, first, last, party_of)) is not None:
            return Holding("body", body)
        public = {t.lower_ for t in called(doc, first, last)} & words["public"]
        if public and kind_of_body(cast.label(parsed, first, last)) is None:
            return Holding("public")  # not "Harl, and the Pensioners' Party"
        if (
            low[0] in _OF and name is not None and last > first > name
        ):  # "Ruth Adeyemi of the Federation"
            told = low[0] != "from" or is_of_body(cast, parsed, segment)
            party = party_of(cast, parsed, first + 1, last) if told else None
            return None if party is None else Holding("body", party)
        if name is not None and first < name:  # "Hamas' Ali", "Japanese Kato"
            if doc[last].text in APOSTROPHES and first < last:
                return _member(cast, parsed, first, last - 1, party_of)
            return Holding("body", cast.bodies.get(doc[first : last + 1].text.removeprefix("the ")))
        return None
    start, end = office
    before, cluster = low[: start - first], low[start - first : end - first + 1]
    if set(before) & words["former"] or cluster[0] in words["former"]:
        return Holding("expert")
    if set(cluster) & words["acting_for"] and (
        whom := _acts_for(cast, parsed, end, last, party_of)
    ):
        return Holding("body", whom)
    if set(cluster) & words["experts"]:
        return Holding("expert")
    if "shadow" in before:
        return Holding("person")  # "Shadow Home Secretary Dan Roe" speaks for no government
    if set(cluster) <= words["honorifics"]:
        return None
    if "leader" in cluster and before[-1:] and before[-1] in words["benches"]:
        return Holding("person")  # "Majority Leader Ann Day" leads one side of a chamber
    if set(cluster) & words["public"] and not set(cluster) & words["spoken_for"]:
        return Holding("public")
    if set(cluster) & words["bench"]:
        owner = _owner(cast, parsed, first, last, office, party_of)
        return Holding("court", owner if owner in cast.body_ids() else None)
    owner = _owner(cast, parsed, first, last, office, party_of)
    owner = _against(cast, parsed, first, start, owner, party_of) or owner
    if set(cluster) & words["own_posts"] and not set(cluster) & words["state_posts"]:
        if (
            set(cluster) & {"campaigner", "activist"}
            and owner is not None
            and not cast.is_state(owner)
        ):
            return Holding("body", owner)
        abroad = owner is not None and cast.is_state(owner) and not cast.is_domestic
        return Holding("state", owner) if abroad else Holding("person")
    of_place = set(cluster) & words["place_posts"] and not set(before) & words["portfolios"]
    if of_place and "prime" not in before and (owner is None or cluster != ["premier"]):
        return Holding("body", owner or _own_place(parsed.doc, first, start))
    if is_state_office(before, cluster, low[end - first + 1 :]):
        named = owner is not None and owner in cast.body_ids() and not cast.is_state(owner)
        return Holding("body" if named else "state", owner)  # "United Dockers president Ann Day"
    if set(cluster) & words["ranks"]:
        return Holding("rank", owner)
    return Holding("body", owner)


def _belongs_to(cast: Known, parsed: Parse, first: int, last: int, party_of: PartyOf) -> str | None:
    """Return the body that is all a stretch names, or of which somebody is a member who speaks for it.

    "Tom Hoban, Allied Pilots Association", "a residents' group member", "a member of the Harl Front".
    """
    doc, words = parsed.doc, actor_words()
    text = doc[first : last + 1].text.removeprefix("the ")
    if text in cast.bodies and cast.places.of(text) is None:
        return cast.bodies[text]
    at = next((i for i in range(first, last + 1) if doc[i].lower_ in words["belonging"]), None)
    if at is None:
        return None
    behind = at < last and doc[at + 1].lower_ == "of"
    whole = (at + 2, _stop(doc, at + 2, last)) if behind and at + 2 <= last else (first, at - 1)
    if whole[0] > whole[1] or (not behind and at != last):
        return None
    label = cast.label(parsed, *whole)
    noun = label.split()[-1].lower() if label else ""
    kind = kind_of_body(label) if label else None
    if kind not in ("union", "community", "armed-group") and noun not in ("group", "union"):
        return None
    return party_of(cast, parsed, *whole)


def _acts_for(cast: Known, parsed: Parse, end: int, last: int, party_of: PartyOf) -> str | None:
    """Return for whom somebody acts by trade: "for" and a body or a group that the text knows."""
    if end + 2 > last or parsed.doc[end + 1].lower_ not in ("for", "of", "representing"):
        return None
    stop = _stop(parsed.doc, end + 2, last)
    party = party_of(cast, parsed, end + 2, stop)
    label = cast.label(parsed, end + 2, stop)
    known = party in cast.body_ids() or (bool(label) and is_body_noun(label.split()[-1].lower()))
    return party if known and party is not None and not cast.is_state(party) else None


def _member(cast: Known, parsed: Parse, first: int, last: int, party_of: PartyOf) -> Holding | None:
    """Return for which body somebody speaks who is named as its own: "the union's Ann Day"."""
    owner = cast.label(parsed, first, last)
    head = parsed.doc[last]
    body = owner in cast.bodies and cast.places.of(owner) is None
    if not body and not (head.pos_ == "NOUN" and is_body_noun(head.lower_)):
        return None
    return Holding("body", party_of(cast, parsed, first, last))


def is_state_office(before: list[str], cluster: list[str], after: list[str]) -> bool:
    """Whether an office is one of a state's when no other body is named.

    Examples
    --------
    >>> is_state_office(["foreign"], ["minister"], []), is_state_office(["interior"], ["secretary"], [])
    (True, True)
    >>> is_state_office(["union"], ["secretary"], []), is_state_office([], ["chief", "executive"], [])
    (False, False)
    """
    words = actor_words()
    if set(cluster) & words["state_posts"] or set(before) & words["governing"]:
        return True
    portfolio = bool(before) and before[-1] in words["portfolios"] | {
        "security",
        "press",
        "army",
        "navy",
    }
    armed = bool(before) and before[-1] in (
        "army",
        "navy",
        "defence",
        "defense",
        "security",
        "intelligence",
    )
    if "chief" in cluster and "executive" not in cluster:
        return armed or cluster[-2:] == ["chief", "of"] or after[:2] == ["of", "staff"]
    if set(cluster) & {"secretary", "secretaries", "sec", "sec.", "attorney", "adviser", "advisor"}:
        general = cluster[:2] == ["attorney", "general"]
        of_state = after[:2] in (["of", "state"], ["of", "defense"], ["of", "defence"])
        return general or of_state or (portfolio and "general" not in cluster)
    return False


def _owner(
    cast: Known, parsed: Parse, first: int, last: int, office: tuple[int, int], party_of: PartyOf
) -> str | None:
    """Return the party that an office belongs to, by the words around it."""
    doc, words = parsed.doc, actor_words()
    start, end = office
    i = end + 1
    voice = any(t.lower_ in words["voices"] for t in doc[start : end + 1])
    while i < last and (doc[i].lower_ in _OF or (voice and doc[i].lower_ == "to")):
        head = i + 1
        while head < last and doc[head].lower_ in ("the", "a", "an"):
            head += 1
        portfolio = doc[head].lower_ in words["portfolios"] | {"state", "staff", "treasury"}
        if portfolio and doc[stop := _stop(doc, head, last)].lower_ in body_heads():
            portfolio = stop == head  # "secretary of the Transport and General Workers' Union"
        task = doc[i].lower_ == "for" and set(words["sent"]) & {
            t.lower_ for t in doc[start : end + 1]
        }
        if not portfolio and (task or _is_task(doc, head, first, start)):
            break  # "the refinery's head of operations", "the UN envoy for Velia"
        if not portfolio:
            return party_of(cast, parsed, head, _stop(doc, head, last))
        i = next((j for j in range(head + 1, last) if doc[j].lower_ in ("of", "for")), last)
    before = start - 1
    while before >= first and (
        doc[before].lower_
        in words["portfolios"]
        | words["titles"]
        | words["benches"]
        | words["wings"]
        | words["ranked"]
        and not _names_somebody(cast, parsed, before)
        and doc[before].text not in APOSTROPHES
    ):
        before -= 1
    if before > first and doc[before].text == ")":  # "the Front (MNF) spokesman"
        before = next((i - 1 for i in range(before, first, -1) if doc[i].text == "("), before)
    possessor = possessor_of(doc, first, start)
    if possessor is not None and doc[possessor[0]].lower_ in POSSESSIVES and possessor[0] == first:
        between = range(first + 1, before + 1)
        named = next(
            (cast.party_at(parsed, i) for i in between if _names_somebody(cast, parsed, i)), None
        )
        meant = antecedent(cast, parsed, doc[first], POSSESSIVES[doc[first].lower_])
        if named is not None or doc[start].lemma_.lower() == "counterpart":
            return named  # "its Paris office", "his American counterpart"
        if meant is not None:
            return meant.mention.id
        return acting_in_sentence(cast, Phrase(parsed, doc[start], first, last, None, []))
    if possessor is not None and possessor[1] < start:
        inner = range(possessor[1] + 2, before + 1)
        nested = next((i for i in inner if doc[i].lower_ in body_heads()), None)
        if nested is not None and nested == before and doc[nested].lower_ in words["own_bodies"]:
            return party_of(cast, parsed, first, nested)
        return party_of(cast, parsed, *possessor)
    if before < first:
        return _seat_after(cast, parsed, end, last)
    own = _party_before(cast, parsed, first, before, party_of)
    return own if own is not None else _seat_after(cast, parsed, end, last)


def _against(
    cast: Known, parsed: Parse, first: int, start: int, owner: str | None, party_of: PartyOf
) -> str | None:
    """Return those who stand against a state whose word is before an office: "Velia's opposition leader"."""
    doc, at = parsed.doc, start - 1
    if at <= first or doc[at - 1].lower_ in ("the", "a", "an"):
        return None
    if doc[at].lower_ == "opposition":
        return party_of(cast, parsed, first, at)
    armed = doc[at].lemma_.lower() in actor_words()["armed"]
    # "the Harl Front rebel leader"
    named = owner in cast.body_ids() and not cast.is_state(owner or "")
    return party_of(cast, parsed, at, at) if armed and owner is not None and not named else None


def _is_task(doc: Any, head: int, first: int, start: int) -> bool:
    """Whether what follows "head of" is what an office is for, its body standing before it."""
    plain = doc[head].pos_ == "NOUN" and doc[head].lower_ not in body_heads()
    known = actor_words()["collectives"] | actor_words()["institutions"]
    owned = possessor_of(doc, first, start) is not None
    return plain and owned and doc[head].lemma_.lower() not in known


def _stop(doc: Any, first: int, last: int) -> int:
    """Return where the name of an owner ends in a stretch: before "in", "who", "and whose", a verb."""
    for i in range(first + 1, last + 1):
        token = doc[i]
        joins = token.lower_ == "and" and not (i < last and doc[i + 1].text[:1].isupper())
        behind = (
            token.dep_ == "amod" and token.head.i < i
        )  # "the delegation | loyal to the general"
        if (
            joins
            or behind
            or (token.lower_ in actor_words()["stops"] and not is_inner_comma(token))
            or token.tag_ in ("VBD", "VBZ", "VBP", "MD")
        ):
            return i - 1
    return last


def _seat_after(cast: Known, parsed: Parse, end: int, last: int) -> str | None:
    """Return the state of "the Foreign Ministry in Cairo"; "to" and "on" name another."""
    doc = parsed.doc
    if end + 2 <= last and doc[end + 1].lower_ == "in":
        for s in cast.between(*parsed.place(end + 2, last)):
            if s.actor.kind == "state":
                return s.actor.id
    return None


def _names_somebody(cast: Known, parsed: Parse, i: int) -> bool:
    return cast.party_at(parsed, i) is not None


def _own_place(doc: Any, first: int, start: int) -> str | None:
    names = [t.text for t in doc[first:start] if t.is_title and t.lower_ not in ("the", "a")]
    return slug(" ".join(names)) if names else None


def _branch_abroad(cast: Known, parsed: Parse, first: int, last: int) -> str | None:
    """Return the body whose branch in a country stands before an office: "RCN Wales director"."""
    for sighting in cast.between(*parsed.place(first, last)):
        if sighting.actor.kind != "state" or sighting.end != parsed.place(last, last)[1]:
            continue
        for start in range(first, last):
            name = cast.text[parsed.place(start, start)[0] : sighting.start].strip()
            if name in cast.bodies:
                return cast.bodies[name]
    return None


def _before_task(doc: Any, first: int, last: int) -> int:
    """Return where a name ends before what an office is for: "Varda | regional coordinating officer".

    Not "Regional officer", where no name opens.
    """
    end = last
    while end > first and doc[end].text.islower() and doc[end].pos_ in ("NOUN", "ADJ"):
        end -= 1
    opens = all(t.pos_ == "PROPN" and t.text[:1].isupper() for t in doc[first : end + 1])
    return end if opens and end < last else last


def _is_surname(cast: Known, name: str) -> bool:
    """Say whether the text presents somebody by a surname: "Mrs. Harl", "President Harl"."""
    return cast.person(name) is not None or bool(
        re.search(
            rf"\b(?:Mr|Mrs|Ms|Dr|President|Premier|Minister)\.? {re.escape(name)}\b", cast.text
        )
    )


def _party_before(
    cast: Known, parsed: Parse, first: int, last: int, party_of: PartyOf
) -> str | None:
    """Return the party that the words before an office name: "Velian", "union", "Kestrel"."""
    doc, words = parsed.doc, actor_words()
    while first < last and doc[first].lower_ in words["ranked"]:
        first += 1  # "chief rebel negotiator"
    branch = _branch_abroad(cast, parsed, first, last)
    if branch is not None:
        return branch
    for sighting in reversed(cast.between(*parsed.place(first, last))):
        if sighting.actor.kind != "outlet":
            return sighting.actor.id
        return sighting.owner or sighting.actor.id
    for start in range(first, last + 1):
        text = doc[start : last + 1].text
        if text in cast.bodies:
            return cast.bodies[text]
    for i in range(last, first - 1, -1):
        place = cast.places.of(doc[i].text)
        if place is not None:
            return place
        if doc[i].text in cast.bodies and doc[i].text[:1].isupper():
            return cast.bodies[doc[i].text]
    offices = words["portfolios"] | words["titles"] | words["honorifics"] | words["former"]
    offices |= words["ranking"] | words["governing"]
    low = doc[last].lower_
    if low in words["towns"] and {t.lower_ for t in doc[first:last]} <= offices:
        return party_of(cast, parsed, last, last)  # "Assistant City Attorney"
    named = doc[last].pos_ in ("NOUN", "PROPN", "ADJ") or low in words["armed"]
    if named and low in body_heads() | words["collectives"] | words["stand_alone"] | words["apart"]:
        return party_of(cast, parsed, first, last)
    if doc[last + 1].lower_ in ("minister", "secretary", "ministers") and not doc[
        last
    ].text.endswith(ADJECTIVAL):
        return None  # "Mines Minister"
    if doc[last].lower_ in actor_words()["regions"]:
        return None  # "a Western diplomat"
    last = _before_task(doc, first, last)
    run = last
    while (
        run >= first and doc[run].text[:1].isupper() and doc[run].lower_ not in ("the", "a", "an")
    ):
        run -= 1
    opener = doc[run + 1]
    unnamed = opener.pos_ != "PROPN" and not opener.ent_type_
    if run < last and opener.is_sent_start and unnamed and not _is_surname(cast, opener.text):
        run += 1  # "Sales manager Ann Day", not "Harl spokesman Bo Lund" where Ms Harl is known
    if run < last and not {t.lower_ for t in doc[run + 1 : last + 1]} <= offices:
        return slug(doc[run + 1 : last + 1].text)
    return None
