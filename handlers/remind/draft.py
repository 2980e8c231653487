"""A reminder that is being made: what is still missing is asked, and all of it is shown back."""

from __future__ import annotations

from uuid import UUID

from chat.messages import Replies
from chat.targets import EditPressed
from domain.errors import NotFound, RuleBroken
from domain.remind import changes, reminders
from domain.remind.sentence import parse_reminder_sentence
from handlers import dates
from handlers.privacy.lock_screen import clear_quietly
from handlers.remind import calendar_buttons, text as remind_text
from handlers.remind.calendar_buttons import Taken
from handlers.turn import Row, Turn, tap
from storage.tables.remind import Reminder

WHAT = "remind:what"
RESTS = "rests"
"""Said with a confirmation: what the other had accepted does not ring until their yes."""


async def behind(turn: Turn) -> Reminder:
    """The draft behind a button. Raises RuleBroken, kindly, for one that is no draft any more."""
    try:
        return await reminders.find_draft(turn.ctx, turn.member, turn.event.subject)
    except NotFound:
        raise RuleBroken("remind-draft-gone") from None


async def asked_about(turn: Turn) -> Reminder | None:
    """The draft that a question was asked for; the question is over when the draft is."""
    try:
        return await reminders.find_draft(turn.ctx, turn.member, turn.member.asking_about)
    except NotFound:
        turn.stop_asking()
        return None


async def start(turn: Turn, audience: str, words: str) -> Replies:
    """Begins one with whatever of it was said; the rest is asked for step by step."""
    draft = await reminders.begin(turn.ctx, turn.member)
    address(turn, draft, audience)
    return await read_words(turn, draft, words)


async def read_words(turn: Turn, draft: Reminder, words: str) -> Replies:
    """Takes what it is to say, and perhaps when, from what stands in a message."""
    if not words:
        return await go_on(turn, draft)
    draft.message = turn.event.message
    taken = await calendar_buttons.take(turn, draft, words)
    if len(taken.title) > reminders.LONGEST:
        return ask_for_less(turn, draft, len(taken.title) - reminders.LONGEST)
    if taken.title:
        await reminders.set_words(turn.ctx, draft, taken.title)
    return [*clear_quietly(turn, draft.message), *await go_on(turn, draft, taken)]


async def start_another(turn: Turn, waiting: Reminder, audience: str, words: str) -> Replies:
    """Begins another one while a question about the first is open; that one waits."""
    title = await reminders.words_of(turn.ctx, waiting)
    go_on_with = tap("remind-button-go-on", "remind:check", waiting.id)
    drop = tap("remind-button-let-go", "remind:drop", waiting.id)
    text = turn.text("remind-waits", None, words=title)
    return [
        *turn.send(text, [go_on_with, drop], shows=(waiting.id,)),
        *await start(turn, audience, words),
    ]


async def read_sentence(turn: Turn) -> tuple[str, str] | None:
    """For whom a text asks for a reminder, and of what; None for any other text."""
    name = await turn.partner_name()
    return parse_reminder_sentence(turn.event.text, turn.member.language, name)


def address(turn: Turn, draft: Reminder, audience: str) -> None:
    """Says for whom it is, where that was said; somebody alone is always meant themselves."""
    if audience:
        reminders.set_audience(draft, turn.member, audience)
    elif turn.partner is None and not draft.audience:
        reminders.set_audience(draft, turn.member, reminders.ME)


async def go_on(turn: Turn, draft: Reminder, taken: Taken | None = None) -> Replies:
    """Asks for what is missing, one thing at a time; when nothing is, shows it back."""
    if not draft.audience:
        return ask_who(turn, draft)
    if draft.words is None:
        return ask_what(turn, draft)
    unclear = taken if taken and taken.why not in ("", "nothing") else None
    if unclear is None and reminders.is_too_often(draft):
        unclear = Taken("", "for-two")
    if unclear or draft.at is None:
        return await calendar_buttons.ask(turn, draft, unclear)
    return await show_back(turn, draft, shifted=bool(taken and taken.shifted))


def stop_asking(turn: Turn, draft_id: UUID | None) -> None:
    """A question about a draft is answered by another tap on it."""
    if (turn.member.asking or "").startswith("remind:") and turn.member.asking_about == draft_id:
        turn.stop_asking()


async def show_back(turn: Turn, draft: Reminder, *, shifted: bool = False) -> Replies:
    """All of it in words; it counts once it is confirmed."""
    stop_asking(turn, draft.id)
    confirm = tap("remind-button-confirm", "remind:confirm", draft.id)
    change = tap("remind-button-change", "remind:change", draft.id)
    drop = tap("remind-button-let-go", "remind:drop", draft.id)
    card = await remind_text.card(turn, draft)
    key = "remind-check-shifted" if shifted else "remind-check"
    rest = [tap("remind-button-rest", "remind:confirm", draft.id, RESTS)]
    rests = [rest] if await changes.can_rest(turn.ctx, draft) else []
    rows: list[Row] = [confirm, *rests, [change, drop]]
    return turn.send(
        turn.text(key, None, card=card), *rows, target=EditPressed(), shows=(draft.id,)
    )


def ask_who(turn: Turn, draft: Reminder) -> Replies:
    """For whom, where that was not said."""
    specs = [
        tap(f"remind-button-{each}", "remind:who", draft.id, each) for each in reminders.AUDIENCES
    ]
    return turn.edit("remind-who", *specs)


def ask_what(turn: Turn, draft: Reminder) -> Replies:
    """What it is to say."""
    turn.ask(WHAT, draft.id)
    let_go = tap("remind-button-let-go", "remind:drop", draft.id)
    return turn.edit("remind-what", let_go, morning=dates.clock_face(turn, dates.MORNING))


def ask_for_less(turn: Turn, draft: Reminder, over: int) -> Replies:
    """Fewer words; whatever else was understood is kept."""
    turn.ask(WHAT, draft.id)
    return turn.say("remind-too-long", longest=reminders.LONGEST, over=over)


def back_to(draft: Reminder) -> Row:
    """Back to what was shown before."""
    return tap("remind-button-back", "remind:check", draft.id)


async def show_changes(turn: Turn, draft: Reminder) -> Replies:
    """What can be changed about a draft; nothing counts until it is confirmed."""
    words = tap("remind-button-words", "remind:words", draft.id)
    rows: list[Row] = [[words, tap("remind-button-when", "remind:when", draft.id)]]
    if draft.audience == reminders.US:
        rows.append(tap("remind-button-mode", "remind:mode", draft.id))
    if draft.audience != reminders.ME:
        other = reminders.OWN if draft.clock == reminders.SAME else reminders.SAME
        rows.append(tap(f"remind-button-clock-{other}", "remind:clock", draft.id, other))
    if not draft.changes and turn.partner:
        rows.append(tap("remind-button-who", "remind:for", draft.id))
    text = turn.text("remind-change", None, card=await remind_text.card(turn, draft))
    return turn.send(text, *rows, back_to(draft), target=EditPressed(), shows=(draft.id,))
