"""Needs that somebody stresses, seeks or appeals for, and gaps: nouns of needing."""

import re
from collections.abc import Iterator

from resupply.intake import rx, spotting
from resupply.intake.draft import Draft
from resupply.intake.need_sums import funding
from resupply.intake.need_wide import matched, told, whose
from resupply.intake.scene import Scene
from resupply.intake.topics import AGENCIES


def read(scene: Scene) -> Iterator[Draft]:
    """Every need that one of these constructions tells."""
    for reader in (stressed, sought, appeals, gaps, sums, crucial, basic):
        yield from reader(scene)


_NOUN = (
    r"(?:[\w’'-]+,? (?:and |or )?){0,5}?(?:aid|assistance|support|help|backing|relief|funding"
    r"|funds|money"
    r"|financing|resources|weapons|arms|ammunition|shells|missiles|munitions|artillery|drones"
    r"|tanks|jets"
    r"|aircraft|vehicles|systems|defen[cs]es?|equipment|supplies|deliveries|access|corridors?"
    r"|ceasefire"
    r"|truce|protection|guarantees|solidarity|investments?|loans?|generators|transformers"
    r"|medicines?|food"
    r"|water|shelter|fuel|energy|training|interceptors|radars|ambulances|hospitals?|teams"
    r"|machines|devices"
    r"|kits|tents|blankets|vaccines|power|donations|contributions|sanctions|pressure|staff"
    r"|personnel)"
)
_STRESSED = rx.compile(
    r"\b(?:the|an?|his|her|its|their|our|there (?:is|was|remains)(?: still)?(?: an?| the)?|of|in)"
    r"(?: (?:urgent|acute|critical|great|growing|continued|immediate|pressing|dire|desperate"
    r"|huge|vital"
    r"|crucial|constant|ongoing|clear|real|strong|further|absolute|particular|increased"
    r"|increasing))*"
    rf" (?:need|necessity|urgency) (?:and \w+ )?(?:for|of|to (?:bring|provide|send|deliver"
    rf"|increase|ensure|step up|boost|get|supply|scale up|give|secure|strengthen|speed up"
    rf"|maintain|continue)) (?:the |a |an |more "
    rf"|further )?(?P<item>{_NOUN})\b",
    re.IGNORECASE,
)
_IMPORTANT = rx.compile(
    r"\b(?:stress|underlin|underscor|emphasi[sz]|highlight|point|reiterat|insist|spoke|speak"
    r"|recall|not)\w*"
    r"(?: (?:to|of|on|out|again|that))*(?: how)? (?:the )?(?:importan\w+|urgen\w+|vital|crucial"
    r"|necessity|need)"
    r" (?:it is |it was |of |is |was )*(?:to |that )?(?P<gap>[^.;:]{0,90}?)"
    r"\b(?:suppl(?:y|ying|ies of)|provid(?:e|ing)|deliver(?:y of|ing|ies of)?|send(?:ing)?"
    r"|giv(?:e|ing)"
    rf"|increas(?:e|ing)|strengthen(?:ing)?|continu(?:e|ed|ing)"
    rf"|step(?:ping)? up) (?P<item>{_NOUN})\b",
    re.IGNORECASE,
)


def stressed(scene: Scene) -> Iterator[Draft]:
    """Such as "stressed the need for lasting support", "the need of artillery ammunition"."""
    page = scene.page
    for pattern in (_STRESSED, _IMPORTANT):
        for found in spotting.finditer(pattern, page.text):
            begin, _ = page.sentence(page.index(found.start()))
            lead = page.text[page.words[begin].start : found.start()]
            if scene.givers.topic is not None and not _NO.search(lead):
                yield matched(scene, found, "stressed")


_NO = rx.compile(
    r"(?i)\b(?:no|without|not|reduc\w+|eliminat\w+|end\w*|remov\w+|meet\w*|met) (?:\w+ )?\Z"
)
_SOUGHT = rx.compile(
    r"\b(?:to|and|in order to|will|would|,) (?:again |also |personally )?(?:seek|request|ask for"
    r"|drum up|solicit"
    r"|lobby for|push for|press for|plead for|appeal for|call for|rally|shore up|argue for"
    r"|make the case for)"
    rf" (?:the |a |an |more |further )?(?P<item>{_NOUN})\b",
    re.IGNORECASE,
)


def sought(scene: Scene) -> Iterator[Draft]:
    """Such as "Zelenskyy went to Vilnius to meet him and seek military aid"."""
    page = scene.page
    for found in spotting.finditer(_SOUGHT, page.text):
        at = page.index(found.start())
        begin, _ = page.sentence(at)
        named = [a for a in page.actors_in(begin, at) if a.kind != "place"]
        needy = [a for a in named if scene.in_need(a)]
        near = [a for a in named[:1] if a.id in AGENCIES]  # "WFP is in talks to press for"
        acting = near or needy[:1] or [a for a in named[:1] if a.kind == "person"]
        if acting and scene.givers.topic:
            yield told(scene, found.span(), found.span("item"), acting[0].id, "sought")


_APPEALS = rx.compile(
    r"\b(?:appeals?|appealed|appealing|calls?|called|requests?|pleas?|sos)(?: to (?:the |its "
    r"|all |other )?[\w ]{3,40}?)? "
    rf"for (?:the |a |an |more |further |urgent )*(?P<item>{_NOUN})\b",
    re.IGNORECASE,
)
_MADE = rx.compile(
    r"(?i)\b(?:made|makes?|making|launch\w*|issu\w+|put out|sent|sends?|renew\w*|repeat\w*|has"
    r"|have|international"
    r"|urgent|desperate|new|fresh|an?|the|its|their|his|her)\s(?:[\w-]+ ){0,2}\Z"
)


def appeals(scene: Scene) -> Iterator[Draft]:
    """Such as "an urgent appeal to the world for money", "an appeal for tents"."""
    page = scene.page
    for found in spotting.finditer(_APPEALS, page.text):
        at = page.index(found.start())
        begin, end = page.sentence(at)
        lead = page.text[page.words[begin].start : found.start()]
        acted = found[0].lower().startswith(("appealed", "appealing"))
        if scene.givers.topic is None or _ANSWERED.search(lead):
            continue
        if not (acted or _MADE.search(lead)):
            continue
        named = [a for a in page.actors_in(begin, at) if a.kind != "place"]
        needy = [a for a in named if scene.in_need(a)]
        who = needy[-1].id if needy else named[-1].id if named else whose(scene, begin, end)
        yield told(scene, found.span(), found.span("item"), who, "appeals")


_ANSWERED = rx.compile(
    r"(?i)\b(?:reject\w*|no|refus\w*|turn\w* down|declin\w*|without) (?:\w+ ){0,3}\Z"
)

_GAP = rx.compile(
    r"\b(?:fac(?:e|es|ed|ing)|ha(?:s|ve|d)|with|confront(?:s|ed)?|struggl\w+ with|grappl\w+ with"
    r"|left with"
    r"|suffer(?:s|ed|ing)? from|run(?:s|ning)? into|clos(?:e|es|ing)|plug|fill|cover|bridge) "
    r"(?:an? |the |its |their |this |that |growing |huge |large |massive |serious |severe "
    r"|significant |big |"
    r"looming |yawning |gaping |acute |critical |major |chronic |severe )*"
    r"(?P<item>(?:(?:external|annual|state|public|yearly|overall) )?(?:budget|funding|financing"
    r"|financial|fiscal|resource"
    r"|cash|liquidity|supply|ammunition|capability|manpower|personnel|staffing|equipment|energy"
    r"|power|food"
    r"|fuel|air[- ]defen[cs]e|medicine|water|housing) "
    r"(?:gaps?|shortfalls?|shortages?|holes?|deficits?|crunch|squeeze))\b",
    re.IGNORECASE,
)


def gaps(scene: Scene) -> Iterator[Draft]:
    """Such as "Kyiv, which faces a budget gap": a lack that is named as one."""
    page = scene.page
    for found in spotting.finditer(_GAP, page.text):
        sums = any(found.start() < s.start < found.end() + 30 for s in page.sums)
        if scene.givers.topic is not None and not sums:
            yield matched(scene, found, "gap_of")


_NEED_OF = rx.compile(
    r"(?i)\bneeds? of (?:more than |over |about |some |around |at least |nearly |up to )*\Z"
)


def sums(scene: Scene) -> Iterator[Draft]:
    """Such as "a need of more than US$5 billion"."""
    page = scene.page
    for thing in page.things:
        led = thing.money and _NEED_OF.search(
            page.text, max(0, thing.money.start - 40), thing.money.start
        )
        if not thing.money or not led:
            continue
        begin, end = page.sentence(thing.first)
        who = whose(scene, begin, end)
        span = (led.start(), thing.money.end)
        yield funding(thing, span, who, "need_of", "a sum that is needed")


_CRUCIAL = rx.compile(
    r"\b(?P<item>(?:(?:more|further|continued|additional|sustained|urgent|immediate|greater"
    r"|long-term|stronger|increased|ongoing"
    r"|timely|swift|international|financial|military|humanitarian|foreign|western"
    r"|external),? (?:and )?){1,4}"
    r"(?:support|aid|assistance|help|funding|financing|funds|investments?|deliveries|supplies"
    r"|backing|solidarity|action))"
    r"(?: (?:for|to|from|of) [^.;:,]{2,40}?)? (?:is|are|remains?|will be|would be) (?:now "
    r"|still |therefore |absolutely |so |more )*"
    r"(?:crucial|vital|essential|critical|indispensable|key|imperative|paramount|necessary"
    r"|needed|important)\b",
    re.IGNORECASE,
)


def crucial(scene: Scene) -> Iterator[Draft]:
    """Such as "further international support is crucial"."""
    if scene.givers.topic is not None:
        for found in spotting.finditer(_CRUCIAL, scene.page.text):
            yield matched(scene, found, "crucial")


_BASIC = rx.compile(
    r"\b(?:basic|urgent|essential|immediate|most pressing|pressing|daily|main|priority|critical"
    r"|greatest) needs"
    r"(?: (?:of|in|for) (?:the )?[\w’' -]{2,40}?)?,? (?:above all|especially|notably|such as"
    r"|including|like|particularly|namely|mainly"
    r"|first of all|chiefly|primarily"
    r"|in particular) (?:for )?(?P<item>[a-z][^.;:\n(]{2,180}?)(?=[.;:\n(]|, (?:in|as|the|with"
    r"|which|and the|according)|$)",
    re.IGNORECASE,
)


def basic(scene: Scene) -> Iterator[Draft]:
    """Such as "the basic needs of the Sudanese, above all food, medicine and shelter"."""
    for found in spotting.finditer(_BASIC, scene.page.text):
        yield matched(scene, found, "basic")
