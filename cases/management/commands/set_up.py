from typing import Any

from django.core.management import BaseCommand, call_command
from typing_extensions import override

from cases.desk.groups import ensure_groups
from cases.reference.load import load_reference


class Command(BaseCommand):
    help = "Bring the database up to date: tables, countries and vocabularies, groups. May be run again."

    @override
    def handle(self, *args: Any, **options: Any) -> None:
        call_command("migrate", interactive=False, verbosity=options["verbosity"])
        load_reference()
        ensure_groups()
