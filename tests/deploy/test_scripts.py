"""What containers run besides the board: secrets, nights, backups; what PostgreSQL writes down."""

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests import databases, servers
from tests.deploy.containers import SERVICES
from tests.house import ROOT
from tests.serving import Server

pytestmark = pytest.mark.xdist_group("proxy")  # what needs a PostgreSQL of its own, one at a time
OURS = f"{os.getuid()}:{os.getgid()}"
PATH = f"{Path(sys.executable).parent}:{os.environ['PATH']}"


def run(script: str, *given: str, **settings: str) -> subprocess.CompletedProcess[str]:
    own = [str(ROOT / "deploy" / script), *given]
    environment = os.environ | {"PATH": PATH} | settings
    return subprocess.run(own, cwd=ROOT, env=environment, capture_output=True, text=True)


def test_secrets_are_made_once_and_each_folder_is_given_away(tmp_path: Path) -> None:
    secrets, backups = tmp_path / "secrets", tmp_path / "backups"
    secrets.mkdir()
    backups.mkdir(mode=0o755)
    kept = []
    for _ in range(2):
        done = run("prepare", str(secrets), f"{backups}={OURS}")
        assert done.returncode == 0, done.stderr
        kept.append({path.name: path.read_text() for path in secrets.iterdir()})
    assert kept[0] == kept[1]
    assert set(kept[0]) == {"key", "database"}
    assert all(len(secret) > 60 for secret in kept[0].values())
    assert len(set(kept[0].values())) == 2
    assert backups.stat().st_mode & 0o777 == 0o700
    assert all(path.stat().st_mode & 0o777 == 0o444 for path in secrets.iterdir())


@pytest.mark.parametrize(
    ("command", "level", "event", "well"),
    [
        ("echo '3 boards'; echo '1 \"key\"'", "info", "sh -c ... - done: 3 boards;1 key", True),
        ("echo half; exit 3", "error", "sh -c ... - failed: half", False),
    ],
)
def test_a_night_says_what_became_of_it_in_one_line(
    tmp_path: Path, command: str, level: str, event: str, well: bool
) -> None:
    (tmp_path / "went-well").touch()
    own = [str(ROOT / "deploy" / "nightly"), "03:00", "sh", "-c", command]
    environment = os.environ | {"TMPDIR": str(tmp_path)}
    night = subprocess.Popen(
        own, env=environment, stdout=subprocess.PIPE, text=True, start_new_session=True
    )
    assert night.stdout
    said = json.loads(night.stdout.readline())
    assert night.poll() is None  # it waits for the night
    os.killpg(night.pid, signal.SIGTERM)
    night.wait()
    assert (said["level"], said["logger"]) == (level, "deploy.nightly")
    assert said["event"].partition(" - ")[2] == event.partition(" - ")[2]
    assert (tmp_path / "went-well").exists() == well


@pytest.fixture(scope="module")
def postgres() -> Iterator[str]:
    """A PostgreSQL with the settings that the containers' one has."""
    if not shutil.which("pg_dump"):
        pytest.skip("PostgreSQL is not installed")
    settings = " ".join(SERVICES["postgres"]["command"][1:])
    options = f"-c fsync=off {settings}"
    with servers.ground() as folder, servers.postgres(folder / "own", options) as address:
        databases.make_template(address)
        yield address


@pytest.fixture
def ward(postgres: str, tmp_path: Path) -> Iterator[Server]:
    """A board's server on that PostgreSQL, in a database that is called as in the containers."""
    databases.rows_of(postgres, f"CREATE DATABASE coproduce TEMPLATE {databases.TEMPLATE}")
    server = Server(tmp_path / "ward")
    (tmp_path / "ward").mkdir()
    address = urlsplit(postgres)._replace(path="/coproduce").geturl()
    server.environment["DATABASE_URL"] = address
    server.environment.pop("REDIS_URL", None)
    yield server
    server.kill()
    for (name,) in databases.rows_of(
        postgres, "SELECT datname FROM pg_database WHERE datname LIKE 'coproduce%'"
    ):
        databases.rows_of(postgres, f"DROP DATABASE {name} WITH (FORCE)")


def of(postgres: str, folder: Path) -> dict[str, str]:
    """What the containers of backups are told."""
    place = urlsplit(postgres)
    told = {"PGHOST": str(place.hostname), "PGPORT": str(place.port), "PGUSER": "coproduce"}
    return told | {
        "PGDATABASE": "coproduce",
        "COPRODUCE_BACKUPS": str(folder / "backups"),
        "COPRODUCE_SECRETS": str(folder / "secrets"),
        "COPRODUCE_BACKUPS_KEPT": "2",
    }


def test_a_backup_comes_back_with_its_boards_and_its_key(
    postgres: str, ward: Server, tmp_path: Path
) -> None:
    (tmp_path / "backups").mkdir()
    (tmp_path / "secrets").mkdir()
    assert run("prepare", str(tmp_path / "secrets")).returncode == 0
    told, key = of(postgres, tmp_path), tmp_path / "secrets" / "key"
    old = [tmp_path / "backups" / f"coproduce-2020-01-0{n}" for n in range(1, 4)]
    for folder in old:
        folder.mkdir()
    ward.manage("make_board", "--title", "Before", "--seats", "1", "--json")
    done = run("backup", **told)
    assert done.returncode == 0, done.stderr
    made = done.stdout.partition(",")[0]
    assert {path.name for path in (tmp_path / "backups").iterdir()} == {made, old[-1].name}
    assert "is there already" in run("backup", **told).stdout
    held = key.read_text()
    key.chmod(0o644)
    key.write_text("another machine's")
    ward.manage("make_board", "--title", "After", "--seats", "1", "--json")
    ward.start()  # nothing is put in place while somebody is connected
    assert run("restore", made, **told).returncode != 0
    assert titles(ward) == {"Before", "After"}
    ward.stop()
    done = run("restore", made, **told)
    assert done.returncode == 0, done.stderr
    assert titles(ward) == {"Before"}
    assert key.read_text() == held
    assert done.stdout.startswith("It is in place. What was there is kept as coproduce_before_")


def titles(server: Server) -> set[str]:
    return {title for (title,) in server.rows("SELECT title FROM boards_board")}


def test_postgres_writes_nothing_down_that_people_wrote(postgres: str) -> None:
    import psycopg

    kept = databases.rows_of(postgres, "SHOW data_directory")[0][0]
    log = Path(kept).parent / "log"
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS said (words text UNIQUE)")
        connection.execute("INSERT INTO said VALUES ('Wheatear')")
        for wrong in (
            "INSERT INTO said VALUES ('Wheatear')",
            "SELECT 'Wheatear'::int",
            "SELECT Wheatear FROM said",
        ):
            with pytest.raises(psycopg.Error, match=r"(?i)wheatear|said_words_key"):
                connection.execute(wrong)
    assert "ready to accept connections" in log.read_text()
    assert "heatear" not in log.read_text()
