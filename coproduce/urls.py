"""Every address of the project."""

from django.urls import include, path

urlpatterns = [path("", include("sessions.urls")), path("", include("boards.urls"))]
