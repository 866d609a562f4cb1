"""An agenda given whole, as plain values: how it is read, and its limits.

`{"name", "phases": [{"id", "name", "minutes", "question", "prompts", "areas": [{"id", "name",
"question", "words", "seeds", "apart", "gathers"}]}]}`. Only `phases`, and the name of each phase
and area and the minutes of each phase are needed. An entry of the log holds it whole, so that a
later change of what we offer never changes a replay.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

from boards.operations.base import Refused, gettext_noop
from boards.operations.fields import NAME, STATEMENT, read_flag, read_text, within, wrong

PHASES, AREAS, PROMPTS, SEEDS = 50, 10, 20, 20  # areas of one phase, seeds of one area
MINUTES = (1, 240)
ALONG = 3  # words along a spectrum: at its ends and in the middle
ID = re.compile(r"[A-Za-z0-9_-]{1,64}")

Plain = dict[str, Any]
Read = Callable[[object, str], Any]


def read_agenda(value: object, name: str) -> Plain:
    """Return an agenda with nothing in it but what belongs there, or refuse, saying where."""
    agenda = _read(value, name, {"name": optional(NAME), "phases": _phases}, {"name": ""})
    refuse_twice([phase["id"] for phase in agenda["phases"] if phase["id"]], f"{name}.phases")
    return agenda


def read_minutes(value: object, name: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise wrong(name, gettext_noop('"%(name)s" must be a whole number, 0 or more.'))
    least, most = MINUTES
    if not least <= value <= most:
        message = gettext_noop("A phase takes %(least)s to %(most)s minutes.")
        raise Refused("bad_minutes", message, name, least=least, most=most)
    return value


def needed(limit: int) -> Read:
    """Words that have to be there."""

    def read(value: object, name: str) -> str:
        text = read_text(value, name)
        if not text.strip():
            raise Refused("empty", gettext_noop("There are no words in it yet."), name)
        return within(text, limit, name)

    return read


def optional(limit: int) -> Read:
    return lambda value, name: within(read_text(value, name), limit, name)


def list_of(read: Read, most: int) -> Read:
    def read_all(value: object, name: str) -> list[Any]:
        if not isinstance(value, list):
            raise wrong(name, gettext_noop('"%(name)s" must be a list.'))
        if len(value) > most:
            message = gettext_noop("That is too many at once. %(limit)s is the most.")
            raise Refused("too_many", message, name, limit=most)
        return [read(one, f"{name}.{n}") for n, one in enumerate(value, 1)]

    return read_all


def refuse_twice(ids: list[str], name: str) -> None:
    if len(set(ids)) < len(ids):
        raise Refused("repeated", gettext_noop("Two things here have the same id."), name)


def read_prompts(value: object, name: str) -> list[str]:
    return list_of(needed(STATEMENT), PROMPTS)(value, name)  # type: ignore[no-any-return]


def _read(value: object, name: str, readers: Mapping[str, Read], default: Plain) -> Plain:
    if not isinstance(value, dict):
        raise wrong(name, gettext_noop('"%(name)s" must be an object.'))
    for key in value:
        if key not in readers:
            text = gettext_noop('"%(name)s" is not part of this act.')
            raise Refused("unknown_field", text, str(key)[:64], name=str(key)[:64])
    for key in readers:
        if key not in value and key not in default:
            text = gettext_noop('"%(name)s" is missing.')
            raise Refused("missing_field", text, f"{name}.{key}", name=f"{name}.{key}")
    given = {**default, **value}
    return {key: read(given[key], f"{name}.{key}") for key, read in readers.items()}


def _id(value: object, name: str) -> str:
    """The id of a phase or an area; "" for one that is to be made."""
    text = read_text(value, name)
    if text and not ID.fullmatch(text):
        raise Refused("bad_id", gettext_noop("An id has letters, digits, - and _ only."), name)
    return text


def _words(value: object, name: str) -> list[str]:
    along: list[str] = list_of(needed(NAME), ALONG)(value, name)
    if along and len(along) != ALONG:
        message = gettext_noop("A line has %(count)s words: at its ends and in the middle.")
        raise Refused("too_few", message, name, count=ALONG)
    return along


def _area(value: object, name: str) -> Plain:
    readers: dict[str, Read] = {"id": _id, "name": needed(NAME), "question": optional(STATEMENT)}
    readers |= {"words": _words, "seeds": list_of(needed(STATEMENT), SEEDS)}
    readers |= {"apart": read_flag, "gathers": read_flag}
    default: Plain = {"id": "", "question": "", "words": [], "seeds": []}
    return _read(value, name, readers, {**default, "apart": False, "gathers": False})


def _areas(value: object, name: str) -> list[Plain]:
    areas: list[Plain] = list_of(_area, AREAS)(value, name)
    refuse_twice([area["id"] for area in areas if area["id"]], name)
    return areas


def _phase(value: object, name: str) -> Plain:
    readers: dict[str, Read] = {"id": _id, "name": needed(NAME), "minutes": read_minutes}
    readers |= {"question": optional(STATEMENT), "prompts": read_prompts, "areas": _areas}
    return _read(value, name, readers, {"id": "", "question": "", "prompts": [], "areas": []})


def _phases(value: object, name: str) -> list[Plain]:
    phases: list[Plain] = list_of(_phase, PHASES)(value, name)
    if not phases:
        raise Refused("too_few", gettext_noop("An agenda has one phase or more."), name)
    return phases
