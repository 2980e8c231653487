"""Test that actions on Discord are answered in time, in the right place, and never twice."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.platforms.adapter import (
    DeliveryUnknown,
    NotDelivered,
    OutboundMessage,
    SendFailed,
    Unreachable,
)
from bot.platforms.discord.adapter import DiscordAdapter
from bot.platforms.discord.events import Dispatch
from bot.platforms.discord.http import DiscordHttp
from bot.platforms.discord.interactions import OpenInteractions
from bot.platforms.discord.missing_access import MissingAccess
from chat import markup
from chat.buttons import Button
from chat.messages import Address, Attachment
from chat.targets import EditMessage
from handlers.turn import Content
from playground import DiscordPhone, Limits, Playground
from playground.discord.gateway.sessions import DIRECT_MESSAGES, Session, SocketQueue
from playground.discord.people import Channel
from storage.sealing import ServerKeys
from tests.support.people import FakeClock

SERVER_KEYS = ServerKeys(b"a key for the tests alone")
NONCE, ANOTHER = "0123456789abcdef012345678", "another"
GO = ((Button("Go", "a:b"),),)
COMMANDS = [
    {"name": name, "description": "To try", "integration_types": [0, 1], "contexts": [0, 1, 2]}
    for name in ("start", "pair")
]
RESPOND, FULFIL, WITHDRAW = (
    "create_interaction_response",
    "update_webhook_message",
    "delete_webhook_message",
)
FOLLOW, MESSAGE = "execute_webhook", "create_message"


class Patience:
    """The wait for words, which ends when a test says so."""

    def __init__(self) -> None:
        self._over = asyncio.Event()

    async def sleep(self, seconds: float) -> None:
        assert seconds <= 2.0, "Discord gives up after 3 seconds, those on the way included"
        await self._over.wait()

    def ends(self) -> None:
        self._over.set()


class Forms:
    """Answers each press with a form while forms are `shown`."""

    shown = False

    def for_dispatch(self, dispatch: Dispatch) -> dict[str, Any] | None:
        return FORM if self.shown and "message" in dispatch.body else None


@dataclass
class Scene:
    """Alice, and an adapter whose gateway is read by hand."""

    server: Playground
    discord: DiscordAdapter
    interactions: OpenInteractions
    patience: Patience
    forms: Forms
    clock: FakeClock
    session: Session
    alice: DiscordPhone

    def comes(self) -> Dispatch:
        """Let the adapter read the latest action."""
        dispatch = Dispatch.read(self.session.unconfirmed[-1][0])
        assert dispatch
        self.interactions.on_received(dispatch)
        return dispatch

    def slash(self, name: str = "start", channel: Channel | None = None) -> str:
        """Use a command as Alice; return the id of its event."""
        self.alice.slash(name, channel)
        return self.comes().event_id

    async def press(self) -> Dispatch:
        """Press a button of the bot's as Alice."""
        platform_message_id = await self.send("Which?", rows=GO)
        wire = GO[0][0].to_wire(SERVER_KEYS.signer(self.to))
        self.alice.presses(platform_message_id, wire)
        return self.comes()

    @property
    def to(self) -> Address:
        return Address("discord", str(self.alice.person.id), str(self.alice.dm.id))

    async def send(
        self,
        text: str,
        answers: str = "",
        nonce: str = "",
        rows: tuple[tuple[Button, ...], ...] = (),
        **more: object,
    ) -> str:
        marks = {"nonce": nonce, "answers_event": answers} | more
        message = OutboundMessage(text, rows, **marks)  # type: ignore[arg-type]  # the fields differ
        return await self.discord.send(self.to, message)

    async def settles(self) -> None:
        """Return when everything begun has been said, except for what waits."""
        timers = set(self.interactions._timers.values())
        await asyncio.gather(*(self.interactions._tasks - timers), return_exceptions=True)

    async def promises(self) -> None:
        """End the wait for words."""
        self.patience.ends()
        await asyncio.gather(*self.interactions._tasks, return_exceptions=True)

    def sees(self, channel: Channel | None = None) -> list[str]:
        """Return what the bot says to Alice there."""
        shown = self.alice.messages_in(channel or self.alice.dm)
        return ["…" if each["loading"] else each["text"] for each in shown]

    def calls(self) -> list[str]:
        return [call.method for call in self.server.discord.ledger.calls]


@pytest.fixture
async def scene(shelf: Content, fake_clock: FakeClock) -> AsyncIterator[Scene]:
    now = fake_clock.now
    server = Playground(now=lambda: now().timestamp(), limits=Limits(on=False))
    await server.start()
    server.discord.set_commands(COMMANDS)
    session = server.discord.sessions.begin(DIRECT_MESSAGES, SocketQueue())
    http, patience, forms = DiscordHttp(server.discord_token, server.url), Patience(), Forms()
    own = OpenInteractions(http, shelf.texts, fake_clock, forms.for_dispatch, patience.sleep)
    discord = DiscordAdapter(http, SERVER_KEYS, own, MissingAccess(fake_clock, lambda: None))
    await discord.open()
    alice = server.add_discord_person("alice")
    yield Scene(server, discord, own, patience, forms, fake_clock, session, alice)
    await own.close()
    await discord.close()
    await server.stop()


async def test_a_command_is_answered_with_its_first_reply(scene: Scene) -> None:
    event = scene.slash()
    first = await scene.send("hello", event, NONCE)
    second = await scene.send("and more", event, ANOTHER)
    assert [shown["command"] for shown in scene.alice.messages] == ["/start", None]
    assert [shown["message_id"] for shown in scene.alice.messages] == [first, second]
    assert scene.calls() == [RESPOND, MESSAGE]
    assert scene.alice.unanswered == scene.alice.failed == []


async def test_an_answer_can_be_changed_and_its_buttons_pressed(scene: Scene) -> None:
    platform_message_id = await scene.send("before", scene.slash(), rows=GO)
    scene.alice.presses(platform_message_id, GO[0][0].to_wire(SERVER_KEYS.signer(scene.to)))
    event = scene.comes()
    assert (
        await scene.send("after", event.event_id, target=EditMessage(platform_message_id))
        == platform_message_id
    )
    assert scene.sees() == ["after"]


async def test_nothing_is_said_of_a_press_before_it_is_kept(scene: Scene) -> None:
    """Without waiting: the button looked pressed though its press could still be lost."""
    press = await scene.press()
    await scene.settles()
    assert len(scene.alice.unanswered) == 1
    scene.interactions.on_stored(press)
    await scene.settles()
    assert scene.alice.unanswered == []
    assert scene.sees() == ["Which?"]


async def test_a_presss_reply_comes_as_a_message(scene: Scene) -> None:
    press = await scene.press()
    scene.interactions.on_stored(press)
    await scene.settles()
    await scene.send("Gone", press.event_id, NONCE)
    assert scene.calls() == [MESSAGE, RESPOND, MESSAGE]


async def test_words_that_take_long_are_promised_and_come_in_that_place(scene: Scene) -> None:
    """Without the promise: Discord said that the application did not respond."""
    event = scene.slash()
    await scene.promises()
    assert scene.sees() == ["…"]
    scene.clock.move(timedelta(minutes=14))
    platform_message_id = await scene.send("hello", event, NONCE, rows=GO)
    assert scene.sees() == ["hello"]
    assert scene.alice.messages[0]["message_id"] == platform_message_id
    assert scene.calls() == [RESPOND, FULFIL]


async def test_nothing_is_promised_once_there_are_words(scene: Scene) -> None:
    await scene.send("hello", scene.slash())
    await scene.promises()
    assert scene.calls() == [RESPOND]


async def test_after_a_quarter_of_an_hour_words_come_as_a_message(scene: Scene) -> None:
    """Without knowing that it is the interaction's token: its 401 held the whole bot."""
    event = scene.slash()
    await scene.promises()
    scene.clock.move(timedelta(minutes=15, seconds=1))
    await scene.send("hello", event)
    assert scene.sees() == ["…", "hello"]


async def test_an_interaction_read_too_late_is_answered_by_a_message(scene: Scene) -> None:
    """Without knowing 10062: the answer was given up as refused."""
    event = scene.slash()
    scene.clock.move(timedelta(seconds=3.1))
    await scene.send("hello", event)
    assert scene.sees() == ["hello"]
    assert scene.calls() == [RESPOND, MESSAGE]


async def test_a_deferral_that_is_too_late_is_not_retried(scene: Scene) -> None:
    event = scene.slash()
    scene.clock.move(timedelta(seconds=3.1))
    await scene.promises()
    await scene.send("hello", event)
    assert scene.calls() == [RESPOND, MESSAGE]


async def test_a_promise_of_which_nothing_was_heard_is_kept_if_it_got_through(scene: Scene) -> None:
    """Without taking it for made: the words came apart, under a promise that never ended."""
    scene.server.discord.faults.add("drop", RESPOND)
    event = scene.slash()
    await scene.promises()
    await scene.send("hello", event)
    assert scene.sees() == ["hello"]
    assert scene.calls() == [RESPOND, FULFIL]


async def test_a_promise_that_did_not_get_through_is_not_waited_for(scene: Scene) -> None:
    scene.server.discord.faults.add("reset", RESPOND)
    event = scene.slash()
    await scene.promises()
    await scene.send("hello", event)
    assert scene.sees() == ["hello"]


@pytest.mark.parametrize("late", [False, True])
async def test_another_bots_deferral_is_fulfilled(scene: Scene, late: bool) -> None:
    """Without a look at 40060: the answer was given up as refused, or came beside the promise."""
    event = scene.slash()
    await scene.interactions._by_event[event].responses.defer(ephemeral=False)
    if late:
        await scene.promises()
    await scene.send("hello", event)
    assert scene.sees() == ["hello"]


async def test_an_answer_that_was_taken_off_comes_as_a_message(scene: Scene) -> None:
    event = scene.slash()
    await scene.promises()
    await scene.interactions._by_event[event].responses.delete_original()
    await scene.send("hello", event)
    assert scene.sees() == ["hello"]


async def test_an_answer_that_may_have_arrived_is_resent_as_a_message(scene: Scene) -> None:
    """Without remembering the try: the second was refused with 40060 and overwrote nothing."""
    scene.server.discord.faults.add("drop", RESPOND)
    event = scene.slash()
    with pytest.raises(DeliveryUnknown):
        await scene.send("hello", event, NONCE)
    await scene.send("Sent again: hello", event, NONCE)
    assert scene.sees() == ["hello", "Sent again: hello"]


async def test_words_in_the_place_of_a_promise_may_be_said_twice(scene: Scene) -> None:
    event = scene.slash()
    await scene.promises()
    scene.server.discord.faults.add("drop", FULFIL)
    with pytest.raises(DeliveryUnknown):
        await scene.send("hello", event, NONCE)
    await scene.send("Sent again: hello", event, NONCE)
    assert scene.sees() == ["Sent again: hello"]


@pytest.mark.parametrize(
    ("fault", "wait"), [("429", 7.0), ("500", None), ("502", None)], ids=["429", "500", "502"]
)
async def test_an_answer_that_surely_did_not_arrive_is_tried_again(
    scene: Scene, fault: str, wait: float | None
) -> None:
    """Without going back: the person read that the application did not respond."""
    scene.server.discord.faults.add(fault, RESPOND, seconds=7)
    event = scene.slash()
    with pytest.raises(NotDelivered) as caught:
        await scene.send("hello", event, NONCE)
    assert caught.value.retry_after == wait
    await scene.send("hello", event, NONCE)
    assert scene.calls() == [RESPOND, RESPOND]
    assert scene.sees() == ["hello"]


async def test_without_a_server_nothing_was_answered(scene: Scene) -> None:
    event = scene.slash()
    await scene.server.stop()
    with pytest.raises(SendFailed) as caught:
        await scene.send("hello", event, NONCE)
    assert type(caught.value) in (NotDelivered, DeliveryUnknown)


async def test_no_promise_is_left_where_there_is_nothing_to_say(scene: Scene) -> None:
    """Without the word that nothing comes: "is thinking…" stood there for a quarter of an hour."""
    late, quick = scene.slash(), scene.slash("pair")
    await scene.promises()
    for event in (late, quick):
        scene.interactions.on_no_reply(event)
    await scene.settles()
    assert scene.sees() == []
    assert scene.alice.unanswered == scene.alice.failed == []


async def test_a_command_that_brings_nothing_is_not_left_waiting(scene: Scene) -> None:
    scene.interactions.on_no_reply(scene.slash())
    await scene.settles()
    assert scene.calls() == [RESPOND, WITHDRAW]
    assert scene.alice.unanswered == []


async def test_two_quick_taps_are_two_that_are_answered(scene: Scene) -> None:
    platform_message_id = await scene.send("Which?", rows=GO)
    for _ in range(2):
        scene.alice.presses(platform_message_id, GO[0][0].to_wire(SERVER_KEYS.signer(scene.to)))
        scene.interactions.on_stored(scene.comes())
    await scene.settles()
    assert scene.alice.unanswered == []


async def test_an_interaction_seen_first_by_another_bot_is_no_error(scene: Scene) -> None:
    """Without a look at 40060: a line in the log for each press, where two bots listen."""
    press = await scene.press()
    await scene.interactions._by_event[press.event_id].responses.acknowledge()
    with capture_logs() as lines:
        scene.interactions.on_stored(press)
        await scene.settles()
    assert lines == []
    scene.server.discord.faults.add("502", RESPOND)
    wire = GO[0][0].to_wire(SERVER_KEYS.signer(scene.to))
    scene.alice.presses(scene.alice.messages[0]["message_id"], wire)
    with capture_logs() as lines:
        scene.interactions.on_stored(scene.comes())
        await scene.settles()
    assert [line["event"] for line in lines] == ["interaction_not_answered"]


async def test_a_repeated_interaction_is_answered_once(scene: Scene) -> None:
    """Without a look at the id: the second answer was refused, and a second promise begun."""
    press = await scene.press()
    for _ in range(2):
        scene.interactions.on_received(press)
        scene.interactions.on_stored(press)
    await scene.settles()
    assert scene.calls() == [MESSAGE, RESPOND]


async def test_a_long_answer_goes_on_in_messages_and_says_nothing_twice(scene: Scene) -> None:
    """Without remembering the answer: its first part came again with the second."""
    event = scene.slash()
    words = markup.quote("*" * 1800)
    scene.server.discord.faults.add("502", MESSAGE)
    with pytest.raises(NotDelivered):
        await scene.send(words, event, NONCE)
    platform_message_id = await scene.send(words, event, NONCE)
    assert "".join(scene.sees()).replace("\\", "") == "*" * 1800
    assert scene.alice.messages[0]["message_id"] == platform_message_id
    assert scene.calls() == [RESPOND, MESSAGE, MESSAGE]


async def test_an_answer_looks_like_any_message(scene: Scene) -> None:
    file = Attachment("yours.json", b"{}")
    await scene.send("||hush||", scene.slash(), rows=GO, silent=True, attachment=file)
    shown = scene.alice.messages[0]
    assert shown["text"] == "||hush||"
    assert shown["silent"]
    assert shown["files"][0]["name"] == "yours.json"
    assert shown["buttons"][0][0]["label"] == "Go"
    message = scene.server.discord.messages.of_channel(scene.alice.dm.id)[-1]
    assert message.body["flags"] & 4


async def test_a_file_takes_the_place_of_a_promise(scene: Scene) -> None:
    event = scene.slash()
    await scene.promises()
    await scene.send("All of it", event, attachment=Attachment("yours.json", b"{}"))
    shown = scene.alice.messages[0]
    assert (shown["text"], shown["files"][0]["name"]) == ("All of it", "yours.json")


async def test_elsewhere_only_the_person_sees_where_the_answer_went(scene: Scene) -> None:
    """Without a look at the place: what is private was said before a whole guild."""
    guild = scene.alice.guild
    bob = scene.server.add_discord_person("bob")
    event = scene.slash("start", guild)
    await scene.send("hello", event, NONCE)
    await scene.send("and more", event, ANOTHER)
    await scene.settles()
    assert scene.sees() == ["hello", "and more"]
    (note,) = scene.sees(guild)
    assert "our direct messages" in note
    assert scene.alice.messages_in(guild)[0]["ephemeral"]
    assert bob.messages_in(guild) == []


async def test_elsewhere_a_promise_is_for_one_persons_eyes_too(scene: Scene) -> None:
    between = scene.alice.chat_with(scene.server.add_discord_person("bob"))
    event = scene.slash("start", between)
    await scene.promises()
    assert scene.sees(between) == ["…"]
    await scene.send("hello", event, NONCE)
    await scene.settles()
    (note,) = scene.alice.messages_in(between)
    assert note["ephemeral"]
    assert "our direct messages" in note["text"]
    assert scene.sees() == ["hello"]


async def test_a_note_speaks_the_persons_language(scene: Scene) -> None:
    scene.alice.speaks("es-419")
    await scene.send("hola", scene.slash("start", scene.alice.guild))
    await scene.settles()
    assert "nuestros mensajes directos" in scene.sees(scene.alice.guild)[0]


async def test_elsewhere_nothing_stays_of_what_brings_nothing(scene: Scene) -> None:
    event = scene.slash("start", scene.alice.guild)
    scene.interactions.on_no_reply(event)
    await scene.settles()
    assert scene.sees(scene.alice.guild) == []
    assert scene.alice.unanswered == []


async def test_a_person_with_a_closed_chat_reads_elsewhere_how_to_open_it(scene: Scene) -> None:
    """Without the note: Discord said that the application did not respond."""
    scene.alice.closes_dms()
    event = scene.slash("start", scene.alice.guild)
    for nonce in (NONCE, ANOTHER):
        with pytest.raises(Unreachable):
            await scene.send("hello", event, nonce)
    await scene.settles()
    (note,) = scene.sees(scene.alice.guild)
    assert "closed to me" in note
    scene.alice.opens_dms()
    await scene.send("hello", scene.slash("start", scene.alice.guild), NONCE)
    await scene.settles()
    assert scene.sees() == ["hello"]


async def test_an_answer_in_a_closed_chat_says_how_to_open_it(
    scene: Scene,
) -> None:
    """Without a word after the answer: nobody knew why the second message did not come."""
    scene.alice.closes_dms()
    event = scene.slash()
    await scene.send("hello", event, NONCE)
    with pytest.raises(Unreachable):
        await scene.send("and more", event, ANOTHER)
    await scene.settles()
    first, note = scene.alice.messages
    assert first["text"] == "hello"
    assert note["ephemeral"]
    assert "closed to me" in note["text"]


async def test_a_press_in_a_closed_chat_is_told_once_how_to_open_it(scene: Scene) -> None:
    press = await scene.press()
    scene.alice.closes_dms()
    scene.interactions.on_stored(press)
    await scene.settles()
    for nonce in (NONCE, ANOTHER):
        with pytest.raises(Unreachable):
            await scene.send("hello", press.event_id, nonce)
    await scene.settles()
    assert scene.calls().count(FOLLOW) == 1
    assert "closed to me" in scene.sees()[-1]


async def test_unrequested_messages_into_a_closed_chat_are_told_to_nobody(scene: Scene) -> None:
    event = scene.slash("start", scene.alice.guild)
    scene.alice.closes_dms()
    with pytest.raises(Unreachable):
        await scene.send("a prompt")
    await scene.settles()
    assert scene.alice.unanswered == [int(event.partition(":")[2])]


FORM = {
    "type": 9,
    "data": {
        "custom_id": "x",
        "title": "Yours",
        "components": [
            {
                "type": 18,
                "label": "Yours",
                "component": {"type": 4, "custom_id": "words", "style": 2},
            }
        ],
    },
}


async def test_a_form_comes_before_its_press_is_kept_and_is_itself_seen_once_it_is(
    scene: Scene,
) -> None:
    """Without asking for one: 10062, as nobody can wait for the commit with a form."""
    scene.forms.shown = True
    press = await scene.press()
    scene.interactions.on_stored(press)
    await scene.settles()
    assert scene.alice.form
    scene.forms.shown = False
    scene.alice.submits("words")
    submitted = scene.comes()
    assert len(scene.alice.unanswered) == 1
    scene.interactions.on_stored(submitted)
    await scene.settles()
    assert scene.alice.unanswered == []
    assert scene.calls() == [MESSAGE, RESPOND, RESPOND]


async def test_a_press_whose_form_did_not_come_is_seen_instead(scene: Scene) -> None:
    """Without going back: the app said that the bot did not respond."""
    scene.forms.shown = True
    scene.server.discord.faults.add("502", RESPOND)
    press = await scene.press()
    scene.interactions.on_stored(press)
    await scene.settles()
    assert scene.alice.form is None
    assert scene.alice.unanswered == []


async def test_interactions_are_forgotten_in_time(scene: Scene) -> None:
    """Without forgetting: every tap since the start was kept in memory."""
    for _ in range(3):
        scene.slash()
        scene.clock.move(timedelta(minutes=8))
    assert len(scene.interactions._by_event) == 2


async def test_after_the_end_everything_goes_as_a_message(scene: Scene) -> None:
    event = scene.slash()
    await scene.interactions.close()
    await scene.send("hello", event)
    assert scene.calls() == [MESSAGE]
    assert scene.interactions._tasks == set()


@pytest.mark.parametrize("fault", ["401", "403", "404", "429", "502", "drop", "reset"])
async def test_an_unanswerable_interaction_does_not_affect_the_next(
    scene: Scene, fault: str
) -> None:
    """A press is stored already: Discord tells the person, and its outcome still comes."""
    scene.server.discord.faults.add(fault, RESPOND)
    press = await scene.press()
    scene.interactions.on_stored(press)
    await scene.settles()
    await scene.send("hello", press.event_id)
    assert scene.sees() == ["Which?", "hello"]
