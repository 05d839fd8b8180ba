"""CSV exports of flows, as the Humanitarian Data Exchange keeps them; with or without HXL tags."""

from collections.abc import Iterator, Sequence

from resupply.core.cells import where_cell
from resupply.core.findings import Finding
from resupply.sources.fts.flow import EARMARKING, STAGES, Flow, Named
from resupply.sources.fts.pages import Page, left_out
from resupply.sources.reading.columns import Columns, Contract, match, need
from resupply.sources.reading.days import day_of
from resupply.sources.reading.files import Table
from resupply.sources.reading.numbers import parse

FLOWS = Contract(
    name="flows of the Financial Tracking Service",
    aliases={
        "id": ("id",),
        "amount": ("amountusd",),
        "day": ("date",),
        "status": ("status",),
        "boundary": ("boundary",),
        "on_boundary": ("onboundary",),
        "givers": ("srcorganization",),
        "giver_sorts": ("srcorganizationtypes",),
        "takers": ("destorganization",),
        "taker_sorts": ("destorganizationtypes",),
        "places": ("destlocations",),
        "sort": ("contributiontype",),
        "reported": ("firstreporteddate",),
        "updated": ("updatedat",),
        "earmarking": ("grandbargainearmarkingtype",),
        "title": ("description",),
        "original": ("originalamount",),
        "currency": ("originalcurrency",),
        "flow_type": ("flowtype",),
        "plan": ("destplan",),
        "emergency": ("destemergency",),
        "cluster": ("destglobalclusters",),
    },
    needed=("id", "amount", "status", "boundary", "givers", "places"),
)


def read_export(table: Table) -> Page:
    """The flows of an export.

    Raises:
        SourceUnreadableError: A needed column is not there.
    """
    columns = need(match(table.header, FLOWS), FLOWS, table.header, table.where)
    flows, findings = list[Flow](), list(table.findings)
    for number, row in table.rows:
        if _is_tags(row):
            continue
        found = _flow(columns, row, where_cell(table.where, number))
        if isinstance(found, Flow):
            flows.append(found)
        else:
            findings.append(found)
    return Page(flows, findings)


def _is_tags(row: Sequence[object]) -> bool:
    """Whether it is the row of HXL tags that stood below the header until 2026."""
    told = [str(cell) for cell in row if str(cell).strip()]
    return bool(told) and all(cell.startswith("#") for cell in told)


def _flow(columns: Columns, row: Sequence[object], where: str) -> Flow | Finding:
    def text(concept: str) -> str:
        return columns.text(row, concept)

    stage = STAGES.get(text("status"))
    if stage is None:
        return left_out(
            where, f'its status "{text("status")[:40]}" is none of {", ".join(STAGES)}.'
        )
    stated = parse(columns.get(row, "amount"))
    if stated.odd == "not_a_number":
        return left_out(where, f'its amount "{text("amount")[:40]}" is not a number.')
    if not text("id"):
        return left_out(where, "it has no number (id).")
    return Flow(
        where=where,
        flow_id=text("id"),
        version=0,
        stage=stage,
        boundary=text("boundary"),
        shared=text("on_boundary") == "shared",
        amount_usd=stated.value or None,
        day=day_of(text("day")),
        reported_on=day_of(text("reported")),
        updated_on=day_of(text("updated")),
        givers=tuple(_organisations(text("givers"), text("giver_sorts"))),
        takers=tuple(_organisations(text("takers"), text("taker_sorts"))),
        places=tuple(place for place in text("places").split(",") if place),
        in_kind=text("sort") == "in kind",
        earmarking=EARMARKING.get(text("earmarking")),
        title=text("title"),
        note="; ".join(_notes(text("original"), text("currency"), text("flow_type")))
        + "".join(f"; {text(c)}" for c in ("plan", "emergency", "cluster") if text(c)),
    )


def _organisations(name: str, sort: str) -> Iterator[Named]:
    """The cell as one: names have commas of their own ("Norway, Government of")."""
    if name:
        yield Named(name, sort.split(",")[0])


def _notes(original: str, currency: str, flow_type: str) -> Iterator[str]:
    if original and currency:
        yield f"{original} {currency}"
    if flow_type and flow_type != "Standard":
        yield flow_type.lower()
