"""Let Alice and Bob say, press and see, without knowing about sockets."""

from __future__ import annotations

from base64 import urlsafe_b64decode
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Protocol
from uuid import UUID
from zoneinfo import ZoneInfo

from bot.app import App
from bot.inbox.store import Arrival, store_arrivals
from bot.platforms.adapter import FileGone, FileTooLarge, OutboundMessage, SendFailed
from bot.platforms.event_words import read_words
from chat import markup
from chat.buttons import Button
from chat.media import IncomingFile
from chat.messages import Address, Event, Kind
from chat.targets import DeleteMessage, EditMessage, NewMessage, React, RemoveButtons
from playground import Playground
from tests.media import samples

START = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)
"""A Wednesday morning, four weeks before Europe's clocks change."""


Sleep = Callable[[float], Coroutine[Any, Any, None]]
Send = Callable[[Address, OutboundMessage], Awaitable[str]]
Probe = Callable[[], Awaitable[bool]]


class FakeClock:
    """A clock that stands still until a test moves it."""

    def __init__(self, now: datetime = START) -> None:
        self._now = now
        self._monotonic = 0.0

    def now(self) -> datetime:
        return self._now

    def monotonic(self) -> float:
        return self._monotonic

    def move(self, by: timedelta) -> None:
        self._now += by
        self._monotonic += by.total_seconds()


@dataclass
class Message:
    """One message on a person's screen."""

    id: str
    text: str
    buttons: list[Button]
    attachment: str = ""
    content: bytes = b""
    """The bytes of its file."""
    media: str = ""
    """The kind of its file: "photo", "voice", "video" or "document"."""
    edited: bool = False
    stays_in_chat: bool = False
    """Whether it can be neither forwarded nor saved."""
    silent: bool = False
    is_covered: bool = False
    widths: tuple[int, ...] = ()
    """The number of buttons in each row."""


@dataclass
class DirectPlatform:
    """A platform inside the process: each message lands on the screen of the person's phone."""

    platform: str
    text_limit: int = 4096
    screens: dict[str, list[Message]] = field(default_factory=dict)
    pushes: dict[str, list[str]] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)
    """The label of the key below each person's chat that lets them choose somebody."""
    picks_people: bool = True
    keeps_in_chat: bool = True
    reactions: dict[str, str] = field(default_factory=dict)
    """The bot's emoji on people's own messages, by their ids."""
    failures: list[SendFailed] = field(default_factory=list)
    keeps_messages: bool = False
    files: dict[str, bytes] = field(default_factory=dict)
    """The files that people sent, by id."""
    loses_files: bool = False
    fetched: int = 0
    fetch_failures: list[Exception] = field(default_factory=list)
    without_reply: list[str] = field(default_factory=list)
    """The ids of the events that brought their person nothing to read."""
    _count: int = 0
    _events: dict[str, Event] = field(default_factory=dict)
    _send: Send = field(init=False)
    _probe: Probe = field(init=False)

    def __post_init__(self) -> None:
        self._send, self._probe = self._show, self._always

    def _next(self) -> int:
        self._count += 1
        return self._count

    def split_text(self, text: str, reserved_units: int) -> list[str]:
        return markup.split(text, self.text_limit - reserved_units)

    def translate(self, body: bytes, id: str, at: datetime) -> Event | None:
        return self._events[id]

    async def fetch(self, file: IncomingFile, max_bytes: int) -> bytes:
        """Hand over a file, after the failures that are planned."""
        self.fetched += 1
        if self.fetch_failures:
            raise self.fetch_failures.pop(0)
        if self.loses_files or file.id not in self.files:
            raise FileGone
        if len(self.files[file.id]) > max_bytes:
            raise FileTooLarge
        return self.files[file.id]

    def on_no_reply(self, event: str) -> None:
        self.without_reply.append(event)

    def register_event(self, event: Event) -> None:
        self._events[event.id] = event

    async def send(self, to: Address, message: OutboundMessage) -> str:
        return await self._send(to, message)

    def send_instead(self, send: Send) -> Send:
        """Send with another function from now on; return the one that did so before."""
        before, self._send = self._send, send
        return before

    async def probe(self) -> bool:
        return await self._probe()

    def probe_instead(self, probe: Probe) -> None:
        """Probe with another function from now on."""
        self._probe = probe

    async def _always(self) -> bool:
        return True

    async def _show(self, to: Address, message: OutboundMessage) -> str:
        if self.failures:
            raise self.failures.pop(0)
        screen = self.screens.setdefault(to.id, [])
        if message.picker:
            self.keys[to.id] = message.picker.label
        buttons = [button for row in message.rows for button in row]
        widths = tuple(map(len, message.rows))
        text = markup.to_plain(message.text)
        attachment = message.attachment.name if message.attachment else ""
        target = message.target
        if isinstance(target, React):
            self.reactions[target.id] = target.emoji
            return target.id
        changed = "" if isinstance(target, NewMessage) else target.id
        if isinstance(target, DeleteMessage) and not self.keeps_messages:
            screen[:] = [shown for shown in screen if shown.id != changed]
            return changed
        if isinstance(target, DeleteMessage) and not message.text:
            return changed
        for shown in screen:
            if isinstance(target, RemoveButtons) and shown.id == changed:
                shown.buttons = []
                return shown.id
            if changed and shown.id == changed:
                shown.text, shown.buttons, shown.edited = text, buttons, True
                shown.widths = widths
                return shown.id
        if isinstance(target, EditMessage) and target.only:
            return changed
        content = message.attachment.content if message.attachment else b""
        id = str(self._next())
        shown = Message(id, text, buttons, attachment, content, silent=message.silent)
        if message.attachment:
            shown.media = message.attachment.kind or "document"
            shown.is_covered = message.attachment.hidden
        shown.widths, shown.stays_in_chat = widths, message.stays_in_chat
        screen.append(shown)
        if not message.silent:
            self.pushes.setdefault(to.id, []).append(text)
        return screen[-1].id

    def link(self, payload: str) -> str:
        return f"https://chat.example/same_side_bot?start={payload}"

    @property
    def primary(self) -> DirectPlatform:
        """The platform that holds everything that was shown."""
        return self


class SecondPlatform(DirectPlatform):
    """The other platform; its messages also land where tests look for them.

    As on Discord, texts are shorter, no link brings a payload along, and only people themselves can
    delete their messages.
    """

    def __init__(self, platform: str, first: DirectPlatform) -> None:
        self.platform, self.text_limit = platform, 2000
        self.picks_people = self.keeps_in_chat = False
        self._first = first
        self.__post_init__()

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the first one has
        return getattr(self._first, name)

    async def _show(self, to: Address, message: OutboundMessage) -> str:
        ours = {shown.id for shown in self.screens.get(to.id, [])}
        if isinstance(message.target, DeleteMessage) and message.target.id not in ours:
            message = replace(message, target=EditMessage(message.target.id))
        return await self._first.send(to, message)

    def link(self, payload: str) -> str:
        return "" if payload else "https://talk.example/same_side_bot"

    @property
    def primary(self) -> DirectPlatform:
        return self._first


@dataclass
class Person:
    """Somebody with a phone. Each of their actions is handled in full before they look again."""

    name: str
    app: App
    platform: DirectPlatform
    id: str
    language: str = "en"
    _seen: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Each message of the screen at their last action or look: its id, words and buttons."""
    _count: int = 0
    _own: dict[str, Any] = field(default_factory=dict)
    """Their own messages by their ids."""

    def _next(self) -> int:
        self._count += 1
        return self._count

    @property
    def screen(self) -> list[Message]:
        """Every message in the chat, oldest first."""
        return self.platform.screens.setdefault(self.id, [])

    @property
    def last(self) -> Message:
        return self.screen[-1]

    async def says(self, words: str, *, message: str = "") -> None:
        """Send a text or a command, and look at the reply."""
        await self._does(**read_words(words), message=message or f"own-{self._next()}")

    async def said(self, words: str, at: datetime) -> None:
        """Send the words as of that moment, though they arrive only now."""
        await self._does(**read_words(words), message=f"own-{self._next()}", said=at)

    async def replies(self, words: str, *, to: str, message: str = "") -> None:
        """Answer the newest message that contains the words `to`: the bot's, or else their own."""
        about = next((each for each in reversed(self.screen) if to in each.text), None)
        own = next((name for name, said in reversed(self._own.items()) if to in said), "")
        await self._does(
            **read_words(words),
            message=message or f"own-{self._next()}",
            reply_to=about.id if about else own,
            reply_buttons=tuple(about.buttons) if about else (),
        )

    async def forwards(self, words: str, *, name: str = "Somebody") -> None:
        """Forward a message that somebody of that name wrote."""
        await self._does(**read_words(words), message=f"own-{self._next()}", forwarded=True)

    async def edits(self, message: str, words: str) -> None:
        """Change one of their own messages."""
        await self._does(**read_words(words) | {"kind": Kind.EDIT}, message=message)

    async def sends_a_photo(self, words: str = "", *, message: str = "") -> None:
        """Send a picture, perhaps with words."""
        await self.sends_file("photo", samples.photo(), words, message=message)

    async def edits_caption(self, message: str, words: str) -> None:
        """Change the words under one of their own photos."""
        await self._does(**read_words(words) | {"kind": Kind.EDIT}, message=message, media="photo")

    async def sends_photo(self, content: bytes, words: str = "", *, message: str = "") -> None:
        """Send that picture, perhaps with words."""
        await self.sends_file("photo", content, words, message=message)

    async def sends_voice(
        self, content: bytes, seconds: int = 4, words: str = "", *, message: str = ""
    ) -> None:
        """Send that voice note."""
        await self.sends_file("voice", content, words, message=message)

    async def sends_video(
        self, content: bytes, seconds: int = 2, words: str = "", *, message: str = ""
    ) -> None:
        """Send that video."""
        await self.sends_file("video", content, words, message=message)

    async def sends_document(
        self, content: bytes, name: str, words: str = "", *, mime: str = "", message: str = ""
    ) -> None:
        """Send that file as it is."""
        await self.sends_file("document", content, words, message=message)

    async def sends_a_sticker(self) -> None:
        """Send something that is no file to keep."""
        await self._does(Kind.MEDIA, media="sticker", message=f"own-{self._next()}")

    async def sends_file(
        self,
        media: str,
        content: bytes,
        words: str = "",
        *,
        message: str = "",
        seconds: int = 1,
        name: str = "",
        mime: str = "",
    ) -> None:
        """Send any file as what its sender says that it is."""
        await self.sends_sized_file(media, content, len(content), words, message=message)

    async def sends_sized_file(
        self,
        media: str,
        content: bytes,
        size: int,
        words: str = "",
        *,
        message: str = "",
        album: str = "",
    ) -> None:
        """Send a file of which the platform says that it has this size."""
        named = message or f"own-{self._next()}"
        file = IncomingFile(f"{self.id}-{named}", size)
        self.platform.files[file.id] = content
        what = read_words(words) if words else {"kind": Kind.MEDIA}
        await self._does(**what, message=named, media=media, album=album, files=(file,))

    async def sends_a_location(self, north: float, east: float) -> None:
        """Send a place on the map."""
        await self._does(Kind.MEDIA, media="location", location=(north, east))

    async def sends_an_album(self, words: str = "", *, count: int = 3) -> None:
        """Send several pictures that belong together, with words under the first."""
        album = f"album-{self._next()}"
        for number in range(count):
            seen = self._seen
            picture = samples.photo(f"#0000{number * 25:02x}")
            said = words if number == 0 else ""
            await self.sends_sized_file("photo", picture, len(picture), said, album=album)
            self._seen = seen if number else self._seen

    async def presses(self, label: str) -> None:
        """Press the newest button whose label contains these words."""
        for shown in reversed(self.screen):
            for button in shown.buttons:
                if label.casefold() in button.label.casefold():
                    await self.presses_button(button, shown.id)
                    return
        raise AssertionError(f"{self.name} sees no button {label!r}; there is: {self.buttons()}")

    async def reacts(self, emoji: str, *, to: str) -> None:
        """Add a reaction to the newest message that contains these words."""
        about = next(each for each in reversed(self.screen) if to in each.text)
        await self._does(Kind.REACTION, text=emoji, message=about.id)

    async def takes_back(self, emoji: str, *, to: str) -> None:
        """Remove their reaction, which is not an event for the bot."""
        self._note_screen()

    async def presses_button(self, button: Button, message: str = "") -> None:
        """Press a button that they had at any time."""
        await self._does(
            Kind.PRESS, name=button.action, subject=button.id, choice=button.choice, message=message
        )

    async def fills_in(self, label: str, words: str, *photos: bytes) -> None:
        """Press a button that opens a form, and send the form."""
        button = self.button(label)  # the question may replace it
        await self.presses(label)
        await self.submits(button, words, *photos)

    async def submits(self, button: Button | None, words: str, *photos: bytes) -> None:
        """Send the form that a button opened at any time; None forges one."""
        meaning = button or Button("", "x")
        files = [IncomingFile(f"{self.id}-form-{self._next()}", len(each)) for each in photos]
        self.platform.files |= {
            file.id: content for file, content in zip(files, photos, strict=True)
        }
        await self._does(
            Kind.FORM,
            name=meaning.action if button else "",
            subject=meaning.id,
            choice=meaning.choice,
            text=words,
            files=tuple(files),
            media="attachments" if files else "",
        )

    async def forges_a_button(self) -> None:
        await self._does(Kind.PRESS, name="")

    async def chooses(self, other: Person) -> None:
        """Choose somebody by the key below the chat, which stays there if it was not used up."""
        assert self.platform.keys.get(self.id), f"{self.name} sees no key"
        await self._does(
            Kind.CHOSEN,
            chosen=Address(other.platform.platform, other.id),
            message=f"own-{self._next()}",
        )

    async def blocks(self) -> None:
        await self._does(Kind.LEFT)

    async def unblocks(self) -> None:
        await self._does(Kind.BACK)

    def sees(self, *words: str) -> None:
        """Check that the messages that came since their last action or look contain these words.

        `sees_changed` is for messages that were edited since then.
        """
        self._finds(words, self._new(), "came")

    def sees_changed(self, *words: str) -> None:
        """Check that the messages edited since then contain all of these words."""
        self._finds(words, self._edited(), "was edited")

    def sees_photo(self) -> bytes:
        """Return the bytes of the picture that came since their last action or look."""
        return self._receives("photo")

    def hears_voice(self) -> bytes:
        """Return the bytes of the voice note that came since then."""
        return self._receives("voice")

    def sees_video(self) -> bytes:
        """Return the bytes of the video that came since then."""
        return self._receives("video")

    def _receives(self, media: str) -> bytes:
        new = self._new() + self._edited()
        found = [each.content for each in new if each.media == media]
        assert found, f"{self.name} sees no {media} in: {[each.media for each in new]}"
        return found[-1]

    def sees_not(self, *words: str) -> None:
        """Check that nothing on the whole screen contains any of these words."""
        everything = "\n\n".join(shown.text for shown in self.screen)
        for each in words:
            assert each.casefold() not in everything.casefold(), f"{self.name} sees {each!r}"

    def sees_nothing_new(self) -> None:
        """Check that no message came since their last action or look."""
        new = [shown.text for shown in self._new()]
        assert not new, f"{self.name} sees something new: {new}"

    def looks(self) -> list[Message]:
        """Return the messages since their last action or look; from now on they count as old."""
        new = self._new()
        self._note_screen()
        return new

    def _new(self) -> list[Message]:
        return [shown for shown in self.screen if shown.id not in self._seen]

    def _edited(self) -> list[Message]:
        before = self._seen
        return [each for each in self.screen if before.get(each.id, _face(each)) != _face(each)]

    def _finds(self, words: Sequence[str], messages: Sequence[Message], what: str) -> None:
        assert messages, f"nothing {what} for {self.name} that could hold {words}"
        text = "\n\n".join(shown.text for shown in messages)
        for each in words:
            assert each.casefold() in text.casefold(), (
                f"{self.name} does not see {each!r} in:\n{text}"
            )

    def _note_screen(self) -> None:
        self._seen = {shown.id: _face(shown) for shown in self.screen}

    def buttons(self) -> list[str]:
        """Return the labels under the newest message that has any."""
        shown = [each for each in self.screen if each.buttons]
        return [button.label for button in shown[-1].buttons] if shown else []

    def button(self, label: str) -> Button:
        """Return a button, to be kept and pressed later."""
        found = [b for shown in self.screen for b in shown.buttons if label in b.label]
        assert found, f"{self.name} sees no button {label!r}; there is: {self.buttons()}"
        return found[-1]

    async def _does(self, kind: Kind, **what: Any) -> None:  # noqa: ANN401 - the fields differ by kind
        self._note_screen()
        self._own[what.get("message", "")] = what.get("text", "")
        event = Event(
            f"{self.platform.platform}:{self.id}:{self._next()}",
            kind,
            self.app.clock.now(),
            Address(self.platform.platform, self.id),
            language=self.language,
            nickname=self.name,
            **what,
        )
        self.platform.register_event(event)
        files = bool(event.files)
        arrival = Arrival(event.id, self.platform.platform, _who(event), b"-", has_files=files)
        await store_arrivals(self.app.database, self.app.server_keys, self.app.clock, [arrival])
        await self.app.run_until_idle()


def _face(shown: Message) -> tuple[str, ...]:
    """Return what an edit can change: the words and the labels of the buttons."""
    return (shown.text, *(button.label for button in shown.buttons))


def _who(event: Event) -> Address:
    assert event.address
    return event.address


class ClientHarnessLike(Protocol):
    """The way of a phone that reaches the bot through a real client."""

    playground: Playground
    app: App

    async def wait_until_idle(self) -> None:
        """Return when the bot has answered everything."""


def button_of(label: str, wire: str) -> Button:
    """Return the button with this label whose callback data is this wire."""
    action, row, choice, _tag = wire.split("|")
    id = UUID(bytes=urlsafe_b64decode(row + "==")) if row else None
    return Button(label, action, id, choice)


@dataclass
class Time:
    """A way to move the clock, on which everything due on the way happens in order."""

    app: App
    clock: FakeClock

    def now(self) -> datetime:
        return self.clock.now()

    async def advance(self, *, days: float = 0, hours: float = 0, minutes: float = 0) -> None:
        """Move on from moment to moment, so that each comes due in turn."""
        then = self.clock.now() + timedelta(days=days, hours=hours, minutes=minutes)
        while self.clock.now() < then:
            coming = await self.app.next_moment()
            self.clock.move(min(coming or then, then) - self.clock.now())
            await self.app.run_until_idle()

    async def until(self, day: date, at: time, zone: str = "Europe/Berlin") -> None:
        """Move on to a minute after a wall-clock time."""
        then = datetime.combine(day, at, ZoneInfo(zone)) + timedelta(minutes=1)
        await self.advance(minutes=(then - self.now()).total_seconds() / 60)

    async def jump(self, *, days: float = 0, hours: float = 0) -> None:
        """Move at once, as if the bot had been down meanwhile."""
        self.clock.move(timedelta(days=days, hours=hours))
        await self.app.run_until_idle()


def reads(person: Person, *words: str) -> None:
    """Check that the newest message, new or edited, contains all of these words."""
    shown = person.last.text
    missing = [each for each in words if each.casefold() not in shown.casefold()]
    assert not missing, f"{person.name} reads {shown!r}, without {missing}"
