"""The bot once more on its database, as after a start with other settings."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from bot.app import App, build_app
from handlers.turn import Content
from storage.sealing import KeyRing, ServerKeys
from tests.support.apps import FAST
from tests.support.people import Person


def restart(
    app: App,
    *people: Person,
    ring: KeyRing | None = None,
    server_keys: ServerKeys | None = None,
    content: Content | None = None,
    forgotten: Path | None = None,
) -> App:
    """Return the new bot, which these people reach from now on."""
    parts = replace(
        app.parts,
        ring=ring or app.parts.ring,
        server_keys=server_keys or app.server_keys,
        content=content or app.parts.content,
    )
    new = build_app(parts, FAST, forgotten=forgotten or app.forgotten)
    for person in people:
        person.app = new
    return new
