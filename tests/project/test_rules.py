"""Test the rules of the project: sizes, words about settings and commands, pinned libraries."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from importlib import import_module
from pathlib import Path
from statistics import median, quantiles

import click
import grimp
import pytest
from pydantic_settings import BaseSettings

import handlers

HOUSE = Path(__file__).parents[2]
PRODUCT_ROOMS = (
    *("bot", "handlers", "scheduler", "domain"),
    *("storage", "content", "chat", "playground"),
)
ROOMS = (*PRODUCT_ROOMS, "tests", "tools", "bench")
MODULES = sorted(path for room in ROOMS for path in (HOUSE / room).rglob("*.py"))
# Scenarios and a migration's steps are lists, and may be long.
CODE = [path for path in MODULES if "tests" not in path.parts and path.parent.name != "versions"]
PRODUCT = [path for path in CODE if path.relative_to(HOUSE).parts[0] in PRODUCT_ROOMS]
LINES = 300
LINES_OF_A_FUNCTION = 30
MEDIAN_LINES_OF_FUNCTIONS = 7
LINES_OF_NINE_IN_TEN_FUNCTIONS = 15
MODULES_OF_A_FOLDER = 20
Function = ast.FunctionDef | ast.AsyncFunctionDef


def name_of(path: Path) -> str:
    return path.relative_to(HOUSE).as_posix()


@cache
def tree_of(path: Path) -> ast.Module:
    """Parse a module, once for all rules."""
    return ast.parse(path.read_text())


def test_each_module_opens_with_one_sentence_on_what_it_is_for() -> None:
    openings = {
        name_of(path): (ast.get_docstring(tree_of(path)) or "").partition("\n\n")[0]
        for path in MODULES
    }
    assert {name: text for name, text in openings.items() if not is_one_sentence(text)} == {}


def is_one_sentence(text: str) -> bool:
    is_sentence = re.fullmatch(r"[A-Z/`].*[.?]", text, re.DOTALL)
    return bool(is_sentence and not re.search(r"[.!?]\s+[A-Z]", text))


def test_no_module_outgrows_its_page() -> None:
    sizes = {name_of(code): len(code.read_text().splitlines()) for code in CODE}
    assert {name: size for name, size in sizes.items() if size > LINES} == {}


def test_no_function_outgrows_its_screen() -> None:
    long = [
        f"{name_of(code)}: {each.name}"
        for code in CODE
        for each in functions(code)
        if lines_of(each) > LINES_OF_A_FUNCTION
    ]
    assert long == []


def test_most_functions_are_much_shorter() -> None:
    sizes = [lines_of(each) for code in CODE for each in functions(code)]
    assert median(sizes) <= MEDIAN_LINES_OF_FUNCTIONS
    assert quantiles(sizes, n=10)[-1] <= LINES_OF_NINE_IN_TEN_FUNCTIONS


def test_no_folder_holds_more_modules_than_one_look_takes_in() -> None:
    """Seen to fail with a dummy in a folder of 20; packages and migrations are not counted."""
    counted = (path for path in MODULES if path.name != "__init__.py")
    sizes = Counter(path.parent for path in counted if path.parent.name != "versions")
    large = {name_of(folder) for folder, count in sizes.items() if count > MODULES_OF_A_FOLDER}
    assert large == set()


def test_no_two_classes_of_the_product_share_a_name() -> None:
    """Seen to fail with a second `Turn`."""
    nodes = (node for code in PRODUCT for node in ast.walk(tree_of(code)))
    names = Counter(node.name for node in nodes if isinstance(node, ast.ClassDef))
    assert [name for name, count in names.items() if count > 1] == []


def test_no_modules_import_each_other() -> None:
    """Raises CycleError; seen with an import of `handlers.start` in `handlers/turn.py`."""
    imports = grimp.build_graph(*PRODUCT_ROOMS, "tests", "tools", cache_dir=None)
    TopologicalSorter(
        {module: imports.find_modules_directly_imported_by(module) for module in imports.modules}
    ).prepare()


def functions(path: Path) -> Iterator[Function]:
    for node in ast.walk(tree_of(path)):
        if isinstance(node, Function):
            yield node


def lines_of(function: Function) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


def setting_names() -> list[str]:
    settings: type[BaseSettings] = import_module("bot.settings").Settings
    return [name.upper() for name in settings.model_fields]


def example_lines() -> dict[str, str]:
    """Return each setting of the example file with the line above it."""
    lines = (HOUSE / ".env.example").read_text().splitlines()
    given = enumerate(lines)
    return {line.split("=")[0]: lines[at - 1] for at, line in given if re.match(r"[A-Z_]+=", line)}


def test_the_example_file_holds_each_setting_and_no_other() -> None:
    assert sorted(example_lines()) == sorted(setting_names())


def test_the_example_file_explains_each_setting_in_one_line_above_it() -> None:
    unexplained = [name for name, above in example_lines().items() if not above.startswith("# ")]
    assert unexplained == []


def test_the_page_of_settings_has_a_row_for_each_setting_and_no_other() -> None:
    page = (HOUSE / "docs/configuration.md").read_text()
    assert sorted(re.findall(r"^\| `([A-Z_]+)` \|", page, re.MULTILINE)) == sorted(setting_names())


def test_the_readme_stays_short() -> None:
    assert len((HOUSE / "README.md").read_text().splitlines()) < 120


def test_the_readme_names_each_command() -> None:
    readme = (HOUSE / "README.md").read_text()
    commands = handlers.collect_features().menu
    assert [name for name in commands if f"`/{name}`" not in readme] == []


DOCS = [*HOUSE.glob("*.md"), *HOUSE.glob("docs/**/*.md"), *HOUSE.glob("bench/*.md")]


def test_each_file_that_the_docs_name_is_there() -> None:
    named = {
        path
        for doc in DOCS
        for path in re.findall(rf"`((?:{'|'.join(ROOMS)}|docs)/[\w./-]+\.\w+)`", doc.read_text())
    }
    missing = {path for path in named if not (HOUSE / path).exists()}
    assert {path for path in missing if "kite" not in path} == set()


def test_each_link_of_the_docs_leads_to_a_file_and_to_a_heading_of_it() -> None:
    """Seen to fail with a file and with a heading that are not there."""
    links = r"\]\((?!https?:)([^)#\s]*)(?:#([^)\s]+))?\)"
    broken = [
        (name_of(doc), link)
        for doc in DOCS
        for link in re.findall(links, doc.read_text())
        if not leads_somewhere(doc, *link)
    ]
    assert broken == []


def leads_somewhere(doc: Path, file: str, heading: str) -> bool:
    target = doc.parent / file if file else doc
    return target.exists() and (not heading or heading in anchors(target))


def anchors(doc: Path) -> set[str]:
    """Return the names that GitHub gives to the headings of a page."""
    headings = re.findall(r"^#+ (.+)$", doc.read_text(), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", each.lower()).replace(" ", "-") for each in headings}


def test_the_architecture_answers_each_question_with_files_that_are_there() -> None:
    """Seen to fail with one letter of an answer changed, and with three questions left out."""
    page = (HOUSE / "docs/architecture.md").read_text()
    questions = re.findall(r"^\| ([^|]+\?) \| (.+) \|$", page, re.MULTILINE)
    assert len(questions) >= 10
    for question, answer in questions:
        paths = re.findall(r"`([^`]+)`", answer)
        assert paths, question
        assert all((HOUSE / path).exists() for path in paths), question


def test_the_docs_name_each_command_of_the_command_line() -> None:
    """Without the line about `keys check` in the guide: it is named here."""
    main: click.Group = import_module("bot.cli.commands").main
    docs = "".join(doc.read_text() for doc in (HOUSE / "README.md", HOUSE / "docs/operator.md"))
    assert [name for name in paths_of(main) if f"python -m bot {name}" not in docs] == []


def paths_of(group: click.Group, before: str = "") -> Iterator[str]:
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from paths_of(command, f"{before}{name} ")
        else:
            yield f"{before}{name}"


RUNS_WHAT_IT_READS = frozenset(
    (
        *("eval", "exec", "compile", "__import__", "breakpoint"),
        *("pickle", "marshal", "shelve", "dill", "yaml", "jsonpickle", "code", "codeop"),
    )
)


def test_nothing_runs_what_it_reads() -> None:
    """Data that runs is somebody else's code; seen to fail with `import pickle` in a room."""
    runs = {
        name_of(code): found
        for code in CODE
        if HOUSE / "bench" not in code.parents
        and (found := set(names_used(code)) & RUNS_WHAT_IT_READS)
    }
    assert runs == {}


def names_used(code: Path) -> Iterator[str]:
    """Return the modules that it imports, and the functions that it calls by a plain name."""
    for node in ast.walk(tree_of(code)):
        match node:
            case ast.Import(names=names):
                yield from (each.name.partition(".")[0] for each in names)
            case ast.ImportFrom(module=str(module)):
                yield module.partition(".")[0]
            case ast.Call(func=ast.Name(id=name)):
                yield name


@pytest.fixture(params=["run", "test", "audit", "bench"])
def pinned(request: pytest.FixtureRequest) -> str:
    return (HOUSE / f"requirements/{request.param}.txt").read_text()


def test_each_library_is_pinned_with_its_hashes(pinned: str) -> None:
    libraries = re.split(r"\n(?=\S)", pinned.strip())
    assert len(libraries) > 20
    loose = [each for each in libraries if not re.match(r"\S+==\S+.*\\\n +--hash=sha256:", each)]
    assert loose == []


def test_no_pinned_file_names_a_registry(pinned: str) -> None:
    assert re.findall(r"^.*(?:://|-index|find-links|file:| @ ).*$", pinned, re.MULTILINE) == []


def test_the_run_requirements_are_among_the_tested_ones() -> None:
    run, tested = (
        set(
            re.findall(r"^\S+==\S+", (HOUSE / f"requirements/{name}.txt").read_text(), re.MULTILINE)
        )
        for name in ("run", "test")
    )
    assert run <= tested
