"""Adapt the chats with the bot on Discord, alone and in a guild, to the page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from playground.discord.api.components import SELECT_MENU, TEXT, Components
from playground.discord.api.forms import Field
from playground.discord.markdown import parse
from playground.discord.messages import ChannelMessage
from playground.discord.page_messages import page_message
from playground.discord.people import CONTEXTS, DM, GUILD, Channel
from playground.discord.phones import DiscordPhone
from playground.discord.state import Discord
from playground.shared.change_signal import Change
from playground.shared.chats import Body, Event, files_of, media_of, number_of, reply_of, text_of
from playground.telegram.phones import NothingThere

LOCALES = {"en": "en-US", "es": "es-ES"}
"""Discord has a few languages without a country; these need one."""


class DiscordChats:
    """Everybody's chat with the bot alone, or their view of the guild's channel."""

    def __init__(
        self,
        name: str,
        discord: Discord,
        phones: Mapping[str, DiscordPhone],
        *,
        guild: bool = False,
    ) -> None:
        self.name = name
        self._discord = discord
        self._phones = phones
        self._guild = guild

    def people(self) -> dict[str, str]:
        """Return the people who have Discord."""
        return {who: phone.person.name for who, phone in self._phones.items()}

    def state(self, who: str) -> dict[str, Any]:
        """Return all that a phone shows of the chat; an unopened channel stays unopened."""
        phone, channel = self._phones[who], self._opened_channel(who)
        messages = self._messages(phone, channel) if channel else []
        return {
            "messages": messages,
            "commands": self._commands(phone),
            "language": phone.person.locale.partition("-")[0],
            "blocked": phone.person.closed,
            "started": bool(messages),
            "form": self._form(who),
        }

    def act(self, who: str, name: str, body: Body) -> dict[str, Any]:
        """Do what somebody did on the page; return the interaction's id, if it was one."""
        phone = self._phones[who]
        number = ACTIONS[name](phone, phone.guild if self._guild else phone.dm, body)
        return {"interaction": str(number)} if name in AWAITING_ACTIONS else {}

    def listen(self, send: Callable[[Event], object], again: Callable[[], object]) -> None:
        """Send each change from now on."""

        def notice(change: Change) -> None:
            if change.kind == "blocked" and not self._guild:
                again()
            for who in self._phones:
                for event in self._events(who, change):
                    send(event | {"type": change.kind, "who": who, "chat": self.name})

        self._discord.changes.listen(notice)

    def _events(self, who: str, change: Change) -> list[Event]:
        phone, channel = self._phones[who], self._opened_channel(who)
        if change.kind == "commands":
            return [{"commands": self._commands(phone)}]
        if change.kind == "form" and change.chat_id == phone.person.id:
            return [{"form": self._form(who)}]
        if channel is None or channel.id != change.chat_id:
            return []
        if change.kind in ("message", "edit"):
            message = self._discord.messages.find(channel.id, change.message_id)
            seen = message and message.is_visible_to(phone.person.id)
            return [{"message": _message(message, phone.person.id)}] if message and seen else []
        if (
            change.kind == "answered"
            and self._person_id_of(change.interaction_id) != phone.person.id
        ):
            return []
        return [{"message_id": str(change.message_id), "interaction": str(change.interaction_id)}]

    def _opened_channel(self, who: str) -> Channel | None:
        if self._guild:
            return self._discord.guild_channel
        return self._discord.known_dm(self._phones[who].person)

    def _messages(self, phone: DiscordPhone, channel: Channel) -> list[dict[str, Any]]:
        me = phone.person.id
        return [
            _message(message, me)
            for message in self._discord.messages.of_channel(channel.id)
            if message.is_visible_to(me)
        ]

    def _commands(self, phone: DiscordPhone) -> list[dict[str, Any]]:
        context = CONTEXTS[GUILD if self._guild else DM]
        offered = self._discord.commands.localized_for(phone.person.locale, context)
        return [{"command": one.pop("name")} | one for one in offered]

    def _form(self, who: str) -> dict[str, Any] | None:
        phone, channel = self._phones[who], self._opened_channel(who)
        cause = self._discord.interactions.find(phone.form.interaction_id) if phone.form else None
        if phone.form is None or cause is None or channel is None or cause.channel_id != channel.id:
            return None
        return {
            "id": str(cause.id),
            "custom_id": phone.form.custom_id,
            "title": phone.form.title,
            "parts": _parts(phone.form.components, phone.fields),
        }

    def _person_id_of(self, interaction_id: int) -> int | None:
        interaction = self._discord.interactions.find(interaction_id)
        return interaction.person_id if interaction else None


def _parts(components: Components, fields: list[Field]) -> list[dict[str, Any]]:
    """Return the parts of a form from the top: texts, and fields to fill in."""
    left = iter(fields)
    parts: list[dict[str, Any]] = []
    for row in components:
        if row["type"] == TEXT:
            text, entities = parse(row["content"])
            parts.append({"text": text, "entities": entities})
        else:
            parts.append({"field": asdict(next(left))})
    return parts


def _slash(phone: DiscordPhone, channel: Channel, body: Body) -> int:
    """Use a command; the words after it fill in its first option."""
    name, words = text_of(body, "command"), text_of(body, "words", "").strip()
    options = {}
    if words:
        option = phone.text_option(name, channel)
        if option is None:
            raise ValueError(f"/{name} takes no words")
        options[option] = words
    return phone.slash(name, channel, **options)


def _press(phone: DiscordPhone, channel: Channel, body: Body) -> int:
    """Press a button or choose from a menu; the page does not distinguish them."""
    message, data = number_of(body, "message_id"), text_of(body, "data")
    menus = phone.message(message, channel)["menus"]
    offered = [option["value"] for menu in menus for option in menu["options"]]
    act = phone.chooses if data in offered else phone.presses
    return act(message, data, channel)


def _react(phone: DiscordPhone, channel: Channel, body: Body) -> None:
    """Add a reaction; a second press on the same emoji removes it, as in the app."""
    message, emoji = number_of(body, "message_id"), text_of(body, "emoji")
    try:
        phone.unreacts(message, emoji, channel)
    except NothingThere:
        phone.reacts(message, emoji, channel)


def _submit(phone: DiscordPhone, _: Channel, body: Body) -> int:
    values = body.get("values")
    if not isinstance(values, dict) or not all(isinstance(one, VALUES) for one in values.values()):
        raise TypeError("the values of the fields are wanted")
    return phone.submits(**values | files_of(body))


ACTIONS: dict[str, Callable[[DiscordPhone, Channel, Body], object]] = {
    "send": lambda phone, channel, body: phone.says(
        text_of(body, "text"), _guild_channel_or_none(phone, channel), reply_to=reply_of(body)
    ),
    "slash": _slash,
    "press": _press,
    "react": _react,
    "submit": _submit,
    "dismiss": lambda phone, _, __: phone.dismisses(),
    "edit": lambda phone, channel, body: phone.edits(
        number_of(body, "message_id"), text_of(body, "text"), channel
    ),
    "delete": lambda phone, channel, body: phone.deletes(number_of(body, "message_id"), channel),
    "hide": lambda phone, channel, body: phone.hides(number_of(body, "message_id"), channel),
    "attach": lambda phone, channel, body: phone.attaches(
        text_of(body, "caption", ""),
        _guild_channel_or_none(phone, channel),
        reply_to=reply_of(body),
    ),
    "upload": lambda phone, channel, body: phone.sends_files(
        media_of(body),
        text=text_of(body, "caption", ""),
        channel=_guild_channel_or_none(phone, channel),
        reply_to=reply_of(body),
    ),
    "language": lambda phone, _, body: phone.speaks(_locale(text_of(body, "language"))),
    "block": lambda phone, _, body: (
        phone.closes_dms() if body.get("blocked") else phone.opens_dms()
    ),
}
VALUES = (str, bool, list)
"""The values of a field besides files."""
AWAITING_ACTIONS = ("slash", "press", "submit")
"""The bot has three seconds to answer these."""


def _guild_channel_or_none(phone: DiscordPhone, channel: Channel) -> Channel | None:
    """Return None for the chat with the bot alone, so that the phone checks if it is closed."""
    return channel if channel.kind == GUILD else None


def _locale(language: str) -> str:
    return LOCALES.get(language, language)


def _message(message: ChannelMessage, me: int) -> dict[str, Any]:
    """Return a message in the page's words for both platforms."""
    seen = page_message(message)
    text, entities = parse(seen["text"])
    mine = message.body["author"]["id"] == str(me)
    pictures = [file for file in seen["files"] if file["mime"].startswith("image/")]
    rows = message.rows()
    documents = [file for file in seen["files"] if file not in pictures]
    return seen | {
        "from": "bot" if message.from_bot else "person" if mine else "other",
        "date": datetime.fromisoformat(seen["date"]).timestamp(),
        "text": text or None,
        "entities": entities,
        "source": seen["text"],
        "keyboard": [[_page_button(each) for each in row] for row in rows] or None,
        "photo": pictures[0]["url"] if pictures else None,
        "document": documents[0] if documents else None,
    }


def _page_button(button: dict[str, Any]) -> dict[str, Any]:
    if button["type"] == SELECT_MENU:
        options = [
            {"text": one["label"], "callback_data": one["value"]} for one in button["options"]
        ]
        return {"text": button.get("placeholder") or "", "options": options}
    face = (button.get("emoji") or {}).get("name") or ""
    key = {"text": f"{face} {button.get('label', '')}".strip(), "style": button["style"]}
    meaning = {"url": button["url"]} if "url" in button else {"callback_data": button["custom_id"]}
    return key | meaning | ({"disabled": True} if button.get("disabled") else {})
