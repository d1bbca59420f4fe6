"""The index that `cases/public/search.py` asks, kept by the database itself from `words` and `name_keys`."""

from django.db import DatabaseError, migrations, transaction

# `fastupdate` would keep new words in a list that each search reads to its end.
# Words stand as they are, keys behind a ~. An array and no parser: `=mhtrl` and `^case` are lexemes as well.
POSTGRESQL = r"""
ALTER TABLE published_page ADD COLUMN found tsvector GENERATED ALWAYS AS (
    array_to_tsvector(
        string_to_array(btrim(words), ' ')
        || string_to_array(ltrim(rtrim(replace(name_keys, ' ', ' ~'), ' ~')), ' ')
    )
) STORED;
CREATE INDEX published_page_found ON published_page USING gin (found) WITH (fastupdate = off);
"""

# For what was misspelled. Managed databases may not let us create extensions: then keys alone are compared.
TRIGRAMS = """
CREATE INDEX published_page_alike ON published_page USING gin (name_keys gin_trgm_ops)
    WITH (fastupdate = off) WHERE kind IN ('person', 'organization');
"""

# FTS5 reads the columns of the page itself, and is told by triggers what they were before a change.
SQLITE = [
    """
    CREATE VIRTUAL TABLE published_search USING fts5(
        words, name_keys, content='published_page', content_rowid='id',
        tokenize="ascii tokenchars '^@-='", detail=column, prefix='2 3'
    )
    """,
    """
    CREATE VIRTUAL TABLE published_alike USING fts5(
        name_keys, content='published_page', content_rowid='id', tokenize='trigram', detail=none
    )
    """,
    "INSERT INTO published_search (published_search) VALUES ('rebuild')",
    """
    INSERT INTO published_alike (rowid, name_keys)
    SELECT id, name_keys FROM published_page WHERE kind IN ('person', 'organization')
    """,
]
ADD = """
    INSERT INTO published_search (rowid, words, name_keys) VALUES (new.id, new.words, new.name_keys);
    INSERT INTO published_alike (rowid, name_keys)
        SELECT new.id, new.name_keys WHERE new.kind IN ('person', 'organization');
"""
TAKE_AWAY = """
    INSERT INTO published_search (published_search, rowid, words, name_keys)
        VALUES ('delete', old.id, old.words, old.name_keys);
    INSERT INTO published_alike (published_alike, rowid, name_keys)
        SELECT 'delete', old.id, old.name_keys WHERE old.kind IN ('person', 'organization');
"""
TRIGGERS = {
    "published_page_added": f"AFTER INSERT ON published_page BEGIN {ADD} END",
    "published_page_changed": (
        "AFTER UPDATE OF words, name_keys ON published_page"
        " WHEN old.words <> new.words OR old.name_keys <> new.name_keys"
        f" BEGIN {TAKE_AWAY} {ADD} END"
    ),
    "published_page_removed": f"AFTER DELETE ON published_page BEGIN {TAKE_AWAY} END",
}


def create(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRESQL)
        if can_compare_trigrams(schema_editor.connection):
            schema_editor.execute(TRIGRAMS)
    else:
        for statement in SQLITE:
            schema_editor.execute(statement)
        for name, trigger in TRIGGERS.items():
            schema_editor.execute(f"CREATE TRIGGER {name} {trigger}")


def can_compare_trigrams(connection):
    try:
        with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
            cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    except DatabaseError:
        return False
    return True


def remove(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("ALTER TABLE published_page DROP COLUMN found")
        schema_editor.execute("DROP INDEX IF EXISTS published_page_alike")
    else:
        for name in TRIGGERS:
            schema_editor.execute(f"DROP TRIGGER {name}")
        schema_editor.execute("DROP TABLE published_search")
        schema_editor.execute("DROP TABLE published_alike")


class Migration(migrations.Migration):
    dependencies = [("published", "0001_initial")]
    operations = [migrations.RunPython(create, remove)]
