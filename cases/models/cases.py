"""Cases: what the public links to, who is in them, where, and how they relate."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.models.editorial import Publishable
from cases.models.fields import LanguageField, UncertainDateField, bound, ends_after_it_begins, exactly_one
from cases.models.visibility import Visibility
from cases.reference.models import Term, Vocabulary


class Case(Publishable):
    types: "models.ManyToManyField[Term, models.Model]" = models.ManyToManyField(
        Term,
        blank=True,
        related_name="+",
        limit_choices_to={"vocabulary": Vocabulary.CASE_TYPE},
        verbose_name=_("types"),
    )
    tags: "models.ManyToManyField[Term, models.Model]" = models.ManyToManyField(
        Term,
        blank=True,
        related_name="+",
        limit_choices_to={"vocabulary": Vocabulary.TAG},
        verbose_name=_("tags"),
    )
    status = models.ForeignKey(
        "reference.Term",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        limit_choices_to={"vocabulary": Vocabulary.CASE_STATUS},
        verbose_name=_("status"),
        help_text=_("In the world, as last reported; empty is published as “unknown”."),
    )
    status_as_of = UncertainDateField(_("as of"))
    status_as_of_earliest = bound()
    status_as_of_latest = bound()
    redress = models.ForeignKey(
        "reference.Term",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        limit_choices_to={"vocabulary": Vocabulary.REDRESS},
        verbose_name=_("redress"),
    )
    began = UncertainDateField(_("began"))
    began_earliest = bound()
    began_latest = bound()
    ended = UncertainDateField(_("ended"))
    ended_earliest = bound()
    ended_latest = bound()

    # Whose authorities or law act; where none acts, where it happened. Being a column it is one at most.
    lead_country = models.ForeignKey(
        "reference.Country",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("lead country"),
        help_text=_("Whose authorities or law act; where none acts, where it happened."),
    )

    kind = "case"

    class Meta(Publishable.Meta):
        abstract = False
        verbose_name = _("case")
        verbose_name_plural = _("cases")
        constraints = [ends_after_it_begins("case_ends_after_it_begins", "began", "ended")]
        permissions = [
            ("submit_record", _("Can submit records for review")),
            ("review_record", _("Can send back, approve and publish records")),
            ("withdraw_record", _("Can withdraw published records")),
            ("redact_record", _("Can replace the masks that hiding left")),
        ]


class CaseText(models.Model):
    """Title, summary and narrative in one language."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="texts")
    language = LanguageField()
    title = models.CharField(_("title"), max_length=300, blank=True)
    summary = models.TextField(
        _("summary"), blank=True, help_text=_("Two sentences that a newspaper could print.")
    )
    narrative = models.TextField(
        _("what happened"), blank=True, help_text=_("An empty line begins a new paragraph.")
    )

    class Meta:
        verbose_name = _("text")
        verbose_name_plural = _("texts")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "language"],
                name="case_text_once_a_language",
                violation_error_message=_("There is already a text in this language."),
            )
        ]

    def __str__(self) -> str:
        return self.title


class CaseCountry(models.Model):
    """A further country and its role; the lead country, which maps and figures count, stands in the case."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="countries")
    country = models.ForeignKey(
        "reference.Country", on_delete=models.PROTECT, related_name="+", verbose_name=_("country")
    )
    role = models.ForeignKey(
        "reference.Term",
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to=Q(vocabulary=Vocabulary.COUNTRY_ROLE) & ~Q(code="lead"),
        verbose_name=_("role"),
    )

    class Meta:
        verbose_name = _("further country")
        verbose_name_plural = _("further countries")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "country", "role"],
                name="case_country_once_a_role",
                violation_error_message=_("This country already has this role."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.country} ({self.role})"


class Participation(models.Model):
    """Exactly one person, organization, or unidentified party in words, and the role in the case."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="participations")
    person = models.ForeignKey(
        "Person",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="participations",
        verbose_name=_("person"),
    )
    organization = models.ForeignKey(
        "Organization",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="participations",
        verbose_name=_("organization"),
    )
    party = models.CharField(
        _("unidentified party"),
        max_length=300,
        null=True,
        blank=True,
        help_text=_("In words, where nobody is identified: three men in plain clothes."),
    )
    count = models.PositiveIntegerField(
        _("how many"), null=True, blank=True, help_text=_("Of an unidentified party, where it is known.")
    )
    language = LanguageField(help_text=_("Of the words in this row."))
    role = models.ForeignKey(
        "reference.Term",
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to=Q(vocabulary=Vocabulary.ROLE, parent__isnull=False),
        verbose_name=_("role"),
    )
    affiliation = models.CharField(
        _("at that time"),
        max_length=300,
        blank=True,
        help_text=_("Profession, post or employer in the case."),
    )
    age_from = models.PositiveSmallIntegerField(_("age"), null=True, blank=True)
    age_to = models.PositiveSmallIntegerField(_("age at most"), null=True, blank=True)
    minor = models.BooleanField(_("a minor"), null=True, blank=True)
    work_link = models.ForeignKey(
        "reference.Term",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        limit_choices_to={"vocabulary": Vocabulary.LINK_TO_WORK},
        verbose_name=_("link to the work"),
    )
    certainty = models.ForeignKey(
        "reference.Term",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        limit_choices_to={"vocabulary": Vocabulary.CERTAINTY},
        verbose_name=_("how sure"),
        help_text=_("Empty is published as “reported”."),
    )
    # Only stricter than the person's or organization's own decision; empty: as decided there.
    visibility = models.CharField(
        _("name shown in this case as"),
        max_length=10,
        choices=[choice for choice in Visibility.choices if choice[0] != Visibility.UNDECIDED],
        blank=True,
    )
    pseudonym = models.CharField(
        _("pseudonym in this case"),
        max_length=200,
        blank=True,
        help_text=_("Empty: that of the person. The same one in two cases ties them together."),
    )

    class Meta:
        verbose_name = _("participant")
        verbose_name_plural = _("participants")
        ordering = ["id"]
        constraints = [
            exactly_one(
                "participation_names_one",
                "person",
                "organization",
                "party",
                message=_("Name a person, an organization, or an unidentified party: exactly one of them."),
            ),
            models.CheckConstraint(
                condition=Q(age_to__isnull=True) | Q(age_to__gte=F("age_from")),
                name="participation_ages_in_order",
                violation_error_message=_("The second age is below the first."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.person or self.organization or self.party)

    @property
    def is_targeted(self) -> bool:
        return self.role.parent is not None and self.role.parent.code == "affected"


class CaseRelation(models.Model):
    """This case is part of, follows, or is otherwise related to another one."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="relations")
    other = models.ForeignKey(
        Case, on_delete=models.PROTECT, related_name="relations_from", verbose_name=_("case")
    )
    relation = models.ForeignKey(
        "reference.Term",
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to={"vocabulary": Vocabulary.CASE_RELATION},
        verbose_name=_("relation"),
    )
    certainty = models.ForeignKey(
        "reference.Term",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        limit_choices_to={"vocabulary": Vocabulary.CERTAINTY},
        verbose_name=_("how sure"),
    )

    class Meta:
        verbose_name = _("related case")
        verbose_name_plural = _("related cases")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "other", "relation"],
                name="case_relation_once",
                violation_error_message=_("This relation is already there."),
            ),
            models.CheckConstraint(
                condition=~Q(case=F("other")),
                name="case_relation_to_another",
                violation_error_message=_("A case cannot be related to itself."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.relation}: {self.other}"
