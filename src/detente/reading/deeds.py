"""Deeds: which act a verb of doing performs, its object considered."""

from __future__ import annotations

from typing import Any

from detente.reading.lexicon import lexicon
from detente.reading.syntax import child, phrasal, subject_of

#: Acts that press on somebody; to stop them is to concede.
PRESSURE = (
    "SANCTION",
    "PROTEST",
    "MOBILIZE",
    "ASSAULT",
    "COERCE",
    "THREATEN",
    "ACCUSE",
    "REJECT",
    "REQUEST",
)
#: Verbs by which a stoppage goes on.
_GOING_ON = ("continue", "go_on", "enter", "drag_on", "last", "remain")


def spoken_act(verb: Any) -> str | None:
    """Return the act of "delivered a message", "issued a warning"."""
    words = lexicon()
    thing = child(verb, "dobj")
    if thing is None or verb.lemma_.lower() not in words.light_verbs:
        return None
    return words.nouns.get(thing.lemma_.lower())


def shows(verb: Any) -> bool:
    """Whether "demonstrate" means to show: "demonstrated a fondness for risk", not "demonstrated in Velia"."""
    return verb.lemma_ == "demonstrate" and child(verb, "dobj", "ccomp") is not None


def deed_act(verb: Any) -> str | None:
    """Return the act that a verb of doing performs, its object considered."""
    words = lexicon()
    lemma = phrasal(verb, words.deeds)
    if (act := act_by_object(verb)) is not None:
        return act
    if stages_stoppage(verb):
        return "PROTEST"
    if _means_otherwise(verb, child(verb, "dobj", "nsubjpass")):
        return None
    if lemma in words.stopping:
        thing = child(verb, "dobj", "nsubjpass")
        stopped = words.light_nouns.get(thing.lemma_.lower()) if thing is not None else None
        if thing is None or (stopped is None and lemma not in ("cancel", "suspend", "halt")):
            return words.deeds.get(lemma)
        return "CONCEDE" if stopped in PRESSURE else "SANCTION"
    if goes_to_law(verb):
        return "ACCUSE"
    if lemma in words.light_verbs or lemma == "impose_on" or _is_light_pair(verb):
        thing = child(verb, "dobj")
        if thing is not None and thing.lemma_.lower() in words.light_nouns:
            return words.light_nouns[thing.lemma_.lower()]
    if lemma in ("go", "stay", "remain", "be") and is_out(verb):
        return "PROTEST"  # "went on strike", "are on strike"
    if lemma == "strike" and _stops_work(verb):
        return "PROTEST"
    thing = child(verb, "dobj")
    if (
        lemma == "block"
        and thing is not None
        and thing.lemma_ in ("road", "street", "highway", "bridge", "traffic")
    ):
        return "PROTEST"
    act = words.deeds.get(lemma)
    if shows(verb):
        return None
    if (
        lemma == "release"
        and thing is not None
        and thing.lemma_.lower() in words.papers | words.nouns
    ):
        return None  # "released a report"
    if lemma == "meet" and thing is not None and thing.lemma_.lower() in words.layers["fulfilled"]:
        return None  # "will meet the deadline"
    joint = child(verb, "dobj") is not None or any(c.lower_ == "with" for c in verb.children)
    if lemma in ("meet", "confer", "negotiate") and not joint:
        return None  # "the committee meets on Tuesday"
    if (
        act in ("SANCTION", "COERCE", "ASSAULT", "AID", "CONCEDE")
        and child(verb, "dobj", "nsubjpass", "prep") is None
    ):
        return None
    return act


def _means_otherwise(verb: Any, thing: Any | None) -> bool:
    """Whether a verb of pressing is used in a sense that presses on nobody.

    "Beat Holt in the primary", "fired back", "rallied thousands", "marched into town", "recalled the plan",
    "captured 40 seats", "ended his bid for the post".
    """
    lemma, beside = verb.lemma_.lower(), {c.lower_ for c in verb.children if c.i > verb.i}
    layers = lexicon().layers
    people = layers["people"] | layers["posts"] | layers["workers"]
    noun = thing.lemma_.lower() if thing is not None else ""
    if lemma in ("rally", "march"):
        return thing is not None or "into" in beside
    if lemma == "fire":
        return "back" in beside and thing is None and "on" not in beside
    if lemma == "beat":
        return thing is not None and thing.pos_ == "PROPN"
    if lemma == "recall":
        return thing is not None and noun not in people | layers["recalled"]
    if lemma == "capture":
        place = thing is not None and thing.ent_type_ in ("GPE", "LOC", "FAC", "PERSON")
        return (
            thing is not None
            and not place
            and noun not in people | layers["places"] | lexicon().arms
        )
    own = thing is not None and (whose := child(thing, "poss")) is not None and whose.tag_ == "PRP$"
    return lemma in lexicon().stopping and own and noun in layers["candidacies"]


def stages_stoppage(verb: Any) -> bool:
    """Whether workers stop work by what a verb names: "called a strike", "will press ahead with strike action"."""
    staging = lexicon().work["staging"]
    pair = phrasal(verb, staging)
    if pair not in staging or ("_" not in pair and child(verb, "prt") is not None):
        return False  # "called off the strike" calls none
    post = next((c for c in verb.children if c.dep_ == "prep" and c.lower_ == "with"), None)
    thing = child(verb, "dobj") or (child(post, "pobj") if post is not None else None)
    launched = verb.lemma_ == "launch" and thing is not None and thing.lower_ == "strike"
    return is_stoppage(thing) and not launched


def stoppage_voted(verb: Any) -> Any | None:
    """Return the stoppage that workers have decided on: "voted in favour of strikes", "members backed walkouts"."""
    work, lemma = lexicon().work, verb.lemma_.lower()
    if lemma in work["voting"]:
        posts = ("for", "of")  # "for a walkout", "in favour of a walkout"
        things = [t for t in verb.subtree if t.dep_ == "pobj" and t.head.lower_ in posts]
    else:
        things = [child(verb, "dobj")] if lemma in work["backing"] else []
    subject = subject_of(verb)
    union = subject is not None and subject.lemma_.lower() in lexicon().layers["workers"] | {
        "union"
    }
    for thing in (t for t in things if t is not None):
        named = is_stoppage(thing) or thing.lemma_.lower() in work["stoppages"]
        if named and (union or (is_stoppage(thing) and lemma in work["voting"])):
            return thing
    return None


def _is_light_pair(verb: Any) -> bool:
    """Whether a verb and its particle carry what their object names: "set up a blockade"."""
    pair = phrasal(verb, lexicon().light_verbs)
    return "_" in pair


def goes_to_law(verb: Any) -> bool:
    """Whether a verb takes somebody to court: "filed a lawsuit", "has taken legal action", "is challenging the ruling"."""
    law, lemma = lexicon().law, verb.lemma_.lower()
    thing = child(verb, "dobj")
    if thing is None:
        posts = [child(c, "pobj") for c in verb.children if c.dep_ == "prep" and c.lower_ == "for"]
        if lemma == "appeal":  # "will appeal", "appealed against the ruling"; not "for calm"
            beside = {c.lower_ for c in verb.children if c.dep_ == "prep"}
            return not beside - {"against", "to"} and (beside == {"against"} or not beside)
        return lemma == "apply" and any(p and p.lemma_.lower() in law["suits"] for p in posts)
    noun = thing.lemma_.lower()
    if lemma == "take" and any(
        (court := child(c, "pobj")) and court.lemma_.lower() in law["courts"]
        for c in verb.children
        if c.lower_ == "to"
    ):
        return True
    if lemma in ("challenge", "contest", "appeal"):
        return noun in law["judged"]
    before = {c.lower_ for c in thing.children if c.dep_ in ("amod", "compound")}
    legal = noun in law["suits"] or (noun in law["vague"] and bool(before & law["legal"]))
    return legal and lemma in law["filing"]


def is_out(verb: Any) -> bool:
    """Whether a verb tells that somebody is on strike: "went on strike", "have been on strike"."""
    return any(is_stoppage(child(c, "pobj")) for c in verb.children if c.lower_ == "on")


def _stops_work(verb: Any) -> bool:
    """Whether "strike" is to leave work: it hits nobody, and those strike who work, or for a reason."""
    if child(verb, "dobj", "nsubjpass", "auxpass") is not None:
        return False
    causes = {c.lower_ for c in verb.children if c.dep_ == "prep"}
    if causes & {"at", "against", "on", "inside", "into"} - _days(verb):
        return False
    subject = subject_of(verb)
    words = lexicon().layers
    work = words["workers"] | {"union", "teacher", "guard", "staff", "player"}
    many = subject is not None and subject.lemma_.lower() in work | words["people"] - words["armed"]
    return many or bool(causes & {"over", "for", "due", "because"})


def _days(verb: Any) -> set[str]:
    """Return the prepositions by which a verb only says when: "strike on Friday"."""
    posts = [c for c in verb.children if c.dep_ == "prep"]
    return {c.lower_ for c in posts if (p := child(c, "pobj")) and p.ent_type_ in ("DATE", "TIME")}


def act_by_object(verb: Any) -> str | None:
    """Return the act of a verb that presses on somebody by what it is done to: "closed the border"."""
    done_to, lemma = lexicon().done_to, verb.lemma_.lower()
    thing = child(verb, "dobj", "nsubjpass")
    if thing is not None:
        aside = child(verb, "prt")  # "struck down the law"
        words = f"{lemma}_{aside.lower_}" if aside is not None else lemma
        noun = thing.lemma_.lower()
        return done_to.get((words, noun), done_to.get((lemma, noun)))
    for post in (c for c in verb.children if c.dep_ in ("prep", "prt")):
        inner = next((c for c in post.children if c.dep_ == "prep"), post)
        thing = child(inner, "pobj")
        words = "_".join(dict.fromkeys((lemma, post.lower_, inner.lower_)))
        if thing is not None and (act := done_to.get((words, thing.lemma_.lower()))) is not None:
            return act
    return None


def stopped_by(verb: Any) -> Any | None:
    """Return whose stoppage it is that goes on: "the nurses' strike goes on", "the teacher strike entered its fourth week"."""
    strike = stoppage_in(verb)
    return workers_of(strike) if strike is not None else None


def workers_of(strike: Any) -> Any | None:
    """Return whose a stoppage is: "a strike by pilots", "the nurses' walkout", "the teacher strike"."""
    by = next((child(c, "pobj") for c in strike.children if c.lower_ == "by"), None)
    return by or child(strike, "poss") or child(strike, "compound")


def stoppage_coming(verb: Any) -> Any | None:
    """Return the stoppage that a verb tells to come about: "a strike by pilots is scheduled for Monday"."""
    strike = child(verb, "nsubj", "nsubjpass")
    return strike if strike is not None and is_stoppage(strike) and comes_about(verb) else None


def comes_about(verb: Any) -> bool:
    """Whether a verb tells that what is planned will be: "is scheduled", "goes ahead", not "is called off"."""
    coming = lexicon().work["coming"]
    lemma = phrasal(verb, coming)
    return lemma in coming and ("_" in lemma or child(verb, "prt") is None)


def stoppage_in(verb: Any) -> Any | None:
    """Return the stoppage that a verb tells to go on: "the strike dragged on", "Friday marks day 14 of the strike"."""
    strike = child(verb, "nsubj")
    if verb.lemma_ == "mark":
        day = child(verb, "dobj")
        of = next((c for c in day.children if c.lower_ == "of"), None) if day is not None else None
        timed = day is not None and day.lemma_.lower() in ("day", "week", "month")
        strike = child(of, "pobj") if timed and of is not None else None
    elif phrasal(verb, _GOING_ON) not in _GOING_ON:
        return None
    named = strike is not None and strike.lemma_.lower() in ("strike", "walkout", "stoppage")
    return strike if named else None


def _work(noun: Any | None) -> bool:
    return noun is not None and noun.lemma_.lower() in lexicon().layers["workers"]


def is_stoppage(thing: Any | None) -> bool:
    """Whether a noun names a stoppage of work: no strike that flies, or hits somebody."""
    work = lexicon().work
    if thing is None or thing.pos_ not in ("NOUN", "PROPN"):
        return False
    lemma = thing.lemma_.lower()
    if lemma in work["actions"]:
        before = (c.lower_ for c in thing.children if c.dep_ in ("compound", "amod"))
        posts = (child(c, "pobj") for c in thing.children if c.lower_ in ("for", "on", "of"))
        return bool(work["kinds"] & set(before)) or any(map(is_stoppage, posts))
    if lemma != "strike":
        return lemma in work["stoppages"]
    if any(c.lower_ == "by" and _work(child(c, "pobj")) for c in thing.children):
        return True  # "a strike by drivers at Halden Rail"
    if thing.lower_ != "strike" and workers_of(thing) is None:
        return False
    hits = any(
        c.lower_ in ("on", "against", "at")
        and (goal := child(c, "pobj"))
        and goal.ent_type_ not in ("DATE", "TIME")
        for c in thing.children
    )
    arms = lexicon().arms | {"air", "rocket", "military", "retaliatory", "pre-emptive", "cyber"}
    return not hits and not any(c.lemma_.lower() in arms for c in thing.children)
