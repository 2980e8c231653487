"""Handles /dates: the next days in words, and the page of each."""

from __future__ import annotations

from chat.messages import Replies
from content.texts import Rendered
from domain import due, pushes
from domain.dates import notices, own, sharing, visible
from domain.errors import NotFound
from domain.pushes import Topic
from handlers import date_text
from handlers.dates import draft, page, text
from handlers.dates.buttons import ADD_BUTTON, ALL_BUTTON
from handlers.goals.view import shorten
from handlers.privacy.lock_screen import delete_silently_if_wanted, say_deleted
from handlers.turn import FeatureRouter, Row, Turn, button

router = FeatureRouter()

PAGE_LENGTH = 6


@router.command("dates")
async def begin(turn: Turn) -> Replies:
    if turn.event.text.strip():
        return await draft.begin(turn, turn.event.text)
    return await show_all(turn)


@router.button("dates:all", needs_consent=False)
async def show_all(turn: Turn) -> Replies:
    """Show what the partner would like to share, then the next days; more stand on later pages."""
    await pushes.mark_list_opened(turn.ctx, turn.member, Topic.DATE)
    received = await _received_rows(turn)
    dates = await visible.upcoming(turn.ctx, turn.member, turn.day)
    begin_at = int(turn.event.choice) if turn.event.choice.isdecimal() else 0
    shown = dates[begin_at : begin_at + PAGE_LENGTH]
    if not shown:
        example = date_text.day_of_year(turn, turn.day)
        return turn.edit("dates-none", *received, ADD_BUTTON, day=example)
    lines = Rendered("\n".join(text.line(turn, each.details, turn.day) for each in shown))
    rows: list[Row] = [text.date_button(turn, each, turn.day) for each in shown]
    file = button("dates-button-file", "remind:file")
    pages = _page_buttons(begin_at, len(dates))
    return turn.edit("dates-list", *received, *rows, *pages, [ADD_BUTTON, file], lines=lines)


@router.button("dates:show", needs_consent=False)
async def show_date(turn: Turn) -> Replies:
    """Show one date, a draft, or what the partner proposes."""
    try:
        date = await visible.find(turn.ctx, turn.member, turn.event.subject)
    except NotFound:
        return await _show_unfinished(turn)
    return await page.show(turn, date)


@router.button("dates:tell")
async def choose_notice(turn: Turn) -> Replies:
    """Ask how long before they want to hear of it, or save their choice."""
    date = await visible.find(turn.ctx, turn.member, turn.event.subject)
    if turn.event.choice:
        days = int(turn.event.choice) if turn.event.choice.isdecimal() else -1
        await notices.choose(turn.ctx, turn.member, date, days)
        return await page.show(turn, date)
    specs = [
        button(f"dates-button-tell-{days}", "dates:tell", date.id, str(days))
        for days in (*notices.DAYS_BEFORE, notices.NEVER)
    ]
    hour = date_text.clock_face(turn, due.clock_time(turn.member))
    back = button("dates-button-back", "dates:show", date.id)
    return turn.edit("dates-tell-ask", specs[:2], specs[2:], back, hour=hour)


@router.button("dates:delete", destructive=True, binding="dates:show", needs_consent=False)
async def delete_date(turn: Turn) -> Replies:
    """Delete an own date; what the partner agreed to have stays theirs."""
    row = await own.find(turn.ctx, turn.member, turn.event.subject)
    row_id, typed = row.id, delete_silently_if_wanted(turn, row.message)
    await sharing.withdraw(turn.ctx, turn.member, row)
    await own.discard(turn.ctx, row)
    turn.stop_asking_for(*draft.QUESTIONS)
    return [*typed, *say_deleted(turn, "dates-deleted", ALL_BUTTON, subject=row_id)]


async def _show_unfinished(turn: Turn) -> Replies:
    """Show a draft again, or a proposal of the partner's."""
    try:
        row = await own.find(turn.ctx, turn.member, turn.event.subject)
    except NotFound:
        return await show_proposal(turn)
    return await draft.go_on(turn, row)


async def show_proposal(turn: Turn) -> Replies:
    """Show what the partner would like to share, exactly as it would be."""
    share = await sharing.find(turn.ctx, turn.member, turn.event.subject)
    if share.member_id == turn.member.id:
        raise NotFound
    details = await sharing.details_of(turn.ctx, share)
    shown = text.bare(turn, details, turn.member)
    rows = page.answer_buttons(share.id)
    return turn.edit("dates-asks", rows, ALL_BUTTON, name=await turn.partner_name(), date=shown)


async def _received_rows(turn: Turn) -> list[Row]:
    name = await turn.partner_name()
    return [
        button(
            "dates-button-received",
            "dates:show",
            share.id,
            name=name,
            words=shorten((await sharing.details_of(turn.ctx, share)).words),
        )
        for share in await sharing.received(turn.ctx, turn.member)
    ]


def _page_buttons(begin_at: int, count: int) -> list[Row]:
    before, after = max(0, begin_at - PAGE_LENGTH), begin_at + PAGE_LENGTH
    back = [button("dates-button-earlier", "dates:all", choice=str(before))] if begin_at else []
    on = [button("dates-button-later-ones", "dates:all", choice=str(after))]
    row = [*back, *(on if after < count else [])]
    return [row] if row else []
