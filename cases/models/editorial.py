"""What all five kinds of published record have in common at the desk: a number, a state, a last change."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """Where the working copy stands. Whether a version is public is read from the public room alone."""

    DRAFT = "draft", _("draft")
    IN_REVIEW = "in_review", _("in review")
    SENT_BACK = "sent_back", _("sent back")
    UNCHANGED = "unchanged", _("unchanged since publication")


class Publishable(models.Model):
    """A case, person, organization, country profile or event: what is submitted, approved and published."""

    # What a person types first, and what the desk calls the record until it has a public title.
    working_title = models.CharField(
        _("working title"), max_length=300, help_text=_("For the desk only; never published."), blank=True
    )
    # Given at first publication, never reused: journalists have printed it.
    number = models.PositiveBigIntegerField(_("permalink number"), null=True, unique=True, editable=False)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT, editable=False)
    note = models.TextField(_("notes for the desk"), blank=True, help_text=_("Never published."))
    # Counts saves, so that of two people saving the same record the second is told.
    revision = models.PositiveIntegerField(default=0, editable=False)
    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False)
    changed_at = models.DateTimeField(_("last change"), default=timezone.now, editable=False)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("changed by"),
    )
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("submitted by"),
    )

    kind: str  # the word for it in documents and addresses

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.working_title

    @property
    def key(self) -> str | None:
        """The public key: the permalink number as text; None before the first publication."""
        return str(self.number) if self.number else None

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        if self.key:
            raise models.ProtectedError(
                str(_("It has been published: withdraw it instead; its number is kept.")), {self}
            )
        return super().delete(*args, **kwargs)
