"""The weeks of an export, and how one liked their challenges."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from domain.challenge import answers, reactions
from domain.privacy.export_scope import ExportScope
from domain.privacy.export_section import ExportedPart, ExportSection, omit_all
from storage.tables.challenge import Answer, Rating, Reaction, Round


class ExportedAnswer(ExportedPart):
    """Your words on one challenge, and whether they were shared."""

    challenge: str
    title: str
    words: str
    state: str


class ExportedReaction(ExportedPart):
    """A tap or a line after a reveal."""

    mine: bool
    kind: str
    line: str | None


class ExportedWeek(ExportedPart):
    """One round of yours with your partner; `theirs` only where it was revealed to you."""

    day: date
    challenge: str
    title: str
    question: str
    partner: str
    mine: list[ExportedAnswer]
    theirs: str | None
    reactions: list[ExportedReaction]


class ExportedLiking(ExportedPart):
    """How you liked a challenge."""

    challenge: str
    title: str
    liking: str


async def weeks_of(look: ExportScope) -> list[ExportedWeek]:
    """Return one's rounds, each with the other's answer where it was revealed."""
    return [await _week(look, round_) for round_ in await answers.all_rounds(look.ctx, look.me)]


async def _week(look: ExportScope, round_: Round) -> ExportedWeek:
    return ExportedWeek(
        day=round_.day,
        challenge=round_.challenge,
        title=look.wording.title(round_.challenge),
        question=look.wording.question(round_.challenge),
        partner=await look.partner_name(round_.couple_id),
        mine=await _own_answers(look, round_),
        theirs=await _their_answer(look, round_),
        reactions=await _reactions(look, round_),
    )


async def _own_answers(look: ExportScope, round_: Round) -> list[ExportedAnswer]:
    return [
        ExportedAnswer(
            challenge=each.challenge,
            title=look.wording.title(each.challenge),
            words=look.wording.label(each.challenge, await look.ctx.vault.open(each, "text"), True),
            state=each.state,
        )
        for each in await answers.written_by(look.ctx, look.me, round_)
    ]


async def _their_answer(look: ExportScope, round_: Round) -> str | None:
    for each in await answers.revealed_answers(look.ctx, round_):
        if each.member_id != look.me.id:
            words = await look.ctx.vault.open(each, "revealed")
            return look.wording.label(each.challenge, words, False)
    return None


async def _reactions(look: ExportScope, round_: Round) -> list[ExportedReaction]:
    return [
        ExportedReaction(
            mine=each.member_id == look.me.id,
            kind=each.kind,
            line=await look.ctx.vault.open(each, "line") or None,
        )
        for each in await reactions.all_in_round(look.ctx, look.me, round_)
    ]


async def likings_of(look: ExportScope) -> list[ExportedLiking]:
    """Return how one liked each challenge."""
    rows = select(Rating).where(Rating.member_id == look.me.id).order_by(Rating.challenge)
    return [
        ExportedLiking(
            challenge=each.challenge, title=look.wording.title(each.challenge), liking=each.liking
        )
        for each in await look.ctx.session.scalars(rows)
    ]


def _omit_private(weeks: list[ExportedWeek]) -> list[ExportedWeek]:
    return [week.model_copy(update={"mine": _revealed_answers(week)}) for week in weeks]


def _revealed_answers(week: ExportedWeek) -> list[ExportedAnswer]:
    return [each for each in week.mine if each.state == "shared" and week.theirs is not None]


WEEKS = ExportSection(
    "weeks",
    list[ExportedWeek],
    weeks_of,
    without_private=_omit_private,
    columns=(Answer.text, Answer.revealed, Reaction.line),
)
LIKINGS = ExportSection("likings", list[ExportedLiking], likings_of, without_private=omit_all)
