"""Handles reactions to a reveal: a tap, which can be undone, and one line."""

from __future__ import annotations

from datetime import timedelta

from chat.messages import Replies
from chat.targets import EditEarlier, EditPressed
from content.texts import Rendered
from domain import unsorted as drafts
from domain.challenge import answers, reactions
from domain.challenge.reactions import ReactionEffect
from domain.errors import NotFound, RuleBroken
from domain.pushes import News, Topic
from handlers import unsent, unsorted
from handlers.challenge import reveal as revealed
from handlers.pushes import push
from handlers.turn import FeatureRouter, Turn
from storage.tables.challenge import Round

router = FeatureRouter()

LINE_QUESTION = "challenge:line"
LINE_QUESTION_LIFETIME = timedelta(minutes=30)
"""How long the question for a line stays open to words that could be something else."""
HEART_EMOJI = "❤♥🩷🧡💛💚💙🩵💜🤎🖤🩶🤍💕💖💗💓💞💝"
"""The partner gets the heart on the button: its colour carries no message of its own."""


@router.button("challenge:react", binding=True, reaction={"heart": HEART_EMOJI, "thanks": "🙏"})
async def react(turn: Turn) -> Replies:
    """Save a tap. The partner's phone rings once for it, however often it is taken back."""
    round_, kind = await _revealed_round(turn), turn.event.choice
    effect = await reactions.tap(turn.ctx, turn.member, round_, kind)
    await turn.ctx.session.flush()
    own = await _update_pressed_reveal(turn, round_, ReactionEffect.BEFORE)
    if effect is ReactionEffect.BEFORE:
        return own
    return [*own, *await _notify_partner(turn, round_, kind, "")]


@router.button("challenge:undo", binding=True, needs_consent=False)
async def undo_reaction(turn: Turn) -> Replies:
    """Take a tap out of the partner's message without a sound, or keep it from being sent."""
    round_ = await _revealed_round(turn)
    key = await reactions.undo(turn.ctx, turn.member, round_)
    own = await _update_pressed_reveal(turn, round_, None)
    if key is None or turn.partner is None:
        return own
    text = turn.text("challenge-reaction-gone", turn.partner)
    return [*own, *turn.send(text, to=turn.partner, target=EditEarlier(key), subject=round_.id)]


@router.button("challenge:line", asks=reactions.LINE_LONGEST)
async def ask_line(turn: Turn) -> Replies:
    round_ = await _revealed_round(turn)
    if await reactions.has_sent_line(turn.ctx, turn.member, round_):
        raise RuleBroken("challenge-reacted-before")
    turn.ask(LINE_QUESTION, round_.id)
    return turn.say("challenge-ask-line", longest=reactions.LINE_LONGEST)


@router.answer(LINE_QUESTION, lapses=LINE_QUESTION_LIFETIME)
async def show_line(turn: Turn) -> Replies:
    """Show the line as it would be sent; nothing is sent yet."""
    round_ = await answers.lock_round(turn.ctx, turn.member, turn.member.asking_about)
    if await reactions.has_sent_line(turn.ctx, turn.member, round_):
        turn.stop_asking()
        return [*turn.say("challenge-reacted-before"), *await unsorted.offer_choices(turn)]
    replies = await unsent.begin(turn, drafts.LINE, round_.id, turn.event.text)
    turn.stop_asking()
    return replies


@router.button("challenge:send", binding="unsent:show")
async def send_line(turn: Turn) -> Replies:
    """Send the one line of a round; a second line stays with its author."""
    found = await unsent.find_words_to_send(turn, drafts.LINE)
    if found is None:
        return await unsent.show_again(turn)
    draft, line = found
    round_ = await answers.lock_round(turn.ctx, turn.member, draft.about)
    if not await reactions.send_line(turn.ctx, turn.member, round_, line):
        raise RuleBroken("challenge-reacted-before")
    await unsent.discard_sent(turn, draft, LINE_QUESTION)
    notification = await _notify_partner(turn, round_, reactions.LINE, line)
    return [
        *turn.edit("challenge-reacted"),
        *await _update_newest_reveal(turn, round_),
        *notification,
    ]


async def _update_pressed_reveal(
    turn: Turn, round_: Round, given: ReactionEffect | None
) -> Replies:
    """Replace the pressed reveal with one that shows the reactions given now."""
    text, rows = await revealed.render_reveal(turn, round_, turn.member)
    if given is None:
        text = Rendered(f"{text}\n\n{turn.text('challenge-undone')}")
    key = revealed.copy_key(turn, round_)
    return turn.send(text, *rows, target=EditPressed(), key=key, subject=round_.id)


async def _update_newest_reveal(turn: Turn, round_: Round) -> Replies:
    """Update the reveal where it was last shown with the reactions given now."""
    shown_key = await reactions.newest_reveal_key(turn.ctx, turn.member, round_)
    if shown_key is None:
        return []
    text, rows = await revealed.render_reveal(turn, round_, turn.member)
    return turn.send(
        text,
        *rows,
        target=EditEarlier(shown_key),
        key=revealed.copy_key(turn, round_),
        subject=round_.id,
    )


async def _notify_partner(turn: Turn, round_: Round, kind: str, line: str) -> Replies:
    if turn.partner is None:
        return []
    name = await turn.name_of(turn.member)
    text = revealed.reaction_text(turn, kind, name, line, turn.partner)
    news = News(Topic.REACTION, reactions.news_about(round_.id, turn.member.id, kind))
    return await push(turn, news, text, preview="challenge-reaction-preview", subject=round_.id)


async def _revealed_round(turn: Turn) -> Round:
    round_ = await answers.lock_round(turn.ctx, turn.member, turn.event.subject)
    if not await answers.is_revealed(turn.ctx, round_.id):
        raise NotFound
    return round_
