"""Builds discord.py's parameters for a post: as a message, or as an answer to an interaction."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import discord
from discord.http import MultipartParameters, handle_message_parameters
from discord.webhook.async_ import interaction_message_response_params

from bot.platforms.discord.components import SelectMenu
from bot.platforms.discord.files import name_for_upload
from bot.platforms.discord.messages import DiscordMessage
from chat.buttons import action_of

NO_MENTIONS = discord.AllowedMentions.none()


def as_message(
    message: DiscordMessage, *, silent: bool = False, is_edit: bool = False
) -> MultipartParameters:
    """Return a new post or an edit. Only a new one has a nonce, which is known in its channel."""
    nonce = None if is_edit else message.nonce or None
    return handle_message_parameters(nonce=nonce, **_build_content(message, silent=silent))


def without_buttons() -> MultipartParameters:
    """Return an edit that removes a message's buttons and leaves its words."""
    return handle_message_parameters(view=None)


def as_interaction_response(
    kind: int, message: DiscordMessage, *, silent: bool, ephemeral: bool
) -> MultipartParameters:
    """Return a first answer that has words; an `ephemeral` one is for its person alone."""
    content = _build_content(message, silent=silent, ephemeral=ephemeral)
    return interaction_message_response_params(type=kind, **content)


def as_follow_up(message: DiscordMessage, *, ephemeral: bool) -> MultipartParameters:
    """Return one more message after the first answer."""
    return handle_message_parameters(**_build_content(message, silent=False, ephemeral=ephemeral))


def _build_content(
    message: DiscordMessage, *, silent: bool, ephemeral: bool = False
) -> dict[str, Any]:
    flags = discord.MessageFlags(
        suppress_embeds=True, suppress_notifications=silent, ephemeral=ephemeral
    )
    file = discord.utils.MISSING
    if message.file:
        file = discord.File(BytesIO(message.file.content), name_for_upload(message.file))
    return {
        "content": message.content,
        "view": _build_view(message),
        "flags": flags,
        "file": file,
        "allowed_mentions": NO_MENTIONS,
    }


def _build_view(message: DiscordMessage) -> discord.ui.View:
    """Return the components; each carries its whole meaning, so nothing here waits for it."""
    view = discord.ui.View(timeout=None)
    unused_styles = dict(message.styles)
    for number, row in enumerate(message.rows):
        if isinstance(row, SelectMenu):
            view.add_item(_build_select_menu(row, number))
            continue
        for wire, label in row.items():
            style = _pick_button_style(action_of(wire), unused_styles)
            view.add_item(discord.ui.Button(label=label, custom_id=wire, row=number, style=style))
    return view


def _pick_button_style(action: str, unused_styles: dict[str, int]) -> discord.ButtonStyle:
    """Return a button's style; only the first main button of a message looks like one."""
    style = discord.ButtonStyle(unused_styles.get(action, discord.ButtonStyle.secondary.value))
    if style is discord.ButtonStyle.primary:
        for name in [name for name, number in unused_styles.items() if number == style.value]:
            del unused_styles[name]
    return style


def _build_select_menu(menu: SelectMenu, number: int) -> discord.ui.Select[discord.ui.View]:
    options = [
        discord.SelectOption(label=label, value=wire) for wire, label in menu.options.items()
    ]
    name = f"menu:{number}"
    return discord.ui.Select(
        custom_id=name, placeholder=menu.placeholder, options=options, row=number
    )
