"""Defines what a handler is given: who did what and when, and the texts to answer with."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from pathlib import Path
from random import Random
from typing import Any, TypedDict, Unpack
from uuid import UUID

from chat import markup
from chat.buttons import Button
from chat.media import MediaMark, find_marks, replace_marks
from chat.messages import (
    Attachment,
    Event,
    Gallery,
    Kind,
    PersonPicker,
    PicturePage,
    Priority,
    Replies,
    Reply,
)
from chat.router import Router
from chat.targets import EditPressed, RemoveButtons, ReplyTarget
from content.deck.deck import Deck
from content.evidence import Evidence
from content.geo.cities import Cities
from content.geo.gazetteer import Gazetteer
from content.library import Library
from content.pages import PageTemplates
from content.support import Support
from content.texts import Rendered, Texts
from content.values import Value, Weekday
from content.wishes.wishes import Wishes
from domain import calendar, member as members
from domain.context import Context
from domain.remind import reminders
from handlers.feature import Features
from handlers.reply_media import name_media
from storage.sealing import ServerKeys
from storage.tables.member import Member


@dataclass(frozen=True, slots=True)
class Content:
    """All texts and knowledge of the bot, loaded once."""

    texts: Texts
    library: Library
    deck: Deck
    cities: Cities
    gazetteer: Gazetteer
    evidence: Evidence
    support: Support
    pages: PageTemplates
    wishes: Wishes
    run_by: str = ""
    """The name that people are given for who runs the bot; "" for none."""

    @classmethod
    def load(cls, folder: Path, *, strict: bool = False) -> Content:
        """Load the content. Raise `content.problems.ContentBroken` with all faults of a file."""
        cities = Cities.load(folder / "cities.tsv")
        return cls(
            Texts.load(folder, markup.quote, strict=strict),
            Library.load(folder),
            Deck.load(folder),
            cities,
            Gazetteer(cities),
            Evidence.load(folder),
            Support.load(folder),
            PageTemplates(folder),
            Wishes.load(folder),
        )


@dataclass(frozen=True, slots=True)
class ButtonSpec:
    """A button before its label is put into its reader's language."""

    key: str
    action: str
    id: UUID | None = None
    choice: str = ""
    values: Mapping[str, Value] = field(default_factory=dict)


def button(
    key: str, action: str, id: UUID | None = None, choice: str = "", **values: Value
) -> ButtonSpec:
    """Return a button: the key of its label, what pressing it means, and the label's values."""
    return ButtonSpec(key, action, id, choice, values)


Row = ButtonSpec | Sequence[ButtonSpec]

HIDDEN_WORDS = Rendered("…")
"""Stands on a button in place of people's words, for a reader who wants to tap first."""


class ReplyOptions(TypedDict, total=False):
    """How a message goes out; `chat.messages.Reply` says what each field means."""

    target: ReplyTarget
    shows: tuple[UUID, ...]
    silent: bool
    priority: Priority
    key: str
    subject: UUID
    during_quiet_hours: bool
    expires: datetime
    attachment: Attachment
    gallery: Gallery
    page: PicturePage
    picker: PersonPicker | None
    may_leave_chat: bool


@dataclass
class Turn:
    """One event being handled, inside one transaction. Replies are returned, never sent."""

    event: Event
    member: Member
    partner: Member | None
    ctx: Context
    server_keys: ServerKeys
    features: Features[Turn]
    content: Content
    chance: Random
    links: Mapping[str, Callable[[str], str]]
    """By platform, the person's own first: the address that opens the bot with a payload."""
    max_reminders_for_partner: int = reminders.MAX_FOR_PARTNER
    """The most reminders that one person may have waiting for the other."""
    picks_people: bool = False
    """Whether the person's platform lets them choose somebody from their contacts."""
    keeps_in_chat: bool = False
    """Whether messages on the person's platform can be kept from being forwarded and saved."""
    loaded: Mapping[UUID, Any] = field(default_factory=dict)
    """By couple: what the loader of this kind of due moment has loaded for a whole batch."""
    pronouns: dict[UUID, str] = field(default_factory=dict)
    """How the bot writes about the two, by the id of each who has said so."""
    next_event: Event | None = None
    """The event to handle next, since this one turned out to mean it."""
    effective_event: Event | None = None
    """The event as it was understood, whatever it led to."""
    refused_label: str = ""
    """The label of a button that the words seem to mean, though only a tap counts for it now."""
    has_left_media: bool = False
    """Whether something came with the words that has no place where they went."""

    @property
    def now(self) -> datetime:
        """Return when the event is handled, in UTC."""
        return self.ctx.now

    @property
    def said_at(self) -> datetime:
        """Return when the person said it: "tomorrow" counts from here. Never after `now`."""
        return min(self.event.said or self.event.at, self.now)

    @property
    def day(self) -> date:
        """Return the date on the person's calendar when they said it."""
        return calendar.to_local(self.said_at, self.member.zone or "UTC").date()

    def text(self, key: str, to: Member | None = None, /, **values: Value) -> Rendered:
        """Return one text in the reader's language; people's words in the values are made safe.

        A text may choose by how its reader wants to be written about, and by nobody else's wish.
        """
        reader = to or self.member
        if pronoun := self.pronouns.get(reader.id):
            values |= self.content.texts.for_reader(reader.language, key, pronoun)
        return self.content.texts.render(reader.language, key, **values)

    def say(self, key: str, *rows: Row, to: Member | None = None, **values: Value) -> Replies:
        """Return a new message to the person whose turn it is, or to another person."""
        return self.send(self.text(key, to, **values), *rows, to=to)

    def edit(self, key: str, *rows: Row, **values: Value) -> Replies:
        """Change the message whose button was pressed; after a command, send a new one."""
        return self.send(self.text(key, **values), *rows, target=EditPressed())

    def send(
        self,
        text: Rendered,
        *rows: Row,
        to: Member | None = None,
        preview: str = "",
        brings_media: bool = True,
        **options: Unpack[ReplyOptions],
    ) -> Replies:
        """Return a message with everything that `chat.messages.Reply` can say.

        The files whose marks are in the text come with it, unless they are just above. `preview` is
        the key of its first line, which may stand on a locked screen. If the reader wants that, a
        message that they did not ask for is hidden below such a line until they tap it.
        """
        reader = to or self.member
        buttons = tuple(self._build_buttons(row, reader) for row in rows)
        is_hidden = self._is_hidden_from(reader) and bool(text)
        shown_text = Rendered(markup.as_spoiler(text)) if is_hidden else text
        if preview or is_hidden:
            shown_text = Rendered(
                f"{self.text(preview or 'privacy-tap-to-read', reader)}\n\n{shown_text}"
            )
        reply = Reply(shown_text, buttons, reader.id, **options)
        return [self._name_media(reply, reader, brings=brings_media)]

    def strip(self, message: str) -> Replies:
        """Take the buttons off a pressed message where they no longer lead anywhere."""
        if self.event.kind is not Kind.PRESS or not message:
            return []
        return [Reply("", to=self.member.id, target=RemoveButtons(message))]

    def link(self, payload: str = "", platform: str = "") -> Rendered:
        """Return the address that opens the bot, with marks in it escaped.

        It is "" on a platform without an address that carries a payload.
        """
        return Rendered(markup.escape(self.links[platform or self.member.platform](payload)))

    def ask(self, question: str, about: UUID | None = None) -> None:
        """Send the person's next text to `@router.answer(question)`, until `stop_asking`."""
        self.member.asking = question
        self.member.asking_about = about
        self.member.asked_at = self.now

    def stop_asking(self) -> None:
        """Treat the next text as an ordinary one: the question was answered or called off."""
        self.member.asking = None
        self.member.asking_about = None

    def stop_asking_for(self, *questions: str) -> None:
        """Call off the open question if it is one of these."""
        if self.member.asking in questions:
            self.stop_asking()

    def stop_asking_about(self, id: UUID) -> None:
        """Call off the open question if it is about this row."""
        if self.member.asking_about == id:
            self.stop_asking()

    async def name_of(self, member: Member) -> str:
        """Return the name that the person has chosen for their partner to see."""
        return await self.ctx.vault.open(member, "name")

    async def partner_name(self) -> str:
        """Return the partner's name, or "" without a partner."""
        return await self.name_of(self.partner) if self.partner else ""

    async def name_in(self, couple_id: UUID | None, reader: Member | None = None) -> str:
        """Return the name by which the reader knows, or knew, the other person of a couple."""
        for_member = reader or self.member
        return await members.partner_name(self.ctx, for_member, couple_id)

    def _name_media(self, reply: Reply, reader: Member, *, brings: bool) -> Reply:
        """Name the files whose marks are in the text; a form's files are nowhere in the chat."""
        new = find_marks(self.event.text) if reader is self.member else []
        on_screen, nowhere = (new, []) if self.event.message else ([], new)
        label = partial(self._media_label, reader)
        return name_media(reply, label, brings=brings, on_screen=on_screen, nowhere=nowhere)

    def _media_label(self, reader: Member, mark: MediaMark, number: int) -> Rendered:
        if number:
            return self.text(f"media-{mark.kind}-numbered", reader, number=number)
        return self.text(f"media-{mark.kind}", reader)

    def _is_hidden_from(self, reader: Member) -> bool:
        """Return whether it comes automatically to a person who wants to tap before words show."""
        is_requested = reader is self.member and self.event.address is not None
        return reader.hides_words and not is_requested

    def _build_buttons(self, row: Row, reader: Member) -> tuple[Button, ...]:
        specs = [row] if isinstance(row, ButtonSpec) else row
        return tuple(self._build_button(each, reader) for each in specs)

    def _build_button(self, spec: ButtonSpec, reader: Member) -> Button:
        values = self._label_values(spec, reader)
        whole = self.text(spec.key, reader, **values)
        label = replace_marks(whole, lambda mark: self._media_label(reader, mark, 0))
        return Button(markup.to_plain(label), spec.action, spec.id, spec.choice)

    def _label_values(self, spec: ButtonSpec, reader: Member) -> Mapping[str, Value]:
        """Return a label's values; no button can be hidden, so it loses people's words instead."""
        if not self._is_hidden_from(reader):
            return spec.values
        safe_types = (Rendered, Weekday, int, float)
        return {k: v if isinstance(v, safe_types) else HIDDEN_WORDS for k, v in spec.values.items()}


FeatureRouter = Router[Turn]
