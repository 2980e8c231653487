"""Test that for eight weeks Bob is shown the same, word for word, despite Alice's secrets."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import timedelta

import pytest
from hypothesis import given, strategies as st

from domain.challenge.order import INTENSITIES
from handlers.turn import Content
from tests.conftest import RING
from tests.privacy.side_by_side.couples import Stage, stage
from tests.privacy.side_by_side.deeds import ANSWERS, BOBS, COMMANDS, DEEDS
from tests.privacy.side_by_side.secrets import SECRETS, SETTINGS, choose
from tests.support.storage.databases import PreparedDatabase
from tests.support.thorough import THOROUGH, amount, life_settings

pytestmark = pytest.mark.long

WEEKS = 8
FEWEST, A_WEEK = amount(0, 8), amount(3, 8)
"""The number of events in a week."""
PAUSES = (1, 10, 60, 5 * 60, 11 * 60, 14 * 60)
"""Minutes from one thing to the next, at most a week together."""
PAGES = ("challenge", "history", "reminders", "goals")
WHO = ("Bob opens", "Bob presses", "Bob does", "Alice does", "both do", "both do", "secret")

Happening = tuple[str, int, int]
happenings = st.tuples(st.sampled_from(WHO), st.integers(0, 9999), st.sampled_from(PAUSES))
weeks = st.lists(
    st.lists(happenings, min_size=FEWEST, max_size=A_WEEK), min_size=WEEKS, max_size=WEEKS
)
secrets = st.fixed_dictionaries(
    {}, optional={name: st.sampled_from(values) for name, values in SETTINGS.items()}
)


Begin = Callable[[bool, bool], Awaitable[Stage]]


@pytest.fixture
def begin(ground: PreparedDatabase, shelf: Content) -> Begin:
    async def opened(elsewhere: bool, before: bool) -> Stage:
        return await stage(ground, RING, shelf, elsewhere=elsewhere, before=before)

    return opened


@given(chosen=secrets, elsewhere=st.booleans(), before=st.booleans(), life=weeks)
@life_settings(2, 300)
async def test_bob_is_shown_the_same_despite_alices_secrets(
    begin: Begin,
    chosen: Mapping[str, object],
    elsewhere: bool,
    before: bool,
    life: Sequence[Sequence[Happening]],
) -> None:
    play = await begin(elsewhere, before)
    await choose(play.other.alice, chosen)
    for bob in play.bobs():
        # A Bob who goes deep could guess that Alice does not, as the lighter choice counts.
        await choose(bob, {"intensity": min(INTENSITIES)})
    for number, week in enumerate(life, 1):
        await live(play, week)
        await until_the_week_is_over(play, number)


async def live(play: Stage, week: Sequence[Happening]) -> None:
    for who, number, pause in week:
        await play.pass_time(timedelta(minutes=pause))
        play.compare(f"{pause} minutes passed: {play.clock.now():%a %d %b %H:%M}")
        play.compare(await happens(play, who, number))


async def happens(play: Stage, who: str, number: int) -> str:
    """Let it happen; return what it was."""
    deed = DEEDS[number % len(DEEDS)]
    match who:
        case "Bob opens":
            page = COMMANDS[number % len(COMMANDS)]
            for bob in play.bobs():
                await bob.says(f"/{page}")
            return f"Bob opened {page}"
        case "Bob presses":
            await play.bobs_press(number)
            return f"Bob pressed {number}"
        case "Bob does":
            deed = BOBS[number % len(BOBS)]
            await play.do(play.bobs(), deed, number)
        case "Alice does":
            await play.do(play.alices(), deed, number)
        case "both do":
            one, another = (play.alices(), play.bobs())[:: 1 if number % 2 else -1]
            await play.do(one, deed, number)
            await play.pass_time(timedelta(minutes=1))  # messages of one instant have no order
            await play.do(another, ANSWERS.get(deed, deed), 0)
        case _:
            secret = SECRETS[number % len(SECRETS)]
            await secret(play.other.alice, number)
            return f"Alice {secret.__name__} {number}"
    return f"{who}: {deed.__name__} {number}"


async def until_the_week_is_over(play: Stage, number: int) -> None:
    await play.pass_time(play.began + timedelta(weeks=number) - play.clock.now())
    await play.app.sweep()
    play.compare(f"week {number} is over")
    for page in PAGES if THOROUGH else PAGES[number % len(PAGES) :][:1]:
        for bob in play.bobs():
            await bob.says(f"/{page}")
        play.compare(f"Bob opened {page} at the end of week {number}")
