"""What names an activity across releases, whose own ids are numbered anew each time.

Of the ids in both release 18 and 21, 146 of 1,224 name another activity. So an activity is what it
says: donor, kind, date as written, first source, item; equals are numbered in file order. Its
measure is left out: it is the stage of its figure, and release 7 had none.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable

from resupply.core.words import Stage
from resupply.sources.kiel.activity import Activity
from resupply.sources.reading.slugs import slug

# The list of the German government is cited by its archived copy, a newer one in each release.
_ARCHIVE = re.compile(r"^https?://web\.archive\.org/web/\d+[a-z_]*/", re.IGNORECASE)
_SCHEME = re.compile(r"^https?:/{1,2}(www\.)?", re.IGNORECASE)


def stems(activities: Iterable[Activity]) -> list[str]:
    """A stable name per activity, as `DEU/military/2022-04-26/1f0e3dad#1`."""
    seen: Counter[str] = Counter()
    named = []
    for activity in activities:
        stem = _stem(activity)
        seen[stem] += 1
        named.append(f"{stem}#{seen[stem]}")
    return named


def cell(stem: str, stage: Stage) -> str:
    """The cell of an activity's figure at a stage.

    Example:
        >>> cell("DEU/military/2022-04-26/1f0e3dad#1", Stage.ALLOCATION)
        'DEU/military/allocation/2022-04-26/1f0e3dad#1'
    """
    donor, kind, rest = stem.split("/", 2)
    return f"{donor}/{kind}/{stage}/{rest}"


def address(url: str) -> str:
    """A web address without what changes while the page stays the same.

    Example:
        >>> address("https://web.archive.org/web/20230220999999/https://www.a.de/List/")
        'a.de/list'
    """
    return _SCHEME.sub("", _ARCHIVE.sub("", url.strip())).rstrip("/ ").casefold()


def _stem(activity: Activity) -> str:
    parts = (
        activity.donor,
        activity.kind,
        activity.date_text,
        address(activity.source),
        activity.item.casefold(),
    )
    digest = hashlib.blake2b("\x1f".join(parts).encode(), digest_size=4).hexdigest()
    dated = slug(activity.date_text, 40) if activity.date_text else "undated"
    return f"{activity.donor}/{activity.kind}/{dated}/{digest}"
