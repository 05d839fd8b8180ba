"""A letter over one's own mail server: one for all that is new, each event with its picture."""

import os
import re
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from resupply.alerts import picture
from resupply.alerts.event import Event
from resupply.alerts.rules import Letters
from resupply.core.errors import RefusedError

if TYPE_CHECKING:
    import smtplib
    import ssl

    from jinja2 import Template

TIMEOUT_SECONDS = 30.0
_LOCAL = ("127.0.0.1", "localhost", "::1")
_SUBJECT_MAX = 150
_SPEC = r"[^<>@\s,;:\"]+@[^<>@\s,;:\"]+"
_ADDRESS = re.compile(rf"([^<>@,;:]*)<({_SPEC})>|({_SPEC})")


def letter(
    to: Letters, events: Sequence[Event], *, case: str, link: str, at: float
) -> EmailMessage:
    """The letter about events, as text, as HTML, and with pictures.

    Args:
        to: From whom and to whom.
        events: One or more.
        case: Name of the case.
        link: Where the pages are served.
        at: When it is written [seconds since 1970].

    Raises:
        RefusedError: An address that is none.
    """
    made = EmailMessage(policy=SMTP)
    first = events[0].found.title
    more = f" and {len(events) - 1} more" if len(events) > 1 else ""
    made["Subject"] = one_line(f"{case}: {first}")[:_SUBJECT_MAX] + more
    made["From"] = _address(to.sender)
    made["To"] = [_address(each) for each in to.to]
    made["Date"] = format_datetime(datetime.fromtimestamp(at, UTC))
    made["Message-ID"] = f"<{events[0].id}.{len(events)}@resupply.invalid>"
    made["Auto-Submitted"] = "auto-generated"
    told = [picture.told(event, link) for event in events]
    made.set_content(_text(told, case))
    pictures = [picture.png(event) for event in events]
    shown = [
        {**each, "picture": f"{each['id']}@resupply.invalid" if drawn else None}
        for each, drawn in zip(told, pictures, strict=True)
    ]
    made.add_alternative(_page().render(case=case, events=shown), subtype="html")
    html = made.get_payload()[1]  # type: ignore[index]  # the alternative just added
    for event, drawn in zip(events, pictures, strict=True):
        if drawn is not None:
            html.add_related(  # type: ignore[union-attr]  # an EmailMessage
                drawn, "image", "png", cid=f"<{event.id}@resupply.invalid>",
                filename=f"{event.found.kind}-{event.id[:8]}.png",
            )  # fmt: skip
    return made


def send(to: Letters, message: EmailMessage) -> None:
    """Hand a letter to the mail server.

    Raises:
        RefusedError: It cannot be handed over.
    """
    import smtplib
    import ssl

    if to.security == "none" and to.host not in _LOCAL:
        raise _refused(to, "the way to it is not encrypted.", 'say security = "starttls" or "tls".')
    password = os.environ.get(to.password_env, "") if to.password_env else ""
    context = ssl.create_default_context()
    try:
        with _server(to, context) as server:
            if to.security == "starttls":
                server.starttls(context=context)
            if to.user:
                server.login(to.user, password)
            server.send_message(message)
    except smtplib.SMTPAuthenticationError:
        todo = f"check user, and the environment variable {to.password_env or 'of password_env'}."
        raise _refused(to, "it does not take the name or the password.", todo) from None
    except (smtplib.SMTPException, OSError, ValueError) as error:
        said = one_line(str(error))[:200] or type(error).__name__
        raise _refused(to, f"it did not take the letter: {said}.", "see to the server.") from None


def _server(to: Letters, context: "ssl.SSLContext") -> "smtplib.SMTP":
    import smtplib

    if to.security == "tls":
        return smtplib.SMTP_SSL(to.host, to.port, timeout=TIMEOUT_SECONDS, context=context)
    return smtplib.SMTP(to.host, to.port, timeout=TIMEOUT_SECONDS)


def one_line(text: str) -> str:
    r"""Words without what would end a line: a header is one line, whatever data say.

    Example:
        >>> one_line("all\r\nBcc: x@y.example")
        'all Bcc: x@y.example'
    """
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _address(text: str) -> Address:
    found = _ADDRESS.fullmatch(text)
    if found is not None and text.isprintable():
        with suppress(MessageError, ValueError):
            return Address((found[1] or "").strip(' "'), addr_spec=found[2] or found[3])
    raise RefusedError(
        where=f"letters {one_line(text)[:80]}",
        what="it is no address of a letter.",
        todo="write name@server.example, or Name <name@server.example>.",
    )


def _text(told: Sequence[dict[str, object]], case: str) -> str:
    parts = [f"Alerts of {one_line(case)}"]
    for each in told:
        lines = [one_line(str(each["title"])), one_line(str(each["sentence"]))]
        if each["link"]:
            lines.append(f"More: {each['link']}")
        for source in each["sources"]:  # type: ignore[attr-defined]  # a list of sources
            said = [source["title"] or source["id"], source["publisher"], source["url"]]
            lines.append("Source: " + one_line(", ".join(s for s in said if s)))
        lines.append(f"Scope: {each['scope']}.")
        parts.append("\n".join(lines))
    return "\n\n".join(parts) + "\n"


@cache
def _page() -> "Template":
    from jinja2 import Environment, FileSystemLoader

    folder = Path(__file__).parent / "templates"
    return Environment(loader=FileSystemLoader(folder), autoescape=True).get_template("letter.html")


def _refused(to: Letters, what: str, todo: str) -> RefusedError:
    return RefusedError(where=f"mail server {to.host}:{to.port}", what=what, todo=todo)
