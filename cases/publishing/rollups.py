"""People without a public name, counted over a larger case and its parts: each person once, as numbers alone.

Only the desk knows whether a withheld row of one part and a withheld row of another are the same person. The
public tables get how many people there are, and nothing that ties two rows together: no key, no token, no
row for a person. Hence somebody who is named in one part and withheld in another is counted in both columns.
Left out of one, she would be missing there, and the difference would say that she is one of those named.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q

from cases.models import Case, Participation, Person, UnnamedRow
from cases.public.document import CaseDocument, UnnamedFigures
from cases.public.models import CaseFacet, PublishedCase, PublishedStanding

# Who stands where: the permalink number of a case, and a row of its document.
Row = tuple[int, str]


def remember_unnamed(case: Case, shown: Iterable[Participation], document: CaseDocument) -> None:
    """Keep at the desk who stands behind each row without a name of the version that is published now.

    The working record may change before anything is published again; what is counted is what is public.
    """
    case.unnamed_rows.all().delete()
    UnnamedRow.objects.bulk_create(
        UnnamedRow(case=case, row=f"participant-{place}", person=participation.person)
        for place, (participation, row) in enumerate(zip(shown, document["participants"], strict=True), 1)
        if participation.person and row["key"] is None
    )


def remember_hidden(person: Person) -> None:
    """The same of somebody whose name is about to go from every case."""
    rows = PublishedStanding.objects.filter(kind=person.kind, key=person.key or "-", proceeding=0)
    cases = Case.objects.in_bulk(rows.values_list("case__number", flat=True), field_name="number")
    UnnamedRow.objects.bulk_create(
        UnnamedRow(case=cases[row.case.number], row=row.party, person=person)
        for row in rows.select_related("case")
        if row.case.number in cases
    )


def count_unnamed(numbers: Iterable[str]) -> None:
    """Write the figures of these cases anew; a case without parts has none."""
    within = CaseFacet.objects.filter(facet="within")
    for whole in PublishedCase.objects.filter(number__in=[int(number) for number in numbers]):
        parts = within.filter(value=str(whole.number))
        of_parts = Exists(parts.filter(case=OuterRef("case")))
        rows = PublishedStanding.objects.filter(
            of_parts | Q(case=whole), is_person=True, targeted=True, key=""
        ).select_related("case")
        whole.unnamed = _figures(rows) if parts.exists() else None
        whole.save(update_fields=["unnamed"])


def _figures(rows: Iterable[PublishedStanding]) -> UnnamedFigures:
    rows = list(rows)
    who = _people_behind({row.case.number for row in rows})
    people: dict[Row | int, list[PublishedStanding]] = defaultdict(list)
    for row in rows:
        here = (row.case.number, row.party)
        people[who.get(here, here)].append(row)
    held: Counter[str] = Counter()
    outcomes: Counter[str] = Counter()
    released = undecided = 0
    for standings in people.values():
        going_on = [row.confirmed for row in standings if row.is_held]
        if going_on:
            confirmed = max((day for day in going_on if day), default=None)
            held[confirmed.isoformat() if confirmed else ""] += 1
        else:
            released += any(row.was_held for row in standings)
        decided = {row.outcome for row in standings if row.proceeding}
        outcomes.update(decided - {""})
        undecided += decided == {""}
    return UnnamedFigures(
        people=len(people), held=dict(held), released=released, outcomes=dict(outcomes), undecided=undecided
    )


def _people_behind(numbers: set[int]) -> dict[Row, int]:
    rows = UnnamedRow.objects.filter(case__number__in=numbers)
    return {
        (number, row): person
        for number, row, person in rows.values_list("case__number", "row", "person")
        if number is not None
    }
