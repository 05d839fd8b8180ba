"""The runtime that makes charts move in the browser: Vega, out of the library that draws files.

It is bundled once, packed, and kept in the user's cache; its name holds a hash of its content.
"""

import gzip
import hashlib
import os
from contextlib import suppress
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from fastapi import Request, Response
from fastapi.responses import JSONResponse

from resupply.report.charts import VL_VERSION

#: How axes are written in languages that have habits of their own.
_LOCALES = {"locale-uk.json"}


class Bundle(NamedTuple):
    """The runtime: its name in addresses, and its content, packed."""

    name: str
    packed: bytes


@cache
def bundle() -> Bundle:
    """The runtime, from the cache folder where it was made before."""
    from platformdirs import user_cache_path

    place = user_cache_path("resupply") / f"vega-{version('vl-convert-python')}-{VL_VERSION}.js.gz"
    packed = _kept(place)
    if packed is None:
        made = _bundled().encode()
        packed = gzip.compress(made, 9, mtime=0)
        _keep(place, packed)
    return Bundle(f"vega-{hashlib.blake2b(packed, digest_size=8).hexdigest()}.js", packed)


def _bundled() -> str:
    import vl_convert

    made: str = vl_convert.javascript_bundle(vl_version=VL_VERSION)  # type: ignore[call-arg]  # it may be left out
    return made


def _kept(place: Path) -> bytes | None:
    try:
        packed = place.read_bytes()
        gzip.decompress(packed)
        return packed
    except (OSError, EOFError, gzip.BadGzipFile):
        return None


def _keep(place: Path, packed: bytes) -> None:
    """A folder that cannot be written is no matter: the runtime is made again."""
    half = place.with_suffix(f".{os.getpid()}.half")
    with suppress(OSError):
        place.parent.mkdir(parents=True, exist_ok=True)
        half.write_bytes(packed)
        half.replace(place)


def _ukrainian() -> Response:
    import vl_convert

    told = {
        "formatLocale": vl_convert.get_format_locale("uk-UA"),
        "timeFormatLocale": vl_convert.get_time_format_locale("uk-UA"),
    }
    return JSONResponse(told, headers={"Cache-Control": "no-cache"})


def sent(request: Request, name: str) -> Response:
    """The runtime; `runtime.js` leads to its present name, which never becomes another."""
    if name in _LOCALES:
        return _ukrainian()
    made = bundle()
    if name == "runtime.js":
        return Response(
            status_code=307,
            headers={"Location": f"/static/vega/{made.name}", "Cache-Control": "no-cache"},
        )
    headers = {
        "Cache-Control": "public, max-age=31536000, immutable" if name == made.name else "no-cache",
        "Vary": "Accept-Encoding",
    }
    if "gzip" in request.headers.get("accept-encoding", ""):
        headers["Content-Encoding"] = "gzip"
        return Response(made.packed, media_type="text/javascript", headers=headers)
    return Response(gzip.decompress(made.packed), media_type="text/javascript", headers=headers)
