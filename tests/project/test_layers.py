"""Test that `lint-imports` or ruff catches each import against the layers."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
PLATFORMS = ("bot/platforms/telegram", "bot/platforms/discord")
ROOMS = ("bot", "handlers", "scheduler", "domain", "storage", "content", "chat", "playground")
ALLOWED = {
    "bot/cli/demo.py": "import playground, handlers, scheduler, domain, storage, content, chat",
    "bot/platforms/telegram/http.py": "import telegram",
    "bot/platforms/discord/adapter.py": "import discord",
    "handlers/one.py": "import domain, storage, content, chat",
    "scheduler/one.py": "import domain, storage, chat",
    "domain/one.py": "import storage, content, chat",
    "storage/one.py": "import chat",
    "bench/peers/one.py": "import telegram",
    "tests/bench/one.py": "import bench",
    "tests/load/one.py": "import bench",
    "tests/scale/one.py": "import bench",
    "tests/one.py": "import bot, playground, telegram, discord",
}
FORBIDDEN = {
    "chat/two.py": ("import storage", "Imports between the layers run one way"),
    "handlers/two.py": ("import scheduler", "Imports between the layers run one way"),
    "scheduler/two.py": ("import content", "The scheduler writes nothing to people"),
    "content/two.py": ("import chat", "Content imports no other part"),
    "playground/two.py": ("import chat", "The playground does not import the bot"),
    "bot/two.py": ("import playground", "Only the demo imports the playground"),
    "storage/two.py": ("import tests", "Only tests import tests"),
    "domain/three.py": (
        "import bench",
        "Only bench, its tests and the tests under load import bench",
    ),
    "bot/platforms/discord/two.py": ("import telegram", "Telegram's library is imported in"),
    "bot/platforms/telegram/two.py": ("import discord", "Discord's library is imported in"),
}


@pytest.fixture
def rooms(tmp_path: Path) -> Path:
    """Make a project of empty packages with every import that is allowed."""
    shutil.copy(HOUSE / "pyproject.toml", tmp_path)
    for room in (*ROOMS, "tests", "bench", *PLATFORMS):
        (tmp_path / room / "__init__.py").parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / room / "__init__.py").touch()
    for path, line in ALLOWED.items():
        write(tmp_path / path, line)
    return tmp_path


def write(module: Path, line: str) -> None:
    """Write a module of one line, and make each folder above it a package."""
    module.parent.mkdir(parents=True, exist_ok=True)
    for folder in module.parents:
        if (folder / "pyproject.toml").exists():
            break
        (folder / "__init__.py").touch()
    module.write_text(line)


def broken(root: Path) -> str:
    """Return the contracts that import-linter calls broken."""
    command = [str(BIN / "lint-imports"), "--no-logo", "--no-cache"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)  # noqa: S603 our own command
    assert re.search(r"^Contracts: \d+ kept, \d+ broken", done.stdout, re.MULTILINE), done.stdout
    return "\n".join(re.findall(r"^(.*) BROKEN", done.stdout, re.MULTILINE))


def test_the_projects_own_imports_are_allowed(rooms: Path) -> None:
    assert broken(rooms) == ""


def test_each_forbidden_import_is_caught(rooms: Path) -> None:
    for path, (line, _) in FORBIDDEN.items():
        write(rooms / path, line)
    said = broken(rooms)
    assert [name for _, name in FORBIDDEN.values() if name not in said] == []


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("domain/pair/linking.py", "import datetime\n\ndatetime.datetime.now(datetime.UTC)\n"),
        ("handlers/pair/linking.py", "import time\n\ntime.time()\n"),
        ("bot/outbox/delivery.py", "import time\n\ntime.monotonic()\n"),
        ("content/library.py", "import random\n\nrandom.choice([1, 2])\n"),
    ],
)
def test_nobody_but_the_clock_knows_what_time_it_is(path: str, line: str) -> None:
    command = [str(BIN / "ruff"), "check", "--stdin-filename", str(HOUSE / path), "-"]
    done = subprocess.run(command, cwd=HOUSE, input=line, capture_output=True, text=True)  # noqa: S603 our own command
    assert "TID251" in done.stdout
