"""Splits one of our messages into posts that Discord takes: their words, buttons and file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from bot.platforms.adapter import OutboundMessage
from bot.platforms.discord.components import (
    MAX_ROWS,
    ActionRow,
    build_action_rows,
    count_utf16_units,
    split_into_chunks,
)
from chat import markup
from chat.buttons import Sign
from chat.messages import Attachment

MAX_TEXT_LENGTH = 2000
"""Characters of Markdown; we count UTF-16 units, which are never fewer."""
MAX_NONCE_LENGTH = 25
NO_STYLES: Mapping[str, int] = MappingProxyType({})
MORE_BUTTONS_TEXT = "…"
"""The words above buttons that did not fit under the post before."""


@dataclass(frozen=True, slots=True)
class DiscordMessage:
    """One message as Discord takes it; the words are Markdown.

    `styles` are Discord's numbers for how buttons look, by what they do; others are plain.
    """

    content: str
    rows: Sequence[ActionRow] = ()
    nonce: str = ""
    file: Attachment | None = None
    styles: Mapping[str, int] = field(default_factory=dict)


def split_into_messages(
    message: OutboundMessage, sign: Sign, styles: Mapping[str, int] = NO_STYLES
) -> list[DiscordMessage]:
    """Return at least one post; buttons and file are under the last words, more buttons after."""
    *before, last = [markup.to_markdown(part) for part in split_markdown(message.text)]
    row_groups = split_into_chunks(build_action_rows(message.rows, sign), MAX_ROWS) or [[]]
    texts = [*before, last, *(MORE_BUTTONS_TEXT for _ in row_groups[1:])]
    messages = []
    for number, text in enumerate(texts):
        at = number - len(before)
        file = message.attachment if at == 0 else None
        rows = row_groups[at] if at >= 0 else []
        messages.append(
            DiscordMessage(text, rows, _nonce_of_part(message.nonce, number), file, styles)
        )
    return messages


def split_markdown(text: str, max_length: int = MAX_TEXT_LENGTH) -> list[str]:
    """Split into parts of at most `max_length` units of Markdown; escaping can double a text."""
    limit = max_length
    while True:
        parts = markup.split(text, limit)
        longest = max(count_utf16_units(markup.to_markdown(part)) for part in parts)
        if longest <= max_length:
            return parts
        limit = max(markup.SMALLEST_LIMIT, min(limit - 1, limit * max_length // longest))


def _nonce_of_part(nonce: str, number: int) -> str:
    """Return the nonce for the first post; for others a shortened one with the number."""
    return f"{nonce[: MAX_NONCE_LENGTH - 3]}.{number}" if nonce and number else nonce
