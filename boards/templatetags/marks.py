"""A seat's mark: a shape and a hue of its own, with two letters of its name where there is room.

A card is anything with `number` and `initials`. Marks are in every piece of a board, so they are
drawn once for each (number, initials) and kept.
"""

from functools import lru_cache
from typing import Final, Protocol

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

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


class Card(Protocol):
    """A seat as others see it."""

    number: int
    initials: str


@register.simple_tag
def mark(card: Card | None) -> SafeString:
    """The seat's mark with its initials; without a card, the one ring of all that is unsigned."""
    return drawn(card.number, card.initials) if card else drawn(0, "")


@register.simple_tag
def circle_marks() -> SafeString:
    """The twenty marks of a full room, without names: home shows whom it waits for."""
    return mark_safe("".join(f'<li class="circle-seat">{drawn(n, "")}</li>' for n in range(1, 21)))  # noqa: S308


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
