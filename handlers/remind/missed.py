"""Handles reminders that were missed or never ticked: done after all, put off, or removed."""

from __future__ import annotations

from chat.messages import Replies
from chat.targets import EditPressed
from content.texts import Rendered
from domain.errors import NotFound
from domain.remind import actions, occurrences as rings, reminders
from domain.remind.actions import LockedOccurrence
from handlers import date_text
from handlers.remind import text as remind_text
from handlers.remind.occurrences import refresh_message, snooze_end
from handlers.turn import FeatureRouter, Row, Turn, button

router = FeatureRouter()

LIST_BUTTON = button("remind-button-list", "remind:list")


@router.button("remind:missed")
async def choose_action(turn: Turn) -> Replies:
    """Do what was chosen with a missed reminder; without a choice, show the choices."""
    occurrence = await actions.lock_occurrence(turn.ctx, turn.member, turn.event.subject)
    if not turn.event.choice:
        return await _show_missed(turn, occurrence)
    had_message = occurrence.own.state != rings.MISSED
    replies = await _apply_choice(turn, occurrence, turn.event.choice)
    if not had_message:
        return replies
    return [
        *replies,
        *await refresh_message(turn, occurrence.reminder, occurrence.own, turn.member),
    ]


async def _apply_choice(turn: Turn, occurrence: LockedOccurrence, choice: str) -> Replies:
    words = await reminders.words_of(turn.ctx, occurrence.reminder)
    undo = button("remind-button-undo", "remind:missed", occurrence.own.id, "undo")
    match choice:
        case "done":
            await actions.mark_done(turn.ctx, occurrence)
            return turn.edit("remind-missed-done", [undo, LIST_BUTTON], words=words)
        case "off":
            await actions.skip(turn.ctx, occurrence)
            return turn.edit("remind-missed-off", [undo, LIST_BUTTON], words=words)
        case "undo":
            await actions.undo(turn.ctx, occurrence, turn.member)
            return await _show_missed(turn, occurrence)
        case "tomorrow":
            at = snooze_end(turn, choice)
            await actions.snooze(turn.ctx, occurrence, turn.member, at)
            when = remind_text.moment_text(turn, at, turn.member)
            return turn.edit("remind-missed-later", LIST_BUTTON, words=words, when=when)
    raise NotFound


async def _show_missed(turn: Turn, occurrence: LockedOccurrence) -> Replies:
    words = await reminders.words_of(turn.ctx, occurrence.reminder)
    at = date_text.short_moment(turn, occurrence.own.at, turn.member)
    text = Rendered(
        "\n".join(
            [
                turn.text("remind-line-words", words=words),
                turn.text("remind-ring-late", when=at),
            ]
        )
    )
    return turn.send(text, *_choice_buttons(turn, occurrence), target=EditPressed())


def _choice_buttons(turn: Turn, occurrence: LockedOccurrence) -> list[Row]:
    occurrence_id = occurrence.own.id
    rows: list[Row] = [button("remind-button-done", "remind:missed", occurrence_id, "done")]
    if occurrence.recipient.state == reminders.ON:
        tomorrow = button("remind-button-tomorrow", "remind:missed", occurrence_id, "tomorrow")
        rows.append([tomorrow, button("remind-button-until", "remind:until", occurrence_id)])
    rows.append(_removal_button(turn, occurrence))
    return [*rows, button("remind-button-back", "remind:list")]


def _removal_button(turn: Turn, occurrence: LockedOccurrence) -> Row:
    """Return a button that removes what was missed, or all of one's own one-time reminder."""
    if occurrence.reminder.rule is None and occurrence.reminder.author_id == turn.member.id:
        return button("remind-button-delete", "remind:delete", occurrence.reminder.id)
    return button("remind-button-off", "remind:missed", occurrence.own.id, "off")
