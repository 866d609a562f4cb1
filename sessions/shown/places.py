"""Where the room writes: its areas of now, those to look back at, and what is planned of each."""

from collections.abc import Iterator
from typing import Any

from boards.live.beside import Part
from boards.live.shown import Cards
from boards.operations.state import Board
from sessions.operations.kinds import LOOKING_BACK
from sessions.operations.state import CLOSED, OPEN, AreaPlan, Phase, Workshop, workshop_of
from sessions.shown.hour import areas_of, called


def parts(board: Board, seats: Cards) -> Iterator[Part]:
    words = places(workshop_of(board), board)
    yield Part("places", "sessions/pieces/_places.html", words)
    yield Part("earlier", "sessions/pieces/_earlier.html", words)


def places(workshop: Workshop, board: Board) -> dict[str, Any]:
    """`now` is empty where the whole board is in view: without a workshop, or without phases."""
    phase = _here(workshop)
    now = areas_of(phase, board) if phase and phase.areas else []
    plans = [_plan(id_, workshop, board) for id_ in board.areas]
    return {
        "on": bool(now),
        "phase": phase.id if phase else "",
        "past": bool(now) and phase != workshop.agenda[0],
        "now": " ".join(now),
        "steps": [plan for plan in plans if plan["id"] in now] if len(now) > 1 else [],
        "plans": plans,
        "earlier": list(_earlier(workshop, board, now)) if now else [],
    }


def _here(workshop: Workshop) -> Phase | None:
    """The room's phase. Once a workshop has ended, the board lies open at its last one."""
    if workshop.status == OPEN and workshop.current:
        return workshop.phases[workshop.current]
    return workshop.agenda[-1] if workshop.status == CLOSED and workshop.agenda else None


def _earlier(workshop: Workshop, board: Board, now: list[str]) -> Iterator[dict[str, Any]]:
    """Yield what lies behind, under the phase it was written in; and all that holds an idea."""
    written = {idea.area for idea in board.ideas.values()}
    seen, behind = set(now), workshop.status in (OPEN, CLOSED)
    for one in workshop.agenda:
        behind = behind and one != _here(workshop)
        found = [id_ for id_ in one.areas if id_ in board.areas and id_ not in seen]
        seen.update(found)
        if left := [id_ for id_ in found if behind or id_ in written]:
            yield {"name": called(one), "areas": [_plan(id_, workshop, board) for id_ in left]}
    if others := [id_ for id_ in board.areas if id_ in written - seen]:
        yield {"name": "", "areas": [_plan(id_, workshop, board) for id_ in others]}


def _plan(id_: str, workshop: Workshop, board: Board) -> dict[str, Any]:
    plan = workshop.plans.get(id_, AreaPlan())
    told: dict[str, Any] = {"words": plan.words, "apart": plan.apart, "gathers": plan.gathers}
    told["themes"] = id_ == LOOKING_BACK["id"]  # where the room is told of each what came of it
    return {"id": id_, "name": board.areas[id_].name, **told}
