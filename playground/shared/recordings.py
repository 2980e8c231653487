"""Turn what a browser records into the Ogg Opus of a phone's voice note."""

from __future__ import annotations

from io import BytesIO

import av

OGG = b"OggS"


def as_voice_note(content: bytes) -> bytes:
    """Return a recording as Ogg Opus, its sound unchanged; ValueError for what holds no Opus."""
    if content.startswith(OGG):
        return content
    target = BytesIO()
    try:
        with av.open(BytesIO(content), "r") as source, av.open(target, "w", format="ogg") as note:
            sound = source.streams.audio[0]
            stream = note.add_stream_from_template(sound)
            for packet in source.demux(sound):
                if packet.dts is not None:
                    packet.stream = stream
                    note.mux(packet)
    except (av.FFmpegError, IndexError, ValueError):
        raise ValueError("no recording that a phone could send") from None
    return target.getvalue()
