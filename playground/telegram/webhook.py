"""Push updates to the bot's own address, and repeat each until the bot has taken it."""

from __future__ import annotations

import asyncio
import re
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import aiohttp

from playground.shared.errors import Refused, bad_request
from playground.telegram.updates import Update, Updates

SECRET = re.compile(r"[A-Za-z0-9_-]{0,256}")
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the header's name
ANSWER_SECONDS = 60.0
LONGEST_BACKOFF = 60.0
LONGEST_RETRY_AFTER = 3600.0
"""These follow tdlib/telegram-bot-api, WebhookActor.cpp."""
TERMINATED = Refused(409, "Conflict: terminated by setWebhook request")


@dataclass(slots=True)
class PushFailure:
    """The last push that failed; `at` is in unix seconds of the stand-in's clock."""

    at: int
    words: str


class Webhook:
    """One lane for each person and kind of update; each lane keeps its order."""

    def __init__(
        self, updates: Updates, now: Callable[[], float], first_pause: float = 1.0
    ) -> None:
        self.url = ""
        self.first_backoff = first_pause
        """Real seconds before the first repetition; it doubles up to a minute."""
        self._secret = ""
        self._max_connections = 40
        self._updates = updates
        self._now = now
        self._lanes: dict[str, deque[Update]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._session: aiohttp.ClientSession | None = None
        self._push_slots = asyncio.Semaphore(self._max_connections)
        self._last_failure: PushFailure | None = None

    def set(self, url: str, secret: str = "", most: int = 40) -> None:
        """Push to an address from now on, or stop when it is empty; refuse a bad address."""
        if url and urlsplit(url).scheme not in ("http", "https"):
            raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
        if not SECRET.fullmatch(secret):
            raise bad_request("secret token contains unallowed characters")
        self._stop_pushing()
        self.url, self._secret, self._last_failure = url, secret, None
        self._max_connections = most if 1 <= most <= 100 else 40
        self._push_slots = asyncio.Semaphore(self._max_connections)
        if url:
            self._updates.interrupt(TERMINATED)
            self.open()

    def open(self) -> None:
        """Push waiting and new updates, if there is an address to push to."""
        if self.url:
            self._updates.on_arrival = self._enqueue
            for update in tuple(self._updates.waiting):
                self._enqueue(update)

    def info(self) -> dict[str, Any]:
        """Return the Bot API's WebhookInfo, except for the queue's part."""
        info: dict[str, Any] = {"url": self.url, "has_custom_certificate": False}
        if self.url:
            info["max_connections"] = self._max_connections
        if self._last_failure:
            info["last_error_date"] = self._last_failure.at
            info["last_error_message"] = self._last_failure.words
        return info

    async def close(self) -> None:
        """Stop until `open`."""
        tasks = self._stop_pushing()
        await asyncio.gather(*tasks, return_exceptions=True)
        if self._session is not None:
            await self._session.close()
            self._session = None

    def _stop_pushing(self) -> list[asyncio.Task[None]]:
        self._updates.on_arrival = None
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        self._lanes.clear()
        return tasks

    def _enqueue(self, update: Update) -> None:
        if update.lane in self._lanes:
            self._lanes[update.lane].append(update)
            return
        self._lanes[update.lane] = deque([update])
        task = asyncio.get_running_loop().create_task(self._push_lane(update.lane))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _push_lane(self, name: str) -> None:
        lane = self._lanes[name]
        while lane:
            await self._push(lane[0])
            lane.popleft()
        del self._lanes[name]

    async def _push(self, update: Update) -> None:
        for pause in backoff_delays(self.first_backoff):
            self._updates.drop_expired()
            if update not in self._updates.waiting:
                return
            async with self._push_slots:
                retry_after = await self._post(update)
            if retry_after is None:
                self._updates.remove(update)
                return
            await asyncio.sleep(min(retry_after, LONGEST_RETRY_AFTER) or pause)

    async def _post(self, update: Update) -> float | None:
        """Return None when the bot took it, else how long it asks to wait (0 if not at all)."""
        headers = {SECRET_HEADER: self._secret} if self._secret else {}
        try:
            async with self._client().post(
                self.url, json=update.body, headers=headers, allow_redirects=False
            ) as response:
                if 200 <= response.status < 300:
                    return None
                self._record_failure(
                    f"Wrong response from the webhook: {response.status} {response.reason}"
                )
                return _seconds(response.headers.get("Retry-After", ""))
        except TimeoutError:
            self._record_failure("Read timeout expired")
        except aiohttp.ClientError as error:
            self._record_failure(f"Connection failed: {type(error).__name__}")
        return 0.0

    def _record_failure(self, words: str) -> None:
        self._last_failure = PushFailure(int(self._now()), words)
        self._updates.changes.wake()

    def _client(self) -> aiohttp.ClientSession:
        if self._session is None:
            timeout = aiohttp.ClientTimeout(total=ANSWER_SECONDS)
            connector = aiohttp.TCPConnector(limit=0)
            self._session = aiohttp.ClientSession(timeout=timeout, connector=connector)
        return self._session


def backoff_delays(first: float) -> Iterator[float]:
    """Return the delays before each repetition in seconds: ever longer, up to a minute."""
    while True:
        yield first
        first = min(first * 2, LONGEST_BACKOFF)


def _seconds(words: str) -> float:
    return float(words) if words.isdigit() else 0.0
