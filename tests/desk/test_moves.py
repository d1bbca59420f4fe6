"""From the desk to the public and back: the buttons, the pages that ask, and what is refused."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from cases.models import Case, Event, Mask, Person, Proceeding, Publishable, Review, Visibility
from cases.public.models import Page, Version
from cases.publishing import workflow
from tests.desk.form import Form
from tests.factories import case, event, participate, person, proceeding, published, user


def url(record: Publishable | Proceeding, what: str = "change") -> str:
    return f"/desk/cases/{record._meta.model_name}/{record.pk}/{what}/"


def approve(client: Client, record: Publishable, note: str = "") -> Any:
    """As an editor does: open the page of the move, read, press the button."""
    form = Form(client, url(record, "move/approve"))
    form["remark"] = note
    return form.post()


def said(response: Any) -> str:
    return " ".join(str(message) for message in response.context["messages"])


def test_the_bar_says_where_a_record_stands_and_what_comes_next(leyla: Client) -> None:
    draft = Case.objects.create(working_title="A draft")

    page = leyla.get(url(draft)).content.decode()

    assert "5 things stand between this draft and the public" in page
    for anchor in ("texts", "lead_country", "types", "began", "citations"):
        assert f'href="#{anchor}"' in page and f'id="{anchor}"' in page
    assert "settle 5 things, then submit." in page and "Not public." in page
    assert "no number yet" in page


def test_submitting_saves_first_so_that_what_is_submitted_is_what_she_sees(leyla: Client) -> None:
    record = case("Old title")
    form = Form(leyla, url(record))
    form["working_title"] = "New title"

    response = form.post("_save_and_submit")

    record.refresh_from_db()
    assert (record.working_title, record.state) == ("New title", "in_review")
    assert "Submitted: an editor will read it." in said(response)


def test_a_draft_that_cannot_go_is_saved_and_the_page_explains(leyla: Client) -> None:
    draft = Case.objects.create(working_title="A draft")
    form = Form(leyla, url(draft))
    form["working_title"] = "A better title"

    response = form.post("_save_and_submit")

    draft.refresh_from_db()
    assert (draft.working_title, draft.state) == ("A better title", "draft")
    assert "Saved, but not submitted." in said(response) and "5 are listed below." in said(response)


def test_sent_back_with_a_remark_approved_and_withdrawn(
    leyla: Client, rasul: Client, researcher: User
) -> None:
    record = case()
    Form(leyla, url(record)).post("_save_and_submit")

    assert b"required" in rasul.get(url(record, "move/send_back")).content
    assert b"This field is required." in rasul.post(url(record, "move/send_back"), {"remark": ""}).content
    rasul.post(url(record, "move/send_back"), {"remark": "Which court?"})
    page = leyla.get(url(record)).content.decode()
    assert "Which court?" in page and "Sent back" in page
    assert "Which court?" in leyla.get("/desk/").content.decode()

    Form(leyla, url(record)).post("_save_and_submit")
    response = approve(rasul, record)
    record.refresh_from_db()
    assert "Approved and published." in said(response) and record.number
    assert "The public sees version 1." in response.content.decode()

    form = Form(leyla, url(record))
    form["note"] = "A change."
    form.post()
    assert "version 1, without the changes here" in leyla.get(url(record)).content.decode()
    Form(leyla, url(record)).post("_save_and_submit")
    assert b"What changed?" in rasul.get(url(record, "move/approve")).content
    assert b"This field is required." in approve(rasul, record).content
    approve(rasul, record, "A note was added.")
    assert Page.objects.get(kind="case").version == 2

    response = rasul.post(url(record, "move/withdraw"), {"remark": "At her wish."}, follow=True)
    assert "Withdrawn" in said(response)
    history = leyla.get(url(record, "history")).content.decode()
    for told in ("Which court?", "A note was added.", "At her wish.", "Submit for review"):
        assert told in history


def test_companions_stand_beside_and_go_with_it(leyla: Client, rasul: Client) -> None:
    record, her = case(), person("Sevda Quliyeva")
    participate(record, her)

    response = Form(leyla, url(record)).post("_save_and_submit")

    assert "and with it what it names: Sevda Quliyeva." in said(response)
    page = rasul.get(url(record, "move/approve")).content.decode()
    assert "Approved and published with it" in page and url(her) in page
    approve(rasul, record)
    assert set(Page.objects.values_list("kind", flat=True)) == {"case", "person"}


def test_nobody_approves_what_she_has_not_read(leyla: Client, rasul: Client) -> None:
    record, her = case(), person("Sevda Quliyeva")
    participate(record, her)
    Form(leyla, url(record)).post("_save_and_submit")
    open_page = Form(rasul, url(record, "move/approve"))

    form = Form(leyla, url(her))
    form["born"] = "1980"
    form.post("_save_and_submit")
    response = open_page.post()

    assert "changed after you opened it" in said(response)
    assert not Page.objects.exists()
    approve(rasul, record)
    assert Page.objects.get(kind="person").version == 1


def test_an_approval_that_says_nothing_of_what_was_read_is_refused(leyla: Client, rasul: Client) -> None:
    record = case()
    Form(leyla, url(record)).post("_save_and_submit")

    rasul.post(url(record, "move/approve"), {"remark": ""})

    assert not Page.objects.exists()


def test_nobody_approves_what_she_submitted(rasul: Client) -> None:
    record = case()
    Form(rasul, url(record)).post("_save_and_submit")

    response = approve(rasul, record)

    assert "a second person has to approve it" in said(response)
    assert not Page.objects.exists()
    assert "a second person reads it" in response.content.decode()


@pytest.mark.parametrize("move", ["approve", "send_back", "withdraw", "hop"])
def test_a_researcher_makes_no_editors_move(leyla: Client, move: str) -> None:
    record = case()
    Case.objects.update(state="in_review")

    response = leyla.post(url(record, f"move/{move}"), {"remark": "I"})

    assert response.status_code in {403, 404}
    assert not Review.objects.exists()


def test_a_move_needs_the_token_of_the_form(rasul: Client, editor: User) -> None:
    record = case()
    Case.objects.update(state="in_review")
    stranger = Client(enforce_csrf_checks=True)
    stranger.force_login(editor)

    assert stranger.post(url(record, "move/approve"), {"remark": ""}).status_code == 403


def test_saving_a_change_during_review_makes_it_a_draft_again(leyla: Client) -> None:
    record = case()
    Form(leyla, url(record)).post("_save_and_submit")
    form = Form(leyla, url(record))
    form["note"] = "Something came in."

    form.post()

    record.refresh_from_db()
    assert record.state == "draft"


def test_a_warning_is_set_aside_by_an_editor_with_a_reason(leyla: Client, rasul: Client) -> None:
    record = case()
    record.citations.update(everything=False)
    arrest = event(record)
    link = f"?key=unsourced%3Aevent-{arrest.pk}"
    assert "has no source: tie it to one." in leyla.get(url(record)).content.decode()
    assert link not in leyla.get(url(record)).content.decode()
    assert link in rasul.get(url(record)).content.decode()
    key = f"unsourced:event-{arrest.pk}"

    assert b"This field is required." in rasul.post(url(record, "dismiss"), {"key": key}).content
    rasul.post(url(record, "dismiss"), {"key": key, "remark": "It is in all papers."})

    page = rasul.get(url(record)).content.decode()
    assert link not in page and "1 warning was set aside." in page
    assert record.dismissals.count() == 1


def test_a_researcher_writes_no_reason_where_an_editor_decides(leyla: Client) -> None:
    record = case()
    record.citations.update(everything=False)
    arrest = event(record)

    assert "an editor decides" in leyla.get(url(record)).content.decode()
    response = leyla.get(url(record, "dismiss"), {"key": f"unsourced:event-{arrest.pk}"}, follow=True)

    assert response.redirect_chain and "An editor decides" in said(response)


def test_the_bar_says_either_saved_or_not_saved(leyla: Client) -> None:
    record = case()
    form = Form(leyla, url(record))
    assert '"Not saved yet.">Saved ' in form.page and ">Not saved yet." not in form.page

    form["began"] = "some spring day"
    page = form.post().content.decode()

    assert ">Not saved yet." in page and '"Not saved yet.">Saved ' not in page


def test_naming_a_witness_is_confirmed_by_a_second_person(leyla: Client, rasul: Client) -> None:
    record, her = case(), person("Sevda Quliyeva")
    participate(record, her, "witness")
    assert "Confirm the name" not in leyla.get(url(her)).content.decode()
    assert "Confirm the name" in rasul.get(url(her)).content.decode()

    rasul.post(url(her, "confirm"))

    her.refresh_from_db()
    assert her.naming_confirmed_by is not None
    assert "Confirm the name" not in rasul.get(url(her)).content.decode()


# ---------------------------------------------------------------- hide now, masks


@pytest.fixture
def hidden(rasul: Client, researcher: User, editor: User) -> Person:
    her = person("Sevda Quliyeva")
    record = case("Arrest of Sevda Quliyeva", summary="Sevda Quliyeva was arrested.")
    participate(record, her)
    published(record, researcher, editor)
    page = rasul.get(url(her, "hide")).content.decode()
    assert "cannot be undone" in page and "Sevda Quliyeva" in page
    rasul.post(url(her, "hide"), {"remark": "She was threatened."})
    return her


def test_hide_now_says_what_will_happen_and_does_it(rasul: Client, hidden: Person) -> None:
    hidden.refresh_from_db()
    assert hidden.visibility == Visibility.WITHHELD
    assert not Page.objects.filter(kind="person", state=Page.State.LIVE).exists()
    assert all(b"Quliyeva" not in bytes(version.document) for version in Version.objects.all())
    assert "cases show the row without it" in rasul.get(url(hidden)).content.decode()


def test_after_hiding_the_bar_says_one_thing(rasul: Client, hidden: Person) -> None:
    """Of a hidden name there is nothing to publish; the case is still to be cleaned of it."""
    hers = rasul.get(url(hidden)).content.decode()
    assert "nothing: the name is not public" in hers
    assert 'id="problems"' not in hers and "to do</span>" not in hers

    case_page = rasul.get(url(Case.objects.get())).content.decode()
    assert "1 thing to settle before the next version" in case_page
    assert "settle what is listed below" in case_page
    assert "between this draft and the public" not in case_page


def test_a_masked_place_is_said_in_words_and_once(rasul: Client, hidden: Person) -> None:
    record = Case.objects.get()
    twice = Mask.objects.get(field="texts.0.summary")
    twice.pk = None
    twice.save()
    Mask.objects.create(
        kind="case", key="1", version=1, field="participants.0.names.0.text", why=Mask.Why.FORMER_NAME
    )

    page = rasul.get("/desk/masks/").content.decode()

    assert page.count("Summary, English") == page.count("Title, English") == 1
    assert "texts.0" not in page and "Participant" not in page and "names" not in page
    assert f'href="{url(record)}"' in page and 'href="/cases/1/v1/"' in page


def test_a_masked_paragraph_is_named(rasul: Client, researcher: User, editor: User) -> None:
    her = person("Sevda Quliyeva")
    record = case(narrative="A house was searched.\n\nSevda Quliyeva was led away.")
    participate(record, her)
    published(record, researcher, editor)
    rasul.post(url(her, "hide"), {"remark": ""})

    assert "What happened, English, paragraph 2" in rasul.get("/desk/masks/").content.decode()


def test_the_history_of_a_case_shows_the_version_that_a_corrected_name_gave_it(
    rasul: Client, researcher: User, editor: User
) -> None:
    her = person("Sevda Kuliyeva")
    record = case()
    participate(record, her)
    published(record, researcher, editor)
    her.names.update(text="Sevda Quliyeva")
    workflow.changed(her, by=researcher)
    published(her, researcher, editor)

    for page in (rasul.get(url(record)), rasul.get(url(record, "history"))):
        assert "version 2: A name was corrected." in page.content.decode()


def test_a_masked_place_waits_on_the_start_page_and_is_settled(
    leyla: Client, rasul: Client, hidden: Person
) -> None:
    mask = Mask.objects.filter(field__endswith="summary").get()
    assert "masked places wait to be settled" in rasul.get("/desk/").content.decode()
    assert leyla.get("/desk/masks/").status_code == 403

    assert rasul.get(f"/desk/masks/{mask.pk}/").status_code == 200
    refused = rasul.post(f"/desk/masks/{mask.pk}/", {"text": "Sevda Quliyeva was arrested."})
    assert "holds a name that is not public" in refused.content.decode()
    refused = rasul.post(f"/desk/masks/{mask.pk}/", {"text": "A reporter was freed."})
    assert "Only a mask is replaced" in refused.content.decode()
    rasul.post(f"/desk/masks/{mask.pk}/", {"text": "A reporter was arrested."})
    rasul.post(f"/desk/masks/{mask.pk}/", {"_confirm": "1", "proposed": "A reporter was arrested."})
    assert not any(b"A reporter was" in bytes(version.document) for version in Version.objects.all())

    nigar = Client()
    nigar.force_login(user("nigar", "editor"))
    page = nigar.get(f"/desk/masks/{mask.pk}/").content.decode()
    assert "rasul proposes to write here" in page and "A reporter was arrested." in page
    nigar.post(f"/desk/masks/{mask.pk}/", {"_confirm": "1", "proposed": "A reporter was arrested."})

    mask.refresh_from_db()
    assert mask.settled_at is not None
    assert any(b"A reporter was arrested." in bytes(version.document) for version in Version.objects.all())
    for left in Mask.objects.filter(settled_at=None):
        rasul.post(f"/desk/masks/{left.pk}/", {"_leave": "1"})
    assert "No masked place waits." in rasul.get("/desk/masks/").content.decode()


def test_one_name_that_became_confidential_is_hidden_alone(
    leyla: Client, rasul: Client, researcher: User, editor: User
) -> None:
    her = person("Ann Penn", "Sevda Quliyeva")
    published(her, researcher, editor)
    assert "Only the name" not in rasul.get(url(her, "hide")).content.decode()
    form = Form(leyla, url(her))
    form["names-1-confidential"] = "on"
    form.post("_save_and_submit")
    approve(rasul, her, "A name was withdrawn.")

    form = Form(rasul, url(her, "hide"))
    assert "Only the name “Sevda Quliyeva”" in form.page
    form["name"] = "Sevda Quliyeva"
    form.post()

    her.refresh_from_db()
    assert her.visibility == Visibility.NAMED
    assert "Ann Penn" in rasul.get(f"/people/{her.number}/v1/", follow=True).content.decode()
    assert all(b"Quliyeva" not in bytes(version.document) for version in Version.objects.all())
    assert "One name hidden" in rasul.get(url(her, "history")).content.decode()


def test_a_researcher_hides_nobody(leyla: Client) -> None:
    assert leyla.post(url(person(), "hide"), {"remark": ""}).status_code == 403


# ---------------------------------------------------------------- deleting


def test_what_was_published_is_never_deleted(
    leyla: Client, rasul: Client, researcher: User, editor: User
) -> None:
    record = published(case(), researcher, editor)

    for client in (leyla, rasul):
        assert client.get(url(record, "delete")).status_code == 403
        assert client.post(url(record, "delete"), {"post": "yes"}).status_code == 403
    assert Case.objects.exists()


def test_a_draft_may_be_deleted(leyla: Client) -> None:
    draft = Case.objects.create(working_title="A slip")

    leyla.post(url(draft, "delete"), {"post": "yes"})

    assert not Case.objects.exists()


@pytest.mark.parametrize("visibility", [Visibility.WITHHELD, Visibility.PSEUDONYM])
def test_whose_name_is_kept_from_the_public_is_not_deleted(leyla: Client, visibility: str) -> None:
    her = person(visibility=visibility, pseudonym="A neighbour" if visibility == "pseudonym" else "")

    assert leyla.post(url(her, "delete"), {"post": "yes"}).status_code == 403

    assert Person.objects.exists()


def test_a_hidden_person_is_not_deleted(rasul: Client, hidden: Person) -> None:
    Person.objects.update(visibility=Visibility.UNDECIDED)
    assert rasul.post(url(hidden, "delete"), {"post": "yes"}).status_code == 403


def test_whoever_deletes_a_proceeding_makes_its_case_a_draft_again(
    leyla: Client, researcher: User, editor: User
) -> None:
    record = case()
    deleted = proceeding(record)
    published(record, researcher, editor)

    leyla.post(url(deleted, "delete"), {"post": "yes"})

    record.refresh_from_db()
    assert record.state == "draft"
    assert leyla.get(url(record)).status_code == 200


def test_the_preview_is_the_public_page(leyla: Client) -> None:
    record = case("Arrest of a reporter")
    happened = Event.objects.create(case=record, title="Arrest", working_title="Arrest", date="2017")

    page = leyla.get(url(record, "preview")).content.decode()

    assert "Arrest of a reporter" in page and str(happened) in page and "nobody else sees this page" in page


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_move_that_somebody_else_made_leads_back_and_says_so(
    rasul: Client, researcher: User, editor: User, method: str
) -> None:
    """He had the page of the move open when a colleague approved."""
    record = published(case(), researcher, editor)

    response = getattr(rasul, method)(url(record, "move/send_back"), {"remark": "Which one?"}, follow=True)

    assert response.redirect_chain[-1][0] == url(record)
    assert "no longer in review: it is unchanged since publication" in said(response)
    assert Case.objects.get().state == "unchanged"


def test_what_is_not_public_is_not_withdrawn_and_says_so(rasul: Client) -> None:
    response = rasul.get(url(case(), "move/withdraw"), follow=True)

    assert "nothing of it is public" in said(response)


def test_who_may_not_reads_it_in_the_look_of_the_desk(leyla: Client) -> None:
    record = case()
    Case.objects.update(state="in_review")

    response = leyla.get(url(record, "move/approve"))

    page = response.content.decode()
    assert response.status_code == 403
    assert "“Approve and publish” is an editor&#x27;s decision." in page and 'class="rooms"' in page
    assert "Nothing public stands" not in page


def test_a_form_of_more_fields_than_are_taken_says_what_to_do(leyla: Client, settings: Any) -> None:
    record = case()
    form = Form(leyla, url(record))
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 10

    response = form.post()

    assert response.status_code == 413 and "“Back”" in response.content.decode()
