"""What one process measures on the database that it is connected to: medians, in milliseconds.

Requests go through the whole of Django, its middleware included, by its WSGI handler in this process: no
server stands between, so that what is compared is what the pages cost.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from time import perf_counter, sleep
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.core.cache import cache
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext, override_settings
from django.urls import path

from cases.management.volume.composing import Composer, Document
from cases.public import facets
from cases.public.asking import NEWEST_BEGUN, ask
from cases.public.facets import Index
from cases.public.filters import CaseFilters
from cases.public.listing import PAGE
from cases.public.models import CaseFacet, FacetBlock, Page, PublishedCase
from cases.public.options import case_options
from cases.publishing.bulk import Numbers, publish_generated
from cases.publishing.stencils import Filled

Figures = dict[str, float]

TIMES = 15
FILTERS = {"country": "AZ", "type": "legal"}
LIST = f"/cases/?{urlencode(FILTERS)}"
SEARCHES = {"rare": "Asmara", "common": "telephones"}
SIZE = 20_000  # of the answer that costs nothing
DEEP = 20_000  # the page of the list that must cost what the first one costs


def measure() -> Figures:
    figures = dict(_index())
    index = facets.current()
    figures["cases"] = len(index.every)
    figures |= _facets(index)
    for name, address in _addresses(index):
        figures[name], figures[f"{name} queries"] = _uncached(address), _queries(address)
    figures["nothing"] = _nothing()
    for name in ("list", "case"):
        figures[f"cached {name}"] = _cached(dict(_addresses(index))[name])
    figures["seen"] = _seen()
    return figures


def _addresses(index: Index) -> Iterator[tuple[str, str]]:
    yield "list", LIST
    yield "page 1", "/cases/"
    pages = -(-len(index.every) // PAGE)
    last_before = index.newest(index.every, PAGE * (min(DEEP, pages) - 1))[-1]
    yield "page 20,000", f"/cases/?after={NEWEST_BEGUN.cursor(PublishedCase.objects.get(number=last_before))}"
    yield "home", "/"
    yield "people", "/people/"
    case = Page.objects.get(kind="case", key=str(max(index.every) // 2))
    yield "case", f"/cases/{case.key}/{case.slug}/"
    for name, word in SEARCHES.items():
        yield f"search {name}", f"/cases/?{urlencode({'q': word})}"
    person = list(Page.objects.filter(kind="person", generated=True).order_by("pk")[:50])[-1]
    yield "search name", f"/cases/?{urlencode({'q': person.title})}"


# ---------------------------------------------------------------- the index


def _index() -> Iterator[tuple[str, float]]:
    list(FacetBlock.objects.values_list("pk")[:1])  # connected
    before = _resident()
    facets.current()
    yield "index memory", (_resident() - before) / 1e6
    yield "index load", _median(lambda: facets.load(1, ""), times=3)


def _resident() -> int:
    """Bytes in memory, those of C libraries included (Linux)."""
    pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[1]
    return int(pages) * 4096


def _facets(index: Index) -> Figures:
    asked: Any = ask(CaseFilters, lambda: case_options(_query(), index), NEWEST_BEGUN, "/cases/", _query())

    def by_bitmaps() -> None:
        asked.filters.counts(index, asked.filters.conditions(index))

    return {"facets": _median(by_bitmaps), "group by": _median(_group_by, times=3)}


def _query() -> Any:
    return RequestFactory().get(LIST).GET


def _group_by() -> None:
    """The same counts from the same rows: of each chosen facet given the other, of all else given both."""
    counted = "type target status tag event_kind authority language stage outcome part trait year".split()
    counted += ["country", "country_role", "held"]
    chosen = {
        name: CaseFacet.objects.filter(facet=name, value=value).values("case")
        for name, value in FILTERS.items()
    }
    for name in chosen:
        rows = CaseFacet.objects.filter(facet=name)
        for other in chosen.keys() - {name}:
            rows = rows.filter(case__in=chosen[other])
        list(rows.values_list("value").annotate(Count("pk")))
    rows = CaseFacet.objects.filter(facet__in=set(counted) - chosen.keys())
    for cases in chosen.values():
        rows = rows.filter(case__in=cases)
    list(rows.values_list("facet", "value").annotate(Count("pk")))


# ---------------------------------------------------------------- pages

_django = WSGIHandler()


def _get(address: str) -> Any:
    """A whole answer."""
    environ = RequestFactory().get(address, HTTP_HOST=settings.ALLOWED_HOSTS[0]).environ
    answer: Any = _django(environ, _started)
    b"".join(answer)
    answer.close()
    if answer.status_code != 200:
        raise RuntimeError(f"{address} answered {answer.status_code}")
    return answer


def _started(
    status: str, headers: list[tuple[str, str]], exc_info: Any = None, /
) -> Callable[[bytes], object]:
    return lambda data: None


def _uncached(address: str) -> float:
    return _median(lambda: _get(address), before=cache.clear)


def _queries(address: str) -> int:
    """But for the one that asks, once a second, whether anything was published."""
    cache.clear()
    facets.current()
    with CaptureQueriesContext(connection) as queries:
        _get(address)
    return sum('FROM "published_head"' not in query["sql"] for query in queries)


def _cached(address: str) -> float:
    """0 where nothing is cached: what is cached says by what it can be recognized."""
    return _median(lambda: _get(address), times=200) if "ETag" in _get(address).headers else 0


def nothing(request: HttpRequest) -> HttpResponse:
    return HttpResponse(b"x" * SIZE)


urlpatterns = [path("nothing/", nothing)]


def _nothing() -> float:
    with override_settings(ROOT_URLCONF=__name__):
        return _median(lambda: _get("/nothing/"), times=200)


def _seen() -> float:
    """From a publication (of an invented case) until this process lists it."""
    composer = Composer(str(datetime.now(UTC)), datetime.now(UTC).date())

    def one_more(numbers: Numbers) -> Iterator[Document | Filled]:
        return composer.documents(numbers, 1)

    before = len(facets.current().every)
    publish_generated(one_more)
    began = perf_counter()
    while len(facets.current().every) == before:
        sleep(0.005)
    _get("/cases/")
    return _milliseconds(began)


# ---------------------------------------------------------------- the clock


def _median(
    work: Callable[[], object], times: int = TIMES, before: Callable[[], object] | None = None
) -> float:
    found = []
    work()  # warm
    for _time in range(times):
        if before:
            before()
        began = perf_counter()
        work()
        found.append(_milliseconds(began))
    return median(found)


def _milliseconds(began: float) -> float:
    return 1000 * (perf_counter() - began)
