"""Encodes a photo again, so that nothing is left of it but what one sees."""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError
from pillow_heif import register_heif_opener

from bot.media.refusals import BROKEN, OTHER_KIND, TOO_BIG, FileRefused

FORMATS = ("JPEG", "PNG", "WEBP", "HEIF")
"""Pillow's names; a JPEG may turn out to be several pictures, as phones make them (MPO)."""
MAX_PIXELS = 64_000_000
"""More than phones take; a small file can claim any size, which costs memory to unpack."""
LONGEST_SIDE = 2560
"""In pixels: what Telegram itself makes of a photo, and enough to print it."""
QUALITY = 88
BACKGROUND = "white"

register_heif_opener()
# Of readers that it is told by name, Pillow does not load those that are missing.
Image.init()


def clean_photo(content: bytes) -> bytes:
    """Return the picture as a JPEG, upright, without place, time or device. Raises FileRefused."""
    try:
        with Image.open(BytesIO(content), formats=FORMATS) as image:
            if image.width * image.height > MAX_PIXELS:
                raise FileRefused(TOO_BIG)
            if getattr(image, "is_animated", False) and image.format not in ("MPO", "HEIF"):
                raise FileRefused(OTHER_KIND)
            return _encode(image)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise FileRefused(TOO_BIG) from None
    except UnidentifiedImageError:
        raise FileRefused(BROKEN) from None
    except (OSError, SyntaxError, ValueError, ArithmeticError, RuntimeError, MemoryError):
        # Pillow's decoders raise errors of many families for a damaged file.
        raise FileRefused(BROKEN) from None


def _encode(image: Image.Image) -> bytes:
    image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
    upright = ImageOps.exif_transpose(image)
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    seen = upright.convert("RGBA")
    flat = Image.new("RGB", seen.size, BACKGROUND)
    flat.paste(seen, mask=seen.getchannel("A"))
    encoded = BytesIO()
    flat.save(encoded, "JPEG", quality=QUALITY, optimize=True)
    return encoded.getvalue()
