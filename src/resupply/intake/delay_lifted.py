"""A halt that is lifted is no halt: "lifted a pause on deliveries", "ends freeze of aid"."""

import re

from resupply.intake import rx
from resupply.intake.draft import Draft
from resupply.intake.scene import Scene

_HALT = rx.compile(r"(?i)paus|suspen|halt|freez|block|ban\b|hold|embargo|stop|cessation")
_LIFTS = rx.compile(
    r"(?i)(?P<lead>(?:[\w’'-]+ ){0,2})\b(?:lift(?:s|ed|ing)?|end(?:s|ed|ing)|revers(?:es|ed|ing)"
    r"|rescind(?:s|ed|ing)|revok(?:es|ed|ing)|drop(?:s|ped|ping)) "
    r"(?:(?:an?|the|its|his|her|their|that|this|all|[\w’'-]+['’]s) )?(?:[\w-]+ ){0,2}\Z"
)
#: What is only asked for, or not done.
_NOT = rx.compile(
    r"(?i)\b(?:not|never|n[’']t|refus\w+|urg\w+|call\w*|demand\w*|ask\w*|before|until|if|without"
    r"|for|of|by|against|must|should|could|may|might|would|needs?|wants?|unless)\b"
)


def resumed(scene: Scene, draft: Draft) -> None:
    """Give a draft of a halt that is lifted its type."""
    page = scene.page
    said = draft.said
    if draft.fields["type"] == "resumed" or not _HALT.match(said):
        return
    begin, _ = page.sentence(page.index(draft.span[0]))
    found = re.compile(re.escape(said[:4]), re.IGNORECASE).search(page.text, *draft.span)
    if found is None or begin >= len(page.words):
        return
    lifts = _LIFTS.search(page.text, page.words[begin].start, found.start())
    if lifts is not None and not _NOT.search(lifts["lead"]):
        draft.fields["type"] = "resumed"
