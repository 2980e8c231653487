"""Let the bot download files: up to 20 MB each, by links that hold for an hour."""

from __future__ import annotations

from typing import Any

from playground.shared.errors import NOT_FOUND, bad_request
from playground.shared.files import StoredFile
from playground.telegram.arguments import Arguments
from playground.telegram.methods import method
from playground.telegram.state import Telegram

MOST_BYTES = 20 * 2**20
"""Of a file that a bot downloads (Bot API, getFile)."""
LINK_SECONDS = 3600.0
"""How long a link holds at least (Bot API, getFile)."""


@method
def get_file(telegram: Telegram, given: Arguments) -> dict[str, Any]:
    """Return where a file can be loaded from for an hour."""
    file = telegram.files.find(given.text("file_id"))
    if len(file.content) > MOST_BYTES:
        raise bad_request("file is too big")
    telegram.download_links[file.path] = telegram.now() + LINK_SECONDS
    return file.as_file() | {"file_path": file.path}


def find_download(telegram: Telegram, path: str) -> StoredFile:
    """Return the file behind a link that holds; refuse any other."""
    file = telegram.files.find_by_path(path)
    if file is None or telegram.download_links.get(path, 0) <= telegram.now():
        raise NOT_FOUND
    return file
