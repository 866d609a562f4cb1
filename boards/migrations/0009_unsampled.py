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
MADE_OF = {("boards_words", "words")}  # another column is: its type cannot be named again
TYPE = (
    "SELECT format_type(atttypid, atttypmod) FROM pg_attribute"
    " WHERE attrelid = %s::regclass AND attname = %s"
)


def of_all(schema_editor, change):
    if schema_editor.connection.vendor != "postgresql":
        return
    for table, columns in WORDS.items():
        for column in columns:
            change(schema_editor, table, column)


def keep_none(schema_editor, table, column):
    if (table, column) not in MADE_OF:
        with schema_editor.connection.cursor() as cursor:
            cursor.execute(TYPE, [table, column])
            (kind,) = cursor.fetchone()
        schema_editor.execute(f'ALTER TABLE {table} ALTER COLUMN "{column}" TYPE {kind}')
    schema_editor.execute(f'ALTER TABLE {table} ALTER COLUMN "{column}" SET STATISTICS 0')


def keep_some(schema_editor, table, column):
    schema_editor.execute(f'ALTER TABLE {table} ALTER COLUMN "{column}" SET STATISTICS -1')


def of_none(apps, schema_editor):
    of_all(schema_editor, keep_none)


def of_some(apps, schema_editor):
    of_all(schema_editor, keep_some)


class Migration(migrations.Migration):

    dependencies = [("boards", "0008_heads")]

    operations = [migrations.RunPython(of_none, of_some)]
