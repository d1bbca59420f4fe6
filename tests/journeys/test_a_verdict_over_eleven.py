"""A verdict over eleven defendants, entered by keyboard alone: no mouse touches the form."""

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from cases.models import Proceeding, Sanction
from tests import factories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MOST_TABS = 200


class Keyboard:
    """Only keys: walks by tab to a field, and types into it."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def at(self) -> str:
        return str(
            self.page.evaluate(
                """() => {
                    const here = document.activeElement;
                    const box = here.closest('.select2-container');
                    const field = box ? box.previousElementSibling : here;
                    return [field.name || field.textContent.trim(), field.value].join('=');
                }"""
            )
        )

    def to(self, field: str) -> None:
        """Tab on until that field, or that button, has the focus."""
        for _step in range(MOST_TABS):
            if self.at().startswith(field):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{field} is never reached; stopped at {self.at()}")

    def type(self, field: str, text: str) -> None:
        self.to(field)
        self.page.keyboard.type(text)

    def look_up(self, field: str, text: str, found: str) -> None:
        self.to(field)
        self.page.keyboard.press("Enter")
        self.page.keyboard.type(text)
        expect(self.page.locator(".select2-results__option--highlighted")).to_contain_text(found)
        self.page.keyboard.press("Enter")

    def tick(self, field: str) -> None:
        self.to(field)
        self.page.keyboard.press("Space")

    def next_row(self) -> None:
        self.page.keyboard.press("Alt+KeyN")

    def save(self) -> None:
        self.page.keyboard.press("Alt+KeyS")
        expect(self.page.locator(".messagelist .success").first).to_be_visible()


def test_one_verdict_for_all_and_what_differs(page: Page, researcher: User) -> None:
    case = factories.case("Trial of the association")
    for number in range(1, 12):
        factories.participate(case, factories.person(f"Defendant {number:02}"), "defendant")
    factories.provision("178.3.2", "Fraud")
    factories.organization("Court of Grave Crimes")
    page.goto("/desk/")
    page.fill("[name=username]", researcher.username)
    page.fill("[name=password]", "throw-away")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()
    page.goto(f"/desk/cases/proceeding/add/?main_case={case.pk}")
    keys = Keyboard(page)

    # Kind, all eleven as parties by way of the charge, the verdict, one sentence for all.
    keys.type("kind", "Criminal")
    keys.look_up("charges-0-provision", "178.3.2", "178.3.2 Fraud")
    keys.type("charges-0-who", "1-11")
    keys.type("steps-0-date", "22 April 2015")
    keys.type("steps-0-step_kind", "Convicted")
    keys.look_up("steps-0-body", "grave", "Court of Grave Crimes")
    keys.type("sanctions-0-step", "1")
    keys.type("sanctions-0-sanction_kind", "Prison")
    keys.type("sanctions-0-years", "3")
    keys.save()

    made = Proceeding.objects.get()
    assert made.parties.count() == made.charges.count() == 11
    assert set(Sanction.objects.values_list("years", "step__date")) == {(3, "2015-04-22")}

    # What differs: two received seven years, one a suspended sentence.
    keys.type("sanctions-1-step", "1")
    keys.type("sanctions-1-who", "4, 9")
    keys.type("sanctions-1-sanction_kind", "Prison")
    keys.type("sanctions-1-years", "7")
    keys.next_row()
    keys.type("sanctions-2-step", "1")
    keys.to("sanctions-2-who")
    page.keyboard.press("ArrowDown")  # into the boxes, down to the eleventh
    for _number in range(10):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    page.keyboard.press("Escape")
    keys.type("sanctions-2-sanction_kind", "Prison")
    keys.type("sanctions-2-years", "2")
    keys.tick("sanctions-2-suspended")
    keys.save()

    found = {
        str(row.party): (row.years, row.suspended)
        for row in Sanction.objects.select_related("party__participation__person")
    }
    assert found["Defendant 04"] == found["Defendant 09"] == (7, False)
    assert found["Defendant 11"] == (2, True)
    assert list(found.values()).count((3, False)) == 8 and len(found) == 11
    expect(page.locator("[name=sanctions-0-who]")).to_have_value("1-3, 5-8, 10")
    page.goto(f"/desk/cases/case/{case.pk}/change/")
    expect(page.locator("#proceedings")).to_contain_text("Open")
