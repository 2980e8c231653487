"""Puts a name in the place of each file's mark in a message, and sends the files along."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace

from chat.media import MediaMark, find_marks, replace_marks
from chat.messages import Reply, ReplyMedia
from chat.targets import NEW_MESSAGE, EditEarlier, EditPressed

Label = Callable[[MediaMark, int], str]
"""Returns the name of a file in a message; the number is 0 if there is no other."""


def name_media(
    reply: Reply,
    label: Label,
    *,
    brings: bool,
    on_screen: Collection[MediaMark],
    nowhere: Collection[MediaMark] = (),
) -> Reply:
    """Return the reply with names in the place of marks.

    If it `brings` the files, it carries those that are not `on_screen` a moment ago; it always
    carries those that are `nowhere` in the chat yet. A message that changes one further up brings
    none, and one that does bring some does not stay up there.
    """
    marks = find_marks(reply.text)
    if not marks:
        return reply
    numbers = {mark: number if len(marks) > 1 else 0 for number, mark in enumerate(marks, 1)}
    names = {mark: label(mark, number) for mark, number in numbers.items()}
    wanted = [mark for mark in marks if mark in nowhere or (brings and mark not in on_screen)]
    if isinstance(reply.target, EditEarlier):
        wanted = []
    media = tuple(ReplyMedia(mark, names[mark]) for mark in wanted)
    target = NEW_MESSAGE if media and isinstance(reply.target, EditPressed) else reply.target
    text = replace_marks(reply.text, names.__getitem__)
    return replace(reply, text=text, media=media, target=target)
