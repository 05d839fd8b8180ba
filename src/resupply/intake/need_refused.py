"""What reads like a need and is none: ways of speaking, met needs, conditions, what others lack."""

import re

from resupply.intake import rx, wars
from resupply.intake.draft import Draft
from resupply.intake.scene import Scene

#: Things that nobody lacks, however they are wanted or looked for.
_NOTHING = rx.compile(
    r"(?i)(?:of )?(?:course|dates?|examples?|facts?|ways?|views?|order|television|sight|buyers?"
    r"|peace|breakthrough|ties|closer ties|solutions?|alternatives?|compromise|cooperation|dialogue"
    r"|deal|agreement|talks|mines|unexploded \w+|mines and [\w ]+"
    r"|victory|answers?|clues?|evidence|signs?|survivors|incidents?|reasons?|part|role|delivery"
    r"|time"
    r"|day|end|truth|name|names|details|war|recovery|recovery and reconstruction"
    r"|obtained [\w ]+|retreat|withdrawal|defeat|surrender|collapse|vote)\b\Z"
)
_ABOUT = rx.compile(
    r"(?i)\b(?:approval|permission|clearance|licen[cs]e|licences|consent|authori[sz]ation|leave"
    r"|date|way"
    r"|ways|cost|price|speed|number|share|absence) (?:\w+ )?(?:of|to|for|on)\b[^.;]*\Z"
)
_GIVEN_US = rx.compile(
    r"(?i)(?:\b(?:please|must|should|urg\w+|ask\w*|beg\w*|need to|ha(?:s|ve) to|and|or|then|now|to)"
    r"|[“”\"'‘’:;.!?\n–—-]|\A)\s*\Z"
)
_GRATEFUL = rx.compile(
    r"(?i)\b(?:thank\w*|grateful|decision|decided|agreed|promis\w+|pledg\w+|readiness|ready"
    r"|willing\w*"
    r"|able|going|plans?)\b[^.!?]{0,80}\Z"
)
_PASSIVE_OUT = rx.compile(
    r"(?i)(?:be|is|are|was|were|been|being) (?!(?:nearly|almost|already|all but|now|running|run"
    r"|still|just"
    r"|completely|fast|also|sold|virtually)\b)\w+(?:ed|en|t|ing|ne|de) out of\b"
)
_OF_ALL = rx.compile(
    r"(?i)(?:\d\s?%|per ?cent|half|third|quarter|most|part) of (?:all )?(?:the |its |their )?\Z"
)
_MET = rx.compile(
    r"(?i)\b(?:lose[sd]?|losing|lost|meets?|meeting|met|cover(?:s|ed|ing)?|answers?|answered"
    r"|satisf\w+"
    r"|fulfill?(?:s|ed|ing)?|serves?|respond(?:s|ed)? to|tailored to|according to|based on"
    r"|in line with"
    r"|depending on|assess\w*|regardless of) (?:\w+ ){0,5}\Z"
)
_CLAUSE = rx.compile(r"(?i)\b(?:although|though|because|but|while|whereas|says?|said|as)\b")
_BLAMED = rx.compile(
    r"(?i) (?:has |have |had |is |are )?(?:forc|led|lead|meant|means|caus|prompt|oblig|compel"
    r"|left|made"
    r"|delay|slow|hamper|hinder|stopp|halt|prevent)\w*\b"
)
_SUM_HAD = rx.compile(
    r"(?i)\b(?:only|just|has had|have had|had only|received|secured|raised|collected|got|but) "
    r"(?:just |only |about |some |around |nearly |US)*\Z"
)
_HAVE_BEEN = rx.compile(
    r"(?i),? (?:ha(?:s|ve) been|was|were|had been) (?:secured|received|raised|funded|pledged|paid)"
)
_ATTACKER = rx.compile(
    rf"(?i)\b(?:{wars.NAMES}|the (?:invaders|occupiers|enemy))\b(?:['’]s)?"
    r"(?! (?:invasion|aggression|attack|war|strikes?|bombardment|full))[^.;,]{0,40}\Z"
)
_ATTRIBUTE = rx.compile(
    r"(?i)\b(?:conditions?|documents?|steps?|papers|permits?|approvals?|permission|time|formalities"
    r"|equipment|tools|changes|procedures?|legislation|votes?|majority|level) (?:that (?:is|are) )?"
    r"(?:required|needed|necessary)\b"
)
#: Such as "equipment needed to bring power back: transformers, generators".
_MEANS = rx.compile(r"(?i)\b(?:required|needed) to [^.;:]{3,60}: [^.;:]*\Z")
_WANTS = ("want", "look", "seek", "hope", "cost", "depend")


def kept(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """The drafts that tell a need after all."""
    return [d for d in drafts if not _refused(scene, d)]


def _refused(scene: Scene, draft: Draft) -> bool:
    return any(no(scene, draft) for no in _NOES)


def _before(scene: Scene, draft: Draft, at: int | None = None) -> str:
    """The words of the sentence before a record, or before a character of it."""
    at = draft.span[0] if at is None else at
    begin, _ = scene.page.sentence(scene.page.index(draft.span[0]))
    return scene.page.text[max(scene.page.words[begin].start, at - 140) : at]


def _item_at(draft: Draft) -> int:
    return draft.spans.get("item", draft.span)[0]


def _nothing(scene: Scene, draft: Draft) -> bool:
    """Such as "of course", "looked for the date", "approval to send ammunition"."""
    item = draft.fields.get("item")
    if isinstance(item, str) and _NOTHING.match(item):
        return True
    inner = scene.page.text[draft.span[0] : _item_at(draft)]
    ruled = draft.rule.split(".")[-1] in (*_WANTS, "absence", "ask", "request")
    return ruled and bool(_ABOUT.search(inner))


def _given(scene: Scene, draft: Draft) -> bool:
    """Such as "thanks for the decision to give us 42 vehicles": who speaks has them."""
    if draft.rule != "need.give_us":
        return False
    before = _before(scene, draft)
    return bool(_GRATEFUL.search(before)) or not _GIVEN_US.search(before)


def _way_of_speaking(scene: Scene, draft: Draft) -> bool:
    """Such as "will be taken out of plants", "in the absence of", "an indispensable part of"."""
    text = scene.page.text
    said = text[slice(*draft.span)]
    if _PASSIVE_OUT.search(said) or text[draft.span[1] : draft.span[1] + 8].startswith(" part of"):
        return True
    return said.lower().startswith("absence of") and _before(scene, draft).endswith("in the ")


def _conditional(scene: Scene, draft: Draft) -> bool:
    """Such as "if MiGs are needed", "help was available if Rabat asked for it"."""
    if draft.rule not in ("need.phrase", "need.short", "need.relative", "need.need", "need.ask"):
        return False
    said = scene.page.text[slice(*draft.span)]
    asked = draft.rule == "need.relative" and re.search(r"\bif\b", said)
    return bool(asked) or bool(re.search(r"(?i)\bif (?:the )?\Z", _before(scene, draft)))


def _share(scene: Scene, draft: Draft) -> bool:
    """Such as "half of the energy needs", "meets the needs of", "loses the support they need"."""
    before = _before(scene, draft)
    if draft.rule in ("need.lack_of", "need.needs_are"):
        short = "short" in scene.page.text[slice(*draft.span)].lower()
        return not short and bool(_OF_ALL.search(before) or _MET.search(before))
    if draft.rule != "need.relative":
        return False
    said = scene.page.text[draft.spans.get("item", draft.span)[1] : draft.span[1]]
    new = said.startswith(",") and not re.match(r",? (?:which|that)\b", said)
    behind = scene.page.text[draft.span[1] : draft.span[1] + 3]
    apart = new and (bool(_CLAUSE.search(said)) or behind[:2].strip().isalpha())
    own = bool(re.search(r"\b(?:it|they)\b", said)) and bool(_OF_ALL.search(before))
    return apart or own or bool(re.search(r"(?i)\blos(?:es?|ing|t) (?:the )?\Z", before))


def _blamed(scene: Scene, draft: Draft) -> bool:
    """Such as "a lack of money forced it to cut rations": told as a cause."""
    item = str(draft.fields.get("item") or "")
    if not re.search(r"(?i)\b(?:money|funds?|funding|cash|resources)\b", item):
        return False
    if draft.rule not in ("need.lack_of", "need.lack", "need.shortage", "need.shortage_of"):
        return False
    cause = re.search(
        r"(?i)\b(?:reasons?|cause) [^.;]{0,40}\b(?:is|are|was|were) (?:the |a )?\Z",
        _before(scene, draft),
    )
    return bool(cause) or bool(_BLAMED.match(scene.page.text, draft.span[1]))


def _had(scene: Scene, draft: Draft) -> bool:
    """Such as "has had just $1.6 billion": a sum that has come in."""
    at = draft.spans.get("amount")
    if at is None or draft.rule in ("need.goal", "need.plan", "need.drive"):
        return False
    lead = scene.page.text[max(draft.span[0], at[0] - 40) : at[0]]
    came = _HAVE_BEEN.match(scene.page.text, at[1])
    many = re.search(r"(?i)\b(?:but|and|with|has|have|had|while)\b", lead)
    return bool(came) or bool(many and _SUM_HAD.search(lead))


def _others(scene: Scene, draft: Draft) -> bool:
    """Such as "Russia is running out of missiles", "as many countries are looking for systems"."""
    rule = draft.rule.split(".")[-1]
    if rule in ("short", "phrase", "none_left", "rationed", "scarce", "lack"):
        begin, end = scene.page.sentence(scene.page.index(draft.span[0]))
        named = scene.page.actors_in(begin, end)
        needy = [a for a in named if scene.in_need(a)]
        stop = max(draft.span[0], draft.spans.get("item", draft.span)[0])
        return not needy and bool(
            _ATTACKER.search(scene.page.text[scene.page.words[begin].start : stop])
        )
    asked = rule == "phrase" and re.match(r"(?i)requests?\b", scene.page.text[draft.span[0] :][:9])
    if (
        not (asked or rule in ("want", "look", "hope", "depend"))
        or draft.fields.get("item") == "money"
    ):
        return False
    who = draft.fields.get("who")
    named = [a for a in scene.page.actors if a.id == who and a.kind == "country"][:1]
    return bool(named) and named[0].kind == "country" and not scene.in_need(named[0])


def _depends(scene: Scene, draft: Draft) -> bool:
    """Such as "the number of people who depend on food aid": told of who gets it."""
    if draft.rule != "need.depend":
        return False
    said = scene.page.text[slice(*draft.span)]
    if re.search(r"\d|\b(?:million|thousands|half|most)\b", _before(scene, draft) + said):
        return True  # "20 million Ethiopians depend on food aid"
    return bool(
        re.search(r"(?i)\b(?:who|that|which)\s*(?:\w+ )?\Z", _before(scene, draft))
    ) or bool(re.search(r"(?i)\b(?:program(?:me)?|plan|deal|project)s? (?:that|which)\b", said))


def _attribute(scene: Scene, draft: Draft) -> bool:
    """Such as "the conditions required to deliver aid", "equipment needed to bring power back:"."""
    text = scene.page.text
    near = text[max(0, draft.span[0] - 40) : draft.span[1]]
    found = _ATTRIBUTE.search(near)
    if found and re.match(r" (?:to|for)\b", near[found.end() :]):
        return True
    if draft.rule == "need.listed_each" and _MEANS.search(
        text, max(0, draft.span[0] - 160), draft.span[1]
    ):
        return True
    cue = re.match(r"(?i)(?:required|needed) ", text[slice(*draft.span)])
    if cue is None or draft.rule not in ("need.require", "need.listed_each", "need.need"):
        return False
    return bool(re.search(r"[“\"]\s*\Z|\b(?:the|these|those|any|all)\s\Z", _before(scene, draft)))


def _verb(scene: Scene, draft: Draft) -> bool:
    """Such as "needed money to help millions": the verb is what the money is for."""
    at = draft.spans.get("item")
    if at is None or "amount" in draft.fields or draft.rule == "need.to_act":
        return False
    said = scene.page.text[slice(*at)].lower()
    return (
        said in ("help", "support", "aid") and scene.page.text[max(0, at[0] - 3) : at[0]] == "to "
    )


def _worn(scene: Scene, draft: Draft) -> bool:
    """Such as "worn barrels must be replaced regularly": upkeep."""
    said = scene.page.text[slice(*draft.span)]
    return draft.rule == "need.short" and bool(
        re.match(r"(?i)(?:worn|old|used|damaged|broken)\b.*\breplaced\b", said)
    )


_PLAIN_COST = rx.compile(
    r"(?i)(?:re)?construct|rebuil|recover|restor|repair|\bmine|demin|\bneed|requir|estimat"
    r"|response|assist|relief|damage"
)


def _price(scene: Scene, draft: Draft) -> bool:
    """Such as "the added vehicles will cost 387 million euros": a price."""
    if draft.rule != "need.cost":
        return False
    begin, end = scene.page.sentence(scene.page.index(draft.span[0]))
    said = scene.page.said(begin, end)
    return not _PLAIN_COST.search(said)


_MORE_HELP = rx.compile(
    r"(?i)\b(?:more|further|continued|additional|urgent|international|greater|sustained"
    r"|financial|funding|support|aid"
    r"|help|assistance|funds|money)\b"
)
_ESSENTIAL = rx.compile(r"(?i)\b(?:essential|necessary|required)\Z")


def _essential(scene: Scene, draft: Draft) -> bool:
    """Such as "a secure energy supply is essential", "to clinics where they are needed"."""
    if draft.rule != "need.short":
        return False
    said = scene.page.text[slice(*draft.span)]
    if re.search(r"\b(?:where|wherever|when) (?:they|it|these|those)\b", said):
        return True
    item = str(draft.fields.get("item") or "")
    return bool(_ESSENTIAL.search(said)) and "essential" in said and not _MORE_HELP.search(item)


def _spoken(scene: Scene, draft: Draft) -> bool:
    """Such as "61% of those asked are against aid", "aid reaches those who need it"."""
    text = scene.page.text
    said = text[slice(*draft.span)]
    rule = draft.rule.split(".")[-1]
    if rule == "ask" and re.search(r"\basked,? (?:are|were|is|was|said|say|think|believe)\b", said):
        return True
    if rule == "them":
        return bool(
            re.search(
                r"(?i)\b(?:those|people|everyone|anyone|families|communities|children) \Z",
                _before(scene, draft),
            )
        )
    if rule == "relative" and re.search(
        r"(?i)\b(?:get|gets|getting|got|receiv\w+|find) (?:all )?(?:the )?\Z", _before(scene, draft)
    ):
        return bool(re.search(r"\b(?:they|it|he|she)\b", said))
    inner = text[draft.span[0] : _item_at(draft)]
    apart = re.search(
        r", and (?:he|she|it|they|we|his|her)\b|\bfor (?:enlarg|expand|build|mak|us)\w*ing\b", inner
    )
    if apart and rule in ("need", "want", "seek", "require", "lack"):
        return True
    return rule == "require" and bool(_SUBJECT.search(_before(scene, draft) + inner))


#: What requires something by its nature, and nobody who lacks it.
_SUBJECT = rx.compile(
    r"(?i)\b(?:war|battlefield|warfare|law|rules?|treaty|agreement|constitution|process|vote"
    r"|decision|step|move|regulations?"
    r"|procedures?|transfer|export|deal|operation|training|task|work|success|victory)(?: \w+ly"
    r"| also| always| now)* requires? \Z"
)

_ADJECTIVE = rx.compile(r"(?i)(?:long|short|medium|high|low|mid|quick|fast)-\w+\Z")
_DENIED = rx.compile(
    r"(?i)\b(?:not|never|no longer)(?: be| been| now| yet| also| really)*(?: \w+ly)? (?:needed"
    r"|required|necessary|lacking|missing|short|wanted|asked|asking|requested|seeking|seek)\b"
)
#: In front of what is not needed any more.
_NOT_NEEDED = rx.compile(
    r"(?i)\b(?:no longer|(?:do|does|did|will|would)(?: not|n[’']t)|never)(?: really| even| \w+ly)? "
    r"(?:need|require|want|lack|seek|ask for)(?:s|ed)? "
    r"(?:(?:the|any|its|their|his|our|more|such|these|those|that|further) )*(?:[\w-]+ ){0,2}\Z"
)


def not_needed(scene: Scene, draft: Draft) -> bool:
    """Such as "the ministry no longer needs the vehicles", "help those who need your support"."""
    lead = _before(scene, draft, _item_at(draft))
    plain = str(draft.fields.get("item")) in ("support", "help", "aid")
    return bool(_NOT_NEEDED.search(lead) or (plain and _WHO_NEED.search(lead)))


_WHO_NEED = rx.compile(r"(?i)\b(?:those|everyone|anyone|all) who (?:\w+ )?needs? (?:\w+ )?\Z")
_MAY_ASK = rx.compile(
    r"(?i)\b(?:may|can|could|might|would)(?:,? \w+,?){0,2} (?:ask|request|seek|call|appeal)\b"
)
_DOING = rx.compile(r"(?i)\b(?:is|are|was|were|been) \w+ing (?:\w+ly |much-|badly )?needed\b")


def _unsaid(scene: Scene, draft: Draft) -> bool:
    """Such as "will not be needed", "may ask its sisters for help", "was taking needed food"."""
    said = scene.page.text[slice(*draft.span)]
    lead = _before(scene, draft)[-30:]
    rule = draft.rule.split(".")[-1]
    item = str(draft.fields.get("item") or "")
    if _ADJECTIVE.match(item) or _DOING.search(said):
        return True
    if rule in ("ask", "request", "seek", "call") and _MAY_ASK.search(lead + said):
        return True
    return rule in ("short", "phrase", "need", "require") and bool(_DENIED.search(said))


_NO_LACK = rx.compile(r"(?i)\b(?:(?:no|any|without) |den(?:y|ied|ies)\b[^.;]{0,60} )\Z")
_LACKING = rx.compile(
    r"(?i)(?:shortages?|lack|scarcity)\b|.*\bin short supply|.*\b(?:scarce|lacking)\Z"
)
_FOR_LACK = rx.compile(r"(?i)for (?:lack|want) of (?:\w+ )?(?:money|funds|funding|cash)\Z")


def _not_lacking(scene: Scene, draft: Draft) -> bool:
    """Such as "they have no shortage of shells"; "cut it for want of money" tells of the cut."""
    said = scene.page.text[slice(*draft.span)]
    if _FOR_LACK.search(scene.page.text, max(0, draft.span[0] - 12), draft.span[1]):
        return True
    if not _LACKING.match(said):
        return False
    return bool(_NO_LACK.search(_before(scene, draft)) or said.startswith("denied "))


def _of_whom(scene: Scene, draft: Draft) -> bool:
    """Such as "shortages in Gaza", "an appeal for the Palestinians": for whom, and not what."""
    item = draft.spans.get("item")
    if item is None or {"amount", "quantity"} & draft.fields.keys():
        return False
    named = scene.page.actor_at(scene.page.index(item[0]))
    return named is not None and named.start <= item[0] and item[1] <= named.end


_HOW_MANY = rx.compile(r"(?i)\bhow (?:many|much) (?:more )?\Z")


def _asked_about(scene: Scene, draft: Draft) -> bool:
    """Such as "How many jets does Chad need?", "Norway supports what it needs"."""
    at = draft.spans.get("item")
    if draft.rule != "need.relative" or at is None:
        return False
    return bool(_HOW_MANY.search(_before(scene, draft, at[0]))) or scene.page.text.startswith(
        " what ", at[1]
    )


_CONVERTED = rx.compile(r"(?i)\((?:the )?equivalent (?:of|to) (?:about |some |around |nearly )*\Z")


def _converted(scene: Scene, draft: Draft) -> bool:
    """Such as "$4 billion (the equivalent of €3.75 billion)": the same sum once more."""
    at = draft.spans.get("amount")
    return at is not None and bool(_CONVERTED.search(scene.page.text, max(0, at[0] - 40), at[0]))


_NOES = (
    _asked_about,
    _converted,
    not_needed,
    *(_unsaid, _price, _essential, _spoken),
    *(_nothing, _given, _way_of_speaking, _conditional, _share, _blamed, _had, _others, _depends),
    *(_attribute, _verb, _worn, _not_lacking, _of_whom),
)
