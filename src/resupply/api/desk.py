"""The review desk over REST: the same actions as `resupply review`."""

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from resupply.api import telling
from resupply.api.accounts.acting import Person, acting
from resupply.api.answering import Answering, Told
from resupply.api.cases import Served
from resupply.api.shaping import Ask, Shape, split
from resupply.case.reviewing.desk import NOBODY
from resupply.case.reviewing.reading import read_text
from resupply.core.answer import Answer

Number = Annotated[int, Path(description="Number of the proposal.", ge=1, lt=2**53)]
Value = str | int | float | list[str] | None


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid")

    case: str | None = Field(None, description="One of /api/v1/cases; default the server's own.")


class Decided(_Body):
    """Who decides, and why."""

    by: str | None = Field(
        None,
        max_length=200,
        description="Who decides; kept with the decision. Who is signed in counts before it.",
    )
    why: str = Field("", description="Why; kept with the decision.", max_length=2000)


class Accept(Decided):
    """Into the book."""

    changes: dict[str, Value] = Field({}, alias="set", description="Fields to change first.")
    line: str | None = Field(None, description="Line of the book it belongs to.")
    again: bool = Field(False, description="Book it though the same is booked from another outlet.")
    new_names: bool = Field(False, alias="new", description="Take names the case does not know.")


class Edit(Decided):
    """Fields to change."""

    changes: dict[str, Value] = Field(alias="set", description="Fields and values; null = unknown.")


class Split(Decided):
    """Several of one."""

    parts: list[dict[str, Value]] = Field(description="Each part by the fields that differ.")


class Merge(Decided):
    """The line it belongs to."""

    line: str


class Same(Decided):
    """The proposal that tells the same."""

    same_as: int


class Read(_Body):
    """A document."""

    text: str
    published: str | None = Field(None, description="Its day, or part of one, such as 2024-02.")
    title: str | None = Field(None, max_length=500)
    publisher: str | None = Field(None, max_length=500)
    url: str | None = Field(None, max_length=2000)
    by: str = Field(NOBODY, description="Who brings it; else who is signed in.", max_length=200)
    queue: bool = Field(True, description="Put it on the desk; false only reads it.")


class Proposals(Ask):
    """Which proposals."""

    status: str = Field("open", description="open, accepted, rejected, split, told_again, all.")
    document: int | None = None


class Of(Ask):
    """Decisions on which proposal."""

    proposal: int | None = None


def router(asking: Answering) -> APIRouter:
    """The routes of the desk."""
    made = APIRouter(tags=["review desk"])
    served = asking.served
    _looking(made, asking)
    _deciding(made, served)

    @made.post("/read", response_model=None)
    def read(body: Read, person: Person) -> Response:
        """Read a text: proposals with the words behind each field; queued for review."""
        reading = read_text(body.text, published=body.published, name=body.title or "text")
        with served.open(body.case) as case:
            desk = case.desk
            if not body.queue:
                return told(desk.read_only(reading))
            return told(
                desk.queue(
                    reading,
                    by=acting(person, body.by),
                    title=body.title,
                    publisher=body.publisher,
                    url=body.url,
                )
            )

    return made


def shown(request: Request, asking: Answering, answer: Answer, asked: Ask) -> Response:
    """An answer of the desk, in the shape that was asked for."""
    return telling.told(request, asking, Told(None, answer), split(asked)[1])


def told(answer: Answer) -> Response:
    """What was done, as JSON."""
    return Response(telling.written(answer, None, Shape()), media_type="application/json")


def _looking(made: APIRouter, asking: Answering) -> None:
    @made.get("/documents", response_model=None)
    def documents(request: Request, asked: Annotated[Ask, Query()]) -> Response:
        """Documents at the desk; those that tell one story stand together."""
        with asking.served.reading(asked.case) as case:
            return shown(request, asking, case.desk.documents(), asked)

    @made.get("/documents/{number}", response_model=None)
    def document(request: Request, number: Number, asked: Annotated[Ask, Query()]) -> Response:
        """One document with its whole text."""
        with asking.served.reading(asked.case) as case:
            return shown(request, asking, case.desk.document(number), asked)

    @made.get("/proposals", response_model=None)
    def proposals(request: Request, asked: Annotated[Proposals, Query()]) -> Response:
        """Proposals that wait for review, or of another status."""
        with asking.served.reading(asked.case) as case:
            return shown(
                request, asking, case.review(status=asked.status, document=asked.document), asked
            )

    @made.get("/proposals/{number}", response_model=None)
    def proposal(request: Request, number: Number, asked: Annotated[Ask, Query()]) -> Response:
        """One proposal: its words in their place, its fields, what it would become."""
        with asking.served.reading(asked.case) as case:
            return shown(request, asking, case.review(number), asked)

    @made.get("/decisions", response_model=None)
    def decisions(request: Request, asked: Annotated[Of, Query()]) -> Response:
        """What was decided: who, when, from what to what, why."""
        with asking.served.reading(asked.case) as case:
            return shown(request, asking, case.desk.decisions(asked.proposal), asked)


def _deciding(made: APIRouter, served: Served) -> None:
    @made.post("/proposals/{number}/accept", response_model=None)
    def accept(number: Number, body: Accept, person: Person) -> Response:
        """Put a proposal into the book: one append, with its source and its words."""
        with served.open(body.case) as case:
            return told(
                case.desk.accept(
                    number,
                    by=acting(person, body.by),
                    line=body.line,
                    changes=_given(body.changes),
                    again=body.again,
                    new_names=body.new_names,
                    why=body.why,
                )
            )

    @made.post("/proposals/{number}/edit", response_model=None)
    def edit(number: Number, body: Edit, person: Person) -> Response:
        """Change fields of a proposal before it is decided."""
        with served.open(body.case) as case:
            changes = _given(body.changes)
            return told(
                case.desk.edit(number, by=acting(person, body.by), changes=changes, why=body.why)
            )

    @made.post("/proposals/{number}/reject", response_model=None)
    def reject(number: Number, body: Decided, person: Person) -> Response:
        """Put a proposal aside; say why."""
        with served.open(body.case) as case:
            return told(case.desk.reject(number, by=acting(person, body.by), why=body.why))

    @made.post("/proposals/{number}/split", response_model=None)
    def split(number: Number, body: Split, person: Person) -> Response:
        """Make several proposals of one."""
        with served.open(body.case) as case:
            parts = [_given(p) for p in body.parts]
            return told(
                case.desk.split(number, by=acting(person, body.by), parts=parts, why=body.why)
            )

    @made.post("/proposals/{number}/merge", response_model=None)
    def merge(number: Number, body: Merge, person: Person) -> Response:
        """Say to which line of the book it belongs."""
        with served.open(body.case) as case:
            return told(
                case.desk.merge(number, by=acting(person, body.by), line=body.line, why=body.why)
            )

    @made.post("/proposals/{number}/same", response_model=None)
    def same(number: Number, body: Same, person: Person) -> Response:
        """Say that another proposal tells the same."""
        with served.open(body.case) as case:
            return told(
                case.desk.same(
                    number, by=acting(person, body.by), same_as=body.same_as, why=body.why
                )
            )

    @made.post("/proposals/{number}/undo", response_model=None)
    def undo(number: Number, body: Decided, person: Person) -> Response:
        """Take back the last decision on a proposal that is not in the book."""
        with served.open(body.case) as case:
            return told(case.desk.undo(number, by=acting(person, body.by), why=body.why))


def _given(changes: Mapping[str, Any]) -> dict[str, Any]:
    """Null makes a field unknown, as an empty word does."""
    return {k: "" if v is None else v for k, v in changes.items()}
