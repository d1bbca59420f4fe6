"""Whoever changes a published byte, or an act in the log, is found out."""

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from cases.public.models import Head, Publication, Version
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _three_cases(researcher: User, editor: User) -> None:
    for title in ("First", "Second", "Third"):
        factories.published(factories.case(title), researcher, editor)


def test_an_untouched_log_verifies(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("verify_log")
    assert capsys.readouterr().out == "All 3 publications verify.\n"


def test_a_changed_document_is_named() -> None:
    version = Version.objects.get(key="2")
    version.document = bytes(version.document).replace(b"Second", b"Secand")
    version.save()
    with pytest.raises(CommandError, match="case/2 v1"):
        call_command("verify_log")


def test_a_changed_document_with_a_changed_hash_is_named() -> None:
    Version.objects.filter(key="2").update(document=b"{}", sha256="44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a")  # fmt: skip  # noqa: E501
    with pytest.raises(CommandError, match="case/2 v1"):
        call_command("verify_log")


def test_a_changed_act_is_named() -> None:
    Publication.objects.filter(number=2).update(act="withdraw")
    with pytest.raises(CommandError, match="publication 2"):
        call_command("verify_log")


def test_an_act_cut_off_the_end_is_noticed() -> None:
    Version.objects.filter(key="3").delete()
    Publication.objects.filter(number=3).delete()
    with pytest.raises(CommandError, match="head"):
        call_command("verify_log")
    Head.objects.update(number=2)
    with pytest.raises(CommandError, match="head"):
        call_command("verify_log")
