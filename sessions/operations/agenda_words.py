"""The words of an agenda, and which of them stay where somebody withdraws theirs.

Words of a usual workshop are ours, whoever laid them out. All others are of who first wrote them.
"""

from collections.abc import Iterator
from functools import cache

from boards.operations.blanking import Walk
from boards.operations.ideas import EditIdea
from sessions.operations.agenda import Plain
from sessions.operations.kinds import KINDS, agenda_for

NAMED, ASKED = "name_phase", "ask_in_phase"  # the verbs by which each text of a phase is edited


def prompts_key(phase: str) -> str:
    return f"prompts {phase}"


@cache
def _usual() -> frozenset[str]:
    """Return every line of the usual agendas."""
    return frozenset(line for kind in KINDS for line in _lines(agenda_for(kind)))


def _lines(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from _lines(list(value.values()))
    elif isinstance(value, list):
        for one in value:
            yield from _lines(one)


def agenda_blanked(
    agenda: Plain, seeds: tuple[Plain, ...], walk: Walk, goes: bool
) -> tuple[Plain, tuple[Plain, ...]]:
    """Return an agenda, and the ideas that its seeds became, without the words that go."""
    phases = [phase_blanked(phase, walk, goes) for phase in agenda["phases"]]
    name = _stays("agenda", agenda["name"], walk, goes)
    return {**agenda, "name": name, "phases": phases}, tuple(_seed(one, walk) for one in seeds)


def phase_blanked(phase: Plain, walk: Walk, goes: bool) -> Plain:
    """Return a phase, whose texts begin with it, without the words that go."""
    id_, name, question = phase["id"], phase["name"], phase["question"]
    usual = _usual()
    areas = [_area(one, walk, goes) for one in phase.get("areas", ())]
    return {
        **phase,
        "name": walk.begun(f"{NAMED} {id_}", name, goes and name not in usual),
        "question": walk.begun(f"{ASKED} {id_}", question, goes and question not in usual),
        "prompts": [_stays(prompts_key(id_), one, walk, goes) for one in phase["prompts"]],
        **({"areas": areas} if "areas" in phase else {}),
    }


def _area(area: Plain, walk: Walk, goes: bool) -> Plain:
    key = f"area {area['id']}"
    stays: Plain = {part: _stays(key, area[part], walk, goes) for part in ("name", "question")}
    for part in ("words", "seeds"):
        stays[part] = [_stays(key, one, walk, goes) for one in area[part]]
    return {**area, **stays}


def _seed(seed: Plain, walk: Walk) -> Plain:
    """Return the idea that a line of its area became; nobody wrote it, so it is nobody's."""
    text = _stays(f"area {seed['area']}", seed["text"], walk, False)
    walk.begun(f"{EditIdea.verb} {seed['idea']}", seed["text"], text != seed["text"])
    return {**seed, "text": text}


def _stays(key: str, line: str, walk: Walk, goes: bool) -> str:
    return walk.lines(key, [line], goes and line not in _usual())[0]
