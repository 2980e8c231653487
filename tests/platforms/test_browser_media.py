"""Test in a real browser that a voice note and a photo are the two answers of a week."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from playwright.async_api import Locator, Page, expect

from playground.shared.files import sample_png
from tests.platforms.test_browser import are_linked_by_one_tap_each, lives_the_first_minute, page
from tests.support.browser import Phone

pytestmark = [pytest.mark.browser, pytest.mark.long]

__all__ = ["page"]
SKY = 480, 320
SEEN = "image => image.decode().then(() => [image.naturalWidth, image.naturalHeight])"
HEARD = """player => player.play().then(() => {
  player.pause();
  player.currentTime = 0;
  return player.duration;
})"""
TO_THE_TOP = """message => message.scrollIntoView({ block: "start" })"""
FILES = "img.photo, audio, .cover"


async def test_a_couple_answers_by_voice_and_by_photo(page: Page, tmp_path: Path) -> None:
    """Alice speaks on Telegram, Bob fills a form on Discord; then both see and hear both."""
    alice, bob = Phone(page, "alice", "Alice"), Phone(page, "bob", "Bob")
    await lives_the_first_minute(page, alice)
    await are_linked_by_one_tap_each(page, alice, bob)
    await page.get_by_role("button", name="To the next challenge").click()
    for phone in (alice, bob):
        await phone.sees("Your week on the same side")
    await speaks(alice)
    await expect(media_of(bob)).to_have_count(0)
    await shows_a_photo(bob, tmp_path)
    for phone in (alice, bob):
        await phone.sees("Both answers are in")
        await sees_and_hears(phone)
    await is_pictured(page, alice, bob)


async def speaks(alice: Phone) -> None:
    await alice.presses("Answer")
    await alice.records()
    await alice.sees("Voice note")
    await alice.presses("Share when both are in")
    await alice.sees("Yours is in")


async def shows_a_photo(bob: Phone, folder: Path) -> None:
    """Put a photo into the form; it is nowhere in the chat, so the bot sends it back."""
    sky = folder / "sky.png"
    sky.write_bytes(sample_png(*SKY))
    await bob.presses("Answer")
    await bob.fills_in("The sky on our way home.", sky)
    await bob.sees("The sky on our way home.")
    await expect(media_of(bob)).to_have_count(1)
    await bob.presses("Share when both are in")


async def sees_and_hears(phone: Phone) -> None:
    """Take the cover off a picture that came unasked; look at it, and listen to the other."""
    cover = phone.screen.locator(".cover")
    if await cover.count():
        await cover.last.click()
    picture = phone.screen.locator("img.photo").last
    assert await picture.evaluate(SEEN) == list(SKY)
    assert await phone.screen.locator("audio").last.evaluate(HEARD) > 0


def media_of(phone: Phone) -> Locator:
    """Return the photos and voice notes that the bot has sent."""
    return phone.screen.locator(".message[data-from=bot]").locator(FILES)


async def is_pictured(page: Page, *phones: Phone) -> None:
    """Take a picture for the README; `make picture` names the file."""
    if name := os.environ.get("PICTURE"):
        await page.set_viewport_size({"width": 1280, "height": 1000})
        await expect(page.locator(".toast:visible")).to_have_count(0, timeout=10_000)
        for phone in phones:
            bring_files = phone.screen.locator(".message[data-from=bot]", has=page.locator(FILES))
            await bring_files.nth(-2).evaluate(TO_THE_TOP)
        await page.mouse.move(0, 0)
        await page.wait_for_load_state("networkidle")
        await page.screenshot(path=name, animations="disabled")
