"""What a sentence says and no field of its claim explains: "the largest donor of winter clothing".

The record tells donor, kind, stage and day apart. A word it does not know may narrow what is
claimed, so a claim that holds one is not judged as if the word were not there.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import msgspec

from resupply.claims import cues, everyone, names, sayings, wordfiles
from resupply.claims.names import Mention
from resupply.claims.said import Said, parts
from resupply.claims.words import Checked

_SAYS = (
    r"(?:says?|said|claims?|claimed|states?|stated|tells? \w+|told \w+|insists?|insisted|writes?"
    r"|wrote|reports?|reported|notes?|noted|warns?|warned|confirm(?:s|ed)|adds?|added|estimates?"
    r"|estimated)"
)
#: Who says it: "according to the institute", "Rama said that", ", the ministry said".
_TOLD_BY = re.compile(
    rf"\b(?i:according to|as reported by|data (?:of|from|by))\b[^,;]*(?:,|;|$)"
    rf"|^(?:(?:The |the |[A-Z])[\w.'-]*,? ){{1,5}}{_SAYS}"
    r"(?:(?: (?:in|on|at) [\w ]{1,20}?| a \w+ ago| last \w+)? that\b|\b)"
    rf"|[,.]?[\"'\u201d\u2019]?,? (?:[A-Z][\w.'-]+|the \w+)(?: [\w.'-]+){{0,5}} {_SAYS}(?:,|\.?$)",
)
_TABLES = (cues.STAGES, cues.KINDS, cues.PERS, cues.SHARES)
_READ = (
    *(pattern for table in _TABLES for _, pattern in table),
    *(cues.GENEROUS, cues.YEAR, cues.COUNTRIES, cues.ALL_DONORS, cues.OTHERS, cues.NOBODY),
    *(cues.NOT, cues.EACH, cues.TOGETHER, cues.FROM_LEAST, cues.CHANGE, cues.WITH_MEMBERS),
    *(cues.OF_PROMISE, cues.TO_ZERO, cues.COMPARE, sayings.STANDSTILL),
)
#: Words in "-ly" that are no adverbs, or that say when, how much of it, or by whom.
_NARROWING = frozenset(
    {"italy", "sicily", "family", "assembly", "supply", "resupply", "reply", "butterfly"}
    | {"mostly", "largely", "mainly", "partly", "partially", "primarily", "chiefly", "solely"}
    | {"predominantly", "exclusively", "purely", "overwhelmingly", "hardly", "scarcely"}
    | {"recently", "lately", "initially", "originally", "previously", "formerly", "temporarily"}
    | {"annually", "yearly", "monthly", "weekly", "daily", "quarterly", "privately", "locally"}
)
_TOKEN = re.compile(r"[A-Za-z][\w'\u2019-]*|\d(?:[\w.,]*\w)?")


def words(
    said: Said, fields: Mapping[str, Any], beside: Sequence[Mapping[str, Any]] = ()
) -> tuple[str, ...]:
    """The phrases that are left when all that was read is taken out.

    Args:
        said: The clause.
        fields: The claim's fields; `said` has the words behind each.
        beside: Fields of the other claims of the clause: what they read is read.
    """
    text = _TOLD_BY.sub(_blanks, said.text)
    kinds = {k for k, pattern in cues.KINDS if k != "all" and pattern.search(text)}
    claims = (fields, *beside)
    for told in sorted({w for c in claims for w in c["said"].values()}, key=len, reverse=True):
        text = text.replace(told, " " * len(told), 1)
    for mention in said.mentions:
        if _has_part(said, mention, claims):
            start, end = mention.start, mention.end
            text = text[:start] + " " * (end - start) + text[end:]
    days = cues.DAYS_UNREAD.search(text)
    for pattern in (*_READ, *((cues.FRACTION,) if fields["type"] in ("share", "change") else ())):
        text = pattern.sub(_blanks, text)
    things = names.words_of(said.names.view)
    goods = {w for item in fields["item"] for w in things.get(item, ())}
    left = [p for p in _phrases(text) if not _is_goods(names.tokens(p), goods)]
    # "Humanitarian and financial" are two kinds; a claim has one, or sets one against another.
    by_words = cues.first(cues.KINDS, fields["said"].get("kind", ""))
    read = {fields.get("kind"), fields.get("whole"), by_words[0] if by_words else None}
    more = sorted(kinds - read)
    return (*left, *more, *([days[0]] if days else []), *_of_some(said, fields))


def _of_some(said: Said, fields: Mapping[str, Any]) -> list[str]:
    """What cuts a group to some of it: "many EU countries", "small NATO members"."""
    out = [
        said.text[found.start() : mention.end]
        for mention in said.mentions
        if said.names.is_group(mention.id)
        for found in [sayings.SOME_OF.search(said.text[: mention.start])]
        if found and not _is_read(said.text[found.start() : mention.end], fields)
    ]
    nobody = cues.NOBODY.search(said.text)
    of_sum = fields["type"] in ("total", "share", "change") and not fields.get("each")
    if nobody and of_sum and not _is_read(nobody[0], fields):
        out.append(nobody[0])  # "nobody gave a billion" is no sum
    group = everyone.named(said)
    figure = fields.get("figure")
    ends = figure is not None and figure.operator in ("over", "under")
    as_one = fields.get("each") or cues.TOGETHER.search(said.text)
    if group and everyone.is_all(group[1]) and ends and not as_one:
        # "All allies gave over 100 million": each of them, or all as one?
        out.append(f"{group[1]}{said.text[group[0].start : group[0].end]}")
    return out


def _is_read(words: str, fields: Mapping[str, Any]) -> bool:
    """Whether the words tell a place: "the largest EU donors", "than other NATO members"."""
    return words.casefold().startswith("other") or any(words in w for w in fields["said"].values())


def spoken(text: str) -> str:
    """A sentence without who says it: "Stoltenberg said", "according to the institute"."""
    return _TOLD_BY.sub(_blanks, text)


def _blanks(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _has_part(said: Said, mention: Mention, claims: Sequence[Mapping[str, Any]]) -> bool:
    """Whether a name has a part in a claim: who gives, who is helped, who is compared."""
    named = [c.get(n) or "" for c in claims for n in ("subject", "other", "group", "without")]
    known = {i for ids in named for i in ids.split("+")} | said.names.recipients
    return mention.id in known or set(parts(said, mention)) <= known


def _is_goods(tokens: set[str], goods: set[str]) -> bool:
    return bool(tokens) and tokens <= goods


def _phrases(text: str) -> list[str]:
    """Runs of words that are not plain, with what stands between them."""
    out: list[str] = []
    end = -1
    for token in _TOKEN.finditer(text):
        if is_plain(token[0]):
            continue
        if out and text[end : token.start()] in (" ", "-"):
            out[-1] += text[end : token.end()]
        else:
            out.append(token[0])
        end = token.end()
    return out


def is_plain(word: str) -> bool:
    """Whether a word narrows nothing.

    Args:
        word: One word, or a number.
    """
    if word[0].isdigit():
        return False
    low = word.casefold().replace("\u2019", "'").removesuffix("'s").removesuffix("'")
    is_adverb = low.endswith("ly") and len(low) > 4 and low not in _NARROWING
    return low in _plain() or len(low) < 2 or is_adverb


@cache
def _plain() -> frozenset[str]:
    """Words that narrow nothing."""
    return frozenset(w for line in wordfiles.lines("plain_words.txt") for w in line.split())


def told(found: Checked) -> Checked:
    """A verdict that words nobody understood may narrow: it is told, and not given.

    Args:
        found: A claim as checked; `claim.unread` has the words.
    """
    if not found.claim.unread or found.verdict == "not_verifiable":
        return found
    quoted = [f'"{w}"' for w in found.claim.unread]
    several = len(quoted) > 1
    listed = f"{', '.join(quoted[:-1])} and {quoted[-1]}" if several else quoted[0]
    by_tables = bool(found.rows) and all(r.get("table") for r in found.rows)
    without = {"holds": "it would hold", "does_not_hold": "it would not hold"}
    would = f"Without that, {without.get(found.verdict, 'it would depend')}."
    if by_tables and found.verdict == "does_not_hold":
        would = "Another figure is the nearest there is."  # perhaps of something else
    return msgspec.structs.replace(
        found,
        verdict="not_verifiable",
        why=f"{listed} {'are' if several else 'is'} not understood, and may change the claim. "
        f"{would} {found.why}",
        missing=f"what {listed} {'mean' if several else 'means'} here. Say it in other words: the "
        "record tells donor, kind of aid, stage and day apart",
        depends_on=[],
        reasons=[],
    )
