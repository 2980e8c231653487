"""Writes goals and check-ins in words for the page of an export."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from content.pages import Block, Paragraph
from domain.goals.export import CHECK_INS, GOALS, ExportedCheckIn, ExportedGoal
from domain.privacy.export_section import Export
from handlers.feature import PageSection
from handlers.privacy.export_text import Writer, plain_paragraph, quoted_paragraph
from handlers.turn import Turn


def render_goals(turn: Turn, export: Export) -> Sequence[Block]:
    """Return each goal with its check-ins, oldest week first."""
    write, blocks = Writer(turn), []
    goals, check_ins = export.part(GOALS), export.part(CHECK_INS)
    for index, goal in enumerate(goals):
        own = [each for each in check_ins if each.goal == index]
        paragraphs = [part for each in own for part in _check_in_paragraphs(write, goal, each)]
        heading = write.say("privacy-page-with", name=goal.partner)
        blocks.append(Block(heading, [*_goal_paragraphs(write, goal), *paragraphs]))
    return blocks


def _goal_paragraphs(write: Writer, goal: ExportedGoal) -> Iterator[Paragraph]:
    """Yield the plan in the words of /goals."""
    yield quoted_paragraph(goal.words)
    if goal.reason:
        yield plain_paragraph(write.say("goals-reason", reason=goal.reason))
    if goal.until:
        yield plain_paragraph(write.say("goals-until", day=write.day(goal.until)))
    if goal.step:
        doer, name = goal.step_by or "both", goal.partner
        yield plain_paragraph(write.say("goals-step", step=goal.step, who=doer, name=name))
    for words in goal.milestones:
        yield plain_paragraph(write.say("goals-milestone", words=words))
    yield plain_paragraph(write.say("privacy-page-goal", state=goal.state))
    if goal.left:
        yield plain_paragraph(write.say("goals-you-left"))
    if goal.weekly:
        yield plain_paragraph(write.say("privacy-page-weekly"))


def _check_in_paragraphs(
    write: Writer, goal: ExportedGoal, check_in: ExportedCheckIn
) -> Iterator[Paragraph]:
    """Yield both answers of a week, each as one sentence with its line."""
    monday = date.fromisoformat(f"{check_in.week}-1")
    yield plain_paragraph(write.say("privacy-page-check-in", day=write.day(monday)))
    yield quoted_paragraph(_outcome_text(write, check_in.mine), write.say("privacy-page-me"))
    if check_in.theirs:
        yield quoted_paragraph(_outcome_text(write, check_in.theirs), goal.partner)


def _outcome_text(write: Writer, answer: str) -> str:
    how, _, note = answer.partition(" ")
    return f"{write.say('goals-how', how=how)} {note}".strip()


SECTIONS = (PageSection("goals", render_goals),)
