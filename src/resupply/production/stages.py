"""How far plans to make things together have come, and what was said of them at meetings."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from resupply.book import View
from resupply.network.figures import day, listed, number

#: From a word to output, in order.
STAGES = ("discussed", "proposed", "memorandum", "agreement", "under construction", "output")
#: Other words sources use, and the stage they mean.
_MEANS = {"joint venture": "agreement", "planned": "proposed", "samples in trial": "proposed"}
#: Kinds of statements at meetings that can be steps of such a plan.
_STEPS = ("proposal", "memorandum", "agreement", "intent")
_NEAR_DAYS = 7


def follow_up(view: View, names: Mapping[str, str]) -> list[dict[str, Any]]:
    """Each plan with its stage, the next one, and statements at meetings that speak of it.

    Statements are matched by us, on parties and days; no source links them.
    """
    rows = []
    for row in view.rows("joint_production"):
        f = row.fields
        stage = stage_of(str(f["stage"]))
        partners = [str(p) for p in listed(f.get("partners"))]
        said = list(_said(view, partners, day(f.get("signed_on")) or row.known_on))
        rows.append(
            {
                "id": row.row_id,
                "name": f["name"],
                "partners": partners,
                "country": names.get(str(f.get("country")), f.get("country")),
                "item": f.get("product") or None,
                "stage": stage or f["stage"],
                "words": f["stage"],
                "step": STAGES.index(stage) + 1 if stage else None,
                "next": _next(stage),
                "signed_on": day(f.get("signed_on")),
                "start_low_on": day(f.get("planned_start_low")),
                "start_high_on": day(f.get("planned_start_high")),
                "rate_low": number(f.get("planned_rate_low")),
                "rate": number(f.get("planned_rate")),
                "rate_high": number(f.get("planned_rate_high")),
                "rate_unit": f.get("rate_unit") or None,
                "statements": [s["id"] for s in said],
                "note": f.get("note"),
                "source_ids": list(dict.fromkeys([row.source_id, *(s["source"] for s in said)])),
            }
        )
    return sorted(rows, key=lambda r: -(r["step"] or 0))


def stage_of(word: str) -> str | None:
    """The stage a source's word means; None = none of ours.

    Example:
        >>> stage_of("joint venture"), stage_of("memorandum"), stage_of("rumoured")
        ('agreement', 'memorandum', None)
    """
    said = word.strip().casefold()
    return said if said in STAGES else _MEANS.get(said)


def _next(stage: str | None) -> str | None:
    if stage is None or stage == STAGES[-1]:
        return None
    return STAGES[STAGES.index(stage) + 1]


def _said(view: View, partners: list[str], on: date) -> Iterator[dict[str, str]]:
    """Statements at meetings within a week at which two of the partners were."""
    known = {p.rsplit(" ", 1)[0] if p.rsplit(" ", 1)[-1].isdigit() else p for p in partners}
    known |= {party for p in known for party in _parties(view, p)}
    for row in view.rows("engagements"):
        f = row.fields
        when = day(f.get("date_start"))
        if f.get("statement_kind") not in _STEPS or when is None:
            continue
        there = {str(f.get("by")), str(f.get("to")), *listed(f.get("participants"))}
        if abs((when - on).days) <= _NEAR_DAYS and len(there & known) > 1:
            yield {"id": row.row_id, "source": row.source_id}


def _parties(view: View, name: str) -> set[str]:
    said = name.casefold()
    return {
        str(r["party_id"]) for r in view.table("parties") if str(r.get("name")).casefold() == said
    }
