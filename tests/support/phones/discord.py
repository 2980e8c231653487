"""Put Alice and Bob on Discord: the real client uses the playground's HTTP and WebSocket."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, cast

import handlers
from bot.app import App
from bot.clock import ClockWatch
from bot.platforms.discord.events import Dispatch
from bot.platforms.discord.gateway import Gateway
from bot.platforms.discord.interactions import OpenInteractions
from bot.platforms.platform import configured_platforms
from bot.settings import Settings
from chat.buttons import Button
from chat.messages import Address
from handlers.turn import Content
from playground import Playground
from playground.discord import markdown
from playground.discord.api.components import BUTTON, LABEL, TEXT_INPUT
from playground.discord.gateway.interaction_events import dispatch_interaction
from playground.discord.interactions import COMPONENT, SUBMIT
from playground.shared.change_signal import Change
from playground.shared.media import film, photo
from playground.telegram.phones import NothingThere
from storage.sealing import ServerKeys
from tests.support.people import (
    ClientHarnessLike,
    DirectPlatform,
    Message,
    Person,
    Sleep,
    button_of,
)

LOCALES = {"en": "en-US", "es": "es-ES"}


class CountingInteractions:
    """The interactions, with a count of those that the gateway has read but not yet seen stored."""

    def __init__(self, interactions: OpenInteractions, playground: Playground) -> None:
        self._interactions = interactions
        self._playground = playground
        self.unstored = 0

    def on_received(self, dispatch: Dispatch) -> None:
        self.unstored += 1
        self._interactions.on_received(dispatch)

    def on_stored(self, dispatch: Dispatch) -> None:
        self.unstored -= 1
        self._interactions.on_stored(dispatch)
        self._playground.discord.changes.wake()


class DiscordClient:
    """A local Discord, and the bot's client of it."""

    def __init__(
        self, playground: Playground, server_keys: ServerKeys, content: Content, clock: ClockWatch
    ) -> None:
        self.playground = playground
        token, address = playground.discord_token, playground.url
        settings = Settings(_env_file=None, discord_token=token, discord_base_url=address)
        parts = server_keys, handlers.collect_features().router, content.texts, clock
        (self._platform,) = configured_platforms(settings, *parts)
        self.adapter = self._platform.adapter
        self._counted: CountingInteractions | None = None

    async def open(self, content: Content) -> None:
        await self.adapter.open()
        await self.adapter.register_commands(content.texts, handlers.collect_features().menu)

    def receiver(self, app: App, sleep: Sleep) -> Gateway:
        receiver = self._platform.build_receiver(app.accept, app.metrics, app.database)
        gateway = cast(Gateway, receiver)
        self._counted = CountingInteractions(gateway.interactions, self.playground)
        return replace(gateway, interactions=cast(OpenInteractions, self._counted), sleep=sleep)

    async def wait_until_stored(self) -> None:
        discord = self.playground.discord
        await self.playground.until(lambda: bool(discord.sessions.connected))
        self.playground.gateway.ask_for_heartbeat()
        await self.playground.until(self._has_stored_all)

    async def wait_until_answered(self) -> None:
        await self.playground.until(self._leaves_nobody_waiting)

    async def close(self) -> None:
        await self.adapter.close()

    def _has_stored_all(self) -> bool:
        on_its_way = [
            each
            for each in self.playground.discord.ledger.open_events
            if each.outcome in ("waiting", "handed")
        ]
        return not on_its_way and not (self._counted and self._counted.unstored)

    def _leaves_nobody_waiting(self) -> bool:
        discord = self.playground.discord
        messages = [
            message
            for channel in discord.channels
            for message in discord.messages.of_channel(channel)
        ]
        return discord.unheard_count() == 0 and not any(message.loading for message in messages)


class DiscordPhone(Person):
    """A `Person` whose actions all go through Discord's server and the real client.

    Words that begin with a slash are a command, words said while a form is open are written into
    it, and the rest is a message.
    """

    def __init__(
        self, name: str, exchange: ClientHarnessLike, id: str, language: str = "en"
    ) -> None:
        super().__init__(name, exchange.app, DirectPlatform("discord"), id, language)
        self.harness = exchange
        self.discord = exchange.playground.discord
        self.phone = exchange.playground.add_discord_person(
            name.lower(), name, LOCALES.get(language, language), id=int(id)
        )
        self._own: dict[str, int] = {}
        self._wires: dict[Button, str] = {}
        self._screen: dict[str, Message] = {}
        self.discord.changes.listen(self._look)

    @property
    def screen(self) -> list[Message]:
        """Every message of the bot in the chat, oldest first; an edit shows in place."""
        return list(self._screen.values())

    async def says(self, words: str, *, message: str = "") -> None:
        """Send a text, a form or a command, and look at the reply.

        Words with a name for `message` are a message, since only messages can be edited.
        """
        self._note_screen()
        if message or not (self._fills_in(words) or self._uses(words)):
            self.phone.dismisses()
            self._own[message] = self.phone.says(words)
        await self.harness.wait_until_idle()

    async def edits(self, message: str, words: str) -> None:
        """Change one of their own messages, by the name that `says` gave it."""
        self._note_screen()
        self.phone.edits(self._own[message], words)
        await self.harness.wait_until_idle()

    async def replies(self, words: str, *, to: str, message: str = "") -> None:
        """Answer the newest message, the bot's or their own, that contains the words `to`."""
        self._note_screen()
        self.phone.dismisses()
        self._own[message] = self.phone.says(words, reply_to=self._holding(to))
        await self.harness.wait_until_idle()

    async def reacts(self, emoji: str, *, to: str) -> None:
        """Add a reaction to the newest message, the bot's or their own, with these words."""
        self._note_screen()
        self.phone.reacts(self._holding(to), emoji)
        await self.harness.wait_until_idle()

    async def takes_back(self, emoji: str, *, to: str) -> None:
        """Remove their reaction from that message."""
        self._note_screen()
        self.phone.unreacts(self._holding(to), emoji)
        await self.harness.wait_until_idle()

    async def forwards(self, words: str, *, name: str = "Somebody") -> None:
        """Forward a message that somebody of that name wrote, which Discord does not tell."""
        self._note_screen()
        writer = self.harness.playground.add_discord_person(f"{name}-{self._next()}", name)
        chat = self.phone.chat_with(writer)
        self.phone.forwards(writer.says(words, chat), chat)
        await self.harness.wait_until_idle()

    async def sends_a_sticker(self) -> None:
        """Send something that is no file to keep."""
        await self.sends("sticker")

    async def sends_a_photo(self, words: str = "", *, message: str = "") -> None:
        """Send a picture, perhaps with words."""
        await self.sends("photo", words, message=message)

    async def sends_an_album(self, words: str = "", *, count: int = 3) -> None:
        """Send several pictures, which are one message."""
        await self.sends("photo", words, count=count)

    async def sends(self, kind: str, words: str = "", *, count: int = 1, message: str = "") -> None:
        """Send a `voice`, a `poll` or anything else that `playground.discord.contents` knows."""
        self._note_screen()
        self.phone.dismisses()
        self._own[message] = self.phone.attaches(words, kind=kind, count=count)
        await self.harness.wait_until_idle()

    async def sends_file(
        self,
        media: str,
        content: bytes,
        words: str = "",
        *,
        message: str = "",
        seconds: int = 1,
        name: str = "",
        mime: str = "",
    ) -> None:
        """Send a file as its sender says that it is; a recording with words is a plain file."""
        self._note_screen()
        self.phone.dismisses()
        file = photo(content) if media == "photo" else film(media, content, seconds)
        file = replace(file, name=name or file.name, mime=mime or file.mime)
        if words and media == "voice":
            file = replace(file, kind="audio", name=name or "voice.ogg", mime=mime or "audio/ogg")
        self._own[message] = self.phone.sends_files(file, text=words)
        await self.harness.wait_until_idle()

    async def presses_button(self, button: Button, message: str = "") -> None:
        """Press a button with exactly its callback data, however old it is.

        One that this person was never shown is signed for them first, to get past the tag.
        """
        await self._presses(self._wire(button), message)

    async def submits(self, button: Button | None, words: str, *photos: bytes) -> None:
        """Send the form that is open, or one that was open at any time; None forges one."""
        self._note_screen()
        wire = self._wire(button) if button else "challenge:answer|||AAAAAAAAAAA"
        if self.phone.form and self.phone.form.custom_id == wire:
            self.phone.submits(words, *([[photo(each) for each in photos]] if photos else []))
        else:
            field = {"type": TEXT_INPUT, "id": 2, "custom_id": "words", "value": words}
            held = [{"type": LABEL, "id": 1, "component": field}]
            about = {"custom_id": wire, "components": held}
            message = self.discord.messages.find(self.phone.dm.id, int(self.last.id))
            dispatch_interaction(
                self.discord, self.phone.person, self.phone.dm, SUBMIT, about, message
            )
        await self.harness.wait_until_idle()

    async def forges_a_button(self) -> None:
        await self._presses("pair:confirm|||AAAAAAAAAAA", "")

    async def blocks(self) -> None:
        """Block the bot, which is not told and finds out when it next writes."""
        self.phone.closes_dms()

    async def unblocks(self) -> None:
        """Unblock the bot, which is not told of this either."""
        self._note_screen()
        self.phone.opens_dms()

    def _holding(self, words: str) -> int:
        for shown in reversed(self.phone.messages):
            if words in markdown.parse(shown["text"])[0]:
                return int(shown["message_id"])
        raise AssertionError(f"{self.name} sees no message with {words!r}")

    def _wire(self, button: Button) -> str:
        sign = self.app.server_keys.signer(Address("discord", self.id))
        return self._wires.get(button) or button.to_wire(sign)

    def _fills_in(self, words: str) -> bool:
        """Fill in the open form; return False if there is none for words like these."""
        if not self.phone.form or words.startswith("/"):
            return False
        if not 0 < len(words) <= self.phone.fields[0].most:
            return False
        self.phone.submits(words)
        return True

    def _uses(self, words: str) -> bool:
        """Use a command; return False if there is none, or none that takes the words behind it."""
        name, _, rest = words.removeprefix("/").partition(" ")
        command = self.discord.commands.find(name, self.phone.dm.context)
        if command is None or not words.startswith("/") or (rest and not command["options"]):
            return False
        self.phone.dismisses()
        named: list[str] = [option["name"] for option in command["options"]]
        options: dict[str, Any] = {named[0]: rest.strip()} if rest else {}
        self.phone.slash(name, **options)
        return True

    async def _presses(self, wire: str, message: str) -> None:
        if not self.screen:
            # There is no button without a chat.
            await self.says("/help")
        self._note_screen()
        self.phone.dismisses()
        number = message or self.last.id
        try:
            self.phone.chooses(number, wire)
        except NothingThere:
            # The message need not have such a button any longer.
            channel_message = self.discord.messages.find(self.phone.dm.id, int(number))
            about = {"custom_id": wire, "component_type": BUTTON, "id": 1}
            dispatch_interaction(
                self.discord, self.phone.person, self.phone.dm, COMPONENT, about, channel_message
            )
        await self.harness.wait_until_idle()

    def _look(self, change: Change) -> None:
        if change.kind in ("message", "edit", "delete") and change.chat_id == self.phone.dm.id:
            bots = [one for one in self.phone.messages if one["from"] == "bot"]
            fresh = {one["message_id"]: self._shown(one) for one in bots if not one["loading"]}
            for number, shown in fresh.items():
                self._screen.setdefault(number, shown).__dict__.update(shown.__dict__)
            self._screen = {number: self._screen[number] for number in fresh}

    def _shown(self, message: dict[str, Any]) -> Message:
        buttons = [
            self._button(each["label"], each["custom_id"])
            for row in message["buttons"]
            for each in row
        ]
        for menu in message["menus"]:
            buttons += [self._button(each["label"], each["value"]) for each in menu["options"]]
        text, _ = markdown.parse(message["text"])
        attachment = message["files"][0]["name"] if message["files"] else ""
        edited, silent = message["edited"], message["silent"]
        shown = Message(
            message["message_id"], text, buttons, attachment, edited=edited, silent=silent
        )
        shown.media, shown.content = self.phone.file_of(message["message_id"])
        return shown

    def _button(self, label: str, wire: str) -> Button:
        button = button_of(label, wire)
        self._wires[button] = wire
        return button
