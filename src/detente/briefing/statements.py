"""Which statements carry a brief, and how each reads in a line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from detente.briefing.horizons import sentence_around
from detente.briefing.lexicon import words
from detente.briefing.text import clean, quoted, shorten, with_single_marks, without_dateline
from detente.claims.types import Claim
from detente.evidence import INFERRED, Document, Span, Statement
from detente.explain.words import join_words, sentence_case, with_article
from detente.model.conflict import Conflict, Evidence

#: Statements printed at the top of a brief.
STATEMENTS_SHOWN = 6
#: Words of one quotation, condition or consequence that a line shows, in characters.
QUOTE_WIDTH = 110
#: Longest name of a speaker that stands beside that of the party, in characters.
LONGEST_NAME = 60
#: Who speaks where the text names nobody, such as the signers of a joint statement.
UNNAMED = "Nobody named"
#: Quoted words up to this number say little by themselves.
FEW = 3
#: Quoted words up to this number that begin in the middle of a sentence are told with the rest of it.
PART = 12

#: What a clause begins after.
#: So little before quoted words is no reason to leave it out: "[…] Orland urged" of "Velia and Orland urged".
_FEW_LETTERS = 24
_CLAUSE = re.compile(r"(?:[,;–—-]| that| after) (?:but |and |while |because |so )?(?=\S)")

#: The acts as nouns. PLOVER's labels stay in the JSON.
ACT_NOUNS = {
    "AGREE": "agreement",
    "CONSULT": "talks",
    "SUPPORT": "support",
    "COOPERATE": "cooperation",
    "AID": "aid",
    "CONCEDE": "concession",
    "RETREAT": "retreat",
    "REQUEST": "demand",
    "ACCUSE": "accusation",
    "REJECT": "refusal",
    "THREATEN": "threat",
    "PROTEST": "protest",
    "SANCTION": "sanction",
    "MOBILIZE": "build-up",
    "COERCE": "coercion",
    "ASSAULT": "attack",
    "OFFER": "offer",
    "COMMIT": "commitment",
    "STATE": "statement",
}
#: Acts by which somebody takes something on, asks for it or shuts it out.
BINDING = frozenset({"OFFER", "THREATEN", "COMMIT", "REJECT", "REQUEST", "MOBILIZE", "CONCEDE"})
#: What opens a door, what shuts it, and what shows that it is no longer shut.
_OPENING = frozenset({"OFFER", "CONCEDE"})
_SHUTTING = frozenset({"REJECT", "THREATEN", "SANCTION", "COERCE", "ASSAULT"})
_FRIENDLY = _OPENING | {"AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "COMMIT"}


def same_document(cited: str, document: Document) -> bool:
    """Whether a model's evidence names this document (by id, path or file name)."""
    names = {document.id, document.source, document.source.rsplit("/", 1)[-1]}
    return cited in names or cited.rsplit("/", 1)[-1] in names


def party_of(document: Document, statement: Statement) -> str | None:
    """Return the party that speaks in a statement: the speaker, or for whom the speaker speaks."""
    if statement.speaker is None:
        return None
    actor = next((a for a in document.actors if a.id == statement.speaker.id), None)
    return actor.principal if actor is not None and actor.principal else statement.speaker.id


def extent(document: Document, statement: Statement) -> Span:
    """Return the words of a statement, with its conditions where they reach further."""
    words = statement.quote or statement.span
    spans = [words]
    starts = [words.start]
    for condition in statement.conditions:
        spans += [half for half in (condition.condition, condition.consequence) if half.text]
        # "if they strike": the condition's own span begins after its cue.
        cue = re.search(
            rf"\b{re.escape(condition.cue)}\W+\Z",
            document.text[: condition.condition.start][-2 * LONGEST_NAME :],
            re.IGNORECASE,
        )
        if condition.cue and condition.condition.text and cue is not None:
            starts.append(condition.condition.start - len(cue.group()))
    start = min(*starts, *(span.start for span in spans))
    end = max(span.end for span in spans)
    return Span(start, end, document.text[start:end])


def named_targets(statement: Statement) -> tuple[str, ...]:
    """Return whom the words name as addressee; a guess is none."""
    return () if INFERRED in statement.notes else statement.targets


def carrying(
    documents: Sequence[Document],
    conflict: Conflict | None = None,
    claim: Claim | None = None,
    weighty: Collection[str] = (),
    *,
    shown: int = STATEMENTS_SHOWN,
) -> tuple[tuple[Document, Statement], ...]:
    """Choose the statements that carry the brief, in the order of the documents.

    What the model cites, what is conditional, quoted or binding comes first; of one utterance and
    its variants, of one sentence, and of acts of one kind toward one party, few are shown.

    Parameters
    ----------
    documents : sequence of Document
        With their statements.
    conflict : Conflict, optional
        The model.
    claim : Claim, optional
        The claim tested; the statement that makes it is always shown.
    weighty : collection of str
        Evidence ids on which hinges rest.
    shown : int
        How many at most.
    """
    evidence = conflict.evidence.values() if conflict is not None else ()
    order = []
    for place, document in enumerate(documents):
        cited = [item for item in evidence if same_document(item.document, document)]
        order += [
            (_score(statement, cited, weighty), place, statement)
            for statement in document.statements
            if statement.layer != "author" and (statement.speaker is not None or conflict is None)
        ]
    chosen: list[tuple[int, Statement]] = []
    kinds: Counter[tuple[str | None, tuple[str, ...], str]] = Counter()
    seen: set[tuple[int, str]] = set()
    while order and len(chosen) < shown:
        best = max(
            order,
            key=lambda item: (
                item[2].id == (claim.statement if claim else None),
                item[0] - 3 * kinds[_kind(item[2])],
                -item[1],
                -item[2].span.start,
            ),
        )
        order.remove(best)
        _, place, statement = best
        key = (place, statement.cluster or statement.id)
        if key in seen or any(p == place and _overlap(statement, other) for p, other in chosen):
            continue
        if _fragment(statement) and not statement.conditions:
            around = sentence_around(
                documents[place].text, statement.span.start, statement.span.end
            )
            if any(
                p == place and around.start <= other.span.start < around.end for p, other in chosen
            ):  # its sentence is told already
                continue
        seen.add(key)
        kinds[_kind(statement)] += 1
        chosen.append((place, statement))
    chosen.sort(key=lambda item: (item[0], item[1].span.start))
    return tuple((documents[place], statement) for place, statement in chosen)


def _fragment(statement: Statement) -> bool:
    """Whether a statement is a few words out of a sentence, which tell a reader nothing alone."""
    words = statement.quote.text if statement.quote else statement.span.text
    return statement.layer == "quoted" and len(words.split()) <= FEW


def _kind(statement: Statement) -> tuple[str | None, tuple[str, ...], str]:
    speaker = statement.speaker.id if statement.speaker else None
    return speaker, named_targets(statement), statement.act


def _overlap(one: Statement, other: Statement) -> bool:
    return one.span.start < other.span.end and other.span.start < one.span.end


def _score(statement: Statement, cited: Sequence[Evidence], weighty: Collection[str]) -> int:
    words = statement.quote.text if statement.quote else statement.span.text
    score = 2 * (statement.layer == "quoted") + 3 * bool(statement.conditions)
    score += 2 * (statement.act in BINDING) + (len(words.split()) >= 4)
    score -= 3 * (_fragment(statement) and not statement.conditions)
    score -= 3 * (statement.layer != "quoted" and len(words.split()) < 4)
    score += max(
        (
            4 if item.id in weighty else 2
            for item in cited
            if item.start < statement.span.end and statement.span.start < item.end
        ),
        default=0,
    )
    return score


def act_noun(statement: Statement) -> str:
    """Return the noun for what a statement does.

    Nobody refuses who only denies or blames, and a hard step that meets nobody and has no condition is
    announced rather than threatened.
    """
    if statement.act == "REJECT" and not any(e.force == "refuse" for e in statement.events):
        return "rejection"
    if (
        statement.act == "THREATEN"
        and not statement.conditions
        and not named_targets(statement)
        and not any(event.patient for event in statement.events)
    ):
        return "announcement"
    return ACT_NOUNS.get(statement.act, statement.act.lower())


def speaker_label(document: Document, statement: Statement) -> str:
    """Return the name of who speaks; for a list of signers, or a bare noun ("official"), the party's."""
    if statement.speaker is None:
        return UNNAMED
    name = clean(statement.speaker.name)
    if len(name) <= LONGEST_NAME and not name.islower():
        return name
    party = party_of(document, statement)
    return next((clean(a.name) for a in document.actors if a.id == party), name)


def statement_lead(document: Document, statement: Statement, *, guessing: bool = True) -> str:
    """Say who says it, through whom, to whom (a guess where ``guessing``), and what kind of act it is."""
    names = {actor.id: actor.name for actor in document.actors}
    speaker = statement.speaker
    who = UNNAMED
    if speaker is not None:
        party = names.get(speaker.id, speaker.id)
        known = speaker.name == speaker.id or speaker.name.lower() in party.lower()
        # A list of signers, or a bare noun ("official"), says less than the party's name.
        known = known or len(speaker.name) > LONGEST_NAME or speaker.name.islower()
        who = party if known else f"{speaker.name} ({party})"
    via = f", via {statement.via.name}" if statement.via else ""
    to = join_words(with_article(names.get(t, t)) for t in named_targets(statement))
    guesses = statement.inferred_targets or (statement.targets if not to else ())
    guessed = join_words(with_article(names.get(target, target)) for target in guesses)
    act = act_noun(statement)
    toward = f" to {to}" if to else f" (perhaps to {guessed})" if guessed and guessing else ""
    return sentence_case(clean(f"{who}{toward}{via} — {act}"))


def statement_words(statement: Statement, width: int = QUOTE_WIDTH) -> str:
    """Give the words: the condition and its consequence where both stand whole, else the quotation."""
    for condition in statement.conditions:
        inside = quoted(condition.condition.text, width)
        result = quoted(condition.consequence.text, width)
        # Two words ("you can", "he warned") are no half of a condition: then the whole is shown.
        telling = len(condition.condition.text.split()) > 2
        if condition.kind == "dependence" and telling:
            cue = clean(condition.cue)
            return f"{result} — {cue} — {inside}" if condition.consequence.text else inside
        if (
            condition.sense != "either-or"
            and condition.cue.lower() not in words("position", "things")
            and telling
            and len(condition.consequence.text.split()) > FEW
        ):
            cue = clean(condition.cue).lower()
            if cue in words("told", "after"):  # "they will stay away until …"
                return f"{result}, {cue} {inside}"
            return f"{cue} {inside}, then {result}"
    said = statement.quote.text if statement.quote else statement.span.text
    wide = 2 * width
    return quoted(said, wide) if statement.quote else shorten(without_dateline(clean(said)), wide)


def statement_tail(statement: Statement) -> str:
    """Say on which layer the statement stands, and what to check in the original."""
    layer = statement.layer
    if statement.hedge is not None:
        layer += f", “{clean(statement.hedge)}”"
    check = [note for note in statement.notes if note != INFERRED]  # said beside the addressee
    notes = f"; check the original: {clean('; '.join(check))}" if check else ""
    return f"[{layer}{notes}]"


def statement_line(document: Document, statement: Statement, *, guessing: bool = True) -> str:
    """Say one statement in a line: who, to whom, through whom, act, condition, words.

    A guessed addressee helps whoever puts statements right; a brief, in which nothing rests on one, leaves it out.
    """
    lead = statement_lead(document, statement, guessing=guessing)
    told = statement_words(statement)
    tied = any(
        told.startswith(f"{c.cue.lower()} ") or f", {c.cue.lower()} “" in told
        for c in statement.conditions
    )
    if _partial(statement) and not tied:
        told = stretch(document, statement, 2 * QUOTE_WIDTH)
    return f"{lead}: {told} {statement_tail(statement)}"


def _partial(statement: Statement) -> bool:
    """Whether the quoted words are a part of a sentence, which tells a reader little without the rest."""
    said = statement.quote.text.strip() if statement.quote else ""
    told = any(event.deed for event in statement.events)
    return _fragment(statement) or (said[:1].islower() and len(said.split()) <= PART and not told)


def stretch(document: Document, statement: Statement, wide: int) -> str:
    """Return the sentence in which words are told; of a long one the stretch that ends with them."""
    said = statement.quote or statement.span
    around = sentence_around(document.text, said.start, said.end)
    begins = around.end - len(without_dateline(around.text))
    start = begins
    if len(around.text) <= wide:
        return quoted(around.text, wide)
    low = max(start, min(said.start, said.end - wide))
    if said.end + 1 - start > wide and low - start > _FEW_LETTERS:
        clauses = [m.end() for m in _CLAUSE.finditer(document.text, low, said.start)]
        start = (
            next(iter(clauses[-1:]), 0)
            or document.text.find(" ", low, said.start) + 1
            or said.start
        )
    mark = "[…] " if len(document.text[begins:start].split()) > 1 else ""  # "However, …" is no loss
    inner = with_single_marks(without_dateline(clean(document.text[start : around.end])))
    return f"“{mark}{shorten(inner, wide + len(mark)).rstrip(',;:')}”"


def addressees(documents: Sequence[Document]) -> Iterator[str]:
    """Say of each speaker with several addressees what kind of acts each of them gets.

    One utterance and its variants count once. When one party gets friendly acts and another hostile
    ones only, the line says that the speaker treats them differently.
    """
    acts: dict[str, dict[str, Counter[str]]] = {}
    for document in documents:
        names = {actor.id: actor.name for actor in document.actors}
        seen: set[str] = set()
        for statement in document.statements:
            speaker = statement.speaker
            if speaker is None or statement.layer in ("author", "interpreted"):
                continue
            targets = named_targets(statement)
            if len(targets) != 1 or statement.cluster in seen:
                continue
            if statement.cluster is not None:
                seen.add(statement.cluster)
            row = acts.setdefault(clean(names.get(speaker.id, speaker.name)), {})
            target = clean(names.get(targets[0], targets[0]))
            row.setdefault(target, Counter())[statement.act] += 1
    for name, row in acts.items():
        if len(row) < 2:
            continue
        parts = []
        for target, counts in row.items():
            nouns = ", ".join(
                ACT_NOUNS.get(act, act.lower()) + (f" ×{number}" if number > 1 else "")
                for act, number in counts.most_common(4)
            )
            parts.append(f"to {with_article(target)}: {nouns}")
        line = f"{sentence_case(with_article(name))} {'; '.join(parts)}."
        open_to = [with_article(t) for t, counts in row.items() if counts.keys() & _OPENING]
        shut = [
            with_article(t)
            for t, counts in row.items()
            if counts.keys() & _SHUTTING and not counts.keys() & _FRIENDLY
        ]
        if open_to and shut:
            line += f" It opens a door to {join_words(open_to)} and not to {join_words(shut)}."
        yield line
