"""From a noun phrase to the actor it names: known names, people presented, offices, bodies."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from detente.evidence import Mention, Span
from detente.reading.attribution import mention_edges
from detente.reading.language import Parsed
from detente.reading.lexicon import lexicon
from detente.reading.parties import Sighting, party_of_office, party_of_person
from detente.reading.spans import make_span
from detente.reading.syntax import POSSESSIVES, PRONOUNS, child

if TYPE_CHECKING:
    from detente.reading.cast import Cast


def resolve(cast: Cast, parsed: Parsed, source: Any) -> Mention | None:
    """Return the actor that a noun phrase or pronoun names, if it can be told."""
    first, last = mention_edges(source)
    span = make_span(cast.text, *parsed.place(first, last), loose=True)
    if source.pos_ == "PRON" or source.lower_ in PRONOUNS:
        if source.lower_ in ("i", "we", "you", "there", "that", "this", "which", "what", "who"):
            return None
        known = cast.pronoun(source.lower_, span.start)
        return None if known is None else Mention(known.id, known.name, span)
    return _named(cast, parsed, source, span, first, last)


def _named(cast: Cast, parsed: Parsed, source: Any, span: Span, first: int, last: int) -> Mention:
    doc = parsed.doc
    name = _proper_tail(source, first)
    appos = child(source, "appos")
    around = (first, last)
    if appos is not None and appos.i > source.i:
        around = (first, appos.right_edge.i)
        if name is None and appos.pos_ == "PROPN":
            name = doc[appos.left_edge.i : appos.i + 1].text
    known = _person(cast, name)
    party = _party(cast, parsed, source, span, name, around)
    label = name or _label(source, first, last)
    if name is None and ", " in label and label.rsplit(", ", 1)[1].istitle():
        name = label = label.rsplit(", ", 1)[1]
    covering = next((s for s in cast.between(span.start, span.end) if cast.is_covered(span)), None)
    if covering is not None:
        label = cast.text[covering.start : covering.end]
    if known is not None and (party in (None, known.id) or party_of_person(known.name)):
        return Mention(known.id, known.name, span)
    if party is None and party_of_office(_office(doc, source, first, name)) is not None:
        party = party_of_office(_office(doc, source, first, name))
    if party is None and name is not None:
        party = _by_apposition(cast, parsed, source)
    if party is None and name is not None and source.ent_type_ == "PERSON" and known is None:
        party = _nameless_before(cast, span.start, doc, first)
    if party is None:
        party = cast.bodies.get(label) or _by_title(cast, doc, first, last, span, name)
    firm = source.pos_ == "NOUN" and source.lower_ in lexicon().layers["collectives"]
    if appos is not None and name and firm and appos.ent_type_ != "PERSON":
        party = cast.bodies.get(name) or slug(name)  # "The developer, Northcloud, …"
        cast.bodies.setdefault(source.lower_, party)
    if (
        appos is not None
        and name
        and source.pos_ == "NOUN"
        and source.lower_ in lexicon().layers["stand_alone"]
    ):
        cast.bodies[source.lower_] = party or slug(name)
    titled = name is not None and _titled(doc, first, source)
    mention = Mention(party or slug(span.text if titled else label), label, span)
    if name and _may_be_person(cast, source, name) and not cast.is_covered(span):
        cast.people[name] = mention
        parts = name.split()
        for part in parts:
            if part[:1].isupper() and len(part) > 1:
                cast.people.setdefault(part, mention)
    return mention


def _office(doc: Any, source: Any, first: int, name: str | None) -> str:
    """Return the words of an office, without the name that follows and the article before."""
    size = len(name.split()) if name else 0
    words = [t.lower_ for t in doc[first : source.i + 1 - size]]
    return " ".join(word for word in words if word not in ("the", "a", "an"))


def _titled(doc: Any, first: int, source: Any) -> bool:
    """Whether a capitalised title stands before a name and belongs to it: "President Lund"."""
    tail = _proper_tail(source, first)
    before = source.i - len(str(tail or "").replace("-", " - ").split())
    return before >= first and bool(doc[before].is_title) and doc[before].pos_ == "PROPN"


def _by_apposition(cast: Cast, parsed: Parsed, source: Any) -> str | None:
    """Return whom somebody speaks for by what follows the name.

    "…, chair of the pilots' union", "…, a spokesperson for the network", "…, who leads the guild".
    """
    words = lexicon().layers
    for c in source.children:
        if c.i < source.i:
            continue
        owner = None
        if c.dep_ == "appos" and c.lemma_.lower() in words["titles"] | words["people"]:
            post = next(
                (x for x in c.children if x.dep_ == "prep" and x.lower_ in ("of", "for", "at")),
                None,
            )
            owner = child(post, "pobj") if post is not None else None
        elif c.dep_ == "relcl" and c.lemma_.lower() in words["leading"]:
            post = next((x for x in c.children if x.dep_ == "prep" and x.lower_ == "for"), None)
            owner = child(c, "dobj") or (child(post, "pobj") if post is not None else None)
        if owner is not None and (owner.pos_ == "PROPN" or is_actor_noun(owner)):
            led = resolve(cast, parsed, owner)
            return led.id if led is not None else None
    return None


def _may_be_person(cast: Cast, source: Any, name: str) -> bool:
    if name in cast.bodies or source.ent_type_ in ("ORG", "GPE", "NORP", "FAC", "LOC"):
        return False
    return not set(name.lower().split()) & lexicon().layers["collectives"]


def outlet(cast: Cast, parsed: Parsed, token: Any) -> Mention | None:
    """Return the medium that a noun phrase names; a bare "the newspaper" names none."""
    first, last = mention_edges(token)
    right = max(last, token.right_edge.i)
    if right + 1 < len(parsed.doc) and parsed.doc[right + 1].pos_ == "PROPN":
        right += 1  # "state news agency" IRNA, taken apart by the parser
    around = parsed.place(first, right)
    outlets = [s for s in cast.between(*around) if s.actor.kind == "outlet"]
    # "state news agency KCNA": the proper name is the outlet.
    for sighting in sorted(outlets, key=lambda s: cast.text[s.start : s.end].islower()):
        if not cast.text[sighting.start : sighting.end].islower():
            words = cast.text[sighting.start : sighting.end]
            return Mention(sighting.actor.id, words, Span(sighting.start, sighting.end, words))
    own = [t for t in parsed.doc[first : last + 1] if t.dep_ != "det" and not t.is_punct]
    if len(own) < 2 or own[0].dep_ == "poss":
        return None
    start, end = parsed.place(own[0].i, last)
    span = make_span(cast.text, start, end)
    return Mention(slug(span.text), span.text, span)


def _person(cast: Cast, name: str | None) -> Mention | None:
    """Return whom a name means: somebody named before, or well known."""
    if not name:
        return None
    words = name.replace("’s", "").replace("'s", "").split()
    party = party_of_person(" ".join(words))
    if party is not None and name not in cast.people:
        cast.people[name] = Mention(party, name)
        for part in words:
            cast.people.setdefault(part, cast.people[name])
    same = cast.people.get(name) or cast.people.get(words[-1])
    return same or (cast.people.get(words[0]) if len(words) == 1 else None)


def _party(
    cast: Cast, parsed: Parsed, source: Any, span: Span, name: str | None, around: tuple[int, int]
) -> str | None:
    """Return the party that a noun phrase or its apposition names."""
    doc, words = parsed.doc, lexicon().layers
    if source.lemma_.lower() in words["apart"]:
        return cast.bodies.get(span.text) or _of_kind(cast, source.lemma_.lower(), span.text)
    low, high = parsed.place(*around)
    first = around[0]
    tail = (
        span.end - len(name)
        if name and span.text.endswith(name) and source.ent_type_ == "PERSON"
        else None
    )
    if any(
        t.lemma_.lower() in lexicon().layers["scholars"] for t in doc[around[0] : around[1] + 1]
    ):
        return slug(name) if name is not None else None  # at an institute, in a capital
    for sighting in sorted(cast.between(low, high), key=lambda s: s.is_place):
        if tail is not None and tail < sighting.start < span.end:
            continue  # "Michael Jordan"
        if _is_own_name(cast, source, sighting, parsed):
            continue  # "Canada Post" is no state
        return (
            sighting.owner or sighting.actor.id
            if sighting.actor.kind == "outlet"
            else sighting.actor.id
        )
    if name and any(
        t.lemma_.lower() in lexicon().layers["media"] for t in doc[first : source.i + 1]
    ):
        return cast.bodies.get(name) or slug(name)  # "the opposition daily La Voz"
    for token in doc[around[0] : around[1] + 1]:
        if token.lower_ in POSSESSIVES and token.dep_ == "poss":
            known = cast.pronoun(POSSESSIVES[token.lower_], span.start)
            return known.id if known else None
    for token in doc[around[0] : around[1] + 1]:
        united = any(
            t.lower_ in lexicon().layers["collectives"] for t in doc[first : around[1] + 1]
        )
        owns = token.pos_ == "NOUN" and token.dep_ == "poss" and token != source
        if owns and token.i >= first and not united:
            if token.lower_ in words["titles"] and token.head == source:
                # "the prime minister's office"
                holder = resolve(cast, parsed, token)
                return holder.id if holder is not None else None
            phrase = doc[token.left_edge.i : token.i + 1].text
            return cast.bodies.get(token.text) or cast.bodies.get(phrase) or slug(token.text)
        if token.lower_ in lexicon().layers["titles"]:
            continue
        if token.pos_ == "PROPN" and (name is None or token.text not in name):
            body = cast.bodies.get(token.text)
            if body is not None:
                return body
            following = doc[token.i + 1].lower_ if token.i < around[1] else ""
            if following in ("minister", "secretary", "ministry", "department"):
                continue
            if token.lower_ in words["portfolios"]:
                continue  # "Foreign Affairs spokesperson"
            before_title = (
                token.i < around[1] and doc[token.i + 1].lower_ in lexicon().layers["titles"]
            )
            if before_title and token.lower_ not in lexicon().layers["titles"] and token.i >= first:
                return slug(token.text)
            if token.dep_ == "poss" and token.head == source:
                owner = resolve(cast, parsed, token) if token.ent_type_ == "PERSON" else None
                return owner.id if owner else slug(doc[token.left_edge.i : token.i + 1].text)
    return None


def _is_own_name(cast: Cast, source: Any, sighting: Sighting, parsed: Parsed) -> bool:
    """Whether a known name only begins the name of a firm or union."""
    words = lexicon().layers
    offices = words["titles"] | words["state_offices"] | words["organs"]
    if source.pos_ != "PROPN" or source.ent_type_ != "ORG" or source.lower_ in offices:
        return False
    start, end = parsed.place(source.i, source.i)
    after = cast.text[sighting.end : sighting.end + 2]
    return sighting.end < end and sighting.start < start and after[:1] == " "


def _by_title(
    cast: Cast, doc: Any, first: int, last: int, span: Span, name: str | None
) -> str | None:
    """Return the party of an office that is named without one, from what stands before."""
    words = lexicon().layers
    lower = [t.lower_ for t in doc[first : last + 1]]
    if name is None:
        same = _mentioned_before(cast, lower, span.start)
        if same is not None:
            return same
    for word in lower:
        if word in words["collectives"]:
            for body, party in cast.bodies.items():
                if word in body.lower().split():
                    return party
            if word in words["state_offices"]:
                continue
            return "rebels" if word == "rebel" else str(word)
    office = any(word in words["state_offices"] for word in lower)
    for before, word in pairwise(lower):
        office = office or (
            word == "secretary"
            and before in words["titles"]
            and before not in ("general", "deputy")
        )
    if office:
        held_by = _state_of_office(cast, doc, first, span)
        named_by = next((w for w in lower if w in words["collectives"] - {"ministry"}), None)
        if held_by or named_by or _states_named(cast):
            return held_by or named_by
    of = next((t for t in doc[first : last + 1] if t.lower_ == "of"), None)
    owner = child(of, "pobj") if of is not None else None
    if owner is not None and any(word in words["titles"] for word in lower):
        return slug(doc[owner.left_edge.i : owner.i + 1].text)
    if doc[last].lower_ in words["organs"] | {"ministry"}:
        return None  # a body of its own
    if any(word.rstrip("s") in words["insiders"] for word in lower) and lower[0] not in (
        "the",
        "his",
        "her",
        "its",
    ):
        return None  # "one Western diplomat": nobody knows whose
    ranks = {
        "admiral",
        "general",
        "colonel",
        "major",
        "brigadier",
        "marshal",
        "commander",
        "captain",
    }
    posts = {"secretary", "manager", "counsel", "director", "partner", "executive", "of"}
    ranked = len(lower) > 1 and lower[1] not in posts
    if name is not None and ranked and lower[0].rstrip(".") in ranks | {"gen", "col", "adm", "lt"}:
        return None if cast.is_divided() else _state_of_office(cast, doc, first, span)
    heads = {"president", "premier", "chancellor", "king", "queen", "minister", "ambassador"}
    if name is not None and any(w in heads for w in lower) and doc[first].is_title:
        return cast.government(span.start)
    if any(word in words["spoken_for"] for word in lower):
        held = [e for e in cast.before(span.start) if e.kind == "body"]
        held = [e for e in held if not set(e.mention.id.split("-")) & words["holders"]]
        if held and held[-1].mention.name not in (name or ""):
            return held[-1].mention.id
    return None


def _mentioned_before(cast: Cast, words: list[str], position: int) -> str | None:
    """Return the party of an earlier mention of the same office: "the spokesman"."""
    titles = lexicon().layers
    wanted = {w for w in words if w in titles["titles"] or w in titles["collectives"]}
    for entry in reversed(cast.before(position)):
        earlier = entry.mention.span.text.lower().split() if entry.mention.span else []
        if wanted & set(earlier) and wanted <= {
            "state",
            "official",
            *earlier,
            *titles["titles"],
        }:
            return entry.mention.id
    return None


def _state_of_office(cast: Cast, doc: Any, first: int, span: Span) -> str | None:
    """Return the state that an office named without one belongs to.

    A state that acts in the reported clause comes first, then the last one named.
    """
    own = _of_own_intent(cast, doc, first)
    if own is not None:
        return own
    sentence = doc[first].sent
    for token in doc[sentence.start : first]:
        if token.dep_ in ("nsubj", "nsubjpass") and token.ent_type_ in ("GPE", "NORP", "ORG"):
            acting = [
                e
                for e in cast.subjects
                if e.kind == "body" and e.mention.span and e.mention.span.text.endswith(token.text)
            ]
            if acting:
                return acting[-1].mention.id
    for entry in reversed(cast.before(span.start)):
        main = cast.main_subject(entry) if not entry.clause[1] else entry
        for actor in (main, entry):
            party = actor.mention.id
            if actor.kind == "body" and len(party) == 3 and party.isupper():
                return party
    states = [s.actor.id for s in cast.sighted_before(span.start) if s.actor.kind == "state"]
    return states[-1] if states else None


def _states_named(cast: Cast) -> bool:
    return any(s.actor.kind == "state" for s in cast.sightings)


def _of_own_intent(cast: Cast, doc: Any, first: int) -> str | None:
    """Return the state whose intentions an official tells: "the president said Peru would sign"."""
    verb = next((t for t in doc[first].ancestors if t.pos_ == "VERB"), None)
    content = child(verb, "ccomp") if verb is not None else None
    subject = child(content, "nsubj") if content is not None else None
    if subject is None or content is None or subject.ent_type_ not in ("GPE", "NORP"):
        return None
    intends = any(c.lower_ in ("would", "will") for c in content.children) or content.lemma_ in (
        "seek",
        "want",
        "intend",
        "plan",
        "hope",
    )
    states = {
        s.actor.id: s.actor.name
        for s in cast.sightings
        if s.actor.kind == "state" and not s.is_place
    }
    named = [party for party, name in states.items() if name == subject.text]
    return named[0] if intends and len(named) == 1 else None


def _nameless_before(cast: Cast, position: int, doc: Any, first: int) -> str | None:
    """Return the party of an official who spoke just before and is named only now."""
    titles = lexicon().layers["titles"]
    if any(t.lower_ in titles for t in doc[first].sent if t.i >= first and t.i < first + 3):
        return None
    before = cast.before(position)
    for entry in reversed(before[-3:]):
        near = entry.kind == "person" and position - entry.position < 300
        last = entry.mention
        if near and last.name.islower() and set(last.name.split()) & titles:
            return last.id
    return None


def _of_kind(cast: Cast, word: str, words: str) -> str:
    """Return a body that stands apart from whoever owns it: "the firm's union"."""
    for body, party in cast.bodies.items():
        if word in body.lower().split():
            return party
    if "'s " in words or "’s " in words:
        return slug(words)
    plural = next((w for w in words.lower().split() if w.startswith(word)), word)
    return {"rebel": "rebels"}.get(plural, plural)


def is_actor_noun(token: Any) -> bool:
    """Whether a noun can name somebody who speaks or acts."""
    if token.pos_ == "PROPN" or token.ent_type_ in ("PERSON", "ORG", "GPE", "NORP"):
        return token.ent_type_ not in ("DATE", "TIME", "MONEY", "PERCENT", "CARDINAL", "LAW")
    words = lexicon().layers
    lemma = token.lemma_.lower()
    if lemma in words["organs"]:
        return True
    return (
        lemma in words["titles"]
        or lemma in words["collectives"]
        or lemma in words["holders"]
        or lemma in words["state_offices"]
    )


def _proper_tail(source: Any, first: int) -> str | None:
    """Return the proper name at the end of a noun phrase, titles left out."""
    titles = lexicon().layers["titles"]
    glued = (
        source.i > first + 1
        and source.nbor(-1).text in ("-", "‑")
        and not source.nbor(-1).whitespace_
    )
    if (source.pos_ != "PROPN" and not glued) or source.lower_.strip(
        "."
    ) in titles | lexicon().layers["state_offices"]:
        return None
    doc = source.doc
    start = source.i
    own = next((c for c in source.children if c.dep_ == "poss"), None)
    if own is not None and own.is_title and own.tag_ in ("NNS", "NNPS", "NNP"):
        plural = own.text.endswith("s") and doc[own.i + 1].text in ("'", "’")
        if plural and source.lower_ in lexicon().layers["bodies"]:
            return str(doc[own.left_edge.i : source.i + 1].text).removeprefix("the ")
    while start > first:
        before = doc[start - 1]
        hyphened = before.text in ("-", "‑", "–") and not doc[start - 2].whitespace_
        if hyphened and not before.whitespace_ and start - 1 > first:
            start -= 2
        elif before.pos_ == "PROPN" and before.lower_.strip(".") not in titles:
            start -= 1
        elif before.pos_ == "PROPN" and source.lower_ in lexicon().layers["offices"]:
            start -= 1  # "the State Department"
        else:
            break
    if doc[source.i].ent_type_ == "PERSON":
        while start < source.i and doc[start].ent_type_ in ("ORG", "NORP", "GPE"):
            start += 1
    return str(doc[start : source.i + 1].text)


def _label(source: Any, first: int, last: int) -> str:
    """Return the words of a mention without its article and possessor."""
    doc = source.doc
    for i in range(first, last):
        possessor = doc[i] if doc[i].dep_ == "poss" else doc[i].head
        marks = doc[i].lower_ in ("'s", "’s") or doc[i].lower_ in POSSESSIVES
        if marks and possessor.head == source:
            first = i + 1
    while first < last and doc[first].lower_ in ("the", "a", "an"):
        first += 1
    return str(doc[first : last + 1].text)


def slug(name: str) -> str:
    """Return a name as an identifier: lower case, hyphens."""
    plain = name.lower().replace("’s", "").replace("'s", "")
    words = "".join(c if c.isalnum() else " " for c in plain).split()
    parts = [
        w
        for w in words
        if not w.isdigit()
        and w
        not in (
            "the",
            "a",
            "an",
            "some",
            "one",
            "two",
            "three",
            "four",
            "five",
            "many",
            "most",
            "several",
            "about",
            "around",
            "nearly",
            "more",
            "than",
            "over",
            "hundreds",
            "thousands",
            "dozens",
        )
    ]
    return "-".join(parts[-4:]) or "unknown"


def is_holder(source: Any) -> bool:
    """Whether a noun names people who comment and are no party."""
    return source.lemma_.lower() in lexicon().layers["holders"]
