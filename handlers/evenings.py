"""Handles /evenings: each taps their free evenings alone, and both read what fits both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from chat.messages import Priority, Replies
from chat.targets import NewMessage
from content.normalize import fold
from content.pages import Block
from domain import pushes
from domain.errors import NotFound, RuleBroken
from domain.evenings import plan as evenings
from domain.evenings.export import EVENINGS, ExportedEvenings
from domain.evenings.plan import Page
from domain.privacy.export_section import Export
from domain.pushes import News, Topic
from handlers import date_text
from handlers.feature import Feature, PageSection
from handlers.privacy.export_text import Writer, plain_paragraph
from handlers.pushes import push
from handlers.remind import draft as remind_drafts
from handlers.turn import ButtonSpec, FeatureRouter, Row, Turn, button
from storage.tables.member import Member

router = FeatureRouter()


@router.command("evenings")
@router.button("evenings:show")
async def begin(turn: Turn) -> Replies:
    """Show the week as it stands for this person; words such as "Wed Fri" tap those evenings."""
    if turn.partner is None:
        return turn.say("evenings-alone", button("evenings-button-invite", "pair:invite"))
    await pushes.mark_list_opened(turn.ctx, turn.member, Topic.EVENINGS)
    page = await evenings.open_page(turn.ctx, turn.member, evenings.week_on_offer(_today(turn)))
    if named := _named_days(turn, page, turn.event.text):
        evenings.choose(page, named, _today(turn))
    return await _show(turn, page)


@router.button("evenings:tap")
async def tap(turn: Turn) -> Replies:
    """Tap an evening, or take it back, in the same message."""
    page = await _pressed_page(turn)
    if not page.pick.done:
        evenings.toggle(page, _chosen_day(turn), _today(turn))
    return await _show(turn, page)


@router.button("evenings:done", main=True, binding="evenings:show")
async def finish(turn: Turn) -> Replies:
    """Take the taps as they are; the reply is the same whether or not the other is done."""
    page = await _pressed_page(turn)
    await evenings.finish(turn.ctx, _both(turn), page, _today(turn))
    await pushes.reset_asks(turn.ctx, turn.member)
    return await _show(turn, page)


@router.button("evenings:ask", binding="evenings:show")
async def invite_partner(turn: Turn) -> Replies:
    """Tell the partner. The reply does not depend on how they want to hear of it."""
    page, name = await _pressed_page(turn), await turn.partner_name()
    asked = turn.text("evenings-asks-you", turn.partner, name=await turn.name_of(turn.member))
    about = f"{page.plan.couple_id}:{turn.member.id}:{page.plan.week}"
    news = News(Topic.EVENINGS, about, needs_yes=True, never_edits=True)
    row = button("evenings-button-open", "evenings:show")
    return [
        *turn.say("evenings-asked", name=name),
        *await push(
            turn, news, asked, row, preview="evenings-preview", subject=page.plan.couple_id
        ),
    ]


@router.due(evenings.OPEN)
async def open_common(turn: Turn) -> Replies:
    """Show what fits both, to each at the same full hour."""
    page = await evenings.page_for_line(turn.ctx, turn.member, turn.event.subject)
    if page is None or not page.plan.common or turn.partner is None:
        return []
    page.plan.opened = True
    if not pushes.can_push_reveal(turn.member, turn.now):
        return []
    return await _show_common(turn, page)


@router.due(evenings.NONE)
async def say_none(turn: Turn) -> Replies:
    """Say that no evening came together, in the same words however that came."""
    page = await evenings.page_for_line(turn.ctx, turn.member, turn.event.subject)
    if page is None or page.plan.common or not pushes.can_push_reveal(turn.member, turn.now):
        return []
    return turn.send(turn.text("evenings-none"), preview="evenings-preview", silent=True)


@router.due(evenings.OVER)
async def delete_week(turn: Turn) -> Replies:
    """Delete a week that is over everywhere."""
    await evenings.end(turn.ctx, turn.member, turn.event.subject)
    return []


@router.button("evenings:remind")
async def make_reminder(turn: Turn) -> Replies:
    """Draft a reminder for both about an evening; it asks the hour, and then the other."""
    page, day = await _pressed_page(turn), _chosen_day(turn)
    if not page.plan.opened or day not in page.days(page.plan.common or 0):
        raise NotFound
    if turn.member.zone is None:
        return turn.say("remind-zone", button("remind-button-zone", "start:zone"))
    words = str(turn.text("evenings-reminder"))
    asked = await remind_drafts.start_for_both_on(turn, words, day)
    return [replace(each, target=NewMessage()) for each in asked]


async def _show(turn: Turn, page: Page) -> Replies:
    if page.plan.opened and page.plan.common:
        return await _show_common(turn, page)
    name = await turn.partner_name()
    ask = button("evenings-button-ask", "evenings:ask", page.plan.id, name=name)
    if page.pick.done:
        return turn.edit("evenings-done", ask)
    days = [
        _day_button(turn, page, day) for day in evenings.days_on_offer(page.plan.week, _today(turn))
    ]
    rows: list[Row] = [days[at : at + 2] for at in range(0, len(days), 2)]
    done = button("evenings-button-done", "evenings:done", page.plan.id)
    return turn.edit("evenings-ask", *rows, done, name=name)


async def _show_common(turn: Turn, page: Page) -> Replies:
    days = page.days(page.plan.common or 0)
    open_days = [day for day in days if day >= _today(turn)]
    reminders: list[Row] = [
        button(
            "evenings-button-remind",
            "evenings:remind",
            page.plan.id,
            day.isoformat(),
            day=date_text.short_date(turn, day),
        )
        for day in open_days
    ]
    is_asked = turn.event.address is not None
    return turn.send(
        turn.text(
            "evenings-both",
            None,
            days=tuple(date_text.long_date(turn, day) for day in days),
        ),
        *reminders,
        preview="" if is_asked else "evenings-preview",
        subject=page.plan.couple_id,
        priority=Priority.ANSWER if is_asked else Priority.REVEAL,
    )


def _day_button(turn: Turn, page: Page, day: date) -> ButtonSpec:
    is_tapped = day in page.days(page.pick.evenings)
    return button(
        "evenings-button-day",
        "evenings:tap",
        page.plan.id,
        day.isoformat(),
        day=date_text.short_date(turn, day),
        mark="on" if is_tapped else "off",
    )


async def _pressed_page(turn: Turn) -> Page:
    """Return the page of the pressed button. Raise RuleBroken if it is over, or not theirs."""
    return await evenings.find_page(turn.ctx, turn.member, turn.event.subject)


def _chosen_day(turn: Turn) -> date:
    try:
        return date.fromisoformat(turn.event.choice)
    except ValueError:
        raise NotFound from None


def _named_days(turn: Turn, page: Page, words: str) -> Sequence[date]:
    """Return the days on offer whose weekday the words name, in any of the languages."""
    said = fold(words).replace(",", " ").split()
    offered = evenings.days_on_offer(page.plan.week, _today(turn))
    return [
        day
        for day in offered
        if any(date_text.is_weekday(turn, each, day.weekday()) for each in said)
    ]


def _today(turn: Turn) -> date:
    return date_text.to_local(turn, turn.now).date()


def _both(turn: Turn) -> Sequence[Member]:
    if turn.partner is None:
        raise RuleBroken("not-linked")
    return (turn.member, turn.partner)


def render_export(turn: Turn, export: Export) -> Sequence[Block]:
    """Return a block for each week, as the page of an export shows it."""
    write = Writer(turn)
    return [_export_block(write, each) for each in export.part(EVENINGS)]


def _export_block(write: Writer, week: ExportedEvenings) -> Block:
    monday = write.day(evenings.monday_of(week.week))
    lines = [
        write.say(f"privacy-page-evenings-{name}", days=tuple(map(write.day, days)))
        for name, days in (("tapped", week.tapped), ("both", week.both))
        if days
    ]
    done = write.say("privacy-page-evenings-done", state="yes" if week.done else "no")
    heading = write.say("privacy-page-evenings-week", day=monday)
    return Block(heading, [plain_paragraph(each) for each in (*lines, done)])


FEATURE = Feature(
    "evenings",
    (router,),
    commands=("evenings",),
    after_consent=begin,
    export=(EVENINGS,),
    export_page=(PageSection("evenings", render_export),),
)
