"""Every address of the project."""

from django.urls import include, path

from coproduce import health

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("metrics", health.metrics, name="metrics"),
    path("", include("sessions.urls")),
    path("", include("boards.urls")),
]
