"""Handles what both said yes to: shown with the card, made a reminder, and remembered."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from chat.messages import Priority, Replies
from chat.targets import EditPressed, NewMessage
from content.texts import Rendered
from domain import member as members, unsorted
from domain.errors import NotFound
from domain.paging import page_of
from domain.remind import overview as remind_overview, reminders
from domain.wishes import memories, shared
from handlers import date_text, unsent
from handlers.paging import paging_rows
from handlers.privacy import hide
from handlers.remind import (
    draft as remind_drafts,
    overview as remind_list,
    sharing as remind_sharing,
)
from handlers.turn import FeatureRouter, Row, Turn, button
from handlers.wishes.deck import BACK_BUTTON
from storage.tables.wishes import SharedWish

router = FeatureRouter()

LINE_QUESTION = "wishes:line"


@router.button("wishes:shared", needs_consent=False)
async def show_shared(turn: Turn) -> Replies:
    """Show one shared wish a page, newest first, with the lines on how it was."""
    return await _show_page(turn, turn.event.subject)


@router.button("wishes:when", main=True)
async def begin_reminder(turn: Turn) -> Replies:
    """Begin a reminder for both with the words filled in; it counts as any other proposal.

    If one is in the person's list already, theirs or one that waits for their yes, show that.
    """
    wish = await _find_present(turn)
    planned = await remind_overview.upcoming_items(turn.ctx, turn.member)
    before = next((each for each in planned if each.reminder.wish_id == wish.id), None)
    if before:
        turn.event = replace(turn.event, subject=before.reminder.id, choice="")
        waits = before.recipient and before.recipient.state == reminders.ASKED
        return await (remind_sharing.show_question if waits else remind_list.show_one)(turn)
    if turn.member.zone is None:
        return turn.say("remind-zone", button("remind-button-zone", "start:zone"))
    draft = await reminders.begin(turn.ctx, turn.member)
    reminders.set_audience(draft, turn.member, reminders.US)
    draft.wish_id = wish.id
    words = await shared.words_of(turn.ctx, wish, turn.member.language)
    await reminders.set_words(turn.ctx, draft, words)
    return await remind_drafts.continue_draft(turn, draft)


@router.due(memories.LOOK_DUE)
async def ask_how_it_was(turn: Turn) -> Replies:
    """Ask each, on the day after, how it was; the key keeps it to one message for each wish."""
    if turn.partner is None or not members.can_be_pushed(turn.member, turn.now):
        return []
    try:
        wish = await _find_present(turn)
    except NotFound:  # a reminder that two took up again, about a wish of their former link
        return []
    words = await shared.words_of(turn.ctx, wish, turn.member.language)
    return turn.send(
        turn.text("wishes-look", None, words=words),
        button("wishes-button-line", "wishes:line", wish.id),
        preview="wishes-look-preview",
        priority=Priority.REVEAL,
        key=f"wish:{wish.id}:{turn.member.id}",
        subject=wish.couple_id,
    )


@router.button("wishes:line", asks=memories.LONGEST, replied="wishes:line")
async def ask_line(turn: Turn) -> Replies:
    wish = await _find_present(turn)
    turn.ask(LINE_QUESTION, wish.id)
    return turn.say("wishes-line-ask", longest=memories.LONGEST)


@router.answer(LINE_QUESTION)
async def write_line(turn: Turn) -> Replies:
    """Show the line to its author before it is kept for both."""
    turn.event = replace(turn.event, subject=turn.member.asking_about)
    wish = await _find_present(turn)
    shown = await unsent.begin(turn, unsorted.MEMORY, wish.id, turn.event.text)
    turn.stop_asking_for(LINE_QUESTION)
    return shown


@router.button("wishes:keep", binding="unsent:show")
async def keep_line(turn: Turn) -> Replies:
    found = await unsent.find_words_to_send(turn, unsorted.MEMORY)
    if found is None:
        return await unsent.show_again(turn)
    draft, words = found
    turn.event = replace(turn.event, subject=draft.about)
    wish = await _find_present(turn)
    await memories.keep(turn.ctx, turn.member, wish, words)
    await unsent.discard_sent(turn, draft, LINE_QUESTION)
    return await _show_page(turn, wish.id)


async def _find_present(turn: Turn) -> SharedWish:
    """Return the shared wish of the event, with the present partner. Raise NotFound."""
    return await shared.find_present(turn.ctx, turn.member, turn.event.subject)


async def _show_page(turn: Turn, wish_id: UUID | None) -> Replies:
    page = page_of(await shared.visible_ids(turn.ctx, turn.member), wish_id)
    if page is None:
        return turn.edit("wishes-shared-none", BACK_BUTTON)
    wish = await turn.ctx.session.get_one(SharedWish, page.id)
    own, other = await memories.lines_of(turn.ctx, turn.member, wish)
    name = await turn.name_in(wish.couple_id)
    lines = [
        turn.text(
            "wishes-shared",
            None,
            words=await shared.words_of(turn.ctx, wish, turn.member.language),
            day=date_text.long_date(turn, wish.day),
        ),
        *([turn.text("wishes-own-line", None, line=own)] if own else []),
        *([turn.text("wishes-other-line", None, name=name, line=other)] if other else []),
    ]
    rows = [*_buttons(turn, wish, own), *paging_rows(page, "wishes", "wishes:shared")]
    rows += [BACK_BUTTON, *await hide.hide_buttons(turn, wish.couple_id)]
    target = NewMessage() if turn.event.choice else EditPressed()
    return turn.send(Rendered("\n\n".join(lines)), *rows, target=target)


def _buttons(turn: Turn, wish: SharedWish, own: str) -> list[Row]:
    if wish.couple_id != turn.member.couple_id:
        return []
    when = button("wishes-button-when", "wishes:when", wish.id)
    line = [] if own else [button("wishes-button-line", "wishes:line", wish.id)]
    return [[when, *line]]
