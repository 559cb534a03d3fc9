"""What may be sent to the workbench, checked before anything is done with it."""

from __future__ import annotations

from inspect import Parameter, signature
from typing import TYPE_CHECKING, Annotated, Any, Literal, Union, get_type_hints

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    create_model,
    model_validator,
)

from detente.model.edits import COMMANDS

Name = Annotated[str, StringConstraints(min_length=1, max_length=300)]
Line = Annotated[str, StringConstraints(max_length=2_000)]
Text = Annotated[str, StringConstraints(max_length=5_000_000)]
Version = Annotated[int, Field(ge=0, le=2**53)]


class Body(BaseModel):
    """A request body: unknown keys are errors."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=False)


class OpenDossier(Body):
    """A dossier by the name of its file."""

    name: Name


class NewDossier(Body):
    """A new dossier by its title."""

    title: Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=r"\S")]


class NewDocument(Body):
    """A document given as text, or the address of a page."""

    text: Text | None = None
    title: Line | None = None
    url: Line | None = None

    @model_validator(mode="after")
    def one_source(self) -> NewDocument:
        """Exactly one of text and address."""
        if (self.text is None) == (self.url is None):
            raise ValueError("give either text or url")
        return self


class Place(Body):
    """A stretch of a document's text."""

    start: Version
    end: Version


class GivenCondition(Body):
    """A condition of a statement: both halves by their places, and what binds them."""

    condition: Place
    consequence: Place
    kind: Name
    sense: Name = "if"
    cue: Line = ""


class NewStatement(Body):
    """A statement that the reader missed: its place in the document, and what it is."""

    start: Version
    end: Version
    act: Name
    layer: Name
    speaker: Name | None = None
    targets: Annotated[list[Name], Field(max_length=50)] = []
    negated: bool = False
    modality: Name | None = None
    conditions: Annotated[list[GivenCondition], Field(max_length=20)] = []
    reason: Line | None = None


class Heading(Body):
    """What is known about a document; an empty text says that it is not known.

    ``base`` is the dossier's revision at which the document was looked at.
    """

    base: Version | None = None

    title: Line | None = None
    date: Annotated[str, StringConstraints(max_length=40)] | None = None
    author: Line | None = None
    outlet: Line | None = None


class Piece(Body):
    """One piece of a statement that is split: its place, and its act where that differs."""

    start: Version
    end: Version
    act: Name | None = None


class Decide(Body):
    """What the analyst decides about a statement.

    ``others`` goes with ``merge`` (they repeat this one), ``pieces`` with ``split``, what follows
    with ``correct``. ``base`` is the dossier's revision at which the statement was looked at,
    ``bases`` that of each of ``others``.
    """

    base: Version | None = None

    action: Literal["accept", "reject", "correct", "merge", "split", "comment"]
    reason: Line | None = None
    bases: Annotated[dict[Name, Version], Field(max_length=200)] = {}
    others: Annotated[list[Name], Field(max_length=200)] = []
    pieces: Annotated[list[Piece], Field(max_length=50)] = []
    start: Version | None = None
    end: Version | None = None
    act: Name | None = None
    layer: Name | None = None
    speaker: Name | None = None
    targets: Annotated[list[Name], Field(max_length=50)] | None = None
    negated: bool | None = None
    modality: Name | None = None
    conditions: Annotated[list[GivenCondition], Field(max_length=20)] | None = None


class AcceptAll(Body):
    """Which open statements to accept at once: those at least so sure, of a document or of all."""

    above: Annotated[float, Field(ge=0, le=1)]
    document: Name | None = None


class _Element(BaseModel):
    model_config = ConfigDict(extra="allow")


class _Identified(_Element):
    id: str


class _Owned(_Identified):
    owner: str


class ModelContent(BaseModel):
    """A model in the making: its outline must be there, its content may still have problems."""

    model_config = ConfigDict(extra="allow")

    detente: int = 1
    title: str
    decision_makers: Annotated[list[_Identified], Field(max_length=200)]
    options: Annotated[list[_Owned], Field(max_length=2_000)]
    preferences: dict[str, list[_Element] | dict[str, Any]]
    infeasible: Annotated[list[_Element], Field(max_length=5_000)] | None = None
    attitudes: dict[str, dict[str, str]] | None = None
    status_quo: str | None = None
    evidence: dict[str, _Element] | None = None


class SaveModel(Body):
    """An edit: the version that was edited, the whole model after it, and what was done."""

    base: Version
    model: ModelContent
    label: Line | None = None


def _commands() -> tuple[type[Body], ...]:
    """Return what may be sent of each command, as the command itself takes it."""
    found = []
    for name, command in COMMANDS.items():
        hints = get_type_hints(command)
        fields: dict[str, Any] = {"op": (Literal[name], ...)}
        for given in list(signature(command).parameters.values())[1:]:
            default = ... if given.default is Parameter.empty else given.default
            fields[given.name] = (hints[given.name], default)
        title = "".join(part.title() for part in name.split("_"))
        found.append(create_model(title, __base__=Body, __doc__=command.__doc__, **fields))
    return tuple(found)


if TYPE_CHECKING:
    Command = Body
else:
    Command = Annotated[Union[_commands()], Field(discriminator="op")]  # noqa: UP007


class Edits(Body):
    """Edits of the model: the version that was edited, the commands, and what was done in words."""

    base: Version | None = None
    edits: Annotated[list[Command], Field(min_length=1, max_length=500)]
    label: Line | None = None


class Base(Body):
    """The version that a step starts from."""

    base: Version | None = None


class Restore(Base):
    """An earlier edit to bring back."""

    edit: Version


class Checkpoint(Base):
    """A name for the model as it stands."""

    name: Name


class NewModel(Body):
    """An empty model by its title, a template, or the text of a model file."""

    title: Line | None = None
    text: Text | None = None
    template: Literal["offer", "chicken", "blank"] | None = None


class ModelText(Body):
    """The text of a model file."""

    text: Text


class ClaimText(Body):
    """A claim: in words, or as the attitude of one party toward another."""

    text: Line | None = None
    party: Name | None = None
    toward: Name | None = None


class InverseAsked(Body):
    """A state that shall be stable: by letters or by its options, for some parties or for all."""

    state: Line
    concept: Literal["NASH", "GMR", "SMR", "SEQ", "SSEQ"] = "NASH"
    parties: Annotated[list[Name], Field(max_length=200)] = []
    largest: Annotated[int, Field(ge=1, le=4)] = 2


class Compare(Body):
    """Which edits of the model to lay side by side."""

    edits: Annotated[list[Version], Field(min_length=1, max_length=6)]
    attitudes: Line = "model"


class ReviewAnswer(Body):
    """An answer of the review: ``what`` names the line, none means every open line (``keep`` only).

    For ``add`` it names the party that can do what ``value`` says, for ``want`` the one that wants it: options by
    their places from 1, as in ``not 1 if 2``.

    ``base`` is the ``mark`` of the review that was looked at.
    """

    base: Annotated[str, StringConstraints(max_length=64)] | None = None

    step: Literal["party", "option", "first"]
    do: Literal[
        "keep",
        "merge",
        "rename",
        "drop",
        "kind",
        "owner",
        "today",
        "take",
        "add",
        "first",
        "turn",
        "want",
    ]
    what: Line | None = None
    value: Line = ""


class ReviewUndo(Body):
    """An answer of the review to take back, by its place from 0; the last one when none is named."""

    base: Annotated[str, StringConstraints(max_length=64)] | None = None

    place: Annotated[int, Field(ge=0, le=100_000)] | None = None


class ReviewReach(Body):
    """Whether the dossier's model is drafted from all documents, or from the newest ones."""

    whole: bool


class TableSent(Body):
    """A table that a page shows, to be written out for another program."""

    head: Annotated[list[Text], Field(min_length=1, max_length=500)]
    rows: Annotated[list[list[Text]], Field(max_length=10_000)]
    form: Literal["csv", "md", "tex"]

    @model_validator(mode="after")
    def _is_full(self) -> TableSent:
        if any(len(row) != len(self.head) for row in self.rows):
            raise ValueError("every row needs a cell for every column")
        return self


class BriefEdits(Body):
    """The analyst's words for lines of the brief, by line; an empty text takes the edit back.

    ``base`` is the dossier's revision at which the lines were looked at.
    """

    base: Version | None = None

    edits: Annotated[
        dict[Name, Annotated[str, StringConstraints(max_length=20_000)]], Field(max_length=2_000)
    ]
