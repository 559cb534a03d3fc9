"""Each party's own documents feed its own view of the conflict (a hypergame's perceptions).

A hypergame holds one game per party, as that party sees it (Bennett 1977; Wang, Hipel & Fraser 1988).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from detente.drafting.citing import document_name
from detente.drafting.drafter import draft
from detente.evidence import Document
from detente.model.conflict import Conflict, Preferences, Statements

#: A document is a party's own when at least this share of its attributed statements is the party's.
_OWN_SHARE = 0.8


def own_documents(documents: Sequence[Document]) -> dict[str, tuple[Document, ...]]:
    """Return the documents that carry one party's words nearly alone, by party.

    A document counts as a party's own when four in five of its quoted and reported statements are
    that party's.
    """
    found: dict[str, list[Document]] = {}
    for document in documents:
        heard = Counter(
            s.speaker.id
            for s in document.statements
            if s.speaker is not None and s.layer in ("quoted", "reported")
        )
        if not heard:
            continue
        party, count = heard.most_common(1)[0]
        if count >= _OWN_SHARE * heard.total():
            found.setdefault(party, []).append(document)
    return {party: tuple(group) for party, group in found.items()}


def party_views(documents: Sequence[Document], *, max_options: int = 12) -> dict[str, Conflict]:
    """Draft the conflict as each party that has documents of its own may see it.

    All views share decision makers, options and status quo. A party's view keeps of the *others*'
    preferences only what its own documents tell, and every assumption; its own preferences are those
    of the joint draft.

    Returns
    -------
    dict of str to Conflict
        Empty when no document is one party's own.
    """
    joint = draft(documents, max_options=max_options).conflict
    players = {dm.id for dm in joint.decision_makers}
    views: dict[str, Conflict] = {}
    for party, group in own_documents(documents).items():
        if party not in players:
            continue
        mine = {document_name(document) for document in group}
        preferences: dict[str, Preferences] = {}
        for dm, given in joint.preferences.items():
            if dm == party or not isinstance(given, Statements):
                preferences[dm] = given
                continue
            preferences[dm] = Statements(
                tuple(
                    item
                    for item in given.items
                    if item.assumption
                    or any(joint.evidence[e].document in mine for e in item.evidence)
                )
            )
        views[party] = replace(
            joint, preferences=preferences, title=f"{joint.title} (seen by {party})"
        )
    return views
