"""A form as a browser would send it: read from the page, changed by hand, posted."""

from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin

from django.http import HttpResponse
from django.test import Client


class Form:
    """`form["texts-0-title"] = "…"`, `form.post("_continue")`."""

    def __init__(self, client: Client, url: str) -> None:
        self.client, self.url = client, url
        self.response: Any = client.get(url)
        assert self.response.status_code == 200, (self.response.status_code, url)
        self.page = self.response.content.decode()
        self.data = read_form(self.page)

    def __setitem__(self, name: str, value: Any) -> None:
        assert name in self.data or name in self.names(), f"{name} is not on the form"
        self.data[name] = value if isinstance(value, list) else [str(value)]

    def __getitem__(self, name: str) -> str:
        return self.data.get(name, [""])[0]

    def names(self) -> set[str]:
        reader = Reader()
        reader.feed(self.page)
        return reader.names

    def row(self, prefix: str, index: int, **values: Any) -> None:
        """Fill a row; rows beyond those that are shown are what the script would have added."""
        total = int(self[f"{prefix}-TOTAL_FORMS"])
        if index >= total:
            self.data[f"{prefix}-TOTAL_FORMS"] = [str(index + 1)]
            for name, value in list(self.data.items()):
                if name.startswith(f"{prefix}-__prefix__-"):
                    self.data[name.replace("__prefix__", str(index))] = list(value)
        for name, value in values.items():
            self.data[f"{prefix}-{index}-{name}"] = value if isinstance(value, list) else [str(value)]

    def post(self, button: str = "_continue", follow: bool = True, **more: Any) -> Any:
        data = {name: value for name, value in self.data.items() if "__prefix__" not in name}
        return self.client.post(self.url, {**data, button: "1", **more}, follow=follow)


class Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.values: dict[str, list[str]] = {}
        self.names: set[str] = set()
        self._select: str | None = None
        self._first: str | None = None
        self._area: str | None = None
        self._depth = 0

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        got = dict(attrs)
        name = got.get("name")
        if tag == "form":
            self._depth = (
                1 if "record" in (got.get("class") or "") or got.get("id", "").endswith("_form") else 0
            )
        if not self._depth:
            return
        if name:
            self.names.add(name)
        match tag:
            case "input" if name and got.get("type") in {"checkbox", "radio"}:
                if "checked" in got:
                    self.values.setdefault(name, []).append(got.get("value") or "on")
            case "input" if name and got.get("type") not in {"submit", "button"}:
                self.values.setdefault(name, []).append(got.get("value") or "")
            case "select":
                self._select, self._first = name, None
            case "option" if self._select:
                if self._first is None:
                    self._first = got.get("value", "")
                if "selected" in got:
                    self.values.setdefault(self._select, []).append(got.get("value") or "")
            case "textarea" if name:
                self._area = name
                self.values.setdefault(name, []).append("")

    def handle_data(self, data: str) -> None:
        if self._area:
            self.values[self._area][0] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "select" and self._select:
            if self._select not in self.values and self._first is not None:
                self.values[self._select] = [self._first]
            self._select = None
        elif tag == "textarea" and self._area:
            # A browser drops the newline that Django writes first.
            text = self.values[self._area][0]
            self.values[self._area][0] = text.removeprefix("\r\n").removeprefix("\n")
            self._area = None
        elif tag == "form":
            self._depth = 0


def read_form(page: str) -> dict[str, list[str]]:
    reader = Reader()
    reader.feed(page)
    return reader.values


def created(response: HttpResponse) -> int:
    """The key of the record whose form a save came back to."""
    redirects: Any = response.redirect_chain  # type: ignore[attr-defined]
    assert redirects, errors(response)
    return int(urljoin("/", redirects[-1][0]).rstrip("/").split("/")[-2])


def errors(response: Any) -> list[str]:
    """What stands in the lists of errors of a page, for a failing test to say."""
    context = response.context or {}
    return [str(error) for error in context["errors"]] if "errors" in context else []
