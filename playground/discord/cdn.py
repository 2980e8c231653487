"""Keep attachments behind signed links that end after a day, as Discord's CDN does."""

from __future__ import annotations

import hmac
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from playground.shared.errors import Refused
from playground.shared.files import Files, StoredFile, size_of

LINK_SECONDS = 24 * 60 * 60
"""How long a link to an attachment holds (docs.discord.com, Signed attachment CDN URLs)."""
MEASURED = ("image/png", "image/jpeg")
ROOT, EPHEMERAL_ROOT = "attachments", "ephemeral-attachments"
"""The first part of a link's path; the second kind is of forms, which no message shows."""
Body = dict[str, Any]


@dataclass(slots=True)
class Cdn:
    """The files of one bot's chats; `base` is the server's address."""

    files: Files
    now: Callable[[], float]
    key: bytes = b"of the local Discord alone"
    base: str = ""

    def sign(self, path: str) -> str:
        """Return a link to a path that holds for a day from now."""
        issued = int(self.now())
        signature = self._signature(path, issued + LINK_SECONDS, issued)
        query = f"ex={issued + LINK_SECONDS:x}&is={issued:x}&hm={signature}&"
        return f"{self.base or 'http://127.0.0.1'}/{path}?{query}"

    def find(self, path: str, query: dict[str, str]) -> StoredFile | None:
        """Return the file behind a link; None if there is none, or the link has ended."""
        try:
            expires, issued = int(query.get("ex", ""), 16), int(query.get("is", ""), 16)
        except ValueError:
            return None
        genuine = hmac.compare_digest(self._signature(path, expires, issued), query.get("hm", ""))
        return self.files.find_by_path(path) if genuine and expires > self.now() else None

    def renew(self, body: Body) -> Body:
        """Return a message in which the links of all attachments hold for a day from now."""
        attachments = [self._renewed(each) for each in body.get("attachments", [])]
        return body | {"attachments": attachments} if attachments else body

    def attachment(self, file: StoredFile) -> Body:
        """Return Discord's fields of an attachment; pictures are measured."""
        url = self.sign(file.path)
        about: Body = {
            "id": file.id,
            "filename": file.name,
            "size": len(file.content),
            "content_type": file.mime,
            "url": url,
            "proxy_url": url,
        }
        width, height = _measured(file)
        return about | ({"width": width, "height": height} if width else {})

    def _renewed(self, attachment: Body) -> Body:
        path = attachment["url"].partition("?")[0].split("/", 3)[3]
        url = self.sign(path)
        return attachment | {"url": url, "proxy_url": url}

    def _signature(self, path: str, expires: int, issued: int) -> str:
        message = f"{path}?ex={expires:x}&is={issued:x}".encode()
        return hmac.digest(self.key, message, "sha256").hex()


def _measured(file: StoredFile) -> tuple[int, int]:
    if file.mime not in MEASURED:
        return file.width, file.height
    try:
        return size_of(file.content)
    except Refused:
        return 0, 0
