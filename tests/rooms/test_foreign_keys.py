from django.apps import apps
from django.db.models import ForeignObject, ManyToManyField


def test_nothing_public_leads_back_from_reference_data_to_the_working_record() -> None:
    """`country.case_set` would: it gives public code drafts, without an import that a linter could see."""
    back = [
        f"{model.__name__}.{field.name}"
        for model in apps.get_app_config("cases").get_models(include_auto_created=True)
        for field in model._meta.get_fields(include_hidden=True)
        if isinstance(field, ForeignObject | ManyToManyField)
        and field.related_model._meta.app_label in {"reference", "published"}
        and not field.remote_field.hidden
    ]
    assert back == [], 'these fields need related_name="+"'
