"""Courts, prisons and figures of a document: proceedings with their steps, detentions, those affected.

A party is a row of the document ("participant-2"). Whoever is not in the document (nobody has decided
whether the name may be shown) is in no step, no sanction and no detention either.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from cases.models import (
    Affected,
    Case,
    Detention,
    Organization,
    Person,
    Proceeding,
    Provision,
    Sanction,
    Step,
)
from cases.models.proceedings import ProceedingNumber, ProceedingParty
from cases.public import document as shape
from cases.publishing.citing import Sources
from cases.publishing.labels import coded, date, text
from cases.publishing.references import provision, reference
from cases.reckoning.outcomes import COURSE
from cases.reference.models import Effect, Term, Vocabulary

Parties = Mapping[int, str]  # a participation of the working record -> its row in the document


def proceedings_of(case: Case) -> list[Proceeding]:
    return [*case.proceedings.all(), *case.shared_proceedings.all()]


def steps_in_order(proceeding: Proceeding) -> list[Step]:
    """By day, those of one day in the order of a proceeding; undated ones last."""
    rows = proceeding.steps.select_related("step_kind__parent__parent", "body", "requalified_to")
    return sorted(
        rows,
        key=lambda step: (
            str(step.date_earliest or "9999"),
            COURSE.index(acts_as(step.step_kind)),
            step.pk,
        ),
    )


def acts_as(term: Term) -> str:
    """The kind of step that code knows: the desk's own term acts as the one that it hangs below."""
    return next((code for code in term.ancestors_codes() if code in COURSE), "hearing")


def proceeding(
    row: Proceeding, case: Case, parties: Parties, sources: Sources, preview: bool
) -> shape.Proceeding:
    sides = list(row.parties.all())
    charges = [charge for charge in row.charges.all() if charge.party.participation_id in parties]
    places = {charge.pk: place for place, charge in enumerate(charges, 1)}
    return shape.Proceeding(
        kind=coded(row.kind, Vocabulary.PROCEEDING_KIND),
        main=row.main_case_id == case.pk,
        numbers=[_number(number, preview) for number in row.numbers.select_related("authority")],
        body=reference(row.body, preview),
        amount=plain(row.amount),
        currency=row.currency if row.amount is not None else "",
        parties=_named(sides, parties, ProceedingParty.Side.PARTY),
        brought_by=_named(sides, parties, ProceedingParty.Side.BROUGHT_BY),
        charges=[
            shape.Charge(party=parties[charge.party.participation_id], provision=provision(charge.provision))
            for charge in charges
        ],
        steps=[
            step
            for one in steps_in_order(row)
            if (step := _step(one, parties, places, sources, preview)) is not None
        ],
        refs=sources.marks(f"proceeding:{row.pk}"),
    )


def shown_steps(row: Proceeding, parties: Parties) -> list[Step]:
    """The steps of a proceeding that stand in the document, in its order."""
    return [step for step in steps_in_order(row) if _concerns_somebody(step, parties)]


def detentions(case: Case, parties: Parties) -> list[Detention]:
    """In order of time; undated ones last."""
    rows = Detention.objects.filter(participation__case=case, participation__in=parties)
    rows = rows.select_related("detention_kind__parent__parent", "institution")
    return sorted(rows, key=lambda row: (str(row.began_earliest or "9999"), row.pk))


def detention(row: Detention, parties: Parties, sources: Sources, preview: bool) -> shape.Detention:
    return shape.Detention(
        party=parties[row.participation_id],
        kind=coded(row.detention_kind, Vocabulary.DETENTION_KIND),
        is_custody=row.detention_kind is not None and row.detention_kind.has_effect(Effect.CUSTODY),
        place=row.place,
        institution=reference(row.institution, preview),
        began=date(row.began),
        ended=date(row.ended) if row.ended else None,
        lawyer_access=row.lawyer_access,
        family_access=row.family_access,
        confirmed=date(row.confirmed) if row.confirmed else None,
        refs=sources.marks(f"detention:{row.pk}"),
    )


def affected(row: Affected, refs: list[str]) -> shape.Affected:
    return shape.Affected(
        bound=row.bound,  # type: ignore[typeddict-item]
        number=row.number,
        words=text(row.language, row.words) if row.words else None,
        whom=coded(row.whom, Vocabulary.AFFECTED),
        done=coded(row.done, Vocabulary.CASE_TYPE) if row.done else None,
        refs=refs,
    )


def bodies_of(case: Case) -> list[Person | Organization]:
    """Whoever conducts, numbers, decides, judges, prosecutes or holds somebody in a case."""
    found: list[Person | Organization | None] = []
    for row in proceedings_of(case):
        found += [row.body, *(number.authority for number in row.numbers.select_related("authority"))]
        for step in row.steps.select_related("body").prefetch_related("officials"):
            found += [step.body, *(one.person or one.organization for one in step.officials.all())]
    held = Detention.objects.filter(participation__case=case).select_related("institution")
    found += [row.institution for row in held]
    return list(dict.fromkeys(one for one in found if one is not None))


def provisions_of(case: Case) -> list[Provision]:
    """Every provision that a case cites."""
    found = [
        provision
        for row in proceedings_of(case)
        for provision in (
            *(charge.provision for charge in row.charges.select_related("provision")),
            *(step.requalified_to for step in row.steps.exclude(requalified_to=None)),
        )
        if provision is not None
    ]
    return list(dict.fromkeys(found))


def plain(number: Any) -> str:
    """A decimal without needless zeros, as text: 9.00 is "9", 0.50 is "0.5"."""
    return "" if number is None else f"{number.normalize():f}"


def _step(
    row: Step, parties: Parties, places: Mapping[int, int], sources: Sources, preview: bool
) -> shape.Step | None:
    if not _concerns_somebody(row, parties):
        return None
    officials = [
        shape.Official(office=one.office, who=who)  # type: ignore[typeddict-item]
        for one in row.officials.select_related("person", "organization")
        if (who := reference(one.person or one.organization, preview)) is not None
    ]
    return shape.Step(
        kind=coded(row.step_kind, Vocabulary.STEP_KIND),
        acts_as=acts_as(row.step_kind),
        date=date(row.date),
        body=reference(row.body, preview),
        officials=officials,
        in_absentia=row.in_absentia,
        text=text(row.language, row.text) if row.text else None,
        parties=_rows(row.parties.all(), parties),
        charges=sorted(places[charge.pk] for charge in row.charges.all() if charge.pk in places),
        requalified_to=provision(row.requalified_to) if row.requalified_to else None,
        sanctions=[
            _sanction(one, parties)
            for one in row.sanctions.select_related("party", "sanction_kind")
            if one.party.participation_id in parties
        ],
        refs=sources.marks(f"step:{row.pk}"),
    )


def _sanction(row: Sanction, parties: Parties) -> shape.Sanction:
    return shape.Sanction(
        party=parties[row.party.participation_id],
        kind=coded(row.sanction_kind, Vocabulary.SANCTION_KIND),
        years=row.years,
        months=row.months,
        days=row.days,
        indefinite=row.indefinite,
        suspended=row.suspended,
        amount=plain(row.amount),
        currency=row.currency if row.amount is not None else "",
    )


def _concerns_somebody(row: Step, parties: Parties) -> bool:
    """Not a step that is for nobody but people who are not in the document."""
    ticked = list(row.parties.all())
    return not ticked or bool(_rows(ticked, parties))


def _named(sides: Iterable[ProceedingParty], parties: Parties, side: str) -> list[str]:
    return _rows((one for one in sides if one.side == side), parties)


def _rows(sides: Iterable[ProceedingParty], parties: Parties) -> list[str]:
    return [parties[one.participation_id] for one in sides if one.participation_id in parties]


def _number(row: ProceedingNumber, preview: bool) -> shape.Number:
    return shape.Number(number=row.number, authority=reference(row.authority, preview))
