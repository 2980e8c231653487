"""Test that a standby takes over from a primary that dies, and that no accepted word is lost."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Sequence
from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from bot.inbox.store import Arrival, store_arrivals
from chat.messages import Address
from handlers.turn import Content
from storage.database import Database
from storage.server import ServerOptions
from tests.conftest import RING
from tests.storage.test_broken import (
    Patience,
    events,
    heard,
    patience as patience,
    soon,
    states,
    working,
)
from tests.support.people import FakeClock
from tests.support.phones.telegram import TelegramPhone
from tests.support.real_clients import ClientHarness, run_client_harness
from tests.support.storage import postgres
from tests.support.storage.replication import ServerPair, server_pair

pytestmark = [pytest.mark.postgresql, pytest.mark.long]

AGAIN = "Sent again after an interruption"
SHORT_SECONDS = 1.0
"""How long a commit waits for a standby that is not there."""
DATABASE = "failover"
KNOWN = {
    "arrivals_not_kept",
    "database_in_trouble",
    "loop_failed",
    "others_not_told",
    "outcomes_not_kept",
    "poll_failed",
    "slots_not_drawn",
}
"""The events that the bot may log about a database that is away."""


@pytest.fixture(scope="module")
def servers() -> Iterator[ServerPair]:
    with server_pair() as pair:
        yield pair


@pytest.fixture
async def pair(servers: ServerPair) -> ServerPair:
    """Return the pair with an empty database, and with a standby that follows."""
    await servers.execute(f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)")
    await servers.execute(f"CREATE DATABASE {DATABASE} TEMPLATE {postgres.TEMPLATE}")
    await servers.add_standby()
    return servers


@pytest.fixture
async def clients(
    pair: ServerPair, shelf: Content, fake_clock: FakeClock, patience: Patience
) -> AsyncIterator[ClientHarness]:
    database = Database(postgres.url_text(pair.url(DATABASE)))
    async with run_client_harness(
        database, RING, shelf, fake_clock, "telegram", sleep=patience.sleep
    ) as line:
        yield line
    await database.close()


async def test_when_the_primary_dies_the_bot_goes_on_at_the_standby_and_has_lost_nothing(
    clients: ClientHarness, pair: ServerPair, patience: Patience, fake_clock: FakeClock
) -> None:
    """Without `target_session_attrs`: the bot asks the standby, which takes nothing."""
    people = [clients.telegram(f"Person {number}", str(2000 + number)) for number in range(8)]
    with capture_logs() as logs:
        async with working(clients.app):
            say_all(people)
            await heard(people[0], 1)
            say_all(people)
            await pair.kill_primary()
            patience.needed.clear()
            say_all(people)
            await patience.needed.wait()
            await soon(lambda: bool(events(logs) & KNOWN))
            await pair.promote_standby()
            say_all(people)
            await soon(lambda: has_sent_all(people, fake_clock))
    for each in people:
        answers = [message.text for message in each.screen]
        # An answer that was on its way is sent again with a mark, whether it arrived or not.
        assert len(unmarked(answers)) <= 4 <= len(answers)
    assert await states(clients.app.database) == {"done": 4 * len(people)}
    assert events(logs) <= KNOWN
    assert clients.playground.unconfirmed() == 0


async def test_words_are_not_accepted_before_the_standby_has_them(
    clients: ClientHarness, pair: ServerPair
) -> None:
    """With `insert_new`, which writes nothing for a known id: after a restart they are accepted."""
    app = clients.app
    arrival = Arrival("telegram:1", "telegram", Address("telegram", "2000"), b"{}")

    impatient = Database(
        postgres.url_text(pair.url(DATABASE)), ServerOptions(answer_seconds=SHORT_SECONDS)
    )

    async def accept(database: Database = impatient) -> None:
        await store_arrivals(database, app.server_keys, app.clock, [arrival])

    await pair.kill_standby()
    with pytest.raises(TimeoutError):
        await accept()
    # From now on the row can be read, although the standby does not have it.
    await pair.kill_primary()
    await pair.start_primary()
    for _ in range(3):  # the first one draws a number, which is written
        with pytest.raises(TimeoutError):
            await accept()
    await pair.add_standby()
    await accept(app.database)
    assert await states(app.database) == {"new": 1}
    await impatient.close()


def say_all(people: Sequence[TelegramPhone]) -> None:
    for each in people:
        each.phone.send("/help")


def has_sent_all(people: Sequence[TelegramPhone], clock: FakeClock) -> bool:
    """Let a second pass, after which an interrupted send is tried again; look for four answers."""
    clock.move(timedelta(seconds=1))
    return all(len(each.screen) >= 4 for each in people)


def unmarked(told: Sequence[str]) -> list[str]:
    return [each for each in told if AGAIN not in each]
