"""Words around a gift: what holds it up, who is thanked for it, the "second country to give"."""

import re

from resupply.intake import rx
from resupply.intake.page import Actor, Page
from resupply.intake.things import Thing

#: What is backed with them is no gift, unless it has a figure.
BACKING = frozenset(["back", "support", "assist", "help", "boost"])
WORKS = frozenset(["reconstruction", "recovery", "rehabilitation", "reform", "reforms", "economy"])
NTH = frozenset(["second", "third", "fourth", "fifth", "sixth", "only", "last"])
STATES = frozenset(["country", "nation", "state", "member", "ally"])


#: What a sum is spent on, told behind it.
WITH_WHICH = rx.compile(
    r"\b(?:with|from|for|by) which\b[^.;]*\b(?:will|would|can|could|is to|are to|plans? to)\b"
    r"|\b(?:which|that) (?:will|would|is to|can) (?:be used to |help |allow \w+ to |enable \w+ "
    r"to )*"
    r"(?:buy|purchase|procure|pay for|cover|finance|fund)\b",
    re.IGNORECASE,
)
#: What the goods told before cost: "the cost of the batch amounts to 4.9 million".
PRICED = rx.compile(
    r"\b(?:cost|value|price|worth) of (?:the|this|these|all) (?:[\w-]+ ){1,9}"
    r"(?:(?:is|was|are) (?:put|estimated|valued)(?: at| to be)|is|was|are|amounts? to"
    r"|amounted to|comes to|came to|totals?|reache[sd]|exceed(?:s|ed)) "
    r"(?:about |over |some |around |nearly |almost |more than |approximately )?$",
    re.IGNORECASE,
)
#: What pays for what follows.
FUNDS = rx.compile(
    r"\b(?:funds?|money|grant|sum|contribution|donation|funding|amount|gift) (?:also )?$",
    re.IGNORECASE,
)
#: A deed told again, with its day.
HANDED_OVER = rx.compile(
    r"\b(?:The |This |Their |Its )(?:official |formal |symbolic )?(?:hand-?over|transfer|delivery"
    r"|donation"
    r"|presentation|ceremony)\b[^.;\n]{0,60}?\b(?:took place|was held|was made|was completed"
    r"|happened)\b"
)
#: Aid as one thing that came, though without a figure: "for this new package of assistance".
_ONE_GIFT = rx.compile(
    r"(?:new|latest|recent|further|next|\w+th|second|third|huge|large|generous)\b.*"
    r"\b(?:package|tranche|batch|shipment|consignment|delivery|donation)\b"
    r"|(?:package|tranche|batch|shipment|consignment|delivery|donation) of "
)
_THANKS = rx.compile(
    r"\b(?:thank\w*|grateful|gratitude)\b(?:[^.;:]|(?<=[A-Z])\.){0,60} for "
    r"(?:[^.;:]{3,50},? and (?:also )?for )?(?:the |its |their |this |another |a further )?$",
    re.IGNORECASE,
)


#: What leads to a part of a sum told before it: "of which 20 million go to Jordan".
PART_OF_IT = rx.compile(r"\bof (?:which|it|this|that)\b[^.;]*$")
#: The begin of a line of a list.
BULLET = rx.compile(r"\n\s*[•*–-]\s")
#: Behind a country's name: goods that come from there, whoever gives them.
MADE_THERE = rx.compile(r"[-‑ ](?:made|built|produced|manufactured|designed|era)\b")
#: Behind a country's name: only whose a drive or an initiative is.
OF_THEIRS = rx.compile(r"[-‑](?:led|run|backed|funded|financed|overseen|sponsored|based)\b")
#: Where a story was filed, in capitals at its head.
DATELINE = rx.compile(r"\s*[A-Z][A-Z’' -]{2,30}\b[^.\n]{0,40}?(?: - | — | – |: |\) )")
#: Such as "its contribution this year to 61 million": what it comes to.
COMES_TO = rx.compile(r"(?: [a-z]+){0,4} to (?:about |over |more than |nearly )?[\d$€£]")
#: Who is called upon to give.
CALLED_UPON = frozenset(
    ["donors", "world", "community", "countries", "partners", "allies", "governments", "states"]
)
_SHARE = rx.compile(
    r"['’]s? (?:own |total |financial )?"
    r"(?:share|part|portion|contribution|donation|input|stake) "
    r"(?:(?:of|in|to|for) (?:it|this|(?:the |that |UN )?[\w-]+(?: [A-Z]\w+){0,4}) ){0,2}"
    r"(?:is|was|will be|amounts to|comes to"
    r"|stands at|totals) "
    r"(?:about |around |some |over |nearly |almost |more than |roughly )?$"
)


_TOPS = rx.compile(
    r" (?:tops|topped|leads|led|heads|headed) [^.;:\d]{3,60}? with (?:an? |its |their )?"
    r"(?:donation|contribution|pledge|gift|commitment)s? (?:(?:of|worth) )?"
    r"(?:about |around |some |over |nearly |almost |more than |roughly )?$"
)


def shared(page: Page, thing: Thing) -> Actor | None:
    """Whose share a sum is ("Iceland's share is 2 million", "Oslo leads with a gift of 2")."""
    begin, _ = page.sentence(thing.first)
    start = page.words[begin].start
    if not thing.money:
        return None
    found = _SHARE.search(page.text, start, thing.start)
    found = found or _TOPS.search(page.text, start, thing.money.begin)
    return page.actor_at(page.index(found.start()) - 1) if found else None


_IS_THERE = rx.compile(
    r"(?: (?:from|of|under|sent by|promised by|donated by|given by) [^.;:,\n]{2,40}?)?,?"
    r"(?: [-–])? (?:is|are|was|were) (?:already|now|finally) in (?:the )?(?=[A-Z])"
)


def is_there(page: Page, thing: Thing) -> Actor | None:
    """Where goods are now ("The first Czech shells are already in Ukraine")."""
    found = _IS_THERE.match(page.text, thing.end) if thing.sort == "goods" else None
    return page.actor_at(page.index(found.end())) if found else None


_THANK_YOU = rx.compile(r"\b(?:[Tt]hank(?:s|ful)?|[Gg]rateful|[Gg]ratitude|[Aa]ppreciate)\b")


def thanked_beside(page: Page, thing: Thing, topic: str | None) -> Actor | None:
    """Who is thanked right behind or right before ("20 guns have come. Thank you, Norway!")."""
    begin, end = page.sentence(thing.first)
    places = [end] if end < len(page.words) else []
    places += [page.sentence(begin - 1)[0]] if begin else []
    for at in places:
        first, last = page.sentence(at)
        near = "\n\n" not in page.text[page.words[max(0, max(begin, first) - 1)].end :][:3]
        if not near:
            continue
        start, stop = page.words[first].start, page.words[last - 1].end
        said = _THANK_YOU.search(page.text, start, min(start + 45, stop))
        if said is None:
            continue
        after = page.index(said.end())
        others = [a for a in page.actors_in(after, last) if a.id != topic and a.kind != "place"]
        theirs = all(a.id == topic for a in page.actors_in(first, after))
        if others and theirs:
            return others[0]
    return None


def thanked(page: Page, thing: Thing, topic: str | None) -> Actor | None:
    """Who is thanked for a thing by those who got it ("thanked Norway for four launchers")."""
    plain = thing.sort == "goods" and thing.family not in ("aid", "cash", "support", "")
    plain = plain or bool(thing.family == "aid" and _ONE_GIFT.match(thing.item))
    if not (thing.values or thing.money or plain):
        return None
    begin, end = page.sentence(thing.first)
    found = _THANKS.search(page.text, page.words[begin].start, thing.start)
    if found is None:
        return None
    at = page.index(found.start())
    theirs = any(a.id == topic for a in page.actors_in(thing.last, end))
    for actor in page.actors_in(begin, at):
        if actor.id != topic and not (theirs and actor.kind == "person"):
            return None  # "Scholz thanked Norway for gas"
    named = [a for a in page.actors_in(at, thing.first) if a.id != topic]
    return named[0] if named else None
