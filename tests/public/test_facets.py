"""Counting by bitmaps: the same as counting one by one, whatever was published or hidden before."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from django.contrib.auth.models import User
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyroaring import BitMap

from cases.public import facets
from cases.public.facets import SORT, Index, sort_values, year_values
from cases.public.models import CaseFacet, FacetBlock, Page, PublishedCase
from cases.publishing import blocks, release, workflow
from tests import factories
from tests.public import rows

pytestmark = pytest.mark.django_db

DAYS = st.dates(date(1990, 1, 1), date(1990, 1, 20)) | st.just(date.min) | st.just(date.max)


def index_of(days: list[date]) -> Index:
    """Cases 1, 2, 3 … by the days on which they began."""
    bits: dict[str, BitMap] = {}
    for number, day in enumerate(days, start=1):
        for _sort, bit in sort_values(day):
            bits.setdefault(bit, BitMap()).add(number)
    return Index(bitmaps={SORT: bits})


@given(days=st.lists(DAYS, max_size=60), count=st.integers(1, 30), data=st.data())
def test_the_newest_of_any_selection_are_those_that_sorting_finds(
    days: list[date], count: int, data: st.DataObject
) -> None:
    among = {number for number in range(1, len(days) + 1) if data.draw(st.booleans())}
    newest_first = sorted(among, key=lambda number: (days[number - 1], number), reverse=True)
    index = index_of(days)
    assert index.newest(BitMap(among), count) == newest_first[:count]
    assert index.oldest(BitMap(among), count) == newest_first[-count:]
    place = (data.draw(DAYS), data.draw(st.integers(0, 70)))
    older = {number for number in among if (days[number - 1], number) < place}
    newer = {number for number in among if (days[number - 1], number) > place}
    assert set(index.older(BitMap(among), place)) == older
    assert set(index.newer(BitMap(among), place)) == newer


@given(
    earliest=st.none() | st.dates(date(1000, 1, 1), date(2999, 12, 31)),
    length=st.none() | st.integers(0, 20_000),
    years=st.tuples(st.integers(1000, 2999), st.integers(1000, 2999)),
)
def test_a_case_is_found_by_every_year_in_which_it_may_have_begun(
    earliest: date | None, length: int | None, years: tuple[int, int]
) -> None:
    latest = None if length is None else (earliest or date(1950, 1, 1)) + timedelta(length)
    if latest and latest.year > 2999:
        return
    first, last = sorted(years)
    values = year_values(earliest, latest, 1000, 2999)
    index = Index(bitmaps={"year": {value: BitMap([7]) for value in values}})
    may = (earliest or latest) is not None and (
        (latest is None or latest.year >= first) and (earliest is None or earliest.year <= last)
    )
    assert (7 in index.begun_in(first, last)) == may


COUNTRIES, TYPES, STATUSES = ["AZ", "GE", "BY"], ["criminal", "raid", "killing"], ["active", "ended"]
CHOICES = {"country": COUNTRIES, "type": TYPES, "status": STATUSES, "year": ["2014", "2015", "unknown"]}


def sometimes(values: list[str]) -> Any:
    return st.lists(st.sampled_from(values), max_size=2, unique=True)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    made=st.lists(
        st.tuples(
            st.lists(st.sampled_from(COUNTRIES), min_size=1, max_size=2, unique=True),
            st.lists(st.sampled_from(TYPES), min_size=1, max_size=2, unique=True),
            st.sampled_from(STATUSES),
            st.sampled_from(["", "2014", "2014-05", "2014/2016", "../2015"]),
        ),
        min_size=1,
        max_size=8,
    ),
    asked=st.fixed_dictionaries({name: sometimes(values) for name, values in CHOICES.items()}),
    mode=st.sampled_from(["any", "all"]),
)
def test_each_choice_shows_the_number_that_it_would_leave(
    client: Client, made: list[Any], asked: dict[str, list[str]], mode: str
) -> None:
    Page.objects.all().delete()
    FacetBlock.objects.all().delete()
    for countries, types, status, began in made:
        rows.case(countries=countries, types=types, status=status, began=began)
    query = [(name, value) for name, values in asked.items() for value in values]
    query += [("type_mode", mode)] if asked["type"] else []
    listing = client.get(f"/cases/?{urlencode(query)}").context["listing"]
    for name in ("country", "type", "status"):
        for choice in listing.fields[name].choices:
            others = [pair for pair in query if pair[0] != name or (name == "type" and mode == "all")]
            alone = client.get(f"/cases/?{urlencode([*dict.fromkeys([*others, (name, choice.value)])])}")
            assert alone.context["listing"].total == choice.count, (name, choice.value, query)


def assert_right() -> None:
    """The bitmaps are what the rows say, and this process knows them."""
    stored = facets.load(0, "")
    assert blocks.rebuild() == 0
    known = facets.current().bitmaps
    for facet, values in stored.bitmaps.items():
        for value, numbers in values.items():
            assert known.get(facet, {}).get(value, BitMap()) == numbers
    found = CaseFacet.objects.values_list("facet", "value", "case__number")
    for facet, value, number in found:
        assert number in stored.having(facet, value)
    assert set(stored.every) == set(PublishedCase.objects.values_list("number", flat=True))


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=st.lists(st.sampled_from(["publish", "again", "withdraw", "hide"]), min_size=2, max_size=7))
def test_after_any_publications_withdrawals_and_hidings_every_count_is_right(
    researcher: User, editor: User, acts: Iterable[str]
) -> None:
    live: list[Any] = []
    for place, act in enumerate(acts):
        match act:
            case "publish":
                her = factories.person(f"Sevda Quliyeva {place}")
                case = factories.case(f"Case {place}", lead_country_id="AZ" if place % 2 else "GE")
                factories.participate(case, her)
                live.append((factories.published(case, researcher, editor), her))
            case "again" if live:
                case, _her = live[place % len(live)]
                case.began = "2019"
                case.save()
                workflow.changed(case, by=researcher)
                factories.published(case, researcher, editor, note="Another year.")
            case "withdraw" if live:
                case, _her = live.pop()
                case.refresh_from_db()
                workflow.withdraw(case, by=editor, reason="At her wish.")
            case "hide" if live:
                _case, her = live[place % len(live)]
                her.refresh_from_db()
                if her.number:
                    release.hide(her, by=editor)
        facets.current()
        assert_right()
