"""A page at the board on a laptop that can be slowed down, and whose main thread is watched."""

import json
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from statistics import median
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from tests.frames import cores
from tests.frames.figures import Phase
from tests.frames.functions import spent
from tests.frames.trace import CATEGORIES, MARK, Event, frames, main_thread, noticed, tasks

SCREEN = (1366, 768)
QUIET = ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
# What the browser tells the page of long tasks and of long frames.
WATCHES = """globalThis.watched = {longtask: [], "long-animation-frame": []};
globalThis.drawn = [];
const rounded = (ms) => Math.round(ms);
const said = ({ startTime, duration, renderStart, scripts }) => {
  if (!scripts) return "";
  const painting = renderStart ? startTime + duration - renderStart : 0;
  const parts = scripts.map(({ duration, forcedStyleAndLayoutDuration, sourceURL, invoker }) =>
    `${rounded(duration)} of ${sourceURL.split("/").pop().split("?")[0] || invoker},`
      + ` ${rounded(forcedStyleAndLayoutDuration)} of it style and layout`);
  const within = drawn.filter(({ at }) => at >= startTime && at < startTime + duration);
  const drew = within.map(({ at, ms, pieces, verbs }) =>
    `from ${rounded(at - startTime)} on ${pieces} pieces of ${verbs || "one before"},`
      + ` put there in ${rounded(ms)}`);
  return [...parts, ...drew, `the picture in the last ${rounded(painting)}`].join("; ");
};
for (const [type, all] of Object.entries(watched)) {
  const note = (list) => all.push(...list.getEntries().map((one) =>
    ({ at: one.startTime, ms: one.duration, said: said(one) })));
  new PerformanceObserver(note).observe({ type });
}"""
# What is put on the page, and of which acts: told by its own modules to each other.
HEARS = """async () => {
  const { hear } = await import("coproduce/news");
  hear("drawing", ({ entries, fresh }) => {
    const verbs = entries.map(({ verb }) => verb).join(" and ");
    drawn.push({ at: performance.now(), ms: 0, pieces: fresh.size, verbs });
    if (drawn.length > 200) drawn.shift();
  });
  hear("drawn", () => (drawn.at(-1).ms = performance.now() - drawn.at(-1).at));
}"""
NOTICED = """() => Object.fromEntries(
  Object.entries(watched).map(([type, all]) => [type, all.splice(0)]))"""
LONG = "long-animation-frame"
BEGAN = f"() => performance.mark('{MARK}').startTime"
SETTLES = 2  # seconds until a page is itself again
PATIENCE = 120_000  # ms: a page that is far behind takes its time
FROM_THE_TOP = """() => {
  for (const one of [document.scrollingElement, document.querySelector(".open")]) one.scrollTop = 0;
}"""
BRAKE = "CPUThrottling"  # the thread of a renderer that slows its main thread down
# The same work on every machine, in ms: so that figures of two runs can be compared.
YARDSTICK = """() => {
  const start = performance.now();
  for (let n = 0, sum = 0; n < 3e7; n += 1) sum = (sum * 31 + n) | 0;
  return performance.now() - start;
}"""


class Laptop:
    """One seat's page. It is made by `opened`."""

    def __init__(self, browser: Browser, page: Page) -> None:
        self.browser, self.page = browser, page
        self.errors: list[str] = []
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        self._devtools = page.context.new_cdp_session(page)
        self._devtools.send("Performance.enable")
        self._processes = browser.new_browser_cdp_session()
        self.main = self._pages_own()

    def yardstick(self) -> float:
        """Ms that the page needs for a piece of work that is always the same."""
        return median(float(self.page.evaluate(YARDSTICK)) for _ in range(5))

    @property
    def seq(self) -> int:
        """Up to which entry the page shows the board."""
        return int(self.page.evaluate("() => document.body.dataset.seq"))

    def slow_down(self, times: float) -> None:
        """Let the main thread take so many times as long for everything; 1: as it is."""
        self._devtools.send("Emulation.setCPUThrottlingRate", {"rate": times})

    def measured(
        self, name: str, act: Callable[[], None], traced: Sequence[str] = CATEGORIES
    ) -> Phase:
        """What the main thread did while `act` lasted.

        `traced`: the categories of the trace. The more it is told, the more time it takes itself.
        """
        self.spread()
        yardstick = self.yardstick()
        self.page.wait_for_timeout(SETTLES * 1000)  # what has come meanwhile is drawn as one
        self.page.evaluate(FROM_THE_TOP)
        self.page.evaluate(NOTICED)
        self.browser.start_tracing(page=self.page, categories=list(traced))
        began = self.page.evaluate(BEGAN)
        start, waited, seq = time.perf_counter(), cores.waited(self.main), self.seq
        stolen, worked = cores.stolen(cores.PAGES_CORE), self._worked()
        act()
        acts = self.seq - seq  # asked first: a page that is behind takes its time to answer
        phase = Phase(name, start * 1e6, time.perf_counter() - start, acts)
        phase.yardstick = yardstick
        phase.worked = self._worked() - worked
        phase.waited = cores.waited(self.main) - waited
        phase.stolen = cores.stolen(cores.PAGES_CORE) - stolen
        told = self.page.evaluate(NOTICED)
        main = _tell(phase, json.loads(self.browser.stop_tracing())["traceEvents"])
        phase.noticed = noticed(told["longtask"], began, main, phase.tasks)
        phase.felt = noticed(told[LONG], began, main, phase.tasks)
        return phase

    def _worked(self) -> float:
        """Seconds of tasks so far."""
        told = self._devtools.send("Performance.getMetrics")["metrics"]
        return next(float(one["value"]) for one in told if one["name"] == "TaskDuration")

    def spread(self) -> None:
        """The page's main thread gets a core to itself; the rest of the browser keeps off it."""
        for process, _ in self._running():
            cores.keep(process, {cores.OUR_CORE})
        cores.give(self.main, cores.PAGES_CORE)
        for brake in cores.named(self.main, BRAKE):  # it slows less where it has to wait itself
            cores.give(brake, cores.OUR_CORE)

    def _pages_own(self) -> int:
        """The main thread of the page: that of the renderer which has worked most."""
        return max(self._running("renderer"), key=lambda one: one[1])[0]

    def _running(self, kind: str = "") -> list[tuple[int, float]]:
        """The browser's processes, and the seconds of processor time that each has used."""
        told = self._processes.send("SystemInfo.getProcessInfo")["processInfo"]
        return [(one["id"], one["cpuTime"]) for one in told if kind in ("", one["type"])]


def _tell(phase: Phase, trace: list[dict[str, Any]]) -> list[Event]:
    """Tell a phase what its trace says; all that the page's main thread did."""
    main = main_thread(trace)
    phase.tasks = tasks(main)
    phase.frames = frames(main, phase.tasks)
    pages = [one for one in trace if one["pid"] == main[0]["pid"]]
    phase.spent = spent(pages, phase.long)
    return main


@contextmanager
def opened(address: str, board: str, cookie: str) -> Iterator[Laptop]:
    """A laptop whose browser has arrived at the board with this seat."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=["--no-sandbox", "--no-first-run", *QUIET],
        )
        context = browser.new_context(viewport={"width": SCREEN[0], "height": SCREEN[1]})
        name, value = cookie.split("=", 1)
        context.add_cookies([{"name": name, "value": value, "url": address}])
        context.add_init_script(WATCHES)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.goto(f"{address}/b/{board}/")
        page.wait_for_selector(".here > [data-seat]", state="attached")
        page.evaluate(HEARS)
        yield Laptop(browser, page)
        browser.close()
