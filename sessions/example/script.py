"""Makes a log of a written hour: reads its lines and does each act as a board would.

`hour.txt` says how a line is written. The same lines always make the same log.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import NAMESPACE_OID, uuid5

from boards.models import open_template
from boards.operations.base import Operation
from boards.operations.state import Board, advance, opening
from boards.operations.wire import from_wire
from sessions.operations.carrying import CarryProposal
from sessions.operations.revealing import Revealing
from sessions.operations.state import workshop_of

BEGAN = 1_747_213_200_000  # ten o'clock on a Wednesday in May
SEAT = re.compile(r"seat (\w+) (\w+): (.+)")
ACT = re.compile(r"(\d\d):(\d\d) (\w+) (\w+)([^:\"]*)(?:: ?(.*))?")
EDIT = re.compile(r'"(.+)" -> "(.+)"')
TOO = "Me too."


@dataclass
class Script:
    """A written hour, on its way to a log."""

    title: str = ""
    seats: dict[str, tuple[str, str]] = field(default_factory=dict)  # name and what they bring
    entries: list[Operation] = field(default_factory=list)
    called: dict[str, str] = field(default_factory=dict)  # ids by the words of the script
    sheets: dict[str, str] = field(default_factory=dict)  # the words of cards, by their ids
    board: Board = field(default_factory=lambda: opening("", []))
    minted: int = 0

    def mint(self) -> str:
        self.minted += 1
        return f"ex{self.minted:04d}"

    def does(self, who: str, when: int, act: Operation) -> Operation:
        """Stamp an act as a hub would, and log it."""
        seat = None if who == "room" else who
        hand = seat and f"~{seat}"
        seq = self.board.seq + 1
        made = replace(act, seq=seq, id=str(uuid5(NAMESPACE_OID, f"example {seq}")), when=when)
        made = replace(made, seat=seat, hand=hand).among(tuple(self.seats))
        stamped = made.stamped(self.board, self.mint)
        self.board = advance(self.board, stamped)
        self.entries.append(stamped)
        return stamped

    def idea(self, word: str) -> str:
        if word.startswith("="):
            return self.called[word]
        return next(one.id for one in self.board.ideas.values() if one.number == int(word))


Said = Callable[[Script, str, str], dict[str, Any]]


def played(lines: Iterable[str]) -> Script:
    """Play the lines of a written hour, or raise ValueError with the one that cannot be done."""
    script = Script()
    for line in lines:
        if line.strip() and not line.startswith("#"):
            try:
                _read(script, line.strip())
            except Exception as trouble:
                raise ValueError(f"{line.strip()}: {trouble}") from trouble
    return script


def _read(script: Script, line: str) -> None:
    if line.startswith("title: "):
        script.title = line.removeprefix("title: ")
        script.board = opening(script.title, open_template())
    elif seat := SEAT.fullmatch(line):
        script.seats[seat[1]] = (seat[2], seat[3])
    elif act := ACT.fullmatch(line):
        when = BEGAN + (int(act[1]) * 60 + int(act[2])) * 1000
        _act(script, act[3], when, act[4], act[5].split(), act[6] or "")
    else:
        raise ValueError("no such line")


def _act(script: Script, who: str, when: int, verb: str, args: list[str], words: str) -> None:
    if verb == "carry_proposal":
        asked = workshop_of(script.board).proposals[0].id
        script.does("room", when, CarryProposal(proposal=asked))
    elif who == "all":
        proposal = workshop_of(script.board).proposals[0]
        others = [one for one in script.seats if f"~{one}" not in proposal.fine]
        for place, one in enumerate(others):
            _act(script, one, when + place * 900, verb, args, words)
    else:
        said = _fields(script, verb, args, words)
        done = script.does(who, when, from_wire({"id": str(uuid5(NAMESPACE_OID, who)), **said}))
        _remember(script, done, args)


def _fields(script: Script, verb: str, args: list[str], words: str) -> dict[str, Any]:
    """Return the act as it is said on the wire; an act that is not named here, as it stands."""
    if verb == "propose":
        return {"verb": verb, "what": {"verb": args[0], **dict(_pairs(args[1:]))}}
    said = SAID.get(verb)
    if said is None:
        return {"verb": verb, **dict(_pairs(args))}
    unsigned: dict[str, Any] = {"unsigned": True} if "unsigned" in args else {}
    return {**said(script, args[0] if args else "", words), **unsigned}


def _on(verb: str) -> Said:
    """An act on an idea, and on a theme where the words name one."""

    def said(script: Script, idea: str, theme: str) -> dict[str, Any]:
        on = {"theme": script.called[theme]} if theme else {}
        return {"verb": verb, "idea": script.idea(idea), **on}

    return said


def _answers(answer: str) -> Said:
    def said(script: Script, _: str, words: str) -> dict[str, Any]:
        asked = workshop_of(script.board).proposals[0].id
        note = {"note": words} if words else {}
        return {"verb": "answer_proposal", "proposal": asked, "answer": answer, **note}

    return said


def _writes(verb: str) -> Said:
    def said(script: Script, theme: str, words: str) -> dict[str, Any]:
        return _written(verb, {"theme": script.called[theme]}, script.board.seq, 0, 0, words)

    return said


def _echo(script: Script, idea: str, words: str) -> dict[str, Any]:
    return {"verb": "echo_idea", "idea": script.idea(idea), "text": words or TOO}


def _stand(script: Script, theme: str, words: str) -> dict[str, Any]:
    stance, _, why = words.partition(": ")
    on = {"verb": "take_stance", "theme": script.called[theme], "stance": stance}
    return {**on, "why": why} if why else on


def _edit(script: Script, word: str, words: str) -> dict[str, Any]:
    change = EDIT.fullmatch(words)
    assert change, words
    idea = script.idea(word)
    said, old, new = script.board.ideas[idea].text.said, change[1], change[2]
    return _written("edit_idea", {"idea": idea}, script.board.seq, said.index(old), len(old), new)


def _written(
    verb: str, on: dict[str, str], base: int, at: int, remove: int, insert: str
) -> dict[str, Any]:
    return {"verb": verb, **on, "base": base, "at": at, "remove": remove, "insert": insert}


def _pairs(args: list[str]) -> Iterator[tuple[str, str | int]]:
    for one in args:
        name, _, value = one.partition("=")
        yield name, int(value) if value.isdigit() else value


SAID: dict[str, Said] = {
    "idea": lambda _, area, words: {"verb": "add_idea", "area": area, "text": words},
    "quiet": lambda _, word, words: {"verb": "write_quietly", "text": words},
    "echo": _echo,
    "too": _echo,
    "along": lambda script, idea, at: {
        "verb": "place_along",
        "idea": script.idea(idea),
        "at": int(at),
    },
    "edit": _edit,
    "gather": lambda script, _, ideas: {
        "verb": "gather",
        "ideas": [script.idea(one) for one in ideas.split()],
    },
    "place": _on("place_idea"),
    "too_in": _on("belongs_too"),
    "set_aside": _on("set_aside"),
    "put_back": _on("put_back"),
    "name": _writes("name_theme"),
    "statement": _writes("write_statement"),
    "stand": _stand,
    "fine": _answers("fine"),
    "not_yet": _answers("not_yet"),
}


def _remember(script: Script, done: Operation, args: list[str]) -> None:
    """Note what the script calls the things that an act made."""
    if done.verb == "gather":
        script.called[args[0]] = getattr(done, "theme")  # noqa: B009
    elif done.verb == "write_quietly":
        script.sheets[getattr(done, "sheet")] = next(one for one in args if one[0] == "=")  # noqa: B009
    elif isinstance(done, Revealing):
        for told, sheet in zip(done.ideas, done.sheets, strict=True):
            script.called[script.sheets[sheet]] = told["idea"]
