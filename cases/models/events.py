"""Events: dated facts. Most belong to one case; a law or an election has a page of its own."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.models.cases import Case
from cases.models.editorial import Publishable
from cases.models.fields import LanguageField, UncertainDateField, bound
from cases.models.provisions import Provision
from cases.reference.models import Country, Vocabulary


class LawStep(models.TextChoices):
    """Where the life of a law stands after an event."""

    DRAFT = "draft", _("drafted")
    ADOPTED = "adopted", _("adopted")
    IN_FORCE = "in_force", _("in force")
    STRUCK_DOWN = "struck_down", _("struck down")
    REPEALED = "repealed", _("repealed")


class Event(Publishable):
    """Published with its case, where it has one; else on its own, and shown in the cases that share it.

    Its `working_title` is what a case form shows in one line; texts in further languages stand in EventText.
    """

    case = models.ForeignKey(
        Case,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="events",
        verbose_name=_("case"),
        help_text=_("The one case that it belongs to; empty for a law, an election, or an event of several."),
    )
    shared_by: "models.ManyToManyField[Case, models.Model]" = models.ManyToManyField(
        Case,
        blank=True,
        related_name="shared_events",
        verbose_name=_("also in the cases"),
        help_text=_("Of an event with a page of its own."),
    )
    event_kind = models.ForeignKey(
        "reference.Term",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        limit_choices_to={"vocabulary": Vocabulary.EVENT_KIND},
        verbose_name=_("kind"),
    )
    date = UncertainDateField(_("date"))
    date_earliest = bound()
    date_latest = bound()
    language = LanguageField()
    title = models.CharField(_("title"), max_length=300, blank=True)
    text = models.TextField(_("what happened"), blank=True)
    country = models.ForeignKey(
        "reference.Country",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("country of the place"),
    )
    place = models.CharField(_("place"), max_length=200, blank=True)
    concerns: "models.ManyToManyField[Country, models.Model]" = models.ManyToManyField(
        Country, blank=True, related_name="+", verbose_name=_("countries that it concerns")
    )

    instrument = models.ForeignKey(
        Provision,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="events",
        limit_choices_to={"parent__isnull": True},
        verbose_name=_("law"),
        help_text=_("The law or code in whose life this is an event."),
    )
    law_step = models.CharField(_("the law was"), max_length=12, choices=LawStep, blank=True)

    kind = "event"

    class Meta(Publishable.Meta):
        abstract = False
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["date_earliest", "id"]

    def __str__(self) -> str:
        return self.title or self.working_title


class EventText(models.Model):
    """The same event told in a further language."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="texts")
    language = LanguageField()
    title = models.CharField(_("title"), max_length=300)
    text = models.TextField(_("what happened"), blank=True)

    class Meta:
        verbose_name = _("text in a further language")
        verbose_name_plural = _("texts in further languages")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "language"],
                name="event_text_once_a_language",
                violation_error_message=_("There is already a text in this language."),
            )
        ]

    def __str__(self) -> str:
        return self.title
