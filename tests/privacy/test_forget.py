"""Test /forget: everything private goes, shared words stay with the other, and nobody is told."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import ColumnElement, func, select

from bot.app import App
from chat.messages import Address
from domain.privacy import forget
from scheduler.erase_files import read_noted_ids
from storage.columns import Base
from storage.tables.challenge import Answer
from storage.tables.keys import DataKey
from storage.tables.member import Member
from storage.tables.pair import Couple, CoupleMember
from storage.tables.queues import Inbox, Outbox, Tombstone
from storage.tables.reflect import JournalEntry
from storage.tables.repair import RepairPart
from tests.support.couples import consented, member_of, paired, settled, unlinked
from tests.support.people import Person, Time
from tests.support.restart import restart

pytestmark = pytest.mark.long

SECRET = "canary-in-the-coal-mine"


async def forgets(person: Person, word: str = "forget me") -> None:
    await person.says("/forget")
    await person.presses("Go on")
    await person.says(word)


async def count(app: App, table: type[Base], *where: ColumnElement[bool]) -> int:
    async with app.database.read() as session:
        return await session.scalar(select(func.count()).select_from(table).where(*where)) or 0


async def shares(person: Person, words: str) -> None:
    await person.says("/challenge")
    await person.presses("Answer")
    await person.says(words)
    await person.presses("Share when both")


async def answered_by_both(alice: Person, bob: Person) -> None:
    await alice.presses("now")
    await shares(alice, f"alice {SECRET}")
    await shares(bob, "bob was here")
    alice.sees("bob was here")


@pytest.mark.clients
async def test_it_takes_two_steps_and_a_word(alice: Person, app: App) -> None:
    await settled(alice, "Berlin")
    await alice.says("/forget")
    alice.sees("I can’t bring them back", "no message")
    await alice.presses("Go on")
    await alice.says("yes please")
    alice.sees("haven’t deleted anything")
    await alice.says("“Forget me”")
    alice.sees("everything of yours here is deleted")


async def test_any_other_word_and_the_way_back_change_nothing(alice: Person, app: App) -> None:
    await settled(alice, "Berlin")
    await alice.says("/reflect mine")
    before = await count(app, JournalEntry)
    await alice.says("/forget")
    await alice.presses("Go on")
    await alice.presses("No, keep")
    alice.sees_changed("Everything is as it was")
    await alice.says("forget me")
    alice.sees_not("is deleted")
    assert await count(app, JournalEntry) >= before


async def test_no_row_and_no_key_is_left(alice: Person, app: App, clock: Time) -> None:
    await settled(alice, "Berlin")
    await alice.says(f"/reflect {SECRET}")
    await alice.says("/remind me to breathe tomorrow at 9:00")
    await forgets(alice)
    await clock.advance(minutes=3)
    for table in (Member, JournalEntry, Outbox, Tombstone):
        assert await count(app, table) == 0, table
    assert await count(app, DataKey) == 1, "only the server's"
    async with app.database.read() as session:
        lanes = set(await session.scalars(select(Inbox.ordering_key)))
    assert not any(
        app.server_keys.ordering_key(Address("telegram", alice.id)) in lane for lane in lanes
    )


async def test_the_partner_keeps_what_was_revealed_and_hears_nothing(
    alice: Person, bob: Person, app: App, clock: Time
) -> None:
    await paired(alice, bob)
    await answered_by_both(alice, bob)
    bob.looks()
    await forgets(alice)
    await clock.advance(days=15)
    bob.sees_nothing_new()
    await bob.says("/history")
    bob.sees("alice", SECRET, "bob was here")
    await bob.says("/challenge")
    bob.sees("not linked")


async def test_unrevealed_answers_are_deleted(
    alice: Person, bob: Person, app: App, clock: Time
) -> None:
    """Seen to fail with the row kept: its sealed words would lie there without a key."""
    await paired(alice, bob)
    await alice.presses("now")
    await shares(alice, SECRET)
    await alice.says("/repair")
    await alice.presses("In 20 minutes")
    assert await count(app, Answer) == 1
    assert await count(app, RepairPart) == 1
    await forgets(alice)
    await bob.says("/history")
    bob.sees_not(SECRET)
    assert await count(app, Answer) == 0
    assert await count(app, RepairPart, RepairPart.words.is_not(None)) == 0


async def test_when_the_last_of_two_forgets_the_couple_goes_too(
    alice: Person, bob: Person, app: App, clock: Time
) -> None:
    await paired(alice, bob)
    await answered_by_both(alice, bob)
    await forgets(alice)
    assert await count(app, Couple) == 1
    await forgets(bob)
    await clock.advance(minutes=3)
    for table in (Couple, CoupleMember, Answer, Member):
        assert await count(app, table) == 0, table
    assert await count(app, DataKey) == 1


async def test_forgetting_after_unlinking_leaves_the_former_partner_their_own(
    alice: Person, bob: Person, app: App
) -> None:
    await paired(alice, bob)
    await answered_by_both(alice, bob)
    await unlinked(alice)
    await forgets(alice)
    await bob.says("/history")
    bob.sees("alice", "bob was here")


async def test_a_person_who_writes_again_is_new(alice: Person, bob: Person, app: App) -> None:
    await paired(alice, bob)
    await alice.says(f"/reflect {SECRET}")
    await forgets(alice)
    await alice.says("/start")
    alice.sees("Hi, I’m Same Side")
    await alice.says("/journal")
    alice.sees("empty")


async def test_the_newcomer_is_not_swept_away_with_the_goodbye(
    alice: Person, app: App, clock: Time
) -> None:
    """Without a look at `leaving` before erasing: the newcomer's words were gone after a minute."""
    await settled(alice, "Berlin")
    await forgets(alice)
    await consented(alice)
    await alice.says("/reflect a new beginning")
    await clock.advance(minutes=5)
    await alice.says("/journal")
    alice.sees("a new beginning")


async def test_forgetting_twice_is_as_good_as_once(alice: Person, app: App, clock: Time) -> None:
    await settled(alice, "Berlin")
    await forgets(alice)
    await forgets(alice)
    alice.sees("is deleted")
    await clock.advance(minutes=5)
    assert await count(app, Member) == 0


async def test_the_goodbye_is_waited_for(alice: Person, app: App, clock: Time) -> None:
    """Seen to fail when the row was erased after a minute, whatever was still on its way."""
    from bot.platforms.adapter import NotDelivered

    await settled(alice, "Berlin")
    await alice.says("/forget")
    await alice.presses("Go on")
    alice.platform.failures.extend([NotDelivered(150.0)])
    await alice.says("forget me")
    assert await count(app, Member) == 1
    await clock.advance(minutes=10)
    alice.sees("everything of yours here is deleted")
    assert await count(app, Member) == 0


async def test_parked_words_go_as_well(alice: Person, app: App) -> None:
    await settled(alice, "Berlin")
    async with app.database.write() as session:
        row = (await session.scalars(select(Inbox).limit(1))).one()
        row.state, row.body = "parked", b"sealed"
    await forgets(alice)
    assert await count(app, Inbox, Inbox.state == "parked") == 0


async def test_an_old_button_of_the_forgotten_does_nothing(
    alice: Person, bob: Person, app: App
) -> None:
    await paired(alice, bob)
    await alice.presses("now")
    await bob.says("/challenge")
    write = bob.button("Answer")
    await forgets(alice)
    await bob.presses_button(write)
    bob.sees("not here any more")


async def test_people_brought_back_by_a_backup_are_erased_again(
    alice: Person, bob: Person, app: App, tmp_path: Path, clock: Time
) -> None:
    await paired(alice, bob)
    await answered_by_both(alice, bob)
    async with app.database.read() as session:
        id = (await member_of(session, alice, app)).id
    async with app.database.write() as session:
        again = forget.reapply_erasure
        assert await again(session, app.parts.ring, id)
        assert not await again(session, app.parts.ring, id)
    await bob.says("/history")
    bob.sees("bob was here")
    assert await count(app, Member) == 1


async def test_a_forgetting_is_noted_beside_the_keys(
    alice: Person, app: App, tmp_path: Path, clock: Time
) -> None:
    await settled(alice, "Berlin")
    async with app.database.read() as session:
        id = (await member_of(session, alice, app)).id
    forgotten = tmp_path / "keys" / "forgotten.txt"
    app = restart(app, alice, forgotten=forgotten)
    await forgets(alice)
    await replace(clock, app=app).advance(minutes=3)
    assert id in read_noted_ids(forgotten)
    assert alice.id not in forgotten.read_text()
    assert forgotten.stat().st_mode & 0o077 == 0


async def test_a_file_that_cannot_be_written_is_tried_again(
    alice: Person, app: App, tmp_path: Path, clock: Time
) -> None:
    """Without a mark of its own the note would be dropped with the first failure."""
    await settled(alice, "Berlin")
    blocked = tmp_path / "in-the-way"
    blocked.write_text("")
    forgotten = blocked / "forgotten.txt"
    app = restart(app, alice, forgotten=forgotten)
    await forgets(alice)
    assert await count(app, Tombstone) >= 1
    blocked.unlink()
    await replace(clock, app=app).advance(minutes=3)
    assert len(read_noted_ids(forgotten)) == 2
    assert await count(app, Tombstone) == 0


async def test_a_line_that_a_crash_cut_short_is_passed_over(tmp_path: Path) -> None:
    file = tmp_path / "forgotten.txt"
    file.write_text("0b1d\n\n7a0f2f0e-2f3e-4f63-8c51-9a4f1b1c8d2e\n")
    assert [str(each) for each in read_noted_ids(file)] == ["7a0f2f0e-2f3e-4f63-8c51-9a4f1b1c8d2e"]


@pytest.mark.sqlite
async def test_the_files_of_the_database_hold_nothing_of_it(
    alice: Person, app: App, clock: Time
) -> None:
    """Seen to fail without the checkpoint: the row's key was still in the write-ahead log."""
    await settled(alice, "Berlin")
    async with app.database.read() as session:
        member = await member_of(session, alice, app)
        key = (await session.get_one(DataKey, member.id)).wrapped
    await forgets(alice)
    await clock.advance(minutes=3)
    file = Path(app.database.engine.url.database or "")
    left = [each.read_bytes() for each in file.parent.glob(f"{file.name}*")]
    assert not any(key in content for content in left)


@pytest.mark.sqlite
async def test_a_reader_who_holds_the_log_is_waited_for(
    alice: Person, app: App, clock: Time
) -> None:
    """Seen to fail with the row marked as scrubbed whatever the checkpoint answers."""
    import sqlite3

    await settled(alice, "Berlin")
    file = Path(app.database.engine.url.database or "")
    reader = sqlite3.connect(file)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM member").fetchone()
    await forgets(alice)
    await app.run_heartbeat()
    assert await count(app, Tombstone) == 1
    reader.close()
    await clock.advance(minutes=3)
    assert await count(app, Tombstone) == 0
