"""Whether the words of a cue set a condition where they stand: "if" may ask, "until" may tell a time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from detente.reading.lexicon import lexicon
from detente.reading.syntax import OWN, SUBJECTS, child, is_negated

#: What opens a noun phrase that names nothing in particular, and so can be a condition.
_INDEFINITE = ("a", "an", "any", "some", "no", "new", "further", "another")
_APART = ("that", "and", "but")
_NEGATIVE = ("no", "not", "never", "n't", "n’t", "cannot", "nothing")
_FINITE = ("VBZ", "VBP", "VBD", "MD")


@dataclass(frozen=True, slots=True)
class Use:
    """A cue where it stands: its place and words, its sentence, the stretch that it opens."""

    doc: Any
    position: int
    words: str
    sentence: Any
    condition: tuple[int, int]

    @property
    def token(self) -> Any:
        """The first word of the cue."""
        return self.doc[self.position]

    @property
    def before(self) -> Any | None:
        """The word before the cue, None where the cue opens the sentence."""
        return self.doc[self.position - 1] if self.position > self.sentence.start else None

    @property
    def clause(self) -> Any:
        """The words that the cue opens."""
        return self.doc[self.condition[0] : self.condition[1] + 1]

    @property
    def rest(self) -> list[Any]:
        """The words of the sentence outside that stretch."""
        return [t for t in self.sentence if not self.condition[0] <= t.i <= self.condition[1]]

    @property
    def stands_apart(self) -> bool:
        """Whether the cue opens a clause of its own."""
        return self.before is None or self.before.is_punct or self.before.lower_ in _APART


def sets_condition(use: Use) -> bool:
    """Whether the words are used as a condition here."""
    clause, before = use.clause, use.before
    if before is not None and before.lower_ in ("even", "as"):
        return False
    if not any(t.is_alpha for t in clause):
        return False  # "… would wait until."
    if clause[0].lower_ in ("which", "anonymity"):
        return False  # "failing which it would …", "on condition of anonymity"
    if not use.words.startswith("once") and _is_bare_quality(use):
        return False  # "if necessary", "like-minded, if bogus, ideas"
    test = _TESTS.get(use.words) or _BY_FIRST_WORD.get(use.words.split(" ")[0])
    return test is None or test(use)


def _is_bare_quality(use: Use) -> bool:
    """Whether only a quality is granted, and nothing done: "if necessary", "a good, if small, step"."""
    first, last = use.condition
    doc = use.doc
    if first == last:
        return doc[first].pos_ in ("ADJ", "ADV")
    follows = doc[first + 1]
    inside = use.before is not None and use.before.text in (",", "(", "—", "–")
    return bool(inside and doc[first].pos_ in ("ADJ", "ADV") and follows.text in (",", ")", "—"))


def _if(use: Use) -> bool:
    text = use.clause.text.lower()
    if text.startswith(
        ("or not", "at all", "ever ", "only because", "only to", "only for", "only as")
    ):
        return False
    return not _asks(use.token, use.before)


def _in_case(use: Use) -> bool:
    root = use.sentence.root
    ordered = root.tag_ == "VB" and not any(c.dep_ in (*SUBJECTS, "aux") for c in root.children)
    # "just in case anybody has forgotten, …", "bring a coat in case it snows"
    return not ordered and (use.before is None or use.before.lower_ != "just")


def _told_by_verb(use: Use) -> bool:
    """Whether a cue that needs a clause has one: not "as soon as Friday"."""
    return any(t.pos_ in ("VERB", "AUX") for t in use.clause) or _is_short_clause(use.clause)


def _as_long_as(use: Use) -> bool:
    if use.clause.text.lower() in lexicon().extent or _measures(use):
        return False  # "as long as it takes", "lasted as long as the money did"
    return _told_by_verb(use)


def _whenever(use: Use) -> bool:
    if use.clause.text.lower() in lexicon().extent or _is_past(use.clause, use.sentence):
        return False  # "whenever it comes", "her smile whenever they met"
    return _told_by_verb(use)


def _once(use: Use) -> bool:
    opens = use.clause[0]
    return (
        use.token.dep_ in ("mark", "advmod")
        and any(t.dep_ in SUBJECTS for t in use.clause)
        and use.doc[use.position + 1].pos_ != "PUNCT"
        and opens.tag_ not in ("VBD", "VBN", "IN")  # "was once asked", "once before I died"
        and opens.lower_ not in ("and", "upon", "again", "more")  # "once and for all"
    )


def _participle(use: Use) -> bool:
    """Whether "provided", "failing", "barring" stand as conjunctions or prepositions, and not as verbs."""
    token, first = use.token, use.words.split(" ")[0]
    relative = token.dep_ in ("acl", "pcomp", "relcl")
    verbal = first == "barring" and relative
    if verbal and use.clause[0].lower_ not in _INDEFINITE:
        return False  # "an order barring the firm from the site"
    if use.before is not None and use.before.tag_ == "IN" and use.before.lower_ != "that":
        return False  # "by providing that a notice is sent"
    if first in ("provided", "providing") and use.clause[0].tag_ in ("IN", "TO"):
        return use.words.endswith("that")  # "the account, provided to the paper"
    joined = token.dep_ == "conj" and token.head.pos_ == "VERB"
    if (
        joined
        and use.before is not None
        and use.before.dep_ == "cc"
        and not use.words.endswith("that")
    ):
        return False  # "held a meeting and provided a forum for both to talk"
    own = ("nsubj", "nsubjpass", "aux", "auxpass")
    if any(c.dep_ in own for c in token.children if c.i < use.position):
        return False
    return (
        use.stands_apart
        or (use.before is not None and use.before.lower_ == "only")
        or token.dep_ in ("mark", "prep", "advcl")
        or (relative and (verbal or use.words.endswith("that")))
    )


def _the_day(use: Use) -> bool:
    dated = use.before is not None and use.before.lower_ == "on"
    if dated and any(t.lower_ == "had" and t.dep_ == "aux" for t in use.clause):
        return False  # "on the day he had proposed"
    return _is_clause_now(use.doc, use.position + 2, use.clause, use.sentence)


def _the_second(use: Use) -> bool:
    """Whether "the second" is a moment: "the second they cross", not "the second vote"."""
    return use.clause[0].tag_ == "PRP" and _the_day(use)


def _in_the_event(use: Use) -> bool:
    return use.clause[0].text != "," and any(t.dep_ in SUBJECTS for t in use.clause)


def _short_of(use: Use) -> bool:
    head = use.token.head
    return use.stands_apart or (
        head.pos_ == "VERB" and is_negated(head) and head.lemma_ not in ("fall", "stop", "come")
    )


def _without(use: Use) -> bool:
    root, manner = use.clause.root, lexicon().conditional["without_manner"]
    borne = child(root, "dobj") if root.lemma_ in lexicon().conditional["bearing"] else None
    if root.lemma_.lower() in manner or (borne is not None and borne.lemma_.lower() in manner):
        return False  # "without delay", "without paying a price"
    main = [t.lower_ for t in use.sentence]
    if use.position > use.sentence.start and not _is_denied_here(use):
        return False  # "have tried to settle it without a lawsuit"
    return any(w in main for w in ("will", "would", "cannot", "no", "never", "wo", "ca", "can"))


def _is_denied_here(use: Use) -> bool:
    """Whether the clause that a phrase belongs to is denied: "there will be no deal without …"."""
    for head in use.token.ancestors:
        own = [head, *(c for c in head.children if c.i < use.position)]
        if any(t.lower_ in _NEGATIVE for part in own for t in (part, *part.children)):
            return True
        if head.dep_ in ("advcl", "relcl", "conj", "parataxis") and head.pos_ in ("VERB", "AUX"):
            return False
    return False


def _given(use: Use) -> bool:
    if child(use.token, "aux", "auxpass", *SUBJECTS) is not None:
        return False  # "had given such a gift"
    modal = any(t.lower_ in ("will", "would", "could", "can", "'d", "’d") for t in use.sentence)
    kind = use.clause[0].lower_
    enough = kind in lexicon().conditional["given"]
    granted = use.clause.root.lemma_.lower() in lexicon().conditional["granted"]
    named = enough or kind in ("a", "an") or granted
    return (
        modal and named and (use.stands_apart or enough)
    )  # "given an apology", not "given the mood"


def _until(use: Use) -> bool:
    before, clause = use.before, use.clause
    spans = ("time", "day", "week", "month", "year", "hour")
    if before is not None and before.lemma_ in spans and not _recurs(before):
        return False  # "only a matter of time until"
    if clause.text.lower() in lexicon().extent:
        return False  # "until hell freezes over"
    times = lexicon().conditional["until_times"]
    if clause[0].lower_ in times or clause[0].ent_type_ in ("DATE", "TIME"):
        return False  # "which until lately had sided with Velia"
    if clause[0].lower_ in ("that", "this") and len(clause) == 2:
        return True  # "until that changes"
    cleft = before is not None and before.lower_ == "not" and before.head.lemma_ == "be"
    if _is_past(clause, use.sentence, denied=cleft):
        return False  # "a juggernaut until it went bankrupt": it happened
    if use.token.dep_ == "mark" and len(clause) > 1:
        return True  # a clause, however its verb was tagged
    finite = any(t.tag_ in _FINITE or (t.dep_ in SUBJECTS and t.head in clause) for t in clause)
    return finite or _is_short_clause(clause)


def _exchange(use: Use) -> bool:
    verb = next((t for t in use.token.ancestors if t.pos_ == "VERB"), None)
    while verb is not None and verb.tag_ == "VB" and verb.dep_ == "xcomp":
        verb = verb.head  # "was meant to curb arms in exchange for trade"
    if verb is not None and any(c.lower_ in ("was", "were") for c in verb.children):
        return False
    done = (
        verb is not None and verb.tag_ == "VBD" and not any(c.tag_ == "MD" for c in verb.children)
    )
    if verb is not None and done:
        told = verb.lemma_ in lexicon().cue_acts or verb.lemma_ in lexicon().neutral
        wrapped = lexicon().events.carrier(verb.lemma_)
        if not told and wrapped in (None, "begin", "keep", "stop", "try"):
            return False  # "freed the crew in exchange for arms": it happened
    return not any(
        t.dep_ == "neg" or t.lower_ in ("no", "nobody", "none", "neither")
        for t in use.doc[use.sentence.start : use.position]
    )


def _only_once(use: Use) -> bool:
    """Whether it is still to come: not "agreed to speak only after they had paid"."""
    done = any(t.lower_ == "had" and t.head.tag_ == "VBN" for t in use.clause)
    ahead = any(t.tag_ == "MD" for t in use.rest)
    return not (done and not ahead) and not _is_past(use.clause, use.sentence)


def _waits(use: Use) -> bool:
    """Whether "only" before a verb that lies ahead looks forward to a cue: "would only return after …"."""
    verbs = (t.head for t in use.rest if t.lower_ == "only" and t.i < use.position)
    return any(
        verb.i < use.position and any(c.tag_ == "MD" for c in verb.children) for verb in verbs
    )


def _after(use: Use) -> bool:
    """Whether "after" binds what is to come: "we will talk after they have left", not "after the vote".

    What one will only do after something waits for it: "can only agree to a truce after talks".
    """
    clause = use.clause
    if _waits(use) and not any(t.ent_type_ in ("DATE", "TIME") for t in clause):
        return True
    if use.token.dep_ != "mark" or not any(t.dep_ in SUBJECTS for t in clause):
        return False
    rest = {t.lower_ for t in use.rest}
    if not rest & {"will", "would", "shall", "'ll", "’ll", "wo", "can"}:
        return False
    have = ("has", "have", "'ve", "’ve", *(("had",) if "would" in rest else ()))
    perfect = any(t.lower_ in have and t.dep_ == "aux" and t.head.tag_ == "VBN" for t in clause)
    yields = any(
        t.lemma_.lower() in lexicon().yielding and t.tag_ in ("VBZ", "VBP", "VBN") for t in clause
    )
    past = any(t.tag_ == "VBD" and t.lower_ not in have for t in clause)
    return (perfect or yields) and not past


def _while(use: Use) -> bool:
    """Whether "while" bars what cannot be as long as it holds: "we cannot talk while bombs fall"."""
    clause, before = use.clause, use.before
    if before is not None and before.lower_ == "not":
        return True  # "not while his tanks are on the bridge"
    verb = use.token.head
    if use.token.dep_ != "mark" or not any(c.dep_ in SUBJECTS for c in verb.children):
        return False
    main = verb.head
    will = any(
        c.lower_ in ("will", "would", "can", "could", "ca", "wo", "shall") for c in main.children
    )
    lasting = verb.lemma_.lower() in lexicon().conditional["holding"]
    opens = before is None or before.is_punct or before.lower_ in ("and", "but", "that")
    if before is not None and before.text == ",":
        return False  # ", while" sets one thing against another
    back = ("would", "could")  # tenses put back: "said it could not stand by while they dug"
    if clause.root.tag_ == "VBD" and not any(c.lower_ in back for c in main.children):
        return False
    if opens:
        return will and (is_negated(main) or lasting)
    return is_negated(main) and will


def _is_past(clause: Any, sentence: Any, *, denied: bool = False) -> bool:
    """Whether a clause and its sentence tell of what is over; a negation keeps it open unless ``denied``."""
    open_ended = _vows(sentence) or any(
        t.tag_ == "MD" or (t.dep_ == "neg" and not denied) for t in sentence
    )
    return not open_ended and any(t.tag_ == "VBD" for t in clause)


def joins(that: Any) -> bool:
    """Whether "that" only joins a clause: "the day that they leave", not "until that changes"."""
    return that.lower_ == "that" and that.dep_ not in ("nsubj", "nsubjpass", "det")


def _measures(use: Use) -> bool:
    """Whether "as long as" tells how long something lasted."""
    main = next((t for t in use.token.ancestors if t.pos_ == "VERB"), None)
    lasting = main is not None and main.lemma_ in lexicon().conditional["lasting"]
    return lasting and _is_past(use.clause, use.sentence)


def _recurs(noun: Any) -> bool:
    """Whether a time comes again and again: "every week"."""
    return any(c.lower_ in ("every", "each") for c in noun.children)


def _asks(mark: Any, before: Any | None) -> bool:
    """Whether "if" asks: "asked the firm if it had paid", "it is doubtful if", "would not say if"."""
    known = lexicon().before_if
    unsettled = lexicon().conditional["unsettled"]
    if before is not None and before.lemma_.lower() in unsettled and is_negated(before.head):
        return True  # "it is not clear if"
    if before is not None and before.lemma_ == "be":  # "the question is if they are serious"
        return any(c.lemma_ in ("question", "issue", "doubt") for c in before.children)
    asks = before is not None and before.lemma_.lower() in known and before.pos_ != "NOUN"
    if before is not None and (asks or _is_unsaid(before)):
        return True  # "will see if they pay", not "would lift the check if they paid"
    if before is not None and before.lower_ in (
        "or",
        "and",
    ):  # "unclear when, or if, it will answer"
        words = [t.lower_ for t in mark.doc[max(before.i - 2, 0) : before.i] if t.is_alpha]
        if words[-1:] and words[-1] in ("when", "whether", "how", "where", "what"):
            return True
    clause = mark.head
    if mark.dep_ != "mark" or clause.dep_ not in ("ccomp", "advcl") or clause.head.i > mark.i:
        return False
    above = clause.head
    return above.lemma_ in ("ask", "wonder", "doubt") and not any(
        c.dep_ in ("xcomp", "ccomp") and c != clause for c in above.children
    )


def _is_unsaid(verb: Any) -> bool:
    """Whether somebody would not say, so that "if" asks: "would not say if", "declined to confirm if"."""
    if verb.lemma_ not in (
        "say",
        "tell",
        "specify",
        "clarify",
        "disclose",
        "confirm",
        "reveal",
        "explain",
    ):
        return False
    withheld = verb.dep_ == "xcomp" and verb.head.lemma_ in (
        "decline", "refuse", "fail", "unable", "unwilling", "reluctant",
    )  # fmt: skip
    return withheld or is_negated(verb)


def _is_clause_now(doc: Any, after: int, clause: Any, sentence: Any) -> bool:
    """Whether "the day" opens a clause that is still to come: "the day they attack", not "of action".

    A report puts it back: "would be over the moment the cuts were dropped".
    """
    opens = doc[after]
    before = doc[after - 3].lower_ if after - 3 >= sentence.start else ""
    if before in ("at", "for", "of", "from", "during") or opens.tag_[:2] in ("MD", "VB"):
        return False  # "at the moment", "the day may come"
    if opens.lower_ in ("of", ",") or (opens.tag_ == "IN" and opens.lower_ != "that"):
        return False
    if _is_short_clause(clause):
        return True
    subject = next((t for t in clause if t.dep_ in SUBJECTS), None)
    if subject is None or subject.head not in clause:
        return False
    if any(t.tag_ in ("VBZ", "VBP") for t in clause):
        return True
    main = doc[sentence.start : after - 2]
    return _vows(main) or any(t.lower_ in ("would", "'d", "’d") for t in main)


def _vows(tokens: Any) -> bool:
    """Whether somebody promises, offers or threatens to do something: "vowed to stop the trains until …"."""
    kinds = ("promise", "offer", "threaten", "refuse")
    return any(
        t.tag_ == "TO" and lexicon().events.carrier(t.head.head.lemma_) in kinds for t in tokens
    )


def _is_short_clause(clause: Any) -> bool:
    """Whether a name and a plural noun are a name and its verb: "until Orland apologises"."""
    words = lexicon()
    last, before = clause[-1], clause[-2] if len(clause) > 1 else None
    acts = (
        words.deeds.keys()
        | words.content.keys()
        | words.cue_acts.keys()
        | words.yielding
        | words.harming
    )
    # a plural after "a" or "one" is a verb: "a single soldier crosses"
    single = any(c.lower_ in ("a", "an", "one", "another") for c in last.children)
    named = before is not None and before.pos_ == "PROPN"
    return (
        before is not None
        and (named or single)
        and before.head == last
        and last.tag_ == "NNS"
        and last.lemma_.lower().replace("ise", "ize") in acts | words.press | {"apologize"}
    )


def _promises_when(use: Use) -> bool:
    """Whether "when" binds a promise: a future main clause, a finite clause that is not past, no date."""
    clause, main, before = use.clause, use.rest, use.before
    if not any(t.dep_ in SUBJECTS for t in clause):
        return False
    if any(t.ent_type_ in ("DATE", "TIME") for t in clause):
        return False  # "when parliament returns on Monday"
    dated = before is not None and before.text == "," and before.i > use.sentence.start
    if dated and use.doc[use.position - 2].ent_type_ in ("DATE", "TIME"):
        return False  # "in June, when its term ends"
    put_back = any(t.lower_ == "would" for t in main) and any(
        t.lower_ == "had" and t.head.tag_ == "VBN" for t in clause
    )
    if not put_back and not any(t.tag_ in ("VBZ", "VBP") for t in clause):
        return False
    if any(t.lower_ in ("will", "would", "shall", "'ll", "’ll") for t in main) or _vows(main):
        return True
    runs = (t for t in main if t.tag_ in ("VBZ", "VBP") and t.lemma_ in lexicon().events.inchoative)
    if any(not any(c.lower_ in OWN for c in t.children) for t in runs):
        return True  # "the freeze ends when the union signs"
    # "We leave when the order is withdrawn"
    return any(
        t.lower_ in ("we", "i") and t.head.tag_ == "VBP" and t.head.pos_ == "VERB" for t in main
    ) and any(
        (t.pos_ == "VERB" and t.lemma_ in lexicon().yielding) or t.lower_ == "off" for t in clause
    )


#: What each cue asks for; one that is not named sets a condition wherever it stands.
_TESTS: dict[str, Callable[[Use], bool]] = {
    "if": _if, "whether": lambda _: False, "in case": _in_case, "once": _once, "whenever": _whenever,
    "the moment": _the_day, "the minute": _the_day, "the day": _the_day, "the instant": _the_day, "the second": _the_second,
    "in the event": _in_the_event, "short of": _short_of, "without": _without, "given": _given,
    "when": _promises_when, "until": _until, "till": _until,
    "in exchange for": _exchange, "in return for": _exchange, "after": _after, "while": _while,
    "as long as": _as_long_as, "so long as": _as_long_as, "for as long as": _as_long_as,
    "as soon as": _told_by_verb, "only once": _only_once, "only after": _only_once, "only when": _only_once,
}  # fmt: skip
_BY_FIRST_WORD: dict[str, Callable[[Use], bool]] = dict.fromkeys(
    ("provided", "providing", "assuming", "supposing", "failing", "absent", "barring", "pending"),
    _participle,
)
