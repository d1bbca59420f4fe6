"""Proceedings: one legal matter each, with the numbers that authorities gave it."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.models.cases import Case
from cases.reference.models import Vocabulary
from cases.text.folding import fold


class Proceeding(models.Model):
    main_case = models.ForeignKey(
        Case, on_delete=models.PROTECT, related_name="proceedings", verbose_name=_("main case")
    )
    other_cases: "models.ManyToManyField[Case, models.Model]" = models.ManyToManyField(
        Case, blank=True, related_name="shared_proceedings", verbose_name=_("also belongs to")
    )
    kind = models.ForeignKey(
        "reference.Term",
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to={"vocabulary": Vocabulary.PROCEEDING_KIND},
        verbose_name=_("kind"),
    )
    body = models.ForeignKey(
        "Organization",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("before"),
        help_text=_("The court or body that conducts it."),
    )

    class Meta:
        verbose_name = _("proceeding")
        verbose_name_plural = _("proceedings")
        ordering = ["id"]

    def __str__(self) -> str:
        numbers = ", ".join(number.number for number in self.numbers.all())
        return f"{self.kind} {numbers}".strip()


class ProceedingNumber(models.Model):
    """An official number, slashes and all, and who gave it."""

    proceeding = models.ForeignKey(Proceeding, on_delete=models.CASCADE, related_name="numbers")
    number = models.CharField(
        _("official number"), max_length=100, help_text=_("As it is written in the papers.")
    )
    # Letters and digits alone: "142 006-023" and "142006023" are one number.
    folded = models.CharField(max_length=100, editable=False)
    authority = models.ForeignKey(
        "Organization",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("given by"),
    )

    class Meta:
        verbose_name = _("official number")
        verbose_name_plural = _("official numbers")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "folded"],
                name="proceeding_number_once_an_authority",
                violation_error_message=_("This authority has already given this number to a proceeding."),
            )
        ]

    def __str__(self) -> str:
        return self.number

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.folded = fold_number(self.number)
        super().save(*args, **kwargs)


def fold_number(number: str) -> str:
    """An official number as it is compared: letters and digits alone, in ASCII."""
    return fold(number).replace(" ", "")
