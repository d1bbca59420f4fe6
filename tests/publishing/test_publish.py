"""A record goes from the desk to the public, whole or not at all."""

import pytest
from django.contrib.auth.models import User

from cases.models import State
from cases.public.log import broken_links
from cases.public.models import Page, Publication, Version
from cases.publishing import workflow
from cases.publishing.checks import problems
from tests import factories

pytestmark = pytest.mark.django_db


def test_a_case_is_published_with_the_people_it_names(researcher: User, editor: User) -> None:
    case = factories.case()
    sevda = factories.person("Sevda Quliyeva", "Севда Гулиева")
    factories.participate(case, sevda)
    factories.published(case, researcher, editor)
    sevda.refresh_from_db()
    document = Version.objects.get(kind="case", key=case.key).read()
    assert document["participants"][0]["key"] == sevda.key == "1"
    assert [name["text"] for name in document["participants"][0]["names"]] == [
        "Sevda Quliyeva",
        "Севда Гулиева",
    ]
    assert case.state == sevda.state == State.UNCHANGED
    assert list(broken_links()) == []


def test_numbers_have_no_gaps(researcher: User, editor: User) -> None:
    for title in ("First", "Second", "Third"):
        factories.published(factories.case(title), researcher, editor)
    assert sorted(Page.objects.values_list("key", flat=True)) == ["1", "2", "3"]
    assert list(Publication.objects.order_by("number").values_list("number", flat=True)) == [1, 2, 3]


def test_a_change_at_the_desk_moves_nothing_public(researcher: User, editor: User) -> None:
    case = factories.published(factories.case("Arrest of a reporter"), researcher, editor)
    before = bytes(Version.objects.get().document)
    case.texts.update(title="Something else")
    workflow.changed(case, by=researcher)
    assert bytes(Version.objects.get().document) == before
    assert Page.objects.get().title == "Arrest of a reporter"


def test_a_second_version_leaves_the_first_as_it_was(researcher: User, editor: User) -> None:
    case = factories.published(factories.case("Arrest of a reporter"), researcher, editor)
    case.texts.update(title="Arrest and release of a reporter")
    workflow.changed(case, by=researcher)
    factories.published(case, researcher, editor, note="Her release.")
    first, second = Version.objects.order_by("version")
    assert first.read()["texts"][0]["title"] == "Arrest of a reporter"
    assert second.read()["texts"][0]["title"] == "Arrest and release of a reporter"
    assert second.read()["note"] == "Her release."


def test_whoever_submitted_cannot_approve(editor: User) -> None:
    case = factories.case()
    workflow.submit(case, by=editor)
    with pytest.raises(workflow.Refused, match="second person"):
        workflow.approve(case, by=editor)
    assert not Page.objects.exists()


def test_missing_facts_are_named_and_nothing_is_published(researcher: User) -> None:
    from cases.models import Case

    case = Case.objects.create(working_title="Something happened")
    with pytest.raises(workflow.Refused) as refused:
        workflow.submit(case, by=researcher)
    keys = {problem.key for problem in refused.value.problems}
    assert keys == {"texts", "lead_country", "types", "began", "citations"}


def test_a_confidential_source_is_no_ground_to_publish_on(researcher: User) -> None:
    case = factories.case()
    case.citations.get().source.__class__.objects.update(confidential=True)
    with pytest.raises(workflow.Refused) as refused:
        workflow.submit(case, by=researcher)
    assert [problem.key for problem in refused.value.problems] == ["citations"]


def test_a_companion_changed_after_the_submission_holds_the_case_back(researcher: User, editor: User) -> None:
    case = factories.case()
    sevda = factories.person()
    factories.participate(case, sevda)
    workflow.submit(case, by=researcher)
    sevda.refresh_from_db()
    workflow.changed(sevda, by=researcher)
    with pytest.raises(workflow.Refused) as refused:
        workflow.approve(case, by=editor)
    assert [problem.record for problem in refused.value.problems] == [sevda]
    assert not Page.objects.exists()


def test_a_corrected_name_gives_each_case_a_new_version(researcher: User, editor: User) -> None:
    case = factories.case()
    sevda = factories.person("Sevda Kuliyeva")
    factories.participate(case, sevda)
    factories.published(case, researcher, editor)
    sevda.refresh_from_db()
    sevda.names.update(text="Sevda Quliyeva")
    workflow.changed(sevda, by=researcher)
    factories.published(sevda, researcher, editor)
    first, second = Version.objects.filter(kind="case").order_by("version")
    assert first.read()["participants"][0]["names"][0]["text"] == "Sevda Kuliyeva"
    assert second.read()["participants"][0]["names"][0]["text"] == "Sevda Quliyeva"
    assert second.read()["note"] == "A name was corrected."
    assert list(broken_links()) == []


def test_withdrawing_leaves_a_tombstone_with_the_reason(researcher: User, editor: User) -> None:
    case = factories.published(factories.case(), researcher, editor)
    workflow.withdraw(case, by=editor, reason="Consent was withdrawn.")
    page = Page.objects.get()
    assert (page.state, page.title, page.version) == ("withdrawn", "", 2)
    assert Version.objects.get(version=2).read()["reason"] == "Consent was withdrawn."
    assert list(broken_links()) == []


def test_an_event_without_a_source_is_a_warning(researcher: User, editor: User) -> None:
    case = factories.case()
    case.citations.update(everything=False)
    factories.event(case, "Arrest")
    warning = next(p for p in problems(case) if p.key.startswith("unsourced"))
    assert not warning.blocking
    factories.published(case, researcher, editor)


def test_a_second_approval_of_the_same_submission_is_refused(researcher: User, editor: User) -> None:
    case = factories.case()
    workflow.submit(case, by=researcher)
    as_seen_by_another = type(case).objects.get(pk=case.pk)
    workflow.approve(case, by=editor)
    with pytest.raises(workflow.Refused):
        workflow.approve(as_seen_by_another, by=editor)
    assert Version.objects.count() == 1


def test_a_withdrawn_person_stays_in_her_cases_and_is_not_published_again(
    researcher: User, editor: User
) -> None:
    case = factories.case()
    sevda = factories.person("Sevda Quliyeva")
    factories.participate(case, sevda)
    factories.published(case, researcher, editor)
    sevda.refresh_from_db()
    workflow.withdraw(sevda, by=editor, reason="She asked for it.")
    workflow.changed(case, by=researcher)
    factories.published(case, researcher, editor)
    row = Version.objects.get(kind="case", version=2).read()["participants"][0]
    assert row["names"][0]["text"] == "Sevda Quliyeva"
    assert Page.objects.get(kind="person").state == "withdrawn"


def test_somebody_no_longer_named_is_to_be_hidden(researcher: User, editor: User) -> None:
    case = factories.case()
    sevda = factories.person("Sevda Quliyeva")
    factories.participate(case, sevda)
    factories.published(case, researcher, editor)
    sevda.refresh_from_db()
    sevda.visibility = "withheld"
    sevda.save()
    assert [p.key for p in problems(case)] == [f"hide:person-{sevda.pk}"]
    assert "hide" in {p.key for p in problems(sevda) if p.blocking}


@pytest.mark.parametrize("title", ["Changes", "v2"])
def test_a_title_never_takes_the_place_of_another_address(title: str, researcher: User, editor: User) -> None:
    factories.published(factories.case(title), researcher, editor)
    assert Page.objects.get().slug == f"{title.lower()}-case"


def test_a_paragraph_rests_on_a_place_of_its_own(researcher: User, editor: User) -> None:
    case = factories.case(narrative="She was arrested.\n\nShe was freed.")
    case.citations.all().delete()
    report = factories.source("A report")
    factories.cite(case, "summary", "narrative-1", cited=report, locator="page 1")
    factories.cite(case, "narrative-2", cited=report, locator="page 2")
    factories.published(case, researcher, editor)
    document = Version.objects.get(kind="case").read()
    assert document["refs"] == {"summary": ["1a"], "narrative-1": ["1a"], "narrative-2": ["1b"]}
    assert [place["used_for"] for place in document["sources"][0]["places"]] == [
        ["summary", "narrative-1"],
        ["narrative-2"],
    ]


def test_the_address_of_a_page_is_made_of_the_name_that_it_shows(researcher: User, editor: User) -> None:
    vera = factories.person("Вера Соловьёва", "Vera Solovyova")
    vera.names.filter(text="Вера Соловьёва").update(language="ru")
    factories.published(vera, researcher, editor)
    oleg = factories.person("Олег Соловьёв")
    factories.published(oleg, researcher, editor)

    assert Page.objects.get(kind="person", key=vera.key).slug == "vera-solovyova"
    assert Page.objects.get(kind="person", key=oleg.key).slug == "oleg-solovev"


def test_an_event_without_a_date_stays_where_it_was_told(researcher: User, editor: User) -> None:
    case = factories.case()
    for title, date in (
        ("Arrest", "2017-05"),
        ("Threats", ""),
        ("Verdict", "2018"),
        ("Appeal", ""),
        ("Summons", "2016"),
    ):
        factories.event(case, title, date)
    factories.published(case, researcher, editor)

    events = Version.objects.get(kind="case").read()["events"]

    assert [event["texts"][0]["title"] for event in events] == [
        "Summons",
        "Arrest",
        "Threats",
        "Verdict",
        "Appeal",
    ]
