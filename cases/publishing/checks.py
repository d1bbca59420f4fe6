"""What stands between a draft and the public: problems that block, warnings that an editor may dismiss."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.models import (
    Case,
    Dismissal,
    Event,
    Organization,
    Participation,
    Person,
    Proceeding,
    ProceedingNumber,
    Profile,
    Publishable,
    State,
    Step,
    Visibility,
)
from cases.public.models import Page
from cases.publishing import courts
from cases.publishing.citing import citations
from cases.publishing.compose import compose, shown
from cases.publishing.contradictions import Contradiction, contradictions, in_proceeding, in_statuses
from cases.publishing.naming import Exposure, exposures
from cases.publishing.references import is_named
from cases.publishing.rows import current_document
from cases.text import languages
from cases.text.folding import fold

# Roles in which naming somebody may harm them: it counts when a second person has confirmed it.
DELICATE_ROLES = frozenset({"relative_of", "witness", "claimant"})


@dataclass(frozen=True)
class Problem:
    """One thing to settle. `field` is the part of the form that settles it, or `record` another record."""

    key: str  # the same for the same problem each time, so that a dismissal is remembered
    text: str
    field: str
    blocking: bool = True
    record: Publishable | None = None
    dismissed: bool = False
    reason: str = ""  # why it was set aside, and by whom


def problems(record: Publishable, *, together: Collection[Publishable] | None = None) -> list[Problem]:
    """Everything that stands between this record and the public, blocking problems first.

    `together` are records whose drafts are approved with it; by default all that would be submitted with it.
    """
    if together is None:
        together = companions(record)
    found = [*CHECKS[record.kind](record), *_names(record, together), *_visible_page(record)]
    reasons = _reasons(_dismissals(record)) | _settled_elsewhere(found)
    marked = [
        replace(problem, dismissed=True, reason=reasons[problem.key])
        if not problem.blocking and problem.key in reasons
        else problem
        for problem in dict.fromkeys(found)
    ]
    return sorted(marked, key=lambda problem: (not problem.blocking, problem.dismissed))


def problems_of_proceeding(proceeding: Proceeding) -> list[Problem]:
    """What its own form says of it; everything that the case still needs is said by the case's form."""
    reasons = _reasons(_dismissals(proceeding.main_case))
    return [
        Problem(
            found.key,
            found.text,
            found.field,
            blocking=False,
            dismissed=found.key in reasons,
            reason=reasons.get(found.key, ""),
        )
        for found in dict.fromkeys(in_proceeding(proceeding))
    ]


def blocking(record: Publishable) -> list[Problem]:
    """What blocks at the moment of publishing: what goes with the record is public by then."""
    return [problem for problem in problems(record, together=()) if problem.blocking]


def open_warnings(record: Publishable) -> list[Problem]:
    return [problem for problem in problems(record) if not problem.blocking and not problem.dismissed]


def companions(record: Publishable) -> list[Publishable]:
    """Everybody and everything that this record names and that is published by itself, once each.

    Not what was withdrawn: it comes back only by a decision of its own.
    """
    found: list[Publishable] = []
    match record:
        case Case():
            found = _named_in_case(record)
        case Organization():
            found = [other for other in named_by(record) if is_named(other)]
    states = _page_states(found)
    return [other for other in found if states.get((other.kind, other.key)) != Page.State.WITHDRAWN]


def unpublished_companions(record: Publishable) -> list[Problem]:
    """Companions that the public would not see: they were changed again after the submission, or left out."""
    found = companions(record)
    states = _page_states(found)
    return [
        Problem(
            f"companion:{other.kind}-{other.pk}",
            _("“%s” is not public, nor submitted as it now stands: submit this record again.") % other,
            "participations",
            record=other,
        )
        for other in found
        if states.get((other.kind, other.key)) != Page.State.LIVE
    ]


def named_by(organization: Organization) -> list[Organization]:
    """What an organization is part of, who gave it its legal status, whom these name in turn, and so on.

    Nothing twice, were it a circle.
    """
    found: list[Organization] = []
    asked = [organization]
    for one in asked:
        by = [status.by for status in one.statuses.select_related("by")]
        for other in (one.parent, *by):
            if other is not None and other not in asked:
                asked.append(other)
                found.append(other)
    return found


def _named_in_case(case: Case) -> list[Publishable]:
    rows = case.participations.select_related("person", "organization")
    named: list[Publishable | None] = [
        row.person or row.organization for row in rows if shown(row) == Visibility.NAMED
    ]
    bodies = courts.bodies_of(case, courts.proceedings_of(case))
    named += [who for who in bodies if is_named(who)]
    parts = [row for row in named if isinstance(row, Organization)]
    named += [other for part in parts for other in named_by(part) if is_named(other)]
    return list(dict.fromkeys(record for record in [*named, *case.shared_events.all()] if record is not None))


# ---------------------------------------------------------------- what each kind needs


def _case(case: Case) -> Iterator[Problem]:
    if not any(row.title and row.summary for row in case.texts.all()):
        yield Problem("texts", _("Write a title and a summary in one language."), "texts")
    if case.lead_country is None:
        yield Problem("lead_country", _("Choose the lead country."), "lead_country")
    if not case.types.exists():
        yield Problem("types", _("Choose at least one type."), "types")
    if not case.began:
        yield Problem("began", _("Say when it began, as precisely as you know."), "began")
    if not (case.participations.filter(role__parent__code="affected").exists() or case.affected.exists()):
        words = _("Say who was targeted: a name, a group in words, or how many.")
        yield Problem("targeted", words, "participations", blocking=False)
    yield from _sourced(case)
    rows = list(case.participations.select_related("person", "organization", "role__parent"))
    for row in rows:
        yield from _participation(row)
    yield from _in_two_rows(rows)
    yield from _numbers(case)
    yield from _events(case)
    yield from _contradictory(contradictions(case))


def _contradictory(found: Iterable[Contradiction]) -> Iterator[Problem]:
    for one in found:
        yield Problem(one.key, one.text, one.field, blocking=False, record=one.other)


def _participation(row: Participation) -> Iterator[Problem]:
    party = row.person or row.organization
    if party is None:
        return
    if shown(row) == Visibility.UNDECIDED:
        words = _("%(name)s: decide how the name is shown; until then this row is not published.")
        yield Problem(
            f"undecided:{party.kind}-{party.pk}",
            words % {"name": party},
            "participations",
            blocking=row.is_targeted,
            record=party,
        )
    if _should_be_hidden(party):
        words = _("%(name)s: public pages still hold this name: hide it now, or name it again.")
        yield Problem(
            f"hide:{party.kind}-{party.pk}",
            words % {"name": party},
            "participations",
            blocking=False,
            record=party,
        )
    if shown(row) == Visibility.PSEUDONYM:
        yield from _tied_by_pseudonym(row, party)
    delicate = row.minor or row.role.code in DELICATE_ROLES
    if delicate and row.person and shown(row) == Visibility.NAMED and not row.person.naming_confirmed_by_id:
        words = _("%(name)s (%(role)s): naming a minor, relative, witness or complainant must be confirmed by a second person.")  # fmt: skip  # noqa: E501
        yield Problem(
            f"confirm:person-{row.person_id}",
            words % {"name": row.person, "role": row.role},
            "participations",
            record=row.person,
        )


def _in_two_rows(rows: Iterable[Participation]) -> Iterator[Problem]:
    """Rows without a name are counted as different people: readers could not know that two are one."""
    seen: set[Person] = set()
    for row in rows:
        if row.person is None or not row.is_targeted or shown(row) == Visibility.NAMED:
            continue
        if row.person in seen:
            words = _("%(name)s is targeted in two rows and not named: readers would count two people. Keep one row, and tell the other role in the text.")  # fmt: skip  # noqa: E501
            yield Problem(f"twice:person-{row.person_id}", words % {"name": row.person}, "participations")
        seen.add(row.person)


def _tied_by_pseudonym(row: Participation, party: Person | Organization) -> Iterator[Problem]:
    """The same label in another public case says to everybody that it is the same person."""
    label = fold(row.pseudonym or party.pseudonym)
    others = Case.objects.filter(participations__in=party.participations.all()).exclude(pk=row.case_id)
    for other in others.distinct():
        page = Page.objects.filter(kind="case", key=other.key, state=Page.State.LIVE).first()
        labels = [one["label"] for one in current_document(page)["participants"]] if page else []
        if label in {fold(one["text"]) for one in labels if one}:
            words = _("“%(label)s” is public in “%(case)s” already: two cases can be tied together by it. Another pseudonym can be given in this row.")  # fmt: skip  # noqa: E501
            yield Problem(
                f"pseudonym:{party.kind}-{party.pk}:{other.pk}",
                words % {"label": row.pseudonym or party.pseudonym, "case": other},
                "participations",
                blocking=False,
                record=other,
            )


def _numbers(case: Case) -> Iterator[Problem]:
    for number in ProceedingNumber.objects.filter(proceeding__main_case=case).select_related("authority"):
        if not is_named(number.authority):
            words = _(
                "%(authority)s gave the number %(number)s and is not named: the number would stand alone."
            )
            yield Problem(
                f"authority:{number.pk}",
                words % {"authority": number.authority, "number": number.number},
                "proceedings",
                blocking=False,
                record=number.authority,
            )


def _events(case: Case) -> Iterator[Problem]:
    everything = any(citation.everything for citation in citations(case))
    used = Event.objects.filter(case=case, uses__citation__source__confidential=False)
    sourced = set(used.values_list("pk", flat=True))
    for event in case.events.all():
        if not everything and event.pk not in sourced:
            words = _("“%(event)s” has no source: tie it to one.")
            yield Problem(f"unsourced:event-{event.pk}", words % {"event": event}, "events", blocking=False)
        if not event.title:
            words = _("“%(event)s” has no title.")
            yield Problem(f"untitled:event-{event.pk}", words % {"event": event}, "events")
    if everything:
        return
    steps = Step.objects.filter(Q(proceeding__main_case=case) | Q(proceeding__other_cases=case))
    steps = steps.exclude(uses__citation__source__confidential=False).select_related("step_kind")
    for step in steps.distinct():
        words = _("“%(step)s” has no source: tie it to one.")
        yield Problem(f"unsourced:step-{step.pk}", words % {"step": step}, "proceedings", blocking=False)


def _person(person: Person) -> Iterator[Problem]:
    if person.visibility == Visibility.UNDECIDED:
        yield Problem("visibility", _("Decide how the name is shown."), "visibility")
    elif person.visibility != Visibility.NAMED:
        yield Problem(
            "visibility",
            _("The name is not public: there is nothing to publish. Cases show the row without it."),
            "visibility",
        )
    yield from _public_name(person)
    yield from _basis(person)


def _organization(organization: Organization) -> Iterator[Problem]:
    yield from _person_or_organization_visibility(organization)
    yield from _public_name(organization)
    yield from _basis(organization)
    yield from _sourced(organization)
    yield from _contradictory(in_statuses(organization))


def _person_or_organization_visibility(organization: Organization) -> Iterator[Problem]:
    if not is_named(organization):
        yield Problem("visibility", _("Only an organization that is named has a page."), "visibility")


def _public_name(record: Person | Organization) -> Iterator[Problem]:
    if not record.names.filter(confidential=False).exists():
        yield Problem("names", _("Enter a name that may be public."), "names")


def _basis(record: Person | Organization) -> Iterator[Problem]:
    if is_named(record) and record.basis and record.basis.effect == "needs_text" and not record.basis_note:
        yield Problem("basis_note", _("Give the reason of public interest in words."), "basis_note")


def _event(event: Event) -> Iterator[Problem]:
    if event.case is not None:
        yield Problem("case", _("It belongs to one case and is published with it."), "case")
    if not (event.title or event.texts.exists()):
        yield Problem("title", _("Write a title."), "title")
    if event.event_kind is None:
        yield Problem("event_kind", _("Choose a kind."), "event_kind")
    if event.event_kind and event.event_kind.effect == "needs_text" and not event.text:
        yield Problem("text", _("Say in words what kind of event it was."), "text")
    yield from _sourced(event)


def _profile(profile: Profile) -> Iterator[Problem]:
    if not (profile.texts.exists() or profile.indicators.exists()):
        yield Problem("texts", _("Write a summary, or enter an indicator."), "texts")
    yield from _sourced(profile)


def _sourced(record: Publishable) -> Iterator[Problem]:
    if not citations(record):
        yield Problem("citations", _("Cite at least one source that is not confidential."), "citations")


CHECKS: dict[str, Callable[[Any], Iterator[Problem]]] = {
    "case": _case,
    "person": _person,
    "organization": _organization,
    "event": _event,
    "country": _profile,
}


# ---------------------------------------------------------------- names, and what is already public


def _names(record: Publishable, together: Collection[Publishable]) -> Iterator[Problem]:
    alike: dict[tuple[str, ...], list[Exposure]] = defaultdict(list)
    for exposure in exposures(compose(record, preview=True), record, together=together):
        if exposure.holder != record or record.visibility == Visibility.NAMED:
            # Of a record that is not named, its own names go without saying.
            writing = exposure.writing
            alike[exposure.finding.holder, _part(writing.path), writing.language, exposure.words].append(
                exposure
            )
    yield from map(_exposed, alike.values())


def _exposed(alike: Sequence[Exposure]) -> Problem:
    """One problem for all places in a part where the same words may be the same person's name.

    Its key knows the sentences: who set the warning aside has read these, and none that is written later.
    """
    first = alike[0]
    certain = any(exposure.certain for exposure in alike)
    words = {
        "where": place_in_words(first.writing.path, first.writing.language),
        "found": first.words,
        "name": str(first.holder),
    }
    if first.former:
        text = _("%(where)s holds “%(found)s”: %(name)s was called so before that name was corrected.")
    elif first.unapproved:
        text = _("%(where)s holds “%(found)s”: what the desk says of %(name)s is not approved yet.")
    elif certain:
        text = _("%(where)s holds “%(found)s”: %(name)s is not named here, or this name is confidential.")
    else:
        text = _("%(where)s holds “%(found)s”: this may be %(name)s, who is not named here.")
    read = "\n".join(sorted({exposure.sentence for exposure in alike}))
    part = _part(first.writing.path)
    return Problem(
        key=f"name:{first.finding.holder}:{part}:{sha256(read.encode()).hexdigest()[:32]}",
        text=text % words,
        field=FORM_PARTS.get(part, "texts"),
        blocking=certain,
        record=first.holder if first.unapproved else None,
    )


def _part(path: str) -> str:
    return path.split(".")[0]


def _visible_page(record: Publishable) -> Iterator[Problem]:
    if isinstance(record, Person | Organization) and _should_be_hidden(record):
        words = _("Public pages still hold this name: hide it now, or name it again.")
        yield Problem("hide", words, "visibility")


def _should_be_hidden(record: Person | Organization) -> bool:
    if is_named(record) or record.key is None:
        return False
    return _page_states([record]).get((record.kind, record.key)) == Page.State.LIVE


def _page_states(records: Sequence[Publishable]) -> dict[tuple[str, str | None], str]:
    """(kind, key) -> where the page stands; nothing for those that never had one."""
    keys = [record.key for record in records if record.key]
    rows = Page.objects.filter(key__in=keys).values_list("kind", "key", "state") if keys else ()
    return {(kind, key): state for kind, key, state in rows}


# Which part of the form holds what stands in which part of the document.
FORM_PARTS = {
    "names": "names",
    "participants": "participations",
    "events": "events",
    "sources": "citations",
    "proceedings": "proceedings",
    "relations": "relations",
    "indicators": "indicators",
    "place": "place",
    "website": "website",
}

_PARTS = {
    "texts": gettext_lazy("The text"),
    "names": gettext_lazy("A name"),
    "participants": gettext_lazy("The participants"),
    "events": gettext_lazy("An event"),
    "sources": gettext_lazy("A source"),
    "proceedings": gettext_lazy("A proceeding"),
    "relations": gettext_lazy("A related case"),
    "indicators": gettext_lazy("An indicator"),
    "note": gettext_lazy("The note on what changed"),
}


def place_in_words(path: str, language: str) -> str:
    """Where in a document a text stands, for a person: "The text (English)"."""
    part = _part(path)
    return _("%(part)s (%(language)s)") % {
        "part": _PARTS.get(part, part),
        "language": languages.name(language),
    }


def _settled_elsewhere(found: Iterable[Problem]) -> dict[str, str]:
    """Two detentions at once are one question, though each may stand in a case of its own."""
    keys = [problem.key for problem in found if problem.key.startswith("contradiction:detentions:")]
    if not keys:
        return {}
    return _reasons(Dismissal.objects.filter(warning__in=keys))


def _reasons(rows: QuerySet[Dismissal]) -> dict[str, str]:
    """The key of each warning that was set aside -> the reason, and whose it is."""
    told = rows.values_list("warning", "reason", "by__username")
    return {warning: f"{reason} ({by})" for warning, reason, by in told}


def _dismissals(record: Publishable) -> QuerySet[Dismissal]:
    return Dismissal.objects.filter(**{"profile" if record.kind == "country" else record.kind: record})


def is_waiting(record: Publishable) -> bool:
    """Whether the working copy differs from what is public."""
    return record.state != State.UNCHANGED
