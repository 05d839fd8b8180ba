"""Words that report speech: verbs by what may follow them, and the phrases between them and it."""

import re
from functools import cache
from typing import NamedTuple

from resupply.intake import rx
from resupply.intake.wordlists import words as words_of


class Cue(NamedTuple):
    """A verb of saying.

    Args:
        lemma: Its base.
        bare: Whether a clause may follow without "that".
        told: Whether the hearer follows directly ("told reporters that").
        form: `s`, `past`, `ing` or `base`.
        noun: Whether this form is a noun as well ("reports", "claims").
    """

    lemma: str
    bare: bool
    told: bool
    form: str
    noun: bool


_BARE = (
    "say:says:said:saying add:adds:added:adding claim:claims:claimed:claiming"
    " insist:insists:insisted:insisting"
    " admit:admits:admitted:admitting acknowledge:acknowledges:acknowledged:acknowledging"
    " confirm:confirms:confirmed:confirming"
    " note:notes:noted:noting warn:warns:warned:warning"
    " estimate:estimates:estimated:estimating announce:announces:announced:announcing"
    " report:reports:reported:reporting argue:argues:argued:arguing"
    " explain:explains:explained:explaining reveal:reveals:revealed:revealing"
    " stress:stresses:stressed:stressing declare:declares:declared:declaring"
    " state:states:stated:stating reiterate:reiterates:reiterated:reiterating"
    " vow:vows:vowed:vowing pledge:pledges:pledged:pledging"
    " promise:promises:promised:promising suggest:suggests:suggested:suggesting"
    " allege:alleges:alleged:alleging predict:predicts:predicted:predicting "
    "reckon:reckons:reckoned:reckoning think:thinks:thought:thinking"
    " concede:concedes:conceded:conceding maintain:maintains:maintained:maintaining"
    " write:writes:wrote:writing post:posts:posted:posting tweet:tweets:tweeted:tweeting"
    " emphasise:emphasises:emphasised:emphasising"
    " emphasize:emphasizes:emphasized:emphasizing recall:recalls:recalled:recalling"
    " complain:complains:complained:complaining"
    " caution:cautions:cautioned:cautioning clarify:clarifies:clarified:clarifying"
    " repeat:repeats:repeated:repeating"
    " reply:replies:replied:replying affirm:affirms:affirmed:affirming"
    " assert:asserts:asserted:asserting specify:specifies:specified:specifying"
    " expect:expects:expected:expecting fear:fears:feared:fearing hope:hopes:hoped:hoping"
)
_THAT = (
    "underline:underlines:underlined:underlining"
    " underscore:underscores:underscored:underscoring observe:observes:observed:observing"
    " remark:remarks:remarked:remarking conclude:concludes:concluded:concluding"
    " believe:believes:believed:believing"
    " indicate:indicates:indicated:indicating signal:signals:signalled:signalling"
    " signal:signals:signaled:signaling hint:hints:hinted:hinting"
    " disclose:discloses:disclosed:disclosing contend:contends:contended:contending"
    " lament:laments:lamented:lamenting"
    " comment:comments:commented:commenting respond:responds:responded:responding"
    " propose:proposes:proposed:proposing"
    " demand:demands:demanded:demanding agree:agrees:agreed:agreeing"
    " deny:denies:denied:denying testify:testifies:testified:testifying"
    " find:finds:found:finding highlight:highlights:highlighted:highlighting"
    " mention:mentions:mentioned:mentioning"
    " reaffirm:reaffirms:reaffirmed:reaffirming quip:quips:quipped:quipping"
    " joke:jokes:joked:joking boast:boasts:boasted:boasting"
    " continue:continues:continued:continuing recommend:recommends:recommended:recommending"
    " elaborate:elaborates:elaborated:elaborating"
    " detail:details:detailed:detailing summarise:summarises:summarised:summarising"
    " opine:opines:opined:opining"
    " answer:answers:answered:answering point:points:pointed:pointing"
    " show:shows:showed:showing forecast:forecasts:forecast:forecasting"
    " project:projects:projected:projecting"
    " counter:counters:countered:countering"
    " grumble:grumbles:grumbled:grumbling protest:protests:protested:protesting"
    " assess:assesses:assessed:assessing calculate:calculates:calculated:calculating"
    " guarantee:guarantees:guaranteed:guaranteeing"
    " read:reads:read:reading object:objects:objected:objecting muse:muses:mused:musing"
    " communicate:communicates:communicated:communicating certify:certifies:certified:certifying"
    " worry:worries:worried:worrying anticipate:anticipates:anticipated:anticipating"
    " suspect:suspects:suspected:suspecting doubt:doubts:doubted:doubting"
    " regret:regrets:regretted:regretting proclaim:proclaims:proclaimed:proclaiming"
    " envisage:envisages:envisaged:envisaging convey:conveys:conveyed:conveying"
    " imply:implies:implied:implying swear:swears:swore:swearing"
    " attest:attests:attested:attesting profess:professes:professed:professing"
    " speculate:speculates:speculated:speculating foresee:foresees:foresaw:foreseeing"
    " consider:considers:considered:considering"
    " rule:rules:ruled:ruling stipulate:stipulates:stipulated:stipulating"
    " accept:accepts:accepted:accepting confess:confesses:confessed:confessing"
    " concur:concurs:concurred:concurring relate:relates:related:relating"
    " relay:relays:relayed:relaying intimate:intimates:intimated:intimating"
    " recount:recounts:recounted:recounting"
    " surmise:surmises:surmised:surmising venture:ventures:ventured:venturing"
)
_TOLD = (
    "tell:tells:told:telling inform:informs:informed:informing"
    " reassure:reassures:reassured:reassuring remind:reminds:reminded:reminding"
    " assure:assures:assured:assuring"
    " notify:notifies:notified:notifying brief:briefs:briefed:briefing"
    " alert:alerts:alerted:alerting advise:advises:advised:advising"
)
#: Introduce words in quotation marks only.
_DIRECT = (
    "ask:asks:asked:asking urge:urges:urged:urging appeal:appeals:appealed:appealing"
    " call:calls:called:calling describe:describes:described:describing"
    " read:reads:read:reading exclaim:exclaims:exclaimed:exclaiming"
    " thank:thanks:thanked:thanking praise:praises:praised:praising"
    " conclude:concludes:concluded:concluding begin:begins:began:beginning"
    " end:ends:ended:ending plead:pleads:pleaded:pleading"
    " condemn:condemns:condemned:condemning hail:hails:hailed:hailing"
    " laugh:laughs:laughed:laughing sigh:sighs:sighed:sighing smile:smiles:smiled:smiling"
    " shrug:shrugs:shrugged:shrugging whisper:whispers:whispered:whispering muse:muses:mused:musing"
    " retort:retorts:retorted:retorting grumble:grumbles:grumbled:grumbling"
    " recount:recounts:recounted:recounting"
    " shout:shouts:shouted:shouting answer:answers:answered:answering"
    " quote:quotes:quoted:quoting cite:cites:cited:citing dub:dubs:dubbed:dubbing"
    " label:labels:labelled:labelling"
    " share:shares:shared:sharing echo:echoes:echoed:echoing"
    " welcome:welcomes:welcomed:welcoming put:puts:put:putting"
    " speak:speaks:spoke:speaking denounce:denounces:denounced:denouncing"
    " decry:decries:decried:decrying"
    " dismiss:dismisses:dismissed:dismissing deride:derides:derided:deriding"
    " characterise:characterises:characterised:characterising"
    " characterize:characterizes:characterized:characterizing"
)
#: Forms that are nouns or adjectives far more often.
_NOUNS = words_of(
    "claims notes estimates reports states stresses pledges promises posts tweets comments"
    " demands signals hints details"
    " remarks forecasts projects counters calls appeals thanks report claim note estimate"
    " state stress pledge promise post"
    " tweet comment demand signal hint detail remark forecast project counter call appeal"
    " thank briefing warning finding"
    " writing posting reading ending meeting beginning end put laugh sigh smile shrug"
    " whisper retort"
    " label quote labels quotes"
    " answers answer shares share"
    " brief briefs highlights highlight vows vow warns repeat show point points recall caution"
    " cautions recalls"
    " fear fears hope hopes doubt doubts regret regrets expected suspect suspects suspected"
    " reply replies projected protest protests object objects"
    " rule rules ruling relay relays related intimate intimated ventures venture alert alerts"
    " estimated found finds read praise maintain echoes echo welcome speaking ask"
) - {"warns", "recalls", "cautions", "estimated", "found", "finds", "speaking"}


@cache
def verbs() -> dict[str, Cue]:
    """Verbs of saying by each of their forms.

    Example:
        >>> verbs()["told"].told, verbs()["underlined"].bare, verbs()["reports"].noun
        (True, False, True)
    """
    out: dict[str, Cue] = {}
    for group, bare, told in ((_BARE, True, False), (_TOLD, True, True), (_THAT, False, False)):
        out.update(_forms(group, bare=bare, told=told))
    return out


@cache
def direct_verbs() -> dict[str, Cue]:
    """All verbs that may introduce words in quotation marks."""
    return {**_forms(_DIRECT, bare=False, told=False), **verbs()}


def _forms(group: str, *, bare: bool, told: bool) -> dict[str, Cue]:
    out: dict[str, Cue] = {}
    for verb in group.split():
        lemma, present, past, ing = verb.split(":")
        for form, word in (("base", lemma), ("s", present), ("ing", ing), ("past", past)):
            out[word] = Cue(lemma, bare, told, form, word in _NOUNS)
    return out


#: Verbs of saying in several words, by the first of them; what follows the verb.
PHRASES = {
    **dict.fromkeys(("went", "goes"), r"\s+on(?=[,:.]|$)"),
    **dict.fromkeys(("shot", "shoots", "hit", "fired"), r"\s+back(?=[,:.]|$)"),
    **dict.fromkeys(
        ("draws", "drew", "draw", "calls", "called"), r"\s+attention\s+to\s+the\s+fact(?=\s+that\b)"
    ),
    **dict.fromkeys(
        ("made", "makes", "make"),
        r"\s+(?:(?:it\s+)?(?:\w+\s+)?(?:clear|known|plain)"
        r"|no\s+secret\s+of\s+the\s+fact)(?=\s+that\b)"
        r"|\s+(?:known|public)(?=\s*[.,]|\s+(?:on|in|at|yesterday|today|earlier|last|this)\b)",
    ),
    **dict.fromkeys(("gave", "gives"), r"\s+(?:an\s+)?assurances?(?=\s+that\b)"),
    **dict.fromkeys(
        ("expressed", "expresses", "voiced", "voices", "express"),
        r"\s+(?:(?:his|her|its|their|the|deep)\s+)?(?:hopes?|confidence|conviction|concerns?|fears?"
        r"|regrets?|belief|opinion|certainty|optimism|wish|desire|expectations?|view|doubts?|worry"
        r"|worries|surprise|dismay|outrage|alarm)(?=\s+that\b)",
    ),
    **dict.fromkeys(("put", "puts"), r"\s+it(?=[,:.]|$)"),
    **dict.fromkeys(("let", "lets"), r"\s+(?:it\s+)?(?:be\s+known|slip)(?=\s+that\b)"),
    **dict.fromkeys(("left", "leaves"), r"\s+no\s+doubt(?=\s+that\b)"),
    **dict.fromkeys(
        ("is", "was", "are", "stays", "stayed", "remains", "remained", "feels", "felt"),
        r"\s+(?:convinced|confident|adamant|hopeful|optimistic|certain|sure"
        r"|clear)(?=\s+that\b)",
    ),
    **dict.fromkeys(
        ("does", "did", "do"),
        r"\s+not\s+(?:hide|conceal|deny|dispute|doubt|exclude|rule\s+out)(?=\s+that\b)",
    ),
    **dict.fromkeys(("took", "takes"), r"\s+the\s+view(?=\s+that\b)"),
    **dict.fromkeys(
        ("recalled", "recalls", "cited", "citing"),
        r"\s+(?:(?:recent|earlier|media|the|such|all|any)\s+){0,2}(?:reports?|claims?|allegations?"
        r"|rumou?rs|suggestions?|warnings?)(?=\s+that\b)",
    ),
}

#: Said in two words, of which only the first is the cue.
TWO_WORDS = ("went", "goes", "shot", "shoots", "hit", "fired")


def phrase(masked: str, m: re.Match[str]) -> tuple[Cue, int] | None:
    """As in "..., he went on." or "made it clear that": saying in several words, with their end."""
    behind = PHRASES.get(m[0].lower())
    if behind is None:
        return None
    found = re.compile(behind).match(masked, m.end())
    if found is None:
        return None
    on = m[0].lower() in TWO_WORDS
    return Cue(m[0].lower(), False, False, "past", False), m.end() if on else found.end()


WORD = rx.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")

#: Hearers and means between a verb and what was said.
_MEANS = (
    r"statement|interview|briefing|speech|address|report|release|post|tweet|message|letter"
    r"|update|video|conference|note|remarks|comments|"
    r"communiqu[eé]|bulletin|assessment|appeal|article|op-ed|broadcast|call|meeting|summit"
    r"|forum|session|hearing|talks|visit|ceremony|"
    r"phone|telephone|email|"
    r"newspaper|channel|Telegram|Facebook|Twitter|X|Instagram|Truth Social|television|TV|radio"
    r"|parliament|congress|Congress|"
    r"parliamentarians|lawmakers|reporters|journalists|media|press|newspapers|appearance|trip"
    r"|event|dispatch|notice|document|reply|response|text|sitrep|platform|website|page"
)
AFTER = rx.compile(
    r"\s*(?:,\s*)?(?:"
    r"(?:in|on|at|during|to|via|through|from|after|following|by|for|ahead of|before"
    r"|alongside)\s+(?:(?:an?|the|his|her|its|their|this|that|social|emailed|written|joint"
    r"|separate|video|nightly|daily|evening|news|press|X|state|online|public|Ukrainian"
    r"|national|weekly|latest|recent|new|opening|phone|telephone|[A-Z][\w.’'-]*|[a-z]+-[a-z-]+|[a-z-]+(?:ed"
    rf"|ly|al|ing|ish|ian))\s+){{0,6}}(?:{_MEANS})(?:\s+(?:on|to|with|in|from|by|at|of"
    r"|for)\s+(?:the\s+|a\s+)?(?:[a-z]+\s+(?=[A-Z]))?[A-Z][\w.’'-]*(?:\s+[A-Z][\w.’'-]*)"
    rf"{{0,3}})*"
    r"(?:\s+(?:carried|published|broadcast|quoted|posted|released|aired|made|cited)\s+(?:by|on|in)"
    rf"\s+(?:the\s+)?(?:[a-z]+\s+){{0,3}}[A-Z][\w.’'-]*(?:\s+[A-Z][\w.’'-]*){{0,3}}"
    r"(?:\s+(?:news\s+agency|agency|television|newspaper|TV|website))?)?\b"
    r"|(?:again|also|later|earlier|separately|previously|recently|today|yesterday|repeatedly"
    r"|meanwhile|moreover|however|nevertheless|nonetheless|though"
    r"|further|bluntly|simply|too|as well|afterwards?|earlier today|at the time|for his part"
    r"|for her part|in particular|in turn|in \d{4})\b"
    r"|(?:in|at)\s+(?:the\s+)?[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+){0,2}(?=\s+(?:that|on|the|it|he"
    r"|she|they)\b)"
    r"|(?:speaking|while visiting|when asked)\s[^,.;]{3,60},"
    r"|out\b|up\b"
    r")"
)
HEARER = rx.compile(
    r"\s+(?:(?:the|a|an|his|her|its|their|British|Ukrainian|foreign|state|local|public|members"
    r" of|news|visiting|assembled|US|U\.S\.|UN|EU)\s+)*(?:[a-z][\w'’-]*\s+){0,3}?"
    r"(?:(?:reporters|MPs|journalists|lawmakers)\s+and\s+[a-z]+|dpa|reporters|journalists"
    r"|lawmakers|donors|paper|outlet|publication|parliament|parliamentarians"
    r"|parliamentary\s+\w+|MPs"
    r"|deputies|congress|Congress|senators|the\s+Senate|television|TV|radio|newspaper|agency|"
    r"(?:news|press)\s+(?:conference|briefing|agency)|briefing|conference|forum|summit|meeting"
    r"|council|media|audience|crowd|soldiers|troops|allies|partners|people|colleagues"
    r"|public|world|nation|citizens|voters|taxpayers|families|farmers|investors|assembly|listeners"
    r"|readers|followers|supporters|participants|attendees|gathering|rally|panel|court|authorities"
    r"|ministers|leaders|delegates|"
    r"broadcaster|public broadcaster|us|me|him|her|them|viewers|residents|committee|session"
    r"|guests?|counterparts?|hosts?|team|delegation|visitors|mission"
    r"|interviewer|channel|[A-Z][\w.’'&-]*(?:\s+(?:(?:of"
    r"|for)(?:\s+the)?\s+)?[A-Z][\w.’'&-]*){0,5})"
    r"(?:\s+(?:officials|staff|representatives|executives|newspaper|television|TV|radio"
    r"|news\s+agency|broadcaster|reporters|magazine"
    r"|channel|program|programme|committee|panel))?"
)
_NO_SOURCE = (
    r"(?!\s+(?:(?:the|its|their|his|her|our|local|actual)\s+)?(?:needs?|law|terms|rules|plans?"
    r"|schedule|size|requirements?|priorit(?:y|ies)|principles?|criteria|standards?|procedures?"
    r"|availability|situation|circumstances|demand|timetable|agreement|contract"
    r"|(?:(?:publicly|currently)\s+)?available\s\w+)\b)"
)
ACCORDING = rx.compile(
    rf"\b(?:(?:according to|as per){_NO_SOURCE}"
    r"|in the (?:words|view|opinion|estimation|assessment|judge?ment|eyes) of"
    r"|(?<![a-z] )by the (?:figures|estimates?|calculations?) of"
    r"|as quoted by|citing|cited by"
    r"|per(?!\s+(?:head|capita|cent|day|week|month|year|person|hour|unit|household)\b)"
    r"(?=\s+(?:the\s+)?(?-i:[A-Z])))\s+",
    re.IGNORECASE,
)
FINITE = rx.compile(
    r"\b(?:is|are|was|were|am|be|will|would|has|have|had|can|could|may|might|must|should|shall"
    r"|does|do|did|cannot|(?:wo|ca|is|are|does|do|did|was|were|has|have|had|would|could)n['’]t|"
    r"(?<!the )(?<!its )(?<!a )(?:needs?|plans?|hopes?)(?!\s+(?:for|of|in)\b)"
    r"|remains?|continues?|sent|gave|gives?|received|wants?|expects?|began"
    r"|came|comes?|went|goes|made|makes?|took|takes?|got|lost|fell|rose|met|paid|"
    r"left|became|brought|built|kept|ran|saw|found|heard|felt|knew|sank|sold|spent|grew|broke"
    r"|held|hit|blew|flew|drove|spoke"
    r"|drew|threw|chose|froze|withdrew|underwent|shook|stole|swore|woke|allows|includes|brings"
    r"|keeps|belongs|requires|provides|lets|seems|becomes|exists|proves|receives|involves|contains"
    r"|lacks|intends|owes|consists|represents|reflects|constitutes|enables|ensures|serves"
    r"|happens|lies"
    r"|(?<!to )put(?=\s+(?:their|his|her|its|forward)\b)"
    r"|won|wrote|rang|lay|agreed|reached|arrived|delivered|provided|supplied|donated|stands?"
    r"|stood|works?|knows?"
    r"|sees?|faces?|depends?|(?!(?:need|seed|feed|speed|indeed|hundred|breed|weed)\b)[a-z]{2,}ed"
    r"|(?:it|he|she|that|there|what|who)['’](?:s|ll|d)"
    r"|(?:we|they|you)['’](?:re|ve|ll|d)|I['’](?:m|ve|ll|d))\b"
)
