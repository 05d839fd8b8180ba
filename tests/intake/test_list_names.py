"""Lines of lists that open with a name: who gives what stands behind the colon, or who gets it."""

import pytest
from tests.intake import pages

#: Opens a page that is long enough to be weighed.
_LEAD = (
    "Floods hit Sudan in July, and thousands lost their homes near Kassala. Help for the families "
    "has come in from all over the region since then, the state government said on Monday. "
)
_GIVEN = "\nDonations received so far:\n"
_SHARED_OUT = "\nSweden gave Sudan 9 million euros. It is allocated as follows:\n"


def parties(rows: str) -> list[tuple[object, object]]:
    found = pages.read("aid", rows, lead=_LEAD)
    return [
        (r.fields.get("donor"), r.fields.get("recipient")) for r in found if "amount" in r.fields
    ]


@pytest.mark.parametrize(
    ("rows", "donors"),
    [
        (
            "- Amal Haddad: $2 million\n- Northern State: $1 million\n- Delta Mills: $400,000\n",
            ["Haddad", "Northern State", "Delta Mills"],
        ),
        (
            "• Union of Farmers (UF): $2 million\n• Harbour Mills: $1 million\n",
            ["Union of Farmers", "Harbour Mills"],
        ),
    ],
)
def test_a_name_before_a_sum_gives_it(rows: str, donors: list[str]) -> None:
    assert [d for d, _ in parties(_GIVEN + rows)] == donors


def test_a_name_before_a_sum_that_is_allocated_gets_it() -> None:
    rows = "- River Council: 2 million euros\n- Port Authority: 1 million euros\n"
    found = parties(_SHARED_OUT + rows)[1:]
    assert found == [("SWE", "River Council"), ("SWE", "Port Authority")]


def test_what_the_money_is_for_is_no_name() -> None:
    rows = "- Food Security: $2 million\n- Early Recovery: $1 million\n"
    named = {d for d, _ in parties(_GIVEN + rows)}
    assert not named & {"Food Security", "Early Recovery"}


def test_a_line_alone_is_no_list() -> None:
    named = {d for d, _ in parties(_GIVEN + "- River Council: $2 million\n")}
    assert "River Council" not in named


def test_small_sums_of_a_list_are_in_its_currency() -> None:
    rows = "Sweden gave 30 million euros to Yemen.\nUNHCR: 6 million\nWFP: 0.4 million"
    assert [r.fields.get("amount") for r in pages.read("aid", rows)] == [30e6, 6e6, 4e5]


def test_who_leads_a_list_with_a_gift_gives_it() -> None:
    said = "Norway gave Sudan 5 tents. Amal Haddad tops the list with a donation of $2 million."
    assert parties(said)[-1][0] == "Haddad"
