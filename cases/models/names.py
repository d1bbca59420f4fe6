"""Names in several languages and scripts, and the keys under which they are found in any of them."""

import re
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from cases.models.fields import LanguageField, exactly_one
from cases.text.comparing import stored_keys
from cases.text.folding import fold
from cases.text.scripts import script_of

TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")  # embeddings, overrides and isolates of direction
UNSEEN = re.compile("[\u00ad\u061c\u200b\u200e\u200f\u2060\ufeff]")


class NameKind(models.TextChoices):
    PRIMARY = "primary", _("primary")
    TRANSLITERATION = "transliteration", _("transliteration or translation")
    ALIAS = "alias", _("also written or known as")
    BIRTH = "birth", _("birth name")
    PEN_NAME = "pen_name", _("pen name")
    # Corrected or taken out at the desk: texts are still searched for it, and it is never published.
    FORMER = "former", _("former, corrected")


class NameBase(models.Model):
    """One name as written in one language. Whoever saves it gets its script and its keys."""

    text = models.CharField(_("name"), max_length=300)
    language = LanguageField()
    script = models.CharField(_("script"), max_length=4, blank=True, editable=False)  # ISO 15924
    kind = models.CharField(_("kind"), max_length=20, choices=NameKind, default=NameKind.PRIMARY)
    confidential = models.BooleanField(
        _("confidential"), default=False, help_text=_("Known to the desk, never published.")
    )

    class Meta:
        abstract = True
        ordering = ["id"]

    def __str__(self) -> str:
        return self.text

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.script = script_of(self.text)
        self.confidential = self.confidential or self.is_former
        super().save(*args, **kwargs)
        self.write_keys()

    @override
    def clean(self) -> None:
        """Without signs that nobody sees, which come along with copied text and part names that look alike.

        Joiners stay: Persian and the scripts of India are written with them.
        """
        if TURNING.search(self.text):
            words = _("The name holds a sign that nobody sees and that turns letters round: type it anew.")
            raise ValidationError({"text": words})
        self.text = UNSEEN.sub("", self.text).strip()
        if not any(sign.isalnum() for sign in self.text):
            raise ValidationError({"text": _("A name has at least one letter.")})

    @property
    def is_former(self) -> bool:
        return self.kind == NameKind.FORMER

    def write_keys(self) -> None:
        """Replace the rows of NameKey that stand for this name."""
        owner = {self._meta.model_name or "": self}
        NameKey.objects.filter(**owner).delete()
        NameKey.objects.bulk_create(NameKey(key=key, **owner) for key in sorted(stored_keys(self.text)))


def keep_former(holder: Any, texts: Iterable[str]) -> None:
    """Go on knowing names that a person or an organization had and has no longer."""
    known = {fold(name.text) for name in holder.names.all()}
    for text in dict.fromkeys(texts):
        if fold(text) not in known:
            holder.names.create(text=text, kind=NameKind.FORMER)


class NameKey(models.Model):
    """A key of one name: equal keys are a suggestion that two spellings are one name, never a proof."""

    key = models.CharField(max_length=120, db_index=True)
    personname = models.ForeignKey("PersonName", on_delete=models.CASCADE, null=True, related_name="keys")
    organizationname = models.ForeignKey(
        "OrganizationName", on_delete=models.CASCADE, null=True, related_name="keys"
    )

    class Meta:
        constraints = [
            exactly_one(
                "name_key_of_one_name",
                "personname",
                "organizationname",
                message=_("A key belongs to one name."),
            )
        ]

    def __str__(self) -> str:
        return self.key


def one_primary(name: str, owner: str) -> models.UniqueConstraint:
    return models.UniqueConstraint(
        fields=[owner],
        condition=Q(kind=NameKind.PRIMARY),
        name=name,
        violation_error_message=_("Only one name is the primary one."),
    )
