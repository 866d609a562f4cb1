"""The search knows what was promised of a theme and what came of it; every board is read anew.

In SQLite each kind of words is a column, so the table is made again, with the trigger of migration
0006. In PostgreSQL all kinds stand in one vector already.
"""

from django.db import migrations

TABLE = (
    "CREATE VIRTUAL TABLE boards_words USING fts5("
    "title, themes, statements, {}ideas, echoes, pieces UNINDEXED,"
    " tokenize = 'ascii', prefix = '2 3')"
)
TRIGGER = (
    "CREATE TRIGGER boards_words_go AFTER DELETE ON boards_indexed"
    " BEGIN DELETE FROM boards_words WHERE rowid = OLD.id; END"
)


def made_again(columns):
    """Return a migration's step: an empty index, in SQLite with these columns more."""
    dropped = ("DROP TRIGGER boards_words_go", "DROP TABLE boards_words")
    emptied = "DELETE FROM boards_indexed"
    statements = {
        "sqlite": (*dropped, emptied, TABLE.format(columns), TRIGGER),
        "postgresql": (emptied, "DELETE FROM boards_words"),
    }

    def step(apps, schema_editor):
        for statement in statements[schema_editor.connection.vendor]:
            schema_editor.execute(statement)

    return step


class Migration(migrations.Migration):

    dependencies = [("boards", "0006_search")]

    operations = [migrations.RunPython(made_again("promises, outcomes, "), made_again(""))]
