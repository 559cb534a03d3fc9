"""Expressions: parsing, printing, truth."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.errors import InputError
from detente.model.expression import Expression, is_id, parse_expression

pytestmark = pytest.mark.usefixtures("errors_are_sentences")

OPTIONS = ["a", "b", "c"]
FULL = (1 << 8) - 1
TABLES = {
    name: sum(1 << code for code in range(8) if code >> place & 1)
    for place, name in enumerate(OPTIONS)
}

_names = st.sampled_from(OPTIONS).map(lambda name: Expression("option", name=name))
_plain = st.recursive(
    _names,
    lambda inner: st.one_of(
        inner.map(lambda part: Expression("!", (part,))),
        st.tuples(st.sampled_from("&|"), st.lists(inner, min_size=2, max_size=3)).map(
            lambda pair: Expression(pair[0], tuple(pair[1]))
        ),
    ),
    max_leaves=8,
)
expressions = st.one_of(
    _plain,
    st.tuples(st.sampled_from(["IF", "IFF"]), _plain, _plain).map(
        lambda parts: Expression(parts[0], parts[1:])
    ),
)


def literal_truth(expression: Expression, taken: set[str]) -> bool:
    parts = [literal_truth(operand, taken) for operand in expression.operands]
    match expression.operator:
        case "option":
            return expression.name in taken
        case "!":
            return not parts[0]
        case "&":
            return all(parts)
        case "|":
            return any(parts)
        case "IF":
            return parts[0] or not parts[1]
        case _:
            return parts[0] == parts[1]


@given(expressions)
def test_truth_table_is_the_truth_in_every_state(expression):
    table = expression.truth(TABLES, FULL)
    for code in range(8):
        taken = {name for place, name in enumerate(OPTIONS) if code >> place & 1}
        assert bool(table >> code & 1) == literal_truth(expression, taken)
        assert expression.holds(taken) == literal_truth(expression, taken)


@given(expressions)
def test_printing_and_parsing_mean_the_same(expression):
    again = parse_expression(str(expression), OPTIONS)
    assert again.truth(TABLES, FULL) == expression.truth(TABLES, FULL)
    assert str(again) == str(expression)


def test_words_and_signs_are_the_same():
    assert parse_expression("not a and (b or c)", OPTIONS) == parse_expression(
        "!a & (b | c)", OPTIONS
    )


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("a &", "ends too early"),
        ("a b", "Unexpected 'b'"),
        ("a IF b IF c", "Only one IF"),
        ("x", "No option 'x'"),
        ("(a", "not closed"),
        ("a $", "Cannot read '$'"),
        ("", "ends too early"),
        ("(" * 80 + "a" + ")" * 80, "nested deeper"),
        ("a & " * 10_001 + "a", "at most 20,000"),
    ],
)
def test_mistakes_are_named(text, part):
    with pytest.raises(InputError, match=part.replace("(", r"\(").replace("$", r"\$")):
        parse_expression(text, OPTIONS)


@pytest.mark.parametrize(
    ("text", "fix"),
    [
        ("a &", "An option id or a bracket is missing at its end."),
        ("a IFF", "An option id or a bracket is missing at its end."),
        ("(a | b", "Add the missing )."),
        ("a b", "Join the parts with & or |."),
        ("a iff b iff a", "Only one IF or IFF may stand in a statement; use brackets or two statements."),
        ("& a", "An option id is missing before it."),
        ("IFF a", "An option id is missing before it."),
        ("( )", "An option id is missing before it."),
        ("a $ b", "Use option ids with ! & | ( ) IF IFF."),
        ("aa", "Did you mean 'a'? Known: a, b, c."),
        ("a & " * 10_001 + "a", "Write the same condition with fewer parts."),
        ("(" * 80 + "a" + ")" * 80, "Write the same condition with fewer brackets inside one another."),
    ],
)  # fmt: skip
def test_what_would_be_right_is_said(text, fix):
    with pytest.raises(InputError) as caught:
        parse_expression(text, OPTIONS)
    assert caught.value.fix == fix


@pytest.mark.parametrize(
    ("text", "fits"),
    [("lift_ban", True), ("άρση", True), ("b2-x", True), ("ก็", True),
     ("", False), ("2b", False), ("_a", False), ("a b", False), ("a$", False), ("-a", False), ("\u0e47ก", False)],
)  # fmt: skip
def test_an_id_begins_with_a_letter_of_any_script(text, fits):
    assert is_id(text) is fits
