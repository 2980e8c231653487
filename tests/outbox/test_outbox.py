"""Test that each outgoing message is written once, fits its platform, and expires."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import given, strategies as st
from sqlalchemy import select

from bot.app import App
from bot.outbox.open_rows import OpenRows
from bot.outbox.payload import RESERVED_UNITS, SENT_AGAIN_KEY, MessagePayload
from bot.outbox.writer import OutboxWriter
from chat import markup
from chat.buttons import Button
from chat.messages import Address, Attachment, Event, Kind, Priority, Reply
from chat.targets import (
    NEW_MESSAGE,
    DeleteMessage,
    EditEarlier,
    EditMessage,
    EditPressed,
    RemoveButtonsEarlier,
)
from domain import member
from handlers.turn import Content
from storage.sealing import Vault
from storage.tables.member import Member
from storage.tables.queues import Outbox
from tests.support.contexts import context
from tests.support.people import START, DirectPlatform, FakeClock

LIMIT = 4096
ROWS = ((Button("Yes", "pair:accept", uuid4()), Button("No", "pair:decline")),)


@pytest.fixture
async def alice(app: App) -> Member:
    async with app.database.write() as session:
        vault = Vault(session, app.parts.ring)
        who = Address("telegram", "1001")
        return await member.create(
            context(session, vault=vault, now=START), app.server_keys, who, "Alice"
        )


async def put(app: App, *replies: Reply, event: Event | None = None) -> set[UUID]:
    async with app.database.write() as session:
        vault = Vault(session, app.parts.ring)
        writer = OutboxWriter(
            context(session, vault, app.clock.now()),
            OpenRows(session, app.clock.now()),
            {"telegram": DirectPlatform("telegram").split_text},
        )
        return await writer.write_replies(
            event or Event("1:1", Kind.PRESS, START, message="77"), replies
        )


async def rows(app: App) -> list[Outbox]:
    async with app.database.read() as session:
        return list(await session.scalars(select(Outbox).order_by(Outbox.seq)))


async def letters(app: App) -> list[MessagePayload]:
    async with app.database.read() as session:
        vault = Vault(session, app.parts.ring)
        found = await session.scalars(select(Outbox).order_by(Outbox.seq))
        return [MessagePayload.load(await vault.open_bytes(row, "body")) for row in found]


async def test_one_event_put_twice_is_written_once(app: App, alice: Member) -> None:
    """Seen to fail with a random key for each row."""
    replies = [Reply("one", to=alice.id), Reply("two", to=alice.id)]
    assert await put(app, *replies) == {alice.id}
    assert await put(app, *replies) == set()
    assert [row.dedup_key for row in await rows(app)] == ["1:1:0", "1:1:1"]


async def test_two_events_with_one_key_are_one_message(app: App, alice: Member) -> None:
    """Seen to fail without the look at what is written."""
    await put(app, Reply("first", to=alice.id, key="card:1"))
    later = Event("1:2", Kind.PRESS, START)
    await put(app, Reply("second", to=alice.id, key="card:1"), event=later)
    assert [payload.text for payload in await letters(app)] == ["first"]


async def test_the_same_key_twice_in_one_event_is_one_message(app: App, alice: Member) -> None:
    await put(app, *[Reply(text, to=alice.id, key="card:1") for text in ("first", "second")])
    assert [payload.text for payload in await letters(app)] == ["first"]


async def test_unreachable_people_get_no_messages(app: App, alice: Member) -> None:
    """Seen to fail without the look at `reachable`."""
    async with app.database.write() as session:
        (await session.get_one(Member, alice.id)).reachable = False
    assert await put(app, Reply("words", to=alice.id)) == set()
    assert await rows(app) == []


async def test_deleted_people_get_no_messages(app: App) -> None:
    assert await put(app, Reply("words", to=uuid4())) == set()


async def test_a_body_lies_there_sealed_for_its_reader(app: App, alice: Member) -> None:
    await put(app, Reply("zanzibar", to=alice.id))
    assert b"zanzibar" not in ((await rows(app))[0].body or b"")
    assert [payload.text for payload in await letters(app)] == ["zanzibar"]


async def test_a_long_text_goes_out_in_parts_with_its_buttons_under_the_last(
    app: App, alice: Member
) -> None:
    """Seen to fail with the buttons under every part."""
    file = Attachment("words.txt", b"\x00\xff")
    text = " ".join(["word"] * 2000)
    await put(app, Reply(text, ROWS, alice.id, EditPressed(), attachment=file))
    parts = await letters(app)
    assert len(parts) == 3
    assert " ".join(part.text for part in parts) == text
    assert [part.rows for part in parts] == [(), (), ROWS]
    assert [part.attachment for part in parts] == [None, None, file]
    assert [part.target for part in parts] == [EditMessage("77"), NEW_MESSAGE, NEW_MESSAGE]
    assert [row.dedup_key for row in await rows(app)] == ["1:1:0", "1:1:0+1", "1:1:0+2"]


async def test_a_long_text_put_twice_is_written_once(app: App, alice: Member) -> None:
    for _ in range(2):
        await put(app, Reply("x" * 10_000, to=alice.id))
    assert len(await rows(app)) == 3


@pytest.mark.parametrize("words", ["x" * 20_000, "👩‍👩‍👧" * 3000, "אני אוהב אותך. " * 900])
async def test_every_part_has_room_for_the_line_that_says_sent_again(
    app: App, alice: Member, shelf: Content, words: str
) -> None:
    """Seen to fail with texts cut at the very limit."""
    await put(app, Reply(markup.quote(words), to=alice.id))
    for language in shelf.texts.languages:
        line = shelf.texts.render(language, SENT_AGAIN_KEY)
        for part in await letters(app):
            assert _units(markup.to_plain(f"{line}\n\n{part.text}")) <= LIMIT


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


async def test_the_sent_again_notice_fits_the_reserved_space(shelf: Content) -> None:
    for language in shelf.texts.languages:
        assert _units(shelf.texts.render(language, SENT_AGAIN_KEY)) + 2 <= RESERVED_UNITS


@pytest.mark.parametrize(
    ("priority", "hours"),
    [(Priority.ANSWER, 24), (Priority.REVEAL, 24), (Priority.PROMPT, 24), (Priority.NUDGE, 12)],
)
async def test_each_message_has_an_end(
    app: App, alice: Member, priority: Priority, hours: int
) -> None:
    """Seen to fail with one lifetime for all."""
    await put(app, Reply("words", to=alice.id, priority=priority))
    row = (await rows(app))[0]
    assert row.expires_at == START + timedelta(hours=hours)
    assert row.not_before == START


async def test_an_edit_in_place_ignores_quiet_hours_and_releases_no_waiting_message(
    app: App, alice: Member, fake_clock: FakeClock
) -> None:
    """Seen to fail with changes held like messages, and with ones that let everything go."""
    fake_clock.move(timedelta(hours=14))
    morning = START.replace(hour=7) + timedelta(days=1)
    due = Event("due:1", Kind.DUE, app.clock.now(), member=alice.id)
    await put(app, Reply("news", to=alice.id, priority=Priority.NUDGE), event=due)
    await put(
        app, Reply("changed", to=alice.id, target=EditEarlier("card:1"), key="swap:1"), event=due
    )
    news, changed = await rows(app)
    assert (news.not_before, changed.not_before) == (morning, app.clock.now())
    assert news.expires_at == morning + timedelta(hours=12), "its time begins when it may come"


async def test_a_feature_may_name_the_end_itself(app: App, alice: Member) -> None:
    end = START + timedelta(weeks=2)
    await put(app, Reply("words", to=alice.id, priority=Priority.NUDGE, expires=end))
    assert (await rows(app))[0].expires_at == end


@pytest.mark.parametrize("kind", [Kind.TEXT, Kind.COMMAND, Kind.EDIT])
async def test_only_a_press_names_a_message_that_can_be_replaced(
    app: App, alice: Member, kind: Kind
) -> None:
    """A person's own message is not ours to change; seen to fail without the look at the kind."""
    event = Event("1:1", kind, START, message="77")
    await put(app, Reply("words", to=alice.id, target=EditPressed()), event=event)
    assert [payload.target for payload in await letters(app)] == [NEW_MESSAGE]


async def test_a_letter_knows_the_event_of_its_readers_own_that_it_answers(
    app: App, alice: Member
) -> None:
    """Seen to fail with the event named on what the other gets: nobody had asked for that."""
    async with app.database.write() as session:
        vault = Vault(session, app.parts.ring)
        who = Address("telegram", "1002")
        bob = await member.create(
            context(session, vault=vault, now=START), app.server_keys, who, "Bob"
        )
        writer = OutboxWriter(
            context(session, vault, app.clock.now()),
            OpenRows(session, app.clock.now()),
            {"telegram": DirectPlatform("telegram").split_text},
        )
        event = Event("1:1", Kind.PRESS, START)
        replies = [Reply("x" * LIMIT, to=alice.id), Reply("words", to=bob.id)]
        await writer.write_replies(event, replies, alice.id)
        await writer.write_replies(Event("due:1", Kind.DUE, START), [Reply("prompt", to=alice.id)])
    assert [payload.answers_event for payload in await letters(app)] == ["1:1", "1:1", "", ""]


BUTTONS = st.builds(
    Button,
    st.text(max_size=20),
    st.just("pair:accept"),
    st.none() | st.uuids(),
    st.from_regex(r"[a-z0-9]{0,9}", fullmatch=True),
)


TARGETS = (
    st.just(NEW_MESSAGE)
    | st.builds(EditMessage, st.text(), st.booleans())
    | st.builds(EditEarlier, st.text(), st.booleans())
    | st.builds(DeleteMessage, st.text())
    | st.builds(RemoveButtonsEarlier, st.text())
)


@given(
    st.builds(
        MessagePayload,
        st.text(),
        st.lists(st.lists(BUTTONS, max_size=2).map(tuple), max_size=2).map(tuple),
        TARGETS,
        st.booleans(),
        st.none() | st.builds(Attachment, st.text(), st.binary()),
        respects_quiet_hours=st.booleans(),
        answers_event=st.text(),
    )
)
def test_a_letter_is_read_as_it_was_written(letter: MessagePayload) -> None:
    assert MessagePayload.load(letter.dump()) == letter
