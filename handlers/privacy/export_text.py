"""How the page of an export says things: plain text in the reader's language, on their calendar."""

from __future__ import annotations

from datetime import date, datetime, time

from babel.dates import get_day_names

from chat import markup
from content.pages import Paragraph
from content.texts import Value
from handlers import dates
from handlers.turn import Turn
from handlers.zone import place_name


class Writer:
    """Makes words for one reader. What comes out holds no markup of ours any more."""

    def __init__(self, turn: Turn) -> None:
        self._turn = turn
        self._reader = turn.member
        self.nudge_topics = turn.features.nudge_topics

    def say(self, key: str, /, **values: Value) -> str:
        """One text; people's words among the values stay as they are."""
        return markup.to_plain(self._turn.text(key, None, **values))

    def day(self, day: date) -> str:
        """A date as the reader writes it."""
        return dates.long_date(self._turn, day)

    def local_day(self, at: datetime) -> str:
        """The reader's own day of a moment."""
        return self.day(dates.to_local(self._turn, at).date())

    def clock(self, at: str) -> str:
        """A time of day as the reader writes it, from HH:MM."""
        return dates.clock_face(self._turn, time.fromisoformat(at))

    def weekday(self, number: int) -> str:
        """The name of a weekday; 0 is Monday."""
        names = get_day_names("wide", "stand-alone", locale=self._reader.language)
        return str(names[number])

    def place(self, zone: str) -> str:
        """A time zone as the reader calls it."""
        return place_name(self._turn, zone)

    def language(self, code: str) -> str:
        """A language as it calls itself."""
        return markup.to_plain(self._turn.content.texts.render(code, "settings-language"))

    def title(self, challenge: str) -> str:
        """What a challenge is called; one that is gone has a name, too."""
        library = self._turn.content.library
        if challenge not in library:
            return self.say("challenge-gone-title")
        return markup.to_plain(library.challenge(challenge, self._reader.language).title)


def quoted_paragraph(text: str, label: str = "") -> Paragraph:
    """What somebody wrote."""
    return Paragraph(text, label, quoted=True)


def plain_paragraph(text: str) -> Paragraph:
    """What we say."""
    return Paragraph(text)
