"""From the working record to the body of a public document: everything in it but the envelope.

Nothing undecided, confidential or withheld enters a body: whoever is not named is a role and a label. Other
records that a body names (people, organizations, shared events) are taken from their last published version,
so that publishing a case never publishes somebody's unreviewed change to something else.
"""

from collections.abc import Callable, Sequence
from typing import Any, cast

from django.db.models import Model

from cases.models import (
    Case,
    Domain,
    Event,
    LegalStatus,
    Organization,
    Participation,
    Person,
    Profile,
    Publishable,
    Visibility,
)
from cases.models.profiles import Indicator
from cases.models.visibility import stricter
from cases.public import document as shape
from cases.public.models import Page
from cases.publishing import courts
from cases.publishing.citing import Sources
from cases.publishing.courts import plain
from cases.publishing.labels import coded, country, date, interface_languages, term, text
from cases.publishing.naming import leave_out_addresses
from cases.publishing.references import (
    Directory,
    is_changed,
    last_published,
    provision,
    public_names,
    traits,
)
from cases.reference.claims import CLAIMS
from cases.reference.models import Vocabulary
from cases.text import dates

Body = dict[str, Any]  # a document of `cases.public.document` without its envelope


def compose(record: Publishable, *, preview: bool = False) -> Body:
    """The body of a record's document.

    With `preview`, people, organizations and shared events that are not yet published, or have changed, are
    taken from the working record: so it would look if all of it were approved together.
    """
    composer = cast(Callable[[Publishable, bool], Body], COMPOSERS[record.kind])
    body = composer(record, preview)
    leave_out_addresses(body, record, together=None if preview else ())
    return body


def previewed(record: Publishable) -> Any:
    """A whole document that was never published: version 0, without a salt."""
    return {
        "kind": record.kind,
        "shape": shape.SHAPE,
        "key": record.key or "",
        "version": 0,
        "published": "",
        "note": "",
        "languages": interface_languages(),
        "salt": "",
        **compose(record, preview=True),
    }


def shown(participation: Participation) -> Visibility:
    """How a person or an organization appears in this case: the stricter of the two decisions."""
    party = participation.person or participation.organization
    if party is None:
        return Visibility.NAMED
    return stricter(party.visibility, participation.visibility)


# ---------------------------------------------------------------- the five kinds


def _case(case: Case, preview: bool) -> Body:
    sources = Sources(case)
    rows = _participations(case)
    proceedings = courts.proceedings_of(case)
    everybody = [*(row.person or row.organization for row in rows), *courts.bodies_of(case, proceedings)]
    called = Directory(everybody, preview=preview)
    reported = term(Vocabulary.CERTAINTY, "reported")
    participations = [
        (row, participant)
        for row in rows
        if (participant := _participant(row, sources, called, reported)) is not None
    ]
    parties = {row.pk: f"participant-{n}" for n, (row, _) in enumerate(participations, 1)}
    steps = [step for row in proceedings for step in courts.shown_steps(row, parties)]
    detentions = courts.detentions(case, parties)
    affected = list(case.affected.select_related("whom", "done"))
    events = _timeline(case, sources, preview)
    positions = {f"participation:{pk}": row for pk, row in parties.items()} | _positions(
        proceeding=proceedings,
        step=steps,
        detention=detentions,
        affected=affected,
        event=[row for row, _ in events],
    )
    # How many an event of this case affected is said beside the event.
    own = [(place, row) for place, (row, event) in enumerate(events, 1) if event["key"] is None]
    positions |= {f"affected:{one.pk}": f"event-{place}" for place, row in own for one in row.affected.all()}
    return {
        "texts": [
            shape.CaseText(
                language=row.language, title=row.title, summary=row.summary, narrative=row.narrative
            )
            for row in case.texts.all()
            if row.title
        ],
        "types": [coded(row, Vocabulary.CASE_TYPE) for row in case.types.all()],
        "tags": [coded(row, Vocabulary.TAG) for row in case.tags.all()],
        "status": coded(case.status, Vocabulary.CASE_STATUS),
        "status_as_of": date(case.status_as_of) if case.status_as_of else None,
        "redress": coded(case.redress, Vocabulary.REDRESS) if case.redress else None,
        "began": date(case.began),
        "ended": date(case.ended) if case.ended else None,
        "countries": _case_countries(case),
        "participants": [participant for _row, participant in participations],
        "proceedings": [courts.proceeding(row, case, parties, sources, called) for row in proceedings],
        "detentions": [courts.detention(row, parties, sources, called) for row in detentions],
        "affected": [courts.affected(row, sources.marks(f"affected:{row.pk}")) for row in affected],
        "events": [event for _row, event in events],
        "relations": _relations(case, reported),
        "refs": sources.fields(_filled(case, "case"))
        | sources.paragraphs("narrative", (row.narrative for row in case.texts.all())),
        "sources": sources.numbered(positions),
    }


def _person(person: Person, preview: bool) -> Body:
    sources = Sources(person)
    return {
        "names": public_names(person),
        "texts": [text(row.language, row.biography) for row in person.texts.all()],
        "gender": coded(person.gender, Vocabulary.GENDER) if person.gender else None,
        "born": _year(person.born),
        "died": _year(person.died),
        "nationalities": [country(row) for row in person.nationalities.all()],
        "occupations": [coded(row, Vocabulary.OCCUPATION) for row in person.occupations.all()],
        "refs": sources.fields(_filled(person, "person")),
        "sources": sources.numbered({}),
    }


def _organization(organization: Organization, preview: bool) -> Body:
    sources = Sources(organization)
    statuses = list(organization.statuses.select_related("country", "status", "by"))
    domains = list(organization.domains.select_related("country"))
    called = Directory([organization.parent, *(row.by for row in statuses)], preview=preview)
    return {
        "names": public_names(organization),
        "texts": [text(row.language, row.description) for row in organization.texts.all()],
        "organization_kind": coded(organization.organization_kind, Vocabulary.ORGANIZATION_KIND),
        "country": country(organization.country) if organization.country else None,
        "founded": date(organization.founded) if organization.founded else None,
        "dissolved": date(organization.dissolved) if organization.dissolved else None,
        "parent": called.reference(organization.parent),
        "website": organization.website,
        "statuses": [_legal_status(row, called, sources) for row in statuses],
        "domains": [_domain(row, sources) for row in domains],
        "refs": sources.fields(_filled(organization, "organization")),
        "sources": sources.numbered(_positions(legal_status=statuses, domain=domains)),
    }


def _event(event: Event, preview: bool) -> Body:
    sources = Sources(event)
    affected = list(event.affected.select_related("whom", "done"))
    return {
        "event_kind": coded(event.event_kind, Vocabulary.EVENT_KIND),
        "texts": _event_texts(event),
        "date": date(event.date),
        "countries": _event_countries(event),
        "place": event.place,
        "affected": [courts.affected(row, sources.marks(f"affected:{row.pk}")) for row in affected],
        "instrument": provision(event.instrument) if event.instrument else None,
        "law_step": event.law_step,
        "refs": sources.fields(_filled(event, "event")),
        "sources": sources.numbered(_positions(affected=affected)),
    }


def _country(profile: Profile, preview: bool) -> Body:
    sources = Sources(profile)
    indicators = list(profile.indicators.select_related("indicator_kind"))
    return {
        "country": country(profile.country),
        "texts": [
            shape.CountryText(language=row.language, summary=row.summary, narrative=row.narrative)
            for row in profile.texts.all()
            if row.summary or row.narrative
        ],
        "indicators": [_indicator(row, sources) for row in indicators],
        "refs": sources.fields(_filled(profile, "country"))
        | sources.paragraphs("narrative", (row.narrative for row in profile.texts.all())),
        "sources": sources.numbered(_positions(indicator=indicators)),
    }


COMPOSERS: dict[str, Any] = {
    "case": _case,
    "person": _person,
    "organization": _organization,
    "event": _event,
    "country": _country,
}


# ---------------------------------------------------------------- rows of a document


def _participations(case: Case) -> list[Participation]:
    rows = case.participations.select_related(
        "person", "organization", "role__parent", "work_link", "certainty"
    )
    return sorted(rows, key=lambda row: (row.role.parent.position if row.role.parent else 0, row.pk))


def _participant(
    row: Participation, sources: Sources, called: Directory, reported: shape.Coded
) -> shape.Participant | None:
    """One row; None while nobody has decided whether the name may be shown, or it is not yet published."""
    visibility = shown(row)
    if visibility == Visibility.UNDECIDED:
        return None
    party = row.person or row.organization
    participant = shape.Participant(
        who="person" if row.person else "organization" if row.organization else "unidentified",
        shown=cast(shape.Shown, visibility.value),
        key=None,
        names=[],
        label=None,
        count=row.count if party is None else None,
        role=coded(row.role, Vocabulary.ROLE),
        affiliation=None,
        age="",
        traits=[],
        country=None,
        work_link=None,
        certainty=coded(row.certainty, Vocabulary.CERTAINTY) if row.certainty else reported,
        refs=sources.marks(f"participation:{row.pk}"),
    )
    if party is None:
        participant["label"] = text(row.language, row.party or "")
    elif visibility == Visibility.NAMED:
        entry = called.entry(party)
        if entry is None:
            return None
        participant["key"] = party.key
        participant["names"] = entry["names"]
        participant["traits"] = traits(party.kind, entry)
        participant["country"] = entry.get("country")
    elif visibility == Visibility.PSEUDONYM:
        participant["label"] = text(row.language, row.pseudonym or party.pseudonym)
    if party is None or visibility == Visibility.NAMED:
        participant["affiliation"] = text(row.language, row.affiliation) if row.affiliation else None
        participant["age"] = _age(row)
        participant["work_link"] = coded(row.work_link, Vocabulary.LINK_TO_WORK) if row.work_link else None
    return participant


def _timeline(case: Case, sources: Sources, preview: bool) -> list[tuple[Event, shape.Event]]:
    """The case's own events and those that it shares, in order of time.

    An own event without a date stays where it was told: after the one that was entered before it.
    """
    placed: list[tuple[str, Event, shape.Event]] = []
    reached = ""
    for row in (
        case.events.select_related("event_kind", "country")
        .prefetch_related("texts", "concerns", "affected__whom", "affected__done")
        .order_by("pk")
    ):
        own = _own_event(row, sources)
        reached = _when(own) or reached
        placed.append((reached, row, own))
    for row in case.shared_events.all():
        document = _document_of(row, preview)
        if document is not None:
            sources.adopt(document, f"event:{row.pk}")
            shared = _shared_event(row, document, sources)
            placed.append((_when(shared) or "9999", row, shared))
    placed.sort(key=lambda one: (one[0], one[1].pk))
    return [(row, event) for _when, row, event in placed]


def _when(event: shape.Event) -> str:
    return event["date"]["earliest"] or event["date"]["latest"] or ""


def _own_event(row: Event, sources: Sources) -> shape.Event:
    return shape.Event(
        key=None,
        kind=coded(row.event_kind, Vocabulary.EVENT_KIND),
        texts=_event_texts(row),
        date=date(row.date),
        countries=_event_countries(row),
        place=row.place,
        affected=[courts.affected(one, sources.marks(f"affected:{one.pk}")) for one in row.affected.all()],
        refs=sources.marks(f"event:{row.pk}"),
    )


def _shared_event(row: Event, document: shape.EventDocument, sources: Sources) -> shape.Event:
    return shape.Event(
        key=row.key,
        kind=document["event_kind"],
        texts=document["texts"],
        date=document["date"],
        countries=document["countries"],
        place=document["place"],
        affected=[{**row, "refs": []} for row in document["affected"]],
        refs=sources.marks(f"event:{row.pk}"),
    )


def _legal_status(row: LegalStatus, called: Directory, sources: Sources) -> shape.LegalStatus:
    return shape.LegalStatus(
        country=country(row.country),
        status=coded(row.status, Vocabulary.ORGANIZATION_STATUS),
        began=date(row.began),
        ended=date(row.ended) if row.ended else None,
        by=called.reference(row.by),
        refs=sources.marks(f"legal_status:{row.pk}"),
    )


def _domain(row: Domain, sources: Sources) -> shape.Domain:
    return shape.Domain(
        name=row.name,
        country=country(row.country) if row.country else None,
        blocked_from=date(row.blocked_from) if row.blocked_from else None,
        blocked_to=date(row.blocked_to) if row.blocked_to else None,
        refs=sources.marks(f"domain:{row.pk}"),
    )


def _relations(case: Case, reported: shape.Coded) -> list[shape.Relation]:
    """Related cases that are public; what others say of this case is never in its document."""
    relations = []
    for row in case.relations.select_related("other", "relation", "certainty"):
        page = Page.objects.filter(kind="case", key=row.other.key, state=Page.State.LIVE).first()
        if page is not None:
            relations.append(
                shape.Relation(
                    relation=coded(row.relation, Vocabulary.CASE_RELATION),
                    certainty=coded(row.certainty, Vocabulary.CERTAINTY) if row.certainty else reported,
                    key=page.key,
                    titles=page.titles,
                )
            )
    return relations


def _case_countries(case: Case) -> list[shape.CaseCountry]:
    rows = [(row.country, coded(row.role, Vocabulary.COUNTRY_ROLE)) for row in case.countries.all()]
    if case.lead_country:
        rows.insert(0, (case.lead_country, term(Vocabulary.COUNTRY_ROLE, "lead")))
    return [shape.CaseCountry(**country(where), role=role) for where, role in rows]


def _indicator(row: Indicator, sources: Sources) -> shape.Indicator:
    return shape.Indicator(
        kind=coded(row.indicator_kind, Vocabulary.INDICATOR),
        value=plain(row.value),
        out_of=plain(row.out_of),
        year=row.year,
        compared_with=text(row.language, row.compared_with) if row.compared_with else None,
        compared_value=plain(row.compared_value),
        note=text(row.language, row.remark) if row.remark else None,
        refs=sources.marks(f"indicator:{row.pk}"),
    )


# ---------------------------------------------------------------- pieces


def _document_of(record: Publishable, preview: bool) -> Any:
    if preview and is_changed(record):
        return compose(record, preview=True)
    return last_published(record.kind, record.key)


def _event_texts(event: Event) -> list[shape.EventText]:
    further = [
        shape.EventText(language=row.language, title=row.title, text=row.text) for row in event.texts.all()
    ]
    if not event.title:
        return further
    return [shape.EventText(language=event.language, title=event.title, text=event.text), *further]


def _event_countries(event: Event) -> list[shape.Coded]:
    """Where it took place and whom it concerns, each country once."""
    rows = [*([event.country] if event.country else []), *event.concerns.all()]
    return [country(row) for row in dict.fromkeys(rows)]


def _age(row: Participation) -> str:
    if row.age_from is None:
        return ""
    return str(row.age_from) if row.age_to in (None, row.age_from) else f"{row.age_from}-{row.age_to}"


def _year(edtf: str) -> str:
    """A year at most is public of a birth or a death; nothing where even the year is uncertain."""
    known = dates.parse(edtf) if edtf else None
    if known and known.earliest and known.latest and known.earliest.year == known.latest.year:
        return str(known.earliest.year)
    return ""


def _positions(**rows: Sequence[Model]) -> dict[str, str]:
    """Each row as a citation names it ("event:12") and as the document does ("event-2")."""
    return {
        f"{name}:{row.pk}": f"{name}-{place}"
        for name, of_kind in rows.items()
        for place, row in enumerate(of_kind, 1)
    }


def _filled(record: Any, kind: str) -> list[str]:
    """The claims that a record makes: those fields that hold something."""
    return [claim for claim in CLAIMS[kind] if _holds(record, claim)]


def _holds(record: Any, claim: str) -> bool:
    match claim:
        case "summary" | "narrative" | "biography" | "description":
            return any(getattr(row, claim) for row in record.texts.all())
        case "countries":
            return bool(record.lead_country or record.countries.exists())
        case _:
            value = getattr(record, claim)
            return bool(value.exists() if hasattr(value, "exists") else value)
