"""Writes goals, reminders and repairs in words for the page of an export."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from content.pages import Block, Paragraph
from domain.privacy import export_schema as document
from domain.remind import reminders
from domain.repair.sessions import QUESTIONS, TRIAL
from handlers.privacy.export_text import Writer, plain_paragraph, quoted_paragraph


def goal_blocks(
    write: Writer,
    goals: Sequence[document.ExportedGoal],
    check_ins: Sequence[document.ExportedCheckIn],
) -> Sequence[Block]:
    """Return each goal with its check-ins, the oldest week first."""
    blocks = []
    for index, goal in enumerate(goals):
        own = [each for each in check_ins if each.goal == index]
        paragraphs = [part for each in own for part in _check_in_paragraphs(write, goal, each)]
        heading = write.say("privacy-page-with", name=goal.partner)
        blocks.append(Block(heading, [*_goal_paragraphs(write, goal), *paragraphs]))
    return blocks


def reminder_block(write: Writer, reminder: document.ExportedReminder) -> Block:
    """Say what the reminder says, for whom, when, by whose clock, and in what state it is."""
    lines = [*_audience_sentences(write, reminder)]
    if reminder.when:
        lines.append(write.say("remind-line-when", when=reminder.when))
    if reminder.audience == reminders.US:
        lines.append(write.say(f"remind-mode-{reminder.mode}"))
    if reminder.audience in (reminders.US, reminders.PARTNER):
        lines.append(write.say(f"remind-clock-{reminder.clock}"))
    lines.append(write.say("privacy-page-reminder", state=reminder.state))
    return Block("", [quoted_paragraph(reminder.words), *(plain_paragraph(each) for each in lines)])


def repair_block(write: Writer, repair: document.ExportedRepair) -> Block | None:
    """Return both sides as they were shown, or the reader's own; None while there are no words."""
    paragraphs = [
        *_side_paragraphs(write, write.say("privacy-page-me"), repair.mine),
        *_side_paragraphs(write, repair.partner, repair.theirs or {}),
        *_trial_paragraphs(write, repair),
    ]
    if not paragraphs:
        return None
    if not repair.partner:
        return Block(write.say("privacy-page-by-yourself"), paragraphs)
    return Block(write.say("privacy-page-with", name=repair.partner), paragraphs)


def _goal_paragraphs(write: Writer, goal: document.ExportedGoal) -> Iterator[Paragraph]:
    """Yield the plan in the words of /goals."""
    yield quoted_paragraph(goal.words)
    if goal.reason:
        yield plain_paragraph(write.say("goals-reason", reason=goal.reason))
    if goal.until:
        yield plain_paragraph(write.say("goals-until", day=write.day(goal.until)))
    if goal.step:
        doer, name = goal.step_by or "both", goal.partner
        yield plain_paragraph(write.say("goals-step", step=goal.step, who=doer, name=name))
    yield plain_paragraph(write.say("privacy-page-goal", state=goal.state))
    if goal.left:
        yield plain_paragraph(write.say("goals-you-left"))
    if goal.weekly:
        yield plain_paragraph(write.say("privacy-page-weekly"))


def _check_in_paragraphs(
    write: Writer, goal: document.ExportedGoal, check_in: document.ExportedCheckIn
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


def _audience_sentences(write: Writer, reminder: document.ExportedReminder) -> Iterator[str]:
    """Yield whom the reminder is for; a draft may not say it yet."""
    if reminder.audience == reminders.ME:
        yield write.say("remind-for-me")
    elif reminder.audience == reminders.PARTNER and not reminder.mine:
        yield write.say("remind-for-you", name=reminder.partner)
    elif reminder.audience:
        yield write.say(f"remind-for-{reminder.audience}", name=reminder.partner)


def _side_paragraphs(write: Writer, author: str, answers: Mapping[str, str]) -> Iterator[Paragraph]:
    for each in QUESTIONS:
        if each in answers:
            yield quoted_paragraph(
                answers[each], write.say("privacy-page-side", who=author, part=each)
            )


def _trial_paragraphs(write: Writer, repair: document.ExportedRepair) -> Iterator[Paragraph]:
    """Yield what the two try, and the reader's own earlier idea if they chose another."""
    own = repair.mine.get(TRIAL)
    if own and own != repair.trial:
        yield quoted_paragraph(own, write.say("privacy-page-own-trial"))
    if repair.trial:
        yield quoted_paragraph(repair.trial, write.say("privacy-page-trial"))
    if repair.proposed_by_me:
        yield quoted_paragraph(repair.proposed_by_me, write.say("privacy-page-proposed-by-me"))
    if repair.proposed_by_other:
        name = repair.partner
        yield quoted_paragraph(
            repair.proposed_by_other, write.say("privacy-page-proposed-by", name=name)
        )
