from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser
from typing_extensions import override

from cases.publishing.bulk import remove_generated
from cases.publishing.release import Refused


class Command(BaseCommand):
    help = (
        "Take away what `generate_records` published, as if it had never been: pages, versions, rows and "
        "their acts in the log, which is cut back to the act before the first of them and verifies as it did "
        "then. Permalink numbers go on after the last real one. Where real publications came after the "
        "invented ones, these would get new numbers and hashes, and every copy of the log that somebody "
        "keeps would disagree: that is refused without --yes. No invented record belongs into a log that "
        "others rely on."
    )

    @override
    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--yes", action="store_true", help="also where real publications get new numbers and hashes by it"
        )

    @override
    def handle(self, *args: Any, yes: bool, **options: Any) -> None:
        try:
            pages = remove_generated(rewrite=yes)
        except Refused as refused:
            raise CommandError(f"{refused} Nothing was changed; with --yes it is done.") from refused
        self.stdout.write(f"{pages:,} invented pages removed." if pages else "There are no invented records.")
