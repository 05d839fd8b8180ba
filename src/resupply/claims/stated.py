"""Claims that a row of the tables states in its own words: "70 trucks a day cross at Yahodyn".

The second way to a claim's figure, for what none of its fields says: a row speaks of the claim
where its metric, parties, place, unit and notes name all that the claim says.
"""

import re
from collections.abc import Sequence
from datetime import date
from functools import cache

import msgspec

from resupply.claims import goods, matching, speaks
from resupply.claims.evidence import Evidence, stems
from resupply.claims.matching import Matched
from resupply.claims.names import Names
from resupply.claims.speaks import Asked
from resupply.claims.words import Checked, Claim

_ASKED = re.compile(r"\b(?:asked|requested|sought|appealed|called|demanded|wanted)\b", re.I)


def check(asked: Asked, evidence: Sequence[Evidence], today: date) -> Checked | None:
    """The verdict by rows that name all that a claim says.

    Args:
        asked: What a row has to name for the claim, which has a figure.
        evidence: All figures of the case.
        today: The day the claim is checked.

    Returns:
        None where no row does, and where rows that do so by their notes alone give other figures.
    """
    claim, names = asked.claim, asked.names
    beside: dict[str | None, list[Evidence]] = {}
    for one in evidence:
        beside.setdefault(one.party, []).append(one)
    joint = _joint(claim, evidence)
    rows = [
        e
        for e in [*evidence, *joint]
        if speaks.is_about(asked, e) and speaks.says(asked, e, beside.get(e.party, []))
    ]
    rows = speaks.plainest(asked, [e for e in rows if e.party == claim.subject] or rows)
    if not rows:
        return None
    now = speaks.newest(claim, rows, today)
    if matching.is_stale(claim, now, today):
        return None
    read = msgspec.structs.replace(claim, unread=asked.free)
    found = goods.judged(read, Matched(rows, [], []), now, names)
    if asked.free:
        found = _beside(found, asked.free)
    # One promise does not deny another, and a note may name a word that it does not mean.
    strong = not asked.free and all(
        e.table != "pledges" and asked.stems <= e.words | speaks.about(asked, e) for e in now
    )
    denied = strong and not any(_notes(claim, e) for e in now)
    return found if found.verdict != "does_not_hold" or denied else None


def _notes(claim: Claim, one: Evidence) -> bool:
    """Whether a row's note names the very figure: with the refugees it is 4.1 billion."""
    assert claim.figure is not None
    sizes = (1.0, 1e3, 1e6, 1e9)
    return any(claim.figure.agrees(n * size) for n in speaks.figures(one.note) for size in sizes)


def otherwise(asked: Asked, evidence: Sequence[Evidence], today: date) -> Checked | None:
    """A current row of the claim's party and manner that agrees, however its metric is named.

    Args:
        asked: What a row has to name for the claim, which the plainest rows deny.
        evidence: All figures of the case.
        today: The day the claim is checked.
    """
    claim, names = asked.claim, asked.names
    rows = [e for e in evidence if speaks.is_about(asked, e) and speaks.says(asked, e, [])]
    now = speaks.newest(claim, rows, today) if rows and not claim.unread else []
    if _ASKED.search(claim.text):
        now = rows  # what was asked for once was asked for
    right = [e for e in now if claim.figure and matching.agrees(claim.figure, e)]
    return goods.judged(claim, Matched(rows, [], []), right, names) if right else None


def by_note(claim: Claim, notes: Sequence[str], names: Names) -> str | None:
    """The note of a row that says what an aside does: its words and its numbers.

    Args:
        claim: An aside that no figure was found for.
        notes: Notes of the rows by which the rest of the sentence was judged.
        names: Names of the view.
    """
    said = stems(claim.text) - speaks.light() - _small() - stems(names.name(claim.subject))
    for note in notes if said else ():
        if said <= stems(note) and speaks.figures(claim.text) == speaks.figures(note):
            return note
    return None


@cache
def _small() -> frozenset[str]:
    return stems(
        "a about around roughly nearly almost some over more than of the its their them those these"
        " in on at by per cent percent half third quarter one two three four and or to for as it is"
    )


def near(asked: Asked, evidence: Sequence[Evidence], today: date) -> Checked | None:
    """What the verdict would be without the words and numbers that no row names.

    Args:
        asked: What a row has to name for the claim, which has words that were not read.
        evidence: All figures of the case.
        today: The day the claim is checked.

    Returns:
        A verdict that is not to be given as it stands; None where no row comes near.
    """
    claim, names = asked.claim, asked.names
    rows = [e for e in evidence if speaks.is_about(asked, e)]
    rows = speaks.plainest(asked, [e for e in rows if e.party == claim.subject] or rows)
    right = [e for e in rows if claim.figure and matching.agrees(claim.figure, e)]
    now = speaks.newest(claim, right or rows, today) if rows else []
    if not now:
        return None
    named = frozenset[str]().union(*(e.words | e.told | speaks.about(asked, e) for e in now))
    left = tuple(
        p for p in claim.unread if not stems(p) - speaks.light() - speaks.unit(claim) <= named
    )
    read = msgspec.structs.replace(claim, unread=left or claim.unread)
    found = goods.judged(read, Matched(rows, [], []), now, names)
    return msgspec.structs.replace(found, nearest="")


def _joint(claim: Claim, evidence: Sequence[Evidence]) -> list[Evidence]:
    """What several promised for one thing, as one: "Belgium and the Netherlands, 300 million"."""
    several = speaks.parts(claim.subject or "")
    groups: dict[tuple[object, ...], list[Evidence]] = {}
    for one in evidence if len(several) > 1 else ():
        if one.table == "pledges" and one.party in several and one.value is not None and one.via:
            groups.setdefault((one.via, one.manner, one.unit, one.per), []).append(one)
    return [_sum(rows) for rows in groups.values() if {e.party for e in rows} == several]


def _sum(rows: Sequence[Evidence]) -> Evidence:
    return msgspec.structs.replace(
        rows[0],
        row_id="+".join(e.row_id for e in rows),
        party="+".join(str(e.party) for e in rows),
        value=sum(e.value or 0.0 for e in rows),
        low=None,
        high=None,
        note="sum of " + " and ".join(f"{e.value:,.0f} ({e.party})" for e in rows),
    )


def _beside(found: Checked, free: Sequence[str]) -> Checked:
    """A verdict with the words that no row tells of: they are named, and checked by nothing."""
    listed = ", ".join(f'"{w}"' for w in free)
    return msgspec.structs.replace(found, why=f"{found.why} Not checked: {listed}.", nearest="")
