"""Small records, enough to be published, each with the facts that a test names. All people are invented."""

from typing import Any, TypeVar

from django.contrib.auth.models import Group, User

from cases.models import (
    Case,
    CaseText,
    Charge,
    Citation,
    CitationUse,
    Detention,
    Event,
    LegalStatus,
    Organization,
    OrganizationName,
    Participation,
    Person,
    PersonName,
    Proceeding,
    ProceedingNumber,
    ProceedingParty,
    Profile,
    ProfileText,
    Provision,
    Publishable,
    Sanction,
    Source,
    Step,
    Visibility,
)
from cases.models.names import NameKind
from cases.publishing import workflow
from cases.reference.models import Term

Record = TypeVar("Record", bound=Publishable)


def user(name: str, group: str) -> User:
    made = User.objects.create_user(name, password="throw-away", is_staff=True)
    made.groups.add(Group.objects.get(name=group))
    return made


def term(vocabulary: str, code: str) -> Term:
    return Term.objects.get(vocabulary=vocabulary, code=code)


def source(title: str = "A report", **facts: Any) -> Source:
    return Source.objects.create(title=title, source_kind=term("source_kind", "ngo_report"), **facts)


def cite(record: Publishable, *claims: str, cited: Source | None = None, **facts: Any) -> Citation:
    """Cite a source for these claims of a record; for everything where none is named."""
    field = "profile" if record.kind == "country" else record.kind
    citation = Citation.objects.create(
        **{field: record}, source=cited or source(), everything=not claims, **facts
    )
    CitationUse.objects.bulk_create(CitationUse.of(citation, claim) for claim in claims)
    return citation


def person(*names: str, visibility: str = Visibility.NAMED, **facts: Any) -> Person:
    """A person by these names, the first one primary; named on the basis of consent unless told otherwise."""
    names = names or ("Sevda Quliyeva",)
    if visibility == Visibility.NAMED:
        facts.setdefault("basis", term("visibility_basis", "consent"))
    made = Person.objects.create(working_title=names[0], visibility=visibility, **facts)
    for position, text in enumerate(names):
        kind = NameKind.TRANSLITERATION if position else NameKind.PRIMARY
        PersonName.objects.create(person=made, text=text, kind=kind)
    return made


def organization(*names: str, visibility: str = Visibility.NAMED, **facts: Any) -> Organization:
    names = names or ("Court of Grave Crimes",)
    if visibility == Visibility.NAMED:
        facts.setdefault("basis", term("visibility_basis", "office"))
    facts.setdefault("organization_kind", term("organization_kind", "ngo"))
    made = Organization.objects.create(working_title=names[0], visibility=visibility, **facts)
    for position, text in enumerate(names):
        kind = NameKind.TRANSLITERATION if position else NameKind.PRIMARY
        OrganizationName.objects.create(organization=made, text=text, kind=kind)
    cite(made)
    return made


def legal_status(
    organization: Organization, status: str, began: str = "", country: str = "AZ"
) -> LegalStatus:
    return LegalStatus.objects.create(
        organization=organization,
        status=term("organization_status", status),
        began=began,
        country_id=country,
    )


def case(
    title: str = "Arrest of a reporter", *, summary: str = "A reporter was arrested.", **facts: Any
) -> Case:
    """A case with all that publishing asks for: text, lead country, type, date and a source."""
    narrative = facts.pop("narrative", "")
    facts = {"lead_country_id": "AZ", "began": "2017-05"} | facts
    made = Case.objects.create(working_title=title, **facts)
    made.types.add(term("case_type", "arbitrary_detention"))
    CaseText.objects.create(case=made, title=title, summary=summary, narrative=narrative)
    cite(made)
    return made


def participate(
    case: Case, party: Person | Organization | str, role: str = "target", **facts: Any
) -> Participation:
    who: dict[str, Any] = {"party": party} if isinstance(party, str) else {party.kind: party}
    return Participation.objects.create(case=case, role=term("role", role), **who, **facts)


def event(case: Case | None, title: str = "Arrest", date: str = "2017-05-12", **facts: Any) -> Event:
    kind = term("event_kind", facts.pop("event_kind", "arrest"))
    made = Event.objects.create(
        case=case, working_title=title, title=title, date=date, event_kind=kind, **facts
    )
    if case is None:
        cite(made)
    return made


def official_number(case: Case, number: str, authority: Organization) -> ProceedingNumber:
    proceeding = Proceeding.objects.create(main_case=case, kind=term("proceeding_kind", "criminal"))
    return ProceedingNumber.objects.create(proceeding=proceeding, number=number, authority=authority)


def provision(code: str = "178.3.2", title: str = "Fraud", instrument: str = "Criminal Code") -> Provision:
    """A provision with all that stands above it: 178.3.2 in 178.3 in 178 in the Criminal Code."""
    above, _made = Provision.objects.get_or_create(
        parent=None, title=instrument, defaults={"country_id": "AZ", "level": Provision.Level.INSTRUMENT}
    )
    levels = [Provision.Level.ARTICLE, Provision.Level.PART, Provision.Level.ITEM]
    numbers = code.split(".")
    for depth, level in zip(range(1, len(numbers) + 1), levels, strict=False):
        here = ".".join(numbers[:depth])
        name = title if here == code else ""
        above, _made = Provision.objects.get_or_create(
            parent=above, code=here, defaults={"level": level, "title": name}
        )
    return above


def proceeding(case: Case, *parties: Participation, kind: str = "criminal", **facts: Any) -> Proceeding:
    made = Proceeding.objects.create(main_case=case, kind=term("proceeding_kind", kind), **facts)
    for party in parties:
        ProceedingParty.objects.create(proceeding=made, participation=party)
    return made


def charge(proceeding: Proceeding, participation: Participation, under: Provision) -> Charge:
    party = proceeding.parties.get(participation=participation)
    return Charge.objects.create(proceeding=proceeding, party=party, provision=under)


def step(proceeding: Proceeding, kind: str, date: str = "", *parties: Participation, **facts: Any) -> Step:
    """A step for these parties, or for all where none is named."""
    made = Step.objects.create(proceeding=proceeding, step_kind=term("step_kind", kind), date=date, **facts)
    made.parties.set(proceeding.parties.filter(participation__in=parties))
    return made


def sanction(step: Step, participation: Participation, kind: str = "prison", **facts: Any) -> Sanction:
    party = step.proceeding.parties.get(participation=participation)
    return Sanction.objects.create(step=step, party=party, sanction_kind=term("sanction_kind", kind), **facts)


def detention(
    participation: Participation, began: str, ended: str = "", kind: str = "pretrial", **facts: Any
) -> Detention:
    return Detention.objects.create(
        participation=participation,
        detention_kind=term("detention_kind", kind),
        began=began,
        ended=ended,
        **facts,
    )


def profile(country: str = "AZ", summary: str = "What the record says of the country.") -> Profile:
    made = Profile.objects.create(working_title=country, country_id=country)
    ProfileText.objects.create(profile=made, summary=summary)
    cite(made)
    return made


def published(record: Record, researcher: User, editor: User, note: str = "Corrected.") -> Record:
    """Take a record, and whatever it names, from the desk to the public: as two people do it."""
    workflow.submit(record, by=researcher)
    workflow.approve(record, by=editor, note=note if workflow.standing(record).live else "")
    record.refresh_from_db()
    return record
