"""Detentions: where and how long somebody was held, and when that was last confirmed."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.models.cases import Participation
from cases.models.fields import UncertainDateField, bound, ends_after_it_begins
from cases.reference.models import Vocabulary
from cases.text import dates


class Detention(models.Model):
    """One place in which a participant of a case was held, from and to. No end: nobody knows of one."""

    participation = models.ForeignKey(
        Participation, on_delete=models.CASCADE, related_name="detentions", verbose_name=_("who")
    )
    detention_kind = models.ForeignKey(
        "reference.Term",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        limit_choices_to={"vocabulary": Vocabulary.DETENTION_KIND},
        verbose_name=_("kind"),
    )
    place = models.CharField(_("place"), max_length=200, blank=True)
    institution = models.ForeignKey(
        "Organization",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("institution"),
    )
    began = UncertainDateField(_("from"))
    began_earliest = bound()
    began_latest = bound()
    ended = UncertainDateField(_("to"), help_text=_("Empty: no end is known."))
    ended_earliest = bound()
    ended_latest = bound()
    lawyer_access = models.BooleanField(_("lawyer may visit"), null=True, blank=True)
    family_access = models.BooleanField(_("family may visit"), null=True, blank=True)
    confirmed = UncertainDateField(
        _("last confirmed"), help_text=_("The last day on which a source still found them held.")
    )
    confirmed_earliest = bound()
    confirmed_latest = bound()

    class Meta:
        verbose_name = _("detention")
        verbose_name_plural = _("detentions")
        ordering = ["began_earliest", "id"]
        constraints = [ends_after_it_begins("detention_ends_after_it_begins", "began", "ended")]

    def __str__(self) -> str:
        where = self.place or self.detention_kind or ""
        return f"{self.participation}: {where} {dates.in_words(self.began)}".strip()
