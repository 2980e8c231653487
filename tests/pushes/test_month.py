"""Test that a month with every feature in use brings nobody more than the week's budget."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, strategies as st

import handlers
from chat.buttons import Button
from tests.pushes.month import BOTH_IN, BUDGET, Judge, Watch
from tests.support import examples
from tests.support.couples import linked, settled
from tests.support.people import FakeClock, Person, Time
from tests.support.thorough import amount, life_settings

pytestmark = pytest.mark.long

DAYS = 30
A_DAY = amount(1, 8)
"""The number of things that the two do at random in a day, beside what they do together."""
SAID = (
    *("/thanks Thank you for the soup {}", "/ask What about a free Tuesday {}?", "/ask"),
    *("/cards", "/evenings Wed Fri", "/evenings", "/letter Dear you {}", "/letter", "/wishes"),
    *("/dates our picnic {} is on {day} May", "/dates", "/goals Learn to bake {}", "/goals"),
    *("/remind us tea {} tomorrow 9:00", "/remind partner plant {} tomorrow 18:30"),
    *("/remind me own {} tomorrow 8:00", "/reminders", "/repair", "/challenge", "/history"),
    *("/reflect mine {}", "/thanks", "words {}", "words {}"),
)
Deed = tuple[str, ...]
"""The people who act, then their words, or after a bracket the label of a button they press."""
TOGETHER: Sequence[Sequence[Deed]] = (
    [("AB", "/wishes", "[Open my deck", *["[Yes"] * 12)],
    [("AB", "/evenings Wed", "[Done")],
    [("A", "/evenings Thu", "[Done"), ("B", "/evenings Fri", "[Done")],
    [
        ("A", "/cards", "[Light", "[On both phones", "Hers", "[Put it in"),
        ("B", "/cards", "[I’m in", "His", "[Put it in"),
    ],
    [("A", "/cards", "[Light", "[On both phones", "Hers", "[Put it in")],
    [
        ("A", "/ask What about us?", "[Ask it"),
        ("BA", "/ask", "[Question 1", "[Answer", "Mine", "[Share when"),
    ],
    [("B", "/letter Dear you", "In a week", "[Seal it")],
    [
        ("A", "/wishes", "[What we both want", "[When", "tomorrow 12:00", "[Confirm"),
        ("B", "[Yes, remind me"),
    ],
    [("A", "/dates our anniversary is 20 March 2018", "[When to tell", "[The day before")],
    [
        ("B", "/goals Learn to dance", "One song", "[Both of us", "[Propose"),
        ("A", "[Agree"),
        ("AB", "/goals", "[Learn to dance", "[Ask me once a week"),
    ],
    [("AB", "/goals", "[It went well", "[Share when")],
    [("A", "/remind us tea tomorrow 9:00", "[Confirm"), ("B", "[Yes, remind me")],
    [("B", "/remind partner plant every Friday 18:30", "[Confirm"), ("A", "[Yes, remind me")],
    [("AB", "/thanks Thank you for the soup", "[Send") for _ in range(4)],
    [("AB", "/challenge", "[Answer", "My words", "[Share when"), ("A", "[❤️")],
    [("A", "/challenge", "[Later", "[Tomorrow")],
    [
        ("AB", "/repair", "[In 20"),
        ("AB", "/repair", "[let’s begin", "Tired", "Alone", "To be asked", "Ask me at six"),
        ("AB", "[Show it when both"),
    ],
)
"""Things that the two do together, as far as the buttons for them are there."""
KINDS = {*BUDGET.values(), *BOTH_IN, "ring", "wish", "check-in", "dates-notice", "evenings-open"}
LEFT_OUT = ("settings:", "pair:", "privacy:", "move:", "start:", "zone:", "support:")
"""These change what was chosen at the beginning, or end the link."""
ASKS = handlers.collect_features().router.longest_answers
LOOKS_BACK = 10

Step = tuple[str, int, int]
Day = tuple[int, Sequence[Step]]
steps = st.tuples(st.sampled_from("AB"), st.integers(0, 9999), st.sampled_from((5, 60, 300)))
days = st.tuples(st.integers(0, len(TOGETHER) - 1), st.lists(steps, min_size=A_DAY, max_size=A_DAY))
months = st.lists(days, min_size=DAYS, max_size=DAYS)


@pytest.mark.sqlite
@given(month=months)
@life_settings(2, 200)
def test_nobody_gets_more_than_one_prompt_one_nudge_and_one_reveal_a_week(
    month: Sequence[Day],
) -> None:
    """Ask of each message that came while its reader did nothing whether they had asked for it.

    Both read the words that both put in, and from the partner come at most five things a day, of
    those that are set to come at once. Without the look at `delivery_of` in `domain/pushes.py`, an
    invitation to tap evenings came at once to a person who had never asked for it.
    """
    live(month)


@pytest.mark.sqlite
def test_each_kind_of_message_comes_in_such_a_month() -> None:
    """Otherwise the test above would judge nothing."""
    month = [(number % len(TOGETHER), ()) for number in range(DAYS)]
    assert live(month) >= KINDS


def live(month: Sequence[Day]) -> set[str]:
    """Let the two live the month; return the kinds of messages that came unasked at the moment."""
    examples.empty_database()
    with TemporaryDirectory() as folder:
        return asyncio.run(_live(Path(folder) / "same-side.db", month))


async def _live(file: Path, month: Sequence[Day]) -> set[str]:
    fake = FakeClock()
    platform = Watch("telegram", clock=fake)
    app = await examples.open_app(file, fake, platform)
    people = {id: Person(name, app, platform, id) for id, name in (("A", "Alice"), ("B", "Bob"))}
    judge = Judge(platform, people)
    try:
        for person in people.values():
            await settled(person, "Berlin")
        await linked(*people.values())
        platform.arrivals.clear()
        for together, steps in month:
            await _live_day(judge, Time(app, fake), together, steps)
    finally:
        await app.database.close()
    return judge.kinds


async def _live_day(judge: Judge, clock: Time, together: int, steps: Sequence[Step]) -> None:
    tomorrow = clock.now() + timedelta(days=1)
    for who, *deed in TOGETHER[together]:
        for each in who:
            await _do(judge.people[each], deed)
        await _pass_time(judge, clock, 20)
    for who, number, minutes in steps:
        await _act(judge.people[who], number)
        await _pass_time(judge, clock, minutes)
    await _pass_time(judge, clock, (tomorrow - clock.now()).total_seconds() / 60)


async def _pass_time(judge: Judge, clock: Time, minutes: float) -> None:
    await judge.look()
    await clock.advance(minutes=max(minutes, 0))
    await judge.look()


async def _do(who: Person, deed: Sequence[str]) -> None:
    """Say and press everything in its order, as far as its buttons are there."""
    for each in deed:
        if not each.startswith("["):
            await who.says(each)
        elif found := _button(who, each[1:]):
            await who.presses_button(*found)


def _button(who: Person, label: str) -> tuple[Button, str] | None:
    found = ((b, shown.id) for shown in reversed(who.screen) for b in shown.buttons)
    return next((each for each in found if label.casefold() in each[0].label.casefold()), None)


async def _act(who: Person, number: int) -> None:
    """Say something, press a button, or type what stands on one."""
    buttons = _visible_buttons(who)
    if number % 4 == 0 or not buttons:
        await who.says(SAID[number // 4 % len(SAID)].format(number, day=1 + number % 28))
        return
    button, message = buttons[number // 4 % len(buttons)]
    if number % 4 == 1:
        await who.says(button.label)
    else:
        await who.presses_button(button, message)
    if button.action in ASKS and number % 3:
        await who.says(f"{who.name} {number}")


def _visible_buttons(who: Person) -> Sequence[tuple[Button, str]]:
    return [
        (button, shown.id)
        for shown in reversed(who.screen[-LOOKS_BACK:])
        for button in shown.buttons
        if not button.action.startswith(LEFT_OUT)
    ]
