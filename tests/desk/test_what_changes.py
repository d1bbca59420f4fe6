"""An editor who publishes again reads what differs from the public page; so does everyone, afterwards."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from cases.models import Case, Person, Proceeding
from tests.desk.form import Form
from tests.factories import (
    case,
    cite,
    participate,
    person,
    proceeding,
    published,
    sanction,
    source,
    step,
)
from tests.public.reading import said

pytestmark = pytest.mark.django_db


def url(record: Any, what: str = "change") -> str:
    return f"/desk/cases/{record._meta.model_name}/{record.pk}/{what}/"


@pytest.fixture
def convicted(researcher: User, editor: User) -> tuple[Case, Proceeding]:
    """A case that is public: a verdict of 20 June 2017, five years."""
    record = case("Trial of a reporter")
    her = participate(record, person("Leyla Hüseynova"))
    made = proceeding(record, her)
    sanction(step(made, "convicted", "2017-06-20"), her, years=5)
    published(record, researcher, editor)
    return record, made


def correct(leyla: Client, made: Proceeding) -> None:
    form = Form(leyla, url(made))
    form["steps-0-date"] = "21 June 2017"
    form["sanctions-0-years"] = "4"
    form.post()


def submit(leyla: Client, record: Any) -> None:
    Form(leyla, url(record)).post("_save_and_submit")


def test_a_corrected_verdict_is_read_before_it_is_approved_and_told_afterwards(
    leyla: Client, rasul: Client, stranger: Client, convicted: tuple[Case, Proceeding]
) -> None:
    record, made = convicted
    correct(leyla, made)
    submit(leyla, record)

    form = Form(rasul, url(record, "move/approve"))
    page = said(form.response)
    assert "What changes on the public page Changed Step: Convicted, 21 June 2017" in page
    assert "date: 20 June 2017 → 21 June 2017" in page
    assert "sanctions: 5 years in prison → 4 years in prison" in page
    assert page.count("Changed Step") == 1 and "Added " not in page and "Taken out" not in page
    assert "1 part changes on the public page Changed Step" in said(rasul.get(url(record)))
    assert "on the public page" not in said(leyla.get(url(record))), "she does not decide"

    form["remark"] = "The court's own date."
    form.post()
    page = said(stranger.get(f"/cases/{record.number or 1}/", follow=True))
    assert "Changed in version 2" in page and "Added in version 2" not in page
    page = said(stranger.get("/cases/1/changes/"))
    assert "The court's own date. Changed Step: Convicted, 21 June 2017" in page
    assert "20 June 2017 → 21 June 2017" in page


def test_what_is_first_published_has_no_list(leyla: Client, rasul: Client) -> None:
    record = case()
    submit(leyla, record)
    for page in (rasul.get(url(record, "move/approve")), rasul.get(url(record))):
        assert "on the public page" not in said(page)


def test_texts_people_and_sources_are_told_in_words(
    leyla: Client, rasul: Client, convicted: tuple[Case, Proceeding]
) -> None:
    record, _made = convicted
    participate(record, "Three men in plain clothes", "perpetrator")
    cite(record, "began", cited=source("Report of a court watch"))
    form = Form(leyla, url(record))
    form["texts-0-summary"] = "A reporter was arrested and tried."
    form["began"] = "June 2017"
    form.post()
    submit(leyla, record)

    page = said(rasul.get(url(record, "move/approve")))
    assert "Changed Summary (English) A reporter was arrested. → A reporter was arrested and tried." in page
    assert "Changed Began May 2017 → June 2017" in page
    assert "Added Person or organization: Three men in plain clothes" in page
    assert "Added Source: Report of a court watch" in page


def test_a_save_that_the_public_does_not_see_says_so(
    leyla: Client, rasul: Client, convicted: tuple[Case, Proceeding]
) -> None:
    record, _made = convicted
    form = Form(leyla, url(record))
    form["note"] = "Call her lawyer."
    form.post()
    submit(leyla, record)
    assert "Nothing that the public reads." in said(rasul.get(url(record, "move/approve")))
    assert "on the public page" not in said(rasul.get(url(record)))


def test_what_goes_with_it_tells_its_own_changes(
    leyla: Client, rasul: Client, convicted: tuple[Case, Proceeding]
) -> None:
    record, _made = convicted
    her = Person.objects.get()
    form = Form(leyla, url(her))
    form["born"] = "1980"
    form.post()
    form = Form(leyla, url(record))
    form["began"] = "June 2017"
    form.post()
    submit(leyla, record)
    page = said(rasul.get(url(record, "move/approve")))
    assert "1 part changes on its public page Added Born 1980" in page


def test_a_name_that_is_hidden_later_goes_from_the_page_of_changes(
    leyla: Client, rasul: Client, stranger: Client, convicted: tuple[Case, Proceeding]
) -> None:
    record, made = convicted
    correct(leyla, made)
    submit(leyla, record)
    form = Form(rasul, url(record, "move/approve"))
    form["remark"] = "The court's own date."
    form.post()
    assert "Hüseynova" in said(stranger.get("/cases/1/v1/"))

    rasul.post(url(Person.objects.get(), "hide"), {"remark": "She is threatened."})

    page = said(stranger.get("/cases/1/changes/"))
    assert "Hüseynova" not in page
    assert "sanctions: 5 years in prison → 4 years in prison" in page


def test_the_list_costs_what_a_preview_costs_however_many_steps_there_are(
    leyla: Client,
    rasul: Client,
    convicted: tuple[Case, Proceeding],
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    record, made = convicted
    for day in range(1, 29):
        step(made, "hearing", f"2017-05-{day:02}")
    correct(leyla, made)
    submit(leyla, record)
    # 33 of them compare: the public page, its version, and what a preview reads; one asks for invented ones.
    with django_assert_max_num_queries(68):
        page = said(rasul.get(url(record, "move/approve")))
    assert page.count("Added Step: Hearing") == 28
