"""Writes the page of an export in plain text, in the reader's language and calendar."""

from __future__ import annotations

from datetime import date, datetime, time

from chat import markup
from content.pages import Paragraph
from content.values import Value
from handlers import date_text
from handlers.turn import Turn
from handlers.zone import place_name


class Writer:
    """Words for one reader, as plain text without the bot's markup."""

    def __init__(self, turn: Turn) -> None:
        self._turn = turn
        self._reader = turn.member
        self.nudge_topics = turn.features.nudge_topics

    def say(self, key: str, /, **values: Value) -> str:
        """Return one text; people's words among the values stay as they are."""
        return markup.to_plain(self._turn.text(key, None, **values))

    def day(self, day: date) -> str:
        """Return a date as the reader writes it."""
        return date_text.long_date(self._turn, day)

    def local_day(self, at: datetime) -> str:
        """Return the date of a moment where the reader is."""
        return self.day(date_text.to_local(self._turn, at).date())

    def clock(self, at: str) -> str:
        """Return a time of day, given as HH:MM, as the reader writes it."""
        return date_text.clock_face(self._turn, time.fromisoformat(at))

    def place(self, zone: str) -> str:
        """Return the name of a time zone for the reader."""
        return place_name(self._turn, zone)

    def language(self, code: str) -> str:
        """Return a language's name in that language."""
        return markup.to_plain(self._turn.content.texts.render(code, "settings-language"))

    def title(self, challenge: str) -> str:
        """Return the title of a challenge, or a name for one that is gone."""
        library = self._turn.content.library
        if challenge not in library:
            return self.say("challenge-gone-title")
        return markup.to_plain(library.challenge(challenge, self._reader.language).title)


def quoted_paragraph(text: str, label: str = "") -> Paragraph:
    """Return a paragraph of a person's words."""
    return Paragraph(text, label, quoted=True)


def plain_paragraph(text: str) -> Paragraph:
    """Return a paragraph of the bot's words."""
    return Paragraph(text)
