"""Test that an emoji under a message of the bot's counts as its button, or as nothing."""

from __future__ import annotations

from typing import cast

import pytest
from sqlalchemy import func, select

import handlers
from bot.app import App
from playground.discord.reactions import add_reaction
from storage.tables.challenge import Reaction
from storage.tables.member import Member
from storage.tables.queues import Inbox
from tests.challenge.test_challenge import in_a_round, shares
from tests.challenge.test_reaction import UNDO, labels, revealed, told
from tests.privacy.test_forget import forgets
from tests.support.couples import paired, settled
from tests.support.people import Person, Time
from tests.support.phones.discord import DiscordPhone
from tests.support.reminders import newest_occurrence_message, reminds

pytestmark = pytest.mark.long

ON_DISCORD = pytest.mark.clients("discord", elsewhere=False)
REVEAL = "Face to face"
SHRUG = "🤷"
EVERY_EMOJI = "❤️ 🙏 👍 ✅ ✔️ 🎉 👎 🔥"


async def rung(alice: Person, bob: Person, app: App, clock: Time) -> None:
    await paired(alice, bob, app)
    await reminds(alice, "me call mum in 20 minutes")
    await clock.advance(minutes=21)
    alice.looks()


@ON_DISCORD
@pytest.mark.parametrize("emoji", ["👍", "👍🏽", "✅", "✔️", "✔", "☑️"])
async def test_a_thumb_under_a_ringing_reminder_is_done(
    alice: Person, bob: Person, app: App, clock: Time, emoji: str
) -> None:
    await rung(alice, bob, app, clock)
    await alice.reacts(emoji, to="call mum")
    alice.sees_nothing_new()
    assert live_labels(alice) == [UNDO]
    assert alice.last.text == "✓ call mum"
    await alice.presses(UNDO)
    assert alice.last.text == "⏰ call mum"


def live_labels(person: Person) -> list[str]:
    return [button.label for button in person.last.buttons]


@ON_DISCORD
@pytest.mark.parametrize("emoji", ["❤️", "❤", "💛", "💕"])
async def test_a_heart_under_a_reveal_is_a_heart_for_the_other(
    alice: Person, bob: Person, emoji: str
) -> None:
    await revealed(alice, bob)
    await bob.reacts(emoji, to=REVEAL)
    bob.sees_nothing_new()
    assert "You answered: ❤️" in bob.last.text
    assert labels(bob)[0] == UNDO
    alice.sees("Bob, to what you wrote: ❤️")
    await bob.presses(UNDO)
    assert told(alice) == []


@ON_DISCORD
async def test_folded_hands_under_a_reveal_thank_the_other(alice: Person, bob: Person) -> None:
    await revealed(alice, bob)
    await bob.reacts("🙏🏿", to=REVEAL)
    alice.sees("Bob, to what you wrote: thank you.")
    assert labels(bob)[0] == UNDO


async def test_a_heart_under_any_part_of_a_long_reveal_counts(alice: Person, bob: Person) -> None:
    """Seen to fail with a look at the one post alone that has the buttons."""
    await in_a_round(alice, bob)
    await shares(alice, "Hers. " + "We walked along the river for a long while. " * 88)
    await shares(bob, "His. " + "It rained, and we had the one umbrella for us. " * 84)
    assert len([each for each in bob.looks() if each.text]) > 1
    await bob.reacts("❤️", to="Both answers are in")
    alice.sees("Bob, to what you wrote: ❤️")
    assert labels(bob)[0] == UNDO


@ON_DISCORD
@pytest.mark.parametrize("emoji", [SHRUG, "💔", "❤️‍🔥", "👎", "wave:749054660769218631"])
async def test_an_emoji_without_a_button_is_skipped(alice: Person, bob: Person, emoji: str) -> None:
    await revealed(alice, bob)
    before = bob.last.text
    await bob.reacts(emoji, to=REVEAL)
    bob.sees_nothing_new()
    alice.sees_nothing_new()
    assert (bob.last.text, told(alice)) == (before, [])


@ON_DISCORD
async def test_an_emoji_for_a_button_of_another_message_is_passed_over(
    alice: Person, bob: Person, app: App, clock: Time
) -> None:
    await rung(alice, bob, app, clock)
    await alice.reacts("❤️", to="call mum")
    assert newest_occurrence_message(alice, "call mum").buttons
    await alice.says("/help")
    await alice.reacts("👍", to="/challenge")
    alice.sees_nothing_new()
    assert newest_occurrence_message(alice, "call mum").buttons


@ON_DISCORD
async def test_once_is_enough(alice: Person, bob: Person) -> None:
    await revealed(alice, bob)
    for emoji in ("❤️", "❤️", "💛", "🙏"):
        await bob.reacts(emoji, to=REVEAL)
        bob.sees_nothing_new()
    assert len(told(alice)) == 1
    assert "You answered: ❤️" in bob.last.text


@ON_DISCORD
@pytest.mark.parametrize(("emoji", "words"), [("❤️", "❤️"), ("🙏", "thank you.")])
async def test_after_an_undo_an_emoji_counts_again(
    alice: Person, bob: Person, emoji: str, words: str
) -> None:
    """Seen to fail for the same emoji with a key that knows one of each for a message."""
    await revealed(alice, bob)
    await bob.reacts("❤️", to=REVEAL)
    await bob.presses(UNDO)
    await bob.takes_back("❤️", to=REVEAL)
    await bob.reacts(emoji, to=REVEAL)
    assert len(told(alice)) == 1
    assert words in told(alice)[0]
    assert labels(bob)[0] == UNDO


@ON_DISCORD
async def test_a_reminder_that_comes_again_is_the_one_that_counts(
    alice: Person, bob: Person, app: App, clock: Time
) -> None:
    """A late emoji under a finished message does nothing."""
    await rung(alice, bob, app, clock)
    first = alice.last.id
    await alice.presses("Later")
    await alice.presses("In 1 hour")
    await clock.advance(minutes=61)
    over = next(each for each in alice.screen if each.id == first)
    assert not over.buttons
    await reacts_under(alice, first, "👍")
    assert newest_occurrence_message(alice, "call mum").id != first
    assert newest_occurrence_message(alice, "call mum").buttons


async def reacts_under(person: Person, message: str, emoji: str) -> None:
    """React to one message by its id, for several contain the same words."""
    shown = next(each for each in person.screen if each.id == message)
    words, shown.text = shown.text, "just this one"
    if isinstance(person, DiscordPhone):
        person.phone.reacts(message, emoji)
        await person.harness.wait_until_idle()
    else:
        await person.reacts(emoji, to="just this one")
    shown.text = words


@ON_DISCORD
async def test_no_emoji_shares_an_answer(alice: Person, bob: Person) -> None:
    await in_a_round(alice, bob)
    await alice.presses("Answer")
    await alice.says("Not yet for Bob.")
    bob.looks()
    for emoji in EVERY_EMOJI.split():
        await alice.reacts(emoji, to="Not yet for Bob.")
        alice.sees_nothing_new()
    bob.sees_nothing_new()
    assert any("Share" in label for label in alice.buttons())


@ON_DISCORD
async def test_no_emoji_ends_a_link_or_sends_thanks(alice: Person, bob: Person, app: App) -> None:
    await paired(alice, bob, app)
    for said, shown in (("/thanks for the soup", "for the soup"), ("/unpair", "link")):
        await alice.says(said)
        bob.looks()
        for emoji in EVERY_EMOJI.split():
            await alice.reacts(emoji, to=shown)
            alice.sees_nothing_new()
        bob.sees_nothing_new()
    await bob.says("/challenge")
    bob.sees_not("not linked")


def test_only_what_has_an_undo_takes_an_emoji() -> None:
    """A new one needs thought: its effect must be shown and undone in the same place."""
    everything = handlers.collect_features().router
    assert set(everything.reaction_emoji) == {"remind:done", "challenge:react"}
    assert not set(everything.reaction_emoji) & everything.destructive_actions
    for action in ("remind:undo", "challenge:undo"):
        assert ("press", action) in everything.handlers


async def members(app: App) -> int | None:
    async with app.database.read() as session:
        return await session.scalar(select(func.count(Member.id)))


@ON_DISCORD
async def test_a_forgotten_person_is_not_welcomed_for_an_emoji(alice: Person, app: App) -> None:
    """Seen to fail with a row for anybody who reacts to a message left in the chat."""
    await settled(alice, "Berlin")
    await alice.says("/help")
    await forgets(alice)
    for emoji in ("👍", SHRUG):
        await alice.reacts(emoji, to="/challenge")
        alice.sees_nothing_new()
    async with app.database.read() as session:
        assert all([each.leaving for each in await session.scalars(select(Member))])


@ON_DISCORD
async def test_a_meaningless_emoji_does_not_welcome_back_a_person_who_closed_the_chat(
    alice: Person, bob: Person, app: App
) -> None:
    await revealed(alice, bob)
    async with app.database.write() as session:
        for member in await session.scalars(select(Member)):
            member.reachable = False
    await bob.reacts(SHRUG, to=REVEAL)
    bob.sees_nothing_new()
    async with app.database.read() as session:
        assert not any([each.reachable for each in await session.scalars(select(Member))])
    await bob.reacts("❤️", to=REVEAL)
    assert "You answered: ❤️" in "".join(each.text for each in bob.screen)


@ON_DISCORD
async def test_emoji_reactions_are_not_stored(alice: Person, bob: Person, app: App) -> None:
    """The ids of events must reveal neither the emoji nor its author."""
    await revealed(alice, bob)
    await bob.reacts("❤️", to=REVEAL)
    async with app.database.read() as session:
        rows = (await session.scalars(select(Inbox))).all()
    assert not any("❤" in row.id for row in rows)
    assert all(row.body is None for row in rows)


async def reactions(app: App) -> int | None:
    async with app.database.read() as session:
        return await session.scalar(select(func.count(Reaction.id)))


@ON_DISCORD
async def test_of_an_emoji_that_is_taken_away_the_bot_hears_nothing(
    alice: Person, bob: Person, app: App
) -> None:
    await revealed(alice, bob)
    await bob.reacts("❤️", to=REVEAL)
    await bob.takes_back("❤️", to=REVEAL)
    bob.sees_nothing_new()
    assert "You answered: ❤️" in bob.last.text
    assert await reactions(app) == 1


@ON_DISCORD
async def test_the_bots_own_emoji_and_somebody_elses_mean_nothing(
    alice: Person, bob: Person, app: App
) -> None:
    """Only the receiver of a message may press its buttons."""
    await revealed(alice, bob)
    if isinstance(bob, DiscordPhone):
        discord, number = bob.discord, int(bob.last.id)
        message = discord.messages.find(bob.phone.dm.id, number)
        assert message
        add_reaction(discord, discord.application_id, message, "❤️")
        add_reaction(discord, cast(DiscordPhone, alice).phone.person.id, message, "❤️")
        await bob.harness.wait_until_idle()
    assert await reactions(app) == 0
    assert await members(app) == 2
