"""A quiet round for the room: that it is on, until when, and how many covered cards there are."""

from collections.abc import Iterator

from django.utils.translation import gettext, ngettext

from boards.live.beside import Part
from boards.live.shown import Cards
from boards.operations.state import Board
from sessions.operations.groups import shares
from sessions.operations.state import Workshop, workshop_of

# Beyond so many cards all of them are drawn smaller, alike, so that the wall holds them.
SIZES = ((160, "most"), (80, "many"), (0, ""))


def parts(board: Board, seats: Cards) -> Iterator[Part]:
    quiet = workshop_of(board).quiet
    if quiet is None:
        yield Part("quiet", "sessions/pieces/_quiet.html", {"round": ""})
        return
    area = board.areas.get(quiet.area)
    yield Part(
        "quiet",
        "sessions/pieces/_quiet.html",
        {
            "round": quiet.id,
            "area": quiet.area,
            "question": area.question if area else "",
            "ends": str(quiet.ends),
            "lasts": lasts(quiet.minutes),
            "covered": covered(quiet.cards),
            "covers": range(quiet.cards),
            "drawn": next(drawn for beyond, drawn in SIZES if quiet.cards >= beyond),
            "shared": _shared(workshop_of(board)),
        },
    )


def lasts(minutes: int) -> str:
    return ngettext("%(n)s minute in all", "%(n)s minutes in all", minutes) % {"n": minutes}


def covered(cards: int) -> str:
    """How many there are, and nothing else: not by how many people."""
    if not cards:
        return gettext("No covered ideas yet")
    return ngettext("%(n)s covered idea", "%(n)s covered ideas", cards) % {"n": cards}


def mark(board: Board) -> str:
    """Have the page be dusk from its first picture on."""
    return "data-quiet" if is_on(board) else ""


def _shared(workshop: Workshop) -> str:
    """Whether "all" groups read their people's cards, or "some" people: others have come since."""
    if workshop.quiet and workshop.quiet.shared == workshop.groups.seats and workshop.groups.seats:
        return "all"
    return "some" if shares(workshop) else ""


def is_on(board: Board) -> bool:
    """Whether people write for themselves just now, so that no screen says who types."""
    return workshop_of(board).quiet is not None
