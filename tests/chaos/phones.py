"""Simulate the phones, the same on both platforms; they remember each action."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from random import Random
from typing import Any, Protocol

from chat.messages import Address
from playground import DiscordPhone, NothingThere, Phone, Playground, UpdateRecord
from playground.discord.interactions import DEFER_UPDATE, REPLY, SUBMIT, UPDATE, SentInteraction
from playground.discord.ledger import EventRecord

ACCEPTED, MISSED, OPEN = "accepted", "missed", "open"
"""Outcomes of an action: the bot confirmed it, never got it, has not confirmed it yet."""
CONFIRMING_RESPONSES = (REPLY, UPDATE, DEFER_UPDATE)
"""Answers after which a person believes that it has arrived; a form or a promise says nothing."""


@dataclass(frozen=True, slots=True)
class ScreenMessage:
    """One message of the bot's on a screen, with the meanings of its buttons."""

    id: int
    text: str
    wires: Sequence[str]


class Action(Protocol):
    """One action of a person; `key` is its name in the inbox, `at` is in unix seconds."""

    @property
    def key(self) -> str: ...

    @property
    def at(self) -> float: ...

    @property
    def outcome(self) -> str:
        """ACCEPTED, MISSED or OPEN."""

    @property
    def is_acknowledged(self) -> bool:
        """Whether the person can see that there is no need to do it again."""


class SimulatedPhone(Protocol):
    """A phone on either platform; an option of a menu is pressed like a button."""

    address: Address
    actions: list[Action]

    @property
    def screen(self) -> list[ScreenMessage]:
        """The bot's messages as they look now, oldest first."""

    @property
    def is_blocked(self) -> bool:
        """Whether the bot may not write."""

    def writes(self, words: str) -> Action:
        """Write a command or a text."""

    def presses(self, message: int, wire: str) -> Action:
        """Press a button."""

    def block_bot(self) -> None:
        """Forbid the bot to write."""

    def unblock_bot(self) -> None:
        """Let the bot write again."""

    def on_settled(self) -> None:
        """Note that the bot has stored and handled everything."""

    def on_bot_death(self) -> None:
        """Note that the bot was killed."""


@dataclass(frozen=True, slots=True)
class TelegramAction:
    """An action on Telegram, which repeats it until the bot confirms it."""

    key: str
    at: float
    made: UpdateRecord

    @property
    def outcome(self) -> str:
        return {"confirmed": ACCEPTED, "waiting": OPEN}.get(self.made.outcome, MISSED)

    @property
    def is_acknowledged(self) -> bool:
        return self.outcome == ACCEPTED


class SimulatedTelegramPhone:
    """Telegram on somebody's phone."""

    def __init__(self, phone: Phone, playground: Playground) -> None:
        self.address = Address("telegram", str(phone.person.id))
        self.actions: list[Action] = []
        self._phone = phone
        self._at = playground

    @property
    def screen(self) -> list[ScreenMessage]:
        return [
            ScreenMessage(
                each["message_id"],
                str(each["text"]),
                [key["callback_data"] for row in each["keyboard"] or [] for key in row],
            )
            for each in self._phone.messages
            if each["from"] == "bot"
        ]

    @property
    def is_blocked(self) -> bool:
        return self._phone.person.blocked

    def writes(self, words: str) -> Action:
        return self._record(lambda: self._phone.send(words))

    def presses(self, message: int, wire: str) -> Action:
        return self._record(lambda: self._phone.press(message, wire))

    def block_bot(self) -> None:
        self._record(self._phone.block)

    def unblock_bot(self) -> None:
        self._record(self._phone.unblock)

    def on_settled(self) -> None:
        """Do nothing: Telegram itself says what was accepted."""

    def on_bot_death(self) -> None:
        """Do nothing: Telegram repeats everything to the next process."""

    def _record(self, act: Callable[[], object]) -> Action:
        bot, _, _ = self._at.token.partition(":")
        number = self._at.telegram.updates.next_id
        act()
        made = self._at.ledger.updates[number]
        did = TelegramAction(f"telegram:{bot}:{number}", self._at.telegram.now(), made)
        self.actions.append(did)
        return did


@dataclass(slots=True)
class DiscordAction:
    """An action on Discord, which repeats it as long as it keeps the session.

    A text counts as accepted once the bot that received it is calm. So does an interaction, or,
    even if the bot dies, as soon as it was answered.
    """

    key: str
    at: float
    handed: EventRecord
    interaction: SentInteraction | None
    is_stored: bool = False

    @property
    def outcome(self) -> str:
        if self.is_stored or (self.interaction and self.interaction.answer in CONFIRMING_RESPONSES):
            return ACCEPTED
        return OPEN if self.handed.outcome in ("waiting", "handed") else MISSED

    @property
    def is_form(self) -> bool:
        return self.interaction is not None and self.interaction.kind == SUBMIT

    @property
    def is_acknowledged(self) -> bool:
        return self.is_stored or self.handed.outcome == "answered"


@dataclass
class SimulatedDiscordPhone:
    """Discord on somebody's phone; by chance they type what they could pick from a list."""

    phone: DiscordPhone
    playground: Playground
    chance: Random
    actions: list[Action] = field(default_factory=list)
    _open: list[DiscordAction] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.address = Address("discord", str(self.phone.person.id))

    @property
    def screen(self) -> list[ScreenMessage]:
        return [
            ScreenMessage(int(each["message_id"]), each["text"], list(_wires(each)))
            for each in self.phone.messages
            if each["from"] == "bot"
        ]

    @property
    def is_blocked(self) -> bool:
        return self.phone.person.closed

    def writes(self, words: str) -> Action:
        """Write into the form, if one is open; a command may be typed as a text."""
        picks = self.chance.random() < 0.75
        if words.startswith("/"):
            self.phone.dismisses()
            with suppress(NothingThere):
                return self._record(lambda: self._use_command(words, picks=picks))
        elif self.phone.form and picks:
            return self._record(lambda: self.phone.submits(words))
        self.phone.dismisses()
        return self._record(lambda: self.phone.says(words))

    def presses(self, message: int, wire: str) -> Action:
        self.phone.dismisses()
        with suppress(NothingThere):
            return self._record(lambda: self.phone.presses(message, wire))
        return self._record(lambda: self.phone.chooses(message, wire))

    def block_bot(self) -> None:
        self.phone.closes_dms()

    def unblock_bot(self) -> None:
        self.phone.opens_dms()

    def on_settled(self) -> None:
        """Accept what its heartbeat confirmed: the bot has stored it since."""
        for each in self._open:
            each.is_stored = each.handed.outcome in ("confirmed", "answered")
        self._open.clear()

    def on_bot_death(self) -> None:
        """Keep the unconfirmed actions open, as Discord repeats them to the next process."""
        self._open = [each for each in self._open if each.handed.outcome in ("waiting", "handed")]

    def _use_command(self, words: str, *, picks: bool) -> int:
        name, _, rest = words[1:].partition(" ")
        option = self.phone.text_option(name)
        if not picks or (rest and option is None):
            raise NothingThere
        filled = {option: rest} if rest and option else {}
        return self.phone.slash(name, None, **filled)

    def _record(self, act: Callable[[], int]) -> Action:
        discord = self.playground.discord
        first = len(discord.ledger.events)
        number = act()
        handed, used = discord.ledger.events[first], discord.interactions.find(number)
        did = DiscordAction(f"discord:{number}", discord.now(), handed, used)
        self.actions.append(did)
        self._open.append(did)
        return did


def _wires(message: dict[str, Any]) -> Iterator[str]:
    """Return the meanings of its buttons and of its menus' options."""
    for row in message["buttons"]:
        yield from (button["custom_id"] for button in row if "custom_id" in button)
    for menu in message["menus"]:
        yield from (option["value"] for option in menu["options"])
