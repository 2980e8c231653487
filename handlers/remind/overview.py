"""Handles /reminders: what is to come and what was missed, each with what can be done about it."""

from __future__ import annotations

from chat.messages import Attachment, Kind, Replies
from chat.targets import EditPressed, NewMessage
from content.texts import Rendered
from domain import pushes
from domain.errors import NotFound, RuleBroken
from domain.pushes import Topic
from domain.remind import (
    occurrences as rings,
    overview,
    reminders,
    sharing as remind_sharing,
    versions,
)
from domain.remind.overview import Item
from handlers import date_text
from handlers.pair import again as pair_again
from handlers.remind import draft as drafts, sharing, text as remind_text
from handlers.remind.occurrences import refresh_message
from handlers.turn import ButtonSpec, FeatureRouter, Row, Turn, button
from storage.tables.member import Member
from storage.tables.remind import Reminder, ReminderOccurrence

router = FeatureRouter()

PAGE_SIZE = 5
FILE_NAME = "reminders.ics"
LIST_BUTTON = button("remind-button-list", "remind:list")
NEW_BUTTON = button("remind-button-new", "remind:new")


@router.command("reminders", needs_consent=False)
async def show_reminders(turn: Turn) -> Replies:
    return [*await show_list(turn), *await pair_again.offer(turn)]


@router.button("remind:list", needs_consent=False)
async def show_list(turn: Turn) -> Replies:
    """Show a page of five; in place of a page that is gone, show the last one."""
    found = await overview.upcoming_items(turn.ctx, turn.member)
    missed = await overview.missed(turn.ctx, turn.member)
    if not found and not missed:
        return turn.edit(
            "remind-list-empty", NEW_BUTTON, morning=date_text.clock_face(turn, date_text.MORNING)
        )
    await pushes.mark_list_opened(turn.ctx, turn.member, Topic.REMINDER)
    pages = max(1, -(-len(found) // PAGE_SIZE))
    page = min(_page_number(turn.event.choice), pages - 1)
    page_items = found[page * PAGE_SIZE : (page + 1) * PAGE_SIZE]
    late = missed if page == 0 else []
    for item in page_items:
        await sharing.mark_seen(turn, item.reminder, item.recipient)
    text = Rendered("\n\n".join(await _list_texts(turn, page_items, late)))
    rows = _list_buttons(page_items, late, page, pages)
    target = EditPressed() if turn.event.kind is Kind.PRESS else NewMessage()
    return turn.send(text, *rows, target=target)


@router.button("remind:new")
async def begin_new(turn: Turn) -> Replies:
    if turn.member.zone is None:
        return turn.say("remind-zone", button("remind-button-zone", "start:zone"))
    draft = await reminders.begin(turn.ctx, turn.member)
    if turn.partner is None:
        reminders.set_audience(draft, turn.member, reminders.ME)
    return await drafts.continue_draft(turn, draft)


@router.button("remind:show", needs_consent=False)
async def show_one(turn: Turn) -> Replies:
    """Show a reminder in place of the list, or as a new message if it is opened from a live one."""
    reminder = await remind_sharing.find_active(turn.ctx, turn.member, turn.event.subject)
    item = await overview.find_item(turn.ctx, reminder, turn.member)
    await sharing.mark_seen(turn, reminder, item.recipient)
    text = await remind_text.card_text(turn, reminder, item.next_at)
    rows = await _item_buttons(turn, item)
    if turn.event.choice:
        back = button("remind-button-back", "remind:list", choice=turn.event.choice)
        return turn.send(text, *rows, back, target=EditPressed())
    return turn.send(text, *rows)


@router.button("remind:edit")
async def edit_reminder(turn: Turn) -> Replies:
    """Draft a change to a reminder; nothing counts until it is confirmed."""
    try:
        draft = await reminders.begin_change(turn.ctx, turn.member, turn.event.subject)
    except NotFound:
        raise RuleBroken("remind-gone") from None
    return await drafts.show_changes(turn, draft)


@router.button("remind:skip-next", needs_consent=False)
async def skip_next(turn: Turn) -> Replies:
    reminder = await remind_sharing.skip_next(turn.ctx, turn.member, turn.event.subject)
    item = await overview.find_item(turn.ctx, reminder, turn.member)
    at = date_text.short_moment(turn, item.next_at or turn.now, turn.member)
    return turn.edit("remind-skipped-next", LIST_BUTTON, when=at)


@router.button("remind:delete", destructive=True, needs_consent=False)
async def delete_reminder(turn: Turn) -> Replies:
    reminder = await remind_sharing.delete_reminder(turn.ctx, turn.member, turn.event.subject)
    words = await reminders.words_of(turn.ctx, reminder)
    undo = button("remind-button-undo", "remind:restore", reminder.id)
    return [
        *turn.edit("remind-deleted", undo, words=words),
        *await refresh_all(turn, reminder),
        *await sharing.notify_deleted(turn, reminder, "remind-told-deleted"),
    ]


@router.button("remind:restore")
async def restore_reminder(turn: Turn) -> Replies:
    reminder = await remind_sharing.restore(turn.ctx, turn.member, turn.partner, turn.event.subject)
    return [
        *turn.edit(
            "remind-restored", LIST_BUTTON, card=await remind_text.card_text(turn, reminder)
        ),
        *await refresh_all(turn, reminder),
        *await sharing.notify_deleted(turn, reminder, "remind-told-back"),
    ]


@router.button("remind:file", needs_consent=False)
async def send_calendar_file(turn: Turn) -> Replies:
    """Send what is to come as a file for the person's own calendar, without the other's name."""
    # Few ask for it, and everybody else's start would wait for the import.
    from domain.remind.calendar_file import write_calendar_file

    content = await write_calendar_file(turn.ctx, turn.member, turn.text("product"))
    if content is None:
        return turn.say("remind-file-empty", NEW_BUTTON)
    return turn.send(turn.text("remind-file"), attachment=Attachment(FILE_NAME, content))


async def _list_texts(
    turn: Turn, items: list[Item], missed: list[tuple[Reminder, ReminderOccurrence]]
) -> list[Rendered]:
    lines = [await _item_line(turn, at, item) for at, item in enumerate(items, 1)]
    heading = turn.text("remind-list" if lines else "remind-list-nothing-ahead")
    texts = [Rendered("\n".join([heading, *lines]))]
    if missed:
        numbered = enumerate(missed, len(items) + 1)
        late = [
            await _missed_line(turn, at, reminder, occurrence)
            for at, (reminder, occurrence) in numbered
        ]
        texts.append(Rendered("\n".join([turn.text("remind-list-missed"), *late])))
    return texts


async def _item_line(turn: Turn, number: int, item: Item) -> Rendered:
    at = item.next_at or turn.now
    return turn.text(
        "remind-list-line",
        number=number,
        words=await reminders.words_of(turn.ctx, item.reminder),
        when=date_text.short_moment(turn, at, turn.member),
        audience=await remind_text.audience_text(turn, item.reminder),
        state=item.recipient.state if item.recipient else reminders.ON,
    )


async def _missed_line(
    turn: Turn, number: int, reminder: Reminder, occurrence: ReminderOccurrence
) -> Rendered:
    words = await reminders.words_of(turn.ctx, reminder)
    at = date_text.short_moment(turn, occurrence.at, turn.member)
    return turn.text(
        "remind-list-missed-line", number=number, words=words, when=at, state=occurrence.state
    )


def _list_buttons(
    items: list[Item], missed: list[tuple[Reminder, ReminderOccurrence]], page: int, pages: int
) -> list[Row]:
    choice = str(page)
    numbers = [
        button("remind-button-number", "remind:show", item.reminder.id, choice, number=at)
        for at, item in enumerate(items, 1)
    ]
    before = [button("remind-button-before", "remind:list", choice=str(page - 1))] if page else []
    after = page < pages - 1
    more = [button("remind-button-after", "remind:list", choice=str(page + 1))] if after else []
    late = [
        button("remind-button-number", "remind:missed", occurrence.id, number=at)
        for at, (_, occurrence) in enumerate(missed, len(items) + 1)
    ]
    rows: list[Row] = [each for each in (numbers, late) if each]
    if before or more:
        rows.append([*before, *more])
    return [*rows, [NEW_BUTTON, button("remind-button-file", "remind:file")]]


async def _item_buttons(turn: Turn, item: Item) -> list[Row]:
    reminder, recipient = item.reminder, item.recipient
    is_author = reminder.author_id == turn.member.id
    if recipient and recipient.state == reminders.ASKED:
        return [sharing.response_buttons(reminder, recipient)]
    rows: list[Row] = []
    if recipient and recipient.state == reminders.ON:
        rows.append(_next_time_buttons(reminder))
    if recipient and reminder.audience != reminders.ME:
        rows.append(_own_side_buttons(turn, item))
    if is_author or (
        recipient and reminder.audience == reminders.US and recipient.state != reminders.OFF
    ):
        rows.append(_shared_buttons(reminder, is_author))
    return rows


def _next_time_buttons(reminder: Reminder) -> list[ButtonSpec]:
    again = button("remind-button-again", "remind:again", reminder.id)
    skip = button("remind-button-skip-next", "remind:skip-next", reminder.id)
    return [skip, again] if reminder.rule else [again]


def _own_side_buttons(turn: Turn, item: Item) -> list[ButtonSpec]:
    reminder, recipient = item.reminder, item.recipient
    if recipient and recipient.state == reminders.ON:
        return sharing.own_side_buttons(reminder)
    tag = remind_sharing.version_tag(recipient) if recipient else ""
    return [button("remind-button-come-back", "remind:back", reminder.id, tag)]


def _shared_buttons(reminder: Reminder, is_author: bool) -> list[ButtonSpec]:
    change = button("remind-button-change", "remind:edit", reminder.id)
    return (
        [change, button("remind-button-delete", "remind:delete", reminder.id)]
        if is_author
        else [change]
    )


async def refresh_all(turn: Turn, reminder: Reminder) -> Replies:
    """Update each live message for the reminder in place."""
    people: dict[object, Member] = {turn.member.id: turn.member}
    if turn.partner:
        people[turn.partner.id] = turn.partner
    replies: list[Replies] = []
    for version in await versions.all_versions(turn.ctx, reminder):
        for occurrence in await rings.open_occurrences(turn.ctx, version):
            if reader := people.get(occurrence.member_id):
                replies.append(await refresh_message(turn, version, occurrence, reader))
    return [reply for each in replies for reply in each]


def _page_number(choice: str) -> int:
    return int(choice) if choice.isdecimal() else 0
