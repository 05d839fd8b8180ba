"""Claims of pages about gaps: places of help that shut, and how many."""

import re
from collections.abc import Iterator

from resupply.intake import numbers, spotting
from resupply.intake.claim_clause import draft
from resupply.intake.draft import Draft
from resupply.intake.scene import Scene


def read(scene: Scene) -> Iterator[Draft]:
    """Every claim that one of these constructions tells."""
    yield from shut(scene)


_PLACES = (
    r"(?:hospitals?|clinics?|facilities|(?:health|medical|nutrition|feeding|distribution|learning)"
    r" (?:centres?|centers?|posts?|points?|sites?)|schools?|kitchens?|bakeries|warehouses?"
    r"|safe spaces|shelters|pharmacies|centres|centers)"
)
_WORDS = r"three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty"
_SHUT = re.compile(
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


def shut(scene: Scene) -> Iterator[Draft]:
    """Such as "188 health facilities across the country have closed"."""
    page = scene.page
    for found in spotting.finditer(_SHUT, page.text):
        plain = found["n"].replace(",", "")
        value = float(plain) if plain.isdigit() else numbers.worded(found["n"])
        at = page.index(found.start())
        if not value or value < 3 or at >= len(page.words) or at in page.dated:
            continue
        yield draft(scene, at, page.index(found.end()) - 1, "count", value, "claim.shut")
