"""A bot of aiogram and SQLAlchemy's ORM; aiogram handles all updates of a poll at once."""

from __future__ import annotations

import asyncio

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import Message

from bench.peers.orm import Notebook
from bench.peers.settings import PeerSettings


async def main() -> None:
    """Poll until told to stop."""
    settings = PeerSettings.read()
    notebook = Notebook(settings.database_url)
    await notebook.seed(settings.people)
    dispatcher = Dispatcher()

    @dispatcher.message()
    async def answer(message: Message) -> None:
        if message.from_user:
            await message.answer(await notebook.keep(message.from_user.id, message.text or ""))

    server = TelegramAPIServer.from_base(settings.telegram_url)
    bot = Bot(settings.token, session=AiohttpSession(api=server))
    await dispatcher.start_polling(bot, polling_timeout=30)


if __name__ == "__main__":
    asyncio.run(main())
