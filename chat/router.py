"""Finds the function that handles an event; two that claim the same one are an error at start."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Collection, Mapping
from datetime import timedelta
from typing import Any, Generic, TypeVar
from uuid import UUID

from chat.buttons import Button
from chat.messages import Event, Kind, Replies

T = TypeVar("T")
Handler = Callable[[T], Awaitable[Replies]]
Register = Callable[[Handler[T]], Handler[T]]
LoadForCouples = Callable[[Any, Collection[UUID]], Awaitable[Mapping[UUID, Any]]]
"""Loads, in one session, what moments of many couples need; returned by couple."""
EditHandler = Callable[[T], Awaitable[Replies | None]]

SHORT_ANSWER_LENGTH = 100
"""Characters of a time, a place, a code or its link: what nobody writes in paragraphs."""
EMOJI_MODIFIERS = re.compile("[\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]")
"""The marks that only say how an emoji looks: as a picture or a letter, and its tone of skin."""


class Router(Generic[T]):
    """A feature's table of handlers; `T` is what a handler is given.

    Handlers need the person's consent unless their router, or their own registration, says that
    they keep nothing new.
    """

    def __init__(self, *, needs_consent: bool = True) -> None:
        self._needs_consent = needs_consent
        self.media_handlers: set[tuple[str, str]] = set()
        self.handlers: dict[tuple[str, str], Handler[T]] = {}
        self.without_consent: set[tuple[str, str]] = set()
        """The keys of handlers that keep nothing new: pages, stops and deletions."""
        self.longest_answers: dict[str, int] = {}
        """The most characters of what is asked for, by the action of the button that asks."""
        self.media_requests: set[str] = set()
        """Actions of buttons that ask for a photo or a recording as well as for words."""
        self.main_actions: set[str] = set()
        self.destructive_actions: set[str] = set()
        """Actions whose buttons may stand out: what most people want next, and what takes away.

        Where somebody says yes or no, shares or keeps, both look alike: nobody is to be nudged.
        """
        self.binding_actions: set[str] = set()
        """The buttons that share, send, agree for two, unlink or erase."""
        self.show_again_actions: dict[str, str] = {}
        """The action that shows the message with such a button once more, and does nothing else."""
        self.reply_actions: dict[str, str] = {}
        """The action that words in reply to a message with such a button stand for."""
        self.reaction_emoji: dict[str, str | Mapping[str, str]] = {}
        """By the action of a button, or also by its choice: the emoji that count as a press."""
        self.answer_lifetimes: dict[str, timedelta] = {}
        """How long after it was asked a question still takes any text as its answer."""
        self.due_ranks: dict[str, int] = {}
        """In which order kinds of moments go that are due at one instant."""
        self.due_loaders: dict[str, LoadForCouples] = {}
        self.edit_handlers: list[EditHandler[T]] = []

    def command(
        self, name: str, *, media: bool = False, needs_consent: bool | None = None
    ) -> Register[T]:
        """Register `/name`, with or without words behind it (they are the event's text)."""
        self._note_media(Kind.COMMAND, name, media=media)
        return self._register(Kind.COMMAND, name, needs_consent)

    def button(
        self,
        action: str,
        *,
        asks: int = 0,
        media: bool = False,
        main: bool = False,
        destructive: bool = False,
        binding: bool | str = False,
        replied: str = "",
        reaction: str | Mapping[str, str] = "",
        needs_consent: bool | None = None,
    ) -> Register[T]:
        """Register a press on a button with this action, drawn as a `main` or `destructive` one.

        A platform may answer a button that `asks` for words (at most that many characters), or with
        `media` for files as well, with a form that comes back as `Kind.FORM`; people can always
        type instead. A `binding` button shares, sends, agrees for two, unlinks or erases. Typed
        words press it only when they are its exact label and it is under the newest message; if
        `binding` is an action, that shows the message again. Words in reply to a message with this
        button count as a form of the action `replied`. A `reaction` with one of these emoji, or
        with those of its choice, is a press; only what can be undone takes reactions.
        """
        self.longest_answers |= {action: asks} if asks else {}
        self.media_requests |= {action} if media else set()
        self._note_looks(action, main=main, destructive=destructive)
        self._note_binding(action, binding or destructive)
        self.reply_actions |= {action: replied} if replied else {}
        self.reaction_emoji |= {action: reaction} if reaction else {}
        return self._register(Kind.PRESS, action, needs_consent)

    def form(self, action: str, *, media: bool = False) -> Register[T]:
        """Register a form: words that come together with an action, without a press before them."""
        self._note_media(Kind.FORM, action, media=media)
        return self._register(Kind.FORM, action)

    def answer(
        self,
        question: str,
        *,
        lapses: timedelta | None = None,
        media: bool = False,
        needs_consent: bool | None = None,
    ) -> Register[T]:
        """Register a text from a person who was asked this question, until it `lapses`."""
        self._note_media("answer", question, media=media)
        if lapses:
            self.answer_lifetimes[question] = lapses
        return self._register("answer", question, needs_consent)

    def due(
        self, kind: str, *, rank: int | None = None, load: LoadForCouples | None = None
    ) -> Register[T]:
        """Register a moment of this kind; its handler looks at people's consent itself.

        Of moments that are due at one instant, those of a lower `rank` go first, all others last.
        Where many are handled together, `load` loads what all of them need in a few statements.
        """
        self.due_loaders |= {kind: load} if load else {}
        self.due_ranks |= {} if rank is None else {kind: rank}
        return self._register(Kind.DUE, kind, needs_consent=False)

    def fallback(self, kind: Kind, *, media: bool = False) -> Register[T]:
        """Register a handler for all events of this kind that no other handler claims."""
        self._note_media(kind, "", media=media)
        return self._register(kind, "")

    def edit(self, handler: EditHandler[T]) -> EditHandler[T]:
        """Register a handler of edited messages; it returns None for one that is not its own."""
        self.edit_handlers.append(handler)
        return handler

    def include(self, other: Router[T]) -> None:
        """Take over everything that another router has registered."""
        for (kind, name), handler in other.handlers.items():
            free = (kind, name) in other.without_consent
            self._register(kind, name, needs_consent=not free)(handler)
        self.longest_answers |= other.longest_answers
        self.media_requests |= other.media_requests
        self.main_actions |= other.main_actions
        self.destructive_actions |= other.destructive_actions
        self.binding_actions |= other.binding_actions
        self.show_again_actions |= other.show_again_actions
        self.reply_actions |= other.reply_actions
        self.answer_lifetimes |= other.answer_lifetimes
        self.reaction_emoji |= other.reaction_emoji
        self.due_ranks |= other.due_ranks
        self.due_loaders |= other.due_loaders
        self.media_handlers |= other.media_handlers
        self.edit_handlers.extend(other.edit_handlers)

    @property
    def command_names(self) -> list[str]:
        """The names of all commands."""
        return [name for kind, name in self.handlers if kind == Kind.COMMAND and name]

    def has_reaction(self, button: Button, emoji: str) -> bool:
        """Return whether an emoji under the message counts as a press on this button."""
        taken = self.reaction_emoji.get(button.action, "")
        if not isinstance(taken, str):
            taken = taken.get(button.choice, "")
        return EMOJI_MODIFIERS.sub("", emoji) in set(EMOJI_MODIFIERS.sub("", taken))

    def find_handler(self, event: Event, asking: str | None) -> Handler[T] | None:
        """Return the handler for an event of a person whose open question is `asking`, if any."""
        return self.handlers.get(self._key(event, asking))

    def takes_media(self, event: Event, asking: str | None) -> bool:
        """Return whether the handler that `find_handler` returns takes more than words."""
        return event.kind is Kind.EDIT or self._key(event, asking) in self.media_handlers

    def _key(self, event: Event, asking: str | None) -> tuple[str, str]:
        if event.kind is Kind.TEXT and asking and ("answer", asking) in self.handlers:
            return "answer", asking
        own = event.kind, event.name
        return own if own in self.handlers else (event.kind, "")

    def _note_looks(self, action: str, *, main: bool, destructive: bool) -> None:
        self.main_actions |= {action} if main else set()
        self.destructive_actions |= {action} if destructive else set()

    def _note_binding(self, action: str, binding: bool | str) -> None:
        self.binding_actions |= {action} if binding else set()
        self.show_again_actions |= {action: binding} if isinstance(binding, str) else {}

    def _note_media(self, kind: str, name: str, *, media: bool) -> None:
        self.media_handlers |= {(kind, name)} if media else set()

    def _register(self, kind: str, name: str, needs_consent: bool | None = None) -> Register[T]:
        needed = self._needs_consent if needs_consent is None else needs_consent

        def register(handler: Handler[T]) -> Handler[T]:
            if (kind, name) in self.handlers:
                raise ValueError(f"two handlers claim {kind} {name!r}")
            self.handlers[kind, name] = handler
            self.without_consent |= set() if needed else {(kind, name)}
            return handler

        return register
