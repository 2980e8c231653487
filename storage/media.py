"""Seals a file in chunks with a key of its own, and opens it again."""

from __future__ import annotations

import os
from collections.abc import Sequence
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import select

from storage.sealing import KEY_BYTES, NONCE_BYTES, CannotOpen, Vault
from storage.tables.media import KeptFile, MediaChunk

CHUNK_BYTES = 256 * 1024


def seal_chunks(id: UUID, key: bytes, content: bytes) -> list[bytes]:
    """Return the file as sealed chunks; none can be moved, exchanged or left out unnoticed."""
    starts = range(0, max(len(content), 1), CHUNK_BYTES)
    cipher, sealed = AESGCM(key), []
    for number, start in enumerate(starts):
        nonce = os.urandom(NONCE_BYTES)
        piece = content[start : start + CHUNK_BYTES]
        sealed.append(nonce + cipher.encrypt(nonce, piece, _associated(id, number, len(starts))))
    return sealed


def open_chunks(id: UUID, key: bytes, chunks: Sequence[bytes], total: int) -> bytes:
    """Return the file. Raises CannotOpen if a chunk is missing, moved or changed."""
    if len(chunks) != total:
        raise CannotOpen("media_chunk does not open: some are missing")
    cipher = AESGCM(key)
    try:
        return b"".join(
            cipher.decrypt(each[:NONCE_BYTES], each[NONCE_BYTES:], _associated(id, number, total))
            for number, each in enumerate(chunks)
        )
    except (InvalidTag, ValueError) as error:
        raise CannotOpen("media_chunk does not open: another key, or changed bytes") from error


async def store(vault: Vault, media: KeptFile, content: bytes) -> None:
    """Add a file with all its chunks, in the caller's transaction; its author's key seals its own.

    The row must have its id and its author.
    """
    session, key = vault.session, os.urandom(KEY_BYTES)
    sealed = seal_chunks(media.id, key, content)
    media.size, media.chunks = len(content), len(sealed)
    await vault.seal_bytes(media, "key", key)
    session.add(media)
    await session.flush()
    session.add_all(
        MediaChunk(media_id=media.id, number=number, content=each)
        for number, each in enumerate(sealed)
    )
    await session.flush()


async def load(vault: Vault, media: KeptFile) -> bytes:
    """Return a file. Raises CannotOpen or KeyGone."""
    key = await vault.open_media_key(media)
    chunks = (
        select(MediaChunk.content)
        .where(MediaChunk.media_id == media.id)
        .order_by(MediaChunk.number)
    )
    sealed = (await vault.session.scalars(chunks)).all()
    return open_chunks(media.id, key, sealed, media.chunks)


def _associated(id: UUID, number: int, total: int) -> bytes:
    return f"media|{id}|{number}|{total}".encode()
