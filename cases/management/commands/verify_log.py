from typing import Any

from django.core.management import BaseCommand, CommandError
from typing_extensions import override

from cases.public.log import broken_links, newest_number


class Command(BaseCommand):
    help = (
        "Follow the chain of publications from the first to the newest, and hold every stored version "
        "against the hash that was published. Fails, and names what is wrong, where one does not verify."
    )

    @override
    def handle(self, *args: Any, **options: Any) -> None:
        if broken := list(broken_links(self.stdout.write)):
            raise CommandError("\n".join(broken))
        self.stdout.write(f"All {newest_number():,} publications verify.")
