"""The phones of the harness: the same on both platforms, and each thing done is remembered."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from random import Random
from typing import Any, Protocol

from chat.messages import Address
from playground import DiscordPhone, Made, NothingThere, Phone, Playground
from playground.discord_interactions import DEFER_UPDATE, REPLY, SUBMIT, UPDATE, Interaction
from playground.discord_ledger import Handed

ACCEPTED, MISSED, OPEN = "accepted", "missed", "open"
"""What became of something that a person did: told that we have it, never told, not told yet."""
TOLD = (REPLY, UPDATE, DEFER_UPDATE)
"""Answers after which a person believes that it has arrived; a form or a promise says nothing."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One message of the bot's on a screen, with the meanings of its buttons."""

    id: int
    text: str
    wires: Sequence[str]


class Did(Protocol):
    """One thing that somebody did; `key` is its name in the inbox, `at` is in unix seconds."""

    @property
    def key(self) -> str: ...

    @property
    def at(self) -> float: ...

    @property
    def outcome(self) -> str:
        """ACCEPTED, MISSED or OPEN."""

    @property
    def arrived(self) -> bool:
        """Whether who did it sees that there is no need to do it once more."""


class Pocket(Protocol):
    """A phone in a pocket, on whatever platform; what a menu offers is pressed like a button."""

    address: Address
    done: list[Did]

    @property
    def screen(self) -> list[Shown]:
        """What the bot said, as it looks now, oldest first."""

    @property
    def closed(self) -> bool:
        """Whether the bot may not write."""

    def writes(self, words: str) -> Did:
        """A command or a text."""

    def presses(self, message: int, wire: str) -> Did:
        """A button."""

    def closes(self) -> None:
        """Lets the bot write no more."""

    def opens(self) -> None:
        """Lets the bot write again."""

    def calm(self) -> None:
        """The bot has stored and handled whatever it was told."""

    def died(self) -> None:
        """The bot was killed."""


@dataclass(frozen=True, slots=True)
class Update:
    """Something done on Telegram, which tells it until the bot says that it has it."""

    key: str
    at: float
    made: Made

    @property
    def outcome(self) -> str:
        return {"confirmed": ACCEPTED, "waiting": OPEN}.get(self.made.outcome, MISSED)

    @property
    def arrived(self) -> bool:
        return self.outcome == ACCEPTED


class OnTelegram:
    """Telegram on somebody's phone."""

    def __init__(self, phone: Phone, playground: Playground) -> None:
        self.address = Address("telegram", str(phone.person.id))
        self.done: list[Did] = []
        self._phone = phone
        self._at = playground

    @property
    def screen(self) -> list[Shown]:
        return [
            Shown(
                each["message_id"],
                str(each["text"]),
                [key["callback_data"] for row in each["keyboard"] or [] for key in row],
            )
            for each in self._phone.messages
            if each["from"] == "bot"
        ]

    @property
    def closed(self) -> bool:
        return self._phone.person.blocked

    def writes(self, words: str) -> Did:
        return self._noted(lambda: self._phone.send(words))

    def presses(self, message: int, wire: str) -> Did:
        return self._noted(lambda: self._phone.press(message, wire))

    def closes(self) -> None:
        self._noted(self._phone.block)

    def opens(self) -> None:
        self._noted(self._phone.unblock)

    def calm(self) -> None:
        """Telegram says itself what was accepted."""

    def died(self) -> None:
        """Telegram tells the next one."""

    def _noted(self, act: Callable[[], object]) -> Did:
        bot, _, _ = self._at.token.partition(":")
        number = self._at.telegram.updates.next_id
        act()
        made = self._at.ledger.updates[number]
        did = Update(f"telegram:{bot}:{number}", self._at.telegram.now(), made)
        self.done.append(did)
        return did


@dataclass(slots=True)
class Dispatch:
    """Something done on Discord, which tells it once more as long as it keeps the session.

    So a text counts as accepted once a bot that was told it is calm; and so does what was used, or,
    whatever happens to the bot, as soon as Discord was answered.
    """

    key: str
    at: float
    handed: Handed
    interaction: Interaction | None
    kept: bool = False

    @property
    def outcome(self) -> str:
        if self.kept or (self.interaction and self.interaction.answer in TOLD):
            return ACCEPTED
        return OPEN if self.handed.outcome in ("waiting", "handed") else MISSED

    @property
    def is_form(self) -> bool:
        return self.interaction is not None and self.interaction.kind == SUBMIT

    @property
    def arrived(self) -> bool:
        return self.kept or self.handed.outcome == "answered"


@dataclass
class OnDiscord:
    """Discord on somebody's phone; by chance they type what they could pick from a list."""

    phone: DiscordPhone
    playground: Playground
    chance: Random
    done: list[Did] = field(default_factory=list)
    _open: list[Dispatch] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.address = Address("discord", str(self.phone.person.id))

    @property
    def screen(self) -> list[Shown]:
        return [
            Shown(int(each["message_id"]), each["text"], list(_wires(each)))
            for each in self.phone.messages
            if each["from"] == "bot"
        ]

    @property
    def closed(self) -> bool:
        return self.phone.person.closed

    def writes(self, words: str) -> Did:
        """An answer goes into the form, if one is open; a command may be typed as a text."""
        picks = self.chance.random() < 0.75
        if words.startswith("/"):
            self.phone.dismisses()
            with suppress(NothingThere):
                return self._noted(lambda: self._uses(words, picks=picks))
        elif self.phone.form and picks:
            return self._noted(lambda: self.phone.submits(words))
        self.phone.dismisses()
        return self._noted(lambda: self.phone.says(words))

    def presses(self, message: int, wire: str) -> Did:
        self.phone.dismisses()
        with suppress(NothingThere):
            return self._noted(lambda: self.phone.presses(message, wire))
        return self._noted(lambda: self.phone.chooses(message, wire))

    def closes(self) -> None:
        self.phone.closes_dms()

    def opens(self) -> None:
        self.phone.opens_dms()

    def calm(self) -> None:
        """Its heartbeat said what it was told, and it has stored that since."""
        for each in self._open:
            each.kept = each.handed.outcome in ("confirmed", "answered")
        self._open.clear()

    def died(self) -> None:
        """The next one is told again what the last one did not confirm."""
        self._open = [each for each in self._open if each.handed.outcome in ("waiting", "handed")]

    def _uses(self, words: str, *, picks: bool) -> int:
        name, _, rest = words[1:].partition(" ")
        option = self.phone.option_of(name)
        if not picks or (rest and option is None):
            raise NothingThere
        filled = {option: rest} if rest and option else {}
        return self.phone.slash(name, None, **filled)

    def _noted(self, act: Callable[[], int]) -> Did:
        discord = self.playground.discord
        first = len(discord.ledger.events)
        number = act()
        handed, used = discord.ledger.events[first], discord.interactions.find(number)
        did = Dispatch(f"discord:{number}", discord.now(), handed, used)
        self.done.append(did)
        self._open.append(did)
        return did


def _wires(message: dict[str, Any]) -> Iterator[str]:
    """The meanings of its buttons, and of what its menus offer."""
    for row in message["buttons"]:
        yield from (button["custom_id"] for button in row if "custom_id" in button)
    for menu in message["menus"]:
        yield from (option["value"] for option in menu["options"])
