"""Signing in through an organisation's own provider: OpenID Connect, code flow with PKCE.

The provider says who it is; what they may here is read off one of its claims. A provider's person
is known again by issuer and subject, never by name or e-mail, which others could take over.
"""

import json
import os
import re
import threading
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import msgspec

from resupply.api.accounts import words
from resupply.api.accounts.people import Accounts
from resupply.core.errors import RefusedError
from resupply.core.roles import ROLES, refuse_role
from resupply.store.accounts import UserRow

#: The file beside the case that names the provider.
SETTINGS_FILE = "accounts.toml"
#: A sign-in under way is forgotten after so long [seconds].
UNDER_WAY_SECONDS = 600.0
_UNDER_WAY = "provider"
_TIMEOUT_SECONDS = 10.0
_BODY_MAX = 1_000_000
#: Signatures taken; never "none", never one by the client's secret.
_SIGNED_BY = ("RS256", "PS256", "ES256", "EdDSA")
_LEEWAY_SECONDS = 60


class Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The table `oidc` of `accounts.toml`.

    Args:
        issuer: The provider, as it names itself.
        client_id: This server, as the provider names it.
        secret_env: Environment variable that holds the client's secret; empty = there is none.
        title: The provider's name on the sign-in page.
        scope: What is asked for.
        name: Claim that holds the name to show.
        claim: Claim that holds what the role is read off.
        roles: Words of that claim, and the role each gives; the highest counts.
        default: Role of those with none of these words; empty = they are refused.
    """

    issuer: str
    client_id: str
    secret_env: str = ""
    title: str = "your organisation"
    scope: str = "openid profile"
    name: str = "preferred_username"
    claim: str = "groups"
    roles: dict[str, str] = msgspec.field(default_factory=dict)
    default: str = ""


def provider_of(folder: Path, address: str) -> "Provider | None":
    """The provider a case's settings name.

    Args:
        folder: Of the case.
        address: Where people find this server.

    Raises:
        RefusedError: The settings cannot be read.
    """
    path = folder / SETTINGS_FILE
    if not path.is_file():
        return None
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8-sig")).get("oidc")
        settings = None if said is None else msgspec.convert(said, Settings)
    except (OSError, ValueError) as error:  # TOML's and msgspec's errors are ValueErrors
        raise _refused(str(path), f"it cannot be read: {error}.") from None
    if settings is None:
        return None
    for role in (*settings.roles.values(), *([settings.default] if settings.default else [])):
        refuse_role(f"{path}, role", role)
    _refuse_open_way(settings.issuer, str(path))
    return Provider(settings, f"{address}/sign-in/back")


class Provider:
    """One provider.

    Args:
        settings: As the case says.
        back: Address it sends people back to.
    """

    def __init__(self, settings: Settings, back: str) -> None:
        self.settings = settings
        self.title = settings.title
        self._back = back
        self._lock = threading.Lock()
        self._known: Mapping[str, Any] | None = None

    def begin(self, accounts: Accounts, to: str) -> tuple[str, str]:
        """Where to send the browser, and the word it has to bring back (`state`)."""
        from authlib.oauth2.rfc7636 import (  # type: ignore[import-untyped]  # ships no types
            create_s256_code_challenge,
        )

        state, nonce, verifier = words.random_word(), words.random_word(), words.random_word()
        kept = json.dumps({"nonce": nonce, "verifier": verifier, "to": to})
        ends_at = accounts.clock() + UNDER_WAY_SECONDS
        accounts.store.put_once(words.hashed(state), _UNDER_WAY, kept, ends_at)
        asked = {
            "response_type": "code",
            "client_id": self.settings.client_id,
            "redirect_uri": self._back,
            "scope": self.settings.scope,
            "state": state,
            "nonce": nonce,
            "code_challenge": create_s256_code_challenge(verifier),
            "code_challenge_method": "S256",
        }
        where = str(self._metadata()["authorization_endpoint"])
        return f"{where}{'&' if '?' in where else '?'}{urlencode(asked)}", state

    def end(self, accounts: Accounts, said: Mapping[str, str], state: str) -> tuple[UserRow, str]:
        """Who came back, and where they wanted to go.

        Args:
            accounts: The people.
            said: What the browser brought: code, state, iss, error.
            state: The word this browser was given when it left.

        Raises:
            RefusedError: Anything about it is not as it should be.
        """
        kept = None
        if state and said.get("state") == state:
            kept = accounts.store.take_once(words.hashed(state), _UNDER_WAY, accounts.clock())
        if kept is None:
            raise _not_in("it was not begun in this browser, or too long ago")
        if said.get("error"):
            word = re.sub(r"[^a-z_]", "", said["error"].lower())[:40]
            raise _not_in(f'the provider refused it ("{word}")')
        if said.get("iss") not in (None, self.settings.issuer):
            raise _not_in("another provider answered")
        begun = json.loads(kept)
        claims = self._claims(said.get("code", ""), begun)
        return self._user(accounts, claims), str(begun["to"])

    # What the provider says

    def _claims(self, code: str, begun: Mapping[str, str]) -> Mapping[str, Any]:
        """The identity a code stands for, its signature and all else checked."""
        from authlib.oidc.core import CodeIDToken  # type: ignore[import-untyped]  # ships no types
        from joserfc import jwk, jwt
        from joserfc.errors import JoseError

        token = self._token(code, begun["verifier"])
        try:
            keys = jwk.KeySet.import_key_set(self._asked(str(self._metadata()["jwks_uri"])))  # type: ignore[arg-type]  # checked by the import itself
            signed = jwt.decode(str(token["id_token"]), keys, algorithms=list(_SIGNED_BY))
            settings = self.settings
            claims = CodeIDToken(
                signed.claims,
                signed.header,
                options={
                    "iss": {"essential": True, "value": settings.issuer},
                    "aud": {"essential": True, "value": settings.client_id},
                    "nonce": {"essential": True, "value": begun["nonce"]},
                },
                params={
                    "nonce": begun["nonce"],
                    "client_id": settings.client_id,
                    "access_token": token.get("access_token"),
                },
            )
            claims.validate(leeway=_LEEWAY_SECONDS)
        except (JoseError, KeyError, ValueError, TypeError) as error:
            raise _not_in(
                f"what the provider says does not hold ({type(error).__name__})"
            ) from None
        return dict(signed.claims)

    def _token(self, code: str, verifier: str) -> Mapping[str, Any]:
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self._back,
            "client_id": self.settings.client_id,
            "code_verifier": verifier,
        }
        secret = os.environ.get(self.settings.secret_env) if self.settings.secret_env else None
        pair = (self.settings.client_id, secret) if secret else None
        return self._asked(str(self._metadata()["token_endpoint"]), form=form, pair=pair)

    def _metadata(self) -> Mapping[str, Any]:
        """What the provider says of itself; asked once."""
        with self._lock:
            if self._known is None:
                where = self.settings.issuer.rstrip("/") + "/.well-known/openid-configuration"
                known = self._asked(where)
                if known.get("issuer") != self.settings.issuer:
                    raise _not_in("the provider names itself otherwise than the settings do")
                for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
                    _refuse_open_way(str(known.get(name)), f"{where}, {name}")
                self._known = known
            return self._known

    def _asked(
        self,
        where: str,
        *,
        form: Mapping[str, str] | None = None,
        pair: tuple[str, str] | None = None,
    ) -> Mapping[str, Any]:
        import httpx

        method, more = "GET", dict[str, Any]()
        if form is not None:
            method, more = "POST", {"data": dict(form)}
        try:
            with httpx.Client(timeout=_TIMEOUT_SECONDS, follow_redirects=False) as client:
                if pair is not None:
                    client.auth = httpx.BasicAuth(*pair)
                answer = client.request(method, where, **more)
            told = answer.json() if len(answer.content) <= _BODY_MAX else None
        except (httpx.HTTPError, ValueError):
            raise _not_in("the provider cannot be reached") from None
        if answer.status_code != 200 or not isinstance(told, dict):
            raise _not_in("the provider did not confirm it")
        return told

    # Who that is here

    def _user(self, accounts: Accounts, claims: Mapping[str, Any]) -> UserRow:
        issuer, subject = self.settings.issuer, str(claims["sub"])
        role = self._role(claims)
        name = _shown_name(claims.get(self.settings.name), subject)
        key, store = words.key_of(name), accounts.store
        with store.transaction():
            known = store.user_of(issuer, subject)
            if known is None:
                if store.user(key=key) is not None:
                    raise _not_in(f'there is somebody else here named "{name}"')
                number = store.add_user(
                    key, name, role, None, accounts.clock(), issuer=issuer, subject=subject
                )
            else:
                number = known.number
                store.put_role(number, role)  # the provider's word counts, each time anew
        found = store.user(number=number)
        assert found is not None
        return found

    def _role(self, claims: Mapping[str, Any]) -> str:
        said = claims.get(self.settings.claim)
        have = said if isinstance(said, list) else [said]
        given = [role for word, role in self.settings.roles.items() if word in have]
        role = max(given, key=ROLES.index, default=self.settings.default)
        if not role:
            raise _not_in("the provider knows you, and none of your groups may use this server")
        return role


def _shown_name(said: Any, subject: str) -> str:
    """A name to show: the provider's, without signs that no name has."""
    kept = re.sub(r"[^\w .@'+-]", "", str(said or ""))[: words.NAME_MAX].strip(" .@'+-")
    return words.named(kept or re.sub(r"[^\w.@-]", "", f"user-{subject}")[: words.NAME_MAX])


def _refuse_open_way(address: str, where: str) -> None:
    """Only encrypted ways, but on this machine itself."""
    parts = urlsplit(address)
    local = parts.hostname in ("127.0.0.1", "localhost", "::1")
    if parts.scheme != "https" and not (parts.scheme == "http" and local):
        raise _refused(where, f'"{address[:100]}" is no https address.')


def _refused(where: str, what: str) -> RefusedError:
    return RefusedError(
        where=where, what=what, todo="see docs/explanation/accounts.md for the settings."
    )


def _not_in(why: str) -> RefusedError:
    return RefusedError(
        where="sign-in", what=f"{why}.", todo="try again from /sign-in; else ask an admin."
    )
