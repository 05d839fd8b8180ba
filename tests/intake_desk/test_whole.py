"""Never half, never twice: reviewers at one time, programs killed in between."""

import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import resupply
from resupply.case import Case
from resupply.intake.records import Reading

ACCEPT = """
    import sys, resupply
    from resupply.core.errors import ResupplyError
    case = resupply.open(sys.argv[1])
    print("ready", flush=True)
    sys.stdin.readline()
    try:
        print(case.desk.accept(1, by=sys.argv[2]).result["added"], flush=True)
    except ResupplyError as error:
        print(error, flush=True)
"""
#: Killed when the book has its entry and the desk does not know it yet.
KILLED_BEHIND_THE_BOOK = """
    import os, signal, sys, resupply
    from resupply.intake.desk import Desk
    Desk.accepted = lambda *a, **k: os.kill(os.getpid(), signal.SIGKILL)
    resupply.open(sys.argv[1]).desk.accept(1, by="Ann", changes={"quantity": "7000"})
"""
#: Killed inside the book's transaction, records written and not committed.
KILLED_INSIDE_THE_BOOK = """
    import os, signal, sys, resupply
    from resupply.book.book import _Writer
    _Writer.seal = lambda *a, **k: os.kill(os.getpid(), signal.SIGKILL)
    resupply.open(sys.argv[1]).desk.accept(1, by="Ann")
"""


def run(script: str, *arguments: object) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(script), *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def queued(folder: Path, article: Reading) -> None:
    case = resupply.open(folder)
    case.desk.queue(article)
    case.desk.reject(4, by="Ann", why="makes the book's file")
    from resupply.case.own_book import writable_book

    writable_book(case)
    case.close()


def entries(case: Case) -> list[str]:
    found = case.book.records("entry")
    return [s.id for s, r in found if r.source_id.startswith("doc-")]


def test_two_reviewers_at_one_moment_make_one_entry(folder: Path, article: Reading) -> None:
    queued(folder, article)
    racing = [run(ACCEPT, folder, f"reviewer {n}") for n in range(4)]
    for one in racing:
        assert one.stdout is not None
        assert one.stdout.readline() == "ready\n"
    for one in racing:
        assert one.stdin is not None
        one.stdin.write("go\n")
        one.stdin.flush()
    told = [one.communicate(timeout=60)[0].strip() for one in racing]
    assert sorted(told) == ["0", "0", "0", "4"]
    case = resupply.open(folder)
    assert len(entries(case)) == 1
    assert len(case.desk.decisions(1).rows) == 1
    assert case.verify().findings == []
    case.close()


def test_killed_behind_the_book_it_is_found_there_and_booked_once(
    folder: Path, article: Reading
) -> None:
    queued(folder, article)
    killed = run(KILLED_BEHIND_THE_BOOK, folder)
    killed.communicate(timeout=60)
    assert killed.returncode == -signal.SIGKILL
    case = resupply.open(folder)
    assert len(entries(case)) == 1
    shown = case.review(1).result or {}
    assert (shown["status"], shown["booked"]) == ("accepted", entries(case))
    assert [d["why"] for d in case.desk.decisions(1).rows] == [
        "found in the book after an interruption"
    ]
    again = case.desk.accept(1, by="Bob").result or {}
    assert again["added"] == 0
    assert len(entries(case)) == 1
    case.close()


def test_killed_inside_the_book_nothing_is_there_and_it_can_be_accepted(
    folder: Path, article: Reading
) -> None:
    queued(folder, article)
    killed = run(KILLED_INSIDE_THE_BOOK, folder)
    killed.communicate(timeout=60)
    assert killed.returncode == -signal.SIGKILL
    case = resupply.open(folder)
    assert entries(case) == []
    assert case.verify().findings == []
    assert (case.review(1).result or {})["status"] == "open"
    assert (case.desk.accept(1, by="Bob").result or {})["added"] == 4
    case.close()


def test_a_reading_program_sees_only_what_is_decided(folder: Path, article: Reading) -> None:
    queued(folder, article)
    one, other = resupply.open(folder), resupply.open(folder)
    one.desk.accept(1, by="Ann")
    assert (other.review(1).result or {})["status"] == "accepted"
    assert entries(other) == entries(one)
    assert (folder / "book.sqlite").samefile(other.book.store.where)
    one.close()
    other.close()
