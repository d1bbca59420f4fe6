"""Whether the public may know someone's name, and what that decision rests on."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.reference.models import Vocabulary


class Visibility(models.TextChoices):
    UNDECIDED = "undecided", _("not decided")  # publishes nothing of them and counts nowhere
    NAMED = "named", _("named")
    PSEUDONYM = "pseudonym", _("pseudonym")
    WITHHELD = "withheld", _("withheld")


# From the most open to the most closed; undecided publishes nothing at all.
STRICTNESS = [Visibility.NAMED, Visibility.PSEUDONYM, Visibility.WITHHELD, Visibility.UNDECIDED]


def stricter(one: str, other: str) -> Visibility:
    """The more closed of two decisions; an empty one leaves the other as it is."""
    return max((Visibility(value) for value in (one, other) if value), key=STRICTNESS.index)


class Visible(models.Model):
    """A person or an organization whose name is public only by a decision that says what it rests on."""

    visibility = models.CharField(
        _("name shown as"), max_length=10, choices=Visibility, default=Visibility.UNDECIDED
    )
    basis = models.ForeignKey(
        "reference.Term",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        limit_choices_to={"vocabulary": Vocabulary.VISIBILITY_BASIS},
        verbose_name=_("rests on"),
        help_text=_("A name is public only with a reason: consent is one of several."),
    )
    basis_note = models.TextField(_("about that decision"), blank=True, help_text=_("Never published."))
    pseudonym = models.CharField(
        _("pseudonym"),
        max_length=200,
        blank=True,
        help_text=_("Public, if the name is shown as a pseudonym."),
    )
    # Naming a minor, relative, witness or complainant counts only when a second person has confirmed it.
    naming_confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("naming confirmed by"),
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=~Q(visibility=Visibility.NAMED) | Q(basis__isnull=False),
                name="%(class)s_named_on_a_basis",
                violation_error_message=_("A name is shown only with what that decision rests on."),
            ),
            models.CheckConstraint(
                condition=~Q(visibility=Visibility.PSEUDONYM) | ~Q(pseudonym=""),
                name="%(class)s_pseudonym_given",
                violation_error_message=_("Give the pseudonym, or choose “withheld”."),
            ),
        ]
