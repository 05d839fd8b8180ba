"""Rates of making told in bare figures: "turns out 40,000 a month", "and 100,000 by May".

A page that tells what is made goes on in figures alone; each is one more of what was named before.
"""

from collections.abc import Iterator, Sequence

from resupply.intake import rx, spotting
from resupply.intake.draft import Draft
from resupply.intake.scene import Scene
from resupply.intake.sentence_products import is_product
from resupply.intake.things import Thing

_RATE = r" ?(?:/|(?:shells |rounds |units |pieces |of them )?(?:a|an|per|each|every) )"
_TIME = r"(?:day|week|month|quarter|year)s?\b"
_ABOUT = (
    r"(?:about |around |roughly |some |nearly |almost |over |more than |up to |at least |only "
    r"|just |close to |an estimated )*"
)
#: In front of a bare figure.
_MAKES = rx.compile(
    r"(?:\b(?:(?:turn|churn|crank|roll)(?:s|ing|ed)? out"
    r"|(?:mak|produc|manufactur|assembl)(?:es?|ing)|made|built|builds?|building|produced|manufactured"
    r"|(?:is|are|was|were|be|reach(?:es|ed)?) (?:now |currently |already )?(?:at|making)"
    r"|(?:output|production|capacity) (?:is|was|stands at|to|of|reached|at)(?: now)?)"
    rf"|[’'](?:re|m) (?:now )?at) {_ABOUT}\Z"
)
_PER = rx.compile(rf"{_RATE}{_TIME}")
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|spring|summer|autumn|winter|(?:19|20)\d\d|year|month|quarter|week)"
)
_NEXT = rx.compile(
    rf"(?:{_RATE}{_TIME})?(?:,? (?:in|by|from|this|that|next|last|during|for)"
    rf"(?: (?:the|end|of|early|late|mid|this|that|next|last|start))*(?:[ -]{_MONTH})"
    r"(?:,? (?:19|20)\d\d)?)?"
    rf"(?:, and| and|,|;| then| up to|, with) (?:then |later |finally |to )*{_ABOUT}\Z"
)
_WHEN = rx.compile(
    rf"(?:{_RATE}{_TIME})?,?(?: (?:to be|being) (?:reached|made))? (?:in|by|from|this|that|next"
    rf"|during) (?:(?:the|end|of|early|late|this|that|next|start|mid)[ -])*{_MONTH}\b"
)
_REACH = 900
RATE = "production.rate"


def told(scene: Scene, out: Sequence[Draft]) -> Iterator[Draft]:
    """The bare rates, and the figures that go on behind a rate.

    Args:
        scene: The text.
        out: The products found so far, in order of place.
    """
    known = [d for d in out if d.fields.get("item")]
    if not known:
        return
    told = [d for thing in _bare(scene) if (d := _rate(scene, thing, known)) is not None]
    yield from told
    for draft in (*(d for d in known if "quantity" in d.fields), *told):
        yield from _going_on(scene, draft)


def _bare(scene: Scene) -> Iterator[Thing]:
    return (t for t in scene.page.things if t.values and not t.money and not t.item)


def _rate(scene: Scene, thing: Thing, known: Sequence[Draft]) -> Draft | None:
    """Such as "the army now turns out 40,000 a month"."""
    page = scene.page
    if not _PER.match(page.text, thing.end):
        return None
    begin, _ = page.sentence(thing.first)
    made = _MAKES.search(page.text, max(page.words[begin].start, thing.start - 60), thing.start)
    before = [d for d in known if 0 < thing.start - d.span[0] < _REACH]
    if made is None or not before:
        return None
    return _draft(before[-1], thing, made.start())


def _draft(of: Draft, thing: Thing, start: int) -> Draft:
    fields = {k: of.fields[k] for k in ("item", "maker", "place") if of.fields.get(k)}
    fields["quantity"] = thing.values[0] if len(thing.values) == 1 else list(thing.values)
    spans = {"quantity": thing.number_span} if thing.number_span else {}
    span = (start, thing.end)
    return Draft("production", span, fields, spans, RATE, "a rate of what was named before")


def _going_on(scene: Scene, draft: Draft) -> Iterator[Draft]:
    """Such as "60,000 shells a month that October, 75,000 in April and 100,000 by this October"."""
    page = scene.page
    at = draft.spans.get("quantity", draft.span)[1]
    item = draft.spans.get("item")
    end = max(at, item[1]) if item and item[0] - at < 40 else at
    first = page.index(end)
    _, last = page.sentence(max(0, first - 1))
    if not _WHEN.match(page.text, end):
        return
    for thing in page.things_in(first, last):
        bare = thing.values and not thing.money and not thing.item
        if not bare or thing.start < end:
            continue
        if not _NEXT.fullmatch(page.text, end, thing.start) or not _WHEN.match(
            page.text, thing.end
        ):
            return
        yield _draft(draft, thing, thing.start)
        end = thing.end


#: What is made by somebody and is no goods: what one says, does or decides.
_DEEDS = (
    r"(?:announcements?|statements?|calls?|appeals?|donations?|decisions?|offers?|proposals?|pledges?"
    r"|promises?|requests?|comments?|remarks?|claims?|commitments?|contributions?|progress|efforts?"
    r"|moves?|points?|payments?|profits?|gaps?|visits?|mistakes?|gains?|advances?|choices?|deals?"
    r"|agreements?|purchases?|changes?|allegations?|accusations?|demands?|threats?|suggestions?"
    r"|recommendations?|observations?|investments?|orders?|cases?|speech(?:es)?|trips?|deliver\w+"
    r"|transfers?|gestures?|sacrifices?|films?|documentary|videos?|reports?|lists?|assessments?"
    r"|calculations?|estimates?|attempts?|arrangements?|errors?|reforms?|headway|discover\w+|noises?"
    r"|images?|photos?|footage|maps?|website|difference|losses|presentations?|interventions?"
    r"|submissions?|referrals?|money|income|wealth|fortune|history|one|ones|those|that|all|most|some"
    r"|it|them|which|is|are|was|were|be|been|being|also|has|have|had|were|often|only|not|both)"
)
_DEED = rx.compile(rf"\b{_DEEDS}\b")
_OFFICE = rx.compile(
    r"(?:President|Prime|Minister|Government|King|Queen|Pope|Secretary|Ambassador|Council|Parliament"
    r"|Congress|Senate|House|Ministry|Dr|Mr|Mrs|Ms|Sir|State|Committee|Commission)\b"
)
_MADE_BY = rx.compile(
    r"(?:, |\b)(?:[Aa]n?|[Tt]he|[Ii]ts|[Tt]heir|[Oo]f|[Ww]ith|[Bb]uy|[Uu]se|[Nn]eeds?) "
    r"(?:(?:an?|the) )?"
    rf"(?P<item>(?:[\w-]+ ){{0,3}}?(?!{_DEEDS} )[\w-]+),? (?:made|manufactured|produced|built) by "
    r"(?:the |an? )?(?:(?!of |for )[\w-]+ ){0,4}?(?P<who>[A-ZÀ-Þ][\w&-]+(?: [A-ZÀ-Þ][\w&-]+){0,2})"
)


def made_by(scene: Scene, out: Sequence[Draft]) -> Iterator[Draft]:
    """Such as "an immune booster made by Novavax": goods that no list knows, and their firm.

    Args:
        scene: The text.
        out: The products found so far.
    """
    page = scene.page
    for found in spotting.finditer(_MADE_BY, page.text):
        start, end = found.span("item")
        first, last = page.index(start), page.index(end)
        known = [t for t in page.things_in(first, last + 1) if is_product(t)]
        whose = page.actor_at(page.index(found.start("who")))
        firm = whose is None or whose.kind == "org"
        if known or not firm or any(k in page.names for k in range(first, last)):
            continue
        if _DEED.search(found["item"]) or _OFFICE.match(found["who"]):
            continue
        if any(d.overlaps(Draft("production", found.span(), {}, {})) for d in out):
            continue
        fields: dict[str, object] = {"item": found["item"], "maker": [found["who"]]}
        spans = {"item": (start, end)}
        said = f'"{found[0].strip(", ")}"'
        yield Draft("production", (start, found.end()), fields, spans, "production.made_by", said)
