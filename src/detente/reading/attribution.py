"""Who says it: cues of speech, their sources, the outlets that relay them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from detente.actors import is_actor_noun
from detente.reading.deed_grammar import bearing_warned_of, can_act, doer_behind
from detente.reading.deeds import shows, stages_stoppage
from detente.reading.language import Parsed
from detente.reading.lexicon import lexicon
from detente.reading.syntax import SUBJECTS, child, is_bare, lemma_of, phrasal, subject_of


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that reports speech.

    ``act`` is None for neutral verbs. ``source`` is the head of the noun phrase that names who
    speaks, ``relay`` that of the outlet, ``addressee`` that of who is spoken to. ``content`` is the first
    and last word of what is reported, where the words around the cue tell it and not the parse.
    """

    token: Any
    lemma: str
    act: str | None
    source: Any | None = None
    relay: Any | None = None
    addressee: Any | None = None
    kind: str = "verb"
    content: tuple[int, int] | None = None


def find_cues(parsed: Parsed) -> dict[int, Cue]:
    """Return the cues of a frame by the index of their word."""
    found: dict[int, Cue] = {}
    words = lexicon()
    quoted: set[int] = set()
    for _, start, end, clause in parsed.frame.quotes:
        if clause:
            quoted |= set(parsed.tokens_of(start, end))
    for token in parsed.doc:
        cue = None
        if token.lower_ == "according":
            to = child(token, "prep") or (token.nbor() if token.i + 1 < len(token.doc) else None)
            source = child(to, "pobj") if to is not None else None
            if source is not None:
                cue = Cue(token, "according", None, source, kind="according")
        elif token.pos_ in ("VERB", "AUX"):
            cue = _verb_cue(token)
        elif token.pos_ in ("NOUN", "PROPN") and lemma_of(token) in words.nouns:
            act = words.nouns[lemma_of(token)]
            act_named = None if act == "STATE" else act
            cue = Cue(token, lemma_of(token), act_named, _owner(token), kind="noun")
        elif (
            token.lower_ in ("per", "via")
            and child(token, "pobj") is not None
            and not _is_rate(token)
        ):
            cue = Cue(token, "according", None, child(token, "pobj"), kind="according")
        if cue is not None:
            found[token.i] = _past_quotation(cue, quoted)
    for cue in _closing(parsed.doc, quoted):
        found[cue.token.i] = cue
    return found


def _is_rate(per: Any) -> bool:
    """Whether "per" counts by a unit and names no source: "nine per cent", "$20 per hour"."""
    unit = child(per, "pobj")
    if per.lower_ != "per" or unit is None:
        return False
    bare = unit.tag_ == "NN" and unit.i == per.i + 1 and unit.text.islower()
    return bool(bare or per.nbor().lower_ == "cent")


def _closing(doc: Any, quoted: set[int]) -> Iterator[Cue]:
    """Yield cues that close a sentence after a comma, as in "…, Poland's prime minister warned".

    Parsers often take such an end for a part of the last clause, whose object then seems to speak. The
    form alone decides: a clause, a comma, a noun phrase, a verb of speech, at most a time after it.
    """
    words = lexicon()
    for verb in doc:
        if verb.lower_ not in words.speech_forms or verb.i in quoted or verb.i < 4:
            continue
        stop = _end_after(doc, verb.i)
        comma = next(
            (i for i in range(verb.i - 2, max(verb.i - 12, 0), -1) if doc[i].text == ","), None
        )
        if stop is None or comma is None:
            continue
        phrase = doc[comma + 1 : verb.i]
        head = _head_of(phrase)
        if head is None or any(t.pos_ in ("VERB", "AUX") and t.dep_ != "amod" for t in phrase):
            continue
        own = subject_of(verb)
        reported = child(verb, "ccomp")
        if own is not None and comma < own.i < verb.i and (reported is None or reported.i < comma):
            seen = reported is not None or verb.dep_ in ("parataxis", "ccomp", "dep")
            if seen:
                continue  # the parser saw it so
        start = verb.sent.start
        if start >= comma and start > 0 and doc[start - 1].text == ",":
            start, comma = doc[start - 1].sent.start, start - 1
        content = doc[start:comma]
        if len(content) < 3 or any(t.i in quoted for t in content):
            continue
        if content[0].lower_ in ("but", "and") or not any(
            t.tag_ in ("MD", "VBD", "VBZ", "VBP") for t in content
        ):
            continue
        lemma = lemma_of(verb)
        yield Cue(verb, lemma, words.cue_acts.get(lemma), head, content=(start, comma - 1))


def _end_after(doc: Any, verb: int) -> int | None:
    """Return where a sentence ends after its last verb, if only a time or place follows."""
    for i in range(verb + 1, min(verb + 8, len(doc))):
        token = doc[i]
        if token.text in (".", "!", "?") or token.is_space:
            return i
        if token.pos_ in ("VERB", "AUX", "PRON", "SCONJ") or token.text in (",", ":", "“", '"'):
            return None
        if (
            i == verb + 1
            and token.lower_
            not in (
                "on",
                "in",
                "at",
                "late",
                "early",
                "earlier",
                "yesterday",
                "today",
                "this",
                "last",
            )
            and token.ent_type_ != "DATE"
        ):
            return None
    return len(doc) if len(doc) <= verb + 8 else None


def _head_of(phrase: Any) -> Any | None:
    """Return the noun that heads a phrase, found without its parse: the one before "of"."""
    if not len(phrase) or phrase[0].lower_ in ("which", "that", "and", "but", "or", "as", "who"):
        return None
    end = next(
        (t.i for t in phrase if t.lower_ in ("of", "for", "at", "in") and t.i > phrase[0].i),
        phrase[-1].i + 1,
    )
    token = phrase[0].doc[end - 1]
    return token if token.pos_ in ("NOUN", "PROPN", "ADJ", "PRON") else None


def _is_finding(verb: Any) -> bool:
    """Whether those who judge say what they hold to be so: not "villagers found that the well was dry"."""
    subject = subject_of(verb)
    held = child(verb, "ccomp")
    if subject is None or held is None or child(held, *SUBJECTS, "nsubjpass") is None:
        return False
    titles = (
        lemma_of(c) for c in subject.children if c.dep_ == "compound"
    )  # "Judge Ann Lee ruled"
    return not {lemma_of(subject), *titles}.isdisjoint(lexicon().layers["deciders"])


def _past_quotation(cue: Cue, quoted: set[int]) -> Cue:
    """Give a verb that the parser joined to a quotation its real subject: "said “…” and accused"."""
    source = cue.source
    if cue.kind != "verb" or source is None or source.i not in quoted or cue.token.i in quoted:
        return cue
    clause = source.head
    if clause.i not in quoted or clause.head.i in quoted or clause.head == clause:
        return cue
    return replace(cue, source=subject_of(clause.head))


def _verb_cue(token: Any) -> Cue | None:
    words = lexicon()
    if token.dep_ in ("aux", "auxpass"):
        return None
    known = words.telling
    lemma = phrasal(token, known)
    if lemma == "warn_of" and bearing_warned_of(token) is not None:
        lemma = "warn"
    if lemma == "make" and _makes_clear(token):
        lemma = "make_clear"
    elif lemma in words.layers["as_naming"] and any(c.lower_ == "as" for c in token.children):
        return Cue(token, lemma, words.cue_acts.get(lemma), subject_of(token))
    elif lemma in words.voicing and (stance := stance_of(token)) is not None:
        return Cue(token, lemma, stance, subject_of(token))
    elif lemma in ("express", "voice"):
        return Cue(token, lemma, None, subject_of(token))
    if lemma == "want":  # "wants Orland to clear the road"
        wish = child(token, "ccomp", "xcomp")
        whom = child(wish, "nsubj") if wish is not None and wish.tag_ == "VB" else None
        does = wish is not None and wish.lemma_.lower() not in words.events.stative
        someone = whom is not None and (whom.pos_ == "PROPN" or is_actor_noun(whom))
        if someone and does:
            return Cue(token, lemma, "REQUEST", subject_of(token), addressee=whom)
        return None
    if lemma in words.layers["deciding"] and _is_finding(token):
        return Cue(token, lemma, None, subject_of(token))
    bids = lemma in words.layers["bidding"]
    if not (lemma in known or bids) or (lemma == "vote" and child(token, "xcomp", "advcl") is None):
        return None
    thing = child(token, "dobj")
    if stages_stoppage(token) or shows(token):
        return None  # a deed: "called a strike", "are pressing ahead with a ballot"
    if (
        lemma == "recall"
        and thing is not None
        and thing.lemma_ in ("ambassador", "envoy", "diplomat", "staff")
    ):
        return None  # a deed
    if lemma == "advise" and child(token, "xcomp", "ccomp") is None and not _leads_away(token):
        return None  # "who advises banks on mergers": a trade, not a piece of advice
    if lemma == "cheer" and thing is None:
        return None  # "voters cheered": nobody is told what they back
    if token.dep_ == "xcomp" and token.head.lemma_ == "be" and lemma == "blame":
        return None  # "Orland is to blame": it blames nobody
    modal = any(c.dep_ == "aux" and c.tag_ == "MD" for c in token.children)
    bound = modal or child(token, "dobj", "xcomp") is not None
    if token.dep_ == "amod" or (lemma in words.layers["loose"] and bound):
        return None  # "would respond in kind", "continue their advance": no speech
    if token.dep_ == "acl" and token.tag_ == "VBN":
        return None
    act = words.cue_acts.get(lemma)
    if lemma in words.neutral or bids:
        order = bids or lemma in ("ask", "tell")
        to_do = order and _bidden(token) is not None
        if bids and not to_do:
            return None  # "challenged the ruling" asks nobody
        asked = lemma == "insist" and (bare := child(token, "ccomp")) is not None and is_bare(bare)
        act = "REQUEST" if to_do or asked else None
    subject = subject_of(token)
    if (
        token.tag_ == "VBN"
        and token.dep_ in ("acl", "advcl")
        and child(token, "aux", "auxpass") is None
    ):
        return None  # "asked whether …": somebody else asks
    if subject is not None and token.tag_ == "VBG" and token.dep_ == "acl":
        subject = _issuer(subject) or (None if is_handed(subject) else subject)
    passive = token.tag_ == "VBN" and _is_passive(token)
    if subject is not None and not passive and lemma_of(subject) in words.nouns | words.papers:
        owner = _owner(subject)
        if subject.head != token and (outer := _told_beside(token)) is not None:
            owner = outer
        if lemma in words.layers["showing"]:
            return None  # what a text suggests is the reader's inference
        spoken = subject.lemma_.lower() in words.layers["spoken_papers"] and lemma in (
            "say",
            "add",
            "read",
        )
        if owner is None and not spoken:
            return None
        subject = owner if owner is not None else subject
    if subject is None and child(token, "ccomp") is not None:
        subject = _misread_subject(token)
    if (
        subject is None
        and token.dep_ in ("advcl", "conj")
        and child(token.head, "ccomp") is not None
    ):
        subject = _misread_subject(token.head)
    if token.dep_ == "conj" and act is None and child(token, "nsubj", "ccomp") is None:
        subject = _misread_subject(token) or subject
    addressee = None
    if passive:
        by = doer_behind(token)
        if lemma in words.relay:
            by = by or next((child(t, "pobj") for t in token.subtree if t.lower_ == "by"), None)
            return Cue(token, lemma, act, subject, relay=by)
        return Cue(token, lemma, act, by, addressee=subject)
    addressee = child(token, "dobj", "dative", "iobj")
    if addressee is None:
        addressee = _spoken_to(token, lemma)
    if addressee is not None and addressee.dep_ == "dative" and addressee.pos_ == "ADP":
        addressee = child(addressee, "pobj")
    # "the agency quoted him as saying": the object speaks, the subject relays.
    if lemma in ("quote", "cite") and addressee is not None:
        return Cue(token, lemma, act, addressee, relay=subject)
    return Cue(token, lemma, act, subject, relay=None, addressee=addressee)


def _leads_away(verb: Any) -> bool:
    """Whether a verb of speech warns off something: "advised against it"."""
    return any(c.lower_ == "against" for c in verb.children)


def _spoken_to(verb: Any, lemma: str) -> Any | None:
    """Return whom a preposition after a verb of speech names: "called on Velia", "apologised to Velia"."""
    calls = lemma in ("call_on", "call_upon", "appeal")
    leads = ("on", "upon", "to") if calls else ("to",)
    if lexicon().cue_acts.get(lemma) == "ACCUSE":
        leads = ("at", "against", "into")  # "lashed out at Velia", "railed against its plan"
    for c in verb.children:
        named = child(c, "pobj") if c.lower_ in leads and c.dep_ in ("prep", "prt") else None
        if named is not None and (calls or can_act(named) or child(named, "poss") is not None):
            return named
    return None


def _bidden(verb: Any) -> Any | None:
    """Return what a verb tells another to do: "told Velia to leave", "challenged it to show the papers"."""
    return next(
        (
            c
            for c in verb.children
            if c.dep_ in ("xcomp", "ccomp")
            and any(t.tag_ == "TO" and t.dep_ == "aux" for t in c.children)
        ),
        None,
    )


def stance_of(verb: Any) -> str | None:
    """Return the act of a stance that a verb shows: "voiced support", "reaffirmed its commitment"."""
    thing = child(verb, "dobj")
    return lexicon().stances.get(thing.lemma_.lower()) if thing is not None else None


def _told_beside(verb: Any) -> Any | None:
    """Return who tells the clause to which the parser joined a verb that no thing can do.

    "The tenants said the offer was too low and pledged to stay": the tenants pledge.
    """
    told = verb.head
    telling = told.head
    if verb.dep_ != "conj" or told.dep_ != "ccomp" or lemma_of(telling) not in lexicon().telling:
        return None
    return subject_of(telling)


def _issuer(noun: Any) -> Any | None:
    """Return who says it in "issued a statement the following day saying that …"."""
    if noun.dep_ == "pobj" and noun.ent_type_ in ("DATE", "TIME"):
        noun = noun.head  # "on Monday"
        noun = noun.head if noun.head.pos_ == "NOUN" else noun
    verb = noun.head
    hung = noun.dep_ in ("dobj", "npadvmod", "prep") and verb.pos_ == "VERB"
    timed = noun.ent_type_ in ("DATE", "TIME") or noun.dep_ == "prep"
    if not hung or not (timed or (lemma_of(noun) in lexicon().papers and _owner(noun) is None)):
        return None
    if is_handed(noun):  # "workers were sent a letter saying": nobody named
        post = next((c for c in (*verb.children, *noun.children) if c.lower_ == "from"), None)
        return doer_behind(verb) or (child(post, "pobj") if post is not None else None)
    return subject_of(verb)


def is_told(subject: Any) -> bool:
    """Whether a subject is who is told, and does not tell: "the union was told that …"."""
    verb = subject.head.lemma_.lower()
    return bool(subject.dep_ == "nsubjpass" and verb in lexicon().layers["to_somebody"])


def is_handed(noun: Any) -> bool:
    """Whether the subject of what is done with a paper is who gets it: "were sent a letter", "received a notice"."""
    verb = noun.head
    passive = verb.tag_ == "VBN" and _is_passive(verb)
    return noun.dep_ in ("dobj", "oprd") and (passive or verb.lemma_ in ("receive", "get"))


def _is_passive(verb: Any) -> bool:
    """Whether a participle is passive, the auxiliary its own or that of the verb it is joined to."""
    if child(verb, "auxpass", "nsubjpass") is not None:
        return True
    joined = verb.dep_ == "conj" and child(verb, "aux", *SUBJECTS) is None
    return joined and verb.head.tag_ == "VBN" and _is_passive(verb.head)


def _misread_subject(verb: Any) -> Any | None:
    """Return the noun before a verb that was taken for an apposition of the clause before it."""
    doc = verb.doc
    for i in range(verb.i - 1, max(verb.sent.start, verb.i - 16), -1):
        token = doc[i]
        ends = verb.i - 2 <= token.right_edge.i < verb.i
        if (
            token.dep_ in ("appos", "npadvmod", "dep", "conj")
            and ends
            and token.pos_ in ("NOUN", "PROPN")
        ):
            if token.dep_ == "appos" and _opens_after_comma(token.head):
                token = token.head  # "“…”, the union's president, Ann Day, said"
            if _opens_after_comma(token):
                return token
    return None


def _opens_after_comma(token: Any) -> bool:
    opens = token.left_edge.i
    return token.pos_ in ("NOUN", "PROPN") and opens > 0 and token.doc[opens - 1].text == ","


def _makes_clear(token: Any) -> bool:
    following = [t.lower_ for t in token.doc[token.i + 1 : min(token.i + 7, token.sent.end)]]
    return "clear" in following or "plain" in following or "known" in following


def _owner(noun: Any) -> Any | None:
    """Return who stands behind a noun of speech: "Kim's threat", "the threat by Kim"."""
    own = child(noun, "poss")
    if own is not None:
        return own
    for c in noun.children:
        if c.dep_ == "prep" and c.lower_ in ("by", "from"):
            return child(c, "pobj")
        if c.dep_ == "agent":
            return child(c, "pobj")
    return None


def author_of(paper: Any) -> Any | None:
    """Return who is behind a text: "her letter", "a report by X", "the letter that X sent"."""
    owner = _owner(paper)
    clause = child(paper, "relcl")
    subject = child(clause, "nsubj") if clause is not None else None
    if owner is None and subject is not None and subject.tag_ not in ("WDT", "WP"):
        return subject
    return owner
