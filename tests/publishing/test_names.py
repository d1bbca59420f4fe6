"""Whoever is not named stands in no public text, however the name is written."""

import pytest
from django.contrib.auth.models import User

from cases.models import Mask, PersonName, Visibility
from cases.public.models import Version
from cases.publishing import release, workflow
from cases.publishing.checks import problems
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "written",
    [
        "Sevda Quliyeva was arrested.",
        "They came for Quliyeva, Sevda at night.",
        "Севду Гулиеву арестовали.",
        "Sevda Quliyevanın evi axtarıldı.",
        "SEVDA QULIYEVA",
        "They beat Sevdu Guliyevu.",
        "They spoke with Sevdoy Guliyevoi.",
        "Sevda\nQuliyeva",
    ],
)
def test_a_withheld_name_in_a_narrative_blocks(written: str) -> None:
    factories.person("Sevda Quliyeva", "Севда Гулиева", visibility=Visibility.WITHHELD)
    case = factories.case(narrative=written)
    assert [p.blocking for p in problems(case) if p.key.startswith("name:")] == [True]


def test_somebody_undecided_is_not_named_either() -> None:
    factories.person("Sevda Quliyeva", visibility=Visibility.UNDECIDED)
    case = factories.case(summary="Sevda Quliyeva was arrested.")
    assert any(p.key.startswith("name:") and p.blocking for p in problems(case))


def test_a_surname_alone_blocks_in_a_case_that_concerns_her() -> None:
    sevda = factories.person("Sevda Quliyeva", visibility=Visibility.WITHHELD)
    case = factories.case(narrative="Later Quliyeva was freed.")
    factories.participate(case, sevda)
    assert [p.blocking for p in problems(case) if p.key.startswith("name:")] == [True]


def test_a_surname_alone_elsewhere_is_a_warning_that_an_editor_dismisses(
    researcher: User, editor: User
) -> None:
    factories.person("Sevda Quliyeva", visibility=Visibility.WITHHELD)
    case = factories.case(narrative="The minister, Quliyeva, said nothing.")
    warning = next(p for p in problems(case) if p.key.startswith("name:"))
    assert not warning.blocking
    workflow.submit(case, by=researcher)
    with pytest.raises(workflow.Refused):
        workflow.approve(case, by=editor)
    workflow.dismiss(case, warning.key, by=editor, reason="The minister is somebody else.")
    workflow.approve(case, by=editor)


def test_another_named_persons_surname_is_his_own(researcher: User, editor: User) -> None:
    sevda = factories.person("Sevda Quliyeva", visibility=Visibility.WITHHELD)
    factories.published(factories.person("Rauf Quliyev"), researcher, editor)
    case = factories.case(narrative="The minister Rauf Quliyev signed the order.")
    factories.participate(case, sevda)
    assert [p for p in problems(case) if p.key.startswith("name:") and p.blocking] == []


def test_a_confidential_civil_name_blocks_although_the_pen_name_is_public() -> None:
    author = factories.person("Aydın Bəxtiyar")
    PersonName.objects.create(person=author, text="Kamran Şahsuvarov", kind="birth", confidential=True)
    case = factories.case(narrative="Kamran Şahsuvarov writes as Aydın Bəxtiyar.")
    factories.participate(case, author)
    found = [p for p in problems(case) if p.key.startswith("name:")]
    assert len(found) == 1 and "Kamran Şahsuvarov" in found[0].text and found[0].blocking


def test_a_person_withheld_in_one_case_alone_blocks_there(researcher: User, editor: User) -> None:
    sevda = factories.person("Sevda Quliyeva")
    case = factories.case(narrative="Sevda Quliyeva saw it.")
    factories.participate(case, sevda, "witness", visibility=Visibility.WITHHELD)
    assert any(p.key.startswith("name:") and p.blocking for p in problems(case))
    factories.published(sevda, researcher, editor)
    other = factories.case(narrative="Sevda Quliyeva was arrested.")
    assert [p for p in problems(other) if p.key.startswith("name:")] == []


def test_an_address_that_holds_a_withheld_name_is_left_out(researcher: User, editor: User) -> None:
    sevda = factories.person("Sevda Quliyeva", visibility=Visibility.WITHHELD)
    case = factories.case()
    factories.participate(case, sevda)
    factories.cite(
        case, "summary", cited=factories.source("A", url="https://example.org/sevda-quliyeva-arrested")
    )
    factories.cite(
        case, "summary", cited=factories.source("B", url="https://example.org/%D0%A1%D0%B5%D0%B2%D0%B4%D0%B0")
    )
    factories.cite(case, "summary", cited=factories.source("C", url="https://example.org/1234"))
    factories.cite(case, "summary", cited=factories.source("D", url="https://example.org/freequliyevanow"))
    factories.published(case, researcher, editor)
    addresses = [source["url"] for source in Version.objects.get(kind="case").read()["sources"]]
    assert "https://example.org/1234" in addresses
    assert sorted(addresses) == ["", "", "", "", "https://example.org/1234"]


def test_a_withheld_participant_is_a_role_and_nothing_else(researcher: User, editor: User) -> None:
    sevda = factories.person("Sevda Quliyeva", visibility=Visibility.WITHHELD, born="1980")
    sevda.occupations.add(factories.term("occupation", "journalist"))
    case = factories.case()
    factories.participate(case, sevda, affiliation="editor of a newspaper", age_from=37)
    factories.published(case, researcher, editor)
    row = Version.objects.get(kind="case").read()["participants"][0]
    assert row["shown"] == "withheld"
    assert (row["key"], row["names"], row["label"], row["affiliation"], row["age"], row["traits"]) == (
        None, [], None, None, "", [],
    )  # fmt: skip


def test_naming_a_witness_needs_a_second_person(researcher: User, editor: User) -> None:
    sevda = factories.person("Sevda Quliyeva", changed_by=researcher)
    case = factories.case()
    factories.participate(case, sevda, "witness")
    assert any(p.key.startswith("confirm:") for p in problems(case))
    workflow.confirm_naming(sevda, by=editor)
    assert not any(p.key.startswith("confirm:") for p in problems(case))


def test_the_note_on_what_changed_is_read_too(researcher: User, editor: User) -> None:
    factories.person("Sevda Quliyeva", visibility=Visibility.WITHHELD)
    case = factories.published(factories.case(), researcher, editor)
    workflow.changed(case, by=researcher)
    workflow.submit(case, by=researcher)
    with pytest.raises(workflow.Refused, match="note"):
        workflow.approve(case, by=editor, note="Sevda Quliyeva was added.")
    assert Version.objects.count() == 1


def test_a_dismissed_warning_comes_back_when_another_sentence_holds_the_name(editor: User) -> None:
    factories.person("Sevda Quliyeva", visibility=Visibility.WITHHELD)
    case = factories.case(narrative="The minister, Quliyeva, said nothing. Years passed.")
    warning = next(p for p in problems(case) if p.key.startswith("name:"))
    workflow.dismiss(case, warning.key, by=editor, reason="The minister is somebody else.")

    case.texts.update(narrative="The minister, Quliyeva, said nothing. Many years passed.")
    assert [p.dismissed for p in problems(case) if p.key.startswith("name:")] == [True]
    case.texts.update(narrative="The minister, Quliyeva, said nothing. The reporter Quliyeva was beaten.")
    assert [p.dismissed for p in problems(case) if p.key.startswith("name:")] == [False]


def test_an_organization_named_after_somebody_withheld_is_a_question_to_an_editor() -> None:
    factories.person("Sevda Quliyeva", visibility=Visibility.WITHHELD)
    fund = factories.organization("Sevda Quliyeva Fund")
    assert [p.blocking for p in problems(fund) if p.key.startswith("name:")] == [False]


@pytest.mark.parametrize(
    "written",
    [
        "Sevda xanım Quliyeva",
        "Quliyeva Sevda xanım",
        "Севда ханум Гулиева",
        "Sevda, the younger Quliyeva",
        "S e v d a Q u l i y e v a",
    ],
)
def test_an_honorific_does_not_part_a_name(written: str) -> None:
    factories.person("Sevda Quliyeva", "Севда Гулиева", visibility=Visibility.WITHHELD)
    case = factories.case(narrative=f"They took {written} away.")
    assert [p.blocking for p in problems(case) if p.key.startswith("name:")] == [True]


# ---------------------------------------------------------------- named by what was approved, not by a draft


def test_a_draft_that_nobody_approved_names_nobody(researcher: User, editor: User) -> None:
    sevda = factories.published(factories.person("Sevda Quliyeva"), researcher, editor)
    sevda.refresh_from_db()
    release.hide(sevda, by=editor)
    sevda.visibility = Visibility.NAMED
    sevda.save()
    workflow.changed(sevda, by=researcher)
    case = factories.case(narrative="Sevda Quliyeva saw it.")

    found = [p for p in problems(case) if p.key.startswith("name:")]
    assert [(p.blocking, p.record) for p in found] == [(True, sevda)] and "not approved yet" in found[0].text
    with pytest.raises(workflow.Refused):
        workflow.submit(case, by=researcher)

    factories.published(sevda, researcher, editor)
    assert [p for p in problems(case) if p.key.startswith("name:")] == []


def test_who_is_submitted_with_a_case_is_named_in_its_texts(researcher: User, editor: User) -> None:
    case = factories.case(narrative="Sevda Quliyeva saw it.")
    factories.participate(case, factories.person("Sevda Quliyeva"))
    assert [p for p in problems(case) if p.key.startswith("name:")] == []
    factories.published(case, researcher, editor)


def test_a_name_added_after_the_submission_is_not_approved_with_it(researcher: User, editor: User) -> None:
    case = factories.case(narrative="Sevda Quliyeva, known as Nargiz Bay, saw it.")
    sevda = factories.person("Sevda Quliyeva", "Nargiz Bay")
    factories.participate(case, sevda)
    workflow.submit(case, by=researcher)
    workflow.approve(sevda, by=editor)
    PersonName.objects.create(person=sevda, text="Sevda Rzayeva", kind="alias")
    workflow.changed(sevda, by=researcher)
    case.texts.update(narrative="Sevda Rzayeva saw it.")
    with pytest.raises(workflow.Refused) as refused:
        workflow.approve(case, by=editor)
    assert sevda in [problem.record for problem in refused.value.problems]


def test_a_former_name_of_somebody_withheld_still_blocks() -> None:
    sevda = factories.person("Nobody", visibility=Visibility.WITHHELD)
    sevda.names.create(text="Sevda Quliyeva", kind="former")
    case = factories.case(narrative="Sevda Quliyeva saw it.")
    assert [p.blocking for p in problems(case) if p.key.startswith("name:")] == [True]


def test_a_former_name_of_somebody_named_is_a_question_to_an_editor(researcher: User, editor: User) -> None:
    sevda = factories.person("Sevda Quliyeva-Rzayeva")
    sevda.names.create(text="Nargiz Bay", kind="former")
    sevda.names.create(text="Sevda Quliyeva", kind="former")
    factories.published(sevda, researcher, editor)
    case = factories.case(narrative="Nargiz Bay saw it; Sevda Quliyeva heard of it.")
    found = [p for p in problems(case) if p.key.startswith("name:")]
    assert [p.blocking for p in found] == [False] and "Nargiz Bay" in found[0].text


def test_no_former_name_is_published(researcher: User, editor: User) -> None:
    sevda = factories.person("Sevda Rzayeva")
    sevda.names.create(text="Nargiz Bay", kind="former")
    factories.published(sevda, researcher, editor)
    assert [name["text"] for name in Version.objects.get(kind="person").read()["names"]] == ["Sevda Rzayeva"]


def test_a_draft_does_not_open_the_former_names_of_somebody_hidden(researcher: User, editor: User) -> None:
    nargiz = factories.person("Nargiz Quliyeva")
    case = factories.case(summary="Nargiz Quliyeva was arrested.")
    factories.participate(case, nargiz)
    factories.published(case, researcher, editor)
    nargiz.refresh_from_db()
    nargiz.names.update(text="Sevda Mammadli")
    nargiz.names.create(text="Nargiz Quliyeva", kind="former")
    workflow.changed(nargiz, by=researcher)
    factories.published(nargiz, researcher, editor)
    nargiz.refresh_from_db()
    release.hide(nargiz, by=editor)
    nargiz.visibility = Visibility.NAMED
    nargiz.save()
    workflow.changed(nargiz, by=researcher)

    for told in ("Quliyeva was held for a day.", "Nargiz Quliyeva was held."):
        case.texts.update(summary=told)
        assert [p.blocking for p in problems(case) if p.key.startswith("name:")] == [True], told
    place = Mask.objects.get(kind="case", version=1, field="texts.0.summary", why=Mask.Why.MASKED)
    with pytest.raises(workflow.Refused, match="not public"):
        release.propose(place, by=editor, text="Quliyeva was arrested.")


def test_a_withheld_name_that_is_replaced_and_named_in_one_draft_blocks() -> None:
    gunel = factories.person("Lala Babayeva")
    gunel.names.create(text="Gunel Isayeva", kind="former")
    case = factories.case(narrative="Gunel Isayeva saw it.")
    assert [p.blocking for p in problems(case) if p.key.startswith("name:")] == [True]
