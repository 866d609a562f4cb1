"""Agendas to start from: those of the boards at which this browser has a seat."""

from collections.abc import Iterator, Mapping
from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from boards.models import Entry, SeatKey
from boards.reading import board_now
from boards.views.home import your_boards
from boards.views.seated import seated
from sessions.operations.layout import agenda_of
from sessions.operations.opening import OpenWorkshop, PlanWorkshop

MOST = 6  # boards, those first that were used last: each is read from its log
LAID_OUT_BY = (PlanWorkshop.verb, OpenWorkshop.verb)


@require_safe
@seated
def agendas(request: HttpRequest, key: SeatKey) -> HttpResponse:
    """Show them as a part of the board's page, each with what `open_workshop` takes."""
    return render(request, "sessions/_agendas.html", {"agendas": list(_ours(request))[:MOST]})


def _ours(request: HttpRequest) -> Iterator[dict[str, Any]]:
    mine = your_boards(request)
    laid = Entry.objects.filter(board__in=[one["id"] for one in mine], verb__in=LAID_OUT_BY)
    with_agenda = set(laid.values_list("board", flat=True))
    for one in [one for one in mine if one["id"] in with_agenda][:MOST]:
        agenda = agenda_of(board_now(one["id"]))
        if agenda["phases"]:
            yield told(one, agenda)


def told(board: Mapping[str, Any], agenda: Mapping[str, Any]) -> dict[str, Any]:
    minutes = sum(phase["minutes"] for phase in agenda["phases"])
    words = {"title": board["title"], "last": board["last"], "minutes": minutes}
    return {**words, "phases": len(agenda["phases"]), "agenda": orjson.dumps(agenda).decode()}
