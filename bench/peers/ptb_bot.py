"""A bot of python-telegram-bot and SQLAlchemy's ORM, as its own documentation would build it."""

from __future__ import annotations

from telegram import Update
from telegram.ext import Application, ContextTypes, MessageHandler, filters

from bench.peers.orm import Notebook
from bench.peers.settings import PeerSettings


def main() -> None:
    """Poll until told to stop; `CONCURRENT` updates at once, or one by one."""
    settings = PeerSettings.read()
    notebook = Notebook(settings.database_url)

    async def prepare(_: object) -> None:
        await notebook.seed(settings.people)

    async def answer(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        message = update.message
        if message and message.from_user:
            await message.reply_text(await notebook.keep(message.from_user.id, message.text or ""))

    builder = Application.builder().token(settings.token).post_init(prepare)
    builder = builder.base_url(f"{settings.telegram_url}/bot")
    application = builder.concurrent_updates(settings.concurrent or False).build()
    application.add_handler(MessageHandler(filters.TEXT, answer))
    application.run_polling(timeout=30)


if __name__ == "__main__":
    main()
