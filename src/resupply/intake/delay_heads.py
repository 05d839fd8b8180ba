"""The whole of what is held up, where the noun read is only its load or whence it comes.

"A convoy with flour and tents was blocked": the convoy; "relief from donors is late": the relief.
"""

from resupply.intake import lexicon, rx
from resupply.intake.draft import Draft
from resupply.intake.scene import Scene

_ABOUT = lexicon.words("delay.about")
#: From the head to the noun read: "with flour and", "needed to carry", "from foreign".
_LOADED = rx.compile(
    r"(?P<head>[\w’'-]+) (?:with|carrying|containing|bringing|transporting|hauling|from"
    r"|(?:loaded|laden|packed|filled) with|full of|(?:needed|meant|used|able) to (?:carry|bring)"
    r"|made (?:\w+ )?(?:of|from)) "
    r"(?:(?!(?:is|are|was|were|has|have|had|that|which|who|when|after|before|while|as"
    r"|because|since|to|amid)\b)[\w’'-]+,? ){0,6}\Z"
)
_LONGEST = 90


def whole(scene: Scene, draft: Draft) -> None:
    """Put the head and what is told of it for a load that the verb behind it is not said of."""
    at, page = draft.spans.get("item"), scene.page
    if at is None:
        return
    i = page.index(at[0])
    begin, _ = page.sentence(i)
    verb = page.text.find(draft.said[:4], *draft.span)
    if begin >= len(page.words) or verb < at[1]:
        return
    found = _LOADED.search(page.text, page.words[begin].start, at[0])
    if found is None:
        return
    head = k = page.index(found.start("head"))
    goods = any(t.first <= k < t.last and t.sort == "goods" for t in page.things_in(begin, k + 1))
    if not goods and lexicon.singular(found["head"].lower()) not in _ABOUT:
        return
    while k > max(begin, head - 2) and not _ends(scene, k - 1):
        k -= 1
    span = (page.words[k].start, at[1])
    if span[1] - span[0] <= _LONGEST:
        draft.fields["item"], draft.spans["item"] = page.text[slice(*span)], span


def _ends(scene: Scene, i: int) -> bool:
    word = scene.page.words[i]
    plain = not word.closed and not word.is_sign and not word.verb and not word.text[0].isdigit()
    return not plain or i in scene.page.names
