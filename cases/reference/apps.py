from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReferenceConfig(AppConfig):
    name = "cases.reference"
    label = "reference"
    verbose_name = _("Countries and terms")
    default_auto_field = "django.db.models.BigAutoField"
