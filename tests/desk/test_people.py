"""People and organizations: their names in rows, the decision about them, and who may be there already."""

import pytest
from django.test import Client

from cases.models import Case, Event, Organization, Person, PersonName, Profile
from cases.text.comparing import same_name
from tests.desk.form import Form, created
from tests.factories import case, organization, participate, person, term

ADD = "/desk/cases/person/add/"


def test_the_first_name_is_primary_and_the_desk_calls_her_by_it(leyla: Client) -> None:
    form = Form(leyla, ADD)
    form.row("names", 0, text="Sevda Quliyeva", language="az")
    form.row("names", 1, text="Севда Гулиева", language="ru", kind="transliteration")

    her = Person.objects.get(pk=created(form.post()))

    assert (her.working_title, her.visibility, her.state) == ("Sevda Quliyeva", "undecided", "draft")
    assert [(row.text, row.kind, row.script) for row in her.names.all()] == [
        ("Sevda Quliyeva", "primary", "Latn"),
        ("Севда Гулиева", "transliteration", "Cyrl"),
    ]


@pytest.mark.parametrize("name", ["\u202elive", "\u2067Sevda", "\u200b\u200e", "—"])
def test_a_name_that_is_not_what_one_sees_is_refused(leyla: Client, name: str) -> None:
    form = Form(leyla, ADD)
    form["names-0-text"] = name

    page = form.post().content.decode()

    assert not Person.objects.exists()
    assert "turns letters round" in page or "at least one letter" in page


def test_signs_that_came_along_with_a_copied_name_are_dropped_and_joiners_stay(leyla: Client) -> None:
    form = Form(leyla, ADD)
    form["names-0-text"] = "\u200eعلی\u200cرضا\ufeff"
    form.post()

    assert PersonName.objects.get().text == "علی\u200cرضا"


def test_nobody_is_born_in_the_future(leyla: Client) -> None:
    form = Form(leyla, ADD)
    form["names-0-text"] = "Sevda Quliyeva"
    form["born"] = "2950"

    assert "“2950” is still to come" in form.post().content.decode()
    assert not Person.objects.exists()


def test_somebody_without_a_name_is_not_kept(leyla: Client) -> None:
    assert "Enter a name." in Form(leyla, ADD).post().content.decode()
    assert not Person.objects.exists()


def test_two_primary_names_are_refused_and_another_may_become_it(leyla: Client) -> None:
    her = person("Sevda Quliyeva", "Севда Гулиева")
    form = Form(leyla, f"/desk/cases/person/{her.pk}/change/")
    form["names-1-kind"] = "primary"
    assert "Only one name is the primary one." in form.post().content.decode()

    form["names-0-kind"] = "alias"
    form.post()

    her.refresh_from_db()
    assert her.working_title == "Севда Гулиева"
    assert list(PersonName.objects.values_list("kind", flat=True)) == ["alias", "primary"]


def test_removing_the_primary_name_makes_the_next_one_primary(leyla: Client) -> None:
    her = person("Sevda Quliyeva", "Севда Гулиева")
    form = Form(leyla, f"/desk/cases/person/{her.pk}/change/")
    form.data["names-0-DELETE"] = ["on"]

    form.post()

    kept = PersonName.objects.exclude(kind="former")
    assert [(row.text, row.kind) for row in kept] == [("Севда Гулиева", "primary")]


def test_named_needs_a_ground_and_an_official_is_named_with_one_click(leyla: Client) -> None:
    form = Form(leyla, ADD)
    form.row("names", 0, text="Judge Aliyev")
    form["visibility"] = "named"
    assert "A name is shown only with what that decision rests on." in form.post().content.decode()

    judge = Person.objects.get(pk=created(form.post("_official")))

    assert judge.visibility == "named" and judge.basis is not None and judge.basis.code == "office"


def test_a_pseudonym_must_be_given(leyla: Client) -> None:
    form = Form(leyla, ADD)
    form.row("names", 0, text="Sevda Quliyeva")
    form["visibility"] = "pseudonym"

    assert "Give the pseudonym" in form.post().content.decode()


def test_who_may_be_in_the_record_already_is_listed_and_never_merged(leyla: Client) -> None:
    first = person("Əfqan Muxtarlı")
    form = Form(leyla, ADD)
    form.row("names", 0, text="Афган Мухтарлы", language="ru")

    page = form.post().content.decode()

    assert Person.objects.count() == 2
    assert "Perhaps in the record already" in page and f"/desk/cases/person/{first.pk}/change/" in page
    found = leyla.get("/desk/twins/person/", {"name": "Afgan Mukhtarli"}).json()
    assert {twin["name"] for twin in found["twins"]} == {"Əfqan Muxtarlı", "Афган Мухтарлы"}
    assert leyla.get("/desk/twins/person/", {"name": "Ilham Aliyev"}).json()["twins"] == []


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("Владимир Кара-Мурза", "Wladimir Kara-Mursa"),
        ("محمد خاتمی", "Mohammad Khatami"),
        ("Михаилом Саакашвили", "მიხეილ სააკაშვილი"),
        ("F. Huseynli", "Fikrət Hüseynli"),
        ("Emin Huseynov", "Emil Huseynov"),
        ("Ilham Aliyev", "Heydər Əliyev"),
        ("Алексей Навальный", "Юлия Навальная"),
    ],
)
def test_a_warning_says_what_compare_names_says(leyla: Client, typed: str, stored: str) -> None:
    person(stored)

    found = leyla.get("/desk/twins/person/", {"name": typed}).json()["twins"]

    assert [twin["name"] for twin in found] == ([stored] if same_name(typed, stored) else [])


def test_what_was_typed_into_a_look_up_is_the_first_name_of_the_form_that_opens(leyla: Client) -> None:
    form = Form(leyla, f"{ADD}?_popup=1&name=Fikret+Huseynli")

    assert (form["names-0-text"], form["names-0-kind"]) == ("Fikret Huseynli", "primary")
    response = form.post(follow=False)
    his = Person.objects.get()
    assert his.working_title == "Fikret Huseynli"
    assert "popup_response" in response.content.decode()  # the opener takes him over


@pytest.mark.parametrize("prefix", ["names", "texts", "citations"])
def test_an_organization_in_one_go_and_each_part_apart(leyla: Client, prefix: str) -> None:
    form = Form(leyla, "/desk/cases/organization/add/")
    form.row("names", 0, text="Court of Grave Crimes")
    if prefix == "texts":
        form.row("texts", 0, description="A court in Baku.")
    form["organization_kind"] = term("organization_kind", "court").pk
    form["country"] = "Azerbaijan"
    form["founded"] = "2000?"

    court = Organization.objects.get(pk=created(form.post()))

    assert (court.working_title, court.country_id, court.founded) == (
        "Court of Grave Crimes",
        "AZ",
        "2000?",
    )


def test_the_cases_of_a_person_stand_in_her_form(leyla: Client) -> None:
    her, record = person(), case("Arrest of a reporter")
    participate(record, her)

    page = leyla.get(f"/desk/cases/person/{her.pk}/change/").content.decode()

    assert f"/desk/cases/case/{record.pk}/change/#participations" in page


# ---------------------------------------------------------------- the other kinds


def test_an_event_with_a_page_of_its_own(leyla: Client) -> None:
    record = case()
    form = Form(leyla, "/desk/cases/event/add/")
    form["title"] = "Presidential election"
    form["date"] = "11 April 2018"
    form["concerns"] = ["AZ"]
    form["shared_by"] = [str(record.pk)]

    election = Event.objects.get(pk=created(form.post()))

    assert election.case is None and election.working_title == "Presidential election"
    record.refresh_from_db()
    assert record.revision == 1  # it tells of the election now: what is approved is what was submitted


def test_an_event_of_a_case_makes_its_case_a_draft_again(leyla: Client) -> None:
    record = case()
    arrest = Event.objects.create(case=record, title="Arrest", working_title="Arrest")
    Case.objects.update(state="in_review")
    form = Form(leyla, f"/desk/cases/event/{arrest.pk}/change/")
    assert "Published with its case" in form.page
    form["title"] = "Arrest at dawn"

    form.post()

    record.refresh_from_db()
    assert record.state == "draft"


def test_a_country_page(leyla: Client) -> None:
    form = Form(leyla, "/desk/cases/profile/add/")
    form["country"] = "Azerbaijan"
    form.row("indicators", 0, indicator_kind=_rank(), value="162", out_of="180", year="2017")

    page = Profile.objects.get(pk=created(form.post()))

    assert page.working_title == "Azerbaijan" and page.indicators.get().year == "2017"


def _rank() -> int:
    from cases.reference.models import Term

    return Term.objects.filter(vocabulary="indicator").order_by("position")[0].pk


def test_a_source_that_changes_makes_what_cites_it_a_draft_again(leyla: Client) -> None:
    record = case()
    Case.objects.update(state="in_review")
    paper = record.citations.get().source
    form = Form(leyla, f"/desk/cases/source/{paper.pk}/change/")
    form["url"] = "https://example.org/report"
    assert "1 record in review or public cites this" in form.page

    page = form.post().content.decode()

    assert "This is a draft again, since it cites what you changed: Arrest of a reporter." in page
    assert "cites this: a change" not in page
    record.refresh_from_db()
    assert record.state == "draft"


def test_further_numbers_stand_in_the_form_of_the_proceeding(leyla: Client) -> None:
    from tests.factories import official_number

    office, record = organization("Prosecutor's office"), case()
    proceeding = official_number(record, "1/1", office).proceeding
    form = Form(leyla, f"/desk/cases/proceeding/{proceeding.pk}/change/")
    form.row("numbers", 1, number="2/2", authority=office.pk)

    form.post()

    assert [str(row) for row in proceeding.numbers.all()] == ["1/1", "2/2"]
    record.refresh_from_db()
    assert record.revision == 1


# ---------------------------------------------------------------- names that were corrected


def test_a_name_that_is_corrected_or_taken_out_still_guards_the_texts(leyla: Client) -> None:
    her = person("Sevda Quliyeva", "Nargiz Bay", visibility="withheld")
    form = Form(leyla, f"/desk/cases/person/{her.pk}/change/")
    form["names-0-text"] = "Somebody Else"
    form["names-1-DELETE"] = "on"
    form.post()

    assert set(her.names.values_list("text", "kind", "confidential")) == {
        ("Somebody Else", "primary", False),
        ("Sevda Quliyeva", "former", True),
        ("Nargiz Bay", "former", True),
    }
    told = case(narrative="Sevda Quliyeva was beaten.")
    page = leyla.get(f"/desk/cases/case/{told.pk}/change/").content.decode()
    assert "holds “Sevda Quliyeva”" in page
    # She sees neither the names nor a way to forget them; an editor may.
    again = Form(leyla, f"/desk/cases/person/{her.pk}/change/")
    assert "Sevda Quliyeva" not in again.page
    again.post()
    assert her.names.count() == 3


def test_an_editor_forgets_a_former_name_that_was_a_slip(rasul: Client) -> None:
    her = person("Sevda Quliyeva")
    her.names.create(text="Slip Ofthepen", kind="former")
    form = Form(rasul, f"/desk/cases/person/{her.pk}/change/")
    assert "Slip Ofthepen" in form.page
    form["names-1-DELETE"] = "on"
    form.post()
    assert list(her.names.values_list("text", flat=True)) == ["Sevda Quliyeva"]


def test_nobody_types_a_former_name(rasul: Client) -> None:
    assert "former, corrected" not in Form(rasul, "/desk/cases/person/add/").page
