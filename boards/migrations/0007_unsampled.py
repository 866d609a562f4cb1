"""PostgreSQL keeps a few values of each column for its planner: of words it keeps none.

They would stay there after they were erased, and no query is planned by them. To name a column's
type again takes away what was kept of it so far, and leaves the rows as they are.
"""

from django.db import migrations

WORDS = {
    "boards_board": ("title", "areas"),
    "boards_seat": ("name", "brings", "group"),
    "boards_entry": ("fields",),
    "boards_shelf": ("name",),
    "boards_place": ("name", "about", "tags"),
    "boards_words": ("words", "pieces"),
}
TYPE = (
    "SELECT format_type(atttypid, atttypmod) FROM pg_attribute"
    " WHERE attrelid = %s::regclass AND attname = %s"
)


def of_all(schema_editor, change):
    if schema_editor.connection.vendor != "postgresql":
        return
    for table, columns in WORDS.items():
        for column in columns:
            with schema_editor.connection.cursor() as cursor:
                cursor.execute(TYPE, [table, column])
                (kind,) = cursor.fetchone()
            schema_editor.execute(f'ALTER TABLE {table} ' + change.format(column=f'"{column}"', kind=kind))


def keep_none(apps, schema_editor):
    of_all(schema_editor, "ALTER COLUMN {column} TYPE {kind}, ALTER COLUMN {column} SET STATISTICS 0")


def keep_some(apps, schema_editor):
    of_all(schema_editor, "ALTER COLUMN {column} SET STATISTICS -1")


class Migration(migrations.Migration):

    dependencies = [("boards", "0006_search")]

    operations = [migrations.RunPython(keep_none, keep_some)]
