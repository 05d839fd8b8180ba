"""Lists of words kept beside the code, a text file each; lines that begin with # are notes."""

from functools import cache
from pathlib import Path


@cache
def lines(file: str) -> tuple[str, ...]:
    """The lines of a file of words, without its notes.

    Args:
        file: Its name, in this folder.
    """
    text = Path(__file__).with_name(file).read_text(encoding="utf-8")
    return tuple(line for line in text.splitlines() if line[:1] != "#")
