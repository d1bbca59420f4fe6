"""Organizations: those who are targeted, those who act, and those who help."""

from typing import Literal

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.models.addresses import public_address
from cases.models.editorial import Publishable
from cases.models.fields import LanguageField, UncertainDateField, bound, ends_after_it_begins
from cases.models.names import NameBase, one_primary
from cases.models.visibility import Visible
from cases.reference.models import Vocabulary


class Organization(Visible, Publishable):
    organization_kind = models.ForeignKey(
        "reference.Term",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        limit_choices_to={"vocabulary": Vocabulary.ORGANIZATION_KIND},
        verbose_name=_("kind"),
    )
    country = models.ForeignKey(
        "reference.Country",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("country"),
    )
    founded = UncertainDateField(_("founded"))
    founded_earliest = bound()
    founded_latest = bound()
    dissolved = UncertainDateField(_("dissolved"))
    dissolved_earliest = bound()
    dissolved_latest = bound()
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="parts",
        verbose_name=_("part of"),
    )
    website = models.URLField(_("website"), blank=True, max_length=500, validators=[public_address])

    kind: Literal["organization"] = "organization"

    class Meta(Visible.Meta, Publishable.Meta):
        abstract = False
        verbose_name = _("organization")
        verbose_name_plural = _("organizations")
        constraints = [
            *Visible.Meta.constraints,
            ends_after_it_begins("organization_dissolved_after_founding", "founded", "dissolved"),
        ]
        permissions = [("hide_organization", _("Can hide an organization from everything public"))]

    def clean(self) -> None:
        above, whole = {self.pk}, self.parent
        while whole is not None:
            if whole.pk in above:
                raise ValidationError({"parent": _("It cannot be part of itself, nor of one of its parts.")})
            above.add(whole.pk)
            whole = whole.parent


class OrganizationName(NameBase):
    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="names")

    class Meta(NameBase.Meta):
        abstract = False
        verbose_name = _("name")
        verbose_name_plural = _("names")
        constraints = [one_primary("organization_has_one_primary_name", "organization")]


class OrganizationText(models.Model):
    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="texts")
    language = LanguageField()
    description = models.TextField(_("description"))

    class Meta:
        verbose_name = _("description")
        verbose_name_plural = _("descriptions")
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "language"], name="organization_text_once_a_language"
            )
        ]

    def __str__(self) -> str:
        return f"{self.organization} ({self.language})"


class LegalStatus(models.Model):
    """What an organization was in the eyes of one state's law, from and to."""

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="statuses")
    country = models.ForeignKey(
        "reference.Country", on_delete=models.PROTECT, related_name="+", verbose_name=_("country")
    )
    status = models.ForeignKey(
        "reference.Term",
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to={"vocabulary": Vocabulary.ORGANIZATION_STATUS},
        verbose_name=_("status"),
    )
    began = UncertainDateField(_("from"))
    began_earliest = bound()
    began_latest = bound()
    ended = UncertainDateField(_("to"), help_text=_("Empty: no end is known."))
    ended_earliest = bound()
    ended_latest = bound()
    by = models.ForeignKey(
        Organization,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("by whom"),
    )

    class Meta:
        verbose_name = _("legal status")
        verbose_name_plural = _("legal status")
        ordering = ["began_earliest", "id"]
        constraints = [ends_after_it_begins("legal_status_ends_after_it_begins", "began", "ended")]

    def __str__(self) -> str:
        return f"{self.status}, {self.country}"


class Domain(models.Model):
    """A domain of an organization, and where and when it was blocked."""

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="domains")
    name = models.CharField(_("domain"), max_length=253, help_text=_("Without https://: example.org."))
    country = models.ForeignKey(
        "reference.Country",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("blocked in"),
    )
    blocked_from = UncertainDateField(_("blocked from"))
    blocked_from_earliest = bound()
    blocked_from_latest = bound()
    blocked_to = UncertainDateField(_("blocked until"), help_text=_("Empty: no end is known."))
    blocked_to_earliest = bound()
    blocked_to_latest = bound()

    class Meta:
        verbose_name = _("domain")
        verbose_name_plural = _("domains")
        ordering = ["name", "id"]
        constraints = [
            ends_after_it_begins("domain_block_ends_after_it_begins", "blocked_from", "blocked_to")
        ]

    def __str__(self) -> str:
        return self.name
