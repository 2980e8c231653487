"""Let the bot react to messages, with one emoji of Telegram's list each."""

from __future__ import annotations

from playground.shared.errors import bad_request
from playground.telegram.arguments import Arguments
from playground.telegram.methods import method
from playground.telegram.state import Telegram

LISTED = (
    "❤ 👍 👎 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 🤡 "
    "🥱 🥴 😍 🐳 ❤‍🔥 🌚 🌭 💯 🤣 ⚡ 🍌 🏆 💔 🤨 😐 🍓 🍾 💋 🖕 😈 "
    "😴 😭 🤓 👻 👨‍💻 👀 🎃 🙈 😇 😨 🤝 ✍ 🤗 🫡 🎅 🎄 ☃ 💅 🤪 🗿 "
    "🆒 💘 🙉 🦄 😘 💊 🙊 😎 👾 🤷‍♂ 🤷 🤷‍♀ 😡 "
)
EMOJI = frozenset(LISTED.split())
"""The emoji that a bot can react with (Bot API, ReactionTypeEmoji)."""
MOST_REACTIONS = 1
"""A bot without Premium has one for each message (Bot API, setMessageReaction)."""


@method
def set_message_reaction(telegram: Telegram, given: Arguments) -> bool:
    """Change the bot's reaction to a message of anybody; none takes it away."""
    chat = telegram.writable_chat(given.number("chat_id"))
    message = telegram.messages.find(chat["id"], given.number("message_id"))
    if message is None:
        raise bad_request("message to react not found")
    wanted = given.array("reaction")
    if len(wanted) > MOST_REACTIONS:
        raise bad_request("too many reactions specified")
    emoji = "".join(str(each.get("emoji", "")) for each in wanted if isinstance(each, dict))
    if wanted and (wanted[0].get("type") != "emoji" or emoji not in EMOJI):
        raise bad_request("REACTION_INVALID")
    telegram.messages.react(message, emoji)
    return True
