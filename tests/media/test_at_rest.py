"""Test that no piece of a photo or a voice note lies open in anything that the bot leaves."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.app import App
from bot.media.cleaning import clean_now
from storage import backup
from tests.media import samples
from tests.media.test_answers import asked, in_their_week
from tests.support.people import Person

PIECE_BYTES, STEP = 24, 256
"""Long enough never to be there by chance, and one in every chunk that is sealed."""

pytestmark = pytest.mark.sqlite


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder that temporary files go to, with nothing in it."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def pieces(content: bytes) -> Iterator[bytes]:
    for start in range(STEP, len(content) - PIECE_BYTES, STEP):
        yield content[start : start + PIECE_BYTES]


def read_all(folder: Path, names: str) -> bytes:
    """Return everything that is in the files of these names."""
    return b"".join(each.read_bytes() for each in folder.glob(names) if each.is_file())


async def test_no_piece_lies_open_in_database_backup_temporary_files_or_log(
    alice: Person,
    bob: Person,
    app: App,
    tmp_path: Path,
    temporary: Path,
    capfd: pytest.CaptureFixture[str],
) -> None:
    """Without the sealing of the chunks, each piece of both is in the database and the backup."""
    photo, voice = samples.noisy_photo(), samples.voice(noisy=True)
    await in_their_week(alice, bob)
    await asked(alice)
    await alice.sends_voice(voice)
    await alice.presses("Share when both are in")
    await asked(bob)
    await bob.sends_photo(photo)
    await bob.presses("Share when both are in")
    kept = alice.sees_photo(), alice.hears_voice()
    assert kept[0] == clean_now(photo).content
    file = Path(str(app.database.engine.url.database))
    backup.copy(file, tmp_path / "backup.db")
    left = read_all(file.parent, f"{file.name}*") + read_all(tmp_path, "backup.db")
    left += "".join(capfd.readouterr()).encode(errors="surrogateescape")
    wanted = [each for content in (photo, voice, *kept) for each in pieces(content)]
    assert len(wanted) > 100
    assert [each for each in wanted if each in left] == []
    assert read_all(temporary, "**/*") == b""
