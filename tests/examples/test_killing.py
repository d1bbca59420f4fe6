"""A killing: the suspects are known in words only, and nobody is called guilty."""

import pytest

from tests.examples.desk import Desk, step

pytestmark = pytest.mark.django_db


def test_a_killing_with_suspects_who_are_not_named(desk: Desk) -> None:
    rustam = desk.person("Rüstəm Tağızadə", basis="next_of_kin", died="2 March 2005")
    police, gunmen = desk.body("Baku City Police", "police"), "two men on the stairs of his house"
    case = desk.case(
        "An editor is killed at his door", "killing", began="2 March 2005",
        who=[
            (rustam, "victim"), (gunmen, "suspect", {"count": 2}), ("whoever ordered it", "suspect"),
            (police, "investigator"),
        ],
        events=[{"event_kind": "death", "date": "2 March 2005", "title": "Shot at his door"}],
    )  # fmt: skip
    desk.proceeding(
        case, "criminal", body=police, parties=[gunmen],
        steps=[step("3 March 2005", "opened"), step("2009", "suspended")],
    )  # fmt: skip
    desk.publish(case)

    page = desk.page(case)
    assert "Victim Rüstəm Tağızadə" in page
    assert f"{gunmen} A group of 2. None is named." in page
    assert "whoever ordered it How many is not known. None is named." in page
    assert "Suspended in 2009, no decision recorded." in page and "No decision in force" in page
    assert "Targeted Rüstəm Tağızadə" in page and "No individual is named" not in page
    for word in ("onvicted", "erpetrator", "ustody"):
        assert word not in page
    his = desk.page(rustam)
    assert "2005" in his and "2 March 2005 An editor is killed at his door" in his and "Victim" in his
    assert "Proceedings" not in his  # the file is about others
    assert gunmen not in his

    assert desk.finds(case, type="body") and desk.finds(case, stage="suspended")
    assert desk.finds(case, outcome="unknown") and not desk.finds(case, outcome="dropped")
    assert not desk.finds(case, custody="released") and not desk.finds(case, custody="now")
