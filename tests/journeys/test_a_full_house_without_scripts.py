"""A full house of invented records, read with scripts off: filters, chips, other pages, and the search."""

import gzip
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management import call_command
from playwright.sync_api import Browser, Page, Response, expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LIGHT = 45_000  # bytes, compressed: the list of cases with all that it loads


@pytest.fixture
def page(browser: Browser, live_server: Any) -> Iterator[Page]:
    call_command("generate_records", cases=300, seed=1, verbosity=0)
    context = browser.new_context(base_url=str(live_server), java_script_enabled=False, locale="en")
    page = context.new_page()
    page.set_default_timeout(10_000)
    yield page
    context.close()


def test_a_list_with_many_options_is_light_and_asks_nobody_else(
    page: Page, browser: Browser, live_server: Any
) -> None:
    loaded: list[Response] = []
    with browser.new_context(base_url=str(live_server)) as scripted:  # the scripts weigh too
        reader = scripted.new_page()
        reader.on("response", lambda answer: loaded.append(answer))
        reader.goto("/cases/", wait_until="networkidle")
        assert reader.get_by_role("checkbox", include_hidden=True).count() > 100
        assert {answer.url.startswith(str(live_server)) for answer in loaded} == {True}
        assert sum(answer.url.endswith(".js") for answer in loaded) == 2
        assert sum(len(gzip.compress(answer.body())) for answer in loaded) < LIGHT


def test_a_list_is_narrowed_and_paged_by_its_form_and_links_alone(page: Page) -> None:
    page.goto("/cases/")
    page.get_by_role("checkbox", name="Legal harassment").check()
    page.get_by_role("group", name="Country").first.locator("summary").click()
    page.get_by_role("checkbox", name="Azerbaijan").first.check()
    page.get_by_role("button", name="Show cases").click()
    expect(page).to_have_url(re.compile(r"\?country=AZ&type=legal$"))
    narrowed = count(page)
    # The number beside a choice is the number of the list that it leaves.
    promised = page.locator("label", has_text="Criminal prosecution").locator(".count").inner_text()
    page.get_by_role("link", name="Remove What was done").click()
    expect(page).to_have_url(re.compile(r"\?country=AZ$"))
    assert count(page) > narrowed
    page.get_by_role("checkbox", name="Criminal prosecution").check()
    page.get_by_role("button", name="Show cases").click()
    assert count(page) <= narrowed and count(page) == int(promised)
    page.goto("/cases/")
    first = page.locator(".card h3").all_inner_texts()
    page.get_by_role("link", name="Older cases").click()
    expect(page.get_by_text(re.compile("^26 to 50 of"))).to_be_visible()
    assert not {*first} & {*page.locator(".card h3").all_inner_texts()}
    page.get_by_role("link", name="Newer cases").click()
    assert page.locator(".card h3").all_inner_texts() == first


def test_two_letters_are_enough_for_the_page_that_offers_what_scripts_would(page: Page) -> None:
    page.goto("/people/")
    name = page.locator(".index a.serif").first.inner_text()
    page.get_by_label("Search: a name").fill(name[:2])
    page.get_by_role("button", name="Search", exact=True).click()
    people = page.locator("section.found", has=page.get_by_role("heading", name="People"))
    expect(people.locator("mark").first).to_be_visible()
    people.locator("a.serif").first.click()
    expect(page).to_have_url(re.compile("/people/[0-9]+/"))


def count(page: Page) -> int:
    return int(page.locator(".lead b").inner_text().partition(" ")[0].replace(",", ""))
