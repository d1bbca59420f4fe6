"""What the record says of a country as a whole: a profile and indicators."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from cases.models.editorial import Publishable
from cases.models.fields import LanguageField, UncertainDateField, bound
from cases.reference.models import Vocabulary


class Profile(Publishable):
    country = models.OneToOneField(
        "reference.Country", on_delete=models.PROTECT, related_name="+", verbose_name=_("country")
    )

    kind = "country"

    class Meta(Publishable.Meta):
        abstract = False
        verbose_name = _("country profile")
        verbose_name_plural = _("country profiles")

    def __str__(self) -> str:
        return str(self.country)

    @property
    @override
    def key(self) -> str | None:
        """A country page is known by the country's code, from its first publication on."""
        return self.country_id if self.number else None


class ProfileText(models.Model):
    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="texts")
    language = LanguageField()
    summary = models.TextField(_("summary"), blank=True)
    narrative = models.TextField(_("narrative"), blank=True)

    class Meta:
        verbose_name = _("text")
        verbose_name_plural = _("texts")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["profile", "language"],
                name="profile_text_once_a_language",
                violation_error_message=_("There is already a text in this language."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.profile} ({self.language})"


class Indicator(models.Model):
    """One figure about a country, as its source gives it."""

    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="indicators")
    indicator_kind = models.ForeignKey(
        "reference.Term",
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to={"vocabulary": Vocabulary.INDICATOR},
        verbose_name=_("indicator"),
    )
    value = models.DecimalField(_("value"), max_digits=14, decimal_places=2)
    out_of = models.DecimalField(
        _("out of"),
        max_digits=14,
        decimal_places=2,
        null=True,
        blank=True,
        help_text=_("Of a rank: how many."),
    )
    year = UncertainDateField(_("year"))
    year_earliest = bound()
    year_latest = bound()
    compared_with = models.CharField(
        _("compared with"), max_length=200, blank=True, help_text=_("For example: European average.")
    )
    compared_value = models.DecimalField(
        _("its value"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    language = LanguageField(help_text=_("Of the words in this row."))
    remark = models.CharField(_("remark"), max_length=300, blank=True, help_text=_("Public."))

    class Meta:
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.indicator_kind}: {self.value}"
