"""Many new rows at once: COPY on PostgreSQL, one prepared statement on SQLite. Ten times `bulk_create`."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from io import StringIO
from operator import attrgetter
from typing import Any

from django.core.management.color import no_style
from django.db import connection
from django.db.models import Max, Model

Convert = Mapping[type, Callable[[Any], Any]]


def insert(
    rows: Mapping[type[Model], Sequence[Model]], texts: Mapping[type[Model], Sequence[str]] | None = None
) -> None:
    """Write rows of several models in this order. Who points to a row must know its primary key.

    `texts` are more rows of these models, as `as_text` gives them: only where `takes_text`.
    """
    with connection.cursor() as cursor:
        for model, objects in rows.items():
            if takes_text():
                _copy(cursor, model, objects, (texts or {}).get(model, ()))
            else:
                _execute_many(cursor, model, objects)


def takes_text() -> bool:
    return connection.vendor == "postgresql"


def as_text(objects: Sequence[Model]) -> str:
    """Rows as COPY reads them."""
    _columns, read = _columns_of(objects)
    return "".join(
        ["\t".join([TO_COPY[type(value)](value) for value in read(row)]) + "\n" for row in objects]
    )


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


def _copy(cursor: Any, model: type[Model], objects: Sequence[Model], texts: Sequence[str]) -> None:
    columns, _read = _columns_of(objects)
    names = ", ".join(f'"{column}"' for column in columns)
    text = StringIO("".join([as_text(objects), *texts]))
    cursor.copy_expert(f'COPY "{model._meta.db_table}" ({names}) FROM STDIN', text)
    if objects[0].pk is not None:
        for statement in connection.ops.sequence_reset_sql(no_style(), [model]):
            cursor.execute(statement)


def _execute_many(cursor: Any, model: type[Model], objects: Sequence[Model]) -> None:
    columns, read = _columns_of(objects)
    names = ", ".join(f'"{column}"' for column in columns)
    places = ", ".join(["%s"] * len(columns))
    cursor.executemany(
        f'INSERT INTO "{model._meta.db_table}" ({names}) VALUES ({places})',  # noqa: S608 - names of ours
        _for_sqlite(read(row) for row in objects),
    )


def _for_sqlite(rows: Iterable[Sequence[Any]]) -> Iterator[list[Any]]:
    return ([TO_SQLITE[type(value)](value) for value in row] for row in rows)


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
