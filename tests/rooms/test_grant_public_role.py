import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import ProgrammingError, connection, transaction

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db]

NAME = 'the "public"; role'  # as awkward as a name may be
ROLE = '"the ""public""; role"'  # the same, quoted


@pytest.fixture(autouse=True)
def _role() -> None:
    run(f"CREATE ROLE {ROLE}")  # rolled back with the test


def run(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


def is_allowed(sql: str) -> bool:
    run(f"SET ROLE {ROLE}")
    try:
        with transaction.atomic():
            run(sql)
    except ProgrammingError as error:
        assert "permission denied" in str(error)
        return False
    finally:
        run("RESET ROLE")
    return True


def readable_tables() -> set[str]:
    return {
        table for table in connection.introspection.table_names() if is_allowed(f'SELECT * FROM "{table}"')
    }


def tables_of(*labels: str) -> set[str]:
    return {
        model._meta.db_table
        for label in labels
        for model in apps.get_app_config(label).get_models(include_auto_created=True)
    }


def test_it_reads_what_is_public_and_nothing_else() -> None:
    call_command("grant_public_role", NAME)
    assert readable_tables() == tables_of("published", "reference")


def test_it_writes_nothing() -> None:
    call_command("grant_public_role", NAME)
    for table in tables_of("published", "reference"):
        assert not is_allowed(f'DELETE FROM "{table}"')
        assert not is_allowed(f'INSERT INTO "{table}" DEFAULT VALUES')
    assert not is_allowed("CREATE TABLE mine (a int)")


def test_what_was_granted_before_by_mistake_is_taken_back() -> None:
    run(f"GRANT ALL ON ALL TABLES IN SCHEMA public TO {ROLE}")
    run("GRANT SELECT ON cases_case TO PUBLIC")
    run(f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {ROLE}")

    call_command("grant_public_role", NAME)
    call_command("grant_public_role", NAME)  # a second time changes nothing

    assert readable_tables() == tables_of("published", "reference")
    assert not is_allowed("SELECT nextval('cases_case_id_seq')")


def test_a_role_that_reads_through_another_is_refused() -> None:
    run(f"GRANT pg_read_all_data TO {ROLE}")
    with pytest.raises(CommandError, match=r"would still reach .*cases_case"):
        call_command("grant_public_role", NAME)


def test_a_role_that_reads_everything_anyway_is_refused() -> None:
    run(f"ALTER ROLE {ROLE} SUPERUSER")
    with pytest.raises(CommandError, match="is a superuser"):
        call_command("grant_public_role", NAME)


def test_a_role_that_does_not_exist_is_named() -> None:
    with pytest.raises(CommandError, match="There is no role 'nobody'"):
        call_command("grant_public_role", "nobody")
