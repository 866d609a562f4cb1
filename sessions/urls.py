"""Every address of the workshop: what is of no board is open to everyone, all else needs a seat."""

from django.urls import path

from sessions.views import agendas, example, keep, leading, moments, quiet, voice

# A space of its own: what stands among the boards' addresses is tried without a seat, and refused.
app_name = "workshops"

# Each of these is tried without a seat, and refused, in `tests/sessions/test_views.py`.
of_a_board = [
    path("b/<str:board>/agendas/", agendas.agendas, name="agendas"),
    path("b/<str:board>/moments/", moments.moments, name="moments"),
    path("b/<str:board>/quiet/", quiet.quiet, name="quiet"),
    path("b/<str:board>/voice/", voice.voice, name="voice"),
    path("b/<str:board>/keep/", keep.keep, name="keep"),
    path("b/<str:board>/keep/keep.txt", keep.keep_text, name="keep_text"),
]

urlpatterns = [
    path("leading/", leading.leading, name="leading"),
    path("example/", example.past, name="example"),
    path("example/moment.json", example.moment, name="example_moment"),
    path("example/replay/", example.replay, name="example_replay"),
    *of_a_board,
]
