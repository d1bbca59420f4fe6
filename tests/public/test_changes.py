"""What a new version says otherwise than the one before it: marked on the page, told on that of changes."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from cases.public.changes import changes
from cases.public.matching import marks
from tests.public import documents
from tests.public.documents import (
    case,
    case_text,
    charge,
    coded,
    detention,
    event_text,
    name,
    own_event,
    participant,
    place,
    proceeding,
    provision,
    sanction,
    source,
    step,
    text,
)
from tests.public.reading import said

pytestmark = pytest.mark.django_db

LEYLA = participant(name("Leyla Hüseynova"), key="7")
MURAD = participant(name("Murad Həsənov"), key="8")


def verdict(on: str, years: int, party: int = 1, **facts: Any) -> dict[str, Any]:
    return step("convicted", on, party, sanctions=[sanction(party, years=years)], **facts)


def tried(*steps: dict[str, Any], **facts: Any) -> dict[str, Any]:
    parties = facts.setdefault("participants", [LEYLA])
    law = [proceeding("1-17", None, *range(1, len(parties) + 1), steps=list(steps))]
    return case(1, **({"proceedings": law} | facts))


def published_twice(former: dict[str, Any], document: dict[str, Any]) -> None:
    documents.publish(former)
    documents.publish(document, at=datetime.now(UTC), note="Corrected.")


def told(document: dict[str, Any], former: dict[str, Any], *, in_full: bool = False) -> list[str]:
    """Each change in a line, its parts in brackets."""
    lines = []
    for one in changes(document, former, in_full=in_full):
        parts = [
            f"{part.label}: {part.before or '–'} → {part.after or '–'}" if part.is_quoted else part.label
            for part in one.differences
        ]
        head = f"{one.word} {one.part}" + (f" {one.title}" if one.title else "")
        lines.append(f"{head} [{'; '.join(parts)}]" if parts else head)
    return lines


# ---------------------------------------------------------------- the page, and the page of changes


def test_a_step_that_was_corrected_is_changed_and_not_added(client: Client) -> None:
    opened = step("opened", "2017-01-09", 1)
    published_twice(
        tried(opened, verdict("2017-06-20", 5)),
        tried(opened, verdict("2017-06-21", 4), step("appeal", "2017-07-01", 1)),
    )

    page = said(client.get("/cases/1/arrest-of-a-reporter/"))
    assert "Convicted no source yet Changed in version 2" in page
    assert "Appeal no source yet Added in version 2" in page
    assert page.count("in version 2") == 2

    page = said(client.get("/cases/1/changes/"))
    assert "Corrected. Changed Step: Convicted, 21 June 2017" in page
    assert "date: 20 June 2017 → 21 June 2017" in page
    assert "sanctions: 5 years in prison → 4 years in prison" in page
    assert "Added Step: Appeal, 1 July 2017" in page
    assert "Opened" not in page


def test_the_page_of_changes_tells_each_version_from_the_one_before_it_in_two_queries(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    documents.publish(case(1))
    documents.publish(case(1, began=documents.date("2017-06")))
    documents.withdraw(documents.publish(case(1, began=documents.date("2018"))), "Told twice.")
    documents.publish(case(1, began=documents.date("2019")))

    # What is newest; the page, its versions.
    with django_assert_num_queries(3):
        page = said(client.get("/cases/1/changes/"))
    assert "May 2017 → June 2017" in page and "June 2017 → 2018" in page
    assert "2018 → 2019" not in page, "after it was withdrawn it begins anew"


# ---------------------------------------------------------------- which row is which


def test_somebody_new_above_changes_nothing_below() -> None:
    former = tried(verdict("2017-06-20", 5), detentions=[detention(1, "2017-05-12")])
    document = tried(
        verdict("2017-06-20", 5, party=2),
        participants=[MURAD, LEYLA],
        detentions=[detention(2, "2017-05-12")],
    )
    document["proceedings"][0]["parties"] = ["participant-2"]
    assert told(document, former) == [
        "Added Person or organization Murad Həsənov, Target [certainty: – → Established]"
    ]


def test_of_two_verdicts_the_likelier_one_was_corrected() -> None:
    first, second = verdict("2017-06-20", 5), verdict("2017-06-20", 2, party=2)
    both = [LEYLA, MURAD]
    lines = told(
        tried(verdict("2017-06-22", 2, party=2), verdict("2017-06-22", 5), participants=both),
        tried(first, second, participants=both),
    )
    assert lines == [
        "Changed Step Convicted, 22 June 2017 [date: 20 June 2017 → 22 June 2017]",
        "Changed Step Convicted, 22 June 2017 [date: 20 June 2017 → 22 June 2017]",
    ]


def test_rows_that_have_nothing_but_their_kind_in_common_are_two() -> None:
    both = [LEYLA, MURAD]
    lines = told(
        tried(verdict("2019-02-01", 1, party=2), participants=both),
        tried(verdict("2017-06-20", 5), participants=both),
    )
    assert [line.partition(",")[0] for line in lines] == ["Added Step Convicted", "Taken out Step Convicted"]


def test_another_kind_of_the_same_day_is_the_step_corrected() -> None:
    partly = verdict("2017-06-20", 5) | {"kind": coded("partly", "Convicted in part"), "acts_as": "partly"}
    assert told(tried(partly), tried(verdict("2017-06-20", 5))) == [
        "Changed Step Convicted in part, 20 June 2017 [step: Convicted → Convicted in part]"
    ]


def test_what_changes_by_itself_is_no_change() -> None:
    """Labels of another language, the numbers of sources, the number of a law that has a page now."""
    former = tried(participants=[LEYLA], events=[own_event("Arrest", "2017-05-12", refs=["1a"])])
    former |= {"sources": [source(1, place("1a", "event-1"))], "languages": ["en"]}
    document = tried(
        participants=[LEYLA],
        events=[own_event("Beating", "2017-05-01"), own_event("Arrest", "2017-05-12", refs=["2a"])],
        status={"code": "active", "labels": {"en": "Still going on", "az": "Davam edir"}},
    )
    other = source(1, place("1a", "summary"), title=text("en", "Another report"), url="https://other.example")
    document["sources"] = [other, source(2, place("2a", "event-2"))]
    under = provision()
    former["proceedings"][0]["charges"] = [charge(1, under)]
    for level in (numbered := provision(number=50))["path"]:
        level["key"] = None
    document["proceedings"][0]["charges"] = [charge(1, numbered)]
    assert [line.partition(" [")[0] for line in told(document, former)] == [
        "Added Event Beating, 1 May 2017",
        "Added Source Another report",
    ]


def test_a_requalified_charge_and_a_moved_detention_are_changed() -> None:
    former = tried(detentions=[detention(1, "2017-05-12")])
    document = tried(detentions=[detention(1, "2017-05-12", "2017-09-01", place="Gobustan")])
    former["proceedings"][0]["charges"] = [charge(1)]
    document["proceedings"][0]["charges"] = [charge(1, provision("206.3"))]
    assert told(document, former) == [
        "Changed Charge Leyla Hüseynova, Criminal Code, article 206.3 "
        "[under: Criminal Code, article 178.3.2 → Criminal Code, article 206.3]",
        "Changed Detention Leyla Hüseynova, Pre-trial detention, 12 May 2017 "
        "[to: – → 1 September 2017; place]",
    ]


# ---------------------------------------------------------------- what is quoted, and to whom


def test_the_public_is_not_told_a_name_or_a_text_that_was_taken_out(client: Client) -> None:
    withheld, title = participant(shown="withheld"), "Arrest of a reporter"
    former = tried(verdict("2017-06-20", 5), texts=[case_text("en", title, "Leyla was held.")])
    document = tried(
        verdict("2017-06-21", 5),
        participants=[withheld],
        texts=[case_text("en", title, "A reporter was held.")],
    )
    lines = told(document, former)
    assert not any("Leyla" in line for line in lines)
    assert lines[0] == "Changed Summary (English)"
    assert "Taken out Person or organization Target" in lines

    lines = told(document, former, in_full=True)
    assert lines[0] == "Changed Summary (English) [: Leyla was held. → A reporter was held.]"
    assert "Taken out Person or organization Leyla Hüseynova, Target" in [
        line.partition(" [")[0] for line in lines
    ]
    published_twice(former, document)
    assert "Leyla" not in said(client.get("/cases/1/changes/"))


def long(*middle: str, language: str = "en") -> dict[str, Any]:
    narrative = " ".join([*(f"b{n}" for n in range(100)), *middle, *(f"a{n}" for n in range(100))])
    return case(1, texts=[case_text(language, "Arrest", narrative=narrative)])


def test_nothing_that_somebody_wrote_of_the_former_version_reaches_the_public() -> None:
    """A party in words was said with less, and what told where and what was taken out."""
    driver = participant(who="unidentified", label=text("en", "Driver of Minister SECRET"))
    nurse = participant(shown="pseudonym", label=text("en", "Nurse SECRET of Ganja"))
    former = tried(
        step("convicted", "2017", 1, 2, sanctions=[sanction(1, years=7), sanction(2, years=3)]),
        participants=[driver, nurse],
        detentions=[detention(1, "2017-05-12") | {"place": "house of SECRET"}],
        events=[own_event("SECRET let go", "2018")],
        relations=[documents.relation("part_of", "Part of", "4", "The case of SECRET")],
        sources=[source(1) | {"title": text("en", "What SECRET told")}],
    )
    document = tried(
        step("convicted", "2018", 1, sanctions=[sanction(1, years=6), sanction(2, years=3)]),
        participants=[
            driver | {"label": text("en", "Driver of a minister")}, nurse | {"label": text("en", "Nurse")},
        ],
        detentions=[detention(1, "2017-05-12") | {"place": "Baku"}],
    )  # fmt: skip
    lines = told(document, former)
    assert "Taken out Event Arrest, 2018" in lines and "Taken out Related case Part of" in lines
    assert "date: 2017 → 2018" in " ".join(lines) and "SECRET" not in " ".join(lines)
    assert " ".join(told(document, former, in_full=True)).count("SECRET") >= 6


def test_of_a_long_text_an_editor_reads_what_differs() -> None:
    assert told(long("five", "years"), long("four", "years"), in_full=True) == [
        "Changed What happened (English) [: … b96 b97 b98 b99 four years a0 a1 a2 …"
        " → … b96 b97 b98 b99 five years a0 a1 a2 …]"
    ]
    assert told(long("five", "years"), long(), in_full=True) == [
        "Changed What happened (English) [: … b96 b97 b98 b99 a0 a1 a2 a3 …"
        " → … b96 b97 b98 b99 five years a0 a1 a2 a3 …]"
    ]


def test_lines_that_end_otherwise_are_no_change() -> None:
    one, other = (
        case(1, texts=[case_text("en", "Arrest", narrative=f"One.{end}{end}Two.")]) for end in ("\n", "\r\n")
    )
    assert told(one, other, in_full=True) == []
    assert not any(marks(one, other).values())


def test_what_is_new_throughout_is_named_and_not_quoted() -> None:
    assert "Added What happened (Azerbaijani)" in told(long(language="az"), case(1), in_full=True)
    other = long(*["other"] * 100)
    assert told(other, long(*["words"] * 100), in_full=True) == ["Changed What happened (English)"]
    assert told(long("five"), long("four")) == ["Changed What happened (English)"]


@pytest.mark.parametrize(
    ("former", "document", "lines"),
    [
        (
            documents.person(1),
            documents.person(1, name("Sevda Quliyeva"), name("Севда Гулиева", "ru"), born="1980"),
            ["Changed Names", "Added Born [: – → 1980]"],
        ),
        (
            documents.organization(1, website="https://one.example"),
            documents.organization(1, dissolved=documents.date("2018")),
            ["Added Dissolved [: – → 2018]", "Taken out Website"],
        ),
        (
            documents.event(1),
            documents.event(1, texts=[event_text("en", "A law on grants", "It was softened.")], place="Baku"),
            ["Added Place [: – → Baku]", "Changed Text (English)"],
        ),
        (
            documents.profile("AZ", indicators=[documents.indicator("9")]),
            documents.profile(
                "AZ", indicators=[documents.indicator("11"), documents.indicator("8", year="2016")]
            ),
            [
                "Changed Indicator Lawyers per 100,000 people, 2017 [value: 9 → 11]",
                "Added Indicator Lawyers per 100,000 people, 2016 [value: – → 8]",
            ],
        ),
    ],
)
def test_every_kind_of_page_tells_what_changed(
    former: dict[str, Any], document: dict[str, Any], lines: list[str]
) -> None:
    assert told(document, former) == lines


@pytest.mark.parametrize("document", [documents.case, documents.person, documents.event])
def test_a_document_told_against_itself_says_nothing(document: Any) -> None:
    assert told(document(), document()) == []
