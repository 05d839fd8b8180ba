"""Claims told by tables, plans, deeds and words, and what only looks like one."""

import pytest
from tests.intake import pages

LEAD = "KYIV, March 5 - Ukraine has asked its partners for military and humanitarian aid.\n\n"


def _claims(said: str) -> list[dict[str, object]]:
    return [dict(r.fields) for r in pages.read("claim", said, "2025-03-06", LEAD)]


def _told(said: str) -> set[tuple[object, object, object]]:
    return {(c["type"], c.get("subject"), c.get("value")) for c in _claims(said)}


@pytest.mark.parametrize(
    ("said", "rows"),
    [
        (
            "By output, Norway gave 2.4 per cent, Chile 1.3 per cent and Peru only 0.2.",
            {("share", "NOR", 2.4), ("share", "CHL", 1.3), ("share", "CHL", 1.3)},
        ),
        (
            "Far below stand Chile at 0.41%, Peru at 0.22%, Kenya just 0.05%.",
            {("share", "CHL", 0.41), ("share", "PER", 0.22), ("share", "KEN", 0.05)},
        ),
    ],
)
def test_each_row_of_a_table_is_a_claim_about_whom_it_names(
    said: str, rows: set[tuple[object, object, object]]
) -> None:
    assert rows <= _told(said)


@pytest.mark.parametrize(
    ("said", "kind", "value"),
    [
        ("Acme plans to put around 70 million euros into its new plant.", "target", 7e7),
        ("The fund aims to vaccinate a further 40 million children.", "target", 4e7),
        ("The drive passed its $30,000 goal within a week.", "target", 30000),
        ("The works are confident of reaching 300.", "target", 300),
        ("Total outlay on the harbour would come to around $95 million.", "total", 9.5e7),
        ("The Pentagon still has about $6 billion of drawdown authority.", "total", 6e9),
        ("Some 1,730 trucks are waiting on Polish territory.", "count", 1730),
        ("By now, 31 countries have concluded such agreements.", "count", 31),
        ("Chile and Peru lead the region in sending boats.", "ranking", 1),
        ("Guns were firing at a ratio of 10 to one.", "comparison", 10),
        ("Chile must wait longer than other buyers of such boats.", "comparison", None),
        ("Norwegian support has lagged behind that of Chile.", "comparison", None),
    ],
)
def test_plans_deeds_and_comparisons_are_claims(said: str, kind: str, value: float | None) -> None:
    assert (kind, value) in {(c["type"], c.get("value")) for c in _claims(said)}


@pytest.mark.parametrize(
    "said",
    [
        "It is the first time I have asked you for anything.",
        "Nothing is more precious than human life.",
        "The cabinet doubles its aid to the coast.",
        "Chile will grant a total of 3 million euros for the harbour.",
        "Their air defence brought down 11 of them.",
        "A man of 63 was killed by shelling.",
        "Should the quantities exceed the average of last year, duties will be charged.",
    ],
)
def test_what_only_looks_like_a_claim_is_none(said: str) -> None:
    assert _claims(said) == []


@pytest.mark.parametrize(
    ("said", "kind", "subject"),
    [
        ("This is the 18th support package that Norway delivers.", "count", "NOR"),
        ("In second place in the region is Chile.", "ranking", "CHL"),
        ("Norway, whose aid already exceeds 1% of its output, is ready.", "share", "NOR"),
        ("About 20 million people, or 16% of all, depend on it.", "share", "people"),
    ],
)
def test_whom_a_claim_is_about_is_told_by_its_construction(
    said: str, kind: str, subject: str
) -> None:
    assert (kind, subject) in {(c["type"], c.get("subject")) for c in _claims(said)}
