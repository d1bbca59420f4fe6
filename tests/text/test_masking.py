"""Finding and masking names in running text."""

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.text.masking import Finding, KnownName, NameFinder, find_in_address, lookup_keys, mask
from cases.text.names import name_keys

NAMES = [
    KnownName("afgan", "Afgan Mukhtarli", "person"),
    KnownName("fikret", "Fikret Huseynli", "person"),
    KnownName("khadija", "Xədicə İsmayılova", "person"),
    KnownName("intigam", "Интигам Алиев", "person"),
    KnownName("emin", "Эмин Гусейнов", "person"),
    KnownName("leyla", "Leyla Yunus", "person"),
    KnownName("rasul", "Rasul Cəfərov", "person"),
    KnownName("liu", "刘晓波", "person"),
    KnownName("eli", "Əli Can", "person"),
    KnownName("irfs", "Institute for Reporters’ Freedom and Safety", "organization"),
    KnownName("irfs", "IRFS", "organization"),
    KnownName("turan", "Turan", "organization"),
    KnownName("meydan", "Meydan TV", "organization"),
]
FINDER = NameFinder(NAMES)


def found(text: str, *, whole: bool = True) -> list[tuple[str, str]]:
    return [(text[one.start : one.end], one.holder) for one in FINDER.find(text) if one.whole is whole]


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        ("Afgan Mukhtarli", "afgan"),
        ("AFGAN MUKHTARLI", "afgan"),
        ("afgan mukhtarli", "afgan"),
        ("Əfqan Muxtarlının", "afgan"),
        ("ƏFQAN MUXTARLI", "afgan"),
        ("Афгана Мухтарлы", "afgan"),
        ("Афгану Мухтарлы", "afgan"),
        ("Mukhtarli, Afgan", "afgan"),
        ("Мухтарлы Афган Сабир оглы", "afgan"),
        ("Afgan Sabir oglu Mukhtarli", "afgan"),
        ("A. Mukhtarli", "afgan"),
        ("Ə. Muxtarlı", "afgan"),
        ("А. С. Мухтарлы", "afgan"),
        ("Мухтарлы А", "afgan"),
        ("Afgan\n  Mukh-\ntarli", "afgan"),
        ("Af\u00adgan Mukh\u200btarli", "afgan"),
        ("Afgan " + "\u200b" * 30 + "Mukhtarli", "afgan"),
        ("Af&shy;gan &#77;ukhtarli", "afgan"),
        ("%C6%8Ff%71an%20Muxtarl%C4%B1", "afgan"),
        ("%25C6%258Ffqan%20Muxtarl%C4%B1", "afgan"),
        ("\\u018ffqan Muxtarl\\u0131", "afgan"),
        ("afganmukhtarli", "afgan"),
        ("freeafganmukhtarlinow", "afgan"),
        ("Afgan_Mukhtarli", "afgan"),
        ("Afgan Mukhtarli's", "afgan"),
        ("Гусейнову Эмину", "emin"),
        ("Эмином Гусейновым", "emin"),
        ("Emin Huseynovun", "emin"),
        ("Хадиджой Исмайловой", "khadija"),
        ("Исмайлову Хадиджу", "khadija"),
        ("Khadija Ismayilova", "khadija"),
        ("Алиеву Интигаму", "intigam"),
        ("İntiqam Əliyevə", "intigam"),
        ("Расулом Джафаровым", "rasul"),
        ("Дж. Расул", "rasul"),
        ("Фикретом Гусейнли", "fikret"),
        ("Liu Xiaobo", "liu"),
        ("劉曉波", "liu"),
        ("Institute for Reporters' Freedom and Safety", "irfs"),
        ("Turanın", "turan"),
        ("Meydan TV", "meydan"),
        ("meydantv", "meydan"),
    ],
)
def test_a_name_is_found_however_it_is_written(text: str, holder: str) -> None:
    stop = "." if text.endswith(" А") else ""  # an initial needs its full stop
    assert found(f"… {text}{stop} …") == [(text, holder)]


def test_a_name_inside_a_handle_or_between_signs_is_found() -> None:
    assert found("see @AfganMukhtarli") == [("AfganMukhtarli", "afgan")]
    assert found("记者刘晓波说") == [("刘晓波", "liu")]
    assert found("<b>Afgan</b> <i>Mukhtarli</i>") == [("Afgan</b> <i>Mukhtarli", "afgan")]


@pytest.mark.parametrize(
    ("text", "holder"),
    [("Mukhtarli's wife", "afgan"), ("Алиевым", "intigam"), ("Фикрета", "fikret"), ("Əlinin", "eli")],
)
def test_a_surname_or_a_given_name_alone_is_not_whole(text: str, holder: str) -> None:
    assert found(text) == []
    assert [one for _written, one in found(text, whole=False)] == [holder]


@pytest.mark.parametrize(
    "text",
    [
        "our ally can help",  # sounds like Əli Can
        "əli can",
        "turan",
        "Leyla Aliyeva met Arif",
        "the institute for safety",
        "He said [name withheld] and [имя скрыто] left.",
        "",
    ],
)
def test_other_words_are_not_whole_names(text: str) -> None:
    assert found(text) == []


def test_two_names_that_overlap_are_both_found() -> None:
    finder = NameFinder([KnownName("a", "Leyla Yunus", "person"), KnownName("b", "Yunus Leyla", "person")])
    assert {one.holder for one in finder.find("Leyla Yunus")} == {"a", "b"}


@pytest.mark.parametrize(
    ("url", "holder"),
    [
        ("https://example.org/2017/afgan-mukhtarli-abducted", "afgan"),
        ("https://example.org/%25D0%2590%25D1%2584%25D0%25B3%25D0%25B0%25D0%25BD-%D0%9C%D1%83%D1%85%D1%82%D0%B0"
         "%D1%80%D0%BB%D1%8B", "afgan"),
        ("https://xn--" + "мухтарлы-афган".encode("punycode").decode() + ".example/", "afgan"),
        ("https://afganmukhtarli.example", "afgan"),
        ("https://example.org/a-mukhtarli", "afgan"),
        ("https://turan.example/news", "turan"),
    ],
)  # fmt: skip
def test_a_name_in_an_address_is_found(url: str, holder: str) -> None:
    assert [one.holder for one in find_in_address(FINDER, url) if one.whole] == [holder]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "[name withheld] spoke."),
        ("az", "[ad gizlədilib] spoke."),
        ("ru-RU", "[имя скрыто] spoke."),
        ("ka", "[name withheld] spoke."),
    ],
)
def test_a_mask_is_in_the_language_of_the_text(language: str, expected: str) -> None:
    text = "Afgan Mukhtarli spoke."
    assert mask(text, FINDER.find(text), language) == expected


def test_findings_that_touch_share_a_mask() -> None:
    findings = [Finding(0, 5, "a", "", True), Finding(3, 8, "b", "", True), Finding(8, 9, "c", "", True)]
    assert mask("123456789!", findings, "en") == "[name withheld]!"


PIECES = st.sampled_from(
    [
        "Afgan", "Mukhtarli", "Əfqan", "Muxtarlının", "Афгана", "Мухтарлы", "А.", "M.", "Гусейнову", "Эмин",
        "刘晓波", "Xiaobo", "Liu", "and", "и", " ", "\n", "-", "@", "%D0%90", "&shy;", "\u200b", "<b>",
        "afganmukhtarli", "Turan", "[name withheld]", "[", "Əli", "Can", "xn--80a", "Meydan TV", "oğlu",
        "Сабир", "IRFS",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.text(st.characters()), st.lists(PIECES | st.text(max_size=3), max_size=12).map(" ".join))
TIGHT_TEXTS = st.lists(PIECES, max_size=10).map("".join)
KEYS = {name.holder: frozenset[str]() for name in NAMES}
for known in NAMES:
    KEYS[known.holder] |= name_keys(known.text)


@given(TEXTS | TIGHT_TEXTS)
def test_after_masking_no_whole_name_is_left(text: str) -> None:
    masked = mask(text, FINDER.find(text), "en")
    assert [one for one in FINDER.find(masked) if one.whole] == []
    assert mask(masked, [one for one in FINDER.find(masked) if one.whole], "en") == masked


@given(TEXTS | TIGHT_TEXTS)
def test_masking_only_whole_names_leaves_no_whole_name(text: str) -> None:
    masked = mask(text, [one for one in FINDER.find(text) if one.whole], "az")
    assert [one for one in FINDER.find(masked) if one.whole] == []


@given(TEXTS | TIGHT_TEXTS)
def test_whoever_is_found_can_be_looked_up_first(text: str) -> None:
    keys = lookup_keys(text)
    for one in [*FINDER.find(text), *(one for one in find_in_address(FINDER, text) if one.whole)]:
        assert keys & KEYS[one.holder]
        assert 0 <= one.start < one.end <= len(text)


@given(st.lists(st.text(st.characters(), max_size=20), max_size=4), st.text(st.characters()))
def test_any_name_and_any_text_can_be_given(names: list[str], text: str) -> None:
    finder = NameFinder(
        KnownName(str(index), name, "person" if index % 2 else "organization")
        for index, name in enumerate(names)
    )
    for searched in (text, " ".join(names)):
        keys = lookup_keys(searched)
        for one in finder.find(searched):
            assert keys & name_keys(names[int(one.holder)])


@pytest.mark.parametrize(
    "piece", ["\u200b", "a'", "[", "&amp", "%D0%90", "xn--", "<b", "刘晓波", "A. ", "Mukhtarli A. "]
)
def test_the_work_grows_with_the_text_and_not_with_its_square(piece: str) -> None:
    # Ten times the text: ten times the lines of code, a hundred times where the work grows with the square.
    assert lines_run(piece * 3_000) < 20 * max(lines_run(piece * 300), 500)


def lines_run(text: str) -> int:
    """How many lines of Python it takes to look through a text. Unlike seconds it is the same every time."""
    lines = 0

    def count(_frame: FrameType, event: str, _argument: Any) -> Callable[..., Any]:
        nonlocal lines
        lines += event == "line"
        return count

    before = sys.gettrace()
    sys.settrace(count)
    try:
        FINDER.find(text)
        lookup_keys(text)
    finally:
        sys.settrace(before)
    return lines
