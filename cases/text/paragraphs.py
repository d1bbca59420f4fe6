"""A text in paragraphs: an empty line begins a new one."""

import re


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text as they are shown and cited, without those that hold nothing."""
    return [part.strip() for part in re.split(r"\n\s*\n", text.replace("\r\n", "\n")) if part.strip()]
