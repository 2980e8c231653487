"""The form of a card for an evening, and of what a person asks a deck for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal, Self, get_args

from pydantic import Field, StringConstraints, model_validator

from content.challenges import THEME_IDS, ChallengeId
from content.models import BadEntry, FrozenModel, NonEmptyText

Mood = Literal["light", "closer", "deep"]
MOODS: tuple[Mood, ...] = get_args(Mood)
"""The moods, the lightest first."""
MINUTES = (2, 5, 10)
"""How long a card takes at most; a person may choose one of the first two, or any length."""
LIGHTEST = 1
OWN_MOOD: Mood = "closer"
OWN_MINUTES = 5
"""The mood and the length of questions that people wrote themselves."""


class Card(FrozenModel):
    """One card for an evening. Its id stays the same for ever and in every language.

    A `dare` is done, and a `question` can also be answered on two phones. One that is `alone` makes
    sense for one person, too.
    """

    id: ChallengeId
    mood: Mood
    intensity: Annotated[int, Field(ge=1, le=3)]
    minutes: Literal[2, 5, 10]
    kind: Literal["question", "dare"]
    alone: bool = False
    text: Annotated[NonEmptyText, StringConstraints(max_length=200)]

    @property
    def theme(self) -> str:
        """Return the theme, with which the id begins."""
        return next(theme for theme in THEME_IDS if self.id.startswith(f"{theme}-"))

    @model_validator(mode="after")
    def _belongs_somewhere(self) -> Self:
        if not any(self.id.startswith(f"{theme}-") for theme in THEME_IDS):
            raise BadEntry("the id names no theme", "begin it with one of the nine, and a hyphen")
        if self.mood == MOODS[0] and self.intensity > LIGHTEST:
            raise BadEntry("a light card of another intensity", "write intensity = 1")
        return self


@dataclass(frozen=True, slots=True)
class DeckChoice:
    """A person's choice of cards: a mood, perhaps a theme, and how long a card may take.

    `for_two_phones` leaves dares out, and `for_one` all that needs two people.
    """

    mood: Mood
    theme: str = ""
    minutes: int = 0
    for_two_phones: bool = False
    for_one: bool = False

    def __str__(self) -> str:
        """Return the mood, theme and minutes as a button carries them."""
        return f"{self.mood}.{self.theme}.{self.minutes}"

    @classmethod
    def parse(
        cls, text: str, *, for_two_phones: bool = False, for_one: bool = False
    ) -> DeckChoice | None:
        """Return the choice that a button carries, or None for any other text."""
        mood, _, rest = text.partition(".")
        theme, _, minutes = rest.rpartition(".")
        known = [each for each in MOODS if each == mood]
        if not known or theme not in ("", *THEME_IDS) or minutes not in map(str, (0, *MINUTES)):
            return None
        return cls(known[0], theme, int(minutes), for_two_phones, for_one)

    @property
    def takes_own(self) -> bool:
        """Return whether a couple's own questions are among these cards."""
        has_time = self.minutes in (0, *(each for each in MINUTES if each >= OWN_MINUTES))
        return self.mood == OWN_MOOD and not self.theme and has_time and not self.for_one

    def fits(self, card: Card) -> bool:
        """Return whether a card is what was asked for, however deep it goes."""
        return (
            card.mood == self.mood
            and self.theme in ("", card.theme)
            and (not self.minutes or card.minutes <= self.minutes)
            and not (self.for_two_phones and card.kind == "dare")
            and not (self.for_one and (card.kind == "dare" or not card.alone))
        )
