"""Shares in words, near all or near nothing: "nearly all of its aid", "not one euro of it"."""

from typing import Any

from resupply.claims import cues, sayings
from resupply.claims.said import Said
from resupply.claims.words import Figure

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
    told = {"figure": words, "whole": match["whose"].strip()}
    if match["vast"]:
        told["degree"] = match["vast"]
    if match["hardly"] or match["none"]:
        core["negated"] = False
    else:
        core["negated"] = bool(cues.NOT.search(said.text))
    return {**core, "whole": "own", "said": told}


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
