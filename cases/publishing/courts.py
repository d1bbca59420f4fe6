"""Courts, prisons and figures of a document: proceedings with their steps, detentions, those affected.

A party is a row of the document ("participant-2"). Whoever is not in the document (nobody has decided
whether the name may be shown) is in no step, no sanction and no detention either.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Prefetch, Q

from cases.models import (
    Affected,
    Case,
    Charge,
    Detention,
    Organization,
    Person,
    Proceeding,
    Provision,
    Sanction,
    Step,
    StepOfficial,
)
from cases.models.proceedings import ProceedingNumber, ProceedingParty
from cases.public import document as shape
from cases.publishing.citing import Sources
from cases.publishing.labels import coded, date, text
from cases.publishing.references import Directory, provision, with_lineage
from cases.reckoning.outcomes import COURSE
from cases.reference.models import Effect, Term, Vocabulary

Parties = Mapping[int, str]  # a participation of the working record -> its row in the document


def proceedings_of(case: Case) -> list[Proceeding]:
    """A case's proceedings with everything in them, in a number of queries that does not grow."""
    provisions = with_lineage(Provision.objects.all())
    steps = Step.objects.select_related("step_kind__parent__parent", "body").prefetch_related(
        Prefetch("requalified_to", provisions),
        Prefetch("officials", StepOfficial.objects.select_related("person", "organization")),
        Prefetch("sanctions", Sanction.objects.select_related("party", "sanction_kind")),
        "parties",
        "charges",
    )
    charges = Charge.objects.select_related("party").prefetch_related(Prefetch("provision", provisions))
    rows = Proceeding.objects.filter(Q(main_case=case) | Q(other_cases=case)).distinct()
    return list(
        rows.select_related("kind", "body", "main_case").prefetch_related(
            Prefetch("numbers", ProceedingNumber.objects.select_related("authority")),
            Prefetch("parties", ProceedingParty.objects.select_related("participation")),
            Prefetch("charges", charges),
            Prefetch("steps", steps),
        )
    )


def steps_in_order(proceeding: Proceeding) -> list[Step]:
    """By day, those of one day in the order of a proceeding; undated ones last."""
    return sorted(
        proceeding.steps.all(),
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
    row: Proceeding, case: Case, parties: Parties, sources: Sources, called: Directory
) -> shape.Proceeding:
    sides = list(row.parties.all())
    charges = [charge for charge in row.charges.all() if charge.party.participation_id in parties]
    places = {charge.pk: place for place, charge in enumerate(charges, 1)}
    return shape.Proceeding(
        kind=coded(row.kind, Vocabulary.PROCEEDING_KIND),
        main=row.main_case_id == case.pk,
        numbers=[_number(number, called) for number in row.numbers.all()],
        body=called.reference(row.body),
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
            if (step := _step(one, parties, places, sources, called)) is not None
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


def detention(row: Detention, parties: Parties, sources: Sources, called: Directory) -> shape.Detention:
    return shape.Detention(
        party=parties[row.participation_id],
        kind=coded(row.detention_kind, Vocabulary.DETENTION_KIND),
        is_custody=row.detention_kind is not None and row.detention_kind.has_effect(Effect.CUSTODY),
        place=row.place,
        institution=called.reference(row.institution),
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


def bodies_of(case: Case, proceedings: Iterable[Proceeding]) -> list[Person | Organization]:
    """Whoever conducts, numbers, decides, judges, prosecutes or holds somebody in a case."""
    found: list[Person | Organization | None] = []
    for row in proceedings:
        found += [row.body, *(number.authority for number in row.numbers.all())]
        for step in row.steps.all():
            found += [step.body, *(one.person or one.organization for one in step.officials.all())]
    held = Detention.objects.filter(participation__case=case).exclude(institution=None)
    found += [row.institution for row in held.select_related("institution")]
    return list(dict.fromkeys(one for one in found if one is not None))


def provisions_of(case: Case) -> list[Provision]:
    """Every provision that a case cites."""
    proceedings = Proceeding.objects.filter(Q(main_case=case) | Q(other_cases=case)).values("pk")
    cited = Q(charges__proceeding__in=proceedings) | Q(requalifying__proceeding__in=proceedings)
    return list(with_lineage(Provision.objects.filter(cited).distinct()))


def plain(number: Any) -> str:
    """A decimal without needless zeros, as text: 9.00 is "9", 0.50 is "0.5"."""
    return "" if number is None else f"{number.normalize():f}"


def _step(
    row: Step, parties: Parties, places: Mapping[int, int], sources: Sources, called: Directory
) -> shape.Step | None:
    if not _concerns_somebody(row, parties):
        return None
    officials = [
        shape.Official(office=one.office, who=who)  # type: ignore[typeddict-item]
        for one in row.officials.all()
        if (who := called.reference(one.person or one.organization)) is not None
    ]
    return shape.Step(
        kind=coded(row.step_kind, Vocabulary.STEP_KIND),
        acts_as=acts_as(row.step_kind),
        date=date(row.date),
        body=called.reference(row.body),
        officials=officials,
        in_absentia=row.in_absentia,
        text=text(row.language, row.text) if row.text else None,
        parties=_rows(row.parties.all(), parties),
        charges=sorted(places[charge.pk] for charge in row.charges.all() if charge.pk in places),
        requalified_to=provision(row.requalified_to) if row.requalified_to else None,
        sanctions=[
            _sanction(one, parties) for one in row.sanctions.all() if one.party.participation_id in parties
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


def _number(row: ProceedingNumber, called: Directory) -> shape.Number:
    return shape.Number(number=row.number, authority=called.reference(row.authority))
