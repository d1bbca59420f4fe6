"""Who moved what, when, and with what remark: append-only."""

from django.conf import settings
from django.contrib.auth.models import User
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.models.cases import Case
from cases.models.events import Event
from cases.models.fields import exactly_one
from cases.models.organizations import Organization
from cases.models.people import Person
from cases.models.profiles import Profile

RECORDS = ("case", "person", "organization", "event", "profile")
_ONE_RECORD = _("It belongs to exactly one record.")


class OfRecord(models.Model):
    """A row about exactly one published kind of record. PROTECT: what has a history is not deleted."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="%(class)ss")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="%(class)ss")
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, null=True, related_name="%(class)ss"
    )
    event = models.ForeignKey(Event, on_delete=models.PROTECT, null=True, related_name="%(class)ss")
    profile = models.ForeignKey(Profile, on_delete=models.PROTECT, null=True, related_name="%(class)ss")

    class Meta:
        abstract = True


class Review(OfRecord):
    """One move of one record through the workflow."""

    move = models.CharField(
        _("move"), max_length=20
    )  # a key of publishing.workflow.MOVES, or "hide", "hide_name", "redact"
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("by")
    )
    at = models.DateTimeField(_("at"), default=timezone.now)
    remark = models.TextField(_("remark"), blank=True)
    version = models.PositiveIntegerField(_("version"), null=True)  # of the page that the move wrote

    class Meta:
        verbose_name = _("move")
        verbose_name_plural = _("moves")
        ordering = ["-at", "-id"]
        constraints = [exactly_one("review_of_one_record", *RECORDS, message=_ONE_RECORD)]

    def __str__(self) -> str:
        return f"{self.move} {self.at:%Y-%m-%d %H:%M}"


class Dismissal(OfRecord):
    """A warning that an editor has looked at and set aside, with the reason."""

    warning = models.CharField(max_length=200)  # the key of the problem
    reason = models.TextField(_("reason"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("dismissed warning")
        verbose_name_plural = _("dismissed warnings")
        constraints = [exactly_one("dismissal_of_one_record", *RECORDS, message=_ONE_RECORD)]

    def __str__(self) -> str:
        return self.warning


class Mask(models.Model):
    """A place in a public text for an editor: hiding masked or left it, or it holds a former name."""

    class Why(models.TextChoices):
        MASKED = "masked", _("a name was masked")
        FORMER_NAME = "former_name", _("holds a name that has been corrected")
        LEFT = "left", _("may hold a hidden name: it was left as a part of another's name")

    why = models.CharField(_("why"), max_length=20, choices=Why, default=Why.MASKED)
    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=20)
    version = models.PositiveIntegerField(_("version"))
    field = models.CharField(_("where"), max_length=200)  # a path in the document: texts.0.summary
    masked_at = models.DateTimeField(default=timezone.now)
    # Other words for a mask, until a second person confirms them.
    proposed = models.TextField(_("proposed text"), blank=True)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("masked place")
        verbose_name_plural = _("masked places")
        ordering = ["-masked_at", "id"]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}, {self.field}"

    def settle(self, by: User) -> None:
        """This place was looked at; it may wait twice, for two names."""
        same = {name: getattr(self, name) for name in ("kind", "key", "version", "field")}
        Mask.objects.filter(**same, settled_at=None).update(settled_at=timezone.now(), settled_by=by)

    @property
    def is_masked(self) -> bool:
        return self.why == self.Why.MASKED
