"""Text with its disguises taken off (HTML entities, percent-encoding, punycode), and the way back to it."""

import html
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

_ROUNDS: Final = 3  # %2525D0 has been seen; more layers than these are not read by any browser

_HEX: Final = "[0-9A-Fa-f]"
_NEXT: Final = f"%[89ABab]{_HEX}"
_DISGUISE: Final = re.compile(
    rf"""(?P<entity>&(?:\#[0-9]{{1,7}}|\#[xX]{_HEX}{{1,6}}|[A-Za-z][A-Za-z0-9]{{1,30}});)
    | (?P<percent>%[0-7]{_HEX} | %[CDcd]{_HEX}{_NEXT} | %[Ee]{_HEX}(?:{_NEXT}){{2}}
        | %[Ff][0-7](?:{_NEXT}){{3}})
    | (?P<escape>\\u{_HEX}{{4}})
    | (?P<punycode>[xX][nN]--[A-Za-z0-9-]{{1,59}})""",
    re.VERBOSE,
)


@dataclass(frozen=True)
class Decoded:
    """`text` as it is meant; `span` leads from places in it back to places in what was written."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The places in the original of what stands from `start` to before `end` here."""
        return self.starts[start], self.ends[end - 1]


def decode(text: str) -> Decoded:
    """Take off every disguise; where there is none, the text itself with the places as they are."""
    plain = Decoded(text, range(len(text)), range(1, len(text) + 1))
    for _round in range(_ROUNDS):
        if not any(sign in plain.text for sign in ("&", "%", "\\u", "n--", "N--")):
            break
        decoded = _decode_once(plain)
        if decoded.text == plain.text:
            break
        plain = decoded
    return plain


def _decode_once(before: Decoded) -> Decoded:
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    place = 0
    for match in _DISGUISE.finditer(before.text):
        meant = _READERS[match.lastgroup or ""](match[0])
        if meant == match[0]:
            continue
        start, end = match.span()
        pieces += [before.text[place:start], meant]
        starts += [*before.starts[place:start], *[before.starts[start]] * len(meant)]
        ends += [*before.ends[place:start], *[before.ends[end - 1]] * len(meant)]
        place = end
    pieces.append(before.text[place:])
    starts += before.starts[place:]
    ends += before.ends[place:]
    return Decoded("".join(pieces), starts, ends)


def _percent(written: str) -> str:
    try:
        return bytes.fromhex(written.replace("%", "")).decode("utf-8")
    except UnicodeDecodeError:
        return written


def _punycode(written: str) -> str:
    try:
        return written[4:].encode("ascii").decode("punycode") or written
    except (UnicodeError, ValueError, OverflowError):
        return written


_READERS: Final[dict[str, Callable[[str], str]]] = {
    "entity": html.unescape,
    "percent": _percent,
    "escape": lambda written: chr(int(written[2:], 16)),
    "punycode": _punycode,
}
