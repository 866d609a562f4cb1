"""Whoever looks after it can ask whether it is well, and learns nothing of any board."""

import json
import re
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families

from tests.faults.rooms import House
from tests.faults.screen import Screen
from tests.serving import ROOT, Server

TOKEN = "for-those-who-look-after-it"


@pytest.fixture
def counted(folder: Path) -> Server:
    return Server(folder, COPRODUCE_METRICS_TOKEN=TOKEN)


def asked(server: Server, path: str, token: str = "") -> tuple[int, str]:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    request = urllib.request.Request(f"{server.address}{path}", headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as refusal:
        return refusal.code, refusal.read().decode()


def test_it_is_up_and_ready(running: Server) -> None:
    assert asked(running, "/healthz") == (200, "up\n")
    status, told = asked(running, "/readyz")
    assert (status, set(json.loads(told).values())) == (200, {True})


def test_a_container_behind_tls_is_asked_from_inside_as_its_compose_file_has_it(
    folder: Path,
) -> None:
    hosts = re.search(r"COPRODUCE_HOSTS: \S+?(,\S+)", (ROOT / "docker-compose.yml").read_text())
    assert hosts
    names = f"board.example{hosts[1]}"
    server = Server(folder, COPRODUCE_SECURE="true", COPRODUCE_HOSTS=names)
    server.start()
    assert asked(server, "/readyz")[0] == 200
    server.kill()


async def test_the_figures_count_what_was_done_and_tell_nobodys_words(counted: Server) -> None:
    counted.start()
    room = House(counted).room()
    async with Screen(room, 0) as ada:
        await ada.does("add_idea", text="Wanderlust")
        await ada.is_refused("gather", ideas=[])
        status, told = asked(counted, "/metrics", TOKEN)
    counted.kill()
    assert status == 200
    found = {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(told)
        for sample in family.samples
    }
    assert found["coproduce_operations_total", "add_idea"] == 1
    assert found["coproduce_connections",] == 1
    assert found["coproduce_boards_open",] == 1
    assert found["coproduce_commit_seconds_count",] == 1
    assert sum(value for name, value in found.items() if name[0] == "coproduce_refusals_total") == 1
    for secret in ("Wanderlust", room.board, *(seat.id for seat in room.seats)):
        assert secret not in told


def test_without_the_token_there_are_no_figures(counted: Server, running: Server) -> None:
    assert asked(running, "/metrics", TOKEN)[0] == 404  # none was set
    counted.start()
    assert asked(counted, "/metrics")[0] == 404
    assert asked(counted, "/metrics", "another")[0] == 404
    counted.kill()
