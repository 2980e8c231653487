"""The weeks of an export, and how one liked their challenges."""

from __future__ import annotations

from sqlalchemy import select

from domain.challenge import answers, reactions
from domain.privacy import export_schema as document
from domain.privacy.export_scope import ExportScope
from domain.privacy.export_section import ExportSection
from storage.tables.challenge import Answer, Rating, Reaction, Round


async def weeks_of(look: ExportScope) -> list[document.ExportedWeek]:
    """Return one's rounds, each with the other's answer where it was revealed."""
    return [await _week(look, round_) for round_ in await answers.all_rounds(look.ctx, look.me)]


async def _week(look: ExportScope, round_: Round) -> document.ExportedWeek:
    return document.ExportedWeek(
        day=round_.day,
        challenge=round_.challenge,
        title=look.wording.title(round_.challenge),
        question=look.wording.question(round_.challenge),
        partner=await look.partner_name(round_.couple_id),
        mine=await _own_answers(look, round_),
        theirs=await _their_answer(look, round_),
        reactions=await _reactions(look, round_),
    )


async def _own_answers(look: ExportScope, round_: Round) -> list[document.ExportedAnswer]:
    return [
        document.ExportedAnswer(
            challenge=each.challenge,
            title=look.wording.title(each.challenge),
            words=look.wording.label(each.challenge, await look.ctx.vault.open(each, "text")),
            state=each.state,
        )
        for each in await answers.written_by(look.ctx, look.me, round_)
    ]


async def _their_answer(look: ExportScope, round_: Round) -> str | None:
    for each in await answers.revealed_answers(look.ctx, round_):
        if each.member_id != look.me.id:
            words = await look.ctx.vault.open(each, "revealed")
            return look.wording.label(each.challenge, words)
    return None


async def _reactions(look: ExportScope, round_: Round) -> list[document.ExportedReaction]:
    return [
        document.ExportedReaction(
            mine=each.member_id == look.me.id,
            kind=each.kind,
            line=await look.ctx.vault.open(each, "line") or None,
        )
        for each in await reactions.all_in_round(look.ctx, look.me, round_)
    ]


async def likings_of(look: ExportScope) -> list[document.ExportedLiking]:
    """Return how one liked each challenge."""
    rows = select(Rating).where(Rating.member_id == look.me.id).order_by(Rating.challenge)
    return [
        document.ExportedLiking(
            challenge=each.challenge, title=look.wording.title(each.challenge), liking=each.liking
        )
        for each in await look.ctx.session.scalars(rows)
    ]


SECTIONS = (
    ExportSection("weeks", weeks_of, (Answer.text, Answer.revealed, Reaction.line)),
    ExportSection("likings", likings_of),
)
