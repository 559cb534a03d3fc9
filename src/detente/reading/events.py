"""Events: what a statement tells that somebody does, did, will do or is asked to do.

A clause is read from its verb outwards. Verbs and adjectives that only wrap a deed ("threatened to
close", "is not ready to talk", "refused to rule out striking") are opened on the way down, each
turning polarity or force as its table says; passives and things without a will are turned to whoever
brings them about ("the siege was lifted" is *lift the siege*). Nothing is guessed here: who acts stays
open where the words leave it open. Names of forces after Searle (1976), modality after TimeML
(Pustejovsky et al. 2003).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from detente.reading.lexicon import lexicon
from detente.reading.syntax import child, is_bare, is_negated

_DEPTH = 7
#: Wrappers by which somebody commits itself or asks, and not only tells.
#: Deeds that go on once they are begun.
_LASTING = frozenset(
    [
        "blockade",
        "embargo",
        "siege",
        "occupation",
        "ban",
        "boycott",
        "sanction",
        "tariff",
        "duty",
        "levy",
        "lockout",
        "strike",
        "walkout",
        "war",
        "policy",
        "campaign",
        "practice",
        "build-up",
        "buildup",
    ]
)
_PERFORMING = ("refuse", "promise", "threaten", "offer", "accuse")
_SUBJECTS = ("nsubj", "csubj")
_FUTURE = ("will", "shall", "'ll", "’ll", "wo")
_WOULD = ("would", "'d", "’d")
_NOW = ("am", "is", "are", "'re", "’re", "'m", "’m")
#: Verbs whose progressive tells what is about to be done.
_LEAVING = ("go", "leave", "quit", "withdraw", "walk", "pull", "sue")
_DUTY = ("must", "should", "ought", "shall")
_CAN = ("can", "could", "may", "might", "ca")


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A deed as the grammar tells it.

    ``verb`` heads its phrase; ``subject`` is the noun phrase that acts, ``moved`` the one acted upon
    that stands before the verb (of a passive, or of "the strike ends"), ``goal`` whom it meets.
    ``aspect`` is "stop", "keep" or nothing. ``force`` is one of ``evidence.FORCES``; ``by`` is who
    threatens, offers or asks, where a verb inside the words says so, ``told_by`` who reports it there.
    ``noun`` says that only a noun names the deed, ``attempt`` that it is only tried.
    """

    verb: Any
    subject: Any | None = None
    moved: Any | None = None
    goal: Any | None = None
    denied: bool = False
    force: str = "state"
    modality: str = "ongoing"
    time: str = "now"
    aspect: str = ""
    told_by: Any | None = None
    by: Any | None = None
    noun: bool = False
    asked_by_modal: bool = False
    imperative: bool = False
    attempt: bool = False


@dataclass(frozen=True, slots=True)
class _State:
    """What the wrappers passed on the way down have settled."""

    subject: Any | None = None
    denied: bool = False
    force: str = ""
    modality: str = ""
    time: str = ""
    aspect: str = ""
    told_by: Any | None = None
    by: Any | None = None
    asked: bool = False
    attempt: bool = False
    depth: int = 0


def clauses_in(tokens: list[Any]) -> list[Clause]:
    """Return the deeds that a stretch of a parse tells of, main clauses first.

    Parameters
    ----------
    tokens : list of spacy.tokens.Token
        A clause, a fragment of one, or several sentences.
    """
    inside = {t.i for t in tokens}
    roots = [t for t in tokens if t.head == t or t.head.i not in inside]
    found: list[Clause] = []
    for root in roots:
        if root.is_punct or root.dep_ in ("det", "cc", "mark", "punct", "advmod", "prep", "neg"):
            continue
        for clause in _from(root, inside, _State()):
            if all(c.verb != clause.verb for c in found):
                found.append(clause)
    return found


def _from(root: Any, inside: set[int], state: _State) -> Iterator[Clause]:
    if root.pos_ in ("VERB", "AUX"):
        yield from _verb(root, inside, state)
    elif root.pos_ == "ADJ":
        yield from _adjective(root, inside, state)
    elif root.pos_ in ("NOUN", "PROPN") and (state.depth or _tells_deed(root)):
        yield from _noun(root, inside, state)


def _tells_deed(noun: Any) -> bool:
    """Whether a noun phrase by itself tells of a deed: "no talks", "any step by Orland"."""
    if noun.lemma_.lower() in lexicon().events.nouns["projects"]:
        return True
    return names_deed(noun) and any(c.dep_ in ("det", "poss", "neg", "prep") for c in noun.children)


# --- verbs --------------------------------------------------------------------------------------


def _verb(verb: Any, inside: set[int], state: _State) -> Iterator[Clause]:
    if state.depth > _DEPTH:
        return
    state = _settled(verb, state)
    words = lexicon().events
    lemma = particle_lemma(verb)
    inner = _inner(verb, inside)
    mark = child(inner, "mark") if inner is not None and lemma in words.telling else None
    if mark is not None and mark.lower_ in ("whether", "if"):
        return  # "declined to say whether …": nothing is told
    if inner is not None and inner.dep_ == "ccomp" and state.denied and lemma in words.telling:
        return  # "never said it would not pay"
    if lemma == "let" and verb.tag_ == "VB" and any(t.lower_ == "me" for t in verb.subtree):
        return  # "let me be clear" asks nothing
    yielded = False
    if (effort := _all_it_can(verb)) is not None and effort.i in inside:
        yield from _from(effort, inside, replace(state, attempt=True, depth=state.depth + 1))
        yielded = True
    elif verb.lemma_ == "be" and verb.dep_ not in ("aux", "auxpass"):
        yield from _copula(verb, inside, state)
        yielded = True
    elif verb.tag_ == "VBN" and inner is not None and words.adjective(verb.lower_) is not None:
        yield from _adjective(verb, inside, state)  # "prepared to suspend", "is determined to pay"
        yielded = True
    elif (speech := _speech(verb, inside)) is not None:
        yield from _from(speech, inside, replace(state, depth=state.depth + 1))
        yielded = True
    elif verb.lemma_ == "have" and (held := _had(verb, inside, state)) is not None:
        yield from held
        yielded = True
    elif (granted := _granted(verb, inside)) is not None:
        yield from _from(granted, inside, replace(state, depth=state.depth + 1))
        yielded = True
    elif inner is not None and _goes_further(verb):
        yield from _from(
            inner, inside, replace(state, depth=state.depth + 1, modality=state.modality)
        )
        yielded = True
    elif (kind := words.carrier(lemma)) is not None:
        for clause in _carried(kind, verb, inner, inside, state):
            yielded = True
            yield clause
    if not yielded and _happening(verb, state.subject):
        yield from _noun(state.subject, inside, replace(state, subject=None))
    elif not yielded:
        plain = _plain(verb, state)
        if plain is not None:
            yield plain
    yield from _joined(verb, inside, state)


def _all_it_can(verb: Any) -> Any | None:
    """Return what somebody does everything for: "is doing all it can to smear the union"."""
    thing = child(verb, "dobj")
    if verb.lemma_ != "do" or thing is None:
        return None
    if thing.lower_ not in ("all", "everything", "best", "utmost", "anything"):
        return None
    aims = (t for t in verb.subtree if t.tag_ == "VB" and t.i > thing.i)
    return next((t for t in aims if any(c.tag_ == "TO" for c in t.children)), None)


def _speech(verb: Any, inside: set[int]) -> Any | None:
    """Return what words do that somebody sends or makes: "issued a statement demanding that …"."""
    words = lexicon()
    thing = child(verb, "dobj")
    if thing is None or verb.lemma_.lower() not in words.light_verbs:
        return None
    lemma = thing.lemma_.lower()
    if lemma not in words.nouns and lemma not in words.papers:
        return None
    does = ("ask", "offer", "promise", "threaten", "refuse", "show", "accuse")
    for c in thing.children:
        if c.dep_ == "acl" and c.tag_ == "VBG" and c.i in inside:
            return c if words.events.carrier(particle_lemma(c)) in does else None
    return None


def _had(verb: Any, inside: set[int], state: _State) -> Iterator[Clause] | None:
    """Return the deeds of "has to pay", "has no choice but to pay", "has a plan to pay"."""
    below = replace(state, depth=state.depth + 1)
    if _to_do(verb):
        return _from(child(verb, "xcomp"), inside, below)
    thing = child(verb, "dobj")
    if thing is None:
        return None
    lemma = thing.lemma_.lower()
    nouns = lexicon().events.nouns
    if lemma in nouns["choice"] and state.denied:
        but = next((t for t in verb.subtree if t.lower_ == "but" and t.i > thing.i), None)
        left = [t for t in verb.subtree if but is not None and t.i > but.i and t.tag_ == "VB"]
        return _from(left[0], inside, replace(below, denied=False)) if left else None
    held = any(c.dep_ in ("acl", "relcl", "prep") and c.i > thing.i for c in thing.children)
    return _of_plan(thing, inside, below) if lemma in nouns["plan"] and held else None


def _joined(verb: Any, inside: set[int], state: _State) -> Iterator[Clause]:
    """Yield the verbs joined to a verb; one without a subject of its own shares the first one's."""
    for prep in verb.children:  # "by respecting our status": the means are a deed beside it
        means = child(prep, "pcomp") if prep.dep_ == "prep" and prep.lower_ == "by" else None
        if means is not None and means.i in inside and means.pos_ == "VERB":
            yield from _verb(means, inside, replace(state, depth=state.depth + 1))
    for other in verb.children:
        if other.dep_ != "conj" or other.i not in inside or other.pos_ not in ("VERB", "AUX"):
            continue
        own = child(other, *_SUBJECTS, "nsubjpass", "expl")
        helped = child(other, "aux", "auxpass") is not None
        passed = state if own is None else _State(told_by=state.told_by, depth=state.depth)
        if own is None and helped:
            passed = replace(passed, modality="", time="")
        contrast = any(c.dep_ == "cc" and c.lower_ in ("but", "not") for c in verb.children)
        if own is None and contrast:
            passed = replace(passed, denied=False)
        yield from _verb(other, inside, replace(passed, depth=state.depth + 1))


def _settled(verb: Any, state: _State) -> _State:
    """Return the state after a verb's own subject, negation and auxiliaries."""
    own = child(verb, *_SUBJECTS)
    subject = state.subject if own is None or own.lower_ in ("who", "which", "that") else own
    if own is not None and own.lower_ in ("who", "which", "that") and verb.dep_ == "relcl":
        subject = verb.head
    denied = state.denied ^ is_negated(verb)
    helpers = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
    modality, time, asked = state.modality, state.time, state.asked
    if not modality:
        modality, time, asked = _tense(verb, helpers)
    if own is not None and any(
        c.lower_ == "should" and c.i < own.left_edge.i for c in verb.children
    ):
        modality, time, asked = "conditional", "ahead", False  # "should the walkout last"
    return replace(
        state,
        subject=subject,
        denied=denied,
        modality=modality,
        time=time,
        asked=asked or state.asked,
    )


def _tense(verb: Any, helpers: set[str]) -> tuple[str, str, bool]:
    if "have" in helpers and helpers & {*_WOULD, *_CAN, "should"}:
        return "conditional", "past", False  # "would have closed the port": it never was
    if helpers & set(_FUTURE):
        return "planned", "ahead", False
    if helpers & set(_WOULD):
        return "planned", "ahead", False
    if helpers & set(_DUTY) or (verb.lemma_ in ("need", "have") and _to_do(verb)):
        return "asked", "ahead", True
    if helpers & set(_CAN):
        return "conditional", "ahead", False
    if verb.tag_ == "VB" and "to" in helpers:
        return "planned", "ahead", False
    if verb.tag_ == "VB" and not helpers - {"do", "let"}:
        return "asked", "ahead", False
    if verb.tag_ == "VBG" and helpers & set(_NOW) and verb.lemma_ in _LEAVING:
        return "planned", "ahead", False  # "we are going to court", "we are leaving the pact"
    if helpers & {"have", "has", "had", "'ve", "’ve"} or verb.tag_ == "VBD" or "did" in helpers:
        return "done", "past", False
    if verb.tag_ == "VBN" and helpers & {"was", "were", "been"}:
        return "done", "past", False
    if verb.tag_ == "VBN" and not helpers:
        return "done", "past", False
    return "ongoing", "now", False


def _to_do(verb: Any) -> bool:
    inner = child(verb, "xcomp")
    return inner is not None and any(c.lower_ == "to" for c in inner.children)


def _inner(verb: Any, inside: set[int]) -> Any | None:
    """Return the verb of what a verb wraps."""
    trying = verb.lemma_.lower() in (
        lexicon().events.carriers["try"] | lexicon().events.carriers["begin"]
    )
    trying = trying or _goes_further(verb)
    for c in verb.children:
        if c.i not in inside:
            continue
        if c.dep_ in ("xcomp", "ccomp") and c.pos_ in ("VERB", "AUX", "ADJ"):
            return c
        if trying and c.dep_ == "advcl" and c.tag_ == "VB" and c.i > verb.i:
            return c  # "is working hard to blacken Velia"
    for c in verb.children:  # "insist on paying", "refrain from firing", "commit to imposing"
        leads = c.dep_ == "prep" and c.i in inside and c.lower_ in _LEADING
        if leads and (done := child(c, "pcomp")) is not None:
            return done
    return None


def _granted(verb: Any, inside: set[int]) -> Any | None:
    """Return the deed of "agrees to their demand to withdraw", "will not meet the call to pay"."""
    if verb.lemma_.lower() not in ("agree", "accept", "meet", "heed", "yield", "bow", "submit"):
        return None
    posts = [child(c, "pobj") for c in verb.children if c.dep_ == "prep" and c.lower_ == "to"]
    for thing in (child(verb, "dobj"), *posts):
        if thing is None or lexicon().nouns.get(thing.lemma_.lower()) != "REQUEST":
            continue
        if thing.i in inside and (held := _held_deed(thing, inside)) is not None:
            return held
    return None


def _goes_further(verb: Any) -> bool:
    """Whether a verb only leads on to what it is for: "go further to ensure", "do more to protect"."""
    return verb.lemma_ in ("go", "do", "act") and any(
        c.lower_ in ("further", "farther", "more", "everything", "quickly", "now")
        for c in verb.children
    )


def _carried(
    kind: str, verb: Any, inner: Any | None, inside: set[int], state: _State
) -> Iterator[Clause]:
    words = lexicon().events
    down = replace(state, depth=state.depth + 1)
    thing = child(verb, "dobj", "nsubjpass")
    if kind in _PERFORMING and state.by is None:
        down = replace(down, by=state.subject)
    if kind in ("stop", "keep"):
        if inner is not None and inner.pos_ == "VERB" and inner.tag_ in ("VBG", "VB"):
            own = child(verb, *_SUBJECTS)
            if own is not None and own.pos_ != "PRON" and not can_act(own):
                return  # "until the turbines stop turning"
            aspect = kind if not state.aspect else state.aspect
            yield from _verb(inner, inside, replace(down, aspect=aspect))
        return
    if kind == "ask":
        yield from _asked(verb, inner, inside, state)
        return
    if kind == "announce":
        willing = thing is not None and thing.lemma_.lower() in words.nouns["willing"]
        if thing is not None and thing.i in inside and (willing or names_deed(thing)):
            yield from _noun(thing, inside, replace(down, aspect=""))
        return
    if kind == "show":
        if thing is not None and thing.lemma_.lower() in words.nouns["willing"]:
            yield from _noun(thing, inside, down)
        return
    if kind == "tolerate":
        yield from _tolerated(verb, inside, state)
        return
    if kind == "accuse":
        yield from _accused(verb, inside, down)
        return
    if kind == "report":
        yield from _reported(verb, inner, inside, state)
        return
    if inner is None:
        if verb.lemma_ == "guarantee":
            return  # "guarantee minimum staffing" is what is done
        if kind in ("refuse", "offer", "promise", "threaten") and thing is not None:
            noun = thing if thing.pos_ == "NOUN" and thing.i in inside else None
            if noun is not None and kind == "refuse" and noun.lemma_ in words.nouns["pleas"]:
                return  # to deny a motion is what a court does
            if kind == "threaten":  # "threatened Orland with sanctions"
                menace = next((child(c, "pobj") for c in verb.children if c.lower_ == "with"), None)
                noun = menace if menace is not None and menace.i in inside else noun
            said = noun is not None and noun.lemma_.lower() in words.nouns["said"]
            if noun is not None and names_deed(noun) and not (said and kind == "offer"):
                flip = kind == "refuse"
                force = _force(kind, state)
                below = replace(down, denied=state.denied ^ flip, force=force, time="ahead",
                                modality="planned")  # fmt: skip
                yield from _noun(noun, inside, below)
        return
    if kind == "think" or (
        inner.dep_ == "ccomp" and kind in ("plan", "hope", "promise", "threaten")
    ):
        if kind == "think":
            yield from _from(inner, inside, replace(down, subject=None, modality="", time=""))
            return
        yield from _from(
            inner,
            inside,
            replace(down, force=_force(kind, state), modality="", time="", denied=False),
        )
        return
    if verb.lemma_ == "deny":  # "denied that they had promised", "denied having sold"
        over = child(inner, "aux") is not None and inner.tag_ in ("VBG", "VBN")
        modality, time = ("done", "past") if over else ("", "")
        below = replace(down, denied=not state.denied, force="", modality=modality, time=time)
        yield from _from(inner, inside, below)
        return
    done = state.time == "past" and kind not in ("try", "begin")
    if kind in ("promise", "plan", "offer", "threaten"):
        state = replace(state, time="past")  # what is promised lies ahead of the promise
        done = True
    below = replace(
        down,
        force=_force(kind, state) or state.force,
        denied=state.denied ^ (kind in ("refuse", "fail")),
        modality="planned" if done and kind not in ("fail",) else state.modality,
        time="ahead" if done and kind not in ("fail",) else state.time,
    )
    if kind == "try" or verb.lemma_ in ("plan", "intend", "aim", "prepare"):
        below = replace(below, attempt=True)
    if kind == "hope":
        below = replace(below, force="hope", modality="planned", time="ahead")
    if verb.lemma_ in words.carriers.get("fail", ()) and state.time == "past":
        below = replace(below, modality="done", time="past")
    yield from _from(inner, inside, below)


def _tolerated(verb: Any, inside: set[int], state: _State) -> Iterator[Clause]:
    """Yield what somebody will not stand for: another is asked to leave it."""
    thing = child(verb, "dobj", "nsubjpass")
    if thing is None:
        post = next((c for c in verb.children if c.dep_ == "prep" and c.lower_ == "for"), None)
        thing = child(post, "pobj") if post is not None else None
    if not state.denied or thing is None or thing.pos_ != "NOUN" or not names_deed(thing):
        return
    asked = _State(denied=True, force="demand", modality="asked", time="ahead", by=state.subject,
                   depth=state.depth + 1)  # fmt: skip
    yield from _noun(thing, inside, asked)


def _accused(verb: Any, inside: set[int], state: _State) -> Iterator[Clause]:
    """Yield what somebody is accused of, done by the accused."""
    whom = child(verb, "dobj", "nsubjpass")
    below = replace(
        state, subject=whom, force="accuse", modality="ongoing", time="now", denied=False
    )
    if whom is not None and whom.i in inside and whom.pos_ == "NOUN" and names_deed(whom):
        lasts = whom.lemma_.lower() in _LASTING  # a blockade goes on, an arrest is over
        told = below if lasts else replace(below, modality="done", time="past")
        yield from _noun(whom, inside, replace(told, subject=None))
        return
    for prep in verb.children:
        if prep.dep_ != "prep" or prep.lower_ not in ("of", "for", "with", "over"):
            continue
        done = child(prep, "pcomp") or child(prep, "pobj")
        if done is not None and done.i in inside and (done.pos_ == "VERB" or names_deed(done)):
            over = child(done, "aux") is not None  # "of having broken the truce"
            when = replace(below, modality="done", time="past") if over else below
            yield from _from(done, inside, when)


def _reported(verb: Any, inner: Any | None, inside: set[int], state: _State) -> Iterator[Clause]:
    """Yield what is said inside what is said: "Somalia had told him that it would pay"."""
    teller = state.subject
    if child(verb, "auxpass") is not None:
        agent = child(verb, "agent")
        teller = child(agent, "pobj") if agent is not None else None
    if inner is None or inner.dep_ != "ccomp" or teller is None:
        return
    yield from _from(inner, inside, _State(told_by=teller, depth=state.depth + 1))


def _force(kind: str, state: _State) -> str:
    """Return the force of a wrapped deed; a denied refusal is an offer, a denied offer a refusal.

    What is asked for stays asked for: "urged them to refuse the offer".
    """
    if state.force == "demand":
        return "demand"
    if kind in ("refuse",):
        return "offer" if state.denied else "refuse"
    if kind in ("offer", "promise") and state.denied:
        return "refuse"
    return {"offer": "offer", "promise": "promise", "plan": "promise", "threaten": "threaten"}.get(
        kind, ""
    )


def _asked(verb: Any, inner: Any | None, inside: set[int], state: _State) -> Iterator[Clause]:
    """Yield what a verb of asking asks, of whom."""
    whom = child(verb, "dobj", "dative", "nsubjpass")
    for prep in verb.children:
        if prep.dep_ == "prep" and prep.lower_ in ("on", "upon", "from", "to", "with"):
            whom = child(prep, "pobj") or whom
    passive = child(verb, "nsubjpass", "auxpass") is not None
    by = state.by if state.by is not None else state.subject
    if passive:
        agent = child(verb, "agent")
        by = child(agent, "pobj") if agent is not None else None
    if passive and by is None and state.time != "ahead":
        return  # "were told to leave": nobody asks here
    down = replace(
        state,
        depth=state.depth + 1,
        force="demand",
        modality="asked",
        time="ahead",
        aspect="",
        by=by,
    )
    if verb.lemma_ in ("want", "need", "expect") and inner is not None and whom is None:
        own = child(inner, *_SUBJECTS)
        if own is None:  # "we want to pay"
            force = state.force or "hope"
            yield from _from(inner, inside, replace(down, force=force, modality=state.modality,
                                                    time=state.time))  # fmt: skip
            return
        yield from _from(inner, inside, replace(down, subject=own))
        return
    if inner is None:
        whom, inner = _asked_to(verb, whom)
    if inner is not None:
        own = child(inner, *_SUBJECTS)
        if inner.dep_ == "pcomp" and inner.head.lower_ == "against":
            down = replace(down, denied=not down.denied)  # "warned them against striking"
        modal = any(c.dep_ == "aux" and c.tag_ == "MD" for c in inner.children)
        told = inner.dep_ == "ccomp" and (modal or child(inner, "mark") is not None)
        if (
            told
            and verb.lemma_ in ("insist", "warn", "tell", "expect")
            and (modal or not is_bare(inner))
        ):
            state_in = _State(told_by=by or state.told_by, depth=state.depth + 1)
            yield from _from(inner, inside, state_in)
            return
        yield from _from(inner, inside, replace(down, subject=own or whom))
        return
    thing = _thing_asked(verb)
    if thing is not None and thing.i in inside and names_deed(thing):
        asked = whom if whom is not thing else None
        yield from _noun(thing, inside, replace(down, subject=asked))


def _asked_to(verb: Any, whom: Any | None) -> tuple[Any | None, Any | None]:
    """Return who is asked to do what by "called for X to intervene"."""
    for prep in verb.children:
        thing = (
            child(prep, "pobj") if prep.dep_ == "prep" and prep.lower_ in ("for", "on") else None
        )
        if thing is None:
            continue
        last = thing
        while (joined := child(last, "conj")) is not None:
            last = joined
        for holder in (last, thing, verb):
            for c in holder.children:
                to = (
                    c.pos_ == "VERB" and c.i > thing.i and any(x.lower_ == "to" for x in c.children)
                )
                if to and c.dep_ in ("acl", "relcl", "advcl", "xcomp", "ccomp"):
                    return thing, c
    return whom, None


def _thing_asked(verb: Any) -> Any | None:
    for prep in verb.children:
        if prep.dep_ == "prep" and prep.lower_ in ("for", "on"):
            thing = child(prep, "pobj")
            if thing is not None and (prep.lower_ == "for" or verb.lemma_ == "insist"):
                return thing
    return child(verb, "dobj") if verb.lemma_ in ("demand", "require", "request", "need") else None


def _copula(verb: Any, inside: set[int], state: _State) -> Iterator[Clause]:
    down = replace(state, depth=state.depth + 1)
    if particle_lemma(verb) != "be":  # "the walkout would be over"
        if (plain := _plain(verb, state)) is not None:
            yield plain
        return
    predicate = child(verb, "acomp", "attr", "oprd")
    thing = child(verb, *_SUBJECTS)
    if thing is not None and names_deed(thing) and _on_the_table(verb):
        force = "refuse" if state.denied else "offer"
        yield from _noun(thing, inside, replace(down, subject=None, force=force, time="ahead",
                                                modality="conditional", denied=False))  # fmt: skip
        return
    if predicate is None:
        inner = _inner(verb, inside)
        up = next((c for c in verb.children if c.lower_ == "up"), None)
        if inner is not None and up is not None:  # "it is up to Orland to move"
            to = child(up, "prep") or child(verb, "prep")
            whose = child(to, "pobj") if to is not None else None
            yield from _from(inner, inside, _State(subject=whose, time="ahead", modality="planned",
                                                   force="state", depth=state.depth + 1))  # fmt: skip
            return
        if inner is not None:  # "is to leave", "the plan is to leave"
            told = inner.dep_ == "ccomp"  # "my guess is that it can …"
            ahead = ("", "") if told else ("planned", "ahead")
            yield from _from(inner, inside, replace(down, modality=ahead[0], time=ahead[1]))
        return
    words = lexicon().events
    lemma = predicate.lemma_.lower()
    if lemma in words.nouns["reason"]:
        clause = child(predicate, "relcl", "acl")
        if clause is not None:
            force = "offer" if state.denied else ""
            yield from _from(
                clause, inside, replace(down, subject=None, force=force, modality="", time="")
            )
        return
    wished = next((c for c in (*predicate.children, *verb.children)
                   if c.dep_ in ("acl", "relcl", "ccomp") and c.pos_ == "VERB"), None)  # fmt: skip
    if lemma in ("hope", "wish") and wished is not None and wished.i in inside:
        by = child(predicate, "poss")  # "it is our hope that both will return"
        yield from _from(wished, inside, _State(force="hope", modality="planned", time="ahead",
                                                by=by, depth=state.depth + 1))  # fmt: skip
        return
    if lemma in words.nouns["plan"] and child(verb, "expl") is not None:
        yield from _of_plan(predicate, inside, down)
        return
    if predicate.pos_ == "ADJ" or predicate.tag_ == "VBN":
        yield from _adjective(predicate, inside, down)
        return
    borne = lemma in words.nouns["borne"] and not state.denied
    if (
        child(verb, "expl") is not None
        and predicate.pos_ == "NOUN"
        and (borne or names_deed(predicate))
    ):
        yield from _noun(predicate, inside, down)


def _on_the_table(verb: Any) -> bool:
    """Whether something is held ready: "sanctions are on the table", "talks are not on the table"."""
    on = next((c for c in verb.children if c.lower_ == "on"), None)
    table = child(on, "pobj") if on is not None else None
    return table is not None and table.lemma_ == "table"


def _of_plan(noun: Any, inside: set[int], state: _State) -> Iterator[Clause]:
    """Yield what there is no question of."""
    force = "refuse" if state.denied else "promise"
    below = replace(state, force=force, modality="planned", time="ahead")
    for c in noun.children:
        if c.i not in inside:
            continue
        if c.dep_ in ("acl", "relcl", "ccomp", "xcomp"):
            yield from _from(c, inside, below)
        elif c.dep_ == "prep":
            done = child(c, "pcomp", "pobj")
            if done is not None:
                yield from _from(done, inside, below)


def _adjective(adjective: Any, inside: set[int], state: _State) -> Iterator[Clause]:
    words = lexicon().events
    kind = words.adjective(adjective.lemma_.lower()) or words.adjective(adjective.lower_)
    if kind is None:
        return
    denied = state.denied ^ is_negated(adjective) ^ (kind == "refuse")
    below = replace(state, denied=denied, depth=state.depth + 1)
    if kind in ("offer", "promise", "plan"):
        force = "refuse" if denied else {"plan": "promise"}.get(kind, kind)
        below = replace(below, force=force, modality="planned", time="ahead")
    elif kind == "refuse":
        below = replace(
            below, force="refuse" if denied else "offer", modality="planned", time="ahead"
        )
    for c in (*adjective.children, *adjective.head.children):
        if c.i not in inside or c.i < adjective.i:
            continue
        if c.dep_ in ("xcomp", "ccomp") and c.pos_ == "VERB":
            yield from _from(c, inside, below)
            return
    for c in adjective.children:
        if c.dep_ == "prep" and c.lower_ in ("to", "for"):
            done = child(c, "pcomp", "pobj")
            if done is not None and done.i in inside and (done.pos_ == "VERB" or names_deed(done)):
                yield from _from(done, inside, below)
                return


def _happening(verb: Any, subject: Any | None) -> bool:
    """Whether a verb only says that what its subject names comes about: "if such an attack occurs"."""
    if subject is None or subject.pos_ != "NOUN" or not names_deed(subject):
        return False
    place = child(verb, "dobj")
    return verb.lemma_ in ("occur", "happen", "follow") or (
        verb.lemma_ == "take" and place is not None and place.lower_ == "place"
    )


def _plain(verb: Any, state: _State) -> Clause | None:
    """Return a plain verb's deed: passives turned, what a thing does turned to who makes it do so."""
    if verb.tag_ == "MD":
        return None  # "but we will": what is meant stands elsewhere
    subject, moved = state.subject, None
    passive = child(verb, "nsubjpass")
    goal = child(verb, "dobj", "dative")
    if passive is not None or child(verb, "auxpass") is not None:
        moved = passive
        agent = child(verb, "agent")
        by = child(agent, "pobj") if agent is not None else None
        timed = by is not None and by.ent_type_ in ("DATE", "TIME", "CARDINAL")
        subject = _maker(by) if by is not None and not timed else None
        subject = subject or _keeper(particle_lemma(verb), moved)
    elif subject is not None and (not can_act(subject) or _is_run(subject, verb, goal)):
        lemma = particle_lemma(verb)
        owner = child(subject, "poss")
        if lemma in lexicon().events.inchoative and goal is None:
            moved, subject = subject, owner
        else:
            subject = owner if owner is not None and _belongs(subject) else subject
    imperative = (
        verb.tag_ == "VB"
        and state.subject is None
        and state.modality == "asked"
        and not state.force
    )
    force = state.force or ("demand" if imperative or state.asked else "state")
    if moved is None and force == "refuse" and child(verb, "auxpass") is not None:
        moved, force = state.subject, "demand"  # "objected to being moved": others are to leave it
    if force == "refuse" and not state.denied:
        force = "promise"  # "there is no way we will not answer"
    if force == "state" and state.denied and state.time == "ahead" and _hinders(verb):
        force = "offer"  # "would not stand in the way of a merger"
    return Clause(
        verb=verb, subject=subject, moved=moved, goal=goal, denied=state.denied, force=force,
        modality=state.modality or "ongoing", time=state.time or "now", aspect=state.aspect,
        told_by=state.told_by, by=state.by, asked_by_modal=state.asked, imperative=imperative,
        attempt=state.attempt,
    )  # fmt: skip


def _maker(by: Any) -> Any:
    """Return who stands behind a thing that does something: "hit by a dam being built by Ethiopia"."""
    if can_act(by) or (made := child(by, "acl")) is None or made.tag_ != "VBN":
        return by
    agent = child(made, "agent")
    maker = child(agent, "pobj") if agent is not None else None
    return maker if maker is not None and can_act(maker) else by


def _keeper(lemma: str, thing: Any | None) -> Any | None:
    """Return whose own measure it is that is ended: "the removal of U.S. sanctions".

    A plain name before the noun may be the target ("the Iran sanctions"): an adjective of a nation,
    an owner and an abbreviation are who keeps it up.
    """
    words = lexicon()
    if thing is None or lemma not in words.ending:
        return None
    if thing.lemma_.lower() not in _LASTING | words.arms:
        return None
    for c in thing.children:
        short = c.dep_ in ("compound", "nmod") and (c.text.isupper() or "." in c.text)
        if c.dep_ == "poss" or (c.ent_type_ in ("NORP", "GPE") and (c.dep_ == "amod" or short)):
            return c
    return None


def _hinders(verb: Any) -> bool:
    """Whether a deed only keeps others from theirs, so that leaving it is yielding."""
    way = next((child(c, "pobj") for c in verb.children if c.lower_ == "in"), None)
    blocks = verb.lemma_.lower() in lexicon().events.hindering
    return blocks or (verb.lemma_ == "stand" and way is not None and way.lower_ == "way")


def _is_run(subject: Any, verb: Any, goal: Any | None) -> bool:
    """Whether a work or place is what is opened or closed and not who does it: "the mine reopens"."""
    works = lexicon().layers["institutions"] - lexicon().layers["people"]
    inchoative = particle_lemma(verb) in lexicon().events.inchoative
    return goal is None and inchoative and subject.lemma_.lower() in works


def _belongs(noun: Any) -> bool:
    """Whether what a noun names acts for its owner: "Orland's navy", "their ships"."""
    return noun.lemma_.lower() in lexicon().arms | lexicon().layers["collectives"] | {
        "ship",
        "plane",
        "jet",
    }


def _noun(noun: Any, inside: set[int], state: _State) -> Iterator[Clause]:
    """Yield the deed that only a noun names: "talks", "the withdrawal of troops", "any attack"."""
    owner = child(noun, "poss")
    posts = [c for c in noun.children if c.dep_ == "prep"]
    by = next((child(c, "pobj") for c in posts if c.lower_ in ("by", "from")), None)
    if by is None:  # "the arrest of two men by Orland"
        things = [thing for c in posts if c.lower_ == "of" and (thing := child(c, "pobj"))]
        by = next((child(c, "pobj") for t in things for c in t.children if c.lower_ == "by"), None)
    ended = next((child(c, "pobj") for c in posts if c.lower_ == "of"), None)
    deverbal = lexicon().events.deverbal.get(noun.lemma_.lower(), "")
    subject = state.subject or by or owner or _keeper(deverbal, ended)
    held = lexicon().events.held.get(noun.lemma_.lower())
    if owner is not None and state.force == "refuse" and held not in ("accept", "make"):
        subject = owner  # "rebuffed the agency's attempt to …"
    denied = state.denied ^ any(
        c.lower_ in ("no", "without") for c in noun.children if c.dep_ in ("det", "neg")
    )
    lemma = noun.lemma_.lower()
    force = _NAMED_FORCES.get(lexicon().nouns.get(lemma, ""))
    if force == "threaten" and owner is None and state.subject is None:
        force = None  # "the threat of a bridgehead": a danger, and nobody's words
    if willing := lemma in lexicon().events.nouns["willing"]:
        force, owner = "offer", owner or state.subject
    if lemma in lexicon().events.nouns["projects"]:
        force = "promise"
    held = _held_deed(noun, inside) if force is not None else None
    if willing and held is None:
        return
    if force is not None and held is not None:
        doer = state.subject if force == "demand" else owner
        below = replace(state, subject=doer, force=force, by=owner, modality="planned", time="ahead",
                        denied=force == "refuse", depth=state.depth + 1)  # fmt: skip
        yield from _from(held, inside, below)
        return
    part = _shelled(noun, by, inside) if lemma in lexicon().events.shells else None
    if part is not None:
        below = replace(state, subject=subject, denied=denied, depth=state.depth + 1)
        for clause in _verb(part, inside | {t.i for t in part.subtree}, below):
            relative = clause.subject is not None and clause.subject.lower_ in ("that", "which")
            yield replace(clause, subject=subject) if relative or part.dep_ == "relcl" else clause
        return
    yield Clause(
        verb=noun, subject=subject, denied=denied, force=state.force or "state",
        modality=state.modality or "ongoing", time=state.time or "now", aspect=state.aspect,
        told_by=state.told_by, by=state.by, noun=True,
    )  # fmt: skip


def _shelled(noun: Any, by: Any | None, inside: set[int]) -> Any | None:
    """Return the deed in "any step that would shut the canal", "proposals from X to restructure"."""
    holders = [h for h in (noun, by) if h is not None]
    for c in (c for h in holders for c in h.children):
        if c.dep_ in ("acl", "relcl") and c.i in inside and c.pos_ == "VERB":
            return c
    after = noun.right_edge.i + 1
    if after < len(noun.doc) and noun.doc[after].tag_ == "TO":
        verb = noun.doc[after].head
        return verb if verb.pos_ == "VERB" else None
    return None


#: Nouns for what is said, by the act they name, and the force of the deed that follows them.
_NAMED_FORCES = {
    "REQUEST": "demand", "THREATEN": "threaten", "OFFER": "offer", "COMMIT": "promise", "REJECT": "refuse",
}  # fmt: skip


def _held_deed(noun: Any, inside: set[int]) -> Any | None:
    """Return the deed of "Israel's demand to withdraw", "its threat of closing the strait"."""
    for c in noun.children:
        if c.i not in inside:
            continue
        if c.dep_ in ("acl", "xcomp", "ccomp") and c.pos_ == "VERB":
            return c
        if c.dep_ == "prep" and (done := child(c, "pcomp")) is not None and done.pos_ == "VERB":
            return done
    if noun.lemma_.lower() not in lexicon().events.nouns["willing"]:
        return None
    for c in (*noun.children, *noun.head.children):  # "openness to dialogue", wherever it is hung
        if c.dep_ == "prep" and c.i > noun.i and c.lower_ in ("to", "for") and c.i in inside:
            done = child(c, "pobj")
            return done if done is not None and names_deed(done) else None
    return None


# --- words ---------------------------------------------------------------------------------------


def names_deed(noun: Any) -> bool:
    """Whether a noun names something that is done: by its ending, or as light verbs take it."""
    lemma = noun.lemma_.lower()
    words = lexicon()
    if words.nouns.get(lemma) in ("ACCUSE", "STATE", "SUPPORT"):
        return False  # a charge or a remark is no deed
    return (
        noun.pos_ == "NOUN"
        and (
            lemma in words.light_nouns
            or lemma in words.events.deverbal
            or lemma in words.events.held
            or lemma in words.events.shells
            or lemma.endswith(("tion", "sion", "ment", "ing", "al"))
        )
    )  # fmt: skip


def can_act(subject: Any) -> bool:
    """Whether a subject can act: a person, a body, a pronoun for one, a name."""
    if subject.pos_ == "PRON":
        return subject.lower_ not in ("it", "this", "that", "there", "what", "which")
    if subject.ent_type_ in ("PERSON", "ORG", "GPE", "NORP") or subject.pos_ == "PROPN":
        return True
    words = lexicon().layers
    lemma = subject.lemma_.lower()
    known = (
        words["collectives"]
        | words["titles"]
        | words["people"]
        | words["bodies"]
        | words["organs"]
        | words["institutions"]
    )
    return (
        lemma in known
        or subject.lower_ in known
        or lemma in ("country", "nation", "republic", "kingdom", "side", "ally", "member")
    )


def particle_lemma(verb: Any) -> str:
    """Return a verb's lemma with its particle: "rule_out", "go_on"; "is over" is *end*, "is off" *call off*."""
    if verb.lemma_ == "be":
        return "be" if (state := state_particle(verb)) is None else _STATES[state.lower_]
    for c in verb.children:
        beside = c.i == verb.i + 1 and c.dep_ in ("advmod", "prep") and c.lower_ in _PARTICLES
        below = [x.dep_ for x in c.children]
        bare = not below or (c.lower_ == "back" and set(below) == {"prep"})
        bare = bare or (below == ["pcomp"] and verb.lemma_ in ("go", "carry", "keep"))
        if c.dep_ == "prt" or (beside and bare):  # "go back to work", "go on arming them"
            return f"{verb.lemma_.lower()}_{c.lower_}"
    return str(verb.lemma_.lower())


def state_particle(verb: Any) -> Any | None:
    """Return the particle that says what has become of something: "the strike is off", "is over"."""
    for c in verb.children:
        after = child(c, "pobj")
        timed = after is not None and after.lemma_ in ("moment", "minute", "instant", "day")
        if c.lower_ in _STATES and c.i > verb.i and (timed or not any(True for _ in c.children)):
            return c
    return None


#: What it is to be in the state that a particle names.
_STATES = {"over": "end", "off": "call_off"}
#: Prepositions by which a verb leads on to a deed; "despite paying", "after paying" only go along.
_LEADING = (
    "on",
    "upon",
    "from",
    "to",
    "of",
    "in",
    "at",
    "for",
    "about",
    "against",
    "into",
    "with",
    "toward",
    "towards",
)
_PARTICLES = ("out", "up", "down", "back", "off", "away", "over", "along", "in", "on", "ahead")
