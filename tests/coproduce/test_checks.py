"""`manage.py check --deploy` names each way in which an installation could be unsafe."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from tests.serving import ROOT

SAFE = {"COPRODUCE_SECURE": "true", "COPRODUCE_HOSTS": "board.example"}


def checked(folder: Path, **settings: str) -> str:
    """What the check says of these settings."""
    environment = os.environ | SAFE | {"COPRODUCE_DATA": str(folder)} | settings
    command = [sys.executable, "manage.py", "check", "--deploy", "--database", "default"]
    told = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    return told.stdout + told.stderr


def test_a_safe_installation_passes() -> None:
    with tempfile.TemporaryDirectory(dir="/var/tmp") as folder:  # not where machines tidy up
        assert "no issues" in checked(Path(folder) / "kept")


@pytest.mark.parametrize(
    ("settings", "code"),
    [
        ({"COPRODUCE_HOSTS": "*"}, "coproduce.W001"),
        ({"COPRODUCE_ORIGINS": "http://elsewhere.example"}, "coproduce.W002"),
        ({"COPRODUCE_SECURE": "false"}, "coproduce.W003"),
        ({"COPRODUCE_SECRET": "short"}, "coproduce.E001"),
        ({"COPRODUCE_PACE": "60"}, "coproduce.W008"),
        ({"COPRODUCE_DEBUG": "true"}, "security.W018"),
    ],
)
def test_it_warns_about_what_is_unsafe(tmp_path: Path, settings: dict[str, str], code: str) -> None:
    assert code in checked(tmp_path / "kept", **settings)


def test_it_warns_about_what_others_can_read(tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    checked(kept)
    kept.chmod(0o777)
    (kept / "secret").chmod(0o644)
    told = checked(kept)
    assert "coproduce.W004" in told
    assert "coproduce.W005" in told
