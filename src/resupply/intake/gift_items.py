"""What a sum is for, where the words stand before it or in a clause: "backs X with 2 million".

`aims` reads what directly follows a sum; this reads "joins the coalition with", "finances repairs
with" and "so that Kyiv can buy boats".
"""

from resupply.intake import items, rx
from resupply.intake.items import Phrase
from resupply.intake.page import Page
from resupply.intake.things import Thing

#: Verbs whose object is what the sum "with" behind it is for.
_BACKS = rx.compile(
    r"(?:back|support|financ|fund|co-financ|assist|join|boost|strengthen|sponsor|underwrit"
    r"|subsidis|subsidiz|promot|bolster)(?:e|es|s|ed|d|ing)?\Z"
)
_QUALIFIERS = frozenset(["about", "around", "nearly", "almost", "over", "some", "another", "up"])
#: Such as "so that Kyiv can buy": what is bought follows.
_SO_THAT = rx.compile(
    r",? (?:so that|in order that|with which|to enable|to allow|enabling|allowing|letting|to help"
    r"|helping|for) (?:the )?[A-Z][\w’']+(?:['’]s \w+| \w+){0,2}? "
    r"(?:can |could |may |will |would |is to )?"
    r"(?:to )?(?:buy|purchase|order|procure|acquire|get|repair|rebuild|restore|produce) "
)
#: Such as "to restore the power grid", "to help rebuild schools".
_TO_DO = rx.compile(
    r"(?: to (?:the )?[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,2})?"
    r" to (?:help |be used to |be spent to )?(?:to )?(?:restore|rebuild|repair|moderni[sz]e|upgrade"
    r"|strengthen|improve|develop|expand|protect|finance|fund|support|build|maintain|replace"
    r"|reconstruct|equip|secure|renovate|co-finance|clear|keep up|bolster) "
)
#: Between a weight and what is weighed.
_OF_WEIGHT = rx.compile(r"(?: \((?:MT|mt|t|tons?|tonnes?)\)|['’] worth) of (?:the |various )?")
#: Such as "40-tonne shipment of", "40-tonne relief cargo".
_WEIGHED = rx.compile(
    r"(?P<n>\d[\d,]*(?:\.\d+)?)[- ]?"
    r"(?P<unit>tonnes?|tons?|metric[- ]tons?|kilograms?|kilos?|kg)[ -](?P<load>(?:[a-z]+ ){0,2}"
    r"(?:shipment|consignment|batch|load|cargo|delivery|convoy|airlift|donation|gift))(?: of |\Z)"
)
_LOAD_OF = rx.compile(
    r"(?P<n>\d[\d,]*(?:\.\d+)?)[- ](?P<unit>tonnes?|tons?|metric[- ]tons?|kilograms?|kilos?|kg)"
    r"[ -](?:[a-z]+ ){0,2}loads? of (?:[a-z]+ )?\Z"
)
#: Such as '5 million for "Clean Water"': the name of what it is for.
_CALLED = rx.compile(
    r" (?:for|under|towards?|in)(?: the)?(?: (?:project|programme|program|campaign|category|scheme"
    r"|initiative|fund|direction|appeal))?(?: called| named)? [\"“„«](?P<name>[A-Z]"
    r"[^\"”»“„«\n.:;]{2,48}?)[,.]?[\"”»]"
)
_ORDINAL = (
    r"(?P<nth>first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last|next|final"
    r"|other)"
)
#: Between what is paid and how much it is.
_CAME_TO = (
    r"(?: \([^()\n]{1,30}\))?,? (?:[\w-]+ ){0,3}?(?:c[ao]mes? to|amount(?:s|ed|ing)? to"
    r"|total(?:s|l?ed|l?ing)|(?:is|was|are|were|will be|would be)(?: worth)?|st(?:oo|an)ds? at"
    r"|ris(?:e|es|ing) to|rose to|gr[eo]ws? to|increased? to|reach(?:es|ed)?) "
)
_ABOUT = r"(?:about |around |over |some |nearly |almost |more than |up to |at least )*"
#: Such as "the fourth - $9 million": which of several payments, told only by its number.
_NTH = rx.compile(
    rf"\b[Tt]he {_ORDINAL}(?:{_CAME_TO}|(?: \([^()\n]{{1,30}}\))?(?:,|:| [-–—]|,? to| of| worth) )"
    rf"{_ABOUT}\Z"
)
#: Such as "the second tranche came to $9 million", "aid to Malawi will rise to $9 million".
_AMOUNTED = rx.compile(rf"(?: (?:to|for|of|in|from) (?:the )?[A-Z][\w’'-]+)?{_CAME_TO}{_ABOUT}")
_PAYMENT = rx.compile(
    r"\b(?P<what>tranche|instalment|installment|payment|batch|package|phase)(?:e?s)?\b"
)
#: Words between the verb and "with"; characters from a payment to one told by its number alone.
_FAR, _LONG_AGO = 12, 500


def mark(page: Page) -> None:
    """Names sums that have no item by what they are given for, and weights by what is weighed.

    In place.
    """
    for thing in page.things:
        if not thing.inside and (thing.item or not thing.money):
            _weigh(page, thing)
        found = _CALLED.match(page.text, thing.money.end) if thing.money else None
        if found and not thing.inside:
            _call(page, thing, found.span("name"))
        if thing.money and not thing.item and not thing.inside and not thing.entry:
            phrase = _before(page, thing) or _behind(page, thing)
            if phrase is not None:
                _name(page, thing, phrase)
            elif not _nth(page, thing):
                _amounted(page, thing)


def _nth(page: Page, thing: Thing) -> bool:
    """Such as "the second tranche - $8 million, the third - $9 million": which payment it is."""
    found = _NTH.search(page.text, max(0, thing.start - 60), thing.start)
    near = _PAYMENT.finditer(page.text, max(0, thing.start - _LONG_AGO), thing.start)
    paid = [m["what"] for m in near] if found else []
    if found is None or not paid:
        return False
    thing.item, thing.item_span = f"{found['nth'].lower()} {paid[-1]}", None
    return True


def _amounted(page: Page, thing: Thing) -> None:
    """Such as "humanitarian aid will rise to $9 million": the sum is of what stands before."""
    begin, _ = page.sentence(thing.first)
    near = [t for t in page.things_in(begin, thing.first) if not (t.values or t.money or t.inside)]
    if not near or near[-1].family not in ("aid", "cash") or not near[-1].item_span:
        return
    if _AMOUNTED.fullmatch(page.text, near[-1].end, thing.start):
        thing.item, thing.item_span = near[-1].item, near[-1].item_span
        near[-1].inside = True


def _weigh(page: Page, thing: Thing) -> None:
    """Such as "a 40-tonne load of flour", "40 tonnes (MT) of flour", "40 tons' worth of flour"."""
    if thing.unit and not thing.item:
        found = _OF_WEIGHT.match(page.text, thing.end)
        if found is None:
            return _weighed_before(page, thing)
        behind = page.things_in(thing.last, thing.last + 6)
        if behind and behind[0].start == found.end() and not behind[0].values:
            thing.item, thing.item_span = behind[0].item, behind[0].item_span
            thing.family, thing.head = behind[0].family, behind[0].head
            behind[0].inside = True
        return
    if thing.values or thing.item_span is None:
        return
    start = thing.item_span[0]
    weight = _WEIGHED.match(thing.item)
    if weight is None:
        return _weigh_load(page, thing)
    scale = 1e-3 if weight["unit"].startswith("k") else 1.0
    thing.values = (float(weight["n"].replace(",", "")) * scale,)
    thing.unit, thing.number_span = "t", (start, start + weight.end("n"))
    rest = weight.end() if weight.end() < len(thing.item) else weight.start("load")
    thing.item = thing.item[rest:]
    thing.item_span = (start + rest, thing.item_span[1])


def _weighed_before(page: Page, thing: Thing) -> None:
    """Such as "drinking water of 40 tonnes": what is weighed stands before."""
    near = page.things_in(max(0, thing.first - 8), thing.first)
    plain = bool(near) and near[-1].sort == "goods" and not (near[-1].values or near[-1].money)
    if not plain or near[-1].inside or page.text[near[-1].end : thing.start] != " of ":
        return
    before = near[-1]
    thing.item, thing.item_span = before.item, before.item_span
    thing.family, thing.head, before.inside = before.family, before.head, True
    thing.start, thing.first = before.start, before.first


def _weigh_load(page: Page, thing: Thing) -> None:
    """Such as "a 40-tonne load of flour", where the load is no goods by itself."""
    before = page.text[max(0, thing.start - 50) : thing.start]
    found = _LOAD_OF.search(before)
    if found is None or thing.sort != "goods":
        return
    at = thing.start - len(before)
    scale = 1e-3 if found["unit"].startswith("k") else 1.0
    thing.values = (float(found["n"].replace(",", "")) * scale,)
    thing.unit, thing.number_span = "t", (at + found.start("n"), at + found.end("n"))
    thing.start = at + found.start()
    thing.first = page.index(thing.start)


def _call(page: Page, thing: Thing, span: tuple[int, int]) -> None:
    """The name in quotation marks as what a sum is for."""
    thing.item, thing.item_span = page.text[slice(*span)], span
    for other in page.things_in(thing.last, page.index(span[1])):
        if not other.money:
            other.inside = True


def _name(page: Page, thing: Thing, phrase: Phrase) -> None:
    span = page.words[phrase.first].start, page.words[phrase.last - 1].end
    thing.item, thing.item_span = page.text[slice(*span)], span
    thing.family, thing.head = thing.family or phrase.family, thing.head or phrase.head
    for other in page.things_in(min(phrase.first, thing.last), max(phrase.last, thing.first)):
        if other is not thing and not (other.values or other.money):
            other.inside = True


def _before(page: Page, thing: Thing) -> Phrase | None:
    """Such as "joins the drone coalition with 5 million euros"."""
    words, i = page.words, thing.first - 1
    begin, _ = page.sentence(thing.first)
    while i > begin and words[i].low in _QUALIFIERS:
        i -= 1
    if i <= begin or words[i].low != "with":
        return None
    for k in range(i - 2, max(begin, i - _FAR) - 1, -1):
        if words[k].is_sign:
            return None
        acts = words[k].verb or words[k].low.startswith(("join", "financ"))
        if acts and _BACKS.match(words[k].low):
            return _phrase(page, k + 1, i)
    return None


def _behind(page: Page, thing: Thing) -> Phrase | None:
    """Such as "200 million pounds so that Kyiv can buy boats"."""
    found = _SO_THAT.match(page.text, thing.end) or _TO_DO.match(page.text, thing.end)
    if found is None:
        return None
    _, end = page.sentence(thing.first)
    return _phrase(page, page.index(found.end()), end)


def _phrase(page: Page, i: int, end: int) -> Phrase | None:
    """The noun phrase at word `i`, determiners and owners skipped."""
    words = page.words
    while i < end and (
        words[i].closed == "determiner" or i in page.names or words[i].low in _QUALIFIERS
    ):
        i += 1
    if i >= end or words[i].closed or words[i].is_sign or words[i].text[0].isdigit():
        return None
    phrase = items.read(
        words, i, end, stop=lambda k: words[k].text[0].isdigit(), named=lambda k: k in page.names
    )
    if phrase is None or phrase.sort in ("people", "time"):
        return None
    return phrase
