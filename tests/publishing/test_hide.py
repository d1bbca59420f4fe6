"""Hide now: one action, and no public byte holds the name, in any script, case or version."""

import json
from urllib.parse import quote

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client

from cases.models import Case, Mask, Person, Visibility
from cases.public.log import broken_links
from cases.public.models import Mention, Page, PublishedCase, Version
from cases.publishing import release, workflow
from cases.publishing.checks import problems
from tests import factories

pytestmark = pytest.mark.django_db

SPELLINGS = [
    "Quliyeva",
    "QULIYEVA",
    "Гулиев",
    "Kuliyeva",
    "quliyeva",
    quote("Гулиева"),
    "\\u0413\\u0443\\u043b",
]


@pytest.fixture
def sevda() -> Person:
    return factories.person("Sevda Quliyeva", "Севда Гулиева", "Sevda Kuliyeva")


@pytest.fixture
def case(sevda: Person, researcher: User, editor: User) -> Case:
    """A case with two versions that hold her name in every kind of place."""
    rauf = factories.person("Rauf Quliyev")
    case = factories.case(
        "Arrest of Sevda Quliyeva",
        summary="Sevda Quliyeva was arrested; Rauf Quliyev, a minister, denied it.",
        narrative="Севду Гулиеву судили.\n\nQuliyevanın vəkili danışdı.",
    )
    factories.participate(case, sevda, affiliation="a reporter")
    factories.participate(case, rauf, "authority")
    factories.participate(case, "friends of Sevda", "supporter")
    factories.event(case, "Quliyeva is taken away", text="Sevda Kuliyeva's house was searched.")
    factories.cite(case, "summary", cited=factories.source("Free Quliyeva!", url="https://example.org/sevda-quliyeva"),
                   quotation="Sevda Quliyeva was taken", locator="part on Quliyeva")  # fmt: skip
    factories.published(case, researcher, editor)
    case.texts.update(narrative="Sevda Quliyeva was freed. Rauf Quliyev said nothing.")
    workflow.changed(case, by=researcher)
    return factories.published(case, researcher, editor, note="Quliyeva is free.")


def everything_public() -> str:
    """Every stored public byte: documents of all versions, and all rows."""
    documents = [bytes(version.document).decode() for version in Version.objects.all()]
    rows = json.dumps(
        [*Page.objects.values(), *Mention.objects.values(), *PublishedCase.objects.values()],
        default=str,
        ensure_ascii=False,
    )
    return "\n".join([*documents, rows])


def test_no_public_byte_holds_the_name(case: Case, sevda: Person, editor: User) -> None:
    sevda.refresh_from_db()
    release.hide(sevda, by=editor)
    public = everything_public()
    for spelling in [*SPELLINGS, "quliyeva", "Sevda", "sevda", "Севд"]:
        at = public.find(spelling)
        assert at < 0, public[max(0, at - 60) : at + 60]
    assert list(broken_links()) == []


def indexed() -> str:
    """Everything that the index of words holds: PostgreSQL's lexemes, the bytes of SQLite's own tables."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT unnest(tsvector_to_array(found)) FROM published_page")
            return "\n".join(lexeme for (lexeme,) in cursor.fetchall())
        cursor.execute(
            "SELECT block FROM published_search_data UNION ALL SELECT block FROM published_alike_data"
        )
        return "\n".join(bytes(block).decode("latin-1") for (block,) in cursor.fetchall())


def test_the_index_of_words_holds_the_name_no_more(
    case: Case, sevda: Person, editor: User, client: Client
) -> None:
    # The index keeps words sorted, and of each only what the one before it does not begin with.
    traces = ["sevda", "savda", "uliyeva", "uliiava", "uluva"]
    before = indexed()
    assert any(trace in before for trace in traces)
    sevda.refresh_from_db()
    release.hide(sevda, by=editor)
    after = indexed()
    assert [trace for trace in traces if trace in after] == []
    for name in ("Quliyeva", "Гулиева", "Sevda", "Kuliyeva"):
        assert b"/cases/1/" not in client.get("/cases/", {"q": name}).content, name


def test_another_named_persons_own_name_stays(case: Case, sevda: Person, editor: User) -> None:
    sevda.refresh_from_db()
    release.hide(sevda, by=editor)
    for version in Version.objects.filter(kind="case"):
        document = version.read()
        assert "Rauf Quliyev" in json.dumps(document["texts"])
        assert document["participants"][1]["names"][0]["text"] == "Rauf Quliyev"


def test_the_row_keeps_a_place_and_the_page_is_gone(case: Case, sevda: Person, editor: User) -> None:
    sevda.refresh_from_db()
    key = sevda.key
    release.hide(sevda, by=editor)
    row = Version.objects.get(kind="case", version=1).read()["participants"][0]
    assert (row["shown"], row["key"], row["affiliation"], row["role"]["code"]) == (
        "withheld",
        None,
        None,
        "target",
    )
    page = Page.objects.get(kind="person", key=key)
    assert (page.state, page.title, page.slug) == ("gone", "", "")
    assert not Mention.objects.filter(kind="person", key=key).exists()


def test_every_rewritten_version_has_new_random_bits_and_a_new_hash(
    case: Case, sevda: Person, editor: User
) -> None:
    before = {(v.kind, v.key, v.version): (v.sha256, v.read()["salt"]) for v in Version.objects.all()}
    sevda.refresh_from_db()
    hidden = release.hide(sevda, by=editor)
    after = {(v.kind, v.key, v.version): (v.sha256, v.read()["salt"]) for v in Version.objects.all()}
    changed = [which for which in before if before[which] != after[which]]
    assert len(changed) == hidden.versions == 3  # two of the case, one of her page
    assert all(before[which][1] != after[which][1] for which in changed)


def test_the_masked_places_are_listed_and_an_editor_replaces_one(
    case: Case, sevda: Person, editor: User
) -> None:
    sevda.refresh_from_db()
    hidden = release.hide(sevda, by=editor)
    place = next(mask for mask in hidden.places if mask.field == "texts.0.summary" and mask.version == 2)
    release.propose(place, by=editor, text="A reporter was arrested; Rauf Quliyev, a minister, denied it.")
    with pytest.raises(workflow.Refused, match="second person"):
        release.redact(place, by=editor)
    release.redact(place, by=factories.user("nigar", "editor"))
    document = Version.objects.get(kind="case", version=2).read()
    assert document["texts"][0]["summary"] == "A reporter was arrested; Rauf Quliyev, a minister, denied it."
    assert Page.objects.get(kind="case").card["summaries"][0]["text"].startswith("A reporter was arrested;")
    assert list(broken_links()) == []


def test_a_replacement_that_holds_the_name_is_refused(case: Case, sevda: Person, editor: User) -> None:
    sevda.refresh_from_db()
    hidden = release.hide(sevda, by=editor)
    with pytest.raises(workflow.Refused):
        release.propose(hidden.places[0], by=editor, text="Sevda Quliyeva was arrested.")


def test_the_working_texts_become_problems_of_the_next_publication(
    case: Case, sevda: Person, researcher: User, editor: User
) -> None:
    sevda.refresh_from_db()
    release.hide(sevda, by=editor)
    assert any(problem.key.startswith("name:") and problem.blocking for problem in problems(case))
    workflow.changed(case, by=researcher)
    with pytest.raises(workflow.Refused):
        workflow.submit(case, by=researcher)


def test_hiding_somebody_who_has_no_page_masks_the_texts(researcher: User, editor: User) -> None:
    case = factories.published(factories.case(summary="Sevda Quliyeva was arrested."), researcher, editor)
    sevda = factories.person("Sevda Quliyeva", visibility=Visibility.UNDECIDED)
    release.hide(sevda, by=editor)
    summary = Version.objects.get(kind="case", key=case.key).read()["texts"][0]["summary"]
    assert summary == "[name withheld] was arrested."


def test_an_organization_is_hidden_too(researcher: User, editor: User) -> None:
    case = factories.case(summary="The Dawn Institute was raided.")
    dawn = factories.organization("The Dawn Institute", "Институт Рассвет")
    factories.participate(case, dawn)
    factories.published(case, researcher, editor)
    dawn.refresh_from_db()
    release.hide(dawn, by=editor)
    assert "Dawn" not in everything_public() and "Рассвет" not in everything_public()


def test_a_name_in_a_tombstone_is_hidden(researcher: User, editor: User) -> None:
    case = factories.published(factories.case(), researcher, editor)
    workflow.withdraw(case, by=editor, reason="Asked for by Sevda Quliyeva.")
    release.hide(factories.person("Sevda Quliyeva"), by=editor)
    assert "Quliyeva" not in everything_public()


def test_a_thousand_names_tried_against_the_published_hashes_find_none(
    case: Case, sevda: Person, editor: User
) -> None:
    """Whoever kept the old log cannot tell whose name stood in a redacted document."""
    from cases.public import log
    from cases.public.models import Publication

    old = Version.objects.get(kind="person", key=sevda.__class__.objects.get(pk=sevda.pk).key).read()
    hashes = set(Publication.objects.values_list("document_sha256", flat=True))
    sevda.refresh_from_db()
    release.hide(sevda, by=editor)
    hashes |= set(Publication.objects.values_list("document_sha256", flat=True))
    del old["salt"]
    guesses = ["Sevda Quliyeva", *(f"{first} {last}" for first in FIRST_NAMES for last in LAST_NAMES)]
    assert len(guesses) > 1000
    for guess in guesses:
        document = {**old, "names": [{**old["names"][0], "text": guess}, *old["names"][1:]]}
        for salt in ({}, {"salt": ""}, {"salt": "0" * 32}):
            assert log.sha256(log.canonical({**document, **salt})) not in hashes


FIRST_NAMES = "Sevda Leyla Nigar Aysel Günel Aynur Lalə Vüsalə Sevinc Könül Arzu Nərgiz Rəna Zümrüd Fidan Jalə Esmira Tamilla Zəhra Xanım Elnarə Gülnar Nuranə Pərvin Samirə Türkan Ülviyyə Vəfa Yeganə Ziba Aidə Bahar".split()  # noqa: E501
LAST_NAMES = "Quliyeva Əliyeva Məmmədova Hüseynova Həsənova İsmayılova Rzayeva Abbasova Bağırova Cəfərova Dadaşova Eyvazova Fətəliyeva Göyüşova Haqverdiyeva İbrahimova Kərimova Lətifova Mustafayeva Nəbiyeva Orucova Paşayeva Rəhimova Sadıqova Tağıyeva Umudova Vəliyeva Yusifova Zeynalova Şirinova Çobanova Ömərova".split()  # noqa: E501


def test_a_name_that_was_corrected_is_hidden_too(researcher: User, editor: User) -> None:
    vera = factories.person("Vera Sokolova", "Вера Соколова")
    case = factories.case("The trial of Sokolova", summary="Vera Sokolova was tried.")
    factories.participate(case, vera)
    factories.published(case, researcher, editor)
    factories.published(
        factories.profile("GE", "The trial of Vera Sokolova drew notice."), researcher, editor
    )
    vera.refresh_from_db()
    vera.names.all().delete()
    vera.names.create(text="Vera Rzayeva", language="en")
    workflow.changed(vera, by=researcher)
    factories.published(vera, researcher, editor)
    vera.refresh_from_db()
    release.hide(vera, by=editor)
    public = everything_public().lower()
    for trace in ("sokolov", "соколов", "rzayev"):
        assert trace not in public, trace
    assert list(broken_links()) == []


def test_a_surname_alone_is_hidden_where_the_row_was_removed_and_in_shared_events(
    researcher: User, editor: User
) -> None:
    leonid = factories.person("Leonid Kravchinsky")
    case = factories.case("The Kravchinsky affair")
    row = factories.participate(case, leonid)
    freed = factories.event(None, "Kravchinsky freed", event_kind="release")
    freed.shared_by.add(case)
    factories.published(case, researcher, editor)
    other = factories.case("Another case")
    other.relations.create(other=case, relation=factories.term("case_relation", "follows"))
    factories.published(other, researcher, editor)
    row.delete()
    workflow.changed(case, by=researcher)
    factories.published(case, researcher, editor, note="Kravchinsky removed.")
    leonid.refresh_from_db()
    release.hide(leonid, by=editor)
    assert "kravchinsky" not in everything_public().lower()


# ---------------------------------------------------------------- what is left, and looked at by an editor


def test_a_full_name_inside_an_organizations_name_is_left_and_listed(researcher: User, editor: User) -> None:
    fund = factories.organization("The Sevda Quliyeva Fund")
    case = factories.case(summary="The Sevda Quliyeva Fund was closed. Sevda Quliyeva fled.")
    factories.participate(case, fund)
    factories.published(case, researcher, editor)
    fund.refresh_from_db()

    hidden = release.hide(factories.person("Sevda Quliyeva"), by=editor)

    case.refresh_from_db()
    summary = Version.objects.get(kind="case").read()["texts"][0]["summary"]
    assert summary == "The Sevda Quliyeva Fund was closed. [name withheld] fled."
    left = {(place.kind, place.field) for place in hidden.places if place.why == Mask.Why.LEFT}
    assert left == {
        ("organization", "names.0.text"),
        ("case", "participants.0.names.0.text"),
        ("case", "texts.0.summary"),
    }


def test_a_surname_that_two_people_share_is_left_and_listed(researcher: User, editor: User) -> None:
    sevda, nigar = factories.person("Sevda Quliyeva"), factories.person("Nigar Quliyeva")
    case = factories.case(summary="Quliyeva spoke. Nigar Quliyeva listened.")
    for who in (sevda, nigar):
        factories.participate(case, who)
    factories.published(case, researcher, editor)
    sevda.refresh_from_db()

    hidden = release.hide(sevda, by=editor)

    assert [(place.why, place.field) for place in hidden.places] == [("left", "texts.0.summary")]


def test_only_the_mask_in_an_old_version_may_be_replaced(case: Case, sevda: Person, editor: User) -> None:
    sevda.refresh_from_db()
    place = next(one for one in release.hide(sevda, by=editor).places if one.field == "texts.0.summary")
    for text in (
        "Nobody was arrested.",
        "A reporter was arrested; Rauf Quliyev, a minister, confirmed it.",
        f"A reporter {'of note ' * 40} was arrested; Rauf Quliyev, a minister, denied it.",
    ):
        with pytest.raises(workflow.Refused):
            release.propose(place, by=editor, text=text)


def test_a_place_that_holds_a_former_name_is_not_rewritten(researcher: User, editor: User) -> None:
    vera = factories.person("Vera Sokolova")
    case = factories.case(summary="Vera Sokolova was tried.")
    factories.participate(case, vera)
    factories.published(case, researcher, editor)
    vera.refresh_from_db()
    vera.names.update(text="Vera Rzayeva")
    workflow.changed(vera, by=researcher)
    factories.published(vera, researcher, editor)
    place = Mask.objects.get(why=Mask.Why.FORMER_NAME)

    with pytest.raises(workflow.Refused):
        release.propose(place, by=editor, text="Somebody else was tried.")


# ---------------------------------------------------------------- one name


def made_confidential(her: Person, name: str, researcher: User, editor: User) -> None:
    her.refresh_from_db()
    her.names.filter(text=name).update(confidential=True)
    workflow.changed(her, by=researcher)
    factories.published(her, researcher, editor)
    her.refresh_from_db()


def test_a_name_made_confidential_later_is_taken_out_of_old_versions(researcher: User, editor: User) -> None:
    her = factories.person("Ann Penn", "Sevda Quliyeva")
    case = factories.case("Sevda Quliyeva tried", summary="Ann Penn (Sevda Quliyeva) wrote. Quliyeva fled.")
    factories.participate(case, her)
    factories.published(case, researcher, editor)
    case.texts.update(title="Ann Penn tried", summary="Ann Penn wrote and fled.")
    workflow.changed(case, by=researcher)
    made_confidential(her, "Sevda Quliyeva", researcher, editor)
    factories.published(case, researcher, editor, note="One name less.")

    release.hide_name(her, "Sevda Quliyeva", by=editor)

    public = everything_public()
    assert "Quliyeva" not in public and "Sevda" not in public and "sevda" not in public
    assert Page.objects.get(kind="person").state == "live"
    first = Version.objects.get(kind="case", version=1).read()
    assert first["texts"][0]["summary"] == "Ann Penn ([name withheld]) wrote. [name withheld] fled."
    assert [name["text"] for name in first["participants"][0]["names"]] == ["Ann Penn"]
    assert list(broken_links()) == []


def test_a_name_that_the_page_still_shows_is_not_hidden_alone(researcher: User, editor: User) -> None:
    her = factories.published(factories.person("Ann Penn", "Sevda Quliyeva"), researcher, editor)
    her.refresh_from_db()
    with pytest.raises(workflow.Refused, match="still shows"):
        release.hide_name(her, "Sevda Quliyeva", by=editor)


def test_hiding_one_name_leaves_a_public_name_that_shares_its_words(researcher: User, editor: User) -> None:
    her = factories.person("Sevda Aliyeva", "Sevda Quliyeva")
    case = factories.case(summary="Sevda Quliyeva wrote. Sevda Aliyeva fled. Sevda is free.")
    factories.participate(case, her)
    factories.published(case, researcher, editor)
    case.texts.update(summary="Sevda Aliyeva fled.")
    workflow.changed(case, by=researcher)
    made_confidential(her, "Sevda Quliyeva", researcher, editor)

    release.hide_name(her, "Sevda Quliyeva", by=editor)

    summary = Version.objects.get(kind="case", version=1).read()["texts"][0]["summary"]
    assert summary == "[name withheld] wrote. Sevda Aliyeva fled. Sevda is free."


def test_the_next_publication_does_not_bring_back_a_corrected_name(researcher: User, editor: User) -> None:
    rashad = factories.person("Rashad Velikhanov")
    case = factories.case("Rashad Velikhanov arrested", summary="Rashad Velikhanov was arrested.")
    factories.participate(case, rashad)
    factories.published(case, researcher, editor)
    rashad.refresh_from_db()
    rashad.names.update(text="Kamal Isgandarov")
    workflow.changed(rashad, by=researcher)
    factories.published(rashad, researcher, editor)
    rashad.refresh_from_db()
    release.hide(rashad, by=editor)

    workflow.changed(case, by=researcher)
    assert any(problem.key.startswith("name:") and problem.blocking for problem in problems(case))
    with pytest.raises(workflow.Refused):
        workflow.submit(case, by=researcher)
