"""Goals, reminders and repairs on the page of an export, each in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from content.pages import Block, Paragraph
from domain import privacy_document as document
from domain import remind
from domain.repair import QUESTIONS, TRIAL
from handlers.privacy_page_words import Writer, quote, sentence


def goals(
    write: Writer, held: Sequence[document.Goal], check_ins: Sequence[document.CheckIn]
) -> Sequence[Block]:
    """Each goal with its check-ins, oldest week first."""
    blocks = []
    for place, goal in enumerate(held):
        own = [each for each in check_ins if each.goal == place]
        said = [part for each in own for part in _check_in(write, goal, each)]
        heading = write.say("privacy-page-with", name=goal.partner)
        blocks.append(Block(heading, [*_goal(write, goal), *said]))
    return blocks


def reminder(write: Writer, held: document.Reminder) -> Block:
    """What it says, for whom, when, by whose clock, and how it stands."""
    lines = [*_audience(write, held)]
    if held.when:
        lines.append(write.say("remind-line-when", when=held.when))
    if held.audience == remind.US:
        lines.append(write.say(f"remind-mode-{held.mode}"))
    if held.audience in (remind.US, remind.PARTNER):
        lines.append(write.say(f"remind-clock-{held.clock}"))
    lines.append(write.say("privacy-page-reminder", state=held.state))
    return Block("", [quote(held.words), *(sentence(each) for each in lines)])


def repair(write: Writer, held: document.Repair) -> Block | None:
    """Both sides as they were shown, or one's own; None while there are no words."""
    said = [
        *_side(write, write.say("privacy-page-me"), held.mine),
        *_side(write, held.partner, held.theirs or {}),
        *_trials(write, held),
    ]
    if not said:
        return None
    if not held.partner:
        return Block(write.say("privacy-page-by-yourself"), said)
    return Block(write.say("privacy-page-with", name=held.partner), said)


def _goal(write: Writer, goal: document.Goal) -> Iterator[Paragraph]:
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


def _check_in(write: Writer, goal: document.Goal, held: document.CheckIn) -> Iterator[Paragraph]:
    """Both answers of a week, each as one sentence and the line that goes with it."""
    monday = date.fromisoformat(f"{held.week}-1")
    yield sentence(write.say("privacy-page-check-in", day=write.day(monday)))
    yield quote(_how(write, held.mine), write.say("privacy-page-me"))
    if held.theirs:
        yield quote(_how(write, held.theirs), goal.partner)


def _how(write: Writer, said: str) -> str:
    how, _, note = said.partition(" ")
    return f"{write.say('goals-how', how=how)} {note}".strip()


def _audience(write: Writer, held: document.Reminder) -> Iterator[str]:
    """A draft may not have one yet."""
    if held.audience == remind.ME:
        yield write.say("remind-for-me")
    elif held.audience == remind.PARTNER and not held.mine:
        yield write.say("remind-for-you", name=held.partner)
    elif held.audience:
        yield write.say(f"remind-for-{held.audience}", name=held.partner)


def _side(write: Writer, who: str, words: Mapping[str, str]) -> Iterator[Paragraph]:
    for each in QUESTIONS:
        if each in words:
            yield quote(words[each], write.say("privacy-page-side", who=who, part=each))


def _trials(write: Writer, held: document.Repair) -> Iterator[Paragraph]:
    """One's own from before both were ready, where the two then chose another."""
    own = held.mine.get(TRIAL)
    if own and own != held.trial:
        yield quote(own, write.say("privacy-page-own-trial"))
    if held.trial:
        yield quote(held.trial, write.say("privacy-page-trial"))
    if held.proposed_by_me:
        yield quote(held.proposed_by_me, write.say("privacy-page-proposed-by-me"))
    if held.proposed_by_other:
        name = held.partner
        yield quote(held.proposed_by_other, write.say("privacy-page-proposed-by", name=name))
