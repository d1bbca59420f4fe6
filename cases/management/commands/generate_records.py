from collections.abc import Iterator
from datetime import UTC, datetime
from time import monotonic
from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser
from typing_extensions import override

from cases.management.volume.composing import Composer, Document
from cases.public.models import FacetBlock, Page, PageFacet
from cases.publishing import copying
from cases.publishing.bulk import Numbers, count_pages, publish_generated
from cases.publishing.stencils import Filled
from cases.reference.models import Term

BATCH = 4_000  # cases in one transaction: seconds on a small machine, and a few hundred MB


class Command(BaseCommand):
    help = (
        "Publish invented cases, with people, organizations, courts and provisions, for tests of volume. "
        "Every page then says that the site holds invented records; `remove_generated` takes them away. "
        "May be stopped with Ctrl-C, and run again for more: a batch is published as a whole or not at all."
    )

    @override
    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--cases", type=int, default=1000, help="how many (1000)")
        parser.add_argument(
            "--seed", default="1", help="the same seed gives the same records on the same day (1)"
        )
        parser.add_argument(
            "--at-least", action="store_true", help="only as many as are missing to have that many"
        )
        parser.add_argument(
            "--among-real", action="store_true", help="also into a log that holds real publications"
        )

    @override
    def handle(
        self, *args: Any, cases: int, seed: str, at_least: bool, among_real: bool, **options: Any
    ) -> None:
        if cases < 1:
            raise CommandError(f"--cases must be 1 or more, not {cases}.")
        if not Term.objects.exists():
            raise CommandError("There are no vocabularies yet: run `manage.py set_up` first.")
        if not among_real and Page.objects.filter(generated=False).exists():
            raise CommandError(
                "This site holds real records: no invented one belongs into a log that others rely on. "
                "Nothing was changed; with --among-real it is done."
            )
        before = Page.objects.filter(generated=True, kind="case").count()
        wanted = max(cases - before, 0) if at_least else cases
        composer = Composer(f"{seed}/{before}", datetime.now(UTC).date())
        done, began = 0, monotonic()
        try:
            for made in _batches(composer, wanted):
                done += made
                pace = done / (monotonic() - began)
                self.stdout.write(f"{done:,} of {wanted:,} invented cases, {pace:,.0f} a second")
        except KeyboardInterrupt:
            self.stdout.write(f"Stopped: {done:,} cases were added, and the last batch was not.")
        if done:
            copying.settle()
        if count_pages():
            copying.settle(PageFacet, FacetBlock)
        self.stdout.write(f"The site holds {before + done:,} invented cases.")


def _batches(composer: Composer, cases: int) -> Iterator[int]:
    """How many cases are in each batch, once they are published."""
    for start in range(0, cases, BATCH):
        count = min(BATCH, cases - start)

        def composed(numbers: Numbers, count: int = count) -> Iterator[Document | Filled]:
            return composer.documents(numbers, count)

        publish_generated(composed)
        yield count
