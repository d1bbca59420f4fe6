"""How many people stand behind rows of which nobody may know whether two are the same person."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.reckoning.counting import Range, everybody, people

HELD = ("now", "unknown", "released")


@pytest.mark.parametrize(
    ("rows", "elsewhere", "expected"),
    [
        ({}, {}, Range(0, 0)),
        ({1: 3}, {}, Range(3, 3)),  # rows of one case are different people
        ({1: 2, 2: 2}, {}, Range(2, 4)),
        ({1: 2}, {2: 1}, Range(1, 2)),  # one of the two may be the person who is held elsewhere
        ({1: 2}, {1: 5}, Range(2, 2)),  # nobody is two people of the same case
        ({1: 1, 2: 1}, {3: 4}, Range(0, 2)),
    ],
)
def test_so_many_people_are_a_range(rows: dict[int, int], elsewhere: dict[int, int], expected: Range) -> None:
    assert people(rows, elsewhere) == expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([], Range(0, 0)),
        ([(1, "person/3", True), (2, "person/3", True)], Range(1, 1)),
        ([(1, "person/3", True), (1, "participant-2", False)], Range(2, 2)),  # two people of one case
        (
            [(1, "person/3", True), (2, "participant-1", False)],
            Range(1, 2),
        ),  # or the same one, not named there
        ([(1, "participant-1", False), (2, "participant-1", False)], Range(1, 2)),
    ],
)
def test_those_who_are_named_and_those_who_are_not(
    rows: list[tuple[int, str, bool]], expected: Range
) -> None:
    assert everybody(rows) == expected


@given(st.lists(st.dictionaries(st.integers(0, 5), st.sampled_from(HELD)), max_size=5))
def test_the_true_number_lies_within_the_range(cases: list[dict[int, str]]) -> None:
    """Each case has some of six people, and says of each how she is held; the strongest word counts."""
    words: dict[int, str] = {}
    for case in cases:
        for person, word in case.items():
            words[person] = min(words.get(person, word), word, key=HELD.index)
    for place, word in enumerate(HELD):
        rows = {n: list(case.values()).count(word) for n, case in enumerate(cases)}
        before = {n: sum(one in HELD[:place] for one in case.values()) for n, case in enumerate(cases)}
        found = people(Counter(rows), before)
        assert found.least <= list(words.values()).count(word) <= found.most
