"""The hour: which phase the room is in, how long it takes, and the agenda as it can be changed.

No time is worked out here. The client has the server's clock, and says how much is left.
"""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext

from boards.live.beside import Part
from boards.live.shown import Cards, whole
from boards.operations.state import Board
from sessions.operations.kinds import LOOKING_BACK
from sessions.operations.state import (
    CLOSED,
    NONE,
    OPEN,
    AreaPlan,
    Clock,
    Phase,
    Workshop,
    workshop_of,
)
from sessions.shown.pulse import is_last

ACROSS = 100.0  # how wide the bar is: its stretches are in per cent of it
GAP, GAPS = 1.6, 30.0  # between two stretches, and between all of them at most


def parts(board: Board, seats: Cards) -> Iterator[Part]:
    workshop = workshop_of(board)
    yield Part("hour", "sessions/pieces/_hour.html", hour(workshop, board))
    yield Part("agenda", "sessions/pieces/_agenda.html", agenda(workshop, board))


def hour(workshop: Workshop, board: Board) -> dict[str, Any]:
    """The bar, and what the time is made of: `began`, `extra` and `paused` are in ms."""
    current = workshop.phases[workshop.current] if workshop.current else None
    return {
        "status": workshop.status,
        "phase": workshop.current or "",
        "name": whole(called(current)) if current else "",
        "question": current.question.said if current else "",
        **time_of(workshop.clock, current),
        "areas": " ".join(areas_of(current, board)) if current else "",
        "stretches": stretches(workshop),
        "promises": is_last(workshop) or came_back(workshop),
        "outcomes": came_back(workshop),
        "looks_back": current is not None and LOOKING_BACK["id"] in current.areas,
    }


def came_back(workshop: Workshop) -> bool:
    """Whether a workshop has ended on this board: then it is told what came of it."""
    return workshop.closed > 0


def time_of(clock: Clock | None, current: Phase | None) -> dict[str, str]:
    return {
        "minutes": str(current.minutes) if current else "",
        "began": str(clock.began) if clock else "",
        "extra": str(clock.extra) if clock else "",
        "paused": str(clock.paused) if clock and clock.paused is not None else "",
    }


def stretches(workshop: Workshop) -> list[dict[str, str]]:
    """The phases side by side, each as wide as its minutes: where it begins, how wide, and when."""
    phases, at = workshop.agenda, _place_of_the_room(workshop)
    if not phases:
        return []
    gap = min(GAP, GAPS / len(phases))
    minute = (ACROSS - gap * (len(phases) - 1)) / sum(one.minutes for one in phases)
    drawn, begins = list[dict[str, str]](), 0.0
    for place, one in enumerate(phases):
        wide = one.minutes * minute
        state = "now" if place == at else "past" if place < at else "next"
        drawn.append({"x": f"{begins:.2f}", "width": f"{wide:.2f}", "state": state})
        begins += wide + gap
    return drawn


def _place_of_the_room(workshop: Workshop) -> int:
    """Return where on the agenda the room is: before it, or behind it, where it is in no phase."""
    if workshop.current in workshop.order:
        return workshop.order.index(workshop.current)
    return len(workshop.order) if workshop.status == CLOSED else -1


def areas_of(phase: Phase, board: Board) -> list[str]:
    """Where the room writes in a phase: all areas, where none is named."""
    return [one for one in phase.areas if one in board.areas] or list(board.areas)


def agenda(workshop: Workshop, board: Board) -> dict[str, Any]:
    """The phases as they stand, those that were taken off, and what is said of each area."""
    following = _following(workshop)
    shown = [_phase(one, workshop, following) for one in workshop.agenda]
    gone = [one for id_, one in workshop.phases.items() if id_ not in workshop.order]
    return {
        "status": workshop.status,
        "came_back": came_back(workshop),
        "none": workshop.status == NONE,
        "open": workshop.status == OPEN,
        "closed": workshop.status == CLOSED,
        "paused": workshop.clock is not None and workshop.clock.paused is not None,
        "phases": shown,
        "current": next((one for one in shown if one["now"]), None),
        "following": next((one for one in shown if one["next"]), None),
        "gone": [_phase(one, workshop, following) for one in gone],
        "areas": [_area(id_, workshop, board) for id_ in board.areas],
        "next": following or "",
    }


def _following(workshop: Workshop) -> str | None:
    """Return the phase after the one that the room is in, if there is one."""
    if workshop.current not in workshop.order:
        return None
    return dict(zip(workshop.order, workshop.order[1:], strict=False)).get(workshop.current)


def called(phase: Phase) -> str:
    return phase.name.said or gettext("a phase with no name")


def _phase(one: Phase, workshop: Workshop, following: str | None) -> dict[str, Any]:
    return {
        "id": one.id,
        "name": whole(one.name.said),
        "called": called(one),
        "minutes": str(one.minutes),
        "one": one.minutes == 1,
        "question": whole(one.question.said),
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
