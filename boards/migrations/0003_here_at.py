from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import Exists, F, OuterRef


def from_when_it_was_made(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Of the seats that somebody holds it is known that they were here when they sat down."""
    keys = apps.get_model("boards", "SeatKey").objects.filter(seat=OuterRef("pk"))
    apps.get_model("boards", "Seat").objects.filter(Exists(keys)).update(here_at=F("made"))


class Migration(migrations.Migration):
    dependencies = [("boards", "0002_group")]

    operations = [
        migrations.AddField("seat", "here_at", models.DateTimeField(null=True)),
        migrations.RunPython(from_when_it_was_made, migrations.RunPython.noop),
    ]
