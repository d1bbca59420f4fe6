"""Chinese and Korean names: a family name and one or two syllables, of which each tells people apart.

`Li Wei` and `Li Wen` are as near as a slip of the pen and never one, so such names are compared whole and
strictly, after their spellings are brought together: pinyin, Wade-Giles, the Russian systems of Palladius
(`Си Цзиньпин`) and Kholodovich (`Ким Чен Ир`), the Revised and McCune-Reischauer romanizations of Korean, and
the spellings that families chose (`Lee`, `Park`, `Moon`).
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from cases.text.chinese import cantonese, simplified
from cases.text.folding import fold, is_unseen
from cases.text.scripts import char_script, script_of
from cases.text.sounds import VOWELS, edit_distance, price_list

_SURNAMES: Final = frozenset(
    """
    ahn ai an ba bae baek bai bak ban bang bao bo bong byun cai cao cha chae chang chao chen cheng cheon
    chiang chin cho choe choi chon chou chu chung cui dai deng ding dong du duan eom fan fang feng fu
    gang gao ge geng gim go gong gu guan guo gwon ha ham han hao he heo hong hou hsi hsiao hsieh hsu hu hua
    huang huh hung hwang hyun im jang jeon jeong ji jia jiang jiao jin jo joo ju jun jung kan kang kao kim ko
    koh kong kuo kwak kwon lai lee lei li lian liang liao lim lin ling liu long lou lu luo lyu ma mao
    mei meng mi miao min mo moon mu mun na nam ni nie niu no noh oh ou ouyang paik pak pan pang park pei
    peng pu pyo qi qian qiao qin qiu qu ra rah ren rhee ri rim roh rong ruan ryu seo seong shang shao
    shen sheng shi shih shin sin sohn son song su suh sun sung tan tang tao teng tian ting tong tsai
    tsao tsou tung u uhm um wan wang wei wen weng won woo wu rhyu xi xia xiang xiao xie xin xing xiong xu xue
    yan yang yao ye yen yi yin ying yoo yoon you yu yuan yue yun zeng zhan zhang zhao zheng zhong zhou
    zhu zhuang zhuo zou zuo
    """.split()
)
_CYRILLIC_SURNAMES: Final = frozenset(
    """
    ай ан ань бай бао бо ван вэй вэнь гао го гу гуань гун дай дин ду дуань дун дэн е жуань жэнь и им инь
    кан квон ким ко кун лай ли лим лин линь лу лэй лю люй лян ляо ма мао мо мун мэй мэн не ни но о оу
    оуян пак пан пань пу пэ пэк пэн рю се си син синь со сон су сун сунь сюе сюй сюн сюэ ся сян сяо тан
    тань тао тун тянь у фан фань фу фэн ха хан хань хао хван хо хон хоу ху хуа хуан хун хэ цай цао цзи цзинь
    цзо цзоу цзэн цой цзя цзян ци цинь цой цуй цю цюй цянь цяо чан чжан чжань чжао чжо чжоу чжу чжуан чжун
    чжэн чжэнь чо чон чхве чхэ чэн чэнь ша шан шао ши шэн шэнь ю юань юй юн юнь юэ ян янь яо
    """.split()
)

_SYLLABLE: Final = (
    r"(?:zh|ch|sh|ts|tz|hs|kk|tt|pp|ss|jj|[bpmfdtnlgkhjqxrzcsyw])?'?y?w?"
    r"(?:iang|iong|uang|ueng|ieh|ueh|iao|iau|uai|uei|ian|ien|uan|iou|jeou|ang|eng|ing|ong|ung|yung|eong|eung"
    r"|oong|oon|eon|eun|eok|eol|oung|ai|ei|ao|ou|an|en|in|on|un|ia|ie|iu|ua|uo|ui|ue|er|eu|eo|oo|ee|ae|oe|ih|uh"
    r"|ah|oh|eh|oi|it|et|ot|aw|ow|u?ye|ak|ek|ik|ok|uk|al|el|il|ol|ul|am|em|im|om|um|eom|ap|op|up|ip|at|ut|[aeiou])"
)
_LATIN_GIVEN: Final = re.compile(rf"(?:{_SYLLABLE}){{1,2}}")
_CYRILLIC_GIVEN: Final = re.compile(
    r"(?:(?:чж|цз|чх|кх|пх|тх|хв|кв|[бвгджзйклмнпрстфхцчшщ])?(?:[аеёиоуыэюя]{1,3}й?)(?:нь|нъ|ль|[нмлркпт](?![аеёиоуыэюя]))?ъ?){1,2}"
)


def _rules(table: str) -> list[tuple[re.Pattern[str], str]]:
    """`чж>zh ъ>` gives what is replaced, in order, and by what."""
    return [(re.compile(pattern), sound) for pattern, sound in (entry.split(">") for entry in table.split())]


# Palladius to pinyin, in order: н is ng and нь is n at the end of a syllable; ц, с, цз soften before и, ю, я.
_PALLADIUS: Final = _rules(
    r"""
    чж>zh цз(?=[июя])>j цз>z ц(?=[июя])>q ц>c с(?=[июяе])>x ш>sh ч>ch щ>x ж>r х>h в>w нь>9 нъ>7
    н(?![аеёиоуыэюя])>7 ъ> ^юа>yua ^юэ>yue ^юй>yu ^юн>yun юа>ua юэ>ue юй>u ю>iu я>ia ё>io е>ie [эы]>e
    (?<=[zcsr])e$>i й>i 9>n 7>ng
    """
)
# Kholodovich: ч is ㅈ, ы is ㅡ, final р is ㄹ, final н may be ㄴ or ㅇ.
_KHOLODOVICH: Final = _rules(
    r"""
    чж|чх|ч>j кх>k пх>p тх>t х>h в>w ш>s н(?![аеёиоуыэюя])>6 е$>ye е>8 ё>yo я>ya ю>yu ы>u э>e й>i ъ> ь>
    """
)
# Korean families spell themselves as they like.
_KOREAN_FAMILIES: Final = {
    spelled: said
    for said, spellings in {
        "i": "lee yi ri rhee li i ли",
        "paek": "paik paek baik baek back бэк пэк",
        "pak": "park pak bak bag пак",
        "kim": "kim gim ким",
        "u": "woo u",
        "o": "oh o",
        "no": "roh no noh ro но",
        "jo": "cho jo",
        "an": "ahn an",
        "ho": "huh heo hur",
        "so": "seo suh so",
        "im": "lim im rim",
        "yu": "yoo yu ryu rhyu рю ю",
        "jo6": "jung jeong chung jong chong",
        "choi": "choi choe цой",
        "ko": "ko koh go",
    }.items()
    for spelled in spellings.split()
}
# What both languages' romanizations spell differently, merged.
_SPELLINGS: Final = _rules(
    r"""
    '> jeou>jiu hs(?=[iu])>x zh>J ch>C sh>S t[sz]>2 q>C x>S j>J z>2 c>2 kk>k tt>t pp>p ss>s oung|ung|ong>oN
    eoN>oN ng>N ieh>ie ueh>ue ih>i uei>ui ien>ian eo>o eu>u oo>u ee>i ae>e oe>oi
    (?<=[aeou])h(?![aeiouyw])> wu>u yi>i w>u y>i iou>iu (?<=[JCS2])iu(?=[ae])>u (?<=[JCS2])iu>u
    uo(?!N)>o (.)\1+>\1
    """
)
_NEAR: Final = (
    (0.05, "6n 6N 8o 8e JC S2 Ss sx"),
    (0.1, "lr 2J C2 gk"),
    (0.2, "kg dt bp ou Jr"),
    (0.25, "Js"),
    (0.3, "2s"),
    (0.6, "nN ea eo eu ie"),
)
_PRICES: Final = price_list(_NEAR, vowels=0.8, consonants=1.0, mixed=1.0)
# Signs that names read otherwise than alone.
OTHERWISE: Final = {
    "晟": "sheng",
    "单": "shan",
    "單": "shan",
    "仇": "qiu",
    "解": "xie",
    "翟": "zhai",
    "盖": "ge",
}
_LONGEST_GIVEN: Final = 13
# A man's name declines: Гао Чжишэном, Пу Чжицяна.
_CYRILLIC_ENDING: Final = re.compile(r"(?<=[аеёиоуыэюя][нмклпт])(?:ом|ем|а|у|е)$")
MOST: Final = 0.56


class Sounding(NamedTuple):
    """A family name and the rest as they sound, read in one of two languages."""

    family: str
    given: str
    korean: bool


@lru_cache(maxsize=16384)
def eastern(name: str, other: str = "") -> frozenset[Sounding]:
    """A name's family name and the rest, as they sound, in every reading; empty where it is no such name.

    Any family name will do where the `other` name is in Chinese or Korean signs.
    """
    seen = "".join(char for char in _untitled(name) if not is_unseen(char))
    text = unicodedata.normalize("NFKC", seen)
    text = re.sub(r"[`´‘’ʼʻ＇]", "'", text)
    script = script_of(text)
    if script in {"Hani", "Hang"}:
        return frozenset(_of_signs(text, script))
    parts = [part for part in re.split(r"[\s,.\-‐‑‒–—]+", text.lower()) if part]
    if not 2 <= len(parts) <= 4:
        return frozenset()
    free = script_of(other) in {"Hani", "Hang"}
    if free and len(parts) == 4:
        parts = parts[1:]  # Joshua Wong Chi-fung
    if script == "Cyrl":
        found = [parts, [*parts[:-1], _CYRILLIC_ENDING.sub("", parts[-1])]]
        return frozenset(
            sounding
            for one in found
            for sounding in _of_words(one, _CYRILLIC_SURNAMES, _CYRILLIC_GIVEN, free)
        )
    if script == "Latn":
        plain = [re.sub(r"[^a-z']", "", fold_keeping(part)) for part in parts]
        return frozenset(_of_words(plain, _SURNAMES, _LATIN_GIVEN, free))
    return frozenset()


def _untitled(name: str) -> str:
    return re.sub(r"(?<=\w\w)\s*(?:先生|女士|博士|教授|主席|总统|總統|律师|律師|记者|記者)\s*$", "", name)


def fold_keeping(part: str) -> str:
    """Folded, but with the apostrophe of Wade-Giles kept."""
    return "'".join(fold(piece).replace(" ", "") for piece in part.split("'"))


def _of_signs(text: str, script: str) -> Iterator[Sounding]:
    if re.search(r"[·・‧•]", text):
        return  # a foreigner's name
    signs = [char for char in text if char_script(char) in {"Hani", "Hang"}]
    if not 2 <= len(signs) <= 4:
        return
    for syllables in _readings("".join(signs), script):
        for length in (1, 2) if len(syllables) > 2 else (1,):
            family, given = "".join(syllables[:length]), syllables[length:]
            yield from _sounds(family, "".join(given), korean=script == "Hang")


def _readings(signs: str, script: str) -> Iterator[list[str]]:
    """One syllable a sign: in Mandarin and in Cantonese; in Korean."""
    mandarin = [OTHERWISE.get(sign) or fold(sign) for sign in signs]
    yield mandarin
    if script == "Hang" and any(syllable[0] in "rl" for syllable in mandarin[1:]):  # 박래군, Pak Nae-gun
        yield [mandarin[0], *(re.sub("^[rl]", "n", syllable) for syllable in mandarin[1:])]
    if spelled := cantonese(signs):
        yield spelled


def _of_words(
    parts: list[str], surnames: frozenset[str], given: re.Pattern[str], any_surname: bool
) -> Iterator[Sounding]:
    for family, rest in ((parts[0], parts[1:]), (parts[-1], parts[:-1])):
        known = family.replace("'", "") in surnames or (any_surname and given.fullmatch(family))
        if known and all(map(given.fullmatch, rest)) and len("".join(rest)) <= _LONGEST_GIVEN:
            together = (" " if _is_cyrillic(family) else "").join(rest)
            yield from _sounds(family, together, korean=False)
            # Wang Li is of the family Wang: not a Lee, whose name may also be spelled Yi.
            if family == parts[0] or not surnames.issuperset(rest):
                yield from _sounds(family, together, korean=True)


def _is_cyrillic(word: str) -> bool:
    return script_of(word) == "Cyrl"


def _sounds(family: str, given: str, korean: bool) -> Iterator[Sounding]:
    if korean and family in _KOREAN_FAMILIES:
        yield Sounding(_KOREAN_FAMILIES[family], _sounding(given, korean), korean)
    yield Sounding(_sounding(family, korean), _sounding(given, korean), korean)


def _sounding(text: str, korean: bool) -> str:
    found = []
    for word in text.split():
        plain = word
        if _is_cyrillic(word):
            for pattern, romanized in _KHOLODOVICH if korean else _PALLADIUS:
                plain = pattern.sub(romanized, plain)
            plain = "".join(char if char.isascii() else fold(char) for char in plain)
        for pattern, sound in _SPELLINGS:
            plain = pattern.sub(sound, plain)
        if korean:
            plain = plain.replace("hui", "hi")  # 희
        found.append(re.sub(r"[^A-Za-z0-9]", "", plain))
    return "".join(found)


def same_signs(left: str, right: str) -> bool | None:
    """Of two names in Chinese signs whether their signs are the same, however they sound; else None."""
    if not script_of(left) == script_of(right) == "Hani":
        return None
    return simplified(_signs(_untitled(left))) == simplified(_signs(_untitled(right)))


def _signs(name: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFKC", name) if char_script(char) == "Hani")


def same_eastern(one: frozenset[Sounding], other: frozenset[Sounding]) -> bool:
    """Are two such names one? Both family names and the rest must sound alike."""
    return any(
        a.korean == b.korean
        and _distance(a.family, b.family, 0.31) <= 0.31
        and _distance(a.given, b.given, MOST) <= MOST
        for a in one
        for b in other
    )


@lru_cache(maxsize=65536)
def _distance(a: str, b: str, most: float) -> float:
    return edit_distance(a, b, _PRICES, _outs(a), _outs(b), most)


def _outs(word: str) -> list[float]:
    return [0.6 if sound in VOWELS else 0.9 for sound in word]
