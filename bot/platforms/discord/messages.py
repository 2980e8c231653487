"""Cuts one of our messages into posts that Discord takes: their words, buttons and file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from bot.platforms.adapter import OutboundMessage
from bot.platforms.discord.components import ROWS, ActionRow, action_rows, chunked, utf16_units
from chat import markup
from chat.buttons import Sign
from chat.messages import Attachment

LONGEST_TEXT = 2000
"""Characters of Markdown; we count UTF-16 units, which are never fewer."""
LONGEST_NONCE = 25
NO_STYLES: Mapping[str, int] = MappingProxyType({})
MORE_BUTTONS_TEXT = "…"
"""The words above buttons that found no place under the post before."""


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
    """At least one; buttons and file come with the last words, more buttons after them."""
    *before, last = [markup.to_markdown(part) for part in split_markdown(message.text)]
    screens = chunked(action_rows(message.rows, sign), ROWS) or [[]]
    heads = [*before, last, *(MORE_BUTTONS_TEXT for _ in screens[1:])]
    found = []
    for number, words in enumerate(heads):
        at = number - len(before)
        file = message.attachment if at == 0 else None
        rows = screens[at] if at >= 0 else []
        found.append(
            DiscordMessage(words, rows, _nonce_of_part(message.nonce, number), file, styles)
        )
    return found


def split_markdown(text: str, most: int = LONGEST_TEXT) -> list[str]:
    """Of which each has at most so many units of Markdown; escaping can double a text."""
    limit = most
    while True:
        found = markup.split(text, limit)
        longest = max(utf16_units(markup.to_markdown(part)) for part in found)
        if longest <= most:
            return found
        limit = max(markup.SMALLEST_LIMIT, min(limit - 1, limit * most // longest))


def _nonce_of_part(nonce: str, number: int) -> str:
    """The message's own for its first post; a shorter beginning of it and the number for others."""
    return f"{nonce[: LONGEST_NONCE - 3]}.{number}" if nonce and number else nonce
