"""What a reader sees of a page: its words without the markup."""

import html
import re
from typing import Any


def said(response: Any) -> str:
    """The words of the page, one space between them."""
    text = re.sub(r"<head>.*?</head>", " ", response.content.decode(), flags=re.DOTALL)
    text = re.sub(r"</?(?:bdi|a|b|span|i)\b[^>]*>", "", text)  # these part no words
    text = html.unescape(re.sub(r"<[^>]+>", " ", text)).replace("\u2060", "")
    return " ".join(text.split())


def links(response: Any) -> set[str]:
    """Where the page leads."""
    return {html.unescape(link) for link in re.findall(r'href="([^"]*)"', response.content.decode())}


def anchors(response: Any) -> set[str]:
    return set(re.findall(r'id="([^"]*)"', response.content.decode()))
