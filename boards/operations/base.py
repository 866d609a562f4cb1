"""What an operation is, why one is refused, and how one comes off the wire and goes onto it.

An operation is a frozen value that holds everything about itself. The hub stamps into it what
only the hub knows (who, when, the seq, new ids), so that a replay of the log is exact. Its
fields are declared with the readers below, which say what a client may send.
"""

import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import Field, dataclass, field, fields
from functools import cache
from typing import Any, ClassVar, NamedTuple, Self

from boards.operations.state import Board, Idea, Theme

WORDS = 2000  # characters in an idea or an echo
NAME = 120  # characters in the name of a theme
AT_ONCE = 500  # ideas in one act
STAMPS = frozenset({"id", "seq", "seat", "when"})  # what every entry carries besides its fields

Mint = Callable[[], str]  # makes a new id


def gettext_noop(text: str) -> str:
    """Mark words for the translators; they are translated where they are shown."""
    return text


class Refused(Exception):
    """An act that cannot be done. Nothing was changed. A refusal is normal.

    `code` is for programs and never changes; `message` is for a person, and is filled with
    `values` once it has been translated; `field` names what was wrong in a message, if one was.
    """

    def __init__(self, code: str, message: str, field: str = "", **values: object) -> None:
        super().__init__(code)
        self.code, self.message, self.field, self.values = code, message, field, values


class Sentence(NamedTuple):
    """An act in plain words: `text` for the translators, `values` to fill it with."""

    text: str
    values: Mapping[str, object]


@dataclass(frozen=True, kw_only=True)
class Operation:
    """One act on a board. Subclasses are registered under their `verb`."""

    verb: ClassVar[str] = ""
    permits: ClassVar[str] = ""  # what it lets a seat do, for the page that says so to the room
    reconciles: ClassVar[bool] = False  # others' later acts never stand in the way of undoing it
    known: ClassVar[dict[str, type["Operation"]]] = {}

    id: str = ""
    seq: int = 0
    seat: str | None = None
    when: int = 0  # milliseconds since 1970

    def __init_subclass__(cls) -> None:
        if cls.verb:
            Operation.known[cls.verb] = cls

    def stamped(self, board: Board, mint: Mint) -> Self:
        """Return it with what the board decides (new ids, numbers, positions), or refuse."""
        return self

    def apply(self, board: Board) -> Board:
        """Return the board after it, or raise Refused. The seq is `advance`'s to move."""
        raise Refused("unknown_verb", gettext_noop("This board does not know how to do that."))

    def inverse(self, before: Board) -> tuple["Operation", ...]:
        """Return what takes it back, given the board it is about to change."""
        return ()

    def plainly(self, board: Board) -> tuple["Operation", ...]:
        """Return it, taken from an inverse, as operations anyone who reads the wire can fold."""
        return (self,)

    def pieces(self, before: Board) -> Iterable[str]:
        """Name the pieces of the screen it touches: "idea:ID", "theme:ID", "counts", "order"."""
        return ()

    def slots(self) -> Iterable[tuple[str, str]]:
        """Name what it decided, such as ("place", idea): a later act there overtakes it."""
        return ()

    def concerns(self, idea: str) -> bool:
        """Whether it is part of this idea's history."""
        return getattr(self, "idea", None) == idea or idea in getattr(self, "ideas", ())

    def sentence(self, board: Board) -> Sentence:
        """Tell it to a person, with the names that things have on `board`."""
        raise NotImplementedError


# Readers: each returns a dataclass field that says what a client may send in it.


def _wrong(name: str, what: str) -> Refused:
    return Refused("wrong_type", what, name, name=name)


def read_text(value: object, name: str) -> str:
    if not isinstance(value, str):
        raise _wrong(name, gettext_noop('"%(name)s" must be words.'))
    if "\0" in value:
        raise Refused("bad_character", gettext_noop("One character here cannot be kept."), name)
    return value


def read_whole(value: object, name: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise _wrong(name, gettext_noop('"%(name)s" must be a whole number, 0 or more.'))
    return value


def read_names(value: object, name: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise _wrong(name, gettext_noop('"%(name)s" must be a list of ids.'))
    if len(value) > AT_ONCE:
        message = gettext_noop("That is too many at once. %(limit)s is the most.")
        raise Refused("too_many", message, name, limit=AT_ONCE)
    if len(set(value)) < len(value):
        raise Refused("repeated", gettext_noop("One idea is named twice."), name)
    return tuple(value)


def words(limit: int) -> Any:
    """A text that says something, of at most `limit` characters."""

    def read(value: object, name: str) -> str:
        text = read_text(value, name)
        if not text.strip():
            raise Refused("empty", gettext_noop("There are no words in it yet."), name)
        return within(text, limit, name)

    return field(metadata={"read": read})


def within(text: str, limit: int, name: str) -> str:
    """Return `text`, or refuse it for its length."""
    if len(text) > limit:
        message = gettext_noop("That is too long by %(over)s characters. %(limit)s is the most.")
        raise Refused("too_long", message, name, over=len(text) - limit, limit=limit)
    return text


def any_text() -> Any:
    return field(metadata={"read": read_text})


def whole(**default: Any) -> Any:
    return field(metadata={"read": read_whole}, **default)


def name(**default: Any) -> Any:
    """The id of something on the board."""
    return field(metadata={"read": read_text}, **default)


def names() -> Any:
    return field(metadata={"read": read_names})


def stamp(default: Any, load: Callable[[Any], Any] | None = None) -> Any:
    """A field that the hub fills in; `load` makes it from what the log keeps."""
    return field(default=default, metadata={"load": load})


# From the wire and back.


@cache
def fields_of(verb: str) -> Mapping[str, Field[Any]]:
    """Return the public fields of a verb: all but the stamps that every entry carries."""
    return {one.name: one for one in fields(Operation.known[verb]) if one.name not in STAMPS}


def _is_operation_id(value: object) -> bool:
    try:
        return isinstance(value, str) and len(value) in (32, 36) and bool(uuid.UUID(value))
    except ValueError:
        return False


def from_wire(message: object) -> Operation:
    """Make an operation of a client's `{"id", "verb", ...}`, or refuse it, naming the field."""
    if not isinstance(message, dict):
        raise _wrong("op", gettext_noop('"%(name)s" must be an object.'))
    if not _is_operation_id(message.get("id")):
        raise Refused("bad_id", gettext_noop("Every act needs an id: a UUID of its own."), "id")
    verb = message.get("verb")
    kind = Operation.known.get(verb) if isinstance(verb, str) else None
    if kind is None:
        text = gettext_noop("This board does not know how to do that.")
        raise Refused("unknown_verb", text, "verb")
    given = {key: value for key, value in message.items() if key not in ("id", "verb")}
    return kind(id=message["id"], **_read(kind, given))


def _read(kind: type[Operation], given: dict[str, object]) -> dict[str, Any]:
    readable = {key: one for key, one in fields_of(kind.verb).items() if "read" in one.metadata}
    for key in given:
        if key not in readable:
            text = gettext_noop('"%(name)s" is not part of this act.')
            raise Refused("unknown_field", text, key, name=key)
    for key, one in readable.items():
        if key not in given and not _optional(one):
            text = gettext_noop('"%(name)s" is missing.')
            raise Refused("missing_field", text, key, name=key)
    return {key: readable[key].metadata["read"](value, key) for key, value in given.items()}


def _optional(one: Field[Any]) -> bool:
    return one.default is None


def own_fields(operation: Operation) -> dict[str, Any]:
    """Return the public fields of an operation as plain JSON values, without the stamps."""
    given = {key: getattr(operation, key) for key in fields_of(operation.verb)}
    return {key: _plain(value) for key, value in given.items() if value is not None}


def _plain(value: Any) -> Any:
    if isinstance(value, Operation):
        return {"verb": value.verb, **own_fields(value)}
    return [_plain(one) for one in value] if isinstance(value, tuple) else value


def to_wire(operation: Operation) -> dict[str, Any]:
    """Return an entry as every seat gets it."""
    stamps = {"seq": operation.seq, "id": operation.id, "when": operation.when}
    seat = {"seat": operation.seat} if operation.seat is not None else {}
    return {**stamps, **seat, "verb": operation.verb, **own_fields(operation)}


def from_log(verb: str, given: Mapping[str, Any], **stamps: Any) -> Operation:
    """Make the operation that an entry of the log holds; old entries never fail to open."""
    known = fields_of(verb)
    loaded = {key: _loaded(known[key], value) for key, value in given.items()}
    return Operation.known[verb](**loaded, **stamps)


def _loaded(one: Field[Any], value: Any) -> Any:
    load = one.metadata.get("load")
    if load is not None:
        return load(value)
    return tuple(value) if isinstance(value, list) else value


# What operations look up on a board.


def find_idea(board: Board, idea: str) -> Idea:
    if idea not in board.ideas:
        raise Refused("no_such_idea", gettext_noop("That idea is not on this board."), "idea")
    return board.ideas[idea]


def find_theme(board: Board, theme: str, name: str = "theme") -> Theme:
    found = board.themes.get(theme)
    if found is None or found.merged_into is not None:
        raise Refused("no_such_theme", gettext_noop("That theme is not on this board."), name)
    return found


def refuse_aside(idea: Idea) -> None:
    if idea.aside:
        message = gettext_noop("Idea %(number)s is set aside. Put it back first.")
        raise Refused("already_aside", message, "idea", number=idea.number)
