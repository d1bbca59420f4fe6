"""An organization that is part of another one is published after it, however deep."""

import pytest
from django.contrib.auth.models import User

from cases.public.models import Page, Version
from cases.publishing.checks import companions
from tests import factories

pytestmark = pytest.mark.django_db


def parent_of(name: str) -> str:
    key = Page.objects.get(kind="organization", title=name).key
    document = Version.objects.get(kind="organization", key=key).read()
    return str(document["parent"]["names"][0]["text"])


def test_a_part_goes_to_the_public_together_with_its_whole(researcher: User, editor: User) -> None:
    ministry = factories.organization("Ministry of Justice")
    factories.published(factories.organization("Prison Service", parent=ministry), researcher, editor)
    assert parent_of("Prison Service") == "Ministry of Justice"


def test_a_case_takes_along_the_wholes_of_whom_it_names(researcher: User, editor: User) -> None:
    ministry = factories.organization("Ministry of Justice")
    service = factories.organization("Prison Service", parent=ministry)
    prison = factories.organization("Prison No. 9", parent=service)
    case = factories.case()
    factories.participate(case, prison, "custodian")
    assert companions(case) == [prison, service, ministry]
    factories.published(case, researcher, editor)
    assert parent_of("Prison No. 9") == "Prison Service"
    assert parent_of("Prison Service") == "Ministry of Justice"
