"""Hashes a word that somebody chose, so that it can be recognised but not read."""

from __future__ import annotations

import unicodedata
from hmac import compare_digest
from secrets import token_bytes

from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

SALT_BYTES, HASH_BYTES = 16, 32
COST = 2**14
"""About 50 ms and 16 MB for each guess."""


def hash_word(word: str, salt: bytes = b"") -> str:
    """Return the salt and the hash of the word; a new salt if none is given."""
    salt = salt or token_bytes(SALT_BYTES)
    normalized = unicodedata.normalize("NFKC", word.strip()).casefold()
    kdf = Scrypt(salt=salt, length=HASH_BYTES, n=COST, r=8, p=1)
    return (salt + kdf.derive(normalized.encode())).hex()


def is_match(word: str, stored_hash: str) -> bool:
    """Compare a word with a stored hash, taking the same time if there is none ("")."""
    found = hash_word(word, bytes.fromhex(stored_hash)[:SALT_BYTES])
    return compare_digest(found, stored_hash or "-")
