"""The public site and a view that does nothing, behind one server in one process; and who asks them.

The view that does nothing stands alone: Django without any middleware, and an answer as long as is asked for.
It is asked, too, behind the middleware of the public site, for a text that is compressed as a page is.
Uncached is what somebody sends a cookie for, whom the public site answers anew each time.
"""

import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from random import Random
from statistics import median
from time import perf_counter, sleep
from typing import Any

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.test.utils import override_settings
from django.urls import path

TIMES = 25
AT_ONCE = 4  # requests under way, so that the server never waits for who asks
SECONDS = 2.0

Environ = dict[str, Any]


def nothing(request: HttpRequest, size: int) -> HttpResponse:
    return HttpResponse(b"x" * size, headers={"Content-Length": str(size)})


def text(request: HttpRequest, size: int) -> HttpResponse:
    return HttpResponse(_text(size))


@cache
def _text(size: int) -> bytes:
    """Words in no order, which are compressed about as far as a page is."""
    random = Random(size)  # noqa: S311 - nothing is secret here
    words = [f"{random.getrandbits(64):x}" * 3 for _word in range(300)]
    return " ".join(random.choices(words, k=size // 20)).encode()[:size]


urlpatterns = [path("nothing/<int:size>/", nothing), path("text/<int:size>/", text)]


def alone(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    def answer(request: HttpRequest) -> HttpResponse:
        request.urlconf = __name__
        return get_response(request)

    return answer


class Both:
    """What the server runs."""

    def __init__(self) -> None:
        self.site = get_wsgi_application()
        with override_settings(MIDDLEWARE=[f"{__name__}.alone"]):
            self.nothing = WSGIHandler()
        with override_settings(MIDDLEWARE=[f"{__name__}.alone", *settings.MIDDLEWARE]):
            self.text = WSGIHandler()

    def __call__(self, environ: Environ, start_response: Any) -> Iterable[bytes]:
        asked = environ["PATH_INFO"].split("/")[1]
        return {"nothing": self.nothing, "text": self.text}.get(asked, self.site)(environ, start_response)


# ---------------------------------------------------------------- who asks


class Line:
    """One connection to the server, kept open."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=120)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.received = b""

    def ask(self, request: bytes) -> None:
        self.socket.sendall(request)

    def answer(self) -> bytes:
        """The body of the next answer, as it came: compressed."""
        while (end := self.received.find(b"\r\n\r\n")) < 0:
            self._receive()
        head = self.received[:end].lower()
        if not head.startswith(b"http/1.1 200"):
            raise RuntimeError(head.decode())
        length = int(head.partition(b"content-length:")[2].partition(b"\r\n")[0])
        while len(self.received) < (whole := end + 4 + length):
            self._receive()
        body, self.received = self.received[end + 4 : whole], self.received[whole:]
        return body

    def _receive(self) -> None:
        more = self.socket.recv(1 << 18)
        if not more:
            raise RuntimeError("The server hung up.")
        self.received += more


class Server:
    def __init__(self, port: int) -> None:
        self.port = port
        self.line = Line(port)

    def get(self, address: str, *, uncached: bool = False) -> bytes:
        self.line.ask(_request(address, uncached=uncached))
        return self.line.answer()

    def uncached(self, *addresses: str) -> float:
        """Milliseconds until the whole answer is there; of several addresses each is asked for once."""
        found = []
        self.get(addresses[0], uncached=True)
        for address in addresses if len(addresses) > 1 else addresses * TIMES:
            began = perf_counter()
            self.get(address, uncached=True)
            found.append(1000 * (perf_counter() - began))
        return median(found)

    def a_second(self, address: str) -> float:
        """How many answers a second."""
        self.get(address)
        lines, request, done = [Line(self.port) for _line in range(AT_ONCE)], _request(address), 0
        for line in lines:
            line.ask(request)
        began = perf_counter()
        while perf_counter() - began < SECONDS:
            for line in lines:
                line.answer()
                line.ask(request)
            done += AT_ONCE
        return done / (perf_counter() - began)


def _request(address: str, *, uncached: bool = False) -> bytes:
    head = [
        f"GET {address} HTTP/1.1",
        f"Host: {settings.ALLOWED_HOSTS[0]}",
        "Accept-Encoding: gzip",
        *["Cookie: uncached=1"] * uncached,
    ]
    return ("\r\n".join(head) + "\r\n\r\n").encode()


@contextmanager
def served() -> Iterator[Server]:
    """One process of the public site, one thread, on the database of this one."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--factory", "--no-ws"]
    command += [
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
        "--blocking-threads",
        "1",
        "--log-level",
        "warning",
    ]
    environment = os.environ | {"ATLAS_SITE": "public"}
    process = subprocess.Popen([*command, f"{__name__}:Both"], env=environment)  # noqa: S603
    try:
        yield Server(_listening(process, port))
    finally:
        process.terminate()
        process.wait()


def _listening(process: "subprocess.Popen[bytes]", port: int) -> int:
    while process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except ConnectionRefusedError:
            sleep(0.05)
        else:
            return port
    raise RuntimeError("The server did not start.")
