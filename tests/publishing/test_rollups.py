"""A larger case counts the people of its parts, each once; of those not named it publishes numbers alone."""

import re
from collections.abc import Sequence

import pytest
from django.contrib.auth.models import User
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from cases.models import Case, Organization, Person, Visibility
from cases.public.models import PublishedCase
from cases.publishing import release, workflow
from tests import factories
from tests.public.reading import said

pytestmark = pytest.mark.django_db


class MassCase:
    """A whole and its parts, published, changed and withdrawn by two people."""

    def __init__(self, client: Client, researcher: User, editor: User) -> None:
        self.client, self.researcher, self.editor = client, researcher, editor
        self.whole = self.publish(factories.case("The whole"))

    def part(self, *people: Person, of: Case | None = None, title: str = "A part") -> Case:
        case = factories.case(title)
        for person in people:
            factories.participate(case, person, "defendant")
        self.join(case, of or self.whole)
        return self.publish(case)

    def join(self, part: Case, whole: Case) -> None:
        part.relations.create(other=whole, relation=factories.term("case_relation", "part_of"))

    def publish(self, case: Case) -> Case:
        return factories.published(case, self.researcher, self.editor)

    def publish_again(self, case: Case) -> None:
        workflow.changed(case, by=self.researcher)
        self.publish(case)

    def targeted(self, case: Case | None = None) -> tuple[int, int]:
        """By name, and not named, as the page says it."""
        return self.counted("Targeted", case)

    def counted(self, words: str, case: Case | None = None) -> tuple[int, int]:
        number = (case or self.whole).key
        page = said(self.client.get(f"/cases/{number}/", follow=True))
        table = page.partition("People, each once")[2]
        found = re.search(rf"{words} (\d+) (\d+)\b", table)
        assert found, table[:300] or "no such table"
        return int(found[1]), int(found[2])


@pytest.fixture
def mass(client: Client, researcher: User, editor: User) -> MassCase:
    return MassCase(client, researcher, editor)


@pytest.fixture
def elxan() -> Person:
    return factories.person("Elxan Orucov", visibility=Visibility.WITHHELD)


@pytest.fixture
def ramin() -> Person:
    return factories.person("Ramin Həsənli", visibility=Visibility.PSEUDONYM, pseudonym="R.")


def test_who_is_withheld_in_two_parts_counts_once(mass: MassCase, elxan: Person, ramin: Person) -> None:
    mass.part(elxan)
    assert mass.targeted() == (0, 1)
    mass.part(elxan, ramin)
    assert mass.targeted() == (0, 2)


def test_a_part_that_is_withdrawn_is_not_counted(
    mass: MassCase, elxan: Person, ramin: Person, editor: User
) -> None:
    mass.part(elxan)
    second = mass.part(elxan, ramin)
    release.withdraw(second, by=editor, reason="Entered twice.")
    assert mass.targeted() == (0, 1)


def test_a_part_that_no_longer_belongs_to_it_is_not_counted(
    mass: MassCase, elxan: Person, ramin: Person
) -> None:
    mass.part(elxan)
    second = mass.part(elxan, ramin)
    second.relations.all().delete()
    mass.publish_again(second)
    assert mass.targeted() == (0, 1)


def test_somebody_who_is_hidden_goes_from_one_column_to_the_other(
    mass: MassCase, elxan: Person, editor: User
) -> None:
    sevda = factories.person("Sevda Rzayeva")
    mass.part(sevda, elxan)
    mass.part(sevda)
    assert mass.targeted() == (1, 1)
    release.hide(sevda, by=editor)
    assert mass.targeted() == (0, 2)


def test_somebody_who_becomes_named_counts_once_by_name(mass: MassCase, elxan: Person) -> None:
    first, second = mass.part(elxan), mass.part(elxan)
    elxan.visibility, elxan.basis = Visibility.NAMED, factories.term("visibility_basis", "consent")
    elxan.save()
    mass.publish_again(first)
    # The second page still withholds the name: neither column may tell whose it is.
    assert mass.targeted() == (1, 1)
    mass.publish_again(second)
    assert mass.targeted() == (1, 0)


def test_named_here_and_withheld_there_stands_in_both_columns_and_gives_nobody_away(
    mass: MassCase, client: Client
) -> None:
    sevda = factories.person("Sevda Rzayeva")
    mass.part(sevda)
    there = factories.case("Where she is withheld")
    factories.participate(there, sevda, "defendant", visibility=Visibility.WITHHELD)
    mass.join(there, mass.whole)
    mass.publish(there)
    assert mass.targeted() == (1, 1)
    page = said(client.get(f"/cases/{mass.whole.key}/", follow=True))
    assert "The two columns may not be added up" in page


def test_parts_of_parts_are_counted_at_every_level(
    mass: MassCase, elxan: Person, ramin: Person, editor: User
) -> None:
    middle = mass.part(elxan)
    mass.part(elxan, ramin, of=middle)
    assert mass.targeted() == mass.targeted(middle) == (0, 2)
    release.withdraw(middle, by=editor, reason="Entered twice.")
    # What was part of it leads to the whole no longer: no page says so.
    assert PublishedCase.objects.get(page__key=mass.whole.key or "").unnamed is None


def test_a_draft_changes_no_figure(mass: MassCase, elxan: Person, ramin: Person) -> None:
    first = mass.part(elxan)
    first.participations.all().delete()
    factories.participate(first, ramin, "defendant")
    mass.part(elxan)
    assert mass.targeted() == (0, 1)  # the page of the first part still speaks of the same man


def test_custody_and_outcome_of_several_parts_count_once_each(mass: MassCase, elxan: Person) -> None:
    for confirmed in ("2015-04-22", "2016-04-22"):
        case = factories.case()
        row = factories.participate(case, elxan, "defendant")
        criminal = factories.proceeding(case, row)
        factories.step(criminal, "convicted", "2015-04-22")
        factories.detention(row, "2014-08", kind="prison", confirmed=confirmed)
        mass.join(case, mass.whole)
        mass.publish(case)
    assert mass.counted("Not known whether still held") == (0, 1)
    assert mass.counted("In force: convicted") == (0, 1)
    stored = PublishedCase.objects.get(page__key=mass.whole.key or "").unnamed
    assert stored == {
        "people": 1, "held": {"2016-04-22": 1}, "released": 0, "outcomes": {"convicted": 1}, "undecided": 0,
    }  # fmt: skip


@settings(
    max_examples=10,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    st.lists(
        st.lists(st.tuples(st.integers(0, 4), st.booleans()), max_size=5, unique_by=lambda row: row[0]),
        min_size=1,
        max_size=4,
    )
)
def test_no_figure_counts_a_person_twice(
    client: Client, researcher: User, editor: User, parts: Sequence[Sequence[tuple[int, bool]]]
) -> None:
    """People 0 to 2 are named, withheld in the parts that say so; 3 and 4 are withheld everywhere."""
    with transaction.atomic():
        everybody = [
            factories.person(
                f"Aysel{n} Vəliyeva{n}", visibility=Visibility.NAMED if n < 3 else Visibility.WITHHELD
            )
            for n in range(5)
        ]
        mass = MassCase(client, researcher, editor)
        for rows in parts:
            case = factories.case("A part")
            for n, withheld in rows:
                hidden = Visibility.WITHHELD if withheld else ""
                factories.participate(case, everybody[n], "defendant", visibility=hidden)
            mass.join(case, mass.whole)
            factories.participate(case, _court(), "authority")
            mass.publish(case)
        named = {n for rows in parts for n, withheld in rows if n < 3 and not withheld}
        unnamed = {n for rows in parts for n, withheld in rows if n >= 3 or withheld}
        assert mass.targeted() == (len(named), len(unnamed))
        transaction.set_rollback(True)


def _court() -> Organization:
    return factories.organization("Court of Grave Crimes")
