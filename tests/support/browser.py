"""A real browser for the tests, and the two phones on the page as somebody at it uses them."""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

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
)
"""As root in a container, and without calls home."""
PATIENCE = 15_000

PATIENCE = 20_000
"""Milliseconds: a chat gets one message a second, so a fast typist waits for what is queued."""


class Phone:
    """One of the two phones on the page."""

    def __init__(self, page: Page, who: str, name: str) -> None:
        self.screen = page.locator(f"[data-who={who}] .chat:not([hidden])")
        self.section = page.locator(f"[data-who={who}]")
        self.name = name

    @property
    def box(self) -> Locator:
        """Where the person writes."""
        return self.screen.get_by_label(f"Message as {self.name}")

    async def is_on(self, platform: str) -> None:
        """Switches the phone to `Telegram` or `Discord`."""
        await self.section.get_by_role("radio", name=platform).check(force=True)

    async def starts(self) -> None:
        await self.screen.locator(".start").click()

    async def begins_by_key(self) -> None:
        """On Telegram nothing can be written before *Start*."""
        await self.screen.locator(".start").press("Enter")

    async def says(self, words: str) -> None:
        await self.box.fill(words)
        await self.screen.get_by_label(f"Send as {self.name}").click()

    async def types(self, words: str) -> None:
        """As `says`, by the keyboard alone: no button of the page is used."""
        await self.box.focus()
        await self.box.press_sequentially(words)
        await self.box.press("Enter")
        await expect(self.box).to_have_value("")

    async def replies(self, words: str, *, to: str) -> None:
        """Answers the newest message, anybody's, that holds the words `to`."""
        await self._tool(to, "Answer this message")
        await self.types(words)

    async def edits(self, old: str, new: str) -> None:
        """Changes the newest message of their own that holds the words `old`."""
        await self._tool(old, "Change this message")
        await self.box.fill(new)
        await self.box.press("Enter")

    async def attaches(self, kind: str, words: str = "") -> None:
        """Sends a `Photo`, or whatever else the menu offers, with words."""
        await self.box.fill(words)
        await self.screen.get_by_label("Attach", exact=True).first.click()
        await self.screen.get_by_role("menuitem", name=kind).click()

    async def deletes(self, words: str) -> None:
        """Asks for the newest message of their own with these words to be deleted."""
        await self._tool(words, "Delete this message")

    async def presses(self, label: str) -> None:
        """Presses the newest button with this label, as soon as it is there."""
        await self.screen.locator(".keyboard .key", has_text=label).last.click()

    async def sees(self, words: str) -> None:
        """Waits until the newest message with these words is there."""
        await expect(self._messages_with(words).last).to_be_visible(timeout=PATIENCE)

    async def sees_not(self, words: str) -> None:
        await expect(self._messages_with(words)).to_have_count(0)

    async def copies_the_code(self) -> None:
        await self.screen.locator("code", has_text="/pair").last.click()
        await expect(self.screen.locator(".toast")).to_have_text("Copied")

    async def reads_the_code(self) -> str:
        """Without touching it."""
        return (await self.screen.locator("code", has_text="/pair").last.inner_text()).split()[-1]

    async def pastes_it(self) -> None:
        await self.box.press("ControlOrMeta+v")
        await self.box.press("Enter")

    async def picks(self, command: str) -> None:
        """Chooses a slash command from the list, by the keyboard alone, and uses it."""
        await self.box.press_sequentially(command)
        await self.box.press("ArrowDown")
        await self.box.press("Enter")
        await expect(self.box).to_have_value(f"{command} ")
        await self.box.press("Enter")

    async def looks_into(self, room: str) -> None:
        await self.screen.locator(f".rooms [data-room={room}]").click()

    async def fills_in(self, words: str) -> None:
        """Writes into the form that has opened, and sends it."""
        form = self.screen.get_by_role("dialog")
        await form.get_by_role("textbox").fill(words)
        await form.get_by_role("button", name="Submit").click()
        await expect(form).to_be_hidden()

    def message(self, words: str) -> Locator:
        """The newest message with these words, whoever wrote it."""
        return self.screen.locator(".message", has_text=words).last

    async def _tool(self, words: str, label: str) -> None:
        message = self.message(words)
        await message.hover()
        await message.get_by_label(label).click()

    def _messages_with(self, words: str) -> Locator:
        return self.screen.locator(".message[data-from=bot] .text", has_text=words)


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    """One that is here already; without one the test is skipped, or fails if it is required."""
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
    """The page at this address; fails at its end if a script of it did."""
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
