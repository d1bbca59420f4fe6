"""A pseudonym stands for a person in one case: the same one in another case ties them together."""

import pytest
from django.contrib.auth.models import User

from cases.models import Case, Person, Visibility
from cases.publishing.checks import problems
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def ramin() -> Person:
    return factories.person("Ramin Həsənli", visibility=Visibility.PSEUDONYM, pseudonym="A neighbour")


def warnings(case: Case) -> list[str]:
    return [one.text for one in problems(case) if one.key.startswith("pseudonym:")]


def test_the_same_pseudonym_in_another_public_case_is_said(
    ramin: Person, researcher: User, editor: User
) -> None:
    first, second = factories.case("The first"), factories.case("The second")
    factories.participate(first, ramin, "target")
    row = factories.participate(second, ramin, "target")
    assert warnings(second) == []  # the other one is not public
    factories.published(first, researcher, editor)
    [warning] = warnings(second)
    assert "“A neighbour” is public in “The first” already" in warning
    row.pseudonym = "A relative"
    row.save()
    assert warnings(second) == []
    factories.published(second, researcher, editor)  # it never stood in the way


def test_whoever_is_not_named_is_targeted_in_one_row_of_a_case(ramin: Person) -> None:
    record = factories.case()
    factories.participate(record, ramin, "defendant")
    factories.participate(record, ramin, "witness")  # counts for nothing
    assert "twice" not in [one.key.partition(":")[0] for one in problems(record)]
    factories.participate(record, ramin, "victim")
    [twice] = [one for one in problems(record) if one.key.startswith("twice:")]
    assert twice.blocking and "readers would count two people" in twice.text
