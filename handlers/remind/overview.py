"""/reminders: what is to come and what was missed, each with what can be done about it."""

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
from handlers import dates
from handlers.pair import again as pair_again
from handlers.remind import draft as drafts, sharing, text as remind_text
from handlers.remind.occurrences import refresh
from handlers.turn import ButtonSpec, FeatureRouter, Row, Turn, tap
from storage.tables.member import Member
from storage.tables.remind import Reminder, ReminderOccurrence

router = FeatureRouter()

A_PAGE = 5
FILE = "reminders.ics"
LIST = tap("remind-button-list", "remind:list")
NEW = tap("remind-button-new", "remind:new")


@router.command("reminders", needs_consent=False)
async def begin_with_list(turn: Turn) -> Replies:
    return [*await show_list(turn), *await pair_again.offer(turn)]


@router.button("remind:list", needs_consent=False)
async def show_list(turn: Turn) -> Replies:
    """Five at a time; a page that is gone is the last one."""
    found = await overview.upcoming_items(turn.ctx, turn.member)
    missed = await overview.missed(turn.ctx, turn.member)
    if not found and not missed:
        return turn.edit("remind-list-empty", NEW, morning=dates.clock_face(turn, dates.MORNING))
    await pushes.mark_list_opened(turn.ctx, turn.member, Topic.REMINDER)
    pages = max(1, -(-len(found) // A_PAGE))
    page = min(_number(turn.event.choice), pages - 1)
    shown = found[page * A_PAGE : (page + 1) * A_PAGE]
    late = missed if page == 0 else []
    for item in shown:
        await sharing.note_look(turn, item.reminder, item.recipient)
    text = Rendered("\n\n".join(await _texts(turn, shown, late)))
    rows = _rows(shown, late, page, pages)
    target = EditPressed() if turn.event.kind is Kind.PRESS else NewMessage()
    return turn.send(text, *rows, target=target)


@router.button("remind:new")
async def begin(turn: Turn) -> Replies:
    if turn.member.zone is None:
        return turn.say("remind-zone", tap("remind-button-zone", "start:zone"))
    draft = await reminders.begin(turn.ctx, turn.member)
    if turn.partner is None:
        reminders.set_audience(draft, turn.member, reminders.ME)
    return await drafts.go_on(turn, draft)


@router.button("remind:show", needs_consent=False)
async def show_one(turn: Turn) -> Replies:
    """From the list it takes the list's place; from a live message it is one of its own."""
    reminder = await remind_sharing.find_active(turn.ctx, turn.member, turn.event.subject)
    item = await overview.find_item(turn.ctx, reminder, turn.member)
    await sharing.note_look(turn, reminder, item.recipient)
    text = await remind_text.card(turn, reminder, item.next_at)
    rows = await _ways(turn, item)
    if turn.event.choice:
        back = tap("remind-button-back", "remind:list", choice=turn.event.choice)
        return turn.send(text, *rows, back, target=EditPressed())
    return turn.send(text, *rows)


@router.button("remind:edit")
async def edit(turn: Turn) -> Replies:
    """A draft of the change; nothing counts until it is confirmed."""
    try:
        draft = await reminders.begin_change(turn.ctx, turn.member, turn.event.subject)
    except NotFound:
        raise RuleBroken("remind-gone") from None
    return await drafts.show_changes(turn, draft)


@router.button("remind:skip-next", needs_consent=False)
async def skip_next(turn: Turn) -> Replies:
    reminder = await remind_sharing.skip_next(turn.ctx, turn.member, turn.event.subject)
    item = await overview.find_item(turn.ctx, reminder, turn.member)
    at = dates.short_moment(turn, item.next_at or turn.now, turn.member)
    return turn.edit("remind-skipped-next", LIST, when=at)


@router.button("remind:delete", destructive=True, needs_consent=False)
async def delete(turn: Turn) -> Replies:
    reminder = await remind_sharing.delete_reminder(turn.ctx, turn.member, turn.event.subject)
    words = await reminders.words_of(turn.ctx, reminder)
    undo = tap("remind-button-undo", "remind:restore", reminder.id)
    return [
        *turn.edit("remind-deleted", undo, words=words),
        *await _refresh_all(turn, reminder),
        *await sharing.tell_deleted(turn, reminder, "remind-told-deleted"),
    ]


@router.button("remind:restore")
async def restore(turn: Turn) -> Replies:
    reminder = await remind_sharing.restore(turn.ctx, turn.member, turn.partner, turn.event.subject)
    return [
        *turn.edit("remind-restored", LIST, card=await remind_text.card(turn, reminder)),
        *await _refresh_all(turn, reminder),
        *await sharing.tell_deleted(turn, reminder, "remind-told-back"),
    ]


@router.button("remind:file", needs_consent=False)
async def send_file(turn: Turn) -> Replies:
    """What is to come, for a calendar of one's own; nobody else's name is in it."""
    product = turn.text("product")
    content = await overview.calendar_file(turn.ctx, turn.member, product)
    if content is None:
        return turn.say("remind-file-empty", NEW)
    return turn.send(turn.text("remind-file"), attachment=Attachment(FILE, content))


async def _texts(
    turn: Turn, shown: list[Item], missed: list[tuple[Reminder, ReminderOccurrence]]
) -> list[Rendered]:
    lines = [await _line(turn, at, item) for at, item in enumerate(shown, 1)]
    head = turn.text("remind-list" if lines else "remind-list-nothing-ahead")
    texts = [Rendered("\n".join([head, *lines]))]
    if missed:
        numbered = enumerate(missed, len(shown) + 1)
        late = [
            await _missed(turn, at, reminder, occurrence) for at, (reminder, occurrence) in numbered
        ]
        texts.append(Rendered("\n".join([turn.text("remind-list-missed"), *late])))
    return texts


async def _line(turn: Turn, number: int, item: Item) -> Rendered:
    at = item.next_at or turn.now
    return turn.text(
        "remind-list-line",
        number=number,
        words=await reminders.words_of(turn.ctx, item.reminder),
        when=dates.short_moment(turn, at, turn.member),
        audience=await remind_text.audience(turn, item.reminder),
        state=item.recipient.state if item.recipient else reminders.ON,
    )


async def _missed(
    turn: Turn, number: int, reminder: Reminder, occurrence: ReminderOccurrence
) -> Rendered:
    words = await reminders.words_of(turn.ctx, reminder)
    at = dates.short_moment(turn, occurrence.at, turn.member)
    return turn.text(
        "remind-list-missed-line", number=number, words=words, when=at, state=occurrence.state
    )


def _rows(
    shown: list[Item], missed: list[tuple[Reminder, ReminderOccurrence]], page: int, pages: int
) -> list[Row]:
    choice = str(page)
    numbers = [
        tap("remind-button-number", "remind:show", item.reminder.id, choice, number=at)
        for at, item in enumerate(shown, 1)
    ]
    before = [tap("remind-button-before", "remind:list", choice=str(page - 1))] if page else []
    after = page < pages - 1
    more = [tap("remind-button-after", "remind:list", choice=str(page + 1))] if after else []
    late = [
        tap("remind-button-number", "remind:missed", occurrence.id, number=at)
        for at, (_, occurrence) in enumerate(missed, len(shown) + 1)
    ]
    rows: list[Row] = [each for each in (numbers, late) if each]
    if before or more:
        rows.append([*before, *more])
    return [*rows, [NEW, tap("remind-button-file", "remind:file")]]


async def _ways(turn: Turn, item: Item) -> list[Row]:
    reminder, share = item.reminder, item.recipient
    mine = reminder.author_id == turn.member.id
    if share and share.state == reminders.ASKED:
        return [sharing.yes_or_no(reminder, share)]
    rows: list[Row] = []
    if share and share.state == reminders.ON:
        rows.append(_for_now(reminder))
    if share and reminder.audience != reminders.ME:
        rows.append(_own_side(turn, item))
    if mine or (share and reminder.audience == reminders.US and share.state != reminders.OFF):
        rows.append(_for_all(reminder, mine))
    return rows


def _for_now(reminder: Reminder) -> list[ButtonSpec]:
    again = tap("remind-button-again", "remind:again", reminder.id)
    skip = tap("remind-button-skip-next", "remind:skip-next", reminder.id)
    return [skip, again] if reminder.rule else [again]


def _own_side(turn: Turn, item: Item) -> list[ButtonSpec]:
    reminder, share = item.reminder, item.recipient
    if share and share.state == reminders.ON:
        return sharing.own_side(reminder)
    mark = remind_sharing.version_tag(share) if share else ""
    return [tap("remind-button-come-back", "remind:back", reminder.id, mark)]


def _for_all(reminder: Reminder, mine: bool) -> list[ButtonSpec]:
    change = tap("remind-button-change", "remind:edit", reminder.id)
    return [change, tap("remind-button-delete", "remind:delete", reminder.id)] if mine else [change]


async def _refresh_all(turn: Turn, reminder: Reminder) -> Replies:
    people: dict[object, Member] = {turn.member.id: turn.member}
    if turn.partner:
        people[turn.partner.id] = turn.partner
    replies: list[Replies] = []
    for version in await versions.all_versions(turn.ctx, reminder):
        for occurrence in await rings.open_occurrences(turn.ctx, version):
            if reader := people.get(occurrence.member_id):
                replies.append(await refresh(turn, version, occurrence, reader))
    return [reply for each in replies for reply in each]


def _number(choice: str) -> int:
    return int(choice) if choice.isdecimal() else 0
