"""Make small photos, voice notes and videos that tell where and with what they were made."""

from __future__ import annotations

import os
import zipfile
from functools import cache
from io import BytesIO

import av
from av.audio.stream import AudioStream
from av.video.stream import VideoStream
from PIL import Image

DEVICE, PLACE = "Pixel of Alice", b"+52.5200"
RATE, FRAME = 48_000, 960
"""Opus takes frames of 20 ms."""


@cache
def photo(colour: str = "teal", *, size: tuple[int, int] = (64, 48), format: str = "JPEG") -> bytes:
    """Return a picture that names a device and a place."""
    image, encoded = Image.new("RGB", size, colour), BytesIO()
    exif = Image.Exif()
    exif[0x010F], exif[0x0112] = DEVICE, 1
    exif.get_ifd(0x8825).update({1: "N", 2: (52.0, 31.0, 12.0), 3: "E", 4: (13.0, 24.0, 18.0)})
    image.save(encoded, format, exif=exif)
    return encoded.getvalue()


def noisy_photo() -> bytes:
    """Return a picture of nothing but noise, of which no two pieces are alike."""
    encoded = BytesIO()
    Image.frombytes("RGB", (200, 150), os.urandom(200 * 150 * 3)).save(encoded, "JPEG")
    return encoded.getvalue()


@cache
def voice(
    seconds: float = 1.0, *, format: str = "ogg", codec: str = "libopus", noisy: bool = False
) -> bytes:
    """Return a voice note with a title that names a device; it is silent unless it is noisy."""
    encoded = BytesIO()
    with av.open(encoded, "w", format=format) as file:
        file.metadata["title"] = DEVICE
        stream = file.add_stream(codec, rate=RATE)
        assert isinstance(stream, AudioStream)
        for number in range(int(seconds * RATE / FRAME)):
            frame = av.AudioFrame("s16", "stereo", FRAME)
            frame.planes[0].update(os.urandom(FRAME * 4) if noisy else bytes(FRAME * 4))
            frame.rate, frame.pts = RATE, number * FRAME
            file.mux(stream.encode(frame))
        file.mux(stream.encode(None))
    return encoded.getvalue()


@cache
def long_voice(seconds: int) -> bytes:
    """Return a voice note whose last sound is that late, without the two hours of work."""
    encoded = BytesIO()
    spoken = voice(format="ipod", codec="aac")
    with av.open(BytesIO(spoken), "r") as short, av.open(encoded, "w", format="ipod") as file:
        stream = file.add_stream_from_template(short.streams.audio[0])
        packets = [each for each in short.demux(audio=0) if each.size]
        for number, packet in enumerate(packets):
            if number == len(packets) - 1 and packet.pts is not None:
                packet.pts = packet.dts = packet.pts + seconds * RATE
            packet.stream = stream
            file.mux(packet)
    return encoded.getvalue()


@cache
def video(seconds: int = 1) -> bytes:
    """Return a video that names a device and a place, and is to be shown upright."""
    encoded = BytesIO()
    with av.open(encoded, "w", format="mp4") as file:
        file.metadata["title"], file.metadata["location"] = DEVICE, f"{PLACE.decode()}+013.4000/"
        stream = file.add_stream("libx264", rate=10)
        assert isinstance(stream, VideoStream)
        stream.width, stream.height, stream.pix_fmt = 64, 48, "yuv420p"
        stream.set_display_rotation(90)
        for number in range(seconds * 10):
            frame = av.VideoFrame(64, 48, "yuv420p")
            frame.pts = number
            file.mux(stream.encode(frame))
        file.mux(stream.encode(None))
    return encoded.getvalue()


def zip_named_png() -> bytes:
    """Return a ZIP, whatever its sender says that it is."""
    archive = BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("a.txt", "b")
    return archive.getvalue()


def noise(size: int) -> bytes:
    """Return bytes that cannot be made smaller."""
    return os.urandom(size)
