"""What a person may do, in four steps; each may do what those before it may."""

from resupply.core.errors import QuestionError, unknown_name

#: viewer reads; recorder brings in; reviewer decides; admin sees to the people.
ROLES = ("viewer", "recorder", "reviewer", "admin")


def may(role: str, least: str) -> bool:
    """Whether a role suffices where another is the least.

    Example:
        >>> may("reviewer", "recorder"), may("viewer", "recorder"), may("nobody", "viewer")
        (True, False, False)
    """
    return role in ROLES and ROLES.index(role) >= ROLES.index(least)


def lower_of(one: str, other: str) -> str:
    """The lower of two roles.

    Example:
        >>> lower_of("admin", "viewer")
        'viewer'
    """
    return min(one, other, key=ROLES.index)


def refuse_role(where: str, role: str) -> None:
    """Refuse a word that is no role.

    Raises:
        QuestionError: It is none.
    """
    if role not in ROLES:
        raise unknown_name(where, "role", role, ROLES, QuestionError)
