"""The filter language, declared: what an address may ask of each list.

A filter given twice means "or", different filters mean "and". django-filter does not refuse by itself: an
invalid form filters nothing. So nobody asks these classes for rows before `check` has passed.
"""

from __future__ import annotations

import difflib
from collections import OrderedDict, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import BadRequest, ValidationError
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_filters import ChoiceFilter, Filter, FilterSet, MultipleChoiceFilter
from django_filters.filters import CharFilter
from pyroaring import BitMap
from typing_extensions import override

from cases.public import course, search
from cases.public.facets import UNKNOWN, Index, union
from cases.public.models import (
    CaseFacet,
    Mention,
    Page,
    PublishedCustody,
    PublishedProvision,
)
from cases.public.options import CUSTODY, NOT_RECORDED, Option, Options
from cases.reckoning.periods import UNCONFIRMED_AFTER
from cases.reference.country_names import TABLE_LANGUAGES, codes_named
from cases.text import dates
from cases.text.dates import UncertainDate, UnreadableDate
from cases.text.folding import fold
from cases.text.uncertain import NEWEST, OLDEST

# What stands after the name of a filter and chooses nothing: whether all of its values are asked for, and the
# words by which its long list of values is searched.
MODE, FIND = "_mode", "_find"
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
        # Whoever knows the address fills these in: what it could say instead; the wrong choice in words, and
        # the address that keeps all others, where there are some; the list without filters.
        self.links: list[tuple[str, str]] = []
        self.choice = ""
        self.without_url = ""
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
        return is_year(value) or value == UNKNOWN


def is_year(text: str) -> bool:
    """Four digits in any script's digits, of a year that a date can have."""
    return len(text) == 4 and text.isdecimal() and OLDEST <= int(text) <= NEWEST


class DateField(forms.CharField):
    """A date as exact as somebody knows it, in words or in EDTF."""

    @override
    def validate(self, value: str) -> None:
        super().validate(value)
        if value and not self.is_right(self.read(value)):
            raise ValidationError(_("It must be one day, such as 2017-05-12 or 12 May 2017."), code="date")

    def read(self, value: str) -> UncertainDate:
        try:
            return dates.read(value)
        except UnreadableDate as reason:
            raise ValidationError(str(reason), code="date") from None

    def is_right(self, when: UncertainDate) -> bool:
        return bool(when)


class DayField(DateField):
    """A day of which something can be known."""

    @override
    def validate(self, value: str) -> None:
        super().validate(value)
        day = self.read(value).earliest if value else None
        if day and day > course.today() + timedelta(days=1):  # in the east it is tomorrow already
            raise ValidationError(_("Nothing is known yet of a day that has not come."), code="date")

    @override
    def is_right(self, when: UncertainDate) -> bool:
        return when.earliest is not None and when.earliest == when.latest


class Words(CharFilter):
    field_class = WordsField


class WhenDate(CharFilter):
    field_class = DateField


class Day(CharFilter):
    field_class = DayField


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
    # Of which a page may have several values: `type_mode=all` asks for all that are chosen.
    several: ClassVar[frozenset[str]] = frozenset()
    # Those with too many values to offer all: `authority_find=prison` offers those that are called so.
    named: ClassVar[frozenset[str]] = frozenset()

    @override
    @classmethod
    def get_filters(cls) -> OrderedDict[str, Filter]:
        found = super().get_filters()
        found.update({name + MODE: ChoiceFilter() for name in sorted(cls.several)})
        label = gettext_lazy("Words in a name")
        found.update({name + FIND: Words(label=label) for name in sorted(cls.named)})
        return found

    def __init__(self, query: QueryDict, options: Options) -> None:
        # Not as in django-filter, which copies every filter: a list has thirty, an address names two.
        self.query = self.data = query
        self.is_bound, self.form_prefix = True, None
        modes = [Option("any", _("any of these")), Option("all", _("all of these"))]
        self.options = {**options, **{name + MODE: modes for name in self.several}}
        self.filters = self.base_filters

    @override
    def get_form_class(self) -> type[forms.Form]:
        """With a field for each filter that the address names: what is not there need not be checked."""
        fields = {
            name: self._field(name, declared) for name, declared in self.filters.items() if name in self.query
        }
        return type(f"{type(self).__name__}Form", (forms.Form,), fields)

    def _field(self, name: str, declared: Filter) -> Any:
        """Nobody is shown this field: of its choices it knows those that the address names."""
        if name not in self.options:
            return declared.field_class(label=declared.label, **declared.extra)
        named = {*self.query.getlist(name)}
        right = [(option.value, option.label) for option in self.options[name] if option.value in named]
        return declared.field_class(label=declared.label, **declared.extra, choices=right)

    def check(self) -> None:
        """Raise BadFilter for the first filter that is not right."""
        once = {*self.once, *(name + MODE for name in self.several), *(name + FIND for name in self.named)}
        for name in sorted(once):
            values = self.query.getlist(name)
            if len(values) > 1:
                title = _("“%(name)s” stands twice in the address") % {"name": name}
                raise BadFilter(name, values[1], title, _("It can have one value only."))
        for name, errors in self.form.errors.as_data().items():
            raise self._mistake(name, errors[0])
        if len(self.query.getlist("year")) > MOST_YEARS:
            title = _("More than %(count)s years are named") % {"count": MOST_YEARS}
            raise BadFilter("year", "…", title, _("Use year_from and year_to."))
        self._check_together()

    def _check_together(self) -> None:
        """What each filter alone cannot know."""

    def _mistake(self, name: str, error: ValidationError) -> BadFilter:
        typed = self.query.getlist(name)[-1]
        if name == "q" or name.endswith(FIND):
            return BadFilter(name, typed, _("These words cannot be looked for"), " ".join(error.messages))
        value = str((error.params or {}).get("value", typed))
        if name.startswith("year"):
            shown = {"value": shortened(value), "oldest": OLDEST, "newest": NEWEST}
            title = _("“%(value)s” is not a year") % shown
            reason = _("Years are written with four digits, from %(oldest)s to %(newest)s.") % shown
            return BadFilter(name, value, title, reason)
        if name in {"begun", "held_on"}:
            title = _("“%(value)s” cannot be looked for as a date") % {"value": shortened(value)}
            return BadFilter(name, value, title, " ".join(error.messages))
        words = {"value": shortened(value), "name": name}
        title = UNKNOWN_VALUES["mode" if name.endswith(MODE) else name] % words
        if name == "provision":
            return BadFilter(
                name, value, title, _("Articles are written as they are cited: 178, or 178.3.2."), _cited()
            )
        reason = _("Countries are written with two letters.") if name in {"country", "nationality"} else ""
        return BadFilter(name, value, title, reason, nearest(name, value, self.options[name]))

    @property
    def chosen(self) -> dict[str, Any]:
        """The values that were given, by filter."""
        return {name: value for name, value in self.form.cleaned_data.items() if value}

    def label(self, name: str, value: str) -> str:
        """A value in the reader's words."""
        if name in {"begun", "held_on"}:
            return dates.in_words(dates.read(value).edtf)
        for option in self.options.get(name, []):
            if option.value == value:
                return option.label
        return _("not known") if value == UNKNOWN else value


FEW_COUNTRIES = 8  # of which the courts and laws are looked for apart


class Faceted(Filters):
    """A list whose rows are found and counted by bitmaps (`facets.py`)."""

    of_kind: ClassVar[str]  # its pages: case, person …
    # Of which it is not counted what each value would leave.
    uncounted: ClassVar[frozenset[str]] = frozenset({"provision"})
    home: ClassVar[str] = "country"  # a facet of countries of which each page has a value

    q = Words(label=gettext_lazy("Name or word"))

    def conditions(self, index: Index) -> dict[str, BitMap]:
        """For each filter that narrows the list, the pages that satisfy it; where all of the types are asked
        for, `type=raid` for one of them."""
        found: dict[str, BitMap] = {}
        for name, chosen in self.chosen.items():
            if name.endswith((MODE, FIND)) or (name in NARROWS and NARROWS[name] in self.chosen):
                continue
            if name == "q":
                if (held := self.with_words(chosen)) is not None:
                    found["q"] = held
                continue
            values = dict.fromkeys(chosen) if isinstance(chosen, list) else [chosen]
            each = {value: self.having(index, name, value) for value in values}
            if self.chosen.get(name + MODE) == "all":
                found |= {f"{name}={value}": having for value, having in each.items()}
            else:
                found[name] = union(each.values())
        return found

    def having(self, index: Index, name: str, value: str) -> BitMap:
        """The pages that one value of a filter finds."""
        match name:
            case "provision" | "provision_number":
                keys = (option.keys for option in self.options[name] if option.value == value)
                return index.having("provision", *(key for of_value in keys for key in of_value))
            case "custody":
                return in_custody(index, value)
            case "year":
                return _begun_in(index, value)
        return index.having(name, value)

    def with_words(self, text: str) -> BitMap | None:
        """The pages that hold these words; None where very many do (`search.MOST`)."""
        found = Page.objects.filter(
            search.pages_with(text), search.is_of_kind(self.of_kind), state=Page.State.LIVE
        )
        return BitMap(int(key) for key in found.values_list("key", flat=True))

    def counts(self, index: Index, conditions: Mapping[str, BitMap]) -> dict[str, dict[str, int]]:
        """For each filter and value, how many pages it would leave, given the other filters; where all of the
        chosen values are asked for, given these too."""
        found = {}
        all_others = self.without(index, "", conditions)  # what most filters are counted among
        for name, declared in self.filters.items():
            if isinstance(declared, MultipleChoiceFilter) and name not in self.uncounted:
                is_chosen = name in conditions or NARROWS.get(name) in conditions
                among = self.without(index, name, conditions) if is_chosen else all_others
                of = self._long_facets(index, among) if name in self.named else index
                found[name] = self.count(of, name, among)
        return found

    def _long_facets(self, index: Index, among: BitMap) -> Index:
        """Of the index what is worth counting among these pages, which all are of the chosen countries."""
        chosen = self.chosen.get("country")
        facet, codes = ("country", chosen) if chosen else (self.home, index.present(among, self.home))
        return index.long_facets_of(facet, codes) if len(codes) <= FEW_COUNTRIES else index

    def without(self, index: Index, name: str, conditions: Mapping[str, BitMap]) -> BitMap:
        """The pages that all filters find but one."""
        others = (kept for key, kept in conditions.items() if key not in {name, NARROWS.get(name)})
        return index.every.intersection(*others)

    def count(self, index: Index, name: str, among: BitMap) -> dict[str, int]:
        """Of these pages, how many have each value of a filter."""
        if name == "custody":
            return self.count_each(index, name, among, CUSTODY)
        if name == "year":  # "before 2015" has every year since 1900
            return index.counts(among, name, {*map(str, index.span), UNKNOWN, *self.chosen.get(name, [])})
        return index.counts(among, "provision" if name == "provision_number" else name)

    def count_each(self, index: Index, name: str, among: BitMap, values: Iterable[str]) -> dict[str, int]:
        """The same of values that are no facet by themselves."""
        return {value: among.intersection_cardinality(self.having(index, name, value)) for value in values}


# A filter that narrows what another one matches: one row of a case satisfies both.
NARROWS = {"country_role": "country"}


class CaseFilters(Faceted):
    of_kind = "case"
    home = "country:lead"

    q = Words(label=gettext_lazy("Words, name or number"))
    country = Facet(label=gettext_lazy("Country"))
    country_role = Facet(label=gettext_lazy("Role of the country"))
    type = Facet(label=gettext_lazy("What was done"))
    target = Facet(label=gettext_lazy("Who was targeted"))
    authority = Facet(label=gettext_lazy("Authority responsible"))
    status = Facet(label=gettext_lazy("Status"))
    tag = Facet(label=gettext_lazy("Subject"))
    event_kind = Facet(label=gettext_lazy("What happened"))
    language = Facet(label=gettext_lazy("Language of the text"))
    year = Years(label=gettext_lazy("Year begun"))
    year_from = Year(label=gettext_lazy("Begun in or after"))
    year_to = Year(label=gettext_lazy("Begun in or before"))
    begun = WhenDate(label=gettext_lazy("Begun in or on"))
    stage = Facet(label=gettext_lazy("Stage reached"))
    outcome = Facet(label=gettext_lazy("Outcome, in force or last"))
    custody = Facet(label=gettext_lazy("Custody of somebody targeted"))
    held_on = Day(label=gettext_lazy("Somebody targeted was in custody on"))
    provision = Facet(label=gettext_lazy("Charged under article"))
    provision_number = Facet(label=gettext_lazy("Law or article"))
    part = Facet(label=gettext_lazy("Whole or part"))
    within = Facet(label=gettext_lazy("Within a larger case"))
    trait = Facet(label=gettext_lazy("Also"))

    once = frozenset({"q", "year_from", "year_to", "begun", "held_on"})
    several = frozenset(
        "country type target authority tag event_kind language stage outcome custody provision"
        " provision_number within trait".split()
    )
    named = frozenset({"authority", "provision_number", "within"})

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
    def having(self, index: Index, name: str, value: str) -> BitMap:
        match name:
            case "country":
                roles = self.chosen.get("country_role", [])
                return union(index.having(facet, value) for facet in _countries_in(roles))
            case "year_from":
                return index.begun_in(int(value), NEWEST)
            case "year_to":
                return index.begun_in(OLDEST, int(value))
            case "begun":
                when = dates.read(value)
                return index.begun_between(when.earliest, when.latest)
            case "held_on":
                return _held_on(dates.read(value).earliest)
            case "trait" if value.endswith(NOT_RECORDED):
                return index.every - index.having("trait", value.removesuffix(NOT_RECORDED))
        return super().having(index, name, value)

    @override
    def with_words(self, text: str) -> BitMap | None:
        return search.few_cases_with(text)

    @override
    def counts(self, index: Index, conditions: Mapping[str, BitMap]) -> dict[str, dict[str, int]]:
        found = super().counts(index, conditions)
        if codes := self.chosen.get("country"):
            others = (kept for key, kept in conditions.items() if key.partition("=")[0] != "country")
            by_role = {
                role: [index.having(f"country:{role}", code) for code in codes]
                for role in index.values("country_role")
            }
            among = index.every.intersection(*others)
            all_of_them = self.chosen.get("country_mode") == "all"
            found["country_role"] = {
                role: len(among.intersection(*having) if all_of_them else among & union(having))
                for role, having in by_role.items()
            }
        return found

    @override
    def count(self, index: Index, name: str, among: BitMap) -> dict[str, int]:
        if name == "trait":
            having = super().count(index, name, among)
            absent = (option.value for option in self.options[name] if option.value.endswith(NOT_RECORDED))
            return having | {
                value: len(among) - having.get(value.removesuffix(NOT_RECORDED), 0) for value in absent
            }
        roles = self.chosen.get("country_role", [])
        if name != "country" or not roles:
            return super().count(index, name, among)
        codes = {code for facet in _countries_in(roles) for code in index.values(facet)}
        return self.count_each(index, name, among, codes)


# What the form of the list of cases folds away.
OF_COURTS = frozenset("stage outcome custody held_on provision provision_number part within trait".split())


class PeopleFilters(Faceted):
    of_kind = "person"
    uncounted = frozenset({"provision", "within"})

    role = Facet(label=gettext_lazy("Role in a case"))
    occupation = Facet(label=gettext_lazy("Occupation"))
    gender = Facet(label=gettext_lazy("Gender"))
    nationality = Facet(label=gettext_lazy("Nationality"))
    country = Facet(label=gettext_lazy("Country, theirs or of a case"))
    custody = Facet(label=gettext_lazy("Custody"))
    outcome = Facet(label=gettext_lazy("Outcome, in force or last"))
    provision = Facet(label=gettext_lazy("Charged under article"))
    provision_number = Facet(label=gettext_lazy("Law or article"))
    within = Facet(label=gettext_lazy("Within a case"))

    several = frozenset(
        "role occupation nationality country outcome provision provision_number within".split()
    )
    named = frozenset({"provision_number"})

    @override
    def having(self, index: Index, name: str, value: str) -> BitMap:
        if name != "within":
            return super().having(index, name, value)
        # A bitmap for each case would be more of them than people: asked for of one case, it is a query.
        parts = CaseFacet.objects.filter(facet="within", value=value)
        of_case = Q(page__kind="case", page__key=value) | Q(page__in=parts.values("case__page"))
        return _named_in(Mention.objects.filter(of_case, kind="person"), index)


class OrganizationFilters(Faceted):
    of_kind = "organization"

    kind = Facet(label=gettext_lazy("Kind"))
    role = Facet(label=gettext_lazy("Role in a case"))
    country = Facet(label=gettext_lazy("Country, its own or of a case"))
    legal_status = Facet(label=gettext_lazy("Legal status, now or before"))
    measure = Facet(label=gettext_lazy("What was done in a case against it"))

    several = frozenset("role country legal_status measure".split())


class EventFilters(Faceted):
    of_kind = "event"

    kind = Facet(label=gettext_lazy("Kind"))
    country = Facet(label=gettext_lazy("Country"))
    place = Facet(label=gettext_lazy("Place"))
    year = Years(label=gettext_lazy("Year"))
    person = Facet(label=gettext_lazy("Person, in a case of which it is told"))
    organization = Facet(label=gettext_lazy("Organization, in a case of which it is told"))

    uncounted = frozenset({"person", "organization"})  # but where few are named
    several = frozenset({"country", "person", "organization"})
    named = frozenset({"person", "organization"})

    @override
    def having(self, index: Index, name: str, value: str) -> BitMap:
        if name not in {"person", "organization"}:
            return super().having(index, name, value)
        # The events in whose course cases stand that name somebody: some of them name thousands.
        events = Mention.objects.filter(
            kind="event", page__kind="case", page__mentions__kind=name, page__mentions__key=value
        )
        return _named_in(events, index)

    @override
    def counts(self, index: Index, conditions: Mapping[str, BitMap]) -> dict[str, dict[str, int]]:
        found = super().counts(index, conditions)
        for name, events in _told_of(index).items():
            among = self.without(index, name, conditions)
            found[name] = {key: among.intersection_cardinality(those) for key, those in events.items()}
        return found


class SearchFilters(Filters):
    q = Words(label=gettext_lazy("Words, name or number"))


class CountryFilters(Filters):
    q = Words(label=gettext_lazy("Name"))


# ---------------------------------------------------------------- conditions


def _begun_in(index: Index, year: str) -> BitMap:
    """Cases that may have begun in a year: the bounds of an uncertain date overlap with it.

    - "May 2014" is found by 2014; "2014 to 2016" by 2014, 2015 and 2016.
    - "before 2015" has no first bound: it is found by 2015 and by every year before.
    - What has no date at all is found by no year.
    """
    return index.having("year", UNKNOWN) if year == UNKNOWN else index.begun_in(int(year), int(year))


def _countries_in(roles: list[str]) -> list[str]:
    """The facets that say which countries a case has in one of these roles, or in any."""
    return [f"country:{role}" for role in roles] or ["country"]


def _held_on(day: date | None) -> BitMap:
    """Cases in which somebody targeted was in custody on a day for certain, whatever the true dates were.

    - Held from "May 2017" to "12.05.2018": certain from 31 May 2017 to 12 May 2018.
    - Where no end is known, until custody was last confirmed. Of the days after that nothing is known.
    """
    days = PublishedCustody.objects.filter(first__lte=day, last__gte=day, standing__targeted=True)
    return BitMap(days.values_list("standing__case", flat=True))


def _named_in(mentions: QuerySet[Mention], index: Index) -> BitMap:
    """The live pages that are named there."""
    return BitMap(int(key) for key in mentions.values_list("key", flat=True)) & index.every


MOST_TOLD = 5000  # mentions that are read to count the events of people and organizations


def _told_of(index: Index) -> dict[str, dict[str, BitMap]]:
    """For each person and organization the events of whose course a case is told that names them; nothing
    where that would be read from very many mentions. Two queries."""
    in_cases = Mention.objects.filter(kind="event", page__kind="case").order_by()
    told = list(in_cases.values_list("page", "key")[: MOST_TOLD + 1])
    named = Mention.objects.filter(
        page__in={page for page, _key in told}, kind__in=["person", "organization"]
    )
    parties = list(named.order_by().values_list("page", "kind", "key")[: MOST_TOLD + 1])
    if max(len(told), len(parties)) > MOST_TOLD:
        return {}
    events: dict[int, BitMap] = defaultdict(BitMap)
    for page, key in told:
        events[page].add(int(key))
    found: dict[str, dict[str, BitMap]] = {"person": defaultdict(BitMap), "organization": defaultdict(BitMap)}
    for page, kind, key in parties:
        found[kind][key] |= events[page] & index.every
    return found


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
    if (kept := index.kept.get((word, oldest))) is None:
        kept = index.kept[word, oldest] = _held_since(index, word, oldest)
    return kept


def _held_since(index: Index, word: str, oldest: str) -> BitMap:
    days = [value for value in index.values("held") if value not in {"ever", "released"}]
    confirmed = [day for day in days if day[0].isdigit() and day >= oldest]
    return index.having("held", *(confirmed if word == "now" else set(days) - set(confirmed)))


# ---------------------------------------------------------------- what a value that does not exist is called

UNKNOWN_VALUES = {
    "country": gettext_lazy("There is no country “%(value)s”"),
    "country_role": gettext_lazy("A country has no role “%(value)s”"),
    "type": gettext_lazy("There is no type of case “%(value)s”"),
    "mode": gettext_lazy("“%(name)s” is “any” or “all”, not “%(value)s”"),
    "target": gettext_lazy("There is no group of people or organizations “%(value)s”"),
    "authority": gettext_lazy("No public case names an authority with the number “%(value)s”"),
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
    "gender": gettext_lazy("There is no gender “%(value)s” in this record"),
    "nationality": gettext_lazy("There is no country “%(value)s”"),
    "kind": gettext_lazy("There is no kind “%(value)s”"),
    "legal_status": gettext_lazy("There is no legal status “%(value)s”"),
    "measure": gettext_lazy("There is no type of case “%(value)s”"),
    "place": gettext_lazy("No public event has the place “%(value)s”"),
    "person": gettext_lazy("There is no public person with the number “%(value)s”"),
    "organization": gettext_lazy("There is no public organization with the number “%(value)s”"),
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
    codes = codes_named(value[:100], {*TABLE_LANGUAGES}) if name in {"country", "nationality"} else set()
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
