"""What is said of everyone in a group: "every NATO member gave more than Hungary"."""

from typing import Any

from resupply.claims import cues, sayings
from resupply.claims.names import Mention
from resupply.claims.said import Said, led_by, short
from resupply.claims.words import Claim
from resupply.core.errors import QuestionError


def named(said: Said, end: int | None = None) -> tuple[Mention, str] | None:
    """The group of whose every member something is said, and the words for "every" before it.

    Args:
        said: The clause.
        end: The group has to end by there.
    """
    for mention in said.mentions:
        before, after = said.text[: mention.start], said.text[mention.end :]
        if (end is not None and mention.end > end) or not said.names.is_group(mention.id):
            continue
        found = sayings.EVERY.search(before) or sayings.ALL.search(before)
        if found and not cues.AID_OF.match(after):
            return mention, found[0]
    return None


def place(said: Said, other: str, start: int, *, less: bool) -> dict[str, Any] | None:
    """The place of somebody whom everyone of a group, or all but some, gave more than.

    Args:
        said: The clause.
        other: Whom they are compared with.
        start: Where the comparison begins.
        less: They gave less.
    """
    if cues.TOGETHER.search(said.text):
        return None
    but, words = led_by(said, sayings.ALL_BUT, start)
    group = named(said, start)
    if cues.NOT.search(said.text[:start]):
        return None
    donor = sayings.EVERY_DONOR.search(said.text[:start])
    if not but and donor:
        words = donor[0]
    elif not but:
        if group is None or not _is_of_each(said, group, other):
            return None
        words = f"{group[1]}{said.text[group[0].start : group[0].end]}"
    core = {"type": "rank", "place": 1 + len(but), "top": False, "less": not less, "negated": False}
    return {**core, "subject": other, "without": None, "said": {"place": words}}


def others_taken(claim: Claim) -> str:
    """How several with whom somebody is compared are taken: `each`, `together`, or `open`."""
    words = claim.said.get("comparison", "")
    several = "+" in (claim.other or "") or claim.other == "others"
    if not several or not words or sayings.THE_REST.search(words):
        return "together"
    rest = claim.text.partition(words)[2]
    if claim.other == "others":
        rest += f" {words}"
    if sayings.AS_ONE.search(rest):
        return "together"
    each = sayings.EACH_OTHER.search(rest) or sayings.OF_ORDER.search(words)
    return "each" if each else "open"


def _is_of_each(said: Said, group: tuple[Mention, str], other: str) -> bool:
    """Whether it is said of each: "all EU members gave more than the US" may be of all as one."""
    members = said.names.members(group[0].id, said.today)
    return not is_all(group[1]) or other in members


def is_all(words: str) -> bool:
    """Whether the words may mean everyone as one: "all", but not "every"."""
    return words.casefold().startswith("all")


def refuse_rest(said: Said, *, by_name: bool = True) -> None:
    """All but some: what the rest gave is read beside a name only ("more than Malta").

    Args:
        said: The clause.
        by_name: Whether they may still be compared with somebody.
    """
    some = sayings.ALL_BUT_SOME.search(said.text)
    words = some[0] if some else ("" if by_name else led_by(said, sayings.ALL_BUT)[1])
    if words:
        raise QuestionError(
            where=f'claim "{short(said.text)}"',
            what=f'"{words}" is not read beside a figure: who gave so much, and who did not?',
            todo='count those who did: "22 EU members have allocated more than 0.1% of GDP".',
        )
