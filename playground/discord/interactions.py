"""Keep commands, presses and forms that wait for the bot, each with the token that answers it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from playground.discord.api.errors import (
    ALREADY_ACKNOWLEDGED,
    OLD_TOKEN,
    UNKNOWN_INTERACTION,
    UNKNOWN_WEBHOOK,
)

COMMAND, COMPONENT, SUBMIT = 2, 3, 5
"""A person's possible actions."""
REPLY, DEFER, DEFER_UPDATE, UPDATE, MODAL = 4, 5, 6, 7, 9
"""The bot's possible answers."""
FIRST_RESPONSE_SECONDS = 3.0
TOKEN_SECONDS = 15 * 60.0


@dataclass(slots=True)
class SentInteraction:
    """One action of a person; `at` is in unix seconds of the stand-in's clock.

    `message_id` is the message whose button was pressed, `answer` is how the bot answered (0: not
    yet), `original_id` is the message that `@original` names from then on.
    """

    id: int
    token: str
    kind: int
    person_id: int
    channel_id: int
    at: float
    name: str = ""
    message_id: int | None = None
    answer: int = 0
    original_id: int | None = None


@dataclass(slots=True)
class OpenForm:
    """A pop-up form on a person's screen, opened by the named interaction."""

    interaction_id: int
    custom_id: str
    title: str
    components: list[dict[str, Any]]


class SentInteractions:
    """All interactions of one bot, and the forms that it opened."""

    def __init__(self) -> None:
        self.forms: dict[int, OpenForm] = {}
        """By person: a new form takes the place of an older one."""
        self._by_id: dict[int, SentInteraction] = {}
        self._by_token: dict[str, SentInteraction] = {}

    def add(self, interaction: SentInteraction) -> None:
        """Keep one, and forget those whose token is too old for a refusal of its own."""
        while self._by_id:
            oldest = next(iter(self._by_id.values()))
            if interaction.at - oldest.at < 2 * TOKEN_SECONDS:
                break
            del self._by_id[oldest.id], self._by_token[oldest.token]
        self._index(interaction)

    def awaiting_response(self, interaction_id: int, token: str, now: float) -> SentInteraction:
        """Return the interaction that waits for its first answer; refuse an old or answered one."""
        interaction = self._by_id.get(interaction_id)
        if interaction is None or interaction.token != token:
            raise UNKNOWN_INTERACTION
        if interaction.answer:
            raise ALREADY_ACKNOWLEDGED
        if now - interaction.at > FIRST_RESPONSE_SECONDS:
            raise UNKNOWN_INTERACTION
        return interaction

    def awaiting_follow_up(self, token: str, now: float) -> SentInteraction:
        """Return the answered interaction of a token; refuse one that is unanswered or too old."""
        interaction = self._by_token.get(token)
        if interaction is None or not interaction.answer:
            raise UNKNOWN_WEBHOOK
        if now - interaction.at > TOKEN_SECONDS:
            raise OLD_TOKEN
        return interaction

    def by_token(self, token: str) -> SentInteraction | None:
        """Return the interaction with that token."""
        return self._by_token.get(token)

    def find(self, interaction_id: int) -> SentInteraction | None:
        """Return the interaction with that id, as long as it is remembered."""
        return self._by_id.get(interaction_id)

    def of_person(self, person_id: int) -> list[SentInteraction]:
        """Return a person's interactions, oldest first."""
        return [one for one in self._by_id.values() if one.person_id == person_id]

    def snapshot(self) -> dict[str, Any]:
        """Return everything as JSON."""
        forms = {str(person): asdict(form) for person, form in self.forms.items()}
        return {"forms": forms, "all": [asdict(one) for one in self._by_id.values()]}

    def restore(self, kept: dict[str, Any]) -> None:
        """Restore what `snapshot` made."""
        self.forms = {int(person): OpenForm(**raw) for person, raw in kept["forms"].items()}
        for raw in kept["all"]:
            self._index(SentInteraction(**raw))

    def _index(self, interaction: SentInteraction) -> None:
        self._by_id[interaction.id] = interaction
        self._by_token[interaction.token] = interaction
