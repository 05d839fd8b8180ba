"""The word for somebody or some place that a document names."""

from typing import NamedTuple


class Mention(NamedTuple):
    """A name, role or pronoun in the text.

    Args:
        start: First character; titles ("Prime Minister") and a possessive 's stay outside.
        end: Character behind the last.
        id: ISO 3166-1 alpha-3; a code such as `EU`, `WFP`; else a name. People by surname; a role
            or pronoun has the id of whom it means, or "" where that is not known.
        kind: `country`, `org`, `group`, `person`, `place` (a city), `role` ("the minister") or
            `pronoun` ("she").
        name: As written; of people the fullest form in the document.
        form: Of countries `name`, `demonym` or `capital`; of bodies `ministry` where it is one.
        country: Of a person, ministry or city, where known: ISO 3166-1 alpha-3; of people of a body
            its code.
        gender: `m`, `f` or "".
    """

    start: int
    end: int
    id: str
    kind: str
    name: str
    form: str
    country: str
    gender: str
