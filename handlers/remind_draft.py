"""A reminder that is being made: what is still missing is asked, and all of it is shown back."""

from __future__ import annotations

from chat.messages import Replies
from domain import remind
from domain.errors import NotFound, RuleBroken
from handlers import remind_calendar, remind_words
from handlers.remind_calendar import Taken
from handlers.turn import Row, Turn, tap
from storage.models import Reminder

WHAT = "remind:what"


async def behind(turn: Turn) -> Reminder:
    """The draft behind a button. Raises RuleBroken, kindly, for one that is no draft any more."""
    try:
        return await remind.draft_of(turn.session, turn.member, turn.event.subject)
    except NotFound:
        raise RuleBroken("remind-draft-gone") from None


async def asked_about(turn: Turn) -> Reminder | None:
    """The draft that a question was asked for; the question is over when the draft is."""
    try:
        return await remind.draft_of(turn.session, turn.member, turn.member.asking_about)
    except NotFound:
        turn.asked()
        return None


async def go_on(turn: Turn, draft: Reminder, taken: Taken | None = None) -> Replies:
    """Asks for what is missing, one thing at a time; when nothing is, shows it back."""
    if not draft.audience:
        return ask_who(turn, draft)
    if draft.words is None:
        return ask_what(turn, draft)
    unclear = taken if taken and taken.why not in ("", "nothing") else None
    if unclear or draft.at is None:
        return await remind_calendar.ask(turn, draft, unclear)
    return await show_back(turn, draft, shifted=bool(taken and taken.shifted))


def stop_asking(turn: Turn) -> None:
    """A question of ours that is open is answered by another tap."""
    if (turn.member.asking or "").startswith("remind:"):
        turn.asked()


async def show_back(turn: Turn, draft: Reminder, *, shifted: bool = False) -> Replies:
    """All of it in words; it counts once it is confirmed."""
    stop_asking(turn)
    confirm = tap("remind-button-confirm", "remind:confirm", draft.id)
    change = tap("remind-button-change", "remind:change", draft.id)
    drop = tap("remind-button-let-go", "remind:drop", draft.id)
    card = await remind_words.card(turn, draft)
    key = "remind-check-shifted" if shifted else "remind-check"
    return turn.change(key, confirm, [change, drop], card=card)


def ask_who(turn: Turn, draft: Reminder) -> Replies:
    """For whom, where that was not said."""
    taps = [tap(f"remind-button-{each}", "remind:who", draft.id, each) for each in remind.AUDIENCES]
    return turn.change("remind-who", *taps)


def ask_what(turn: Turn, draft: Reminder) -> Replies:
    """What it is to say."""
    turn.ask(WHAT, draft.id)
    return turn.change("remind-what", tap("remind-button-let-go", "remind:drop", draft.id))


def ask_for_less(turn: Turn, draft: Reminder, over: int) -> Replies:
    """Fewer words; whatever else was understood is kept."""
    turn.ask(WHAT, draft.id)
    return turn.say("remind-too-long", longest=remind.LONGEST, over=over)


def back_to(draft: Reminder) -> Row:
    """Back to what was shown before."""
    return tap("remind-button-back", "remind:check", draft.id)


async def show_changes(turn: Turn, draft: Reminder) -> Replies:
    """What can be changed about a draft; nothing counts until it is confirmed."""
    words = tap("remind-button-words", "remind:words", draft.id)
    rows: list[Row] = [[words, tap("remind-button-when", "remind:when", draft.id)]]
    if draft.audience == remind.US:
        rows.append(tap("remind-button-mode", "remind:mode", draft.id))
    if draft.audience != remind.ME:
        other = remind.OWN if draft.clock == remind.SAME else remind.SAME
        rows.append(tap(f"remind-button-clock-{other}", "remind:clock", draft.id, other))
    if not draft.changes and turn.partner:
        rows.append(tap("remind-button-who", "remind:for", draft.id))
    return turn.change(
        "remind-change", *rows, back_to(draft), card=await remind_words.card(turn, draft)
    )
