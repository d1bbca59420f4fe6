"""Sources, and citations: which source a claim of the record rests on, and where in it."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.models.addresses import public_address
from cases.models.affected import Affected
from cases.models.cases import Case, Participation
from cases.models.detentions import Detention
from cases.models.events import Event
from cases.models.fields import LanguageField, UncertainDateField, bound, exactly_one
from cases.models.organizations import Domain, LegalStatus, Organization
from cases.models.people import Person
from cases.models.proceedings import Proceeding, Step
from cases.models.profiles import Indicator, Profile
from cases.reference.models import Vocabulary


class Source(models.Model):
    title = models.CharField(_("title"), max_length=500)
    language = LanguageField()
    source_kind = models.ForeignKey(
        "reference.Term",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        limit_choices_to={"vocabulary": Vocabulary.SOURCE_KIND},
        verbose_name=_("kind"),
    )
    author = models.CharField(_("author"), max_length=300, blank=True)
    publisher = models.CharField(_("publisher"), max_length=300, blank=True)
    published = UncertainDateField(_("date"))
    published_earliest = bound()
    published_latest = bound()
    url = models.URLField(_("address"), max_length=2000, blank=True, validators=[public_address])
    archived_url = models.URLField(
        _("archived address"), max_length=2000, blank=True, validators=[public_address]
    )
    reliability = models.CharField(
        _("reliability"),
        max_length=1,
        blank=True,
        choices=[(letter, letter) for letter in "ABCDEF"],
        help_text=_("Admiralty code: A completely reliable … E unreliable, F cannot be judged."),
    )
    confidential = models.BooleanField(
        _("confidential"), default=False, help_text=_("Never shown, and no ground to publish on.")
    )
    held = models.BooleanField(
        _("held by the desk"),
        default=False,
        help_text=_(
            "Cited without its address and author: they would expose a person whose name is withheld."
        ),
    )
    harmful = models.BooleanField(
        _("harmful"), default=False, help_text=_("Cited without a link: smears, forced confessions.")
    )
    note = models.TextField(_("notes for the desk"), blank=True, help_text=_("Never published."))

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["title", "id"]

    def __str__(self) -> str:
        return f"{self.author}: {self.title}" if self.author else self.title


class Says(models.TextChoices):
    CONFIRMS = "confirms", _("confirms")
    CONTRADICTS = "contradicts", _("contradicts")
    MENTIONS = "mentions", _("mentions")


class Citation(models.Model):
    """One place in a source, cited by one record for those of its claims that the uses name."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, null=True, related_name="citations")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, related_name="citations")
    organization = models.ForeignKey(
        Organization, on_delete=models.CASCADE, null=True, related_name="citations"
    )
    event = models.ForeignKey(Event, on_delete=models.CASCADE, null=True, related_name="citations")
    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, null=True, related_name="citations")
    source = models.ForeignKey(
        Source, on_delete=models.PROTECT, related_name="citations", verbose_name=_("source")
    )
    locator = models.CharField(
        _("place in it"), max_length=300, blank=True, help_text=_("Page, paragraph, minute or part.")
    )
    quotation = models.TextField(
        _("quotation"), blank=True, help_text=_("The words that the claim rests on.")
    )
    says = models.CharField(_("says"), max_length=12, choices=Says, default=Says.CONFIRMS)
    # A source that bears out the whole record is cited for every claim in it.
    everything = models.BooleanField(_("for everything"), default=False)

    class Meta:
        verbose_name = _("citation")
        verbose_name_plural = _("citations")
        ordering = ["id"]
        constraints = [
            exactly_one(
                "citation_of_one_record",
                "case",
                "person",
                "organization",
                "event",
                "profile",
                message=_("A citation belongs to exactly one record."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.source}, {self.locator}" if self.locator else str(self.source)


# The rows of a record that are claims of their own.
ROWS = (
    "event",
    "participation",
    "proceeding",
    "step",
    "detention",
    "affected",
    "indicator",
    "legal_status",
    "domain",
)


class CitationUse(models.Model):
    """What a citation is cited for: a field of its record, or one row in it."""

    citation = models.ForeignKey(Citation, on_delete=models.CASCADE, related_name="uses")
    field = models.CharField(max_length=40, null=True)  # summary, narrative, status, began, …
    event = models.ForeignKey(Event, on_delete=models.CASCADE, null=True, related_name="uses")
    participation = models.ForeignKey(Participation, on_delete=models.CASCADE, null=True, related_name="uses")
    proceeding = models.ForeignKey(Proceeding, on_delete=models.CASCADE, null=True, related_name="uses")
    step = models.ForeignKey(Step, on_delete=models.CASCADE, null=True, related_name="uses")
    detention = models.ForeignKey(Detention, on_delete=models.CASCADE, null=True, related_name="uses")
    affected = models.ForeignKey(Affected, on_delete=models.CASCADE, null=True, related_name="uses")
    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, null=True, related_name="uses")
    legal_status = models.ForeignKey(LegalStatus, on_delete=models.CASCADE, null=True, related_name="uses")
    domain = models.ForeignKey(Domain, on_delete=models.CASCADE, null=True, related_name="uses")

    class Meta:
        constraints = [
            exactly_one(
                "citation_use_of_one_claim",
                "field",
                *ROWS,
                message=_("A use names exactly one claim."),
            )
        ]

    def __str__(self) -> str:
        return self.claim

    @property
    def claim(self) -> str:
        """The claim as a form and a gathered record call it: "summary", or "event:12"."""
        for row in ROWS:
            if pk := getattr(self, f"{row}_id"):
                return f"{row}:{pk}"
        return self.field or ""

    @classmethod
    def of(cls, citation: Citation, claim: str) -> "CitationUse":
        """The (unsaved) use for a claim as `claim` writes it."""
        row, _colon, pk = claim.partition(":")
        target: dict[str, Any] = {f"{row}_id": int(pk)} if pk else {"field": row}
        return cls(citation=citation, **target)
