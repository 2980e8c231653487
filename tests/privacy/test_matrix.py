"""Test readers: each command, button, question, moment and file, for each of four people."""

from __future__ import annotations

import io
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.exc import NoResultFound

from bot.app import App
from bot.inbox.event_transaction import EventTransaction
from chat.messages import Address, Event, Kind, Replies
from storage.columns import Base
from storage.sealing import Vault
from storage.tables import sealed_columns
from tests.conftest import RING
from tests.support import random_walk
from tests.support.canaries import PRIVATE_CANARIES, SHARED_CANARIES, live_three_weeks
from tests.support.couples import linked, member_of, settled, unlinked
from tests.support.people import Person, Time
from tests.support.thorough import THOROUGH

pytestmark = [pytest.mark.sqlite, pytest.mark.long]
"""The rules are the same on both databases, and this is slow."""

SEALED = [
    (column.table, column)
    for column in sealed_columns()
    if column.table.name not in ("outbox", "inbox")
]


@pytest.fixture
def platform() -> random_walk.ButtonRecordingPlatform:
    return random_walk.ButtonRecordingPlatform("telegram")


@dataclass(frozen=True)
class Row:
    """A row that contains something of Bob's, or of the couple's."""

    kind: str
    id: UUID


async def rows_of(app: App, bob: UUID, most: int) -> list[Row]:
    """Return of each kind the last few rows that name Bob, his couple or nobody."""
    found: dict[str, list[Row]] = defaultdict(list)
    async with app.database.read() as session:
        for table in Base.metadata.sorted_tables:
            for row in (await session.execute(select(table))).mappings():
                id = row.get("id")
                others = {row.get("member_id"), row.get("author_id"), row.get("receiver_id")}
                if isinstance(id, UUID) and (bob in others or others <= {None}):
                    found[table.name].append(Row(table.name, id))
    return [row for rows in found.values() for row in rows[None if THOROUGH else -most :]]


async def private_rows(app: App, bob: UUID) -> set[UUID]:
    """Return the rows that are nobody's business but Bob's."""
    mine = ("entry", "entry_part", "answer", "repair_part", "rating", "goal_check_in")
    async with app.database.read() as session:
        tables = [table for table in Base.metadata.sorted_tables if table.name in mine]
        return {
            row.id
            for table in tables
            for row in await session.execute(select(table.c.id).where(table.c.member_id == bob))
        }


async def messages(app: App) -> list[str]:
    """Return the ids of people's own messages; another person's may have the same number."""
    async with app.database.read() as session:
        tables = (table for table in Base.metadata.sorted_tables if "message" in table.c)
        rows = [await session.scalars(select(table.c.message).distinct()) for table in tables]
        return sorted({each for found in rows for each in found if each})


class Walk:
    """One person's walk through everything; every change is undone before the next step."""

    def __init__(
        self, app: App, who: Person, rows: Sequence[Row], album: random_walk.ButtonRecordingPlatform
    ) -> None:
        self.app, self.who, self.rows, self.album = app, who, rows, album
        self.tried = 0
        self.messages: Sequence[str] = ()

    async def through(self) -> list[str]:
        """Return what anybody but the author would be shown, each with the way there."""
        shown: list[str] = []
        async with self.app.database.write() as session:
            for event, asking in self._events():
                member = await member_of(session, self.who, self.app)
                try:
                    async with session.begin_nested():
                        member.asking, member.asking_about = asking, event.subject
                        handling = EventTransaction(self.app.parts, session)
                        replies = await handling._handle_for_member(event, member)
                        self.tried += 1
                        what = f"{event.kind} {event.name or asking or ''} {event.choice}"
                        shown += [f"{what}: {each}" for each in words(replies)]
                        raise Undone
                except (Undone, NoResultFound):
                    session.expire_all()
        return shown

    def _events(self) -> Iterator[tuple[Event, str | None]]:
        for kind, name in self.app.parts.features.router.handlers:
            if kind == Kind.COMMAND and name:
                yield self._event(Kind.COMMAND, name), None
            elif kind == "answer":
                for id in self._ids(name):
                    yield self._event(Kind.TEXT, "", id, text="some words"), name
            elif kind == Kind.PRESS and name:
                for id in self._ids(name):
                    for choice in self._choices(name):
                        yield self._event(Kind.PRESS, name, id, choice), None
                        if name in self.app.parts.features.router.longest_answers:
                            words = "some words in a form"
                            yield self._event(Kind.FORM, name, id, choice, words, message=""), None
            elif kind == Kind.DUE:
                for id in filter(None, self._ids(name)):
                    yield self._event(Kind.DUE, name, id), None
        for message in self.messages:
            yield self._event(Kind.EDIT, "", text="other words", message=message), None

    def _event(
        self,
        kind: Kind,
        name: str,
        id: UUID | None = None,
        choice: str = "",
        text: str = "",
        message: str = "1",
    ) -> Event:
        who = None if kind is Kind.DUE else Address("telegram", self.who.id)
        at = self.app.clock.now()
        return Event(
            f"walk:{self.tried}:{name}",
            kind,
            at,
            who,
            name,
            text,
            id,
            choice,
            message,
            day=at.date(),
        )

    def _ids(self, name: str) -> list[UUID | None]:
        """Return rows of the kinds that the feature's buttons name; in a thorough run, all."""
        feature = lives_feature(name)
        every = (button for each in self.album.buttons_by_person.values() for button in each)
        named = {button.id for button in every if lives_feature(button.action) == feature}
        kinds = {row.kind for row in self.rows if row.id in named} | KINDS.get(feature, set())
        return [None, *(row.id for row in self.rows if THOROUGH or row.kind in kinds)]

    def _choices(self, action: str) -> list[str]:
        """Return choices as offered to anybody; picking Bob’s city shows no more than its name."""
        every = (button for each in self.album.buttons_by_person.values() for button in each)
        offered = sorted({button.choice for button in every if button.action == action})
        open_to_all = [each for each in offered if PRIVATE_CANARIES["member.zone"] not in each]
        return open_to_all[: None if THOROUGH else 1] or [""]


KINDS = {
    "challenge": {"answer", "round"},
    "goals": {"goal_proposal", "goal_check_in", "goal"},
    "remind": {"reminder", "ring"},
    "repair": {"repair_part", "repair"},
    "thanks": {"entry", "thanks"},
    "reflect": {"entry"},
    "start": {"entry"},
    "pair": {"invite", "couple"},
}
"""Tables that a feature's buttons may name, even if this life showed none of them."""


LASTING = set(SHARED_CANARIES.values()) - {
    SHARED_CANARIES[name]
    for name in (
        *("goal_check_in.revealed", "repair_part.shared", "repair_part.trial", "repair.trial"),
    )
}
"""Shared words that Alice still has after Bob's last week."""


class Undone(Exception):
    """An exception that ends a try, so that nothing of it stays."""


def lives_feature(name: str) -> str:
    return name.replace("-", ":").partition(":")[0]


def words(replies: Replies) -> Iterable[str]:
    """Return everything that a reader could see of these: texts, labels, files."""
    for reply in replies:
        yield reply.text
        yield from (button.label for row in reply.rows for button in row)
        yield from (str(button.id) for row in reply.rows for button in row if button.id)
        if reply.attachment:
            yield from unpacked(reply.attachment.content)


def unpacked(content: bytes) -> Iterable[str]:
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return [content.decode()]
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return [packed.read(name).decode() for name in packed.namelist()]


async def seen(
    app: App, who: Person, bob: Person, album: random_walk.ButtonRecordingPlatform, most: int = 1
) -> str:
    async with app.database.read() as session:
        his = (await member_of(session, bob, app)).id
    rows = await rows_of(app, his, most)
    walk = Walk(app, who, rows, album)
    walk.messages = await messages(app)
    shown = await walk.through()
    assert walk.tried > 300
    never = [*PRIVATE_CANARIES.values(), bob.id, *map(str, await private_rows(app, his))]
    leaks = [(line[:60], each) for line in shown for each in never if each in line]
    assert leaks == []
    return "\n".join(shown)


async def test_there_is_a_canary_in_every_place_for_words() -> None:
    """A new sealed column fails here until Bob writes something there."""
    places = {f"{table.name}.{column.name}" for table, column in SEALED}
    named = {name.partition(",")[0] for name in (*PRIVATE_CANARIES, *SHARED_CANARIES)}
    # Votes, addresses, a choice of three, days, countries, hours, hashes and keys are not words.
    of_members = {"member.address", "member.pronoun", "member.exported_on"}
    habits = {"member.country", "member.usual_hours"}
    keys = {"media.key", "media.couple_key"}
    no_words = {*of_members, *habits, *keys, "reminder.said", "own_word.hashed", "wish_deck.votes"}
    assert places - no_words == named - {"member.zone"}


async def test_nobody_reads_what_was_not_given_to_them(
    app: App, platform: random_walk.ButtonRecordingPlatform, clock: Time, carol: Person
) -> None:
    """Play a life; then partner, ex-partner and the next partner try everything.

    Without the author in `challenge.answers.find_own`: Alice writes into Bob’s private answer.
    With a reminder's own zone in the export: Alice reads where Bob lives.
    """
    alice, bob = (
        Person("Alice", app, platform, "71830001"),
        Person("Bob", app, platform, "71830002"),
    )
    await live_three_weeks(alice, bob, clock)
    await every_canary_lies_where_it_is_said_to(app)
    shown = await seen(app, alice, bob, platform, most=2)
    assert [canary for canary in LASTING if canary not in shown] == []
    await unlinked(bob)
    await bob.says("/reflect canary-journal, after it was over")
    await settled(carol, "Berlin")
    await linked(alice, carol)
    shown = await seen(app, alice, bob, platform)
    assert SHARED_CANARIES["answer.revealed"] in shown
    shown = await seen(app, carol, bob, platform)
    assert [canary for canary in SHARED_CANARIES.values() if canary in shown] == []
    await the_author_can_take_it_all_along(bob)


async def every_canary_lies_where_it_is_said_to(app: App) -> None:
    """Check that the words which the walks look for are there."""
    found: dict[str, list[str]] = defaultdict(list)
    async with app.database.read() as session:
        vault = Vault(session, RING)
        for table, column in SEALED:
            model = next(each for each in Base.registry.mappers if each.local_table is table)
            for row in await session.scalars(select(model.class_).where(column.is_not(None))):
                opened = await vault.open(row, column.name)
                found[f"{table.name}.{column.name}"].append(opened)
    for name, canary in (*PRIVATE_CANARIES.items(), *SHARED_CANARIES.items()):
        place = name.partition(",")[0]
        # Agreed or finished things have left their place.
        if place not in ("member.zone", "goal_check_in.revealed", "repair_part.trial"):
            assert any(canary in each for each in found[place]), name


async def the_author_can_take_it_all_along(bob: Person) -> None:
    await bob.says("/export")
    sent = [shown.content for shown in bob.screen if shown.attachment]
    page, data = unpacked(sent[-1])
    evening = {PRIVATE_CANARIES["card_answer.text"]}  # its words went with it, when he unlinked
    lasting = [canary for canary in PRIVATE_CANARIES.values() if canary not in evening]
    assert [canary for canary in lasting if canary not in page + data] == []
