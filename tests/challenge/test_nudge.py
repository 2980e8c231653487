"""Test the nudge budget over months, and the subject of the week's one nudge."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from math import ceil
from zoneinfo import ZoneInfo

import pytest

from bot.app import App
from bot.platforms.adapter import OutboundMessage
from chat.messages import Address
from chat.targets import NewMessage
from tests.challenge.kinds import answer_for
from tests.challenge.test_week import SEVEN, SUNDAY, answers, cards
from tests.support.couples import member_of, paired, settled
from tests.support.goals import DANCE, STEP, agreed, opens
from tests.support.people import DirectPlatform, FakeClock, Person, Time
from tests.support.thanks import gives, pauses
from tests.support.thorough import amount

pytestmark = pytest.mark.long

BERLIN = ZoneInfo("Europe/Berlin")
OURS = {
    "Your week on the same side": "prompt",
    "A small nudge": "nudge",
    "Both answers are in": "reveal",
}
FIRST = datetime.combine(SUNDAY, SEVEN, BERLIN)
DAY = timedelta(days=1)
WEEKS = amount(16, 52)
"""The clocks change once within the sixteen weeks."""
WEDNESDAY = SUNDAY + 3 * DAY

TOPICS = ("challenge", "thanks", "goals")
"""In the order of trying them."""


@dataclass
class Diary(DirectPlatform):
    """A platform that knows when each message came, and whose tap it answers."""

    clock: FakeClock = field(default_factory=FakeClock)
    came: list[tuple[str, datetime, str]] = field(default_factory=list)
    acting: str = ""

    async def send(self, to: Address, message: OutboundMessage) -> str:
        kind = next((OURS[words] for words in OURS if words in message.text), message.text)
        if isinstance(message.target, NewMessage) and (to.id != self.acting or kind == "reveal"):
            self.came.append((to.id, self.clock.now().astimezone(BERLIN), kind))
        return await super().send(to, message)


@pytest.fixture
def platform(fake_clock: FakeClock) -> Diary:
    return Diary("telegram", clock=fake_clock)


async def shares(person: Person, diary: Diary) -> None:
    """Answer the newest card by its first button."""
    diary.acting = person.id
    first = cards(person)[-1].buttons[0]
    await person.presses_button(first)
    if first.label == "Answer":
        await person.says(answer_for(person, "Mine."))
        if not any("Share when both" in label for label in person.buttons()):
            await person.says("Mine.")
    await person.presses("Share when both are in")
    diary.acting = ""


async def test_months_at_default_settings_keep_to_the_budget_and_to_the_daylight(
    alice: Person, bob: Person, platform: Diary, clock: Time
) -> None:
    """Four kinds of weeks in turn: both at once, one late at night, one alone, and nobody."""
    await paired(alice, bob)
    platform.clock, platform.came = clock.clock, []  # a restored scene brings copies
    for week in range(WEEKS):
        sunday = SUNDAY + timedelta(weeks=week)
        await clock.until(sunday, SEVEN)
        if week % 2 == 0:
            await shares(bob, platform)
        if week % 8 == 0:
            await shares(alice, platform)
        await clock.until(sunday + 4 * DAY, time(23, 30))
        if week % 8 == 4:
            await shares(alice, platform)
    await clock.until(SUNDAY + timedelta(weeks=WEEKS - 1, days=6), SEVEN)
    counts = Counter(
        (who, (at - FIRST) // timedelta(weeks=1), kind) for who, at, kind in _unasked(platform)
    )
    assert set(counts.values()) == {1}, "one of each kind at most"
    kinds = Counter((who, kind) for who, _, kind in counts)
    for person, nudges in ((alice, WEEKS - ceil(WEEKS / 8)), (bob, WEEKS // 2)):
        assert kinds[person.id, "prompt"] == WEEKS
        assert kinds[person.id, "reveal"] == WEEKS // 4
        assert kinds[person.id, "nudge"] == nudges
    assert {kind for _, kind in kinds} == set(OURS.values()), "nothing else comes by itself"
    for who, at, kind in platform.came:
        mine = kind == "reveal" and who == alice.id
        assert mine or time(7) <= at.time() < time(22), f"{kind} at {at}"


def _unasked(diary: Diary) -> list[tuple[str, datetime, str]]:
    # A nudge that waited over the change of the clocks counts for the week of its making.
    return [(who, at.replace(tzinfo=BERLIN), kind) for who, at, kind in diary.came]


async def wants(person: Person, app: App, *about: str) -> None:
    async with app.database.write() as session:
        (await member_of(session, person, app)).nudges = " ".join(about)


@pytest.fixture
async def couple(alice: Person, bob: Person) -> None:
    await paired(alice, bob)


async def both_answer(alice: Person, bob: Person, clock: Time) -> None:
    await clock.until(SUNDAY, SEVEN)
    for person in (alice, bob):
        await answers(person, "Mine.")
    for person in (alice, bob):
        person.looks()


@pytest.mark.clients("telegram")
@pytest.mark.usefixtures("couple")
async def test_opted_in_people_who_shared_are_nudged_to_say_something_kind(
    alice: Person, bob: Person, clock: Time
) -> None:
    await alice.says("/settings")
    await alice.presses("Nudges")
    await alice.presses("a note of thanks: off")
    assert "✓ a note of thanks: on" in alice.buttons()
    await both_answer(alice, bob, clock)
    await clock.until(WEDNESDAY, SEVEN)
    alice.sees("A small nudge", "Bob", "One sentence is enough")
    bob.sees_nothing_new()
    await alice.presses("Write one")
    await alice.says("Thank you for the tea.")
    await alice.presses("Send")
    bob.sees("Thank you for the tea.")


@pytest.mark.usefixtures("couple")
async def test_the_challenge_comes_before_a_kind_word_and_both_are_one_nudge(
    alice: Person, app: App, clock: Time
) -> None:
    """Seen to fail with the order turned round."""
    await wants(alice, app, *TOPICS)
    await clock.until(SUNDAY, SEVEN)
    alice.looks()
    await clock.until(SUNDAY + 6 * DAY, SEVEN)
    (only,) = alice.looks()
    assert "A small nudge" in only.text
    assert "Show the challenge" in alice.buttons()


@pytest.mark.usefixtures("couple")
async def test_people_who_skipped_the_challenge_can_be_nudged_to_say_something_kind(
    alice: Person, app: App, clock: Time
) -> None:
    await wants(alice, app, "challenge", "thanks")
    await clock.until(SUNDAY, SEVEN)
    await alice.presses("Skip")
    alice.looks()
    await clock.until(WEDNESDAY, SEVEN)
    alice.sees("A small nudge", "One sentence")


@pytest.mark.usefixtures("couple")
async def test_people_who_gave_thanks_this_week_are_not_nudged(
    alice: Person, bob: Person, app: App, clock: Time
) -> None:
    """Seen to fail without the look at what was given."""
    await wants(alice, app, "thanks")
    await both_answer(alice, bob, clock)
    await gives(alice)
    alice.looks()
    await clock.until(WEDNESDAY, SEVEN)
    alice.sees_nothing_new()


@pytest.mark.usefixtures("couple")
async def test_opted_in_people_are_nudged_to_the_next_step_of_a_goal(
    alice: Person, bob: Person, app: App, clock: Time
) -> None:
    await agreed(alice, bob)
    await wants(alice, app, "challenge", "goals")
    await both_answer(alice, bob, clock)
    await clock.until(WEDNESDAY, SEVEN)
    alice.sees("A small nudge", DANCE, STEP)
    bob.sees_nothing_new()
    await alice.presses("Open the goal")
    alice.sees_changed(DANCE)


@pytest.mark.usefixtures("couple")
async def test_a_goal_that_somebody_left_does_not_nudge_them(
    alice: Person, bob: Person, app: App, clock: Time
) -> None:
    """Seen to fail without the look at who left."""
    await agreed(alice, bob)
    await opens(alice)
    await alice.presses("Step back from it")
    await wants(alice, app, "goals")
    await both_answer(alice, bob, clock)
    await clock.until(WEDNESDAY, SEVEN)
    alice.sees_nothing_new()


@pytest.mark.usefixtures("couple")
async def test_a_pause_in_the_middle_of_the_week_holds_every_nudge_back(
    alice: Person, app: App, clock: Time
) -> None:
    await wants(alice, app, *TOPICS)
    await clock.until(SUNDAY, SEVEN)
    await pauses(alice, app, days=7)
    alice.looks()
    await clock.until(SUNDAY + 6 * DAY, SEVEN)
    alice.sees_nothing_new()


@pytest.mark.usefixtures("couple")
async def test_settings_say_what_the_choices_mean_for_messages_per_week(alice: Person) -> None:
    await alice.says("/settings")
    alice.sees(
        "You’ll get at most 3 messages a week from me: one challenge, one nudge, one reveal.",
        "What your partner sends you is extra, up to 5 messages a day.",
    )
    await alice.presses("Nudges")
    await alice.presses("the challenge: on")
    assert "You’ll get at most 2 messages a week from me: one challenge, one reveal." in (
        alice.last.text
    )
    await alice.presses("a note of thanks: off")
    await alice.presses("a shared goal: off")
    assert "at most 3 messages a week" in alice.last.text
    await alice.presses("Back")
    assert "yes, for a note of thanks and a shared goal" in alice.last.text
    await alice.presses("From my partner")
    assert "up to 5 messages a day" in alice.last.text
    await alice.presses("Only when I look")
    assert "waits until you look, with no message of its own" in alice.last.text
    await alice.presses("How often")
    await alice.presses("Every other week")
    assert "at most 3 messages in 2 weeks" in alice.last.text
    await alice.presses("Back")
    await alice.presses("Pause for a while")
    await alice.presses("1 week")
    await alice.presses("My settings")
    assert "you’ll hear nothing from me" in alice.last.text


async def test_alone_nothing_comes_unrequested_and_settings_say_so(alice: Person) -> None:
    await settled(alice, "Berlin")
    await alice.says("/settings")
    alice.sees("aren’t linked with a partner, so you’ll hear nothing from me")
    assert "How often" not in alice.buttons()


@pytest.mark.usefixtures("couple")
async def test_a_new_pace_is_both_peoples_and_the_other_reads_it_on_the_next_card(
    alice: Person, bob: Person, clock: Time
) -> None:
    await clock.until(SUNDAY, SEVEN)
    await alice.says("/settings")
    await alice.presses("How often")
    await alice.presses("Every other week")
    bob.looks()
    await clock.until(SUNDAY + timedelta(weeks=1), SEVEN)
    bob.sees("A small nudge")
    assert len(cards(bob)) == 1
    await clock.until(SUNDAY + timedelta(weeks=2), SEVEN)
    assert "every 2 weeks" in cards(bob)[-1].text


@pytest.mark.usefixtures("couple")
async def test_after_four_quiet_rounds_nothing_comes_unrequested(
    alice: Person, clock: Time
) -> None:
    await clock.until(SUNDAY + timedelta(weeks=4), SEVEN)
    await alice.says("/settings")
    alice.sees("Challenges are on hold", "you’ll hear nothing from me")


async def test_a_round_that_is_over_with_the_new_card_brings_no_nudge(
    alice: Person, bob: Person, clock: Time, couple: None
) -> None:
    """Three days on is also the first day that a new weekday can have."""
    await clock.until(SUNDAY, SEVEN)
    await alice.says("/settings")
    await alice.presses("Day")
    await alice.presses("Wednesday")
    await clock.until(WEDNESDAY, SEVEN)
    for person in (alice, bob):
        assert len(cards(person)) == 2
        person.sees_not("small nudge")
