"""Invented records: complete documents, as the bridge composes them, without a working record behind them.

The same seed gives the same records on the same day, whatever was there before but for their numbers.
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from itertools import accumulate
from random import Random
from typing import Any

from cases.management.volume import words
from cases.management.volume.words import Naming
from cases.public.document import (
    Affected,
    CaseText,
    Charge,
    Coded,
    Date,
    Detention,
    Event,
    EventText,
    LegalStatus,
    Name,
    Number,
    Official,
    Participant,
    Place,
    Proceeding,
    Provision,
    ProvisionLevel,
    Reference,
    Relation,
    Sanction,
    Source,
    Step,
    Text,
)
from cases.public.models import Page, PublishedProvision
from cases.publishing import labels
from cases.publishing.bulk import Numbers
from cases.publishing.copying import takes_text
from cases.publishing.stencils import (
    PROCEEDING_BLANK,
    Filled,
    Sheet,
    name_blanks,
    name_values,
    number_blank,
    sheets,
)
from cases.reference.models import Country, Term, Vocabulary
from cases.text.folding import fold

OLDEST = 1992
PARTS_AFTER = 400  # about one mass case in so many
REMEMBERED = 400  # people of a country who may be in another case
KNOWN_EVENTS, NEW_EVENT, AT_EVENT = 30, 0.1, 0.15  # of a country; of arrests at an event; of all arrests

# Of so many cases at once, one in COMPOSED is composed, and one in STENCILS is a stencil for the copies.
MANY, COMPOSED, STENCILS = 500, 20, 40
MOST_STENCILS = 4000

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


@dataclass(frozen=True)
class Whole:
    """A mass case, as its parts name it."""

    key: str
    titles: list[Text]
    country: str


@dataclass(frozen=True)
class Stencil:
    """A case and the people who are in no other, with blanks for who they are."""

    naming: Naming
    women: list[bool]  # of each person, whether a woman
    sheets: list[Sheet]  # the people, then the case


class Composer:
    def __init__(self, seed: str, today: date) -> None:
        self.random = Random(seed)  # noqa: S311 - nothing is secret here
        self.today = today
        self.languages = labels.interface_languages()
        self._terms = {
            (term.vocabulary, term.code): Coded(code=term.code, labels=term.labels(self.languages))
            for term in Term.objects.prefetch_related("translations")
        }
        self._countries = {
            country.code: Coded(code=country.code, labels=country.labels(self.languages))
            for country in Country.objects.all()
        }
        self._settings: dict[str, Setting] = {}
        self._laws, self._bodies = _laws_of_earlier_runs(), _bodies_of_earlier_runs()
        self._weights = list(accumulate(weight for weight, _naming, _cities in words.COUNTRIES.values()))
        self._stories = list(accumulate(weight for weight, *_story in words.STORIES))
        self._whole: Whole | None = None  # a mass case whose parts come next
        self._parts = 0
        self.tree = labels.Terms()
        self._stencils: deque[Stencil] = deque(maxlen=MOST_STENCILS)
        self._blanks: list[bool] | None = None  # while a stencil is made: of each person, whether a woman

    def documents(self, numbers: Numbers, cases: int) -> Iterator[Document | Filled]:
        """So many cases; each after those whom it names and nobody has yet.

        Where the database takes text, most of many are copies of a composed one, with other names and
        numbers. What takes long to compose is spread among them: the database is never without work.
        """
        are_many = cases >= MANY and takes_text()
        for place in range(cases):
            made: list[Document] = []
            if are_many and place % STENCILS == 0:
                self._stencils.append(self._stencil(numbers, made))
            is_copy = are_many and place % COMPOSED > 0
            case = None if is_copy else self._next(numbers, made)
            yield from made
            yield from [case] if case else self._copy(self.random.choice(self._stencils), numbers)

    # ------------------------------------------------------------ copies

    def _stencil(self, numbers: Numbers, made: list[Document]) -> Stencil:
        setting = self._setting(self._country(), numbers, made)
        people: list[Document] = []
        self._blanks = []
        case = self._case(number_blank("case"), setting, numbers, people)
        stencil = Stencil(setting.naming, self._blanks, sheets(people, case, self.tree))
        self._blanks = None
        return stencil

    def _copy(self, stencil: Stencil, numbers: Numbers) -> Iterator[Filled]:
        random = self.random
        keys = [*(numbers.next("person") for _person in stencil.women), numbers.next("case")]
        values = {
            PROCEEDING_BLANK: str(random.randint(10**7, 10**9)),
            number_blank("case"): keys[-1],
        }
        for place, is_woman in enumerate(stencil.women):
            names = self._names(stencil.naming, is_woman)
            values[number_blank("person", place)] = keys[place]
            values |= name_values(place, [names[0]["text"], names[-1]["text"]])
        return (Filled(one, key, values) for one, key in zip(stencil.sheets, keys, strict=True))

    # ------------------------------------------------------------ a case

    def _next(self, numbers: Numbers, made: list[Document]) -> Document:
        """The next case: a plain one, a mass case, or a part of the last mass case."""
        key = numbers.next("case")
        whole = self._whole if self._parts > 0 else None
        self._parts -= whole is not None
        setting = self._setting(whole.country if whole else self._country(), numbers, made)
        is_mass = whole is None and self.random.random() * PARTS_AFTER < 1
        case = self._case(key, setting, numbers, made, whole=whole, is_mass=is_mass)
        if is_mass:
            titles = [labels.text(row["language"], row["title"]) for row in case["texts"]]
            self._whole, self._parts = Whole(key, titles, setting.code), self.random.randint(5, 15)
        return case

    def _country(self) -> str:
        return self.random.choices([*words.COUNTRIES], cum_weights=self._weights)[0]

    def _case(
        self,
        key: str,
        setting: Setting,
        numbers: Numbers,
        made: list[Document],
        *,
        whole: Whole | None = None,
        is_mass: bool = False,
    ) -> Document:
        random = self.random
        _weight, kind, event, title = random.choices(words.STORIES, cum_weights=self._stories)[0]
        if whole or is_mass:
            _weight, kind, event, title = words.STORIES[0]
        shared = self._shared_event(setting, numbers, made) if event == "arrest" else None
        began = date.fromisoformat(shared["date"]["edtf"]) if shared else self._day()
        about_org = "{org}" in title
        if about_org:
            hit = [random.choice(setting.bodies[random.choice(["media", "ngo"])])]
        else:
            count = random.randint(8, 16) if is_mass else random.choices([1, 2, 3], [88, 9, 3])[0]
            met = [self._somebody(setting, numbers, made) for _one in range(count)]
            hit = list({one.key: one for one in met}.values())
        city = shared["place"] if shared else random.choice(setting.cities)
        people = self._participants(setting, hit, kind)
        named = [one for one, row in zip(hit, people, strict=False) if row["key"]]
        texts = self._texts(setting, title, *_called(named, len(hit)), city)
        proceedings, detentions = self._courts(setting, people, kind, began, is_mass)
        return {
            "kind": "case",
            "key": key,
            "texts": texts,
            "types": [self.term(Vocabulary.CASE_TYPE, one) for one in self._types(kind)],
            "tags": [],
            "status": self.term(Vocabulary.CASE_STATUS, self._status(detentions)),
            "status_as_of": _on(self._later(began, 900)) if random.random() < 0.3 else None,
            "redress": None,
            "began": self._uncertain(began),
            "ended": _on(self._later(began, 1200)) if random.random() < 0.3 else None,
            "countries": self._countries_of(setting.code, kind),
            "participants": people,
            "proceedings": proceedings,
            "detentions": detentions,
            "affected": self._affected(is_mass, about_org),
            "events": [
                *([shared] if shared else []),
                *self._events(event, began, city, _free_since(detentions)),
            ],
            "relations": [self._relation(whole.key, whole.titles)] if whole else [],
            "refs": {"summary": ["1a"], "participant-1": ["1a"]},
            "sources": [self._source(city, self._later(began, 30))],
        }

    def _status(self, detentions: list[Detention]) -> str:
        """No case has ended while somebody is held."""
        ended = 40 if _free_since(detentions) or not detentions else 0
        return self.random.choices(["active", "suspended", "ended", "unknown"], [45, 5, ended, 10])[0]

    def _types(self, kind: str) -> list[str]:
        if kind in {"criminal", "administrative"} and self.random.random() < 0.6:
            return ["arbitrary_detention", kind]
        return [kind]

    def _texts(self, setting: Setting, title: str, called: str, own: str, city: str) -> list[CaseText]:
        random = self.random
        first = random.choice(words.FIRST).format(city=city)
        told = [random.choice(words.FIRST).format(city=city), *random.sample(words.THEN, 4)]
        text = CaseText(
            language="en",
            title=title.format(who=called, org=called, city=city),
            summary=f"{first} {random.choice(words.THEN)}",
            narrative="\n\n".join([" ".join(told[:3]), " ".join(told[3:])]),
        )
        local = words.LOCAL.get(setting.naming.language)
        if local is None or not own or random.random() < 0.5:
            return [text]
        own_title = local[0].format(who=own, city=city)
        return [
            text,
            CaseText(language=setting.naming.language, title=own_title, summary=local[1], narrative=""),
        ]

    def _countries_of(self, code: str, kind: str) -> list[Any]:
        roles = [(code, "lead")]
        if self.random.random() < (0.8 if kind == "abduction" else 0.04):
            roles.append((self.random.choice(words.HOSTS), "host"))
        elif self.random.random() < 0.15:
            roles.append((code, "place"))
        return [
            {**self.country(one), "role": self.term(Vocabulary.COUNTRY_ROLE, role)} for one, role in roles
        ]

    def _participants(self, setting: Setting, hit: list[Somebody], kind: str) -> list[Participant]:
        accused = kind in {"criminal", "administrative"}
        rows = [self._participant(one, "defendant" if accused else "target") for one in hit]
        random = self.random
        rows = [
            _withheld(row) if one.kind == "person" and random.random() < 0.06 else row
            for one, row in zip(hit, rows, strict=True)
        ]
        if kind in {"assault", "killing", "abduction", "threat"}:
            rows.append(self._unidentified("Men in plain clothes", random.randint(2, 5)))
        else:
            acting = random.choice(setting.bodies[random.choice(["police", "security", "prosecutor"])])
            rows.append(self._participant(acting, "authority"))
        return rows

    def _participant(self, one: Somebody, role: str) -> Participant:
        is_person = one.kind == "person"
        return Participant(
            who="person" if is_person else "organization",
            shown="named",
            key=one.key,
            names=one.names,
            label=None,
            count=None,
            role=self.term(Vocabulary.ROLE, role),
            affiliation=None,
            age="",
            traits=one.traits,
            country=None,
            work_link=self.term(Vocabulary.LINK_TO_WORK, "for_work") if is_person else None,
            certainty=self.term(Vocabulary.CERTAINTY, "established"),
            refs=["1a"],
        )

    def _unidentified(self, called: str, count: int) -> Participant:
        return Participant(
            who="unidentified",
            shown="named",
            key=None,
            names=[],
            label=labels.text("en", called),
            count=count,
            role=self.term(Vocabulary.ROLE, "alleged_perpetrator"),
            affiliation=None,
            age="",
            traits=[],
            country=None,
            work_link=None,
            certainty=self.term(Vocabulary.CERTAINTY, "reported"),
            refs=["1a"],
        )

    def _affected(self, is_mass: bool, about_org: bool) -> list[Affected]:
        if not is_mass and self.random.random() > 0.01:
            return []
        whom = "ngos" if about_org else self.random.choice(["people", "journalists"])
        return [
            Affected(
                bound="at_least",
                number=self.random.randint(20, 400),
                words=None,
                whom=self.term(Vocabulary.AFFECTED, whom),
                done=None,
                refs=["1a"],
            )
        ]

    def _events(self, first: str, began: date, city: str, freed: str | None) -> list[Event]:
        kinds = [(first, began)]
        if first == "arrest" and self.random.random() < 0.5:
            kinds.append(("search", self._later(began, 3)))
        if freed:
            kinds.append(("release", date.fromisoformat(freed)))
        return [
            Event(
                key=None,
                kind=(term := self.term(Vocabulary.EVENT_KIND, kind)),
                texts=[EventText(language="en", title=f"{term['labels']['en']} in {city}", text="")],
                date=_on(day),
                countries=[],
                place=city,
                affected=[],
                refs=["1a"],
            )
            for kind, day in sorted(kinds, key=lambda one: one[1])
        ]

    def _shared_event(self, setting: Setting, numbers: Numbers, made: list[Document]) -> Event | None:
        """An event with a page of its own, at which people of several cases were arrested; mostly none."""
        random = self.random
        is_stencil = self._blanks is not None
        if random.random() >= AT_EVENT or (is_stencil and not setting.events):
            return None
        if is_stencil or (setting.events and random.random() >= NEW_EVENT):
            return random.choice(setting.events)
        city, title = random.choice(setting.cities), random.choice(words.EVENTS)
        event = Event(
            key=numbers.next("event"),
            kind=self.term(Vocabulary.EVENT_KIND, "arrest"),
            texts=[EventText(language="en", title=title.format(city=city), text="")],
            date=_on(self._day()),
            countries=[self.country(setting.code)],
            place=city,
            affected=[],
            refs=[],
        )
        setting.events.append(event)
        made.append(
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

    def _relation(self, key: str, titles: list[Text]) -> Relation:
        return Relation(
            relation=self.term(Vocabulary.CASE_RELATION, "part_of"),
            certainty=self.term(Vocabulary.CERTAINTY, "established"),
            key=key,
            titles=titles,
        )

    def _source(self, city: str, day: date) -> Source:
        return Source(
            mark=1,
            kind=self.term(Vocabulary.SOURCE_KIND, "media_report"),
            title=labels.text("en", f"What happened in {city}"),
            author="",
            publisher=f"Open {city}",
            published=_on(day),
            url=f"https://example.org/{day.isoformat()}/{self.random.randint(1000, 9999)}",
            archived_url="",
            reliability=self.random.choice("ABC"),
            held=False,
            harmful=False,
            places=[
                Place(
                    mark="1a",
                    locator="",
                    quotation=None,
                    says="confirms",
                    used_for=["summary", "participant-1", "event-1"],
                )
            ],
        )

    # ------------------------------------------------------------ courts and prisons

    def _courts(
        self, setting: Setting, people: list[Participant], kind: str, began: date, is_mass: bool
    ) -> tuple[list[Proceeding], list[Detention]]:
        parties = [
            f"participant-{place}"
            for place, row in enumerate(people, 1)
            if row["role"]["code"] in {"defendant", "target"}
        ]
        match kind:
            case "criminal":
                return self._criminal(setting, parties, began)
            case "administrative":
                days = self.random.choice([5, 10, 15, 30])
                row = self._proceeding(setting, "administrative", parties, [])
                row["steps"] = [
                    self._step(
                        "found_liable", began, setting, [self._sanction(p, days=days) for p in parties]
                    )
                ]
                return [row], [
                    self._detention(setting, p, "administrative", began, self._past(began + timedelta(days)))
                    for p in parties
                ]
            case "liquidation" | "designation" | "funding":
                row = self._proceeding(setting, "registration", parties, [])
                decided = self._later(began, 300)
                outcome = self.random.choice(["granted", "refused", "suspended"])
                row["steps"] = [
                    self._step("filed", began, setting, []),
                    self._step(outcome, decided, setting, []),
                ]
                return [row], []
            case "arbitrary_detention" | "abduction" | "torture":
                end = None if self.random.random() < 0.1 else self._later(began, 60)
                return [], [self._detention(setting, p, "police", began, end) for p in parties]
        return [], []

    def _criminal(
        self, setting: Setting, parties: list[str], began: date
    ) -> tuple[list[Proceeding], list[Detention]]:
        random = self.random
        articles = random.sample(setting.articles, random.choices([1, 2, 3], [6, 3, 1])[0])
        charges = [
            Charge(party=party, provision=provision) for party in parties[:3] for provision in articles
        ]
        row = self._proceeding(setting, "criminal", parties, charges)
        charged, tried = self._later(began, 20), self._later(began, 260)
        decided, heard = self._later(tried, 120), self._later(tried, 400)
        reached = random.random()  # how far the proceeding has come
        years = random.randint(1, 12)
        steps = [self._step("opened", began, setting, []), self._step("charged", charged, setting, [])]
        if reached > 0.25:
            steps.append(self._step("trial", tried, setting, []))
        convicted = reached > 0.4 and random.random() < 0.9
        if reached > 0.4:
            sanctions = [self._sanction(party, years=years) for party in parties] if convicted else []
            kind = "convicted" if convicted else random.choice(["acquitted", "dropped"])
            steps.append(self._step(kind, decided, setting, sanctions))
        pardoned = convicted and reached > 0.9
        if convicted and reached > 0.6:
            steps.append(self._step(random.choice(["upheld", "upheld", "reduced"]), heard, setting, []))
        if pardoned:
            steps.append(self._step("pardoned", self._later(heard, 500), setting, []))
        row["steps"] = sorted(steps, key=lambda step: step["date"]["earliest"] or "")
        if random.random() < 0.3:  # not remanded
            return [row], []
        if convicted and not pardoned:
            end = None if random.random() < 0.05 else self._past(began + timedelta(365 * years))
        else:
            end = None if reached < 0.1 else self._later(decided, 300)
        kind = "colony" if convicted else "pretrial"
        return [row], [self._detention(setting, party, kind, began, end) for party in parties]

    def _proceeding(
        self, setting: Setting, kind: str, parties: list[str], charges: list[Charge]
    ) -> Proceeding:
        random = self.random
        number = f"{random.randint(1, 4)}({random.randint(1, 999)})-{random.randint(1, 99999)}"
        if self._blanks is not None:
            number = PROCEEDING_BLANK

        body = random.choice(setting.bodies["court"]).reference
        return Proceeding(
            kind=self.term(Vocabulary.PROCEEDING_KIND, kind),
            main=True,
            numbers=[Number(number=number, authority=body)],
            body=body,
            amount="",
            currency="",
            parties=parties,
            brought_by=[],
            charges=charges,
            steps=[],
            refs=["1a"],
        )

    def _step(self, kind: str, day: date, setting: Setting, sanctions: list[Sanction]) -> Step:
        judge = self.random.choice(setting.judges)
        officials = [Official(office="judge", who=judge.reference)] if sanctions else []
        return Step(
            kind=self.term(Vocabulary.STEP_KIND, kind),
            acts_as=kind,
            date=_on(day),
            body=None,
            officials=officials,
            in_absentia=None,
            text=None,
            parties=[],
            charges=[],
            requalified_to=None,
            sanctions=sanctions,
            refs=["1a"],
        )

    def _sanction(self, party: str, *, years: int | None = None, days: int | None = None) -> Sanction:
        return Sanction(
            party=party,
            kind=self.term(Vocabulary.SANCTION_KIND, "prison" if years else "administrative_arrest"),
            years=years,
            months=None,
            days=days,
            indefinite=False,
            suspended=False,
            amount="",
            currency="",
        )

    def _detention(self, setting: Setting, party: str, kind: str, began: date, end: date | None) -> Detention:
        confirmed = None if end else self.today - timedelta(int(self.random.expovariate(1 / 200)))
        return Detention(
            party=party,
            kind=self.term(Vocabulary.DETENTION_KIND, kind),
            is_custody=True,
            place="",
            institution=self.random.choice(setting.bodies["prison"]).reference,
            began=_on(began),
            ended=_on(end) if end else None,
            lawyer_access=self.random.choice([True, False, None]),
            family_access=None,
            confirmed=_on(max(confirmed, began)) if confirmed else None,
            refs=["1a"],
        )

    # ------------------------------------------------------------ those who stand in cases

    def _setting(self, code: str, numbers: Numbers, made: list[Document]) -> Setting:
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
                called = name.format(city=city, number=self.random.randint(2, 40))
                made += self._organization(setting, kind, called, numbers)
        setting.judges = [self._person(setting, numbers, made, "judge") for _judge in range(4)]
        title = f"Criminal Code, {self.country(code)['labels']['en']}"
        law = self._level(numbers, code, "instrument", "", title)
        setting.articles = [
            Provision(
                country=self.country(code), path=[law, self._level(numbers, code, "article", number, title)]
            )
            for number, title in words.ARTICLES
        ]
        return setting

    def _level(self, numbers: Numbers, country: str, level: Any, code: str, title: str) -> ProvisionLevel:
        key = self._laws.get((country, code, title)) or numbers.next("provision")
        titles = [labels.text("en", title)]
        return ProvisionLevel(key=key, level=level, code=code, titles=titles, valid_from=None, valid_to=None)

    def _organization(self, setting: Setting, kind: str, called: str, numbers: Numbers) -> Iterator[Document]:
        """Its document, unless an earlier run made one that is called so."""
        names = [Name(language="en", text=called, script="Latn", kind="primary")]
        coded = self.term(Vocabulary.ORGANIZATION_KIND, kind)
        known = self._bodies.get((setting.code, called))
        key = known or numbers.next("organization")
        setting.bodies.setdefault(kind, []).append(Somebody("organization", key, names, [coded]))
        if known:
            return
        yield {
            "kind": "organization",
            "key": key,
            "names": names,
            "texts": [],
            "organization_kind": coded,
            "country": self.country(setting.code),
            "founded": None,
            "dissolved": None,
            "parent": None,
            "website": "",
            "statuses": self._legal_statuses(setting, kind),
            "domains": [],
            "refs": {},
            "sources": [],
        }

    def _legal_statuses(self, setting: Setting, kind: str) -> list[LegalStatus]:
        """Of those whom the state registers; of some it is not recorded."""
        if kind not in {"ngo", "media"} or self.random.random() < 0.3:
            return []
        codes = ["registered", "refused", "suspended", "liquidated", "listed", "in_exile"]
        code = self.random.choices(codes, [50, 10, 5, 15, 10, 10])[0]
        return [
            LegalStatus(
                country=self.country(setting.code),
                status=self.term(Vocabulary.ORGANIZATION_STATUS, code),
                began=_dated(str(self._day().year)),
                ended=None,
                by=None,
                refs=[],
            )
        ]

    def _somebody(self, setting: Setting, numbers: Numbers, made: list[Document]) -> Somebody:
        if setting.people and self._blanks is None and self.random.random() < 0.4:
            return self.random.choice(setting.people)
        occupation = self.random.choices(
            ["journalist", "blogger", "editor", "lawyer", "human_rights_defender", "activist", "ngo_staff"],
            [35, 12, 6, 8, 15, 14, 10],
        )[0]
        somebody = self._person(setting, numbers, made, occupation)
        if self._blanks is None:
            setting.people.append(somebody)
        return somebody

    def _person(self, setting: Setting, numbers: Numbers, made: list[Document], occupation: str) -> Somebody:
        random = self.random
        is_woman = random.random() < 0.4
        traits = [self.term(Vocabulary.OCCUPATION, occupation)]
        if self._blanks is None:
            names, key = self._names(setting.naming, is_woman), numbers.next("person")
        else:
            place = len(self._blanks)
            names, key = _blank_names(setting.naming, place), number_blank("person", place)
            self._blanks.append(is_woman)
        somebody = Somebody("person", key, names, traits)
        gender = self.term(Vocabulary.GENDER, "woman" if is_woman else "man")
        made.append(
            {
                "kind": "person",
                "key": somebody.key,
                "names": names,
                "texts": [],
                "gender": gender if random.random() < 0.95 else None,
                "born": str(random.randint(1945, 2003)) if random.random() < 0.5 else "",
                "died": "",
                "nationalities": [self.country(setting.code)],
                "occupations": traits,
                "refs": {},
                "sources": [],
            }
        )
        return somebody

    def _names(self, naming: Naming, is_woman: bool) -> list[Name]:
        """As it is written at home, and, where that differs, as in English."""
        random = self.random
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

    # ------------------------------------------------------------ days, terms

    def _day(self) -> date:
        """More of late than long ago."""
        days = int((self.today - date(OLDEST, 1, 1)).days * self.random.random() ** 1.8)
        return self.today - timedelta(days)

    def _later(self, day: date, days: int) -> date:
        return day + timedelta(self.random.randint(0, min(days, (self.today - day).days)))

    def _past(self, day: date) -> date | None:
        """Nobody is let go on a day to come."""
        return day if day <= self.today else None

    def _uncertain(self, day: date) -> Date:
        """Most beginnings are known to the day; others to a month, a year, one of two days, or not at all."""
        chance = self.random.random()
        if chance < 0.65:
            return _on(day)
        if chance < 0.83:
            return _dated(day.isoformat()[:7])
        if chance < 0.93:
            return _dated(str(day.year) + ("~" if chance > 0.9 else ""))
        if chance < 0.96:
            return _dated(f"[{day.year - 1}..{day.year}]")
        if chance < 0.98:
            return _dated(f"[{(day - timedelta(1)).isoformat()},{day.isoformat()}]")
        return _dated("" if chance < 0.995 else f"../{day.year}")

    def term(self, vocabulary: str, code: str) -> Coded:
        return self._terms[vocabulary, code]

    def country(self, code: str) -> Coded:
        return self._countries[code]


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


def _blank_names(naming: Naming, place: int) -> list[Name]:
    own, latin = name_blanks(place)
    return [
        Name(language=naming.language, text=own, script=naming.script, kind="primary"),
        Name(language="en", text=latin, script="Latn", kind="transliteration"),
    ]


def _called(named: list[Somebody], count: int) -> tuple[str, str]:
    """Whom a title is about, in English and in their own spelling; whoever is withheld stands in no title."""
    others = {1: "", 2: " and one other"}.get(count, f" and {count - 1} others")
    if not named:
        return f"A reporter{others}", ""
    return named[0].names[-1]["text"] + others, named[0].names[0]["text"]


def _free_since(detentions: list[Detention]) -> str | None:
    """The day on which the last of them was let go; None where nobody was held, or somebody is."""
    ends = [row["ended"]["latest"] if row["ended"] else None for row in detentions]
    return max(filter(None, ends)) if ends and all(ends) else None


def _withheld(row: Participant) -> Participant:
    """A role, and nothing more."""
    return {**row, "shown": "withheld", "key": None, "names": [], "traits": [], "work_link": None}


def _joined(naming: Naming, given: str, surname: str) -> str:
    return f"{surname}{given}" if naming.script == "Hani" else f"{given} {surname}"


def _on(day: date) -> Date:
    iso = day.isoformat()
    return Date(edtf=iso, earliest=iso, latest=iso)


@lru_cache(maxsize=4096)
def _dated(edtf: str) -> Date:
    return labels.date(edtf)
