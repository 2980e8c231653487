"""What was missed, or never ticked: done after all, put off, or taken off the list."""

from __future__ import annotations

from chat.messages import Replies
from content.texts import Rendered
from domain import remind, remind_tick
from domain import remind_ring as rings
from domain.errors import NotFound
from domain.remind_tick import Held
from handlers import dates, remind_words
from handlers.remind_ring import refresh, until_of
from handlers.turn import Features, Row, Turn, tap

router = Features()

LIST = tap("remind-button-list", "remind:list")


@router.button("remind:missed")
async def choose(turn: Turn) -> Replies:
    """Without a choice it shows what there is to choose."""
    held = await remind_tick.hold(turn.session, turn.member, turn.event.subject)
    if not turn.event.choice:
        return await _show(turn, held)
    had_a_message = held.ring.state != rings.MISSED
    replies = await _act(turn, held, turn.event.choice)
    if not had_a_message:
        return replies
    return [*replies, *await refresh(turn, held.reminder, held.ring, turn.member)]


async def _act(turn: Turn, held: Held, choice: str) -> Replies:
    words = await remind.words_of(turn.vault, held.reminder)
    undo = tap("remind-button-undo", "remind:missed", held.ring.id, "undo")
    match choice:
        case "done":
            await remind_tick.done(turn.session, held)
            return turn.change("remind-missed-done", [undo, LIST], words=words)
        case "off":
            await remind_tick.skip(turn.session, held)
            return turn.change("remind-missed-off", [undo, LIST], words=words)
        case "undo":
            await remind_tick.undo(turn.session, held, turn.member, turn.now)
            return await _show(turn, held)
        case "tomorrow":
            at = until_of(turn, choice)
            await remind_tick.snooze(turn.session, held, turn.member, at, turn.now)
            when = remind_words.moment(turn, at, turn.member)
            return turn.change("remind-missed-later", LIST, words=words, when=when)
    raise NotFound


async def _show(turn: Turn, held: Held) -> Replies:
    words = await remind.words_of(turn.vault, held.reminder)
    at = dates.short_moment(turn, held.ring.at, turn.member)
    text = Rendered(
        "\n".join(
            [
                turn.text("remind-line-words", words=words),
                turn.text("remind-ring-late", when=at),
            ]
        )
    )
    return turn.send(text, *_ways(turn, held), replaces=True)


def _ways(turn: Turn, held: Held) -> list[Row]:
    ring = held.ring.id
    rows: list[Row] = [tap("remind-button-done", "remind:missed", ring, "done")]
    if held.share.state == remind.ON:
        tomorrow = tap("remind-button-tomorrow", "remind:missed", ring, "tomorrow")
        rows.append([tomorrow, tap("remind-button-until", "remind:until", ring)])
    rows.append(_delete(turn, held))
    return [*rows, tap("remind-button-back", "remind:list")]


def _delete(turn: Turn, held: Held) -> Row:
    """One that does not come again goes with what was missed of it."""
    if held.reminder.rule is None and held.reminder.author_id == turn.member.id:
        return tap("remind-button-delete", "remind:delete", held.reminder.id)
    return tap("remind-button-off", "remind:missed", held.ring.id, "off")
