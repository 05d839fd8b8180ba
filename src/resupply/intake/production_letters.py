"""Makers that a page calls by letters ("SII has made"), or only in a headline ("Army expects to").

Letters are a name where the page brought them in, in brackets behind the full one.
"""

import re

from resupply.intake import rx
from resupply.intake.draft import Draft
from resupply.intake.scene import Scene

_HELPS = (
    r"(?:(?:has|have|had|will|would|can|could|should|is|now|also|already|plans|plan|expects|expect"
    r"|aims|aim|wants|want|hopes|intends|set|able|due|to|be|been|\w+ly) )*"
)
_MAKES = (
    r"(?:mak(?:e|es|ing)|made|produc(?:e|es|ed|ing)|buil(?:d|ds|t|ding)|manufactur(?:e|es|ed|ing)"
    r"|assembl(?:e|es|ed|ing)|develop(?:s|ed|ing)?|turn(?:s|ed)? out|rais(?:e|es|ed|ing)"
    r"|increas(?:e|es|ed|ing)|doubl(?:e|es|ed|ing)|tripl(?:e|es|ed|ing)|boost(?:s|ed|ing)?)\b"
)
_LETTERS = rx.compile(rf"\b(?P<who>[A-Z]{{2,8}}) {_HELPS}{_MAKES}")
_IT = rx.compile(rf"\b(?:it|they|the (?:company|firm|institute|maker)) {_HELPS}{_MAKES}")
_HEADLINE = rx.compile(
    rf"(?:The )?(?P<who>[A-Z][\w&-]+(?: [A-Z][\w&-]+){{0,2}}) (?={_HELPS}{_MAKES})"
)


def named(scene: Scene, drafts: list[Draft]) -> None:
    """Give what letters, or the words that open a line, say to make it this maker.

    Args:
        scene: The text.
        drafts: Its products, in order of place.
    """
    last: tuple[int, str] | None = None
    for draft in drafts:
        page = scene.page
        begin, _ = page.sentence(page.index(draft.span[0]))
        start = page.words[begin].start
        stop = draft.spans.get("item", draft.span)[0]
        letters = _letters(scene, start, max(stop, draft.span[0]))
        if letters:
            last = (begin, letters)
            draft.fields["maker"] = [letters]
        elif last and last[0] == begin and _IT.search(page.text, start, stop):
            draft.fields["maker"] = [last[1]]
        elif not (draft.fields.get("maker") or page.words[begin].closed):
            opened = _HEADLINE.match(page.text, start, stop)
            if opened and opened.end() >= draft.span[0] - 1:
                draft.fields["maker"] = [opened["who"]]


def _letters(scene: Scene, start: int, stop: int) -> str | None:
    page = scene.page
    for found in reversed(list(_LETTERS.finditer(page.text, start, stop))):
        who = found["who"]
        known = page.actor_at(page.index(found.start()))
        if known is None and re.search(rf"[A-Z][\w-]+ \({who}\)", page.text):
            return who
    return None
