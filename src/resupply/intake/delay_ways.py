"""What is kept from going its way: trucks held, ways shut, access limited, bills unlikely to pass.

Each phrase names what is held up; who does it is told behind "by", or stands before the verb.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from resupply.intake import rx, spotting
from resupply.intake.draft import Draft
from resupply.intake.page import Actor
from resupply.intake.scene import Scene

_LOADS = (
    r"(?:trucks?|truckloads?|lorr(?:y|ies)|convoys?|containers?|shipments?|consignments?|pallets"
    r"|(?:aid|relief|supply|food) (?:trucks?|supplies|ships?|vehicles|cargo(?:es)?|boxes)|cargoes"
    r"|tankers|barges|vessels|ships|parcels|ambulances)"
)
#: "Are holding 6,000 trucks", "of keeping supply trucks in Kabkabiya".
_HOLDS = rx.compile(
    rf"\b(?:hold(?:s|ing)?|held|detain(?:s|ed|ing)?|withhold(?:s|ing)?|keep(?:s|ing)? back"
    rf"|intercept(?:s|ed|ing)?) (?:up )?"
    rf"(?:(?:the|its|all|several|some|many|about|around|over|more than|at least|dozens of"
    rf"|hundreds of|thousands of|\d[\d,.]*|two|three|four|five|six|seven|eight|nine|ten"
    rf"|humanitarian|UN|loaded|civilian) )*"
    rf"(?P<item>(?:[a-z]+ )?{_LOADS})(?! (?:to|on|in) (?:readiness|reserve|support))\b"
)
_WHERE = (
    r"(?:(?:humanitarian|aid|relief|access|entry|supply|import|land|road|sea|air|border|crossing"
    r"|transit|safe|full|free|meaningful|sustained|unhindered|any|the|its|all|their|most|"
    r"(?:humanitarian )?(?:organi[sz]ations?|agenc(?:y|ies)|workers?|groups|teams)['’]s?) )*"
)
#: "Have been limiting aid organizations' access to", "obstruct humanitarian access".
_ACCESS = rx.compile(
    rf"\b(?P<verb>limit(?:s|ed|ing)?|restrict(?:s|ed|ing)?|imped(?:e|es|ed|ing)|obstruct(?:s|ed"
    rf"|ing)?|den(?:y|ies|ied|ying)|hinder(?:s|ed|ing)?|hamper(?:s|ed|ing)?|block(?:s|ed|ing)?"
    rf"|curtail(?:s|ed|ing)?|constrain(?:s|ed|ing)?|prevent(?:s|ed|ing)?|refus(?:e|es|ed|ing)"
    rf"|cut(?:s|ting)? off|tighten(?:s|ed|ing)?) {_WHERE}"
    rf"(?P<item>(?:humanitarian |aid |relief |safe )*(?:access|passage|entry of (?:aid|relief|food"
    rf"|fuel|supplies|trucks)|movements?(?= (?:within|across|into|to|of (?:aid|goods|supplies|staff"
    rf"|convoys|trucks|people|relief|humanitarian))\b)"
    rf"|(?:aid|humanitarian|relief|supply) (?:efforts|operations|deliveries"
    rf"|delivery|work|response|workers|corridors?|routes|flow|convoys)))\b"
)
_GATES = (
    r"(?:(?:air|sea)?ports?(?: and (?:air)?ports?)?|crossings?|borders?|checkpoints?|corridors?"
    r"|airspace|airstrips?|bridges?|border (?:posts?|points?|crossings?)|roads?|routes?|highways?)"
)
#: "The suspension of all commercial flights", "the closure of Goma's airport".
_SHUT = rx.compile(
    rf"\b(?:[Ss]uspension|[Cc]losure|[Hh]alt(?:ing)?|[Cc]ancellation|[Gg]rounding|[Ss]hutdown|"
    rf"[Ii]nterruption|[Ss]toppage|[Dd]isruption)"
    rf"(?: until further notice)? (?:of|to) (?:(?:the|all|its|their|most) )*"
    rf"(?P<item>(?:[A-Z][\w’'-]+ ){{0,3}}(?:(?:commercial|humanitarian|passenger|civilian|aid"
    rf"|international|main|only|cargo|UNHAS) )*(?:flights|air ?ports?|air traffic|{_GATES}))\b"
)
#: "Since airport and ports closed in February", "the crossing has been shut since".
_CLOSED = rx.compile(
    r"\b(?P<item>(?:[A-Z][\w’'-]+ (?:border )?)?(?:air ?ports?|sea ?ports?|ports?|crossings?"
    r"|border|airspace|border crossing|(?:land )?route|corridor)"
    r"(?: and (?:the )?(?:air|sea)?ports?)?)"
    r" (?:(?:has|have|had) (?:been |remained )?|was |were |is |are |remains? |stays? )?"
    r"(?:now |also |still |again |completely |largely )*"
    r"(?:closed|shut(?: down)?|sealed(?: off)?|blockaded|out of (?:action|service|operation))"
    r"(?= (?:since|for|in|on|until|after|because|due|by|to|when|and)\b|[,.;])"
)
_BILL = (
    r"(?:[\w$€£.,()’'-]+ ){0,6}?(?P<item>(?:(?:[Uu]kraine|aid|assistance|military|foreign"
    r"|supplemental|security|spending|funding|relief|weapons|arms|budget) )*"
    r"(?:packages?|bill|supplemental|funding|aid|loan|legislation|tranche|facility|assistance))\b"
)
#: "Less likely that Congress will pass the aid package".
_UNLIKELY = rx.compile(
    r"\b(?:(?:less|un|not)(?: very)? ?likely|doubtful|unclear|uncertain|in doubt|no guarantee"
    r"|not certain|far from certain)"
    r" (?:that |whether |if |when )(?P<who>(?:the )?[\w. ]{2,30}?) (?:will|would|can|could|is"
    r" (?:able|going) to) (?:ever |soon |still )?(?:pass|approve|adopt|agree (?:on|to)|back"
    rf"|support|renew|release|vote for|clear) {_BILL}"
)
#: "Came out against the aid package", "spoke out against", "insists on tying aid to".
_AGAINST = rx.compile(
    r"\b(?:c[ao]me(?:s)? out|spoke(?:n)? out|spoke|sp(?:eak|eaks) out|lobb(?:y|ied)|argued"
    rf"|campaigned) (?:firmly |strongly |again )?against {_BILL}"
    r"|\b(?:insist(?:s|ed|ing)? on|demand(?:s|ed|ing)?) (?:tying|linking|coupling|attaching) (?:any"
    r" |further |the |new )*(?P<tied>(?:[A-Z][a-z]+ |military |foreign )?(?:aid|assistance|support"
    r"|funding|package)) (?:to|with)\b"
)
#: "Left the request unanswered", "did not answer the request for".
_UNANSWERED = rx.compile(
    r"\b(?:le(?:ft|aves?|aving)) (?:the |its |this |a |[A-Z]\w+[’'] ?s )?(?P<item>(?:[\w-]+ "
    r"){0,2}?(?:requests?|appeals?|pleas?|calls?|proposal|offer)) (?:unanswered|without (?:an |a )?"
    r"(?:answer|reply)|pending|open|on the table)"
)
#: "Cut over 7,400 foreign aid programs", "closed an initiative that".
_ENDED = rx.compile(
    r"\b(?P<verb>cut|cuts|cutting|ended|ends|axed|terminat\w+|clos(?:ed|es|ing)|shut(?:s|ting)?"
    r"(?: down)?|scrapp\w+|cancell?ed|eliminat\w+|dismantl\w+|shutter\w+|wound down) "
    r"(?:(?:over|about|more than|nearly|almost|some|around|up to|at least|\d[\d,.]*|dozens of"
    r"|hundreds of|thousands of|many|several|most|its|the|their|of|all|a|an|two|three|four"
    r"|five) ){1,6}"
    r"(?P<item>(?:[\w()’'-]+ ){0,6}?(?:aid|assistance|relief|USAID|health|nutrition|humanitarian"
    r"|food|feeding|refugee|development|\(USAID\))(?: [a-z]+)? ?(?:programs?|programmes?|projects?"
    r"|grants|contracts|initiatives?|awards|centers|centres|clinics|services|operations|offices"
    r"|posts))\b"
)
#: "Many donors have cut what they give", "made WFP cut food assistance".
_GIVES_LESS = rx.compile(
    r"\b(?:cut(?:s|ting)?|reduc(?:e|es|ed|ing)|slash(?:es|ed|ing)?|scal(?:e|es|ed|ing) back|lower"
    r"(?:s|ed|ing)?|trim(?:s|med|ming)?)(?: back)?(?: on)? (?P<item>what (?:they|it|he|we"
    r"|countries) (?:give|gives|pay|pays|provide|provides|contribute|contributes|spend|spends))\b"
    r"|\b(?:mak(?:e|es|ing)|made|forc(?:e|es|ed|ing)|oblig(?:e|es|ed)|le(?:d|ads?)"
    r"|compel(?:s|led)?|caus(?:e|es|ed|ing)) (?P<who>[A-Z]\w+|aid agencies"
    r"|agencies|it|us|them) "
    r"(?:to )?(?:cut|reduce|halve|suspend|scale back|stop) (?P<food>(?:[\w-]+ ){0,2}?"
    r"(?:assistance|aid"
    r"|rations|programmes?|programs?|support|operations|services|distributions?|help))\b"
    r"|\b(?:mak(?:e|es|ing)|made|impos(?:e|es|ed|ing)|announc(?:e|es|ed|ing)|order(?:s|ed|ing)?"
    r"|prepar(?:e|es|ed|ing)|plan(?:s|ned|ning)?|fac(?:e|es|ed|ing)) "
    r"(?:(?:further|more|deep|deeper|drastic|big|new|sharp|steep|severe|massive|additional|huge)"
    r" )*(?:cuts|reductions|cutbacks) (?:to|in|of) (?:(?:its|their|the|already|[a-z]+ing) )*"
    r"(?P<cuts>(?:[\w-]+ ){0,2}?(?:assistance|aid|rations|programmes?|programs?|support|funding"
    r"|budgets?|operations|services|distributions?|help|contributions))\b"
)
#: "Deliveries are back", "aid is flowing again".
_BACK = rx.compile(
    r"\b(?P<item>(?:[A-Za-z]+ ){0,2}(?:deliver(?:y|ies)|shipments?|supplies|flights|aid"
    r"|distributions?|transfers?|exports|payments|convoys|operations))\b(?P<mid>[^.;:,]{0,50}?)"
    r" (?:(?:is|are|was|were|has|have) (?:been )?(?:now )?"
    r"(?:back(?= ?[,.;:]|$)|back (?:on|up|in (?:full|operation|service)|to normal)"
    r"|(?:flowing|moving|running|arriving|rolling|going|under way|underway|coming in"
    r"|entering) (?:again|once more)))\b"
)
#: "Aid deliveries have been badly hit", "which upset the planned delivery of weapons".
_HIT = rx.compile(
    r"\b(?P<item>(?:aid|food|humanitarian|relief|arms|weapons?) (?:deliver(?:y|ies)|shipments"
    r"|operations|distribution|work|response|supplies|flights|efforts)) (?:has|have|had|was|were"
    r"|is|are) (?:been )?(?:\w+ly |hard )?(?:hit|affected|disrupted|hampered|impaired|curtailed"
    r"|compromised|crippled|paralysed|paralyzed|thrown off)\b"
    r"|\b(?:upset(?:s|ting)?|disrupt(?:s|ed|ing)?|thr(?:ew|ows?|owing) off|paraly[sz](?:e|es|ed"
    r"|ing)|crippl(?:e|es|ed|ing)|jeopardi[sz](?:e|es|ed|ing)"
    r"|complicat(?:e|es|ed|ing)) "
    r"(?:the |its |all |their )*(?P<what>(?:planned |scheduled |timely |promised )*"
    r"(?:[a-z]+ ){0,2}?"
    r"(?:deliver(?:y|ies)|shipments?|distributions?|supply|transfers?)"
    r"(?: of (?:weapons|arms|aid|food|ammunition|medicines?|shells|tanks|equipment))?)\b"
)
#: "There is a slight delay", "is late with the jets", "will not be met": see other modules.
_NOT_REACH = rx.compile(
    r"\b(?:(?:will|would|can|could|may|might) (?:probably |likely |certainly |apparently |almost "
    r"certainly )?(?:not|fail to|be unable to|struggle to)|(?:is|are|was|were) (?:unlikely|not "
    r"likely|not expected|not going|not on (?:course|track)) to|not be able to)"
    r" (?:probably |fully |be able to )?(?:reach|meet|hit|achieve|attain|fulfil|fulfill|make)"
    r" (?:its|the|that|this|their) (?P<item>(?:[\w,.-]+ ){0,5}?(?:targets?|goals?|deadline|promise"
    r"|pledge|aim|quota|plan))\b"
)


class Cue(NamedTuple):
    """A phrase, what it means and the rule it is called by."""

    pattern: re.Pattern[str]
    kind: str
    rule: str


_CUES = (
    Cue(_HOLDS, "blocked", "holds_trucks"),
    Cue(_ACCESS, "blocked", "access"),
    Cue(_SHUT, "paused", "shut_way"),
    Cue(_CLOSED, "blocked", "way_closed"),
    Cue(_UNLIKELY, "stalled", "unlikely"),
    Cue(_AGAINST, "blocked", "against"),
    Cue(_UNANSWERED, "refused", "unanswered"),
    Cue(_ENDED, "cut", "programmes_cut"),
    Cue(_GIVES_LESS, "cut", "gives_less"),
    Cue(_BACK, "resumed", "back"),
    Cue(_HIT, "delayed", "deliveries_hit"),
    Cue(_NOT_REACH, "missed_target", "no_target"),
)
_UNREAL = rx.compile(
    r"\b(?:not|never|no|without|avoid\w*|prevent\w*|n[’']t|if|unless|whether|should|must|denied"
    r"|stop(?:ped)?|ban(?:ned)?|call\w* on|urg\w+|help|end) (?:[\w’'-]+ ){0,2}\Z",
    re.IGNORECASE,
)
_GATE = rx.compile(r"(?i)(?:air|sea)?port|crossing|border|checkpoint|road|route|bridge|corridor")


def read(scene: Scene) -> Iterator[Draft]:
    """Every phrase of these that names what is held up."""
    page = scene.page
    for cue in _CUES:
        for found in spotting.finditer(cue.pattern, page.text):
            begin, end = page.sentence(page.index(found.start()))
            start = page.words[begin].start
            lead = page.text[max(start, found.start() - 40) : found.start()]
            if _UNREAL.search(lead) and cue.rule != "holds_trucks":
                continue
            yield _draft(scene, cue, found, begin, end)


def _draft(scene: Scene, cue: Cue, found: re.Match[str], begin: int, end: int) -> Draft:
    group = next(g for g, said in found.groupdict().items() if said and g in _ITEMS)
    item = found.span(group)
    kind = cue.kind
    if cue.rule == "shut_way" and _GATE.search(found[group]):
        kind = "blocked"
    fields: dict[str, object] = {"type": kind, "item": found[group]}
    who = _who(scene, found, begin, end)
    if who:
        fields["actor"] = who
    span = (found.start(), found.end())
    return Draft("delay", span, fields, {"item": item}, f"delay.{cue.rule}", f'"{found[0]}"')


_ITEMS = frozenset(["item", "tied", "food", "cuts", "what"])
_LED = frozenset(["to", "from", "for", "in", "with", "at", "on", "into", "near", "of", "between"])


def _who(scene: Scene, found: re.Match[str], begin: int, end: int) -> str | None:
    """Named within, behind "by", or as the subject before the verb."""
    page = scene.page
    inside = found.groupdict().get("who")
    if inside and inside.lower() not in ("it", "us", "them"):
        at = page.index(found.start("who"))
        told = page.actors_in(at, page.index(found.end("who")))
        return told[0].id if told else inside
    for k in range(page.index(found.end()), min(end, page.index(found.end()) + 6)):
        if page.words[k].low == "by":
            behind = page.actors_in(k, min(end, k + 5))
            return behind[0].id if behind else None
    owner = _owner(scene, found)
    if owner:
        return owner
    at = page.index(found.start())
    free = [a for a in page.actors_in(begin, at) if a.kind != "place" and not _led(scene, a)]
    if free:
        return free[-1].id
    back = [k for k in range(begin, at) if page.words[k].low in _BACK_TO]
    meant = scene.clauses.meant(back[-1]) if back else None
    return meant.id if meant is not None and meant.id != scene.givers.topic else None


_BACK_TO = frozenset(
    ["it", "they", "bloc", "agency", "which", "who", "company", "union", "alliance"]
)


def _owner(scene: Scene, found: re.Match[str]) -> str | None:
    """Whose deliveries they are: "US weapons deliveries"."""
    if not found.re.groupindex.get("mid"):
        return None
    page = scene.page
    named = page.actors_in(page.index(found.start()), page.index(found.end("item")))
    return named[0].id if named and named[0].id != scene.givers.topic else None


def _led(scene: Scene, actor: Actor) -> bool:
    """Whether a preposition stands before a name, so that it is no subject."""
    k = scene.page.index(actor.start) - 1
    if k > 0 and scene.page.words[k].low == "the":
        k -= 1
    return k >= 0 and scene.page.words[k].low in _LED
