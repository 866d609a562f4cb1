"""The common ground for a slide: its themes, what is settled first, and how each stands."""

from collections.abc import Mapping

from django.utils.translation import gettext

from boards.live.outlook import stood
from boards.models import Card
from boards.operations.state import Board, Theme
from boards.shelf.report.ideas import called
from boards.shelf.report.plain import title
from boards.shelf.report.value import Clearing, Ground, Standing

FIRST = ("common", "open", "growing", "quiet")


def ground_of(board: Board, cards: Mapping[str, Card]) -> Ground:
    """Return every theme that a screen shows. How many fit is for the picture to find out."""
    clearings = [_clearing(theme, cards) for theme in board.themes.values() if theme.shown]
    ordered = sorted(clearings, key=lambda one: FIRST.index(one.look))
    return Ground(title(board.title), tuple(ordered))


def standing(theme: Theme, cards: Mapping[str, Card], *, names: bool = False) -> Standing | None:
    """Return how a theme stands; nothing where fewer than three have said so.

    The group with the least support has a name that people gave themselves: it goes with names.
    """
    if not theme.spread.shown:
        return None
    told = stood(theme.stances, cards, theme.brought)
    why = tuple((one["answer"], one["why"]) for one in told["reasons"])
    lowest = told["lowest"] if names else ""
    return Standing(told["look"], told["outlook"], told["spread"], lowest, why)


def _clearing(theme: Theme, cards: Mapping[str, Card]) -> Clearing:
    found = standing(theme, cards)
    look, state, spread = (found.look, found.state, found.spread) if found else ("quiet", "", "")
    return Clearing(title(called(theme)), title(theme.statement.said), look, state, spread)


def in_words(ground: Ground) -> str:
    """Say what the picture shows to whoever does not see it."""
    if not ground.clearings:
        return gettext("The common ground of “%(title)s”: no themes yet.") % {"title": ground.title}
    first = gettext("The common ground of “%(title)s”.") % {"title": ground.title}
    return " ".join([first, *(_in_words(one) for one in ground.clearings)])


def _in_words(one: Clearing) -> str:
    parts = [part.rstrip(".") for part in (one.statement, one.state, one.spread) if part]
    return f"{one.name}: {'. '.join(parts)}." if parts else f"{one.name}."
