"""Names in any script: keys that meet."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.text.names import name_keys, script_of, search_keys, word_key

ANY_TEXT = st.text(st.characters())

# The same names as English, Azerbaijani and Russian write them.
SPELLINGS = [
    ("Mukhtarli", "Muxtarlı", "Мухтарлы"),
    ("Afgan", "Əfqan", "Афган"),
    ("Intigam", "İntiqam", "Интигам"),
    ("Ilham", "İlham", "Ильхам"),
    ("Aliyev", "Əliyev", "Алиев"),
    ("Khadija", "Xədicə", "Хадиджа"),
    ("Ismayilova", "İsmayılova", "Исмайлова"),
    ("Leyla", "Leyla", "Лейла"),
    ("Yunus", "Yunus", "Юнус"),
    ("Fikret", "Fikrət", "Фикрет"),
    ("Jafarov", "Cəfərov", "Джафаров"),
    ("Chingiz", "Çingiz", "Чингиз"),
    ("Fatullayev", "Fətullayev", "Фатуллаев"),
    ("Nigar", "Nigar", "Нигяр"),
    ("Mammadli", "Məmmədli", "Мамедли"),
]


@pytest.mark.parametrize(("english", "azerbaijani", "russian"), SPELLINGS)
def test_three_spellings_have_one_key(english: str, azerbaijani: str, russian: str) -> None:
    assert word_key(english) == word_key(azerbaijani) == word_key(russian)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Huseynli", "Гусейнли"),  # Russian г for h
        ("Huseynov", "Guseynov"),
        ("Ilham", "Ilcham"),  # German ch
        ("Carter", "Картер"),
        ("Mohammed", "Muhammad"),
        ("Liu Xiaobo", "刘晓波"),
        ("Xiaobo", "刘晓波"),
        ("აფგან", "Afgan"),
        ("afganmukhtarli", "Əfqan Muxtarlı"),
        ("mukhtarliafgan", "Əfqan Muxtarlı"),
    ],
)
def test_other_readings_share_a_key(one: str, other: str) -> None:
    assert name_keys(one) & name_keys(other)


@pytest.mark.parametrize(("one", "other"), [("Ilham", "Intigam"), ("Hasan", "Husayn"), ("Leyla", "Arif")])
def test_different_names_share_none(one: str, other: str) -> None:
    shared = name_keys(one) & name_keys(other)
    assert {
        key for key in shared if key[0] != "-"
    } == set()  # consonants only meet what was typed without vowels
    assert not any(keys & name_keys(other) for keys in search_keys(one))


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("Muxtarlı", "Afgan Mukhtarli"),
        ("гусейнли", "Fikret Huseynli"),
        ("محمد", "Mohammed"),
        ("Mohammed", "محمد"),
        ("刘晓波", "Liu Xiaobo"),
    ],
)
def test_what_is_typed_is_found(typed: str, stored: str) -> None:
    assert all(keys & name_keys(stored) for keys in search_keys(typed))


@pytest.mark.parametrize("typed", ["Muk", "Mukh", "Мухт", "mux"])
def test_the_beginning_of_a_word_is_the_beginning_of_a_key(typed: str) -> None:
    (keys,) = search_keys(typed)
    assert any(stored.startswith(key) for key in keys for stored in name_keys("Afgan Mukhtarli"))


@given(ANY_TEXT)
def test_no_key_is_ever_empty(text: str) -> None:
    assert "" not in name_keys(text)
    assert all(keys and "" not in keys for keys in search_keys(text))
    word_key(text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Əfqan", "Latn"), ("Афган", "Cyrl"), ("محمد", "Arab"), ("აფგან", "Geor"), ("Ալիև", "Armn"),
        ("אברהם", "Hebr"), ("Τσίπρας", "Grek"), ("刘晓波", "Hani"), ("김정일", "Hang"), ("142", "Zyyy"),
        ("", "Zyyy"), ("Мухтарлы (Mux)", "Cyrl"),
    ],
)  # fmt: skip
def test_the_script_is_that_of_most_letters(text: str, code: str) -> None:
    assert script_of(text) == code
