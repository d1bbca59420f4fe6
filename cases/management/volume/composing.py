"""Invented records: complete documents, as the bridge composes them, without a working record behind them.

The same seed gives the same records on the same day, whatever was there before but for their numbers.
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from cases.management.volume.case import Cases, Whole
from cases.management.volume.chance import Chance
from cases.management.volume.codes import Codes
from cases.management.volume.countries import Countries
from cases.management.volume.people import Document, Newcomers, People
from cases.management.volume.words import Naming
from cases.publishing import labels
from cases.publishing.bulk import Numbers
from cases.publishing.copying import takes_text
from cases.publishing.stencils import (
    PROCEEDING_BLANK,
    Filled,
    Sheet,
    name_values,
    number_blank,
    sheets,
)

__all__ = ["Composer", "Document"]

PARTS_AFTER = 400  # about one mass case in so many

# Of so many cases at once, one in COMPOSED is composed, and one in STENCILS is a stencil for the copies.
MANY, COMPOSED, STENCILS = 500, 20, 40
MOST_STENCILS = 4000


@dataclass(frozen=True)
class Stencil:
    """A case and the people who are in no other, with blanks for who they are."""

    naming: Naming
    women: list[bool]  # of each person, whether a woman
    sheets: list[Sheet]  # the people, then the case


class Composer:
    def __init__(self, seed: str, today: date) -> None:
        chance, codes = Chance(seed, today), Codes()
        self._random = chance.random
        self._people = People(chance, codes)
        self._countries = Countries(chance, codes, self._people)
        self._cases = Cases(chance, codes, self._countries)
        self._whole: Whole | None = None  # a mass case whose parts come next
        self._parts = 0
        self._tree = labels.Terms()
        self._stencils: deque[Stencil] = deque(maxlen=MOST_STENCILS)

    def documents(self, numbers: Numbers, cases: int) -> Iterator[Document | Filled]:
        """So many cases; each after those whom it names and nobody has yet.

        Where the database takes text, most of many are copies of a composed one, with other names and
        numbers. What takes long to compose is spread among them: the database is never without work.
        """
        are_many = cases >= MANY and takes_text()
        for place in range(cases):
            newcomers = Newcomers(numbers)
            if are_many and place % STENCILS == 0:
                self._stencils.append(self._stencil(newcomers))
            is_copy = are_many and place % COMPOSED > 0
            case = None if is_copy else self._next(newcomers)
            yield from newcomers.documents
            yield from [case] if case else self._copy(self._random.choice(self._stencils), numbers)

    def _next(self, newcomers: Newcomers) -> Document:
        """The next case: a plain one, a mass case, or a part of the last mass case."""
        key = newcomers.numbers.next("case")
        whole = self._whole if self._parts > 0 else None
        self._parts -= whole is not None
        setting = self._countries.setting(whole.country if whole else self._countries.draw(), newcomers)
        is_mass = whole is None and self._random.random() * PARTS_AFTER < 1
        case = self._cases.compose(key, setting, newcomers, whole=whole, is_mass=is_mass)
        if is_mass:
            titles = [labels.text(row["language"], row["title"]) for row in case["texts"]]
            self._whole, self._parts = Whole(key, titles, setting.code), self._random.randint(5, 15)
        return case

    def _stencil(self, newcomers: Newcomers) -> Stencil:
        """Of a case in a country whose own bodies and judges are newcomers as ever."""
        setting = self._countries.setting(self._countries.draw(), newcomers)
        women: list[bool] = []
        blank = Newcomers(newcomers.numbers, women=women)
        case = self._cases.compose(number_blank("case"), setting, blank)
        for row in case["proceedings"]:
            row["numbers"] = [{**number, "number": PROCEEDING_BLANK} for number in row["numbers"]]
        return Stencil(setting.naming, women, sheets(blank.documents, case, self._tree))

    def _copy(self, stencil: Stencil, numbers: Numbers) -> Iterator[Filled]:
        random = self._random
        keys = [*(numbers.next("person") for _person in stencil.women), numbers.next("case")]
        values = {
            PROCEEDING_BLANK: str(random.randint(10**7, 10**9)),
            number_blank("case"): keys[-1],
        }
        for place, is_woman in enumerate(stencil.women):
            names = self._people.names(stencil.naming, is_woman)
            values[number_blank("person", place)] = keys[place]
            values |= name_values(place, [names[0]["text"], names[-1]["text"]])
        return (Filled(one, key, values) for one, key in zip(stencil.sheets, keys, strict=True))
