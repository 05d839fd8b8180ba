"""Needs of counted people: "25 million people need assistance", "half of the population lacks"."""

import re
from collections.abc import Iterator

from resupply.intake import rx, spotting
from resupply.intake.draft import Draft
from resupply.intake.need_wide import matched
from resupply.intake.scene import Scene

_WORDED = (
    r"(?:half|two[- ]thirds|a third|one[- ]third|three[- ]quarters|a quarter|most|millions"
    r"|thousands"
    r"|hundreds of thousands|tens of thousands|one in \w+|\w+ in (?:five|ten|four|three)"
    r"|nearly half)"
)
_COUNT = rf"(?:\d[\d.,]*(?: ?(?:million|billion|thousand|m|mn|k|per cent|percent|%))?|{_WORDED})"
_PEOPLE = (
    r"(?:people|persons|children|women|girls|civilians|refugees|families|households|residents"
    r"|population|inhabitants|survivors|victims|Palestinians|Gazans|Syrians|Afghans|Sudanese"
    r"|Yemenis"
    r"|Ukrainians|Haitians|Somalis|Lebanese|Rohingya|pupils|students|mothers|patients|farmers"
    r"|migrants"
    r"|evacuees|returnees|citizens|IDPs|displaced|men|infants|babies|individuals|lives)"
)
_ADVERB = (
    r"(?: (?:now|still|already|currently|also|urgently|desperately|badly|will|would|continue to"
    r"|may|are"
    r"|is|were|was|remain|remains|left|who|that|all|today|this year|immediately))*"
)
_NEEDS = (
    r"(?:needs?|needed|needing|requires?|required|requiring|lacks?|lacked|lacking|(?:be )?in "
    r"(?:(?:urgent|dire|desperate|acute|immediate|critical|severe|great|extreme|growing) )?need of"
    r"|in need of|(?:be )?without (?:access to )?(?:enough |adequate |sufficient |any )?)"
)
_HELP = (
    r"(?:some (?:kind|form|sort) of )?"
    r"(?:(?!(?:to|the|a|an|of|for|in|by|and|is|are)\b)[\w-]+,? (?:(?:and|or) )?){0,5}?"
    r"(?:aid|assistance|help|support|protection|relief|shelter|food|water|care|treatment|services"
    r"|supplies|electricity|heating|housing|medicines?|healthcare|sanitation|vaccinations?|homes)"
)
_COUNTED = rx.compile(
    rf"\b(?P<n>{_COUNT})(?P<of>[^.;:\n“”\"]{{0,50}}?) ?\b{_PEOPLE}\b(?P<more>[^.;:\n“”\"]{{0,60}}?)"
    rf"{_ADVERB} {_NEEDS} (?:some |any |more |basic )?(?P<item>{_HELP}"
    rf"(?:(?:,| and|,? and|,? or) (?!(?:the|a|is|are|to|in)\b){_HELP})?)\b",
)
#: Another verb between people and need: "reached 2 million people, and needs support".
_APART = rx.compile(
    r",? (?:and|but|while|as|because|so)\b|\b(?:has|have|had|to|reached|said|with|for whom)\b"
)

#: Of the same people: "faces acute hunger and needs food aid".
_BOTH = rx.compile(r"\w* ?(?:faces?|suffers?|lives?|go|goes|is|are|fled|flee) [\w ]+ and")


def read(scene: Scene) -> Iterator[Draft]:
    """Every need that counted people have."""
    page = scene.page
    if "need" not in page.text and "requir" not in page.text and "lack" not in page.text:
        return
    for found in spotting.finditer(_COUNTED, page.text):
        first, last = page.index(found.start()), page.index(found.end())
        if last > len(page.words) or first >= last or page.sentence(first)[1] < last:
            continue
        if (_APART.search(found["more"]) and not _BOTH.fullmatch(found["more"])) or re.search(
            r"\b(?:has|have|said|that)\b", found["of"]
        ):
            continue
        draft = matched(scene, found, "people")
        many = [
            t
            for t in page.things_in(max(0, first - 3), last)
            if t.values and t.start <= found.end("n")
        ]
        if not many:  # "half of the people - 23 million - need food"
            many = [
                t for t in page.things_in(first, last) if t.values and t.start < found.start("item")
            ]
        draft.fields.pop("quantity", None)
        if many:
            draft.fields["quantity"] = many[0].values[0]
        yield draft
