"""An agenda laid out on a board: its phases, areas and seeds; and read off the board again."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from boards.operations.base import Mint, Refused, gettext_noop
from boards.operations.ideas import IDEAS
from boards.operations.state import Area, Board, Idea, Text
from sessions.operations.agenda import Plain
from sessions.operations.state import NONE, AreaPlan, Phase, workshop_of

GROUND = 200  # areas on one board
EVER = 200  # phases of one workshop, with those that were removed
LINES = 12_000  # characters of all prompts of an agenda: it is drawn whole


def areas_in(agenda: Plain) -> Iterator[Plain]:
    return (area for phase in agenda["phases"] for area in phase["areas"])


def with_ids(agenda: Plain, board: Board, mint: Mint) -> Plain:
    """Return an agenda in which everything has an id.

    An area that is on the board already is the one that is meant. The phases of a later workshop
    are always new ones, so that nothing said of the earlier ones can touch them.
    """
    first = workshop_of(board).status == NONE

    def phase(given: Plain) -> Plain:
        areas = [{**area, "id": area["id"] or mint()} for area in given["areas"]]
        return {**given, "id": (first and given["id"]) or mint(), "areas": areas}

    return {**agenda, "phases": [phase(given) for given in agenda["phases"]]}


def seeds_in(agenda: Plain, board: Board, mint: Mint) -> tuple[Plain, ...]:
    """Return the seeds as ideas; what lies in an area already is not laid there again."""
    lying = {(idea.area, idea.text.said) for idea in board.ideas.values()}
    given = ((area["id"], text) for area in areas_in(agenda) for text in area["seeds"])
    fresh = [seed for seed in dict.fromkeys(given) if seed not in lying]
    first = board.next_number
    return tuple(
        {"idea": mint(), "number": number, "text": text, "area": area}
        for number, (area, text) in enumerate(fresh, first)
    )


def with_areas(board: Board, areas: Iterator[Area]) -> dict[str, Area]:
    """Return the areas of the board with these besides.

    Those that are there stay as they are; one that asks nothing yet takes on the question.
    """
    grown = dict(board.areas)
    for area in areas:
        there = grown.setdefault(area.id, area)
        if not there.question:
            grown[area.id] = replace(there, question=area.question)
    if len(grown) > GROUND:
        message = gettext_noop("This board is full: it holds %(limit)s areas.")
        raise Refused("areas_full", message, limit=GROUND)
    return grown


def with_seeds(board: Board, seeds: tuple[Plain, ...], seq: int) -> Board:
    """Return the board with ideas that nobody wrote."""
    if len(board.ideas) + len(seeds) > IDEAS:
        message = gettext_noop("This board is full: it holds %(limit)s ideas.")
        raise Refused("board_full", message, limit=IDEAS)
    return board.with_ideas(
        Idea(
            one["idea"],
            one["number"],
            Text(one["text"], one["text"], seq),
            one["area"],
            None,
        )
        for one in seeds
    )


def refuse_long(agenda: Plain) -> None:
    refuse_many_words(line for phase in agenda["phases"] for line in phase["prompts"])


def refuse_many_words(prompts: Iterable[str]) -> None:
    if sum(map(len, prompts)) > LINES:
        message = gettext_noop("These are too many words. %(limit)s characters is the most.")
        raise Refused("too_long", message, "prompts", limit=LINES)


def prompts_of(board: Board) -> Iterator[str]:
    """Yield every prompt of a board's agenda, of phases that were removed too."""
    return (line for phase in workshop_of(board).phases.values() for line in phase.prompts)


def begun(id_: str, given: Mapping[str, Any], areas: tuple[str, ...], seq: int) -> Phase:
    """Return a phase whose words begin at `seq`."""
    name, question = given["name"], given["question"] or ""
    return Phase(
        id_,
        Text(name, name, seq),
        given["minutes"],
        Text(question, question, seq),
        areas,
        tuple(given["prompts"] or ()),
    )


def phases_in(agenda: Plain, seq: int) -> dict[str, Phase]:
    return {
        given["id"]: begun(given["id"], given, tuple(area["id"] for area in given["areas"]), seq)
        for given in agenda["phases"]
    }


def plans_in(agenda: Plain) -> dict[str, AreaPlan]:
    return {
        area["id"]: AreaPlan(
            words=tuple(area["words"]),
            seeds=tuple(area["seeds"]),
            apart=area["apart"],
            gathers=area["gathers"],
        )
        for area in areas_in(agenda)
    }


NAMELESS = gettext_noop("a phase with no name")


def agenda_of(board: Board) -> Plain:
    """Return the agenda of a board's workshop as it was held, to start another one from."""

    def area(id_: str) -> Plain:
        one, plan = board.areas[id_], workshop_of(board).plans.get(id_, AreaPlan())
        told: Plain = {"id": id_, "name": one.name, "question": one.question}
        told |= {"apart": plan.apart, "gathers": plan.gathers}
        return {**told, "words": list(plan.words), "seeds": list(plan.seeds)}

    def phase(one: Phase) -> Plain:
        told = {"id": one.id, "name": one.name.said or NAMELESS, "minutes": one.minutes}
        told |= {"question": one.question.said, "prompts": list(one.prompts)}
        return {**told, "areas": [area(id_) for id_ in one.areas]}

    return {"name": "", "phases": [phase(one) for one in workshop_of(board).agenda]}
