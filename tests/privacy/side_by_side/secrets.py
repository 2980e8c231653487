"""Define what one Alice keeps to herself while the two couples live the same weeks."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta

from domain import settings
from domain.challenge import rounds
from domain.settings import FOREVER
from storage.tables.pair import Couple
from tests.privacy.side_by_side.deeds import COMMANDS, accepts, newest, press, row_of, taps, words
from tests.support.contexts import context
from tests.support.couples import member_of
from tests.support.people import Person

Secret = Callable[[Person, int], Awaitable[None]]
ZONES = (
    "Asia/Tokyo",
    "America/New_York",
    "Pacific/Kiritimati",
    "Pacific/Pago_Pago",
    "Asia/Kolkata",
)
SETTINGS: Mapping[str, tuple[object, ...]] = {
    "zone": ("Europe/London", *ZONES),
    "language": ("es",),
    "minute": (6 * 60, 10 * 60 + 20, 23 * 60 + 59, 0),
    "quiet": ((0, 0), (12 * 60, 6 * 60), (0, 23 * 60)),
    "nudges": ("", "challenge thanks goals"),
    "from_partner": ("card", "look"),
    "extras_from_partner": ("now", "off"),
    "intensity": (1, 2),
    "spoilers": (True,),
    "clears_journal": (True,),
    "keeps_in_chat": (True,),
    "keeps_unsorted": (True,),
    "paused_until": (FOREVER,),
}
"""Settings that she may have changed from the first day on."""


async def choose(alice: Person, chosen: Mapping[str, object]) -> None:
    """Choose her settings before the weeks begin."""
    app = alice.app
    async with app.database.write() as session:
        member = await member_of(session, alice, app)
        for name, value in chosen.items():
            if name == "quiet":
                assert isinstance(value, tuple)
                settings.set_quiet_hours(member, *value)
            elif name != "zone":
                setattr(member, name, value)
        if zone := chosen.get("zone"):
            await settings.change_zone(context(session, now=app.clock.now()), member, str(zone))
        await rounds.replan(context(session, now=app.clock.now()), member)


async def opens_the_card(alice: Person) -> bool:
    """Open the card; return whether her answer to it is now her own business.

    That is not so while challenges rest, as opening one then resumes them for both, nor for an
    answer that she has shared.
    """
    app = alice.app
    async with app.database.read() as session:
        member = await member_of(session, alice, app)
        couple = await session.get(Couple, member.couple_id)
    if couple is None or couple.stopped_on:
        return False
    await alice.says("/challenge")
    return not any(each.action == "challenge:back" for each in alice.last.buttons)


async def writes_in_the_journal(alice: Person, number: int) -> None:
    await alice.says(f"/reflect {words(number)}")
    await alice.says("/done")


async def says_something_unsorted(alice: Person, number: int) -> None:
    await alice.says(f"A stray {words(number)}")


async def drafts_an_answer(alice: Person, number: int) -> None:
    if not await opens_the_card(alice):
        return
    if newest(alice, "challenge:answer"):
        await taps(alice, "challenge:answer")
        await alice.says(words(number))
    else:
        await taps(alice, "challenge:pick")


async def answers_privately(alice: Person, number: int) -> None:
    if await opens_the_card(alice):
        await drafts_an_answer(alice, number)
        await taps(alice, "challenge:private")


async def skips(alice: Person, number: int) -> None:
    if await opens_the_card(alice):
        await taps(alice, "challenge:skip")


async def says_no(alice: Person, number: int) -> None:
    """Decline the newest reminder that she is asked about."""
    asked = accepts(alice, number)
    if await anext(asked):
        await alice.says("/reminders")
        await taps(alice, "remind:show")
        await taps(alice, "remind:decline")


async def mutes(alice: Person, number: int) -> None:
    await alice.says("/reminders")
    await taps(alice, "remind:show")
    await taps(alice, ("remind:mute", "remind:leave")[number % 2])


async def leaves_a_goal(alice: Person, number: int) -> None:
    await alice.says("/goals")
    await taps(alice, ("goals:later", "goals:show")[number % 2])
    await taps(alice, "goals:leave")


async def looks(alice: Person, number: int) -> None:
    page = COMMANDS[number % len(COMMANDS)]
    if page == "challenge":
        await opens_the_card(alice)
    else:
        await alice.says(f"/{page}")


async def opens_a_page_of_it(alice: Person, number: int) -> None:
    await looks(alice, number)
    shown = alice.last.buttons
    harmless = [each for each in shown if each.action.endswith((":show", ":page", ":list", ":all"))]
    if harmless:
        await alice.presses_button(harmless[number % len(harmless)], alice.last.id)


async def rates(alice: Person, number: int) -> None:
    """Rate the last challenge that was shown to both."""
    await opens_the_card(alice)
    await taps(alice, "challenge:rate")


async def pauses_or_resumes(alice: Person, number: int) -> None:
    paused = (await row_of(alice)).paused_until
    length = ("week", "weeks", "month", "open")[number % 4]
    await press(alice, "settings:resume" if paused else "settings:pause", None, length)


async def travels(alice: Person, number: int) -> None:
    app = alice.app
    async with app.database.write() as session:
        member = await member_of(session, alice, app)
        await settings.change_zone(
            context(session, now=app.clock.now()), member, ZONES[number % len(ZONES)]
        )


async def chooses_another_hour(alice: Person, number: int) -> None:
    await press(alice, "settings:hour", None, f"{number % 24}:{number % 60:02}")


async def keeps_something_for_herself(alice: Person, number: int) -> None:
    """Keep a reminder of her own, a draft of one for both, a goal and thanks that stay drafts."""
    when = alice.app.clock.now() + timedelta(days=1 + number % 5)
    match number % 4:
        case 0:
            await alice.says(f"/remind me {words(number)} {when:%Y-%m-%d %H:%M}")
            await taps(alice, "remind:confirm")
        case 1:
            await alice.says(f"/remind us {words(number)} {when:%Y-%m-%d %H:%M}")
        case 2:
            await alice.says(f"/goals {words(number)}")
            await alice.says("/cancel")
        case 3:
            await alice.says(f"/thanks {words(number)}")


SECRETS: tuple[Secret, ...] = (
    *(writes_in_the_journal, says_something_unsorted, drafts_an_answer, answers_privately),
    *(skips, rates, says_no, mutes, leaves_a_goal, looks, opens_a_page_of_it, pauses_or_resumes),
    *(travels, chooses_another_hour, keeps_something_for_herself),
)
