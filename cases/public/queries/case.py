"""The case page: facts, timeline, people and sources of one document, and what others say of the case."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Value
from django.utils.translation import gettext as _

from cases.public import course, phrases, wording
from cases.public.addresses import address_of
from cases.public.document import Affected, CaseDocument, Coded, Date, Labels, Participant, Step, Text
from cases.public.matching import Mark, marks
from cases.public.models import UNSURE, Mention, Page
from cases.public.queries.courts import Court, Held, ProceedingPart
from cases.public.queries.editions import Edition, current, edition_of, one_version
from cases.public.queries.links import (
    NOTHING,
    Linked,
    LinkedCountry,
    Links,
    countries_of,
    country_rows,
    link_rows,
    naming_rows,
    provision_rows,
    provisions_of,
    targets_of,
)
from cases.public.queries.parties import Party, PartyGroup, groups_of, parties_of
from cases.public.queries.rollups import RollUp, roll_up, rolled_rows
from cases.public.queries.sourcing import Refs, SourceNote, Sourcing
from cases.public.queries.timelines import (
    Moment,
    Strip,
    context_moment,
    merged,
    own_moments,
    strip,
    told_below,
)
from cases.reference.models import Term, Vocabulary

# In "facts at a glance"; all of them stand below.
AT_A_GLANCE = 8
# What unfolds where there is more of it, so that a mass case can be read on a phone.
MOST_MOMENTS = 60
MOST_PARTIES = 30
MOST_PARTS = 50  # the list of cases has the rest


@dataclass(frozen=True)
class OfficialNumber:
    number: str
    authority: Linked | None
    kind: Coded
    anchor: str
    refs: Refs


@dataclass(frozen=True)
class CountryInRoles:
    country: LinkedCountry
    roles: tuple[Coded, ...]


@dataclass(frozen=True)
class RelatedCase:
    key: str
    titles: list[Text]
    address: str
    relation: Labels
    certainty: Coded | None

    @property
    def is_sure(self) -> bool:
        return self.certainty is None or self.certainty["code"] not in UNSURE


@dataclass(frozen=True)
class Around:
    """What the document does not hold: links, the terms for those targeted, what others say of the case."""

    links: Links = field(default_factory=Links)
    targeted_roles: frozenset[str] = frozenset()
    context: tuple[Moment, ...] = ()
    roll_up: RollUp | None = None
    parts: tuple[RelatedCase, ...] = ()
    named_by: tuple[RelatedCase, ...] = ()


@dataclass(frozen=True)
class AffectedLine:
    row: Affected
    anchor: str
    refs: Refs
    mark: Mark


@dataclass(frozen=True)
class CasePage:
    edition: Edition
    document: CaseDocument
    countries: tuple[CountryInRoles, ...]
    numbers: tuple[OfficialNumber, ...]
    groups: tuple[PartyGroup, ...]
    affected: tuple[AffectedLine, ...]
    bodies: tuple[Linked, ...]  # before whom proceedings are, or who decided in them
    proceedings: tuple[ProceedingPart, ...]
    held: tuple[Held, ...]
    on: date  # the day for which words such as "in custody" are chosen
    roll_up: RollUp | None
    timeline: tuple[Moment, ...]
    strip: Strip | None
    has_context: bool
    parts: tuple[RelatedCase, ...]
    related: tuple[RelatedCase, ...]  # what the document says
    named_by: tuple[RelatedCase, ...]  # what other cases say
    claims: dict[str, Refs]
    marks: dict[str, Mark]
    sources: tuple[SourceNote, ...]
    source_places: int

    @property
    def parties(self) -> list[Party]:
        return [party for group in self.groups for party in group.parties]

    @property
    def parties_unfold(self) -> bool:
        return len(self.parties) > MOST_PARTIES

    @property
    def first_moments(self) -> tuple[Moment, ...]:
        return self.timeline[:MOST_MOMENTS]

    @property
    def further_moments(self) -> tuple[Moment, ...]:
        return self.timeline[MOST_MOMENTS:]

    @property
    def first_parts(self) -> tuple[RelatedCase, ...]:
        return self.parts[:MOST_PARTS]

    @property
    def parts_besides(self) -> int:
        return len(self.parts[MOST_PARTS:])

    @property
    def authorities(self) -> list[Party]:
        """Organizations that acted in office, and whoever has the role of the authority itself."""
        return [party for party in self.parties if _is_authority(party.row)]

    @property
    def targeted(self) -> list[Party]:
        """Those who can be told apart; the withheld are counted."""
        return [party for party in self.parties if party.is_targeted and party.row["shown"] != "withheld"]

    @property
    def targeted_at_a_glance(self) -> list[Party]:
        return self.targeted[:AT_A_GLANCE]

    @property
    def targeted_besides(self) -> int:
        return len(self.targeted[AT_A_GLANCE:])

    @property
    def withheld(self) -> int:
        return sum(party.is_targeted and party.row["shown"] == "withheld" for party in self.parties)

    @property
    def names_an_individual(self) -> bool:
        return any(
            party.row["who"] == "person" and party.row["shown"] != "withheld" for party in self.targeted
        )


def case_page(number: int) -> CasePage:
    """Three queries: page and document; versions; what is around it."""
    edition, document = current("case", str(number))
    return _composed(edition, document, _around(document, is_newest=True), course.today())


def case_version(key: str, version: int) -> CasePage:
    """A version as it stood: its document alone, and custody as of its day. Three queries."""
    edition, document = one_version("case", key, version)
    on = edition.published.date() if edition.is_old and edition.published else course.today()
    return _composed(edition, document, _around(document, is_newest=False), on)


def case_page_of(document: CaseDocument) -> CasePage:
    """A document that is not public, as it would look. One query."""
    return _composed(edition_of(document), document, _around(document, is_newest=False), course.today())


def _is_authority(row: Participant) -> bool:
    code = row["role"]["code"]
    return code == "authority" or (row["who"] == "organization" and code in course.AUTHORITIES)


def _bodies(document: CaseDocument, links: Links) -> Iterator[Linked]:
    """Before whom the proceedings are, and who decided in them: each once, and nobody who is a party."""
    told = {row["key"] for row in document["participants"] if _is_authority(row)} - {None}
    found = {
        body["key"] or str(body["names"]): body for body in course.bodies(document) if body["key"] not in told
    }
    yield from (links.reference(body) for body in found.values())


def _composed(edition: Edition, document: CaseDocument, around: Around, on: date) -> CasePage:
    sourcing = Sourcing(document)
    marked = marks(document, edition.former)
    parties = parties_of(document["participants"], sourcing, around.links, around.targeted_roles, marked)
    court = Court(document, parties, sourcing, around.links, marked)
    proceedings, held = court.proceedings(), court.held(on)
    timeline = _timeline(document, sourcing, around, marked, court, proceedings, held)
    return CasePage(
        edition=edition,
        document=document,
        countries=_in_roles(document, around.links),
        numbers=tuple(_numbers(document, sourcing, around.links)),
        groups=tuple(groups_of(parties)),
        affected=tuple(
            AffectedLine(row, anchor, sourcing.refs(row["refs"]), marked.get(anchor, ""))
            for number, row in enumerate(document["affected"], 1)
            if (anchor := f"affected-{number}")
        ),
        bodies=tuple(_bodies(document, around.links)),
        proceedings=proceedings,
        held=held,
        on=on,
        roll_up=around.roll_up,
        timeline=timeline,
        strip=_strip(timeline),
        has_context=any(moment.is_context for moment in timeline),
        parts=around.parts,
        related=tuple(
            RelatedCase(
                key=row["key"],
                titles=row["titles"],
                address=around.links.to("case", row["key"]),
                relation=row["relation"]["labels"],
                certainty=row["certainty"],
            )
            for row in document["relations"]
        ),
        named_by=around.named_by,
        claims=dict(sourcing.claims),
        marks=marked,
        sources=sourcing.notes(),
        source_places=sourcing.places,
    )


def _timeline(
    document: CaseDocument,
    sourcing: Sourcing,
    around: Around,
    marked: dict[str, Mark],
    court: Court,
    proceedings: Sequence[ProceedingPart],
    held: Sequence[Held],
) -> tuple[Moment, ...]:
    """Events, steps, beginnings and ends of detentions, and what happened in the country meanwhile."""
    own = own_moments(document["events"], sourcing, around.links, marked)
    below = [*_told_steps(document, court, proceedings), *_told_detentions(held)]
    return merged(own, around.context, sorted(below, key=lambda moment: _sort_key(moment.date)))


def _told_steps(
    document: CaseDocument, court: Court, proceedings: Sequence[ProceedingPart]
) -> Iterator[Moment]:
    """Steps of one kind, day and body are one moment, whomever each of them concerned."""
    number = 0
    for part in proceedings:
        same: dict[tuple[str, str, str], list[tuple[int, Step]]] = {}
        for step in part.row["steps"]:
            number += 1
            body = step["body"]
            key = (wording.label(step["kind"]), step["date"]["edtf"], str(body["names"]) if body else "")
            same.setdefault(key, []).append((number, step))
        for (title, _date, _body), steps in same.items():
            first, step = steps[0]
            yield told_below(
                step["date"],
                title,
                f"#step-{first}",
                whom=court.concerned(part.row, [row for _number, row in steps]),
                body=court.linked(step["body"]),
            )


def _told_detentions(held: Sequence[Held]) -> Iterator[Moment]:
    for one in held:
        for line in one.lines:
            row, place = line.row, line.row["place"]
            kind = phrases.kind(row["kind"])
            began = _("%(detention)s begins") % {"detention": kind}
            body = line.institution
            yield told_below(row["began"], began, f"#{line.anchor}", whom=one.whom, place=place, body=body)
            if row["ended"]:
                ended = _("%(detention)s ends") % {"detention": kind}
                yield told_below(row["ended"], ended, f"#{line.anchor}", whom=one.whom)


def _sort_key(date: Date) -> str:
    return date["earliest"] or date["latest"] or "9999"


def _numbers(document: CaseDocument, sourcing: Sourcing, links: Links) -> Iterable[OfficialNumber]:
    for position, proceeding in enumerate(document["proceedings"], 1):
        for number in proceeding["numbers"]:
            authority = number["authority"] or proceeding["body"]
            yield OfficialNumber(
                number=number["number"],
                authority=links.reference(authority) if authority else None,
                kind=proceeding["kind"],
                anchor=f"proceeding-{position}",
                refs=sourcing.refs(proceeding["refs"]),
            )


def _in_roles(document: CaseDocument, links: Links) -> tuple[CountryInRoles, ...]:
    roles: dict[str, list[Coded]] = {}
    countries = {country["code"]: country for country in document["countries"]}
    for country in document["countries"]:
        roles.setdefault(country["code"], []).append(country["role"])
    return tuple(
        CountryInRoles(links.country(countries[code]), tuple(found)) for code, found in roles.items()
    )


# ---------------------------------------------------------------- around the document


def _around(document: CaseDocument, *, is_newest: bool) -> Around:
    """One UNION: everything that a case page asks the tables besides its own document."""
    codes = countries_of(document)
    asked = [link_rows(targets_of(document)), _targeted_role_rows()]
    if is_newest:
        asked.append(naming_rows("case", "case", document["key"], by="case", card="certainty"))
        asked.append(_context_rows(document))
        asked += rolled_rows(document["key"], course.today())
    else:
        asked.append(country_rows(codes))
        asked.append(provision_rows(provisions_of(document)))
    links, roles = Links(), set()
    standings: list[Any] = []
    parts: list[RelatedCase] = []
    named_by: list[RelatedCase] = []
    context: list[Moment] = []
    for what, kind, key, slug, state, titles, card, how, labels in asked[0].union(*asked[1:], all=True):
        match what:
            case "link":
                links.add(kind, key, slug, state)
            case "role":
                roles.add(key)
            case "case":
                other = RelatedCase(key, titles, address_of(kind, key, slug), labels, certainty=card)
                (parts if how == "part_of" else named_by).append(other)
            case "event":
                context.append(context_moment(key, card, address_of(kind, key, slug)))
            case "standing":
                standings.append((kind, key, slug, state, how))
    if is_newest:
        # This page itself is a public record that names them.
        links.addresses |= {("country", code): address_of("country", code) for code in codes}
        links.addresses |= {
            ("provision", number): address_of("provision", number) for number in provisions_of(document)
        }
    own = {event["key"] for event in document["events"]}
    return Around(
        links=links,
        targeted_roles=frozenset(roles),
        context=tuple(moment for moment in context if moment.key not in own),
        roll_up=roll_up(standings) if any(part.is_sure for part in parts) else None,
        parts=tuple(sorted(parts, key=_by_number)),
        named_by=tuple(sorted(named_by, key=_by_number)),
    )


def _targeted_role_rows() -> QuerySet[Any, Any]:
    """Only who is affected counts as targeted; the desk may have added roles below ours."""
    terms = Term.objects.filter(vocabulary=Vocabulary.ROLE).within("affected").order_by()
    return terms.annotate(
        what=Value("role"),
        kind=Value(""),
        slug=Value(""),
        state=Value(""),
        titles=NOTHING,
        card=NOTHING,
        how=Value(""),
        no_labels=NOTHING,
    ).values_list("what", "kind", "code", "slug", "state", "titles", "card", "how", "no_labels")


def _context_rows(document: CaseDocument) -> QuerySet[Any, Any]:
    """What happened meanwhile in the lead country: shared events from the year before the case to the year
    after it."""
    events = Page.objects.filter(kind="event", state=Page.State.LIVE)
    if years := _years(document):
        first, last = years
        # Among the events, and not among all that name the country: very many cases do.
        code = document["countries"][0]["code"]
        events = events.filter(
            Exists(Mention.objects.filter(page=OuterRef("pk"), kind="country", key=code)),
            Q(event__latest__gte=f"{first - 1:04}-01-01"),
            Q(event__earliest__lte=f"{last + 1:04}-12-31"),
        )
    else:
        events = events.none()
    rows = events.annotate(what=Value("event"), how=Value(""), no_labels=NOTHING)
    return rows.values_list("what", "kind", "key", "slug", "state", "titles", "card", "how", "no_labels")


def _strip(timeline: Sequence[Moment]) -> Strip | None:
    """Where there is very much, the years of events alone: hundreds of marks show nothing."""
    if len(timeline) <= MOST_MOMENTS:
        return strip(timeline)
    return strip([moment for moment in timeline if not moment.is_told_below][:MOST_MOMENTS])


def _years(document: CaseDocument) -> tuple[int, int] | None:
    dates = [document["began"], *(event["date"] for event in document["events"])]
    dates += [step["date"] for row in document["proceedings"] for step in row["steps"]]
    if document["ended"]:
        dates.append(document["ended"])
    years = [int(bound[:4]) for date in dates for bound in (date["earliest"], date["latest"]) if bound]
    return (min(years), max(years)) if years else None


def _by_number(related: RelatedCase) -> int:
    return int(related.key)
