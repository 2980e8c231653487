"""What one gives back after a reveal: a tap, which can be taken back, and one line."""

from __future__ import annotations

from datetime import timedelta

from chat.messages import Replies
from content.texts import Rendered
from domain import challenge_answers as answers
from domain import challenge_reactions as reactions
from domain import unsorted as drafts
from domain.challenge_reactions import Given
from domain.errors import NotFound, RuleBroken
from domain.pushes import News, Topic
from handlers import challenge_revealed as revealed
from handlers import unsent, unsorted
from handlers.pushes import push
from handlers.turn import Features, Turn
from storage.models import Round

router = Features()

ASKS_LINE = "challenge:line"
A_WHILE = timedelta(minutes=30)
"""How long the question for a line stays open to words that could be something else."""
HEARTS = "❤♥🩷🧡💛💚💙🩵💜🤎🖤🩶🤍💕💖💗💓💞💝"
"""The other gets the one on the button: its colour is no message of its own."""


@router.button("challenge:react", binding=True, reaction={"heart": HEARTS, "thanks": "🙏"})
async def react(turn: Turn) -> Replies:
    """One tap back. The other's phone rings once for it, however often it is taken back."""
    held, kind = await _revealed_round(turn), turn.event.choice
    given = await reactions.tap(turn.session, turn.member, held, kind, turn.now)
    await turn.session.flush()
    own = await _shown(turn, held, Given.BEFORE)
    if given is Given.BEFORE:
        return own
    return [*own, *await _tell(turn, held, kind, "")]


@router.button("challenge:undo", binding=True)
async def undo(turn: Turn) -> Replies:
    """Out of the other's message without a sound, or never into it."""
    held = await _revealed_round(turn)
    key = await reactions.undo(turn.session, turn.member, held, turn.now)
    own = await _shown(turn, held, None)
    if key is None or turn.partner is None:
        return own
    gone = turn.text("challenge-reaction-gone", turn.partner)
    return [*own, *turn.send(gone, to=turn.partner, edits=key, about=held.id)]


@router.button("challenge:line", asks=reactions.LINE_LONGEST)
async def ask_line(turn: Turn) -> Replies:
    held = await _revealed_round(turn)
    if await reactions.has_said(turn.session, turn.member, held):
        raise RuleBroken("challenge-reacted-before")
    turn.ask(ASKS_LINE, held.id)
    return turn.say("challenge-ask-line", longest=reactions.LINE_LONGEST)


@router.answer(ASKS_LINE, lapses=A_WHILE)
async def show_line(turn: Turn) -> Replies:
    """Nothing is sent yet: the line is shown as it would go."""
    held = await answers.round_of(turn.session, turn.member, turn.member.asking_about)
    if await reactions.has_said(turn.session, turn.member, held):
        turn.asked()
        return [*turn.say("challenge-reacted-before"), *await unsorted.offer(turn)]
    shown = await unsent.begin(turn, drafts.LINE, held.id, turn.event.text)
    turn.asked()
    return shown


@router.button("challenge:send", binding="unsent:show")
async def send_line(turn: Turn) -> Replies:
    """One line, once; a second one is kept for its author."""
    found = await unsent.to_send(turn, drafts.LINE)
    if found is None:
        return await unsent.show_again(turn)
    draft, line = found
    held = await answers.round_of(turn.session, turn.member, draft.about)
    if not await reactions.say(turn.session, turn.vault, turn.member, held, line, turn.now):
        raise RuleBroken("challenge-reacted-before")
    await unsent.finish(turn, draft, ASKS_LINE)
    told = await _tell(turn, held, reactions.LINE, line)
    return [*turn.change("challenge-reacted"), *await _refreshed(turn, held), *told]


async def _shown(turn: Turn, held: Round, given: Given | None) -> Replies:
    """The reveal in the place of the pressed one, with what is given now."""
    text, rows = await revealed.view(turn, held, turn.member)
    if given is None:
        text = Rendered(f"{text}\n\n{turn.text('challenge-undone')}")
    key = revealed.key_anew(turn, held)
    return turn.send(text, *rows, replaces=True, key=key, about=held.id)


async def _refreshed(turn: Turn, held: Round) -> Replies:
    """The reveal where it was last shown, with what is given now."""
    shown = await reactions.newest_reveal(turn.session, turn.member, held)
    if shown is None:
        return []
    text, rows = await revealed.view(turn, held, turn.member)
    return turn.send(text, *rows, edits=shown, key=revealed.key_anew(turn, held), about=held.id)


async def _tell(turn: Turn, held: Round, kind: str, line: str) -> Replies:
    if turn.partner is None:
        return []
    name = await turn.name_of(turn.member)
    said = revealed.reaction_text(turn, kind, name, line, turn.partner)
    news = News(Topic.REACTION, reactions.about_of(held.id, turn.member.id, kind))
    return await push(turn, news, said, preview="challenge-reaction-preview", about=held.id)


async def _revealed_round(turn: Turn) -> Round:
    held = await answers.round_of(turn.session, turn.member, turn.event.subject)
    if not await answers.is_revealed(turn.session, held.id):
        raise NotFound
    return held
