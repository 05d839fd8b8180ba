"""Verbs of saying in their base form: "officials say", "figures released in May show"."""

import re

from resupply.intake import rx
from resupply.intake.phrases import INVOLVED

_ADVERB = rx.compile(r"(?:\s(?:also|now|still|even|then|often|further|all|both|[a-z]+ly))+$")


#: "Opponents, above all the chancellor, say": what is put between the subject and its verb.
_ASIDE = rx.compile(
    r"(?<=[a-z]),\s(?:above\s+all|among\s+them|including|especially|particularly|notably"
    r"|such\s+as|led\s+by"
    r"|both|most\s+of|many\s+of|some\s+of|even|like|who|which|from|in|on|for|however|though"
    r"|meanwhile)\b[^,]*,$"
)

#: "Figures released by the institute show that".
_PAPERS = rx.compile(
    r"\b(?:data|figures|statistics|numbers|estimates|results|documents|records|images|findings)"
    r"\s(?:[a-z]+ed|from|by|of|seen|shown|put)\s[^,.;:]{2,60}$"
)


#: "Many in the town say", "Others say".
_MANY = rx.compile(
    r"(?:^|\band\s|\bbut\s|[,;–—-]\s)(?:many|some|most|several|others|both|few|all|half)"
    r"(?:\s(?:in|of|at|from|here|there)\b[\w\s’'-]{0,40})?$"
)


def is_base_verb(masked: str, start: int, at: int) -> bool:
    """Whether a form like "say" or "report" is a verb here: whether several speak before it.

    Args:
        masked: The text of the frame.
        start: Where its sentence begins.
        at: Place of the form.
    """
    before = _ASIDE.sub("", masked[start:at].rstrip().lower())
    before = _ADVERB.sub("", before)
    involved = INVOLVED.search(before)
    before = before[: involved.start("behind")] if involved else before
    plural = (
        r"(?:^|\band\s|[,;–—-]\s)(?:[\w’'-]+\s){0,3}(?:[a-z]{3,}s|people|women|men|police|crew)"
        r"(?:\s(?:on|in|of|from|at|for|across|around|near)\s[\w\s’'-]{2,50})?$"
    )
    if re.search(plural, before) or _MANY.search(before) or _PAPERS.search(before):
        return True
    return before.endswith(
        (
            " they",
            "they",
            "colleagues",
            " we",
            " who",
            " officials",
            " authorities",
            " will",
            " would",
            " to",
            "leaders",
            "ministers",
            "sources",
            "analysts",
            "experts",
            "agencies",
            "states",
            "researchers",
            "authors",
            "partners",
            "workers",
            " data",
            " media",
            " outlets",
            " police",
            " papers",
            " figures",
            " images",
            "and",
        )
    )
