"""Hashes a word that somebody chose, so that it can be recognised but not read."""

from __future__ import annotations

import unicodedata
from hmac import compare_digest
from secrets import token_bytes

from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

SALT, LENGTH = 16, 32
COST = 2**14
"""About 50 ms and 16 MB for each guess."""


def hash_word(word: str, salt: bytes = b"") -> str:
    """The salt and what the word comes to with it; a new salt if none is given."""
    salt = salt or token_bytes(SALT)
    said = unicodedata.normalize("NFKC", word.strip()).casefold()
    kdf = Scrypt(salt=salt, length=LENGTH, n=COST, r=8, p=1)
    return (salt + kdf.derive(said.encode())).hex()


def is_word(word: str, kept: str) -> bool:
    """Compares a word with a kept hash, in the same time if there is none ("")."""
    found = hash_word(word, bytes.fromhex(kept)[:SALT])
    return compare_digest(found, kept or "-")
