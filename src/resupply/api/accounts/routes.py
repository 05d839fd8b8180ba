"""The routes of signing in and of one's own account."""

from fastapi import APIRouter

from resupply.api.accounts import pages
from resupply.api.accounts.access import Access


def router(access: Access) -> APIRouter:
    """The routes; none where nobody can sign in."""
    made = APIRouter(include_in_schema=False, route_class=pages.PageRoute)
    accounts = access.accounts
    if accounts is None:
        return made
    pages.signing_in(made, access, accounts)
    pages.setting_up(made, access, accounts)
    pages.own_account(made, access, accounts)
    pages.own_tokens(made, accounts)
    if access.provider is not None:
        from resupply.api.accounts.provider_pages import add

        add(made, access, accounts, access.provider)
    return made
