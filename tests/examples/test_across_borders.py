"""A case in absentia; an abduction with three proceedings in two states and one at Strasbourg."""

import pytest

from tests.examples.desk import Desk, sentence, step

pytestmark = pytest.mark.django_db


def test_a_case_in_absentia(desk: Desk) -> None:
    court = desk.body("Tverskoy District Court", country="Russia")
    fakes = desk.article(desk.law("Criminal Code", "Russia"), "207.3", "False information")
    nina = desk.person("Nina Verkhova")
    case = desk.case(
        "An editor is tried while abroad", "criminal", began="March 2022", lead="Russia",
        who=[(nina, "defendant")], countries=[("Georgia", "host")],
        events=[{"event_kind": "wanted", "date": "May 2022", "title": "Put on the wanted list"}],
    )  # fmt: skip
    ban = sentence("activity_ban", years=4)
    desk.proceeding(
        case, "criminal", body=court, charges=[{"provision": fakes}],
        steps=[
            step("April 2022", "charged"),
            step("Oct 2023", "convicted", in_absentia="true", years=8, sentences=[ban]),
        ],
    )  # fmt: skip
    desk.publish(case)

    page = desk.page(case)
    assert "Convicted[1a] October 2023, day not known in absentia" in page
    assert "In force: Convicted ban on activity for 4 years 8 years in prison" in page
    assert "Detention How days" not in page and "ustody" not in page  # nobody says that she was ever held
    assert "Georgia Country of exile" in page
    assert "Convicted in 2023." in desk.page(nina) and "in force: 8 years in prison" in desk.page(nina)

    assert desk.finds(case, trait="in_absentia") and desk.finds(case, trait="cross_border")
    assert desk.finds(case, country="GE") and desk.finds(case, country="GE", country_role="host")
    assert not desk.finds(case, country="GE", country_role="lead")
    assert not desk.finds(case, custody="released") and not desk.finds(case, custody="now")


def test_an_abduction_with_proceedings_in_two_states_and_at_strasbourg(desk: Desk) -> None:
    strasbourg = desk.body("European Court of Human Rights", "intl_court", "France")
    prosecutors = desk.body("Prosecutor's Office of Georgia", "prosecutor", "Georgia")
    court, police = desk.body("Balakən District Court"), "men in the uniform of the criminal police"
    smuggling = desk.article(desk.law("Criminal Code"), "206.1", "Smuggling")
    elnur = desk.person("Elnur Qasımov")
    case = desk.case(
        "A journalist is carried across the border", "abduction", "criminal", began="29 May 2017",
        who=[(elnur, "target"), (police, "alleged_perpetrator", {"count": 4})],
        countries=[("Georgia", "place"), ("Georgia", "host")],
        events=[
            {"event_kind": "abduction", "date": "29 May 2017", "title": "Taken from the street",
             "place": "Tbilisi", "country": "Georgia"},
            {"event_kind": "release", "date": "17 March 2020", "title": "Let out under escort"},
        ],
    )  # fmt: skip
    desk.proceeding(
        case, "criminal", body=court, charges=[{"provision": smuggling}],
        steps=[
            step("30 May 2017", "charged"),
            step("12 Jan 2018", "convicted", years=6),
            step("April 2018", "appeal"),
            step("24 April 2018", "upheld"),
        ],
    )  # fmt: skip
    desk.proceeding(case, "inquiry", body=prosecutors, steps=[step("31 May 2017", "opened")])
    desk.proceeding(
        case, "international", body=strasbourg, numbers=[{"number": "12345/18", "authority": strasbourg}],
        steps=[step("2018", "lodged"), step("2020", "communicated"), step("5 Sept 2023", "violation")],
    )  # fmt: skip
    desk.held(case, elnur, "29 May 2017", "30 May 2017", "incommunicado", place="on the way to Baku")
    desk.held(case, elnur, "30 May 2017", "17 March 2020", "prison", lawyer_access="true")
    desk.publish(case)

    page = desk.page(case)
    assert f"Alleged perpetrator {police} A group of 4. None is named." in page
    assert "Convicted and upheld in 2018, freed in 2020, conviction still stands." in page
    assert "Case opened in 2017, no decision recorded." in page
    assert "Violation found in 2023." in page
    # The 30th of May, on the way and in prison, is one day.
    assert "Custody ended 17 March 2020 held 1,024 days" in page
    assert "lawyer: not known family: not known" in page and "lawyer: admitted family: not known" in page
    assert "held 1,024 days" in desk.page(elnur) and "in force: 6 years in prison" in desk.page(elnur)
    assert "Violation found 1 1 1" in desk.page(strasbourg)
    assert "206.1 Smuggling On record 1 person charged, by name" in desk.page(smuggling)

    assert desk.finds(case, outcome="violation") and desk.finds(case, outcome="convicted")
    assert desk.finds(case, stage="decided") and desk.finds(case, stage="opened")
    assert desk.finds(case, country="GE", country_role="place") and not desk.finds(case, country="FR")
    assert desk.finds(case, q="12345/18") and desk.finds(case, provision="206")
    assert desk.finds(case, custody="released") and not desk.finds(case, custody="unknown")
