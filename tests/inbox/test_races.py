"""Test two people at the same instant, with several bots on one database."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import func, select
from structlog.testing import capture_logs

from bot.app import App
from bot.inbox import dispatcher
from chat.buttons import Button
from chat.messages import Address, Event, Kind, Replies
from domain.goals import draft as goals_draft, proposals
from domain.goals.plan import Plan
from domain.pair import linking
from domain.remind import reminders, sharing as remind_sharing
from handlers.turn import Turn
from storage.columns import Base
from storage.sealing import Vault
from storage.tables.challenge import Reveal
from storage.tables.goals import GoalProposal
from storage.tables.member import Member
from storage.tables.pair import Couple, CoupleMember, Invite
from storage.tables.queues import Due, Inbox, Outbox
from storage.tables.remind import Reminder
from tests.support import seed_couples
from tests.support.contexts import context
from tests.support.people import START, DirectPlatform
from tests.support.seed_couples import SeededCouple, SeededMember
from tests.support.storage import replicas
from tests.support.thorough import amount

pytestmark = pytest.mark.long

COUPLES = amount(16, 200)
FEW = max(COUPLES // 2, 8)
TASKS = 50
SOON, LATE = timedelta(hours=1), timedelta(hours=9)
LOOKS = 50
"""More than all looks at the database of one round of work that finds nothing."""
HELD_UP = amount(0, COUPLES // 20)
"""SQLite's lock has no queue, so that one of hundreds may time out and wait."""


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Retry failed writes without a wait, as no clock moves here."""
    monkeypatch.setattr(dispatcher, "DATABASE_RETRY_DELAY", timedelta())


async def count(app: App, table: type[Base]) -> int:
    async with app.database.read() as session:
        return await session.scalar(select(func.count()).select_from(table)) or 0


async def both_press(
    app: App, platform: DirectPlatform, presses: Sequence[Sequence[Event]]
) -> None:
    """Store each pair of presses one right after the other; then handle everything."""
    await seed_couples.store_events(app, platform, [event for both in presses for event in both])
    with capture_logs() as logs:
        await replicas.race(app)
    assert len(logs) <= HELD_UP
    assert {log["event"] for log in logs} <= {"database_in_trouble"}


def sharing(app: App, pairs: Sequence[SeededCouple]) -> list[list[Event]]:
    return [
        [seed_couples.press(app, member.id, member.share_button) for member in each]
        for each in pairs
    ]


async def test_couples_who_share_at_the_same_instant_read_each_other_exactly_once(
    app: App, platform: DirectPlatform
) -> None:
    """Without the locked rows of couple and round, PostgreSQL: 8 of 20 were never shown.

    The locks are `_lock_couple` and `lock_round`. Without BEGIN IMMEDIATE, SQLite: the database is
    locked, and events fail.
    """
    pairs = await seed_couples.seed_couples(app, COUPLES)
    await both_press(app, platform, sharing(app, pairs))
    assert await count(app, Reveal) == COUPLES
    for each in pairs:
        for own, other in (each, each[::-1]):
            read = [shown.text for shown in platform.screens[own.id] if other.words in shown.text]
            assert len(read) == 1


async def test_two_processes_on_one_database_give_each_couple_one_reveal_each_side(
    app: App, platform: DirectPlatform
) -> None:
    """Without the two locks, PostgreSQL: couples who are never shown.

    Without BEGIN IMMEDIATE, SQLite: a process ends with "database is locked".
    """
    pairs = await seed_couples.seed_couples(app, COUPLES // 2)
    presses = sharing(app, pairs)
    await seed_couples.store_events(app, platform, [event for both in presses for event in both])
    read = await replicas.race_processes(app)
    assert await count(app, Reveal) == len(pairs)
    for each in pairs:
        for own, other in (each, each[::-1]):
            times = [
                n for (who, words), n in read.items() if who == own.id and other.words in words
            ]
            assert times == [1]


async def test_nothing_is_shown_to_a_person_after_they_unlinked(
    app: App, platform: DirectPlatform
) -> None:
    """Without `_lock_couple`, PostgreSQL: each waits for a row that the other has locked."""
    pairs = await seed_couples.seed_couples(app, COUPLES)
    await both_press(
        app, platform, [[seed_couples.press(app, one.id, one.share_button)] for one, _ in pairs]
    )
    async with app.database.read() as session:
        linked = {m.id: m.couple_id for m in await session.scalars(select(Member))}
    presses = [
        [
            seed_couples.press(app, two.id, two.share_button),
            seed_couples.press(app, one.id, Button("Unlink", "pair:unpair", linked[one.member_id])),
        ]
        for one, two in pairs
    ]
    await both_press(app, platform, presses)
    assert await _revealed_after_the_end(app, presses) == []


async def _revealed_after_the_end(app: App, presses: Sequence[Sequence[Event]]) -> list[str]:
    """Return the keys of reveals that were written after the answer to the unlinking."""
    async with app.database.read() as session:
        rows = (await session.scalars(select(Outbox).order_by(Outbox.seq))).all()
    late = []
    for _, unlinking in presses:
        [end] = [row for row in rows if row.dedup_key == f"{unlinking.id}:0"]
        reveals = [
            r for r in rows if r.dedup_key.startswith("reveal:") and r.member_id == end.member_id
        ]
        late += [row.dedup_key for row in reveals if row.seq > end.seq]
    return late


async def test_of_many_people_who_accept_one_invitation_exactly_one_is_asked_about(
    app: App, platform: DirectPlatform
) -> None:
    """Without the lock in `accept`, PostgreSQL: three are told that the inviter is asked."""
    [(host, _)] = await seed_couples.seed_couples(app, 1)
    async with app.database.write() as session:
        member = await session.get_one(Member, host.member_id)
        member.couple_id = None
        chance = app.parts.chance
        await linking.invite(context(session, now=app.clock.now()), app.server_keys, member, chance)
        invites = select(Invite.id).where(Invite.inviter_id == member.id)
        invite = (await session.scalars(invites)).one()
    guests = [f"{9000 + number}" for number in range(TASKS)]
    yes = Button("Yes", "pair:accept", invite)
    await both_press(app, platform, [[seed_couples.press(app, each, yes) for each in guests]])
    last = Counter(platform.screens[guest][-1].text.split(".")[0] for guest in guests)
    assert last == {"Great": 1, "This link can’t be made right now": TASKS - 1}
    assert len(platform.screens[host.id]) == 1


async def test_two_who_invite_each_other_and_both_confirm_are_one_couple(
    app: App, platform: DirectPlatform
) -> None:
    """Without the two people's rows locked, PostgreSQL: a deadlock, and one event fails.

    The same happens if they are locked after the invitation.
    """
    pairs = await seed_couples.seed_couples(app, FEW)
    asked = [await _ask_each_other(app, each) for each in pairs]
    presses = [
        [
            seed_couples.press(app, member.id, Button("Yes", "pair:confirm", invite))
            for member, invite in each
        ]
        for each in asked
    ]
    await both_press(app, platform, presses)
    async with app.database.read() as session:
        for one, two in pairs:
            halves = [await session.get_one(Member, member.member_id) for member in (one, two)]
            assert halves[0].couple_id == halves[1].couple_id is not None
    assert await count(app, Couple) == 2 * len(pairs)
    assert await count(app, CoupleMember) == 4 * len(pairs)
    for member in (member for each in pairs for member in each):
        seen = " ".join(shown.text for shown in platform.screens[member.id])
        assert seen.count("are on the same side now") == 1


async def _ask_each_other(app: App, two: SeededCouple) -> list[tuple[SeededMember, UUID]]:
    """Let both invite and say yes to each other; they were never linked before."""
    now = app.clock.now()
    async with app.database.write() as session:
        found = [await session.get_one(Member, member.member_id) for member in two]
        for member in found:
            member.couple_id = None
        invites = []
        for inviter, joiner in (found, found[::-1]):
            await linking.invite(
                context(session, now=now), app.server_keys, inviter, app.parts.chance
            )
            mine = select(Invite).where(Invite.inviter_id == inviter.id)
            made = (await session.scalars(mine)).one()
            made.joiner_id = joiner.id
            invites.append(made.id)
    return list(zip(two, invites, strict=True))


async def test_a_yes_that_is_taken_back_as_it_is_confirmed_links_both_or_neither(
    app: App, platform: DirectPlatform
) -> None:
    """Without the invitation's lock, PostgreSQL: who has just declined is linked."""
    pairs = await seed_couples.seed_couples(app, FEW)
    asked = [await _ask_each_other(app, each) for each in pairs]
    presses = [
        [
            seed_couples.press(app, two.id, Button("No", "pair:decline", invite)),
            seed_couples.press(app, one.id, Button("Yes", "pair:confirm", invite)),
        ]
        for ((one, invite), (two, _)) in asked
    ]
    await both_press(app, platform, presses)
    async with app.database.read() as session:
        for one, two in pairs:
            halves = [await session.get_one(Member, member.member_id) for member in (one, two)]
            assert halves[0].couple_id == halves[1].couple_id
            declined = "Nobody is told" in platform.screens[two.id][0].text
            assert declined == (halves[0].couple_id is None)


async def test_of_two_simultaneous_goal_changes_the_later_stands(
    app: App, platform: DirectPlatform
) -> None:
    """Without `_lock_couple` and the goal's lock, PostgreSQL: both suggestions stand."""
    pairs = await seed_couples.seed_couples(app, FEW)
    drafts = [await _drafts_of_a_goal(app, each) for each in pairs]
    presses = [
        [
            seed_couples.press(app, member.id, Button("Propose", "goals:propose", id))
            for member, id in each
        ]
        for each in drafts
    ]
    await both_press(app, platform, presses)
    async with app.database.read() as session:
        states = (await session.scalars(select(GoalProposal.state))).all()
    assert Counter(states) == {proposals.OPEN: len(pairs), proposals.OVER: len(pairs)}


async def _drafts_of_a_goal(app: App, two: SeededCouple) -> list[tuple[SeededMember, UUID]]:
    """Let the two agree on a goal, and each write a change of it."""
    now, made = app.clock.now(), []
    async with app.database.write() as session:
        vault = Vault(session, app.parts.ring)
        one, other = [await session.get_one(Member, member.member_id) for member in two]
        first = await goals_draft.begin(
            context(session, vault=vault, now=now), one, Plan("Learn to dance")
        )
        goal = await proposals.propose(context(session, vault=vault, now=now), one, first)
        proposal, goal = await proposals.find_proposal(context(session, now=now), other, first.id)
        await proposals.agree(context(session, vault=vault), other, proposal, goal)
        await session.delete(proposal)
        for person, member in zip(two, (one, other), strict=True):
            plan = Plan(f"Dance like {person.id}")
            draft = await goals_draft.begin(
                context(session, vault=vault, now=now), member, plan, goal
            )
            made.append((person, draft.id))
    return made


async def test_of_two_simultaneous_reminder_changes_the_last_wins_whole(
    app: App, platform: DirectPlatform
) -> None:
    """Without `_lock_couple` and the reminder's lock, PostgreSQL: one's words, the other's hour."""
    pairs = await seed_couples.seed_couples(app, FEW)
    drafts = [await _changes_of_a_reminder(app, each) for each in pairs]
    presses = [
        [
            seed_couples.press(app, member.id, Button("Yes", "remind:confirm", id))
            for member, id in each
        ]
        for each in drafts
    ]
    await both_press(app, platform, presses)
    async with app.database.read() as session:
        vault = Vault(session, app.parts.ring)
        kept = (await session.scalars(select(Reminder).where(Reminder.changes.is_(None)))).all()
        for each in kept:
            words, after = await vault.open(each, "shared"), (each.at or START) - app.clock.now()
            assert (words, after) in (("Feed the cat", SOON), ("Water the plants", LATE))
            due = select(Due.at).where(Due.subject == each.id)
            assert set(await session.scalars(due)) == {each.at}
    assert len(kept) == len(pairs)


async def _changes_of_a_reminder(app: App, two: SeededCouple) -> list[tuple[SeededMember, UUID]]:
    """Make a reminder for both, with new words by one and a new hour by the other."""
    now = app.clock.now()
    async with app.database.write() as session:
        vault = Vault(session, app.parts.ring)
        one, other = [await session.get_one(Member, member.member_id) for member in two]
        draft = await reminders.begin(context(session, now=now), one)
        reminders.set_audience(draft, one, reminders.US)
        await reminders.set_words(context(vault._session, vault=vault), draft, "Water the plants")
        reminders.set_moment(draft, one, now + SOON, None)
        reminder = await remind_sharing.confirm(
            context(session, vault=vault, now=now), one, other, draft.id, 5
        )
        await session.flush()
        await remind_sharing.accept(context(session, vault=vault, now=now), other, reminder.id)
        reworded, moved = [
            await reminders.begin_change(
                context(session, vault=vault, now=now), member, reminder.id
            )
            for member in (one, other)
        ]
        await reminders.set_words(context(vault._session, vault=vault), reworded, "Feed the cat")
        reminders.set_moment(moved, other, now + LATE, None)
        return list(zip(two, (reworded.id, moved.id), strict=True))


class Notes:
    """A command that records each speaker and their words, in the order of handling."""

    def __init__(self, app: App) -> None:
        self.handled: list[tuple[str, str]] = []
        app.parts.features.router.command("jot")(self.note)

    async def note(self, turn: Turn) -> Replies:
        assert turn.event.address
        await turn.ctx.session.scalar(select(func.count()).select_from(Member))
        self.handled.append((turn.event.address.id, turn.event.text))
        return turn.say("pair-stayed")


@pytest.fixture
def notes(app: App) -> Notes:
    return Notes(app)


async def test_several_bots_on_one_inbox_handle_each_event_once_and_in_its_order(
    app: App, platform: DirectPlatform, notes: Notes
) -> None:
    """Without the advisory lock of the line, PostgreSQL: events handled twice and out of order."""
    who = [f"{7000 + number}" for number in range(6)]
    events = [_says(app, each, "jot", str(n)) for n in range(8) for each in who]
    await both_press(app, platform, [events])
    for each in who:
        assert [words for id, words in notes.handled if id == each] == [*"01234567"]


@pytest.mark.postgresql
async def test_a_persons_events_in_another_process_are_left_to_it(
    app: App, platform: DirectPlatform, notes: Notes
) -> None:
    """Without leaving out the busy keys it looks again and again while the other holds the lock."""
    await seed_couples.store_events(
        app, platform, [_says(app, "1", "jot", "a"), _says(app, "2", "jot", "b")]
    )
    async with app.database.write() as elsewhere:
        lane = select(Inbox.ordering_key).order_by(Inbox.seq).limit(1).scalar_subquery()
        await elsewhere.scalar(select(func.pg_advisory_xact_lock(func.hashtext(lane))))
        await asyncio.wait_for(app.dispatcher.drain(), 5)
        assert notes.handled == [("2", "b")]
    await app.dispatcher.drain()
    assert notes.handled == [("2", "b"), ("1", "a")]


async def test_all_is_done_when_what_the_loop_has_begun_is_done(
    app: App, platform: DirectPlatform
) -> None:
    """Without `is_busy`, PostgreSQL: all counts as done in the middle of an event."""
    begun, go_on = asyncio.Event(), asyncio.Event()

    async def slow(turn: Turn) -> Replies:
        begun.set()
        await go_on.wait()
        return turn.say("pair-stayed")

    app.parts.features.router.command("slow")(slow)
    await seed_couples.store_events(app, platform, [_says(app, "1", "slow", "")])
    loop = asyncio.create_task(app.dispatcher.drain())
    await begun.wait()
    until_idle = asyncio.create_task(app.run_until_idle())
    for _ in range(LOOKS):
        await app.delivery.has_work()
    assert not until_idle.done()
    go_on.set()
    await asyncio.gather(loop, until_idle)
    assert len(platform.screens["1"]) == 1


async def test_an_event_finished_by_another_process_is_not_a_failure(
    app: App, platform: DirectPlatform, notes: Notes
) -> None:
    """Without the look at `state` in `_retry_later`: done, and yet tried in vain once."""
    await seed_couples.store_events(app, platform, [_says(app, "1", "jot", "a")])
    await app.run_until_idle()
    async with app.database.read() as session:
        [seq] = await session.scalars(select(Inbox.seq))
    await app.dispatcher._retry_later(seq, ValueError())
    async with app.database.read() as session:
        row = (await session.scalars(select(Inbox))).one()
        assert (row.state, row.attempts) == ("done", 0)


def _says(app: App, who: str, name: str, words: str) -> Event:
    return Event(
        f"says:{who}:{name}:{words}",
        Kind.COMMAND,
        app.clock.now(),
        Address("telegram", who),
        name=name,
        text=words,
        nickname="Alice",
        language="en",
    )


@pytest.mark.postgresql
async def test_a_look_leaves_out_whom_another_process_handles(
    app: App, platform: DirectPlatform
) -> None:
    """Without it: two processes look at the same few events, and one of them handles nothing."""
    alice = Address("telegram", "1001")
    event = Event("telegram:1", Kind.COMMAND, START, alice, name="help")
    await seed_couples.store_events(app, platform, [event])
    key = app.server_keys.ordering_key(alice)
    async with app.database.write() as session:
        assert await app.dispatcher.has_work()
        await session.execute(select(func.pg_advisory_xact_lock(func.hashtext(key))))
        assert not await app.dispatcher.has_work()
    assert await app.dispatcher.has_work()
