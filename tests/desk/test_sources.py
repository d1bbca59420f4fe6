"""The form of a source: addresses that a reader can follow."""

import pytest
from django.test import Client

from cases.models import Organization, Source
from tests.desk.form import Form
from tests.factories import organization

ADD = "/desk/cases/source/add/"

REFUSED = [
    ("https://leyla:secret@news.example.com/1", "“https://news.example.com/…” alone"),
    ("ftp://news.example.com/1", "not with “ftp://”"),
    ("http://localhost/1", "“localhost” can be opened only inside the network"),
    ("http://archive.desk.local/1", "“archive.desk.local” can be opened only inside the network"),
    ("http://192.168.0.7/1", "“192.168.0.7” can be opened only inside the network"),
    ("http://127.0.0.1:8000/1", "“127.0.0.1” can be opened only inside the network"),
    ("http://[::1]/1", "“::1” can be opened only inside the network"),
]


@pytest.mark.parametrize("confidential", ["", "on"])
@pytest.mark.parametrize("field", ["url", "archived_url"])
@pytest.mark.parametrize(("address", "said"), REFUSED)
def test_an_address_that_no_reader_can_open_is_refused(
    leyla: Client, address: str, said: str, field: str, confidential: str
) -> None:
    form = Form(leyla, ADD)
    form["title"] = "A report"
    form.data["confidential"] = [confidential] if confidential else []
    form[field] = address

    page = form.post().content.decode()

    assert not Source.objects.exists()
    assert said in page and address in page


@pytest.mark.parametrize(
    "address", ["https://news.example.com/1?a=b#c", "http://8.8.8.8/", "http://news.example.com:8080/1"]
)
def test_a_public_address_is_taken(leyla: Client, address: str) -> None:
    form = Form(leyla, ADD)
    form["title"] = "A report"
    form["url"] = address
    form.post()

    assert Source.objects.get().url == address


def test_the_website_of_an_organization_is_one_too(leyla: Client) -> None:
    form = Form(leyla, f"/desk/cases/organization/{organization().pk}/change/")
    form["website"] = "http://localhost/"

    assert "“localhost” can be opened only" in form.post().content.decode()
    assert Organization.objects.get().website == ""
