"""What reads like something made and is not: "made ready", "it turns out", what stands beside."""

import re

from resupply.intake import production_who as who
from resupply.intake import rx
from resupply.intake.draft import Draft
from resupply.intake.scene import Scene


def kept(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """The drafts that tell of something made after all."""
    return [d for d in drafts if not any(no(scene, d) for no in _NOES)]


_MADE_SO = rx.compile(
    r"(?i)\b(?:made|makes?|making) (?:\w+ly )?(?:ready|available|possible|impossible|clear"
    r"|public|known"
    r"|sure|certain|use|progress|contact|good|way|its way|their way|it|up(?! to\b)|do|room|sense"
    r"|headway"
    r"|mention"
    r"|payments?|plans?|promises?|arrangements?|efforts?|changes?|stops?|deliveries|contributions?"
    r"|donations?|inroads|history|safe|smaller|larger|bigger|easier|harder|worse|better|fun|peace"
    r"|redundant|obsolete|operational|fit|of)\b"
)
_TURNS_OUT = rx.compile(
    r"(?i)(?:,|\A|that|but|as|and) it (?:has )?turn(?:s|ed) out\b(?= ?,| that\b)|it turns out,"
)
#: Behind a participle with its place or maker the clause is over: "made in Latvia and a third on".
_OVER = rx.compile(
    r"(?i)\b(?:made|built|produced|manufactured|assembled)(?: \w+ly)? (?:in|by|at|here|there"
    r"|under) [^;:]{0,50}?"
    r"(?:,| and | as well as | along with | besides )"
)
#: "of Japan made vaccines, after 26,800 doses": another phrase begins behind the comma.
_APART = rx.compile(
    r"(?i)\b(?:made|make|built|produced|manufactured)\b[^;:.]{0,60}?, (?:several|after|besides"
    r"|following|in addition"
    r"|along|together|with|including|while|whereas|as|alongside)\b"
)
_ADDING = rx.compile(
    r"(?i)\b(?:with [A-Z]\w+ |and )?(?:adding|contributing|bringing|offering|providing|giving)\b"
)
_DAILY = rx.compile(
    r"(?i)\b(?:drinking |fresh )?(?:water|meals?|bread|tea|coffee|ice|food|soup|sandwiches)\Z"
)
_QUALITY = rx.compile(
    r"(?i)\b(?:built|designed|made) to (?:\w+ )?(?:withstand|resist|carry|hold|last|fit|take|be"
    r"|protect)"
)
_MAKING_IT = rx.compile(
    r"(?i)\bmak(?:ing|es|ing|e)? (?:it|them|him|her|[A-Z]\w+) (?:an?|the|one|more|less|its|their)\b"
)

#: A verb of making behind the thing, with what is made so by it.
_CAUSES = rx.compile(
    r"(?i)[^.;:]{0,80}?, (?:thus |thereby |so )?(?:making|building|producing) "
    r"(?:an?|the|its|their|much|many|more|one|another|some) (?!(?:of|at|in)\b)[a-z]"
)
#: "One of them, made with Hindustan Aeronautics": a contract.
_MADE_WITH = rx.compile(r"\bmade (?:\w+ly )?with (?:the )?[A-Z]")

_OF_MAKING = rx.compile(r"(?i)\b(?:plant|factory|produc\w+|manufactur\w+)\b")


#: "To make a first shipment": done, and no goods.
_MAKES_ACT = rx.compile(
    r"(?i)\bma(?:ke|kes|de|king) (?:(?:the|an?|its|their|his|her|our|another|such|this|any|no|first"
    r"|second|third|initial|new|further|large|big|major|major|military|aid|arms|weapons?"
    r"|financial|direct) ){1,4}(?:shipments?|deliver(?:y|ies)|donations?|purchases?|transfers?"
    r"|offers?|pledges?|handovers?|contributions?|payments?|decisions?|commitments?|requests?|bids?"
    r"|appeals?|investments?|visits?|trips?|calls?|announcements?|orders?|deals?|gifts?)\b"
)
#: "That will make 200,000 doses", "makes 40 trucks available": a sum, and what can be had.
_MAKES_SUM = rx.compile(
    r"(?:\A|[.,;:“\"”\n] ?)(?:(?:[Ii]n (?:total|all|sum)|[Tt]ogether|[Aa]ltogether),? )?"
    r"(?:[Tt]hat|[Tt]his) (?:will |would |now )?"
    r"makes? (?:up )?(?:a total of )?\d"
    r"|\bma(?:ke|kes|de|king) [^.;:]{3,70}? (?:available|accessible|operational|ready)\b"
    r"|\bma(?:ke|kes|de|king) (?:the|its|their|his|our) [a-z-]+ (?:stronger|weaker|safer|bigger"
    r"|better|easier|harder|fit|more|less)\b"
)


def _so_called(scene: Scene, draft: Draft) -> bool:
    """Such as "made ready", "makes up", "made Oslo the largest donor", "making it a"."""
    if draft.rule not in (
        "production.make",
        "production.passive",
        "production.list",
        "production.phrase",
    ):
        return False
    stop = draft.span[1]
    if _MADE_WITH.search(scene.page.text, max(0, draft.span[0] - 12), stop):
        return True
    if re.match(r"[^.;,]{0,20} into (?:an?|the|its)\b", scene.page.text[stop : stop + 40]):
        return True  # "made its carrier into a hospital"
    if _CAUSES.match(scene.page.text, draft.spans.get("item", draft.span)[1], stop + 40):
        return True  # "a bomb can break walls, making a wide crater"
    begin, end = scene.page.sentence(scene.page.index(draft.span[0]))
    near = scene.page.text[max(scene.page.words[begin].start, draft.span[0] - 60) : stop + 12]
    whole = scene.page.said(begin, end)
    if re.search(r"(?i)\b(?:being|was|were|is|are|been) made (?:ready|available)\b", whole):
        return not _OF_MAKING.search(whole)
    if _MADE_SO.search(near) or _MAKING_IT.search(near):
        return not _OF_MAKING.search(near)
    said = re.search(r"(?i)\bma(?:de|kes?|king) ", scene.page.text[slice(*draft.span)])
    if said is None:
        return False
    named = scene.page.actor_at(scene.page.index(draft.span[0] + said.end()))
    behind = scene.page.text[named.end : named.end + 5] if named else ""
    return bool(re.match(r" (?:the|an?|its)\b", behind)) or bool(
        re.search(r"\bof [A-Z]\w+ make\b", near)
    )


def sums_up(scene: Scene, draft: Draft) -> bool:
    """Such as "in all, that will make 90 trucks", "makes 40 trucks available"."""
    begin, _ = scene.page.sentence(scene.page.index(draft.span[0]))
    start = max(scene.page.words[begin].start - 1, draft.span[0] - 60, 0)
    text, stop = scene.page.text, draft.span[1] + 14
    return bool(_MAKES_SUM.search(text, start, stop) or _MAKES_ACT.search(text, start, stop))


def _turns_out(scene: Scene, draft: Draft) -> bool:
    """Such as "a car, it turns out, came under fire"."""
    if "turn" not in scene.page.text[slice(*draft.span)].lower():
        return False
    return bool(_TURNS_OUT.search(scene.page.text, max(0, draft.span[0] - 10), draft.span[1] + 10))


def _beyond(scene: Scene, draft: Draft) -> bool:
    """Such as "made by Stroms, as well as drones": what is told beside it."""
    at = draft.spans.get("item")
    if at is None or draft.rule.split(".")[-1] in ("plant", "products", "capacity", "output"):
        return False
    begin, _ = scene.page.sentence(scene.page.index(at[0]))
    lead = scene.page.text[max(scene.page.words[begin].start, draft.span[0] - 120) : at[0]]
    if draft.rule in (
        "production.make",
        "production.list",
        "production.build",
        "production.passive",
    ):
        over = list(_OVER.finditer(lead)) + list(_APART.finditer(lead))
        again = re.search(
            r"(?i)\b(?:mak(?:e|es|ing)|produc\w+|build\w*|manufactur\w+)\b",
            lead[over[-1].end() :] if over else "",
        )
        if over and not again:
            return True
    added = _ADDING.search(lead)
    if added and not re.search(r"(?i)\b(?:produc\w+|capacity)\b", lead[added.end() :]):
        return draft.rule not in ("production.named", "production.phrase")
    return False


def _daily(scene: Scene, draft: Draft) -> bool:
    """Such as "made 150 tons of drinking water out of seawater": no goods of a plant."""
    item = str(draft.fields.get("item") or "")
    if not _DAILY.search(item):
        return False
    begin, end = scene.page.sentence(scene.page.index(draft.span[0]))
    said = scene.page.said(begin, end)
    return not (
        who.FIRM.search(said) or re.search(r"(?i)\b(?:therapeutic|factor|plant|processing)", said)
    )


def _built_to(scene: Scene, draft: Draft) -> bool:
    """Such as "plates built to withstand heavier ammunition": what they stand."""
    near = scene.page.text[draft.span[0] : draft.span[1] + 25]
    return draft.rule == "production.build" and bool(_QUALITY.search(near))


_POWER = rx.compile(
    r"(?i)\b(?:nuclear|power|hydro\w*|solar|thermal|water|sewage|treatment|desalination|heating)"
    r"(?: power)? (?:plants?|stations?|reactors?|units?)\b|\breactors?\b|\bNPP\b"
)


def _power(scene: Scene, draft: Draft) -> bool:
    """Such as "to build a second nuclear power plant": makes no goods."""
    item = str(draft.fields.get("item") or "")
    begin, end = scene.page.sentence(scene.page.index(draft.span[0]))
    said = scene.page.said(begin, end)
    built = draft.rule in ("production.build", "production.plant", "production.more")
    plain = not _ARMED.search(item)
    return built and plain and bool(_POWER.search(item) or _POWER.search(said))


_ARMED = rx.compile(
    r"(?i)\b(?:ammunition|munitions?|drones?|missiles?|shells?|powder|explosives?|arms|weapons?"
    r"|tanks?|vehicles?|howitzers?|fuel)\b"
)
_UP = rx.compile(r"(?i)\b(?:buil(?:d|ds|t|ding) up|built on|builds on)\b")


def _built_up(scene: Scene, draft: Draft) -> bool:
    """Such as "builds up its defence capabilities two and a half years into the war"."""
    if draft.rule != "production.build":
        return False
    near = scene.page.text[max(0, draft.span[0] - 60) : draft.span[1] + 25]
    return bool(_UP.search(near)) or "item" not in draft.fields


def _japan_made(scene: Scene, draft: Draft) -> bool:
    """Such as "the third provision of Japan made vaccines": where they come from."""
    a = draft.span[0]
    near = scene.page.text[max(0, a - 20) : draft.span[1]]
    return bool(re.search(r"\bof (?:the )?[A-Z]\w+ made [a-z]+\Z", near))


#: "materials to make the missiles", "cotton used to make powder": what goes into it.
_GOES_IN = rx.compile(
    r"(?i)\b(?:materials?|components?|ingredients?|chemicals?|cotton|parts|used|needed|required"
    r"|failure|fail(?:s|ed|ing)?) to (?:make|produce|build|manufacture|assemble) "
)
#: "Has yet to get its newly built jets": how they are.
_NEWLY = rx.compile(r"(?i)\b(?:newly|recently|locally|foreign|home)[ -](?:built|made|produced) \Z")
_MADE_IN = rx.compile(r"[“\"‘']Made [Ii]n [A-Z]")
_NO_GOODS = rx.compile(r"(?i)\b(?:standards?|tools?|costs?|chains?|thousand|supply|quotas?)\Z")


def _no_goods(scene: Scene, draft: Draft) -> bool:
    """Such as "food production standards", "supply chains": nothing that is made."""
    item = str(draft.fields.get("item") or "")
    makers = draft.fields.get("maker")
    return bool(_NO_GOODS.search(item)) or (bool(item) and makers in (item, [item]))


def _goes_in(scene: Scene, draft: Draft) -> bool:
    """Such as "raw materials to make missiles", "its failure to produce shells"."""
    at = draft.spans.get("item", draft.span)[0]
    lead = scene.page.text[max(0, at - 60) : at]
    if _NEWLY.search(lead):
        return True
    return bool(_GOES_IN.search(lead) or _MADE_IN.search(scene.page.text, max(0, at - 60), at))


_OUT_OF = rx.compile(
    r"(?i)\b(?:made|built|assembled|welded|put together|sewn|making|building) (?:mostly |mainly )?"
    r"(?:from|out of) (?:[\w-]+ )?\Z"
)


def _out_of(scene: Scene, draft: Draft) -> bool:
    """Such as "built from old cars": what it is made out of."""
    at = draft.spans.get("item", draft.span)[0]
    return bool(_OUT_OF.search(scene.page.text, max(0, at - 60), at))


_TAKES = rx.compile(
    r"[^.;:]{0,50}? (?:takes?|would take|can take|may take|needs?) (?:[“\"]?(?:at least|about"
    r"|around|up to|some|between|from|two|three|a|several|many|years|months) )?[^.;:]{0,30}?"
    r"\b(?:years?|months?)\b"
)


def _takes(scene: Scene, draft: Draft) -> bool:
    """Such as "setting up production of shells takes two years": told of making at large."""
    page = scene.page
    lead = page.text[max(0, draft.span[0] - 30) : draft.spans.get("item", draft.span)[0]]
    general = re.search(r"(?i)\b(?:setting up|starting|launching|building up)\b[^.;:,]*\Z", lead)
    return bool(general) and _TAKES.match(page.text, draft.span[1]) is not None


_NOES = (
    _takes,
    _out_of,
    _so_called,
    sums_up,
    _turns_out,
    _beyond,
    _daily,
    _built_to,
    _power,
    _built_up,
    _japan_made,
    _no_goods,
    _goes_in,
)
