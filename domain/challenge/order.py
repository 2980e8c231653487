"""Chooses the next challenge by how deep both like to go; when all are done, some come again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from uuid import uuid4

from sqlalchemy import select

from content.library import Library
from domain.context import Context
from domain.errors import NotFound
from storage.tables.challenge import Rating, Round
from storage.tables.member import Member

GENTLE_ROUNDS = 4
"""The number of first rounds of a new couple that are of the lightest kind."""
INTENSITIES = (1, 2, 3)
LIKINGS = {"loved": 1, "fine": 0, "not": -2}
"""Added up over two people: below nought if either would rather not."""
Ratings = Iterable[tuple[str, str]]
"""Challenges, and how one of the two liked each."""


def choose_intensity(member: Member, intensity: int) -> None:
    """Save how deep this person likes to go, 1 to 3; nobody else is told. Raise NotFound."""
    if intensity not in INTENSITIES:
        raise NotFound
    member.intensity = intensity


def allowed_intensity(both: Sequence[Member], had: Sequence[str]) -> int:
    """Return the highest intensity allowed: light at first, then the lower of what both chose."""
    if len(had) < GENTLE_ROUNDS:
        return min(INTENSITIES)
    return min(member.intensity for member in both)


def next_challenge(
    library: Library, both: Sequence[Member], had: Sequence[str], ratings: Ratings
) -> str:
    """Return the id of the couple's next challenge after those they had, oldest first."""
    theme = library.theme_id_of(had[-1]) if had else None
    return library.choose_next(had, theme, allowed_intensity(both, had), _likings(ratings))


async def rate(ctx: Context, member: Member, round_: Round, liking: str) -> None:
    """Save how this person liked the round; a later rating replaces it. Raise NotFound."""
    if liking not in LIKINGS:
        raise NotFound
    rows = select(Rating).where(Rating.member_id == member.id, Rating.challenge == round_.challenge)
    rating = (await ctx.session.scalars(rows)).one_or_none()
    if rating is None:
        rating = Rating(id=uuid4(), member_id=member.id, challenge=round_.challenge)
        ctx.session.add(rating)
    rating.liking = liking


def _likings(ratings: Ratings) -> Mapping[str, int]:
    """Return the sum of both people's ratings by challenge; one dislike outweighs one liking."""
    liked: dict[str, int] = {}
    for challenge, liking in ratings:
        liked[challenge] = liked.get(challenge, 0) + LIKINGS[liking]
    return liked
