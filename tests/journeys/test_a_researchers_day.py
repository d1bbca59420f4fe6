"""A researcher's day, and her editor's, in a browser: from an empty form to a public page, and back."""

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from cases.public.models import Version
from tests.rooms.walk import addresses

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def sign_in(page: Page, user: User) -> None:
    page.context.clear_cookies()
    page.goto("/desk/")
    page.fill("[name=username]", user.username)
    page.fill("[name=password]", "throw-away")
    page.click("[type=submit]")
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()


def save(page: Page) -> None:
    page.locator("[data-save]").click()
    expect(page.locator(".messagelist .success, .messages .success").first).to_be_visible()


def look_up(page: Page, select: str, typed: str, found: str) -> None:
    """Choose in a field that finds names in any script."""
    page.locator(f"{select} + .select2").click()
    page.locator(".select2-search__field").last.fill(typed)
    page.locator(".select2-results__option", has_text=found).first.click()


def open_record(page: Page, kind: str, title: str) -> None:
    page.goto(f"/desk/cases/{kind}/")
    page.get_by_role("link", name=title).first.click()


def move(page: Page, name: str, remark: str | None = None) -> None:
    """Press a move in the bar, and on the page that it opens say why, where it asks."""
    page.locator(".bar").get_by_text(name, exact=True).click()
    if remark is not None:
        page.fill("[name=remark]", remark)
    if page.locator("form.narrow button.main").count():
        page.locator("form.narrow button.main").click()


def enter_person(page: Page, name: str, russian: str) -> None:
    page.goto("/desk/cases/person/add/")
    page.fill("[name=names-0-text]", name)
    page.select_option("[name=visibility]", label="named")
    page.select_option("[name=basis]", label="Consent")
    save(page)
    page.fill("[name=names-1-text]", russian)
    page.select_option("[name=names-1-language]", "ru")
    page.select_option("[name=names-1-kind]", "transliteration")
    save(page)


def enter_source(page: Page, title: str) -> None:
    page.goto("/desk/cases/source/add/")
    page.fill("[name=title]", title)
    page.locator("button[name=_continue].main").click()


def enter_organization(page: Page, name: str, source: str) -> None:
    page.goto("/desk/cases/organization/add/")
    page.fill("[name=names-0-text]", name)
    page.select_option("[name=visibility]", label="named")
    page.select_option("[name=basis]", label="Act in public office")
    look_up(page, "[name=citations-0-source]", source, source)
    save(page)


def enter_case(page: Page) -> None:
    page.goto("/desk/cases/case/add/")
    page.fill("[name=working_title]", "Sevda at the airport")
    page.fill("[name=texts-0-title]", "Arrest of Sevda Quliyeva")
    page.fill("[name=texts-0-summary]", "Sevda Quliyeva was arrested at the airport.")
    page.fill("[name=texts-0-narrative]", "Севду Гулиеву увезли. Quliyevanın evi axtarıldı.")
    page.locator("[name=types]").locator("xpath=ancestor::details/summary").first.click()
    page.get_by_label("Detention", exact=True).check()
    page.fill("[name=lead_country]", "Azerbaijan")
    look_up(page, "[name=participations-0-who]", "Гулиева", "Sevda Quliyeva")
    page.select_option("[name=participations-0-role]", label="Target")
    page.fill("[name=began]", "May 2017")
    page.fill("[name=events-0-date]", "12.05.2017")
    page.fill("[name=events-0-title]", "Arrest at the airport")
    look_up(page, "[name=citations-0-source]", "Morning", "The Morning News")
    page.locator("#citations-0 details summary, [id^=citations-0] summary").first.click()
    page.locator("[name=citations-0-used_for][value=everything]").check()
    save(page)
    look_up(page, "[name=participations-1-who]", "Court", "Baku Court")
    page.select_option("[name=participations-1-role]", label="Court")
    page.fill("[name=events-1-date]", "8 or 9 June 2017")
    page.fill("[name=events-1-title]", "Search of her house")
    save(page)


def test_from_an_empty_form_to_a_public_page_and_back(page: Page, researcher: User, editor: User) -> None:
    # She enters a person, a source, an organization and a case with two events, and submits it.
    sign_in(page, researcher)
    enter_person(page, "Sevda Quliyeva", "Севда Гулиева")
    enter_source(page, "The Morning News")
    enter_organization(page, "Baku Court", "The Morning News")
    enter_case(page)
    expect(page.locator("body")).to_contain_text("→ 8 or 9 June 2017")
    move(page, "Submit for review")

    # The editor sends it back, she submits it again, the editor approves it.
    sign_in(page, editor)
    open_record(page, "case", "Sevda at the airport")
    move(page, "Send back", "Who searched the house?")
    sign_in(page, researcher)
    open_record(page, "case", "Sevda at the airport")
    expect(page.locator("body")).to_contain_text("Who searched the house?")
    page.fill("[name=events-1-text]", "The police searched it.")
    save(page)
    move(page, "Submit for review")
    sign_in(page, editor)
    open_record(page, "case", "Sevda at the airport")
    move(page, "Approve and publish", "")

    page.goto("/cases/1/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Arrest of Sevda Quliyeva")
    expect(page.locator("main")).to_contain_text("The police searched it.")
    expect(page.locator("main")).to_contain_text("Baku Court")

    # A change at the desk moves nothing until it is published again; version 1 says what it said.
    sign_in(page, researcher)
    open_record(page, "case", "Sevda at the airport")
    page.fill("[name=texts-0-summary]", "Sevda Quliyeva was arrested, and let go.")
    save(page)
    page.goto("/cases/1/")
    expect(page.locator("main")).to_contain_text("was arrested at the airport.")
    open_record(page, "case", "Sevda at the airport")
    move(page, "Submit for review")
    sign_in(page, editor)
    open_record(page, "case", "Sevda at the airport")
    move(page, "Approve and publish", "Her release.")
    page.goto("/cases/1/")
    expect(page.locator("main")).to_contain_text("and let go")
    page.goto("/cases/1/v1/")
    expect(page.locator("main")).to_contain_text("was arrested at the airport.")
    page.goto("/cases/1/changes/")
    expect(page.locator("main")).to_contain_text("Her release.")

    # Her name is corrected, to a wholly different one: version 1 of her case still shows the old one.
    sign_in(page, researcher)
    open_record(page, "person", "Sevda Quliyeva")
    page.fill("[name=names-0-text]", "Nigar Rzayeva")
    page.fill("[name=names-1-text]", "Нигяр Рзаева")
    save(page)
    move(page, "Submit for review")
    sign_in(page, editor)
    open_record(page, "person", "Nigar Rzayeva")
    move(page, "Approve and publish", "Her name has never been another.")
    page.goto("/cases/1/")
    expect(page.locator("main")).to_contain_text("Nigar Rzayeva")
    page.goto("/cases/1/v1/")
    expect(page.locator("main")).not_to_contain_text("Rzayeva")

    # Then she must disappear: no public address of any version holds her name.
    before = addresses()
    open_record(page, "person", "Nigar Rzayeva")
    page.get_by_text("Hide now").first.click()
    page.locator("form button.main, form button.danger").last.click()
    expect(page.locator("body")).to_contain_text("Hidden.")
    for address in [*before, *addresses()]:
        page.goto(address)
        shown = page.content().lower()
        for trace in ("sevda", "quliyev", "севд", "гулиев", "rzayev", "nigar", "рзаев", "нигяр"):
            assert trace not in shown, f"{address} holds {trace}"
    assert Version.objects.filter(kind="case").count() == 3
