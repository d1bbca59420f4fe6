"""The shape of what is public: one document for each version of each page.

A document is complete: it holds names, texts and labels as they were on the day it was published. It refers
to other pages by kind and key, never by address: a link is made from the key when the page is shown, and a
key without a live page is plain text. Labels are a mapping of interface language to text.

A change of shape raises SHAPE; readers must go on understanding every older shape.
"""

from collections.abc import Callable
from typing import Any, Literal, NotRequired, TypedDict

SHAPE = 1

Kind = Literal["case", "person", "organization", "country", "event"]
KINDS: tuple[Kind, ...] = ("case", "person", "organization", "country", "event")

Shown = Literal["named", "pseudonym", "withheld"]
Labels = dict[str, str]  # interface language -> label


class Coded(TypedDict):
    """A term of a vocabulary or a country, with its labels on the day of publication."""

    code: str
    labels: Labels


class CaseCountry(Coded):
    role: Coded


class Date(TypedDict):
    """An uncertain date: EDTF (ISO 8601-2), with ISO bounds; None where a bound is open or unknown."""

    edtf: str
    earliest: str | None
    latest: str | None


class Text(TypedDict):
    language: str
    text: str


class Name(Text):
    script: str  # ISO 15924
    kind: str  # primary, birth, alias, transliteration, pen_name


class Reference(TypedDict):
    """Another page, as it was called on the day; `key` is None while it has no page of its own."""

    kind: Kind
    key: str | None
    names: list[Name]


class Place(TypedDict):
    """One place in a source ("1a"): where it stands, the quoted words, and what it is cited for."""

    mark: str
    locator: str
    quotation: Text | None
    says: Literal["confirms", "contradicts", "mentions"]
    # Claims: a field ("summary"), or a row ("participant-1", "event-2", "proceeding-1", "step-3",
    # "detention-1", "affected-1", "indicator-1", "legal_status-1", "domain-1"); steps are counted
    # through all proceedings of a case.
    used_for: list[str]


class Source(TypedDict):
    """A source; one that is `held` by the desk carries neither address nor author."""

    mark: int
    kind: Coded
    title: Text
    author: str
    publisher: str
    published: Date | None
    url: str
    archived_url: str
    reliability: str
    held: bool
    harmful: bool  # cited without a link
    places: list[Place]


class Participant(TypedDict):
    """One row of "people and organizations". Who is not named has neither key, names nor personal traits."""

    who: Literal["person", "organization", "unidentified"]
    shown: Shown
    key: str | None
    names: list[Name]
    label: Text | None  # a pseudonym, or an unidentified party in words
    count: int | None  # of an unidentified party, where it is known
    role: Coded
    affiliation: Text | None
    age: str
    traits: list[Coded]  # occupations of a person; the kind of an organization
    country: Coded | None  # of an organization
    work_link: Coded | None
    certainty: Coded
    refs: list[str]


class Number(TypedDict):
    number: str
    authority: Reference | None


class ProvisionLevel(TypedDict):
    key: str | None  # permalink number of the provision; None before its first publication
    level: Literal["instrument", "article", "part", "item"]
    code: str  # as it is cited: "178.3.2"; may be empty for an instrument
    titles: list[Text]
    valid_from: Date | None  # from when until when it is law, where the record says so
    valid_to: Date | None


class Provision(TypedDict):
    """A provision of law, from its instrument down to itself."""

    country: Coded | None  # None for a treaty
    path: list[ProvisionLevel]


class Charge(TypedDict):
    party: str  # "participant-2"
    provision: Provision


class Official(TypedDict):
    office: Literal["judge", "prosecutor"]
    who: Reference


class Sanction(TypedDict):
    """What a step imposed on one party as a whole."""

    party: str
    kind: Coded
    years: int | None
    months: int | None
    days: int | None
    indefinite: bool
    suspended: bool
    amount: str
    currency: str


class Step(TypedDict):
    """One dated act, for these parties and charges; none named: for all."""

    kind: Coded
    acts_as: str  # the kind that code knows: a term of the desk's own acts as the one that it hangs below
    date: Date
    body: Reference | None
    officials: list[Official]
    in_absentia: bool | None
    text: Text | None
    parties: list[str]
    charges: list[int]  # places in the proceeding's list of charges, from 1
    requalified_to: Provision | None
    sanctions: list[Sanction]
    refs: list[str]


class Proceeding(TypedDict):
    kind: Coded
    main: bool  # this case is the main case of the proceeding
    numbers: list[Number]
    body: Reference | None
    amount: str  # claimed
    currency: str
    parties: list[str]  # "participant-1"
    brought_by: list[str]
    charges: list[Charge]
    steps: list[Step]  # in order of time; undated ones last
    refs: list[str]


class Detention(TypedDict):
    party: str
    kind: Coded
    is_custody: bool  # house arrest and supervision are not
    place: str
    institution: Reference | None
    began: Date
    ended: Date | None  # None: no end is known
    lawyer_access: bool | None
    family_access: bool | None
    confirmed: Date | None  # the last day on which a source still found them held
    refs: list[str]


class Affected(TypedDict):
    """How many were affected, where nobody has named them. Shown beside counts, never added to them."""

    bound: Literal["at_least", "about", "at_most", "exactly", "words"]
    number: int | None
    words: Text | None
    whom: Coded
    done: Coded | None
    refs: list[str]


class EventText(TypedDict):
    language: str
    title: str
    text: str


class Event(TypedDict):
    """An event in a timeline; `key` only where the event has a page of its own."""

    key: str | None
    kind: Coded
    texts: list[EventText]
    date: Date
    countries: list[Coded]
    place: str
    affected: list[Affected]
    refs: list[str]


class Relation(TypedDict):
    relation: Coded
    certainty: Coded
    key: str
    titles: list[Text]


class Envelope(TypedDict):
    kind: str
    shape: int
    key: str  # the permalink number, or the code of a country
    version: int
    published: str  # UTC, ISO 8601
    note: str  # what changed; empty in the first version
    languages: list[str]  # interface languages of the labels
    salt: str  # 128 random bits (hex): without them nobody can try names against the published hash
    # Present, and true, only where a program invented the record for tests: each copy says so too.
    generated: NotRequired[bool]


class Sourced(Envelope):
    refs: dict[str, list[str]]  # field -> marks of the places that it rests on
    sources: list[Source]


class CaseText(TypedDict):
    language: str
    title: str
    summary: str
    narrative: str


class CaseDocument(Sourced):
    texts: list[CaseText]
    types: list[Coded]
    tags: list[Coded]
    status: Coded
    status_as_of: Date | None
    redress: Coded | None
    began: Date
    ended: Date | None
    countries: list[CaseCountry]  # the lead country first
    participants: list[Participant]
    proceedings: list[Proceeding]
    detentions: list[Detention]
    affected: list[Affected]
    events: list[Event]  # in order of time
    relations: list[Relation]


class PersonDocument(Sourced):
    names: list[Name]  # the primary name first
    texts: list[Text]  # biography
    gender: Coded | None
    born: str  # a year at most
    died: str
    nationalities: list[Coded]
    occupations: list[Coded]


class LegalStatus(TypedDict):
    """What an organization was in the eyes of one state's law."""

    country: Coded
    status: Coded
    began: Date
    ended: Date | None
    by: Reference | None
    refs: list[str]


class Domain(TypedDict):
    name: str
    country: Coded | None  # blocked in
    blocked_from: Date | None
    blocked_to: Date | None
    refs: list[str]


class OrganizationDocument(Sourced):
    names: list[Name]
    texts: list[Text]
    organization_kind: Coded
    country: Coded | None
    founded: Date | None
    dissolved: Date | None
    parent: Reference | None
    website: str
    statuses: list[LegalStatus]
    domains: list[Domain]


class Indicator(TypedDict):
    kind: Coded
    value: str
    out_of: str  # "180" of a rank; empty where it is not a rank
    year: str
    compared_with: Text | None  # "European average"
    compared_value: str
    note: Text | None
    refs: list[str]


class CountryText(TypedDict):
    language: str
    summary: str
    narrative: str


class CountryDocument(Sourced):
    country: Coded
    texts: list[CountryText]
    indicators: list[Indicator]


class EventDocument(Sourced):
    event_kind: Coded
    texts: list[EventText]
    date: Date
    countries: list[Coded]
    place: str
    affected: list[Affected]
    instrument: Provision | None  # the law in whose life this is an event
    law_step: str  # draft, adopted, in_force, struck_down, repealed; empty where it is none


class Tombstone(Envelope):
    """What stands where a page was withdrawn (with its reason) or hidden (without one)."""

    was: Kind
    withdrawn: str  # UTC date
    reason: str


Document = CaseDocument | PersonDocument | OrganizationDocument | CountryDocument | EventDocument


class CaseCard(TypedDict):
    """What a list shows of a case besides its title: a function of its document."""

    summaries: list[Text]
    types: list[Coded]
    countries: list[Coded]
    status: Coded
    status_as_of: Date | None
    numbers: list[str]
    began: Date
    affected: list[Affected]


class EventCard(TypedDict):
    kind: Coded
    texts: list[EventText]
    date: Date
    countries: list[Coded]
    place: str
    ongoing: NotRequired[bool]
    instrument: NotRequired[Provision | None]
    law_step: NotRequired[str]


class PageCard(TypedDict):
    """What a list of people, organizations or countries shows besides the name."""

    traits: list[Coded]
    countries: list[Coded]


class Decision(TypedDict):
    """A step as it is told in a sentence: "convicted in 2015". The end of a custody is told among them."""

    kind: Coded
    acts_as: str  # as of a step; or freed, custody_ended
    date: Date


class Decided(TypedDict):
    """What became of a party in a proceeding: enough to say it in plain words."""

    decisions: list[Decision]  # in order of time
    stage: Decision | None  # where it stands
    outcome: Decision | None  # in force
    conviction_stands: bool
    sanctions: list[Sanction]  # in force, as a total


class Brought(TypedDict):
    """A proceeding that a party brought: what was decided in it is not about them."""

    proceeding: Coded
    numbers: list[str]
    decided: Decided


class StandingCard(TypedDict):
    """What the page of a party shows of its standing: in a proceeding, or, without one, how it was held."""

    proceeding: Coded | None
    numbers: list[str]
    decided: Decided | None
    detentions: list[Detention]
    brought: NotRequired[list[Brought]]
    is_open: NotRequired[bool]  # custody may have gone on after the last end that is recorded


def completed(document: Any) -> Any:
    """A document as today's code reads it. The first ones knew neither courts nor detentions nor figures: of
    these they said nothing. What is stored is never changed."""
    for key, empty in LATER.get(document["kind"], {}).items():
        document.setdefault(key, empty() if empty else None)
    for proceeding in document.get("proceedings", ()):
        for key in ("parties", "brought_by", "charges", "steps"):
            proceeding.setdefault(key, [])
        for key in ("amount", "currency"):
            proceeding.setdefault(key, "")
    for event in document.get("events", ()):
        event.setdefault("affected", [])
    for row in (*document.get("statuses", ()), *document.get("domains", ())):
        row.setdefault("refs", [])
    return document


# What the first documents did not have, and what stands for it.
LATER: dict[str, dict[str, Callable[[], Any] | None]] = {
    "case": {"detentions": list, "affected": list},
    "organization": {"statuses": list, "domains": list},
    "event": {"affected": list, "instrument": None, "law_step": str},
}
