from collections.abc import Callable
from typing import Any

import pytest

from resupply.cli.values import names

Run = Callable[..., Any]


@pytest.mark.parametrize(
    "arguments",
    [
        ["rank", "--as-of", "2024-02-30"],
        ["rank", "--until", "yesterday"],
        ["rank", "--since", "28.02.2024"],
        ["rank", "--rate-on", ""],
        ["diff", "2024-02-30", "2024-03-01"],
        ["rank", "--top", "ten"],
        ["rank", "--year", "2022.5"],
        ["sources", "--most", "0"],
        ["sources", "--most", "-3"],
        ["import", "kiel"],
        ["table"],
        ["nonsense"],
        ["rank", "--nonsense"],
        ["rank", "surplus"],
    ],
)
def test_wrong_usage_is_told_in_three_parts_with_exit_2(run: Run, arguments: list[str]) -> None:
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    where, what, todo = err.splitlines()
    assert where.startswith("resupply: error: resupply")
    assert what.startswith("what: ")
    assert todo.startswith("todo: ")


def test_names_come_one_by_one_or_with_commas() -> None:
    assert names(["DEU, FIN", "USA"]) == ["DEU", "FIN", "USA"]
    assert names(None) == names([" , "]) == []
