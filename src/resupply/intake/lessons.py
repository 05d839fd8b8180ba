"""Training and work that one country does for another: help without goods.

"Estonia trains Ukrainian gunners", "Malta has had a part in demining" hand over nothing and have no
number, so no thing stands for them.
"""

from collections.abc import Iterator

from resupply.intake import lexicon, rx, spotting
from resupply.intake.clauses import Clauses, Governed
from resupply.intake.page import Page
from resupply.intake.things import Thing
from resupply.intake.triggers import Trigger

#: Who is trained.
_LEARNERS = frozenset(
    [
        *("soldier", "troop", "pilot", "personnel", "recruit", "serviceman", "servicewoman"),
        *("force", "officer", "specialist", "deminer", "medic", "doctor", "nurse", "brigade"),
        *("battalion", "fighter", "sapper", "technician", "engineer", "instructor", "police"),
        *("teacher", "crew", "military", "army", "marine", "operator", "cadet", "firefighter"),
        *("rescuer", "gunner", "tanker", "mechanic", "guard", "staff", "worker", "unit", "expert"),
    ]
)
#: Such as "has had a part in", "takes part in", and the work.
_PART = rx.compile(
    r"\b(?:ha(?:s|ve) (?:had|taken|played) (?:an? )?(?:\w+ )?(?:part|role|share|hand)"
    r"|(?:takes?|took|is taking|are taking|plays?|played) (?:an? )?(?:\w+ )?(?:part|role)"
    r"|(?:has |have |is |are )?(?:participat(?:es?|ed|ing)|help(?:s|ed|ing)|assist(?:s|ed|ing)))"
    r" (?:in|with) (?P<work>(?:the )?(?:humanitarian )?(?:demining|mine clearance|clearing mines"
    r"|training(?= [A-Z])))\b"
)
#: Such as "and in training Ukrainian", behind the work.
_AND_TRAINING = rx.compile(r",? and (?:in |with )?training (?=[A-Z])")
#: Such as "teach", and "are in Poland training": the learners follow.
_TEACHES = rx.compile(
    r"\b(?:(?P<be>is|are|was|were|have been|has been) (?:now |currently |also )?(?:in|at) "
    r"(?:the )?[A-Z][\w-]+(?: [A-Z][\w-]+)? training"
    r"|(?:teach(?:es)?|taught|instruct(?:s|ed)?)) (?=(?:the )?[A-Z])"
)
_OWN = frozenset(["its", "own", "my", "her", "his"])
_REACH = 9


def found(page: Page, clauses: Clauses, topic: str | None) -> Iterator[tuple[Thing, Governed]]:
    """Each training that a verb tells of, with that verb.

    Args:
        page: The text.
        clauses: Its verbs.
        topic: Whom the text is about.
    """
    for trigger in clauses.triggers if topic else ():
        plain = trigger.lemma == "train" and not (trigger.nominal or trigger.passive)
        purpose = trigger.tense == "to" and not trigger.matrix  # "sent 70 officers to train"
        if not plain or trigger.negated or purpose or _is_supposed(page, trigger):
            continue
        last = _learners(page, trigger.at + 1, topic)
        who = clauses.subjects(trigger) if last else []
        if last and not any(a.id == topic for a in who):
            start, end = page.words[trigger.at].start, page.words[last - 1].end
            thing = Thing(start, end, trigger.at, last, "people", "training", head="training")
            yield thing, Governed(trigger, "object", "")

    yield from _work(page, clauses, topic)
    yield from _taught(page, clauses, topic)


def _taught(page: Page, clauses: Clauses, topic: str | None) -> Iterator[tuple[Thing, Governed]]:
    """Such as "Italian officers teach Ukrainian gunners", "are in Poland training them"."""
    for m in spotting.finditer(_TEACHES, page.text) if topic else ():
        first, last = page.index(m.start()), _learners(page, page.index(m.end()), topic)
        trigger = Trigger(first, first, "train", "deliver", "delivered", tense="present")
        who = clauses.subjects(trigger) if last else []
        if not who or any(a.id == topic for a in who):
            continue
        at = page.index(m.end()) - 1
        thing = Thing(
            *(page.words[at].start, page.words[last - 1].end, at, last, "people", "training"),
            head="training",
        )
        yield thing, Governed(trigger, "object", "")


def _work(page: Page, clauses: Clauses, topic: str | None) -> Iterator[tuple[Thing, Governed]]:
    """Such as "has had a part in demining and in training Ukrainian soldiers"."""
    for m in spotting.finditer(_PART, page.text) if topic else ():
        at, first, last = (page.index(k) for k in (m.start(), m.start("work"), m.end()))
        trigger = Trigger(at, at, "help", "deliver", "delivered", tense="past")
        who = clauses.subjects(trigger)
        if not who or any(a.id == topic for a in who):
            continue
        spans = [(first, last, m["work"])]
        joined = _AND_TRAINING.match(page.text, m.end())
        if joined:
            k = page.index(joined.end())
            spans.append((k - 1, _learners(page, k, topic), "training"))
        for begin, end, item in spans:
            if end:
                span = (page.words[begin].start, page.words[end - 1].end)
                yield (
                    Thing(*span, begin, end, "people", item, head=item.split()[-1]),
                    Governed(trigger, "object", ""),
                )


def _learners(page: Page, at: int, topic: str | None) -> int:
    """The word behind those of the topic who are trained, or 0."""
    words, stop = page.words, min(at + _REACH, len(page.words), page.sentence(at)[1])
    last = 0
    for i in range(at, stop):
        word = words[i]
        if i not in page.names and (
            word.is_sign or word.verb or word.low in _OWN or word.text[0].isdigit()
        ):
            break
        if word.closed not in ("", "determiner") and word.low not in ("of", "and"):
            break
        if lexicon.singular(word.low) in _LEARNERS:
            last = i + 1
    named = page.actors_in(at, last) if last else []
    counted = any(t.values for t in page.things_in(at, last)) if last else False
    asked = page.words[page.sentence(at)[1] - 1].text == "?"
    return last if any(a.id == topic for a in named) and not (counted or asked) else 0


def stage(page: Page, governed: Governed, stage: str) -> str:
    """What is trained now or was, is given; the stage of the verb where it is to come.

    Args:
        page: The text.
        governed: The verb that tells of it.
        stage: The stage of that verb.
    """
    trigger = governed.trigger
    if trigger is not None and _shares(page, trigger):
        return stage
    done = trigger is not None and trigger.tense in ("present", "being", "now", "past", "ing")
    return "delivered" if done and stage != "in_talks" else stage


def _is_supposed(page: Page, trigger: Trigger) -> bool:
    """Such as "If Germany trains them, it sends a message"."""
    begin, _ = page.sentence(trigger.at)
    said = [w.low for w in page.words[max(begin, trigger.first - 8) : trigger.first]]
    return bool({"if", "whether", "unless"} & {*said})


def _shares(page: Page, trigger: Trigger) -> bool:
    """Such as "will give jets and train them": the stage is that of the verb before "and"."""
    base = page.words[trigger.at].low == "train" and trigger.first == trigger.at
    return base and page.words[trigger.at - 1].low in ("and", "or", ",")
