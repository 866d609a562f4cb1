"""The index of the search: how far each board was read, and its words beside that.

SQLite keeps the words in a table of FTS5, which Django does not know. A trigger takes them away
with their row: a later migration that makes `boards_indexed` anew has to make the trigger anew.
"""

import django.db.models.deletion
from django.db import migrations, models

SQLITE = (
    "CREATE VIRTUAL TABLE boards_words USING fts5("
    "title, themes, statements, ideas, echoes, pieces UNINDEXED, tokenize = 'ascii', prefix = '2 3')",
    "CREATE TRIGGER boards_words_go AFTER DELETE ON boards_indexed"
    " BEGIN DELETE FROM boards_words WHERE rowid = OLD.id; END",
)


def make(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for statement in SQLITE:
            schema_editor.execute(statement)


def take_away(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TRIGGER boards_words_go")
    if schema_editor.connection.vendor in ("sqlite", "postgresql"):
        schema_editor.execute("DROP TABLE boards_words")


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
