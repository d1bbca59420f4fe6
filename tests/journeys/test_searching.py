"""A reader looks for somebody: without scripts, and with the keyboard alone."""

from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.public import documents
from tests.public.documents import name

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def record(transactional_db: None) -> None:
    documents.publish(documents.person(3, name("Afgan Mukhtarli"), name("Афган Мухтарлы", "ru")))
    documents.publish(documents.person(4, name("Sevda Mukhtarova")))
    documents.publish(documents.case(1, texts=[documents.case_text("en", "Afgan Mukhtarli abducted")]))


def test_the_box_works_without_scripts(browser: Browser, live_server: Any) -> None:
    page = browser.new_context(java_script_enabled=False, locale="en").new_page()
    page.goto(live_server.url)
    page.get_by_label("Search: a name").fill("Мухтарлы")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_role("heading", name="People")).to_be_visible()
    page.get_by_role("link", name="Afgan Mukhtarli", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Afgan Mukhtarli")


def test_offers_are_chosen_by_keyboard(browser: Browser, live_server: Any) -> None:
    page = browser.new_context(locale="en").new_page()
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text) if message.type == "error" else None)
    page.goto(f"{live_server.url}/cases/")
    field = page.get_by_role("combobox")
    field.focus()
    page.keyboard.type("muk", delay=20)
    offers = page.get_by_role("option")
    expect(offers).to_have_count(3)
    expect(field).to_have_attribute("aria-expanded", "true")
    expect(offers.first).to_contain_text("Afgan Mukhtarli")
    expect(offers.first.locator("mark")).to_have_text("Mukhtarli")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(field).to_have_attribute("aria-activedescendant", "search-box-offers-1")
    expect(offers.nth(1)).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Escape")
    expect(offers).to_have_count(0)
    page.keyboard.press("ArrowDown")
    expect(offers).to_have_count(3)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Afgan Mukhtarli")
    assert refused == []


def test_enter_without_an_offer_leads_to_the_search_page(browser: Browser, live_server: Any) -> None:
    page = browser.new_context(locale="en").new_page()
    page.goto(live_server.url)
    page.get_by_role("combobox").fill("Mukhtar")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{live_server.url}/search/?q=Mukhtar")
    expect(page.get_by_role("heading", name="People")).to_be_visible()
