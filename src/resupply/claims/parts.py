"""Shares in words, near all or near nothing: "nearly all of its aid", "not one euro of it"."""

import re
from typing import Any

from resupply.claims import cues, sayings
from resupply.claims.said import Said
from resupply.claims.words import Figure

_YEAR = re.compile(r"\b20[12]\d\b")
_NEARLY = 0.10  # "nearly all": up to a tenth less
_HARDLY = 0.05  # "almost none": up to five points
_REST = 0.005  # "all", "none": to half a point, as whole per cents are


def of_own(said: Said) -> dict[str, Any] | None:
    """A kind as nearly all, all, hardly any or none of the aid of a giver, or of all.

    Args:
        said: The clause.
    """
    match = sayings.OF_OWN.search(said.text)
    if not match:
        return None
    words = match[0][: match.start("whose") - match.start()].strip()
    core: dict[str, Any] = {"type": "share", "figure": _figure(match.groupdict(), words)}
    whose = said.text[match.start("whose") : match.end()].strip()
    told = {"figure": words, "whole": whose, **_kind(core, match[0])}
    if match["vast"]:
        told["degree"] = match["vast"]
    if match["hardly"] or match["none"]:
        core["negated"] = False
    else:
        core["negated"] = bool(cues.NOT.search(said.text))
    return {**core, "whole": "own", "said": told}


def mostly(said: Said) -> dict[str, Any] | None:
    """A kind as most or all of a giver's aid: "is mostly military", "gave only loans".

    Args:
        said: The clause; one with figures says of these that they are all.
    """
    match = next((m for p in sayings.MOSTLY for m in [p.search(said.text)] if m), None)
    if match is None or re.search(r"\d", _YEAR.sub("", said.text)):
        return None
    found = match.groupdict()
    words = next(w for w in found.values() if w)
    told = {"figure": words, "whole": match[0]}
    if found["vast"]:
        told["degree"] = "overwhelming"
    core: dict[str, Any] = {"type": "share"}
    core |= {"figure": _figure({"hardly": None, "none": None, **found}, words)}
    told |= _kind(core, match[0])
    return {**core, "whole": "own", "negated": bool(cues.NOT.search(said.text)), "said": told}


def of_its_aid(said: Said, words: str, start: int, end: int) -> dict[str, Any] | None:
    """A kind as a share of a giver's own aid, named behind: "is two thirds of Germany's aid".

    Args:
        said: The clause.
        words: The share.
        start: Where it begins.
        end: Where it ends.
    """
    givers = [m for m in said.mentions if m.id not in said.names.recipients]
    if not cues.first(cues.KINDS[:-1], said.text[:start]) or any(m.start < start for m in givers):
        return None
    for mention in givers:
        of, rest = said.text[end : mention.start], said.text[mention.end :]
        aid = sayings.OF_ITS_AID.match(rest) if sayings.OF_WHOM.match(of) else None
        if aid:
            whole = said.text[end : mention.end + aid.end()].strip()
            return {"whole": "own", "said": {"figure": words, "whole": whole}}
    return None


def _kind(core: dict[str, Any], words: str) -> dict[str, str]:
    """The kind of the words themselves, and how they say it: another one behind is not read."""
    found = cues.first(cues.KINDS, words)
    if not found:
        return {}
    core["kind"] = found[0]
    return {"kind": found[1]}


def _figure(found: dict[str, str | None], words: str) -> Figure:
    if found["nearly"]:
        why = f'"{words}" is taken as up to a tenth less'
        return _of(1.0, 1 - _NEARLY, 1.0, why, "about")
    if found["all"]:
        return _of(1.0, 1 - _REST, 1.0, "all is all, to half a point")
    if found["hardly"]:
        return _of(0.0, 0.0, _HARDLY, f'"{words}" is taken as up to five points', "about")
    if found["none"]:
        return _of(0.0, 0.0, 0.0, "none is none")
    return _of(0.5, 0.5, 1.0, "more also agrees", "over")


def _of(value: float, low: float, high: float, why: str, operator: str = "is") -> Figure:
    return Figure(value=value, low=low, high=high, unit="share", operator=operator, why=why)
