"""Countries with those who come back in their cases: bodies, judges, laws, people, and events of many."""

from collections import deque
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any

from cases.management.volume import words
from cases.management.volume.chance import Chance, dated, on
from cases.management.volume.codes import Codes
from cases.management.volume.people import Newcomers, People, Somebody
from cases.management.volume.words import Naming
from cases.public.document import Event, EventText, LegalStatus, Name, Provision, ProvisionLevel
from cases.public.models import Page, PublishedProvision
from cases.publishing import labels
from cases.reference.models import Vocabulary

REMEMBERED = 400  # people of a country who may be in another case
KNOWN_EVENTS, NEW_EVENT, AT_EVENT = 30, 0.1, 0.15  # of a country; of arrests at an event; of all arrests


@dataclass
class Setting:
    """A country with those who come back in its cases."""

    code: str
    naming: Naming
    cities: list[str]
    bodies: dict[str, list[Somebody]] = field(default_factory=dict)  # by kind of organization
    judges: list[Somebody] = field(default_factory=list)
    articles: list[Provision] = field(default_factory=list)
    people: deque[Somebody] = field(default_factory=lambda: deque(maxlen=REMEMBERED))
    events: deque[Event] = field(default_factory=lambda: deque(maxlen=KNOWN_EVENTS))


class Countries:
    """Organizations and laws of earlier runs are met again; people and events of theirs are not."""

    def __init__(self, chance: Chance, codes: Codes, people: People) -> None:
        self._chance, self._random = chance, chance.random
        self._codes, self._people = codes, people
        self._settings: dict[str, Setting] = {}
        self._laws, self._bodies = _laws_of_earlier_runs(), _bodies_of_earlier_runs()
        self._weights = list(accumulate(weight for weight, _naming, _cities in words.COUNTRIES.values()))

    def draw(self) -> str:
        """The code of a country: some come more often."""
        return self._random.choices([*words.COUNTRIES], cum_weights=self._weights)[0]

    def setting(self, code: str, newcomers: Newcomers) -> Setting:
        """A country; those who come back in its cases are made when it is first met."""
        if code in self._settings:
            return self._settings[code]
        _weight, naming, cities = words.COUNTRIES[code]
        setting = self._settings[code] = Setting(code, naming, cities)
        kinds = [
            *words.BODIES,
            *(("media", name) for name in words.OUTLETS),
            *(("ngo", name) for name in words.NGOS),
        ]
        for city in cities:
            for kind, name in kinds:
                called = name.format(city=city, number=self._random.randint(2, 40))
                self._add_body(setting, kind, called, newcomers)
        setting.judges = [self._people.person(code, naming, "judge", newcomers) for _judge in range(4)]
        setting.articles = self._articles(code, newcomers)
        return setting

    def _articles(self, code: str, newcomers: Newcomers) -> list[Provision]:
        country = self._codes.country(code)
        law = self._level(newcomers, code, "instrument", "", f"Criminal Code, {country['labels']['en']}")
        return [
            Provision(country=country, path=[law, self._level(newcomers, code, "article", number, title)])
            for number, title in words.ARTICLES
        ]

    def _level(self, newcomers: Newcomers, country: str, level: Any, code: str, title: str) -> ProvisionLevel:
        key = self._laws.get((country, code, title)) or newcomers.numbers.next("provision")
        titles = [labels.text("en", title)]
        return ProvisionLevel(key=key, level=level, code=code, titles=titles, valid_from=None, valid_to=None)

    def _add_body(self, setting: Setting, kind: str, called: str, newcomers: Newcomers) -> None:
        """An organization, which is new unless an earlier run made one that is called so."""
        names = [Name(language="en", text=called, script="Latn", kind="primary")]
        coded = self._codes.term(Vocabulary.ORGANIZATION_KIND, kind)
        known = self._bodies.get((setting.code, called))
        key = known or newcomers.numbers.next("organization")
        setting.bodies.setdefault(kind, []).append(Somebody("organization", key, names, [coded]))
        if known:
            return
        newcomers.documents.append(
            {
                "kind": "organization",
                "key": key,
                "names": names,
                "texts": [],
                "organization_kind": coded,
                "country": self._codes.country(setting.code),
                "founded": None,
                "dissolved": None,
                "parent": None,
                "website": "",
                "statuses": self._legal_statuses(setting, kind),
                "domains": [],
                "refs": {},
                "sources": [],
            }
        )

    def _legal_statuses(self, setting: Setting, kind: str) -> list[LegalStatus]:
        """Of those whom the state registers; of some it is not recorded."""
        if kind not in {"ngo", "media"} or self._random.random() < 0.3:
            return []
        codes = ["registered", "refused", "suspended", "liquidated", "listed", "in_exile"]
        code = self._random.choices(codes, [50, 10, 5, 15, 10, 10])[0]
        return [
            LegalStatus(
                country=self._codes.country(setting.code),
                status=self._codes.term(Vocabulary.ORGANIZATION_STATUS, code),
                began=dated(str(self._chance.day().year)),
                ended=None,
                by=None,
                refs=[],
            )
        ]

    def somebody(self, setting: Setting, newcomers: Newcomers) -> Somebody:
        """Whom a case may be about: new, or known from another case; in a stencil always new."""
        if setting.people and not newcomers.are_blank and self._random.random() < 0.4:
            return self._random.choice(setting.people)
        occupation = self._random.choices(
            ["journalist", "blogger", "editor", "lawyer", "human_rights_defender", "activist", "ngo_staff"],
            [35, 12, 6, 8, 15, 14, 10],
        )[0]
        somebody = self._people.person(setting.code, setting.naming, occupation, newcomers)
        if not newcomers.are_blank:
            setting.people.append(somebody)
        return somebody

    def shared_event(self, setting: Setting, newcomers: Newcomers) -> Event | None:
        """An event with a page of its own, at which people of several cases were arrested; mostly none."""
        random = self._random
        if random.random() >= AT_EVENT or (newcomers.are_blank and not setting.events):
            return None
        if newcomers.are_blank or (setting.events and random.random() >= NEW_EVENT):
            return random.choice(setting.events)
        city, title = random.choice(setting.cities), random.choice(words.EVENTS)
        event = Event(
            key=newcomers.numbers.next("event"),
            kind=self._codes.term(Vocabulary.EVENT_KIND, "arrest"),
            texts=[EventText(language="en", title=title.format(city=city), text="")],
            date=on(self._chance.day()),
            countries=[self._codes.country(setting.code)],
            place=city,
            affected=[],
            refs=[],
        )
        setting.events.append(event)
        newcomers.documents.append(
            {
                **event,
                "kind": "event",
                "event_kind": event["kind"],
                "instrument": None,
                "law_step": "",
                "refs": {},
                "sources": [],
            }
        )
        return event


def _laws_of_earlier_runs() -> dict[tuple[str, str, str], str]:
    """Numbers by country, code and title: two laws of one name could not be told apart in a list."""
    rows = PublishedProvision.objects.filter(generated=True).values_list(
        "country", "code", "titles", "number"
    )
    return {
        (country, code, title["text"]): str(number)
        for country, code, titles, number in rows
        for title in titles
    }


def _bodies_of_earlier_runs() -> dict[tuple[str, str], str]:
    """Keys of organizations by country and name."""
    pages = Page.objects.filter(generated=True, kind="organization", state=Page.State.LIVE)
    return {
        (country["code"], page.title): page.key
        for page in pages.only("title", "key", "card")
        for country in page.card["countries"]
    }
