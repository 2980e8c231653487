"""Test that each make target sets itself up once, with the requested Python, or says why not."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[2]
STAND_IN = """#!/bin/sh
# A Python {version} that writes down what it is asked to do.
case "$*" in
    *version_info\\[:2\\]*) echo {version} ;;
    *"version_info < (3, 11)"*) {is_new} ;;
    *"import ensurepip"*) {has_venv} ;;
    *"-m venv"*) mkdir -p .venv/bin; cp "$0" .venv/bin/python ;;
    *"install"*)
        echo "$*" >> installed
        printf 'Collecting one==1 (from -r run.txt)\\n  Downloading one.whl\\nCollecting two==2\\n'
        {install} ;;
esac
"""

WELL = "echo 'Installing collected packages: one, two'"
BROKEN = "echo 'ERROR: Could not find a version that satisfies one==1' >&2; exit 1"


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Make a fresh clone, as far as make is concerned."""
    shutil.copy(HOUSE / "Makefile", tmp_path)
    for folder in ("tools", "requirements"):
        shutil.copytree(HOUSE / folder, tmp_path / folder)
    return tmp_path


def python(
    checkout: Path, version: str, *, new: bool = True, venv: bool = True, install: str = WELL
) -> str:
    """Make a Python to choose with `make PYTHON=…`."""
    path = checkout / f"python{version}"
    answers = {"is_new": "true" if new else "false", "has_venv": "true" if venv else "false"}
    answers["install"] = install
    path.write_text(STAND_IN.format(version=version, **answers))
    path.chmod(0o755)
    return str(path)


def make(checkout: Path, target: str, chosen: str) -> subprocess.CompletedProcess[str]:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    command = ["make", target, f"PYTHON={chosen}"]
    return subprocess.run(  # noqa: S603 our own command
        command, cwd=checkout, env=inherited, capture_output=True, text=True, check=False
    )


def installed(checkout: Path) -> list[str]:
    """Return the installed requirements, in order."""
    log = checkout / "installed"
    lines = log.read_text().splitlines() if log.exists() else []
    return [line.rpartition("/")[2] for line in lines]


def test_an_old_python_gets_one_clear_line_before_anything_happens(checkout: Path) -> None:
    made = make(checkout, "demo", python(checkout, "3.9", new=False))
    assert made.returncode != 0
    assert "needs Python 3.11 or newer" in made.stderr
    assert "is 3.9: choose one with make PYTHON=python3.12" in made.stderr
    assert (made.stdout, made.stderr.count("\n")) == ("", 1)
    assert not (checkout / ".venv").exists()


def test_no_python_at_all_gets_one_clear_line(checkout: Path) -> None:
    made = make(checkout, "test", "no-such-python")
    assert made.returncode != 0
    assert "no-such-python does not run here" in made.stderr
    assert made.stderr.count("\n") == 1


def test_a_python_without_venv_gets_one_clear_line(checkout: Path) -> None:
    made = make(checkout, "test", python(checkout, "3.12", venv=False))
    assert made.returncode != 0
    assert "apt install python3.12-venv" in made.stderr
    assert made.stderr.count("\n") == 1


def test_a_second_run_installs_nothing(checkout: Path) -> None:
    chosen = python(checkout, "3.12")
    for _ in range(2):
        assert make(checkout, "ready-run", chosen).returncode == 0
    assert installed(checkout) == ["run.txt"]


def test_an_environment_ready_for_tests_is_ready_to_run(checkout: Path) -> None:
    chosen = python(checkout, "3.12")
    for target in ("ready-test", "ready-run"):
        make(checkout, target, chosen)
    assert installed(checkout) == ["test.txt"]


def test_a_changed_list_of_libraries_is_installed(checkout: Path) -> None:
    chosen = python(checkout, "3.12")
    make(checkout, "ready-run", chosen)
    with (checkout / "requirements/run.txt").open("a") as pinned:
        pinned.write("# another library\n")
    make(checkout, "ready-run", chosen)
    assert installed(checkout) == ["run.txt", "run.txt"]


def test_another_python_recreates_the_folder(checkout: Path) -> None:
    for version in ("3.12", "3.13"):
        make(checkout, "ready-run", python(checkout, version))
    assert installed(checkout) == ["run.txt", "run.txt"]


def test_an_install_that_was_cut_short_is_done_again(checkout: Path) -> None:
    chosen = python(checkout, "3.12")
    make(checkout, "ready-run", chosen)
    next((checkout / ".venv").glob(".run-*")).unlink()
    make(checkout, "ready-run", chosen)
    assert installed(checkout) == ["run.txt", "run.txt"]


def test_the_set_up_shows_how_far_it_is(checkout: Path) -> None:
    """It takes half a minute, in which nothing used to move."""
    lines = (checkout / "requirements/run.txt").read_text().splitlines()
    pinned = [line for line in lines if "==" in line]
    made = make(checkout, "ready-run", python(checkout, "3.12"))
    first, *steps, last = made.stderr.splitlines()
    assert first.startswith("Setting up .venv with Python 3.12")
    assert steps == [f"  {n} of {len(pinned)} libraries" for n in (1, 2)]
    assert last == "  putting them in place"
    assert made.stdout == ""


def test_a_set_up_that_fails_says_why_and_is_not_ready(checkout: Path) -> None:
    made = make(checkout, "ready-run", python(checkout, "3.12", install=BROKEN))
    assert made.returncode != 0
    assert "ERROR: Could not find a version that satisfies one==1" in made.stderr
    assert not list((checkout / ".venv").glob(".run-*"))
