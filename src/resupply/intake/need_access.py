"""Needs told by what does not reach people: access, aid that must come in, humanitarian needs."""

import re
from collections.abc import Iterator

from resupply.intake import rx, spotting
from resupply.intake.draft import Draft
from resupply.intake.need_wide import matched, phrase, told, whose
from resupply.intake.scene import Scene


def read(scene: Scene) -> Iterator[Draft]:
    """Every need that one of these constructions tells."""
    for reader in (access, must_come, unless, needs_are, scarce):
        yield from reader(scene)


_LITTLE = (
    r"(?:little(?: or no)?|no|limited|scant|poor|insufficient|inadequate|hardly any|barely any"
    r"|scarcely any"
    r"|almost no|virtually no|ever less|less and less|dwindling|shrinking|reduced|restricted"
    r"|minimal"
    r"|sporadic|precarious|irregular|not enough|without|without any|cut off from|lost|lack"
    r"|lacks|lacking|lacked|struggle for|struggling for|struggl\w+ to (?:get|gain|find|have)|"
    r"deprived of|denied|den(?:y|ies|ying)|are without|no regular|no safe)"
)
_ACCESS = rx.compile(
    rf"\b{_LITTLE}(?: \w+)? access to (?=[a-z“\"])|\b{_LITTLE}(?: \w+)? (?:supplies"
    rf"|supply) of (?=[a-z])",
    re.IGNORECASE,
)
_ACCESS_IS = rx.compile(
    r"\baccess to (?P<item>[^.;:\n]{3,60}?),? (?:is|are|was|were|remains?|has become|have become"
    r"|is becoming"
    r"|becomes?|continues to be) (?:\w+ly |very |now |still |more and more )*(?:limited"
    r"|restricted|scarce"
    r"|difficult|poor|precarious|inadequate|insufficient|hard|cut off|low|minimal|a challenge"
    r"|impossible)\b",
    re.IGNORECASE,
)
_ABSTRACT = rx.compile(
    r"(?i)(?:the |its |their |these |this )?(?:\w+ )?(?:internet|information|data|justice|market"
    r"|markets"
    r"|areas?|sites?|region|territor\w+|documents?|accounts?|plant|system|port|sea|website|media"
    r"|space)\b"
)


def access(scene: Scene) -> Iterator[Draft]:
    """Such as "have little access to clean water", "access to food is limited": a list is one."""
    page = scene.page
    for found in spotting.finditer(_ACCESS, page.text):
        first = page.index(found.end())
        begin, end = page.sentence(page.index(found.start()))
        if first >= end or _ABSTRACT.match(page.text, found.end()):
            continue
        item = _list(scene, first, end)
        if item:
            yield told(scene, (found.start(), item[1]), item, whose(scene, begin, end), "access_to")
    for found in spotting.finditer(_ACCESS_IS, page.text):
        if not _ABSTRACT.match(found["item"]):
            yield matched(scene, found, "access_to")


def _list(scene: Scene, first: int, end: int) -> tuple[int, int] | None:
    """A noun phrase and what is listed with it: "food, water and medicine"."""
    item = phrase(scene, first, end, 5)
    for _ in range(4):
        if item is None:
            return None
        joined = _JOINED.match(scene.page.text, item[1])
        more = joined and phrase(scene, scene.page.index(joined.end()), end, 4)
        if not more:
            return item
        near = scene.page.things_in(scene.page.index(more[0]), scene.page.index(more[1]))
        if not any(t.sort == "goods" for t in near) and not _CARE.search(
            scene.page.text[slice(*more)]
        ):
            return item
        item = item[0], more[1]
    return item


_JOINED = rx.compile(r",? (?:and|or) (?=[a-z])|, (?=[a-z])")
_CARE = rx.compile(
    r"(?i)\b(?:care|health\w*|services?|sanitation|education|shelter|electricity|power|heating"
    r"|hygiene"
    r"|treatment|protection|medicines?|medication|water|food|fuel|assistance|essentials|housing)$"
)

_AID = (
    r"(?:(?:more|enough|sufficient|adequate|additional|further|urgent|immediate|emergency"
    r"|humanitarian"
    r"|food|medical|international|life-saving|lifesaving|military|financial|new|fresh|extra|outside"
    r"|continued|steady|regular|foreign|US|American|Western|the necessary|the needed|such) ){0,3}"
    r"(?:humanitarian access|access|aid|assistance|help|food|fuel|water|supplies|relief|support"
    r"|funding"
    r"|funds|money|medicines?|ammunition|weapons|trucks|convoys|goods|deliveries|equipment"
    r"|resources"
    r"|crossings?|border crossings?|corridors?|aid workers|humanitarian workers|donations)"
)
_PASSIVE = (
    r"(?:must|should|ha(?:s|ve) to|needs? to|ought to)(?: (?:now|urgently|immediately|finally"
    r"|also|at once))* "
    r"be (?:\w+ly )?"
)
_MUST = rx.compile(
    rf"\b(?:(?P<aid>{_AID}) {_PASSIVE}(?:allowed|let|permitted|able to|opened|reopened|kept open"
    rf"|restored"
    r"|streamlined|accelerated|simplified|maintained|sustained|continued|improved|strengthened"
    r"|expanded"
    r"|sped up|speeded up|doubled|restarted|granted|given|guaranteed|ensured|provided|stepped up"
    r"|increased|scaled up|delivered"
    r"|brought|unblocked"
    r"|resumed|mobili[sz]ed|secured|made available|reach|safe|protected|facilitated|lifted)"
    rf"|{_PASSIVE}(?:granted|given|guaranteed|allowed|assured of|provided with|ensured|afforded"
    rf"|supplied with)"
    rf" (?:\w+, )?(?:(?:full|immediate|safe|unhindered|unimpeded|rapid|free|better"
    rf"|unrestricted),? (?:and )?){{0,4}}"
    rf"(?P<gets>{_AID})"
    rf"|(?:so that|in order that|until|before) (?:\w+ )?(?P<flow>{_AID}) can (?:\w+ )?(?:flow"
    rf"|get|come|be|reach|enter|arrive))\b",
    re.IGNORECASE,
)


def must_come(scene: Scene) -> Iterator[Draft]:
    """Such as "organisations must be granted access", "crossings have to be opened"."""
    page = scene.page
    for found in spotting.finditer(_MUST, page.text):
        group = next(g for g in ("aid", "gets", "flow") if found[g])
        begin, end = page.sentence(page.index(found.start()))
        if scene.givers.topic is None and not any(
            scene.in_need(a) for a in page.actors_in(begin, end)
        ):
            continue
        lead = page.text[page.words[begin].start : found.start()]
        if group == "flow" and not _OWED.search(lead):
            continue  # "reopened the crossing so that aid can be brought in"
        if group == "flow" and _PASSIVE_BEFORE.search(lead):
            continue  # the crossing that must be opened is told already
        yield matched(scene, found, "must_come", group)


_OWED = rx.compile(
    r"(?i)\b(?:must|ha(?:s|ve) to|needs? to|should|ought|urg\w+|call\w*|demand\w*|press\w*"
    r"|appeal\w*)\b"
)
_PASSIVE_BEFORE = rx.compile(rf"(?i)\b{_AID} {_PASSIVE}")
_UNLESS = rx.compile(
    rf"\b(?:unless (?P<aid>{_AID}) (?:can |is |are |reach\w* |comes? |gets? |arriv\w* "
    rf"|starts? |flows? |begins? )"
    rf"|if (?P<not>{_AID}) (?:does|do|is|are|can|cannot|can['’]t) ?(?:not )?(?:come|arrive|get"
    rf"|reach|received|provided|delivered|let)"
    rf"|without (?P<out>(?:more|the|enough|sufficient|urgent|immediate|additional|further|such"
    rf"|this|that|adequate|new|fresh"
    r"|humanitarian|international|outside|foreign|US|American|Western) (?:[\w-]+ ){0,2}?"
    r"(?:funds|funding|money|aid|assistance|help|food|water|fuel|support|supplies|weapons"
    r"|ammunition|equipment|resources"
    r"|deliveries|medicines?))(?= (?:needed|required|necessary|it needs|they need|from|,)|,|\.))",
    re.IGNORECASE,
)


def unless(scene: Scene) -> Iterator[Draft]:
    """Such as "unless more food can get in", "without the funds needed to run hospitals"."""
    page = scene.page
    for found in spotting.finditer(_UNLESS, page.text):
        group = next(g for g in ("aid", "not", "out") if found[g])
        if group == "not" and not re.search(r"not|cannot|n['’]t", found[0]):
            continue
        if group == "out" and any(0 < found.start() - s.start < 250 for s in page.sums):
            continue  # the sum that is needed was told
        begin, end = page.sentence(page.index(found.start()))
        if group == "out" and not _BLEAK.search(page.said(begin, end)):
            continue
        who = whose(scene, begin, end)
        item = found.span(group)
        item = (
            (item[0], item[1])
            if not found[group].lower().startswith("the ")
            else (item[0] + 4, item[1])
        )
        yield told(scene, found.span(), item, who, "unless")


_BLEAK = rx.compile(
    r"(?i)\b(?:will|would|could|may|might|can(?:not|['’]t)?|risks?|unable|impossible|must|forced"
    r"|going to"
    r"|face[sd]?|die)\b"
)

_KIND = (
    r"(?:humanitarian|reconstruction|recovery|emergency|nutrition|food|medical|health|protection"
    r"|shelter|basic"
    r"|winter|defen[cs]e|military|artillery|assistance|aid|relief|ammunition|energy|financial"
    r"|financing|funding)"
)
_SIZE = (
    r"(?:huge|urgent|enormous|immense|vast|massive|great|growing|critical|acute|staggering|dire"
    r"|pressing|unmet"
    r"|significant|severe|desperate|extreme|overwhelming|soaring|colossal|increasing|immediate"
    r"|tremendous)"
)
_THERE = rx.compile(
    rf"\bthere (?:is|are|remain|remains) (?:still |also )?(?:an? |the )?(?:{_SIZE}(?:,| and"
    rf"|, and)? )*"
    rf"(?P<item>(?:{_KIND}(?:,| and|, and)? )+needs?)\b"
    rf"|\b(?P<is>(?:{_KIND}(?:,| and|, and)? )+needs)(?: (?:in|across|of|on"
    rf"|there)(?: [\w’'-]+){{1,4}}?)?"
    r" (?:(?:is|are|remain|remains|continue|have|keep|far)(?: (?:still|now|also|already|far))* "
    r"(?:to )?(?:be )?(?:huge|immense|enormous|vast|acute|urgent|critical|grow\w*|ris\w+"
    r"|mount\w+|increas\w+|soar\w*|dire"
    r"|greater|great|outpac\w+|outstrip\w*|exceed\w*|unmet|significant|severe|high|higher"
    r"|staggering|overwhelming|at)"
    r"|(?:grow|rise|mount|soar|outpace|outstrip|exceed|far exceed)\b)",
    re.IGNORECASE,
)


def needs_are(scene: Scene) -> Iterator[Draft]:
    """Such as "there are huge humanitarian needs", "humanitarian needs are growing"."""
    page = scene.page
    for found in spotting.finditer(_THERE, page.text):
        yield matched(scene, found, "needs_are", "item" if found["item"] else "is")


_SCARCE = rx.compile(
    r"\b(?:is|are|was|were|has become|have become|remains?) (?:now |almost |virtually |nearly "
    r"|simply |largely )*"
    r"(?:nowhere to be found|not available|unavailable|unobtainable|hard to (?:find|get|come by)"
    r"|impossible to "
    r"(?:find|get|buy)|nearly gone|missing|lacking|out of stock|gone|sold out|not to be had"
    r"|predicted to run short"
    r"|expected to run (?:out|short)|about to run out|set to run out|stretched|running out"
    r"|close to running out)\b",
    re.IGNORECASE,
)
_FEW = rx.compile(
    r"\b(?:few|hardly any|too few|almost no|no|virtually no) (?=[a-z]+(?: [a-z]+)? (?:is"
    r"|are) (?:to be had|available|left|to be found)\b)",
    re.IGNORECASE,
)


def scarce(scene: Scene) -> Iterator[Draft]:
    """Such as "basic medicines are nowhere to be found", "few essential items are to be had"."""
    page = scene.page
    for found in spotting.finditer(_SCARCE, page.text):
        at = page.index(found.start())
        begin, end = page.sentence(at)
        near = [t for t in page.things_in(begin, at) if t.sort == "goods" and t.item_span]
        if near and not page.text[near[-1].end : found.start()].strip(" ,"):
            item = near[-1].item_span or (near[-1].start, near[-1].end)
            who = whose(scene, begin, end)
            yield told(scene, (near[-1].start, found.end()), item, who, "scarce")
    for found in spotting.finditer(_FEW, page.text):
        first = page.index(found.end())
        begin, end = page.sentence(first)
        item_ = phrase(scene, first, end, 3)
        if item_:
            yield told(scene, (found.start(), item_[1]), item_, whose(scene, begin, end), "scarce")
