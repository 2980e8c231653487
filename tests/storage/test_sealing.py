"""Test that people's words open only with their owner's key, in their own place."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import given, strategies as st
from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncSession

from bot.app import open_server_keys
from chat.messages import Address
from domain import member as members
from storage.database import Database
from storage.sealing import (
    KEY_BYTES,
    PADDING_BYTES,
    SERVER_OWNER_ID,
    CannotOpen,
    InvalidKeyRing,
    KeyGone,
    KeyRing,
    ServerKeys,
    Vault,
)
from storage.tables.keys import DataKey
from storage.tables.member import Member
from storage.tables.queues import Outbox
from tests.conftest import RING
from tests.support.contexts import context
from tests.support.couples import paired
from tests.support.people import START, Person, Time

KEY = b64encode(b"k" * KEY_BYTES).decode()
BODY = ServerKeys(b"h" * KEY_BYTES)


async def _member(session: AsyncSession, vault: Vault, number: str = "1001") -> Member:
    server_keys = await vault.server_keys()
    who = Address("telegram", number)
    return await members.create(context(session, vault=vault, now=START), server_keys, who, "Alice")


async def _two_letters(session: AsyncSession, vault: Vault) -> tuple[Outbox, Outbox]:
    member = await _member(session, vault)
    one, other = [Outbox(id=uuid4(), member_id=member.id, dedup_key=key) for key in ("1", "2")]
    await vault.seal(one, "body", "words")
    return one, other


async def test_sealed_values_open_again(database: Database) -> None:
    async with database.write() as session:
        vault = Vault(session, RING)
        member = await _member(session, vault)
        assert await vault.open(member, "name") == "Alice"
        assert await vault.open(member, "address") == "1001"
        assert b"Alice" not in (member.name or b"")


async def test_an_empty_column_opens_as_nothing(database: Database) -> None:
    async with database.write() as session:
        vault = Vault(session, RING)
        member = await _member(session, vault)
        member.name = None
        assert await vault.open(member, "name") == ""


async def test_the_same_words_never_look_the_same(database: Database) -> None:
    """Seen to fail with a nonce of zeros."""
    async with database.write() as session:
        vault = Vault(session, RING)
        member = await _member(session, vault)
        before = member.name
        await vault.seal(member, "name", "Alice")
        assert member.name != before


async def test_bytes_moved_to_another_column_do_not_open(database: Database) -> None:
    """Seen to fail with the column left out of the associated data."""
    async with database.write() as session:
        vault = Vault(session, RING)
        member = await _member(session, vault)
        member.address = member.name
        with pytest.raises(CannotOpen, match=r"member\.address"):
            await vault.open(member, "address")


async def test_bytes_moved_to_another_row_of_the_same_owner_do_not_open(database: Database) -> None:
    """Seen to fail with the row left out of the associated data."""
    async with database.write() as session:
        vault = Vault(session, RING)
        one, other = await _two_letters(session, vault)
        other.body = one.body
        with pytest.raises(CannotOpen):
            await vault.open(other, "body")


async def test_bytes_given_to_another_owner_do_not_open(database: Database) -> None:
    async with database.write() as session:
        vault = Vault(session, RING)
        alice, bob = await _member(session, vault), await _member(session, vault, "1002")
        bob.name = alice.name
        with pytest.raises(CannotOpen):
            await vault.open(bob, "name")


async def test_a_key_moved_to_another_owner_does_not_unwrap(database: Database) -> None:
    """Seen to fail with the owner left out of what a data key is wrapped for."""
    async with database.write() as session:
        alice, bob = [await _member(session, Vault(session, RING), each) for each in ("1", "2")]
        keys = [await session.get_one(DataKey, each.id) for each in (alice, bob)]
        keys[1].wrapped = keys[0].wrapped
        with pytest.raises(CannotOpen):
            RING.unwrap(keys[1])


async def test_one_flipped_bit_anywhere_is_noticed(database: Database) -> None:
    async with database.write() as session:
        vault = Vault(session, RING)
        member = await _member(session, vault)
        sealed = member.name or b""
        for place in range(len(sealed)):
            member.name = sealed[:place] + bytes([sealed[place] ^ 1]) + sealed[place + 1 :]
            with pytest.raises(CannotOpen):
                await vault.open(member, "name")


@pytest.mark.parametrize("length", [0, 1, 12, 27])
async def test_truncated_values_are_noticed(database: Database, length: int) -> None:
    async with database.write() as session:
        vault = Vault(session, RING)
        member = await _member(session, vault)
        member.name = (member.name or b"")[:length]
        with pytest.raises(CannotOpen):
            await vault.open(member, "name")


async def test_an_unopenable_value_is_reported_without_its_owner(database: Database) -> None:
    """Logs and tracebacks name the column, not the person."""
    async with database.write() as session:
        vault = Vault(session, RING)
        member = await _member(session, vault)
        member.name = b"x" * 40
        with pytest.raises(CannotOpen) as failed:
            await vault.open(member, "name")
        assert str(member.id) not in str(failed.value)


async def test_a_deleted_key_takes_the_words_with_it(database: Database) -> None:
    async with database.write() as session:
        member = await _member(session, Vault(session, RING))
        await session.execute(delete(DataKey).where(DataKey.owner_id == member.id))
        session.expunge_all()
        with pytest.raises(KeyGone):
            await Vault(session, RING).open(member, "name")


async def test_a_row_without_its_id_or_owner_is_not_sealed(database: Database) -> None:
    async with database.write() as session:
        vault = Vault(session, RING)
        with pytest.raises(KeyGone, match="lost its owner"):
            await vault.seal(Member(), "name", "Alice")


async def test_another_key_of_the_same_name_opens_nothing(database: Database) -> None:
    async with database.write() as session:
        member = await _member(session, Vault(session, RING))
        wrong = KeyRing.parse(KeyRing.generate_key("test"))
        with pytest.raises(CannotOpen, match="another key"):
            await Vault(session, wrong).open(member, "name")


async def test_a_key_that_is_missing_from_the_ring_is_named(database: Database) -> None:
    async with database.write() as session:
        member = await _member(session, Vault(session, RING))
        with pytest.raises(CannotOpen, match="'test' is not in the ring"):
            await Vault(session, KeyRing.parse(f"other:{KEY}")).open(member, "name")


async def test_the_server_keys_do_not_open_with_a_wrong_key(database: Database) -> None:
    await open_server_keys(database, RING)
    with pytest.raises(CannotOpen):
        await open_server_keys(database, KeyRing.parse(KeyRing.generate_key("test")))


async def test_the_server_keys_are_the_same_at_every_start(database: Database) -> None:
    who = Address("telegram", "1001")
    first, second = await open_server_keys(database, RING), await open_server_keys(database, RING)
    assert first.lookup(who) == second.lookup(who)


async def test_a_ring_of_two_reads_both_and_writes_with_the_first(database: Database) -> None:
    """Seen to fail with the last key of the ring as the one that wraps."""
    async with database.write() as session:
        before = await _member(session, Vault(session, RING))
    ring = KeyRing({**KeyRing.parse(KeyRing.generate_key("2026")).keys, **RING.keys})
    async with database.write() as session:
        vault = Vault(session, ring)
        after = await _member(session, vault, "1002")
        assert await vault.open(before, "name") == await vault.open(after, "name") == "Alice"
        keys = [(await session.get_one(DataKey, each.id)).kek for each in (before, after)]
        assert keys == ["test", "2026"]


def test_keys_may_be_separated_by_lines_or_commas() -> None:
    other = b64encode(b"o" * KEY_BYTES).decode()
    for text in (f"a:{KEY},b:{other}", f"a:{KEY}\nb:{other}\n", f"  a:{KEY} ,\r\n b:{other}"):
        assert list(KeyRing.parse(text).keys) == ["a", "b"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        " , ",
        KEY,
        f":{KEY}",
        f"a:{KEY[:-4]}",
        f"a:{KEY}{KEY}",
        "a:not base64",
        "a:ключ",
        f"a:{KEY},a:{KEY}",
        f"a-name-beyond-16c:{KEY}",
    ],
)
def test_keys_that_cannot_be_used_are_refused_without_being_told(text: str) -> None:
    """Seen to fail with only base64's own error caught (letters beyond ASCII raise another)."""
    with pytest.raises(InvalidKeyRing) as refused:
        KeyRing.parse(text)
    assert KEY[:8] not in str(refused.value)


@given(st.binary(max_size=300))
def test_any_body_comes_back_with_any_ending(body: bytes) -> None:
    assert BODY.open(BODY.seal(body, "1"), "1") == body


@pytest.mark.parametrize("body", [b"", b"\x00", b"\x01", b"\x01\x00\x00", b"\x00" * PADDING_BYTES])
def test_a_body_that_looks_like_padding_comes_back(body: bytes) -> None:
    """Seen to fail with padding of zeros alone."""
    assert BODY.open(BODY.seal(body, "1"), "1") == body


def test_a_length_tells_only_the_next_step() -> None:
    """Seen to fail without padding."""
    lengths = [len(BODY.seal(b"x" * size, "1")) for size in range(PADDING_BYTES)]
    assert len(set(lengths)) == 1
    assert len(BODY.seal(b"x" * PADDING_BYTES, "1")) == lengths[0] + PADDING_BYTES


def test_an_arrival_opens_only_as_itself() -> None:
    """Seen to fail with the row left out of the inbox's associated data."""
    with pytest.raises(CannotOpen):
        BODY.open(BODY.seal(b"words", "telegram:1:1"), "telegram:1:2")


def test_each_person_is_looked_up_under_another_name() -> None:
    who = [Address("telegram", "1"), Address("telegram", "2"), Address("discord", "1")]
    assert len({BODY.lookup(each) for each in who}) == len(who)
    assert BODY.lookup(who[0]) != ServerKeys(b"o" * KEY_BYTES).lookup(who[0])


def test_one_use_of_the_server_key_reveals_nothing_of_another() -> None:
    """Seen to fail with one derived key for all uses."""
    who = Address("telegram", "1")
    assert BODY.lookup(who) != BODY.hash_code("telegram|1")


def test_no_key_is_in_the_clear_in_its_own_row() -> None:
    data_key = b"d" * KEY_BYTES
    row = RING.wrap(data_key, SERVER_OWNER_ID)
    assert data_key not in row.wrapped
    assert RING.unwrap(row) == data_key


CANARIES = ("zanzibar-answer", "zanzibar-journal", "zanzibar-name", "zanzibar-held")


async def _lives(alice: Person, bob: Person, clock: Time) -> None:
    """Leave a canary word in every place where a couple can leave words."""
    alice.name = CANARIES[2]
    await paired(alice, bob)
    await alice.presses("Start now")
    await alice.presses("Answer")
    await alice.says(CANARIES[0])
    await alice.presses("Share when both are in")
    await bob.presses("Answer")
    await bob.says(CANARIES[0])
    await bob.presses("Share when both are in")
    await alice.says(f"/reflect {CANARIES[1]}")
    await bob.says(CANARIES[3])
    await clock.advance(days=8)


@pytest.mark.sqlite
async def test_peoples_words_are_not_in_the_clear_in_the_file(
    alice: Person, bob: Person, clock: Time, database: Database
) -> None:
    """Neither words nor names nor addresses; seen to fail when `_seal` changes nothing."""
    alice.id, bob.id = "9182736450", "9182736451"
    await _lives(alice, bob, clock)
    sealed_bytes = _bytes_of_database(Path(database.engine.url.database or ""))
    assert b"telegram" in sealed_bytes, "the look itself works"
    for each in (alice, bob):
        # Only these phones put a person into an event's id; Telegram counts updates.
        sealed_bytes = sealed_bytes.replace(f"{each.platform.platform}:{each.id}:".encode(), b"")
    found = [each for each in (*CANARIES, alice.id, bob.id) if _is_in(sealed_bytes, each)]
    assert found == []


def _bytes_of_database(file: Path) -> bytes:
    files = list(file.parent.glob(f"{file.name}*"))
    assert len(files) > 1, "the write-ahead log should be looked at, too"
    return b"".join(file.read_bytes() for file in files)


def _is_in(sealed_bytes: bytes, word: str) -> bool:
    forms: list[Callable[[str], bytes]] = [
        str.encode,
        lambda text: text.encode("utf-16-le"),
        lambda text: b64encode(text.encode())[:-4],
        lambda text: text.encode().hex().encode(),
    ]
    return any(form(word) in sealed_bytes for form in forms)
