"""Deeds that a sentence carries in a corner of it: each way of telling one by an example and a counter-example."""

from __future__ import annotations

import pytest

from detente.evidence import Document, Event
from detente.reading import read_statements


def told(text: str) -> set[str]:
    """Return what a text tells, as "who: deed (force)", with "not" before a deed that is denied."""
    document = read_statements(Document(id="t", source="t", text=text))
    return {_short(event) for s in document.statements for event in s.events}


def _short(event: Event) -> str:
    return f"{event.agent}: {'' if event.polarity else 'not '}{event.deed} ({event.force})"


@pytest.mark.parametrize(
    ("text", "deed"),
    [
        # A demand that is rejected is a refusal of what it asks, if that is one's own to do.
        ("Velia rejected a demand by Orland to withdraw its troops.", "velia: not withdraw its troops (refuse)"),
        ("Velia dismissed calls by the council that it free the crew.", "velia: not free the crew (refuse)"),
        ("Velia dismissed Orland's calls for the release of the crew.", "velia: not release the crew (refuse)"),
        ("The rebels rejected a call to lay down their arms.", "rebels: not lay down its arms (refuse)"),
        ("Velia rejected demands that Sudland leave the isle.", "sudland: not leave the isle (state)"),
        ("Orland accepted Velia's demand to withdraw its troops.", "orland: withdraw its troops (state)"),
        # Who is hoped, appealed to or pleaded with to do something is asked for it.
        ('"We hope that Orland will lift the siege," said Velia\'s minister.', "orland: lift the siege (demand)"),
        ('"We hope that Orland has lifted the siege," said Velia\'s minister.', "orland: lift the siege (state)"),
        ('"We hope to lift the siege," said Velia\'s minister.', "velia: lift the siege (state)"),
        ("The union appealed to management to enter talks.", "management: enter talks (demand)"),
        ("The minister pleaded with the rebels to free the crew.", "rebels: free the crew (demand)"),
        # What another can grant is asked for, whatever is asked of him with it.
        ("The union is demanding a 10% raise from Velia Rail.", "velia-rail: grant a 10% raise (demand)"),
        ('"We want an apology," said the dockers\' union.', "None: give an apology (demand)"),
        ("The union made a demand for a 10% raise.", "None: grant a 10% raise (demand)"),
        ('"The union came up with a demand for a rise," said Ray Cole of Velia Rail.', "None: grant a rise (state)"),
        ('"We reject their demand for a pay rise," said Velia\'s envoy.', "velia: not allow a pay rise (refuse)"),
        # What somebody is blamed for doing is done, and is no kind of thing.
        ("Orland accused the rebels of violating terms of the truce.", "rebels: violate terms of the truce (accuse)"),
        # Joined adjectives lead on to one deed, and "neither … nor" denies it once.
        ("Velia is neither ready nor willing to sign the pact, its envoy said.", "velia: not sign the pact (refuse)"),
        ('"We are not prepared or willing to pay," said Velia\'s envoy.', "velia: not pay (refuse)"),
        ('"We are ready and willing to pay," said Velia\'s envoy.', "velia: pay (offer)"),
        ('"We are willing but unable to pay," said Velia\'s envoy.', "velia: not pay (refuse)"),
        # Who cannot do what yields to another refuses; what one cannot do anyway is no refusal.
        ('"We cannot support such a budget," said Velia\'s envoy.', "velia: not support such a budget (refuse)"),
        ('"We cannot see the river," said Velia\'s envoy.', "velia: not see the river (state)"),
        # Whom nothing hinders may do it.
        ('"There is nothing stopping us from building there," said the council.', "council: build there (state)"),
        ('"Nothing prevents us from leaving the pact," said Velia\'s envoy.', "velia: leave the pact (state)"),
        # What goes along, and the refusal that came before, stand in side clauses.
        ('"We will call a strike, during which we will also block the port," said the dockers\' union.',
         "dockers-union: block the port (promise)"),
        ("Talks collapsed after the rebels refused to free the crew, Orland said.",
         "rebels: not free the crew (state)"),
        # Attacks are resumed by who is to resume them.
        ("Velia is to resume air strikes against Orland.", "velia: resume air strikes against Orland (threaten)"),
        # A word that the parser takes for another: the verb asked for, a day before a subject.
        ("The rebels demanded that the army clear out of the valley.", "army: clear out of the valley (demand)"),
        ("Orland's rebels said on Sunday peace talks were impossible.", "orland-rebels: not hold peace talks (refuse)"),
        # A past behind an infinitive goes on with who asked.
        ("Velia had warned its neighbour not to make mistakes and called on Orland to withdraw its troops.",
         "orland: withdraw its troops (demand)"),
        # What somebody should do if it means what it says is asked of it, and of nobody else.
        ('"If the union is serious, it should call off the strike," said Ray Cole, chief of Velia Rail.',
         "union: call off the strike (demand)"),
    ],
)  # fmt: skip
def test_a_deed_is_told(text: str, deed: str) -> None:
    assert deed in told(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        # It is not promised what was rejected, nor is a demand turned into its own deed.
        ("Velia rejected a demand by Orland to withdraw its troops.", "promise"),
        ("Velia did not reject a demand by Orland to withdraw its troops.", ": withdraw"),
        ("Velia rejected the rebels' demand to be heard at the talks.", "not hear"),
        # What somebody wants money for is not what it demands.
        ("The rebels demanded a ransom for the crew's release.", "carry out"),
        # Who is blamed is no deed: a government is nothing that is carried out.
        ("Orland accused the government of rude manners.", "carry out"),
        # Others' going along is not the speaker's.
        (
            '"We will call a strike, during which they will lose money," said the dockers\' union.',
            "lose",
        ),
        # Whoever is told to do something on a condition is not the speaker.
        ('"If you want gas, pay for it," said Velia\'s minister.', "velia: pay"),
    ],
)
def test_a_deed_is_not_told(text: str, words: str) -> None:
    assert not any(words in each for each in told(text))
