"""The words that make a claim of one kind or another, as they stand between lemmas.

"Hinged on", "hinges upon" and "will hinge on" are one pattern; each pattern is matched with lemmas, a
blank on either side of each: " the ball be in their court ".
"""

from __future__ import annotations

import re

ON = r"(?: (?!but )\S+){0,4}? (?:on|upon)(?= )"
DEPENDS = re.compile(
    rf" (?:(?:depend|dependent|hinge|hang|ride|rid|rest|turn|contingent|conditional|pivot){ON}"
    r"|have (?:\S+ )?to do with(?= )"
    r"|(?:decide|determine|shape|settle) by(?= )|in the hand of(?= )|in(?= (?:\S+ ){1,4}?hand )|function of(?= )|independent(?:ly)? of(?= )"
    r"|matter (?:what|how|whether|who)(?= )|make (?:\S+ ){0,2}difference(?= )"
    r"|come down to(?= )|boil down to(?= )|(?:stand or fall|stand and fall|rise or fall) with(?= ))"
)
#: The same where the party is named before: "their attitude is decisive", "they hold the key".
DECIDES = re.compile(
    r" (?:hold the key|have the (?:last|final) (?:word|say)|call the (?:shot|tune)"
    r"|(?:be|prove|remain)(?: \S+){0,2}? (?:decisive|crucial|pivotal|irrelevant|immaterial|beside the point)"
    r"|have (?:\S+ ){0,2}?(?:bearing|influence|effect|say|impact)"
    r"|(?:change|decide|determine|shape|settle) (?:nothing|everything|anything|the outcome|the result|what (?:come|follow|happen))"
    r"|matter)(?= )"
)
THEIRS = re.compile(
    r" (?:(?:rest|lie|sit|remain|stay|be)(?: (?:now|still|all|not|never|only|alone|no long(?:er)?|back|\S+ly))* with(?= )"
    r"|(?:make|take) the (?:first|next|opening|decisive) (?:move|step)(?= )"
    r"|(?:be|remain|leave|stay|now|not|only|entirely|solely|it|all)(?: \S+){0,2}? up to(?= )"
    r"|it be(?: \S+){0,2}? for(?= (?:\S+ ){1,5}to )|wait (?:for|on)(?= )"
    r"|in(?= (?:\S+ ){1,5}?court )|(?:choice|decision|move|turn|step|initiative|onus|responsibility|ball)"
    r"(?: \S+){0,3}? (?:be|lie|fall|belong|rest)(?: (?:to|on|upon|with))?(?= ))"
)
PLAIN_MOVE = re.compile(
    r" (?:the|this|that|'s|our|their|its|his|her|a|next|first)(?: \S+)?"
    r" (?:choice|decision|ball|move|turn|step|initiative|onus|responsibility)(?= )(?! (?:in|up|down|back|aside) )"
)
#: Who alone gets things going again: "only they can break the deadlock".
ALONE = re.compile(
    r"^ (?:only|nobody but|no one but|none but) .*?(?P<modal> (?:can|could|be able to)) "
    r"(?:break|end|resolve|unblock|overcome|undo|change|settle|solve|fix|stop)(?= )"
    r"(?=.* (?:deadlock|stalemate|impasse|standoff|stand off|this|it|situation|thing|dispute|row|conflict|crisis|quarrel) )"
)
BUT = re.compile(r" but(?: rather)?(?= )")
LASTS = re.compile(
    r" (?:nothing|something|everything|all) (?:will|can|be go to|be bind to) change(?= )"
    r"| (?:status quo|stalemate|deadlock|impasse|standoff|stand off"
    r"|(?:today 's|present|current|existing) (?:situation|confrontation|state|arrangement|order|\S+))(?: \S+){0,6}? "
    r"(?:(?P<last>last|continue|persist|remain|stay|hold|stable|endure|go on|sustainable|tenable)"
    r"|(?:end|collapse|break|change|unsustainable|untenable))(?= )"
)
#: "Things will stay as they are", "this cannot go on": today's situation, not named as such.
AS_IS = re.compile(
    r" (?:(?:thing|everything|all|this|it)(?: \S+){0,3}? (?:stay|remain|go on|continue|carry on) "
    r"(?:(?:exactly |just )?as (?:they|it) be|the same|unchanged|like this|like that|as before|as now)(?= )"
    r"|(?:this|it|thing) (?:can|could|will|would|be go to)(?: not| never| hardly)? (?:go on|last|continue)"
    r"(?: (?:forever|for ever|for long|for much longer|much longer|any longer|indefinitely))? $)"
)
#: "There will be no strike": a deed told by its noun.
THERE = re.compile(
    r"^ there (?:(?:will|would|shall|can)(?: not| never)? be|be(?: not| never)? (?:go|bind|likely|certain|sure|set) to be)(?= )"
    r"(?!(?: \S+){1,2} (?:that|doubt|question|way|chance|hope|point|need|sign|reason|change)(?= ))"
)
WILL = re.compile(
    r" (?:will|would|shall|can|cannot|be (?:not |never )?(?:\S+ly )?(?:go|bind|ready|willing|prepare|certain|sure|set|determined|about|likely|unlikely|expect|commit) to|"
    r"have (?:\S+ ){1,2}?(?:intention|plan|wish|desire|mind) (?:of|to)|(?:intend|plan|mean|vow|promise|pledge|propose) to|"
    r"do|never|refuse to|decline to|rule out|fail to)(?= )"
)
#: Two words that deny each other and leave a necessity.
MUST = re.compile(
    r" (?:have no (?:other )?(?:choice|option|alternative) but to|have (?:little|no) (?:choice|option) but to|"
    r"can ?not (?:help )?but)(?= )"
)
WEIGHED = re.compile(
    r" (?:less|more|as much)(?: \S+){0,2} (?:on|upon|with|to) .* (?:than|as) (?:on|upon|with|to)(?= )"
    r"| (?:soon|sooner|rather|prefer) .* than(?= )"
)
MAYBE = re.compile(r" (?:may|might|could|perhaps|possibly|maybe)(?= )")
ABOUT_IT = re.compile(r"(?:it|they|he|she)\b\s*", re.IGNORECASE)
INVERTED = re.compile(r"(?P<modal>will|would|can|could|shall)\s+(?P<rest>\S.*)", re.IGNORECASE)
SUBJECTS_NONE = re.compile(r" (?:nothing|none|nobody)(?= )")
#: Words each of which turns a claim round; two of them leave it as it was.
TURNS = re.compile(
    r" (?:not|never|no long(?:er)?|no more|no(?! (?:long|longer|more|doubt|question|matter|one|other) )|cannot|hardly|scarcely|neither|nor|without|nothing|"
    r"little(?= (?:difference|bearing|influence|effect|impact|say) )|fail to|refuse to|decline to|rule out|hesitate to|refrain from|stop short of|abstain from|"
    r"independent(?:ly)? of|be unwilling to|be unable to|be (?:\S+ )?unlikely to|irrelevant|immaterial|beside the point)(?= )"
)
#: Forms of those words, and of what denies a whole clause, as they are written.
MAY_TURN = re.compile(
    r"\b(?:not?|nor|never|cannot|hardly|scarcely|neither|without|nothing|nobody|little|fail|refus|declin|rul(?:e|ing) |hesitat|refrain|"
    r"stop|abstain|independent|unwilling|unable|unlikely|irrelevant|immaterial|beside|wrong|false|untrue|myth|illusion|mistaken)|n['’]t\b|\bain",
    re.IGNORECASE,
)
ONLY = re.compile(r" not(?: \S+)? (?:only|just|merely|solely|alone|entirely|wholly)(?= )")
#: "There is no doubt that …" leaves what follows as it is; "it is a myth that …" denies it.
SURE = re.compile(
    r"^ (?:there be no (?:doubt|question)|nobody (?:doubt|deny|can deny)|no one (?:doubt|deny)|it be (?:clear|true|certain|plain))"
    r"(?: \S+)?? that(?= )"
)
DENIED = re.compile(
    r"^ (?:it (?:would )?be (?:not (?:true|so|right|the case)|wrong|false|untrue|a myth|an illusion|mistaken)(?: to (?:say|think|claim|believe))?"
    r"|nobody (?:believe|claim|say)|there be (?:no|little) (?:way|chance|prospect|hope)"
    r"|it be (?:unthinkable|inconceivable|out of the question|impossible))(?: \S+)?? that(?= )"
)
#: Words that say nothing of what is done.
SMALL = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "to",
        "in",
        "on",
        "at",
        "for",
        "by",
        "with",
        "and",
        "or",
        "its",
        "it",
        "his",
        "her",
        "their",
        "our",
        "any",
        "all",
        "no",
        "not",
        "never",
        "be",
        "will",
        "would",
        "ever",
        "again",
        "than",
        "that",
        "this",
        "do",
        "have",
        "from",
        "about",
        "as",
        "into",
        "out",
        "up",
        "such",
        "same",
        "north",
        "south",
        "east",
        "west",
        "united",
        "state",
        "'s",
        "let",
        "go",
        "simply",
        "just",
        "now",
        "soon",
        "still",
    ]
)
