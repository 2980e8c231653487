"""What one gives back after a reveal: a tap, which can be taken back, and one line."""

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

ASKS_LINE = "challenge:line"
A_WHILE = timedelta(minutes=30)
"""How long the question for a line stays open to words that could be something else."""
HEARTS = "❤♥🩷🧡💛💚💙🩵💜🤎🖤🩶🤍💕💖💗💓💞💝"
"""The other gets the one on the button: its colour is no message of its own."""


@router.button("challenge:react", binding=True, reaction={"heart": HEARTS, "thanks": "🙏"})
async def react(turn: Turn) -> Replies:
    """One tap back. The other's phone rings once for it, however often it is taken back."""
    round_, kind = await _revealed_round(turn), turn.event.choice
    given = await reactions.tap(turn.ctx, turn.member, round_, kind)
    await turn.ctx.session.flush()
    own = await _shown(turn, round_, ReactionEffect.BEFORE)
    if given is ReactionEffect.BEFORE:
        return own
    return [*own, *await _tell(turn, round_, kind, "")]


@router.button("challenge:undo", binding=True, needs_consent=False)
async def undo(turn: Turn) -> Replies:
    """Out of the other's message without a sound, or never into it."""
    round_ = await _revealed_round(turn)
    key = await reactions.undo(turn.ctx, turn.member, round_)
    own = await _shown(turn, round_, None)
    if key is None or turn.partner is None:
        return own
    gone = turn.text("challenge-reaction-gone", turn.partner)
    return [*own, *turn.send(gone, to=turn.partner, target=EditEarlier(key), about=round_.id)]


@router.button("challenge:line", asks=reactions.LINE_LONGEST)
async def ask_line(turn: Turn) -> Replies:
    round_ = await _revealed_round(turn)
    if await reactions.has_sent_line(turn.ctx, turn.member, round_):
        raise RuleBroken("challenge-reacted-before")
    turn.ask(ASKS_LINE, round_.id)
    return turn.say("challenge-ask-line", longest=reactions.LINE_LONGEST)


@router.answer(ASKS_LINE, lapses=A_WHILE)
async def show_line(turn: Turn) -> Replies:
    """Nothing is sent yet: the line is shown as it would go."""
    round_ = await answers.lock_round(turn.ctx, turn.member, turn.member.asking_about)
    if await reactions.has_sent_line(turn.ctx, turn.member, round_):
        turn.stop_asking()
        return [*turn.say("challenge-reacted-before"), *await unsorted.offer(turn)]
    shown = await unsent.begin(turn, drafts.LINE, round_.id, turn.event.text)
    turn.stop_asking()
    return shown


@router.button("challenge:send", binding="unsent:show")
async def send_line(turn: Turn) -> Replies:
    """One line, once; a second one is kept for its author."""
    found = await unsent.to_send(turn, drafts.LINE)
    if found is None:
        return await unsent.show_again(turn)
    draft, line = found
    round_ = await answers.lock_round(turn.ctx, turn.member, draft.about)
    if not await reactions.send_line(turn.ctx, turn.member, round_, line):
        raise RuleBroken("challenge-reacted-before")
    await unsent.finish(turn, draft, ASKS_LINE)
    told = await _tell(turn, round_, reactions.LINE, line)
    return [*turn.edit("challenge-reacted"), *await _refreshed(turn, round_), *told]


async def _shown(turn: Turn, round_: Round, given: ReactionEffect | None) -> Replies:
    """The reveal in the place of the pressed one, with what is given now."""
    text, rows = await revealed.view(turn, round_, turn.member)
    if given is None:
        text = Rendered(f"{text}\n\n{turn.text('challenge-undone')}")
    key = revealed.key_anew(turn, round_)
    return turn.send(text, *rows, target=EditPressed(), key=key, about=round_.id)


async def _refreshed(turn: Turn, round_: Round) -> Replies:
    """The reveal where it was last shown, with what is given now."""
    shown = await reactions.newest_reveal_key(turn.ctx, turn.member, round_)
    if shown is None:
        return []
    text, rows = await revealed.view(turn, round_, turn.member)
    return turn.send(
        text, *rows, target=EditEarlier(shown), key=revealed.key_anew(turn, round_), about=round_.id
    )


async def _tell(turn: Turn, round_: Round, kind: str, line: str) -> Replies:
    if turn.partner is None:
        return []
    name = await turn.name_of(turn.member)
    said = revealed.reaction_text(turn, kind, name, line, turn.partner)
    news = News(Topic.REACTION, reactions.news_about(round_.id, turn.member.id, kind))
    return await push(turn, news, said, preview="challenge-reaction-preview", about=round_.id)


async def _revealed_round(turn: Turn) -> Round:
    round_ = await answers.lock_round(turn.ctx, turn.member, turn.event.subject)
    if not await answers.is_revealed(turn.ctx, round_.id):
        raise NotFound
    return round_
