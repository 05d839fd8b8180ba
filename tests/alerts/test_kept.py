"""Looking and telling: what is new is told once over each channel, also after a crash."""

import base64
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.alerts.conftest import Receiver, an_event

import resupply
from resupply.alerts import finding, sending
from resupply.alerts.event import Found
from resupply.alerts.kept import Kept, body_of
from resupply.alerts.rules import Rule, Settings, Webhook, rules_of, settings_of
from resupply.core.errors import RefusedError
from resupply.core.scope import Scope
from resupply.store.alerts import AlertStore

SMALL = Path(__file__).parents[1] / "cli/small-case"
SECRET = "whsec_" + base64.b64encode(b"only the two of us know this one").decode()


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SMALL, tmp_path / "own"))


@pytest.fixture
def kept(own: Path) -> Iterator[Kept]:
    made = Kept(own, clock=lambda: 1_709_000_000.0)
    yield made
    made.close()


def state(key: str, on: str = "2024-02-28", **more: Any) -> Found:
    return Found(
        kind="donor_quiet", key=key, title=key, sentence=key, figure=1.0, unit="EUR",
        on=date.fromisoformat(on), page="/pauses", scope=Scope(), **more,
    )  # fmt: skip


QUIET = (Rule(kind="donor_quiet"),)


def looked(
    kept: Kept, own: Path, monkeypatch: pytest.MonkeyPatch, *found: Found
) -> list[tuple[str, str]]:
    """What is new when the rules find this."""
    monkeypatch.setattr(finding, "find", lambda case, rules, news: (list(found), []))
    case = resupply.open(own)
    try:
        return [(e.found.key, e.id) for e in kept.look(case, QUIET).new]
    finally:
        case.close()


def test_a_state_is_told_when_it_begins_and_again_only_after_it_ended(
    kept: Kept, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ((key, first),) = looked(kept, own, monkeypatch, state("NNN"))
    assert key == "NNN"
    assert looked(kept, own, monkeypatch, state("NNN", "2024-03-05")) == []
    ((other, _),) = looked(kept, own, monkeypatch, state("NNN", "2024-03-06"), state("SSS"))
    assert other == "SSS"
    assert looked(kept, own, monkeypatch, state("SSS")) == []  # NNN has ended
    ((_, second),) = looked(kept, own, monkeypatch, state("NNN", "2024-04-01"), state("SSS"))
    assert second != first


def test_what_happened_once_is_told_once_for_good(
    kept: Kept, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    once = state("line/2024-01-01", lasting=False)
    assert len(looked(kept, own, monkeypatch, once)) == 1
    assert looked(kept, own, monkeypatch) == []
    assert looked(kept, own, monkeypatch, once) == []


def test_a_rule_that_could_not_be_asked_ends_nothing(
    kept: Kept, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked(kept, own, monkeypatch, state("NNN"))
    case = resupply.open(own)
    kept.look(case, (Rule(kind="stock_out"),))
    case.close()
    assert ("donor_quiet", "NNN") in kept.store.lasting()


# Telling


def settings(receiver: Receiver) -> Settings:
    return Settings(
        webhook=(Webhook(url=receiver.url, secret_env="HOOK_SECRET", allow=("127.0.0.1",)),)
    )


def send(kept: Kept, receiver: Receiver) -> sending.Sent:
    return sending.send(kept, settings(receiver), case="own", link="", sleep=lambda _: None)


def put(kept: Kept, *numbers: int) -> None:
    for number in numbers:
        event = an_event(number)
        assert kept.store.add_event(event.id, event.at, body_of(event))


@pytest.fixture
def _secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOOK_SECRET", SECRET)


@pytest.mark.usefixtures("_secret")
def test_each_event_is_told_once_and_a_failure_is_made_good(kept: Kept, receiver: Receiver) -> None:
    put(kept, 1, 2)
    receiver.answers = [204, 404]
    sent = send(kept, receiver)
    assert (sent.told, [f.what for f in sent.failed]) == (1, ["it answered 404."])
    receiver.answers = [204]
    assert send(kept, receiver).told == 1
    assert send(kept, receiver).told == 0
    ids = [headers["webhook-id"] for headers, _ in receiver.got]
    assert len(ids) == 3
    assert len(set(ids)) == 2


@pytest.mark.usefixtures("_secret")
def test_what_was_cut_off_by_a_crash_is_told_again_under_its_id(
    own: Path, receiver: Receiver
) -> None:
    now = [1_709_000_000.0]
    kept = Kept(own, clock=lambda: now[0])
    put(kept, 1)
    channel = f"webhook {receiver.url}"
    assert kept.store.claim(an_event(1).id, channel, now[0])  # and then the power went
    kept.close()
    again = Kept(own, clock=lambda: now[0])
    assert send(again, receiver).told == 0  # another program may be at it
    now[0] += 3600
    assert send(again, receiver).told == 1
    again.close()


def test_a_letter_cut_off_is_not_written_twice(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from resupply.alerts import letter
    from resupply.alerts.rules import Letters

    written: list[str] = []

    def cut_off(to: Letters, message: Any) -> None:
        written.append(str(message["subject"]))
        raise KeyboardInterrupt

    to = Letters(host="127.0.0.1", to=("a@b.example",), sender="c@d.example")
    kept = Kept(own, clock=lambda: 1_709_000_000.0)
    put(kept, 1)
    monkeypatch.setattr(letter, "send", cut_off)
    with pytest.raises(KeyboardInterrupt):
        sending.send(kept, Settings(letters=to), case="own", link="")
    kept.close()
    again = Kept(own, clock=lambda: 1_709_100_000.0)
    assert sending.send(again, Settings(letters=to), case="own", link="").told == 0
    (row,) = again.store.told()
    assert row.state == "begun"  # it is told that it is not known
    again.close()
    assert len(written) == 1


@pytest.mark.usefixtures("_secret")
def test_what_is_older_than_a_week_is_not_told_any_more(own: Path, receiver: Receiver) -> None:
    kept = Kept(own, clock=lambda: 1_709_000_000.0 + sending.TOLD_WITHIN_SECONDS + 1)
    put(kept, 1)
    assert send(kept, receiver).told == 0
    kept.close()


def test_two_programs_at_one_moment_tell_it_once(own: Path) -> None:
    one, two = AlertStore(own / "alerts.db"), AlertStore(own / "alerts.db")
    assert [store.claim("e", "c", 1.0) for store in (one, two, one)] == [True, False, False]
    one.put_told("e", "c", "failed", 2.0)
    assert [store.claim("e", "c", 3.0) for store in (two, one)] == [True, False]
    one.close()
    two.close()


# Settings


@pytest.mark.parametrize(
    "text",
    ["[rule", "rule = 3", '[[rule]]\nkind = "else"', '[[rule]]\nkind = "release"\nodd = 1',
     '[[webhook]]\nurl = "https://a.example"', "[letters]\nport = 1"],
)  # fmt: skip
def test_settings_that_cannot_be_meant_are_refused(own: Path, text: str) -> None:
    (own / "alerts.toml").write_text(text)
    with pytest.raises(RefusedError, match="cannot be read"):
        settings_of(own)


def test_settings_as_the_page_shows_them(own: Path) -> None:
    (own / "alerts.toml").write_text(
        'link = "https://aid.example"\n[[rule]]\nkind = "stock_out"\ndays = 14\nitem = ["155mm"]\n'
        '[[webhook]]\nurl = "https://hooks.example/x"\nsecret_env = "S"\n'
        '[letters]\nhost = "mail.example"\nsender = "a@b.example"\nto = ["c@d.example"]\n'
    )
    said = settings_of(own)
    assert said.rule == (Rule(kind="stock_out", days=14, item=("155mm",)),)
    assert said.rule == rules_of(["stock_out days=14 item=155mm"])
    assert said.letters is not None
    assert said.letters.security == "starttls"


@pytest.mark.parametrize("words", ["", "else", "stock_out days", "stock_out days=x", "release a=1"])
def test_a_rule_that_is_none_is_refused(words: str) -> None:
    with pytest.raises(RefusedError, match="begin with one of"):
        rules_of([words])
