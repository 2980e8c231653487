"""Test the old chat after a move: it is told twice, can undo it for a day, and then is empty."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import func, select

from bot.app import App
from bot.inbox.store import Arrival, store_arrivals
from bot.platforms.event_words import read_words
from chat.buttons import Button
from chat.messages import Address, Event, Kind
from domain.errors import RuleBroken
from domain.move import accounts
from storage.tables.keys import DataKey
from storage.tables.member import Member
from storage.tables.move import Move
from storage.tables.queues import Outbox
from storage.tables.reflect import JournalPart
from tests.move.accounts import code_for_moving, moved, second_account
from tests.privacy.test_forget import forgets
from tests.support.contexts import context
from tests.support.couples import member_of, paired, settled
from tests.support.people import Person, Time
from tests.support.restart import restart


async def test_the_old_chat_is_told_and_shows_nothing_else(alice: Person, bob: Person) -> None:
    await paired(alice, bob)
    account = second_account(alice)
    await moved(alice, account)
    alice.sees("Something about your account here.", "You’ve moved")
    assert alice.last.text.startswith("Something about your account here.\n")
    for words in ("/journal", "/forget", "/export", "/start", "/move", "a thought", "/pair"):
        await alice.says(words)
        alice.sees("You’ve moved")
        assert alice.buttons() == ["Undo the move"]
    await alice.sends_a_photo()
    alice.sees("You’ve moved")
    await alice.says("/support")
    alice.sees("Call 112")
    await account.says("/journal")
    account.sees_not("a thought")


async def test_old_buttons_lead_nowhere_but_to_the_undo(alice: Person, bob: Person) -> None:
    await paired(alice, bob)
    await alice.says("/start")
    old = alice.button("Write")
    await moved(alice, second_account(alice))
    await alice.presses_button(old)
    alice.sees("You’ve moved")
    await alice.says("not for anybody")
    alice.sees("You’ve moved")


async def test_one_tap_brings_everything_back(alice: Person, bob: Person) -> None:
    await paired(alice, bob)
    await alice.says("/reflect The lake was still.")
    account = second_account(alice)
    await moved(alice, account)
    await account.says("/reflect Written by another.")
    await alice.presses("Undo")
    alice.sees_changed("everything is here again")
    account.sees("undone from the old chat")
    await alice.says("/journal")
    alice.sees("1 of 2")
    await account.says("/journal")
    account.sees("empty so far")
    await alice.says("/start")
    alice.sees("Bob")


async def test_after_the_undo_the_other_account_is_nobody(
    alice: Person, app: App, clock: Time
) -> None:
    await settled(alice, "Berlin")
    account = second_account(alice)
    await moved(alice, account)
    await alice.presses("Undo")
    await clock.advance(minutes=5)
    assert await count(app, Member) == 1
    assert await count(app, Move) == 0
    await account.says("/start")
    account.sees("Same Side")


async def test_it_is_told_once_more_after_twelve_hours(alice: Person, clock: Time) -> None:
    """So a thief who deletes the first message does not have the last word."""
    await settled(alice, "Berlin")
    await moved(alice, second_account(alice))
    alice.screen.clear()
    alice.looks()
    await clock.advance(hours=22)  # at the end of her quiet hours
    alice.sees("You’ve moved")
    await alice.presses("Undo")
    alice.sees_changed("everything is here again")
    alice.looks()
    await clock.advance(days=2)
    alice.sees_nothing_new()


async def test_after_a_day_the_old_chat_is_new_and_the_undo_is_over(
    alice: Person, app: App, clock: Time
) -> None:
    await settled(alice, "Berlin")
    await alice.says("/reflect Mine.")
    account = second_account(alice)
    await moved(alice, account)
    undo = alice.button("Undo")
    await clock.advance(hours=25)
    assert await count(app, Member) == 1
    await alice.presses_button(undo)
    alice.sees("can’t be undone any more")
    await alice.says("/journal")
    alice.sees_not("Mine.", "1 of 1")
    await account.says("/journal")
    account.sees("Mine.")


async def test_the_undo_outlives_a_restart_and_a_downtime(
    alice: Person, clock: Time, app: App
) -> None:
    await settled(alice, "Berlin")
    await moved(alice, second_account(alice))
    restart(app, alice)
    await alice.presses("Undo")
    alice.sees_changed("everything is here again")


async def test_undo_twice_and_undo_forged(alice: Person, bob: Person, carol: Person) -> None:
    await settled(alice, "Berlin")
    account = second_account(alice)
    await moved(alice, account)
    undo = alice.button("Undo")
    await carol.presses_button(undo)
    carol.sees("can’t be undone")
    await account.presses_button(undo)
    account.sees("can’t be undone")
    await alice.presses_button(undo)
    await alice.presses_button(undo)
    alice.sees("can’t be undone")
    await alice.says("/reflect Still here.")
    alice.sees_not("You’ve moved: your journal, your link\n\n")


async def test_typed_words_undo_it(alice: Person) -> None:
    await settled(alice, "Berlin")
    await moved(alice, second_account(alice))
    await alice.says("Undo the move")
    alice.sees("everything is here again")


async def test_forget_in_the_new_account_leaves_nothing_at_either(
    alice: Person, bob: Person, app: App, clock: Time
) -> None:
    await settled(alice, "Berlin")
    account = second_account(alice)
    await moved(alice, account)
    await forgets(account)
    await clock.advance(minutes=5)
    assert await count(app, Member) == 0
    assert await count(app, Move) == 0
    assert await count(app, DataKey) == 1  # the server's own
    await alice.says("/start")
    alice.sees_not("Undo it")
    assert "Undo the move" not in alice.last.text


async def test_a_reused_message_number_changes_nothing_of_the_former_chat(
    alice: Person, bob: Person, app: App
) -> None:
    """Both chats number their messages from 1: an edit there must not reach words from here."""
    await paired(alice, bob)
    await alice.says("/reflect From the old chat.", message="own-7")
    account = second_account(alice)
    await moved(alice, account)
    await account.edits("own-7", "Changed from the new chat.")
    await account.says("/journal")
    account.sees("From the old chat.")
    async with app.database.read() as session:
        assert not (await session.scalars(select(JournalPart.message).distinct())).first()


async def test_what_waits_arrives_in_the_new_chat_and_edits_of_the_old_are_dropped(
    alice: Person, bob: Person, clock: Time, app: App
) -> None:
    await paired(alice, bob)
    await alice.presses("now")
    await clock.advance(hours=14)  # in the night
    code = await code_for_moving(alice)
    account = second_account(alice)
    await bob.says("/thanks for the soup")
    await bob.presses("Send")
    alice.sees_not("for the soup")
    await account.says(f"/move {code}")
    await clock.advance(hours=10)
    account.sees_not("nothing")
    assert any("for the soup" in each.text for each in account.screen)
    alice.sees_not("for the soup")
    async with app.database.read() as session:
        stuck = select(func.count()).select_from(Outbox).where(Outbox.state == "new")
        assert await session.scalar(stuck) == 0


async def test_a_message_on_its_way_delays_the_move_and_the_code_stays_good(
    alice: Person, app: App
) -> None:
    await settled(alice, "Berlin")
    code = await code_for_moving(alice)
    account = second_account(alice)
    await account.says("/start")
    async with app.database.write() as session:
        ctx = replace(context(session), now=app.clock.now())
        newcomer = await member_of(session, account, app)
        row = (await session.scalars(select(Outbox).order_by(Outbox.seq).limit(1))).one()
        row.state = "sending"
        with pytest.raises(RuleBroken, match="move-busy"):
            await accounts.redeem(ctx, app.server_keys, newcomer, code)
        row.state = "sent"
    await account.says(f"/move {code}")
    account.sees("is here now")


async def test_a_blocked_old_chat_stops_nothing(alice: Person, bob: Person, clock: Time) -> None:
    await paired(alice, bob)
    code = await code_for_moving(alice)
    await alice.blocks()
    account = second_account(alice)
    await account.says(f"/move {code}")
    account.sees("is here now")
    await bob.says("/thanks for the soup")
    await bob.presses("Send")
    assert any("for the soup" in each.text for each in account.screen)
    await alice.unblocks()
    alice.sees("You’ve moved")
    await alice.presses("Undo")
    alice.sees_changed("everything is here again")


async def test_blocking_in_the_new_account_does_not_outlast_the_undo(
    alice: Person, bob: Person
) -> None:
    await paired(alice, bob)
    account = second_account(alice)
    await moved(alice, account)
    await account.blocks()
    await alice.presses("Undo")
    alice.sees_changed("everything is here again")
    alice.looks()
    await bob.says("/thanks for the soup")
    await bob.presses("Send")
    alice.sees("for the soup")


@pytest.mark.parametrize("kind", [Kind.TEXT, Kind.COMMAND])
async def test_an_event_of_the_old_chat_in_the_same_batch_is_not_taken_for_the_new_one(
    alice: Person, app: App, kind: Kind
) -> None:
    """A batch knows people by their present address, not by the one at its beginning."""
    await settled(alice, "Berlin")
    code = await code_for_moving(alice)
    account = second_account(alice)
    await account.says("/start")
    alice.looks()
    arrivals = []
    late = "/journal" if kind is Kind.COMMAND else "too late for here"
    for person, words in ((account, f"/move {code}"), (alice, late)):
        who = Address(person.platform.platform, person.id)
        event = Event(f"batch:{person.id}", **read_words(words), at=app.clock.now(), address=who)
        person.platform.register_event(replace(event, message="own-x"))
        arrivals.append(Arrival(event.id, who.platform, who, b"-"))
    await store_arrivals(app.database, app.server_keys, app.clock, arrivals)
    await app.run_until_idle()
    assert [each.text.count("You’ve moved") for each in alice.looks()] == [1, 1]
    account.sees("is here now")
    account.sees_not("You’ve moved")


async def count(app: App, table: type[Member] | type[Move] | type[DataKey]) -> int:
    async with app.database.read() as session:
        return await session.scalar(select(func.count()).select_from(table)) or 0


def test_a_button_for_the_undo_fits() -> None:
    Button("Undo the move", "move:undo")
