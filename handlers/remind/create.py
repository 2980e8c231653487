"""/remind: what is it, for whom and when; shown back in words before it counts."""

from __future__ import annotations

from chat.messages import Replies
from domain.remind import reminders, sharing as remind_sharing
from domain.remind.sentence import parse_audience
from handlers.privacy.lock_screen import clear_quietly, end
from handlers.remind import calendar_buttons, draft as drafts, sharing, text as remind_text
from handlers.turn import FeatureRouter, Turn, tap
from storage.tables.remind import Reminder

router = FeatureRouter()


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
        reminders.set_audience(draft, turn.member, turn.event.choice)
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
    taken = None if draft.at else await calendar_buttons.take(turn, draft, text)
    words = taken.title if taken else ""
    await reminders.set_words(turn.ctx, draft, words or text)
    turn.stop_asking()
    return [*clear_quietly(turn, draft.message), *await drafts.go_on(turn, draft, taken)]


@router.edit
async def change_words(turn: Turn) -> Replies | None:
    """An edited message changes the draft that was written in it; what is confirmed stays."""
    reminder = await reminders.by_message(turn.ctx, turn.member, turn.event.message)
    if reminder is None:
        return None
    if reminder.state != reminders.DRAFT:
        return turn.say("remind-edited-late")
    if turn.event.name not in ("", "remind"):
        return turn.say("edit-no-command")
    audience, words = await drafts.read_sentence(turn) or ("", turn.event.text)
    if turn.event.name:
        name = await turn.partner_name()
        audience, words = parse_audience(turn.event.text, turn.member.language, name)
    drafts.address(turn, reminder, audience)
    return await drafts.read_words(turn, reminder, words)


@router.button("remind:confirm", main=True, binding="remind:check")
async def confirm(turn: Turn) -> Replies:
    drafts.stop_asking(turn, turn.event.subject)
    reminder = await remind_sharing.confirm(
        turn.ctx,
        turn.member,
        turn.partner,
        turn.event.subject,
        turn.for_partner,
        rests=turn.event.choice == drafts.RESTS,
    )
    changed = reminder.id != turn.event.subject
    rests = turn.event.choice == drafts.RESTS and reminder.author_id == turn.member.id
    return [
        *turn.edit(
            _kept(reminder, changed=changed, rests=rests),
            [tap("remind-button-list", "remind:list")],
            card=await remind_text.card(turn, reminder),
        ),
        *await sharing.tell(turn, reminder, changed=changed),
    ]


def _kept(reminder: Reminder, *, changed: bool, rests: bool) -> str:
    """What is said to a confirmation: the same, whatever the other has said to it before."""
    if not changed:
        return f"remind-kept-{reminder.audience}"
    if reminder.audience == reminders.ME:
        return "remind-changed"
    return "remind-changed-and-rests" if rests else "remind-changed-for-two"


@router.button("remind:drop", needs_consent=False)
async def discard_draft(turn: Turn) -> Replies:
    """A draft that nobody wants; what is confirmed stays as it is."""
    draft = await drafts.behind(turn)
    drafts.stop_asking(turn, turn.event.subject)
    typed, draft_id = clear_quietly(turn, draft.message), draft.id
    await turn.ctx.session.delete(draft)
    return [*typed, *end(turn, "remind-let-go", about=draft_id)]


@router.button("remind:change")
async def offer_changes(turn: Turn) -> Replies:
    draft = await drafts.behind(turn)
    drafts.stop_asking(turn, turn.event.subject)
    return await drafts.show_changes(turn, draft)


@router.button("remind:words", asks=reminders.LONGEST)
async def ask_words(turn: Turn) -> Replies:
    return drafts.ask_what(turn, await drafts.behind(turn))


@router.button("remind:mode")
async def choose_mode(turn: Turn) -> Replies:
    draft = await drafts.behind(turn)
    if turn.event.choice:
        reminders.choose_mode(draft, turn.event.choice)
        return await drafts.show_back(turn, draft)
    modes = [
        tap(f"remind-button-mode-{mode}", "remind:mode", draft.id, mode) for mode in reminders.MODES
    ]
    return turn.edit("remind-ask-mode", *modes, drafts.back_to(draft))


@router.button("remind:clock")
async def choose_clock(turn: Turn) -> Replies:
    draft = await drafts.behind(turn)
    reminders.choose_clock(draft, turn.event.choice)
    return await drafts.show_back(turn, draft)


@router.button("remind:check")
async def show_back(turn: Turn) -> Replies:
    return await drafts.go_on(turn, await drafts.behind(turn))


@router.button("remind:for")
async def ask_audience(turn: Turn) -> Replies:
    return drafts.ask_who(turn, await drafts.behind(turn))
