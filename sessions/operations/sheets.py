"""A quiet round: sheets that people write, each for themselves, until the room reveals them.

Until then nothing of them leaves the server but their counts. What says who may read which is in
`groups`.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from uuid import NAMESPACE_OID, uuid5

MINUTE = 60_000  # milliseconds


@dataclass(frozen=True, slots=True)
class Sheet:
    """What somebody wrote quietly. `seat` is None where it is unsigned; neither is ever sent."""

    id: str
    text: str
    seat: str | None
    hand: str | None


@dataclass(frozen=True, slots=True)
class Round:
    """A quiet round that is on: it lasts so many minutes, and locks nothing when they are over."""

    id: str
    area: str
    began: int  # ms since 1970
    minutes: int
    sheets: Mapping[str, Sheet] = field(default_factory=dict)
    shared: tuple[tuple[str, ...], ...] = ()  # the groups that the room lets read their sheets

    @property
    def ends(self) -> int:
        return self.began + self.minutes * MINUTE

    def of(self, hands: Collection[str]) -> tuple[Sheet, ...]:
        """Return what these hands wrote, in the order in which they wrote it."""
        return tuple(sheet for sheet in self.sheets.values() if sheet.hand in hands)

    @property
    def cards(self) -> int:
        return len(self.sheets)

    @property
    def writers(self) -> int:
        return len({sheet.hand for sheet in self.sheets.values()})

    def shuffled(self) -> tuple[Sheet, ...]:
        """Return all sheets in an order that says nothing of who wrote when, the same each time.

        It is made of their ids, which nobody but their writers ever learns.
        """
        return tuple(sorted(self.sheets.values(), key=self._lot))

    def _lot(self, sheet: Sheet) -> str:
        return uuid5(NAMESPACE_OID, f"{self.id} {sheet.id}").hex

    def with_sheet(self, sheet: Sheet) -> "Round":
        return replace(self, sheets={**self.sheets, sheet.id: sheet})

    def without(self, sheet: str) -> "Round":
        return replace(self, sheets={key: self.sheets[key] for key in self.sheets if key != sheet})
