"""A whole number from an address or a form, read before any table is asked for it."""

import re
from typing import Any, Final

LARGEST: Final = 2**63 - 1  # what a column of a database holds


def read_key(text: Any) -> int | None:
    """`"12"` is 12. None for what is no key: `²`, a digit to `str.isdigit` and none to `int`; 26 digits."""
    written = str(text)
    if not re.fullmatch(r"[0-9]{1,19}", written) or int(written) > LARGEST:
        return None
    return int(written)


def read_keys(text: str) -> list[int]:
    """`12,5,12` is 12 and 5; what is no key is left out."""
    return list(dict.fromkeys(key for one in text.split(",") if (key := read_key(one)) is not None))
