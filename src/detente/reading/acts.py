"""Which act a statement performs, from its cue, its words and the kinds of its conditions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from detente.reading.deeds import deed_act
from detente.reading.kinds import OWN, first_subject, harms, tone_of
from detente.reading.lexicon import lexicon
from detente.reading.modality import FUTURE, is_negative
from detente.reading.syntax import SUBJECTS, child, is_negated, lemma_of, subject_of

if TYPE_CHECKING:
    from detente.reading.drafts import Draft

#: Acts that a negation in the first person turns into a refusal.
_YIELDING = {"CONSULT", "AGREE", "SUPPORT", "COOPERATE", "CONCEDE", "RETREAT"}

#: Words that wish and bind nobody; the lemma of "hopes" is not to be relied on.
_HOPING = frozenset(("hope", "hopes", "hoped", "hoping", "wish", "wishes", "wished"))

_BY_KIND = {
    "offer": "OFFER",
    "threat": "THREATEN",
    "warning": "THREATEN",
    "promise": "COMMIT",
    "dependence": "STATE",
    "demand": "REJECT",
    "either-or": "THREATEN",
}


def act_of(draft: Draft) -> str:
    """Return the act of a statement from its cue, its words and the kinds of its conditions."""
    cue, tokens = draft.cue, draft.tokens
    if draft.layer == "interpreted":
        return _interpreted_act(tokens)
    kinds = [condition.kind for condition in draft.conditions]
    whether = bool(kinds) and draft.conditions[0].cue.lower() == "whether"
    cue_act = cue.act if cue is not None else None
    if kinds:
        kind = kinds[0]
        if kind == "either-or":
            return "STATE" if whether else "THREATEN"
        if cue_act is not None and kind == "dependence":
            return cue_act
        if cue_act in ("REJECT", "OFFER", "REQUEST") and kind in ("demand", "offer"):
            return cue_act
        if kind == "demand" and not is_negative(tokens):
            return "COMMIT" if cue_act == "COMMIT" else "REQUEST"
        return _BY_KIND[kind]
    if (
        cue is not None
        and cue.lemma in lexicon().layers["naming"]
        and (draft.quote is not None or cue_act is None)
        and len(tokens) < 12
    ):
        return _evaluation(cue.lemma, tokens)
    if cue_act is None:
        if cue is not None and cue.lemma in ("hope", "expect", "predict", "forecast", "believe"):
            return "STATE"
        spliced = cue is not None and draft.quote is not None and cue.token.doc == tokens[0].doc
        if spliced and cue is not None and is_negated(cue.token):
            return "REJECT"  # "no longer considers them “friends”"
        if len(tokens) < 4 and any(t.lemma_.lower() in lexicon().layers["praise"] for t in tokens):
            return "SUPPORT"
        act = content_act(tokens, reported=_speaks_of_itself(draft))
        if draft.layer == "reported" and (
            act in ("STATE", "COMMIT") or (act == "ACCUSE" and _is_news(draft))
        ):
            act = _done_in(tokens) or act
        if (
            act == "STATE"
            and draft.quote is not None
            and cue is not None
            and cue.token.doc == tokens[0].doc
            and not any(t.tag_ in ("VBZ", "VBP", "VBD", "MD") for t in tokens)
        ):
            # A part of a sentence: the clause it stands in decides.
            act = content_act(_clause_of(cue.token, tokens))
        return act
    if cue_act == "COMMIT" and cue is not None and cue.lemma != "decide" and harms(tokens):
        return "THREATEN"  # "vowed to retaliate"
    if cue is not None and cue.lemma in ("agree", "accept", "offer") and is_negated(cue.token):
        return "REJECT"
    if cue is not None and cue.kind == "verb" and any(c.dep_ == "neg" for c in cue.token.children):
        return "REJECT" if cue_act in _YIELDING else "STATE"  # "has not ruled out"
    return cue_act


def _is_news(draft: Draft) -> bool:
    """Whether a deed is told by who did it or by those who only tell: "…, the police said"."""
    cue = draft.cue
    if cue is None or cue.source is None:
        return False
    source = cue.source
    layers = lexicon().layers
    if source.lemma_.lower() in layers["tellers"] and child(source, "poss", "appos") is None:
        return True
    doer = next((t for t in draft.tokens if t.dep_ == "nsubj"), None)
    return (
        doer is not None
        and draft.speaker is not None
        and doer.lower_ in ("it", "they", "he", "she")
    )


def _speaks_of_itself(draft: Draft) -> bool:
    """Whether a report's subject is a pronoun, which means the speaker: "it did not bargain"."""
    if draft.layer != "reported" or draft.cue is None or draft.cue.kind != "verb":
        return False
    return first_subject(draft.tokens[:6]) in ("it", "he", "she", "they")


def _clause_of(cue: Any, tokens: list[Any]) -> list[Any]:
    """Return the clause in which the words of a fragment stand, the cue's own words left out."""
    inside = {t.i for t in tokens}
    head = next((t for t in tokens if t.head.i not in inside), tokens[0])
    for verb in (head, *head.ancestors):
        if verb == cue:
            break
        if verb.pos_ in ("VERB", "AUX") and any(c.dep_ in SUBJECTS for c in verb.children):
            apart = {
                t.i for c in verb.children if c.dep_ in ("conj", "parataxis") for t in c.subtree
            }
            return [t for t in verb.subtree if t.i not in apart - inside and t != cue]
    content = next((c for c in cue.children if c.dep_ == "ccomp" and c.i > cue.i), cue)
    beside = [*cue.children, *content.children]
    apart = {
        t.i for c in beside if c.dep_ in ("conj", "parataxis", "advcl") for t in c.subtree
    } - inside
    return [t for t in cue.subtree if t.i > cue.i and t.i not in apart]


def _evaluation(verb: str, tokens: list[Any]) -> str:
    """Return the act of calling something names: blame unless the words praise or refuse."""
    act = content_act(tokens)
    if act in ("REJECT", "THREATEN", "OFFER"):
        return act
    if any(t.lemma_.lower() in lexicon().layers["praise"] for t in tokens):
        return "SUPPORT"
    if verb in ("describe", "characterize", "characterise") and tone_of(tokens) >= 0:
        return "ACCUSE" if act == "ACCUSE" else "STATE"
    return "ACCUSE"


def _done_in(tokens: list[Any]) -> str | None:
    """Return the act that the main verb of a reported clause performs, if it was done."""
    inside = {t.i for t in tokens}
    root = next((t for t in tokens if t.head.i not in inside or t.head == t), None)
    if (
        root is None
        or root.pos_ != "VERB"
        or any(c.tag_ == "MD" or c.dep_ == "neg" for c in root.children)
    ):
        return None
    if any(c.dep_ == "auxpass" for c in root.children) and not any(
        c.dep_ == "agent" for c in root.children
    ):
        return None
    return deed_act(root)


def _interpreted_act(tokens: list[Any]) -> str:
    """Return what the statement is taken to be: "seen as a demand"."""
    nouns = lexicon().nouns
    acts = [
        nouns[t.lemma_.lower()]
        for t in tokens
        if t.pos_ == "NOUN" and t.lemma_.lower() in nouns and t.head.lower_ == "as"
    ]
    return next((act for act in acts if act != "STATE"), "STATE")


def _negated(tokens: list[Any]) -> bool:
    return any(t.dep_ == "neg" for t in tokens)


def content_act(tokens: list[Any], *, reported: bool = False) -> str:
    """Return the act that words perform by themselves.

    ``reported`` says that the words are the speaker's own in the third person: "it did not bargain".
    """
    words = lexicon()
    text = " " + " ".join(t.lower_ for t in tokens) + " "
    text = text.replace(" n't", "n't").replace(" n’t", "n’t")
    has = {
        name: any(_holds(text, phrase) for phrase in phrases)
        for name, phrases in words.phrases.items()
    }
    lemmas = [lemma_of(t) for t in tokens]
    acts = [
        words.content[lemma]
        for token, lemma in zip(tokens, lemmas, strict=True)
        if lemma in words.content
        and not (words.content[lemma] == "CONCEDE" and token.pos_ != "VERB")
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
    if future:
        if tone_of(tokens) < 0:
            return "THREATEN"
        if own or not _judges(tokens):
            return "CONSULT" if "CONSULT" in acts and tone_of(tokens) > 0 else "COMMIT"
    if own and any(t.dep_ == "neg" for t in tokens) and set(acts) & _YIELDING:
        return "REJECT"  # "we do not negotiate through leaks"
    if _blames(tokens):
        return "ACCUSE"
    if (
        any(t.lower_ in ("could", "may", "might", "risk", "risks", "face", "faces") for t in tokens)
        and tone_of(tokens) < 0
    ):
        return "THREATEN"
    if set(acts) & _YIELDING and any(t.lower_ == "no" and t.head.dep_ == "attr" for t in tokens):
        return "REJECT"  # "there is no patrol to withdraw"
    for act in ("SUPPORT", "AGREE", "CONSULT", "COOPERATE", "CONCEDE", "RETREAT"):
        if act in acts:
            return act
    if len(tokens) > 1 and tokens[0].tag_ == "VB" and tokens[0].dep_ == "ROOT":
        return "REQUEST"
    bound = (
        any(t.tag_ == "MD" for t in tokens)
        and len(tokens) > 1
        and tokens[1].lower_ in ("a", "an", "one")
    )
    if tokens and (len(tokens) < 8 or bound) and tokens[0].lower_ in ("no", "not"):
        return "REJECT"
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


def _judges(tokens: list[Any]) -> bool:
    """Whether a future clause says what something would be, and binds nobody: "it would be a step"."""
    verb = next((t.head for t in tokens if t.dep_ == "aux" and t.lower_ in FUTURE), None)
    if verb is None or verb.lemma_ != "be":
        return False
    return any(c.dep_ in ("attr", "acomp") for c in verb.children)


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
        harming = lemma_of(t) in words.harming or (grave and t.lemma_ != "be")
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


def _holds(text: str, phrase: str) -> bool:
    return f" {phrase}" in text
