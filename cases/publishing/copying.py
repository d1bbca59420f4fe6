"""Many new rows at once: COPY on PostgreSQL, one prepared statement on SQLite. Ten times `bulk_create`."""

import gc
import json
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from datetime import UTC, date, datetime
from io import StringIO
from operator import attrgetter
from typing import Any, Self

from django.core.management.color import no_style
from django.db import connection
from django.db.models import Max, Model

Convert = Mapping[type, Callable[[Any], Any]]
Rows = Mapping[type[Model], Sequence[Model]]
Copies = Mapping[str, Sequence[str]]  # what COPY is told, and what it reads then

PIECE = 1 << 20  # letters that COPY is given at once
TURN = 0.0001  # seconds after which the thread of PostgreSQL gets its turn: it needs many, and short ones
MADE = 10_000  # objects, until the interpreter looks which of them refer to each other: no rows do

# Whether the indexes of words take new ones at once, for whoever searches next (migrations/0002_search.py).
GATHER = """
    DO $$ DECLARE words regclass; BEGIN
        FOR words IN
            SELECT indexrelid FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
            WHERE indrelid = 'published_page'::regclass AND reloptions::text = '{fastupdate=%(before)s}'
        LOOP EXECUTE format('ALTER INDEX %%s SET (fastupdate = %(after)s)', words); END LOOP;
    END $$;
"""

# Words go into their indexes in larger pieces; what points to another row is checked while the next rows are
# made, and not at the end; long texts are pressed quickly where the server was built with lz4.
FOR_BULK = """
    SET LOCAL work_mem = '64MB'; SET LOCAL gin_pending_list_limit = '64MB'; SET CONSTRAINTS ALL IMMEDIATE;
    SELECT set_config(name, 'lz4', true) FROM pg_settings
    WHERE name = 'default_toast_compression' AND 'lz4' = ANY(enumvals)
"""


class Writer:
    """Writes rows while more of them are made, all in the transaction of whoever opened it.

    PostgreSQL reads them in a thread of its own, which waits for it most of the time. Any other query waits
    until it is done. What fails there is raised by the next call.
    """

    def __enter__(self) -> Self:
        self._cursor = connection.cursor()
        self._thread = ThreadPoolExecutor(1)
        self._under_way: Future[None] | None = None
        self._numbered: set[type[Model]] = set()  # whose keys were chosen here
        if takes_text():
            self._cursor.execute(FOR_BULK)
        self._meanwhile = ExitStack()
        self._meanwhile.enter_context(connection.execute_wrapper(self._after_copy))
        self._meanwhile.enter_context(_interpreter_for_bulk())
        return self

    def __exit__(self, kind: type[BaseException] | None, *error: Any) -> None:
        self._meanwhile.close()
        self._thread.shutdown()
        with self._cursor:
            self._wait()  # what failed there is why the rest did
            if kind is None:
                for statement in connection.ops.sequence_reset_sql(no_style(), list(self._numbered)):
                    self._cursor.execute(statement)
                if takes_text():
                    self._cursor.execute("SET CONSTRAINTS ALL DEFERRED")

    def write(self, rows: Rows, more: Copies | None = None) -> None:
        """Rows of several models in this order; who points to a row must know its primary key.

        `more` are rows as `as_copies` gives them: only where `takes_text`.
        """
        self._numbered |= {model for model, objects in rows.items() if objects[0].pk is not None}
        if takes_text():
            texts = defaultdict(list, as_copies(rows))
            for told, found in (more or {}).items():
                texts[told].extend(found)
            self._start(texts)
        else:
            for model, objects in rows.items():
                columns, read = _columns_of(objects)
                self._execute(model, columns, map(read, objects))

    def write_values(self, model: type[Model], columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
        """Rows of one model, without making objects of them."""
        if takes_text():
            self._start({_told(model, columns): _lines(rows)})
        else:
            self._execute(model, columns, rows)

    def _start(self, texts: Copies) -> None:
        self._wait()
        self._under_way = self._thread.submit(self._copy, texts)

    def _copy(self, texts: Copies) -> None:
        for told, found in texts.items():
            # Not Django's cursor, which belongs to its thread.
            self._cursor.cursor.copy_expert(told, StringIO("".join(found)), PIECE)

    def _after_copy(self, execute: Callable[..., Any], *query: Any) -> Any:
        self._wait()  # a connection carries one thing at a time
        return execute(*query)

    def _wait(self) -> None:
        if self._under_way:
            self._under_way.result()

    def _execute(self, model: type[Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        places = ", ".join(["%s"] * len(columns))
        table = f'"{model._meta.db_table}" ({_names(columns)})'
        self._cursor.executemany(
            f"INSERT INTO {table} VALUES ({places})",  # noqa: S608 - names of ours
            [[TO_SQLITE[type(value)](value) for value in row] for row in rows],
        )


@contextmanager
def gathered_words() -> Iterator[None]:
    """The words of all pages that are written meanwhile go into their indexes together: `settle` has to
    follow. What fails takes its transaction back, and this with it."""
    if not takes_text():
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute(GATHER % {"before": "off", "after": "on"})
        yield
        cursor.execute(GATHER % {"before": "on", "after": "off"})


def settle(*models: type[Model]) -> None:
    """To follow many new rows, or the database goes on planning for the few that there were: of these models,
    or of all. PostgreSQL besides puts the words in their places that were gathered: each search reads them to
    their end until then."""
    is_postgresql = connection.vendor == "postgresql" and not connection.in_atomic_block
    with connection.cursor() as cursor:
        for table in [model._meta.db_table for model in models] or [""]:
            cursor.execute(f"{'VACUUM ANALYZE' if is_postgresql else 'ANALYZE'} {table}")


@contextmanager
def _interpreter_for_bulk() -> Iterator[None]:
    turn, made = sys.getswitchinterval(), gc.get_threshold()
    sys.setswitchinterval(TURN)
    gc.set_threshold(MADE, *made[1:])
    try:
        yield
    finally:
        sys.setswitchinterval(turn)
        gc.set_threshold(*made)


def takes_text() -> bool:
    return connection.vendor == "postgresql"


def as_copies(rows: Rows) -> dict[str, list[str]]:
    """Rows as COPY takes them: what it is told, and what it reads then."""
    return dict(_copies_of(model, objects) for model, objects in rows.items())


def _copies_of(model: type[Model], objects: Sequence[Model]) -> tuple[str, list[str]]:
    columns, read = _columns_of(objects)
    return _told(model, columns), _lines(map(read, objects))


def _told(model: type[Model], columns: Sequence[str]) -> str:
    return f'COPY "{model._meta.db_table}" ({_names(columns)}) FROM STDIN'


def _names(columns: Sequence[str]) -> str:
    return ", ".join(f'"{column}"' for column in columns)


def _lines(rows: Iterable[Sequence[Any]]) -> list[str]:
    return ["\t".join([TO_COPY[type(value)](value) for value in row]) + "\n" for row in rows]


def primary_keys(model: type[Model]) -> Iterator[int]:
    """The next ones, while nobody else writes (under the head lock); `insert` moves the sequence there."""
    newest = model._default_manager.aggregate(newest=Max("pk"))["newest"] or 0
    while True:
        newest += 1
        yield newest


def _columns_of(objects: Sequence[Model]) -> tuple[list[str], Callable[[Model], Any]]:
    """The columns to fill, and how to read them: a key that nobody chose is the database's to give."""
    fields = [
        field
        for field in objects[0]._meta.concrete_fields
        if not (field.primary_key and objects[0].pk is None)
    ]
    return [str(field.column) for field in fields], attrgetter(*(field.attname for field in fields))


def _escaped(text: str) -> str:
    if text.isalnum():
        return text
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t")


_json = json.JSONEncoder(ensure_ascii=False).encode


def _as_it_is(value: Any) -> Any:
    return value


TO_COPY: Convert = {
    str: _escaped,
    int: str,
    bool: lambda value: "t" if value else "f",
    type(None): lambda value: "\\N",
    date: date.isoformat,
    datetime: datetime.isoformat,
    bytes: lambda value: "\\\\x" + value.hex(),
    dict: lambda value: _escaped(_json(value)),
    list: lambda value: _escaped(_json(value)),
}
TO_SQLITE: Convert = {
    str: _as_it_is,
    int: _as_it_is,
    bool: _as_it_is,
    type(None): _as_it_is,
    date: date.isoformat,
    datetime: lambda value: str(value.astimezone(UTC).replace(tzinfo=None)),
    bytes: _as_it_is,
    dict: _json,
    list: _json,
}
