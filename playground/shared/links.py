"""Find what Telegram makes clickable on its own: addresses, mentions, commands and hashtags."""

from __future__ import annotations

import re
from collections.abc import Iterator

from playground.shared.text_spans import Entity, utf16_length

DOMAINS = "app|at|au|ca|ch|com|de|dev|es|eu|fr|ie|info|io|it|me|net|nl|nz|org|pl|pt|se|uk|us"
"""A sample of the top-level domains for a bare address; Telegram knows them all."""
LINKS = re.compile(
    r"(?P<url>https?://[^\s<>\"«»]+)"
    r"|(?P<email>(?<![\w.+-])[\w.+-]+@(?:[\w-]+\.)+[a-zA-Z]{2,})"
    rf"|(?P<bare>(?<![\w@.-])(?:[\w-]+\.)+(?:{DOMAINS})\b(?![\w@-])(?:[/?#][^\s<>\"«»]*)?)"
    r"|(?P<mention>(?<!\w)@[A-Za-z0-9_]{2,32}(?!\w))"
    r"|(?P<bot_command>(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/<>]))"
    r"|(?P<hashtag>(?<!\w)#(?=\w*[^\W\d_])\w{1,256})",
)
CLOSING = ".,:;!?'’)]}"


def find_links(text: str) -> Iterator[Entity]:
    """Return each clickable stretch, in order, with offsets in UTF-16 code units."""
    for found in LINKS.finditer(text):
        kind = found.lastgroup or ""
        words = found.group()
        if kind in ("url", "bare"):
            kind, words = "url", words.rstrip(CLOSING)
        yield Entity(kind, utf16_length(text[: found.start()]), utf16_length(words))
