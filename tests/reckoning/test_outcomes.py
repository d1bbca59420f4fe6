"""Stage, outcome and sanctions in force, from steps in any order."""

import csv
import random
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.reckoning.outcomes import COURSE, OUTCOMES, STAGES, Sanction, Step, standing
from cases.reference.load import DATA

SEVEN_YEARS = Sanction("prison", years=7, months=6)
SUSPENDED = Sanction("prison", years=3, suspended=True)


def step(kind: str, year: int | None = None, *sanctions: Sanction, under: tuple[int, ...] = (1, 2)) -> Step:
    return Step(kind, date(year, 1, 1) if year else None, sanctions, under)


@pytest.mark.parametrize(
    ("steps", "reached", "outcome", "last", "in_force"),
    [
        ([], "", None, None, ()),
        ([step("opened", 2014), step("charged", 2014)], "charged", None, None, ()),
        (
            [step("charged", 2014), step("convicted", 2015, SEVEN_YEARS)],
            "decided", "convicted", "convicted", (SEVEN_YEARS,),
        ),
        # An appeal that fails leaves sentence and conviction.
        (
            [step("convicted", 2015, SEVEN_YEARS), step("appeal", 2015), step("upheld", 2016)],
            "decided", "convicted", "upheld", (SEVEN_YEARS,),
        ),
        # A sentence converted on appeal takes the place of the former; the conviction stands.
        (
            [step("convicted", 2015, SEVEN_YEARS), step("converted", 2016, SUSPENDED)],
            "decided", "convicted", "converted", (SUSPENDED,),
        ),
        # A pardon frees; the conviction still stands.
        (
            [step("convicted", 2015, SEVEN_YEARS), step("pardoned", 2016)],
            "decided", "convicted", "pardoned", (),
        ),
        ([step("convicted", 2015, SEVEN_YEARS), step("quashed", 2016)], "decided", None, "quashed", ()),
        # Nobody is punished by an acquittal, whatever stands in its row or came before it.
        ([step("acquitted", 2015, SEVEN_YEARS)], "decided", "acquitted", "acquitted", ()),
        (
            [step("convicted", 2015, SEVEN_YEARS), step("acquitted", 2016)],
            "decided", "acquitted", "acquitted", (),
        ),
        (
            [step("acquitted", 2015), step("upheld", 2016, SEVEN_YEARS)],
            "decided", "acquitted", "upheld", (),
        ),
        (
            [step("convicted", 2015, SEVEN_YEARS), step("quashed", 2016), step("retrial", 2017),
             step("acquitted", 2018)],
            "decided", "acquitted", "acquitted", (),
        ),
        (
            [step("convicted", 2015, SEVEN_YEARS), step("rehabilitated", 2020)],
            "decided", "rehabilitated", "rehabilitated", (),
        ),
        # Of two charges one is left: neither order of that day's lines makes it an acquittal.
        (
            [step("convicted", 2015, SEVEN_YEARS, under=(1,)), step("acquitted", 2015, under=(2,))],
            "decided", "convicted", "acquitted", (SEVEN_YEARS,),
        ),
        (
            [step("convicted", 2015, SEVEN_YEARS, under=(1,)), step("acquitted", 2015, under=(2,)),
             step("acquitted", 2016, under=(1,))],
            "decided", "acquitted", "acquitted", (),
        ),
        # One of two convictions is quashed: the other stands, and so does the sentence until a new one.
        (
            [step("convicted", 2015, SEVEN_YEARS), step("quashed", 2016, under=(2,))],
            "decided", "convicted", "quashed", (SEVEN_YEARS,),
        ),
        # Served: the conviction stands, and nobody is in prison for it any more.
        (
            [step("convicted", 2015, SEVEN_YEARS), step("served", 2022)],
            "served", "convicted", "convicted", (),
        ),
        ([step("lodged", 2016), step("communicated", 2017), step("violation", 2019), step("execution", 2020)],
         "execution", "violation", "violation", ()),
    ],
)  # fmt: skip
def test_where_a_party_stands(
    steps: list[Step],
    reached: str,
    outcome: str | None,
    last: str | None,
    in_force: tuple[Sanction, ...],
) -> None:
    for _ in range(5):
        random.shuffle(steps)
        found = standing(steps)
        assert found.reached == reached
        assert (found.outcome and found.outcome.kind) == outcome
        assert (found.last and found.last.kind) == last
        assert found.sanctions == in_force


any_step = st.builds(
    Step,
    kind=st.sampled_from(COURSE),
    on=st.none() | st.dates(min_value=date(2010, 1, 1), max_value=date(2012, 1, 1)),
    sanctions=st.sampled_from([(), (SEVEN_YEARS,), (SUSPENDED,)]),
    charges=st.sampled_from([(1,), (2,), (1, 2)]),
)


@given(st.lists(any_step, max_size=10), st.randoms())
def test_the_order_of_entry_does_not_matter(steps: list[Step], chance: random.Random) -> None:
    shuffled = list(steps)
    chance.shuffle(shuffled)
    assert standing(shuffled) == standing(steps)


def test_every_kind_of_the_vocabulary_is_understood() -> None:
    with (DATA / "terms.csv").open(encoding="utf-8") as lines:
        rows = [row for row in csv.DictReader(lines) if row["vocabulary"] == "step_kind" and row["parent"]]
    stages = {row["code"] for row in rows if row["effect"] == "stage"}
    outcomes = {row["code"] for row in rows if row["effect"] == "outcome"}
    assert stages == STAGES
    assert outcomes == OUTCOMES
    assert {row["code"] for row in rows} <= set(COURSE) | {"unknown"}
