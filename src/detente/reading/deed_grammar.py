"""Which words name a deed, who can do one, and when a verb says that it is done."""

from __future__ import annotations

from typing import Any

from detente.reading.deeds import is_out
from detente.reading.lexicon import lexicon
from detente.reading.syntax import child, subject_of

#: Deeds that go on once they are begun.
LASTING = frozenset(
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
_FUTURE = ("will", "shall", "'ll", "’ll", "wo")
_WOULD = ("would", "'d", "’d")
_NOW = ("am", "is", "are", "'re", "’re", "'m", "’m")
#: Verbs whose progressive tells what is about to be done.
_LEAVING = ("go", "leave", "quit", "withdraw", "walk", "pull")
#: Nouns by which one deed is tied to when another is done: "the moment the troops leave".
MOMENTS = ("moment", "minute", "instant", "day")
_DUTY = ("must", "should", "ought", "shall")
_CAN = ("can", "could", "may", "might", "ca")
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
            or (lemma.endswith(("tion", "sion", "ment", "ing", "al")) and not can_act(noun))
        )
    )  # fmt: skip


def tells_deed(noun: Any) -> bool:
    """Whether a noun phrase by itself tells of a deed: "no talks", "any step by Orland"."""
    if noun.lemma_.lower() in lexicon().events.nouns["projects"]:
        return True
    if noun.lemma_.lower() in lexicon().events.nouns["borne"]:
        return True
    return names_deed(noun) and any(c.dep_ in ("det", "poss", "neg", "prep") for c in noun.children)


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
        | words["posts"]
        | words["people"]
        | words["bodies"]
        | words["organs"]
        | words["institutions"]
        | words["workers"]
    )
    return (
        lemma in known
        or subject.lower_ in known
        or lemma in ("country", "nation", "republic", "kingdom", "side", "ally", "member")
    )


def particle_lemma(verb: Any) -> str:
    """Return a verb's lemma with its particle: "rule_out", "go_on"; "is over" is *end*, "is off" *call off*."""
    if verb.lemma_ == "be" and is_out(verb):
        return "stay"  # "are on strike"
    if verb.lemma_ == "be":
        return "be" if (state := state_particle(verb)) is None else _STATES[state.lower_]
    for c in verb.children:
        beside = c.i == verb.i + 1 and c.dep_ in ("advmod", "prep") and c.lower_ in _PARTICLES
        below = [x.dep_ for x in c.children]
        bare = not below or (c.lower_ == "back" and set(below) == {"prep"})
        bare = bare or (below == ["pcomp"] and verb.lemma_ in ("go", "carry", "keep"))
        # "the treaty is tampered with"
        stranded = c.dep_ == "prep" and not below and c.i == verb.i + 1 and verb.tag_ == "VBN"
        if c.dep_ == "prt" or (beside and bare) or (stranded and child(verb, "auxpass")):
            # "go back to work", "go on arming them"
            return f"{verb.lemma_.lower()}_{c.lower_}"
    return str(verb.lemma_.lower())


def state_particle(verb: Any) -> Any | None:
    """Return the particle that says what has become of something: "the strike is off", "is over"."""
    for c in verb.children:
        after = child(c, "pobj")
        timed = after is not None and after.lemma_ in MOMENTS
        if c.lower_ in _STATES and c.i > verb.i and (timed or not any(True for _ in c.children)):
            return c
    return None


def tense_of(verb: Any, helpers: set[str]) -> tuple[str, str, bool]:
    """Return a verb's modality and time by its form and helpers, and whether a modal asks for it."""
    if "have" in helpers and helpers & {*_WOULD, *_CAN, "should"}:
        return "conditional", "past", False  # "would have closed the port": it never was
    if helpers & set(_FUTURE):
        return "planned", "ahead", False
    if helpers & set(_WOULD):
        return "planned", "ahead", False
    if helpers & set(_DUTY) or (verb.lemma_ in ("need", "have") and has_to_do(verb)):
        return "asked", "ahead", True
    if helpers & set(_CAN):
        return "conditional", "ahead", False
    if verb.tag_ == "VB" and "to" in helpers:
        return "planned", "ahead", False
    if "do" in helpers and child(verb, "nsubj") is not None:
        return "ongoing", "now", False  # "we do not support it", as "he does not"
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


def has_to_do(verb: Any) -> bool:
    """Whether a verb leads on to an infinitive: "has to pay"."""
    inner = child(verb, "xcomp")
    return inner is not None and any(c.lower_ == "to" for c in inner.children)


def only_happens(verb: Any, subject: Any | None) -> bool:
    """Whether a verb only says that what its subject names comes about: "if such an attack occurs"."""
    if subject is None or subject.pos_ != "NOUN" or not names_deed(subject):
        return False
    place = child(verb, "dobj")
    if place is not None and verb.lemma_ == "follow":
        return False  # "the government is following the decision"
    return verb.lemma_ in ("occur", "happen", "follow") or (
        verb.lemma_ == "take" and place is not None and place.lower_ == "place"
    )


def maker_of(by: Any) -> Any:
    """Return who stands behind a thing that does something: "hit by a dam being built by Ethiopia"."""
    if can_act(by) or (made := child(by, "acl")) is None or made.tag_ != "VBN":
        return by
    agent = child(made, "agent")
    maker = child(agent, "pobj") if agent is not None else None
    return maker if maker is not None and can_act(maker) else by


def keeper_of(lemma: str, thing: Any | None) -> Any | None:
    """Return whose own measure it is that is ended, or aim that is reached: "the removal of U.S. sanctions".

    A plain name before the noun may be the target ("the Iran sanctions"): an adjective of a nation,
    an owner and an abbreviation are who keeps it up.
    """
    words = lexicon()
    if thing is not None and thing.lemma_.lower() in words.events.nouns["aims"]:
        owner = child(thing, "poss")  # "it will fight on until its goals are achieved"
        fights = (
            owner is not None
            and owner.lower_ in ("its", "their", "his", "her")
            and thing.head.dep_ == "advcl"
        )
        return (subject_of(thing.head.head) if fights else None) or owner
    if thing is None or lemma not in words.ending:
        return None
    if thing.lemma_.lower() not in LASTING | words.arms | words.events.nouns["measures"]:
        return None
    for c in thing.children:
        short = c.dep_ in ("compound", "nmod") and (c.text.isupper() or "." in c.text)
        if c.dep_ == "poss" or (c.ent_type_ in ("NORP", "GPE") and (c.dep_ == "amod" or short)):
            return c
    return None


def hinders(verb: Any) -> bool:
    """Whether a deed only keeps others from theirs, so that leaving it is yielding."""
    way = next((child(c, "pobj") for c in verb.children if c.lower_ == "in"), None)
    blocks = verb.lemma_.lower() in lexicon().events.hindering
    return blocks or (verb.lemma_ == "stand" and way is not None and way.lower_ == "way")


def is_run(subject: Any, verb: Any, goal: Any | None) -> bool:
    """Whether a work or place is what is opened or closed and not who does it: "the mine reopens"."""
    works = lexicon().layers["institutions"] - lexicon().layers["people"]
    inchoative = particle_lemma(verb) in lexicon().events.inchoative
    return goal is None and inchoative and subject.lemma_.lower() in works


def belongs(noun: Any) -> bool:
    """Whether what a noun names acts for its owner: "Orland's navy", "their ships"."""
    return noun.lemma_.lower() in lexicon().arms | lexicon().layers["collectives"] | {
        "ship",
        "plane",
        "jet",
    }


def held_deed(noun: Any, inside: set[int]) -> Any | None:
    """Return the deed of "Israel's demand to withdraw", "its threat of closing the strait"."""
    for c in noun.children:
        if c.i not in inside:
            continue
        if c.dep_ in ("acl", "xcomp", "ccomp") and c.pos_ == "VERB":
            return c
        if c.dep_ == "relcl" and is_infinitive(c):
            return c  # "a call to lay down their arms"
        if c.dep_ == "advcl" and c.tag_ == "VB" and child(c, "nsubj") is not None:
            return c  # "its call for Orland to withdraw"
        if c.dep_ == "prep" and (done := child(c, "pcomp")) is not None and done.pos_ == "VERB":
            return done
    if lexicon().nouns.get(noun.lemma_.lower()) == "REQUEST":
        things = (child(c, "pobj") for c in noun.children if c.lower_ == "for" and c.i in inside)
        events = lexicon().events  # "its call for the release of the crew", "a demand for a rise"
        asked = events.deverbal.keys() | events.nouns["granted"]
        return next((t for t in things if t is not None and t.lemma_.lower() in asked), None)
    if noun.lemma_.lower() not in lexicon().events.nouns["willing"]:
        return None
    for c in (*noun.children, *noun.head.children):  # "openness to dialogue", wherever it is hung
        if c.dep_ == "prep" and c.i > noun.i and c.lower_ in ("to", "for") and c.i in inside:
            done = child(c, "pobj")
            return done if done is not None and names_deed(done) else None
    return None


def joins_deed(noun: str) -> tuple[str, ...]:
    """Return the prepositions behind a deed's noun before what the deed acts on: "an end to the siege"."""
    return ("of", "to") if noun in ("end", "halt", "stop") else ("of",)


def asks_for_deed(noun: Any, inside: set[int]) -> bool:
    """Whether a noun names a demand and holds what is asked: "its call for Orland to withdraw"."""
    asked = lexicon().nouns.get(noun.lemma_.lower()) == "REQUEST"
    return asked and held_deed(noun, inside) is not None


def demand_made(verb: Any, inside: set[int]) -> Any | None:
    """Return the demand that somebody makes: "gave X an ultimatum to leave", "renewed its call for X to leave"."""
    makes = lexicon().light_verbs | lexicon().events.repeating | {"come_up"}
    thing = child(verb, "dobj")
    if particle_lemma(verb) == "come_up":  # "came up with a demand for a rise"
        post = next((c for c in verb.children if c.lower_ == "with"), None)
        thing = child(post, "pobj") if post is not None else None
    if thing is None or particle_lemma(verb) not in makes or thing.i not in inside:
        return None
    return thing if asks_for_deed(thing, inside) else None


def deadline_set(verb: Any) -> tuple[Any | None, Any] | None:
    """Return who is told by when to do something, and what: "gave Velia 48 hours to leave the gorge".

    Also "has given the junta until Sunday to …", "set a deadline for Orland to …".
    """
    if verb.lemma_.lower() not in lexicon().events.deadlines["verbs"]:
        return None
    timed = child(verb, "dobj") or child(verb, "npadvmod")
    whom = child(verb, "dative", "nsubjpass")
    if timed is None or not _is_deadline(timed):
        until = next((c for c in verb.children if c.lower_ in ("until", "till")), None)
        if until is None or child(until, "pobj") is None:
            return None
        timed, whom = until, whom or timed
    deeds = (c for holder in (timed, verb) for c in holder.children if c.i > timed.i)
    deed = next((c for c in deeds if c.tag_ == "VB" and is_infinitive(c)), None)
    if deed is None:
        return None
    if whom is not None and whom.pos_ == "ADP":
        whom = child(whom, "pobj")
    return child(deed, "nsubj") or whom, deed


def told_by_when(deed: Any) -> Any | None:
    """Return who is told by when to do a deed: the doer of "leave" in "gave Velia 48 hours to leave"."""
    while deed.dep_ == "conj":
        deed = deed.head  # "… to open talks and pull back"
    for above in (deed.head, deed.head.head):
        told = deadline_set(above)
        if told is not None and told[1] == deed:
            return told[0]
    return None


def _is_deadline(thing: Any) -> bool:
    """Whether a noun says by when: "48 hours", "a week", "a deadline"."""
    kinds = lexicon().events.deadlines
    counted = child(thing, "nummod", "det") is not None
    lemma = thing.lemma_.lower()
    return lemma in kinds["nouns"] or (counted and lemma in kinds["units"])


def is_infinitive(verb: Any) -> bool:
    """Whether a verb stands behind "to"."""
    return any(c.tag_ == "TO" for c in verb.children)


def doer_behind(verb: Any) -> Any | None:
    """Return who does what a passive tells: "was warned by Velia", "was warned of sanctions by Velia"."""
    if child(verb, "auxpass", "nsubjpass") is None:
        return None
    agent = child(verb, "agent")
    for thing in (child(c, "pobj") for c in verb.children if agent is None and c.lower_ == "of"):
        within = thing.children if thing is not None else ()
        agent = agent or next((c for c in within if c.lower_ == "by"), None)
    return child(agent, "pobj") if agent is not None else None


def bearing_warned_of(verb: Any) -> Any | None:
    """Return what others would have to bear, or get back: "warned of serious consequences"."""
    post = next((c for c in verb.children if c.dep_ == "prep" and c.lower_ == "of"), None)
    thing = child(post, "pobj") if post is not None else None
    borne = thing is not None and thing.lemma_.lower() in lexicon().events.nouns["borne"]
    return thing if borne else blow_warned_of(verb)


def blow_warned_of(verb: Any) -> Any | None:
    """Return what somebody would do in return: "warned of retaliation", not "warned of retaliation by Velia".

    Any deed will do on a condition: "warned Velia of new sanctions if it …".
    """
    post = next((c for c in verb.children if c.dep_ == "prep" and c.lower_ == "of"), None)
    thing = child(post, "pobj") if post is not None else child(verb, "dobj")
    if verb.lemma_ != "warn" or thing is None:
        return None
    marks = (child(c, "mark") for c in verb.children if c.dep_ == "advcl")
    bound = any(mark is not None and mark.lower_ in ("if", "unless") for mark in marks)
    returned = thing.lemma_.lower() in lexicon().events.nouns["returned"]
    if not returned and not (bound and post is not None and names_deed(thing)):
        return None
    if child(thing, "poss") is not None or any(c.ent_type_ == "NORP" for c in thing.children):
        return None
    beside = [*thing.children, *(c for c in verb.children if c.i > thing.i)]
    makers = (child(c, "pobj") for c in beside if c.lower_ in ("by", "from"))
    others = any(
        made is not None and made.ent_type_ not in ("DATE", "TIME") and made != doer_behind(verb)
        for made in makers
    )
    return None if others else thing


def treated_as(verb: Any) -> Any | None:
    """Return as what something hostile a verb treats what it meets: "seen as an act of war", "considered an attack".

    None where the verb is no such verb, or what follows is nothing hostile: "seen as a friend".
    """
    if verb.lemma_.lower() not in lexicon().events.response:
        return None
    post = next(
        (t for t in verb.subtree if t.lower_ == "as" and t.dep_ == "prep" and t.i > verb.i), None
    )
    named = child(verb, "oprd", "attr") if post is None else child(post, "pobj")
    if named is None and post is None and verb.lemma_.lower() in ("consider", "deem", "call"):
        named = next(
            (
                c
                for c in verb.children
                if c.dep_ in ("dobj", "xcomp", "ccomp") and c.i > verb.i and c.pos_ == "NOUN"
            ),
            None,
        )
    hostile = named is not None and named.lemma_.lower() in lexicon().events.nouns["hostile"]
    return named if hostile else None


def inner_of(verb: Any, inside: set[int]) -> Any | None:
    """Return the verb of what a verb wraps."""
    trying = verb.lemma_.lower() in (
        lexicon().events.carriers["try"] | lexicon().events.carriers["begin"]
    )
    trying = trying or goes_further(verb)
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


def goes_further(verb: Any) -> bool:
    """Whether a verb only leads on to what it is for: "go further to ensure", "do more to protect"."""
    return verb.lemma_ in ("go", "do", "act") and any(
        c.lower_ in ("further", "farther", "more", "everything", "quickly", "now")
        for c in verb.children
    )
