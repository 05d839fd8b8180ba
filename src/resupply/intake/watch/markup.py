"""HTML of feeds and pages as plain text: one line a paragraph, nothing that runs."""

_BLOCKS = frozenset(
    {
        *("p", "div", "br", "li", "ul", "ol", "tr", "table", "blockquote", "section", "article"),
        *("h1", "h2", "h3", "h4", "h5", "h6", "header", "footer"),
    }
)
_SILENT = ("script", "style", "noscript", "template", "iframe", "object", "svg", "head")


def plain_text(markup: str) -> str:
    r"""The words of a piece of HTML.

    Example:
        >>> plain_text("<p>Two&nbsp;tanks <b>sent</b>.</p><script>alert(1)</script><p>Today.</p>")
        'Two tanks sent.\n\nToday.'
    """
    if "<" not in markup and "&" not in markup:
        return markup.strip()
    from lxml import etree, html  # type: ignore[import-untyped]  # ships no types

    try:
        root = html.fragment_fromstring(markup, create_parent="div")
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return markup.strip()
    etree.strip_elements(root, *_SILENT, with_tail=False)
    parts: list[str] = []
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if element.tag in _BLOCKS:
            parts.append("\n")
        if event == "start" and isinstance(element.tag, str):
            parts.append(_blanks(element.text))
        elif event == "end" and element is not root:
            parts.append(_blanks(element.tail))
    lines = ("".join(parts)).split("\n")
    return "\n\n".join(" ".join(line.split()) for line in lines if line.strip())


def _blanks(text: str | None) -> str:
    """Line breaks of the source are blanks to a reader."""
    return (text or "").replace("\n", " ").replace("\r", " ")
