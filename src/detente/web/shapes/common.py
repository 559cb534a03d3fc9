"""What answers of several kinds share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

Result = TypeVar("Result")


class _Described:
    """Describes a value by a shape and passes it on as it is: tests compare the two, not every answer."""

    def __get_pydantic_core_schema__(
        self, source: type[Any], handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        shape = handler(source)
        described = {"pydantic_js_annotation_functions": [lambda _schema, handle: handle(shape)]}
        return core_schema.any_schema(metadata=described)


if TYPE_CHECKING:
    AsIs = Annotated[Result, "as it is"]
else:

    class AsIs:
        """``AsIs[Shape]``: described by the shape, passed on as it is."""

        def __class_getitem__(cls, shape: Any) -> Any:
            """Return the annotated shape."""
            return Annotated[shape, _Described()]


class Open(BaseModel):
    """An answer that the command line prints too: it may hold more than is described here."""

    model_config = ConfigDict(extra="allow")


class Named(BaseModel):
    """An id and what it is called."""

    id: str
    name: str


class Spot(BaseModel):
    """A stretch of a document's text, in Unicode code points."""

    start: int
    end: int
    text: str


class ReachShown(BaseModel):
    """How much of the dossier a draft is made from; what copies hold is not counted."""

    documents: int
    of_documents: int
    statements: int
    of_statements: int
    whole: bool
    words: str


class ErrorSaid(BaseModel):
    """What went wrong, and what would be right."""

    message: str
    line: int | None
    fix: str | None


class ErrorShown(Open):
    """The body of every answer that is an error."""

    error: ErrorSaid


class JobShown(BaseModel):
    """Long work: how far it is, without its result."""

    id: str
    kind: str
    label: str
    state: str
    done: int
    total: int
    seconds: float
    seconds_left: float | None
    cost: str | None
    error: ErrorSaid | None


class JobOf(JobShown, Generic[Result]):
    """Long work whose result, once it is done, has a shape of its own."""

    result: Result | None
