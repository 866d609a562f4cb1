"""What is wrong with a file: for a person the reason and where, for a program a code."""

from collections.abc import Iterable
from typing import NamedTuple

from django.utils.translation import gettext

from boards.operations.base import Refused


class Trouble(NamedTuple):
    """One thing that is wrong: in a line of a file, in a field, or in the whole of it."""

    code: str
    why: str
    line: int = 0
    file: str = ""  # where several were given
    field: str = ""

    def told(self) -> str:
        """Return where it is and why, for a person."""
        line = gettext("line %(line)s") % {"line": self.line} if self.line else ""
        places = [self.file, line, self.field]
        return ": ".join([*([", ".join(filter(None, places))] if any(places) else []), self.why])


class Unreadable(Exception):
    """A file that cannot be taken in. Nothing of it was."""

    def __init__(self, *troubles: Trouble) -> None:
        super().__init__(troubles[0].told())
        self.troubles = troubles

    def of(self, file: str) -> "Unreadable":
        """Return it, saying of which file each trouble is."""
        return Unreadable(*(one._replace(file=file) for one in self.troubles))


def of_refusal(refusal: Refused, line: int = 0) -> Trouble:
    why = gettext(refusal.message) % refusal.values
    return Trouble(refusal.code, why, line, field="" if line else refusal.field)


def refuse_any(troubles: Iterable[Trouble]) -> None:
    if found := tuple(troubles):
        raise Unreadable(*found)
