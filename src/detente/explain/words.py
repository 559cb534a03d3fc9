"""States, moves and attitudes in words made from the model's own option names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.explain.proper_names import begins_with_name
from detente.model.conflict import Attitude, Conflict, Option, Statements
from detente.model.expression import Expression
from detente.model.wording import agreeing, party_name, possessive, sentence_case, with_article

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = [
    "agreeing",
    "attitude_word",
    "describe_change",
    "describe_expression",
    "describe_rule",
    "describe_state",
    "join_words",
    "lowered",
    "named",
    "option_names",
    "party_name",
    "plain",
    "possessive",
    "sentence_case",
    "taken_options",
    "wish",
    "with_article",
    "with_lower",
]

_ATTITUDES = {
    Attitude.POSITIVE: "positive",
    Attitude.NEUTRAL: "indifferent",
    Attitude.NEGATIVE: "negative",
}


def plain(option: Option, conflict: Conflict | None = None) -> str:
    """Return an option's name as it reads inside a sentence (first letter lowered, no full stop).

    Names that begin with an acronym or a proper name keep their capital; the model, when it is
    given, helps to tell which names are proper.
    """
    return lowered(option.name.strip().rstrip("."), conflict)


def lowered(text: str, conflict: Conflict | None = None) -> str:
    """Return a text as it reads inside a sentence: its first letter lowered, but that of an acronym or a name.

    Examples
    --------
    >>> lowered("Lift the ban"), lowered("NATO halts its drills"), lowered("Iran lifts the siege")
    ('lift the ban', 'NATO halts its drills', 'Iran lifts the siege')
    """
    head = text.split(" ", 1)[0]
    ordinary = len(head) > 1 and head[1:].islower() and head[0].isupper()
    if ordinary and not begins_with_name(text, conflict):
        return text[0].lower() + text[1:]
    return text


def join_words(parts: Iterable[str], last: str = "and") -> str:
    """Join parts with commas and a closing word.

    Examples
    --------
    >>> join_words(["a", "b", "c"])
    'a, b and c'
    """
    words = list(parts)
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def taken_options(conflict: Conflict, state: str) -> list[Option]:
    """Return the options taken in a state; none in graph form."""
    if conflict.states:
        return []
    return [option for option, mark in zip(conflict.options, state, strict=True) if mark == "Y"]


def option_names(conflict: Conflict) -> dict[str, str]:
    """Return the name of every option as it reads inside a sentence, by its id."""
    return {option.id: plain(option, conflict) for option in conflict.options}


def describe_state(conflict: Conflict, state: str, names: Mapping[str, str] | None = None) -> str:
    """Say in words what each decision maker does in a state.

    Parameters
    ----------
    conflict : Conflict
    state : str
    names : mapping, optional
        What `option_names` returns, when many states are described.

    Returns
    -------
    str
        Such as ``"Upstream: release water. Downstream: none of its options."``
    """
    if conflict.states:
        return next((named.name for named in conflict.states if named.id == state), state)
    parts = []
    names = option_names(conflict) if names is None else names
    taken = taken_options(conflict, state)
    # In a merged state some options are left open, and nothing is said of those.
    open_ = [
        option.owner for option, mark in zip(conflict.options, state, strict=True) if mark == "-"
    ]
    for dm in conflict.decision_makers:
        own = [names[option.id] for option in taken if option.owner == dm.id]
        if own:
            parts.append(f"{dm.name}: {join_words(own)}")
        elif dm.id in open_:
            continue
        elif any(option.owner == dm.id for option in conflict.options):
            parts.append(f"{dm.name}: none of its options")
    return "; ".join(parts)


def describe_change(
    conflict: Conflict,
    before: str,
    after: str,
    names: Mapping[str, str] | None = None,
    *,
    today: str | None = None,
) -> str:
    """Say in words what changes between two states, party by party.

    Parameters
    ----------
    conflict : Conflict
        The model.
    before, after : str
        Two of its states.
    names : mapping, optional
        What `option_names` returns, when many changes are described.
    today : str, optional
        How things are, where ``before`` is only supposed: what nobody does there is not done rather
        than no longer done.

    Returns
    -------
    str
        Such as ``"Upstream would build the dam and no longer release water"``; ``"nothing changes"``
        when the states are equal.
    """
    if before == after:
        return "nothing changes"
    if conflict.states or "-" in before + after:
        return f"the conflict goes to “{describe_state(conflict, after, names)}”"

    def called(option: Option) -> str:
        return plain(option, conflict) if names is None else names[option.id]

    parts = []
    for dm in conflict.decision_makers:
        own = [marks for marks in _marks(conflict, before, after) if marks[0].owner == dm.id]
        up = [called(option) for option, old, new in own if new > old]
        down = [option for option, old, new in own if new < old]
        if up or down:
            verbs = [join_words(up)] if up else []
            for how, some in (("no longer", True), ("not", False)):
                less = [called(o) for o in down if _is_done(conflict, o, today) is some]
                verbs += [f"{how} {join_words(less, 'or')}"] if less else []
            joint = ", and " if len(up) > 1 else " and "
            parts.append(f"{with_article(dm.name)} would {joint.join(verbs)}")
    return "; ".join(parts)


def _is_done(conflict: Conflict, option: Option, today: str | None) -> bool:
    """Whether an option is taken today; whatever is taken is, where nothing is known of today."""
    return today is None or today[conflict.options.index(option)] == "Y"


def _marks(conflict: Conflict, before: str, after: str) -> Iterable[tuple[Option, str, str]]:
    return zip(conflict.options, before, after, strict=True)


def attitude_word(attitude: Attitude) -> str:
    """Return the plain word for an attitude."""
    return _ATTITUDES[attitude]


def describe_expression(conflict: Conflict, expression: Expression, *, of: str) -> str:
    """Say what a decision maker wants, with the model's option names.

    Parameters
    ----------
    conflict : Conflict
        The model.
    expression : Expression
        The preference statement.
    of : str
        Whose preference it is: its own options read "to do …", others' "Name to do …".

    Returns
    -------
    str
        Such as ``"to lift the ban, if Australia were to drop the complaint"``.
    """
    options = {option.id: option for option in conflict.options}

    def wish(part: Expression, *, negated: bool = False) -> str:
        if part.operator == "option":
            option = options[part.name]
            who = (
                "" if option.owner == of else f"{with_article(party_name(conflict, option.owner))} "
            )
            return f"{who}{'not ' if negated else ''}to {plain(option, conflict)}"
        if part.operator == "!":
            return wish(part.operands[0], negated=not negated)
        if part.operator in ("IF", "IFF"):
            join = "if" if part.operator == "IF" else "if and only if"
            wanted, condition = part.operands
            # "It" is the one before: where another's deed is wanted, the party is named again.
            own = all(options[name].owner == of for name in wanted.options())
            text = f"{wish(wanted)}, {join} {fact(condition, it=of if own else '')}"
            return f"the opposite of ({text})" if negated else text
        word = "and" if (part.operator == "&") is not negated else "or"
        return f" {word} ".join(wish(operand, negated=negated) for operand in part.operands)

    def fact(part: Expression, *, it: str, negated: bool = False) -> str:
        if part.operator == "option":
            option = options[part.name]
            who = "it" if option.owner == it else with_article(party_name(conflict, option.owner))
            return f"{who} {'does not' if negated else 'were to'} {plain(option, conflict)}"
        if part.operator == "!":
            return fact(part.operands[0], it=it, negated=not negated)
        if part.operator in ("IF", "IFF"):
            text = f"({part})"
            return f"not {text}" if negated else text
        word = "and" if (part.operator == "&") is not negated else "or"
        parts: list[str] = []
        lead = ""
        for operand in part.operands:
            text = fact(operand, it=it, negated=negated)
            # One subject for several facts: "it were to stop and to pay".
            repeated = bool(lead) and text.startswith(lead)
            parts.append(text.removeprefix(lead) if repeated else text)
            if operand.operator == "option" and not negated:
                owner = options[operand.name].owner
                who = "it" if owner == it else with_article(party_name(conflict, owner))
                lead = f"{who} were to "
            else:
                lead = ""
        return f" {word} ".join(parts)

    return wish(expression)


def named(conflict: Conflict, party: str) -> str:
    """Return a party's name as it reads inside a sentence."""
    return with_article(party_name(conflict, party))


def wish(conflict: Conflict, party: str, text: str) -> str:
    """Say a preference statement, given as hinges name it, in words."""
    preferences = conflict.preferences[party]
    items = preferences.items if isinstance(preferences, Statements) else ()
    that: Expression = next(item.that for item in items if str(item.that) == text)
    return describe_expression(conflict, that, of=party)


def describe_rule(conflict: Conflict, element: str) -> str:
    """Say what a rule of a model excludes, given as hinges name it: its own words, else its options'."""
    rule = next(r for r in conflict.infeasible if element in (str(r.when), r.pattern))
    if rule.why:
        return rule.why.strip().rstrip(".")
    that = rule.when
    if that is None:
        marks = zip(conflict.options, rule.pattern or "", strict=True)
        held = [
            (Expression("option", name=option.id), mark) for option, mark in marks if mark != "-"
        ]
        parts = tuple(done if mark == "Y" else Expression("!", (done,)) for done, mark in held)
        that = parts[0] if len(parts) == 1 else Expression("&", parts)
    return describe_expression(conflict, that, of="")


def with_lower(conflict: Conflict, text: str) -> str:
    """Lower the first letter of a sentence unless it begins with a party's own name, another's or an acronym."""
    if any(text.startswith(dm.name) for dm in conflict.decision_makers):
        return text
    article = text.startswith("A ")
    return text[:1].lower() + text[1:] if article else lowered(text, conflict)
