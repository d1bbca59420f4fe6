"""A larger case counts the people of its parts: each who is named once, of the others a range."""

import re
from collections.abc import Sequence

import pytest
from django.contrib.auth.models import User
from django.db import transaction
from django.test import Client
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from cases.models import Case, Organization, Person, Visibility
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

    def targeted(self, case: Case | None = None) -> tuple[str, str]:
        """By name, and not named, as the page says it."""
        return self.counted("Targeted", case)

    def counted(self, words: str, case: Case | None = None) -> tuple[str, str]:
        table = self.page(case).partition("People By name, each once Without a public name")[2]
        found = re.search(rf"{words} (\d+) (\d+(?: to \d+)?)\b", table)
        assert found, table[:300] or "no such table"
        return found[1], found[2]

    def page(self, case: Case | None = None) -> str:
        return said(self.client.get(f"/cases/{(case or self.whole).key}/", follow=True))


@pytest.fixture
def mass(client: Client, researcher: User, editor: User) -> MassCase:
    return MassCase(client, researcher, editor)


@pytest.fixture
def elxan() -> Person:
    return factories.person("Elxan Orucov", visibility=Visibility.WITHHELD)


@pytest.fixture
def ramin() -> Person:
    return factories.person("Ramin Həsənli", visibility=Visibility.PSEUDONYM, pseudonym="R.")


def test_nobody_can_tell_whether_two_withheld_rows_are_one_person(
    mass: MassCase, client: Client, researcher: User, editor: User, elxan: Person
) -> None:
    """Two larger cases: in one the same man stands in both parts, in the other two men do."""
    mass.part(elxan)
    mass.part(elxan)
    of_two = MassCase(client, researcher, editor)
    for name in ("Tural Abbasov", "Vüsal Nəcəfov"):
        of_two.part(factories.person(name, visibility=Visibility.WITHHELD))
    assert mass.targeted() == of_two.targeted() == ("0", "1 to 2")
    assert "the same person may stand in several parts" in mass.page()


def test_the_largest_part_says_how_many_there_are_at_least(
    mass: MassCase, elxan: Person, ramin: Person
) -> None:
    mass.part(elxan)
    assert mass.targeted() == ("0", "1")
    assert "the same person may stand in several parts" not in mass.page()
    mass.part(elxan, ramin)
    assert mass.targeted() == ("0", "2 to 3")


def test_a_part_that_is_withdrawn_is_not_counted(
    mass: MassCase, elxan: Person, ramin: Person, editor: User
) -> None:
    mass.part(elxan)
    second = mass.part(elxan, ramin)
    release.withdraw(second, by=editor, reason="Entered twice.")
    assert mass.targeted() == ("0", "1")


def test_somebody_who_is_hidden_goes_from_one_column_to_the_other(
    mass: MassCase, elxan: Person, editor: User
) -> None:
    sevda = factories.person("Sevda Rzayeva")
    mass.part(sevda, elxan)
    mass.part(sevda)
    assert mass.targeted() == ("1", "1")
    release.hide(sevda, by=editor)
    assert mass.targeted() == ("0", "2 to 3")


def test_named_here_and_withheld_there_stands_in_both_columns_and_gives_nobody_away(mass: MassCase) -> None:
    sevda = factories.person("Sevda Rzayeva")
    mass.part(sevda)
    there = factories.case("Where she is withheld")
    factories.participate(there, sevda, "defendant", visibility=Visibility.WITHHELD)
    mass.join(there, mass.whole)
    mass.publish(there)
    assert mass.targeted() == ("1", "1")
    assert "The two columns may not be added up" in mass.page()


@pytest.mark.parametrize(
    ("certainty", "counts"), [("reported", True), ("alleged", False), ("disputed", False)]
)
def test_what_is_only_alleged_to_be_a_part_is_shown_as_such_and_not_counted(
    mass: MassCase, elxan: Person, certainty: str, counts: bool
) -> None:
    mass.part(elxan)
    part = mass.part(factories.person("Günel Əliyeva"), title="Perhaps a part")
    mass.part(factories.person("Nigar Əliyeva"), of=part, title="Part of it")
    part.relations.update(certainty=factories.term("certainty", certainty))
    mass.publish_again(part)
    assert mass.targeted() == ("2" if counts else "0", "1")
    assert (f"Perhaps a part {certainty}" in mass.page()) is not counts
    response = mass.client.get(f"/cases/?within={mass.whole.key}")
    listed = {page.title for page in response.context["listing"].rows}
    assert ("Perhaps a part" in listed) is counts and ("Part of it" in listed) is counts


def test_parts_of_parts_are_counted_at_every_level(mass: MassCase, elxan: Person, ramin: Person) -> None:
    middle = mass.part(elxan)
    mass.part(elxan, ramin, of=middle)
    assert mass.targeted() == mass.targeted(middle) == ("0", "2 to 3")


def test_custody_and_outcome_of_several_parts_are_a_range_each(mass: MassCase, elxan: Person) -> None:
    for began, ended in (("2014-08", "2016-04-22"), ("2017-01", "")):
        case = factories.case()
        row = factories.participate(case, elxan, "defendant")
        criminal = factories.proceeding(case, row)
        factories.step(criminal, "convicted", "2015-04-22")
        factories.detention(row, began, ended, kind="prison")
        mass.join(case, mass.whole)
        mass.publish(case)
    assert mass.counted("In force: convicted") == ("0", "1 to 2")
    # One part says that he was let go; were he the man of the other one, he would be held.
    assert mass.counted("Not known whether still held") == ("0", "1")
    assert mass.counted("Held before, no longer") == ("0", "0 to 1")


@settings(
    max_examples=10,
    phases=[Phase.explicit, Phase.generate],
)
@given(
    st.lists(
        st.lists(st.tuples(st.integers(0, 4), st.booleans()), max_size=5, unique_by=lambda row: row[0]),
        min_size=1,
        max_size=4,
    )
)
def test_who_is_named_counts_once_and_the_number_of_others_lies_within_its_range(
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
        by_name, others = mass.targeted()
        least, _to, most = others.partition(" to ")
        assert by_name == str(len(named))
        assert int(least) <= len(unnamed) <= int(most or least)
        transaction.set_rollback(True)


def _court() -> Organization:
    return factories.organization("Court of Grave Crimes")
