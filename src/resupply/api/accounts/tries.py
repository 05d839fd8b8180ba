"""Sign-ins that failed: how long the next has to wait, by account and by address."""

import ipaddress
from typing import NamedTuple

from resupply.store.accounts import AccountStore

#: Tries after which waiting begins, and the longest wait [seconds]: of one account, one address.
#: An account's wait is short: else anybody could keep its owner out for long.
_ACCOUNT = (5, 60.0)
_ADDRESS = (20, 900.0)
#: After so long [seconds] tries are forgotten.
FORGET_SECONDS = 24 * 3600.0


class Tries:
    """Counts tries and says how long to wait.

    A try is counted when it begins and taken back when it succeeds, so that many at one moment do
    not slip through together. The name is counted whether or not anybody has it.

    Args:
        store: Where they are kept; a restart forgets nothing.
    """

    def __init__(self, store: AccountStore) -> None:
        self._store = store

    def begin(self, key: str, address: str, now: float) -> float:
        """Count a try; 0, or the seconds it has to wait for, and then it is not counted."""
        with self._store.transaction():
            kinds = self._kinds(key, address)
            wait = max(self._wait(kind, now) for kind in kinds)
            if wait > 0:
                return wait
            for kind in kinds:
                self._store.put_tries(kind.key, self._count(kind, now) + 1, now)
            self._store.drop_tries(now - FORGET_SECONDS)
        return 0.0

    def succeeded(self, key: str, address: str, now: float) -> None:
        """Forget the account's tries; the address only gets this one back.

        Else one account of one's own would be enough to try all others without end.
        """
        with self._store.transaction():
            account, place = self._kinds(key, address)
            self._store.put_tries(account.key, 0, now)
            self._store.put_tries(place.key, self._count(place, now) - 1, now)

    def _kinds(self, key: str, address: str) -> tuple["_Kind", "_Kind"]:
        return _Kind(f"account {key}", *_ACCOUNT), _Kind(f"address {network(address)}", *_ADDRESS)

    def _count(self, kind: "_Kind", now: float) -> int:
        count, at = self._store.tries(kind.key)
        return 0 if now - at > FORGET_SECONDS else count

    def _wait(self, kind: "_Kind", now: float) -> float:
        count, at = self._store.tries(kind.key)
        return max(0.0, at + wait_seconds(count, kind.free, kind.longest) - now)


class _Kind(NamedTuple):
    key: str
    free: int
    longest: float


def wait_seconds(count: int, free: int, longest: float) -> float:
    """How long to wait after so many tries: none at first, then twice as long each time.

    Example:
        >>> [wait_seconds(n, 5, 60) for n in (4, 5, 6, 7, 30)]
        [0.0, 1.0, 2.0, 4.0, 60]
    """
    return 0.0 if count < free else min(longest, 2.0 ** min(count - free, 30))


def network(address: str) -> str:
    """What counts as one address: of IPv6 the network, for a home has billions of them.

    Example:
        >>> network("2001:db8:1:2:3:4:5:6"), network("192.0.2.7"), network("::ffff:192.0.2.7")
        ('2001:db8:1:2::/64', '192.0.2.7', '192.0.2.7')
    """
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address[:60]
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped is not None:
            return str(found.ipv4_mapped)
        return str(ipaddress.ip_network((int(found), 64), strict=False))
    return str(found)
