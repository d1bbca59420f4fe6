"""Every version keeps its address: what it said, its exact bytes, what changed, and what is left of it."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client, RequestFactory
from pytest_django import DjangoAssertNumQueries

from cases.public import log
from cases.public.models import Version
from cases.public.views.pages import render_document
from tests.public import documents
from tests.public.documents import case_text, name, own_event, participant
from tests.public.reading import links, said

pytestmark = pytest.mark.django_db

FOLDERS: list[tuple[str, Callable[[], dict[str, Any]]]] = [
    ("/cases/1/", documents.case),
    ("/people/1/", documents.person),
    ("/organizations/1/", documents.organization),
    ("/events/1/", documents.event),
    ("/countries/AZ/", documents.profile),
]
every_kind = pytest.mark.parametrize(("folder", "document"), FOLDERS)


def twice() -> None:
    documents.publish(documents.case(1))
    documents.publish(documents.case(1, texts=[case_text("en", "Arrest and release")]), note="Her release.")


def test_an_old_version_says_what_it_said_and_which_one_is_the_newest(client: Client) -> None:
    twice()
    response = client.get("/cases/1/v1/")
    page = said(response)
    assert "You are reading version 1, of 3 Nov 2025." in page
    assert "Version 2 is the newest." in page
    assert "Arrest of a reporter" in page and "Arrest and release" not in page
    assert {"/cases/1/arrest-and-release/", "/cases/1/changes/"} <= links(response)
    head = response.content.decode().partition("</head>")[0]
    assert '<meta name="robots" content="noindex">' in head
    assert "(version 1)" in head


@pytest.mark.parametrize(
    "second", ["/cases/1/v01/", "/cases/1/v01.json", "/cases/01/v1/", "/cases/01/v1.json", "/cases/1/v00/"]
)
def test_a_number_is_written_in_one_way_only(client: Client, second: str) -> None:
    twice()
    assert client.get(second).status_code == 404


def test_the_newest_version_at_its_own_address_has_no_banner(client: Client) -> None:
    twice()
    response = client.get("/cases/1/v2/")
    assert "You are reading" not in said(response)
    assert "noindex" not in response.content.decode()


def test_an_old_version_is_its_document_alone(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    twice()
    part = documents.case(2, texts=[case_text("en", "A part")])
    documents.publish(part | {"relations": [documents.relation("part_of", "Part of", "1", "Arrest")]})
    documents.publish(documents.event(1, date=documents.date("2017")))
    assert "A part" in said(client.get("/cases/1/arrest-and-release/"))
    # What is newest; the page with that version, its versions, links.
    with django_assert_num_queries(4):
        page = said(client.get("/cases/1/v1/"))
    assert "A part" not in page and "A law on grants" not in page


@every_kind
def test_the_bytes_are_those_that_were_published(
    client: Client, folder: str, document: Callable[[], dict[str, Any]]
) -> None:
    documents.publish(document())
    response = client.get(folder + "v1.json")
    assert response["Content-Type"] == "application/json"
    version = Version.objects.get()
    assert response.content == bytes(version.document)
    assert log.sha256(response.content) == version.sha256
    assert json.loads(response.content)["version"] == 1


@every_kind
def test_every_kind_has_its_versions_and_changes(
    client: Client, folder: str, document: Callable[[], dict[str, Any]]
) -> None:
    documents.publish(document())
    documents.publish(document(), note="A date was corrected.")
    newest = client.get(folder, follow=True)
    assert newest.status_code == 200
    assert {folder + "v1/", folder + "v2.json", folder + "changes/"} <= links(newest)
    assert "You are reading version 1" in said(client.get(folder + "v1/"))
    changes = client.get(folder + "changes/")
    assert "Version 2 A date was corrected." in said(changes)
    assert "Version 1 First published." in said(changes)
    assert {folder + "v1/", folder + "v2/"} <= links(changes)


@every_kind
def test_a_version_that_never_was_is_not_found(
    client: Client, folder: str, document: Callable[[], dict[str, Any]]
) -> None:
    documents.publish(document())
    for version in ("v0", "v2", "v99999999999999999999"):
        assert client.get(f"{folder}{version}/").status_code == 404
        assert client.get(f"{folder}{version}.json").status_code == 404


@every_kind
def test_a_withdrawn_page_keeps_its_number_and_says_why(
    client: Client, folder: str, document: Callable[[], dict[str, Any]]
) -> None:
    documents.withdraw(documents.publish(document()), "The family asked for it.")
    for address in (
        folder,
        folder + "any-slug/",
        folder + "v1/",
        folder + "v1.json",
        folder + "v2.json",
        folder + "changes/",
    ):
        response = client.get(address)
        assert response.status_code == 410, address
        assert "was withdrawn on 3 Nov 2025. Reason: The family asked for it." in said(response)
        assert "Sevda" not in said(response) and "Arrest of a reporter" not in said(response)


@every_kind
def test_a_hidden_page_tells_neither_name_nor_reason(
    client: Client, folder: str, document: Callable[[], dict[str, Any]]
) -> None:
    documents.hide(documents.publish(document()))
    for address in (folder, folder + "any-slug/", folder + "v1/", folder + "v1.json", folder + "changes/"):
        response = client.get(address)
        assert response.status_code == 410, address
        assert "The number is kept" in said(response)
        assert "Reason" not in said(response) and "Sevda" not in said(response)


def test_a_page_published_again_after_it_was_withdrawn_keeps_the_tombstone_in_its_place(
    client: Client,
) -> None:
    documents.withdraw(documents.publish(documents.case(1)), "Told twice.")
    documents.publish(documents.case(1), note="It was not told twice after all.")
    assert client.get("/cases/1/", follow=True).status_code == 200
    assert client.get("/cases/1/v2/").status_code == 410
    assert client.get("/cases/1/v3/").status_code == 200
    assert "Version 2: withdrawn Told twice." in said(client.get("/cases/1/changes/"))


def test_what_the_newest_version_added_is_marked(client: Client) -> None:
    documents.publish(documents.case(1, events=[own_event("Arrest", "2017-05-12", "Taken away.")]))
    documents.publish(
        documents.case(
            1,
            events=[own_event("Arrest", "2017-05-12", "Taken away at dawn."), own_event("Release", "2019")],
            participants=[participant(name("Leyla Hüseynova"))],
        ),
        at=datetime.now(UTC),
    )
    page = said(client.get("/cases/1/arrest-of-a-reporter/"))
    assert "Taken away at dawn. no source yet Arrest Changed in version 2" in page
    assert "Release no source yet Arrest Added in version 2" in page
    assert page.count("in version 2") == 3


def test_a_preview_is_shown_by_the_same_templates_and_leads_to_the_public_site(settings: Any) -> None:
    settings.ATLAS_PUBLIC_URL = "https://atlas.example"
    documents.publish(documents.person(1, name("Leyla Hüseynova")))
    draft = documents.case(1, participants=[participant(name("Leyla Hüseynova"), key="1")])
    draft |= {"version": 0, "published": "", "key": "", "salt": ""}
    response = render_document(RequestFactory().get("/desk/"), draft, banner="Preview: not public")
    page = said(response)
    assert "Preview: not public" in page and "no number yet" in page
    assert "Versions" not in page and "Cite this page" not in page
    assert "https://atlas.example/people/1/leyla-huseynova/" in links(response)
    assert "/static/public/atlas.css" in links(response)


@pytest.mark.parametrize("document", [document for _folder, document in FOLDERS])
def test_each_kind_has_a_preview_even_while_it_is_nearly_empty(
    document: Callable[[], dict[str, Any]],
) -> None:
    draft = document() | {"version": 0, "published": "", "key": "", "salt": "", "texts": []}
    if "names" in draft:
        draft["names"] = []
    if draft["kind"] == "case":
        draft |= {"types": [], "countries": [], "began": documents.date("")}
    response = render_document(RequestFactory().get("/desk/"), draft, banner="Preview: not public")
    assert "Preview: not public" in said(response)


@pytest.mark.parametrize(
    ("document", "since"),
    [
        (documents.case(1, proceedings=[documents.proceeding("1-1")]), ("detentions", "affected")),
        (documents.event(1), ("affected", "instrument", "law_step")),
        (documents.organization(1), ("statuses", "domains")),
    ],
)
def test_a_document_of_the_first_shape_is_still_shown(
    client: Client, document: dict[str, Any], since: tuple[str, ...]
) -> None:
    """Published before the record knew of courts, detentions and figures."""
    documents.publish(document)
    version = Version.objects.get()
    old = version.read()
    for key in since:
        del old[key]
    for row in old.get("proceedings", ()):
        for key in ("parties", "brought_by", "charges", "steps", "amount", "currency"):
            del row[key]
    version.document = log.canonical(old)
    version.save()
    folder = {"case": "cases", "event": "events", "organization": "organizations"}[document["kind"]]
    assert client.get(f"/{folder}/1/", follow=True).status_code == 200
    assert client.get(f"/{folder}/1/v1/").status_code == 200
    assert client.get(f"/{folder}/1/v1.json").content == log.canonical(old)


@pytest.mark.parametrize(
    ("asked", "leads_to"), [("/cases/7/V1/", "/cases/7/v1/"), ("/countries/AZ/V2/", "/countries/AZ/v2/")]
)
def test_a_version_in_capital_letters_leads_to_that_version_and_no_other(
    client: Client, asked: str, leads_to: str
) -> None:
    response: Any = client.get(asked)

    assert (response.status_code, response.url) == (301, leads_to)
