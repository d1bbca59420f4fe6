"""What is measured on the database that this process is connected to: medians, in milliseconds.

Pages are asked for by HTTP, from one process of the public site behind the server that production runs.
Figures of the index, of facets and of publishing are those of this process.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from time import perf_counter, sleep
from typing import Any, Protocol
from urllib.parse import urlencode

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection, transaction
from django.db.models import Count
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from cases.management.volume.composing import Composer, Document
from cases.public import facets, search
from cases.public.asking import NEWEST_BEGUN, ask
from cases.public.facets import Index
from cases.public.filters import CaseFilters
from cases.public.listing import PAGE
from cases.public.models import CaseFacet, FacetBlock, Page
from cases.public.options import case_options
from cases.publishing import copying
from cases.publishing.bulk import Numbers, publish_generated
from cases.publishing.stencils import Filled

Figures = dict[str, float]

TIMES = 15
FILTERS = {"country": "AZ", "type": "legal"}
LIST = f"/cases/?{urlencode(FILTERS)}"
# Each asked for once: the same list again would find the cards of its cases kept.
LISTS = [
    f"/cases/?{urlencode({'country': country, 'type': kind})}"
    for country in ("AZ", "RU", "TR", "BY", "IR")
    for kind in ("criminal", "administrative", "arbitrary_detention", "assault", "threat")
]
# In three cases of a thousand, and in four of ten. Both fill a page at any size: one of two rows is made in
# half the time.
SEARCHES = {"rare": "Kigali", "common": "telephones"}
DEEP = 20_000  # the page of the list that must cost what the first one costs
BATCH = 2000  # cases that are generated, to see how many a second
ROUNDS = 3  # of who answers more in a second: by turns


class Server(Protocol):
    """Who answers the pages (`serving.py`)."""

    def get(self, address: str, *, uncached: bool = False) -> bytes: ...
    def uncached(self, *addresses: str) -> float: ...
    def a_second(self, address: str) -> float: ...


def measure(server: Server) -> Figures:
    figures = dict(_index())
    index = facets.current()
    figures["cases"] = len(index.every)
    figures |= _facets(index)
    addresses = dict(_addresses(index))
    for name, address in addresses.items():
        figures[name], figures[f"{name} queries"] = server.uncached(address), _queries(address)
    figures["list"] = server.uncached(LIST, *LISTS)
    for name in ("list", "case"):
        figures |= _cached(server, name, addresses[name])
    figures["nothing"] = server.uncached(_nothing(len(server.get(LIST))))
    figures["text"] = server.uncached(f"/text/{_answer(LIST)}/")
    figures["generated"] = _generated()
    figures["seen"] = _seen(server)
    return figures


def _addresses(index: Index) -> Iterator[tuple[str, str]]:
    yield "list", LIST
    yield "page 1", "/cases/"
    pages = -(-len(index.every) // PAGE)
    last_before = index.newest(index.every, PAGE * (min(DEEP, pages) - 1))[-1]
    yield "page 20,000", f"/cases/?after={NEWEST_BEGUN.cursor(index.place(last_before))}"
    for name in ("people", "organizations", "events"):
        yield name, f"/{name}/"
    yield "home", "/"
    case = Page.objects.get(kind="case", key=str(max(index.every) // 2))
    yield "case", f"/cases/{case.key}/{case.slug}/"
    for name, words in {**SEARCHES, "name": _name()}.items():
        yield f"search {name}", f"/cases/?{urlencode({'q': words})}"


def _name() -> str:
    """Of some people the one whose name most cases have that does not count as common."""
    people = Page.objects.filter(kind="person", generated=True).order_by("pk")[:50]
    held = {person.title: search.few_cases_with(person.title) for person in people}
    return max((len(cases), name) for name, cases in held.items() if cases is not None)[1]


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


def _queries(address: str) -> int:
    """But for the one that asks, once a second, whether anything was published."""
    _answer(address)  # after a publication bitmaps, terms and countries are read once
    with CaptureQueriesContext(connection) as queries:
        _answer(address)
    return sum('FROM "published_head"' not in query["sql"] for query in queries)


def _answer(address: str) -> int:
    """How long it is, when it is not compressed."""
    asked = RequestFactory().get(address, HTTP_HOST=settings.ALLOWED_HOSTS[0], HTTP_COOKIE="uncached=1")
    answer: Any = _django(asked.environ, _started)
    length = len(b"".join(answer))
    answer.close()
    if answer.status_code != 200:
        raise RuntimeError(f"{address} answered {answer.status_code}")
    return length


def _started(
    status: str, headers: list[tuple[str, str]], exc_info: Any = None, /
) -> Callable[[bytes], object]:
    return lambda data: None


def _nothing(size: int) -> str:
    return f"/nothing/{size}/"


def _cached(server: Server, name: str, address: str) -> Figures:
    """How many a second, and how many answers of the same size of a view that does nothing."""
    nothing = _nothing(len(server.get(address)))
    both = [(server.a_second(address), server.a_second(nothing)) for _round in range(ROUNDS)]
    return {
        f"cached {name}": median(pair[0] for pair in both),
        f"nothing {name}": median(pair[1] for pair in both),
    }


# ---------------------------------------------------------------- publishing


def _composed(composer: Composer, count: int) -> Callable[[Numbers], Iterator[Document | Filled]]:
    return lambda numbers: composer.documents(numbers, count)


def _composer() -> Composer:
    return Composer(str(datetime.now(UTC)), datetime.now(UTC).date())


def _generated() -> float:
    """Invented cases a second, of batches that are taken back."""
    composer, rates = _composer(), []
    with transaction.atomic():
        publish_generated(_composed(composer, BATCH))  # countries and their courts are met for the first time
        for _round in range(ROUNDS):
            began = perf_counter()
            publish_generated(_composed(composer, BATCH))
            if connection.vendor == "postgresql":  # which looks at foreign keys when all is written
                connection.check_constraints()
            rates.append(BATCH / (perf_counter() - began))
        transaction.set_rollback(True)
    copying.settle(Page)  # what was taken back lies in its indexes still
    return median(rates)


def _seen(server: Server) -> float:
    """From a publication (of an invented case) until another process lists it."""
    before = server.get("/cases/")
    publish_generated(_composed(_composer(), 1))
    began = perf_counter()
    while server.get("/cases/") == before:
        sleep(0.01)
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
