"""Every facet and value by which a person, an organization or an event can be chosen.

Some is what its own document says. The rest is what the public cases say that name it, so it is made anew
whenever one of those is published, withdrawn or rewritten. Whoever is not named in a case has no key there:
nothing of that case is known of them here.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from django.db.models import Exists, F, OuterRef
from pyroaring import BitMap

from cases.public import course
from cases.public.facets import EVERY, UNKNOWN, date_values, year_values
from cases.public.models import (
    Among,
    Mention,
    Page,
    PageFacet,
    PublishedCharge,
    PublishedDecision,
    PublishedStanding,
    Version,
)
from cases.publishing import blocks, copying
from cases.publishing.blocks import Value
from cases.publishing.court_rows import custody_values
from cases.publishing.labels import Terms
from cases.reference.models import Vocabulary
from cases.text.uncertain import NEWEST, OLDEST

Named = tuple[str, str]  # the kind and key of a page that a case names
Values = dict[str, set[Value]]  # by key
Place = tuple[str, str, str]  # a kind of page, a facet and a value

# What cases say; the other facets of a page stand in its own document.
OF_CASES: dict[str, set[str]] = {
    "person": {"role", "country", "held", "outcome", "provision"},
    "organization": {"role", "country", "measure"},
    "event": set(),
}
OF_STANDINGS = ("proceeding", "was_held", "is_held", "confirmed", "outcome", "last")
PROVISION_AND_ABOVE = [f"provision{'__parent' * step}__number" for step in range(4)]
AT_ONCE = 400  # pages: their bitmaps are read and written each time
MANY_AT_ONCE = 50_000  # of all pages: a few hundred MB


def named_by(page: Page) -> set[Named]:
    """Whose facets depend on the rows of a page: of a case those whom it names, and each page its own."""
    if page.kind != "case" or not page.pk:
        return {(page.kind, page.key)}
    named = Mention.objects.filter(page=page, kind__in=[kind for kind, said in OF_CASES.items() if said])
    return set(named.values_list("kind", "key"))


def refresh(named: Iterable[Named], own: Mapping[Named, set[Value]] | None = None) -> None:
    """Write what cases say of these pages by now, and what the document of one says that was published."""
    named, terms = sorted(set(named)), Terms()
    for kind in OF_CASES:
        keys = [key for one, key in named if one == kind]
        for start in range(0, len(keys), AT_ONCE):
            _refresh(kind, keys[start : start + AT_ONCE], own or {}, terms)


def own_facets(document: Any, terms: Terms) -> set[Value]:
    """What the document of a page says of it by itself; what it leaves open is a value too."""
    match document["kind"]:
        case "person":
            gender = document["gender"]
            occupations = terms.with_ancestors(Vocabulary.OCCUPATION, document["occupations"])
            return {
                ("gender", gender["code"] if gender else UNKNOWN),
                *_or_unknown("occupation", occupations),
                *_or_unknown("nationality", {country["code"] for country in document["nationalities"]}),
            }
        case "organization":
            kinds = terms.with_ancestors(Vocabulary.ORGANIZATION_KIND, [document["organization_kind"]])
            return {
                *_or_unknown("kind", kinds),
                *_or_unknown("legal_status", {row["status"]["code"] for row in document["statuses"]}),
            }
        case "event":
            when, place = document["date"], document["place"].strip()[:80]
            earliest, latest = course.day(when["earliest"]), course.day(when["latest"])
            return {
                *_or_unknown("kind", terms.with_ancestors(Vocabulary.EVENT_KIND, [document["event_kind"]])),
                *_or_unknown("country", {country["code"] for country in document["countries"]}),
                *_or_unknown("place", {place} - {""}),
                *(("year", year) for year in year_values(earliest, latest, OLDEST, NEWEST)),
                *date_values(earliest, latest, earliest or course.UNDATED),
            }
    return set()


# ---------------------------------------------------------------- writing


def refresh_all() -> None:
    """Of every public page; the bitmaps are left as they are."""
    PageFacet.objects.all()._raw_delete(PageFacet.objects.db)
    write_missing()


def write_missing() -> Mapping[Place, BitMap]:
    """Of every public page that has none yet, from its document and from the cases: after many were written.

    Returns the numbers that each value has gained, for the bitmaps, which are left as they are.
    """
    numbers: dict[Place, BitMap] = defaultdict(BitMap)
    terms = Terms()
    with copying.Writer() as writer:
        for kind in OF_CASES:
            pages = _without_facets(kind)
            keys = sorted(pages, key=int)
            for start in range(0, len(keys), MANY_AT_ONCE):
                found = _facets(kind, keys[start : start + MANY_AT_ONCE], terms)
                for key, values in found.items():
                    for value in (*values, EVERY):
                        numbers[kind, *value].add(int(key))
                rows = [(pages[key], *value) for key, values in found.items() for value in sorted(values)]
                writer.write_values(PageFacet, ("page_id", "facet", "value"), rows)
    return numbers


def _without_facets(kind: str) -> dict[str, int]:
    """The public pages that nobody could choose by anything, by key: each has some value in every facet."""
    theirs = PageFacet.objects.filter(page=OuterRef("pk"))
    pages = Page.objects.filter(~Exists(theirs), kind=kind, state=Page.State.LIVE)
    return dict(pages.values_list("key", "pk"))


def _facets(kind: str, keys: list[str], terms: Terms) -> Values:
    """All of these public pages."""
    found = _said_by_cases(kind, keys, terms)
    newest = Page.objects.filter(kind=kind, key=OuterRef("key"), version=OuterRef("version"))
    for version in Version.objects.filter(Exists(newest), _among(keys), kind=kind).iterator():
        found[version.key] |= own_facets(version.read(), terms)
    return found


def _refresh(kind: str, keys: list[str], own: Mapping[Named, set[Value]], terms: Terms) -> None:
    pages = {page.key: page for page in Page.objects.filter(_among(keys), kind=kind).only("key", "state")}
    before: dict[str, set[Value]] = {key: set() for key in pages}
    stored = PageFacet.objects.filter(page__in=pages.values())
    for key, facet, value in stored.values_list("page__key", "facet", "value"):
        before[key].add((facet, value))
    live = [key for key, page in pages.items() if page.state == Page.State.LIVE]
    said = _said_by_cases(kind, live, terms)
    after = {
        key: said[key] | own.get((kind, key), {row for row in before[key] if row[0] not in OF_CASES[kind]})
        for key in live
    }
    for key, page in pages.items():
        if gone := before[key] - after.get(key, set()):
            wrong = [row.pk for row in stored.filter(page=page) if (row.facet, row.value) in gone]
            PageFacet.objects.filter(pk__in=wrong).delete()
    PageFacet.objects.bulk_create(
        PageFacet(page_id=pages[key].pk, facet=facet, value=value)
        for key, values in after.items()
        for facet, value in sorted(values - before[key])
    )
    blocks.move(kind, _counted(before), _counted(after))


def _counted(values: Mapping[str, set[Value]]) -> dict[int, set[Value]]:
    return {int(key): {*found, EVERY} for key, found in values.items() if found}


# ---------------------------------------------------------------- what cases say


@dataclass
class Said:
    """What the rows of cases say of one page, and the countries that it names itself."""

    roles: set[str] = field(default_factory=set)  # in a case, or as whom they decided one
    countries: set[str] = field(default_factory=set)
    standings: list[PublishedStanding] = field(default_factory=list)
    provisions: set[int] = field(default_factory=set)  # under which she was charged, those above included
    measures: set[str] = field(default_factory=set)  # in the cases in which an organization was targeted

    def values(self, kind: str, terms: Terms) -> set[Value]:
        """That nothing is recorded does not say that there was nothing: what is left open is a value too."""
        roles = {role for how in self.roles for role in terms.above(Vocabulary.ROLE, how)}
        found = _or_unknown("role", roles) | _or_unknown("country", self.countries)
        match kind:
            case "person":
                provisions = (("provision", str(number)) for number in self.provisions)
                return {*found, *self._held(), *_or_unknown("outcome", self._outcomes()), *provisions}
            case "organization":
                return {*found, *_or_unknown("measure", self.measures)}
        return set()

    def _held(self) -> Iterator[Value]:
        """Over all her cases: that she is held counts before that she was let go."""
        everywhere = [row for row in self.standings if not row.proceeding]
        confirmed = [row.confirmed for row in everywhere if row.is_held and row.confirmed]
        custody = {
            "was_held": any(row.was_held for row in everywhere),
            "is_held": any(row.is_held for row in everywhere),
            "confirmed": max(confirmed, default=None),
        }
        return custody_values(custody)

    def _outcomes(self) -> set[str]:
        """In force in some proceeding, or last."""
        rows = [row for row in self.standings if row.proceeding]
        return {row.outcome or UNKNOWN for row in rows} | {row.last for row in rows if row.last}


def _said_by_cases(kind: str, keys: list[str], terms: Terms) -> Values:
    found = {key: Said() for key in keys}
    if OF_CASES[kind]:
        _read_who_and_where(kind, found)
    if kind == "person":
        _read_courts(found)
    if kind == "organization":
        targeted = _mentions(kind, found).filter(how__in=terms.roles_within("affected"))
        for key, measure in _said_of_cases(targeted, "type"):
            found[key].measures.add(measure)
    return {key: said.values(kind, terms) for key, said in found.items()}


def _read_who_and_where(kind: str, found: Mapping[str, Said]) -> None:
    mentions = _mentions(kind, found)
    decisions = PublishedDecision.objects.filter(_among(found), kind=kind)
    for key, how in mentions.values_list("key", "how").union(decisions.values_list("key", "office")):
        found[key].roles.add(how)
    own = Mention.objects.filter(_among(found, "page__key"), page__kind=kind, kind="country")
    for key, country in chain(own.values_list("page__key", "key"), _said_of_cases(mentions, "country")):
        found[key].countries.add(country)


def _read_courts(found: Mapping[str, Said]) -> None:
    standings = PublishedStanding.objects.filter(_among(found), kind="person")
    for row in standings.values_list("key", *OF_STANDINGS, named=True):
        found[row.key].standings.append(row)
    charges = PublishedCharge.objects.filter(_among(found, "standing__key"), standing__kind="person")
    for key, *numbers in charges.values_list("standing__key", *PROVISION_AND_ABOVE):
        found[key].provisions.update(number for number in numbers if number)


def _mentions(kind: str, keys: Iterable[str]) -> Any:
    return Mention.objects.filter(_among(keys), kind=kind, page__kind="case")


def _among(keys: Iterable[str], of: str = "key") -> Among:
    return Among(F(of), [*keys])


def _said_of_cases(mentions: Any, facet: str) -> Any:
    """Each page with each value that some case has in this facet that names it there."""
    facets = "page__case__facets"
    of_facet = mentions.filter(**{f"{facets}__facet": facet})
    return of_facet.values_list("key", f"{facets}__value").distinct()


def _or_unknown(facet: str, values: Iterable[str]) -> set[Value]:
    return {(facet, value) for value in values} or {(facet, UNKNOWN)}
