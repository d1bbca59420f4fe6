from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PublishedConfig(AppConfig):
    name = "cases.public"
    label = "published"
    verbose_name = _("Published")
    default_auto_field = "django.db.models.BigAutoField"
