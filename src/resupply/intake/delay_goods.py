"""What exactly is held up, where the first noun only leads to it: "requests for missiles".

A request, a plan or a supply is named by the goods behind it: "rejected a request to buy shells",
"refuses to supply Chile with weapons", "shut off the flow of arms".
"""

import re

from resupply.intake import rx
from resupply.intake.draft import Draft
from resupply.intake.scene import Scene

_LEADS = rx.compile(
    r"(?:.*\b)?(?:requests?|appeals?|pleas?|calls?|offers?|proposals?|demands?|bids?|applications?"
    r"|supply|suppl(?:y|ies|ying)|deliver(?:y|ies|ing)|transfers?|re-exports?|exports?"
    r"|disbursements?|shipments?|provision|passage|sales?|donations?|consignments?"
    r"|release|allocations?|movement|flow|entry|tranches?|batch(?:es)?)\Z",
    re.IGNORECASE,
)
#: From the leading noun to the goods: "for", "to buy", "from Chile to send", "of".
_BRIDGE = rx.compile(
    r"(?:['’]s?)?(?: (?:from|by|of) (?:the )?[A-ZÀ-Þ][\w.’'-]+(?: [A-ZÀ-Þ][\w.’'-]+)?)?"
    r"(?: (?:for|of)|(?: to be allowed)? to (?:(?:be |\w+ly )?(?:buy|send|supply|deliver|give|sell"
    r"|resell|re-export|export|transfer|provide|donate|hand over|ship|release|purchase|pass on"
    r"|allow the (?:export|transfer|re-export) of))| (?:the |its )?[A-ZÀ-Þ]\w+ with"
    r"|(?: [\w-]+){0,3} (?:for|with))"
    r"(?: (?:the|its|their|any|more|some|all|new|a|an|additional|further))*"
    r"(?: [A-ZÀ-Þ][\w’'-]+(?=(?: [\w-]+)? [\w-]+s\b))? ?\Z"
)


def name(scene: Scene, draft: Draft) -> None:
    """Put the goods for the noun that leads to them."""
    said = draft.spans.get("item")
    if said is None or not _LEADS.match(str(draft.fields.get("item", ""))):
        return
    page = scene.page
    first = page.index(said[1])
    _, end = page.sentence(page.index(said[0]))
    for thing in page.things_in(first, min(end, first + 9)):
        at = thing.item_span
        if at is None or thing.money or thing.pronoun or thing.sort != "goods":
            continue
        if _BRIDGE.match(page.text, said[1], at[0]) or _BRIDGE.match(
            page.text, said[1], thing.start
        ):
            draft.fields["item"], draft.spans["item"] = page.text[slice(*at)], at
        return
