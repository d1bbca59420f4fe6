from typing import Any

from django.core.management import BaseCommand
from typing_extensions import override

from cases.management.first_records.entering import enter_first_records


class Command(BaseCommand):
    help = (
        "Enter and publish the first records, from one article, on a database that `migrate` has made. "
        "May be run again: what is there already stays as the desk has left it."
    )

    @override
    def handle(self, *args: Any, **options: Any) -> None:
        entered = enter_first_records()
        if entered is None:
            self.stdout.write("The first records are here already; nothing was changed.")
        else:
            self.stdout.write(
                f"First records: {entered.published} published, {entered.waiting} waiting for review, "
                f"{entered.drafts} begun."
            )
