"""What a board brought from a file holds, as plain values: how it is read, and its limits.

`ideas` and `themes` are as `export.json` has them. Every limit holds that holds for a board that
people fill: what could not have come about here is refused, and its place named.
"""

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from boards.operations.base import Refused, gettext_noop
from boards.operations.echoes import ECHOES
from boards.operations.fields import NAME, STATEMENT, WORDS, read_flag, wrong
from boards.operations.ideas import IDEAS, no_such_area
from boards.operations.line import END
from boards.operations.shapes import (
    Plain,
    at_most,
    id_of,
    list_of,
    object_of,
    refuse_twice,
    text_of,
    whole_of,
)
from boards.operations.spread import ANSWERS, LEAST, NOTHING, Brought, Spread
from boards.operations.themes import THEMES

NUMBER = 99_999  # the highest number of an idea
COUNT = 100_000  # people of whom one answer can be told

FULL = gettext_noop("This board is full: it holds %(limit)s ideas.")
ANSWERED = gettext_noop("That is too many answers to one idea. %(limit)s is the most.")
MANY_THEMES = gettext_noop("This board is full: it holds %(limit)s themes.")


def read_answer(value: object, name: str) -> str:
    if value not in ANSWERS:
        text = gettext_noop('"%(name)s" must be one of: %(options)s.')
        raise Refused("wrong_type", text, name, name=name, options=", ".join(ANSWERS))
    return str(value)


WHY = object_of({"stance": read_answer, "text": text_of(STATEMENT, needed=True)})
COUNTS = object_of(
    {"spoken": whole_of(1, COUNT), **dict.fromkeys(ANSWERS, whole_of(0, COUNT))}
    | {"why": list_of(WHY)},
    optional=(*ANSWERS, "why"),
)


def read_stances(value: object, name: str) -> Plain:
    """Return how many stood where, or refuse counts that do not add up."""
    counts: Plain = COUNTS(value, name)
    told = [counts[answer] for answer in ANSWERS if answer in counts]
    whys = [why["stance"] for why in counts.get("why", ())]
    fits = (
        not whys
        if not told
        else len(told) == len(ANSWERS)
        and LEAST <= sum(told) <= counts["spoken"]
        and all(whys.count(answer) <= counts[answer] for answer in ANSWERS)
    )
    if not fits:
        message = gettext_noop("How many stood where does not add up here.")
        raise Refused("bad_counts", message, name)
    return counts


SAID = object_of({"id": id_of, "text": text_of(WORDS, needed=True)})
UNSAID = object_of({"id": id_of, "text": text_of(0), "withdrawn": read_flag})


def read_echo(value: object, name: str) -> Plain:
    """Return an answer; one whose words were withdrawn has none."""
    gone = isinstance(value, dict) and value.get("withdrawn") is True
    told: Plain = UNSAID(value, name) if gone else SAID(value, name)
    return told


def read_idea(value: object, name: str) -> Plain:
    """Return an idea; one whose words were withdrawn has none."""
    told: Plain = IDEA(value, name)
    if "withdrawn" in told and (told["text"] or not told["withdrawn"]):
        raise wrong(f"{name}.withdrawn", gettext_noop('"%(name)s" is of ideas without words.'))
    return told


IDEA = object_of(
    {
        "id": id_of,
        "number": whole_of(1, NUMBER),
        "text": text_of(WORDS),  # it may have been emptied since it was written
        "area": id_of,
        "aside": read_flag,
        "echoes": list_of(read_echo, at_most(ECHOES, "board_full", ANSWERED)),
        "along": whole_of(0, END),
        "stances": read_stances,
        "withdrawn": read_flag,
    },
    optional=("along", "stances", "withdrawn"),
)
THEME = object_of(
    {
        "id": id_of,
        "name": text_of(NAME),
        "ideas": list_of(id_of, at_most(IDEAS, "board_full", FULL)),
        **dict.fromkeys(("statement", "promise", "outcome"), text_of(STATEMENT)),
        "stances": read_stances,
    },
    optional=("statement", "promise", "outcome", "stances"),
)
IDEAS_OF = list_of(read_idea, at_most(IDEAS, "board_full", FULL))
THEMES_OF = list_of(THEME, at_most(THEMES, "themes_full", MANY_THEMES))


def read_laid(
    ideas: object, themes: object, areas: Collection[str]
) -> tuple[tuple[Plain, ...], tuple[Plain, ...]]:
    """Return the ideas by number and the themes in their order, or refuse, saying where."""
    laid, clearings = IDEAS_OF(ideas, "ideas"), THEMES_OF(themes, "themes")
    numbers = ((f"ideas.{n}.number", one["number"]) for n, one in enumerate(laid, 1))
    refuse_twice(numbers, gettext_noop("Two ideas have the same number."))
    refuse_twice(_ids(laid, clearings), gettext_noop("Two things here have the same id."))
    for n, one in enumerate(laid, 1):
        if one["area"] not in areas:
            raise Refused("no_such_area", no_such_area().message, f"ideas.{n}.area")
    _refuse_strangers({one["id"] for one in laid}, clearings)
    return tuple(sorted(laid, key=lambda one: int(one["number"]))), tuple(clearings)


def _ids(ideas: Iterable[Plain], themes: Iterable[Plain]) -> Iterator[tuple[str, str]]:
    for n, one in enumerate(ideas, 1):
        yield f"ideas.{n}.id", one["id"]
        for m, echo in enumerate(one["echoes"], 1):
            yield f"ideas.{n}.echoes.{m}.id", echo["id"]
    for n, one in enumerate(themes, 1):
        yield f"themes.{n}.id", one["id"]


def _refuse_strangers(ideas: Collection[str], themes: Iterable[Plain]) -> None:
    """Refuse a theme that holds what is no idea here, or one idea twice."""
    for n, theme in enumerate(themes, 1):
        places = [(f"themes.{n}.ideas.{m}", one) for m, one in enumerate(theme["ideas"], 1)]
        refuse_twice(places, gettext_noop("One idea is named twice."))
        for place, one in places:
            if one not in ideas:
                message = gettext_noop("That idea is not on this board.")
                raise Refused("no_such_idea", message, place)


def brought(stances: Plain | None) -> Brought:
    """Return stances as the board counts them."""
    if stances is None:
        return NOTHING
    answers = [stances.get(answer, 0) for answer in ANSWERS]
    whys = tuple((why["stance"], why["text"]) for why in stances.get("why", ()))
    return Brought(Spread(*answers)._replace(untold=stances["spoken"] - sum(answers)), whys)


def load_plain(given: Iterable[Any]) -> tuple[Plain, ...]:
    """Read ideas or themes as an entry has them."""
    return tuple(dict(one) for one in given)


def read_words(value: object, name: str) -> Plain:
    """Return one idea of a list: its words alone."""
    if not isinstance(value, dict) or set(value) != {"text"}:
        raise wrong(name, gettext_noop('"%(name)s" must be an object.'))
    return {"text": text_of(WORDS, needed=True)(value["text"], f"{name}.text")}
