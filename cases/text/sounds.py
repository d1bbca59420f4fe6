"""How a word of any script sounds, roughly, and how far two such sounds are apart.

A word becomes a short string of one-letter sounds, in which letters that several languages read differently
keep a sign of their own: `j` is near to `J` (English), `Z` (French), `y` (German) and `x` (Spanish). The
distance is an edit distance with a price for each pair of sounds (after Zobel and Dart, Phonetic String
Matching, 1996, and Kondrak, ALINE, 2000), so that what romanizations disagree about is nearly free and what
tells two names apart is not. The tables follow BGN/PCGN, ALA-LC, ISO 9, scientific and the usual press
spellings in English, French, German, Spanish, Polish and Turkish.
"""

import itertools
import re
import string
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final

from cases.text.folding import APOSTROPHES, LONGEST_WORD, fold, is_unseen
from cases.text.scripts import ABJADS, script_of

VOWELS: Final = frozenset("aeiou39")
JOIN: Final = "·"

# ---------------------------------------------------------------- letters to sounds


def _letters(table: str) -> dict[str, str]:
    """`б=b ж=Z ь=` gives {б: b, ж: Z, ь: ''}."""
    return dict(entry.split("=") for entry in table.split())


# Of scripts that write what they say, letter by letter; digraphs first.
_CYRILLIC: Final = _letters(
    """
    дж=J дз=2 тс=2 тч=C тш=C хж=Z кх=x ей=ei ай=ai ий=i ый=i а=a б=b в=v г=g ґ=g д=d е=e ё=3 є=e ж=Z з=z и=i
    і=i ї=i й=y к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f х=x ц=2 ч=C ш=S щ=SC ъ= ы=i ь= э=e ю=yu я=ya
    ў=w ә=9 ғ=G қ=q ң=N ө=o ұ=u ү=u һ=h ӣ=i ӯ=u ҷ=J ҳ=h ҝ=g ҹ=J ј=y ђ=J ћ=C џ=J љ=l њ=n ѓ=J ќ=C ѕ=2
    """
)
_GEORGIAN: Final = _letters(
    """
    ა=a ბ=b გ=g დ=d ე=e ვ=v ზ=z თ=t ი=i კ=k ლ=l მ=m ნ=n ო=o პ=p ჟ=Z რ=r ს=s ტ=t უ=u ფ=P ქ=k ღ=G ყ=q შ=S
    ჩ=C ც=2 ძ=2 წ=2 ჭ=C ხ=x ჯ=J ჰ=h
    """
)
_ARMENIAN: Final = _letters(
    """
    ու=u և=ev եւ=ev ա=a բ=b գ=g դ=d ե=e զ=z է=e ը=e թ=t ժ=Z ի=i լ=l խ=x ծ=2 կ=k հ=h ձ=2 ղ=G ճ=J մ=m յ=y
    ն=n շ=S ո=o չ=C պ=p ջ=J ռ=r ս=s վ=v տ=t ր=r ց=2 ւ=v փ=p ք=k օ=o ֆ=f
    """
)
_GREEK: Final = _letters(
    """
    ου=u αι=e ει=i οι=i υι=i αυ=av ευ=ev μπ=b ντ=d γκ=g γγ=Ng τσ=2 τζ=J α=a β=v γ=g δ=d ε=e ζ=z η=i θ=T
    ι=i κ=k λ=l μ=m ν=n ξ=ks ο=o π=p ρ=r σ=s ς=s τ=t υ=i φ=f χ=x ψ=ps ω=o
    """
)
# Of scripts that leave vowels out: A, E, W, Y may be a vowel, a consonant or nothing (see _CLOSE).
_ARABIC: Final = _letters(
    """
    ا=A أ=A إ=A آ=A ٱ=A ى=E ب=8 ت=t ث=T ج=J ح=h خ=x د=d ذ=D ر=r ز=z س=s ش=S ص=s ض=D ط=t ظ=D ع=E غ=G ف=f
    ق=q ك=k ل=l م=m ن=n ه=h ة=a و=W ي=Y ء= ؤ=W ئ=Y پ=p چ=C ژ=Z گ=g ک=k ی=Y ے=Y ھ=h ہ=h ۀ=h ں=n ڈ=d ٹ=t
    ڑ=r ڭ=N ۋ=W ې=Y
    """
)
_HEBREW: Final = _letters(
    """
    ג׳=J צ׳=C ז׳=Z וו=W יי=Y א=E ב=B ג=g ד=d ה=h ו=W ז=z ח=x ט=t י=Y כ=K ך=K ל=l מ=m ם=m נ=n ן=n ס=s ע=E
    פ=P ף=P צ=2 ץ=2 ק=k ר=r ש=5 ת=t
    """
)
_SCRIPTS: Final = {
    "Cyrl": _CYRILLIC, "Geor": _GEORGIAN, "Armn": _ARMENIAN, "Grek": _GREEK, "Arab": _ARABIC, "Hebr": _HEBREW,
}  # fmt: skip

# Latin letters with signs that say more than the plain letter; the rest is folded first.
_SIGNED: Final = _letters(
    """
    ə=9 ç=C č=C ć=C ş=S š=S ś=S ș=S ŝ=S ž=Z ż=Z ź=Z ğ=G ǧ=G ġ=G ı=i ñ=n ň=n ń=n ḫ=x ẖ=x ř=r ą=on ę=en
    ý=y ţ=2 ț=2 đ=4 ð=D þ=T ß=s ł=l ŭ=w ė=e ḥ=h ṣ=s ḍ=d ṭ=t ẓ=z ū=u ī=i ā=a ē=e ō=o å=o æ=e ø=o œ=e ü=u
    ö=o ä=e ó=o
    """
)
# Plain Latin spellings in the order in which they are read. `c`, `j`, `X` (ch) and `7` (x) stay open.
_LATIN: Final = [
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"schtsch|shch|szcz|stch|chtch|chtsch", "SC"),
        (r"dzsch|dsch|dzh|djh|dj|dZ", "J"),
        (r"tsch|tch|tsh|tx|cz|cs", "C"),
        (r"sch|sz|sh", "S"),
        (r"kch|kh", "x"),
        (r"ch", "X"),
        (r"zh|zs|(?<=[bdgkpt])rz|rz$", "Z"),
        (r"gh", "G"),
        (r"th", "T"),
        (r"dh", "D"),
        (r"ph", "f"),
        (r"dz|ts|tz|ds(?=[ei])", "2"),
        (r"ce(?=[aou])", "C"),  # Ceaușescu
        (r"nh", "n"),
        (r"ck(?=i$|a$|ie)", "2k"),  # Morawiecki
        (r"ck|cq|qu(?=[ei])|cc(?=[aou])", "k"),
        (r"gu(?=[ei])", "g"),
        (r"iou", "yu"),
        (r"ou(?=sk)", "ov"),  # Tsikhanouskaya: ў
        (r"ou|oo", "u"),
        (r"ee(?=v)", "eye"),  # Aseev
        (r"ee|ie(?=[^aeiouyv]|$)", "i"),
        (r"eau|aux$", "o"),
        (r"uh(?=[bcdfgklmnprstvxz])", "u"),
        (r"oe(?!v|$)", "o"),
        (r"oir", "uar"),
        (r"ieu$", "io"),
        (r"eo(?=[u])", "e"),
    )
]
# What some languages read otherwise, in addition.
_ALTERNATIVES: Final = [
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"(?<=[^aeiouq])ue", "u"),  # Guenter; but Manuel
        (r"(?<=....[nr])[cdgt]$", ""),  # French leaves it unsaid: Mitterrand, Montebourg
        (r"^tr(?=.{1,3}$)", "C"),  # Vietnamese
        (r"ge$", "J"),  # Assange
        (r"u(?=[bcdfgklmnprst]{2})", "a"),  # English: Trump, Трамп
        (r"(?<=[iy])j(?=[aeou])", "J"),  # Nijat; but Mirsijojew
        (r"(?<=[bdlmnprstvz])[ijy]o(?!u)", "3"),  # Aljochina, Алёхина
        (r"T(?=[aeiou])", "tx"),  # Fethullah
        (r"D(?=[aeiou])", "dh"),  # Sadhan
        (r"b[9ae]y(?=ov)", "bek"),  # Hacıbəyov, Гаджибеков
        (r"eu", "oi"),  # German: Neumann
        (r"oe$", "o"),  # Joe; but Zoe
        (r"(?<=..[bdkmnrst])[ae]u$", "ov"),  # Bykau: ў
        (r"(?<=.[aeiou][bdfgklmnprst]u)s$|(?<=...[bdgklmnprt]a)s$", ""),  # French: Camus, Aubenas
        (r"au(?=[bcdglmnrstvx])", "o"),  # Taubira
        (r"(?<=[aeou])h(?=[lmnr]$)", ""),  # Jahn
        (r"^rz|(?<=[aeiouy])rz(?=[aeiouy])", "Z"),  # Rzepliński
        (r"^mp", "b"),  # Greek, letter by letter: Mpakogianni
        (r"^nt", "d"),
        (r"^ci", "ti"),  # Belarusian: Cichanoŭski
        (r"J(?=an$)", "di"),  # Nawasardjan
    )
]
_ABD: Final = re.compile(r"^([aE]?)[b8]d(?:[aeiouA]l|[aeiou]?([rsnztdS])\2)(?=.{3})")
_GLIDE: Final = re.compile(r"([iy])[yj](?=[aeou39])|i[yj]+(?![aeou39])|i+y*(?=i)|yi(?=[^aeiou39]|$)")


@lru_cache(maxsize=65536)
def sounds(word: str) -> tuple[str, ...]:
    """The likely soundings of one word; () where it has no letter. `Мухтарлы` gives ('muxtarli',).

    Two words with JOIN between them are sounded each for itself: Mohammad Javad has no dj.
    """
    if JOIN in word:
        parts = [sounds(part) for part in word.split(JOIN)]
        return tuple(dict.fromkeys(_settled("".join(reading)) for reading in itertools.product(*parts)))
    plain = "".join(char for char in word if (not is_unseen(char) and char not in APOSTROPHES) or char == "׳")
    plain = unicodedata.normalize("NFKC", plain).replace("İ", "i").lower()[:LONGEST_WORD]
    script = script_of(plain)
    if script == "Grek":
        plain = re.sub(r"(?<=\w)ντ", "νδ", plain.replace("ντζ", "νj"))  # d only where a word begins
    elif script == "Cyrl":
        plain = re.sub(r"(?<![аеёиоуыэюяіїє])ў", "о", plain)  # Uzbek; the Belarusian letter follows a vowel
        plain = re.sub(r"(?<=[аеёиоуыэюяіїє])[еє]", "йе", plain)  # Асеев
    found = [_spelled(plain, _SCRIPTS[script])] if script in _SCRIPTS else _latin(plain)
    if script == "Cyrl":
        found.append(re.sub(r"([aeiou])\1", r"\1h\1", found[0]))  # Ваан, Vahan
        if plain.startswith("оган"):  # Оганесян, Hovhannisyan
            found.append(found[0].replace("ogan", "hovhan", 1))
        if re.search("(?:дз|ц)[іяёюь]", plain):  # Belarusian for a soft d or t: Радзіна
            hard = re.sub("ц(?=[іяёюь])", "т", re.sub("дз(?=[іяёюь])", "д", plain))
            found.append(_spelled(hard, _CYRILLIC))
    elif script == "Arab":
        found = [re.sub(r"(?<=.)h$", "E", found[0])]
        found = [re.sub(r"^AY", "Y", found[0])]
        if re.match(r"[Aa]l.{2}", found[0]):
            found = [found[0][2:], found[0]]
        found += [one.replace("qJ", "g") for one in found if "qJ" in one]  # خاشقجي, Khashoggi
        found += [one.replace("n8", "m8") for one in found if "n8" in one]  # جنبلاط, Jumblatt
        found = [re.sub(r"^A", "E", one) for one in found]  # أم begins with any vowel
    elif script == "Grek":
        found.append(re.sub(r"gi(?=[aou])", "y", found[0]))
        if re.search("μπ|νδ", plain):  # letter by letter: Antetokounmpo
            found.append(_spelled(plain.replace("μπ", "mp").replace("νδ", "nt"), _GREEK))
    elif script == "Hebr":
        found = [re.sub(r"(?<=.)h$", "E", found[0])]
    elif len(found[0]) >= 7 and re.match(r"[ae]l[^aeiouy]", found[0]):
        found.append(found[0][2:])  # Alhathloul, ElBaradei
    return tuple(dict.fromkeys(sound for sound in map(_settled, found) if sound))


def _spelled(word: str, table: dict[str, str]) -> str:
    """Letter by letter, two letters where the table has them; other accents fall away."""
    word = "".join(
        char if char in table else unicodedata.normalize("NFD", char)[0]
        for char in unicodedata.normalize("NFC", word)
        if char in table or not unicodedata.combining(char)
    )
    found, place = [], 0
    while place < len(word):
        two = word[place : place + 2]
        if two in table:
            found.append(table[two])
            place += 2
            continue
        found.append(table.get(word[place], fold(word[place])))
        place += 1
    return "".join(found)


def _latin(word: str) -> list[str]:
    signed = "".join(_SIGNED.get(char, char) for char in unicodedata.normalize("NFC", word))
    # Capitals and digits are sounds already: fold only what is still a letter with a sign.
    plain = "".join(char if char.isascii() else fold(char).replace(" ", "") for char in signed)
    plain = re.sub(r"[^A-Za-z0-9]", "", plain)
    for pattern, sound in _LATIN:
        plain = pattern.sub(sound, plain)
    found = [plain]
    for pattern, sound in _ALTERNATIVES:
        if pattern.search(plain):
            found.append(pattern.sub(sound, plain))
    if "x" in signed and "x" in plain and "kh" not in signed:
        found.append(plain.replace("x", "ks"))
    return found


def _settled(sound: str) -> str:
    """Doubled sounds once, glides where every spelling has them, Abd al- without its article."""
    sound = re.sub(r"[^A-Za-z0-9]", "", sound)
    sound = _ABD.sub(r"\1bd\2", sound)
    sound = re.sub(r"(.)\1+", r"\1", sound)
    sound = _GLIDE.sub(lambda found: "i" if found[1] is None else found[1], sound)
    return re.sub(r"(.)\1+", r"\1", sound)


# ---------------------------------------------------------------- how near two sounds are

# Price, and the pairs of sounds that it is for.
_NEAR: Final = (
    (0.0, "Aa Ea Ee"),
    (
        0.05,
        "Kc xh xX CX SX Xj cj Jj Zj yj jC ck cJ cs cC c2 qk qg Gg Tt Dd Dz wv iy Wv Wu Wo Ww Yy Yi Ae Bb Bv"
        " Pp Pf Kk Kx 5S 5s 8b 3e 3o 9a 9e 4d 4J EA Ei Eo Eu 6n 6N Eh qc Yj",
    ),
    (0.1, "ae xj kX KX GK Ye ij z2 Kh qG jd TD"),
    (0.12, "ou ei Wa"),
    (0.15, "8p Xh gh kg kx JC JZ ZS Ss SC s2 C2 zZ zD Tf Ts Nn Gk Jg Ao eY j2 J2 uw jS jz Dt cg Za"),
    (0.2, "JX dt gx fv bv t2 kh Gh Gx sz ao Z2 jg qx yS sX qh iu bw 2X Pb wf td cX jh gj Jz 3u"),
    (0.25, "cz gZ uv iY xk JS y3 ov Gy"),
    (0.4, "eo"),
    (0.3, "eu yY yG Wf dD"),
    (0.5, "pf bp"),
    (0.45, "ai au 9i 9u oi Ai Au"),
)


Prices = dict[str, dict[str, float]]


def price_list(
    near: Iterable[tuple[float, str]], vowels: float, consonants: float, mixed: float, factor: float = 1.0
) -> Prices:
    """What each sound costs for each other: pairs as listed, the rest by whether they are vowels. `factor`
    makes listed pairs of consonants dearer.
    """
    listed: dict[str, float] = {}
    for price, pairs in near:
        for pair in pairs.split():
            listed.setdefault(pair, price)
            listed.setdefault(pair[::-1], price)
    table: Prices = {}
    for a, b in itertools.product(SOUNDS, repeat=2):
        hidden = (a in VOWELS) + (b in VOWELS)
        price = listed.get(a + b, (consonants, mixed, vowels)[hidden])
        table.setdefault(a, {})[b] = 0.0 if a == b else min(1.0, price * factor) if hidden == 0 else price
    return table


SOUNDS: Final = string.ascii_letters + string.digits
_PRICES: Final = price_list(_NEAR, vowels=0.5, consonants=1.0, mixed=1.2)
# In one script that says which consonant is meant, т is not д.
_STRICT: Final = price_list(_NEAR, vowels=0.5, consonants=1.0, mixed=1.2, factor=3.0)


def _leave_out(word: str, place: int, vowelless: bool) -> float:
    """The price of the sound at this place where the other word has none."""
    sound = word[place]
    last = place == len(word) - 1
    if sound == "E":
        return 0.0
    if sound == "A":
        return 0.2
    if sound in VOWELS:
        if vowelless:  # but Sulayman and Husayn are written with their y
            return 0.5 if sound == "i" and place and word[place - 1] in VOWELS else 0.03
        if last:
            return {"a": 0.8, "e": 0.2}.get(sound, 0.5)
        beside = word[place - 1 : place] + word[place + 1 : place + 2]
        return 0.15 if sound == "i" and VOWELS & set(beside) else 0.4
    if sound in "yj":
        return 0.5 if vowelless and sound == "y" else 0.2
    if sound == "h" and last:
        return 0.15
    if sound in "hxG":
        return 0.3 if sound == "h" or last else 0.5
    return 0.8 if sound in "WY" else 1.0


def distance(a: str, b: str, vowelless: bool = False, strict: bool = False, most: float = 9.0) -> float:
    """How much one sounding must change to become the other: `vowelless` where one leaves vowels out,
    `strict` where both are written in one script that says which consonant is meant.
    """
    if a == b:
        return 0.0
    last = _last(a, b) if len(a) > 1 and len(b) > 1 else 0.0
    prices = _STRICT if strict else _PRICES
    return edit_distance(a, b, prices, _outs(a, vowelless), _outs(b, vowelless), most, last)


def letter_price(a: str, b: str) -> float:
    return _PRICES[a][b]


@lru_cache(maxsize=65536)
def _outs(word: str, vowelless: bool) -> tuple[float, ...]:
    return tuple(_leave_out(word, place, vowelless) for place in range(len(word)))


def edit_distance(
    a: str,
    b: str,
    prices: Prices,
    outs_a: Sequence[float],
    outs_b: Sequence[float],
    most: float,
    last: float = 0.0,
) -> float:
    """Edit distance with swapped neighbours (OSA) by price lists of swaps and of sounds left out. The last
    swap costs at least `last`; what must be dearer than `most` gives 9.
    """
    above = list(itertools.accumulate(outs_b, initial=0.0))
    before: list[float] = []
    for row, (sound, out) in enumerate(zip(a, outs_a, strict=True)):
        swaps = prices[sound]
        line = [above[0] + out]
        for column, against in enumerate(b):
            best = above[column] + swaps[against]
            if (dropped := above[column + 1] + out) < best:
                best = dropped
            if (added := line[column] + outs_b[column]) < best:
                best = added
            if row and column and sound == b[column - 1] and a[row - 1] == against:
                best = min(best, before[column - 1] + 0.7)
            line.append(best)
        if row == len(a) - 1 and last:
            ended = above[-2] + max(last, swaps[b[-1]])
            line[-1] = min(ended, above[-1] + out, line[-2] + outs_b[-1])
        if min(line) > most:
            return 9.0
        before, above = above, line
    return above[-1]


def _last(a: str, b: str) -> float:
    """The last vowel tells Mario from Maria; but Lukashenko and Lukashenka are one."""
    return 0.8 if {a[-1], b[-1]} == {"a", "o"} and not (a[-2] == b[-2] == "k") else 0.0


@lru_cache(maxsize=65536)
def word_script(word: str) -> str:
    return script_of(word)


@lru_cache(maxsize=131072)
def sound_cost(a: str, b: str) -> tuple[float, int]:
    """The least distance between two words' soundings, and the length of the longer sounding."""
    script, other_script = word_script(a), word_script(b)
    vowelless = (script in ABJADS) != (other_script in ABJADS)
    strict = script == other_script and script != "Latn"
    best, length = 9.0, 1
    for one, other in itertools.product(sounds(a), sounds(b)):
        cost = distance(one, other, vowelless, strict, most=1.0)
        if cost < best:
            best, length = cost, max(len(one), len(other))
    return best, length


# ---------------------------------------------------------------- what all spellings have in common

# Consonants by where they are said; what may be dropped, or is a vowel in another spelling, is left out.
# Those that stay open (French ch, Spanish j) have a reading each.
_PLACES: Final = {
    letter: readings
    for letters, readings in {
        "bp8PBfvw": ("p",),
        "td4": ("t",),
        "szSZCJ25": ("s",),
        "TD": ("t", "s"),
        "kgqxK": ("k",),
        "nN6": ("n",),
        "m": ("m",),
        "l": ("l",),
        "r": ("r",),
        "cX": ("s", "k"),
        "j": ("", "s", "k"),
        "W": ("", "p"),
    }.items()
    for letter in letters
}
_MOST_SKELETONS: Final = 6


def skeletons(sound: str) -> set[str]:
    """The places of a sounding's consonants: `Soljenitsyne`, `Solschenizyn`, `Солженицын` all have slsnsn."""
    places = (_PLACES.get(letter, ("",)) for letter in sound)
    found = ("".join(reading) for reading in itertools.islice(itertools.product(*places), _MOST_SKELETONS))
    return {re.sub(r"(.)\1+", r"\1", skeleton) for skeleton in found}
