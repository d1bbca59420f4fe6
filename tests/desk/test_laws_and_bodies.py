"""Laws as a tree, events in their life, and what an organization was in the eyes of the law."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from cases.models import Affected, Case, Domain, Event, LegalStatus, Provision
from cases.publishing.compose import compose
from cases.reference.models import Term
from tests.desk.form import Form, created
from tests.factories import (
    case,
    charge,
    event,
    organization,
    participate,
    person,
    proceeding,
    provision,
    term,
)


def url(record: Any) -> str:
    return f"/desk/cases/{record._meta.model_name}/{record.pk}/change/"


def test_a_law_with_its_articles_is_entered_and_found(leyla: Client) -> None:
    form = Form(leyla, "/desk/cases/provision/add/")
    form["level"] = "instrument"
    form["title"] = "Law on Non-Governmental Organizations"
    form["country"] = "Azerbaijan"
    form["valid_from"] = "13 June 2000"
    form.row("titles", 0, language="az", title="Qeyri-hökumət təşkilatları haqqında Qanun")
    law = Provision.objects.get(pk=created(form.post()))

    form = Form(leyla, "/desk/cases/provision/add/")
    form["code"], form["level"], form["parent"] = "31", "article", law.pk
    article = Provision.objects.get(pk=created(form.post()))

    page = leyla.get(url(law)).content.decode()
    assert f'href="{url(article)}"' in page and "Qeyri-hökumət" in page
    listed = leyla.get("/desk/cases/provision/", {"q": "hökumət"}).content.decode()
    assert "Law on Non-Governmental Organizations" in listed
    inside = leyla.get("/desk/cases/provision/", {"of": law.pk}).content.decode()
    assert url(article) in inside.replace(f"?_changelist_filters=of%3D{law.pk}", "")


def test_an_article_without_a_law_is_refused(leyla: Client) -> None:
    form = Form(leyla, "/desk/cases/provision/add/")
    form["code"], form["level"] = "31", "article"

    assert "all else has a number and is part of one" in form.post().content.decode()


def test_of_two_who_enter_a_title_in_one_language_the_second_is_told(leyla: Client) -> None:
    law = provision()
    first, second = Form(leyla, url(law)), Form(leyla, url(law))
    first.row("titles", 0, language="az", title="Dələduzluq")
    first.post()
    second.row("titles", 0, language="az", title="Fırıldaqçılıq")

    page = second.post().content.decode()

    assert "A colleague entered a title in this language meanwhile: “Dələduzluq”." in page
    assert "Fırıldaqçılıq" in page


def test_a_law_that_changes_changes_what_cites_it(leyla: Client) -> None:
    record, untouched = case("Trial"), case("Another")
    row = participate(record, person("Anar Mammadov"), "defendant")
    charge(proceeding(record, row), row, provision("178.3.2"))
    Case.objects.update(state="in_review")
    form = Form(leyla, url(provision("178.3.2").lineage()[0]))
    form["title"] = "Criminal Code of 1999"
    form.post()

    record.refresh_from_db()
    untouched.refresh_from_db()
    assert (record.state, untouched.state) == ("draft", "in_review")


def test_an_event_in_the_life_of_a_law(leyla: Client) -> None:
    law = provision().lineage()[0]
    form = Form(leyla, "/desk/cases/event/add/")
    form["title"] = "The code was amended"
    form["instrument"] = law.pk
    form["law_step"] = "adopted"
    form.row("affected", 0, bound="at_least", number=300, whom=term("affected", "ngos").pk)

    made = Event.objects.get(pk=created(form.post()))

    assert (made.instrument, made.law_step) == (law, "adopted")
    figure = Affected.objects.get()
    assert figure.event == made and figure.case is None
    form = Form(leyla, url(made))
    form.row("citations", 0, source="", used_for=[f"affected:{figure.pk}"])
    assert f'value="affected:{figure.pk}"' in form.page


def test_only_a_whole_law_has_a_life(leyla: Client) -> None:
    part = provision()
    query = {"app_label": "cases", "model_name": "event", "field_name": "instrument", "term": "criminal"}
    found = leyla.get("/desk/autocomplete/", query).json()["results"]
    assert [row["text"] for row in found] == ["Criminal Code"]

    form = Form(leyla, url(event(None)))
    form["instrument"] = part.pk
    assert "This cannot be chosen here" in form.post().content.decode()


def test_legal_status_and_blocked_domains(leyla: Client) -> None:
    body, ministry = organization("Institute"), organization("Ministry of Justice")
    form = Form(leyla, url(body))
    form.row(
        "statuses",
        0,
        country="Azerbaijan",
        status=term("organization_status", "struck_off").pk,
        began="Aug 2014",
        by=ministry.pk,
    )
    form.row("domains", 0, name="https://www.Institute.example/az/", country="AZ", blocked_from="2017")
    form.post()

    status, domain = LegalStatus.objects.get(), Domain.objects.get()
    assert (status.country_id, status.began, status.by) == ("AZ", "2014-08", ministry)
    assert (domain.name, domain.country_id, domain.blocked_from) == ("www.institute.example", "AZ", "2017")
    body.refresh_from_db()
    assert body.state == "draft" and body.revision == 1

    claims = [f"legal_status:{status.pk}", f"domain:{domain.pk}"]
    form = Form(leyla, url(body))
    assert "Struck off, Azerbaijan" in form.page and 'value="domain:' in form.page
    form.row("citations", 1, source=body.citations.get().source_id, locator="p. 4", used_for=claims)
    form.post()

    document = compose(body, preview=True)
    assert [row["refs"] for row in (*document["statuses"], *document["domains"])] == [["1a", "1b"]] * 2
    [_everything, place] = document["sources"][0]["places"]
    assert place["used_for"] == ["domain-1", "legal_status-1"]


@pytest.mark.parametrize(
    ("table", "values", "said"),
    [
        ("domains", {"name": "a.example", "blocked_from": "2017"}, "in which country it was blocked"),
        (
            "domains",
            {"name": "a.example", "country": "AZ", "blocked_from": "2017", "blocked_to": "2016"},
            "The end is before the beginning.",
        ),
        ("statuses", {"country": "AZ"}, "This field is required."),
    ],
)
def test_what_cannot_be_is_refused(leyla: Client, table: str, values: dict[str, str], said: str) -> None:
    form = Form(leyla, url(organization("Institute")))
    form.row(table, 0, **values)

    assert said in form.post().content.decode()
    assert not Domain.objects.exists() and not LegalStatus.objects.exists()


def test_an_administrator_enters_a_term_below_one_of_ours(rasul: Client) -> None:
    User.objects.update(is_superuser=True)
    ours = term("event_kind", "arrest")
    form = Form(rasul, "/desk/reference/term/add/")
    form["vocabulary"] = "event_kind"
    form["code"] = "arrest_at_border"
    form["label"] = "Arrest at the border"
    form.data["parent"] = [str(ours.pk)]
    form.post()

    assert Term.objects.get(code="arrest_at_border").parent == ours
