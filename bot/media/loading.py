"""Opens kept files when the messages that bring them are sent."""

from __future__ import annotations

import asyncio
import io
import zipfile
from base64 import b64encode
from dataclasses import dataclass, replace

import structlog
from sqlalchemy.exc import SQLAlchemyError

from bot.media import page_picture
from bot.platforms.adapter import ContentGone, NotDelivered, OutboundMedia, OutboundMessage
from chat.media import MediaKind, MediaMark
from chat.messages import Attachment, Gallery, PicturePage
from content.pages import GalleryFile, GalleryPage, PageTemplates
from storage import media as sealed_media
from storage.database import Database
from storage.sealing import CannotOpen, KeyGone, KeyRing, NotInRing, Vault
from storage.tables.media import KeptFile

log = structlog.get_logger(__name__)

FILE_TYPES = {
    MediaKind.PHOTO: ("photo.jpg", "image/jpeg"),
    MediaKind.VIDEO: ("video.mp4", "video/mp4"),
}
PICTURE_NAME = "page.png"
VOICE_TYPES = {
    b"OggS": ("voice.ogg", "audio/ogg"),
    b"ftyp": ("voice.m4a", "audio/mp4"),
    b"": ("voice.mp3", "audio/mpeg"),
}
"""By what a voice note begins with; the first four bytes of an M4A are a length."""


@dataclass(frozen=True, slots=True)
class MediaLoader:
    """Opens a file outside of any transaction that writes."""

    database: Database
    ring: KeyRing
    pages: PageTemplates

    async def with_content(self, message: OutboundMessage) -> OutboundMessage:
        """Return the message with its file. Raises ContentGone or NotDelivered."""
        if message.media:
            return replace(message, attachment=await self._open_media(message.media), media=None)
        if message.gallery:
            page = await self._open_gallery(message.gallery)
            return replace(message, attachment=page, gallery=None)
        if message.page:
            return await self._with_picture(message, message.page)
        return message

    async def _with_picture(self, message: OutboundMessage, page: PicturePage) -> OutboundMessage:
        """Return the message with its page drawn; the words alone where it cannot be drawn."""
        content = await asyncio.to_thread(page_picture.draw, page)
        if content is None:
            raise ContentGone
        attachment = Attachment(PICTURE_NAME, content, MediaKind.PHOTO, page.hidden)
        return replace(message, attachment=attachment, page=None)

    async def _open_media(self, wanted: OutboundMedia) -> Attachment:
        content = await self._open(wanted.mark)
        name, _ = _type_of(wanted.mark, content)
        return Attachment(name, content, wanted.mark.kind, wanted.hidden)

    async def _open_gallery(self, gallery: Gallery) -> Attachment:
        """Return a zipped page; files that were deleted meanwhile are left out."""
        items = []
        for each in gallery.items:
            try:
                content = await self._open(each.mark)
            except ContentGone:
                continue
            _, mime = _type_of(each.mark, content)
            encoded = b64encode(content).decode()
            items.append(GalleryFile(each.mark.kind, each.name, mime, encoded))
        page = GalleryPage(gallery.language, gallery.title, items)
        packed = await asyncio.to_thread(self._pack, gallery.name, page)
        return Attachment(f"{gallery.name}.zip", packed)

    def _pack(self, name: str, page: GalleryPage) -> bytes:
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
            entry = zipfile.ZipInfo(f"{name}.html")
            file.writestr(entry, self.pages.render_gallery(page), zipfile.ZIP_DEFLATED)
        return buffer.getvalue()

    async def _open(self, mark: MediaMark) -> bytes:
        try:
            async with self.database.read() as session:
                media = await session.get(KeptFile, mark.id)
                if media is None:
                    raise ContentGone
                return await sealed_media.load(Vault(session, self.ring), media)
        except KeyGone:
            raise ContentGone from None
        except (SQLAlchemyError, OSError, CannotOpen) as error:
            log.error("media_not_opened", error_class=type(error).__name__)
            # Only changed bytes never open again; all else passes.
            is_lost = isinstance(error, CannotOpen) and not isinstance(error, NotInRing)
            raise (ContentGone() if is_lost else NotDelivered()) from None


def _type_of(mark: MediaMark, content: bytes) -> tuple[str, str]:
    """Return the name and the type of a file."""
    head = content[:8]
    voice = next(kind for start, kind in VOICE_TYPES.items() if start in head)
    return FILE_TYPES.get(mark.kind, voice)
