"""Decides which button a reaction to a message stands for."""

from __future__ import annotations

from dataclasses import replace

from chat.buttons import Button
from chat.messages import Event, Kind
from domain import screen
from handlers.turn import FeatureRouter, Turn


async def press_of(features: FeatureRouter, turn: Turn) -> Event | None:
    """The press that a reaction stands for, if a button that takes it is still under the message.

    Where several take it nobody can tell which was meant, and it counts for none.
    """
    event = turn.event
    if turn.member.leaving:
        return None
    shown = await screen.keyboard_of(turn.ctx, turn.member, event.message)
    buttons = shown.keyboard.buttons if shown else ()
    taking = [each for each in buttons if features.has_reaction(each, event.text)]
    if shown is None or len(taking) != 1:
        return None
    return as_press(event, taking[0], message=shown.row.platform_message_id or "")


def as_press(event: Event, button: Button, *, message: str = "", under: str = "") -> Event:
    """A press on the button; what it brings changes the `message`, or comes as a new one."""
    return replace(
        event,
        kind=Kind.PRESS,
        name=button.action,
        subject=button.id,
        choice=button.choice,
        message=message,
        under=under,
    )
