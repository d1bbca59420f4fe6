"""Days drawn by chance, none of them to come, and dates of which not everything is known."""

from datetime import date, timedelta
from functools import lru_cache
from random import Random

from cases.public.document import Date
from cases.publishing import labels

OLDEST = 1992


class Chance:
    """The one sequence from which all is drawn: the same seed and day give the same records."""

    def __init__(self, seed: str, today: date) -> None:
        self.random = Random(seed)  # noqa: S311 - nothing is secret here
        self.today = today

    def day(self) -> date:
        """More of late than long ago."""
        days = int((self.today - date(OLDEST, 1, 1)).days * self.random.random() ** 1.8)
        return self.today - timedelta(days)

    def later(self, day: date, days: int) -> date:
        return day + timedelta(self.random.randint(0, min(days, (self.today - day).days)))

    def past(self, day: date) -> date | None:
        """Nobody is let go on a day to come."""
        return day if day <= self.today else None

    def uncertain(self, day: date) -> Date:
        """Most beginnings are known to the day; others to a month, a year, one of two days, or not at all."""
        chance = self.random.random()
        if chance < 0.65:
            return on(day)
        if chance < 0.83:
            return dated(day.isoformat()[:7])
        if chance < 0.93:
            return dated(str(day.year) + ("~" if chance > 0.9 else ""))
        if chance < 0.96:
            return dated(f"[{day.year - 1}..{day.year}]")
        if chance < 0.98:
            return dated(f"[{(day - timedelta(1)).isoformat()},{day.isoformat()}]")
        return dated("" if chance < 0.995 else f"../{day.year}")


def on(day: date) -> Date:
    """As a document says a day."""
    iso = day.isoformat()
    return Date(edtf=iso, earliest=iso, latest=iso)


@lru_cache(maxsize=4096)
def dated(edtf: str) -> Date:
    """As it says any date, from its EDTF."""
    return labels.date(edtf)
