"""Words that only wrap a deed: "threatened to close", "is not ready to talk", "accused them of firing".

Each wrapper leads on to the word that tells the deed and says what it does with it: turns its polarity,
gives it force, puts it ahead, names who acts. Nothing is told here; :mod:`detente.reading.events` walks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from detente.reading.asking import asked, order_in
from detente.reading.deed_grammar import (
    LASTING,
    asks_for_deed,
    can_act,
    goes_further,
    has_to_do,
    held_deed,
    inner_of,
    names_deed,
    particle_lemma,
)
from detente.reading.deeds import PRESSURE, deed_act, stoppage_voted
from detente.reading.lexicon import lexicon
from detente.reading.predicates import adjective, copula, of_plan
from detente.reading.spurning import turned_down
from detente.reading.steps import SUBJECTS, State, Step
from detente.reading.syntax import OWN, child, phrasal

#: Wrappers by which somebody commits itself or asks, and not only tells.
_PERFORMING = ("refuse", "promise", "threaten", "offer", "accuse")


def opened(verb: Any, inside: set[int], state: State) -> tuple[list[Step], bool]:
    """Return what a verb leads on to, and whether it tells no deed of its own even if that tells none.

    Parameters
    ----------
    verb : spacy.tokens.Token
    inside : set of int
        The places of the words that are read.
    state : State
        What has been settled, the verb's own subject and tense among it.
    """
    words = lexicon().events
    below = replace(state, depth=state.depth + 1)
    lemma = particle_lemma(verb)
    inner = inner_of(verb, inside)
    if verb.lower_ == "ought" and inner is not None:
        return [(inner, replace(below, modality="asked", time="ahead", asked=True))], True
    if (effort := _all_it_can(verb)) is not None and effort.i in inside:
        return [(effort, replace(below, attempt=True))], True
    if (
        verb.lemma_ == "make"
        and (sensible := _makes_sense(verb)) is not None
        and sensible.i in inside
    ):
        return [
            (sensible, replace(below, subject=None, modality="conditional", time="ahead"))
        ], True
    seems = child(verb, "acomp") if verb.lemma_ in ("look", "seem", "appear") else None
    if seems is not None and words.adjective(seems.lower_) == "plan":
        return list(adjective(seems, inside, state)), True  # "looks set to go ahead"
    if (free := _hindered_by_nothing(verb)) is not None and free[1].i in inside:
        return [(free[1], replace(below, subject=free[0], denied=False, modality="conditional",
                                  time="ahead"))], True  # fmt: skip
    if verb.lemma_ == "be" and verb.dep_ not in ("aux", "auxpass"):
        over = lemma != "be"  # "the walkout would be over" tells its end
        return ([], False) if over else (list(copula(verb, inside, state)), True)
    if verb.tag_ == "VBN" and words.adjective(verb.lower_) is not None and inner is not None:
        subject = state.subject if state.subject is not None else child(verb, "nsubjpass")
        return list(adjective(verb, inside, replace(state, subject=subject))), True  # "prepared to"
    if verb.tag_ == "VBN" and words.adjective(verb.lower_) == "promise" and _is_held(verb):
        return [], True
    if (speech := _speech(verb, inside)) is not None:
        return [(speech, below)], True
    if inner is not None and _is_driven(verb):
        return [(inner, replace(below, subject=child(verb, "nsubjpass") or state.subject))], True
    if (ordered := order_in(verb, inside, state)) is not None:
        return ordered, True
    if not state.denied and (refused := turned_down(verb, inside, state)) is not None:
        return [refused], True
    if verb.lemma_ in ("have", "need") and (held := _had(verb, inside, state)) is not None:
        return held, True
    if (righted := _of_right(verb, inside)) is not None:
        kept = replace(below, force="threaten", modality="conditional", time="ahead")
        return [(righted, kept if verb.lemma_ == "reserve" else below)], True
    opposed = _opposed(verb, inside) if not state.denied else None
    if opposed is not None:
        unwanted = replace(below, subject=opposed.head, by=state.subject, force="demand",
                           modality="asked", time="ahead", denied=True)  # fmt: skip
        return [(opposed, unwanted)], True
    if (granted := _granted(verb, inside)) is not None:
        return [(granted, below)], True
    if inner is not None and goes_further(verb):
        return [(inner, below)], True
    if (strike := stoppage_voted(verb)) is not None and strike.i in inside and not state.denied:
        return [(strike, replace(below, force="promise", modality="planned", time="ahead"))], True
    pair = phrasal(verb, words.carriers["refuse"])  # "voted down" is no vote for something
    kind = words.carrier(pair if "_" in pair else lemma)
    if kind is not None:
        return list(_carried(kind, verb, inner, inside, state)), False
    return [], False


def _hindered_by_nothing(verb: Any) -> tuple[Any, Any] | None:
    """Return who may do what: "there is nothing stopping us from building", "nothing prevents us from leaving"."""
    hinders = verb if verb.lemma_ != "be" else None
    nothing = child(verb, "nsubj") if verb.lemma_ != "be" else child(verb, "attr", "nsubj")
    if nothing is None or nothing.lower_ != "nothing":
        return None
    hinders = hinders or child(nothing, "acl", "relcl") or child(verb, "advcl")
    if hinders is None or hinders.lemma_ not in lexicon().events.barring:
        return None
    whom = child(hinders, "dobj")
    holders = [t for t in (hinders, whom) if t is not None]
    posts = (c for t in holders for c in t.children if c.dep_ == "prep" and c.lower_ == "from")
    deed = next((d for c in posts if (d := child(c, "pcomp")) is not None), None)
    return (whom, deed) if whom is not None and deed is not None else None


def _is_held(participle: Any) -> bool:
    """Whether a participle says how somebody stands to a thing: "is committed to peace"."""
    to = next((c for c in participle.children if c.dep_ == "prep" and c.lower_ == "to"), None)
    passive = child(participle, "auxpass") is not None and child(participle, "agent") is None
    return passive and to is not None and child(to, "pobj") is not None


def tells_nothing(verb: Any, inside: set[int], state: State) -> bool:
    """Whether what stands under a verb is not told: "declined to say whether …", "never said it would pay"."""
    lemma, inner = particle_lemma(verb), inner_of(verb, inside)
    if lemma == "let" and verb.tag_ == "VB" and any(t.lower_ == "me" for t in verb.subtree):
        return True  # "let me be clear" asks nothing
    if inner is None or lemma not in lexicon().events.telling:
        return False
    mark = child(inner, "mark")
    asked = mark is not None and mark.lower_ in ("whether", "if")
    return asked or (inner.dep_ == "ccomp" and state.denied)


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


def _is_driven(verb: Any) -> bool:
    """Whether somebody does what nobody is named for: "we will be forced to close the road"."""
    driven = verb.lemma_.lower() in ("force", "compel", "oblige") and verb.tag_ == "VBN"
    return driven and child(verb, "agent") is None and child(verb, "auxpass") is not None


def _had(verb: Any, inside: set[int], state: State) -> list[Step] | None:
    """Return what leads on to the deeds of "has to pay", "needs to pay", "has no choice but to pay", "has a plan to pay"."""
    below = replace(state, depth=state.depth + 1)
    if has_to_do(verb):  # what nobody has to do, nobody is told not to do
        deed = next(c for c in verb.children if c.dep_ == "xcomp")
        idle = deed.lemma_.lower() in lexicon().events.stative  # "would need to hear more"
        return [] if state.denied or (idle and not state.asked) else [(deed, below)]
    thing = child(verb, "dobj") if verb.lemma_ == "have" else None
    if thing is None:
        return None
    lemma = thing.lemma_.lower()
    nouns = lexicon().events.nouns
    if lemma in nouns["choice"] and state.denied:
        but = next((t for t in verb.subtree if t.lower_ == "but" and t.i > thing.i), None)
        left = [t for t in verb.subtree if but is not None and t.i > but.i and t.tag_ == "VB"]
        return [(left[0], replace(below, denied=False))] if left else None
    held = any(c.dep_ in ("acl", "relcl", "prep") and c.i > thing.i for c in thing.children)
    return list(of_plan(thing, inside, below)) if lemma in nouns["plan"] and held else None


def _granted(verb: Any, inside: set[int]) -> Any | None:
    """Return the deed of "agrees to their demand to withdraw", "will not meet the call to pay"."""
    if verb.lemma_.lower() not in ("agree", "accept", "meet", "heed", "yield", "bow", "submit"):
        return None
    posts = [child(c, "pobj") for c in verb.children if c.dep_ == "prep" and c.lower_ == "to"]
    for thing in (child(verb, "dobj"), *posts):
        if thing is None or lexicon().nouns.get(thing.lemma_.lower()) != "REQUEST":
            continue
        if thing.i in inside and (held := held_deed(thing, inside)) is not None:
            return held
    return None


def _opposed(verb: Any, inside: set[int]) -> Any | None:
    """Return what somebody would not have another do: "objects to Velia building the dam"."""
    if verb.lemma_ not in ("object", "oppose", "protest", "resist"):
        return None
    posts = [child(c, "pobj") for c in verb.children if c.lower_ in ("to", "against")]
    for whom in (child(verb, "dobj"), *posts):
        if whom is None or whom.pos_ != "PROPN":
            continue
        deed = child(whom, "acl")
        if deed is not None and deed.tag_ == "VBG" and deed.i == whom.i + 1 and deed.i in inside:
            return deed
    return None


def _of_right(verb: Any, inside: set[int]) -> Any | None:
    """Return the deed of "reserves the right to retaliate", "will exercise its right to sue"."""
    right = child(verb, "dobj") if verb.lemma_ in ("reserve", "exercise") else None
    return held_deed(right, inside) if right is not None and right.lemma_ == "right" else None


def _carried(
    kind: str, verb: Any, inner: Any | None, inside: set[int], state: State
) -> Iterator[Step]:
    words = lexicon().events
    if kind == "refuse" and (by := child(verb, "agent")) is not None:
        state = replace(state, subject=child(by, "pobj"))  # "was rejected by the crews"
    down = replace(state, depth=state.depth + 1)
    thing = child(verb, "dobj", "nsubjpass") or _behind_particle(verb, kind)
    if kind in _PERFORMING and state.by is None and not state.asked:  # who should refuse does not
        down = replace(down, by=state.subject)
    if kind in ("stop", "keep"):
        if kind == "keep" and thing is not None:
            return  # "keep the council from selling": what is kept from whom is the deed
        if inner is not None and inner.pos_ == "VERB" and inner.tag_ in ("VBG", "VB"):
            own = child(verb, *SUBJECTS)
            if own is not None and own.pos_ != "PRON" and not can_act(own):
                if kind == "keep" and inner.tag_ == "VB":
                    yield (inner, down)  # "if talks continue to hit a dead end": nobody keeps it up
                return  # "until the turbines stop turning"
            aspect = kind if not state.aspect else state.aspect
            yield (inner, replace(down, aspect=aspect))
        return
    if kind == "ask":
        yield from asked(verb, inner, inside, state)
        return
    if kind == "announce":
        willing = thing is not None and thing.lemma_.lower() in words.nouns["willing"]
        if thing is not None and thing.i in inside and (willing or names_deed(thing)):
            yield (thing, replace(down, aspect=""))
        return
    if kind == "show" or (
        kind == "report" and inner is None
    ):  # "repeated its call for Velia to pay"
        if thing is None:
            return
        what = lexicon().nouns.get(thing.lemma_.lower(), "STATE")
        bound = what != "STATE" and held_deed(thing, inside) is not None
        if bound or thing.lemma_.lower() in words.nouns["willing"]:
            yield (thing, down)  # "reiterated its refusal to pay", "signalled openness to talks"
        return
    if kind in ("tolerate", "admit"):
        yield from _tolerated(verb, kind, state)
        return
    if kind == "accuse":
        yield from _accused(verb, inside, down)
        return
    if kind == "report":
        yield from _reported(verb, inner, state)
        return
    if kind == "refuse" and inner is not None and (named := _so_called(inner)) is not None:
        inner, thing = None, named  # "turned down what the firm called its final offer"
    if inner is None:
        if verb.lemma_ == "guarantee":
            return  # "guarantee minimum staffing" is what is done
        if kind in ("refuse", "offer", "promise", "threaten") and thing is not None:
            noun = thing if thing.pos_ == "NOUN" and thing.i in inside else None
            if noun is not None and kind == "refuse" and noun.lemma_ in words.nouns["pleas"]:
                return  # to deny a motion is what a court does
            if (
                verb.lemma_ == "deny"
                and noun is not None
                and (noun.lemma_.lower() in words.nouns["denied"] or can_act(noun))
            ):
                return  # "denied any wrongdoing", "has denied the country its share": nothing is refused
            if noun is not None and kind == "refuse" and _stood_against(verb, noun):
                # "opposes the closure of two schools": others are not to close them
                yield (noun, replace(down, subject=None, by=state.subject, force="demand",
                                     modality="asked", time="ahead", denied=not state.denied))  # fmt: skip
                return
            if kind == "threaten":  # "threatened Orland with sanctions"
                menace = next((child(c, "pobj") for c in verb.children if c.lower_ == "with"), None)
                noun = menace if menace is not None and menace.i in inside else noun
            said = noun is not None and noun.lemma_.lower() in words.nouns["said"]
            up_to_them = (
                noun is not None and kind == "refuse" and noun.lemma_ in words.nouns["granted"]
            )
            told = noun is not None and (
                up_to_them or names_deed(noun) or asks_for_deed(noun, inside)
            )
            if told and not (said and kind == "offer"):
                flip = kind == "refuse"
                force = _force(kind, state)
                below = replace(down, denied=state.denied ^ flip, force=force, time="ahead",
                                modality="planned")  # fmt: skip
                yield (noun, below)
        return
    if verb.lemma_ == "hope" and (hoped := _hoped_of(verb, inner, state)) is not None:
        yield (inner, replace(down, subject=hoped, by=state.subject, force="hope",
                              modality="planned", time="ahead"))  # fmt: skip
        return
    expects = child(inner, *SUBJECTS, "nsubjpass") if verb.lemma_ == "expect" else None
    if expects is not None and can_act(expects) and _is_own(state.subject):
        # "we expect the firm to answer": as who hopes for it
        yield (inner, replace(down, subject=expects, by=state.subject, force="hope",
                              modality="planned", time="ahead"))  # fmt: skip
        return
    if expects is not None:
        # "expects the pact to be signed": what others will do, and no plan of one's own
        yield (inner, replace(down, subject=None, modality="planned", time="ahead"))
        return
    if kind == "think" or (
        inner.dep_ == "ccomp" and kind in ("plan", "hope", "promise", "threaten")
    ):
        if kind == "think":
            yield (inner, replace(down, subject=None, modality="", time="", by=state.subject))
            return
        yield (
            inner,
            replace(down, force=_force(kind, state), modality="", time="", denied=False),
        )
        return
    if verb.lemma_ == "deny":  # "denied that they had promised", "denied having sold"
        over = child(inner, "aux") is not None and inner.tag_ in ("VBG", "VBN")
        modality, time = ("done", "past") if over else ("", "")
        below = replace(down, denied=not state.denied, force="", modality=modality, time=time)
        yield (inner, below)
        return
    done = state.time == "past" and kind not in ("try", "begin")
    if kind in ("promise", "plan", "offer", "threaten"):
        state = replace(state, time="past")  # what is promised lies ahead of the promise
        done = True
    below = replace(
        down,
        force=_force(kind, state) or state.force,
        denied=state.denied ^ (kind in ("refuse", "fail")),
        # "continues to refuse to talk" keeps up a refusal, and no talks
        aspect="" if kind in ("refuse", "fail") and state.aspect == "keep" else state.aspect,
        modality="planned" if done and kind not in ("fail",) else state.modality,
        time="ahead" if done and kind not in ("fail",) else state.time,
    )
    if kind == "try" or verb.lemma_ in ("plan", "intend", "aim", "prepare"):
        below = replace(below, attempt=True)
    if kind == "hope":
        below = replace(below, force="hope", modality="planned", time="ahead")
    if verb.lemma_ in words.carriers.get("fail", ()) and state.time == "past":
        below = replace(below, modality="done", time="past")
    yield (inner, below)


def _stood_against(verb: Any, noun: Any) -> bool:
    """Whether somebody stands against another's deed and does not refuse its own: "opposes the sale", not "opposes talks"."""
    words = lexicon().events
    against = verb.lemma_.lower() in ("oppose", "resist", "protest", "fight")
    return against and noun.lemma_.lower() in words.deverbal and child(noun, "poss") is None


def _hoped_of(verb: Any, inner: Any, state: State) -> Any | None:
    """Return who is hoped to do something yet: "we hope that Velia lifts the siege", not "that they have left"."""
    doer = child(inner, "nsubj")
    helpers = [c for c in inner.children if c.dep_ in ("aux", "auxpass")]
    ahead = inner.tag_ in ("VBZ", "VBP") and not helpers
    ahead = ahead or (
        inner.tag_ == "VB" and any(c.lower_ in ("will", "would", "'ll") for c in helpers)
    )
    plain = verb.tag_ in ("VBP", "VBZ") and not state.denied and inner.dep_ == "ccomp"
    return doer if plain and ahead and doer is not None and _is_own(state.subject) else None


def _is_own(subject: Any | None) -> bool:
    """Whether who speaks is the subject: "we", "I"."""
    return subject is not None and subject.lower_ in OWN


def _so_called(clause: Any) -> Any | None:
    """Return what "what the firm called its final offer" names."""
    what = child(clause, "dobj")
    calls = clause.lemma_.lower() in ("call", "describe", "term", "dub", "label")
    return (
        child(clause, "oprd", "attr")
        if calls and what is not None and what.lower_ == "what"
        else None
    )


def _behind_particle(verb: Any, kind: str) -> Any | None:
    """Return what is refused by a verb whose particle the parser took for a preposition: "voted down a deal"."""
    if kind != "refuse":
        return None
    pair = phrasal(verb, lexicon().events.carriers["refuse"]).partition("_")[2]
    post = next((c for c in verb.children if pair and c.dep_ == "prep" and c.lower_ == pair), None)
    return child(post, "pobj") if post is not None else None


def _tolerated(verb: Any, kind: str, state: State) -> Iterator[Step]:
    """Yield what somebody will not stand for: another is asked to leave it.

    What he will not allow he refuses himself ("will not allow talks"), unless it presses him ("… attacks").
    """
    thing = child(verb, "dobj", "nsubjpass")
    if thing is None:
        posts = (c for c in verb.children if c.dep_ == "prep" and c.lower_ in ("for", "with"))
        post = next(posts, None)  # "stand for", "put up with"
        thing = child(post, "pobj") if post is not None else None
    if not state.denied or thing is None or thing.pos_ != "NOUN" or not names_deed(thing):
        return
    noun, words = thing.lemma_.lower(), lexicon()
    presses = words.light_nouns.get(noun) in PRESSURE or noun in words.events.nouns["hostile"]
    presses = presses or words.events.held.get(noun) in ("carry_out", "commit", "impose", "call")
    if kind == "admit" and not presses:
        yield (thing, replace(state, force="refuse", modality="denied", time="ahead",
                              depth=state.depth + 1))  # fmt: skip
        return
    asked = State(denied=True, force="demand", modality="asked", time="ahead", by=state.subject,
                   depth=state.depth + 1)  # fmt: skip
    yield (thing, asked)


def _accused(verb: Any, inside: set[int], state: State) -> Iterator[Step]:
    """Yield what somebody is accused of, done by the accused."""
    whom = child(verb, "dobj", "nsubjpass")
    below = replace(
        state, subject=whom, force="accuse", modality="ongoing", time="now", denied=False
    )
    if whom is not None and whom.i in inside and whom.pos_ == "NOUN" and names_deed(whom):
        lasts = whom.lemma_.lower() in LASTING  # a blockade goes on, an arrest is over
        told = below if lasts else replace(below, modality="done", time="past")
        yield (whom, replace(told, subject=None))
        return
    for prep in verb.children:
        if prep.dep_ != "prep" or prep.lower_ not in ("of", "for", "with", "over"):
            continue
        done = child(prep, "pcomp") or child(prep, "pobj")
        if done is not None and done.i in inside and (done.pos_ == "VERB" or names_deed(done)):
            over = child(done, "aux") is not None  # "of having broken the truce"
            over = over or _is_one_attack(done)  # "of launching an attack"
            when = replace(below, modality="done", time="past") if over else below
            yield (done, when)


def _is_one_attack(done: Any) -> bool:
    """Whether what somebody is accused of is one attack, and so is over: not "of launching attacks"."""
    thing = child(done, "dobj")
    one = thing is not None and thing.tag_ == "NN" and child(thing, "det") is not None
    return one and done.lemma_.lower() in lexicon().light_verbs and deed_act(done) == "ASSAULT"


def _reported(verb: Any, inner: Any | None, state: State) -> Iterator[Step]:
    """Yield what is said inside what is said: "Somalia had told him that it would pay"."""
    teller = state.subject
    if child(verb, "auxpass") is not None:
        agent = child(verb, "agent")
        teller = child(agent, "pobj") if agent is not None else None
    if inner is None or inner.dep_ != "ccomp" or teller is None:
        return
    yield (inner, State(told_by=teller, depth=state.depth + 1))


def _force(kind: str, state: State) -> str:
    """Return the force of a wrapped deed; a denied refusal is an offer, a denied offer a refusal.

    What is asked for stays asked for: "urged them to refuse the offer", "Velia should refuse it".
    """
    doer = state.subject
    others = doer is None or doer.pos_ != "PRON" or doer.lower_ == "you"
    if state.force == "demand" or (state.asked and kind == "refuse" and others):
        return "demand"
    if kind in ("refuse",):
        return "offer" if state.denied else "refuse"
    if kind in ("offer", "promise") and state.denied:
        return "refuse"
    return {"offer": "offer", "promise": "promise", "plan": "promise", "threaten": "threaten"}.get(
        kind, ""
    )


def _makes_sense(verb: Any) -> Any | None:
    """Return what it would make sense to do: "it would make most sense to suspend the treaty"."""
    sense = child(verb, "dobj")
    if sense is None or sense.lemma_ != "sense":
        return None
    return next((c for t in (verb, sense) for c in t.children
                 if c.dep_ in ("xcomp", "acl", "advcl") and c.tag_ == "VB"), None)  # fmt: skip
