"""Who is told of what: each event over each channel once."""

import time
from collections.abc import Callable, Sequence
from typing import NamedTuple

from resupply.alerts import letter, webhook
from resupply.alerts.addresses import Resolve, resolved
from resupply.alerts.event import Event
from resupply.alerts.kept import Kept
from resupply.alerts.rules import Letters, Settings, Webhook
from resupply.core.errors import RefusedError
from resupply.core.findings import Finding

#: What is older is not told any more [seconds]: a channel that is new, or was long broken, does
#: not get the whole past.
TOLD_WITHIN_SECONDS = 7 * 24 * 3600.0
#: Events in one letter.
_LETTER_MAX = 20
#: A webhook begun so long ago [seconds] was cut off; who gets it twice knows it by its id.
_CUT_OFF_SECONDS = 600.0


class Sent(NamedTuple):
    """What one run told.

    Args:
        told: Events told, each counted once a channel.
        failed: What could not be told, and why.
    """

    told: int
    failed: Sequence[Finding]


def send(
    kept: Kept,
    settings: Settings,
    *,
    case: str,
    link: str,
    resolve: Resolve = resolved,
    sleep: Callable[[float], None] = time.sleep,
) -> Sent:
    """Tell what was not told yet.

    Args:
        kept: The alerts.
        settings: Who is told.
        case: Name of the case.
        link: Where the pages are served.
        resolve: Asks for the addresses of a name.
        sleep: Waits between tries.
    """
    now = kept.clock()
    recent = [e for e in reversed(kept.events()) if now - e.at <= TOLD_WITHIN_SECONDS]
    told, failed = 0, list[Finding]()
    for hook in settings.webhook:
        done, why = _over_webhook(kept, hook, recent, link, resolve, sleep)
        told += done
        failed += why
    if settings.letters is not None:
        done, why = _over_letters(kept, settings.letters, recent, case, link)
        told += done
        failed += why
    return Sent(told, failed)


def _over_webhook(
    kept: Kept,
    hook: Webhook,
    events: Sequence[Event],
    link: str,
    resolve: Resolve,
    sleep: Callable[[float], None],
) -> tuple[int, list[Finding]]:
    channel = f"webhook {hook.url}"
    _retry_cut_off(kept, channel)
    told = 0
    for event in events:
        if not kept.store.claim(event.id, channel, kept.clock()):
            continue
        try:
            webhook.send(hook, event, link, resolve=resolve, now=kept.clock, sleep=sleep)
        except RefusedError as error:
            kept.store.put_told(event.id, channel, "failed", kept.clock(), error.what)
            return told, [_failed(error)]  # the others would only wait for the same
        kept.store.put_told(event.id, channel, "done", kept.clock())
        told += 1
    return told, []


def _retry_cut_off(kept: Kept, channel: str) -> None:
    for row in kept.store.told():
        cut_off = row.state == "begun" and kept.clock() - row.at > _CUT_OFF_SECONDS
        if row.channel == channel and cut_off:
            kept.store.put_told(row.event, channel, "failed", row.at, "it was cut off.")


def _over_letters(
    kept: Kept, to: Letters, events: Sequence[Event], case: str, link: str
) -> tuple[int, list[Finding]]:
    channel = f"letters {', '.join(to.to)}"
    now = kept.clock()
    mine = [e for e in events if kept.store.claim(e.id, channel, now)]
    told = 0
    while mine:
        part, mine = mine[:_LETTER_MAX], mine[_LETTER_MAX:]
        try:
            made = letter.letter(to, part, case=case, link=link, at=now)
            letter.send(to, made)
        except RefusedError as error:
            for event in (*part, *mine):
                kept.store.put_told(event.id, channel, "failed", now, error.what)
            return told, [_failed(error)]
        for event in part:
            kept.store.put_told(event.id, channel, "done", kept.clock())
        told += len(part)
    return told, []


def _failed(error: RefusedError) -> Finding:
    return Finding(
        code="alert_not_told", where=error.where, what=error.what, todo=error.todo, level="error"
    )
