"""/history: the rounds of one's own couples, one a page, and the late answer."""

from __future__ import annotations

from uuid import UUID

from chat.messages import Replies
from content.texts import Rendered
from domain import challenge_answers as answers
from domain import challenge_reactions as reactions
from domain import pushes
from domain.pushes import Topic
from handlers import challenge_card as card
from handlers import challenge_reveal, challenge_revealed, dates, privacy_hide
from handlers.turn import Features, Row, Turn, tap
from storage.models import Answer, Round

router = Features()


@router.command("history")
async def show(turn: Turn) -> Replies:
    """The newest round first."""
    return await _page(turn, None)


@router.button("history:page")
async def page(turn: Turn) -> Replies:
    return await _page(turn, turn.event.subject)


async def _page(turn: Turn, round_id: UUID | None) -> Replies:
    await pushes.note_look(turn.session, turn.member, Topic.REACTION)
    rounds = await answers.history(turn.session, turn.member)
    if not rounds:
        return turn.say("challenge-history-empty")
    ids = [held.id for held in rounds]
    at = ids.index(round_id) if round_id and round_id in ids else 0
    held = rounds[at]
    rows: list[Row] = []
    newer = tap("challenge-button-newer", "history:page", ids[at - 1]) if at else None
    older = tap("challenge-button-older", "history:page", ids[at + 1]) if rounds[at + 1 :] else None
    arrows = [each for each in (newer, older) if each]
    if arrows:
        rows.append(arrows)
    text = Rendered("\n\n".join(await _round(turn, held, rows)))
    rows += await privacy_hide.way(turn, held.couple_id)
    own = await answers.written(turn.session, turn.member, held)
    shows = tuple(answer.id for answer in own)
    return turn.send(text, *rows, replaces=turn.event.name == "history:page", shows=shows)


async def _round(turn: Turn, held: Round, rows: list[Row]) -> list[Rendered]:
    """What the person may read of one round; adds the buttons of a late answer to `rows`."""
    gone = card.is_gone(turn, held)
    title = (
        turn.text("challenge-gone-title")
        if gone
        else card.challenge_of(turn, held, turn.member).title
    )
    day = dates.long_date(turn, held.day)
    head = turn.text("challenge-history-head", None, day=day, title=Rendered(title))
    if await answers.is_revealed(turn.session, held.id):
        shown = await challenge_revealed.reveal_text(turn, held, turn.member)
        return [head, shown, *await _reactions(turn, held), *await _former(turn, held)]
    answer = await answers.mine(turn.session, turn.member, held)
    linked = turn.member.couple_id == held.couple_id
    if linked and answer and answer.text:
        rows.insert(0, challenge_reveal.own_buttons(turn, answer))
    elif linked:
        rows[:0] = card.ways_to_answer(turn, held, turn.member)
    return [head, *_question(turn, held), *await _own(turn, answer), *await _former(turn, held)]


def _question(turn: Turn, held: Round) -> list[Rendered]:
    if card.is_gone(turn, held):
        return []
    ask = card.challenge_of(turn, held, turn.member).question.ask
    return [turn.text("challenge-history-question", None, question=Rendered(ask))]


async def _own(turn: Turn, answer: Answer | None) -> list[Rendered]:
    if answer is None or answer.text is None:
        return [turn.text("challenge-history-open")]
    words = await turn.vault.open(answer, "text")
    shown = card.label_of(turn, answer.challenge, words, turn.member)
    return [turn.text(f"challenge-state-{answer.state}", None, words=shown)]


async def _former(turn: Turn, held: Round) -> list[Rendered]:
    """What the person wrote to a challenge that was swapped away."""
    lines = []
    for answer in await answers.written(turn.session, turn.member, held):
        if answer.challenge != held.challenge:
            words = await turn.vault.open(answer, "text")
            shown = card.label_of(turn, answer.challenge, words, turn.member)
            lines.append(turn.text("challenge-history-former", None, words=shown))
    return lines


async def _reactions(turn: Turn, held: Round) -> list[Rendered]:
    lines = []
    for reaction in await reactions.all_of(turn.session, turn.member, held):
        if reaction.member_id == turn.member.id:
            lines.append(await challenge_revealed.own_reaction(turn, reaction, turn.member))
        else:
            line = await turn.vault.open(reaction, "line")
            name = await turn.name_in(held.couple_id)
            shown = challenge_revealed.reaction_text(turn, reaction.kind, name, line, turn.member)
            lines.append(shown)
    return lines
