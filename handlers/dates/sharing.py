"""Shares a date with the partner: shown to its author as it goes, and for both with a yes."""

from __future__ import annotations

from zlib import crc32

from chat.messages import Replies
from content.texts import Rendered
from domain import pushes
from domain.dates import notices, own, sharing, visible
from domain.errors import NotFound, RuleBroken
from domain.pushes import News, Topic
from handlers.dates import page, text
from handlers.dates.buttons import ALL_BUTTON
from handlers.pushes import push
from handlers.turn import FeatureRouter, Turn, button
from storage.tables.dates import DateShare

router = FeatureRouter()


@router.button("dates:share")
async def show_before_sharing(turn: Turn) -> Replies:
    """Show exactly what the partner would see."""
    row = await own.find(turn.ctx, turn.member, turn.event.subject)
    if row.draft:
        raise NotFound
    if turn.partner is None:
        raise RuleBroken("not-linked")
    details = await own.details_of(turn.ctx, row)
    shown = text.bare(turn, details, turn.member)
    name = await turn.partner_name()
    tag = _tag(details.dump())
    ask = button("dates-button-propose", "dates:propose", row.id, tag, name=name)
    back = button("dates-button-back", "dates:show", row.id)
    return turn.edit("dates-share-ask", ask, back, name=name, date=shown)


@router.button("dates:propose", binding="dates:share")
async def propose(turn: Turn) -> Replies:
    """Ask the partner to share the date. They see exactly what stood above the button."""
    row = await own.find(turn.ctx, turn.member, turn.event.subject)
    if row.draft:
        raise NotFound
    details = await own.details_of(turn.ctx, row)
    if turn.event.choice != _tag(details.dump()):
        return await show_before_sharing(turn)
    if await sharing.state_of(turn.ctx, turn.member, row) in ("asked", "both"):
        return await page.show(turn, await visible.find(turn.ctx, turn.member, row.id))
    share = await sharing.propose(turn.ctx, turn.member, row)
    news = await _tell_partner(turn, share)
    return [*await page.show(turn, await visible.find(turn.ctx, turn.member, row.id)), *news]


@router.button("dates:withdraw", needs_consent=False)
async def withdraw(turn: Turn) -> Replies:
    row = await own.find(turn.ctx, turn.member, turn.event.subject)
    for share_id in await sharing.withdraw(turn.ctx, turn.member, row):
        await pushes.cancel_unsent(turn.ctx, News(Topic.DATE, str(share_id)).key)
    return await page.show(turn, await visible.find(turn.ctx, turn.member, row.id))


@router.button("dates:agree", binding="dates:show")
async def agree(turn: Turn) -> Replies:
    share, is_new = await sharing.agree(turn.ctx, turn.member, turn.event.subject)
    await pushes.mark_list_opened(turn.ctx, turn.member, Topic.DATE)
    await pushes.reset_asks(turn.ctx, turn.member)
    await notices.replan(turn.ctx, turn.member)
    news = await _tell_partner(turn, share) if is_new else []
    shown = text.bare(turn, await sharing.details_of(turn.ctx, share), turn.member)
    tell = button("dates-button-tell", "dates:tell", share.id)
    return [*turn.edit("dates-agreed", tell, ALL_BUTTON, date=shown), *news]


@router.button("dates:off", needs_consent=False)
async def put_off(turn: Turn) -> Replies:
    """Take what the partner shares, or would like to, off the list; the partner is not told."""
    await sharing.put_off(turn.ctx, turn.member, turn.event.subject)
    await pushes.mark_list_opened(turn.ctx, turn.member, Topic.DATE)
    return turn.edit("dates-put-off", ALL_BUTTON)


def _tag(shown: str) -> str:
    """Return a short tag for a button, so that it sends only what it stood under."""
    return f"{crc32(shown.encode()):08x}"


async def _tell_partner(turn: Turn, share: DateShare) -> Replies:
    """Tell the partner of a proposal, or of the yes to theirs, as they prefer."""
    if turn.partner is None:
        return []
    details = await sharing.details_of(turn.ctx, share)
    name, shown = await turn.name_of(turn.member), text.bare(turn, details, turn.partner)
    is_yes = share.state == sharing.AGREED
    if share.put_off:
        return []
    news = News(Topic.DATE, f"{share.id}:yes" if is_yes else str(share.id), needs_yes=not is_yes)
    key = "dates-agreed-by" if is_yes else "dates-asks"
    message = turn.text(key, turn.partner, name=name, date=shown)
    rows = [ALL_BUTTON] if is_yes else [page.answer_buttons(share.id), ALL_BUTTON]
    return await push(
        turn, news, Rendered(message), *rows, preview="dates-preview", subject=share.couple_id
    )
