"""Forms that people send: their fields, their file, who sends them, and what they are told after.

A form that is refused comes back as it was filled in, with the refusal; one that is taken leads
on by a redirect, and what was done is told once on the page it leads to.
"""

import json
import re
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple
from urllib.parse import quote, unquote

from fastapi import Depends, Request, Response
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException

from resupply.api.accounts import seen
from resupply.api.errors import OPTION, SET
from resupply.case import Case
from resupply.case.own_book import refuse_unwritable
from resupply.core.errors import RefusedError, ResupplyError
from resupply.core.roles import may

if TYPE_CHECKING:
    from resupply.web.visit import Visit

#: Longest text of one field [bytes]: a document of 300,000 letters in any script.
_FIELD_MAX = 1_300_000
_FIELDS_MAX = 400
#: Longest name of who sends a form [characters].
_BY_MAX = 200
#: How long what was done waits to be told [s], and how much of it is kept [characters].
_TOLD_SECONDS, _TOLD_MAX = 60, 900
_TOLD, _NAME = "told", "by"
_YEAR = 31_536_000
_IMPORT = re.compile(r"with `resupply import [^`]*`")
_TICKS = {"--new-names": "the tick for new names", "--new": "the tick for new names",
          "--again": "the tick for another event"}  # fmt: skip
#: Tables whose rows fields name, and the column of their ids.
_NAMED = {"parties": "party_id", "items": "item_id", "places": "place_id", "sources": "source_id"}
_COMMAND = re.compile(r": `resupply [^`]*` shows what it rests on")
_ODD = re.compile(r"[^\w .()+,-]+")


@dataclass(frozen=True)
class File:
    """A file that was sent.

    Args:
        name: Its name without folders and odd letters.
        data: Its bytes.
    """

    name: str
    data: bytes = field(repr=False)

    @contextmanager
    def on_disk(self) -> Iterator[Path]:
        """The file in a folder that only this program can read, gone afterwards.

        Raises:
            ResupplyError: As raised inside, told by the file's own name.
        """
        with tempfile.TemporaryDirectory(prefix="resupply-") as folder:
            path = Path(folder) / self.name
            path.write_bytes(self.data)
            try:
                yield path
            except ResupplyError as error:
                raise without_folder(error, folder) from None


@dataclass(frozen=True)
class Posted:
    """A form.

    Args:
        fields: Its fields, trimmed, lines ended as everywhere.
        file: Its file, if one was chosen.
    """

    fields: Mapping[str, str]
    file: File | None = None

    def get(self, name: str) -> str | None:
        """A field; None where it is empty or not there."""
        return self.fields.get(name) or None


async def _posted(request: Request) -> Posted:
    try:
        form = await request.form(max_files=1, max_fields=_FIELDS_MAX, max_part_size=_FIELD_MAX)
    except HTTPException as error:
        raise RefusedError(
            where="form",
            what=f"it cannot be read: {str(error.detail).rstrip('.').lower()}.",
            todo="send it again from the page.",
        ) from None
    try:
        fields: dict[str, str] = {}
        file = None
        for name, value in form.multi_items():
            if isinstance(value, UploadFile):
                if value.filename:
                    file = File(safe_name(value.filename), await value.read())
            else:
                text = value.replace("\r\n", "\n").replace("\r", "\n").strip()
                fields[name] = text.encode("utf-8", "replace").decode()
    finally:
        await form.close()
    if "by" in fields:  # a name is kept with what is done, so it is one that can be read
        fields["by"] = "".join(filter(str.isprintable, fields["by"]))[:_BY_MAX].strip()
    return Posted(fields, file)


#: The form of a request; give a route a parameter of this type.
Form = Annotated[Posted, Depends(_posted)]


def safe_name(name: str) -> str:
    r"""The name of a file without folders, control signs and other odd letters.

    Example:
        >>> safe_name("../../etc/passwd"), safe_name("C:\\x\\my <b>book.xlsx")
        ('passwd', 'my _b_book.xlsx')
    """
    last = name.replace("\\", "/").rpartition("/")[2]
    clean = _ODD.sub("_", last).strip(" .")[-100:].strip(" .")
    return clean or "file"


def without_folder(error: ResupplyError, folder: str) -> ResupplyError:
    """The error without the folder of this machine a file lay in."""
    said = {k: getattr(error, k).replace(f"{folder}/", "") for k in ("where", "what", "todo")}
    return RefusedError(**said)


# --- who


def person(request: Request) -> str | None:
    """Who is signed in; None = the owner of this machine."""
    return seen.name(request)


def may_do(request: Request, least: str) -> bool:
    """Whether who asks has a role; for what is shown only: the guard is the table."""
    return may(seen.user(request).role, least)


def name_kept(request: Request) -> str:
    """The name that was given last, where nobody signs in."""
    return unquote(request.cookies.get(_NAME, ""))[:200]


def unwritable(case: Case) -> RefusedError | None:
    """Why a case cannot be written to; None = it can."""
    try:
        refuse_unwritable(case)
    except RefusedError as error:
        return error
    return None


# --- what is told once


class Notice(NamedTuple):
    """What was done.

    Args:
        said: In a sentence.
        to: Address where it can be looked at; empty = nowhere else.
    """

    said: str
    to: str = ""


def tell(response: Response, notice: Notice, *, by: str | None = None) -> Response:
    """Let the next page tell what was done, and keep the name that was given."""
    said = _COMMAND.sub("", on_a_page(notice.said))[:_TOLD_MAX]
    if said:
        kept = quote(json.dumps([said, notice.to]))
        response.set_cookie(_TOLD, kept, max_age=_TOLD_SECONDS, httponly=True, samesite="lax")
    if by:
        response.set_cookie(_NAME, quote(by[:200]), max_age=_YEAR, httponly=True, samesite="lax")
    return response


def _noticed(request: Request) -> Notice:
    """What the cookie tells; nothing where it was not made here."""
    try:
        said, to = json.loads(unquote(request.cookies.get(_TOLD, "")))
    except (ValueError, TypeError):
        return Notice("")
    own = isinstance(to, str) and to.startswith("/") and not to.startswith(("//", "/\\"))
    return Notice(str(said), to if own else "")


def told_once(request: Request, response: Response) -> None:
    """The page that told it takes it back, so that no other tells it again."""
    if getattr(request.state, "notice", Notice("")).said:
        response.delete_cookie(_TOLD, httponly=True, samesite="lax")


# --- a form that comes back


def refuse(request: Request, form: Posted, error: ResupplyError) -> None:
    """Let the page show the form as it was filled in, with its refusal."""
    request.state.refused = (form, _told(error))


def on_a_page(said: str) -> str:
    """Words about options of the command line, as words about what a page has.

    Example:
        >>> on_a_page("say which with --set item=ID, or take it with --new.")
        'say which in the field "item", or take it with the tick for new names.'
        >>> on_a_page("give --known-on, or see resupply words.")
        'give "known on", or see resupply words.'
    """
    said = SET.sub(lambda m: f'in the field "{m[1].replace("_", " ")}"', said)
    said = _IMPORT.sub('on the page "Import"', said.replace("with in the", "in the"))
    for option, words in _TICKS.items():
        said = re.sub(rf"{option}(?![\w-])", words, said)
    said = said.replace("say the tick", "set the tick")
    return OPTION.sub(lambda m: f'"{m[1].replace("-", " ")}"', said)


def _told(error: ResupplyError) -> RefusedError:
    where = OPTION.sub(lambda m: f"field {m[1].replace('-', '_')}", error.where)
    return RefusedError(
        where=where.replace("body by", "field by"),
        what=on_a_page(error.what),
        todo=on_a_page(error.todo),
    )


def names_of(visit: "Visit") -> dict[str, list[tuple[str, str]]]:
    """Ids and names of the case's parties, items, places and sources, for fields to suggest."""
    found = {}
    for table, column in _NAMED.items():
        try:
            rows = visit.answer("table", name=table).rows
        except ResupplyError:  # a case without such a table
            rows = ()
        found[table] = [
            (str(row[column]), str(row.get("name") or row.get("title") or "")) for row in rows
        ]
    return found


def common(request: Request, case: Case) -> dict[str, Any]:
    """What all pages with forms need: who, whether it can be written, what was told or refused."""
    form, error = getattr(request.state, "refused", (Posted({}), None))
    request.state.notice = _noticed(request) if error is None else Notice("")
    return {
        "unwritable": unwritable(case),
        "case_name": case.name,
        "by": form.get("by") or name_kept(request),
        "typed": form.fields,
        "refused": error,
        "notice": request.state.notice,
    }
