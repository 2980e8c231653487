"""Decides which button a reaction to a message stands for."""

from __future__ import annotations

from dataclasses import replace

from chat.buttons import Button
from chat.messages import Event, Kind
from domain import screen
from handlers.turn import FeatureRouter, Turn


async def find_press(features: FeatureRouter, turn: Turn) -> Event | None:
    """Return the press that a reaction stands for, if one button under the message takes it.

    If several buttons take it, nobody can tell which was meant, so it counts for none.
    """
    event = turn.event
    if turn.member.leaving:
        return None
    live = await screen.keyboard_of(turn.ctx, turn.member, event.message)
    buttons = live.keyboard.buttons if live else ()
    matching = [each for each in buttons if features.has_reaction(each, event.text)]
    if live is None or len(matching) != 1:
        return None
    return build_press(event, matching[0], message=live.row.platform_message_id or "")


def build_press(
    event: Event, button: Button, *, message: str = "", button_message: str = ""
) -> Event:
    """Return a press on the button; its reply changes the `message`, or comes as a new one."""
    return replace(
        event,
        kind=Kind.PRESS,
        name=button.action,
        subject=button.id,
        choice=button.choice,
        message=message,
        button_message=button_message,
    )
