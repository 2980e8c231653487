"""Holds a typed text together with what is on its author's screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from chat.messages import Event
from domain import screen
from domain.move import codes
from domain.pair import linking
from domain.screen import LiveKeyboard
from handlers.conversation import matching
from handlers.conversation.emoji_reactions import build_press
from handlers.conversation.matching import ButtonMatch
from handlers.pair.linking import find_code, is_invitation
from handlers.turn import FeatureRouter, Turn


@dataclass
class TypedText:
    """A text, with what is on its author's screen."""

    features: FeatureRouter
    turn: Turn
    _keyboards: Sequence[LiveKeyboard] | None = None
    _invitation_code: str | None = None

    @property
    def event(self) -> Event:
        return self.turn.event

    @property
    def text(self) -> str:
        return self.turn.event.text

    async def keyboards(self) -> Sequence[LiveKeyboard]:
        """Return the keyboards on the screen, the newest first."""
        if self._keyboards is None:
            turn = self.turn
            self._keyboards = await screen.live_keyboards(turn.ctx, turn.member)
        return self._keyboards

    async def matches(
        self, *, among: Callable[[LiveKeyboard], bool] = lambda _: True
    ) -> list[ButtonMatch]:
        """Return the buttons that the words may mean, one for each thing that they do."""
        seen = [each for each in await self.keyboards() if among(each)]
        return matching.match_buttons(self.turn, seen, self.features)

    async def invitation_code(self) -> str:
        """Return the code or link in the words; one that stands in a sentence must be valid."""
        if self._invitation_code is None:
            turn, self._invitation_code = self.turn, find_code(self.text)
            if self._invitation_code and not is_invitation(self.text, self._invitation_code):
                code = turn.ctx, turn.server_keys, turn.member, self._invitation_code
                known = await codes.is_code(*code) or await linking.is_valid_code(*code)
                self._invitation_code = self._invitation_code if known else ""
        return self._invitation_code

    async def names_newest(self) -> bool:
        """Return whether the words are exactly a button of the newest message."""
        return any(each.is_exact for each in await self.matches(among=lambda each: each.is_newest))

    def build_press_for(self, match: ButtonMatch) -> Event:
        """Return the press that the words stand for; its reply is a new message."""
        return build_press(
            self.event, match.button, button_message=match.live.row.platform_message_id or ""
        )
