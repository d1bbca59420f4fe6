import sys
from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from typing_extensions import override

from cases.text.comparing import same_name


class Command(BaseCommand):
    help = (
        "Say of each pair of names whether they may be one person's: prints `same` or `different`, one for "
        "each line read, and nothing else. The warnings of the desk decide in the same way. A blank line has "
        "no answer and is named on the error output. A line that does not hold two names is `different`, is "
        "named there too, and the command fails at the end."
    )
    requires_system_checks = ()  # it reads a file and no table

    @override
    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "file", help="two names on each line, parted by a tab, in UTF-8; - reads standard input"
        )

    @override
    def handle(self, *args: Any, **options: Any) -> None:
        lines = read(options["file"]).rstrip("\r\n").split("\n")
        unreadable = 0
        for number, line in enumerate(lines if lines != [""] else [], start=1):
            if not line.strip():
                self.stderr.write(_("Line %(number)d is blank and has no answer.") % {"number": number})
                continue
            names = line.rstrip("\r").split("\t")[:2]  # what stands in further columns is the reader's own
            if len(names) < 2 or not all(name.strip() for name in names):
                unreadable += 1
                self.stderr.write(
                    _("Line %(number)d holds no two names parted by a tab.") % {"number": number}
                )
            self.stdout.write("same" if len(names) == 2 and same_name(*names) else "different")
        if unreadable:
            raise CommandError(_("Lines that could not be compared: %(count)d.") % {"count": unreadable})


def read(file: str) -> str:
    try:
        raw = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        return raw.decode("utf-8-sig")
    except OSError as error:
        reason = _("%(file)s cannot be read: %(reason)s.") % {"file": file, "reason": error.strerror}
        raise CommandError(reason) from None
    except UnicodeDecodeError as error:
        reason = _("%(file)s is not UTF-8: byte %(place)d cannot be read.")
        raise CommandError(reason % {"file": file, "place": error.start + 1}) from None
