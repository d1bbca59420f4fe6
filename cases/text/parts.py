"""A person's name taken apart: its words, what each of them is, and what is no part of the name."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from cases.text.folding import fold, is_unseen
from cases.text.names import PARTICLES
from cases.text.scripts import ABJADS, script_of


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Folded words in front of a name that are no part of it; further back some are surnames (King).
_TITLES: Final = _listed(
    """
    mr mrs ms miss mx dr prof professor doc docent sir dame lord lady madam mister rev reverend father
    brother sister sheikh shaikh sheik shaykh cheikh scheich sheikha ayatollah hojatoleslam imam hajji
    hadji haji haci hodja hoca mullah molla mulla sayyid seyyed seyyid sayed seyed seyid seyx sen rep gov gen
    col lt maj capt sgt cpl prince princess king queen president premier minister general colonel
    captain major judge senator justice comrade herr frau fraulein monsieur madame mme mlle mm senor
    senora sr sra don dona signor signora dom pan pani panna gospodin gospozha gospoja gospodar gn gzha
    grn grka tov tovarishch doktor akademik polkovnik bay sayin cenab janab mirza mirze emir amir kyrios
    kyria batoni kalbatoni paron tikin adon gveret mar shri sri smt u daw maulana ustad ustaz al-hajj
    eng ing mag mgr dipl av avukat advokat avocat abogado abogada hon dra ministr ministro ministre deputat
    judr mudr phdr rndr ls maitre
    prezident prezidentka presidente presidenta cumhurbaskani basbakan zhurnalist zhurnalistka jurnalist
    """
)
# These stand behind a name, or behind the given name: Leyla xanım Yunus.
_TITLES_BEHIND: Final = _listed(
    """
    bey bek beg agha aga efendi effendi pasa pasha hanim hanum khanum xanim khanim xonim hanimefendi
    muellim muallim janab cenab cenablari jenab phd md esq san sama nim ssi 先生 女士 씨 님 博士 主席 总统
    """
)
# Titles that are given names or surnames too: kept where hardly anything else is left.
_ALSO_NAMES: Final = _listed(
    """
    mirza mirze emir amir imam haji haci hajji sayyid seyyed seyyid sayed seyed seyid don dom pan mar king
    prince major general bek beg aga agha bay san pasha pasa sri judge justice father u brother سيد
    """
)
_TITLES_AS_WRITTEN: Final = _listed(
    """
    الشيخ شيخ الشيخة الدكتور دكتور الدكتورة دكتورة د السيد سيد السيدة آیتالله آية الأستاذ الأستاذة الأمير
    الأميرة الملك الرئيس الوزير της του τον την ბატონი ქალბატონი
    պարոն տիկին מר גברת דר פרופ κ κύριος κυρία г гн гжа пан пані
    """
)
# What tells father and son of one name apart.
_GENERATIONS: Final = {
    **dict.fromkeys(("jr", "junior", "fils", "filho", "hijo", "mladshii", "mladshiy"), "junior"),
    **dict.fromkeys(("sr", "senior", "pere", "starshii", "starshiy"), "senior"),
}
_NUMERAL: Final = re.compile(r"(?:X{0,2}(?:I[VX]|V?I{1,3})|XX?V?)(?<!^I)(?<!^X)")

# Words that say how two others belong together; `K`, upper case and alone, is an initial instead.
_PARTICLES: Final = PARTICLES | _listed(
    """
    fon zu vom zum zur af av den ter te d l ibne dell delle aal ould vel o n
    """
)
_ARTICLES: Final = _listed("al el ul ad an ar as ash at az ed en er es ez et ech ud ur us un il l ol")
_SONS: Final = _listed("ibn bin bint bn ben ibne ould")
_CHILDREN: Final = _listed(
    """
    oglu ogly ogli oghlu oghli ugli ugly uulu uly ogl qizi gizi gyzy kizi kizy kyzy kyz qyz qizy kuzu
    """
)
_VOWELLESS: Final = {
    "بن": "bin",
    "ابن": "ibn",
    "بنت": "bint",
    "ابنة": "bint",
    "آل": "al",
    "ال": "al",
    "בן": "ben",
    "בת": "bat",
}
# "Servant of" is one name with the word that follows: Abdel Fattah, Abd al-Rahman, عبد الله.
_SERVANT: Final = re.compile(r"[aə]?bd[aeəuoi]?[lrsnztd]?|абд[аеуэо]?л?ь?|عبد")

# Slavic, Kazakh, Uzbek and Azerbaijani patronymics in the spellings of English, French, German and Polish.
_PATRONYMIC: Final = re.compile(
    r"(?P<stem>.{2,}?)(?:[ioye]+[vw][iy]+(?:ch|c|tch|tsch|cz)|[oeai]v[iy]ch|[oe]vic|[oe]wicz|avi?c)(?:a|u|e|em|om)?"
    r"|(?P<of>.{2,}?)(?:(?:[oeai][vw]|[oe]u)n(?:a|y|e|u|oi|oy|oyu|oiu|i)|ichn(?:a|y|e|u|oi|oy)"
    r"|[ou]gh?l[iu]|uly|qizi|qyzy|kyzy|gizi)"
)
_NEVER_A_SURNAME: Final = re.compile(r"(?:[oeia][vw]n|ichn)(?:a|y|e|u|oi|oy|oyu|oiu)$")

_HYPHEN: Final = re.compile(r"[-‐‑‒–—―−﹘﹣－־]")
_TOKEN: Final = re.compile(r"[\w\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670'’‘‛ʼʻʹʾʿ`´＇׳״\"]+\.?")


@dataclass(frozen=True)
class Word:
    """One word of a name and what it is."""

    text: str
    initial: bool = False
    patronymic: bool = False  # of Slavic and Turkic kind: often left out
    son: bool = False  # the father's name after bin, ibn, ben
    before: str = ""  # a particle that may be written as one with it: DeNiro
    group: int = 0  # equal for words that a hyphen ties

    @property
    def core(self) -> bool:
        """Does the word say who it is?"""
        return not (self.initial or self.patronymic)


@lru_cache(maxsize=16384)
def words_of(name: str) -> tuple[Word, ...]:
    """`Əliyev, Dr İlham Heydər oğlu` gives İlham, Heydər (a patronymic) and Əliyev."""
    surname, comma, rest = _cleaned(name).replace("،", ",").partition(",")
    if not (comma and fold(rest)):
        return _with_patronymic(_words(surname) or _bare(surname))
    if set(rest.replace(".", " ").lower().split()) <= set(_GENERATIONS):
        return _with_patronymic(_words(surname))
    behind = [replace(word, group=word.group + 100) for word in _words(surname, first=False)]
    return _with_patronymic(_words(rest) + behind)


@lru_cache(maxsize=16384)
def generation(name: str) -> str:
    """`junior`, `senior`, a numeral (`Nicholas II`), or ''."""
    last = re.split(r"[\s,]+", _cleaned(name).strip())[-1].strip(".")
    return _GENERATIONS.get(fold(last), last if _NUMERAL.fullmatch(last) else "")


def father(patronymic: str) -> str:
    """`Сергеевич` gives serge: of whatever kind, a patronymic is compared by whose it is."""
    found = _PATRONYMIC.fullmatch(fold(patronymic).replace(" ", ""))
    return found["stem"] or found["of"] if found else patronymic


def _cleaned(name: str) -> str:
    seen = "".join(char for char in name if not is_unseen(char))
    return unicodedata.normalize("NFKC", seen)


def _bare(text: str) -> list[Word]:
    """The words of a name of which nothing would be left: Mr, Al, Le Van De."""
    return [
        Word(match[0].strip("."), group=place)
        for place, match in enumerate(_TOKEN.finditer(text))
        if fold(match[0])
    ]


def _words(text: str, first: bool = True) -> list[Word]:
    """The words of a name without titles and particles, and with them where next to nothing else is left."""
    found = _read(text, first, _ALSO_NAMES)
    return found if len(found) > 1 else _read(text, first, frozenset())


def _read(text: str, first: bool, doubtful_titles: frozenset[str]) -> list[Word]:
    found: list[Word] = []
    son, before = False, ""
    for token, group, hyphen in _tokens(text):
        plain = _plain(token)
        at_front = first and not found
        if _is_title(token, plain, at_front, doubtful_titles) or _is_generation(token, plain, bool(found)):
            continue
        if (not hyphen and _is_initial(token)) or (hyphen and token.endswith(".") and len(token) == 2):
            found.append(Word(token.strip("."), initial=True, group=group))
        elif plain in _SONS:
            son, before = bool(found), token
        elif plain in _CHILDREN and found and hyphen:
            found[-1] = replace(found[-1], text=found[-1].text + token)  # Бюльбюль-оглы, a surname
        elif plain in _CHILDREN and found:
            found[-1] = replace(found[-1], patronymic=True)
        elif plain in _PARTICLES or (hyphen == "before" and plain in _ARTICLES):
            before = token
        else:
            if found and _SERVANT.fullmatch(found[-1].text.lower()):
                servant = found.pop()
                token, son = servant.text + token, servant.son
            found.append(Word(token.strip('."'), son=son, group=group, before=before))
            son, before = False, ""
    return found


def _tokens(text: str) -> Iterator[tuple[str, int, str]]:
    """Each word with the number of its group, and whether it stands `before` or `behind` a hyphen."""
    for group, chunk in enumerate(text.split()):
        pieces = [piece for piece in _HYPHEN.split(chunk) if fold(piece)]
        if len(pieces) == 2 and _plain("".join(pieces)) in {"gn", "gzha"}:  # г-н, г-жа
            continue
        for place, piece in enumerate(pieces):
            hyphen = "" if len(pieces) == 1 else "before" if place < len(pieces) - 1 else "behind"
            for match in _TOKEN.finditer(piece):
                if fold(match[0]):
                    yield match[0], group, hyphen


def _plain(word: str) -> str:
    """A word folded, to look it up among titles and particles; without vowels only what is listed whole."""
    if script_of(word) in ABJADS:
        return _VOWELLESS.get(word, word)
    return fold(word).replace(" ", "")


def _is_title(token: str, plain: str, at_front: bool, doubtful: frozenset[str]) -> bool:
    written = token.strip(".\"'").lower()
    if plain in _ALSO_NAMES and plain not in doubtful:
        return False
    if plain in _TITLES_BEHIND or written in _TITLES_BEHIND:
        return not at_front
    if written in _TITLES_AS_WRITTEN:
        # Κ. is an initial, and κ. is Mr.
        return at_front and (len(written) > 1 or (token.endswith(".") and not token[0].isupper()))
    return at_front and plain in _TITLES and (len(plain) > 1 or token.isupper())


def _is_generation(token: str, plain: str, behind: bool) -> bool:
    return behind and (plain in _GENERATIONS or bool(_NUMERAL.fullmatch(token.strip("."))))


def _is_initial(token: str) -> bool:
    """`I.`, `I`, and letters that take two: `Дж.`, `Ch.`, `Yu.`"""
    letters = [char for char in token if char.isalpha()]
    if not letters or script_of(token) in {"Hani", "Hang"}:
        return False
    if len(letters) == 1:
        return token.endswith(".") or token.isupper()
    return token.endswith(".") and len(letters) == 2 and token[0].isupper() and token[1].islower()


def _with_patronymic(words: list[Word]) -> tuple[Word, ...]:
    """At most one word of a Slavic name is its patronymic: of three or more words, not the first."""
    full = [place for place, word in enumerate(words) if not word.initial]
    if any(word.patronymic for word in words):
        return tuple(words)
    shaped = [place for place in full[1:] if _PATRONYMIC.fullmatch(_plain(words[place].text))]
    sure = [place for place in shaped if _NEVER_A_SURNAME.search(_plain(words[place].text))]
    chosen = sure[:1] or (shaped[:1] if len(full) >= 3 else [])
    return tuple(
        replace(word, patronymic=True) if place in chosen else word for place, word in enumerate(words)
    )
