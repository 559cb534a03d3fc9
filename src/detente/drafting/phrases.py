"""Words of a parsed clause: its verb with its particle, its denial, its phrase."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.drafting.lexicon import normal, words

if TYPE_CHECKING:
    from spacy.tokens import Token


MAX_WORDS = 18


PARTICLES = frozenset(["out", "up", "down", "back", "off", "away", "over", "along", "in", "on"])


SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})


DROPPED = SUBJECTS | {
    "aux",
    "auxpass",
    "neg",
    "mark",
    "advcl",
    "parataxis",
    "intj",
    "dep",
    "meta",
}


CONTENT = frozenset({"NOUN", "PROPN", "ADJ", "VERB"})


def joined_by_and(token: Token) -> bool:
    """Say whether something is joined to a token by "and"."""
    return any(child.dep_ == "cc" and child.lower_ == "and" for child in token.children)


def has_object(token: Token) -> bool:
    """Say whether a verb has an object or complement of its own."""
    return any(child.dep_ in ("dobj", "prep", "xcomp", "nsubjpass") for child in token.children)


def subject_token(verb: Token) -> Token | None:
    """Return the subject of an active verb, if it has one."""
    return next((c for c in verb.children if c.dep_ in ("nsubj", "csubj")), None)


def subject_words(verb: Token) -> str | None:
    """Return the words of the subject of an active verb."""
    token = subject_token(verb)
    return None if token is None else words_of(token)


def words_of(token: Token) -> str:
    """Return the words that hang on a token, side clauses apart."""
    inside = [t for t in token.subtree if t.dep_ not in ("relcl", "acl")]
    return "".join(t.text_with_ws for t in inside).strip(" ,")


def particle_of(verb: Token) -> str:
    """Return the particle of a verb ("up" in "give it up"), or nothing."""
    for child in verb.children:
        near = child.i == verb.i + 1 and child.dep_ in ("advmod", "prep")
        if child.dep_ == "prt" or (near and child.lower_ in PARTICLES and not list(child.children)):
            return child.lower_
    return ""


def lemma_of(verb: Token) -> str:
    """Return the base form of a verb with its particle."""
    particle = particle_of(verb)
    lemma = verb.lemma_.lower()
    return f"{lemma} {particle}" if particle else lemma


def is_denied(verb: Token) -> bool:
    """Say whether the verb is negated: not, never, no longer, nobody, no talks."""
    flips = sum(child.dep_ == "neg" for child in verb.children)
    for child in verb.children:
        if child.dep_ in ("nsubj", "nsubjpass", "dobj", "attr", "pobj"):
            flips += child.lower_ in ("nobody", "none", "nothing") or any(
                grand.dep_ in ("det", "neg") and grand.lower_ in ("no", "neither")
                for grand in child.children
            )
        flips += child.dep_ == "advmod" and child.lower_ == "longer"
    if verb.lemma_ in ("guarantee", "ensure", "promise") and (named := child_of(verb, "dobj")):
        # "guarantee no redundancies" is conduct as it stands, not its denial.
        flips -= any(grand.dep_ == "det" and grand.lower_ == "no" for grand in named.children)
    return flips % 2 == 1


def child_of(token: Token, *deps: str) -> Token | None:
    """Return the first child with one of some dependencies."""
    return next((child for child in token.children if child.dep_ in deps), None)


def made_clear(verb: Token) -> Token | None:
    """Return the verb of what is told in "made (it) clear that …"."""
    clear = next((c for c in verb.children if c.lower_ in ("clear", "plain", "known")), None)
    if clear is None:
        return None
    below = (c for head in (clear, verb) for c in head.children if c.i > clear.i)
    return next((c for c in below if child_of(c, "mark") is not None and c.pos_ == "VERB"), None)


def empty_words() -> frozenset[str]:
    """Return the words that carry no content of their own."""
    return words("light", "words") | words("light", "verbs")


def is_timely(token: Token) -> bool:
    """Say whether a part of a clause only tells when."""
    if token.dep_ == "prep":
        inside = child_of(token, "pobj")
        return inside is not None and inside.ent_type_ in ("DATE", "TIME")
    return token.ent_type_ in ("DATE", "TIME") and token.dep_ in ("npadvmod", "advmod", "pobj")


def phrase_tokens(verb: Token) -> list[Token]:
    """Return the words of a verb's phrase beside the verb and its particle, in order."""
    kept: list[Token] = []
    particle = particle_of(verb)
    for child in verb.children:
        if _is_misread_noun(child):
            kept.append(child)
            continue
        if child.dep_ in DROPPED or child.dep_ in ("punct", "cc", "agent") or is_timely(child):
            continue
        if child.dep_ == "conj":
            continue
        if child.dep_ == "advmod" and child.i < verb.i:
            continue
        if particle and child.lower_ == particle and not list(child.children):
            continue
        if child.dep_ == "prep" and child.lower_ == "by" and child_of(child, "pcomp") is not None:
            continue
        kept += [t for t in child.subtree if not is_left_out(t, child)]
    return sorted(kept, key=lambda token: token.i)


def _is_misread_noun(token: Token) -> bool:
    """Say whether a "verb" is the head of the noun before it: "the aid convoys" taken for a clause."""
    before = token.doc[token.i - 1] if token.i else token
    own = any(child.dep_ in ("nsubj", "mark", "aux", "dobj", "prep") for child in token.children)
    return token.dep_ == "advcl" and token.tag_ == "VBZ" and before.pos_ == "NOUN" and not own


def is_left_out(token: Token, top: Token) -> bool:
    """Say whether a word hangs on a side clause or is a mere negation under ``top``."""
    if token.dep_ == "det" and token.lower_ == "neither":
        return True
    if token.dep_ == "acl" and token.tag_ == "VBN" and token is not top:
        return True
    while True:
        if token.dep_ == "relcl" and is_restrictive(token):
            return False
        if token.dep_ in ("relcl", "appos", "advcl", "parataxis") and token is not top:
            return True
        if is_timely(token) and token is not top:
            return True
        if token == top or token.head == token:
            return False
        token = token.head


def is_restrictive(clause: Token) -> bool:
    """Say whether a short relative clause tells who is meant: "anyone who stops paying"."""
    head = clause.head
    open_head = head.lower_ in ("anyone", "anybody", "those", "everyone", "whoever") or any(
        child.lower_ in ("any", "all", "those", "every") for child in head.children
    )
    return open_head and len(list(clause.subtree)) <= 5


def phrase_of(verb: Token, extra: Token | None) -> str:
    """Return the phrase of a verb in the infinitive."""
    parts = [verb.lemma_.lower(), *texts_of(phrase_tokens(verb))]
    if extra is not None:
        parts += texts_of(list(extra.subtree))
    return shortened(parts)


def objects_of(verb: Token, without: set[str]) -> frozenset[str]:
    """Return the normal forms of the content words of a verb phrase."""
    found = {normal(t.lemma_.lower()) for t in phrase_tokens(verb) if t.pos_ in CONTENT}
    return frozenset(found - without - empty_words())


def texts_of(tokens: list[Token]) -> list[str]:
    """Return words, with what is written together ("Brant's") kept together."""
    parts: list[str] = []
    for token in tokens:
        opens = token.i == 0 and token.pos_ != "PROPN" and token.ent_type_ == ""
        text = token.text.lower() if opens else token.text
        if (
            parts and (token.text.startswith(("'", "’")) or token.is_punct or token.dep_ == "case")
        ) or (parts and parts[-1].endswith("-")):
            parts[-1] += text
        else:
            parts.append(text)
    return parts


LOOSE_ENDS = frozenset(
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
    ]
)


def shortened(parts: list[str]) -> str:
    """Join words to a phrase of readable length that does not end in the middle of a group."""
    kept = [part for part in " ".join(parts).split() if part]
    if len(kept) > MAX_WORDS:
        cut = MAX_WORDS
        for place in range(MAX_WORDS, 5, -1):
            if kept[place] in LOOSE_ENDS:
                cut = place
                break
        kept = kept[:cut]
    while len(kept) > 1 and kept[-1].strip(",;") in LOOSE_ENDS:
        kept.pop()
    return " ".join(kept).strip(" ,;:.-–—")
