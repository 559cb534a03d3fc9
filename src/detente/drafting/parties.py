"""Who can be a party of a model, and how parties are named in words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, cached_property

from detente.actors.bodies import is_short_form
from detente.actors.lexicon import actor_words, body_heads
from detente.actors.registry import Registry
from detente.drafting.bargaining import are_workers, employers_named, head_of, of_work
from detente.drafting.finding import NameFinder, Words, words_of
from detente.drafting.lexicon import words
from detente.drafting.standing_acts import allows, is_suit
from detente.evidence import Actor, Document, Event, Statement
from detente.model.wording import with_article

#: Kinds of actors that hold no position of their own in a conflict.
NO_POSITION = frozenset(("outlet", "expert", "public", "court"))
#: Lists of the words that name people, offices and bodies.
_ACTOR_WORDS = (
    "organs", "titles", "collectives", "holders", "state_offices", "bodies", "people", "firms",
    "armed", "relations", "insiders",
)  # fmt: skip
#: Endings of words for those who do something: "ranchers", "settlers", "unionists", "guardsmen".
_DOERS = ("er", "or", "ist", "man", "men", "ant", "ian")
#: What a union does towards its employer, where it names nobody.
_TO_EMPLOYERS = frozenset(
    ("PROTEST", "REQUEST", "THREATEN", "REJECT", "AGREE", "COMMIT", "CONCEDE", "OFFER")
)
#: What a name is shown without: "the", "up to 300", "about 500".
_COUNTED = re.compile(
    r"^(?:(?:the|an?|about|around|some|nearly|almost|over|up to|more than|at least) )*"
    r"(?:\d[\d,.]* (?=[A-Za-z ]*(?:s|staff|crew)\b))?",
    re.IGNORECASE,
)
_OBJECTING = frozenset(("REJECT", "ACCUSE", "THREATEN"))
#: Words for several at once, which are no one party.
_SEVERAL = frozenset(("states", "sides", "parties", "countries", "nations", "governments", "camps"))
_TWO = 2
#: From so many statements on somebody says a great deal.
_MUCH = 20
#: Characters that a party's name takes at most: "International Association of Machinists and …" needs 65.
_NAME = 120
#: From so many words on a name may be a heading.
_HEADING = 5
_WORD = re.compile(r"[^\W_]+")
_WORD_START = re.compile(r"\w+")
_BEFORE = re.compile(r"[a-z,] (?:the )?\Z")
_BEFORE_LONGEST = len("a the ")


class Parties:
    """The actors of some documents, one entry for each id, and how they read in a sentence."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self._actors: dict[str, Actor] = {}
        for document in documents:
            for actor in document.actors:
                self._actors.setdefault(actor.id, actor)
            for statement in document.statements:
                for mention in (statement.speaker, statement.via):
                    if mention is not None:
                        self._actors.setdefault(mention.id, Actor(mention.id, mention.name))
                for met in (event.patient for event in statement.events):
                    known = None if met in self._actors else Registry.default().actor(met or "")
                    if known is not None:
                        self._actors[known.id] = known
        self._text = "\n".join(document.text for document in documents)
        self._titles = [" ".join(d.title.lower().split()) for d in documents if d.title]
        self._words = words_of(self._text)
        self._finder = NameFinder(
            (actor.id, (actor.name, *actor.aliases)) for actor in self._actors.values()
        )
        self._judged: dict[str, bool] = {}
        self._spoken: dict[str, str] = {}
        self._courts: set[str] = set()
        self._objecting = {
            statement.speaker.id
            for document in documents
            for statement in document.statements
            if statement.speaker is not None and statement.act in _OBJECTING
        }
        self._voices = Counter(
            statement.speaker.id
            for document in documents
            for statement in document.statements
            if statement.speaker is not None
        )
        self._speaking = set(self._voices)
        self._taking_part = {
            party
            for document in documents
            for statement in document.statements
            for party in (*statement.targets, *(event.agent for event in statement.events))
        }
        #: Who lets something be done, at whom a challenge in court is aimed that names nobody.
        self._allowing = list(dict.fromkeys(
            s.speaker.id for d in documents for s in d.statements
            if s.speaker is not None and any(
                e.agent == s.speaker.id and e.modality == "done" and allows(e.deed) for e in s.events
            )
        ))  # fmt: skip
        self._standing_up = {who for d in documents for s in d.statements for who in self._stand(s)}

    def _stand(self, statement: Statement) -> Iterator[str]:
        """Yield people who are no mere bystanders: "residents have threatened to sue", "villagers block the road"."""
        if statement.layer not in ("quoted", "reported"):
            return
        speaker = statement.speaker.id if statement.speaker is not None else None
        for event in statement.events:
            own = event.agent == speaker and event.force in ("threaten", "refuse")
            presses = event.predicate in words("parties", "pressing") and event.polarity
            if event.agent is not None and (own or presses) and self.kind(event.agent) == "public":
                yield event.agent

    def is_party(self, actor: str | None) -> bool:
        """Say whether an actor can be a decision maker."""
        if actor is None:
            return False
        judged = self._judged.get(actor)
        if judged is None:
            judged = self._judged[actor] = self._is_somebody(actor)
        return judged or (actor in self._courts and self._can_be_admitted(actor))

    def _is_somebody(self, actor: str) -> bool:
        """Say whether an actor can be a decision maker without being admitted."""
        known = self._actors.get(actor)
        if known is None or self._is_outside(known) or not self._can_be_admitted(actor):
            return False
        somebody = known.kind not in (None, "body") or _is_somebody(known.name, self._words)
        return somebody and not self.is_court(actor) and not self.is_both(actor)

    def _can_be_admitted(self, actor: str) -> bool:
        """Say whether an actor is neither a day, nor several at once, nor anybody's officials, nor a heading read as a name."""
        known = self._actors.get(actor)
        if known is None or self._is_outside(known):
            return True
        named_day = known.name.lower() in words("parties", "days")
        reports = known.name.lower().split()[-1:] == ["media"]  # "according to Velian media"
        nobodys = known.name.lower() in words("parties", "delegates")
        nobody = actor in _SEVERAL or nobodys or named_day or reports
        return not (nobody or self._is_heading(known.name))

    def _is_outside(self, known: Actor) -> bool:
        """Say whether an actor speaks for another, or only stands by."""
        bystander = known.kind in NO_POSITION and known.id not in self._standing_up
        return known.principal is not None or bystander

    def _is_heading(self, name: str) -> bool:
        """Say whether a name is most of a document's heading, read as if it named somebody."""
        plain = " ".join(name.lower().split())
        long = len(plain.split()) >= _HEADING
        return long and any(
            plain in title and 2 * len(plain) > len(title) for title in self._titles
        )

    def admit(self, court: str) -> None:
        """Let a court be a party: somebody asks it to leave what it may well do."""
        self._courts.add(court)

    @property
    def admitted(self) -> frozenset[str]:
        """The courts that are parties."""
        return frozenset(self._courts)

    def is_court(self, actor: str | None) -> bool:
        """Say whether an actor judges between others, and is no side itself."""
        known = self._actors.get(actor or "")
        if known is None:
            return False
        return known.kind == "court" or head_of(known.name) in words("parties", "courts")

    def objects(self, actor: str) -> bool:
        """Say whether an actor itself refuses, blames or threatens anywhere in the documents."""
        return actor in self._objecting

    def is_spoken_of_only(self, actor: str) -> bool:
        """Say whether a party that is no state says and does nothing anywhere in the documents."""
        return self.kind(actor) != "state" and actor not in self._speaking

    def takes_part(self, actor: str) -> bool:
        """Say whether a party says or does something, or is spoken to; not the land of "the war in Velia"."""
        return self.speaks(actor) or actor in self._taking_part

    def holds_forth(self, actor: str, other: str) -> bool:
        """Say whether one says a great deal and another next to nothing: a briefing, a speech."""
        return self._voices[actor] >= _MUCH * max(1, self._voices[other])

    def speaks(self, actor: str) -> bool:
        """Say whether words or deeds of an actor's own are told in the documents."""
        return actor in self._speaking

    def is_forum(self, statement: Statement, event: Event | None = None) -> bool:
        """Say whether a body of states is asked to act against a third: "asked the WTO to look into …".

        The body judges there, as a court does; who asks is at odds with the one whom it would meet.
        """
        speaker = statement.speaker.id if statement.speaker is not None else None
        for asked in statement.events if event is None else (event,):
            if asked.force != "demand" or self.kind(asked.agent or "") != "intergovernmental":
                continue
            met = self.named_in(asked.phrase.text)
            if any(p not in (speaker, asked.agent) for p in met):
                return True
        return False

    def meant_by(self, statement: Statement) -> list[str]:
        """Return the parties at which a statement is aimed, its speaker aside.

        What a court or a body of states is asked is aimed at those whom it would meet; so is a suit.
        What a union does or asks is aimed at the one employer, where nobody is named, what the employer
        does to "its drivers" at the one union, and a refusal at those whose proposal it names.
        """
        speaker = statement.speaker.id if statement.speaker is not None else None
        aimed: list[str] = []
        forum = self.is_forum(statement)
        for other in aimed_at(statement):
            if self.is_court(other) and other not in self._courts:
                aimed += self.named_in(statement.span.text)
            elif forum and self.kind(other) == "intergovernmental":
                aimed += [p for p in self.named_in(statement.span.text) if p != other]
            elif self.is_both(other):
                aimed += self.sides(speaker)
            else:
                aimed.append(other)
        if any(is_suit(event) for event in statement.events):
            named = [p for p in self.named_in(statement.span.text) if p != speaker]
            aimed += named or (self._allowing if len(self._allowing) == 1 else [])
        if statement.act == "REJECT" and not aimed:  # "dismissed a Chilean proposal"
            refused = (
                e for e in statement.events if (e.force, e.predicate) == ("refuse", "accept")
            )
            aimed += [p for event in refused for p in self.called_in(event.deed)]
        against = statement.act in _TO_EMPLOYERS
        if not statement.targets and against and self.bargains(speaker or ""):
            aimed += self.employers()
        elif (
            not {*aimed} - {speaker}
            and against
            and self.employs(speaker or "")
            and of_work(statement.span.text)
        ):
            aimed += self.counterparts(str(speaker))
        return [p for p in dict.fromkeys(aimed) if p != speaker and self.is_party(p)]

    @cached_property
    def _employing(self) -> tuple[str, ...]:
        """After whom those who work are called."""
        named = [p for name in employers_named(self._text) for p in self.named_in(name)]
        firms = (p for p in named if self.kind(p) != "state" and not self.bargains(p))
        return tuple(dict.fromkeys(firms))

    def employers(self) -> list[str]:
        """Return the one employer of the documents, where there is but one kind of it.

        "Hollywood studios" and "the studios" are one. After whom the workers are called employs them.
        """
        if len(self._employing) == 1:
            return list(self._employing)
        found = [
            a.id for a in self._actors.values()
            if self.is_party(a.id) and not self.bargains(a.id) and (a.kind == "firm" or head_of(a.name) in words("parties", "employers"))
        ]  # fmt: skip
        heads = {head_of(self._actors[party].name) for party in found}
        if found:
            return found[:1] if len(heads) == 1 else []
        others = [
            a for a in self.ids()
            if self.kind(a) not in ("union", "person", "state", "community") and not self.bargains(a)
            and head_of(self._actors[a].name) not in words("parties", "governing")
        ]  # fmt: skip
        return others if len(others) == 1 else []

    def employs(self, actor: str) -> bool:
        """Say whether workers are called after an actor, or are told to be its own."""
        return self._employing == (actor,)

    def counterparts(self, actor: str) -> list[str]:
        """Return the one with whom a union or an employer bargains, where the documents name but one."""
        if self.bargains(actor):
            return self.employers()
        unions = [a for a in self.ids() if self.bargains(a) and a != actor]
        return unions if len(unions) == 1 else []

    def governs(self, actor: str) -> bool:
        """Say whether an actor runs something: a state, an authority, a firm."""
        known = self._actors.get(actor)
        if known is None or self.bargains(actor):
            return False
        runs = words("parties", "governing") | words("parties", "employers")
        return known.kind in ("state", "firm") or head_of(known.name) in runs

    def bargains(self, actor: str) -> bool:
        """Say whether an actor is a union, or those who work and stand together: "nurses", "the players"."""
        known = self._actors.get(actor)
        if known is None or known.kind == "union":
            return known is not None
        return known.kind not in ("person", "state") and are_workers(known.name)

    def is_plural(self, actor: str) -> bool:
        """Say whether "they" can mean a party: people who act together, and no state, firm or person."""
        known = self._actors.get(actor)
        if known is None or known.kind in ("state", "firm", "person", "intergovernmental"):
            return False
        last = known.name.split()[-1].lower()
        return known.kind in ("union", "community", "armed-group") or head_of(last) != last

    def is_both(self, actor: str | None) -> bool:
        """Say whether an actor is only what the two sides are called together: "both parties"."""
        known = self._actors.get(actor or "")
        return known is not None and " ".join(known.name.lower().split()) in words(
            "parties", "both"
        )

    def are_one(self, one: str, other: str) -> bool:
        """Say whether two names may well be one party's: a name and its initials."""
        names = self.name(one), self.name(other)
        return any(
            short.isupper() and is_short_form(short, name, introduced=False)
            for short, name in (names, names[::-1])
        )

    def sides(self, speaker: str | None) -> tuple[str, ...]:
        """Return the two whom words like "both parties" mean: the only others, or none."""
        others = [a for a in self.ids() if a != speaker]
        return tuple(others) if len(others) == _TWO else ()

    def kind(self, actor: str) -> str | None:
        """Return the kind of an actor, or None when it is unknown."""
        known = self._actors.get(actor)
        return None if known is None else known.kind

    def name(self, actor: str) -> str:
        """Return the name under which a party is shown."""
        known = self._actors.get(actor)
        text = " ".join(
            (known.name if known is not None else actor.replace("-", " ").title()).split()
        )
        bare = _COUNTED.sub("", text)
        return (bare[:1].upper() + bare[1:])[:_NAME] or actor

    def is_nameless(self, actor: str) -> bool:
        """Say whether a party is known by a common noun alone: "a small group", "workers"."""
        known = self._actors.get(actor)
        if known is None or known.kind == "state":
            return False
        names = (known.name, *known.aliases)
        return not any(name in self._text for name in names if name != name.lower())

    def spoken(self, actor: str) -> str:
        """Return a party's name as it stands in a sentence: "the United States"."""
        if actor not in self._spoken:
            self._spoken[actor] = self._said(actor)
        return self._spoken[actor]

    def _said(self, actor: str) -> str:
        name = self.name(actor)
        named = with_article(name)
        said = self.kind(actor) != "state" and re.search(
            rf"\bthe {re.escape(name)}\b", self._text, re.I
        )
        return f"the {name}" if said and named == name else named

    def words_of(self, actor: str) -> frozenset[str]:
        """Return the lower-case words that name a party, to leave out when deeds are compared."""
        known = self._actors.get(actor)
        names = [actor.replace("-", " ")] + (
            [known.name, *known.aliases] if known is not None else []
        )
        said = {word.lower() for name in names for word in _WORD.findall(name)}
        return frozenset(said | {word[:-1] for word in said if word.endswith("s")})

    def named_in(self, text: str) -> tuple[str, ...]:
        """Return the parties that some words name, in order."""
        found = [each for each in self._finder.found(_on_land(text)) if self.is_party(each[1])]
        return tuple(party for _, party in sorted(found))

    def called_in(self, text: str) -> tuple[str, ...]:
        """Return the parties that some words name or call by their people or seat, in order, each once."""
        text = _on_land(text)
        seats = [
            (s.start, s.actor.id) for s in Registry.default().find_mentions(text)
            if s.actor.id in self._actors and self.is_party(s.actor.id)
        ]  # fmt: skip
        found = [each for each in self._finder.found(text) if self.is_party(each[1])]
        return tuple(dict.fromkeys(party for _, party in sorted([*found, *seats])))

    def opening(self, text: str) -> str | None:
        """Return the party whose name some words begin with: "the separatists open …"."""
        small = text.lower()
        opens = (small, small.removeprefix("the "), small.removeprefix("that "))
        for actor in self._actors.values():
            for name in (actor.name, *actor.aliases):
                begun = len(name) > 1 and any(rest.startswith(name.lower()) for rest in opens)
                if (
                    begun
                    and self.is_party(actor.id)
                    and re.match(
                        rf"(?:the |that )?{re.escape(name)}(?-i: [a-z]|$)", text, re.IGNORECASE
                    )
                ):
                    return actor.id
        return None

    def ids(self) -> tuple[str, ...]:
        """Return the ids of all who can be parties, in order of appearance."""
        return tuple(actor for actor in self._actors if self.is_party(actor))


def _on_land(text: str) -> str:
    """Return a text with blanks for the names of waters, which name no party: "the South China Sea"."""
    return _waters().sub(lambda match: " " * len(match.group()), text)


@cache
def _waters() -> re.Pattern[str]:
    kinds = "|".join(words("parties", "waters"))
    return re.compile(rf"\b(?:{kinds}) of (?:the )?[A-Z]\w+|\b(?:[A-Z]\w+ )+(?:{kinds})\b")


def _is_somebody(name: str, text: Words) -> bool:
    """Say whether a name is a proper one or its noun names people or a body: no "wage increase"."""
    bare = re.sub(r"^(?:the|a|an)\s+", "", " ".join(name.split()), flags=re.IGNORECASE)
    common = bare.split()[-1:] == [bare.split()[-1].lower()] if " " in bare else False
    if bare[:1].isupper() and not common and _goes_on(bare, text):
        return True
    head = head_of(bare)
    plain = text.holds(head, f"{head}s", f"{head}es")
    if not plain and not head.endswith("y"):
        return True
    return is_people_noun(head)


def is_people_noun(noun: str) -> bool:
    """Say whether a common noun names people or a body: "insurgents", "country", not "wage increase"."""
    head = head_of(noun)
    if head in words("parties", "things"):
        return False
    known = actor_words()
    return (
        head in body_heads() | words("parties", "people")
        or any(head in known[key] or f"{head}s" in known[key] for key in _ACTOR_WORDS)
        or head.endswith(_DOERS)
    )


def _goes_on(name: str, text: Words) -> bool:
    """Say whether a name stands inside a sentence, behind a small letter or a comma."""
    first = _WORD_START.match(name)
    if first is None:
        return False
    pattern = re.compile(rf"{re.escape(name)}\b")
    return any(
        _BEFORE.search(text.text, max(0, match.start() - _BEFORE_LONGEST), match.start())
        for match in text.matches(pattern, first.group())
    )


def aimed_at(statement: Statement) -> list[str]:
    """Return at whom a statement is aimed, and on whom its conditions hang."""
    found = [*statement.targets]
    found += [c.condition_by for c in statement.conditions if c.condition_by is not None]
    return list(dict.fromkeys(found))


def fits(name: str, ids: Iterable[str]) -> str | None:
    """Return the id that a name is written like ("North Korea" and ``north_korea``), or None."""
    plain = "".join(c for c in name.lower() if c.isalnum())
    return next((i for i in ids if "".join(c for c in i.lower() if c.isalnum()) == plain), None)
