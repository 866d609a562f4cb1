"""What somebody does at a full board: watch, write, hold an idea. By hand, with mouse and keys."""

import time
from collections.abc import Callable
from itertools import cycle

from playwright.sync_api import Page

A_LETTER = 0.11  # seconds between two keys of somebody who types well, in the mean
RHYTHM = (1.0, 0.7, 1.2, 0.8, 1.5, 0.9, 0.65, 1.25)  # of it: nobody types like a clock
A_PRESS = 60  # ms that a key or a button is held down: nobody lets go in the same instant
A_LOOK = 0.8  # seconds between two steps of somebody who thinks
A_TURN = 0.25  # seconds between two turns of the wheel
STRIP, GROUND = (180, 330), (760, 420)  # points on the screen where loose ideas and themes lie
BOX = """() => {
  const { x, y, width, height } = document.querySelector("#new-idea").getBoundingClientRect();
  return [x + width / 2, y + height / 2];
}"""
LOWER = 60  # px: where one idea ends, another has begun
IS_LIFTED = "() => document.querySelector('.ghost') !== null"
IS_OPEN = "() => !document.querySelector('[data-sheet=opened]').hidden"


class Person:
    """Somebody at a page. No phase begins anew once its time is over; nobody hurries at its end."""

    def __init__(self, page: Page) -> None:
        self.page, self.mouse, self.keys = page, page.mouse, page.keyboard
        self.until = 0.0
        self.done: dict[str, int] = {}

    def phase(self, name: str, seconds: float) -> Callable[[], None]:
        """What to do for this long."""

        def act() -> None:
            self.until = time.perf_counter() + seconds
            while self.goes_on():
                getattr(self, name)()

        return act

    def goes_on(self) -> bool:
        return time.perf_counter() < self.until

    def did(self, what: str) -> None:
        self.done[what] = self.done.get(what, 0) + 1

    def rest(self, seconds: float) -> None:
        self.page.wait_for_timeout(max(0.0, seconds) * 1000)

    # The phases.

    def watching(self) -> None:
        """Look, then read on: in the strip, then among the themes."""
        self.rest(4 * A_LOOK)
        for x, y in (STRIP, GROUND):
            self.mouse.move(x, y)
            for _ in range(6):
                self.mouse.wheel(0, 120)
                self.rest(A_TURN)
            self.did("scrolled")

    def typing(self) -> None:
        """Write an idea; then answer one that is there."""
        self.mouse.click(*self.page.evaluate(BOX), delay=A_PRESS)
        self._types("What would help is one name on the letter.")
        self.did("wrote an idea")
        self.rest(A_LOOK)
        if self._opens():
            self.page.evaluate("() => document.querySelector('#answer').focus()")
            self._types(f"We had that as well, {len(self.done)}.")
            self.did("answered")
        self._presses("Escape")

    def holding(self) -> None:
        """Drag an idea to a theme; then hold one by the keyboard, and let it go."""
        self._drags()
        self.rest(A_LOOK)
        if self._opens():
            self._presses("Escape")
            self._presses("m")
            for _ in range(3):
                self.rest(A_LOOK / 2)
                self._presses("ArrowDown")
            self._presses("Escape")
            self.did("held by the keyboard")
        self.rest(A_LOOK)

    # The hands.

    def _presses(self, key: str) -> None:
        self.keys.press(key, delay=A_PRESS)
        self.rest(A_TURN / 3)

    def _opens(self) -> bool:
        x, y = STRIP
        for step in range(3):
            self.mouse.click(x, y + step * LOWER, delay=A_PRESS)
            self.rest(A_TURN / 3)
            if self.page.evaluate(IS_OPEN):
                self.did("opened an idea")
                return True
        return False

    def _types(self, words: str) -> None:
        for letter, beat in zip(words, cycle(RHYTHM)):
            if not self.goes_on():
                return
            due = time.perf_counter() + A_LETTER * beat
            self.keys.type(letter, delay=A_PRESS)
            self.rest(due - time.perf_counter())
        self._presses("Enter")

    def _drags(self) -> None:
        (x, y), (to_x, to_y) = STRIP, GROUND
        if not self._lifts():
            return
        for step in range(1, 13):
            self.mouse.move(x + (to_x - x) * step / 12, y + (to_y - y) * step / 12)
            self.rest(A_TURN / 3)
        self.rest(A_LOOK)
        self.mouse.up()
        self.did("dragged")

    def _lifts(self) -> bool:
        """Take an idea into the air, wherever one lies by now."""
        x, y = STRIP
        for step in range(3):
            self.mouse.move(x, y + step * LOWER)
            self.mouse.down()
            self.mouse.move(x + 12, y + step * LOWER)
            self.rest(A_TURN / 3)
            if self.page.evaluate(IS_LIFTED):
                return True
            self.mouse.up()
        return False
