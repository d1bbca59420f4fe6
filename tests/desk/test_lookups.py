"""Look-ups and lists find a name in any script, whichever script it was entered in."""

from typing import Any

import pytest
from django.test import Client

from tests.factories import case, official_number, organization, participate, person, source

AZ, RU, EN = "Əfqan Muxtarlı", "Афган Мухтарлы", "Afgan Mukhtarli"


def texts(response: Any) -> list[str]:
    return [found["text"] for found in response.json()["results"]]


@pytest.mark.parametrize("entered", [AZ, RU, EN])
@pytest.mark.parametrize("typed", [AZ, RU, EN, "Мухт", "muxt afq", "mukhtarli"])
def test_participants_in_three_scripts(leyla: Client, entered: str, typed: str) -> None:
    his = person(entered)
    person("İntiqam Əliyev")

    response = leyla.get("/desk/who/", {"term": typed})

    assert response.json()["results"] == [{"id": f"person:{his.pk}", "text": entered, "beside": "person"}]


@pytest.mark.parametrize(
    ("entered", "typed"),
    [("Фикрет Гусейнов", "Гусейнову"), ("Fikrət Hüseynov", "Гусейнова Фикрета"), (AZ, "Muxtarlının")],
)
def test_a_name_is_found_as_it_stands_in_a_text(leyla: Client, entered: str, typed: str) -> None:
    person(entered)
    person("Фикрия Гусейнзаде")

    assert texts(leyla.get("/desk/who/", {"term": typed})) == [entered]


def test_people_and_organizations_in_one_list(leyla: Client) -> None:
    person("Institute Aliyev")
    organization("Institute for Peace", "Институт мира")

    found = leyla.get("/desk/who/", {"term": "инст"}).json()["results"]

    assert [(one["text"], one["beside"]) for one in found] == [
        ("Institute Aliyev", "person"),
        ("Institute for Peace", "organization · Институт мира"),
    ]


def look_up(client: Client, field: str, typed: str, model: str = "proceedingnumber") -> list[str]:
    query = {"app_label": "cases", "model_name": model, "field_name": field, "term": typed}
    return texts(client.get("/desk/autocomplete/", query))


def test_authorities_sources_and_cases(leyla: Client) -> None:
    organization("Генеральная прокуратура")
    source("Zivilgesellschaft im Exil", author="Leifker")
    record = case("Abducted in Tbilisi")
    participate(record, person(AZ))

    assert look_up(leyla, "authority", "Generalnaya") == ["Генеральная прокуратура"]
    assert look_up(leyla, "source", "leifk", "citation") == ["Leifker: Zivilgesellschaft im Exil"]
    assert look_up(leyla, "other", "Мухтарлы", "caserelation") == ["Abducted in Tbilisi"]
    assert look_up(leyla, "other", "tbilisi", "caserelation") == ["Abducted in Tbilisi"]


def test_the_list_of_cases_finds_titles_names_and_official_numbers(leyla: Client) -> None:
    record, other = case("Abducted in Tbilisi"), case("Another")
    participate(record, person(AZ))
    official_number(record, "142006023", organization("Prosecutor's office"))

    for typed in ("tbilisi", "мухтарлы афган", "142006023", "142 006-023", "1420"):
        page = leyla.get("/desk/cases/case/", {"q": typed}).content.decode()
        assert "Abducted in Tbilisi" in page and str(other) not in page, typed


def test_one_search_finds_everything(leyla: Client) -> None:
    record = case("Case of Mukhtarli")
    participate(record, person(AZ))
    source("Interview with Mukhtarli")

    page = leyla.get("/desk/search/", {"q": "mukhtarli"}).content.decode()

    for found in ("Case of Mukhtarli", AZ, "Interview with Mukhtarli"):
        assert found in page
    assert "Nothing in the working record is called" in leyla.get("/desk/search/?q=zzz").content.decode()
