"""What a reader finds at /cases/<number>/: all of one document, and what others say of it."""

import gzip
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from tests.public import documents
from tests.public.documents import (
    case_text,
    coded,
    date,
    in_role,
    name,
    own_event,
    participant,
    place,
    source,
    text,
)
from tests.public.reading import anchors, links, said

pytestmark = pytest.mark.django_db

ADDRESS = "/cases/1/arrest-of-a-reporter/"


def test_only_the_number_counts(client: Client) -> None:
    documents.publish(documents.case(1))
    for address in ("/cases/1/", "/cases/1/arrest/", "/cases/001/arrest-of-a-reporter/"):
        response = client.get(address)
        assert (response.status_code, response["Location"]) == (301, ADDRESS)
    assert client.get(ADDRESS).status_code == 200


def test_a_number_that_was_never_given_is_not_found(client: Client) -> None:
    assert client.get("/cases/99/").status_code == 404
    assert client.get("/cases/99999999999999999999999999/").status_code == 404


def test_a_page_costs_three_queries_beside_the_look_at_what_is_newest(
    client: Client, django_assert_num_queries: object
) -> None:
    whole_case()
    # What is newest; the page with its document, its versions, and one UNION of what is around it.
    with django_assert_num_queries(4):  # type: ignore[operator]
        client.get(ADDRESS)


def test_the_facts_are_said_in_the_words_of_the_record(client: Client) -> None:
    whole_case()
    page = said(client.get(ADDRESS))
    assert "Official number official no. 1-33/2017[1a] Criminal given by Court of Grave Crimes" in page
    assert "Authority Court of Grave Crimes, first chamber[1a]" in page
    assert "Country Azerbaijan Lead country, Where it happened Georgia Country of exile" in page
    assert "Targeted Leyla Hüseynova, editor of a newspaper[1a]" in page
    assert "Began May 2017[1a] day not known" in page
    assert "Ended Not known" in page
    assert "Status Active, as last reported 2018" in page
    assert "Redress Partial no source yet" in page


def test_what_is_not_known_is_written_out(client: Client) -> None:
    documents.publish(documents.case(1, began=date(""), status=coded("unknown", "Unknown")))
    page = said(client.get(ADDRESS))
    assert "Official number None recorded" in page
    assert "Authority Not recorded" in page
    assert "Targeted Not recorded No individual is named in this case." in page
    assert "Began Not known Ended Not known Status Not known how it stands Redress Not known" in page


def test_a_claim_without_a_source_says_so(client: Client) -> None:
    documents.publish(documents.case(1, events=[own_event("Arrest", "2017", "She was taken away.")]))
    page = said(client.get(ADDRESS))
    assert "A reporter was arrested in Baku. no source yet" in page
    assert "She was taken away. no source yet" in page


def test_a_claim_and_its_source_lead_to_each_other(client: Client) -> None:
    whole_case()
    response = client.get(ADDRESS)
    inner = {link[1:] for link in links(response) if link.startswith("#")}
    assert inner <= anchors(response)
    assert {"s-1a", "s-1b", "summary", "event-1", "participant-1", "began"} <= inner
    page = said(response)
    assert "1a page 3: in the court" in page
    assert "Used for: summary, began, 1-33/2017, Leyla Hüseynova, event (12 May 2017)" in page


def test_a_source_that_contradicts_says_so_at_both_ends(client: Client) -> None:
    documents.publish(
        documents.case(
            1,
            events=[own_event("Arrest", "2017", refs=["1a", "2a"])],
            sources=[
                source(1, place("1a", "event-1")),
                source(2, place("2a", "event-1", says="contradicts")),
            ],
        )
    )
    page = said(client.get(ADDRESS))
    assert "Arrest[1a] contradicted by 2a" in page
    assert "2a contradicts page 3" in page


def test_a_harmful_source_and_one_held_by_the_desk_are_cited_without_a_link(client: Client) -> None:
    harmful = source(
        1, place("1a"), harmful=True, url="https://smear.example/", archived_url="https://old.example/"
    )
    held = source(2, place("2a"), held=True, url="https://held.example/", author="")
    documents.publish(documents.case(1, sources=[harmful, held, source(3, place("3a"))]))
    response = client.get(ADDRESS)
    outside = {link for link in links(response) if ".example/" in link}
    assert outside == {"https://reports.example/arrests"}
    assert "cited without a link, because it does harm" in said(response)
    assert "held by the desk" in said(response)


def test_names_in_other_scripts_keep_their_language_and_direction(client: Client) -> None:
    documents.publish(
        documents.case(
            1,
            participants=[
                participant(name("Leyla Hüseynova"), name("ليلى حسينوفا", "ar", "transliteration"))
            ],
        )
    )
    page = client.get(ADDRESS).content.decode()
    assert '<bdi lang="ar" dir="rtl">ليلى حسينوفا</bdi>' in page


def test_a_pseudonym_is_marked_and_a_withheld_name_keeps_its_place(client: Client) -> None:
    documents.publish(
        documents.case(
            1,
            participants=[
                participant(shown="pseudonym", label=text("az", "Nərgiz")),
                participant(shown="withheld"),
                participant(shown="withheld"),
                participant(shown="withheld", role=("witness", "Witness")),
            ],
        )
    )
    page = said(client.get(ADDRESS))
    assert "Targeted Nərgiz pseudonym and 2 whose names are withheld" in page
    assert "name withheld Withheld for safety. No version of this record holds the name." in page
    assert page.count("name withheld Withheld for safety") == 3


def test_a_party_in_words_is_a_row_like_any_other(client: Client) -> None:
    documents.publish(
        documents.case(
            1,
            participants=[
                participant(who="unidentified", label=text("en", "Hundreds of associations")),
                participant(
                    who="unidentified",
                    label=text("en", "Men in plain clothes"),
                    count=3,
                    role=("perpetrator", "Convicted"),
                ),
            ],
        )
    )
    page = said(client.get(ADDRESS))
    assert "Targeted Hundreds of associations" in page
    assert "No individual is named in this case." in page
    assert "How many is not known. None is named." in page
    assert "Men in plain clothes A group of 3. None is named." in page


def test_whoever_is_accused_is_alleged_until_convicted(client: Client) -> None:
    documents.publish(
        documents.case(
            1,
            participants=[
                participant(
                    name("Rövşan Bayramov"),
                    role=("alleged_perpetrator", "Alleged perpetrator"),
                    certainty=coded("alleged", "Alleged"),
                )
            ],
        )
    )
    assert "Alleged perpetrator Rövşan Bayramov alleged" in said(client.get(ADDRESS))


def test_a_name_is_a_link_only_while_its_page_is_live(client: Client) -> None:
    leyla = documents.publish(documents.person(1, name("Leyla Hüseynova")))
    documents.publish(
        documents.case(
            1,
            participants=[participant(name("Leyla Hüseynova"), key="1"), participant(name("Aysel"), key="7")],
        )
    )
    assert "/people/1/leyla-huseynova/" in links(client.get(ADDRESS))
    documents.withdraw(leyla, "She asked for it.")
    response = client.get(ADDRESS)
    assert not {link for link in links(response) if link.startswith("/people/1")}
    assert "Leyla Hüseynova" in said(response)
    assert "Their page was withdrawn." in said(response)


def test_a_source_says_what_its_date_is(client: Client) -> None:
    documents.publish(documents.case(1, sources=[documents.source(1, documents.place("1a"))]))

    assert "Report of an NGO, published 23 March 2018." in said(client.get(ADDRESS))


def test_the_timeline_puts_the_country_in_grey_between(client: Client) -> None:
    for number, title, on in ((1, "An election", "2016"), (2, "Long before", "1999"), (3, "Not dated", "")):
        documents.publish(documents.event(number, texts=[documents.event_text("en", title)], date=date(on)))
    documents.publish(
        documents.case(
            1,
            events=[
                own_event("Summons", "2015", "Before."),
                own_event("A first threat", ""),
                own_event("Arrest", "2017-05", "Then."),
                own_event("An undated threat", ""),
            ],
        )
    )
    page = client.get(ADDRESS).content.decode()
    titles = re.findall(r"<h3 lang[^>]*>(?:<a[^>]*>)?([^<]*?) ?<", page)
    assert titles == ["Summons", "A first threat", "An election", "Arrest", "An undated threat"]
    assert page.count('class="row moment context"') == 1


def test_an_event_that_the_case_shares_is_told_once(client: Client) -> None:
    documents.publish(documents.event(1))
    documents.publish(documents.case(1, events=[own_event("A law on grants", "2014-02", key="1")]))
    page = client.get(ADDRESS).content.decode()
    assert page.count("A law on grants") == 1
    assert "/events/1/a-law-on-grants/" in page


def test_other_cases_say_what_they_are_to_this_one(client: Client) -> None:
    documents.publish(
        documents.case(1, relations=[documents.relation("follows", "Follows", "3", "An earlier case")])
    )
    part = documents.case(2, texts=[case_text("en", "A part")])
    documents.publish(part | {"relations": [documents.relation("part_of", "Part of", "1", "Arrest")]})
    same = documents.relation("same_event", "Same event", "1", "Arrest")
    later = documents.publish(documents.case(3, texts=[case_text("en", "An earlier case")], relations=[same]))
    page = said(client.get(ADDRESS))
    assert "Parts of this case № 2 A part" in page
    assert (
        "Related cases Follows № 3 An earlier case Same event № 3 An earlier case as that case says" in page
    )
    documents.withdraw(later, "It was told twice.")
    page = said(client.get(ADDRESS))
    assert "Follows № 3 An earlier case no longer public" in page
    assert "Same event" not in page


def test_a_change_is_marked_for_thirty_days(client: Client) -> None:
    documents.publish(documents.case(1))
    assert "Changed" not in said(client.get(ADDRESS))
    documents.publish(documents.case(1), at=datetime.now(UTC) - timedelta(days=31))
    assert "Changed" not in said(client.get(ADDRESS))
    documents.publish(documents.case(1), at=datetime.now(UTC) - timedelta(days=29))
    assert "Changed" in said(client.get(ADDRESS))


def test_a_page_says_how_to_cite_the_version_that_was_read(client: Client) -> None:
    documents.publish(documents.case(1))
    page = said(client.get(ADDRESS))
    cited = f"{settings.ATLAS_PUBLISHER}, “Arrest of a reporter”, case 1, version 1, 3 November 2025, "
    assert cited + settings.ATLAS_PUBLIC_URL + "/cases/1/v1/" in page


def test_description_and_title_hold_no_charge(client: Client) -> None:
    documents.publish(
        documents.case(1, texts=[case_text("en", "Arrest of a reporter", "She is accused of treason.")])
    )
    head = client.get(ADDRESS).content.decode().partition("</head>")[0]
    assert "treason" not in head
    assert '<meta name="description" content="Case 1: Azerbaijan. Detention. Began: May 2017.">' in head
    assert f'<link rel="canonical" href="{settings.ATLAS_PUBLIC_URL}{ADDRESS}">' in head
    assert "noindex" not in head


def test_a_case_in_arabic_is_set_from_right_to_left(client: Client) -> None:
    documents.publish(
        documents.case(
            1, texts=[case_text("ar", "توقيف صحفي", "أوقف الصحفي Fikrət.", "أوقف في المطار.\n\nثم أفرج عنه.")]
        )
    )
    page = client.get(client.get("/cases/1/")["Location"]).content.decode()
    assert '<h1><bdi lang="ar" dir="rtl">توقيف صحفي</bdi></h1>' in page
    assert '<div class="story" lang="ar" dir="rtl"><p>أوقف في المطار.</p><p>ثم أفرج عنه.' in page


OWN_SCRIPT = '<script src="/static/public/suggest.js" defer>'


def test_words_of_the_record_are_words_and_never_markup(client: Client) -> None:
    bad = "<script>alert(1)</script>"
    documents.publish(
        documents.case(
            1,
            texts=[case_text("en", bad, bad, bad)],
            participants=[participant(name(bad)), participant(shown="pseudonym", label=text("en", bad))],
            events=[own_event(bad, "2017", bad, place=bad)],
            sources=[source(1, place("1a", locator=bad, quotation=text("en", bad)), title=text("en", bad))],
        )
    )
    page = client.get(client.get("/cases/1/")["Location"]).content.decode()
    assert re.findall("<script[^>]*>", page) == [OWN_SCRIPT]
    assert page.count("&lt;script&gt;") >= 9


def test_a_page_loads_nothing_but_its_own_files_and_sets_no_cookie(client: Client) -> None:
    whole_case()
    response = client.get(ADDRESS)
    page = response.content.decode()
    assert not response.cookies
    assert "style=" not in page and "<style" not in page
    loaded = re.findall(r'(?:src|<link rel="stylesheet" href)="([^"]*)"', page)
    assert loaded == ["/static/public/atlas.css", "/static/public/suggest.js"]
    sheet = Path("static/public/atlas.css").read_bytes()
    assert len(gzip.compress(sheet)) < 8_000
    assert len(gzip.compress(response.content)) + len(gzip.compress(sheet)) < 60_000


def whole_case() -> None:
    court = documents.reference("organization", "1", name("Court of Grave Crimes"))
    documents.publish(documents.organization(1))
    documents.publish(documents.person(1, name("Leyla Hüseynova")))
    documents.publish(
        documents.case(
            1,
            status_as_of=date("2018"),
            redress=coded("partial", "Partial"),
            countries=[
                in_role("AZ", "lead", "Lead country"),
                in_role("AZ", "place", "Where it happened"),
                in_role("GE", "host", "Country of exile"),
            ],
            proceedings=[documents.proceeding("1-33/2017", court, refs=["1a"])],
            participants=[
                participant(
                    name("Leyla Hüseynova"),
                    key="1",
                    refs=["1a"],
                    affiliation=text("en", "editor of a newspaper"),
                ),
                participant(
                    name("Court of Grave Crimes"),
                    who="organization",
                    key="1",
                    role=("authority", "Authority responsible"),
                    affiliation=text("en", "first chamber"),
                    refs=["1a"],
                ),
            ],
            events=[own_event("Arrest", "2017-05-12", "She was taken away.", refs=["1a"])],
            refs={"summary": ["1a", "1b"], "began": ["1a"]},
            sources=[
                source(
                    1,
                    place(
                        "1a",
                        "summary",
                        "began",
                        "proceeding-1",
                        "participant-1",
                        "event-1",
                        quotation=text("en", "in the court"),
                    ),
                    place("1b", "summary"),
                )
            ],
        )
    )
