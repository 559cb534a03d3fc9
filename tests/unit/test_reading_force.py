"""What force words have and at whom it is aimed: each rule by an example and a counter-example."""

from __future__ import annotations

import pytest

from detente.evidence import Document, Statement
from detente.reading import read_statements


def only(text: str) -> Statement:
    document = read_statements(Document(id="t", source="t", text=text))
    assert len(document.statements) == 1, [s.span.text for s in document.statements]
    return document.statements[0]


@pytest.mark.parametrize(
    ("text", "act"),
    [
        # What would only come about is held out by nobody; what one brings about is an offer.
        ('"If they win, the market will recover," said Velia\'s minister.', "STATE"),
        ('"If you say it often enough, people will believe it," said Velia\'s minister.', "STATE"),
        ('"If Orland signs, the blockade will be lifted," said Velia\'s minister.', "OFFER"),
        ('"If Orland signs, our workers will return," said Velia\'s minister.', "OFFER"),
        # What hangs on one's own deed or fate is at most promised; what hangs on another's is held out.
        ('"If we win the port back, we will open a second quay," said Velia\'s minister.', "COMMIT"),
        ('"If Orland signs, we will open a second quay," said Velia\'s minister.', "OFFER"),
        ("Velia's premier said she would open a second quay if elected.", "COMMIT"),
        ("Velia's premier said she would step down if Orland freed the crew.", "OFFER"),
        # What one would suffer oneself, or what would only happen, is no threat; what the other suffers is.
        ('"We could fall behind if we do not build the dam," said Velia\'s minister.', "STATE"),
        ('"Nothing will happen unless we change the law," said Velia\'s minister.', "STATE"),
        ('"Whoever opens the gate will lose his post," said Velia\'s minister.', "THREATEN"),
        # What nobody can do unless … is refused by nobody; what the speaker will not do is.
        ('"You cannot win a race unless you train," said Velia\'s minister.', "STATE"),
        ('"We will not sign unless Orland leaves," said Velia\'s minister.', "REJECT"),
        # An argument in the form of a condition threatens nobody.
        ('"You cannot be sound if you keep spending," Velia\'s minister argued.', "STATE"),
        ('"If you cross the line, there will be bloodshed," Velia\'s minister said.', "THREATEN"),
        # A question undertakes nothing, and who has yet to decide has decided nothing.
        ('"Who is going to pay for it?" Velia\'s premier asked.', "STATE"),
        ('"We are going to pay for it," Velia\'s premier said.', "COMMIT"),
        ("Velia must decide what price it will demand.", "STATE"),
        ("Velia decided that it would close the strait.", "COMMIT"),
        # What is called something on a day is not called upon.
        ('Velia\'s minister called the lawsuit "meritless" on Monday.', "STATE"),
        ("Velia called on Monday for an end to the blockade.", "REQUEST"),
        # What is asked for in some case is asked for.
        ('"If a guest falls ill, please do not touch the guest," the ministry of Velia said.', "REQUEST"),
        ('"If Orland wants peace, it must lay down its arms," said Velia\'s premier.', "REQUEST"),
        # Who asks whether somebody does something claims and undertakes nothing.
        ("The host asked Marn Holt whether he would sign the treaty.", "STATE"),
        ("Anna Rell asked if it is out of the question for Orland to choose another envoy.", "STATE"),
        ("Orland asked Anna Rell what she did there.", "STATE"),
        ("Orland asked Anna Rell to leave.", "REQUEST"),
        # Who is trying to do something is blamed for it; who tries to do right, or plans to vote, is not.
        ('"They are trying to split us," the mayor of Velia said of Orland.', "ACCUSE"),
        ('"They tried to put us away," the mayor of Velia said of Orland.', "ACCUSE"),
        ('"Our staff are trying to understand it," said Velia\'s minister.', "STATE"),
        ("Orland said that Velia plans to vote on Monday.", "STATE"),
        # To fight on menaces nobody, to fight somebody does.
        ('"We will fight all the way to the convention," said Anna Rell.', "COMMIT"),
        ('"We will fight Orland," said Velia\'s minister.', "THREATEN"),
        # A refusal joined to what goes on until something is done is a refusal.
        ('"Velia will not sign and will go on with the drill until its aims are met," said Velia\'s minister.', "REJECT"),
        # What others think, and what another is going to do, is no undertaking.
        ('"They know that we will find them," said Velia\'s minister.', "STATE"),
        ('"We know that we will find them," said Velia\'s minister.', "COMMIT"),
        ('"He is going to go after her," said Velia\'s minister Anna Rell.', "STATE"),
        ('"We are going to go after her," said Velia\'s minister Anna Rell.', "COMMIT"),
        # Softened speech, preferences, wishes, and what nobody can undertake.
        ('"I would suggest that Orland may want to be less sure of winning," said Velia\'s premier.', "STATE"),
        ('"I would urge Orland to sign," said Velia\'s premier.', "REQUEST"),
        ("Velia's premier said she would rather see money spent on schools.", "STATE"),
        ("Velia's premier said he would like to go to Orland to meet its mayors.", "STATE"),
        ('"I would like Orland to leave," said Velia\'s premier.', "REQUEST"),
        ('"We will win," said Velia\'s minister.', "STATE"),
        ('"We would lift the blockade," said Velia\'s minister.', "COMMIT"),
        ("Velia said they would need to hear more about the plan of Orland.", "STATE"),
        ("Velia's firm said it would not be able to file its report.", "STATE"),
        ("Velia's firm said it would not file its report.", "REJECT"),
        # Advice under a modal is asked for, whatever the verb of speech and whatever is to be left.
        ("Velia said Orland should reject the deal with Talvia.", "REQUEST"),
        ("Velia said it must reject the deal.", "REJECT"),
        ("Velia warned that Orland must withdraw.", "REQUEST"),
        ("Velia warned that it will attack Orland.", "THREATEN"),
        # A judgement of somebody is no menace, a readiness is.
        ("Anna Rell, of Velia, said that Orland would be too ready to use force.", "STATE"),
        ('"We are ready to talk," said Orland\'s premier.', "OFFER"),
        # What another asks, promises or has asked is told.
        ('"Orland has demanded a meeting with Talvia," said Velia\'s minister.', "STATE"),
        ('"We have demanded a meeting with Talvia," said Velia\'s minister.', "REQUEST"),
        ("Anna Rell said she will not call on Orland to withdraw.", "REJECT"),
        # Promising that something is so assures of a fact.
        ("Velia promised that the dam had been built well.", "STATE"),
        ("Velia promised that the dam would be built well.", "COMMIT"),
        # Not doing something refuses only what others would gain by.
        ('"I don\'t get fees from Marn Bank," said Velia\'s minister.', "STATE"),
        ('"We do not negotiate with Orland," said Velia\'s minister.', "REJECT"),
        ("The union has not endorsed a candidate.", "STATE"),
        ("The union does not endorse the treaty.", "REJECT"),
        ('"No idea," said Velia\'s premier when asked about the bridge.', "STATE"),
        ('"No talks with Orland," said Velia\'s premier.', "REJECT"),
        # A name in marks blames when its words do.
        ("Anna Rell called the vote “a neighbourhood affair”.", "STATE"),
        ("Anna Rell called the vote “a sham”.", "ACCUSE"),
        # A bare verb that goes on a sentence begun outside the marks asks nothing.
        ("Anna Rell said the plan would make it simple and “widen the circle”.", "STATE"),
        ("The union called on members to “widen the strike”.", "REQUEST"),
        # What is offered only by being said.
        ("Pollsters have offered fewer caveats to Velia.", "STATE"),
        ("Velia offered Orland a port.", "OFFER"),
    ],
)  # fmt: skip
def test_force_stands_in_the_words(text: str, act: str) -> None:
    assert only(text).act == act


@pytest.mark.parametrize(
    ("text", "act", "targets"),
    [
        # Verbs of asking that ask only where they name who is to do what.
        ("Velia challenged Orland to show the papers.", "REQUEST", ("orland",)),
        ("Velia dared Orland to fire first.", "REQUEST", ("orland",)),
        ("The court directed Marn Steel to pay its workers.", "REQUEST", ("marn-steel",)),
        # Verbs of blaming, refusing, praising, yielding, with what they hang their object on.
        ("Orland chastised Velia for its raids.", "ACCUSE", ("velia",)),
        ("Orland lashed out at Velia.", "ACCUSE", ("velia",)),
        ("Orland railed against Velia's plan.", "ACCUSE", ("velia",)),
        ("Velia blamed the fire on Orland.", "ACCUSE", ("orland",)),
        ("Orland levelled charges of fraud against Velia.", "ACCUSE", ("velia",)),
        ("Orland disputed Velia's claim that the dam is safe.", "REJECT", ("velia",)),
        ("Orland balked at signing the treaty.", "REJECT", ()),
        ("Orland heaped praise on Velia for the truce.", "SUPPORT", ("velia",)),
        ("Orland cheered Velia's decision to sign.", "SUPPORT", ("velia",)),
        ("Velia sent its apologies to Orland.", "CONCEDE", ("orland",)),
        ("Velia gave in to Orland.", "CONCEDE", ("orland",)),
        # An act done to whom its verb names is aimed at nobody else.
        ("Velia accused Orland of being led by the Marn Group.", "ACCUSE", ("orland",)),
        ("Orland apologised to Velia for its raids on Talvia.", "CONCEDE", ("velia",)),
        ("Velia accused Orland and Talvia of theft.", "ACCUSE", ("orland", "talvia")),
        # "To" names who is spoken to when it is somebody.
        ("Velia insisted to Orland that the dam should be opened.", "REQUEST", ("orland",)),
        ("Velia wrote to Orland that it would not attend.", "REJECT", ("orland",)),
        ("Velia objected to the plan.", "REJECT", ()),
        # A request that is only told is not aimed at who tells it; a threat is.
        ("Anna Rell noted that Marn Holt had requested an extension.", "REQUEST", ()),
        ("Kenya said that Somalia had threatened to close the port.", "THREATEN", ("KEN",)),
    ],
)  # fmt: skip
def test_acts_are_aimed_at_whom_their_verb_names(
    text: str, act: str, targets: tuple[str, ...]
) -> None:
    statement = only(text)
    assert statement.act == act
    assert statement.targets == targets


@pytest.mark.parametrize(
    "text",
    [
        "The host asked Marn Holt whether he would sign the treaty.",
        "Velia's minister said that Orland would be too ready to use force.",
    ],
)
def test_questions_and_judgements_tell_no_deed(text: str) -> None:
    assert only(text).events == ()


@pytest.mark.parametrize(
    "text", ["Velia challenged the ruling of the league.", "Velia gave the look of calm in public."]
)
def test_a_verb_without_its_frame_asks_and_yields_nothing(text: str) -> None:
    statements = read_statements(Document(id="t", source="t", text=text)).statements
    assert not [s for s in statements if s.act in ("REQUEST", "CONCEDE")]


@pytest.mark.parametrize(
    ("pressing", "other"),
    [
        ("Police beat protesters in Velia.", "Anna Rell beat Marn Holt in the primary."),
        ("Orland's army captured the town of Sel.", "Anna Rell captured 40 seats in the vote."),
        ("Velia recalled its envoy to Orland.", "Anna Rell recalled the plan of the last vote."),
        ("Velia suspended its exports to Orland.", "Marn Holt suspended his campaign on Monday."),
        ("Orland's troops fired on protesters.", "Anna Rell fired back at Marn Holt."),
        ("Farmers rallied in Velia against the tax.", "Anna Rell rallied thousands in Velia."),
        (
            "Workers rallied against the tax.",
            "Anna Rell has rallied listeners by singing old songs.",
        ),
    ],
)
def test_a_verb_of_pressing_presses_in_one_sense_only(pressing: str, other: str) -> None:
    assert only(pressing).act in ("ASSAULT", "SANCTION", "PROTEST")
    assert not read_statements(Document(id="t", source="t", text=other)).statements
