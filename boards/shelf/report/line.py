"""Ideas that have a place along a line, from one end of it to the other."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext

from boards.operations.line import END
from boards.operations.state import Idea
from boards.shelf.report.chapters import Chapters
from boards.shelf.report.ideas import Voices
from boards.shelf.report.value import Paragraph, Sayings, Section

THIRDS = (0.3, 0.7, 1.01)  # of the line: as the dots of a room are counted


def along_the_line(voices: Voices, lying: Sequence[Idea], beside: Chapters) -> Iterator[Section]:
    """Tell what lies on the line, by thirds of it; what lies in a theme is told in full there."""
    placed = sorted((idea for idea in lying if idea.along is not None), key=_place)
    if not placed:
        return
    yield Section(2, gettext("Along the line"), (Paragraph(_about(beside.line)),))
    for third, name in enumerate(_names(beside.line)):
        if inside := [idea for idea in placed if _third(idea) == third]:
            told = tuple(_told(voices, idea, beside) for idea in inside)
            yield Section(3, name, (Sayings(told),))


def _told(voices: Voices, idea: Idea, beside: Chapters):  # type: ignore[no-untyped-def]
    if idea.themes:
        return voices.brief(idea, gettext("Its answers stand under “%(theme)s”."))
    if idea.area in beside.messages:
        return voices.brief(idea)
    return voices.saying(idea)


def _place(idea: Idea) -> tuple[int, int]:
    return idea.along or 0, idea.number


def _third(idea: Idea) -> int:
    part = (idea.along or 0) / END
    return next(n for n, upto in enumerate(THIRDS) if part < upto)


def _about(words: tuple[str, ...]) -> str:
    if len(words) != len(THIRDS):
        return gettext("People placed these along a line, and here they stand in that order.")
    text = gettext(
        "People placed these along a line from “%(first)s” over “%(middle)s” to “%(last)s”. "
        "Here they stand in that order."
    )
    return text % dict(zip(("first", "middle", "last"), words, strict=True))


def _names(words: tuple[str, ...]) -> list[str]:
    if len(words) != len(THIRDS):
        return [gettext("Near one end"), gettext("In the middle"), gettext("Near the other end")]
    return [gettext("Nearest to “%(words)s”") % {"words": one} for one in words]
