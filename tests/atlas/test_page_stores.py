"""Where finished pages are kept: bounded in this process, and shared through a Redis."""

import json
import socketserver
import threading
from collections.abc import Iterator

import pytest

from atlas.page_stores import MEGABYTE, Memory, Redis, Shelves
from tests.atlas.processes import PUBLIC_SITE, run_python, shared_database
from tests.public import documents


def test_whoever_makes_up_a_million_searches_drives_out_no_page_that_is_read() -> None:
    shelves = Shelves(most=1000)
    shelves.set("read", b"r" * 100)
    assert shelves.get("read")
    for search in range(1000):
        shelves.set(f"search {search}", b"s" * 100)
        assert shelves.once.bytes <= 250
    assert shelves.get("read") == b"r" * 100
    assert shelves.get("search 999") and not shelves.get("search 1")


def test_of_pages_that_are_read_those_stay_that_were_read_last() -> None:
    shelves = Shelves(most=1000)
    for page in range(20):
        shelves.set(f"page {page}", b"p" * 100)
        assert shelves.get(f"page {page}") and (page == 0 or shelves.get("page 0"))
    assert shelves.again.bytes == sum(map(len, shelves.again.pages.values())) <= 750
    assert [page for page in range(20) if shelves.get(f"page {page}")] == [0, 14, 15, 16, 17, 18, 19]


def test_a_page_larger_than_its_shelf_is_not_kept_and_drives_out_nothing_that_is_read() -> None:
    shelves = Shelves(most=1000)
    shelves.set("read", b"r" * 100)
    assert shelves.get("read")
    shelves.set("large", b"l" * 900)
    assert shelves.get("large") is None and shelves.get("read")


def test_all_threads_of_a_process_share_its_memory() -> None:
    one, other = (Memory("of a test", {"OPTIONS": {"megabytes": 1}}) for _thread in range(2))
    one.set("page", b"p")
    assert other.get("page") == b"p" and other.get("another") is None
    one.set("large", b"l" * MEGABYTE)
    one.clear()
    assert other.get("page") is None


# ---------------------------------------------------------------- shared


class RedisStandIn(socketserver.ThreadingTCPServer):
    """What a Redis does for us: SET and GET. A developer's machine has none."""

    daemon_threads = True

    def __init__(self) -> None:
        self.pages: dict[bytes, bytes] = {}
        self.asked: list[list[bytes]] = []
        super().__init__(("127.0.0.1", 0), OneClient)
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.server_address[1]}/0"

    def answer(self, words: list[bytes]) -> bytes:
        self.asked.append(words)
        match words:
            case [b"SET", key, page, *_expires]:
                self.pages[key] = page
            case [b"GET", key]:
                kept = self.pages.get(key)
                return b"$-1\r\n" if kept is None else b"$%d\r\n%b\r\n" % (len(kept), kept)
        return b"+OK\r\n"


class OneClient(socketserver.StreamRequestHandler):
    server: RedisStandIn

    def handle(self) -> None:
        while count := self.rfile.readline()[1:]:
            words = [self.rfile.read(int(self.rfile.readline()[1:]) + 2)[:-2] for _word in range(int(count))]
            self.wfile.write(self.server.answer(words))


@pytest.fixture
def redis() -> Iterator[RedisStandIn]:
    with RedisStandIn() as server:
        yield server
        server.shutdown()


ASK = """
import json, django
django.setup()
from django.db import connection
from django.test import Client
asked = []
with connection.execute_wrapper(lambda execute, *rest: asked.append(rest[0]) or execute(*rest)):
    answer = Client().get("/cases/1/v1.json", headers={"host": "atlas.example"})
print(json.dumps([answer.content.decode(), len(asked), answer["ETag"]]))
"""


@pytest.mark.django_db(transaction=True)
def test_what_one_process_made_another_need_not_make(redis: RedisStandIn) -> None:
    documents.publish(documents.case(1))
    site = {**PUBLIC_SITE, "ATLAS_SITE": "public", "ATLAS_HTTPS": "0", "DATABASE_URL": shared_database()}

    def ask() -> list[str | int]:
        done = run_python(ASK, **site, CACHE_URL=redis.url)
        assert done.returncode == 0, done.stderr
        answer: list[str | int] = json.loads(done.stdout)
        return answer

    made, kept = ask(), ask()
    # Of the second process: what is newest.
    assert made[1] != 1 and kept == [made[0], 1, made[2]]
    assert "Arrest of a reporter" in str(kept[0]) and len(redis.pages) == 1
    (stored,) = [words for words in redis.asked if words[0] == b"SET"]
    assert stored[3:] == [b"EX", b"600"]

    documents.publish(documents.case(2))
    anew = ask()
    assert anew[1] == made[1] and anew[2] != made[2] and len(redis.pages) == 2


def test_pages_are_shared_as_they_are_and_not_as_code(redis: RedisStandIn) -> None:
    store = Redis(redis.url, {"KEY_PREFIX": "atlas"})
    store.set("page", b"1234", 60)
    assert list(redis.pages.values()) == [b"1234"]
    assert (store.get("page"), store.get("another")) == (b"1234", None)


def test_what_a_process_found_in_redis_it_does_not_ask_for_again(redis: RedisStandIn) -> None:
    store = Redis(redis.url, {})
    redis.pages[store.make_and_validate_key("page").encode()] = b"p"
    assert [store.get("page") for _time in range(3)] == [b"p"] * 3
    assert sum(words[0] == b"GET" for words in redis.asked) == 1


def test_without_its_redis_a_site_makes_its_pages_and_does_not_wait_each_time(
    redis: RedisStandIn, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 1000.0
    monkeypatch.setattr("atlas.page_stores.monotonic", lambda: now)
    store = Redis(redis.url.replace("//", "//reader:hush@"), {})
    redis.answer = lambda words: b"-LOADING a moment\r\n"  # type: ignore[method-assign]
    for page in ("a", "b", "c"):
        assert store.get(page) is None
        store.set(page, b"p", 60)
        assert store.get(page) == b"p"
    assert len(caplog.records) == 1 and "hush" not in caplog.text

    del redis.answer
    now += 4.9
    store.set("d", b"p", 60)
    assert not redis.pages
    now += 0.2
    store.set("e", b"p", 60)
    assert list(redis.pages.values()) == [b"p"]
