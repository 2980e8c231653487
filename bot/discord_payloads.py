"""A post in the words of discord.py: as a message, or as an answer to an interaction."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import discord
from discord.http import MultipartParameters, handle_message_parameters
from discord.webhook.async_ import interaction_message_response_params

from bot.discord_posts import Post
from bot.discord_rows import Menu
from chat.buttons import action_of

NOBODY_PINGED = discord.AllowedMentions.none()


def as_message(post: Post, *, silent: bool = False, changes: bool = False) -> MultipartParameters:
    """A nonce is for what is new, and Discord knows one in a channel's messages alone."""
    nonce = None if changes else post.nonce or None
    return handle_message_parameters(nonce=nonce, **_content(post, silent=silent))


def without_buttons() -> MultipartParameters:
    """A change that takes the buttons off a message and leaves its words."""
    return handle_message_parameters(view=None)


def as_answer(kind: int, post: Post, *, silent: bool, hidden: bool) -> MultipartParameters:
    """The first answer to an interaction, of a kind that has words; `hidden` from all others."""
    content = _content(post, silent=silent, hidden=hidden)
    return interaction_message_response_params(type=kind, **content)


def as_follow_up(post: Post, *, hidden: bool) -> MultipartParameters:
    """One more message after the first answer."""
    return handle_message_parameters(**_content(post, silent=False, hidden=hidden))


def _content(post: Post, *, silent: bool, hidden: bool = False) -> dict[str, Any]:
    flags = discord.MessageFlags(
        suppress_embeds=True, suppress_notifications=silent, ephemeral=hidden
    )
    file = discord.utils.MISSING
    if post.file:
        file = discord.File(BytesIO(post.file.content), post.file.name)
    return {
        "content": post.words,
        "view": _view(post),
        "flags": flags,
        "file": file,
        "allowed_mentions": NOBODY_PINGED,
    }


def _view(post: Post) -> discord.ui.View:
    """What is pressed or chosen carries the whole meaning: nothing here waits for it."""
    view = discord.ui.View(timeout=None)
    left = dict(post.styles)
    for number, row in enumerate(post.rows):
        if isinstance(row, Menu):
            view.add_item(_menu(row, number))
            continue
        for wire, words in row.items():
            style = _style(action_of(wire), left)
            view.add_item(discord.ui.Button(label=words, custom_id=wire, row=number, style=style))
    return view


def _style(action: str, left: dict[str, int]) -> discord.ButtonStyle:
    """A message has one main button, whichever comes first."""
    style = discord.ButtonStyle(left.get(action, discord.ButtonStyle.secondary.value))
    if style is discord.ButtonStyle.primary:
        for name in [name for name, number in left.items() if number == style.value]:
            del left[name]
    return style


def _menu(menu: Menu, number: int) -> discord.ui.Select[discord.ui.View]:
    options = [
        discord.SelectOption(label=words, value=wire) for wire, words in menu.options.items()
    ]
    name = f"menu:{number}"
    return discord.ui.Select(custom_id=name, placeholder=menu.words, options=options, row=number)
