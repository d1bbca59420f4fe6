import secrets
from typing import Any

from django.contrib.auth.models import Group, User
from django.core.management import BaseCommand, CommandError, CommandParser
from django.db import transaction
from typing_extensions import override

GROUPS = ("researcher", "editor")  # an account of the same name in each
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # no l and 1, no i, no o and 0: they are typed from a screen


class Command(BaseCommand):
    help = "Make a researcher's and an editor's account to try the desk with, and print their passwords."

    @override
    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--new-passwords", action="store_true", help="for accounts that exist, too")

    @override
    @transaction.atomic
    def handle(self, *args: Any, new_passwords: bool, **options: Any) -> None:
        for name in GROUPS:
            try:
                group = Group.objects.get(name=name)
            except Group.DoesNotExist as error:
                raise CommandError(f"There is no group {name}: run `manage.py set_up` first.") from error

            user, is_new = User.objects.get_or_create(username=name, defaults={"is_staff": True})
            user.groups.add(group)
            if is_new or new_passwords:
                password = new_password()
                user.set_password(password)
                user.save()
                self.stdout.write(f"  {name:<12} password: {password}")
            else:
                self.stdout.write(f"  {name:<12} keeps its password (`make passwords` gives new ones)")


def new_password() -> str:
    """79 bits, in groups that can be read aloud: `k7mp-x2ra-9dtw-h4ue`."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(4))
