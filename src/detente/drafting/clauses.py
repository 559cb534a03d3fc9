"""From a clause to conduct: who does what, said in the infinitive, and whether it is denied.

The parse is spaCy's; what is done with it is grammar that knows no conflict: wrappers are opened
("threatened to close" is *close*, "no reason why we cannot talk" is *talk*), passives are turned,
things without a will are acted upon ("the duties stay" is *keep the duties*).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from detente.drafting.actions import Action, Known
from detente.drafting.lexicon import causative, is_party_noun, normal, words
from detente.drafting.nominal import from_noun_phrase, noun_conduct
from detente.drafting.parsing import MARKS, MAX_CHARACTERS, after_a_name, cleaned, parsed
from detente.drafting.phrases import (
    CONTENT,
    SUBJECTS,
    child_of,
    empty_words,
    has_object,
    is_denied,
    is_left_out,
    joined_by_and,
    lemma_of,
    made_clear,
    objects_of,
    phrase_of,
    phrase_tokens,
    shortened,
    subject_token,
    subject_words,
    texts_of,
    words_of,
)

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_MAX_DEPTH = 6
_CLEFT = re.compile(r"\b[Ww]hat (\w+) (?:will|would|can|could) (?:not|never) do is (.+)")
_READY = re.compile(r"(?:also |still |now )?((?:ready|willing|prepared|open|determined) to )")


def actions_in(text: str, known: Known = lambda _: False) -> tuple[Action, ...]:
    """Return the conduct that a clause or a fragment of one tells of, coordinated conduct apart.

    Parameters
    ----------
    text : str
        A clause: "the US withdraws its policy", "initiate arbitrary action", "any filling".
    known : callable
        Says whether words name a party; such a subject acts, whatever the parser takes it for.

    Returns
    -------
    tuple of Action
        Empty when the words tell of no conduct ("deceptive", "the price is too low").

    Examples
    --------
    >>> [a.phrase for a in actions_in("the siege of Dera was lifted")]
    ['lift the siege of Dera']
    """
    clean = cleaned(text)
    if not clean:
        return ()
    if (cleft := _CLEFT.search(clean)) is not None:
        clean = f"{cleft.group(1)} will not {cleft.group(2)}"
    if (ready := _READY.match(clean)) is not None:
        clean = f"They are {clean[ready.start(1) :]}"
        return tuple(replace(a, subject=None) for a in _from_roots(parsed(clean), known))
    doc = parsed(clean)
    found = tuple(_from_roots(doc, known))
    if not found and (named := after_a_name(clean, known)) is not None:
        # "Tehran ships out its stock": a name that the parser takes for something else.
        subject, rest = named
        found = tuple(
            replace(a, subject=subject) for a in _from_roots(parsed(f"They {rest}"), known)
        )
    elif len(doc) > 1 and not (found and any(token.dep_ in SUBJECTS for token in doc)):
        # A fragment such as "initiate arbitrary action" parses better as somebody's plan.
        alternative = parsed(f"They will {clean[0].lower()}{clean[1:]}")
        root = next((token for token in alternative if token.dep_ == "ROOT"), None)
        taken_up = doc[0].pos_ not in ("ADJ", "DET", "NUM", "PROPN")
        if taken_up and root is not None and root.i == 2 and root.tag_ == "VB":
            second = tuple(replace(a, subject=None) for a in _from_roots(alternative, known))
            found = second or found
    return found or tuple(from_noun_phrase(doc))


def action_at(sentence: str, start: int, end: int, known: Known = lambda _: False) -> Action | None:
    """Return the conduct that a fragment inside a sentence tells of, completed by the sentence.

    ``"prepared to suspend, not withdraw" the case`` gives *suspend the case*.
    """
    masked = MARKS.sub(lambda match: " " * len(match.group()), sentence)[:MAX_CHARACTERS]
    doc = parsed(masked)
    inside = [
        t for t in doc if t.idx >= start and t.idx + len(t) <= end and t.pos_ in ("VERB", "AUX")
    ]
    if not inside:
        return None
    depth = {token.i: len(list(token.ancestors)) for token in inside}
    top = min(inside, key=lambda token: (depth[token.i], token.i))
    return next(iter(_read(top, known, subject=None, negated=False, lead="", depth=0)), None)


def _from_roots(doc: Doc, known: Known) -> Iterator[Action]:
    roots = [token for token in doc if token.dep_ == "ROOT"]
    for root in roots[:2]:
        if root.pos_ in ("VERB", "AUX"):
            yield from _coordinated(root, known)


def _coordinated(root: Token, known: Known) -> Iterator[Action]:
    """Yield a verb's conduct and that of verbs joined to it by "and" with an object of their own."""
    yield from _read(root, known, subject=None, negated=False, lead="", depth=0)
    joined = [t for t in root.children if t.dep_ == "conj" and t.pos_ == "VERB"]
    if joined and joined_by_and(root) and has_object(root) and has_object(joined[0]):
        subject = subject_words(root)
        yield from _read(joined[0], known, subject=subject, negated=False, lead="", depth=1)


def _read(
    verb: Token, known: Known, *, subject: str | None, negated: bool, lead: str, depth: int
) -> Iterator[Action]:
    """Yield the conduct under a verb, opening wrappers on the way down."""
    if depth > _MAX_DEPTH:
        return
    denied = is_denied(verb) ^ negated
    own = subject_token(verb)
    if own is not None and own.lower_ not in ("nobody", "none", "who", "that", "which"):
        subject = words_of(own)
    lemma = lemma_of(verb)
    go: dict[str, Any] = {"known": known, "depth": depth + 1}
    if verb.lemma_ == "be":
        yield from _copula(verb, known, subject, denied=denied, lead=lead, depth=depth)
        return
    inner = child_of(verb, "xcomp", "ccomp")
    if verb.lemma_ == "make" and (told := made_clear(verb)) is not None:
        yield from _read(told, subject=None, negated=False, lead=lead or "say", **go)
        return
    nominal = child_of(verb, "dobj")
    if normal(lemma) == "end" and inner is not None and own is not None and not _acts(own, known):
        # "until the turbines stop turning": somebody stops the turbines.
        tokens = [t for t in own.subtree if not is_left_out(t, own)]
        objects = {normal(t.lemma_.lower()) for t in tokens if t.pos_ in CONTENT}
        yield Action(
            subject=None, phrase=shortened([verb.lemma_, *texts_of(tokens)]), verb="end",
            objects=frozenset(objects - empty_words()), negated=denied, lead=lead,
        )  # fmt: skip
        return
    if _is("refuse", lemma):
        passive = child_of(verb, "nsubjpass")
        if denied:
            return  # "has not ruled out", "cannot be ruled out": a possibility, no conduct
        if inner is not None and inner.pos_ in ("VERB", "AUX"):
            yield from _read(inner, subject=subject, negated=True, lead="refuse", **go)
        elif (noun := nominal or passive) is not None:
            yield from noun_conduct(noun, subject, negated=True, lead="refuse", verb="accept")
        return
    if _is("request", lemma) and (asked := _asked(verb, inner, go, denied=denied)) is not None:
        yield from asked
        return
    if inner is not None and inner.pos_ in ("VERB", "AUX"):
        if _is("say", lemma) and inner.dep_ == "ccomp":
            yield from _read(inner, subject=None, negated=False, lead=lead or "say", **go)
            return
        if _is("commit", lemma) and inner.dep_ == "xcomp" and normal(lemma) not in ("end", "keep"):
            yield from _read(inner, subject=subject, negated=denied, lead=lead or "commit", **go)
            return
        if normal(lemma) in ("end", "keep") and inner.tag_ in ("VBG", "VB"):
            for action in _read(inner, subject=subject, negated=denied, lead=lead, **go):
                if normal(lemma) == "keep":
                    to = inner.tag_ == "VB"
                    phrase = action.phrase if to else _gerund(inner, action.phrase)
                    head = "continue to" if to else "keep"
                    yield replace(action, phrase=f"{head} {phrase}", ongoing=True)
                else:
                    yield replace(action, negated=not action.negated, ongoing=True)
            return
    if lemma == "have" and nominal is not None:
        purpose = child_of(nominal, "acl", "relcl")
        if purpose is not None and purpose.tag_ == "VB":
            yield from _read(purpose, subject=subject, negated=denied, lead=lead, **go)
            return
    if _is("commit", lemma) and nominal is not None and nominal.lemma_ in words("nouns", "hold"):
        yield from noun_conduct(
            nominal, subject, negated=denied, lead=lead or "commit", verb="hold"
        )
        return
    called = verb.lemma_ == "call" and nominal is not None and child_of(verb, "oprd") is None
    if (
        verb.lemma_ in words("stative", "verbs")
        and not called
        and not (verb.lemma_ == "come" and causative("come") and own is not None)
    ):
        return
    conduct = _plain(verb, known, subject, denied=denied, lead=lead)
    if conduct is not None:
        yield conduct


def _is(wrapper: str, lemma: str) -> bool:
    return lemma in words("wrappers", wrapper)


def _gerund(token: Token, phrase: str) -> str:
    """Put the verb's own form back: "keep negotiating", not "keep negotiate"."""
    return " ".join([token.lower_, *phrase.split(" ")[1:]])


def _copula(
    verb: Token,
    known: Known,
    subject: str | None,
    *,
    denied: bool,
    lead: str,
    depth: int,
) -> Iterator[Action]:
    go: dict[str, Any] = {"known": known, "depth": depth + 1}
    adjective = child_of(verb, "acomp", "attr")
    inner = child_of(verb, "xcomp", "ccomp")
    if adjective is not None and adjective.lemma_.lower() in words("wrappers", "reasons"):
        clause = child_of(adjective, "relcl", "acl")
        if clause is not None:
            yield from _read(clause, subject=None, negated=denied, lead=lead, **go)
        return
    if adjective is not None and child_of(verb, "expl") is not None:
        yield from noun_conduct(adjective, None, negated=denied, lead=lead, verb="")
        return
    if adjective is not None:
        ready = adjective.lemma_.lower() in words("wrappers", "ready")
        unready = adjective.lemma_.lower() in words("wrappers", "unready")
        if ready or unready:
            below = child_of(adjective, "xcomp", "ccomp") or inner
            flipped = denied ^ unready
            if below is not None:
                yield from _read(below, subject=subject, negated=flipped, lead="commit", **go)
            else:
                to = next(
                    (c for c in adjective.children if c.dep_ == "prep" and c.lower_ == "to"), None
                )
                noun = None if to is None else child_of(to, "pobj")
                if noun is not None:
                    yield from noun_conduct(
                        noun, subject, negated=flipped, lead="commit", verb="hold"
                    )
        return
    if inner is not None:
        yield from _read(inner, subject=subject, negated=denied, lead=lead, **go)
        return
    place = child_of(verb, "advmod", "prep")
    if place is not None and place.lower_ == "back":
        phrase = re.sub(r"^be back (?:at|to)\b", "return to", phrase_of(verb, None))
        yield Action(
            subject=subject, phrase=phrase, verb="join", objects=objects_of(verb, set()), negated=denied,
            lead=lead,
        )  # fmt: skip


def _asked(
    verb: Token,
    inner: Token | None,
    go: dict[str, Any],
    *,
    denied: bool,
) -> Iterator[Action] | None:
    """Return the conduct asked of somebody, or None when nothing is asked."""
    person = child_of(verb, "dobj", "dative")
    for prep in verb.children:
        if prep.dep_ == "prep" and prep.lower_ in ("on", "upon", "from", "of", "to", "with"):
            person = child_of(prep, "pobj") or person
    if inner is not None and inner.pos_ in ("VERB", "AUX"):
        asked = inner.dep_ == "xcomp" or inner.tag_ == "VB" or child_of(inner, "aux") is not None
        to_do = inner.dep_ == "xcomp" and person is None and subject_token(inner) is None
        future = any(a.lower_ in ("will", "would", "could", "may", "might") for a in inner.children)
        if not asked or to_do or future:
            return None
        subject = None if person is None else words_of(person)
        return _read(inner, subject=subject, negated=denied, lead="request", **go)
    wanted = None
    if verb.lemma_ in ("demand", "require", "request", "want", "need") and person is not None:
        wanted = child_of(verb, "dobj")
    for prep in verb.children:
        if (
            prep.dep_ == "prep"
            and prep.lower_ in ("for", "on")
            and verb.lemma_ in ("call", "ask", "press", "push", "appeal", "insist")
        ):
            candidate = child_of(prep, "pobj")
            if prep.lower_ == "for" or verb.lemma_ == "insist":
                wanted = candidate or wanted
    if wanted is not None and wanted.lemma_ in ("permission", "consent", "leave", "pardon"):
        return None
    if wanted is None or (denied and verb.lemma_ in ("want", "need")):
        return None
    return noun_conduct(wanted, None, negated=denied, lead="request", verb="agree to")


def _plain(
    verb: Token,
    known: Known,
    subject: str | None,
    *,
    denied: bool,
    lead: str,
) -> Action | None:
    """Return a plain verb's conduct: passives turned, things without a will acted upon."""
    lemma = lemma_of(verb)
    passive = child_of(verb, "nsubjpass")
    agent = child_of(verb, "agent")
    moved: Token | None = None
    head = lemma
    if passive is not None or any(c.dep_ == "auxpass" for c in verb.children):
        subject = None
        moved = passive
        if moved is not None and moved.pos_ == "PRON":
            return None  # "we will not be driven out": the doer and the done-to stay open
        if (
            agent is not None
            and (by := child_of(agent, "pobj")) is not None
            and not (
                by.ent_type_ in ("DATE", "TIME", "ORDINAL", "CARDINAL") or by.lower_[:1].isdigit()
            )
        ):
            subject = words_of(by)
        if verb.lemma_ == "meet" and passive is None:
            head = "respond"
    else:
        own = subject_token(verb)
        if own is not None and not _acts(own, known):
            holder = child_of(own, "poss")
            subject = (
                None if holder is None else words_of(holder).removesuffix("'s").removesuffix("’s")
            )
            if child_of(verb, "dobj") is not None:
                return None  # "the statement raised doubts": nobody's conduct
            made = causative(lemma) or causative(verb.lemma_)
            if verb.lemma_ == "come" and any(c.lower_ == "into" for c in verb.children):
                made = "bring"  # "the duties come into force"
            moved = own
            if made is None:
                return None
            head = made
    rest = phrase_tokens(verb)
    before = [] if moved is None else [t for t in moved.subtree if not is_left_out(t, moved)]
    parts = [head, *texts_of(before), *texts_of(rest)]
    objects = {normal(t.lemma_.lower()) for t in [*before, *rest] if t.pos_ in CONTENT}
    group = normal(head)
    if lemma in ("answer", "reply") and not objects:
        parts, group = ["answer"], "answer"
    engaged = next((c for c in verb.children if c.dep_ == "prep" and c.lower_ == "in"), None)
    if lemma == "engage" and engaged is not None and (noun := child_of(engaged, "pobj")):
        group = normal(noun.lemma_.lower())
    if (
        group in ("withdraw", "end")
        and any(t.lower_ == "from" for t in rest)
        and verb.lemma_ in ("withdraw", "pull")
    ):
        group = "leave"
    if head.split(" ")[0] in words("light", "verbs") and normal(head) == head:
        named = next((t for t in [*rest, *before] if t.pos_ == "NOUN"), None)
        if named is None and not objects and head not in ("respond",):
            return None
        if named is not None:
            group = normal(named.lemma_.lower())
    objects -= empty_words() | {group}
    phrase = shortened(parts)
    return Action(
        subject=subject, phrase=phrase, verb=group, objects=frozenset(objects), negated=denied,
        lead=lead, means=tuple(_means(verb, known)), passive=moved is not None and moved is passive,
        ongoing=head in ("keep", "continue", "keep up"),
    )  # fmt: skip


def _acts(subject: Token, known: Known) -> bool:
    """Say whether a subject can act: a person, a body, a pronoun, a known party."""
    if subject.pos_ == "PRON" or subject.ent_type_ in ("PERSON", "ORG", "GPE", "NORP"):
        return True
    if subject.lemma_.lower() in words("nouns", "bodies") or is_party_noun(subject.lemma_.lower()):
        return True
    bare = [t for t in subject.subtree if t.dep_ != "poss" and t.head.dep_ != "poss"]
    return known("".join(t.text_with_ws for t in bare).strip())


def _means(verb: Token, known: Known) -> Iterator[Action]:
    for prep in verb.children:
        if prep.dep_ == "prep" and prep.lower_ == "by":
            gerund = child_of(prep, "pcomp")
            if gerund is not None and gerund.tag_ == "VBG":
                yield from _read(
                    gerund, known, subject=None, negated=False, lead="", depth=_MAX_DEPTH
                )
