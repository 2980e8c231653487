"""The arrows between the rooms hold: what breaks one is caught by `lint-imports` or ruff."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HOUSE = Path(__file__).parent.parent
BIN = Path(sys.executable).parent
ROOMS = ("bot", "handlers", "scheduler", "domain", "storage", "content", "chat", "playground")
ALLOWED = {
    "bot/demo.py": "import playground, handlers, scheduler, domain, storage, content, chat",
    "bot/telegram_http.py": "import telegram",
    "bot/discord_adapter.py": "import discord",
    "handlers/one.py": "import domain, storage, content, chat",
    "scheduler/one.py": "import domain, storage, chat",
    "domain/one.py": "import storage, content, chat",
    "storage/one.py": "import chat",
    "tests/one.py": "import bot, playground, telegram, discord",
}
FORBIDDEN = {
    "chat/two.py": ("import storage", "The arrows between the rooms run one way"),
    "handlers/two.py": ("import scheduler", "The arrows between the rooms run one way"),
    "scheduler/two.py": ("import content", "Time says nothing to people"),
    "content/two.py": ("import chat", "Content stands alone"),
    "playground/two.py": ("import chat", "The playground knows nothing of ours"),
    "bot/two.py": ("import playground", "Only the demo opens the playground"),
    "storage/two.py": ("import tests", "Nothing that runs knows its tests"),
    "domain/three.py": ("import bench", "Nothing that runs knows its measurements"),
    "bot/discord_two.py": ("import telegram", "Telegram's library is known in bot/telegram_"),
    "bot/telegram_two.py": ("import discord", "Discord's library is known in bot/discord_"),
}


@pytest.fixture
def rooms(tmp_path: Path) -> Path:
    """A house of empty rooms with every import that is allowed."""
    shutil.copy(HOUSE / "pyproject.toml", tmp_path)
    shutil.copytree(HOUSE / "tools", tmp_path / "tools")
    for room in (*ROOMS, "tests", "bench"):
        (tmp_path / room).mkdir()
        (tmp_path / room / "__init__.py").touch()
    for path, line in ALLOWED.items():
        (tmp_path / path).write_text(line)
    return tmp_path


def broken(house: Path) -> str:
    """What import-linter says of the contracts that are broken."""
    command = [str(BIN / "lint-imports"), "--no-logo", "--no-cache"]
    done = subprocess.run(command, cwd=house, capture_output=True, text=True, check=False)  # noqa: S603 our own command
    return "\n".join(re.findall(r"^(.*) BROKEN$", done.stdout, re.MULTILINE))


def test_the_arrows_of_the_house_are_allowed(rooms: Path) -> None:
    assert broken(rooms) == ""


def test_each_forbidden_arrow_is_caught(rooms: Path) -> None:
    for path, (line, _) in FORBIDDEN.items():
        (rooms / path).write_text(line)
    said = broken(rooms)
    assert [name for _, name in FORBIDDEN.values() if name not in said] == []


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("domain/pair.py", "import datetime\n\ndatetime.datetime.now(datetime.UTC)\n"),
        ("handlers/pair.py", "import time\n\ntime.time()\n"),
        ("bot/delivery.py", "import time\n\ntime.monotonic()\n"),
        ("content/library.py", "import random\n\nrandom.choice([1, 2])\n"),
    ],
)
def test_nobody_but_the_clock_knows_what_time_it_is(path: str, line: str) -> None:
    command = [str(BIN / "ruff"), "check", "--stdin-filename", str(HOUSE / path), "-"]
    done = subprocess.run(command, cwd=HOUSE, input=line, capture_output=True, text=True)  # noqa: S603 our own command
    assert "TID251" in done.stdout
