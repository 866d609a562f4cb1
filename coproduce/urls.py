"""Every address of the project."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path, re_path, resolve

from coproduce import health


def without_nul(request: HttpRequest) -> HttpResponse:
    """Answer an address with a NUL, which PostgreSQL cannot look for, as any other made-up one."""
    view, given, named = resolve(request.path_info.replace("\0", "\ufffd"))
    answer: HttpResponse = view(request, *given, **named)
    return answer


urlpatterns = [
    re_path("\0", without_nul),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("metrics", health.metrics, name="metrics"),
    path("", include("sessions.urls")),
    path("", include("boards.urls")),
]
