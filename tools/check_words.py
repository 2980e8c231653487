"""Check that Markdown, comments, docstrings and error lines are plain English, by a word list.

`python -m tools.check_words` looks at every Markdown file and at the folders of Python code that
`[tool.words]` in pyproject.toml lists; `python -m tools.check_words FILE …` looks at these alone.
"""

from __future__ import annotations

import ast
import io
import re
import sys
import tokenize
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
# People read `content/` in the chat; `content check` has its own list for that.
MARKDOWN = ("*.md", "docs/**/*.md", "bench/**/*.md", "tests/**/*.md", "deploy/**/*.md")
# A sentence begins with a paragraph, with an item of a list, or after the end of the one before.
SENTENCE_START = r"(?:\A\s*|\n\s*\n\s*|\n\s*(?:[-*]|\d\.) |[.!?] \s*)"
SENTENCE_WORDS = 3
"""A string literal of fewer words is a name."""
PEOPLE_SPEAK = frozenset({"tests", "bench"})
"""Folders in which string literals are what people write to the bot."""
NO_QUESTION = r"\b[^.?!|]*[.|]"


class Rule(NamedTuple):
    pattern: re.Pattern[str]
    advice: str


def _rule(pattern: str, advice: str, flags: re.RegexFlag = re.IGNORECASE) -> Rule:
    """Let any white space, also the end of a line, stand between two words."""
    return Rule(re.compile(pattern.replace(" ", r"\s+"), flags), advice)


CASE = re.NOFLAG
RULES = (
    _rule(r"\bwho(?:so)?ever\b", "name the person"),
    _rule(r"\bwhom(?:so)?ever\b", "name the person"),
    _rule(r"\b(?:ask|know|name|note|say|show|tell)s? whom\b", "name the person"),
    _rule(r"\banew\b", "write “again”"),
    _rule(r"\bof ours\b", "write “our” or name it"),
    _rule(r"\bso many\b", "give the number, or write “that many”"),
    _rule(r"\bby (?:itself|themselves)\b", "write “on its own” or “automatically”"),
    _rule(r"\b(?!there\b)\w+ (?:is|are) none\b(?! of)", "write “there is no …”"),
    _rule(r"\bby then\b", "say when"),
    _rule(r"\bof (?:no )?use\b(?! of)", "write “useful” or “useless”"),
    _rule(r"\blet (?:\w+ ){1,4}be\b", "use the verb itself"),
    _rule(r"\bshall\b", "write “should”, “must” or “will”"),
    _rule(r"\bparted by\b", "write “separated by”"),
    _rule(SENTENCE_START + "Whatever" + NO_QUESTION, "name the subject first", CASE),
    _rule(SENTENCE_START + "What" + NO_QUESTION, "name the subject first", CASE),
    _rule(SENTENCE_START + "Who(?:m|se)?" + NO_QUESTION, "name the person first", CASE),
)


class Fault(NamedTuple):
    line: int
    found: str
    advice: str


def find_faults(text: str) -> list[Fault]:
    """Return the faults of a text that holds nothing but prose, in the order of their lines."""
    faults = (_fault(text, match, rule) for rule in RULES for match in rule.pattern.finditer(text))
    return sorted(faults)


def _fault(text: str, match: re.Match[str], rule: Rule) -> Fault:
    found = match.group()
    start = match.start() + len(found) - len(found.lstrip(".!? \n-*"))
    words = " ".join(found.lstrip(".!? \n-*").split())
    return Fault(text.count("\n", 0, start) + 1, words[:60], rule.advice)


def prose_of(path: Path) -> str:
    """Return what is prose in a file; everything else is blank, and each line keeps its number."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        prose = python_prose(text, with_literals=PEOPLE_SPEAK.isdisjoint(path.parts))
    else:
        prose = re.sub(r"(?ms)^```.*?^```", _blank, text)
    return re.sub(r"`[^`\n]+`|“[^”]*”|\"[^\"\n]*\"", _code_word, prose)


def _blank(match: re.Match[str]) -> str:
    return "\n" * match.group().count("\n")


def _code_word(match: re.Match[str]) -> str:
    return "x" + "\n" * match.group().count("\n")


def python_prose(source: str, *, with_literals: bool = True) -> str:
    """Return a module's comments, docstrings (also those under constants) and sentences."""
    lines = [""] * (source.count("\n") + 2)
    for line, text in (*_comments(source), *_strings(ast.parse(source), with_literals)):
        lines[line - 1] = f"{lines[line - 1]} {text}".strip()
    return "\n".join(lines)


def _comments(source: str) -> Iterator[tuple[int, str]]:
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            yield token.start[0], token.string.lstrip("# ")


def _strings(module: ast.Module, with_literals: bool) -> Iterator[tuple[int, str]]:
    docstrings = {node.value for node in ast.walk(module) if isinstance(node, ast.Expr)}
    for node in ast.walk(module):
        match node:
            case ast.Constant(value=str(text)) if node in docstrings or (
                with_literals and len(text.split()) >= SENTENCE_WORDS
            ):
                yield from enumerate(text.split("\n"), node.lineno)


def files_to_check() -> list[Path]:
    """Return all Markdown files, and the Python files of the folders that are listed."""
    listed = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["words"]["folders"]
    globs = (*MARKDOWN, *(f"{folder}/**/*.py" for folder in listed))
    return sorted({path for glob in globs for path in ROOT.glob(glob)})


def main(names: list[str]) -> int:
    """Print each fault with its file and line; return 1 if there was any."""
    paths = [Path(name).resolve() for name in names] or files_to_check()
    faults = [(path, fault) for path in paths for fault in find_faults(prose_of(path))]
    for path, (line, found, advice) in faults:
        print(f"{path.relative_to(ROOT)}:{line}: “{found}”: {advice}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
