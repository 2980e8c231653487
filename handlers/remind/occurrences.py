"""Rings reminders: one live message per person and occurrence, and what its buttons do."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from uuid import UUID

from chat.messages import Kind, Priority, Replies
from chat.router import SHORT_ANSWER_LENGTH
from chat.targets import EditEarlier, EditPressed
from content.texts import Rendered
from domain import calendar
from domain.errors import RuleBroken
from domain.natural_time.results import Understood
from domain.remind import actions, occurrences as rings, quiet_hours, reminders
from domain.remind.actions import LockedOccurrence, display_state
from domain.remind.timing import GRACE, LONG_GRACE
from handlers import date_text, moment_choices
from handlers.privacy.lock_screen import as_spoiler
from handlers.remind import text as remind_text
from handlers.remind.draft import read_sentence, start_draft
from handlers.turn import FeatureRouter, Row, Turn, button
from storage.tables.member import Member
from storage.tables.remind import Reminder, ReminderOccurrence

router = FeatureRouter()

UNTIL_QUESTION = "remind:until"
TONIGHT_AT = time(20)
TOMORROW_AT = time(9)
SNOOZE_LENGTHS = ("ten", "hour", "tonight", "tomorrow")


@router.due(rings.RING_DUE)
async def ring_reminder(turn: Turn) -> Replies:
    if turn.event.subject is None:
        return []
    fired = await rings.fire(turn.ctx, turn.member, turn.event.subject)
    return await _send_occurrence(turn, fired) if fired else []


@router.due(rings.RETURN_DUE)
async def ring_again(turn: Turn) -> Replies:
    """Ring again as the person asked; the message that they asked from loses its buttons."""
    if turn.event.subject is None:
        return []
    fired = await rings.fire_return(turn.ctx, turn.member, turn.event.subject)
    return await _send_occurrence(turn, fired) if fired else []


@router.button("remind:done", main=True, reaction="👍✅✔☑", needs_consent=False)
async def mark_done(turn: Turn) -> Replies:
    occurrence = await _pressed_occurrence(turn)
    await actions.mark_done(turn.ctx, occurrence)
    return await _update_messages(turn, occurrence)


@router.button("remind:undo")
async def undo_action(turn: Turn) -> Replies:
    occurrence = await _pressed_occurrence(turn)
    await actions.undo(turn.ctx, occurrence, turn.member)
    return await _update_messages(turn, occurrence)


@router.button("remind:skip", needs_consent=False)
async def skip(turn: Turn) -> Replies:
    occurrence = await _pressed_occurrence(turn)
    await actions.skip(turn.ctx, occurrence)
    return await _update_messages(turn, occurrence)


@router.button("remind:wake", needs_consent=False)
async def unsnooze(turn: Turn) -> Replies:
    occurrence = await _pressed_occurrence(turn)
    await actions.unsnooze(turn.ctx, occurrence, turn.member)
    return await _update_messages(turn, occurrence)


@router.button("remind:snooze", replied="remind:until", needs_consent=False)
async def snooze(turn: Turn) -> Replies:
    """Put a reminder off by a choice: count of rings, dot, length or moment; else offer choices."""
    occurrence = await _pressed_occurrence(turn)
    length = turn.event.choice.partition(".")[2]
    if not length:
        return await _offer_snoozes(turn, occurrence)
    if length not in SNOOZE_LENGTHS:
        return await _snooze(turn, occurrence, moment_choices.chosen_moment(turn, length))
    await actions.snooze(turn.ctx, occurrence, turn.member, snooze_end(turn, length))
    return await _update_messages(turn, occurrence)


@router.button("remind:until", asks=SHORT_ANSWER_LENGTH)
async def ask_until(turn: Turn) -> Replies:
    occurrence = await _pressed_occurrence(turn)
    turn.ask(UNTIL_QUESTION, occurrence.own.id)
    return turn.say("remind-until-ask", morning=date_text.clock_face(turn, date_text.MORNING))


@router.answer(UNTIL_QUESTION)
async def snooze_until(turn: Turn) -> Replies:
    """Put a reminder off until the moment in the person's words; offer the readings if in doubt."""
    if sentence := await read_sentence(turn):
        return await start_draft(turn, *sentence, is_offered=True)
    found = await moment_choices.read_moment(turn)
    occurrence = await actions.lock_occurrence(turn.ctx, turn.member, turn.member.asking_about)
    if isinstance(found, Understood):
        return await _snooze(turn, occurrence, found.at)
    morning = date_text.clock_face(turn, date_text.MORNING)
    unread = RuleBroken("remind-until-unclear", morning=morning)
    return moment_choices.offer(turn, found, "remind:snooze", occurrence.own.id, ".", unread=unread)


async def _snooze(turn: Turn, occurrence: LockedOccurrence, until: datetime) -> Replies:
    """Put a reminder off until a moment of the person's own, and say it back."""
    if until <= turn.now:
        raise RuleBroken("remind-until-meanwhile")
    await actions.snooze(turn.ctx, occurrence, turn.member, until)
    turn.stop_asking_for(UNTIL_QUESTION)
    moment = remind_text.moment_text(turn, until, turn.member)
    return [*turn.edit("remind-until-set", when=moment), *await _update_messages(turn, occurrence)]


async def refresh_message(
    turn: Turn, reminder: Reminder, occurrence: ReminderOccurrence, reader: Member
) -> Replies:
    """Update a live message in place, without a push."""
    others = await rings.at_slot(turn.ctx, reminder, occurrence.slot)
    other = next((each for each in others if each.member_id != reader.id), None)
    text = await _occurrence_text(turn, reminder, occurrence, other, reader)
    rows = _button_rows(reminder, occurrence, display_state(reminder, occurrence, other))
    return turn.send(
        text,
        *rows,
        to=reader,
        target=EditEarlier(message_key(occurrence)),
        subject=_subject_id(reminder),
    )


def message_key(occurrence: ReminderOccurrence, returns: int | None = None) -> str:
    """Return the key of a person's live message, or of an earlier one for the same occurrence."""
    return f"ring:{occurrence.id}:{occurrence.returns if returns is None else returns}"


async def _send_occurrence(turn: Turn, fired: rings.Fired) -> Replies:
    """Send what rings, and end the earlier messages for it."""
    words = as_spoiler(turn.member, fired.words)
    before = _remove_buttons(turn, fired, words)
    if fired.occurrence is None:
        return before
    reminder, occurrence = fired.reminder, fired.occurrence
    rows = _button_rows(reminder, occurrence, rings.OPEN)
    text = await _ringing_text(turn, reminder, occurrence, turn.member, words)
    message = turn.send(
        text,
        *rows,
        preview="remind-ring-preview",
        priority=Priority.REVEAL,
        key=message_key(occurrence),
        subject=_subject_id(reminder),
        during_quiet_hours=fired.ignores_quiet_hours,
        expires=turn.now + (GRACE if reminder.rule is None else LONG_GRACE),
    )
    return [*before, *message]


async def _update_messages(turn: Turn, occurrence: LockedOccurrence) -> Replies:
    """Update the pressed message in place, and the partner's too if they share the reminder."""
    text = await _occurrence_text(
        turn, occurrence.reminder, occurrence.own, occurrence.other, turn.member
    )
    rows = _button_rows(
        occurrence.reminder,
        occurrence.own,
        display_state(occurrence.reminder, occurrence.own, occurrence.other),
    )
    number = turn.event.choice.partition(".")[0]
    if turn.event.kind is Kind.PRESS and number == str(occurrence.own.returns):
        own = turn.send(text, *rows, target=EditPressed())
    else:
        own = turn.send(text, *rows, target=EditEarlier(message_key(occurrence.own)))
    if (
        occurrence.other is None
        or turn.partner is None
        or occurrence.reminder.mode == reminders.EACH
    ):
        return own
    return [*own, *await refresh_message(turn, occurrence.reminder, occurrence.other, turn.partner)]


async def _occurrence_text(
    turn: Turn,
    reminder: Reminder,
    occurrence: ReminderOccurrence,
    other: ReminderOccurrence | None,
    reader: Member,
) -> Rendered:
    words = as_spoiler(reader, await reminders.words_of(turn.ctx, reminder))
    state = display_state(reminder, occurrence, other)
    if state == rings.OPEN:
        return await _ringing_text(turn, reminder, occurrence, reader, words)
    lines = [turn.text("remind-ring", reader, words=words, state=_mark_of_state(state))]
    if state == actions.SNOOZED and occurrence.back_at:
        back = remind_text.moment_text(turn, occurrence.back_at, reader)
        lines.append(turn.text("remind-ring-snoozed", reader, when=back))
    elif state in (rings.SKIPPED, actions.WAITING, actions.BOTH_DONE):
        lines.append(turn.text(f"remind-ring-{state}", reader))
    return Rendered("\n".join(lines))


async def _ringing_text(
    turn: Turn, reminder: Reminder, occurrence: ReminderOccurrence, reader: Member, words: Rendered
) -> Rendered:
    notes = await _note_lines(turn, reminder, occurrence, reader)
    ringing = turn.text("remind-ring", reader, words=words, state="open")
    return Rendered("\n".join([ringing, *notes]))


async def _note_lines(
    turn: Turn, reminder: Reminder, occurrence: ReminderOccurrence, reader: Member
) -> list[Rendered]:
    notes = []
    if turn.now - occurrence.at > quiet_hours.LATE_AFTER:
        at = date_text.short_moment(turn, occurrence.at, reader)
        notes.append(turn.text("remind-ring-late", reader, when=at))
    if reminder.audience == reminders.US:
        notes.append(turn.text(f"remind-mode-{reminder.mode}", reader))
    if reminder.audience == reminders.PARTNER and turn.partner:
        notes.append(turn.text("remind-ring-from", reader, name=await turn.partner_name()))
    return notes


def _button_rows(reminder: Reminder, occurrence: ReminderOccurrence, state: str) -> list[Row]:
    if reminder.state != reminders.ACTIVE:
        return []
    number = str(occurrence.returns)
    finish = button("remind-button-done", "remind:done", occurrence.id, number)
    if state == rings.OPEN:
        later = button("remind-button-snooze", "remind:snooze", occurrence.id, number)
        skip = button("remind-button-skip", "remind:skip", occurrence.id, number)
        more = button("remind-button-more", "remind:show", reminder.id)
        return [finish, [later, skip], more]
    if state == actions.SNOOZED:
        return [finish, button("remind-button-wake", "remind:wake", occurrence.id, number)]
    if state in (rings.DONE, rings.SKIPPED, actions.WAITING, actions.BOTH_DONE):
        return [button("remind-button-undo", "remind:undo", occurrence.id, number)]
    return []


def _mark_of_state(state: str) -> str:
    """Return the mark for a finished or an unfinished state."""
    is_done = state in (rings.DONE, rings.CLOSED, actions.BOTH_DONE, actions.WAITING)
    return "done" if is_done else "quiet"


def _remove_buttons(turn: Turn, fired: rings.Fired, words: Rendered) -> Replies:
    """Take the buttons off earlier messages, which then only show what they are about."""
    text, subject = (
        turn.text("remind-ring", words=words, state="quiet"),
        _subject_id(fired.reminder),
    )
    keys = [message_key(occurrence, returns) for occurrence, returns in fired.superseded]
    return [it for key in keys for it in turn.send(text, target=EditEarlier(key), subject=subject)]


async def _offer_snoozes(turn: Turn, occurrence: LockedOccurrence) -> Replies:
    number = str(occurrence.own.returns)
    specs = [
        button(f"remind-button-{each}", "remind:snooze", occurrence.own.id, f"{number}.{each}")
        for each in SNOOZE_LENGTHS
    ]
    own = button("remind-button-until", "remind:until", occurrence.own.id, number)
    again = button("remind-button-again", "remind:again", occurrence.reminder.id)
    back = button("remind-button-back", "remind:wake", occurrence.own.id, number)
    text = await _occurrence_text(
        turn, occurrence.reminder, occurrence.own, occurrence.other, turn.member
    )
    return turn.send(text, specs[:2], specs[2:], own, again, back, target=EditPressed())


def snooze_end(turn: Turn, length: str) -> datetime:
    """Return the moment until which something is put off."""
    if length == "ten":
        return turn.now + timedelta(minutes=10)
    if length == "hour":
        return turn.now + timedelta(hours=1)
    zone = turn.member.zone or "UTC"
    today = calendar.to_local(turn.now, zone).date()
    if length == "tonight":
        return max(calendar.to_utc(today, TONIGHT_AT, zone), turn.now + timedelta(hours=1))
    return calendar.to_utc(today + timedelta(days=1), TOMORROW_AT, zone)


async def _pressed_occurrence(turn: Turn) -> LockedOccurrence:
    return await actions.lock_occurrence(turn.ctx, turn.member, turn.event.subject)


def _subject_id(reminder: Reminder) -> UUID:
    return reminder.couple_id or reminder.id
