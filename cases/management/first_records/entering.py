"""Takes the first records from the desk to the public, as a researcher and an editor would."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from django.contrib.auth.models import Group, User
from django.db import models, transaction

from cases.desk.groups import ensure_groups
from cases.management.first_records import article
from cases.management.first_records import shapes as described
from cases.management.first_records.azerbaijan import AZERBAIJAN
from cases.management.first_records.cases import DRAFTS, NGO_CASE, PUBLISHED, WAITING
from cases.management.first_records.events import EVENTS
from cases.management.first_records.organizations import ORGANIZATIONS
from cases.management.first_records.people import PEOPLE
from cases.models import (
    Affected,
    Case,
    CaseCountry,
    CaseText,
    Citation,
    CitationUse,
    Detention,
    Event,
    Indicator,
    Organization,
    OrganizationName,
    OrganizationText,
    Participation,
    Person,
    PersonName,
    PersonText,
    Proceeding,
    ProceedingNumber,
    ProceedingParty,
    Profile,
    ProfileText,
    Publishable,
    Review,
    Source,
    State,
    Step,
    Visibility,
)
from cases.models.proceedings import fold_number
from cases.publishing import workflow
from cases.reference.load import load_reference
from cases.reference.models import Country, Term, Vocabulary

# Nobody signs in with these: the log of moves says by their names where the first records came from.
RESEARCHER = "first-records-researcher"
EDITOR = "first-records-editor"

Row = TypeVar("Row", bound=models.Model)


@dataclass(frozen=True)
class Entered:
    published: int
    waiting: int
    drafts: int


@transaction.atomic
def enter_first_records() -> Entered | None:
    """Enter, review and publish the first records; None, and nothing changed, where they have been entered.

    From then on they belong to the desk: whatever was changed, withdrawn or deleted there stays so.
    """
    if _have_been_entered():
        return None
    load_reference()
    ensure_groups()
    researcher, editor = _account(RESEARCHER, "researcher"), _account(EDITOR, "editor")
    entry = _Entry(researcher)
    # Whoever is named in the texts of others comes first: a name counts once it is public.
    published = [entry.rows[one] for one in (*ORGANIZATIONS, *PEOPLE, *EVENTS, *PUBLISHED, AZERBAIJAN)]
    for record in published:
        _publish(record, researcher, editor)
    for case in WAITING:
        workflow.submit(entry.rows[case], by=researcher)
    return Entered(published=len(published), waiting=len(WAITING), drafts=len(DRAFTS))


def _have_been_entered() -> bool:
    """By the log of moves, which nobody can change, or by the number that only the NGO case can have."""
    numbers = {fold_number(row.number) for row in NGO_CASE.proceedings}
    return (
        Review.objects.filter(by__username__in=(RESEARCHER, EDITOR)).exists()
        or ProceedingNumber.objects.filter(folded__in=numbers).exists()
    )


def _account(name: str, group: str) -> User:
    """An account without a password that is never active but in this transaction's memory."""
    user, is_new = User.objects.get_or_create(username=name, defaults={"is_active": False})
    if is_new:
        user.set_unusable_password()
        user.save()
    user.groups.add(Group.objects.get(name=group))
    user.is_active = True  # an account that is not may do nothing; this is not saved
    return user


def _publish(record: Publishable, researcher: User, editor: User) -> None:
    """Submit and approve a record with whatever it names, unless it went with another one before."""
    record.refresh_from_db()
    if record.state == State.UNCHANGED:
        return
    workflow.submit(record, by=researcher)
    workflow.approve(record, by=editor)


class _Entry:
    """The working record, filled from the descriptions; `rows` leads from each to what was made of it."""

    def __init__(self, researcher: User) -> None:
        self.researcher = researcher
        self.rows: dict[object, Any] = {}
        self.source = _saved(
            Source(
                title=article.TITLE,
                author=article.AUTHOR,
                published=article.PUBLISHED,
                language=article.LANGUAGE,
                source_kind=_term(Vocabulary.SOURCE_KIND, "ngo_report"),
                note=article.NOTE,
            )
        )
        for organization in ORGANIZATIONS:
            self.rows[organization] = self._organization(organization)
        for person in PEOPLE:
            self.rows[person] = self._person(person)
        for event in EVENTS:
            self.rows[event] = self._event(event)
        for case in (*PUBLISHED, *WAITING, *DRAFTS):
            self.rows[case] = self._case(case)
        self.rows[AZERBAIJAN] = self._profile(AZERBAIJAN)

    def _organization(self, told: described.Organization) -> Organization:
        organization = _saved(
            Organization(
                working_title=told.names[0].text,
                organization_kind=_term(Vocabulary.ORGANIZATION_KIND, told.kind),
                country_id=told.country or None,
                parent=self.rows[told.parent] if told.parent else None,
                visibility=Visibility.NAMED,
                basis=_term(Vocabulary.VISIBILITY_BASIS, told.basis),
                changed_by=self.researcher,
            )
        )
        for name in told.names:
            _saved(
                OrganizationName(
                    organization=organization, text=name.text, language=name.language, kind=name.kind
                )
            )
        _saved(OrganizationText(organization=organization, description=told.description))
        claims = ["names", "description", "organization_kind"]
        claims += [claim for claim in ("country", "parent") if getattr(told, claim)]
        self._cite(organization, ((claim, told.cited) for claim in claims))
        return organization

    def _person(self, told: described.Person) -> Person:
        person = _saved(
            Person(
                working_title=told.names[0].text,
                gender=_term(Vocabulary.GENDER, told.gender),
                visibility=Visibility.NAMED,
                basis=_term(Vocabulary.VISIBILITY_BASIS, told.basis),
                note=told.note,
                changed_by=self.researcher,
            )
        )
        person.nationalities.set(Country.objects.filter(code__in=told.nationalities))
        person.occupations.set(_terms(Vocabulary.OCCUPATION, told.occupations))
        for name in told.names:
            _saved(PersonName(person=person, text=name.text, language=name.language, kind=name.kind))
        _saved(PersonText(person=person, biography=told.biography))
        self._cite(person, told.claims.items())
        return person

    def _event(self, told: described.Event, case: Case | None = None) -> Event:
        event = _saved(
            Event(
                case=case,
                working_title=told.title,
                title=told.title,
                text=told.text,
                event_kind=_term(Vocabulary.EVENT_KIND, told.kind),
                date=told.date,
                country_id=told.country or None,
                place=told.place,
                note=told.note,
                changed_by=self.researcher,
            )
        )
        event.concerns.set(Country.objects.filter(code__in=told.concerns))
        if case is None:
            claims = [claim for claim in ("text", "date", "place") if getattr(told, claim)]
            self._cite(event, ((claim, told.cited) for claim in claims))
        return event

    def _case(self, told: described.Case) -> Case:
        case = _saved(
            Case(
                working_title=told.working_title,
                lead_country_id=told.lead_country,
                began=told.began,
                status=_term(Vocabulary.CASE_STATUS, told.status) if told.status else None,
                status_as_of=told.status_as_of,
                note=told.note,
                changed_by=self.researcher,
            )
        )
        case.types.set(_terms(Vocabulary.CASE_TYPE, told.types))
        case.shared_events.set([self.rows[event] for event in told.shared_events])
        for text in told.texts:
            _saved(
                CaseText(
                    case=case,
                    language=text.language,
                    title=text.title,
                    summary=text.summary,
                    narrative=text.narrative,
                )
            )
        for code, role in told.countries:
            _saved(CaseCountry(case=case, country_id=code, role=_term(Vocabulary.COUNTRY_ROLE, role)))
        claims = list(told.claims.items())
        claims += [(f"participation:{self._party(case, row).pk}", row.cited) for row in told.parties]
        for proceeding in told.proceedings:
            claims += self._proceeding(case, proceeding)
        claims += [(f"detention:{self._detention(row).pk}", row.cited) for row in told.detentions]
        claims += [(f"affected:{_affected(case, row).pk}", row.cited) for row in told.affected]
        claims += [(f"event:{self._event(row, case).pk}", row.cited) for row in told.events]
        self._cite(case, claims)
        return case

    def _proceeding(self, case: Case, told: described.Proceeding) -> list[tuple[str, described.Places]]:
        """The proceeding and its steps as claims, with what they rest on."""
        proceeding = _saved(Proceeding(main_case=case, kind=_term(Vocabulary.PROCEEDING_KIND, told.kind)))
        if told.number:
            authority = self.rows[told.authority]
            _saved(ProceedingNumber(proceeding=proceeding, number=told.number, authority=authority))
        for party in told.parties:
            _saved(ProceedingParty(proceeding=proceeding, participation=self.rows[party]))
        claims = [(f"proceeding:{proceeding.pk}", told.cited)]
        claims += [(f"step:{_step(proceeding, row).pk}", row.cited) for row in told.steps]
        return claims

    def _detention(self, told: described.Detention) -> Detention:
        return _saved(
            Detention(
                participation=self.rows[told.party],
                detention_kind=_term(Vocabulary.DETENTION_KIND, told.kind),
                place=told.place,
                began=told.began,
                confirmed=told.confirmed,
            )
        )

    def _party(self, case: Case, told: described.Party) -> Participation:
        who = {"party": told.who} if isinstance(told.who, str) else self._named(told.who)
        role = _term(Vocabulary.ROLE, told.role)
        row = _saved(Participation(case=case, role=role, affiliation=told.affiliation, **who))
        self.rows[told] = row
        return row

    def _named(self, told: described.Person | described.Organization) -> dict[str, Any]:
        return {self.rows[told].kind: self.rows[told]}

    def _profile(self, told: described.Profile) -> Profile:
        profile = _saved(
            Profile(
                working_title="Azerbaijan",
                country_id=told.country,
                note=told.note,
                changed_by=self.researcher,
            )
        )
        _saved(ProfileText(profile=profile, summary=told.summary, narrative=told.narrative))
        claims = list(told.claims.items())
        claims += [(f"indicator:{_indicator(profile, row).pk}", row.cited) for row in told.indicators]
        self._cite(profile, claims)
        return profile

    def _cite(self, record: Publishable, claims: Iterable[tuple[str, described.Places]]) -> None:
        """One citation for each place, numbered as they are first cited, with all claims that rest on it."""
        places: dict[described.Place, list[str]] = {}
        for claim, cited in claims:
            for place in cited:
                places.setdefault(place, []).append(claim)
        field: Mapping[str, Any] = {"profile" if record.kind == "country" else record.kind: record}
        for place, used_for in places.items():
            citation = Citation.objects.create(
                **field, source=self.source, locator=place.locator, quotation=place.quotation
            )
            CitationUse.objects.bulk_create(CitationUse.of(citation, claim) for claim in used_for)


def _step(proceeding: Proceeding, told: described.Step) -> Step:
    kind = _term(Vocabulary.STEP_KIND, told.kind)
    return _saved(Step(proceeding=proceeding, step_kind=kind, date=told.date, text=told.text))


def _affected(case: Case, told: described.Affected) -> Affected:
    return _saved(
        Affected(
            case=case,
            words=told.words,
            whom=_term(Vocabulary.AFFECTED, told.whom),
            done=_term(Vocabulary.CASE_TYPE, told.done) if told.done else None,
        )
    )


def _indicator(profile: Profile, told: described.Indicator) -> Indicator:
    return _saved(
        Indicator(
            profile=profile,
            indicator_kind=_term(Vocabulary.INDICATOR, told.kind),
            value=told.value,
            out_of=told.out_of,
            year=told.year,
            compared_with=told.compared_with,
            compared_value=told.compared_value,
            remark=told.remark,
        )
    )


def _saved(row: Row) -> Row:
    """As a form would: nothing is entered that a form would not accept."""
    row.full_clean()
    row.save()
    return row


def _term(vocabulary: str, code: str) -> Term:
    return Term.objects.get(vocabulary=vocabulary, code=code)


def _terms(vocabulary: str, codes: Iterable[str]) -> list[Term]:
    return [_term(vocabulary, code) for code in codes]
