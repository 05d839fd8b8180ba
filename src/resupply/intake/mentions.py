"""Who and where is named in a document: countries, organisations, people, roles, pronouns.

Countries go by ISO 3166-1 alpha-3 (demonyms, capitals and seats of government count as the
country), organisations by code or name, people by surname. A later surname, "Mr Rama", "the
president" and "he" lead back to the person.
"""

from resupply.intake import gazetteer, names, people, roles, rx
from resupply.intake.mention import Mention
from resupply.intake.names import Found, Part
from resupply.intake.text import Document

__all__ = ["Mention", "find"]


def find(document: Document) -> list[Mention]:
    """Everybody and every place named in a document, in order; spans never overlap.

    Example:
        >>> said = "Denmark's Prime Minister Mette Frederiksen spoke. She left."
        >>> [(m.id, m.kind) for m in find(Document(id="a", text=said))]
        [('DNK', 'country'), ('Frederiksen', 'person'), ('Frederiksen', 'pronoun')]
        >>> [(m.id, m.name) for m in find(Document(id="a", text="It left the Danish capital."))]
        [('DNK', 'Copenhagen')]
    """
    text = document.text
    words = names.parts(text)
    known = names.find(words, text)
    persons = people.find(words, known, text, document.published)
    taken = {k for p in persons for k in range(p.first, p.last)}
    out = [p.mention for p in persons]
    out += [_named(words, f, text) for f in known if f.first not in taken]
    out += roles.ministries(text, out)
    out = _apart(out)
    out = roles.with_countries(text, out)
    out += roles.offices(text, out)
    out = _apart(out)
    out += roles.pronouns(document, out)
    return _apart(out)


_CAPITAL = rx.compile(r" capital\b(?! (?:ship|cost|expen|invest|market|gain|punish|flow))")


def _named(words: list[Part], found: Found, text: str) -> Mention:
    first, last = words[found.first], words[found.last - 1]
    said = text[first.start : last.end]
    name = found.name
    country = name.id if name.kind in ("country", "place") else ""
    kind = name.kind
    seat = gazetteer.capitals().get(name.id) if name.form == "demonym" else None
    if seat and _CAPITAL.match(text, last.end):  # "the Norwegian capital"
        return Mention(first.start, last.end + 8, name.id, kind, seat, "capital", country, "")
    # A city is a place, whoever's it is; a capital may also speak for its country.
    ident = said if kind == "place" else name.id
    return Mention(first.start, last.end, ident, kind, said, name.form, country, "")


def _apart(mentions: list[Mention]) -> list[Mention]:
    """In order; of two that overlap, the longer one, then the earlier found."""
    ranked = sorted(mentions, key=lambda m: (m.start - m.end, m.start))
    taken = bytearray(max((m.end for m in mentions), default=0))
    kept = []
    for mention in ranked:
        start, end = mention.start, mention.end
        if taken.find(1, start, end) < 0:
            taken[start:end] = b"\x01" * (end - start)
            kept.append(mention)
    return sorted(kept)
