"""Show Discord on somebody's phone: what they can do to the bot, and what they see of it."""

from __future__ import annotations

from typing import Any

from playground.discord.api.components import SELECT_MENU
from playground.discord.api.forms import Field, form_fields
from playground.discord.attaching import AttachmentSender
from playground.discord.commands import LOCALES, STRING, Value, chosen_options
from playground.discord.contents import (
    forwarded_fields,
    reply_fields,
)
from playground.discord.filling import FieldValue, filled_values, submitted_data
from playground.discord.gateway.interaction_events import dispatch_interaction
from playground.discord.interactions import (
    COMMAND,
    COMPONENT,
    FIRST_RESPONSE_SECONDS,
    SUBMIT,
    OpenForm,
)
from playground.discord.messages import ChannelMessage
from playground.discord.page_messages import page_message
from playground.discord.people import Channel, DiscordPerson
from playground.discord.reactions import add_reaction, remove_reaction
from playground.discord.state import Discord
from playground.shared.change_signal import Change
from playground.telegram.phones import BotBlocked, NothingThere

LONGEST_TEXT = 2000


class DiscordPhone(AttachmentSender):
    """One person's Discord; a method without a channel means their chat with the bot alone."""

    def __init__(self, discord: Discord, person: DiscordPerson) -> None:
        self.person = person
        self._discord = discord

    @property
    def dm(self) -> Channel:
        """The chat with the bot alone."""
        return self._discord.dm(self.person)

    @property
    def guild(self) -> Channel:
        """The channel of the guild that the bot is in, too."""
        return self._discord.guild_channel

    def chat_with(self, other: DiscordPhone) -> Channel:
        """Return the chat with another person, in which the bot is only a guest."""
        return self._discord.private_channel(self.person, other.person)

    def says(
        self, text: str, channel: Channel | None = None, *, reply_to: int | str | None = None
    ) -> int:
        """Write a text, perhaps as a reply to a message, and return its message id.

        Raise ValueError when there is nothing to send or more than 2,000 characters, which the app
        does not accept; BotBlocked in the chat with the bot when direct messages are closed.
        """
        place = channel or self._open_dm()
        words = text.strip()
        if not 0 < len(words) <= LONGEST_TEXT:
            raise ValueError(f"a message has 1 to {LONGEST_TEXT} characters")
        content = {"content": words} | self._reply(place, reply_to)
        return self._discord.post_as_person(self.person, place, content).id

    def forwards(self, message_id: int | str, channel: Channel | None = None) -> int:
        """Forward a message of any channel to the bot; return the new message's id."""
        message = self._find(message_id, channel)
        return self._discord.post_as_person(
            self.person, self._open_dm(), forwarded_fields(message)
        ).id

    def edits(self, message_id: int | str, text: str, channel: Channel | None = None) -> None:
        """Change the person's own message; raise NothingThere when it is not theirs."""
        message = self._find(message_id, channel)
        mine = message.body["author"]["id"] == str(self.person.id)
        if not mine or not (text.strip() or message.body["attachments"]):
            raise NothingThere(f"no text of {self.person.name}'s to edit: {message_id}")
        self._discord.edit_message(message, {"content": text.strip()[:LONGEST_TEXT]})

    def deletes(self, message_id: int | str, channel: Channel | None = None) -> None:
        """Delete the person's own message; raise NothingThere when it is not theirs."""
        message = self._find(message_id, channel)
        if message.body["author"]["id"] != str(self.person.id):
            raise NothingThere(f"no message of {self.person.name}'s: {message_id}")
        self._discord.delete_message(message)

    def hides(self, message_id: int | str, channel: Channel | None = None) -> None:
        """Dismiss an ephemeral message; the bot is not told, and may still change it."""
        message = self._find(message_id, channel)
        if message.only_for != self.person.id:
            raise NothingThere(f"others see it, too: {message_id}")
        self._discord.messages.dismiss(message)

    def reacts(self, message_id: int | str, emoji: str, channel: Channel | None = None) -> None:
        """Add a reaction to a message; `name:id` is a custom emoji."""
        add_reaction(self._discord, self.person.id, self._find(message_id, channel), emoji)

    def unreacts(self, message_id: int | str, emoji: str, channel: Channel | None = None) -> None:
        """Remove a reaction; raise NothingThere when it is not there."""
        message = self._find(message_id, channel)
        if not remove_reaction(self._discord, self.person.id, message, emoji):
            raise NothingThere(f"no {emoji} of {self.person.name}'s under {message_id}")

    def slash(self, name: str, channel: Channel | None = None, **options: Value) -> int:
        """Use a slash command and return the interaction's id.

        Raise NothingThere when the app does not offer it there, ValueError when its options are
        wrong. Unlike `says`, it also works when direct messages are closed.
        """
        place = channel or self.dm
        command = self._discord.commands.find(name.removeprefix("/"), place.context)
        if command is None:
            raise NothingThere(f"no such command here: {name}")
        chosen = chosen_options(command, options)
        about = {"id": command["id"], "name": command["name"], "type": 1, "options": chosen}
        return dispatch_interaction(self._discord, self.person, place, COMMAND, about)

    def text_option(self, name: str, channel: Channel | None = None) -> str | None:
        """Return the option that words after a command fill in; None if there is none."""
        command = self._discord.commands.find(name, (channel or self.dm).context)
        texts = (o["name"] for o in (command or {"options": []})["options"] if o["type"] == STRING)
        return next(texts, None)

    def presses(self, message_id: int | str, custom_id: str, channel: Channel | None = None) -> int:
        """Press a button, of any age, and return the interaction's id.

        Raise NothingThere when the message has no such button that can be pressed.
        """
        message = self._find(message_id, channel)
        for row in message.buttons():
            for button in row:
                if button.get("custom_id") == custom_id and not button.get("disabled"):
                    about = {"custom_id": custom_id, "component_type": 2, "id": button["id"]}
                    place = self._discord.channels[message.channel_id]
                    return dispatch_interaction(
                        self._discord, self.person, place, COMPONENT, about, message
                    )
        raise NothingThere(f"no such button in {self.person.name}'s chat: {custom_id}")

    def chooses(self, message_id: int | str, value: str, channel: Channel | None = None) -> int:
        """Choose one option of a menu by its value and return the interaction's id.

        Raise NothingThere when no menu of the message offers it.
        """
        message = self._find(message_id, channel)
        for menu in message.select_menus():
            if any(option["value"] == value for option in menu["options"]):
                chosen = {"custom_id": menu["custom_id"], "id": menu["id"], "values": [value]}
                place = self._discord.channels[message.channel_id]
                about = chosen | {"component_type": SELECT_MENU}
                return dispatch_interaction(
                    self._discord, self.person, place, COMPONENT, about, message
                )
        raise NothingThere(f"no such option in {self.person.name}'s chat: {value}")

    @property
    def form(self) -> OpenForm | None:
        """The pop-up form on the screen."""
        return self._discord.interactions.forms.get(self.person.id)

    @property
    def fields(self) -> list[Field]:
        """The fields of the form on the screen."""
        return form_fields(self.form.components) if self.form else []

    def submits(self, *values: FieldValue, **named: FieldValue) -> int:
        """Fill in the form, by the order of its fields or by their custom ids, and send it.

        A field that is not named keeps what it has. Return the interaction's id. Raise NothingThere
        without a form, ValueError for what the app does not accept.
        """
        form = self.form
        if form is None:
            raise NothingThere(f"no form on {self.person.name}'s screen")
        filled = filled_values(form.components, values, named)
        cause = self._discord.interactions.find(form.interaction_id)
        if cause is None:
            raise NothingThere("the form is too old")
        channel = self._discord.channels[cause.channel_id]
        message = self._discord.messages.find(channel.id, cause.message_id or 0)
        data = submitted_data(self._discord, form.components, filled)
        about = {"custom_id": form.custom_id} | data
        self.dismisses()
        return dispatch_interaction(self._discord, self.person, channel, SUBMIT, about, message)

    def dismisses(self) -> None:
        """Close the form unsent; Discord does not tell the bot."""
        self._discord.interactions.forms.pop(self.person.id, None)
        self._discord.changes.notify(Change("form", self.person.id))

    def closes_dms(self) -> None:
        """Forbid the bot direct messages; it is not told."""
        self._discord.set_closed(self.person, True)

    def opens_dms(self) -> None:
        """Let the bot write again."""
        self._discord.set_closed(self.person, False)

    def leaves(self) -> None:
        """Remove the bot from the person's account and the person from the guild."""
        self.person.installed = self.person.in_guild = False
        self._discord.changes.notify(Change("blocked", self.person.id))

    def speaks(self, locale: str) -> None:
        """Set the app to another of Discord's locales, such as `es-ES`; else raise ValueError."""
        if locale not in LOCALES:
            raise ValueError(f"not one of Discord's locales: {locale}")
        self.person.locale = locale
        self._discord.changes.notify(Change("commands"))

    @property
    def messages(self) -> list[dict[str, Any]]:
        """The chat with the bot as it looks now, oldest first, in the page's words."""
        return self.messages_in(self.dm)

    def messages_in(self, channel: Channel) -> list[dict[str, Any]]:
        """Return a channel as this person sees it, ephemeral messages to them included."""
        messages = self._discord.messages.of_channel(channel.id)
        return [
            page_message(message) for message in messages if message.is_visible_to(self.person.id)
        ]

    def message(self, message_id: int | str, channel: Channel | None = None) -> dict[str, Any]:
        """Return one message in the page's words; raise NothingThere when it is gone."""
        return page_message(self._find(message_id, channel))

    @property
    def commands(self) -> list[dict[str, Any]]:
        """The slash commands that the chat with the bot offers, in the person's language."""
        return self._discord.commands.localized_for(self.person.locale, self.dm.context)

    @property
    def unanswered(self) -> list[int]:
        """The interactions that the bot can still answer for the first time."""
        return [number for number, late in self._unanswered_interactions() if not late]

    @property
    def failed(self) -> list[int]:
        """The interactions of which the app says that the application did not respond."""
        return [number for number, late in self._unanswered_interactions() if late]

    def _unanswered_interactions(self) -> list[tuple[int, bool]]:
        now = self._discord.now()
        mine = self._discord.interactions.of_person(self.person.id)
        return [(one.id, now - one.at > FIRST_RESPONSE_SECONDS) for one in mine if not one.answer]

    def _reply(self, channel: Channel, message_id: int | str | None) -> dict[str, Any]:
        if message_id is None:
            return {}
        number = int(message_id)
        return reply_fields(channel, number, self._discord.messages.find(channel.id, number))

    def _open_dm(self) -> Channel:
        if self.person.closed:
            raise BotBlocked(f"{self.person.name} has closed their direct messages")
        return self.dm

    def _find(self, message_id: int | str, channel: Channel | None) -> ChannelMessage:
        place = channel or self.dm
        message = self._discord.messages.find(place.id, int(message_id))
        if message is None or not message.is_visible_to(self.person.id):
            raise NothingThere(f"no message {message_id} in {self.person.name}'s chat")
        return message
