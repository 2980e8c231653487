"""Test that the deployment files give the bot everything it needs, and no more."""

from __future__ import annotations

import re
import shutil
import subprocess
from configparser import RawConfigParser
from pathlib import Path

import pytest

from tests.support.command_line import PACKAGES, PROJECT

UNIT = PROJECT / "deploy/same-side.service"
CONTAINER = (PROJECT / "deploy/Containerfile").read_text()


def unit() -> dict[str, str]:
    read = RawConfigParser(strict=False)
    read.optionxform = str  # type: ignore[assignment,method-assign]  # as its documentation does it
    read.read_string(UNIT.read_text())
    return dict(read["Service"])


def test_the_unit_gives_the_bot_little() -> None:
    service = unit()
    for name, wanted in {
        "UMask": "0077",
        "ProtectSystem": "strict",
        "NoNewPrivileges": "yes",
        "CapabilityBoundingSet": "",
        "StateDirectoryMode": "0700",
        "RestartPreventExitStatus": "2",
    }.items():
        assert service[name] == wanted, name
    assert service["User"] != "root"


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd on this machine")
def test_systemd_understands_the_unit(tmp_path: Path) -> None:
    here = UNIT.read_text().replace("/opt/same-side/.venv/bin/python", shutil.which("env") or "")
    copy = tmp_path / UNIT.name
    copy.write_text(here.replace("User=same-side", "User=daemon"))
    command = ["systemd-analyze", "verify", str(copy)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 our own command
    about_it = [line for line in done.stderr.splitlines() if UNIT.name in line]
    assert (done.returncode, about_it) == (0, [])


def test_the_container_holds_each_room_that_runs_and_nothing_else() -> None:
    copied = re.findall(r"^COPY (\w+) \1$", CONTAINER, re.MULTILINE)
    assert sorted(copied) == sorted(set(PACKAGES) - {"playground"})
    let_in = (PROJECT / ".containerignore").read_text().splitlines()
    assert {f"!{room}" for room in copied} <= set(let_in)
    assert let_in[0] == "*"


def test_the_container_runs_as_nobody_in_particular() -> None:
    last = CONTAINER.rpartition("\nFROM ")[2]
    assert re.findall(r"^USER (.+)$", last, re.MULTILINE) == ["same-side"]
    assert "--require-hashes" in CONTAINER
    assert "umask 077" in CONTAINER
