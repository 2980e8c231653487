"""Shows a question to one of the two: the words, their own answer, or both once revealed."""

from __future__ import annotations

from uuid import UUID

from chat.messages import Replies
from chat.targets import EditPressed
from content.texts import Rendered
from domain.ask import answers, in_cards, questions
from domain.paging import page_of
from handlers import date_text
from handlers.paging import paging_rows
from handlers.privacy import hide
from handlers.privacy.lock_screen import as_spoiler
from handlers.turn import ButtonSpec, Row, Turn, button
from storage.tables.ask import AskedQuestion, QuestionAnswer
from storage.tables.member import Member

LIST_BUTTON = button("ask-button-list", "ask:list")
WRITE_BUTTON = button("ask-button-write", "ask:write")
PAST_BUTTON = button("ask-button-past", "ask:past")


def answer_button(question: AskedQuestion) -> ButtonSpec:
    return button("ask-button-answer", "ask:answer", question.id)


def withdraw_button(question: AskedQuestion) -> ButtonSpec:
    return button("ask-button-withdraw", "ask:withdraw", question.id)


async def line(turn: Turn, question: AskedQuestion, number: int) -> Rendered:
    """Return a question as the list shows it: its number, whose it is, and its words."""
    return turn.text(
        "ask-line",
        None,
        number=number,
        whose=_whose(question, turn.member),
        name=await turn.partner_name(),
        words=await questions.words_of(turn.ctx, question),
    )


async def show(turn: Turn, question_id: UUID | None) -> Replies:
    """Show a question as it stands for its reader. Raise NotFound."""
    question, side = await questions.find_own_side(turn.ctx, turn.member, question_id)
    if question.revealed:
        return await show_past(turn, question.id)
    questions.must_be_open(turn.ctx, turn.member, question)
    own = await answers.own_words(turn.ctx, side)
    lines = [await _question_text(turn, question, turn.member)]
    if own:
        lines.append(turn.text(f"ask-own-{side.state}", None, words=own))
    last_day = date_text.to_local(turn, question.ends_at).date()
    lines.append(turn.text("ask-until", None, day=date_text.long_date(turn, last_day)))
    rows = _buttons(turn, question, side)
    shows = (side.id,) if own else ()
    text = Rendered("\n\n".join(lines))
    return turn.send(text, *rows, LIST_BUTTON, target=EditPressed(), shows=shows)


async def show_past(turn: Turn, question_id: UUID | None) -> Replies:
    """Show a question that both answered, with the way to the others."""
    page = page_of(await questions.answered_ids(turn.ctx, turn.member), question_id)
    if page is None:
        return turn.edit("ask-none-past", LIST_BUTTON)
    question = await turn.ctx.session.get_one(AskedQuestion, page.id)
    text = await reveal_text(turn, question, turn.member)
    hiding = await hide.hide_buttons(turn, question.couple_id)
    card = await _card_buttons(turn, question)
    rows = [*paging_rows(page, "ask", "ask:past"), *card, LIST_BUTTON, *hiding]
    return turn.send(text, *rows, target=EditPressed())


async def _card_buttons(turn: Turn, question: AskedQuestion) -> list[ButtonSpec]:
    """Return the button for one's own yes to the question as a card, or for taking it back."""
    chosen = await in_cards.is_chosen(turn.ctx, turn.member, question)
    if chosen is None:
        return []
    action = "no-card" if chosen else "card"
    return [button(f"ask-button-{action}", f"ask:{action}", question.id)]


async def reveal_text(turn: Turn, question: AskedQuestion, reader: Member) -> Rendered:
    """Return a question with both answers, the reader's own first."""
    both = await answers.open_revealed(turn.ctx, question)
    own = both.get(reader.id, "")
    other = next((words for author, words in both.items() if author != reader.id), "")
    return turn.text(
        "ask-both",
        reader,
        question=await _question_text(turn, question, reader),
        name=await turn.name_in(question.couple_id, reader),
        own=as_spoiler(reader, own),
        other=as_spoiler(reader, other),
    )


async def _question_text(turn: Turn, question: AskedQuestion, reader: Member) -> Rendered:
    return turn.text(
        "ask-question",
        reader,
        whose=_whose(question, reader),
        name=await turn.name_in(question.couple_id, reader),
        words=await questions.words_of(turn.ctx, question),
    )


def _whose(question: AskedQuestion, reader: Member) -> str:
    return "own" if question.author_id == reader.id else "other"


def _buttons(turn: Turn, question: AskedQuestion, side: QuestionAnswer) -> list[Row]:
    """Return what the reader can do, which does not depend on what the partner has done."""
    is_own = question.author_id == turn.member.id
    withdraw: list[Row] = [withdraw_button(question)] if is_own else []
    if side.text is None:
        decline = button("ask-button-decline", "ask:decline", question.id)
        answer = answer_button(question)
        return [answer, *withdraw] if is_own else [[answer, decline]]
    edit = button("ask-button-edit", "ask:answer", question.id)
    drop = button("ask-button-drop", "ask:drop", question.id)
    if side.state == questions.SHARED:
        return [[edit, button("ask-button-back", "ask:back", question.id)], *withdraw]
    tag = answers.version_tag(side)
    share = button("ask-button-share", "ask:share", question.id, tag)
    return [share, [edit, drop], *withdraw]
