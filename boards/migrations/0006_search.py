"""The index of the search: how far each board was read, and its words beside that.

The words are in a table that Django does not know: of FTS5 in SQLite, of a tsvector in PostgreSQL.
A trigger takes them away with their row: a later migration that makes `boards_indexed` anew, as
Django does in SQLite for many a change, has to make the trigger anew.
"""

import django.db.models.deletion
from django.db import migrations, models

SQLITE = (
    "CREATE VIRTUAL TABLE boards_words USING fts5("
    "title, themes, statements, ideas, echoes, pieces UNINDEXED, tokenize = 'ascii', prefix = '2 3')",
    "CREATE TRIGGER boards_words_go AFTER DELETE ON boards_indexed"
    " BEGIN DELETE FROM boards_words WHERE rowid = OLD.id; END",
)
POSTGRES = (
    "CREATE TABLE boards_words (id bigint PRIMARY KEY, words tsvector NOT NULL, pieces text NOT NULL)",
    "CREATE INDEX boards_words_words ON boards_words USING gin (words)",
    "CREATE FUNCTION boards_words_go() RETURNS trigger LANGUAGE plpgsql AS"
    " $$ BEGIN DELETE FROM boards_words WHERE id = OLD.id; RETURN NULL; END $$",
    "CREATE TRIGGER boards_words_go AFTER DELETE ON boards_indexed"
    " FOR EACH ROW EXECUTE FUNCTION boards_words_go()",
)
MADE = {"sqlite": SQLITE, "postgresql": POSTGRES}
TAKEN_AWAY = {
    "sqlite": ("DROP TRIGGER boards_words_go", "DROP TABLE boards_words"),
    "postgresql": (
        "DROP TRIGGER boards_words_go ON boards_indexed",
        "DROP FUNCTION boards_words_go()",
        "DROP TABLE boards_words",
    ),
}


def make(apps, schema_editor):
    for statement in MADE[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def take_away(apps, schema_editor):
    for statement in TAKEN_AWAY[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):

    dependencies = [("boards", "0005_shelf")]

    operations = [
        migrations.CreateModel(
            name="Indexed",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("seq", models.PositiveIntegerField()),
                ("board", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name="indexed", to="boards.board")),
            ],
        ),
        migrations.RunPython(make, take_away),
    ]
