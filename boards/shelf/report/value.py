"""The report as a value: sections under each other, made of a few kinds of blocks.

Each format is a plain rendering of it. All words are raw: a format makes them safe in its own way.
"""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A few words: ours, or (`theirs`) as somebody wrote them."""

    kind: ClassVar[str] = "paragraph"

    words: str
    theirs: bool = False


@dataclass(frozen=True, slots=True)
class Statement:
    """What a theme holds in common."""

    kind: ClassVar[str] = "statement"

    words: str


@dataclass(frozen=True, slots=True)
class Points:
    """Short lines, one under the other. Each may begin with a few words that name it."""

    kind: ClassVar[str] = "points"

    points: tuple[tuple[str, str], ...]
    label: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """An echo, and who signed it where that may be told."""

    words: str
    who: str = ""


@dataclass(frozen=True, slots=True)
class Saying:
    """An idea in its own words; `notes` are ours, such as where else it lies."""

    number: int
    words: str
    who: str = ""
    notes: tuple[str, ...] = ()
    answers: tuple[Answer, ...] = ()


@dataclass(frozen=True, slots=True)
class Sayings:
    """A list of ideas."""

    kind: ClassVar[str] = "sayings"

    ideas: tuple[Saying, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the room stands: `look` is "growing", "common" or "open". Counts, and never who."""

    kind: ClassVar[str] = "standing"

    look: str
    state: str
    spread: str
    lowest: str = ""
    reasons: tuple[tuple[str, str], ...] = ()  # an answer, and why


@dataclass(frozen=True, slots=True)
class Picture:
    """Where the picture of the common ground stands, and what it says in words."""

    kind: ClassVar[str] = "picture"

    alt: str


Block = Paragraph | Statement | Points | Sayings | Standing | Picture


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it. The title of the report is level 1."""

    level: int
    title: str
    blocks: tuple[Block, ...] = ()
    theirs: bool = False  # whether people at the board wrote the title


@dataclass(frozen=True, slots=True)
class Clearing:
    """A theme on the picture of the common ground."""

    name: str
    statement: str
    look: str  # as in Standing; "quiet" where too few have spoken for anything to be told
    state: str
    spread: str


@dataclass(frozen=True, slots=True)
class Ground:
    """The common ground for a slide: what is settled first."""

    title: str
    clearings: tuple[Clearing, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """A board, told."""

    title: str
    language: str
    rtl: bool
    facts: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    ground: Ground
