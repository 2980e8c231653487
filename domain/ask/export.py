"""The questions of an export: what was asked, one's own answer, and the other's once revealed."""

from __future__ import annotations

from datetime import date

from pydantic import Field
from sqlalchemy import or_, select

from domain.ask import answers, questions
from domain.privacy.export_scope import ExportScope
from domain.privacy.export_section import ExportedPart, ExportSection
from storage.tables.ask import AskedQuestion, QuestionAnswer


class ExportedQuestion(ExportedPart):
    """A question that one of you asked; `theirs` only where both answers were revealed."""

    mine: bool = Field(description="Whether you asked it.")
    partner: str
    words: str = Field(
        description="Empty for a question that is gone, if you wrote something to it."
    )
    on: date | None = Field(
        description="The day on which you asked it. When your partner asked theirs is not told."
    )
    answer: str | None
    state: str = Field(description="Your own side of it: open, draft, shared or declined.")
    theirs: str | None
    in_cards: bool = Field(description="Whether you would like it among your cards.")


async def questions_of(look: ExportScope) -> list[ExportedQuestion]:
    """Return the questions of both, oldest first."""
    rows = select(AskedQuestion, QuestionAnswer).join(
        QuestionAnswer, QuestionAnswer.ask_id == AskedQuestion.id
    )
    is_left = or_(AskedQuestion.text.is_not(None), QuestionAnswer.text.is_not(None))
    own = rows.where(QuestionAnswer.member_id == look.me.id, is_left)
    found = await look.ctx.session.execute(own.order_by(AskedQuestion.asked_at, AskedQuestion.id))
    return [await _question(look, question, side) for question, side in found.all()]


async def _question(
    look: ExportScope, question: AskedQuestion, side: QuestionAnswer
) -> ExportedQuestion:
    mine = question.author_id == look.me.id
    revealed = await answers.open_revealed(look.ctx, question)
    theirs = [words for author, words in revealed.items() if author != look.me.id]
    return ExportedQuestion(
        mine=mine,
        partner=await look.partner_name(question.couple_id),
        words=await questions.words_of(look.ctx, question),
        on=look.local_day(question.asked_at) if mine else None,
        answer=await answers.own_words(look.ctx, side) or None,
        state=side.state,
        theirs=theirs[0] if theirs else None,
        in_cards=side.in_cards,
    )


def _omit_private(found: list[ExportedQuestion]) -> list[ExportedQuestion]:
    return [
        each if each.theirs is not None else each.model_copy(update={"answer": None})
        for each in found
    ]


QUESTIONS = ExportSection(
    "questions",
    list[ExportedQuestion],
    questions_of,
    without_private=_omit_private,
    columns=(AskedQuestion.text, QuestionAnswer.text, QuestionAnswer.revealed),
)
