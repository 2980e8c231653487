"""Mark a stretch of text, such as bold, a link or code, with offsets as Telegram counts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from playground.shared.errors import bad_request

STYLES = ("bold", "italic", "underline", "strikethrough", "spoiler")
CODE = ("code", "pre")
QUOTES = ("blockquote", "expandable_blockquote")


def utf16_length(text: str) -> int:
    """Return the length in UTF-16 code units, in which Telegram counts offsets."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


@dataclass(frozen=True, slots=True)
class Entity:
    """A marked stretch of text, in UTF-16 code units."""

    type: str
    offset: int
    length: int
    url: str = ""
    language: str = ""

    @property
    def end(self) -> int:
        """The first unit after it."""
        return self.offset + self.length

    @classmethod
    def from_json(cls, raw: dict[str, Any]) -> Entity:
        """Return an entity from the Bot API's JSON; refuse one without a type or a place."""
        try:
            place = int(raw["offset"]), int(raw["length"])
            return cls(raw["type"], *place, raw.get("url", ""), raw.get("language", ""))
        except (KeyError, TypeError, ValueError, AttributeError):
            raise bad_request("can't parse MessageEntity") from None

    def as_json(self) -> dict[str, Any]:
        """Return the entity as the Bot API writes it."""
        shown: dict[str, Any] = {"type": self.type, "offset": self.offset, "length": self.length}
        if self.url:
            shown["url"] = self.url
        if self.language and self.type == "pre":
            shown["language"] = self.language
        return shown

    def order(self) -> tuple[int, int]:
        """Return a sort key: earlier first, longer first."""
        return self.offset, -self.length

    def moved(self, offset: int, length: int) -> Entity:
        """Return the same mark somewhere else."""
        return Entity(self.type, offset, length, self.url, self.language)

    def overlaps(self, other: Entity) -> bool:
        """Return whether the two share a unit."""
        return self.offset < other.end and other.offset < self.end

    def without(self, other: Entity) -> Iterator[Entity]:
        """Return what is left of it outside the other."""
        if not self.overlaps(other):
            yield self
            return
        if self.offset < other.offset:
            yield self.moved(self.offset, other.offset - self.offset)
        if self.end > other.end:
            yield self.moved(other.end, self.end - other.end)
