"""Handles /history: the rounds of the person's own couples, one a page, and the late answer."""

from __future__ import annotations

from uuid import UUID

from chat.messages import Replies
from chat.targets import EditPressed, NewMessage
from content.texts import Rendered
from domain import pushes
from domain.challenge import answers, reactions
from domain.pushes import Topic
from domain.wishes import shared
from handlers import date_text
from handlers.challenge import card, draft, reveal
from handlers.privacy import hide
from handlers.turn import FeatureRouter, Row, Turn, button
from handlers.wishes.deck import APART_BUTTON
from storage.tables.challenge import Answer, Round

router = FeatureRouter(needs_consent=False)


@router.command("history")
async def show(turn: Turn) -> Replies:
    """Show the newest round."""
    return await _render_page(turn, None)


@router.button("history:page")
async def show_page(turn: Turn) -> Replies:
    return await _render_page(turn, turn.event.subject)


async def _render_page(turn: Turn, round_id: UUID | None) -> Replies:
    await pushes.mark_list_opened(turn.ctx, turn.member, Topic.REACTION)
    rounds = await answers.visible_rounds(turn.ctx, turn.member)
    if not rounds:
        return turn.say("challenge-history-empty")
    ids = [round_.id for round_ in rounds]
    index = ids.index(round_id) if round_id and round_id in ids else 0
    round_ = rounds[index]
    rows: list[Row] = []
    newer = button("challenge-button-newer", "history:page", ids[index - 1]) if index else None
    older = (
        button("challenge-button-older", "history:page", ids[index + 1])
        if rounds[index + 1 :]
        else None
    )
    arrows = [each for each in (newer, older) if each]
    if arrows:
        rows.append(arrows)
    text = Rendered("\n\n".join(await _round_lines(turn, round_, rows)))
    rows += await hide.hide_buttons(turn, round_.couple_id)
    rows += [APART_BUTTON] if await shared.visible_ids(turn.ctx, turn.member) else []
    own = await answers.written_by(turn.ctx, turn.member, round_)
    shows = tuple(answer.id for answer in own)
    target = EditPressed() if turn.event.name == "history:page" else NewMessage()
    return turn.send(text, *rows, target=target, shows=shows)


async def _round_lines(turn: Turn, round_: Round, rows: list[Row]) -> list[Rendered]:
    """Return what the person may read of one round; add the buttons of a late answer to `rows`."""
    gone = card.is_gone(turn, round_)
    title = (
        turn.text("challenge-gone-title")
        if gone
        else card.challenge_of(turn, round_, turn.member).title
    )
    day = date_text.long_date(turn, round_.day)
    heading = turn.text("challenge-history-head", None, day=day, title=Rendered(title))
    if await answers.is_revealed(turn.ctx, round_.id):
        revealed_text = await reveal.reveal_text(turn, round_, turn.member)
        return [
            heading,
            revealed_text,
            *await _reaction_lines(turn, round_),
            *await _swapped_answer_lines(turn, round_),
        ]
    answer = await answers.answer_in_round(turn.ctx, turn.member, round_)
    linked = turn.member.couple_id == round_.couple_id
    if linked and answer and answer.text:
        rows.insert(0, await draft.own_buttons(turn, answer))
    elif linked:
        rows[:0] = card.answer_buttons(turn, round_, turn.member)
    return [
        heading,
        *_question_lines(turn, round_),
        *await _own_answer_lines(turn, answer),
        *await _swapped_answer_lines(turn, round_),
    ]


def _question_lines(turn: Turn, round_: Round) -> list[Rendered]:
    if card.is_gone(turn, round_):
        return []
    ask = card.challenge_of(turn, round_, turn.member).question.ask
    return [turn.text("challenge-history-question", None, question=Rendered(ask))]


async def _own_answer_lines(turn: Turn, answer: Answer | None) -> list[Rendered]:
    if answer is None or answer.text is None:
        return [turn.text("challenge-history-open")]
    words = await turn.ctx.vault.open(answer, "text")
    label = card.answer_label(turn, answer.challenge, words, turn.member)
    return [turn.text(f"challenge-state-{answer.state}", None, words=label)]


async def _swapped_answer_lines(turn: Turn, round_: Round) -> list[Rendered]:
    """Return what the person wrote to a challenge that was swapped away."""
    lines = []
    for answer in await answers.written_by(turn.ctx, turn.member, round_):
        if answer.challenge != round_.challenge:
            words = await turn.ctx.vault.open(answer, "text")
            label = card.answer_label(turn, answer.challenge, words, turn.member)
            lines.append(turn.text("challenge-history-former", None, words=label))
    return lines


async def _reaction_lines(turn: Turn, round_: Round) -> list[Rendered]:
    lines = []
    for reaction in await reactions.all_in_round(turn.ctx, turn.member, round_):
        if reaction.member_id == turn.member.id:
            lines.append(await reveal.own_reaction_text(turn, reaction, turn.member))
        else:
            line = await turn.ctx.vault.open(reaction, "line")
            name = await turn.name_in(round_.couple_id)
            text = reveal.reaction_text(turn, reaction.kind, name, line, turn.member)
            lines.append(text)
    return lines
