"""Figures and carriers that only tell something of goods: a payload, a price, a loss, a lorry.

What is marked here is never given: "payloads of up to 3.5 kg", "caused losses of 60 million",
"whose purchase price was 6 billion", "carried by a convoy of 14 lorries", "two planes reached Goma.
On board they had 40 tonnes of rice".
"""

import re

from resupply.intake import lexicon, rx
from resupply.intake.page import Page
from resupply.intake.things import Thing

CARRIERS = lexicon.words("merging.carriers")
_ABOUT = (
    r"(?:(?:about|around|over|more than|approximately|nearly|almost|up to|at least|some|roughly|an"
    r" estimated|a total of|of) )*"
)
#: Before a weight: what is only as heavy as that, or can carry as much.
_HEAVY = rx.compile(
    r"\b(?:payloads?|capacity|capacities|load(?:s|ed)?|weights?|warheads?|weigh(?:s|ed|ing)?|carry"
    r"|carries|carrying|lift(?:s|ing)?|thrust|displacement|displac(?:es|ing)|tow(?:s|ing)?"
    rf"|heavy|mass) (?:is |are |was |were )?{_ABOUT}$"
)
_LETTER = rx.compile("[A-Za-zÀ-ž]")
_FOREIGN = rx.compile("[\u0400-\u04ff]{3}")
_WORTH = r"(?:(?:purchase|market|unit) price|(?:residual|book|market) value)"
#: Before a sum: what was lost or cost so much.
_LOST = rx.compile(
    r"\b(?:(?:caus|inflict|suffer|wreak|incurr|los)(?:e|es|ed|ing|t)?"
    r"|(?:loss(?:es)?|damages?|debts?|arrears|deficit|shortfall|gap|fines?|cuts?|savings|appeal"
    rf"|(?:original|new|list|sale) price|{_WORTH})"
    r"(?: (?:is|was|were|are|at|of|worth|estimated|put|valued|amounting|to|totall?ing|for))+)"
    rf" {_ABOUT}$|\bat an? (?:estimated |total )?cost of {_ABOUT}$"
    rf"|\b{_WORTH} {_ABOUT}$",
    re.IGNORECASE,
)
#: Behind a sum: that it was lost, cut or is owed.
_IN_LOSSES = rx.compile(
    r"(?: (?:worth|in|of|per cent|percent))* (?:[a-z-]+ ){0,3}?(?:damages?|loss(?:es)?|debts?"
    r"|arrears|deficit|shortfall|cuts?|reductions?|fines?|requirements?)\b"
)
#: Heads of what a sum is, where it is no gift.
_COSTS = frozenset(
    [
        *("cut", "loss", "damage", "debt", "deficit", "shortfall", "gap", "fine", "reduction"),
        *("requirement", "arrears", "penalty", "saving", "price", "profit", "turnover"),
    ]
)
#: Such as "sent in two batches".
_PARTS = frozenset(
    [
        "batch",
        "tranche",
        "tranch",
        "instalment",
        "installment",
        "stage",
        "phase",
        "shipment",
        "consignment",
    ]
)
#: What a carrier does to its load, as it is written.
_TAKES = rx.compile(
    r"(?:,? (?:which|that))?(?: (?:have|has|had|will|would|are|were|is|was|also|then|each))*"
    r" (?:took|takes?|taking|carr(?:y|ies|ied|ying)|brought|brings?|haul(?:s|ed|ing)?|ferr(?:y|ies"
    r"|ied|ying)|transport(?:s|ed|ing)?|holds?|held|contain(?:s|ed)?|mov(?:e|es|ed|ing))"
    r"(?: (?:the|a|an|some|several|more|another|around|about|over|nearly|almost))*(?: |\Z)"
)
#: Before carriers: what goes in them.
_CARRIED_BY = rx.compile(
    r"\b(?:carried|transported|delivered|brought|shipped|moved|hauled|taken|driven|flown|travel\w*"
    r"|loaded|arriv\w+|came|sent|packed)\b(?: [\w’'-]+){0,4}?"
    r" (?:by|in|on|onto|into|aboard|using|with the help of)"
    r" (?:the |a |an )?(?:(?:convoy|caravan|column|fleet|total) of )?$",
    re.IGNORECASE,
)
_CAME = rx.compile(
    r"\b(?:arriv|reach|land|left|leav|depart|set off|set out|took off|sail|dock|sent|send|dispatch"
    r"|came|flew|enter|cross|loaded)"
)
#: Opens the sentence that tells the load of the carriers in the sentence before.
_ON_BOARD = rx.compile(
    r"(?:On board|Aboard|(?:It|They|Each|The (?:[a-z]+ ){0,2}?(?:planes?|aircraft|ships?|vessels?"
    r"|convoy|trucks?|lorry|lorries|flights?|train|wagons?))"
    r" (?:is |are |was |were |has |have |had )?(?:carr(?:y|ies|ied|ying)|h[eo]lds?|brought|br"
    r"ings?|bringing|contain(?:s|ed)?|transport(?:s|ed|ing)?|loaded with|had on board))\b"
)
#: Words behind a carrier that may hold its load, and characters looked at before a thing.
_NEAR, _BACK = 6, 70


def mark(page: Page) -> None:
    """Marks what only tells something of other things of a page as `void`, in place."""
    for thing in page.things:
        if thing.unit and not thing.item:
            thing.void = _is_weight(page, thing)
        elif thing.money:
            thing.void = _is_cost(page, thing) or _is_size(page, thing)
        elif thing.head in CARRIERS and " of " not in thing.item:
            thing.void = _only_carries(page, thing)
        elif thing.values and thing.head in _PARTS and " of " not in thing.item:
            thing.void = page.text.startswith(" in ", page.words[thing.first].start - 4)
        elif thing.item and (not _LETTER.search(thing.item) or _FOREIGN.search(thing.item)):
            thing.void = True  # "27 00", "53945 просмотров": a clock, a counter in another tongue


def _before(page: Page, thing: Thing) -> str:
    line = page.text.rfind("\n", 0, thing.start) + 1
    return page.text[max(line, thing.start - _BACK) : thing.start]


def _is_weight(page: Page, thing: Thing) -> bool:
    return bool(_HEAVY.search(_before(page, thing)))


def _is_cost(page: Page, thing: Thing) -> bool:
    """Such as "600 million in damage", "cuts of 3 million", "whose price was 5 million"."""
    assert thing.money is not None
    if thing.head in _COSTS or _LOST.search(_before(page, thing)):
        return True
    return bool(_IN_LOSSES.match(page.text, thing.money.end))


def _is_size(page: Page, thing: Thing) -> bool:
    """Such as "in 500 million euro tranches": how much comes at a time."""
    return thing.head in _PARTS and page.text.startswith(" in ", page.words[thing.first].start - 4)


def _only_carries(page: Page, thing: Thing) -> bool:
    """Whether carriers are told for what they carry, which is told as well."""
    _, end = page.sentence(thing.first)
    taken = _TAKES.match(page.text, thing.end)
    if taken:
        at = page.index(taken.end())
        loads = page.things_in(at, min(at + 2, end))
        if any(t.sort == "goods" and t.head not in CARRIERS for t in loads):
            return True
    if _CARRIED_BY.search(_before(page, thing)):
        return True
    return _load_follows(page, thing, end)


def _load_follows(page: Page, thing: Thing, end: int) -> bool:
    """Such as "two planes reached Goma. On board they had 40 tonnes of rice"."""
    begin, _ = page.sentence(thing.first)
    if end >= len(page.words) or not _CAME.search(page.said(begin, end)):
        return False
    first, last = page.sentence(end)
    if not _ON_BOARD.match(page.text, page.words[first].start):
        return False
    return any(t.sort == "goods" and t.head not in CARRIERS for t in page.things_in(first, last))
