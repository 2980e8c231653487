"""An export as a page to read and to print: one HTML file that needs nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from html import escape

from chat import markup
from domain import privacy_document as document
from handlers import dates
from handlers.turn import Turn

STYLE = """
body { font: 1.05rem/1.6 Georgia, serif; max-width: 42rem; margin: 3rem auto; padding: 0 1rem;
       color: #222; background: #fffdf9; }
h1, h2, h3 { font-family: system-ui, sans-serif; line-height: 1.25; }
h2 { margin-top: 3rem; border-bottom: 2px solid #e7ddcf; padding-bottom: .3rem; }
h3 { margin: 2rem 0 .3rem; font-size: 1.05rem; }
p { white-space: pre-wrap; overflow-wrap: anywhere; margin: .4rem 0; }
.quiet { color: #776; font-family: system-ui, sans-serif; font-size: .88rem; }
blockquote { margin: .6rem 0; padding-left: 1rem; border-left: 3px solid #d9a; }
article { break-inside: avoid; }
@media print { body { margin: 0; background: none; } h2 { break-after: avoid; } }
"""


def page(turn: Turn, export: document.Export) -> str:
    """The whole file. What people wrote is escaped; nothing in it runs or loads."""
    return _Page(turn).whole(export)


class _Page:
    def __init__(self, turn: Turn) -> None:
        self._turn = turn
        self._language = turn.member.language

    def whole(self, export: document.Export) -> str:
        title = self._say("privacy-page-title", name=export.profile.name)
        head = (
            f'<meta charset="utf-8"><meta name="viewport" content="width=device-width">'
            f"<title>{title}</title><style>{STYLE}</style>"
        )
        about = self._say("privacy-page-about", day=self._day(export.made_at.date()))
        body = "\n".join([f"<h1>{title}</h1>", _quiet(about), *self._sections(export)])
        return (
            f'<!doctype html>\n<html lang="{self._language}"><head>{head}</head>\n'
            f"<body>\n{body}\n</body></html>\n"
        )

    def _sections(self, export: document.Export) -> Iterator[str]:
        parts = {
            "journal": (self._entry(each) for each in export.journal),
            "weeks": (self._week(each) for each in export.weeks),
            "thanks": (self._kindness(each) for each in export.thanks),
            "goals": (self._goal(each) for each in export.goals),
            "check-ins": (self._check_in(each) for each in export.check_ins),
            "reminders": (_article("", _words(each.words)) for each in export.reminders),
            "repairs": (self._repair(each) for each in export.repairs),
        }
        for name, articles in parts.items():
            if shown := "\n".join(articles):
                yield f"<section><h2>{self._say(f'privacy-page-{name}')}</h2>\n{shown}</section>"
        yield f"<section><h2>{self._say('privacy-page-profile')}</h2>{_profile(export)}</section>"

    def _entry(self, entry: document.JournalEntry) -> str:
        return _article(self._day(entry.begun_at.date()), _words(entry.words))

    def _week(self, week: document.Week) -> str:
        lines = [_quiet(escape(week.question))]
        lines += [self._said("privacy-page-mine", each.words) for each in week.mine]
        if week.theirs is not None:
            lines.append(self._said("privacy-page-theirs", week.theirs, name=week.partner))
        lines += [_words(each.line) for each in week.reactions if each.line]
        return _article(f"{self._day(week.day)} · {escape(week.title)}", *lines)

    def _kindness(self, kindness: document.Kindness) -> str:
        way = "privacy-page-to" if kindness.mine else "privacy-page-from"
        head = f"{self._day(kindness.on)} · {self._say(way, name=kindness.other)}"
        return _article(head, _words(kindness.words))

    def _goal(self, goal: document.Goal) -> str:
        until = [_quiet(self._day(goal.until))] if goal.until else []
        rest = [_words(each) for each in (goal.reason, goal.step) if each]
        return _article("", _words(goal.words), *rest, *until)

    def _check_in(self, check_in: document.CheckIn) -> str:
        theirs = [_words(check_in.theirs)] if check_in.theirs else []
        return _article(escape(check_in.week), _words(check_in.mine), *theirs)

    def _repair(self, repair: document.Repair) -> str:
        theirs = (repair.theirs or {}).values()
        trial = [_words(repair.trial)] if repair.trial else []
        both = [_words(each) for each in (*repair.mine.values(), *theirs)]
        return _article("", *both, *trial)

    def _said(self, key: str, words: str, **values: str) -> str:
        return _quiet(self._say(key, **values)) + _words(words)

    def _say(self, key: str, **values: str) -> str:
        return escape(markup.to_plain(self._turn.text(key, None, **values)))

    def _day(self, day: date) -> str:
        return escape(dates.long_date(self._turn, day))


def _profile(export: document.Export) -> str:
    kept = export.profile.model_dump(mode="json")
    rows = [f"{name.replace('_', ' ')}: {value}" for name, value in kept.items() if value]
    return _quiet(escape("\n".join(rows)))


def _article(head: str, *inside: str) -> str:
    title = f"<h3>{head}</h3>" if head else ""
    return f"<article>{title}{''.join(inside)}</article>"


def _words(words: str) -> str:
    return f'<blockquote><p dir="auto">{escape(words)}</p></blockquote>'


def _quiet(shown: str) -> str:
    return f'<p class="quiet">{shown}</p>'
