"""Words that mean something to some format, and a board that has the same ones everywhere."""

from dataclasses import replace

from boards.models import Card
from boards.operations.stances import TakeStance
from boards.operations.state import Board
from boards.shelf.report.telling import Taken
from sessions.operations.opening import OpenWorkshop
from tests.boards.operations.room import ADA, BEN
from tests.boards.shelf.report.told import CAST, DAY, Told

FORMULAS = [
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    '   =HYPERLINK("http://x.example")',
    "＝1+1",
    "＋1",
    "－1",
    "＠x",
    "\u200b=1",
    "\u00a0=1",
    "'=1",
    "''twice",
    "'quoted",
    '"=1"',
    'a,"b";\r\nc',
    "=cmd|' /C calc'!A0",
]
MARKUP = [
    "<script>alert(1)</script><b>x</b>&amp;&lt;",
    "]]><!-- --><?xml?><!DOCTYPE x [<!ENTITY y SYSTEM 'file:///etc/passwd'>]>&y;",
    "# Heading\n## Another\n---\n===\n- item\n1. one\n> quote\n    code\n```\nfence",
    "*stars* _lines_ ~~gone~~ `code` [link](http://x.example) ![x](y) <http://x.example> |a|b|",
    "http://x.example www.x.example ada@x.example",
    '#import "@preview/x:0.1.0": * #read("/etc/passwd") $x^2$ \\ @ref <label> #[x] // gone /* gone',
    '= Typst\n+ one\n/ term: x\n#eval("1") #sys.inputs',
    "{{ 7|add:7 }} {% now 'Y' %} %(n)s %s {0}",
]
ODD = [
    "right \u202eleft over\u202c and \u2066isolated\u2069 \u200f\u200e",
    "\u202eunclosed",
    "\u2069\u2069stray",
    "nul\x00bell\x07escape\x1b[31m delete\x7f",
    "\x0b\x0c\x85\u2028\u2029 lines",
    "half \ud83d here \udc00",
    "mark \ufeff nothing \uffff\ufffe \U0001ffff \ufdd0 between \ufff9\ufffa\ufffb",
    "e\u0301\u0301\u0301\u0301\u0301 Z\u0351\u036b\u0343",
    "مرحبا بالعالم 123 hello",
    "नमस्ते दुनिया",
    "你好世界 こんにちは 안녕",
    "🍵 👨‍👩‍👧‍👦 🏳️‍🌈 ☕️ 🇬🇧",
    "\U00013000\U0001f9ff\ue000\U000e0041",
    "x" * 2000,
    "ж" * 300,
    " \n \n ",
    "\n" * 400 + "far down",
]
BAD = [*FORMULAS, *MARKUP, *ODD]


NAME, STATEMENT = 120, 500  # characters that the board takes at most


def a_board_of(*every: str, title: str = "") -> Taken:
    """A board whose every field says these words, each for itself; names are kept.

    The title is the first of them, unless another one is given.
    """
    room = Told()
    room.room.does(ADA, OpenWorkshop(kind="immersive"))
    for words in every:
        ideas = [room.idea(seat, words, (BEN, words)) for seat in (ADA, BEN)]
        theme = room.theme(words[:NAME], words[:STATEMENT], *ideas)
        for seat in CAST[:4]:
            room.room.does(seat, TakeStance(theme=theme, stance="agree", why=words[:STATEMENT]))
        room.idea(BEN, words, area="messages")
        room.idea(BEN, words, area="obstacles")
    cards = {
        seat: Card(n, words[:60], words[:120], words[:60], hand=f"~{seat}", here=10**9)
        for n, (seat, words) in enumerate(zip((*CAST, *every[5:]), (every * 5), strict=False), 1)
    }
    board = _named(room.room.board, every, title or every[0])
    return Taken(board, cards, (DAY, DAY), names=True)


def _named(board: Board, every: tuple[str, ...], title: str) -> Board:
    named = zip(board.areas.items(), every * len(board.areas), strict=False)
    areas = {id_: replace(one, name=words, question=words) for (id_, one), words in named}
    return replace(board, title=title, areas=areas)
