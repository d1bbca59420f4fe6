"""Countries and terms: the codes and labels that the desk and the public room both read.

Nothing here says who was persecuted; public code may join these tables. Fields elsewhere that point here say
`related_name="+"`, so that no way leads back from a country or a term to the working record.
"""

from __future__ import annotations

from collections.abc import Iterable
from secrets import token_hex
from typing import Self

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator, validate_slug
from django.db import models
from django.db.models import Case, CheckConstraint, F, Q, UniqueConstraint, When
from django.db.models.functions import Coalesce
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from .country_names import TABLE_LANGUAGES, alphabetical, codes_named, country_name

SOURCE_LANGUAGE = "en"  # the language of Term.label, and what is shown where a translation is missing


class CountryQuerySet(models.QuerySet["Country"]):
    def named(self, text: str) -> Self:
        """Countries found by a code or by a part of their name in English, Azerbaijani, Russian or the
        language that is switched on."""
        return self.filter(code__in=codes_named(text, {*TABLE_LANGUAGES, _active_language()}))

    def present(self) -> Self:
        return self.filter(former=False)

    def by_name(self, language: str | None = None) -> list[Country]:
        """In the order of the alphabet, former states last: no database knows every alphabet."""
        spoken = language or _active_language()
        return sorted(self, key=lambda country: (country.former, alphabetical(country.name(spoken), spoken)))


class Country(models.Model):
    """A state or territory of ISO 3166-1, Kosovo, or a former state of ISO 3166-3 (four letters)."""

    code = models.CharField(
        _("code"),
        max_length=4,
        primary_key=True,
        validators=[RegexValidator(r"^([A-Z]{2}|[A-Z]{4})\Z")],
        help_text=_("ISO 3166-1, two letters; ISO 3166-3, four letters, for a state that no longer exists."),
    )
    former = models.BooleanField(_("former state"), default=False)

    objects = CountryQuerySet.as_manager()

    class Meta:
        verbose_name = _("country")
        verbose_name_plural = _("countries")
        ordering = ("former", "code")

    def __str__(self) -> str:
        return self.name()

    def name(self, language: str | None = None) -> str:
        return country_name(self.code, language or _active_language())

    def labels(self, languages: Iterable[str]) -> dict[str, str]:
        return {language: self.name(language) for language in languages}


class Vocabulary(models.TextChoices):
    CASE_TYPE = "case_type", _("Case types")
    CASE_STATUS = "case_status", _("Case status")
    REDRESS = "redress", _("Redress")
    EVENT_KIND = "event_kind", _("Kinds of event")
    PROCEEDING_KIND = "proceeding_kind", _("Kinds of proceeding")
    STEP_KIND = "step_kind", _("Steps of a proceeding")
    SANCTION_KIND = "sanction_kind", _("Sanctions")
    DETENTION_KIND = "detention_kind", _("Kinds of detention")
    ROLE = "role", _("Roles in a case")
    ORGANIZATION_KIND = "organization_kind", _("Kinds of organization")
    ORGANIZATION_STATUS = "organization_status", _("Legal status of an organization")
    OCCUPATION = "occupation", _("Occupations")
    COUNTRY_ROLE = "country_role", _("Roles of a country")
    CASE_RELATION = "case_relation", _("Relations of cases")
    CERTAINTY = "certainty", _("Certainty")
    VISIBILITY_BASIS = "visibility_basis", _("What a visibility decision rests on")
    SOURCE_KIND = "source_kind", _("Kinds of source")
    SOURCE_RELIABILITY = "source_reliability", _("Reliability of a source")
    CLAIM_RELIABILITY = "claim_reliability", _("Reliability of a claim")
    GENDER = "gender", _("Gender")
    INDICATOR = "indicator", _("Indicators of a country")
    LINK_TO_WORK = "link_to_work", _("Link of the act to the work")
    AFFECTED = "affected", _("Those affected")
    TAG = "tag", _("Tags")


class Effect(models.TextChoices):
    """What code does about a term, and about the desk's own terms below it."""

    OPENS_DETENTION = "opens", _("May open a detention")
    CLOSES_DETENTION = "closes", _("May close a detention")
    SETS_STAGE = "stage", _("Sets the stage where a party stands")
    SETS_OUTCOME = "outcome", _("Sets the outcome in force")
    CUSTODY = "custody", _("Counts as custody")
    NEEDS_TEXT = "needs_text", _("Must be explained in words")
    LOOK_AGAIN = "look_again", _("Must be looked at again within 90 days")


class TermQuerySet(models.QuerySet["Term"]):
    def of(self, vocabulary: str) -> Self:
        """What a form or a filter offers: a vocabulary without its retired terms, each term followed by those
        below it. Two queries: the terms with those above them, and their labels."""
        return self.filter(vocabulary=vocabulary, retired=False).in_tree_order().with_labels()

    def within(self, code: str) -> Self:
        """The term of this code and all below it: `Term.objects.of("case_type").within("liberty")`."""
        return self.filter(Q(code=code) | Q(parent__code=code) | Q(parent__parent__code=code))

    def with_effect(self, effect: str) -> Self:
        """The terms that have it themselves or inherit it, as `Term.has_effect` says of one."""
        return self.filter(Q(effect=effect) | Q(parent__effect=effect) | Q(parent__parent__effect=effect))

    def in_tree_order(self) -> Self:
        second_level = Case(
            When(parent__parent__isnull=False, then=F("parent__position")),
            When(parent__isnull=False, then=F("position")),
        )
        second_code = Case(
            When(parent__parent__isnull=False, then=F("parent__code")),
            When(parent__isnull=False, then=F("code")),
        )
        return self.order_by(
            "vocabulary",
            Coalesce("parent__parent__position", "parent__position", "position"),
            Coalesce("parent__parent__code", "parent__code", "code"),
            second_level.asc(nulls_first=True),
            second_code.asc(nulls_first=True),
            F("parent__parent").asc(nulls_first=True),
            "position",
            "code",
        )

    def with_labels(self) -> Self:
        """Labels and ancestors of any number of terms for two queries."""
        return self.select_related("parent__parent").prefetch_related("translations")


class Term(models.Model):
    """A coded term of a vocabulary. Codes never change: they stand in documents, addresses and exports."""

    LEVELS = 3  # a group, our terms, and the desk's own below one of ours

    vocabulary = models.CharField(_("vocabulary"), max_length=30, choices=Vocabulary.choices)
    code = models.CharField(
        _("code"),
        max_length=50,
        validators=[validate_slug],
        help_text=_("Never changes: it stands in published documents, addresses and exports."),
    )
    parent = models.ForeignKey(
        "self",
        verbose_name=_("below"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        help_text=_("A term of your own hangs below one of ours and counts as that one does."),
    )
    label = models.CharField(
        _("label"), max_length=200, help_text=_("In English; other languages are entered below.")
    )
    note = models.CharField(
        _("note"), max_length=300, blank=True, help_text=_("When to choose it, in a sentence.")
    )
    effect = models.CharField(
        _("effect"),
        max_length=20,
        choices=Effect.choices,
        blank=True,
        help_text=_("What follows from it; inherited by the terms below."),
    )
    locked = models.BooleanField(
        _("locked"), default=False, help_text=_("The program relies on it: only a new release changes it.")
    )
    retired = models.BooleanField(
        _("retired"), default=False, help_text=_("No longer offered; records that use it keep it.")
    )
    position = models.PositiveIntegerField(
        _("position"), default=9999, help_text=_("Among the terms at its side, lowest first.")
    )

    objects = TermQuerySet.as_manager()

    class Meta:
        verbose_name = _("term")
        verbose_name_plural = _("terms")
        ordering = ("vocabulary", "position", "code")
        constraints = (
            UniqueConstraint(
                fields=("vocabulary", "code"),
                name="term_code_is_unique_in_vocabulary",
                violation_error_message=_("This vocabulary has a term with this code already."),
            ),
            CheckConstraint(condition=~Q(code="") & ~Q(label=""), name="term_has_code_and_label"),
            CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")), name="term_is_not_its_own_parent"
            ),
        )

    def __str__(self) -> str:
        return self.name()

    @override
    def clean(self) -> None:
        if self.parent is None:
            return
        if self.parent.vocabulary != self.vocabulary:
            raise ValidationError({"parent": _("Choose a term of the same vocabulary.")})
        above = [term.pk for term in self.parent._lineage()]
        if self.pk is not None and self.pk in above:
            raise ValidationError({"parent": _("A term cannot hang below itself.")})
        if len(above) + self._levels_below() > self.LEVELS - 1:
            raise ValidationError({"parent": _("A vocabulary has three levels at most.")})

    def name(self, language: str | None = None) -> str:
        """In this language (the one switched on by default), else in English."""
        wanted = language or _active_language()
        return self.labels([wanted])[wanted]

    def labels(self, languages: Iterable[str]) -> dict[str, str]:
        """For each language its label, else that of the plain language (`az` for `az-latn`), else English.

        No query where the term came through `of` or `with_labels`, and none for English alone.
        """
        asked = list(languages)
        if all(language == SOURCE_LANGUAGE for language in asked):
            return dict.fromkeys(asked, self.label)
        known = {translation.language: translation.label for translation in self.translations.all()}
        return {
            language: known.get(language) or known.get(language.partition("-")[0]) or self.label
            for language in asked
        }

    def ancestors_codes(self) -> tuple[str, ...]:
        """Its own code and those above: a row filed under all of them is found by `type=liberty` too."""
        return tuple(term.code for term in self._lineage())

    def has_effect(self, effect: str) -> bool:
        return any(term.effect == effect for term in self._lineage())

    def _lineage(self) -> list[Term]:
        lineage: list[Term] = []
        term: Term | None = self
        while term is not None and len(lineage) < self.LEVELS:
            lineage.append(term)
            term = term.parent
        return lineage

    def _levels_below(self) -> int:
        if self.pk is None:
            return 0
        below = Term.objects.filter(parent=self)
        return 2 if Term.objects.filter(parent__in=below).exists() else int(below.exists())


class TermLabel(models.Model):
    """A term in a language other than English."""

    term = models.ForeignKey(
        Term, verbose_name=_("term"), on_delete=models.CASCADE, related_name="translations"
    )
    language = models.CharField(
        _("language"), max_length=12, help_text=_("Its code: az, ru, zh-hans."), validators=[validate_slug]
    )
    label = models.CharField(_("label"), max_length=200)

    class Meta:
        verbose_name = _("label in another language")
        verbose_name_plural = _("labels in other languages")
        ordering = ("language",)
        constraints = (
            UniqueConstraint(
                fields=("term", "language"),
                name="term_has_one_label_a_language",
                violation_error_message=_("This term has a label in this language already."),
            ),
            CheckConstraint(
                condition=~Q(language__in=("", SOURCE_LANGUAGE)) & ~Q(label=""),
                name="term_label_is_in_another_language",
                violation_error_message=_("The English label stands on the term itself."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.label} ({self.language})"


class Revision(models.Model):
    """One row: a mark that changes with the terms, and where counts are repaired, so that no page is kept
    with former labels or wrong numbers."""

    mark = models.CharField(max_length=32)

    def __str__(self) -> str:
        return self.mark

    @classmethod
    def renew(cls) -> None:
        """In the transaction of the change. Random: no mark comes back after a backup was restored."""
        cls.objects.update_or_create(pk=1, defaults={"mark": token_hex(16)})


def _active_language() -> str:
    return get_language() or SOURCE_LANGUAGE
