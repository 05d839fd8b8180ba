"""What becomes a row: production, disruptions, facts, engagements, annotations."""

from decimal import Decimal
from typing import Any

from resupply.case.reviewing.saying import Saying, currency, has, listed, row
from resupply.core.records import Record, Row
from resupply.intake.desk.fields import interval

#: Kinds of delay that are a donor's own, and how `disruptions` calls them.
_OF_DONORS = {
    "paused": "donor pause",
    "suspended": "donor pause",
    "stalled": "donor delay",
    "delayed": "donor delay",
    "cut": "donor delay",
    "shortfall": "donor delay",
    "missed_target": "donor delay",
}
_TIMES_A_MONTH = {
    "day": Decimal("365.25") / 12,
    "week": Decimal("365.25") / 84,
    "month": Decimal(1),
    "year": Decimal(1) / 12,
}


def paused(said: Saying) -> list[Record]:
    """Aid that was held back: a disruption of the donor's."""
    donor = said.named.one_party("donor", said.proposal.fields.get("donor"))
    return disruption(said, [donor] if donor else [], "donor pause", "start")


def delay(said: Saying) -> list[Record]:
    """Something that held supply up: a row of `disruptions`."""
    actors = said.proposal.fields.get("actor")
    parties = [said.named.actor("actor", a) for a in listed(actors)]
    kind = str(said.field("type") or "delayed")
    if kind in _OF_DONORS and said.named.are_donors(parties):
        kind = _OF_DONORS[kind]  # so that `pauses` lists it beside what it measures
    return disruption(said, parties, kind.replace("_", " "), "start")


def disruption(said: Saying, parties: list[str], kind: str, day: str) -> list[Record]:
    """A row of `disruptions`.

    Raises:
        RefusedError: The words do not say since when.
    """
    start = said.field(day) or said.field("date")
    if start is None:
        raise said.named.missing("start", "from which day on it was so (--set start=DAY).")
    first = interval(str(start), where="field start")[0]
    fields = {
        "name": said.field("name") or " ".join(said.proposal.excerpt.split())[:100],
        "kind": kind,
        "party": parties,
        "where": [p] if (p := said.named.place("place", said.field("place"))) else None,
        "start": first.isoformat(),
        "end": said.field("end"),
        "effect": said.field("effect") or said.field("item"),
    }
    return [row(said, "disruptions", fields)]


def production(said: Saying) -> list[Record]:
    """What is made: a row of `production`.

    Raises:
        RefusedError: Maker, item or kind are not known.
    """
    maker = said.named.one_party("maker", said.proposal.fields.get("maker"))
    if maker is None:
        raise said.named.missing("maker", "who makes it.")
    item = said.named.item("item", said.field("item"))
    if item is None:
        raise said.named.missing("item", "what is made.")
    if said.field("type") not in ("output", "capacity", "target"):
        raise said.named.missing(
            "type", "whether it is made, could be made or is a goal (output, capacity, target)."
        )
    fields = {
        "producer": maker,
        "item": item,
        "kind": said.field("type"),
        **_amount(said, "quantity", "quantity"),
        "unit": (said.field("unit") or said.named.unit(item)) if has(said, "quantity") else None,
        "per": said.field("per"),
        **_per_month(said),
        **_period(said),
    }
    return [row(said, "production", fields)]


def _per_month(said: Saying) -> dict[str, Any]:
    """The quantity brought to a month of 365.25 / 12 days; nothing where the period is not said."""
    times = _TIMES_A_MONTH.get(str(said.field("per")))
    if times is None:
        return {}
    found = {end: said.number(f"quantity{end}") for end in ("", "_low", "_high")}
    return {
        f"per_month{end}": round(n * times, 4).normalize()
        for end, n in found.items()
        if n is not None
    }


def need(said: Saying) -> list[Record]:
    """A need: a row of `facts`, topic need; a flag where no number is told."""
    who = said.named.one_party("who", said.proposal.fields.get("who"))
    money = has(said, "amount")
    number = _amount(said, "amount" if money else "quantity", "value")
    item = said.named.item_or_words("item", said.field("item"))
    unit = currency(said) if money else (said.field("unit") or said.named.unit(item))
    stated = any(v is not None for v in number.values())
    if stated and unit is None:
        raise said.named.missing("unit", "in which unit the number is, such as round/month.")
    fields = {
        "topic": "need",
        "subject": who or said.named.default_recipient(),
        "metric": said.field("metric") or "needed",
        **(number if stated else {"value": "yes"}),
        "unit": unit if stated else "flag",
        "item": item,
        **_period(said),
    }
    if fields["subject"] is None:
        raise said.named.missing("who", "who is in need.")
    return [row(said, "facts", fields)]


def claim(said: Saying) -> list[Record]:
    """A claim: a row of `facts`, topic claim; that it was said, not that it is so."""
    value = said.field("value")
    if said.field("subject") is None:
        raise said.named.missing("subject", "whom or what the claim is about.")
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    fields = {
        "topic": "claim",
        "subject": said.named.actor("subject", said.field("subject")),
        "metric": said.field("type") or "claim",
        "value": Decimal(str(value)) if is_number else str(value or "yes"),
        "unit": said.field("unit") or ("claimed" if is_number else "words"),
        "item": said.named.item_or_words("item", said.field("item")),
        **_period(said),
    }
    return [row(said, "facts", fields)]


def event(said: Saying) -> list[Record]:
    """A meeting: a row of `engagements`."""
    start, end = said.days()
    words = " ".join(said.proposal.excerpt.split())
    kind = str(said.field("type") or "event").replace("_", " ")
    parties = [said.named.actor("participants", a) for a in listed(
        said.proposal.fields.get("participants"))]  # fmt: skip
    fields = {
        "event": said.field("name") or f"{kind.capitalize()}: {words[:100]}",
        "date_start": start.isoformat() if start else None,
        "date_end": end.isoformat() if end else None,
        "place": said.field("place"),
        "participants": parties,
        "statement_kind": said.field("statement_kind") or "outcome",
        "by": said.field("by"),
        "statement": said.field("statement") or f"{kind}, as reported",
    }
    return [row(said, "engagements", fields)]


def annotation(said: Saying) -> list[Record]:
    """A quotation or a dateline: an annotation of the document, no figure."""
    p = said.proposal
    fields = {
        "document": said.held.id, "kind": p.kind, "text": p.excerpt,
        **{k: v for k, v in p.fields.items() if k != "known_on"},
    }  # fmt: skip
    return [Row(**said.common, table="annotations", row_id=said.row_id, fields=fields)]


def _period(said: Saying) -> dict[str, Any]:
    start, end = said.days()
    return {
        "period_start": start.isoformat() if start else None,
        "period_end": end.isoformat() if end else None,
    }


def _amount(said: Saying, name: str, to: str) -> dict[str, Any]:
    return {f"{to}{end}": said.number(f"{name}{end}") for end in ("", "_low", "_high")}
