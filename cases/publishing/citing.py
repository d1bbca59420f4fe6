"""Numbered sources: from the citations of the working record to "[1b]" beside a claim."""

from collections import defaultdict
from collections.abc import Iterable
from string import ascii_lowercase

from cases.models import Citation, Publishable
from cases.models import Source as WorkingSource
from cases.public.document import EventDocument, Place, Source
from cases.publishing.labels import coded, date, text
from cases.reference.claims import EVERYTHING, paragraph
from cases.reference.models import Vocabulary
from cases.text.paragraphs import paragraphs


class Sources:
    """The sources of one document, numbered in the order in which they are cited.

    `refs` maps a claim, as CitationUse.claim writes it ("summary", "event:12"), to the marks of its places.
    """

    def __init__(self, record: Publishable) -> None:
        self.sources: list[Source] = []
        self.refs: dict[str, list[str]] = defaultdict(list)
        self.everything: list[str] = []
        self._cited: dict[str, list[str]] = {}  # mark -> claims
        for citation in citations(record):
            self._cite(citation)

    def marks(self, claim: str) -> list[str]:
        """The marks of the places that a claim rests on."""
        return sorted({*self.refs.get(claim, ()), *self.everything}, key=_in_order)

    def fields(self, names: Iterable[str]) -> dict[str, list[str]]:
        return {name: marks for name in names if (marks := self.marks(name))}

    def paragraphs(self, field: str, texts: Iterable[str]) -> dict[str, list[str]]:
        """The places that single paragraphs of a field rest on, without those that bear out everything."""
        longest = max((len(paragraphs(text)) for text in texts), default=0)
        claims = [paragraph(field, number) for number in range(1, longest + 1)]
        return {claim: sorted(self.refs[claim], key=_in_order) for claim in claims if claim in self.refs}

    def adopt(self, document: EventDocument, claim: str) -> None:
        """Take over the sources of a shared event, for the one claim that it is in this document."""
        for source in document["sources"]:
            for place in source["places"]:
                mark = self._place({**source, "places": []}, {**place, "used_for": []})
                self._use(mark, claim)

    def numbered(self, positions: dict[str, str]) -> list[Source]:
        """The sources, with what each place is used for; `positions`: a row -> its place in the document."""
        for source in self.sources:
            for place in source["places"]:
                place["used_for"] = [positions.get(claim, claim) for claim in self._cited[place["mark"]]]
        return self.sources

    def _cite(self, citation: Citation) -> None:
        mark = self._place(
            source_of(citation.source),
            Place(
                mark="",
                locator=citation.locator,
                quotation=text(citation.source.language, citation.quotation) if citation.quotation else None,
                says=citation.says,  # type: ignore[typeddict-item]
                used_for=[],
            ),
        )
        if citation.everything:
            self.everything.append(mark)
            self._cited[mark].append(EVERYTHING)
        for use in citation.uses.all():
            self._use(mark, use.claim)

    def _use(self, mark: str, claim: str) -> None:
        if mark not in self.refs[claim]:
            self.refs[claim].append(mark)
            self._cited[mark].append(claim)

    def _place(self, wanted: Source, place: Place) -> str:
        source = next((known for known in self.sources if _same(known, wanted)), None)
        if source is None:
            source = {**wanted, "mark": len(self.sources) + 1, "places": []}
            self.sources.append(source)
        for known in source["places"]:
            if (known["locator"], known["quotation"]) == (place["locator"], place["quotation"]):
                return known["mark"]
        mark = f"{source['mark']}{_letters(len(source['places']))}"
        source["places"].append({**place, "mark": mark})
        self._cited.setdefault(mark, [])
        return mark


def citations(record: Publishable) -> list[Citation]:
    """What may be shown: a confidential source is no source to the public."""
    field = "profile" if record.kind == "country" else record.kind
    rows = Citation.objects.filter(**{field: record.pk}, source__confidential=False)
    return list(rows.select_related("source__source_kind").prefetch_related("uses"))


def source_of(source: WorkingSource) -> Source:
    """One source as the public sees it: what the desk holds is cited without address and author."""
    return Source(
        mark=0,
        kind=coded(source.source_kind, Vocabulary.SOURCE_KIND),
        title=text(source.language, source.title),
        author="" if source.held else source.author,
        publisher=source.publisher,
        published=date(source.published) if source.published else None,
        url="" if source.held else source.url,
        archived_url="" if source.held else source.archived_url,
        reliability=source.reliability,
        held=source.held,
        harmful=source.harmful,
        places=[],
    )


def _same(one: Source, other: Source) -> bool:
    return {**one, "mark": 0, "places": []} == {**other, "mark": 0, "places": []}


def _letters(index: int) -> str:
    """a, b, … z, aa, ab, …"""
    return (_letters(index // 26 - 1) if index >= 26 else "") + ascii_lowercase[index % 26]


def _in_order(mark: str) -> tuple[int, int, str]:
    digits = mark.rstrip(ascii_lowercase)
    return int(digits), len(mark), mark
