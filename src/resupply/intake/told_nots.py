"""What looks like a verb of saying and is none, and lines that lead to other pages."""

from resupply.intake import rx
from resupply.intake.cues import Cue
from resupply.intake.frame import Frame
from resupply.intake.memory import OUTLETS
from resupply.intake.text import Span
from resupply.intake.told_clauses import Reported

#: A line that leads to another page: its heading is no part of this text.
_READ_ALSO = rx.compile(
    r"[\s*•>|–—-]*(?:Read|See|Watch|Also\s+read|Related|Read\s+(?:also|more|next|on)"
    r"|More\s+on\s+this|Don['’]t\s+miss"
    r"|See\s+also|Recommended)(?:\s+(?:also|more|articles?|news|stories|story|topic|next))?\s*:\s"
)


def leads_away(masked: str, sentence: Span) -> bool:
    """As in "Read also: Harvest fails, farmers say": a line that leads to another page."""
    return _READ_ALSO.match(masked, sentence.start, sentence.end) is not None


#: "angered the allies by saying he would go".
SAID_BY = frozenset(["say", "declare", "warn", "announce", "claim", "suggest", "insist", "state"])


#: "an estimated 140 million": a sort of number.
_ARTICLE = rx.compile(r"(?i)\b(?:an?|the|its|their|this|some)\s+\Z")
#: "will teach them to use and maintain the launchers": the second of two infinitives.
_TO_BOTH = rx.compile(r"\bto\s+[a-z]+(?:,\s[a-z]+)*,?\s+(?:and|or)\s+\Z")
_TO_HEARER = rx.compile(
    r"\s+to\s+(?:reporters|journalists|the\s+(?:agency|paper|channel)|[A-Z]\w+\s+that)\b"
    r"|\s+to\s+that\b"
)
_SHOWERS = rx.compile(
    r"(?i)\b(?:data|figures|numbers|statistics|reports?|documents?|stud(?:y|ies)|survey|poll|polls"
    r"|analys[ie]s|estimates?|records|images|footage|findings|results|research|map|maps|tracker"
    r"|assessments?|photos|pictures|videos?|paper|papers|minutes|tables?|index|tally|calculations"
    r"|breakdowns?|budgets?|schedules?|lists?|documentation|records|ledger|filings?|forecasts?"
    r"|experience|history|evidence)\b(?:[^,;:]{0,60}|[^,;:]{0,40},[^,;:]{3,60},\s*)\Z"
)


def no_cue(masked: str, start: int, end: int, cue: Cue) -> bool:
    """As in "an estimated 140 million", "it adds to the risk", "which showed that it could"."""
    lead = masked[max(0, start - 90) : start]
    if cue.lemma == "estimate" and cue.form == "past":
        return _ARTICLE.search(lead) is not None
    if cue.lemma == "rule" and masked.startswith(" out", end):
        return True
    if cue.form == "base" and _TO_BOTH.search(lead):
        return True
    if cue.lemma == "add" and masked.startswith(" to ", end):
        return not _TO_HEARER.match(masked, end)
    return cue.lemma == "show" and cue.form != "ing" and not _SHOWERS.search(lead)


_RELAYS = rx.compile(r"reports?|reported|writes?|wrote|quotes?|quoted|informs?|informed")


def without_relays(frame: Frame, found: list[Reported]) -> list[Reported]:
    """As in "X said the road was shut, Reuters reported": X said it, whoever passed it on."""
    out = []
    for told in found:
        relayed = told.rule == "reported.according_to" or (
            told.rule.startswith(("reported.before", "reported.inside"))
            and (_RELAYS.fullmatch(frame.masked, *told.cue) or told.speaker.name in OUTLETS)
        )
        inner = [r for r in found if r is not told and told.start <= r.cue[0] < told.end]
        if not (relayed and inner):
            out.append(told)
    return out
