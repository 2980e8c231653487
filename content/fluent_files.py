"""Reads one language's Fluent files into entries that remember their file and line.

The library's parser is slow, and one conversation needs few of the texts: an entry is parsed when
it is first used. Where a glance cannot tell that a file is sound, all of it is parsed at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from content.problems import Problem

Node = ast.Message | ast.Term

PART_START = re.compile(r"^(?=[a-zA-Z#-])", re.MULTILINE)
"""Where the next entry or comment may begin."""
KEY = re.compile(r"-?[a-zA-Z][a-zA-Z0-9_-]*")
PLAIN_LINE = (
    r"""(?![ [*.}\n])(?:[^{}\n]++|\{ *(?:[$-]?[a-zA-Z][a-zA-Z0-9_-]*|"[^"\\{}\n]*") *\})++"""
)
"""Words with values, texts and terms in braces; none of the signs that mean more to Fluent."""
PLAIN_ENTRY = re.compile(
    rf"{KEY.pattern} *= *(?=\s*\S)(?:{PLAIN_LINE})?(?:[ \n]*\n +{PLAIN_LINE})*\s*"
)
"""An entry that is certainly sound: words alone, without variants and attributes."""
COMMENT = re.compile(r"(?:#{1,3}(?: .*|(?=\n)))?\s*")
"""A comment's line, or nothing."""


@dataclass(frozen=True)
class Entry:
    """One message or term; a term's key begins with a hyphen, as in Fluent itself."""

    key: str
    file: str
    line: int
    source: str

    @cached_property
    def node(self) -> Node:
        """The entry as Fluent reads it."""
        return next(node for node in _parse(self.source) if isinstance(node, Node))

    def problem(self, what: str, mend: str) -> Problem:
        """Describe a fault of this entry, with its file and line."""
        return Problem(self.file, f"line {self.line} ({self.key})", what, mend)


PLAIN_EXPRESSIONS = ast.VariableReference | ast.StringLiteral


@dataclass(slots=True)
class FluentFiles:
    """Everything that one language's files hold, and what is wrong with them."""

    entries: dict[str, Entry] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def resource(self, key: str) -> ast.Resource:
        """Return an entry, with all that it mentions, as one resource for a bundle."""
        found: dict[str, Entry] = {}
        _collect_references(key, self.entries, found)
        return ast.Resource([entry.node for entry in found.values()])

    def variables(self, key: str) -> frozenset[str]:
        """Return the variables that a caller must give, including those of referenced messages."""
        return frozenset(_referenced_variables(key, self.entries, set()))

    def is_plain(self, key: str) -> bool:
        """Return whether the text only puts values into words, and chooses by none of them."""
        entry = self.entries.get(key)
        pattern = entry.node.value if entry else None
        return pattern is not None and all(
            isinstance(each, ast.TextElement)
            or (isinstance(each, ast.Placeable) and isinstance(each.expression, PLAIN_EXPRESSIONS))
            for each in pattern.elements
        )


def read(folder: Path) -> FluentFiles:
    """Read all `.ftl` files directly in a language's folder; raise nothing for what they say."""
    files = FluentFiles()
    for path in sorted(folder.glob("*.ftl")):
        _read_file(path, files)
    return files


def _read_file(path: Path, files: FluentFiles) -> None:
    name = "/".join(path.parts[-3:])
    try:
        source = path.read_text(encoding="utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as fault:
        mend = "save the file as UTF-8"
        files.problems.append(Problem(name, f"byte {fault.start}", "not UTF-8", mend))
        return
    entries = sound_entries(name, source)
    for entry in parse_file(name, source, files) if entries is None else entries:
        _add_entry(entry, files)


def sound_entries(file: str, source: str) -> list[Entry] | None:
    """Return all entries of a file, for the most part unparsed; None unless it is surely sound."""
    entries, line = [], 1
    for part in PART_START.split(source):
        if PLAIN_ENTRY.fullmatch(part) or _is_one_entry(part):
            entries.append(Entry(part.partition("=")[0].strip(), file, line, part))
        elif not COMMENT.fullmatch(part):
            return None
        line += part.count("\n")
    return entries


def _is_one_entry(part: str) -> bool:
    parsed = _parse(part) if KEY.match(part) else []
    return len(parsed) == 1 and isinstance(parsed[0], Node)


def parse_file(file: str, source: str, files: FluentFiles) -> Iterator[Entry]:
    """Yield all entries of a file, and note in `files` what is not Fluent."""
    for node in FluentParser(with_spans=True).parse(source).body:
        if isinstance(node, ast.Junk):
            files.problems.append(_junk_problem(node, file, source))
        elif isinstance(node, Node) and node.span and node.id.span:
            line = source.count("\n", 0, node.id.span.start) + 1
            yield Entry(_key(node), file, line, source[node.span.start : node.span.end])


def _parse(source: str) -> list[ast.EntryType]:
    return FluentParser(with_spans=False).parse(source).body


def _add_entry(entry: Entry, files: FluentFiles) -> None:
    first = files.entries.setdefault(entry.key, entry)
    if first is not entry:
        what = f"this key is already in {first.file}, line {first.line}"
        files.problems.append(entry.problem(what, "keep one of them"))


def _junk_problem(node: ast.Junk, file: str, source: str) -> Problem:
    fault = node.annotations[0] if node.annotations else None
    start = fault.span.start if fault and fault.span else 0
    what = f"not Fluent: {fault.message}" if fault else "not Fluent"
    # Seen most: a paragraph that opens with *bold* is the start of a variant to Fluent.
    mend = """a line inside a text cannot begin with * [ . or }: write {"*"} there"""
    return Problem(file, f"line {source.count(chr(10), 0, start) + 1}", what, mend)


def _key(node: Node) -> str:
    return f"-{node.id.name}" if isinstance(node, ast.Term) else node.id.name


def _referenced_variables(key: str, entries: Mapping[str, Entry], seen: set[str]) -> Iterator[str]:
    if key in seen or key not in entries:
        return
    seen.add(key)
    mentions = References(entries[key].node)
    yield from mentions.variables
    for other in mentions.messages:
        yield from _referenced_variables(other, entries, seen)


def _collect_references(key: str, entries: Mapping[str, Entry], found: dict[str, Entry]) -> None:
    if key in found or key not in entries:
        return
    found[key] = entries[key]
    mentions = References(entries[key].node)
    for other in mentions.messages | mentions.terms:
        _collect_references(other, entries, found)


class References(Visitor):
    """The variables, messages, terms (with their hyphen) and functions that a node mentions."""

    def __init__(self, node: ast.BaseNode) -> None:
        self.variables: set[str] = set()
        self.messages: set[str] = set()
        self.terms: set[str] = set()
        self.functions: set[str] = set()
        self.visit(node)

    def visit_VariableReference(self, node: ast.VariableReference) -> None:
        """Note a `$name`; the visitor calls this for each one."""
        self.variables.add(node.id.name)

    def visit_MessageReference(self, node: ast.MessageReference) -> None:
        """Note a `{ key }`; the visitor calls this for each one."""
        self.messages.add(node.id.name)

    def visit_TermReference(self, node: ast.TermReference) -> None:
        """Note a `{ -term }`; the arguments of a term are not variables that a caller gives."""
        self.terms.add(f"-{node.id.name}")
        self.generic_visit(node)

    def visit_FunctionReference(self, node: ast.FunctionReference) -> None:
        """Note a `NAME(...)`; the visitor calls this for each one."""
        self.functions.add(node.id.name)
        self.generic_visit(node)
