"""Offers the two ways to become a couple wherever a person is without a partner."""

from __future__ import annotations

from handlers.turn import Row, Turn, button


def pairing_buttons(turn: Turn) -> list[Row]:
    """Return the two ways to become a couple, for a person without a partner."""
    if turn.partner:
        return []
    return [
        [button("start-button-invite", "pair:invite"), button("start-button-code", "pair:code")],
    ]
