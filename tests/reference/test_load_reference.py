from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from cases.reference.load import load_reference
from cases.reference.models import Country, Term, TermLabel

Queries = Callable[[int], AbstractContextManager[object]]

pytestmark = pytest.mark.django_db


def everything() -> tuple[list[tuple[object, ...]], ...]:
    return tuple(list(model.objects.order_by("pk").values_list()) for model in (Country, Term, TermLabel))


@pytest.fixture(autouse=True)
def _reference(db: None) -> None:
    load_reference()


def test_loading_twice_changes_nothing(django_assert_num_queries: Queries) -> None:
    before = everything()
    # 5 queries: the transaction's beginning and end, and what is stored of countries, terms and labels
    with django_assert_num_queries(5):
        load_reference()
    assert everything() == before


def test_what_the_desk_changed_stays_and_what_code_relies_on_comes_back() -> None:
    Term.objects.filter(vocabulary="occupation", code="blogger").update(
        label="Blogger or vlogger", position=1
    )
    TermLabel.objects.filter(term__vocabulary="occupation", term__code="blogger", language="ru").update(
        label="Блогер или влогер"
    )
    Term.objects.filter(vocabulary="role", code="defendant").update(
        label="Guilty", effect="custody", parent=None
    )
    TermLabel.objects.filter(term__code="defendant", language="ru").update(label="Виновный")

    load_reference()

    blogger = Term.objects.get(vocabulary="occupation", code="blogger")
    assert (blogger.label, blogger.position, blogger.name("ru")) == (
        "Blogger or vlogger",
        1,
        "Блогер или влогер",
    )
    accused = Term.objects.get(vocabulary="role", code="defendant")
    assert (accused.label, accused.effect, accused.name("ru")) == ("Accused", "", "Обвиняемый")
    assert accused.ancestors_codes() == ("defendant", "affected")


def test_nothing_of_the_desk_is_lost() -> None:
    tag = Term.objects.create(vocabulary="tag", code="caviar", label="Caviar diplomacy")
    label = TermLabel.objects.create(term=tag, language="fr", label="Diplomatie du caviar")
    Term.objects.filter(vocabulary="role", code="witness").update(retired=True)

    load_reference()

    tag.refresh_from_db()
    label.refresh_from_db()
    assert Term.objects.get(vocabulary="role", code="witness").retired


def test_what_is_missing_is_added_again() -> None:
    TermLabel.objects.filter(language="az").delete()
    Term.objects.filter(vocabulary="case_type", parent__isnull=False).delete()
    Country.objects.filter(code="AZ").delete()

    load_reference()

    assert Country.objects.filter(code="AZ").exists()
    assert Term.objects.get(vocabulary="case_type", code="abduction").name("az") == "Adam oğurluğu"
    assert Term.objects.get(vocabulary="occupation", code="blogger").name("az") == "Bloqer"


def test_a_group_that_went_missing_takes_its_terms_back() -> None:
    Term.objects.filter(vocabulary="role", parent__code="helping").update(parent=None)
    Term.objects.get(vocabulary="role", code="helping").delete()

    load_reference()

    lawyer = Term.objects.get(vocabulary="role", code="lawyer")
    assert lawyer.ancestors_codes() == ("lawyer", "helping")
