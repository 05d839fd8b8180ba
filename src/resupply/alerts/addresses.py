"""Where a message may go: not into the network this machine stands in, unless that was allowed.

A name is resolved once, all its addresses are looked at, and the connection goes to the very
address that was looked at: a name that answers otherwise the second time gains nothing.
"""

import asyncio
import ipaddress
from collections.abc import Callable, Sequence
from typing import NamedTuple
from urllib.parse import SplitResult, urlsplit

from resupply.core.errors import RefusedError

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
#: Asks for the addresses of a name.
Resolve = Callable[[str, int], Sequence[str]]
_RESOLVE_SECONDS = 10.0
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_NAT64_OWN = ipaddress.ip_network("64:ff9b:1::/48")


class Target(NamedTuple):
    """Where to connect.

    Args:
        url: As named.
        address: The address to connect to.
    """

    url: SplitResult
    address: str


def resolved(host: str, port: int) -> Sequence[str]:
    """The addresses of a name.

    Raises:
        OSError: It has none.
    """

    async def ask() -> Sequence[str]:
        loop = asyncio.get_running_loop()
        found = await asyncio.wait_for(loop.getaddrinfo(host, port), _RESOLVE_SECONDS)
        return list(dict.fromkeys(str(each[4][0]) for each in found))

    return asyncio.run(ask())


def target(url: str, allow: Sequence[str] = (), *, resolve: Resolve = resolved) -> Target:
    """Where a message to an address goes.

    Args:
        url: The address.
        allow: Addresses or networks that may be private.
        resolve: Asks for the addresses of a name.

    Raises:
        RefusedError: No address of the web, or one that leads into a private network.
    """
    parts, port = _parts(url)
    networks = [_network(each) for each in allow]
    host = parts.hostname or ""
    try:
        found = [ipaddress.ip_address(a.partition("%")[0]) for a in resolve(host, port)]
    except (OSError, ValueError, UnicodeError):
        raise _refused(url, "its name has no address.", "check the name.") from None
    if not found:
        raise _refused(url, "its name has no address.", "check the name.")
    for address in found:
        allowed = any(address in network for network in networks)
        if not allowed and not is_public(address):
            raise _refused(
                url,
                f"it leads to {address}, which is no public address.",
                'if that is meant, allow it: allow = ["' + str(address) + '"] in alerts.toml.',
            )
        if not allowed and parts.scheme != "https":
            raise _refused(url, "it is not encrypted.", "use https.")
    return Target(parts, str(found[0]))


def is_public(address: Address) -> bool:
    """Whether an address is one of the open internet, also where it wraps another.

    Example:
        >>> is_public(ipaddress.ip_address("93.184.216.34"))
        True
        >>> [is_public(ipaddress.ip_address(a)) for a in ("127.0.0.1", "169.254.169.254",
        ...     "10.1.2.3", "::ffff:10.1.2.3", "64:ff9b::7f00:1", "2002:7f00:1::", "fe80::1", "::")]
        [False, False, False, False, False, False, False, False]
    """
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if address in _NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if address.teredo is not None or address in _NAT64_OWN:
            return False
        if inner is not None:
            return is_public(inner)
    return address.is_global and not address.is_multicast and not address.is_reserved


def _parts(url: str) -> tuple[SplitResult, int]:
    try:
        parts = urlsplit(url)
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError:
        raise _refused(url, "it is no address.", "write https://name/path.") from None
    odd = parts.scheme not in ("http", "https") or not parts.hostname or not url.isprintable()
    if odd or parts.username is not None or " " in url:
        raise _refused(url, "it is no address of the web.", "write https://name/path.")
    return parts, port


def _network(text: str) -> ipaddress.IPv4Network | ipaddress.IPv6Network:
    try:
        return ipaddress.ip_network(text, strict=False)
    except ValueError:
        raise RefusedError(
            where=f"allow {text}",
            what="it is neither an address nor a network.",
            todo="write such as 10.0.0.7 or 10.0.0.0/8.",
        ) from None


def _refused(url: str, what: str, todo: str) -> RefusedError:
    return RefusedError(where=f"webhook {url[:100]}", what=what, todo=todo)
