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
from typing import Final

from cases.text.folding import fold, is_unseen
from cases.text.scripts import char_script, script_of
from cases.text.sounds import VOWELS, edit_distance, price_list

_SURNAMES: Final = frozenset(
    """ai an ba bai bao bo cai cao chang chao chen cheng chiang chou chu chung cui dai deng ding dong du duan fan fang feng fu
    gao ge geng gong gu guan guo han hao he hou hsu hu hua huang hung jia jiang jiao jin kang kong kuo lai lei li lian liang liao
    lin ling liu long lou lu luo lyu ma mao mei meng mi miao mo mu ni nie niu ou ouyang pan pang pei peng pu qi qian qiao qin qiu
    qu ren rong ruan shang shao shen sheng shi shih song su sun sung tan tang tao teng tian ting tong tsai tsao tung wan wang wei wen
    weng wu xi xia xiang xiao xie xin xing xiong xu xue yan yang yao ye yi yin ying you yu yuan yue yun zeng zhan zhang zhao zheng zhong
    zhou zhu zhuang zhuo zou zuo hsi hsieh hsiao chin tsou yen
    kim gim lee yi ri rhee park pak bak choi choe jung jeong chung cho jo yoon yun jang lim im rim oh seo suh shin sin kwon gwon
    hwang ahn song hong yoo yu ryu roh no noh ha moon mun ban pan heo huh nam noh bae baek paik ko go koh hyun won cha joo ju woo u kang gang
    sohn son bong bang pyo eom cheon yang sung seong byun kwak ji jin uhm um chae chon jeon jun na ra rah min""".split()
)  # fmt: skip
_CYRILLIC_SURNAMES: Final = frozenset(
    """ай ань бай бао бо ван вэй вэнь гао го гу гуань гун дай дин ду дун дуань дэн е жэнь жуань и инь кан кун лай лу ли лин линь лэй
    лю лю люй лян ляо ма мао мо мэн мэй не ни оу оуян пан пань пэн си син се синь сунь сун су сюй сюе сюэ сюн ся сян сяо тан тань тао
    тун тянь у фан фань фу фэн хань хао хо хоу ху хуа хуан хун хэ цай цао цзи цзинь цзоу цзо цзэн цзя цзян ци цинь цуй цю цюй цянь цяо чан
    чжан чжань чжао чжо чжоу чжу чжун чжуан чжэн чжэнь чэнь чэн ша шан шао ши шэн шэнь ю юань юй юнь юэ ян янь яо ду
    ким пак ли чон чан чо чхве цой кан юн лим им о со син квон хван ан сон хон ю рю но ха мун пан хо пэк пэ ко кo чхэ""".split()
)  # fmt: skip

_SYLLABLE: Final = (
    r"(?:zh|ch|sh|ts|tz|hs|kk|tt|pp|ss|jj|[bpmfdtnlgkhjqxrzcsyw])?'?y?w?"
    r"(?:iang|iong|uang|ueng|ieh|ueh|iao|iau|uai|uei|ian|ien|uan|iou|jeou|ang|eng|ing|ong|ung|yung|eong|eung|oong|oon|eon|eun|eok|eol"
    r"|oung|ai|ei|ao|ou|an|en|in|on|un|ia|ie|iu|ua|uo|ui|ue|er|eu|eo|oo|ee|ae|oe|ih|uh|ah|oh|eh|u?ye|ak|ek|ik|ok|uk|al|el|il|ol|ul"
    r"|am|em|im|om|um|eom|ap|op|up|ip|at|ut|[aeiou])"
)  # fmt: skip
_LATIN_GIVEN: Final = re.compile(rf"(?:{_SYLLABLE}){{1,2}}")
_CYRILLIC_GIVEN: Final = re.compile(
    r"(?:(?:чж|цз|чх|кх|пх|тх|[бвгджзйклмнпрстфхцчшщ])?(?:[аеёиоуыэюя]{1,3}й?)(?:нь|нъ|[нмлркпт](?![аеёиоуыэюя]))?ъ?){1,2}"
)

# Palladius to pinyin, in order: н is ng and нь is n at the end of a syllable; ц, с, цз soften before и, ю, я.
_PALLADIUS: Final = [
    (re.compile(pattern), pinyin)
    for pattern, pinyin in (
        (r"чж", "zh"), (r"цз(?=[июя])", "j"), (r"цз", "z"), (r"ц(?=[июя])", "q"), (r"ц", "c"), (r"с(?=[июяе])", "x"),
        (r"ш", "sh"), (r"ч", "ch"), (r"щ", "x"), (r"ж", "r"), (r"х", "h"), (r"в", "w"),
        (r"нь", "9"), (r"нъ", "7"), (r"н(?![аеёиоуыэюя])", "7"), (r"ъ", ""),
        (r"юа", "ua"), (r"юэ", "ue"), (r"юй", "u"), (r"ю", "iu"), (r"я", "ia"), (r"ё", "io"), (r"е", "ie"), (r"[эы]", "e"),
        (r"(?<=[zcsr])e$", "i"), (r"й", "i"), (r"9", "n"), (r"7", "ng"),
    )
]  # fmt: skip
# Kholodovich: ч is ㅈ, ы is ㅡ, final р is ㄹ, final н may be ㄴ or ㅇ.
_KHOLODOVICH: Final = [
    (re.compile(pattern), romanized)
    for pattern, romanized in (
        (r"чж|чх|ч", "j"), (r"кх", "k"), (r"пх", "p"), (r"тх", "t"), (r"х", "h"), (r"ш", "s"), (r"н(?![аеёиоуыэюя])", "6"),
        (r"е$", "ye"), (r"е", "8"), (r"ё", "yo"), (r"я", "ya"), (r"ю", "yu"), (r"ы", "u"), (r"э", "e"), (r"й", "i"), (r"ъ", ""), (r"ь", ""),
    )
]  # fmt: skip
_KOREAN_FAMILIES: Final = {
    spelled: said
    for said, spellings in {
        "i": "lee yi ri rhee li i ли", "pak": "park pak bak bag пак", "kim": "kim gim ким", "u": "woo u", "o": "oh o",
        "no": "roh no noh ro но", "jo": "cho jo", "an": "ahn an", "ho": "huh heo hur", "so": "seo suh so", "im": "lim im rim",
        "yu": "yoo yu ryu", "jo6": "jung jeong chung jong chong", "choi": "choi choe", "ko": "ko koh go",
    }.items()
    for spelled in spellings.split()
}  # fmt: skip

# What both languages' romanizations spell differently, merged.
_SPELLINGS: Final = [
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"'", ""), (r"jeou", "jiu"), (r"hs", "x"), (r"zh", "J"), (r"ch", "C"), (r"sh", "S"), (r"t[sz]", "2"), (r"q", "C"), (r"x", "S"), (r"j", "J"),
        (r"z", "2"), (r"c", "2"), (r"kk", "k"), (r"tt", "t"), (r"pp", "p"), (r"ss", "s"),
        (r"oung|ung|ong", "oN"), (r"eoN", "oN"), (r"ng", "N"),
        (r"ieh", "ie"), (r"ueh", "ue"), (r"ih", "i"), (r"uei", "ui"), (r"ien", "ian"), (r"eo", "o"), (r"eu", "u"),
        (r"oo", "u"), (r"ee", "i"), (r"ae", "e"), (r"oe", "oi"), (r"(?<=[aeou])h(?![aeiouyw])", ""), (r"wu", "u"), (r"yi", "i"), (r"w", "u"),
        (r"y", "i"), (r"iou", "iu"), (r"(?<=[JCS2])iu(?=[ae])", "u"), (r"(?<=[JCS2])iu", "u"), (r"uo(?!N)", "o"), (r"(.)\1+", r"\1"),
    )
]  # fmt: skip
_NEAR: Final = (
    (0.05, "6n 6N 8o 8e JC S2 Ss sx"), (0.1, "lr 2J C2 gk"), (0.2, "kg dt bp ou Jr"), (0.25, "Js"), (0.3, "2s"),
    (0.6, "nN ea eo eu ie"),
)  # fmt: skip
_PRICES: Final = price_list(_NEAR, vowels=0.8, consonants=1.0, mixed=1.0)
MOST: Final = 0.56


@lru_cache(maxsize=16384)
def eastern(name: str) -> frozenset[tuple[str, str]]:
    """A name's family name and the rest, as they sound, in every reading; empty where it is no such name."""
    text = unicodedata.normalize("NFKC", "".join(char for char in name if not is_unseen(char)))
    text = re.sub(r"[`´‘’ʼʻ＇]", "'", text)
    script = script_of(text)
    if script in {"Hani", "Hang"}:
        return frozenset(_of_signs(text, script))
    parts = [part for part in re.split(r"[\s,.\-‐‑‒–—]+", text.lower()) if part]
    if not 2 <= len(parts) <= 4:
        return frozenset()
    if script == "Cyrl":
        return frozenset(_of_words(parts, _CYRILLIC_SURNAMES, _CYRILLIC_GIVEN))
    if script == "Latn":
        plain = [re.sub(r"[^a-z']", "", fold_keeping(part)) for part in parts]
        return frozenset(_of_words(plain, _SURNAMES, _LATIN_GIVEN))
    return frozenset()


def fold_keeping(part: str) -> str:
    """Folded, but with the apostrophe of Wade-Giles kept."""
    return "'".join(fold(piece).replace(" ", "") for piece in part.split("'"))


def _of_signs(text: str, script: str) -> Iterator[tuple[str, str]]:
    if re.search(r"[·・‧•]", text):
        return  # a foreigner's name
    syllables = [fold(char) for char in text if char_script(char) in {"Hani", "Hang"}]
    if not 2 <= len(syllables) <= 4:
        return
    for length in (1, 2) if len(syllables) > 2 else (1,):
        family, given = "".join(syllables[:length]), syllables[length:]
        yield from _sounds(family, "".join(given), korean=script == "Hang")


def _of_words(
    parts: list[str], surnames: frozenset[str], given: re.Pattern[str]
) -> Iterator[tuple[str, str]]:
    for family, rest in ((parts[0], parts[1:]), (parts[-1], parts[:-1])):
        if (
            family.replace("'", "") in surnames
            and all(given.fullmatch(part) for part in rest)
            and len("".join(rest)) <= 13
        ):
            for korean in (False, True):
                yield from _sounds(
                    family, "".join(rest) if not _is_cyrillic(family) else " ".join(rest), korean
                )


def _is_cyrillic(word: str) -> bool:
    return script_of(word) == "Cyrl"


def _sounds(family: str, given: str, korean: bool) -> Iterator[tuple[str, str]]:
    if korean and family in _KOREAN_FAMILIES:
        yield _KOREAN_FAMILIES[family], _sounding(given, korean)
    yield _sounding(family, korean), _sounding(given, korean)


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
        found.append(re.sub(r"[^A-Za-z0-9]", "", plain))
    return "".join(found)


def same_eastern(one: frozenset[tuple[str, str]], other: frozenset[tuple[str, str]]) -> bool:
    """Are two such names one? Both family names and the rest must sound alike."""
    return any(
        _distance(a[0], b[0], 0.31) <= 0.31 and _distance(a[1], b[1], MOST) <= MOST
        for a in one
        for b in other
    )


@lru_cache(maxsize=65536)
def _distance(a: str, b: str, most: float) -> float:
    return edit_distance(a, b, _PRICES, _outs(a), _outs(b), most)


def _outs(word: str) -> list[float]:
    return [0.6 if sound in VOWELS else 0.9 for sound in word]
