from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("boards", "0003_here_at")]

    operations = [
        migrations.AddField("seat", "without_phone", models.BooleanField(default=False)),
    ]
