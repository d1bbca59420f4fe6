"""Where the parts of a case disagree: warnings, each with the record that says otherwise.

A researcher may insist, with her reason: what looks impossible is sometimes what happened.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from django.utils.translation import gettext as _

from cases.models import Case, Detention, Event, Participation, Person, Proceeding, Publishable, Step
from cases.publishing.courts import acts_as, proceedings_of, steps_in_order
from cases.reckoning.outcomes import CONVICTIONS
from cases.reckoning.periods import Period, overlap
from cases.reference.models import Effect

ACQUITTALS = frozenset({"acquitted", "dropped"})
GOES_ON = frozenset({"hearing", "trial", "remand", "indicted", "charged"})
REOPENS = frozenset({"appeal", "quashed", "remitted", "retrial", "charged", "opened"})


@dataclass(frozen=True)
class Contradiction:
    """Two parts of the record that cannot both be right; `field` is the part of the form, `other` the one
    that disagrees."""

    key: str
    text: str
    field: str
    other: Publishable | None = None


def contradictions(case: Case) -> Iterator[Contradiction]:
    """Every disagreement within a case, and with what the record says of its people elsewhere."""
    yield from _releases_before_arrests(case)
    for row in case.participations.select_related("person"):
        yield from _detentions(row)
        if row.person:
            yield from _after_death(row, row.person)
    for proceeding in proceedings_of(case):
        yield from _steps(proceeding)


def period_of(row: Detention) -> Period:
    """A detention of the working record as a period; a confirmation counts from its earliest day."""
    return Period(
        from_earliest=row.began_earliest,
        from_latest=row.began_latest,
        ended=bool(row.ended),
        to_earliest=row.ended_earliest,
        to_latest=row.ended_latest,
        confirmed=row.confirmed_earliest,
    )


def _releases_before_arrests(case: Case) -> Iterator[Contradiction]:
    """The first release lies before the first arrest, whatever the true days were."""
    events = list(case.events.select_related("event_kind__parent__parent"))
    arrests = [event for event in events if _has(event, Effect.OPENS_DETENTION) and event.date_earliest]
    releases = [event for event in events if _has(event, Effect.CLOSES_DETENTION) and event.date_latest]
    if not arrests or not releases:
        return
    arrest = min(arrests, key=lambda event: str(event.date_earliest))
    release = min(releases, key=lambda event: str(event.date_latest))
    if _before(release.date_latest, arrest.date_earliest):
        yield Contradiction(
            f"contradiction:release:{release.pk}:{arrest.pk}",
            _("“%(release)s” lies before “%(arrest)s”.") % {"release": release, "arrest": arrest},
            "events",
            other=None,
        )


def _detentions(row: Participation) -> Iterator[Contradiction]:
    """Held in two places at once: in this case, or in this and another one."""
    own = list(row.detentions.select_related("detention_kind", "participation"))
    elsewhere: list[Detention] = []
    if row.person_id:
        of_person = Detention.objects.filter(participation__person=row.person_id)
        elsewhere = list(
            of_person.exclude(participation__case=row.case_id).select_related("participation__case")
        )
    pairs = [*combinations(own, 2), *((one, other) for one in own for other in elsewhere)]
    for one, other in pairs:
        if overlap(period_of(one), period_of(other)):
            case = other.participation.case
            yield Contradiction(
                f"contradiction:detentions:{one.pk}:{other.pk}",
                _("Held in two places at once: “%(one)s” and “%(other)s”.") % {"one": one, "other": other},
                "detentions",
                other=case if case.pk != row.case_id else None,
            )


def _after_death(row: Participation, person: Person) -> Iterator[Contradiction]:
    died = person.died_latest
    for detention in row.detentions.all():
        last = detention.ended_earliest or detention.confirmed_earliest or detention.began_earliest
        if _before(died, last):
            yield Contradiction(
                f"contradiction:death:{detention.pk}",
                _("“%(detention)s” goes on after %(person)s died.")
                % {"detention": detention, "person": person},
                "detentions",
                other=person,
            )


def _steps(proceeding: Proceeding) -> Iterator[Contradiction]:
    steps = steps_in_order(proceeding)
    for party in proceeding.parties.all():
        own = [step for step in steps if not step.parties.all() or party in step.parties.all()]
        yield from _after_acquittal(own)
    yield from _sanctions_without_conviction(proceeding, steps)


def _after_acquittal(steps: Iterable[Step]) -> Iterator[Contradiction]:
    acquittal: Step | None = None
    for step in steps:
        kind = acts_as(step.step_kind)
        if kind in ACQUITTALS:
            acquittal = step
        elif kind in REOPENS:
            acquittal = None
        elif kind in GOES_ON and acquittal and _before(acquittal.date_latest, step.date_earliest):
            yield Contradiction(
                f"contradiction:acquittal:{step.pk}:{acquittal.pk}",
                _("“%(step)s” comes after “%(acquittal)s”, and nothing reopened the proceeding.")
                % {"step": step, "acquittal": acquittal},
                "steps",
            )


def _sanctions_without_conviction(proceeding: Proceeding, steps: list[Step]) -> Iterator[Contradiction]:
    """Only where a court convicts: a fine of a regulator, damages in a suit need no conviction."""
    if proceeding.kind.code != "criminal":
        return
    for party in proceeding.parties.all():
        own = [step for step in steps if not step.parties.all() or party in step.parties.all()]
        if any(acts_as(step.step_kind) in CONVICTIONS for step in own):
            continue
        for sanction in party.sanctions.select_related("sanction_kind"):
            yield Contradiction(
                f"contradiction:sanction:{sanction.pk}",
                _("“%s” was imposed, and no conviction is recorded.") % sanction,
                "steps",
            )


def _has(event: Event, effect: str) -> bool:
    return event.event_kind is not None and event.event_kind.has_effect(effect)


def _before(one: date | None, other: date | None) -> bool:
    """For certain: where a day is not known nothing is contradicted."""
    return one is not None and other is not None and one < other
