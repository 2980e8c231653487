"""Test that a browser chooses, records, shows and plays files on both skins of the page."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.async_api import expect

from playground.shared.media import SAMPLES_FOLDER
from tests.playground.conftest import TOKEN
from tests.playground.test_media import picture
from tests.playground.test_page_in_browser import SKINS, Stage, browser, stage
from tests.support.browser import Phone

pytestmark = [pytest.mark.browser, pytest.mark.long]

__all__ = ["browser", "stage"]
PLAYED = "player => player.play().then(() => player.duration)"


@pytest.fixture
def us(tmp_path: Path) -> Path:
    """Return a picture on the device."""
    path = tmp_path / "us.jpg"
    path.write_bytes(picture(400, 300))
    return path


async def chooses(phone: Phone, path: Path, words: str = "") -> None:
    """Choose a file of the device, with words already written."""
    await phone.box.fill(words)
    await phone.screen.locator(".chosen-file").set_input_files(path)


@SKINS
async def test_a_chosen_picture_is_sent_and_seen(stage: Stage, us: Path) -> None:
    await chooses(stage.alice, us, "our walk")
    photo = stage.alice.screen.locator("img.photo").last
    await expect(photo).to_be_visible()
    assert await photo.evaluate("image => image.decode().then(() => image.naturalWidth)") == 400
    await expect(stage.alice.message("our walk")).to_be_visible()
    assert stage.chat()[-1]["files"][0]["kind"] == "photo"
    await expect(stage.alice.box).to_have_value("")


@SKINS
async def test_a_voice_note_and_a_film_are_played(stage: Stage) -> None:
    for name, tag in (("voice.ogg", "audio"), ("video.mp4", "video")):
        await chooses(stage.alice, SAMPLES_FOLDER / name)
        player = stage.alice.screen.locator(f".message {tag}").last
        await expect(player).to_be_visible()
        assert round(await player.evaluate(PLAYED)) in (2, 4)
    kinds = [file["kind"] for message in stage.chat() for file in message["files"]]
    assert kinds == ["voice", "video"]


@SKINS
async def test_a_voice_note_is_recorded(stage: Stage) -> None:
    await stage.alice.screen.get_by_label("Attach", exact=True).first.click()
    await stage.alice.screen.get_by_role("menuitem", name="Record a voice note").click()
    await stage.alice.screen.get_by_label("Send the recording").click()
    await expect(stage.alice.screen.locator(".message audio")).to_be_visible()
    (file,) = stage.chat()[-1]["files"]
    assert (file["kind"], file["seconds"]) == ("voice", 1)


@SKINS
async def test_a_file_of_any_kind_is_sent_as_it_is(stage: Stage, tmp_path: Path) -> None:
    path = tmp_path / "list.txt"
    path.write_text("bread")
    await chooses(stage.alice, path)
    await expect(stage.alice.screen.locator(".file-name").last).to_have_text("list.txt")


@pytest.mark.parametrize("skin", ["Telegram"])
async def test_keys_below_the_chat_are_tapped(stage: Stage) -> None:
    request = {"text": "Choose", "request_users": {"request_id": 7}}
    keys = {"keyboard": [[request, {"text": "Not now"}]], "one_time_keyboard": True}
    body = {"chat_id": 1001, "text": "Who?", "reply_markup": keys}
    stage.server.phone("alice").start()
    async with stage.http.post(f"/bot{TOKEN}/sendMessage", json=body) as answer:
        assert answer.status == 200, await answer.text()
    holder = stage.alice.screen.locator(".keys")
    await holder.get_by_role("button", name="Choose").click()
    await expect(holder).to_be_hidden()
    updates = [update.body for update in stage.server.telegram.updates.waiting]
    assert updates[-1]["message"]["users_shared"]["users"] == [{"user_id": 1002}]


@pytest.mark.parametrize("skin", ["Discord"])
async def test_a_form_takes_a_file_and_choices(stage: Stage, us: Path) -> None:
    alice = stage.server.discord_phone("alice")
    stage.server.discord.set_commands([{"name": "go", "description": "x", "contexts": [1]}])
    alice.slash("go")
    options = [{"label": each, "value": each} for each in ("One", "Two")]
    boxes = (
        {"type": 4, "custom_id": "words", "style": 1, "required": False},
        {"type": 19, "custom_id": "file"},
        {"type": 21, "custom_id": "radio", "options": options},
        {"type": 22, "custom_id": "some", "options": options, "max_values": 2},
        {"type": 23, "custom_id": "sure"},
    )
    parts = [{"type": 18, "label": f"Part {at}", "component": box} for at, box in enumerate(boxes)]
    await stage.answers(
        {"type": 9, "data": {"custom_id": "f", "title": "Yours", "components": parts}}
    )
    form = stage.alice.screen.get_by_role("dialog")
    await form.get_by_role("textbox").fill("hello")
    await form.locator("input[type=file]").set_input_files(us)
    await form.get_by_label("Two").first.check()
    await form.get_by_label("One").nth(1).check()
    await form.get_by_label("Part 4").check()
    await form.get_by_role("button", name="Submit").click()
    await expect(form).to_be_hidden()
    newest = stage.server.discord.interactions.of_person(alice.person.id)[-1]
    assert newest.kind == 5
    assert stage.server.discord.files.snapshot()[-1]["name"] == "us.jpg"
