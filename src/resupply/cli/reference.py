"""The reference page of the commands, made from the verbs and their signatures."""

import inspect
from typing import TYPE_CHECKING, Any

from resupply.cli.app import app
from resupply.cli.verbs import GROUPS, VERBS, Verb

if TYPE_CHECKING:
    from cyclopts import App, Argument

#: Options that many verbs share, by the heading they stand under in the help, and how they work.
_SHARED = {
    "Case": "Which case is asked.",
    "Bounds of the question": "Options that take names may be given again, or with commas: "
    "`--donor DEU,FIN`.",
    "Output": "Without these, a table for people.",
}


def page() -> str:
    """Every verb with its options, meaning and one example, as Markdown."""
    parts = []
    for group in GROUPS:
        parts += [f"## {group}", ""]
        parts += [_verb(v) for v in VERBS if v.group == group]
    parts += ["## Options that verbs share", ""]
    every = _arguments(_app("rank"))
    for heading, meaning in _SHARED.items():
        parts += [f"### {heading}", "", meaning, ""]
        parts += [_table([a for a in every if _heading(a) == heading])]
    return "\n".join(parts)


def _verb(verb: Verb) -> str:
    made = _app(verb.name)
    return "\n".join(
        [
            f"### {verb.name}",
            "",
            inspect.getdoc(made.default_command) or verb.meaning,
            "",
            "```console",
            f"$ {verb.example}",
            "```",
            "",
            *_options(made),
            *_parts_of(verb, made),
        ]
    )


def _options(made: "App") -> list[str]:
    every = _arguments(made)
    own = [a for a in every if _heading(a) not in _SHARED]
    headings = [h for h in _SHARED if any(_heading(a) == h for a in every)]
    shared = [f"[{h.lower()}](#{h.lower().replace(' ', '-')})" for h in headings]
    return [
        *([_table(own)] if own else []),
        *([f"Also: {', '.join(shared)}.", ""] if shared else []),
    ]


def _parts_of(verb: Verb, made: "App") -> list[str]:
    """The commands of a verb that has several, such as `review accept`."""
    out = []
    for name in made:
        if not name.startswith("-"):
            meaning = inspect.getdoc(made[name].default_command) or ""
            out += [f"#### {verb.name} {name}", "", meaning, "", *_options(made[name])]
    return out


def _app(name: str) -> "App":
    return app()[name]


def _arguments(made: "App") -> list["Argument"]:
    return [a for a in made.assemble_argument_collection() if a.parse and a.show]


def _heading(argument: "Argument") -> str:
    groups: Any = argument.parameter.group or ()  # a tuple once the app has resolved it
    return next((str(g.name) for g in groups), "")


def _table(arguments: list["Argument"]) -> str:
    rows = [f"| {_names(a)} | {_help(a)} |" for a in arguments]
    return "\n".join(["| option | meaning |", "|---|---|", *rows, ""])


def _names(argument: "Argument") -> str:
    names = [n if n.startswith("-") else n.upper() for n in argument.names]
    return " ".join(f"`{n}`" for n in names)


def _help(argument: "Argument") -> str:
    told = [str(argument.parameter.help or "").replace("|", "\\|")]
    if argument.required:
        told.append("Needed.")
    told += [f"Default from `{name}`." for name in argument.parameter.env_var or ()]
    return " ".join(told)
