"""Claims of pages about gaps: places of help that shut, how many of a whole came through."""

from collections.abc import Iterator

from resupply.intake import numbers, rx, spotting
from resupply.intake.claim_clause import draft
from resupply.intake.draft import Draft
from resupply.intake.scene import Scene


def read(scene: Scene) -> Iterator[Draft]:
    """Every claim that one of these constructions tells."""
    yield from shut(scene)
    yield from only_so_many(scene)


_PLACES = (
    r"(?:hospitals?|clinics?|facilities|(?:health|medical|nutrition|feeding|distribution|learning)"
    r" (?:centres?|centers?|posts?|points?|sites?)|schools?|kitchens?|bakeries|warehouses?"
    r"|safe spaces|shelters|pharmacies|centres|centers)"
)
_WORDS = r"three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty"
_SHUT = rx.compile(
    rf"\b(?P<n>\d[\d,]*|{_WORDS}) (?:[\w-]+ ){{0,3}}?{_PLACES}(?: (?:across|in|throughout|around|it"
    r"|supported|run|operated|by|of)(?: [\w’'-]+){1,5}?)? (?:(?:that )?(?:have|has|had|were"
    r"|are|was|is"
    r"|could|may|might|will|would|already|also|now|been|be|now|still|only|partially|partly|fully|to"
    r"|forced|or) ){0,5}(?:close[ds]?|shut|shuttered|ceased?|suspended|halted|stopped"
    r"|out of (?:service"
    r"|action|order)|non-functional|functioning|functional|operational|at risk of (?:closure"
    r"|closing)"
    r"|destroyed|damaged)\b"
)


def _count(said: str) -> float:
    plain = said.replace(",", "")
    return float(plain) if plain.isdigit() else numbers.worded(said) or 0.0


def shut(scene: Scene) -> Iterator[Draft]:
    """Such as "188 health facilities across the country have closed"."""
    page = scene.page
    for found in spotting.finditer(_SHUT, page.text):
        value = _count(found["n"])
        at = page.index(found.start())
        if value < 3 or at >= len(page.words) or at in page.dated:
            continue
        yield draft(scene, at, page.index(found.end()) - 1, "count", value, "claim.shut")


#: Such as "out of the 600 missions planned for the north, only 305 were let through".
_ONLY = rx.compile(
    r"\b(?:[Oo]ut )?[Oo]f (?:the |its |their |some |about |around )*(?P<all>\d[\d,]*) "
    r"(?P<what>[a-z][^.;:\d]{3,120}?),? (?:only|just|merely|barely|fewer than) (?:about "
    r"|around |some )?"
    r"(?P<part>\d[\d,]*)\b(?! ?(?:%|per ?cent|million|billion|days|hours|weeks|months|km|years))"
)


#: Such as "of the 60 clinics of the region, 41 have shut".
_OF_THESE = rx.compile(
    r"\b(?:[Oo]ut )?[Oo]f (?:(?:the|its|their|all|these|some|about|around) )+(?P<all>\d[\d,]*) "
    r"(?P<what>[a-z][^.;:,\d]{3,60}), (?:about |around |some |only |at least |more than |nearly )?"
    rf"(?P<part>\d[\d,]*|{_WORDS}) (?:of them )?(?:now |still |so far |already )?"
    r"(?:have|has|had|are|were|was|is|remain|will|could|lack|need|lost|closed|stopped|shut)\b"
)


def only_so_many(scene: Scene) -> Iterator[Draft]:
    """How many of a counted whole came through, the whole named before."""
    page = scene.page
    cues = (c for cue in (_ONLY, _OF_THESE) for c in spotting.finditer(cue, page.text))
    for found in cues:
        whole, part = (_count(found[k]) for k in ("all", "part"))
        at, last = page.index(found.start("all")), page.index(found.end()) - 1
        if part < whole and page.sentence(at) == page.sentence(last) and at not in page.dated:
            yield draft(scene, at, last, "count", [part, whole], "claim.only")
