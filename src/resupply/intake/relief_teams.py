"""People that gifts are: who is sent after a disaster or to train others, or is to be trained."""

import re

from resupply.intake import rx
from resupply.intake.clauses import Clauses
from resupply.intake.page import Page
from resupply.intake.things import Thing
from resupply.intake.wars import ATTACKED

#: What a text speaks of where people are sent to help.
_DISASTER = rx.compile(
    r"\b(?:earthquakes?|quakes?|floods?|flooding|cyclone|hurricane|typhoon|landslides?|tsunami"
    r"|wildfires?|forest fires|rubble|mudslides?|eruption)\b",
    re.IGNORECASE,
)
_SENDS = frozenset(["send", "dispatch", "despatch", "deploy", "fly", "airlift", "contribute"])
_HELPERS = rx.compile(
    r"\b(?:personnel|troops?|soldiers?|firefighters?|rescuers?|medics?|doctors?|nurses?|experts?"
    r"|specialists?|staff|volunteers?|officers?|engineers?|paramedics?|responders?|members?"
    r"|servicemen|police|workers?|technicians?|divers?|instructors?|trainers?|sappers?)$",
    re.IGNORECASE,
)


def are_sent(page: Page, clauses: Clauses, thing: Thing, topic: str | None) -> bool:
    """Whether counted people are sent somewhere as help.

    Args:
        page: The text.
        clauses: Its verbs.
        thing: The people.
        topic: Whom the text is about.
    """
    if thing.sort != "people" or not thing.values or topic is None:
        return False
    relief = topic not in ATTACKED and _DISASTER.search(page.text)
    if not _HELPERS.search(thing.item) or not (relief or are_to_teach(page, thing)):
        return False
    trigger = clauses.govern(thing).trigger
    return trigger is not None and trigger.lemma in _SENDS and not trigger.nominal


_TO_TEACH = rx.compile(
    r"(?: (?:to|in|from) (?:the )?[A-Z][\w’'-]+(?: (?:and|[A-Z][\w’'-]+)){0,3})? "
    r"(?:who (?:will|are to|would) |to )(?:help )?(?:to )?(?:train|teach|instruct|coach)\b"
)


def are_to_teach(page: Page, thing: Thing) -> bool:
    """Such as "30 soldiers to Poland to train Ukrainian gunners"."""
    return _TO_TEACH.match(page.text, thing.end) is not None


def are_trained(clauses: Clauses, thing: Thing) -> bool:
    """Such as "1,600 troops are to be trained": people, and what is given is training.

    Args:
        clauses: Verbs of the text.
        thing: The people.
    """
    if thing.sort != "people" or not thing.values or not thing.item:
        return False
    trigger = clauses.govern(thing).trigger
    return trigger is not None and trigger.lemma == "train" and not trigger.nominal
