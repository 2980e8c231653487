"""Test quiet hours: unrequested messages wait for the morning, and nobody learns of that."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, strategies as st

from bot.app import App
from bot.platforms.adapter import NotDelivered, OutboundMessage
from chat.messages import Address
from domain import calendar, member as members
from storage.tables.member import Member
from tests.challenge.test_week import SEVEN, SUNDAY, answers, cards
from tests.support.couples import member_of, paired, settled
from tests.support.people import START, Person, Time
from tests.support.thanks import KIND, gives

NIGHT = time(22, 30)
MORNING = time(7)
TODAY = date(2026, 3, 4)


@pytest.fixture
async def at_night(alice: Person, bob: Person, clock: Time) -> None:
    """Put both in Berlin at half past ten in the evening."""
    await paired(alice, bob)
    await clock.until(TODAY, NIGHT)
    for person in (alice, bob):
        person.looks()


async def keeps_quiet(person: Person, app: App, begin: int, end: int) -> None:
    async with app.database.write() as session:
        member = await member_of(session, person, app)
        member.quiet_from, member.quiet_until = begin * 60, end * 60


@pytest.mark.clients("telegram")
@pytest.mark.usefixtures("at_night")
async def test_thanks_wait_for_the_morning_and_the_author_cannot_tell(
    alice: Person, bob: Person, clock: Time
) -> None:
    """Seen to fail when quiet hours end at once."""
    await gives(alice)
    assert alice.last.text == "Saved for them."
    await clock.until(TODAY + timedelta(days=1), time(6, 50))
    bob.sees_nothing_new()
    await clock.until(TODAY + timedelta(days=1), MORNING)
    bob.sees(KIND)


@pytest.mark.usefixtures("at_night")
async def test_a_persons_own_actions_are_answered_at_once(alice: Person) -> None:
    """Seen to fail without the look at whose event it is."""
    await alice.says("/settings")
    alice.sees("Your settings")
    await alice.presses("Quiet hours")
    assert "22:00 to 07:00" in alice.last.text


@pytest.mark.usefixtures("at_night")
async def test_an_awake_person_gets_delayed_messages_in_order(alice: Person, bob: Person) -> None:
    """Seen to fail when what stands before an answer is not let go."""
    for words in ("First.", "Second."):
        await gives(alice, words)
    bob.sees_nothing_new()
    await bob.says("/settings")
    first, second, answer = bob.screen[-3:]
    assert "First." in first.text
    assert "Second." in second.text
    assert "Your settings" in answer.text


@pytest.mark.usefixtures("at_night")
async def test_a_refused_message_waits_for_the_platform_and_not_for_a_tap(
    alice: Person, clock: Time
) -> None:
    """Seen to fail when an answer lets go of what has been tried, too."""
    alice.platform.failures.append(NotDelivered(600.0))
    await alice.says("/settings")
    alice.sees_nothing_new()
    await alice.says("/pause")
    alice.sees_nothing_new()
    await clock.advance(minutes=11)
    alice.sees("Your settings", "Would you like me to pause?")


async def gives_while_the_platform_is_away(alice: Person, bob: Person) -> None:
    """Refuse the thanks for Bob for twenty minutes, but not Alice's answer."""

    async def refuses(to: Address, message: OutboundMessage) -> str:
        if to.id == bob.id:
            alice.platform.send_instead(send)
            raise NotDelivered(1200.0)
        return await send(to, message)

    send = alice.platform.send_instead(refuses)
    await gives(alice)


@pytest.fixture
async def at_bedtime(alice: Person, bob: Person, clock: Time) -> None:
    """Refuse a message for Bob ten minutes before their quiet hours, for twenty minutes."""
    await paired(alice, bob)
    await clock.until(TODAY, time(21, 50))
    await gives_while_the_platform_is_away(alice, bob)
    bob.looks()


@pytest.mark.usefixtures("at_bedtime")
async def test_messages_delayed_into_quiet_hours_wait_for_the_morning(
    bob: Person, clock: Time
) -> None:
    """Without `InQuietHours`: it comes at 22:11."""
    await clock.until(TODAY, NIGHT)
    bob.sees_nothing_new()
    await clock.until(TODAY + timedelta(days=1), time(6, 50))
    bob.sees_nothing_new()
    await clock.until(TODAY + timedelta(days=1), MORNING)
    bob.sees(KIND)


@pytest.mark.usefixtures("at_bedtime")
async def test_an_awake_person_gets_everything_in_order_after_an_outage(
    bob: Person, clock: Time
) -> None:
    """Without `_is_reader_awake`: the answer waits for the morning, behind the thanks."""
    await clock.until(TODAY, NIGHT)
    await bob.says("/settings")
    thanks, answer = bob.screen[-2:]
    assert KIND in thanks.text
    assert "Your settings" in answer.text


async def test_a_prompt_and_a_nudge_wait_as_well(
    alice: Person, bob: Person, app: App, clock: Time
) -> None:
    await paired(alice, bob)
    await keeps_quiet(bob, app, 18, 9)
    bob.looks()
    await clock.until(SUNDAY, time(23))
    assert len(cards(alice)) == 1
    bob.sees_nothing_new()
    await clock.until(SUNDAY + timedelta(days=1), time(9))
    assert len(cards(bob)) == 1
    bob.looks()
    await clock.until(SUNDAY + timedelta(days=4), time(8, 50))
    bob.sees_nothing_new()
    await clock.until(SUNDAY + timedelta(days=4), time(9))
    bob.sees("A small nudge")


async def test_a_reveal_reaches_the_last_to_share_at_once_and_the_other_in_the_morning(
    alice: Person, bob: Person, clock: Time
) -> None:
    await paired(alice, bob)
    await clock.until(SUNDAY, SEVEN)
    await answers(alice, "Mine.")
    await clock.until(SUNDAY, NIGHT)
    alice.looks()
    await answers(bob, "Mine as well.")
    assert any("Both answers are in" in shown.text for shown in bob.screen)
    alice.sees_nothing_new()
    await clock.until(SUNDAY + timedelta(days=1), MORNING)
    alice.sees("Both answers are in")


@pytest.mark.usefixtures("at_night")
async def test_a_reminder_that_somebody_set_for_that_hour_rings(
    alice: Person, bob: Person, clock: Time
) -> None:
    """Seen to fail without `during_quiet_hours`."""
    await gives(bob)
    await alice.says("/remind me call mum in 20 minutes")
    alice.looks()
    await clock.advance(minutes=21)
    alice.sees("⏰ call mum")


async def test_a_card_that_was_asked_for_at_that_hour_comes(
    alice: Person, bob: Person, clock: Time
) -> None:
    """Seen to fail without `during_quiet_hours`."""
    await paired(alice, bob)
    await clock.until(SUNDAY, SEVEN)
    await alice.presses("Later")
    await alice.presses("Another time")
    await alice.says("23:15")
    alice.looks()
    await clock.until(SUNDAY, time(23, 15))
    alice.sees("Together")


async def test_two_can_become_a_couple_late_in_the_evening(
    alice: Person, bob: Person, clock: Time
) -> None:
    """Both are waiting for it; seen to fail without `during_quiet_hours`."""
    for person in (alice, bob):
        await settled(person, "Berlin")
    await clock.until(TODAY, NIGHT)
    await alice.says("/pair")
    link = alice.last.text.split("start=")[1].split()[0]
    alice.looks()
    await bob.says(f"/start {link}")
    await bob.presses("Yes, link us")
    alice.sees("Bob")
    bob.looks()
    await alice.presses("Yes, that’s us")
    bob.sees("on the same side now")


@pytest.mark.usefixtures("at_night")
async def test_without_quiet_hours_everything_comes_at_once(alice: Person, bob: Person) -> None:
    await bob.says("/settings")
    await bob.presses("Quiet hours")
    assert "22:00 to 07:00" in bob.last.text
    await bob.presses("No quiet hours")
    assert "no quiet hours" in bob.last.text
    bob.looks()
    await gives(alice)
    bob.sees(KIND)


@pytest.mark.clients("telegram")
async def test_quiet_hours_are_chosen_by_buttons(alice: Person) -> None:
    await settled(alice, "Berlin")
    await alice.says("/settings")
    alice.sees("Quiet hours: 22:00 to 07:00")
    await alice.presses("Quiet hours")
    await alice.presses("They begin at")
    await alice.presses("20:00")
    await alice.presses("They end at")
    assert "20:00" not in alice.buttons()
    await alice.presses("06:00")
    assert "20:00 to 06:00" in alice.last.text
    await alice.presses("No quiet hours")
    await alice.presses("Set quiet hours")
    await alice.presses("Back")
    assert "Quiet hours: 22:00 to 07:00" in alice.last.text


async def test_an_hour_within_quiet_hours_says_when_the_challenge_really_comes(
    alice: Person,
) -> None:
    await settled(alice, "Berlin")
    await alice.says("/settings")
    alice.sees_not("in your quiet hours")
    await alice.presses("My hour")
    await alice.says("23:00")
    alice.sees("23:00. That’s in your quiet hours, so it comes at 07:00")


@pytest.mark.parametrize("choice", ["from-24", "until--1", "from-x", "loud", "until-99999999999"])
async def test_hours_that_were_never_offered_change_nothing(
    alice: Person, app: App, choice: str
) -> None:
    await settled(alice, "Berlin")
    await alice.says("/settings")
    await alice.presses("Quiet hours")
    button = alice.button("No quiet hours")
    await alice.presses_button(replace(button, choice=choice))
    alice.sees("not here any more")
    await alice.says("/settings")
    alice.sees("22:00 to 07:00")


@pytest.mark.parametrize(
    ("begin", "end", "quiet", "loud"),
    [
        (
            time(22),
            time(7),
            [time(22), time(23, 59), time(0), time(6, 59)],
            [time(7), time(21, 59)],
        ),
        (time(0), time(6), [time(0), time(5, 59)], [time(6), time(23, 59)]),
        (time(13), time(15), [time(13), time(14, 59)], [time(12, 59), time(15)]),
        (time(0), time(0), [], [time(0), time(12), time(23, 59)]),
    ],
)
def test_quiet_hours_hold_their_first_minute_and_not_the_one_at_which_they_end(
    begin: time, end: time, quiet: list[time], loud: list[time]
) -> None:
    member = Member(zone="UTC", quiet_from=begin.hour * 60, quiet_until=end.hour * 60)
    for at in (*quiet, *loud):
        now = datetime.combine(TODAY, at, UTC)
        waits = members.end_of_quiet_hours(member, now) > now
        assert waits == (at in quiet), f"{at} in the hours from {begin} to {end}"


ZONES = st.sampled_from(
    ["UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu"]
)
MINUTES = st.integers(0, 24 * 60 - 1)


@given(
    ZONES,
    MINUTES,
    MINUTES,
    st.datetimes(datetime(2025, 1, 1), datetime(2027, 1, 1)),  # noqa: DTZ001 - hypothesis wants naive bounds
)
def test_waking_is_the_first_moment_that_is_not_quiet(
    zone: str, begin: int, end: int, at: datetime
) -> None:
    now = at.replace(tzinfo=UTC)
    member = Member(zone=zone, quiet_from=begin, quiet_until=end)
    waking = members.end_of_quiet_hours(member, now)
    assert now <= waking <= now + timedelta(hours=25)
    assert members.end_of_quiet_hours(member, waking) == waking or _is_shown_twice(waking, zone)
    quiet = {(begin + each) % (24 * 60) for each in range((end - begin) % (24 * 60))}
    if waking > now:
        assert _minute(now, zone) in quiet
        last = waking - timedelta(minutes=1)
        assert last < now or _minute(last, zone) in quiet
    else:
        assert _minute(now, zone) not in quiet or _is_shown_twice(now, zone)


def _minute(at: datetime, zone: str) -> int:
    local = calendar.to_local(at, zone)
    return local.hour * 60 + local.minute


def _is_shown_twice(at: datetime, zone: str) -> bool:
    local = calendar.to_local(at, zone)
    return local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()


async def test_nobody_without_a_place_is_left_out(app: App) -> None:
    member = Member(zone=None, quiet_from=22 * 60, quiet_until=7 * 60)
    assert members.end_of_quiet_hours(member, START) == START
    assert members.end_of_quiet_hours(member, START.replace(hour=23)) == datetime(
        2026, 3, 5, 7, tzinfo=UTC
    )
