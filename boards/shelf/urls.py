"""The addresses of shelves, of the boards on them, and of published copies."""

from django.urls import path

from boards.views import copies, place, shelf, shelving

app_name = "shelf"

# Each of these is tried without holding the shelf, and refused, in tests/boards/shelf.
of_a_shelf = [
    path("shelves/<str:shelf>/", shelf.shelf, name="shelf"),
    path("shelves/<str:shelf>/name/", shelf.rename, name="rename"),
    path("shelves/<str:shelf>/invite/", shelf.invite, name="invite"),
    path("shelves/<str:shelf>/link/", shelf.renew, name="renew"),
    path("shelves/<str:shelf>/leave/", shelf.leave, name="leave"),
    path("shelves/<str:shelf>/boards/", shelf.put_on, name="put_on"),
    path("shelves/<str:shelf>/boards/<str:board>/", place.board, name="board"),
    path("shelves/<str:shelf>/boards/<str:board>/seat/", place.seat, name="seat"),
    path("shelves/<str:shelf>/boards/<str:board>/words/", place.said, name="words"),
    path(
        "shelves/<str:shelf>/boards/<str:board>/standing/",
        place.standing_there,
        name="standing_there",
    ),
    path("shelves/<str:shelf>/boards/<str:board>/<str:act>/", place.act, name="act"),
]
# And these without a seat.
of_a_board = [
    path("b/<str:board>/shelves/", shelving.shelving, name="shelving"),
    path("b/<str:board>/standing/", shelving.standing, name="standing"),
    path("b/<str:board>/copies/", copies.copies, name="copies"),
    path("b/<str:board>/copies/<int:copy>/<str:act>/", copies.act, name="copy_act"),
]

urlpatterns = [
    path("shelf/<str:link>/", shelf.link, name="link"),
    path("shelves/", shelf.start, name="start"),
    path("p/<str:link>/", copies.copy, name="copy"),
    *of_a_shelf,
    *of_a_board,
]
