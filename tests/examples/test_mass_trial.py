"""A mass trial: eleven defendants, entered once and corrected where it differs; one of them was severed."""

import pytest

from tests.examples.desk import Desk, sentence, step

pytestmark = pytest.mark.django_db


def test_eleven_defendants_entered_once_and_corrected_where_it_differs(desk: Desk) -> None:
    court = desk.body("Baku Court of Grave Crimes")
    unrest = desk.article(desk.law("Criminal Code"), "220.1", "Mass disorder")
    people = [desk.person(f"Ramin Nağıyev{n:02}") for n in range(1, 11)]
    withheld = desk.person("Elxan Orucov", shown="withheld")
    defendants = [*people, withheld]
    case = desk.case(
        "Trial of the eleven", "criminal", began="2013", who=[(one, "defendant") for one in defendants]
    )
    desk.proceeding(
        case, "criminal", body=court, charges=[{"provision": unrest}],
        steps=[
            step("Feb 2013", "charged"),
            step("22 April 2015", "convicted", sentences=[
                sentence(years=3), sentence(who="4, 9", years=7), sentence(who="11", years=2, suspended="on"),
            ]),
        ],
    )  # fmt: skip
    desk.held(case, people[3], "Feb 2013", kind="colony", confirmed="22 April 2015")
    desk.held(case, withheld, "Feb 2013", "22 April 2015")
    desk.publish(case)
    severed = desk.case(
        "One of the eleven again", "criminal", part_of=case, began="2016",
        who=[(people[3], "defendant"), (withheld, "defendant")],
    )  # fmt: skip
    desk.publish(severed)

    page = desk.page(case)
    assert "3 years in prison: Ramin Nağıyev01 Ramin Nağıyev02 Ramin Nağıyev03 and 5 others" in page
    assert "7 years in prison: Ramin Nağıyev04 Ramin Nağıyev09" in page
    assert "2 years in prison, suspended: Accused, name withheld" in page
    assert "Unknown since 22 April 2015, when custody was last confirmed" in page
    assert "and 1 whose name is withheld" in page and "Orucov" not in page
    # With its parts: ten by name, each once; whether the one who is withheld is one in both, nobody says.
    assert "Targeted 10 1 to 2 Not known whether still held 1 0 Held before, no longer 0 1" in page
    assert "In force: convicted 10 1" in page
    assert "in force: 7 years in prison" in desk.page(people[3])
    assert "in force: 3 years in prison" in desk.page(people[0])
    assert "Convicted 11 11 1" in desk.page(court)
    assert "10 people charged, by name" in desk.page(unrest)
    assert "1 more whose names are withheld" in desk.page(unrest)

    assert desk.finds(case, trait="mass") and not desk.finds(severed, trait="mass")
    assert desk.finds(case, part="whole") and desk.finds(severed, part="part")
    assert desk.finds(severed, within=case.key) and not desk.finds(case, within=severed.key)
    assert desk.finds(case, custody="unknown") and not desk.finds(case, custody="now")
    assert desk.finds(case, outcome="convicted") and not desk.finds(severed, outcome="convicted")
    assert desk.finds(severed, outcome="unknown")
