"""How many people stand behind rows without a name, where nobody may know which rows are the same person.

Rows of one case are different people. Rows of two cases may be one person or two: so many people are a range,
computed from the rows alone. It says nothing that a reader could not count on the pages themselves.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Range:
    """At least and at most so many; equal where the number is known."""

    least: int = 0
    most: int = 0

    def __bool__(self) -> bool:
        return self.most > 0

    @property
    def is_exact(self) -> bool:
        return self.least == self.most


def exactly(number: int) -> Range:
    return Range(number, number)


def people(rows: Mapping[int, int], elsewhere: Mapping[int, int] | None = None) -> Range:
    """Of so many rows in each case: at least the most of any one case, at most all of them.

    With `elsewhere`, rows of each case that go before these for the same person: whoever is held in one case
    is not counted as released by another, and might stand in that other one.
    """
    before = elsewhere or {}
    every = sum(before.values())
    surely = (number - (every - before.get(case, 0)) for case, number in rows.items())
    return Range(max([0, *surely]), sum(rows.values()))


def everybody(rows: Iterable[tuple[int, str, bool]]) -> Range:
    """Of rows of (case, who, whether named), those who are named once; who is not is somebody of one case.

    Somebody without a name in one case may be named in another, but in no case is she two people.
    """
    named: set[str] = set()
    of_cases: dict[int, set[str]] = defaultdict(set)
    unnamed: set[tuple[int, str]] = set()
    for case, who, is_named in rows:
        of_cases[case].add(who)
        if is_named:
            named.add(who)
        else:
            unnamed.add((case, who))
    least = max([len(named), *(len(some) for some in of_cases.values())])
    return Range(least, len(named) + len(unnamed))


def summed(ranges: Iterable[Range]) -> Range:
    some = list(ranges)
    return Range(sum(one.least for one in some), sum(one.most for one in some))
