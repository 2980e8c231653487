"""Answers each interaction in time: with its reply, a promise of one, or an acknowledgement."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from datetime import datetime
from typing import Any

import structlog

from bot.clock import Clock
from bot.platforms.adapter import OutboundMessage
from bot.platforms.discord.errors import ALREADY_ACKNOWLEDGED, describe_error
from bot.platforms.discord.events import INTERACTION, Dispatch, InteractionType
from bot.platforms.discord.http import DiscordHttp
from bot.platforms.discord.interaction import Interaction, Stage
from bot.platforms.discord.messages import DiscordMessage
from bot.platforms.discord.responses import Responses
from chat import markup
from content.texts import Texts

log = structlog.get_logger(__name__)

DEFER_AFTER_SECONDS = 1.5
"""Seconds of waiting before a person is promised a reply; Discord gives up after 3."""
TOKEN_LIFETIME_SECONDS = 15 * 60.0
CLOSING_SECONDS = 2.0
REPLY_ELSEWHERE_KEY, DIRECT_MESSAGES_CLOSED_KEY = "elsewhere-written", "elsewhere-closed"


class OpenInteractions:
    """All interactions that can still be answered; after a restart, messages take their place."""

    def __init__(
        self,
        http: DiscordHttp,
        texts: Texts,
        clock: Clock,
        modal_for: Callable[[Dispatch], dict[str, Any] | None],
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._http = http
        self._texts = texts
        self._clock = clock
        self._sleep = sleep
        self._modal_for = modal_for
        """Returns the form that answers a press, if one does."""
        self._by_event: dict[str, Interaction] = {}
        """By the id of the event, oldest first."""
        self._timers: dict[str, asyncio.Task[None]] = {}
        """By the id of the event: the task that promises a reply when it is late."""
        self._tasks: set[asyncio.Task[None]] = set()

    def on_received(self, dispatch: Dispatch) -> None:
        """Note that an interaction was read but is not yet stored; return at once."""
        if dispatch.kind != INTERACTION or dispatch.event_id in self._by_event:
            return
        self._drop_expired()
        each = self._by_event[dispatch.event_id] = self._new_interaction(dispatch)
        if form := self._modal_for(dispatch):
            self._start_task(each.show_modal(form))
        elif each.wants_reply:
            self._timers[dispatch.event_id] = self._start_task(self._defer_later(each))

    def on_stored(self, dispatch: Dispatch) -> None:
        """Acknowledge a stored interaction, now that it cannot be lost; return at once."""
        each = self._by_event.get(dispatch.event_id)
        if each and not each.wants_reply:
            self._start_task(each.acknowledge())

    def on_handled(self, dispatch: Dispatch, received_at: datetime) -> None:
        """Note an interaction that is handled here and was received by another process.

        That one has acknowledged it or promised an answer, and cannot give one.
        """
        age = (self._clock.now() - received_at).total_seconds()
        is_new = dispatch.kind == INTERACTION and dispatch.event_id not in self._by_event
        if is_new and age < TOKEN_LIFETIME_SECONDS:
            self._drop_expired()
            self._by_event[dispatch.event_id] = self._new_interaction(dispatch)

    async def answer(self, message: OutboundMessage, discord_message: DiscordMessage) -> str:
        """Answer the interaction with the post, and return the message's id.

        Return "" if the post has to go as a separate message. Raises what DiscordHttp raises.
        """
        each = self._by_event.get(message.answers_event)
        if each is None or not (each.in_direct_messages and each.wants_reply):
            return ""
        return await each.answer(message.nonce, discord_message, silent=message.silent)

    def on_sent(self, event: str) -> None:
        """Tell a person elsewhere that the answer to their event is in the direct messages."""
        each = self._by_event.get(event)
        if each and not each.in_direct_messages and each.stage is not Stage.RESPONDED:
            self._follow_up(each, REPLY_ELSEWHERE_KEY)

    def on_direct_messages_closed(self, event: str) -> None:
        """Tell the person that the answer to their event found the direct messages closed."""
        if each := self._by_event.get(event):
            self._follow_up(each, DIRECT_MESSAGES_CLOSED_KEY)

    def on_no_reply(self, event: str) -> None:
        """Take back the promise for an event that is done and has no reply."""
        each = self._by_event.get(event)
        if each and each.wants_reply:
            self._start_task(each.delete_original())

    async def close(self) -> None:
        """Wait a little for answers on their way; promise nothing new."""
        for event in list(self._by_event):
            self._drop(event)
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=CLOSING_SECONDS)
            for task in late:
                task.cancel()

    def _new_interaction(self, dispatch: Dispatch) -> Interaction:
        body, direct = dispatch.body, bool(dispatch.direct_channel_id)
        token, application = str(body.get("token", "")), str(body.get("application_id", ""))
        return Interaction(
            self._clock.monotonic(),
            body.get("locale", ""),
            direct,
            not direct or body.get("type") == InteractionType.APPLICATION_COMMAND,
            Responses(self._http, str(body["id"]), application, token),
        )

    def _drop_expired(self) -> None:
        """Drop the interactions to which Discord takes no answer any more."""
        expired_at = self._clock.monotonic() - TOKEN_LIFETIME_SECONDS
        while (
            self._by_event
            and self._by_event[oldest := next(iter(self._by_event))].received_at <= expired_at
        ):
            self._drop(oldest)

    def _drop(self, event: str) -> None:
        del self._by_event[event]
        if timer := self._timers.pop(event, None):
            timer.cancel()

    async def _defer_later(self, each: Interaction) -> None:
        await self._sleep(DEFER_AFTER_SECONDS)
        await each.defer()

    def _follow_up(self, each: Interaction, text_key: str) -> None:
        text = markup.to_markdown(self._texts.render(each.language, text_key))
        self._start_task(each.follow_up(text_key, DiscordMessage(text)))

    def _start_task(self, work: Coroutine[None, None, None]) -> asyncio.Task[None]:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._on_task_done)
        return task

    def _on_task_done(self, task: asyncio.Task[None]) -> None:
        """Log a failed answer. Discord tells the person, and their event is stored."""
        self._tasks.discard(task)
        error = None if task.cancelled() else task.exception()
        # If several bots listen, each receives all interactions, and one answers first.
        if error and getattr(error, "code", 0) != ALREADY_ACKNOWLEDGED:
            name = type(error).__name__
            log.warning("interaction_not_answered", error_class=name, reason=describe_error(error))
