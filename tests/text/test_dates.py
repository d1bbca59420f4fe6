"""Uncertain dates: what is read, stored and said."""

import pickle
from datetime import date

import pytest
from django.utils import translation
from edtf import parse_edtf
from hypothesis import given, settings
from hypothesis import strategies as st

from cases.text.dates import UncertainDate, UnreadableDate, describe, parse, read, understood, understood_as


@pytest.mark.parametrize(
    ("typed", "edtf"),
    [
        ("", ""),
        ("2014", "2014"),
        (" 2014 ", "2014"),
        ("Aug 2014", "2014-08"),
        ("august, 2014", "2014-08"),
        ("Sept. 2014", "2014-09"),
        ("2014 August", "2014-08"),
        ("avqust 2014", "2014-08"),
        ("avqustda 2014", "2014-08"),
        ("август 2014", "2014-08"),
        ("в августе 2014 года", "2014-08"),
        ("AUG 2014", "2014-08"),
        ("İyul 2014", "2014-07"),
        ("08.2014", "2014-08"),
        ("2014-08", "2014-08"),
        ("Jan-93", "1993-01"),
        ("12.05.2017", "2017-05-12"),
        ("12.5.2017", "2017-05-12"),
        ("12/05/2017", "2017-05-12"),
        ("3/25/1994", "1994-03-25"),
        ("2017/05/12", "2017-05-12"),
        ("2017-05-12", "2017-05-12"),
        ("12 May 2017", "2017-05-12"),
        ("12th of May 2017", "2017-05-12"),
        ("May 12, 2017", "2017-05-12"),
        ("12 мая 2017 г.", "2017-05-12"),
        ("12 may 2017-ci il", "2017-05-12"),
        ("8 or 9 April 1994", "[1994-04-08,1994-04-09]"),
        ("April 8 or 9, 1994", "[1994-04-08,1994-04-09]"),
        ("8, 9 or 10 April 1994", "[1994-04-08,1994-04-09,1994-04-10]"),
        ("8 April 1994, 9 or 10 May 1995", "[1994-04-08,1995-05-09,1995-05-10]"),
        ("8 или 9 апреля 1994", "[1994-04-08,1994-04-09]"),
        ("June or July 1993", "[1993-06,1993-07]"),
        ("iyun və ya iyul 1993", "[1993-06,1993-07]"),
        ("2014 or 2015", "[2014,2015]"),
        ("2014-08~", "2014-08~"),
        ("about 2014", "2014~"),
        ("c. 2014", "2014~"),
        ("təxminən 2014", "2014~"),
        ("около августа 2014 года", "2014-08~"),
        ("2014?", "2014?"),
        ("probably May 2017", "2017-05?"),
        ("about May 2017?", "2017-05%"),
        ("2014 to 2016", "2014/2016"),
        ("2014-2016", "2014/2016"),
        ("from 2014 until 2016", "2014/2016"),
        ("с 2014 по 2016 год", "2014/2016"),
        ("2014-cü ildən 2016-cı ilə qədər", "2014/2016"),
        ("12-15 May 2017", "2017-05-12/2017-05-15"),
        ("12 May to 3 June 2017", "2017-05-12/2017-06-03"),
        ("between 2014 and 2016", "[2014..2016]"),
        ("между 2014 и 2016", "[2014..2016]"),
        ("2014 ilə 2016 arasında", "[2014..2016]"),
        ("since May 2017", "2017-05/.."),
        ("с мая 2017", "2017-05/.."),
        ("2017-dən bəri", "2017/.."),
        ("until 2016", "../2016"),
        ("2014..", "2014/.."),
        ("2014-05..", "2014-05/.."),
        ("May 2014 ..", "2014-05/.."),
        ("since 2014..", "2014/.."),
        ("..2014", "../2014"),
        ("before 2014", "[..2013]"),
        ("before May 2017", "[..2017-04]"),
        ("before 1 May 2017", "[..2017-04-30]"),
        ("before the 1990s", "[..1989]"),
        ("before spring 2014", "[..2014-02]"),
        ("before about 2014", "[..2014~]"),
        ("after 2016-05", "[2016-06..]"),
        ("after 31.12.2016", "[2017-01-01..]"),
        ("in or before 2013", "[..2013]"),
        ("on or after 12 May 2017", "[2017-05-12..]"),
        ("2014-cü ildən əvvəl", "[..2013]"),
        ("2014-dən əvvəl", "[..2013]"),
        ("12 may 2017-ci ildən sonra", "[2017-05-13..]"),
        ("2016-dan sonra", "[2017..]"),
        ("ранее 2014 года", "[..2013]"),
        ("после мая 2016", "[2016-06..]"),
        ("позже 12.05.2017", "[2017-05-13..]"),
        ("до 2016 года", "../2016"),
        ("1990s", "199X"),
        ("1990-е", "199X"),
        ("199x", "199X"),
        ("spring 2014", "2014-21"),
        ("[1994-04-08, 1994-04-09]", "[1994-04-08,1994-04-09]"),
        ("2017-05/..", "2017-05/.."),
    ],
)
def test_what_a_person_types_is_read(typed: str, edtf: str) -> None:
    assert read(typed).edtf == edtf


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("31.02.2017", "does not exist"),
        ("2017-13", "does not exist"),
        ("29 February 2015", "does not exist"),
        ("12.13.2017", "does not exist"),
        ("217", "between 1000 and 2999"),
        ("0999", "between 1000 and 2999"),
        ("20177", "between 1000 and 2999"),
        ("1/3/92", "four digits"),
        ("8-Apr-05", "four digits"),
        ("12 May", "year is missing"),
        ("2016 to 2014", "before the beginning"),
        ("15 to 12 May 2017", "before the beginning"),
        ("2016/2014", "before the beginning"),
        ("early 2014", "which"),
        ("winter 2014", "which"),
        ("hello", "not a date"),
        ("May", "not a date"),
        ("2014 2015", "not a date"),
        ("2014, 2015", "not a date"),
        ("8 or 8 April 1994", "not a date"),
        ("2014 and 2016", "not a date"),
        ("between 2014", "not a date"),
        ("before", "not a date"),
        ("2014...", "not a date"),
        ("2014..2016", "not a date"),
        ("..2014..", "not a date"),
        ("..", "not a date"),
        ("before 1000", "between 1000 and 2999"),
        ("after 2999", "between 1000 and 2999"),
        ("after 2014 and before 2016", "not a date"),
        ("\x00", "not a date"),
        ("1" * 5000, "not a date"),
    ],
)
def test_what_cannot_be_read_is_named_and_a_right_one_shown(typed: str, said: str) -> None:
    with pytest.raises(UnreadableDate) as refused:
        read(typed)
    assert refused.value.value == typed
    assert said in str(refused.value)
    assert "8 or 9 April 1994" in str(refused.value)
    assert len(str(refused.value)) < 300
    assert str(pickle.loads(pickle.dumps(refused.value))) == str(refused.value)  # noqa: S301


@pytest.mark.parametrize(
    ("edtf", "earliest", "latest"),
    [
        ("", None, None),
        ("2014", date(2014, 1, 1), date(2014, 12, 31)),
        ("2016-02~", date(2016, 2, 1), date(2016, 2, 29)),
        ("2014-XX-XX", date(2014, 1, 1), date(2014, 12, 31)),
        ("2014/2016", date(2014, 1, 1), date(2016, 12, 31)),
        ("[1994-04-08,1994-04-09]", date(1994, 4, 8), date(1994, 4, 9)),
        ("[2014..2016]", date(2014, 1, 1), date(2016, 12, 31)),
        ("2017-05/..", date(2017, 5, 1), None),
        ("../2016", None, date(2016, 12, 31)),
        ("2017/", date(2017, 1, 1), None),
        ("[..2016]", None, date(2016, 12, 31)),
        ("199X", date(1990, 1, 1), date(1999, 12, 31)),
        ("2014-24", date(2014, 12, 1), date(2015, 2, 28)),
    ],
)
def test_bounds_are_honest(edtf: str, earliest: date | None, latest: date | None) -> None:
    assert parse(edtf) == UncertainDate(edtf, earliest, latest)


@pytest.mark.parametrize(
    "edtf", ["2014-8", "2014-08-", "x", "2014/2015/2016", "/", "../..", "[2014", "[]", "{2014..}x", "2014 ",
             "199X-05", "Y17000", "-2014", "2014-05-12T10:00", "٢٠١٤", "[2014, 2015]", "2014-21-03"]
)  # fmt: skip
def test_what_is_not_strict_is_refused(edtf: str) -> None:
    with pytest.raises(UnreadableDate):
        parse(edtf)


@pytest.mark.parametrize(
    ("typed", "words", "precision", "mark", "back"),
    [
        ("", "Not dated", "", "none", ""),
        ("12.05.2017", "12 May 2017", "", "day", "→ 12 May 2017"),
        ("May 2017", "May 2017", "day not known", "month", "→ some day in May 2017"),
        ("2014", "2014", "year only", "year", "→ some day in 2014"),
        ("2014 to 2016", "2014 to 2016", "years only", "range", "→ from 2014 to 2016"),
        ("2014 or 2016", "2014 or 2016", "one of these", "range", "→ 2014 or 2016"),
        ("8 or 9 April 1994", "8 or 9 April 1994", "one of these", "range", "→ 8 or 9 April 1994"),
        ("June or July 1993", "June or July 1993", "one of these", "range", "→ June or July 1993"),
        ("since May 2017", "since May 2017", "no end recorded", "open", "→ from May 2017, end not known"),
        ("until 2016", "until 2016", "no beginning recorded", "range", "→ until 2016, beginning not known"),
        ("1990s", "1990s", "decade only", "range", "→ 1990s"),
        ("about Aug 2014", "about August 2014", "approximate, day not known", "month", "→ about August 2014"),
        ("12 May 2017?", "perhaps 12 May 2017", "uncertain", "day", "→ perhaps 12 May 2017"),
        ("between 2014 and 2016", "between 2014 and 2016", "some time between", "range",
         "→ once, some time between 2014 and 2016"),
        ("before 2014", "in or before 2013", "once", "range", "→ once, some time in or before 2013"),
        ("after 12 May 2017", "on or after 13 May 2017", "once", "range",
         "→ once, some time on or after 13 May 2017"),
    ],
)  # fmt: skip
def test_a_date_is_said_in_words(typed: str, words: str, precision: str, mark: str, back: str) -> None:
    with translation.override("en"):
        value = read(typed)
        said = describe(value)
        assert (said.words, said.precision, said.mark) == (words, precision, mark)
        assert understood(value) == back
        assert describe(value.edtf) == said
        assert understood(value.edtf) == back


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("12/05/2017",
         "→ 12 May 2017. The day was read first; if you mean 5 December 2017, write 2017-12-05."),
        ("5-12-2017",
         "→ 5 December 2017. The day was read first; if you mean 12 May 2017, write 2017-05-12."),
        ("12.05.2017", "→ 12 May 2017"),
        ("05/05/2017", "→ 5 May 2017"),
        ("13/05/2017", "→ 13 May 2017"),
        ("2017/05/12", "→ 12 May 2017"),
        ("05/2017", "→ some day in May 2017"),
    ],
)  # fmt: skip
def test_a_date_that_may_be_another_says_so(typed: str, said: str) -> None:
    with translation.override("en"):
        assert understood_as(typed) == said


def test_the_mark_is_hollow_where_in_doubt_and_open_where_no_end_is_known() -> None:
    assert describe("2014~").hollow and describe("[2014..2016]").hollow and not describe("2014").hollow
    assert describe("2017/..").open and not describe("2014/2016").open


@pytest.mark.parametrize(("language", "words"), [("az", "12 may 2017"), ("ru", "12 мая 2017 г.")])
def test_months_are_said_in_the_language(language: str, words: str) -> None:
    with translation.override(language):
        assert describe("2017-05-12").words.replace("\u202f", " ") == words


DAYS = st.dates(date(1000, 1, 1), date(2999, 12, 31))
POINTS = st.builds(
    lambda day, length, sign: day.isoformat()[:length] + sign,
    DAYS,
    st.sampled_from([4, 7, 10]),
    st.sampled_from(["", "", "~", "?", "%"]),
)
EDTF = st.one_of(
    POINTS,
    st.tuples(DAYS, DAYS).map(lambda pair: "/".join(sorted(day.isoformat() for day in pair))),
    st.tuples(DAYS, DAYS).map(lambda pair: f"[{'..'.join(sorted(day.isoformat() for day in pair))}]"),
    st.lists(DAYS, min_size=2, max_size=4, unique=True).map(
        lambda days: f"[{','.join(sorted(map(str, days)))}]"
    ),
    DAYS.map(lambda day: f"{day}/.."),
    DAYS.map(lambda day: f"../{day}"),
    DAYS.map(lambda day: f"[{day}..]"),
    DAYS.map(lambda day: f"[..{day}]"),
    st.integers(100, 299).map(lambda decade: f"{decade}X"),
)


@given(EDTF)
def test_what_is_stored_is_read_as_itself_and_its_bounds_are_in_order(edtf: str) -> None:
    value = parse(edtf)
    assert read(edtf) == value
    assert value.earliest is None or value.latest is None or value.earliest <= value.latest


@given(EDTF)
def test_what_is_said_in_english_is_read_as_the_same_date(edtf: str) -> None:
    with translation.override("en"):
        words = describe(edtf).words
    if words.startswith("perhaps about"):
        return
    assert (read(words).earliest, read(words).latest) == (parse(edtf).earliest, parse(edtf).latest)


@settings(max_examples=30)  # the library takes a tenth of a second for a set
@given(EDTF)
def test_the_bounds_agree_with_the_edtf_library(edtf: str) -> None:
    theirs, ours = parse_edtf(edtf), parse(edtf)
    if ours.earliest:
        assert tuple(theirs.lower_strict())[:3] == ours.earliest.timetuple()[:3]
    if ours.latest:
        assert tuple(theirs.upper_strict())[:3] == ours.latest.timetuple()[:3]


FRAGMENTS = st.sampled_from(
    "2014 12 8 92 May avqust август or to between and since until about ? ~ % - / . , [ ] .. 1990s 12.05.2017"
    " ildən before after əvvəl 12/05/2017 2014-08 -dən Jan-93 x X və ya с по { } \u200f 31/12/2014".split(" ")
)


@given(st.text(st.characters(), max_size=150) | st.lists(FRAGMENTS, max_size=7).map(" ".join)
       | st.lists(FRAGMENTS, max_size=6).map("".join))  # fmt: skip
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        value = read(text)
    except UnreadableDate as refused:
        assert str(refused)
        return
    assert parse(value.edtf) == value
    assert describe(value).mark in {"day", "month", "year", "range", "open", "none"}
    understood(value)
