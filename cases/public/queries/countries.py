"""The page of a country: its profile, where it has one, and what the record knows of it.

A country has a page once any public record names it; its document is profile and indicators alone.
"""

from dataclasses import dataclass, field, replace

from babel.languages import get_official_languages
from django.conf import settings
from django.db.models import Count, Q, QuerySet
from django.http import Http404
from django.utils.translation import get_language_bidi

from cases.public import wording
from cases.public.addresses import address_of
from cases.public.document import Coded, CountryDocument, EventText, Indicator, Text, Tombstone
from cases.public.models import Mention, Page
from cases.public.queries.editions import Edition, Gone, current, edition_of, one_version
from cases.public.queries.provisions import Level, laws_of, validity
from cases.public.queries.sourcing import Refs, SourceNote, Sourcing
from cases.public.queries.timelines import Moment, context_moment, merged
from cases.reference.country_names import country_name
from cases.reference.models import Country, Term, Vocabulary
from cases.text import languages

# Of each, on the timeline and in the list beside it; the lists have the rest.
MOST_CASES = MOST_EVENTS = 60
MOST_ORGANIZATIONS = 40

DOTS_IN_A_ROW = 33
MOST_DOTS = 500


@dataclass(frozen=True)
class Dots:
    """One dot for each: nine beside 165 say more than two bars. Rows of 33; the last may be shorter."""

    centres: tuple[tuple[int, int], ...]
    height: int


@dataclass(frozen=True)
class Gauge:
    """An indicator with its mark: a scale of ranks, or dots."""

    row: Indicator
    anchor: str
    refs: Refs
    rank: str = ""  # where it stands on the scale, in per cent
    dots: Dots | None = None
    compared_dots: Dots | None = None


@dataclass(frozen=True)
class Figures:
    led: int  # cases that count for this country
    cases: int  # cases in which it has any role
    people: int  # targeted by name
    events: int


@dataclass(frozen=True)
class Organization:
    titles: list[Text]
    address: str
    traits: list[Coded]


@dataclass(frozen=True)
class CountryPage:
    edition: Edition
    country: Coded
    own_names: tuple[Text, ...]  # in the languages of the record
    document: CountryDocument | None
    withdrawn: Tombstone | None
    figures: Figures | None
    gauges: tuple[Gauge, ...]
    timeline: tuple[Moment, ...]
    has_more: bool
    organizations: tuple[Organization, ...]
    laws: tuple[Level, ...] = ()
    claims: dict[str, Refs] = field(default_factory=dict)
    sources: tuple[SourceNote, ...] = ()
    source_places: int = 0

    @property
    def title(self) -> Text:
        return Text(language=wording.language(), text=wording.label(self.country))


def country_page(code: str) -> CountryPage:
    """Eight queries: page and document; versions; two for the figures; cases; events; organizations; laws."""
    try:
        edition, document = current("country", code)
    except (Http404, Gone) as error:
        missing: Http404 | Gone | None = error
        page = _without_profile(code, error)
    else:
        missing = None
        page = _composed(edition, document)
    figures, is_named = _figures(code)
    if missing and not is_named:
        raise missing
    cases, events, laws = _cases(code), _events(code), laws_of(code)
    return replace(
        page,
        figures=figures,
        timeline=merged((), [*cases, *events, *validity(laws, events)]),
        has_more=len(cases) == MOST_CASES or len(events) == MOST_EVENTS,
        organizations=_organizations(code),
        laws=tuple(laws),
    )


def country_version(key: str, version: int) -> CountryPage:
    """Its document alone. Two queries."""
    return _composed(*one_version("country", key, version))


def country_page_of(document: CountryDocument) -> CountryPage:
    return _composed(edition_of(document), document)


def _composed(edition: Edition, document: CountryDocument) -> CountryPage:
    sourcing = Sourcing(document)
    return CountryPage(
        edition=edition,
        country=document["country"],
        own_names=_own_names(edition.key, wording.label(document["country"])),
        document=document,
        withdrawn=None,
        figures=None,
        gauges=tuple(_gauge(number, row, sourcing) for number, row in enumerate(document["indicators"], 1)),
        timeline=(),
        has_more=False,
        organizations=(),
        claims=dict(sourcing.claims),
        sources=sourcing.notes(),
        source_places=sourcing.places,
    )


def _without_profile(code: str, missing: Http404 | Gone) -> CountryPage:
    """A page of what others say: of a country that has no profile, or whose profile was withdrawn."""
    country = Country(code=code)
    spoken = [language for language, _name in settings.LANGUAGES]
    edition = Edition(
        kind="country",
        key=code,
        version=0,
        newest=0,
        published=None,
        note="",
        sha256="",
        address=address_of("country", code),
        versions=(),
        changed_lately=False,
    )
    return CountryPage(
        edition=edition,
        country=Coded(code=code, labels=country.labels(spoken)),
        own_names=_own_names(code, country.name()),
        document=None,
        withdrawn=missing.tombstone if isinstance(missing, Gone) else None,
        figures=None,
        gauges=(),
        timeline=(),
        has_more=False,
        organizations=(),
    )


def _own_names(code: str, shown: str) -> tuple[Text, ...]:
    """What the country is called by those who live there."""
    spoken = get_official_languages(code, de_facto=True)
    names = {language: country_name(code, language) for language in spoken[:3] if language in languages.CODES}
    return tuple(Text(language=language, text=name) for language, name in names.items() if name != shown)


# ---------------------------------------------------------------- what others say of it


def _named(code: str) -> QuerySet[Mention]:
    return Mention.objects.filter(kind="country", key=code, page__state=Page.State.LIVE)


def _figures(code: str) -> tuple[Figures, bool]:
    """What is counted, and whether anything public names the country at all: two queries."""
    in_a_role = Q(page__kind="case") & ~Q(how="")
    counts = _named(code).aggregate(
        led=Count("page", filter=Q(page__kind="case", how="lead"), distinct=True),
        cases=Count("page", filter=in_a_role, distinct=True),
        events=Count("page", filter=Q(page__kind="event"), distinct=True),
        records=Count("pk"),
    )
    people = Mention.objects.filter(
        kind="person",
        page__in=_named(code).filter(in_a_role).values("page"),
        how__in=Term.objects.filter(vocabulary=Vocabulary.ROLE).within("affected").order_by().values("code"),
    )
    named = people.aggregate(people=Count("key", distinct=True))
    figures = Figures(counts["led"], counts["cases"], named["people"], counts["events"])
    return figures, counts["records"] > 0


def _cases(code: str) -> list[Moment]:
    """The cases in which it has a role, those that began last."""
    pages = (
        Page.objects.filter(pk__in=_named(code).filter(page__kind="case").exclude(how="").values("page"))
        .order_by("-case__sort_date", "-case__number")
        .defer("words", "name_keys")[:MOST_CASES]
    )
    return [_case_moment(page) for page in pages]


def _case_moment(page: Page) -> Moment:
    summaries = {text["language"]: text["text"] for text in page.card["summaries"]}
    return Moment(
        key=page.key,
        date=page.card["began"],
        texts=[
            EventText(
                language=title["language"], title=title["text"], text=summaries.get(title["language"], "")
            )
            for title in page.titles
        ],
        kind=None,
        place="",
        countries=(),
        address=address_of("case", page.key, page.slug),
        anchor="",
        refs=(),
        is_case=True,
    )


def _events(code: str) -> list[Moment]:
    """Events with a page of their own that concern it, the latest of them."""
    pages = (
        Page.objects.filter(pk__in=_named(code).filter(page__kind="event").values("page"))
        .order_by("-event__sort_date", "-event__number")
        .defer("words", "name_keys")[:MOST_EVENTS]
    )
    return [context_moment(page.key, page.card, address_of("event", page.key, page.slug)) for page in pages]


def _organizations(code: str) -> tuple[Organization, ...]:
    pages = (
        Page.objects.filter(pk__in=_named(code).filter(page__kind="organization").values("page"))
        .order_by("title", "pk")
        .defer("words", "name_keys")[:MOST_ORGANIZATIONS]
    )
    return tuple(
        Organization(page.titles, address_of(page.kind, page.key, page.slug), page.card["traits"])
        for page in pages
    )


# ---------------------------------------------------------------- indicators


def _gauge(number: int, row: Indicator, sourcing: Sourcing) -> Gauge:
    value, compared, out_of = _whole(row["value"]), _whole(row["compared_value"]), _whole(row["out_of"])
    shows_rank = value is not None and out_of is not None and 1 <= value <= out_of and out_of > 1
    shows_dots = not shows_rank and value is not None and compared is not None
    return Gauge(
        row=row,
        anchor=f"indicator-{number}",
        refs=sourcing.refs(row["refs"]),
        rank=_scale(value, out_of) if shows_rank and value and out_of else "",
        dots=_dots(value) if shows_dots and value is not None else None,
        compared_dots=_dots(compared) if shows_dots and compared is not None else None,
    )


def _whole(text: str) -> int | None:
    """A number that can be shown as so many dots, or as a rank."""
    return int(text) if text.isdigit() and int(text) <= MOST_DOTS else None


def _scale(value: int, out_of: int) -> str:
    share = 100 * (value - 1) / (out_of - 1)
    return f"{100 - share if get_language_bidi() else share:.2f}%"


def _dots(count: int) -> Dots:
    return Dots(
        centres=tuple(
            (5 + 10 * (number % DOTS_IN_A_ROW), 5 + 10 * (number // DOTS_IN_A_ROW)) for number in range(count)
        ),
        height=10 * -(-count // DOTS_IN_A_ROW),
    )
