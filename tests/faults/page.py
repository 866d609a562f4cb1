"""The real page, in a real browser, while something goes wrong: what it says, and when."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from playwright.async_api import Page, async_playwright

from tests.faults.rooms import Room

EVERY = 0.4  # seconds between two ideas
PROMISED = 2.0  # seconds after which it is said of whatever is not saved
QUIET = ["--no-sandbox", "--no-first-run", "--disable-background-networking", "--disable-sync"]
# When each act was posted and stored, and when the saying came and went, in ms.
NOTE = """async () => {
  const { hear } = await import("coproduce/news");
  const noted = (window.noted = { posted: {}, stored: {}, said: [] });
  hear("posted", ({ id }) => (noted.posted[id] = performance.now()));
  hear("stored", (id) => (noted.stored[id] = performance.now()));
  const line = document.querySelector(".unsaved");
  const look = () => {
    const shown = !line.hidden && line.textContent.trim() !== "";
    const was = noted.said.at(-1)?.shown ?? false;
    if (shown !== was) noted.said.push({ shown, at: performance.now() });
  };
  new MutationObserver(look).observe(line, { attributes: true, childList: true, subtree: true });
}"""


@dataclass(frozen=True)
class Told:
    """What one person at the page saw, in seconds."""

    acts: int
    longest: float  # that an act was not saved
    said: float  # after which that was on the screen, at the latest; 0: it never had to be
    unsaid: int  # acts that were unsaved for longer than promised, without a word


class Watcher:
    """Somebody who writes one idea after the other, all through the trouble."""

    def __init__(self, page: Page, room: Room) -> None:
        self.page, self.room = page, room
        self._writing = asyncio.create_task(self._writes())

    def rests(self) -> None:
        self._writing.cancel()

    async def _writes(self) -> None:
        box, number = self.page.locator("#new-idea"), 0
        while True:
            number += 1
            await box.fill(f"Idea {number} from the page")
            await box.press("Enter")
            await asyncio.sleep(EVERY)

    async def told(self) -> Told:
        """Write no more, and wait until everything is saved; what was seen until then."""
        self.rests()
        await self.page.wait_for_function(
            "() => Object.keys(noted.posted).every((id) => noted.stored[id])", timeout=30_000
        )
        noted = await self.page.evaluate("() => noted")
        posted, stored, said = noted["posted"], noted["stored"], noted["said"]
        longest, latest, unsaid = 0.0, 0.0, 0
        for id_, at in posted.items():
            waited = (stored[id_] - at) / 1000
            longest = max(longest, waited)
            when = _said(said, at, stored[id_])
            if when is None:
                unsaid += waited > PROMISED
            else:
                latest = max(latest, when)
        return Told(len(posted), longest, latest, unsaid)

    async def holds(self) -> None:
        """Every idea is on the board once."""
        texts = [row[4]["text"] for row in await asyncio.to_thread(self.room.log)]
        posted = await self.page.evaluate("() => Object.keys(noted.posted).length")
        assert len(texts) == len(set(texts)) == posted, (len(texts), len(set(texts)), posted)


def _said(said: list[dict[str, float]], since: float, upto: float) -> float | None:
    """How many seconds after `since` it was on the screen that something is not saved."""
    before = [one for one in said if one["at"] <= since]
    if before and before[-1]["shown"]:
        return 0.0
    later = [one["at"] for one in said if since < one["at"] <= upto and one["shown"]]
    return (later[0] - since) / 1000 if later else None


@asynccontextmanager
async def watching(room: Room) -> AsyncIterator[Watcher]:
    """Somebody at a board of their own, by the room's process; they write until this ends."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=QUIET
        )
        page = await browser.new_page()
        name, value = room.seats[0].cookie.split("=", 1)
        await page.context.add_cookies([{"name": name, "value": value, "url": room.server.address}])
        await page.goto(f"{room.server.address}/b/{room.board}/")
        await page.locator(".here > [data-seat]").first.wait_for(state="attached", timeout=30_000)
        await page.evaluate(NOTE)
        watcher = Watcher(page, room)
        try:
            yield watcher
        finally:
            watcher.rests()
            await browser.close()
