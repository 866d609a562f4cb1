"""The scripts' own words, in the language of the page."""

from django.conf import settings
from django.views.decorators.cache import cache_control
from django.views.decorators.vary import vary_on_headers
from django.views.i18n import JavaScriptCatalog


class Catalog(JavaScriptCatalog):
    """Django's own catalogue reads the apps' folders only; ours lie in the project's."""

    def get_paths(self, packages: list[str]) -> list[str]:
        return [*super().get_paths(packages), *map(str, settings.LOCALE_PATHS)]


words = cache_control(public=True, max_age=3600)(
    vary_on_headers("Accept-Language")(Catalog.as_view(packages=["boards", "sessions"]))
)
