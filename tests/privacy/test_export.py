"""Test /export: everything of one's own and shown to one, in one file, and nothing else."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest

import handlers
from bot.app import App
from domain.challenge.export import WEEKS
from domain.privacy.export import PROFILE
from domain.privacy.export_section import (
    Export,
    build_model,
    exported_columns,
    find_gaps,
)
from domain.reflect import EXPORT as JOURNAL
from domain.remind.export import REMINDERS
from domain.thanks import EXPORT as THANKS
from handlers.feature import FeatureError
from storage.tables import sealed_columns
from storage.tables.challenge import Answer
from tests.support.couples import member_of, paired, settled, unlinked
from tests.support.people import Person, Time
from tests.support.reminders import shares_reminder

DOCS = Path(__file__).parents[2] / "docs"
SCHEMA, PAGE = DOCS / "export.schema.json", DOCS / "export.md"
HEADER = "| stored, sealed | where it is in the file |"


def files(person: Person) -> tuple[str, Export]:
    """Return the page and the document of the newest file; parts with photos are others."""
    sent = [shown for shown in person.screen if shown.attachment == "same-side.zip"]
    with zipfile.ZipFile(io.BytesIO(sent[-1].content)) as packed:
        page = packed.read("same-side.html").decode()
        return page, document_model().model_validate_json(packed.read("same-side.json"))


def document_model() -> type[Export]:
    return build_model(handlers.collect_features().export)


async def exports(person: Person) -> tuple[str, Export]:
    await person.says("/export")
    return files(person)


async def shares(person: Person, words: str) -> None:
    await person.says("/challenge")
    await person.presses("Answer")
    await person.says(words)
    await person.presses("Share when both")


class Loads(HTMLParser):
    """A parser that finds anything in a page that would run or fetch something."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = {name for name, _ in attrs}
        if tag in ("script", "img", "link", "iframe") or names & {"src", "href", "onerror"}:
            self.found.append(tag)


@pytest.mark.clients
async def test_the_file_comes_with_the_answer(alice: Person, app: App) -> None:
    await settled(alice, "Berlin")
    await alice.says("/export")
    assert alice.last.attachment == "same-side.zip"
    alice.sees("everything of yours", "isn’t locked")


async def test_an_empty_life_here_is_exported_too(alice: Person, app: App) -> None:
    page, export = await exports(alice)
    assert not export.part(JOURNAL)
    assert not export.part(WEEKS)
    assert export.part(PROFILE).name == "Alice"
    assert "Your journal" not in page


async def test_the_export_contains_everything_of_ones_own(
    alice: Person, bob: Person, app: App
) -> None:
    await paired(alice, bob)
    await alice.presses("now")
    await alice.says("/reflect my own page")
    await alice.says("/done")
    await shares(alice, "my own answer")
    await alice.says("/thanks")
    await alice.says("thank you for the soup")
    await alice.presses("Send")
    await alice.says("/remind me to breathe tomorrow at 9:00")
    page, export = await exports(alice)
    assert [entry.words for entry in export.part(JOURNAL)] == ["my own page"]
    assert export.part(WEEKS)[0].mine[0].words == "my own answer"
    assert export.part(WEEKS)[0].theirs is None
    assert [(each.mine, each.words) for each in export.part(THANKS)] == [
        (True, "thank you for the soup")
    ]
    assert [each.words for each in export.part(REMINDERS)] == ["breathe"]
    for words in ("my own page", "my own answer", "thank you for the soup", "breathe"):
        assert words in page


async def test_the_partners_words_are_in_it_once_they_were_revealed(
    alice: Person, bob: Person, app: App
) -> None:
    """Seen to fail with `Answer.text` in place of `Answer.revealed`: it does not even open."""
    await paired(alice, bob)
    await alice.presses("now")
    await shares(bob, "bob's secret so far")
    page, export = await exports(alice)
    assert "secret" not in page + export.model_dump_json()
    await shares(alice, "mine")
    page, export = await exports(alice)
    assert export.part(WEEKS)[0].theirs == "bob's secret so far"
    assert "bob's secret so far" in unescape(page)


async def test_hidden_words_are_only_in_their_authors_file(
    alice: Person, bob: Person, app: App, clock: Time
) -> None:
    await paired(alice, bob)
    await alice.presses("now")
    await bob.says("/reflect canary-journal")
    await bob.says("/done")
    await bob.says("/challenge")
    await bob.presses("Answer")
    await bob.says("canary-answer")
    await bob.presses("Keep private")
    await bob.says("/remind me to canary-remind tomorrow at 9:00")
    await bob.says("/repair")
    await bob.presses("In 20 minutes")
    await clock.advance(minutes=21)
    await bob.presses("begin")
    await bob.says("canary-repair")
    page, export = await exports(alice)
    assert "canary" not in page + export.model_dump_json()
    page, export = await exports(bob)
    for words in ("canary-journal", "canary-answer", "canary-remind", "canary-repair"):
        assert words in page
        assert words in export.model_dump_json()


async def test_shared_words_stay_in_the_export_after_unlinking_and_forgetting(
    alice: Person, bob: Person, app: App
) -> None:
    await paired(alice, bob)
    await alice.presses("now")
    await shares(alice, "mine")
    await shares(bob, "from bob")
    await unlinked(bob)
    await bob.says("/forget")
    await bob.presses("Go on")
    await bob.says("forget me")
    _, export = await exports(alice)
    assert export.part(WEEKS)[0].theirs == "from bob"
    assert export.part(WEEKS)[0].partner == "Bob"


async def test_peoples_words_are_never_markup(alice: Person, app: App) -> None:
    """Seen to fail without the escape."""
    await settled(alice, "Berlin")
    await alice.says("/reflect <script>alert(1)</script> <img src=x onerror=y> שלום 👩‍❤️‍👩")
    await alice.says("/done")
    page, export = await exports(alice)
    loads = Loads()
    loads.feed(page)
    assert loads.found == []
    assert "&lt;script&gt;" in page
    assert "שלום" in export.part(JOURNAL)[0].words


async def test_nothing_tells_when_the_partner_wrote(alice: Person, bob: Person, app: App) -> None:
    await paired(alice, bob)
    await alice.presses("now")
    await shares(alice, "mine")
    await shares(bob, "theirs")
    _, export = await exports(alice)
    kept = export.part(WEEKS)[0].model_dump()
    assert set(kept) == {
        "day", "challenge", "title", "question", "partner", "mine", "theirs", "reactions",
    }  # fmt: skip
    assert set(kept["mine"][0]) == {"challenge", "title", "words", "state"}


async def test_a_reminder_for_both_does_not_tell_where_its_author_is(
    alice: Person, bob: Person, app: App
) -> None:
    """Seen to fail with the reminder's own zone and its first wall-clock time in the file."""
    await paired(alice, bob, cities=("Berlin", "Lisbon"))
    await shares_reminder(bob, alice, "water the plants every Friday 19:00")
    _, export = await exports(alice)
    (kept,) = export.part(REMINDERS)
    assert (kept.time_zone, kept.rule) == ("Europe/Berlin", "FREQ=WEEKLY;BYDAY=FR")
    assert "Lisbon" not in export.model_dump_json()


async def test_a_reminder_that_was_not_confirmed_is_ones_own_too(alice: Person, app: App) -> None:
    await settled(alice, "Berlin")
    await alice.says("/remind me to breathe tomorrow at 9:00")
    _, export = await exports(alice)
    assert [each.words for each in export.part(REMINDERS)] == ["breathe"]


async def test_the_message_can_be_removed(alice: Person, app: App) -> None:
    await exports(alice)
    await alice.presses("Remove this message")
    assert not [shown for shown in alice.screen if shown.attachment]


async def test_a_file_leaves_its_day_for_its_author_alone_who_can_clear_it(
    alice: Person, bob: Person, clock: Time, app: App
) -> None:
    """Seen to fail when five minutes with her phone left nothing that she could see."""
    await paired(alice, bob)
    before = await privacy_of(bob)
    assert "Last file" not in await privacy_of(alice)
    await alice.says("/export")
    await clock.advance(days=3)
    assert "Last file taken on Wednesday, 4 March 2026." in await privacy_of(alice)
    clear = alice.button("Clear that day")
    for _ in range(2):
        await alice.presses_button(clear)
        assert "Last file" not in alice.last.text
    async with app.database.read() as session:
        assert (await member_of(session, alice, app)).exported_on is None
    await alice.says("/export")
    await clock.advance(days=365)
    assert "Last file taken on Saturday, 7 March 2026." in await privacy_of(alice)
    assert await privacy_of(bob) == before


async def privacy_of(person: Person) -> str:
    await person.says("/settings")
    await person.presses("Privacy")
    return person.last.text


async def test_one_can_take_everything_along_before_forgetting(alice: Person, app: App) -> None:
    await settled(alice, "Berlin")
    await alice.says("/forget")
    await alice.presses("Take my words with me")
    assert files(alice)[1].part(PROFILE).name == "Alice"


async def test_offered_choices_and_pending_changes_are_in_the_file_once(
    alice: Person, bob: Person, app: App
) -> None:
    """Each choice that was offered used to be a reminder of its own."""
    await paired(alice, bob, app)
    await alice.says("/remind me dentist tomorrow at 7")
    await alice.says("Friday at 8")
    await alice.presses("Friday, 6 March 2026, 20:00")
    await alice.says("/reminders")
    await alice.presses("1")
    await alice.presses("Change")
    _, export = await exports(alice)
    assert [each.words for each in export.part(REMINDERS)] == ["dentist"]


def test_the_documented_schema_is_the_real_one() -> None:
    """Run `python -m tests.privacy.test_export` to rewrite the file."""
    assert json.loads(SCHEMA.read_text()) == document_model().model_json_schema()


def test_the_export_page_lists_every_sealed_column() -> None:
    """Run `python -m tests.privacy.test_export` to rewrite the file."""
    assert documented(PAGE.read_text()) == PAGE.read_text()


def test_a_sealed_column_that_is_not_exported_is_an_error_at_start(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Without the check in `handlers.collect_features` such a column was left out in silence."""
    monkeypatch.setitem(Answer.__table__.c.parts.info, "not_exported", "")
    with pytest.raises(FeatureError, match=r"answer\.parts is in no section of the export"):
        handlers.collect_features()


def test_a_sealed_column_whose_readers_are_unknown_is_an_error_at_start(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(Answer.__table__.c.text.info, "readers", None)
    with pytest.raises(FeatureError, match=r"answer\.text does not say who may read it"):
        handlers.collect_features()


def test_a_field_of_the_export_that_is_given_twice_is_an_error() -> None:
    """Without the check one feature's words replaced another's in silence."""
    sections = handlers.collect_features().export
    assert find_gaps(sections) == []
    again, version = replace(THANKS, columns=()), replace(THANKS, name="version", columns=())
    assert find_gaps([*sections, again, version]) == [
        "the export's field 'version' is given twice",
        "the export's field 'thanks' is given twice",
    ]


def test_an_exported_column_cannot_be_marked_as_not_exported(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(Answer.__table__.c.text.info, "not_exported", "a reason")
    with pytest.raises(FeatureError, match=r"answer\.text .* marked not_exported"):
        handlers.collect_features()


def documented(page: str) -> str:
    """Return the page with today's list of sealed columns at its end."""
    exported = exported_columns(handlers.collect_features().export)
    rows = [
        f"| `{column}` | {in_words(exported.get(str(column)), column.info['not_exported'])} |"
        for column in sealed_columns()
    ]
    return "\n".join([page.partition(HEADER)[0] + HEADER, "| --- | --- |", *sorted(rows), ""])


def in_words(section: str | None, reason: str) -> str:
    return f"`{section}`" if section else f"not exported: {reason}"


if __name__ == "__main__":
    SCHEMA.write_text(json.dumps(document_model().model_json_schema(), indent=2) + "\n")
    PAGE.write_text(documented(PAGE.read_text()))
