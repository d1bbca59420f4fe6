"""How the first records are written down: plain descriptions that point to each other and to their source.

Each is known by its identity, so that a case names a person by the very object that describes her.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias


@dataclass(frozen=True)
class Place:
    """A place in the article, and the words there that a claim rests on."""

    locator: str
    quotation: str


Places: TypeAlias = tuple[Place, ...]
# A field of a record -> what it rests on.
Claims: TypeAlias = Mapping[str, Places]


@dataclass(frozen=True)
class Name:
    text: str
    language: str = "en"
    kind: str = "primary"


def also(text: str, language: str) -> Name:
    """The name as it is written, or what it is called, in another language."""
    return Name(text, language, "transliteration")


def alias(text: str, language: str = "en") -> Name:
    return Name(text, language, "alias")


@dataclass(frozen=True, eq=False)
class Organization:
    names: tuple[Name, ...]
    kind: str
    basis: str
    description: str
    cited: Places  # for all that is said of it
    country: str = ""
    parent: "Organization | None" = None


@dataclass(frozen=True, eq=False)
class Person:
    names: tuple[Name, ...]
    basis: str
    biography: str
    gender: str
    occupations: tuple[str, ...]
    claims: Claims
    nationalities: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, eq=False)
class Event:
    title: str
    kind: str
    text: str
    cited: Places  # for its text, its date and its place
    date: str = ""  # EDTF; empty where the source gives none
    country: str = ""  # where it took place
    place: str = ""
    concerns: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Party:
    """Somebody in a case; `who` is a text where nobody is identified."""

    who: Person | Organization | str
    role: str
    cited: Places
    affiliation: str = ""


@dataclass(frozen=True)
class Affected:
    """How many, as the source says it, where it names nobody."""

    words: str
    whom: str
    cited: Places
    done: str = ""  # a type of case


@dataclass(frozen=True)
class Step:
    """An act of a proceeding, for all its parties."""

    kind: str
    cited: Places
    date: str = ""  # EDTF; empty where the source gives none
    text: str = ""


@dataclass(frozen=True)
class Detention:
    party: Party
    kind: str
    began: str
    cited: Places
    place: str = ""
    confirmed: str = ""


@dataclass(frozen=True)
class Proceeding:
    kind: str
    cited: Places
    number: str = ""
    authority: Organization | None = None  # who gave the number
    parties: tuple[Party, ...] = ()
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True)
class CaseText:
    language: str
    title: str
    summary: str = ""
    narrative: str = ""


@dataclass(frozen=True, eq=False)
class Case:
    working_title: str
    texts: tuple[CaseText, ...]
    types: tuple[str, ...]
    claims: Claims
    parties: tuple[Party, ...] = ()
    lead_country: str = "AZ"
    countries: tuple[tuple[str, str], ...] = ()  # code and role
    began: str = ""
    status: str = ""
    status_as_of: str = ""
    proceedings: tuple[Proceeding, ...] = ()
    detentions: tuple[Detention, ...] = ()
    affected: tuple[Affected, ...] = ()
    events: tuple[Event, ...] = ()
    shared_events: tuple[Event, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Indicator:
    kind: str
    value: int
    year: str
    remark: str
    cited: Places
    out_of: int | None = None
    compared_with: str = ""
    compared_value: int | None = None


@dataclass(frozen=True, eq=False)
class Profile:
    country: str
    summary: str
    narrative: str
    claims: Claims
    indicators: tuple[Indicator, ...] = field(default=())
    note: str = ""
