"""Whoever is withheld, or hidden later, is masked in steps, sentences, custody and decisions too."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from cases.models import Case, Person, Visibility
from cases.public.models import PublishedDecision, PublishedStanding, Version
from cases.publishing import release, workflow
from tests import factories
from tests.public.reading import said
from tests.rooms.test_public_room import plain
from tests.rooms.walk import addresses

pytestmark = pytest.mark.django_db


@pytest.fixture
def judge() -> Person:
    office = factories.term("visibility_basis", "office")
    return factories.person("Vüqar Şahbazlı", "Вугар Шахбазлы", basis=office)


@pytest.fixture
def trial(judge: Person, researcher: User, editor: User) -> Case:
    """Two defendants before one judge, one of them withheld, in a case and a part of it; two versions."""
    court = factories.organization("Court of Grave Crimes")
    elxan = factories.person("Elxan Orucov", "Эльхан Оруджев", visibility=Visibility.WITHHELD)
    case = factories.case("Trial of two")
    named = factories.participate(case, factories.person("Sevda Rzayeva"), "defendant")
    hidden = factories.participate(
        case, elxan, "defendant", affiliation="driver of the Institute", age_from=19
    )
    criminal = factories.proceeding(case, named, hidden, body=court)
    for row in (named, hidden):
        factories.charge(criminal, row, factories.provision("178.3.2"))
    factories.step(criminal, "charged", "2014-08-14")
    verdict = factories.step(criminal, "convicted", "2015-04-22", text="Şahbazlı read it in an empty room.")
    verdict.officials.create(person=judge)
    verdict.officials.create(person=judge, office="prosecutor")
    factories.sanction(verdict, named, years=7)
    factories.sanction(verdict, hidden, years=3)
    alone = factories.step(criminal, "pardoned", "2016-03-17", hidden)
    alone.officials.create(person=judge)
    prison = factories.organization("Prison No. 9")
    factories.detention(hidden, "2014-08-14", "2016-03-17", kind="prison", institution=prison)
    factories.published(case, researcher, editor)
    part = factories.case("A part of it")
    factories.participate(part, elxan, "defendant")
    part.relations.create(other=case, relation=factories.term("case_relation", "part_of"))
    factories.published(part, researcher, editor)
    workflow.changed(case, by=researcher)
    factories.published(case, researcher, editor, note="Read again.")
    return case


def test_a_withheld_defendant_is_nowhere_and_his_sentence_is_told(client: Client, trial: Case) -> None:
    walked = addresses()
    for address in walked:
        everything = plain(client.get(address).content)
        for trace in ("elxan", "orucov", "el khan", "orudzhev", "driver of the institute", "19 years"):
            assert trace not in everything, f"{address} holds {trace}"
    assert len(walked) > 20
    page = said(client.get(f"/cases/{trial.key}/", follow=True))
    assert "Accused, name withheld Accused under Criminal Code, article 178.3.2 (Fraud)" in page
    assert "3 years in prison" in page
    assert "Convicted in 2015, pardoned and freed in 2016, conviction still stands." in page
    assert "held 582 days" in page and "aged" not in page
    assert set(PublishedStanding.objects.filter(party="participant-2").values_list("kind", "key")) == {
        ("", "")
    }


def test_a_judge_who_is_hidden_goes_from_steps_decisions_and_the_pages_of_courts(
    client: Client, trial: Case, judge: Person, editor: User
) -> None:
    before = addresses()
    seen = [plain(client.get(address).content) for address in before]
    assert sum("sahbazli" in text for text in seen) > 3
    assert any("as judge" in text for text in seen)
    assert PublishedDecision.objects.filter(kind="person").count() == 3
    release.hide(judge, by=editor)
    for address in [*before, *addresses()]:
        response = client.get(address)
        everything = plain(response.content + response.get("Location", "").encode())
        for trace in ("vuqar", "vugar", "sahbazl", "shakhbazl"):
            assert trace not in everything, f"{address} holds {trace}"
    assert not PublishedDecision.objects.filter(kind="person").exists()
    stored = plain(b"\n".join(bytes(version.document) for version in Version.objects.all()))
    assert "sahbazl" not in stored and "shakhbazl" not in stored
    # What was decided stays, and by which court.
    page = said(client.get(f"/cases/{trial.key}/", follow=True))
    assert "before Court of Grave Crimes" in page and "Convicted in 2015. In force: Convicted 7 years" in page
