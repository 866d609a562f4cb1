"""Acts at random on a board in real browsers; and what must stand alike on each of its screens."""

import json
from contextlib import suppress
from random import Random
from typing import Any

from boards.operations.base import Refused
from boards.operations.state import Board, advance, opening
from boards.operations.wire import fields_of, from_log, own_fields
from tests.boards.operations.random_acts import KINDS, MOST, Choice, Draw
from tests.browser.people import Person
from tests.serving import Server

OPENED = "SELECT title, areas FROM boards_board WHERE id = ?"
LOGGED = """SELECT verb, fields, seq, op_id, seat, "when" FROM boards_entry
  WHERE board_id = ? ORDER BY seq"""
WORDS = ("a", "b ", "e\u0301", "\N{TEACUP WITHOUT HANDLE}", "\u05d0\u0645", " a few words more")
# Each piece as it stands, and what lies in each place, in order; without what is this page's own:
# where its Tab stop is, what somebody holds, which themes are in its view.
ALIKE = """() => {
  const ours = "mine asks held chosen over moved travelling shown picked away takes goal \\
awaits looked-at gathered elsewhere vacant unwritten lined near waits".split(" ");
  const bare = (piece) => {
    const copy = piece.cloneNode(true);
    for (const list of copy.querySelectorAll(".theme-ideas, .loose")) list.replaceChildren();
    for (const own of copy.querySelectorAll(".holder, .start-theme")) own.remove();
    for (const clock of copy.querySelectorAll("[data-left]")) clock.textContent = "";
    for (const one of [copy, ...copy.querySelectorAll("*")]) {
      one.classList.remove(...ours);
      if (!one.classList.length) one.removeAttribute("class");
      for (const name of ["tabindex", "aria-label", "style", "open"]) one.removeAttribute(name);
      const sorted = [...one.attributes].sort((a, b) => (a.name < b.name ? -1 : 1));
      for (const { name } of sorted) one.removeAttribute(name);
      for (const { name, value } of sorted) one.setAttribute(name, value);
    }
    return copy.outerHTML.replace(/\\s+/g, " ");
  };
  const pieces = [...document.querySelectorAll(`#main :is(.idea, .theme, .gone, .open-ground)[id], \
#counts, #agenda, #places, #groups, #pulse, #keeping, #kept, #settled, #proposal, #piece, #voice`)];
  const places = [...document.querySelectorAll("[data-holds], #clearings, .theme-ideas, .loose")];
  const inside = (place) => [...place.querySelectorAll(":scope > *, :scope > .ten > *")]
    .map((one) => one.id || one.dataset.ten);
  const name = (place) => place.dataset.holds ?? (place.closest(".theme, .line-part") ?? place).id;
  return {
    pieces: Object.fromEntries(pieces.map((piece) => [piece.id, bare(piece)])),
    places: places.map((place) => [name(place), inside(place)]),
  };
}"""


class Storm:
    """Whoever is at a board, doing whatever can be done there, several in one instant."""

    def __init__(self, server: Server, people: list[Person], random: Random) -> None:
        self.server, self.people, self.random = server, people, random

    def rages(self, rounds: int, acts: int) -> None:
        """Let everyone do so many acts at once, so often; many of them cross, and are refused."""
        for _ in range(rounds):
            board = self.board()
            for person in self.people:
                person.posts(*(self.act(board) for _ in range(acts)))
            self.people[0].page.wait_for_timeout(self.random.randint(0, 400))

    def pours(self, ideas: int) -> None:
        """Let everyone write so many ideas at once, and move them to and fro."""
        for person in self.people:
            person.posts(*({"verb": "add_idea", "text": f"One more, {n}"} for n in range(ideas)))
        self.people[0].everything_is_stored()
        board = self.board()
        last, themes = list(board.ideas)[-ideas:], list(board.themes)
        for _ in range(2):
            for person, theme in zip(self.people, themes, strict=False):
                place = {"verb": "place_idea", "theme": theme}
                person.posts(*({**place, "idea": idea} for idea in last))
                person.posts({"verb": "bring_ideas", "ideas": last})

    def act(self, board: Board) -> dict[str, Any]:
        """One act that fits the board as it stands, as a message."""
        at = self.random.randint
        drawn = (self.random.choice(KINDS), at(0, MOST), at(0, MOST), at(0, 8))
        act = Choice(Draw("", *drawn, self.random.choice(WORDS)), board).act()
        given = own_fields(act).items()
        sent = {key: value for key, value in given if "read" in fields_of(act.verb)[key].metadata}
        return {"verb": act.verb, **sent}

    def board(self) -> Board:
        """The board as its log makes it by now."""
        its_own = [self.people[0].board]
        ((title, areas),) = self.server.rows(OPENED, its_own)
        board = opening(title, _read(areas))
        for verb, fields, seq, op_id, seat, when in self.server.rows(LOGGED, its_own):
            stamps = {"seq": seq, "id": op_id, "seat": seat, "hand": seat, "when": when}
            with suppress(Refused):  # who did what unsigned is not to be had here
                board = advance(board, from_log(verb, _read(fields), **stamps))
        return board


def _read(column: Any) -> Any:
    """JSON, of which PostgreSQL has made what it says already."""
    return json.loads(column) if isinstance(column, str) else column


def alike(person: Person) -> Any:
    """What must be the same on everyone's screen."""
    return person.page.evaluate(ALIKE)
