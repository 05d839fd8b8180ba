"""The import wizard: a file is looked at, its headings are agreed, its cells judged, then taken."""

import tempfile
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from fastapi import APIRouter, Request, Response

from resupply.api.accounts.acting import acting
from resupply.api.errors import status_of
from resupply.case import Case, bringing, headings
from resupply.core.answer import Answer
from resupply.core.cells import find_cell
from resupply.core.dates import to_day
from resupply.core.errors import QuestionError, RefusedError, ResupplyError
from resupply.core.fields import TABLES
from resupply.core.findings import Finding, grouped
from resupply.web.page import Page
from resupply.web.posted import (
    Form,
    Notice,
    Posted,
    common,
    may_do,
    person,
    refuse,
    tell,
    without_folder,
)
from resupply.web.uploads import WAITING, Upload
from resupply.web.visit import Visit
from resupply.web.words import marked as _

if TYPE_CHECKING:
    from resupply.web.site import Site

#: What can be brought in, and what it is called.
KINDS: Mapping[str, str] = {
    "sheet": _("A workbook or a table as CSV"),
    "kiel": _("A release of the Ukraine Support Tracker"),
    "fts": _("Flows of the UN's Financial Tracking Service"),
    "iati": _("Activities of the aid transparency initiative IATI"),
    "sipri": _("Arms transfers of SIPRI's database"),
}
#: Findings shown one by one, of each code.
_ALIKE_MAX = 200
_ENDINGS = {
    "sheet": (".xlsx", ".csv"),
    "kiel": (".xlsx", ".xlsm", ".csv"),
    "fts": (".json", ".csv"),
    "iati": (".xml", ".gz"),
    "sipri": (".csv",),
}
_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _import(visit: Visit) -> Mapping[str, Any]:
    """The step a file has come to."""
    told: dict[str, Any] = {
        "kinds": KINDS,
        "may_bring": may_do(visit.request, "recorder"),
        "tables": list(TABLES),
        "upload": None,
        "odd": (),
        "tried": None,
        "problem": None,
        "rows": (),
    }
    with visit.case() as case:
        told |= common(visit.request, case)
    token = visit.asked.given.get("upload")
    if not token:
        return told
    upload = _waiting(visit, token)
    told["upload"] = upload
    if upload.kind == "sheet" and not upload.is_renamed:
        told["all_sheets"] = headings.found(upload.path)
        told["odd"] = [sheet for sheet in told["all_sheets"] if sheet.is_odd]
    try:
        answer = _tried(visit, upload)
        told["tried"] = {"answer": answer, **(answer.result or {})}
    except bringing.NothingTakenError as error:
        told["problem"] = without_folder(error, str(upload.path.parent))
        told["rows"] = _by_cell(grouped(error.findings, _ALIKE_MAX))
    except ResupplyError as error:
        told["problem"] = without_folder(error, str(upload.path.parent))
    else:
        told["rows"] = _by_cell(told["tried"]["answer"].findings)
    told["has_marked"] = upload.marked.is_file()
    return told


def _waiting(visit: Visit, token: str) -> Upload:
    return WAITING.get(token, owner=person(visit.request), case=visit.asked.case)


def _tried(visit: Visit, upload: Upload) -> Answer:
    """What bringing it in would do; asked anew only when the book or the file is another."""
    key = (visit.key("check", {}), upload.path)
    if upload.tried is None or upload.tried[0] != key:
        with visit.case() as case:
            upload.tried = (key, _try(case, upload))
    return upload.tried[1]


def _try(case: Case, upload: Upload) -> Answer:
    """Read it and write nothing; its bad cells are marked in a copy."""
    upload.marked.unlink(missing_ok=True)
    return bringing.bring(
        case,
        upload.kind,
        upload.path,
        known_on=upload.known_on,
        dry_run=True,
        marked=upload.marked if upload.path.suffix.lower() == ".xlsx" else None,
        alike_max=_ALIKE_MAX,
    )


def _by_cell(findings: Sequence[Finding]) -> list[dict[str, Any]]:
    """Findings with sheet, row and column apart."""
    rows = []
    for finding in findings:
        cell = find_cell(finding.where)
        rows.append(
            {
                "level": finding.level,
                "sheet": cell.sheet if cell else finding.where,
                "row": cell.row if cell else None,
                "column": cell.column if cell else None,
                "what": finding.what,
                "todo": finding.todo,
            }
        )
    return rows


IMPORT = Page(
    name="import",
    title=_("Import"),
    group="book",
    place=40,
    key="i",
    about=_(
        "Bring a workbook, a table or a release into the book. It is tried first: what is odd in "
        "it is shown cell by cell, and nothing is written until you say so."
    ),
    template="import.html",
    more=_import,
    also=("upload",),
    fields=(),
    scripts=("desk.js",),
    role="recorder",
)

PAGES = (IMPORT,)


def routes(site: "Site") -> APIRouter:
    """Where its forms are sent, and the files it gives."""
    made = APIRouter()

    @made.post("/import/upload", response_model=None)
    def upload(request: Request, form: Form) -> Response:
        visit = site.visit(request, IMPORT)
        try:
            with visit.case() as case:
                refused = common(request, case)["unwritable"]
            if refused:
                raise refused
            waiting = _put(form, owner=person(request), case=visit.asked.case)
        except ResupplyError as error:
            return _again(site, request, form, error)
        by = person(request) or form.get("by")
        return tell(_to(site, visit, upload=waiting.token), Notice(""), by=by)

    @made.post("/import/headings", response_model=None)
    def chosen(request: Request, form: Form) -> Response:
        visit = site.visit(request, IMPORT)
        waiting = _waiting(visit, visit.asked.given.get("upload", ""))
        try:
            _rename(waiting, form)
        except ResupplyError as error:
            told = without_folder(error, str(waiting.path.parent))
            return _again(site, request, form, told)
        return _to(site, visit, upload=waiting.token)

    @made.post("/import/bring", response_model=None)
    def bring(request: Request, form: Form) -> Response:
        visit = site.visit(request, IMPORT)
        waiting = _waiting(visit, visit.asked.given.get("upload", ""))
        try:
            by = acting(person(request), form.get("by"))
            with site.served.open(visit.asked.case) as case:
                done = case.bring(
                    waiting.kind,
                    waiting.path,
                    known_on=waiting.known_on,
                    by=by,
                    strict=form.get("do") == "strict",
                )
        except ResupplyError as error:
            told = without_folder(error, str(waiting.path.parent))
            return _again(site, request, form, told)
        WAITING.remove(waiting)
        notice = Notice(
            " ".join([done.sentence, *done.warnings]), visit.url("entries", order="entered")
        )
        return tell(_to(site, visit), notice, by=by)

    @made.get("/import/marked", response_model=None)
    def marked(request: Request) -> Response:
        visit = site.visit(request, IMPORT)
        waiting = _waiting(visit, visit.asked.given.get("upload", ""))
        if not waiting.marked.is_file():
            raise QuestionError(
                where="address", what="there is no marked workbook.", todo="look at the file first."
            )
        return _file(waiting.marked.read_bytes(), waiting.marked.name)

    @made.get("/import/template.xlsx", response_model=None)
    def template(request: Request) -> Response:
        from resupply.report.template import new_workbook

        with tempfile.TemporaryDirectory(prefix="resupply-") as folder:
            body = new_workbook(Path(folder) / "tables.xlsx").read_bytes()
        return _file(body, "resupply-tables.xlsx")

    return made


def _again(site: "Site", request: Request, form: Posted, error: ResupplyError) -> Response:
    refuse(request, form, error)
    page = site.page(request, IMPORT)
    page.status_code = status_of(error)
    return page


def _to(site: "Site", visit: Visit, **given: Any) -> Response:
    own = {} if visit.is_own else {"case": visit.asked.case}
    return site.redirect("import", **own, **given)


def _file(body: bytes, name: str) -> Response:
    said = f"attachment; filename*=UTF-8''{quote(name)}"
    headers = {"Content-Disposition": said, "Cache-Control": "no-store"}
    return Response(body, media_type=_WORKBOOK, headers=headers)


def _put(form: Posted, *, owner: str | None, case: str | None) -> Upload:
    """Keep the file, if it may be what it is said to be.

    Raises:
        RefusedError: No file, another kind of file, or no day.
    """
    kind = form.get("kind") or "sheet"
    if kind not in KINDS:
        raise RefusedError(where="field kind", what="there is no such kind.", todo="choose one.")
    if form.file is None:
        raise RefusedError(
            where="field file", what="no file was chosen.", todo="choose the file to bring in."
        )
    ending = Path(form.file.name).suffix.lower()
    if ending not in _ENDINGS[kind]:
        raise RefusedError(
            where="field file",
            what=f"{form.file.name} is none of {', '.join(_ENDINGS[kind])}.",
            todo="save it as one of these.",
        )
    said = form.get("known_on")
    day: date | None = to_day(said, where="field known_on") if said else None
    if kind != "sheet" and day is None:
        raise RefusedError(
            where="field known_on",
            what="a release needs the day it was public.",
            todo="give the day, as on the page it was downloaded from.",
        )
    upload = WAITING.put(form.file, kind, known_on=day, owner=owner, case=case)
    if kind == "sheet":
        try:
            _made_a_workbook(upload)
        except ResupplyError as error:
            WAITING.remove(upload)
            raise without_folder(error, str(upload.path.parent)) from None
    return upload


def _made_a_workbook(upload: Upload) -> None:
    """A CSV file becomes a workbook, so that its cells can be marked; a workbook is opened once."""
    if upload.path.suffix.lower() == ".csv":
        upload.path = headings.from_csv(upload.path, upload.path.with_suffix(".xlsx"))
    headings.found(upload.path)


def _rename(upload: Upload, form: Posted) -> None:
    """Write the names that were chosen into a copy, and read that from now on."""
    sheets = headings.found(upload.path)
    tables = {
        sheet.name: form.fields.get(f"t.{n}", "")
        for n, sheet in enumerate(sheets)
        if not sheet.is_ours
    }
    # Another table has other columns: those are chosen next.
    is_other = any(tables.get(s.name) not in (None, "", s.table) for s in sheets)
    chosen = {
        (sheet.name, heading.position): form.fields.get(f"h.{n}.{heading.position}", "")
        for n, sheet in enumerate(sheets)
        for heading in sheet.headings
        if heading.field is None and tables.get(sheet.name, sheet.table) == sheet.table
    }
    copy = upload.folder / token_hex(4) / upload.path.name
    headings.rename(upload.path, copy, tables=tables, headings=chosen)
    upload.path = copy
    upload.is_renamed = not is_other
