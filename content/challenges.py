"""The form of a theme and its challenges, as the TOML files must have it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Annotated, Any, Literal, Self, get_args

from pydantic import Field, StringConstraints, model_validator

from content.models import BadEntry, FrozenModel, NonEmptyText
from content.questions.question import Question

ThemeId = Literal[
    "perspectives",
    "communication",
    "goals",
    "appreciation",
    "problem-solving",
    "differences",
    "intimacy",
    "independence",
    "guidance",
]
THEME_IDS: tuple[ThemeId, ...] = get_args(ThemeId)
"""The nine themes in the order in which the weeks go through them."""

ChallengeId = Annotated[str, StringConstraints(pattern=r"^[a-z]+(-[a-z]+)*$", max_length=40)]


EXAMPLES = {
    "minutes": "minutes = 20",
    "place": 'place = "home", "out" or "anywhere"',
    "cost": 'cost = "free" or "little"',
    "children": "children = true or false",
    "intensity": "intensity = 1, 2 or 3",
}
"""By field: a line to write where it is missing."""


class Challenge(FrozenModel):
    """One week's thing to do together. Its id stays the same for ever and in every language.

    `steps` are done together, away from the screen; `face_to_face` is one thing to do after the
    reveal; `solo` is a prompt for one person alone; `nudge` is the line in the middle of the week;
    `reflect` is a prompt for the private journal. `lore` says that no study stands behind it.
    `children` says that it works with children around.
    """

    id: ChallengeId
    theme: ThemeId
    title: NonEmptyText
    minutes: Annotated[int, Field(ge=1, le=90)]
    intensity: Annotated[int, Field(ge=1, le=3)]
    good_for: NonEmptyText
    why: NonEmptyText
    evidence: tuple[str, ...] = ()
    lore: bool = False
    place: Literal["home", "out", "anywhere"]
    cost: Literal["free", "little"]
    children: bool
    steps: Annotated[tuple[NonEmptyText, ...], Field(min_length=2, max_length=4)]
    question: Question
    face_to_face: NonEmptyText
    solo: NonEmptyText
    nudge: NonEmptyText
    reflect: NonEmptyText

    @model_validator(mode="after")
    def _check_id_and_evidence(self) -> Self:
        if not self.id.startswith(f"{self.theme}-"):
            begun = f"{self.theme}-"
            raise BadEntry(f"the id has to begin with {begun}", f"put {begun} before it")
        if self.lore == bool(self.evidence):
            raise BadEntry("give either evidence or lore = true", "keep one of the two")
        return self


class Theme(FrozenModel):
    """One of the nine themes with its challenges, in the order in which they are given."""

    id: ThemeId
    title: NonEmptyText
    about: NonEmptyText
    challenges: Annotated[tuple[Challenge, ...], Field(min_length=1)]

    @model_validator(mode="before")
    @classmethod
    def _add_theme_to_challenges(cls, raw: Any) -> Any:  # noqa: ANN401  # pydantic's own type
        if not isinstance(raw, dict) or not isinstance(raw.get("challenge"), list):
            return raw
        head = {key: value for key, value in raw.items() if key != "challenge"}
        told = [_with_theme(item, raw.get("id")) for item in raw["challenge"]]
        return {**head, "challenges": told}

    @model_validator(mode="after")
    def _check_first_intensity(self) -> Self:
        if self.challenges[0].intensity != 1:
            mend = "move one with intensity = 1 to the top"
            raise BadEntry("a theme's first challenge has intensity 1", mend)
        return self


SHORT_MINUTES = 5
FITS: Mapping[str, Callable[[Challenge], bool]] = {
    "short": lambda each: each.minutes <= SHORT_MINUTES,
    "outdoors": lambda each: each.place == "out",
    "children": lambda each: each.children,
}
"""By what a couple may wish for in another challenge: whether one is like that."""


def fits_all(challenge: Challenge, wishes: Collection[str]) -> bool:
    """Return whether a challenge is all that was wished for."""
    return all(FITS[wish](challenge) for wish in wishes)


def _with_theme(item: object, theme: object) -> object:
    return {**item, "theme": theme} if isinstance(item, dict) else item
