"""The search for the most boards ends, and finds them."""

import pytest

from tests.load.measures import Window, most_boards


@pytest.mark.parametrize("carries", [0, 1, 5, 16, 17, 40, 110, 500])
@pytest.mark.parametrize("first", [4, 16])
def test_it_finds_the_most_boards_that_hold(carries: int, first: int) -> None:
    tried = []

    def measure(boards: int) -> Window:
        tried.append(boards)
        late = 50.0 if boards <= carries else 500.0
        core = min(1.0, 0.8 * boards / max(carries, 1))
        return Window(
            boards=boards,
            seconds=1,
            p50=late / 2,
            p99=late,
            own_p99=late,
            fleeting_p99=0,
            acts=boards,
            core=core,
            others=0,
            generator=0.2,
            wrong=(),
        )

    found = most_boards(measure, first, limit=160)
    best = found.boards if found else 0
    carries = min(carries, 160)
    assert carries - max(1, carries // 16) <= best <= carries
    assert len(tried) < 16
