"""The filter language, declared: what an address may ask of each list.

A filter given twice means "or", different filters mean "and". django-filter does not refuse by itself: an
invalid form filters nothing. So nobody asks these classes for rows before `check` has passed.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import BadRequest, ValidationError
from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, Concat
from django.http import QueryDict
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django_filters import ChoiceFilter, FilterSet, MultipleChoiceFilter
from django_filters.filters import CharFilter
from typing_extensions import override

from cases.public import search
from cases.public.models import CaseFacet, Mention
from cases.reference.country_names import TABLE_LANGUAGES, alphabetical, codes_named, country_name
from cases.reference.models import Country, Term, TermLabel, Vocabulary
from cases.text.folding import fold
from cases.text.uncertain import NEWEST, OLDEST

UNKNOWN_YEAR = "unknown"
MOST_YEARS = 50


class BadFilter(BadRequest):
    """Something in an address that does not exist: which, and what would be right. 400 in every format."""

    def __init__(
        self, name: str, value: str, title: str, reason: str = "", right: Iterable[Right] = ()
    ) -> None:
        super().__init__(title)
        self.name = name
        self.value = value
        self.title = title
        self.reason = reason
        self.right = list(right)
        # Whoever knows the address fills these in: what it could say instead, and the list without filters.
        self.links: list[tuple[str, str]] = []
        self.list_url = ""


@dataclass(frozen=True)
class Right:
    """What the address could say instead: this filter, with this value (None: without it)."""

    name: str
    value: str | None
    label: str


@dataclass(frozen=True)
class Option:
    """One value of a filter, by its label in the reader's language."""

    value: str
    label: str
    depth: int = 0
    used: bool = True  # some published record has it: else it is right to ask for, but not offered


Options = Mapping[str, list[Option]]


# ---------------------------------------------------------------- fields


class WordsField(forms.CharField):
    """Words to look for. What holds no letter would find everything or nothing: it is refused."""

    @override
    def validate(self, value: str) -> None:
        super().validate(value)
        if not value:
            return
        words = search.typed_words(value)
        if not words:
            raise ValidationError(_("It holds no letter and no digit."), code="words")
        if len(value) > search.LONGEST_TEXT or len(words) > search.MOST_WORDS:
            allowed = {"letters": search.LONGEST_TEXT, "words": search.MOST_WORDS}
            message = _(
                "It is too long: %(letters)d characters and %(words)d words can be looked for at once."
            )
            raise ValidationError(message % allowed, code="words")


class YearField(forms.ChoiceField):
    @override
    def valid_value(self, value: str) -> bool:
        return is_year(value)


class YearsField(forms.MultipleChoiceField):
    @override
    def valid_value(self, value: str) -> bool:
        return is_year(value) or value == UNKNOWN_YEAR


def is_year(text: str) -> bool:
    """Four digits in any script's digits, of a year that a date can have."""
    return len(text) == 4 and text.isdecimal() and OLDEST <= int(text) <= NEWEST


class Words(CharFilter):
    field_class = WordsField


class Facet(MultipleChoiceFilter):
    field_class = forms.MultipleChoiceField


class Years(MultipleChoiceFilter):
    field_class = YearsField


class Year(ChoiceFilter):
    field_class = YearField


# ---------------------------------------------------------------- the languages of the lists


class Filters(FilterSet):
    """What all lists have in common: checked values, and one condition for each filter that was chosen."""

    once: ClassVar[frozenset[str]] = frozenset({"q"})  # the second would silently win

    def __init__(self, query: QueryDict, options: Options) -> None:
        super().__init__(query, Term.objects.none())
        self.query = query
        self.options = options
        for name, offered in options.items():
            self.filters[name].extra["choices"] = [(option.value, option.label) for option in offered]

    def check(self) -> None:
        """Raise BadFilter for the first filter that is not right."""
        for name in self.once:
            values = self.query.getlist(name)
            if len(values) > 1:
                title = _("“%(name)s” stands twice in the address") % {"name": name}
                raise BadFilter(name, values[1], title, _("It can have one value only."))
        for name, errors in self.form.errors.as_data().items():
            raise self._mistake(name, errors[0])
        if len(self.query.getlist("year")) > MOST_YEARS:
            title = _("More than %(count)s years are named") % {"count": MOST_YEARS}
            raise BadFilter("year", self.query.getlist("year")[0], title, _("Use year_from and year_to."))
        self._check_together()

    def _check_together(self) -> None:
        """What each filter alone cannot know."""

    def _mistake(self, name: str, error: ValidationError) -> BadFilter:
        typed = self.query.getlist(name)[-1]
        if name == "q":
            return BadFilter(name, typed, _("These words cannot be looked for"), " ".join(error.messages))
        value = str((error.params or {}).get("value", typed))
        if name.startswith("year"):
            shown = {"value": shortened(value), "oldest": OLDEST, "newest": NEWEST}
            title = _("“%(value)s” is not a year") % shown
            reason = _("Years are written with four digits, from %(oldest)s to %(newest)s.") % shown
            return BadFilter(name, value, title, reason)
        title = UNKNOWN_VALUES[name] % {"value": shortened(value)}
        reason = _("Countries are written with two letters.") if name == "country" else ""
        return BadFilter(name, value, title, reason, nearest(name, value, self.options[name]))

    @property
    def chosen(self) -> dict[str, Any]:
        """The values that were given, by filter."""
        return {name: value for name, value in self.form.cleaned_data.items() if value}

    def label(self, name: str, value: str) -> str:
        """A value in the reader's words."""
        for option in self.options.get(name, []):
            if option.value == value:
                return option.label
        return _("not known") if value == UNKNOWN_YEAR else value

    def conditions(self) -> dict[str, Q]:
        """For each filter that narrows the list, the condition that it adds."""
        raise NotImplementedError

    @override
    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(*self.conditions().values())


class CaseFilters(Filters):
    q = Words(label=gettext_lazy("Words, name or number"))
    country = Facet(label=gettext_lazy("Country"))
    country_role = Facet(label=gettext_lazy("Role of the country"))
    type = Facet(label=gettext_lazy("What was done"))
    type_mode = ChoiceFilter(choices=[("any", "any"), ("all", "all")], label=gettext_lazy("All of these"))
    target = Facet(label=gettext_lazy("Who was targeted"))
    status = Facet(label=gettext_lazy("Status"))
    tag = Facet(label=gettext_lazy("Subject"))
    year = Years(label=gettext_lazy("Year begun"))
    year_from = Year(label=gettext_lazy("Begun in or after"))
    year_to = Year(label=gettext_lazy("Begun in or before"))

    once = frozenset({"q", "type_mode", "year_from", "year_to"})

    @override
    def _check_together(self) -> None:
        first, last = self.chosen.get("year_from"), self.chosen.get("year_to")
        if first and last and int(first) > int(last):
            years = {"first": first, "last": last}
            title = _("%(first)s is after %(last)s") % years
            raise BadFilter(
                "year_from", first, title, _("The years are “from” and “to”, the earlier one first.")
            )

    @override
    def conditions(self) -> dict[str, Q]:
        chosen = self.chosen
        found: dict[str, Q] = {}
        if "q" in chosen:
            found["q"] = search.cases_with(chosen["q"])
        if "country" in chosen or "country_role" in chosen:
            found["country"] = _in_countries(chosen.get("country", []), chosen.get("country_role", []))
        if "type" in chosen and chosen.get("type_mode") == "all":
            found |= {f"type={code}": _has("type", [code]) for code in chosen["type"]}
        elif "type" in chosen:
            found["type"] = _has("type", chosen["type"])
        for facet in ("target", "status", "tag"):
            if facet in chosen:
                found[facet] = _has(facet, chosen[facet])
        if "year" in chosen:
            found["year"] = _any(_begun_in(year) for year in chosen["year"])
        if "year_from" in chosen:
            found["year_from"] = _begun_within(date(int(chosen["year_from"]), 1, 1), None)
        if "year_to" in chosen:
            found["year_to"] = _begun_within(None, date(int(chosen["year_to"]), 12, 31))
        return found


class RecordFilters(Filters):
    """People and organizations: by a word, and by the countries of theirs or of the cases that name them."""

    q = Words(label=gettext_lazy("Name or word"))
    country = Facet(label=gettext_lazy("Country"))

    page: ClassVar[str] = ""  # the way from a row to its page

    @override
    def conditions(self) -> dict[str, Q]:
        found = {}
        if "q" in self.chosen:
            found["q"] = search.pages_with(self.chosen["q"], self.page)
        if "country" in self.chosen:
            found["country"] = self.in_countries(self.chosen["country"])
        return found

    def in_countries(self, codes: list[str]) -> Q:
        in_case = CaseFacet.objects.filter(case=OuterRef("page"), facet="country", value__in=codes)
        of_cases = Mention.objects.filter(Exists(in_case), kind=OuterRef("kind"), key=OuterRef("key"))
        return _names_countries(codes) | Q(Exists(of_cases))


class EventFilters(RecordFilters):
    page = "page__"

    @override
    def in_countries(self, codes: list[str]) -> Q:
        return _names_countries(codes)


class CountryFilters(Filters):
    q = Words(label=gettext_lazy("Name"))


# ---------------------------------------------------------------- conditions


def _has(facet: str, values: list[str]) -> Q:
    return Q(Exists(CaseFacet.objects.filter(case=OuterRef("pk"), facet=facet, value__in=values)))


def _in_countries(codes: list[str], roles: list[str]) -> Q:
    """One row satisfies both: `country=GE&country_role=place` is a case that happened in Georgia."""
    rows = CaseFacet.objects.filter(case=OuterRef("pk"))
    rows = rows.filter(facet__in=[f"country:{role}" for role in roles] if roles else ["country"])
    return Q(Exists(rows.filter(value__in=codes) if codes else rows))


def _names_countries(codes: list[str]) -> Q:
    return Q(Exists(Mention.objects.filter(page=OuterRef("pk"), kind="country", key__in=codes)))


def _begun_in(year: str) -> Q:
    if year == UNKNOWN_YEAR:
        return Q(began_earliest=None, began_latest=None)
    return _begun_within(date(int(year), 1, 1), date(int(year), 12, 31))


def _begun_within(first: date | None, last: date | None) -> Q:
    """Cases that may have begun on one of these days: the bounds of an uncertain date overlap with them.

    - "May 2014" is found by 2014; "2014 to 2016" by 2014, 2015 and 2016.
    - "before 2015" has no first bound: it is found by 2015 and by every year before.
    - What has no date at all is found by no year.
    """
    dated = Q(began_earliest__isnull=False) | Q(began_latest__isnull=False)
    if first:
        dated &= Q(began_latest=None) | Q(began_latest__gte=first)
    if last:
        dated &= Q(began_earliest=None) | Q(began_earliest__lte=last)
    return dated


def _any(conditions: Iterable[Q]) -> Q:
    return reduce(or_, conditions)


# ---------------------------------------------------------------- what there is to choose from

# Which filter offers the terms of which vocabulary. Who was targeted may be a person or an organization.
VOCABULARIES = {
    Vocabulary.CASE_TYPE: "type",
    Vocabulary.OCCUPATION: "target",
    Vocabulary.ORGANIZATION_KIND: "target",
    Vocabulary.CASE_STATUS: "status",
    Vocabulary.TAG: "tag",
    Vocabulary.COUNTRY_ROLE: "country_role",
}

UNKNOWN_VALUES = {
    "country": gettext_lazy("There is no country “%(value)s”"),
    "country_role": gettext_lazy("A country has no role “%(value)s”"),
    "type": gettext_lazy("There is no type of case “%(value)s”"),
    "type_mode": gettext_lazy("Types are asked for with “any” or “all”, not “%(value)s”"),
    "target": gettext_lazy("There is no group of people or organizations “%(value)s”"),
    "status": gettext_lazy("There is no status “%(value)s”"),
    "tag": gettext_lazy("There is no subject “%(value)s”"),
}


def case_options() -> dict[str, list[Option]]:
    """Every value that a list of cases may be asked for. Two queries: terms, countries."""
    found: dict[str, dict[str, Option]] = {name: {} for name in VOCABULARIES.values()}
    for vocabulary, option in _terms():
        of_filter = found[VOCABULARIES[Vocabulary(vocabulary)]]
        same = of_filter.get(option.value)
        if same and same.label != option.label:  # "prosecutor" is an occupation and a kind of organization
            option = Option(option.value, f"{same.label}; {option.label}", option.depth, option.used)
        of_filter[option.value] = option
    return {name: list(options.values()) for name, options in found.items()} | {
        "country": country_options(
            _any_case(CaseFacet.objects.filter(facet="country", value=OuterRef("code")))
        ),
        "type_mode": [Option("any", _("any of these")), Option("all", _("all of these"))],
    }


def _terms() -> Iterator[tuple[str, Option]]:
    facet = Case(
        *(When(vocabulary=vocabulary, then=Value(name)) for vocabulary, name in VOCABULARIES.items()),
    )
    of_value = CaseFacet.objects.filter(facet=OuterRef("facet"), value=OuterRef("code"))
    of_role = CaseFacet.objects.filter(facet=Concat(Value("country:"), OuterRef("code")))
    spoken = get_language() or "en"
    labels = TermLabel.objects.filter(term=OuterRef("pk")).values("label")
    rows = (
        Term.objects.filter(vocabulary__in=VOCABULARIES)
        .in_tree_order()
        .annotate(
            facet=facet,
            used=Case(
                When(vocabulary=Vocabulary.COUNTRY_ROLE, then=_any_case(of_role)), default=_any_case(of_value)
            ),
            shown=Coalesce(
                Subquery(labels.filter(language=spoken)[:1]),
                Subquery(labels.filter(language=spoken.partition("-")[0])[:1]),
                F("label"),
            ),
        )
        .values_list("vocabulary", "code", "shown", "parent", "parent__parent", "used")
    )
    for vocabulary, code, label, parent, grandparent, used in rows:
        yield vocabulary, Option(code, label, depth=bool(parent) + bool(grandparent), used=bool(used))


def country_options(used: Subquery) -> list[Option]:
    """All countries in the order of the reader's alphabet. One query."""
    spoken = get_language() or "en"
    rows = Country.objects.annotate(used=used).values_list("code", "used")
    countries = [Option(code, country_name(code, spoken), used=bool(is_used)) for code, is_used in rows]
    return sorted(countries, key=lambda option: alphabetical(option.label, spoken))


def record_options() -> dict[str, list[Option]]:
    mentions = Mention.objects.filter(kind="country", key=OuterRef("code"))
    return {"country": country_options(Subquery(mentions.order_by("key").values("key")[:1]))}


def _any_case(facets: QuerySet[CaseFacet]) -> Subquery:
    """Some case of these, or nothing. Not EXISTS: PostgreSQL would read the whole table for each value that
    no case has (12 s for all countries and 50,000 cases); in the order of the index it looks once (5 ms).
    """
    return Subquery(facets.order_by("facet", "value", "case").values("case")[:1])


# ---------------------------------------------------------------- helping somebody who mistyped

MOST_HINTS = 3


def nearest(name: str, value: str, options: list[Option]) -> list[Right]:
    """What somebody may have meant by a value that does not exist; else examples that are in use."""
    for option in options:
        if option.value.lower() == value.lower():
            return [Right(name, option.value, option.label)]
    wanted = fold(value[:100])
    codes = codes_named(value[:100], {*TABLE_LANGUAGES}) if name == "country" else set()
    codes |= {option.value for option in options if wanted in {fold(option.value), fold(option.label)}}
    if not codes:
        folded = {fold(text): option.value for option in options for text in (option.value, option.label)}
        longer = {key: code for key, code in folded.items() if len(key) > 2}  # any two letters are alike
        codes = {longer[key] for key in difflib.get_close_matches(wanted, longer, n=MOST_HINTS, cutoff=0.75)}
    meant = [option for option in options if option.value in codes]
    examples = [option for option in options if option.used]
    return [Right(name, option.value, option.label) for option in (meant or examples or options)[:MOST_HINTS]]


def nearest_name(name: str, known: Iterable[str]) -> str | None:
    """`contry` is near `country`."""
    return next(iter(difflib.get_close_matches(name[:60].lower(), list(known), n=1, cutoff=0.6)), None)


def shortened(value: str) -> str:
    return value if len(value) <= 60 else value[:59] + "…"
