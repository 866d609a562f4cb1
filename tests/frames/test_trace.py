"""A made-up trace is read as a developer of the browser would read it."""

import pytest

from tests.frames.figures import ENOUGH, Phase, figures, longest, made_of
from tests.frames.functions import spent
from tests.frames.gauge import Gauge
from tests.frames.report import verdict
from tests.frames.trace import MARK, Event, Noticed, frames, main_thread, noticed, tasks

PAGE, OTHER = 7, 8


def named(process: int) -> Event:
    name = {"name": "CrRendererMain"}
    return {"name": "thread_name", "ph": "M", "ts": 0, "pid": process, "tid": 1, "args": name}


def event(name: str, at: float, ms: float, process: int = PAGE, **args: object) -> Event:
    """One that began at so many ms and took so long."""
    times = {"ts": at * 1000, "dur": ms * 1000, "tdur": ms * 900}
    return {"name": name, "ph": "X", "pid": process, "tid": 1, "args": args, **times}


def frame(begin: float, end: float) -> list[Event]:
    at = {"name": "AnimationFrame", "pid": PAGE, "tid": 1}
    return [{**at, "ph": "b", "ts": begin * 1000}, {**at, "ph": "e", "ts": end * 1000}]


STACK = [
    {"url": "http://here/js/htmx-4.min.js", "functionName": "swap", "lineNumber": 1},
    {"url": "http://here/js/keys.js", "functionName": "stop", "lineNumber": 23},
]
TRACE = [
    named(PAGE),
    named(OTHER),
    event("RunTask", 0, 5, OTHER),
    event("RunTask", 10, 60),
    event("FunctionCall", 11, 50, data={"url": "http://here/js/socket.js", "lineNumber": 70}),
    event("UpdateLayoutTree", 12, 30, beginData={"stackTrace": STACK}, elementCount=8000),
    event("RunTask", 80, 20),
    event("Paint", 85, 10),
    *frame(10, 100),
]


def test_it_tells_the_tasks_of_the_page_apart_by_what_they_were_made_of() -> None:
    first, second = tasks(main_thread(TRACE))
    assert (first.ms, second.ms, first.own) == (60, 20, 54)
    assert dict(first.parts) == {
        ("other", ""): 10,
        ("script", "socket.js:70"): 20,
        ("style", "keys.js:23 stop"): 30,
    }
    assert first.styled == [8000]
    assert second.parts["paint", ""] == 10


def test_a_frame_is_as_long_as_the_work_in_it() -> None:
    main = main_thread(TRACE)
    (only,) = frames(main, tasks(main))
    assert (only.ms, only.work) == (90, 80)


def test_of_what_the_page_is_told_it_finds_how_much_was_work() -> None:
    began = {"name": MARK, "ph": "I", "ts": 2_000, "pid": PAGE, "tid": 1}
    ran = [event("ThreadControllerImpl::RunTask", at, 20) for at in (10, 40, 95)]
    main = main_thread([named(PAGE), began, *ran, event("MajorGC", 45, 12)])
    told = [{"at": 1008.0, "ms": 90, "said": "drawn"}, {"at": 1200, "ms": 60, "said": ""}]
    first, second = noticed(told, 1000, main, tasks(main))
    assert (first.at, first.ms, first.work, first.said) == (10_000, 90, 45, "drawn")
    assert (second.at, second.work) == (202_000, 0)
    assert (first.garbage, second.garbage) == (12, 0)


def test_it_counts_what_was_too_long() -> None:
    main = main_thread(TRACE)
    done = tasks(main)
    phase = Phase("watching", 0, 1, 2, done, frames(main, done), worked=0.08)
    told = figures(phase)
    assert (told["tasks"]["over_50"], told["frames"]["over_50"]) == (1, 1)
    assert (told["an_act"], told["busy"]) == (40, 0.08)
    assert longest(phase)[0] is done[0]
    assert made_of(phase.long) == done[0].parts


# Ms at which the core was looked at; between 50 and 150 everything took 1.8 times as long on it.
LOOKS = [(ms, "0.1" if ms < 50 or ms > 150 else "0.18") for ms in range(0, 240, 5)]


def looked() -> Gauge:
    gauge = Gauge()
    gauge.take([(str(ms * 1000), took) for ms, took in LOOKS])
    return gauge


def test_it_knows_how_much_slower_the_core_was_than_it_is() -> None:
    found = [looked().times(ms * 1000, 20) for ms in (2, 40, 60, 120, 140, 200)]
    assert found == [pytest.approx(times) for times in (1, 1, 1.8, 1.8, 1, 1)]


def lasting(ms: float, at: float, work: float) -> Noticed:
    """One that began at so many ms."""
    return Noticed(at * 1000, ms, work)


def test_it_is_judged_by_how_long_it_takes_at_the_cores_own_speed() -> None:
    within, waits, into = lasting(90, 60, 81), lasting(90, 60, 36), lasting(54, 10, 54)
    phase = Phase("watching", 0, 0.24, 2, felt=[within, waits, into])
    looked().judge([phase])
    assert phase.slowness == pytest.approx(1 + 0.8 * 21 / 48)
    assert [one.own for one in phase.felt] == [pytest.approx(ms) for ms in (45, 20, 54)]
    told = "NOT AS REQUIRED: 1 frames and 0 tasks of over 50 ms of work at the core's own speed"
    assert verdict(phase) == told
    short = Phase("typing", 0, 0.24, 2, felt=[within])
    assert short.holds
    assert verdict(short).startswith("NOT JUDGED")
    short.seconds = ENOUGH
    told = "None of over 50 ms of work at the core's own speed; 1 frames and 0 tasks as they came"
    assert verdict(short) == told


def test_one_long_task_is_too_many() -> None:
    assert not Phase("holding", 0, ENOUGH, 2, noticed=[lasting(51, 1, 51)]).holds


def test_it_names_the_functions_of_long_tasks() -> None:
    calls = [
        {"id": 1, "callFrame": {"functionName": "(root)"}},
        {"id": 2, "parent": 1, "callFrame": {"functionName": "draw", "url": "/js/pieces.js"}},
        {"id": 3, "parent": 2, "callFrame": {"functionName": "focus"}},
    ]
    samples = {"cpuProfile": {"nodes": calls, "samples": [3, 2, 1]}, "timeDeltas": [4000] * 3}
    started = {"name": "Profile", "args": {"data": {"startTime": 20_000}}}
    trace = [started, {"name": "ProfileChunk", "args": {"data": samples}}]
    found = spent(trace, tasks(main_thread(TRACE)))
    assert found.itself == {"focus": 4, "pieces.js:1 draw": 4}
    assert found.in_all == {"focus": 4, "pieces.js:1 draw": 8}
