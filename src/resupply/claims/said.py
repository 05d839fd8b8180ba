"""What the parts of the grammar read from: a clause, its names, and the day it is said."""

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from resupply.claims import cues
from resupply.claims.names import Mention, Names
from resupply.claims.words import Figure


class Said(NamedTuple):
    """A clause and what is known of it.

    Args:
        text: The clause.
        names: Names of the case.
        mentions: Parties and groups in it.
        today: The day it is said.
        before: The figure of the half before, whose unit this one may leave out.
    """

    text: str
    names: Names
    mentions: Sequence[Mention]
    today: date
    before: Figure | None = None


def joined(said: Said, first: Mention) -> str:
    """A party, or several that are named together: "Norway, Sweden and Denmark"."""
    return "+".join(dict.fromkeys(i for m in together(said, first) for i in parts(said, m)))


def together(
    said: Said, first: Mention, between_names: re.Pattern[str] = cues.AND
) -> list[Mention]:
    """The names of a list; a comma alone makes none: "Apart from Italy, France gave most".

    Args:
        said: The clause.
        first: The first name.
        between_names: What may stand between two.
    """
    found, last = [first], 0
    for mention in said.mentions:
        between = said.text[found[-1].end : mention.start]
        if mention.start > found[-1].end and between_names.match(between):
            found.append(mention)
            if between.strip() not in (",", ", the"):
                last = len(found) - 1
    return found[: last + 1]


def led_by(said: Said, cue: re.Pattern[str], end: int | None = None) -> tuple[list[Mention], str]:
    """The names behind a cue, and the words from the cue on; none where no name has it before it.

    Args:
        said: The clause.
        cue: What stands right before the first name.
        end: Names have to end by there.
    """
    for mention in said.mentions:
        found = cue.search(said.text[: mention.start])
        if found and (end is None or mention.end <= end):
            names = together(said, mention)
            return names, said.text[found.start() : names[-1].end]
    return [], ""


def parts(said: Said, mention: Mention) -> list[str]:
    """The parties of a name that is a list of names, where it is no donor of its own."""
    if mention.id in said.names.donors and mention.id not in said.names.listed:
        return [mention.id]
    pieces = re.split(r", | and ", mention.name)
    found = [said.names.find(p) for p in pieces]
    if len(pieces) < 2 or not all(len(f) == 1 for f in found):
        return [mention.id]
    return [f[0].id for f in found]


def short(text: str) -> str:
    """The head of a text, for messages."""
    return text if len(text) <= 60 else text[:57] + "..."
