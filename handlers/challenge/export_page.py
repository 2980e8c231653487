"""Writes weeks and likings in words for the page of an export."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from content.pages import Block, Paragraph
from domain.challenge.export import (
    LIKINGS,
    WEEKS,
    ExportedAnswer,
    ExportedReaction,
    ExportedWeek,
)
from domain.privacy.export_section import Export
from handlers.feature import PageSection
from handlers.privacy.export_text import Writer, plain_paragraph, quoted_paragraph
from handlers.turn import Turn


def render_weeks(turn: Turn, export: Export) -> Sequence[Block]:
    """Return a block for each week, in order."""
    write = Writer(turn)
    return [_week_block(write, each) for each in export.part(WEEKS)]


def render_likings(turn: Turn, export: Export) -> Sequence[Block]:
    """Return one block for all likings, if there are any."""
    write = Writer(turn)
    sentences = [
        plain_paragraph(write.say("privacy-page-liking", title=each.title, liking=each.liking))
        for each in export.part(LIKINGS)
    ]
    return [Block("", sentences)] if sentences else []


def _week_block(write: Writer, week: ExportedWeek) -> Block:
    heading = write.say("privacy-page-week", day=write.day(week.day), title=week.title)
    question = [plain_paragraph(week.question)] if week.question else []
    partner_answer = (
        [quoted_paragraph(week.theirs, week.partner)] if week.theirs is not None else []
    )
    own_answers = (_answer_paragraph(write, week, each) for each in week.mine)
    reactions = (
        paragraph
        for each in week.reactions
        for paragraph in _reaction_paragraphs(write, week, each)
    )
    return Block(heading, [*question, *own_answers, *partner_answer, *reactions])


def _answer_paragraph(write: Writer, week: ExportedWeek, answer: ExportedAnswer) -> Paragraph:
    state = "read" if answer.state == "shared" and week.theirs is not None else answer.state
    title = answer.title if answer.title != week.title else ""
    kind = "other" if title else "same"
    label = write.say("privacy-page-answer", state=state, kind=kind, title=title)
    return quoted_paragraph(answer.words, label)


def _reaction_paragraphs(
    write: Writer, week: ExportedWeek, reaction: ExportedReaction
) -> Iterator[Paragraph]:
    """Yield a reaction's tap, its line, or both."""
    key, names = "challenge-own-reaction", {}
    if not reaction.mine:
        key, names = "challenge-reaction", {"name": week.partner}
    if reaction.kind != "line":
        yield plain_paragraph(write.say(f"{key}-{reaction.kind}", **names))
    if reaction.line:
        yield plain_paragraph(write.say(f"{key}-line", **names, line=reaction.line))


SECTIONS = (
    PageSection(
        "weeks",
        render_weeks,
        omits={
            "weeks[].challenge": "its title is said",
            "weeks[].mine[].challenge": "its title is said",
        },
    ),
    PageSection("likings", render_likings, omits={"likings[].challenge": "its title is said"}),
)
