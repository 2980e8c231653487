"""Test the page of /export: a keepsake in the reader's words, on screen and on paper."""

from __future__ import annotations

import os
import re
from collections.abc import AsyncIterator
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

import pytest
from playwright.async_api import Browser, async_playwright
from pypdf import PdfReader

from bot.app import App
from domain.challenge.export import WEEKS
from domain.thanks import EXPORT as THANKS
from tests.privacy.test_export import exports, shares
from tests.support.browser import CHROMIUM, QUIET
from tests.support.canaries import PRIVATE_CANARIES, SHARED_CANARIES, live_three_weeks
from tests.support.couples import paired, paired_in_two_languages, settled, unlinked
from tests.support.goals import agreed, agreed_with_check_in, answers, until_sunday
from tests.support.people import Person, Time
from tests.support.reminders import reminds, shares_reminder
from tests.support.thanks import gives

pytestmark = pytest.mark.long

RAW = re.compile(
    r"20\d\d-(W\d\d|\d\d)|\b(True|False|None|UTC|FREQ|BYDAY|notyet|reachable|consent)\b"
    r"|\d\d:\d\d:\d\d|[a-z]_[a-z]|[{}]|privacy-page"
)
"""Words that a program writes, and nobody says."""


KEPT = [
    words
    for column, words in {**PRIVATE_CANARIES, **SHARED_CANARIES}.items()
    if column not in ("goal_check_in.revealed", "repair_part.trial")
]
"""Bob's words at the end of `life`; his first check-in is gone, as each lasts a week."""


class Reader(HTMLParser):
    """A parser that collects the words of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self._in_style = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._in_style = tag == "style"

    def handle_endtag(self, tag: str) -> None:
        self._in_style = False

    def handle_data(self, data: str) -> None:
        if not self._in_style and data.strip():
            self.words.append(data.strip())


def words_of(page: str) -> str:
    reader = Reader()
    reader.feed(page)
    return "\n".join(reader.words)


async def keeps(person: Person) -> str:
    """Return the words of the page that comes with /export."""
    return words_of((await exports(person))[0])


def stands(words: str, *wanted: str) -> None:
    """Check that each of them is a line of the page."""
    lines = words.split("\n")
    assert [each for each in wanted if each not in lines] == [], words


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    if CHROMIUM is None:
        if os.environ.get("REQUIRE_BROWSER"):
            pytest.fail("a Chromium is required here, and there is none")
        pytest.skip("there is no Chromium on this machine")
    async with async_playwright() as playwright:
        opened = await playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield opened
        await opened.close()


async def printed(browser: Browser, page: str, folder: Path) -> str:
    """Return the printed text; check that the page requests nothing but itself."""
    file = folder / "same-side.html"
    file.write_text(page, "utf-8")
    opened = await browser.new_page()
    asked: list[str] = []
    opened.on("request", lambda request: asked.append(request.url))
    await opened.goto(file.as_uri())
    paper = PdfReader(BytesIO(await opened.pdf(format="A4")))
    assert asked == [file.as_uri()]
    return " ".join(" ".join(sheet.extract_text() for sheet in paper.pages).split())


async def test_all_that_is_kept_of_somebody_is_on_their_page(
    alice: Person, bob: Person, clock: Time
) -> None:
    """Seen to fail for a suggested change of a goal, which was in no export."""
    await live_three_weeks(alice, bob, clock)
    page, export = await exports(bob)
    assert [words for words in KEPT if words not in page] == []
    assert [words for words in KEPT if words not in export.model_dump_json()] == []


async def test_nothing_on_the_page_reads_like_a_program(
    alice: Person, bob: Person, clock: Time
) -> None:
    await live_three_weeks(alice, bob, clock)
    words = await keeps(bob)
    assert [line for line in words.split("\n") if RAW.search(line)] == []


async def test_the_page_says_whose_it_is_and_what_they_chose(alice: Person, bob: Person) -> None:
    await paired(alice, bob)
    stands(
        await keeps(alice),
        "Alice: Same Side, Wednesday, 4 March 2026",
        "You’re Alice here, on Telegram, since Wednesday, 4 March 2026.",
        "You and Bob are linked.",
        "Your clock: Berlin",
        "On Wednesday, 4 March 2026 you said I can keep what you write.",
        "My messages reach you.",
        "Language: English",
        "Day of the challenge, for both of you: Sunday",
        "How deep challenges can go, for you: deep",
        "Pause: no",
        "My own messages (reminders, cards, what your partner sends): shown.",
    )


async def test_empty_sections_are_left_out(alice: Person, app: App) -> None:
    words = await keeps(alice)
    stands(words, "About you", "Your settings", "You aren’t linked with anybody right now.")
    for part in ("Your journal", "Your weeks", "Notes of thanks", "Goals", "Reminders", "fight"):
        assert part not in words.split("\n")


async def test_a_day_follows_the_readers_own_calendar(alice: Person, app: App, clock: Time) -> None:
    """Seen to fail with the day in Greenwich: an entry after midnight was of the day before."""
    await settled(alice, "Berlin")
    await clock.advance(hours=14, minutes=30)
    await alice.says("/reflect it is late")
    await alice.says("/done")
    page, _ = await exports(alice)
    stands(
        words_of(page),
        "Alice: Same Side, Thursday, 5 March 2026",
        "Thursday, 5 March 2026",
        "it is late",
    )
    assert "of Thursday, 5 March 2026" in alice.last.text


async def test_each_week_shows_both_answers_and_what_came_back(
    alice: Person, bob: Person, clock: Time
) -> None:
    await paired(alice, bob)
    await alice.presses("now")
    await shares(alice, "mine")
    waiting = await keeps(alice)
    stands(waiting, "You, to be shown once you’ve both shared", "mine")
    await shares(bob, "from bob")
    await bob.presses("❤️")
    page, export = await exports(alice)
    (week,) = export.part(WEEKS)
    stands(
        words_of(page),
        f"Wednesday, 4 March 2026 · {week.title}",
        week.question,
        "You",
        "mine",
        "Bob",
        "from bob",
        "Bob, to what you wrote: ❤️",
    )


async def test_kind_words_say_for_whom_and_never_when_the_partner_wrote(
    alice: Person, bob: Person, clock: Time
) -> None:
    """Seen to fail with the day on what was received."""
    await paired(alice, bob)
    await gives(alice, "for the soup")
    await gives(bob, "for the tea")
    page, export = await exports(alice)
    words = words_of(page)
    stands(words, "For Bob · Wednesday, 4 March 2026", "for the soup", "From Bob", "for the tea")
    assert [each.on is None for each in export.part(THANKS)] == [
        not each.mine for each in export.part(THANKS)
    ]


async def test_each_goal_is_shown_with_its_plan_and_its_weeks_in_words(
    alice: Person, bob: Person, clock: Time
) -> None:
    """Seen to fail as "2026-W10" and "some canary", apart from the goal."""
    await paired(alice, bob)
    await agreed(alice, bob, "Grow tomatoes")
    await agreed_with_check_in(alice, bob, "Learn to dance")
    await until_sunday(clock)
    await answers(alice, "Some of it", "we laughed a lot")
    await answers(bob, "It went well")
    words = await keeps(alice)
    dance = words[words.index("Learn to dance") :]
    stands(
        dance,
        "Next step, for both of you: Find one song that we both like",
        "You’ve both agreed to it.",
        "You’d like to be asked about it once a week.",
        "How it went in the week from Monday, 2 March 2026:",
        "Some of it. we laughed a lot",
        "It went well.",
    )
    assert words.count("How it went in the week") == 1


async def test_each_reminder_says_for_whom_when_and_how_it_stands(
    alice: Person, bob: Person, clock: Time
) -> None:
    await paired(alice, bob)
    await reminds(alice, "me breathe tomorrow at 9:00")
    await shares_reminder(bob, alice, "water the plants every Friday 19:00")
    await reminds(alice, "partner call mum every Sunday 18:00")
    await reminds(bob, "partner take out the bins every Monday 18:00")
    words = await keeps(alice)
    stands(
        words,
        "breathe",
        "For you",
        "water the plants",
        "For you and Bob",
        "It’s done once you’ve both ticked it off.",
        "It reaches you.",
        "call mum",
        "For Bob",
        "It goes to your partner, if they’d like it.",
        "take out the bins",
        "For you, from Bob",
        "It’s waiting for your yes.",
    )
    assert "When: every Friday at" in words
    await clock.advance(days=2)
    await unlinked(alice)
    stands(
        await keeps(alice),
        "Its moment is over.",
        "When: every Friday",
        "It’s from an earlier time and doesn’t come any more.",
    )


async def test_a_reminder_without_a_moment_has_no_time_on_the_page(alice: Person, app: App) -> None:
    await settled(alice, "Berlin")
    await alice.says("/remind me to breathe")
    words = await keeps(alice)
    stands(words, "breathe", "A draft: nothing comes until you confirm it.")
    assert "When:" not in words


async def test_the_four_parts_of_a_quarrel_are_labelled_on_both_sides(
    alice: Person, bob: Person, clock: Time
) -> None:
    await live_three_weeks(alice, bob, clock)
    words = await keeps(alice)
    quarrel = words[words.index("After a fight") :]
    stands(
        quarrel,
        "With Bob",
        "You: what a fair outsider would say",
        "from Alice 0",
        "Bob: what a fair outsider would say",
        "canary-shown-quarrel 0",
        "Bob: the feeling",
        "Bob: the need",
        "Bob: the request",
        "canary-shown-quarrel 3",
        "Something small to try",
        "canary-trial",
    )


HOSTILE = (
    "<script>alert(1)</script> {{ 7 * 7 }} {% raw %} &amp; שלום עולם 👩‍❤️‍👩 \u202eright to left "
)
LONG = "every day I think of it again and "


@pytest.mark.browser
async def test_the_page_prints_to_paper_with_all_that_was_written(
    alice: Person, bob: Person, clock: Time, browser: Browser, tmp_path: Path
) -> None:
    await live_three_weeks(alice, bob, clock)
    await bob.says(f"/reflect {HOSTILE}")
    for number in range(6):
        await bob.says(f"part {number} {LONG * 100} end {number}")
    await bob.says("/done")
    page, _ = await exports(bob)
    text = await printed(browser, page, tmp_path)
    assert "Bob: Same Side, Sunday, 15 March 2026" in text
    whole = (*KEPT, "<script>alert(1)</script> {{ 7 * 7 }}")
    assert [words for words in whole if words not in text] == []
    for number in range(6):
        assert f"part {number} {LONG}" in text
        assert f"end {number}" in text
    assert text.count("every day I think of it again") == 600


@pytest.mark.browser
async def test_the_page_prints_in_ones_own_language(
    alice: Person, bob: Person, clock: Time, browser: Browser, tmp_path: Path
) -> None:
    await paired_in_two_languages(alice, bob)
    await bob.says("/reflect canción de mañana")
    await bob.says("/done")
    await bob.says("/remind me mañana 9:00 respirar")
    page, _ = await exports(bob)
    assert '<html lang="es" dir="ltr">' in page
    text = await printed(browser, page, tmp_path)
    for words in (
        "Bob: Same Side, miércoles, 4 de marzo de 2026",
        "Aquí eres Bob, en Discord, desde el miércoles, 4 de marzo de 2026.",
        "Tienes aquí una conexión con Alice.",
        "Tu diario",
        "canción de mañana",
        "Tus ajustes",
        "Día del reto, para ustedes dos: domingo",
    ):
        assert words in text
