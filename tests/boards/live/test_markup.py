"""Markup typed into any field stays text: in every frame, byte by byte, and in every page."""

import asyncio
import re
import urllib.parse
import urllib.request
from html.parser import HTMLParser

from tests.faults.hostile import MARKUP
from tests.faults.rooms import Room
from tests.faults.screen import Screen, all_equal, markup

PARTIAL = re.compile(r'<hx-partial hx-target="#[a-z]+(-[a-z0-9]+)?" hx-swap="outerMorph">')


class Reader(HTMLParser):
    """Every element and attribute of a piece of HTML, and what it says."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: set[str] = set()
        self.words: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = sorted(name for name, _ in attrs)
        self.elements.add(f"{tag} {' '.join(names)}")

    def handle_data(self, text: str) -> None:
        self.words.append(text)

    def handle_comment(self, text: str) -> None:
        self.elements.add(f"comment {text}")

    def handle_decl(self, decl: str) -> None:
        self.elements.add(f"declaration {decl}")

    def unknown_decl(self, data: str) -> None:
        self.elements.add(f"declaration {data}")


PLAIN = ["Nobody told us why", "A cup of tea"] * 7  # as many words as there is markup


async def says_everywhere(room: Room, texts: list[str]) -> list[Screen]:
    """Write these into every field there is: ideas, echoes, changed words, theme names, cards."""
    screens = [await Screen(room, n).hello() for n in range(4)]
    for number, text in enumerate(texts):
        ada, ben = screens[number % 2 :: 2]
        idea = (await ada.does("add_idea", text=text))["idea"]
        await ada.does("echo_idea", idea=idea, text=text)
        await ada.does("echo_idea", idea=idea, text="Me too")
        change = {"base": ada.seq, "at": 0, "remove": len(text), "insert": f"{text} {text}"}
        await ada.does("edit_idea", idea=idea, **change)
        other = (await ben.does("add_idea", text="Another"))["idea"]
        theme = (await ben.does("gather", ideas=[idea, other]))["theme"]
        name = {"base": ben.seq, "at": 0, "remove": 0, "insert": text}
        await ben.does("name_theme", theme=theme, **name)
    return screens


def sign(room: Room, seat: int, name: str, brings: str) -> None:
    """Write on a seat's card, as its form does."""
    path = f"{room.server.address}/b/{room.board}/seat/"
    cookie = room.seats[seat].cookie
    form = urllib.request.Request(path, headers={"Cookie": cookie})
    with urllib.request.urlopen(form, timeout=20) as answer:
        token = answer.headers["Set-Cookie"].split("csrftoken=")[1].split(";")[0]
    words = {"name": name, "brings": brings, "csrfmiddlewaretoken": token}
    sent = urllib.request.Request(
        path,
        data=urllib.parse.urlencode(words).encode(),
        headers={"Cookie": f"{cookie}; csrftoken={token}", "HX-Request": "true"},
    )
    with urllib.request.urlopen(sent, timeout=20) as answer:
        assert answer.status == 200


async def elements_of(room: Room, texts: list[str], names: list[str]) -> tuple[set[str], str]:
    """All elements and attributes in frames and pages of a board that says `texts`."""
    for seat, name in enumerate(names):
        sign(room, seat, name, name)
    screens = await says_everywhere(room, texts)
    await all_equal(screens, 7 * len(texts))
    late = await Screen(room, 5).hello()
    htmls = [*markup([*screens, late])]
    for html in htmls:
        assert_ours(html)
    assert {one.here[screens[0].seat.id]["name"] for one in screens} == {names[0]}
    for screen in [*screens, late]:
        await screen.leave()
    pages = [room.get(f"/b/{room.board}/{page}").decode() for page in ("", "projector/")]
    ideas = sorted(entry["idea"] for entry in late.entries.values() if entry["verb"] == "add_idea")
    pages += [room.get(f"/b/{room.board}/ideas/{idea}/history/").decode() for idea in ideas]
    elements, words = set[str](), ""
    for html in [*htmls, *pages]:
        read = Reader(html)
        elements |= read.elements
        words += "".join(read.words)
    return elements, words


def assert_ours(html: str) -> None:
    """htmx reads "<hx-" before anything is parsed: no such bytes but our own may be in a frame."""
    assert html.lower().count("<hx-") == len(PARTIAL.findall(html)) == html.count("</hx-partial>")
    assert "<script" not in html.lower()
    assert "<template" not in html.lower()
    read = Reader(html)
    assert not [one for one in read.elements if re.search(r" (on|hx-(?!swap|target))", one)]


async def test_markup_stays_text_in_every_frame_and_page(
    direct_room: Room, another_room: Room
) -> None:
    names = [text[:60].strip() for text in MARKUP[:4]]
    (plain, _), (hostile, words) = await asyncio.gather(
        elements_of(another_room, PLAIN, ["Ada", "Ben", "Cora", "Dev"]),
        elements_of(direct_room, MARKUP, names),
    )
    assert hostile == plain
    for text in [*MARKUP, *names]:
        assert text in words, text
