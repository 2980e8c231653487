"""Builds a reminder: asks for what is still missing, and shows all of it back."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from chat.messages import Replies
from chat.targets import EditPressed
from domain.errors import NotFound, RuleBroken
from domain.remind import changes, reminders
from domain.remind.sentence import parse_reminder_sentence
from handlers import date_text
from handlers.privacy.lock_screen import delete_silently_if_wanted
from handlers.remind import calendar_buttons, kept, text as remind_text
from handlers.remind.calendar_buttons import MomentReading
from handlers.turn import Row, Turn, button
from storage.tables.remind import Reminder

WORDS_QUESTION = "remind:what"
SENTENCE = "sentence"
"""With the command: it stands for a sentence that nobody sent as a command."""
RESTS_CHOICE = "rests"
"""With a confirmation: the version that the partner accepted does not ring until their new yes."""


async def find_pressed_draft(turn: Turn) -> Reminder:
    """Return the draft behind a button. Raise a kind RuleBroken if it is no longer a draft."""
    try:
        return await reminders.find_draft(turn.ctx, turn.member, turn.event.subject)
    except NotFound:
        raise RuleBroken("remind-draft-gone") from None


async def find_asked_about(turn: Turn) -> Reminder | None:
    """Return the draft that the open question is about; close the question if there is none."""
    try:
        return await reminders.find_draft(turn.ctx, turn.member, turn.member.asking_about)
    except NotFound:
        turn.stop_asking()
        return None


async def start_draft(
    turn: Turn, audience: str, words: str, *, is_offered: bool = False
) -> Replies:
    """Begin a draft with what was said, and ask for the rest step by step."""
    draft = await reminders.begin(turn.ctx, turn.member)
    set_audience(turn, draft, audience)
    return await read_words(turn, draft, words, is_offered=is_offered)


async def start_for_both_on(turn: Turn, words: str, day: date) -> Replies:
    """Begin a draft for both about a day that is known, and ask for its hour."""
    draft = await reminders.begin(turn.ctx, turn.member)
    reminders.set_audience(draft, turn.member, reminders.US)
    await reminders.set_words(turn.ctx, draft, words)
    await calendar_buttons.choose_day(turn, draft, day)
    return calendar_buttons.ask_hour(turn, draft, day)


async def read_words(
    turn: Turn, draft: Reminder, words: str, *, is_offered: bool = False
) -> Replies:
    """Read from a message what the reminder should say, and perhaps when."""
    if not words:
        return await continue_draft(turn, draft)
    draft.message = turn.event.message
    moment = await calendar_buttons.read_moment(turn, draft, words)
    if len(moment.title) > reminders.LONGEST:
        return ask_shorter(turn, draft, len(moment.title) - reminders.LONGEST)
    if moment.title:
        await reminders.set_words(turn.ctx, draft, moment.title)
    return [
        *delete_silently_if_wanted(turn, draft.message),
        *await continue_draft(turn, draft, moment, is_offered=is_offered),
    ]


async def start_another_draft(turn: Turn, waiting: Reminder, audience: str, words: str) -> Replies:
    """Begin another draft while a question about the first is open; the first one waits."""
    title = await reminders.words_of(turn.ctx, waiting)
    continue_button = button("remind-button-go-on", "remind:check", waiting.id)
    discard_button = button("remind-button-let-go", "remind:drop", waiting.id)
    text = turn.text("remind-waits", None, words=title)
    return [
        *turn.send(text, [continue_button, discard_button], shows=(waiting.id,)),
        *await start_draft(turn, audience, words, is_offered=True),
    ]


async def read_sentence(turn: Turn) -> tuple[str, str] | None:
    """Return for whom a text asks for a reminder, and of what; None for any other text."""
    name = await turn.partner_name()
    return parse_reminder_sentence(turn.event.text, turn.member.language, name)


def set_audience(turn: Turn, draft: Reminder, audience: str) -> None:
    """Save for whom it is, if that was said; without a partner it is for the person themselves."""
    if audience:
        reminders.set_audience(draft, turn.member, audience)
    elif turn.partner is None and not draft.audience:
        reminders.set_audience(draft, turn.member, reminders.ME)


async def continue_draft(
    turn: Turn, draft: Reminder, moment: MomentReading | None = None, *, is_offered: bool = False
) -> Replies:
    """Ask for what is missing, one thing at a time; once nothing is missing, show it all back.

    A person's own reminder then counts, unless the bot was not asked for it and only offers it.
    """
    if not draft.audience:
        return ask_audience(turn, draft)
    if draft.words is None:
        return ask_words(turn, draft)
    if moment is None and draft.at is None:
        moment = await calendar_buttons.resume(turn, draft)
    unclear = moment if moment and moment.reason not in ("", "nothing") else None
    if unclear is None and reminders.is_too_often(draft):
        unclear = MomentReading("", "for-two")
    if unclear or draft.at is None:
        return await calendar_buttons.ask_when(turn, draft, unclear)
    is_shifted = bool(moment and moment.is_shifted)
    if is_offered or is_shifted or draft.audience != reminders.ME:
        return await show_for_review(turn, draft, shifted=is_shifted)
    return await _keep(turn, draft)


async def _keep(turn: Turn, draft: Reminder) -> Replies:
    """Let a person's own reminder count; if it cannot, say why and leave it to be confirmed."""
    stop_asking_about_draft(turn, draft.id)
    try:
        return await kept.keep(turn, draft)
    except RuleBroken as broken:
        review = await show_for_review(turn, draft)
        return [*review, *turn.send(turn.text(broken.key, None, **broken.values))]


def stop_asking_about_draft(turn: Turn, draft_id: UUID | None) -> None:
    """Close a question about the draft, since another tap on the draft answers it."""
    if (turn.member.asking or "").startswith("remind:") and turn.member.asking_about == draft_id:
        turn.stop_asking()


async def show_for_review(turn: Turn, draft: Reminder, *, shifted: bool = False) -> Replies:
    """Show all of the draft in words; it counts once it is confirmed."""
    stop_asking_about_draft(turn, draft.id)
    confirm = button("remind-button-confirm", "remind:confirm", draft.id)
    change = button("remind-button-change", "remind:change", draft.id)
    discard_button = button("remind-button-let-go", "remind:drop", draft.id)
    card = await remind_text.card_text(turn, draft)
    key = "remind-check-shifted" if shifted else "remind-check"
    rest = [button("remind-button-rest", "remind:confirm", draft.id, RESTS_CHOICE)]
    rests = [rest] if await changes.can_rest(turn.ctx, draft) else []
    rows: list[Row] = [confirm, *rests, [change, discard_button]]
    return turn.send(
        turn.text(key, None, card=card), *rows, target=EditPressed(), shows=(draft.id,)
    )


def ask_audience(turn: Turn, draft: Reminder) -> Replies:
    """Ask for whom the reminder is."""
    specs = [
        button(f"remind-button-{each}", "remind:who", draft.id, each)
        for each in reminders.AUDIENCES
    ]
    return turn.edit("remind-who", *specs)


def ask_words(turn: Turn, draft: Reminder) -> Replies:
    """Ask what the reminder should say."""
    turn.ask(WORDS_QUESTION, draft.id)
    discard_button = button("remind-button-let-go", "remind:drop", draft.id)
    return turn.edit(
        "remind-what", discard_button, morning=date_text.clock_face(turn, date_text.MORNING)
    )


def ask_shorter(turn: Turn, draft: Reminder, excess: int) -> Replies:
    """Ask for fewer words; everything else that was understood is kept."""
    turn.ask(WORDS_QUESTION, draft.id)
    return turn.say("remind-too-long", longest=reminders.LONGEST, over=excess)


def back_button(draft: Reminder) -> Row:
    """Return a button that leads back to what was shown before."""
    return button("remind-button-back", "remind:check", draft.id)


async def show_changes(turn: Turn, draft: Reminder) -> Replies:
    """Show what can be changed about a draft; nothing counts until it is confirmed."""
    words_button = button("remind-button-words", "remind:words", draft.id)
    rows: list[Row] = [[words_button, button("remind-button-when", "remind:when", draft.id)]]
    if draft.audience == reminders.US:
        rows.append(button("remind-button-mode", "remind:mode", draft.id))
    if draft.audience != reminders.ME:
        other = reminders.OWN if draft.clock == reminders.SAME else reminders.SAME
        rows.append(button(f"remind-button-clock-{other}", "remind:clock", draft.id, other))
    if not draft.changes and turn.partner:
        rows.append(button("remind-button-who", "remind:for", draft.id))
    is_own = draft.audience == reminders.ME
    card = await remind_text.card_text(turn, draft)
    text = turn.text("remind-change" if is_own else "remind-change-asked", None, card=card)
    back = _change_back_button(draft) if is_own and draft.changes else back_button(draft)
    return turn.send(text, *rows, back, target=EditPressed(), shows=(draft.id,))


def _change_back_button(draft: Reminder) -> Row:
    """Return a button that leads back to a reminder that counts and stays as it is."""
    return button("remind-button-back", "remind:show", draft.changes, "0")
