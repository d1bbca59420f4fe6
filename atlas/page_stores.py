"""Where finished public pages are kept: in this process, or in a Redis that several processes share.

What is kept are bytes under a key that never comes back with another content (cases/public/caching.py).
"""

import logging
import threading
from collections import OrderedDict
from collections.abc import Callable
from time import monotonic
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.core.cache.backends.redis import RedisCache
from typing_extensions import override

logger = logging.getLogger(__name__)

MEGABYTE = 1_000_000
MEGABYTES = 64  # in front of a Redis


class Shelf:
    """What was used last, up to a number of bytes."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.bytes = 0
        self.pages: OrderedDict[str, bytes] = OrderedDict()

    def put(self, key: str, page: bytes) -> None:
        self.take(key)
        self.pages[key] = page
        self.bytes += len(page)
        while self.bytes > self.most:
            _key, dropped = self.pages.popitem(last=False)
            self.bytes -= len(dropped)

    def take(self, key: str) -> bytes | None:
        page = self.pages.pop(key, None)
        self.bytes -= len(page) if page is not None else 0
        return page


class Shelves:
    """A page that was asked for once stands among those that were asked for once.

    Whoever walks through every address, or makes up a million searches, drives out what stands there; the
    pages that people come back to stand apart.
    """

    def __init__(self, most: int) -> None:
        self.lock = threading.Lock()
        self.most = most
        self.empty()

    def empty(self) -> None:
        self.once, self.again = Shelf(self.most // 4), Shelf(self.most * 3 // 4)

    def get(self, key: str) -> bytes | None:
        with self.lock:
            if key in self.again.pages:
                self.again.pages.move_to_end(key)
                return self.again.pages[key]
            page = self.once.take(key)
            if page is not None:
                self.again.put(key, page)
            return page

    def set(self, key: str, page: bytes) -> None:
        with self.lock:
            (self.again if key in self.again.pages else self.once).put(key, page)


_shelves: dict[str, Shelves] = {}  # of this process, by name: Django makes a cache for each thread


class Memory(BaseCache):
    """Django's own memory cache counts pages, not bytes, and pickles them."""

    def __init__(self, name: str, params: dict[str, Any]) -> None:
        super().__init__(params)
        most = params["OPTIONS"]["megabytes"] * MEGABYTE
        self._pages = _shelves.setdefault(f"{name} {most}", Shelves(most))

    @override
    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        page = self._pages.get(key)
        return default if page is None else page

    @override
    def set(
        self, key: str, value: Any, timeout: float | None = DEFAULT_TIMEOUT, version: int | None = None
    ) -> None:
        self._pages.set(key, value)

    @override
    def clear(self) -> None:
        with self._pages.lock:
            self._pages.empty()


class AsBytes:
    """Django pickles what it gives to Redis: whoever reaches Redis could make this process run things."""

    def dumps(self, value: bytes) -> bytes:
        return value

    def loads(self, value: bytes) -> bytes:
        return value


class Redis(RedisCache):
    """What this process found there it remembers: a page under one key is always the same.

    While Redis does not answer, pages are made without it: the first one waits, those after it do not.
    """

    PATIENCE = 0.3  # seconds
    ASK_AGAIN = 5.0

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        from redis import RedisError  # here: without a CACHE_URL nothing of it is loaded
        from redis.backoff import NoBackoff
        from redis.retry import Retry

        options = {
            "serializer": AsBytes,
            "protocol": 2,  # which every Redis speaks
            "socket_timeout": self.PATIENCE,
            "socket_connect_timeout": self.PATIENCE,
            "retry": Retry(NoBackoff(), 0),
        }
        super().__init__(server, {**params, "OPTIONS": options})
        self._memory = Memory(server, {"OPTIONS": {"megabytes": MEGABYTES}})
        self._error = RedisError
        self._silent_until = 0.0

    @override
    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        page = self._memory.get(key)
        if page is None:
            page = self._answer(lambda: super(Redis, self).get(key, None, version))
            if page is not None:
                self._memory.set(key, page)
        return default if page is None else page

    @override
    def set(
        self, key: str, value: Any, timeout: float | None = DEFAULT_TIMEOUT, version: int | None = None
    ) -> None:
        self._memory.set(key, value)
        self._answer(lambda: super(Redis, self).set(key, value, timeout, version))

    def _answer(self, ask: Callable[[], Any]) -> Any:
        if monotonic() < self._silent_until:
            return None
        try:
            return ask()
        except self._error as error:
            logger.warning("The shared cache does not answer, pages are made without it: %s", error)
            self._silent_until = monotonic() + self.ASK_AGAIN
            return None
