"""What courts and prisons did in a case: proceedings with their steps and sanctions, and detentions."""

from datetime import date, timedelta

from cases.management.volume.chance import Chance, on
from cases.management.volume.codes import Codes
from cases.management.volume.countries import Setting
from cases.public.document import (
    Charge,
    Detention,
    Number,
    Official,
    Participant,
    Proceeding,
    Sanction,
    Step,
)
from cases.reference.models import Vocabulary

Course = tuple[list[Proceeding], list[Detention]]


class Courts:
    def __init__(self, chance: Chance, codes: Codes) -> None:
        self._chance, self._random, self._codes = chance, chance.random, codes

    def course(self, setting: Setting, people: list[Participant], kind: str, began: date) -> Course:
        """What came of a case of this kind, for those of its participants whom it is about."""
        parties = [
            f"participant-{place}"
            for place, row in enumerate(people, 1)
            if row["role"]["code"] in {"defendant", "target"}
        ]
        match kind:
            case "criminal":
                return self._criminal(setting, parties, began)
            case "administrative":
                return self._administrative(setting, parties, began)
            case "liquidation" | "designation" | "funding":
                return [self._registration(setting, parties, began)], []
            case "arbitrary_detention" | "abduction" | "torture":
                end = None if self._random.random() < 0.1 else self._chance.later(began, 60)
                return [], [self._detention(setting, party, "police", began, end) for party in parties]
        return [], []

    def _administrative(self, setting: Setting, parties: list[str], began: date) -> Course:
        days = self._random.choice([5, 10, 15, 30])
        row = self._proceeding(setting, "administrative", parties, [])
        sanctions = [self._sanction(party, days=days) for party in parties]
        row["steps"] = [self._step("found_liable", began, setting, sanctions)]
        end = self._chance.past(began + timedelta(days))
        return [row], [self._detention(setting, party, "administrative", began, end) for party in parties]

    def _registration(self, setting: Setting, parties: list[str], began: date) -> Proceeding:
        row = self._proceeding(setting, "registration", parties, [])
        decided = self._chance.later(began, 300)
        outcome = self._random.choice(["granted", "refused", "suspended"])
        row["steps"] = [self._step("filed", began, setting, []), self._step(outcome, decided, setting, [])]
        return row

    def _criminal(self, setting: Setting, parties: list[str], began: date) -> Course:
        random = self._random
        articles = random.sample(setting.articles, random.choices([1, 2, 3], [6, 3, 1])[0])
        charges = [
            Charge(party=party, provision=provision) for party in parties[:3] for provision in articles
        ]
        row = self._proceeding(setting, "criminal", parties, charges)
        charged, tried = self._chance.later(began, 20), self._chance.later(began, 260)
        decided, heard = self._chance.later(tried, 120), self._chance.later(tried, 400)
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
            steps.append(self._step("pardoned", self._chance.later(heard, 500), setting, []))
        row["steps"] = sorted(steps, key=lambda step: step["date"]["earliest"] or "")
        if random.random() < 0.3:  # not remanded
            return [row], []
        if convicted and not pardoned:
            end = None if random.random() < 0.05 else self._chance.past(began + timedelta(365 * years))
        else:
            end = None if reached < 0.1 else self._chance.later(decided, 300)
        kind = "colony" if convicted else "pretrial"
        return [row], [self._detention(setting, party, kind, began, end) for party in parties]

    def _proceeding(
        self, setting: Setting, kind: str, parties: list[str], charges: list[Charge]
    ) -> Proceeding:
        random = self._random
        number = f"{random.randint(1, 4)}({random.randint(1, 999)})-{random.randint(1, 99999)}"
        body = random.choice(setting.bodies["court"]).reference
        return Proceeding(
            kind=self._codes.term(Vocabulary.PROCEEDING_KIND, kind),
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
        judge = self._random.choice(setting.judges)
        officials = [Official(office="judge", who=judge.reference)] if sanctions else []
        return Step(
            kind=self._codes.term(Vocabulary.STEP_KIND, kind),
            acts_as=kind,
            date=on(day),
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
            kind=self._codes.term(Vocabulary.SANCTION_KIND, "prison" if years else "administrative_arrest"),
            years=years,
            months=None,
            days=days,
            indefinite=False,
            suspended=False,
            amount="",
            currency="",
        )

    def _detention(self, setting: Setting, party: str, kind: str, began: date, end: date | None) -> Detention:
        confirmed = None if end else self._chance.today - timedelta(int(self._random.expovariate(1 / 200)))
        return Detention(
            party=party,
            kind=self._codes.term(Vocabulary.DETENTION_KIND, kind),
            is_custody=True,
            place="",
            institution=self._random.choice(setting.bodies["prison"]).reference,
            began=on(began),
            ended=on(end) if end else None,
            lawyer_access=self._random.choice([True, False, None]),
            family_access=None,
            confirmed=on(max(confirmed, began)) if confirmed else None,
            refs=["1a"],
        )


def free_since(detentions: list[Detention]) -> str | None:
    """The day on which the last of them was let go; None where nobody was held, or somebody is."""
    ends = [row["ended"]["latest"] if row["ended"] else None for row in detentions]
    return max(filter(None, ends)) if ends and all(ends) else None
