"""Make the bitmaps of the facets anew from the published rows, and say how many were wrong."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import ngettext
from typing_extensions import override

from cases.publishing import release


class Command(BaseCommand):
    help = "Count all facets anew from the published rows, and compare."

    @override
    def handle(self, *args: Any, **options: Any) -> None:
        wrong = release.rebuild_facets()
        words = ngettext("%(count)s block was wrong.", "%(count)s blocks were wrong.", wrong)
        self.stdout.write(words % {"count": wrong})
