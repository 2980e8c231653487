"""What was missed, or never ticked: done after all, put off, or taken off the list."""

from __future__ import annotations

from chat.messages import Replies
from chat.targets import EditPressed
from content.texts import Rendered
from domain.errors import NotFound
from domain.remind import actions, occurrences as rings, reminders
from domain.remind.actions import LockedOccurrence
from handlers import dates
from handlers.remind import text as remind_text
from handlers.remind.occurrences import refresh, until_of
from handlers.turn import FeatureRouter, Row, Turn, tap

router = FeatureRouter()

LIST = tap("remind-button-list", "remind:list")


@router.button("remind:missed")
async def choose(turn: Turn) -> Replies:
    """Without a choice it shows what there is to choose."""
    occurrence = await actions.lock_occurrence(turn.ctx, turn.member, turn.event.subject)
    if not turn.event.choice:
        return await _show(turn, occurrence)
    had_a_message = occurrence.own.state != rings.MISSED
    replies = await _act(turn, occurrence, turn.event.choice)
    if not had_a_message:
        return replies
    return [
        *replies,
        *await refresh(turn, occurrence.reminder, occurrence.own, turn.member),
    ]


async def _act(turn: Turn, occurrence: LockedOccurrence, choice: str) -> Replies:
    words = await reminders.words_of(turn.ctx, occurrence.reminder)
    undo = tap("remind-button-undo", "remind:missed", occurrence.own.id, "undo")
    match choice:
        case "done":
            await actions.mark_done(turn.ctx, occurrence)
            return turn.edit("remind-missed-done", [undo, LIST], words=words)
        case "off":
            await actions.skip(turn.ctx, occurrence)
            return turn.edit("remind-missed-off", [undo, LIST], words=words)
        case "undo":
            await actions.undo(turn.ctx, occurrence, turn.member)
            return await _show(turn, occurrence)
        case "tomorrow":
            at = until_of(turn, choice)
            await actions.snooze(turn.ctx, occurrence, turn.member, at)
            when = remind_text.moment(turn, at, turn.member)
            return turn.edit("remind-missed-later", LIST, words=words, when=when)
    raise NotFound


async def _show(turn: Turn, occurrence: LockedOccurrence) -> Replies:
    words = await reminders.words_of(turn.ctx, occurrence.reminder)
    at = dates.short_moment(turn, occurrence.own.at, turn.member)
    text = Rendered(
        "\n".join(
            [
                turn.text("remind-line-words", words=words),
                turn.text("remind-ring-late", when=at),
            ]
        )
    )
    return turn.send(text, *_ways(turn, occurrence), target=EditPressed())


def _ways(turn: Turn, occurrence: LockedOccurrence) -> list[Row]:
    ring = occurrence.own.id
    rows: list[Row] = [tap("remind-button-done", "remind:missed", ring, "done")]
    if occurrence.recipient.state == reminders.ON:
        tomorrow = tap("remind-button-tomorrow", "remind:missed", ring, "tomorrow")
        rows.append([tomorrow, tap("remind-button-until", "remind:until", ring)])
    rows.append(_delete(turn, occurrence))
    return [*rows, tap("remind-button-back", "remind:list")]


def _delete(turn: Turn, occurrence: LockedOccurrence) -> Row:
    """One that does not come again goes with what was missed of it."""
    if occurrence.reminder.rule is None and occurrence.reminder.author_id == turn.member.id:
        return tap("remind-button-delete", "remind:delete", occurrence.reminder.id)
    return tap("remind-button-off", "remind:missed", occurrence.own.id, "off")
