"""The form of a text: statements with a lead-in, communiqués, resolutions, interviews, bylines."""

from __future__ import annotations

import pytest

from detente.evidence import Document, Statement
from detente.reading import read_statements


def statements(text: str) -> tuple[Statement, ...]:
    found = read_statements(Document(id="t", source="t", text=text)).statements
    for statement in found:
        for span in (statement.span, statement.quote, statement.speaker and statement.speaker.span):
            assert not span or text[span.start : span.end] == span.text
    return found


def said(text: str) -> list[tuple[str | None, str]]:
    """Return who says what, as far as it is quoted."""
    return [
        (s.speaker.id if s.speaker else None, s.span.text)
        for s in statements(text)
        if s.layer == "quoted"
    ]


@pytest.mark.parametrize(
    ("lead", "speaker"),
    [
        ("The Norwegian Foreign Ministry issued the following statement on Sunday:", "NOR"),
        ("Holm, March 7 (HNA) -- Mira Tad, deputy head of the Central Bureau of Velia, issued the following press statement:", "velia"),
        ("Following is the text of a statement by Foreign Minister Mira Tad of Velia:", "velia"),
        ("Statement by the Ministry of Foreign Affairs of Velia", "velia"),
        ("Statement from the Mayor of Harrow on the strike", "harrow"),
        ("The following statement was released by the leaders of Canada and Brazil:", "signatories"),
        ("Norway’s government has released this statement on the dam:", "NOR"),
    ],
)  # fmt: skip
def test_a_lead_in_or_title_names_the_speaker(lead: str, speaker: str) -> None:
    text = f"{lead}\n\nOrland has gone too far. If Orland shells the coast, we will answer.\n\nWe have no more to say to them."
    found = said(text)
    assert {who for who, _ in found} == {speaker}
    assert found[1][1] == "If Orland shells the coast, we will answer."


def test_what_a_statement_reports_of_others_by_name_is_theirs() -> None:
    text = (
        "The Norwegian Foreign Ministry issued the following statement on Sunday:\n\n"
        "The commander of the Orland forces said that they would sink our ships. We will not yield."
    )
    found = [(s.layer, s.span.text) for s in statements(text)]
    assert found == [
        ("reported", "they would sink our ships"),
        ("quoted", "We will not yield."),
    ]


JOINT = """Joint Statement on the Holm Trade Meeting

The Government of Canada and the Government of Brazil,

Recognizing the importance of their trade relationship;

The Parties undertake to do the following by June 1, 2027:

Canada will suspend its duty on articles of Brazil.

Brazil will suspend its duty on articles of Canada. Both sides condemn the raid by Orland.
"""


def test_a_communique_is_said_together_and_by_each() -> None:
    assert [(who, words[:20]) for who, words in said(JOINT)] == [
        ("signatories", "The Parties undertak"),
        ("CAN", "Canada will suspend "),
        ("BRA", "Brazil will suspend "),
        ("signatories", "Both sides condemn t"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "We, the leaders of Canada, Brazil and the European Union, condemn the raid. We will impose costs on Orland.",
        "On 3 May, we, the heads of government of Canada and Brazil, met in Holm. We will impose costs on Orland.",
        "The Kingdom of Norway (“Norway”) and Brazil (“Brazil”) have agreed on trade.\n\nThe Parties will impose costs on Orland.",
    ],
)
def test_a_joint_text_needs_no_title(text: str) -> None:
    found = statements(text)
    assert found[-1].speaker is not None
    assert found[-1].speaker.id == "signatories"


TREATY = """Treaty between Velia and Orland on the Waters of the Karst

The Parties have agreed as follows:

Velia shall release no less than forty cubic metres a second.

If Orland diverts the river, Velia may suspend this Treaty.
"""


def test_an_agreement_binds_each_of_those_that_its_title_names() -> None:
    assert [(s.speaker.id if s.speaker else None, s.act) for s in statements(TREATY)][1:] == [
        ("velia", "COMMIT"),
        ("velia", "THREATEN"),
    ]
    article = TREATY.split("\n", maxsplit=1)[0] + " fails\n\nVelia said that Orland would leave it."
    assert {s.layer for s in statements(article)} == {"reported"}


def test_an_article_about_two_sides_is_no_communique() -> None:
    text = (
        "The two sides agreed to meet again, officials said.\n\nOrland will go, its minister said."
    )
    assert {s.layer for s in statements(text)} == {"reported"}


RESOLUTION = """The Security Council,

Recalling its resolution 1234 (2020),

1. Demands that Orland withdraw its troops from Karst at once;

2. Calls upon Velia to cooperate with the envoy;

3. Decides to impose an arms embargo on Orland if it does not comply within 30 days.
"""


def test_a_resolution_is_said_by_its_body() -> None:
    found = statements(RESOLUTION)
    assert [(s.speaker.id if s.speaker else None, s.act) for s in found][:2] == [
        ("united-nations", "REQUEST"),
        ("united-nations", "REQUEST"),
    ]
    assert [c.condition.text for s in found for c in s.conditions] == [
        "it does not comply within 30 days"
    ]


GAGGLE = """Press Gaggle by White House Spokesman Al Reeve

MODERATOR: Hey, everyone. Thanks for joining.

MR. REEVE: Thanks, everybody. We sat out the vote.

That changes nothing for us.

We will not support a raid on Holm.

Q    Hey, Al. The envoys say that you will. Is that so?

MR. REEVE: I have no date for you.

If the rebels free the crew, a truce can begin.

Q Thank you.
"""


def test_turns_go_on_over_paragraphs_and_questions_are_nobodys() -> None:
    assert said(GAGGLE) == [
        ("USA", "We sat out the vote."),
        ("USA", "That changes nothing for us."),
        ("USA", "We will not support a raid on Holm."),
        ("USA", "If the rebels free the crew, a truce can begin."),
    ]


def test_one_label_with_an_office_is_enough() -> None:
    text = "Map Room\n\n2:14 P.M. EDT\n\nTHE PRESIDENT: Hey, folks. The White House has asked both companies to talk.\n\nI believe they should go further. Thank you.\n\n2:18 P.M. EDT"
    assert said(text) == [
        ("USA", "The White House has asked both companies to talk."),
        ("USA", "I believe they should go further."),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Velia's foreign minister, Mira Tad, took questions.\n\nQ. Will you sign?\n\nA. We will sign if Orland leaves.\n\nQ. And then?\n\nA. We will go home.",
        "Interview with Foreign Minister Mira Tad of Velia\n\n**Minister, will you sign?**\n\nWe will sign if Orland leaves.\n\n**And then?**\n\nWe will go home.",
        "Spokesperson of the Ministry of Foreign Affairs of Velia Mira Tad on the raid\n\nQuestion: Will you sign?\n\nMira Tad: We will sign if Orland leaves.\n\nWe will go home.",
        "Foreign Minister Mira Tad of Velia met the press.\n\nEvening Post: Will you sign?\n\nMira Tad: We will sign if Orland leaves.\n\nDaily Star: And then?\n\nMira Tad: We will go home.",
    ],
)  # fmt: skip
def test_interviews(text: str) -> None:
    assert said(text) == [
        ("velia", "We will sign if Orland leaves."),
        ("velia", "We will go home."),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "“If Orland opens the border, we will free the crew.” — Ann Wafula, Kenya’s minister",
        "“If Orland opens the border, we will free the crew.”\n\n— Ann Wafula, Kenya’s minister\n\nIt rained in the port on Monday.",
        "And from Kenya’s envoy, Ann Wafula:\n\n“If Orland opens the border, we will free the crew.”",
        "Kenya’s transport minister Ann Wafula:\n\n“If Orland opens the border, we will free the crew.”",
    ],
)
def test_a_name_over_or_under_a_quotation_speaks(text: str) -> None:
    (statement,) = [s for s in statements(text) if s.layer == "quoted"]
    assert statement.speaker is not None
    assert statement.speaker.id == "KEN"
    assert "Ann Wafula" in statement.speaker.name
    assert statement.span.text == "“If Orland opens the border, we will free the crew.”"


def test_an_open_letter_is_said_by_who_signs_it() -> None:
    text = (
        "Open letter\n\nDear Prime Minister,\n\nWe will strike if the plan is not withdrawn.\n\n"
        "Sincerely,\nCarla Mendes, president of the Miners' Union"
    )
    assert said(text) == [("miners-union", "We will strike if the plan is not withdrawn.")]
    unsigned = text.replace("Sincerely,\nCarla Mendes, president of", "")
    assert said(unsigned) == said(text)
    assert said(unsigned.replace("the Miners' Union", "The works stood still on Monday.")) == []


def test_the_time_of_a_live_item_is_no_word() -> None:
    (statement,) = statements("11:30 Orland's president rejected the plan of Velia.")
    assert statement.span.text.startswith("Orland's president")


def test_a_bare_statement_is_said_by_its_subject() -> None:
    text = "STATEMENT\n\nThe Government of Velia condemns the raid on Holm. We will not talk until Orland leaves."
    assert said(text) == [
        ("velia", "The Government of Velia condemns the raid on Holm."),
        ("velia", "We will not talk until Orland leaves."),
    ]
    assert said("Statement\n\nThe union has been through a lot. Talks will go on.") == []


@pytest.mark.parametrize(
    "line",
    [
        "The following Security Council press statement was issued today by Council President Ana Moyar (Spain):",
        "NEW YORK, 3 May (UN) -- Following is the press statement on Orland read out by Council President Ana Moyar (Spain):",
    ],
)
def test_a_press_statement_of_a_body_is_the_bodys(line: str) -> None:
    text = (
        f"Security Council Press Statement on Orland\n\n{line}\n\n"
        "Members of the Council strongly urge both parties to show restraint.\n\n"
        "The members of the Council condemned the raids of Karst."
    )
    read = read_statements(Document(id="t", source="t", text=text)).statements
    assert [s.speaker.id if s.speaker else None for s in read] == ["united-nations"] * 2
    assert [s.act for s in read] == ["REQUEST", "ACCUSE"]


def test_members_of_a_council_are_not_of_one_mind() -> None:
    text = "The Harl Council met. Two members of the Council said it was late."
    read = read_statements(Document(id="t", source="t", text=text)).statements
    assert read[-1].speaker is not None
    assert read[-1].speaker.id != "harl-council"
