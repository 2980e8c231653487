"""Test the challenges of one person alone, week by week."""

from __future__ import annotations

from datetime import timedelta

from domain.challenge import solo
from handlers.turn import Content
from tests.support.people import START


def test_the_weeks_take_turns_with_the_themes_and_then_with_their_challenges(
    shelf: Content,
) -> None:
    library = shelf.library
    weeks = [
        solo.weekly_challenge(library, START + timedelta(weeks=week), None) for week in range(18)
    ]
    themes = [library.challenge(each, "en").theme for each in weeks]
    assert len(set(themes[:9])) == 9
    assert themes[:9] == themes[9:]
    assert not set(weeks[:9]) & set(weeks[9:])


def test_the_week_turns_at_ones_own_midnight(shelf: Content) -> None:
    sunday = START + timedelta(days=4, hours=9)
    here, there = (
        solo.weekly_challenge(shelf.library, sunday, zone) for zone in ("Pacific/Auckland", "UTC")
    )
    assert here != there
