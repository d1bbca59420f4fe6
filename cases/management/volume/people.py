"""Who may stand in a case, and people with invented names."""

from dataclasses import dataclass, field
from typing import Any

from cases.management.volume.chance import Chance
from cases.management.volume.codes import Codes
from cases.management.volume.words import Naming
from cases.public.document import Coded, Name, Reference
from cases.publishing.bulk import Numbers
from cases.publishing.stencils import name_blanks, number_blank
from cases.reference.models import Vocabulary
from cases.text.folding import fold

Document = dict[str, Any]


@dataclass(frozen=True)
class Somebody:
    """Who may stand in a case: a person or an organization with a page."""

    kind: str
    key: str
    names: list[Name]
    traits: list[Coded]

    @property
    def reference(self) -> Reference:
        return Reference(kind=self.kind, key=self.key, names=self.names)  # type: ignore[typeddict-item]


@dataclass
class Newcomers:
    """Whom a case names and nobody has yet: their documents come before its own.

    In a stencil every person is new, with blanks for her number and names.
    """

    numbers: Numbers
    documents: list[Document] = field(default_factory=list)
    women: list[bool] | None = None  # in a stencil: of each person, whether a woman

    @property
    def are_blank(self) -> bool:
        return self.women is not None


class People:
    """Makes people, each with a name of the language of their country."""

    def __init__(self, chance: Chance, codes: Codes) -> None:
        self._random, self._codes = chance.random, codes

    def person(self, country: str, naming: Naming, occupation: str, newcomers: Newcomers) -> Somebody:
        """Somebody new, whose document is added to the newcomers."""
        random = self._random
        is_woman = random.random() < 0.4
        traits = [self._codes.term(Vocabulary.OCCUPATION, occupation)]
        if newcomers.women is None:
            names, key = self.names(naming, is_woman), newcomers.numbers.next("person")
        else:
            place = len(newcomers.women)
            names, key = _blank_names(naming, place), number_blank("person", place)
            newcomers.women.append(is_woman)
        somebody = Somebody("person", key, names, traits)
        gender = self._codes.term(Vocabulary.GENDER, "woman" if is_woman else "man")
        newcomers.documents.append(
            {
                "kind": "person",
                "key": somebody.key,
                "names": names,
                "texts": [],
                "gender": gender if random.random() < 0.95 else None,
                "born": str(random.randint(1945, 2003)) if random.random() < 0.5 else "",
                "died": "",
                "nationalities": [self._codes.country(country)],
                "occupations": traits,
                "refs": {},
                "sources": [],
            }
        )
        return somebody

    def names(self, naming: Naming, is_woman: bool) -> list[Name]:
        """As it is written at home, and, where that differs, as in English."""
        random = self._random
        given = random.choice(naming.women if is_woman else naming.men)
        root, surname = random.choice(naming.roots), random.choice(naming.surnames)[is_woman]
        own = _joined(naming, given, surname.format(root))
        names = [Name(language=naming.language, text=own, script=naming.script, kind="primary")]
        if naming.latin:
            latin = f"{naming.latin[given]} {naming.latin[surname].format(naming.latin[root])}"
        else:
            latin = fold(own).title()
        if latin != own:
            names.append(Name(language="en", text=latin, script="Latn", kind="transliteration"))
        return names


def _blank_names(naming: Naming, place: int) -> list[Name]:
    own, latin = name_blanks(place)
    return [
        Name(language=naming.language, text=own, script=naming.script, kind="primary"),
        Name(language="en", text=latin, script="Latn", kind="transliteration"),
    ]


def _joined(naming: Naming, given: str, surname: str) -> str:
    return f"{surname}{given}" if naming.script == "Hani" else f"{given} {surname}"
