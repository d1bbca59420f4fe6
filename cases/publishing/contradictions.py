"""Where the parts of a case disagree: warnings, each with the record that says otherwise.

A researcher may insist, with her reason: what looks impossible is sometimes what happened.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from itertools import combinations, product

from django.db.models import Model, Prefetch, Q
from django.utils.translation import gettext as _

from cases.models import (
    Case,
    Detention,
    Event,
    LegalStatus,
    Organization,
    Participation,
    Person,
    Proceeding,
    ProceedingParty,
    Publishable,
    Sanction,
    Step,
)
from cases.publishing.courts import acts_as, proceedings_of, steps_in_order
from cases.reckoning.outcomes import CONFIRMS, CONVICTIONS, LIFTS, RELEASES
from cases.reckoning.periods import Period, overlap
from cases.reference.models import Effect

ACQUITTALS = frozenset({"acquitted", "dropped"})
# What a sentence may be changed by, where there was a conviction.
SENTENCES = CONFIRMS | LIFTS | RELEASES
GOES_ON = frozenset({"hearing", "trial", "remand", "indicted", "charged"})
# Kinds of proceeding about something that is no crime.
NO_CRIME = frozenset("administrative civil registration designation censorship tax disciplinary".split())
# After what nobody is held, unless there is a reason.
FREES = frozenset({"parole", "pardoned", "amnestied", "served", "acquitted", "dropped", "bail"})
# Legal status of an organization: there in the eyes of the law, or not.
STANDING = frozenset({"registered", "suspended"})
NOT_STANDING = frozenset({"unregistered", "liquidated", "struck_off"})
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
    rows = case.participations.select_related("person", "organization")
    people = {row.person_id for row in rows if row.person_id}
    of_people = Detention.objects.filter(Q(participation__person__in=people) | Q(participation__case=case))
    held: dict[tuple[int | None, int | None], list[Detention]] = defaultdict(list)
    for detention in of_people.select_related(
        "detention_kind", "participation__case", "participation__person", "participation__organization"
    ):
        held[_who(detention.participation)].append(detention)
    of_case: dict[int, list[Detention]] = {}
    for row in rows:
        own = [detention for detention in held[_who(row)] if detention.participation_id == row.pk]
        if own:
            of_case[row.pk] = own
        yield from _at_once(own, held[_who(row)])
        if row.person:
            yield from _after_death(own, row.person)
    proceedings = list(proceedings_of(case))
    yield from _after_freedom(case, of_case, proceedings)
    for proceeding in proceedings:
        yield from _steps(proceeding)


def in_proceeding(proceeding: Proceeding) -> Iterator[Contradiction]:
    """Those among the steps of one proceeding, for its own form: five queries for any number of steps."""
    named = ("party__participation__person", "party__participation__organization", "sanction_kind")
    steps = Step.objects.select_related("step_kind__parent__parent").prefetch_related(
        "parties", Prefetch("sanctions", Sanction.objects.select_related(*named))
    )
    rows = Proceeding.objects.select_related("kind").prefetch_related("parties", Prefetch("steps", steps))
    yield from _steps(rows.get(pk=proceeding.pk))


def in_statuses(organization: Organization) -> Iterator[Contradiction]:
    """A state's law cannot know an organization and not know it at the same time. One query."""
    rows = organization.statuses.select_related("status", "country")
    standing = [row for row in rows if row.status.code in STANDING]
    ended = [row for row in rows if row.status.code in NOT_STANDING]
    for one, other in product(standing, ended):
        if one.country_id == other.country_id and _hold_at_once(one, other):
            words = _("“%(one)s” and “%(other)s” hold at the same time: say when the first of them ended.")
            first, second = sorted((one, other), key=lambda row: row.began_earliest or date.min)
            yield Contradiction(
                _key("status", one, other),
                words % {"one": first, "other": second},
                "statuses",
            )


def _hold_at_once(one: LegalStatus, other: LegalStatus) -> bool:
    """Whether they do for certain: one may end as the other begins; without an end it holds today."""
    begin = max(row.began_latest or row.began_earliest or date.min for row in (one, other))
    end = min(row.ended_earliest or row.ended_latest or date.max for row in (one, other))
    return begin < end


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


DATES = ("date", "began", "ended", "confirmed")


def _key(about: str, *rows: Model) -> str:
    """The same as long as the rows are dated as they were: with another date it is another contradiction."""
    dated = "|".join(str(getattr(row, name, "")) for row in rows for name in DATES)
    pks = ":".join(str(row.pk) for row in rows)
    return f"contradiction:{about}:{pks}:x{sha256(dated.encode()).hexdigest()[:8]}"


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
            _key("release", release, arrest),
            _("“%(release)s” lies before “%(arrest)s”.") % {"release": release, "arrest": arrest},
            "events",
            other=None,
        )


def _who(row: Participation) -> tuple[int | None, int | None]:
    """A person is the same in every case; a party in words, or an organization, is known in its row alone."""
    return (row.person_id, None) if row.person_id else (None, row.pk)


def _at_once(own: list[Detention], everywhere: list[Detention]) -> Iterator[Contradiction]:
    """Held in two places at once: in this case, or in this and another one."""
    elsewhere = [detention for detention in everywhere if detention not in own]
    for one, other in [*combinations(own, 2), *product(own, elsewhere)]:
        if overlap(period_of(one), period_of(other)):
            case = other.participation.case
            there = case.pk != one.participation.case_id
            words = _("Held in two places at once: “%(one)s” and “%(other)s”.")
            if there:
                words = _("Held in two places at once: “%(one)s”, and in “%(case)s” “%(other)s”.")
            yield Contradiction(
                _key("detentions", *sorted((one, other), key=lambda row: row.pk)),
                words % {"one": one, "other": other, "case": case},
                "detentions",
                other=case if there else None,
            )


def _after_freedom(
    case: Case, held: Mapping[int, list[Detention]], proceedings: Iterable[Proceeding]
) -> Iterator[Contradiction]:
    """Held beyond a step that frees; where one person alone was held, also beyond an event that does."""
    freed: list[tuple[Step | Event, Iterable[Detention]]] = []
    for proceeding in proceedings:
        steps = steps_in_order(proceeding)
        for party in proceeding.parties.all():
            if own := held.get(party.participation_id):
                freed += [(step, own) for step in _freeing([one for one in steps if _concerns(one, party)])]
    if len(held) == 1:
        for event in case.events.select_related("event_kind__parent__parent"):
            if _has(event, Effect.CLOSES_DETENTION):
                freed += [(event, own) for own in held.values()]
    for at, kept in freed:
        for detention in kept:
            if _goes_on_after(detention, at):
                words = _("“%(detention)s” goes on after “%(freed)s”: say when it ended.")
                kind = "held_after_step" if isinstance(at, Step) else "held_after_event"
                yield Contradiction(
                    _key(kind, detention, at), words % {"detention": detention, "freed": at}, "detentions"
                )


def _freeing(steps: Iterable[Step]) -> list[Step]:
    """Of the steps of one party in a proceeding those that free: whoever is acquitted under one charge may be
    convicted under another."""
    kinds = {acts_as(step.step_kind) for step in steps}
    frees = FREES - ACQUITTALS if kinds & CONVICTIONS else FREES
    return [step for step in steps if acts_as(step.step_kind) in frees]


def _goes_on_after(detention: Detention, at: Step | Event) -> bool:
    """Whether it began before that day for certain, and certainly went on after it, or has no end."""
    if not _before(detention.began_latest, at.date_earliest):
        return False
    if not detention.ended:
        return at.date_latest is not None
    return _before(at.date_latest, detention.ended_earliest)


def _after_death(own: list[Detention], person: Person) -> Iterator[Contradiction]:
    for detention in own:
        last = detention.ended_earliest or detention.confirmed_earliest or detention.began_earliest
        if _before(person.died_latest, last):
            yield Contradiction(
                _key("death", detention),
                _("“%(detention)s” goes on after %(person)s died.")
                % {"detention": detention, "person": person},
                "detentions",
                other=person,
            )


def _steps(proceeding: Proceeding) -> Iterator[Contradiction]:
    steps = steps_in_order(proceeding)
    for party in proceeding.parties.all():
        own = [step for step in steps if _concerns(step, party)]
        yield from _after_acquittal(own)
        yield from _before_conviction(own)
    yield from _sanctions_without_conviction(proceeding, steps)
    yield from _convictions_of_no_crime(proceeding, steps)


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
                _key("acquittal", step, acquittal),
                _("“%(step)s” comes after “%(acquittal)s”, and nothing reopened the proceeding.")
                % {"step": step, "acquittal": acquittal},
                "proceedings",
            )


def _before_conviction(steps: Sequence[Step]) -> Iterator[Contradiction]:
    """A pardon or a parole that comes before every conviction."""
    convictions = [step for step in steps if acts_as(step.step_kind) in CONVICTIONS]
    if not convictions:
        return
    first = min(convictions, key=lambda step: step.date_earliest or date.min)
    for step in steps:
        if acts_as(step.step_kind) in LIFTS | RELEASES and _before(step.date_latest, first.date_earliest):
            words = _("“%(step)s” lies before “%(conviction)s”.")
            yield Contradiction(
                _key("early", step, first), words % {"step": step, "conviction": first}, "proceedings"
            )


def _sanctions_without_conviction(proceeding: Proceeding, steps: list[Step]) -> Iterator[Contradiction]:
    """Only where a court convicts: a fine of a regulator, damages in a suit need no conviction."""
    if proceeding.kind.code != "criminal":
        return
    for party in proceeding.parties.all():
        own = [step for step in steps if _concerns(step, party)]
        convicted = any(acts_as(step.step_kind) in CONVICTIONS for step in own)
        given = [(step, one) for step in own for one in step.sanctions.all() if one.party_id == party.pk]
        for step, sanction in given:
            if convicted and acts_as(step.step_kind) in CONVICTIONS | SENTENCES:
                continue
            yield Contradiction(
                _key("sanction", sanction),
                _("“%(sanction)s” was imposed by “%(step)s”, which is no conviction.")
                % {"sanction": sanction, "step": step}
                if convicted
                else _("“%s” was imposed, and no conviction is recorded.") % sanction,
                "proceedings",
            )


def _convictions_of_no_crime(proceeding: Proceeding, steps: list[Step]) -> Iterator[Contradiction]:
    if proceeding.kind.code not in NO_CRIME:
        return
    for step in steps:
        if acts_as(step.step_kind) in CONVICTIONS:
            words = _("“%(step)s”: nobody is convicted in a proceeding of the kind “%(kind)s”. Choose “Found liable”, or another kind of proceeding.")  # fmt: skip  # noqa: E501
            yield Contradiction(
                _key("conviction", step),
                words % {"step": step, "kind": proceeding.kind},
                "proceedings",
            )


def _concerns(step: Step, party: ProceedingParty) -> bool:
    ticked = step.parties.all()
    return not ticked or party in ticked


def _has(event: Event, effect: str) -> bool:
    return event.event_kind is not None and event.event_kind.has_effect(effect)


def _before(one: date | None, other: date | None) -> bool:
    """For certain: where a day is not known nothing is contradicted."""
    return one is not None and other is not None and one < other
