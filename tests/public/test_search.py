"""Finding a case by a name in any script, a word, a country or a number."""

import pytest
from django.test import Client

from cases.public import search
from tests.public import rows
from tests.public.reading import links, said

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


@pytest.mark.parametrize("text", ["afgan m", "m afgan", "афган м", "a mukhtarli", "abducted i g", "ngo h"])
def test_a_letter_beside_a_word_begins_one(client: Client, text: str) -> None:
    assert found(client, text) == (["8"] if text.startswith("ngo") else ["7"])
    assert found(client, f"{text} z") == []


@pytest.mark.parametrize("text", ["b", "1 h", "t 7"])
def test_letters_and_digits_without_a_word_are_whole_words(client: Client, text: str) -> None:
    assert found(client, text) == []


def test_a_country_typed_as_a_word_leads_to_its_cases(client: Client) -> None:
    rows.case("Trial of a reporter", number=30, countries=["TR"], types=["criminal"])
    rows.case("Raid on a newsroom", number=31, countries=["TR"], types=["raid"])
    page = client.get("/cases/?q=Turkey")
    assert "Did you mean the country? Türkiye (2)" in said(page) and "/cases/?country=TR" in links(page)
    page = client.get("/cases/?type=raid&country=GE&q=Турция")  # the other choices stay
    assert "Türkiye (1)" in said(page) and "/cases/?type=raid&country=TR" in links(page)
    for typed in ("Turkey reporter", "Tur", "Sweden"):
        assert "Did you mean the country" not in said(client.get("/cases/", {"q": typed}))


def test_a_name_in_another_spelling_is_whole_but_for_the_last_word(client: Client) -> None:
    assert found(client, "afgan muxtar") == found(client, "muxtarlı afg") == ["7"]
    assert found(client, "muxtar afgan") == []
    assert found(client, "mukhtar afgan") == ["7"]  # as it is written, each word may be unfinished


def test_a_given_name_before_other_words_is_whole(client: Client) -> None:
    rows.case("Trial of the Leylaburg journalist", number=42)
    assert found(client, "leyla trial") == found(client, "trial Leyla") == ["42"]
    assert found(client, "Leyla trial") == []


@pytest.fixture
def fikret() -> None:
    rows.person("Fikret Huseynli")
    rows.case("Fikret Huseynli beaten", targeted=[("Fikret Huseynli", "blogger")], status="active")
    rows.case("Warrant for Fikret Huseynli", targeted=[("Fikret Huseynli", "blogger")], status="ended")


def test_an_empty_list_offers_what_is_spelled_like_the_words(client: Client, fikret: None) -> None:
    page = client.get("/cases/", {"q": "Fikret Husxynlo"})
    assert "Did you mean: Fikret Huseynli (2)" in said(page)
    assert "/cases/?q=Fikret+Huseynli" in links(page)


def test_what_is_offered_says_how_many_it_leaves_of_the_other_choices(client: Client, fikret: None) -> None:
    page = client.get("/cases/", {"q": "Fikret Husxynlo", "status": "ended"})
    assert "Did you mean: Fikret Huseynli (1)" in said(page)
    assert "/cases/?status=ended&q=Fikret+Huseynli" in links(page)
    page = client.get("/cases/", {"q": "Fikret Husxynlo", "country": "GE"})
    assert "Did you mean" not in said(page)


def test_a_year_typed_as_a_word_leads_to_what_began_in_it(client: Client) -> None:
    rows.case("Trial of a reporter", number=30, began="2014", types=["criminal"])
    rows.case("Raid on a newsroom", number=31, began="2014-05", types=["raid"])
    page = client.get("/cases/?q=2014")
    assert "Did you mean the year? 2014 (2)" in said(page) and "/cases/?year=2014" in links(page)
    page = client.get("/cases/?type=raid&q=2014")  # the other choices stay
    assert "2014 (1)" in said(page) and "/cases/?type=raid&year=2014" in links(page)
    for address in ("/cases/?q=1931", "/cases/?q=20144", "/people/?q=2014"):
        assert "Did you mean the year" not in said(client.get(address))


def test_our_own_number_is_not_put_together_from_others(client: Client) -> None:
    rows.case("Trial of a reporter", number=42)
    assert found(client, "№ 42") == found(client, "Case 42") == ["42"]
    for text in ("4/2", "4 2", "-42", "4½"):
        assert found(client, text) == []


def test_an_empty_list_leads_to_the_search_in_everything(client: Client) -> None:
    assert "/search/?q=Zyxw" in links(client.get("/organizations/?q=Zyxw"))
    assert "/search/" not in " ".join(links(client.get("/organizations/?country=ZW")))


@pytest.mark.parametrize("text", ["aylin journalist", "journalist Turkey", "Турция Aylin"])
def test_people_are_found_by_what_they_do_and_where_they_are_from(client: Client, text: str) -> None:
    rows.person("Aylin Demir", of_countries=["TR"])
    rows.person("Tamar Beridze", of_countries=["GE"])
    people = client.get("/people/", {"q": text}).context["listing"].rows
    assert [page.title for page in people] == ["Aylin Demir"]


def test_a_country_typed_as_a_word_leads_to_its_people(client: Client) -> None:
    rows.person("Aylin Demir", of_countries=["TR"])
    assert "/people/?country=TR" in links(client.get("/people/?q=Turkey"))


# ---------------------------------------------------------------- words that very many cases hold


@pytest.fixture
def many_arrests(monkeypatch: pytest.MonkeyPatch) -> None:
    """Seventy cases of which two in three hold the word, where more than ten are too many to count."""
    monkeypatch.setattr(search, "MOST", 10)
    monkeypatch.setattr(search, "FIRST_STEP", 4)
    monkeypatch.setattr(search, "LARGEST_STEP", 8)
    for number in range(100, 170):
        rows.case(
            "An arrest" if number % 3 else "A raid",
            number=number,
            began=f"{2000 + number % 7}",
            countries=["GE"] if number % 10 == 0 else ["AZ"],
        )


def arrests_by_date() -> list[str]:
    arrests = [number for number in range(100, 170) if number % 3]
    return [str(number) for number in sorted(arrests, key=lambda number: (number % 7, number), reverse=True)]


def test_a_common_word_is_listed_whole_and_not_counted(client: Client, many_arrests: None) -> None:
    url, seen = "/cases/?q=arrest", []
    while url:
        listing = client.get(url).context["listing"]
        seen += [page.key for page in listing.rows]
        url = listing.after_url
    assert seen == arrests_by_date()
    page = said(client.get("/cases/?q=arrest"))
    assert "More than 10 cases hold these words" in page
    assert "So many are not counted" in page
    counts = [
        choice.count for choice in client.get("/cases/?q=arrest").context["listing"].fields["type"].choices
    ]
    assert counts and set(counts) == {None}


def test_back_from_a_later_page_of_a_common_word(client: Client, many_arrests: None) -> None:
    second = client.get(client.get("/cases/?q=arrest").context["listing"].after_url).context["listing"]
    first = client.get(second.before_url).context["listing"]
    assert [page.key for page in first.rows] == arrests_by_date()[:25]
    assert (first.before_url, first.is_more) == ("", True)


def test_a_common_word_with_a_choice_that_leaves_few_is_counted(client: Client, many_arrests: None) -> None:
    listing = client.get("/cases/?q=arrest&country=GE").context["listing"]
    assert [page.key for page in listing.rows] == [key for key in arrests_by_date() if int(key) % 10 == 0]
    assert (listing.total, listing.is_more) == (len(listing.rows), False)
    assert {choice.count for choice in listing.fields["country"].choices} == {None}
    assert [choice.count for choice in listing.fields["status"].choices] == [listing.total]


def test_words_that_are_common_apart_from_the_other_choices_are_counted(
    client: Client, many_arrests: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "LONGEST_WALK", 8)
    for number in range(200, 240):
        rows.case("A raid", number=number, began="2020", types=["abduction"])
    listing = client.get("/cases/?q=arrest&type=abduction").context["listing"]
    assert (listing.rows, listing.total, listing.is_more) == ([], 0, False)
    listing = client.get("/cases/?q=arrest&country=AZ").context["listing"]
    assert (listing.total, listing.is_more) == (len(arrests_by_date()) - 5, False)


@pytest.mark.parametrize("typed", ["A. Mukhtarli", "Mukhtarli A.", "Afgan M"])
def test_an_initial_does_not_hide_whom_the_name_finds(client: Client, typed: str) -> None:
    assert "Afgan Mukhtarli abducted" in said(client.get("/cases/", {"q": typed}))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("journalist Georgia", "7"),  # whom it hit, and where: what the page says in terms
        ("Turkey lawyer", "9"),  # as the country is called besides
        ("Грузии", "7"),
        ("organization", "8"),
        ("organizations", "8"),
        ("summons", ""),
        ("уголовное дело № 142006023", "8"),
        ("Criminal case 142006023", "8"),
    ],
)
def test_words_are_found_as_people_type_them(client: Client, text: str, number: str) -> None:
    rows.case("A lawyer was arrested", number=9, roles=[("TR", "lead")], targeted=[("Aylin Demir", "lawyer")])
    assert found(client, text) == ([number] if number else [])


@pytest.mark.parametrize("text", ["house", "home", "mukh"])
def test_what_only_sounds_like_the_beginning_of_a_name_is_not_found(client: Client, text: str) -> None:
    rows.case("Fikret Hüseynli arrested", number=12, targeted=[("Fikret Hüseynli", "journalist")])
    rows.case("Xumar Baxışova arrested", number=13, targeted=[("Xumar Baxışova", "journalist")])
    assert found(client, text) == (["7"] if text == "mukh" else [])


def test_a_chinese_sign_is_a_syllable_of_a_name_and_no_beginning_of_a_word(client: Client) -> None:
    rows.case("刘晓波 arrested", number=10, targeted=[("刘晓波", "writer")])
    rows.case("Liubov arrested", number=11, targeted=[("Liubov Petrova", "writer")])
    assert found(client, "刘") == found(client, "刘晓波") == ["10"]
