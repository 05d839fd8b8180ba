"""Scenarios as text: TOML for people and files, JSON for programs. What is read is what is written.

name = "pause-usa"
title = "The United States send nothing for two months"

[[changes]]
do = "pause"
of = "USA"
from = 2024-03-01
days = 60
"""

import json
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from resupply.core.errors import QuestionError, SourceUnreadableError, unknown_name
from resupply.network.changes import NAME, Scenario, parse, plain

#: Folder of a case that holds them.
FOLDER = "scenarios"
#: Largest file that is read [bytes]; a thousand changes take less.
MOST_BYTES = 1_000_000


def to_toml(scenario: Scenario) -> str:
    """A scenario as TOML.

    Example:
        >>> from resupply.network.changes import Close
        >>> print(to_toml(Scenario(name="shut", changes=(Close(what="road"),))), end="")
        name = "shut"
        <BLANKLINE>
        [[changes]]
        do = "close"
        what = "road"
    """
    body = plain(scenario)
    changes: list[Mapping[str, Any]] = body.pop("changes", [])
    parts = ["\n".join(_lines(body))]
    parts += ["\n".join(["[[changes]]", *_lines(change)]) for change in changes]
    return "\n\n".join(parts) + "\n"


def _lines(body: Mapping[str, Any]) -> Iterator[str]:
    yield from (f"{key} = {_value(value)}" for key, value in body.items())


def _value(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_value, value))}]"
    # What JSON writes is TOML, but for one sign that it leaves as it is.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def to_json(scenario: Scenario) -> str:
    """A scenario as JSON."""
    return msgspec.json.encode(plain(scenario)).decode()


def from_text(text: str, where: str) -> Scenario:
    """A scenario from TOML, or from JSON when it begins with a brace.

    Raises:
        QuestionError: It is neither, or has not the form of a scenario.
    """
    try:
        body = _json(text) if text.lstrip().startswith("{") else tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # both decoders raise kinds of ValueError
        raise QuestionError(
            where=where,
            what=f"it is neither TOML nor JSON: {error}.",
            todo="see docs/reference/scenarios.md for the form.",
        ) from None
    return parse(body, where)


def several(text: str, where: str = "scenarios") -> list[Scenario]:
    """Scenarios as a text that an address can hold: a JSON list of them, or a single one.

    Raises:
        QuestionError: It is neither, or one of them has not the form of a scenario.

    Example:
        >>> [s.name for s in several('[{"name": "dry"}, {"name": "shut"}]')], several("")
        (['dry', 'shut'], [])
    """
    if not text.strip():
        return []
    if not text.lstrip().startswith("["):
        return [from_text(text, where)]
    try:
        bodies = _json(text)
    except (ValueError, RecursionError) as error:
        raise QuestionError(
            where=where,
            what=f"it is no JSON: {error}.",
            todo="see docs/reference/scenarios.md for the form.",
        ) from None
    return [parse(_object(body, where), where) for body in bodies]


def _json(text: str) -> Any:
    """What a JSON text says.

    Raises:
        ValueError: It is none, or writes half a letter, which no file and no answer can hold.
    """
    body = json.loads(text)
    try:
        json.dumps(body, ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        half = f"\\u{ord(error.object[error.start]):x}"
        raise ValueError(f'"{half}" is half a letter') from None
    return body


def _object(body: Any, where: str) -> Mapping[str, Any]:
    if isinstance(body, Mapping):
        return body
    raise QuestionError(
        where=where,
        what="it is a list of something else than scenarios.",
        todo='write [{"name": "...", "changes": [...]}]: docs/reference/scenarios.md.',
    )


def to_text(scenarios: Sequence[Scenario]) -> str:
    """Scenarios as the text that `several` reads; nothing of none.

    Example:
        >>> to_text([]), to_text([Scenario(name="dry")])
        ('', '[{"name":"dry"}]')
    """
    bodies = [plain(scenario) for scenario in scenarios]
    return msgspec.json.encode(bodies).decode() if bodies else ""


def read(path: Path) -> Scenario:
    """A scenario from a file.

    Raises:
        SourceUnreadableError: The file cannot be read.
        QuestionError: It holds no scenario.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            raise SourceUnreadableError(
                where=str(path),
                what=f"it is larger than {MOST_BYTES:,} bytes.",
                todo="a scenario is a page of changes: is this the right file?",
            )
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        said = getattr(error, "strerror", None)
        why = str(said).lower() if said else "it is not text in UTF-8"
        raise SourceUnreadableError(
            where=str(path),
            what=f"it cannot be read: {why}.",
            todo="check the path, and that you have the right to read it.",
        ) from None
    return from_text(text, str(path))


def names(folder: Path) -> list[str]:
    """Names of the scenarios kept in a case's folder."""
    kept = (folder / FOLDER).glob("*.toml") if (folder / FOLDER).is_dir() else ()
    return sorted(p.stem for p in kept if re.fullmatch(NAME, p.stem))


def load(folder: Path, name: str) -> Scenario:
    """A scenario kept in a case's folder.

    Raises:
        QuestionError: There is none of that name, or the file holds no scenario.
    """
    known = names(folder)
    if name not in known:
        raise unknown_name("--scenario", "scenario", name, known)
    return read(folder / FOLDER / f"{name}.toml")


def save(folder: Path, scenario: Scenario, *, replace: bool = False) -> Path:
    """Keep a scenario in a case's folder, as scenarios/NAME.toml.

    Raises:
        QuestionError: One of that name is kept already, the name is none, or the disk says no.
    """
    scenario = parse(plain(scenario), f"scenario {scenario.name}")
    path = folder / FOLDER / f"{scenario.name}.toml"
    try:
        path.parent.mkdir(exist_ok=True)
        with path.open("w" if replace else "x", encoding="utf-8", newline="\n") as file:
            file.write(to_toml(scenario))
    except FileExistsError:
        raise QuestionError(
            where=str(path),
            what="a scenario of that name is kept already.",
            todo="choose another name, or delete the file.",
        ) from None
    except OSError as error:
        raise QuestionError(
            where=str(path),
            what=f"it cannot be written: {(error.strerror or 'unknown reason').lower()}.",
            todo="check that the folder is there and yours to write to.",
        ) from None
    return path
