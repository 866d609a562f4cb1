"""Every address of the project."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import include, path, re_path

from coproduce import health


def nowhere(request: HttpRequest) -> HttpResponse:
    """Answer an address with a NUL in it: nobody types one, and PostgreSQL cannot look for it."""
    raise Http404


urlpatterns = [
    re_path("\0", nowhere),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("metrics", health.metrics, name="metrics"),
    path("", include("sessions.urls")),
    path("", include("boards.urls")),
]
