"""Test that incoming events are stored once, sealed, and blanked when done."""

from __future__ import annotations

from sqlalchemy import select

from bot.app import App
from bot.inbox.store import Arrival, store_arrivals
from chat.messages import Address, Event, Kind
from storage.sealing import CannotOpen
from storage.tables.queues import Inbox
from tests.support.couples import consented
from tests.support.people import START, DirectPlatform, Person

WHO = Address("telegram", "1001")


def arrival(id: str, body: bytes = b"zanzibar", who: Address = WHO) -> Arrival:
    return Arrival(id, who.platform, who, body)


async def put(app: App, *arrivals: Arrival) -> None:
    await store_arrivals(app.database, app.server_keys, app.clock, arrivals)


async def rows(app: App) -> list[Inbox]:
    async with app.database.read() as session:
        return list(await session.scalars(select(Inbox).order_by(Inbox.seq)))


async def test_the_same_id_twice_is_stored_once(app: App) -> None:
    """Seen to fail with an id of our own for each arrival."""
    await put(app, arrival("1:1"), arrival("1:2"), arrival("1:1", b"other words"))
    await put(app, arrival("1:2"))
    stored = await rows(app)
    assert [row.id for row in stored] == ["1:1", "1:2"]
    assert app.server_keys.open(stored[0].body or b"", "1:1") == b"zanzibar"


async def test_a_second_copy_does_not_reopen_an_event(app: App, alice: Person) -> None:
    await alice.says("/start")
    done = (await rows(app))[0]
    await put(app, arrival(done.id))
    assert [row.state for row in await rows(app)] == ["done"]


async def test_a_body_lies_there_sealed_for_its_own_row(app: App) -> None:
    """Seen to fail with the body stored as it came."""
    await put(app, arrival("1:1"))
    body = (await rows(app))[0].body or b""
    assert b"zanzibar" not in body
    assert app.server_keys.open(body, "1:1") == b"zanzibar"
    try:
        app.server_keys.open(body, "1:2")
    except CannotOpen:
        return
    raise AssertionError("it opened as another row")


async def test_a_body_is_blanked_once_it_is_done(app: App, alice: Person) -> None:
    """Seen to fail with the body left in `EventTransaction.handle`."""
    await alice.says("Some words")
    assert [(row.state, row.body) for row in await rows(app)] == [("done", None)]


async def test_nothing_in_a_row_leads_back_to_the_person(app: App) -> None:
    await put(app, arrival("1:1", who=Address("telegram", "9182736450")))
    row = (await rows(app))[0]
    assert "9182736450" not in f"{row.id} {row.ordering_key} {row.platform}"


async def test_each_person_has_one_line_of_their_own(app: App) -> None:
    lines = {
        app.server_keys.ordering_key(Address(*who))
        for who in (("telegram", "1"), ("telegram", "2"))
    }
    assert len(lines) == 2
    assert app.server_keys.ordering_key(WHO) == app.server_keys.ordering_key(
        Address("telegram", "1001")
    )


async def test_foreign_events_are_done_without_a_reply(
    app: App, alice: Person, platform: DirectPlatform
) -> None:
    platform.translate = lambda *_: None  # type: ignore[method-assign]  # a channel post
    await put(app, arrival("1:1"))
    await app.run_until_idle()
    assert [row.state for row in await rows(app)] == ["done"]
    assert alice.screen == []


async def test_arrivals_are_handled_in_the_order_in_which_they_came(
    app: App, alice: Person, platform: DirectPlatform
) -> None:
    await consented(alice)
    words = ["/reflect", "one", "two", "three"]
    for number, each in enumerate(words):
        kind = Kind.COMMAND if each.startswith("/") else Kind.TEXT
        name = each.lstrip("/") if kind is Kind.COMMAND else ""
        text = "" if name else each
        platform.register_event(
            Event(f"1:{number}", kind, START, WHO, name, text, message=f"m{number}")
        )
    await put(app, *(arrival(f"1:{number}") for number in range(len(words))))
    await app.run_until_idle()
    await alice.presses("Done")
    await alice.says("/journal")
    alice.sees("one\n\ntwo\n\nthree")
