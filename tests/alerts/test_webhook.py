"""Webhooks: signed, told again when the receiver stumbles, and never led inside."""

import base64
import ipaddress
import json
from collections.abc import Sequence
from typing import Any

import pytest
from standardwebhooks import Webhook as Verifier
from standardwebhooks.webhooks import WebhookVerificationError
from tests.alerts.conftest import Receiver, an_event

from resupply.alerts import addresses, webhook
from resupply.alerts.rules import Webhook
from resupply.core.errors import RefusedError

SECRET = "whsec_" + base64.b64encode(b"only the two of us know this one").decode()
LINK = "https://aid.example"


@pytest.fixture(autouse=True)
def _secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOOK_SECRET", SECRET)


def hook(url: str, *allow: str) -> Webhook:
    return Webhook(url=url, secret_env="HOOK_SECRET", allow=allow)


def send(to: Webhook, **how: Any) -> list[float]:
    waited: list[float] = []
    webhook.send(to, an_event(), LINK, sleep=waited.append, **how)
    return waited


def test_a_receiver_can_verify_what_it_is_told(receiver: Receiver) -> None:
    assert send(hook(receiver.url, "127.0.0.1")) == []
    ((headers, body),) = receiver.got
    told = Verifier(SECRET).verify(body, headers)
    assert told["type"] == "alert.stock_out"
    data = told["data"]
    assert data["figure"] == 9.0
    assert data["unit"] == "days"
    assert data["link"] == "https://aid.example/stock-out?item=155mm&place=rear"
    assert data["sources"][0]["url"] == "https://wire.example/a"
    assert data["chart_svg"].startswith("<svg")
    assert headers["webhook-id"] == f"msg_{an_event().id}"
    assert headers["host"] == f"127.0.0.1:{receiver.server_port}"
    changed = body.replace(b"9 days", b"8 days")
    with pytest.raises(WebhookVerificationError):
        Verifier(SECRET).verify(changed, headers)


def test_a_receiver_that_stumbles_is_told_again_under_the_same_id(receiver: Receiver) -> None:
    receiver.answers = [503, 429, 200]
    assert send(hook(receiver.url, "127.0.0.1")) == [1.0, 5.0]
    assert len({headers["webhook-id"] for headers, _ in receiver.got}) == 1
    for headers, body in receiver.got:
        Verifier(SECRET).verify(body, headers)


@pytest.mark.parametrize(
    ("status", "times", "what"),
    [(500, 3, "answered 500"), (404, 1, "answered 404"), (302, 1, "sends elsewhere"),
     (307, 1, "sends elsewhere"), (410, 1, "answered 410")],
)  # fmt: skip
def test_one_that_does_not_take_it_is_named(
    receiver: Receiver, status: int, times: int, what: str
) -> None:
    receiver.answers = [status]
    with pytest.raises(RefusedError, match=what):
        send(hook(receiver.url, "127.0.0.1"))
    assert len(receiver.got) == times


def test_nobody_there() -> None:
    with pytest.raises(RefusedError, match="cannot be reached"):
        send(hook("http://127.0.0.1:9/", "127.0.0.1"))


@pytest.mark.parametrize("secret", ["", "whsec_", "whsec_!!!"])
def test_without_a_secret_nothing_is_sent(
    receiver: Receiver, monkeypatch: pytest.MonkeyPatch, secret: str
) -> None:
    monkeypatch.setenv("HOOK_SECRET", secret)
    with pytest.raises(RefusedError, match="holds no secret"):
        send(hook(receiver.url, "127.0.0.1"))
    assert not receiver.got


# Led inside


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "127.9.9.9", "0.0.0.0", "10.0.0.1", "172.16.3.4", "192.168.1.1",
     "169.254.169.254", "100.64.0.1", "192.0.2.1", "198.18.0.1", "224.0.0.1", "255.255.255.255",
     "::1", "::", "fe80::1", "fc00::1", "fd00:ec2::254", "::ffff:127.0.0.1",
     "::ffff:169.254.169.254", "64:ff9b::a9fe:a9fe", "64:ff9b:1::1", "2002:7f00:1::", "ff02::1",
     "2001:db8::1", "2001:0:53aa:64c:0:0:0:1"],
)  # fmt: skip
def test_a_name_that_leads_inside_is_refused(receiver: Receiver, address: str) -> None:
    url = f"https://hooks.example:{receiver.server_port}/x"
    with pytest.raises(RefusedError, match="no public address"):
        send(hook(url), resolve=lambda host, port: [address])
    # One inner address among public ones is enough.
    with pytest.raises(RefusedError, match="no public address"):
        send(hook(url), resolve=lambda host, port: ["93.184.216.34", address])
    assert not receiver.got


@pytest.mark.parametrize(
    "url",
    ["http://127.0.0.1/", "http://localhost/", "http://[::1]/", "http://2130706433/",
     "http://0x7f.1/", "http://127.1/", "http://[::ffff:7f00:1]/", "https://localhost./"],
)  # fmt: skip
def test_addresses_written_oddly_are_resolved_before_they_are_judged(url: str) -> None:
    with pytest.raises(RefusedError, match=r"no public address|has no address"):
        addresses.target(url)


@pytest.mark.parametrize(
    "url",
    ["", "ftp://a.example", "file:///etc/passwd", "https://", "//a.example", "https://a b.example",
     "https://a:b@a.example", "https://a.example:99999", "https://[", "gopher://a.example",
     "https://a.example/\r\nx: y"],
)  # fmt: skip
def test_what_is_no_address_of_the_web_is_refused(url: str) -> None:
    with pytest.raises(RefusedError, match="no address"):
        addresses.target(url, resolve=lambda host, port: ["93.184.216.34"])


def test_the_open_web_is_told_over_https_alone() -> None:
    found = ["93.184.216.34"]
    with pytest.raises(RefusedError, match="not encrypted"):
        addresses.target("http://a.example/", resolve=lambda host, port: found)
    assert addresses.target("https://a.example/", resolve=lambda host, port: found).address


def test_a_name_that_answers_otherwise_the_second_time_gains_nothing(receiver: Receiver) -> None:
    """The connection goes to the address that was looked at."""
    answers = [["127.0.0.1"], ["127.0.0.2"]]
    asked: list[str] = []

    def resolve(host: str, port: int) -> Sequence[str]:
        asked.append(host)
        return answers[len(asked) - 1]

    url = f"http://hooks.example:{receiver.server_port}/told"
    send(hook(url, "127.0.0.1"), resolve=resolve)
    assert asked == ["hooks.example"]
    ((headers, _),) = receiver.got
    assert headers["host"] == f"hooks.example:{receiver.server_port}"


def test_a_proxy_of_the_environment_is_not_asked(
    receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    send(hook(receiver.url, "127.0.0.1"))
    assert len(receiver.got) == 1


@pytest.mark.parametrize("allow", ["nonsense", "10.0.0.0/99", "localhost"])
def test_what_is_allowed_is_an_address_or_a_network(allow: str) -> None:
    with pytest.raises(RefusedError, match="neither an address nor a network"):
        addresses.target("https://a.example", [allow], resolve=lambda host, port: ["10.0.0.1"])


def test_public_addresses_are_public() -> None:
    for text in ("93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946", "::ffff:93.184.216.34"):
        assert addresses.is_public(ipaddress.ip_address(text)), text


def test_the_message_is_one_object() -> None:
    told = json.loads(webhook.message(an_event(bars=()), ""))
    assert told["data"]["chart_svg"] is None
    assert told["data"]["link"] is None
