"""What a workshop adds to a report: what the room did, and how it decided. Counts, never who."""

from collections.abc import Iterator

from django.utils.translation import gettext, ngettext

from boards.operations.spread import LEAST
from boards.operations.state import Board
from boards.shelf.report.chapters import Chapters
from boards.shelf.report.value import Paragraph, Points, Section
from boards.views.history import in_words
from sessions.operations.consent import question_of
from sessions.operations.dots import MOMENTS, told
from sessions.operations.moving_on import EnterPhase
from sessions.operations.state import CLOSED, OPEN, Ended, Phase, Workshop, workshop_of
from sessions.shown.hour import called
from sessions.shown.keeping import area_of
from sessions.shown.pulse import spread

CARRIED = "carried"


def chapters(board: Board) -> Chapters:
    """Tell the workshop of a board, if there was one."""
    workshop, messages = workshop_of(board), area_of(board)
    return Chapters(
        did=tuple(did(workshop)),
        decided=tuple(decided(workshop, board)),
        messages=frozenset({messages} if messages else ()),
        line=next((plan.words for plan in workshop.plans.values() if plan.words), ()),
    )


def did(workshop: Workshop) -> Iterator[Section]:
    phases, dots = entered(workshop), pulse(workshop)
    if phases or dots:
        told = Points(tuple((called(phase), _told(phase)) for phase in phases))
        yield Section(2, gettext("What the room did"), (told,) if phases else ())
    if dots:
        about = gettext("Each person could place one dot between “doing to” and “doing with”.")
        yield Section(3, gettext("How it felt"), (Paragraph(about), Points(dots)))


def _told(phase: Phase) -> str:
    minutes = ngettext("%(n)s minute", "%(n)s minutes", phase.minutes) % {"n": phase.minutes}
    return f"{minutes}. {phase.question.said}" if phase.question.said else minutes


def entered(workshop: Workshop) -> list[Phase]:
    """Return the phases up to the furthest that the room came to."""
    if workshop.status not in (OPEN, CLOSED) or not workshop.order:
        return []
    asked = (one.proposal.what for one in workshop.ended if one.how == CARRIED)
    been = {what.phase for what in asked if isinstance(what, EnterPhase)}
    been |= {workshop.order[0], workshop.current or ""}
    furthest = max(place for place, phase in enumerate(workshop.order) if phase in been)
    return workshop.agenda[: furthest + 1]


def pulse(workshop: Workshop) -> tuple[tuple[str, str], ...]:
    """Return how the dots of each moment lie, in words; nothing of fewer than three."""
    dots = {moment: told(workshop.pulse.at(moment)) for moment in MOMENTS}
    told_of = [spread(moment, one, 1) for moment, one in dots.items() if "bins" in one]
    return tuple((one["title"], one["words"]) for one in told_of)


def decided(workshop: Workshop, board: Board) -> Iterator[Section]:
    carried = [one for one in workshop.ended if one.how == CARRIED]
    if not carried:
        return
    about = gettext(
        "What concerns everyone was asked of everyone. One “not yet” was enough to wait."
    )
    points = tuple(
        (in_words(question_of(one.proposal.what, board)), counts(one)) for one in carried
    )
    yield Section(2, gettext("How the room decided"), (Paragraph(about), Points(points)))


def counts(ended: Ended) -> str:
    """Say how many said fine, from three on: fewer would tell who."""
    fine = len(ended.proposal.fine)
    if fine < LEAST:
        return gettext("The room agreed.")
    return gettext("The room agreed. %(n)s people said “fine”.") % {"n": fine}
