"""Answers each interaction in time: with its first reply, a promise of one, or that it came."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

import structlog

from bot.adapter import Outgoing
from bot.clock import Clock
from bot.discord_errors import ACKNOWLEDGED, described
from bot.discord_events import INTERACTION, Did, Dispatch
from bot.discord_http import DiscordHttp
from bot.discord_interaction import Interaction, Stage
from bot.discord_posts import Post
from bot.discord_responses import Responses
from chat import markup
from content.texts import Texts

log = structlog.get_logger(__name__)

PROMISE_SECONDS = 1.5
"""How long a person waits for words before they are promised some; Discord gives up after 3."""
TOKEN_SECONDS = 15 * 60.0
CLOSING_SECONDS = 2.0
WRITTEN, CLOSED = "elsewhere-written", "elsewhere-closed"


class Interactions:
    """All that can still be answered. They are forgotten at the end, and then messages will do."""

    def __init__(
        self,
        http: DiscordHttp,
        texts: Texts,
        clock: Clock,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._http = http
        self._texts = texts
        self._clock = clock
        self._sleep = sleep
        self.form: Callable[[Dispatch], dict[str, Any] | None] = lambda _: None
        """The form that answers a press, if one does."""
        self._open: dict[str, Interaction] = {}
        """By the id of the event, oldest first."""
        self._tasks: set[asyncio.Task[None]] = set()

    def came(self, dispatch: Dispatch) -> None:
        """It was read, and is not stored yet; returns at once."""
        if dispatch.kind != INTERACTION or dispatch.key in self._open:
            return
        self._forget()
        each = self._open[dispatch.key] = self._read(dispatch)
        if form := self.form(dispatch):
            self._begin(each.show(form))
        elif each.wants_words:
            each.timer = self._begin(self._promise_late(each))

    def kept(self, dispatch: Dispatch) -> None:
        """It is stored; returns at once. Only now may a person believe that it has arrived."""
        each = self._open.get(dispatch.key)
        if each and not each.wants_words:
            self._begin(each.see())

    async def answer(self, message: Outgoing, post: Post) -> str:
        """The id of the message that answers the interaction with the post.

        "" when it has to go as a message of its own. Raises what DiscordHttp raises.
        """
        each = self._open.get(message.answers)
        if each is None or not (each.direct and each.wants_words):
            return ""
        return await each.answer(message.nonce, post, silent=message.silent)

    def written(self, event: str) -> None:
        """What the event asked for went to the direct messages; said where it was asked."""
        each = self._open.get(event)
        if each and not each.direct and each.stage is not Stage.ANSWERED:
            self._tell(each, WRITTEN)

    def closed(self, event: str) -> None:
        """What the event asked for found the direct messages closed."""
        if each := self._open.get(event):
            self._tell(each, CLOSED)

    def unanswered(self, event: str) -> None:
        """The event is done, and there is nothing to say: no promise may be left standing."""
        each = self._open.get(event)
        if each and each.wants_words:
            self._begin(each.withdraw())

    async def close(self) -> None:
        """What is on its way is waited for a little; nothing new is promised."""
        for event in list(self._open):
            self._drop(event)
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=CLOSING_SECONDS)
            for task in late:
                task.cancel()

    def _read(self, dispatch: Dispatch) -> Interaction:
        body, direct = dispatch.body, bool(dispatch.direct)
        token, application = str(body.get("token", "")), str(body.get("application_id", ""))
        return Interaction(
            self._clock.monotonic(),
            body.get("locale", ""),
            direct,
            not direct or body.get("type") == Did.COMMAND,
            Responses(self._http, str(body["id"]), application, token),
        )

    def _forget(self) -> None:
        """What Discord takes no answer to any more."""
        over = self._clock.monotonic() - TOKEN_SECONDS
        while self._open and self._open[oldest := next(iter(self._open))].at <= over:
            self._drop(oldest)

    def _drop(self, event: str) -> None:
        timer = self._open.pop(event).timer
        if timer:
            timer.cancel()

    async def _promise_late(self, each: Interaction) -> None:
        await self._sleep(PROMISE_SECONDS)
        await each.promise()

    def _tell(self, each: Interaction, what: str) -> None:
        words = markup.to_markdown(self._texts.render(each.language, what))
        self._begin(each.tell(what, Post(words)))

    def _begin(self, work: Coroutine[None, None, None]) -> asyncio.Task[None]:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._end)
        return task

    def _end(self, task: asyncio.Task[None]) -> None:
        """Discord tells the person itself that there was no answer; what they did is stored."""
        self._tasks.discard(task)
        error = None if task.cancelled() else task.exception()
        # Where several bots listen, each is told of all, and one of them is the first.
        if error and getattr(error, "code", 0) != ACKNOWLEDGED:
            name = type(error).__name__
            log.warning("interaction_not_answered", error_class=name, reason=described(error))
