"""One case: its texts, participants, events and sources, and what courts did in it."""

from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from typing import Any

from cases.management.volume import words
from cases.management.volume.chance import Chance, on
from cases.management.volume.codes import Codes
from cases.management.volume.countries import Countries, Setting
from cases.management.volume.courts import Courts, free_since
from cases.management.volume.people import Document, Newcomers, Somebody
from cases.public.document import (
    Affected,
    CaseText,
    Date,
    Detention,
    Event,
    EventText,
    Participant,
    Place,
    Relation,
    Source,
    Text,
)
from cases.publishing import labels
from cases.reference.models import Vocabulary


@dataclass(frozen=True)
class Whole:
    """A mass case, as its parts name it."""

    key: str
    titles: list[Text]
    country: str


class Cases:
    """Makes cases, each one a story of `words.STORIES` in a country."""

    def __init__(self, chance: Chance, codes: Codes, countries: Countries) -> None:
        self._chance, self._random, self._codes = chance, chance.random, codes
        self._countries, self._courts = countries, Courts(chance, codes)
        self._stories = list(accumulate(weight for weight, *_story in words.STORIES))

    def compose(
        self,
        key: str,
        setting: Setting,
        newcomers: Newcomers,
        *,
        whole: Whole | None = None,
        is_mass: bool = False,
    ) -> Document:
        """The document of a case, whose newcomers are added to those given."""
        random = self._random
        _weight, kind, event, title = random.choices(words.STORIES, cum_weights=self._stories)[0]
        if whole or is_mass:
            _weight, kind, event, title = words.STORIES[0]
        shared = self._countries.shared_event(setting, newcomers) if event == "arrest" else None
        began = date.fromisoformat(shared["date"]["edtf"]) if shared else self._chance.day()
        about_org = "{org}" in title
        hit = [self._organization(setting)] if about_org else self._people(setting, newcomers, is_mass)
        city = shared["place"] if shared else random.choice(setting.cities)
        people = self._participants(setting, hit, kind)
        named = [one for one, row in zip(hit, people, strict=False) if row["key"]]
        texts = self._texts(setting, title, *_called(named, len(hit)), city)
        proceedings, detentions = self._courts.course(setting, people, kind, began)
        status = self._status(detentions)
        return {
            "kind": "case",
            "key": key,
            "texts": texts,
            "types": [self._codes.term(Vocabulary.CASE_TYPE, one) for one in self._types(kind)],
            "tags": [],
            "status": self._codes.term(Vocabulary.CASE_STATUS, status),
            "status_as_of": on(self._chance.later(began, 900)) if random.random() < 0.3 else None,
            "redress": None,
            "began": self._chance.uncertain(began),
            "ended": self._ended(began, detentions) if status == "ended" else None,
            "countries": self._countries_of(setting.code, kind),
            "participants": people,
            "proceedings": proceedings,
            "detentions": detentions,
            "affected": self._affected(is_mass, about_org),
            "events": [
                *([shared] if shared else []),
                *self._events(event, began, city, free_since(detentions)),
            ],
            "relations": [self._relation(whole.key, whole.titles)] if whole else [],
            "refs": {"summary": ["1a"], "participant-1": ["1a"]},
            "sources": [self._source(city, self._chance.later(began, 30))],
        }

    def _organization(self, setting: Setting) -> Somebody:
        return self._random.choice(setting.bodies[self._random.choice(["media", "ngo"])])

    def _people(self, setting: Setting, newcomers: Newcomers, is_mass: bool) -> list[Somebody]:
        random = self._random
        count = random.randint(8, 16) if is_mass else random.choices([1, 2, 3], [88, 9, 3])[0]
        met = [self._countries.somebody(setting, newcomers) for _one in range(count)]
        return list({one.key: one for one in met}.values())

    def _status(self, detentions: list[Detention]) -> str:
        """No case has ended while somebody is held."""
        ended = 40 if free_since(detentions) or not detentions else 0
        return self._random.choices(["active", "suspended", "ended", "unknown"], [45, 5, ended, 10])[0]

    def _ended(self, began: date, detentions: list[Detention]) -> Date | None:
        """Of most cases it is known when: not before the last of them was let go."""
        if self._random.random() < 0.2:
            return None
        day, freed = self._chance.later(began, 1200), free_since(detentions)
        return on(max(day, date.fromisoformat(freed))) if freed else on(day)

    def _types(self, kind: str) -> list[str]:
        if kind in {"criminal", "administrative"} and self._random.random() < 0.6:
            return ["arbitrary_detention", kind]
        return [kind]

    def _texts(self, setting: Setting, title: str, called: str, own: str, city: str) -> list[CaseText]:
        random = self._random
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
        if self._random.random() < (0.8 if kind == "abduction" else 0.04):
            roles.append((self._random.choice(words.HOSTS), "host"))
        elif self._random.random() < 0.15:
            roles.append((code, "place"))
        return [
            {**self._codes.country(one), "role": self._codes.term(Vocabulary.COUNTRY_ROLE, role)}
            for one, role in roles
        ]

    def _participants(self, setting: Setting, hit: list[Somebody], kind: str) -> list[Participant]:
        accused = kind in {"criminal", "administrative"}
        rows = [self._participant(one, "defendant" if accused else "target") for one in hit]
        random = self._random
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
            role=self._codes.term(Vocabulary.ROLE, role),
            affiliation=None,
            age="",
            traits=one.traits,
            country=None,
            work_link=self._codes.term(Vocabulary.LINK_TO_WORK, "for_work") if is_person else None,
            certainty=self._codes.term(Vocabulary.CERTAINTY, "established"),
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
            role=self._codes.term(Vocabulary.ROLE, "alleged_perpetrator"),
            affiliation=None,
            age="",
            traits=[],
            country=None,
            work_link=None,
            certainty=self._codes.term(Vocabulary.CERTAINTY, "reported"),
            refs=["1a"],
        )

    def _affected(self, is_mass: bool, about_org: bool) -> list[Affected]:
        if not is_mass and self._random.random() > 0.01:
            return []
        whom = "ngos" if about_org else self._random.choice(["people", "journalists"])
        return [
            Affected(
                bound="at_least",
                number=self._random.randint(20, 400),
                words=None,
                whom=self._codes.term(Vocabulary.AFFECTED, whom),
                done=None,
                refs=["1a"],
            )
        ]

    def _events(self, first: str, began: date, city: str, freed: str | None) -> list[Event]:
        kinds = [(first, began)]
        if first == "arrest" and self._random.random() < 0.5:
            kinds.append(("search", self._chance.later(began, 3)))
        if freed:
            kinds.append(("release", date.fromisoformat(freed)))
        return [
            Event(
                key=None,
                kind=(term := self._codes.term(Vocabulary.EVENT_KIND, kind)),
                texts=[EventText(language="en", title=f"{term['labels']['en']} in {city}", text="")],
                date=on(day),
                countries=[],
                place=city,
                affected=[],
                refs=["1a"],
            )
            for kind, day in sorted(kinds, key=lambda one: one[1])
        ]

    def _relation(self, key: str, titles: list[Text]) -> Relation:
        return Relation(
            relation=self._codes.term(Vocabulary.CASE_RELATION, "part_of"),
            certainty=self._codes.term(Vocabulary.CERTAINTY, "established"),
            key=key,
            titles=titles,
        )

    def _source(self, city: str, day: date) -> Source:
        return Source(
            mark=1,
            kind=self._codes.term(Vocabulary.SOURCE_KIND, "media_report"),
            title=labels.text("en", f"What happened in {city}"),
            author="",
            publisher=f"Open {city}",
            published=on(day),
            url=f"https://example.org/{day.isoformat()}/{self._random.randint(1000, 9999)}",
            archived_url="",
            reliability=self._random.choice("ABC"),
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


def _called(named: list[Somebody], count: int) -> tuple[str, str]:
    """Whom a title is about, in English and in their own spelling; whoever is withheld stands in no title."""
    others = {1: "", 2: " and one other"}.get(count, f" and {count - 1} others")
    if not named:
        return f"A reporter{others}", ""
    return named[0].names[-1]["text"] + others, named[0].names[0]["text"]


def _withheld(row: Participant) -> Participant:
    """A role, and nothing more."""
    return {**row, "shown": "withheld", "key": None, "names": [], "traits": [], "work_link": None}
