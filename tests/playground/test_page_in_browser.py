"""Test the page in a real browser: focus, looks, and its questions before an action."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any, Literal

import aiohttp
import pytest
from playwright.async_api import Browser, Locator, Page, expect

from playground import ClockState, DiscordPerson, Limits, Person, Playground
from playground.shared.clock import fixed_clock
from tests.playground.conftest import TOKEN, Hands
from tests.support.browser import Phone, chromium, open_page

pytestmark = [pytest.mark.browser, pytest.mark.long]

SKINS = pytest.mark.parametrize("skin", ["Telegram", "Discord"])
MANY = 40
FOCUSED = """() => {
    const at = document.activeElement;
    const message = at.closest(".message");
    return {
        who: at.closest("[data-who]")?.dataset.who ?? "",
        writes: at.matches("textarea"),
        words: message?.querySelector(".text")?.textContent ?? "",
        on: at.matches(".message") ? "message" : message ? at.textContent.trim() : "",
    };
}"""


class Machine:
    """A clock that nobody moves, but whose steps a test takes."""

    def __init__(self) -> None:
        self.steps: list[str] = []

    def clock(self) -> ClockState:
        return fixed_clock(0) | {"steps": self.steps, "can_move": True}

    async def advance(self, seconds: float) -> None:
        """Do nothing."""

    async def to_next_challenge(self) -> bool:
        return True


@dataclass
class Stage:
    """The page with Alice and Bob, and a bot that says whatever a test wants."""

    server: Playground
    machine: Machine
    page: Page
    http: aiohttp.ClientSession
    skin: str
    alice: Phone

    async def shows(self, words: str, *labels: str, style: int = 2) -> None:
        """Write to Alice as the bot, with buttons in a row."""
        send = self._on_telegram if self.skin == "Telegram" else self._on_discord
        await send(words, labels, style)

    def chat(self) -> list[dict[str, Any]]:
        phone, user = self.server.phone("alice"), self.server.discord_phone("alice")
        return phone.messages if self.skin == "Telegram" else user.messages

    async def _on_telegram(self, words: str, labels: tuple[str, ...], _: int) -> None:
        keys = [{"text": label, "callback_data": label} for label in labels]
        body: dict[str, Any] = {"chat_id": 1001, "text": words}
        if keys:
            body["reply_markup"] = {"inline_keyboard": [keys]}
        async with self.http.post(f"/bot{TOKEN}/sendMessage", json=body) as answer:
            assert answer.status == 200, await answer.text()

    async def _on_discord(self, words: str, labels: tuple[str, ...], style: int) -> None:
        keys = [{"type": 2, "style": style, "label": name, "custom_id": name} for name in labels]
        body: dict[str, Any] = {"content": words}
        if keys:
            body["components"] = [{"type": 1, "components": keys}]
        place = f"/api/v10/channels/{self.server.discord_phone('alice').dm.id}/messages"
        token = {"Authorization": f"Bot {self.server.discord_token}"}
        async with self.http.post(place, json=body, headers=token) as answer:
            assert answer.status == 200, await answer.text()

    async def answers(self, body: dict[str, Any]) -> None:
        """Answer Alice's newest interaction as the bot."""
        person = self.server.discord_phone("alice").person
        newest = self.server.discord.interactions.of_person(person.id)[-1]
        hook = f"/api/v10/interactions/{newest.id}/{newest.token}/callback"
        async with self.http.post(hook, json=body) as answer:
            assert answer.status in (200, 204), await answer.text()

    async def focused(self) -> dict[str, Any]:
        found: dict[str, Any] = await self.page.evaluate(FOCUSED)
        return found

    async def tabs(self) -> dict[str, Any]:
        await self.page.keyboard.press("Tab")
        return await self.focused()


@pytest.fixture(scope="session")
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as browser:
        yield browser


@pytest.fixture
async def stage(browser: Browser, hands: Hands, skin: str) -> AsyncIterator[Stage]:
    machine, names = Machine(), ("alice", "bob")
    server = Playground(
        TOKEN,
        {who: Person(1001 + at, who.title()) for at, who in enumerate(names)},
        hands,
        machine,
        limits=Limits(on=False),
        discord_people={who: DiscordPerson(2001 + at, who.title()) for at, who in enumerate(names)},
    )
    address = await server.start()
    server.phone("alice").start()
    server.discord_phone("alice").says("hello")
    async with aiohttp.ClientSession(address) as http, open_page(browser, address) as page:
        alice = Phone(page, "alice", "Alice")
        await expect(page.locator(".phones")).not_to_have_attribute("aria-busy", "true")
        await alice.is_on(skin)
        yield Stage(server, machine, page, http, skin, alice)
    await server.stop()


@SKINS
async def test_the_focus_comes_to_where_one_writes_and_then_to_the_newest_buttons(
    stage: Stage,
) -> None:
    """The composer used to be the last of some 2,600 stops: each old button was one."""
    for number in range(MANY):
        await stage.shows(f"Card {number}", "Answer", "Skip", "Later")
    await stage.alice.sees(f"Card {MANY - 1}")
    await stage.page.locator("[data-who=alice] .options").locator("visible=true").focus()
    first = await stage.tabs()
    assert first["writes"]
    stops = [await stage.tabs() for _ in range(6)]
    buttons = [stop for stop in stops if stop["words"]]
    assert [(stop["words"], stop["on"]) for stop in buttons] == [(f"Card {MANY - 1}", "Answer")]
    assert stops[-1]["who"] == "bob"


@SKINS
async def test_old_messages_and_their_buttons_are_reached_by_arrow_keys(stage: Stage) -> None:
    for number in range(MANY):
        await stage.shows(f"Card {number}", "Answer", "Skip")
    await stage.alice.sees(f"Card {MANY - 1}")
    newest = stage.alice.message(f"Card {MANY - 1}")
    await newest.get_by_role("button", name="Answer", exact=True).focus()
    ways = {
        "ArrowRight": (f"Card {MANY - 1}", "Skip"),
        "ArrowUp": (f"Card {MANY - 2}", "message"),
        "ArrowDown": (f"Card {MANY - 1}", "message"),
        "Home": ("", "message") if stage.skin == "Telegram" else ("hello", "message"),
        "End": (f"Card {MANY - 1}", "message"),
    }
    for key, (words, on) in ways.items():
        await stage.page.keyboard.press(key)
        found = await stage.focused()
        assert (found["on"], words in found["words"]) == (on, True), key
    await stage.page.keyboard.press("Escape")
    assert (await stage.focused())["writes"]


@SKINS
async def test_an_old_button_is_pressed_by_the_keyboard(stage: Stage) -> None:
    for number in range(3):
        await stage.shows(f"Card {number}", "Answer", "Skip")
    await stage.alice.message("Card 2").get_by_role("button", name="Answer", exact=True).focus()
    for name in ("ArrowUp", "ArrowRight", "ArrowRight", "Enter"):
        await stage.page.keyboard.press(name)
    key = stage.alice.message("Card 1").locator(".key", has_text="Skip")
    await expect(key).to_have_attribute("aria-busy", "true")


@SKINS
async def test_a_message_is_answered_and_words_go_with_a_picture(stage: Stage) -> None:
    await stage.shows("What was good?")
    await stage.shows("One more thing")
    await stage.alice.replies("the walk", to="What was good?")
    await expect(stage.alice.message("the walk").locator(".quote")).to_contain_text("What was good")
    assert stage.chat()[-1]["answered"] == stage.chat()[-3]["message_id"]
    await stage.alice.attaches("Photo", "the river")
    await expect(stage.alice.message("the river").get_by_alt_text("Photo")).to_be_visible()
    await stage.alice.edits("the river", "the lake")
    await expect(stage.alice.message("the lake")).to_contain_text("edited")
    said = stage.chat()[-1]
    assert (said.get("caption") or said["text"]) == "the lake"


@SKINS
async def test_an_escape_leaves_the_reply_but_not_the_words(stage: Stage) -> None:
    await stage.shows("What was good?")
    await stage.shows("One more thing")
    message = stage.alice.message("What was good?")
    await message.hover()
    await message.get_by_label("Answer this message").click()
    await stage.alice.box.fill("the walk")
    await stage.alice.box.press("Escape")
    await stage.alice.box.press("Enter")
    await expect(stage.alice.message("the walk")).to_be_visible()
    assert stage.chat()[-1]["answered"] is None


@pytest.mark.parametrize("skin", ["Discord"])
async def test_a_message_is_deleted_only_after_a_yes(stage: Stage) -> None:
    """A tap on the bin beside the pencil used to delete at once."""
    own, asked = stage.alice.message("hello"), stage.page.get_by_role("alertdialog")
    await stage.alice.deletes("hello")
    await expect(asked).to_contain_text("hello")
    await expect(asked.get_by_role("button", name="Cancel")).to_be_focused()
    await stage.page.keyboard.press("Escape")
    await stage.alice.deletes("hello")
    await asked.get_by_role("button", name="Cancel").click()
    await expect(own).to_be_visible()
    await stage.alice.deletes("hello")
    await asked.get_by_role("button", name="Delete").click()
    await expect(own).to_have_count(0)
    assert stage.chat() == []


@pytest.mark.parametrize("skin", ["Discord"])
async def test_an_emoji_is_put_under_a_message_and_taken_away(stage: Stage) -> None:
    await stage.shows("What was good?")
    message = stage.alice.message("What was good?")
    await message.hover()
    await message.get_by_label("React with ❤️").click()
    chip = message.get_by_role("group", name="Reactions").get_by_role("button", name="❤️ 1")
    await expect(chip).to_be_visible()
    assert stage.chat()[-1]["reactions"] == [{"emoji": "❤️", "count": 1}]
    await chip.click()
    await expect(chip).to_have_count(0)
    await expect(stage.alice.message("hello").get_by_label("React with ❤️")).to_have_count(0)


@pytest.mark.parametrize("skin", ["Discord"])
async def test_a_note_that_was_dismissed_stays_away(stage: Stage) -> None:
    user = stage.server.discord_phone("alice")
    stage.server.discord.set_commands([{"name": "help", "description": "Help"}])
    user.slash("help", user.guild)
    await stage.answers({"type": 4, "data": {"content": "Only for you", "flags": 64}})
    await stage.alice.looks_into("general")
    note = stage.alice.message("Only for you")
    await note.get_by_role("button", name="Dismiss").click()
    await expect(note).to_have_count(0)
    await stage.page.reload()
    await expect(stage.page.locator(".phones")).not_to_have_attribute("aria-busy", "true")
    await expect(stage.alice.screen.locator(".empty")).to_be_visible()
    await expect(note).to_have_count(0)


@pytest.mark.parametrize("skin", ["Discord"])
async def test_a_form_begins_with_its_question_and_keeps_its_buttons_in_sight(stage: Stage) -> None:
    await stage.shows("A card", "Answer")
    await stage.alice.presses("Answer")
    field = {"type": 4, "custom_id": "words", "style": 2}
    rows = [
        {"type": 10, "content": "**What made you laugh?**"},
        {"type": 18, "label": "Answer", "component": field},
        {"type": 10, "content": "\n".join(f"Step {number}" for number in range(80))},
    ]
    form = {"custom_id": "a", "title": "Answer", "components": rows}
    await stage.answers({"type": 9, "data": form})
    shown = stage.alice.screen.get_by_role("dialog")
    question, box = shown.get_by_text("What made you laugh?"), shown.get_by_role("textbox")
    for part in (question, box, shown.get_by_role("button", name="Submit")):
        await expect(part).to_be_in_viewport(ratio=1)
    assert await top_of(question) < await top_of(box)
    await expect(box).to_be_focused()


@pytest.mark.parametrize("skin", ["Telegram"])
async def test_telegram_is_blue_on_both_phones_and_its_writing_is_readable(stage: Stage) -> None:
    """Alice's used to be rose, a colour Telegram does not use."""
    await stage.shows("Card", "Answer")
    schemes: tuple[Literal["light", "dark"], ...] = ("light", "dark")
    for scheme in schemes:
        await stage.page.emulate_media(color_scheme=scheme)
        for place in (".commands-button", ".keyboard .key"):
            ground = await colour_of(stage.alice.screen.locator(place).last, "background-color")
            assert ground[2] > ground[0], (scheme, place)
            ink = await colour_of(stage.alice.screen.locator(place).last, "color")
            assert contrast(ink, ground) >= 4.5, (scheme, place)


@pytest.mark.parametrize("skin", ["Discord"])
async def test_discords_buttons_have_its_colours(stage: Stage) -> None:
    grounds = {}
    for style, name in ((1, "Answer"), (2, "Later"), (4, "Delete")):
        await stage.shows(name, f"{name} it", style=style)
        key = stage.alice.screen.locator(".key", has_text=f"{name} it")
        grounds[name] = await colour_of(key, "background-color")
        assert contrast(await colour_of(key, "color"), grounds[name]) >= 4.5
    assert grounds["Answer"] == (88, 101, 242)
    assert grounds["Delete"][0] > 2 * grounds["Delete"][2]
    assert max(grounds["Later"]) - min(grounds["Later"]) < 20


@pytest.mark.parametrize("skin", ["Telegram"])
async def test_the_hints_follow_what_the_bot_sees_done(stage: Stage) -> None:
    done = stage.page.locator(".welcome li.done")
    await expect(done).to_have_count(1)
    for step in ("clock", "answer"):
        stage.machine.steps.append(step)
        stage.server.show_clock()
        await expect(stage.page.locator(f".welcome [data-step={step}]")).to_contain_text("(done)")
    await expect(done).to_have_count(3)


async def top_of(locator: Locator) -> float:
    box = await locator.bounding_box()
    assert box
    return box["y"]


async def colour_of(locator: Locator, name: str) -> tuple[int, ...]:
    """Return red, green and blue, as the browser has computed them."""
    code = """(element, name) => {
        const canvas = document.createElement("canvas").getContext("2d");
        canvas.fillStyle = getComputedStyle(element)[name];
        canvas.fillRect(0, 0, 1, 1);
        return [...canvas.getImageData(0, 0, 1, 1).data.slice(0, 3)];
    }"""
    return tuple(await locator.evaluate(code, name))


def contrast(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    """Return the contrast as WCAG 2 defines it."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: tuple[int, ...]) -> float:
    parts = [part / 255 for part in colour]
    red, green, blue = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
