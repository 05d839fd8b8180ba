"""A sentence read as claims: one grammar for all types, and what each word said.

What the sentence leaves open stays open; nothing is guessed. Checking is left to `check`.
"""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

import msgspec

from resupply.claims import (
    compared,
    cores,
    cues,
    everyone,
    grew,
    periods,
    pieces,
    sayings,
    turns,
    unread,
)
from resupply.claims.names import Mention, Names, items, root
from resupply.claims.said import Said, joined, led_by, short
from resupply.claims.words import Claim, Figure
from resupply.core.errors import QuestionError

_NO_SUM_A_HEAD = 100_000  # of money: nobody gave so much for each of its people
LONGEST = 2000  # letters of one claim; an article goes to `read`
#: A full stop before a figure ends a sentence only where nothing but a sentence can follow.
_SENTENCE = re.compile(
    r"(?<=[.!?;])\s+(?=[A-Z\"'(]|\d[\d.]*% of [a-z]+ of [A-Z]|\d+ (?:[A-Z]\w+ )?[a-z]+ have )"
    r"|\s*;\s*|\n+"
)
#: Where an aside may begin and end; a comma within a number is none.
_PIECES = re.compile(r", (?!\d)|, (?=\d+ (?:per ?cent|%|of)\b)| [\u2013\u2014-] ")
_ASIDES_MOST = 2
_PLAIN = ("total", "count", "share", "target")
_JOINT = re.compile(r",? (?:and|but|while|whereas) |, (?=[A-Z])")


def read(text: str, names: Names, today: date) -> list[Claim]:
    """Every claim of a text, in order.

    Args:
        text: One or a few sentences.
        names: The case's names.
        today: The day it is said.

    Raises:
        QuestionError: No text, too much of it, or nothing in it that can be checked.
    """
    plain = " ".join(text.split("\x00")).strip()
    _refuse(plain)
    out: list[Claim] = []
    for sentence in (s.strip() for s in _SENTENCE.split(plain)):
        out += _sentence(sentence, names, today, out[-1].subject if out else None)
    if not out:
        raise QuestionError(
            where=f'claim "{short(plain)}"',
            what="nothing in it can be checked: no rank, figure, share, change or comparison.",
            todo='say what is claimed of whom, such as "Estonia gave most per GDP" or "the EU has '
            'delivered 300,000 shells".',
        )
    return out


def _refuse(text: str) -> None:
    if not text:
        raise QuestionError(
            where="claim", what="the text is empty.", todo="give a sentence, in quotation marks."
        )
    if len(text) > LONGEST:
        raise QuestionError(
            where=f'claim "{short(text)}"',
            what=f"the text has {len(text):,} letters; a claim has at most {LONGEST:,}.",
            todo="give the sentence alone; one claim a line goes through --file.",
        )


def _sentence(sentence: str, names: Names, today: date, before: str | None) -> list[Claim]:
    """The claims of a sentence as it is said, turns of speech and all."""
    tail = turns.tail(sentence, names)
    if tail:
        head, others, denied = tail
        found = _sentence(head, names, today, before)
        if found and all((c.negated or c.is_nothing) == denied for c in found):
            again = [msgspec.structs.replace(c, subject=o) for o in others for c in found]
            return [msgspec.structs.replace(c, text=sentence) for c in (*found, *again)]
    text = turns.plain(sentence, names)
    found = _claims(text, names, today, before)
    return [msgspec.structs.replace(c, text=sentence) if c.text == text else c for c in found]


def _claims(
    sentence: str, names: Names, today: date, before: str | None, figure: Figure | None = None
) -> list[Claim]:
    """The claims of one sentence: two where both halves claim something of their own."""
    false = cues.FALSE_THAT.match(sentence)
    if false:
        found = _claims(sentence[false.end() :], names, today, before)
        return [msgspec.structs.replace(c, negated=not c.negated, text=sentence) for c in found]
    halves = grew.behind(sentence)
    one = _tried(halves[0], names, today, before) if halves else []
    if halves and one:
        named = bool(names.find(halves[1]))
        rest = _tried(halves[1], names, today, None if named else one[0].subject)
        return [*one, *(_with_verb_of(one[-1], grew.carried(one[-1], c)) for c in rest)]
    part = cues.OF_WHICH.search(sentence)
    one = _claims(sentence[: part.start()], names, today, before) if part else []
    if part and one:
        # What a part is of stands before; one that cannot be read leaves the whole as it is.
        rest = _tried(sentence[part.end() :], names, today, one[0].subject)
        return [*one, *(_with_verb_of(one[-1], claim) for claim in rest)]
    for joint in _JOINT.finditer(sentence):
        left, right = sentence[: joint.start()], sentence[joint.end() :]
        if pieces.BETWEEN.search(left):
            continue
        one = _tried(left, names, today, before, figure)
        if one and pieces.NOT_ONE.match(right):
            return [*one, _none_of(one[-1], right)]
        same = one[-1].figure if one else None
        two = _claim(right, names, today, one[0].subject, same) if one else []
        if two:
            rest = _claims(right, names, today, one[0].subject, same)
            return [*one, *(_with_verb_of(one[-1], claim) for claim in rest)]
    half = cues.BUT_NOT.search(sentence)
    one = _tried(sentence[: half.start()], names, today, before) if half else []
    if half and one:
        # What did not come is no denial of what was promised, and is not read.
        tail = sentence[half.end() :].strip(" .")
        whole = {"text": sentence.strip()}
        return [msgspec.structs.replace(c, unread=(*c.unread, tail), **whole) for c in one]
    try:
        found = _claim(sentence, names, today, before, figure)
    except QuestionError:
        apart = _with_aside(sentence, [], names, today, before)
        if apart is None:
            raise
        return apart
    return _with_aside(sentence, found, names, today, before) or found


def _with_aside(
    sentence: str, whole: Sequence[Claim], names: Names, today: date, before: str | None
) -> list[Claim] | None:
    """An aside is a claim of its own where it is not understood: ", announced after Christmas"."""
    if len(whole) > 1 or any(not c.unread or c.type not in _PLAIN for c in whole):
        return None
    parted = _PIECES.split(sentence.rstrip(" .!"))
    asides = [p for p in parted[1:] if _is_aside(p, last=p is parted[-1])]
    if len(asides) > _ASIDES_MOST:
        return None  # a list
    ways: list[Sequence[str]] = [*([a] for a in asides), asides]
    plain = [", ".join(p for p in parted if p not in left_out) for left_out in ways]
    mains = [_main(text, names, today, before) for text in plain]
    most = len(whole[0].unread) if whole else float("inf")
    tried = [(m, w) for m, w in zip(mains, ways, strict=True) if m and len(m.unread) < most]
    if not tried:
        return None
    one, beside = min(tried, key=lambda t: len(t[0].unread))
    # Whose an aside is, and over which days, is not read: its own figure decides nothing alone.
    own = [_tried(a, names, today, one.subject, one.figure) or [_unread(a)] for a in beside]
    told = [
        msgspec.structs.replace(c, unread=c.unread or (a,))
        for a, some in zip(beside, own, strict=True)
        for c in some
    ]
    return [one, *(_with_verb_of(one, c) for c in told)]


def _main(text: str, names: Names, today: date, before: str | None) -> Claim | None:
    """The one figure that a sentence without its asides is about."""
    found = _tried(text, names, today, before) if pieces.AMOUNT.search(text) else []
    is_one = len(found) == 1 and found[0].figure is not None and found[0].type in _PLAIN
    return found[0] if is_one else None


def _is_aside(piece: str, *, last: bool) -> bool:
    """Whether a piece between commas may stand outside the sentence: it has not its verb."""
    if pieces.NARROWS.match(piece):
        return False
    return last or bool(pieces.RELATIVE.match(piece)) or not pieces.FINITE.search(piece)


def _unread(text: str) -> Claim:
    """What is claimed beside, and not read: it is told, and not judged."""
    return Claim(text=text, type="count", unread=(text,))


def _none_of(before: Claim, text: str) -> Claim:
    """That none has come of what the half before tells of."""
    nothing = Figure(value=0.0, low=0.0, high=0.0, why="none is none")
    stage = cues.first(cues.STAGES, text)
    return msgspec.structs.replace(
        before,
        text=f"{text.strip(' .')}: {before.text}",
        type="total",
        figure=nothing,
        stage=stage[0] if stage else "delivery",
        negated=False,
        said={"figure": text},
    )


def _with_verb_of(before: Claim, claim: Claim) -> Claim:
    """A half without a verb of its own has the other's: "sent 100 shells and 8 tanks".

    So has a share that does not say what of: "half of it is military and a tenth humanitarian".
    """
    claim = grew.of_that(before, claim)
    shares = claim.type == "share" and claim.whole is None and claim.kind and claim.per is None
    if shares and before.whole == "own" and " of " not in claim.text:
        claim = msgspec.structs.replace(claim, whole="own")
    if claim.figure is None or claim.stage is not None or claim.manner is not None:
        return claim
    item = claim.item or before.item if _is_counted_alike(before, claim) else claim.item
    return msgspec.structs.replace(claim, stage=before.stage, manner=before.manner, item=item)


def _is_counted_alike(before: Claim, claim: Claim) -> bool:
    units = [c.figure.unit if c.figure else None for c in (before, claim)]
    return units[0] is not None and units[0] == units[1]


def _tried(
    text: str, names: Names, today: date, before: str | None, figure: Figure | None = None
) -> list[Claim]:
    """The claims of what may be half a sentence only, or no claim at all."""
    try:
        return _claim(text, names, today, before, figure)
    except QuestionError:
        return []


def _claim(
    text: str, names: Names, today: date, before: str | None, figure: Figure | None = None
) -> list[Claim]:
    """The claims of a clause: a rank and a figure may stand in one."""
    said = Said(text, names, names.find(text), today, figure)
    found = cores.cores(said)
    # What one claim of the clause reads is read for the other: "1.2% of GDP, more than Germany".
    beside = [{**core, "said": dict(core["said"])} for core in found]
    return [_made(said, core, before, beside) for core in found]


def _made(
    said: Said, core: dict[str, Any], before: str | None, beside: Sequence[dict[str, Any]]
) -> Claim:
    _behind(said, core)
    left, without = _left_out(said)
    shared = _shared(said, core, left)
    if left:
        shared["without"], shared["said"]["without"] = joined(said, left[0]), without
    own = core.pop("subject", "") if "subject" in core else _subject(said, core, left)
    subject = own or before
    _refuse_unnamed(said, core, subject)
    text = said.text.strip()
    if own is None and before is not None:
        text = f"{said.names.name(before)} {text}"  # "... and is fourth in all"
    everyone_of = None if subject else _everyone(said, core)
    if everyone_of:
        subject = own = everyone_of
    if core["type"] == "total" and shared.get("per") == "gdp":
        del shared["per"], shared["said"]["per"]  # a sum of money is no share
    of_head = core["type"] == "total" and shared.get("per") == "head" and len(beside) > 1
    if of_head and core["figure"].value >= _NO_SUM_A_HEAD:
        del shared["per"], shared["said"]["per"]  # "with 5 billion, the first per head"
    if core["type"] == "total" and cues.EVERY_ONE.search(said.text):
        shared["per"] = "head"
    back = core.pop("year_back", None)
    if back is not None:
        core["base"] = compared.year_back(shared.get("since"), shared.get("until"), back)
    if _are_first(said, core, subject):
        core |= {"place": len(str(subject).split("+")), "top": True}
    words = {**shared.pop("said"), **core.pop("said")}
    denied = core.pop("negated", bool(cues.NOT.search(said.text)))
    fields = {**shared, **core, "subject": subject, "negated": denied, "said": words}
    each = bool(everyone_of) or _is_each(said, core, subject)
    return Claim(text=text, each=each, unread=unread.words(said, fields, beside), **fields)


def _are_first(said: Said, core: dict[str, Any], subject: str | None) -> bool:
    """Whether several are the largest: they hold the first places between them."""
    several = core["type"] == "rank" and core["place"] == 1 and "+" in (subject or "")
    is_plural = sayings.SUPERLATIVES.search(said.text) and not cues.TOGETHER.search(said.text)
    return bool(several and is_plural)


def _everyone(said: Said, core: dict[str, Any]) -> str | None:
    """The group of whose every member a figure is said; "all" may mean them as one."""
    found = everyone.named(said)
    if found is None or core["type"] not in ("total", "share") or core.get("whole"):
        return None
    return None if everyone.is_all(found[1]) else found[0].id


def _is_each(said: Said, core: dict[str, Any], subject: str | None) -> bool:
    """Whether what is said of several is said of everyone: "both are in the top ten"."""
    name = subject or ""
    if "+" not in name and not said.names.is_group(name):
        return False
    among = (
        core["type"] in ("rank", "first")
        and core.get("top")
        and not cues.TOGETHER.search(said.text)
    )
    return bool(among or cues.EACH.search(said.text))


def _refuse_unnamed(said: Said, core: dict[str, Any], subject: str | None) -> None:
    """A rank or comparison is somebody's, and begins with one."""
    place = core.get("place")
    if place is not None and place < 1:
        raise QuestionError(
            where=f'claim "{short(said.text)}"',
            what=f"{place} is no rank.",
            todo="ranks begin with 1.",
        )
    of_kinds = core["type"] == "comparison" and core.get("whole")
    if subject is None and core["type"] in ("rank", "first", "comparison") and not of_kinds:
        raise QuestionError(
            where=f'claim "{short(said.text)}"',
            what="it names nobody who is known here, or compares somebody with itself.",
            todo='name who is meant, such as "Estonia gave most per GDP"; `rank` lists all.',
        )


def _shared(said: Said, core: dict[str, Any], left: Sequence[Mention]) -> dict[str, Any]:
    """What any type of claim may say: stage, kind, divisor, period, group, item."""
    text, words = said.text, {}
    base = core["said"].get("base")
    undated = text.replace(base, " ") if base else text
    out: dict[str, Any] = {
        "words": tuple(sorted({root(w) for w in re.findall(r"[A-Za-z]+", text)}))
    }
    lexicons = (
        ("stage", cues.STAGES),
        ("kind", cues.KINDS),
        ("per", cues.PERS),
        ("shares", cues.SHARES),
        ("manner", cues.MANNERS),
    )
    for name, table in lexicons:
        # "Of the million it promised" says what the rest is a part of, not what came.
        told = cues.OF_PROMISE.sub(" ", text) if name == "stage" else text
        found = cues.first(table, told) or cues.first(table, text)
        if found:
            out[name], words[name] = found
    period = periods.find(cues.YEAR.sub("", undated), said.today)
    period = period or periods.before_war(undated, said.names.recipients)
    if period:
        out |= {"since": period.since, "until": period.until}
        if out.get("manner") == "target":
            out["until"] = periods.whole_end(period)  # "this year" of a plan is all of it
        words["period"] = period.said
    year = cues.YEAR.search(text)
    if year:
        out["year"], words["year"] = int(year[1]), year[0]
    group = _group(said, left)
    if group:
        out["group"], words["group"] = group
    out["item"] = items(said.names.view, _without(text, said.mentions))
    return {**out, "said": words}


def _without(text: str, mentions: Sequence[Mention]) -> str:
    for mention in reversed(mentions):
        text = text[: mention.start] + " " + text[mention.end :]
    return text


def _left_out(said: Said) -> tuple[list[Mention], str]:
    """Who is left out of the ranking or the sum, and in which words: "outside Europe"."""
    return ([], "") if cues.SHARED.search(said.text) else led_by(said, cues.WITHOUT)


def _behind(said: Said, core: dict[str, Any]) -> None:
    """A place below somebody: "the largest after the US" is the second."""
    if core["type"] != "rank" or core.get("top") or "comparison" in core["said"]:
        return
    below, words = led_by(said, sayings.AHEAD_OF)
    if below and core["place"] == 1 and not core["less"]:
        core["said"] |= {"ahead": words}  # the first is ahead of everybody
    above, words = led_by(said, cues.AFTER)
    if above:
        # "Only to the Baltic states" are three, and not one.
        on = said.today
        ahead = (
            len(said.names.members(m.id, on)) if said.names.is_group(m.id) else 1 for m in above
        )
        core["place"] = max(core["place"], 1 + sum(ahead))
        core["said"] |= {"after": words}


def _group(said: Said, left: Sequence[Mention]) -> tuple[str, str] | None:
    """Among whom: "in NATO", "EU members", "of all countries"."""
    for mention in said.mentions:
        if mention not in left and _is_among(said, mention):
            return mention.id, mention.name
    text = said.text
    for mention in said.mentions:
        members = cues.MEMBERS.match(said.text[mention.end :])
        text = text.replace(f"{mention.name}{members[0]}", " ") if members else text
    for group, pattern in (("all", cues.ALL_DONORS), ("countries", cues.COUNTRIES)):
        found = pattern.search(cues.NOBODY.sub(" ", text))
        if found:
            return group, found[0]
    return None


def _is_among(said: Said, mention: Mention) -> bool:
    if not said.names.is_group(mention.id):
        return False
    before, after = said.text[: mention.start], said.text[mention.end :]
    if cues.OF_ALL.search(before) and _others_before(said, mention):
        return True
    if cues.SHARE_OF_GROUP.search(before) and _others_before(said, mention):
        return bool(cues.AID_OF.match(after))  # "a quarter of European aid" is told of another
    if cues.AID_OF.match(after):
        return False  # "half of European commitments" are Europe's
    inside = bool(cues.AMONG.search(before) or cues.OWN.match(after))
    inside = inside or bool(cues.RANKED.search(before) and cues.GIVERS.match(after))
    return inside or (bool(cues.MEMBERS.match(after)) and bool(before.strip(" ,Tthe")))


def _others_before(said: Said, mention: Mention) -> bool:
    return any(m.end <= mention.start for m in said.mentions)


def _subject(said: Said, core: dict[str, Any], left: Sequence[Mention]) -> str | None:
    """Who it is about: the first party that is not the one helped, compared with or the group."""
    other = core.get("other")
    open_to = [
        m for m in said.mentions if not _is_among(said, m) and m.id != other and m not in left
    ]
    behind = re.compile(r"\b(?:after|behind|ahead of|than|as|to)(?: the)? $", re.I)
    named = [m for m in open_to if not behind.search(said.text[: m.start])]
    helped = said.names.recipients
    givers = [m for m in named if m.id not in helped]
    chosen = givers or [m for m in named if m.id in helped and core["type"] in ("count", "target")]
    return joined(said, chosen[0]) if chosen else None
