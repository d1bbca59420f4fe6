"""What a name in a text may be a form of, for comparing two names: finer than `endings`, which masking uses.

Masking wants every guess; a comparison must also know how sure a guess is. `Гусейнову` can only be a form;
`Алиева` is the genitive of Алиев, or a woman of that family (`Form.doubtful`): the other words decide.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from cases.text.folding import fold
from cases.text.scripts import script_of


@dataclass(frozen=True)
class Form:
    """A nominative that a word may come from; `doubtful` where the word is as likely one itself."""

    base: str
    doubtful: bool = False


# By script: the ending in the text, and what the nominative may have in its place (`ей>а|я|ья`).
_ENDINGS: Final = {
    script: [tuple(entry.split(">")) for entry in table.split()]
    for script, table in {
        # Russian, Ukrainian, Belarusian, Serbian; then Kazakh, Kyrgyz, Uzbek
        "Cyrl": """
            ского>ский ського>ський цкого>цкий цького>цький цкага>цкі скага>скі скому>ский ському>ський
            цкому>цкий цькому>цький цкаму>цкі скаму>скі ским>ский ським>ський цким>цкий цьким>цький
            ском>ский цком>цкий ской>ская скую>ская цкой>цкая цкую>цкая скай>ская ською>ська ської>ська
            ській>ська ську>ська ого>ый|ой|ий ому>ый|ой|ий ым>ый| ом>ый| его>ий ему>ий им>ий| ой>ая|а ую>ая
            ою>а|ая ай>а ова>ов|ова ей>а|я|ья ею>а|я ии>ия ії>ія ої>а|ая ию>ия|ий ией>ия ією>ія ем>й|ь|
            ём>й|ь єм>й ю>й|ь|я у>|а|о е>|а|я|о и>а|я|ь ы>а і>а|я| ові>|о еві>|й|ь єві>й ам>|а ям>я
            ка>ек|ок ку>ек|ок ком>ек|ок ке>ек|ок ца>ец цу>ец цем>ец ця>ець цю>ець а>|о я>й|ь|ий|о ның> нің>
            дың> дің> тың> тің> нинг> нын> нин> ға> ге> қа> ке> га> ды> ді> ты> ті> ны> ні> ни> дан> ден>
            тан> тен> нан> мен> пен> да> де> та> те> ын> ин> ун> ўн> дар>
        """,
        # Turkic languages; Polish, Czech, Serbian; Hungarian, Romanian, English, German, Lithuanian
        "Latn": """
            nın> nin> nun> nün> ning> ın> in> un> ün> yı> yi> yu> yü> nı> ni> nu> nü> ı> i> u> ü> ya> yə>
            ye> na> nə> ne> ə> e> ga> dan> dən> den> tan> tən> ten> da> də> de> ta> te> la> lə> le> yla>
            yle> ylə> dır> dir> gil> lar> lər> ler> skiego>ski ckiego>cki skiemu>ski ckiemu>cki skim>ski
            ckim>cki ską>ska skiej>ska cką>cka ckiej>cka ího>í ímu>í ice>ica ského>ský skému>ský skog>ski
            skom>ski ka>ek kowi>ek kiem>ek|k ku>ek la>el lem>el lovi>el lu>el ła>eł łem>eł łowi>eł ca>ec
            giem>g nia>ń|n cie>ta cka>cek cowi>ec cem>ec ego>y|e owi>|o ovi> em>|o om> ą>a ę>a y>a ie>a|
            ii>ia gi>ga iki>ika uki>uka eki>eka aki>aka oki>oka nki>nka li>la ią>ia ję>ja ji>ja ou>a
            ové>ová ovou>ová u>a|o| e>o ej>a a>|o nak> nek> val> vel> ban> ben> nál> nél> ról> ről> tól>
            től> hoz> hez> höz> ot> et> t> lui> ului> ei>a s> es> as> is> ui>as o>as
        """,
        # the second case of men and women
        "Grek": """
            ου>ος|ης ο>ος η>ης α>ας ε>ος ας>α ης>η
        """,
        "Geor": """
            ის>ი| ს>|ი მა>ი| მ> ით>ი ად>ი თან> სთან> ზე> ისთვის>ი
        """,
        "Armn": """
            ին> ի> ից> ով> ը> ն> ու>ի
        """,
        "Hang": """
            은> 는> 이> 가> 을> 를> 의> 에게> 과> 와>
        """,
    }.items()
}

# Names whose vowel flees before an ending.
_FLEEING: Final = {"льв": "лев", "павл": "павел", "петр": "пётр", "орл": "орёл", "пав": "пав"}

# Hungarian "with" doubles the last letter of a name: Viktorral, Árpáddal.
_WITH: Final = re.compile(r"([bdfgklmnprstvz])\1[ae]l$")

# Turkish and Azerbaijani part an ending from a name by an apostrophe; English its s.
_AFTER_APOSTROPHE: Final = re.compile(r"(?<=\w{3})['’ʼ＇][^\W\d_]{1,5}$")
_FRONTS: Final = {"Arab": ("و", "ل", "ب"), "Hebr": ("ו", "ל", "ב", "של", "ה")}
_SHORTEST: Final = 3
# One vowel is an ending only behind what surnames end in: Əliyevi is Əliyev, but Abbasi is not Abbas.
_ONE_VOWEL: Final = frozenset("iıüəe")
_SURNAME: Final = re.compile(r"(?:[oe]v|in|l[iıuü]|zad[eə]|o[gğ]lu|yan|[šžčř])$")
# Endings that make a woman's name of a man's as well as a genitive.
_DOUBTFUL: Final = {"а": {""}, "я": {"й", "ий"}, "a": {""}, "ова": {"ов"}, "la": {"el"}}


@lru_cache(maxsize=65536)
def forms(word: str) -> tuple[Form, ...]:
    """What a word may be a form of, itself left out: `Гусейнову` gives Гусейнов, Гусейнова, …"""
    word = unicodedata.normalize("NFC", word)
    bare = _AFTER_APOSTROPHE.sub("", word)
    if bare != word:
        return (Form(bare),)
    script = script_of(word)
    lower = word.replace("İ", "i").lower()
    if script == "Grek":  # the accent moves: Ζωής
        lower = "".join(
            char for char in unicodedata.normalize("NFD", lower) if not unicodedata.combining(char)
        )
    if script in _FRONTS:
        fronts = _FRONTS[script]
        return tuple(
            Form(lower[len(front) :]) for front in fronts if lower.startswith(front) and len(lower) > 4
        )
    found: dict[str, bool] = {}
    if script == "Latn" and (doubled := _WITH.search(lower)):
        found[lower[: doubled.start() + 1]] = False
    for ending, nominatives in _ENDINGS.get(script, ()):
        stem = lower[: -len(ending)]
        if not lower.endswith(ending) or len(stem) < 2:
            continue
        for nominative in nominatives.split("|"):
            base = _FLEEING.get(stem, stem) if nominative == "" else stem + nominative
            if nominative == "o" and len(stem) < _SHORTEST:
                continue  # Eva is not Evo
            if ending == "u" and len(stem) < 4:
                continue
            if ending == "s" and stem[-1] in "aeiou":
                continue  # Panagoulis, Panagouli: a Greek and his sister
            if script == "Latn" and not nominative and ending in _ONE_VOWEL and not _SURNAME.search(base):
                continue
            if base != lower and len(base) >= (2 if script == "Hang" else _SHORTEST):
                doubtful = nominative in _DOUBTFUL.get(ending, ())
                found[base] = found.get(base, False) or doubtful
        if script == "Latn" and stem.endswith(("y", "ğ")):
            found.setdefault(stem[:-1] + "k", False)  # Məlik, Məliyin
    return tuple(Form(base, doubtful) for base, doubtful in found.items())


# Surnames that have a form for women, as they sound, and what that form ends in.
_FEMININE: Final = re.compile(
    r"(?:[oe]v|[iy]n|sk|ck|tsk|zk)(?:a|aya|aia|aja|aa)$|(?:naya|naia|naja|laya|raya|taya)$"
)


@lru_cache(maxsize=65536)
def is_feminine(word: str) -> bool:
    """Has a surname the shape that only a woman bears, if it is a nominative: Алиева, Kowalska, Навальная?"""
    return bool(_FEMININE.search(fold(word).replace(" ", "")))
