"""Every address of the workshop: what is of no board is open to everyone, all else needs a seat."""

from django.urls import path

from sessions.views import leading, quiet

# A space of its own: what stands among the boards' addresses is tried without a seat, and refused.
app_name = "workshops"

# Each of these is tried without a seat, and refused, in `tests/sessions/test_views.py`.
of_a_board = [path("b/<str:board>/quiet/", quiet.quiet, name="quiet")]

urlpatterns = [path("leading/", leading.leading, name="leading"), *of_a_board]
