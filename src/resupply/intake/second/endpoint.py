"""A model behind an OpenAI-compatible address as second reader; the text is sent there alone.

Its output is bound to a schema and then checked all the same: a record is kept only where the words
it quotes stand in the text, letter by letter. Whatever goes wrong is a finding, never a failure.
"""

import json
import os
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from resupply.core.errors import RefusedError
from resupply.core.findings import Finding
from resupply.intake.records import KINDS, Reading, Record

#: The name under which it stands at the desk.
NAME = "endpoint"
TIMEOUT_SECONDS = 60.0
#: Largest answer taken [bytes], and most records of it.
ANSWER_MAX, RECORDS_MAX = 2_000_000, 500
#: Fields by kind, as documents are read.
FIELDS: Mapping[str, tuple[str, ...]] = {
    "dateline": ("place", "date"),
    "quote": ("speaker", "mode"),
    "event": ("type", "place", "date", "participants", "name"),
    "aid": (
        "donor", "recipient", "item", "quantity", "unit", "amount", "currency", "status", "date",
    ),
    "need": ("who", "item", "quantity", "amount", "currency"),
    "claim": ("type", "subject", "value"),
    "delay": ("type", "actor", "item"),
    "production": ("maker", "item", "quantity", "place"),
}  # fmt: skip
_NUMBERS = ("quantity", "amount")
_ASKED = (
    "Extract records from the document for a reviewer. Each record quotes in `excerpt` the exact "
    "words it rests on, copied letter by letter, and fills in only fields the words state. "
    "Countries as ISO 3166-1 alpha-3 codes, currencies as ISO 4217, amounts in units, dates ISO."
)


class Endpoint:
    """A second reader behind an address.

    Args:
        url: Its base, such as http://127.0.0.1:11434/v1; `/chat/completions` is added.
        model: Which model to ask.
        key: Sent as bearer token, if given.
        timeout_seconds: How long to wait.

    Raises:
        RefusedError: No http or https address, or no model.
    """

    def __init__(
        self, url: str, model: str, *, key: str | None = None,
        timeout_seconds: float = TIMEOUT_SECONDS,
    ) -> None:  # fmt: skip
        self.url, self.model = _checked(url), model.strip()
        _refuse_without_library()
        if not self.model:
            raise RefusedError(
                where="RESUPPLY_MODEL",
                what="no model is named.",
                todo="set it to the name of a model the endpoint serves.",
            )
        self._key, self._timeout_seconds = key, timeout_seconds

    @classmethod
    def from_environment(cls) -> "Endpoint":
        """The one that RESUPPLY_ENDPOINT, RESUPPLY_MODEL and RESUPPLY_ENDPOINT_KEY name."""
        return cls(
            os.environ.get("RESUPPLY_ENDPOINT", ""),
            os.environ.get("RESUPPLY_MODEL", ""),
            key=os.environ.get("RESUPPLY_ENDPOINT_KEY") or None,
        )

    def second(self, reading: Reading) -> tuple[list[Record], list[Finding]]:
        """What the model reads, as far as its quotations stand in the text; and what was odd."""
        try:
            said = json.loads(self._answer(reading))
            found = said["records"]
            if not isinstance(found, list):
                raise TypeError("records is no list")
        except _Failed as failed:
            return [], [_failed(reading, str(failed))]
        except (ValueError, LookupError, TypeError, RecursionError):
            return [], [_failed(reading, "its answer is not what was asked for")]
        kept = [record for raw in found[:RECORDS_MAX] if (record := _record(raw, reading.text))]
        left = len(found) - len(kept)
        return kept, [_not_in_text(reading, left)] if left else []

    def _answer(self, reading: Reading) -> str:
        """The content of the model's message."""
        body = json.loads(self._posted(_request(self.model, reading)))
        content = body["choices"][0]["message"]["content"]
        if not isinstance(content, str):
            raise TypeError("content is no text")
        return content

    def _posted(self, request: Mapping[str, Any]) -> bytes:
        import httpx

        headers = {"Authorization": f"Bearer {self._key}"} if self._key else {}
        content = bytearray()
        try:
            with (
                httpx.Client(timeout=self._timeout_seconds, trust_env=False) as client,
                client.stream("POST", self.url, json=request, headers=headers) as answer,
            ):
                if answer.status_code != 200:
                    raise _Failed(f"it answered with status {answer.status_code}")
                for part in answer.iter_bytes():
                    content += part
                    if len(content) > ANSWER_MAX:
                        raise _Failed("its answer is too large")
        except httpx.TimeoutException:
            raise _Failed(f"it did not answer within {self._timeout_seconds:g} s") from None
        except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as error:
            raise _Failed(f"it could not be asked ({type(error).__name__})") from None
        return bytes(content)


class _Failed(Exception):  # noqa: N818 -- caught here; a reader's failure is no error of ours
    """Why the model could not be asked."""


def _refuse_without_library() -> None:
    from importlib.util import find_spec

    if find_spec("httpx") is None:
        raise RefusedError(
            where="--second endpoint",
            what="the library that asks it is not installed.",
            todo="install it with `pip install 'resupply[endpoint]'`, or leave the option out.",
        )


def _checked(url: str) -> str:
    try:
        parts = urlsplit(url.strip())
        good = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        good = False
    if not good:
        raise RefusedError(
            where="RESUPPLY_ENDPOINT",
            what=f'"{url[:100]}" is no http or https address.' if url else "it is not set.",
            todo="set it to the address of an OpenAI-compatible server, such as "
            "http://127.0.0.1:11434/v1.",
        )
    return url.strip().rstrip("/") + "/chat/completions"


def _request(model: str, reading: Reading) -> dict[str, Any]:
    said = f"Published: {reading.published or 'not known'}\n\n{reading.text}"
    return {
        "model": model,
        "temperature": 0,
        "messages": [{"role": "system", "content": _ASKED}, {"role": "user", "content": said}],
        "response_format": {
            "type": "json_schema",
            "json_schema": {"name": "records", "strict": True, "schema": schema()},
        },
    }


def schema() -> dict[str, Any]:
    """The schema its output is bound to: one form for each kind."""
    return {
        "type": "object",
        "properties": {"records": {"type": "array", "items": {"anyOf": [*map(_form, KINDS)]}}},
        "required": ["records"],
        "additionalProperties": False,
    }


def _form(kind: str) -> dict[str, Any]:
    names = FIELDS[kind]
    fields = {n: {"type": ["number" if n in _NUMBERS else "string", "null"]} for n in names}
    if "participants" in names:
        fields["participants"] = {"type": ["array", "null"], "items": {"type": "string"}}  # type: ignore[dict-item]  # a list of words
    return {
        "type": "object",
        "properties": {"kind": {"const": kind}, "excerpt": {"type": "string"}, **fields},
        "required": ["kind", "excerpt", *names],
        "additionalProperties": False,
    }


def _record(raw: Any, text: str) -> Record | None:
    """A record the model gave; None when it is of no kind or quotes what the text does not say."""
    if not isinstance(raw, dict):
        return None
    kind, excerpt = raw.get("kind"), raw.get("excerpt")
    if kind not in KINDS or not isinstance(excerpt, str) or not excerpt.strip():
        return None
    start = text.find(excerpt)
    if start < 0:
        return None
    fields = {n: v for n in FIELDS[kind] if (v := _value(n, raw.get(n))) is not None}
    return Record(
        kind=kind, start=start, end=start + len(excerpt), fields=fields, rule=NAME,
        reason="Read by the second reader.", confidence=0.5,
    )  # fmt: skip


def _value(name: str, value: Any) -> Any:
    """A value of the type the field has; None for any other."""
    if name in _NUMBERS:
        good = isinstance(value, int | float) and not isinstance(value, bool)
        return value if good and 0 <= value < 1e24 else None
    if name == "participants":
        words = [w for w in value if isinstance(w, str) and w] if isinstance(value, list) else []
        return words[:50] or None
    if isinstance(value, int | float) and not isinstance(value, bool) and name == "value":
        return value if abs(value) < 1e24 else None
    return value[:500] if isinstance(value, str) and value.strip() else None


def _failed(reading: Reading, why: str) -> Finding:
    return Finding(
        code="second_reader_failed",
        where=f"{reading.id}, second reader {NAME}",
        what=f"{why}; the document was read without it.",
        todo="check the endpoint, or leave --second out.",
    )


def _not_in_text(reading: Reading, left: int) -> Finding:
    return Finding(
        code="second_reader_made_up",
        where=f"{reading.id}, second reader {NAME}",
        what=f"{left} of its records quote words the text does not hold, or have no known form; "
        "they were left out.",
        todo="nothing: only what stands in the text is shown.",
        level="note",
    )
