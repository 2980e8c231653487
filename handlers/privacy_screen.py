"""What a glance at the phone may show: first lines, covered answers, messages taken away."""

from __future__ import annotations

from chat import markup
from chat.messages import Replies
from content.texts import Rendered
from handlers.turn import Features, Turn, tap
from storage.models import Member

router = Features()

REMOVE = tap("privacy-button-remove", "privacy:remove")
"""Under whatever nobody else should find on this phone."""


@router.button("privacy:remove")
async def remove(turn: Turn) -> Replies:
    """The message goes; where it cannot, one neutral line takes its place."""
    return turn.send(turn.text("privacy-removed"), removes=True)


def with_preview(turn: Turn, key: str, text: Rendered, reader: Member | None = None) -> Rendered:
    """A text that comes by itself, behind a first line that may stand on a locked screen."""
    return Rendered(f"{turn.text(key, reader)}\n\n{text}")


def covered(reader: Member, words: str) -> Rendered:
    """A revealed answer as its reader likes it: open, or under a spoiler until it is tapped."""
    text = words if isinstance(words, Rendered) else Rendered(markup.quote(words))
    if not reader.spoilers or not text.strip():
        return text
    return Rendered(f"{markup.SPOILER}{text}{markup.SPOILER}")


def clear(turn: Turn, *messages: str) -> Replies:
    """Takes the reader's own messages off the screen, once what they say is kept.

    A line says so where the platform does not let them go any more.
    """
    if not turn.member.clears_journal:
        return []
    text = turn.text("reflect-not-cleared")
    return [reply for each in messages if each for reply in turn.send(text, clears=each)]
