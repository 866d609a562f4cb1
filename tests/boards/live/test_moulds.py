"""A piece is cast from a mould: it is what its template makes of the same words, to the letter."""

import re

import pytest
from django.utils.safestring import SafeString
from hypothesis import given, settings

from boards.live import beside, frames, moulds
from boards.models import Card
from boards.operations.state import Board
from tests.boards.operations.random_acts import SEQUENCES, Draw, play
from tests.boards.operations.room import ADA, BEN, CORA, Room
from tests.house import ROOT

CARDS = {
    seat: Card(n, f"<{seat}> & 100%s", "", group=seat, hand=f"~{seat}", came=1, here=1)
    for n, seat in enumerate((ADA, BEN, CORA), 1)
}
PIECES = ("area", "counts", "gone", "idea", "order", "promised", "stood", "theme")
# A word is written out as it is, and asked whether it is there; of several, each is gone through.
WORD = r"[a-z]\w*(\.[a-z]\w*)?"
SIMPLE = re.compile(
    rf"\{{\{{ {WORD} \}}\}}"
    rf"|\{{% (el)?if (not )?{WORD}( (and|or) (not )?{WORD})* %\}}|\{{% (else|endif|endfor) %\}}"
    rf"|\{{% for {WORD} in {WORD} %\}}|\{{% (end)?blocktranslate %\}}|\{{% load i18n %\}}"
    r"|\{% translate (\"[^\"]+\"|'[^']+') %\}|\{% include \"boards/pieces/_\w+\.html\" %\}"
)


def drawn(words: dict[str, object], template: str = "boards/pieces/_idea.html") -> SafeString:
    return moulds.cast(template, words, frames._drawn)


def both(board: Board, monkeypatch: pytest.MonkeyPatch) -> tuple[str, str]:
    """The whole board as it is cast, and as the templates draw it."""
    pieces = [name for name in frames.whole(board) if name not in beside.kinds]
    cast = frames.render(board, pieces, CARDS)
    with monkeypatch.context() as patched:
        patched.setattr(frames, "_cast", frames._drawn)
        return cast, frames.render(board, pieces, CARDS)


@settings(deadline=None)
@given(SEQUENCES)
def test_what_is_cast_is_what_the_templates_draw(draws: list[Draw]) -> None:
    room = Room()
    for draw in draws:
        play(room, draw)
    with pytest.MonkeyPatch.context() as monkeypatch:
        cast, drawn = both(room.board, monkeypatch)
        again, _ = both(room.board, monkeypatch)
    assert cast == again == drawn


@pytest.mark.parametrize("piece", PIECES)
def test_the_template_of_a_piece_asks_no_more_than_whether_there_is_a_word(piece: str) -> None:
    text = (ROOT / f"templates/boards/pieces/_{piece}.html").read_text()
    for tag in re.findall(r"\{[{%].*?[%}]\}", text):
        assert SIMPLE.fullmatch(tag), tag


def test_words_of_one_shape_share_a_mould_and_it_holds_none_of_them() -> None:
    moulds.forget()
    bad = ["<script>", "%s %(x)s %", "\0000\0", "{{ id }}", "a & b"]
    for word in bad:
        words = {"id": "1", "words": word, "still": True}
        assert drawn(words) == frames._drawn("boards/pieces/_idea.html", words)
    assert len(moulds._kept) == 1
    assert "script" not in str(moulds._kept)


@pytest.mark.parametrize("other", ["", SafeString("<b>x</b>"), "True", True, 1, None])
def test_words_of_another_shape_have_a_mould_of_their_own(other: object) -> None:
    drawn({"id": "1", "words": "Tea"})
    words = {"id": "1", "words": other}
    assert drawn(words) == frames._drawn("boards/pieces/_idea.html", words)


def test_few_moulds_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(moulds, "KEPT", 3)
    for n in range(8):
        drawn({"id": "1", "echoes": [{"id": "e"}] * n})
    assert 0 < len(moulds._kept) <= 3
