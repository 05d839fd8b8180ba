"""How far a noun phrase reaches that ends or begins at a place of the frame."""

import re

from resupply.intake import rx
from resupply.intake.descriptions import Descriptions
from resupply.intake.phrases import (
    INNER,
    INNER_LEFT,
    PRONOUN,
    SKIP_BEFORE,
    STOP,
    WHEN_WORDS,
    WORD_BACK,
)

#: "Council on Foreign Relations", "Federation in Riga", "Action against Hunger".
_BODY_ON = rx.compile(
    r"\b(?:(?:Council|Committee|Commission|Panel|Conference|Centre|Center|Institute|Group|Dialogue"
    r"|Task\s?[Ff]orce|Office|Authority|Agency|Network|Coalition|Alliance|Board|Forum|Fund|Campaign"
    r"|Summit|Initiative|Programme|Program)|(?i:convention|report))\s+\Z|\bAction\s+\Z"
)
_CAPITAL = rx.compile(r"(?:the\s+)?[A-Z](?!(?:on|tues|ednes|hurs|ri|atur|un)day)")


#: Before a name these lead to where somebody is: "farmers around Lake Chad".
_PLACING = frozenset(["across", "around", "near", "throughout", "outside", "inside", "along"])


class Reach(Descriptions):
    """Finds where the words of a speaker begin and end."""

    def _skip_back(self, end: int, floor: int) -> int:
        """Behind the subject: auxiliaries, adverbs and dates before the verb are stepped over."""
        masked = self.frame.masked
        while end > floor:
            said = masked[max(floor, end - 30) : end]
            m = SKIP_BEFORE.search(said)
            if m:
                end -= len(m[0])
                continue
            bare = len(masked[floor:end].rstrip()) + floor
            comma = masked[bare - 1 : bare] == ","
            dated = self._date_ends.get(bare - 1 if comma else bare)
            if (
                dated
                and dated.start > floor
                and not (
                    comma and not re.search(r",\s+(?:on\s+|in\s+)?$", masked[floor : dated.start])
                )
            ):
                before = re.search(
                    r"(?:\b(?:on|in|late on|late|early|earlier|earlier on|last|next|at)\s+)+$",
                    masked[floor : dated.start],
                )
                start = floor + before.start() if before else dated.start
                if start > floor:
                    end = start
                    continue
            return bare
        return end

    def _phrase_start(self, end: int, floor: int) -> int:
        """Where a noun phrase begins that ends here."""
        masked = self.frame.masked
        start = end
        for _ in range(14):
            m = WORD_BACK.search(masked, max(floor, start - 40), start)
            if not m or m.start() < floor or not any(c.isalnum() for c in m[0]):
                break
            word = m[0].strip()
            low = word.lower().rstrip(",.")
            if (
                start != end
                and word.endswith(",")
                and not re.search(r"\b(?:and|or)\s+$", masked[max(floor, start - 1) : start + 5])
            ):
                break
            if (
                start != end
                and word.endswith(".")
                and not (
                    len(low) == 1
                    or low
                    in (
                        "mr",
                        "mrs",
                        "ms",
                        "dr",
                        "gen",
                        "u.s",
                        "u.n",
                        "lt",
                        "col",
                        "maj",
                        "sen",
                        "st",
                    )
                )
            ):
                break
            if low in INNER:
                if not INNER_LEFT.search(masked[floor : m.start()]):
                    break
            elif low in ("who", "which") and start == end:
                return m.start()
            elif (
                (low in STOP or (low in _PLACING and masked[start : start + 1].isupper()))
                and not (
                    low in ("and", "to", "in", "on", "at", "against", "with", "between")
                    and self._inside(masked, m.start(), start, floor)
                )
            ) or (low in PRONOUN and start != end):
                break
            if (
                low in WHEN_WORDS
                and start != end
                and re.search(r"\bsame\s+$", masked[floor : m.start()])
            ):
                break
            pronoun = low in PRONOUN and start == end
            start = m.start()
            if pronoun:
                break
            if low in ("the", "a", "an") and not re.search(
                r"(?i)\b(?:of|for|and)\s+$", masked[floor:start]
            ):
                break
        return start

    def _inside(self, masked: str, at: int, start: int, floor: int) -> bool:
        """As in "ambassador to the UN", "ministers of Finland and Sweden": inside a phrase."""
        left = masked[floor:at]
        word = masked[at:start].strip().lower()
        if word in ("on", "in", "to", "against", "with", "between"):
            named = _BODY_ON.search(left) and _CAPITAL.match(masked, start)
            if named:
                return True
        if word == "and":
            left_word = left.rstrip().split(" ")[-1] if left.strip() else ""
            return (
                bool(left_word[:1].isupper())
                and masked[start : start + 1].isupper()
                and left_word[-1:].isalnum()
            )
        return bool(
            re.search(
                r"(?i)(?:ambassador|envoy|representative|adviser|advisor|coordinator|director"
                r"|mission|delegation|official|expert|report|letter|briefing|note)\s+$",
                left,
            )
        ) and word in ("to", "in", "on", "at")

    def _phrase_end(self, start: int, ceiling: int) -> int:
        masked = self.frame.masked
        m = re.compile(
            r"(?:[^,.;:()\n\x01\"“”«»]|(?<=\b[A-Z])\.|(?<=\b(?:Mr|Ms|Dr|Lt|St))\.|(?<=\b(?:Mrs"
            r"|Gen|Col|Maj|Sen|Rep|Gov|Adm|Amb|Sgt|Hon))\.|(?<=\b(?:Brig|Capt|Prof))\."
            r"|\.(?=[A-Za-z]))*"
        ).match(masked, start, ceiling)
        end = m.end() if m else start
        said = masked[start:end]
        cut = re.search(
            r"(?<=release)\s(?:the|he|she|it)\s|(?<=tement)\s(?:the|he|she|it)\s|\s(?:who"
            r"|which|that|when|while|as|after|before|during|on|in|at|by|from|with"
            r"|following|ahead|via|through|told|said|says|in a|and\s+(?!(?:[A-Z]|the\s))|but"
            r"|have|has|had|may|might|could|can|should|is|was|are|were|will|would|adding"
            r"|speaking|because|since|until|amid"
            r"|today|yesterday|earlier|late|last|also|presented|published|released|issued|seen"
            r"|shared|compiled|collected|gathered"
            r"|obtained|reviewed|familiar|close|cited|quoted|led|based)\s",
            said,
        )
        while (
            cut
            and cut[0].strip() in ("at", "in", "on", "from")
            and re.search(
                r"(?i)(?:director|representative|coordinator|analyst|expert|official"
                r"|researcher|fellow|professor|spokes\w+|doctor|adviser|head|chief|ambassador"
                r"|manager)\s*$",
                said[: cut.start()],
            )
            and not re.match(
                r"\s\w+\s(?:a|the)?\s?(?:statement|interview|Monday|Tuesday|Wednesday|Thursday"
                r"|Friday|Saturday|Sunday|[A-Z]?[a-z]+ \d)",
                said[cut.start() :],
            )
        ):
            nxt = re.compile(
                r"\s(?:who|which|that|when|while|as|after|before|during|on|told|said|adding)\s"
            ).search(said, cut.end())
            cut = nxt
        end = start + cut.start() if cut else end
        for d in self.context.dates:
            if start < d.start < end:
                end = len(masked[start : d.start].rstrip()) + start
                break
        return len(masked[start:end].rstrip()) + start
