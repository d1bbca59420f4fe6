"""How many were affected, where nobody has named them: a figure with its bound, or only words."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.models.cases import Case
from cases.models.events import Event
from cases.models.fields import LanguageField, exactly_one
from cases.reference.models import Vocabulary


class Affected(models.Model):
    """Shown beside counts and never added to them: hundreds of NGOs, at least 250 journalists."""

    class Bound(models.TextChoices):
        AT_LEAST = "at_least", _("at least")
        ABOUT = "about", _("about")
        AT_MOST = "at_most", _("at most")
        EXACTLY = "exactly", _("exactly")
        WORDS = "words", _("in words only")

    case = models.ForeignKey(Case, on_delete=models.CASCADE, null=True, blank=True, related_name="affected")
    event = models.ForeignKey(Event, on_delete=models.CASCADE, null=True, blank=True, related_name="affected")
    bound = models.CharField(_("how many"), max_length=10, choices=Bound, default=Bound.WORDS)
    number = models.PositiveIntegerField(_("number"), null=True, blank=True)
    language = LanguageField(help_text=_("Of the words in this row."))
    words = models.CharField(
        _("in words"), max_length=200, blank=True, help_text=_("As the source says it: hundreds of NGOs.")
    )
    whom = models.ForeignKey(
        "reference.Term",
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to={"vocabulary": Vocabulary.AFFECTED},
        verbose_name=_("of whom"),
    )
    done = models.ForeignKey(
        "reference.Term",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        limit_choices_to=Q(vocabulary=Vocabulary.CASE_TYPE),
        verbose_name=_("what was done"),
    )

    class Meta:
        verbose_name = _("affected")
        verbose_name_plural = _("affected")
        ordering = ["id"]
        constraints = [
            exactly_one(
                "affected_of_one_record", "case", "event", message=_("It belongs to a case or to an event.")
            ),
            models.CheckConstraint(
                condition=Q(bound="words", number__isnull=True) & ~Q(words="")
                | ~Q(bound="words") & Q(number__isnull=False),
                name="affected_figure_or_words",
                violation_error_message=_("Give a number, or say it in words only."),
            ),
        ]

    def __str__(self) -> str:
        return self.words or f"{self.get_bound_display()} {self.number}"
