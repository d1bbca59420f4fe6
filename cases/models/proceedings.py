"""Proceedings: one legal matter each, with the numbers that authorities gave it."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.models.cases import Case, Participation
from cases.models.fields import CurrencyField, LanguageField, UncertainDateField, bound, exactly_one
from cases.models.provisions import Provision
from cases.reference.models import Vocabulary
from cases.text import dates
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

    amount = models.DecimalField(_("amount claimed"), max_digits=16, decimal_places=2, null=True, blank=True)
    currency = CurrencyField()

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


class ProceedingParty(models.Model):
    """A participant of the case who is a party to the proceeding, or brought it."""

    class Side(models.TextChoices):
        PARTY = "party", _("party")
        BROUGHT_BY = "brought_by", _("brought by")

    proceeding = models.ForeignKey(Proceeding, on_delete=models.CASCADE, related_name="parties")
    participation = models.ForeignKey(
        Participation, on_delete=models.CASCADE, related_name="proceedings", verbose_name=_("participant")
    )
    side = models.CharField(_("side"), max_length=12, choices=Side, default=Side.PARTY)

    class Meta:
        verbose_name = _("party")
        verbose_name_plural = _("parties")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["proceeding", "participation"],
                name="proceeding_party_once",
                violation_error_message=_("This participant is already a party."),
            )
        ]

    def __str__(self) -> str:
        return str(self.participation)


class Charge(models.Model):
    """What a party is accused of; steps add, requalify and drop it."""

    proceeding = models.ForeignKey(Proceeding, on_delete=models.CASCADE, related_name="charges")
    party = models.ForeignKey(
        ProceedingParty, on_delete=models.CASCADE, related_name="charges", verbose_name=_("party")
    )
    provision = models.ForeignKey(
        Provision, on_delete=models.PROTECT, related_name="charges", verbose_name=_("provision")
    )

    class Meta:
        verbose_name = _("charge")
        verbose_name_plural = _("charges")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["party", "provision"],
                name="charge_once_a_party",
                violation_error_message=_("This party is already charged under this provision."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.party}: {self.provision}"


class Step(models.Model):
    """One dated act of a proceeding, for the parties and charges that are ticked; none ticked: for all.

    A verdict that differs between defendants is two steps of one day.
    """

    proceeding = models.ForeignKey(Proceeding, on_delete=models.CASCADE, related_name="steps")
    step_kind = models.ForeignKey(
        "reference.Term",
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to=Q(vocabulary=Vocabulary.STEP_KIND, parent__isnull=False),
        verbose_name=_("step"),
    )
    date = UncertainDateField(_("date"))
    date_earliest = bound()
    date_latest = bound()
    body = models.ForeignKey(
        "Organization",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("court or body"),
    )
    in_absentia = models.BooleanField(_("in absentia"), null=True, blank=True)
    language = LanguageField(help_text=_("Of the words in this row."))
    text = models.TextField(_("what was decided"), blank=True)
    parties: "models.ManyToManyField[ProceedingParty, models.Model]" = models.ManyToManyField(
        ProceedingParty,
        blank=True,
        related_name="steps",
        verbose_name=_("for"),
        help_text=_("None ticked: for all."),
    )
    charges: "models.ManyToManyField[Charge, models.Model]" = models.ManyToManyField(
        Charge,
        blank=True,
        related_name="steps",
        verbose_name=_("charges"),
        help_text=_("None ticked: all of them."),
    )
    requalified_to = models.ForeignKey(
        Provision,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="requalifying",
        verbose_name=_("requalified to"),
    )

    class Meta:
        verbose_name = _("step")
        verbose_name_plural = _("steps")
        ordering = ["date_earliest", "id"]

    def __str__(self) -> str:
        return f"{self.step_kind} {dates.in_words(self.date)}".strip()


class StepOfficial(models.Model):
    """A judge or prosecutor of a step: a person, or an organization where nobody is named."""

    class Office(models.TextChoices):
        JUDGE = "judge", _("judge")
        PROSECUTOR = "prosecutor", _("prosecutor")

    step = models.ForeignKey(Step, on_delete=models.CASCADE, related_name="officials")
    office = models.CharField(_("as"), max_length=12, choices=Office, default=Office.JUDGE)
    person = models.ForeignKey(
        "Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("person")
    )
    organization = models.ForeignKey(
        "Organization",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("organization"),
    )

    class Meta:
        verbose_name = _("judge or prosecutor")
        verbose_name_plural = _("judges and prosecutors")
        ordering = ["id"]
        constraints = [
            exactly_one(
                "step_official_is_one",
                "person",
                "organization",
                message=_("Name a person or an organization, not both."),
            )
        ]

    def __str__(self) -> str:
        return str(self.person or self.organization)


class Sanction(models.Model):
    """What a step imposed on one party as a whole, not for each charge."""

    step = models.ForeignKey(Step, on_delete=models.CASCADE, related_name="sanctions")
    party = models.ForeignKey(
        ProceedingParty, on_delete=models.CASCADE, related_name="sanctions", verbose_name=_("party")
    )
    sanction_kind = models.ForeignKey(
        "reference.Term",
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to={"vocabulary": Vocabulary.SANCTION_KIND},
        verbose_name=_("sanction"),
    )
    years = models.PositiveSmallIntegerField(_("years"), null=True, blank=True)
    months = models.PositiveSmallIntegerField(_("months"), null=True, blank=True)
    days = models.PositiveSmallIntegerField(_("days"), null=True, blank=True)
    indefinite = models.BooleanField(_("indefinite"), default=False)
    suspended = models.BooleanField(_("suspended"), default=False)
    amount = models.DecimalField(_("amount"), max_digits=16, decimal_places=2, null=True, blank=True)
    currency = CurrencyField()

    class Meta:
        verbose_name = _("sanction")
        verbose_name_plural = _("sanctions")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(indefinite=False) | Q(years__isnull=True, months__isnull=True, days__isnull=True),
                name="sanction_indefinite_has_no_length",
                violation_error_message=_("It is either indefinite or has a length."),
            ),
            models.CheckConstraint(
                condition=Q(amount__isnull=True) | ~Q(currency=""),
                name="sanction_amount_has_a_currency",
                violation_error_message=_("Say in which currency."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.party}: {self.sanction_kind}"


class Correction(models.Model):
    """What a step said before somebody corrected it, or took it out: append-only; its history stays."""

    proceeding = models.ForeignKey(Proceeding, on_delete=models.CASCADE, related_name="corrections")
    # Nothing where the step itself was taken out.
    step = models.ForeignKey(Step, on_delete=models.SET_NULL, null=True, related_name="corrections")
    was = models.JSONField(_("said before"))  # label of a field -> what stood in it, as shown at the desk
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("corrected"), default=timezone.now)

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d}"


def fold_number(number: str) -> str:
    """An official number as it is compared: letters and digits alone, in ASCII."""
    return fold(number).replace(" ", "")
