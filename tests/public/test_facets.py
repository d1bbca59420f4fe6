"""Counting by bitmaps: the same as counting one by one, whatever was published or hidden before."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st
from pyroaring import BitMap

from cases.public import facets
from cases.public.facets import EVERY, Index, date_values, year_values
from cases.public.models import CaseFacet, FacetBlock, Page, PageFacet
from cases.publishing import blocks, release, workflow
from cases.publishing.rows import current_document, write_rows
from tests import factories
from tests.public import rows

pytestmark = pytest.mark.django_db

DAYS = st.dates(date(1990, 1, 1), date(1990, 1, 20)) | st.just(date.min) | st.just(date.max)


def index_of(dates: list[tuple[date | None, date | None]]) -> Index:
    """Cases 1, 2, 3 … by the bounds of the dates on which they began."""
    bitmaps: dict[str, dict[str, BitMap]] = {}
    for number, (earliest, latest) in enumerate(dates, start=1):
        values = date_values(earliest, latest, earliest or latest or date.min)
        values += [("year", year) for year in year_values(earliest, latest, 1000, 2999)]
        for facet, value in (*values, EVERY):
            bitmaps.setdefault(facet, {}).setdefault(value, BitMap()).add(number)
    return Index(bitmaps=bitmaps)


@given(days=st.lists(DAYS, max_size=60), count=st.integers(1, 30), data=st.data())
def test_the_newest_of_any_selection_are_those_that_sorting_finds(
    days: list[date], count: int, data: st.DataObject
) -> None:
    among = {number for number in range(1, len(days) + 1) if data.draw(st.booleans())}
    newest_first = sorted(among, key=lambda number: (days[number - 1], number), reverse=True)
    index = index_of([(day, day) for day in days])
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


def in_order(one: date | None, other: date | None) -> tuple[date | None, date | None]:
    return (min(one, other), max(one, other)) if one and other else (one, other)


BOUND = st.none() | st.dates(date(2014, 4, 1), date(2014, 8, 1))


@given(
    dates=st.lists(st.tuples(BOUND, BOUND), max_size=20),
    asked=st.tuples(BOUND, BOUND),
)
def test_a_case_is_found_by_every_day_on_which_it_may_have_begun(
    dates: list[tuple[date | None, date | None]], asked: tuple[date | None, date | None]
) -> None:
    dates = [in_order(*bounds) for bounds in dates]
    first, last = in_order(*asked)
    may = {
        number
        for number, (earliest, latest) in enumerate(dates, start=1)
        if (earliest or latest)
        and (not (latest and first) or latest >= first)
        and (not (earliest and last) or earliest <= last)
    }
    assert set(index_of(dates).begun_between(first, last)) == may


COUNTRIES, TYPES, STATUSES = ["AZ", "GE", "BY"], ["criminal", "raid", "killing"], ["active", "ended"]
CHOICES = {"country": COUNTRIES, "type": TYPES, "status": STATUSES, "year": ["2014", "2015", "unknown"]}


def sometimes(values: list[str]) -> Any:
    return st.lists(st.sampled_from(values), max_size=2, unique=True)


@settings(max_examples=15)
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
    modes=st.fixed_dictionaries({name: st.sampled_from(["any", "all"]) for name in ("type", "country")}),
)
def test_each_choice_shows_the_number_that_it_would_leave(
    client: Client, made: list[Any], asked: dict[str, list[str]], modes: dict[str, str]
) -> None:
    Page.objects.all().delete()
    FacetBlock.objects.all().delete()
    for countries, types, status, began in made:
        rows.case(countries=countries, types=types, status=status, began=began)
    query = [(name, value) for name, values in asked.items() for value in values]
    query += [(f"{name}_mode", mode) for name, mode in modes.items()]
    listing = client.get(f"/cases/?{urlencode(query)}").context["listing"]
    for name in ("country", "type", "status"):
        for choice in listing.fields[name].choices:
            others = [pair for pair in query if pair[0] != name or modes.get(name) == "all"]
            alone = client.get(f"/cases/?{urlencode([*dict.fromkeys([*others, (name, choice.value)])])}")
            assert alone.context["listing"].total == choice.count, (name, choice.value, query)


def assert_right() -> None:
    """The bitmaps are what the rows say, those what the documents say, and this process knows them."""
    stored = facets.load(0, "")
    rows_before = set(PageFacet.objects.values_list("page", "facet", "value"))
    for page in Page.objects.filter(state=Page.State.LIVE):
        write_rows(page, current_document(page))
    assert set(PageFacet.objects.values_list("page", "facet", "value")) == rows_before
    assert blocks.rebuild() == 0
    for kind, index in stored.items():
        known = facets.current(kind).bitmaps
        for facet, values in index.bitmaps.items():
            for value, numbers in values.items():
                assert known.get(facet, {}).get(value, BitMap()) == numbers
        live = Page.objects.filter(kind=kind, state=Page.State.LIVE).values_list("key", flat=True)
        assert set(index.every) == set(map(int, live))
    for facet, value, number in CaseFacet.objects.values_list("facet", "value", "case"):
        assert number in stored["case"].having(facet, value)


def lists_agree(client: Client) -> None:
    """Each choice of each list leaves as many rows as it says."""
    for path in ("/cases/", "/people/", "/organizations/", "/events/"):
        for field in client.get(path).context["listing"].fields.values():
            for choice in field.choices:
                if choice.count is not None:
                    found = client.get(f"{path}?{urlencode({field.name: choice.value})}").context["listing"]
                    assert found.total == len(found.rows) == choice.count, (path, field.name, choice.value)


@settings(max_examples=8)
@given(
    acts=st.lists(
        st.sampled_from(["publish", "again", "withdraw", "hide", "withdraw her", "hide it"]),
        min_size=2,
        max_size=7,
    )
)
def test_after_any_publications_withdrawals_and_hidings_every_count_is_right(
    client: Client, researcher: User, editor: User, acts: Iterable[str]
) -> None:
    live: list[Any] = []
    for place, act in enumerate(acts):
        match act:
            case "publish":
                her = factories.person(f"Sevda Quliyeva {place}")
                court = factories.organization(f"Court number {place}")
                case = factories.case(f"Case {place}", lead_country_id="AZ" if place % 2 else "GE")
                factories.participate(case, her)
                factories.participate(case, court, role="authority")
                live.append((factories.published(case, researcher, editor), her, court))
            case "again" if live:
                case, _her, _court = live[place % len(live)]
                case.began = "2019"
                case.save()
                workflow.changed(case, by=researcher)
                factories.published(case, researcher, editor, note="Another year.")
            case "withdraw" if live:
                case, _her, _court = live.pop()
                case.refresh_from_db()
                workflow.withdraw(case, by=editor, reason="At her wish.")
            case "hide" | "withdraw her" | "hide it" if live:
                who = live[place % len(live)][2 if act == "hide it" else 1]
                who.refresh_from_db()
                if who.number and act == "withdraw her":
                    if Page.objects.get(kind="person", key=who.number).state == Page.State.LIVE:
                        workflow.withdraw(who, by=editor, reason="At her wish.")
                elif who.number:
                    release.hide(who, by=editor)
        facets.current()
        assert_right()
    lists_agree(client)


def test_a_process_reads_blocks_that_were_repaired_without_a_publication(client: Client) -> None:
    rows.case("Right")
    FacetBlock.objects.filter(kind="case", facet="type").update(data=BitMap([7]).serialize())
    wrong, others = facets.current(), facets.current("person")
    assert list(wrong.having("type", "criminal")) == [7]
    call_command("rebuild_facets")
    repaired = facets.current()
    assert repaired is not wrong
    assert repaired.having("type", "criminal") == repaired.every
    assert facets.current("person").bitmaps.keys() == others.bitmaps.keys()
    assert client.get("/cases/?type=criminal").context["listing"].total == 1


def test_where_nothing_was_wrong_nothing_is_read_again() -> None:
    rows.case()
    known = facets.current()
    call_command("rebuild_facets")
    assert facets.current() is known
