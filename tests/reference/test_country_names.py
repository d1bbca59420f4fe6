import csv

import pytest
from django.utils import translation

from cases.reference.country_names import ALIASES_CSV, codes_called
from cases.reference.load import load_reference
from cases.reference.models import Country

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _reference(db: None) -> None:
    load_reference()


@pytest.mark.parametrize(
    ("code", "language", "name"),
    [
        ("AZ", "en", "Azerbaijan"),
        ("AZ", "az", "Azərbaycan"),
        ("AZ", "ru", "Азербайджан"),
        ("XK", "en", "Kosovo"),
        ("GE", "pt-br", "Geórgia"),
        ("GE", "zh-hans", "格鲁吉亚"),
        ("GE", "no-such-language", "Georgia"),
        ("SUHH", "en", "Soviet Union"),
        ("SUHH", "az", "Sovet İttifaqı"),
        ("YUCS", "ru", "Югославия"),
        ("DDDE", "fr", "East Germany"),
    ],
)
def test_a_country_is_named_in_the_readers_language(code: str, language: str, name: str) -> None:
    assert Country.objects.get(code=code).name(language) == name


def test_a_country_speaks_the_language_that_is_switched_on() -> None:
    azerbaijan = Country.objects.get(code="AZ")
    with translation.override("ru"):
        assert str(azerbaijan) == "Азербайджан"
    with translation.override(None):
        assert str(azerbaijan) == "Azerbaijan"
    assert azerbaijan.labels(["en", "az"]) == {"en": "Azerbaijan", "az": "Azərbaycan"}


def test_every_country_has_a_name_in_three_languages() -> None:
    for country in Country.objects.all():
        assert all(name != country.code for name in country.labels(["en", "az", "ru"]).values()), country.code


def test_the_list_is_iso_3166_with_kosovo_and_former_states() -> None:
    present = set(Country.objects.present().values_list("code", flat=True))
    assert len(present) == 250
    assert {"AZ", "XK", "UA", "TR"} <= present
    assert not {"EU", "UN", "ZZ"} & present  # CLDR names them; they are not countries
    former = set(Country.objects.filter(former=True).values_list("code", flat=True))
    assert {"SUHH", "YUCS", "CSHH", "DDDE", "CSXX"} <= former
    assert {len(code) for code in former} == {4}


@pytest.mark.parametrize("text", ["AZ", "azerb", "  Azərbaycan ", "AZƏRBAYCAN", "азербайджан"])
def test_a_country_is_found_by_whatever_the_researcher_types(text: str) -> None:
    assert "AZ" in {country.code for country in Country.objects.named(text)}


@pytest.mark.parametrize(
    ("text", "code"), [("Turkey", "TR"), ("UK", "GB"), ("u.k.", "GB"), ("Белоруссия", "BY"), ("ABŞ", "US")]
)
def test_a_country_is_found_by_what_people_call_it_besides(text: str, code: str) -> None:
    assert code in {country.code for country in Country.objects.named(text)}
    assert codes_called(text) == {code}


def test_every_other_name_is_one_of_a_country_and_written_once() -> None:
    with ALIASES_CSV.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["code"] for row in rows] == sorted({row["code"] for row in rows})
    assert {row["code"] for row in rows} <= set(Country.objects.values_list("code", flat=True))
    for row in rows:
        names = row["names"].split(" | ")
        assert names and len(names) == len(set(names)) and all(name.strip() == name != "" for name in names)


@pytest.mark.parametrize("text", ["", "   ", "Atlantis"])
def test_no_country_is_found_by_nothing(text: str) -> None:
    assert not Country.objects.named(text)


@pytest.mark.parametrize(
    ("language", "codes"),
    [
        ("en", ["AX", "AL", "AZ", "TR", "SUHH"]),  # Åland before Albania, not after Zimbabwe
        ("az", ["AL", "AZ", "CZ", "EE", "AF", "IR", "GA", "UA", "SUHH"]),  # C Ç D E Ə F … İ J K Q
        ("ru", ["AZ", "IT", "YE", "CA"]),  # Италия, Йемен, Канада
    ],
)
def test_a_list_of_countries_follows_the_alphabet(language: str, codes: list[str]) -> None:
    countries = Country.objects.filter(code__in=codes).by_name(language)
    assert [country.code for country in countries] == codes
