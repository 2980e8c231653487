"""Counts how many phrases of phrases.tsv are understood, asked back, or misread."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

import click

from domain.calendar import to_local
from domain.natural_time.parser import Reading, Understood, read
from domain.natural_time.results import Unclear
from domain.remind.sentence import drop_link, parse_audience

TABLE = Path(__file__).parent / "phrases.tsv"
NOW = datetime(2026, 3, 4, 10)  # noqa: DTZ001 - what a clock in each row's zone shows
"""The moment of each row: Wednesday, 4 March 2026, 10:00 on a clock in the row's zone."""
HALVES = ("seen", "held-out", "fresh", "later")
"""The parts of the table: the rules were written with the first, the others count."""
LANGUAGES = ("en", "es")
FORMS = ("at", "day", "ask", "none")

Verdict = Literal["at once", "one tap", "asked", "wrong", "no time", "false alarm"]


@dataclass(frozen=True, slots=True)
class Expected:
    """One right outcome of a phrase.

    "at": this moment, and this rule. "day": some moment of this day, between these hours if given.
    "ask": the bot asks back; if `moment` is given, it is among the choices. "none": it is no time.
    """

    form: str
    moment: str = ""
    rule: str = ""
    hours: str = ""

    @classmethod
    def parse(cls, text: str) -> Expected:
        """Read one outcome, such as "at=2026-03-05T09:00 rule=FREQ=DAILY"."""
        first, _, rest = text.partition(" ")
        form, _, moment = first.partition("=")
        key, _, value = rest.partition("=")
        if form not in FORMS or key not in ("", "rule", "hours"):
            raise ValueError(f"not an outcome: {text!r}")
        if moment:
            datetime.fromisoformat(moment)
        return cls(form, moment, value * (key == "rule"), value * (key == "hours"))

    def matches(self, found: Understood) -> bool:
        """Return whether a moment that was understood or offered is this one."""
        at = to_local(found.at, found.zone).replace(tzinfo=None, second=0, microsecond=0)
        rule = found.rule.rule if found.rule else ""
        if not self.moment or _rule_parts(rule) != _rule_parts(self.rule):
            return False
        if self.form != "day":
            return at == datetime.fromisoformat(self.moment)
        earliest, _, latest = (self.hours or "0-24").partition("-")
        is_on_day = at.date() == datetime.fromisoformat(self.moment).date()
        return is_on_day and int(earliest) <= at.hour <= int(latest)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A row of the table: what is typed after /remind, and the outcomes that are right."""

    kind: str
    half: str
    language: str
    place: str
    zone: str
    said: str
    title: str
    expected: tuple[Expected, ...]

    @property
    def is_certain(self) -> bool:
        """Return whether it says day and hour so that nothing has to be asked."""
        return all(each.form == "at" for each in self.expected)

    @property
    def is_known(self) -> bool:
        """Return whether the moment it means is at least to be offered."""
        return all(each.moment for each in self.expected)

    @property
    def is_timeless(self) -> bool:
        """Return whether there is no time in it."""
        return self.expected[0].form == "none"


@dataclass(frozen=True, slots=True)
class Played:
    """A phrase, and the parser's reading of it."""

    phrase: Phrase
    reading: Reading
    title: str
    verdict: Verdict

    @property
    def is_title_kept(self) -> bool:
        """Return whether the title has all of its words and none of the time's."""
        return self.title == self.phrase.title

    @property
    def is_right(self) -> bool:
        """Return whether nothing about it is left to improve."""
        if self.phrase.is_timeless or self.verdict == "wrong":
            return self.verdict == "no time"
        if self.phrase.is_certain:
            return self.verdict == "at once" and self.is_title_kept
        return not self.phrase.is_known or self.verdict in ("at once", "one tap")


@dataclass(frozen=True, slots=True)
class Share:
    """How many of how many."""

    count: int
    total: int

    def __str__(self) -> str:
        percent = f"{100 * self.count / self.total:.1f} %" if self.total else "-"
        return f"{percent:>7} ({self.count}/{self.total})"


def read_table() -> list[Phrase]:
    """Return all phrases. Raise ValueError for a row that cannot be read."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [_phrase(row) for row in rows[1:]]


def play(phrase: Phrase) -> Played:
    """Read a phrase as /remind does, and judge what came of it."""
    _, words = parse_audience(phrase.said, phrase.language, "Sam")
    now = NOW.replace(tzinfo=ZoneInfo(phrase.zone))
    reading = read(words, now, phrase.zone, phrase.language)
    title = reading.title
    if title and not words.startswith(title):
        title = drop_link(title, phrase.language)
    return Played(phrase, reading, title, _judge(phrase, reading))


def count(played: Sequence[Played]) -> dict[str, Share]:
    """Return the figures for some phrases."""
    timed = [each for each in played if not each.phrase.is_timeless]
    certain = [each for each in timed if each.phrase.is_certain]
    known = [each for each in timed if each.phrase.is_known]
    timeless = [each for each in played if each.phrase.is_timeless]
    found = [each for each in timed if each.verdict in ("at once", "one tap")]
    behind, front = (
        [each for each in certain if each.phrase.place == place] for place in ("behind", "front")
    )
    return {
        "at once, time behind": _share(behind, lambda each: each.verdict == "at once"),
        "at once, time in front": _share(front, lambda each: each.verdict == "at once"),
        "at once or one tap": _share(known, lambda each: each.verdict in ("at once", "one tap")),
        "asked": _share(timed, lambda each: each.verdict in ("one tap", "asked")),
        "wrong moment": _share(timed, lambda each: each.verdict == "wrong"),
        "title kept": _share(found + timeless, lambda each: each.is_title_kept),
        "no time, but taken": _share(timeless, lambda each: each.verdict == "false alarm"),
        "no time, but asked": _share(timeless, lambda each: each.verdict == "asked"),
    }


def _phrase(row: Sequence[str]) -> Phrase:
    kind, half, language, place, zone, said, title, expected = row
    outcomes = tuple(Expected.parse(each) for each in expected.split(" | "))
    return Phrase(kind, half, language, place, zone, said, title, outcomes)


def _judge(phrase: Phrase, reading: Reading) -> Verdict:
    if phrase.is_timeless:
        if isinstance(reading, Understood):
            return "false alarm"
        return "no time" if reading.why == "nothing" else "asked"
    if isinstance(reading, Understood):
        outcomes = [each for each in phrase.expected if each.form != "ask"]
        return "at once" if any(each.matches(reading) for each in outcomes) else "wrong"
    offered = [(each, choice) for each in phrase.expected for choice in reading.choices]
    return "one tap" if any(each.matches(choice) for each, choice in offered) else "asked"


def _rule_parts(rule: str) -> dict[str, object]:
    """Return the parts of an RRULE so that rules that mean the same are equal."""
    parts = dict(part.split("=", 1) for part in rule.split(";") if part)
    interval = int(parts.pop("INTERVAL", "1"))
    if parts.get("FREQ") == "HOURLY":
        parts["FREQ"], interval = "MINUTELY", interval * 60
    return {"INTERVAL": interval} | {key: set(value.split(",")) for key, value in parts.items()}


def _share(played: Sequence[Played], is_counted: Callable[[Played], bool]) -> Share:
    return Share(sum(map(is_counted, played)), len(played))


def _print_figures(played: Sequence[Played]) -> None:
    for half in HALVES:
        for language in LANGUAGES:
            some = [
                each
                for each in played
                if (each.phrase.half, each.phrase.language) == (half, language)
            ]
            click.echo(f"{half}, {language}: {len(some)} phrases")
            for name, share in count(some).items():
                click.echo(f"  {name:<24}{share}")


def _print_kinds(played: Sequence[Played]) -> None:
    for kind in dict.fromkeys(each.phrase.kind for each in played):
        some = [each for each in played if each.phrase.kind == kind]
        click.echo(f"{_share(some, lambda each: each.is_right)!s:<20}{kind}")


def _print_failures(played: Sequence[Played]) -> None:
    for each in played:
        if not each.is_right:
            phrase = each.phrase
            click.echo(f"{each.verdict:<12}{phrase.kind}: {phrase.said} [{phrase.zone}]")
            click.echo(f"{'':<12}expected {phrase.title!r} {_outcomes(phrase)}")
            click.echo(f"{'':<12}found {each.title!r} {_shown(each.reading)}")


def _outcomes(phrase: Phrase) -> str:
    return " | ".join(
        " ".join(filter(None, (each.form, each.moment, each.rule, each.hours)))
        for each in phrase.expected
    )


def _shown(reading: Reading) -> str:
    if isinstance(reading, Unclear):
        return f"ask {reading.why}: " + " / ".join(map(_shown, reading.choices))
    at = to_local(reading.at, reading.zone).strftime("%Y-%m-%dT%H:%M")
    return f"{at} {reading.rule.rule}" if reading.rule else at


@click.command()
@click.option("--list", "half", type=click.Choice(HALVES), help="Show the rows that fail there.")
@click.option("--kinds", is_flag=True, help="Show how many rows of each kind are right.")
def main(half: str | None, kinds: bool) -> None:
    """Play the phrases of phrases.tsv through the parser and print the figures.

    A row of "ask" alone counts as right if the bot asks back. "at once" counts the rows that
    leave nothing to ask, "at once or one tap" those whose moment is at least to be offered.
    The other halves than the seen one are for counting: look at their rows after the rules are
    written.
    """
    played = [play(phrase) for phrase in read_table()]
    _print_figures(played)
    if kinds:
        _print_kinds(played)
    if half:
        _print_failures([each for each in played if each.phrase.half == half])


if __name__ == "__main__":
    main()
