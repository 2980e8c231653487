"""Find the tests near a module: those of its feature, and those that import it."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

ROOMS = ("domain", "handlers", "bot/inbox", "bot/outbox")
"""The folders that faults are put into."""


def modules_in(root: Path, folder: str) -> list[Path]:
    """Return the modules below a folder, relative to the root, in a fixed order."""
    found = root / folder
    paths = [found] if found.suffix == ".py" else sorted(found.rglob("*.py"))
    return [path.relative_to(root) for path in paths if path.stat().st_size]


def find_nearby_tests(root: Path, module: Path) -> list[str]:
    """Return the folders and files of tests to run for a fault in a module.

    If no test is near the module itself, return those near the modules that import it.
    """
    found = _tests_for(root, [module])
    if not found:
        found = _tests_for(root, _importers(root, module, ROOMS))
    covered = {path for path in found if path.is_dir()}
    return sorted(str(path.relative_to(root)) for path in found if path.parent not in covered)


def _tests_for(root: Path, modules: Iterable[Path]) -> set[Path]:
    found: set[Path] = set()
    for module in modules:
        folder = root / "tests" / _feature(module)
        found |= {folder} if any(folder.glob("test_*.py")) else set()
        found |= {root / path for path in _importers(root, module, ("tests",)) if _is_test(path)}
    return found


def _feature(module: Path) -> str:
    """Return the name that a module's feature has in every room, say `remind`."""
    rooms = next(len(Path(room).parts) for room in ROOMS if module.is_relative_to(room))
    name = module.parts[min(rooms, len(module.parts) - 1)]
    return module.parts[1] if module.parts[0] == "bot" else name.removesuffix(".py")


def _is_test(path: Path) -> bool:
    return path.name.startswith("test_")


def _importers(root: Path, module: Path, folders: Iterable[str]) -> list[Path]:
    name = ".".join(module.with_suffix("").parts).removesuffix(".__init__")
    return [
        path
        for folder in folders
        for path, names in _imports(root, folder).items()
        if name in names
    ]


@cache
def _imports(root: Path, folder: str) -> Mapping[Path, frozenset[str]]:
    return {path: _imported_by(root / path) for path in modules_in(root, folder)}


def _imported_by(file: Path) -> frozenset[str]:
    """Return the dotted names that a file imports; of `from a import b` both `a` and `a.b`."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            names |= {each.name for each in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{each.name}" for each in node.names)}
    return frozenset(names)
