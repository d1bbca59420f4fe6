"""Days held: a union, as a range where dates are uncertain; never more than the span, never a day twice."""

import random
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.reckoning.periods import Custody, DaysHeld, Period, custody, days_held, overlap

MAY_12, MAY_14, MAY_20 = date(2017, 5, 12), date(2017, 5, 14), date(2017, 5, 20)


def exact(first: date, last: date) -> Period:
    return Period(first, first, ended=True, to_earliest=last, to_latest=last)


def still(since: date, confirmed: date | None = None) -> Period:
    return Period(since, since, confirmed=confirmed)


@pytest.mark.parametrize(
    ("periods", "held"),
    [
        ([], DaysHeld(0, 0)),
        ([exact(MAY_12, MAY_12)], DaysHeld(1, 1)),
        ([exact(MAY_12, MAY_14)], DaysHeld(3, 3)),
        # Moved on the 14th: that day counts once.
        ([exact(MAY_12, MAY_14), exact(MAY_14, MAY_20)], DaysHeld(9, 9)),
        # Some day in May 2017 to some day in June: one day apart at the least.
        (
            [Period(date(2017, 5, 1), date(2017, 5, 31), True, date(2017, 6, 1), date(2017, 6, 30))],
            DaysHeld(2, 61),
        ),
        # Nobody knows the end: certain until it was last confirmed.
        ([still(MAY_12, confirmed=MAY_20)], DaysHeld(9, None)),
        ([still(MAY_12)], DaysHeld(1, None)),
    ],
)
def test_days_held(periods: list[Period], held: DaysHeld) -> None:
    assert days_held(periods) == held


def test_custody_is_what_was_last_confirmed() -> None:
    held = [still(MAY_12, confirmed=MAY_20)]
    assert custody(held, on=date(2017, 6, 1)) == (Custody.IN_CUSTODY, MAY_20)
    assert custody(held, on=date(2018, 5, 21)) == (Custody.UNKNOWN, MAY_20)
    assert custody([exact(MAY_12, MAY_14)], on=date(2017, 6, 1)) == (Custody.RELEASED, None)
    assert custody([], on=date(2017, 6, 1)) == (Custody.NEVER, None)


def test_custody_elsewhere_confirms_what_has_no_end() -> None:
    """Pre-trial detention since 1 February, no end recorded; in prison from 10 February to 1 March."""
    some = [still(date(2023, 2, 1)), exact(date(2023, 2, 10), date(2023, 3, 1))]
    assert custody(some, date(2023, 12, 1)) == (Custody.IN_CUSTODY, date(2023, 3, 1))
    assert custody(some, date(2024, 6, 1)) == (Custody.UNKNOWN, date(2023, 3, 1))
    assert overlap(*some)  # nothing says that the first one ended


def test_a_transfer_is_no_overlap() -> None:
    assert not overlap(exact(MAY_12, MAY_14), exact(MAY_14, MAY_20))
    assert overlap(exact(MAY_12, MAY_20), exact(MAY_14, MAY_20))


days = st.dates(min_value=date(2000, 1, 1), max_value=date(2020, 12, 31))


@st.composite
def periods(draw: st.DrawFn) -> Period:
    marks = sorted(draw(st.lists(days, min_size=4, max_size=4)))
    ended = draw(st.booleans())
    if not ended:
        return Period(marks[0], marks[1], confirmed=draw(st.sampled_from([None, marks[2]])))
    return Period(marks[0], marks[1], True, marks[2], marks[3])


@given(st.lists(periods(), max_size=8))
def test_days_held_never_exceed_the_span_nor_count_a_day_twice(some: list[Period]) -> None:
    held = days_held(some)
    certain: set[date] = set()
    for period in some:
        end = period.to_earliest if period.ended else (period.confirmed or period.from_latest)
        assert period.from_latest and end
        certain |= {period.from_latest + timedelta(n) for n in range((end - period.from_latest).days + 1)}
    assert held.at_least == len(certain)
    if held.at_most is not None:
        first = min((period.from_earliest for period in some if period.from_earliest), default=date.min)
        last = max((period.to_latest for period in some if period.to_latest), default=first)
        assert held.at_least <= held.at_most <= (last - first).days + 1


@given(st.lists(periods(), max_size=6), st.randoms())
def test_the_order_of_periods_does_not_matter(some: list[Period], chance: random.Random) -> None:
    shuffled = list(some)
    chance.shuffle(shuffled)
    assert days_held(shuffled) == days_held(some)
    assert custody(shuffled, date(2021, 1, 1)) == custody(some, date(2021, 1, 1))


@given(st.lists(periods(), min_size=1, max_size=6), days)
def test_somebody_of_whom_nothing_is_known_is_never_free(some: list[Period], on: date) -> None:
    """Unknown is never "no": without a known end nobody is called released."""
    state, _confirmed = custody(some, on)
    if any(not period.ended and period.from_earliest and period.from_earliest <= on for period in some):
        assert state in {Custody.IN_CUSTODY, Custody.UNKNOWN}
