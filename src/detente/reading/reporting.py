"""Indirect speech and acts reported in the reporter's words."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from detente.actors import is_holder
from detente.reading.attribution import Cue, is_handed, is_told
from detente.reading.background import read_background
from detente.reading.clauses import (
    before_held,
    clause_edges,
    coordinated,
    is_hypothetical,
    is_past,
    own_clause,
)
from detente.reading.deeds import shows
from detente.reading.drafts import Draft, Reading
from detente.reading.language import Parsed
from detente.reading.learned import Saying, find_sayings
from detente.reading.learned.vocabulary import vocabulary
from detente.reading.lexicon import lexicon
from detente.reading.spans import make_span
from detente.reading.syntax import SUBJECTS, child, is_negated, trim_edges, wished_for
from detente.reading.views import (
    MODALS,
    guess_in,
    read_author,
    read_deed,
    read_interpretation,
)

#: From which probability a saying counts that holds no clause.
_SURE = 0.5
#: Verbs of what somebody is only said to mean to do: "they said the firm was planning to leave".
_MEANING = ("plan", "intend")


def read_reports(reading: Reading, parsed: Parsed, cues: dict[int, Cue], begin: int) -> None:
    """File the indirect speech of a paragraph; ``begin`` is where its statements start."""
    held = _held(reading, parsed, begin)
    for sentence in parsed.doc.sents:
        local = [cue for i, cue in cues.items() if sentence.start <= i < sentence.end]
        local = _without_relays(reading, parsed, sentence, local)
        local.sort(key=lambda cue: (sum(1 for _ in cue.token.ancestors), cue.token.i))
        count = len(reading.drafts)
        taken = held
        if read_interpretation(reading, parsed, sentence, held):
            taken = held | _tokens_of(parsed, reading.drafts[-1])
        for cue in local:
            if cue.kind == "verb" and cue.token.i not in taken - held:
                _from_verb(reading, parsed, cue, cues, taken)
        if len(reading.drafts) == count:
            for cue in local:
                if cue.kind == "according":
                    _according(reading, parsed, cue, sentence, held)
        if not _tells_root(sentence, reading.drafts[count:]):
            read_deed(reading, parsed, sentence, held)
        if len(reading.drafts) == count:
            read_author(reading, parsed, sentence, held, local)
        read_background(reading, parsed, sentence, held, begin)


def _tells_root(sentence: Any, drafts: list[Draft]) -> bool:
    """Whether what was filed of a sentence holds its main verb: not "filed a suit on Monday, asking a judge to …"."""
    told = {t.i for draft in drafts for t in draft.tokens}
    cues = {draft.cue.token.i for draft in drafts if draft.cue is not None}
    root = sentence.root
    aside = all(c.i > root.i and c.dep_ == "advcl" for c in (sentence.doc[i] for i in cues))
    return bool(drafts) and (root.i in told | cues or not aside)


def _without_relays(reading: Reading, parsed: Parsed, sentence: Any, local: list[Cue]) -> list[Cue]:
    """Leave out the outlet of "…, the minister said, the agency reported": it only passes on.

    All that stands before the speaker is what the speaker said, whatever verb the parser hangs it on.
    """
    verbs = sorted((c for c in local if c.kind == "verb"), key=lambda c: c.token.i)
    if len(verbs) < 2 or not closes_with_relay(reading, parsed, sentence, verbs[-1]):
        return local
    (told, speaker), (outlet, passes_on) = ((c, c.source) for c in verbs[-2:])
    if speaker is None or passes_on is None:
        return local
    start = speaker.left_edge.i
    spoken = speaker.i < told.token.i < passes_on.left_edge.i
    if not spoken or start - sentence.start < 4 or sentence.doc[start - 1].text != ",":
        return local
    content = trim_edges(parsed.doc, sentence.start, start - 1)
    rest = [c for c in local if c is not outlet and not sentence.start <= c.token.i < start]
    return [replace(c, content=content) if c is told else c for c in rest]


def closes_with_relay(reading: Reading, parsed: Parsed, sentence: Any, cue: Cue) -> bool:
    """Whether a sentence ends on an outlet's "the agency reported", with at most a day after it."""
    source = cue.source
    if source is None or cue.lemma not in lexicon().relay | {"say"} or source.i > cue.token.i:
        return False
    after = [t for t in sentence.doc[cue.token.i + 1 : sentence.end] if not t.is_punct]
    timed = all(t.ent_type_ in ("DATE", "TIME") or t.dep_ == "prep" for t in after)
    comma = source.left_edge.i > 0 and sentence.doc[source.left_edge.i - 1].text == ","
    passes_on = cue.lemma == "report" or reading.is_outlet(parsed, source)
    return timed and comma and passes_on


def read_sayings(reading: Reading, parsed: Parsed, number: int, begin: int) -> None:
    """File what the learned detector finds in a paragraph where no statement stands."""
    held = _held(reading, parsed, begin)
    for draft in reading.drafts[begin:]:
        held |= _tokens_of(parsed, draft)
    own = [quoted for quoted in reading.quoted if quoted.frame == number]
    for saying in find_sayings(parsed, own, vocabulary()):
        verb, first, last = parsed.doc[saying.verb], saying.first, saying.last
        if verb.tag_ == "VBG" and (told_by := _who_notes(reading, parsed, verb)) is not None:
            saying = replace(saying, source=told_by.i)
        if saying.source is None or saying.verb in held or not _may_tell(reading, parsed, saying):
            continue
        if not any(t.pos_ in ("VERB", "AUX") for t in parsed.doc[first : last + 1]):
            first, last = own_clause(parsed.doc, verb)
        if held & set(range(first, last + 1)) or _only_relays(reading, parsed, first, last):
            continue
        kind = "verb" if verb.pos_ in ("VERB", "AUX") else "noun"
        act = lexicon().cue_acts.get(verb.lemma_.lower())
        count = len(reading.drafts)
        whom = child(verb, "dobj", "dative") if kind == "verb" else None
        cue = Cue(
            verb, verb.lemma_.lower(), act, parsed.doc[saying.source], kind=kind, addressee=whom
        )
        _file(reading, parsed, cue, {}, first, last)
        for draft in reading.drafts[count:]:
            draft.rule, draft.probability = "learned", saying.probability
        held |= set(range(first, last + 1))


def _who_notes(reading: Reading, parsed: Parsed, verb: Any) -> Any | None:
    """Return who says what a bare participle adds: "the envoy recalled that the ban had hurt many, noting that …"."""
    for above in verb.ancestors:
        subject = child(above, *SUBJECTS)
        if subject is not None and (subject.pos_ == "PRON" or reading.can_speak(parsed, subject)):
            return subject
    return None


def _only_relays(reading: Reading, parsed: Parsed, first: int, last: int) -> bool:
    """Whether a stretch only says that an outlet reported."""
    root = parsed.doc[first : last + 1].root
    subject = child(root, *SUBJECTS)
    bare = child(root, "ccomp", "xcomp", "dobj") is None
    relays = root.lemma_.lower() in lexicon().relay | {"say"}
    return bare and relays and subject is not None and reading.is_outlet(parsed, subject)


def _may_tell(reading: Reading, parsed: Parsed, saying: Saying) -> bool:
    """Whether the rules leave room for a saying: somebody tells something that is real."""
    verb, source, words = parsed.doc[saying.verb], parsed.doc[saying.source or 0], lexicon()
    lemma = verb.lemma_.lower()
    stretch = parsed.doc[saying.first : saying.last + 1]
    if not saying.clause and (saying.probability < _SURE or lemma in words.layers["loose"]):
        return False
    if shows(verb):
        return False  # "demonstrated a fondness for risk"
    unreal = any(c.tag_ in ("MD", "TO") for c in verb.children)
    if is_hypothetical(verb) or (unreal and not saying.clause):
        return False
    if is_negated(verb) and lemma not in words.cue_acts:
        return False
    if verb.tag_ == "VBN" and child(verb, "aux", "auxpass", "nsubj") is None:
        return False  # "asked whether …": somebody else asks
    if verb.dep_ == "xcomp" and verb.head.lemma_ in ("decline", "refuse", "fail"):
        return False  # "declined to say whether …"
    if _keeps_silent(verb) or any(t.lemma_ == "anonymity" for t in stretch):
        return False
    if source.pos_ == "NOUN" and source.lemma_.lower() in words.light_nouns:
        return False  # "the strikes had threatened to …": a deed says nothing
    handed = verb.dep_ == "acl" and is_handed(verb.head)
    told = source.head == verb and is_told(source)
    if told or (handed and child(verb.head.head, "nsubj", "nsubjpass") == source):
        return False  # "the union was told", "workers were sent a letter": these do not tell
    if verb.dep_ == "pcomp" or _is_words(source, showing=lemma in words.layers["showing"]):
        return False  # "by refusing to talk"; what words suggest is the reader's inference
    return saying.clause or reading.can_speak(parsed, source)


def _is_words(source: Any, *, showing: bool) -> bool:
    """Whether a subject is what was said and not who says it: "this threat", "his remarks"."""
    if source.pos_ != "NOUN":
        return False
    pointed = any(c.lower_ in ("this", "that", "these", "those", "such") for c in source.children)
    words = source.lemma_.lower() in lexicon().nouns
    return (pointed and (words or showing)) or (words and showing)


def _keeps_silent(verb: Any) -> bool:
    """Whether somebody asks not to be named or declines to comment."""
    below = {c.lemma_ for c in verb.children}
    if verb.lemma_ in ("ask", "request"):
        return bool(below & {"name", "identify", "quote"})
    silent = {"say", "comment", "elaborate", "specify", "answer", "discuss", "give"}
    return verb.lemma_ in ("decline", "refuse") and bool(below & silent)


def _tokens_of(parsed: Parsed, draft: Draft) -> set[int]:
    return {t.i for t in draft.tokens} if draft.parsed is parsed else set()


def _held(reading: Reading, parsed: Parsed, begin: int) -> set[int]:
    """Return the tokens that quoted statements and placeholders take."""
    filed = {draft.quote[0] for draft in reading.drafts[begin:] if draft.quote}
    held: set[int] = set()
    for number, start, end, clause in parsed.frame.quotes:
        if clause or reading.quotations[number].inner_start in filed:
            held |= set(parsed.tokens_of(start, end))
    return held


def _from_verb(
    reading: Reading, parsed: Parsed, cue: Cue, cues: dict[int, Cue], held: set[int]
) -> None:
    verb = cue.token
    if (cue.source is None and cue.relay is None) or verb.i in held:
        return
    if cue.source is not None and (cue.source.i in held or _is_nobody(cue.source)):
        return
    if cue.content is not None and reading.can_speak(parsed, cue.source):
        if not held & set(range(cue.content[0], cue.content[1] + 1)):
            _file(reading, parsed, cue, cues, *cue.content)
        return
    if is_hypothetical(verb) or not reading.can_speak(parsed, cue.source):
        return
    if cue.act is not None and guess_in(verb) is not None:
        return  # "likely intends to …": the writer's guess
    content = child(verb, "ccomp")
    contents = [c for c in verb.children if c.dep_ == "ccomp"]
    if len(contents) > 1 and contents[0].i < verb.i < contents[-1].i:
        content = contents[-1]  # "The committee is not convinced: it says that …"
    quoted = content is not None and content.i in held and content.lower_ in ("works", "it")
    if quoted:
        content = None
    if content is None and cue.act is None:
        content = _hung_on_paper(verb)
    if content is not None and content.left_edge.lower_ in ("what", "how", "who", "why", "where"):
        content = None
    if (
        cue.act is None
        and cue.lemma in lexicon().layers["showing"]
        and cue.source is not None
        and cue.source.lower_ in ("it", "this")
    ):
        return
    asks = content is not None and content.left_edge.lower_ in ("whether", "if")
    if asks and verb.dep_ == "xcomp" and verb.head.lemma_ in ("decline", "refuse", "fail"):
        return  # "declined to say whether …": nothing is said
    if (
        cue.lemma in ("ask", "wonder")
        and content is not None
        and child(content, "mark") is not None
    ):
        return  # a question claims nothing
    if cue.act is not None and child(verb, "xcomp") is not None:
        content = None
    if cue.act == "OFFER" and child(verb, "dobj") is not None:
        content = None  # "offered a share of the revenue that it has been denied"
    if cue.source is not None and (
        reading.is_outlet(parsed, cue.source) or _is_passing_on(cue.source)
    ):
        inner = content if content is not None else verb.head
        told = cues.get(inner.i) if inner != verb else None
        if told is not None and told.source is not None and told.kind == "verb":
            return  # the outlet only relays what is filed by itself
    bare = cue.act is None or child(verb, "dobj", "xcomp", "prep", "dative") is None
    if content is None and bare and _is_parenthesis(verb, cues):
        first, last = trim_edges(parsed.doc, verb.head.left_edge.i, verb.head.right_edge.i)
        first, last = before_held(verb.head, first, last, held)
        if not held & set(range(first, last + 1)):
            _file(reading, parsed, cue, cues, first, last)
        return
    if content is None and cue.act is None and _follows_report(verb, cue.source):
        assert cue.source is not None  # noqa: S101
        low, high = verb.head.left_edge.i, cue.source.left_edge.i - 1
        first, last = trim_edges(parsed.doc, low, high)
        if not held & set(range(first, last + 1)):
            _file(reading, parsed, cue, cues, first, last)
        return
    if content is not None and (cue.act is None or cue.act not in ("REJECT", "AGREE", "SUPPORT")):
        if is_negated(verb) and cue.act is None:
            return
        if len(contents) > 1 and verb.i < contents[0].i and _is_torn(contents):
            whole = contents[0].left_edge.i, contents[-1].right_edge.i
            first, last = trim_edges(parsed.doc, *whole, words=("that",))
            if not held & set(range(first, last + 1)):
                _file(reading, parsed, cue, cues, first, last)
            return  # one clause that the parser took for two
        for clause in coordinated(content):
            first, last = clause_edges(parsed.doc, clause, cues, held, cue.source)
            first, last = before_held(clause, first, last, held)
            if not held & set(range(first, last + 1)):
                _file(reading, parsed, cue, cues, first, last)
        return
    if _keeps_silent(verb):
        return
    if verb.dep_ in ("xcomp", "pcomp") and verb.head.i in cues:
        return
    if verb.dep_ in ("advcl", "pcomp") and child(verb, "nsubj") is not None and content is None:
        return  # "… after Ethiopia signed a deal": the background of what is told
    if verb.dep_ == "relcl" and not _tells_an_act(verb):
        return
    if cue.act is None and cue.lemma in lexicon().layers["naming"] and _names(verb):
        first, last = own_clause(parsed.doc, verb)
        if not held & set(range(first, last + 1)):
            _file(reading, parsed, cue, cues, first, last)
        return
    told = child(verb, "dobj", "xcomp", "ccomp", "prep", "prt", "nsubjpass") or wished_for(verb)
    if cue.act is None or told is None:
        return
    modal = any(c.dep_ == "aux" and (c.lower_ in MODALS or c.lower_ == "to") for c in verb.children)
    if modal and not (cue.lemma == "rule_out" and is_negated(verb)):  # "would not rule out leaving"
        return
    if quoted and not _says_more(verb, cue.addressee):
        return
    first, last = own_clause(parsed.doc, verb)
    if not held & set(range(first, last + 1)):
        _file(reading, parsed, cue, cues, first, last)


def _names(verb: Any) -> bool:
    """Whether a verb says what its object is: "called it a step", "described the talks as a waste"."""
    described = child(verb, "dobj") is not None and any(c.lower_ == "as" for c in verb.children)
    return described or child(verb, "oprd") is not None


def _says_more(verb: Any, addressee: Any | None) -> bool:
    """Whether a verb of speech with a quotation holds more than the attribution.

    "“…,” Karst's president warned Velia on Monday" does not; "threatened war: “…”" does.
    """
    for c in verb.children:
        if c.dep_ in ("dobj", "xcomp", "prt", "nsubjpass") and c != addressee:
            return True
        thing = child(c, "pobj") if c.dep_ == "prep" else None
        when_or_where = ("DATE", "TIME", "GPE", "LOC", "FAC", "EVENT")
        if thing is not None and thing != addressee and thing.ent_type_ not in when_or_where:
            return True
    return False


def _is_torn(contents: list[Any]) -> bool:
    """Whether clauses are one that the parser tore: "said that | flows | would return"."""
    subject = child(contents[0], *SUBJECTS)
    if subject is None:
        return True
    return subject.lower_ == "that" and child(contents[-1], *SUBJECTS) is None


def _is_nobody(source: Any) -> bool:
    """Whether a subject names nobody: "people say", "this means"; not "two people briefed …", "the tribes people"."""
    told_apart = child(source, "nummod", "acl", "relcl", "compound") is not None
    words = lexicon().layers["anonymous"] - {"it", "they"}
    return source.lower_ in words and not (source.pos_ == "NOUN" and told_apart)


def _hung_on_paper(verb: Any) -> Any | None:
    """Return the clause of "said in a statement that …", which parsers hang on the statement."""
    words = lexicon()
    for c in verb.children:
        thing = child(c, "pobj") if c.dep_ == "prep" and c.i > verb.i else None
        if thing is None or thing.lemma_.lower() not in words.papers.keys() | words.nouns.keys() | {
            "release",
            "interview",
            "email",
            "blog",
            "video",
            "post",
            "briefing",
            "tweet",
        }:
            continue
        clause = child(thing, "relcl", "acl", "ccomp")
        if clause is not None and clause.left_edge.lower_ == "that":
            subject = child(clause, *SUBJECTS)
            if subject is not None and subject.lower_ != "that":
                return clause
    return None


def _is_passing_on(source: Any) -> bool:
    """Whether unnamed people only pass on what somebody else said: "…, two diplomats said"."""
    unnamed = child(source, "poss", "appos") is None and source.tag_ == "NNS"
    return unnamed and source.lemma_.lower() in lexicon().layers["insiders"] | {"people"}


def _tells_an_act(verb: Any) -> bool:
    """Whether a relative clause tells what somebody did: "…, who had urged both to step back"."""
    subject, whom = child(verb, "nsubj"), child(verb, "dobj")
    if subject is None or subject.lower_ != "who" or whom is None or not is_past(verb):
        return False
    return whom.ent_type_ in ("GPE", "ORG", "NORP", "PERSON") or whom.tag_ in ("NNS", "NNPS")


def _follows_report(verb: Any, source: Any) -> bool:
    """Whether "…, the agency said" closes a sentence that was parsed as two verbs side by side."""
    head = verb.head
    if verb.dep_ != "conj" or source is None or head.pos_ not in ("VERB", "AUX"):
        return False
    return bool(head.i < source.left_edge.i and source.i < verb.i and source.dep_ == "appos")


def _is_parenthesis(verb: Any, cues: dict[int, Cue]) -> bool:
    """Whether a verb of speech stands between commas inside the clause it reports."""
    head = verb.head
    told = cues.get(head.i)  # "ministers are asked in turn, Moll noted": nobody asks there
    if head == verb or head.pos_ not in ("VERB", "AUX") or is_negated(verb):
        return False
    if told is not None and (told.source is not None or told.kind != "verb"):
        return False
    if verb.dep_ not in ("parataxis", "ccomp", "dep"):
        return False
    subject = child(verb, *SUBJECTS)
    if subject is None:
        return False
    left = subject.left_edge.i
    apart = left > 0 and "," in (verb.doc[left].text, verb.doc[left - 1].text)
    joined = (c.left_edge.i - 1 for c in verb.children if c.dep_ in ("conj", "cc") and c.i > verb.i)
    return apart and min(verb.right_edge.i, *joined, verb.right_edge.i) - left < 12


def _file(
    reading: Reading, parsed: Parsed, cue: Cue, cues: dict[int, Cue], first: int, last: int
) -> None:
    least = 1 if cue.act is not None and cue.token.i == first else 2  # "and criticised Orland"
    if last - first < least or not any(
        t.pos_ in ("VERB", "AUX") for t in parsed.doc[first : last + 1]
    ):
        return
    if _only_leads_in(cue, parsed.doc[first : last + 1].root):
        return
    source = cue.source
    speaker = reading.cast.resolve(parsed, source) if source is not None else None
    via = reading.relayed_by(parsed, cues, cue)
    if cue.kind == "according" and source is not None and reading.is_outlet(parsed, source):
        via = reading.cast.outlet(parsed, source)
        speaker = reading.owned(speaker)
    relative = child(cue.token, "nsubj") if cue.token.dep_ == "relcl" else None
    if speaker is not None and relative is not None and relative.tag_ in ("WDT", "WP"):
        place = parsed.place(relative.i, relative.i)
        speaker = replace(speaker, span=make_span(reading.text, *place))
    start, end = parsed.place(first, last)
    if any(
        d.parsed is parsed and d.quote is None and d.start <= start and end <= d.end
        for d in reading.drafts[-60:]
    ):
        return  # a report inside a report that is filed already
    tokens = [parsed.doc[i] for i in range(first, last + 1)]
    holder = source is not None and is_holder(source) and child(source, "poss") is None
    if holder and source is not None:  # "U.N. experts" speak for somebody
        holder = (
            not reading.cast.between(*parsed.place(source.left_edge.i, source.i))
            or cue.kind == "according"
        )
    if source is not None and source.lemma_.lower() in lexicon().layers["insiders"]:
        unnamed = cue.kind == "according" and child(source, "poss", "appos") is None
        holder = (holder or unnamed) and _hedge(tokens) is not None
    draft = Draft(
        "interpreted" if holder else "reported", start, end, tokens, parsed, cue, None, speaker, via
    )
    inner = next((cues[t.i] for t in tokens if t.i in cues and t.head == cue.token), None)
    if inner is not None and cue.act is None and _performs(reading, parsed, inner):
        draft.act, draft.performer = inner.act, inner.source if _meets_teller(inner.token) else None
    if holder:
        draft.hedge = _hedge(tokens) or cue.token.text
    reading.drafts.append(draft)


def _performs(reading: Reading, parsed: Parsed, inner: Cue) -> bool:
    """Whether the act of a reported verb is done with the report: "said it rejected the offer".

    Whom an order is given decides what ordering is, so its events tell: "said he ordered his army to fire".
    """
    unreal = any(c.tag_ == "MD" or c.dep_ == "neg" for c in inner.token.children)
    been = child(inner.token, "auxpass")  # "has always been committed to peace" binds nobody now
    unreal = unreal or inner.lemma in _MEANING or (been is not None and been.lower_ == "been")
    return not unreal and inner.act != "REQUEST" and reading.can_speak(parsed, inner.source)


def _meets_teller(verb: Any) -> bool:
    """Whether what is done by a reported verb meets whoever reports it: "says that Orland promised it a port"."""
    whom = child(verb, "dative", "dobj")
    return whom is not None and whom.lower_ in ("it", "him", "her", "them")


def _only_leads_in(cue: Cue, root: Any) -> bool:
    """Whether what is told only says who spoke to whom: "“…,” she recounted telling Lind"."""
    subject = child(root, "nsubj")
    named = subject is not None and subject.pos_ != "PRON"  # "nobody had told them"
    if cue.act is not None or root is cue.token or named or root.lemma_.lower() != "tell":
        return False
    return child(root, "ccomp", "xcomp", "prep", "nsubjpass") is None


def _hedge(tokens: list[Any]) -> str | None:
    hedges = lexicon().layers["hedges"]
    return next((t.text for t in tokens if t.lemma_.lower() in hedges or t.lower_ in hedges), None)


def _according(reading: Reading, parsed: Parsed, cue: Cue, sentence: Any, held: set[int]) -> None:
    """File the clause that "according to …" attributes."""
    assert cue.source is not None  # noqa: S101
    low, high = sentence.start, sentence.end - 1
    right = max(cue.source.right_edge.i, cue.token.right_edge.i)
    if cue.token.left_edge.i - low <= 1:
        low = right + 1
    else:
        high = cue.token.left_edge.i - 1
    if low >= high:
        return
    first, last = trim_edges(parsed.doc, low, high)
    if parsed.doc[last].lower_ in ("that", "which", "who"):
        return  # "a satellite that, according to Tokyo, passed over …"
    if not held & set(range(first, last + 1)):
        _file(reading, parsed, cue, {}, first, last)
