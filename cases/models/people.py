"""People. Nothing of them is public before their visibility is decided."""

from typing import Literal

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from cases.models.editorial import Publishable
from cases.models.fields import LanguageField, UncertainDateField, bound, ends_after_it_begins
from cases.models.names import NameBase, one_primary
from cases.models.visibility import Visible
from cases.reference.models import Country, Term, Vocabulary
from cases.text import dates


class Person(Visible, Publishable):
    gender = models.ForeignKey(
        "reference.Term",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        limit_choices_to={"vocabulary": Vocabulary.GENDER},
        verbose_name=_("gender"),
    )
    born = UncertainDateField(_("born"), help_text=_("The public sees the year at most."))
    born_earliest = bound()
    born_latest = bound()
    died = UncertainDateField(_("died"))
    died_earliest = bound()
    died_latest = bound()
    nationalities: "models.ManyToManyField[Country, models.Model]" = models.ManyToManyField(
        Country, blank=True, related_name="+", verbose_name=_("nationalities")
    )
    occupations: "models.ManyToManyField[Term, models.Model]" = models.ManyToManyField(
        Term,
        blank=True,
        related_name="+",
        limit_choices_to={"vocabulary": Vocabulary.OCCUPATION},
        verbose_name=_("occupations"),
    )

    kind: Literal["person"] = "person"

    class Meta(Visible.Meta, Publishable.Meta):
        abstract = False
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            *Visible.Meta.constraints,
            ends_after_it_begins("person_died_after_birth", "born", "died"),
        ]
        permissions = [("hide_person", _("Can hide a person from everything public"))]

    @override
    def clean(self) -> None:
        super().clean()
        for name in ("born", "died"):
            day = getattr(self, f"{name}_earliest")
            if day is not None and day > timezone.localdate():
                words = _("“%(date)s” is still to come: look at the year again.")
                raise ValidationError({name: words % {"date": dates.in_words(getattr(self, name))}})


class PersonName(NameBase):
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="names")
    patronymic = models.CharField(
        _("patronymic"), max_length=100, blank=True, help_text=_("Kept apart from the name; never published.")
    )

    class Meta(NameBase.Meta):
        abstract = False
        verbose_name = _("name")
        verbose_name_plural = _("names")
        constraints = [one_primary("person_has_one_primary_name", "person")]


class PersonText(models.Model):
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="texts")
    language = LanguageField()
    biography = models.TextField(_("biography"))

    class Meta:
        verbose_name = _("biography")
        verbose_name_plural = _("biographies")
        constraints = [
            models.UniqueConstraint(fields=["person", "language"], name="person_text_once_a_language")
        ]

    def __str__(self) -> str:
        return f"{self.person} ({self.language})"
