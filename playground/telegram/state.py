"""Keep the state of a local Telegram with one bot, and let its people act on that bot."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

from playground.shared.change_signal import Change, Changes
from playground.shared.errors import bad_request, forbidden
from playground.shared.faults import Faults
from playground.shared.files import Files
from playground.shared.ledger import Ledger
from playground.telegram.formatting.entities import parse_formatting
from playground.telegram.groups import MEMBERS, check_may_write
from playground.telegram.keyboards.reply import ReplyKeyboards
from playground.telegram.limits import Limits, TelegramRateLimiter
from playground.telegram.messages import ChatMessage, Messages
from playground.telegram.people import BotSettings, Group, Person
from playground.telegram.profile.menus import Menus
from playground.telegram.updates import Update, Updates
from playground.telegram.webhook import Webhook

QUERY_SECONDS = 150.0
"""How long a button's press can be answered; our stricter reading of how long it is queued."""


@dataclass(slots=True)
class CallbackQuery:
    """A button that somebody pressed; `until` is in unix seconds of the stand-in's clock."""

    person_id: int
    chat_id: int
    message_id: int
    until: float


class Telegram:
    """The whole state behind the servers; only code in their event loop may change it."""

    def __init__(
        self,
        bot: dict[str, Any],
        now: Callable[[], float] = time.time,
        limits: Limits | None = None,
    ) -> None:
        self.bot = bot
        self.settings = BotSettings()
        self.now = now
        self.changes = Changes()
        self.ledger = Ledger()
        self.faults = Faults()
        self.files = Files()
        self.download_links: dict[str, float] = {}
        """When the link to each file's path ends, in unix seconds of the stand-in's clock."""
        self.menus = Menus()
        self.photos: list[str] = []
        """The ids of the bot's profile photos, the newest first."""
        self.reply_keyboards = ReplyKeyboards()
        self.rate_limiter = TelegramRateLimiter(limits or Limits())
        self.messages = Messages(now, self.changes)
        self.updates = Updates(now, self.ledger, self.changes)
        self.webhook = Webhook(self.updates, now)
        self.people: dict[int, Person] = {}
        self.groups: dict[int, Group] = {}
        self.queries: dict[str, CallbackQuery] = {}
        self.toasts: dict[int, list[str]] = {}
        self._next_query = 1

    def writable_chat(self, chat_id: int) -> dict[str, Any]:
        """Return the chat that the bot may write to; refuse one that it may not."""
        if chat_id in self.groups:
            check_may_write(self.groups[chat_id])
            return self.groups[chat_id].as_chat()
        person = self.people.get(chat_id)
        if person is None:
            raise bad_request("chat not found")
        if person.blocked:
            raise forbidden("bot was blocked by the user")
        if not person.started:
            raise forbidden("bot can't initiate conversation with a user")
        return person.as_chat()

    def post_as_person(
        self, person: Person, content: dict[str, Any], group: Group | None = None
    ) -> ChatMessage:
        """Write to the bot as a person, or into a group that it is in."""
        chat = group.as_chat() if group else person.as_chat()
        if group is None:
            person.started = True
        message = self.messages.add(person.as_user(), chat, content)
        self.updates.add("message", message.chat_id, person.id, message.body)
        return message

    def edit_as_person(self, person: Person, message: ChatMessage, text: str) -> None:
        """Change the text or the caption of a person's own message."""
        field = "text" if "text" in message.body else "caption"
        old = {"text", "entities", "caption", "caption_entities"}
        body = {key: value for key, value in message.body.items() if key not in old}
        words = texts(*parse_formatting(text), field=field) if text.strip() else {}
        self.messages.edit(message, body | words)
        self.updates.add("edited_message", message.chat_id, person.id, message.body)

    def press_as_person(self, person: Person, message: ChatMessage, meaning: str) -> str:
        """Press a button as a person; return the id of the query that the bot must answer."""
        self._forget_old_queries()
        query_id = f"{person.id}{self._next_query:010}"
        self._next_query += 1
        self.queries[query_id] = CallbackQuery(
            person.id, message.chat_id, message.id, self.now() + QUERY_SECONDS
        )
        press = {
            "id": query_id,
            "from": person.as_user(),
            "message": message.body,
            "chat_instance": f"{message.chat_id * 7919 % 10**18}",
            "data": meaning,
        }
        self.updates.add("callback_query", message.chat_id, person.id, press)
        return query_id

    def answer_query(self, query_id: str, text: str, alert: bool) -> None:
        """Answer a press for the bot, which may do so once and in time."""
        query = self.queries.pop(query_id, None)
        if query is None or query.until <= self.now():
            raise bad_request(
                "query is too old and response timeout expired or query ID is invalid"
            )
        self.changes.notify(Change("answered", query.person_id, query.message_id))
        if text:
            self.toasts.setdefault(query.person_id, []).append(text)
            self.changes.notify(Change("toast", query.person_id, query.message_id, text, alert))

    def set_blocked(self, person: Person, blocked: bool) -> None:
        """Block the bot for a person, or unblock it."""
        if person.blocked == blocked:
            return
        person.blocked = blocked
        states = ("kicked", "member") if not blocked else ("member", "kicked")
        self.queue_membership_update(person, person.as_chat(), *states)
        self.changes.notify(Change("blocked", person.id))

    def add_to_group(self, person: Person, title: str) -> Group:
        """Add the bot to a person's new group chat."""
        group = Group(-(4_000_000_000 + len(self.groups) + 1), title)
        self.groups[group.id] = group
        self.queue_membership_update(person, group.as_chat(), "left", "member")
        return group

    def snapshot(self) -> dict[str, Any]:
        """Return everything that outlives a restart, as JSON."""
        return {
            "people": [asdict(person) for person in self.people.values()],
            "groups": [asdict(group) for group in self.groups.values()],
            "messages": self.messages.snapshot(),
            "files": self.files.snapshot(),
            "download_links": dict(self.download_links),
            "menus": self.menus.snapshot(),
            "photos": list(self.photos),
            "reply_keyboards": self.reply_keyboards.snapshot(),
            "queries": {key: asdict(query) for key, query in self.queries.items()},
            "next_query": self._next_query,
            "next_update": self.updates.next_id,
            "allowed": self.updates.allowed,
            "updates": [asdict(update) for update in self.updates.waiting],
        }

    def restore(self, kept: dict[str, Any]) -> None:
        """Restore what `snapshot` made; no number is given a second time."""
        self.people |= {raw["id"]: Person(**raw) for raw in kept["people"]}
        self.groups |= {raw["id"]: Group(**raw) for raw in kept["groups"]}
        self.messages.restore(kept["messages"])
        self.files.restore(kept["files"])
        self.download_links |= kept.get("download_links", {})
        self.menus.restore(kept["menus"])
        if "photos" in kept:  # a snapshot may be older than these
            self.photos = list(kept["photos"])
            self.reply_keyboards.restore(kept["reply_keyboards"])
        self.queries |= {key: CallbackQuery(**raw) for key, raw in kept["queries"].items()}
        self._next_query = max(self._next_query, kept["next_query"])
        self.updates.next_id = max(self.updates.next_id, kept["next_update"])
        self.updates.allowed = kept["allowed"]
        for raw in kept["updates"]:
            self.updates.enqueue(Update(**raw))

    def _forget_old_queries(self) -> None:
        while self.queries:
            oldest = next(iter(self.queries))
            if self.queries[oldest].until > self.now():
                return
            del self.queries[oldest]

    def queue_membership_update(
        self, person: Person, chat: dict[str, Any], old: str, new: str
    ) -> None:
        """Tell the bot its old and its new status in a chat."""
        change = {
            "chat": chat,
            "from": person.as_user(),
            "date": int(self.now()),
            "old_chat_member": self._member(old),
            "new_chat_member": self._member(new),
        }
        self.updates.add("my_chat_member", chat["id"], person.id, change)

    def _member(self, status: str) -> dict[str, Any]:
        member: dict[str, Any] = {"status": status, "user": self.bot}
        return member | MEMBERS.get(status, {})


def texts(words: str, entities: list[dict[str, Any]], field: str = "text") -> dict[str, Any]:
    """Return the fields of a message's text; `field` is `text` or `caption`."""
    content: dict[str, Any] = {field: words}
    if entities:
        content["entities" if field == "text" else "caption_entities"] = entities
    return content
