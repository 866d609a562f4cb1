"""What the template of a piece is given: plain words, so that it has nothing to work out.

A template that asks a value for its parts costs more than all else a server does for an act. The
words are worked out here once; the templates escape them.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, ngettext

from boards.live.outlook import stood
from boards.models import Card
from boards.operations.line import END
from boards.operations.state import Area, Board, Counts, Echo, Idea, Theme
from boards.templatetags.marks import drawn

Cards = Mapping[str, Card]
Shown = dict[str, Any]
FORMS = 4  # outlines of a theme
LINE, DOT = 200, 9  # how long the small line of an idea is drawn, and how far in it begins


class Said(NamedTuple):
    """The words that every idea needs, looked up once for each language."""

    called: str
    unheard: str
    heard: str
    unsigned: str
    nameless: str
    too: str
    withdrawn: str


def said() -> Said:
    return _said(get_language() or "")


@cache
def _said(language: str) -> Said:
    return Said(
        called=gettext("Idea %(number)s"),
        unheard=gettext("not yet heard"),
        heard=gettext("heard"),
        unsigned=gettext("unsigned"),
        nameless=gettext("seat %(number)s"),
        too=gettext("Me too."),
        withdrawn=gettext("These words were withdrawn."),
    )


def idea(one: Idea, seats: Cards, within: str = "") -> Shown:
    """`within` names the theme of a second place: there an idea has an element of its own."""
    heard, answers, number, words = one.heard, one.answers, str(one.number), said()
    return {
        "id": one.id,
        "element": f"idea-{one.id}-in-{within}" if within else f"idea-{one.id}",
        "twin": f"-in-{within}" if within else "",
        "state": (" heard" if heard else "") + (" aside" if one.aside else ""),
        "number": number,
        "called": words.called % {"number": number},
        "place": f"theme:{within}" if within else one.place,
        "themes": " ".join(one.themes),
        **signed(None if one.withdrawn else one.seat, seats, words),
        **({"who": ""} if one.withdrawn else {}),
        "withdrawn": one.withdrawn,
        "area": one.area,
        "along": "" if one.along is None else str(one.along),
        "dot": "" if one.along is None else str(DOT + one.along * (LINE - 2 * DOT) // END),
        "words": words.withdrawn if one.withdrawn else whole(one.text.said),
        "first": first_words(one),
        "listening": listening(heard, len(answers), words),
        "aside": one.aside,
        "still": False,  # whether it is only to be read: see boards/shelf/still.py
        "echoes": [echo(answer, seats, words) for answer in answers],
        **(nobodys(answers, seats, words) if one.is_nobodys else {}),
        **stood(one.stances, seats, one.brought),
    }


def first_words(one: Idea) -> str:
    other = one.text.first != one.text.said and not one.withdrawn
    return whole(one.text.first) if other else ""


def nobodys(answers: tuple[Echo, ...], seats: Cards, words: Said) -> Shown:
    """An idea of nobody, such as a usual fear: who says "me too" is counted, and never listed."""
    too = [answer for answer in answers if answer.text == words.too]
    others = [answer for answer in answers if answer.text != words.too]
    n = len({answer.hand for answer in too})
    said = ngettext("%(n)s says “me too”", "%(n)s say “me too”", n) % {"n": n} if n else ""
    return {
        "nobodys": True,
        "mark": "",
        "who": "",
        "too": " ".join(answer.id for answer in too),
        "count_too": said,
        "listening": listening(True, len(others), words) if others else "",
        "echoes": [echo(answer, seats, words) for answer in others],
    }


def idea_everywhere(one: Idea, seats: Cards) -> list[Shown]:
    """An idea where it lies, and again in every other theme that it belongs in."""
    others = () if one.aside else one.themes[1:]
    return [idea(one, seats), *(idea(one, seats, within) for within in others)]


def echo(one: Echo, seats: Cards, words: Said) -> Shown:
    if one.withdrawn:
        signature = {**signed(None, seats, words), "who": ""}
        return {"id": one.id, "words": words.withdrawn, "withdrawn": True, **signature}
    return {"id": one.id, "words": whole(one.text), "withdrawn": False} | signed(
        one.seat, seats, words
    )


def whole(text: str) -> str:
    """Return words of which HTML keeps every character: it would read a bare CR as a line feed.

    The client counts positions in what it reads, so one that is lost there is an edit gone wrong.
    """
    return SafeString(escape(text).replace("\r", "&#13;")) if "\r" in text else text


def signed(seat: str | None, seats: Cards, words: Said) -> Shown:
    """Whose it is. The mark is too small for initials here; the name stands beside it."""
    card = seats.get(seat) if seat else None
    number = card.number if card else 0
    return {"seat": seat or "", "mark": drawn(number, ""), "who": called(card, words)}


def called(card: Card | None, words: Said) -> str:
    """A seat in one or two words."""
    if card is None:
        return words.unsigned
    return card.name or words.nameless % {"number": card.number}


def listening(heard: bool, answers: int, words: Said) -> str:
    """Whether anybody answered, and how many answers there are."""
    if not heard:
        return words.unheard
    if answers == 1:
        return words.heard
    return ngettext("heard, %(n)s answer", "heard, %(n)s answers", answers) % {"n": answers}


def theme(one: Theme, seats: Cards, ideas: str = "") -> Shown:
    """`ideas` is the HTML of its ideas on a page; in a frame each comes as a piece of its own."""
    return {
        "id": one.id,
        "form": str(form(one.id)),
        "name": whole(one.name.said),
        **sayings(one),
        "shown": one.shown,
        "holds": " ".join(one.ideas),
        "count": str(len(one.ideas)),
        "ideas": ideas,
        "still": False,
        **stood(one.stances, seats, one.brought),
    }


def sayings(one: Theme) -> Shown:
    """What a theme says besides its name: in common, what we will do, and what came of it."""
    texts = {"statement": one.statement, "promise": one.promise, "outcome": one.outcome}
    return {name: whole(text.said) for name, text in texts.items()}


def area(one: Area, board: Board, ideas: str = "") -> Shown:
    """`ideas` as for a theme. What lies in the only area there is has the count for its name."""
    alone = len(board.areas) == 1
    counted = counts(board.counts)["in_the_open"] if alone else ""
    return {"id": one.id, "name": one.name, "question": one.question, "ideas": ideas} | {
        "alone": alone,
        "count": counted,
        "still": False,
    }


def gone(one: Theme, board: Board) -> Shown:
    """A theme that was merged or dissolved, as it lies in the tray; it is bare once it is back.

    The client says by name what it went into: every letter of a new name would draw it anew.
    """
    if not one.can_return:
        return {"id": one.id, "away": False}
    named = one.name.said
    first = None if named or not one.held else board.ideas[one.held[0][0]]
    return {
        "id": one.id,
        "away": True,
        "went": str(one.went),
        "name": whole(named),
        "called": named or gettext("the theme with no name yet"),
        "idea": said().called % {"number": first.number} if first else "",
        "first": whole(first.text.first) if first and not first.withdrawn else "",
        "merged": one.merged_into or "",
        **sayings(one),
    }


def form(id_: str) -> int:
    """One of four outlines, chosen by the theme's id, so that a theme keeps it for life."""
    return sum(map(ord, id_)) % FORMS + 1


def counts(now: Counts) -> Shown:
    n, away = now.in_the_open, now.aside + now.gone
    in_the_open = ngettext("%(n)s idea in the open", "%(n)s ideas in the open", n)
    return {
        "in_the_open": in_the_open % {"n": n},
        "aside": gettext("Set aside %(n)s") % {"n": away},
        "unheard": gettext("Not yet heard %(n)s") % {"n": now.unheard},
    }


def order(board: Board) -> Shown:
    return {"themes": " ".join(board.themes), "offers": "on" if board.offers else "off"}
