"""The what-if builder: changes are added one by one; the address holds them and is the link."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import parse_qsl, quote_plus, urlencode

from fastapi import APIRouter, Request, Response

from resupply.case import planning
from resupply.case import scenarios as of_case
from resupply.core.errors import QuestionError, RefusedError
from resupply.network.changes import Scenario, told
from resupply.network.scenarios import from_text, several, to_json, to_text, to_toml
from resupply.report import decide_charts
from resupply.web import building
from resupply.web.asking import Asked, asked
from resupply.web.page import Figure, Page
from resupply.web.posted import Form, Notice, Posted, common, may_do, refuse, tell
from resupply.web.visit import Visit, address
from resupply.web.words import marked as _

if TYPE_CHECKING:
    from resupply.web.site import Site

#: Names offered for a field; of a large network the first.
_NAMES_MAX = 500
#: Longest text of scenarios in an address [characters]. The server takes 50,000 in all, and a form
#: sends the address it came from with each percent sign written out again.
_ADDRESS_MAX = 24_000
_FORMS = {"toml": ("application/toml", to_toml), "json": ("application/json", to_json)}


class Line(NamedTuple):
    """A change of a scenario, and the address without it."""

    words: str
    without: str


class Card(NamedTuple):
    """A scenario being built.

    Args:
        name: Its name.
        lines: Its changes.
        without: The address without it.
        files: Endings and addresses of its file.
    """

    name: str
    lines: Sequence[Line]
    without: str
    files: Sequence[tuple[str, str]]


class Kept(NamedTuple):
    """A scenario kept with the case: whether it is compared, and addresses that change that."""

    name: str
    title: str
    is_chosen: bool
    toggled: str
    opened: str


def _more(visit: Visit) -> Mapping[str, Any]:
    built = several(str(visit.asked.given.get("scenarios") or ""))
    with visit.case() as case:
        view = case.view(visit.asked.given.get("as_of"))
        kept = of_case.kept(case)
        forms = common(visit.request, case)
        rows = of_case.takeable(view)
        keeps = not case.shipped and case.folder is not None
    own = _addressed(visit)
    back = dict(parse_qsl(visit.url().partition("?")[2]))
    return {
        **forms,
        "cards": list(_cards(visit, built)),
        "own": None if own is None else _own(visit, built, own),
        "kept": list(_kept(visit, built, kept)),
        "changes": building.FORMS,
        "lists": {**_names(visit), "rows": list(rows.items())},
        "back": urlencode(back),
        "into": forms["typed"].get("into") or (built[-1].name if built else "first"),
        "share": f"{str(visit.request.base_url).rstrip('/')}{visit.url()}",
        "may_save": keeps and may_do(visit.request, "recorder"),
        "keeps": keeps,
        "shown_first": WHAT_IF.fields,
    }


def _cards(visit: Visit, built: Sequence[Scenario]) -> Iterator[Card]:
    for scenario in built:
        lines = [
            Line(words, visit.url("", scenarios=to_text(less)))
            for of, words, less in _pieces(built, scenario)
        ]
        rest = to_text([s for s in built if s.name != scenario.name])
        case = {} if visit.is_own else {"case": visit.case_name}
        files = [
            (form, address(f"/what-if-file.{form}", {"scenarios": to_text([scenario]), **case}))
            for form in _FORMS
        ]
        yield Card(scenario.name, lines, visit.url("", scenarios=rest or None), files)


def _pieces(
    built: Sequence[Scenario], scenario: Scenario
) -> Iterator[tuple[str, str, list[Scenario]]]:
    for at, row in enumerate(scenario.take):
        yield "take", f"take {row}", building.without(built, scenario.name, at, of="take")
    for at, change in enumerate(scenario.changes):
        yield "changes", told(change), building.without(built, scenario.name, at, of="changes")


def _addressed(visit: Visit) -> Scenario | None:
    """The scenario that the address's own parameters make, such as ?pause=USA&days=60."""
    given = {k: v for k, v in visit.asked.given.items() if k in building.ADDRESSED}
    if not given:
        return None
    take = given.pop("take", ())
    names = dict.fromkeys(
        ("pause", "close", "scale", "add_stock", "add_supply", "set_lead", "set_capacity",
         "move_date"), ()
    )  # fmt: skip
    whole = {**names, "start_on": None, "days": None, "left": 0.0, **given}
    changes = planning.changes_of(**whole)
    return building.scenario(building.OWN, take, changes)


def _own(visit: Visit, built: Sequence[Scenario], own: Scenario) -> Card:
    lines = [Line(words, "") for _of, words, _less in _pieces([own], own)]
    less: dict[str, Any] = dict.fromkeys(building.ADDRESSED)
    opened = visit.url("", **{**less, "scenarios": to_text([*built, own])})
    return Card(own.name, lines, opened, ())


def _kept(visit: Visit, built: Sequence[Scenario], kept: Sequence[Scenario]) -> Iterator[Kept]:
    chosen = list(visit.asked.given.get("scenario") or ())
    there = {s.name for s in built}
    for each in kept:
        is_chosen = each.name in chosen
        others = [name for name in chosen if name != each.name]
        opened = visit.url("", scenario=others, scenarios=to_text([*built, each]))
        yield Kept(
            each.name, each.title, is_chosen,
            visit.url("", scenario=others if is_chosen else [*chosen, each.name]),
            "" if each.name in there else opened,
        )  # fmt: skip


def _names(visit: Visit) -> dict[str, list[tuple[str, str]]]:
    """Names of the case that a field can suggest, by list."""
    bounds = visit.bounds()

    def rows(show: str) -> Sequence[Mapping[str, Any]]:
        return visit.answer("network", show=show, **bounds).rows[:_NAMES_MAX]

    places = rows("places")
    countries = {c for p in places for c in str(p["country"] or "").split("-") if c}
    supplies, needs = rows("supplies"), rows("needs")
    stocks = rows("stocks")
    items = {str(r["item"]) for r in (*supplies, *needs, *stocks)}
    return {
        "legs": [(r["leg"], f"{r['from_name']} - {r['to_name']}") for r in rows("legs")],
        "places": [(p["place"], str(p["name"])) for p in places],
        "countries": [(c, "") for c in sorted(countries)],
        "supplies": [(s["supply"], f"{s['party'] or ''} {s['item']}") for s in supplies],
        "parties": [(p, "") for p in sorted({s["party"] for s in supplies if s["party"]})],
        "needs": [(n["need"], f"{n['item']}, {n['place']}") for n in needs],
        "stocks": [(f"{s['item']} at {s['place']}", "") for s in stocks],
        "items": [(item, "") for item in sorted(items)],
    }


WHAT_IF = Page(
    name="what-if",
    title=_("What if"),
    group="decide",
    place=30,
    key="z",
    about=_("Build changes one by one, or take scenarios kept with the case; each is planned anew "
            "and stands beside the plan as it is. The address of this page holds them all."),
    figures=(
        Figure(name="compare", title=_("Side by side"), ask="what_if",
               chart=decide_charts.side_by_side, rows_max=30),
        Figure(name="sent", title=_("What is sent otherwise"), ask="what_if", table="changed",
               rows_max=20),
    ),
    template="what-if.html",
    more=_more,
    fields=("as_of", "horizon_days", "level", "step"),
    begun_by=("scenarios", "scenario", *building.ADDRESSED),
    offers={"horizon_days": "90", "level": "central", "step": "mixed"},
)  # fmt: skip
PAGES = (WHAT_IF,)


def _from(back: str) -> Asked:
    """The page a form was sent from, by its address.

    Raises:
        RequestValidationError: It asks what the page does not take.
    """
    return asked(WHAT_IF, parse_qsl(back))


def routes(site: "Site") -> APIRouter:
    """Adding a change, files, keeping."""
    made = APIRouter()

    @made.get("/what-if-change", response_model=None)
    def change(request: Request) -> Response:
        sent = dict(request.query_params)
        before = _from(sent.get("back", ""))
        try:
            scenarios = _changed(site, before, sent)
        except RefusedError as error:
            return _again(site, request, before, Posted(sent), error)
        return site.redirect("what-if", **_given(before, scenarios=scenarios))

    @made.get("/what-if-file.{form}", response_model=None)
    def file(form: str, scenarios: str = "") -> Response:
        found = several(scenarios)
        if form not in _FORMS or len(found) != 1:
            raise QuestionError(
                where="address",
                what="a file holds one scenario, as TOML or JSON.",
                todo="take the link of the page.",
            )
        kind, write = _FORMS[form]
        name = f'attachment; filename="{found[0].name}.{form}"'
        return Response(write(found[0]), media_type=kind, headers={"Content-Disposition": name})

    @made.post("/what-if-read", response_model=None)
    def read(request: Request, form: Form) -> Response:
        before = _from(form.fields.get("back", ""))
        try:
            scenarios = _read(site, before, form)
        except RefusedError as error:
            return _again(site, request, before, form, error)
        return site.redirect("what-if", **_given(before, scenarios=scenarios))

    @made.post("/what-if-save", response_model=None)
    def save(request: Request, form: Form) -> Response:
        before = _from(form.fields.get("back", ""))
        built = several(str(before.given.get("scenarios") or ""))
        name = form.fields.get("name", "")
        try:
            _keep(site, before, built, name)
        except RefusedError as error:
            return _again(site, request, before, form, error)
        rest = to_text([s for s in built if s.name != name])
        compared = [*(before.given.get("scenario") or ()), name]
        leads = site.redirect("what-if", **_given(before, scenarios=rest, scenario=compared))
        return tell(leads, Notice(f"{name} is kept with the case."))

    return made


def _given(before: Asked, **changes: Any) -> dict[str, Any]:
    case = {} if before.case is None else {"case": before.case}
    return {**case, **before.given, **changes}


def _text(scenarios: Sequence[Scenario]) -> str:
    """Scenarios as the address holds them.

    Raises:
        QuestionError: They are more than it holds.
    """
    text = to_text(scenarios)
    if len(quote_plus(text)) > _ADDRESS_MAX:
        raise QuestionError(
            where="scenarios",
            what="they are longer than an address can be.",
            todo="keep what is large as a file: resupply what-if --scenario FILE.",
        )
    return text


def _changed(site: "Site", before: Asked, sent: Mapping[str, str]) -> str:
    form = building.form_of(sent.get("do", ""))
    change = building.change_of(form, sent)
    name = sent.get("into", "").strip()
    built = several(str(before.given.get("scenarios") or ""))
    _refuse_second(before, name)
    found = building.added(built, name, change)
    _try(site, before, next(s for s in found if s.name == name))
    return _text(found)


def _read(site: "Site", before: Asked, form: Posted) -> str:
    """The scenarios and one more, from a file or a pasted text."""
    data = form.file.data if form.file else form.fields.get("text", "").encode()
    where = form.file.name if form.file else "text"
    try:
        scenario = from_text(data.decode("utf-8-sig"), where)
    except UnicodeDecodeError:
        raise QuestionError(
            where=where, what="it is not text in UTF-8.", todo="send a scenario file."
        ) from None
    _refuse_second(before, scenario.name)
    built = several(str(before.given.get("scenarios") or ""))
    _try(site, before, scenario)
    return _text([*(s for s in built if s.name != scenario.name), scenario])


def _refuse_second(before: Asked, name: str) -> None:
    """A name that is compared already would be told twice."""
    addressed = before.given.keys() & set(building.ADDRESSED)
    taken = [*(before.given.get("scenario") or ()), *([building.OWN] if addressed else [])]
    if name in taken:
        raise QuestionError(
            where=f"scenario {name}",
            what="a scenario of that name is compared already.",
            todo="choose another name, or open that one to change it.",
        )


def _try(site: "Site", before: Asked, scenario: Scenario) -> None:
    """Whether the case knows all that a scenario names.

    Raises:
        RefusedError: It does not.
    """
    with site.served.reading(before.case) as case:
        bounds = {k: v for k, v in before.given.items() if k == "as_of"}
        of_case.under(case, case.view(before.given.get("as_of")), case.scope(**bounds), scenario)


def _keep(site: "Site", before: Asked, built: Sequence[Scenario], name: str) -> None:
    found = next((s for s in built if s.name == name), None)
    if found is None:
        raise QuestionError(
            where="Keep",
            what=f'there is no scenario "{name[:80]}" on the page.',
            todo="press the button of one that is there.",
        )
    with site.served.open(before.case) as case:
        of_case.keep(case, found)


def _again(
    site: "Site", request: Request, before: Asked, form: Posted, error: RefusedError
) -> Response:
    """The page as it was, with the form as it was filled in and why it is refused."""
    refuse(request, form, error)
    visit = Visit(
        request, WHAT_IF, before, site.reader(request), pages=site.pages, asking=site.asking,
        jobs=site.jobs,
    )  # fmt: skip
    shown = site.renderer.page(visit)
    shown.status_code = 422
    return shown
