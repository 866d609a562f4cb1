"""People at a board, each with a browser of their own, doing what people do there."""

import json
import time
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from playwright.sync_api import Locator, Page, expect

SECONDS = 20

# What is on a screen, place by place, with every idea's words as they stand there; and what lies
# behind a higher number.
SCREEN = """() => {
  const lying = (list) => [...list.querySelectorAll(":scope > .idea, :scope > .ten > .idea")]
    .filter((one) => one.dataset.idea);
  const ideas = (list) => lying(list).map((one) => [
    `idea-${one.dataset.idea}`, one.dataset.number, one.querySelector(".idea-words").textContent,
    [...one.querySelectorAll(".idea-more .echo p")].map((echo) => echo.textContent)]);
  const themes = [...document.querySelectorAll("#clearings > .theme:not([hidden])")];
  const late = (list) => lying(list).map((one) => Number(one.dataset.number))
    .filter((number, n, all) => number < all[n - 1] && !list.closest(".line-part"));
  return {
    open: [...document.querySelectorAll("ol.loose")].map(ideas),
    themes: themes.map((one) => [one.id, one.querySelector(".theme-name").textContent.trim(),
      ideas(one.querySelector(".theme-ideas"))]),
    aside: ideas(document.querySelector('[data-holds="aside"]')),
    counts: document.querySelector("#counts").textContent,
    late: [...document.querySelectorAll("ol.loose")].flatMap(late),
  };
}"""
POSTS = """async (ops) => {
  const { post } = await import("coproduce/outbox");
  for (const op of ops) post(op);
}"""
UNSTORED = "() => Object.keys(localStorage).filter((key) => key.startsWith('outbox:')).length"


def until(true: Callable[[], Any], what: str = "it") -> Any:
    """Come back as soon as `true` is; the page can be asked anything, whatever its policy."""
    deadline = time.monotonic() + SECONDS
    while not (found := true()):
        if time.monotonic() > deadline:
            raise AssertionError(f"{what} did not come about in {SECONDS} s")
        time.sleep(0.02)
    return found


class Person:
    """Somebody with a seat. Says in the workshop's words what they do and see."""

    def __init__(self, page: Page, board: str) -> None:
        self.page, self.board = page, board
        self.errors: list[str] = []
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", self._listen)

    def _listen(self, message: Any) -> None:
        lost = "Failed to load resource" in message.text or "WebSocket" in message.text
        if message.type == "error" and not lost:
            self.errors.append(message.text)

    # What they see.

    def idea(self, number: int) -> Locator:
        return self.page.locator(f'.ground .idea[data-number="{number}"]')

    def theme(self, name: str) -> Locator:
        named = self.page.locator(".theme-name", has_text=name)
        return self.page.locator(".theme:not([hidden])", has=named)

    def theme_of(self, number: int) -> Locator:
        """The theme an idea lies in, whatever else has no name, or not yet on this screen."""
        idea = self.page.locator(f'.theme-ideas > .idea[data-number="{number}"]')
        return self.page.locator(".theme:not([hidden])", has=idea)

    def sees(self, number: int, words: str) -> None:
        expect(self.idea(number).locator(".idea-words")).to_have_text(words)

    def sees_together(self, *numbers: int) -> None:
        """One theme holds these ideas, in this order."""
        texts = [str(number) for number in numbers]
        first = self.page.locator(f'[data-number="{numbers[0]}"]')
        place = self.page.locator(".theme-ideas", has=first)
        expect(place.locator("> .idea > .idea-number")).to_have_text(texts)

    def sees_in_the_open(self, *numbers: int) -> None:
        texts = [str(number) for number in numbers]
        expect(self.page.locator(".loose .idea > .idea-number")).to_have_text(texts)

    def words(self, number: int) -> str:
        return self.idea(number).locator(".idea-words").text_content() or ""

    def sheet(self, name: str) -> Locator:
        return self.page.locator(f'[data-sheet="{name}"]')

    def told(self, words: str) -> None:
        expect(self.page.locator(".told-words")).to_have_text(words)

    @property
    def seq(self) -> int:
        return int(self.page.locator("body").get_attribute("data-seq") or 0)

    def has_come_to(self, seq: int) -> bool:
        return self.seq == seq

    @property
    def box(self) -> Locator:
        return self.page.locator("#new-idea")

    # What they do.

    def presses(self, button: Locator, key: str = "Enter") -> None:
        """Press a key on what they can see: to a hidden button Playwright sends it elsewhere."""
        expect(button).to_be_visible()
        button.press(key)

    def arrives(self, address: str) -> None:
        self.page.goto(f"{address}/b/{self.board}/")
        self.is_connected()

    def is_connected(self) -> None:
        """Their own mark among those who are here comes over the socket and nowhere else."""
        expect(self.page.locator(".here > [data-seat]").first).to_be_attached(timeout=30_000)

    def writes(self, words: str) -> None:
        self.box.fill(words)
        self.box.press("Enter")

    def opens(self, number: int) -> Locator:
        self.idea(number).locator(".idea-words").click()
        expect(self.sheet("opened")).to_be_visible()
        return self.sheet("opened")

    def changes(self, number: int) -> Locator:
        """Open the words of an idea to change them; the box is where they write."""
        sheet = self.opens(number)
        sheet.locator('[data-act="change_words"]').click()
        box = self.page.locator("#change-words")
        expect(box).to_be_focused()
        return box

    def drags(self, number: int, onto: Locator) -> None:
        self.idea(number).scroll_into_view_if_needed()
        start = self.idea(number).locator(".idea-number").bounding_box()
        end = onto.bounding_box()
        assert start is not None
        assert end is not None
        mouse = self.page.mouse
        mouse.move(start["x"] + 8, start["y"] + 8)
        mouse.down()
        mouse.move(start["x"] + 30, start["y"] + 20, steps=3)
        mouse.move(end["x"] + end["width"] / 2, end["y"] + end["height"] / 2, steps=5)
        mouse.up()

    def holds(self, number: int) -> None:
        """Hold an idea by the button in its sheet."""
        self.opens(number).locator('[data-act="move"]').click()
        expect(self.page.locator(".holding")).to_be_visible()

    def names(self, theme: Locator, name: str) -> None:
        theme.locator(".theme-name button").click()
        expect(self.page.locator("#theme-name")).to_be_focused()
        self.page.keyboard.type(name)
        self.page.keyboard.press("Enter")

    def posts(self, *ops: dict[str, Any]) -> None:
        """All of them in one instant, which no hand can."""
        self.page.evaluate(POSTS, list(ops))

    def everything_is_stored(self) -> None:
        until(lambda: self.page.evaluate(UNSTORED) == 0, "storing everything")

    def screen(self) -> Any:
        return self.page.evaluate(SCREEN)

    def export(self) -> Any:
        """What the server says the board is."""
        answer = self.page.request.get(self.page.url.split("?")[0] + "export.json")
        assert answer.ok
        return json.loads(answer.body())


def all_are_up_to_date(people: Iterable[Person]) -> Any:
    """Wait until everyone is at the board's last seq; the board as the server says it is."""
    people = list(people)
    for person in people:
        person.everything_is_stored()
    board = people[0].export()
    for person in people:
        until(partial(person.has_come_to, board["seq"]), "reaching the last entry")
        assert person.errors == [], person.errors
    return board


def all_screens_are_one(people: Iterable[Person]) -> Any:
    """Wait as above; each screen shows the board, and the same."""
    people = list(people)
    board = all_are_up_to_date(people)
    screens = [person.screen() for person in people]
    for screen in screens:
        assert screen == screens[0]
        assert screen["late"] == []
        assert told_by(screen) == told_by_export(board)
    return board


def told_by(screen: Any) -> Any:
    """A screen as words by idea, and the ideas of each theme that shows, in order."""
    lists = [*screen["open"], screen["aside"], *(theme[2] for theme in screen["themes"])]
    words = {idea[0]: idea[2] for ideas in lists for idea in ideas}
    return words, [(theme[0], [idea[0] for idea in theme[2]]) for theme in screen["themes"]]


def told_by_export(board: Any) -> Any:
    """The same of an export."""
    words = {f"idea-{idea['id']}": idea["text"] for idea in board["ideas"]}
    aside = {idea["id"] for idea in board["ideas"] if idea["aside"]}
    themes = [
        (f"theme-{theme['id']}", [f"idea-{one}" for one in theme["ideas"] if one not in aside])
        for theme in board["themes"]
        if theme["ideas"] or theme["name"]
    ]
    return words, themes
