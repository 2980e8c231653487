"""Handles /remind: what, for whom and when, shown back in one sentence."""

from __future__ import annotations

from chat.messages import Replies
from domain.errors import NotFound
from domain.remind import reminders, sharing as remind_sharing
from domain.remind.sentence import parse_audience
from handlers.privacy.lock_screen import delete_silently_if_wanted, say_deleted
from handlers.remind import calendar_buttons, draft as drafts, kept, sharing, text as remind_text
from handlers.turn import FeatureRouter, Turn, button
from storage.tables.remind import Reminder

router = FeatureRouter()

LATE = "remind-edited-late"


@router.command("remind")
async def begin(turn: Turn) -> Replies:
    """Begin a reminder with what the command says, and ask for the rest step by step."""
    if turn.member.zone is None:
        return turn.say("remind-zone", button("remind-button-zone", "start:zone"))
    name, text = await turn.partner_name(), turn.event.text
    is_sentence = turn.event.choice == drafts.SENTENCE
    parsed = parse_audience(text, turn.member.language, name)
    return await drafts.start_draft(turn, *parsed, is_offered=is_sentence)


@router.button("remind:who")
async def choose_audience(turn: Turn) -> Replies:
    draft = await drafts.find_pressed_draft(turn)
    if not draft.changes:
        reminders.set_audience(draft, turn.member, turn.event.choice)
    return await drafts.continue_draft(turn, draft)


@router.answer(drafts.WORDS_QUESTION)
async def write_words(turn: Turn) -> Replies:
    """Save the words; while no moment is set, it may stand at the end of them."""
    draft = await drafts.find_asked_about(turn)
    if draft is None:
        return turn.say("remind-draft-gone")
    text = turn.event.text
    if sentence := await drafts.read_sentence(turn):
        if draft.words is not None:
            return await drafts.start_another_draft(turn, draft, *sentence)
        audience, text = sentence
        drafts.set_audience(turn, draft, audience)
    draft.message = turn.event.message
    moment = None if draft.at else await calendar_buttons.read_moment(turn, draft, text)
    words = moment.title if moment else ""
    await reminders.set_words(turn.ctx, draft, words or text)
    turn.stop_asking()
    return [
        *delete_silently_if_wanted(turn, draft.message),
        *await drafts.continue_draft(turn, draft, moment),
    ]


@router.edit
async def change_words(turn: Turn) -> Replies | None:
    """Change what an edited message wrote: a draft, or a reminder of the person's own."""
    found = await reminders.by_message(turn.ctx, turn.member, turn.event.message)
    if found is None:
        return None
    if turn.event.name not in ("", "remind"):
        return turn.say("edit-no-command")
    audience, words = await _read_edited(turn)
    if found.state == reminders.DRAFT:
        if not found.changes:
            drafts.set_audience(turn, found, audience)
        return await drafts.read_words(turn, found, words, is_offered=not turn.event.name)
    change = await _begin_own_change(turn, found, audience)
    return await drafts.read_words(turn, change, words) if change else turn.say(LATE)


async def _read_edited(turn: Turn) -> tuple[str, str]:
    """Return for whom an edited message is, and its words."""
    if turn.event.name:
        name = await turn.partner_name()
        return parse_audience(turn.event.text, turn.member.language, name)
    return await drafts.read_sentence(turn) or ("", turn.event.text)


async def _begin_own_change(turn: Turn, found: Reminder, audience: str) -> Reminder | None:
    """Begin a change of what counts already, if it is the person's own and stays so."""
    if found.audience != reminders.ME or audience not in ("", reminders.ME):
        return None
    try:
        return await reminders.begin_change(turn.ctx, turn.member, found.changes or found.id)
    except NotFound:
        return None


@router.button("remind:confirm", main=True, binding="remind:check")
async def confirm(turn: Turn) -> Replies:
    drafts.stop_asking_about_draft(turn, turn.event.subject)
    reminder = await remind_sharing.confirm(
        turn.ctx,
        turn.member,
        turn.partner,
        turn.event.subject,
        turn.max_reminders_for_partner,
        rests=turn.event.choice == drafts.RESTS_CHOICE,
    )
    if reminder.audience == reminders.ME:
        return await kept.show(turn, reminder, turn.event.subject)
    changed = reminder.id != turn.event.subject
    rests = turn.event.choice == drafts.RESTS_CHOICE and reminder.author_id == turn.member.id
    return [
        *turn.edit(
            _confirmation_key(reminder, changed=changed, rests=rests),
            [button("remind-button-list", "remind:list")],
            card=await remind_text.card_text(turn, reminder),
        ),
        *await sharing.notify_partner(turn, reminder, changed=changed),
    ]


def _confirmation_key(reminder: Reminder, *, changed: bool, rests: bool) -> str:
    """Return the key of what a confirmation says, whatever the partner has said to it before."""
    if not changed:
        return f"remind-kept-{reminder.audience}"
    return "remind-changed-and-rests" if rests else "remind-changed-for-two"


@router.button("remind:drop", needs_consent=False)
async def discard_draft(turn: Turn) -> Replies:
    """Discard a draft; a confirmed reminder stays as it is."""
    draft = await drafts.find_pressed_draft(turn)
    drafts.stop_asking_about_draft(turn, turn.event.subject)
    typed, draft_id = delete_silently_if_wanted(turn, draft.message), draft.id
    await turn.ctx.session.delete(draft)
    return [*typed, *say_deleted(turn, "remind-let-go", subject=draft_id)]


@router.button("remind:change")
async def offer_changes(turn: Turn) -> Replies:
    draft = await drafts.find_pressed_draft(turn)
    drafts.stop_asking_about_draft(turn, turn.event.subject)
    return await drafts.show_changes(turn, draft)


@router.button("remind:words", asks=reminders.LONGEST)
async def ask_words(turn: Turn) -> Replies:
    return drafts.ask_words(turn, await drafts.find_pressed_draft(turn))


@router.button("remind:mode")
async def choose_mode(turn: Turn) -> Replies:
    draft = await drafts.find_pressed_draft(turn)
    if turn.event.choice:
        reminders.choose_mode(draft, turn.event.choice)
        return await drafts.show_for_review(turn, draft)
    modes = [
        button(f"remind-button-mode-{mode}", "remind:mode", draft.id, mode)
        for mode in reminders.MODES
    ]
    return turn.edit("remind-ask-mode", *modes, drafts.back_button(draft))


@router.button("remind:clock")
async def choose_clock(turn: Turn) -> Replies:
    draft = await drafts.find_pressed_draft(turn)
    reminders.choose_clock(draft, turn.event.choice)
    return await drafts.show_for_review(turn, draft)


@router.button("remind:check")
async def show_draft(turn: Turn) -> Replies:
    draft = await drafts.find_pressed_draft(turn)
    return await drafts.continue_draft(turn, draft, is_offered=True)


@router.button("remind:for")
async def ask_audience(turn: Turn) -> Replies:
    return drafts.ask_audience(turn, await drafts.find_pressed_draft(turn))
