"""Which language a text is in: English by its small words, others by py3langid."""

from resupply.core.findings import Finding
from resupply.intake import rx
from resupply.intake.wordlists import words as words_of

_SMALL = words_of(
    "the of to and in a is that for on with was as by at from has it be are have will said"
    " this not an were he his their its which been or"
)
_WORD = rx.compile(r"[^\W\d_]+")
_ENOUGH = 12  # fewer words say nothing of their language
_ENGLISH = 0.12  # share of small words, at least


def of(text: str) -> str | None:
    """ISO 639-1 code of the language of a text; None where it is too short to tell.

    Example:
        >>> of("The ministry said that it will send the tents to the region by the end of May.")
        'en'
    """
    words = _WORD.findall(text[:6000].lower())
    if len(words) < _ENOUGH:
        return None
    if sum(map(_SMALL.__contains__, words)) >= _ENGLISH * len(words):
        return "en"
    import py3langid

    return str(py3langid.classify(text[:3000])[0])


def findings(text: str, name: str) -> tuple[str | None, list[Finding]]:
    """The language, and a finding where it is not the one that is read."""
    if not text.strip():
        todo = "give a document with a text."
        return None, [
            Finding(code="document_empty", where=name, what="there is no text.", todo=todo)
        ]
    language = of(text)
    if language in (None, "en"):
        return language, []
    return language, [
        Finding(
            code="document_language_not_read",
            where=name,
            what=f'the text seems to be in another language ("{language}"); only English is read.',
            todo="translate it first; what was read all the same must be looked at with care.",
        )
    ]
