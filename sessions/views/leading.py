"""A page for those who lead: to read the evening before, and to print. It is of no board."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from sessions import leading as words
from sessions.leading_after import STAYS
from sessions.operations.kinds import HALF_AN_HOUR, IMMERSIVE, agenda_for

GAP = 0.6  # minutes that a picture of the hour leaves between two phases


@dataclass(frozen=True, slots=True)
class Stretch:
    """A phase as the page shows it, and the minute of the hour at which it begins."""

    id: str
    name: str
    minutes: int
    question: str
    begins: int
    guide: words.Guide

    @property
    def shown(self) -> str:
        """Return how wide it is drawn, in minutes, with a gap before the next."""
        return f"{self.minutes - GAP:.1f}"


@require_safe
def leading(request: HttpRequest) -> HttpResponse:
    """Show everyone the same page, whoever asks."""
    hour = stretches()
    context = {
        "hour": hour,
        "minutes": sum(one.minutes for one in hour),
        "shorter": [phase["minutes"] for phase in agenda_for(HALF_AN_HOUR)["phases"]],
        "first": (words.BEFORE, words.BEING_TWO),
        "moving_on": words.MOVING_ON,
        "happenings": words.HAPPENINGS,
        "last": (words.ENDING, words.AFTERWARDS),
        "stays": STAYS,
    }
    return render(request, "sessions/leading.html", context)


def stretches() -> list[Stretch]:
    """Return the phases of the hour in their order."""
    found, begins = list[Stretch](), 0
    for phase in agenda_for(IMMERSIVE)["phases"]:
        name, question = gettext(phase["name"]), gettext(phase["question"])
        guide = words.GUIDES[phase["id"]]
        found.append(Stretch(phase["id"], name, phase["minutes"], question, begins, guide))
        begins += phase["minutes"]
    return found
