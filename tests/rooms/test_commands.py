"""The commands that bring a new machine to life."""

import re

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.models import Group, User
from django.core.management import CommandError, call_command
from django.db import connection


@pytest.mark.django_db
def test_set_up_may_be_run_twice() -> None:
    call_command("set_up", verbosity=0)
    call_command("set_up", verbosity=0)
    assert {"researcher", "editor", "administrator"} <= set(Group.objects.values_list("name", flat=True))


@pytest.mark.django_db
def test_the_printed_passwords_open_the_desk_and_are_printed_once(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("set_up", verbosity=0)
    capsys.readouterr()

    call_command("demo_accounts")
    printed = dict(re.findall(r"(\w+) +password: (\S+)", capsys.readouterr().out))
    assert printed.keys() == {"researcher", "editor"}
    for name, password in printed.items():
        user = authenticate(username=name, password=password)
        assert isinstance(user, User)
        assert user.is_staff
        assert not user.is_superuser
        assert [group.name for group in user.groups.all()] == [name]

    call_command("demo_accounts")
    assert "make passwords" in capsys.readouterr().out
    assert authenticate(username="editor", password=printed["editor"])

    call_command("demo_accounts", new_passwords=True)
    assert not authenticate(username="editor", password=printed["editor"])


@pytest.mark.django_db
def test_accounts_wait_for_their_groups() -> None:
    Group.objects.all().delete()
    with pytest.raises(CommandError, match="set_up"):
        call_command("demo_accounts")


@pytest.mark.django_db
def test_a_role_is_granted_on_postgresql_or_not_at_all() -> None:
    expected = "There is no role" if connection.vendor == "postgresql" else "Only PostgreSQL has roles"
    with pytest.raises(CommandError, match=expected):
        call_command("grant_public_role", "nobody")
