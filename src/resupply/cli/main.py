"""From arguments to an exit code: 0 answered, 1 refused, 2 wrong usage, 130 stopped."""

import os
import sys
from collections.abc import Sequence

_HELP = ("--help", "-h", "help")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command.

    Args:
        argv: Arguments after the program's name; default those of the process.

    Returns:
        0 answered, 1 refused, 2 wrong usage, 130 stopped with Ctrl-C.
    """
    arguments = list(sys.argv[1:] if argv is None else argv)
    try:
        code = _at_once(arguments)
        if code is None:
            code = _run(arguments)
        sys.stdout.flush()
        return code
    except BrokenPipeError:
        return _reader_has_left()
    except KeyboardInterrupt:
        print("resupply: stopped.", file=sys.stderr)
        return 130


def _at_once(arguments: Sequence[str]) -> int | None:
    """What needs no library: the overview and the version. None = something else was asked."""
    if not arguments or arguments[0] in _HELP:
        from resupply.cli.verbs import overview

        print(overview())
        return 0
    if arguments[0] == "--version":
        from resupply import __version__

        print(f"resupply {__version__}")
        return 0
    return None


def _run(arguments: Sequence[str]) -> int:
    from resupply.core.errors import ResupplyError

    try:
        from cyclopts import CycloptsError

        from resupply.cli.app import app
        from resupply.cli.usage import usage_text

        try:
            return int(app()(arguments) or 0)
        except CycloptsError as error:
            return _refuse(usage_text(error, arguments), code=2)
    except ResupplyError as error:
        return _refuse(str(error), code=error.exit_code)
    except (BrokenPipeError, KeyboardInterrupt):
        raise
    except OSError as error:
        return _refuse(_of_the_system(error), code=1) if error.filename else _unexpected(error)
    except Exception as error:
        return _unexpected(error)


def _refuse(text: str, *, code: int) -> int:
    from resupply.report.figures import plain

    # Words of the command or of a file may hold letters that steer a terminal.
    lines = (plain(line) for line in text.split("\n"))
    print("resupply: error: " + "\n".join(lines), file=sys.stderr)
    return code


def _of_the_system(error: OSError) -> str:
    """What the computer refused: no right to read, a full disk, a path too long."""
    said = (error.strerror or "unknown reason").lower()
    return (
        f"{error.filename}\nwhat: the computer says: {said}.\n"
        "todo: check the path, and your right to read and write there."
    )


def _unexpected(error: Exception) -> int:
    """A mistake of ours: one message, and the whole story only for those who ask."""
    if os.environ.get("RESUPPLY_DEBUG") == "1":
        import traceback

        traceback.print_exc()
    said = " ".join(str(error).split())[:200]
    return _refuse(
        f"{type(error).__name__}{f' ({said})' if said else ''}\n"
        "what: this is a mistake in resupply, not in your data.\n"
        "todo: run it again with RESUPPLY_DEBUG=1 and report what it prints, with the command.",
        code=1,
    )


def _reader_has_left() -> int:
    """`resupply ... | head` is no error; closing the pipe again at exit must not become one."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0
