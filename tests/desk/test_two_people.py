"""Two people save the same case: the second is told, keeps what she typed, and decides."""

import threading

import pytest
from django.contrib.auth.models import User
from django.db import connections
from django.test import Client

from cases.models import Case, ProvisionTitle
from cases.reference.models import Term
from tests.desk.form import Form
from tests.factories import case, event, provision, source


def test_the_second_is_told_by_whom_and_nothing_is_saved(leyla: Client, rasul: Client) -> None:
    record = case("Arrest of a reporter")
    url = f"/desk/cases/case/{record.pk}/change/"
    hers, his = Form(leyla, url), Form(rasul, url)
    his["working_title"] = "His title"
    his.post()

    hers["working_title"] = "Her title"
    hers.row("events", 0, title="An event that she typed for an hour", date="May 2017")
    page = hers.post().content.decode()

    record.refresh_from_db()
    assert record.working_title == "His title" and not record.events.exists()
    assert "rasul changed this record at" in page and "Nothing was saved yet" in page
    assert "Her title" in page and "An event that she typed for an hour" in page


def test_she_may_save_hers_over_it_once_she_has_seen_it(leyla: Client, rasul: Client) -> None:
    record = case()
    url = f"/desk/cases/case/{record.pk}/change/"
    hers, his = Form(leyla, url), Form(rasul, url)
    his["working_title"] = "His title"
    his.post()
    hers["working_title"] = "Her title"
    hers.post()
    record.refresh_from_db()

    hers.post(_overwrite=str(record.revision))

    assert Case.objects.get().working_title == "Her title"


def test_saving_over_it_is_refused_when_it_was_changed_again(leyla: Client, rasul: Client) -> None:
    record = case()
    url = f"/desk/cases/case/{record.pk}/change/"
    hers = Form(leyla, url)
    for title in ("His first", "His second"):
        his = Form(rasul, url)
        his["working_title"] = title
        his.post()
    hers["working_title"] = "Her title"

    hers.post(_overwrite="1")

    assert Case.objects.get().working_title == "His second"


def test_a_row_that_the_other_removed_says_so(leyla: Client, rasul: Client) -> None:
    record = case()
    event(record, "Arrest")
    url = f"/desk/cases/case/{record.pk}/change/"
    hers, his = Form(leyla, url), Form(rasul, url)
    his.data["events-0-DELETE"] = ["on"]
    his.post()
    hers["events-0-title"] = "Arrest at dawn"
    record.refresh_from_db()

    page = hers.post(_overwrite=str(record.revision)).content.decode()

    assert "A colleague removed this row meanwhile." in page and "Arrest at dawn" in page
    hers.data["events-0-DELETE"] = ["on"]
    hers.post(_overwrite=str(record.revision))
    assert not record.events.exists()


def test_the_same_person_saves_twice_in_a_row(leyla: Client) -> None:
    record = case()
    url = f"/desk/cases/case/{record.pk}/change/"
    for title in ("One", "Two"):
        form = Form(leyla, url)
        form["working_title"] = title
        form.post()

    record.refresh_from_db()
    assert (record.working_title, record.revision) == ("Two", 2)


@pytest.mark.django_db(transaction=True)
def test_two_who_save_in_the_same_moment(leyla: Client, rasul: Client) -> None:
    record = case()
    url = f"/desk/cases/case/{record.pk}/change/"
    forms = {"Her title": Form(leyla, url), "His title": Form(rasul, url)}
    answers: dict[str, str] = {}

    def save(title: str) -> None:
        forms[title]["working_title"] = title
        answers[title] = forms[title].post().content.decode()
        connections.close_all()

    savers = [threading.Thread(target=save, args=[title]) for title in forms]
    for saver in savers:
        saver.start()
    for saver in savers:
        saver.join()

    record.refresh_from_db()
    told = [title for title, page in answers.items() if "changed this record at" in page]
    assert len(answers) == 2 and record.revision == 1
    assert {*told, record.working_title} == set(forms)


@pytest.mark.parametrize("kind", ["source", "provision", "term"])
def test_what_counts_no_saves_is_kept_from_the_second_as_well(
    leyla: Client, rasul: Client, kind: str
) -> None:
    """A source, a law, a term: her form holds what stood there when she opened it, and says so."""
    User.objects.update(is_superuser=True)  # terms are an administrator's
    model, made, field = {
        "source": ("cases/source", source("As it was"), "title"),
        "provision": ("cases/provision", provision("178", "As it was"), "title"),
        "term": ("reference/term", Term.objects.filter(locked=False).first(), "label"),
    }[kind]
    assert made is not None
    url = f"/desk/{model}/{made.pk}/change/"
    hers, his = Form(leyla, url), Form(rasul, url)
    his[field] = "His words"
    his.post()
    hers[field] = "Her words"

    page = hers.post()

    made.refresh_from_db()
    assert getattr(made, field) == "His words"
    assert "rasul changed this record at" in page.content.decode() and "Her words" in page.content.decode()
    hers.post(_overwrite=page.context["adminform"].form.stored)
    made.refresh_from_db()
    assert getattr(made, field) == "Her words"


def test_a_title_in_another_language_is_part_of_a_law(leyla: Client, rasul: Client) -> None:
    law = provision("178", "Fraud")
    ProvisionTitle.objects.create(provision=law, language="az", title="Dələduzluq")
    url = f"/desk/cases/provision/{law.pk}/change/"
    hers, his = Form(leyla, url), Form(rasul, url)
    his["titles-0-title"] = "Dələduzluq, I hissə"
    his.post()
    hers["titles-0-title"] = "Her words"

    assert "rasul changed this record at" in hers.post().content.decode()
    assert ProvisionTitle.objects.get().title == "Dələduzluq, I hissə"
