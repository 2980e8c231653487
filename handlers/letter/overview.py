"""Handles /letter: what waits for its day, and what has opened."""

from __future__ import annotations

from chat.messages import Replies
from chat.targets import EditPressed
from domain import pushes
from domain.errors import NotFound
from domain.letter import letters
from domain.paging import page_of
from domain.pushes import Topic
from handlers import date_text
from handlers.letter import draft, page
from handlers.paging import paging_rows
from handlers.privacy.hide import hide_buttons
from handlers.turn import ButtonSpec, FeatureRouter, Row, Turn, button
from storage.tables.letter import Letter

router = FeatureRouter()

MOST_LISTED = 10
"""The newest days of one's own letters; older ones are in the export."""


@router.command("letter", media=True)
async def begin(turn: Turn) -> Replies:
    if turn.event.text.strip():
        return await draft.write(turn, turn.event.text)
    return await show_all(turn)


@router.button("letter:all", needs_consent=False)
async def show_all(turn: Turn) -> Replies:
    """List the person's own letters by their day; those they got stand behind a button."""
    await pushes.mark_list_opened(turn.ctx, turn.member, Topic.LETTER)
    own = (await letters.own(turn.ctx, turn.member))[-MOST_LISTED:]
    got = await letters.readable(turn.ctx, turn.member)
    rows: list[Row] = [await _letter_button(turn, each) for each in own]
    received = [button("letter-button-got", "letter:read")] if got else []
    if turn.partner is None:
        invite = button("letter-button-invite", "pair:invite")
        return turn.edit("letter-alone", *rows, *received, invite)
    key = "letter-list" if rows or got else "letter-none"
    name = await turn.partner_name()
    return turn.edit(key, *received, *rows, draft.WRITE_BUTTON, name=name)


@router.button("letter:show", needs_consent=False)
async def show_letter(turn: Turn) -> Replies:
    letter = await letters.find_own(turn.ctx, turn.member, turn.event.subject)
    return await page.show(turn, letter, brings_media=True)


@router.button("letter:read", needs_consent=False)
async def read(turn: Turn) -> Replies:
    """Show a letter that has opened for the person, the newest day first."""
    await pushes.mark_list_opened(turn.ctx, turn.member, Topic.LETTER)
    ids = [each.id for each in await letters.readable(turn.ctx, turn.member)]
    position = page_of(ids, turn.event.subject)
    if position is None:
        raise NotFound
    letter = await letters.find_got(turn.ctx, turn.member, position.id)
    text = turn.text(
        "letter-got",
        None,
        name=await turn.name_in(letter.couple_id),
        day=date_text.long_date(turn, letter.day) if letter.day else "",
        words=await letters.words_of(turn.ctx, turn.member, letter),
    )
    hiding = await hide_buttons(turn, letter.couple_id)
    rows = [*paging_rows(position, "letter", "letter:read"), *hiding, page.LIST_BUTTON]
    return turn.send(text, *rows, target=EditPressed())


async def read_newest(turn: Turn) -> Replies:
    """Show the newest letter that has opened for the person; without one, show the list."""
    try:
        return await read(turn)
    except NotFound:
        return await show_all(turn)


async def _letter_button(turn: Turn, letter: Letter) -> ButtonSpec:
    """Return the button of an own letter, without any of its words."""
    state = await letters.standing(turn.ctx, turn.member, letter)
    day = date_text.short_date(turn, letter.day) if letter.day else ""
    if not day:
        return button("letter-button-draft", "letter:show", letter.id)
    name = await turn.name_in(letter.couple_id)
    return button("letter-button-letter", "letter:show", letter.id, state=state, day=day, name=name)
