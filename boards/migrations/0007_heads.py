"""In PostgreSQL, the words of a board's title and of its themes' names have a column of their own.

To look into it is quick: it is short, and the whole of a board's words lies elsewhere. PostgreSQL
keeps it by itself, of the words with the weight A; of values for its planner it keeps none. In
SQLite they are columns of the index already.
"""

from django.db import migrations

MADE = (
    "ALTER TABLE boards_words ADD COLUMN heads tsvector"
    " GENERATED ALWAYS AS (ts_filter(words, '{a}')) STORED",
    "ALTER TABLE boards_words ALTER COLUMN heads SET STATISTICS 0",
    "CREATE INDEX boards_words_heads ON boards_words USING gin (heads)",
)
TAKEN_AWAY = ("ALTER TABLE boards_words DROP COLUMN heads",)


def told(statements):
    def step(apps, schema_editor):
        for statement in statements if schema_editor.connection.vendor == "postgresql" else ():
            schema_editor.execute(statement)

    return step


class Migration(migrations.Migration):

    dependencies = [("boards", "0006_search")]

    operations = [migrations.RunPython(told(MADE), told(TAKEN_AWAY))]
