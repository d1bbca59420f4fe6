"""Finding the names of people and organizations in running text, in any spelling, and masking them.

A name is looked for by the keys of its words (`names.py`) among the forms that each word of the text may be
of (`endings.py`). Whole names are found, and surnames or given names alone, which are marked as such.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Final, Literal

from rapidfuzz.distance import OSA

from cases.text.endings import base_forms
from cases.text.names import PARTICLES, joined_keys, readings, word_key, word_keys
from cases.text.scripts import script_of
from cases.text.tokens import MARKS, Token, Unit, folded_word, tokens, units

Kind = Literal["person", "organization"]

_SHORTEST_KEY: Final = 3  # a shorter one stands for too many words
_CLOSE_BELOW: Final = 5  # keys shorter than this must be spelled nearly alike to count alone
_ANY_CASE_FROM: Final = 6  # keys shorter than this must have a capital to count alone
_SHORTEST_RUN: Final = 8  # a name written together is looked for inside longer words from this length on
_LONGEST_RUN: Final = 40
_MOST_BETWEEN: Final = 2  # words that may stand inside a name: a patronymic, a middle name
_WIDEST_GAP: Final = 20
_LONGEST_FILLING: Final = 80

_PATRONYMIC_SIGNS: Final = frozenset(
    {"oglu", "ogly", "ogli", "oghlu", "oghli", "qizi", "gizi", "gyzy", "kizi", "kyzy"}
)
_PATRONYMIC: Final = re.compile(r".{3,}(?:ovich|evich|ovn|evn|ichn)(?:a|u|om|em|e|oy|y)?")
_INITIALISM: Final = re.compile(r"\s*\.")


@dataclass(frozen=True)
class KnownName:
    """One spelling of a name of a holder, who may have many; `holder` means nothing here."""

    holder: str
    text: str
    kind: Kind


@dataclass(frozen=True)
class Finding:
    """A name in a text: places in the original text, whose it is, which known name it matched.

    `whole` is a full name, an initial with a surname, or a name that has only one word.
    """

    start: int
    end: int
    holder: str
    name: str
    whole: bool


@dataclass(frozen=True, slots=True)
class _Form:
    """What a word of the text may be: its key and the folded spelling that the key was made of."""

    key: str
    folded: str


@dataclass(eq=False)
class _Reading:
    """A known name cut into words; `alone` says which may be found by themselves."""

    name: KnownName
    words: tuple[str, ...]
    folded: tuple[str, ...]
    counted: frozenset[int] = field(default_factory=frozenset)
    alone: frozenset[int] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class _Hit:
    """A word of a reading, found in a unit of the text."""

    unit: Unit
    word: int
    form: _Form


@dataclass(frozen=True, slots=True)
class _Meaning:
    """Which known names a word of the text may belong to: as one of their words, as the whole together,
    as the whole inside a longer word.
    """

    words: list[tuple[_Reading, int, _Form]]
    together: list[_Reading]
    inside: list[_Reading]

    @property
    def any(self) -> bool:
        return bool(self.words or self.inside)


@lru_cache(maxsize=65536)
def _forms(word: str) -> tuple[_Form, ...]:
    """Every key that a word of a text may be found under, with the spelling behind it."""
    found: dict[str, _Form] = {}
    for base in base_forms(word):
        for key in sorted(word_keys(base)):
            if key not in found:
                found[key] = _Form(key, folded_word(base))
    return tuple(found.values())


@lru_cache(maxsize=16384)
def _runs(word: str, shortest: int = _SHORTEST_RUN) -> frozenset[str]:
    """What may stand inside a word that is written together: `freeafganmukhtarli`."""
    if not re.fullmatch(r"[^\W\d_]+", word) or script_of(word) in {"Hani", "Hang"}:
        return frozenset()  # syllables are looked at one by one, so that the words around them stay
    key = word_key(word)[:_LONGEST_RUN]
    if len(key) < shortest:
        return frozenset()
    ends = range(shortest, len(key) + 1)
    return frozenset(key[start:end] for end in ends for start in range(end - shortest + 1))


def lookup_keys(text: str) -> frozenset[str]:
    """Every key under which a word of this text may stand in a table of `name_keys`.

    Whatever a NameFinder finds in the text, one of these keys is among the `name_keys` of its holder; not a
    surname inside a longer word of an address, which is looked for of those whom a document concerns.
    """
    keys: set[str] = set()
    for word in {unit.text for unit in units(tokens(text), text)}:
        keys.update(form.key for form in _forms(word))
        keys |= _runs(word)
    return frozenset(keys)


class NameFinder:
    """Finds any of the given names in texts. Build it once for many texts; it remembers words."""

    def __init__(self, names: Iterable[KnownName]) -> None:
        self._words: dict[str, list[tuple[_Reading, int]]] = defaultdict(list)
        self._joined: dict[str, list[_Reading]] = defaultdict(list)
        for name in dict.fromkeys(names):
            for words in readings(name.text):
                self._add(_reading(name, words))
        self._beginnings = {key[:2] for key in [*self._words, *self._joined]}
        self._known: dict[str, _Meaning] = {}

    def _add(self, reading: _Reading) -> None:
        for place in sorted(reading.counted):
            for key in word_keys(reading.words[place]):
                self._words[key].append((reading, place))
        for key in joined_keys(reading.words):
            if len(key) >= _ANY_CASE_FROM:
                self._joined[key].append(reading)

    def find(self, text: str) -> list[Finding]:
        """Every place where a name stands, in order; of one holder the longest, of several holders all."""
        return self._find(text, address=False)

    def find_in_address(self, url: str) -> list[Finding]:
        """As `find`, where capitals and full stops mean nothing."""
        return self._find(url, address=True)

    def _find(self, text: str, *, address: bool) -> list[Finding]:
        if not self._words:
            return []
        search = _Search(text, tokens(text), address)
        hits: dict[_Reading, list[_Hit]] = defaultdict(list)
        found: list[Finding] = []
        for unit in units(search.tokens, text):
            meaning = self._known.get(unit.text) or self._meaning(unit.text)
            if address and unit.first == unit.last:
                found += (search.part(unit, reading) for reading in self._inside(unit.text))
            if not meaning.any:
                continue
            for reading, place, form in meaning.words:
                hits[reading].append(_Hit(unit, place, form))
            for reading in meaning.together if search.parted(unit) else meaning.inside:
                found.append(search.whole(unit, reading))
        for reading, listed in hits.items():
            found += search.findings(reading, listed)
        return _longest(found)

    def _meaning(self, word: str) -> "_Meaning":
        forms = self._likely_forms(word)
        words = [(reading, place, form) for form in forms for reading, place in self._words.get(form.key, ())]
        together = {form.key for form in forms} & self._joined.keys()
        inside = together | (_runs(word) & self._joined.keys())
        meaning = self._known[word] = _Meaning(words, self._named(together), self._named(inside))
        return meaning

    def _inside(self, word: str) -> list[_Reading]:
        """Names of which one word that stands for itself is a part of a longer one: `freekravchinsky`."""
        keys = sorted(_runs(word, shortest=_ANY_CASE_FROM) & self._words.keys())
        return [reading for key in keys for reading, place in self._words[key] if place in reading.alone]

    def _named(self, keys: set[str]) -> list[_Reading]:
        return [reading for key in sorted(keys) for reading in self._joined[key]]

    def _likely_forms(self, word: str) -> tuple[_Form, ...]:
        # Endings change the end: a word that begins like no name needs no grammar.
        if any(key[:2] in self._beginnings for key in word_keys(word)):
            return _forms(word)
        return ()


def find_in_address(finder: NameFinder, url: str) -> list[Finding]:
    """Names in a web address: percent-encoded (also twice), in punycode, parted by any sign or together."""
    return finder.find_in_address(url)


def mask(text: str, findings: Sequence[Finding], language: str) -> str:
    """The text with a mark in the place of each finding; findings that touch or overlap share one mark."""
    sign = MARKS.get(language.replace("_", "-").split("-")[0].lower(), MARKS["en"])
    pieces: list[str] = []
    place = 0
    for start, end in _merged(findings):
        pieces += [text[place:start], sign]
        place = end
    return "".join([*pieces, text[place:]])


def fills_marks(masked: str, text: str) -> bool:
    """Whether a text is the masked one with a few words in the place of each mark, and no more."""
    first, *between = re.split("|".join(map(re.escape, MARKS.values())), masked)
    if not between:
        return False
    *between, last = between
    room = len(text) - sum(map(len, [first, *between, last]))
    if not (text.startswith(first) and text.endswith(last) and room >= 0):
        return False
    place, end = len(first), len(text) - len(last)
    for piece in between:
        place = text.find(piece, place, end)
        if place < 0:
            return False
        place += len(piece)
    return room <= _LONGEST_FILLING * (len(between) + 1)


def _merged(findings: Iterable[Finding]) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    for start, end in sorted((finding.start, finding.end) for finding in findings):
        if spans and start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return spans


def _longest(found: Iterable[Finding]) -> list[Finding]:
    """Of findings of one holder that lie inside each other the longest, a whole one before a part."""
    kept: list[Finding] = []
    reached: dict[str, int] = {}
    for finding in sorted(
        set(found), key=lambda one: (one.start, -one.end, not one.whole, one.holder, one.name)
    ):
        if finding.end > reached.get(finding.holder, 0):
            reached[finding.holder] = finding.end
            kept.append(finding)
    return kept


def _reading(name: KnownName, words: tuple[str, ...]) -> _Reading:
    folded = tuple(map(folded_word, words))
    counted = frozenset(
        place
        for place, word in enumerate(folded)
        if (word not in PARTICLES and (len(word) > 1 or name.kind == "organization")) or len(words) == 1
    )
    alone = frozenset(
        place
        for place in counted
        if not _PATRONYMIC.fullmatch(folded[place])
        and not (place + 1 < len(folded) and folded[place + 1] in _PATRONYMIC_SIGNS)
        and not (place and folded[place - 1] in {"ibn", "bin", "bint"})
    )
    return _Reading(name, words, folded, counted, alone)


@dataclass
class _Search:
    """One text being searched."""

    text: str
    tokens: list[Token]
    address: bool

    def places(self, unit: Unit) -> tuple[int, int]:
        return unit.place or (self.tokens[unit.first].start, self.tokens[unit.last].end)

    def parted(self, unit: Unit) -> bool:
        """Is this more than one token, and more than one that capitals alone cut (AfganMukhtarliofficial)?"""
        return any(token.gap for token in self.tokens[unit.first + 1 : unit.last + 1])

    def whole(self, unit: Unit, reading: _Reading) -> Finding:
        return Finding(*self.places(unit), reading.name.holder, reading.name.text, whole=True)

    def part(self, unit: Unit, reading: _Reading) -> Finding:
        return Finding(*self.places(unit), reading.name.holder, reading.name.text, whole=False)

    def findings(self, reading: _Reading, hits: list[_Hit]) -> Iterator[Finding]:
        if reading.name.kind == "organization":
            yield from self._organization(reading, hits)
        elif len(reading.words) == 1:
            yield from (
                self._finding(reading, hit, hit, whole=True)
                for hit in hits
                if self._stands_alone(reading, hit)
            )
        else:
            yield from self._person(reading, hits)

    def _finding(self, reading: _Reading, first: _Hit, last: _Hit, *, whole: bool) -> Finding:
        start, end = self.places(first.unit)[0], self.places(last.unit)[1]
        return Finding(start, end, reading.name.holder, reading.name.text, whole)

    def _organization(self, reading: _Reading, hits: list[_Hit]) -> Iterator[Finding]:
        """All the words that count, in their order, with nothing but small words between."""
        wanted = sorted(reading.counted)
        if len(wanted) == 1:
            for hit in hits:
                if self._stands_alone(reading, hit):
                    yield self._finding(reading, hit, hit, whole=True)
            return
        by_place: dict[tuple[int, int], _Hit] = {(hit.word, hit.unit.first): hit for hit in hits}
        for first in hits:
            if first.word != wanted[0]:
                continue
            last: _Hit | None = first
            for word in wanted[1:]:
                last = self._next_word(by_place, last, word) if last else None
            if last:
                yield self._finding(reading, first, last, whole=True)

    def _next_word(self, by_place: dict[tuple[int, int], _Hit], last: _Hit, word: int) -> _Hit | None:
        """Where the next word of an organization's name stands: near, with small words at most before it."""
        near = range(last.unit.last + 1, last.unit.last + 2 + _MOST_BETWEEN)
        hits = (by_place.get((word, place)) for place in near)
        return next((hit for hit in hits if hit and self._small_gap(last, hit)), None)

    def _small_gap(self, earlier: _Hit, later: _Hit) -> bool:
        between = self._between(earlier, later)
        return between is not None and all(
            folded_word(token.text) in PARTICLES or len(folded_word(token.text)) <= 2 for token in between
        )

    def _person(self, reading: _Reading, hits: list[_Hit]) -> Iterator[Finding]:
        """Two or more words of the name near each other, or one with an initial, are whole."""
        ordered = sorted(hits, key=lambda hit: (hit.unit.first, hit.unit.last))
        named_until = -1
        for index, first in enumerate(ordered):
            if first.unit.first <= named_until:
                continue
            last, used = first, {first.word}
            for later in range(index + 1, len(ordered)):
                hit = ordered[later]
                if hit.unit.first > last.unit.last + _MOST_BETWEEN + 1:
                    break
                if hit.word not in used and self._belongs(last, hit):
                    last = hit
                    used.add(hit.word)
            if len(used) > 1 and self._plausible(first, last):
                named_until = last.unit.last
                found = self._finding(reading, first, last, whole=True)
                yield replace(found, end=self._after_patronymic(last) or found.end)
            elif len(first.form.key) >= 2 and (span := self._with_initials(reading, first)):
                yield Finding(*span, reading.name.holder, reading.name.text, whole=True)
            elif first.word in reading.alone and self._stands_alone(reading, first):
                yield self._finding(reading, first, first, whole=False)

    def _after_patronymic(self, last: _Hit) -> int | None:
        """Where a patronymic ends that follows the name, known or not: it would say whose the mask is."""
        following = self.tokens[last.unit.last + 1 : last.unit.last + 3]
        if not following or following[0].barrier or not following[0].capital or following[0].gap.strip():
            return None
        if len(following) == 2 and folded_word(following[1].text) in _PATRONYMIC_SIGNS:
            return following[1].end
        return following[0].end if _PATRONYMIC.fullmatch(folded_word(following[0].text)) else None

    def _between(self, earlier: _Hit, later: _Hit) -> list[Token] | None:
        """The tokens between two hits; None if the hits overlap or are too far apart."""
        if later.unit.first <= earlier.unit.last:
            return None
        between = self.tokens[earlier.unit.last + 1 : later.unit.first]
        gaps = self.tokens[earlier.unit.last + 1 : later.unit.first + 1]
        if len(between) > _MOST_BETWEEN or any(len(token.gap) > _WIDEST_GAP for token in gaps):
            return None
        return None if any(token.barrier for token in between) else between

    def _belongs(self, earlier: _Hit, later: _Hit) -> bool:
        between = self._between(earlier, later)
        if between is None:
            return False
        if min(len(earlier.form.key), len(later.form.key)) < _SHORTEST_KEY and between:
            return False
        return self.address or all(
            token.capital or folded_word(token.text) in _NAME_PARTICLES for token in between
        )

    def _plausible(self, first: _Hit, last: _Hit) -> bool:
        """Short words in lower case (`ali can`) are words; in an address there are no capitals to go by."""
        if self.address or len(first.form.key) + len(last.form.key) >= _SHORTEST_RUN:
            return True
        return self.tokens[first.unit.first].capital and self.tokens[last.unit.first].capital

    def _stands_alone(self, reading: _Reading, hit: _Hit) -> bool:
        key = hit.form.key
        if len(key) < _SHORTEST_KEY:
            return False
        if len(key) < _ANY_CASE_FROM and not self.address and not self.tokens[hit.unit.first].capital:
            return False
        if hit.unit.place and len(hit.unit.text) < 3:
            # Two Chinese syllables sound like many words: the signs themselves must be there.
            return hit.unit.text in reading.name.text
        return len(key) >= _CLOSE_BELOW or _close(hit.form.folded, reading.folded[hit.word])

    def _with_initials(self, reading: _Reading, hit: _Hit) -> tuple[int, int] | None:
        """The places of `A. S. Mukhtarli` or `Mukhtarli A.` if one of the initials is of this name."""
        others = [reading.words[place] for place in range(len(reading.words)) if place != hit.word]
        start, end = self.places(hit.unit)
        before, after = hit.unit.first, hit.unit.last
        fits = False
        while before > 0 and hit.unit.first - before < _MOST_BETWEEN and self._initial(before - 1):
            before -= 1
            fits = fits or any(_abbreviates(self.tokens[before].text, word) for word in others)
            start = self.tokens[before].start
        if fits:
            return start, end
        start = self.places(hit.unit)[0]
        while (
            after + 1 < len(self.tokens)
            and after - hit.unit.last < _MOST_BETWEEN
            and self._initial(after + 1)
        ):
            after += 1
            fits = fits or any(_abbreviates(self.tokens[after].text, word) for word in others)
            end = self.tokens[after].end
        return (start, end) if fits else None

    def _initial(self, index: int) -> bool:
        token = self.tokens[index]
        if token.barrier or len(folded_word(token.text)) > 3 or not folded_word(token.text).isalpha():
            return False
        if self.address:
            return len(token.text) == 1
        following = self.tokens[index + 1].gap if index + 1 < len(self.tokens) else self.text[token.end :]
        return token.capital and bool(_INITIALISM.match(following))


# What may stand in lower case between two words of one person's name.
_NAME_PARTICLES: Final = (
    PARTICLES - {"y", "i", "e", "and", "und", "of", "la", "le"}
    | {
        "bey",
        "bay",
        "xanim",
        "hanim",
        "khanum",
        "khanim",
        "muellim",
        "muellime",
        "muallim",
        "efendi",
        "efendim",
    }
    | {"aga", "agha", "pasha", "pasa", "seyid", "seyx", "sheikh", "haci", "haji", "khan", "xan", "mirza"}
    | {"younger", "elder", "junior", "senior", "jr", "sr"}
    | {"mladshiy", "mladshego", "mladshemu", "starshiy", "starshego", "starshemu", "mladshaya", "starshaya"}
)


def _abbreviates(initial: str, word: str) -> bool:
    """`А` abbreviates Afgan, `Дж` Cəmil, `K` and `X` Khadija."""
    if folded_word(word).startswith(folded_word(initial)):
        return True
    return any(key.startswith(short) for key in word_keys(word) for short in word_keys(initial))


_LIGHT: Final = [
    (re.compile(pattern), light)
    for pattern, light in (
        (r"kh|x", "h"),
        (r"gh|q", "g"),
        (r"dzh|ch|j", "c"),
        (r"sh", "s"),
        (r"y", "i"),
        (r"e", "a"),
    )
]


def _close(one: str, other: str) -> bool:
    """Are two short words spelled alike but for the commonest differences? `Ali` and `Əli`, not `ally`."""
    for pattern, light in _LIGHT:
        one, other = pattern.sub(light, one), pattern.sub(light, other)
    return one == other or (min(len(one), len(other)) > _SHORTEST_KEY and OSA.distance(one, other) <= 1)


__all__ = [
    "Finding",
    "KnownName",
    "NameFinder",
    "fills_marks",
    "find_in_address",
    "lookup_keys",
    "mask",
    "script_of",
]
