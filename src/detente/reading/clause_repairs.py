"""Clauses whose conjunction the small parser takes for something else are put right.

See :mod:`detente.reading.repairs`: only heads and labels change.
"""

from __future__ import annotations

from itertools import takewhile
from typing import Any

from detente.reading.deed_grammar import MOMENTS
from detente.reading.lexicon import lexicon
from detente.reading.syntax import GIVING, SUBJECTS, child

#: Particles that belong to the verb before them: "hand over the crew".
_PARTICLES = ("over", "back", "up", "down", "off", "out")
_FINITE = ("VBZ", "VBP", "VBD", "MD")
#: What somebody makes "it" that is told: "made it plain that …".
_KNOWN = ("clear", "plain", "known")


def repair_clause(token: Any) -> None:
    """Give a clause its verb, its subject and its conjunction where the parser tore them apart."""
    if token.lower_ in ("provided", "providing"):
        _provided(token)
    if token.tag_ == "NN" and token.lower_.endswith("ing"):
        _going_on(token)
    if token.lower_ in _KNOWN and token.dep_ == "ccomp" and token.head.lemma_ == "make":
        _made_clear(token)
    if token.dep_ == "relcl" and token.head.dep_ == "dobj":
        _told_an_audience(token)
    if token.lower_ in ("quoted", "cited"):
        _quoted_as_saying(token)
    if token.dep_ == "compound" and token.ent_type_ == "GPE":
        _given_whom(token)
    if token.dep_ == "conj":
        _past_behind_infinitive(token)
        _past_behind_future(token)
        _future_behind_past(token)
    if token.dep_ in ("conj", "advcl"):
        _told_of_pronoun(token)
    if token.tag_ == "VBG" and token.dep_ in ("acl", "advcl"):
        _said_besides(token)
        _said_at_a_point(token)
    if token.lower_ == "were":
        _turned_were(token)
    if token.lower_ in MOMENTS and token.i and token.doc[token.i - 1].lower_ == "the":
        _verb_behind_moment(token)
    if token.dep_ == "npadvmod" and token.pos_ == "PROPN":
        _spoken_to(token)
    if token.dep_ == "ccomp" and token.tag_ == "NN":
        _verb_asked_for(token)
    if token.dep_ == "ccomp" and token.tag_ == "JJ":
        _adjective_asked_for(token)
    if token.dep_ in ("ROOT", "ccomp") and token.tag_ == "VBP":
        _order_behind_condition(token)
    if token.dep_ == "pobj" and token.i + 1 < len(token.doc):
        _told_on_a_day(token)
    if token.dep_ == "nsubjpass" and token.head.dep_ == "ccomp":
        _demand_to_be(token)


def _going_on(noun: Any) -> None:
    """Let what has been going on be a verb: "the union has been bargaining with the firm"."""
    helpers = {c.lower_ for c in noun.children if c.dep_ in ("aux", "auxpass")}
    if (
        "been" in helpers
        and helpers & {"has", "have", "had"}
        and child(noun, *SUBJECTS) is not None
    ):
        base = noun.lower_.removesuffix("ing")
        doubled = len(base) > 2 and base[-1] == base[-2] and base[-1] not in "lsz"
        noun.tag_, noun.pos_, noun.lemma_ = "VBG", "VERB", base[:-1] if doubled else base


def _given_whom(name: Any) -> None:
    """Let a country be given what stands behind it: "offered Orland relief", not "offered Hong Kong residents a home"."""
    thing = name.head
    verb = thing.head
    given = thing.dep_ == "dobj" and verb.lemma_ in (*GIVING, "deny") and verb.i < name.i
    if given and thing.tag_ == "NN" and thing.i == name.i + 1 and thing.left_edge == name.left_edge:
        name.doc.hang(name, verb, "dative")


def _provided(word: Any) -> None:
    """Let a bare "provided" open a condition: "ready for a truce provided the army ends its attacks".

    Not "the aid provided by Orland", "has provided arms that kill".
    """
    doc = word.doc
    if child(word, *SUBJECTS, "aux", "auxpass", "mark", "agent") is not None or word.dep_ == "mark":
        return
    behind = list(
        takewhile(lambda t: not t.is_punct and t.tag_ not in ("WDT", "WP"), doc[word.i + 1 :])
    )
    verb = next((t for t in behind if t.tag_ in _FINITE), None)
    if verb is not None and verb.tag_ == "MD":
        verb = verb.head
    if verb is None or verb.i <= word.i + 1 or behind[0].tag_ == "IN":
        return
    main = next((t for t in word.ancestors if t != verb and t.pos_ in ("VERB", "AUX")), None)
    if main is None or main.i > word.i:
        return
    between = [t for t in behind if t.i < verb.i and t.pos_ in ("NOUN", "PROPN", "PRON")]
    subject = next((t for t in between if t.head in (word, verb) and t.dep_ != "poss"), None)
    if subject is None:
        return
    # "for a truce provided Orland's forces end": the truce belongs to the clause before
    for torn in [c for c in verb.children if c.i < word.i]:
        if torn.dep_ == "mark" and torn.lower_ == "for":
            doc.hang(torn, child(main, "acomp") or main, "prep")
        elif torn.dep_ in SUBJECTS and (post := doc[torn.left_edge.i - 1]).lower_ == "for":
            doc.hang(torn, post, "pobj")
        elif torn.dep_ in SUBJECTS:
            doc.hang(torn, main, "dobj")
    doc.hang(verb, main, "advcl")
    doc.hang(word, verb, "mark")
    doc.hang(subject, verb, "nsubjpass" if child(verb, "auxpass") is not None else "nsubj")


def _made_clear(adjective: Any) -> None:
    """Let "made it clear on Monday that …" tell what follows "that", as "made clear that …" does."""
    verb, doc = adjective.head, adjective.doc
    it = child(adjective, "nsubj")
    told = child(adjective, "advcl", "ccomp")
    mark = child(told, "mark") if told is not None else None
    if it is None or it.lower_ != "it" or told is None or mark is None or mark.lower_ != "that":
        return
    doc.hang(told, verb, "ccomp")
    doc.hang(it, verb, "expl")
    for c in [c for c in adjective.children if c.i > adjective.i]:
        doc.hang(c, verb, c.dep_)
    adjective.dep_ = "acomp"


def _quoted_as_saying(verb: Any) -> None:
    """Hang on "quoted" what somebody is quoted as saying: "Aera News quoted the envoy as saying the pact was dead".

    Behind a quotation the parser takes the verb for a part of the name: "“…,” AEN quoted minister Ann Lee as saying".
    """
    doc = verb.doc
    saying = next((t for t in doc[verb.i + 1 :] if t.lower_ == "saying"), None)
    if saying is None or saying.dep_ != "pcomp" or saying.head.lower_ != "as" or not verb.i:
        return
    if verb.dep_ == "amod":
        whom, medium = verb.head, doc[verb.i - 1]
        while whom.head.i > whom.i and whom.head.pos_ == "PROPN":
            whom = whom.head
        told = whom.head
        if told.pos_ not in ("VERB", "AUX") or told.i > verb.i or medium.pos_ != "PROPN":
            return
        verb.tag_, verb.pos_ = "VBD", "VERB"
        doc.hang(verb, verb if told.head == told else told.head, told.dep_)
        doc.hang(told, verb, "ccomp")
        doc.hang(medium, verb, "nsubj")
        doc.hang(whom, verb, "dobj")
        doc.hang(saying.head, verb, "prep")
    if saying.head.head == verb and (told := child(saying, "ccomp")) is not None:
        doc.hang(told, verb, "ccomp")


def _told_an_audience(told: Any) -> None:
    """Let what an audience is told be told: "told a press briefing that Orland has always kept its word"."""
    verb = told.head.head
    that = next((c for c in told.children if c.lower_ == "that" and c.i < told.i), None)
    subject = child(told, *SUBJECTS)
    if verb.lemma_ not in ("tell", "inform", "remind", "assure") or that is None or subject is None:
        return
    if subject == that or subject.i < that.i or child(verb, "ccomp") is not None:
        return
    that.dep_ = "mark"
    verb.doc.hang(told, verb, "ccomp")


def _past_behind_future(verb: Any) -> None:
    """Join a verb in the past to who told it: "said the plan would fail, and called it a danger".

    "Would" and "be" do not go on with a verb of speech in the past. Not "said the ship would be seized
    and sold", "said it would not leave but was ready to talk".
    """
    told = verb.head
    above = told.head
    if verb.tag_ != "VBD" or verb.lemma_.lower() not in lexicon().events.saying:
        return
    if child(verb, *SUBJECTS) is not None:
        return
    if told.dep_ != "ccomp" or above.tag_ != "VBD" or not above.i < told.i < verb.i:
        return
    if told.tag_ == "VBN" and child(verb, "ccomp") is None:
        return
    be = child(told, "auxpass")
    bare = told.tag_ == "VB" or (be is not None and be.tag_ == "VB")
    apart = verb.doc[verb.left_edge.i - 2].text == ","  # ", and left the hall"
    present = told.tag_ in ("VBP", "VBZ") and apart
    if bare or present:
        _join(verb, above)


def _past_behind_infinitive(verb: Any) -> None:
    """Join a verb in the past to who asked: "warned Velia not to fire, and called on it to leave".

    An infinitive goes on with no past: it is not the firing that called.
    """
    told = verb.head
    to = child(told, "aux")
    above = told.head
    if verb.tag_ != "VBD" or told.tag_ != "VB" or to is None or to.tag_ != "TO":
        return
    past = above.tag_ == "VBD" or (above.tag_ == "VBN" and child(above, "aux") is not None)
    asked = told.dep_ in ("xcomp", "ccomp", "advcl") and above.i < told.i and past
    if asked and child(verb, *SUBJECTS) is None and verb.i > told.i:
        _join(verb, above)


def _future_behind_past(verb: Any) -> None:
    """Let what somebody will do besides be told: "said they plan to tax ore, and will act if talks fail".

    Also what a list goes on with: "said it would pull back its troops; lift the ban if Velia pays".
    """
    above = verb.head
    told = child(above, "ccomp")
    will = child(verb, "aux")
    if verb.tag_ != "VB" or told is None:
        return
    listed = will is None and verb.doc[verb.left_edge.i - 1].text == ";"
    listed = listed and any(c.tag_ == "MD" for c in told.children)
    if not listed and (will is None or will.tag_ != "MD"):
        return
    if above.tag_ != "VBD" or child(verb, *SUBJECTS) is not None or not above.i < told.i < verb.i:
        return
    subject = child(told, "nsubj")
    if subject is not None and subject.tag_ == "PRP":
        _join(verb, told)


def _told_of_pronoun(told: Any) -> None:
    """Let a pronoun be told something of: "hinted it, too, was considering tariffs"."""
    verb = told.head
    it = child(verb, "dobj")
    first = told.left_edge
    if it is None or it.lower_ not in ("it", "they", "he", "she") or first.i != it.i + 2:
        return
    if verb.lemma_.lower() not in lexicon().neutral or child(told, *SUBJECTS, "cc") is not None:
        return
    if any(c.tag_ in _FINITE for c in (told, *told.children)) and told.doc[it.i + 1].text == ",":
        told.doc.hang(told, verb, "ccomp")
        told.doc.hang(it, told, "nsubj")


def _join(verb: Any, to: Any) -> None:
    """Hang a joined verb, with its conjunction and comma, on another."""
    for c in [c for c in verb.head.children if c.dep_ in ("cc", "punct") and to.i < c.i < verb.i]:
        if c.i > verb.head.i or to.i > verb.head.i:
            c.doc.hang(c, to, c.dep_)
    verb.doc.hang(verb, to, "conj")


def _said_besides(verb: Any) -> None:
    """Hang on the main verb what somebody says besides: "rejected a call to open talks, accusing Velia of lies".

    Behind a comma it is neither the call nor the talks that accuse.
    """
    above, comma = verb.head, verb.doc[verb.i - 1] if verb.i else verb
    if comma.text != "," or verb.lemma_.lower() not in lexicon().telling or above.i > verb.i:
        return
    main = next((t for t in above.ancestors if t.tag_ in ("VBD", "VBZ", "VBP")), None)
    aside = above.pos_ in ("NOUN", "PROPN") or above.tag_ == "VB"
    if aside and main is not None and main.i < above.i and child(main, "nsubj") is not None:
        verb.doc.hang(verb, main, "advcl")


def _said_at_a_point(verb: Any) -> None:
    """Hang on the main verb what somebody says at some point: "feuded with the mayor, at one point calling her a liar".

    It is not the point that calls; nor in "reached a point calling for a vote".
    """
    point = verb.head
    at = point.head
    if (
        point.lower_ not in ("point", "stage", "moment")
        or verb.i != point.i + 1
        or at.lower_ != "at"
    ):
        return
    main = next((t for t in at.ancestors if child(t, "nsubj") is not None), None)
    if main is not None and main.i < at.i and verb.doc[at.i - 1].text == ",":
        verb.doc.hang(verb, main, "advcl")


def _turned_were(were: Any) -> None:
    """Let who stands behind "were" do what follows: "were Velia to arm them, …", not "Velia were to arm them".

    The verb of the clause is what would be done, as in "should Velia arm them".
    """
    verb = child(were, "xcomp", "advcl")
    name = next((c for c in were.children if c.dep_ in ("nsubj", "attr") and c.i > were.i), None)
    to = child(verb, "aux") if verb is not None else None
    if (
        verb is None
        or name is None
        or to is None
        or to.lower_ != "to"
        or to.i != name.right_edge.i + 1
    ):
        return
    if any(c.dep_ in SUBJECTS and c.i < were.i for c in were.children):
        return
    were.doc.hang(verb, were.head if were.dep_ != "ROOT" else verb, were.dep_)
    were.doc.hang(name, verb, "nsubj")
    were.doc.hang(were, verb, "aux")


def _verb_behind_moment(moment: Any) -> None:
    """Give "the moment Velia lands, …" the verb that was taken for a plural behind a name.

    Not "the day Velia banks on", nor "the moment Velia ships arrived".
    """
    doc, at = moment.doc, moment.i
    if at + 3 >= len(doc) or doc[at + 3].text != ",":
        return
    name, verb = doc[at + 1], doc[at + 2]
    if not name.is_title or verb.tag_ not in ("NNS", "VBZ") or name.head != verb:
        return
    if (
        moment.head == verb and verb.dep_ in SUBJECTS
    ):  # "the instant | Velia fires": all one subject
        doc.hang(moment, verb.head, "npadvmod")
        doc.hang(doc[at - 1], moment, "det")
    main = child(moment, "relcl")
    if main is not None and main.i > verb.i and moment.dep_ == "ROOT":
        doc.hang(main, main, "ROOT")
        doc.hang(moment, main, "npadvmod")
    verb.pos_, verb.tag_ = "VERB", "VBZ"
    name.pos_, name.tag_ = "PROPN", "NNP"
    doc.hang(verb, moment, "relcl")
    doc.hang(name, verb, "nsubj")


def _spoken_to(name: Any) -> None:
    """Let a name right behind a verb that is said to somebody be whom it is said to: "warned Velia".

    Not "warned Monday".
    """
    verb = name.head
    told = verb.lemma_ in lexicon().layers["to_somebody"] and verb.i + 1 == name.left_edge.i
    if told and name.ent_type_ != "DATE" and child(verb, "dobj", "dative") is None:
        name.dep_ = "dobj"


def _verb_asked_for(noun: Any) -> None:
    """Let a bare verb behind whoever is asked be one: "demanded that Velia hand over the crew".

    Not "said that Velia hand luggage was lost".
    """
    mark, name = child(noun, "mark"), noun.doc[noun.i - 1] if noun.i else noun
    asks = noun.head.lemma_ in lexicon().events.carriers["ask"]
    if mark is None or mark.lower_ != "that" or not asks or not name.is_title or name.i <= mark.i:
        return
    if name.head != noun or name.dep_ not in ("amod", "compound", "nmod"):
        return
    doc = noun.doc
    noun.tag_, noun.pos_ = "VB", "VERB"
    name.tag_, name.pos_ = "NNP", "PROPN"
    doc.hang(name, noun, "nsubj")
    after = next((c for c in noun.children if c.dep_ == "prep" and c.i == noun.i + 1), None)
    thing = child(after, "pobj") if after is not None and after.lower_ in _PARTICLES else None
    if after is not None and thing is not None:
        doc.hang(thing, noun, "dobj")
        doc.hang(after, noun, "prt")


def _adjective_asked_for(word: Any) -> None:
    """Let an adjective behind whoever is asked be the verb: "demanded that the army clear out of the town".

    Not "insisted that prices matter", "demanded that they be free".
    """
    mark, subject = child(word, "mark"), child(word, "nsubj")
    asks = word.head.lemma_ in ("demand", "ask", "request", "require", "urge", "order")
    if mark is None or mark.lower_ != "that" or not asks or subject is None:
        return
    if subject.right_edge.i + 1 == word.i and child(word, "cop", "aux") is None:
        word.tag_, word.pos_ = "VB", "VERB"


def _order_behind_condition(verb: Any) -> None:
    """Let a bare verb behind a condition be an order: "If you are serious, call off the strike"."""
    doc, before = verb.doc, child(verb, "advcl")
    if before is None or before.i > verb.i or child(verb, *SUBJECTS) is not None:
        return
    mark = child(before, "mark")
    opens = mark is not None and mark.lower_ == "if" and verb.left_edge.i == mark.i
    if opens and doc[verb.i - 1].text == "," and child(verb, "aux", "auxpass") is None:
        verb.tag_ = "VB"


def _told_on_a_day(noun: Any) -> None:
    """Give a clause the subject that was taken for a part of the day: "said on Sunday talks were impossible"."""
    day, told, post = noun.left_edge, noun.doc[noun.i + 1], noun.head
    dated = day.dep_ in ("compound", "nmod") and day.ent_type_ == "DATE" and day.i < noun.i
    finite = told.tag_ in _FINITE or told.dep_ in ("aux", "auxpass")
    verb = told.head if told.dep_ in ("aux", "auxpass", "cop") else told
    if not dated or not finite or day.i != post.i + 1 or post.dep_ != "prep":
        return
    if verb.dep_ != "ccomp" or verb.head != post.head or child(verb, *SUBJECTS) is not None:
        return
    noun.doc.hang(day, post, "pobj")
    noun.doc.hang(noun, verb, "nsubjpass" if child(verb, "auxpass") is not None else "nsubj")


def _demand_to_be(noun: Any) -> None:
    """Let what is refused be the demand: "rejected the rebels' demand to be heard", not its being heard."""
    deed = noun.head
    verb = deed.head
    named = lexicon().nouns.get(noun.lemma_.lower()) == "REQUEST"
    infinite = any(c.tag_ == "TO" for c in deed.children) and child(deed, "mark") is None
    if named and infinite and verb.i < noun.i and child(verb, "dobj") is None:
        noun.doc.hang(noun, verb, "dobj")
        noun.doc.hang(deed, noun, "acl")
