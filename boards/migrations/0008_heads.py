"""In PostgreSQL, the words of a board's title and of its themes' names have a column of their own.

PostgreSQL keeps it by itself, of the words with the weight A. It is short and lies in the row; all
words of a board are long and lie elsewhere. The planner does not know what it costs to look into
them, and would rather do that than go by the index where a word is common: so it keeps none of
their values to know that by. In SQLite all this is in the columns of the index already.
"""

from django.db import migrations

MADE = (
    # To name its type again takes away what was kept of its values so far.
    "ALTER TABLE boards_words ALTER COLUMN words TYPE tsvector, ALTER COLUMN words SET STATISTICS 0",
    "ALTER TABLE boards_words ADD COLUMN heads tsvector"
    " GENERATED ALWAYS AS (ts_filter(words, '{a}')) STORED",
    "ALTER TABLE boards_words ALTER COLUMN heads SET STATISTICS 0",
    "CREATE INDEX boards_words_heads ON boards_words USING gin (heads)",
)
TAKEN_AWAY = (
    "ALTER TABLE boards_words DROP COLUMN heads",
    "ALTER TABLE boards_words ALTER COLUMN words SET STATISTICS -1",
)


def told(statements):
    def step(apps, schema_editor):
        for statement in statements if schema_editor.connection.vendor == "postgresql" else ():
            schema_editor.execute(statement)

    return step


class Migration(migrations.Migration):

    dependencies = [("boards", "0007_search_promises")]

    operations = [migrations.RunPython(told(MADE), told(TAKEN_AWAY))]
