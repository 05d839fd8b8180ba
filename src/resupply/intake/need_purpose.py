"""What a sum is needed for: "$40 million for full rations", "an appeal", "to clear mines"."""

from resupply.intake import rx
from resupply.intake.draft import Draft
from resupply.intake.need_wide import phrase
from resupply.intake.scene import Scene

_FOR = rx.compile(
    r"(?:,? (?!for\b|to\b|and\b|but\b|with\b|from\b|by\b|in\b|over\b)[\w’'-]+){0,2}? for (?:its "
    r"|the |their |all |an? )?"
)
_NO_PURPOSE = rx.compile(
    r"(?:\d|[A-Z](?![\w-]*(?: [A-Z][\w-]*){0,4} (?:programme|program|plan|initiative|project|appeal"
    r"|mission|fund|campaign)\b)|first\b|coming\b|rest\b|remain|current\b|whole\b|entire\b|this"
    r"|next|last|each|every|now|just|only|one|two|three|four|five|six|the next"
    r"|months?|years?|weeks?|people|those|them|it\b|us\b)"
)
_TO = rx.compile(
    r"(?:,? (?:more|this year|next year|a year|in \d{4}|over [\w ]{3,20}?months"
    r"|urgently))? to (?:\w+ly )?(?P<verb>[a-z]+) (?:on with |out |back |for )?"
)
_HELPS = frozenset(["help", "aid", "support", "assist"])
_PLAN = rx.compile(
    r"(?i)\b(?:(?:humanitarian|regional|refugee|flash|emergency|drought|flood|aid|relief|food"
    r"|winter|quake|earthquake|cyclone) ){0,3}(?:response plan"
    r"|response|appeal)\b"
)


def purposed(scene: Scene, draft: Draft) -> Draft:
    """The need of a sum with what it is for, where its words say it."""
    if draft.fields.get("item") not in ("funding", None) or "amount" not in draft.fields:
        return draft
    start, stop = draft.spans.get("amount", draft.span)
    item = _led(scene, stop) or _needing(scene, draft, start)
    if item is None:
        named = list(_PLAN.finditer(scene.page.text, draft.span[0], max(stop, draft.span[1])))
        item = named[0].span() if named else None
    if item:
        draft.fields["item"], draft.spans["item"] = scene.page.text[slice(*item)], item
    return draft


#: "Humanitarian help for Chad will need about $4 billion", "the plan, which called for".
_SUBJECT = rx.compile(
    r"(?P<item>(?:(?!(?:the|an?|its|their|this|that|of)\b)[\w’'-]+ ){0,2}?(?:[Hh]elp|[Aa]ssistance"
    r"|[Rr]esponse(?: plan)?|[Pp]lan|[Aa]ppeal|[Pp]rogramme|[Oo]peration|[Rr]econstruction"
    r"|[Rr]ebuilding|[Rr]ecovery))(?: (?:for|in|of|to) [\w ]{3,30}?)?,? (?:(?:which|that|will|would"
    r"|has|is|alone|also|still) )*(?:needs?|requires?|call(?:s|ed) for|ask(?:s|ed) for|seeks?"
    r"|sought|cost) (?:about |around |some |over |nearly |almost |more than |at least |up to )*\Z"
)


def _needing(scene: Scene, draft: Draft, start: int) -> tuple[int, int] | None:
    """What needs a sum, where it is the subject."""
    begin, _ = scene.page.sentence(scene.page.index(start))
    found = _SUBJECT.search(scene.page.text, scene.page.words[begin].start, start)
    return found.span("item") if found else None


_NEEDED_FOR = rx.compile(
    r" (?:is|are|was|were|will be) (?:\w+ly |still )?(?:needed|required|sought)"
    r"(?: by (?:the )?[\w ]{3,30}?)? for (?:its |the |their |all |an? )?"
)


def _led(scene: Scene, at: int) -> tuple[int, int] | None:
    page = scene.page
    _, end = page.sentence(page.index(at - 1))
    found = _FOR.match(page.text, at) or _NEEDED_FOR.match(page.text, at)
    if found:
        first = page.index(found.end())
        if first >= end or _NO_PURPOSE.match(page.text, found.end()):
            return None
        return phrase(scene, first, end, 3)
    led = _TO.match(page.text, at)
    if led is None or page.index(led.end()) >= end:
        return None
    if led["verb"] in _HELPS:
        return led.span("verb")
    return phrase(scene, page.index(led.end()), end, 3)
