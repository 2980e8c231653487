"""/remind: what is it, for whom and when; shown back in words before it counts."""

from __future__ import annotations

from chat.messages import Replies
from domain import remind, remind_share
from domain.remind_sentence import parse_audience
from handlers import remind_calendar, remind_words
from handlers import remind_draft as drafts
from handlers import remind_share as sharing
from handlers.privacy_screen import clear_quietly, end
from handlers.turn import Features, Turn, tap
from storage.models import Reminder

router = Features()


@router.command("remind")
async def begin(turn: Turn) -> Replies:
    """Takes whatever of it is said at once, and asks for the rest step by step."""
    if turn.member.zone is None:
        return turn.say("remind-zone", tap("remind-button-zone", "start:zone"))
    name = await turn.partner_name()
    return await drafts.start(turn, *parse_audience(turn.event.text, turn.member.language, name))


@router.button("remind:who")
async def choose_audience(turn: Turn) -> Replies:
    draft = await drafts.behind(turn)
    if not draft.changes:
        remind.address(draft, turn.member, turn.event.choice)
    return await drafts.go_on(turn, draft)


@router.answer(drafts.WHAT)
async def take_words(turn: Turn) -> Replies:
    """While the moment is still open, it may stand at the end of the words."""
    draft = await drafts.asked_about(turn)
    if draft is None:
        return turn.say("remind-draft-gone")
    text = turn.event.text
    if sentence := await drafts.read_sentence(turn):
        if draft.words is not None:
            return await drafts.start_another(turn, draft, *sentence)
        audience, text = sentence
        drafts.address(turn, draft, audience)
    draft.message = turn.event.message
    taken = None if draft.at else await remind_calendar.take(turn, draft, text)
    words = taken.title if taken else ""
    await remind.entitle(turn.vault, draft, words or text)
    turn.asked()
    return [*clear_quietly(turn, draft.message), *await drafts.go_on(turn, draft, taken)]


@router.edit
async def change_words(turn: Turn) -> Replies | None:
    """An edited message changes the draft that was written in it; what is confirmed stays."""
    held = await remind.by_message(turn.session, turn.member, turn.event.message)
    if held is None:
        return None
    if held.state != remind.DRAFT:
        return turn.say("remind-edited-late")
    if turn.event.name not in ("", "remind"):
        return turn.say("edit-no-command")
    audience, words = await drafts.read_sentence(turn) or ("", turn.event.text)
    if turn.event.name:
        name = await turn.partner_name()
        audience, words = parse_audience(turn.event.text, turn.member.language, name)
    drafts.address(turn, held, audience)
    return await drafts.read_words(turn, held, words)


@router.button("remind:confirm", main=True, binding="remind:check")
async def confirm(turn: Turn) -> Replies:
    drafts.stop_asking(turn, turn.event.subject)
    held = await remind_share.confirm(
        turn.session,
        turn.vault,
        turn.member,
        turn.partner,
        turn.event.subject,
        turn.now,
        turn.for_partner,
        rests=turn.event.choice == drafts.RESTS,
    )
    changed = held.id != turn.event.subject
    rests = turn.event.choice == drafts.RESTS and held.author_id == turn.member.id
    return [
        *turn.change(
            _kept(held, changed=changed, rests=rests),
            [tap("remind-button-list", "remind:list")],
            card=await remind_words.card(turn, held),
        ),
        *await sharing.tell(turn, held, changed=changed),
    ]


def _kept(held: Reminder, *, changed: bool, rests: bool) -> str:
    """What is said to a confirmation: the same, whatever the other has said to it before."""
    if not changed:
        return f"remind-kept-{held.audience}"
    if held.audience == remind.ME:
        return "remind-changed"
    return "remind-changed-and-rests" if rests else "remind-changed-for-two"


@router.button("remind:drop")
async def let_go(turn: Turn) -> Replies:
    """A draft that nobody wants; what is confirmed stays as it is."""
    draft = await drafts.behind(turn)
    drafts.stop_asking(turn, turn.event.subject)
    typed, draft_id = clear_quietly(turn, draft.message), draft.id
    await turn.session.delete(draft)
    return [*typed, *end(turn, "remind-let-go", about=draft_id)]


@router.button("remind:change")
async def offer_changes(turn: Turn) -> Replies:
    draft = await drafts.behind(turn)
    drafts.stop_asking(turn, turn.event.subject)
    return await drafts.show_changes(turn, draft)


@router.button("remind:words", asks=remind.LONGEST)
async def ask_words(turn: Turn) -> Replies:
    return drafts.ask_what(turn, await drafts.behind(turn))


@router.button("remind:mode")
async def choose_mode(turn: Turn) -> Replies:
    draft = await drafts.behind(turn)
    if turn.event.choice:
        remind.choose_mode(draft, turn.event.choice)
        return await drafts.show_back(turn, draft)
    modes = [
        tap(f"remind-button-mode-{mode}", "remind:mode", draft.id, mode) for mode in remind.MODES
    ]
    return turn.change("remind-ask-mode", *modes, drafts.back_to(draft))


@router.button("remind:clock")
async def choose_clock(turn: Turn) -> Replies:
    draft = await drafts.behind(turn)
    remind.choose_clock(draft, turn.event.choice)
    return await drafts.show_back(turn, draft)


@router.button("remind:check")
async def show_back(turn: Turn) -> Replies:
    return await drafts.go_on(turn, await drafts.behind(turn))


@router.button("remind:for")
async def ask_audience(turn: Turn) -> Replies:
    return drafts.ask_who(turn, await drafts.behind(turn))
