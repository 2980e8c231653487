"""/reminders: what is to come and what was missed, each with what can be done about it."""

from __future__ import annotations

from chat.messages import Attachment, Kind, Replies
from content.texts import Rendered
from domain import pushes, remind, remind_list, remind_share, remind_version
from domain import remind_ring as rings
from domain.errors import NotFound, RuleBroken
from domain.pushes import Topic
from domain.remind_list import Item
from handlers import dates, pair_again, remind_words
from handlers import remind_draft as drafts
from handlers import remind_share as sharing
from handlers.remind_ring import refresh
from handlers.turn import Features, Row, Tap, Turn, tap
from storage.models import Member, Reminder, Ring

router = Features()

A_PAGE = 5
FILE = "reminders.ics"
LIST = tap("remind-button-list", "remind:list")
NEW = tap("remind-button-new", "remind:new")


@router.command("reminders")
async def begin_with_list(turn: Turn) -> Replies:
    return [*await show_list(turn), *await pair_again.offer(turn)]


@router.button("remind:list")
async def show_list(turn: Turn) -> Replies:
    """Five at a time; a page that is gone is the last one."""
    found = await remind_list.items(turn.session, turn.member, turn.now)
    missed = await remind_list.missed(turn.session, turn.member, turn.now)
    if not found and not missed:
        return turn.change("remind-list-empty", NEW, morning=dates.clock_face(turn, dates.MORNING))
    await pushes.note_look(turn.session, turn.member, Topic.REMINDER)
    pages = max(1, -(-len(found) // A_PAGE))
    page = min(_number(turn.event.choice), pages - 1)
    shown = found[page * A_PAGE : (page + 1) * A_PAGE]
    late = missed if page == 0 else []
    for item in shown:
        await sharing.note_look(turn, item.reminder, item.share)
    text = Rendered("\n\n".join(await _texts(turn, shown, late)))
    rows = _rows(shown, late, page, pages)
    return turn.send(text, *rows, replaces=turn.event.kind is Kind.PRESS)


@router.button("remind:new")
async def begin(turn: Turn) -> Replies:
    if turn.member.zone is None:
        return turn.say("remind-zone", tap("remind-button-zone", "start:zone"))
    draft = await remind.begin(turn.session, turn.member, turn.now)
    if turn.partner is None:
        remind.address(draft, turn.member, remind.ME)
    return await drafts.go_on(turn, draft)


@router.button("remind:show")
async def show_one(turn: Turn) -> Replies:
    """From the list it takes the list's place; from a live message it is one of its own."""
    held = await remind_share.live(turn.session, turn.member, turn.event.subject)
    item = await remind_list.item(turn.session, held, turn.member, turn.now)
    await sharing.note_look(turn, held, item.share)
    text = await remind_words.card(turn, held, item.next_at)
    rows = await _ways(turn, item)
    if turn.event.choice:
        back = tap("remind-button-back", "remind:list", choice=turn.event.choice)
        return turn.send(text, *rows, back, replaces=True)
    return turn.send(text, *rows)


@router.button("remind:edit")
async def edit(turn: Turn) -> Replies:
    """A draft of the change; nothing counts until it is confirmed."""
    try:
        draft = await remind.begin_change(
            turn.session, turn.vault, turn.member, turn.event.subject, turn.now
        )
    except NotFound:
        raise RuleBroken("remind-gone") from None
    return await drafts.show_changes(turn, draft)


@router.button("remind:skip-next")
async def skip_next(turn: Turn) -> Replies:
    held = await remind_share.skip_next(turn.session, turn.member, turn.event.subject, turn.now)
    item = await remind_list.item(turn.session, held, turn.member, turn.now)
    at = dates.short_moment(turn, item.next_at or turn.now, turn.member)
    return turn.change("remind-skipped-next", LIST, when=at)


@router.button("remind:delete", destructive=True)
async def delete(turn: Turn) -> Replies:
    held = await remind_share.delete_it(turn.session, turn.member, turn.event.subject, turn.now)
    words = await remind.words_of(turn.vault, held)
    undo = tap("remind-button-undo", "remind:restore", held.id)
    return [
        *turn.change("remind-deleted", undo, words=words),
        *await _refresh_all(turn, held),
        *await sharing.tell_deleted(turn, held, "remind-told-deleted"),
    ]


@router.button("remind:restore")
async def restore(turn: Turn) -> Replies:
    held = await remind_share.restore(
        turn.session, turn.member, turn.partner, turn.event.subject, turn.now
    )
    return [
        *turn.change("remind-restored", LIST, card=await remind_words.card(turn, held)),
        *await _refresh_all(turn, held),
        *await sharing.tell_deleted(turn, held, "remind-told-back"),
    ]


@router.button("remind:file")
async def send_file(turn: Turn) -> Replies:
    """What is to come, for a calendar of one's own; nobody else's name is in it."""
    product = turn.text("product")
    content = await remind_list.calendar_file(
        turn.session, turn.vault, turn.member, product, turn.now
    )
    if content is None:
        return turn.say("remind-file-empty", NEW)
    return turn.send(turn.text("remind-file"), attachment=Attachment(FILE, content))


async def _texts(
    turn: Turn, shown: list[Item], missed: list[tuple[Reminder, Ring]]
) -> list[Rendered]:
    lines = [await _line(turn, at, item) for at, item in enumerate(shown, 1)]
    head = turn.text("remind-list" if lines else "remind-list-nothing-ahead")
    texts = [Rendered("\n".join([head, *lines]))]
    if missed:
        numbered = enumerate(missed, len(shown) + 1)
        late = [await _missed(turn, at, held, ring) for at, (held, ring) in numbered]
        texts.append(Rendered("\n".join([turn.text("remind-list-missed"), *late])))
    return texts


async def _line(turn: Turn, number: int, item: Item) -> Rendered:
    at = item.next_at or turn.now
    return turn.text(
        "remind-list-line",
        number=number,
        words=await remind.words_of(turn.vault, item.reminder),
        when=dates.short_moment(turn, at, turn.member),
        audience=await remind_words.audience(turn, item.reminder),
        state=item.share.state if item.share else remind.ON,
    )


async def _missed(turn: Turn, number: int, held: Reminder, ring: Ring) -> Rendered:
    words = await remind.words_of(turn.vault, held)
    at = dates.short_moment(turn, ring.at, turn.member)
    return turn.text(
        "remind-list-missed-line", number=number, words=words, when=at, state=ring.state
    )


def _rows(
    shown: list[Item], missed: list[tuple[Reminder, Ring]], page: int, pages: int
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
        tap("remind-button-number", "remind:missed", ring.id, number=at)
        for at, (_, ring) in enumerate(missed, len(shown) + 1)
    ]
    rows: list[Row] = [each for each in (numbers, late) if each]
    if before or more:
        rows.append([*before, *more])
    return [*rows, [NEW, tap("remind-button-file", "remind:file")]]


async def _ways(turn: Turn, item: Item) -> list[Row]:
    held, share = item.reminder, item.share
    mine = held.author_id == turn.member.id
    if share and share.state == remind.ASKED:
        return [sharing.yes_or_no(held, share)]
    rows: list[Row] = []
    if share and share.state == remind.ON:
        rows.append(_for_now(held))
    if share and held.audience != remind.ME:
        rows.append(_own_side(turn, item))
    if mine or (share and held.audience == remind.US and share.state != remind.OFF):
        rows.append(_for_all(held, mine))
    return rows


def _for_now(held: Reminder) -> list[Tap]:
    again = tap("remind-button-again", "remind:again", held.id)
    skip = tap("remind-button-skip-next", "remind:skip-next", held.id)
    return [skip, again] if held.rule else [again]


def _own_side(turn: Turn, item: Item) -> list[Tap]:
    held, share = item.reminder, item.share
    if share and share.state == remind.ON:
        return sharing.own_side(held)
    mark = remind_share.mark_of(share) if share else ""
    return [tap("remind-button-come-back", "remind:back", held.id, mark)]


def _for_all(held: Reminder, mine: bool) -> list[Tap]:
    change = tap("remind-button-change", "remind:edit", held.id)
    return [change, tap("remind-button-delete", "remind:delete", held.id)] if mine else [change]


async def _refresh_all(turn: Turn, held: Reminder) -> Replies:
    people: dict[object, Member] = {turn.member.id: turn.member}
    if turn.partner:
        people[turn.partner.id] = turn.partner
    replies: list[Replies] = []
    for version in await remind_version.of(turn.session, held):
        for ring in await rings.open_rings(turn.session, version):
            if reader := people.get(ring.member_id):
                replies.append(await refresh(turn, version, ring, reader))
    return [reply for each in replies for reply in each]


def _number(choice: str) -> int:
    return int(choice) if choice.isdecimal() else 0
