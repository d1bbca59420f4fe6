"""Offers to open or to close a detention, after an arrest, a remand, a conviction, a release, a death.

What an event says of custody is never concluded by the program: it asks, once, and takes no for an answer.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from cases.models import Case, Detention, Dismissal, Event, Participation, Step
from cases.publishing import workflow
from cases.publishing.contradictions import ACQUITTALS, FREES
from cases.publishing.courts import acts_as
from cases.reckoning.outcomes import CONVICTIONS
from cases.reference.models import Effect, Term, Vocabulary
from cases.text import dates
from cases.text.keys import read_keys

OPENS, CLOSES = "opens", "closes"
# Kind of detention in which each usually begins; she corrects it in the row.
OPENING_STEPS = {
    "remand": "pretrial",
    "convicted": "prison",
    "partly_convicted": "prison",
    "found_liable": "administrative",
}
CLOSING_STEPS = FREES | {"quashed"}
DEPRIVES = frozenset({"prison", "life", "administrative_arrest"})


@dataclass(frozen=True)
class Offer:
    key: str  # "opens:event:12"
    text: str
    who: tuple[tuple[int, str], ...]
    date: str
    detention_kind: str = ""

    @property
    def sure(self) -> bool:
        """Whether it is plain whom it is about: a step says it, or nobody else is left."""
        return ":step:" in self.key or len(self.who) == 1

    @property
    def opens(self) -> bool:
        return self.key.startswith(OPENS)


def offers_of(case: Case) -> list[Offer]:
    """What nobody has answered yet."""
    answered = set(
        Dismissal.objects.filter(case=case, warning__startswith="offer:").values_list("warning", flat=True)
    )
    rows = case.participations.select_related("person", "organization", "role__parent")
    targeted = [row for row in rows if row.organization_id is None and row.is_targeted]
    if not targeted:
        return []
    held: dict[int, list[Detention]] = {row.pk: [] for row in targeted}
    for detention in Detention.objects.filter(participation__in=targeted):
        held[detention.participation_id].append(detention)
    found = [*_of_events(case, targeted, held), *_of_steps(case, targeted, held)]
    return [offer for offer in found if f"offer:{offer.key}" not in answered]


Held = Mapping[int, list[Detention]]


def _of_events(case: Case, targeted: list[Participation], held: Held) -> Iterator[Offer]:
    for event in case.events.select_related("event_kind__parent__parent"):
        kind = event.event_kind
        if kind is None or not event.date:
            continue
        if kind.has_effect(Effect.OPENS_DETENTION):
            if who := _free(targeted, held, event):
                words = _("“%(event)s” (%(date)s): did a detention begin?")
                yield _offer(OPENS, "event", event.pk, words, event, who, "police")
        elif kind.has_effect(Effect.CLOSES_DETENTION) and (who := _held(targeted, held, event)):
            words = _("“%(event)s” (%(date)s): did a detention end?")
            yield _offer(CLOSES, "event", event.pk, words, event, who)


def _of_steps(case: Case, targeted: list[Participation], held: Held) -> Iterator[Offer]:
    steps = Step.objects.filter(proceeding__main_case=case).exclude(date="")
    steps = steps.select_related("step_kind__parent__parent")
    rows = list(steps.prefetch_related("parties", "proceeding__parties", "sanctions__sanction_kind"))
    convicted = {
        (step.proceeding_id, row.pk)
        for step in rows
        if acts_as(step.step_kind) in CONVICTIONS
        for row in _concerned(step, targeted)
    }
    for step in rows:
        acts = acts_as(step.step_kind)
        if acts in CLOSING_STEPS:
            concerned = _concerned(step, targeted)
            if acts in ACQUITTALS:  # under one charge, and perhaps convicted under another
                concerned = [row for row in concerned if (step.proceeding_id, row.pk) not in convicted]
            if who := _held(concerned, held, step):
                words = _("“%(event)s” (%(date)s): did a detention end?")
                yield _offer(CLOSES, "step", step.pk, words, step, who)
        elif (kind := OPENING_STEPS.get(acts)) and (
            # A sentence need not deprive anybody of freedom.
            who := _free(_concerned(step, targeted, deprived=acts != "remand"), held, step)
        ):
            words = _("“%(event)s” (%(date)s): did a detention begin?")
            yield _offer(OPENS, "step", step.pk, words, step, who, kind)


def _concerned(step: Step, targeted: list[Participation], *, deprived: bool = False) -> list[Participation]:
    """Those whom a step concerns; or, of these, those whom it deprives of freedom."""
    parties = list(step.parties.all() or step.proceeding.parties.all())
    if deprived:
        given = [one for one in step.sanctions.all() if one.sanction_kind.code in DEPRIVES]
        pks = {one.party_id for one in given if not one.suspended}
        parties = [party for party in parties if party.pk in pks]
    concerned = {party.participation_id for party in parties}
    return [row for row in targeted if row.pk in concerned]


def _offer(
    action: str, row: str, pk: int, words: str, of: Event | Step, who: list[Participation], kind: str = ""
) -> Offer:
    name = str(of.step_kind) if isinstance(of, Step) else str(of)
    return Offer(
        key=f"{action}:{row}:{pk}",
        text=words % {"event": name, "date": dates.in_words(of.date)},
        who=tuple((one.pk, str(one)) for one in who),
        date=of.date,
        detention_kind=kind,
    )


def _free(targeted: list[Participation], held: Held, of: Event | Step) -> list[Participation]:
    """Who is not recorded as held on that day."""
    return [row for row in targeted if not any(_lasts(one, of) for one in held[row.pk])]


def _held(targeted: list[Participation], held: Held, of: Event | Step) -> list[Participation]:
    """Who is recorded as held then, without an end."""
    return [row for row in targeted if any(not one.ended and _has_begun(one, of) for one in held[row.pk])]


def _has_begun(detention: Detention, of: Event | Step) -> bool:
    begun, then = detention.began_earliest, of.date_latest
    return begun is None or then is None or begun <= then


def _lasts(detention: Detention, of: Event | Step) -> bool:
    # Where one ends on the day of a sentence, the next may begin.
    ended, then = detention.ended_latest, of.date_earliest
    over = bool(detention.ended) and ended is not None and then is not None and ended <= then
    return _has_begun(detention, of) and not over


# ---------------------------------------------------------------- answers


@transaction.atomic
def answer_offers(case: Case, sent: Any, *, by: User) -> None:
    """Yes opens or closes a detention for whoever is ticked; no is remembered for everybody."""
    if key := sent.get("_no_offer"):
        if any(offer.key == key for offer in offers_of(case)):
            Dismissal.objects.create(case=case, warning=f"offer:{key}", reason=_("not now"), by=by)
        return
    offer = next((one for one in offers_of(case) if one.key == sent.get("_offer")), None)
    if offer is None:
        return
    offered = {pk for pk, _name in offer.who}
    ticked = set(read_keys(",".join(sent.getlist(f"offer-{offer.key}")))) & offered
    if offer.opens:
        kind = Term.objects.get(vocabulary=Vocabulary.DETENTION_KIND, code=offer.detention_kind)
        for pk in sorted(ticked):
            Detention.objects.create(participation_id=pk, detention_kind=kind, began=offer.date)
    else:
        ends = dates.parse(offer.date)
        for detention in Detention.objects.filter(participation__in=ticked, ended=""):
            begun = detention.began_earliest
            if begun is None or ends.latest is None or begun <= ends.latest:
                detention.ended = offer.date
                detention.save()
    if ticked:
        workflow.changed(case, by=by)
