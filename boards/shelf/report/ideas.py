"""Ideas as a report tells them: each in full in one place, and in a few words wherever else."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext

from boards.live import shown
from boards.live.outlook import stood
from boards.models import Card
from boards.operations.state import Board, Echo, Idea, Theme
from boards.shelf.report.plain import quoted
from boards.shelf.report.value import Answer, Saying, Sayings


@dataclass(frozen=True, slots=True)
class Voices:
    """Whose words may be told: `names` only where the room agreed to keep them."""

    board: Board
    cards: Mapping[str, Card]
    names: bool = False

    def sayings(self, ideas: Iterable[Idea], within: str = "") -> Sayings:
        """Tell them in full; `within` is the theme under whose heading that is."""
        return Sayings(tuple(self.saying(idea, within) for idea in ideas))

    def saying(self, idea: Idea, within: str = "") -> Saying:
        if within and idea.themes[0] != within:
            return self.brief(idea, gettext("Its answers stand under “%(theme)s”."))
        answers, counted = self._answers(idea)
        notes = [counted, self._stood(idea), *self._elsewhere(idea, within)]
        told = tuple(note for note in notes if note)
        return Saying(idea.number, *self._signed(idea), told, answers)

    def brief(self, idea: Idea, where: str = "") -> Saying:
        """Tell it without its answers; `where` says where those are, if there are any."""
        home = quoted(called(self.board.themes[idea.themes[0]])) if idea.themes else ""
        note = where % {"theme": home} if idea.answers and where else ""
        notes = (note,) if note else ()
        return Saying(idea.number, *self._signed(idea), notes)

    def who(self, seat: str | None) -> str:
        """Name who signed it; nobody where it is unsigned, or names are not kept."""
        card = self.cards.get(seat) if seat and self.names else None
        return shown.called(card, shown.said()) if card else ""

    def _answers(self, idea: Idea) -> tuple[tuple[Answer, ...], str]:
        """Return the answers; and how many say "me too" to an idea of nobody."""
        given, counted = idea.answers, ""
        if idea.is_nobodys:
            told = shown.nobodys(given, {}, shown.said())
            kept = {one["id"] for one in told["echoes"]}
            given, counted = tuple(one for one in given if one.id in kept), told["count_too"]
        return tuple(self._answer(one) for one in given), counted

    def _answer(self, echo: Echo) -> Answer:
        if echo.withdrawn:
            return Answer(shown.said().withdrawn)
        return Answer(echo.text, self.who(echo.seat))

    def _signed(self, idea: Idea) -> tuple[str, str]:
        """Return the words and who signed them; or that they were withdrawn."""
        if idea.withdrawn:
            return shown.said().withdrawn, ""
        return idea.text.said, self.who(idea.seat)

    def _stood(self, idea: Idea) -> str:
        if not idea.spread.shown:
            return ""
        return gettext("Where the room stands on it: %(spread)s.") % {
            "spread": stood(idea.stances, self.cards, idea.brought)["spread"]
        }

    def _elsewhere(self, idea: Idea, within: str) -> list[str]:
        themes = [self.board.themes[one] for one in idea.themes if one != within]
        if not themes:
            return []
        names = ", ".join(f"“{quoted(called(theme))}”" for theme in themes)
        text = gettext("Also in %(themes)s.") if within else gettext("It was in %(themes)s.")
        return [text % {"themes": names}]


def called(theme: Theme) -> str:
    return theme.name.said.strip() or gettext("No name yet")
