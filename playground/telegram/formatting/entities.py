"""Parse text in HTML parse mode into plain text and entities, as strictly as Telegram does.

The order of the checks, the error messages and the trimming follow `parse_html` and
`fix_formatted_text` in tdlib/td, MessageEntity.cpp.
"""

from __future__ import annotations

from typing import Any

from playground.shared.errors import bad_request
from playground.shared.links import find_links
from playground.shared.text_spans import CODE, QUOTES, STYLES, Entity, utf16_length
from playground.telegram.formatting.html_tags import Parser

MOST_ENTITIES = 100
SPACES = " \n"


def parse_formatting(
    text: str, parse_mode: str | None = None, given: list[dict[str, Any]] | None = None
) -> tuple[str, list[dict[str, Any]]]:
    """Return the text as people see it, and its entities with offsets in UTF-16 code units.

    Refuse broken HTML and every other parse mode. `given` are entities that came ready-made.
    """
    if parse_mode and parse_mode.lower() != "html":
        raise bad_request("unsupported parse_mode")
    plain, entities = (text, [Entity.from_json(one) for one in given or []])
    if parse_mode:
        plain, entities = Parser(text).run()
    plain, entities = trimmed(plain, tidied(entities))
    entities += [link for link in find_links(plain) if not _is_covered(link, entities)]
    entities.sort(key=Entity.order)
    return plain, [entity.as_json() for entity in entities[:MOST_ENTITIES]]


def trimmed(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Cut spaces and line breaks off both ends, and shift the entities accordingly."""
    lead = len(text) - len(text.lstrip(SPACES))
    text = text.strip(SPACES)
    end = utf16_length(text)
    kept = []
    for entity in entities:
        start = max(entity.offset - lead, 0)
        stop = min(entity.offset + entity.length - lead, end)
        if stop > start:
            kept.append(entity.moved(start, stop - start))
    return text, kept


def tidied(entities: list[Entity]) -> list[Entity]:
    """Join adjacent styles of one kind, and take styles out of code."""
    if not entities:
        return []
    codes = [entity for entity in entities if entity.type in CODE]
    result = [entity for entity in entities if entity.type not in STYLES]
    for style in STYLES:
        pieces = [e for one in entities if one.type == style for e in _outside(one, codes)]
        result += _joined(pieces)
    return result


def _outside(entity: Entity, codes: list[Entity]) -> list[Entity]:
    pieces = [entity]
    for code in codes:
        pieces = [part for piece in pieces for part in piece.without(code)]
    return pieces


def _joined(pieces: list[Entity]) -> list[Entity]:
    result: list[Entity] = []
    for piece in sorted(pieces, key=Entity.order):
        if result and piece.offset <= result[-1].end:
            last = result.pop()
            result.append(last.moved(last.offset, max(last.end, piece.end) - last.offset))
        else:
            result.append(piece)
    return result


def _is_covered(link: Entity, entities: list[Entity]) -> bool:
    """Return whether the link lies in code or in another link, where Telegram looks for none."""
    splittable = STYLES + QUOTES
    return any(one.type not in splittable and one.overlaps(link) for one in entities)
