"""One total sentence for several charges; partly acquitted; converted on appeal."""

import pytest

from tests.examples.desk import Desk, step

pytestmark = pytest.mark.django_db


def test_one_total_sentence_partly_acquitted_and_converted_on_appeal(desk: Desk) -> None:
    court, appeal = desk.body("Baku Court of Grave Crimes"), desk.body("Baku Court of Appeal")
    judge = desk.official("Rauf Məmmədli")
    code = desk.law("Criminal Code")
    evasion, abuse = (
        desk.article(code, "213.2.2", "Tax evasion"),
        desk.article(code, "308.2", "Abuse of office"),
    )
    untouched = desk.article(code, "234", "Drugs")
    leyla = desk.person("Leyla Quluzadə", "Лейла Кулузаде")
    case = desk.case("A reporter is tried", "criminal", who=[(leyla, "defendant")], began="5 Dec 2014")
    desk.proceeding(
        case, "criminal", body=court, numbers=[{"number": "1(101)-1234/2015", "authority": court}],
        charges=[{"provision": evasion}, {"provision": abuse}],
        steps=[
            step("5 Dec 2014", "charged"),
            step("1 Sep 2015", "convicted", under="213.2.2", years=7, months=6, judges=[judge]),
            step("1 Sep 2015", "acquitted", under="308.2", judges=[judge]),
            step("25 May 2016", "converted", body=appeal, years=3, months=6, suspended="on"),
        ],
    )  # fmt: skip
    desk.held(case, leyla, "5 Dec 2014", "25 May 2016")
    desk.publish(case)

    page = desk.page(case)
    assert "Convicted[1a] 1 September 2015 Judge: Rauf Məmmədli under article 213.2.2" in page
    assert "7 years 6 months in prison Acquitted[1a] 1 September 2015" in page
    assert "Convicted and acquitted in 2015, sentence made milder and freed in 2016, conviction still" in page
    assert "In force: Convicted 3 years 6 months in prison, suspended" in page
    assert "Custody ended 25 May 2016 held 538 days" in page
    hers = desk.page(leyla)
    assert "in force: 3 years 6 months in prison, suspended" in hers and "7 years" not in hers
    assert "Custody ended 25 May 2016 held 538 days" in hers
    assert "Convicted as judge 1 1 1" in desk.page(judge) and "Acquitted as judge 1 1 1" in desk.page(judge)
    assert "article 213.2.2 Tax evasion On record 1 person charged, by name 1 case" in desk.page(evasion)
    assert "Convicted 1 Where the record" in desk.page(evasion)
    assert "Acquitted 1 Where the record" in desk.page(abuse) and "Convicted 1" not in desk.page(abuse)

    assert desk.finds(case, outcome="convicted") and desk.finds(case, outcome="converted")
    assert desk.finds(case, stage="decided") and not desk.finds(case, stage="charged")
    assert desk.finds(case, custody="released") and not desk.finds(case, custody="now")
    assert desk.finds(case, provision="213") is desk.finds(case, provision="308.2") is True
    untouched.refresh_from_db()
    assert untouched.number is None  # nobody was charged under it: it has no page


def test_acquitted_of_all_that_was_charged_is_no_conviction(desk: Desk) -> None:
    nigar = desk.person("Nigar Həsənli")
    code = desk.law("Criminal Code")
    charges = [{"provision": desk.article(code, number)} for number in ("221", "310")]
    case = desk.case("A lawyer is tried", "criminal", who=[(nigar, "defendant")], began="2015")
    desk.proceeding(
        case, "criminal", charges=charges,
        steps=[
            step("2 Feb 2015", "charged"),
            step("1 Sep 2015", "convicted", under="221", years=2),
            step("1 Sep 2015", "acquitted", under="310"),
            step("3 March 2016", "acquitted", under="221"),
        ],
    )  # fmt: skip
    desk.publish(case)

    assert "In force: Acquitted" in desk.page(case)
    assert "in force: 2 years" not in desk.page(nigar) and "still stands" not in desk.page(nigar)
    assert desk.finds(case, outcome="acquitted") and not desk.finds(case, outcome="convicted")
