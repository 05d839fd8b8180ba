"""Accounts in an app: the gate before it, the pages in it."""

from fastapi import FastAPI
from starlette.middleware import Middleware

from resupply.api.accounts import routes
from resupply.api.accounts.access import Access
from resupply.api.accounts.gate import Gate
from resupply.api.accounts.permissions import Permissions


def install(app: FastAPI, access: Access, permissions: Permissions) -> None:
    """Add the routes of accounts, and let nobody pass who may not."""
    app.state.access, app.state.permissions = access, permissions
    app.include_router(routes.router(access))
    # Innermost: what `Guard` refuses does not get here, and refusals get the headers of all pages.
    app.user_middleware.append(Middleware(Gate, access=access, permissions=permissions))
