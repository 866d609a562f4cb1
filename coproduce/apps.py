"""The project as an app: it has checks of its own."""

from django.apps import AppConfig


class CoproduceConfig(AppConfig):
    name = "coproduce"

    def ready(self) -> None:
        from coproduce import checks

        assert checks.installation  # registered as it is imported
