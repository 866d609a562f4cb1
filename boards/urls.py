"""Every address of a board, and of the way to it."""

from django.urls import path

from boards.views import board, door, history, home, instead, invite, language, offers, seat

urlpatterns = [
    path("", home.home, name="home"),
    path("start/", home.start, name="start"),
    path("join/", home.join, name="join"),
    path("closed/", door.closed_door, name="closed"),
    path("j/<str:link>/", door.link, name="link"),
    path("s/<str:token>/", door.token, name="token"),
    path("b/<str:board>/", board.board, name="board"),
    path("b/<str:board>/door/", door.ask, name="door"),
    path("b/<str:board>/door/<str:act>/", invite.door_act, name="door_act"),
    path("b/<str:board>/invite/", invite.invite, name="invite"),
    path("b/<str:board>/way-in/", invite.way_in, name="way_in"),
    path("b/<str:board>/projector/", board.projector, name="projector"),
    path("b/<str:board>/export.json", board.export, name="export"),
    path("b/<str:board>/frame.json", board.frame, name="frame"),
    path("b/<str:board>/ideas/<str:idea>/history/", history.of_idea, name="history"),
    path("b/<str:board>/themes/<str:theme>/history/", history.of_theme, name="theme_history"),
    path("b/<str:board>/offers/", offers.offers, name="offers"),
    path("b/<str:board>/time/", board.time, name="time"),
    path("b/<str:board>/rights/", board.rights, name="rights"),
    path("b/<str:board>/seat/", seat.seat, name="seat"),
    path("b/<str:board>/seat/phone/", seat.phone, name="seat_phone"),
    path("b/<str:board>/seats/", instead.seats, name="seats"),
    path("b/<str:board>/seats/<str:seat>/phone/", instead.phone, name="give_phone"),
    path("b/<str:board>/leave/", seat.leave, name="leave"),
    path("jsi18n/", language.words, name="jsi18n"),
]
