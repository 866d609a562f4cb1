"""What a piece needs beside its state: a seat's mark and name, plain counts, a theme's outline.

A card is anything with `number` and `initials` and `name`. These run thousands of times a second,
so marks are drawn once for each (number, initials) and kept.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final, Protocol

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, ngettext

register = template.Library()

SHAPES: Final = (
    "disc",
    "square",
    "diamond",
    "hexagon",
    "leaf",
    "house",
    "arch",
    "flower",
    "shield",
    "slant",
)
FORMS: Final = 4


class Card(Protocol):
    """A seat as others see it."""

    number: int
    name: str
    initials: str


@register.simple_tag
def mark(card: Card | None) -> SafeString:
    """The seat's mark with its initials; without a card, the one ring of all that is unsigned."""
    return drawn(card.number, card.initials) if card else drawn(0, "")


@register.simple_tag
def circle_marks() -> SafeString:
    """The twenty marks of a full room, without names: home shows whom it waits for."""
    return mark_safe("".join(f"<li>{drawn(n, '')}</li>" for n in range(1, 21)))  # noqa: S308


@register.filter
def shape(seats: Mapping[str, Card], seat: str | None) -> SafeString:
    """The mark as it stands in an idea: too small for initials, the name is beside it."""
    card = seats.get(seat) if seat else None
    return drawn(card.number, "") if card else drawn(0, "")


@register.filter
def who(seats: Mapping[str, Card], seat: str | None) -> str:
    """A seat in one or two words. The filter's answer is escaped by the template."""
    card = seats.get(seat) if seat else None
    if card is None:
        return gettext("unsigned")
    return card.name or gettext("seat %(number)s") % {"number": card.number}


@register.filter
def listening(idea: Any) -> str:
    """Whether anybody answered, and how many answers there are."""
    if not idea.heard:
        return gettext("not yet heard")
    answers = len(idea.answers)
    if answers == 1:
        return gettext("heard")
    return ngettext("heard, %(n)s answer", "heard, %(n)s answers", answers) % {"n": answers}


@register.filter
def in_the_open(counts: Any) -> str:
    """How many ideas lie in no theme."""
    n = counts.in_the_open
    return ngettext("%(n)s idea in the open", "%(n)s ideas in the open", n) % {"n": n}


@register.filter
def set_aside(counts: Any) -> str:
    """The tray's name, with how many ideas are in it."""
    return gettext("Set aside %(n)s") % {"n": counts.aside}


@register.filter
def unheard(counts: Any) -> str:
    """How many ideas nobody else has answered."""
    return gettext("Not yet heard %(n)s") % {"n": counts.unheard}


@register.filter
def digits(number: int) -> str:
    """A number as people say it aloud. Django's own way with numbers costs ten times as much."""
    return str(number)


@register.filter
def form(key: str) -> str:
    """One of four outlines, chosen by the theme's id, so that a theme keeps it for life."""
    return str(sum(map(ord, key)) % FORMS + 1)


@lru_cache(maxsize=4096)
def drawn(number: int, initials: str) -> SafeString:
    """The SVG of seat `number` (0: nobody); its shapes are drawn once a page, in `_marks.html`."""
    if not number:
        return svg("unsigned", "disc", "")
    return svg(" ".join(classes(number)), SHAPES[(number - 1) % 10], initials)


def classes(number: int) -> list[str]:
    """Hue, then outline: 11 to 20 are ringed, and whoever sits beyond 20 has a dot below."""
    again, seat = divmod(number - 1, 20)
    hue = seat if seat < 10 else (seat + 3) % 10
    marks = [f"s{hue + 1}"]
    if seat >= 10:
        marks.append("ringed")
    return [*marks, "dotted"] if again else marks


def svg(names: str, outline: str, initials: str) -> SafeString:
    text = f'<text x="20" y="25">{escape(initials)}</text>' if initials else ""
    dot = '<circle cx="20" cy="44" r="3"/>' if "dotted" in names else ""
    return mark_safe(  # noqa: S308  (the only words in it are escaped above)
        f'<svg class="mark {names}" aria-hidden="true" viewBox="0 0 40 40">'
        f'<use href="#mark-{outline}"/>{text}{dot}</svg>'
    )
