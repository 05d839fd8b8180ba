"""Letters: handed to a real mail server, encrypted, with text, page and picture."""

import socket
import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from tests.alerts.conftest import an_event

from resupply.alerts import letter
from resupply.alerts.event import Source
from resupply.alerts.rules import Letters
from resupply.core.errors import RefusedError

AT = 1_709_000_000.0
PASSWORD = "the mail password"


class Box:
    """Keeps what comes."""

    def __init__(self) -> None:
        self.got: list[tuple[list[str], EmailMessage]] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802  # aiosmtpd calls it so
        made = message_from_bytes(envelope.original_content, policy=default)
        assert isinstance(made, EmailMessage)
        self.got.append((envelope.rcpt_tos, made))
        return "250 taken"


def free_port() -> int:
    """A port nobody listens on at this moment."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate of 127.0.0.1 that vouches for itself, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    (folder / "cert.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    (folder / "key.pem").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )  # fmt: skip
    return folder / "cert.pem", folder / "key.pem"


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return certificate(tmp_path_factory.mktemp("papers"))


@pytest.fixture
def server(papers: tuple[Path, Path]) -> Iterator[tuple[Box, int]]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*papers)

    def known(server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
        return AuthResult(success=data.password == PASSWORD.encode(), handled=False)

    box = Box()
    controller = Controller(
        box, hostname="127.0.0.1", port=free_port(), tls_context=context, require_starttls=True,
        authenticator=known, auth_required=True,
    )  # fmt: skip
    controller.start()
    assert controller.server is not None
    yield box, controller.server.sockets[0].getsockname()[1]
    controller.stop()


def to(port: int, **changed: Any) -> Letters:
    usual = {
        "host": "127.0.0.1", "port": port, "sender": "Resupply <aid@server.example>",
        "to": ("ann@office.example", "Bob B. <bob@office.example>"), "user": "aid",
        "password_env": "MAIL_PASSWORD",
    }  # fmt: skip
    return Letters(**{**usual, **changed})


@pytest.fixture(autouse=True)
def _trusted(monkeypatch: pytest.MonkeyPatch, papers: tuple[Path, Path]) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(papers[0]))
    monkeypatch.setenv("MAIL_PASSWORD", PASSWORD)


def write(settings: Letters, *events: Any, link: str = "https://aid.example") -> EmailMessage:
    return letter.letter(settings, events or [an_event()], case="own", link=link, at=AT)


def test_a_letter_arrives_with_text_page_and_picture(server: tuple[Box, int]) -> None:
    box, port = server
    letter.send(to(port), write(to(port), an_event(1), an_event(2, title="Another")))
    ((receivers, got),) = box.got
    assert receivers == ["ann@office.example", "bob@office.example"]
    assert got["subject"] == "own: 155mm at the rear: 9 days left and 1 more"
    assert got["auto-submitted"] == "auto-generated"
    text = got.get_body(("plain",))
    page = got.get_body(("html",))
    assert text is not None
    assert page is not None
    for words in (text.get_content(), page.get_content()):
        assert "runs out in about 9 days" in words
        assert "https://wire.example/a" in words
        assert "known by 2024-02-28" in words
        assert "https://aid.example/stock-out?item=155mm" in words
    pictures = [p for p in got.walk() if p.get_content_type() == "image/png"]
    assert len(pictures) == 2
    assert pictures[0].get_content().startswith(b"\x89PNG")
    assert str(pictures[0]["content-id"]).strip("<>") in page.get_content()


def test_a_wrong_password_is_told_without_it(
    server: tuple[Box, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    box, port = server
    monkeypatch.setenv("MAIL_PASSWORD", "something else")
    with pytest.raises(RefusedError, match="does not take the name or the password") as refused:
        letter.send(to(port), write(to(port)))
    assert "something else" not in str(refused.value)
    assert not box.got


def test_a_server_nobody_vouches_for_gets_neither_password_nor_letter(
    server: tuple[Box, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    box, port = server
    monkeypatch.delenv("SSL_CERT_FILE")
    with pytest.raises(RefusedError, match="did not take the letter"):
        letter.send(to(port), write(to(port)))
    assert not box.got


def test_a_server_that_offers_no_encryption_gets_nothing() -> None:
    box = Box()
    controller = Controller(box, hostname="127.0.0.1", port=free_port())
    controller.start()
    assert controller.server is not None
    port = controller.server.sockets[0].getsockname()[1]
    with pytest.raises(RefusedError, match="did not take the letter"):
        letter.send(to(port), write(to(port)))
    letter.send(to(port, security="none", user=""), write(to(port)))  # on this machine itself
    controller.stop()
    assert len(box.got) == 1
    with pytest.raises(RefusedError, match="not encrypted"):
        letter.send(to(25, host="mail.example", security="none"), write(to(port)))


def test_nobody_there() -> None:
    with pytest.raises(RefusedError, match="did not take the letter"):
        letter.send(to(9), write(to(9)))


# What data say never becomes a header or markup


@pytest.mark.parametrize(
    "title",
    ["a\r\nBcc: x@evil.example", "a\nSubject: b", "a\r\n\r\nbody", "a\x00b",
     "a\x85Bcc: x@y.example", "a\u2028To: x@y.example", "\u202egnp.exe", "x" * 10_000],
)  # fmt: skip
def test_no_title_makes_a_header(server: tuple[Box, int], title: str) -> None:
    box, port = server
    letter.send(to(port), write(to(port), an_event(title=title, sentence=title)))
    ((receivers, got),) = box.got
    assert receivers == ["ann@office.example", "bob@office.example"]
    assert got["bcc"] is None
    assert len(got.get_all("subject") or []) == 1
    assert len(str(got["subject"])) < 170
    assert "\n" not in str(got["subject"])
    assert len(got.get_all("to") or []) == 1


@pytest.mark.parametrize(
    "address",
    ["", "nobody", "a@b@c", "a@b.example\r\nBcc: x@y.example", "a b@c.example", "<a@b.example",
     "a@b.example, c@d.example", "A <a@b.example>\n"],
)  # fmt: skip
def test_an_address_is_one_address(address: str) -> None:
    with pytest.raises(RefusedError, match="no address of a letter"):
        write(to(25, to=(address,)))


def test_names_from_data_are_no_markup() -> None:
    bad = '"><script>alert(1)</script>'
    event = an_event(
        title=bad, sentence=bad, sources=(Source(id="s", title=bad, url="javascript:alert(1)"),)
    )
    page = write(to(25), event).get_body(("html",))
    assert page is not None
    assert "<script" not in page.get_content()
    assert "javascript:" not in page.get_content()
