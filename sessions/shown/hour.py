"""The hour: which phase the room is in, how long it takes, and the agenda as it can be changed.

No time is worked out here. The client has the server's clock, and says how much is left.
"""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext

from boards.live.beside import Part
from boards.live.shown import Cards
from boards.operations.state import Board
from sessions.operations.state import OPEN, AreaPlan, Phase, Workshop, workshop_of


def parts(board: Board, seats: Cards) -> Iterator[Part]:
    workshop = workshop_of(board)
    yield Part("hour", "sessions/pieces/_hour.html", hour(workshop, board))
    yield Part("agenda", "sessions/pieces/_agenda.html", agenda(workshop, board))


def hour(workshop: Workshop, board: Board) -> dict[str, Any]:
    """The bar: `began`, `extra` and `paused` are in ms, `minutes` the phase's."""
    clock, now = workshop.clock, workshop.current
    current = workshop.phases[now] if now else None
    order = list(workshop.order)
    at = order.index(now) if now in order else len(order)
    return {
        "status": workshop.status,
        "phase": now or "",
        "name": current.name.said if current else "",
        "question": current.question.said if current else "",
        "minutes": str(current.minutes) if current else "",
        "began": str(clock.began) if clock else "",
        "extra": str(clock.extra) if clock else "",
        "paused": str(clock.paused) if clock and clock.paused is not None else "",
        "areas": " ".join(areas_of(current, board)) if current else "",
        "stretches": [
            {"minutes": str(one.minutes), "state": _state(place, at), "name": one.name.said}
            for place, one in enumerate(workshop.agenda)
        ],
    }


def _state(place: int, at: int) -> str:
    return "now" if place == at else "past" if place < at else "next"


def areas_of(phase: Phase, board: Board) -> list[str]:
    """Where the room writes in a phase: all areas, where none is named."""
    return [one for one in phase.areas if one in board.areas] or list(board.areas)


def agenda(workshop: Workshop, board: Board) -> dict[str, Any]:
    """The phases as they stand, those that were taken off, and every area with what is said of it."""
    following = None
    if workshop.current in workshop.order:
        rest = workshop.order[workshop.order.index(workshop.current) + 1 :]
        following = rest[0] if rest else None
    gone = [one for id_, one in workshop.phases.items() if id_ not in workshop.order]
    return {
        "status": workshop.status,
        "open": workshop.status == OPEN,
        "phases": [_phase(one, workshop, following) for one in workshop.agenda],
        "gone": [{"id": one.id, "name": called(one)} for one in gone],
        "areas": [_area(id_, workshop, board) for id_ in board.areas],
        "next": following or "",
    }


def called(phase: Phase) -> str:
    return phase.name.said or gettext("a phase with no name")


def _phase(one: Phase, workshop: Workshop, following: str | None) -> dict[str, Any]:
    return {
        "id": one.id,
        "name": one.name.said,
        "called": called(one),
        "minutes": str(one.minutes),
        "question": one.question.said,
        "prompts": one.prompts,
        "now": one.id == workshop.current,
        "next": one.id == following,
        "areas": " ".join(one.areas),
    }


def _area(id_: str, workshop: Workshop, board: Board) -> dict[str, Any]:
    plan = workshop.plans.get(id_, AreaPlan())
    return {
        "id": id_,
        "name": board.areas[id_].name,
        "words": plan.words,
        "apart": plan.apart,
        "gathers": plan.gathers,
    }
