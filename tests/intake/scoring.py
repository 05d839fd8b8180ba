"""Proposals against labels: what was found, which fields are right, what is extra.

Own code, from the rules in `data/README.md`; where the scorer of the texts' makers is beside the
project, `test_scoring` compares the two.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache
from typing import Any

from resupply.intake import gazetteer

Row = dict[str, Any]

FIELDS = {
    "dateline": ("place", "date"),
    "quote": ("speaker", "mode"),
    "event": ("type", "place", "date", "participants"),
    "aid": ("donor", "recipient", "item", "quantity", "unit", "amount", "status", "date"),
    "need": ("who", "item", "quantity", "amount"),
    "claim": ("type", "subject", "value"),
    "delay": ("type", "actor", "item"),
    "production": ("maker", "item", "quantity", "place"),
}
_ACTORS = {"donor", "recipient", "who", "subject", "actor", "maker", "place", "speaker"}
_ACTORS |= {"participants"}
#: A longer proposal matches nothing, quotes excepted [characters].
_LONGEST = 400
_TYPES = {
    "delay": (
        "paused suspended halted frozen withheld",
        "stalled blocked delayed held_up refused slowed",
        "shortfall missed_target cut reduced",
    ),
    "event": (
        "summit conference forum",
        "meeting talks call",
        "visit trip",
        "press_conference briefing",
        "ceremony handover",
        "signing agreement",
        "decision vote approval",
    ),
    "claim": ("total count", "target shortfall"),
}
_SKIP = {
    *re.findall(
        r"\w+",
        """
    the a an of for and to in on by from with its his their more another further additional new
    some other about over up at least nearly almost than as or ms mr mrs dr
""",
    )
}
_SAME = {
    **dict.fromkeys(["shell", "round", "ammunition", "munition", "projectile"], "ammo"),
    **dict.fromkeys(["assistance", "support", "help", "package", "donation"], "aid"),
    **dict.fromkeys(["contribution"], "aid"),
    **dict.fromkeys(["weapon", "weaponry", "arm"], "arms"),
    **dict.fromkeys(["plane", "airplane", "jet"], "aircraft"),
    **dict.fromkeys(["fund", "money"], "funding"),
    **{"defense": "defence", "armored": "armoured", "armor": "armour", "tonne": "ton"},
    **{"drone": "uav", "program": "programme"},
}
_TITLES = {
    *re.findall(
        r"\w+",
        """
    president prime minister foreign defence defense secretary chancellor government spokesperson
    spokesman spokeswoman state general major director country ambassador deputy ministry
    department official officials leader leaders chief head
""",
    )
}


def listed(value: Any) -> list[Any]:
    """A value as a list of alternatives."""
    return [] if value is None else list(value) if isinstance(value, list | tuple) else [value]


# --- one field


def is_right(kind: str, field: str, found: Row, label: Row) -> bool:
    """Whether a field of a proposal is right: any of the label's alternatives will do."""
    mine, theirs = listed(found.get(field)), listed(label.get(field))
    if not mine or not theirs:
        return False
    if field == "amount":
        return _same_sum(found, label)
    if field == "participants":
        met = sum(any(same_actor(a, b) for a in mine) for b in theirs)
        return met * 2 >= len(theirs)
    same = {"quantity": _same_value, "value": _same_value, "date": same_date, "item": same_item}
    compare = same.get(field) or (same_actor if field in _ACTORS else _same_word)
    if field == "type":
        return any(_same_type(kind, a, b) for a in mine for b in theirs)
    return any(compare(a, b) for a in mine for b in theirs)


def _same_word(a: Any, b: Any) -> bool:
    return str(a).lower() == str(b).lower()


def _same_value(a: Any, b: Any) -> bool:
    if isinstance(a, int | float) and isinstance(b, int | float):
        return a == b or abs(a - b) <= 0.01 * abs(b)
    return _same_word(a, b)


def _same_sum(found: Row, label: Row) -> bool:
    coins, theirs = listed(found.get("currency")), listed(label.get("currency"))
    sums = listed(label["amount"])
    for i, mine in enumerate(listed(found["amount"])):
        coin = coins[min(i, len(coins) - 1)] if coins else None
        for k, other in enumerate(sums):
            fits = {theirs[k]} if len(theirs) == len(sums) else {*theirs}
            if _same_value(mine, other) and (not theirs or coin in fits):
                return True
    return False


def _same_type(kind: str, a: str, b: str) -> bool:
    return a == b or any({a, b} <= {*said.split()} for said in _TYPES.get(kind, ()))


def _tokens(said: str) -> list[str]:
    out = []
    for word in re.findall(r"[^\W_]+(?:\.[^\W_]+)*", said.lower()):
        if word in _SKIP or word == "s":
            continue
        word = _SAME.get(word, word)
        word = word[:-1] if len(word) > 3 and word[-1] == "s" and word[-2] != "s" else word
        out.append(_SAME.get(word, word))
    return out


def same_item(a: str, b: str) -> bool:
    """Whether two items are one: one within the other, the same head, or half the words alike.

    Example:
        >>> same_item("155 mm shells", "artillery rounds"), same_item("tents", "tanks")
        (True, False)
    """
    mine, theirs = _tokens(str(a)), _tokens(str(b))
    if not mine or not theirs:
        return False
    one, other = {*mine}, {*theirs}
    alike = len(one & other) / len(one | other) >= 0.5
    return one <= other or other <= one or mine[-1] == theirs[-1] or alike


@cache
def _codes() -> dict[str, str]:
    names = {k.lower(): n.id for k, n in gazetteer.names().items() if n.kind != "place"}
    names |= {code.lower(): code for code in {*names.values()}}
    return names | {k.lower(): v for k, v in gazetteer.demonyms().items()}


def _actor(said: str) -> tuple[set[str], set[str]]:
    """Codes of countries and bodies in a name, and the words that are left."""
    low = re.sub(r"['’]s\b", "", str(said).lower()).strip(" .,\"'“”").removeprefix("the ")
    if low in _codes():
        return {_codes()[low]}, set()
    codes, words = set(), low.split()
    rest: list[str] = []
    while words:
        for n in range(min(5, len(words)), 0, -1):
            name = " ".join(words[:n]).strip(".,")
            if name in _codes():
                codes.add(_codes()[name])
                words = words[n:]
                break
        else:
            rest.append(words.pop(0).strip(".,"))
    return codes, {w for w in rest if w not in _SKIP and len(w) > 1}


def same_actor(a: Any, b: Any) -> bool:
    """Whether two names are of one party: a shared surname, else a shared code.

    Example:
        >>> same_actor("GBR", "British government"), same_actor("Edi Rama", "Rama")
        (True, True)
    """
    mine, my_words = _actor(str(a))
    theirs, their_words = _actor(str(b))
    names = their_words - _TITLES
    if names:
        return any(_same_name(x, y) for x in my_words - _TITLES for y in names)
    return bool(mine & theirs) if theirs else bool(my_words & their_words)


def _same_name(a: str, b: str) -> bool:
    a, b = (re.sub(r"[yi]+$", "y", name.replace("’", "'")) for name in (a, b))
    return a == b


def _days(iso: str) -> tuple[date, date] | None:
    first, _, last = str(iso).partition("/")
    if last:
        a, b = _days(first), _days(last)
        return (a[0], b[1]) if a and b else None
    parts = [int(p) for p in first.split("-")]
    if len(parts) == 3:
        return date(*parts), date(*parts)
    if len(parts) == 2:
        year, month = parts
        behind = date(year + month // 12, month % 12 + 1, 1)
        return date(year, month, 1), behind - timedelta(1)
    return date(parts[0], 1, 1), date(parts[0], 12, 31)


def same_date(a: str, b: str) -> bool:
    """Whether two dates agree: half of their days shared, or a day in the labelled month.

    Example:
        >>> same_date("2024-02-28", "2024-02"), same_date("2024", "2024-02")
        (True, False)
    """
    mine, theirs = _days(a), _days(b)
    if not mine or not theirs:
        return False
    shared = (min(mine[1], theirs[1]) - max(mine[0], theirs[0])).days + 1
    if shared <= 0:
        return False
    one, other = ((end - start).days + 1 for start, end in (mine, theirs))
    return shared / (one + other - shared) >= 0.5 or (other <= 31 and one <= other)


# --- one record


def overlap(a: list[int], b: list[int]) -> float:
    """Characters two spans share, of those in either."""
    shared = min(a[1], b[1]) - max(a[0], b[0])
    return shared / (a[1] - a[0] + b[1] - b[0] - shared) if shared > 0 else 0.0


def may_match(kind: str, found: Row, label: Row) -> bool:
    """Whether a proposal may be of a label: the spans touch and the key agrees."""
    share = overlap(found["span"], label["span"])
    if kind == "quote":
        return share >= 0.5
    if share <= 0 or found["span"][1] - found["span"][0] > _LONGEST:
        return False

    def right(field: str) -> bool:
        return is_right(kind, field, found, label)

    if kind in ("aid", "need"):
        keys = [f for f in ("quantity", "amount") if label.get(f) is not None]
        if keys:
            return any(right(f) for f in keys)
        bare = not (found.get("quantity") or found.get("amount"))
        if kind == "need":
            return right("item") or (right("who") and bare)
        return right("item" if label.get("item") is not None else "donor")
    if kind == "event":
        named = found.get("name") and label.get("name") and _named_alike(found, label)
        return right("type") or bool(named) or (right("place") and right("participants"))
    keys_of = {
        "dateline": ("place", "date"),
        "claim": ("type", "value"),
        "delay": ("type", "actor", "item"),
        "production": ("item", "quantity"),
    }
    return any(right(f) for f in keys_of[kind])


def _named_alike(found: Row, label: Row) -> bool:
    mine, theirs = {*_tokens(found["name"])}, {*_tokens(str(label["name"]))}
    return len(mine & theirs) / max(1, min(len(mine), len(theirs))) >= 0.6


def said_again(kind: str, found: Row, labels: list[Row]) -> bool:
    """Neither right nor wrong: a second mention, or a fragment inside a mixed quotation."""
    start, end = found["span"]
    if kind == "quote":
        mixed = [k for k in labels if "mixed" in listed(k.get("mode"))]
        return any(k["span"][0] <= start and end <= k["span"][1] for k in mixed)
    required = [k for k in labels if not k.get("optional")]
    if kind not in ("aid", "need", "event"):
        return False
    if any(overlap(found["span"], k["span"]) for k in required):
        return False

    def right(field: str, label: Row) -> bool:
        return is_right(kind, field, found, label)

    if kind == "event":
        return any(
            right("type", k) and (right("place", k) or right("participants", k)) for k in labels
        )
    return any(right("amount", k) or (right("quantity", k) and right("item", k)) for k in labels)


def pairs(kind: str, found: list[Row], labels: list[Row]) -> list[tuple[int, int]]:
    """Which proposal is of which label: one to one, the best first."""
    ranked = []
    for i, mine in enumerate(found):
        for k, label in enumerate(labels):
            if may_match(kind, mine, label):
                right = sum(is_right(kind, f, mine, label) for f in FIELDS[kind])
                share = overlap(mine["span"], label["span"])
                ranked.append((not label.get("optional", False), right, share, -i, -k))
    out: list[tuple[int, int]] = []
    for *_, i, k in sorted(ranked, reverse=True):
        if all(-i != a and -k != b for a, b in out):
            out.append((-i, -k))
    return out


# --- all of them


def score(docs: Iterable[Row], found: dict[str, list[Row]]) -> tuple[dict[str, Any], list[Any]]:
    """Scores of proposals, by document id, against labelled documents.

    Returns:
        The scores, and an empty list in the place of errors told one by one.
    """
    sums: dict[str, dict[str, float]] = {k: defaultdict(float) for k in FIELDS}
    modes: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    spans = {"records": 0, "bad_span": 0, "field_spans": 0, "field_spans_ok": 0}
    for doc in docs:
        mine = found.get(doc["id"], [])
        _provenance(doc, mine, spans)
        for kind in FIELDS:
            _count(kind, doc, mine, sums[kind], modes)
    return _result(sums, modes, spans), []


def _provenance(doc: Row, found: list[Row], spans: dict[str, int]) -> None:
    size = len(doc["text"])
    for record in found:
        spans["records"] += 1
        spans["bad_span"] += not 0 <= record["span"][0] < record["span"][1] <= size
        for start, end in (record.get("spans") or {}).values():
            spans["field_spans"] += 1
            spans["field_spans_ok"] += 0 <= start < end <= size


def _count(
    kind: str, doc: Row, found: list[Row], c: dict[str, float], modes: dict[str, list[int]]
) -> None:
    mine = [r for r in found if r["kind"] == kind]
    labels = [r for r in doc["records"] if r["kind"] == kind]
    matched = pairs(kind, mine, labels)
    for i, k in matched:
        label = labels[k]
        if label.get("optional"):
            c["neutral"] += 1
            continue
        asked = [f for f in FIELDS[kind] if label.get(f) is not None]
        right = [f for f in asked if is_right(kind, f, mine[i], label)]
        c["hit"] += 1
        c["full"] += len(right) == len(asked)
        c["slot_hit"] += len(right)
        c["slot_found"] += sum(mine[i].get(f) is not None for f in asked)
        c["attributed"] += "speaker" in right
    taken = {i for i, _ in matched}
    for i, record in enumerate(mine):
        if i not in taken and said_again(kind, record, labels):
            c["neutral"] += 1
        elif i not in taken:
            c["slot_found"] += sum(record.get(f) is not None for f in FIELDS[kind])
    c["found"] += len(mine)
    for k, label in enumerate(labels):
        if not label.get("optional"):
            c["labels"] += 1
            c["slot_labels"] += sum(label.get(f) is not None for f in FIELDS[kind])
            if kind == "quote":
                mode = modes[listed(label["mode"])[0]]
                mode[0] += any(k == b for _, b in matched)
                mode[1] += 1


def f1(hit: float, found: float, labels: float) -> float:
    """Twice the hits over what was found and what was labelled.

    Example:
        >>> f1(1, 2, 2), f1(0, 0, 0)
        (0.5, 0.0)
    """
    return 2 * hit / (found + labels) if found + labels else 0.0


def _result(
    sums: dict[str, dict[str, float]], modes: dict[str, list[int]], spans: dict[str, int]
) -> dict[str, Any]:
    kinds, total = {}, defaultdict[str, float](float)
    for kind, c in sums.items():
        c["counted"] = c["found"] - c["neutral"]
        for key in ("hit", "counted", "labels", "slot_hit", "slot_found", "slot_labels"):
            total[key] += c[key]
        if c["labels"] or c["counted"]:
            kinds[kind] = {
                "F1": f1(c["hit"], c["counted"], c["labels"]),
                "exactF1": f1(c["full"], c["counted"], c["labels"]),
                "slotF1": f1(c["slot_hit"], c["slot_found"], c["slot_labels"]),
            }
    labelled = [k for k, c in sums.items() if c["labels"]]
    quote = sums["quote"]
    return {
        "kinds": kinds,
        "macroF1": sum(kinds[k]["F1"] for k in labelled) / max(1, len(labelled)),
        "micro": {
            "F1": f1(total["hit"], total["counted"], total["labels"]),
            "slotF1": f1(total["slot_hit"], total["slot_found"], total["slot_labels"]),
        },
        "quote": {
            "attributedF1": f1(quote["attributed"], quote["counted"], quote["labels"]),
            "recall_by_mode": {m: (a / b, b) for m, (a, b) in modes.items() if b},
        },
        "provenance": spans,
    }
