"""Invented records for tests of volume: whole, marked, counted right, and gone without a trace."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, Literal, NotRequired, get_args, get_origin, get_type_hints, is_typeddict

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client

from cases.management.commands import generate_records
from cases.public import document as shapes
from cases.public import facets, log
from cases.public.models import (
    CaseFacet,
    FacetBlock,
    Head,
    Page,
    PageFacet,
    PermalinkCounter,
    Publication,
    PublishedCase,
    PublishedCharge,
    PublishedProvision,
    PublishedStanding,
    Version,
)
from cases.publishing import blocks, copying, hiding, page_facets, release, rows
from tests import factories

pytestmark = pytest.mark.django_db

BANNER = "invented records made by a program"


def generate(cases: int = 60, seed: str = "tests") -> None:
    call_command("generate_records", cases=cases, seed=seed, among_real=True, verbosity=0)


@pytest.fixture
def house() -> None:
    """A record full of invented cases."""
    generate()


@pytest.fixture
def real_case(editor: User, researcher: User) -> Page:
    return publish_a_real_case(editor)


def publish_a_real_case(editor: User) -> Page:
    case = factories.case("A real case")
    release.publish([case], by=editor)
    return Page.objects.get(kind="case", key=case.key)


def documents() -> Iterator[Any]:
    for version in Version.objects.order_by("publication"):
        yield json.loads(bytes(version.document))


def test_the_log_verifies_and_the_facets_are_those_of_the_rows(house: None) -> None:
    assert list(log.broken_links()) == []
    assert blocks.rebuild() == 0
    assert PublishedCase.objects.count() == 60
    assert len(facets.current().every) == 60


@pytest.mark.postgresql
def test_copies_verify_and_have_the_rows_that_a_publication_would_write() -> None:
    generate(cases=600)  # from 500 on most are copies
    assert list(log.broken_links()) == []
    assert blocks.rebuild() == 0
    pages = Page.objects.filter(kind__in=["case", "person"]).order_by("-pk")[:60]
    for page in pages:
        before = what_lists_know_of(page)
        rows.write_rows(page, rows.current_document(page))
        assert what_lists_know_of(Page.objects.get(pk=page.pk)) == before
    assert len({page.title for page in pages}) > 50
    assert not [page.title for page in pages if "zqx" in f"{page.words} {page.name_keys} {page.slug}"]


@pytest.mark.postgresql
def test_copies_are_counted_as_they_would_be_from_their_rows() -> None:
    generate(cases=600)
    counted = facets_of_pages()
    page_facets.refresh_all()
    assert facets_of_pages() == counted
    assert blocks.rebuild() == 0
    people = Page.objects.filter(kind="person").values_list("key", flat=True)
    assert set(facets.current("person").every) == set(map(int, people))


def facets_of_pages() -> set[tuple[Any, ...]]:
    return set(PageFacet.objects.values_list("page__kind", "page__key", "facet", "value"))


def test_every_index_of_words_takes_new_ones_at_once_again_after_many_were_gathered(house: None) -> None:
    if copying.takes_text():  # only PostgreSQL ever gathers them
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT DISTINCT reloptions FROM pg_class JOIN pg_am ON pg_am.oid = relam"
                " WHERE amname = 'gin' AND relname LIKE 'published_page%'"
            )
            assert cursor.fetchall() == [(["fastupdate=off"],)]


@pytest.mark.parametrize("kind", ["case", "person", "organization", "event"])
def test_the_rows_are_those_that_a_publication_would_write(house: None, kind: str) -> None:
    for page in Page.objects.filter(kind=kind)[:25]:
        before = what_lists_know_of(page)
        rows.write_rows(page, rows.current_document(page))
        assert what_lists_know_of(Page.objects.get(pk=page.pk)) == before


def what_lists_know_of(page: Page) -> list[Any]:
    of_page = {"page": page.pk}
    standings = PublishedStanding.objects.filter(case__page=page).order_by("party", "proceeding")
    own = Page.objects.filter(pk=page.pk).values().get()
    return [
        own | {name: set(own[name].split()) for name in ("words", "name_keys")},  # in any order
        list(PublishedCase.objects.filter(**of_page).values()),
        sorted(CaseFacet.objects.filter(case__page=page).values_list("facet", "value")),
        sorted(page.mentions.values_list("kind", "key", "how")),
        sorted(page.facets.values_list("facet", "value")),
        [{**row, "id": 0} for row in standings.values()],
        sorted(
            PublishedCharge.objects.filter(standing__in=standings).values_list("standing__party", "provision")
        ),
    ]


def test_several_cases_tell_of_one_event(house: None, client: Client) -> None:
    shared = Page.objects.filter(kind="event")
    told = {event["key"] for document in documents() for event in document.get("events", ()) if event["key"]}
    assert told == set(shared.values_list("key", flat=True)) != set()
    assert shared[0].title in client.get("/events/").content.decode()


def test_nothing_happens_on_a_day_to_come_and_little_on_the_last_one(house: None) -> None:
    today = datetime.now(UTC).date().isoformat()
    days = [
        when["earliest"] or ""
        for document in documents()
        if document["kind"] == "case"
        for when in (
            *(event["date"] for event in document["events"]),
            *(step["date"] for row in document["proceedings"] for step in row["steps"]),
            *(row["ended"] for row in document["detentions"] if row["ended"]),
        )
    ]
    assert max(days) <= today
    assert days.count(today) <= len(days) / 20


def test_every_document_has_the_shape_of_its_kind_and_says_that_it_is_invented(house: None) -> None:
    kinds: dict[str, Any] = {
        "case": shapes.CaseDocument,
        "person": shapes.PersonDocument,
        "organization": shapes.OrganizationDocument,
        "event": shapes.EventDocument,
    }
    for document in documents():
        assert document["generated"] is True
        assert list(misshapen(document, kinds[document["kind"]])) == []


def misshapen(value: Any, wanted: Any, path: str = "") -> Iterator[str]:
    """Where a value is not what a TypedDict says."""
    origin, inner = get_origin(wanted), get_args(wanted)
    if origin is NotRequired:
        yield from misshapen(value, inner[0], path)
    elif is_typeddict(wanted):
        hints = get_type_hints(wanted)
        required = hints.keys() - {"generated"}
        if not required <= value.keys() <= hints.keys():
            yield f"{path}: {required ^ value.keys()}"
        for key in value.keys() & hints.keys():
            yield from misshapen(value[key], hints[key], f"{path}.{key}")
    elif origin is list:
        for place, one in enumerate(value):
            yield from misshapen(one, inner[0], f"{path}.{place}")
    elif origin is Literal:
        if value not in inner:
            yield f"{path}: {value!r}"
    elif inner and origin is not dict:  # one of several
        if value is not None or type(None) not in inner:
            yield from misshapen(value, next(one for one in inner if one is not type(None)), path)
    elif not isinstance(value, origin or wanted):
        yield f"{path}: {value!r}"


def test_the_same_seed_gives_the_same_records_and_another_seed_others(house: None) -> None:
    first = [known(document) for document in documents()]
    call_command("remove_generated")
    generate()
    assert [known(document) for document in documents()] == first
    call_command("remove_generated")
    generate(seed="another")
    assert [known(document) for document in documents()] != first


def known(document: Any) -> Any:
    """Without the moment of its publication, and the random bits."""
    return {key: value for key, value in document.items() if key not in {"published", "salt"}}


def test_a_second_run_goes_on_where_the_first_one_stopped(house: None) -> None:
    generate(cases=5)
    numbers = set(PublishedCase.objects.values_list("number", flat=True))
    assert numbers == set(range(1, 66))
    titles = dict(Page.objects.filter(kind="case").values_list("key", "titles"))
    assert [titles[str(number)] for number in range(61, 66)] != [
        titles[str(number)] for number in range(1, 6)
    ]
    assert list(log.broken_links()) == []
    call_command("generate_records", cases=65, at_least=True)
    assert PublishedCase.objects.count() == 65


def test_a_batch_that_is_interrupted_leaves_nothing_behind(
    house: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupt(*args: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(blocks, "add", interrupt)
        generate(cases=5)
    assert "Stopped: 0 cases" in capsys.readouterr().out
    assert PublishedCase.objects.count() == 60
    assert list(log.broken_links()) == []


@pytest.mark.parametrize("more", [1, 0])
@pytest.mark.parametrize("before", [0, 20])
def test_whom_a_run_left_uncounted_the_next_one_counts(
    monkeypatch: pytest.MonkeyPatch, before: int, more: int
) -> None:
    """Courts and outlets of a run before it, too, which were counted by its own cases."""

    def die(*_args: object) -> bool:
        raise MemoryError

    if before:
        generate(cases=before)
    with monkeypatch.context() as patched, pytest.raises(MemoryError):
        patched.setattr(generate_records, "count_pages", die)
        generate(cases=200, seed="another")
    assert len(facets.current("person").every) < Page.objects.filter(kind="person").count()
    call_command("generate_records", cases=before + 200 + more, at_least=True, verbosity=0)
    counted = facets_of_pages()
    known = set(facets.current("organization").every)
    assert known == set(map(int, Page.objects.filter(kind="organization").values_list("key", flat=True)))
    page_facets.refresh_all()
    assert facets_of_pages() == counted
    assert blocks.rebuild() == 0


@pytest.mark.parametrize("address", ["/", "/cases/", "/people/", "/about/", "/cases/99999/"])
def test_every_page_says_that_the_site_holds_invented_records(
    house: None, client: Client, address: str
) -> None:
    client.get("/cases/")  # by which the process knows what there is
    assert BANNER in client.get(address).content.decode()
    call_command("remove_generated")
    client.get("/cases/")
    assert BANNER not in client.get(address).content.decode()


def test_the_desk_says_so_too(house: None, client: Client, researcher: User) -> None:
    assert BANNER in client.get("/desk/login/").content.decode()
    client.force_login(researcher)
    assert BANNER in client.get("/desk/").content.decode()
    call_command("remove_generated")
    assert BANNER not in client.get("/desk/").content.decode()


def test_invented_pages_open_and_a_copy_of_one_says_what_it_is(house: None, client: Client) -> None:
    for page in Page.objects.filter(kind__in=["case", "person", "organization"]).order_by("?")[:30]:
        plural = {"case": "cases", "person": "people", "organization": "organizations"}[page.kind]
        answer = client.get(f"/{plural}/{page.key}/", follow=True)
        assert answer.status_code == 200
        assert BANNER in answer.content.decode()
    assert client.get("/cases/1/v1.json").json()["generated"] is True
    provision = PublishedProvision.objects.latest("number")
    assert client.get(f"/provisions/{provision.number}/").status_code == 200


def test_lists_find_them(house: None, client: Client) -> None:
    found = client.get("/cases/", {"country": "AZ", "type": "legal"}).context["listing"]
    both = (
        CaseFacet.objects.filter(facet="type", value="legal")
        .filter(case__facets__facet="country", case__facets__value="AZ")
        .count()
    )
    assert found.total == both > 0


def test_removed_they_leave_nothing(house: None) -> None:
    call_command("remove_generated")
    for model in (Page, Version, Publication, CaseFacet, FacetBlock, PublishedProvision, PublishedStanding):
        assert not model._default_manager.exists(), model
    assert Head.objects.get().number == 0
    assert set(PermalinkCounter.objects.values_list("last", flat=True)) == {0}


def test_what_is_real_stays_as_it_was(real_case: Page, client: Client) -> None:
    head = Head.objects.get().hash
    generate()
    call_command("remove_generated")
    assert Head.objects.get().hash == head
    assert list(log.broken_links()) == []
    assert blocks.rebuild() == 0
    assert client.get("/cases/").context["listing"].total == 1


def test_a_log_that_went_on_is_not_rewritten_unless_one_says_so(house: None, editor: User) -> None:
    real = publish_a_real_case(editor)
    with pytest.raises(CommandError, match="came after the invented ones"):
        call_command("remove_generated")
    assert Page.objects.filter(generated=True).exists()
    call_command("remove_generated", yes=True)
    assert not Page.objects.filter(generated=True).exists()
    assert Page.objects.filter(pk=real.pk).exists()
    assert list(log.broken_links()) == []
    assert Head.objects.get().number == Publication.objects.count() == Version.objects.count()


def test_a_log_that_others_rely_on_takes_none_unless_one_says_so(real_case: Page) -> None:
    with pytest.raises(CommandError, match="--among-real"):
        call_command("generate_records", cases=10)
    assert not Page.objects.filter(generated=True).exists()


def test_a_second_run_finds_the_courts_and_laws_of_the_first(house: None) -> None:
    generate(seed="another")
    titles = [page.title for page in Page.objects.filter(kind="organization", title__contains="City Court")]
    assert titles and len(titles) == len(set(titles))
    laws = PublishedProvision.objects.filter(level="instrument").values_list("country", flat=True)
    assert len(laws) == len(set(laws))
    assert blocks.rebuild() == 0


def test_nobody_is_let_go_before_a_detention_ends_or_stands_twice_in_a_case(house: None) -> None:
    for document in (one for one in documents() if one["kind"] == "case"):
        ends = [row["ended"]["latest"] if row["ended"] else None for row in document["detentions"]]
        releases = [row["date"]["latest"] for row in document["events"] if row["kind"]["code"] == "release"]
        assert not releases or (all(ends) and releases == sorted(filter(None, ends))[-1:])
        assert all(ends) or document["status"]["code"] != "ended"
        named = [(row["who"], row["key"]) for row in document["participants"] if row["key"]]
        assert len(named) == len(set(named))


def test_hiding_somebody_reads_no_invented_record(real_case: Page) -> None:
    generate()
    assert [(version.kind, version.key) for version in hiding.written_by_people()] == [
        ("case", real_case.key)
    ]


def test_no_number_of_cases_is_an_error_that_says_so() -> None:
    with pytest.raises(CommandError, match="1 or more, not 0"):
        generate(cases=0)
