"""Tables whose rows are proof: the database itself refuses to change one."""

from collections.abc import Collection

from django.apps.registry import Apps
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import RunPython

_REFUSE = {
    "sqlite": (
        """CREATE TRIGGER {table}_is_append_only BEFORE UPDATE {of}ON {table}
           BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END""",
    ),
    "postgresql": (
        """CREATE FUNCTION {table}_refuse_update() RETURNS trigger LANGUAGE plpgsql AS $$
           BEGIN RAISE EXCEPTION '{table} is append-only' USING ERRCODE = 'integrity_constraint_violation'; END $$""",
        """CREATE TRIGGER {table}_is_append_only BEFORE UPDATE {of}ON {table}
           FOR EACH ROW EXECUTE FUNCTION {table}_refuse_update()""",
    ),
}
_ALLOW = {
    "sqlite": ("DROP TRIGGER IF EXISTS {table}_is_append_only",),
    "postgresql": (
        "DROP TRIGGER IF EXISTS {table}_is_append_only ON {table}",
        "DROP FUNCTION IF EXISTS {table}_refuse_update()",
    ),
}


def refuse_updates(table: str, columns: Collection[str] = ()) -> RunPython:
    """A migration's operation after which rows of `table` can be added and deleted, not changed.

    Where `columns` are named, only those are refused, so that others can be emptied as an account goes.
    SQLite forgets triggers when a later migration makes the table anew: repeat the operation there.
    """

    def forwards(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
        backwards(apps, schema_editor)
        _execute(_REFUSE, schema_editor, table, f"OF {', '.join(columns)} " if columns else "")

    def backwards(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
        _execute(_ALLOW, schema_editor, table)

    return RunPython(forwards, backwards)


def _execute(
    statements: dict[str, tuple[str, ...]], schema_editor: BaseDatabaseSchemaEditor, table: str, of: str = ""
) -> None:
    for statement in statements[schema_editor.connection.vendor]:
        schema_editor.execute(statement.format(table=table, of=of))
