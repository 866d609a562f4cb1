"""The project as an app: it has checks of its own."""

from django.apps import AppConfig


class CoproduceConfig(AppConfig):
    name = "coproduce"

    def ready(self) -> None:
        from coproduce import checks, database_checks

        assert checks.installation  # registered as they are imported
        assert database_checks.kept
