"""Which act words perform by themselves, where no verb of speech and no event tells it."""

from __future__ import annotations

from typing import Any

from detente.reading.lexicon import lexicon
from detente.reading.modality import FUTURE
from detente.reading.syntax import OWN, lemma_of, subject_of
from detente.reading.tones import tone_of

#: Acts that a negation in the first person turns into a refusal.
YIELDING = {"CONSULT", "AGREE", "SUPPORT", "COOPERATE", "CONCEDE", "RETREAT"}

#: Words that wish and bind nobody; the lemma of "hopes" is not to be relied on.
_HOPING = frozenset(("hope", "hopes", "hoped", "hoping", "wish", "wishes", "wished"))


def content_act(tokens: list[Any], *, reported: bool = False) -> str:
    """Return the act that words perform by themselves.

    ``reported`` says that the words are the speaker's own in the third person: "it did not bargain".
    """
    words = lexicon()
    text = " " + " ".join(t.lower_ for t in tokens) + " "
    text = text.replace(" n't", "n't").replace(" n’t", "n’t")
    has = {
        name: any(holds(text, phrase) for phrase in phrases)
        for name, phrases in words.phrases.items()
    }
    lemmas = [lemma_of(t) for t in tokens]
    acts = [
        words.content[lemma]
        for token, lemma in zip(tokens, lemmas, strict=True)
        if lemma in words.content
        and not (words.content[lemma] == "CONCEDE" and token.pos_ != "VERB")
        and not (token.tag_ == "VBN" and token.dep_ == "acl")  # "soldiers backed by rebels"
        and token.dep_ != "csubj"  # "agreeing to it would weaken us"
    ]
    own = reported or any(t.lower_ in OWN for t in tokens)
    future = any(t.lower_ in FUTURE for t in tokens)
    inside = {t.i for t in tokens}
    main = [t for t in tokens if t.dep_ == "ROOT" or t.head.i not in inside]
    if has["open"] or any(t.lower_ in _HOPING and t.pos_ == "VERB" for t in main):
        return "STATE"
    if _tells_of_both(tokens):
        return "STATE"
    if has["willing"]:
        return "OFFER"
    if own and any(lemma in words.recognition for lemma in lemmas) and not future:
        return "REQUEST"
    if (
        own
        and any(lemma in words.build_up for lemma in lemmas)
        and any(lemma in words.arms for lemma in lemmas)
    ):
        return "MOBILIZE"
    if has["harm"]:
        bound = future or own or any(t.tag_ == "MD" for t in tokens)
        return "THREATEN" if bound or not _blames(tokens, loose=True) else "ACCUSE"
    if has["refusal"]:
        if tone_of(tokens) < -1 and not own:
            return "THREATEN" if future else "ACCUSE"
        return "REJECT"
    if "MOBILIZE" in acts and (future or own):
        return "MOBILIZE"
    if has["request"] and " will have to" not in text:
        return "REQUEST"
    if "ACCUSE" in acts and _clears(tokens, own=own):
        return "REJECT"  # "neither yield nor provoke", "it had done nothing wrong"
    for act in ("REJECT", "ACCUSE"):
        if act in acts and not (future and own):
            return act
    if future and (reported or any(t.lower_ in OWN and t.dep_ == "nsubj" for t in tokens)):
        if tone_of(tokens) < 0:
            return "THREATEN"
        return "CONSULT" if "CONSULT" in acts and tone_of(tokens) > 0 else "COMMIT"
    if own and any(t.dep_ == "neg" for t in tokens) and set(acts) & YIELDING:
        return "REJECT"  # "we do not negotiate through leaks"
    if _blames(tokens):
        return "ACCUSE"
    if (
        any(t.lower_ in ("could", "may", "might", "risk", "risks", "face", "faces") for t in tokens)
        and tone_of(tokens) < 0
    ):
        return "THREATEN"
    if set(acts) & YIELDING and any(t.lower_ == "no" and t.head.dep_ == "attr" for t in tokens):
        return "REJECT"  # "there is no patrol to withdraw"
    bound = (
        any(t.tag_ == "MD" for t in tokens)
        and len(tokens) > 1
        and tokens[1].lower_ in ("a", "an", "one")
    )
    said = [lemma for t, lemma in zip(tokens, lemmas, strict=True) if t.is_alpha][:2]
    shrugs = said[-1:] and said[-1] in words.layers["shrugs"]  # "no idea"
    denies = tokens[0].lower_ in ("no", "not") if tokens else False
    if denies and (len(tokens) < 8 or bound) and not shrugs:
        return "REJECT"
    for act in ("SUPPORT", "AGREE", "CONSULT", "COOPERATE", "CONCEDE", "RETREAT"):
        if act in acts:
            return act
    opens = tokens[0].tag_ == "VB" and tokens[0].dep_ == "ROOT" if len(tokens) > 1 else False
    if opens and tokens[0].lemma_.lower() not in words.layers["attention"]:
        return "REQUEST"
    return "STATE"


def _tells_of_both(tokens: list[Any]) -> bool:
    """Whether words look at two sides from outside: "neither wants war", "each side thinks …"."""
    first = next((t for t in tokens if t.dep_ in ("nsubj", "nsubjpass")), None)
    if first is None or any(t.lower_ in OWN for t in tokens):
        return False
    apart = ("neither", "each", "either")
    return first.lower_ in apart or any(c.lower_ in apart for c in first.children)


def _clears(tokens: list[Any], *, own: bool) -> bool:
    """Whether blame is denied: of oneself, or that something is what it is called."""
    if any(t.lower_ in ("neither", "nor") for t in tokens):
        return True
    for t in tokens:
        if t.dep_ == "neg" or t.lower_ in ("nothing", "never"):
            verb = t.head
            if verb.lemma_ == "be" or own:
                return True
    return False


def _blames(tokens: list[Any], *, loose: bool = False) -> bool:
    """Whether somebody else is said to have done harm: "they signed and then fired".

    ``loose`` takes any verb in the present or past with an actor for its subject.
    """
    words = lexicon()
    grave = loose or tone_of(tokens) < 0
    for t in tokens:
        if t.tag_ not in ("VBD", "VBN", "VBZ", "VBP", "VBG") or t.pos_ not in ("VERB", "AUX"):
            continue
        if lemma_of(t) == "lie" and any(c.dep_ == "prt" for c in t.children):
            continue  # "lie down"
        harming = lemma_of(t) in words.harming or (grave and t.lemma_ not in ("be", "have", "make"))
        if not harming or any(c.dep_ in ("auxpass", "neg") or c.tag_ == "MD" for c in t.children):
            continue
        subject = subject_of(t)
        if subject is None or subject.lower_ in (*OWN, "this", "that", "there"):
            continue
        if lemma_of(t) in words.harming or subject.lower_ in ("they", "he", "she", "you"):
            return True
        if subject.ent_type_ in ("GPE", "NORP", "ORG", "PERSON"):
            return True
    return False


def holds(text: str, phrase: str) -> bool:
    """Return whether a phrase begins at a word of a text."""
    return f" {phrase}" in text
