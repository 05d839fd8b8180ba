"""`resupply alerts`: what wants attention, told once: feed, webhook, letter."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from resupply.cli.ask import ask
from resupply.cli.asked import IN_CASE, InCase
from resupply.cli.output import PEOPLE, Output
from resupply.cli.values import flag

if TYPE_CHECKING:
    from resupply.alerts.rules import Rule
    from resupply.case.case import Case
    from resupply.core.answer import Answer


def alerts(
    *,
    check: Annotated[bool, flag("Look now, and keep what is new; nobody is told.")] = False,
    send: Annotated[bool, flag("Look now, and tell what was not told yet.")] = False,
    rule: Annotated[
        list[str] | None,
        Parameter(
            help="Look for this instead of what alerts.toml says: 'stock_out days=14 item=155mm'; "
            "also promise_overdue, donor_quiet, correction, release.",
            negative=(),
            consume_multiple=False,
            show_default=False,
        ),
    ] = None,
    feed: Annotated[
        Path | None, Parameter(help="Write the feed (Atom) to this file.", show_default=False)
    ] = None,
    link: Annotated[
        str, Parameter(help="Where the pages are served, for links.", show_default=False)
    ] = "",
    where: InCase = IN_CASE,
    output: Output = PEOPLE,
) -> int:
    """Alerts that were found; with --check look now, with --send tell.

    A shipped case keeps nothing: what its rules find now is shown. Who is told stands in
    alerts.toml of the case. Exits with 1 when somebody could not be told.
    """
    failed = []

    def question(case: "Case") -> "Answer":
        answer, errors = _asked(
            case, check=check, send=send, rules=rule or [], link=link, feed=feed
        )
        failed.extend(errors)
        return answer

    ask(question, where, output)
    return 1 if failed else 0


def _asked(
    case: "Case", *, check: bool, send: bool, rules: list[str], link: str, feed: Path | None
) -> tuple["Answer", list[str]]:
    from resupply.alerts.answer import answer
    from resupply.alerts.kept import Kept, folder_of
    from resupply.alerts.rules import rules_of
    from resupply.alerts.running import run, settings_for

    settings = settings_for(case)
    wanted = rules_of(rules)
    link = link or settings.link
    if case.shipped and not send:
        return _only_shown(case, wanted or settings.rule, link, feed), []
    findings, sentence, errors = [], "", list[str]()
    if check or send or wanted:
        look, sent = run(case, rules=wanted, link=link, telling=send)
        findings = [*look.odd, *sent.failed]
        errors = [f.what for f in sent.failed]
        sentence = f"{len(look.new)} new of {len(look.standing)} found"
        sentence += f"; told {sent.told}." if send else "; nobody was told."
    kept = Kept(folder_of(case))
    try:
        events = kept.events()
        _write(feed, events, case, link)
        told = kept.store.told()
    finally:
        kept.close()
    return (
        answer(
            events, scope=case.scope(), link=link, told=told, findings=findings, sentence=sentence
        ),
        errors,
    )


def _only_shown(case: "Case", rules: tuple["Rule", ...], link: str, feed: Path | None) -> "Answer":
    import time

    from resupply.alerts.answer import answer
    from resupply.alerts.event import Event, id_of
    from resupply.alerts.finding import find

    found, odd = find(case, rules, None)
    now = time.time()
    events = [Event(id=id_of(case.name, f, str(f.on)), at=now, found=f) for f in found]
    _write(feed, events, case, link)
    return answer(
        events,
        scope=case.scope(),
        link=link,
        findings=odd,
        sentence=f"{len(events)} found now; a shipped case keeps nothing, and nobody is told.",
    )


def _write(path: Path | None, events: list, case: "Case", link: str) -> None:  # type: ignore[type-arg]  # events
    if path is None:
        return
    from resupply.alerts import feed

    body = feed.atom(events, case=case.name, title=case.settings.title, link=link)
    path.write_bytes(body)
