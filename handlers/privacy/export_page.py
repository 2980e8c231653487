"""Draws an export as a page to keep: titles, sentences, names and dates in the reader's form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from content.pages import Block, DocumentPage, Paragraph, Section
from domain.privacy import export_schema as document
from handlers.privacy import export_plans as plans, export_settings as settings
from handlers.privacy.export_text import Writer, plain_paragraph, quoted_paragraph
from handlers.turn import Turn

OMITTED_FIELDS = {
    "format": "it says to programs what the file is",
    "version": "it says to programs what the file is",
    "journal[].begun_at": "its day is said",
    "weeks[].challenge": "its title is said",
    "weeks[].mine[].challenge": "its title is said",
    "likings[].challenge": "its title is said",
    "reminders[].at": "`when` says it in words",
    "reminders[].rule": "`when` says it in words",
    "reminders[].time_zone": "`when` says it in words",
}
"""Fields that only the file for programs holds, and why."""


def render_page(turn: Turn, export: document.Export) -> str:
    """Return the whole page in the reader's language."""
    write = Writer(turn)
    name, day = export.profile.name, write.local_day(export.made_at)
    return turn.content.pages.render_export(
        DocumentPage(
            turn.member.language,
            title=write.say("privacy-page-title", name=name, day=day),
            about=write.say("privacy-page-about"),
            sections=[
                Section(write.say(f"privacy-page-{key}"), blocks)
                for key, blocks in _build_sections(write, export).items()
            ],
        )
    )


def _build_sections(write: Writer, export: document.Export) -> dict[str, Sequence[Block]]:
    return {
        "you": [settings.profile_block(write, export.profile)],
        "journal": [_journal_block(write, each) for each in export.journal],
        "unsorted": [
            Block(write.day(each.day), [quoted_paragraph(each.words)]) for each in export.unsorted
        ],
        "weeks": [_week_block(write, each) for each in export.weeks],
        "thanks": [_thanks_block(write, each) for each in export.thanks],
        "goals": plans.goal_blocks(write, export.goals, export.check_ins),
        "reminders": [plans.reminder_block(write, each) for each in export.reminders],
        "repairs": [*filter(None, (plans.repair_block(write, each) for each in export.repairs))],
        "likings": _liking_blocks(write, export.likings),
        "settings": [settings.settings_block(write, export)],
    }


def _journal_block(write: Writer, entry: document.ExportedEntry) -> Block:
    day = write.day(entry.day)
    if entry.challenge is None:
        return Block(day, [quoted_paragraph(entry.words)])
    title = write.title(entry.challenge)
    return Block(
        day, [quoted_paragraph(entry.words, write.say("privacy-page-to-title", title=title))]
    )


def _week_block(write: Writer, week: document.ExportedWeek) -> Block:
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


def _answer_paragraph(
    write: Writer, week: document.ExportedWeek, answer: document.ExportedAnswer
) -> Paragraph:
    state = "read" if answer.state == "shared" and week.theirs is not None else answer.state
    title = answer.title if answer.title != week.title else ""
    kind = "other" if title else "same"
    label = write.say("privacy-page-answer", state=state, kind=kind, title=title)
    return quoted_paragraph(answer.words, label)


def _reaction_paragraphs(
    write: Writer, week: document.ExportedWeek, reaction: document.ExportedReaction
) -> Iterator[Paragraph]:
    """Yield a reaction's tap, its line, or both."""
    key, names = "challenge-own-reaction", {}
    if not reaction.mine:
        key, names = "challenge-reaction", {"name": week.partner}
    if reaction.kind != "line":
        yield plain_paragraph(write.say(f"{key}-{reaction.kind}", **names))
    if reaction.line:
        yield plain_paragraph(write.say(f"{key}-line", **names, line=reaction.line))


def _thanks_block(write: Writer, thanks: document.ExportedThanks) -> Block:
    """Return a block for a thanks, without saying when the partner wrote theirs."""
    direction = "given" if thanks.mine else "got"
    heading = write.say(f"privacy-page-{direction}", name=thanks.other)
    day = f" · {write.day(thanks.on)}" if thanks.on else ""
    put_away = [plain_paragraph(write.say("privacy-page-put-away"))] if thanks.put_away else []
    return Block(f"{heading}{day}", [quoted_paragraph(thanks.words), *put_away])


def _liking_blocks(write: Writer, likings: Iterable[document.ExportedLiking]) -> Sequence[Block]:
    sentences = [
        plain_paragraph(write.say("privacy-page-liking", title=each.title, liking=each.liking))
        for each in likings
    ]
    return [Block("", sentences)] if sentences else []
