"""Which act a statement performs, how it is negated and in which modality."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from detente.reading.constructions import Found
from detente.reading.deeds import deed_act
from detente.reading.lexicon import lexicon
from detente.reading.syntax import SUBJECTS, child, lemma_of, subject_of

if TYPE_CHECKING:
    from detente.reading.drafts import Draft

_FUTURE = ("will", "shall", "would", "'ll", "’ll", "going")
#: Acts that a negation in the first person turns into a refusal.
_YIELDING = {"CONSULT", "AGREE", "SUPPORT", "COOPERATE", "CONCEDE", "RETREAT"}
_OWN = ("we", "i", "our", "us", "my")


def tone_of(tokens: Iterable[Any]) -> int:
    """Return above 0 for what is good for those who meet it, below for bad, 0 when open."""
    words = lexicon()
    tokens = list(tokens)
    text = " ".join(t.lower_ for t in tokens)
    lemmas = [lemma_of(t) for t in tokens]
    flip = 1
    score = 0
    for token, lemma in zip(tokens, lemmas, strict=True):
        if token.dep_ == "neg" or token.lower_ in ("no", "never", "nobody", "nothing", "without"):
            flip = -1
        elif lemma in words.stop or lemma in words.release:
            continue
        elif lemma in words.good:
            score += flip
        elif lemma in words.bad:
            score -= flip
    if any(lemma in words.release for lemma in lemmas):
        score = abs(score) + 1
    elif any(lemma in words.stop for lemma in lemmas):
        score = -score if score else -flip
    if any(phrase in text for phrase in words.phrases["willing"]):
        score = max(score, 0) + 2
    if any(phrase in text for phrase in words.phrases["harm"]):
        score -= 2
    return score


def condition_kind(
    found: Found, condition: list[Any], consequence: list[Any], *, bare: bool
) -> str:
    """Return what a condition amounts to: who controls what, good or bad for whom.

    ``bare`` says that the consequence has no subject of its own, as after "threatened to".
    """
    sense = found.sense
    if sense == "dependence":
        return "dependence"
    if sense == "either-or":
        return "either-or"
    tone = tone_of(consequence)
    if found.cue.lower() in ("any", "every", "further") and tone <= 1:
        return "threat"
    negated = _is_refused(consequence)
    lean = _lean_of(condition)
    if sense == "if" and lean < 0 and tone < 2:
        return "threat"
    if (
        sense == "if"
        and tone == 0
        and lean == 0
        and (tone_of(condition) < 0 or _mirrors(condition, consequence))
    ):
        return "threat"
    if sense in ("if", "only-if", "iff") and lean > 0 and tone < 0 and not _harms(consequence):
        return "offer"
    bound = any(t.lower_ in ("must", "has", "have", "should") for t in consequence[:4])
    if bound and _first_subject(consequence) not in ("we", "i") and tone >= 0:
        return "demand"  # "if they want trade, they have to open their market"
    own_condition = _first_subject(condition) in ("we", "i")
    if sense == "until" or (sense == "while" and negated):
        return "demand"
    if sense == "unless":
        blocked = any(
            t.lower_ in ("no", "nobody", "nothing", "not") and t.dep_ in ("det", *SUBJECTS)
            for t in consequence[:2]
        )
        return "demand" if negated and not blocked and not _harms(consequence) else "threat"
    if tone < 0:
        first = _first_subject(consequence)
        passive = any(t.dep_ == "auxpass" for t in consequence)
        own = (
            bare
            or passive
            or first in ("we", "i", "he", "she", "it", "they", "who")
            or any(t.lower_ in _OWN for t in consequence)
            or any(t.lower_ in ("will", "would") for t in consequence)
        )
        return "threat" if own else "warning"
    if own_condition:
        return "promise"
    if negated and tone <= 0:
        return "demand"
    return "offer"


def _is_refused(consequence: list[Any]) -> bool:
    """Whether a consequence is that something is not done; "guarantee no losses" refuses nothing."""
    for t in consequence:
        if t.dep_ == "neg" or t.lower_ in ("never", "nothing", "nobody"):
            return True
        if t.lower_ == "no" and t.head.head.lemma_ not in (
            "guarantee",
            "ensure",
            "promise",
            "assure",
        ):
            return True
    return False


def _mirrors(condition: list[Any], consequence: list[Any]) -> bool:
    """Whether like is returned for like: "if they act, we act"."""
    verbs = {t.lemma_ for t in condition if t.pos_ == "VERB" and t.lemma_ not in lexicon().yielding}
    return any(t.pos_ == "VERB" and t.lemma_ in verbs for t in consequence)


def _harms(tokens: list[Any]) -> bool:
    words = lexicon()
    return any(lemma_of(t) in words.harming or lemma_of(t) in words.war for t in tokens)


def _lean_of(condition: list[Any]) -> int:
    """Return 1 when a condition asks to yield, -1 when it names what must not be done or go on."""
    words = lexicon()
    text = " ".join(t.lower_ for t in condition)
    if any(t.dep_ == "neg" or t.lower_ in ("no", "not") for t in condition):
        return -1
    if any(phrase in text for phrase in words.phrases["press"]):
        return -1
    lemmas = {lemma_of(t) for t in condition}
    if lemmas & words.press:
        return -1
    if lemmas & words.stop:  # to stop what harms is asked for, to stop what is due is not
        return 1 if tone_of(condition) > 0 else -1
    verbs = {lemma_of(t) for t in condition if t.pos_ in ("VERB", "AUX")}
    return 1 if verbs & words.yielding else 0


def _first_subject(tokens: list[Any]) -> str:
    return next((t.lower_ for t in tokens if t.dep_ in ("nsubj", "nsubjpass")), "")


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
        if spliced and cue is not None and any(c.dep_ == "neg" for c in cue.token.children):
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
    if cue_act == "COMMIT" and cue is not None and cue.lemma != "decide" and _harms(tokens):
        return "THREATEN"  # "vowed to retaliate"
    if cue is not None and cue.lemma in ("agree", "accept", "offer") and _negated(tokens):
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
    return _first_subject(draft.tokens[:6]) in ("it", "he", "she", "they")


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
    own = reported or any(t.lower_ in _OWN for t in tokens)
    future = any(t.lower_ in _FUTURE for t in tokens)
    if has["open"]:
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
    if "ACCUSE" in acts and any(t.lower_ in ("neither", "nor") for t in tokens):
        return "REJECT"
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


def _judges(tokens: list[Any]) -> bool:
    """Whether a future clause says what something would be, and binds nobody: "it would be a step"."""
    verb = next((t.head for t in tokens if t.dep_ == "aux" and t.lower_ in _FUTURE), None)
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
        if subject is None or subject.lower_ in (*_OWN, "this", "that", "there"):
            continue
        if lemma_of(t) in words.harming or subject.lower_ in ("they", "he", "she", "you"):
            return True
        if subject.ent_type_ in ("GPE", "NORP", "ORG", "PERSON"):
            return True
    return False


def is_negative(tokens: list[Any]) -> bool:
    """Whether the words deny or refuse; "no reason why we cannot" does not."""
    denied = sum(
        t.dep_ == "neg" or t.lower_ in ("no", "never", "nobody", "nothing") for t in tokens
    )
    text = " ".join(t.lower_ for t in tokens)
    willing = any(phrase in text for phrase in lexicon().phrases["willing"])
    return denied > 0 and not (denied == 2 and willing)


def _holds(text: str, phrase: str) -> bool:
    return f" {phrase}" in text


def denies(draft: Draft) -> bool:
    """Whether a statement's main clause is negated, or its verb denies.

    A negation in a condition ("if no answer comes") or in a contrast ("to suspend, not withdraw")
    does not count, nor two that cancel each other ("cannot be ruled out").
    """
    cue = draft.cue
    if cue is not None and cue.kind == "verb":
        negated = any(c.dep_ == "neg" for c in cue.token.children)
        if cue.lemma in ("deny", "rule_out", "exclude"):
            return not negated
        if negated and draft.quote is not None and cue.token.doc == draft.tokens[0].doc:
            return True
    inside = {t.i for t in draft.tokens}
    return any(
        _is_main(token, inside) and _is_denied(token, inside)
        for token in draft.tokens
        if token.pos_ in ("VERB", "AUX") or token.head.i not in inside
    )


def _is_main(token: Any, inside: set[int]) -> bool:
    """Whether a verb heads a main clause: nothing subordinates it within the statement."""
    while token.head.i in inside and token.head != token:
        if token.dep_ not in ("conj", "ccomp", "parataxis", "dep"):
            return False
        token = token.head
    return True


def _is_denied(verb: Any, inside: set[int]) -> bool:
    own = [c for c in verb.children if c.i in inside]
    negations = sum(
        c.dep_ == "neg" or c.lower_ in ("never", "neither", "nothing", "nobody") for c in own
    )
    negations += sum(
        any(d.lower_ == "no" for d in c.children)
        for c in own
        if c.dep_ in (*SUBJECTS, "dobj", "attr")
    )
    out = verb.lemma_ == "rule" and any(c.lower_ == "out" for c in verb.children)
    if out or (negations == 1 and any(c.lower_ == "reason" for c in own)):
        return False
    return negations % 2 == 1 or (negations == 0 and bool(own) and verb.lower_ in ("no", "not"))


def modality_of(draft: Draft, act: str, *, negated: bool) -> str:
    """Return the modality of a statement."""
    tokens = draft.tokens
    lower = [t.lower_ for t in tokens]
    if draft.conditions:
        return "conditional"
    if act == "REJECT" and negated:
        return "denied"
    if act == "REQUEST":
        return "asked"
    ready = any(w in ("prepared", "ready", "willing") for w in lower) and "to" in lower
    if any(w in _FUTURE for w in lower) or ready:
        return "planned"
    if act == "THREATEN":
        return "conditional"
    verbs = [t for t in tokens if t.pos_ in ("VERB", "AUX")]
    told = verbs[0] if verbs else None
    perfect = any(w in ("have", "has", "had") for w in lower[:4])
    # "he was open to talks" tells of a present, put back by "said"
    deed = told is not None and told.tag_ in ("VBD", "VBN") and told.lemma_ != "be"
    return "done" if deed or perfect else "ongoing"
