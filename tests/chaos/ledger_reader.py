"""Read the messages that reached people from the platforms' ledgers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from chat.messages import Address
from playground import Call, Playground
from playground.discord.ledger import DiscordCall
from playground.discord.people import EPOCH

EDIT_ORIGINAL = "update_webhook_message"
"""The call that replaces a deferral with words."""
CREATE_MESSAGE = "create_message"
SENT = (CREATE_MESSAGE, "create_interaction_response", EDIT_ORIGINAL)


@dataclass(frozen=True, slots=True)
class DeliveredMessage:
    """One message in somebody's chat.

    A `post` came on Discord as a message, not as an interaction's answer; `nonce` identifies it.
    """

    to: Address
    id: str
    text: str
    is_standalone: bool = False
    nonce: str = ""

    @property
    def platform_key(self) -> tuple[str, str]:
        """Its platform, and its id there."""
        return self.to.platform, self.id

    @property
    def at(self) -> float:
        """The moment at which it came, in unix seconds; only ids on Discord tell it."""
        return EPOCH + (int(self.id) >> 22) / 1000


class LedgerReader:
    """A reader that continues both ledgers from where it stopped."""

    def __init__(self, playground: Playground) -> None:
        self._at = playground
        self._calls = self._discord_calls = 0
        self._known: set[int] = set()
        self.deduplicated = 0
        """Messages that Discord was sent once more, and knew."""

    def read_new(self) -> Iterator[DeliveredMessage]:
        """Return the messages that arrived since the last read."""
        calls = self._at.ledger.calls[self._calls :]
        self._calls += len(calls)
        for call in calls:
            if call.method.startswith("send") and call.message_id and call.accepted:
                yield DeliveredMessage(*_delivery(call, str(call.chat_id), "telegram"))
        posts = self._at.discord.ledger.calls[self._discord_calls :]
        self._discord_calls += len(posts)
        for post in posts:
            if post.method in SENT and post.message_id and post.accepted:
                yield from self._read_discord_call(post, post.message_id)

    def _read_discord_call(self, post: DiscordCall, number: int) -> Iterator[DeliveredMessage]:
        if number in self._known:
            self.deduplicated += post.again
            return
        self._known.add(number)
        (person,) = self._at.discord.channels[post.chat_id or 0].people
        by_itself = post.method == CREATE_MESSAGE
        yield DeliveredMessage(
            *_delivery(post, str(person), "discord"), by_itself, post.nonce or ""
        )


def _delivery(call: Call, person: str, platform: str) -> tuple[Address, str, str]:
    return Address(platform, person), str(call.message_id), call.text or ""
