"""Indirect speech, acts reported in the reporter's words, and what others take things to mean."""

from __future__ import annotations

from typing import Any

from detente.reading.attribution import Cue
from detente.reading.deeds import deed_act, spoken_act
from detente.reading.drafts import Draft, Reading
from detente.reading.language import Parsed
from detente.reading.lexicon import lexicon
from detente.reading.naming import is_holder
from detente.reading.syntax import SUBJECTS, child, is_negated, subject_of, trim_edges

_CONDITIONAL = (
    "if",
    "unless",
    "until",
    "once",
    "when",
    "while",
    "as",
    "whenever",
    "provided",
    "should",
)
_MODALS = ("will", "would", "shall", "should", "must", "can", "could", "may", "might", "'ll", "’ll")


def read_reports(reading: Reading, parsed: Parsed, cues: dict[int, Cue], begin: int) -> None:
    """File the indirect speech of a paragraph; ``begin`` is where its statements start."""
    held = _held(reading, parsed, begin)
    for sentence in parsed.doc.sents:
        local = [cue for i, cue in cues.items() if sentence.start <= i < sentence.end]
        local.sort(key=lambda cue: (sum(1 for _ in cue.token.ancestors), cue.token.i))
        count = len(reading.drafts)
        taken = held
        if _interpretation(reading, parsed, sentence, held):
            taken = held | _tokens_of(parsed, reading.drafts[-1])
        for cue in local:
            if cue.kind == "verb" and cue.token.i not in taken - held:
                _from_verb(reading, parsed, cue, cues, taken)
        if len(reading.drafts) == count:
            for cue in local:
                if cue.kind == "according":
                    _according(reading, parsed, cue, sentence, held)
        if len(reading.drafts) == count:
            _deed(reading, parsed, sentence, held)
        if len(reading.drafts) == count:
            _author(reading, parsed, sentence, held, local)


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
    if is_hypothetical(verb) or not reading.can_speak(parsed, cue.source):
        return
    content = child(verb, "ccomp")
    contents = [c for c in verb.children if c.dep_ == "ccomp"]
    if len(contents) > 1 and contents[0].i < verb.i < contents[-1].i:
        content = contents[-1]  # "The committee is not convinced: it says that …"
    if content is not None and (content.i in held and content.lower_ in ("works", "it")):
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
    if (
        cue.lemma in ("ask", "wonder")
        and content is not None
        and child(content, "mark") is not None
    ):
        return  # a question claims nothing
    if cue.act is not None and child(verb, "xcomp") is not None:
        content = None
    if cue.source is not None and (
        reading.is_outlet(parsed, cue.source) or _only_relays(cue.source)
    ):
        inner = content if content is not None else verb.head
        told = cues.get(inner.i) if inner != verb else None
        if told is not None and told.source is not None and told.kind == "verb":
            return  # the outlet only relays what is filed by itself
    if content is None and cue.act is None and _is_parenthesis(verb, cues):
        first, last = trim_edges(parsed.doc, verb.head.left_edge.i, verb.head.right_edge.i)
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
        if len(contents) > 1 and verb.i < contents[0].i and child(content, *SUBJECTS) is None:
            whole = contents[0].left_edge.i, contents[-1].right_edge.i
            first, last = trim_edges(parsed.doc, *whole, words=("that",))
            if not held & set(range(first, last + 1)):
                _file(reading, parsed, cue, cues, first, last)
            return  # one clause that the parser took for two
        for clause in _coordinated(content):
            first, last = _clause_edges(parsed.doc, clause, cues, held, cue.source)
            first, last = _before_held(clause, first, last, held)
            if not held & set(range(first, last + 1)):
                _file(reading, parsed, cue, cues, first, last)
        return
    if cue.lemma in ("ask", "request") and any(
        c.lemma_ in ("name", "identify", "quote") for c in verb.children
    ):
        return  # "asked not to be named"
    if cue.lemma in ("decline", "refuse") and any(
        c.lemma_ in ("say", "comment", "elaborate", "specify", "answer", "discuss", "give")
        for c in verb.children
    ):
        return
    if verb.dep_ in ("xcomp", "pcomp") and verb.head.i in cues:
        return
    if verb.dep_ in ("advcl", "pcomp") and child(verb, "nsubj") is not None and content is None:
        return  # "… after Ethiopia signed a deal": the background of what is told
    if verb.dep_ == "relcl" and not _tells_an_act(verb):
        return
    if (
        cue.act is None
        and cue.lemma in lexicon().layers["naming"]
        and child(verb, "oprd") is not None
    ):
        first, last = _own_clause(parsed.doc, verb)
        if not held & set(range(first, last + 1)):
            _file(reading, parsed, cue, cues, first, last)
        return
    if cue.act is None or child(verb, "dobj", "xcomp", "ccomp", "prep", "prt", "nsubjpass") is None:
        return
    if any(c.dep_ == "aux" and (c.lower_ in _MODALS or c.lower_ == "to") for c in verb.children):
        return
    first, last = _own_clause(parsed.doc, verb)
    if not held & set(range(first, last + 1)):
        _file(reading, parsed, cue, cues, first, last)


def _is_nobody(source: Any) -> bool:
    """Whether a subject names nobody: "people say", "this means"; not "two people briefed …"."""
    told_apart = child(source, "nummod", "acl", "relcl") is not None
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


def _only_relays(source: Any) -> bool:
    """Whether unnamed people only pass on what somebody else said: "…, two diplomats said"."""
    unnamed = child(source, "poss", "appos") is None and source.tag_ == "NNS"
    return unnamed and source.lemma_.lower() in lexicon().layers["insiders"] | {"people"}


def _tells_an_act(verb: Any) -> bool:
    """Whether a relative clause tells what somebody did: "…, who had urged both to step back"."""
    subject, whom = child(verb, "nsubj"), child(verb, "dobj")
    if subject is None or subject.lower_ != "who" or whom is None or not _is_past(verb):
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
    if head == verb or head.i in cues or head.pos_ not in ("VERB", "AUX") or is_negated(verb):
        return False
    if verb.dep_ not in ("parataxis", "ccomp", "dep"):
        return False
    subject = child(verb, *SUBJECTS)
    if subject is None:
        return False
    left = subject.left_edge.i
    apart = left > 0 and "," in (verb.doc[left].text, verb.doc[left - 1].text)
    return apart and verb.right_edge.i - left < 12


def is_hypothetical(verb: Any) -> bool:
    """Whether a verb stands in a condition or a comparison and reports nothing."""
    for token in [verb, *verb.ancestors]:
        if token.dep_ == "advcl":
            mark = child(token, "mark", "advmod")
            if mark is not None and mark.lower_ in ("if", "unless", "until", "once", "provided"):
                return True
            lasting = (
                mark is not None and mark.lower_ == "as" and token.head.lower_ in ("long", "soon")
            )
            coming = mark is not None and mark.lower_ == "when" and not _is_past(token)
            if lasting or coming:
                return True
        if token.dep_ == "ROOT":
            break
    return False


def _own_clause(doc: Any, verb: Any) -> tuple[int, int]:
    """Return a verb's clause without what is coordinated with it or merely accompanies it."""
    subject = child(verb, *SUBJECTS)
    low = subject.left_edge.i if subject is not None else verb.left_edge.i
    high = verb.right_edge.i
    for c in verb.children:
        if c.i < verb.i:
            continue
        apart = c.dep_ in ("conj", "parataxis") or (c.dep_ == "cc")
        aside = c.dep_ == "advcl" and not _opens_condition(c)
        apart = apart or (aside and not any(x.lower_ == "to" for x in c.children))
        apart = apart or (c.dep_ in ("ccomp", "dep") and c.lower_ == "works")
        if apart:
            high = min(high, c.left_edge.i - 1)
    for i in range(verb.i, high):
        if doc[i].text == "," and doc[i + 1].tag_ == "VBG" and doc[i + 1].dep_ == "advcl":
            high = i - 1
            break
    return trim_edges(doc, low, high, words=("and", "but", "that"))


def _opens_condition(token: Any) -> bool:
    mark = child(token, "mark", "advmod")
    return mark is not None and mark.lower_ in _CONDITIONAL


def _is_past(verb: Any) -> bool:
    return verb.tag_ == "VBD" or any(c.lower_ in ("has", "have", "had") for c in verb.children)


def _coordinated(clause: Any) -> list[Any]:
    found = [clause]
    for c in clause.children:
        if c.dep_ == "conj" and child(c, *SUBJECTS) is not None:
            found += _coordinated(c)
    return found


def _clause_edges(
    doc: Any, clause: Any, cues: dict[int, Cue], held: set[int], source: Any
) -> tuple[int, int]:
    """Return a clause without coordinated clauses that are reports of their own."""
    low, high = clause.left_edge.i, clause.right_edge.i
    for c in clause.children:
        if c.i <= clause.i:
            continue
        act = cues[c.i].act if c.i in cues else None
        apart = c.dep_ == "conj" and (
            child(c, *SUBJECTS) is not None or (act is not None and _is_past(c))
        )
        if apart or (c.i in held and c.lower_ == "works"):
            high = min(high, c.left_edge.i - 1)
    if source is not None and low < source.left_edge.i <= high and source.i > clause.i:
        high = source.left_edge.i - 1
    for i in range(low, high):
        if doc[i].text == ":" and held & set(range(i, high + 1)):
            high = i - 1
            break
    while high > low and doc[high].dep_ == "cc":
        high -= 1
    return trim_edges(doc, low, high, words=("that", "and", "but"))


def _before_held(clause: Any, first: int, last: int, held: set[int]) -> tuple[int, int]:
    """Leave a subordinate clause out of a report when its words are quoted: they stand apart."""
    doc = clause.doc
    for c in clause.children:
        low, high = c.left_edge.i, c.right_edge.i
        clausal = c.dep_ == "advcl" or (c.dep_ == "advmod" and child(c, "advcl") is not None)
        if not clausal or low <= clause.i or last > high or held & set(range(first, low)):
            continue
        quoted = next((i for i in range(low, high + 1) if i in held), None)
        if quoted is not None:
            dash = doc[quoted - 1].text in ("—", "–", "-", ":")
            return trim_edges(doc, first, (quoted if dash else low) - 1)
    return first, last


def _file(
    reading: Reading, parsed: Parsed, cue: Cue, cues: dict[int, Cue], first: int, last: int
) -> None:
    if last - first < 2 or not any(t.pos_ in ("VERB", "AUX") for t in parsed.doc[first : last + 1]):
        return
    source = cue.source
    speaker = reading.cast.resolve(parsed, source) if source is not None else None
    via = reading.relayed_by(parsed, cues, cue)
    if cue.kind == "according" and source is not None and reading.is_outlet(parsed, source):
        via = reading.cast.outlet(parsed, source)
        speaker = reading.owned(speaker)
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
    if inner is not None and cue.act is None and not is_negated(inner.token):
        under_modal = any(c.tag_ == "MD" for c in inner.token.children)
        draft.act = None if under_modal else inner.act
    if holder:
        draft.hedge = _hedge(tokens) or cue.token.text
    reading.drafts.append(draft)


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
    if not held & set(range(first, last + 1)):
        _file(reading, parsed, cue, {}, first, last)


def _interpretation(reading: Reading, parsed: Parsed, sentence: Any, held: set[int]) -> bool:
    """File "X is widely seen as Y", "some observers read X as Y"."""
    words = lexicon().layers
    doc = parsed.doc
    for token in sentence:
        if token.pos_ != "VERB" or token.lemma_.lower() not in words["perception"]:
            continue
        subject = subject_of(token)
        passive = token.tag_ == "VBN" and child(token, "auxpass") is not None
        holder = subject is not None and not passive and (is_holder(subject) or _is_some(subject))
        thing = child(token, "dobj")
        near = [*token.children, *(thing.children if thing is not None else ())]
        as_what = any(c.lower_ == "as" for c in near)
        if passive and any(c.lower_ in ("will", "would", "shall") for c in token.children):
            continue  # "will be treated as an attack": what somebody is going to do
        if passive:
            agent = child(token, "agent")
            source = child(agent, "pobj") if agent is not None else None
            if not (
                as_what or (child(token, "xcomp") is not None and token.lemma_ in words["belief"])
            ):
                continue
            if source is not None and not is_holder(source) and source.pos_ in ("PROPN", "PRON"):
                continue
        elif holder and (as_what or child(token, "ccomp") is not None):
            source = subject
        else:
            continue
        content = child(token, "ccomp")
        if holder and not as_what and content is not None:
            first, last = _clause_edges(doc, content, {}, held, None)
            if token.lemma_.lower() in words["as_verbs"]:
                first, last = trim_edges(doc, sentence.start, sentence.end - 1)
        else:
            first, last = trim_edges(doc, sentence.start, sentence.end - 1)
        if held & set(range(first, token.i)):
            auxiliary = child(token, "auxpass")
            first = auxiliary.i if auxiliary is not None else token.i
        if held & set(range(token.i, last + 1)):
            return False
        start, end = parsed.place(first, last)
        speaker = reading.cast.resolve(parsed, source) if source is not None else None
        adverb = doc[token.i - 1] if doc[token.i - 1].tag_ == "RB" else token
        reading.drafts.append(
            Draft(
                "interpreted",
                start,
                end,
                [doc[i] for i in range(first, last + 1)],
                parsed,
                Cue(token, token.lemma_.lower(), None, source),
                None,
                speaker,
                rule="perception",
                hedge=adverb.text,
            )
        )
        return True
    return False


def _is_some(subject: Any) -> bool:
    """Whether a subject names unnamed people who only have a view: "some parishioners"."""
    few = lexicon().layers["plural_only"]
    if subject.lower_ in few:
        return bool(subject.lower_ != "people")
    return subject.tag_ == "NNS" and any(
        c.lower_ in few for c in subject.children if c.dep_ in ("det", "amod")
    )


def _deed(reading: Reading, parsed: Parsed, sentence: Any, held: set[int]) -> None:
    """File what a party is reported to have done, when the verb names an act without doubt."""
    doc = parsed.doc
    root = sentence.root
    if root.pos_ != "VERB" or root.i in held:
        return
    verbs = [root, *(c for c in root.children if c.dep_ == "conj" and c.pos_ == "VERB")]
    for verb in verbs:
        act = deed_act(verb) or spoken_act(verb)
        source = subject_of(verb)
        if act is None or source is None or is_negated(verb):
            continue
        if any(c.dep_ == "aux" and c.lower_ in _MODALS for c in verb.children):
            continue
        if child(verb, "auxpass") is not None or child(verb, "nsubjpass") is not None:
            agent = child(verb, "agent")
            source = child(agent, "pobj") if agent is not None else None
        if source is None or not _is_party(reading, parsed, source):
            continue
        first, last = _own_clause(doc, verb)
        if held & set(range(first, last + 1)):
            continue
        start, end = parsed.place(first, last)
        speaker = reading.cast.resolve(parsed, source)
        if speaker is None:
            continue
        tokens = [doc[i] for i in range(first, last + 1)]
        cue = Cue(
            verb, verb.lemma_.lower(), act, source, kind="deed", addressee=child(verb, "dobj")
        )
        reading.drafts.append(
            Draft("reported", start, end, tokens, parsed, cue, None, speaker, rule="deed")
        )


def _is_party(reading: Reading, parsed: Parsed, source: Any) -> bool:
    start, end = parsed.place(source.left_edge.i, source.right_edge.i)
    if reading.cast.between(start, end):
        return True
    words = lexicon().layers
    return (
        source.ent_type_ in ("PERSON", "ORG", "GPE")
        or source.lemma_.lower() in words["collectives"]
    )


def _author(
    reading: Reading, parsed: Parsed, sentence: Any, held: set[int], cues: list[Cue]
) -> None:
    """File the writer's own claim, where it says what would follow or what somebody is after."""
    words = lexicon().layers
    doc = parsed.doc
    root = sentence.root
    if any(cue.kind != "noun" for cue in cues) or not reading.cast.between(
        *parsed.place(sentence.start, sentence.end - 1)
    ):
        return
    hedge = next(
        (t for t in sentence if t.lower_ in ("likely", "apparently", "probably", "seemingly")), None
    )
    modal = next(
        (
            c
            for c in root.children
            if c.dep_ == "aux" and c.lower_ in ("would", "could", "may", "might")
        ),
        None,
    )
    claims = root.lemma_.lower() in words["author_verbs"]
    subject = child(root, "nsubj")
    party = subject is not None and _is_party(reading, parsed, subject)
    if not (
        (claims and (modal is not None or root.lemma_ == "risk")) or (hedge is not None and party)
    ):
        return
    first, last = trim_edges(doc, sentence.start, sentence.end - 1)
    if subject is not None:
        first = subject.left_edge.i
    if any(doc[i].lower_ == "works" and i in held for i in range(first, last + 1)):
        return
    start, end = parsed.place(first, last)
    tokens = [doc[i] for i in range(first, last + 1)]
    word = hedge or modal or root
    reading.drafts.append(
        Draft(
            "author",
            start,
            end,
            tokens,
            parsed,
            None,
            None,
            None,
            rule="author",
            hedge=word.text,
            act="STATE",
        )
    )
