"""Test that files travel through the local Discord, byte for byte and within its limits."""

from __future__ import annotations

import json
from io import BytesIO
from typing import Any

import aiohttp
import discord
import pytest

from playground import Playground
from playground.discord.api.uploads import LARGEST_FILE
from playground.shared.media import Media, sample
from tests.playground.conftest import Hands
from tests.playground.discord.client import Client
from tests.playground.test_media import picture

VOICE = sample("voice").content
DAY = 24 * 60 * 60
FACTS = {"filename": "voice-message.ogg", "duration_secs": 4.0, "waveform": "AAAA"}


async def load(url: str) -> tuple[int, bytes]:
    """Return the status and the body of a download."""
    async with aiohttp.ClientSession() as session, session.get(url) as answer:
        return answer.status, await answer.read()


async def send_voices(server: Playground, count: int = 1, **facts: object) -> tuple[int, Any]:
    """Send Alice recordings as a voice message, as discord.py cannot; return what comes back."""
    channel = server.discord_phone("alice").dm.id
    about = [{"id": place} | FACTS | facts for place in range(count)]
    form = aiohttp.FormData()
    body = {"flags": 1 << 13, "attachments": about, "content": facts.get("content", "")}
    form.add_field("payload_json", json.dumps(body), content_type="application/json")
    for place in range(count):
        form.add_field(f"files[{place}]", VOICE, filename="voice.ogg", content_type="audio/ogg")
    url = f"{server.url}/api/v10/channels/{channel}/messages"
    headers = {"Authorization": f"Bot {server.discord_token}"}
    async with (
        aiohttp.ClientSession() as session,
        session.post(url, data=form, headers=headers) as answer,
    ):
        return answer.status, await answer.json()


async def asked(server: Playground, client: Client, modal: discord.ui.Modal) -> Any:  # noqa: ANN401 - the phone
    """Open a form on Alice's screen and return her phone."""
    alice = server.discord_phone("alice")
    server.discord.set_commands([{"name": "go", "description": "x", "contexts": [0, 1, 2]}])
    alice.slash("go")
    await (await client.next("interaction")).response.send_modal(modal)
    return alice


async def test_a_voice_message_says_what_it_is(discord_server: Playground, client: Client) -> None:
    alice = discord_server.discord_phone("alice")
    alice.sends_voice(VOICE, 4)
    message = await client.next("message")
    (attachment,) = message.attachments
    assert message.flags.voice
    assert (attachment.filename, attachment.content_type) == ("voice-message.ogg", "audio/ogg")
    assert (attachment.duration, attachment.size, message.content) == (4.0, len(VOICE), "")
    assert attachment.waveform
    assert await attachment.read() == VOICE
    with pytest.raises(ValueError, match="no words"):
        alice.sends_files(sample("voice"), text="listen")


async def test_pictures_and_films_have_their_size(
    discord_server: Playground, client: Client
) -> None:
    content = picture()
    alice = discord_server.discord_phone("alice")
    alice.sends_files(Media("photo", content, "our sea.jpg"), sample("video"), text="us")
    message = await client.next("message")
    photo, video = message.attachments
    assert (photo.filename, photo.width, photo.height) == ("our_sea.jpg", 2000, 1000)
    assert (video.content_type, video.width) == ("video/mp4", 160)
    assert (await photo.read(), message.content) == (content, "us")


async def test_a_link_ends_after_a_day_and_the_message_has_a_new_one(
    discord_server: Playground, client: Client, hands: Hands
) -> None:
    alice = discord_server.discord_phone("alice")
    alice.sends_photo(picture())
    message = await client.next("message")
    url = message.attachments[0].url
    assert (await load(url))[0] == 200
    hands.now += DAY
    assert await load(url) == (404, b"This content is no longer available.")
    fresh = (await message.channel.fetch_message(message.id)).attachments[0].url
    assert await load(fresh) == (200, picture())
    for forged in (fresh.partition("?")[0], fresh.replace("ex=", "ex=f"), fresh[:-6]):
        assert (await load(forged))[0] == 404


async def test_a_download_fails_as_told(discord_server: Playground, client: Client) -> None:
    discord_server.discord_phone("alice").sends_voice(VOICE, 4)
    url = (await client.next("message")).attachments[0].url
    faults = discord_server.discord.faults
    faults.add("cut", "download", after_bytes=4000)
    with pytest.raises(aiohttp.ClientPayloadError):
        await load(url)
    faults.add("503", "download")
    assert (await load(url))[0] == 503
    assert await load(url) == (200, VOICE)
    calls = [call.outcome for call in discord_server.discord.ledger.calls[-3:]]
    assert calls == ["dropped", "refused", "answered"]


async def test_the_bot_sends_a_voice_message(discord_server: Playground, client: Client) -> None:
    alice = discord_server.discord_phone("alice")
    alice.says("hi")
    chat = (await client.next("message")).channel
    status, sent = await send_voices(discord_server)
    assert (status, sent["attachments"][0]["duration_secs"]) == (200, 4.0)
    assert alice.file_of(sent["id"]) == ("voice", VOICE)
    assert (await send_voices(discord_server, content="listen"))[1]["code"] == 50159
    assert (await send_voices(discord_server, 2))[1]["code"] == 50160
    assert (await send_voices(discord_server, waveform=None))[1]["code"] == 50161
    with pytest.raises(discord.HTTPException) as wrong:
        await (await chat.fetch_message(int(sent["id"]))).edit(content="x")
    assert wrong.value.code == 50162


async def test_the_bots_files_have_limits_and_can_be_covered(
    discord_server: Playground, client: Client
) -> None:
    discord_server.discord_phone("alice").says("hi")
    chat = (await client.next("message")).channel
    covered = await chat.send(file=discord.File(BytesIO(picture()), "us.jpg", spoiler=True))
    assert covered.attachments[0].is_spoiler()
    assert discord_server.discord_phone("alice").messages[-1]["files"][0]["covered"]
    with pytest.raises(discord.HTTPException) as large:
        await chat.send(file=discord.File(BytesIO(bytes(LARGEST_FILE + 1)), "a.bin"))
    assert (large.value.status, large.value.code) == (413, 40005)


async def test_an_edit_replaces_the_files(discord_server: Playground, client: Client) -> None:
    alice = discord_server.discord_phone("alice")
    alice.says("hi")
    chat = (await client.next("message")).channel
    sent = await chat.send("first", file=discord.File(BytesIO(picture()), "us.jpg"))
    kept = sent.attachments[0]
    new = discord.File(BytesIO(VOICE), "voice.ogg")
    changed = await sent.edit(content="both", attachments=[kept, new])
    assert [each.filename for each in changed.attachments] == ["us.jpg", "voice.ogg"]
    changed = await sent.edit(attachments=[])
    assert changed.attachments == []


async def test_a_form_takes_files_and_choices(discord_server: Playground, client: Client) -> None:
    modal = discord.ui.Modal(title="Yours", custom_id="f")
    options = [discord.RadioGroupOption(label=each, value=each.lower()) for each in ("One", "Two")]
    boxes = [discord.CheckboxGroupOption(label=each, value=each) for each in ("a", "b", "c")]
    for label, component in (
        ("Words", discord.ui.TextInput(custom_id="words", required=False)),
        ("File", discord.ui.FileUpload(custom_id="file", required=False, max_values=2)),
        ("One of", discord.ui.RadioGroup(custom_id="radio", options=options)),
        ("Some of", discord.ui.CheckboxGroup(custom_id="some", options=boxes, max_values=2)),
        ("Sure?", discord.ui.Checkbox(custom_id="sure")),
    ):
        modal.add_item(discord.ui.Label(text=label, component=component))
    alice = await asked(discord_server, client, modal)
    assert [field.kind for field in alice.fields] == [
        *("text", "files", "radio", "checkboxes", "checkbox"),
    ]
    for wrong in ({"radio": "three"}, {"some": ["a", "b", "c"]}, {"file": [sample("photo")] * 3}):
        with pytest.raises(ValueError, match=r"between|no such option"):
            alice.submits("hello", **({"radio": "one", "some": ["a"]} | wrong))
    photo = Media("photo", picture(), "us.jpg")
    alice.submits("hello", file=[photo], radio="two", some=["a", "c"], sure=True)
    interaction = await client.next("interaction")
    told = [part["component"] for part in interaction.data["components"]]
    (id,) = told[1]["values"]
    assert [part.get("value", part.get("values")) for part in told] == [
        *("hello", [id], "two", ["a", "c"], True),
    ]
    attachment = interaction.data["resolved"]["attachments"][id]
    assert (attachment["filename"], attachment["ephemeral"]) == ("us.jpg", True)
    assert await load(attachment["url"]) == (200, picture())
    kept = discord.File(BytesIO(VOICE), "voice.ogg")
    await interaction.response.send_message("Kept", file=kept)
    assert alice.file_of(alice.messages[-1]["message_id"]) == ("audio", VOICE)
    await interaction.edit_original_response(
        attachments=[discord.File(BytesIO(picture()), "us.jpg")]
    )
    assert alice.file_of(alice.messages[-1]["message_id"]) == ("photo", picture())


async def test_a_form_that_discord_would_not_open_is_refused(
    discord_server: Playground, client: Client
) -> None:
    options = [discord.RadioGroupOption(label="x" * 101, value="1")] * 2
    modal = discord.ui.Modal(title="Yours", custom_id="f")
    group: Any = discord.ui.RadioGroup(custom_id="radio", options=options)
    modal.add_item(discord.ui.Label(text="Which?", component=group))
    with pytest.raises(discord.HTTPException, match="Must be between 1 and 100"):
        await asked(discord_server, client, modal)
