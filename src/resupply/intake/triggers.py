"""Triggers: verb groups and nouns of deeds, with the stage they mean for what they govern."""

from typing import NamedTuple

from resupply.intake import lexicon, measures, rx
from resupply.intake.lexicon import Verb
from resupply.intake.page import Page
from resupply.intake.words import Word


class Trigger(NamedTuple):
    """A verb group, or a noun that names a deed.

    Args:
        first: Index of the first word of the group ("will", "plans").
        at: Index of the verb or noun itself.
        lemma: The verb's base, or the noun.
        group: What it does; see `lexicon/verbs.txt`.
        status: Stage it means for what it governs: in_talks, pledged, committed, delivered.
        passive: Whether the subject is what is acted on.
        negated: Whether it is denied.
        nominal: Whether it is a noun.
        matrix: Groups of the verbs above it ("plans to", "agreed to").
    """

    first: int
    at: int
    lemma: str
    group: str
    status: str
    passive: bool = False
    negated: bool = False
    nominal: bool = False
    matrix: tuple[str, ...] = ()
    tense: str = ""


_BE = frozenset(["is", "are", "was", "were", "be", "been", "being", "am"])
_CHAIN = lexicon.words("triggers.chain")
_ASPECT = lexicon.words("triggers.aspect")
#: Verbs whose participle looks like their base.
_ALIKE = frozenset(["put", "set", "cut", "hit", "let", "shut", "split"])
#: What is told of a thing that has come, also in the present ("Aid reaches Chad").
_COMES = frozenset(["arrive", "reach", "land", "enter", "dock", "cross", "carry", "depart"])
#: What stands before "n't".
_SHORT = {"wo": "will", "ca": "can", **{w: w for w in ("would", "could", "should", "has", "have")}}
_SHORT |= {w: w for w in ("had", "is", "are", "was", "were")}
_STARTED = frozenset(
    ["began", "begun", "started", "completed", "finished", "continued", "managed", "helped"]
)
_COMPOUNDS = lexicon.words("triggers.compounds")
_DUE_BEHIND = frozenset(["in", "on", "at", "by", "from", "there", "here", "this", "next", "within"])
_DENIALS = lexicon.words("triggers.denials")
#: Such as "reported a new aid package": announced it.
_TELLS_OF_A_GIFT = rx.compile(
    r"reported (?:on )?(?:a|an|the|another|its) (?:[\w-]+,? ){0,4}?(?:package|tranche|batch)\b"
)
BACK = lexicon.words("triggers.back")


def find(page: Page) -> list[Trigger]:
    """Every verb group and deed noun of the text, in order."""
    found = []
    for i, word in enumerate(page.words):
        if word.verb and _measures(page, i):
            continue
        if word.verb and phrasal(page, i).group != "report":
            found.append(_verb_group(page, i))
        elif word.verb and _TELLS_OF_A_GIFT.match(page.text, word.start):
            found.append(Trigger(i, i, "announce", "pledge", "pledged", tense="past"))
        elif word.low in ("way", "route") and page.words[i - 1].low in (
            "the",
            "its",
            "their",
            "en",
        ):
            if (i >= 2 and page.words[i - 2].low == "on") or page.words[i - 1].low == "en":
                found.append(Trigger(i - 2, i, "way", "arrive", "delivered"))
        elif word.low == "due" and (due := _due(page, i)) is not None:
            found.append(due)
        else:
            deed = lexicon.deeds().get(lexicon.singular(word.low))
            if deed and not word.verb and not _names_another(page, i):
                found.append(Trigger(i, i, lexicon.singular(word.low), deed, "", nominal=True))
    return found


def _measures(page: Page, i: int) -> bool:
    """Such as "a shipment weighing around 20 tonnes": how heavy it is, and nothing weighed."""
    verb, near = page.words[i].verb, page.words[i + 1 : i + 8]
    heavy = verb is not None and verb.lemma == "weigh" and any(w.text[0].isdigit() for w in near)
    return heavy and any(w.low in measures.UNITS for w in near)


def _verb_group(page: Page, i: int) -> Trigger:
    words = page.words
    verb = phrasal(page, i)
    j, matrix, lows = i, list[str](), list[str]()
    lemmas: list[str] = []
    while j > 0 and i - j < 9:
        before = words[j - 1]
        if words[j].gap not in (" ", "") or j - 1 in page.names:
            break
        if before.verb and before.verb.lemma == "help" and verb.form == "base" and j == i:
            lows.append(before.low)  # "has helped supply the hospital with beds"
            j -= 1
            continue
        if before.verb and before.verb.group != "report":
            if (
                words[j].low != "to"
                and before.verb.form not in ("ing", "base", "part", "s", "past")
            ) or (words[j].low not in ("to",) and verb.form != "ing" and before.low not in _ASPECT):
                break
            matrix.append(before.verb.group)
            lemmas.append(before.verb.lemma)
            if before.verb.form == "ing" or words[j].low in ("to",) or verb.form == "ing":
                lows.append(before.low)
                j -= 1
                continue
            break
        if before.low.endswith(("n't", "n’t")):
            lows += [_SHORT.get(before.low[:-3], "do"), "not"]  # "won't be able to provide"
            j -= 1
            continue
        joined = _joined(words, j) if verb.form == "part" else 0
        if joined:
            j = joined  # "will be refurbished and sent"
            continue
        if (
            before.closed in ("auxiliary", "adverb")
            or before.low in _CHAIN
            or before.low in _ASPECT
            or before.low.endswith("ly")
            or (before.low == "since" and words[j - 2].low in ("has", "have", "had"))
        ):
            lows.append(before.low)
            j -= 1
            continue
        break
    if "able" in lows and {"been", "was", "were"} & {*lows}:
        lows.append("managed")  # "were able to load": it was loaded
    if "to" in lows and not matrix:
        if not _BE & {*lows} and any(w.low == "first" for w in words[max(0, j - 4) : j]):
            lows.append("managed")  # "the first to send": it was sent
        matrix += _matrix_left(page, j)
        if any(w.low in ("signed", "concluded", "approved") for w in words[max(0, j - 6) : j]):
            lows.append("signed")  # "signed an agreement to provide"
    after = words[i + 1] if i + 1 < len(words) else None
    stops = after is None or after.text in ".,;)" or "\n" in after.gap
    counted = stops and j > 0 and words[j - 1].low in ("million", "billion", "thousand")
    tense, passive = _tense(words[i], lows, after, counted)
    k = j - 1
    while k > 0 and (k in page.dated or words[k].low in ("on", "last", "this")):
        k -= 1  # "India on Sunday gifted to Nepal 40 tents"
    if passive and not lows and j and (page.actor_at(k) or words[k].low in BACK):
        passive = False  # "Berlin transferred to Ukraine two tanks"
    near = {w.low for w in words[max(0, j - 3) : j + 1]}
    denied = "to" in lows and bool(near & _DENIALS)
    negated = (
        denied
        or _instead(words, j, words[i])
        or "delay" in matrix
        or bool({"not", "never", "no", "cannot"} & {*lows})
        or (j > 0 and words[j - 1].low in ("no", "neither", "nor"))
    )
    status = _status(verb.group, tense, matrix, set(lows))
    perfect = "have" in lows and bool({"could", "might", "would"} & {*lows})
    negated = negated or perfect  # "could have sent tanks": it did not
    due = "should" in lows and passive and verb.group == "deliver"
    if due and any(k in page.dated for k in range(i + 1, i + 9)):
        status = "pledged"  # "should be handed over by the end of July"
    if verb.form == "ing" and j and "to" in lows and words[j - 1].low == "open":
        status = "in_talks"  # "are open to sending tanks"
    comes = tense == "present" and verb.lemma in _COMES and not matrix
    if comes or (verb.lemma == "head" and tense == "being"):
        status = "delivered"  # "planes arrive in Chad", "are heading to Chad": sent
    return Trigger(
        j, i, verb.lemma, verb.group, status, passive, negated, False, tuple(matrix), tense
    )


def _instead(words: list[Word], j: int, verb: Word) -> bool:
    """Such as "instead of giving arms", "decided against sending shells", "ruled out selling"."""
    if verb.verb is None or verb.verb.form != "ing" or j < 2:
        return False
    before, led = words[j - 1].low, words[j - 2].low
    if any(w.low == "never" or w.low.endswith(("not", "n't", "n’t")) for w in words[j - 4 : j - 2]):
        return False  # "did not rule out sending"
    return before in ("from", "without", "against") or led in _INSTEAD.get(before, ())


#: What leads to a deed that is not done, by the word between them.
_INSTEAD = {
    "than": ("rather",),
    "of": ("instead", "short", "talk", "incapable"),
    "out": ("rule", "rules", "ruled", "ruling"),
}


def _joined(words: list[Word], j: int) -> int:
    """Where "refurbished and" in front of the participle at `j` begins, behind "be"; or 0."""
    if j < 4 or words[j - 1].low != "and" or not words[j - 2].low.endswith("ed"):
        return 0
    if words[j - 2].verb and words[j - 2].verb.group != "other":  # type: ignore[union-attr]
        return 0
    return j - 2 if words[j - 3].low in _BE else 0


_PHRASAL = {
    **{
        ("set", "aside"): "commit",
        ("put", "aside"): "commit",
        ("sign", "off"): "commit",
        ("put", "forward"): "talk",
    },
    **{
        ("make", "available"): "commit",
        **dict.fromkeys([("come", "up"), ("come", "under")], "other"),
        ("call", "off"): "delay",
        ("hold", "back"): "delay",
        ("hold", "up"): "delay",
        ("turn", "down"): "delay",
        ("set", "off"): "arrive",
        ("take", "over"): "receive",
        ("pull", "back"): "delay",
        ("back", "out"): "delay",
        ("look", "for"): "need",
    },
    **{
        ("turn", "over"): "deliver",
        ("get", "there"): "arrive",
        ("get", "here"): "arrive",
        ("get", "through"): "arrive",
        **dict.fromkeys([("get", "into"), ("get", "across"), ("get", "past")], "arrive"),
        ("cut", "off"): "other",
        ("call", "up"): "other",
        ("give", "up"): "other",
        ("bring", "down"): "other",
        ("go", "on"): "other",
        ("help", "to"): "other",
    },
    **{
        ("agree", "to"): "commit",
        ("mean", "for"): "commit",
        ("turn", "out"): "produce",
        ("put", "in"): "deliver",
        ("put", "up"): "deliver",
        ("intend", "for"): "commit",
        ("pass", "on"): "deliver",
        ("pass", "to"): "deliver",
        ("pass", "through"): "arrive",
        ("set", "up"): "deliver",
        ("run", "out"): "other",
    },
}


def phrasal(page: Page, i: int) -> Verb:
    """The verb at word `i`, read with the particle behind it ("set aside")."""
    verb = page.words[i].verb
    assert verb is not None
    after = page.words[i + 1].low if i + 1 < len(page.words) else ""
    group = _PHRASAL.get((verb.lemma, after), verb.group)
    if verb.lemma == "make" and _available(page, i):
        group = "commit"  # "is making 25 million euros available"
    if verb.lemma == "make" and [w.low for w in page.words[i + 1 : i + 3]] == ["up", "of"]:
        group = "contain"
    sums = [w for w in page.words[i + 1 : i + 4] if w.text[0].isdigit() or w.text in "$€£"]
    if verb.lemma == "put" and sums and (after in ("another", "over", "some") or len(after) == 3):
        group = "deliver"  # "put another DKK 500 million into"
    if verb.lemma == "put" and after and (after[0].isdigit() or after[0] in "$€£"):
        group = "deliver"  # "put 200 million euros into"
    behind = page.words[i + 2].low if i + 2 < len(page.words) else ""
    if verb.lemma == "get" and after == "to" and page.actor_at(i + 2):
        group = "arrive"  # "should get to Ukraine in June"
    if verb.lemma == "make" and after == "it" and behind in ("to", "into", "through", "across"):
        group = "arrive"  # "made it into Gaza"
    if verb.lemma == "bring" and "down" in [w.low for w in page.words[i + 1 : i + 4]]:
        group = "other"  # "had to bring rations down"
    if verb.lemma == "put" and after == "on" and behind in ("hold", "ice", "pause"):
        group = "delay"
    if verb.lemma == "put" and after in ("forward", "up") and sums:
        group = "pledge"  # "has put forward another $47 million"
    if verb.lemma in ("put", "place") and "disposal" in [w.low for w in page.words[i + 2 : i + 6]]:
        group = "pledge"  # "puts at Moldova's disposal a package"
    if verb.lemma == "add" and after == "that":
        group = "report"
    return verb if group == verb.group else verb._replace(group=group)


def _available(page: Page, i: int) -> bool:
    """Whether "available" stands behind the object of "make"."""
    for k in range(i + 2, min(i + 14, len(page.words))):
        if page.words[k].text in ".;:" or page.words[k].verb:
            return False
        if page.words[k].low == "available":
            return True
    return False


def _names_another(page: Page, i: int) -> bool:
    """Such as "supply security", "delivery dates": a deed that only tells what another noun is."""
    words = page.words
    return i + 1 < len(words) and words[i + 1].gap == " " and words[i + 1].low in _COMPOUNDS


def _due(page: Page, i: int) -> Trigger | None:
    """Such as "are also due in Kyiv on Friday": what is still to come."""
    after = page.words[i + 1].low if i + 1 < len(page.words) else ""
    k = i - 1
    while k > 0 and page.words[k].low in ("also", "now", "still", "next"):
        k -= 1
    if (after not in _DUE_BEHIND and i + 1 not in page.dated) or page.words[k].low not in _BE:
        return None
    return Trigger(k, i, "due", "arrive", "pledged", tense="future")


def _matrix_left(page: Page, j: int) -> list[str]:
    """Group of the verb or deed that an infinitive hangs on, some words before."""
    for k in range(j - 1, max(j - 18, -1), -1):
        word = page.words[k]
        if word.text in ".;:" or (
            word.closed == "conjunction" and word.low not in ("and", "whether")
        ):
            return []
        if word.verb and word.verb.group != "report" and j - k < 10:
            return [phrasal(page, k).group]
        noun = {
            "decision": "commit",
            "plan": "pledge",
            "promise": "pledge",
            "pledge": "pledge",
            "proposal": "talk",
            "request": "talk",
            "offer": "pledge",
            "target": "pledge",
            "intention": "pledge",
            "readiness": "pledge",
            "agreement": "commit",
            "deal": "commit",
            "authority": "commit",
            "call": "talk",
            "refusal": "delay",
        }
        if j - k > 9 and word.low != "authority":
            continue
        if lexicon.singular(word.low) in noun:
            return [noun[lexicon.singular(word.low)]]
    return []


def _tense(
    word: Word, lows: list[str], after: Word | None, counted: bool = False
) -> tuple[str, bool]:
    said = set(lows)
    verb = word.verb
    assert verb is not None
    if verb.lemma in _ALIKE and verb.form == "base" and said & {"been", "being", "was", "were"}:
        verb = verb._replace(form="part")
    passive = (
        verb.form == "part"
        and bool(said & _BE)
        and lows
        and lows[0] in _BE | {"not"} | _adverbs(lows)
    )
    passive = bool(passive) or (
        verb.form == "part"
        and not said
        and after is not None
        and after.low in ("by", "to", "from", "for")
    )
    passive = passive or (verb.form == "part" and not said and counted)
    if verb.lemma in ("set", "put") and verb.form != "s" and not said:
        return "past", False
    if said & {"could", "may", "might", "can", "should", "ought"}:
        return "maybe", passive
    if said & {
        "will",
        "shall",
        "going",
        "would",
        "must",
        "should",
        "ought",
        "set",
        "due",
        "ready",
        "scheduled",
        "expected",
        "prepared",
        "willing",
        "poised",
    }:
        return "future", passive
    if "to" in said:
        return "to", passive
    if said & {"has", "have", "had", "was", "were", "been"} and verb.form != "ing":
        return "past", passive
    if verb.form == "ing":
        return "being" if said & _BE else "ing", passive
    if verb.form in ("past", "part"):
        if "being" in said:
            return "being", passive
        return "now" if said & {"is", "are", "being"} else "past", passive
    return "present", passive


def _adverbs(lows: list[str]) -> set[str]:
    return {
        low
        for low in lows
        if low.endswith("ly") or low in ("also", "already", "now", "just", "still")
    }


def _status(group: str, tense: str, matrix: list[str], lows: set[str]) -> str:
    """The stage a verb group means for its object."""
    if tense == "maybe" and group == "arrive" and lows & {"should", "ought"}:
        return "pledged"  # "should get there by Christmas"
    if tense == "maybe" or "talk" in matrix or group == "talk" or "need" in matrix:
        return "in_talks"
    if lows & _STARTED:
        return "delivered"
    if group == "pledge":
        return "pledged"
    if group == "commit" and "commit" in matrix:
        return "committed"
    if group == "commit":
        return "committed" if tense in ("past", "now", "present", "ing", "being") else "pledged"
    if matrix and tense in ("to", "ing"):
        return (
            "committed"
            if matrix[0] == "commit"
            and lows & {"approved", "authorised", "authorized", "ordered", "signed", "voted"}
            else "pledged"
        )
    done = {"was", "were", "been"} if group == "arrive" else {"been"}
    if group in ("deliver", "arrive", "receive") and tense == "being" and lows & done:
        return "delivered"  # "these trucks were carrying water", "has been sending food"
    if tense in ("future", "to", "present", "being"):
        return "pledged"
    return "delivered"


def nominal_status(nominal: Trigger, at: Trigger | None) -> str:
    """The stage of a deed noun under the verb above it; see `Trigger`."""
    if nominal.group == "commit" and (at is None or at.group == "other" or at.lemma == "follow"):
        return "committed"
    if at is None:
        return {"commit": "committed", "pledge": "pledged", "talk": "in_talks"}.get(
            nominal.group, "delivered"
        )
    if at.lemma == "follow" and nominal.group == "deliver" and not at.passive:
        return "delivered"  # "follows a shipment of 14 tonnes two weeks ago"
    if at.status == "in_talks" or nominal.group == "talk":
        return "in_talks"
    if at.lemma == "announce" and nominal.lemma in ("purchase", "acquisition", "procurement"):
        return "pledged"
    if nominal.group == "commit" and at.group in ("commit", "deliver", "pledge", "receive"):
        return "committed" if at.tense in ("past", "now", "present") else "pledged"
    if nominal.group == "pledge":
        return "pledged"
    if at.group in ("pledge", "commit") or at.tense in ("future", "to", "present", "being"):
        return at.status or "pledged"
    return "delivered"
