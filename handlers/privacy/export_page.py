"""An export as a page to keep: titles, sentences, names and dates of the reader's own calendar."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from content.pages import Block, DocumentPage, Paragraph, Section
from domain.privacy import export_schema as document
from handlers.privacy import export_plans as plans, export_settings as settings
from handlers.privacy.export_text import Writer, quote, sentence
from handlers.turn import Turn

LEFT_OUT = {
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
"""What only the file for programs holds, and why."""


def page(turn: Turn, export: document.Export) -> str:
    """The whole file, in the reader's language."""
    write = Writer(turn)
    name, day = export.profile.name, write.day_of(export.made_at)
    return turn.content.pages.render_export(
        DocumentPage(
            turn.member.language,
            title=write.say("privacy-page-title", name=name, day=day),
            about=write.say("privacy-page-about"),
            sections=[
                Section(write.say(f"privacy-page-{key}"), blocks)
                for key, blocks in _sections(write, export).items()
            ],
        )
    )


def _sections(write: Writer, export: document.Export) -> dict[str, Sequence[Block]]:
    return {
        "you": [settings.about(write, export.profile)],
        "journal": [_entry(write, each) for each in export.journal],
        "unsorted": [Block(write.day(each.day), [quote(each.words)]) for each in export.unsorted],
        "weeks": [_week(write, each) for each in export.weeks],
        "thanks": [_kindness(write, each) for each in export.thanks],
        "goals": plans.goals(write, export.goals, export.check_ins),
        "reminders": [plans.reminder(write, each) for each in export.reminders],
        "repairs": [*filter(None, (plans.repair(write, each) for each in export.repairs))],
        "likings": _likings(write, export.likings),
        "settings": [settings.settings(write, export)],
    }


def _entry(write: Writer, entry: document.ExportedEntry) -> Block:
    day = write.day(entry.day)
    if entry.challenge is None:
        return Block(day, [quote(entry.words)])
    title = write.title(entry.challenge)
    return Block(day, [quote(entry.words, write.say("privacy-page-to-title", title=title))])


def _week(write: Writer, week: document.ExportedWeek) -> Block:
    heading = write.say("privacy-page-week", day=write.day(week.day), title=week.title)
    question = [sentence(week.question)] if week.question else []
    theirs = [quote(week.theirs, week.partner)] if week.theirs is not None else []
    own = (_answer(write, week, each) for each in week.mine)
    back = (said for each in week.reactions for said in _reaction(write, week, each))
    return Block(heading, [*question, *own, *theirs, *back])


def _answer(
    write: Writer, week: document.ExportedWeek, answer: document.ExportedAnswer
) -> Paragraph:
    state = "read" if answer.state == "shared" and week.theirs is not None else answer.state
    title = answer.title if answer.title != week.title else ""
    kind = "other" if title else "same"
    label = write.say("privacy-page-answer", state=state, kind=kind, title=title)
    return quote(answer.words, label)


def _reaction(
    write: Writer, week: document.ExportedWeek, reaction: document.ExportedReaction
) -> Iterator[Paragraph]:
    """The tap, the line, or both."""
    key, who = "challenge-own-reaction", {}
    if not reaction.mine:
        key, who = "challenge-reaction", {"name": week.partner}
    if reaction.kind != "line":
        yield sentence(write.say(f"{key}-{reaction.kind}", **who))
    if reaction.line:
        yield sentence(write.say(f"{key}-line", **who, line=reaction.line))


def _kindness(write: Writer, kindness: document.ExportedThanks) -> Block:
    """When the partner wrote theirs is not said."""
    way = "given" if kindness.mine else "got"
    heading = write.say(f"privacy-page-{way}", name=kindness.other)
    day = f" · {write.day(kindness.on)}" if kindness.on else ""
    away = [sentence(write.say("privacy-page-put-away"))] if kindness.put_away else []
    return Block(f"{heading}{day}", [quote(kindness.words), *away])


def _likings(write: Writer, likings: Iterable[document.ExportedLiking]) -> Sequence[Block]:
    said = [
        sentence(write.say("privacy-page-liking", title=each.title, liking=each.liking))
        for each in likings
    ]
    return [Block("", said)] if said else []
