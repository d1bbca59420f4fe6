from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.core.management import BaseCommand, CommandError, CommandParser
from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper
from typing_extensions import override

READABLE_APPS = ("reference", "published")


class Command(BaseCommand):
    help = (
        "Let a PostgreSQL role read what is public, and nothing else: the role that a process with "
        "ATLAS_SITE=public connects as. Run it as the owner of the tables, again after each migration."
    )

    @override
    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("role", help="must exist: CREATE ROLE atlas_public LOGIN PASSWORD '...'")

    @override
    @transaction.atomic
    def handle(self, *args: Any, role: str, **options: Any) -> None:
        if connection.vendor != "postgresql":
            raise CommandError("Only PostgreSQL has roles: set DATABASE_URL to a postgres:// address.")

        readable = sorted(public_tables())
        with connection.cursor() as cursor:
            check_role(cursor, role)
            check_tables(cursor, readable)
            grant(cursor, role, readable)
            check_reach(cursor, role, readable)

        self.stdout.write(f"{role} may read {len(readable)} tables and nothing else: {', '.join(readable)}.")


def public_tables() -> Iterator[str]:
    for label in READABLE_APPS:
        for model in apps.get_app_config(label).get_models(include_auto_created=True):
            yield model._meta.db_table


def check_role(cursor: CursorWrapper, role: str) -> None:
    cursor.execute("SELECT rolsuper, rolname = current_user FROM pg_roles WHERE rolname = %s", [role])
    found = cursor.fetchone()
    if found is None:
        raise CommandError(f"There is no role {role!r} in this database. Make it with CREATE ROLE first.")
    is_superuser, is_ourselves = found
    if is_superuser:
        raise CommandError(f"{role!r} is a superuser: it reads everything, whatever it is granted.")
    if is_ourselves:
        raise CommandError(
            f"{role!r} is the role that this command connects as: it would lose its own rights."
        )


def check_tables(cursor: CursorWrapper, readable: list[str]) -> None:
    missing = set(readable) - set(connection.introspection.table_names(cursor))
    if missing:
        raise CommandError(
            f"Run `manage.py migrate` first, without it there is no {', '.join(sorted(missing))}."
        )


def grant(cursor: CursorWrapper, role: str, readable: list[str]) -> None:
    cursor.execute(
        "SELECT quote_ident(%s), quote_ident(current_schema()), quote_ident(current_database())", [role]
    )
    to, schema, database = cursor.fetchone()
    tables = ", ".join(f"{schema}.{connection.ops.quote_name(table)}" for table in readable)

    # Everybody is in PUBLIC, so what PUBLIC may do the role may do.
    for who in (to, "PUBLIC"):
        for kind in ("TABLES", "SEQUENCES"):
            cursor.execute(f"REVOKE ALL ON ALL {kind} IN SCHEMA {schema} FROM {who}")
            cursor.execute(f"ALTER DEFAULT PRIVILEGES IN SCHEMA {schema} REVOKE ALL ON {kind} FROM {who}")
        cursor.execute(f"REVOKE CREATE ON SCHEMA {schema} FROM {who}")
    cursor.execute(f"GRANT CONNECT ON DATABASE {database} TO {to}")
    cursor.execute(f"GRANT USAGE ON SCHEMA {schema} TO {to}")
    cursor.execute(f"GRANT SELECT ON {tables} TO {to}")


def check_reach(cursor: CursorWrapper, role: str, readable: list[str]) -> None:
    """Rights also come from ownership and from other roles: ask the database what the role can do now."""
    cursor.execute(
        """
        SELECT relation.relname
        FROM pg_class AS relation
        WHERE relation.relnamespace = current_schema()::regnamespace
          AND CASE
            WHEN relation.relkind = 'S'
            THEN has_sequence_privilege(%(role)s, relation.oid, 'USAGE, SELECT, UPDATE')
            WHEN relation.relkind IN ('r', 'p', 'v', 'm', 'f')
            THEN has_table_privilege(%(role)s, relation.oid, 'DELETE, TRUNCATE')
              OR has_any_column_privilege(%(role)s, relation.oid, 'INSERT, UPDATE')
              OR (
                has_any_column_privilege(%(role)s, relation.oid, 'SELECT')
                AND NOT relation.relname = ANY(%(readable)s)
              )
          END
        ORDER BY relation.relname
        """,
        {"role": role, "readable": readable},
    )
    beyond = [name for (name,) in cursor.fetchall()]
    if beyond:
        raise CommandError(
            f"{role!r} would still reach {', '.join(beyond)}: it owns them, or is a member of a role that "
            "may. Use a role that is neither."
        )
