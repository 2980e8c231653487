"""The bot once more on its database, as after a start with other settings."""

from __future__ import annotations

from pathlib import Path

from bot.app import App, build_app
from handlers.turn import Content
from storage.sealing import KeyRing, ServerKeys
from tests.conftest import FAST
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
    old = app.dispatcher
    new = build_app(
        app.database,
        ring or old.ring,
        server_keys or old.server_keys,
        content or old.content,
        app.adapters,
        app.clock,
        FAST,
        old.chance,
        features=old.features,
        forgotten=forgotten or app.forgotten,
    )
    for person in people:
        person.app = new
    return new
