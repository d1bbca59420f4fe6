"""A reader narrows a list: with scripts it changes where it stands, without them it is a plain form."""

import pytest
from playwright.sync_api import Browser, Page, expect

from cases.public import listing
from tests.public import rows

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TAGS = ["AZ", "BY", "CU", "EG", "GE", "IR", "KZ", "PL", "RU", "TR", "UA", "UZ", "VN", "ZW"]


@pytest.fixture
def cases(db: None) -> None:
    for country in TAGS:
        rows.case(f"A case in {country}", countries=[country], types=["raid"], began="2014")
    rows.case("A killing in Baku", countries=["AZ"], types=["killing"], began="2016-05")


def test_a_choice_changes_the_list_at_once_and_the_back_button_takes_it_back(
    cases: None, page: Page, live_server: object
) -> None:
    page.goto("/cases/")
    page.evaluate("window.same = true")
    page.get_by_role("checkbox", name="Killing").check()
    expect(page.get_by_text("1 case", exact=True)).to_be_visible()
    expect(page).to_have_url(f"{live_server}/cases/?type=killing")
    expect(page.get_by_role("checkbox", name="Killing")).to_be_focused()
    expect(page.get_by_role("status")).to_contain_text("1 case")  # for whoever hears the page
    page.get_by_role("link", name="Remove What was done: Killing").click()
    expect(page.get_by_text("15 cases", exact=True)).to_be_visible()
    page.go_back()
    expect(page.get_by_text("1 case", exact=True)).to_be_visible()
    expect(page.get_by_role("checkbox", name="Killing")).to_be_checked()
    page.go_back()
    expect(page).to_have_url(f"{live_server}/cases/")
    expect(page.get_by_text("15 cases", exact=True)).to_be_visible()
    assert page.evaluate("window.same")  # nothing was loaded anew


def test_a_long_facet_is_searched_by_what_one_types(cases: None, page: Page) -> None:
    page.goto("/cases/")
    page.get_by_label("Search in these: Country").fill("georg")
    expect(page.get_by_role("checkbox", name="Georgia")).to_be_visible()
    expect(page.get_by_role("checkbox", name="Zimbabwe")).to_be_hidden()
    page.get_by_role("checkbox", name="Georgia").check()
    expect(page.get_by_role("link", name="Remove Country: Georgia")).to_be_visible()


@pytest.mark.parametrize("typed", ["Gürc", "Сакартвело", "Грузия", "Ge"])
def test_countries_are_searched_by_any_of_their_names(cases: None, page: Page, typed: str) -> None:
    page.goto("/cases/")
    page.get_by_label("Search in these: Country").fill(typed)
    expect(page.get_by_role("checkbox", name="Georgia")).to_be_visible()
    expect(page.get_by_role("checkbox", name="Zimbabwe")).to_be_hidden()


def test_what_a_choice_leaves_is_none_of_its_names(cases: None, page: Page) -> None:
    page.goto("/cases/")
    page.get_by_label("Search in these: Country").fill("1")
    expect(page.get_by_role("checkbox", name="Georgia")).to_be_hidden()
    expect(page.get_by_role("status")).to_have_text("No choice that is left here is called so.")


def test_a_sign_before_a_name_sends_nobody_to_an_error(
    cases: None, page: Page, live_server: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "MOST_NAMED", 1)  # on a real site there are thirty
    for whole in (rows.case("Raids in Baku"), rows.case("Raids in Ganja")):
        rows.case("A raid", part_of=str(whole.number))
    page.goto("/cases/")
    page.get_by_text("Courts, custody, larger cases").click()
    field = page.get_by_label("Search in all of these: Within a larger case")
    field.press_sequentially('"', delay=50)
    page.wait_for_timeout(800)
    expect(page).to_have_url(f"{live_server}/cases/")
    expect(field).to_have_value('"')


def test_a_long_row_of_years_is_searched_where_it_opens(cases: None, page: Page) -> None:
    rows.case("Long ago", began="1990")
    page.goto("/cases/")
    field = page.get_by_label("Search in these: Year begun")
    expect(field).to_be_hidden()
    page.get_by_text("Single years").click()
    field.fill("199")
    expect(page.get_by_role("checkbox", name="1990")).to_be_visible()
    expect(page.get_by_role("checkbox", name="2016")).to_be_hidden()


def test_what_cannot_be_looked_for_is_explained_and_going_back_keeps_what_was_typed(
    cases: None, page: Page
) -> None:
    page.goto("/cases/")
    page.get_by_label("Or a month or a day").fill("the other day")
    page.get_by_role("button", name="Show cases").click()
    expect(page.get_by_role("heading", name="“the other day” cannot be looked for as a date")).to_be_visible()
    page.go_back()
    expect(page.get_by_label("Or a month or a day")).to_have_value("the other day")


def test_without_scripts_the_list_is_a_form(cases: None, browser: Browser, live_server: object) -> None:
    context = browser.new_context(base_url=str(live_server), java_script_enabled=False)
    page = context.new_page()
    page.goto("/cases/")
    page.get_by_role("checkbox", name="Killing").check()
    page.get_by_text("14 to choose from").click()
    page.get_by_role("checkbox", name="Azerbaijan").check()
    page.get_by_label("Or a month or a day").fill("May 2016")
    page.get_by_role("button", name="Show cases").click()
    expect(page).to_have_url(f"{live_server}/cases/?country=AZ&type=killing&begun=May+2016")
    expect(page.get_by_text("1 case", exact=True)).to_be_visible()
    page.get_by_role("link", name="Remove Begun in or on: May 2016").click()
    expect(page).to_have_url(f"{live_server}/cases/?country=AZ&type=killing")
    context.close()
