"""Copies the sound and pictures of a recording into a new file, without what is said of them."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

import av
from av.audio.stream import AudioStream
from av.container import InputContainer, OutputContainer
from av.error import FFmpegError
from av.stream import Disposition, Stream
from av.video.stream import VideoStream

from bot.media.refusals import BROKEN, EMPTY, OTHER_KIND, TOO_BIG, TOO_LONG, FileRefused
from chat.media import MediaKind
from domain.media.kept import MAX_BYTES, MAX_SECONDS, CleanedFile

MIN_SECONDS = 0.2
READABLE = {"ogg": "ogg", "mp3": "mp3", "mp4": "mov", "webm": "matroska"}
"""By the kind of file that its first bytes tell: FFmpeg's reader, and no other reads it."""
VOICE_FORMATS = {"opus": "ogg", "mp3": "mp3", "aac": "ipod"}
"""By codec of the sound: the container in which both platforms play it without pictures."""
VIDEO_CODECS = ("h264", "hevc", "vp9", "av1", "mpeg4")
WITHOUT_ENCODER = {"fflags": "+bitexact"}
"""Keeps the library from writing its own name and the time into the file."""


def clean_recording(content: bytes, reader: str) -> CleanedFile:
    """Return a voice note or video with the same sound and pictures. Raises FileRefused."""
    try:
        with av.open(BytesIO(content), "r", format=READABLE[reader]) as source:
            return _copy(source)
    except (FFmpegError, ValueError, ArithmeticError, MemoryError):
        raise FileRefused(BROKEN) from None


def _copy(source: InputContainer) -> CleanedFile:
    video = next((each for each in source.streams.video if not _is_cover(each)), None)
    audio = next(iter(source.streams.audio), None)
    kind = MediaKind.VIDEO if video else MediaKind.VOICE
    format = _video_format(video, audio) if video else _voice_format(audio)
    encoded = BytesIO()
    with av.open(encoded, "w", format=format, container_options=WITHOUT_ENCODER) as copy:
        seconds = _copy_packets(source, copy, [each for each in (video, audio) if each])
    if seconds < MIN_SECONDS:
        raise FileRefused(EMPTY)
    if seconds > MAX_SECONDS[kind]:
        raise FileRefused(TOO_LONG)
    if encoded.getbuffer().nbytes > MAX_BYTES:
        raise FileRefused(TOO_BIG)
    return CleanedFile(kind, encoded.getvalue())


def _is_cover(stream: VideoStream) -> bool:
    """Return whether it is only a picture that is attached, as to a song."""
    return bool(stream.disposition & Disposition.attached_pic)


def _video_format(video: VideoStream, audio: AudioStream | None) -> str:
    if video.codec_context.name not in VIDEO_CODECS:
        raise FileRefused(OTHER_KIND)
    if audio and _codec(audio) not in VOICE_FORMATS:
        raise FileRefused(OTHER_KIND)
    return "mp4"


def _voice_format(audio: AudioStream | None) -> str:
    if audio is None:
        raise FileRefused(EMPTY)
    if _codec(audio) not in VOICE_FORMATS:
        raise FileRefused(OTHER_KIND)
    return VOICE_FORMATS[_codec(audio)]


def _codec(audio: AudioStream) -> str:
    """Return the codec; FFmpeg has several decoders of MP3, some with longer names."""
    name = audio.codec_context.name
    return "mp3" if name.startswith("mp3") else name


def _copy_packets(
    source: InputContainer, copy: OutputContainer, streams: Sequence[Stream]
) -> float:
    """Copy these streams as they are; return how many seconds they last."""
    copied = {each.index: copy.add_stream_from_template(each) for each in streams}
    for stream in copied.values():
        stream.metadata.clear()
    end = 0.0
    for packet in source.demux(list(streams)):
        # The reader ends with empty packets, and one without a time has no place in the copy.
        if packet.dts is None or not packet.size:
            continue
        if packet.pts is not None:
            end = max(end, float((packet.pts + (packet.duration or 0)) * packet.time_base))
        packet.stream = copied[packet.stream_index]
        copy.mux(packet)
    return end
