"""Handles /ask: writes a question for both, lists what is open, and shows each one."""

from __future__ import annotations

from chat.messages import Replies
from chat.targets import EditPressed
from content.texts import Rendered
from domain import pushes, unsorted
from domain.ask import questions
from domain.errors import NotFound
from domain.pushes import News, Topic
from handlers import unsent
from handlers.ask import view
from handlers.privacy.lock_screen import delete_silently_if_wanted, say_deleted
from handlers.pushes import push
from handlers.turn import FeatureRouter, Row, Turn, button
from storage.tables.ask import AskedQuestion
from storage.tables.member import Member

router = FeatureRouter()

QUESTION = "ask:question"


@router.command("ask")
async def begin(turn: Turn) -> Replies:
    """Show the words behind the command as a question, or the list."""
    if turn.event.text.strip() and turn.member.couple_id:
        return await unsent.begin(turn, unsorted.QUESTION, turn.member.couple_id, turn.event.text)
    return await show_list(turn)


@router.button("ask:list", needs_consent=False)
async def show_list(turn: Turn) -> Replies:
    """List the open questions of both, without a word on what became of them."""
    await pushes.mark_list_opened(turn.ctx, turn.member, Topic.QUESTION)
    past = await questions.answered_ids(turn.ctx, turn.member)
    last: list[Row] = [view.PAST_BUTTON] if past else []
    if turn.partner is None:
        return turn.edit("ask-nobody", button("ask-button-invite", "pair:invite"), *last)
    shown = await questions.open_questions(turn.ctx, turn.member)
    lines = [await view.line(turn, each, number) for number, each in enumerate(shown, 1)]
    head = turn.text("ask-list", None, most=questions.MAX_OPEN)
    rows = [
        button("ask-button-open", "ask:show", each.id, number=number)
        for number, each in enumerate(shown, 1)
    ]
    text = Rendered("\n\n".join([head, *lines]))
    return turn.send(
        text, view.WRITE_BUTTON, *([rows] if rows else []), *last, target=EditPressed()
    )


@router.button("ask:write", asks=questions.LONGEST, main=True, replied="ask:write")
async def ask_words(turn: Turn) -> Replies:
    if turn.partner is None:
        return turn.say("ask-nobody", button("ask-button-invite", "pair:invite"))
    turn.ask(QUESTION)
    return turn.say("ask-words", name=await turn.partner_name(), longest=questions.LONGEST)


@router.answer(QUESTION)
async def write_words(turn: Turn) -> Replies:
    """Show the question to its author as it would be asked; nobody else sees it before *Ask it*."""
    if turn.member.couple_id is None:
        turn.stop_asking()
        return await show_list(turn)
    shown = await unsent.begin(turn, unsorted.QUESTION, turn.member.couple_id, turn.event.text)
    turn.stop_asking_for(QUESTION)
    return shown


@router.button("ask:send", binding="unsent:show")
async def send_question(turn: Turn) -> Replies:
    """Ask the question. The reply does not depend on how the partner hears of it."""
    found = await unsent.find_words_to_send(turn, unsorted.QUESTION)
    if found is None:
        return await unsent.show_again(turn)
    draft, words = found
    if turn.partner is None or draft.about != turn.member.couple_id:
        raise NotFound
    asked = await questions.ask(turn.ctx, turn.member, turn.partner, words)
    await unsent.discard_sent(turn, draft, QUESTION)
    ways_on = [view.withdraw_button(asked), view.LIST_BUTTON]
    own = turn.edit("ask-asked", view.answer_button(asked), ways_on)
    return [*own, *await _notify_partner(turn, turn.partner, asked, words)]


@router.button("ask:withdraw", destructive=True, binding="ask:show", needs_consent=False)
async def take_back_question(turn: Turn) -> Replies:
    """Destroy one's own question. The reply does not depend on what the partner has done with it.

    The partner is told nothing; a message about it that waits is not sent.
    """
    _, side = await questions.find_own_side(turn.ctx, turn.member, turn.event.subject)
    typed = delete_silently_if_wanted(turn, side.message)
    gone = await questions.take_back(turn.ctx, turn.member, turn.event.subject)
    turn.stop_asking_about(gone.id)
    await pushes.cancel_unsent(turn.ctx, _news(gone).key)
    if turn.partner and not await _has_others(turn, turn.partner):
        await pushes.mark_list_opened(turn.ctx, turn.partner, Topic.QUESTION)
    return [*typed, *say_deleted(turn, "ask-withdrawn", view.LIST_BUTTON, subject=side.id)]


@router.button("ask:show", needs_consent=False)
async def show_question(turn: Turn) -> Replies:
    """Show one question with what the reader wrote; both answers once they are revealed."""
    return await view.show(turn, turn.event.subject)


@router.button("ask:decline", needs_consent=False)
async def decline(turn: Turn) -> Replies:
    """Take it off the reader's list; its author's list stays as it was."""
    declined = await questions.decline(turn.ctx, turn.member, turn.event.subject)
    turn.stop_asking_about(declined.id)
    undo = button("ask-button-undo", "ask:undo", declined.id)
    return turn.edit("ask-declined", [undo, view.LIST_BUTTON])


@router.button("ask:undo")
async def take_back_decline(turn: Turn) -> Replies:
    await questions.take_back_decline(turn.ctx, turn.member, turn.event.subject)
    return await view.show(turn, turn.event.subject)


@router.button("ask:past", needs_consent=False)
async def show_past(turn: Turn) -> Replies:
    """Show what both answered, one question a page, newest first."""
    return await view.show_past(turn, turn.event.subject)


async def _notify_partner(turn: Turn, reader: Member, asked: AskedQuestion, words: str) -> Replies:
    """Tell the partner at once if they chose so; otherwise their next card has a line."""
    name = await turn.name_of(turn.member)
    text = turn.text("ask-arrived", reader, name=name, words=words)
    rows = [view.answer_button(asked), button("ask-button-decline", "ask:decline", asked.id)]
    return await push(turn, _news(asked), text, rows, subject=asked.couple_id)


async def _has_others(turn: Turn, reader: Member) -> bool:
    """Return whether their list has something else that their next card may speak of."""
    if await questions.open_questions(turn.ctx, reader):
        return True
    return bool(await questions.answered_ids(turn.ctx, reader))


def _news(asked: AskedQuestion) -> News:
    return News(Topic.QUESTION, str(asked.id), needs_yes=True)
