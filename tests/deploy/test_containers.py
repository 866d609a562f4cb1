"""What an IT department looks for in the files that containers are made of."""

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.deploy import containers
from tests.deploy.containers import COMPOSE, DOCKERFILE, SERVICES, environment
from tests.house import ROOT

STAYING = {name: one for name, one in SERVICES.items() if one.get("restart") != "no"}
STAYING = {name: one for name, one in STAYING.items() if "profiles" not in one}
PINNED = re.compile(r"[a-z]+:\d+\.\d+\.\d+-[a-z]+|postgres:\d+\.\d+-[a-z]+|python:[\d.]+-[a-z-]+")
AS_ROOT = {"prepare", "restore"}  # for a moment: they give files to others
SCRIPTS = sorted(path for path in (ROOT / "deploy").iterdir() if path.name != "Caddyfile")


@pytest.mark.parametrize("service", SERVICES)
def test_no_container_may_do_more_than_it_must(service: str) -> None:
    one = SERVICES[service]
    assert one["read_only"] is True
    assert one["cap_drop"] == ["ALL"]
    assert one["security_opt"] == ["no-new-privileges:true"]
    assert one["pids_limit"]
    assert set(one.get("cap_add", [])) <= {"CHOWN", "FOWNER", "DAC_OVERRIDE", "NET_BIND_SERVICE"}
    user = one.get("user") or re.findall(r"^USER (\S+)", DOCKERFILE, re.MULTILINE)[-1]
    assert (user == "0:0") == (service in AS_ROOT)


@pytest.mark.parametrize("service", SERVICES)
def test_every_image_is_pinned(service: str) -> None:
    one = SERVICES[service]
    bases = re.findall(r"^FROM (\S+)", DOCKERFILE, re.MULTILINE)
    images = bases if "build" in one else [one["image"]]
    assert images
    assert all(PINNED.fullmatch(image) for image in images)


@pytest.mark.parametrize("service", STAYING)
def test_what_stays_is_started_again_and_looked_after(service: str) -> None:
    one = STAYING[service]
    assert one["restart"] == "unless-stopped"
    own = re.search(r"^HEALTHCHECK ", DOCKERFILE, re.MULTILINE) and "build" in one
    assert one.get("healthcheck", {}).get("test") or own
    assert one["logging"]["options"].keys() == {"max-size", "max-file"}  # no disk fills up


def test_only_the_proxy_reaches_the_network() -> None:
    assert COMPOSE["networks"]["inside"] == {"internal": True}
    outside = [name for name, one in SERVICES.items() if "outside" in one.get("networks", [])]
    assert outside == ["proxy"]
    assert [name for name, one in SERVICES.items() if "ports" in one] == ["proxy"]


def test_every_volume_is_known_and_what_must_survive_lies_in_one() -> None:
    used = {
        volume.split(":")[0]
        for one in SERVICES.values()
        for volume in one.get("volumes", [])
        if volume[0] not in "./$"
    }
    assert used | {"none"} == set(COMPOSE["volumes"])
    told = (ROOT / "docs" / "running.md").read_text()
    assert all(f"| `{name}` |" in told for name in used)
    assert "postgres:/var/lib/postgresql/data" in SERVICES["postgres"]["volumes"]
    readers = [
        name for name, one in SERVICES.items() if "secrets:/secrets" in one.get("volumes", [])
    ]
    assert readers == ["prepare", "restore"]  # the others only read them


def test_each_waits_for_what_it_needs() -> None:
    waits = {name: set(one.get("depends_on", {})) for name, one in SERVICES.items()}
    assert waits["postgres"] == {"prepare"}
    assert waits["web"] == {"postgres", "redis"}
    assert waits["proxy"] == waits["let-go"] == waits["backup"] == {"web"}


def test_a_name_is_all_that_is_asked() -> None:
    named, plain = environment("web", COPRODUCE_NAME="board.example"), environment("web")
    assert named["COPRODUCE_HOSTS"] == "board.example,127.0.0.1"
    assert (named["COPRODUCE_SECURE"], plain["COPRODUCE_SECURE"]) == ("true", "")
    assert (named["COPRODUCE_ADDRESS"], plain["COPRODUCE_ADDRESS"]) == ("https://board.example", "")
    assert plain["COPRODUCE_HOSTS"] == "*,127.0.0.1"
    assert environment("proxy")["COPRODUCE_NAME"] == "http://"
    assert named["COPRODUCE_LOG"] == plain["COPRODUCE_LOG"] == "json"


def test_the_documents_tell_every_setting() -> None:
    asked = set(re.findall(r"\$\{(COPRODUCE_\w+)", (ROOT / "docker-compose.yml").read_text()))
    table = (ROOT / "docs" / "running.md").read_text().partition("## What is kept")[0]
    assert set(re.findall(r"^\| `(COPRODUCE_\w+)`", table, re.MULTILINE)) == asked


def test_the_image_has_all_that_is_run(tmp_path: Path) -> None:
    made = containers.image(tmp_path / "image")
    commands = [one["command"] for one in SERVICES.values() if "command" in one and "build" in one]
    for command in [*commands, containers.command()]:
        for word in command:
            if word.startswith("deploy/"):
                assert (made / word).stat().st_mode & 0o111
    assert (made / "sessions" / "example" / "hour.txt").exists()
    assert not (made / "tests").exists()


@pytest.mark.parametrize("script", SCRIPTS, ids=[path.name for path in SCRIPTS])
def test_every_script_is_sound(script: Path) -> None:
    if not shutil.which("shellcheck"):
        pytest.skip("shellcheck is not installed")
    done = subprocess.run(["shellcheck", "-x", script], capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, done.stdout


def mounts(service: str) -> dict[str, Any]:
    return dict(volume.split(":")[1::-1] for volume in SERVICES[service].get("volumes", []))


def test_what_is_scheduled_is_there_to_be_run() -> None:
    assert SERVICES["let-go"]["command"] == ["deploy/nightly", "02:30", "deploy/manage", "let_go"]
    backup = SERVICES["backup"]
    assert [*backup["entrypoint"], *backup["command"]] == [
        "/deploy/nightly",
        "03:00",
        "/deploy/backup",
    ]
    for service in ("backup", "restore"):
        assert mounts(service)["/deploy"] == "./deploy"
        assert mounts(service)["/backups"] == "backups"
        assert (
            environment(service)["PGUSER"] == SERVICES["postgres"]["environment"]["POSTGRES_USER"]
        )
