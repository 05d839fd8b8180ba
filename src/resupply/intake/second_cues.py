"""Where a second verb of saying begins inside a reported clause."""

from resupply.intake import rx

_SECOND = rx.compile(
    r",?\s+(?:and|but)\s+(?:he\s+|she\s+|they\s+|also\s+|has\s+|had\s+|further\s+)*(?:added"
    r"|stressed|noted|said|warned|emphasi[sz]ed|promised|thanked|called for|urged"
    r"|underlined|fears?|accused|blamed|denied|declined"
    r"|pointed out|called on|reiterated|expressed|recalled|invited|asked|begged|pleaded|appealed"
    r"|cautioned|acknowledged|conceded|reaffirmed|criticised|criticized|condemned"
    r"|called(?=\s(?:it|this|him|her|them|the|its|their)\s))\b"
    r"|,?\s+and\s+(?:also\s+)?(?:wished|congratulated|apologi[sz]ed|commended|lauded|hailed"
    r"|paid\s+tribute|offered\s+(?:(?:its|his|her|their|deep|deepest|sincere|heartfelt|the)\s+)*"
    r"(?:condolences|thanks|sympath\w+|congratulations|apologies|prayers))\b"
    r"|,\s+and\s+(?:also\s+|then\s+)?(?:announced|unveiled|vowed|praised|welcomed|hailed)\b"
    r"|,\s+(?:noted|stressed|added|warned|emphasi[sz]ed|recalled|underlined|reaffirmed|explained)"
    r"\s+that\b"
    r"|,?\s+but\s+(?:also\s+)?(?:insisted|admitted|confirmed|announced|explained|vowed|pledged"
    r"|praised|welcomed|argued|suggested|claimed|refused|proposed|demanded"
    r"|(?:did|has|have|had|would|could|will)\s+not\s+(?:yet\s+)?(?:say|said|name|named|specif\w+"
    r"|elaborate\w*|give|given|provide\w*|disclose\w*|reveal\w*|confirm\w*|comment\w*)"
    r"|(?:gave|offered|provided)\s+(?:no|few))\b"
    r"|,\s+(?:[A-Z][\w-]+|the\s[a-z]+)['’]s\s+(?:[a-z]+\s+){1,2}(?:said|says|added|reported)\b"
    r"|,\s+(?:and|but)\s+[^,\x01]{3,70}?\s(?:said|says|added|adds|noted|stressed|warned"
    r"|called|told"
    r"|wrote)\b"
    r"|,\s+(?:he|she|it|they|(?:[A-Z][\w’'-]+\s?){1,3}|the\s+[a-z]+)\s+(?:said|added|says"
    r"|adds|noted|stressed|told|explained|warned)\b"
    r"|,\s+(?:said|says)\s+[A-Z]"
    r"|,\s+(?:[a-z]+\s+){0,2}(?:media|officials|sources|agencies)\s+(?:said|say|reported"
    r"|report)\b"
    r"|,\s+(?:the\s+)?(?:[a-z]+\s+){1,3}[A-Z][^,\x01]{1,30}\s(?:reported|reports|writes"
    r"|wrote|said|says)\b"
    r"|,\s+(?:the\s+)?[A-Z][^,\x01]{1,70}\s(?:reported|reports|writes|wrote)\b"
    r"|,\s+(?:[A-Z][\w’'-]+\s?){2,4},\s[^,\x01]{4,90},\s(?:(?:has|had|also)\s)?(?:said"
    r"|says|told"
    r"|added|noted|stressed|reported|wrote|warned|announced)\b"
    r"|,?\s+(?:and|but)\s+(?:also\s+|now\s+)?(?:says|adds|warns|notes|stresses|argues|claims"
    r"|expects|estimates|reports|believes)\s"
)


def second_cue(masked: str, start: int, end: int) -> int | None:
    """Where ", and added that", ", he said" or "and stressed that" begins inside a clause."""
    m = _SECOND.search(masked, start + 10, end)
    return m.start() if m else None
