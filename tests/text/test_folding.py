"""Folding: any script to plain words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.text.folding import fold, slug, words

ANY_TEXT = st.text(st.characters())  # lone surrogates and control characters included


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Əfqan Muxtarlı", "efqan muxtarli"),
        ("İlham", "ilham"),  # 'İ'.lower() is two characters
        ("Афган Мухтарлы", "afgan mukhtarly"),
        ("刘晓波", "liuxiaobo"),
        ("O'Brien", "obrien"),
        ("O’Brien", "obrien"),
        ("Ə'zəm", "ezem"),
        ("Leyla-Yunus", "leyla yunus"),
        ("afgan_mukhtarli", "afgan mukhtarli"),
        ("Мух\u00adтар\u200bлы", "mukhtarly"),
        ("Afgan\x00 \u202eMukhtarli\u202c", "afgan mukhtarli"),
        ("и\u0306", "y"),  # й in two characters
        ("и\u034f\u0306", "y"),  # and with a joiner that keeps them apart
        ("ＦＵＬＬ ﬁ", "full fi"),
        ("a\nb\tc", "a b c"),
        ("№ 142006023", "no 142006023"),
        ("€ 😀 !", ""),
        ("", ""),
        ("\ud800", ""),
    ],
)
def test_a_text_folds_to_plain_words(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(ANY_TEXT)
def test_folding_gives_only_plain_words_and_folds_to_itself(text: str) -> None:
    folded = fold(text)
    assert set(folded) <= set("abcdefghijklmnopqrstuvwxyz0123456789 ")
    assert folded == " ".join(folded.split())
    assert fold(folded) == folded


def test_words_are_cut_at_sixty_letters() -> None:
    assert words("Əli " + "ş" * 3000) == ["eli", "s" * 60]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Afgan Mukhtarli, abducted", "afgan-mukhtarli-abducted"),
        ("Арест Фикрета Гусейнли", "arest-fikreta-guseynli"),
        ("…", ""),
        ("word " * 40, "-".join(["word"] * 16)),
    ],
)
def test_a_slug_is_cut_at_a_word(text: str, expected: str) -> None:
    assert slug(text) == expected


@given(ANY_TEXT, st.integers(1, 100))
def test_a_slug_is_never_longer_than_asked(text: str, length: int) -> None:
    made = slug(text, length)
    assert len(made) <= length
    assert not made.startswith("-") and not made.endswith("-")
