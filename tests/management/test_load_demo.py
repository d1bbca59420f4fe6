"""The first records say what the article says, each claim with its place in it, and are entered once."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from pytest_django import DjangoDbBlocker

from cases.management.first_records.entering import EDITOR, RESEARCHER, enter_first_records
from cases.models import Case, Event, Organization, Person, Profile, Review, Source, State
from cases.public.log import broken_links
from cases.public.models import OfficialNumber, Page, Publication, PublishedStanding, Version
from cases.public.search import cases_with, pages_with
from cases.publishing import workflow
from cases.publishing.checks import problems
from cases.reference.claims import CLAIMS
from cases.text.paragraphs import paragraphs
from tests.public.reading import said

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def first_records(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Entered once for all tests here, each of which takes back what it changes."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_demo", verbosity=0)
        yield
        transaction.set_rollback(True)


def document(kind: str, key: str | int) -> Any:
    return Version.objects.get(kind=kind, key=str(key), version=1).read()


def titled(kind: str, title: str) -> Any:
    return document(kind, Page.objects.get(kind=kind, title=title).key)


def names(document: Any) -> dict[str, str]:
    """The names of a person or an organization by language, without aliases."""
    return {name["language"]: name["text"] for name in document["names"] if name["kind"] != "alias"}


def countries(document: Any) -> list[tuple[str, str]]:
    return [(country["code"], country["role"]["code"]) for country in document["countries"]]


def codes(rows: Any) -> set[str]:
    return {row["code"] for row in rows}


# ---------------------------------------------------------------- what is public


def test_the_ngo_case_is_case_1_and_found_by_its_number() -> None:
    case = document("case", 1)
    assert [text["language"] for text in case["texts"]] == ["en", "az", "ru"]
    assert case["texts"][0]["title"] == "NGO Case No. 142006023"
    assert countries(case) == [("AZ", "lead")]
    assert case["began"]["edtf"] == "2014" and case["ended"] is None
    assert case["status"]["code"] == "unknown"
    assert case["relations"] == []  # the article relates it to none
    found = OfficialNumber.objects.get()
    assert (found.folded, found.case_id, found.main) == (
        "142006023",
        1,
        True,
    )
    assert found.authority == "Prosecutor General’s Office of Azerbaijan"


def test_who_is_in_the_ngo_case_is_told_in_words_and_without_figures() -> None:
    rows = {row["role"]["code"]: row for row in document("case", 1)["participants"]}
    assert rows.keys() == {"target", "defendant", "authority"}
    assert rows["authority"]["affiliation"]["text"] == "its department for capital (grave) crimes"
    assert "Hundreds of NGOs" in rows["target"]["label"]["text"]
    assert rows["defendant"]["label"]["text"] == "Leading activists"
    assert rows["target"]["count"] is rows["defendant"]["count"] is None


def test_what_followed_in_the_ngo_case() -> None:
    case = document("case", 1)
    assert [(event["date"]["edtf"], event["kind"]["code"]) for event in case["events"]] == [
        ("2014", "summons"),
        ("[2014..2016]", "arrest"),
        ("2016", "release"),
        ("", "vote"),  # the article gives no date
    ]
    [proceeding] = case["proceedings"]
    assert [(step["date"]["edtf"], step["kind"]["code"]) for step in proceeding["steps"]] == [
        ("2014", "opened"),
        ("[2014..2016]", "convicted"),
    ]
    # “Many of them”: no sanction is in force on all who were accused.
    assert proceeding["steps"][1]["sanctions"] == []
    assert "many of the activists were sentenced" in proceeding["steps"][1]["text"]["text"]
    page = said(Client().get("/cases/1/", follow=True))
    assert "In force: Convicted a group in words: true of some of them at least" in page
    assert [row["words"]["text"] for row in case["affected"]] == [
        "hundreds of NGOs",
        "many of the leading activists",
    ]


def test_he_was_last_known_in_a_prison_in_baku_in_may_2017() -> None:
    [held] = document("case", 2)["detentions"]
    assert (held["party"], held["kind"]["code"], held["place"]) == ("participant-1", "prison", "Baku")
    assert (held["began"]["edtf"], held["ended"], held["confirmed"]["edtf"]) == ("2017-05", None, "2017-05")
    assert held["lawyer_access"] is held["family_access"] is None


def test_the_abduction_of_afgan_mukhtarli_is_case_2() -> None:
    case = document("case", 2)
    assert countries(case) == [("AZ", "lead"), ("GE", "place"), ("GE", "host")]
    assert codes(case["types"]) == {"abduction", "arbitrary_detention"}
    assert case["began"]["edtf"] == "2017-05"
    assert [(event["kind"]["code"], event["place"]) for event in case["events"]] == [
        ("abduction", ""),
        ("transfer", "Baku"),
    ]
    target, taker = case["participants"]
    assert names(target) == {
        "en": "Afgan Mukhtarli",
        "az": "Əfqan Muxtarlı",
        "ru": "Афган Мухтарлы",
        "ka": "აფგან მუხტარლი",
    }
    assert (taker["who"], taker["role"]["code"]) == ("unidentified", "alleged_perpetrator")


def test_the_arrest_of_fikret_huseynli_is_case_3() -> None:
    case = document("case", 3)
    assert countries(case) == [("AZ", "lead"), ("AZ", "requesting"), ("UA", "place"), ("UA", "requested")]
    assert codes(case["types"]) == {"extradition", "arbitrary_detention"}
    assert case["began"]["edtf"] == "2017-10"
    [extradition] = case["proceedings"]
    assert extradition["kind"]["code"] == "extradition"
    assert [(step["date"]["edtf"], step["kind"]["code"]) for step in extradition["steps"]] == [
        ("2017-10/", "filed")
    ]
    target, newspaper = case["participants"]
    assert names(target) == {
        "en": "Fikret Huseynli",
        "az": "Fikrət Hüseynli",
        "ru": "Фикрет Гусейнли",
        "uk": "Фікрет Гусейнлі",
    }
    assert (names(newspaper)["az"], newspaper["role"]["code"]) == ("Azadlıq", "employer")
    assert codes(document("person", target["key"])["nationalities"]) == {"NL"}
    assert not any(event["kind"]["code"] == "attack" for event in case["events"])  # “hit” is no assault


@pytest.mark.parametrize("typed", ["Huseylni", "Fikret Huseylni", "Hüseynli", "Гусейнли"])
def test_the_misspelling_of_the_article_leads_to_him(typed: str) -> None:
    people = Page.objects.filter(pages_with(typed), kind="person")
    assert [page.title for page in people] == ["Fikret Huseynli"]
    assert set(cases_with(typed)) == {3}
    assert Page.objects.get(kind="person", title="Fikret Huseynli").slug == "fikret-huseynli"


def test_two_people_are_in_the_record_and_the_author_is_not_one_of_them() -> None:
    assert {str(person) for person in Person.objects.all()} == {"Afgan Mukhtarli", "Fikret Huseynli"}
    assert PublishedStanding.objects.count_people_targeted() == 2


def test_every_organization_has_a_name_in_azerbaijani_and_in_cyrillic() -> None:
    pages = Page.objects.filter(kind="organization")
    assert {page.title for page in pages} == {
        "Azadliq",
        "Bar Association of Azerbaijan",
        "Council of Europe",
        "European Court of Human Rights",
        "Organized Crime and Corruption Reporting Project",
        "Parliament of Azerbaijan",
        "Parliamentary Assembly of the Council of Europe",
        "Prosecutor General’s Office of Azerbaijan",
        "Reporters Without Borders",
    }
    for page in pages:
        assert {"en", "az", "ru"} <= names(document("organization", page.key)).keys()
    assembly = titled("organization", "Parliamentary Assembly of the Council of Europe")
    assert names(assembly["parent"])["en"] == "Council of Europe"


def test_what_happened_in_the_country_has_pages_of_its_own() -> None:
    pages = Page.objects.filter(kind="event")
    events = {page.title: document("event", page.key) for page in pages}
    assert {title: event["date"]["edtf"] for title, event in events.items()} == {
        "Election of 2013": "2013",
        "Azerbaijan chairs the Council of Europe": "2014",
        "Resolution on political prisoners fails": "",
        "Some better-known prisoners released": "2016",
        "Constitution amended": "2016",
        "Free housing announced for more than 250 journalists": "2017-07",
        "Proceedings to expel Azerbaijan from the Council of Europe begin": "2017-10",
        "Draft law: only members of the bar may appear in court": "2017-10",
        "Election due in October 2018": "2018-10",
    }
    assert all(codes(event["countries"]) == {"AZ"} for event in events.values())


def test_the_indicators_say_how_their_year_is_known() -> None:
    rows = {row["kind"]["code"]: row for row in document("country", "AZ")["indicators"]}
    figures = {code: (row["value"], row["out_of"], row["compared_value"]) for code, row in rows.items()}
    assert figures == {
        "press_freedom_rank": ("162", "180", ""),
        "lawyers_total": ("900", "", ""),
        "lawyers_per_100000": ("9", "", "165"),
    }
    for row in rows.values():
        assert row["year"] == "2017"
        assert "The source gives no year" in row["note"]["text"]


# ---------------------------------------------------------------- how we know


def test_every_claim_points_to_a_place_in_the_article() -> None:
    for version in Version.objects.all():
        page = version.read()
        without = [claim for claim, marks in claims(page) if not marks]
        assert (str(version), without) == (str(version), [])
        assert [source["title"]["text"] for source in page["sources"]] == ["Zivilgesellschaft im Exil"]
        for place in page["sources"][0]["places"]:
            assert place["locator"] and place["quotation"] and place["used_for"]


def test_the_source_has_a_date_and_no_address_that_nobody_gave() -> None:
    source = document("case", 1)["sources"][0]
    assert (source["author"], source["published"]["edtf"]) == ("Maren Leifker", "2023-03-23")
    assert source["url"] == source["archived_url"] == source["publisher"] == ""


def claims(page: Any) -> Iterator[tuple[str, list[str]]]:
    """Each claim of a document, with the marks of the places that it rests on."""
    for claim in CLAIMS[page["kind"]]:
        if is_made(page, claim):
            yield claim, page["refs"].get(claim) or in_paragraphs(page, claim)
    for rows in ("participants", "proceedings", "detentions", "affected", "events", "indicators"):
        for number, row in enumerate(page.get(rows, ()), 1):
            yield f"{rows} {number}", row["refs"]
    steps = [step for proceeding in page.get("proceedings", ()) for step in proceeding["steps"]]
    yield from ((f"steps {number}", step["refs"]) for number, step in enumerate(steps, 1))


def in_paragraphs(page: Any, claim: str) -> list[str]:
    """The marks of a claim whose paragraphs each have their own; none where one of them has not."""
    longest = max((len(paragraphs(text.get(claim, ""))) for text in page["texts"]), default=0)
    each = [page["refs"].get(f"{claim}-{number}", []) for number in range(1, longest + 1)]
    return [mark for marks in each for mark in marks] if all(each) else []


def is_made(page: Any, claim: str) -> bool:
    match claim:
        case "summary" | "narrative":
            return any(text[claim] for text in page["texts"])
        case "biography" | "description" | "text":
            return any(text["text"] for text in page["texts"])
        case "date":
            return bool(page["date"]["edtf"])
    return bool(page[claim])


# ---------------------------------------------------------------- the way to the public


def test_two_people_brought_them_there_and_nothing_is_left_open() -> None:
    moves = set(Review.objects.values_list("move", "by__username"))
    assert moves == {("submit", RESEARCHER), ("approve", EDITOR)}
    assert Publication.objects.count() == Page.objects.count() == 24
    assert list(broken_links()) == []
    public = [
        *Case.objects.exclude(number=None),
        *Person.objects.all(),
        *Organization.objects.all(),
        *Event.objects.filter(case=None),
        *Profile.objects.all(),
    ]
    assert len(public) == 24
    for record in public:
        assert record.state == State.UNCHANGED
        assert problems(record) == []


def test_nobody_can_sign_in_with_their_accounts() -> None:
    for account in User.objects.filter(username__in=(RESEARCHER, EDITOR)):
        assert not (account.is_active or account.is_staff or account.has_usable_password())
        assert not account.has_perm("cases.submit_record")


def test_one_case_waits_for_an_editor_who_may_publish_it_as_it_is(editor: User) -> None:
    waiting = Case.objects.get(state=State.IN_REVIEW)
    assert problems(waiting) == []
    workflow.approve(waiting, by=editor)
    assert waiting.number == 4
    assert [event["kind"]["code"] for event in document("case", 4)["events"]] == ["law"]


def test_one_draft_is_half_done_and_cannot_be_submitted(researcher: User) -> None:
    draft = Case.objects.get(state=State.DRAFT)
    with pytest.raises(workflow.Refused) as refused:
        workflow.submit(draft, by=researcher)
    assert [problem.key for problem in refused.value.problems] == ["texts", "began"]


def test_nothing_of_what_waits_or_is_begun_is_in_a_public_table() -> None:
    public = "\n".join(everything("published"))
    unpublished = Case.objects.filter(number=None)
    texts = [text for case in unpublished for text in written(case)]
    assert "NGOs cut off from money from abroad" in texts
    assert [text for text in texts if text in public] == []
    assert "Hundreds of NGOs for human rights" in public  # such a text would be found


def written(case: Case) -> Iterator[str]:
    """Each paragraph that somebody wrote for this case and no other record."""
    texts = [case.working_title, case.note]
    texts += [part for row in case.texts.all() for part in (row.title, row.summary, row.narrative)]
    texts += [row.party or "" for row in case.participations.all()]
    yield from (paragraph for text in texts for paragraph in text.split("\n\n") if paragraph)


# ---------------------------------------------------------------- again


def test_a_second_run_changes_nothing_and_is_quick(django_assert_max_num_queries: Callable[..., Any]) -> None:
    before = everything("cases", "published", "auth", "reference")
    with django_assert_max_num_queries(3):  # a savepoint, the log of moves, its end
        assert enter_first_records() is None
    assert everything("cases", "published", "auth", "reference") == before


def test_what_the_desk_has_changed_stays_changed(researcher: User) -> None:
    case = Case.objects.get(number=1)
    case.texts.filter(language="en").update(title="The NGO case of 2014")
    workflow.changed(case, by=researcher)
    Source.objects.update(title="Civil society in exile")
    Case.objects.get(state=State.DRAFT, number=None).delete()
    call_command("load_demo", verbosity=0)
    assert [text.title for text in case.texts.filter(language="en")] == ["The NGO case of 2014"]
    assert [source.title for source in Source.objects.all()] == ["Civil society in exile"]
    assert Case.objects.count() == 4


def test_a_desk_that_has_the_ngo_case_already_is_left_alone() -> None:
    Review.objects.all().delete()  # so it is not known where the case came from
    before = everything("cases", "published")
    assert enter_first_records() is None
    assert everything("cases", "published") == before


def everything(*labels: str) -> list[str]:
    """Every row of every table of these apps, documents as the text that they are."""
    return [
        f"{model._meta.label} {json.dumps(row, default=as_text, ensure_ascii=False)}"
        for label in labels
        for model in apps.get_app_config(label).get_models(include_auto_created=True)
        for row in model._default_manager.order_by("pk").values()
    ]


def as_text(value: Any) -> str:
    return bytes(value).decode() if isinstance(value, bytes | memoryview) else str(value)


def test_the_ngo_case_is_found_by_whom_it_struck_although_nobody_is_named(client: Client) -> None:
    listing = client.get("/cases/?target=ngo").context["listing"]
    assert [page.key for page in listing.rows] == ["1"]
