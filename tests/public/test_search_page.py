"""One box finds everything: `/search/`, and what it offers while somebody types."""

import re
from urllib.parse import quote

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from cases.public.models import Page
from cases.public.queries import misspelled
from tests.public import documents
from tests.public.documents import (
    case_text,
    charge,
    event_text,
    in_role,
    name,
    place,
    proceeding,
    provision,
    reference,
    source,
)
from tests.public.reading import links, said

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def record() -> None:
    """A journalist, an NGO, their cases, a law and a source."""
    documents.publish(
        documents.person(
            3, name("Afgan Mukhtarli"), name("Əfqan Muxtarlı", "az"), name("Афган Мухтарлы", "ru")
        )
    )
    documents.publish(documents.person(4, name("Intigam Aliyev"), name("Интигам Алиев", "ru")))
    documents.publish(documents.organization(5, name("Legal Education Society")))
    documents.publish(documents.event(6, texts=[event_text("en", "Law on grants amended", "Foreign money.")]))
    prosecutor = reference("organization", None, name("Prosecutor General"))
    documents.publish(
        documents.case(
            12,
            texts=[case_text("en", "Afgan Mukhtarli abducted in Georgia", "Taken from Tbilisi to Baku.")],
            countries=[in_role("AZ", "lead", "Lead"), in_role("GE", "place", "Place")],
            proceedings=[
                proceeding("142006/023", prosecutor, 1, charges=[charge(1, provision("178.3.2"))]),
            ],
            participants=[documents.participant(name("Afgan Mukhtarli"), key="3")],
            sources=[
                source(
                    1, place("1a"), title=documents.text("en", "Kidnapped by night"), publisher="Meydan TV"
                )
            ],
        )
    )
    documents.publish(documents.case(13, texts=[case_text("en", "Fraud trial of Intigam Aliyev")]))


def groups(client: Client, text: str) -> dict[str, list[str]]:
    """What is found: the kind of each group, with the addresses of what is in it."""
    response = client.get("/search/", {"q": text})
    assert response.status_code == 200, response
    return {group.kind: [hit.url for hit in group.hits] for group in response.context["found"].groups}


PERSON, CASE = "/people/3/afgan-mukhtarli/", "/cases/12/afgan-mukhtarli-abducted-in-georgia/"


@pytest.mark.parametrize("text", ["Mukhtarli", "Мухтарлы", "mukht", "Muxtarlı Əfqan", "MUXTARLI"])
def test_a_name_in_any_script_finds_the_person_and_the_case(client: Client, text: str) -> None:
    found = groups(client, text)
    assert (found["person"], found["case"]) == ([PERSON], [CASE])
    assert next(iter(found)) == "person"


@pytest.mark.parametrize(
    "text",
    [
        *("Мухтарлинин", "Mukhtarlinin", "Əfqan Muxtarlının", "Əfqanın", "Muxtarlı'nın", "Афгану Мухтарлы"),
        *("афганом", "Афгана Мухтарлы"),
    ],
)
def test_a_name_is_found_with_the_ending_that_it_has_in_a_sentence(client: Client, text: str) -> None:
    found = client.get("/search/", {"q": text}).context["found"]
    assert found.instead == "" and found.groups[0].hits[0].url == PERSON
    assert suggested(client, text)[0] == "Afgan Mukhtarli"
    assert [page.key for page in client.get("/cases/", {"q": text}).context["listing"].rows] == ["12"]


def test_what_is_a_name_itself_is_no_form_of_another_one(client: Client) -> None:
    documents.publish(documents.person(30, name("Стас Щеглов", "ru")))
    documents.publish(documents.person(31, name("Анна Щеглова", "ru")))
    for typed, keys in [("Щегловой", ["31"]), ("Щеглова", ["31"]), ("Щеглову", ["31", "30"])]:
        assert sorted(url.split("/")[2] for url in groups(client, typed)["person"]) == sorted(keys), typed


def test_a_woman_stands_before_the_man_whose_name_would_end_so(client: Client) -> None:
    documents.publish(documents.person(30, name("Фарид Гусейнов", "ru")))
    documents.publish(documents.person(31, name("Фарида Гусейнова", "ru")))
    found = [url.split("/")[2] for url in groups(client, "Фарида Гусейнова")["person"]]
    assert found == ["31", "30"]


@pytest.mark.parametrize(
    ("text", "kind", "url"),
    [
        ("legal education", "organization", "/organizations/5/legal-education-society/"),
        ("grants", "event", "/events/6/law-on-grants-amended/"),
        ("Georgia", "country", "/countries/GE/"),
        ("Грузия", "country", "/countries/GE/"),
        ("Gürcüstan", "country", "/countries/GE/"),
        ("საქართველო", "country", "/countries/GE/"),
        ("Azərb", "country", "/countries/AZ/"),
        ("178.3.2", "provision", "/provisions/4/"),
        ("art. 178.3", "provision", "/provisions/3/"),
        ("§ 178", "provision", "/provisions/2/"),
        ("criminal code", "provision", "/provisions/1/"),
        ("kidnapped by night", "source", f"{CASE}#s-1a"),
        ("Meydan", "source", f"{CASE}#s-1a"),
        ("meydan kidnapped", "source", f"{CASE}#s-1a"),
        ("12", "number", CASE),
    ],
)
def test_everything_has_its_group(client: Client, text: str, kind: str, url: str) -> None:
    assert groups(client, text)[kind][0] == url


@pytest.mark.parametrize(
    "text",
    [
        *("142006023", "№ 142006-023", "No. 142 006/023", "№ 12", "#12", "Case 12", "n°12"),
        *("Nr. 142006023", "nr 142006023", "case 142006023", "Case No. 142006023", "CASE NO: 142006023"),
        *("дело № 142006023", "Дело 142006/023", "справа № 142006023", "iş № 142006023", "İş 142006023"),
        *("dosya no 142006023", "Dosya No: 142006/023", "Az. 142006/023", "sygn. 142006023"),
    ],
)
def test_a_number_that_one_case_alone_has_leads_straight_to_it(client: Client, text: str) -> None:
    response = client.get("/search/", {"q": text})
    assert response.status_code == 302
    assert client.get(response.headers["Location"], follow=True).redirect_chain in ([], [(CASE, 301)])


@pytest.mark.parametrize("text", ["Case of 12", "12 No. 5", "the case 12", "no", "case 12 men"])
def test_words_with_a_number_are_words(client: Client, text: str) -> None:
    assert client.get("/search/", {"q": text}).status_code == 200


def test_a_number_that_several_cases_have_is_a_short_list(client: Client) -> None:
    baku = reference("organization", None, name("Court of Baku"))
    ganja = reference("organization", None, name("Court of Ganja"))
    documents.publish(documents.case(20, proceedings=[proceeding("77/2014", baku)]))
    documents.publish(documents.case(21, proceedings=[proceeding("77-2014", ganja)]))
    response = client.get("/search/", {"q": "№ 77/2014"})
    page = said(response)
    assert "With this number" in page and "Court of Baku" in page and "Court of Ganja" in page
    assert {"/cases/20/arrest-of-a-reporter/", "/cases/21/arrest-of-a-reporter/"} <= links(response)


def test_our_number_and_an_authoritys_are_both_shown(client: Client) -> None:
    documents.publish(documents.case(20, proceedings=[proceeding("12", None)]))
    assert groups(client, "№ 12")["number"] == [CASE, "/cases/20/arrest-of-a-reporter/"]


def test_the_exact_name_comes_first_then_what_begins_so_then_titles_then_texts(client: Client) -> None:
    for number, called in enumerate(["Leyla Yunus Aliyeva", "Arif Yunus", "Yunus Emre", "Yunus"], start=30):
        documents.publish(documents.person(number, name(called)))
    documents.publish(
        documents.person(
            40, name("Rauf Iskenderov"), texts=[{"language": "en", "biography": "He met Yunus."}]
        )
    )
    keys = [url.split("/")[2] for url in groups(client, "Yunus")["person"]]
    assert keys == ["33", "32", "31", "30", "40"]


@pytest.fixture
def who_sounds_so() -> None:
    """Sixty people of shorter names that sound like the beginning of two longer ones."""
    for number in range(100, 160):
        documents.publish(documents.person(number, name(f"Сакин {number}", "ru"), name(f"Jan {number}")))
    documents.publish(documents.person(160, name("Станислав Щеглов", "ru")))
    documents.publish(documents.person(161, name("Anastassiya Zhankeldina")))


@pytest.mark.parametrize(("typed", "key"), [("щег", "160"), ("zhan", "161")])
def test_what_begins_so_stands_before_what_only_sounds_so(
    client: Client, who_sounds_so: None, typed: str, key: str
) -> None:
    people = groups(client, typed)["person"]
    assert people[0].startswith(f"/people/{key}/") and len(people) == 5
    offered = [row["url"] for row in client.get("/search/suggest", {"q": typed}).json()["found"]]
    assert offered[0] == people[0] and len(offered) > 1


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        *(("Turkey", "TR"), ("UK", "GB"), ("u.k.", "GB"), ("Great Britain", "GB")),
        *(("İngiltərə", "GB"), ("USA", "US"), ("us", "US"), ("America", "US"), ("США", "US"), ("ABŞ", "US")),
        *(("Белоруссия", "BY"), ("Russian Federation", "RU"), ("South Korea", "KR"), ("Korea", "KR")),
        *(("Ivory Coast", "CI"), ("Czech Republic", "CZ"), ("Holland", "NL"), ("Swaziland", "SZ")),
        *(("Macedonia", "MK"), ("Persia", "IR"), ("Персия", "IR"), ("Burma", "MM"), ("Молдавия", "MD")),
    ],
)
def test_a_country_is_found_by_whatever_people_call_it(client: Client, typed: str, code: str) -> None:
    known = ["TR", "GB", "US", "BY", "RU", "KR", "CI", "CZ", "NL", "SZ", "MK", "IR", "MM", "MD", "UA", "UZ"]
    countries = [in_role(one, "place", "Place") for one in known]
    documents.publish(documents.case(20, countries=countries))
    documents.publish(documents.case(21, countries=[in_role(code, "lead", "Lead")]))
    response = client.get("/search/", {"q": typed})
    first = response.context["found"].groups[0]
    assert (first.kind, first.hits[0].url) == ("country", f"/countries/{code}/")
    assert f"2 cases in {first.hits[0].title.text}" in said(response)
    assert f"/cases/?country={code}" in links(response)
    assert suggested(client, typed)[0] == first.hits[0].title.text


@pytest.mark.parametrize(
    ("typed", "name", "recorded"), [("Congo", "Congo - Brazzaville", "CN"), ("UK", "United Kingdom", "UA")]
)
def test_a_country_that_no_case_names_is_said_to_have_none_and_taken_for_no_other(
    client: Client, typed: str, name: str, recorded: str
) -> None:
    documents.publish(documents.case(20, countries=[in_role(recorded, "lead", "Lead")]))
    page = client.get("/search/", {"q": typed})
    assert "No public case names" in said(page) and name in said(page)
    assert "Did you mean" not in said(page) and "Results for" not in said(page)


def test_signs_that_nobody_sees_do_not_part_a_word(client: Client) -> None:
    documents.publish(documents.case(20, texts=[documents.case_text("en", "Arrest in Sumgait")]))
    assert "Arrest in Sumgait" in said(client.get("/search/", {"q": "Sum\u00adga\u200dit"}))


def terms(client: Client, text: str) -> list[str]:
    page = client.get("/search/", {"q": text})
    return [
        f"{hit.title.text} {hit.url} {hit.listed.count}"
        for group in page.context["found"].groups
        if group.kind == "term"
        for hit in group.hits
    ]


@pytest.fixture
def with_terms() -> None:
    """Two cases of censorship against a journalist who is somebody, and an election."""
    documents.publish(documents.person(30, name("Sevda Quliyeva")))
    journalist = documents.coded("journalist", "Journalist")
    sevda = documents.participant(name("Sevda Quliyeva"), key="30", traits=[journalist])
    for number in (40, 41):
        blocked = documents.coded("site_block", "Site blocked")
        documents.publish(documents.case(number, types=[blocked], participants=[sevda]))
    documents.publish(documents.event(50, event_kind=documents.coded("election", "Election")))


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("censorship", ["Censorship /cases/?type=expression 2"]),
        ("цензура", ["Censorship /cases/?type=expression 2"]),
        ("senzura", ["Censorship /cases/?type=expression 2"]),
        ("site blo", ["Site blocked /cases/?type=site_block 2"]),
        ("blocked", ["Site blocked /cases/?type=site_block 2"]),
        (
            "journalist",
            ["Journalist /people/?occupation=journalist 3", "Journalist /cases/?target=journalist 2"],
        ),
        ("election", ["Election /events/?kind=election 1"]),
        *(("torture", []), ("censorship in Baku", []), ("ce", []), ("12", [])),
    ],
)
def test_terms_are_found_in_any_language_with_how_many_they_leave(
    client: Client, with_terms: None, typed: str, found: list[str]
) -> None:
    assert terms(client, typed) == found
    for row in found:
        url, count = row.split()[-2:]
        assert client.get(url).context["listing"].total == int(count)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        *(("journalits", "Journalist"), ("журналистов", "Журналист"), ("censorshpi", "Censorship")),
        *(("цензуры", "Цензура"), ("elektions", "Election"), ("blokced", "blocked"), ("tortuer", "")),
    ],
)
def test_a_slip_or_an_ending_in_the_word_for_a_term_is_forgiven(
    client: Client, with_terms: None, typed: str, meant: str
) -> None:
    found = client.get("/search/", {"q": typed}).context["found"]
    assert [one.text for one in found.meant] == ([meant] if meant else [])
    assert [group.kind for group in found.groups if group.kind == "term"] == (["term"] if meant else [])


def test_a_term_is_offered_and_said_to_be_one(client: Client, with_terms: None) -> None:
    page = client.get("/search/?q=цензура")
    assert "Terms Censorship Цензура Case types 2 cases" in said(page)
    [offer] = client.get("/search/suggest?q=цензу").json()["found"]
    assert (offer["url"], offer["kind"]) == ("/cases/?type=expression", "Case types")
    assert offer["parts"] == [["Censorship", False]] and offer["also"] == [["Цензура", True]]


def test_of_what_is_offered_many_people_leave_room_for_a_country(client: Client) -> None:
    for number in range(100, 110):
        documents.publish(documents.person(number, name(f"Georgi {number}")))
        documents.publish(documents.organization(number, name(f"Georgian Union {number}")))
    offered = suggested(client, "geo")
    assert len(offered) == 8 and "Georgia" in offered


def test_of_many_five_are_shown_and_the_list_has_all(client: Client) -> None:
    for number in range(30, 37):
        documents.publish(documents.person(number, name(f"Nigar Aliyeva {number}")))
    response = client.get("/search/", {"q": "Nigar"})
    assert len(response.context["found"].groups[0].hits) == 5
    assert "All 7 people" in said(response)
    assert "/people/?q=Nigar" in links(response)
    assert client.get("/people/?q=Nigar").context["listing"].total == 7


def test_of_very_many_cases_no_number_is_made_up(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cases.public.search.MOST", 3)
    for number in range(30, 40):
        documents.publish(documents.case(number))
    response = client.get("/search/", {"q": "reporter"})
    assert "More than 3 cases" in said(response)
    assert [hit.page.key for hit in response.context["found"].groups[0].hits] == [
        "39",
        "38",
        "37",
        "36",
        "35",
    ]


def marks(client: Client, text: str) -> list[str]:
    return re.findall(r"<mark>([^<]*)</mark>", client.get("/search/", {"q": text}).content.decode())


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("Мухтарлы", {"Mukhtarli", "Muxtarlı", "Мухтарлы"}),
        ("tbil", {"Tbilisi"}),
        ("Meydan", {"Meydan"}),
        ("178.3", {"178", "3"}),
    ],
)
def test_what_was_looked_for_is_marked_in_any_script(client: Client, text: str, marked: set[str]) -> None:
    assert marked <= set(marks(client, text))


def test_what_somebody_wrote_is_never_markup(client: Client) -> None:
    documents.publish(documents.person(30, name("<b>Amin</b> & <script>x</script>")))
    page = client.get("/search/", {"q": "amin <script>alert(1)</script>"}).content.decode()
    assert "<script>alert" not in page and "<script>x" not in page
    page = client.get("/search/", {"q": "amin"}).content.decode()
    assert "&lt;b&gt;<mark>Amin</mark>&lt;/b&gt;" in page


# ---------------------------------------------------------------- what is not public is not found


@pytest.mark.parametrize("end", ["withdrawn", "hidden"])
def test_what_is_no_longer_public_is_found_in_no_way(client: Client, end: str) -> None:
    for page in Page.objects.all():
        if end == "hidden":
            documents.hide(page)
        else:
            documents.withdraw(page, "Mukhtarli asked for it.")
    for text in [
        "Mukhtarli",
        "Muhtralli",
        "legal education",
        "grants",
        "Georgia",
        "178",
        "Meydan",
        "142006023",
        "12",
    ]:
        response = client.get("/search/", {"q": text})
        assert response.status_code == 200, text
        assert (response.context["found"].groups, response.context["found"].meant) == ([], []), text
        assert client.get("/search/suggest", {"q": text}).json() == {"found": []}, text


# ---------------------------------------------------------------- misspelled


# SQLite always has trigrams.
@pytest.fixture(params=["trigrams", pytest.param("keys", marks=pytest.mark.postgresql)])
def however_compared(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where PostgreSQL may not create its extension."""
    if request.param == "keys":
        monkeypatch.setattr(misspelled, "has_trigrams", lambda: False)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Mukhtralli", "Afgan Mukhtarli"),
        ("Мухтралы", "Afgan Mukhtarli"),
        ("Afgan Mukhtarlo", "Afgan Mukhtarli"),
        ("Intgiam Aliyev", "Intigam Aliyev"),
        ("intigma", "Intigam Aliyev"),
        ("Legal Edukatoin Society", "Legal Education Society"),
        ("Azerbajan", "Azerbaijan"),
        ("Азейрбаджан", "Azerbaijan"),
    ],
)
def test_a_slip_is_forgiven(client: Client, however_compared: None, text: str, meant: str) -> None:
    found = client.get("/search/", {"q": text})
    suggested = [name.text for name in found.context["found"].meant]
    assert suggested and (suggested[0] == meant or meant.split()[0] in said(found))
    page = said(found)
    assert "Did you mean" in page
    assert f"/search/?q={quote(suggested[0])}" in links(found)


@pytest.mark.parametrize("text", ["Zzyzx", "qwertyuiop", "Mukhtarli", "ab", "98765"])
def test_nobody_is_suggested_for_what_is_like_no_name(
    client: Client, however_compared: None, text: str
) -> None:
    assert "Did you mean" not in said(client.get("/search/", {"q": text}))


def test_what_the_only_name_that_is_like_it_finds_is_shown_at_once(client: Client) -> None:
    for number in range(30, 37):
        documents.publish(documents.case(number, texts=[case_text("en", f"Afgan Mukhtarli, part {number}")]))
    page = client.get("/search/?q=Mukhtralli")
    assert "Nothing was found for “Mukhtralli”. Results for “Afgan Mukhtarli”." in said(page)
    assert "Nothing public holds" not in said(page)
    assert {PERSON, "/cases/?q=Afgan%20Mukhtarli", "/search/?q=Afgan%20Mukhtarli"} <= links(page)
    assert 'value="Mukhtralli"' in page.content.decode()


def test_a_law_that_only_sounds_so_is_no_reason_to_forgive_nothing(client: Client) -> None:
    law = provision("10", number=50)
    law["path"][0]["titles"] = [documents.text("en", "Criminal Code, Azerbaijan")]
    documents.publish(documents.case(20, proceedings=[proceeding("9", None, 1, charges=[charge(1, law)])]))
    assert "/provisions/50/" in groups(client, "criminal code azerbaijan")["provision"]
    assert client.get("/search/?q=Azerbajan").context["found"].instead == "Azerbaijan"


def test_of_two_names_that_are_like_it_the_reader_chooses(client: Client) -> None:
    documents.publish(documents.person(30, name("Leyla Mukhtarlu")))
    page = client.get("/search/?q=Muhktarll")
    found = page.context["found"]
    assert {one.text for one in found.meant} == {"Afgan Mukhtarli", "Leyla Mukhtarlu"}
    assert (found.groups, found.instead) == ([], "") and "Nothing public holds" in said(page)


# ---------------------------------------------------------------- while somebody types


def test_a_slip_is_forgiven_while_somebody_types(client: Client) -> None:
    [offer] = client.get("/search/suggest", {"q": "Afgan Muhktarli"}).json()["found"]
    assert (offer["kind"], offer["parts"]) == ("Did you mean this?", [["Afgan Mukhtarli", False]])
    assert "People" in said(client.get(offer["url"]))


def suggested(client: Client, text: str) -> list[str]:
    response = client.get("/search/suggest", {"q": text})
    assert response.status_code == 200
    return ["".join(part for part, _found in row["parts"]) for row in response.json()["found"]]


@pytest.mark.parametrize("text", ["mu", "Мух", "muxt", "Əf", "afg muk"])
def test_from_the_second_letter_names_are_offered(client: Client, text: str) -> None:
    assert suggested(client, text)[0] == "Afgan Mukhtarli"


def test_an_offer_says_what_it_is_and_where_it_leads(client: Client) -> None:
    [offer, *_others] = client.get("/search/suggest", {"q": "Мухтар"}).json()["found"]
    assert offer == {
        "url": PERSON,
        "kind": "Person",
        "language": "en",
        "parts": [["Afgan", False], [" ", False], ["Mukhtarli", True]],
        "also": [],
        "also_language": "en",
    }


@pytest.mark.parametrize("text", ["afgan m", "Афган м", "әфган м", "afgan mukhtarli", "mukhtarli a"])
def test_the_first_letter_of_the_next_word_takes_no_name_away(client: Client, text: str) -> None:
    documents.publish(documents.person(30, name("Afgan Ali"), name("Афган Али", "ru")))
    assert suggested(client, text)[0] == "Afgan Mukhtarli"
    assert "Afgan Ali" not in suggested(client, text)
    assert groups(client, text)["person"] == [PERSON]


def test_a_last_digit_alone_is_not_yet_a_word_while_somebody_types(client: Client) -> None:
    documents.publish(documents.organization(30, name("Colony 142")))
    for text in ["colony 1", "142 0", "colony 142 0"]:
        assert suggested(client, text) == ["Colony 142"]


@pytest.mark.parametrize("text", ["m", "  m ", "Tbilisi to Baku"])
def test_a_letter_or_a_text_offers_nothing(client: Client, text: str) -> None:
    assert suggested(client, text) == []


def test_countries_and_cases_are_offered_too(client: Client) -> None:
    assert "Georgia" in suggested(client, "geo")
    assert "Fraud trial of Intigam Aliyev" in suggested(client, "fraud tr")


# ---------------------------------------------------------------- whatever is typed


HOSTILE = [
    *('"', "*", "mukht*", '"mukhtarli', "NEAR(a b)", "a AND", "NOT", "words:mukhtarli", "%", "_", "mukht:*"),
    *("^mukhtarli", "name_keys : x", "mukhtarli OR", "(((", "'; DROP TABLE", "a & | !b", "\\", "№", "№ 0"),
    *("{words}: x", "-mhtrl", "=mhtrl", "\u202emukhtarli\u202c", "🙂", "🙂 mukhtarli", "ﷺ", "١٤٢"),
    *("刘晓波", "\ud800", "a" * 300, "ß" * 150, "9" * 200, "to_tsquery('a')", "mukhtarli " * 29),
    " ".join("abcdefghijklmnopqrstuvwxyz0123456789"),
]


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_is_typed_gets_an_answer(client: Client, text: str) -> None:
    for address in ("/search/", "/search/suggest", "/cases/", "/people/", "/organizations/", "/events/"):
        response = client.get(f"{address}?q={quote(text, errors='surrogatepass')}")
        assert response.status_code in {200, 302, 400}, address
        if response.status_code == 400:
            assert "<h1>" in response.content.decode()


@pytest.mark.parametrize(
    "text", ["!!!", "—", "🙂", "\u202e", "a" * 301, "a" * 3000, " ".join(map(str, range(41)))]
)
def test_what_cannot_be_looked_for_is_a_clear_400(client: Client, text: str) -> None:
    response = client.get("/search/", {"q": text})
    assert response.status_code == 400
    assert "These words cannot be looked for" in said(response)


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("q=" + "a" * 10_000, 400),
        ("q=a%00b", 400),
        ("q=%ff", 400),
        ("q=a&q=b", 400),
        ("s=a", 400),
        ("utm_source=x&q=a", 301),
    ],
)
def test_addresses_that_are_not_right(client: Client, query: str, status: int) -> None:
    assert client.get(f"/search/?{query}").status_code == status


@pytest.mark.parametrize(
    ("value", "shown"), [("a" * 10_000, "q=" + "a" * 59), ("х" * 3000, "q=ххх"), ("a\0b", "q=a␀b")]
)
@pytest.mark.parametrize("address", ["/cases/", "/people/", "/organizations/", "/events/", "/search/"])
def test_what_no_text_can_hold_is_named_with_a_way_out(
    client: Client, address: str, value: str, shown: str
) -> None:
    response = client.get(address, {"country": "AZ", "q": value})
    assert response.status_code == 400
    assert f"The address asks for {shown}" in said(response)
    assert f'href="{"/cases/" if address == "/search/" else address}"' in response.content.decode()


def test_signs_are_no_operators(client: Client) -> None:
    near = client.get("/search/", {"q": '"Afgan" NEAR* (Mukhtarli:'}).context["found"]
    assert near.instead == "Afgan Mukhtarli"  # NEAR is a word, which nothing has
    assert groups(client, '"Afgan"* & (Mukhtarli:')["person"] == [PERSON]


# ---------------------------------------------------------------- the page


def test_without_words_there_is_the_field_alone(client: Client) -> None:
    page = said(client.get("/search/"))
    assert "are looked through at once" in page
    assert client.get("/search/?q=").headers["Location"] == "/search/"


def test_nothing_found_says_what_was_looked_for(client: Client) -> None:
    assert "Nothing public holds “Zzyzx”." in said(client.get("/search/?q=Zzyzx"))


@pytest.mark.parametrize("address", ["/", "/cases/", "/nothing-here/"])
def test_every_page_has_the_field(client: Client, address: str) -> None:
    assert 'action="/search/"' in client.get(address).content.decode()


def test_no_cookie_is_set(client: Client) -> None:
    for address in ("/search/?q=Mukhtarli", "/search/suggest?q=mu"):
        assert not client.get(address).cookies


def test_a_search_takes_few_queries(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client.get("/")
    # 8: numbers; what is newest; cases; pages; how many; countries; provisions; documents of sources.
    for text in ["Mukhtarli", "Georgia", "Meydan", "178.3.2", "12"]:
        with django_assert_max_num_queries(8):
            assert client.get("/search/", {"q": text}).status_code == 200
    # 3: what is newest, names and titles, countries.
    with django_assert_max_num_queries(3):
        client.get("/search/suggest?q=geo")


@pytest.mark.parametrize("address", ["/search/?q=afgan&after=a_1", "/countries/?before=a_1"])
def test_what_is_one_page_knows_no_place_in_it(client: Client, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 400 and "There is no filter" in response.content.decode()
