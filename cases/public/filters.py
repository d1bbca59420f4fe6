"""The filter language, declared: what an address may ask of each list.

A filter given twice means "or", different filters mean "and". django-filter does not refuse by itself: an
invalid form filters nothing. So nobody asks these classes for rows before `check` has passed.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import BadRequest, ValidationError
from django.db.models import Exists, OuterRef, Q
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_filters import ChoiceFilter, FilterSet, MultipleChoiceFilter
from django_filters.filters import CharFilter
from pyroaring import BitMap
from typing_extensions import override

from cases.public import course, search
from cases.public.facets import Index, union
from cases.public.models import (
    CaseFacet,
    Mention,
    PageFacet,
    PublishedDecision,
    PublishedProvision,
    PublishedStanding,
)
from cases.public.options import CUSTODY, Option, Options
from cases.reckoning.periods import UNCONFIRMED_AFTER
from cases.reference.country_names import TABLE_LANGUAGES, codes_named
from cases.reference.models import Term, Vocabulary
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
        if name == "provision":
            return BadFilter(
                name, value, title, _("Articles are written as they are cited: 178, or 178.3.2."), _cited()
            )
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


class CaseFilters(Filters):
    q = Words(label=gettext_lazy("Words, name or number"))
    country = Facet(label=gettext_lazy("Country"))
    country_role = Facet(label=gettext_lazy("Role of the country"))
    type = Facet(label=gettext_lazy("What was done"))
    type_mode = ChoiceFilter(choices=[("any", "any"), ("all", "all")], label=gettext_lazy("All of these"))
    target = Facet(label=gettext_lazy("Who was targeted"))
    status = Facet(label=gettext_lazy("Status"))
    tag = Facet(label=gettext_lazy("Subject"))
    event_kind = Facet(label=gettext_lazy("What happened"))
    language = Facet(label=gettext_lazy("Language of the text"))
    year = Years(label=gettext_lazy("Year begun"))
    year_from = Year(label=gettext_lazy("Begun in or after"))
    year_to = Year(label=gettext_lazy("Begun in or before"))
    stage = Facet(label=gettext_lazy("Stage reached"))
    outcome = Facet(label=gettext_lazy("Outcome, in force or last"))
    custody = Facet(label=gettext_lazy("Custody of somebody targeted"))
    provision = Facet(label=gettext_lazy("Charged under article"))
    provision_number = Facet(label=gettext_lazy("Charged under"))
    part = Facet(label=gettext_lazy("Whole or part"))
    within = Facet(label=gettext_lazy("Within"))
    trait = Facet(label=gettext_lazy("Also"))

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

    def conditions(self, index: Index) -> dict[str, BitMap]:
        """For each filter that narrows the list, the cases that satisfy it; without words that very many
        cases hold (`search.MOST`)."""
        chosen = self.chosen
        found: dict[str, BitMap] = {}
        if "q" in chosen and (held := search.few_cases_with(chosen["q"])) is not None:
            found["q"] = held
        if "country" in chosen or "country_role" in chosen:
            found["country"] = self._in_countries(index)
        if "type" in chosen and chosen.get("type_mode") == "all":
            found |= {f"type={code}": index.having("type", code) for code in chosen["type"]}
        for name in SIMPLE:
            if name in chosen and name not in {key.partition("=")[0] for key in found}:
                found[name] = index.having(name, *chosen[name])
        for name in ("provision", "provision_number"):
            if name in chosen:
                found[name] = index.having("provision", *self._provisions(name))
        if "custody" in chosen:
            found["custody"] = union(in_custody(index, word) for word in chosen["custody"])
        if "year" in chosen:
            found["year"] = union(_begun_in(index, year) for year in chosen["year"])
        if "year_from" in chosen:
            found["year_from"] = index.begun_in(int(chosen["year_from"]), NEWEST)
        if "year_to" in chosen:
            found["year_to"] = index.begun_in(OLDEST, int(chosen["year_to"]))
        return found

    def counts(self, index: Index, conditions: Mapping[str, BitMap]) -> dict[str, dict[str, int]]:
        """For each filter and value, how many cases it would leave, given the other filters."""

        def among(name: str) -> BitMap:
            others = (kept for key, kept in conditions.items() if key != name)
            return index.every.intersection(*others)

        found = {name: index.counts(among(name), name) for name in (*SIMPLE, "year")}
        by_country = among("country")
        codes, roles = self.chosen.get("country", []), self.chosen.get("country_role", [])
        found["country"] = _count_countries(index, by_country, roles)
        found["country_role"] = {
            role: by_country.intersection_cardinality(
                index.having(f"country:{role}", *codes) if codes else index.having("country_role", role)
            )
            for role in index.values("country_role")
        }
        by_custody = among("custody")
        found["custody"] = {
            word: by_custody.intersection_cardinality(in_custody(index, word)) for word in CUSTODY
        }
        return found

    def _in_countries(self, index: Index) -> BitMap:
        """One row satisfies both: `country=GE&country_role=place` is a case that happened in Georgia."""
        codes, roles = self.chosen.get("country", []), self.chosen.get("country_role", [])
        if not codes:
            return index.having("country_role", *roles)
        facets = [f"country:{role}" for role in roles] or ["country"]
        return union(index.having(facet, *codes) for facet in facets)

    def _provisions(self, name: str) -> list[str]:
        options = [option for option in self.options[name] if option.value in self.chosen[name]]
        return [key for option in options for key in option.keys]


# Filters whose values are those of the facet of the same name.
SIMPLE = (
    "type",
    "target",
    "status",
    "tag",
    "stage",
    "outcome",
    "part",
    "within",
    "trait",
    "event_kind",
    "language",
)

# What the form of the list of cases folds away.
OF_COURTS = frozenset("stage outcome custody provision provision_number part within trait".split())


class RecordFilters(Filters):
    """People and organizations: by a word, and by the countries of theirs or of the cases that name them."""

    q = Words(label=gettext_lazy("Name or word"))
    country = Facet(label=gettext_lazy("Country"))

    page: ClassVar[str] = ""  # the way from a row to its page

    def conditions(self) -> dict[str, Q]:
        """For each filter that narrows the list, the condition that it adds."""
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


class PeopleFilters(RecordFilters):
    role = Facet(label=gettext_lazy("Role in a case"))
    occupation = Facet(label=gettext_lazy("Occupation"))
    custody = Facet(label=gettext_lazy("Custody"))

    @override
    def conditions(self) -> dict[str, Q]:
        found, chosen = super().conditions(), self.chosen
        if "role" in chosen:
            found["role"] = _any(_in_role(code) for code in chosen["role"])
        if "occupation" in chosen:
            found["occupation"] = Q(
                Exists(
                    PageFacet.objects.filter(
                        page=OuterRef("pk"), facet="occupation", value__in=chosen["occupation"]
                    )
                )
            )
        if "custody" in chosen:
            found["custody"] = _any(_custody_of_person(word) for word in chosen["custody"])
        return found


class EventFilters(RecordFilters):
    page = "page__"

    @override
    def in_countries(self, codes: list[str]) -> Q:
        return _names_countries(codes)


class SearchFilters(Filters):
    q = Words(label=gettext_lazy("Words, name or number"))


class CountryFilters(Filters):
    q = Words(label=gettext_lazy("Name"))


# ---------------------------------------------------------------- conditions


def _names_countries(codes: list[str]) -> Q:
    return Q(Exists(Mention.objects.filter(page=OuterRef("pk"), kind="country", key__in=codes)))


def _begun_in(index: Index, year: str) -> BitMap:
    """Cases that may have begun in a year: the bounds of an uncertain date overlap with it.

    - "May 2014" is found by 2014; "2014 to 2016" by 2014, 2015 and 2016.
    - "before 2015" has no first bound: it is found by 2015 and by every year before.
    - What has no date at all is found by no year.
    """
    return (
        index.having("year", UNKNOWN_YEAR) if year == UNKNOWN_YEAR else index.begun_in(int(year), int(year))
    )


def _count_countries(index: Index, among: BitMap, roles: list[str]) -> dict[str, int]:
    """Cases by country, in any of these roles, or in any."""
    if not roles:
        return index.counts(among, "country")
    facets = [f"country:{role}" for role in roles]
    codes = {code for facet in facets for code in index.values(facet)}
    return {
        code: among.intersection_cardinality(union(index.having(facet, code) for facet in facets))
        for code in codes
    }


def in_custody(index: Index, word: str) -> BitMap:
    """Somebody who is targeted is held, or was; that nothing is recorded holds for all of them.

    Who is held counts as held while that was confirmed within 12 months, and then as not known.
    """
    match word:
        case "none":
            return index.every - index.having("held", "ever")
        case "released":
            return index.having("held", "released")
    oldest = (course.today() - UNCONFIRMED_AFTER).isoformat()
    days = [value for value in index.values("held") if value not in {"ever", "released"}]
    confirmed = [day for day in days if day[0].isdigit() and day >= oldest]
    return index.having("held", *(confirmed if word == "now" else set(days) - set(confirmed)))


def _custody_of_person(word: str) -> Q:
    """Over all her cases: held now if any of them says so, unknown before released."""
    hers = PublishedStanding.objects.filter(kind=OuterRef("kind"), key=OuterRef("key"), proceeding=0)
    if word == "none":
        return ~Q(Exists(hers.filter(was_held=True)))
    before = CUSTODY[: CUSTODY.index(word)]
    in_words = hers.with_custody(course.today())
    found = Q(Exists(in_words.filter(custody=word)))
    return found & ~Q(Exists(in_words.filter(custody__in=before))) if before else found


def _in_role(code: str) -> Q:
    """Whoever has this role in a case, or one below it; judges and prosecutors also by what they decided."""
    roles = Term.objects.filter(vocabulary=Vocabulary.ROLE).within(code).order_by().values("code")
    named = Mention.objects.filter(kind=OuterRef("kind"), key=OuterRef("key"), how__in=roles)
    decided = PublishedDecision.objects.filter(kind=OuterRef("kind"), key=OuterRef("key"))
    offices = ["judge", "prosecutor"] if code == "acting" else [code]
    return Q(Exists(named)) | Q(Exists(decided.filter(office__in=offices)))


def _any(conditions: Iterable[Q]) -> Q:
    return reduce(or_, conditions)


# ---------------------------------------------------------------- what a value that does not exist is called

UNKNOWN_VALUES = {
    "country": gettext_lazy("There is no country “%(value)s”"),
    "country_role": gettext_lazy("A country has no role “%(value)s”"),
    "type": gettext_lazy("There is no type of case “%(value)s”"),
    "type_mode": gettext_lazy("Types are asked for with “any” or “all”, not “%(value)s”"),
    "target": gettext_lazy("There is no group of people or organizations “%(value)s”"),
    "status": gettext_lazy("There is no status “%(value)s”"),
    "tag": gettext_lazy("There is no subject “%(value)s”"),
    "event_kind": gettext_lazy("There is no kind of event “%(value)s”"),
    "language": gettext_lazy("No case has a text in a language “%(value)s”"),
    "stage": gettext_lazy("There is no stage “%(value)s”"),
    "outcome": gettext_lazy("There is no outcome “%(value)s”"),
    "custody": gettext_lazy("Custody is asked for with now, unknown, released or none, not “%(value)s”"),
    "provision": gettext_lazy("Nobody was charged under an article “%(value)s”"),
    "provision_number": gettext_lazy("There is no provision with the number “%(value)s”"),
    "part": gettext_lazy("A case is a whole or a part, not “%(value)s”"),
    "within": gettext_lazy("There is no public case with the number “%(value)s”"),
    "trait": gettext_lazy("There is nothing called “%(value)s” that a case can be"),
    "role": gettext_lazy("There is no role “%(value)s”"),
    "occupation": gettext_lazy("There is no occupation “%(value)s”"),
}

# ---------------------------------------------------------------- helping somebody who mistyped

MOST_HINTS = 3


def _cited() -> list[Right]:
    """Some articles under which somebody was charged."""
    rows = PublishedProvision.objects.exclude(code="").filter(charges__isnull=False).distinct()
    codes = rows.order_by("code").values_list("code", flat=True)[:MOST_HINTS]
    return [Right("provision", code, code) for code in codes]


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
