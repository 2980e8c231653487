"""Sealing: every word that a person wrote opens only with its owner's key, in its own place.

Key-encryption keys come from outside and wrap one random data key for each person, each couple
and the server. A text is AES-256-GCM under its owner's data key, with `table|column|row|owner` as
associated data, so that bytes moved to another place or owner do not open.
"""

from __future__ import annotations

import hmac
import os
from base64 import b64decode, b64encode
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import cast
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlalchemy import bindparam, inspect, select
from sqlalchemy.ext.asyncio import AsyncSession

from chat.media import MediaMark, find_marks
from chat.messages import Address
from storage.columns import Base
from storage.tables.keys import DataKey
from storage.tables.media import KeptFile, MediaUse

SERVER_OWNER_ID = UUID(int=0)
NONCE_BYTES = 12
"""The nonce length of NIST SP 800-38D; random ones are safe far below 2^32 texts a key."""
KEY_BYTES = 32
NAME_LENGTH = 16
"""Of a key-encryption key, in characters."""
PADDING_BYTES = 64
"""Texts are padded to this step, so that a length tells little."""


class CannotOpen(Exception):
    """Sealed bytes did not open: a wrong key, or bytes that were moved or changed."""


class KeyGone(CannotOpen):
    """The owner's data key was deleted: what it sealed is gone for good."""


class NotInRing(CannotOpen):
    """The key that wrapped the owner's data key was not given: nothing is lost, it opens later."""


class InvalidKeyRing(ValueError):
    """The key-encryption keys that were given cannot be used; the text says why."""


@dataclass(frozen=True)
class KeyRing:
    """Key-encryption keys by name; the first one wraps, all of them unwrap."""

    keys: dict[str, bytes]

    @classmethod
    def parse(cls, text: str) -> KeyRing:
        """Read `name:base64`, separated by commas or line breaks. Raises InvalidKeyRing."""
        keys = [_parse_key(part) for part in text.replace(",", "\n").split()]
        if not keys:
            raise InvalidKeyRing("no key is given")
        if len(dict(keys)) < len(keys):
            raise InvalidKeyRing("two keys have the same name")
        return cls(dict(keys))

    @staticmethod
    def generate_key(name: str) -> str:
        """Return a new key in the form that `parse` reads."""
        return f"{name}:{b64encode(os.urandom(KEY_BYTES)).decode()}"

    @property
    def wrapping_key_name(self) -> str:
        """The name of the key that wraps."""
        return next(iter(self.keys))

    def wrap(self, data_key: bytes, owner: UUID) -> DataKey:
        associated_data = _key_associated_data(owner, self.wrapping_key_name)
        wrapped = _seal(self.keys[self.wrapping_key_name], data_key, associated_data)
        return DataKey(owner_id=owner, kek=self.wrapping_key_name, wrapped=wrapped)

    def unwrap(self, row: DataKey) -> bytes:
        """Unwrap a data key. Raises NotInRing if its wrapping key is missing, else CannotOpen."""
        if row.kek not in self.keys:
            raise NotInRing(f"key {row.kek!r} is not in the ring")
        return _open(self.keys[row.kek], row.wrapped, _key_associated_data(row.owner_id, row.kek))


class ServerKeys:
    """The server's own keys: they find people, sign buttons, hide codes and seal the inbox."""

    def __init__(self, data_key: bytes) -> None:
        self._lookup_key = _derive(data_key, b"people")
        self._signing_key = _derive(data_key, b"buttons")
        self._code_key = _derive(data_key, b"codes")
        self._body_key = _derive(data_key, b"inbox")

    def lookup(self, who: Address) -> bytes:
        """Return the name under which a person's row is found; it cannot be turned back."""
        return _mac(self._lookup_key, _address(who))

    def ordering_key(self, who: Address) -> str:
        """Return the key of a person's events, which are handled one after the other."""
        return ordering_key(self.lookup(who))

    def signer(self, who: Address) -> Callable[[bytes], bytes]:
        """Return what signs buttons for this person alone."""
        return lambda meaning: _mac(self._signing_key, _address(who) + b"|" + meaning)

    def hash_file(self, owner: UUID, content: bytes) -> bytes:
        """Return the hash by which the same file of one person is known again."""
        return _mac(self._code_key, b"file|" + owner.bytes + content)

    def hash_code(self, code: str) -> bytes:
        """Return the hash that is stored of a pairing code or link."""
        return _mac(self._code_key, code.encode())

    def seal(self, body: bytes, row: str, table: str = "inbox") -> bytes:
        """Seal the body of row `row` of the inbox, or of a message to a group in the outbox."""
        return _seal(self._body_key, _pad(body), f"{table}|body|{row}|{SERVER_OWNER_ID}".encode())

    def open(self, body: bytes, row: str, table: str = "inbox") -> bytes:
        """Open the body of a queued row. Raises CannotOpen."""
        return _unpad(_open(self._body_key, body, f"{table}|body|{row}|{SERVER_OWNER_ID}".encode()))


def ordering_key(lookup: bytes) -> str:
    """Return the ordering key of the person found under `lookup`."""
    return str(UUID(bytes=lookup[:16]))


KEYS_OF_OWNERS = select(DataKey).where(DataKey.owner_id.in_(bindparam("owners", expanding=True)))


async def load_keys(session: AsyncSession, owners: Collection[UUID]) -> Sequence[DataKey]:
    """Load the keys of many owners in one statement.

    As long as the rows are held, vaults of this session find them without a statement, and find
    those gone that the transaction deletes.
    """
    return (await session.scalars(KEYS_OF_OWNERS, {"owners": list(owners)})).all()


class Vault:
    """Seals and opens the columns of rows that this session holds."""

    def __init__(self, session: AsyncSession, ring: KeyRing) -> None:
        self._session = session
        self._ring = ring
        self._keys: dict[UUID, bytes] = {}
        self._rows: Sequence[DataKey] = ()

    @property
    def session(self) -> AsyncSession:
        return self._session

    async def load_keys(self, owners: Collection[UUID]) -> None:
        """Load the keys of many owners in one statement."""
        self._rows = await load_keys(self._session, owners)

    def make_key(self, owner: UUID) -> None:
        """Create the data key of a new person, couple or server."""
        self._keys[owner] = os.urandom(KEY_BYTES)
        self._session.add(self._ring.wrap(self._keys[owner], owner))

    async def server_keys(self) -> ServerKeys:
        """Return the server's keys, made at the first start. Raises CannotOpen for a wrong ring."""
        if await self._session.get(DataKey, SERVER_OWNER_ID) is None:
            self.make_key(SERVER_OWNER_ID)
        return ServerKeys(await self._key(SERVER_OWNER_ID))

    async def seal(self, row: Base, column: str, text: str) -> None:
        """Seal `text` into a column. The row must have its id and its owner's id.

        It then holds the files whose marks are in the text; the couple's words open them for both.
        """
        await self.seal_bytes(row, column, text.encode())
        for mark in find_marks(text):
            await self._hold(row, column, mark)

    async def open(self, row: Base, column: str) -> str:
        """Open a sealed column; an empty one is "". Raises CannotOpen or KeyGone."""
        return (await self.open_bytes(row, column)).decode()

    async def seal_bytes(self, row: Base, column: str, content: bytes) -> None:
        owner, associated_data = _owner_and_associated_data(row, column)
        setattr(row, column, _seal(await self._key(owner), _pad(content), associated_data))

    async def open_bytes(self, row: Base, column: str) -> bytes:
        content = cast(bytes | None, getattr(row, column))
        if content is None:
            return b""
        owner, associated_data = _owner_and_associated_data(row, column)
        return _unpad(_open(await self._key(owner), content, associated_data))

    async def open_media_key(self, media: KeptFile) -> bytes:
        """Return the key of a file. Raises CannotOpen or KeyGone."""
        return await self.open_bytes(media, "key" if media.key else "couple_key")

    async def _hold(self, row: Base, column: str, mark: MediaMark) -> None:
        media = await self._session.get(KeptFile, mark.id)
        if media is None:
            return
        name = holder_name(row)
        if await self._session.get(MediaUse, (media.id, name)) is None:
            self._session.add(MediaUse(media_id=media.id, holder=name))
        owner_column = inspect(type(row)).columns[column].info["owner"]
        couple = getattr(row, owner_column) if owner_column == "couple_id" else None
        if couple and media.couple_id is None:
            media.couple_id = couple
            await self.seal_bytes(media, "couple_key", await self.open_media_key(media))

    async def open_queued(self, body: bytes, row: str, table: str) -> bytes:
        """Open the body of an event, or of a message to a group. Raises CannotOpen or KeyGone."""
        return ServerKeys(await self._key(SERVER_OWNER_ID)).open(body, row, table)

    async def _key(self, owner: UUID) -> bytes:
        if owner not in self._keys:
            row = await self._session.get(DataKey, owner)
            if row is None:
                raise KeyGone(f"the key of {owner} is gone")
            self._keys[owner] = self._ring.unwrap(row)
        return self._keys[owner]


def holder_name(row: Base) -> str:
    """Return the name under which a row holds files."""
    return f"{row.__tablename__}:{getattr(row, 'id')}"  # noqa: B009 as below


def _parse_key(part: str) -> tuple[str, bytes]:
    name, colon, text = part.partition(":")
    try:
        key = b64decode(text, validate=True)
    except ValueError:
        key = b""
    if not 0 < len(name) <= NAME_LENGTH or not colon or len(key) != KEY_BYTES:
        raise InvalidKeyRing(
            f"a key must look like name:base64 of 32 bytes, its name at most {NAME_LENGTH} long"
        )
    return name, key


def _key_associated_data(owner: UUID, kek: str) -> bytes:
    return f"data_key|wrapped|{owner}|{kek}".encode()


def _owner_and_associated_data(row: Base, column: str) -> tuple[UUID, bytes]:
    mapper = inspect(type(row))
    owner = getattr(row, mapper.columns[column].info["owner"])
    if owner is None:
        raise KeyGone(f"{row.__tablename__}.{column} has lost its owner")
    row_id = getattr(row, "id")  # noqa: B009 not every table has one, but every sealed one does
    if row_id is None:
        raise ValueError("a row needs its id before its words can be sealed")
    return owner, _text_associated_data(row.__tablename__, column, row_id, owner)


def _text_associated_data(table: str, column: str, row_id: UUID, owner: UUID) -> bytes:
    return f"{table}|{column}|{row_id}|{owner}".encode()


def _seal(key: bytes, content: bytes, associated_data: bytes) -> bytes:
    nonce = os.urandom(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, content, associated_data)


def _open(key: bytes, content: bytes, associated_data: bytes) -> bytes:
    try:
        return AESGCM(key).decrypt(content[:NONCE_BYTES], content[NONCE_BYTES:], associated_data)
    except (InvalidTag, ValueError) as error:
        where = associated_data.decode().rsplit("|", 2)[0].replace("|", ".")
        raise CannotOpen(f"{where} does not open: another key, or changed bytes") from error


def _pad(content: bytes) -> bytes:
    return content + b"\x01" + b"\x00" * (-(len(content) + 1) % PADDING_BYTES)


def _unpad(content: bytes) -> bytes:
    return content.rstrip(b"\x00")[:-1]


def _derive(key: bytes, purpose: bytes) -> bytes:
    return HKDF(SHA256(), KEY_BYTES, salt=None, info=b"same side|" + purpose).derive(key)


def _mac(key: bytes, content: bytes) -> bytes:
    return hmac.digest(key, content, "sha256")


def _address(who: Address) -> bytes:
    return f"{who.platform}|{who.id}".encode()
