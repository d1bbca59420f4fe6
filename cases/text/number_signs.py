"""What people write in front of a number to say that it is one: `№ 12`, `Case No. 12`, `дело № 12`."""

import re
from typing import Final

_SIGNS: Final = "№ # n no n° nº nr num number numéro número numer номер numarası nömrəsi"

# What the number is of. Alone they are words as well: then nothing but the number may follow.
_OF: Final = """
    criminal administrative civil case docket file application proceedings
    уголовное административное гражданское производство кримінальне провадження cinayət inzibati
    дело справа жалоба заявление
    iş işi dosya esas dava
    fall akte aktenzeichen az affaire dossier caso expediente sprawa sygn
    საქმე
"""


def _any_of(table: str) -> str:
    return "|".join(sorted(map(re.escape, table.split()), key=len, reverse=True))


_GAP: Final = r"[\s.:]*"
_FRONT: Final = re.compile(
    rf"(?:(?:{_any_of(_OF)})\b{_GAP})*(?:{_any_of(_SIGNS)}){_GAP}(?=\d)"
    rf"|(?:(?:{_any_of(_OF)})\b{_GAP})+(?=\d\S*(?:\s+\d\S*)*\s*$)",
    re.IGNORECASE,
)


def without_sign(text: str) -> str:
    """The text without the sign that it begins with, if it does: `№ 12` as `12`."""
    bare = text.strip()
    front = _FRONT.match(bare)
    return bare[front.end() :] if front else text


def is_signed(text: str) -> bool:
    """Whether a number is marked as one: `№ 12`, and not `12`, `Case of 12` or `12 No. 5`."""
    return bool(_FRONT.match(text.strip()))
