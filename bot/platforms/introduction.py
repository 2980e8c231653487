"""The texts and the picture that each platform shows before anybody has written to the bot."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

DESCRIPTION, SHORT_DESCRIPTION = "introduction-description", "introduction-short"
"""The keys of the texts."""
PICTURE = Path(__file__).with_name("picture.jpg")
"""Made by `tools/make_picture.py`."""
NOT_WRITTEN = "nothing yet; the next start writes it"


def describe(words: Sequence[str], *, has_picture: bool) -> str:
    """Return one line for the owner on what people see; no words are there before a first start."""
    shown = " / ".join(f"“{' '.join(each.split())}”" for each in words if each)
    picture = "with a picture" if has_picture else "without a picture"
    return f"people see {shown or NOT_WRITTEN}, {picture}"
