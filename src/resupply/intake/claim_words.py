"""Ranks and comparisons told in words: "lead the region in", "far behind", "has overtaken".

None of them needs a figure; where one stands beside it, it is the value.
"""

from collections.abc import Iterator

from resupply.intake import numbers, rx, spotting
from resupply.intake.claim_clause import draft
from resupply.intake.claim_ranks import told
from resupply.intake.draft import Draft
from resupply.intake.scene import Scene

_BEHIND = rx.compile(
    r"\b(?:(?:stay|remain|is|are|was|were|lie|lies|lag|fall|fell|trail|come|comes|came|rank|stand"
    r"|stands|stood)(?:s|ed|ging|ging|ing)? (?:well |far |way |still |just |long |narrowly "
    r"|a long way"
    r" |some way )*(?:behind|ahead of|in front of|above|below) (?:the |that of |those of |all "
    r"|its |their |other )*"
    r"(?=[A-Z]|others?\b|rest\b|every|western|european|most|any|average|pre-war|last)"
    r"|(?:has|have|had) (?:\w+ly |always |now |long )?(?:lagged|trailed|fallen)(?: far"
    r"| well)? behind"
    r"|(?:giv(?:es?|en|ing)|gave|spen[dt]s?|spending|devot\w+|allocat\w+|contribut\w+|commit\w*"
    r"|provid\w+|pledg\w+|donat\w+) an? (?:(?:far|much|even|slightly) )?(?:higher|larger|bigger"
    r"|greater|smaller|lower) (?:share|percentage|proportion)\b"
    r"|lag(?:s|ged|ging)? (?:far |well )?behind|trail(?:s|ed|ing)? (?:far |well )?behind"
    r"|(?:overtook|overtaken|overtakes|overtaking|surpassed|outstripp\w+"
    r"|outpaced|outspen[dt]s?|outspending|outgunn\w+|outnumber\w*|outperform\w*|outweigh\w*"
    r"|eclips\w+"
    r"|(?:has|have|had)(?: now| already)? passed(?= (?:the )?[A-Z][\w.]*(?: [A-Z]\w+)* (?:in|by"
    r"|on) "
    r"(?:the )?(?:number|terms|volume|amount|share|size|output|aid|support|spending|scale|funding))"
    r"|outdo(?:es|ne)?|outdid|dwarf\w*) (?!\d)(?:the |all |its |that of |even |those of )?"
    r"(?=[A-Z]|other|rest|entire|combined|whole|aid|what|every|any))"
)
_LEADING = rx.compile(
    r"\b(?:leads?|led|leading) (?:the (?:region|continent|world|field|bloc|alliance|EU|way)"
    r"|Europe|NATO|the EU|all (?:other )?(?:donors|countries|allies))(?= (?:in|on|with|by|when)\b"
    r"|[.,;])"
    r"|\b(?:fill(?:s|ed)?|occup(?:y|ies|ied)|take[sn]?|took|claim(?:s|ed)?|sit(?:s)?|are|is"
    r"|stand(?:s)?|remain(?:s)?)"
    r" (?:at |in |on )?the (?:very )?(?:top|bottom|head|lead|first places?|top spots?|top places?"
    r"|lower end)(?: places| spots| ranks)? (?:of|in|on)(?: the| this| that)? (?:\w+ )?(?:ranking"
    r"|list|table|league"
    r"|chart|scale|field|rankings|ladder|pack)s?\b"
    r"|\b(?:gets?|got|receiv(?:es|ed)|gave|gives?|donat(?:es|ed)|provid(?:es|ed)|sends?|sent"
    r"|spen[dt]s?)"
    r" the (?:most|least|lion['’]s share|largest share|biggest share)(?= (?:[A-Z]\w+ )?(?:aid"
    r"|help|support"
    r"|assistance|arms|weapons|money|funds?|of|in)\b)"
    r"|\bthe (?:most|least)(?: \w+)? of (?:all|any) (?:\w+ )?(?:countries|donors|allies|states"
    r"|members|nations)\b"
    r"|\b(?:is|are|was|were|remains?) (?:by far |still |now )?(?:second to none|unmatched"
    r"|unrivalled|unrivaled"
    r"|unparalleled|unprecedented|without (?:precedent|equal)|the world (?:champion|leader))\b"
    r"|\btop the (?:\w+ )?(?:list|table|rankings?|league|chart)s?\b"
    r"|\b(?:is|are|was|remains?) (?:now |still )?(?:the|a) (?:[a-z]+ )?(?:front-?runner|leader) "
    r"(?:in|by) "
    r"(?:aid|support|assistance|help|donations|deliveries|volume|funding)\b"
    r"|\b(?:leads|led) in (?:the |its )?(?:terms of|volumes?|amounts?|totals?|numbers?|size|share"
    r"|scale|absolute|military|financial|humanitarian|aid|support|deliveries|donations|pledges"
    r"|commitments|spending)\b"
    r"|\b(?:is|are|was|were|remains?|stays?) (?:by far |still |now |clearly |well |out )*in "
    r"(?:front|the lead)(?=[.,;]| (?:in|with|by|among|on)\b)"
    r"|\b(?:ha[sd]|have|with) the (?:\w+est|most|least|fewest)(?: average"
    r"| total)? (?:[\w-]+ ){1,4}?"
    r"(?=of (?:all|any)|among|in the|worldwide|[.,;]|at (?:\d|an? ))"
)
#: Such as "is among the leaders in aid", "– one of the front-runners by volume".
_AMONG = rx.compile(
    r"\b(?:among|one of) the (?:\w+ )?(?:leaders|front-?runners|top (?:spots|places))"
    r"(?= (?:in|by|of|on|when|among)\b)"
)
#: Such as "but Chile contributes more money": somebody else was told of before.
_MORE = rx.compile(
    r"\b(?:but|while|whereas|though|although) (?:the )?(?P<who>[A-Z][\w.]*(?: [A-Z][\w.]*){0,2}) "
    r"(?:still |also |now )?(?:gives|contributes|provides|spends|sends|donates|pays|receives|gets"
    r"|give|contribute|provide|spend|send|donate|pay) (?:far |much |slightly |even |considerably "
    r"|significantly )?(?:more|less|fewer)\b(?! than [€$£\d])"
)
_LONGER = rx.compile(
    r"\b(?:wait(?:s|ed|ing)?|take[sn]?|took|last(?:s|ed)?|give[sn]?|gave|spen[dt]s?|pa(?:ys?|id)"
    r"|do(?:es|ne)?|did|get[s]?|got|receiv(?:es|ed)|suffer(?:s|ed)?|produc(?:es|ed)"
    r"|contribut(?:es|ed)|sen[dt]s?"
    r"|works?|fire[sd]?|fires|host[s]?) (?:\w+ )?"
    r"(?:longer|less|more|earlier|later|faster|slower|sooner|better|fewer)(?: [\w-]+){0,3}? than"
    r"(?! ?[\d€$£]| (?:[A-Z]{3} ?\d|one|a|an|two|three|four|five|ten|half|\d|just|ever|that\b"
    r"|planned|expected|promised"
    r"|scheduled|hoped|agreed|announced|needed|necessary|words)\b)"
)
_TIMES = rx.compile(
    r"\b(?:by |of |ratio of )?(?P<n>\d+|two|three|four|five|six|seven|eight|ten|twelve|twenty)"
    r"(?:[- ]to[- ]|:| shells? (?:to|for) every |[- ]for[- ]?)(?:one|1)\b(?! ?(?:meetings?|talks"
    r"|call))"
    r"|[\[(]?\b(?P<t>\d[\d.]*|two|three|four|five|six|seven|eight|nine|ten)[\])]? times "
    r"(?:larger|bigger|higher|smaller|lower|faster|slower|stronger|cheaper|greater)\b"
)
_ABOVE = rx.compile(
    r"\b(?:is|was|are|were|be|came|come|comes|lies?|stood|stands|put|ended) (?:\w+ )?(?:some "
    r"|about |over |more than |nearly |almost )*"
    r"[€$£]?\d[\d,.]*(?: (?:million|billion|per ?cent|percent)| ?%)?(?: (?:euros?|dollars?|pounds"
    r"|[a-z]+))? "
    r"(?:above|below|higher than|lower than|more than|less than|over|under|short of|ahead of"
    r"|behind)"
    r" (?:the |that |its |their |last |what |those )"
    r"|\b(?:[Aa]|[Tt]he) (?:difference|rise|increase|drop|fall|decline|growth|jump"
    r"|reduction"
    r"|decrease) of (?:some |about |over |more than |nearly |almost )*(?=[€$£]?\d|US|EUR)"
)


def words(scene: Scene) -> Iterator[Draft]:
    """Who leads, lags, overtakes or waits longer, and by how much."""
    page = scene.page
    for cue, kind, value, rule in (
        (_LEADING, "ranking", 1, "leads"),
        (_AMONG, "ranking", None, "among"),
        (_BEHIND, "comparison", None, "behind"),
        (_LONGER, "comparison", None, "longer"),
    ):
        for found in spotting.finditer(cue, page.text):
            yield from told(scene, found, kind, value, rule)
    for found in spotting.finditer(_MORE, page.text):
        at = page.index(found.start("who"))
        last = page.index(found.end()) - 1
        made = draft(scene, at, last, "comparison", None, "claim.more", False)
        who = page.actor_at(at)
        if who is not None:
            made.fields["subject"], made.spans["subject"] = who.id, (who.start, who.end)
        yield made
    for found in spotting.finditer(_TIMES, page.text):
        said = found["n"] or found["t"]
        many = float(said) if said[0].isdigit() else numbers.worded(said)
        yield from told(scene, found, "comparison", many, "to_one")


def above(scene: Scene) -> Iterator[Draft]:
    """Such as "was 100,000 euros above the first", "a difference of 150 billion"."""
    page = scene.page
    for found in spotting.finditer(_ABOVE, page.text):
        near = page.things_in(page.index(found.start()), page.index(found.end()) + 4)
        figures = [t for t in near if (t.money or t.values) and t.sort != "time"]
        if figures:
            yield from told(scene, found, "comparison", figures[0].figure, "above")


READERS = (words, above)
