"""Runs of silence and slumps: found where planted, rarely found where there are none."""

import numpy as np
import pytest

from resupply.picture import rhythm


def lumpy(rng: np.random.Generator, months: int) -> np.ndarray:
    """A donor whose months are alike in chance: three in five bring something, heavy-tailed."""
    came = rng.random(months) < 0.6
    came[0] = True
    return np.where(came, np.exp(rng.normal(18.0, 1.2, months)), 0.0)


def clumpy(rng: np.random.Generator, months: int) -> np.ndarray:
    """A donor that gives in spells: a month is like the one before in seven of ten cases."""
    out, on = np.zeros(months), True
    for month in range(months):
        on = on if month == 0 or rng.random() < 0.7 else not on
        out[month] = np.exp(rng.normal(18.0, 1.0)) if on else 0.0
    return out


def steady(rng: np.random.Generator, months: int) -> np.ndarray:
    return np.exp(rng.normal(19.0, 0.4, months))


def rates(make, donors: int, months: int) -> tuple[float, float]:
    """Share of donors with an open slump and with one that ended, at 0.05."""
    rng = np.random.default_rng(7)
    found = [rhythm.slumps(make(rng, months), draws=199) for _ in range(donors)]
    open_ = sum(any(s.end == months for s in f) for f in found)
    ended = sum(any(s.end < months for s in f) for f in found)
    return open_ / donors, ended / donors


def test_lumpy_donors_without_a_slump_show_one_about_as_often_as_stated():
    open_, ended = rates(lumpy, 400, 26)
    assert 0.01 <= open_ <= 0.08
    assert 0.01 <= ended <= 0.08


def test_donors_that_give_in_spells_show_false_slumps_about_twice_as_often():
    # The limit docs/explanation/pauses.md states: blocks of three months hold part of a spell.
    open_, _ = rates(clumpy, 300, 26)
    assert open_ <= 0.14


@pytest.mark.parametrize("length", [3, 5, 9])
def test_a_planted_open_slump_is_found_with_its_start(length):
    rng = np.random.default_rng(length)
    amounts = steady(rng, 24)
    amounts[-length:] *= 0.05
    (slump,) = rhythm.slumps(amounts)
    assert (slump.start, slump.end) == (24 - length, 24)
    assert slump.p_value <= 0.02
    before = amounts[max(0, 12 - length) : 24 - length]
    assert slump.usual == pytest.approx(before[-12:].mean())
    assert slump.during == pytest.approx(amounts[-length:].mean())


def test_a_planted_slump_that_ended_is_found_with_both_ends():
    amounts = steady(np.random.default_rng(1), 40)
    amounts[18:25] = 0.0
    assert [(s.start, s.end) for s in rhythm.slumps(amounts)] == [(18, 25)]


def test_two_slumps_are_both_found_and_do_not_overlap():
    amounts = np.tile([3e8, 5e8, 4e8, 6e8], 18)
    amounts[20:28] *= 0.02
    amounts[-4:] *= 0.02
    assert [(s.start, s.end) for s in rhythm.slumps(amounts)] == [(20, 28), (68, 72)]


def test_a_slump_longer_than_the_longest_run_tried_is_stretched_to_its_start():
    amounts = np.concatenate([steady(np.random.default_rng(3), 30), np.zeros(16)])
    assert [(s.start, s.end) for s in rhythm.slumps(amounts)] == [(30, 46)]


def test_a_rising_flow_is_no_slump():
    assert rhythm.slumps(np.linspace(1e8, 9e8, 30)) == []


def test_one_huge_month_does_not_make_the_rest_a_slump():
    amounts = steady(np.random.default_rng(4), 30)
    amounts[15] *= 40
    assert rhythm.slumps(amounts) == []


def test_the_same_record_gives_the_same_p_value():
    amounts = steady(np.random.default_rng(5), 30)
    amounts[-4:] *= 0.1
    assert rhythm.slumps(amounts) == rhythm.slumps(amounts.copy())


@pytest.mark.parametrize("months", range(1, 9))
def test_a_short_record_shows_no_slump(months):
    assert rhythm.slumps(np.append(np.full(months - 1, 5e8), 0.0)) == []


def test_nothing_and_negative_months_are_taken_as_they_are():
    assert rhythm.slumps(np.zeros(20)) == []
    amounts = steady(np.random.default_rng(6), 26)
    amounts[-5:], amounts[-3] = 0.0, -1e7
    (slump,) = rhythm.slumps(amounts)
    assert slump.during == pytest.approx(-1e7 / 5)


def test_an_unfinished_month_counts_for_the_time_that_has_passed():
    amounts = np.append(np.full(24, 400.0), [10.0, 10.0, 5.0])
    (slump,) = rhythm.slumps(amounts, 0.5)
    assert (slump.start, slump.end, slump.during) == (24, 27, pytest.approx(10.0))
    assert rhythm.means(amounts, 0.5, 24, 27) == (400.0, pytest.approx(10.0))


def test_a_month_just_begun_neither_makes_a_slump_nor_hides_one():
    quiet = np.append(np.full(24, 400.0), [10.0, 0.0, 10.0, 0.0])
    (open_,) = rhythm.slumps(quiet, 0.1)
    assert (open_.start, open_.end) == (24, 28)
    quiet[-1] = 2_000.0
    (ended,) = rhythm.slumps(quiet, 0.1)
    assert (ended.start, ended.end) == (24, 27)
    assert rhythm.slumps(np.append(np.full(24, 400.0), [0.0, 0.0, 0.0]), 0.1) == []


def test_the_scan_agrees_with_plain_loops():
    rng = np.random.default_rng(8)
    for months, share in ((10, 1.0), (25, 0.6), (31, 1.0)):
        amounts = lumpy(rng, months)
        found = {(s, n): v for e in (True, False) for s, n, v in _scan(amounts, share).windows(e)}
        assert found == pytest.approx(plainly(amounts, share))
        best = _scan(amounts, share)
        for at_end in (True, False):
            assert best.largest(at_end)[0] == best.best(at_end)


def _scan(amounts, share):
    return rhythm._scan(amounts[None, :], share)


def plainly(amounts: np.ndarray, share: float) -> dict[tuple[int, int], float]:
    """The definition in docs/explanation/pauses.md, month by month."""
    time = np.append(np.ones(len(amounts) - 1), share)
    out = {}
    for start in range(6, len(amounts)):
        for length in range(3, 13):
            end, first = start + length, max(0, start - 12)
            if end > len(amounts):
                continue
            n, m = time[first:start].sum(), time[start:end].sum()
            usual = amounts[first:start].sum() / n
            if amounts[start:end].max() >= usual or amounts[start:end].sum() / m > usual / 2:
                continue
            root = np.sqrt(amounts / time) * time
            differ = root[first:start].sum() / n - root[start:end].sum() / m
            out[start, length] = differ * np.sqrt(n * m / (n + m))
    return out


def test_shuffling_keeps_blocks_of_months_together():
    mixed = rhythm.shuffled(np.arange(24.0), 50, np.random.default_rng(1))
    follows = (np.diff(mixed, axis=0) % 24 == 1).mean()
    assert 0.6 < follows < 0.8  # two of three months are followed by the one that followed them


def test_a_silence_is_listed_only_when_longer_than_the_usual_one():
    came = [1, 0, 1, 0, 0, 1, 1, 0, 1, 0, 0, 0, 1, 0, 0, 0]
    found = rhythm.silences([not c for c in came])
    assert [(s.start, s.end, s.usual_months) for s in found] == [(3, 5, 1), (9, 12, 2)]
    assert found[-1].p_value == pytest.approx(1 / 5)


def test_a_first_silence_has_nothing_to_be_compared_with():
    assert rhythm.silences([False, True, True, True]) == []
    assert rhythm.silences([False]) == []
    assert rhythm.silences([]) == []


def test_an_equally_long_earlier_silence_makes_the_next_less_rare():
    came = [*[1] * 10, 0, 0, *[1] * 10, 0, 0]
    first, second = rhythm.silences([not c for c in came])
    assert first.p_value == pytest.approx(1 / 10)
    assert second.p_value == pytest.approx(2 / 20)
