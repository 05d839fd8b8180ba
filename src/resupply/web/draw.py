"""Pictures of figures as files: drawn once, kept, the same as the command line draws."""

import re
from collections.abc import Mapping
from typing import Any

import msgspec

from resupply.core.answer import Answer
from resupply.report import chart_list, charts
from resupply.report.chart_frame import Spec, Theme
from resupply.web.page import Chart, Figure
from resupply.web.scope_line import scope_line
from resupply.web.words import Words

#: Forms of a picture and what they are to a browser.
FORMS: Mapping[str, str] = {
    "svg": "image/svg+xml",
    "png": "image/png",
    "pdf": "application/pdf",
    "vl.json": "application/json",
}
_LOCALES = {"uk": "uk-UA"}


def usual(name: str | None = None) -> Chart:
    """A picture of `report.chart_list`; None = the first the answer has."""

    def chart(answer: Answer, *, theme: Theme, say: Any) -> Spec | None:
        for found in chart_list.of(answer):
            if name in (None, found.name):
                return found.spec(theme)
        return None

    return chart


def choices(figure: Figure, answer: Answer) -> list[tuple[str, str]]:
    """Names and titles of the pictures to choose from, where a figure leaves the choice open."""
    if figure.chart is not ANY:
        return []
    found = [(c.name, c.title) for c in chart_list.of(answer)]
    return found if len(found) > 1 else []


def spec(
    figure: Figure, answer: Answer, words: Words, theme: Theme, chosen: str = ""
) -> Spec | None:
    """The specification of a figure's picture, in a language; None = it has none."""
    if figure.chart is None:
        return None
    chart = usual(chosen) if chosen and figure.chart is ANY else figure.chart
    made = chart(answer, theme=theme, say=words.say)
    return made if made is None or words.language == "en" else translated(made, answer, words)


def translated(made: Spec, answer: Answer, words: Words) -> Spec:
    """A specification with its headings in another language; its data are as they were."""
    lines = {answer.scope.sentence(): scope_line(answer.scope, words=words)}

    def said(node: Any, key: str = "") -> Any:
        if isinstance(node, dict):
            return {k: v if k in ("data", "values") else said(v, k) for k, v in node.items()}
        if isinstance(node, list):
            return [said(each, key) for each in node]
        if isinstance(node, str) and key in ("title", "text", "subtitle"):
            return lines.get(node) or words.say(node)
        return node

    told: Spec = said(made)
    return told


def drawn(made: Spec, form: str, language: str) -> bytes:
    """A specification in one of `FORMS`."""
    if form == "vl.json":
        return msgspec.json.format(msgspec.json.encode(made), indent=1)
    locale = _LOCALES.get(language)
    if form == "svg":
        return _roomier(_shorter(charts.svg(made, locale=locale))).encode()
    if form == "pdf":
        return charts.pdf(made, locale=locale)
    return charts.png(made, locale=locale)


_PATHS = re.compile(r' d="[^"]*"')
_LONG = re.compile(r"(\.\d\d)\d+")


def _shorter(svg: str) -> str:
    """Outlines to a hundredth of a dot: a map is a quarter as large, and nobody sees it.

    Example:
        >>> _shorter('<path d="M1.23456,7"/><text>0.0514</text>')
        '<path d="M1.23,7"/><text>0.0514</text>'
    """
    return _PATHS.sub(lambda found: _LONG.sub(r"\1", found.group()), svg)


_BOX = re.compile(r'width="([\d.]+)" height="([\d.]+)" viewBox="0 0 ([\d.]+) ([\d.]+)"')
_LABEL = re.compile(r'<text text-anchor="end"[^>]*>([^<]*)</text>')
#: How much wider letters may be where the reader's system has other fonts [dots a letter].
_WIDER, _SPARE = 0.9, 16.0


def _roomier(svg: str) -> str:
    """Free room at the left for long labels: a reader's font may be wider than the drawer's."""
    longest = max((len(label) for label in _LABEL.findall(svg)), default=0)
    more = round(longest * _WIDER - _SPARE)
    found = _BOX.search(svg)
    if found is None or more <= 0:
        return svg
    width, height, box_width, box_height = map(float, found.groups())
    box = f'width="{width + more:g}" height="{height:g}" '
    box += f'viewBox="{-more} 0 {box_width + more:g} {box_height:g}"'
    return svg[: found.start()] + box + svg[found.end() :]


#: Whichever picture the answer has.
ANY: Chart = usual()
