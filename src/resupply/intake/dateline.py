"""Datelines: where and when a text says it was written, at its head.

Wire copy ("KYIV, Feb 28 (Reuters) -"), agencies of the UN ("GENEVA/CAIRO - "), releases ("Berlin,
3 May 2024"), reports with a date in their title, and feeds ("date 2024-02-28"). Looked for in the
first lines only.
"""

import re
from collections.abc import Iterator, Sequence

from msgspec import structs

from resupply.intake import dateline_odd, rx
from resupply.intake.context import Context
from resupply.intake.dateline_words import (
    AFTER_DATE,
    BARRED,
    BEFORE_DATE,
    BEHIND_DASHED,
    DAY_THEN_PLACE,
    LABELLED,
    NOT_PLACES,
    OPENS_TEXT,
    THEN_TOWN,
    TOWN_THEN_DAY,
    is_title,
    titled,
    whole_day,
)
from resupply.intake.dates import Dated
from resupply.intake.records import Record
from resupply.intake.text import Document, Span

_FEED = rx.compile(r"\s*(?:date|published|posted|updated)\s*:?\s+(?=\d{4}-\d\d)", re.IGNORECASE)
#: "date 2024-02-28 (Tirana) The road": the place in brackets behind the day of a feed.
_BRACKETED = rx.compile(r"\((?P<place>[A-ZÀ-Þ][\w'’.À-ž -]{2,28})\)\s*[–—-]?\s*(?=[A-Z\"“«„‘(])")
_MONTHS = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b"
_WORD = rf"(?:(?!{_MONTHS})[A-ZÀ-ÞŁŚŻ][\w'’.À-ž]*\.?)"
_PLACE = (
    rf"(?P<place>{_WORD}(?:[ -](?:(?:de|la|el|al|of|the|sur"
    rf"|am|nad|pod|upon|der|du|di|na)\s)?{_WORD}){{0,3}}"
    rf"(?:\s?[/&]\s?{_WORD}(?:[ -]{_WORD}){{0,2}}){{0,3}})"
)
_AGENCY = r"\((?:[^()\n]{2,40})\)"
_DASH = r"(?:\s*(?:[–—]|--|-(?=\s))|:|\.(?=\s))"
_HEAD = rx.compile(
    rf"(?:\()?{_PLACE}(?:\s\[[A-Z][\w ]{{2,30}}\])?"
    rf"(?P<state>,\s+(?!(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mon"
    rf"|Tue|Wed|Thu|Fri|Sat|Sun)){_WORD}(?:\s{_WORD}){{0,2}})?"
    rf"(?P<agency>,?\s*{_AGENCY})?(?P<date>[,.]?\s+[^\n()–—:]{{0,40}}?\d[^\n()–—:]{{0,12}}?)?"
    rf"(?P<agency2>,?\s*{_AGENCY})?\)?(?P<mark>{_DASH}|\s*$|\s*\n|(?<=\))\s(?=[A-Z“\"]))",
    re.MULTILINE,
)
#: Lines looked at: a headline or two may stand above a day.
_LINES = 6
#: Bylines, captions and leads may stand above a place; none is further down than this [lines].
_PLACED_LINES = 9
#: A town in capitals with a mark behind it may open the text below a longer head [lines].
_LOUD_LINES = 18


def find(document: Document, context: Context) -> list[Record]:
    """The datelines of a document; fills `context.place`.

    There are two at most: the day a feed or a page puts above its text, and the place (with its
    day) in front of the text proper.
    """
    lines = document.paragraphs[:_LOUD_LINES]
    day: Record | None = None
    for n, line in enumerate(lines):
        record = _feed(document, context, line) if n == 0 else None
        if n >= _PLACED_LINES and not _loud(document, context, line):
            continue
        placed = None if record else _placed(document, context, _past_credit(document, line))
        if placed and (n < _LINES or _before_text(placed, document, line)):
            return _kept([day, placed], document, context)
        if day is None and n < _LINES:
            day = record or _byline(document, context, n) or _dated(document, context, line, n)
            day = _with_town(document, context, day, n) if day else None
            if day and "place" in day.fields:
                break
    return _kept([*_odd(document, context, day)], document, context)


def _odd(document: Document, context: Context, day: Record | None) -> Iterator[Record | None]:
    """The day, and what is made otherwise than most datelines are."""
    found = [] if day and "place" in day.fields else [dateline_odd.placed(document, context)]
    if day and day.rule == "dateline.date" and day.fields.get("date") != document.published:
        told = dateline_odd.dated(document, context) if "place" not in day.fields else None
        day = _of_odd(document.text, told) if told else day  # "today" is above, "published" below
    if day is None:
        feed = dateline_odd.month_of_feed(document)
        alone = any(odd and odd.day for odd in found)
        found.append(feed or (None if alone else dateline_odd.dated(document, context)))
    yield day
    for odd in found:
        if odd and not (day and day.start < odd.end and odd.start < day.end):
            yield _of_odd(document.text, odd)


def _of_odd(text: str, odd: dateline_odd.Odd) -> Record:
    fields: dict[str, object] = {}
    spans: dict[str, tuple[int, int]] = {}
    if odd.place:
        said = text[slice(*odd.place)]
        places = [titled(p.strip()) for p in re.split(r"\s?[/&]\s?", said)]
        fields["place"], spans["place"] = (places if len(places) > 1 else places[0]), odd.place
    if odd.day and odd.day_at:
        fields["date"], spans["date"] = odd.day, odd.day_at
    rule = "dateline.place" if odd.place else "dateline.date"
    return _record(odd.start, odd.end, fields, spans, rule)


#: "(Agency - Its Network) CANBERRA, Aug 4": whose copy it is stands in front.
_CREDIT = rx.compile(
    r"\(?[A-Z][\w .&/-]{2,50}(?:\([A-Z]{2,10}\))?\)\s+(?=[A-ZÀ-Þ]{3})"
    r"|[A-Z]\w{3,20}\s?[–—-]\s+(?=[A-ZÀ-Þ]{3,}\s\()"
)
_LOUD = rx.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ'’. -]{2,30}\s?(?::|[–—]|\s-\s|--|\()")


def _past_credit(document: Document, line: Span) -> Span:
    credit = _CREDIT.match(document.text, line.start, line.end)
    return Span(credit.end(), line.end) if credit else line


def _loud(document: Document, context: Context, line: Span) -> bool:
    """Whether a line far down opens with a known town in capitals and a mark."""
    here = _past_credit(document, line)
    return bool(_LOUD.match(document.text, here.start, here.end)) and _town(context, here.start)


#: "Ana Novak - Oslo, Norway": who writes, from where, over a line with the day.
_BY_FROM = rx.compile(
    r"(?:By )?[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]*){1,3}?\s?(?:[–—|,]|-(?=\s))\s(?P<place>[A-Z][\w’'-]+"
    r"(?: [A-Z][\w’'-]+)?)(?:, [A-Z][\w.]+(?: [A-Z]\w+)?)?"
)


def _with_town(document: Document, context: Context, day: Record, n: int) -> Record:
    """The town in a line of its own right below or above the line of the day."""
    lines = document.paragraphs
    for k in (n + 1, n - 1):
        if not 0 <= k < len(lines) or "place" in day.fields or day.rule == "dateline.feed":
            continue
        said = document.text[lines[k].start : lines[k].end]
        named = context.mentions_in(lines[k].start, lines[k].end)
        whole = named and named[0].start == lines[k].start and named[-1].end == lines[k].end
        country = len(named) == 2 and said[named[0].end - lines[k].start :].startswith(", ")
        if whole and (len(named) == 1 or country) and _town(context, lines[k].start):
            said = said.split(",")[0]
            dated = context.dates_in(day.start, day.start + 1)[0]
            at = (lines[k].start, lines[k].start + len(said))
            return _day_and_place(dated, at, said)
        by = _BY_FROM.fullmatch(document.text, lines[k].start, lines[k].end) if k < n else None
        if by and _town(context, by.start("place")):
            dated = context.dates_in(day.start, day.start + 1)[0]
            return _day_and_place(dated, by.span("place"), by["place"])
    return day


def _before_text(record: Record, document: Document, line: Span) -> bool:
    """Whether a place far down opens a text, or stands in a line of its own with a colon."""
    text = document.text
    marked = record.rule == "dateline.place"
    loud = text[record.start : record.spans["place"][1]].isupper()
    rest = text[record.end : line.end]
    return marked and (loud or bool(re.fullmatch(r"(?:, [A-Z][\w. ]{2,24})?\s?[:–—-]?", rest)))


def _kept(found: Sequence[Record | None], document: Document, context: Context) -> list[Record]:
    records = [r for r in found if r is not None]
    for record in records:
        _keep(record, document, context)
    return records


_BEHIND = rx.compile(rf"(?:,?\s*(?:\([^()\n]{{2,40}}\)))?\)?\s*{_DASH}?\s*")


def _keep(record: Record, document: Document, context: Context) -> None:
    behind = _BEHIND.match(document.text, record.end)
    context.head = record.start
    context.body = behind.end() if behind else record.end
    place = record.fields.get("place")
    if place is None:
        return
    context.place = place[0] if isinstance(place, list) else str(place)
    for m in context.mentions_in(record.start, record.end):
        if m.kind in ("country", "place") and context.place_country is None:
            context.place_country = m.country


def _feed(document: Document, context: Context, line: Span) -> Record | None:
    """As in "date 2024-02-28 TIRANA - ": the mark of a feed, then perhaps a place."""
    m = _FEED.match(document.text, 0)
    if not m:
        return None
    dates = context.dates_in(m.end(), m.end() + 1)
    if not dates:
        return None
    behind = dates[0].end
    while behind < line.end and document.text[behind].isspace():
        behind += 1
    bracketed = _BRACKETED.match(document.text, behind, line.end)
    if bracketed and _town(context, bracketed.start("place")):
        at = bracketed.span("place")
        fields: dict[str, object] = {"place": bracketed["place"], "date": dates[0].iso}
        spans = {"place": at, "date": (dates[0].start, dates[0].end)}
        return _record(m.end(), at[1] + 1, fields, spans, "dateline.feed")
    placed = _placed(document, context, _past_credit(document, Span(behind, line.end)))
    if placed:
        fields = {**placed.fields, "date": placed.fields.get("date", dates[0].iso)}
        spans = {**placed.spans, "date": placed.spans.get("date", (dates[0].start, dates[0].end))}
        return _record(m.end(), placed.end, fields, spans, "dateline.feed")
    bare = dateline_odd.UNMARKED.match(document.text, behind, line.end)
    told = context.dates_in(bare.start("day"), bare.end("day")) if bare else []
    if bare and told and told[0].iso == dates[0].iso and _town(context, behind):
        return structs.replace(
            _day_and_place(dates[0], bare.span("place"), bare["place"]), end=told[0].end
        )
    by = dateline_odd.BY_AGENCY.match(document.text, behind, line.end)
    if by and (_town(context, behind) or by["place"] in dateline_odd.TOWNS_TOO):
        return _day_and_place(dates[0], by.span("place"), by["place"])
    span = (dates[0].start, dates[0].end)
    return _record(*span, {"date": dates[0].iso}, {"date": span}, "dateline.feed")


def _town(context: Context, at: int) -> bool:
    """Whether a known town is named at a place."""
    named = context.mentions_in(at, at + 1)
    return bool(named) and (
        named[0].kind == "place" or named[0].form == "capital" or named[0].name == "Brussels"
    )


def _record(
    start: int, end: int, fields: dict[str, object], spans: dict[str, tuple[int, int]], rule: str
) -> Record:
    reasons = {
        "dateline.feed": "the date a feed puts in front of its text",
        "dateline.place": "a place, and perhaps a date and an agency, before a dash at the head",
        "dateline.line": "a line of its own with place and date at the head",
        "dateline.date": "a date at the head",
    }
    return Record(
        kind="dateline",
        start=start,
        end=end,
        fields=fields,
        spans=spans,
        rule=rule,
        reason=reasons[rule],
        confidence=0.95,
    )


def _bracketed(document: Document, context: Context, line: Span) -> Record | None:
    """As in "MADRID (Agency - 6th October, 2022) The ministry"."""
    m = _IN_BRACKETS.match(document.text, line.start, line.end)
    dates = context.dates_in(*m.span("day")) if m else []
    if m is None or not dates or not (m["place"].isupper() or _town(context, m.start("place"))):
        return None
    return _day_and_place(dates[0], m.span("place"), m["place"])


def _placed(document: Document, context: Context, line: Span) -> Record | None:
    text = document.text
    bracketed = _bracketed(document, context, line)
    if bracketed:
        return bracketed
    byline = _BY_IN.match(text, line.start, line.end)
    m = _HEAD.match(text, byline.end() if byline else line.start, line.end)
    if not m or not _is_place(m, context, line):
        return None
    dates = context.dates_in(m.end("place"), m.end())
    if m["date"] and not dates:
        return None
    dates = dates or _between_dashes(document, context, m.end())
    said = re.split(r"(?<=[a-z]{3})\.\s", m["place"])[0]  # "Kyiv. Ukraine. Our Agency -"
    places = [titled(p.strip()) for p in re.split(r"\s?[/&]\s?", said)]
    fields: dict[str, object] = {"place": places[0] if len(places) == 1 else places}
    spans = {"place": m.span("place")}
    end = m.end("place")
    if dates:
        fields["date"], spans["date"] = dates[0].iso, (dates[0].start, dates[0].end)
        end = dates[0].end
    rule = "dateline.place" if m["mark"].strip() else "dateline.line"
    return _record(m.start("place"), end, fields, spans, rule)


#: "By Ana Novak in Oslo, January 12": who writes, from where.
_BY_IN = rx.compile(r"By [A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){1,3} in (?=[A-Z])")


def _between_dashes(document: Document, context: Context, at: int) -> list[Dated]:
    """As in "Lima – 28 February 2024 – The port": the day behind the first of two dashes."""
    days = context.dates_in(at, at + 3)
    behind = days and BEHIND_DASHED.match(document.text, days[0].end)
    return days[:1] if behind and not document.text[at : days[0].start].strip() else []


def _is_place(m: re.Match[str], context: Context, line: Span) -> bool:
    said, text = m["place"], m.string
    if said.split()[0].lower().strip(".,") in NOT_PLACES or len(said) < 3:
        return False
    whole = m.end() >= line.end
    marked = m["mark"].strip()
    mentions = context.mentions_in(m.start("place"), m.start("place") + 1)
    known = (
        bool(mentions)
        and (mentions[0].kind in ("country", "place") or mentions[0].name.title() == "Brussels")
        and mentions[0].form != "demonym"
    )
    is_country = known and mentions[0].form == "name"
    loud = said.upper() == said and sum(c.isalpha() for c in said) > 2
    if m["date"] and not loud and _told(m, context):
        return False  # "Malta gives Cuba 76 boats in 2023"
    if text[m.start()] == "(" and not known:
        return False  # "(MENAFN - Agency) The ministry ..."
    if mentions and mentions[0].id == "UN" and mentions[0].end == m.end("place"):
        return marked not in (".", ":") and (bool(marked) or bool(m["date"]))
    if known and not is_country and m["state"] and not m["date"]:
        # "BANGKOK, Thailand" or "Bangkok, Thailand:" in a line of its own.
        alone = whole and (marked == ":" or loud)
        return alone or (marked not in (".", "") and not whole)
    if marked == "." and not m["date"]:
        return line.start < 3 and known and not is_country and len(said.split()) < 3
    if marked == "." and not loud:
        # "Vilnius, 19 March 2025. The ministry ...".
        return known and not is_country and bool(re.search(r"(?:19|20)\d\d\s*$", m["date"] or ""))
    if whole and not m["date"]:
        # "ANKARA" in a line of its own.
        return known and not is_country and loud and not m["state"]
    if not marked and not whole:
        return known and not is_country and bool(m["date"] and (m["agency"] or m["agency2"]))
    if known and m["date"] and text.startswith(" [", m.end("place")):
        return True  # "Gaza [Palestine], April 4:"
    if m["agency"] or m["agency2"] or m["date"]:
        return (
            (known and not (is_country and not loud and marked == ":"))
            or loud
            or bool(_by_agency(m) and not mentions and marked not in ("", ":") and _is_short(m))
            or bool(m["date"] and whole and _is_short(m) and not _told(m, context))
        )
    if marked == ":":
        opens = line.end - m.end() > 80 and text[line.end - 1] in '.”"'
        return (loud or opens) and known and not is_country
    covered = known and mentions[0].end >= m.start("place") + len(said.split("/")[0].rstrip())
    if loud and not covered and is_title(text[m.end() : line.end]):
        return False  # "CSIS - Center for Studies", "ANA NOVAK - MONDAY, 22 AUGUST"
    return (known and not is_country) or (
        loud and (mentions[0].kind in ("country", "place") if mentions else not _letters(m))
    )


def _letters(m: re.Match[str]) -> bool:
    """Whether words in capitals are so in the text as well: a body's letters, and no town."""
    again = m.string.find(m["place"], m.end())
    return again >= 0 and not m.string[again : again + 200].isupper()


def _told(m: re.Match[str], context: Context) -> bool:
    """Whether words stand between place and day: "The load arrived in Oslo on 12 May"."""
    dates = context.dates_in(m.end("place"), m.end())
    between = m.string[m.end("place") : dates[0].start if dates else m.end()]
    said = between.replace(",", " ").split()
    return any((w.islower() and len(w) > 3) or w in _LEADS_ON for w in said)


#: Words of a headline, and of no place and day: "Oslo to Ship 6 Launchers in 2025".
_LEADS_ON = frozenset(["to", "for", "as", "by"])


def _by_agency(m: re.Match[str]) -> bool:
    """Whether an agency stands in brackets, and no handle or year."""
    said = (m["agency"] or m["agency2"] or "").strip(" ,()")
    return said.isalpha() or said.replace(" ", "").replace("/", "").isalpha()


def _is_short(m: re.Match[str]) -> bool:
    return len(m["place"].split()) <= 3


#: "MADRID (Agency - 6th October, 2022) The ministry": agency and day share the brackets.
_IN_BRACKETS = rx.compile(
    rf"{_PLACE},?\s\((?P<agency>[A-Z][^()\n]{{2,50}}?)\s[–—-]\s(?P<day>[^()\n–—]{{6,24}}\d{{4}})\)\s+(?=[A-Z])"
)
_MARKS = rx.compile(r"[“”«»\"]")
_BARE_LEAD = rx.compile(
    r"[\s•*–—-]*(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?,?\s+)?"
)
#: Lines in which the day of publication may stand in front of a caption or the text.
_DAY_OPENS_LINES = 3
#: "AFP, Washington,": an agency and a place, over a line with the day.
_BYLINE = rx.compile(
    r"(?:[A-Z][\w.&/-]*[ ,]+){1,3}?(?<=, )(?P<place>[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,2}),?"
)

#: "21.05.2024 The ministry ...": figures alone open a release.
_FIGURES = rx.compile(r"\d{1,2}[./]\d{1,2}[./]\d{4}|\d{4}-\d\d-\d\d")


#: "Meeting of the Contact Group, Ramstein, 6 September 2024".
_PLACE_IN_TITLE = rx.compile(r"(?:^|,\s)(?P<place>[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?),\s+$")


def _day_and_place(dated: Dated, place: tuple[int, int], said: str) -> Record:
    """A day and the place beside it, in either order."""
    fields: dict[str, object] = {"place": titled(said), "date": dated.iso}
    spans = {"place": place, "date": (dated.start, dated.end)}
    start, end = min(place[0], dated.start), max(place[1], dated.end)
    return _record(start, end, fields, spans, "dateline.date")


def _byline(document: Document, context: Context, n: int) -> Record | None:
    """As in "AFP, Washington," over "Oct 05 2022, 01:49"."""
    line = document.paragraphs[n]
    m = _BYLINE.fullmatch(document.text, line.start, line.end)
    after = document.paragraphs[n + 1] if n + 1 < len(document.paragraphs) else None
    if m is None or after is None or not _town(context, m.start("place")):
        return None
    day = _dated(document, context, after, n + 1)
    if day is None or "place" in day.fields or day.start - after.start > 12:
        return None
    dated = context.dates_in(day.start, day.start + 1)[0]
    return _day_and_place(dated, m.span("place"), m["place"])


def _titled_day(context: Context, dated: Dated, line: Span, lead: str) -> Record:
    """The day in or behind a title, with the place before it where one is named."""
    fields: dict[str, object] = {"date": dated.iso}
    spans = {"date": (dated.start, dated.end)}
    found = _PLACE_IN_TITLE.search(lead)
    if found and found["place"].lower() in NOT_PLACES:
        found = None  # "Wed, 8 May 2024"
    at = line.start + found.start("place") if found else dated.start
    named = context.mentions_in(at, at + 1)
    town = bool(named) and (named[0].kind == "place" or named[0].form == "capital")
    if found and (town or (not named and " " not in found["place"])):
        fields["place"], spans["place"] = found["place"], (at, line.start + found.end("place"))
    return _record(
        at if "place" in fields else dated.start, dated.end, fields, spans, "dateline.date"
    )


def _opens(document: Document, dated: Dated, line: Span, n: int) -> bool:
    """As in "28 February, 2024 Boats in the yard.": the day of publication before a caption."""
    text = document.text
    first = n < _DAY_OPENS_LINES and dated.start == line.start
    behind = first and whole_day(text, dated) and OPENS_TEXT.match(text, dated.end, line.end)
    return bool(behind) and dated.iso == document.published


def _dated(document: Document, context: Context, line: Span, n: int) -> Record | None:
    """A day with its year, alone in its line or at the end of a title."""
    text = document.text
    for dated in context.dates_in(line.start, min(line.end, line.start + 160)):
        lead = text[line.start : dated.start]
        beside = None
        if _BARE_LEAD.fullmatch(lead):
            beside = DAY_THEN_PLACE.match(text, dated.end, line.end)
        beside = beside or BARRED.search(lead)
        clock = THEN_TOWN.match(text, dated.end, line.end)
        told = clock and (clock["clock"] or _town(context, clock.start("place")))
        if clock and told and whole_day(text, dated) and clock["place"].lower() not in NOT_PLACES:
            return _day_and_place(dated, clock.span("place"), clock["place"])
        if beside and len(dated.iso) == 10:
            at = beside.start("place") + (line.start if beside.re.pattern == BARRED.pattern else 0)
            if _town(context, at) or beside["place"].isupper():
                return _day_and_place(dated, (at, at + len(beside["place"])), beside["place"])
        town = TOWN_THEN_DAY.fullmatch(lead) if whole_day(text, dated) else None
        if town and dated.end >= line.end - 1 and _town(context, line.start):
            return _day_and_place(dated, (line.start, line.start + town.end(1)), town[1])
        if _opens(document, dated, line, n):
            return _titled_day(context, dated, line, lead)
        alone = BEFORE_DATE.fullmatch(lead) and AFTER_DATE.match(text, dated.end, line.end)
        if n == 0 and not lead and _FIGURES.fullmatch(text, dated.start, dated.end):
            alone = re.compile(r"\s+[A-Z]").match(text, dated.end) or alone
        short = line.end - line.start < 150 and (
            _BARE_LEAD.fullmatch(lead) is not None
            or dated.end >= line.end - 3
            or LABELLED.match(lead) is not None
        )
        if (
            alone
            and not _MARKS.search(lead)
            and whole_day(text, dated)
            and (short or not lead.strip())
        ):
            return _titled_day(context, dated, line, lead)
    return None
