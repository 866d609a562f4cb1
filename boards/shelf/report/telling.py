"""Tells a board: makes the one value that every format renders."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import get_language, get_language_bidi, gettext, ngettext

from boards.models import Card
from boards.operations.state import Board, Idea, Theme
from boards.shelf.report.chapters import Chapters, told_beside
from boards.shelf.report.ground import ground_of, in_words, standing
from boards.shelf.report.ideas import Voices, called
from boards.shelf.report.line import along_the_line
from boards.shelf.report.value import (
    Block,
    Paragraph,
    Picture,
    Points,
    Report,
    Saying,
    Sayings,
    Section,
    Statement,
)


@dataclass(frozen=True, slots=True)
class Taken:
    """A board to be taken along: as it stands, who sits at it, and the days it was written on."""

    board: Board
    cards: Mapping[str, Card]
    days: tuple[date, date]
    names: bool = False  # whether the room agreed to keep who took part


def report_of(taken: Taken) -> Report:
    """Return the board as a report. Each idea is told in full in one place."""
    ground = ground_of(taken.board, taken.cards)
    telling = Telling(taken, told_beside(taken.board))
    return Report(
        title=taken.board.title,
        language=get_language() or "en",
        rtl=get_language_bidi(),
        facts=tuple(telling.facts()),
        sections=tuple(telling.sections(in_words(ground))),
        ground=ground,
    )


class Telling:
    """The chapters of one report, in their order."""

    def __init__(self, taken: Taken, beside: Chapters) -> None:
        self.taken, self.board, self.beside = taken, taken.board, beside
        self.voices = Voices(taken.board, taken.cards, taken.names)
        ideas = sorted(taken.board.ideas.values(), key=lambda idea: idea.number)
        self.lying = [idea for idea in ideas if not idea.aside]
        self.aside = [idea for idea in ideas if idea.aside]
        self.themes = [theme for theme in taken.board.themes.values() if theme.shown]

    def facts(self) -> Iterator[tuple[str, str]]:
        first, last = (date_format(day, "j F Y") for day in self.taken.days)
        both = gettext("%(first)s to %(last)s") % {"first": first, "last": last}
        yield gettext("Written on"), first if first == last else both
        ideas = len(self.board.ideas)
        answers = sum(len(idea.answers) for idea in self.board.ideas.values())
        yield gettext("Took part"), self._took_part()
        told = [
            ngettext("%(n)s idea", "%(n)s ideas", ideas) % {"n": ideas},
            ngettext("%(n)s answer", "%(n)s answers", answers) % {"n": answers},
            ngettext("%(n)s theme", "%(n)s themes", len(self.themes)) % {"n": len(self.themes)},
        ]
        yield gettext("On the board"), ", ".join(told)

    def _took_part(self) -> str:
        """Say how many; of a board that came from a file, as many as are known to have spoken."""
        ideas = [one.brought.spoken for one in self.board.ideas.values()]
        themes = [one.brought.spoken for one in self.board.themes.values()]
        spoke = max([*ideas, *themes], default=0)
        if spoke > (people := len(self.taken.cards)):
            words = ngettext("at least %(n)s person", "at least %(n)s people", spoke)
            return words % {"n": spoke}
        return ngettext("%(n)s person", "%(n)s people", people) % {"n": people}

    def sections(self, picture: str) -> Iterator[Section]:
        yield Section(2, gettext("At a glance"), (Paragraph(self._outcome()), Picture(picture)))
        yield from self.beside.did
        yield from self._themes()
        yield from self._messages()
        yield from along_the_line(self.voices, self.lying, self.beside)
        yield from self._open()
        yield from self.beside.decided
        yield from self._set_aside()
        yield from self._people()
        yield Section(2, gettext("How to read this"), (Points(tuple(self._reading())),))

    def _outcome(self) -> str:
        if not self.themes:
            return gettext("The ideas have not been put together into themes.")
        looks = [one.look for one in ground_of(self.board, self.taken.cards).clearings]
        n, common, held = len(looks), looks.count("common"), looks.count("open")
        told = [ngettext("The room made %(n)s theme", "The room made %(n)s themes", n) % {"n": n}]
        if common:
            text = ngettext("%(n)s is common ground", "%(n)s are common ground", common)
            told.append(text % {"n": common})
        if held:
            text = ngettext("%(n)s is held open", "%(n)s are held open", held)
            told.append(text % {"n": held})
        return ", ".join(told) + "."

    def _themes(self) -> Iterator[Section]:
        if self.themes:
            yield Section(2, gettext("Themes"))
        for theme in self.themes:
            yield Section(
                3, called(theme), tuple(self._theme(theme)), bool(theme.name.said.strip())
            )

    def _theme(self, theme: Theme) -> Iterator[Block]:
        if theme.statement.said.strip():
            yield Statement(theme.statement.said)
        said = (
            (gettext("What we said we would do"), theme.promise.said),
            (gettext("What has happened since"), theme.outcome.said),
        )
        if points := tuple(one for one in said if one[1].strip()):
            yield Points(points)
        if found := standing(theme, self.taken.cards, names=self.taken.names):
            yield found
        ideas = [self.board.ideas[one] for one in theme.ideas]
        if lying := [idea for idea in ideas if not idea.aside]:
            yield self.voices.sayings(lying, within=theme.id)
        else:
            yield Paragraph(gettext("No idea lies in this theme."))

    def _messages(self) -> Iterator[Section]:
        written = [idea for idea in self.lying if idea.area in self.beside.messages]
        if written:
            yield Section(2, gettext("Take-home messages"), (self._told_or_named(written),))

    def _told_or_named(self, ideas: Sequence[Idea]) -> Sayings:
        """Tell ideas; those that lie in a theme are told there, so here in brief."""
        return Sayings(tuple(self._told_here(idea) for idea in ideas))

    def _told_here(self, idea: Idea) -> Saying:
        where = gettext("Its answers stand under “%(theme)s”.")
        return self.voices.brief(idea, where) if idea.themes else self.voices.saying(idea)

    def _open(self) -> Iterator[Section]:
        loose = [idea for idea in self.lying if not idea.themes and idea.along is None]
        loose = [idea for idea in loose if idea.area not in self.beside.messages]
        if loose:
            about = Paragraph(gettext("These ideas lie in no theme."))
            yield Section(2, gettext("In the open"), (about,))
        for area in self.board.areas.values():
            if inside := [idea for idea in loose if idea.area == area.id]:
                asked = (Paragraph(area.question, theirs=True),) if area.question else ()
                blocks = (*asked, self.voices.sayings(inside))
                yield Section(3, area.name, blocks, theirs=True)

    def _set_aside(self) -> Iterator[Section]:
        if self.aside:
            about = gettext("Nothing is deleted here. The room set these aside.")
            blocks = (Paragraph(about), self.voices.sayings(self.aside))
            yield Section(2, gettext("Set aside"), blocks)

    def _people(self) -> Iterator[Section]:
        if not self.taken.names:
            return
        cards = sorted(self.taken.cards.values(), key=lambda card: card.number)
        nameless = gettext("Seat %(number)s")
        named = [(card.name or nameless % {"number": card.number}, card.brings) for card in cards]
        about = Paragraph(gettext("The room agreed to keep who took part, and what they bring."))
        yield Section(2, gettext("Who took part"), (about, Points(tuple(named))))

    def _reading(self) -> Iterator[tuple[str, str]]:
        yield (
            "",
            gettext("Each idea has its number on the board, and its writer’s own words."),
        )
        yield (
            gettext("Common ground"),
            gettext("enough people have spoken, and each of them can at least live with it."),
        )
        yield (
            gettext("Held open"),
            gettext("enough have spoken, and some cannot live with it. That is a good result too."),
        )
        yield "", gettext("Where people stand is counted from three people on. Nobody is told who.")
        if not self.taken.names:
            yield "", gettext("The room did not agree to keep names, so there are none in here.")
        else:
            yield "", gettext("What has no name beside it was not signed.")
