"""The figures of two databases, a small and a large one, as one table with what is asked of them."""

from collections.abc import Iterator
from dataclasses import dataclass

from cases.management.bench.measuring import DEEP, Figures
from cases.public.listing import PAGE


@dataclass(frozen=True)
class Line:
    what: str
    measured: str
    asked: str
    good: bool | None  # None: nothing is asked

    @property
    def cells(self) -> list[str]:
        return [self.what, self.measured, self.asked, {True: "yes", False: "**no**", None: ""}[self.good]]


def lines(small: Figures, large: Figures) -> Iterator[Line]:
    faster = large["group by"] / large["facets"]
    yield Line(
        "all facet counts, two filters: bitmaps / GROUP BY",
        f"{_ms(large['facets'])} / {_ms(large['group by'])}: {faster:,.0f} times faster",
        "at least 100 times faster",
        faster >= 100,
    )
    yield _queries("`/cases/` with two filters, uncached: queries", large["list queries"], 5)
    yield _against("the same: time, against its own at {n}", large["list"], small["list"], 1.5, small)
    times = large["list"] / large["text"]
    yield Line(
        "the same, against a Django view that does nothing, behind the same middleware",
        f"{_ms(large['list'])} / {_ms(large['text'])}: {times:.0f} times",
        "at most 20 times",
        times <= 20,
    )
    yield Line(
        "the same, against that view without any middleware, which would compress it",
        f"{_ms(large['list'])} / {_ms(large['nothing'])}: {large['list'] / large['nothing']:.0f} times",
        "",
        None,
    )
    for word in ("rare", "common", "name"):
        name = f"search {word}"
        called = {"rare": "a rare word", "common": "a common word", "name": "a name"}[word]
        yield _against(f"search, uncached, {called}, against {{n}}", large[name], small[name], 2, small)
    for name in ("list", "case"):
        cached, empty = large[f"cached {name}"], large[f"nothing {name}"]
        yield Line(
            f"cached {name} page, a second, against a view that does nothing",
            f"{cached:,.0f} / {empty:,.0f}: {cached / empty:.0%}",
            "at least 70 %",
            cached / empty >= 0.7,
        )
    yield _queries(f"case page, uncached ({_ms(large['case'])}): queries", large["case queries"], 3)
    yield Line(
        "index: memory in a public process",
        f"{large['index memory']:.0f} MB",
        "under 60 MB",
        large["index memory"] < 60,
    )
    yield Line("index: time to load", _ms(large["index load"]), "under 1 s", large["index load"] < 1000)
    yield Line("a publication is seen after", _ms(large["seen"]), "under 2 s", large["seen"] < 2000)
    deep = min(DEEP, -(-int(large["cases"]) // PAGE))
    yield Line(
        f"`/cases/`: page {deep:,} / page 1",
        f"{_ms(large['page 20,000'])} / {_ms(large['page 1'])}",
        "the same",
        large["page 20,000"] <= 1.25 * large["page 1"],
    )
    rate = large["generated"]
    yield Line("invented cases written a second", f"{rate:,.0f}", "at least 1,000", rate >= 1000)
    for name in ("people", "organizations", "events", "home"):
        measured = f"{_ms(large[name])}, {large[f'{name} queries']:.0f} queries"
        yield Line(f"{name}, uncached", f"{measured}; {_ms(small[name])} at {_n(small)}", "", None)


def _queries(what: str, count: float, most: int) -> Line:
    return Line(what, f"{count:.0f}", f"at most {most}", count <= most)


def _against(what: str, large: float, small: float, most: float, of_small: Figures) -> Line:
    times = large / small
    measured = f"{_ms(large)} / {_ms(small)}: {times:.1f} times"
    return Line(what.format(n=_n(of_small)), measured, f"at most {most:g} times", times <= most)


def _n(figures: Figures) -> str:
    return f"{round(figures['cases'], -3):,.0f}"


def _ms(milliseconds: float) -> str:
    return f"{milliseconds:,.0f} ms" if milliseconds >= 10 else f"{milliseconds:.2f} ms"


def table(found: list[Line]) -> str:
    head = [["what", "measured", "asked for at 1,000,000", "met"], ["---"] * 4]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in [*head, *(line.cells for line in found)])
