"""Goals, reminders and repairs on the page of an export, each in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from content.pages import Block, Paragraph
from domain.privacy import export_schema as document
from domain.remind import reminders
from domain.repair.sessions import QUESTIONS, TRIAL
from handlers.privacy.export_text import Writer, quote, sentence


def goals(
    write: Writer,
    goals: Sequence[document.ExportedGoal],
    check_ins: Sequence[document.ExportedCheckIn],
) -> Sequence[Block]:
    """Each goal with its check-ins, oldest week first."""
    blocks = []
    for place, goal in enumerate(goals):
        own = [each for each in check_ins if each.goal == place]
        said = [part for each in own for part in _check_in(write, goal, each)]
        heading = write.say("privacy-page-with", name=goal.partner)
        blocks.append(Block(heading, [*_goal(write, goal), *said]))
    return blocks


def reminder(write: Writer, reminder: document.ExportedReminder) -> Block:
    """What it says, for whom, when, by whose clock, and how it stands."""
    lines = [*_audience(write, reminder)]
    if reminder.when:
        lines.append(write.say("remind-line-when", when=reminder.when))
    if reminder.audience == reminders.US:
        lines.append(write.say(f"remind-mode-{reminder.mode}"))
    if reminder.audience in (reminders.US, reminders.PARTNER):
        lines.append(write.say(f"remind-clock-{reminder.clock}"))
    lines.append(write.say("privacy-page-reminder", state=reminder.state))
    return Block("", [quote(reminder.words), *(sentence(each) for each in lines)])


def repair(write: Writer, repair: document.ExportedRepair) -> Block | None:
    """Both sides as they were shown, or one's own; None while there are no words."""
    said = [
        *_side(write, write.say("privacy-page-me"), repair.mine),
        *_side(write, repair.partner, repair.theirs or {}),
        *_trials(write, repair),
    ]
    if not said:
        return None
    if not repair.partner:
        return Block(write.say("privacy-page-by-yourself"), said)
    return Block(write.say("privacy-page-with", name=repair.partner), said)


def _goal(write: Writer, goal: document.ExportedGoal) -> Iterator[Paragraph]:
    """The plan in the words of /goals."""
    yield quote(goal.words)
    if goal.reason:
        yield sentence(write.say("goals-reason", reason=goal.reason))
    if goal.until:
        yield sentence(write.say("goals-until", day=write.day(goal.until)))
    if goal.step:
        who, name = goal.step_by or "both", goal.partner
        yield sentence(write.say("goals-step", step=goal.step, who=who, name=name))
    yield sentence(write.say("privacy-page-goal", state=goal.state))
    if goal.left:
        yield sentence(write.say("goals-you-left"))
    if goal.weekly:
        yield sentence(write.say("privacy-page-weekly"))


def _check_in(
    write: Writer, goal: document.ExportedGoal, check_in: document.ExportedCheckIn
) -> Iterator[Paragraph]:
    """Both answers of a week, each as one sentence and the line that goes with it."""
    monday = date.fromisoformat(f"{check_in.week}-1")
    yield sentence(write.say("privacy-page-check-in", day=write.day(monday)))
    yield quote(_how(write, check_in.mine), write.say("privacy-page-me"))
    if check_in.theirs:
        yield quote(_how(write, check_in.theirs), goal.partner)


def _how(write: Writer, said: str) -> str:
    how, _, note = said.partition(" ")
    return f"{write.say('goals-how', how=how)} {note}".strip()


def _audience(write: Writer, reminder: document.ExportedReminder) -> Iterator[str]:
    """A draft may not have one yet."""
    if reminder.audience == reminders.ME:
        yield write.say("remind-for-me")
    elif reminder.audience == reminders.PARTNER and not reminder.mine:
        yield write.say("remind-for-you", name=reminder.partner)
    elif reminder.audience:
        yield write.say(f"remind-for-{reminder.audience}", name=reminder.partner)


def _side(write: Writer, who: str, words: Mapping[str, str]) -> Iterator[Paragraph]:
    for each in QUESTIONS:
        if each in words:
            yield quote(words[each], write.say("privacy-page-side", who=who, part=each))


def _trials(write: Writer, repair: document.ExportedRepair) -> Iterator[Paragraph]:
    """One's own from before both were ready, where the two then chose another."""
    own = repair.mine.get(TRIAL)
    if own and own != repair.trial:
        yield quote(own, write.say("privacy-page-own-trial"))
    if repair.trial:
        yield quote(repair.trial, write.say("privacy-page-trial"))
    if repair.proposed_by_me:
        yield quote(repair.proposed_by_me, write.say("privacy-page-proposed-by-me"))
    if repair.proposed_by_other:
        name = repair.partner
        yield quote(repair.proposed_by_other, write.say("privacy-page-proposed-by", name=name))
