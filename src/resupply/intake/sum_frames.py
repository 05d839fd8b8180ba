"""Sums apart from the verb that gives them: "With 5 million, Oslo announced a package"."""

from collections.abc import Sequence
from itertools import groupby

from resupply.intake import rx
from resupply.intake.clauses import Governed
from resupply.intake.page import Page
from resupply.intake.things import Thing
from resupply.intake.told import Gift

_GIVES = frozenset(["deliver", "pledge", "commit"])
#: What is held up, before what it is worth.
_HELD = rx.compile(r"\b(?:aid|assistance|loan|package|support|funding|grant)\b[^.;:]*\bworth ")
#: Sums that are only compared with: "almost equal to the US allocation of".
_COMPARED = rx.compile(
    r"\b(?:equal to|compared (?:to|with)|more than|less than|as against|exceed(?:s|ed|ing)?"
    r"|close to|on a par with|behind|ahead of) (?:the |its |their )?(?:[\w.’'-]+ ){1,4}"
    r"(?:allocations?|contributions?|commitments?|share|total|level|amount) of "
    r"(?:about |over |some |around |nearly |almost |more than )?$"
)
#: What was reached by all that was given.
_REACHED = rx.compile(
    r"\b(?:collectively|together|jointly|combined) (?:now )?(?:reach(?:es|ed)?|stands? at"
    r"|amounts? to|totals?|comes? to) "
    r"(?:just |about |over |some |around |nearly |almost |more than )*$"
)
#: Such as "assistance to Kyiv will reach": what it grows to in all.
_GROWN_TO = rx.compile(
    r"\b(?:[Ss]upport|[Aa]ssistance|[Aa]id)(?: (?:to|for) (?:\w+ ){1,2}?)? ?"
    r"(?:will |would |has |have )?(?:now )?reach(?:es|ed)? "
    r"(?:just |about |over |some |around |nearly |almost |more than )*$"
)
_NEW = rx.compile(r"\b(?:new|latest|this|package|tranche)\b")
#: The worth of the gift named in it.
_VALUE_OF = rx.compile(
    r"\b(?:value|cost|worth) of (?:the|this) (?P<what>(?:[\w-]+ ){0,3}?(?:package|batch|aid|support"
    r"|assistance|donation|tranche|delivery|shipment)) (?:is|was|amounts?|comes?|totals?|exceed)"
)


def governed_by_the_clause(page: Page, thing: Thing, governed: Governed) -> Governed:
    """Such as "With 5 million, Oslo announced its largest package": the object of the clause."""
    governed = not_got(page, thing, remaining(page, approved(page, thing, governed)))
    trigger = governed.trigger
    if not thing.money or trigger is None or governed.side != "subject" or trigger.nominal:
        return governed
    begin, _ = page.sentence(thing.first)
    opens = thing.first - begin == 1 and page.words[begin].low == "with"
    gives = trigger.group in _GIVES and not trigger.passive and not trigger.negated
    return Governed(trigger, "object", "") if opens and gives else governed


#: Who gets a yes for what it gives: "received the backing of parliament for a package".
_YES = rx.compile(
    r" (?:the |its |full |final |unanimous )*(?:backing|support|approval|green light|go-ahead"
    r"|authori[sz]ation|permission|consent)\b[^.;:]* for (?:a |an |the |its |another )?"
    r"(?:[\w-]+ ){0,4}?$"
)


def approved(page: Page, thing: Thing, governed: Governed) -> Governed:
    """Such as "received the backing of parliament for a package": a package that is approved."""
    trigger = governed.trigger
    if trigger is None or trigger.group not in ("receive", "other") or trigger.at > thing.first:
        return governed
    said = page.text[page.words[trigger.at].end : thing.start]
    if trigger.passive or trigger.nominal or not _YES.match(said):
        return governed
    given = trigger._replace(lemma="approve", group="commit", status="committed")
    return Governed(given, "object", "")


#: What is to be done yet: "remains to be".
_STILL_TO = rx.compile(r"remain(?:s|ed)?(?: still)? to be ")


def remaining(page: Page, governed: Governed) -> Governed:
    """Such as "of which 2 million remains to be disbursed": what is still to be given."""
    trigger = governed.trigger
    if trigger is None or trigger.lemma != "remain" or governed.side != "subject":
        return governed
    still = _STILL_TO.match(page.text, page.words[trigger.at].start)
    at = page.index(still.end()) if still else 0
    verb = page.words[at].verb if 0 < at < len(page.words) else None
    if verb is None or verb.group not in _GIVES:
        return governed
    given = trigger._replace(
        at=at, lemma=verb.lemma, group=verb.group, status="pledged", passive=True, tense="future"
    )
    return Governed(given, "subject", "")


#: Such as "has so far failed to get": what somebody else has not given yet; not "failed to get".
_NOT_GOT = rx.compile(
    r"\b(?:ha(?:s|ve) (?:so far |yet |again )?failed|still unable|struggl(?:es|ing)|tr(?:ies|ying))"
    r" to (?:get|obtain|secure|win|receive) "
    r"(?:a |an |the |its |about |over |some |around |nearly |almost |more than )*$"
)
_FROM_WHOM = rx.compile(r"[^.;:,]{0,30} from (?:the )?[A-Z]")


def not_got(page: Page, thing: Thing, governed: Governed) -> Governed:
    """Such as "failed to get 61 billion in aid from the US": it is talked of still."""
    trigger = governed.trigger
    if trigger is None or not thing.money or trigger.at > thing.first:
        return governed
    before = page.text[max(0, thing.start - 60) : thing.start]
    if not (_NOT_GOT.search(before) and _FROM_WHOM.match(page.text, thing.end)):
        return governed
    hoped = trigger._replace(
        lemma="announce", group="talk", status="in_talks", negated=False, matrix=(), tense="maybe"
    )
    return Governed(hoped, "object", "")


def is_compared(page: Page, thing: Thing) -> bool:
    """Whether a sum is one of all that was given, or only compared with."""
    if not thing.money:
        return False
    lead = page.text[max(0, thing.start - 90) : thing.start]
    grown = _GROWN_TO.search(lead) and not _NEW.search(lead)
    return bool(grown or _COMPARED.search(lead) or _REACHED.search(lead))


def is_held_as_worth(page: Page, thing: Thing, first: int) -> bool:
    """Such as "blocked a loan plan worth 90 billion", from word `first` on."""
    return _HELD.search(page.text, page.words[first].start, thing.start) is not None


def named_in_its_value(page: Page, thing: Thing) -> str:
    """Such as "The value of the package is 3 million": the package; else ""."""
    found = _VALUE_OF.search(page.text, max(0, thing.start - 90), thing.start)
    return found["what"] if found else ""


_GDP = r"(?:%|per ?cent) of (?:[\w’']+ ){0,2}?(?:GDP|GNI|gross domestic product|national income)\b"
_OF_GDP = rx.compile(
    rf"{_GDP}(?: (?:a|per|each|every) year| annually| yearly)?,? (?:for|in|to|as|on|into) "
    r"(?:the |its |more |further )?$"
)
_AT_GDP = rx.compile(
    r"[\w ,]{0,30}? (?:at|of|worth|equal to|amounting to|equivalent to|in the amount of) "
    rf"(?:at least |about |around )?[\d.,]+ ?{_GDP}"
)


def is_of_gdp(page: Page, thing: Thing) -> bool:
    """Such as "0.25% of its GDP for military aid", "aid at 0.25% of GDP": a sum, though untold."""
    if thing.family != "aid" or thing.money:
        return False
    before = _OF_GDP.search(page.text, max(0, thing.start - 60), thing.start)
    return bool(before or _AT_GDP.match(page.text, thing.end))


def settle(page: Page, gifts: Sequence[Gift]) -> None:
    """Such as "Malta and Crete gave 2 and 3 million respectively": each its own, in place."""
    if "respectively" not in page.text:
        return
    for _, group in groupby(gifts, key=lambda g: page.sentence(g.thing.first)):
        told = [g for g in group if g.thing.money or g.thing.values]
        begin, end = page.sentence(told[0].thing.first) if told else (0, 0)
        if not any(w.low == "respectively" for w in page.words[begin:end]):
            continue
        donors = list(told[0].donors)
        if len(donors) == len(told) > 1 and all(g.donors == donors for g in told):
            for gift, donor in zip(told, donors, strict=True):
                gift.donors = [donor]
