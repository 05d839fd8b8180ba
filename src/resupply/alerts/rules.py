"""Which alerts a case wants, and where they go: in its `alerts.toml`, or said on the way."""

import tomllib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Literal

import msgspec

from resupply.core.errors import RefusedError

#: The file in the case's folder.
RULES_FILE = "alerts.toml"
Kind = Literal["stock_out", "promise_overdue", "donor_quiet", "correction", "release"]
KINDS = ("stock_out", "promise_overdue", "donor_quiet", "correction", "release")


class Rule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is looked for.

    Args:
        kind: One of `KINDS`.
        days: `stock_out`: nearer than so many days; `promise_overdue`: more than so many late.
        early: `stock_out`: count the early end of the range, not the middle.
        p_value_max: `donor_quiet`: as unlikely by chance as this, or more.
        value_min: `correction`: of so much or more, in the case's currency.
        entries_min: `release`: a source that brought so many entries or more.
        donor: Only these donors.
        item: Only these items.
        place: Only these places.
    """

    kind: Kind
    days: int | None = None
    early: bool = False
    p_value_max: float = 0.05
    value_min: float = 100_000_000.0
    entries_min: int = 20
    donor: tuple[str, ...] = ()
    item: tuple[str, ...] = ()
    place: tuple[str, ...] = ()


#: What is looked for where a case says nothing.
USUAL = (
    Rule(kind="stock_out", days=30),
    Rule(kind="promise_overdue"),
    Rule(kind="donor_quiet"),
    Rule(kind="correction"),
    Rule(kind="release"),
)


class Webhook(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An address that is told, signed as Standard Webhooks say.

    Args:
        url: The address.
        secret_env: Environment variable that holds the shared secret (`whsec_...`).
        allow: Addresses or networks that may be private, such as 10.0.0.0/8.
    """

    url: str
    secret_env: str
    allow: tuple[str, ...] = ()


class Letters(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Letters over one's own mail server.

    Args:
        host: The server.
        to: Who is told.
        sender: In whose name.
        port: Its port.
        security: `starttls`, `tls`, or `none` on one's own machine.
        user: Name at the server; empty = none is needed.
        password_env: Environment variable that holds the password.
    """

    host: str
    to: tuple[str, ...]
    sender: str
    port: int = 587
    security: Literal["starttls", "tls", "none"] = "starttls"
    user: str = ""
    password_env: str = ""


class Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What `alerts.toml` says.

    Args:
        link: Where the pages are served, such as https://aid.example.org; empty = no links.
        rule: What is looked for.
        webhook: Addresses that are told.
        letters: Who gets letters.
    """

    link: str = ""
    rule: tuple[Rule, ...] = USUAL
    webhook: tuple[Webhook, ...] = ()
    letters: Letters | None = None


def settings_of(folder: Path | None) -> Settings:
    """The settings of a case; the usual rules and nobody told where it has none.

    Raises:
        RefusedError: They cannot be read.

    Example:
        >>> [rule.kind for rule in settings_of(None).rule]
        ['stock_out', 'promise_overdue', 'donor_quiet', 'correction', 'release']
    """
    path = None if folder is None else folder / RULES_FILE
    if path is None or not path.is_file():
        return Settings()
    try:
        return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8-sig")), Settings)
    except (OSError, ValueError) as error:  # TOML's and msgspec's errors are ValueErrors
        raise RefusedError(
            where=str(path),
            what=f"it cannot be read: {error}.",
            todo="see docs/explanation/alerts.md for what it may say.",
        ) from None


def rules_of(words: Iterable[str]) -> tuple[Rule, ...]:
    """Rules as said on a command line.

    Raises:
        RefusedError: What is said is no rule.

    Example:
        >>> rules_of(["stock_out days=14 item=155mm,122mm"])[0].item
        ('155mm', '122mm')
    """
    return tuple(_rule(text.split()) for text in words)


def _rule(words: Sequence[str]) -> Rule:
    fields: dict[str, Any] = {"kind": words[0] if words else ""}
    for word in words[1:]:
        name, sign, value = word.partition("=")
        listed = name in ("donor", "item", "place")
        # A word without a sign is no field, and is refused with the others that are none.
        fields[name if sign else word + " without ="] = tuple(value.split(",")) if listed else value
    try:
        return msgspec.convert(fields, Rule, strict=False)
    except msgspec.ValidationError as error:
        raise RefusedError(
            where=f'--rule "{" ".join(words)}"',
            what=f"{error}.",
            todo=f"begin with one of {', '.join(KINDS)}, then such as days=14 item=155mm.",
        ) from None
