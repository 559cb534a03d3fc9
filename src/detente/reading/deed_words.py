"""Deeds in words: an event as a bare infinitive that a stranger to the text can read."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from detente.actors import is_actor_noun
from detente.reading.deed_grammar import (
    MOMENTS,
    can_act,
    joins_deed,
    names_deed,
    particle_lemma,
    state_particle,
    treated_as,
)
from detente.reading.deeds import comes_about, is_stoppage, stopped_by
from detente.reading.events import Clause
from detente.reading.lexicon import lexicon
from detente.reading.syntax import GIVING, OWN, child

#: Longer phrases are cut at the end of a group of words.
_LONGEST = 16
#: Words that a bracket behind a pronoun has at most, the bracket counted.
_GLOSS = 6
_DROPPED = frozenset((
    "nsubj", "nsubjpass", "csubj", "csubjpass", "expl", "aux", "auxpass", "neg", "mark", "advcl",
    "parataxis", "intj", "dep", "meta", "punct", "cc", "conj", "agent", "prt", "preconj",
))  # fmt: skip
_CONTENT = frozenset(("NOUN", "PROPN", "ADJ", "VERB", "NUM"))
_MARKS = frozenset('“”"«»[]()‘’')
#: Words that end no phrase: what they stand before is missing.
DANGLING = frozenset(
    [
        "of",
        "to",
        "for",
        "with",
        "by",
        "in",
        "on",
        "at",
        "from",
        "and",
        "or",
        "the",
        "a",
        "an",
        "its",
        "their",
        "our",
        "as",
        "than",
        "that",
        "after",
        "before",
        "between",
        "into",
        "against",
        "during",
        "until",
        "without",
    ]
)

#: "what he calls its policy of confrontation", "North Korea's country's status"
_CALLED = re.compile(r"\bwhat [^,]{1,40}? (?:calls?|called|describes? as|described as) ")
_OWN_COUNTRY = re.compile(r"(\bits|['’]s?) (?:own )?(?:country|nation|people|side)['’]s\b")
#: What a state's minister calls the state that acts: "bring his country back into the pact".
_ITS_COUNTRY = re.compile(r"\bits (country|nation)\b(?!['’])")

#: Verbs that double their last letter: short ones, and those stressed at the end.
_DOUBLING = re.compile(
    r"[bcdfghjklmnpqrstvwz]*(?:qu)?[aeiou][bdgmnprt]"
    r"|(?:com|per|ad|sub|trans|e|o)mit|(?:con|pre|re|de|in)fer|(?:oc|in|re|con)cur|for(?:get|bid)|(?:re|com|pro|ex|dis|im)pel|con?trol|rebel|regret|begin|equip"
)
#: Says what a pronoun stands for: its possessive form or its name; None where that is open.
Named = Callable[[Any], str | None]


@dataclass(frozen=True, slots=True)
class Deed:
    """A clause's deed in words: what opens it as a bare infinitive ("lift"), and what belongs to it, in order."""

    clause: Clause
    head: str
    rest: list[Any]

    def told(self, named: Named) -> str:
        """Return the deed as a bare infinitive, its pronouns spelt out by ``named``.

        It stands without the doer: "lift the blockade of Velia"; a pronoun that stays open is kept.
        """
        words = _texts([t for t in self.rest if not _on_whose_part(t)], named)
        return _shortened([*self.head.split(), *words])

    def topics(self) -> tuple[str, ...]:
        """Return the lemmas of the deed's content words, its verb first."""
        clause = self.clause
        turned = clause.noun or is_response(clause)
        lemmas = [self.head.split()[0] if turned else particle_lemma(clause.verb)]
        meant = [thing for t in self.rest if (thing := thing_before(t)) is not None]
        meant += [word for t in self.rest for word in glossed(t)]
        content = (t for t in [*self.rest, *meant] if t.pos_ in _CONTENT and t != clause.verb)
        lemmas += [t.lemma_.lower() for t in content]
        if clause.noun:
            lemmas.append(clause.verb.lemma_.lower())
        return tuple(dict.fromkeys(lemmas))

    def words(self) -> list[Any]:
        """Return the tokens of the deed's verb and what belongs to it, in order."""
        inside = {t.i for t in self.rest} | {self.clause.verb.i}
        return [self.clause.verb.doc[i] for i in sorted(inside)]


def deed_of(clause: Clause) -> Deed:
    """Return a clause's deed."""
    return Deed(clause, *_head_and_rest(clause))


def glossed(pronoun: Any) -> list[Any]:
    """Return what a bracket says that a pronoun means: "if they (new duties) are imposed"; nothing for a party."""
    doc, at = pronoun.doc, pronoun.i + 1
    if pronoun.lower_ not in ("it", "they", "them") or at >= len(doc) or doc[at].text != "(":
        return []
    end = next((i for i in range(at + 1, min(at + _GLOSS, len(doc))) if doc[i].text == ")"), at)
    words = list(doc[at + 1 : end])
    thing = bool(words) and words[-1].pos_ == "NOUN" and not is_actor_noun(words[-1])
    return words if thing else []


def _verb_above(pronoun: Any) -> Any:
    """Return the verb of the deed in which a pronoun stands."""
    return next((t for t in pronoun.ancestors if t.pos_ == "VERB"), pronoun.head)


def is_about(pronoun: Any) -> bool:
    """Whether a pronoun stands for what a deed is about or goes ahead with: "a vote on it", "go ahead with it"."""
    post = pronoun.head if pronoun.dep_ == "pobj" else None
    if post is None or post.lower_ not in ("on", "about", "over", "with"):
        return False
    verb = _verb_above(pronoun)
    ahead = particle_lemma(verb) in ("go_ahead", "press_ahead", "go_on", "proceed", "carry_on")
    return ahead if post.lower_ == "with" else post.head.pos_ in ("NOUN", "VERB")


def thing_before(pronoun: Any) -> Any | None:
    """Return the thing that a pronoun takes up: "has halted the visas and will not resume them".

    It is what an earlier verb of the sentence acts on; whether the pronoun means a party is asked before.
    """
    if pronoun.lower_ not in ("it", "they", "them"):
        return None
    if pronoun.dep_ not in ("dobj", "nsubj", "nsubjpass") and not is_about(pronoun):
        return None
    if pronoun.dep_ == "nsubj" and pronoun.head.tag_ != "JJ":
        return None  # "keep it closed": the parser makes it the subject of what it is kept
    sentence, own = pronoun.sent, _verb_above(pronoun)
    for token in reversed(pronoun.doc[sentence.start : pronoun.i]):
        acted_on = token.dep_ in ("dobj", "nsubjpass") or (
            token.dep_ == "nsubj" and is_stoppage(token)
        )  # "the strike began on Monday and they will not end it"
        acted_on = acted_on and token.head != own
        many = token.tag_ == "NNS"
        if acted_on and token.pos_ == "NOUN" and many == (pronoun.lower_ != "it"):
            return None if is_actor_noun(token) else token
    return None


def _head_and_rest(clause: Clause) -> tuple[str, list[Any]]:
    verb = clause.verb
    words = lexicon().events
    if clause.noun:
        return _of_noun(clause)
    lemma = particle_lemma(verb)
    base = verb.text.lower() if verb.tag_ == "VB" else verb.lemma_.lower()
    particle = lemma.partition("_")[2]
    head = f"{base} {particle}".strip()
    if base == "be" and (state := state_particle(verb)) is not None:
        head, particle = lemma.replace("_", " "), state.lower_
    elif base == "be" and lemma != "be":
        head = lemma  # "are on strike" is to stay on strike
    elif verb.tag_ != "VB" and not (lemma == "lie_down" and child(verb, "dobj") is None):
        head = _MISTAKEN.get(lemma, head)
    rest = _phrase(verb, particle)
    if is_response(clause):
        return _response(clause, lemma, rest)
    strike = clause.moved if clause.moved is not None and is_stoppage(clause.moved) else None
    comes = strike is not None and clause.time == "ahead" and comes_about(verb)
    if strike is not None and (comes or stopped_by(verb) is not None):
        apart = set(clause.subject.subtree) if clause.subject is not None else set()
        named = [t for t in _noun_phrase(strike) if t not in apart and t.pos_ != "DET"]
        first = "go ahead with the" if comes else "continue the"
        return _with_aspect(clause, first), [t for t in named if t.dep_ != "prep"]
    if clause.moved is not None:
        if child(verb, "auxpass", "nsubjpass") is None:
            head = words.causes.get(lemma, head)
        return _with_aspect(clause, head), [*_noun_phrase(clause.moved), *rest]
    return _with_aspect(clause, head), rest


def is_response(clause: Clause) -> bool:
    """Whether a verb says how something will be answered: "will be regarded as an act of war", "be met with force"."""
    verb = clause.verb
    if clause.noun:
        return False
    if treated_as(verb) is not None and clause.time == "ahead":
        return True
    if child(verb, "auxpass") is None and child(verb, "nsubjpass") is None:
        return False
    lemma = verb.lemma_.lower()
    with_what = {c.lower_ for c in verb.children if c.dep_ in ("prep", "prt")}
    granted = (
        clause.moved is not None and clause.moved.lemma_.lower() in lexicon().layers["fulfilled"]
    )
    if lemma == "meet" and granted and "with" not in with_what:
        return False  # "the demands will be met"
    if lemma in ("meet", "answer"):
        return child(verb, "agent") is None or answering(clause) is not None
    if lemma == "deal":
        return "with" in with_what
    return lemma in lexicon().events.response and "as" in with_what


def answering(clause: Clause) -> Any | None:
    """Return the deed that something will be met by: "by firm steps from Velia", which is nobody who acts."""
    by = child(clause.verb, "agent")
    thing = child(by, "pobj") if by is not None and clause.time == "ahead" else None
    return thing if thing is not None and names_deed(thing) and not can_act(thing) else None


def _response(clause: Clause, lemma: str, rest: list[Any]) -> tuple[str, list[Any]]:
    """Return "respond" and how: "will be met with force" is *respond with force*."""
    if (deed := answering(clause)) is not None:
        return "respond with", [t for t in _noun_phrase(deed) if not _tells_whose(t)]
    rest = [t for t in rest if not _tells_whose(t)]
    if (named := treated_as(clause.verb)) is not None:
        return "respond as to", _noun_phrase(named)
    as_what = next((c for c in clause.verb.children if c.lower_ == "as"), None)
    if as_what is not None and lemma not in ("meet", "answer"):
        thing = child(as_what, "pobj", "pcomp")
        return "respond as to", _noun_phrase(thing) if thing is not None else []
    if clause.verb.lemma_ == "deal":
        rest = [
            t
            for t in rest
            if t.lower_ != "with" or t.head != clause.verb or any(True for _ in t.children)
        ]
        moved = (
            _noun_phrase(clause.moved)
            if clause.moved is not None and clause.moved.pos_ != "PRON"
            else []
        )
        return ("respond to" if moved else "respond"), [*moved, *rest]
    return "respond", rest


def _tells_whose(token: Any) -> bool:
    """Whether a word says whose an answer is, which its doer says too: "steps from Velia"."""
    thing = _led_to_by("from", token)
    return thing is not None and (thing.pos_ == "PROPN" or is_actor_noun(thing))


def _on_whose_part(token: Any) -> bool:
    """Whether a word is of "on their part", which says no more than who does it."""
    part = _led_to_by("on", token)
    return part is not None and part.lower_ == "part" and child(part, "poss") is not None


def _led_to_by(preposition: str, token: Any) -> Any | None:
    """Return what a preposition leads to, if a word is that preposition or stands behind it."""
    posts = (t for t in (token, token.head, token.head.head) if t.dep_ == "prep")
    post = next((t for t in posts if t.lower_ == preposition), None)
    return child(post, "pobj") if post is not None else None


#: Forms whose lemma a tagger takes from a look-alike: "laid off" is no lying, "coping" no policeman.
_MISTAKEN = {
    "lie_off": "lay off",
    "lie_down": "lay down",
    "lie_out": "lay out",
    "cop_with": "cope with",
    "cop": "cope",
}


def _with_aspect(clause: Clause, head: str) -> str:
    first, *rest = head.split()
    if clause.aspect == "stop":
        return " ".join(["stop", _gerund(clause.verb, first), *rest])
    if clause.aspect == "keep":
        return " ".join(["go on", _gerund(clause.verb, first), *rest])
    return head


def _gerund(verb: Any, base: str) -> str:
    if verb.tag_ == "VBG":
        return str(verb.lower_)
    return gerund(base)


def gerund(base: str) -> str:
    """Return a verb as what goes on: "making", "hitting", "committing", "lying".

    Examples
    --------
    >>> gerund("cut"), gerund("commit"), gerund("impose"), gerund("visit")
    ('cutting', 'committing', 'imposing', 'visiting')
    """
    if base.endswith("ie"):
        return base[:-2] + "ying"
    if base.endswith("e") and not base.endswith(("ee", "oe", "ye")):
        return base[:-1] + "ing"
    if _DOUBLING.fullmatch(base):
        return base + base[-1] + "ing"
    return base + "ing"


def _of_noun(clause: Clause) -> tuple[str, list[Any]]:
    noun = clause.verb
    words = lexicon().events
    lemma = noun.lemma_.lower()
    done = words.deverbal.get(lemma)
    joined = joins_deed(lemma)
    thing = next(
        (child(c, "pobj") for c in noun.children if c.dep_ == "prep" and c.lower_ in joined), None
    )
    doer = _doer_inside(clause)
    if done is not None and thing is not None:
        return done, [t for t in _noun_phrase(thing) if t not in doer]
    light = words.held.get(lemma) or words.held.get(noun.lower_)
    if lemma in words.nouns["borne"]:
        light = "face"
    refused = clause.force == "refuse" or (clause.denied and clause.force == "demand")
    drafted = lemma in words.nouns["drafted"] and _is_drafted(noun)
    if refused and (lemma in words.nouns["conceded"] or drafted):
        light = "accept"
    if refused and lemma in words.nouns["granted"]:
        light = "allow" if lemma in ("rise", "raise", "increase") else "grant"
    if clause.force == "demand" and lemma in words.nouns["granted"]:
        light = light or "grant"
    given = noun.dep_ == "dobj" and noun.head.lemma_ in GIVING
    if light is None and given and not refused:
        light = "give"  # "offered Orland relief"
    if light is None and noun.tag_ != "VBG":
        light = "accept" if refused else "carry out"
    small = ("no", "any", "such", "that")  # but "proposals that would pay for it"
    rest = [t for t in _noun_phrase(noun) if t.lower_ not in small or t.tag_ == "WDT"]
    rest = [t for t in rest if t not in doer]
    whom = child(noun.head, "dative") if light == "give" else None
    if whom is not None and whom.pos_ == "PROPN":
        rest = [*_noun_phrase(whom), *rest]
    return (light or "go ahead with").replace("_", " "), rest


def _is_drafted(noun: Any) -> bool:
    """Whether something to agree on lies on the table: "the tentative agreement", not "any deal"."""
    some = any(c.dep_ == "det" and c.lower_ in ("no", "any") for c in noun.children)
    drafts = lexicon().layers["drafts"]
    told = any(c.lemma_.lower() in drafts for c in noun.children if c.dep_ in ("amod", "compound"))
    named = any(c.dep_ == "poss" or (c.dep_ == "det" and c.lower_ == "the") for c in noun.children)
    return not some and (told or named)


def _doer_inside(clause: Clause) -> set[Any]:
    """Return the words of a noun's phrase that only say who does it: "Orland's", "by Orland"."""
    subject = clause.subject
    if subject is None or subject == clause.verb or clause.verb not in subject.ancestors:
        return set()
    post = subject.head if subject.dep_ == "pobj" else None
    if post is None:
        return set(subject.subtree) if subject.dep_ == "poss" else set()
    return set(post.subtree) if post.lower_ in ("by", "from") else set()


def _phrase(verb: Any, particle: str) -> list[Any]:
    kept: list[Any] = []
    for c in verb.children:
        if c.dep_ in _DROPPED or _tells_when(c) or _stands_aside(c):
            continue
        if c.i < verb.i and c.dep_ != "dobj":
            continue  # "For a return to the deal, they must …", "they first pay": a frame
        if c.lower_ == "by" and child(c, "pcomp") is not None:
            continue  # means are a deed of their own
        if c.dep_ == "advmod" and (
            c.lower_ in lexicon().events.aside or child(c, "advcl") is not None
        ):
            continue  # "as long as they pay"
        own = particle and c.lower_ == particle and c.i >= verb.i + 1
        kept += [t for t in c.subtree if not _apart(t, c) and not (own and t == c)]
    return sorted(kept, key=lambda t: t.i)


def _noun_phrase(noun: Any) -> list[Any]:
    return [t for t in noun.subtree if not _apart(t, noun)]


def _apart(token: Any, top: Any) -> bool:
    """Whether a word hangs on a side clause or a time under ``top``, or only denies."""
    own = token == top or (token.head == top and top.pos_ != "VERB" and top.pos_ != "AUX")
    if (token.dep_ == "neg" and own) or (token.dep_ == "det" and token.lower_ == "neither"):
        return True  # but "prove that the reactor is not a threat"
    while token != top and token.head != token:
        if token.dep_ == "relcl" and _tells_which(token) and not _tells_when(token.head):
            return False
        if token.dep_ in ("relcl", "appos", "advcl", "parataxis", "punct") and not _is_inner_mark(
            token
        ):
            return True
        if _tells_when(token) or _stands_aside(token) or _only_dated(token):
            return True
        token = token.head
    return False


#: In what something is done that only tells why.
_REASONS = ("dispute", "row", "protest")


def _only_dated(part: Any) -> bool:
    """Whether a participle only says when something came about: "the rebate won in 1984"."""
    below = list(part.children)
    return (
        part.dep_ == "acl" and part.tag_ == "VBN" and bool(below) and all(map(_tells_when, below))
    )


def _stands_aside(part: Any) -> bool:
    """Whether a part is no part of the deed: a source, a circumstance, a price, what it is not.

    "according to officials", "despite the ban", "only after a vote", "in return for aid", "not on paper".
    """
    if part.dep_ != "prep":
        return False
    if part.lower_ == "after" and child(part, "pcomp") is not None:
        return True  # "stay on strike after rejecting the offer"
    thing = child(part, "pobj")
    if part.lower_ == "in" and thing is not None and thing.lemma_.lower() in _REASONS:
        return True  # "walk out in a dispute over pay", "in protest at the cuts"
    if part.lower_ in ("according", "despite", "amid", "because", "following", "pending"):
        return True
    if part.lower_ == "over" and child(part.head, "dobj") is not None and part.head.pos_ == "VERB":
        # "closed the border over the threat", not "took the firm over"
        return part.head.lemma_ not in lexicon().layers["done_over"]
    if (
        part.lower_ == "in"
        and thing is not None
        and thing.lower_ in ("exchange", "return", "light")
    ):
        return child(thing, "prep") is not None
    waits = part.lower_ == "after" and any(c.lower_ == "only" for c in part.head.children)
    return waits or any(c.dep_ == "neg" or c.lower_ == "only" for c in part.children)


def _is_inner_mark(token: Any) -> bool:
    """Whether a mark belongs inside a phrase: a hyphen, the comma of a list, a percent sign."""
    return token.dep_ == "punct" and token.text in ("-", "‑", "–", "%", "$", ",", "’", "'")


def _tells_which(clause: Any) -> bool:
    """Whether a short relative clause says who is meant: "any boat that fishes there"."""
    first = clause.left_edge
    subject = child(clause, "nsubj")
    if (
        subject is not None
        and subject.lower_ in OWN
        and clause.lemma_ in ("believe", "see", "deem")
    ):
        return False  # "with means we see fit"
    added = first.i > 0 and first.nbor(-1).text == ","  # "uranium, which drew a nod" is an aside
    return not added and sum(1 for _ in clause.subtree) <= 7


def _tells_when(token: Any) -> bool:
    """Whether a part of a clause only tells when."""
    if token.dep_ == "prep":
        thing = child(token, "pobj")
        return thing is not None and thing.ent_type_ in ("DATE", "TIME")
    if token.lower_ == "ago":
        return True
    if (
        token.lemma_ in (*MOMENTS, "second")
        and child(token, "relcl") is not None
        and child(token, "det")
    ):
        return True  # "pay the moment the troops leave"
    within = token.head.pos_ == "ADJ"  # "a month-long truce"
    return (
        token.ent_type_ in ("DATE", "TIME") and token.dep_ in ("npadvmod", "advmod") and not within
    )


def _texts(tokens: list[Any], named: Named) -> list[str]:
    parts: list[str] = []
    previous: Any | None = None
    for token in tokens:
        if token.text in _MARKS:
            previous = None
            continue
        text = _text(token, named)
        joins = previous is not None and not previous.whitespace_ and previous.i == token.i - 1
        if parts and (joins or token.is_punct or token.lower_ in ("'s", "’s")):
            parts[-1] += text
        else:
            parts.append(text)
        previous = token
    return parts


def _text(token: Any, named: Named) -> str:
    if token.tag_ in ("PRP", "PRP$"):
        meant = named(token)
        return meant if meant is not None else str(token.lower_)
    opens = token.is_sent_start and token.pos_ != "PROPN" and token.ent_type_ in ("", "CARDINAL")
    return str(token.lower_ if opens else token.text)


def _splits_range(words: list[str], at: int) -> bool:
    """Whether a phrase cut at a place would end within a range: "from 10 | to 25 per cent"."""
    start = next((n for n in range(at - 1, max(at - 5, 0), -1) if words[n].lower() == "from"), None)
    counted = start is not None and words[start + 1][:1].isdigit()
    return counted and words[at].lower() in ("to", "per")


def _shortened(parts: list[str]) -> str:
    kept = " ".join(parts).split()
    if len(kept) > _LONGEST:
        ends = (n for n in range(_LONGEST, 5, -1) if kept[n].lower() in DANGLING)
        cut = next((n for n in ends if not _splits_range(kept, n)), _LONGEST)
        kept = kept[:cut]
    while len(kept) > 1 and kept[-1].lower().strip(",;") in DANGLING:
        kept.pop()
    text = " ".join(kept)
    text = _CALLED.sub("", text)
    text = _OWN_COUNTRY.sub(r"\1", text)
    text = _ITS_COUNTRY.sub(r"the \1", text)
    text = re.sub(r"\b(a|an|the) \1\b", r"\1", text)
    text = re.sub(r"\b(\w+)['’]s (\1)\b", r"\2", text, flags=re.IGNORECASE)  # his Government's
    return text.strip(" ,;:.-–—")
