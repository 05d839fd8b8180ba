"""A webhook: one signed POST an event, as Standard Webhooks describe it."""

import os
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import msgspec

from resupply.alerts import picture
from resupply.alerts.addresses import Resolve, Target, resolved, target
from resupply.alerts.event import Event
from resupply.alerts.rules import Webhook
from resupply.core.errors import RefusedError

#: How long one try may take, and how long to wait before the second and the third [seconds].
TIMEOUT_SECONDS = 10.0
WAITS_SECONDS = (1.0, 5.0)
#: Answers worth another try.
_AGAIN = (408, 425, 429, 500, 502, 503, 504)
_ANSWER_BYTES_MAX = 64_000


def send(
    hook: Webhook,
    event: Event,
    link: str,
    *,
    resolve: Resolve = resolved,
    now: Callable[[], float] = time.time,
    sleep: Callable[[float], None] = time.sleep,
) -> None:
    """Tell an address of an event.

    Args:
        hook: The address and its secret.
        event: The event; its id is the message's, so that who got it twice can tell.
        link: Where the pages are served.
        resolve: Asks for the addresses of a name.
        now: Seconds since 1970.
        sleep: Waits between tries.

    Raises:
        RefusedError: It cannot be told, in the end.
    """
    signer = _signer(hook)
    to = target(hook.url, hook.allow, resolve=resolve)
    body = message(event, link)
    why = ""
    for wait in (0.0, *WAITS_SECONDS):
        if wait:
            sleep(wait)
            to = target(hook.url, hook.allow, resolve=resolve)
        at = datetime.fromtimestamp(now(), UTC)
        headers = {
            "content-type": "application/json",
            "user-agent": "resupply",
            "webhook-id": f"msg_{event.id}",
            "webhook-timestamp": str(int(at.timestamp())),
            "webhook-signature": signer.sign(f"msg_{event.id}", at, body),
        }
        status, why = _post(to, headers, body)
        if 200 <= status < 300:
            return
        if status and status not in _AGAIN:
            break
    raise RefusedError(
        where=f"webhook {hook.url[:100]}",
        what=why,
        todo="see to the receiver; it is told again at the next run, for a week.",
    )


def message(event: Event, link: str) -> str:
    """The body: kind, moment, and the event with its picture."""
    told = {
        "type": f"alert.{event.found.kind}",
        "timestamp": datetime.fromtimestamp(event.at, UTC).isoformat(),
        "data": {**picture.told(event, link), "chart_svg": picture.svg(event)},
    }
    return msgspec.json.encode(told).decode()


def _signer(hook: Webhook) -> Any:
    from standardwebhooks import Webhook as Signer
    from standardwebhooks.webhooks import EmptyWebhookSecretError

    secret = os.environ.get(hook.secret_env, "")
    try:
        return Signer(secret)
    except (EmptyWebhookSecretError, ValueError):
        raise RefusedError(
            where=f"webhook {hook.url[:100]}",
            what=f"the environment variable {hook.secret_env} holds no secret.",
            todo="set it to the receiver's secret: whsec_ and base64.",
        ) from None


def _post(to: Target, headers: dict[str, str], body: str) -> tuple[int, str]:
    """The status, and in words why it was none of the good ones; 0 = no answer."""
    import httpx

    host = to.url.hostname or ""
    address = f"[{to.address}]" if ":" in to.address else to.address
    port = f":{to.url.port}" if to.url.port else ""
    url = to.url._replace(netloc=f"{address}{port}", fragment="").geturl()
    named = {**headers, "host": to.url.netloc}
    try:
        with (
            # No proxy of the environment: it would resolve the name anew.
            httpx.Client(
                timeout=TIMEOUT_SECONDS, follow_redirects=False, trust_env=False
            ) as client,
            client.stream(
                "POST", url, content=body.encode(), headers=named, extensions={"sni_hostname": host}
            ) as answer,
        ):
            size = 0
            for part in answer.iter_raw():  # an answer without end is not waited for
                size += len(part)
                if size > _ANSWER_BYTES_MAX:
                    break
            status = answer.status_code
    except httpx.TimeoutException:
        return 0, f"no answer within {TIMEOUT_SECONDS:.0f} seconds."
    except httpx.HTTPError as error:
        return 0, f"it cannot be reached ({type(error).__name__})."
    if 300 <= status < 400:
        return status, f"it answered {status}: it sends elsewhere, and that is not followed."
    return status, f"it answered {status}."
