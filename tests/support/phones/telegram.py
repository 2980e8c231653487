"""Put Alice and Bob on Telegram: the real client uses the playground's HTTP server."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import Any

import handlers
from bot.app import App
from bot.clock import ClockWatch
from bot.platforms.telegram.adapter import TelegramAdapter
from bot.platforms.telegram.keyboards import InlineKeyboards, build_button_styles
from bot.platforms.telegram.polling import Poller
from chat.buttons import Button
from chat.messages import Address
from handlers.turn import Content
from playground import Playground
from playground.shared.change_signal import Change
from playground.shared.media import film, photo
from storage.sealing import ServerKeys
from tests.support.people import (
    ClientHarnessLike,
    DirectPlatform,
    Message,
    Person,
    Sleep,
    button_of,
)


class TelegramClient:
    """A local Telegram, and the bot's client of it."""

    def __init__(
        self, playground: Playground, server_keys: ServerKeys, _: Content, __: ClockWatch
    ) -> None:
        self.playground = playground
        features = handlers.collect_features().router
        styles = build_button_styles(features.main_actions, features.destructive_actions)
        self.adapter = TelegramAdapter(
            playground.token, playground.url, server_keys, InlineKeyboards(styles)
        )

    async def open(self, content: Content) -> None:
        await self.adapter.open()
        await self.adapter.fetch_identity()

    def receiver(self, app: App, sleep: Sleep) -> Poller:
        return Poller(self.adapter.bot, app.accept, Random(7), sleep)

    async def wait_until_stored(self) -> None:
        await self.playground.until(lambda: self.playground.unconfirmed() == 0)

    async def wait_until_answered(self) -> None:
        await self.playground.until(lambda: not self.playground.telegram.queries)

    async def close(self) -> None:
        await self.adapter.close()


class TelegramPhone(Person):
    """A `Person` whose actions all go through Telegram's server and the real client."""

    def __init__(
        self, name: str, exchange: ClientHarnessLike, id: str, language: str = "en"
    ) -> None:
        super().__init__(name, exchange.app, DirectPlatform("telegram"), id, language)
        self.harness = exchange
        self.phone = exchange.playground.add_person(name.lower(), name, language, id=int(id))
        self._own: dict[str, int] = {}
        self._wires: dict[Button, str] = {}
        self._screen: dict[int, Message] = {}
        exchange.playground.telegram.changes.listen(self._look)

    @property
    def screen(self) -> list[Message]:
        """Every message of the bot in the chat, oldest first; an edit shows in place."""
        return list(self._screen.values())

    async def says(self, words: str, *, message: str = "") -> None:
        """Send a text or a command, and look at the reply."""
        self._note_screen()
        self._own[message] = self.phone.send(words)
        await self.harness.wait_until_idle()

    async def edits(self, message: str, words: str) -> None:
        """Change one of their own messages, by the name that `says` gave it."""
        self._note_screen()
        self.phone.edit(self._own[message], words)
        await self.harness.wait_until_idle()

    async def replies(self, words: str, *, to: str, message: str = "") -> None:
        """Answer the newest message, the bot's or their own, that contains the words `to`."""
        self._note_screen()
        self._own[message] = self.phone.send(words, reply_to=self._holding(to))
        await self.harness.wait_until_idle()

    async def forwards(self, words: str, *, name: str = "Somebody") -> None:
        """Forward a message that somebody of that name wrote."""
        self._note_screen()
        self.phone.send(words, forwarded=name)
        await self.harness.wait_until_idle()

    async def sends_a_sticker(self) -> None:
        """Send something that is no file to keep."""
        await self.sends("sticker")

    async def sends_a_photo(self, words: str = "", *, message: str = "") -> None:
        """Send a picture, perhaps with words."""
        await self.sends("photo", words, message=message)

    async def sends_a_location(self, north: float, east: float) -> None:
        """Send the place that is marked on the playground's map, which is in Lisbon."""
        await self.sends("location")

    async def sends_an_album(self, words: str = "", *, count: int = 3) -> None:
        """Send several pictures at once; the words stand under the first."""
        self._note_screen()
        album = f"album-{self._next()}"
        for place in range(count):
            self.phone.attach("photo", "" if place else words, album=album)
        await self.harness.wait_until_idle()

    async def sends(self, kind: str, words: str = "", *, message: str = "") -> None:
        """Send a `voice`, a `location` or anything else in `playground.telegram.contents`."""
        self._note_screen()
        self._own[message] = self.phone.attach(kind, words)
        await self.harness.wait_until_idle()

    async def sends_file(
        self,
        media: str,
        content: bytes,
        words: str = "",
        *,
        message: str = "",
        album: str = "",
        seconds: int = 1,
        name: str = "",
        mime: str = "",
    ) -> None:
        """Send a file as its sender says that it is, a kind of `playground.shared.media`."""
        self._note_screen()
        file = photo(content) if media == "photo" else film(media, content, seconds)
        file = replace(file, name=name or file.name, mime=mime or file.mime)
        self._own[message] = self.phone.attach(file, words, album=album)
        await self.harness.wait_until_idle()

    async def presses_button(self, button: Button, message: str = "") -> None:
        """Press a button with exactly its callback data, however old it is.

        One that this person was never shown is signed for them first, to get past the tag.
        """
        sign = self.app.server_keys.signer(Address("telegram", self.id))
        await self._presses(self._wires.get(button) or button.to_wire(sign), message)

    async def forges_a_button(self) -> None:
        await self._presses("pair:confirm|||AAAAAAAAAAA", "")

    async def blocks(self) -> None:
        self.phone.block()
        await self.harness.wait_until_idle()

    async def unblocks(self) -> None:
        self._note_screen()
        self.phone.unblock()
        await self.harness.wait_until_idle()

    async def _presses(self, wire: str, message: str) -> None:
        if not self.phone.messages:
            # There is no button without a chat.
            await self.says("/help")
        self._note_screen()
        self.phone.press(int(message or self.phone.messages[-1]["message_id"]), wire)
        await self.harness.wait_until_idle()

    def _holding(self, words: str) -> int:
        for shown in reversed(self.phone.messages):
            if words in (shown["text"] or shown["caption"] or ""):
                return int(shown["message_id"])
        raise AssertionError(f"{self.name} sees no message with {words!r}")

    def _look(self, change: Change) -> None:
        if change.chat_id == self.phone.person.id and change.kind in ("message", "edit", "delete"):
            bots = [each for each in self.phone.messages if each["from"] == "bot"]
            fresh = {each["message_id"]: self._shown(each) for each in bots}
            for number, shown in fresh.items():
                self._screen.setdefault(number, shown).__dict__.update(shown.__dict__)
            self._screen = {number: self._screen[number] for number in fresh}

    def _shown(self, message: dict[str, Any]) -> Message:
        keyboard = message["keyboard"] or []
        buttons = [self._button(each) for row in keyboard for each in row]
        text = message["text"] or message["caption"] or ""
        attachment = message["document"]["name"] if message["document"] else ""
        number = str(message["message_id"])
        edited, silent = message["edited"], message["silent"]
        shown = Message(number, text, buttons, attachment, edited=edited, silent=silent)
        shown.media, shown.content = self.phone.file_of(message["message_id"])
        messages = self.harness.playground.telegram.messages
        raw = messages.find(self.phone.person.id, message["message_id"])
        shown.stays_in_chat = bool(raw and raw.body.get("has_protected_content"))
        return shown

    def _button(self, raw: dict[str, str]) -> Button:
        wire = raw["callback_data"]
        button = button_of(raw["text"], wire)
        self._wires[button] = wire
        return button
