"""Drive the two phones of the page in a real browser, as a user would."""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from playwright.async_api import Browser, Locator, Page, async_playwright, expect

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-fake-ui-for-media-stream",
    "--use-fake-device-for-media-stream",
    "--autoplay-policy=no-user-gesture-required",
)
"""For root in a container, without calls home, and with a microphone that hums."""
PATIENCE = 15_000

PATIENCE = 20_000
"""Milliseconds: a chat gets one message a second, so a fast typist waits for queued ones."""


class Phone:
    """One of the two phones on the page."""

    def __init__(self, page: Page, who: str, name: str) -> None:
        self.screen = page.locator(f"[data-who={who}] .chat:not([hidden])")
        self.section = page.locator(f"[data-who={who}]")
        self.name = name

    @property
    def box(self) -> Locator:
        """The box that the person writes in."""
        return self.screen.get_by_label(f"Message as {self.name}")

    async def is_on(self, platform: str) -> None:
        """Switch the phone to `Telegram` or `Discord`."""
        await self.section.get_by_role("radio", name=platform).check(force=True)

    async def starts(self) -> None:
        await self.screen.locator(".start").click()

    async def begins_by_key(self) -> None:
        """Press *Start* by the keyboard; before that, Telegram lets nobody write."""
        await self.screen.locator(".start").press("Enter")

    async def says(self, words: str) -> None:
        await self.box.fill(words)
        await self.screen.get_by_label(f"Send as {self.name}").click()

    async def types(self, words: str) -> None:
        """Do the same as `says` with the keyboard alone; no button of the page is used."""
        await self.box.focus()
        await self.box.press_sequentially(words)
        await self.box.press("Enter")
        await expect(self.box).to_have_value("")

    async def replies(self, words: str, *, to: str) -> None:
        """Answer the newest message, anybody's, that contains the words `to`."""
        await self._tool(to, "Answer this message")
        await self.types(words)

    async def edits(self, old: str, new: str) -> None:
        """Change the newest message of their own that contains the words `old`."""
        await self._tool(old, "Change this message")
        await self.box.fill(new)
        await self.box.press("Enter")

    async def attaches(self, kind: str, words: str = "") -> None:
        """Send a `Photo`, or anything else that the menu offers, with words."""
        await self.box.fill(words)
        await self.screen.get_by_label("Attach", exact=True).first.click()
        await self.screen.get_by_role("menuitem", name=kind).click()

    async def records(self) -> None:
        """Record a voice note for a second, and send it."""
        await self.screen.get_by_label("Attach", exact=True).first.click()
        await self.screen.get_by_role("menuitem", name="Record a voice note").click()
        await self.screen.get_by_label("Send the recording").click()

    async def deletes(self, words: str) -> None:
        """Ask for the newest message of their own with these words to be deleted."""
        await self._tool(words, "Delete this message")

    async def presses(self, label: str) -> None:
        """Press the newest button with this label, as soon as it is there."""
        await self.screen.locator(".keyboard .key", has_text=label).last.click()

    async def sees(self, words: str) -> None:
        """Wait until a message with these words is there; return the newest."""
        await expect(self._messages_with(words).last).to_be_visible(timeout=PATIENCE)

    async def sees_not(self, words: str) -> None:
        await expect(self._messages_with(words)).to_have_count(0)

    async def copies_the_code(self) -> None:
        await self.screen.locator("code", has_text="/pair").last.click()
        await expect(self.screen.locator(".toast")).to_have_text("Copied")

    async def reads_the_code(self) -> str:
        """Read the code of an invitation without touching it."""
        return (await self.screen.locator("code", has_text="/pair").last.inner_text()).split()[-1]

    async def pastes_it(self) -> None:
        await self.box.press("ControlOrMeta+v")
        await self.box.press("Enter")

    async def picks(self, command: str) -> None:
        """Choose a slash command from the list by the keyboard alone, and use it."""
        await self.box.press_sequentially(command)
        await self.box.press("ArrowDown")
        await self.box.press("Enter")
        await expect(self.box).to_have_value(f"{command} ")
        await self.box.press("Enter")

    async def looks_into(self, room: str) -> None:
        await self.screen.locator(f".rooms [data-room={room}]").click()

    async def fills_in(self, words: str, *files: Path) -> None:
        """Write into the form that has opened, choose files of the device, and send it."""
        form = self.screen.get_by_role("dialog")
        await form.get_by_role("textbox").fill(words)
        if files:
            await form.locator("input[type=file]").set_input_files(files)
        await form.get_by_role("button", name="Submit").click()
        await expect(form).to_be_hidden()

    def message(self, words: str) -> Locator:
        """Return the newest message with these words, by anybody."""
        return self.screen.locator(".message", has_text=words).last

    async def _tool(self, words: str, label: str) -> None:
        message = self.message(words)
        await message.hover()
        await message.get_by_label(label).click()

    def _messages_with(self, words: str) -> Locator:
        return self.screen.locator(".message[data-from=bot] .text", has_text=words)


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    """Use an installed Chromium; without one, skip the test, or fail if it is required."""
    if CHROMIUM is None:
        if os.environ.get("REQUIRE_BROWSER"):
            pytest.fail("a Chromium is required here, and there is none")
        pytest.skip("there is no Chromium on this machine")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield browser
        await browser.close()


@asynccontextmanager
async def open_page(browser: Browser, address: str) -> AsyncIterator[Page]:
    """Open the page at this address; fail at its end if one of its scripts did."""
    permissions = ["clipboard-read", "clipboard-write"]
    context = await browser.new_context(
        viewport={"width": 1280, "height": 860}, permissions=permissions
    )
    page = await context.new_page()
    page.set_default_timeout(PATIENCE)
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    await page.goto(address)
    yield page
    await context.close()
    assert not faults
