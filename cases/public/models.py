"""Flat rows: what lists, links and filters read. Every row is a function of published documents."""

import json
from collections.abc import Iterable
from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Case, Count, F, Lookup, Q, Value, When
from django.utils.translation import gettext_lazy as _

from cases.public.log import Head, PermalinkCounter, Publication, Version
from cases.reckoning.periods import UNCONFIRMED_AFTER

__all__ = [
    "CaseFacet",
    "FacetBlock",
    "Head",
    "Mention",
    "OfficialNumber",
    "Page",
    "PageFacet",
    "PermalinkCounter",
    "Publication",
    "PublishedCase",
    "PublishedCharge",
    "PublishedCustody",
    "PublishedDecision",
    "PublishedEvent",
    "PublishedProvision",
    "PublishedStanding",
    "Version",
]


class Page(models.Model):
    """An address: every case, person, organization, country and event that has, or had, a page."""

    class State(models.TextChoices):
        LIVE = "live", _("live")
        WITHDRAWN = "withdrawn", _("withdrawn")
        GONE = "gone", _("gone")  # hidden: neither name nor reason

    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=20)  # permalink number, or the code of a country
    state = models.CharField(max_length=10, choices=State)
    version = models.PositiveIntegerField()  # the current one
    generated = models.BooleanField(default=False)  # invented by a program, for tests
    slug = models.CharField(max_length=100, blank=True)
    title = models.CharField(
        max_length=500, blank=True
    )  # as shown where nobody chose a language: for sorting
    titles = models.JSONField(default=list)  # list[Text]: a title or name in every language
    card = models.JSONField(default=dict)  # CaseCard, EventCard or PageCard
    first_published = models.DateTimeField()
    changed = models.DateTimeField()
    # For search, between spaces: folded words of the public texts; keys of the visible names, in any script.
    words = models.TextField(blank=True)
    name_keys = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="page_once")]
        indexes = [
            models.Index(fields=["kind", "state", "title", "id"]),
            models.Index(fields=["kind", "state", "first_published", "id"]),
        ]

    def __str__(self) -> str:
        return f"{self.kind}/{self.key} {self.title}"


class PublishedCase(models.Model):
    """What lists and counts know of a case. Other tables name it by its number, as bitmaps and lists do."""

    number = models.PositiveBigIntegerField(primary_key=True)  # dense: the position in facet bitmaps
    page = models.OneToOneField(Page, on_delete=models.CASCADE, related_name="case")
    lead_country = models.CharField(max_length=4)
    status = models.CharField(max_length=40)
    began_earliest = models.DateField(null=True)
    began_latest = models.DateField(null=True)
    sort_date = models.DateField()  # the earliest day on which it may have begun; 0001-01-01 where unknown

    class Meta:
        indexes = [models.Index(fields=["-sort_date", "-number"])]

    def __str__(self) -> str:
        return f"case {self.number}"


class PublishedEvent(models.Model):
    """An event with a page of its own: a law, an election, one pardon for many."""

    number = models.PositiveBigIntegerField(primary_key=True)
    page = models.OneToOneField(Page, on_delete=models.CASCADE, related_name="event")
    kind = models.CharField(max_length=40)
    earliest = models.DateField(null=True)
    latest = models.DateField(null=True)
    sort_date = models.DateField()
    # The law in whose life this is an event, and what happened to it there.
    instrument = models.ForeignKey(
        "PublishedProvision", on_delete=models.PROTECT, null=True, related_name="events"
    )
    law_step = models.CharField(max_length=12, blank=True)

    class Meta:
        indexes = [models.Index(fields=["-sort_date", "-number"])]

    def __str__(self) -> str:
        return f"event {self.number}"


class CaseFacet(models.Model):
    """One value by which a case can be chosen, the values above it included ("liberty" of "abduction")."""

    # Without an index of its own: that of `case_facet_once` begins with it.
    case = models.ForeignKey(PublishedCase, on_delete=models.CASCADE, related_name="facets", db_index=False)
    facet = models.CharField(max_length=40)  # country, country:place, type, target, …
    value = models.CharField(max_length=80)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "facet", "value"], name="case_facet_once")]
        indexes = [models.Index(fields=["facet", "value", "case"])]

    def __str__(self) -> str:
        return f"{self.facet}={self.value}"


class FacetBlock(models.Model):
    """The pages of one kind that have one value: those of 65,536 permalink numbers, as a Roaring bitmap
    (`facets.py`)."""

    kind = models.CharField(max_length=12)  # case, person, organization, event
    facet = models.CharField(max_length=40)
    value = models.CharField(max_length=80)
    block = models.PositiveIntegerField()  # the upper bits of the numbers
    data = models.BinaryField()  # a serialized bitmap; an empty one says that nothing is left
    publication = models.PositiveBigIntegerField(db_index=True)  # the first by which this is true

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "facet", "value", "block"], name="facet_block_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind}, {self.facet}={self.value}, block {self.block}"


class PageFacet(models.Model):
    """One value by which a page that is no case can be chosen, the values above it included.

    Some say what its own document says, others what the cases say that name it (`publishing/page_facets.py`).
    """

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="facets", db_index=False)
    facet = models.CharField(max_length=40)  # occupation, role, …
    value = models.CharField(max_length=80)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["page", "facet", "value"], name="page_facet_once")]
        indexes = [models.Index(fields=["facet", "value", "page"])]

    def __str__(self) -> str:
        return f"{self.facet}={self.value}"


# What is alleged to be a part of a larger case is shown beside it, and counted nowhere as one.
UNSURE = ("alleged", "disputed", "unknown")


class MentionQuerySet(models.QuerySet["Mention"]):
    def of_parts(self) -> Self:
        """Where a case says that it is part of a larger one, and this is established or reported."""
        return self.filter(kind="case", how="part_of").exclude(certainty__code__in=UNSURE)


class Mention(models.Model):
    """One page names another: a case its people, organizations, countries, events and related cases."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="mentions")
    kind = models.CharField(max_length=20)  # of the page that is named
    key = models.CharField(max_length=20)
    how = models.CharField(max_length=40)  # role, country role, or relation; "" where there is none
    labels = models.JSONField(default=dict)  # Labels of `how`
    certainty = models.JSONField(null=True)  # Coded: how sure a relation of two cases is

    objects = MentionQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["kind", "key"])]

    def __str__(self) -> str:
        return f"{self.page_id} names {self.kind}/{self.key}"


class Among(Lookup):
    """One of many values, as one parameter: of a thousand `IN` takes longer to plan than to answer."""

    prepare_rhs = False

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        value, params = self.process_lhs(compiler, connection)
        many = list(self.rhs)
        if many and isinstance(many[0], int):  # one word to read, and not two thousand
            return f"{value} = ANY(%s::bigint[])", [*params, f"{{{','.join(map(str, many))}}}"]
        return f"{value} = ANY(%s)", [*params, many]

    def as_sqlite(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        value, params = self.process_lhs(compiler, connection)
        many = "SELECT value FROM json_each(%s)"
        return f"{value} IN ({many})", [*params, json.dumps(list(self.rhs))]


class PublishedStandingQuerySet(models.QuerySet["PublishedStanding"]):
    def of_cases(self, numbers: Iterable[int]) -> Self:
        return self.filter(Among(F("case_id"), numbers))

    def count_people_targeted(self) -> int:
        """People whom a case names as somebody affected, each once, however many name them."""
        targeted = self.filter(kind="person", proceeding=0, targeted=True)
        # Not by SELECT DISTINCT, for which PostgreSQL takes minutes where there are a million people.
        people: int = targeted.aggregate(people=Count("key", distinct=True))["people"]
        return people

    def with_custody(self, on: date) -> models.QuerySet[Any, Any]:
        """Each party with the word for its custody on a day: now, unknown, released, or none recorded."""
        confirmed_lately = Q(confirmed__gte=on - UNCONFIRMED_AFTER)
        return self.annotate(
            custody=Case(
                When(Q(is_held=True) & confirmed_lately, then=Value("now")),
                When(is_held=True, then=Value("unknown")),
                When(was_held=True, then=Value("released")),
                default=Value("none"),
                output_field=models.CharField(),
            )
        )


class PublishedStanding(models.Model):
    """Where one party of a case stands in one proceeding, or, without one, that it is in the case.

    What the lists ask (who is held, what was decided), and what a page of a person, a court or a mass case
    counts. Whoever is not named has neither kind nor key: counted in the case, never on traits.
    """

    case = models.ForeignKey(PublishedCase, on_delete=models.CASCADE, related_name="standings")
    party = models.CharField(max_length=20)  # "participant-2"
    kind = models.CharField(max_length=20, blank=True)
    key = models.CharField(max_length=20, blank=True)
    is_person = models.BooleanField(default=False)
    targeted = models.BooleanField(default=False)
    proceeding = models.PositiveSmallIntegerField(default=0)  # its place in the document; 0: none
    outcome = models.CharField(max_length=40, blank=True)  # in force
    last = models.CharField(max_length=40, blank=True)  # the last decision of any kind
    # Custody goes on while no end is known; the word for it is chosen on reading, from the day of the
    # last confirmation.
    held_since = models.DateField(null=True)
    held_until = models.DateField(null=True)  # the latest end; None while custody goes on, or was never
    is_held = models.BooleanField(default=False)  # no end is known
    was_held = models.BooleanField(default=False)  # a detention is recorded, whatever is known of its dates
    confirmed = models.DateField(null=True)
    card = models.JSONField(default=dict)  # StandingCard

    objects = PublishedStandingQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["kind", "key"]),
            models.Index(fields=["is_held", "confirmed"]),
            models.Index(fields=["outcome"]),
            # Who is counted beside a list of cases.
            models.Index(
                fields=["case", "key"],
                condition=models.Q(kind="person", proceeding=0, targeted=True),
                name="people_targeted",
            ),
        ]

    def __str__(self) -> str:
        return f"case {self.case_id}, {self.party}"


class PublishedCustody(models.Model):
    """Days on which a party was in custody for certain, whatever the true dates were: from one to another."""

    standing = models.ForeignKey(PublishedStanding, on_delete=models.CASCADE, related_name="custody_days")
    first = models.DateField()
    last = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["last", "first"])]

    def __str__(self) -> str:
        return f"{self.standing_id}: {self.first} to {self.last}"


class PublishedProvision(models.Model):
    """A provision that a public case cites, or one above it."""

    number = models.PositiveBigIntegerField(primary_key=True)
    parent = models.ForeignKey("self", on_delete=models.CASCADE, null=True, related_name="parts")
    country = models.CharField(max_length=4, blank=True)
    level = models.CharField(max_length=12)
    code = models.CharField(max_length=60, blank=True)
    titles = models.JSONField(default=list)  # list[Text]
    valid_from = models.JSONField(null=True)  # Date; None where the record does not say
    valid_to = models.JSONField(null=True)
    folded = models.CharField(max_length=100, db_index=True)  # letters and digits of the code alone
    generated = models.BooleanField(default=False)  # cited by invented cases alone

    def __str__(self) -> str:
        return self.code or str(self.number)


class PublishedCharge(models.Model):
    """A party charged under a provision, and what became of it."""

    standing = models.ForeignKey(PublishedStanding, on_delete=models.CASCADE, related_name="charges")
    provision = models.ForeignKey(PublishedProvision, on_delete=models.PROTECT, related_name="charges")
    outcome = models.CharField(max_length=40, blank=True)  # in force under it; or "requalified"

    def __str__(self) -> str:
        return f"{self.standing_id} under {self.provision_id}"


class PublishedDecision(models.Model):
    """A step that a court, a judge or a prosecutor took part in: counted in people on their page."""

    case = models.ForeignKey(PublishedCase, on_delete=models.CASCADE, related_name="decisions")
    kind = models.CharField(max_length=20)  # of the body or official
    key = models.CharField(max_length=20)
    office = models.CharField(max_length=12)  # body, judge, prosecutor
    step = models.CharField(max_length=40)
    labels = models.JSONField(default=dict)  # Labels of the step
    date = models.JSONField(default=dict)  # Date
    sort_date = models.DateField(null=True)
    people = models.JSONField(default=list)  # identities within the case: "person/3", or "participant-2"

    class Meta:
        indexes = [models.Index(fields=["kind", "key"])]

    def __str__(self) -> str:
        return f"{self.kind}/{self.key}: {self.step}"


class OfficialNumber(models.Model):
    """A number that an authority gave to a proceeding, as it can be looked up."""

    case = models.ForeignKey(PublishedCase, on_delete=models.CASCADE, related_name="numbers")
    number = models.CharField(max_length=100)
    folded = models.CharField(max_length=100, db_index=True)  # letters and digits alone
    authority = models.CharField(max_length=300, blank=True)
    main = models.BooleanField()

    def __str__(self) -> str:
        return self.number
