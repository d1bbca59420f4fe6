"""Finding a case by a name in any script, a word, a country or a number."""

import pytest
from django.test import Client

from tests.public import rows

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def cases() -> None:
    rows.case(
        "Afgan Mukhtarli abducted in Georgia",
        number=7,
        summary="Taken from Tbilisi to a prison in Baku.",
        roles=[("GE", "place")],
        targeted=[("Afgan Mukhtarli", "journalist")],
        official=[("1(101)-12/3", "Prosecutor General")],
    )
    rows.case(
        "NGO Case",
        number=8,
        summary="Hundreds of organizations were summoned.",
        official=[("142006023", "Prosecutor General")],
    )


def found(client: Client, text: str) -> list[str]:
    response = client.get("/cases/", {"q": text})
    assert response.status_code == 200
    return sorted(page.key for page in response.context["listing"].rows)


@pytest.mark.parametrize(
    "text",
    [
        "Mukhtarli",
        "Мухтарлы",
        "Muxtarlı",
        "mukht",
        "Əfqan Muxtarlı",
        "Mukhtarli Afgan",
        "tbil",
        "Mukhtarli Tbilisi",
        "Грузия",
        "Gürcüstan Мухтарлы",
        "1(101)-12/3",
        "1101123",
        "№ 1 101 12 3",
        "Mukhtarli 1101123",
        "7",
        "№ 7",
    ],
)
def test_the_abducted_journalist_is_found(client: Client, text: str) -> None:
    assert found(client, text) == ["7"]


@pytest.mark.parametrize("text", ["142006023", "№ 142006023", "No. 142006023", "142-006-023", "ngo hundreds"])
def test_the_case_of_the_organizations_is_found(client: Client, text: str) -> None:
    assert found(client, text) == ["8"]


@pytest.mark.parametrize(
    "text",
    ["Aliyev", "Mukhtarli Minsk", "42006023", "ukhtarli", "hundreds Mukhtarli", "Huseynli", "eye"],
)
def test_all_words_must_be_found_each_from_its_beginning(client: Client, text: str) -> None:
    assert found(client, text) == []
