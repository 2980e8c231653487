"""Test the demo as a newcomer meets it: a real browser plays the first week across platforms."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from signal import SIGINT

import pytest
from playwright.async_api import Page, expect

from tests.support.browser import Phone, chromium, open_page
from tests.support.command_line import start_forked, wait_for_result

pytestmark = [pytest.mark.browser, pytest.mark.long]


@asynccontextmanager
async def demo_running(folder: Path) -> AsyncIterator[str]:
    """Run the demo as a separate process; yield its address."""
    process = await start_forked(folder, "demo", "--port", "0", settings={"chat_rate": "1000"})
    assert process.stdout
    said = (await process.stdout.readline()).decode()
    address = re.search(r"http://\S+", said)
    assert address, said
    try:
        yield address[0]
    finally:
        process.send_signal(SIGINT)
        await wait_for_result(process)


@pytest.fixture
async def page(tmp_path: Path) -> AsyncIterator[Page]:
    async with (
        chromium() as browser,
        demo_running(tmp_path) as address,
        open_page(browser, address) as page,
    ):
        yield page


async def test_a_couple_plays_its_first_week(page: Page) -> None:
    alice, bob = Phone(page, "alice", "Alice"), Phone(page, "bob", "Bob")
    await lives_the_first_minute(page, alice)
    await are_linked_by_one_tap_each(page, alice, bob)
    await bob.picks("/challenge")
    await page.get_by_role("button", name="To the next challenge").click()
    for phone in (alice, bob):
        await phone.sees("Your week on the same side")
    await answers_apart(alice, bob)
    await expect(page.locator(".welcome li.done")).to_have_count(4)
    await a_line_goes_back(alice, bob)
    await reflects(alice, bob)
    await is_answered_among_others(bob)
    await fits_a_narrow_screen(page, alice, bob)


async def test_a_couple_types_its_first_week(page: Page) -> None:
    """Alice on Telegram and Bob on Discord only write, and press nothing."""
    alice, bob = Phone(page, "alice", "Alice"), Phone(page, "bob", "Bob")
    await comes_to_noon(page)
    await alice.begins_by_key()
    await counts_presses(page)
    await introduce_themselves(alice, bob)
    await find_each_other(alice, bob)
    await answer_in_words(alice, bob)
    await thank_and_remind(alice, bob)
    await write(alice, "journal")
    await alice.sees("The garden looks tired.")
    await bob.sees_not("The garden looks tired.")
    assert await page.evaluate("window.presses") == []


async def write(phone: Phone, words: str) -> None:
    """Write when the bot is idle, as it is long before a person has read its words."""
    await move_clock(phone.screen.page, by=0)
    await phone.types(words)


async def move_clock(page: Page, *, by: int) -> None:
    """Move the clock; return when the bot has handled and sent everything."""
    await page.evaluate(
        """(by) => fetch("/page/clock", {
          method: "POST",
          headers: { "Content-Type": "application/json" },
          body: JSON.stringify({ by }),
        })""",
        by,
    )


async def comes_to_noon(page: Page) -> None:
    """Move to noon, as at night unrequested messages would wait for the morning."""
    shown = await page.locator(".clock-now").get_attribute("datetime")
    now = datetime.fromisoformat(shown or "")
    noon = now.replace(hour=12, minute=0, second=0, microsecond=0)
    await move_clock(page, by=int((noon - now).total_seconds()) % (24 * 60 * 60))


async def counts_presses(page: Page) -> None:
    """Record on the page each button that is pressed from now on, the page's own included."""
    await page.evaluate(
        """() => {
          window.presses = [];
          const note = ({ target }) => {
            const button = target.closest("button");
            if (button) window.presses.push(button.textContent);
          };
          document.addEventListener("click", note, true);
        }"""
    )


async def introduce_themselves(alice: Phone, bob: Phone) -> None:
    for phone in (alice, bob):
        await write(phone, "hi")
        await phone.sees("What little thing does your partner do")
    await write(alice, "The garden looks tired.")
    await alice.sees("May I keep what you write?")
    await write(alice, "yes, keep what I write")
    await alice.sees("Your answer is in your journal now")
    await write(bob, "not now")
    await bob.sees("no question now")


async def say_where_they_are(alice: Phone, bob: Phone) -> None:
    for phone, place in ((alice, "I live in Berlin"), (bob, "Lisbon")):
        await phone.sees("which city are you in?")
        await write(phone, place)
        await phone.sees("Tap the place that has your time")
        await write(phone, place.rpartition(" ")[2])
        await phone.sees("Noted")


async def find_each_other(alice: Phone, bob: Phone) -> None:
    await write(alice, "invite")
    await alice.sees("would like the two of you to try")
    await write(bob, f"she sent me {await alice.reads_the_code()} ❤️")
    await bob.sees("Alice invites you")
    await write(bob, "yes, link us and keep what I write")
    await alice.sees("Is this your partner?")
    await write(alice, "Yes, that’s us")
    for phone in (alice, bob):
        await phone.sees("on the same side now")
    await write(alice, "start now")
    for phone in (alice, bob):
        await phone.sees("Your week on the same side")
    await say_where_they_are(alice, bob)


async def answer_in_words(alice: Phone, bob: Phone) -> None:
    """Answer under her card as Alice; let Bob name the button first."""
    await write(alice, "Whether we move.")
    await alice.sees("Is this your answer")
    await write(alice, "my answer")
    await write(bob, "answer")
    await bob.sees("Write it here")
    await write(bob, "My sister’s exams, mostly.")
    for phone in (alice, bob):
        await phone.sees("This is what you wrote")
        await write(phone, "share when both are in")
    for phone in (alice, bob):
        await phone.sees("Whether we move.")
        await phone.sees("My sister’s exams, mostly.")


async def thank_and_remind(alice: Phone, bob: Phone) -> None:
    await write(alice, "thank you for telling me about her")
    await alice.sees("thank you for telling me about her")
    await write(alice, "send")
    await bob.sees("for telling me about her")
    await write(bob, "remind us to take a walk tomorrow at 6pm")
    await bob.sees("take a walk")
    await write(bob, "confirm")
    await alice.sees("take a walk")
    await write(alice, "yes, remind me")
    await alice.sees("take a walk")


async def lives_the_first_minute(page: Page, alice: Phone) -> None:
    """Count from /start to the first kept answer: at most two taps and one typed text."""
    await alice.starts()
    await alice.sees("Same Side")
    await counts_presses(page)
    await alice.types("Nobody has asked me about the garden yet.")
    await alice.sees("at least 18")
    await alice.presses("Yes, keep what I write")
    await alice.sees("in your journal now")
    assert await page.evaluate("window.presses") == ["Yes, keep what I write"]


async def are_linked_by_one_tap_each(page: Page, alice: Phone, bob: Phone) -> None:
    """Count from the opened invitation: at most two taps by the invited and one by the inviter."""
    await alice.presses("Invite your partner")
    await alice.copies_the_code()
    await bob.pastes_it()
    await bob.sees("Alice invites you to Same Side")
    await page.evaluate("window.presses = []")
    await bob.presses("Yes, link us")
    await alice.presses("Yes, that’s us")
    await alice.sees("are on the same side now")
    presses = ["Yes, link us and keep what I write", "Yes, that’s us"]
    assert await page.evaluate("window.presses") == presses
    for phone in (alice, bob):
        await phone.presses("Choose my city")
        await phone.says("Berlin")
        await phone.presses("Berlin")
        await phone.sees("Noted: Berlin")


async def answers_apart(alice: Phone, bob: Phone) -> None:
    await alice.presses("Answer")
    await alice.says("The garden, and whether we move.")
    await alice.presses("Share when both are in")
    await alice.sees("Yours is in")
    await bob.sees_not("whether we move")
    await bob.presses("Answer")
    await expect(bob.screen.get_by_role("dialog")).to_contain_text("One question")
    await bob.fills_in("My sister’s exams, mostly.")
    await bob.presses("Share when both are in")
    for phone in (alice, bob):
        await phone.sees("The garden, and whether we move.")
        await phone.sees("My sister’s exams, mostly.")


async def a_line_goes_back(alice: Phone, bob: Phone) -> None:
    """Send a line back by a form, whose words are only in the bot's answer in the chat."""
    await bob.presses("Write one line")
    await bob.fills_in("I would miss the garden, too.")
    await bob.presses("Send")
    for phone in (alice, bob):
        await phone.sees("I would miss the garden, too.")


async def reflects(alice: Phone, bob: Phone) -> None:
    await alice.says("/reflect I felt heard tonight.")
    await alice.says("/journal")
    await alice.sees("I felt heard tonight.")
    await bob.sees_not("I felt heard tonight.")


async def is_answered_among_others(bob: Phone) -> None:
    """Use the bot in a guild, where it tells one person alone that it has written elsewhere."""
    await bob.looks_into("general")
    await bob.picks("/challenge")
    await bob.sees("direct messages")
    await bob.screen.get_by_role("button", name="Dismiss").click()
    await bob.sees_not("direct messages")
    await bob.looks_into("discord")


async def fits_a_narrow_screen(page: Page, *phones: Phone) -> None:
    await page.set_viewport_size({"width": 390, "height": 844})
    for phone in phones:
        await page.get_by_role("navigation").get_by_role("button", name=phone.name).click()
        await expect(phone.screen).to_be_in_viewport(ratio=0.9)
    assert await page.evaluate("document.documentElement.scrollWidth") <= 390
