"""The reasons why a file is not kept; `media-refused-<reason>` says each to the person."""

from __future__ import annotations

TOO_BIG, EMPTY, OTHER_KIND, BROKEN, TOO_LONG = "too-big", "empty", "kind", "broken", "too-long"
FULL, GONE, LATE, CONSENT = "full", "gone", "late", "consent"


class FileRefused(Exception):
    """A file cannot be kept; the text is one of the reasons."""

    @property
    def reason(self) -> str:
        return str(self.args[0])
