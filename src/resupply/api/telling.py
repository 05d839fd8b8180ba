"""An answer as a response: its form, its ETag, what may be kept of it, the way to other pages."""

import hashlib
from collections.abc import Callable, Mapping
from urllib.parse import urlencode

import msgspec
from fastapi import Request, Response
from fastapi.responses import StreamingResponse

from resupply.api.answering import Answering, Told
from resupply.api.shaping import Page, Shape, shaped
from resupply.core.answer import Answer
from resupply.report import plain

#: Forms and how they are called on the wire.
MEDIA: Mapping[str, str] = {
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "svg": "image/svg+xml",
    "png": "image/png",
    "geojson": "application/geo+json",
}
#: Ask again each time whether it still holds; nobody between may keep it.
REVALIDATE = "private, no-cache"
#: Named by all it depends on, so it never becomes another.
FOR_EVER = "private, max-age=31536000, immutable"
_SAFE = {
    "X-Content-Type-Options": "nosniff",
    # A picture opened by its own address runs and loads nothing.
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
}
#: Rows from which a CSV is sent as it is written.
_STREAMED_FROM = 5_000


def etag_of(key: str | None, shape: Shape) -> str | None:
    """The ETag of an answer in a shape. Weak: a compressed answer is the same answer."""
    if key is None:
        return None
    return f'W/"{key}-{hashlib.blake2b(repr(shape).encode(), digest_size=6).hexdigest()}"'


def unchanged(
    request: Request, key: str | None, shape: Shape, cache: str = REVALIDATE
) -> Response | None:
    """304 where the asker has this very answer; known without computing it."""
    etag = etag_of(key, shape)
    if etag is None or request.method != "GET" or not _has(request, etag):
        return None
    return Response(status_code=304, headers={"ETag": etag, "Cache-Control": cache})


def told(
    request: Request, asking: Answering, answered: Told, shape: Shape, *, cache: str = REVALIDATE
) -> Response:
    """An answer as it was asked for."""
    answer, page = shaped(answered.answer, shape)
    etag = etag_of(answered.key, shape)
    headers = {**_SAFE, "Cache-Control": cache}
    if page is not None and request.method == "GET":
        headers |= _links(request, page)
    name = "answer" if not answer.question else answer.question.replace("_", "-")
    if shape.form not in ("json", "svg"):
        headers["Content-Disposition"] = f'inline; filename="{name}.{shape.form}"'
    if shape.form == "csv" and len(answer.rows) >= _STREAMED_FROM:
        headers |= {"ETag": etag} if etag else {}
        return StreamingResponse(
            plain.csv_parts(answer), media_type=MEDIA["csv"], headers=headers
        )  # fmt: skip
    body = kept(asking, etag, lambda: written(answer, page, shape))
    return _with_etag(request, body, MEDIA[shape.form], headers, etag)


def kept(asking: Answering, etag: str | None, make: Callable[[], bytes]) -> bytes:
    """What was written before under this ETag, else written now."""
    body = None if etag is None else asking.written.get(etag)
    if body is None:
        body = make()
        if etag is not None:
            asking.written.put(etag, body)
    return body


def file_response(
    request: Request,
    asking: Answering,
    key: str | None,
    make: Callable[[], bytes],
    *,
    called: str,
    media: str,
) -> Response:
    """A file to keep: not sent again while it is the same, and not made again.

    Args:
        request: Whose.
        asking: Keeps what was made.
        key: What it answers, as `Answering.key` says.
        make: Makes its bytes.
        called: Its name, with the form as its ending.
        media: How the form is called on the wire.
    """
    shape = Shape(form=called.rsplit(".", 1)[-1])
    same = unchanged(request, key, shape)
    if same is not None:
        return same
    etag = etag_of(key, shape)
    headers = {
        "Cache-Control": REVALIDATE,
        "Content-Disposition": f'attachment; filename="{called}"',
    }
    headers |= {"ETag": etag} if etag else {}
    return Response(kept(asking, etag, make), media_type=media, headers=headers)


def written(answer: Answer, page: Page | None, shape: Shape) -> bytes:
    """The bytes of an answer in a form: the very text of `--json` and `--csv`, and files."""
    make: Mapping[str, Callable[[], bytes]] = {
        "json": lambda: _json(answer, page),
        "csv": lambda: plain.csv_text(answer).encode(),
        "xlsx": lambda: _workbook(answer),
        "svg": lambda: _picture(answer, shape),
        "png": lambda: _picture(answer, shape),
        "geojson": lambda: _map(answer),
    }
    return make[shape.form]()


def plainly(request: Request, body: bytes, media: str = "application/json") -> Response:
    """Content whose ETag is its own hash."""
    return _with_etag(request, body, media, {**_SAFE, "Cache-Control": REVALIDATE}, None)


def _with_etag(
    request: Request, body: bytes, media: str, headers: Mapping[str, str], etag: str | None
) -> Response:
    if request.method != "GET":
        return Response(body, media_type=media, headers=dict(headers))
    if etag is None:
        etag = f'W/"{hashlib.blake2b(body, digest_size=16).hexdigest()}"'
    if _has(request, etag):
        kept = {k: v for k, v in headers.items() if k in ("Cache-Control", "Link")}
        return Response(status_code=304, headers={**kept, "ETag": etag})
    return Response(body, media_type=media, headers={**headers, "ETag": etag})


def _has(request: Request, etag: str) -> bool:
    held = [e.strip() for e in request.headers.get("if-none-match", "").split(",")]
    return "*" in held or etag.removeprefix("W/") in {e.removeprefix("W/") for e in held}


def _links(request: Request, page: Page) -> dict[str, str]:
    """The way to the other pages (RFC 8288), relative to this server."""
    asked = [(k, v) for k, v in request.query_params.multi_items() if k != "offset"]
    links = [
        f'<{request.url.path}?{urlencode([*asked, ("offset", offset)])}>; rel="{rel}"'
        for rel, offset in page.links()
    ]
    total = {"X-Total-Count": str(page.total)}
    return {"Link": ", ".join(links), **total} if links else total


def _json(answer: Answer, page: Page | None) -> bytes:
    if page is None:
        return plain.json_text(answer).encode()
    return plain.object_text({**answer.to_dict(), "page": page.to_dict()}).encode()


def _workbook(answer: Answer) -> bytes:
    from resupply.report.plan_workbook import workbook

    return workbook(answer)


def _picture(answer: Answer, shape: Shape) -> bytes:
    from resupply.report import chart_list, charts

    spec = chart_list.spec_of(answer, shape.chart, theme=shape.theme)
    return charts.png(spec) if shape.form == "png" else charts.svg(spec).encode()


def _map(answer: Answer) -> bytes:
    from resupply.report.geojson import flows

    return flows(answer)


def object_response(request: Request, value: object) -> Response:
    """A plain object as JSON."""
    return plainly(request, msgspec.json.format(msgspec.json.encode(value), indent=2) + b"\n")
