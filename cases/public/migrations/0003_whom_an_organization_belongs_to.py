import json

from django.db import migrations


def name_parents(apps, schema_editor):
    """Until now an organization named only its parent and those who decided on its status, both alike."""
    Page = apps.get_model("published", "Page")
    Mention = apps.get_model("published", "Mention")
    Version = apps.get_model("published", "Version")
    for page in Page.objects.filter(kind="organization", state="live"):
        version = Version.objects.filter(kind=page.kind, key=page.key, version=page.version).first()
        parent = json.loads(bytes(version.document)).get("parent") if version else None
        if parent and parent["key"]:
            Mention.objects.get_or_create(
                page=page, kind=parent["kind"], key=parent["key"], how="parent", defaults={"labels": {}}
            )


class Migration(migrations.Migration):
    dependencies = [("published", "0002_standing_cards_and_the_life_of_laws")]

    operations = [migrations.RunPython(name_parents, migrations.RunPython.noop)]
