"""Parse Telegram's HTML: the tags it knows; it refuses the others with its own error messages."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from playground.shared.errors import Refused, bad_request
from playground.shared.text_spans import CODE, Entity, utf16_length

TYPES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "span": "spoiler",
    "tg-spoiler": "spoiler",
    "code": "code",
    "pre": "pre",
    "a": "text_link",
    "blockquote": "blockquote",
}
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
"""All the named characters that Telegram reads; `&nbsp;` and the like stay as they are."""
SPACE = " \t\r\n\0\v"
SURROGATES = range(0xD800, 0xE000)


@dataclass(frozen=True, slots=True)
class Tag:
    """A start tag whose end has not been read yet."""

    name: str
    argument: str
    offset: int
    length_before: int


class Parser:
    """A parser for one text, to be run once."""

    def __init__(self, html: str) -> None:
        self._html = html
        self._at = 0
        self._text: list[str] = []
        self._offset = 0
        self._open: list[Tag] = []
        self._entities: list[Entity] = []

    def run(self) -> tuple[str, list[Entity]]:
        """Return the plain text and its entities; refuse what Telegram refuses."""
        while self._at < len(self._html):
            mark = self._html[self._at]
            if mark == "<":
                self._tag()
            else:
                self._append(self._reference() if mark == "&" else self._plain())
        if self._open:
            name = self._open[-1].name
            raise _broken(f'Can\'t find end tag corresponding to start tag "{name}"')
        return "".join(self._text), self._entities

    def _plain(self) -> str:
        """Read everything up to the next mark that means something."""
        start = self._at
        ends = [i for i in (self._html.find("<", start), self._html.find("&", start)) if i >= 0]
        self._at = min(ends, default=len(self._html))
        return self._html[start : self._at]

    def _append(self, piece: str) -> None:
        self._text.append(piece)
        self._offset += utf16_length(piece)

    def _reference(self) -> str:
        """Return the character that `&…;` stands for, or the `&` if it stands for none."""
        start = self._at + 1
        end = start
        if self._html.startswith("#", start):
            character, end = self._numbered(start + 1)
        else:
            while self._peek(end).isascii() and self._peek(end).isalpha():
                end += 1
            character = NAMED.get(self._html[start:end], "")
        self._at = start
        if not character:
            return "&"
        self._at = end + 1 if self._peek(end) == ";" else end
        return character

    def _numbered(self, start: int) -> tuple[str, int]:
        base, start = (16, start + 1) if self._peek(start) == "x" else (10, start)
        digits = "0123456789abcdefABCDEF" if base == 16 else "0123456789"
        end = start
        while (digit := self._peek(end)) and digit in digits:
            end += 1
        number = int(self._html[start:end] or "0", base)
        if number == 0 or number >= 0x10FFFF or end - self._at >= 10:
            return "", end
        if number in SURROGATES:
            raise _broken(
                "Text contains invalid Unicode characters after decoding HTML entities, "
                "check for unmatched surrogate code units"
            )
        return chr(number), end

    def _tag(self) -> None:
        begin = self._at
        self._at += 1
        if self._peek() == "/":
            self._end_tag(begin)
        else:
            self._start_tag(begin)
        self._at += 1

    def _start_tag(self, begin: int) -> None:
        while self._peek() and self._peek() not in SPACE + ">":
            self._at += 1
        if not self._peek():
            raise self._unclosed(begin)
        name = self._html[begin + 1 : self._at].lower()
        if name not in TYPES:
            raise _broken(f'Unsupported start tag "{name}" {self._where(begin)}')
        argument = ""
        while self._skip_space() != ">":
            key, value = self._attribute(name, begin)
            argument = _argument(name, key, value) or argument
        if name == "span" and argument != "spoiler":
            raise _broken(f'Tag "span" must have class "tg-spoiler" {self._where(begin)}')
        self._open.append(Tag(name, argument, self._offset, len(self._text)))

    def _attribute(self, tag: str, begin: int) -> tuple[str, str]:
        start = self._at
        while self._peek() and self._peek() not in SPACE + "=>/\"'":
            self._at += 1
        key = self._html[start : self._at].lower()
        if not key:
            if not self._peek():
                raise self._unclosed(begin)
            raise _broken(f'Empty attribute name in the tag "{tag}" {self._where(begin)}')
        if self._skip_space() != "=":
            return key, key
        self._at += 1
        if not self._skip_space():
            raise self._unclosed(begin)
        value = self._value()
        if not self._peek():
            raise self._unclosed(begin)
        return key, value

    def _value(self) -> str:
        quote = self._peek()
        if quote in "'\"":
            self._at += 1
            return self._quoted(quote)
        start = self._at
        while self._peek().isascii() and (self._peek().isalnum() or self._peek() in (".", "-")):
            self._at += 1
        if self._peek() and self._peek() not in SPACE + ">":
            raise _broken(f"Unexpected end of name token {self._where(start)}")
        return self._html[start : self._at].lower()

    def _quoted(self, quote: str) -> str:
        value = ""
        while self._peek() and self._peek() != quote:
            if self._peek() == "&":
                value += self._reference()
            else:
                value += self._peek()
                self._at += 1
        self._at += 1
        return value

    def _end_tag(self, begin: int) -> None:
        if not self._open:
            raise _broken(f"Unexpected end tag {self._where(begin)}")
        while self._peek() and self._peek() not in SPACE + ">":
            self._at += 1
        name = self._html[begin + 2 : self._at].lower()
        if self._skip_space() != ">":
            raise _broken(f"Unclosed end tag {self._where(begin)}")
        tag = self._open.pop()
        if name and name != tag.name:
            raise _broken(
                f"Unmatched end tag {self._where(begin)}, "
                f'expected "</{tag.name}>", found "</{name}>"'
            )
        if self._offset > tag.offset:
            self._add_entity(tag)

    def _add_entity(self, tag: Tag) -> None:
        kind, length = TYPES[tag.name], self._offset - tag.offset
        last = self._entities[-1] if self._entities else None
        if kind in CODE and last and last.type in CODE and last.type != kind:
            language = last.language or tag.argument
            if (last.offset, last.length) == (tag.offset, length) and language:
                self._entities[-1] = Entity("pre", tag.offset, length, language=language)
                return
        url = ""
        if kind == "text_link":
            url = _address(tag.argument or "".join(self._text[tag.length_before :]))
            if not url:
                return
        if kind == "blockquote" and tag.argument:
            kind = "expandable_blockquote"
        language = tag.argument if kind == "code" else ""
        self._entities.append(Entity(kind, tag.offset, length, url, language))

    def _peek(self, at: int | None = None) -> str:
        """Return the character there; nothing after the end, where Telegram reads a zero."""
        at = self._at if at is None else at
        return self._html[at] if at < len(self._html) else ""

    def _skip_space(self) -> str:
        while self._peek() and self._peek() in SPACE:
            self._at += 1
        return self._peek()

    def _where(self, at: int) -> str:
        return f"at byte offset {len(self._html[:at].encode('utf-8', 'surrogatepass'))}"

    def _unclosed(self, begin: int) -> Refused:
        return _broken(f"Unclosed start tag {self._where(begin)}")


def _broken(why: str) -> Refused:
    return bad_request(f"can't parse entities: {why}")


def _argument(tag: str, key: str, value: str) -> str:
    if (tag, key) == ("a", "href"):
        return value
    if (tag, key) == ("code", "class") and value.startswith("language-"):
        return value.removeprefix("language-")
    if (tag, key) == ("span", "class") and value.startswith("tg-"):
        return value.removeprefix("tg-")
    return "1" if (tag, key) == ("blockquote", "expandable") else ""


def _address(link: str) -> str:
    """Return the link with a scheme, or nothing if it is not a usable address."""
    address = link.strip()
    if "://" not in address:
        address = f"http://{address}"
    try:
        parts = urlsplit(address)
        usable = parts.scheme in ("http", "https", "tg") and (
            "." in parts.netloc or parts.scheme == "tg"
        )
    except ValueError:
        return ""
    if not usable:
        return ""
    return address if parts.path or parts.query else f"{address}/"
