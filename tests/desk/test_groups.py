"""Three groups, each with what it needs and nothing more."""

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.test import Client

from cases.desk.groups import GROUPS, ensure_groups
from cases.reference.models import Term
from tests.factories import user


def test_setting_up_twice_changes_nothing_and_undoes_what_was_added_by_hand(db: None) -> None:
    before = {group.name: set(group.permissions.all()) for group in Group.objects.all()}
    Group.objects.get(name="researcher").permissions.add(Permission.objects.get(codename="add_user"))

    ensure_groups()

    assert {group.name: set(group.permissions.all()) for group in Group.objects.all()} == before
    assert set(before) == {"researcher", "editor", "administrator"}


@pytest.mark.parametrize(
    ("permission", "holders"),
    [
        ("cases.add_case", {"researcher", "editor", "administrator"}),
        ("cases.submit_record", {"researcher", "editor", "administrator"}),
        ("cases.review_record", {"editor", "administrator"}),
        ("cases.hide_person", {"editor", "administrator"}),
        ("cases.redact_record", {"editor", "administrator"}),
        ("reference.change_term", {"administrator"}),
        ("auth.change_user", {"administrator"}),
        ("auth.delete_user", set()),
        ("cases.change_review", set()),
        ("published.change_page", set()),
    ],
)
def test_who_may(permission: str, holders: set[str]) -> None:
    assert {name for name, held in GROUPS.items() if permission in held} == holders


@pytest.fixture
def administrator(db: None) -> Client:
    client = Client()
    client.force_login(user("aysel", "administrator"))
    return client


def test_an_administrator_makes_an_account(administrator: Client) -> None:
    group = Group.objects.get(name="researcher")
    administrator.post(
        "/desk/auth/user/add/",
        {
            "username": "nigar",
            "usable_password": "true",
            "password1": "a-long-pass-phrase",
            "password2": "a-long-pass-phrase",
            "is_staff": "on",
            "groups": [str(group.pk)],
        },
    )

    assert User.objects.get(username="nigar").has_perm("cases.add_case")


def test_nobody_becomes_a_superuser_through_the_desk(administrator: Client) -> None:
    root = User.objects.create_superuser("root", password="x")
    page = administrator.get("/desk/auth/user/add/").content.decode()

    assert "is_superuser" not in page
    assert administrator.post(f"/desk/auth/user/{root.pk}/password/", {}).status_code == 403
    assert administrator.post(f"/desk/auth/user/{root.pk}/change/", {}).status_code == 403


def test_terms_are_relabelled_but_locked_ones_neither_coded_anew_nor_deleted(administrator: Client) -> None:
    from tests.desk.form import Form

    locked = Term.objects.filter(locked=True).first()
    assert locked is not None
    form = Form(administrator, f"/desk/reference/term/{locked.pk}/change/")
    assert "code" not in form.data and "vocabulary" not in form.data
    form["label"] = "A better word"
    form.post(code="other")

    code = locked.code
    locked.refresh_from_db()
    assert (locked.label, locked.code) == ("A better word", code)
    assert administrator.post(f"/desk/reference/term/{locked.pk}/delete/", {"post": "yes"}).status_code == 403


def test_researchers_do_not_reach_accounts_or_terms(leyla: Client) -> None:
    assert leyla.get("/desk/auth/user/").status_code == 403
    assert leyla.get("/desk/reference/term/add/").status_code == 403
