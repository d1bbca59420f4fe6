"""No page of the desk is wider than its window, on a phone or on a laptop; tables scroll in their own box."""

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from playwright.sync_api import Page, expect

from cases.desk.bar import admin_url
from cases.desk.site import desk
from cases.models import Mask, Publishable
from cases.publishing import release
from tests.factories import (
    case,
    cite,
    event,
    organization,
    participate,
    person,
    proceeding,
    published,
    source,
    step,
)
from tests.journeys.test_a_researchers_day import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LONG = (
    "Proceedings against the Association for Development Initiatives of Northern Districts and its chairwoman"
)
UNBROKEN = "https://example.org/" + "a-very-long-address-without-a-space-" * 4


@pytest.fixture
def records(researcher: User, editor: User) -> list[Publishable]:
    """Long titles and words, each kind published, and a name that was hidden."""
    record = case(LONG, summary="Sevda Quliyeva was arrested.")
    hidden, bank = person("Sevda Quliyeva"), organization(LONG)
    of_case, own = event(record, LONG), event(None, LONG)
    participate(record, hidden)
    participate(record, bank)
    report = source(UNBROKEN)
    for one in (record, bank, own):
        cite(one, cited=report)
    for one in (record, own):  # the organization goes with its case
        published(one, researcher, editor)
    release.hide(hidden, by=editor)
    assert Mask.objects.exists()
    return [record, hidden, bank, of_case, own]


def pages(records: list[Publishable]) -> list[str]:
    found = [reverse("admin:index"), reverse("desk:masks"), f"{reverse('desk:search')}?q=e"]
    found += [reverse("desk:settle", args=[mask.pk]) for mask in Mask.objects.all()[:1]]
    for model in desk._registry:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        found += [reverse(f"{name}_changelist"), reverse(f"{name}_add")]
    for record in records:
        found += [admin_url(record, "change"), admin_url(record, "history")]
    return found


@pytest.mark.parametrize("width", [360, 1280])
def test_no_page_scrolls_sideways(page: Page, editor: User, records: list[Publishable], width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    sign_in(page, editor)
    too_wide = {}
    for address in pages(records):
        page.goto(address)
        beyond = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        if beyond > 0:
            too_wide[address] = beyond
    assert too_wide == {}


def test_on_a_phone_a_long_proceeding_is_a_list_that_opens_row_by_row(page: Page, editor: User) -> None:
    record = case()
    trial = proceeding(record, participate(record, person(), "defendant"))
    for day in range(1, 31):
        step(trial, "hearing", f"2017-05-{day:02}")
    page.set_viewport_size({"width": 360, "height": 800})
    sign_in(page, editor)
    page.goto(reverse("admin:cases_proceeding_change", args=[trial.pk]))

    height = int(page.evaluate("document.documentElement.scrollHeight"))
    row = page.locator("#steps-0")
    expect(row.locator("[name=steps-0-date]")).to_be_visible()
    expect(row.locator("[name=steps-0-text]")).to_be_hidden()
    row.get_by_role("button", name="All of this row").click()
    expect(row.locator("[name=steps-0-text]")).to_be_visible()
    opened = int(page.evaluate("document.documentElement.scrollHeight"))
    assert height < 30 * (opened - height)
    row.locator("[name=steps-0-text]").fill("The judge was ill.")
    page.get_by_role("button", name="Save and go on").or_(
        page.locator("button[name=_continue]")
    ).first.click()
    expect(page.locator("[name=steps-0-text]")).to_have_value("The judge was ill.")
    assert trial.steps.count() == 30
