"""Which party a few words of a document name."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from detente.drafting.lexicon import is_party_noun, words
from detente.evidence import Actor, Document, Mention
from detente.reading.lexicon import lexicon

_CAPITAL = re.compile(r"\b[A-ZÀ-Þ][\w’'&.-]*")
#: ", a security analyst at", " is a professor of"
_PRESENTED = re.compile(
    r",? (?:(?:is|was|who is) )?(?:an?|the) (?:[\w-]+ ){0,2}?(analyst|expert|economist|scholar|professor|researcher|historian|commentator|academic|lecturer|observer)s?\b"
)
_WORD = re.compile(r"[\w&.-]+")
_PRONOUNS = frozenset(
    [
        "i",
        "we",
        "he",
        "she",
        "it",
        "they",
        "you",
        "who",
        "his",
        "her",
        "its",
        "their",
        "our",
        "your",
        "my",
        "him",
        "them",
        "us",
    ]
)
_WITH_ARTICLE = frozenset(
    [
        "states",
        "union",
        "nations",
        "emirates",
        "kingdom",
        "philippines",
        "netherlands",
        "ministry",
        "agency",
        "department",
        "league",
        "association",
        "front",
        "forum",
        "chamber",
        "bank",
    ]
)
_QUANTIFIED = frozenset(
    ["some", "many", "several", "most", "two", "three", "few", "other", "various"]
)
_SMALL = frozenset(
    ["the", "a", "an", "of", "and", "for", "in", "on", "at", "to", "mr", "mrs", "ms", "dr"]
)


class Names:
    """The parties of some documents and the words that name them.

    Outlets, and holders of opinions that nobody can negotiate with (analysts, "two diplomats"), are
    known but are no parties.
    """

    def __init__(self, documents: Sequence[Document]) -> None:
        self._actors: dict[str, Actor] = {}
        aliases: dict[str, Counter[str]] = defaultdict(Counter)
        for document in documents:
            for actor in document.actors:
                self._actors.setdefault(actor.id, actor)
            for mention in _mentions(document):
                self._actors.setdefault(mention.id, Actor(mention.id, mention.name))
            for statement in document.statements:
                for target in statement.targets:
                    name = target if target.isupper() else target.replace("-", " ").title()
                    self._actors.setdefault(target, Actor(target, name))
        self._outside = frozenset(
            mention.id
            for document in documents
            for mention in _mentions(document)
            if _is_introduced_as_holder(document.text, mention)
        )
        for document in documents:
            for mention in _mentions(document):
                for alias in (mention.name, mention.span.text if mention.span else ""):
                    self._learn(aliases, alias, mention.id)
        for actor in self._actors.values():
            self._learn(aliases, actor.name, actor.id)
            self._learn(aliases, actor.id.replace("-", " "), actor.id)
        self._text = "\n".join(document.text for document in documents)
        self._plain = self._text.replace("’", "").replace("'", "")
        self._voices = frozenset(
            statement.speaker.id
            for document in documents
            for statement in document.statements
            if statement.speaker is not None and statement.layer != "interpreted"
        )
        self._aliases = {
            alias: owners.most_common(1)[0][0]
            for alias, owners in aliases.items()
            if len(owners) == 1 or owners.most_common(2)[0][1] > 2 * owners.most_common(2)[1][1]
        }

    def _learn(self, aliases: dict[str, Counter[str]], name: str, owner: str) -> None:
        plain = " ".join(w for w in _WORD.findall(_bare(name)) if w.lower() not in _SMALL)
        if not plain or plain.lower() in _PRONOUNS:
            return
        aliases[plain.lower()][owner] += 3
        layers = lexicon().layers
        offices = layers["titles"] | layers["portfolios"]
        for word in _CAPITAL.findall(name):
            part = _bare(word)
            if len(part) > 2 and part.lower() not in _SMALL | _PRONOUNS | offices:
                aliases[part.lower()][owner] += 1
        for word in plain.lower().split():
            single = word.removesuffix("s")
            if word in words("nouns", "bodies") or is_party_noun(word) or is_party_noun(single):
                aliases[word][owner] += 1

    def is_party(self, actor: str) -> bool:
        """Say whether an actor can be a decision maker."""
        known = self._actors.get(actor)
        if known is None or known.kind == "outlet" or actor in self._outside:
            return False
        tokens = _WORD.findall(f"{known.name} {actor.replace('-', ' ')}".lower())
        if known.kind != "state" and tokens and tokens[0] in _QUANTIFIED:
            return False
        heads = words("nouns", "holders")
        if known.kind in ("state", "organisation"):
            return True
        plain = known.name.replace("’", "").replace("'", "")
        proper = len(plain.split()) > 1 and plain.istitle() and plain in self._plain
        if proper and tokens[0] not in heads:
            return True
        return not any(token in heads or token.removesuffix("s") in heads for token in tokens)

    def speaks(self, actor: str) -> bool:
        """Say whether somebody speaks for an actor, or an actor is a state that may be spoken to."""
        return actor in self._voices or self.kind(actor) == "state"

    def kind(self, actor: str) -> str | None:
        """Return the kind of an actor, or None when it is unknown."""
        known = self._actors.get(actor)
        return None if known is None else known.kind

    def name(self, actor: str) -> str:
        """Return the name under which a party is shown."""
        known = self._actors.get(actor)
        text = known.name if known is not None else actor
        if known is not None and " of " in text and known.kind != "state":
            # "commander of the Free Army" is shown as the body that its id names.
            from detente.actors import slug

            tails = (m.end() for m in re.finditer(r"\bof (?:the )?", text))
            text = next((text[t:] for t in tails if slug(text[t:]) == actor), text)
        text = re.sub(r"\b(Of|For|And|The)\b(?=.)(?<!^)", lambda m: m.group().lower(), text)
        bare = re.sub(r"^(the|a|an)\s+", "", " ".join(text.split()), flags=re.IGNORECASE)
        return (bare[:1].upper() + bare[1:])[:60] or actor

    def spoken(self, actor: str) -> str:
        """Return a party's name as it stands in a sentence: "the United States"."""
        name = self.name(actor)
        last = name.split()[-1].lower()
        plain = last.removesuffix("s")
        known = self._actors.get(actor)
        if known is not None and known.kind == "person":
            return name
        common = is_party_noun(plain) or plain in words("nouns", "bodies") or last in _WITH_ARTICLE
        said = self.kind(actor) != "state" and bool(
            re.search(rf"\bthe {re.escape(name)}\b", self._text)
        )
        article = "the " if common or said else ""
        lower = len(name.split()) == 1 and common and f" {name.lower()}" in self._text
        return article + (name.lower() if lower else name)

    def find(self, text: str) -> str | None:
        """Return the party that some words name first, or None."""
        return next(iter(self.find_all(text)), None)

    def find_all(self, text: str) -> tuple[str, ...]:
        """Return every party that some words name, in order of mention."""
        at: dict[str, int] = {}
        for start, party in sorted([*self._by_alias(text), *self._by_registry(text)]):
            at.setdefault(party, start)
        return tuple(at)

    def _by_alias(self, text: str) -> Iterator[tuple[int, str]]:
        found = list(_WORD.finditer(text.replace("’", "'").replace("'s", "  ")))
        tokens = [_bare(match.group()) for match in found]
        place = 0
        while place < len(tokens):
            for end in range(min(len(tokens), place + 6), place, -1):
                alias = " ".join(w.lower() for w in tokens[place:end] if w.lower() not in _SMALL)
                owner = self._aliases.get(alias)
                if owner is not None and self.is_party(owner):
                    yield found[place].start(), owner
                    place = end - 1
                    break
            place += 1

    def _by_registry(self, text: str) -> Iterator[tuple[int, str]]:
        """Find states and organisations by the registry: "the US" is no pronoun."""
        if _CAPITAL.search(text) is None:
            return
        from detente.actors import Registry

        for sighting in Registry.default().scan(text)[0]:
            for party in (sighting.owner, sighting.actor.id if sighting.actor else None):
                if party is not None and party in self._actors and self.is_party(party):
                    yield sighting.start, party
                    break

    def knows(self, text: str) -> bool:
        """Say whether some words name a party."""
        return self.find(text) is not None

    def people(self, subject: str, *not_these: str | None) -> str | None:
        """Return people whom a text names only by a common noun ("the tenants"), as a party.

        None when the noun is of the kind of one of the given parties, and so may mean it.
        """
        tokens = [t for t in _WORD.findall(subject.lower()) if t not in _SMALL]
        head = tokens[-1] if tokens else ""
        noun = head.removesuffix("s")
        crowd = ("people", "labour", "armed")
        if head == noun or not any(noun in words("kinds", kind) for kind in crowd):
            return None
        for party in not_these:
            known = self._actors.get(party or "")
            stems = {
                t.removesuffix("s") for t in _WORD.findall((known.name if known else "").lower())
            }
            if any(stem in words("kinds", kind) for stem in stems for kind in crowd):
                return None
        if head not in self._actors:
            self._actors[head] = Actor(head, head.capitalize(), "group")
            self._aliases.setdefault(head, head)
        return head

    def words_of(self, actor: str) -> frozenset[str]:
        """Return the lower-case words that name a party, to leave out when phrases are compared."""
        return frozenset(
            word
            for alias, owner in self._aliases.items()
            if owner == actor
            for word in alias.split()
        )

    def parties(self) -> tuple[str, ...]:
        """Return the ids of all parties, in order of appearance."""
        return tuple(actor for actor in self._actors if self.is_party(actor))


def _is_introduced_as_holder(text: str, mention: Mention) -> bool:
    """Say whether a person is presented as a holder of opinions: "Ole Berg, an analyst at …"."""
    if mention.span is None or mention.name.split()[-1].lower() != mention.id.split("-")[-1]:
        return False  # somebody who speaks for a party
    following = _PRESENTED.match(text, mention.span.end)
    return following is not None


def _mentions(document: Document) -> Iterator[Mention]:
    for statement in document.statements:
        for mention in (statement.speaker, statement.via):
            if mention is not None:
                yield mention


def _bare(word: str) -> str:
    return word.removesuffix("'s").removesuffix("’s").strip(".'’-")


def fits(name: str, ids: Iterable[str]) -> str | None:
    """Return the id that a name is written like ("North Korea" and ``north_korea``), or None."""
    plain = "".join(c for c in name.lower() if c.isalnum())
    return next((i for i in ids if "".join(c for c in i.lower() if c.isalnum()) == plain), None)
