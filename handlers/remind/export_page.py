"""Writes reminders in words for the page of an export."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from content.pages import Block
from domain.privacy.export_section import Export
from domain.remind import reminders
from domain.remind.export import REMINDERS, ExportedReminder
from handlers.feature import PageSection
from handlers.privacy.export_text import Writer, plain_paragraph, quoted_paragraph
from handlers.turn import Turn


def render_reminders(turn: Turn, export: Export) -> Sequence[Block]:
    """Return what each says, for whom, when, by whose clock, and how it stands."""
    write = Writer(turn)
    return [_reminder_block(write, each) for each in export.part(REMINDERS)]


def _reminder_block(write: Writer, reminder: ExportedReminder) -> Block:
    lines = [*_audience_sentences(write, reminder)]
    if reminder.when:
        lines.append(write.say("remind-line-when", when=reminder.when))
    if reminder.audience == reminders.US:
        lines.append(write.say(f"remind-mode-{reminder.mode}"))
    if reminder.audience in (reminders.US, reminders.PARTNER):
        lines.append(write.say(f"remind-clock-{reminder.clock}"))
    lines.append(write.say("privacy-page-reminder", state=reminder.state))
    return Block("", [quoted_paragraph(reminder.words), *(plain_paragraph(each) for each in lines)])


def _audience_sentences(write: Writer, reminder: ExportedReminder) -> Iterator[str]:
    """Yield whom the reminder is for; a draft may not say it yet."""
    if reminder.audience == reminders.ME:
        yield write.say("remind-for-me")
    elif reminder.audience == reminders.PARTNER and not reminder.mine:
        yield write.say("remind-for-you", name=reminder.partner)
    elif reminder.audience:
        yield write.say(f"remind-for-{reminder.audience}", name=reminder.partner)


SECTIONS = (
    PageSection(
        "reminders",
        render_reminders,
        omits={
            "reminders[].at": "`when` says it in words",
            "reminders[].rule": "`when` says it in words",
            "reminders[].time_zone": "`when` says it in words",
        },
    ),
)
