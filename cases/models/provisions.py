"""Law: one tree of instruments (a country's code, a law, a treaty), their articles, parts and items."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.models.fields import LanguageField, UncertainDateField, bound, ends_after_it_begins


class Provision(models.Model):
    """An instrument, or a part of one at any depth: Criminal Code › 178 › 178.3 › 178.3.2."""

    class Level(models.TextChoices):
        INSTRUMENT = "instrument", _("instrument")
        ARTICLE = "article", _("article")
        PART = "part", _("part")
        ITEM = "item", _("item")

    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="parts",
        verbose_name=_("part of"),
        help_text=_("Empty for the code, law or treaty itself."),
    )
    level = models.CharField(_("level"), max_length=12, choices=Level, default=Level.ARTICLE)
    country = models.ForeignKey(
        "reference.Country",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("country"),
        help_text=_("Of an instrument; empty for a treaty."),
    )
    code = models.CharField(
        _("number"), max_length=60, blank=True, help_text=_("As it is cited, the whole of it: 178.3.2.")
    )
    language = LanguageField()
    title = models.CharField(_("title"), max_length=300, blank=True)
    valid_from = UncertainDateField(_("in force from"))
    valid_from_earliest = bound()
    valid_from_latest = bound()
    valid_to = UncertainDateField(_("in force until"))
    valid_to_earliest = bound()
    valid_to_latest = bound()
    # Given when the first case that cites it is published, never reused.
    number = models.PositiveBigIntegerField(_("permalink number"), null=True, unique=True, editable=False)

    class Meta:
        verbose_name = _("provision")
        verbose_name_plural = _("provisions")
        ordering = ["code", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["parent", "code"],
                name="provision_once_in_its_parent",
                violation_error_message=_("This provision is already there."),
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True, level="instrument")
                | (Q(parent__isnull=False) & ~Q(level="instrument") & ~Q(code="")),
                name="provision_is_an_instrument_or_part_of_one",
                violation_error_message=_(
                    "An instrument stands by itself; all else has a number and is part of one."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(level="instrument") | ~Q(title=""),
                name="provision_instrument_has_a_title",
                violation_error_message=_("Give the title of the instrument."),
            ),
            ends_after_it_begins("provision_ends_after_it_begins", "valid_from", "valid_to"),
        ]

    def __str__(self) -> str:
        return " ".join(part for part in (self.code, self.title) if part)

    def clean(self) -> None:
        if self.parent and self in self.parent.lineage():
            raise ValidationError({"parent": _("It cannot be part of itself, nor of one of its parts.")})

    def lineage(self) -> list["Provision"]:
        """From the instrument down to this provision."""
        above = self.parent.lineage() if self.parent else []
        return [*above, self]


class ProvisionTitle(models.Model):
    provision = models.ForeignKey(Provision, on_delete=models.CASCADE, related_name="titles")
    language = LanguageField()
    title = models.CharField(_("title"), max_length=300)

    class Meta:
        verbose_name = _("title in a further language")
        verbose_name_plural = _("titles in further languages")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["provision", "language"], name="provision_title_once_a_language")
        ]

    def __str__(self) -> str:
        return self.title
