"""Every facet and value by which a person, an organization or an event can be chosen.

Some is what its own document says. The rest is what the public cases say that name it, so it is made anew
whenever one of those is published, withdrawn or rewritten. Whoever is not named in a case has no key there:
nothing of that case is known of them here.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef

from cases.public import course
from cases.public.facets import EVERY, UNKNOWN, date_values, year_values
from cases.public.models import (
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
from cases.reference.models import Term, Vocabulary
from cases.text.uncertain import NEWEST, OLDEST

Named = tuple[str, str]  # the kind and key of a page that a case names
Values = dict[str, set[Value]]  # by key

# What cases say; the other facets of a page stand in its own document.
OF_CASES: dict[str, set[str]] = {
    "person": {"role", "country", "held", "outcome", "provision"},
    "organization": {"role", "country", "measure"},
    "event": set(),
}
AT_ONCE = 400  # SQLite takes 999 variables in one statement
MANY_AT_ONCE = 10_000  # of all pages, where no such limit is: each time all bitmaps are read and written


def named_by(page: Page) -> set[Named]:
    """Whose facets depend on the rows of a page: of a case those whom it names, and each page its own."""
    if page.kind != "case" or not page.pk:
        return {(page.kind, page.key)}
    named = Mention.objects.filter(page=page, kind__in=[kind for kind, said in OF_CASES.items() if said])
    return set(named.values_list("kind", "key"))


def refresh(named: Iterable[Named], own: Mapping[Named, set[Value]] | None = None) -> None:
    """Write what cases say of these pages by now, and what the document of one says that was published."""
    named = sorted(set(named))
    for kind in OF_CASES:
        keys = [key for one, key in named if one == kind]
        for start in range(0, len(keys), AT_ONCE):
            _refresh(kind, keys[start : start + AT_ONCE], own or {})


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
    """Of every public page, from its document and from the cases: after records were written in bulk."""
    terms, at_once = Terms(), AT_ONCE if connection.features.max_query_params else MANY_AT_ONCE
    for kind in OF_CASES:
        keys = list(Page.objects.filter(kind=kind, state=Page.State.LIVE).values_list("key", flat=True))
        for start in range(0, len(keys), at_once):
            some = keys[start : start + at_once]
            pages = Page.objects.filter(kind=kind, key=OuterRef("key"), version=OuterRef("version"))
            versions = Version.objects.filter(Exists(pages), kind=kind, key__in=some)
            own = {(kind, version.key): own_facets(version.read(), terms) for version in versions}
            _refresh(kind, some, own)


def _refresh(kind: str, keys: list[str], own: Mapping[Named, set[Value]]) -> None:
    pages = {page.key: page for page in Page.objects.filter(kind=kind, key__in=keys).only("key", "state")}
    before: dict[str, set[Value]] = {key: set() for key in pages}
    stored = PageFacet.objects.filter(page__in=pages.values())
    for key, facet, value in stored.values_list("page__key", "facet", "value"):
        before[key].add((facet, value))
    live = [key for key, page in pages.items() if page.state == Page.State.LIVE]
    said = _said_by_cases(kind, live)
    after = {
        key: said[key] | own.get((kind, key), {row for row in before[key] if row[0] not in OF_CASES[kind]})
        for key in live
    }
    for key, page in pages.items():
        if gone := before[key] - after.get(key, set()):
            wrong = [row.pk for row in stored.filter(page=page) if (row.facet, row.value) in gone]
            PageFacet.objects.filter(pk__in=wrong).delete()
    new = [
        PageFacet(page_id=pages[key].pk, facet=facet, value=value)
        for key, values in after.items()
        for facet, value in sorted(values - before[key])
    ]
    copying.insert({PageFacet: new} if new else {})
    blocks.move(kind, _counted(before), _counted(after))


def _counted(values: Mapping[str, set[Value]]) -> dict[int, set[Value]]:
    return {int(key): {*found, EVERY} for key, found in values.items() if found}


# ---------------------------------------------------------------- what cases say


def _said_by_cases(kind: str, keys: list[str]) -> Mapping[str, set[Value]]:
    found: Values = {key: set() for key in keys}
    match kind:
        case "person":
            parts = [_roles, _countries, _custody, _outcomes, _provisions]
        case "organization":
            parts = [_roles, _countries, _measures]
        case _:
            parts = []
    for part in parts:
        for key, facet, value in part(kind, keys):
            found[key].add((facet, value))
    return found


Said = Iterator[tuple[str, str, str]]  # key, facet, value


def _roles(kind: str, keys: list[str]) -> Said:
    """In a case, or by what they decided as a judge or a prosecutor; with the groups above."""
    known = Term.objects.filter(vocabulary=Vocabulary.ROLE).select_related("parent__parent")
    above = {term.code: {term.code, *term.ancestors_codes()} for term in known}
    rows = set(_mentions(kind, keys).values_list("key", "how"))
    rows |= set(PublishedDecision.objects.filter(kind=kind, key__in=keys).values_list("key", "office"))
    found = {(key, role) for key, how in rows for role in above.get(how, ())}
    yield from ((key, "role", role) for key, role in found)
    yield from ((key, "role", UNKNOWN) for key in set(keys) - {key for key, _role in found})


def _countries(kind: str, keys: list[str]) -> Said:
    """Those of the cases, and those that the page itself names."""
    own = Mention.objects.filter(page__kind=kind, page__key__in=keys, kind="country")
    found = set(own.values_list("page__key", "key"))
    found |= set(_said_of_cases(_mentions(kind, keys), "country"))
    yield from ((key, "country", country) for key, country in found)
    yield from ((key, "country", UNKNOWN) for key in set(keys) - {key for key, _country in found})


def _custody(kind: str, keys: list[str]) -> Said:
    """Over all her cases: that she is held counts before that she was let go."""
    hers = _standings(kind, keys).filter(proceeding=0)
    columns = hers.values_list("key", "was_held", "is_held", "confirmed")
    by_key = defaultdict(list)
    for key, was_held, is_held, confirmed in columns:
        by_key[key].append((was_held, is_held, confirmed))
    for key, rows in by_key.items():
        custody = {
            "was_held": any(was_held for was_held, _is_held, _confirmed in rows),
            "is_held": any(is_held for _was_held, is_held, _confirmed in rows),
            "confirmed": max((day for _was, is_held, day in rows if is_held and day), default=None),
        }
        yield from ((key, facet, value) for facet, value in custody_values(custody))


def _outcomes(kind: str, keys: list[str]) -> Said:
    """In force in some proceeding, or last; that none is recorded does not say that there was none."""
    rows = list(_standings(kind, keys).filter(proceeding__gt=0).values_list("key", "outcome", "last"))
    for key, outcome, last in rows:
        yield key, "outcome", outcome or UNKNOWN
        if last:
            yield key, "outcome", last
    yield from ((key, "outcome", UNKNOWN) for key in set(keys) - {row[0] for row in rows})


def _provisions(kind: str, keys: list[str]) -> Said:
    """Under which she was charged, the provisions above included."""
    above = ("", "__parent", "__parent__parent", "__parent__parent__parent")
    columns = [f"provision{step}__number" for step in above]
    charges = PublishedCharge.objects.filter(standing__kind=kind, standing__key__in=keys)
    for key, *numbers in charges.values_list("standing__key", *columns):
        yield from ((key, "provision", str(number)) for number in numbers if number)


def _measures(kind: str, keys: list[str]) -> Said:
    """What was done in the cases in which an organization was targeted."""
    targeted = _mentions(kind, keys).filter(how__in=Terms().roles_within("affected"))
    found = set(_said_of_cases(targeted, "type"))
    yield from ((key, "measure", measure) for key, measure in found)
    yield from ((key, "measure", UNKNOWN) for key in set(keys) - {key for key, _measure in found})


def _mentions(kind: str, keys: list[str]) -> Any:
    return Mention.objects.filter(kind=kind, key__in=keys, page__kind="case")


def _standings(kind: str, keys: list[str]) -> Any:
    return PublishedStanding.objects.filter(kind=kind, key__in=keys)


def _said_of_cases(mentions: Any, facet: str) -> Any:
    """Each page with each value that some case has in this facet that names it there."""
    facets = "page__case__facets"
    of_facet = mentions.filter(**{f"{facets}__facet": facet})
    return of_facet.values_list("key", f"{facets}__value").distinct()


def _or_unknown(facet: str, values: Iterable[str]) -> set[Value]:
    return {(facet, value) for value in values} or {(facet, UNKNOWN)}
