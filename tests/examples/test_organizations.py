"""An NGO that is liquidated and works abroad; a blocked site; a suit to silence."""

import pytest

from tests.examples.desk import Desk, sentence, step

pytestmark = pytest.mark.django_db


def test_an_ngo_is_liquidated_and_works_abroad(desk: Desk) -> None:
    ministry = desk.body("Ministry of Justice", "ministry", "Belarus")
    court = desk.body("Supreme Court of Belarus", "court", "Belarus")
    ngo = desk.organization(
        "Zorka Legal Aid", country="Belarus",
        statuses=[
            {"country": "Belarus", "status": "registered", "began": "1999", "ended": "1 Oct 2021",
             "by": ministry},
            {"country": "Belarus", "status": "liquidated", "began": "1 Oct 2021", "by": court},
            {"country": "Lithuania", "status": "registered", "began": "2022"},
        ],
    )  # fmt: skip
    case = desk.case(
        "An association is dissolved", "liquidation", began="Aug 2021", lead="Belarus", status="ended",
        who=[(ngo, "respondent"), (ministry, "claimant")], countries=[("Lithuania", "host")],
    )  # fmt: skip
    desk.proceeding(
        case, "registration", body=court, brought_by=ministry,
        steps=[
            step("30 Aug 2021", "filed"),
            step("1 Oct 2021", "granted", sentences=[sentence("liquidation")]),
        ],
    )  # fmt: skip
    desk.publish(case)

    page = desk.page(case)
    assert "No individual is named in this case." in page and "0 people" not in page
    assert "brought by Ministry of Justice Zorka Legal Aid" in page
    assert "Claim or request granted in 2021. In force: Claim or request granted liquidation" in page
    its = desk.page(ngo)
    assert "since 1 October 2021 no end recorded Liquidated[1a] Belarus by Supreme Court of Belarus" in its
    assert "Registered[1a] Belarus by Ministry of Justice" in its
    assert "since 2022 no end recorded Registered[1a] Lithuania" in its
    assert "Claim or request granted organizations only 1" in desk.page(court)

    assert desk.finds(case, outcome="granted") and not desk.finds(case, outcome="refused")
    assert desk.finds(case, stage="decided") and desk.finds(case, status="ended")
    assert desk.finds(case, type="association") and desk.finds(case, target="ngo")
    assert desk.finds(case, country="LT", country_role="host")
    assert not desk.finds(case, custody="now")


def test_a_site_is_blocked(desk: Desk) -> None:
    site = desk.organization(
        "Küçə Xəbər", kind="media", country="Azerbaijan",
        domains=[
            {"name": "kuce.example", "country": "Azerbaijan", "blocked_from": "27 March 2017"},
            {"name": "mirror.example", "country": "Azerbaijan", "blocked_from": "2018", "blocked_to": "2020"},
        ],
    )  # fmt: skip
    case = desk.case(
        "A news site no longer opens", "site_block", began="27 March 2017", status="active",
        who=[(site, "target")],
        events=[{"event_kind": "block", "date": "27 March 2017", "title": "The site no longer opens"}],
        affected=[{"bound": "words", "words": "several mirrors of the site", "whom": "sites"}],
    )  # fmt: skip
    desk.publish(case)

    page = desk.page(case)
    assert "No individual is named in this case." in page and "Status Active" in page
    assert "Affected several mirrors of the site" in page
    assert "Charges and sentences" not in page  # no court had a part in it, as far as anybody knows
    its = desk.page(site)
    assert "kuce.example" in its and "since 27 March 2017" in its
    assert "mirror.example" in its and "2018 to 2020" in its

    assert desk.finds(case, type="site_block", status="active") and desk.finds(case, trait="mass")
    assert desk.finds(case, stage="unknown", outcome="unknown")
    assert desk.finds(case, target="media") and not desk.finds(case, target="ngo")


def test_a_suit_to_silence_with_damages(desk: Desk) -> None:
    court = desk.body("Nərimanov District Court")
    builder = desk.organization("Sahil Tikinti MMC", kind="company", basis="widely_reported")
    paper = desk.organization("Yeni Səs", kind="media", country="Azerbaijan")
    aydan = desk.person("Aydan Şirinova")
    case = desk.case(
        "A builder sues a newspaper", "slapp", began="2019",
        who=[(aydan, "respondent"), (paper, "respondent"), (builder, "claimant")],
    )  # fmt: skip
    hers = sentence("damages", who="1", amount="2000", currency="AZN")
    its = sentence("damages", who="2", amount="30000", currency="AZN")
    desk.proceeding(
        case, "civil", body=court, brought_by=builder, amount="500000", currency="AZN",
        steps=[step("12 May 2019", "filed"), step("2 Dec 2019", "granted", sentences=[hers, its])],
    )  # fmt: skip
    desk.publish(case)

    page = desk.page(case)
    assert "brought by Sahil Tikinti MMC" in page and "500,000 AZN" in page
    assert "damages of 2,000 AZN" in page and "damages of 30,000 AZN" in page
    for word in ("Accused", "convicted", "Convicted", "in prison", "ustody"):
        assert word not in page
    assert "in force: damages of 2,000 AZN" in desk.page(aydan) and "30,000" not in desk.page(aydan)
    assert "in force: damages of 30,000 AZN" in desk.page(paper)
    its_own = desk.page(builder)
    assert "in force" not in its_own
    assert "Claim or request granted in 2019. brought by them: Civil proceeding" in its_own

    assert desk.finds(case, type="slapp") and desk.finds(case, outcome="granted", stage="decided")
    assert not desk.finds(case, outcome="convicted") and not desk.finds(case, custody="released")
    assert desk.finds(case, target="media") and not desk.finds(case, target="company")
